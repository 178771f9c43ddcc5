//! Reading, binding and deleting names.

use super::{Eval, Interp, Stop};
use crate::builtins::{exceptions as exc, types};
use crate::domain::{Dict, Object, ObjectId, Payload, Slot, Value};
use crate::heap::Heap;
use crate::ir::{NameRef, Symbol};

/// Marks a namespace that takes names from a module about which nothing is known.
pub(super) const STAR: &str = ".star";

impl Interp<'_> {
    pub(super) fn load(&mut self, name: NameRef) -> Eval<Value> {
        match name {
            NameRef::Local(slot) => {
                let frame = self.frame().slots;
                match self.heap.slot(frame, slot) {
                    Some(found) => {
                        let found = found.clone();
                        Ok(self.found(found, exc::UNBOUND_LOCAL_ERROR))
                    }
                    None => self.unbound_local(slot),
                }
            }
            NameRef::Cell(slot) => {
                let frame = self.frame().slots;
                let cell = self.heap.slot(frame, slot).and_then(|slot| slot.value.as_object());
                match cell.and_then(|cell| self.cell(cell)) {
                    Some(found) => Ok(self.found(found, exc::UNBOUND_LOCAL_ERROR)),
                    None => self.unbound_local(slot),
                }
            }
            NameRef::Free(index) => self.load_free(index),
            NameRef::Global(name) => self.load_global(name),
            NameRef::Namespace(name) => {
                let found = self.load_namespace(name)?;
                self.found_or(found, |interp| interp.load_global(name))
            }
            NameRef::NamespaceOrFree(name, index) => {
                let found = self.load_namespace(name)?;
                self.found_or(found, |interp| interp.load_free(index))
            }
        }
    }

    /// The value of a binding; where it may be absent, the exception of that class is raised there.
    fn found(&mut self, slot: Slot, otherwise: ObjectId) -> Value {
        if slot.maybe_unbound {
            self.maybe_raise_class(otherwise);
        }
        slot.value
    }

    /// The value of a binding, or what is found elsewhere where it is absent.
    fn found_or(
        &mut self,
        slot: Option<Slot>,
        otherwise: impl FnOnce(&mut Self) -> Eval<Value>,
    ) -> Eval<Value> {
        match slot {
            None => otherwise(self),
            Some(slot) if !slot.maybe_unbound => Ok(slot.value),
            Some(slot) => match otherwise(self) {
                Ok(other) => Ok(self.heap.join(&slot.value, &other)),
                Err(Stop::Raise(exception)) => {
                    self.maybe_raise(exception);
                    Ok(slot.value)
                }
                Err(stop) => Err(stop),
            },
        }
    }

    fn unbound_local<T>(&mut self, slot: u32) -> Eval<T> {
        let code = self.frame().code.clone();
        let name = code.locals.get(slot as usize).copied().unwrap_or(crate::ir::sym::underscore);
        self.raise(
            exc::UNBOUND_LOCAL_ERROR,
            &format!("cannot access local variable '{name}' where it is not associated with a value"),
        )
    }

    /// Contents of a cell, if it is bound.
    pub(super) fn cell(&self, cell: ObjectId) -> Option<Slot> {
        match &self.heap.get(cell).payload {
            Payload::Cell(slot) => slot.clone(),
            _ => None,
        }
    }

    fn load_free(&mut self, index: u32) -> Eval<Value> {
        let closure = self.frame().closure.clone();
        let slot = closure.get(index as usize).and_then(|cell| self.cell(*cell));
        match slot {
            Some(slot) => Ok(self.found(slot, exc::NAME_ERROR)),
            None => {
                let code = self.frame().code.clone();
                let name = code.free.get(index as usize).copied().unwrap_or(crate::ir::sym::underscore);
                self.raise(
                    exc::NAME_ERROR,
                    &format!("cannot access free variable '{name}' where it is not associated with a value in enclosing scope"),
                )
            }
        }
    }

    /// A name in the namespace that a class or module body fills.
    fn load_namespace(&mut self, name: Symbol) -> Eval<Option<Slot>> {
        match self.frame().namespace {
            Some(namespace) => self.bound_in(namespace, name),
            None => Ok(None),
        }
    }

    pub(super) fn load_global(&mut self, name: Symbol) -> Eval<Value> {
        let globals = self.frame().globals;
        let slot = self.bound_in(globals, name)?;
        self.found_or(slot, |interp| interp.load_builtin(globals, name))
    }

    /// What a namespace has under a name; one that is no plain dictionary is asked as a mapping.
    fn bound_in(&mut self, namespace: ObjectId, name: Symbol) -> Eval<Option<Slot>> {
        let object = self.heap.get(namespace);
        match &object.payload {
            Payload::Dict(dict) if object.class == types::DICT => Ok(entry_of(dict, name)),
            Payload::Dict(_) => self.asked_of(namespace, name),
            _ => {
                if let Some(slot) = self.heap.attr(namespace, name) {
                    return Ok(Some(slot.clone()));
                }
                if matches!(object.payload, Payload::None) && object.class != types::OBJECT {
                    return self.asked_of(namespace, name);
                }
                // Of globals it is looked at when they are found to lack the name.
                let is_open = object.open && namespace != self.frame().globals;
                Ok(is_open.then(|| Slot { value: unlisted(name), maybe_unbound: true }))
            }
        }
    }

    fn asked_of(&mut self, mapping: ObjectId, name: Symbol) -> Eval<Option<Slot>> {
        let value = self.mapping_get(&Value::Object(mapping), &Value::str(name.as_str()))?;
        Ok(value.map(Slot::bound))
    }

    /// A name that the globals do not list.
    fn load_builtin(&mut self, globals: ObjectId, name: Symbol) -> Eval<Value> {
        let is_open = self.heap.get(globals).open;
        // Of names that an unknown star import may have bound it has been told already.
        if is_open && self.heap.attr(globals, Symbol::new(STAR)).is_none() {
            return Ok(unlisted(name));
        }
        if let Some(slot) = self.heap.attr(self.builtins, name) {
            return Ok(slot.value.clone());
        }
        if let Some(value) = self.stub_name(globals, name) {
            return Ok(value);
        }
        if is_open {
            return Ok(unlisted(name));
        }
        let exception = self.exception(exc::NAME_ERROR, &format!("name '{name}' is not defined"));
        if let Value::Object(id) = &exception {
            self.heap.modify(*id).attrs_mut().bind(crate::ir::sym::name_attr, Value::str(name.as_str()));
        }
        Err(Stop::Raise(exception))
    }

    pub(super) fn store(&mut self, name: NameRef, value: Value) -> Eval<()> {
        match name {
            NameRef::Local(slot) => {
                let frame = self.frame().slots;
                self.heap.set_slot(frame, slot, Slot::bound(value));
                Ok(())
            }
            NameRef::Cell(slot) => {
                let frame = self.frame().slots;
                match self.heap.slot(frame, slot).and_then(|slot| slot.value.as_object()) {
                    Some(cell) => self.store_cell(cell, Some(value)),
                    None => {
                        let cell = self
                            .heap
                            .alloc(Object::new(types::CELL, Payload::Cell(Some(Slot::bound(value)))));
                        self.heap.set_slot(frame, slot, Slot::bound(Value::Object(cell)));
                        Ok(())
                    }
                }
            }
            NameRef::Free(index) => {
                let closure = self.frame().closure.clone();
                match closure.get(index as usize) {
                    Some(cell) => self.store_cell(*cell, Some(value)),
                    None => Ok(()),
                }
            }
            NameRef::Global(name) => {
                let globals = self.frame().globals;
                self.store_in_namespace(globals, name, value)
            }
            NameRef::Namespace(name) | NameRef::NamespaceOrFree(name, _) => {
                let frame = self.frame();
                let namespace = frame.namespace.unwrap_or(frame.globals);
                self.store_in_namespace(namespace, name, value)
            }
        }
    }

    /// Gives a variable a more precise value without the checks of a store.
    pub(super) fn rebind(&mut self, name: NameRef, value: Value) -> Eval<()> {
        match name {
            NameRef::Local(_) => self.store(name, value),
            NameRef::Cell(_) | NameRef::Free(_) => Ok(()),
            NameRef::Global(symbol) | NameRef::Namespace(symbol) | NameRef::NamespaceOrFree(symbol, _) => {
                let frame = self.frame();
                let namespace = match name {
                    NameRef::Global(_) => frame.globals,
                    _ => frame.namespace.unwrap_or(frame.globals),
                };
                if self.heap.is_owned(namespace) && self.heap.attr(namespace, symbol).is_some() {
                    self.heap.modify(namespace).attrs_mut().bind(symbol, value);
                }
                Ok(())
            }
        }
    }

    fn store_cell(&mut self, cell: ObjectId, value: Option<Value>) -> Eval<()> {
        if !self.may_change(cell, "a variable of an enclosing function")? {
            return Ok(());
        }
        self.heap.modify(cell).payload = Payload::Cell(value.map(Slot::bound));
        Ok(())
    }

    pub(crate) fn store_in_namespace(&mut self, namespace: ObjectId, name: Symbol, value: Value) -> Eval<()> {
        let object = self.heap.get(namespace);
        match object.payload {
            Payload::Dict(_) => {
                let key = Value::str(name.as_str());
                let mapping = Value::Object(namespace);
                self.set_item(&mapping, key, value)
            }
            Payload::None if object.class != types::OBJECT => {
                let key = Value::str(name.as_str());
                self.set_item(&Value::Object(namespace), key, value)
            }
            _ => {
                if !self.may_change(namespace, &format!("global `{name}`"))? {
                    return Ok(());
                }
                self.heap.modify(namespace).attrs_mut().bind(name, value);
                Ok(())
            }
        }
    }

    pub(super) fn delete_name(&mut self, name: NameRef) -> Eval<()> {
        match name {
            NameRef::Local(slot) => {
                let frame = self.frame().slots;
                let Some(found) = self.heap.slot(frame, slot).cloned() else {
                    return self.unbound_local(slot);
                };
                self.found(found, exc::UNBOUND_LOCAL_ERROR);
                self.heap.set_slot(frame, slot, Heap::unbound());
                Ok(())
            }
            NameRef::Cell(slot) => {
                let frame = self.frame().slots;
                let cell = self.heap.slot(frame, slot).and_then(|slot| slot.value.as_object());
                let Some((cell, found)) = cell.and_then(|cell| Some((cell, self.cell(cell)?))) else {
                    return self.unbound_local(slot);
                };
                self.found(found, exc::UNBOUND_LOCAL_ERROR);
                self.store_cell(cell, None)
            }
            NameRef::Free(index) => {
                self.load_free(index)?;
                let closure = self.frame().closure.clone();
                closure.get(index as usize).map_or(Ok(()), |cell| self.store_cell(*cell, None))
            }
            NameRef::Global(symbol) | NameRef::Namespace(symbol) | NameRef::NamespaceOrFree(symbol, _) => {
                let frame = self.frame();
                let namespace = match name {
                    NameRef::Global(_) => frame.globals,
                    _ => frame.namespace.unwrap_or(frame.globals),
                };
                let name = symbol;
                let object = self.heap.get(namespace);
                if matches!(object.payload, Payload::Dict(_))
                    || (matches!(object.payload, Payload::None) && object.class != types::OBJECT)
                {
                    return self.delete_item(&Value::Object(namespace), &Value::str(name.as_str()));
                }
                match self.heap.attr(namespace, name).cloned() {
                    Some(found) => drop(self.found(found, exc::NAME_ERROR)),
                    None if self.heap.get(namespace).open => self.maybe_raise_class(exc::NAME_ERROR),
                    None => return self.raise(exc::NAME_ERROR, &format!("name '{name}' is not defined")),
                }
                if self.may_change(namespace, &format!("global `{name}`"))? {
                    self.heap.modify(namespace).attrs_mut().remove(name);
                }
                Ok(())
            }
        }
    }
}

/// A name of globals that are a dictionary.
fn entry_of(dict: &Dict, name: Symbol) -> Option<Slot> {
    let rest = || dict.rest.as_ref().map(|rest| Slot { value: rest.1.clone(), maybe_unbound: true });
    match dict.entry_of_str(name.as_str()) {
        Some(entry) => Some(Slot { value: entry.value.clone(), maybe_unbound: !entry.definite }),
        None => rest(),
    }
}

/// A name that may have been bound without being named.
fn unlisted(name: Symbol) -> Value {
    Value::unknown(format!("`{name}`, which a star import or a computed name may have bound"))
}
