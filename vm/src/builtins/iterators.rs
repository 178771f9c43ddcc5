//! The iterators of built-in types, and `enumerate`, `zip`, `map`, `filter`, `reversed`.

use super::prelude::*;
use crate::object::{Iterator, IteratorKind, List, NativeSpec};

const STEP: &[NativeSpec] = &[
    m("__iter__", "($self, /)", Pure, n(iter), "Implement iter(self)."),
    m("__next__", "($self, /)", Any, n(next), "Implement next(self)."),
    m(
        "__length_hint__",
        "($self, /)",
        Pure,
        n(length_hint),
        "Private method returning an estimate of len(list(it)).",
    ),
    m("__reduce__", "($self, /)", Any, n(reduce), "Return state information for pickling."),
    m(
        "__setstate__",
        "($self, state, /)",
        MutatesReceiver,
        n(setstate),
        "Set state information for unpickling.",
    ),
];

macro_rules! plain_iterators {
    ($($(#[$doc:meta])* $name:ident $text:literal;)*) => {$(
        $(#[$doc])*
        pub static $name: TypeSpec = TypeSpec { methods: STEP, ..new_spec($text, Kind::Iterator) };
    )*};
}

plain_iterators! {
    /// `list_iterator`
    LIST_ITERATOR "list_iterator";
    /// `list_reverseiterator`
    LIST_REVERSEITERATOR "list_reverseiterator";
    /// `tuple_iterator`
    TUPLE_ITERATOR "tuple_iterator";
    /// `str_ascii_iterator`
    STR_ITERATOR "str_ascii_iterator";
    /// `bytes_iterator`
    BYTES_ITERATOR "bytes_iterator";
    /// `bytearray_iterator`
    BYTEARRAY_ITERATOR "bytearray_iterator";
    /// `range_iterator`
    RANGE_ITERATOR "range_iterator";
    /// `longrange_iterator`
    LONGRANGE_ITERATOR "longrange_iterator";
    /// `dict_keyiterator`
    DICT_KEYITERATOR "dict_keyiterator";
    /// `dict_valueiterator`
    DICT_VALUEITERATOR "dict_valueiterator";
    /// `dict_itemiterator`
    DICT_ITEMITERATOR "dict_itemiterator";
    /// `dict_reversekeyiterator`
    DICT_REVERSEKEYITERATOR "dict_reversekeyiterator";
    /// `dict_reversevalueiterator`
    DICT_REVERSEVALUEITERATOR "dict_reversevalueiterator";
    /// `dict_reverseitemiterator`
    DICT_REVERSEITEMITERATOR "dict_reverseitemiterator";
    /// `set_iterator`
    SET_ITERATOR "set_iterator";
    /// `iterator`
    ITERATOR "iterator";
    /// `callable_iterator`
    CALLABLE_ITERATOR "callable_iterator";
}

macro_rules! constructed_iterators {
    ($($(#[$doc:meta])* $name:ident $text:literal $signature:literal $new:ident;)*) => {$(
        $(#[$doc])*
        pub static $name: TypeSpec = TypeSpec {
            flags: TypeFlags::BASE,
            methods: &[
                m("__new__", $signature, Any, n($new), ""),
                m("__iter__", "($self, /)", Pure, n(iter), "Implement iter(self)."),
                m("__next__", "($self, /)", Any, n(next), "Implement next(self)."),
                m("__length_hint__", "($self, /)", Pure, n(length_hint), ""),
                m("__class_getitem__", "($type, object, /)", Pure, n(super::generic_alias::class_getitem), "See PEP 585"),
            ],
            ..new_spec($text, Kind::Iterator)
        };
    )*};
}

constructed_iterators! {
    /// `enumerate`
    ENUMERATE "enumerate" "($type, iterable, start=0)" new_enumerate;
    /// `zip`
    ZIP "zip" "($type, /, *iterables, strict=False)" new_zip;
    /// `map`
    MAP "map" "($type, function, iterable, /, *iterables, strict=False)" new_map;
    /// `filter`
    FILTER "filter" "($type, function, iterable, /)" new_filter;
    /// `reversed`
    REVERSED "reversed" "($type, object, /)" new_reversed;
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

fn length_hint(vm: &mut Vm, this: Gc<Iterator>) -> Outcome<i64> {
    let position = this.position.get();
    Ok(match this.of.get() {
        IteratorKind::List
        | IteratorKind::Tuple
        | IteratorKind::Str
        | IteratorKind::Bytes
        | IteratorKind::Sequence => (vm.length(this.source.get())? as i64 - position).max(0),
        IteratorKind::Range => this.remaining.get(),
        IteratorKind::ReversedList | IteratorKind::ReversedSequence => position + 1,
        IteratorKind::DictKeys | IteratorKind::DictValues | IteratorKind::DictItems | IteratorKind::Set => {
            this.remaining.get().max(0)
        }
        _ => 0,
    })
}

fn reduce(vm: &mut Vm, this: Gc<Iterator>) -> Outcome<Value> {
    let key = vm.intern("iter");
    let builtins = vm.builtins;
    let iter = vm.dict_get_str(builtins, key).unwrap_or(Value::NONE);
    let list = vm.new_list();
    let copy: Gc<Iterator> = vm.new_iterator(vm.type_of(this.value()), this.of.get(), this.source.get());
    copy.first.set(copy, this.first.get());
    copy.second.set(copy, this.second.get());
    copy.position.set(this.position.get());
    copy.remaining.set(this.remaining.get());
    copy.step.set(this.step.get());
    while let Some(item) = vm.step(copy)? {
        vm.append(list, item)?;
    }
    let arguments = vm.tuple(&[list.value()]);
    Ok(vm.pair(iter, arguments.value()))
}

fn setstate(_: &mut Vm, this: Gc<Iterator>, state: i64) -> Outcome<()> {
    this.position.set(state.max(0));
    Ok(())
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
    _strict: bool,
) -> Outcome<Gc<Iterator>> {
    let all = vm.list_of(&[first])?;
    vm.list_extend(all, rest.value())?;
    let all = vm.tuple_of_list(all)?;
    let source = iterators(vm, "map", all.as_slice())?;
    let iterator = vm.new_iterator(class, IteratorKind::Map, source);
    iterator.first.init(function);
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
    if !own.has_special(Special::GetItem)
        || !own.has_special(Special::Len)
        || object.is::<crate::object::Dict>()
    {
        let name = own.display_name();
        return Err(vm.type_error(format!("'{name}' object is not reversible")));
    }
    let length = vm.length(object)?;
    let iterator = vm.new_iterator(class, IteratorKind::ReversedSequence, object);
    iterator.position.set(length as i64 - 1);
    Ok(iterator.value())
}
