//! Attribute access: descriptors, instance dictionaries, class dictionaries, and the attributes of built-in objects.

use super::{Eval, Interp, Stop};
use crate::builtins::{exceptions as exc, types, unmodelled};
use crate::diagnostics::Code as DiagnosticCode;
use crate::domain::{ObjectId, Payload, Slot, Value};
use crate::ir::{Symbol, sym};

/// What a lookup along the method resolution order found.
#[derive(Clone, Debug)]
pub(crate) enum Found {
    Nothing,
    /// The value, and the class in whose dictionary it is.
    Value(Value, ObjectId),
    /// The search would have to pass a class about which nothing is known.
    Unknown(Value),
}

impl Interp<'_> {
    /// Looks a name up along the method resolution order.
    pub(crate) fn lookup(&mut self, class: ObjectId, name: Symbol) -> Found {
        self.lookup_from(class, name, 0)
    }

    pub(super) fn lookup_from(&mut self, class: ObjectId, name: Symbol, skip: usize) -> Found {
        let Some(info) = self.heap.get(class).as_class() else { return Found::Nothing };
        let mut maybe: Option<(Value, ObjectId)> = None;
        for &base in info.mro.iter().skip(skip) {
            if base == types::OBJECT
                && let Some(origin) = &info.unknown_base
            {
                // The unknown base stands before `object`.
                return Found::Unknown(origin.clone());
            }
            if let Some(slot) = self.heap.attr(base, name) {
                let slot: Slot = slot.clone();
                match (&maybe, slot.maybe_unbound) {
                    (None, false) => return Found::Value(slot.value, base),
                    (None, true) => maybe = Some((slot.value, base)),
                    (Some((earlier, place)), false) => {
                        let (earlier, place) = (earlier.clone(), *place);
                        return Found::Value(self.heap.join(&earlier, &slot.value), place);
                    }
                    (Some(_), true) => {}
                }
                if maybe.is_some() {
                    return match self.lookup_rest(class, name, base) {
                        Found::Value(value, _) => {
                            let (earlier, place) = maybe.unwrap_or((value.clone(), base));
                            Found::Value(self.heap.join(&earlier, &value), place)
                        }
                        Found::Unknown(origin) => Found::Unknown(origin),
                        Found::Nothing => match maybe {
                            Some((value, place)) => {
                                self.maybe_raise_class(exc::ATTRIBUTE_ERROR);
                                Found::Value(value, place)
                            }
                            None => Found::Nothing,
                        },
                    };
                }
            }
            if let Some(info) = self.heap.get(base).as_class()
                && info.opaque
                && base != class
            {
                return Found::Unknown(Value::unknown(format!(
                    "attribute `{name}` of class `{}`",
                    info.qualname
                )));
            }
        }
        match &self.heap.get(class).as_class().and_then(|info| info.unknown_base.clone()) {
            // `object` stands in for what an unknown base may define; the search has passed it.
            Some(base) => Found::Unknown(base.clone()),
            None => Found::Nothing,
        }
    }

    fn lookup_rest(&mut self, class: ObjectId, name: Symbol, after: ObjectId) -> Found {
        let position =
            self.heap.get(class).as_class().and_then(|info| info.mro.iter().position(|base| *base == after));
        match position {
            Some(position) => self.lookup_from(class, name, position + 1),
            None => Found::Nothing,
        }
    }

    /// A special method of the value's class, bound to the value; `None` when the class has none.
    pub(crate) fn special(&mut self, value: &Value, name: Symbol) -> Eval<Option<Value>> {
        let Some(class) = self.heap.class_of(value) else {
            return Ok(match value {
                Value::Unknown(_) => Some(self.unknown_use(
                    DiagnosticCode::UnknownAttribute,
                    value,
                    &format!("`{name}` is looked up on"),
                )),
                _ => None,
            });
        };
        match self.lookup(class, name) {
            Found::Value(Value::None, _) => Ok(None),
            Found::Value(found, _) => self.bind_descriptor(&found, value, class).map(Some),
            Found::Nothing => Ok(None),
            Found::Unknown(origin) => Ok(Some(origin)),
        }
    }

    /// What reading a class attribute through an instance gives.
    pub(crate) fn bind_descriptor(
        &mut self,
        found: &Value,
        instance: &Value,
        class: ObjectId,
    ) -> Eval<Value> {
        let Value::Object(id) = found else {
            return match found {
                Value::Union(members) => self.fork(members.to_vec(), |interp, member| {
                    interp.bind_descriptor(&member, instance, class)
                }),
                other => Ok(self.bind_unknown(other)),
            };
        };
        match &self.heap.get(*id).payload {
            Payload::Function(_) if self.heap.get(*id).class == types::BUILTIN_FUNCTION => Ok(found.clone()),
            Payload::Function(_) => Ok(self.bound_method(found.clone(), instance.clone())),
            Payload::Native(native) if native.is_method => {
                Ok(self.bound_method(found.clone(), instance.clone()))
            }
            Payload::Native(_) => Ok(found.clone()),
            Payload::ClassMethod(inner) => {
                let inner = inner.clone();
                let receiver = Value::Object(class);
                self.bind_class_method(&inner, receiver)
            }
            Payload::StaticMethod(inner) => Ok(inner.clone()),
            Payload::Property(parts) => {
                let getter = parts[0].clone();
                if matches!(getter, Value::None) {
                    let name = self.class_name(class);
                    return self.attribute_error(&format!("property of '{name}' object has no getter"));
                }
                self.call(&getter, vec![instance.clone()])
            }
            Payload::Member(name) => {
                let name = *name;
                if self.heap.get(*id).class == types::GETSET_DESCRIPTOR {
                    let computed = match instance {
                        Value::Object(object) if self.heap.get(*object).as_class().is_some() => {
                            self.own_class_attr(*object, name)?
                        }
                        _ => self.own_attr(instance, class, name)?,
                    };
                    if let Some(value) = computed {
                        return Ok(value);
                    }
                }
                match instance {
                    Value::Object(object) => match self.heap.attr(*object, name) {
                        Some(slot) => Ok(slot.value.clone()),
                        None if self.heap.get(*object).open => {
                            Ok(Value::unknown(format!("attribute `{name}`")))
                        }
                        None => {
                            let type_name = self.class_name(class);
                            self.attribute_error(&format!("'{type_name}' object has no attribute '{name}'"))
                        }
                    },
                    _ => Ok(Value::unknown(format!("attribute `{name}`"))),
                }
            }
            _ => {
                let type_ = self.heap.get(*id).class;
                if type_ == types::TYPE {
                    return Ok(found.clone());
                }
                match self.lookup(type_, sym::get) {
                    Found::Value(getter, _) if !matches!(getter, Value::None) => {
                        self.call(&getter, vec![found.clone(), instance.clone(), Value::Object(class)])
                    }
                    Found::Unknown(origin) => Ok(self.unknown_use(
                        DiagnosticCode::UnknownAttribute,
                        &origin,
                        "a descriptor is read whose class derives from",
                    )),
                    _ => Ok(found.clone()),
                }
            }
        }
    }

    /// What reading a class attribute gives that is no object: what is not known may be a descriptor.
    fn bind_unknown(&mut self, found: &Value) -> Value {
        const READING: &str = "a class attribute is read that may be a descriptor:";
        match found {
            Value::Unknown(_) => self.unknown_use(DiagnosticCode::UnknownAttribute, found, READING),
            Value::Typed(class)
                if *class == types::PROPERTY
                    || class.unit.0 != 0 && matches!(self.lookup(*class, sym::get), Found::Value(..)) =>
            {
                let what = format!("an object of type `{}`", self.class_name(*class));
                self.unknown_use(DiagnosticCode::UnknownAttribute, &Value::unknown(what), READING)
            }
            Value::Typed(types::CLASSMETHOD | types::STATICMETHOD) => {
                Value::unknown("a method of which only the kind is known")
            }
            plain => plain.clone(),
        }
    }

    fn bind_class_method(&mut self, inner: &Value, receiver: Value) -> Eval<Value> {
        match inner {
            Value::Object(id)
                if matches!(self.heap.get(*id).payload, Payload::Function(_) | Payload::Native(_)) =>
            {
                Ok(self.bound_method(inner.clone(), receiver))
            }
            Value::Object(_) => match self.special(inner, sym::get)? {
                Some(getter) => self.call(&getter, vec![receiver.clone(), receiver]),
                None => Ok(self.bound_method(inner.clone(), receiver)),
            },
            other => Ok(other.clone()),
        }
    }

    pub(crate) fn bound_method(&mut self, function: Value, receiver: Value) -> Value {
        self.alloc(types::METHOD, Payload::BoundMethod { function, receiver })
    }

    /// `object.name`
    pub(crate) fn get_attr(&mut self, object: &Value, name: Symbol) -> Eval<Value> {
        match object {
            Value::Unknown(_) => Ok(self.unknown_use(
                DiagnosticCode::UnknownAttribute,
                object,
                &format!("attribute `{name}` is read of"),
            )),
            Value::Union(members) => {
                self.fork(members.to_vec(), |interp, member| interp.get_attr(&member, name))
            }
            _ => match self.find_attr(object, name)? {
                Some(value) => Ok(value),
                None => self.missing_attr(object, name),
            },
        }
    }

    /// `object.name`, or `None` where that raises `AttributeError`.
    pub(crate) fn get_attr_or_none(&mut self, object: &Value, name: Symbol) -> Eval<Option<Value>> {
        match object {
            Value::Unknown(_) | Value::Union(_) => return self.get_attr(object, name).map(Some),
            _ => {}
        }
        match self.find_attr(object, name) {
            Err(Stop::Raise(exception))
                if self
                    .heap
                    .class_of(&exception)
                    .is_some_and(|class| self.is_subclass_of(class, exc::ATTRIBUTE_ERROR)) =>
            {
                Ok(None)
            }
            other => other,
        }
    }

    /// `object.name`, or `None` where that raises `AttributeError`; and whether it may raise that.
    pub(crate) fn get_attr_perhaps(&mut self, object: &Value, name: Symbol) -> Eval<(Option<Value>, bool)> {
        self.open_collector();
        let found = self.get_attr_or_none(object, name);
        let noted = self.close_collector();
        if noted.is_empty() {
            self.heap.commit();
            return Ok((found?, false));
        }
        let course = self.heap.undo();
        let (missing, others): (Vec<_>, Vec<_>) = noted.into_iter().partition(|(exception, _)| {
            let class = self.heap.class_of(exception);
            class.is_some_and(|class| self.is_subclass_of(class, exc::ATTRIBUTE_ERROR))
        });
        self.note_raises(others);
        let maybe_missing = !missing.is_empty();
        let courses = std::iter::once(course).chain(missing.into_iter().map(|(_, delta)| delta));
        self.heap.adopt_join(courses.collect());
        Ok((found?, maybe_missing))
    }

    /// Raises `AttributeError`; where the attribute would be there but for an error, gives what stands for its value.
    pub(super) fn missing_attr(&mut self, object: &Value, name: Symbol) -> Eval<Value> {
        if matches!(object, Value::Object(id) if self.refused.contains(&(*id, name))) {
            return Ok(self.after_error());
        }
        let message = match object {
            Value::Object(id) => match &self.heap.get(*id).payload {
                Payload::Module(module) => format!("module '{}' has no attribute '{name}'", module.name),
                Payload::Class(class) => format!("type object '{}' has no attribute '{name}'", class.name),
                _ => format!("'{}' object has no attribute '{name}'", self.type_name(object)),
            },
            _ => format!("'{}' object has no attribute '{name}'", self.type_name(object)),
        };
        let exception = self.exception(exc::ATTRIBUTE_ERROR, &message);
        if let Value::Object(id) = &exception {
            let attrs = self.heap.modify(*id).attrs_mut();
            attrs.bind(sym::name_attr, Value::str(name.as_str()));
            attrs.bind(sym::obj, object.clone());
        }
        Err(Stop::Raise(exception))
    }

    /// Follows `__getattribute__` and `__getattr__`; `None` when there is no such attribute.
    fn find_attr(&mut self, object: &Value, name: Symbol) -> Eval<Option<Value>> {
        let Some(class) = self.heap.class_of(object) else { return Ok(None) };
        if self.heap.get(class).as_class().is_some_and(|class| class.user_defined)
            && let Found::Value(custom, place) = self.lookup(class, sym::getattribute)
            && place.unit.0 != 0
        {
            let result = self.call(&custom, vec![object.clone(), Value::str(name.as_str())]);
            return match result {
                Err(Stop::Raise(exception)) => match self.fallback_attr(object, class, name)? {
                    Some(value) => Ok(Some(value)),
                    None => Err(Stop::Raise(exception)),
                },
                other => other.map(Some),
            };
        }
        let may_lack = match object {
            Value::Object(id) => self.heap.get(*id).open && self.heap.attr(*id, name).is_none(),
            Value::Typed(class) => class.unit.0 != 0,
            _ => false,
        };
        if may_lack
            && matches!(self.lookup(class, name), Found::Nothing)
            && matches!(self.lookup(class, sym::getattr), Found::Value(..))
        {
            // It has the attribute, or `__getattr__` is asked.
            let value = self.fork(vec![true, false], |interp, has_it| {
                let found = if has_it {
                    interp.generic_get_attr(object, class, name)?
                } else {
                    interp.fallback_attr(object, class, name)?
                };
                Ok(found.unwrap_or(Value::None))
            })?;
            return Ok(Some(value));
        }
        match self.generic_get_attr(object, class, name) {
            Ok(Some(value)) => Ok(Some(value)),
            Ok(None) => self.fallback_attr(object, class, name),
            Err(Stop::Raise(exception))
                if self
                    .heap
                    .class_of(&exception)
                    .is_some_and(|class| self.is_subclass_of(class, exc::ATTRIBUTE_ERROR)) =>
            {
                match self.fallback_attr(object, class, name)? {
                    Some(value) => Ok(Some(value)),
                    None => Err(Stop::Raise(exception)),
                }
            }
            Err(stop) => Err(stop),
        }
    }

    fn fallback_attr(&mut self, object: &Value, class: ObjectId, name: Symbol) -> Eval<Option<Value>> {
        match self.lookup(class, sym::getattr) {
            Found::Value(getattr, _) => {
                self.call(&getattr, vec![object.clone(), Value::str(name.as_str())]).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// `object.__getattribute__(name)`
    pub(crate) fn generic_get_attr(
        &mut self,
        object: &Value,
        class: ObjectId,
        name: Symbol,
    ) -> Eval<Option<Value>> {
        if let Value::Object(id) = object {
            match &self.heap.get(*id).payload {
                Payload::Class(_) => return self.class_attr(*id, class, name),
                Payload::Module(_) => return self.module_attr(*id, name),
                Payload::Super { .. } => return self.super_attr(*id, object, name),
                _ => {}
            }
        }
        let found = self.lookup(class, name);
        if let Found::Value(value, place) = &found
            && matches!(object, Value::Object(id) if self.heap.attr(*id, name).is_some())
        {
            // Whether the class or the instance has it depends on which it is.
            let place = *place;
            if let Value::Union(members) = value {
                let mut missing = false;
                let value = self.fork(members.to_vec(), |interp, member| {
                    let found = Found::Value(member, place);
                    let value = interp.attr_over(object, class, name, found)?;
                    missing |= value.is_none();
                    Ok(value.unwrap_or(Value::None))
                })?;
                return Ok((!missing).then_some(value));
            }
            let value = value.clone();
            self.bind_unknown(&value);
        }
        self.attr_over(object, class, name, found)
    }

    /// Whether an object whose attributes are not all known may have one instead of a value of its class. Methods are
    /// taken to be what their class says.
    fn may_shadow(&self, object: &Value, class: ObjectId, value: &Value) -> bool {
        let is_open = match object {
            Value::Object(id) => self.heap.get(*id).open,
            Value::Typed(class) => !self.is_plain_data(*class),
            _ => false,
        };
        let is_default = || match value {
            Value::Object(id) => !matches!(
                self.heap.get(*id).payload,
                Payload::Function(_)
                    | Payload::Native(_)
                    | Payload::ClassMethod(_)
                    | Payload::StaticMethod(_)
                    | Payload::Property(_)
                    | Payload::Member(_)
                    | Payload::Class(_)
            ),
            Value::Unknown(_) | Value::Union(_) => false,
            _ => true,
        };
        // A fixed layout has room for values of an instance beside the defaults in its class.
        let has_room = || {
            self.heap.get(class).as_class().is_some_and(|class| class.gets_slots)
                || self.instances_have_dict(class)
        };
        is_open && class.unit.0 != 0 && is_default() && has_room()
    }

    /// `object.name`, where the class has an attribute of that name.
    fn attr_over(
        &mut self,
        object: &Value,
        class: ObjectId,
        name: Symbol,
        found: Found,
    ) -> Eval<Option<Value>> {
        if let Found::Value(value, place) = &found
            && self.is_data_descriptor(value)
        {
            // `__class__`, `__dict__` and the like are answered by the object itself.
            if place.unit.0 != 0 || !self.is_native_getter(value) {
                let value = value.clone();
                return self.bind_descriptor(&value, object, class).map(Some);
            }
        }
        if let Value::Object(id) = object
            && let Some(slot) = self.heap.attr(*id, name)
        {
            let slot = slot.clone();
            if slot.maybe_unbound {
                if let Found::Value(value, _) = &found {
                    let other = self.bind_descriptor(&value.clone(), object, class)?;
                    return Ok(Some(self.heap.join(&slot.value, &other)));
                }
                self.maybe_raise_class(exc::ATTRIBUTE_ERROR);
            }
            return Ok(Some(slot.value));
        }
        if let Some(value) = self.own_attr(object, class, name)? {
            return Ok(Some(value));
        }
        match found {
            Found::Value(value, _) if self.may_shadow(object, class, &value) => {
                let class = self.class_name(class);
                Ok(Some(Value::unknown(format!(
                    "attribute `{name}`, which an object of type `{class}` may have of its own"
                ))))
            }
            Found::Value(value, _) => self.bind_descriptor(&value, object, class).map(Some),
            Found::Nothing => Ok(match object {
                Value::Object(id) if self.heap.get(*id).open => Some(Value::unknown(format!(
                    "attribute `{name}` of an object of type `{}`",
                    self.class_name(class)
                ))),
                Value::Typed(class) if !self.is_plain_data(*class) => Some(Value::unknown(format!(
                    "attribute `{name}` of an object of type `{}`",
                    self.class_name(*class)
                ))),
                _ => self.unmodelled_attr(class, name),
            }),
            Found::Unknown(origin) => Ok(Some(self.unknown_use(
                DiagnosticCode::UnknownAttribute,
                &origin,
                &format!("attribute `{name}` is looked up in"),
            ))),
        }
    }

    fn is_native_getter(&self, value: &Value) -> bool {
        matches!(value, Value::Object(id) if matches!(self.heap.get(*id).payload, Payload::Native(_)))
    }

    /// Whether the value has `__set__` or `__delete__`.
    pub(crate) fn is_data_descriptor(&mut self, value: &Value) -> bool {
        let Value::Object(id) = value else { return false };
        match &self.heap.get(*id).payload {
            Payload::Property(_) | Payload::Member(_) => true,
            Payload::Function(_)
            | Payload::Native(_)
            | Payload::Class(_)
            | Payload::ClassMethod(_)
            | Payload::StaticMethod(_) => false,
            _ => {
                let class = self.heap.get(*id).class;
                class.unit.0 != 0
                    && (matches!(self.lookup(class, sym::set), Found::Value(..))
                        || matches!(self.lookup(class, sym::delete), Found::Value(..)))
            }
        }
    }

    /// Attribute of a class: metaclass data descriptors, the class and its bases, then the metaclass.
    fn class_attr(&mut self, id: ObjectId, metaclass: ObjectId, name: Symbol) -> Eval<Option<Value>> {
        let meta = self.lookup(metaclass, name);
        if let Found::Value(value, place) = &meta
            && place.unit.0 != 0
            && self.is_data_descriptor(value)
        {
            let value = value.clone();
            return self.bind_descriptor(&value, &Value::Object(id), metaclass).map(Some);
        }
        if let Some(value) = self.own_class_attr(id, name)? {
            return Ok(Some(value));
        }
        match self.lookup(id, name) {
            Found::Value(value, _) => return self.bind_class_attr(&value, id).map(Some),
            Found::Unknown(origin) => {
                if !matches!(meta, Found::Value(..)) {
                    return Ok(Some(self.unknown_use(
                        DiagnosticCode::UnknownAttribute,
                        &origin,
                        &format!("attribute `{name}` of a class is looked up in its base"),
                    )));
                }
            }
            Found::Nothing => {}
        }
        match meta {
            Found::Value(value, _) => self.bind_descriptor(&value, &Value::Object(id), metaclass).map(Some),
            // Only classes written in C have one.
            _ if name == sym::text_signature
                && self.heap.get(id).as_class().is_some_and(|class| class.user_defined) =>
            {
                Ok(Some(Value::None))
            }
            _ => Ok(self.unmodelled_attr(id, name).or_else(|| self.unmodelled_attr(metaclass, name))),
        }
    }

    /// What stands for an attribute that a class has from a built-in type, in CPython and not here.
    fn unmodelled_attr(&mut self, class: ObjectId, name: Symbol) -> Option<Value> {
        let type_ = unmodelled(self, class, name)?;
        if name == sym::text_signature {
            return Some(super::construct::text_or_none());
        }
        self.maybe_raise_class(exc::ATTRIBUTE_ERROR);
        Some(Value::unknown(format!("attribute `{name}` of type `{}`", self.class_name(type_))))
    }

    /// What reading a class attribute through the class gives.
    pub(crate) fn bind_class_attr(&mut self, value: &Value, class: ObjectId) -> Eval<Value> {
        let id = match value {
            Value::Object(id) => id,
            Value::Union(members) => {
                return self.fork(members.to_vec(), |interp, member| interp.bind_class_attr(&member, class));
            }
            other => return Ok(self.bind_unknown(other)),
        };
        match &self.heap.get(*id).payload {
            Payload::ClassMethod(inner) => {
                let inner = inner.clone();
                self.bind_class_method(&inner, Value::Object(class))
            }
            Payload::StaticMethod(inner) => Ok(inner.clone()),
            Payload::Function(_)
            | Payload::Native(_)
            | Payload::Property(_)
            | Payload::Member(_)
            | Payload::Class(_) => Ok(value.clone()),
            _ => {
                let type_ = self.heap.get(*id).class;
                if type_.unit.0 == 0 {
                    return Ok(value.clone());
                }
                match self.lookup(type_, sym::get) {
                    Found::Value(getter, _) if !matches!(getter, Value::None) => {
                        self.call(&getter, vec![value.clone(), Value::None, Value::Object(class)])
                    }
                    _ => Ok(value.clone()),
                }
            }
        }
    }

    /// A name of a module, a submodule that has been imported, or what the module's `__getattr__` gives.
    pub(super) fn module_attr(&mut self, id: ObjectId, name: Symbol) -> Eval<Option<Value>> {
        if name == sym::dict {
            return Ok(Some(self.alloc(types::DICT, Payload::NamespaceDict(id))));
        }
        if let Some(slot) = self.heap.attr(id, name) {
            let slot = slot.clone();
            if slot.maybe_unbound {
                self.maybe_raise_class(exc::ATTRIBUTE_ERROR);
            }
            return Ok(Some(slot.value));
        }
        let object = self.heap.get(id);
        let Some(module) = object.as_module() else { return Ok(None) };
        let open = object.open;
        let module_name = module.name.clone();
        let child = format!("{module_name}.{name}");
        if self.imported.contains(child.as_str())
            && let Some(value) = self.imported_child(&child)?
        {
            return Ok(Some(value));
        }
        if name == sym::class {
            return Ok(Some(Value::Object(types::MODULE)));
        }
        if let Some(slot) = self.heap.attr(id, sym::getattr) {
            let getattr = slot.value.clone();
            return self.call(&getattr, vec![Value::str(name.as_str())]).map(Some);
        }
        if name == sym::annotations || name == sym::annotate {
            return self.namespace_annotations(id, name).map(Some);
        }
        if open {
            return Ok(Some(Value::unknown(format!("`{module_name}.{name}`"))));
        }
        if let Some(unknown) = self.left_out(id, name) {
            return Ok(Some(unknown));
        }
        match self.lookup(types::MODULE, name) {
            Found::Value(value, _) => {
                self.bind_descriptor(&value, &Value::Object(id), types::MODULE).map(Some)
            }
            _ => Ok(None),
        }
    }

    fn super_attr(&mut self, id: ObjectId, object: &Value, name: Symbol) -> Eval<Option<Value>> {
        let Payload::Super { class, receiver, start } = &self.heap.get(id).payload else { return Ok(None) };
        let (class, receiver, start) = (*class, receiver.clone(), *start);
        if name == sym::class {
            return Ok(Some(Value::Object(types::SUPER)));
        }
        let position =
            self.heap.get(start).as_class().and_then(|info| info.mro.iter().position(|base| *base == class));
        let Some(position) = position else { return Ok(None) };
        match self.lookup_from(start, name, position + 1) {
            Found::Value(value, _) => {
                let through_class = matches!(&receiver, Value::Object(id) if *id == start);
                if through_class {
                    self.bind_class_attr(&value, start)
                } else {
                    self.bind_descriptor(&value, &receiver, start)
                }
                .map(Some)
            }
            Found::Unknown(origin) => Ok(Some(self.unknown_use(
                DiagnosticCode::UnknownAttribute,
                &origin,
                &format!("`super().{name}` is looked up in"),
            ))),
            Found::Nothing => self.own_attr(object, types::SUPER, name),
        }
    }
}
