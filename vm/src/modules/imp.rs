//! `_imp`: what `importlib` asks of the interpreter; native modules count as built-in, those that the import
//! machinery is made of as frozen.

use std::sync::Arc;

use super::make_native;
use super::native_module::{ModuleSpec, new_module};
use crate::builtins::prelude::*;
use crate::object::{CodeObject, Dict};

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    fill,
    python: include_str!("python/_imp.py"),
    ..new_module(
        "_imp",
        &[
            m("create_builtin", "(spec, /)", Any, n(create_builtin), "Create a built-in module."),
            m(
                "is_frozen",
                "(name, /)",
                Pure,
                n(is_frozen),
                "Returns True if the module name corresponds to a frozen module.",
            ),
            m(
                "is_frozen_package",
                "(name, /)",
                Pure,
                n(is_frozen_package),
                "Returns True if the module name is of a frozen package.",
            ),
            m(
                "find_frozen",
                "(name, /, *, withdata=False)",
                Pure,
                n(find_frozen),
                "Return info about the corresponding frozen module (if there is one) or None.",
            ),
            m(
                "get_frozen_object",
                "(name, data=None, /)",
                Pure,
                n(get_frozen_object),
                "Create a code object for a frozen module.",
            ),
            m(
                "_frozen_module_names",
                "()",
                Pure,
                n(frozen_module_names),
                "Returns the list of available frozen modules.",
            ),
            m(
                "_fix_co_filename",
                "(code, path, /)",
                Any,
                n(fix_filename),
                "Changes code.co_filename to specify the passed-in file path.",
            ),
        ],
    )
};

/// A frozen module: its name, and that of the library's module which it is.
const FROZEN: [(&str, &str); 11] = [
    ("_frozen_importlib", "importlib._bootstrap"),
    ("_frozen_importlib_external", "importlib._bootstrap_external"),
    ("zipimport", "zipimport"),
    ("__hello__", "__hello__"),
    ("__hello_alias__", "__hello__"),
    ("__phello__", "__phello__"),
    ("__phello_alias__", "__phello__"),
    ("__phello_alias__.spam", "__phello__.spam"),
    ("__phello__.spam", "__phello__.spam"),
    ("__phello__.ham", "__phello__.ham"),
    ("__phello__.ham.eggs", "__phello__.ham.eggs"),
];

/// The library's module that the frozen one of this name is.
fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    // A file of another version of the bytecode is compiled anew.
    let number = 20_000 + strict_bytecode::encode::VERSION as u16;
    let [low, high] = number.to_le_bytes();
    let token = u32::from_le_bytes([low, high, b'\r', b'\n']);
    vm.set_global(namespace, "pyc_magic_number_token", Value::fixnum(i64::from(token)))
}

fn frozen(name: &str) -> Option<strict_library::Module> {
    let &(_, original) = FROZEN.iter().find(|(frozen, _)| *frozen == name)?;
    strict_library::find(original)
}

/// The code of a frozen module.
///
/// # Errors
/// `ImportError` if there is none.
pub(super) fn frozen_code(vm: &mut Vm, name: &str) -> Outcome<Gc<CodeObject>> {
    let Some(module) = frozen(name) else { return Err(no_frozen(vm, name)) };
    vm.embedded_code(&format!("<frozen {}>", module.name), None, || module.source())
}

fn no_frozen(vm: &mut Vm, name: &str) -> crate::vm::Raised {
    let value = vm.new_str(name).value();
    let message = format!("No such frozen object named {name}");
    vm.import_error(vm.exceptions.ImportError, &message, value, Value::NONE)
}

fn create_builtin(vm: &mut Vm, spec: Value) -> Outcome<Value> {
    let key = vm.names.name;
    let name = vm.get_attribute(spec, key)?;
    let Some(name) = name.cast::<Str>() else {
        let given = vm.type_name(name);
        return Err(vm.type_error(format!("name must be string, not {given}")));
    };
    if name.is_empty() {
        return Err(vm.value_error("name must not be empty"));
    }
    let modules = vm.modules;
    if let Some(module) = vm.dict_get(modules, name.value())? {
        return Ok(module);
    }
    Ok(make_native(vm, &name.to_lossy())?.map_or(Value::NONE, Gc::value))
}

fn is_frozen(_: &mut Vm, name: Gc<Str>) -> Outcome<bool> {
    Ok(frozen(&name.to_lossy()).is_some())
}

fn is_frozen_package(vm: &mut Vm, name: Gc<Str>) -> Outcome<bool> {
    let name = name.to_lossy();
    match frozen(&name) {
        Some(module) => Ok(module.is_package),
        None => Err(no_frozen(vm, &name)),
    }
}

fn find_frozen(vm: &mut Vm, name: Gc<Str>, with_data: bool) -> Outcome<Value> {
    let Some(module) = frozen(&name.to_lossy()) else { return Ok(Value::NONE) };
    let data = if with_data { vm.new_bytes(&module.source())? } else { Value::NONE };
    let original = vm.intern(module.name).value();
    Ok(vm.tuple(&[data, Value::bool(module.is_package), original]).value())
}

fn get_frozen_object(vm: &mut Vm, name: Gc<Str>, _data: Option<Value>) -> Outcome<Gc<CodeObject>> {
    frozen_code(vm, &name.to_lossy())
}

fn frozen_module_names(vm: &mut Vm) -> Outcome<Value> {
    let list = vm.new_list();
    for (name, _) in FROZEN {
        if frozen(name).is_some() {
            let name = vm.intern(name).value();
            vm.append(list, name)?;
        }
    }
    Ok(list.value())
}

fn fix_filename(vm: &mut Vm, code: Gc<CodeObject>, path: Gc<Str>) -> Outcome<()> {
    let old = code.code().filename.clone();
    let path = path.to_lossy();
    if *old != *path {
        rename_file(vm, code, &old, &path.into())?;
    }
    Ok(())
}

/// Sets the file of code and of the code inside of it that is said to come from the old file.
fn rename_file(vm: &mut Vm, code: Gc<CodeObject>, old: &str, new: &Arc<str>) -> Outcome<()> {
    if *code.code().filename != *old {
        return Ok(());
    }
    vm.open_code(code)?;
    code.set_filename(new);
    let constants = code.constants.get();
    for place in 0..constants.capacity() {
        if let Some(inner) = constants.get(place).cast::<CodeObject>() {
            rename_file(vm, inner, old, new)?;
        }
    }
    Ok(())
}
