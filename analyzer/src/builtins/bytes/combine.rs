//! Joining, replacing, translating and padding.

use std::sync::Arc;

use strict_semantics::{Limit, bytes};

use super::{LIMIT, Receiver, argument, buffer, receiver};
use crate::builtins::str::joined_items;
use crate::builtins::{arity, conversions, exceptions as exc, parameters, types};
use crate::domain::{Elements, Value};
use crate::interp::{Arguments, Eval, Interp};

pub(super) fn join(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let Receiver { kind, bytes, name } = receiver(interp, arguments, "bytes.join")?;
    let iterable = arity::one(interp, arguments, name)?;
    let Elements::Exact(items) = joined_items(interp, &iterable)? else {
        interp.maybe_raise_class(exc::TYPE_ERROR);
        return Ok(kind.make(interp, None));
    };
    let mut parts: Vec<Arc<[u8]>> = Vec::with_capacity(items.len());
    for (i, item) in items.iter().enumerate() {
        if item.is_unknown() || matches!(item, Value::Union(_)) {
            interp.maybe_raise_class(exc::TYPE_ERROR);
        }
        parts.extend(buffer(interp, item, |type_name| {
            format!("sequence item {i}: expected a bytes-like object, {type_name} found")
        })?);
    }
    match bytes {
        Some(separator) if parts.len() == items.len() => {
            let joined = bytes::join(&separator, parts.iter().map(|part| &**part), LIMIT);
            kind.make_plain(interp, joined)
        }
        _ => Ok(kind.make(interp, None)),
    }
}

pub(super) fn replace(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let Receiver { kind, bytes, name } = receiver(interp, arguments, "bytes.replace")?;
    let [old, new, count] = arity::positional(interp, arguments, name, 2)?;
    let old = argument(interp, &old.unwrap_or(Value::None))?;
    let new = argument(interp, &new.unwrap_or(Value::None))?;
    let count = conversions::size_or(interp, count.as_ref(), -1)?;
    let (Some(bytes), Some(old), Some(new), Some(count)) = (bytes, old, new, count) else {
        return Ok(kind.make(interp, None));
    };
    kind.make_plain(interp, bytes::replace(&bytes, &old, &new, count, LIMIT))
}

pub(super) fn translate(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let Receiver { kind, bytes, name } = receiver(interp, arguments, "bytes.translate")?;
    let [table, deleted] = parameters::named(interp, arguments, name, ["", "delete"], 1)?;
    let table = match table {
        None | Some(Value::None) => Some(None),
        Some(table) => argument(interp, &table)?.map(Some),
    };
    match &table {
        Some(Some(table)) if table.len() != 256 => {
            return interp.value_error("translation table must be 256 characters long");
        }
        Some(_) => {}
        None => interp.maybe_raise_class(exc::VALUE_ERROR),
    }
    let deleted = match deleted {
        None => Some(Arc::from([])),
        Some(deleted) => argument(interp, &deleted)?,
    };
    let (Some(bytes), Some(table), Some(deleted)) = (bytes, table, deleted) else {
        interp.maybe_raise_class(exc::VALUE_ERROR);
        return Ok(kind.make(interp, None));
    };
    kind.make_plain(interp, bytes::translate(&bytes, table.as_deref(), &deleted))
}

/// The static method: its first argument is the first of the call.
fn make_table(interp: &mut Interp<'_>, arguments: &mut Arguments, name: &'static str) -> Eval<Value> {
    // The helpers for methods count from behind the receiver.
    arguments.positional.insert(0, Value::None);
    let [from, to] = arity::positional(interp, arguments, name, 2)?;
    let from = argument(interp, &from.unwrap_or(Value::None))?;
    let to = argument(interp, &to.unwrap_or(Value::None))?;
    let (Some(from), Some(to)) = (from, to) else {
        interp.maybe_raise_class(exc::VALUE_ERROR);
        return Ok(Value::Typed(types::BYTES));
    };
    let table = bytes::make_translation(&from, &to);
    Ok(Value::Bytes(Arc::from(interp.plain(table)?)))
}

pub(super) fn bytes_maketrans(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    make_table(interp, arguments, "bytes.maketrans")
}

pub(in crate::builtins) fn bytearray_maketrans(
    interp: &mut Interp<'_>,
    arguments: &mut Arguments,
) -> Eval<Value> {
    make_table(interp, arguments, "bytearray.maketrans")
}

type Pad = fn(&[u8], i64, u8, Limit) -> strict_semantics::Result<Vec<u8>>;

fn pad(interp: &mut Interp<'_>, arguments: &Arguments, name: &'static str, pad: Pad) -> Eval<Value> {
    let Receiver { kind, bytes, name } = receiver(interp, arguments, name)?;
    let [width, fill] = arity::positional(interp, arguments, name, 1)?;
    let width = conversions::size(interp, &width.unwrap_or(Value::None))?;
    let fill = match fill {
        None => Some(b' '),
        Some(fill) => fill_byte(interp, &fill, arity::short(name))?,
    };
    let (Some(bytes), Some(width), Some(fill)) = (bytes, width, fill) else {
        return Ok(kind.make(interp, None));
    };
    kind.make_plain(interp, pad(&bytes, width, fill, LIMIT))
}

/// The one byte that something is padded with.
fn fill_byte(interp: &mut Interp<'_>, value: &Value, method: &str) -> Eval<Option<u8>> {
    let name = if matches!(value, Value::None) { "None".to_owned() } else { interp.type_name(value) };
    if !super::is_bytes(interp, value) {
        return interp
            .type_error(&format!("{method}() argument 2 must be a byte string of length 1, not {name}"));
    }
    match super::contents(interp, value).as_deref() {
        Some([byte]) => Ok(Some(*byte)),
        Some(bytes) => {
            let length = bytes.len();
            let kind = if arity::is_instance(interp, value, types::BYTES) { "bytes" } else { "bytearray" };
            interp.type_error(&format!(
                "{method}(): argument 2 must be a byte string of length 1, not a {kind} object of length {length}"
            ))
        }
        None => {
            interp.maybe_raise_class(exc::TYPE_ERROR);
            Ok(None)
        }
    }
}

pub(super) fn center(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    pad(interp, arguments, "bytes.center", bytes::center)
}

pub(super) fn ljust(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    pad(interp, arguments, "bytes.ljust", bytes::ljust)
}

pub(super) fn rjust(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    pad(interp, arguments, "bytes.rjust", bytes::rjust)
}

pub(super) fn zfill(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let Receiver { kind, bytes, name } = receiver(interp, arguments, "bytes.zfill")?;
    let width = arity::one(interp, arguments, name)?;
    let width = conversions::size(interp, &width)?;
    let (Some(bytes), Some(width)) = (bytes, width) else { return Ok(kind.make(interp, None)) };
    kind.make_plain(interp, bytes::zfill(&bytes, width, LIMIT))
}

pub(super) fn expandtabs(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let Receiver { kind, bytes, name } = receiver(interp, arguments, "bytes.expandtabs")?;
    let [size] = parameters::named(interp, arguments, name, ["tabsize"], 0)?;
    let size = conversions::int_or(interp, size.as_ref(), 8)?;
    let (Some(bytes), Some(size)) = (bytes, size) else { return Ok(kind.make(interp, None)) };
    kind.make_plain(interp, bytes::expand_tabs(&bytes, size, LIMIT))
}
