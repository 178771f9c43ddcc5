//! `StrictModule`: a module that nothing outside of it can change once it has been executed.

use crate::builtins::prelude::*;
use crate::object::{Dict, Module};

/// The specification.
pub static STRICT_MODULE: TypeSpec = TypeSpec {
    module: "__strict__",
    flags: TypeFlags::BASE.and(TypeFlags::WEAKREF),
    base: Some(|types| types.module),
    methods: &[
        m(
            "__setattr__",
            "($self, name, value, /)",
            MutatesReceiver,
            n(setattr),
            "Implement setattr(self, name, value).",
        ),
        m("__delattr__", "($self, name, /)", MutatesReceiver, n(delattr), "Implement delattr(self, name)."),
        m(
            "patch",
            "($self, name, value, /)",
            MutatesReceiver,
            n(patch),
            "Set an attribute, in a process that was started with patching enabled.",
        ),
        m(
            "patch_delete",
            "($self, name, /)",
            MutatesReceiver,
            n(patch_delete),
            "Delete an attribute, in a process that was started with patching enabled.",
        ),
    ],
    attributes: &[("__patch_enabled__", is_patchable, None)],
    doc: "A module that was proved to have no effect on others, and is frozen once it has been executed.",
    ..new_spec("StrictModule", Kind::Module)
};

fn is_patchable(vm: &mut Vm, _: Value) -> Outcome<Value> {
    Ok(Value::bool(vm.strict.is_patching))
}

fn setattr(vm: &mut Vm, this: Gc<Module>, name: Gc<Str>, value: Value) -> Outcome<()> {
    let name = vm.intern_str(name);
    let namespace = this.dict.get();
    if !namespace.is_frozen() && !vm.is_meddling(namespace) {
        let class = vm.type_of(this.value());
        return vm.generic_set(this.value(), class, name, value);
    }
    if publishes_child(vm, namespace, name, value) {
        return vm.cache_in_namespace(namespace, name, value);
    }
    Err(cannot(vm, "modify", this, name))
}

fn delattr(vm: &mut Vm, this: Gc<Module>, name: Gc<Str>) -> Outcome<()> {
    let name = vm.intern_str(name);
    if !this.dict.get().is_frozen() && !vm.is_meddling(this.dict.get()) {
        let class = vm.type_of(this.value());
        return vm.generic_set(this.value(), class, name, Value::UNBOUND);
    }
    Err(cannot(vm, "delete", this, name))
}

/// Whether setting the attribute is what importing a submodule of the package does: the name is free, and the value the
/// module that is imported under it.
fn publishes_child(vm: &mut Vm, namespace: Gc<Dict>, name: Gc<Str>, value: Value) -> bool {
    if !value.is::<Module>() || vm.dict_get_str(namespace, name).is_some_and(|known| known != value) {
        return false;
    }
    let key = vm.names.dunder_name;
    let Some(package) = vm.dict_get_str(namespace, key).and_then(Value::cast::<Str>) else { return false };
    let path = vm.intern("__path__");
    if vm.dict_get_str(namespace, path).is_none() {
        return false;
    }
    let child = vm.new_str(&format!("{}.{}", package.to_lossy(), name.to_lossy()));
    let modules = vm.modules;
    vm.dict_get_str(modules, child) == Some(value)
}

#[cold]
fn cannot(vm: &mut Vm, what: &str, this: Gc<Module>, name: Gc<Str>) -> crate::vm::Raised {
    let key = vm.names.dunder_name;
    let module = vm.dict_get_str(this.dict.get(), key).and_then(Value::cast::<Str>);
    let (module, text) = (module.map_or_else(String::new, |module| module.to_lossy()), name.to_lossy());
    let when = if this.dict.get().is_frozen() { "" } else { " from outside while it is executed" };
    let when = if text == "__spec__" { ": it cannot be loaded again, for it is frozen" } else { when };
    let message =
        format!("cannot {what} attribute '{text}' of strict module '{module}'{when}{}", super::ADVICE);
    vm.attribute_error(message, this.value(), name)
}

fn patch(vm: &mut Vm, this: Gc<Module>, name: Gc<Str>, value: Value) -> Outcome<()> {
    let name = vm.intern_str(name);
    if this.dict.get().is_frozen() {
        return Err(cannot(vm, "patch", this, name));
    }
    vm.dict_set(this.dict.get(), name.value(), value)
}

fn patch_delete(vm: &mut Vm, this: Gc<Module>, name: Gc<Str>) -> Outcome<()> {
    let name = vm.intern_str(name);
    if this.dict.get().is_frozen() {
        return Err(cannot(vm, "patch", this, name));
    }
    match vm.dict_remove(this.dict.get(), name.value())? {
        Some(_) => Ok(()),
        None => Err(vm.no_attribute(this.value(), name)),
    }
}
