//! `_abc`: what `abc.ABCMeta` does: registered subclasses, and remembering what has been found out.

use super::native_module::{ModuleSpec, new_module, record_type};
use crate::builtins::prelude::*;
use crate::heap::WeakReference;
use crate::object::{Dict, List, Record, Set};

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    types: &[&ABC_DATA],
    ..new_module(
        "_abc",
        &[
            m("get_cache_token", "()", Pure, n(get_cache_token), "Returns the current ABC cache token."),
            m("_abc_init", "(self, /)", Any, n(init), "Internal ABC helper for class set-up."),
            m(
                "_abc_register",
                "(self, subclass, /)",
                Any,
                n(register),
                "Internal ABC helper for subclass registration.",
            ),
            m(
                "_abc_instancecheck",
                "(self, instance, /)",
                Any,
                n(instancecheck),
                "Internal ABC helper for instance checks.",
            ),
            m(
                "_abc_subclasscheck",
                "(self, subclass, /)",
                Any,
                n(subclasscheck),
                "Internal ABC helper for subclass checks.",
            ),
            m(
                "_get_dump",
                "(self, /)",
                Pure,
                n(dump),
                "Internal ABC helper for cache and registry debugging.",
            ),
            m(
                "_reset_registry",
                "(self, /)",
                Any,
                n(reset_registry),
                "Internal ABC helper to reset registry of a given class.",
            ),
            m(
                "_reset_caches",
                "(self, /)",
                Any,
                n(reset_caches),
                "Internal ABC helper to reset both caches of a given class.",
            ),
        ],
    )
};

/// What an abstract class keeps: three tables from classes' addresses to weak references to them, and the counter that
/// the table of those that are no subclasses is of.
static ABC_DATA: TypeSpec = record_type("_abc_data", "_abc", &[], "Internal state held by ABC machinery.");

const REGISTRY: usize = 0;
const CACHE: usize = 1;
const NEGATIVE: usize = 2;
const VERSION: usize = 3;

/// Where the registry of native modules keeps how often a class has been registered anywhere.
const COUNTER: &str = "abc.counter";

fn counter(vm: &mut Vm) -> Value {
    let key = vm.interned_name(COUNTER);
    let registry = vm.registry;
    vm.dict_get_str(registry, key).unwrap_or(Value::ZERO)
}

fn get_cache_token(vm: &mut Vm) -> Outcome<Value> {
    Ok(counter(vm))
}

fn data(vm: &mut Vm, class: Value) -> Outcome<Gc<Record>> {
    let key = vm.intern("_abc_impl");
    let found = vm.get_attribute(class, key)?;
    let wanted = vm.native_type(&ABC_DATA);
    match found.cast::<Record>().filter(|_| vm.type_of(found) == wanted) {
        Some(data) => Ok(data),
        None => Err(vm.type_error("_abc_impl is set to a wrong type")),
    }
}

fn table(data: Gc<Record>, which: usize) -> Gc<Dict> {
    data.get(which).cast::<Dict>().expect("the first fields are tables")
}

/// The key of a class: objects don't move, and an entry whose class is gone counts as none.
fn key(class: Value) -> Value {
    Value::fixnum(class.header().map_or(0, |header| std::ptr::from_ref(header) as i64))
}

fn remembers(vm: &mut Vm, table: Gc<Dict>, class: Value) -> Outcome<bool> {
    let found = vm.dict_get(table, key(class))?.and_then(Value::cast::<WeakReference>);
    Ok(found.is_some_and(|reference| reference.referent() == Some(class)))
}

fn remember(vm: &mut Vm, table: Gc<Dict>, class: Value) -> Outcome<()> {
    let reference = vm.types.weakref.value();
    let reference = vm.call(reference, &[class])?;
    vm.dict_set(table, key(class), reference)
}

/// The classes in a table that are still there.
fn members(vm: &mut Vm, table: Gc<Dict>) -> Outcome<Gc<List>> {
    let list = vm.new_list();
    let mut at = 0;
    while let Some(found) = table.next_entry(at) {
        at = found + 1;
        let reference = table.value_at(found).cast::<WeakReference>();
        if let Some(class) = reference.and_then(|reference| reference.referent()) {
            vm.append(list, class)?;
        }
    }
    Ok(list)
}

fn is_abstract(vm: &mut Vm, value: Value) -> Outcome<bool> {
    let key = vm.names.isabstractmethod;
    match vm.find_attribute(value, key)? {
        Some(told) => vm.is_true(told),
        None => Ok(false),
    }
}

/// Names of abstract methods: those of the class, and those of its bases that it has not replaced.
fn abstract_methods(vm: &mut Vm, class: Value) -> Outcome<Value> {
    let names = vm.new_set();
    let key = vm.names.dict;
    let namespace = vm.get_attribute(class, key)?;
    let key = vm.names.items;
    let items = vm.call_method(namespace, key, &[])?;
    let items = vm.list_from(items)?;
    let mut at = 0;
    while let Some(pair) = items.get(at).and_then(Value::cast::<Tuple>) {
        at += 1;
        if is_abstract(vm, pair.get(1))? {
            vm.set_add(names, pair.get(0))?;
        }
    }
    let key = vm.names.bases;
    let bases = vm.get_attribute(class, key)?;
    let bases = vm.tuple_from(bases)?;
    for &base in bases.as_slice() {
        let key = vm.names.abstractmethods;
        let Some(inherited) = vm.find_attribute(base, key)? else { continue };
        let inherited = vm.list_from(inherited)?;
        let mut at = 0;
        while let Some(name) = inherited.get(at) {
            at += 1;
            let Some(text) = name.cast::<Str>() else { continue };
            let text = vm.intern_str(text);
            if let Some(value) = vm.find_attribute(class, text)?
                && is_abstract(vm, value)?
            {
                vm.set_add(names, name)?;
            }
        }
    }
    let frozenset = vm.types.frozenset.value();
    vm.call(frozenset, &[names.value()])
}

fn init(vm: &mut Vm, class: Value) -> Outcome<()> {
    let names = abstract_methods(vm, class)?;
    let key = vm.names.abstractmethods;
    vm.set_attribute(class, key, names)?;
    let counter = counter(vm);
    let tables = [vm.new_dict().value(), vm.new_dict().value(), vm.new_dict().value(), counter];
    let kind = vm.native_type(&ABC_DATA);
    let data = vm.new_record(kind, &tables);
    let key = vm.intern("_abc_impl");
    vm.set_attribute(class, key, data.value())?;
    if let Some(class) = class.cast::<Type>() {
        take_collection_flags(vm, class)?;
    }
    Ok(())
}

/// Makes the class a sequence or a mapping for patterns if it says so.
fn take_collection_flags(vm: &mut Vm, class: Gc<Type>) -> Outcome<()> {
    const SEQUENCE: i64 = 1 << 5;
    const MAPPING: i64 = 1 << 6;
    let key = vm.intern("__abc_tpflags__");
    let Some(told) = vm.own_attribute(class, key) else { return Ok(()) };
    let told = told.as_fixnum().unwrap_or(0);
    if told & (SEQUENCE | MAPPING) == SEQUENCE | MAPPING {
        return Err(
            vm.type_error("__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING")
        );
    }
    if told & SEQUENCE != 0 {
        class.add(TypeFlags::SEQUENCE);
    } else if told & MAPPING != 0 {
        class.add(TypeFlags::MAPPING);
    }
    let dict = class.dict.get();
    vm.dict_remove(dict, key.value())?;
    vm.type_modified(class, key);
    Ok(())
}

/// Makes a registered class and those below it what the abstract class is.
fn inherit_collection_flags(vm: &mut Vm, class: Gc<Type>, flag: TypeFlags) {
    if class.has(TypeFlags::IMMUTABLE) || class.has(flag) {
        return;
    }
    class.remove(TypeFlags::SEQUENCE);
    class.remove(TypeFlags::MAPPING);
    class.add(flag);
    for subclass in vm.subclasses(class) {
        inherit_collection_flags(vm, subclass, flag);
    }
}

fn register(vm: &mut Vm, class: Value, subclass: Value) -> Outcome<Value> {
    let Some(registered) = subclass.cast::<Type>() else {
        return Err(vm.type_error("Can only register classes"));
    };
    if vm.is_subclass(subclass, class)? {
        return Ok(subclass);
    }
    if vm.is_subclass(class, subclass)? {
        return Err(vm.error(vm.exceptions.RuntimeError, "Refusing to create an inheritance cycle"));
    }
    let data = data(vm, class)?;
    remember(vm, table(data, REGISTRY), subclass)?;
    let next = counter(vm).as_fixnum().unwrap_or(0) + 1;
    let registry = vm.registry;
    vm.set_global(registry, COUNTER, Value::fixnum(next))?;
    if let Some(class) = class.cast::<Type>() {
        for flag in [TypeFlags::SEQUENCE, TypeFlags::MAPPING] {
            if class.has(flag) {
                inherit_collection_flags(vm, registered, flag);
            }
        }
    }
    Ok(subclass)
}

fn check(vm: &mut Vm, class: Value, subclass: Value) -> Outcome<Value> {
    let key = vm.names.special(Special::SubclassCheck);
    vm.call_method(class, key, &[subclass])
}

fn instancecheck(vm: &mut Vm, class: Value, instance: Value) -> Outcome<Value> {
    let data = data(vm, class)?;
    let own = vm.type_of(instance).value();
    let key = vm.names.class;
    let subclass = vm.find_attribute(instance, key)?.unwrap_or(own);
    if remembers(vm, table(data, CACHE), subclass)? {
        return Ok(Value::TRUE);
    }
    if subclass == own {
        let counter = counter(vm);
        if data.get(VERSION) == counter && remembers(vm, table(data, NEGATIVE), subclass)? {
            return Ok(Value::FALSE);
        }
        return check(vm, class, subclass);
    }
    let result = check(vm, class, subclass)?;
    if vm.is_true(result)? { Ok(result) } else { check(vm, class, own) }
}

fn subclasscheck(vm: &mut Vm, class: Value, subclass: Value) -> Outcome<bool> {
    if !subclass.is::<Type>() {
        return Err(vm.type_error("issubclass() arg 1 must be a class"));
    }
    let data = data(vm, class)?;
    if remembers(vm, table(data, CACHE), subclass)? {
        return Ok(true);
    }
    let counter = counter(vm);
    if data.get(VERSION) != counter {
        let fresh = vm.new_dict();
        data.set(NEGATIVE, fresh.value());
        data.set(VERSION, counter);
    } else if remembers(vm, table(data, NEGATIVE), subclass)? {
        return Ok(false);
    }
    let found = find_out(vm, data, class, subclass)?;
    remember(vm, table(data, if found { CACHE } else { NEGATIVE }), subclass)?;
    Ok(found)
}

/// Whether a class is a subclass, of which nothing is remembered.
fn find_out(vm: &mut Vm, data: Gc<Record>, class: Value, subclass: Value) -> Outcome<bool> {
    let hook = vm.intern("__subclasshook__");
    match vm.call_method(class, hook, &[subclass])? {
        Value::TRUE => return Ok(true),
        Value::FALSE => return Ok(false),
        Value::NOT_IMPLEMENTED => {}
        _ => {
            return Err(vm.error(
                vm.exceptions.AssertionError,
                "__subclasshook__ must return either False, True, or NotImplemented",
            ));
        }
    }
    let key = vm.intern("__mro__");
    if let Some(order) = vm.find_attribute(subclass, key)?.and_then(Value::cast::<Tuple>)
        && order.iter().any(|entry| entry == class)
    {
        return Ok(true);
    }
    let registered = members(vm, table(data, REGISTRY))?;
    let mut at = 0;
    while let Some(entry) = registered.get(at) {
        at += 1;
        if vm.is_subclass(subclass, entry)? {
            return Ok(true);
        }
    }
    let key = vm.intern("__subclasses__");
    let below = vm.call_method(class, key, &[])?;
    let Some(below) = below.cast::<List>() else {
        return Err(vm.type_error("__subclasses__() must return a list"));
    };
    let mut at = 0;
    while let Some(entry) = below.get(at) {
        at += 1;
        if vm.is_subclass(subclass, entry)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn dump(vm: &mut Vm, class: Value) -> Outcome<Value> {
    let data = data(vm, class)?;
    let mut parts = [Value::NONE, Value::NONE, Value::NONE, data.get(VERSION)];
    for which in [REGISTRY, CACHE, NEGATIVE] {
        let set: Gc<Set> = vm.new_set();
        parts[which] = set.value();
        let table = table(data, which);
        let mut at = 0;
        while let Some(found) = table.next_entry(at) {
            at = found + 1;
            vm.set_add(set, table.value_at(found))?;
        }
    }
    Ok(vm.tuple(&parts).value())
}

fn reset_registry(vm: &mut Vm, class: Value) -> Outcome<()> {
    let data = data(vm, class)?;
    let fresh = vm.new_dict();
    data.set(REGISTRY, fresh.value());
    Ok(())
}

fn reset_caches(vm: &mut Vm, class: Value) -> Outcome<()> {
    let data = data(vm, class)?;
    for which in [CACHE, NEGATIVE] {
        let fresh = vm.new_dict();
        data.set(which, fresh.value());
    }
    Ok(())
}
