//! Built-in functions on iterables: `len`, `iter`, `next`, `sorted`, `any`, `all`, `min` and `max`.

use super::arity::expect;
use super::list::sort_order;
use super::sorting::{self, Extreme, any_or_all};
use super::{Native, exceptions as exc, function, iterators, types};
use crate::domain::{Elements, Payload, Value};
use crate::interp::{Arguments, Eval, Interp};
use crate::ir::sym;

pub(crate) const FUNCTIONS: &[Native] = &[
    function("all", all).tolerant(),
    function("any", any).tolerant(),
    function("iter", iter).tolerant(),
    function("len", len),
    function("max", max).tolerant().variadic(),
    function("min", min).tolerant().variadic(),
    function("next", next).tolerant(),
    function("sorted", sorted),
];

fn len(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    expect(interp, arguments, "len", 1, 1)?;
    length(interp, &arguments.positional[0])
}

/// `len(value)`
pub(super) fn length(interp: &mut Interp<'_>, value: &Value) -> Eval<Value> {
    match value {
        Value::Str(text) => return Ok(Value::len(text.len())),
        Value::Bytes(bytes) => return Ok(Value::len(bytes.len())),
        Value::Tuple(items) => return Ok(Value::len(items.len())),
        Value::Object(id) if interp.heap.get(*id).class == types::LIST => {
            if let Payload::List(Elements::Exact(items)) = &interp.heap.get(*id).payload {
                return Ok(Value::len(items.len()));
            }
        }
        _ => {}
    }
    let Some(method) = interp.special(value, sym::len)? else {
        let name = interp.type_name(value);
        return interp.type_error(&format!("object of type '{name}' has no len()"));
    };
    let result = interp.call(&method, Vec::new())?;
    interp.over(&result, |interp, result| {
        if result.is_unknown() || matches!(result, Value::Typed(types::INT | types::BOOL)) {
            return Ok(Value::Typed(types::INT));
        }
        match super::subscripts::index(interp, result)? {
            super::subscripts::Index::Known(length) if length.is_negative() => {
                interp.value_error("__len__() should return >= 0")
            }
            super::subscripts::Index::Known(length) if length.to_i64().is_none() => {
                interp.raise(exc::OVERFLOW_ERROR, "cannot fit 'int' into an index-sized integer")
            }
            super::subscripts::Index::Known(length) => Ok(Value::Int(length)),
            super::subscripts::Index::Typed => Ok(Value::Typed(types::INT)),
        }
    })
}

fn iter(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    iterators::iter(interp, arguments)
}

fn next(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    expect(interp, arguments, "next", 1, 2)?;
    let (iterator, default) = (arguments.positional[0].clone(), arguments.get(1).cloned());
    interp.over(&iterator, |interp, iterator| iterators::advance(interp, iterator, default.as_ref()))
}

/// The elements of an iterable, and whether they come from a set.
fn elements_of(interp: &mut Interp<'_>, iterable: &Value) -> Eval<(Elements, bool)> {
    let from_set = matches!(interp.heap.class_of(iterable), Some(types::SET | types::FROZENSET));
    let elements = if from_set { interp.collect_set(iterable)? } else { interp.collect(iterable)? };
    Ok((elements, from_set))
}

fn sorted(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let given = arguments.len();
    if given != 1 {
        return interp.type_error(&format!("sorted expected 1 argument, got {given}"));
    }
    let iterable = arguments.positional[0].clone();
    let (elements, from_set) = elements_of(interp, &iterable)?;
    let order = sort_order(interp, arguments)?;
    let elements = sorting::sorted(interp, elements, &order, from_set)?;
    Ok(interp.list_of(elements))
}

fn any(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    expect(interp, arguments, "any", 1, 1)?;
    decide(interp, &arguments.positional[0].clone(), true)
}

fn all(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    expect(interp, arguments, "all", 1, 1)?;
    decide(interp, &arguments.positional[0].clone(), false)
}

fn decide(interp: &mut Interp<'_>, iterable: &Value, wanted: bool) -> Eval<Value> {
    interp.over(iterable, |interp, iterable| {
        let iterator = interp.iter(iterable)?;
        any_or_all(interp, &iterator, wanted)
    })
}

fn max(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    extreme(interp, arguments, Extreme::Greatest)
}

fn min(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    extreme(interp, arguments, Extreme::Least)
}

fn extreme(interp: &mut Interp<'_>, arguments: &mut Arguments, which: Extreme) -> Eval<Value> {
    let name = which.name();
    let key = arguments.keyword(sym::key).unwrap_or(Value::None);
    let default = arguments.keyword(sym::default);
    if let Some((keyword, _)) = arguments.keywords.first() {
        return interp.type_error(&format!("{name}() got an unexpected keyword argument '{keyword}'"));
    }
    if arguments.positional.is_empty() && arguments.more_positional.is_none() {
        return interp.type_error(&format!("{name} expected at least 1 argument, got 0"));
    }
    if arguments.len() > 1 && default.is_some() {
        return interp.type_error(&format!(
            "Cannot specify a default for {name}() with multiple positional arguments"
        ));
    }
    if let Some(more) = arguments.more_positional.clone() {
        // One argument alone would be an iterable.
        interp.maybe_raise_class(exc::TYPE_ERROR);
        let all = arguments
            .positional
            .iter()
            .cloned()
            .fold(more, |joined, value| interp.heap.join(&joined, &value));
        let found = sorting::extreme(interp, which, Elements::Summary(all), &key, false)?;
        return Ok(found.unwrap_or(Value::None));
    }
    if arguments.len() > 1 {
        let items = arguments.positional.to_vec();
        let found = sorting::extreme(interp, which, Elements::Exact(items), &key, false)?;
        return Ok(found.unwrap_or(Value::None));
    }
    let iterable = arguments.positional[0].clone();
    interp.over(&iterable, |interp, iterable| {
        let (elements, from_set) = elements_of(interp, iterable)?;
        let may_be_empty = matches!(elements, Elements::Summary(_));
        match (sorting::extreme(interp, which, elements, &key, from_set)?, &default) {
            (Some(found), Some(default)) if may_be_empty => Ok(interp.heap.join(&found, default)),
            (Some(found), _) => Ok(found),
            (None, Some(default)) => Ok(default.clone()),
            (None, None) => interp.value_error(&format!("{name}() iterable argument is empty")),
        }
    })
}
