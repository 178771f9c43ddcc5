//! `gc`: collections on demand, looking at the heap, freezing it. What counts references elsewhere has no meaning here.

use crate::builtins::prelude::*;
use crate::heap::{Generation, flags};
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::object::{Dict, List};

/// The module.
pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    doc: "This module provides access to the garbage collector for reference cycles.",
    python: include_str!("python/gc.py"),
    ..new_module(
        "gc",
        &[
            m("_collect", "(full, /)", Any, n(collect), ""),
            m("_statistics", "()", Any, n(statistics), ""),
            m(
                "is_tracked",
                "(obj, /)",
                Pure,
                n(is_tracked),
                "Returns true if the object is tracked by the garbage collector.",
            ),
            m(
                "is_finalized",
                "(obj, /)",
                Pure,
                n(is_finalized),
                "Returns true if the object has been already finalized by the GC.",
            ),
            m(
                "freeze",
                "()",
                Any,
                n(freeze),
                "Freeze all current tracked objects and ignore them for future collections.",
            ),
            m("unfreeze", "()", Any, n(unfreeze), "Unfreeze all objects in the permanent generation."),
            m(
                "get_freeze_count",
                "()",
                Pure,
                n(freeze_count),
                "Return the number of objects in the permanent generation.",
            ),
            m("_get_objects", "()", Any, n(get_objects), ""),
            m(
                "get_referents",
                "(*objs)",
                Any,
                n(get_referents),
                "Return the list of objects that are directly referred to by 'objs'.",
            ),
            m(
                "get_referrers",
                "(*objs)",
                Any,
                n(get_referrers),
                "Return the list of objects that directly refer to any of 'objs'.",
            ),
        ],
    )
};

fn collect(vm: &mut Vm, full: bool) -> Outcome<()> {
    vm.heap.collect(if full { Generation::Old } else { Generation::Young });
    vm.run_due();
    Ok(())
}

/// How many minor and full collections there were.
fn statistics(vm: &mut Vm) -> Outcome<Value> {
    let statistics = vm.heap.statistics();
    let (minor, full) = (Value::index(statistics.minor), Value::index(statistics.full));
    Ok(vm.pair(minor, full))
}

/// Whether an object is of a kind that can be part of a cycle.
fn is_tracked(_: &mut Vm, object: Value) -> Outcome<bool> {
    Ok(tracks(object))
}

fn tracks(object: Value) -> bool {
    let Some(header) = object.header() else { return false };
    match header.kind() {
        Kind::Type => object.cast::<Type>().is_some_and(|class| class.is_heap_type()),
        Kind::Range | Kind::Code => false,
        Kind::Int
        | Kind::Float
        | Kind::Complex
        | Kind::Str
        | Kind::Bytes
        | Kind::ByteArray
        | Kind::Instance => {
            // It refers to others only by what its class adds.
            let class = header.shape().class.get();
            class.is_heap_type()
                && (class.has(TypeFlags::DICT) || class.has(TypeFlags::WEAKREF) || class.slot_count.get() > 0)
        }
        _ => true,
    }
}

fn is_finalized(_: &mut Vm, object: Value) -> Outcome<bool> {
    Ok(object.header().is_some_and(|header| header.has(flags::FINALIZED)))
}

fn freeze(vm: &mut Vm) -> Outcome<()> {
    vm.heap.freeze();
    Ok(())
}

fn unfreeze(vm: &mut Vm) -> Outcome<()> {
    vm.heap.unfreeze();
    Ok(())
}

fn freeze_count(vm: &mut Vm) -> Outcome<usize> {
    Ok(vm.heap.frozen_count())
}

/// A list with room for so many items that filling it allocates nothing.
fn roomy_list(vm: &mut Vm, count: usize) -> Outcome<Gc<List>> {
    let list = vm.new_list();
    if vm.heap.reserve_list(list, count) { Ok(list) } else { Err(vm.memory_error()) }
}

/// Adds to a list that has room.
fn push(list: Gc<List>, value: Value) {
    let length = list.len();
    if length < list.items.get().capacity() {
        list.items.get().set(length, value);
        list.length.set(length + 1);
    }
}

fn get_objects(vm: &mut Vm) -> Outcome<Gc<List>> {
    let mut count = 0;
    vm.heap.for_each_object(Generation::Old, &mut |object| count += usize::from(tracks(object)));
    // The list itself, and what finalisers have not released yet.
    let list = roomy_list(vm, count + 16)?;
    vm.heap.for_each_object(Generation::Old, &mut |object| {
        if tracks(object) && object != list.value() {
            push(list, object);
        }
    });
    Ok(list)
}

/// What a container holds that is no object of the heap: small numbers, `None` and the like.
fn immediates(container: Value, found: &mut dyn FnMut(Value)) {
    let mut note = |value: Value| {
        if !value.is_pointer() && !value.is_unbound() {
            found(value);
        }
    };
    if let Some(list) = container.cast::<List>() {
        (0..list.len()).filter_map(|at| list.get(at)).for_each(note);
    } else if let Some(tuple) = container.cast::<Tuple>() {
        tuple.iter().for_each(note);
    } else if let Some(dict) = container.cast::<Dict>() {
        let mut at = 0;
        while let Some(entry) = dict.next_entry(at) {
            note(dict.key_at(entry));
            note(dict.value_at(entry));
            at = entry + 1;
        }
    }
}

fn get_referents(vm: &mut Vm, objects: Gc<Tuple>) -> Outcome<Gc<List>> {
    let Ok(mut references) = vm.heap.references() else { return Err(vm.memory_error()) };
    let mut count = 0;
    for &object in objects.as_slice().iter().filter(|object| object.is_pointer()) {
        references.of(object, &mut |_| count += 1);
        immediates(object, &mut |_| count += 1);
    }
    let list = roomy_list(vm, count)?;
    for &object in objects.as_slice().iter().filter(|object| object.is_pointer()) {
        references.of(object, &mut |referent| push(list, referent));
        immediates(object, &mut |referent| push(list, referent));
    }
    Ok(list)
}

fn get_referrers(vm: &mut Vm, objects: Gc<Tuple>) -> Outcome<Gc<List>> {
    let mut count = 0;
    vm.heap.for_each_object(Generation::Old, &mut |_| count += 1);
    let list = roomy_list(vm, count + 16)?;
    let Ok(mut references) = vm.heap.references() else { return Err(vm.memory_error()) };
    let wanted = objects.as_slice();
    vm.heap.for_each_object(Generation::Old, &mut |object| {
        let mut refers = false;
        references.of(object, &mut |referent| refers |= wanted.contains(&referent));
        if refers && object != list.value() && object != objects.value() && tracks(object) {
            push(list, object);
        }
    });
    Ok(list)
}
