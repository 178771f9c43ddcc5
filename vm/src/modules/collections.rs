//! `_collections`: `deque` here, `defaultdict` in Python. `OrderedDict` and the rest come from `collections` itself.

use super::collections_helpers::{COUNT_ELEMENTS, TUPLE_GETTER};
use crate::heap::{Array, Gc};
use crate::modules::native_module::{ModuleSpec, generic_alias, new_module, record_type};
use crate::native::{method, native};
use crate::object::{Effect, List, Record, Special, Type, TypeFlags};
use crate::value::Value;
use crate::vm::{Outcome, Raised, TypeSpec, Vm};

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    types: &[&DEQUE, &DEQUE_ITERATOR, &DEQUE_REVERSE_ITERATOR, &TUPLE_GETTER],
    python: include_str!("python/_collections.py"),
    ..new_module("_collections", &[COUNT_ELEMENTS])
};

// The fields of a deque: a ring of items. Whatever changes it counts changes, so that iterators notice.
const ITEMS: usize = 0;
const HEAD: usize = 1;
const LENGTH: usize = 2;
const MAX_LENGTH: usize = 3;
const CHANGES: usize = 4;

static DEQUE: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE.and(TypeFlags::SEQUENCE).and(TypeFlags::WEAKREF),
    attributes: &[(
        "maxlen",
        |_, it| Ok(it.cast::<Record>().map_or(Value::NONE, |it| it.get(MAX_LENGTH))),
        None,
    )],
    ..record_type(
        "deque",
        "collections",
        &[
            method("__new__", "($type, *args, **kwargs)", Effect::Pure, native(new), ""),
            method("__init__", "($self, iterable=(), maxlen=None)", Effect::Any, native(init), ""),
            method(
                "append",
                "($self, item, /)",
                Effect::MutatesReceiver,
                native(append),
                "Add an element to the right side of the deque.",
            ),
            method(
                "appendleft",
                "($self, item, /)",
                Effect::MutatesReceiver,
                native(append_left),
                "Add an element to the left side of the deque.",
            ),
            method(
                "pop",
                "($self, /)",
                Effect::MutatesReceiver,
                native(pop),
                "Remove and return the rightmost element.",
            ),
            method(
                "popleft",
                "($self, /)",
                Effect::MutatesReceiver,
                native(pop_left),
                "Remove and return the leftmost element.",
            ),
            method(
                "extend",
                "($self, iterable, /)",
                Effect::Any,
                native(extend),
                "Extend the right side of the deque with elements from the iterable.",
            ),
            method(
                "extendleft",
                "($self, iterable, /)",
                Effect::Any,
                native(extend_left),
                "Extend the left side of the deque with elements from the iterable.",
            ),
            method(
                "clear",
                "($self, /)",
                Effect::MutatesReceiver,
                native(clear),
                "Remove all elements from the deque.",
            ),
            method("copy", "($self, /)", Effect::Any, native(copy), "Return a shallow copy of a deque."),
            method("__copy__", "($self, /)", Effect::Any, native(copy), "Return a shallow copy of a deque."),
            method(
                "count",
                "($self, value, /)",
                Effect::Any,
                native(count),
                "Return number of occurrences of value.",
            ),
            method(
                "index",
                "($self, value, start=0, stop=9223372036854775807, /)",
                Effect::Any,
                native(index),
                "Return first index of value.",
            ),
            method(
                "insert",
                "($self, index, value, /)",
                Effect::MutatesReceiver,
                native(insert),
                "Insert value before index.",
            ),
            method(
                "remove",
                "($self, value, /)",
                Effect::Any,
                native(remove),
                "Remove first occurrence of value.",
            ),
            method("reverse", "($self, /)", Effect::MutatesReceiver, native(reverse), "Reverse *IN PLACE*."),
            method(
                "rotate",
                "($self, n=1, /)",
                Effect::MutatesReceiver,
                native(rotate),
                "Rotate the deque n steps to the right.  If n is negative, rotates left.",
            ),
            method(
                "__len__",
                "($self, /)",
                Effect::Pure,
                native(|_: &mut Vm, it| Ok(len(it))),
                "Return len(self).",
            ),
            method("__getitem__", "($self, key, /)", Effect::Any, native(get_item), "Return self[key]."),
            method(
                "__setitem__",
                "($self, key, value, /)",
                Effect::MutatesReceiver,
                native(set_item),
                "Set self[key] to value.",
            ),
            method(
                "__delitem__",
                "($self, key, /)",
                Effect::MutatesReceiver,
                native(delete_item),
                "Delete self[key].",
            ),
            method(
                "__contains__",
                "($self, key, /)",
                Effect::Any,
                native(contains),
                "Return bool(key in self).",
            ),
            method("__iter__", "($self, /)", Effect::Pure, native(iter), "Implement iter(self)."),
            method(
                "__reversed__",
                "($self, /)",
                Effect::Pure,
                native(reversed),
                "Return a reverse iterator over the deque.",
            ),
            method("__repr__", "($self, /)", Effect::Any, native(repr), "Return repr(self)."),
            method(
                "__eq__",
                "($self, value, /)",
                Effect::Any,
                native(|vm: &mut Vm, a, b| compare(vm, Special::Equal, a, b)),
                "",
            ),
            method(
                "__ne__",
                "($self, value, /)",
                Effect::Any,
                native(|vm: &mut Vm, a, b| compare(vm, Special::NotEqual, a, b)),
                "",
            ),
            method(
                "__lt__",
                "($self, value, /)",
                Effect::Any,
                native(|vm: &mut Vm, a, b| compare(vm, Special::Less, a, b)),
                "",
            ),
            method(
                "__le__",
                "($self, value, /)",
                Effect::Any,
                native(|vm: &mut Vm, a, b| compare(vm, Special::LessEqual, a, b)),
                "",
            ),
            method(
                "__gt__",
                "($self, value, /)",
                Effect::Any,
                native(|vm: &mut Vm, a, b| compare(vm, Special::Greater, a, b)),
                "",
            ),
            method(
                "__ge__",
                "($self, value, /)",
                Effect::Any,
                native(|vm: &mut Vm, a, b| compare(vm, Special::GreaterEqual, a, b)),
                "",
            ),
            method("__add__", "($self, value, /)", Effect::Any, native(add), ""),
            method("__iadd__", "($self, value, /)", Effect::Any, native(add_in_place), ""),
            method("__mul__", "($self, value, /)", Effect::Any, native(multiply), ""),
            method("__rmul__", "($self, value, /)", Effect::Any, native(multiply), ""),
            method("__imul__", "($self, value, /)", Effect::Any, native(multiply_in_place), ""),
            method("__reduce__", "($self, /)", Effect::Any, native(reduce), ""),
            method(
                "__class_getitem__",
                "($type, object, /)",
                Effect::Pure,
                native(generic_alias),
                "See PEP 585",
            ),
        ],
        "A list-like sequence optimized for data accesses near its endpoints.",
    )
};

fn new(vm: &mut Vm, class: Gc<Type>, _arguments: Value, _keywords: Value) -> Outcome<Gc<Record>> {
    Ok(empty(vm, class, Value::NONE))
}

fn empty(vm: &mut Vm, class: Gc<Type>, max_length: Value) -> Gc<Record> {
    let items = vm.heap.array(8);
    vm.new_record(class, &[items.value(), Value::ZERO, Value::ZERO, max_length, Value::ZERO])
}

fn init(vm: &mut Vm, it: Gc<Record>, iterable: Option<Value>, max_length: Option<Value>) -> Outcome<()> {
    let max_length = match max_length.filter(|it| !it.is_none()) {
        None => Value::NONE,
        Some(length) => {
            if vm.as_int(length).is_none() {
                return Err(vm.type_error("an integer is required"));
            }
            let length = vm.index_i64(length)?;
            if length < 0 {
                return Err(vm.value_error("maxlen must be non-negative"));
            }
            Value::fixnum(length)
        }
    };
    it.set(MAX_LENGTH, max_length);
    if len(it) > 0 {
        clear(vm, it)?;
    }
    iterable.map_or(Ok(()), |iterable| extend(vm, it, iterable))
}

fn number(it: Gc<Record>, field: usize) -> usize {
    it.get(field).as_fixnum().unwrap_or(0) as usize
}

fn len(it: Gc<Record>) -> usize {
    number(it, LENGTH)
}

fn items(it: Gc<Record>) -> Gc<Array> {
    match it.get(ITEMS).cast() {
        Some(items) => items,
        None => unreachable!("a deque is made with its items"),
    }
}

/// Where the item at a position is.
fn place(it: Gc<Record>, at: usize) -> usize {
    (number(it, HEAD) + at) % items(it).capacity()
}

fn item(it: Gc<Record>, at: usize) -> Value {
    items(it).get(place(it, at))
}

fn set(it: Gc<Record>, at: usize, value: Value) {
    items(it).set(place(it, at), value);
}

fn changed(it: Gc<Record>) {
    it.set(CHANGES, Value::index((number(it, CHANGES) + 1) & 0xffff_ffff));
}

fn set_length(it: Gc<Record>, length: usize) {
    it.set(LENGTH, Value::index(length));
    changed(it);
}

/// Makes room for one more item.
fn reserve(vm: &mut Vm, it: Gc<Record>) -> Outcome<()> {
    let (old, length) = (items(it), len(it));
    if length < old.capacity() {
        return Ok(());
    }
    let Some(larger) = vm.heap.try_array(2 * old.capacity()) else { return Err(vm.memory_error()) };
    for at in 0..length {
        larger.set(at, item(it, at));
    }
    it.set(ITEMS, larger.value());
    it.set(HEAD, Value::ZERO);
    Ok(())
}

fn is_beyond(it: Gc<Record>) -> bool {
    it.get(MAX_LENGTH).as_fixnum().is_some_and(|most| len(it) as i64 > most)
}

fn append(vm: &mut Vm, it: Gc<Record>, value: Value) -> Outcome<()> {
    reserve(vm, it)?;
    let length = len(it);
    set(it, length, value);
    set_length(it, length + 1);
    if is_beyond(it) {
        take_left(it);
    }
    Ok(())
}

fn append_left(vm: &mut Vm, it: Gc<Record>, value: Value) -> Outcome<()> {
    reserve(vm, it)?;
    let capacity = items(it).capacity();
    it.set(HEAD, Value::index((number(it, HEAD) + capacity - 1) % capacity));
    set(it, 0, value);
    set_length(it, len(it) + 1);
    if is_beyond(it) {
        take(it);
    }
    Ok(())
}

fn take(it: Gc<Record>) -> Option<Value> {
    let last = len(it).checked_sub(1)?;
    let value = item(it, last);
    set(it, last, Value::NONE);
    set_length(it, last);
    Some(value)
}

fn take_left(it: Gc<Record>) -> Option<Value> {
    let left = len(it).checked_sub(1)?;
    let value = item(it, 0);
    set(it, 0, Value::NONE);
    it.set(HEAD, Value::index(place(it, 1)));
    set_length(it, left);
    Some(value)
}

fn is_empty(vm: &mut Vm) -> Raised {
    vm.index_error("pop from an empty deque")
}

fn pop(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    take(it).ok_or_else(|| is_empty(vm))
}

fn pop_left(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    take_left(it).ok_or_else(|| is_empty(vm))
}

fn extend(vm: &mut Vm, it: Gc<Record>, iterable: Value) -> Outcome<()> {
    let iterable = if iterable == it.value() { vm.list_from(iterable)?.value() } else { iterable };
    vm.for_each(iterable, |vm, value| append(vm, it, value))
}

fn extend_left(vm: &mut Vm, it: Gc<Record>, iterable: Value) -> Outcome<()> {
    let iterable = if iterable == it.value() { vm.list_from(iterable)?.value() } else { iterable };
    vm.for_each(iterable, |vm, value| append_left(vm, it, value))
}

fn clear(vm: &mut Vm, it: Gc<Record>) -> Outcome<()> {
    let fresh = vm.heap.array(8);
    it.set(ITEMS, fresh.value());
    it.set(HEAD, Value::ZERO);
    set_length(it, 0);
    Ok(())
}

fn copy(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    let class = vm.type_of(it.value());
    if class == vm.native_type(&DEQUE) {
        let fresh = empty(vm, class, it.get(MAX_LENGTH));
        extend(vm, fresh, it.value())?;
        return Ok(fresh.value());
    }
    let most = it.get(MAX_LENGTH);
    if most.is_none() {
        vm.call(class.value(), &[it.value()])
    } else {
        vm.call(class.value(), &[it.value(), most])
    }
}

/// The first position from `start` to `stop` whose item equals the value.
fn find(vm: &mut Vm, it: Gc<Record>, value: Value, start: usize, stop: usize) -> Outcome<Option<usize>> {
    let changes = number(it, CHANGES);
    for at in start..stop.min(len(it)) {
        let same = vm.equals(item(it, at), value)?;
        if changes != number(it, CHANGES) {
            return Err(vm.error(vm.exceptions.RuntimeError, "deque mutated during iteration"));
        }
        if same {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

fn count(vm: &mut Vm, it: Gc<Record>, value: Value) -> Outcome<usize> {
    let (mut found, mut at) = (0, 0);
    while let Some(place) = find(vm, it, value, at, usize::MAX)? {
        found += 1;
        at = place + 1;
    }
    Ok(found)
}

fn index(vm: &mut Vm, it: Gc<Record>, value: Value, start: Option<i64>, stop: Option<i64>) -> Outcome<usize> {
    let length = len(it) as i64;
    let bound = |at: i64| (if at < 0 { (at + length).max(0) } else { at.min(length) }) as usize;
    let (start, stop) = (bound(start.unwrap_or(0)), bound(stop.unwrap_or(i64::MAX)));
    match find(vm, it, value, start, stop)? {
        Some(at) => Ok(at),
        None => Err(vm.value_error("deque.index(x): x not in deque")),
    }
}

fn insert(vm: &mut Vm, it: Gc<Record>, at: i64, value: Value) -> Outcome<()> {
    let length = len(it);
    if it.get(MAX_LENGTH).as_fixnum().is_some_and(|most| length as i64 >= most) {
        return Err(vm.index_error("deque already at its maximum size"));
    }
    let at = if at < 0 { (at + length as i64).max(0) } else { at.min(length as i64) } as usize;
    append(vm, it, value)?;
    for place in (at..length).rev() {
        set(it, place + 1, item(it, place));
    }
    set(it, at, value);
    Ok(())
}

fn remove_at(it: Gc<Record>, at: usize) {
    for place in at..len(it) - 1 {
        set(it, place, item(it, place + 1));
    }
    take(it);
}

fn remove(vm: &mut Vm, it: Gc<Record>, value: Value) -> Outcome<()> {
    match find(vm, it, value, 0, usize::MAX)? {
        Some(at) => {
            remove_at(it, at);
            Ok(())
        }
        None => Err(vm.value_error("deque.remove(x): x not in deque")),
    }
}

fn reverse(_vm: &mut Vm, it: Gc<Record>) -> Outcome<()> {
    let length = len(it);
    for at in 0..length / 2 {
        let (left, right) = (item(it, at), item(it, length - 1 - at));
        set(it, at, right);
        set(it, length - 1 - at, left);
    }
    changed(it);
    Ok(())
}

fn rotate(vm: &mut Vm, it: Gc<Record>, steps: Option<i64>) -> Outcome<()> {
    let length = len(it) as i64;
    if length < 2 {
        return Ok(());
    }
    let steps = steps.unwrap_or(1).rem_euclid(length);
    if steps <= length / 2 {
        for _ in 0..steps {
            let value = take(it).unwrap_or(Value::NONE);
            append_left(vm, it, value)?;
        }
    } else {
        for _ in 0..length - steps {
            let value = take_left(it).unwrap_or(Value::NONE);
            append(vm, it, value)?;
        }
    }
    Ok(())
}

fn position(vm: &mut Vm, it: Gc<Record>, key: Value) -> Outcome<usize> {
    if vm.special(key, Special::Index).is_none() {
        let name = vm.type_name(key);
        return Err(vm.type_error(format!("sequence index must be integer, not '{name}'")));
    }
    let at = vm.index_i64(key)?;
    Vm::normalize(at, len(it)).ok_or_else(|| vm.index_error("deque index out of range"))
}

fn get_item(vm: &mut Vm, it: Gc<Record>, key: Value) -> Outcome<Value> {
    Ok(item(it, position(vm, it, key)?))
}

fn set_item(vm: &mut Vm, it: Gc<Record>, key: Value, value: Value) -> Outcome<()> {
    let at = position(vm, it, key)?;
    set(it, at, value);
    Ok(())
}

fn delete_item(vm: &mut Vm, it: Gc<Record>, key: Value) -> Outcome<()> {
    let at = position(vm, it, key)?;
    remove_at(it, at);
    Ok(())
}

fn contains(vm: &mut Vm, it: Gc<Record>, value: Value) -> Outcome<bool> {
    Ok(find(vm, it, value, 0, usize::MAX)?.is_some())
}

fn as_list(vm: &mut Vm, it: Gc<Record>) -> Outcome<Gc<List>> {
    let list = vm.new_list();
    for at in 0..len(it) {
        vm.append(list, item(it, at))?;
    }
    Ok(list)
}

fn repr(vm: &mut Vm, it: Gc<Record>) -> Outcome<String> {
    let name = vm.type_of(it.value()).display_name();
    let running = vm.in_repr;
    let is_running = (0..running.len()).any(|at| running.get(at) == Some(it.value()));
    if is_running {
        return Ok("[...]".to_owned());
    }
    vm.append(running, it.value())?;
    let text = as_list(vm, it).and_then(|list| vm.repr(list.value()));
    running.length.set(running.len().saturating_sub(1));
    let text = text?.to_lossy();
    Ok(match it.get(MAX_LENGTH).as_fixnum() {
        Some(most) => format!("{name}({text}, maxlen={most})"),
        None => format!("{name}({text})"),
    })
}

/// The value as a deque, if it is one.
fn as_deque(vm: &mut Vm, value: Value) -> Option<Gc<Record>> {
    let class = vm.native_type(&DEQUE);
    value.cast::<Record>().filter(|_| vm.type_of(value).is_subtype_of(class))
}

fn compare(vm: &mut Vm, special: Special, left: Gc<Record>, right: Value) -> Outcome<Value> {
    let Some(right) = as_deque(vm, right) else { return Ok(Value::NOT_IMPLEMENTED) };
    let (left, right) = (as_list(vm, left)?, as_list(vm, right)?);
    vm.compare(special, left.value(), right.value())
}

fn add(vm: &mut Vm, left: Gc<Record>, right: Value) -> Outcome<Value> {
    let Some(right) = as_deque(vm, right) else {
        let name = vm.type_name(right);
        return Err(vm.type_error(format!("can only concatenate deque (not \"{name}\") to deque")));
    };
    let sum = copy(vm, left)?;
    match as_deque(vm, sum) {
        Some(sum) => extend(vm, sum, right.value())?,
        None => return Err(vm.type_error("the copy of a deque is not a deque")),
    }
    Ok(sum)
}

fn add_in_place(vm: &mut Vm, it: Gc<Record>, other: Value) -> Outcome<Gc<Record>> {
    extend(vm, it, other)?;
    Ok(it)
}

fn multiply(vm: &mut Vm, it: Gc<Record>, times: i64) -> Outcome<Value> {
    let product = copy(vm, it)?;
    match as_deque(vm, product) {
        Some(product) => multiply_in_place(vm, product, times)?,
        None => return Err(vm.type_error("the copy of a deque is not a deque")),
    };
    Ok(product)
}

fn multiply_in_place(vm: &mut Vm, it: Gc<Record>, times: i64) -> Outcome<Gc<Record>> {
    let once = as_list(vm, it)?;
    clear(vm, it)?;
    if once.is_empty() {
        return Ok(it);
    }
    for _ in 0..times {
        extend(vm, it, once.value())?;
    }
    Ok(it)
}

fn reduce(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    let class = vm.type_of(it.value()).value();
    let most = it.get(MAX_LENGTH);
    let arguments = if most.is_none() {
        vm.empty_tuple
    } else {
        let nothing = vm.empty_tuple.value();
        vm.new_tuple(&[nothing, most])?
    };
    let name = vm.names.getstate;
    let state = vm.call_method(it.value(), name, &[])?;
    let items = vm.iter(it.value())?;
    Ok(vm.new_tuple(&[class, arguments.value(), state, items])?.value())
}

// Iterators: [deque, position, changes seen]

static DEQUE_ITERATOR: TypeSpec = record_type(
    "_deque_iterator",
    "_collections",
    &[
        crate::modules::itertools::ITER,
        method(
            "__next__",
            "($self, /)",
            Effect::MutatesReceiver,
            native(|vm: &mut Vm, it| step(vm, it, false)),
            "",
        ),
        method("__length_hint__", "($self, /)", Effect::Pure, native(hint), ""),
    ],
    "",
);

static DEQUE_REVERSE_ITERATOR: TypeSpec = record_type(
    "_deque_reverse_iterator",
    "_collections",
    &[
        crate::modules::itertools::ITER,
        method(
            "__next__",
            "($self, /)",
            Effect::MutatesReceiver,
            native(|vm: &mut Vm, it| step(vm, it, true)),
            "",
        ),
        method("__length_hint__", "($self, /)", Effect::Pure, native(hint), ""),
    ],
    "",
);

fn iter(vm: &mut Vm, it: Gc<Record>) -> Outcome<Gc<Record>> {
    let class = vm.native_type(&DEQUE_ITERATOR);
    Ok(vm.new_record(class, &[it.value(), Value::ZERO, it.get(CHANGES)]))
}

fn reversed(vm: &mut Vm, it: Gc<Record>) -> Outcome<Gc<Record>> {
    let class = vm.native_type(&DEQUE_REVERSE_ITERATOR);
    Ok(vm.new_record(class, &[it.value(), Value::ZERO, it.get(CHANGES)]))
}

fn step(vm: &mut Vm, iterator: Gc<Record>, backwards: bool) -> Outcome<Value> {
    let Some(it) = iterator.get(0).cast::<Record>() else { return Err(vm.stop_iteration(Value::NONE)) };
    if it.get(CHANGES) != iterator.get(2) {
        return Err(vm.error(vm.exceptions.RuntimeError, "deque mutated during iteration"));
    }
    let at = number(iterator, 1);
    if at >= len(it) {
        iterator.set(0, Value::NONE);
        return Err(vm.stop_iteration(Value::NONE));
    }
    iterator.set(1, Value::index(at + 1));
    Ok(item(it, if backwards { len(it) - 1 - at } else { at }))
}

fn hint(_vm: &mut Vm, iterator: Gc<Record>) -> Outcome<usize> {
    Ok(iterator.get(0).cast::<Record>().map_or(0, |it| len(it).saturating_sub(number(iterator, 1))))
}
