//! The built-in function `sum`.

use strict_semantics::Int;
use strict_semantics::float::CompensatedSum;

use super::parameters::Parameters;
use super::types;
use crate::domain::Value;
use crate::interp::{Arguments, Eval, Interp, Next};

/// Rounds in which a sum of any number of elements must reach a fixpoint.
const MAX_ROUNDS: usize = 4;

/// The sum so far. As in CPython, floats and complex numbers are summed with compensation from the moment that the
/// total is one, until something else is added.
enum Total {
    Int(Int),
    Float(CompensatedSum),
    Complex(CompensatedSum, CompensatedSum),
    Other(Value),
}

impl Total {
    /// The total as it enters the stage that its type has.
    fn of(value: Value) -> Total {
        match value {
            Value::Int(value) if value.to_i64().is_some() => Total::Int(value),
            other => Total::past_ints(other),
        }
    }

    fn past_ints(value: Value) -> Total {
        match value {
            Value::Float(value) => Total::Float(CompensatedSum::new(value)),
            other => Total::past_floats(other),
        }
    }

    fn past_floats(value: Value) -> Total {
        match value {
            Value::Complex(value) => {
                Total::Complex(CompensatedSum::new(value.0), CompensatedSum::new(value.1))
            }
            other => Total::Other(other),
        }
    }

    fn value(self) -> Value {
        match self {
            Total::Int(value) => Value::Int(value),
            Total::Float(sum) => Value::Float(sum.value()),
            Total::Complex(real, imag) => Value::Complex(std::sync::Arc::new((real.value(), imag.value()))),
            Total::Other(value) => value,
        }
    }

    fn add(self, interp: &mut Interp<'_>, item: &Value) -> Eval<Total> {
        let next_stage: fn(Value) -> Total = match &self {
            Total::Int(total) => {
                if let Value::Int(_) | Value::Bool(_) = item
                    && let Some(Some(item)) = interp.as_int(item)
                {
                    let sum = total.add(&item);
                    return Ok(if sum.to_i64().is_some() {
                        Total::Int(sum)
                    } else {
                        Total::Other(Value::Int(sum))
                    });
                }
                Total::past_ints
            }
            Total::Float(total) => {
                if let Some(item) = plain_float(interp, item)? {
                    return Ok(Total::Float(total.with(item)));
                }
                Total::past_floats
            }
            Total::Complex(real, imag) => {
                if let Value::Complex(item) = item {
                    return Ok(Total::Complex(real.with(item.0), imag.with(item.1)));
                }
                if let Some(item) = plain_float(interp, item)? {
                    return Ok(Total::Complex(real.with(item), imag.with(0.0)));
                }
                Total::Other
            }
            Total::Other(_) => Total::Other,
        };
        let sum = interp.add(&self.value(), item)?;
        Ok(next_stage(sum))
    }
}

/// A float, or an int as one.
fn plain_float(interp: &mut Interp<'_>, item: &Value) -> Eval<Option<f64>> {
    if let Value::Float(item) = item {
        return Ok(Some(*item));
    }
    match interp.as_int(item).flatten() {
        Some(item) => interp.plain(item.to_f64()).map(Some),
        None => Ok(None),
    }
}

pub(super) fn sum(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    const SUM: Parameters<2> =
        Parameters { function: "sum", names: ["", "start"], required: 1, positional_only: 1, positional: 2 };
    let [iterable, start] = SUM.bind(interp, arguments)?;
    let start = start.unwrap_or_else(|| Value::int(0));
    refuse_text(interp, &start)?;
    let iterator = interp.iter(&iterable.unwrap_or(Value::None))?;
    let mut total = Total::of(start);
    loop {
        interp.step()?;
        match interp.next(&iterator)? {
            Next::Item(item) => total = total.add(interp, &item)?,
            Next::Done => return Ok(total.value()),
            Next::Any(item) => {
                return fold_any_number(interp, total.value(), |interp, total| interp.add(total, &item));
            }
        }
    }
}

fn refuse_text(interp: &mut Interp<'_>, start: &Value) -> Eval<()> {
    let Some(class) = interp.heap.class_of(start) else { return Ok(()) };
    let message = if interp.is_subclass_of(class, types::STR) {
        "sum() can't sum strings [use ''.join(seq) instead]"
    } else if interp.is_subclass_of(class, types::BYTES) {
        "sum() can't sum bytes [use b''.join(seq) instead]"
    } else if interp.is_subclass_of(class, types::BYTEARRAY) {
        "sum() can't sum bytearray [use b''.join(seq) instead]"
    } else {
        return Ok(());
    };
    interp.type_error(message)
}

/// What any number of repetitions of a step, such as the addition of an item, can make of the total.
pub(super) fn fold_any_number(
    interp: &mut Interp<'_>,
    mut total: Value,
    mut step: impl FnMut(&mut Interp<'_>, &Value) -> Eval<Value>,
) -> Eval<Value> {
    for _ in 0..MAX_ROUNDS {
        let result = step(interp, &total)?;
        let result = interp.heap.widen(&result, usize::MAX);
        let joined = interp.heap.join(&total, &result);
        if joined.same(&total) {
            return Ok(total);
        }
        total = joined;
    }
    Ok(Value::unknown("a total of elements of which neither the number nor the values are known"))
}
