//! The functions of `math` that take iterables or any number of arguments.

use strict_semantics::Int;
use strict_semantics::math::{self, ExactSum};

use super::float_functions::unknown_float;
use crate::builtins::arity::expect;
use crate::builtins::constants::INT_LIMIT;
use crate::builtins::parameters::Parameters;
use crate::builtins::sum::fold_any_number;
use crate::builtins::types;
use crate::domain::{Elements, Value};
use crate::interp::{Arguments, Eval, Interp, Next};
use crate::ir::BinaryOp;

pub(super) fn fsum(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    expect(interp, arguments, "math.fsum", 1, 1)?;
    let iterator = interp.iter(&arguments.positional[0])?;
    let mut sum = ExactSum::default();
    let mut known = true;
    loop {
        interp.step()?;
        let (item, any) = match interp.next(&iterator)? {
            Next::Item(item) => (item, false),
            Next::Any(item) => (item, true),
            Next::Done => break,
        };
        match interp.real(&item)? {
            Some(value) if known && !any => interp.plain(sum.add_checked(value))?,
            _ => known = false,
        }
        if any {
            break;
        }
    }
    if known { interp.plain(sum.checked_value()).map(Value::Float) } else { Ok(unknown_float(interp)) }
}

pub(super) fn prod(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    const PROD: Parameters<2> =
        Parameters { function: "prod", names: ["", "start"], required: 1, positional_only: 1, positional: 1 };
    let [iterable, start] = PROD.bind(interp, arguments)?;
    let mut total = start.unwrap_or_else(|| Value::int(1));
    let iterator = interp.iter(&iterable.unwrap_or(Value::None))?;
    loop {
        interp.step()?;
        match interp.next(&iterator)? {
            Next::Item(item) => total = interp.binary(BinaryOp::Mul, &total, &item)?,
            Next::Done => return Ok(total),
            Next::Any(item) => {
                return fold_any_number(interp, total, |interp, total| {
                    interp.binary(BinaryOp::Mul, total, &item)
                });
            }
        }
    }
}

/// The sum of products so far. As in CPython, ints are summed first, then floats without rounding, until something
/// else is met.
enum Total {
    Int(Int),
    /// What was summed before, and the sum of the floats.
    Float(Value, ExactSum),
    Other(Value),
}

impl Total {
    fn value(self, interp: &mut Interp<'_>) -> Eval<Value> {
        match self {
            Total::Int(total) => Ok(Value::Int(total)),
            Total::Float(before, sum) => {
                let sum = Value::Float(sum.value().unwrap_or(f64::INFINITY));
                interp.add(&before, &sum)
            }
            Total::Other(value) => Ok(value),
        }
    }

    fn add_product(self, interp: &mut Interp<'_>, left: &Value, right: &Value) -> Eval<Total> {
        match self {
            Total::Int(total) => match (plain_int(left), plain_int(right)) {
                (Some(a), Some(b)) => {
                    let product = interp.plain(a.mul(&b, INT_LIMIT))?;
                    Ok(Total::Int(total.add(&product)))
                }
                _ => Total::Float(Value::Int(total), ExactSum::default()).add_product(interp, left, right),
            },
            Total::Float(before, mut sum) => match plain_floats(left, right) {
                Some((a, b)) => {
                    sum.add_product(a, b);
                    Ok(Total::Float(before, sum))
                }
                None => {
                    let total = Total::Float(before, sum).value(interp)?;
                    Total::Other(total).add_product(interp, left, right)
                }
            },
            Total::Other(total) => add_product(interp, &total, left, right).map(Total::Other),
        }
    }
}

fn add_product(interp: &mut Interp<'_>, total: &Value, left: &Value, right: &Value) -> Eval<Value> {
    let product = interp.binary(BinaryOp::Mul, left, right)?;
    interp.add(total, &product)
}

fn plain_int(value: &Value) -> Option<Int> {
    match value {
        Value::Int(value) => Some(value.clone()),
        Value::Bool(value) => Some(Int::from(*value)),
        _ => None,
    }
}

/// Two floats, or a float and an int; finite.
fn plain_floats(left: &Value, right: &Value) -> Option<(f64, f64)> {
    let float = |value: &Value| match value {
        Value::Float(value) => Some(*value),
        value => plain_int(value)?.to_f64().ok(),
    };
    if !matches!(left, Value::Float(_)) && !matches!(right, Value::Float(_)) {
        return None;
    }
    let (left, right) = (float(left)?, float(right)?);
    (left * right).is_finite().then_some((left, right))
}

pub(super) fn sumprod(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    expect(interp, arguments, "sumprod", 2, 2)?;
    let left = interp.iter(&arguments.positional[0])?;
    let right = interp.iter(&arguments.positional[1])?;
    let mut total = Total::Int(Int::ZERO);
    loop {
        interp.step()?;
        match (interp.next(&left)?, interp.next(&right)?) {
            (Next::Item(left), Next::Item(right)) => total = total.add_product(interp, &left, &right)?,
            (Next::Done, Next::Done) => return total.value(interp),
            (Next::Any(left), Next::Any(right) | Next::Item(right))
            | (Next::Item(left), Next::Any(right)) => {
                interp.maybe_raise_class(crate::builtins::exceptions::VALUE_ERROR);
                let total = total.value(interp)?;
                return fold_any_number(interp, total, |interp, total| {
                    add_product(interp, total, &left, &right)
                });
            }
            (Next::Any(_), Next::Done) | (Next::Done, Next::Any(_)) => {
                interp.maybe_raise_class(crate::builtins::exceptions::VALUE_ERROR);
                return total.value(interp);
            }
            _ => return interp.value_error("Inputs are not the same length"),
        }
    }
}

pub(super) fn hypot(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    expect(interp, arguments, "hypot", 0, usize::MAX)?;
    let mut coordinates = Vec::with_capacity(arguments.len());
    for argument in &arguments.positional {
        coordinates.push(interp.real(argument)?);
    }
    let coordinates: Option<Vec<f64>> = coordinates.into_iter().collect();
    Ok(coordinates.map_or(Value::Typed(types::FLOAT), |coordinates| Value::Float(math::hypot(coordinates))))
}

pub(super) fn dist(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    expect(interp, arguments, "dist", 2, 2)?;
    let points = (interp.collect(&arguments.positional[0])?, interp.collect(&arguments.positional[1])?);
    let (Elements::Exact(left), Elements::Exact(right)) = points else { return Ok(unknown_float(interp)) };
    if left.len() != right.len() {
        return interp.value_error("both points must have the same number of dimensions");
    }
    let mut differences = Vec::with_capacity(left.len());
    for (left, right) in left.iter().zip(&right) {
        let (left, right) = (interp.real(left)?, interp.real(right)?);
        differences.push(left.zip(right).map(|(left, right)| left - right));
    }
    let differences: Option<Vec<f64>> = differences.into_iter().collect();
    Ok(differences.map_or(Value::Typed(types::FLOAT), |differences| Value::Float(math::hypot(differences))))
}
