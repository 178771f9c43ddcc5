//! Operators of `bytes` and `bytearray`.

use std::cmp::Ordering;
use std::sync::Arc;

use strict_semantics::{bytes, slice};

use super::{Kind, LIMIT, Receiver, bytes_like, needle, receiver};
use crate::builtins::arity;
use crate::builtins::conversions::{self, Index, Subscript};
use crate::builtins::str::bytes_percent;
use crate::builtins::{exceptions as exc, types};
use crate::domain::{Iter, Value};
use crate::interp::{Arguments, Eval, Interp};
use crate::ir::sym;

/// `bytes` is compared with `bytes` only, `bytearray` with all that is like bytes.
fn compare(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &'static str,
    holds: fn(Ordering) -> bool,
) -> Eval<Value> {
    let Receiver { kind, bytes, name } = receiver(interp, arguments, name)?;
    let other = arity::one(interp, arguments, name)?;
    if kind == Kind::Bytes && !arity::is_instance(interp, &other, types::BYTES) {
        return Ok(Value::NotImplemented);
    }
    Ok(match (bytes, bytes_like(interp, &other)?) {
        (_, None) => Value::NotImplemented,
        (Some(bytes), Some(Some(other))) => Value::Bool(holds(bytes.cmp(&other))),
        _ => Value::Typed(types::BOOL),
    })
}

pub(super) fn eq(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    compare(interp, arguments, "bytes.__eq__", Ordering::is_eq)
}

pub(super) fn ne(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    compare(interp, arguments, "bytes.__ne__", Ordering::is_ne)
}

pub(super) fn lt(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    compare(interp, arguments, "bytes.__lt__", Ordering::is_lt)
}

pub(super) fn le(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    compare(interp, arguments, "bytes.__le__", Ordering::is_le)
}

pub(super) fn gt(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    compare(interp, arguments, "bytes.__gt__", Ordering::is_gt)
}

pub(super) fn ge(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    compare(interp, arguments, "bytes.__ge__", Ordering::is_ge)
}

/// The hash depends on the process.
pub(super) fn hash(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let Receiver { name, .. } = receiver(interp, arguments, "bytes.__hash__")?;
    arity::nothing(interp, arguments, name)?;
    Ok(Value::Typed(types::INT))
}

pub(super) fn len(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let Receiver { bytes, name, .. } = receiver(interp, arguments, "bytes.__len__")?;
    arity::nothing(interp, arguments, name)?;
    Ok(bytes.map_or(Value::Typed(types::INT), |bytes| Value::len(bytes.len())))
}

pub(super) fn iter(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let Receiver { bytes, name, .. } = receiver(interp, arguments, "bytes.__iter__")?;
    arity::nothing(interp, arguments, name)?;
    Ok(interp.new_iterator(match bytes {
        Some(bytes) => {
            Iter::Values { values: bytes.iter().map(|byte| Value::int(i64::from(*byte))).collect(), index: 0 }
        }
        None => Iter::Summary(Value::Typed(types::INT)),
    }))
}

pub(super) fn contains(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let Receiver { bytes, name, .. } = receiver(interp, arguments, "bytes.__contains__")?;
    let wanted = arity::one(interp, arguments, name)?;
    let wanted =
        needle(interp, &wanted, |type_name| format!("a bytes-like object is required, not '{type_name}'"))?;
    let (Some(bytes), Some(wanted)) = (bytes, wanted) else { return Ok(Value::Typed(types::BOOL)) };
    Ok(Value::Bool(bytes::contains(&bytes, &wanted)))
}

pub(super) fn add(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let Receiver { kind, bytes, name } = receiver(interp, arguments, "bytes.__add__")?;
    let other = arity::one(interp, arguments, name)?;
    if conversions::takes_over(interp, &other, sym::radd) && !super::is_bytes(interp, &other) {
        return Ok(Value::NotImplemented);
    }
    let owner = interp.type_name(&arguments.positional[0]);
    let other = super::buffer(interp, &other, |type_name| format!("can't concat {type_name} to {owner}"))?;
    let (Some(bytes), Some(other)) = (bytes, other) else { return Ok(kind.make(interp, None)) };
    kind.make_plain(interp, bytes::concat(&bytes, &other, LIMIT))
}

fn repeat(interp: &mut Interp<'_>, arguments: &Arguments, name: &'static str) -> Eval<Value> {
    let Receiver { kind, bytes, name } = receiver(interp, arguments, name)?;
    let count = arity::one(interp, arguments, name)?;
    match (bytes, conversions::repetitions(interp, &count)?) {
        (_, None) => Ok(Value::NotImplemented),
        (Some(bytes), Some(Index::Known(count))) => {
            kind.make_plain(interp, bytes::repeat(&bytes, count.saturate(), LIMIT))
        }
        _ => Ok(kind.make(interp, None)),
    }
}

pub(super) fn mul(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    repeat(interp, arguments, "bytes.__mul__")
}

pub(super) fn rmul(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    repeat(interp, arguments, "bytes.__rmul__")
}

pub(super) fn modulo(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let Receiver { kind, bytes, name } = receiver(interp, arguments, "bytes.__mod__")?;
    let operand = arity::one(interp, arguments, name)?;
    let filled = bytes_percent(interp, bytes.as_deref(), &operand)?;
    Ok(kind.make(interp, filled))
}

pub(super) fn reflected_modulo(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let Receiver { kind, name, .. } = receiver(interp, arguments, "bytes.__rmod__")?;
    let template = arity::one(interp, arguments, name)?;
    if !arity::is_instance(interp, &template, kind.class()) {
        return Ok(Value::NotImplemented);
    }
    let template = super::contents(interp, &template);
    let operand = arguments.positional[0].clone();
    let filled = bytes_percent(interp, template.as_deref(), &operand)?;
    Ok(kind.make(interp, filled))
}

pub(super) fn getitem(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let Receiver { kind, bytes, name } = receiver(interp, arguments, "bytes.__getitem__")?;
    let key = arity::one(interp, arguments, name)?;
    match (conversions::subscript(interp, &key, bytes.as_ref().map(|bytes| bytes.len()))?, bytes) {
        (Subscript::Index(Some(index)), Some(bytes)) => {
            match slice::normalize_index(&index, bytes.len()).and_then(|index| bytes.get(index)) {
                Some(byte) => Ok(Value::int(i64::from(*byte))),
                None if kind == Kind::Bytes => interp.raise(exc::INDEX_ERROR, "index out of range"),
                None => interp.raise(exc::INDEX_ERROR, "bytearray index out of range"),
            }
        }
        (Subscript::Index(_), _) => {
            interp.maybe_raise_class(exc::INDEX_ERROR);
            Ok(Value::Typed(types::INT))
        }
        (Subscript::Slice(Some(indices)), Some(bytes)) => {
            let part = indices.iter().filter_map(|index| bytes.get(index)).copied().collect();
            Ok(kind.make(interp, Some(part)))
        }
        (Subscript::Slice(_), _) => Ok(kind.make(interp, None)),
        (Subscript::Other, _) => {
            let sequence = if kind == Kind::Bytes { "byte" } else { "bytearray" };
            let name = interp.type_name(&key);
            interp.type_error(&format!("{sequence} indices must be integers or slices, not {name}"))
        }
    }
}

/// What `%b` and `%s` of a bytes template write for a value; `None` when that is not known.
pub(crate) fn percent_bytes(interp: &mut Interp<'_>, value: &Value) -> Eval<Option<Arc<[u8]>>> {
    let method = if super::is_bytes(interp, value) { None } else { interp.special(value, sym::bytes_)? };
    let Some(method) = method else {
        return super::buffer(interp, value, |type_name| {
            format!(
                "%b requires a bytes-like object, or an object that implements __bytes__, not '{type_name}'"
            )
        });
    };
    let result = interp.call(&method, Vec::new())?;
    if result.is_unknown() || matches!(result, Value::Union(_)) {
        return Ok(None);
    }
    if !arity::is_instance(interp, &result, types::BYTES) {
        let name = interp.type_name(&result);
        return interp.type_error(&format!("__bytes__ returned non-bytes (type {name})"));
    }
    Ok(super::contents(interp, &result))
}
