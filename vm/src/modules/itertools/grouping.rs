//! `accumulate`, `batched`, `pairwise`, `groupby`, `tee`.

use super::{ITER, next_method, number, size};
use crate::heap::Gc;
use crate::modules::native_module::record_type;
use crate::native::{method, native};
use crate::object::{Effect, List, Record, Special, Type};
use crate::protocol::Operator;
use crate::value::Value;
use crate::vm::{Outcome, TypeSpec, Vm};

const MODULE: &str = "itertools";

// accumulate: [iterator, function or None, total or unbound, initial or unbound]

pub(super) static ACCUMULATE: TypeSpec = record_type(
    "accumulate",
    MODULE,
    &[
        method(
            "__new__",
            "($type, iterable, func=None, *, initial=None)",
            Effect::Any,
            native(new_accumulate),
            "",
        ),
        ITER,
        next_method!(accumulate_next),
    ],
    "Return series of accumulated sums.",
);

fn new_accumulate(
    vm: &mut Vm,
    class: Gc<Type>,
    iterable: Value,
    function: Option<Value>,
    initial: Option<Value>,
) -> Outcome<Gc<Record>> {
    let iterator = vm.iter(iterable)?;
    let initial = initial.filter(|it| !it.is_none()).unwrap_or(Value::UNBOUND);
    Ok(vm.new_record(class, &[iterator, function.unwrap_or(Value::NONE), Value::UNBOUND, initial]))
}

fn accumulate_next(vm: &mut Vm, record: Gc<Record>) -> Outcome<Option<Value>> {
    if let Some(initial) = record.get(3).bound() {
        record.set(3, Value::UNBOUND);
        record.set(2, initial);
        return Ok(Some(initial));
    }
    let Some(item) = vm.next(record.get(0))? else { return Ok(None) };
    let total = match (record.get(2).bound(), record.get(1)) {
        (None, _) => item,
        (Some(total), Value::NONE) => vm.binary(Operator::ADD, total, item)?,
        (Some(total), function) => vm.call(function, &[total, item])?,
    };
    record.set(2, total);
    Ok(Some(total))
}

// batched: [iterator, size, 1 if strict]

pub(super) static BATCHED: TypeSpec = record_type(
    "batched",
    MODULE,
    &[
        method("__new__", "($type, iterable, n, *, strict=False)", Effect::Any, native(new_batched), ""),
        ITER,
        next_method!(batched_next),
    ],
    "Batch data into tuples of length n. The last batch may be shorter than n.",
);

fn new_batched(vm: &mut Vm, class: Gc<Type>, iterable: Value, n: i64, strict: bool) -> Outcome<Gc<Record>> {
    if n < 1 {
        return Err(vm.value_error("n must be at least one"));
    }
    let iterator = vm.iter(iterable)?;
    Ok(vm.new_record(class, &[iterator, Value::fixnum(n), Value::fixnum(i64::from(strict))]))
}

fn batched_next(vm: &mut Vm, record: Gc<Record>) -> Outcome<Option<Value>> {
    let Some(iterator) = record.get(0).bound() else { return Ok(None) };
    let row = vm.new_list();
    while (row.len() as i64) < number(record, 1) {
        match vm.next(iterator)? {
            Some(item) => vm.append(row, item)?,
            None => break,
        }
    }
    if (row.len() as i64) < number(record, 1) {
        record.set(0, Value::UNBOUND);
        if row.is_empty() {
            return Ok(None);
        }
        if number(record, 2) == 1 {
            return Err(vm.value_error("batched(): incomplete batch"));
        }
    }
    Ok(Some(vm.tuple_of_list(row)?.value()))
}

// pairwise: [iterator or unbound, item before or unbound]

pub(super) static PAIRWISE: TypeSpec = record_type(
    "pairwise",
    MODULE,
    &[
        method("__new__", "($type, iterable, /)", Effect::Any, native(new_pairwise), ""),
        ITER,
        next_method!(pairwise_next),
    ],
    "Return an iterator of overlapping pairs taken from the input iterator.",
);

fn new_pairwise(vm: &mut Vm, class: Gc<Type>, iterable: Value) -> Outcome<Gc<Record>> {
    let iterator = vm.iter(iterable)?;
    Ok(vm.new_record(class, &[iterator, Value::UNBOUND]))
}

fn pairwise_next(vm: &mut Vm, record: Gc<Record>) -> Outcome<Option<Value>> {
    let Some(iterator) = record.get(0).bound() else { return Ok(None) };
    let before = match record.get(1).bound() {
        Some(before) => before,
        None => {
            let Some(first) = vm.next(iterator)? else {
                record.set(0, Value::UNBOUND);
                return Ok(None);
            };
            record.set(1, first);
            first
        }
    };
    let Some(item) = vm.next(iterator)? else {
        record.set(0, Value::UNBOUND);
        return Ok(None);
    };
    record.set(1, item);
    Ok(Some(vm.pair(before, item)))
}

// groupby: [iterator, key function, key of the group given out or unbound, key and value read last or unbound,
// group given out]; a group: [groupby, key]

pub(super) static GROUPBY: TypeSpec = record_type(
    "groupby",
    MODULE,
    &[
        method("__new__", "($type, iterable, key=None)", Effect::Any, native(new_groupby), ""),
        ITER,
        next_method!(groupby_next),
    ],
    "make an iterator that returns consecutive keys and groups from the iterable",
);

pub(super) static GROUPER: TypeSpec =
    record_type("_grouper", MODULE, &[ITER, next_method!(grouper_next)], "");

const TARGET_KEY: usize = 2;
const KEY: usize = 3;
const ITEM: usize = 4;
const GROUP: usize = 5;

fn new_groupby(vm: &mut Vm, class: Gc<Type>, iterable: Value, key: Option<Value>) -> Outcome<Gc<Record>> {
    let iterator = vm.iter(iterable)?;
    let unset = Value::UNBOUND;
    Ok(vm.new_record(class, &[iterator, key.unwrap_or(Value::NONE), unset, unset, unset, unset]))
}

/// Reads the next item and its key; false if there's none.
fn groupby_step(vm: &mut Vm, record: Gc<Record>) -> Outcome<bool> {
    let Some(item) = vm.next(record.get(0))? else { return Ok(false) };
    let function = record.get(1);
    let key = if function.is_none() { item } else { vm.call(function, &[item])? };
    record.set(ITEM, item);
    record.set(KEY, key);
    Ok(true)
}

fn groupby_next(vm: &mut Vm, record: Gc<Record>) -> Outcome<Option<Value>> {
    record.set(GROUP, Value::UNBOUND);
    loop {
        let key = record.get(KEY);
        if !key.is_unbound() {
            let target = record.get(TARGET_KEY);
            if target.is_unbound() || !vm.equals(target, key)? {
                break;
            }
        }
        if !groupby_step(vm, record)? {
            return Ok(None);
        }
    }
    let key = record.get(KEY);
    record.set(TARGET_KEY, key);
    let class = vm.native_type(&GROUPER);
    let group = vm.new_record(class, &[record.value(), key]);
    record.set(GROUP, group.value());
    Ok(Some(vm.pair(key, group.value())))
}

fn grouper_next(vm: &mut Vm, group: Gc<Record>) -> Outcome<Option<Value>> {
    let Some(record) = group.get(0).cast::<Record>() else { return Ok(None) };
    if record.get(GROUP) != group.value() {
        return Ok(None);
    }
    if record.get(ITEM).is_unbound() && !groupby_step(vm, record)? {
        return Ok(None);
    }
    if !vm.equals(group.get(1), record.get(KEY))? {
        return Ok(None);
    }
    let item = record.get(ITEM);
    record.set(ITEM, Value::UNBOUND);
    Ok(Some(item))
}

// tee: [shared, position]; what they share: a list of [iterator, items read ahead in a list]

pub(super) static TEE: TypeSpec = record_type(
    "_tee",
    MODULE,
    &[
        method("__new__", "($type, iterable, /)", Effect::Any, native(new_tee), ""),
        ITER,
        next_method!(tee_next),
        method("__copy__", "($self, /)", Effect::Pure, native(tee_copy), "Returns an independent iterator."),
    ],
    "Iterator wrapped to make it copyable.",
);

/// A link of the chain of items that tee iterators share: `[item or unbound, next link or unbound]`.
static LINK: TypeSpec = record_type("_tee_dataobject", MODULE, &[], "Teeable data.");

fn new_tee(vm: &mut Vm, class: Gc<Type>, iterable: Value) -> Outcome<Gc<Record>> {
    if vm.type_of(iterable) == class
        && let Some(other) = iterable.cast::<Record>()
    {
        return tee_copy(vm, other);
    }
    let iterator = vm.iter(iterable)?;
    let links = vm.native_type(&LINK);
    let link = vm.new_record(links, &[Value::UNBOUND, Value::UNBOUND]);
    Ok(vm.new_record(class, &[iterator, link.value()]))
}

fn tee_copy(vm: &mut Vm, record: Gc<Record>) -> Outcome<Gc<Record>> {
    let class = vm.type_of(record.value());
    Ok(vm.new_record(class, &[record.get(0), record.get(1)]))
}

fn tee_next(vm: &mut Vm, record: Gc<Record>) -> Outcome<Option<Value>> {
    let Some(link) = record.get(1).cast::<Record>() else { return Ok(None) };
    if link.get(1).is_unbound() {
        let Some(item) = vm.next(record.get(0))? else { return Ok(None) };
        let links = vm.native_type(&LINK);
        let next = vm.new_record(links, &[Value::UNBOUND, Value::UNBOUND]);
        link.set(0, item);
        link.set(1, next.value());
    }
    record.set(1, link.get(1));
    Ok(Some(link.get(0)))
}

/// `tee(iterable, n=2)`
pub(super) fn tee(vm: &mut Vm, iterable: Value, count: Option<i64>) -> Outcome<Value> {
    let count = size(vm, count.unwrap_or(2), "n must be >= 0")?;
    let list: Gc<List> = vm.new_list();
    if !vm.heap.reserve_list(list, count) {
        return Err(vm.memory_error());
    }
    if count > 0 {
        let class = vm.native_type(&TEE);
        let first = if vm.special(iterable, Special::Iter).is_some() && vm.type_of(iterable) == class {
            iterable
        } else {
            new_tee(vm, class, iterable)?.value()
        };
        vm.append(list, first)?;
        for _ in 1..count {
            if let Some(first) = first.cast::<Record>() {
                let copy = tee_copy(vm, first)?;
                vm.append(list, copy.value())?;
            }
        }
    }
    Ok(vm.tuple_of_list(list)?.value())
}
