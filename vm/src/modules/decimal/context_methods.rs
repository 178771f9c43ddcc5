//! The methods of `Context`: operations on numbers under it.

use strict_semantics::decimal::{Calculation, Context, Decimal, Kind, Status};

use super::operators::calculate;
use super::{context, convert, number};
use crate::builtins::prelude::*;
use crate::object::{NativeSpec, Record};

macro_rules! unary {
    ($name:literal, $operation:expr, $doc:literal) => {
        m(
            $name,
            "($self, x, /)",
            Any,
            n(|vm: &mut Vm, it: Gc<Record>, x: Value| {
                let a = convert::argument(vm, x)?;
                let result = calculate(vm, it, |work| $operation(work, &a))?;
                Ok(number::new(vm, &result))
            }),
            $doc,
        )
    };
}

macro_rules! binary {
    ($name:literal, $operation:expr, $doc:literal) => {
        m(
            $name,
            "($self, x, y, /)",
            Any,
            n(|vm: &mut Vm, it: Gc<Record>, x: Value, y: Value| {
                let (a, b) = (convert::argument(vm, x)?, convert::argument(vm, y)?);
                let result = calculate(vm, it, |work| $operation(work, &a, &b))?;
                Ok(number::new(vm, &result))
            }),
            $doc,
        )
    };
}

macro_rules! is {
    ($name:literal, $test:expr, $doc:literal) => {
        m(
            $name,
            "($self, x, /)",
            Any,
            n(|vm: &mut Vm, it: Gc<Record>, x: Value| {
                let test: fn(&Decimal, &Context) -> bool = $test;
                Ok(test(&convert::argument(vm, x)?, &context::settings(it)))
            }),
            $doc,
        )
    };
}

/// The methods.
pub(super) const METHODS: &[NativeSpec] = &[
    m(
        "__new__",
        "($type, *args, **kwargs)",
        Any,
        n(|vm: &mut Vm, class: Gc<Type>, _: Value, _: Value| context::new(vm, class)),
        "",
    ),
    m(
        "__init__",
        "($self, /, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None)",
        Any,
        context::init,
        "Initialize self.  See help(type(self)) for accurate signature.",
    ),
    m("__repr__", "($self, /)", Any, n(context::repr), "Return repr(self)."),
    m("__copy__", "($self, /)", Any, n(context::copy), ""),
    m("copy", "($self, /)", Any, n(context::copy), "Return a duplicate of the context with all flags."),
    m("__reduce__", "($self, /)", Any, n(context::reduce), ""),
    m(
        "Etiny",
        "($self, /)",
        Pure,
        n(|_: &mut Vm, it: Gc<Record>| Ok(context::settings(it).etiny())),
        "Return a value equal to Emin - prec + 1, the exponent of the smallest number.",
    ),
    m(
        "Etop",
        "($self, /)",
        Pure,
        n(|_: &mut Vm, it: Gc<Record>| Ok(context::settings(it).etop())),
        "Return a value equal to Emax - prec + 1, the largest exponent with all digits.",
    ),
    m(
        "radix",
        "($self, /)",
        Pure,
        n(|vm: &mut Vm, _: Gc<Record>| Ok(number::new(vm, &Decimal::from_i64(10)))),
        "Return 10.",
    ),
    m(
        "clear_flags",
        "($self, /)",
        MutatesReceiver,
        n(|_: &mut Vm, it: Gc<Record>| {
            context::set_bits(it, context::FLAGS, Status::default());
            Ok(())
        }),
        "Reset all flags to False.",
    ),
    m(
        "clear_traps",
        "($self, /)",
        MutatesReceiver,
        n(|_: &mut Vm, it: Gc<Record>| {
            context::set_bits(it, context::TRAPS, Status::default());
            Ok(())
        }),
        "Set all traps to False.",
    ),
    m(
        "create_decimal",
        "($self, num='0', /)",
        Any,
        n(|vm: &mut Vm, it: Gc<Record>, value: Option<Value>| {
            let value = value.unwrap_or(Value::ZERO);
            let result = convert::from_object_in(vm, value, it)?;
            Ok(number::new(vm, &result))
        }),
        "Create a new Decimal instance from num, using self as the context.",
    ),
    m(
        "create_decimal_from_float",
        "($self, f, /)",
        Any,
        n(|vm: &mut Vm, it: Gc<Record>, value: Value| {
            let result = convert::from_float_in(vm, value, it)?;
            Ok(number::new(vm, &result))
        }),
        "Create a new Decimal instance from a float, rounded to this context.",
    ),
    m(
        "to_sci_string",
        "($self, x, /)",
        Any,
        n(|vm: &mut Vm, it: Gc<Record>, x: Value| {
            Ok(convert::argument(vm, x)?.to_text(context::capitals(it)))
        }),
        "Convert a number to a string using scientific notation.",
    ),
    m(
        "to_eng_string",
        "($self, x, /)",
        Any,
        n(|vm: &mut Vm, it: Gc<Record>, x: Value| {
            Ok(convert::argument(vm, x)?.to_engineering_text(context::capitals(it)))
        }),
        "Convert a number to a string, using engineering notation.",
    ),
    m(
        "number_class",
        "($self, x, /)",
        Any,
        n(
            |vm: &mut Vm, it: Gc<Record>, x: Value| {
                Ok(convert::argument(vm, x)?.class(&context::settings(it)))
            },
        ),
        "Return an indication of the class of x.",
    ),
    m(
        "canonical",
        "($self, x, /)",
        Pure,
        n(|vm: &mut Vm, _: Gc<Record>, x: Value| match number::get(vm, x) {
            Some(_) => Ok(x),
            None => Err(vm.type_error("argument must be a Decimal")),
        }),
        "Return a new instance of x.",
    ),
    m(
        "is_canonical",
        "($self, x, /)",
        Pure,
        n(|vm: &mut Vm, _: Gc<Record>, x: Value| match number::get(vm, x) {
            Some(_) => Ok(true),
            None => Err(vm.type_error("argument must be a Decimal")),
        }),
        "Return True if x is canonical, False otherwise.",
    ),
    is!("is_finite", |it, _| it.is_finite(), "Return True if x is finite, False otherwise."),
    is!("is_infinite", |it, _| it.is_infinite(), "Return True if x is infinite, False otherwise."),
    is!("is_nan", |it, _| it.is_nan(), "Return True if x is a qNaN or sNaN, False otherwise."),
    is!("is_qnan", |it, _| it.kind == Kind::QuietNan, "Return True if x is a quiet NaN, False otherwise."),
    is!(
        "is_snan",
        |it, _| it.kind == Kind::SignallingNan,
        "Return True if x is a signaling NaN, False otherwise."
    ),
    is!("is_signed", |it, _| it.negative, "Return True if x is negative, False otherwise."),
    is!("is_zero", |it, _| it.is_zero(), "Return True if x is a zero, False otherwise."),
    is!("is_normal", Decimal::is_normal, "Return True if x is a normal number, False otherwise."),
    is!("is_subnormal", Decimal::is_subnormal, "Return True if x is subnormal, False otherwise."),
    m(
        "same_quantum",
        "($self, x, y, /)",
        Pure,
        n(|vm: &mut Vm, _: Gc<Record>, x: Value, y: Value| {
            let (a, b) = (convert::argument(vm, x)?, convert::argument(vm, y)?);
            Ok(a.same_quantum(&b))
        }),
        "Return True if the two operands have the same exponent.",
    ),
    unary!(
        "copy_abs",
        |_: &mut Calculation, a: &Decimal| a.with_sign(false),
        "Return x with the sign set to 0."
    ),
    unary!("copy_decimal", |_: &mut Calculation, a: &Decimal| a.clone(), "Return a copy of Decimal x."),
    unary!(
        "copy_negate",
        |_: &mut Calculation, a: &Decimal| a.with_sign(!a.negative),
        "Return a copy of x with the sign inverted."
    ),
    binary!(
        "copy_sign",
        |_: &mut Calculation, a: &Decimal, b: &Decimal| a.with_sign(b.negative),
        "Copy the sign from y to x."
    ),
    unary!("abs", Calculation::abs, "Return the absolute value of x."),
    unary!("exp", Calculation::exp, "Return e ** x."),
    unary!("ln", Calculation::ln, "Return the natural (base e) logarithm of x."),
    unary!("log10", Calculation::log10, "Return the base 10 logarithm of x."),
    unary!("logb", Calculation::exponent_of, "Return the exponent of the magnitude of the operand's MSD."),
    unary!("logical_invert", Calculation::logical_invert, "Invert all digits of x."),
    unary!("minus", Calculation::minus, "Minus corresponds to the unary prefix minus operator in Python."),
    unary!("plus", Calculation::plus, "Plus corresponds to the unary prefix plus operator in Python."),
    unary!("next_minus", Calculation::next_minus, "Return the largest representable number smaller than x."),
    unary!("next_plus", Calculation::next_plus, "Return the smallest representable number larger than x."),
    unary!("normalize", Calculation::normalize, "Reduce x to its simplest form."),
    unary!("sqrt", Calculation::square_root, "Square root of a non-negative number to context precision."),
    unary!("to_integral", Calculation::round_to_integer_value, "Identical to to_integral_value(x)."),
    unary!("to_integral_value", Calculation::round_to_integer_value, "Round to an integer."),
    unary!("to_integral_exact", Calculation::round_to_integer_exact, "Round to an integer, with signals."),
    m(
        "_apply",
        "($self, x, /)",
        Any,
        n(|vm: &mut Vm, it: Gc<Record>, x: Value| {
            let a = convert::argument(vm, x)?;
            let result = calculate(vm, it, |work| work.finalize(a))?;
            Ok(number::new(vm, &result))
        }),
        "Apply self to Decimal x.",
    ),
    binary!("add", Calculation::add, "Return the sum of x and y."),
    binary!("subtract", Calculation::subtract, "Return the difference between x and y."),
    binary!("multiply", Calculation::multiply, "Return the product of x and y."),
    binary!("divide", Calculation::divide, "Return x divided by y."),
    binary!("divide_int", Calculation::divide_integer, "Return x divided by y, truncated to an integer."),
    binary!("remainder", Calculation::remainder, "Return the remainder from integer division."),
    binary!("remainder_near", Calculation::remainder_near, "Return the remainder nearest to zero."),
    binary!("compare", Calculation::compare, "Compare x and y numerically."),
    binary!("compare_signal", Calculation::compare_signal, "Compare x and y numerically.  All NaNs signal."),
    binary!(
        "compare_total",
        Calculation::compare_total,
        "Compare x and y using their abstract representation."
    ),
    binary!(
        "compare_total_mag",
        Calculation::compare_total_magnitude,
        "Compare x and y using their abstract representation, ignoring sign."
    ),
    binary!("max", Calculation::maximum, "Compare the values numerically and return the maximum."),
    binary!("max_mag", Calculation::maximum_magnitude, "Compare ignoring signs and return the maximum."),
    binary!("min", Calculation::minimum, "Compare the values numerically and return the minimum."),
    binary!("min_mag", Calculation::minimum_magnitude, "Compare ignoring signs and return the minimum."),
    binary!("next_toward", Calculation::next_toward, "Return the number next to x in the direction of y."),
    binary!("logical_and", Calculation::logical_and, "Digit-wise and of x and y."),
    binary!("logical_or", Calculation::logical_or, "Digit-wise or of x and y."),
    binary!("logical_xor", Calculation::logical_xor, "Digit-wise xor of x and y."),
    binary!(
        "quantize",
        Calculation::quantize,
        "Return a value equal to x (rounded), having the exponent of y."
    ),
    binary!("rotate", Calculation::rotate, "Return a copy of x, rotated by y places."),
    binary!(
        "scaleb",
        Calculation::scale,
        "Return the first operand after adding the second value to its exponent."
    ),
    binary!("shift", Calculation::shift, "Return a copy of x, shifted by y places."),
    m(
        "divmod",
        "($self, x, y, /)",
        Any,
        n(|vm: &mut Vm, it: Gc<Record>, x: Value, y: Value| {
            let (a, b) = (convert::argument(vm, x)?, convert::argument(vm, y)?);
            let (quotient, rest) = calculate(vm, it, |work| work.divide_with_rest(&a, &b))?;
            let quotient = number::new(vm, &quotient);
            let rest = number::new(vm, &rest);
            Ok(vm.pair(quotient, rest))
        }),
        "Return quotient and remainder of the division x / y.",
    ),
    m(
        "fma",
        "($self, x, y, z, /)",
        Any,
        n(|vm: &mut Vm, it: Gc<Record>, x: Value, y: Value, z: Value| {
            let (a, b) = (convert::argument(vm, x)?, convert::argument(vm, y)?);
            let c = convert::argument(vm, z)?;
            let result = calculate(vm, it, |work| work.fused_multiply_add(&a, &b, &c))?;
            Ok(number::new(vm, &result))
        }),
        "Return x multiplied by y, plus z.",
    ),
    m(
        "power",
        "($self, /, a, b, modulo=None)",
        Any,
        n(|vm: &mut Vm, it: Gc<Record>, x: Value, y: Value, modulus: Option<Value>| {
            let (a, b) = (convert::argument(vm, x)?, convert::argument(vm, y)?);
            let modulus = match modulus.filter(|modulus| !modulus.is_none()) {
                Some(modulus) => Some(convert::argument(vm, modulus)?),
                None => None,
            };
            let result = calculate(vm, it, |work| match &modulus {
                Some(modulus) => work.power_modulo(&a, &b, modulus),
                None => work.power(&a, &b),
            })?;
            Ok(number::new(vm, &result))
        }),
        "Compute a**b. If modulo is given, compute (a**b) % modulo.",
    ),
];
