//! `slice`.

use strict_semantics::hash::hash_slice;
use strict_semantics::slice;

use super::arity::{expect_after_first, new_class, receiver};
use super::elements::{self, comparisons};
use super::subscripts::{self, Index};
use super::{Native, exceptions as exc, function, hashes, method, types};
use crate::domain::{Elements, Payload, Value};
use crate::interp::{Arguments, Eval, Interp};
use crate::ir::CompareOp;

pub(crate) const METHODS: &[Native] = &[
    function("slice.__new__", new).tolerant(),
    method("slice.__repr__", repr),
    method("slice.__eq__", eq),
    method("slice.__ne__", ne),
    method("slice.__lt__", lt),
    method("slice.__le__", le),
    method("slice.__gt__", gt),
    method("slice.__ge__", ge),
    method("slice.__hash__", hash),
    method("slice.indices", indices),
];

fn new(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    new_class(interp, arguments, types::SLICE)?;
    expect_after_first(interp, arguments, "slice", 1, 3)?;
    let at = |index: usize| arguments.get(index).cloned().unwrap_or(Value::None);
    let parts = if arguments.len() == 2 { [Value::None, at(1), Value::None] } else { [at(1), at(2), at(3)] };
    Ok(interp.alloc(types::SLICE, Payload::Slice(Box::new(parts))))
}

/// The bounds of a slice; `None` when they are not known.
fn parts_of(interp: &Interp<'_>, value: &Value) -> Option<[Value; 3]> {
    match &interp.heap.get(value.as_object()?).payload {
        Payload::Slice(parts) => Some((**parts).clone()),
        _ => None,
    }
}

fn repr(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let value = receiver(interp, arguments, types::SLICE, "slice.__repr__", 0, 0)?;
    elements::repr(interp, &value)
}

comparisons!("slice", compare);

fn compare(interp: &mut Interp<'_>, arguments: &mut Arguments, op: CompareOp, name: &str) -> Eval<Value> {
    let value = receiver(interp, arguments, types::SLICE, name, 1, 1)?;
    let other = &arguments.positional[1];
    if interp.heap.class_of(other) != Some(types::SLICE) {
        return Ok(Value::NotImplemented);
    }
    match (parts_of(interp, &value), parts_of(interp, other)) {
        (Some(left), Some(right)) => {
            let (left, right) = (Value::tuple(left.to_vec()), Value::tuple(right.to_vec()));
            elements::compare(interp, op, &left, &right)
        }
        _ => Ok(Value::Typed(types::BOOL)),
    }
}

fn hash(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let value = receiver(interp, arguments, types::SLICE, "slice.__hash__", 0, 0)?;
    let known = match parts_of(interp, &value) {
        Some(parts) => hashes::known_hashes(interp, &parts)?,
        None => None,
    };
    Ok(hashes::value_of(known.and_then(|hashes| match *hashes {
        [start, stop, step] => Some(hash_slice(start, stop, step)),
        _ => None,
    })))
}

fn indices(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let value = receiver(interp, arguments, types::SLICE, "slice.indices", 1, 1)?;
    let length = subscripts::index(interp, &arguments.positional[1])?;
    let bounds = match parts_of(interp, &value) {
        Some(parts) => subscripts::bounds(interp, &parts)?,
        None => None,
    };
    match (bounds, length) {
        (Some([start, stop, step]), Index::Known(length)) => {
            let known = slice::indices(start.as_ref(), stop.as_ref(), step.as_ref(), &length);
            let (start, stop, step) = interp.plain(known)?;
            Ok(Value::tuple(vec![Value::Int(start), Value::Int(stop), Value::Int(step)]))
        }
        _ => {
            interp.maybe_raise_class(exc::VALUE_ERROR);
            let number = Value::Typed(types::INT);
            Ok(interp.tuple_of(Elements::Exact(vec![number.clone(), number.clone(), number])))
        }
    }
}
