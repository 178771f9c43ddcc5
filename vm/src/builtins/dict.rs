//! `dict`

use strict_semantics::TextBuilder;

use super::prelude::*;
use crate::object::{Dict, DictView, IteratorKind, ViewOf};

/// The specification.
pub static DICT: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE.and(TypeFlags::MAPPING),
    methods: &[
        m("__new__", "($type, /, *args, **kwargs)", Pure, n(new), ""),
        m("__init__", "($self, /, *args, **kwargs)", Any, n(init), "Initialize self."),
        m("__repr__", "($self, /)", Any, n(repr), "Return repr(self)."),
        m("__len__", "($self, /)", Pure, n(len), "Return len(self)."),
        m("__getitem__", "($self, key, /)", Any, n(getitem), "Return self[key]."),
        m("__setitem__", "($self, key, value, /)", MutatesReceiver, n(setitem), "Set self[key] to value."),
        m("__delitem__", "($self, key, /)", MutatesReceiver, n(delitem), "Delete self[key]."),
        m(
            "__contains__",
            "($self, key, /)",
            Any,
            n(contains),
            "True if the dictionary has the specified key, else False.",
        ),
        m("__iter__", "($self, /)", Pure, n(iter), "Implement iter(self)."),
        m("__reversed__", "($self, /)", Pure, n(reversed), "Return a reverse iterator over the dict keys."),
        m("__eq__", "($self, value, /)", Any, n(eq), "Return self==value."),
        m("__ne__", "($self, value, /)", Any, n(ne), "Return self!=value."),
        m("__or__", "($self, value, /)", Any, n(or), "Return self|value."),
        m("__ror__", "($self, value, /)", Any, n(ror), "Return value|self."),
        m("__ior__", "($self, value, /)", MutatesReceiver, n(ior), "Return self|=value."),
        m(
            "get",
            "($self, key, default=None, /)",
            Any,
            n(get),
            "Return the value for key if key is in the dictionary, else default.",
        ),
        m(
            "setdefault",
            "($self, key, default=None, /)",
            MutatesReceiver,
            n(setdefault),
            "Insert key with a value of default if key is not in the dictionary.",
        ),
        m(
            "pop",
            "($self, key, default=<unrepresentable>, /)",
            MutatesReceiver,
            n(pop),
            "Remove specified key and return the corresponding value.",
        ),
        m(
            "popitem",
            "($self, /)",
            MutatesReceiver,
            n(popitem),
            "Remove and return a (key, value) pair as a 2-tuple.",
        ),
        m(
            "keys",
            "($self, /)",
            Pure,
            n(keys),
            "Return a set-like object providing a view on the dict's keys.",
        ),
        m("values", "($self, /)", Pure, n(values), "Return an object providing a view on the dict's values."),
        m(
            "items",
            "($self, /)",
            Pure,
            n(items),
            "Return a set-like object providing a view on the dict's items.",
        ),
        m(
            "update",
            "($self, /, *args, **kwargs)",
            MutatesReceiver,
            n(update),
            "Update D from mapping/iterable E and F.",
        ),
        m("clear", "($self, /)", MutatesReceiver, n(clear), "Remove all items from the dict."),
        m("copy", "($self, /)", Pure, n(copy), "Return a shallow copy of the dict."),
        m(
            "fromkeys",
            "($type, iterable, value=None, /)",
            Any,
            n(fromkeys),
            "Create a new dictionary with keys from iterable and values set to value.",
        ),
        m(
            "__class_getitem__",
            "($type, object, /)",
            Pure,
            n(super::generic_alias::class_getitem),
            "See PEP 585",
        ),
    ],
    doc: "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a mapping object's\n    (key, value) pairs\ndict(iterable) -> new dictionary initialized as if via:\n    d = {}\n    for k, v in iterable:\n        d[k] = v\ndict(**kwargs) -> new dictionary initialized with the name=value pairs\n    in the keyword argument list.  For example:  dict(one=1, two=2)",
    ..new_spec("dict", Kind::Dict)
};

fn new(vm: &mut Vm, class: Gc<Type>, _arguments: Value, _keywords: Value) -> Outcome<Gc<Dict>> {
    Ok(vm.heap.alloc_with_attributes(class.root_shape.get(), size_of::<Dict>()))
}

fn init(vm: &mut Vm, this: Gc<Dict>, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<()> {
    update_from(vm, "dict", this, arguments, keywords)
}

/// `dict.update(*arguments, **keywords)`
pub(crate) fn update_from(
    vm: &mut Vm,
    name: &str,
    this: Gc<Dict>,
    arguments: Gc<Tuple>,
    keywords: Gc<Dict>,
) -> Outcome<()> {
    if arguments.len() > 1 {
        return Err(vm.type_error(format!("{name} expected at most 1 argument, got {}", arguments.len())));
    }
    if let Some(&source) = arguments.as_slice().first() {
        let keys = vm.names.keys;
        if source.is::<Dict>() || vm.find_attribute(source, keys)?.is_some() {
            vm.dict_update(this, source)?;
        } else {
            update_from_pairs(vm, this, source)?;
        }
    }
    vm.dict_update(this, keywords.value())
}

/// The items of what should be a pair; a `TypeError` gets a note about its place.
fn pair_items(vm: &mut Vm, pair: Value, index: usize) -> Outcome<Gc<Tuple>> {
    let is_iterable =
        vm.special(pair, Special::Iter).is_some() || vm.special(pair, Special::GetItem).is_some();
    let result = if is_iterable { vm.tuple_from(pair) } else { Err(vm.type_error("object is not iterable")) };
    if result.is_err() && vm.raised_is(vm.exceptions.TypeError) {
        let raised = vm.take_raised();
        let note = format!("Cannot convert dictionary update sequence element #{index} to a sequence");
        let note = vm.new_str(&note).value();
        let name = vm.intern("add_note");
        vm.call_method(raised, name, &[note])?;
        return Err(vm.raise(raised));
    }
    result
}

fn update_from_pairs(vm: &mut Vm, this: Gc<Dict>, pairs: Value) -> Outcome<()> {
    let iterator = vm.iter(pairs)?;
    let mut index = 0;
    while let Some(pair) = vm.next(iterator)? {
        let items = pair_items(vm, pair, index)?;
        let &[key, value] = items.as_slice() else {
            return Err(vm.value_error(format!(
                "dictionary update sequence element #{index} has length {}; 2 is required",
                items.len()
            )));
        };
        vm.dict_set(this, key, value)?;
        index += 1;
    }
    Ok(())
}

fn repr(vm: &mut Vm, this: Gc<Dict>) -> Outcome<Value> {
    if this.is_empty() {
        return Ok(vm.new_str("{}").value());
    }
    if !vm.enter_repr(this.value())? {
        return Ok(vm.new_str("{...}").value());
    }
    let result = repr_entries(vm, this);
    vm.leave_repr();
    let out = result?;
    vm.str_from_builder(&out)
}

fn repr_entries(vm: &mut Vm, this: Gc<Dict>) -> Outcome<TextBuilder> {
    let mut out = TextBuilder::new();
    out.push_str("{");
    let (mut entry, mut first) = (0, true);
    while let Some(found) = this.next_entry(entry) {
        entry = found + 1;
        let (key, value) = (this.key_at(found), this.value_at(found));
        if !std::mem::replace(&mut first, false) {
            out.push_str(", ");
        }
        let key = vm.repr(key)?;
        out.push_text(key.view());
        out.push_str(": ");
        let value = vm.repr(value)?;
        out.push_text(value.view());
    }
    out.push_str("}");
    Ok(out)
}

fn len(_: &mut Vm, this: Gc<Dict>) -> Outcome<usize> {
    Ok(this.len())
}

fn getitem(vm: &mut Vm, this: Gc<Dict>, key: Value) -> Outcome<Value> {
    vm.settle_stubs(this, Some(key))?;
    if let Some(value) = vm.dict_get(this, key)? {
        return Ok(value);
    }
    if !vm.is_exact(this.value(), vm.types.dict)
        && let Some(method) = vm.special(this.value(), Special::Missing)
    {
        return vm.call_method_value(method, this.value(), &[key]);
    }
    Err(vm.key_error(key))
}

fn setitem(vm: &mut Vm, this: Gc<Dict>, key: Value, value: Value) -> Outcome<()> {
    vm.dict_set(this, key, value)
}

fn delitem(vm: &mut Vm, this: Gc<Dict>, key: Value) -> Outcome<()> {
    match vm.dict_remove(this, key)? {
        Some(_) => Ok(()),
        None => Err(vm.key_error(key)),
    }
}

fn contains(vm: &mut Vm, this: Gc<Dict>, key: Value) -> Outcome<bool> {
    vm.dict_contains(this, key)
}

/// An iterator over a dictionary.
pub(crate) fn iterator(vm: &mut Vm, dict: Gc<Dict>, of: ViewOf, backwards: bool) -> Value {
    let types = &vm.types;
    let (class, kind) = match (of, backwards) {
        (ViewOf::Keys, false) => (types.dict_keyiterator, IteratorKind::DictKeys),
        (ViewOf::Values, false) => (types.dict_valueiterator, IteratorKind::DictValues),
        (ViewOf::Items, false) => (types.dict_itemiterator, IteratorKind::DictItems),
        (ViewOf::Keys, true) => (types.dict_reversekeyiterator, IteratorKind::ReversedDictKeys),
        (ViewOf::Values, true) => (types.dict_reversevalueiterator, IteratorKind::ReversedDictValues),
        (ViewOf::Items, true) => (types.dict_reverseitemiterator, IteratorKind::ReversedDictItems),
    };
    let iterator = vm.new_iterator(class, kind, dict.value());
    iterator.remaining.set(dict.len() as i64);
    iterator.step.set(dict.len() as i64);
    iterator.first.init(Value::fixnum(dict.version() as i64));
    if backwards {
        iterator.position.set(if dict.is_empty() { 0 } else { dict.entry_end() as i64 });
    }
    iterator.value()
}

fn iter(vm: &mut Vm, this: Gc<Dict>) -> Outcome<Value> {
    Ok(iterator(vm, this, ViewOf::Keys, false))
}

fn reversed(vm: &mut Vm, this: Gc<Dict>) -> Outcome<Value> {
    Ok(iterator(vm, this, ViewOf::Keys, true))
}

fn equal(vm: &mut Vm, left: Gc<Dict>, right: Gc<Dict>) -> Outcome<bool> {
    if left.len() != right.len() {
        return Ok(false);
    }
    vm.check_native_stack()?;
    let mut entry = 0;
    while let Some(found) = left.next_entry(entry) {
        entry = found + 1;
        let (key, value) = (left.key_at(found), left.value_at(found));
        match vm.dict_get(right, key)? {
            Some(other) if vm.equals(value, other)? => {}
            _ => return Ok(false),
        }
    }
    Ok(true)
}

fn eq(vm: &mut Vm, this: Gc<Dict>, other: Value) -> Outcome<Value> {
    match other.cast::<Dict>() {
        Some(other) => Ok(Value::bool(equal(vm, this, other)?)),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn ne(vm: &mut Vm, this: Gc<Dict>, other: Value) -> Outcome<Value> {
    match other.cast::<Dict>() {
        Some(other) => Ok(Value::bool(!equal(vm, this, other)?)),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn or(vm: &mut Vm, this: Gc<Dict>, other: Value) -> Outcome<Value> {
    if !other.is::<Dict>() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let result = vm.new_dict();
    vm.dict_update(result, this.value())?;
    vm.dict_update(result, other)?;
    Ok(result.value())
}

fn ror(vm: &mut Vm, this: Gc<Dict>, other: Value) -> Outcome<Value> {
    match other.cast::<Dict>() {
        Some(other) => or(vm, other, this.value()),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn ior(vm: &mut Vm, this: Gc<Dict>, other: Value) -> Outcome<Gc<Dict>> {
    let arguments = vm.tuple(&[other]);
    let keywords = vm.new_dict();
    update_from(vm, "dict", this, arguments, keywords)?;
    Ok(this)
}

fn get(vm: &mut Vm, this: Gc<Dict>, key: Value, default: Option<Value>) -> Outcome<Value> {
    vm.settle_stubs(this, Some(key))?;
    Ok(vm.dict_get(this, key)?.or(default).unwrap_or(Value::NONE))
}

fn setdefault(vm: &mut Vm, this: Gc<Dict>, key: Value, default: Option<Value>) -> Outcome<Value> {
    let hash = vm.hash_key::<Dict>(key)?;
    vm.settle_stubs(this, Some(key))?;
    if let Some(entry) = vm.find_entry(this, key, hash)? {
        return Ok(this.value_at(entry));
    }
    let value = default.unwrap_or(Value::NONE);
    if this.is_guarded() {
        vm.check_store(this, key, value)?;
    }
    vm.dict_add(this, key, hash, value)?;
    Ok(value)
}

fn pop(vm: &mut Vm, this: Gc<Dict>, key: Value, default: Option<Value>) -> Outcome<Value> {
    if this.is_empty() {
        return match default {
            Some(default) => Ok(default),
            None => Err(vm.key_error(key)),
        };
    }
    vm.settle_stubs(this, Some(key))?;
    match vm.dict_remove(this, key)?.or(default) {
        Some(value) => Ok(value),
        None => Err(vm.key_error(key)),
    }
}

fn popitem(vm: &mut Vm, this: Gc<Dict>) -> Outcome<Value> {
    vm.settle_stubs(this, None)?;
    let Some(entry) = (if this.is_empty() { None } else { this.previous_entry(this.entry_end()) }) else {
        let message = vm.new_str("popitem(): dictionary is empty");
        return Err(vm.key_error(message.value()));
    };
    let (key, value) = (this.key_at(entry), this.value_at(entry));
    if this.is_guarded() {
        vm.check_store(this, key, Value::UNBOUND)?;
    }
    let pair = vm.pair(key, value);
    vm.heap.remove_dict_entry(this, entry);
    Ok(pair)
}

fn view(vm: &mut Vm, class: Gc<Type>, dict: Gc<Dict>, of: ViewOf) -> Gc<DictView> {
    let view: Gc<DictView> = vm.heap.alloc(class.root_shape.get());
    view.dict.init(dict);
    view.of.set(of);
    view
}

fn keys(vm: &mut Vm, this: Gc<Dict>) -> Outcome<Gc<DictView>> {
    Ok(view(vm, vm.types.dict_keys, this, ViewOf::Keys))
}

fn values(vm: &mut Vm, this: Gc<Dict>) -> Outcome<Gc<DictView>> {
    vm.settle_stubs(this, None)?;
    Ok(view(vm, vm.types.dict_values, this, ViewOf::Values))
}

fn items(vm: &mut Vm, this: Gc<Dict>) -> Outcome<Gc<DictView>> {
    vm.settle_stubs(this, None)?;
    Ok(view(vm, vm.types.dict_items, this, ViewOf::Items))
}

fn update(vm: &mut Vm, this: Gc<Dict>, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<()> {
    update_from(vm, "update", this, arguments, keywords)
}

fn clear(vm: &mut Vm, this: Gc<Dict>) -> Outcome<()> {
    if this.is_frozen() {
        return Err(vm.frozen_dict_error(this, Value::NONE));
    }
    if this.has_cells() {
        let mut at = 0;
        while let Some(entry) = this.next_entry(at) {
            vm.check_store(this, this.key_at(entry), Value::UNBOUND)?;
            at = entry + 1;
        }
        while let Some(entry) = this.next_entry(0) {
            vm.heap.remove_dict_entry(this, entry);
        }
    }
    vm.heap.clear_table(this);
    Ok(())
}

fn copy(vm: &mut Vm, this: Gc<Dict>) -> Outcome<Gc<Dict>> {
    let result = vm.new_dict();
    vm.dict_update(result, this.value())?;
    Ok(result)
}

fn fromkeys(vm: &mut Vm, class: Gc<Type>, keys: Value, value: Option<Value>) -> Outcome<Value> {
    let value = value.unwrap_or(Value::NONE);
    let result = if class == vm.types.dict { vm.new_dict().value() } else { vm.call(class.value(), &[])? };
    let plain = vm.cast_exact::<Dict>(result);
    if let (Some(dict), Some(set)) = (plain, keys.cast::<crate::object::Set>()) {
        let mut entry = 0;
        while let Some((found, key, hash)) = crate::protocol::next_hashed(set, entry) {
            vm.dict_set_hashed(dict, key, hash, value)?;
            entry = found + 1;
        }
        return Ok(result);
    }
    vm.for_each(keys, |vm, key| match plain {
        Some(dict) => vm.dict_set(dict, key, value),
        None => vm.set_item(result, key, value),
    })?;
    Ok(result)
}
