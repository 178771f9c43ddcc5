//! `int` and `bool`

use strict_semantics::int::ByteOrder;
use strict_semantics::number::BinaryOperator;
use strict_semantics::{Int, Limit, Number, TextBuilder, TextRef, format, hash, number};

use super::prelude::*;
use crate::protocol::Operator;

macro_rules! binary_methods {
    ($($forward:ident $reflected:ident $operator:ident;)*) => {$(
        fn $forward(vm: &mut Vm, this: Value, other: Value) -> Outcome<Value> {
            ints(vm, BinaryOperator::$operator, this, other)
        }
        fn $reflected(vm: &mut Vm, this: Value, other: Value) -> Outcome<Value> {
            ints(vm, BinaryOperator::$operator, other, this)
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
    lshift rlshift LShift;
    rshift rrshift RShift;
    and rand And;
    or ror Or;
    xor rxor Xor;
}

fn ints(vm: &mut Vm, operator: BinaryOperator, left: Value, right: Value) -> Outcome<Value> {
    let (Some(left), Some(right)) = (vm.as_int(left), vm.as_int(right)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let result = number::binary(operator, &Number::Int(left), &Number::Int(right), Limit(1 << 32));
    let result = vm.check(result)?;
    Ok(vm.new_number(result))
}

/// The specification of `int`.
pub static INT: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    methods: &[
        m("__new__", "($type, x=0, /, base=10)", Any, n(new), ""),
        m("__repr__", "($self, /)", Pure, n(repr), "Return repr(self)."),
        m("__hash__", "($self, /)", Pure, n(hash_method), "Return hash(self)."),
        m(
            "__format__",
            "($self, format_spec, /)",
            Pure,
            n(format_method),
            "Convert to a string according to format_spec.",
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
        m("__lshift__", "($self, value, /)", Pure, n(lshift), "Return self<<value."),
        m("__rlshift__", "($self, value, /)", Pure, n(rlshift), "Return value<<self."),
        m("__rshift__", "($self, value, /)", Pure, n(rshift), "Return self>>value."),
        m("__rrshift__", "($self, value, /)", Pure, n(rrshift), "Return value>>self."),
        m("__and__", "($self, value, /)", Pure, n(and), "Return self&value."),
        m("__rand__", "($self, value, /)", Pure, n(rand), "Return value&self."),
        m("__or__", "($self, value, /)", Pure, n(or), "Return self|value."),
        m("__ror__", "($self, value, /)", Pure, n(ror), "Return value|self."),
        m("__xor__", "($self, value, /)", Pure, n(xor), "Return self^value."),
        m("__rxor__", "($self, value, /)", Pure, n(rxor), "Return value^self."),
        m("__neg__", "($self, /)", Pure, n(neg), "-self"),
        m("__pos__", "($self, /)", Pure, n(plain), "+self"),
        m("__abs__", "($self, /)", Pure, n(abs), "abs(self)"),
        m("__invert__", "($self, /)", Pure, n(invert), "~self"),
        m("__bool__", "($self, /)", Pure, n(truth), "True if self else False"),
        m("__int__", "($self, /)", Pure, n(plain), "int(self)"),
        m(
            "__index__",
            "($self, /)",
            Pure,
            n(plain),
            "Return self converted to an integer, if self is suitable for use as an index into a list.",
        ),
        m("__trunc__", "($self, /)", Pure, n(plain), "Truncating an Integral returns itself."),
        m("__floor__", "($self, /)", Pure, n(plain), "Flooring an Integral returns itself."),
        m("__ceil__", "($self, /)", Pure, n(plain), "Ceiling of an Integral returns itself."),
        m("__float__", "($self, /)", Pure, n(to_float), "float(self)"),
        m("__round__", "($self, ndigits=None, /)", Pure, n(round), "Rounding an Integral returns itself."),
        m("__getnewargs__", "($self, /)", Pure, n(getnewargs), ""),
        m("conjugate", "($self, /)", Pure, n(plain), "Returns self, the complex conjugate of any int."),
        m(
            "bit_length",
            "($self, /)",
            Pure,
            n(bit_length),
            "Number of bits necessary to represent self in binary.",
        ),
        m(
            "bit_count",
            "($self, /)",
            Pure,
            n(bit_count),
            "Number of ones in the binary representation of the absolute value of self.",
        ),
        m(
            "as_integer_ratio",
            "($self, /)",
            Pure,
            n(as_integer_ratio),
            "Return a pair of integers, whose ratio is equal to the original int.",
        ),
        m(
            "is_integer",
            "($self, /)",
            Pure,
            n(is_integer),
            "Returns True. Exists for duck type compatibility with float.is_integer.",
        ),
        m(
            "to_bytes",
            "($self, /, length=1, byteorder='big', *, signed=False)",
            Pure,
            n(to_bytes),
            "Return an array of bytes representing an integer.",
        ),
        m(
            "from_bytes",
            "($type, /, bytes, byteorder='big', *, signed=False)",
            Pure,
            n(from_bytes),
            "Return the integer represented by the given array of bytes.",
        ),
    ],
    attributes: &[
        ("real", real, None),
        ("imag", zero, None),
        ("numerator", real, None),
        ("denominator", one, None),
    ],
    doc: "int([x]) -> integer\nint(x, base=10) -> integer",
    ..new_spec("int", Kind::Int)
};

/// The specification of `bool`.
pub static BOOL: TypeSpec = TypeSpec {
    base: Some(|types| types.int),
    methods: &[
        m("__new__", "($type, object=False, /)", Any, n(new_bool), ""),
        m("__repr__", "($self, /)", Pure, n(bool_repr), "Return repr(self)."),
        m("__and__", "($self, value, /)", Pure, n(bool_and), "Return self&value."),
        m("__rand__", "($self, value, /)", Pure, n(bool_and), "Return value&self."),
        m("__or__", "($self, value, /)", Pure, n(bool_or), "Return self|value."),
        m("__ror__", "($self, value, /)", Pure, n(bool_or), "Return value|self."),
        m("__invert__", "($self, /)", Pure, n(bool_invert), "~self"),
        m("__xor__", "($self, value, /)", Pure, n(bool_xor), "Return self^value."),
        m("__rxor__", "($self, value, /)", Pure, n(bool_xor), "Return value^self."),
    ],
    doc: "Returns True when the argument is true, False otherwise.",
    ..new_spec("bool", Kind::Int)
};

/// The integer of a receiver.
fn int(vm: &mut Vm, this: Value) -> Int {
    vm.as_int(this).unwrap_or(Int::ZERO)
}

fn new(vm: &mut Vm, class: Gc<Type>, x: Option<Value>, base: Option<Value>) -> Outcome<Value> {
    let number = convert(vm, x, base)?;
    if class == vm.types.int {
        return Ok(vm.new_integer(&number));
    }
    Ok(vm.heap.new_integer(class.root_shape.get(), &number).value())
}

fn convert(vm: &mut Vm, x: Option<Value>, base: Option<Value>) -> Outcome<Int> {
    let Some(x) = x else {
        if base.is_some() {
            return Err(vm.type_error("int() missing string argument"));
        }
        return Ok(Int::ZERO);
    };
    if let Some(base) = base {
        let base = vm.to_index(base)?;
        let checked = strict_semantics::int::check_base(&base);
        vm.check(checked)?;
        if let Some(text) = x.cast::<Str>() {
            let result = Int::from_text(text.view(), &base, vm.digit_limit);
            return vm.check(result);
        }
        if let Some(data) = bytes_of(vm, x)? {
            let result = Int::from_text(data.as_slice(), &base, vm.digit_limit);
            return vm.check(result);
        }
        return Err(vm.type_error("int() can't convert non-string with explicit base"));
    }
    if let Some(number) = vm.as_int(x)
        && !vm.type_of(x).is_heap_type()
    {
        return Ok(number);
    }
    for special in [Special::Int, Special::Index] {
        if let Some(result) = vm.call_special(x, special, &[])? {
            return match vm.as_int(result) {
                Some(number) => {
                    if vm.type_of(result) != vm.types.int {
                        vm.warn_strict_subclass(special.name(), "int", result)?;
                    }
                    Ok(number)
                }
                None => {
                    let name = vm.type_name(result);
                    Err(vm.type_error(format!("{} returned non-int (type {name})", special.name())))
                }
            };
        }
    }
    let ten = Int::from(10_u8);
    if let Some(text) = x.cast::<Str>() {
        let result = Int::from_text(text.view(), &ten, vm.digit_limit);
        return vm.check(result);
    }
    if let Some(data) = bytes_of(vm, x)? {
        let result = Int::from_text(data.as_slice(), &ten, vm.digit_limit);
        return vm.check(result);
    }
    let name = vm.type_name(x);
    Err(vm.type_error(format!(
        "int() argument must be a string, a bytes-like object or a real number, not '{name}'"
    )))
}

/// `~truth`: that of the integer, and a warning.
fn bool_invert(vm: &mut Vm, this: Value) -> Outcome<Value> {
    vm.unary(Special::Invert, this)
}

fn bytes_of(vm: &mut Vm, value: Value) -> Outcome<Option<Vec<u8>>> {
    super::bytes::from_buffer(vm, value)
}

fn repr(vm: &mut Vm, this: Value) -> Outcome<Value> {
    if let Some(small) = this.as_fixnum() {
        let mut buffer = [0_u8; 20];
        let mut at = buffer.len();
        let mut rest = small.unsigned_abs();
        loop {
            at -= 1;
            buffer[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if small < 0 {
            at -= 1;
            buffer[at] = b'-';
        }
        return vm.try_str(TextRef::Latin1(&buffer[at..])).map(Gc::value);
    }
    let result = int(vm, this).to_text(vm.digit_limit);
    let text = vm.check(result)?;
    Ok(vm.new_str(&text).value())
}

fn hash_method(vm: &mut Vm, this: Value) -> Outcome<i64> {
    Ok(hash::hash_int(&int(vm, this)))
}

fn format_method(vm: &mut Vm, this: Value, specification: Value) -> Outcome<Value> {
    let specification = vm.expect_str(specification, "__format__() argument")?;
    if specification.is_empty() {
        return vm.to_str(this).map(Gc::value);
    }
    let name = vm.type_name(this);
    let number = Number::Int(int(vm, this));
    let mut out = TextBuilder::new();
    let result = format::format_number(&number, &name, specification.view(), vm.digit_limit, &mut out);
    vm.check(result)?;
    vm.str_from_builder(&out)
}

macro_rules! comparisons {
    ($($name:ident $special:ident;)*) => {$(
        fn $name(vm: &mut Vm, this: Value, other: Value) -> Outcome<Value> {
            let (Some(left), Some(right)) = (vm.as_int(this), vm.as_int(other)) else {
                return Ok(Value::NOT_IMPLEMENTED);
            };
            Ok(Value::bool(crate::builtins::satisfies(Special::$special, Some(left.cmp(&right)))))
        }
    )*};
}

comparisons! { lt Less; le LessEqual; eq Equal; ne NotEqual; gt Greater; ge GreaterEqual; }

fn divmod(vm: &mut Vm, this: Value, other: Value) -> Outcome<Value> {
    let (Some(left), Some(right)) = (vm.as_int(this), vm.as_int(other)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let result = left.divmod(&right);
    let (quotient, rest) = vm.check(result)?;
    let quotient = vm.new_integer(&quotient);
    let rest = vm.new_integer(&rest);
    Ok(vm.pair(quotient, rest))
}

fn rdivmod(vm: &mut Vm, this: Value, other: Value) -> Outcome<Value> {
    divmod(vm, other, this)
}

fn pow(vm: &mut Vm, this: Value, exponent: Value, modulus: Option<Value>) -> Outcome<Value> {
    let (Some(base), Some(power)) = (vm.as_int(this), vm.as_int(exponent)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let result = match modulus.filter(|modulus| !modulus.is_none()) {
        None => base.pow(&power, Limit(1 << 32)),
        Some(modulus) => match vm.as_int(modulus) {
            Some(modulus) => base.pow_mod(&power, &modulus, Limit::NONE).map(Number::Int),
            None => return Ok(Value::NOT_IMPLEMENTED),
        },
    };
    let result = vm.check(result)?;
    Ok(vm.new_number(result))
}

fn rpow(vm: &mut Vm, this: Value, base: Value, modulus: Option<Value>) -> Outcome<Value> {
    pow(vm, base, this, modulus)
}

fn neg(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let number = int(vm, this).neg();
    Ok(vm.new_integer(&number))
}

fn plain(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let number = int(vm, this);
    Ok(vm.new_integer(&number))
}

fn abs(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let number = int(vm, this).abs();
    Ok(vm.new_integer(&number))
}

fn invert(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let number = int(vm, this).invert();
    Ok(vm.new_integer(&number))
}

fn truth(vm: &mut Vm, this: Value) -> Outcome<bool> {
    Ok(!int(vm, this).is_zero())
}

fn to_float(vm: &mut Vm, this: Value) -> Outcome<f64> {
    let result = int(vm, this).to_f64();
    vm.check(result)
}

fn round(vm: &mut Vm, this: Value, digits: Option<Value>) -> Outcome<Value> {
    let number = int(vm, this);
    let number = match digits.filter(|digits| !digits.is_none()) {
        None => number,
        Some(digits) => {
            let digits = vm.to_index(digits)?;
            number.round(&digits)
        }
    };
    Ok(vm.new_integer(&number))
}

fn getnewargs(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let number = plain(vm, this)?;
    Ok(vm.tuple(&[number]).value())
}

fn bit_length(vm: &mut Vm, this: Value) -> Outcome<i64> {
    Ok(int(vm, this).bit_length() as i64)
}

fn bit_count(vm: &mut Vm, this: Value) -> Outcome<i64> {
    Ok(int(vm, this).bit_count() as i64)
}

fn as_integer_ratio(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let number = plain(vm, this)?;
    Ok(vm.pair(number, Value::ONE))
}

fn is_integer(_: &mut Vm, _this: Value) -> Outcome<bool> {
    Ok(true)
}

fn byte_order(vm: &mut Vm, order: Option<Value>) -> Outcome<ByteOrder> {
    let Some(order) = order else { return Ok(ByteOrder::Big) };
    let order = vm.expect_str(order, "byteorder")?;
    let result = ByteOrder::from_name(&order.to_lossy());
    vm.check(result)
}

fn to_bytes(
    vm: &mut Vm,
    this: Value,
    length: Option<i64>,
    order: Option<Value>,
    signed: bool,
) -> Outcome<Value> {
    let order = byte_order(vm, order)?;
    let result = int(vm, this).to_bytes(length.unwrap_or(1), order, signed, Limit(1 << 40));
    let data = vm.check(result)?;
    vm.new_bytes(&data)
}

fn from_bytes(
    vm: &mut Vm,
    class: Gc<Type>,
    data: Value,
    order: Option<Value>,
    signed: bool,
) -> Outcome<Value> {
    let order = byte_order(vm, order)?;
    let data = match super::bytes::by_method(vm, data)? {
        Some(data) => data,
        None => super::bytes::from_object(vm, data, "bytes")?,
    };
    let number = Int::from_bytes(&data, order, signed);
    let number = vm.new_integer(&number);
    if class == vm.types.int { Ok(number) } else { vm.call(class.value(), &[number]) }
}

fn real(vm: &mut Vm, this: Value) -> Outcome<Value> {
    plain(vm, this)
}

fn zero(_: &mut Vm, _this: Value) -> Outcome<Value> {
    Ok(Value::ZERO)
}

fn one(_: &mut Vm, _this: Value) -> Outcome<Value> {
    Ok(Value::ONE)
}

fn new_bool(vm: &mut Vm, _class: Value, value: Option<Value>) -> Outcome<bool> {
    match value {
        Some(value) => vm.is_true(value),
        None => Ok(false),
    }
}

fn bool_repr(_: &mut Vm, this: Value) -> Outcome<&'static str> {
    Ok(if this == Value::TRUE { "True" } else { "False" })
}

fn bool_operator(vm: &mut Vm, operator: Operator, this: Value, other: Value) -> Outcome<Value> {
    let number = operator.number.unwrap_or(BinaryOperator::And);
    if this.as_bool().is_some() && other.as_bool().is_some() {
        return Ok(vm.number_binary(number, this, other)?.unwrap_or(Value::NOT_IMPLEMENTED));
    }
    ints(vm, number, this, other)
}

fn bool_and(vm: &mut Vm, this: Value, other: Value) -> Outcome<Value> {
    bool_operator(vm, Operator::AND, this, other)
}

fn bool_or(vm: &mut Vm, this: Value, other: Value) -> Outcome<Value> {
    bool_operator(vm, Operator::OR, this, other)
}

fn bool_xor(vm: &mut Vm, this: Value, other: Value) -> Outcome<Value> {
    bool_operator(vm, Operator::XOR, this, other)
}
