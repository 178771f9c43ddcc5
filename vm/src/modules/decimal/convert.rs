//! From other objects to decimals: by `Decimal()`, by a context, for an operator, and for a comparison.

use strict_semantics::decimal::{Calculation, Context, Decimal, Status};
use strict_semantics::text::unicode;

use super::signals::signal;
use super::{context, kept, number};
use crate::builtins::prelude::*;
use crate::object::{List, Record};

/// An ASCII text of the same digits; without spaces around it and underscores, if `is_lenient`. Characters that no number
/// has make it empty, which is no number either.
fn ascii_of(text: Gc<Str>, is_lenient: bool) -> String {
    let points: Vec<u32> = text.view().code_points().collect();
    let mut points = points.as_slice();
    if is_lenient {
        while let [first, rest @ ..] = points
            && unicode::is_space(*first)
        {
            points = rest;
        }
        while let [rest @ .., last] = points
            && unicode::is_space(*last)
        {
            points = rest;
        }
    }
    let mut ascii = String::with_capacity(points.len());
    for &point in points {
        match point {
            0x5f if is_lenient => {}
            1..=0x7f => ascii.push(point as u8 as char),
            _ => match unicode::decimal_value(point) {
                Some(digit) => ascii.push((b'0' + digit as u8) as char),
                None => return String::new(),
            },
        }
    }
    ascii
}

/// Makes a number exactly as it's given; what doesn't fit any context is an invalid operation.
fn exactly(
    vm: &mut Vm,
    context: Gc<Record>,
    make: impl FnOnce(&mut Calculation) -> Decimal,
) -> Outcome<Decimal> {
    let mut work = Calculation::new(Context::maximum());
    let mut result = make(&mut work);
    let mut status = work.status;
    if status.has(Status::INEXACT.and(Status::ROUNDED).and(Status::CLAMPED)) {
        status = status.and(Status::INVALID_OPERATION);
        result = Decimal::nan();
    }
    signal(vm, context, status.only(Status::ERRORS))?;
    Ok(result)
}

/// Makes a number fit a context.
fn fitting(
    vm: &mut Vm,
    context: Gc<Record>,
    make: impl FnOnce(&mut Calculation) -> Decimal,
) -> Outcome<Decimal> {
    let mut work = Calculation::new(context::settings(context));
    let result = make(&mut work);
    signal(vm, context, work.status)?;
    Ok(result)
}

fn no_conversion(vm: &mut Vm, value: Value) -> crate::vm::Raised {
    let name = vm.type_name(value);
    vm.type_error(format!("conversion from {name} to Decimal is not supported"))
}

/// `Decimal(value)`
pub(super) fn from_object(vm: &mut Vm, value: Value, context: Gc<Record>) -> Outcome<Decimal> {
    if let Some(number) = number::get(vm, value) {
        return Ok(number);
    }
    if let Some(text) = value.cast::<Str>() {
        let text = ascii_of(text, true);
        return exactly(vm, context, |work| work.parse(&text));
    }
    if let Some(int) = vm.as_int(value) {
        return Ok(Decimal::from_int(&int));
    }
    if value.is::<Tuple>() || value.is::<List>() {
        let text = text_of_parts(vm, value)?;
        return exactly(vm, context, |work| work.parse(&text));
    }
    if let Some(float) = vm.as_float(value) {
        signal(vm, context, Status::FLOAT_OPERATION)?;
        return Ok(Decimal::from_f64(float));
    }
    Err(no_conversion(vm, value))
}

/// `context.create_decimal(value)`
pub(super) fn from_object_in(vm: &mut Vm, value: Value, context: Gc<Record>) -> Outcome<Decimal> {
    if let Some(number) = number::get(vm, value) {
        let settings = context::settings(context);
        if number.is_nan() && number.digits() > settings.precision - i64::from(settings.clamp) {
            signal(vm, context, Status::CONVERSION_SYNTAX)?;
            return Ok(Decimal::nan());
        }
        return fitting(vm, context, |work| work.finalize(number));
    }
    if let Some(text) = value.cast::<Str>() {
        let text = ascii_of(text, false);
        return fitting(vm, context, |work| work.parse(&text));
    }
    if let Some(int) = vm.as_int(value) {
        return fitting(vm, context, |work| work.finalize(Decimal::from_int(&int)));
    }
    if value.is::<Tuple>() || value.is::<List>() {
        let text = text_of_parts(vm, value)?;
        return fitting(vm, context, |work| work.parse(&text));
    }
    if vm.as_float(value).is_some() {
        signal(vm, context, Status::FLOAT_OPERATION)?;
        return from_float_in(vm, value, context);
    }
    Err(no_conversion(vm, value))
}

/// An `int` or a `float`, exactly.
pub(super) fn from_float(vm: &mut Vm, value: Value) -> Outcome<Decimal> {
    if let Some(int) = vm.as_int(value) {
        return Ok(Decimal::from_int(&int));
    }
    match vm.as_float(value) {
        Some(float) => Ok(Decimal::from_f64(float)),
        None => Err(vm.type_error("argument must be int or float")),
    }
}

/// `context.create_decimal_from_float(value)`
pub(super) fn from_float_in(vm: &mut Vm, value: Value, context: Gc<Record>) -> Outcome<Decimal> {
    let exact = from_float(vm, value)?;
    fitting(vm, context, |work| work.finalize(exact))
}

fn items_of(value: Value) -> Option<Vec<i64>> {
    // Digits are small; whatever else there is has no place among them.
    let digit = |item: Value| item.as_fixnum().or_else(|| item.as_bool().map(i64::from));
    match (value.cast::<Tuple>(), value.cast::<List>()) {
        (Some(tuple), _) => tuple.as_slice().iter().map(|item| digit(*item)).collect(),
        (_, Some(list)) => (0..list.len()).map(|index| list.get(index).and_then(digit)).collect(),
        _ => None,
    }
}

/// The text of a number given as sign, digits and exponent.
fn text_of_parts(vm: &mut Vm, value: Value) -> Outcome<String> {
    let parts = match (value.cast::<Tuple>(), value.cast::<List>()) {
        (Some(tuple), _) if tuple.len() == 3 => [tuple.get(0), tuple.get(1), tuple.get(2)],
        (_, Some(list)) if list.len() == 3 => {
            std::array::from_fn(|index| list.get(index).unwrap_or(Value::NONE))
        }
        _ => return Err(vm.value_error("argument must be a sequence of length 3")),
    };
    let sign = match vm.as_int(parts[0]).and_then(|sign| sign.to_i64()) {
        Some(0) => "",
        Some(1) => "-",
        _ => return Err(vm.value_error("sign must be an integer with the value 0 or 1")),
    };
    let special = match parts[2].cast::<Str>().map(|text| text.to_lossy()) {
        None => None,
        Some(text) => match text.as_str() {
            "F" => Some("Inf"),
            "n" => Some("NaN"),
            "N" => Some("sNaN"),
            _ => {
                let message = "string argument in the third position must be 'F', 'n' or 'N'";
                return Err(vm.value_error(message));
            }
        },
    };
    let exponent = match special {
        Some(_) => 0,
        None => match vm.as_int(parts[2]) {
            Some(exponent) => match exponent.to_i64() {
                Some(exponent) => exponent,
                None => {
                    let message = "Python int too large to convert to C ssize_t";
                    return Err(vm.error(vm.exceptions.OverflowError, message));
                }
            },
            None => return Err(vm.value_error("exponent must be an integer")),
        },
    };
    let digits = items_of(parts[1]).filter(|digits| digits.iter().all(|digit| (0..10).contains(digit)));
    let Some(digits) = digits else {
        return Err(vm.value_error("coefficient must be a tuple of digits"));
    };
    let digits: String = digits.iter().map(|digit| (b'0' + *digit as u8) as char).collect();
    Ok(match special {
        // An infinity has no digits, whatever is given.
        Some("Inf") => format!("{sign}Inf"),
        Some(name) => format!("{sign}{name}{digits}"),
        None if digits.is_empty() => format!("{sign}0E{exponent}"),
        None => format!("{sign}{digits}E{exponent}"),
    })
}

/// An operand; nothing if it's no number that decimals are mixed with.
pub(super) fn operand(vm: &Vm, value: Value) -> Option<Decimal> {
    match number::get(vm, value) {
        Some(number) => Some(number),
        None => vm.as_int(value).map(|int| Decimal::from_int(&int)),
    }
}

/// An argument.
pub(super) fn argument(vm: &mut Vm, value: Value) -> Outcome<Decimal> {
    match operand(vm, value) {
        Some(number) => Ok(number),
        None => Err(no_conversion(vm, value)),
    }
}

/// The two sides of a comparison of a decimal with another object, which both may change if that is a fraction.
pub(super) fn compared(
    vm: &mut Vm,
    left: Decimal,
    right: Value,
    is_equality: bool,
    context: Gc<Record>,
) -> Outcome<Option<(Decimal, Decimal)>> {
    if let Some(right) = operand(vm, right) {
        return Ok(Some((left, right)));
    }
    let complex = vm.as_number(right).and_then(|number| match number {
        strict_semantics::Number::Complex(complex) => Some(complex),
        _ => None,
    });
    let float = match complex {
        Some(complex) if is_equality && complex.imag == 0.0 => Some(complex.real),
        Some(_) => return Ok(None),
        None => vm.as_float(right),
    };
    if let Some(float) = float {
        if is_equality {
            let flags = context::bits(context, context::FLAGS).and(Status::FLOAT_OPERATION);
            context::set_bits(context, context::FLAGS, flags);
        } else {
            signal(vm, context, Status::FLOAT_OPERATION)?;
        }
        return Ok(Some((left, Decimal::from_f64(float))));
    }
    let rational = kept(vm, "decimal.Rational");
    if !vm.is_instance(right, rational)? {
        return Ok(None);
    }
    let part = |vm: &mut Vm, name: &str| {
        let name = vm.intern(name);
        let value = vm.get_attribute(right, name)?;
        match vm.as_int(value) {
            Some(int) => Ok(Decimal::from_int(&int)),
            None => Err(vm.type_error("argument must be an integer")),
        }
    };
    let numerator = part(vm, "numerator")?;
    if !left.is_finite() {
        return Ok(Some((left, numerator)));
    }
    let denominator = part(vm, "denominator")?;
    let scaled = Decimal { coefficient: &left.coefficient * &denominator.coefficient, ..left };
    Ok(Some((scaled, numerator)))
}
