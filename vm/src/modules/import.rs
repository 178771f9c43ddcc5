//! Finding and running modules: native ones, files beside the program, and the embedded library.

use std::path::PathBuf;

use strict_compiler::Options;

use super::{make_native, set, sys_attribute};
use crate::builtins::prelude::*;
use crate::object::{CodeObject, Dict, List, Module};
use crate::vm::Raised;

/// The module with this name if it has been imported.
pub(crate) fn loaded(vm: &mut Vm, name: &str) -> Option<Value> {
    let key = vm.intern(name);
    let modules = vm.modules;
    vm.dict_get_str(modules, key)
}

/// The dictionary of built-ins that a namespace names.
pub(crate) fn builtins_of(vm: &mut Vm, globals: Gc<Dict>) -> Option<Gc<Dict>> {
    let key = vm.names.dunder_builtins;
    let told = vm.dict_get_str(globals, key)?;
    match told.cast::<Module>() {
        Some(module) => Some(module.dict.get()),
        None => told.cast::<Dict>(),
    }
}

/// Imports a module by its full name.
pub(crate) fn import_module(vm: &mut Vm, name: &str) -> Outcome<Value> {
    if let Some(module) = loaded(vm, name).filter(|module| !module.is_none()) {
        return Ok(module);
    }
    vm.check_native_stack()?;
    let mut parent = None;
    if let Some((package, _)) = name.rsplit_once('.') {
        parent = Some(import_module(vm, package)?);
        if let Some(module) = loaded(vm, name) {
            return Ok(module);
        }
    }
    let module = load(vm, name, parent)?;
    if let (Some(parent), Some((_, last))) = (parent, name.rsplit_once('.')) {
        let last = vm.intern(last);
        vm.set_attribute(parent, last, module)?;
    }
    Ok(module)
}

/// The text of a module and what is told of it.
struct Found {
    /// None for a module of the embedded library.
    text: Option<Vec<u8>>,
    origin: String,
    package_folder: Option<String>,
}

fn load(vm: &mut Vm, name: &str, parent: Option<Value>) -> Outcome<Value> {
    if let Some(module) = make_native(vm, name)? {
        let modules = vm.modules;
        set(vm, modules, name, module.value());
        return Ok(module.value());
    }
    match find(vm, name, parent)? {
        Some(found) => run(vm, name, &found),
        None => Err(not_found(vm, name, parent)),
    }
}

#[cold]
fn not_found(vm: &mut Vm, name: &str, parent: Option<Value>) -> Raised {
    let path = vm.intern("__path__");
    let not_a_package = parent.is_some_and(|parent| !matches!(vm.find_attribute(parent, path), Ok(Some(_))));
    let hint = match name.rsplit_once('.') {
        Some((package, _)) if not_a_package => format!("; '{package}' is not a package"),
        _ => String::new(),
    };
    let raised = vm.error(vm.exceptions.ModuleNotFoundError, format!("No module named '{name}'{hint}"));
    let name = vm.new_str(name).value();
    crate::builtins::exceptions::set_field(vm.raised, 1, name);
    raised
}

fn find(vm: &mut Vm, name: &str, parent: Option<Value>) -> Outcome<Option<Found>> {
    let last = name.rsplit('.').next().unwrap_or(name);
    let folders = match parent {
        None => {
            let key = vm.intern("path");
            sys_attribute(vm, key)
        }
        Some(parent) => {
            let key = vm.names.path;
            vm.find_attribute(parent, key)?
        }
    };
    if let Some(folders) = folders.and_then(Value::cast::<List>) {
        for index in 0..folders.len() {
            let Some(folder) = folders.get(index).and_then(Value::cast::<Str>) else { continue };
            let base = PathBuf::from(folder.to_lossy()).join(last);
            let package = base.join("__init__.py");
            if let Ok(text) = std::fs::read(&package) {
                let folder = base.to_string_lossy().into_owned();
                let origin = package.to_string_lossy().into_owned();
                return Ok(Some(Found { text: Some(text), origin, package_folder: Some(folder) }));
            }
            let file = base.with_extension("py");
            if let Ok(text) = std::fs::read(&file) {
                let origin = file.to_string_lossy().into_owned();
                return Ok(Some(Found { text: Some(text), origin, package_folder: None }));
            }
        }
    }
    Ok(strict_library::find(name).map(|module| {
        let origin = module.display_path().to_string();
        let folder = origin.strip_suffix("/__init__.py").map(str::to_owned);
        Found { text: None, package_folder: folder.filter(|_| module.is_package), origin }
    }))
}

fn compile(vm: &mut Vm, origin: &str, text: Vec<u8>) -> Outcome<Gc<CodeObject>> {
    let file = match strict_syntax::SourceFile::from_bytes(origin, text) {
        Ok(file) => file,
        Err(error) => return Err(vm.error(vm.exceptions.SyntaxError, error.to_string())),
    };
    let mut options = Options::module(origin);
    options.optimization = vm.options.optimization();
    crate::builtins::compile::compile_text(vm, file.text(), &options)
}

fn run(vm: &mut Vm, name: &str, found: &Found) -> Outcome<Value> {
    let code = match &found.text {
        Some(text) => compile(vm, &found.origin, text.clone())?,
        None => {
            let module = strict_library::find(name);
            vm.embedded_code(&found.origin, || module.map_or_else(Vec::new, |module| module.source()))?
        }
    };
    let module = vm.new_module(name);
    let dict = module.dict.get();
    let origin = vm.new_str(&found.origin).value();
    set(vm, dict, "__file__", origin);
    let package = match &found.package_folder {
        Some(folder) => {
            let folder = vm.new_str(folder).value();
            let path = vm.list_of(&[folder])?;
            set(vm, dict, "__path__", path.value());
            name
        }
        None => name.rsplit_once('.').map_or("", |(package, _)| package),
    };
    let package = vm.new_str(package).value();
    set(vm, dict, "__package__", package);
    let builtins = vm.names.builtins;
    let modules = vm.modules;
    if let Some(builtins) = vm.dict_get_str(modules, builtins) {
        set(vm, dict, "__builtins__", builtins);
    }
    set(vm, modules, name, module.value());
    let function = vm.new_function(code, dict);
    if let Err(raised) = vm.run_body(function, dict.value()) {
        let key = vm.intern(name);
        vm.with_saved_exception(|vm| {
            if vm.dict_remove(modules, key.value()).is_err() {
                vm.raised = Value::UNBOUND;
            }
        });
        return Err(raised);
    }
    // A module may replace itself in `sys.modules`.
    Ok(loaded(vm, name).unwrap_or(module.value()))
}

/// The package that a relative import starts from.
fn package_of(vm: &mut Vm, globals: Option<Value>, level: i64) -> Outcome<String> {
    let text = |value: Option<Value>| value.and_then(Value::cast::<Str>).map(|text| text.to_lossy());
    let Some(globals) = globals.and_then(super::super::value::Value::cast::<Dict>) else {
        return Err(vm.error(vm.exceptions.KeyError, "'__name__' not in globals"));
    };
    let (package, name, path) = (vm.names.package, vm.names.dunder_name, vm.names.path);
    let package = match text(vm.dict_get_str(globals, package)) {
        Some(package) => package,
        None => {
            let name = text(vm.dict_get_str(globals, name)).unwrap_or_default();
            match vm.dict_get_str(globals, path) {
                Some(_) => name,
                None => name.rsplit_once('.').map_or_else(String::new, |(package, _)| package.to_owned()),
            }
        }
    };
    if package.is_empty() {
        return Err(
            vm.error(vm.exceptions.ImportError, "attempted relative import with no known parent package")
        );
    }
    let mut base = package.as_str();
    for _ in 1..level {
        match base.rsplit_once('.') {
            Some((outer, _)) => base = outer,
            None => {
                return Err(
                    vm.error(vm.exceptions.ImportError, "attempted relative import beyond top-level package")
                );
            }
        }
    }
    Ok(base.to_owned())
}

/// `__import__`
pub(crate) fn import(
    vm: &mut Vm,
    name: Gc<Str>,
    globals: Option<Value>,
    _locals: Option<Value>,
    names: Option<Value>,
    level: Option<i64>,
) -> Outcome<Value> {
    let name = name.to_lossy();
    let level = level.unwrap_or(0);
    let full = if level > 0 {
        let base = package_of(vm, globals, level)?;
        if name.is_empty() { base } else { format!("{base}.{name}") }
    } else {
        if name.is_empty() {
            return Err(vm.value_error("Empty module name"));
        }
        name.clone()
    };
    let module = import_module(vm, &full)?;
    let names = match names.filter(|names| !names.is_none()) {
        Some(names) => vm.tuple_from(names)?,
        None => vm.empty_tuple,
    };
    if names.is_empty() {
        if level > 0 && !name.is_empty() {
            let cut = full.len() - name.len() + name.find('.').unwrap_or(name.len());
            return import_module(vm, &full[..cut]);
        }
        let first = full.split('.').next().unwrap_or(&full).to_owned();
        return if level > 0 { Ok(module) } else { import_module(vm, &first) };
    }
    import_submodules(vm, module, &full, names)?;
    Ok(module)
}

/// Imports the submodules of a package that a from-import names.
fn import_submodules(vm: &mut Vm, module: Value, full: &str, names: Gc<Tuple>) -> Outcome<()> {
    let path = vm.names.path;
    if vm.find_attribute(module, path)?.is_none() {
        return Ok(());
    }
    for &name in names.as_slice() {
        let Some(text) = name.cast::<Str>() else { continue };
        let text = vm.intern_str(text);
        if text.as_ascii() == Some("*") {
            let all = vm.names.all;
            if let Some(all) = vm.find_attribute(module, all)? {
                let all = vm.tuple_from(all)?;
                import_submodules(vm, module, full, all)?;
            }
            continue;
        }
        if vm.find_attribute(module, text)?.is_some() {
            continue;
        }
        let submodule = format!("{full}.{}", text.to_lossy());
        if import_module(vm, &submodule).is_err() {
            let missing = vm.raised_is(vm.exceptions.ModuleNotFoundError);
            if !missing {
                return Err(Raised);
            }
            vm.raised = Value::UNBOUND;
        }
    }
    Ok(())
}
