//! Finding and counting substrings.

use strict_semantics::text::{Bounds, Text, TextRef};

use super::{TYPED, argument, part, receiver};
use crate::builtins::{arity, conversions, exceptions as exc, types};
use crate::domain::{Elements, Value};
use crate::interp::{Arguments, Eval, Interp, Stop};

/// What is looked for where, when all of it is known.
struct Query {
    text: Text,
    needle: Text,
    bounds: Bounds,
}

fn query(interp: &mut Interp<'_>, arguments: &Arguments, name: &'static str) -> Eval<Option<Query>> {
    let text = receiver(interp, arguments, name)?;
    let [needle, start, end] = arity::positional(interp, arguments, name, 1)?;
    let needle =
        argument(interp, &needle.unwrap_or(Value::None), &format!("{}() argument 1", arity::short(name)))?;
    let bounds = conversions::bounds(interp, start.as_ref(), end.as_ref())?;
    Ok(match (text, needle, bounds) {
        (Some(text), Some(needle), Some(bounds)) => Some(Query { text, needle, bounds }),
        _ => None,
    })
}

type Search = fn(TextRef<'_>, TextRef<'_>, Bounds) -> Option<usize>;

/// The place of the needle, or -1.
fn place(interp: &mut Interp<'_>, arguments: &Arguments, name: &'static str, search: Search) -> Eval<Value> {
    let Some(Query { text, needle, bounds }) = query(interp, arguments, name)? else {
        return Ok(Value::Typed(types::INT));
    };
    Ok(search(text.view(), needle.view(), bounds).map_or(Value::int(-1), Value::len))
}

/// The place of the needle, which must be there.
fn sure_place(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &'static str,
    search: Search,
) -> Eval<Value> {
    let Some(Query { text, needle, bounds }) = query(interp, arguments, name)? else {
        interp.maybe_raise_class(exc::VALUE_ERROR);
        return Ok(Value::Typed(types::INT));
    };
    match search(text.view(), needle.view(), bounds) {
        Some(place) => Ok(Value::len(place)),
        None => interp.value_error("substring not found"),
    }
}

alike! {
    place(needle, bounds):
    find = find,
    rfind = rfind,
}

alike! {
    sure_place(needle, bounds):
    index = find,
    rindex = rfind,
}

pub(super) fn count(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let found = query(interp, arguments, "str.count")?;
    Ok(found.map_or(Value::Typed(types::INT), |Query { text, needle, bounds }| {
        Value::len(text.view().count(needle.view(), bounds))
    }))
}

/// `startswith` and `endswith`, of one affix or any in a tuple.
fn has_affix(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &'static str,
    has: fn(TextRef<'_>, TextRef<'_>, Bounds) -> bool,
) -> Eval<Value> {
    let text = receiver(interp, arguments, name)?;
    let [affix, start, end] = arity::positional(interp, arguments, name, 1)?;
    let affix = affix.unwrap_or(Value::None);
    let bounds = conversions::bounds(interp, start.as_ref(), end.as_ref())?;
    let short = arity::short(name);
    let affixes = if arity::is_instance(interp, &affix, types::TUPLE) {
        let plain = interp.heap.unwrap(&affix).clone();
        match interp.collect(&plain)? {
            Elements::Exact(affixes) => affixes,
            Elements::Summary(_) => {
                interp.maybe_raise_class(exc::TYPE_ERROR);
                return Ok(Value::Typed(types::BOOL));
            }
        }
    } else {
        conversions::text(interp, &affix, |type_name| {
            format!("{short} first arg must be str or a tuple of str, not {type_name}")
        })?;
        vec![affix]
    };
    let mut typed = false;
    for affix in &affixes {
        let affix = conversions::text(interp, affix, |type_name| {
            format!("tuple for {short} must only contain str, not {type_name}")
        });
        let affix = match affix {
            // An affix before may have been found.
            Err(Stop::Raise(error)) if typed => {
                interp.maybe_raise(error);
                continue;
            }
            other => other?,
        };
        match (&text, affix, bounds) {
            (Some(text), Some(affix), Some(bounds)) => {
                if has(text.view(), affix.view(), bounds) {
                    return Ok(if typed { Value::Typed(types::BOOL) } else { Value::Bool(true) });
                }
            }
            _ => typed = true,
        }
    }
    Ok(if typed { Value::Typed(types::BOOL) } else { Value::Bool(false) })
}

alike! {
    has_affix(affix, bounds):
    startswith = starts_with,
    endswith = ends_with,
}

fn remove(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &'static str,
    remove: for<'a> fn(TextRef<'a>, TextRef<'_>) -> TextRef<'a>,
) -> Eval<Value> {
    let text = receiver(interp, arguments, name)?;
    let affix = arity::one(interp, arguments, name)?;
    let affix = argument(interp, &affix, &format!("{}() argument", arity::short(name)))?;
    let (Some(text), Some(affix)) = (text, affix) else { return Ok(TYPED) };
    Ok(part(&text, remove(text.view(), affix.view())))
}

alike! {
    remove(affix):
    removeprefix = remove_prefix,
    removesuffix = remove_suffix,
}
