//! `product`, `permutations`, `combinations`, `combinations_with_replacement`.
//!
//! Each is a record `[pool, list of indices or unbound at the end, 1 once started, ...]`; the algorithms are those of
//! the Python versions in the documentation of `itertools`.

use super::{ITER, next_method, number, set_number, size};
use crate::heap::Gc;
use crate::modules::native_module::record_type;
use crate::native::{method, native};
use crate::object::{Effect, List, Record, Tuple, Type};
use crate::value::Value;
use crate::vm::{Outcome, TypeSpec, Vm};

const MODULE: &str = "itertools";

fn indices(vm: &mut Vm, numbers: impl Iterator<Item = usize>) -> Outcome<Gc<List>> {
    let list = vm.new_list();
    for number in numbers {
        vm.append(list, Value::index(number))?;
    }
    Ok(list)
}

fn index(list: Gc<List>, at: usize) -> usize {
    list.get(at).and_then(Value::as_fixnum).unwrap_or(0) as usize
}

fn set_index(list: Gc<List>, at: usize, value: usize) {
    list.items.get().set(at, Value::index(value));
}

/// The items of the pool that the first indices choose.
fn chosen(vm: &mut Vm, pool: Gc<Tuple>, list: Gc<List>, count: usize) -> Outcome<Option<Value>> {
    let row = vm.new_list();
    for at in 0..count {
        vm.append(row, pool.get(index(list, at)))?;
    }
    Ok(Some(vm.tuple_of_list(row)?.value()))
}

/// Pool and indices, unless it's over.
fn state(record: Gc<Record>) -> Option<(Gc<Tuple>, Gc<List>)> {
    Some((record.get(0).cast()?, record.get(1).cast()?))
}

fn starts(record: Gc<Record>) -> bool {
    let starts = number(record, 2) == 0;
    set_number(record, 2, 1);
    starts
}

fn finish(record: Gc<Record>) -> Outcome<Option<Value>> {
    record.set(1, Value::UNBOUND);
    Ok(None)
}

// product: [tuple of pools, indices or unbound, started]

pub(super) static PRODUCT: TypeSpec = record_type(
    "product",
    MODULE,
    &[
        method("__new__", "($type, *iterables, repeat=1)", Effect::Any, native(new_product), ""),
        ITER,
        next_method!(product_next),
    ],
    "Cartesian product of input iterables. Equivalent to nested for-loops.",
);

fn new_product(
    vm: &mut Vm,
    class: Gc<Type>,
    iterables: Gc<Tuple>,
    repeat: Option<i64>,
) -> Outcome<Gc<Record>> {
    let repeat = size(vm, repeat.unwrap_or(1), "repeat argument cannot be negative")?;
    let once = vm.new_list();
    for &iterable in iterables.as_slice() {
        let pool = vm.tuple_from(iterable)?;
        vm.append(once, pool.value())?;
    }
    let pools = vm.new_list();
    let count = once.len().checked_mul(repeat);
    if !count.is_some_and(|count| vm.heap.reserve_list(pools, count)) {
        return Err(vm.memory_error());
    }
    for _ in 0..repeat {
        vm.list_extend(pools, once.value())?;
    }
    let pools = vm.tuple_of_list(pools)?;
    let list = indices(vm, std::iter::repeat_n(0, pools.len()))?;
    Ok(vm.new_record(class, &[pools.value(), list.value(), Value::ZERO]))
}

fn product_next(vm: &mut Vm, record: Gc<Record>) -> Outcome<Option<Value>> {
    let Some((pools, list)) = state(record) else { return Ok(None) };
    let length = |at: usize| pools.get(at).cast::<Tuple>().map_or(0, |pool| pool.len());
    if starts(record) {
        if (0..pools.len()).any(|at| length(at) == 0) {
            return finish(record);
        }
    } else {
        let mut at = pools.len();
        loop {
            if at == 0 {
                return finish(record);
            }
            at -= 1;
            let next = index(list, at) + 1;
            if next < length(at) {
                set_index(list, at, next);
                break;
            }
            set_index(list, at, 0);
        }
    }
    let row = vm.new_list();
    for at in 0..pools.len() {
        let Some(pool) = pools.get(at).cast::<Tuple>() else { break };
        vm.append(row, pool.get(index(list, at)))?;
    }
    Ok(Some(vm.tuple_of_list(row)?.value()))
}

// permutations: [pool, indices or unbound, started, cycles, count]

pub(super) static PERMUTATIONS: TypeSpec = record_type(
    "permutations",
    MODULE,
    &[
        method("__new__", "($type, iterable, r=None)", Effect::Any, native(new_permutations), ""),
        ITER,
        next_method!(permutations_next),
    ],
    "Return successive r-length permutations of elements in the iterable.",
);

fn new_permutations(vm: &mut Vm, class: Gc<Type>, iterable: Value, r: Option<Value>) -> Outcome<Gc<Record>> {
    let pool = vm.tuple_from(iterable)?;
    let length = pool.len();
    let count = match r.filter(|r| !r.is_none()) {
        None => length,
        Some(r) => {
            if vm.as_int(r).is_none() {
                return Err(vm.type_error("Expected int as r"));
            }
            let r = vm.index_i64(r)?;
            size(vm, r, "r must be non-negative")?
        }
    };
    if count > length {
        return Ok(vm.new_record(
            class,
            &[pool.value(), Value::UNBOUND, Value::ZERO, Value::UNBOUND, Value::index(count)],
        ));
    }
    let list = indices(vm, 0..length)?;
    let cycles = indices(vm, (length - count + 1..=length).rev())?;
    Ok(vm.new_record(class, &[pool.value(), list.value(), Value::ZERO, cycles.value(), Value::index(count)]))
}

fn permutations_next(vm: &mut Vm, record: Gc<Record>) -> Outcome<Option<Value>> {
    let Some((pool, list)) = state(record) else { return Ok(None) };
    let Some(cycles) = record.get(3).cast::<List>() else { return Ok(None) };
    let count = number(record, 4) as usize;
    if !starts(record) {
        let length = pool.len();
        let mut at = count;
        loop {
            if at == 0 {
                return finish(record);
            }
            at -= 1;
            let cycle = index(cycles, at) - 1;
            set_index(cycles, at, cycle);
            if cycle == 0 {
                let first = index(list, at);
                for place in at..length - 1 {
                    set_index(list, place, index(list, place + 1));
                }
                set_index(list, length - 1, first);
                set_index(cycles, at, length - at);
            } else {
                let (left, right) = (index(list, at), index(list, length - cycle));
                set_index(list, at, right);
                set_index(list, length - cycle, left);
                break;
            }
        }
    }
    chosen(vm, pool, list, count)
}

// combinations: [pool, indices or unbound, started]

pub(super) static COMBINATIONS: TypeSpec = record_type(
    "combinations",
    MODULE,
    &[
        method("__new__", "($type, iterable, r)", Effect::Any, native(new_combinations), ""),
        ITER,
        next_method!(combinations_next),
    ],
    "Return successive r-length combinations of elements in the iterable.",
);

fn new_combinations(vm: &mut Vm, class: Gc<Type>, iterable: Value, r: i64) -> Outcome<Gc<Record>> {
    let pool = vm.tuple_from(iterable)?;
    let count = size(vm, r, "r must be non-negative")?;
    let list = if count > pool.len() { Value::UNBOUND } else { indices(vm, 0..count)?.value() };
    Ok(vm.new_record(class, &[pool.value(), list, Value::ZERO]))
}

fn combinations_next(vm: &mut Vm, record: Gc<Record>) -> Outcome<Option<Value>> {
    let Some((pool, list)) = state(record) else { return Ok(None) };
    let count = list.len();
    if !starts(record) {
        let movable = (0..count).rev().find(|&at| index(list, at) != at + pool.len() - count);
        let Some(movable) = movable else { return finish(record) };
        let first = index(list, movable) + 1;
        for at in movable..count {
            set_index(list, at, first + at - movable);
        }
    }
    chosen(vm, pool, list, count)
}

// combinations_with_replacement: [pool, indices or unbound, started]

pub(super) static COMBINATIONS_WITH_REPLACEMENT: TypeSpec = record_type(
    "combinations_with_replacement",
    MODULE,
    &[
        method("__new__", "($type, iterable, r)", Effect::Any, native(new_with_replacement), ""),
        ITER,
        next_method!(with_replacement_next),
    ],
    "Return successive r-length combinations of elements in the iterable allowing individual elements to have successive repeats.",
);

fn new_with_replacement(vm: &mut Vm, class: Gc<Type>, iterable: Value, r: i64) -> Outcome<Gc<Record>> {
    let pool = vm.tuple_from(iterable)?;
    let count = size(vm, r, "r must be non-negative")?;
    let is_empty = pool.is_empty() && count > 0;
    let list = if is_empty { Value::UNBOUND } else { indices(vm, std::iter::repeat_n(0, count))?.value() };
    Ok(vm.new_record(class, &[pool.value(), list, Value::ZERO]))
}

fn with_replacement_next(vm: &mut Vm, record: Gc<Record>) -> Outcome<Option<Value>> {
    let Some((pool, list)) = state(record) else { return Ok(None) };
    let count = list.len();
    if !starts(record) {
        let movable = (0..count).rev().find(|&at| index(list, at) + 1 != pool.len());
        let Some(movable) = movable else { return finish(record) };
        let next = index(list, movable) + 1;
        for at in movable..count {
            set_index(list, at, next);
        }
    }
    chosen(vm, pool, list, count)
}
