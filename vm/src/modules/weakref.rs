//! `_weakref`: the built-in `ref`; proxies are in Python.

use crate::heap::Gc;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::native::{method, native};
use crate::object::{Dict, Effect, List, NativeSpec};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// The module.
pub static MODULE: ModuleSpec =
    ModuleSpec { fill, python: include_str!("python/_weakref.py"), ..new_module("_weakref", FUNCTIONS) };

const FUNCTIONS: &[NativeSpec] = &[
    method(
        "getweakrefcount",
        "(object, /)",
        Effect::Pure,
        native(getweakrefcount),
        "Return the number of weak references to 'object'.",
    ),
    method(
        "getweakrefs",
        "(object, /)",
        Effect::Pure,
        native(getweakrefs),
        "Return a list of all weak reference objects pointing to 'object'.",
    ),
];

fn getweakrefcount(vm: &mut Vm, object: Value) -> Outcome<usize> {
    Ok(if object.is_pointer() { vm.heap.references_to(object).len() } else { 0 })
}

fn getweakrefs(vm: &mut Vm, object: Value) -> Outcome<Gc<List>> {
    let list = vm.new_list();
    if object.is_pointer() {
        // With the room there already, nothing is collected while the references are only in a vector.
        let count = vm.heap.references_to(object).len();
        if !vm.heap.reserve_list(list, count) {
            return Err(vm.memory_error());
        }
        for reference in vm.heap.references_to(object) {
            vm.append(list, reference.value())?;
        }
    }
    Ok(list)
}

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    let reference = vm.types.weakref.value();
    vm.set_global(namespace, "ref", reference)?;
    vm.set_global(namespace, "ReferenceType", reference)
}
