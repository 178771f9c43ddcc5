//! `__import__`: what is loaded is looked up here; everything else is done by the library's own `importlib._bootstrap`,
//! which runs as the module `_frozen_importlib`.

use crate::builtins::prelude::*;
use crate::object::{Dict, Exception, Module, Traceback};
use crate::vm::Raised;

use super::make_native;

/// Code of these files is import machinery, which tracebacks don't show.
const MACHINERY: [&str; 3] =
    ["<frozen importlib._bootstrap>", "<frozen importlib._bootstrap_external>", "<stdlib>/strict/loader.py"];

/// Where the registry keeps the module `_frozen_importlib`, once it's complete.
const BOOTSTRAP: &str = "importlib._bootstrap";

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

/// Loads the import machinery and gives `sys` its importers.
///
/// # Errors
/// What running it raises.
pub(crate) fn bootstrap(vm: &mut Vm) -> Outcome<()> {
    let sys = import_module(vm, "sys")?;
    let imp = import_module(vm, "_imp")?;
    let frozen = super::imp::frozen_code(vm, "_frozen_importlib")?;
    let machinery = vm.new_module("_frozen_importlib");
    let modules = vm.modules;
    let dict = machinery.dict.get();
    super::set(vm, modules, "_frozen_importlib", machinery.value());
    let builtins = vm.builtins.value();
    super::set(vm, dict, "__builtins__", builtins);
    let original = vm.intern("importlib._bootstrap").value();
    super::set(vm, dict, "__origname__", original);
    let function = vm.new_function(frozen, dict);
    vm.run_body(function, dict.value())?;
    let name = vm.intern("_install");
    vm.call_method(machinery.value(), name, &[sys, imp])?;
    let registry = vm.registry;
    vm.set_global(registry, BOOTSTRAP, machinery.value())?;
    let name = vm.intern("_install_external_importers");
    vm.call_method(machinery.value(), name, &[])?;
    import_module(vm, "_strict_library")?;
    Ok(())
}

fn machinery(vm: &mut Vm) -> Option<Value> {
    let key = vm.interned_name(BOOTSTRAP);
    let registry = vm.registry;
    vm.dict_get_str(registry, key)
}

/// Imports a module by its full name: that module, not the package it's in.
///
/// # Errors
/// `ImportError`, or what running it raises.
pub(crate) fn import_module(vm: &mut Vm, name: &str) -> Outcome<Value> {
    let name = vm.intern(name);
    import_absolute(vm, name)
}

fn import_absolute(vm: &mut Vm, name: Gc<Str>) -> Outcome<Value> {
    let modules = vm.modules;
    if let Some(module) = vm.dict_get(modules, name.value())?.filter(|module| !module.is_none()) {
        wait_until_initialized(vm, module, name)?;
        return Ok(module);
    }
    vm.check_native_stack()?;
    let Some(machinery) = machinery(vm) else {
        // The machinery itself is being loaded, and asks only for native modules.
        let text = name.to_lossy();
        return match make_native(vm, &text)? {
            Some(module) => {
                super::set(vm, modules, &text, module.value());
                Ok(module.value())
            }
            None => {
                let message = format!("No module named '{text}'");
                Err(vm.import_error(vm.exceptions.ModuleNotFoundError, &message, name.value(), Value::NONE))
            }
        };
    };
    let import = vm.names.import;
    let builtins = vm.builtins;
    let import = vm.dict_get_str(builtins, import).unwrap_or(Value::NONE);
    let find_and_load = vm.names.find_and_load;
    vm.call_method(machinery, find_and_load, &[name.value(), import]).inspect_err(|_| hide_machinery(vm))
}

/// Waits for a thread that is still running the module's body.
fn wait_until_initialized(vm: &mut Vm, module: Value, name: Gc<Str>) -> Outcome<()> {
    if is_initializing(vm, module)?
        && let Some(machinery) = machinery(vm)
    {
        let method = vm.intern("_lock_unlock_module");
        vm.call_method(machinery, method, &[name.value()])?;
    }
    Ok(())
}

/// Whether the module's body has not run to its end, as its `__spec__` tells.
pub(crate) fn is_initializing(vm: &mut Vm, module: Value) -> Outcome<bool> {
    let key = vm.names.spec;
    match vm.find_attribute(module, key)?.filter(|spec| !spec.is_none()) {
        Some(spec) => spec_is_initializing(vm, spec),
        None => Ok(false),
    }
}

pub(crate) fn spec_is_initializing(vm: &mut Vm, spec: Value) -> Outcome<bool> {
    let key = vm.intern("_initializing");
    match vm.find_attribute(spec, key)? {
        Some(told) => vm.is_true(told),
        None => Ok(false),
    }
}

/// Takes the entries of the import machinery out of the traceback of the exception raised: all of them for an
/// `ImportError`, else those up to where the machinery calls what is no part of it.
pub(crate) fn hide_machinery(vm: &mut Vm) {
    let Some(exception) = vm.raised.cast::<Exception>() else { return };
    let always = vm.raised_is(vm.exceptions.ImportError);
    let link = |after: Option<Gc<Traceback>>, next: Value| match after {
        Some(entry) => entry.next.set(entry, next),
        None => exception.traceback.set(exception, next),
    };
    let mut previous: Option<Gc<Traceback>> = None;
    let mut before_chunk = None;
    let mut in_machinery = false;
    let mut next = exception.traceback.get().cast::<Traceback>();
    while let Some(entry) = next {
        let following = entry.next.get();
        next = following.cast::<Traceback>();
        let code = entry.frame.get().code.get().code();
        let is_machinery = MACHINERY.contains(&&*code.filename);
        if is_machinery && !in_machinery {
            before_chunk = previous;
        }
        in_machinery = is_machinery;
        let calls_module = matches!(&*code.name, "_call_with_frames_removed" | "_execute");
        if is_machinery && (always || calls_module) {
            link(before_chunk, following);
            previous = before_chunk;
        } else {
            previous = Some(entry);
        }
    }
}

/// `__import__`
pub(crate) fn import(
    vm: &mut Vm,
    name: Value,
    globals: Option<Value>,
    _locals: Option<Value>,
    names: Option<Value>,
    level: Option<i64>,
) -> Outcome<Value> {
    let Some(name) = name.cast::<Str>() else { return Err(vm.type_error("module name must be a string")) };
    let level = level.unwrap_or(0);
    if level < 0 {
        return Err(vm.value_error("level must be >= 0"));
    }
    let full = if level > 0 {
        let full = absolute_name(vm, globals, &name.to_lossy(), level)?;
        vm.intern(&full)
    } else if name.is_empty() {
        return Err(vm.value_error("Empty module name"));
    } else {
        name
    };
    let module = import_absolute(vm, full)?;
    let names = names.filter(|names| !names.is_none());
    let is_from = match names {
        Some(names) => vm.is_true(names)?,
        None => false,
    };
    if let (true, Some(names)) = (is_from, names) {
        let path = vm.names.path;
        if vm.find_attribute(module, path)?.is_none() {
            return Ok(module);
        }
        let Some(machinery) = machinery(vm) else { return Ok(module) };
        let (handle, import) = (vm.names.handle_fromlist, vm.names.import);
        let builtins = vm.builtins;
        let import = vm.dict_get_str(builtins, import).unwrap_or(Value::NONE);
        return vm
            .call_method(machinery, handle, &[module, names, import])
            .inspect_err(|_| hide_machinery(vm));
    }
    let text = name.to_lossy();
    let Some(dot) = text.find('.') else { return Ok(module) };
    if level == 0 {
        return import_module(vm, &text[..dot]);
    }
    let full = full.to_lossy();
    let outer = &full[..full.len() - (text.len() - dot)];
    match loaded(vm, outer) {
        Some(module) => Ok(module),
        None => {
            let message = format!("'{outer}' not in sys.modules as expected");
            Err(vm.error(vm.exceptions.KeyError, message))
        }
    }
}

/// The full name that a relative import means.
fn absolute_name(vm: &mut Vm, globals: Option<Value>, name: &str, level: i64) -> Outcome<String> {
    let Some(globals) = globals.filter(|globals| !globals.is_none()) else {
        return Err(vm.error(vm.exceptions.KeyError, "'__name__' not in globals"));
    };
    let Some(globals) = globals.cast::<Dict>() else {
        return Err(vm.type_error("globals must be a dict"));
    };
    let Some(package) = package_of(vm, globals)?.filter(|package| !package.is_empty()) else {
        return Err(
            vm.error(vm.exceptions.ImportError, "attempted relative import with no known parent package")
        );
    };
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
    Ok(if name.is_empty() { base.to_owned() } else { format!("{base}.{name}") })
}

/// The package that a namespace belongs to, as its `__package__`, `__spec__` or `__name__` tells.
fn package_of(vm: &mut Vm, globals: Gc<Dict>) -> Outcome<Option<String>> {
    let (package, spec) = (vm.names.package, vm.names.spec);
    let package = vm.dict_get_str(globals, package).filter(|package| !package.is_none());
    let spec = vm.dict_get_str(globals, spec).filter(|spec| !spec.is_none());
    let parent_name = vm.intern("parent");
    if let Some(package) = package {
        let Some(text) = package.cast::<Str>() else {
            return Err(vm.type_error("package must be a string"));
        };
        if let Some(spec) = spec {
            let parent = vm.get_attribute(spec, parent_name)?;
            if !vm.equals(parent, package)? {
                warn(vm, vm.exceptions.DeprecationWarning, "__package__ != __spec__.parent")?;
            }
        }
        return Ok(Some(text.to_lossy()));
    }
    if let Some(spec) = spec {
        let parent = vm.get_attribute(spec, parent_name)?;
        return match parent.cast::<Str>() {
            Some(text) => Ok(Some(text.to_lossy())),
            None => Err(vm.type_error("__spec__.parent must be a string")),
        };
    }
    warn(
        vm,
        vm.exceptions.ImportWarning,
        "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__",
    )?;
    let (name, path) = (vm.names.dunder_name, vm.names.path);
    let Some(name) = vm.dict_get_str(globals, name) else {
        return Err(vm.error(vm.exceptions.KeyError, "'__name__' not in globals"));
    };
    let Some(name) = name.cast::<Str>() else { return Err(vm.type_error("__name__ must be a string")) };
    let name = name.to_lossy();
    if vm.dict_get_str(globals, path).is_some() {
        return Ok(Some(name));
    }
    Ok(name.rsplit_once('.').map(|(package, _)| package.to_owned()))
}

/// `warnings.warn` for the code that is running.
///
/// # Errors
/// The warning, if filters make it an error.
pub(crate) fn warn(vm: &mut Vm, category: Gc<Type>, message: &str) -> Outcome<()> {
    let warnings = import_module(vm, "_warnings")?;
    let name = vm.intern("warn");
    let message = vm.new_str(message);
    vm.call_method(warnings, name, &[message.value(), category.value(), Value::ONE])?;
    Ok(())
}

/// What hints of messages say about a module: where it's from, and what it may hide.
pub(crate) struct Origin {
    /// Its file, if its `__spec__` tells.
    pub(crate) file: Option<Gc<Str>>,
    /// Whether it lies beside the program and so hides a module of the same name.
    pub(crate) may_hide: bool,
    /// Whether it then hides one of the standard library.
    pub(crate) may_hide_library: bool,
}

/// What is known of where a module is from.
pub(crate) fn origin_of(vm: &mut Vm, spec: Value, name: Option<Gc<Str>>) -> Outcome<Origin> {
    let mut origin = Origin { file: None, may_hide: false, may_hide_library: false };
    let (has_location, key) = (vm.intern("has_location"), vm.names.origin_attribute);
    let told = match vm.find_attribute(spec, has_location)? {
        Some(told) => vm.is_true(told)?,
        None => false,
    };
    if !told {
        return Ok(origin);
    }
    origin.file = vm.find_attribute(spec, key)?.and_then(Value::cast::<Str>);
    let Some(file) = origin.file else { return Ok(origin) };
    let file = file.to_lossy();
    let folder = file.rsplit_once('/').map_or("", |(folder, last)| match last {
        "__init__.py" => folder.rsplit_once('/').map_or("", |(outer, _)| outer),
        _ => folder,
    });
    let key = vm.interned_name(super::PATH_OF_PROGRAM);
    let registry = vm.registry;
    let beside = vm.dict_get_str(registry, key).and_then(Value::cast::<Str>).map(|it| it.to_lossy());
    origin.may_hide = beside.is_some_and(|beside| beside == folder);
    let names = vm.intern("stdlib_module_names");
    if let (true, Some(name), Some(names)) = (origin.may_hide, name, super::sys_attribute(vm, names)) {
        origin.may_hide_library = vm.contains(names, name.value())?;
    }
    Ok(origin)
}

impl Vm {
    /// Raises `ImportError` or a subclass with the module's name and file.
    #[cold]
    pub(crate) fn import_error(
        &mut self,
        class: Gc<Type>,
        message: &str,
        name: Value,
        path: Value,
    ) -> Raised {
        let raised = self.error(class, message);
        let exception = self.raised;
        crate::builtins::exceptions::set_field(exception, 1, name);
        crate::builtins::exceptions::set_field(exception, 2, path);
        raised
    }
}
