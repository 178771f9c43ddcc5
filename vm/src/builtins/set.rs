//! `set` and `frozenset`

use strict_semantics::{TextBuilder, hash};

use super::prelude::*;
use crate::object::{Dict, IteratorKind, NativeSpec, Set};
use crate::protocol::next_hashed;

macro_rules! common {
    ($($extra:expr,)*) => {
        &[
            m("__repr__", "($self, /)", Any, n(repr), "Return repr(self)."),
            m("__len__", "($self, /)", Pure, n(len), "Return len(self)."),
            m("__contains__", "($self, object, /)", Any, n(contains), "x.__contains__(y) <==> y in x."),
            m("__iter__", "($self, /)", Pure, n(iter), "Implement iter(self)."),
            m("__eq__", "($self, value, /)", Any, n(eq), "Return self==value."),
            m("__ne__", "($self, value, /)", Any, n(ne), "Return self!=value."),
            m("__lt__", "($self, value, /)", Any, n(lt), "Return self<value."),
            m("__le__", "($self, value, /)", Any, n(le), "Return self<=value."),
            m("__gt__", "($self, value, /)", Any, n(gt), "Return self>value."),
            m("__ge__", "($self, value, /)", Any, n(ge), "Return self>=value."),
            m("__and__", "($self, value, /)", Any, n(and), "Return self&value."),
            m("__rand__", "($self, value, /)", Any, n(and), "Return value&self."),
            m("__or__", "($self, value, /)", Any, n(or), "Return self|value."),
            m("__ror__", "($self, value, /)", Any, n(or), "Return value|self."),
            m("__sub__", "($self, value, /)", Any, n(sub), "Return self-value."),
            m("__rsub__", "($self, value, /)", Any, n(rsub), "Return value-self."),
            m("__xor__", "($self, value, /)", Any, n(xor), "Return self^value."),
            m("__rxor__", "($self, value, /)", Any, n(xor), "Return value^self."),
            m("copy", "($self, /)", Pure, n(copy), "Return a shallow copy of a set."),
            m("union", "($self, /, *others)", Any, n(union), "Return a new set with elements from the set and all others."),
            m("intersection", "($self, /, *others)", Any, n(intersection), "Return a new set with elements common to the set and all others."),
            m("difference", "($self, /, *others)", Any, n(difference), "Return a new set with elements in the set that are not in the others."),
            m("symmetric_difference", "($self, other, /)", Any, n(symmetric_difference), "Return a new set with elements in either the set or other but not both."),
            m("issubset", "($self, other, /)", Any, n(issubset), "Report whether another set contains this set."),
            m("issuperset", "($self, other, /)", Any, n(issuperset), "Report whether this set contains another set."),
            m("isdisjoint", "($self, other, /)", Any, n(isdisjoint), "Return True if two sets have a null intersection."),
            m("__reduce__", "($self, /)", Any, n(reduce), "Return state information for pickling."),
            m("__class_getitem__", "($type, object, /)", Pure, n(super::generic_alias::class_getitem), "See PEP 585"),
            $($extra,)*
        ]
    };
}

const SET_METHODS: &[NativeSpec] = common! {
    m("__new__", "($type, /, *args, **kwargs)", Pure, n(new), ""),
    m("__init__", "($self, iterable=(), /)", Any, n(init), "Initialize self."),
    m("__iand__", "($self, value, /)", MutatesReceiver, n(iand), "Return self&=value."),
    m("__ior__", "($self, value, /)", MutatesReceiver, n(ior), "Return self|=value."),
    m("__isub__", "($self, value, /)", MutatesReceiver, n(isub), "Return self-=value."),
    m("__ixor__", "($self, value, /)", MutatesReceiver, n(ixor), "Return self^=value."),
    m("add", "($self, object, /)", MutatesReceiver, n(add), "Add an element to a set."),
    m("discard", "($self, object, /)", MutatesReceiver, n(discard), "Remove an element from a set if it is a member."),
    m("remove", "($self, object, /)", MutatesReceiver, n(remove), "Remove an element from a set; it must be a member."),
    m("pop", "($self, /)", MutatesReceiver, n(pop), "Remove and return an arbitrary set element."),
    m("clear", "($self, /)", MutatesReceiver, n(clear), "Remove all elements from this set."),
    m("update", "($self, /, *others)", MutatesReceiver, n(update), "Update the set, adding elements from all others."),
    m("intersection_update", "($self, /, *others)", MutatesReceiver, n(intersection_update), "Update the set, keeping only elements found in it and all others."),
    m("difference_update", "($self, /, *others)", MutatesReceiver, n(difference_update), "Update the set, removing elements found in others."),
    m("symmetric_difference_update", "($self, other, /)", MutatesReceiver, n(symmetric_difference_update), "Update the set, keeping only elements found in either set, but not in both."),
};

const FROZENSET_METHODS: &[NativeSpec] = common! {
    m("__new__", "($type, iterable=(), /)", Any, n(new_frozen), ""),
    m("__hash__", "($self, /)", Any, n(hash_method), "Return hash(self)."),
};

/// The specification of `set`.
pub static SET: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE.and(TypeFlags::WEAKREF),
    methods: SET_METHODS,
    doc: "Build an unordered collection of unique elements.",
    ..new_spec("set", Kind::Set)
};

/// The specification of `frozenset`.
pub static FROZENSET: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE.and(TypeFlags::WEAKREF),
    methods: FROZENSET_METHODS,
    doc: "Build an immutable unordered collection of unique elements.",
    ..new_spec("frozenset", Kind::Set)
};

fn alloc(vm: &mut Vm, class: Gc<Type>) -> Gc<Set> {
    vm.heap.alloc_with_attributes(class.root_shape.get(), size_of::<Set>())
}

fn new(vm: &mut Vm, class: Gc<Type>, _arguments: Value, _keywords: Value) -> Outcome<Gc<Set>> {
    Ok(alloc(vm, class))
}

fn init(vm: &mut Vm, this: Gc<Set>, items: Option<Value>) -> Outcome<()> {
    vm.heap.clear_table(this);
    match items {
        Some(items) => vm.set_update(this, items),
        None => Ok(()),
    }
}

fn new_frozen(vm: &mut Vm, class: Gc<Type>, items: Option<Value>) -> Outcome<Value> {
    if let Some(items) = items
        && class == vm.types.frozenset
        && vm.is_exact(items, class)
    {
        return Ok(items);
    }
    let set = alloc(vm, class);
    if let Some(items) = items {
        vm.set_update(set, items)?;
    }
    Ok(set.value())
}

/// The built-in class of a set.
fn kind_of(vm: &Vm, set: Gc<Set>) -> Gc<Type> {
    if vm.type_of(set.value()).is_subtype_of(vm.types.frozenset) { vm.types.frozenset } else { vm.types.set }
}

fn repr(vm: &mut Vm, this: Gc<Set>) -> Outcome<Value> {
    let name = vm.type_name(this.value());
    if this.is_empty() {
        return Ok(vm.new_str(&format!("{name}()")).value());
    }
    if !vm.enter_repr(this.value())? {
        return Ok(vm.new_str(&format!("{name}(...)")).value());
    }
    // The items, whatever a subclass says of them.
    let items = vm.new_list();
    let mut entry = 0;
    while let Some((found, item, _)) = next_hashed(this, entry) {
        entry = found + 1;
        vm.append(items, item)?;
    }
    let result = vm.repr(items.value());
    vm.leave_repr();
    let list = result?;
    let plain = vm.is_exact(this.value(), vm.types.set);
    let mut out = TextBuilder::new();
    if !plain {
        out.push_str(&name);
        out.push_str("(");
    }
    out.push_str("{");
    out.push_text(list.view().slice(1..list.len() - 1));
    out.push_str(if plain { "}" } else { "})" });
    vm.str_from_builder(&out)
}

fn len(_: &mut Vm, this: Gc<Set>) -> Outcome<usize> {
    Ok(this.len())
}

/// An item to look for: a set stands for the frozen set of its items.
fn searchable(vm: &mut Vm, item: Value) -> Value {
    match item.cast::<Set>() {
        Some(set)
            if kind_of(vm, set) == vm.types.set
                && vm.special(item, Special::Hash).is_none_or(Value::is_none) =>
        {
            let class = vm.types.frozenset;
            let frozen = alloc(vm, class);
            vm.heap.copy_table(frozen, set);
            frozen.value()
        }
        _ => item,
    }
}

fn contains(vm: &mut Vm, this: Gc<Set>, item: Value) -> Outcome<bool> {
    let item = searchable(vm, item);
    vm.set_contains(this, item)
}

fn iter(vm: &mut Vm, this: Gc<Set>) -> Outcome<Value> {
    let class = vm.types.set_iterator;
    let iterator = vm.new_iterator(class, IteratorKind::Set, this.value());
    iterator.remaining.set(this.len() as i64);
    Ok(iterator.value())
}

fn is_subset(vm: &mut Vm, left: Gc<Set>, right: Gc<Set>) -> Outcome<bool> {
    let mut entry = 0;
    while let Some((found, item, hash)) = next_hashed(left, entry) {
        entry = found + 1;
        if vm.find_entry(right, item, hash)?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

fn compare(vm: &mut Vm, special: Special, left: Gc<Set>, other: Value) -> Outcome<Value> {
    let Some(right) = other.cast::<Set>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let (a, b) = (left.len(), right.len());
    Ok(Value::bool(match special {
        Special::Equal => a == b && is_subset(vm, left, right)?,
        Special::NotEqual => a != b || !is_subset(vm, left, right)?,
        Special::Less => a < b && is_subset(vm, left, right)?,
        Special::LessEqual => a <= b && is_subset(vm, left, right)?,
        Special::Greater => a > b && is_subset(vm, right, left)?,
        _ => a >= b && is_subset(vm, right, left)?,
    }))
}

macro_rules! comparisons {
    ($($name:ident $special:ident;)*) => {$(
        fn $name(vm: &mut Vm, this: Gc<Set>, other: Value) -> Outcome<Value> {
            compare(vm, Special::$special, this, other)
        }
    )*};
}

comparisons! { lt Less; le LessEqual; eq Equal; ne NotEqual; gt Greater; ge GreaterEqual; }

fn copy_of(vm: &mut Vm, this: Gc<Set>) -> Outcome<Gc<Set>> {
    let class = kind_of(vm, this);
    let result = alloc(vm, class);
    if vm.heap.copy_table(result, this) { Ok(result) } else { Err(vm.memory_error()) }
}

fn copy(vm: &mut Vm, this: Gc<Set>) -> Outcome<Gc<Set>> {
    if vm.is_exact(this.value(), vm.types.frozenset) { Ok(this) } else { copy_of(vm, this) }
}

fn as_set(vm: &mut Vm, items: Value) -> Outcome<Gc<Set>> {
    if let Some(set) = items.cast::<Set>() {
        return Ok(set);
    }
    let set = vm.new_set();
    vm.set_update(set, items)?;
    Ok(set)
}

/// The items of both. Of equal ones, the result has those of the smaller set, as in CPython.
fn common(vm: &mut Vm, this: Gc<Set>, other: Gc<Set>) -> Outcome<Gc<Set>> {
    let (few, many) = if other.len() > this.len() { (this, other) } else { (other, this) };
    let class = kind_of(vm, this);
    let result = alloc(vm, class);
    let mut entry = 0;
    while let Some((found, item, hash)) = next_hashed(few, entry) {
        entry = found + 1;
        if vm.find_entry(many, item, hash)?.is_some() {
            vm.set_add_hashed(result, item, hash)?;
        }
    }
    Ok(result)
}

/// The items of `left` that are (or are not) in `right`.
fn select<T: Table>(vm: &mut Vm, left: Gc<Set>, right: Gc<T>, wanted: bool) -> Outcome<Gc<Set>> {
    let class = kind_of(vm, left);
    let result = alloc(vm, class);
    let mut entry = 0;
    while let Some((found, item, hash)) = next_hashed(left, entry) {
        entry = found + 1;
        if vm.find_entry(right, item, hash)?.is_some() == wanted {
            vm.set_add_hashed(result, item, hash)?;
        }
    }
    Ok(result)
}

/// The items of `left` that are not among the items of an iterable.
fn without(vm: &mut Vm, left: Gc<Set>, items: Value) -> Outcome<Gc<Set>> {
    if let Some(dict) = vm.cast_exact::<Dict>(items) {
        return select(vm, left, dict, false);
    }
    let right = as_set(vm, items)?;
    select(vm, left, right, false)
}

fn xor_sets(vm: &mut Vm, left: Gc<Set>, right: Gc<Set>) -> Outcome<Gc<Set>> {
    let result = select(vm, left, right, false)?;
    let rest = select(vm, right, left, false)?;
    vm.set_update(result, rest.value())?;
    Ok(result)
}

fn and(vm: &mut Vm, this: Gc<Set>, other: Value) -> Outcome<Value> {
    match other.cast::<Set>() {
        Some(other) => Ok(common(vm, this, other)?.value()),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn or(vm: &mut Vm, this: Gc<Set>, other: Value) -> Outcome<Value> {
    if !other.is::<Set>() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let result = copy_of(vm, this)?;
    vm.set_update(result, other)?;
    Ok(result.value())
}

fn sub(vm: &mut Vm, this: Gc<Set>, other: Value) -> Outcome<Value> {
    match other.cast::<Set>() {
        Some(other) => Ok(select(vm, this, other, false)?.value()),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn rsub(vm: &mut Vm, this: Gc<Set>, other: Value) -> Outcome<Value> {
    match other.cast::<Set>() {
        Some(other) => Ok(select(vm, other, this, false)?.value()),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn xor(vm: &mut Vm, this: Gc<Set>, other: Value) -> Outcome<Value> {
    match other.cast::<Set>() {
        Some(other) => Ok(xor_sets(vm, this, other)?.value()),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn union(vm: &mut Vm, this: Gc<Set>, others: Gc<Tuple>) -> Outcome<Gc<Set>> {
    let result = copy_of(vm, this)?;
    for &other in others.as_slice() {
        vm.set_update(result, other)?;
    }
    Ok(result)
}

fn intersection(vm: &mut Vm, this: Gc<Set>, others: Gc<Tuple>) -> Outcome<Gc<Set>> {
    let mut result = copy_of(vm, this)?;
    for &other in others.as_slice() {
        result = match other.cast::<Set>() {
            Some(other) => common(vm, result, other)?,
            None => {
                let class = kind_of(vm, result);
                let kept = alloc(vm, class);
                vm.for_each(other, |vm, item| {
                    let hash = vm.hash(item)?;
                    if vm.find_entry(result, item, hash)?.is_some() {
                        vm.set_add_hashed(kept, item, hash)?;
                    }
                    Ok(())
                })?;
                kept
            }
        };
    }
    Ok(result)
}

fn difference(vm: &mut Vm, this: Gc<Set>, others: Gc<Tuple>) -> Outcome<Gc<Set>> {
    let mut result = copy_of(vm, this)?;
    for &other in others.as_slice() {
        result = without(vm, result, other)?;
    }
    Ok(result)
}

fn symmetric_difference(vm: &mut Vm, this: Gc<Set>, other: Value) -> Outcome<Gc<Set>> {
    let other = as_set(vm, other)?;
    xor_sets(vm, this, other)
}

fn issubset(vm: &mut Vm, this: Gc<Set>, other: Value) -> Outcome<bool> {
    let other = as_set(vm, other)?;
    is_subset(vm, this, other)
}

fn issuperset(vm: &mut Vm, this: Gc<Set>, other: Value) -> Outcome<bool> {
    let other = as_set(vm, other)?;
    is_subset(vm, other, this)
}

fn isdisjoint(vm: &mut Vm, this: Gc<Set>, other: Value) -> Outcome<bool> {
    let other = as_set(vm, other)?;
    Ok(select(vm, this, other, true)?.is_empty())
}

fn reduce(vm: &mut Vm, this: Gc<Set>) -> Outcome<Value> {
    let items = vm.list_from(this.value())?;
    let arguments = vm.tuple(&[items.value()]);
    let state = if vm.type_of(this.value()).has(TypeFlags::DICT) {
        let dict: Gc<Dict> = vm.materialize_dict(this.value())?;
        if dict.is_empty() { Value::NONE } else { dict.value() }
    } else {
        Value::NONE
    };
    let class = vm.type_of(this.value());
    Ok(vm.tuple(&[class.value(), arguments.value(), state]).value())
}

fn hash_method(vm: &mut Vm, this: Gc<Set>) -> Outcome<i64> {
    if let Some(known) = vm.as_int(this.hash.get()).and_then(|hash| hash.to_i64()) {
        return Ok(known);
    }
    let mut hashes = Vec::new();
    let mut entry = 0;
    while let Some(found) = this.next_entry(entry) {
        entry = found + 1;
        hashes.push(vm.hash(this.key_at(found))?);
    }
    let hash = hash::hash_frozenset(hashes);
    let value = vm.new_int(hash);
    this.hash.set(this, value);
    Ok(hash)
}

/// Makes `this` hold what `other` holds.
fn replace(vm: &mut Vm, this: Gc<Set>, other: Gc<Set>) -> Outcome<()> {
    vm.heap.clear_table(this);
    if vm.heap.copy_table(this, other) { Ok(()) } else { Err(vm.memory_error()) }
}

fn iand(vm: &mut Vm, this: Gc<Set>, other: Value) -> Outcome<Value> {
    let Some(other) = other.cast::<Set>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let result = select(vm, this, other, true)?;
    replace(vm, this, result)?;
    Ok(this.value())
}

fn ior(vm: &mut Vm, this: Gc<Set>, other: Value) -> Outcome<Value> {
    if !other.is::<Set>() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    vm.set_update(this, other)?;
    Ok(this.value())
}

fn isub(vm: &mut Vm, this: Gc<Set>, other: Value) -> Outcome<Value> {
    if !other.is::<Set>() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    remove_items(vm, this, other)?;
    Ok(this.value())
}

fn ixor(vm: &mut Vm, this: Gc<Set>, other: Value) -> Outcome<Value> {
    let Some(other) = other.cast::<Set>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let result = xor_sets(vm, this, other)?;
    replace(vm, this, result)?;
    Ok(this.value())
}

fn add(vm: &mut Vm, this: Gc<Set>, item: Value) -> Outcome<()> {
    vm.set_add(this, item).map(|_| ())
}

fn discard(vm: &mut Vm, this: Gc<Set>, item: Value) -> Outcome<()> {
    let item = searchable(vm, item);
    vm.set_discard(this, item).map(|_| ())
}

fn remove(vm: &mut Vm, this: Gc<Set>, item: Value) -> Outcome<()> {
    let key = searchable(vm, item);
    if vm.set_discard(this, key)? { Ok(()) } else { Err(vm.key_error(item)) }
}

fn pop(vm: &mut Vm, this: Gc<Set>) -> Outcome<Value> {
    match if this.is_empty() { None } else { this.next_entry(0) } {
        Some(entry) => {
            let item = this.key_at(entry);
            vm.heap.remove_entry(this, entry);
            Ok(item)
        }
        None => {
            let message = vm.new_str("pop from an empty set");
            Err(vm.key_error(message.value()))
        }
    }
}

fn clear(vm: &mut Vm, this: Gc<Set>) -> Outcome<()> {
    vm.heap.clear_table(this);
    Ok(())
}

fn update(vm: &mut Vm, this: Gc<Set>, others: Gc<Tuple>) -> Outcome<()> {
    for &other in others.as_slice() {
        vm.set_update(this, other)?;
    }
    Ok(())
}

fn intersection_update(vm: &mut Vm, this: Gc<Set>, others: Gc<Tuple>) -> Outcome<()> {
    let result = intersection(vm, this, others)?;
    replace(vm, this, result)
}

fn difference_update(vm: &mut Vm, this: Gc<Set>, others: Gc<Tuple>) -> Outcome<()> {
    for &other in others.as_slice() {
        remove_items(vm, this, other)?;
    }
    Ok(())
}

/// Removes the items of an iterable.
fn remove_items(vm: &mut Vm, this: Gc<Set>, items: Value) -> Outcome<()> {
    if items == this.value() {
        vm.heap.clear_table(this);
        return Ok(());
    }
    let Some(other) = items.cast::<Set>() else {
        return vm.for_each(items, |vm, item| vm.set_discard(this, item).map(|_| ()));
    };
    let mut entry = 0;
    while let Some((found, item, hash)) = next_hashed(other, entry) {
        entry = found + 1;
        if let Some(own) = vm.find_entry(this, item, hash)? {
            vm.heap.remove_entry(this, own);
        }
    }
    Ok(())
}

fn symmetric_difference_update(vm: &mut Vm, this: Gc<Set>, other: Value) -> Outcome<()> {
    let other = as_set(vm, other)?;
    let result = xor_sets(vm, this, other)?;
    replace(vm, this, result)
}
