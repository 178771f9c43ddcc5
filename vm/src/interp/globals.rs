//! Names: globals, the namespaces of modules and classes, and unbound variables.

use strict_bytecode::VariableKind;

use super::attributes::name_of;
use crate::heap::Gc;
use crate::object::{Cache, CacheAction, CellObject, CodeObject, Dict, Function, Str};
use crate::value::Value;
use crate::vm::{Outcome, Raised, Vm};

/// A global or built-in, when the site's cache does not know it.
#[inline(never)]
pub(super) fn load_global(vm: &mut Vm, function: Gc<Function>, site: u32) -> Outcome<Value> {
    let code = function.code.get();
    let name = name_of(vm, code, site);
    let globals = function.globals.get();
    // Subclasses of `dict` may have `__missing__`.
    let found = namespace_get(vm, globals.value(), name)?;
    fill(vm, function, code, site, name);
    if let Some(value) = found {
        return Ok(value);
    }
    load_builtin(vm, function, name)
}

/// Has the site's cache hold the cells of the name.
fn fill(vm: &mut Vm, function: Gc<Function>, code: Gc<CodeObject>, site: u32, name: Gc<Str>) {
    let globals = function.globals.get();
    let builtins = function.builtins.get();
    if !globals.has_cells() || !builtins.has_cells() {
        return;
    }
    let cell = vm.namespace_cell(globals, name);
    let fallback = vm.namespace_cell(builtins, name);
    let cache = Cache {
        key: globals.address() as u64,
        action: CacheAction::Global,
        place: 0,
        value: Some(cell.value()),
        extra: Some(fallback.value()),
    };
    code.add_cache(site, cache);
}

fn load_builtin(vm: &mut Vm, function: Gc<Function>, name: Gc<Str>) -> Outcome<Value> {
    let builtins = function.builtins.get();
    match vm.dict_get(builtins, name.value())? {
        Some(value) => Ok(value),
        None => {
            let text = name.to_lossy();
            let message = format!("name '{text}' is not defined");
            Err(vm.name_error(vm.exceptions.NameError, message, name.value()))
        }
    }
}

/// Sets a global.
#[inline(never)]
pub(super) fn store_global(vm: &mut Vm, function: Gc<Function>, site: u32, value: Value) -> Outcome<()> {
    let code = function.code.get();
    let name = name_of(vm, code, site);
    let globals = function.globals.get();
    if globals.is_frozen() {
        vm.rebind_frozen_global(globals, name, value)?;
    } else {
        vm.dict_set(globals, name.value(), value)?;
    }
    fill(vm, function, code, site, name);
    Ok(())
}

/// A name of a class body or module: in the namespace, else global, else built-in.
#[inline(never)]
pub(super) fn load_name(vm: &mut Vm, function: Gc<Function>, namespace: Value, site: u32) -> Outcome<Value> {
    let name = name_of(vm, function.code.get(), site);
    if let Some(value) = namespace_get(vm, namespace, name)? {
        return Ok(value);
    }
    let globals = function.globals.get();
    if globals.value() != namespace
        && let Some(value) = namespace_get(vm, globals.value(), name)?
    {
        return Ok(value);
    }
    load_builtin(vm, function, name)
}

fn namespace_get(vm: &mut Vm, namespace: Value, name: Gc<Str>) -> Outcome<Option<Value>> {
    if let Some(dict) = vm.cast_exact::<Dict>(namespace) {
        return match vm.dict_get(dict, name.value())? {
            Some(value) => vm.resolved(dict, name, value),
            None => Ok(None),
        };
    }
    if namespace.is_unbound() {
        return Ok(None);
    }
    match vm.get_item(namespace, name.value()) {
        Ok(value) => Ok(Some(value)),
        Err(_) if vm.catch(vm.exceptions.KeyError) => Ok(None),
        Err(raised) => Err(raised),
    }
}

/// A name of an inner scope of a class body: in the namespace, else the content of the cell.
pub(super) fn load_class_free(
    vm: &mut Vm,
    code: Gc<CodeObject>,
    namespace: Value,
    cell: Value,
    register: u16,
) -> Outcome<Value> {
    let name = match code.code().variable(register) {
        Some(variable) => vm.intern(&variable.name),
        None => vm.names.empty,
    };
    if let Some(value) = namespace_get(vm, namespace, name)? {
        return Ok(value);
    }
    match cell.cast::<CellObject>().and_then(|cell| cell.content.get().bound()) {
        Some(value) => Ok(value),
        None => {
            raise_unbound(vm, code, register);
            Err(Raised)
        }
    }
}

/// Sets a name in a namespace.
pub(super) fn store_name(vm: &mut Vm, namespace: Value, name: Value, value: Value) -> Outcome<()> {
    match vm.cast_exact::<Dict>(namespace) {
        Some(dict) if let Some(stub) = vm.as_stub(value) => vm.bind_stub(dict, name, stub),
        Some(dict) if dict.is_frozen() => rebind(vm, dict, name, value),
        Some(dict) => vm.dict_set(dict, name, value),
        None => vm.set_item(namespace, name, value),
    }
}

/// Sets a name of a frozen namespace, or deletes it if the value is unbound.
#[cold]
fn rebind(vm: &mut Vm, namespace: Gc<Dict>, name: Value, value: Value) -> Outcome<()> {
    match name.cast::<Str>() {
        Some(name) => vm.rebind_frozen_global(namespace, name, value),
        None => Err(vm.frozen_dict_error(namespace, name)),
    }
}

/// Deletes a name from a namespace.
pub(super) fn delete_name(vm: &mut Vm, namespace: Value, name: Value) -> Outcome<()> {
    let found = match vm.cast_exact::<Dict>(namespace) {
        Some(dict) if dict.is_frozen() => return rebind(vm, dict, name, Value::UNBOUND),
        Some(dict) => vm.dict_remove(dict, name)?.is_some(),
        None => match vm.delete_item(namespace, name) {
            Ok(()) => true,
            Err(_) if vm.catch(vm.exceptions.KeyError) => false,
            Err(raised) => return Err(raised),
        },
    };
    if found {
        return Ok(());
    }
    let text = name.cast::<Str>().map_or_else(String::new, |name| name.to_lossy());
    Err(vm.name_error(vm.exceptions.NameError, format!("name '{text}' is not defined"), name))
}

/// Raises the error of using an unbound variable.
#[cold]
pub(super) fn raise_unbound(vm: &mut Vm, code: Gc<CodeObject>, register: u16) {
    let variable = code.code().variable(register);
    let text = variable.map_or("", |variable| &variable.name);
    let name = vm.intern(text);
    let is_free = variable.is_some_and(|variable| variable.kind == VariableKind::Free);
    if is_free {
        let message = format!(
            "cannot access free variable '{text}' where it is not associated with a value in enclosing scope"
        );
        vm.name_error(vm.exceptions.NameError, message, name.value());
    } else {
        // Without the name as an attribute, so that no other one is suggested.
        let message =
            format!("cannot access local variable '{text}' where it is not associated with a value");
        vm.error(vm.exceptions.UnboundLocalError, message);
    }
}
