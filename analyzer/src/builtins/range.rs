//! `range`.

use strict_semantics::hash::hash_range;
use strict_semantics::int::Int;
use strict_semantics::range::Range;

use super::arity::{expect_after_first, new_class, receiver};
use super::subscripts::{self, Index, Position};
use super::{Native, elements, exceptions as exc, function, method, types};
use crate::domain::{Iter, Payload, Value};
use crate::interp::{Arguments, Eval, Interp, Truth};

pub(crate) const METHODS: &[Native] = &[
    function("range.__new__", new),
    method("range.__repr__", repr),
    method("range.__bool__", bool_),
    method("range.__len__", len),
    method("range.__getitem__", getitem),
    method("range.__contains__", contains),
    method("range.__iter__", iter),
    method("range.__reversed__", reversed),
    method("range.__eq__", eq),
    method("range.__ne__", ne),
    method("range.__hash__", hash),
    method("range.count", count),
    method("range.index", index),
];

fn new(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    new_class(interp, arguments, types::RANGE)?;
    expect_after_first(interp, arguments, "range", 1, 3)?;
    let mut bounds = Vec::with_capacity(3);
    for argument in arguments.positional.iter().skip(1) {
        bounds.push(subscripts::index(interp, argument)?);
    }
    let zero = || Index::Known(Int::ZERO);
    let one = || Index::Known(Int::ONE);
    let (start, stop, step) = match &*bounds {
        [stop] => (zero(), stop.clone(), one()),
        [start, stop] => (start.clone(), stop.clone(), one()),
        [start, stop, step] => (start.clone(), stop.clone(), step.clone()),
        _ => return Ok(Value::Typed(types::RANGE)),
    };
    match (start, stop, step) {
        (Index::Known(start), Index::Known(stop), Index::Known(step)) => {
            let range = interp.plain(Range::new(start, stop, step))?;
            Ok(make(interp, &range))
        }
        (_, _, Index::Known(step)) if step.is_zero() => interp.value_error("range() arg 3 must not be zero"),
        (_, _, step) => {
            if step == Index::Typed {
                interp.maybe_raise_class(exc::VALUE_ERROR);
            }
            Ok(Value::Typed(types::RANGE))
        }
    }
}

fn make(interp: &mut Interp<'_>, range: &Range) -> Value {
    let parts = [range.start().clone(), range.stop().clone(), range.step().clone()];
    interp.alloc(types::RANGE, Payload::Range(Box::new(parts)))
}

/// The range, if it is known.
fn range_of(interp: &Interp<'_>, value: &Value) -> Option<Range> {
    let Payload::Range(parts) = &interp.heap.get(value.as_object()?).payload else { return None };
    let [start, stop, step] = &**parts;
    Range::new(start.clone(), stop.clone(), step.clone()).ok()
}

/// A checked receiver.
fn this(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &str,
    count: usize,
) -> Eval<(Value, Option<Range>)> {
    let value = receiver(interp, arguments, types::RANGE, name, count, count)?;
    let range = range_of(interp, &value);
    Ok((value, range))
}

fn repr(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (_, range) = this(interp, arguments, "range.__repr__", 0)?;
    Ok(range.map_or(Value::Typed(types::STR), |range| Value::str(&range.repr())))
}

fn bool_(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (_, range) = this(interp, arguments, "range.__bool__", 0)?;
    Ok(range.map_or(Value::Typed(types::BOOL), |range| Value::Bool(!range.is_empty())))
}

fn len(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    match this(interp, arguments, "range.__len__", 0)?.1 {
        Some(range) => interp.plain(range.len()).map(Value::len),
        None => Ok(Value::Typed(types::INT)),
    }
}

fn getitem(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (_, range) = this(interp, arguments, "range.__getitem__", 1)?;
    let key = arguments.positional[1].clone();
    if let Value::Object(id) = &key
        && let Payload::Slice(parts) = &interp.heap.get(*id).payload
    {
        let parts = parts.clone();
        let bounds = subscripts::bounds(interp, &parts)?;
        return match (range, bounds) {
            (Some(range), Some([start, stop, step])) => {
                let part = range.slice(start.as_ref(), stop.as_ref(), step.as_ref());
                let part = interp.plain(part)?;
                Ok(make(interp, &part))
            }
            _ => Ok(Value::Typed(types::RANGE)),
        };
    }
    match (range, subscripts::as_index(interp, &key)?) {
        (Some(range), Some(Index::Known(index))) => interp.plain(range.get(&index)).map(Value::Int),
        (Some(range), Some(Index::Typed)) if range.is_empty() => {
            interp.raise(exc::INDEX_ERROR, "range object index out of range")
        }
        (_, Some(_)) => {
            interp.maybe_raise_class(exc::INDEX_ERROR);
            Ok(Value::Typed(types::INT))
        }
        // A typed slice, or what is no subscript at all.
        (_, None) => match subscripts::position(interp, &key, None, "range", "")? {
            Position::SomeItems => Ok(Value::Typed(types::RANGE)),
            _ => Ok(Value::Typed(types::INT)),
        },
    }
}

/// Whether the value is among the numbers, and which number it equals.
fn find(interp: &mut Interp<'_>, range: Option<&Range>, value: &Value) -> Eval<(Truth, Option<Int>)> {
    let Some(range) = range else { return Ok((Truth::Either, None)) };
    let number = match interp.heap.unwrap(value) {
        Value::Int(number) => Some(number.clone()),
        Value::Bool(number) => Some(Int::from(*number)),
        Value::Float(number) if number.fract() == 0.0 => Int::from_f64(*number),
        Value::Complex(number) if number.1 == 0.0 && number.0.fract() == 0.0 => Int::from_f64(number.0),
        Value::Typed(_) if range.is_empty() => return Ok((Truth::False, None)),
        Value::Typed(_) => return Ok((Truth::Either, None)),
        Value::Object(_) => {
            // Only its own `__eq__` can tell.
            for number in range.iter() {
                interp.step()?;
                match interp.equal(&Value::Int(number.clone()), value)? {
                    Truth::False => {}
                    truth => return Ok((truth, Some(number))),
                }
            }
            None
        }
        _ => None,
    };
    Ok(match number {
        Some(number) if range.contains(&number) => (Truth::True, Some(number)),
        _ => (Truth::False, None),
    })
}

fn contains(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (_, range) = this(interp, arguments, "range.__contains__", 1)?;
    let (found, _) = find(interp, range.as_ref(), &arguments.positional[1])?;
    Ok(elements::of_truth(found))
}

fn count(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (_, range) = this(interp, arguments, "range.count", 1)?;
    Ok(match find(interp, range.as_ref(), &arguments.positional[1])?.0 {
        Truth::True => Value::int(1),
        Truth::False => Value::int(0),
        Truth::Either => Value::Typed(types::INT),
    })
}

fn index(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (_, range) = this(interp, arguments, "range.index", 1)?;
    match (find(interp, range.as_ref(), &arguments.positional[1])?, range) {
        ((Truth::True, Some(number)), Some(range)) => interp.plain(range.index_of(&number)).map(Value::Int),
        ((Truth::False, _), _) => match interp.heap.unwrap(&arguments.positional[1]) {
            Value::Int(_) => interp.value_error("range.index(x): x not in range"),
            _ => interp.value_error("sequence.index(x): x not in sequence"),
        },
        _ => {
            interp.maybe_raise_class(exc::VALUE_ERROR);
            Ok(Value::Typed(types::INT))
        }
    }
}

fn iter(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (value, _) = this(interp, arguments, "range.__iter__", 0)?;
    interp.iter_contents(&value)
}

fn reversed(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (_, range) = this(interp, arguments, "range.__reversed__", 0)?;
    let iter = match range.map(|range| range.reversed()) {
        Some(range) => Iter::Range {
            next: range.start().clone(),
            remaining: range.length().clone(),
            step: range.step().clone(),
        },
        None => Iter::Summary(Value::Typed(types::INT)),
    };
    Ok(interp.new_iterator(iter))
}

/// Whether the receiver equals the argument; `None` when that is no range.
fn equals(interp: &mut Interp<'_>, arguments: &Arguments, name: &str) -> Eval<Option<Truth>> {
    let (_, range) = this(interp, arguments, name, 1)?;
    let other = &arguments.positional[1];
    if interp.heap.class_of(other) != Some(types::RANGE) {
        return Ok(None);
    }
    Ok(Some(match (range, range_of(interp, other)) {
        (Some(left), Some(right)) if left == right => Truth::True,
        (Some(_), Some(_)) => Truth::False,
        _ => Truth::Either,
    }))
}

fn eq(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    Ok(equals(interp, arguments, "range.__eq__")?.map_or(Value::NotImplemented, elements::of_truth))
}

fn ne(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    Ok(match equals(interp, arguments, "range.__ne__")? {
        None => Value::NotImplemented,
        Some(Truth::True) => Value::Bool(false),
        Some(Truth::False) => Value::Bool(true),
        Some(Truth::Either) => Value::Typed(types::BOOL),
    })
}

fn hash(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (_, range) = this(interp, arguments, "range.__hash__", 0)?;
    Ok(super::hashes::value_of(range.as_ref().map(hash_range)))
}
