//! Stores into namespaces by code of other modules: refused while a strict module is executed, and taken note of for the proofs
//! that rest on what the names meant.
//!
//! A module's own doing is what its functions do, and what others do while its body is the innermost one that runs: a
//! decorator may well set names of the module that calls it.

use crate::heap::Gc;
use crate::object::{Dict, Module, Str};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

impl Vm {
    /// Looks at a store into a frozen dictionary or a namespace; an unbound value stands for a deletion.
    ///
    /// # Errors
    /// `TypeError` if it is frozen, or that of a strict module which is being executed, and the running code has
    /// nothing to do with it.
    #[inline(never)]
    pub(crate) fn check_store(&mut self, dict: Gc<Dict>, key: Value, value: Value) -> Outcome<()> {
        if dict.is_frozen() {
            return Err(self.frozen_dict_error(dict, key));
        }
        let is_own = |globals: Gc<Dict>| globals == dict;
        if self.stacks.frames().last().is_none_or(|frame| is_own(frame.function.globals.get())) {
            return Ok(());
        }
        if self.is_meddling(dict) {
            return Err(self.frozen_dict_error(dict, key));
        }
        self.note_rebinding(dict, key, value);
        Ok(())
    }

    /// Whether the namespace is that of a strict module which is being executed, by another module's doing.
    pub(super) fn is_meddling(&self, namespace: Gc<Dict>) -> bool {
        !self.strict.executing.is_empty()
            && self.strict.executing.contains(&namespace)
            && !self.strict.is_patching
            && !self.is_doing_of(namespace)
    }

    /// Whether the running code is of the module with this namespace, or runs on behalf of its body.
    pub(super) fn is_doing_of(&self, namespace: Gc<Dict>) -> bool {
        let frames = self.stacks.frames();
        let is_of = |globals: Gc<Dict>| globals == namespace;
        frames.last().is_some_and(|frame| is_of(frame.function.globals.get()))
            || frames
                .iter()
                .rev()
                .find(|frame| &*frame.function.code.get().code().name == "<module>")
                .is_some_and(|frame| is_of(frame.function.globals.get()))
    }

    /// Takes note that code of another module gives a name another value.
    fn note_rebinding(&mut self, dict: Gc<Dict>, key: Value, value: Value) {
        let Some(name) = key.cast::<Str>() else { return };
        let hash = self.hash_str(name);
        let Some(cell) = dict.find_str(name, hash).and_then(|entry| dict.cell_at(entry)) else { return };
        let old = cell.content.get();
        let is_same = old == value
            || matches!((old.cast::<Str>(), value.cast::<Str>()), (Some(old), Some(new)) if old.same_text(&new));
        // Modules are published in their packages, and the machinery of imports tells where they are from.
        if is_same || cell.is_rebound() || value.is::<Module>() && old.is_none() || self.is_doing_of(dict) {
            return;
        }
        // What is noted stays: modules that come and go are not in anybody's proof.
        if !self.is_published(dict) {
            return;
        }
        cell.set_rebound();
        self.strict.rebound.push((cell, old));
    }

    /// Whether the namespace is that of a module which imports find.
    pub(super) fn is_published(&mut self, dict: Gc<Dict>) -> bool {
        let key = self.names.dunder_name;
        let Some(name) = self.dict_get_str(dict, key).and_then(Value::cast::<Str>) else { return false };
        let modules = self.modules;
        let module = self.dict_get_str(modules, name).and_then(Value::cast::<Module>);
        module.is_some_and(|module| module.dict.get() == dict)
    }

    /// Names of other modules on which the proof of a module rests, and which others than those modules have rebound; also
    /// attributes of classes and functions that the names stand for.
    pub(super) fn rebound_since_proof(&mut self, module: &str) -> Vec<String> {
        let nothing = self.strict.rebound.is_empty() && self.strict.changes.is_empty();
        if nothing || self.strict.is_patching {
            return Vec::new();
        }
        let Some(facts) = self.strict.facts.get(module) else { return Vec::new() };
        let mut found = Vec::new();
        for (other, names) in facts.relied_on.clone() {
            let Some(other_module) = crate::modules::loaded(self, &other).and_then(Value::cast::<Module>)
            else {
                continue;
            };
            let namespace = other_module.dict.get();
            if namespace.is_frozen() || !namespace.has_cells() {
                continue;
            }
            for name in names {
                let key = self.intern(&name);
                let cell = self.namespace_cell(namespace, key);
                // Whoever patches mostly puts things back.
                let is_changed = |&(known, original): &_| known == cell && original != cell.content.get();
                if cell.is_rebound() && self.strict.rebound.iter().any(is_changed) {
                    found.push(format!("{other}.{name}"));
                }
                let parts = self.changed_parts(cell.content.get());
                found.extend(parts.into_iter().map(|part| format!("{other}.{name}.{part}")));
            }
        }
        found
    }
}
