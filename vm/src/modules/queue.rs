//! `_queue`: an unbounded queue between threads.

use crate::builtins::prelude::*;
use crate::modules::native_module::{ModuleSpec, generic_alias, new_module, record_type};
use crate::modules::thread::deadline;
use crate::object::{Dict, List, Record};
use crate::vm::Raised;

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "C implementation of the Python queue module.\n\
          This module is an implementation detail, please do not use it directly.",
    types: &[&QUEUE],
    fill,
    ..new_module("_queue", &[])
};

// The fields of a queue: the list of its items, and how many at the list's beginning have been taken.
const ITEMS: usize = 0;
const TAKEN: usize = 1;

/// Taken places are given back when they are more than this, and more than half of the list.
const MOST_TAKEN: usize = 32;

static QUEUE: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE.and(TypeFlags::WEAKREF),
    ..record_type(
        "SimpleQueue",
        "_queue",
        &[
            m("__new__", "($type)", Pure, n(new), ""),
            m(
                "empty",
                "($self, /)",
                Pure,
                n(empty),
                "Return True if the queue is empty, False otherwise (not reliable!).",
            ),
            m(
                "get",
                "($self, /, block=True, timeout=None)",
                Any,
                n(get),
                "Remove and return an item from the queue.\n\n\
                 If optional args 'block' is true and 'timeout' is None (the default),\n\
                 block if necessary until an item is available. If 'timeout' is\n\
                 a non-negative number, it blocks at most 'timeout' seconds and raises\n\
                 the Empty exception if no item was available within that time.\n\
                 Otherwise ('block' is false), return an item if one is immediately\n\
                 available, else raise the Empty exception ('timeout' is ignored\n\
                 in that case).",
            ),
            m(
                "get_nowait",
                "($self, /)",
                Any,
                n(get_nowait),
                "Remove and return an item from the queue without blocking.\n\n\
                 Only get an item if one is immediately available. Otherwise\n\
                 raise the Empty exception.",
            ),
            m(
                "put",
                "($self, /, item, block=True, timeout=None)",
                MutatesReceiver,
                n(|vm: &mut Vm, it: Gc<Record>, item: Value, _: Option<Value>, _: Option<Value>| {
                    put(vm, it, item)
                }),
                "Put the item on the queue.\n\n\
                 The optional 'block' and 'timeout' arguments are ignored, as this method\n\
                 never blocks.  They are provided for compatibility with the Queue class.",
            ),
            m(
                "put_nowait",
                "($self, /, item)",
                MutatesReceiver,
                n(put),
                "Put an item into the queue without blocking.\n\n\
                 This is exactly equivalent to `put(item)` and is only provided\n\
                 for compatibility with the Queue class.",
            ),
            m(
                "qsize",
                "($self, /)",
                Pure,
                n(size),
                "Return the approximate size of the queue (not reliable!).",
            ),
            m("__class_getitem__", "($type, object, /)", Pure, n(generic_alias), "See PEP 585"),
        ],
        "Simple, unbounded, reentrant FIFO queue.",
    )
};

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    let base = vm.exceptions.Exception;
    vm.add_exception(namespace, "_queue", "Empty", base)?;
    Ok(())
}

fn new(vm: &mut Vm, class: Gc<Type>) -> Outcome<Gc<Record>> {
    let items = vm.new_list();
    Ok(vm.new_record(class, &[items.value(), Value::ZERO]))
}

fn parts(it: Gc<Record>) -> (Gc<List>, usize) {
    match it.get(ITEMS).cast() {
        Some(items) => (items, it.get(TAKEN).as_fixnum().unwrap_or(0) as usize),
        None => unreachable!("a queue is made with its list"),
    }
}

fn size(_: &mut Vm, it: Gc<Record>) -> Outcome<usize> {
    let (items, taken) = parts(it);
    Ok(items.len() - taken)
}

fn empty(vm: &mut Vm, it: Gc<Record>) -> Outcome<bool> {
    Ok(size(vm, it)? == 0)
}

fn put(vm: &mut Vm, it: Gc<Record>, item: Value) -> Outcome<()> {
    let (items, _) = parts(it);
    vm.append(items, item)?;
    vm.wake_one(it.value());
    Ok(())
}

/// Takes the oldest item, if there is one.
fn take(it: Gc<Record>) -> Option<Value> {
    let (items, taken) = parts(it);
    let item = items.get(taken)?;
    let storage = items.items.get();
    storage.set(taken, Value::UNBOUND);
    let taken = taken + 1;
    if taken == items.len() || taken > MOST_TAKEN && taken > items.len() / 2 {
        let left = items.len() - taken;
        storage.copy_within(taken, 0, left);
        storage.clear(left, taken);
        items.length.set(left);
        it.set(TAKEN, Value::ZERO);
    } else {
        it.set(TAKEN, Value::index(taken));
    }
    Some(item)
}

fn nothing(vm: &mut Vm) -> Raised {
    let class = vm.module_exception("_queue.Empty");
    vm.raise_with(class, &[])
}

fn get(vm: &mut Vm, it: Gc<Record>, block: Option<Value>, timeout: Option<Value>) -> Outcome<Value> {
    let blocks = block.map_or(Ok(true), |block| vm.is_true(block))?;
    if !blocks {
        return get_nowait(vm, it);
    }
    let until = match timeout.filter(|timeout| !timeout.is_none()) {
        None => None,
        Some(timeout) => {
            let seconds = vm.to_f64(timeout)?;
            if seconds < 0.0 {
                return Err(vm.value_error("'timeout' must be a non-negative number"));
            }
            deadline(vm, seconds)?
        }
    };
    loop {
        if let Some(item) = take(it) {
            return Ok(item);
        }
        if !vm.wait_on(it.value(), until)? {
            return take(it).ok_or_else(|| nothing(vm));
        }
    }
}

fn get_nowait(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    take(it).ok_or_else(|| nothing(vm))
}
