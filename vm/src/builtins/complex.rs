//! `complex`

use strict_semantics::number::{self, BinaryOperator};
use strict_semantics::{Complex, Limit, Number, TextBuilder, format, hash};

use super::prelude::*;
use crate::object::{ComplexObject, Dict};

macro_rules! binary_methods {
    ($($forward:ident $reflected:ident $operator:ident;)*) => {$(
        fn $forward(vm: &mut Vm, this: Value, other: Value) -> Outcome<Value> {
            numbers(vm, BinaryOperator::$operator, this, other)
        }
        fn $reflected(vm: &mut Vm, this: Value, other: Value) -> Outcome<Value> {
            numbers(vm, BinaryOperator::$operator, other, this)
        }
    )*};
}

binary_methods! { add radd Add; sub rsub Sub; mul rmul Mul; truediv rtruediv TrueDiv; power rpower Pow; }

fn numbers(vm: &mut Vm, operator: BinaryOperator, left: Value, right: Value) -> Outcome<Value> {
    let (Some(left), Some(right)) = (vm.as_number(left), vm.as_number(right)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let result = number::binary(operator, &left, &right, Limit::NONE);
    let result = vm.check(result)?;
    Ok(vm.new_number(result))
}

/// The specification.
pub static COMPLEX: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    methods: &[
        m("__new__", "($type, /, *args, **kwargs)", Any, n(new), ""),
        m(
            "from_number",
            "($type, number, /)",
            Any,
            n(from_number),
            "Convert number to a complex floating-point number.",
        ),
        m("__repr__", "($self, /)", Pure, n(repr), "Return repr(self)."),
        m("__hash__", "($self, /)", Pure, n(hash_method), "Return hash(self)."),
        m(
            "__format__",
            "($self, format_spec, /)",
            Pure,
            n(format_method),
            "Convert to a string according to format_spec.",
        ),
        m("__eq__", "($self, value, /)", Pure, n(eq), "Return self==value."),
        m("__ne__", "($self, value, /)", Pure, n(ne), "Return self!=value."),
        m("__add__", "($self, value, /)", Pure, n(add), "Return self+value."),
        m("__radd__", "($self, value, /)", Pure, n(radd), "Return value+self."),
        m("__sub__", "($self, value, /)", Pure, n(sub), "Return self-value."),
        m("__rsub__", "($self, value, /)", Pure, n(rsub), "Return value-self."),
        m("__mul__", "($self, value, /)", Pure, n(mul), "Return self*value."),
        m("__rmul__", "($self, value, /)", Pure, n(rmul), "Return value*self."),
        m("__truediv__", "($self, value, /)", Pure, n(truediv), "Return self/value."),
        m("__rtruediv__", "($self, value, /)", Pure, n(rtruediv), "Return value/self."),
        m("__pow__", "($self, value, mod=None, /)", Pure, n(pow), "Return pow(self, value, mod)."),
        m("__rpow__", "($self, value, mod=None, /)", Pure, n(rpow), "Return pow(value, self, mod)."),
        m("__neg__", "($self, /)", Pure, n(neg), "-self"),
        m("__pos__", "($self, /)", Pure, n(plain), "+self"),
        m("__abs__", "($self, /)", Pure, n(abs), "abs(self)"),
        m("__bool__", "($self, /)", Pure, n(truth), "True if self else False"),
        m("__complex__", "($self, /)", Pure, n(plain), "Convert this value to exact type complex."),
        m("__getnewargs__", "($self, /)", Pure, n(getnewargs), ""),
        m("conjugate", "($self, /)", Pure, n(conjugate), "Return the complex conjugate of its argument."),
    ],
    attributes: &[
        ("real", real, Some(super::descriptors::readonly_member)),
        ("imag", imag, Some(super::descriptors::readonly_member)),
    ],
    doc: "Create a complex number from a string or numbers.",
    ..new_spec("complex", Kind::Complex)
};

fn new(vm: &mut Vm, class: Gc<Type>, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<Value> {
    let [real, imag] = named_parts(vm, arguments, keywords)?;
    if keywords.is_empty()
        && imag.is_none()
        && let Some(number) = real
    {
        if class == vm.types.complex && vm.is_exact(number, class) {
            return Ok(number);
        }
        let number = convert(vm, number, "complex() argument must be a string or a number, not ")?;
        return Ok(make(vm, class, number));
    }
    let real = match real {
        Some(real) => part(vm, real, "real")?,
        None => Part { number: Complex::new(0.0, 0.0), is_complex: false },
    };
    let imag = match imag {
        Some(imag) => part(vm, imag, "imag")?,
        None => Part { number: Complex::new(0.0, 0.0), is_complex: false },
    };
    // A part that is not there is no zero to add: that would lose the sign of another zero.
    let mut number = Complex::new(real.number.real, imag.number.real);
    if imag.is_complex {
        number.real -= imag.number.imag;
    }
    if real.is_complex {
        number.imag += real.number.imag;
    }
    Ok(make(vm, class, number))
}

/// The arguments of the constructor.
fn named_parts(vm: &mut Vm, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<[Option<Value>; 2]> {
    let given = arguments.len() + keywords.len();
    if given > 2 {
        return Err(vm.type_error(format!("complex() takes at most 2 arguments ({given} given)")));
    }
    let mut parts = [arguments.as_slice().first().copied(), arguments.as_slice().get(1).copied()];
    let mut entry = 0;
    while let Some(found) = keywords.next_entry(entry) {
        entry = found + 1;
        let name = keywords.key_at(found).cast::<Str>().map_or_else(String::new, |name| name.to_lossy());
        let place = match name.as_str() {
            "real" => 0,
            "imag" => 1,
            _ => {
                return Err(vm.type_error(format!("complex() got an unexpected keyword argument '{name}'")));
            }
        };
        if parts[place].is_some() {
            return Err(vm.type_error(format!(
                "argument for complex() given by name ('{name}') and position ({})",
                place + 1
            )));
        }
        parts[place] = Some(keywords.value_at(found));
    }
    Ok(parts)
}

fn make(vm: &mut Vm, class: Gc<Type>, number: Complex) -> Value {
    if class == vm.types.complex {
        return vm.new_complex(number);
    }
    let object: Gc<ComplexObject> =
        vm.heap.alloc_with_attributes(class.root_shape.get(), size_of::<ComplexObject>());
    object.real.set(number.real);
    object.imag.set(number.imag);
    object.value()
}

/// What a value is as a complex number: text, or anything with `__complex__`, `__float__` or `__index__`.
fn convert(vm: &mut Vm, value: Value, complaint: &str) -> Outcome<Complex> {
    if let Some(text) = value.cast::<Str>() {
        let result = Complex::from_text(text.view());
        return vm.check(result);
    }
    if let Some(number) = by_method(vm, value)? {
        return Ok(number);
    }
    real_part(vm, value, complaint)
}

/// `float(value)` as a complex number, without text.
fn real_part(vm: &mut Vm, value: Value, complaint: &str) -> Outcome<Complex> {
    if let Some(number) = value.cast::<ComplexObject>() {
        return Ok(number.get());
    }
    let is_real = vm.as_number(value).is_some()
        || vm.special(value, Special::Float).is_some()
        || vm.special(value, Special::Index).is_some();
    if !is_real {
        let name = vm.qualified_type_name(value);
        return Err(vm.type_error(format!("{complaint}{name}")));
    }
    Ok(Complex::new(vm.to_f64(value)?, 0.0))
}

/// The result of `__complex__`, if the value has it.
fn by_method(vm: &mut Vm, value: Value) -> Outcome<Option<Complex>> {
    if vm.is_exact(value, vm.types.complex) {
        return Ok(value.cast::<ComplexObject>().map(|number| number.get()));
    }
    let Some(result) = vm.call_special(value, Special::Complex, &[])? else { return Ok(None) };
    let Some(number) = result.cast::<ComplexObject>() else {
        let name = vm.type_name(result);
        return Err(vm.type_error(format!("__complex__ returned non-complex (type {name})")));
    };
    if vm.type_of(result) != vm.types.complex {
        vm.warn_strict_subclass("__complex__", "complex", result)?;
    }
    Ok(Some(number.get()))
}

/// One of two arguments, which should be a real number.
struct Part {
    number: Complex,
    is_complex: bool,
}

fn part(vm: &mut Vm, value: Value, which: &str) -> Outcome<Part> {
    let complaint = format!("complex() argument '{which}' must be a real number, not ");
    let number = if which == "real" { by_method(vm, value)? } else { None };
    let is_complex = number.is_some() || value.is::<ComplexObject>();
    if is_complex {
        let name = vm.type_name(value);
        vm.warn(vm.exceptions.DeprecationWarning, &format!("{complaint}{name}"), 1)?;
    }
    let number = match number {
        Some(number) => number,
        None => real_part(vm, value, &complaint)?,
    };
    Ok(Part { number, is_complex })
}

fn from_number(vm: &mut Vm, class: Gc<Type>, number: Value) -> Outcome<Value> {
    if vm.is_exact(number, vm.types.complex) && class == vm.types.complex {
        return Ok(number);
    }
    let number = match by_method(vm, number)? {
        Some(number) => number,
        None => real_part(vm, number, "must be real number, not ")?,
    };
    let value = vm.new_complex(number);
    if class == vm.types.complex { Ok(value) } else { vm.call(class.value(), &[value]) }
}

fn repr(_: &mut Vm, this: Gc<ComplexObject>) -> Outcome<String> {
    Ok(this.get().repr())
}

fn hash_method(_: &mut Vm, this: Gc<ComplexObject>) -> Outcome<i64> {
    Ok(hash::hash_complex(this.get(), Vm::identity_hash(this.value())))
}

fn format_method(vm: &mut Vm, this: Gc<ComplexObject>, specification: Value) -> Outcome<Value> {
    let specification = vm.expect_str(specification, "__format__() argument")?;
    let mut out = TextBuilder::new();
    let number = Number::Complex(this.get());
    let result = format::format_number(&number, "complex", specification.view(), vm.digit_limit, &mut out);
    vm.check(result)?;
    vm.str_from_builder(&out)
}

fn eq(vm: &mut Vm, this: Value, other: Value) -> Outcome<Value> {
    let (Some(a), Some(b)) = (vm.as_number(this), vm.as_number(other)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    Ok(Value::bool(number::equals(&a, &b)))
}

fn ne(vm: &mut Vm, this: Value, other: Value) -> Outcome<Value> {
    let (Some(a), Some(b)) = (vm.as_number(this), vm.as_number(other)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    Ok(Value::bool(!number::equals(&a, &b)))
}

fn no_modulus(vm: &mut Vm, modulus: Option<Value>) -> Outcome<()> {
    match modulus.filter(|modulus| !modulus.is_none()) {
        Some(_) => Err(vm.value_error("complex modulo")),
        None => Ok(()),
    }
}

fn pow(vm: &mut Vm, this: Value, exponent: Value, modulus: Option<Value>) -> Outcome<Value> {
    if vm.as_number(this).is_some() && vm.as_number(exponent).is_some() {
        no_modulus(vm, modulus)?;
    }
    power(vm, this, exponent)
}

fn rpow(vm: &mut Vm, this: Value, base: Value, modulus: Option<Value>) -> Outcome<Value> {
    if vm.as_number(this).is_some() && vm.as_number(base).is_some() {
        no_modulus(vm, modulus)?;
    }
    rpower(vm, this, base)
}

fn neg(vm: &mut Vm, this: Gc<ComplexObject>) -> Outcome<Value> {
    Ok(vm.new_complex(-this.get()))
}

fn plain(vm: &mut Vm, this: Gc<ComplexObject>) -> Outcome<Value> {
    Ok(vm.new_complex(this.get()))
}

fn abs(vm: &mut Vm, this: Gc<ComplexObject>) -> Outcome<f64> {
    let result = this.get().abs();
    vm.check(result)
}

fn truth(_: &mut Vm, this: Gc<ComplexObject>) -> Outcome<bool> {
    Ok(this.real.get() != 0.0 || this.imag.get() != 0.0)
}

fn getnewargs(vm: &mut Vm, this: Gc<ComplexObject>) -> Outcome<Value> {
    let real = vm.new_float(this.real.get());
    let imag = vm.new_float(this.imag.get());
    Ok(vm.pair(real, imag))
}

fn conjugate(vm: &mut Vm, this: Gc<ComplexObject>) -> Outcome<Value> {
    Ok(vm.new_complex(this.get().conjugate()))
}

fn real(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let number = this.cast::<ComplexObject>().map_or(0.0, |number| number.real.get());
    Ok(vm.new_float(number))
}

fn imag(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let number = this.cast::<ComplexObject>().map_or(0.0, |number| number.imag.get());
    Ok(vm.new_float(number))
}
