//! The import statement.

use crate::heap::Gc;
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
pub(super) fn import_from(vm: &mut Vm, module: Value, name: Gc<Str>) -> Outcome<Value> {
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
    Err(cannot_import(vm, module, package, name))
}

#[cold]
fn cannot_import(vm: &mut Vm, module: Value, package: Option<Gc<Str>>, name: Gc<Str>) -> crate::vm::Raised {
    let key = vm.names.file;
    let file = vm.find_attribute(module, key).ok().flatten().and_then(Value::cast::<Str>);
    let package_text = package.map_or_else(|| "<unknown module name>".to_owned(), |name| name.to_lossy());
    let origin = file.map_or_else(|| "unknown location".to_owned(), |file| file.to_lossy());
    let message = format!("cannot import name '{}' from '{package_text}' ({origin})", name.to_lossy());
    let raised = vm.error(vm.exceptions.ImportError, message);
    if let Some(exception) = vm.raised.cast::<crate::object::Exception>()
        && let Some(extra) = exception.extra.try_get()
    {
        extra.set(1, package.map_or(Value::NONE, Gc::value));
        extra.set(2, file.map_or(Value::NONE, Gc::value));
        extra.set(3, name.value());
    }
    raised
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
            let given = vm.type_name(name);
            return Err(vm.type_error(format!("Item in __all__ must be str, not {given}")));
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
