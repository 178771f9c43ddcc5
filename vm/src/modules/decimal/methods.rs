//! The methods of `Decimal` that have names.

use strict_semantics::Int;
use strict_semantics::decimal::{Calculation, Context, Decimal, Kind};

use super::operators::calculate;
use super::{context, convert, kept, number};
use crate::builtins::prelude::*;
use crate::object::NativeSpec;

macro_rules! unary {
    ($name:literal, $operation:expr, $doc:literal) => {
        m(
            $name,
            "($self, /, context=None)",
            Any,
            n(|vm: &mut Vm, it: Value, context: Value| {
                let context = context::optional(vm, context)?;
                let a = convert::argument(vm, it)?;
                let result = calculate(vm, context, |work| $operation(work, &a))?;
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
            "($self, /, other, context=None)",
            Any,
            n(|vm: &mut Vm, it: Value, other: Value, context: Value| {
                let context = context::optional(vm, context)?;
                let (a, b) = (convert::argument(vm, it)?, convert::argument(vm, other)?);
                let result = calculate(vm, context, |work| $operation(work, &a, &b))?;
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
            "($self, /)",
            Pure,
            n(|vm: &mut Vm, it: Value| {
                let test: fn(&Decimal) -> bool = $test;
                Ok(test(&convert::argument(vm, it)?))
            }),
            $doc,
        )
    };
}

macro_rules! is_in {
    ($name:literal, $test:expr, $doc:literal) => {
        m(
            $name,
            "($self, /, context=None)",
            Any,
            n(|vm: &mut Vm, it: Value, context: Value| {
                let context = context::optional(vm, context)?;
                let test: fn(&Decimal, &Context) -> bool = $test;
                Ok(test(&convert::argument(vm, it)?, &context::settings(context)))
            }),
            $doc,
        )
    };
}

macro_rules! to_integral {
    ($name:literal, $operation:expr, $doc:literal) => {
        m(
            $name,
            "($self, /, rounding=None, context=None)",
            Any,
            n(|vm: &mut Vm, it: Value, rounding: Value, context: Value| {
                to_integral(vm, it, rounding, context, $operation)
            }),
            $doc,
        )
    };
}

/// The methods.
pub(super) const METHODS: &[NativeSpec] = &[
    m(
        "from_float",
        "($type, f, /)",
        Any,
        n(|vm: &mut Vm, class: Value, float: Value| {
            let number = convert::from_float(vm, float)?;
            made_by(vm, class, &number)
        }),
        "Class method that converts a float to a decimal number, exactly.",
    ),
    m(
        "from_number",
        "($type, number, /)",
        Any,
        n(|vm: &mut Vm, class: Value, value: Value| {
            let number = match convert::operand(vm, value) {
                Some(number) => number,
                None => match vm.as_float(value) {
                    Some(float) => Decimal::from_f64(float),
                    None => {
                        let name = vm.type_name(value);
                        return Err(vm.type_error(format!("Cannot convert {name} to Decimal")));
                    }
                },
            };
            made_by(vm, class, &number)
        }),
        "Class method that converts a real number to a decimal number, exactly.",
    ),
    m("as_tuple", "($self, /)", Pure, n(as_tuple), "Return a tuple representation of the number."),
    m(
        "as_integer_ratio",
        "($self, /)",
        Pure,
        n(as_integer_ratio),
        "Return a pair of integers whose ratio is exactly equal to the original.",
    ),
    m(
        "to_eng_string",
        "($self, /, context=None)",
        Any,
        n(to_engineering),
        "Convert to an engineering-type string.",
    ),
    m("adjusted", "($self, /)", Pure, n(adjusted), "Return the adjusted exponent of the number."),
    m("canonical", "($self, /)", Pure, n(|_: &mut Vm, it: Value| Ok(it)), "Return the canonical encoding."),
    m("conjugate", "($self, /)", Pure, n(|_: &mut Vm, it: Value| Ok(it)), "Return self."),
    m(
        "radix",
        "($self, /)",
        Pure,
        n(|vm: &mut Vm, _: Value| Ok(number::new(vm, &Decimal::from_i64(10)))),
        "Return Decimal(10), the radix (base) in which the Decimal class does all its arithmetic.",
    ),
    m(
        "copy_abs",
        "($self, /)",
        Pure,
        n(|vm: &mut Vm, it: Value| {
            let number = convert::argument(vm, it)?.with_sign(false);
            Ok(number::new(vm, &number))
        }),
        "Return the absolute value of the argument.",
    ),
    m(
        "copy_negate",
        "($self, /)",
        Pure,
        n(|vm: &mut Vm, it: Value| {
            let number = convert::argument(vm, it)?;
            let negated = number.with_sign(!number.negative);
            Ok(number::new(vm, &negated))
        }),
        "Return the negation of the argument.",
    ),
    binary!(
        "copy_sign",
        |_: &mut Calculation, a: &Decimal, b: &Decimal| a.with_sign(b.negative),
        "Return a copy of self with the sign of other."
    ),
    m(
        "same_quantum",
        "($self, /, other, context=None)",
        Pure,
        n(|vm: &mut Vm, it: Value, other: Value, context: Value| {
            context::optional(vm, context)?;
            let (a, b) = (convert::argument(vm, it)?, convert::argument(vm, other)?);
            Ok(a.same_quantum(&b))
        }),
        "Test whether self and other have the same exponent or whether both are NaN.",
    ),
    m(
        "number_class",
        "($self, /, context=None)",
        Any,
        n(|vm: &mut Vm, it: Value, context: Value| {
            let context = context::optional(vm, context)?;
            Ok(convert::argument(vm, it)?.class(&context::settings(context)))
        }),
        "Return a string describing the class of the operand.",
    ),
    is!("is_canonical", |_| true, "Return True if the argument is canonical, which it is."),
    is!("is_finite", Decimal::is_finite, "Return True if the argument is a finite number."),
    is!("is_infinite", Decimal::is_infinite, "Return True if the argument is infinite."),
    is!("is_nan", Decimal::is_nan, "Return True if the argument is a NaN, quiet or signaling."),
    is!("is_qnan", |it| it.kind == Kind::QuietNan, "Return True if the argument is a quiet NaN."),
    is!("is_snan", |it| it.kind == Kind::SignallingNan, "Return True if the argument is a signaling NaN."),
    is!("is_signed", |it| it.negative, "Return True if the argument has a negative sign."),
    is!("is_zero", Decimal::is_zero, "Return True if the argument is a zero."),
    is_in!("is_normal", Decimal::is_normal, "Return True if the argument is a normal number."),
    is_in!("is_subnormal", Decimal::is_subnormal, "Return True if the argument is subnormal."),
    unary!("exp", Calculation::exp, "Return the value of the natural exponential function e**x."),
    unary!("ln", Calculation::ln, "Return the natural (base e) logarithm of the operand."),
    unary!("log10", Calculation::log10, "Return the base ten logarithm of the operand."),
    unary!("sqrt", Calculation::square_root, "Return the square root of the argument to full precision."),
    unary!("logb", Calculation::exponent_of, "Return the adjusted exponent of the operand as a Decimal."),
    unary!("logical_invert", Calculation::logical_invert, "Invert all its digits."),
    unary!("next_minus", Calculation::next_minus, "Return the largest number smaller than self."),
    unary!("next_plus", Calculation::next_plus, "Return the smallest number larger than self."),
    unary!("normalize", Calculation::normalize, "Strip the rightmost trailing zeros."),
    to_integral!("to_integral", Calculation::round_to_integer_value, "Round to the nearest integer."),
    to_integral!("to_integral_value", Calculation::round_to_integer_value, "Round to the nearest integer."),
    to_integral!(
        "to_integral_exact",
        Calculation::round_to_integer_exact,
        "Round to the nearest integer, signaling Inexact or Rounded as appropriate."
    ),
    binary!("compare", Calculation::compare, "Compare self to other, as a Decimal."),
    binary!("compare_signal", Calculation::compare_signal, "Like compare(), but all NaNs signal."),
    binary!("compare_total", Calculation::compare_total, "Compare by the total ordering."),
    binary!(
        "compare_total_mag",
        Calculation::compare_total_magnitude,
        "Compare by the total ordering, ignoring signs."
    ),
    binary!("max", Calculation::maximum, "Maximum of self and other."),
    binary!("max_mag", Calculation::maximum_magnitude, "Maximum by absolute values."),
    binary!("min", Calculation::minimum, "Minimum of self and other."),
    binary!("min_mag", Calculation::minimum_magnitude, "Minimum by absolute values."),
    binary!("next_toward", Calculation::next_toward, "The number next to self in the direction of other."),
    binary!("remainder_near", Calculation::remainder_near, "The remainder nearest to zero."),
    binary!("logical_and", Calculation::logical_and, "Return the digit-wise 'and'."),
    binary!("logical_or", Calculation::logical_or, "Return the digit-wise 'or'."),
    binary!("logical_xor", Calculation::logical_xor, "Return the digit-wise 'exclusive or'."),
    binary!("rotate", Calculation::rotate, "Return the digits rotated by other places."),
    binary!("scaleb", Calculation::scale, "Return self with the exponent adjusted by other."),
    binary!("shift", Calculation::shift, "Return the digits shifted by other places."),
    m(
        "fma",
        "($self, /, other, third, context=None)",
        Any,
        n(|vm: &mut Vm, it: Value, other: Value, third: Value, context: Value| {
            let context = context::optional(vm, context)?;
            let (a, b) = (convert::argument(vm, it)?, convert::argument(vm, other)?);
            let c = convert::argument(vm, third)?;
            let result = calculate(vm, context, |work| work.fused_multiply_add(&a, &b, &c))?;
            Ok(number::new(vm, &result))
        }),
        "Return self*other+third with no rounding of the intermediate product.",
    ),
    m(
        "quantize",
        "($self, /, exp, rounding=None, context=None)",
        Any,
        n(|vm: &mut Vm, it: Value, exponent: Value, rounding: Value, context: Value| {
            let context = context::optional(vm, context)?;
            let rounding = optional_rounding(vm, rounding)?;
            let (a, b) = (convert::argument(vm, it)?, convert::argument(vm, exponent)?);
            let result = calculate(vm, context, |work| {
                work.context.rounding = rounding.unwrap_or(work.context.rounding);
                work.quantize(&a, &b)
            })?;
            Ok(number::new(vm, &result))
        }),
        "Return a value equal to self after rounding, with the exponent of exp.",
    ),
];

/// An instance of a class: of subclasses what they make of the number.
fn made_by(vm: &mut Vm, class: Value, number: &Decimal) -> Outcome<Value> {
    let made = number::new(vm, number);
    let own = vm.native_type(&number::DECIMAL).value();
    if class == own { Ok(made) } else { vm.call(class, &[made]) }
}

fn optional_rounding(vm: &mut Vm, value: Value) -> Outcome<Option<strict_semantics::decimal::Rounding>> {
    if value.is_unbound() || value.is_none() {
        return Ok(None);
    }
    context::rounding_of(vm, value).map(Some)
}

fn to_integral(
    vm: &mut Vm,
    it: Value,
    rounding: Value,
    context: Value,
    operation: fn(&mut Calculation, &Decimal) -> Decimal,
) -> Outcome<Value> {
    let context = context::optional(vm, context)?;
    let rounding = optional_rounding(vm, rounding)?;
    let number = convert::argument(vm, it)?;
    let result = calculate(vm, context, |work| {
        work.context.rounding = rounding.unwrap_or(work.context.rounding);
        operation(work, &number)
    })?;
    Ok(number::new(vm, &result))
}

fn as_tuple(vm: &mut Vm, it: Value) -> Outcome<Value> {
    let number = convert::argument(vm, it)?;
    let exponent = match number.kind {
        Kind::Finite => vm.new_int(number.exponent),
        Kind::Infinity => vm.intern("F").value(),
        Kind::QuietNan => vm.intern("n").value(),
        Kind::SignallingNan => vm.intern("N").value(),
    };
    let digits: Vec<i64> = number.digit_text().bytes().map(|byte| i64::from(byte - b'0')).collect();
    let list = vm.new_list();
    for digit in digits {
        vm.append(list, Value::fixnum(digit))?;
    }
    let digits = vm.tuple_from(list.value())?.value();
    let class = kept(vm, "decimal.DecimalTuple");
    vm.call(class, &[Value::fixnum(i64::from(number.negative)), digits, exponent])
}

fn as_integer_ratio(vm: &mut Vm, it: Value) -> Outcome<Value> {
    let ratio = convert::argument(vm, it)?.as_integer_ratio();
    let (numerator, denominator) = vm.check(ratio)?;
    let numerator = vm.new_integer(&Int::from(numerator));
    let denominator = vm.new_integer(&Int::from(denominator));
    Ok(vm.pair(numerator, denominator))
}

fn to_engineering(vm: &mut Vm, it: Value, context: Value) -> Outcome<String> {
    let context = context::optional(vm, context)?;
    Ok(convert::argument(vm, it)?.to_engineering_text(context::capitals(context)))
}

fn adjusted(vm: &mut Vm, it: Value) -> Outcome<i64> {
    let number = convert::argument(vm, it)?;
    Ok(if number.is_finite() { number.adjusted() } else { 0 })
}
