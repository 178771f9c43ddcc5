//! Indices and slices of sequences, of which bounds may be typed.

use strict_semantics::int::Int;
use strict_semantics::slice::{self, Indices};

use super::{exceptions as exc, types};
use crate::diagnostics::Code as DiagnosticCode;
use crate::domain::{Payload, Value};
use crate::interp::{Eval, Interp};
use crate::ir::sym;

/// Which elements of a sequence a subscript means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    Item(usize),
    Items(Indices),
    /// One of the elements.
    SomeItem,
    /// Some of the elements, perhaps none, in whatever order.
    SomeItems,
}

/// An int, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Index {
    Known(Int),
    Typed,
}

/// What `__index__` gives; `None` for what is no integer.
pub(super) fn as_index(interp: &mut Interp<'_>, value: &Value) -> Eval<Option<Index>> {
    match interp.heap.unwrap(value) {
        Value::Int(value) => return Ok(Some(Index::Known(value.clone()))),
        Value::Bool(value) => return Ok(Some(Index::Known(Int::from(*value)))),
        Value::Typed(types::INT | types::BOOL) => return Ok(Some(Index::Typed)),
        Value::Unknown(_) => {
            let value = value.clone();
            interp.unknown_use(DiagnosticCode::UnknownSubscript, &value, "an index is");
            return Ok(Some(Index::Typed));
        }
        Value::Union(members) => {
            let members = members.clone();
            return one_of(interp, &members);
        }
        _ => {}
    }
    let Some(method) = interp.special(value, sym::index)? else { return Ok(None) };
    let result = interp.call(&method, Vec::new())?;
    match interp.heap.unwrap(&result) {
        Value::Int(value) => Ok(Some(Index::Known(value.clone()))),
        Value::Bool(value) => Ok(Some(Index::Known(Int::from(*value)))),
        Value::Typed(types::INT | types::BOOL) | Value::Union(_) | Value::Unknown(_) => {
            Ok(Some(Index::Typed))
        }
        _ => {
            let name = interp.type_name(&result);
            interp.type_error(&format!("__index__ returned non-int (type {name})"))
        }
    }
}

/// What `__index__` gives for one of several values.
fn one_of(interp: &mut Interp<'_>, members: &[Value]) -> Eval<Option<Index>> {
    let (mut some, mut all) = (false, true);
    interp.fork(members.to_vec(), |interp, member| {
        let found = as_index(interp, &member)?.is_some();
        some |= found;
        all &= found;
        Ok(Value::None)
    })?;
    if some && !all {
        interp.maybe_raise_class(exc::TYPE_ERROR);
    }
    Ok(some.then_some(Index::Typed))
}

/// As [`as_index`]; raises `TypeError` for what is no integer.
pub(super) fn index(interp: &mut Interp<'_>, value: &Value) -> Eval<Index> {
    match as_index(interp, value)? {
        Some(index) => Ok(index),
        None => {
            let name = interp.type_name(value);
            interp.type_error(&format!("'{name}' object cannot be interpreted as an integer"))
        }
    }
}

/// A bound of a slice: `None` is the default.
pub(super) fn bound(interp: &mut Interp<'_>, value: &Value) -> Eval<Option<Index>> {
    if matches!(value, Value::None) {
        return Ok(None);
    }
    if let Value::Union(members) = value
        && members.iter().any(|member| matches!(member, Value::None))
    {
        let others: Vec<Value> =
            members.iter().filter(|member| !matches!(member, Value::None)).cloned().collect();
        interp.fork(others, |interp, member| bound(interp, &member).map(|_| Value::None))?;
        return Ok(Some(Index::Typed));
    }
    match as_index(interp, value)? {
        Some(index) => Ok(Some(index)),
        None => interp.type_error("slice indices must be integers or None or have an __index__ method"),
    }
}

/// The three bounds of a slice object, in order; `None` when one of them is only typed.
pub(super) fn bounds(interp: &mut Interp<'_>, parts: &[Value; 3]) -> Eval<Option<[Option<Int>; 3]>> {
    // In CPython's order: a bad step is complained about first.
    let step = bound(interp, &parts[2])?;
    if step == Some(Index::Known(Int::ZERO)) {
        return interp.value_error("slice step cannot be zero");
    }
    if step == Some(Index::Typed) {
        interp.maybe_raise_class(exc::VALUE_ERROR);
    }
    let start = bound(interp, &parts[0])?;
    let stop = bound(interp, &parts[1])?;
    let mut known = [const { None }; 3];
    for (place, bound) in known.iter_mut().zip([start, stop, step]) {
        match bound {
            None => {}
            Some(Index::Known(value)) => *place = Some(value),
            Some(Index::Typed) => return Ok(None),
        }
    }
    Ok(Some(known))
}

/// What `sequence[key]` means for a sequence of the given length, or of unknown length.
///
/// `kind` is the name of the type for messages, `action` what is done: nothing, or `assignment`.
pub(super) fn position(
    interp: &mut Interp<'_>,
    key: &Value,
    length: Option<usize>,
    kind: &str,
    action: &str,
) -> Eval<Position> {
    let parts = match key {
        Value::Object(id) => match &interp.heap.get(*id).payload {
            Payload::Slice(parts) => Some(parts.clone()),
            _ => None,
        },
        Value::Typed(types::SLICE) => {
            interp.maybe_raise_class(exc::TYPE_ERROR);
            return Ok(Position::SomeItems);
        }
        _ => None,
    };
    if let Some(parts) = parts {
        return match (bounds(interp, &parts)?, length) {
            (Some([start, stop, step]), Some(length)) => {
                let indices = slice::resolve(start.as_ref(), stop.as_ref(), step.as_ref(), length);
                Ok(Position::Items(interp.plain(indices)?))
            }
            _ => Ok(Position::SomeItems),
        };
    }
    let Some(index) = as_index(interp, key)? else {
        let name = interp.type_name(key);
        return interp.type_error(&format!("{kind} indices must be integers or slices, not {name}"));
    };
    let spaced = if action.is_empty() { String::new() } else { format!(" {action}") };
    match (index, length) {
        (Index::Known(Int::Big(_)), _) => {
            interp.raise(exc::INDEX_ERROR, "cannot fit 'int' into an index-sized integer")
        }
        (Index::Known(index), Some(length)) => match slice::normalize_index(&index, length) {
            Some(index) => Ok(Position::Item(index)),
            None => interp.raise(exc::INDEX_ERROR, &format!("{kind}{spaced} index out of range")),
        },
        (_, Some(0)) => interp.raise(exc::INDEX_ERROR, &format!("{kind}{spaced} index out of range")),
        _ => {
            interp.maybe_raise_class(exc::INDEX_ERROR);
            Ok(Position::SomeItem)
        }
    }
}
