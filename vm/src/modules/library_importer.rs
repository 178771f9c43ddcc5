//! `_strict_library`: the importer of the embedded standard library, a path entry like any other.

use std::os::unix::ffi::OsStrExt;

use super::native_module::{ModuleSpec, new_module};
use crate::builtins::prelude::*;
use crate::object::CodeObject;
use crate::strict::LibraryModule;

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
            m("source", "(path, /)", Pure, n(source), "The bytes of a file at a path, or None."),
            m(
                "_told_environment",
                "()",
                Pure,
                n(told_environment),
                "The folder that `--venv` names, or None.",
            ),
            m("entries", "(path, /)", Pure, n(entries), "Names of what lies in the folder at a path."),
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
    let name = name.to_lossy();
    let library = strict_library::find(&name).map(|it| (it.display_path(), it.is_package));
    let of_loader =
        || of_loader(vm).iter().find(|it| it.name == name).map(|it| (it.display_path(), it.is_package));
    let Some((path, is_package)) = library.or_else(of_loader) else { return Ok(Value::NONE) };
    let path = vm.new_str(&path).value();
    Ok(vm.pair(path, Value::bool(is_package)))
}

/// The modules of whoever proves strict modules.
fn of_loader(vm: &Vm) -> &'static [LibraryModule] {
    vm.strict.hook.as_ref().map_or(&[], |hook| hook.library())
}

fn loader_text(vm: &Vm, path: &str) -> Option<&'static str> {
    of_loader(vm).iter().find(|module| module.display_path() == path).map(|module| module.text)
}

fn source(vm: &mut Vm, path: Gc<Str>) -> Outcome<Value> {
    let path = path.to_lossy();
    if let Some(file) = strict_library::data_at_display_path(&path) {
        return vm.new_bytes(&file.contents());
    }
    match (strict_library::at_display_path(&path), loader_text(vm, &path)) {
        (Some(module), _) => vm.new_bytes(&module.source()),
        (None, Some(text)) => vm.new_bytes(text.as_bytes()),
        (None, None) => Ok(Value::NONE),
    }
}

fn code(vm: &mut Vm, path: Gc<Str>) -> Outcome<Gc<CodeObject>> {
    let path = path.to_lossy();
    match (strict_library::at_display_path(&path), loader_text(vm, &path)) {
        (Some(module), _) => vm.embedded_code(&path, None, || module.source()),
        (None, Some(text)) => vm.embedded_code(&path, Some(text), || text.as_bytes().to_vec()),
        (None, None) => {
            Err(vm.error(vm.exceptions.ImportError, format!("{path} is no module of the library")))
        }
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

fn entries(vm: &mut Vm, path: Gc<Str>) -> Outcome<Value> {
    let path = path.to_lossy();
    let list = vm.new_list();
    for name in strict_library::entries_at_display_path(&path) {
        let name = vm.new_str(name).value();
        vm.append(list, name)?;
    }
    Ok(list.value())
}

fn told_environment(vm: &mut Vm) -> Outcome<Value> {
    Ok(match vm.options.virtual_environment.clone() {
        Some(folder) => vm.fs_decode(folder.as_bytes()),
        None => Value::NONE,
    })
}
