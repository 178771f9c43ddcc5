//! `complex`

use strict_semantics::number::{self, BinaryOperator};
use strict_semantics::{Complex, DigitLimit, Limit, Number, TextBuilder, format, hash};

use super::prelude::*;
use crate::object::ComplexObject;

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
        m("__new__", "($type, /, real=0, imag=0)", Any, n(new), ""),
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
    attributes: &[("real", real, None), ("imag", imag, None)],
    doc: "Create a complex number from a string or numbers.",
    ..new_spec("complex", Kind::Complex)
};

fn new(vm: &mut Vm, class: Gc<Type>, real: Option<Value>, imag: Option<Value>) -> Outcome<Value> {
    let number = if let (Some(text), None) = (real.and_then(super::super::value::Value::cast::<Str>), imag) {
        let result = Complex::from_text(text.view());
        vm.check(result)?
    } else {
        if real.is_some_and(super::super::value::Value::is::<Str>) {
            return Err(vm.type_error("complex() argument 'real' must be a real number, not str"));
        }
        let real = part(vm, real)?;
        let imag = part(vm, imag)?;
        Complex::new(real.real - imag.imag, real.imag + imag.real)
    };
    if class == vm.types.complex {
        return Ok(vm.new_complex(number));
    }
    let object: Gc<ComplexObject> =
        vm.heap.alloc_with_attributes(class.root_shape.get(), size_of::<ComplexObject>());
    object.real.set(number.real);
    object.imag.set(number.imag);
    Ok(object.value())
}

fn part(vm: &mut Vm, value: Option<Value>) -> Outcome<Complex> {
    let Some(value) = value else { return Ok(Complex::new(0.0, 0.0)) };
    if let Some(number) = value.cast::<ComplexObject>() {
        return Ok(number.get());
    }
    if let Some(result) = vm.call_special(value, Special::Complex, &[])? {
        return match result.cast::<ComplexObject>() {
            Some(number) => Ok(number.get()),
            None => {
                let name = vm.type_name(result);
                Err(vm.type_error(format!("__complex__ returned non-complex (type {name})")))
            }
        };
    }
    Ok(Complex::new(vm.to_f64(value)?, 0.0))
}

fn repr(_: &mut Vm, this: Gc<ComplexObject>) -> Outcome<String> {
    Ok(this.get().repr())
}

fn hash_method(_: &mut Vm, this: Gc<ComplexObject>) -> Outcome<i64> {
    Ok(hash::hash_complex(this.get(), Vm::identity_hash(this.value())))
}

fn format_method(vm: &mut Vm, this: Gc<ComplexObject>, specification: Gc<Str>) -> Outcome<Value> {
    let mut out = TextBuilder::new();
    let number = Number::Complex(this.get());
    let result =
        format::format_number(&number, "complex", specification.view(), DigitLimit::DEFAULT, &mut out);
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

fn pow(vm: &mut Vm, this: Value, exponent: Value, _modulus: Option<Value>) -> Outcome<Value> {
    power(vm, this, exponent)
}

fn rpow(vm: &mut Vm, this: Value, base: Value, _modulus: Option<Value>) -> Outcome<Value> {
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
