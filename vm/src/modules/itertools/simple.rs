//! `count`, `repeat`, `cycle`, `chain`, `starmap`, `zip_longest`.

use super::{ITER, next_method, number, set_number};
use crate::heap::Gc;
use crate::modules::native_module::record_type;
use crate::native::{method, native};
use crate::object::{Effect, List, Record, Tuple, Type};
use crate::protocol::Operator;
use crate::value::Value;
use crate::vm::{Outcome, TypeSpec, Vm};

const MODULE: &str = "itertools";

// count: [next, step]

pub(super) static COUNT: TypeSpec = record_type(
    "count",
    MODULE,
    &[
        method("__new__", "($type, start=0, step=1)", Effect::Any, native(new_count), ""),
        ITER,
        next_method!(count_next),
        method("__repr__", "($self, /)", Effect::Any, native(count_repr), "Return repr(self)."),
    ],
    "Return a count object whose .__next__() method returns consecutive values.",
);

fn new_count(vm: &mut Vm, class: Gc<Type>, start: Option<Value>, step: Option<Value>) -> Outcome<Gc<Record>> {
    let (start, step) = (start.unwrap_or(Value::ZERO), step.unwrap_or(Value::ONE));
    for value in [start, step] {
        if vm.as_number(value).is_none() && vm.special(value, crate::object::Special::Index).is_none() {
            return Err(vm.type_error("a number is required"));
        }
    }
    Ok(vm.new_record(class, &[start, step]))
}

fn count_next(vm: &mut Vm, record: Gc<Record>) -> Outcome<Option<Value>> {
    let (now, step) = (record.get(0), record.get(1));
    let next = vm.binary(Operator::ADD, now, step)?;
    record.set(0, next);
    Ok(Some(now))
}

fn count_repr(vm: &mut Vm, record: Gc<Record>) -> Outcome<String> {
    let next = vm.repr(record.get(0))?.to_lossy();
    if record.get(1) == Value::ONE {
        return Ok(format!("count({next})"));
    }
    let step = vm.repr(record.get(1))?.to_lossy();
    Ok(format!("count({next}, {step})"))
}

// repeat: [object, how many more, or unbound]

pub(super) static REPEAT: TypeSpec = record_type(
    "repeat",
    MODULE,
    &[
        method("__new__", "($type, object, times=None)", Effect::Pure, native(new_repeat), ""),
        ITER,
        next_method!(repeat_next),
        method("__length_hint__", "($self, /)", Effect::Pure, native(repeat_hint), ""),
        method("__repr__", "($self, /)", Effect::Any, native(repeat_repr), "Return repr(self)."),
    ],
    "Create an iterator which returns the object for the specified number of times.",
);

fn new_repeat(vm: &mut Vm, class: Gc<Type>, object: Value, times: Option<i64>) -> Outcome<Gc<Record>> {
    let times = times.map_or(Value::UNBOUND, |times| Value::fixnum(times.max(0)));
    Ok(vm.new_record(class, &[object, times]))
}

fn repeat_next(_vm: &mut Vm, record: Gc<Record>) -> Outcome<Option<Value>> {
    match record.get(1).as_fixnum() {
        None => Ok(Some(record.get(0))),
        Some(0) => Ok(None),
        Some(times) => {
            record.set(1, Value::fixnum(times - 1));
            Ok(Some(record.get(0)))
        }
    }
}

fn repeat_hint(vm: &mut Vm, record: Gc<Record>) -> Outcome<Value> {
    match record.get(1).bound() {
        Some(times) => Ok(times),
        None => Err(vm.type_error("len() of unsized object")),
    }
}

fn repeat_repr(vm: &mut Vm, record: Gc<Record>) -> Outcome<String> {
    let object = vm.repr(record.get(0))?.to_lossy();
    Ok(match record.get(1).as_fixnum() {
        Some(times) => format!("repeat({object}, {times})"),
        None => format!("repeat({object})"),
    })
}

// cycle: [iterator or unbound, list of items, position]

pub(super) static CYCLE: TypeSpec = record_type(
    "cycle",
    MODULE,
    &[
        method("__new__", "($type, iterable, /)", Effect::Any, native(new_cycle), ""),
        ITER,
        next_method!(cycle_next),
    ],
    "Return elements from the iterable until it is exhausted. Then repeat the sequence indefinitely.",
);

fn new_cycle(vm: &mut Vm, class: Gc<Type>, iterable: Value) -> Outcome<Gc<Record>> {
    let iterator = vm.iter(iterable)?;
    let saved = vm.new_list();
    Ok(vm.new_record(class, &[iterator, saved.value(), Value::ZERO]))
}

fn cycle_next(vm: &mut Vm, record: Gc<Record>) -> Outcome<Option<Value>> {
    let Some(saved) = record.get(1).cast::<List>() else { return Ok(None) };
    if let Some(iterator) = record.get(0).bound() {
        if let Some(item) = vm.next(iterator)? {
            vm.append(saved, item)?;
            return Ok(Some(item));
        }
        record.set(0, Value::UNBOUND);
    }
    let at = number(record, 2) as usize;
    let Some(item) = saved.get(at).or_else(|| saved.get(0)) else { return Ok(None) };
    set_number(record, 2, if at + 1 >= saved.len() { 0 } else { at + 1 });
    Ok(Some(item))
}

// chain: [iterator of iterables or unbound, iterator or unbound]

pub(super) static CHAIN: TypeSpec = record_type(
    "chain",
    MODULE,
    &[
        method("__new__", "($type, *iterables)", Effect::Any, native(new_chain), ""),
        method(
            "from_iterable",
            "($type, iterable, /)",
            Effect::Any,
            native(chain_of),
            "Alternative chain() constructor taking a single iterable argument that evaluates lazily.",
        ),
        method(
            "__class_getitem__",
            "($type, object, /)",
            Effect::Pure,
            native(crate::modules::native_module::generic_alias),
            "See PEP 585",
        ),
        ITER,
        next_method!(chain_next),
    ],
    "Return a chain object whose .__next__() method returns elements from the first iterable until it is exhausted, then elements from the next iterable, until all of the iterables are exhausted.",
);

fn new_chain(vm: &mut Vm, class: Gc<Type>, iterables: Value) -> Outcome<Gc<Record>> {
    chain_of(vm, class, iterables)
}

fn chain_of(vm: &mut Vm, class: Gc<Type>, iterables: Value) -> Outcome<Gc<Record>> {
    let iterator = vm.iter(iterables)?;
    Ok(vm.new_record(class, &[iterator, Value::UNBOUND]))
}

fn chain_next(vm: &mut Vm, record: Gc<Record>) -> Outcome<Option<Value>> {
    loop {
        if let Some(iterator) = record.get(1).bound() {
            if let Some(item) = vm.next(iterator)? {
                return Ok(Some(item));
            }
            record.set(1, Value::UNBOUND);
        }
        let Some(iterables) = record.get(0).bound() else { return Ok(None) };
        let Some(iterable) = vm.next(iterables)? else {
            record.set(0, Value::UNBOUND);
            return Ok(None);
        };
        match vm.iter(iterable) {
            Ok(iterator) => record.set(1, iterator),
            Err(raised) => {
                record.set(0, Value::UNBOUND);
                return Err(raised);
            }
        }
    }
}

// starmap: [function, iterator]

pub(super) static STARMAP: TypeSpec = record_type(
    "starmap",
    MODULE,
    &[
        method("__new__", "($type, function, iterable, /)", Effect::Any, native(new_starmap), ""),
        ITER,
        next_method!(starmap_next),
    ],
    "Return an iterator whose values are returned from the function evaluated with an argument tuple taken from the given sequence.",
);

fn new_starmap(vm: &mut Vm, class: Gc<Type>, function: Value, iterable: Value) -> Outcome<Gc<Record>> {
    let iterator = vm.iter(iterable)?;
    Ok(vm.new_record(class, &[function, iterator]))
}

fn starmap_next(vm: &mut Vm, record: Gc<Record>) -> Outcome<Option<Value>> {
    let Some(arguments) = vm.next(record.get(1))? else { return Ok(None) };
    let arguments = vm.tuple_from(arguments)?;
    vm.call(record.get(0), arguments.as_slice()).map(Some)
}

// zip_longest: [list of iterators, `None` for exhausted ones; how many are left; fill value]

pub(super) static ZIP_LONGEST: TypeSpec = record_type(
    "zip_longest",
    MODULE,
    &[
        method("__new__", "($type, *iterables, fillvalue=None)", Effect::Any, native(new_zip_longest), ""),
        ITER,
        next_method!(zip_longest_next),
    ],
    "Return a zip_longest object whose .__next__() method returns a tuple where the i-th element comes from the i-th iterable argument.",
);

fn new_zip_longest(
    vm: &mut Vm,
    class: Gc<Type>,
    iterables: Gc<Tuple>,
    fill: Option<Value>,
) -> Outcome<Gc<Record>> {
    let iterators = vm.new_list();
    for &iterable in iterables.as_slice() {
        let iterator = vm.iter(iterable)?;
        vm.append(iterators, iterator)?;
    }
    let left = Value::index(iterators.len());
    Ok(vm.new_record(class, &[iterators.value(), left, fill.unwrap_or(Value::NONE)]))
}

fn zip_longest_next(vm: &mut Vm, record: Gc<Record>) -> Outcome<Option<Value>> {
    let Some(iterators) = record.get(0).cast::<List>() else { return Ok(None) };
    if number(record, 1) == 0 {
        return Ok(None);
    }
    let row = vm.new_list();
    for at in 0..iterators.len() {
        let Some(iterator) = iterators.get(at) else { break };
        let mut item = None;
        if !iterator.is_none() {
            item = match vm.next(iterator) {
                Ok(item) => item,
                Err(raised) => {
                    set_number(record, 1, 0);
                    return Err(raised);
                }
            };
            if item.is_none() {
                let left = number(record, 1) - 1;
                record.set(1, Value::fixnum(left));
                if left == 0 {
                    return Ok(None);
                }
                iterators.items.get().set(at, Value::NONE);
            }
        }
        vm.append(row, item.unwrap_or(record.get(2)))?;
    }
    Ok(Some(vm.tuple_of_list(row)?.value()))
}
