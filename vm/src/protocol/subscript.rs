//! Subscripts: `value[key]`, `value[key] = item`, `del value[key]`.

use crate::heap::{Gc, Kind};
use crate::object::{ByteArray, Bytes, Dict, List, Special, Str, Tuple, Type};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

impl Vm {
    /// `object[key]`
    pub fn get_item(&mut self, object: Value, key: Value) -> Outcome<Value> {
        match object.kind() {
            Some(Kind::List) => {
                if let (Some(list), Some(index)) = (self.cast_exact::<List>(object), key.as_fixnum()) {
                    return match Vm::normalize(index, list.len()).and_then(|index| list.get(index)) {
                        Some(item) => Ok(item),
                        None => Err(self.index_error("list index out of range")),
                    };
                }
            }
            Some(Kind::Tuple) => {
                if let (Some(tuple), Some(index)) = (self.cast_exact::<Tuple>(object), key.as_fixnum()) {
                    return match Vm::normalize(index, tuple.len()) {
                        Some(index) => Ok(tuple.get(index)),
                        None => Err(self.index_error("tuple index out of range")),
                    };
                }
            }
            Some(Kind::Dict) => {
                if let Some(dict) = self.cast_exact::<Dict>(object) {
                    self.settle_stubs(dict, Some(key))?;
                    return match self.dict_get(dict, key)? {
                        Some(value) => Ok(value),
                        None => Err(self.key_error(key)),
                    };
                }
            }
            Some(Kind::Str) => {
                if let (Some(text), Some(index)) = (self.cast_exact::<Str>(object), key.as_fixnum()) {
                    let point = Vm::normalize(index, text.len()).and_then(|index| text.view().char_at(index));
                    return match point {
                        Some(point) => Ok(self.str_from_char(point)),
                        None => Err(self.index_error("string index out of range")),
                    };
                }
            }
            Some(Kind::Bytes) => {
                if let (Some(bytes), Some(index)) = (self.cast_exact::<Bytes>(object), key.as_fixnum()) {
                    let bytes = bytes.as_slice();
                    return match Vm::normalize(index, bytes.len()) {
                        Some(index) => Ok(Value::fixnum(bytes[index].into())),
                        None => Err(self.index_error("index out of range")),
                    };
                }
            }
            Some(Kind::ByteArray) => {
                // An index out of range is left to the method.
                if let (Some(array), Some(index)) = (self.cast_exact::<ByteArray>(object), key.as_fixnum())
                    && let Some(item) = crate::modules::array::item_at(self, array, index)
                {
                    return Ok(item);
                }
            }
            _ => {}
        }
        if let Some(method) = self.special(object, Special::GetItem) {
            return self.call_method_value(method, object, &[key]);
        }
        if let Some(class) = object.cast::<Type>() {
            return self.class_get_item(class, key);
        }
        let name = self.type_name(object);
        Err(self.type_error(format!("'{name}' object is not subscriptable")))
    }

    fn class_get_item(&mut self, class: Gc<Type>, key: Value) -> Outcome<Value> {
        if class == self.types.type_ {
            return crate::builtins::generic_alias::alias(self, class.value(), key);
        }
        let name = self.names.special(Special::ClassGetItem);
        match self.find_type_attribute(class, name)? {
            Some(method) if !method.is_none() => self.call(method, &[key]),
            _ => {
                let name = self.class_name(class);
                Err(self.type_error(format!("type '{name}' is not subscriptable")))
            }
        }
    }

    /// `object[key] = value`
    pub fn set_item(&mut self, object: Value, key: Value, value: Value) -> Outcome<()> {
        if let (Some(list), Some(index)) = (self.cast_exact::<List>(object), key.as_fixnum()) {
            return match Vm::normalize(index, list.len()) {
                Some(index) => {
                    list.items.get().set(index, value);
                    Ok(())
                }
                None => Err(self.index_error("list assignment index out of range")),
            };
        }
        if let Some(dict) = self.cast_exact::<Dict>(object) {
            return self.dict_set(dict, key, value);
        }
        if let (Some(array), Some(index)) = (self.cast_exact::<ByteArray>(object), key.as_fixnum())
            && crate::modules::array::store_at(array, index, value)
        {
            return Ok(());
        }
        match self.special(object, Special::SetItem) {
            Some(method) => self.call_method_value(method, object, &[key, value]).map(|_| ()),
            None => {
                let name = self.type_name(object);
                Err(self.type_error(format!("'{name}' object does not support item assignment")))
            }
        }
    }

    /// `del object[key]`
    pub fn delete_item(&mut self, object: Value, key: Value) -> Outcome<()> {
        if let Some(dict) = self.cast_exact::<Dict>(object) {
            return match self.dict_remove(dict, key)? {
                Some(_) => Ok(()),
                None => Err(self.key_error(key)),
            };
        }
        match self.special(object, Special::DelItem) {
            Some(method) => self.call_method_value(method, object, &[key]).map(|_| ()),
            None => {
                let name = self.type_name(object);
                // A type with methods for sequences is asked as one if the key is an index.
                let is_index = self.class_of_key_is_index(key);
                let verb = if is_index && self.is_sequence_like(object) { "doesn't" } else { "does not" };
                Err(self.type_error(format!("'{name}' object {verb} support item deletion")))
            }
        }
    }

    /// Whether the key's class has `__index__`.
    fn class_of_key_is_index(&self, key: Value) -> bool {
        self.type_of(key).has_special(Special::Index)
    }

    /// Whether the type has some of the methods for sequences, as all types defined in Python have in CPython.
    fn is_sequence_like(&self, object: Value) -> bool {
        let class = self.type_of(object);
        class.is_heap_type() || class.has_special(Special::Contains) || class.has_special(Special::Len)
    }
}
