//! Static binding: what names of a frozen module mean is worked out once, and its code then loads the objects.
//!
//! When a module is frozen, and when code of it first runs after that, `load_global` becomes `load_frozen` wherever the name is a
//! global that nothing rebinds, or a built-in that no global can hide any more. The object lies in the first inline cache of
//! the instruction's site. Code may also be run with other globals (`types.FunctionType(code, other)`), so the cache says
//! which namespace it is for; with another one the instruction looks the name up.
//!
//! Built-ins are those that the VM began with, whatever `builtins` holds by then. A package binds none: a submodule that is
//! imported later becomes a global of it, whatever its name.

use strict_bytecode::Opcode;

use crate::heap::Gc;
use crate::object::{Cache, CacheAction, CodeObject, Dict, Function, Str};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

impl Vm {
    /// Takes note of the built-ins that strict code will mean.
    ///
    /// # Errors
    /// `MemoryError`
    pub(crate) fn save_builtins(&mut self) -> Outcome<()> {
        let saved = self.new_dict();
        self.dict_update(saved, self.builtins.value())?;
        self.strict.builtins = Some(saved);
        Ok(())
    }

    /// Binds the names in code of a frozen module, and in the functions in it that have run.
    pub(super) fn bind_all_names(&mut self, code: Gc<CodeObject>, namespace: Gc<Dict>) {
        if code.is_prepared() {
            self.bind_names(code, namespace);
        }
        // Code that was not opened has not run, nor has what is in it.
        let constants = code.constants.get();
        for inner in constants.fields().iter().filter_map(|it| it.get().cast::<CodeObject>()) {
            self.bind_all_names(inner, namespace);
        }
    }

    /// Binds the names in the prepared code of a function, if its globals are frozen.
    #[inline]
    pub(crate) fn bind_names_of(&mut self, function: Gc<Function>) {
        let globals = function.globals.get();
        if globals.is_frozen() {
            self.bind_names(function.code.get(), globals);
        }
    }

    /// Binds the names in prepared code that runs with the globals of a frozen module.
    #[cold]
    #[inline(never)]
    fn bind_names(&mut self, code: Gc<CodeObject>, namespace: Gc<Dict>) {
        for place in code.own_instructions() {
            let instruction = place.get();
            if instruction.opcode() != Some(Opcode::LoadGlobal) {
                continue;
            }
            let site = instruction.wide();
            let Some(name) = code.site_name(site).cast::<Str>() else { continue };
            let Some(value) = self.frozen_meaning(namespace, name) else { continue };
            // The cell is for `load_global` in its place, which monitoring brings back.
            let cell = self.new_cell(value);
            code.clear_caches(site);
            code.add_cache(
                site,
                Cache {
                    key: namespace.address() as u64,
                    action: CacheAction::Frozen,
                    place: 0,
                    value: Some(cell.value()),
                    extra: Some(value),
                },
            );
            place.set(instruction.replace_opcode(Opcode::LoadFrozen));
        }
    }

    /// What a name means in a frozen namespace, if that cannot change.
    fn frozen_meaning(&mut self, namespace: Gc<Dict>, name: Gc<Str>) -> Option<Value> {
        if self.namespace_cell(namespace, name).is_variable() {
            return None;
        }
        if let Some(value) = self.dict_get_str(namespace, name) {
            return self.as_stub(value).is_none().then_some(value);
        }
        let path = self.intern("__path__");
        if self.dict_get_str(namespace, path).is_some() {
            return None;
        }
        let builtins = crate::modules::builtins_of(self, namespace);
        if builtins.is_some_and(|builtins| builtins != self.builtins) {
            return None;
        }
        self.dict_get_str(self.strict.builtins?, name)
    }
}
