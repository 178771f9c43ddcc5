//! `_heapq`: priority queues in lists.

use crate::heap::Gc;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::native::{method, native};
use crate::object::{Effect, List, NativeSpec, Special};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// Which item is on top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Top {
    Smallest,
    Largest,
}

/// A function for heaps whose smallest item is on top, and the one for those with the largest there.
macro_rules! both {
    ($name:literal, $max_name:literal, ($($parameter:ident),*), $signature:literal, $function:ident, $doc:literal, $max_doc:literal) => {
        [
            method($name, $signature, Effect::Any, native(|vm: &mut Vm, heap: Value, $($parameter: Value),*| {
                let heap = list(vm, $name, heap)?;
                $function(vm, Top::Smallest, heap, $($parameter),*)
            }), $doc),
            method($max_name, $signature, Effect::Any, native(|vm: &mut Vm, heap: Value, $($parameter: Value),*| {
                let heap = list(vm, $max_name, heap)?;
                $function(vm, Top::Largest, heap, $($parameter),*)
            }), $max_doc),
        ]
    };
}

static FUNCTIONS: [[NativeSpec; 2]; 5] = [
    both!(
        "heapify",
        "heapify_max",
        (),
        "(heap, /)",
        heapify,
        "Transform list into a heap, in-place, in O(len(heap)) time.",
        "Maxheap variant of heapify."
    ),
    both!(
        "heappop",
        "heappop_max",
        (),
        "(heap, /)",
        pop,
        "Pop the smallest item off the heap, maintaining the heap invariant.",
        "Maxheap variant of heappop."
    ),
    both!(
        "heappush",
        "heappush_max",
        (item),
        "(heap, item, /)",
        push,
        "Push item onto heap, maintaining the heap invariant.",
        "Push item onto max heap, maintaining the heap invariant."
    ),
    both!(
        "heappushpop",
        "heappushpop_max",
        (item),
        "(heap, item, /)",
        push_pop,
        "Push item on the heap, then pop and return the smallest item from the heap.",
        "Maxheap variant of heappushpop."
    ),
    both!(
        "heapreplace",
        "heapreplace_max",
        (item),
        "(heap, item, /)",
        replace,
        "Pop and return the current smallest value, and add the new item.",
        "Maxheap variant of heapreplace."
    ),
];

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "Heap queue algorithm (a.k.a. priority queue).",
    fill: |vm, namespace| {
        let about =
            vm.new_str("Heap queues: lists whose first item is the smallest, or the largest.").value();
        vm.set_global(namespace, "__about__", about)
    },
    ..new_module("_heapq", FUNCTIONS.as_flattened())
};

/// The list that the first argument has to be.
fn list(vm: &mut Vm, function: &str, heap: Value) -> Outcome<Gc<List>> {
    match heap.cast::<List>() {
        Some(list) => Ok(list),
        None => {
            let name = if heap.is_none() { "None".to_owned() } else { vm.type_name(heap) };
            let number = if function.starts_with("heapify")
                || function.starts_with("heappop") && !function.starts_with("heappushpop")
            {
                ""
            } else {
                " 1"
            };
            Err(vm.type_error(format!("{function}() argument{number} must be list, not {name}")))
        }
    }
}

fn at(heap: Gc<List>, index: usize) -> Value {
    heap.get(index).unwrap_or(Value::NONE)
}

fn set(heap: Gc<List>, index: usize, value: Value) {
    heap.items.get().set(index, value);
}

/// Whether one item belongs above another. The comparison must not change the length of the list.
fn is_above(vm: &mut Vm, top: Top, heap: Gc<List>, one: Value, other: Value) -> Outcome<bool> {
    let length = heap.len();
    let result = match top {
        Top::Smallest => vm.compare_bool(Special::Less, one, other),
        Top::Largest => vm.compare_bool(Special::Less, other, one),
    }?;
    if heap.len() != length {
        return Err(vm.error(vm.exceptions.RuntimeError, "list changed size during iteration"));
    }
    Ok(result)
}

/// Moves the item at `place` up until its parent belongs above it, but not above `start`.
fn rise(vm: &mut Vm, top: Top, heap: Gc<List>, start: usize, place: usize) -> Outcome<()> {
    let mut place = place;
    while place > start {
        let parent = (place - 1) / 2;
        let (item, above) = (at(heap, place), at(heap, parent));
        if !is_above(vm, top, heap, item, above)? {
            break;
        }
        // Read again: the comparison may have stored into the list.
        let (item, above) = (at(heap, place), at(heap, parent));
        set(heap, parent, item);
        set(heap, place, above);
        place = parent;
    }
    Ok(())
}

/// Moves the item at `start` down to the leaves, its better child up each time, and then up to where it belongs. That
/// takes fewer comparisons than stopping on the way down.
fn sink(vm: &mut Vm, top: Top, heap: Gc<List>, start: usize) -> Outcome<()> {
    let end = heap.len();
    let mut place = start;
    while place < end / 2 {
        let mut child = 2 * place + 1;
        if child + 1 < end {
            let (left, right) = (at(heap, child), at(heap, child + 1));
            if !is_above(vm, top, heap, left, right)? {
                child += 1;
            }
        }
        let (item, below) = (at(heap, place), at(heap, child));
        set(heap, place, below);
        set(heap, child, item);
        place = child;
    }
    rise(vm, top, heap, start, place)
}

fn heapify(vm: &mut Vm, top: Top, heap: Gc<List>) -> Outcome<()> {
    for start in (0..heap.len() / 2).rev() {
        sink(vm, top, heap, start)?;
    }
    Ok(())
}

fn push(vm: &mut Vm, top: Top, heap: Gc<List>, item: Value) -> Outcome<()> {
    vm.append(heap, item)?;
    let last = heap.len() - 1;
    rise(vm, top, heap, 0, last)
}

fn pop(vm: &mut Vm, top: Top, heap: Gc<List>) -> Outcome<Value> {
    let Some(last) = heap.len().checked_sub(1) else { return Err(vm.index_error("index out of range")) };
    let item = at(heap, last);
    set(heap, last, Value::UNBOUND);
    heap.length.set(last);
    if last == 0 {
        return Ok(item);
    }
    let found = at(heap, 0);
    set(heap, 0, item);
    sink(vm, top, heap, 0)?;
    Ok(found)
}

fn replace(vm: &mut Vm, top: Top, heap: Gc<List>, item: Value) -> Outcome<Value> {
    if heap.is_empty() {
        return Err(vm.index_error("index out of range"));
    }
    let found = at(heap, 0);
    set(heap, 0, item);
    sink(vm, top, heap, 0)?;
    Ok(found)
}

fn push_pop(vm: &mut Vm, top: Top, heap: Gc<List>, item: Value) -> Outcome<Value> {
    if heap.is_empty() {
        return Ok(item);
    }
    let first = at(heap, 0);
    if !is_above(vm, top, heap, first, item)? {
        return Ok(item);
    }
    if heap.is_empty() {
        return Err(vm.index_error("index out of range"));
    }
    replace(vm, top, heap, item)
}
