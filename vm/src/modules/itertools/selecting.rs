//! `compress`, `dropwhile`, `takewhile`, `filterfalse`, `islice`.

use super::{ITER, next_method, number, set_number};
use crate::heap::Gc;
use crate::modules::native_module::record_type;
use crate::native::{method, native};
use crate::object::{Effect, Record, Tuple, Type};
use crate::value::Value;
use crate::vm::{Outcome, TypeSpec, Vm};

const MODULE: &str = "itertools";

// compress: [data, selectors]

pub(super) static COMPRESS: TypeSpec = record_type(
    "compress",
    MODULE,
    &[
        method("__new__", "($type, data, selectors)", Effect::Any, native(new_compress), ""),
        ITER,
        next_method!(compress_next),
    ],
    "Return data elements corresponding to true selector elements.",
);

fn new_compress(vm: &mut Vm, class: Gc<Type>, data: Value, selectors: Value) -> Outcome<Gc<Record>> {
    let data = vm.iter(data)?;
    let selectors = vm.iter(selectors)?;
    Ok(vm.new_record(class, &[data, selectors]))
}

fn compress_next(vm: &mut Vm, record: Gc<Record>) -> Outcome<Option<Value>> {
    loop {
        let Some(item) = vm.next(record.get(0))? else { return Ok(None) };
        let Some(selector) = vm.next(record.get(1))? else { return Ok(None) };
        if vm.is_true(selector)? {
            return Ok(Some(item));
        }
    }
}

// dropwhile, takewhile: [predicate, iterator, 1 if the predicate decided]; filterfalse: [predicate, iterator]

pub(super) static DROPWHILE: TypeSpec = record_type(
    "dropwhile",
    MODULE,
    &[
        method("__new__", "($type, predicate, iterable, /)", Effect::Any, native(new_filter), ""),
        ITER,
        next_method!(dropwhile_next),
    ],
    "Drop items from the iterable while predicate(item) is true.",
);

pub(super) static TAKEWHILE: TypeSpec = record_type(
    "takewhile",
    MODULE,
    &[
        method("__new__", "($type, predicate, iterable, /)", Effect::Any, native(new_filter), ""),
        ITER,
        next_method!(takewhile_next),
    ],
    "Return successive entries from an iterable as long as the predicate evaluates to true for each entry.",
);

pub(super) static FILTERFALSE: TypeSpec = record_type(
    "filterfalse",
    MODULE,
    &[
        method("__new__", "($type, function, iterable, /)", Effect::Any, native(new_filter), ""),
        ITER,
        next_method!(filterfalse_next),
    ],
    "Return those items of iterable for which function(item) is false.",
);

fn new_filter(vm: &mut Vm, class: Gc<Type>, predicate: Value, iterable: Value) -> Outcome<Gc<Record>> {
    let iterator = vm.iter(iterable)?;
    Ok(vm.new_record(class, &[predicate, iterator, Value::ZERO]))
}

fn holds(vm: &mut Vm, record: Gc<Record>, item: Value) -> Outcome<bool> {
    let answer = vm.call(record.get(0), &[item])?;
    vm.is_true(answer)
}

fn dropwhile_next(vm: &mut Vm, record: Gc<Record>) -> Outcome<Option<Value>> {
    loop {
        let Some(item) = vm.next(record.get(1))? else { return Ok(None) };
        if number(record, 2) == 1 {
            return Ok(Some(item));
        }
        if !holds(vm, record, item)? {
            set_number(record, 2, 1);
            return Ok(Some(item));
        }
    }
}

fn takewhile_next(vm: &mut Vm, record: Gc<Record>) -> Outcome<Option<Value>> {
    if number(record, 2) == 1 {
        return Ok(None);
    }
    let Some(item) = vm.next(record.get(1))? else { return Ok(None) };
    if holds(vm, record, item)? {
        return Ok(Some(item));
    }
    set_number(record, 2, 1);
    Ok(None)
}

fn filterfalse_next(vm: &mut Vm, record: Gc<Record>) -> Outcome<Option<Value>> {
    loop {
        let Some(item) = vm.next(record.get(1))? else { return Ok(None) };
        let predicate = record.get(0);
        let is_plain = predicate.is_none() || predicate == vm.types.bool.value();
        let keeps = if is_plain { vm.is_true(item)? } else { holds(vm, record, item)? };
        if !keeps {
            return Ok(Some(item));
        }
    }
}

// islice: [iterator or unbound, next position wanted, stop or unbound, step, position]

pub(super) static ISLICE: TypeSpec = record_type(
    "islice",
    MODULE,
    &[
        method("__new__", "($type, iterable, /, *args)", Effect::Any, native(new_islice), ""),
        ITER,
        next_method!(islice_next),
    ],
    "islice(iterable, stop) or islice(iterable, start, stop[, step]) --> islice object",
);

fn new_islice(vm: &mut Vm, class: Gc<Type>, iterable: Value, arguments: Gc<Tuple>) -> Outcome<Gc<Record>> {
    let (start, stop, step) = match *arguments.as_slice() {
        [stop] => (Value::NONE, stop, Value::NONE),
        [start, stop] => (start, stop, Value::NONE),
        [start, stop, step] => (start, stop, step),
        ref other => {
            let count = other.len() + 1;
            let limit = if count < 2 { "at least 2" } else { "at most 4" };
            return Err(vm.type_error(format!("islice expected {limit} arguments, got {count}")));
        }
    };
    let (start, stop) = (limit(vm, start, START, START), limit(vm, stop, STOP, START));
    let start = start?.unwrap_or(Value::ZERO);
    let stop = stop?.unwrap_or(Value::UNBOUND);
    let step = match limit(vm, step, STEP, STEP)? {
        None => Value::ONE,
        Some(Value::ZERO) => return Err(vm.value_error(STEP)),
        Some(step) => step,
    };
    let iterator = vm.iter(iterable)?;
    Ok(vm.new_record(class, &[iterator, start, stop, step, Value::ZERO]))
}

const START: &str = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
const STOP: &str = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
const STEP: &str = "Step for islice() must be a positive integer or None.";

/// A limit that is told, as a number; one message is for what is no number (and for -1, which stands for it in CPython),
/// the other for a negative one.
fn limit(vm: &mut Vm, value: Value, no_number: &str, negative: &str) -> Outcome<Option<Value>> {
    if value.is_none() {
        return Ok(None);
    }
    match vm.to_index(value).ok().and_then(|number| number.to_i64()) {
        // Nobody counts so far.
        Some(number) if number >= 0 => Ok(Some(Value::fixnum(number.min(i64::MAX >> 1)))),
        found => {
            vm.raised = Value::UNBOUND;
            Err(vm.value_error(if matches!(found, None | Some(-1)) { no_number } else { negative }))
        }
    }
}

fn islice_next(vm: &mut Vm, record: Gc<Record>) -> Outcome<Option<Value>> {
    let Some(iterator) = record.get(0).bound() else { return Ok(None) };
    let wanted = number(record, 1);
    let stop = record.get(2).as_fixnum();
    let wanted = stop.map_or(wanted, |stop| if number(record, 4) >= stop { -1 } else { wanted });
    while number(record, 4) < wanted && stop.is_none_or(|stop| number(record, 4) < stop) {
        if vm.next(iterator)?.is_none() {
            record.set(0, Value::UNBOUND);
            return Ok(None);
        }
        record.set(4, Value::fixnum(number(record, 4) + 1));
    }
    if stop.is_some_and(|stop| number(record, 4) >= stop) {
        record.set(0, Value::UNBOUND);
        return Ok(None);
    }
    let Some(item) = vm.next(iterator)? else {
        record.set(0, Value::UNBOUND);
        return Ok(None);
    };
    record.set(4, Value::fixnum(number(record, 4) + 1));
    let next = wanted.saturating_add(number(record, 3));
    let next = stop.map_or(next, |stop| next.min(stop));
    record.set(1, Value::try_fixnum(next).unwrap_or(Value::fixnum(i64::MAX >> 1)));
    Ok(Some(item))
}
