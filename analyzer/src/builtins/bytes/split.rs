//! Splitting and stripping.

use strict_semantics::bytes;

use super::{Kind, Receiver, argument, receiver};
use crate::builtins::{arity, conversions, exceptions as exc, parameters};
use crate::domain::{Elements, Value};
use crate::interp::{Arguments, Eval, Interp, MAX_ELEMENTS};

/// A list of pieces, or of any number of bytes objects.
fn list(interp: &mut Interp<'_>, kind: Kind, pieces: Option<Vec<&[u8]>>) -> Eval<Value> {
    let elements = match pieces {
        Some(pieces) if pieces.len() > MAX_ELEMENTS => return interp.too_many_elements(),
        Some(pieces) => {
            Elements::Exact(pieces.into_iter().map(|piece| kind.make(interp, Some(piece.to_vec()))).collect())
        }
        // No object of its own: a change of one element is none of all the others.
        None => Elements::Summary(Value::Typed(kind.class())),
    };
    Ok(interp.list_of(elements))
}

/// More pieces than a list may have are not made.
fn piece_limit(limit: i64) -> i64 {
    let most = MAX_ELEMENTS as i64;
    if limit < 0 { most } else { limit.min(most) }
}

type Split = for<'a> fn(&'a [u8], Option<&[u8]>, i64) -> strict_semantics::Result<Vec<&'a [u8]>>;

fn split_by(interp: &mut Interp<'_>, arguments: &Arguments, name: &'static str, split: Split) -> Eval<Value> {
    let Receiver { kind, bytes, name } = receiver(interp, arguments, name)?;
    let [separator, limit] = parameters::named(interp, arguments, name, ["sep", "maxsplit"], 0)?;
    let limit = conversions::size_or(interp, limit.as_ref(), -1)?;
    let separator = match separator {
        None | Some(Value::None) => Some(None),
        Some(separator) => argument(interp, &separator)?.map(Some),
    };
    let (Some(bytes), Some(separator), Some(limit)) = (bytes, separator, limit) else {
        interp.maybe_raise_class(exc::VALUE_ERROR);
        return list(interp, kind, None);
    };
    let pieces = split(&bytes, separator.as_deref(), piece_limit(limit));
    let pieces = interp.plain(pieces)?;
    list(interp, kind, Some(pieces))
}

pub(super) fn split(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    split_by(interp, arguments, "bytes.split", bytes::split)
}

pub(super) fn rsplit(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    split_by(interp, arguments, "bytes.rsplit", bytes::rsplit)
}

pub(super) fn splitlines(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let Receiver { kind, bytes, name } = receiver(interp, arguments, "bytes.splitlines")?;
    let [keep] = parameters::named(interp, arguments, name, ["keepends"], 0)?;
    let keep = conversions::flag(interp, keep.as_ref(), false)?;
    let (Some(bytes), Some(keep)) = (bytes, keep) else { return list(interp, kind, None) };
    list(interp, kind, Some(bytes::split_lines(&bytes, keep)))
}

type Partition = for<'a> fn(&'a [u8], &[u8]) -> strict_semantics::Result<[&'a [u8]; 3]>;

fn partition_by(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &'static str,
    partition: Partition,
) -> Eval<Value> {
    let Receiver { kind, bytes, name } = receiver(interp, arguments, name)?;
    let object = arity::one(interp, arguments, name)?;
    let separator = argument(interp, &object)?;
    let (Some(bytes), Some(separator)) = (bytes, separator) else {
        interp.maybe_raise_class(exc::VALUE_ERROR);
        return Ok(Value::tuple([(); 3].map(|()| kind.make(interp, None))));
    };
    let parts = partition(&bytes, &separator);
    let parts = interp.plain(parts)?;
    let found = !parts[1].is_empty();
    let [before, mut middle, after] = parts.map(|part| kind.make(interp, Some(part.to_vec())));
    if found && kind == Kind::Bytes {
        // The separator itself, of whatever class it is.
        middle = object;
    }
    Ok(Value::tuple([before, middle, after]))
}

pub(super) fn partition(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    partition_by(interp, arguments, "bytes.partition", bytes::partition)
}

pub(super) fn rpartition(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    partition_by(interp, arguments, "bytes.rpartition", bytes::rpartition)
}

type Strip = for<'a> fn(&'a [u8], Option<&[u8]>) -> &'a [u8];

fn strip_by(interp: &mut Interp<'_>, arguments: &Arguments, name: &'static str, strip: Strip) -> Eval<Value> {
    let Receiver { kind, bytes, name } = receiver(interp, arguments, name)?;
    let [stripped] = arity::positional(interp, arguments, name, 0)?;
    let stripped = match stripped {
        None | Some(Value::None) => Some(None),
        Some(stripped) => argument(interp, &stripped)?.map(Some),
    };
    let rest = bytes.zip(stripped).map(|(bytes, stripped)| strip(&bytes, stripped.as_deref()).to_vec());
    Ok(kind.make(interp, rest))
}

pub(super) fn strip(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    strip_by(interp, arguments, "bytes.strip", bytes::strip)
}

pub(super) fn lstrip(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    strip_by(interp, arguments, "bytes.lstrip", bytes::lstrip)
}

pub(super) fn rstrip(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    strip_by(interp, arguments, "bytes.rstrip", bytes::rstrip)
}
