//! How natives take floats and return what is made of them.

use crate::builtins::arity::expect;
use crate::builtins::{exceptions as exc, types};
use crate::domain::Value;
use crate::interp::{Arguments, Eval, Interp};

/// The arguments as floats; `None` when one of them is not known.
pub(super) fn reals<const N: usize>(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &str,
) -> Eval<Option<[f64; N]>> {
    expect(interp, arguments, name, N, N)?;
    let mut values = [0.0; N];
    let mut known = true;
    for (place, argument) in values.iter_mut().zip(&arguments.positional) {
        match interp.real(argument)? {
            Some(value) => *place = value,
            None => known = false,
        }
    }
    Ok(known.then_some(values))
}

/// A float of which nothing is known; making it may have failed as functions of `math` fail.
pub(super) fn unknown_float(interp: &mut Interp<'_>) -> Value {
    interp.maybe_raise_class(exc::VALUE_ERROR);
    interp.maybe_raise_class(exc::OVERFLOW_ERROR);
    Value::Typed(types::FLOAT)
}

/// As [`unknown_float`], for an int.
pub(super) fn unknown_int(interp: &mut Interp<'_>) -> Value {
    interp.maybe_raise_class(exc::VALUE_ERROR);
    interp.maybe_raise_class(exc::OVERFLOW_ERROR);
    Value::Typed(types::INT)
}

/// A function of one float that may fail.
pub(super) fn unary(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &str,
    function: fn(f64) -> strict_semantics::Result<f64>,
) -> Eval<Value> {
    match reals(interp, arguments, name)? {
        Some([value]) => interp.plain(function(value)).map(Value::Float),
        None => Ok(unknown_float(interp)),
    }
}

/// A function of one float that is defined everywhere.
pub(super) fn total(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &str,
    function: fn(f64) -> f64,
) -> Eval<Value> {
    let value = reals(interp, arguments, name)?;
    Ok(value.map_or(Value::Typed(types::FLOAT), |[value]| Value::Float(function(value))))
}

/// A function of one float of whose result only the type is given, since its last digit is the platform's.
pub(super) fn typed(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &str,
    domain: fn(f64) -> strict_semantics::Result<()>,
) -> Eval<Value> {
    match reals(interp, arguments, name)? {
        Some([value]) => {
            interp.plain(domain(value))?;
            Ok(Value::Typed(types::FLOAT))
        }
        None => Ok(unknown_float(interp)),
    }
}

/// A function of two floats that may fail.
pub(super) fn binary(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &str,
    function: fn(f64, f64) -> strict_semantics::Result<f64>,
) -> Eval<Value> {
    match reals(interp, arguments, name)? {
        Some([left, right]) => interp.plain(function(left, right)).map(Value::Float),
        None => Ok(unknown_float(interp)),
    }
}

/// A question about one float.
pub(super) fn predicate(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &str,
    predicate: fn(f64) -> bool,
) -> Eval<Value> {
    let value = reals(interp, arguments, name)?;
    Ok(value.map_or(Value::Typed(types::BOOL), |[value]| Value::Bool(predicate(value))))
}
