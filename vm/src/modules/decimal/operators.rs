//! What operators and conversions do with decimals.

use strict_semantics::TextBuilder;
use strict_semantics::decimal::{Calculation, Decimal, Kind, Rounding, Status};
use strict_semantics::format::format_decimal;

use super::signals::signal;
use super::{context, convert, number};
use crate::builtins::prelude::*;
use crate::modules::native_module::comparisons;
use crate::object::Record;

type Unary = fn(&mut Calculation, &Decimal) -> Decimal;
type Binary = fn(&mut Calculation, &Decimal, &Decimal) -> Decimal;

/// Does something under a context.
pub(super) fn calculate<R>(
    vm: &mut Vm,
    context: Gc<Record>,
    work: impl FnOnce(&mut Calculation) -> R,
) -> Outcome<R> {
    let mut calculation = Calculation::new(context::settings(context));
    let result = work(&mut calculation);
    signal(vm, context, calculation.status)?;
    Ok(result)
}

fn unary(vm: &mut Vm, it: Value, operation: Unary) -> Outcome<Value> {
    let context = context::current(vm)?;
    let number = convert::argument(vm, it)?;
    let result = calculate(vm, context, |work| operation(work, &number))?;
    Ok(number::new(vm, &result))
}

fn binary(vm: &mut Vm, left: Value, right: Value, operation: Binary) -> Outcome<Value> {
    let (Some(a), Some(b)) = (convert::operand(vm, left), convert::operand(vm, right)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let context = context::current(vm)?;
    let result = calculate(vm, context, |work| operation(work, &a, &b))?;
    Ok(number::new(vm, &result))
}

fn divide_with_rest(vm: &mut Vm, left: Value, right: Value) -> Outcome<Value> {
    let (Some(a), Some(b)) = (convert::operand(vm, left), convert::operand(vm, right)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let context = context::current(vm)?;
    let (quotient, rest) = calculate(vm, context, |work| work.divide_with_rest(&a, &b))?;
    let quotient = number::new(vm, &quotient);
    let rest = number::new(vm, &rest);
    Ok(vm.pair(quotient, rest))
}

fn power(vm: &mut Vm, base: Value, exponent: Value, modulus: Option<Value>) -> Outcome<Value> {
    let (Some(base), Some(exponent)) = (convert::operand(vm, base), convert::operand(vm, exponent)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let modulus = match modulus.filter(|modulus| !modulus.is_none()) {
        None => None,
        Some(modulus) => match convert::operand(vm, modulus) {
            Some(modulus) => Some(modulus),
            None => return Ok(Value::NOT_IMPLEMENTED),
        },
    };
    let context = context::current(vm)?;
    let result = calculate(vm, context, |work| match &modulus {
        Some(modulus) => work.power_modulo(&base, &exponent, modulus),
        None => work.power(&base, &exponent),
    })?;
    Ok(number::new(vm, &result))
}

macro_rules! operator {
    ($name:literal, $reflected:literal, $operation:expr) => {
        [
            m(
                $name,
                "($self, value, /)",
                Any,
                n(|vm: &mut Vm, a: Value, b: Value| binary(vm, a, b, $operation)),
                "",
            ),
            m(
                $reflected,
                "($self, value, /)",
                Any,
                n(|vm: &mut Vm, a: Value, b: Value| binary(vm, b, a, $operation)),
                "",
            ),
        ]
    };
}

const ADD: [crate::object::NativeSpec; 2] = operator!("__add__", "__radd__", Calculation::add);
const SUBTRACT: [crate::object::NativeSpec; 2] = operator!("__sub__", "__rsub__", Calculation::subtract);
const MULTIPLY: [crate::object::NativeSpec; 2] = operator!("__mul__", "__rmul__", Calculation::multiply);
const DIVIDE: [crate::object::NativeSpec; 2] = operator!("__truediv__", "__rtruediv__", Calculation::divide);
const DIVIDE_INTEGER: [crate::object::NativeSpec; 2] =
    operator!("__floordiv__", "__rfloordiv__", Calculation::divide_integer);
const REMAINDER: [crate::object::NativeSpec; 2] = operator!("__mod__", "__rmod__", Calculation::remainder);
const COMPARISONS: [crate::object::NativeSpec; 6] = comparisons!(compare);

macro_rules! to_int {
    ($name:literal, $rounding:expr) => {
        m($name, "($self, /)", Pure, n(|vm: &mut Vm, it: Value| to_int(vm, it, $rounding)), "")
    };
}

/// The operators, and what functions like `hash` and `int` call.
pub(super) const METHODS: &[crate::object::NativeSpec] = &[
    m("__new__", "($type, value='0', context=None)", Any, n(new), ""),
    m("__repr__", "($self, /)", Any, n(repr), "Return repr(self)."),
    m("__str__", "($self, /)", Any, n(text), "Return str(self)."),
    m("__format__", "($self, format_spec, override=None, /)", Any, n(format), "Formats the Decimal."),
    m("__hash__", "($self, /)", Any, n(hash), "Return hash(self)."),
    m(
        "__bool__",
        "($self, /)",
        Pure,
        n(|vm: &mut Vm, it: Value| Ok(!convert::argument(vm, it)?.is_zero())),
        "",
    ),
    COMPARISONS[0],
    COMPARISONS[1],
    COMPARISONS[2],
    COMPARISONS[3],
    COMPARISONS[4],
    COMPARISONS[5],
    m("__neg__", "($self, /)", Any, n(|vm: &mut Vm, it: Value| unary(vm, it, Calculation::minus)), "-self"),
    m("__pos__", "($self, /)", Any, n(|vm: &mut Vm, it: Value| unary(vm, it, Calculation::plus)), "+self"),
    m("__abs__", "($self, /)", Any, n(|vm: &mut Vm, it: Value| unary(vm, it, Calculation::abs)), "abs(self)"),
    ADD[0],
    ADD[1],
    SUBTRACT[0],
    SUBTRACT[1],
    MULTIPLY[0],
    MULTIPLY[1],
    DIVIDE[0],
    DIVIDE[1],
    DIVIDE_INTEGER[0],
    DIVIDE_INTEGER[1],
    REMAINDER[0],
    REMAINDER[1],
    m("__divmod__", "($self, value, /)", Any, n(divide_with_rest), "Return divmod(self, value)."),
    m(
        "__rdivmod__",
        "($self, value, /)",
        Any,
        n(|vm: &mut Vm, a: Value, b: Value| divide_with_rest(vm, b, a)),
        "Return divmod(value, self).",
    ),
    m("__pow__", "($self, value, mod=None, /)", Any, n(power), "Return pow(self, value, mod)."),
    m(
        "__rpow__",
        "($self, value, mod=None, /)",
        Any,
        n(|vm: &mut Vm, a: Value, b: Value, modulus: Option<Value>| power(vm, b, a, modulus)),
        "Return pow(value, self, mod).",
    ),
    to_int!("__int__", Rounding::Down),
    to_int!("__trunc__", Rounding::Down),
    to_int!("__floor__", Rounding::Floor),
    to_int!("__ceil__", Rounding::Ceiling),
    m("__float__", "($self, /)", Pure, n(to_float), "float(self)"),
    m(
        "__complex__",
        "($self, /)",
        Pure,
        n(|vm: &mut Vm, it: Value| {
            let real = to_float(vm, it)?;
            Ok(vm.new_complex(strict_semantics::Complex { real, imag: 0.0 }))
        }),
        "Convert this value to exact type complex.",
    ),
    m("__round__", "($self, ndigits=None, /)", Any, n(round), "Return the integer nearest to self."),
    m("__copy__", "($self, /)", Pure, n(|_: &mut Vm, it: Value| Ok(it)), ""),
    m("__deepcopy__", "($self, memo, /)", Pure, n(|_: &mut Vm, it: Value, _: Value| Ok(it)), ""),
    m("__reduce__", "($self, /)", Pure, n(reduce), ""),
];

fn new(vm: &mut Vm, class: Gc<Type>, value: Option<Value>, context: Value) -> Outcome<Value> {
    let context = context::optional(vm, context)?;
    let Some(value) = value else { return Ok(number::new_of(vm, class, &Decimal::from_i64(0))) };
    let own = vm.native_type(&number::DECIMAL);
    if class == own && vm.type_of(value) == own {
        return Ok(value);
    }
    let number = convert::from_object(vm, value, context)?;
    Ok(number::new_of(vm, class, &number))
}

/// The text of a number as the current context writes exponents.
fn plain_text(vm: &mut Vm, it: Value) -> Outcome<String> {
    let number = convert::argument(vm, it)?;
    let context = context::current(vm)?;
    Ok(number.to_text(context::capitals(context)))
}

fn repr(vm: &mut Vm, it: Value) -> Outcome<String> {
    Ok(format!("Decimal('{}')", plain_text(vm, it)?))
}

fn text(vm: &mut Vm, it: Value) -> Outcome<String> {
    plain_text(vm, it)
}

fn format(vm: &mut Vm, it: Value, spec: Value, _: Option<Value>) -> Outcome<Value> {
    let number = convert::argument(vm, it)?;
    let Some(spec) = spec.cast::<Str>() else { return Err(vm.type_error("format arg must be str")) };
    let context = context::current(vm)?;
    let mut out = TextBuilder::new();
    let (rounding, capitals) = (context::rounding_at(context), context::capitals(context));
    let result = format_decimal(&number, spec.view(), rounding, capitals, &mut out);
    vm.check(result)?;
    vm.str_from_builder(&out)
}

fn hash(vm: &mut Vm, it: Value) -> Outcome<i64> {
    let number = convert::argument(vm, it)?;
    match number.kind {
        Kind::SignallingNan => Err(vm.type_error("Cannot hash a signaling NaN value")),
        Kind::QuietNan => Ok(Vm::identity_hash(it)),
        Kind::Finite | Kind::Infinity => Ok(number.hash()),
    }
}

fn compare(vm: &mut Vm, comparison: Special, it: Gc<Record>, other: Value) -> Outcome<Value> {
    let left = convert::argument(vm, it.value())?;
    let context = context::current(vm)?;
    let is_equality = matches!(comparison, Special::Equal | Special::NotEqual);
    let Some((left, right)) = convert::compared(vm, left, other, is_equality, context)? else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if left.is_nan() || right.is_nan() {
        let signals = [&left, &right].iter().any(|it| it.kind == Kind::SignallingNan);
        if signals || !is_equality {
            signal(vm, context, Status::INVALID_OPERATION)?;
        }
        return Ok(Value::bool(comparison == Special::NotEqual));
    }
    let order = left.compare_numbers(&right);
    Ok(Value::bool(crate::protocol::satisfies(comparison, Some(order))))
}

/// The number as an `int`, rounded so.
fn to_int(vm: &mut Vm, it: Value, rounding: Rounding) -> Outcome<Value> {
    let number = convert::argument(vm, it)?;
    if number.is_nan() {
        return Err(vm.value_error("cannot convert NaN to integer"));
    }
    if number.is_infinite() {
        return Err(vm.error(vm.exceptions.OverflowError, "cannot convert Infinity to integer"));
    }
    match number.to_integer(rounding) {
        Some(whole) => Ok(number::new_int(vm, whole)),
        None => Err(vm.memory_error()),
    }
}

fn to_float(vm: &mut Vm, it: Value) -> Outcome<f64> {
    let number = convert::argument(vm, it)?;
    match number.kind {
        Kind::SignallingNan => Err(vm.value_error("cannot convert signaling NaN to float")),
        Kind::QuietNan => Ok(if number.negative { -f64::NAN } else { f64::NAN }),
        Kind::Infinity => Ok(if number.negative { f64::NEG_INFINITY } else { f64::INFINITY }),
        // The text is a number, which rounds to the nearest float.
        Kind::Finite => {
            Ok(format!("{}e{}", number::signed(&number), number.exponent).parse().unwrap_or(f64::NAN))
        }
    }
    .map(|float: f64| if float == 0.0 && number.negative { -0.0 } else { float })
}

fn round(vm: &mut Vm, it: Value, places: Option<Value>) -> Outcome<Value> {
    let Some(places) = places else { return to_int(vm, it, Rounding::HalfEven) };
    let Some(places) = vm.as_int(places) else {
        return Err(vm.type_error("optional arg must be an integer"));
    };
    let Some(places) = places.to_i64() else {
        let message = "Python int too large to convert to C ssize_t";
        return Err(vm.error(vm.exceptions.OverflowError, message));
    };
    let number = convert::argument(vm, it)?;
    let context = context::current(vm)?;
    let quantum = Decimal { exponent: places.checked_neg().unwrap_or(i64::MAX), ..Decimal::from_i64(1) };
    let result = calculate(vm, context, |work| work.quantize(&number, &quantum))?;
    Ok(number::new(vm, &result))
}

fn reduce(vm: &mut Vm, it: Value) -> Outcome<Value> {
    let text = vm.to_str(it)?;
    let arguments = vm.new_tuple(&[text.value()])?;
    let class = vm.type_of(it);
    Ok(vm.pair(class.value(), arguments.value()))
}
