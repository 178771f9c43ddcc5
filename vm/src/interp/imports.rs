//! The import statement.

use crate::heap::Gc;
use crate::modules;
use crate::object::{Dict, Function, Module, Str};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// `__import__(name, globals, locals, names, level)`
pub(super) fn import_name(
    vm: &mut Vm,
    function: Gc<Function>,
    locals: Value,
    name: Value,
    names: Value,
    level: Value,
) -> Outcome<Value> {
    let key = vm.names.import;
    let Some(import) = vm.dict_get_str(function.builtins.get(), key) else {
        return Err(vm.error(vm.exceptions.ImportError, "__import__ not found"));
    };
    let locals = locals.bound().unwrap_or(Value::NONE);
    vm.call(import, &[name, function.globals.get().value(), locals, names, level])
}

/// Imports a module by its full name.
pub(super) fn import_dotted(vm: &mut Vm, name: &str) -> Outcome<Value> {
    crate::modules::import_module(vm, name)
}

/// `from module import name`
pub(crate) fn import_from(vm: &mut Vm, module: Value, name: Gc<Str>) -> Outcome<Value> {
    if let Some(value) = vm.find_attribute(module, name)? {
        return Ok(value);
    }
    let key = vm.names.dunder_name;
    let package = vm.find_attribute(module, key)?.and_then(Value::cast::<Str>);
    if let Some(package) = package {
        let full = format!("{}.{}", package.to_lossy(), name.to_lossy());
        let full = vm.intern(&full);
        let modules = vm.modules;
        if let Some(found) = vm.dict_get(modules, full.value())? {
            return Ok(found);
        }
    }
    Err(cannot_import(vm, module, package, name)?)
}

#[cold]
fn cannot_import(
    vm: &mut Vm,
    module: Value,
    package: Option<Gc<Str>>,
    name: Gc<Str>,
) -> Outcome<crate::vm::Raised> {
    let wanted = vm.repr(name.value())?.to_lossy();
    let from = match package {
        Some(package) => vm.repr(package.value())?.to_lossy(),
        None => "'<unknown module name>'".to_owned(),
    };
    let key = vm.names.spec;
    let spec = vm.find_attribute(module, key)?;
    let mut file = None;
    let message = match spec {
        None => format!("cannot import name {wanted} from {from} (unknown location)"),
        Some(spec) => {
            let origin = modules::origin_of(vm, spec, package)?;
            file = origin.file;
            if file.is_none() && module.is::<Module>() {
                let key = vm.names.file;
                file = vm.find_attribute(module, key)?.and_then(Value::cast::<Str>);
            }
            let shown = match file {
                Some(file) => vm.repr(file.value())?.to_lossy(),
                None => String::new(),
            };
            let place = file.map(|file| file.to_lossy());
            if origin.may_hide_library {
                format!(
                    "cannot import name {wanted} from {from} (consider renaming {shown} since it has the same name as \
                     the standard library module named {from} and prevents importing that standard library module)"
                )
            } else if !modules::spec_is_initializing(vm, spec)? {
                let place = place.unwrap_or_else(|| "unknown location".to_owned());
                format!("cannot import name {wanted} from {from} ({place})")
            } else if origin.may_hide {
                format!(
                    "cannot import name {wanted} from {from} (consider renaming {shown} if it has the same name as a \
                     library you intended to import)"
                )
            } else {
                let place = place.map_or_else(String::new, |place| format!(" ({place})"));
                format!(
                    "cannot import name {wanted} from partially initialized module {from} (most likely due to a \
                     circular import){place}"
                )
            }
        }
    };
    let (package, file) = (package.map_or(Value::NONE, Gc::value), file.map_or(Value::NONE, Gc::value));
    let raised = vm.import_error(vm.exceptions.ImportError, &message, package, file);
    crate::builtins::exceptions::set_field(vm.raised, 3, name.value());
    Ok(raised)
}

/// `from module import *`
pub(super) fn import_star(vm: &mut Vm, module: Value, locals: Value) -> Outcome<()> {
    let all = vm.names.all;
    let (names, skip_private) = match vm.find_attribute(module, all)? {
        Some(names) => (vm.list_from(names)?, false),
        None => {
            let dict = match module.cast::<Module>() {
                Some(module) => module.dict.get(),
                None => {
                    let key = vm.names.dict;
                    let dict = vm.get_attribute(module, key)?;
                    match dict.cast::<Dict>() {
                        Some(dict) => dict,
                        None => {
                            return Err(vm.error(
                                vm.exceptions.ImportError,
                                "from-import-* object has no __dict__ and no __all__",
                            ));
                        }
                    }
                }
            };
            (vm.list_from(dict.value())?, true)
        }
    };
    let mut index = 0;
    while let Some(name) = names.get(index) {
        index += 1;
        let Some(name) = name.cast::<Str>() else {
            let key = vm.names.dunder_name;
            let module = vm.get_attribute(module, key)?;
            let module = vm.to_str(module)?.to_lossy();
            let given = vm.type_name(name);
            let place = if skip_private { "Key in" } else { "Item in" };
            let list = if skip_private { "__dict__" } else { "__all__" };
            return Err(vm.type_error(format!("{place} {module}.{list} must be str, not {given}")));
        };
        if skip_private && name.view().char_at(0) == Some(u32::from('_')) {
            continue;
        }
        let name = vm.intern_str(name);
        let value = vm.get_attribute(module, name)?;
        match vm.cast_exact::<Dict>(locals) {
            Some(dict) => vm.dict_set(dict, name.value(), value)?,
            None => vm.set_item(locals, name.value(), value)?,
        }
    }
    Ok(())
}
