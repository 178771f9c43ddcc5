//! Splitting and stripping.

use strict_semantics::text::{Text, TextRef};

use super::{TYPED, part, receiver};
use crate::builtins::{arity, conversions, exceptions as exc, parameters};
use crate::domain::{Elements, Value};
use crate::interp::{Arguments, Eval, Interp, MAX_ELEMENTS};

/// A list of pieces, or of any number of strings.
fn list(interp: &mut Interp<'_>, pieces: Option<Vec<TextRef<'_>>>) -> Eval<Value> {
    let elements = match pieces {
        Some(pieces) if pieces.len() > MAX_ELEMENTS => return interp.too_many_elements(),
        Some(pieces) => {
            Elements::Exact(pieces.into_iter().map(|piece| Value::Str(Text::from(piece))).collect())
        }
        None => Elements::Summary(TYPED),
    };
    Ok(interp.list_of(elements))
}

/// More pieces than a list may have are not made.
fn piece_limit(limit: i64) -> i64 {
    let most = MAX_ELEMENTS as i64;
    if limit < 0 { most } else { limit.min(most) }
}

type Split = for<'a> fn(TextRef<'a>, Option<TextRef<'_>>, i64) -> strict_semantics::Result<Vec<TextRef<'a>>>;

fn split_by(interp: &mut Interp<'_>, arguments: &Arguments, name: &'static str, split: Split) -> Eval<Value> {
    let text = receiver(interp, arguments, name)?;
    let [separator, limit] = parameters::named(interp, arguments, name, ["sep", "maxsplit"], 0)?;
    let limit = conversions::size_or(interp, limit.as_ref(), -1)?;
    let separator = match separator {
        None | Some(Value::None) => Some(None),
        Some(separator) => {
            let separator = conversions::text(interp, &separator, |type_name| {
                format!("must be str or None, not {type_name}")
            })?;
            separator.map(Some)
        }
    };
    let (Some(text), Some(separator), Some(limit)) = (text, separator, limit) else {
        interp.maybe_raise_class(exc::VALUE_ERROR);
        return list(interp, None);
    };
    let pieces = split(text.view(), separator.as_ref().map(Text::view), piece_limit(limit));
    let pieces = interp.plain(pieces)?;
    list(interp, Some(pieces))
}

alike! {
    split_by(separator, limit):
    split = split,
    rsplit = rsplit,
}

pub(super) fn splitlines(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let text = receiver(interp, arguments, "str.splitlines")?;
    let [keep] = parameters::named(interp, arguments, "str.splitlines", ["keepends"], 0)?;
    let keep = conversions::flag(interp, keep.as_ref(), false)?;
    let (Some(text), Some(keep)) = (text, keep) else { return list(interp, None) };
    list(interp, Some(text.view().split_lines(keep)))
}

type Partition = for<'a> fn(TextRef<'a>, TextRef<'_>) -> strict_semantics::Result<[TextRef<'a>; 3]>;

fn partition_by(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &'static str,
    partition: Partition,
) -> Eval<Value> {
    let text = receiver(interp, arguments, name)?;
    let object = arity::one(interp, arguments, name)?;
    let separator = conversions::text(interp, &object, |type_name| format!("must be str, not {type_name}"))?;
    let (Some(text), Some(separator)) = (text, separator) else {
        interp.maybe_raise_class(exc::VALUE_ERROR);
        return Ok(Value::tuple([TYPED, TYPED, TYPED]));
    };
    let parts = partition(text.view(), separator.view());
    let parts = interp.plain(parts)?;
    // Where it is found, the separator itself, of whatever class it is.
    let found = !parts[1].is_empty();
    let [before, middle, after] = parts.map(|piece| part(&text, piece));
    Ok(Value::tuple([before, if found { object } else { middle }, after]))
}

alike! {
    partition_by(separator):
    partition = partition,
    rpartition = rpartition,
}

type Strip = for<'a> fn(TextRef<'a>, Option<TextRef<'_>>) -> TextRef<'a>;

fn strip_by(interp: &mut Interp<'_>, arguments: &Arguments, name: &'static str, strip: Strip) -> Eval<Value> {
    let text = receiver(interp, arguments, name)?;
    let [characters] = arity::positional(interp, arguments, name, 0)?;
    let characters = match characters {
        None | Some(Value::None) => Some(None),
        Some(characters) => {
            let characters = conversions::text(interp, &characters, |_| {
                format!("{} arg must be None or str", arity::short(name))
            })?;
            characters.map(Some)
        }
    };
    let (Some(text), Some(characters)) = (text, characters) else { return Ok(TYPED) };
    Ok(part(&text, strip(text.view(), characters.as_ref().map(Text::view))))
}

alike! {
    strip_by(characters):
    strip = strip,
    lstrip = lstrip,
    rstrip = rstrip,
}
