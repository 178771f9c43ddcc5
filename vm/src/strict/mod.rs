//! Strict modules at run time: what a loader has had proved is executed once and then frozen.
//!
//! A frozen namespace is a dictionary that Python code cannot change. The exceptions are *variables*: globals that functions
//! of the module rebind, whose cells stay as they are for exactly those stores. A frozen class keeps its attributes,
//! bases and metaclass, a function that the module has bound, or has as a method, its code and defaults. Freezing is shallow: what lists,
//! dictionaries and instances hold is not concerned, nor are caches that the interpreter keeps about frozen things (evaluated
//! annotations, lists of subclasses, registries of `abc`).
//!
//! The VM decides what is frozen from the objects and the code that ran. What an [`ImportHook`] tells beforehand
//! ([`ModuleFacts`]) only says how instances are laid out: a wrong fact makes a store raise, and nothing worse.

mod binding;
mod definitions;
mod hook;
mod layout;
mod module_type;
mod namespaces;
mod natives;

use rustc_hash::{FxHashMap, FxHashSet};
use strict_bytecode::{Code, CodeFlags, Constant, Opcode};

pub use hook::{Analysis, Finding, ImportHook, LibraryModule, ModuleFacts, ModuleKind, Request};
pub(crate) use layout::fixed_attributes;
pub use module_type::STRICT_MODULE;
pub(crate) use natives::MODULE;

use crate::heap::{Gc, Tracer};
use crate::object::{
    CellObject, ClassMethod, CodeObject, Dict, Function, Module, Property, StaticMethod, Str, Table, Type,
    TypeFlags,
};
use crate::value::Value;
use crate::vm::{Outcome, Raised, Vm};

/// What the VM knows of strict modules.
pub(crate) struct State {
    /// Who proves modules; absent where nothing but the VM is linked.
    pub hook: Option<Box<dyn ImportHook>>,
    /// Whether tests may patch what would be frozen. Decided before the first strict module is executed.
    pub is_patching: bool,
    /// Facts of modules that were proved and have not been executed to their end, by name.
    facts: FxHashMap<String, ModuleFacts>,
    /// The namespaces of strict modules that are being executed.
    executing: Vec<Gc<Dict>>,
    /// Classes made meanwhile, by whomever, and not frozen yet.
    classes: Vec<Gc<Type>>,
    /// The built-ins that strict code means: those that the VM began with.
    builtins: Option<Gc<Dict>>,
    /// Globals that code of other modules has rebound, with what they were before.
    rebound: Vec<(Gc<CellObject>, Value)>,
    /// Attributes of classes and functions that code of other modules has changed.
    changes: Vec<definitions::Change>,
}

impl State {
    pub(crate) fn new() -> State {
        State {
            hook: None,
            is_patching: false,
            facts: FxHashMap::default(),
            executing: Vec::new(),
            classes: Vec::new(),
            builtins: None,
            rebound: Vec::new(),
            changes: Vec::new(),
        }
    }

    /// The roots that it holds.
    pub(crate) fn trace(&self, tracer: &mut Tracer<'_>) {
        self.classes.iter().for_each(|&class| tracer.object(class));
        self.executing.iter().for_each(|&namespace| tracer.object(namespace));
        if let Some(builtins) = self.builtins {
            tracer.object(builtins);
        }
        for &(cell, original) in &self.rebound {
            tracer.object(cell);
            tracer.value(original);
        }
        self.changes.iter().for_each(|change| change.trace(tracer));
    }
}

impl Vm {
    /// Executes the code of a strict module in its namespace, and freezes what it has made.
    ///
    /// `main` is code that will run in the frozen namespace later: names that it binds are left variables. Returns names of
    /// other modules on which the proof rests and which have been rebound meanwhile; nothing is frozen then.
    ///
    /// # Errors
    /// What the code raises; nothing is frozen then, either.
    pub(crate) fn execute_strict(
        &mut self,
        module: Gc<Module>,
        code: Gc<CodeObject>,
        main: Option<Gc<CodeObject>>,
    ) -> Outcome<Vec<String>> {
        let namespace = module.dict.get();
        let builtins = self.names.dunder_builtins;
        if self.dict_get_str(namespace, builtins).is_none() {
            let value = self.builtins.value();
            self.dict_set(namespace, builtins.value(), value)?;
        }
        self.strict.executing.push(namespace);
        let first_class = self.strict.classes.len();
        let function = self.new_function(code, namespace);
        let result = self.run_body(function, namespace.value());
        // Other threads may have begun meanwhile.
        if let Some(place) = self.strict.executing.iter().rposition(|&it| it == namespace) {
            self.strict.executing.remove(place);
        }
        let name = self.namespace_name(namespace);
        let rebound = name.as_deref().map_or_else(Vec::new, |name| self.rebound_since_proof(name));
        if let Some(name) = &name {
            self.strict.facts.remove(name);
        }
        if result.is_ok() && rebound.is_empty() && !self.strict.is_patching {
            self.freeze_classes(namespace, name.as_deref(), first_class);
            let mut variables = FxHashSet::default();
            rebound_globals(code.code(), &[], &mut variables);
            if let Some(main) = main {
                rebound_globals(main.code(), IN_MODULES, &mut variables);
            }
            freeze_functions(namespace, namespace);
            self.freeze_namespace(namespace, &variables)?;
            self.bind_all_names(code, namespace);
        }
        if self.strict.executing.is_empty() {
            self.strict.classes.clear();
        }
        result.map(|_| rebound)
    }

    /// Takes note of a new class.
    pub(crate) fn note_class(&mut self, class: Gc<Type>) {
        if !self.strict.executing.is_empty() {
            self.strict.classes.push(class);
        }
    }

    /// Freezes those of the classes made since the first one that say they are of this module, with their methods.
    fn freeze_classes(&mut self, namespace: Gc<Dict>, module: Option<&str>, first: usize) {
        let Some(module) = module else { return };
        // Another thread that has ended meanwhile may have taken the list back.
        let first = first.min(self.strict.classes.len());
        for class in self.strict.classes.split_off(first) {
            if self.is_class_of(class, module) {
                freeze_class(class);
                if class.has(TypeFlags::FROZEN) {
                    freeze_functions(class.dict.get(), namespace);
                }
            } else {
                self.strict.classes.push(class);
            }
        }
    }

    /// Freezes what a class statement made if the running code is of a frozen module.
    pub(crate) fn freeze_if_module_is(&mut self, made: Value) {
        let is_frozen =
            self.stacks.frames().last().is_some_and(|frame| frame.function.globals.get().is_frozen());
        if let (true, Some(class)) = (is_frozen, made.cast::<Type>())
            && class.is_heap_type()
        {
            freeze_class(class);
        }
    }

    /// Whether `__module__`, as the class's own namespace tells, is this module.
    fn is_class_of(&mut self, class: Gc<Type>, module: &str) -> bool {
        let key = self.names.module;
        let name = self.dict_get_str(class.dict.get(), key).and_then(Value::cast::<Str>);
        name.is_some_and(|name| name.to_lossy() == module)
    }

    /// Makes a namespace one that code cannot change, except for the variables.
    fn freeze_namespace(&mut self, namespace: Gc<Dict>, variables: &FxHashSet<&str>) -> Outcome<()> {
        // Warnings note here what has been shown.
        let registry = self.intern("__warningregistry__");
        if self.dict_get_str(namespace, registry).is_none() {
            let empty = self.new_dict();
            self.dict_set(namespace, registry.value(), empty.value())?;
        }
        for name in variables {
            let name = self.intern(name);
            self.namespace_cell(namespace, name).set_variable();
        }
        namespace.freeze();
        Ok(())
    }

    /// Sets a global of a frozen namespace from code that belongs to it, or deletes it if the value is unbound.
    ///
    /// # Errors
    /// `TypeError` if it is no variable; `NameError` for deleting what is not there.
    pub(crate) fn rebind_frozen_global(
        &mut self,
        namespace: Gc<Dict>,
        name: Gc<Str>,
        value: Value,
    ) -> Outcome<()> {
        let name = self.intern_str(name);
        if !self.namespace_cell(namespace, name).is_variable() {
            return Err(self.frozen_dict_error(namespace, name.value()));
        }
        let hash = self.hash_str(name);
        if !value.is_unbound() {
            return self.dict_set_unchecked(namespace, name.value(), hash, value);
        }
        match namespace.find_str(name, hash) {
            Some(entry) => {
                self.heap.remove_dict_entry(namespace, entry);
                Ok(())
            }
            None => {
                let message = format!("name '{}' is not defined", name.to_lossy());
                Err(self.name_error(self.exceptions.NameError, message, name.value()))
            }
        }
    }

    /// Keeps what the interpreter works out about a module in its namespace, frozen or not.
    pub(crate) fn cache_in_namespace(
        &mut self,
        namespace: Gc<Dict>,
        name: Gc<Str>,
        value: Value,
    ) -> Outcome<()> {
        let hash = self.hash_str(name);
        self.dict_set_unchecked(namespace, name.value(), hash, value)
    }

    /// A namespace in which code may run that was given a frozen one: a copy of it.
    pub(crate) fn scratch_namespace(&mut self, namespace: Gc<Dict>) -> Outcome<Gc<Dict>> {
        let scratch = self.new_namespace();
        self.dict_update(scratch, namespace.value())?;
        Ok(scratch)
    }

    /// `__name__` of the module that a namespace is of.
    fn namespace_name(&mut self, namespace: Gc<Dict>) -> Option<String> {
        let key = self.names.dunder_name;
        let name = self.dict_get_str(namespace, key)?.cast::<Str>()?;
        Some(name.to_lossy())
    }

    /// Raises the error of changing a frozen dictionary.
    #[cold]
    #[inline(never)]
    pub(crate) fn frozen_dict_error(&mut self, dict: Gc<Dict>, key: Value) -> Raised {
        let module = if dict.has_cells() { self.namespace_name(dict) } else { None };
        let what = match key.cast::<Str>() {
            Some(name) => format!("'{}'", name.to_lossy()),
            None => "the namespace".to_owned(),
        };
        let why = if dict.is_frozen() { "it is frozen" } else { "it is being executed" };
        let message = match module {
            Some(module) => format!("cannot change {what} of strict module '{module}': {why}{ADVICE}"),
            None => "cannot change the keyword defaults of a function of a strict module".to_owned(),
        };
        self.type_error(message)
    }

    /// Raises the error of changing a frozen class.
    #[cold]
    pub(crate) fn frozen_class_error(&mut self, class: Gc<Type>, attribute: &str) -> Raised {
        let name = self.full_type_name(class);
        self.type_error(format!(
            "cannot set '{attribute}' attribute of frozen class '{name}' (it belongs to a strict module; \
             '@mutable' from '__strict__' leaves a class as it is, '-X strict-patching' leaves strict modules open to tests)"
        ))
    }

    /// Checks that code and defaults of a function can be changed.
    ///
    /// # Errors
    /// `TypeError` if the function is frozen, or that of a strict module that is being executed, and the running code has
    /// nothing to do with it.
    pub(crate) fn check_function_changeable(
        &mut self,
        function: Gc<Function>,
        attribute: &str,
    ) -> Outcome<()> {
        if !function.is_frozen() {
            return self.check_function_change(function, attribute);
        }
        let name = self.function_name(function);
        Err(self.type_error(format!(
            "cannot set '{attribute}' of function '{name}': it belongs to a strict module, which is frozen{ADVICE}"
        )))
    }
}

/// How tests get at what is frozen.
const ADVICE: &str = " ('-X strict-patching' leaves strict modules open to tests)";

/// Makes a class one whose attributes stay as they are, unless it asked to be left alone.
pub(crate) fn freeze_class(class: Gc<Type>) {
    if !class.has(TypeFlags::STAYS_MUTABLE) {
        class.add(TypeFlags::FROZEN);
    }
}

/// Freezes the functions among the values of a dictionary, also where they are in what makes methods of them: those of
/// this module, and those that decorators of frozen modules have made for it.
fn freeze_functions(dict: Gc<Dict>, namespace: Gc<Dict>) {
    let freeze = |value: Value| {
        if let Some(function) = value.cast::<Function>() {
            let globals = function.globals.get();
            if globals == namespace || globals.is_frozen() {
                function.freeze();
            }
        }
    };
    let mut at = 0;
    while let Some(found) = dict.next_entry(at) {
        at = found + 1;
        let value = dict.value_at(found);
        freeze(value);
        if let Some(method) = value.cast::<ClassMethod>() {
            freeze(method.function.get());
        } else if let Some(method) = value.cast::<StaticMethod>() {
            freeze(method.function.get());
        } else if let Some(property) = value.cast::<Property>() {
            [property.getter.get(), property.setter.get(), property.deleter.get()]
                .into_iter()
                .for_each(freeze);
        }
    }
}

/// By what functions rebind globals.
const IN_FUNCTIONS: &[Opcode] = &[Opcode::StoreGlobal, Opcode::DeleteGlobal];
/// By what code of modules does.
const IN_MODULES: &[Opcode] =
    &[Opcode::StoreGlobal, Opcode::DeleteGlobal, Opcode::StoreName, Opcode::DeleteName];

/// The globals that the code binds or deletes by these instructions, or functions in it.
fn rebound_globals<'c>(code: &'c Code, rebinding: &[Opcode], names: &mut FxHashSet<&'c str>) {
    for instruction in &code.instructions {
        if instruction.opcode().is_some_and(|opcode| rebinding.contains(&opcode))
            && let Some(site) = code.sites.get(instruction.wide() as usize)
        {
            names.insert(&code.names[site.name as usize]);
        }
    }
    for constant in &code.constants {
        if let Constant::Code(inner) = constant
            // Most functions need not be looked into, and have not been read yet.
            && !inner.0.header().flags.contains(CodeFlags::KEEPS_GLOBALS)
        {
            rebound_globals(inner.get(), IN_FUNCTIONS, names);
        }
    }
}
