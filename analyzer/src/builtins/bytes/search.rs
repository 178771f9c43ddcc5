//! Finding and counting parts.

use std::sync::Arc;

use strict_semantics::bytes;
use strict_semantics::text::Bounds;

use super::{Receiver, argument, needle, receiver};
use crate::builtins::{arity, conversions, exceptions as exc, types};
use crate::domain::{Elements, Value};
use crate::interp::{Arguments, Eval, Interp, Stop};

/// What is looked for where, when all of it is known.
struct Query {
    bytes: Arc<[u8]>,
    needle: Arc<[u8]>,
    bounds: Bounds,
}

fn query(interp: &mut Interp<'_>, arguments: &Arguments, name: &'static str) -> Eval<Option<Query>> {
    let Receiver { bytes, name, .. } = receiver(interp, arguments, name)?;
    let [wanted, start, end] = arity::positional(interp, arguments, name, 1)?;
    let bounds = conversions::bounds(interp, start.as_ref(), end.as_ref())?;
    let needle = needle(interp, &wanted.unwrap_or(Value::None), |type_name| {
        format!("argument should be integer or bytes-like object, not '{type_name}'")
    })?;
    Ok(match (bytes, needle, bounds) {
        (Some(bytes), Some(needle), Some(bounds)) => Some(Query { bytes, needle, bounds }),
        _ => None,
    })
}

type Search = fn(&[u8], &[u8], Bounds) -> Option<usize>;

/// The place of the needle, or -1.
fn place(interp: &mut Interp<'_>, arguments: &Arguments, name: &'static str, search: Search) -> Eval<Value> {
    let Some(Query { bytes, needle, bounds }) = query(interp, arguments, name)? else {
        return Ok(Value::Typed(types::INT));
    };
    Ok(search(&bytes, &needle, bounds).map_or(Value::int(-1), Value::len))
}

/// The place of the needle, which must be there.
fn sure_place(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &'static str,
    search: Search,
) -> Eval<Value> {
    let Some(Query { bytes, needle, bounds }) = query(interp, arguments, name)? else {
        interp.maybe_raise_class(exc::VALUE_ERROR);
        return Ok(Value::Typed(types::INT));
    };
    match search(&bytes, &needle, bounds) {
        Some(place) => Ok(Value::len(place)),
        None => interp.value_error("subsection not found"),
    }
}

pub(super) fn find(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    place(interp, arguments, "bytes.find", bytes::find)
}

pub(super) fn rfind(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    place(interp, arguments, "bytes.rfind", bytes::rfind)
}

pub(super) fn index(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    sure_place(interp, arguments, "bytes.index", bytes::find)
}

pub(super) fn rindex(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    sure_place(interp, arguments, "bytes.rindex", bytes::rfind)
}

pub(super) fn count(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let found = query(interp, arguments, "bytes.count")?;
    Ok(found.map_or(Value::Typed(types::INT), |Query { bytes, needle, bounds }| {
        Value::len(bytes::count(&bytes, &needle, bounds))
    }))
}

/// `startswith` and `endswith`, of one affix or any in a tuple.
fn has_affix(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &'static str,
    has: fn(&[u8], &[u8], Bounds) -> bool,
) -> Eval<Value> {
    let Receiver { bytes, name, .. } = receiver(interp, arguments, name)?;
    let [affix, start, end] = arity::positional(interp, arguments, name, 1)?;
    let affix = affix.unwrap_or(Value::None);
    let bounds = conversions::bounds(interp, start.as_ref(), end.as_ref())?;
    let affixes = if arity::is_instance(interp, &affix, types::TUPLE) {
        let plain = interp.heap.unwrap(&affix).clone();
        let Elements::Exact(affixes) = interp.collect(&plain)? else {
            interp.maybe_raise_class(exc::TYPE_ERROR);
            return Ok(Value::Typed(types::BOOL));
        };
        affixes
    } else {
        let short = arity::short(name);
        super::buffer(interp, &affix, |type_name| {
            format!("{short} first arg must be bytes or a tuple of bytes, not {type_name}")
        })?;
        vec![affix]
    };
    let mut typed = false;
    for affix in &affixes {
        let affix = match argument(interp, affix) {
            // An affix before may have been found.
            Err(Stop::Raise(error)) if typed => {
                interp.maybe_raise(error);
                continue;
            }
            other => other?,
        };
        match (&bytes, affix, bounds) {
            (Some(bytes), Some(affix), Some(bounds)) => {
                if has(bytes, &affix, bounds) {
                    return Ok(if typed { Value::Typed(types::BOOL) } else { Value::Bool(true) });
                }
            }
            _ => typed = true,
        }
    }
    Ok(if typed { Value::Typed(types::BOOL) } else { Value::Bool(false) })
}

pub(super) fn startswith(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    has_affix(interp, arguments, "bytes.startswith", bytes::starts_with)
}

pub(super) fn endswith(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    has_affix(interp, arguments, "bytes.endswith", bytes::ends_with)
}

fn remove(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &'static str,
    remove: for<'a> fn(&'a [u8], &[u8]) -> &'a [u8],
) -> Eval<Value> {
    let Receiver { kind, bytes, name } = receiver(interp, arguments, name)?;
    let affix = arity::one(interp, arguments, name)?;
    let affix = argument(interp, &affix)?;
    let rest = bytes.zip(affix).map(|(bytes, affix)| remove(&bytes, &affix).to_vec());
    Ok(kind.make(interp, rest))
}

pub(super) fn removeprefix(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    remove(interp, arguments, "bytes.removeprefix", bytes::remove_prefix)
}

pub(super) fn removesuffix(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    remove(interp, arguments, "bytes.removesuffix", bytes::remove_suffix)
}
