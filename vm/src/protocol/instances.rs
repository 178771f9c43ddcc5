//! `isinstance` and `issubclass`: of classes, of tuples and unions of them, and of objects that only have `__bases__`.

use crate::heap::Gc;
use crate::object::{Special, Tuple, Type, TypeFlags};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

const NO_INSTANCE_CLASS: &str = "isinstance() arg 2 must be a type, a tuple of types, or a union";
const NO_SUBCLASS: &str = "issubclass() arg 1 must be a class";
const NO_SUBCLASS_CLASS: &str = "issubclass() arg 2 must be a class, a tuple of classes, or a union";

impl Vm {
    /// `isinstance(value, classes)`
    ///
    /// # Errors
    /// `TypeError` for what are no classes; what hooks raise.
    pub fn is_instance(&mut self, value: Value, classes: Value) -> Outcome<bool> {
        if let Some(class) = classes.cast::<Type>() {
            if self.type_of(value) == class {
                return Ok(true);
            }
            let meta = self.type_of(classes);
            if meta == self.types.type_
                || meta.special(Special::InstanceCheck) == self.types.type_.special(Special::InstanceCheck)
            {
                return self.plain_is_instance(value, classes);
            }
        }
        if let Some(tuple) = classes.cast::<Tuple>() {
            self.check_native_stack()?;
            for &entry in tuple.as_slice() {
                if self.is_instance(value, entry)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        match self.special(classes, Special::InstanceCheck) {
            Some(method) => {
                self.check_native_stack()?;
                let result = self.call_method_value(method, classes, &[value])?;
                self.is_true(result)
            }
            None => self.plain_is_instance(value, classes),
        }
    }

    /// `isinstance` without hooks: what `type.__instancecheck__` does.
    ///
    /// # Errors
    /// `TypeError` if `class` is none; what looking up attributes raises.
    pub fn plain_is_instance(&mut self, value: Value, class: Value) -> Outcome<bool> {
        let own = self.type_of(value);
        let wanted = class.cast::<Type>();
        if let Some(wanted) = wanted {
            if own.is_subtype_of(wanted) {
                return Ok(true);
            }
            if own.has(TypeFlags::PLAIN_GETATTR) && self.is_ordinary_class(own) {
                return Ok(false);
            }
        } else {
            self.check_class(class, NO_INSTANCE_CLASS)?;
        }
        let name = self.names.class;
        let Some(told) = self.find_attribute(value, name)? else { return Ok(false) };
        match (wanted, told.cast::<Type>()) {
            (Some(wanted), Some(told)) => Ok(told != own && told.is_subtype_of(wanted)),
            (Some(_), None) => Ok(false),
            (None, _) => self.is_abstract_subclass(told, class),
        }
    }

    /// Whether instances say of their `__class__` what their header says.
    fn is_ordinary_class(&mut self, class: Gc<Type>) -> bool {
        let name = self.names.class;
        let object = self.types.object;
        self.lookup(class, name) == self.own_attribute(object, name)
    }

    /// `issubclass(value, classes)`
    ///
    /// # Errors
    /// `TypeError` for what are no classes; what hooks raise.
    pub fn is_subclass(&mut self, value: Value, classes: Value) -> Outcome<bool> {
        if self.is_exact(classes, self.types.type_) {
            return self.plain_is_subclass(value, classes);
        }
        if let Some(tuple) = classes.cast::<Tuple>() {
            self.check_native_stack()?;
            for &entry in tuple.as_slice() {
                if self.is_subclass(value, entry)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        match self.special(classes, Special::SubclassCheck) {
            Some(method) => {
                self.check_native_stack()?;
                let result = self.call_method_value(method, classes, &[value])?;
                self.is_true(result)
            }
            None => self.plain_is_subclass(value, classes),
        }
    }

    /// `issubclass` without hooks: what `type.__subclasscheck__` does.
    ///
    /// # Errors
    /// `TypeError` for what are no classes; what looking up `__bases__` raises.
    pub fn plain_is_subclass(&mut self, value: Value, class: Value) -> Outcome<bool> {
        if let (Some(value), Some(class)) = (value.cast::<Type>(), class.cast::<Type>()) {
            return Ok(value.is_subtype_of(class));
        }
        self.check_class(value, NO_SUBCLASS)?;
        if !self.is_exact(class, self.types.union) {
            self.check_class(class, NO_SUBCLASS_CLASS)?;
        }
        self.is_abstract_subclass(value, class)
    }

    /// The `__bases__` of what may not be a class, if it's a tuple.
    fn abstract_bases(&mut self, value: Value) -> Outcome<Option<Gc<Tuple>>> {
        let name = self.names.bases;
        Ok(self.find_attribute(value, name)?.and_then(Value::cast::<Tuple>))
    }

    fn check_class(&mut self, value: Value, message: &str) -> Outcome<()> {
        match self.abstract_bases(value)? {
            Some(_) => Ok(()),
            None => Err(self.type_error(message)),
        }
    }

    /// Whether `class` is `value` or found along its `__bases__`.
    fn is_abstract_subclass(&mut self, value: Value, class: Value) -> Outcome<bool> {
        self.check_native_stack()?;
        let mut value = value;
        loop {
            if value == class {
                return Ok(true);
            }
            let Some(bases) = self.abstract_bases(value)? else { return Ok(false) };
            match bases.as_slice() {
                [] => return Ok(false),
                &[only] => value = only,
                several => {
                    for &base in several {
                        if self.is_abstract_subclass(base, class)? {
                            return Ok(true);
                        }
                    }
                    return Ok(false);
                }
            }
        }
    }
}
