//! `_weakref`: the built-in `ref`; proxies are in Python.

use crate::heap::Gc;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::object::Dict;
use crate::vm::{Outcome, Vm};

/// The module.
pub static MODULE: ModuleSpec =
    ModuleSpec { fill, python: include_str!("python/_weakref.py"), ..new_module("_weakref", &[]) };

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    let reference = vm.types.weakref.value();
    vm.set_global(namespace, "ref", reference)?;
    vm.set_global(namespace, "ReferenceType", reference)
}
