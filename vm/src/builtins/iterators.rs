//! The iterators of built-in types, and `enumerate`, `zip`, `map`, `filter`, `reversed`.

use super::iterator_state as state;
use super::prelude::*;
use crate::object::{Iterator, IteratorKind, List, NativeSpec};

/// Methods of every iterator.
const STEP: &[NativeSpec] = &[ITER, NEXT, LENGTH_HINT, REDUCE, SETSTATE];
/// Of those over tables, which cannot be put at a position.
const TABLE_STEP: &[NativeSpec] = &[ITER, NEXT, LENGTH_HINT, REDUCE];
const CALLABLE_STEP: &[NativeSpec] = &[ITER, NEXT, REDUCE];

const ITER: NativeSpec = m("__iter__", "($self, /)", Pure, n(iter), "Implement iter(self).");
const NEXT: NativeSpec = m("__next__", "($self, /)", Any, n(next), "Implement next(self).");
const LENGTH_HINT: NativeSpec = m(
    "__length_hint__",
    "($self, /)",
    Any,
    n(state::length_hint),
    "Private method returning an estimate of len(list(it)).",
);
const REDUCE_DOC: &str = "Return state information for pickling.";
const REDUCE: NativeSpec = m("__reduce__", "($self, /)", Any, n(state::reduce), REDUCE_DOC);
const SETSTATE_DOC: &str = "Set state information for unpickling.";
const SETSTATE: NativeSpec =
    m("__setstate__", "($self, state, /)", MutatesReceiver, n(state::setstate), SETSTATE_DOC);
const SET_STRICT: NativeSpec =
    m("__setstate__", "($self, state, /)", MutatesReceiver, n(state::set_strict), SETSTATE_DOC);

macro_rules! plain_iterators {
    ($($(#[$doc:meta])* $name:ident $text:literal $methods:ident;)*) => {$(
        $(#[$doc])*
        pub static $name: TypeSpec = TypeSpec { methods: $methods, ..new_spec($text, Kind::Iterator) };
    )*};
}

plain_iterators! {
    /// `list_iterator`
    LIST_ITERATOR "list_iterator" STEP;
    /// `list_reverseiterator`
    LIST_REVERSEITERATOR "list_reverseiterator" STEP;
    /// `tuple_iterator`
    TUPLE_ITERATOR "tuple_iterator" STEP;
    /// `str_ascii_iterator`
    STR_ASCII_ITERATOR "str_ascii_iterator" STEP;
    /// `str_iterator`
    STR_ITERATOR "str_iterator" STEP;
    /// `bytes_iterator`
    BYTES_ITERATOR "bytes_iterator" STEP;
    /// `bytearray_iterator`
    BYTEARRAY_ITERATOR "bytearray_iterator" STEP;
    /// `range_iterator`
    RANGE_ITERATOR "range_iterator" STEP;
    /// `longrange_iterator`
    LONGRANGE_ITERATOR "longrange_iterator" STEP;
    /// `dict_keyiterator`
    DICT_KEYITERATOR "dict_keyiterator" TABLE_STEP;
    /// `dict_valueiterator`
    DICT_VALUEITERATOR "dict_valueiterator" TABLE_STEP;
    /// `dict_itemiterator`
    DICT_ITEMITERATOR "dict_itemiterator" TABLE_STEP;
    /// `dict_reversekeyiterator`
    DICT_REVERSEKEYITERATOR "dict_reversekeyiterator" TABLE_STEP;
    /// `dict_reversevalueiterator`
    DICT_REVERSEVALUEITERATOR "dict_reversevalueiterator" TABLE_STEP;
    /// `dict_reverseitemiterator`
    DICT_REVERSEITEMITERATOR "dict_reverseitemiterator" TABLE_STEP;
    /// `set_iterator`
    SET_ITERATOR "set_iterator" TABLE_STEP;
    /// `iterator`
    ITERATOR "iterator" STEP;
    /// `callable_iterator`
    CALLABLE_ITERATOR "callable_iterator" CALLABLE_STEP;
}

macro_rules! constructed_iterators {
    ($($(#[$doc:meta])* $name:ident $text:literal $signature:literal $new:ident [$($method:expr),*] $about:literal;)*) => {$(
        $(#[$doc])*
        pub static $name: TypeSpec = TypeSpec {
            flags: TypeFlags::BASE,
            methods: &[m("__new__", $signature, Any, n($new), ""), ITER, NEXT, $($method),*],
            doc: $about,
            ..new_spec($text, Kind::Iterator)
        };
    )*};
}

constructed_iterators! {
    /// `enumerate`
    ENUMERATE "enumerate" "($type, iterable, start=0)" new_enumerate [
        m("__reduce__", "($self, /)", Any, n(state::reduce_enumerate), REDUCE_DOC),
        m("__class_getitem__", "($type, object, /)", Pure, n(super::generic_alias::class_getitem), "See PEP 585")
    ] "Return an enumerate object.";
    /// `zip`
    ZIP "zip" "($type, /, *iterables, strict=False)" new_zip [
        m("__reduce__", "($self, /)", Any, n(state::reduce_zip), REDUCE_DOC),
        SET_STRICT
    ] "The zip object yields n-length tuples, where n is the number of iterables\npassed as positional arguments to zip().";
    /// `map`
    MAP "map" "($type, function, iterable, /, *iterables, strict=False)" new_map [
        m("__reduce__", "($self, /)", Any, n(state::reduce_map), REDUCE_DOC),
        SET_STRICT
    ] "Make an iterator that computes the function using arguments from\neach of the iterables.";
    /// `filter`
    FILTER "filter" "($type, function, iterable, /)" new_filter [
        m("__reduce__", "($self, /)", Any, n(state::reduce_filter), REDUCE_DOC)
    ] "Return an iterator yielding those items of iterable for which function(item)\nis true. If function is None, return the items that are true.";
    /// `reversed`
    REVERSED "reversed" "($type, sequence, /)" new_reversed [LENGTH_HINT, REDUCE, SETSTATE]
        "Return a reverse iterator over the values of the given sequence.";
}

fn iter(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(this)
}

fn next(vm: &mut Vm, this: Gc<Iterator>) -> Outcome<Value> {
    match vm.step(this)? {
        Some(item) => Ok(item),
        None => Err(vm.stop_iteration(Value::NONE)),
    }
}

fn new_enumerate(
    vm: &mut Vm,
    class: Gc<Type>,
    iterable: Value,
    start: Option<Value>,
) -> Outcome<Gc<Iterator>> {
    let start = match start {
        None => Value::ZERO,
        Some(start) => {
            let number = vm.to_index(start)?;
            vm.new_integer(&number)
        }
    };
    let source = vm.iter(iterable)?;
    let iterator = vm.new_iterator(class, IteratorKind::Enumerate, source);
    iterator.first.init(start);
    Ok(iterator)
}

/// The iterators of several iterables, in a tuple.
fn iterators(vm: &mut Vm, name: &str, iterables: &[Value]) -> Outcome<Value> {
    let list: Gc<List> = vm.new_list();
    for &iterable in iterables {
        let class = vm.type_of(iterable);
        if name == "zip" && !class.has_special(Special::Iter) && !class.has_special(Special::GetItem) {
            let given = class.display_name();
            return Err(vm.type_error(format!("'{given}' object is not iterable")));
        }
        let iterator = vm.iter(iterable)?;
        vm.append(list, iterator)?;
    }
    Ok(vm.tuple_of_list(list)?.value())
}

fn new_zip(vm: &mut Vm, class: Gc<Type>, iterables: Gc<Tuple>, strict: bool) -> Outcome<Gc<Iterator>> {
    let source = iterators(vm, "zip", iterables.as_slice())?;
    let kind = if iterables.is_empty() { IteratorKind::Exhausted } else { IteratorKind::Zip };
    let iterator = vm.new_iterator(class, kind, source);
    iterator.position.set(i64::from(strict));
    Ok(iterator)
}

fn new_map(
    vm: &mut Vm,
    class: Gc<Type>,
    function: Value,
    first: Value,
    rest: Gc<Tuple>,
    strict: bool,
) -> Outcome<Gc<Iterator>> {
    let all = vm.list_of(&[first])?;
    vm.list_extend(all, rest.value())?;
    let all = vm.tuple_of_list(all)?;
    let source = iterators(vm, "map", all.as_slice())?;
    let iterator = vm.new_iterator(class, IteratorKind::Map, source);
    iterator.first.init(function);
    iterator.position.set(i64::from(strict));
    Ok(iterator)
}

fn new_filter(vm: &mut Vm, class: Gc<Type>, function: Value, iterable: Value) -> Outcome<Gc<Iterator>> {
    let source = vm.iter(iterable)?;
    let iterator = vm.new_iterator(class, IteratorKind::Filter, source);
    iterator.first.init(function);
    Ok(iterator)
}

fn new_reversed(vm: &mut Vm, class: Gc<Type>, object: Value) -> Outcome<Value> {
    let own = vm.type_of(object);
    if let Some(method) = own.special(Special::Reversed).bound() {
        if method.is_none() {
            let name = own.display_name();
            return Err(vm.type_error(format!("'{name}' object is not reversible")));
        }
        return vm.call_method_value(method, object, &[]);
    }
    if !own.has_special(Special::GetItem) || object.is::<crate::object::Dict>() {
        let name = own.display_name();
        return Err(vm.type_error(format!("'{name}' object is not reversible")));
    }
    let length = vm.length(object)?;
    let iterator = vm.new_iterator(class, IteratorKind::ReversedSequence, object);
    iterator.position.set(length as i64 - 1);
    Ok(iterator.value())
}
