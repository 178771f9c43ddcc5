//! `list`.

use super::arity::{class_getitem, expect_after_first, instance, new_class, receiver};
use super::elements::{self, Place, Subscript, View, comparisons};
use super::sorting::{self, Order};
use super::subscripts::{self, Index, Position};
use super::{Native, exceptions as exc, function, method, types};
use crate::domain::{Elements, Iter, ObjectId, Payload, Value};
use crate::interp::{Arguments, Eval, Interp, MAX_ELEMENTS, Next, Stop, Truth};
use crate::ir::{CompareOp, sym};

pub(crate) const METHODS: &[Native] = &[
    function("list.__new__", new).tolerant().variadic(),
    method("list.__init__", init).tolerant(),
    method("list.__repr__", repr),
    method("list.__len__", len),
    method("list.__getitem__", getitem),
    method("list.__setitem__", setitem).tolerant(),
    method("list.__delitem__", delitem),
    method("list.__contains__", contains).tolerant(),
    method("list.__iter__", iter),
    method("list.__reversed__", reversed),
    method("list.__eq__", eq),
    method("list.__ne__", ne),
    method("list.__lt__", lt),
    method("list.__le__", le),
    method("list.__gt__", gt),
    method("list.__ge__", ge),
    method("list.__add__", add),
    method("list.__mul__", mul),
    method("list.__rmul__", mul),
    method("list.__iadd__", iadd).tolerant(),
    method("list.__imul__", imul),
    method("list.__sizeof__", sizeof),
    method("list.__class_getitem__", class_getitem).tolerant(),
    method("list.append", append).tolerant(),
    method("list.extend", extend).tolerant(),
    method("list.insert", insert).tolerant(),
    method("list.pop", pop),
    method("list.remove", remove).tolerant(),
    method("list.clear", clear),
    method("list.copy", copy),
    method("list.count", count).tolerant(),
    method("list.index", index).tolerant(),
    method("list.reverse", reverse),
    method("list.sort", sort),
];

fn new(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = new_class(interp, arguments, types::LIST)?;
    instance(interp, class, Payload::List(Elements::Exact(Vec::new())))
}

fn init(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    expect_after_first(interp, arguments, "list", 0, 1)?;
    let list = receiver(interp, arguments, types::LIST, "list.__init__", 0, 1)?;
    let Some(iterable) = arguments.get(1).cloned() else {
        set_elements(interp, &list, Elements::Exact(Vec::new()))?;
        return Ok(Value::None);
    };
    interp.over(&iterable, |interp, iterable| {
        let elements = interp.collect(iterable)?;
        set_elements(interp, &list, elements)?;
        Ok(Value::None)
    })
}

fn set_elements(interp: &mut Interp<'_>, list: &Value, elements: Elements) -> Eval<()> {
    if let Some(id) = interp.changeable(list, "the contents")? {
        interp.heap.modify(id).payload = Payload::List(elements);
    }
    Ok(())
}

/// The elements of a list that may be changed, for changing them.
fn elements_mut<'a>(interp: &'a mut Interp<'_>, id: ObjectId) -> Option<&'a mut Elements> {
    match &mut interp.heap.modify(id).payload {
        Payload::List(elements) => Some(elements),
        _ => None,
    }
}

/// Changes the elements of a list, where the module may: an exact list by `exact`, any other to cover `others`.
fn change(
    interp: &mut Interp<'_>,
    list: &Value,
    others: &[Value],
    exact: impl FnOnce(&mut Vec<Value>),
) -> Eval<()> {
    let Some(id) = interp.changeable(list, "the contents")? else { return Ok(()) };
    match elements_mut(interp, id) {
        Some(Elements::Exact(items)) => {
            exact(items);
            if items.len() > MAX_ELEMENTS {
                return interp.too_many_elements();
            }
        }
        Some(Elements::Summary(item)) => {
            let item = others.iter().fold(item.clone(), |joined, other| interp.heap.join(&joined, other));
            interp.heap.modify(id).payload = Payload::List(Elements::Summary(item));
        }
        None => {}
    }
    Ok(())
}

/// Makes the list one of which neither the number nor the order of elements is known.
fn blur(interp: &mut Interp<'_>, list: &Value, others: &[Value]) -> Eval<()> {
    let Some(id) = interp.changeable(list, "the contents")? else { return Ok(()) };
    let elements = elements::receiver_view(interp, list).to_elements();
    let all = elements::extended(interp, elements, Elements::Exact(others.to_vec()))?;
    let blurred = elements::blurred(interp, all);
    interp.heap.modify(id).payload = Payload::List(blurred);
    Ok(())
}

fn repr(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let list = receiver(interp, arguments, types::LIST, "list.__repr__", 0, 0)?;
    elements::repr(interp, &list)
}

fn len(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let list = receiver(interp, arguments, types::LIST, "list.__len__", 0, 0)?;
    Ok(elements::length(interp, &list))
}

fn getitem(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let list = receiver(interp, arguments, types::LIST, "list.__getitem__", 1, 1)?;
    match elements::subscript(interp, &list, &arguments.positional[1], "list")? {
        Subscript::Item(item) => Ok(item),
        Subscript::Items(items) => Ok(interp.list_of(items)),
    }
}

fn position_for(interp: &mut Interp<'_>, list: &Value, key: &Value) -> Eval<Position> {
    let length = elements::receiver_view(interp, list).length();
    subscripts::position(interp, key, length, "list", "assignment")
}

fn setitem(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let list = receiver(interp, arguments, types::LIST, "list.__setitem__", 2, 2)?;
    let (key, value) = (arguments.positional[1].clone(), arguments.positional[2].clone());
    interp.over(&key, |interp, key| {
        if key.is_unknown() {
            interp.unknown_use(crate::diagnostics::Code::UnknownSubscript, key, "a list is indexed with");
            blur(interp, &list, std::slice::from_ref(&value))?;
            return Ok(Value::None);
        }
        match position_for(interp, &list, key)? {
            Position::Item(index) => change(interp, &list, std::slice::from_ref(&value), |items| {
                if let Some(place) = items.get_mut(index) {
                    *place = value.clone();
                }
            })?,
            Position::SomeItem => set_some_item(interp, &list, &value)?,
            Position::Items(_) | Position::SomeItems => set_slice(interp, &list, key, &value)?,
        }
        Ok(Value::None)
    })
}

/// One of the elements, which is not known, is replaced.
fn set_some_item(interp: &mut Interp<'_>, list: &Value, value: &Value) -> Eval<()> {
    let Some(id) = interp.changeable(list, "the contents")? else { return Ok(()) };
    let elements = match elements::receiver_view(interp, list).to_elements() {
        Elements::Exact(items) => {
            Elements::Exact(items.iter().map(|item| interp.heap.join(item, value)).collect())
        }
        Elements::Summary(item) => Elements::Summary(interp.heap.join(&item, value)),
    };
    interp.heap.modify(id).payload = Payload::List(elements);
    Ok(())
}

fn set_slice(interp: &mut Interp<'_>, list: &Value, key: &Value, value: &Value) -> Eval<()> {
    let new = match interp.iter_or_none(value)? {
        Some(iterator) => interp.drain(&iterator)?,
        None => return interp.type_error("must assign iterable to extended slice"),
    };
    // Collecting may have changed the list.
    match (position_for(interp, list, key)?, new) {
        (Position::Items(indices), Elements::Exact(new)) => {
            if indices.step == 1 {
                let range = indices.start..indices.start + indices.count;
                return change(interp, list, &new, |items| {
                    items.splice(range, new.iter().cloned());
                });
            }
            if indices.count != new.len() {
                let message = format!(
                    "attempt to assign sequence of size {} to extended slice of size {}",
                    new.len(),
                    indices.count
                );
                return interp.value_error(&message);
            }
            change(interp, list, &new, |items| {
                for (index, value) in indices.iter().zip(&new) {
                    items[index] = value.clone();
                }
            })
        }
        (_, Elements::Exact(new)) => {
            interp.maybe_raise_class(exc::VALUE_ERROR);
            blur(interp, list, &new)
        }
        (_, Elements::Summary(item)) => {
            interp.maybe_raise_class(exc::VALUE_ERROR);
            blur(interp, list, &[item])
        }
    }
}

fn delitem(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let list = receiver(interp, arguments, types::LIST, "list.__delitem__", 1, 1)?;
    match position_for(interp, &list, &arguments.positional[1])? {
        Position::Item(index) => change(interp, &list, &[], |items| {
            if index < items.len() {
                items.remove(index);
            }
        })?,
        Position::Items(indices) => change(interp, &list, &[], |items| {
            let mut doomed = vec![false; items.len()];
            for index in indices.iter() {
                doomed[index] = true;
            }
            let mut doomed = doomed.into_iter();
            items.retain(|_| doomed.next() != Some(true));
        })?,
        Position::SomeItem | Position::SomeItems => blur(interp, &list, &[])?,
    }
    Ok(Value::None)
}

fn contains(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let list = receiver(interp, arguments, types::LIST, "list.__contains__", 1, 1)?;
    elements::contains(interp, &list, &arguments.positional[1])
}

fn iter(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let list = receiver(interp, arguments, types::LIST, "list.__iter__", 0, 0)?;
    interp.iter_contents(&list)
}

fn reversed(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let list = receiver(interp, arguments, types::LIST, "list.__reversed__", 0, 0)?;
    let iter = match (elements::receiver_view(interp, &list), &list) {
        (View::Exact(items), Value::Object(id)) => Iter::ListReversed { list: *id, index: items.len() },
        (View::Exact(_), _) => Iter::Exhausted,
        (View::Summary(item), _) => Iter::Summary(item),
    };
    Ok(interp.new_iterator(iter))
}

comparisons!("list", compare);

fn compare(interp: &mut Interp<'_>, arguments: &mut Arguments, op: CompareOp, name: &str) -> Eval<Value> {
    let list = receiver(interp, arguments, types::LIST, name, 1, 1)?;
    let other = arguments.positional[1].clone();
    if !interp.heap.class_of(&other).is_some_and(|class| interp.is_subclass_of(class, types::LIST)) {
        return Ok(Value::NotImplemented);
    }
    elements::compare(interp, op, &list, &other)
}

fn add(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let list = receiver(interp, arguments, types::LIST, "list.__add__", 1, 1)?;
    Ok(match elements::concatenated(interp, &list, &arguments.positional[1], "list")? {
        Some(elements) => interp.list_of(elements),
        None => Value::NotImplemented,
    })
}

fn mul(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let list = receiver(interp, arguments, types::LIST, "list.__mul__", 1, 1)?;
    Ok(match elements::repeated(interp, &list, &arguments.positional[1])? {
        Some(elements) => interp.list_of(elements),
        None => Value::NotImplemented,
    })
}

fn imul(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let list = receiver(interp, arguments, types::LIST, "list.__imul__", 1, 1)?;
    match elements::repeated(interp, &list, &arguments.positional[1])? {
        Some(elements) => {
            set_elements(interp, &list, elements)?;
            Ok(list)
        }
        None => Ok(Value::NotImplemented),
    }
}

fn iadd(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let list = receiver(interp, arguments, types::LIST, "list.__iadd__", 1, 1)?;
    extend_by(interp, &list, &arguments.positional[1])?;
    Ok(list)
}

fn extend(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let list = receiver(interp, arguments, types::LIST, "list.extend", 1, 1)?;
    extend_by(interp, &list, &arguments.positional[1])
}

fn extend_by(interp: &mut Interp<'_>, list: &Value, iterable: &Value) -> Eval<Value> {
    interp.over(iterable, |interp, iterable| {
        if let Some(View::Exact(items)) = elements::view(interp, iterable)
            && matches!(interp.heap.class_of(iterable), Some(types::LIST | types::TUPLE))
        {
            let items = items.to_vec();
            change(interp, list, &items, |list| list.extend_from_slice(&items))?;
            return Ok(Value::None);
        }
        let iterator = interp.iter(iterable)?;
        loop {
            interp.step()?;
            match interp.next(&iterator)? {
                Next::Item(item) => {
                    change(interp, list, std::slice::from_ref(&item), |list| list.push(item.clone()))?;
                }
                Next::Done => return Ok(Value::None),
                Next::Any(item) => {
                    blur(interp, list, &[item])?;
                    return Ok(Value::None);
                }
            }
        }
    })
}

fn sizeof(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    receiver(interp, arguments, types::LIST, "list.__sizeof__", 0, 0)?;
    Ok(Value::Typed(types::INT))
}

fn append(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let list = receiver(interp, arguments, types::LIST, "list.append", 1, 1)?;
    let value = arguments.positional.swap_remove(1);
    change(interp, &list, std::slice::from_ref(&value), |items| items.push(value.clone()))?;
    Ok(Value::None)
}

fn insert(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let list = receiver(interp, arguments, types::LIST, "list.insert", 2, 2)?;
    let (key, value) = (arguments.positional[1].clone(), arguments.positional[2].clone());
    interp.over(&key, |interp, key| {
        match subscripts::index(interp, key)? {
            Index::Known(index) => {
                if index.to_i64().is_none() {
                    return interp.raise(exc::OVERFLOW_ERROR, "Python int too large to convert to C ssize_t");
                }
                let index = index.saturate();
                change(interp, &list, std::slice::from_ref(&value), |items| {
                    let place = if index < 0 { index + items.len() as i64 } else { index };
                    items.insert(place.clamp(0, items.len() as i64) as usize, value.clone());
                })?;
            }
            Index::Typed => blur(interp, &list, std::slice::from_ref(&value))?,
        }
        Ok(Value::None)
    })
}

fn pop(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let list = receiver(interp, arguments, types::LIST, "list.pop", 0, 1)?;
    let index = match arguments.get(1).cloned() {
        Some(key) => subscripts::index(interp, &key)?,
        None => Index::Known((-1).into()),
    };
    match (elements::receiver_view(interp, &list), index) {
        (View::Exact([]), _) => interp.raise(exc::INDEX_ERROR, "pop from empty list"),
        (View::Exact(items), Index::Known(index)) => {
            let Some(place) = strict_semantics::slice::normalize_index(&index, items.len()) else {
                return match index.to_i64() {
                    Some(_) => interp.raise(exc::INDEX_ERROR, "pop index out of range"),
                    None => interp.raise(exc::INDEX_ERROR, "cannot fit 'int' into an index-sized integer"),
                };
            };
            let item = items[place].clone();
            change(interp, &list, &[], |items| {
                items.remove(place);
            })?;
            Ok(item)
        }
        (View::Exact(items), Index::Typed) => {
            let items = items.to_vec();
            let item = elements::joined(interp, &items);
            interp.maybe_raise_class(exc::INDEX_ERROR);
            blur(interp, &list, &[])?;
            Ok(item)
        }
        (View::Summary(item), _) => {
            interp.maybe_raise_class(exc::INDEX_ERROR);
            blur(interp, &list, &[])?;
            Ok(item)
        }
    }
}

fn remove(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let list = receiver(interp, arguments, types::LIST, "list.remove", 1, 1)?;
    match elements::find(interp, &list, &arguments.positional[1], None, None)? {
        Place::At(index) => change(interp, &list, &[], |items| {
            if index < items.len() {
                items.remove(index);
            }
        })?,
        Place::Absent => return interp.value_error("list.remove(x): x not in list"),
        Place::Perhaps => {
            interp.maybe_raise_class(exc::VALUE_ERROR);
            blur(interp, &list, &[])?;
        }
    }
    Ok(Value::None)
}

fn clear(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let list = receiver(interp, arguments, types::LIST, "list.clear", 0, 0)?;
    set_elements(interp, &list, Elements::Exact(Vec::new()))?;
    Ok(Value::None)
}

fn copy(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let list = receiver(interp, arguments, types::LIST, "list.copy", 0, 0)?;
    let elements = elements::receiver_view(interp, &list).to_elements();
    Ok(interp.list_of(elements))
}

fn count(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let list = receiver(interp, arguments, types::LIST, "list.count", 1, 1)?;
    elements::count(interp, &list, &arguments.positional[1])
}

fn index(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let list = receiver(interp, arguments, types::LIST, "list.index", 1, 3)?;
    let range = (arguments.get(2), arguments.get(3));
    elements::index_of(interp, &list, &arguments.positional[1], range, "list")
}

fn reverse(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let list = receiver(interp, arguments, types::LIST, "list.reverse", 0, 0)?;
    change(interp, &list, &[], |items| items.reverse())?;
    Ok(Value::None)
}

/// `key` and `reverse` of `sort` and `sorted`.
pub(super) fn sort_order(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Order> {
    let key = arguments.keyword(sym::key).unwrap_or(Value::None);
    let reverse = match arguments.keyword(sym::reverse) {
        Some(reverse) => interp.truth(&reverse)?,
        None => Truth::False,
    };
    if let Some((name, _)) = arguments.keywords.first() {
        return interp.type_error(&format!("sort() got an unexpected keyword argument '{name}'"));
    }
    Ok(Order { key, reverse })
}

fn sort(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    if arguments.len() > 1 {
        return interp.type_error("sort() takes no positional arguments");
    }
    let order = sort_order(interp, arguments)?;
    let list = receiver(interp, arguments, types::LIST, "list.sort", 0, 0)?;
    let Some(id) = interp.changeable(&list, "the contents")? else { return Ok(Value::None) };
    let elements = elements::receiver_view(interp, &list).to_elements();
    // Meanwhile the list is empty, as functions that are called can see.
    interp.heap.modify(id).payload = Payload::List(Elements::Exact(Vec::new()));
    let result = sorting::sorted(interp, elements.clone(), &order, false);
    let changed =
        !matches!(&interp.heap.get(id).payload, Payload::List(Elements::Exact(items)) if items.is_empty());
    let (sorted, raised) = match result {
        Ok(sorted) => (sorted, None),
        Err(Stop::Raise(exception)) => (elements::blurred(interp, elements), Some(exception)),
        Err(abort) => return Err(abort),
    };
    interp.heap.modify(id).payload = Payload::List(sorted);
    match raised {
        Some(exception) => Err(Stop::Raise(exception)),
        None if changed => interp.value_error("list modified during sort"),
        None => Ok(Value::None),
    }
}
