//! `dict`.

use super::arity::{class_getitem, instance, new_class, receiver};
use super::elements::{self, of_truth};
use super::mapping::{self, Store};
use super::{Native, exceptions as exc, function, method, types};
use crate::domain::{Dict, DictViewKind, Iter, ObjectId, Payload, Value};
use crate::interp::{Arguments, DictGet, Eval, Interp, Next, Presence, Truth};
use crate::ir::{CompareOp, sym};

pub(crate) const METHODS: &[Native] = &[
    function("dict.__new__", new).tolerant().variadic(),
    method("dict.__init__", init).tolerant().variadic(),
    method("dict.__repr__", repr),
    method("dict.__len__", len),
    method("dict.__getitem__", getitem).tolerant(),
    method("dict.__setitem__", setitem).tolerant(),
    method("dict.__delitem__", delitem).tolerant(),
    method("dict.__contains__", contains).tolerant(),
    method("dict.__iter__", iter),
    method("dict.__reversed__", reversed),
    method("dict.__eq__", eq),
    method("dict.__ne__", ne),
    method("dict.__or__", or),
    method("dict.__ror__", ror),
    method("dict.__ior__", ior).tolerant(),
    method("dict.__sizeof__", sizeof),
    method("dict.__class_getitem__", class_getitem).tolerant(),
    method("dict.clear", clear),
    method("dict.copy", copy),
    method("dict.fromkeys", fromkeys).tolerant(),
    method("dict.get", get).tolerant(),
    method("dict.items", items),
    method("dict.keys", keys),
    method("dict.pop", pop).tolerant(),
    method("dict.popitem", popitem),
    method("dict.setdefault", setdefault).tolerant(),
    method("dict.update", update).tolerant().variadic(),
    method("dict.values", values),
];

fn new(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = new_class(interp, arguments, types::DICT)?;
    instance(interp, class, Payload::Dict(Dict::default()))
}

fn init(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    fill(interp, arguments, "dict")
}

fn update(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    fill(interp, arguments, "update")
}

/// Fills the dictionary from a mapping or pairs, and from keyword arguments.
fn fill(interp: &mut Interp<'_>, arguments: &mut Arguments, name: &str) -> Eval<Value> {
    let keywords = std::mem::take(&mut arguments.keywords);
    let given = arguments.len().saturating_sub(1);
    if given > 1 {
        return interp.type_error(&format!("{name} expected at most 1 argument, got {given}"));
    }
    let dict = receiver(interp, arguments, types::DICT, "dict.update", 0, 1)?;
    let source = arguments.get(1).cloned().or_else(|| {
        // One argument more may be there, or not: an empty dictionary does nothing.
        arguments.more_positional.as_ref().map(|_| Value::unknown("an argument that may be absent"))
    });
    if let Some(source) = source {
        interp
            .over(&source, |interp, source| mapping::update(interp, &dict, source).map(|()| Value::None))?;
    }
    for (name, value) in keywords {
        mapping::set(interp, &dict, Value::str(name.as_str()), value)?;
    }
    if let Some(more) = arguments.more_keywords.clone() {
        let mut rest = Dict::default();
        rest.rest = Some(Box::new((Value::Typed(types::STR), more)));
        mapping::merge(interp, &dict, &rest)?;
    }
    Ok(Value::None)
}

fn repr(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let dict = receiver(interp, arguments, types::DICT, "dict.__repr__", 0, 0)?;
    match mapping::store(interp, &dict) {
        Store::Names(_) => {
            let contents = mapping::contents(interp, &dict);
            let copy = interp.new_dict(contents);
            elements::repr(interp, &copy)
        }
        _ => elements::repr(interp, &dict),
    }
}

fn len(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let dict = receiver(interp, arguments, types::DICT, "dict.__len__", 0, 0)?;
    if let Store::Entries(id) = mapping::store(interp, &dict)
        && let Some(contents) = interp.dict_of(id)
    {
        return Ok(length(contents));
    }
    Ok(length(&mapping::contents(interp, &dict)))
}

/// Number of entries.
pub(super) fn length(contents: &Dict) -> Value {
    if contents.has_exact_keys() { Value::len(contents.len()) } else { Value::Typed(types::INT) }
}

fn getitem(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let dict = receiver(interp, arguments, types::DICT, "dict.__getitem__", 1, 1)?;
    let key = arguments.positional[1].clone();
    let found = mapping::get(interp, &dict, &key)?;
    let missing = match (&found, interp.heap.class_of(&dict)) {
        (DictGet::Found(_), _) | (_, Some(types::DICT)) => None,
        _ => interp.special(&dict, sym::missing)?,
    };
    match (found, missing) {
        (DictGet::Found(value), _) => Ok(value),
        (DictGet::Perhaps(value), Some(missing)) => interp.fork(vec![true, false], |interp, present| {
            if present { Ok(value.clone()) } else { interp.call(&missing, vec![key.clone()]) }
        }),
        (DictGet::Perhaps(value), None) => {
            interp.maybe_raise_class(exc::KEY_ERROR);
            Ok(value)
        }
        (DictGet::Absent, Some(missing)) => interp.call(&missing, vec![key]),
        (DictGet::Absent, None) => interp.key_error(&key),
    }
}

fn setitem(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let dict = receiver(interp, arguments, types::DICT, "dict.__setitem__", 2, 2)?;
    let (key, value) = (arguments.positional[1].clone(), arguments.positional[2].clone());
    mapping::set(interp, &dict, key, value)?;
    Ok(Value::None)
}

fn delitem(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let dict = receiver(interp, arguments, types::DICT, "dict.__delitem__", 1, 1)?;
    match mapping::remove(interp, &dict, &arguments.positional[1])? {
        DictGet::Found(_) => {}
        DictGet::Perhaps(_) => interp.maybe_raise_class(exc::KEY_ERROR),
        DictGet::Absent => return interp.key_error(&arguments.positional[1]),
    }
    Ok(Value::None)
}

fn contains(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let dict = receiver(interp, arguments, types::DICT, "dict.__contains__", 1, 1)?;
    Ok(match mapping::get(interp, &dict, &arguments.positional[1])? {
        DictGet::Found(_) => Value::Bool(true),
        DictGet::Absent => Value::Bool(false),
        DictGet::Perhaps(_) => Value::Typed(types::BOOL),
    })
}

fn iter(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let dict = receiver(interp, arguments, types::DICT, "dict.__iter__", 0, 0)?;
    interp.iter_contents(&dict)
}

fn reversed(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let dict = receiver(interp, arguments, types::DICT, "dict.__reversed__", 0, 0)?;
    reversed_contents(interp, &dict, DictViewKind::Keys)
}

/// An iterator over keys, values or items in reverse order.
pub(super) fn reversed_contents(interp: &mut Interp<'_>, dict: &Value, kind: DictViewKind) -> Eval<Value> {
    let contents = mapping::contents(interp, dict);
    let mut values = mapping::view_items(&contents, kind);
    let iter = if contents.is_exact() {
        values.reverse();
        Iter::Values { values: values.into(), index: 0 }
    } else {
        interp.heap.join_all(&values).map_or(Iter::Exhausted, Iter::Summary)
    };
    Ok(interp.new_iterator(iter))
}

fn eq(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let dict = receiver(interp, arguments, types::DICT, "dict.__eq__", 1, 1)?;
    compare(interp, &dict, &arguments.positional[1], CompareOp::Eq)
}

fn ne(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let dict = receiver(interp, arguments, types::DICT, "dict.__ne__", 1, 1)?;
    compare(interp, &dict, &arguments.positional[1], CompareOp::NotEq)
}

fn is_dict(interp: &Interp<'_>, value: &Value) -> bool {
    interp.heap.class_of(value).is_some_and(|class| interp.is_subclass_of(class, types::DICT))
}

fn compare(interp: &mut Interp<'_>, dict: &Value, other: &Value, op: CompareOp) -> Eval<Value> {
    if !is_dict(interp, other) {
        return Ok(Value::NotImplemented);
    }
    let left = mapping::contents(interp, dict);
    let right = mapping::contents(interp, other);
    interp.nested(|interp| {
        Ok(of_truth(match (equal(interp, &left, &right)?, op) {
            (Truth::Either, _) => Truth::Either,
            (truth, CompareOp::Eq) => truth,
            (Truth::True, _) => Truth::False,
            (Truth::False, _) => Truth::True,
        }))
    })
}

fn equal(interp: &mut Interp<'_>, left: &Dict, right: &Dict) -> Eval<Truth> {
    let exact = left.has_exact_keys() && right.has_exact_keys();
    if exact && left.len() != right.len() {
        return Ok(Truth::False);
    }
    let mut result = if exact { Truth::True } else { Truth::Either };
    for entry in left.iter() {
        match interp.presence_hashed(right, &entry.key, Some(entry.hash))? {
            Presence::Absent if entry.definite => return Ok(Truth::False),
            Presence::Absent => {}
            Presence::Certain(position) => {
                let other = right.entry(position).map_or(Value::None, |entry| entry.value.clone());
                match interp.equal(&entry.value, &other)? {
                    Truth::True => {}
                    Truth::False if entry.definite => return Ok(Truth::False),
                    _ => result = Truth::Either,
                }
            }
            Presence::Possible => {
                result = Truth::Either;
                let others = mapping::view_items(right, DictViewKind::Values);
                let other = elements::joined(interp, &others);
                interp.any_times(|interp| interp.equal(&entry.value, &other).map(of_truth))?;
            }
        }
    }
    if let Some(rest) = &left.rest {
        let others = mapping::view_items(right, DictViewKind::Values);
        for other in others {
            interp.any_times(|interp| interp.equal(&rest.1, &other).map(of_truth))?;
        }
    }
    Ok(result)
}

fn or(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let dict = receiver(interp, arguments, types::DICT, "dict.__or__", 1, 1)?;
    let other = arguments.positional[1].clone();
    merged(interp, &dict, &other)
}

fn ror(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let dict = receiver(interp, arguments, types::DICT, "dict.__ror__", 1, 1)?;
    let other = arguments.positional[1].clone();
    merged(interp, &other, &dict)
}

fn merged(interp: &mut Interp<'_>, first: &Value, second: &Value) -> Eval<Value> {
    if !is_dict(interp, first) || !is_dict(interp, second) {
        return Ok(Value::NotImplemented);
    }
    let contents = mapping::contents(interp, first);
    let result = interp.new_dict(contents);
    mapping::update(interp, &result, second)?;
    Ok(result)
}

fn ior(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let dict = receiver(interp, arguments, types::DICT, "dict.__ior__", 1, 1)?;
    let source = arguments.positional[1].clone();
    interp.over(&source, |interp, source| mapping::update(interp, &dict, source).map(|()| Value::None))?;
    Ok(dict)
}

fn sizeof(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    receiver(interp, arguments, types::DICT, "dict.__sizeof__", 0, 0)?;
    Ok(Value::Typed(types::INT))
}

fn clear(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let dict = receiver(interp, arguments, types::DICT, "dict.clear", 0, 0)?;
    mapping::clear(interp, &dict)?;
    Ok(Value::None)
}

fn copy(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let dict = receiver(interp, arguments, types::DICT, "dict.copy", 0, 0)?;
    let contents = mapping::contents(interp, &dict);
    Ok(interp.new_dict(contents))
}

fn fromkeys(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    super::arity::expect_after_first(interp, arguments, "fromkeys", 1, 2)?;
    let class = arguments.positional[0].clone();
    let value = arguments.get(2).cloned().unwrap_or(Value::None);
    let result = if matches!(class, Value::Object(types::DICT)) {
        interp.new_dict(Dict::default())
    } else {
        interp.call(&class, Vec::new())?
    };
    let iterator = interp.iter(&arguments.positional[1].clone())?;
    loop {
        interp.step()?;
        match interp.next(&iterator)? {
            Next::Done => return Ok(result),
            Next::Item(key) => interp.set_item(&result, key, value.clone())?,
            Next::Any(key) => {
                if is_dict(interp, &result) {
                    let mut rest = Dict::default();
                    rest.rest = Some(Box::new((key, value)));
                    mapping::merge(interp, &result, &rest)?;
                } else {
                    interp.any_times(|interp| {
                        interp.set_item(&result, key.clone(), value.clone()).map(|()| Value::None)
                    })?;
                }
                return Ok(result);
            }
        }
    }
}

fn get(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let dict = receiver(interp, arguments, types::DICT, "dict.get", 1, 2)?;
    let default = arguments.get(2).cloned().unwrap_or(Value::None);
    Ok(match mapping::get(interp, &dict, &arguments.positional[1])? {
        DictGet::Found(value) => value,
        DictGet::Perhaps(value) => interp.heap.join(&value, &default),
        DictGet::Absent => default,
    })
}

fn pop(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let dict = receiver(interp, arguments, types::DICT, "dict.pop", 1, 2)?;
    let default = arguments.get(2).cloned();
    match (mapping::remove(interp, &dict, &arguments.positional[1])?, default) {
        (DictGet::Found(value), _) => Ok(value),
        (DictGet::Perhaps(value), Some(default)) => Ok(interp.heap.join(&value, &default)),
        (DictGet::Perhaps(value), None) => {
            interp.maybe_raise_class(exc::KEY_ERROR);
            Ok(value)
        }
        (DictGet::Absent, Some(default)) => Ok(default),
        (DictGet::Absent, None) => interp.key_error(&arguments.positional[1]),
    }
}

fn popitem(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let dict = receiver(interp, arguments, types::DICT, "dict.popitem", 0, 0)?;
    let contents = mapping::contents(interp, &dict);
    if contents.len() == 0 && contents.rest.is_none() {
        return interp.key_error(&Value::str("popitem(): dictionary is empty"));
    }
    // Entries before the last may be uncertain: it is the last all the same.
    if !contents.unordered
        && contents.rest.is_none()
        && let Some(last) = contents.iter().next_back()
        && last.definite
    {
        let pair = Value::tuple(vec![last.key.clone(), last.value.clone()]);
        mapping::remove(interp, &dict, &last.key)?;
        return Ok(pair);
    }
    if !contents.iter().any(|entry| entry.definite) {
        interp.maybe_raise_class(exc::KEY_ERROR);
    }
    let pairs = mapping::view_items(&contents, DictViewKind::Items);
    mapping::weaken(interp, &dict)?;
    Ok(elements::joined(interp, &pairs))
}

fn setdefault(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let dict = receiver(interp, arguments, types::DICT, "dict.setdefault", 1, 2)?;
    let key = arguments.positional[1].clone();
    let default = arguments.get(2).cloned().unwrap_or(Value::None);
    let value = match mapping::get(interp, &dict, &key)? {
        DictGet::Found(value) => return Ok(value),
        DictGet::Perhaps(value) => interp.heap.join(&value, &default),
        DictGet::Absent => default,
    };
    mapping::set(interp, &dict, key, value.clone())?;
    Ok(value)
}

fn view(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    kind: DictViewKind,
    class: ObjectId,
    name: &str,
) -> Eval<Value> {
    let dict = receiver(interp, arguments, types::DICT, name, 0, 0)?;
    Ok(match dict {
        Value::Object(id) => interp.alloc(class, Payload::DictView { dict: id, kind }),
        _ => Value::Typed(class),
    })
}

fn keys(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    view(interp, arguments, DictViewKind::Keys, types::DICT_KEYS, "dict.keys")
}

fn values(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    view(interp, arguments, DictViewKind::Values, types::DICT_VALUES, "dict.values")
}

fn items(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    view(interp, arguments, DictViewKind::Items, types::DICT_ITEMS, "dict.items")
}
