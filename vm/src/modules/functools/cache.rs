//! `_lru_cache_wrapper`: calls whose results are kept, the most recently used first.
//!
//! Entries are records in a ring around a root: the one after the root is the oldest. A dict leads from keys to entries.

use smallvec::SmallVec;

use super::call;
use crate::builtins::type_type::{instance_dict, set_instance_dict};
use crate::heap::Gc;
use crate::modules::native_module::record_type;
use crate::native::{method, native};
use crate::object::{Dict, Effect, Record, Table, Tuple, Type, TypeFlags};
use crate::value::Value;
use crate::vm::{Outcome, TypeSpec, Vm};

// The fields of a wrapper.
const FUNCTION: usize = 0;
const MAX_SIZE: usize = 1;
const TYPED: usize = 2;
const INFO: usize = 3;
const ENTRIES: usize = 4;
const ROOT: usize = 5;
const HITS: usize = 6;
const MISSES: usize = 7;
const MARK: usize = 8;
// The fields of an entry.
const BEFORE: usize = 0;
const AFTER: usize = 1;
const KEY: usize = 2;
const RESULT: usize = 3;

/// The type.
pub(super) static WRAPPER: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE.and(TypeFlags::ATTRIBUTES).and(TypeFlags::DICT).and(TypeFlags::WEAKREF),
    attributes: &[("__dict__", instance_dict, Some(set_instance_dict))],
    ..record_type(
        "_lru_cache_wrapper",
        "functools",
        &[
            method(
                "__new__",
                "($type, user_function, maxsize, typed, cache_info_type)",
                Effect::Pure,
                native(new),
                "",
            ),
            method(
                "__call__",
                "($self, /, *args, **kwargs)",
                Effect::Any,
                native(call_wrapper),
                "Call self as a function.",
            ),
            method(
                "__get__",
                "($self, instance, owner=None, /)",
                Effect::Pure,
                native(get),
                "Return an attribute of instance, which is of type owner.",
            ),
            method("cache_info", "($self, /)", Effect::Any, native(info), "Report cache statistics"),
            method(
                "cache_clear",
                "($self, /)",
                Effect::MutatesReceiver,
                native(clear),
                "Clear the cache and cache statistics",
            ),
            method("__reduce__", "($self, /)", Effect::Any, native(reduce), ""),
            method("__copy__", "($self, /)", Effect::Pure, native(|_: &mut Vm, it: Value| Ok(it)), ""),
            method(
                "__deepcopy__",
                "($self, memo, /)",
                Effect::Pure,
                native(|_: &mut Vm, it: Value, _: Value| Ok(it)),
                "",
            ),
        ],
        "Create a cached callable that wraps another function.",
    )
};

static ENTRY: TypeSpec =
    TypeSpec { flags: TypeFlags::NO_NEW, ..record_type("_lru_list_elem", "functools", &[], "") };

/// An entry that is linked to itself.
fn alone(vm: &mut Vm, key: Value, result: Value) -> Gc<Record> {
    let class = vm.native_type(&ENTRY);
    let entry = vm.new_record(class, &[Value::NONE, Value::NONE, key, result]);
    entry.set(BEFORE, entry.value());
    entry.set(AFTER, entry.value());
    entry
}

fn record(value: Value) -> Gc<Record> {
    match value.cast() {
        Some(record) => record,
        None => unreachable!("the ring is made of entries"),
    }
}

fn unlink(entry: Gc<Record>) {
    let (before, after) = (record(entry.get(BEFORE)), record(entry.get(AFTER)));
    before.set(AFTER, after.value());
    after.set(BEFORE, before.value());
}

/// Makes the entry the most recently used.
fn link_last(root: Gc<Record>, entry: Gc<Record>) {
    let last = record(root.get(BEFORE));
    last.set(AFTER, entry.value());
    entry.set(BEFORE, last.value());
    entry.set(AFTER, root.value());
    root.set(BEFORE, entry.value());
}

fn new(
    vm: &mut Vm,
    class: Gc<Type>,
    function: Value,
    max_size: Value,
    typed: bool,
    info: Value,
) -> Outcome<Gc<Record>> {
    if !vm.is_callable(function) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let max_size = if max_size.is_none() {
        Value::NONE
    } else if vm.special(max_size, crate::object::Special::Index).is_some() {
        Value::fixnum(vm.index_i64(max_size)?.max(0))
    } else {
        return Err(vm.type_error("maxsize should be integer or None"));
    };
    let entries = vm.new_dict();
    let root = alone(vm, Value::NONE, Value::NONE);
    let mark = vm.alloc_instance(vm.types.object);
    let fields = [
        function,
        max_size,
        Value::bool(typed),
        info,
        entries.value(),
        root.value(),
        Value::ZERO,
        Value::ZERO,
        mark,
    ];
    Ok(vm.new_record(class, &fields))
}

fn entries(it: Gc<Record>) -> Gc<Dict> {
    match it.get(ENTRIES).cast() {
        Some(entries) => entries,
        None => unreachable!("a wrapper is made with its entries"),
    }
}

fn count(it: Gc<Record>, field: usize) {
    it.set(field, Value::fixnum(it.get(field).as_fixnum().unwrap_or(0) + 1));
}

/// The key of a call: the only argument if that is a plain integer or string, else a tuple.
fn key(vm: &mut Vm, it: Gc<Record>, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<Value> {
    let typed = it.get(TYPED) == Value::TRUE;
    if keywords.is_empty() && !typed {
        if arguments.len() == 1 {
            let only = arguments.get(0);
            if vm.is_exact(only, vm.types.str) || vm.is_exact(only, vm.types.int) {
                return Ok(only);
            }
        }
        return Ok(arguments.value());
    }
    let mut parts: SmallVec<[Value; 16]> = SmallVec::from_slice(arguments.as_slice());
    let (values, names) = vm.spread(&[], keywords)?;
    if let Some(names) = names {
        parts.push(it.get(MARK));
        for (&name, &value) in names.as_slice().iter().zip(values.as_slice()) {
            parts.extend([name, value]);
        }
    }
    if typed {
        for &value in arguments.as_slice().iter().chain(values.as_slice()) {
            parts.push(vm.type_of(value).value());
        }
    }
    Ok(vm.new_tuple(&parts)?.value())
}

fn call_wrapper(vm: &mut Vm, it: Gc<Record>, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<Value> {
    let function = it.get(FUNCTION);
    let max_size = it.get(MAX_SIZE);
    if max_size == Value::ZERO {
        count(it, MISSES);
        return call(vm, function, arguments.as_slice(), keywords);
    }
    let key = key(vm, it, arguments, keywords)?;
    let hash = vm.hash(key)?;
    let table = entries(it);
    if let Some(found) = vm.find_entry(table, key, hash)? {
        count(it, HITS);
        let entry = record(table.value_at(found));
        if !max_size.is_none() {
            unlink(entry);
            link_last(record(it.get(ROOT)), entry);
        }
        return Ok(entry.get(RESULT));
    }
    count(it, MISSES);
    let result = call(vm, function, arguments.as_slice(), keywords)?;
    let table = entries(it);
    // The call may have stored the same key, or emptied the cache.
    if vm.find_entry(table, key, hash)?.is_some() {
        return Ok(result);
    }
    let entry = alone(vm, key, result);
    let Some(most) = max_size.as_fixnum() else {
        vm.dict_set_hashed(table, key, hash, entry.value())?;
        return Ok(result);
    };
    let root = record(it.get(ROOT));
    if table.len() as i64 >= most {
        let oldest = record(root.get(AFTER));
        if oldest != root {
            unlink(oldest);
            vm.dict_remove(table, oldest.get(KEY))?;
        }
    }
    vm.dict_set_hashed(table, key, hash, entry.value())?;
    link_last(root, entry);
    Ok(result)
}

fn get(vm: &mut Vm, it: Gc<Record>, instance: Value, _owner: Option<Value>) -> Outcome<Value> {
    if instance.is_none() { Ok(it.value()) } else { Ok(vm.bind(it.value(), instance)) }
}

fn info(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    let size = Value::index(entries(it).len());
    vm.call(it.get(INFO), &[it.get(HITS), it.get(MISSES), it.get(MAX_SIZE), size])
}

fn clear(vm: &mut Vm, it: Gc<Record>) -> Outcome<()> {
    let table = vm.new_dict();
    it.set(ENTRIES, table.value());
    let root = alone(vm, Value::NONE, Value::NONE);
    it.set(ROOT, root.value());
    it.set(HITS, Value::ZERO);
    it.set(MISSES, Value::ZERO);
    Ok(())
}

fn reduce(vm: &mut Vm, it: Value) -> Outcome<Value> {
    let name = vm.names.qualname;
    vm.get_attribute(it, name)
}
