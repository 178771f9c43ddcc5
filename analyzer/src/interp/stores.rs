//! Setting and deleting attributes: descriptors, dictionaries, slots, and who may change what.

use super::attributes::Found;
use super::{Eval, Interp};
use crate::builtins::{exceptions as exc, types};
use crate::diagnostics::Code as DiagnosticCode;
use crate::domain::{ObjectId, Payload, Value};
use crate::ir::{Symbol, sym};

impl Interp<'_> {
    /// `object.name = value`
    pub(crate) fn set_attr(&mut self, object: &Value, name: Symbol, value: Value) -> Eval<()> {
        match object {
            Value::Unknown(_) => {
                self.havoc(&value);
                self.unknown_use(
                    DiagnosticCode::UnknownAttribute,
                    object,
                    &format!("attribute `{name}` is set of"),
                );
                Ok(())
            }
            Value::Union(members) => {
                self.fork(members.to_vec(), |interp, member| {
                    interp.set_attr(&member, name, value.clone()).map(|()| Value::None)
                })?;
                Ok(())
            }
            _ => {
                let Some(class) = self.heap.class_of(object) else { return Ok(()) };
                if self.heap.get(class).as_class().is_some_and(|class| class.user_defined)
                    && let Found::Value(custom, place) = self.lookup(class, sym::setattr)
                    && place.unit.0 != 0
                {
                    self.call(&custom, vec![object.clone(), Value::str(name.as_str()), value])?;
                    return Ok(());
                }
                self.generic_set_attr(object, class, name, value)
            }
        }
    }

    /// `object.__setattr__(name, value)`
    pub(crate) fn generic_set_attr(
        &mut self,
        object: &Value,
        class: ObjectId,
        name: Symbol,
        value: Value,
    ) -> Eval<()> {
        let found = self.lookup(class, name);
        match found {
            Found::Value(Value::Union(members), _) => {
                self.fork(members.to_vec(), |interp, member| {
                    interp.set_over(object, class, name, value.clone(), Some(&member)).map(|()| Value::None)
                })?;
                Ok(())
            }
            Found::Value(found, _) => self.set_over(object, class, name, value, Some(&found)),
            _ => self.set_over(object, class, name, value, None),
        }
    }

    /// `object.name = value`, where the class has an attribute of that name.
    fn set_over(
        &mut self,
        object: &Value,
        class: ObjectId,
        name: Symbol,
        value: Value,
        found: Option<&Value>,
    ) -> Eval<()> {
        if let Some(found) = found {
            self.suspect_descriptor(found, sym::set, "an attribute is set that may be a descriptor:");
        }
        if let Some(descriptor) = found
            && let Value::Object(id) = descriptor
        {
            let property = match &self.heap.get(*id).payload {
                Payload::Property(parts) => Some(parts[1].clone()),
                _ => None,
            };
            let is_member = matches!(self.heap.get(*id).payload, Payload::Member(_));
            if let Some(setter) = property {
                if matches!(setter, Value::None) {
                    let type_name = self.class_name(class);
                    return self.attribute_error(&format!(
                        "property '{name}' of '{type_name}' object has no setter"
                    ));
                }
                self.call(&setter, vec![object.clone(), value])?;
                return Ok(());
            }
            if !is_member && self.is_data_descriptor(descriptor) {
                let type_ = self.heap.get(*id).class;
                if let Found::Value(setter, _) = self.lookup(type_, sym::set) {
                    self.call(&setter, vec![descriptor.clone(), object.clone(), value])?;
                    return Ok(());
                }
            }
        }
        let Value::Object(id) = object else {
            if let Value::Typed(class) = object
                && !self.is_plain_data(*class)
            {
                let what = format!("attribute `{name}`");
                let class_name = self.class_name(*class);
                self.report(
                    DiagnosticCode::ModifyImportedValue,
                    format!("{what} of an object of type `{class_name}`, whose owner is not known, is set"),
                    &[],
                    None,
                );
                return Ok(());
            }
            let message = self.refusal(object, class, name)?;
            return self.attribute_error(&message);
        };
        if !self.may_change(*id, &format!("attribute `{name}`"))? {
            self.refused.insert((*id, name));
            return Ok(());
        }
        if self.set_own_attr(*id, name, &value)? {
            return Ok(());
        }
        if !self.accepts_attr(*id, class, name) {
            let message = self.refusal(object, class, name)?;
            if !self.lacks_slot(class) {
                return self.attribute_error(&message);
            }
            self.note_missing_slot(&message);
        }
        self.heap.modify(*id).attrs_mut().bind(name, value);
        Ok(())
    }

    /// Reports that an attribute of a class, about which little is known, may be a descriptor.
    fn suspect_descriptor(&mut self, found: &Value, method: Symbol, what: &str) {
        match found {
            Value::Unknown(_) => {
                self.unknown_use(DiagnosticCode::UnknownAttribute, found, what);
            }
            Value::Typed(class)
                if *class == types::PROPERTY
                    || class.unit.0 != 0 && matches!(self.lookup(*class, method), Found::Value(..)) =>
            {
                let unknown = Value::unknown(format!("an object of type `{}`", self.class_name(*class)));
                self.unknown_use(DiagnosticCode::UnknownAttribute, &unknown, what);
            }
            _ => {}
        }
    }

    /// What is said when an attribute is stored on an object that has no place for it.
    fn refusal(&mut self, object: &Value, class: ObjectId, name: Symbol) -> Eval<String> {
        if class.unit.0 == 0 && self.own_attr(object, class, name)?.is_some() {
            return Ok("readonly attribute".to_owned());
        }
        let type_name = self.type_name(object);
        Ok(if matches!(self.lookup(class, name), Found::Nothing) {
            format!(
                "'{type_name}' object has no attribute '{name}' and no __dict__ for setting new attributes"
            )
        } else {
            format!("'{type_name}' object attribute '{name}' is read-only")
        })
    }

    /// Notes that something is done to an instance of a strict class for which it would need a dictionary. Where the
    /// module is loaded as a plain one it has one, so what follows is followed as well.
    pub(super) fn note_missing_slot(&mut self, message: &str) {
        let exception = self.exception(exc::ATTRIBUTE_ERROR, message);
        if let Value::Object(id) = &exception
            && let Payload::Exception(data) = &mut self.heap.modify(*id).payload
        {
            data.finding = Some(DiagnosticCode::MissingSlot);
        }
        self.maybe_raise(exception);
    }

    /// Whether an object can hold the attribute: it has a dictionary, or a slot of that name.
    fn accepts_attr(&mut self, id: ObjectId, class: ObjectId, name: Symbol) -> bool {
        match &self.heap.get(id).payload {
            Payload::Module(_) | Payload::Class(_) | Payload::Function(_) => return true,
            _ => {}
        }
        if self.heap.attr(id, name).is_some()
            || self.heap.get(class).as_class().is_none_or(|info| info.unknown_base.is_some())
            || self.instances_have_dict(class)
            || self.has_computed_slot(class, name)
        {
            return true;
        }
        matches!(self.lookup(class, name), Found::Value(Value::Object(id), _) if matches!(self.heap.get(id).payload, Payload::Member(_)))
    }

    /// `del object.name`
    pub(crate) fn del_attr(&mut self, object: &Value, name: Symbol) -> Eval<()> {
        match object {
            Value::Unknown(_) => {
                self.unknown_use(
                    DiagnosticCode::UnknownAttribute,
                    object,
                    &format!("attribute `{name}` is deleted of"),
                );
                Ok(())
            }
            Value::Union(members) => {
                self.fork(members.to_vec(), |interp, member| {
                    interp.del_attr(&member, name).map(|()| Value::None)
                })?;
                Ok(())
            }
            _ => {
                let Some(class) = self.heap.class_of(object) else { return Ok(()) };
                if self.heap.get(class).as_class().is_some_and(|class| class.user_defined)
                    && let Found::Value(custom, place) = self.lookup(class, sym::delattr)
                    && place.unit.0 != 0
                {
                    self.call(&custom, vec![object.clone(), Value::str(name.as_str())])?;
                    return Ok(());
                }
                self.generic_del_attr(object, class, name)
            }
        }
    }

    /// `object.__delattr__(name)`
    pub(crate) fn generic_del_attr(&mut self, object: &Value, class: ObjectId, name: Symbol) -> Eval<()> {
        match self.lookup(class, name) {
            Found::Value(Value::Union(members), _) => {
                self.fork(members.to_vec(), |interp, member| {
                    interp.delete_over(object, name, Some(&member)).map(|()| Value::None)
                })?;
                Ok(())
            }
            Found::Value(found, _) => self.delete_over(object, name, Some(&found)),
            _ => self.delete_over(object, name, None),
        }
    }

    /// `del object.name`, where the class has an attribute of that name.
    fn delete_over(&mut self, object: &Value, name: Symbol, found: Option<&Value>) -> Eval<()> {
        if let Some(found) = found {
            self.suspect_descriptor(found, sym::delete, "an attribute is deleted that may be a descriptor:");
        }
        if let Some(Value::Object(id)) = found {
            let id = *id;
            if let Payload::Property(parts) = &self.heap.get(id).payload {
                let deleter = parts[2].clone();
                if matches!(deleter, Value::None) {
                    let type_name = self.type_name(object);
                    return self.attribute_error(&format!(
                        "property '{name}' of '{type_name}' object has no deleter"
                    ));
                }
                self.call(&deleter, vec![object.clone()])?;
                return Ok(());
            }
            let type_ = self.heap.get(id).class;
            if type_.unit.0 != 0
                && let Found::Value(deleter, _) = self.lookup(type_, sym::delete)
            {
                self.call(&deleter, vec![Value::Object(id), object.clone()])?;
                return Ok(());
            }
        }
        let id = match object {
            Value::Object(id) => id,
            // An instance of which only the class is known may have the attribute.
            Value::Typed(class) if !self.is_plain_data(*class) => {
                self.maybe_raise_class(exc::ATTRIBUTE_ERROR);
                return Ok(());
            }
            _ => return self.missing_attr(object, name).map(drop),
        };
        match self.heap.attr(*id, name) {
            Some(slot) if slot.maybe_unbound => self.maybe_raise_class(exc::ATTRIBUTE_ERROR),
            Some(_) => {}
            None => {
                let exists = match &self.heap.get(*id).payload {
                    Payload::Module(_) => self.module_attr(*id, name)?.is_some(),
                    _ => self.heap.get(*id).open,
                };
                if !exists {
                    return self.missing_attr(object, name).map(drop);
                }
                self.maybe_raise_class(exc::ATTRIBUTE_ERROR);
                self.may_change(*id, &format!("attribute `{name}`"))?;
                return Ok(());
            }
        }
        if self.may_change(*id, &format!("attribute `{name}`"))? {
            self.heap.modify(*id).attrs_mut().remove(name);
        }
        Ok(())
    }
}
