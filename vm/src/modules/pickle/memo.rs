//! `memo` of picklers and unpicklers: what they remember, as programs see and set it.

use rustc_hash::FxHashMap;

use super::{pickler, unpickler};
use crate::builtins::prelude::*;
use crate::modules::native_module::record_type;
use crate::object::{Dict, List, Record};
use crate::vm::Raised;

/// The places of a pickler's saved objects, by their words. The pickler lists the objects, so they stay where they are.
#[derive(Debug, Default)]
pub(super) struct Memo {
    pub(super) places: FxHashMap<u64, u32>,
}

/// Places that a memo which is set may leave out, one after the other.
const LARGEST_GAP: i64 = 4096;

/// The memo of a pickler; the field is the pickler.
static PICKLER_MEMO: TypeSpec = record_type(
    "PicklerMemoProxy",
    "_pickle",
    &[
        m("clear", "($self, /)", Any, n(clear_pickler), "Remove all items from memo."),
        m("copy", "($self, /)", Any, n(copy_pickler), "Copy the memo to a new object."),
        m("__reduce__", "($self, /)", Any, n(reduce), "Implement pickle support."),
    ],
    "",
);

/// The memo of an unpickler; the field is the unpickler.
static UNPICKLER_MEMO: TypeSpec = record_type(
    "UnpicklerMemoProxy",
    "_pickle",
    &[
        m("clear", "($self, /)", Any, n(clear_unpickler), "Remove all items from memo."),
        m("copy", "($self, /)", Any, n(copy_unpickler), "Copy the memo to a new object."),
        m("__reduce__", "($self, /)", Any, n(reduce), "Implement pickle support."),
    ],
    "",
);

pub(super) fn pickler_proxy(vm: &mut Vm, it: Value) -> Outcome<Value> {
    let class = vm.native_type(&PICKLER_MEMO);
    Ok(vm.new_record(class, &[it]).value())
}

pub(super) fn unpickler_proxy(vm: &mut Vm, it: Value) -> Outcome<Value> {
    let class = vm.native_type(&UNPICKLER_MEMO);
    Ok(vm.new_record(class, &[it]).value())
}

/// Whom a memo belongs to.
fn owner(it: Gc<Record>) -> Gc<Record> {
    match it.get(0).cast() {
        Some(owner) => owner,
        None => unreachable!("a memo is made with its owner"),
    }
}

fn is_proxy(vm: &Vm, value: Value, spec: &'static TypeSpec) -> Option<Gc<Record>> {
    let it = value.cast::<Record>()?;
    (vm.type_of(value).spec.get() == std::ptr::from_ref(spec) as usize).then_some(it)
}

fn clear_pickler(vm: &mut Vm, it: Gc<Record>) -> Outcome<()> {
    let owner = owner(it);
    set_places(vm, owner, &[])
}

/// The objects and their places: `{id: (place, object)}`.
fn copy_pickler(vm: &mut Vm, it: Gc<Record>) -> Outcome<Gc<Dict>> {
    let owner = owner(it);
    let copy = vm.new_dict();
    if let Some(saved) = owner.get(pickler::SAVED).cast::<List>() {
        for place in 0..saved.len() {
            let Some(object) = saved.get(place).and_then(Value::bound) else { continue };
            let pair = vm.pair(Value::index(place), object);
            let id = vm.new_int(object.bits() as i64);
            vm.dict_set(copy, id, pair)?;
        }
    }
    Ok(copy)
}

fn copy_unpickler(vm: &mut Vm, it: Gc<Record>) -> Outcome<Gc<Dict>> {
    let owner = owner(it);
    let copy = vm.new_dict();
    for (field, _) in [(unpickler::MEMO, ()), (unpickler::SPARSE, ())] {
        if let Some(list) = owner.get(field).cast::<List>() {
            for place in 0..list.len() {
                if let Some(object) = list.get(place).and_then(Value::bound) {
                    vm.dict_set(copy, Value::index(place), object)?;
                }
            }
        } else if let Some(dict) = owner.get(field).cast::<Dict>() {
            vm.dict_update(copy, dict.value())?;
        }
    }
    Ok(copy)
}

fn clear_unpickler(vm: &mut Vm, it: Gc<Record>) -> Outcome<()> {
    let owner = owner(it);
    unpickler::clear_memo(vm, owner);
    Ok(())
}

/// It is pickled as a plain dictionary.
fn reduce(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    let name = vm.intern("copy");
    let copy = vm.call_method(it.value(), name, &[])?;
    let arguments = vm.new_tuple(&[copy])?;
    let class = vm.types.dict.value();
    Ok(vm.pair(class, arguments.value()))
}

/// Makes a pickler remember exactly these objects, in the order of their places.
fn set_places(vm: &mut Vm, it: Gc<Record>, objects: &[Value]) -> Outcome<()> {
    let saved = vm.list_of(objects)?;
    it.set(pickler::SAVED, saved.value());
    let seen = objects.iter().enumerate().filter(|(_, object)| !object.is_unbound());
    let places = seen.map(|(place, object)| (object.bits(), place as u32)).collect();
    if let Some(memo) = vm.heap.foreign::<Memo>(it.get(pickler::MEMO)) {
        memo.places = places;
    }
    Ok(())
}

fn no_memo(vm: &mut Vm, kind: &str, given: Value) -> Raised {
    let name = vm.type_name(given);
    vm.type_error(format!("'memo' attribute must be {kind} object or dict, not {name}"))
}

pub(super) fn set_pickler_memo(vm: &mut Vm, it: Value, value: Value) -> Outcome<()> {
    let Some(it) = it.cast::<Record>() else { return Ok(()) };
    if value.is_unbound() {
        return Err(vm.type_error("attribute deletion is not supported"));
    }
    if let Some(other) = is_proxy(vm, value, &PICKLER_MEMO) {
        let saved = owner(other).get(pickler::SAVED);
        let objects = vm.tuple_from(saved)?;
        return set_places(vm, it, objects.as_slice());
    }
    let Some(dict) = value.cast::<Dict>() else { return Err(no_memo(vm, "a PicklerMemoProxy", value)) };
    // The places are those of a pickler's memo, from zero on.
    let objects = vm.new_list();
    let mut at = 0;
    while let Some(entry) = dict.next_entry(at) {
        at = entry + 1;
        let pair = dict.value_at(entry).cast::<Tuple>().filter(|pair| pair.len() == 2);
        let Some(pair) = pair else {
            return Err(vm.type_error("'memo' values must be 2-item tuples"));
        };
        let place = vm.index_i64(pair.get(0))?;
        let first = objects.len() as i64;
        if place < first || place > first + LARGEST_GAP {
            return Err(vm.value_error("'memo' places must be in order"));
        }
        for _ in first..place {
            vm.append(objects, Value::UNBOUND)?;
        }
        vm.append(objects, pair.get(1))?;
    }
    let objects = vm.tuple_of_list(objects)?;
    set_places(vm, it, objects.as_slice())
}

pub(super) fn set_unpickler_memo(vm: &mut Vm, it: Value, value: Value) -> Outcome<()> {
    let Some(it) = it.cast::<Record>() else { return Ok(()) };
    if value.is_unbound() {
        return Err(vm.type_error("attribute deletion is not supported"));
    }
    let dict = match is_proxy(vm, value, &UNPICKLER_MEMO) {
        Some(other) => copy_unpickler(vm, other)?,
        None => match value.cast::<Dict>() {
            Some(dict) => dict,
            None => return Err(no_memo(vm, "an UnpicklerMemoProxy", value)),
        },
    };
    let mut at = 0;
    while let Some(entry) = dict.next_entry(at) {
        at = entry + 1;
        if vm.as_int(dict.key_at(entry)).is_none() {
            return Err(vm.type_error("memo key must be integers"));
        }
        if vm.index_i64(dict.key_at(entry))? < 0 {
            return Err(vm.value_error("memo key must be positive integers."));
        }
    }
    unpickler::clear_memo(vm, it);
    let sparse = vm.new_dict();
    vm.dict_update(sparse, dict.value())?;
    it.set(unpickler::SPARSE, sparse.value());
    Ok(())
}
