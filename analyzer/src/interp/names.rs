//! Reading, binding and deleting names.

use super::{Eval, Interp};
use crate::builtins::exceptions as exc;
use crate::domain::{Object, ObjectId, Payload, Slot, Value};
use crate::heap::Heap;
use crate::ir::{NameRef, Symbol};

impl Interp<'_> {
    pub(super) fn load(&mut self, name: NameRef) -> Eval<Value> {
        match name {
            NameRef::Local(slot) => {
                let frame = self.frame().slots;
                match self.heap.slot(frame, slot) {
                    Some(found) => {
                        let found = found.clone();
                        self.found(found, || None)
                    }
                    None => self.unbound_local(slot),
                }
            }
            NameRef::Cell(slot) => {
                let frame = self.frame().slots;
                let cell = self.heap.slot(frame, slot).and_then(|slot| slot.value.as_object());
                match cell.and_then(|cell| self.cell(cell)) {
                    Some(found) => self.found(found, || None),
                    None => self.unbound_local(slot),
                }
            }
            NameRef::Free(index) => self.load_free(index),
            NameRef::Global(name) => self.load_global(name),
            NameRef::Namespace(name) => match self.load_namespace(name)? {
                Some(value) => Ok(value),
                None => self.load_global(name),
            },
            NameRef::NamespaceOrFree(name, index) => match self.load_namespace(name)? {
                Some(value) => Ok(value),
                None => self.load_free(index),
            },
        }
    }

    /// The value of a binding that may be absent on some path.
    fn found(&mut self, slot: Slot, otherwise: impl FnOnce() -> Option<Value>) -> Eval<Value> {
        if slot.maybe_unbound {
            match otherwise() {
                Some(other) => return Ok(self.heap.join(&slot.value, &other)),
                None => self.maybe_raise_class(exc::NAME_ERROR),
            }
        }
        Ok(slot.value)
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
            Some(slot) => self.found(slot, || None),
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
    fn load_namespace(&mut self, name: Symbol) -> Eval<Option<Value>> {
        let Some(namespace) = self.frame().namespace else { return Ok(None) };
        if let Some(slot) = self.heap.attr(namespace, name)
            && !matches!(self.heap.get(namespace).payload, Payload::Dict(_))
        {
            let slot = slot.clone();
            if slot.maybe_unbound {
                let other = self.load_global(name);
                return Ok(Some(match other {
                    Ok(other) => self.heap.join(&slot.value, &other),
                    Err(_) => slot.value,
                }));
            }
            return Ok(Some(slot.value));
        }
        let object = self.heap.get(namespace);
        match &object.payload {
            Payload::Dict(_) => {
                let key = Value::str(name.as_str());
                self.mapping_get(&Value::Object(namespace), &key)
            }
            Payload::None if object.class != crate::builtins::types::OBJECT => {
                // A custom mapping from `__prepare__`.
                let key = Value::str(name.as_str());
                self.mapping_get(&Value::Object(namespace), &key)
            }
            _ => Ok(None),
        }
    }

    pub(super) fn load_global(&mut self, name: Symbol) -> Eval<Value> {
        let globals = self.frame().globals;
        let slot = match &self.heap.get(globals).payload {
            Payload::Dict(dict) => {
                let found = dict.get_str(name.as_str()).cloned();
                let rest = dict.rest.as_ref().map(|rest| rest.1.clone());
                match (found, rest) {
                    (Some(value), _) => Some(Slot::bound(value)),
                    (None, Some(value)) => Some(Slot { value, maybe_unbound: true }),
                    (None, None) => None,
                }
            }
            _ => self.heap.attr(globals, name).cloned(),
        };
        if let Some(slot) = slot {
            if slot.maybe_unbound {
                let builtin = self.heap.attr(self.builtins, name).map(|slot| slot.value.clone());
                return self.found(slot, || builtin);
            }
            return Ok(slot.value);
        }
        if let Some(slot) = self.heap.attr(self.builtins, name) {
            return Ok(slot.value.clone());
        }
        if let Some(value) = self.stub_name(globals, name) {
            return Ok(value);
        }
        if self.heap.get(globals).open {
            return Ok(Value::unknown(format!("`{name}`, which a star import may have bound")));
        }
        let exception = self.exception(exc::NAME_ERROR, &format!("name '{name}' is not defined"));
        if let Value::Object(id) = &exception {
            self.heap.modify(*id).attrs_mut().bind(crate::ir::sym::name_attr, Value::str(name.as_str()));
        }
        Err(super::Stop::Raise(exception))
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
                        let cell = self.heap.alloc(Object::new(
                            crate::builtins::types::CELL,
                            Payload::Cell(Some(Slot::bound(value))),
                        ));
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
            Payload::None if object.class != crate::builtins::types::OBJECT => {
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
                if self.heap.slot(frame, slot).is_none() {
                    return self.unbound_local(slot);
                }
                self.heap.set_slot(frame, slot, Heap::unbound());
                Ok(())
            }
            NameRef::Cell(slot) => {
                let frame = self.frame().slots;
                match self.heap.slot(frame, slot).and_then(|slot| slot.value.as_object()) {
                    Some(cell) => self.store_cell(cell, None),
                    None => self.unbound_local(slot),
                }
            }
            NameRef::Free(index) => {
                let closure = self.frame().closure.clone();
                match closure.get(index as usize) {
                    Some(cell) => self.store_cell(*cell, None),
                    None => Ok(()),
                }
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
                    || (matches!(object.payload, Payload::None)
                        && object.class != crate::builtins::types::OBJECT)
                {
                    return self.delete_item(&Value::Object(namespace), &Value::str(name.as_str()));
                }
                if self.heap.attr(namespace, name).is_none() {
                    return self.raise(exc::NAME_ERROR, &format!("name '{name}' is not defined"));
                }
                if self.may_change(namespace, &format!("global `{name}`"))? {
                    self.heap.modify(namespace).attrs_mut().remove(name);
                }
                Ok(())
            }
        }
    }
}
