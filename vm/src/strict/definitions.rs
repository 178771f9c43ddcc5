//! Changes of classes and functions by code of other modules, as `namespaces` has it for names: refused while the strict module
//! that makes them is executed, and taken note of for the proofs that rest on them.

use super::ADVICE;
use crate::heap::{Gc, Tracer};
use crate::object::{Dict, Function, Module, Str, Type, TypeFlags};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// An attribute of a class or function that code of another module has changed.
pub(super) struct Change {
    owner: Value,
    attribute: Gc<Str>,
    /// What it was before; unbound if it was not there.
    original: Value,
}

impl Change {
    pub(super) fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(self.owner);
        tracer.object(self.attribute);
        tracer.value(self.original);
    }
}

/// What the library notes in classes of others without changing what they do.
const CACHES: &[&str] = &["__slotnames__"];

impl Vm {
    /// Looks at a change of an attribute of a class that is not frozen.
    ///
    /// # Errors
    /// `TypeError` if a strict module that is being executed has made the class, and the running code has nothing to do with it.
    #[inline(never)]
    pub(crate) fn check_class_change(&mut self, class: Gc<Type>, attribute: Gc<Str>) -> Outcome<()> {
        let key = self.names.module;
        let Some(module) = self.own_attribute(class, key).and_then(Value::cast::<Str>) else { return Ok(()) };
        if self.is_running_in(module) || self.strict.is_patching || class.has(TypeFlags::STAYS_MUTABLE) {
            return Ok(());
        }
        let (module, name) = (module.to_lossy(), attribute.to_lossy());
        let is_being_made = self.strict.classes.contains(&class);
        if is_being_made && let Some(namespace) = self.executing_namespace(&module) {
            if self.is_doing_of(namespace) {
                return Ok(());
            }
            let class = self.full_type_name(class);
            return Err(self.type_error(format!(
                "cannot set '{name}' attribute of class '{class}': its strict module is being executed{ADVICE}"
            )));
        }
        let Some(namespace) = self.namespace_of(&module) else { return Ok(()) };
        if CACHES.contains(&&*name) || self.is_doing_of(namespace) {
            return Ok(());
        }
        // What nobody looked up, or can name, is in nobody's proof: many packages put new attributes into classes of their other
        // modules.
        let is_special = name.starts_with("__") && name.ends_with("__");
        if !is_special && self.lookup(class, attribute).is_none() {
            return Ok(());
        }
        let qualified_name = class.qualified_name.get().cast::<Str>();
        if qualified_name.is_some_and(|name| self.is_bound_to(namespace, &name.to_lossy(), class)) {
            self.note_change(class.value(), attribute);
        }
        Ok(())
    }

    /// Looks at a change of code or defaults of a function that is not frozen.
    ///
    /// # Errors
    /// `TypeError` if it is of a strict module that is being executed, and the running code has nothing to do with it.
    pub(super) fn check_function_change(&mut self, function: Gc<Function>, attribute: &str) -> Outcome<()> {
        let namespace = function.globals.get();
        if self.strict.is_patching || self.is_doing_of(namespace) {
            return Ok(());
        }
        if self.strict.executing.contains(&namespace) {
            let name = self.function_name(function);
            return Err(self.type_error(format!(
                "cannot set '{attribute}' of function '{name}': its strict module is being executed{ADVICE}"
            )));
        }
        if self.is_published(namespace) {
            let attribute = self.intern(attribute);
            self.note_change(function.value(), attribute);
        }
        Ok(())
    }

    /// Whether the innermost running function is of the module with this very name: which is mostly so, and quickly told.
    fn is_running_in(&mut self, module: Gc<Str>) -> bool {
        let Some(frame) = self.stacks.frames().last() else { return true };
        let globals = frame.function.globals.get();
        let key = self.names.dunder_name;
        self.dict_get_str(globals, key) == Some(module.value())
    }

    /// The namespace of a strict module that is being executed.
    fn executing_namespace(&mut self, module: &str) -> Option<Gc<Dict>> {
        let executing = self.strict.executing.clone();
        executing.into_iter().find(|&namespace| self.namespace_name(namespace).as_deref() == Some(module))
    }

    fn namespace_of(&mut self, module: &str) -> Option<Gc<Dict>> {
        let module = crate::modules::loaded(self, module)?.cast::<Module>()?;
        Some(module.dict.get())
    }

    /// Whether a qualified name leads to the class.
    fn is_bound_to(&mut self, namespace: Gc<Dict>, qualified_name: &str, class: Gc<Type>) -> bool {
        let mut namespace = namespace;
        let mut found = Value::UNBOUND;
        for name in qualified_name.split('.') {
            let name = self.intern(name);
            found = self.dict_get_str(namespace, name).unwrap_or(Value::UNBOUND);
            if let Some(class) = found.cast::<Type>() {
                namespace = class.dict.get();
            }
        }
        found == class.value()
    }

    fn note_change(&mut self, owner: Value, attribute: Gc<Str>) {
        let is_noted = |known: &Change| known.owner == owner && known.attribute == attribute;
        if !self.strict.changes.iter().any(is_noted) {
            let original = self.definition_part(owner, attribute);
            self.strict.changes.push(Change { owner, attribute, original });
        }
    }

    /// What an attribute of a class or function is; unbound if it is not there.
    fn definition_part(&self, owner: Value, attribute: Gc<Str>) -> Value {
        if let Some(class) = owner.cast::<Type>() {
            let is_bases = &*attribute.to_lossy() == "__bases__";
            return if is_bases {
                class.bases.get().value()
            } else {
                self.own_attribute(class, attribute).unwrap_or(Value::UNBOUND)
            };
        }
        let Some(function) = owner.cast::<Function>() else { return Value::UNBOUND };
        match &*attribute.to_lossy() {
            "__code__" => function.code.get().value(),
            "__defaults__" => function.defaults.try_get().map_or(Value::UNBOUND, Gc::value),
            _ => function.keyword_defaults.try_get().map_or(Value::UNBOUND, Gc::value),
        }
    }

    /// The attributes of a class, of its bases, or of a function that others have changed.
    pub(super) fn changed_parts(&self, value: Value) -> Vec<String> {
        let class = value.cast::<Type>();
        let concerns = |owner: Value| match (class, owner.cast::<Type>()) {
            (Some(class), Some(owner)) => class.is_subtype_of(owner),
            _ => owner == value,
        };
        let changes = self.strict.changes.iter();
        // Whoever patches mostly puts things back.
        let changed = changes
            .filter(|it| concerns(it.owner) && self.definition_part(it.owner, it.attribute) != it.original);
        changed.map(|it| it.attribute.to_lossy()).collect()
    }
}
