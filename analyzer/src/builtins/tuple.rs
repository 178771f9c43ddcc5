//! `tuple`.

use std::sync::Arc;

use super::arity::{class_getitem, expect_after_first, instance, new_class, receiver};
use super::elements::{self, Subscript, comparisons};
use super::{Native, function, hashes, method, types};
use crate::domain::{Elements, Payload, Value};
use crate::interp::{Arguments, Eval, Interp};
use crate::ir::CompareOp;

pub(crate) const METHODS: &[Native] = &[
    function("tuple.__new__", new).tolerant(),
    method("tuple.__repr__", repr),
    method("tuple.__hash__", hash),
    method("tuple.__len__", len),
    method("tuple.__getitem__", getitem),
    method("tuple.__contains__", contains).tolerant(),
    method("tuple.__iter__", iter),
    method("tuple.__eq__", eq),
    method("tuple.__ne__", ne),
    method("tuple.__lt__", lt),
    method("tuple.__le__", le),
    method("tuple.__gt__", gt),
    method("tuple.__ge__", ge),
    method("tuple.__add__", add),
    method("tuple.__mul__", mul),
    method("tuple.__rmul__", mul),
    method("tuple.__getnewargs__", getnewargs),
    method("tuple.__class_getitem__", class_getitem).tolerant(),
    method("tuple.count", count).tolerant(),
    method("tuple.index", index).tolerant(),
];

fn new(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = new_class(interp, arguments, types::TUPLE)?;
    if class == types::TUPLE || arguments.keywords.is_empty() {
        expect_after_first(interp, arguments, "tuple", 0, 1)?;
    }
    let Some(iterable) = arguments.get(1).cloned() else {
        return make(interp, class, Elements::Exact(Vec::new()));
    };
    interp.over(&iterable, |interp, iterable| {
        if class == types::TUPLE && interp.heap.class_of(iterable) == Some(types::TUPLE) {
            return Ok(iterable.clone());
        }
        let elements = interp.collect(iterable)?;
        make(interp, class, elements)
    })
}

/// A tuple, or an instance of a subclass.
fn make(interp: &mut Interp<'_>, class: crate::domain::ObjectId, elements: Elements) -> Eval<Value> {
    if class == types::TUPLE {
        return Ok(interp.tuple_of(elements));
    }
    let payload = match elements {
        Elements::Exact(items) => Payload::Value(Value::tuple(items)),
        Elements::Summary(item) => Payload::Tuple(item),
    };
    instance(interp, class, payload)
}

fn repr(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let tuple = receiver(interp, arguments, types::TUPLE, "tuple.__repr__", 0, 0)?;
    elements::repr(interp, &tuple)
}

fn hash(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let tuple = receiver(interp, arguments, types::TUPLE, "tuple.__hash__", 0, 0)?;
    let known = match elements::receiver_view(interp, &tuple).to_elements() {
        Elements::Exact(items) => {
            hashes::known_hashes(interp, &items)?.map(strict_semantics::hash::hash_tuple)
        }
        Elements::Summary(item) => {
            interp.any_times(|interp| hashes::known_hash(interp, &item).map(hashes::value_of))?;
            None
        }
    };
    Ok(hashes::value_of(known))
}

fn len(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let tuple = receiver(interp, arguments, types::TUPLE, "tuple.__len__", 0, 0)?;
    Ok(elements::length(interp, &tuple))
}

fn getitem(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let tuple = receiver(interp, arguments, types::TUPLE, "tuple.__getitem__", 1, 1)?;
    match elements::subscript(interp, &tuple, &arguments.positional[1], "tuple")? {
        Subscript::Item(item) => Ok(item),
        Subscript::Items(Elements::Exact(items)) => Ok(match &tuple {
            // The whole of a tuple is the tuple.
            Value::Tuple(all)
                if all.len() == items.len() && all.iter().zip(&items).all(|(a, b)| a.same(b)) =>
            {
                Value::Tuple(Arc::clone(all))
            }
            _ => Value::tuple(items),
        }),
        Subscript::Items(items) => Ok(interp.tuple_of(items)),
    }
}

fn contains(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let tuple = receiver(interp, arguments, types::TUPLE, "tuple.__contains__", 1, 1)?;
    elements::contains(interp, &tuple, &arguments.positional[1])
}

fn iter(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let tuple = receiver(interp, arguments, types::TUPLE, "tuple.__iter__", 0, 0)?;
    interp.iter_contents(&tuple)
}

comparisons!(compare);

fn compare(interp: &mut Interp<'_>, arguments: &mut Arguments, op: CompareOp, name: &str) -> Eval<Value> {
    let tuple = receiver(interp, arguments, types::TUPLE, &format!("tuple.{name}"), 1, 1)?;
    let other = arguments.positional[1].clone();
    if !interp.heap.class_of(&other).is_some_and(|class| interp.is_subclass_of(class, types::TUPLE)) {
        return Ok(Value::NotImplemented);
    }
    elements::compare(interp, op, &tuple, &other)
}

fn add(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let tuple = receiver(interp, arguments, types::TUPLE, "tuple.__add__", 1, 1)?;
    Ok(match elements::concatenated(interp, &tuple, &arguments.positional[1], "tuple")? {
        Some(elements) => interp.tuple_of(elements),
        None => Value::NotImplemented,
    })
}

fn mul(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let tuple = receiver(interp, arguments, types::TUPLE, "tuple.__mul__", 1, 1)?;
    Ok(match elements::repeated(interp, &tuple, &arguments.positional[1])? {
        Some(elements) => interp.tuple_of(elements),
        None => Value::NotImplemented,
    })
}

fn getnewargs(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let tuple = receiver(interp, arguments, types::TUPLE, "tuple.__getnewargs__", 0, 0)?;
    let elements = elements::receiver_view(interp, &tuple).to_elements();
    let plain = interp.tuple_of(elements);
    Ok(Value::tuple(vec![plain]))
}

fn count(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let tuple = receiver(interp, arguments, types::TUPLE, "tuple.count", 1, 1)?;
    elements::count(interp, &tuple, &arguments.positional[1])
}

fn index(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let tuple = receiver(interp, arguments, types::TUPLE, "tuple.index", 1, 3)?;
    let range = (arguments.get(2), arguments.get(3));
    elements::index_of(interp, &tuple, &arguments.positional[1], range, "tuple")
}
