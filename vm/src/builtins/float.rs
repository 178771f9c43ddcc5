//! `float`

use strict_semantics::number::{self, BinaryOperator};
use strict_semantics::{Int, Limit, Number, TextBuilder, float, format, hash};

use super::prelude::*;

macro_rules! binary_methods {
    ($($forward:ident $reflected:ident $operator:ident;)*) => {$(
        fn $forward(vm: &mut Vm, this: Value, other: Value) -> Outcome<Value> {
            floats(vm, BinaryOperator::$operator, this, other)
        }
        fn $reflected(vm: &mut Vm, this: Value, other: Value) -> Outcome<Value> {
            floats(vm, BinaryOperator::$operator, other, this)
        }
    )*};
}

binary_methods! {
    add radd Add;
    sub rsub Sub;
    mul rmul Mul;
    truediv rtruediv TrueDiv;
    floordiv rfloordiv FloorDiv;
    modulo rmodulo Modulo;
    power rpower Pow;
}

/// The operand as an `int` or `float`.
fn real_number(vm: &Vm, value: Value) -> Option<Number> {
    vm.as_number(value).filter(|number| !matches!(number, Number::Complex(_)))
}

fn floats(vm: &mut Vm, operator: BinaryOperator, left: Value, right: Value) -> Outcome<Value> {
    let (Some(left), Some(right)) = (real_number(vm, left), real_number(vm, right)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let result = number::binary(operator, &left, &right, Limit::NONE);
    let result = vm.check(result)?;
    Ok(vm.new_number(result))
}

/// The specification.
pub static FLOAT: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    methods: &[
        m("__new__", "($type, x=0, /)", Any, n(new), ""),
        m("__repr__", "($self, /)", Pure, n(repr), "Return repr(self)."),
        m("__hash__", "($self, /)", Pure, n(hash_method), "Return hash(self)."),
        m(
            "__format__",
            "($self, format_spec, /)",
            Pure,
            n(format_method),
            "Formats the float according to format_spec.",
        ),
        m("__lt__", "($self, value, /)", Pure, n(lt), "Return self<value."),
        m("__le__", "($self, value, /)", Pure, n(le), "Return self<=value."),
        m("__eq__", "($self, value, /)", Pure, n(eq), "Return self==value."),
        m("__ne__", "($self, value, /)", Pure, n(ne), "Return self!=value."),
        m("__gt__", "($self, value, /)", Pure, n(gt), "Return self>value."),
        m("__ge__", "($self, value, /)", Pure, n(ge), "Return self>=value."),
        m("__add__", "($self, value, /)", Pure, n(add), "Return self+value."),
        m("__radd__", "($self, value, /)", Pure, n(radd), "Return value+self."),
        m("__sub__", "($self, value, /)", Pure, n(sub), "Return self-value."),
        m("__rsub__", "($self, value, /)", Pure, n(rsub), "Return value-self."),
        m("__mul__", "($self, value, /)", Pure, n(mul), "Return self*value."),
        m("__rmul__", "($self, value, /)", Pure, n(rmul), "Return value*self."),
        m("__truediv__", "($self, value, /)", Pure, n(truediv), "Return self/value."),
        m("__rtruediv__", "($self, value, /)", Pure, n(rtruediv), "Return value/self."),
        m("__floordiv__", "($self, value, /)", Pure, n(floordiv), "Return self//value."),
        m("__rfloordiv__", "($self, value, /)", Pure, n(rfloordiv), "Return value//self."),
        m("__mod__", "($self, value, /)", Pure, n(modulo), "Return self%value."),
        m("__rmod__", "($self, value, /)", Pure, n(rmodulo), "Return value%self."),
        m("__divmod__", "($self, value, /)", Pure, n(divmod), "Return divmod(self, value)."),
        m("__rdivmod__", "($self, value, /)", Pure, n(rdivmod), "Return divmod(value, self)."),
        m("__pow__", "($self, value, mod=None, /)", Pure, n(pow), "Return pow(self, value, mod)."),
        m("__rpow__", "($self, value, mod=None, /)", Pure, n(rpow), "Return pow(value, self, mod)."),
        m("__neg__", "($self, /)", Pure, n(neg), "-self"),
        m("__pos__", "($self, /)", Pure, n(plain), "+self"),
        m("__abs__", "($self, /)", Pure, n(abs), "abs(self)"),
        m("__bool__", "($self, /)", Pure, n(truth), "True if self else False"),
        m("__int__", "($self, /)", Pure, n(trunc), "int(self)"),
        m("__float__", "($self, /)", Pure, n(plain), "float(self)"),
        m("__trunc__", "($self, /)", Pure, n(trunc), "Return the Integral closest to x between 0 and x."),
        m("__floor__", "($self, /)", Pure, n(floor), "Return the floor as an Integral."),
        m("__ceil__", "($self, /)", Pure, n(ceil), "Return the ceiling as an Integral."),
        m(
            "__round__",
            "($self, ndigits=None, /)",
            Pure,
            n(round),
            "Return the Integral closest to x, rounding half toward even.",
        ),
        m("__getnewargs__", "($self, /)", Pure, n(getnewargs), ""),
        m("conjugate", "($self, /)", Pure, n(plain), "Return self, the complex conjugate of any float."),
        m(
            "as_integer_ratio",
            "($self, /)",
            Pure,
            n(as_integer_ratio),
            "Return a pair of integers, whose ratio is exactly equal to the original float.",
        ),
        m("is_integer", "($self, /)", Pure, n(is_integer), "Return True if the float is an integer."),
        m(
            "hex",
            "($self, /)",
            Pure,
            n(hex),
            "Return a hexadecimal representation of a floating-point number.",
        ),
        m(
            "fromhex",
            "($type, string, /)",
            Pure,
            n(from_hex),
            "Create a floating-point number from a hexadecimal string.",
        ),
        m(
            "from_number",
            "($type, number, /)",
            Any,
            n(from_number),
            "Convert real number to a floating-point number.",
        ),
        m(
            "__getformat__",
            "($type, typestr, /)",
            Pure,
            n(getformat),
            "You probably don't want to use this function.",
        ),
    ],
    attributes: &[("real", real, None), ("imag", imag, None)],
    doc: "Convert a string or number to a floating-point number, if possible.",
    ..new_spec("float", Kind::Float)
};

fn float_of(vm: &Vm, this: Value) -> f64 {
    vm.as_float(this).unwrap_or(0.0)
}

fn new(vm: &mut Vm, class: Gc<Type>, x: Option<Value>) -> Outcome<Value> {
    let number = match x {
        None => 0.0,
        // A NaN keeps its identity.
        Some(x) if class == vm.types.float && vm.is_exact(x, class) => return Ok(x),
        Some(x) => convert(vm, x)?,
    };
    make(vm, class, number)
}

fn make(vm: &mut Vm, class: Gc<Type>, number: f64) -> Outcome<Value> {
    if class == vm.types.float {
        return Ok(vm.new_float(number));
    }
    Ok(vm.heap.new_float(class.root_shape.get(), number))
}

/// `float(x)` as a double. Unlike [`Vm::to_f64`] it also asks subclasses for their `__float__`, and takes text.
fn convert(vm: &mut Vm, x: Value) -> Outcome<f64> {
    if real_number(vm, x).is_some() && !vm.type_of(x).is_heap_type() {
        return vm.to_f64(x);
    }
    if let Some(result) = vm.call_special(x, Special::Float, &[])? {
        return vm.float_result(x, result);
    }
    if vm.special(x, Special::Index).is_some() {
        return vm.to_f64(x);
    }
    if let Some(text) = x.cast::<Str>() {
        let result = float::from_text(text.view());
        return vm.check(result);
    }
    let Some(data) = super::bytes::from_buffer(vm, x)? else {
        let name = vm.type_name(x);
        return Err(
            vm.type_error(format!("float() argument must be a string or a real number, not '{name}'"))
        );
    };
    if let Ok(number) = float::from_text(data.as_slice()) {
        return Ok(number);
    }
    let shown = vm.repr(x)?.to_lossy();
    Err(vm.value_error(format!("could not convert string to float: {shown}")))
}

fn repr(vm: &mut Vm, this: Value) -> Outcome<String> {
    Ok(float::repr(float_of(vm, this)))
}

fn hash_method(vm: &mut Vm, this: Value) -> Outcome<i64> {
    Ok(hash::hash_float(float_of(vm, this), Vm::identity_hash(this)))
}

fn format_method(vm: &mut Vm, this: Value, specification: Value) -> Outcome<Value> {
    let specification = vm.expect_str(specification, "__format__() argument")?;
    if specification.is_empty() {
        return vm.to_str(this).map(Gc::value);
    }
    let name = vm.type_name(this);
    let number = Number::Float(float_of(vm, this));
    let mut out = TextBuilder::new();
    let result = format::format_number(&number, &name, specification.view(), vm.digit_limit, &mut out);
    vm.check(result)?;
    vm.str_from_builder(&out)
}

macro_rules! comparisons {
    ($($name:ident $special:ident;)*) => {$(
        fn $name(vm: &mut Vm, this: Value, other: Value) -> Outcome<Value> {
            let (Some(left), Some(right)) = (real_number(vm, this), real_number(vm, other)) else {
                return Ok(Value::NOT_IMPLEMENTED);
            };
            Ok(Value::bool(crate::builtins::satisfies(Special::$special, number::compare(&left, &right))))
        }
    )*};
}

comparisons! { lt Less; le LessEqual; eq Equal; ne NotEqual; gt Greater; ge GreaterEqual; }

fn divmod(vm: &mut Vm, this: Value, other: Value) -> Outcome<Value> {
    let (Some(left), Some(right)) = (real_number(vm, this), real_number(vm, other)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let result = number::divmod(&left, &right);
    let (quotient, rest) = vm.check(result)?;
    let quotient = vm.new_number(quotient);
    let rest = vm.new_number(rest);
    Ok(vm.pair(quotient, rest))
}

fn rdivmod(vm: &mut Vm, this: Value, other: Value) -> Outcome<Value> {
    divmod(vm, other, this)
}

fn pow(vm: &mut Vm, this: Value, exponent: Value, modulus: Option<Value>) -> Outcome<Value> {
    if modulus.is_some_and(|modulus| !modulus.is_none()) {
        return Err(vm.type_error("pow() 3rd argument not allowed unless all arguments are integers"));
    }
    power(vm, this, exponent)
}

fn rpow(vm: &mut Vm, this: Value, base: Value, _modulus: Option<Value>) -> Outcome<Value> {
    rpower(vm, this, base)
}

fn neg(vm: &mut Vm, this: Value) -> Outcome<f64> {
    Ok(-float_of(vm, this))
}

fn plain(vm: &mut Vm, this: Value) -> Outcome<f64> {
    Ok(float_of(vm, this))
}

fn abs(vm: &mut Vm, this: Value) -> Outcome<f64> {
    Ok(float_of(vm, this).abs())
}

fn truth(vm: &mut Vm, this: Value) -> Outcome<bool> {
    Ok(float_of(vm, this) != 0.0)
}

fn integer(vm: &mut Vm, result: strict_semantics::Result<Int>) -> Outcome<Value> {
    let number = vm.check(result)?;
    Ok(vm.new_integer(&number))
}

fn trunc(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let result = float::trunc(float_of(vm, this));
    integer(vm, result)
}

fn floor(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let result = float::floor(float_of(vm, this));
    integer(vm, result)
}

fn ceil(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let result = float::ceil(float_of(vm, this));
    integer(vm, result)
}

fn round(vm: &mut Vm, this: Value, digits: Option<Value>) -> Outcome<Value> {
    let number = float_of(vm, this);
    match digits.filter(|digits| !digits.is_none()) {
        None => {
            let result = float::round_to_int(number);
            integer(vm, result)
        }
        Some(digits) => {
            let digits = vm.to_index(digits)?;
            let result = float::round(number, &digits);
            let number = vm.check(result)?;
            Ok(vm.new_float(number))
        }
    }
}

fn getnewargs(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let number = vm.new_float(float_of(vm, this));
    Ok(vm.tuple(&[number]).value())
}

fn as_integer_ratio(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let result = float::as_integer_ratio(float_of(vm, this));
    let (numerator, denominator) = vm.check(result)?;
    let numerator = vm.new_integer(&numerator);
    let denominator = vm.new_integer(&denominator);
    Ok(vm.pair(numerator, denominator))
}

fn is_integer(vm: &mut Vm, this: Value) -> Outcome<bool> {
    Ok(float::is_integer(float_of(vm, this)))
}

fn hex(vm: &mut Vm, this: Value) -> Outcome<String> {
    Ok(float::hex(float_of(vm, this)))
}

fn from_hex(vm: &mut Vm, class: Gc<Type>, text: Value) -> Outcome<Value> {
    let Some(text) = text.cast::<Str>() else {
        return Err(vm.type_error("bad argument type for built-in operation"));
    };
    if text.as_ascii().is_none() {
        // Says that a surrogate cannot be encoded.
        let encode = vm.intern("encode");
        vm.call_method(text.value(), encode, &[])?;
    }
    let result = float::from_hex(&text.to_lossy());
    let number = vm.check(result)?;
    let value = vm.new_float(number);
    if class == vm.types.float { Ok(value) } else { vm.call(class.value(), &[value]) }
}

fn from_number(vm: &mut Vm, class: Gc<Type>, number: Value) -> Outcome<Value> {
    let value = if vm.is_exact(number, vm.types.float) {
        number
    } else {
        let number = vm.to_f64(number)?;
        vm.new_float(number)
    };
    if class == vm.types.float { Ok(value) } else { vm.call(class.value(), &[value]) }
}

fn getformat(vm: &mut Vm, _class: Value, kind: Value) -> Outcome<&'static str> {
    let Some(kind) = kind.cast::<Str>() else {
        let name = vm.type_name(kind);
        return Err(vm.type_error(format!("__getformat__() argument must be str, not {name}")));
    };
    if !matches!(kind.as_ascii(), Some("double" | "float")) {
        return Err(vm.value_error("__getformat__() argument 1 must be 'double' or 'float'"));
    }
    Ok(if cfg!(target_endian = "little") { "IEEE, little-endian" } else { "IEEE, big-endian" })
}

fn real(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let number = float_of(vm, this);
    Ok(vm.new_float(number))
}

fn imag(vm: &mut Vm, _this: Value) -> Outcome<Value> {
    Ok(vm.new_float(0.0))
}
