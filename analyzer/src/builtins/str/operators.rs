//! Operators of `str`.

use std::cmp::Ordering;

use strict_semantics::slice;
use strict_semantics::text::{Text, TextRef};

use super::{TYPED, build, receiver};
use crate::builtins::arity;
use crate::builtins::conversions::{self, Index, Subscript};
use crate::builtins::{exceptions as exc, types};
use crate::domain::{Iter, Value};
use crate::interp::{Arguments, Eval, Interp};
use crate::ir::sym;

fn compare(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &'static str,
    holds: fn(Ordering) -> bool,
) -> Eval<Value> {
    let text = receiver(interp, arguments, name)?;
    let other = arity::one(interp, arguments, name)?;
    Ok(match (text, interp.heap.unwrap(&other)) {
        (Some(text), Value::Str(other)) => Value::Bool(holds(text.cmp(other))),
        _ if arity::is_instance(interp, &other, types::STR) => Value::Typed(types::BOOL),
        _ => Value::NotImplemented,
    })
}

pub(super) fn eq(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    compare(interp, arguments, "str.__eq__", Ordering::is_eq)
}

pub(super) fn ne(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    compare(interp, arguments, "str.__ne__", Ordering::is_ne)
}

pub(super) fn lt(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    compare(interp, arguments, "str.__lt__", Ordering::is_lt)
}

pub(super) fn le(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    compare(interp, arguments, "str.__le__", Ordering::is_le)
}

pub(super) fn gt(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    compare(interp, arguments, "str.__gt__", Ordering::is_gt)
}

pub(super) fn ge(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    compare(interp, arguments, "str.__ge__", Ordering::is_ge)
}

/// The hash depends on the process.
pub(super) fn hash(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    receiver(interp, arguments, "str.__hash__")?;
    arity::nothing(interp, arguments, "str.__hash__")?;
    Ok(Value::Typed(types::INT))
}

pub(super) fn len(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let text = receiver(interp, arguments, "str.__len__")?;
    arity::nothing(interp, arguments, "str.__len__")?;
    Ok(text.map_or(Value::Typed(types::INT), |text| Value::len(text.len())))
}

pub(super) fn iter(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let text = receiver(interp, arguments, "str.__iter__")?;
    arity::nothing(interp, arguments, "str.__iter__")?;
    Ok(interp.new_iterator(match text {
        Some(text) => Iter::Text { text, index: 0 },
        None => Iter::Summary(TYPED),
    }))
}

pub(super) fn contains(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let text = receiver(interp, arguments, "str.__contains__")?;
    let needle = arity::one(interp, arguments, "str.__contains__")?;
    let needle = conversions::text(interp, &needle, |type_name| {
        format!("'in <string>' requires string as left operand, not {type_name}")
    })?;
    let (Some(text), Some(needle)) = (text, needle) else { return Ok(Value::Typed(types::BOOL)) };
    Ok(Value::Bool(text.view().contains(needle.view())))
}

pub(super) fn add(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let text = receiver(interp, arguments, "str.__add__")?;
    let other = arity::one(interp, arguments, "str.__add__")?;
    if !arity::is_instance(interp, &other, types::STR) && conversions::takes_over(interp, &other, sym::radd) {
        return Ok(Value::NotImplemented);
    }
    let other = conversions::text(interp, &other, |type_name| {
        format!("can only concatenate str (not \"{type_name}\") to str")
    })?;
    let (Some(text), Some(other)) = (text, other) else { return Ok(TYPED) };
    build(interp, |out| text.view().concat(other.view(), out))
}

fn repeat(interp: &mut Interp<'_>, arguments: &Arguments, name: &'static str) -> Eval<Value> {
    let text = receiver(interp, arguments, name)?;
    let count = arity::one(interp, arguments, name)?;
    match (text, conversions::repetitions(interp, &count)?) {
        (_, None) => Ok(Value::NotImplemented),
        (Some(text), Some(Index::Known(count))) => {
            build(interp, |out| text.view().repeat(count.saturate(), out))
        }
        _ => Ok(TYPED),
    }
}

pub(super) fn mul(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    repeat(interp, arguments, "str.__mul__")
}

pub(super) fn rmul(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    repeat(interp, arguments, "str.__rmul__")
}

pub(super) fn getitem(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let text = receiver(interp, arguments, "str.__getitem__")?;
    let key = arity::one(interp, arguments, "str.__getitem__")?;
    match (conversions::subscript(interp, &key, text.as_ref().map(Text::len))?, text) {
        (Subscript::Index(Some(index)), Some(text)) => {
            let point = slice::normalize_index(&index, text.len()).and_then(|index| text.char_at(index));
            match point {
                Some(point) => Ok(Value::Str(Text::from(TextRef::Ucs4(&[point])))),
                None => interp.raise(exc::INDEX_ERROR, "string index out of range"),
            }
        }
        (Subscript::Index(_), _) => {
            interp.maybe_raise_class(exc::INDEX_ERROR);
            Ok(TYPED)
        }
        (Subscript::Slice(Some(indices)), Some(text)) => {
            if indices.step == 1 {
                return Ok(super::part(
                    &text,
                    text.view().slice(indices.start..indices.start + indices.count),
                ));
            }
            build(interp, |out| {
                text.view().step_slice(indices.start, indices.step, indices.count, out);
                Ok(())
            })
        }
        (Subscript::Slice(_), _) => Ok(TYPED),
        (Subscript::Other, _) => {
            let name = interp.type_name(&key);
            interp.type_error(&format!("string indices must be integers, not '{name}'"))
        }
    }
}
