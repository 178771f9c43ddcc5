//! `_strict_library`: the importer of the embedded standard library, a path entry like any other.

use super::native_module::{ModuleSpec, new_module};
use crate::builtins::prelude::*;
use crate::object::CodeObject;

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    python: include_str!("python/_strict_library.py"),
    ..new_module(
        "_strict_library",
        &[
            m(
                "find",
                "(name, /)",
                Pure,
                n(find),
                "The path of a module and whether it's a package, or None.",
            ),
            m("code", "(path, /)", Pure, n(code), "The code of a module at a path."),
            m("source", "(path, /)", Pure, n(source), "The bytes of a module at a path, or None."),
            m(
                "children",
                "(package, /)",
                Pure,
                n(children),
                "Names of the modules in a package, each with whether it's a package.",
            ),
        ],
    )
};

fn find(vm: &mut Vm, name: Gc<Str>) -> Outcome<Value> {
    let Some(module) = strict_library::find(&name.to_lossy()) else { return Ok(Value::NONE) };
    let path = vm.new_str(&module.display_path()).value();
    Ok(vm.pair(path, Value::bool(module.is_package)))
}

fn source(vm: &mut Vm, path: Gc<Str>) -> Outcome<Value> {
    match strict_library::at_display_path(&path.to_lossy()) {
        Some(module) => vm.new_bytes(&module.source()),
        None => Ok(Value::NONE),
    }
}

fn code(vm: &mut Vm, path: Gc<Str>) -> Outcome<Gc<CodeObject>> {
    let path = path.to_lossy();
    match strict_library::at_display_path(&path) {
        Some(module) => vm.embedded_code(&path, || module.source()),
        None => Err(vm.error(vm.exceptions.ImportError, format!("{path} is no module of the library"))),
    }
}

fn children(vm: &mut Vm, package: Gc<Str>) -> Outcome<Value> {
    let list = vm.new_list();
    for module in strict_library::children(&package.to_lossy()) {
        let name = vm.new_str(module.name.rsplit('.').next().unwrap_or(module.name)).value();
        let entry = vm.pair(name, Value::bool(module.is_package));
        vm.append(list, entry)?;
    }
    Ok(list.value())
}
