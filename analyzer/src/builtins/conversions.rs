//! What arguments of built-in functions are converted to. A conversion gives `None` where only the type of the argument
//! is known; errors are worded as CPython words them.

use strict_semantics::int::Int;
use strict_semantics::slice::{self, Indices};
use strict_semantics::text::{Bounds, Text};

use super::arity::is_instance;
use super::{exceptions as exc, types};
use crate::diagnostics::Code as DiagnosticCode;
use crate::domain::{Payload, Value};
use crate::interp::{Eval, Interp, Truth};
use crate::ir::{Symbol, sym};

/// What an integer argument is known to be.
#[derive(Clone, Debug)]
pub(crate) enum Index {
    Known(Int),
    /// An integer.
    Typed,
    /// No integer, and has no `__index__`.
    Missing,
}

/// `operator.index`, or that the value has no such method.
pub(crate) fn as_index(interp: &mut Interp<'_>, value: &Value) -> Eval<Index> {
    match interp.heap.unwrap(value) {
        Value::Int(value) => return Ok(Index::Known(value.clone())),
        Value::Bool(value) => return Ok(Index::Known(Int::from(*value))),
        Value::Unknown(_) => {
            interp.unknown_use(
                DiagnosticCode::UnknownArgument,
                value,
                "a conversion to an integer would run code of",
            );
            return Ok(Index::Typed);
        }
        Value::Union(members) => {
            let members = members.clone();
            let mut some = false;
            for member in members.iter() {
                some |= !matches!(as_index(interp, member)?, Index::Missing);
            }
            return Ok(if some { Index::Typed } else { Index::Missing });
        }
        _ => {}
    }
    if is_instance(interp, value, types::INT) {
        return Ok(Index::Typed);
    }
    let Some(method) = interp.special(value, sym::index)? else { return Ok(Index::Missing) };
    let result = interp.call(&method, Vec::new())?;
    match interp.heap.unwrap(&result) {
        Value::Int(value) => Ok(Index::Known(value.clone())),
        Value::Bool(value) => Ok(Index::Known(Int::from(*value))),
        Value::Unknown(_) | Value::Union(_) => Ok(Index::Typed),
        _ if is_instance(interp, &result, types::INT) => Ok(Index::Typed),
        _ => {
            let name = interp.type_name(&result);
            interp.type_error(&format!("__index__ returned non-int (type {name})"))
        }
    }
}

/// An integer argument.
pub(crate) fn integer(interp: &mut Interp<'_>, value: &Value) -> Eval<Option<Int>> {
    match as_index(interp, value)? {
        Index::Known(value) => Ok(Some(value)),
        Index::Typed => Ok(None),
        Index::Missing => {
            let name = interp.type_name(value);
            interp.type_error(&format!("'{name}' object cannot be interpreted as an integer"))
        }
    }
}

/// An integer argument that must fit a word.
pub(crate) fn size(interp: &mut Interp<'_>, value: &Value) -> Eval<Option<i64>> {
    let Some(value) = integer(interp, value)? else { return Ok(None) };
    match value.to_i64() {
        Some(value) => Ok(Some(value)),
        None => interp.raise(exc::OVERFLOW_ERROR, "Python int too large to convert to C ssize_t"),
    }
}

/// An integer argument with a default.
pub(crate) fn size_or(interp: &mut Interp<'_>, value: Option<&Value>, default: i64) -> Eval<Option<i64>> {
    match value {
        Some(value) => size(interp, value),
        None => Ok(Some(default)),
    }
}

/// An integer argument with a default, which must fit a C `int`.
pub(crate) fn int_or(interp: &mut Interp<'_>, value: Option<&Value>, default: i64) -> Eval<Option<i64>> {
    let Some(value) = value else { return Ok(Some(default)) };
    let Some(value) = integer(interp, value)? else { return Ok(None) };
    match value.to_i64().filter(|value| i32::try_from(*value).is_ok()) {
        Some(value) => Ok(Some(value)),
        None => interp.raise(exc::OVERFLOW_ERROR, "Python int too large to convert to C int"),
    }
}

/// The number of repetitions that a sequence is multiplied by; `None` where another type's method must decide.
pub(crate) fn repetitions(interp: &mut Interp<'_>, count: &Value) -> Eval<Option<Index>> {
    if takes_over(interp, count, sym::rmul) {
        return Ok(None);
    }
    match as_index(interp, count)? {
        Index::Missing => {
            let name = interp.type_name(count);
            interp.type_error(&format!("can't multiply sequence by non-int of type '{name}'"))
        }
        Index::Known(value) if value.to_i64().is_none() => {
            interp.raise(exc::OVERFLOW_ERROR, "cannot fit 'int' into an index-sized integer")
        }
        index => Ok(Some(index)),
    }
}

/// Whether a class outside the built-in ones defines the reflected operator, which CPython then tries first.
pub(crate) fn takes_over(interp: &mut Interp<'_>, value: &Value, reflected: Symbol) -> bool {
    use crate::interp::LookedUp;
    match interp.heap.class_of(value) {
        Some(class) if class.unit.0 != 0 => match interp.lookup(class, reflected) {
            LookedUp::Value(_, place) => place.unit.0 != 0,
            LookedUp::Unknown(_) => true,
            LookedUp::Nothing => false,
        },
        _ => false,
    }
}

/// A truth-valued argument.
pub(crate) fn flag(interp: &mut Interp<'_>, value: Option<&Value>, default: bool) -> Eval<Option<bool>> {
    let Some(value) = value else { return Ok(Some(default)) };
    Ok(match interp.truth(value)? {
        Truth::True => Some(true),
        Truth::False => Some(false),
        Truth::Either => None,
    })
}

/// The `start` and `end` arguments of a search.
pub(crate) fn bounds(
    interp: &mut Interp<'_>,
    start: Option<&Value>,
    end: Option<&Value>,
) -> Eval<Option<Bounds>> {
    let start = bound(interp, start)?;
    let end = bound(interp, end)?;
    let (Some(start), Some(end)) = (start, end) else { return Ok(None) };
    Ok(Some(Bounds { start: start.map(|bound| bound.saturate()), end: end.map(|bound| bound.saturate()) }))
}

/// A bound of a slice: known to be left out or given, or only typed.
fn bound(interp: &mut Interp<'_>, value: Option<&Value>) -> Eval<Option<Option<Int>>> {
    let value = match value {
        None | Some(Value::None) => return Ok(Some(None)),
        Some(value) => value,
    };
    match as_index(interp, value)? {
        Index::Known(value) => Ok(Some(Some(value))),
        Index::Typed => Ok(None),
        Index::Missing => {
            interp.type_error("slice indices must be integers or None or have an __index__ method")
        }
    }
}

/// What a subscript of a sequence means.
#[derive(Debug)]
pub(crate) enum Subscript {
    /// An integer.
    Index(Option<Int>),
    /// A slice; `None` when its bounds or the length are not known.
    Slice(Option<Indices>),
    /// Neither.
    Other,
}

/// Tells indices and slices of a sequence apart, and resolves the slice for the length, if that is known.
pub(crate) fn subscript(interp: &mut Interp<'_>, key: &Value, length: Option<usize>) -> Eval<Subscript> {
    if let Value::Object(id) = key
        && let Payload::Slice(parts) = &interp.heap.get(*id).payload
    {
        let parts = parts.clone();
        let start = bound(interp, Some(&parts[0]))?;
        let stop = bound(interp, Some(&parts[1]))?;
        let step = bound(interp, Some(&parts[2]))?;
        let (Some(start), Some(stop), Some(step)) = (start, stop, step) else {
            return Ok(Subscript::Slice(None));
        };
        let resolved = slice::resolve(start.as_ref(), stop.as_ref(), step.as_ref(), length.unwrap_or(0));
        let resolved = interp.plain(resolved)?;
        return Ok(Subscript::Slice(length.map(|_| resolved)));
    }
    if matches!(key, Value::Typed(types::SLICE)) {
        return Ok(Subscript::Slice(None));
    }
    Ok(match as_index(interp, key)? {
        Index::Known(index) if index.to_i64().is_none() => {
            return interp.raise(exc::INDEX_ERROR, "cannot fit 'int' into an index-sized integer");
        }
        Index::Known(index) => Subscript::Index(Some(index)),
        Index::Typed => Subscript::Index(None),
        Index::Missing => Subscript::Other,
    })
}

/// A string argument; `message` words the error from the name of the type.
pub(crate) fn text(
    interp: &mut Interp<'_>,
    value: &Value,
    message: impl FnOnce(&str) -> String,
) -> Eval<Option<Text>> {
    match interp.heap.unwrap(value) {
        Value::Str(text) => Ok(Some(text.clone())),
        Value::Unknown(_) => {
            interp.maybe_raise_class(exc::TYPE_ERROR);
            Ok(None)
        }
        Value::Union(members) if members.iter().any(|member| is_instance(interp, member, types::STR)) => {
            interp.maybe_raise_class(exc::TYPE_ERROR);
            Ok(None)
        }
        _ if is_instance(interp, value, types::STR) => Ok(None),
        _ => {
            let name = interp.type_name(value);
            interp.type_error(&message(&name))
        }
    }
}
