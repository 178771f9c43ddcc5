//! Imports: finding modules, executing those of the component, and binding names.

use std::sync::Arc;

use super::{Abort, Eval, Found, Interp, LoadedModule, ModuleStatus, Stop, UnitModule};
use crate::builtins::{builtin_unit, exceptions as exc, types};
use crate::diagnostics::Code as DiagnosticCode;
use crate::domain::{ModuleData, Object, ObjectId, Payload, Value};
use crate::ir::{ImportAlias, NameRef, Symbol, sym};

/// Hidden name of a module that comes from a stub.
const IS_STUB: &str = ".stub";
/// Hidden name of the names that a stub leaves out.
const LEFT_OUT: &str = ".left_out";
/// Hidden name of a strict module, whose classes get slots.
const IS_STRICT: &str = ".strict";

/// What stands for a module that was not executed to its end: the names it has by then may not be what they become.
fn incomplete(name: &str) -> Value {
    Value::unknown(format!("module `{name}`, whose execution does not reach its end"))
}

impl Interp<'_> {
    /// A name of `__stub__`, if the globals are those of a stub.
    pub(super) fn stub_name(&self, globals: ObjectId, name: Symbol) -> Option<Value> {
        if !self.is_stub_module(globals) {
            return None;
        }
        let module = builtin_unit().module(sym::stub.as_str())?;
        self.heap.attr(module, name).map(|slot| slot.value.clone())
    }

    /// Whether the globals are those of a stub, whose definitions leave out docstrings.
    pub(crate) fn is_stub_module(&self, globals: ObjectId) -> bool {
        self.heap.attr(globals, Symbol::new(IS_STUB)).is_some()
    }

    /// Whether the globals are those of a strict module, whose classes get slots.
    pub(super) fn is_strict_module(&self, globals: ObjectId) -> bool {
        self.heap.attr(globals, Symbol::new(IS_STRICT)).is_some()
    }

    /// What stands for a name that the model of a module leaves out.
    pub(super) fn left_out(&self, module: ObjectId, name: Symbol) -> Option<Value> {
        let slot = self.heap.attr(module, Symbol::new(LEFT_OUT))?;
        let Value::Tuple(names) = &slot.value else { return None };
        let is_name =
            |text: &Value| matches!(text, Value::Str(text) if *text.to_string_lossy() == *name.as_str());
        let what =
            || format!("`{}.{name}`, which the model of the module leaves out", self.module_title(module));
        names.iter().any(is_name).then(|| Value::unknown(what()))
    }

    fn module_title(&self, module: ObjectId) -> String {
        self.heap.get(module).as_module().map(|module| module.name.to_string()).unwrap_or_default()
    }

    /// The module object for a name, importing it if need be. `Err` holds what stands for a module that is not known.
    pub(crate) fn import_module(&mut self, name: &str) -> Eval<Result<ObjectId, Value>> {
        let name = crate::program::canonical(name, self.world.options().platform);
        let is_first = !self.imported.contains(name);
        let found = self.find_module(name)?;
        if is_first
            && let Ok(module) = found
            && let Some((parent, last)) = name.rsplit_once('.')
            && let Some(index) = self.module_named(parent)
        {
            // A package's first import of its child gives it a name.
            let package = self.modules[index].object;
            self.heap.modify(package).attrs_mut().bind(Symbol::new(last), Value::Object(module));
        }
        Ok(found)
    }

    fn find_module(&mut self, name: &str) -> Eval<Result<ObjectId, Value>> {
        // Parents first, as the import system does.
        if let Some((parent, _)) = name.rsplit_once('.') {
            match self.import_module(parent)? {
                Ok(object) => {
                    let is_package = self.heap.attr(object, sym::path).is_some();
                    if !is_package {
                        let exists = self.module_named(name).is_some()
                            || matches!(self.world.find(name), Found::Finished(_));
                        if !exists {
                            return self.module_not_found(
                                &format!("No module named '{name}'; '{parent}' is not a package"),
                                name,
                            );
                        }
                    }
                }
                Err(unknown) => {
                    let known = self.module_named(name).is_some()
                        || matches!(self.world.find(name), Found::Finished(_) | Found::Local(_));
                    if !known {
                        let what = match &unknown {
                            Value::Unknown(origin) => origin.what.clone(),
                            _ => format!("module `{parent}`"),
                        };
                        return Ok(Err(Value::unknown(format!("`{name}`, which belongs to {what}"))));
                    }
                }
            }
        }
        if let Some(index) = self.module_named(name) {
            let module = &self.modules[index];
            return Ok(Ok(module.object));
        }
        if self.modules.iter().any(|module| &*module.name == name) {
            return Ok(Err(incomplete(name)));
        }
        match self.world.find(name) {
            Found::Finished(unit) => {
                let object = unit.module(name);
                self.attach(&unit);
                match object {
                    Some(object) => Ok(Ok(object)),
                    None => Ok(Err(incomplete(name))),
                }
            }
            Found::Local(loaded) => self.execute_module(&loaded),
            Found::Opaque(what) => {
                self.imported.insert(Arc::from(name));
                Ok(Err(Value::unknown(what)))
            }
            Found::Perhaps { is_installed: false, .. } if self.is_collecting() => {
                self.module_not_found(&format!("No module named '{name}'"), name)
            }
            Found::Perhaps { what, .. } => {
                self.maybe_raise_class(exc::MODULE_NOT_FOUND_ERROR);
                Ok(Err(Value::unknown(what)))
            }
            Found::Namespace => {
                self.imported.insert(Arc::from(name));
                Ok(Ok(self.namespace_package(name)))
            }
            Found::Missing => self.module_not_found(&format!("No module named '{name}'"), name),
            Found::Pending => Err(Stop::Abort(Abort::Needs(Arc::from(name)))),
        }
    }

    fn module_not_found<T>(&mut self, message: &str, name: &str) -> Eval<T> {
        let exception = self.exception(exc::MODULE_NOT_FOUND_ERROR, message);
        if let Value::Object(id) = &exception {
            self.heap.modify(*id).attrs_mut().bind(sym::name_attr, Value::str(name));
        }
        Err(Stop::Raise(exception))
    }

    fn module_named(&self, name: &str) -> Option<usize> {
        self.modules.iter().position(|module| &*module.name == name && module.status != ModuleStatus::Failed)
    }

    /// Makes a finished unit, and those it links to, visible.
    pub(crate) fn attach(&mut self, unit: &Arc<crate::heap::FrozenUnit>) {
        if self.heap.unit(unit.id).is_none() {
            self.attach_objects(unit);
        }
        // What it links to was loaded before it, and is among the names.
        if self.attached.insert(unit.id) {
            self.imported.extend(unit.loaded.iter().cloned());
        }
    }

    fn attach_objects(&mut self, unit: &Arc<crate::heap::FrozenUnit>) {
        self.heap.attach(Arc::clone(unit));
        for link in &unit.links {
            if self.heap.unit(*link).is_none() {
                let linked = self.world.unit(*link);
                self.attach_objects(&linked);
            }
        }
    }

    fn new_module(&mut self, name: &str, is_namespace: bool) -> ObjectId {
        let data = ModuleData { name: Arc::from(name) };
        let mut object = Object::new(types::MODULE, Payload::Module(Box::new(data)));
        object.attrs_mut().bind(sym::name, Value::str(name));
        if is_namespace {
            object.attrs_mut().bind(sym::path, Value::Typed(types::LIST));
        }
        self.heap.alloc(object)
    }

    /// Executes a module of the component; `Err` holds what stands for it when a limit was reached.
    pub(crate) fn execute_module(&mut self, loaded: &Arc<LoadedModule>) -> Eval<Result<ObjectId, Value>> {
        let index = self.modules.len();
        let outer_owner = self.heap.owner;
        let outer_base = self.module_base;
        self.heap.owner = index as u32;
        let object = self.new_module(&loaded.name, false);
        self.modules.push(UnitModule {
            name: Arc::clone(&loaded.name),
            object,
            status: ModuleStatus::Executing,
            loaded: Arc::clone(loaded),
            level: self.heap.level(),
            diagnostics: Vec::new(),
            reported: rustc_hash::FxHashSet::default(),
            steps: 0,
            classes: Vec::new(),
        });
        self.module_base = self.frames.len();
        let steps = self.steps;
        let entrance = self.enter_module();
        self.imported.insert(Arc::clone(&loaded.name));
        self.set_module_names(object, loaded);
        let code = Arc::clone(&loaded.module.code);
        let locals = self.new_slots(&code);
        let closure: Arc<[ObjectId]> = Arc::from([]);
        let result = self.run_code(&code, object, Some(object), &closure, locals);
        if matches!(result, Err(Stop::Abort(Abort::Exhausted))) {
            self.give_up_module(index, &entrance);
        }
        self.leave_module(&entrance);
        self.heap.owner = outer_owner;
        self.module_base = outer_base;
        self.modules[index].steps = self.steps - steps;
        match result {
            Ok(super::Flow::Many(ends)) => {
                let deltas = ends.into_iter().map(|(_, delta)| delta).collect();
                self.heap.adopt_join(deltas);
            }
            Ok(_) => {}
            Err(Stop::Abort(Abort::Exhausted)) => {
                return Ok(Err(incomplete(&loaded.name)));
            }
            Err(Stop::Raise(exception)) => {
                self.modules[index].status = ModuleStatus::Failed;
                // Also where the exception only passes through, on its way from a module that this one imports.
                self.unhandled(index, &exception);
                return Err(Stop::Raise(exception));
            }
            Err(stop) => return Err(stop),
        }
        self.modules[index].status = ModuleStatus::Finished;
        Ok(Ok(object))
    }

    fn set_module_names(&mut self, object: ObjectId, loaded: &LoadedModule) {
        let doc = loaded.module.code.docstring.clone().unwrap_or(Value::None);
        let package = if loaded.is_package {
            loaded.name.to_string()
        } else {
            loaded.name.rsplit_once('.').map(|(parent, _)| parent.to_owned()).unwrap_or_default()
        };
        let spec = self.opaque_instance(types::MODULE_SPEC);
        if let Value::Object(id) = &spec {
            let parent = Value::str(&package);
            let attrs = self.heap.modify(*id).attrs_mut();
            attrs.bind(Symbol::new("name"), Value::str(&loaded.name));
            attrs.bind(Symbol::new("parent"), parent);
        }
        let loader = self.opaque_instance(types::OBJECT);
        let builtins = self.alloc(types::DICT, Payload::NamespaceDict(self.builtins));
        // Where the files are is not part of the proof.
        let search = loaded.is_package.then(|| {
            self.alloc(types::LIST, Payload::List(crate::domain::Elements::Summary(Value::Typed(types::STR))))
        });
        let options = self.world.options();
        let (version, platform) = (options.python_version, options.platform.name());
        let attrs = self.heap.modify(object).attrs_mut();
        if loaded.is_stub {
            let version = vec![Value::int(version.0.into()), Value::int(version.1.into())];
            let left_out: Vec<Value> = loaded.left_out.iter().map(|name| Value::str(name.as_str())).collect();
            attrs.bind(Symbol::new(LEFT_OUT), Value::tuple(left_out));
            attrs.bind(Symbol::new(IS_STUB), Value::Bool(true));
            attrs.bind(Symbol::new("__python_version__"), Value::tuple(version));
            attrs.bind(Symbol::new("__platform__"), Value::str(platform));
        }
        if loaded.is_strict {
            attrs.bind(Symbol::new(IS_STRICT), Value::Bool(true));
        }
        attrs.bind(Symbol::new("__builtins__"), builtins);
        attrs.bind(sym::doc, doc);
        attrs.bind(sym::package, Value::str(&package));
        attrs.bind(sym::file, Value::Typed(types::STR));
        attrs.bind(sym::spec, spec);
        attrs.bind(sym::loader, loader);
        attrs.bind(sym::cached, Value::Typed(types::STR));
        if let Some(search) = search {
            attrs.bind(sym::path, search);
        }
    }

    /// The module object of a name that has been imported.
    pub(crate) fn imported_module(&mut self, name: &str) -> Eval<Option<Value>> {
        if let Some(index) = self
            .modules
            .iter()
            .position(|module| &*module.name == name && module.status != ModuleStatus::Failed)
        {
            return Ok(Some(Value::Object(self.modules[index].object)));
        }
        match self.world.find(name) {
            Found::Finished(unit) => {
                let object = unit.module(name);
                self.attach(&unit);
                Ok(object.map(Value::Object))
            }
            _ => Ok(None),
        }
    }

    /// What a package shows under the name of a child that has been imported.
    pub(super) fn imported_child(&mut self, name: &str) -> Eval<Option<Value>> {
        if let Some(module) = self.imported_module(name)? {
            return Ok(Some(module));
        }
        Ok(match self.world.find(name) {
            Found::Namespace => Some(Value::Object(self.namespace_package(name))),
            Found::Opaque(what) => Some(Value::unknown(what)),
            Found::Finished(_) => Some(incomplete(name)),
            Found::Local(_) if self.modules.iter().any(|module| &*module.name == name) => {
                Some(incomplete(name))
            }
            _ => None,
        })
    }

    /// The module that stands for folders without code. It belongs to nobody: all importers have the same one.
    fn namespace_package(&mut self, name: &str) -> ObjectId {
        let first = self.heap.len();
        let object = self.new_module(name, true);
        self.heap.disown(first);
        object
    }

    /// A library module that the language itself needs; `None` when it is not known.
    pub(crate) fn require_module(&mut self, name: &str) -> Eval<Option<Value>> {
        Ok(self.import_module(name)?.ok().map(Value::Object))
    }

    pub(super) fn exec_import(&mut self, aliases: &[ImportAlias]) -> Eval<()> {
        for alias in aliases {
            let imported = self.import_module(&alias.module)?;
            let value = match (imported, alias.as_name) {
                (Ok(object), true) => Value::Object(object),
                (Err(unknown), true) => unknown,
                (result, false) => match alias.module.split_once('.') {
                    None => result.map_or_else(|unknown| unknown, Value::Object),
                    Some((top, _)) => self.import_module(top)?.map_or_else(|unknown| unknown, Value::Object),
                },
            };
            self.store(alias.target, value)?;
        }
        Ok(())
    }

    /// The absolute name of a module named relative to the one whose code is executing.
    pub(crate) fn absolute_name(&mut self, level: u32, module: &str) -> Eval<Option<String>> {
        if level == 0 {
            return Ok(Some(module.to_owned()));
        }
        let globals = self.frame().globals;
        let package = match &self.heap.get(globals).payload {
            Payload::Dict(dict) => dict.get_str("__package__").cloned(),
            _ => self.heap.attr(globals, sym::package).map(|slot| slot.value.clone()),
        };
        let Some(Value::Str(package)) = package else { return Ok(None) };
        let package = package.to_string_lossy().into_owned();
        if package.is_empty() {
            return self.raise(exc::IMPORT_ERROR, "attempted relative import with no known parent package");
        }
        let mut base = package.as_str();
        for _ in 1..level {
            base = match base.rsplit_once('.') {
                Some((parent, _)) => parent,
                None => {
                    return self
                        .raise(exc::IMPORT_ERROR, "attempted relative import beyond top-level package");
                }
            };
        }
        Ok(Some(if module.is_empty() { base.to_owned() } else { format!("{base}.{module}") }))
    }

    pub(super) fn exec_import_from(
        &mut self,
        level: u32,
        module: &str,
        names: &[(Symbol, NameRef)],
    ) -> Eval<()> {
        let Some(absolute) = self.absolute_name(level, module)? else {
            for (name, target) in names {
                self.store(*target, Value::unknown(format!("`{name}` of a relative import")))?;
            }
            return Ok(());
        };
        let imported = self.import_module(&absolute)?;
        for (name, target) in names {
            let value = self.imported_name(&absolute, &imported, *name)?;
            let unchanged =
                matches!(target, NameRef::Global(bound) | NameRef::Namespace(bound) if bound == name);
            if unchanged && absolute == sym::stub.as_str() {
                // These names are there in every stub, and must not become names of the module.
                continue;
            }
            self.store(*target, value)?;
        }
        Ok(())
    }

    fn imported_name(
        &mut self,
        module: &str,
        imported: &Result<ObjectId, Value>,
        name: Symbol,
    ) -> Eval<Value> {
        let child = format!("{module}.{name}");
        match imported {
            Ok(object) => {
                let value = Value::Object(*object);
                // What a model leaves out may be the name of a submodule, which can be had all the same.
                let is_submodule = self.left_out(*object, name).is_some()
                    && self.heap.attr(*object, name).is_none()
                    && matches!(self.world.find(&child), Found::Finished(_) | Found::Local(_));
                if !is_submodule && let Some(found) = self.get_attr_or_none(&value, name)? {
                    return Ok(found);
                }
                if self.heap.attr(*object, sym::path).is_some() {
                    match self.import_module(&child) {
                        Ok(Ok(object)) => return Ok(Value::Object(object)),
                        Ok(Err(unknown)) => return Ok(unknown),
                        Err(Stop::Raise(exception))
                            if self
                                .heap
                                .class_of(&exception)
                                .is_some_and(|class| class == exc::MODULE_NOT_FOUND_ERROR)
                                && self.names_module(&exception, &child) => {}
                        Err(stop) => return Err(stop),
                    }
                }
                let partly =
                    self.modules.iter().any(|m| m.object == *object && m.status == ModuleStatus::Executing);
                let message = if partly {
                    format!(
                        "cannot import name '{name}' from partially initialized module '{module}' (most likely due to a circular import)"
                    )
                } else {
                    format!("cannot import name '{name}' from '{module}'")
                };
                self.raise(exc::IMPORT_ERROR, &message)
            }
            Err(unknown) => {
                if matches!(self.world.find(&child), Found::Finished(_) | Found::Local(_))
                    && let Ok(object) = self.import_module(&child)?
                {
                    return Ok(Value::Object(object));
                }
                let what = match unknown {
                    Value::Unknown(origin) => origin.what.clone(),
                    _ => format!("module `{module}`"),
                };
                Ok(Value::unknown(format!("`{name}`, imported from {what}")))
            }
        }
    }

    fn names_module(&self, exception: &Value, name: &str) -> bool {
        let Value::Object(id) = exception else { return false };
        matches!(self.heap.attr(*id, sym::name_attr).map(|slot| &slot.value), Some(Value::Str(text)) if *text.to_string_lossy() == *name)
    }

    pub(super) fn exec_import_star(&mut self, level: u32, module: &str) -> Eval<()> {
        let Some(absolute) = self.absolute_name(level, module)? else { return Ok(()) };
        let namespace = {
            let frame = self.frame();
            frame.namespace.unwrap_or(frame.globals)
        };
        let object = match self.import_module(&absolute)? {
            Ok(object) => object,
            Err(unknown) => {
                self.unknown_use(DiagnosticCode::UnknownStarImport, &unknown, "`import *` takes names from");
                if self.heap.is_owned(namespace) {
                    let namespace = self.heap.modify(namespace);
                    namespace.open = true;
                    namespace.attrs_mut().bind(Symbol::new(super::names::STAR), Value::None);
                }
                return Ok(());
            }
        };
        let value = Value::Object(object);
        let names = match self.heap.attr(object, sym::all).map(|slot| slot.value.clone()) {
            Some(all) => match self.collect(&all)? {
                crate::domain::Elements::Exact(items) => {
                    items.iter().filter_map(|item| self.symbol_of(item)).collect()
                }
                crate::domain::Elements::Summary(_) => {
                    if self.heap.is_owned(namespace) {
                        self.heap.modify(namespace).open = true;
                    }
                    self.public_names(object)
                }
            },
            None => self.public_names(object),
        };
        if self.heap.get(object).open && self.heap.is_owned(namespace) {
            self.heap.modify(namespace).open = true;
        }
        for name in names {
            let found = match self.get_attr_or_none(&value, name)? {
                Some(found) => found,
                None => self.imported_name(&absolute, &Ok(object), name)?,
            };
            let maybe = self.heap.attr(object, name).is_some_and(|slot| slot.maybe_unbound);
            if maybe && self.heap.attr(namespace, name).is_some() {
                continue;
            }
            self.store_in_namespace(namespace, name, found)?;
        }
        Ok(())
    }

    fn public_names(&self, object: ObjectId) -> Vec<Symbol> {
        self.heap
            .attrs(object)
            .map(|attrs| {
                attrs
                    .iter()
                    .map(|(name, _)| name)
                    .filter(|name| !name.as_str().starts_with(['_', '.']))
                    .collect()
            })
            .unwrap_or_default()
    }
}
