//! Joining, replacing and padding.

use strict_semantics::text::{Text, TextBuilder, TextRef};

use super::{TYPED, argument, build, receiver};
use crate::builtins::{arity, conversions, exceptions as exc, parameters, types};
use crate::domain::{Elements, Value};
use crate::interp::{Arguments, Eval, Interp, Stop};

/// Everything that the argument of `join` gives.
pub(in crate::builtins) fn joined_items(interp: &mut Interp<'_>, iterable: &Value) -> Eval<Elements> {
    if interp.heap.class_of(iterable).is_some_and(|class| class == types::LIST || class == types::TUPLE) {
        return interp.collect(iterable);
    }
    let iterator = match interp.iter(iterable) {
        Err(Stop::Raise(error)) if arity::is_instance(interp, &error, exc::TYPE_ERROR) => {
            return interp.type_error("can only join an iterable");
        }
        other => other?,
    };
    interp.drain(&iterator)
}

pub(super) fn join(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let separator = receiver(interp, arguments, "str.join")?;
    let iterable = arity::one(interp, arguments, "str.join")?;
    match joined_items(interp, &iterable)? {
        Elements::Exact(items) => join_items(interp, separator.as_ref(), &items),
        Elements::Summary(item) => {
            if !arity::is_instance(interp, &item, types::STR) {
                interp.maybe_raise_class(exc::TYPE_ERROR);
            }
            Ok(TYPED)
        }
    }
}

fn join_items(interp: &mut Interp<'_>, separator: Option<&Text>, items: &[Value]) -> Eval<Value> {
    let mut texts = Vec::with_capacity(items.len());
    let mut unions = Vec::new();
    for (i, item) in items.iter().enumerate() {
        if matches!(item, Value::Union(_)) {
            unions.push(i);
        }
        let text = conversions::text(interp, item, |type_name| {
            format!("sequence item {i}: expected str instance, {type_name} found")
        })?;
        texts.extend(text);
    }
    if let [i] = unions.as_slice()
        && texts.len() + 1 == items.len()
    {
        // Each alternative gives a string of its own.
        return interp.over(&items[*i], |interp, member| {
            let mut items = items.to_vec();
            items[*i] = member.clone();
            join_items(interp, separator, &items)
        });
    }
    if items.iter().any(|item| !arity::is_instance(interp, item, types::STR)) {
        interp.maybe_raise_class(exc::TYPE_ERROR);
    }
    match separator {
        Some(separator) if texts.len() == items.len() => {
            build(interp, |out| separator.view().join(texts.iter().map(Text::view), out))
        }
        _ => Ok(TYPED),
    }
}

pub(super) fn replace(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let text = receiver(interp, arguments, "str.replace")?;
    let [old, new, count] = parameters::named(interp, arguments, "str.replace", ["", "", "count"], 2)?;
    let old = argument(interp, &old.unwrap_or(Value::None), "replace() argument 1")?;
    let new = argument(interp, &new.unwrap_or(Value::None), "replace() argument 2")?;
    let count = conversions::size_or(interp, count.as_ref(), -1)?;
    let (Some(text), Some(old), Some(new), Some(count)) = (text, old, new, count) else { return Ok(TYPED) };
    build(interp, |out| text.view().replace(old.view(), new.view(), count, out))
}

type Pad = fn(TextRef<'_>, i64, u32, &mut TextBuilder) -> strict_semantics::Result<()>;

fn pad(interp: &mut Interp<'_>, arguments: &Arguments, name: &'static str, pad: Pad) -> Eval<Value> {
    let text = receiver(interp, arguments, name)?;
    let [width, fill] = arity::positional(interp, arguments, name, 1)?;
    let width = conversions::size(interp, &width.unwrap_or(Value::None))?;
    let fill = match fill {
        None => Some(u32::from(' ')),
        Some(fill) => {
            let fill = conversions::text(interp, &fill, |type_name| {
                format!("The fill character must be a unicode character, not {type_name}")
            })?;
            match fill {
                Some(fill) => Some(interp.plain(fill.view().fill_character())?),
                None => {
                    interp.maybe_raise_class(exc::TYPE_ERROR);
                    None
                }
            }
        }
    };
    let (Some(text), Some(width), Some(fill)) = (text, width, fill) else { return Ok(TYPED) };
    build(interp, |out| pad(text.view(), width, fill, out))
}

alike! {
    pad(width, fill, out):
    center = center,
    ljust = ljust,
    rjust = rjust,
}

pub(super) fn zfill(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let text = receiver(interp, arguments, "str.zfill")?;
    let width = arity::one(interp, arguments, "str.zfill")?;
    let width = conversions::size(interp, &width)?;
    let (Some(text), Some(width)) = (text, width) else { return Ok(TYPED) };
    build(interp, |out| text.view().zfill(width, out))
}

pub(super) fn expandtabs(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let text = receiver(interp, arguments, "str.expandtabs")?;
    let [size] = parameters::named(interp, arguments, "str.expandtabs", ["tabsize"], 0)?;
    let size = conversions::int_or(interp, size.as_ref(), 8)?;
    let (Some(text), Some(size)) = (text, size) else { return Ok(TYPED) };
    build(interp, |out| text.view().expand_tabs(size, out))
}
