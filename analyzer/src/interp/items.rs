//! Subscripts: `a[i]`, `a[i] = x`, `del a[i]`.

use super::{Eval, Interp};
use crate::builtins::types;
use crate::diagnostics::Code as DiagnosticCode;
use crate::domain::{Payload, Value};
use crate::ir::sym;

impl Interp<'_> {
    pub(crate) fn get_item(&mut self, object: &Value, key: &Value) -> Eval<Value> {
        match object {
            Value::Unknown(_) => {
                return Ok(self.unknown_use(
                    DiagnosticCode::UnknownSubscript,
                    object,
                    "a subscript is taken of",
                ));
            }
            Value::Union(members) => {
                return self.fork(members.to_vec(), |interp, member| interp.get_item(&member, key));
            }
            Value::Object(id) => match &self.heap.get(*id).payload {
                Payload::Class(_) => return self.class_item(*id, key),
                Payload::GenericAlias { .. } if self.heap.get(*id).class == types::GENERIC_ALIAS => {
                    return crate::builtins::alias_item(self, *id, key);
                }
                _ => {}
            },
            _ => {}
        }
        match self.special(object, sym::getitem)? {
            Some(method) => self.call(&method, vec![key.clone()]),
            None => {
                let name = self.type_name(object);
                self.type_error(&format!("'{name}' object is not subscriptable"))
            }
        }
    }

    /// `Class[key]`: the metaclass's `__getitem__`, else `__class_getitem__`.
    fn class_item(&mut self, id: crate::domain::ObjectId, key: &Value) -> Eval<Value> {
        let class = Value::Object(id);
        let metaclass = self.heap.get(id).class;
        if let super::attributes::Found::Value(method, _) = self.lookup(metaclass, sym::getitem) {
            return self.call(&method, vec![class, key.clone()]);
        }
        if id == types::TYPE {
            return Ok(self.generic_alias(class, key.clone()));
        }
        match self.get_attr_or_none(&class, sym::class_getitem)? {
            Some(method) => self.call(&method, vec![key.clone()]),
            None => {
                let name = self.class_name(id);
                self.type_error(&format!("type '{name}' is not subscriptable"))
            }
        }
    }

    /// `origin[arguments]` for a built-in generic.
    pub(crate) fn generic_alias(&mut self, origin: Value, arguments: Value) -> Value {
        let arguments = match arguments {
            tuple @ Value::Tuple(_) => tuple,
            single => Value::tuple(vec![single]),
        };
        self.alloc(types::GENERIC_ALIAS, Payload::GenericAlias { origin, arguments, unpacked: false })
    }

    pub(crate) fn set_item(&mut self, object: &Value, key: Value, value: Value) -> Eval<()> {
        match object {
            Value::Unknown(_) => {
                self.havoc(&value);
                self.unknown_use(DiagnosticCode::UnknownSubscript, object, "an item is assigned in");
                return Ok(());
            }
            Value::Union(members) => {
                self.fork(members.to_vec(), |interp, member| {
                    interp.set_item(&member, key.clone(), value.clone()).map(|()| Value::None)
                })?;
                return Ok(());
            }
            Value::Object(id)
                if self.heap.get(*id).class == types::DICT
                    && matches!(self.heap.get(*id).payload, Payload::Dict(_)) =>
            {
                return self.dict_set(*id, key, value);
            }
            _ => {}
        }
        match self.special(object, sym::setitem)? {
            Some(method) => self.call(&method, vec![key, value]).map(drop),
            None => {
                let name = self.type_name(object);
                self.type_error(&format!("'{name}' object does not support item assignment"))
            }
        }
    }

    pub(crate) fn delete_item(&mut self, object: &Value, key: &Value) -> Eval<()> {
        match object {
            Value::Unknown(_) => {
                self.unknown_use(DiagnosticCode::UnknownSubscript, object, "an item is deleted from");
                return Ok(());
            }
            Value::Union(members) => {
                self.fork(members.to_vec(), |interp, member| {
                    interp.delete_item(&member, key).map(|()| Value::None)
                })?;
                return Ok(());
            }
            _ => {}
        }
        match self.special(object, sym::delitem)? {
            Some(method) => self.call(&method, vec![key.clone()]).map(drop),
            None => {
                let name = self.type_name(object);
                let verb = if self.is_sequence_index(object, key) { "doesn't" } else { "does not" };
                self.type_error(&format!("'{name}' object {verb} support item deletion"))
            }
        }
    }

    /// Whether CPython tries the subscript as an index into a sequence.
    fn is_sequence_index(&mut self, object: &Value, key: &Value) -> bool {
        let is_index = matches!(self.heap.unwrap(key), Value::Int(_) | Value::Bool(_))
            || self.special_exists(key, sym::index);
        let plain = matches!(
            self.heap.class_of(object),
            Some(types::INT | types::BOOL | types::FLOAT | types::COMPLEX | types::NONE_TYPE | types::TYPE)
                | Some(types::FUNCTION | types::BUILTIN_FUNCTION | types::METHOD | types::MODULE)
        );
        is_index && !plain
    }
}
