//! Attribute access: what `object.name`, `object.name = value` and `del object.name` do.

use crate::heap::{Gc, Kind, flags};
use crate::object::{
    BoundMethod, ClassMethod, Dict, Function, GetSet, Member, Module, NativeFunction, Place, Property, Shape,
    Special, StaticMethod, Str, Type, TypeFlags,
};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

impl Vm {
    /// `object.name`
    ///
    /// # Errors
    /// `AttributeError`, or what descriptors and hooks raise.
    pub fn get_attribute(&mut self, object: Value, name: Gc<Str>) -> Outcome<Value> {
        match self.attribute_or_raised(object, name)? {
            Some(value) => Ok(value),
            None => Err(self.no_attribute(object, name)),
        }
    }

    /// `object.name` if there is such an attribute.
    ///
    /// # Errors
    /// What descriptors and hooks raise, except for `AttributeError`.
    pub fn find_attribute(&mut self, object: Value, name: Gc<Str>) -> Outcome<Option<Value>> {
        match self.attribute_or_raised(object, name) {
            Err(_) if self.catch(self.exceptions.AttributeError) => Ok(None),
            result => result,
        }
    }

    /// `object.name`, or nothing where the usual exception is still to be made.
    fn attribute_or_raised(&mut self, object: Value, name: Gc<Str>) -> Outcome<Option<Value>> {
        let class = self.type_of(object);
        if class.has(TypeFlags::PLAIN_GETATTR) {
            return self.generic_find(object, class, name);
        }
        let result = self.find_with_getattribute(object, class, name);
        let Some(hook) = class.special(Special::GetAttr).bound() else { return result };
        match result {
            Ok(Some(value)) => Ok(Some(value)),
            Ok(None) => self.call_method_value(hook, object, &[name.value()]).map(Some),
            Err(raised) => {
                if !self.catch(self.exceptions.AttributeError) {
                    return Err(raised);
                }
                self.call_method_value(hook, object, &[name.value()]).map(Some)
            }
        }
    }

    fn find_with_getattribute(
        &mut self,
        object: Value,
        class: Gc<Type>,
        name: Gc<Str>,
    ) -> Outcome<Option<Value>> {
        let getter = class.special(Special::GetAttribute);
        if getter == self.types.object.special(Special::GetAttribute) {
            return self.generic_find(object, class, name);
        }
        if getter == self.types.type_.special(Special::GetAttribute)
            && let Some(subject) = object.cast::<Type>()
        {
            return self.find_type_attribute(subject, name);
        }
        if getter == self.types.module.special(Special::GetAttribute)
            && let Some(module) = object.cast::<Module>()
        {
            return self.find_module_attribute(module, name);
        }
        self.call_method_value(getter, object, &[name.value()]).map(Some)
    }

    /// `object.__getattribute__`
    pub fn generic_find(&mut self, object: Value, class: Gc<Type>, name: Gc<Str>) -> Outcome<Option<Value>> {
        let attribute = self.lookup(class, name);
        if let Some(attribute) = attribute
            && self.is_data_descriptor(attribute)
            && self.type_of(attribute).has_special(Special::Get)
        {
            return self.descriptor_get(attribute, object, class).map(Some);
        }
        if let Some(value) = self.instance_attribute(object, name)? {
            return Ok(Some(value));
        }
        match attribute {
            Some(attribute) => self.descriptor_get(attribute, object, class).map(Some),
            None => Ok(None),
        }
    }

    /// The attribute that the instance itself has.
    pub fn instance_attribute(&mut self, object: Value, name: Gc<Str>) -> Outcome<Option<Value>> {
        let Some(header) = object.header() else { return Ok(None) };
        if header.kind() == Kind::Module {
            let dict = object.cast::<Module>().map(|module| module.dict.get());
            return match dict {
                Some(dict) => match self.dict_get(dict, name.value())? {
                    Some(value) => self.resolved(dict, name, value),
                    None => Ok(None),
                },
                None => Ok(None),
            };
        }
        if !header.has(flags::ATTRIBUTES) {
            return Ok(None);
        }
        let shape = header.shape();
        if shape.is_dictionary.get() {
            return match object.attribute_dict() {
                Some(dict) => self.dict_get(dict, name.value()),
                None => Ok(None),
            };
        }
        Ok(shape.find(name).and_then(|index| object.slot(shape.place(index)).bound()))
    }

    /// `type.__getattribute__`
    pub fn find_type_attribute(&mut self, subject: Gc<Type>, name: Gc<Str>) -> Outcome<Option<Value>> {
        let meta = self.type_of(subject.value());
        let meta_attribute = self.lookup(meta, name);
        if let Some(attribute) = meta_attribute
            && self.is_data_descriptor(attribute)
            && self.type_of(attribute).has_special(Special::Get)
        {
            return self.descriptor_get(attribute, subject.value(), meta).map(Some);
        }
        if let Some(attribute) = self.lookup(subject, name) {
            return self.descriptor_get_on_class(attribute, subject).map(Some);
        }
        match meta_attribute {
            Some(attribute) => self.descriptor_get(attribute, subject.value(), meta).map(Some),
            None => Ok(None),
        }
    }

    /// A descriptor found on a class, accessed through the class.
    pub fn descriptor_get_on_class(&mut self, attribute: Value, subject: Gc<Type>) -> Outcome<Value> {
        match attribute.kind() {
            Some(Kind::Function | Kind::Member | Kind::GetSet) => Ok(attribute),
            Some(Kind::Property) if !attribute.header().is_some_and(|it| it.has(flags::SUBCLASS)) => {
                Ok(attribute)
            }
            _ => self.descriptor_get_with(attribute, Value::NONE, subject),
        }
    }

    /// `module.__getattribute__`, with the module's own `__getattr__`.
    pub(crate) fn find_module_attribute(
        &mut self,
        module: Gc<Module>,
        name: Gc<Str>,
    ) -> Outcome<Option<Value>> {
        let class = self.type_of(module.value());
        if let Some(value) = self.generic_find(module.value(), class, name)? {
            return Ok(Some(value));
        }
        let hook = self.names.special(Special::GetAttr);
        match self.dict_get(module.dict.get(), hook.value())? {
            Some(hook) => self.call(hook, &[name.value()]).map(Some),
            None => Ok(None),
        }
    }

    /// Whether the attribute of a type goes before the instance's own.
    #[inline]
    pub fn is_data_descriptor(&self, attribute: Value) -> bool {
        match attribute.kind() {
            None => false,
            Some(
                Kind::Function
                | Kind::Native
                | Kind::Str
                | Kind::Tuple
                | Kind::StaticMethod
                | Kind::ClassMethod,
            ) => false,
            Some(Kind::Property | Kind::Member | Kind::GetSet) => true,
            Some(_) => {
                let class = self.type_of(attribute);
                class.has_special(Special::Set) || class.has_special(Special::Delete)
            }
        }
    }

    /// The value of an attribute found on the type of `object`.
    #[inline]
    pub fn descriptor_get(&mut self, attribute: Value, object: Value, class: Gc<Type>) -> Outcome<Value> {
        match attribute.kind() {
            None => Ok(attribute),
            Some(Kind::Function) => Ok(self.bind(attribute, object)),
            _ => self.descriptor_get_with(attribute, object, class),
        }
    }

    fn descriptor_get_with(&mut self, attribute: Value, object: Value, class: Gc<Type>) -> Outcome<Value> {
        match attribute.kind() {
            Some(Kind::Native) => {
                let native: Gc<NativeFunction> = attribute.cast().expect("the kind was checked");
                return Ok(self.bind_native(native, object, class));
            }
            Some(Kind::Property) => {
                if let (false, Some(property)) = (object.is_none(), attribute.cast::<Property>())
                    && !attribute.header().is_some_and(|header| header.has(flags::SUBCLASS))
                {
                    return self.get_property(property, object);
                }
            }
            Some(Kind::GetSet) => {
                // `None` stands for no object, but it is one of its own class.
                let is_absent = object.is_none() && class != self.types.none;
                if let (false, Some(descriptor)) = (is_absent, attribute.cast::<GetSet>()) {
                    return self.get_computed(descriptor, object);
                }
            }
            Some(Kind::Member) => {
                if let (false, Some(member)) = (object.is_none(), attribute.cast::<Member>()) {
                    return self.get_member(member, object);
                }
            }
            Some(Kind::ClassMethod) => {
                if let Some(method) = attribute.cast::<ClassMethod>() {
                    let function = method.function.get();
                    if function.is::<Function>() || function.is::<NativeFunction>() {
                        return Ok(self.bind(function, class.value()));
                    }
                    return Ok(self.bind(function, class.value()));
                }
            }
            Some(Kind::StaticMethod) => {
                if let Some(method) = attribute.cast::<StaticMethod>() {
                    return Ok(method.function.get());
                }
            }
            _ => {}
        }
        match self.special(attribute, Special::Get) {
            Some(getter) => self.call_method_value(getter, attribute, &[object, class.value()]),
            None => Ok(attribute),
        }
    }

    /// A native function found on a class: bound to the object, or as it is.
    fn bind_native(&mut self, native: Gc<NativeFunction>, object: Value, class: Gc<Type>) -> Value {
        let kind = self.type_of(native.value());
        if kind == self.types.classmethod_descriptor {
            let spec = native.spec();
            let bound = self.new_native(spec, class.value(), Value::UNBOUND);
            if let Some(bound) = bound.cast::<NativeFunction>() {
                bound.passes_receiver.set(true);
                if let Some(owner) = native.owner.try_get() {
                    bound.owner.set(bound, owner);
                }
            }
            return bound;
        }
        if kind == self.types.builtin_function
            || kind == self.types.method_wrapper
            || object.is_none() && class != self.types.none
        {
            return native.value();
        }
        let wrapper = kind == self.types.wrapper_descriptor;
        let shape =
            if wrapper { &self.types.method_wrapper } else { &self.types.builtin_function }.root_shape.get();
        let bound: Gc<NativeFunction> = self.heap.alloc(shape);
        bound.spec.set(native.spec.get());
        bound.receiver.init(object);
        bound.passes_receiver.set(true);
        if let Some(owner) = native.owner.try_get() {
            bound.owner.init(owner);
        }
        bound.value()
    }

    /// The value of a property.
    pub fn get_property(&mut self, property: Gc<Property>, object: Value) -> Outcome<Value> {
        match property.getter.get().bound().filter(|getter| !getter.is_none()) {
            Some(getter) => self.call(getter, &[object]),
            None => Err(self.property_error(property, object, "getter")),
        }
    }

    #[cold]
    fn property_error(&mut self, property: Gc<Property>, object: Value, what: &str) -> crate::vm::Raised {
        let class = self.type_of(object);
        let qualified = class.qualified_name.get();
        let qualified =
            qualified.cast::<Str>().map_or_else(String::new, |name| format!("'{}'", name.to_lossy()));
        let name = match property.name.get().cast::<Str>() {
            Some(name) => Some(name),
            None => {
                let key = self.names.dunder_name;
                let getter = property.getter.get().bound();
                getter
                    .and_then(|getter| self.find_attribute(getter, key).ok().flatten())
                    .and_then(Value::cast::<Str>)
            }
        };
        let message = match name {
            Some(name) => {
                format!("property '{}' of {qualified} object has no {what}", name.to_lossy())
            }
            None => format!("property of {qualified} object has no {what}"),
        };
        self.error(self.exceptions.AttributeError, message)
    }

    fn check_owner(&mut self, owner: Gc<Type>, name: Value, object: Value) -> Outcome<()> {
        if self.type_of(object).is_subtype_of(owner) {
            return Ok(());
        }
        let name = name.cast::<Str>().map_or_else(String::new, |name| name.to_lossy());
        let (owner, given) = (self.class_name(owner), self.type_name(object));
        Err(self.type_error(format!(
            "descriptor '{name}' for '{owner}' objects doesn't apply to a '{given}' object"
        )))
    }

    /// The value of a computed attribute.
    pub fn get_computed(&mut self, descriptor: Gc<GetSet>, object: Value) -> Outcome<Value> {
        self.check_owner(descriptor.owner.get(), descriptor.name.get(), object)?;
        match descriptor.getter.get() {
            Some(getter) => getter(self, object),
            None => Ok(Value::NONE),
        }
    }

    /// The value in a slot.
    pub fn get_member(&mut self, member: Gc<Member>, object: Value) -> Outcome<Value> {
        self.check_owner(member.owner.get(), member.name.get(), object)?;
        let shape = self.shape_of(object);
        match object.slot(shape.place(member.place.get())).bound() {
            Some(value) => Ok(value),
            None => {
                let name = member.name.get().cast::<Str>().unwrap_or(self.names.empty);
                let class = self.qualified_type_name(object);
                let message = format!("'{class}' object has no attribute '{}'", name.to_lossy());
                Err(self.attribute_error(message, object, name))
            }
        }
    }

    /// Raises `AttributeError` for a missing attribute.
    #[cold]
    pub fn no_attribute(&mut self, object: Value, name: Gc<Str>) -> crate::vm::Raised {
        let text = name.to_lossy();
        let message = if let Some(class) = object.cast::<Type>() {
            format!("type object '{}' has no attribute '{text}'", self.class_name(class))
        } else if let Some(module) = object.cast::<Module>() {
            match self.no_module_attribute(module, &text) {
                Ok(message) => message,
                Err(raised) => return raised,
            }
        } else {
            format!("'{}' object has no attribute '{text}'", self.type_name(object))
        };
        self.attribute_error(message, object, name)
    }

    /// What is said of an attribute that a module has not: why it may not have it.
    fn no_module_attribute(&mut self, module: Gc<Module>, name: &str) -> Outcome<String> {
        let namespace = module.dict.get();
        let (own_name, spec) = (self.names.dunder_name, self.names.spec);
        let Some(own_name) = self.dict_get_str(namespace, own_name).and_then(Value::cast::<Str>) else {
            return Ok(format!("module has no attribute '{name}'"));
        };
        let shown = own_name.to_lossy();
        let plain = format!("module '{shown}' has no attribute '{name}'");
        let Some(spec) = self.dict_get_str(namespace, spec).filter(|spec| !spec.is_none()) else {
            return Ok(plain);
        };
        let origin = crate::modules::origin_of(self, spec, Some(own_name))?;
        let file = origin.file.map(|file| file.to_lossy());
        if origin.may_hide_library {
            let file = file.unwrap_or_default();
            return Ok(format!(
                "{plain} (consider renaming '{file}' since it has the same name as the standard library module named \
                 '{shown}' and prevents importing that standard library module)"
            ));
        }
        if crate::modules::spec_is_initializing(self, spec)? {
            return Ok(match file {
                Some(file) if origin.may_hide => format!(
                    "{plain} (consider renaming '{file}' if it has the same name as a library you intended to import)"
                ),
                Some(file) => format!(
                    "partially initialized module '{shown}' from '{file}' has no attribute '{name}' (most likely due \
                     to a circular import)"
                ),
                None => format!("partially initialized {plain} (most likely due to a circular import)"),
            });
        }
        let key = self.intern("_uninitialized_submodules");
        if let Some(names) = self.find_attribute(spec, key)? {
            let name = self.new_str(name);
            if self.contains(names, name.value())? {
                return Ok(format!(
                    "cannot access submodule '{}' of module '{shown}' (most likely due to a circular import)",
                    name.to_lossy()
                ));
            }
        }
        Ok(plain)
    }

    /// `object.name = value`, or `del object.name` if the value is unbound.
    ///
    /// # Errors
    /// `AttributeError`, or what descriptors and hooks raise.
    pub fn set_attribute(&mut self, object: Value, name: Gc<Str>, value: Value) -> Outcome<()> {
        let class = self.type_of(object);
        if class.has(TypeFlags::PLAIN_SETATTR) {
            return self.generic_set(object, class, name, value);
        }
        if value.is_unbound() {
            match class.special(Special::DelAttr).bound() {
                Some(hook) => self.call_method_value(hook, object, &[name.value()])?,
                None => return Err(self.no_attribute(object, name)),
            };
        } else {
            match class.special(Special::SetAttr).bound() {
                Some(hook) => self.call_method_value(hook, object, &[name.value(), value])?,
                None => return Err(self.no_attribute(object, name)),
            };
        }
        Ok(())
    }

    /// `object.__setattr__` and `object.__delattr__`
    pub fn generic_set(
        &mut self,
        object: Value,
        class: Gc<Type>,
        name: Gc<Str>,
        value: Value,
    ) -> Outcome<()> {
        let attribute = self.lookup(class, name);
        if let Some(attribute) = attribute
            && self.is_data_descriptor(attribute)
        {
            return self.descriptor_set(attribute, object, value);
        }
        if object.is_kind(Kind::Module) {
            let dict = object.cast::<Module>().map(|module| module.dict.get());
            if let Some(dict) = dict {
                return self.set_in_dict(dict, object, name, value);
            }
        }
        let shape = self.shape_of(object);
        if shape.is_dictionary.get() {
            let dict = match object.attribute_dict() {
                Some(dict) => dict,
                None => {
                    let dict = self.new_dict();
                    object.set_overflow(dict.value());
                    dict
                }
            };
            if class.has(TypeFlags::LOOSE) && !value.is_unbound() && self.dict_get_str(dict, name).is_none() {
                self.warn_of_loose_attribute(class, name)?;
            }
            return self.set_in_dict(dict, object, name, value);
        }
        let has_area = object.header().is_some_and(|header| header.has(flags::ATTRIBUTES));
        if has_area && let Some(index) = shape.find(name) {
            let place = shape.place(index);
            if value.is_unbound() {
                if object.slot(place).is_unbound() {
                    return Err(self.no_attribute(object, name));
                }
                if !class.has(TypeFlags::DICT) {
                    object.set_slot(place, value);
                    return Ok(());
                }
                let dict = self.materialize_dict(object)?;
                return self.set_in_dict(dict, object, name, value);
            }
            object.set_slot(place, value);
            return Ok(());
        }
        if !class.has(TypeFlags::DICT) || !has_area {
            return Err(self.cannot_set(object, class, name, attribute, value));
        }
        if value.is_unbound() {
            return Err(self.no_attribute(object, name));
        }
        if class.has(TypeFlags::LOOSE) {
            self.warn_of_loose_attribute(class, name)?;
        }
        self.add_attribute(object, shape, name, value);
        Ok(())
    }

    #[cold]
    fn cannot_set(
        &mut self,
        object: Value,
        class: Gc<Type>,
        name: Gc<Str>,
        attribute: Option<Value>,
        value: Value,
    ) -> crate::vm::Raised {
        let (type_name, text) = (self.class_name(class), name.to_lossy());
        let message = match attribute {
            Some(_) => format!("'{type_name}' object attribute '{text}' is read-only"),
            None if value.is_unbound() && class.has(TypeFlags::DICT) => {
                return self.no_attribute(object, name);
            }
            None => format!(
                "'{type_name}' object has no attribute '{text}' and no __dict__ for setting new attributes"
            ),
        };
        self.attribute_error(message, object, name)
    }

    /// Adds an attribute that an object with shape `shape` has not.
    pub(crate) fn add_attribute(&mut self, object: Value, shape: Gc<Shape>, name: Gc<Str>, value: Value) {
        /// Objects with more attributes keep them in a dictionary.
        const MOST: u32 = 64;
        if shape.count.get() >= MOST {
            if let Ok(dict) = self.materialize_dict(object) {
                let _ = self.dict_set(dict, name.value(), value);
            }
            return;
        }
        let child = self.heap.child_shape(shape, name);
        let place = child.place(shape.count.get());
        if let Place::Overflow(_) = place {
            let class = child.class.get();
            let seen = child.count.get();
            // Later instances get inline slots for what this one needed.
            if seen > class.inline_slots.get() && class.is_heap_type() {
                class.inline_slots.set((seen + 1).min(32));
                class.add(TypeFlags::HEAP);
                self.renew_root_shape(class);
            }
        }
        crate::heap::barrier(object.header().expect("objects with attributes are in the heap"));
        self.heap.add_slot(object, place, value);
        object.header().expect("as above").set_shape(child);
    }

    /// Gives new instances of a class as many inline slots as it says.
    pub(crate) fn renew_root_shape(&mut self, class: Gc<Type>) {
        let old = class.root_shape.get();
        let fixed = crate::strict::fixed_attributes(class);
        let inline = class.inline_slots.get();
        let shape = self.heap.new_root_shape_with(class, inline, class.slot_count.get(), &fixed);
        shape.is_closed.set(old.is_closed.get());
        class.root_shape.set(class, shape);
    }

    fn set_in_dict(&mut self, dict: Gc<Dict>, object: Value, name: Gc<Str>, value: Value) -> Outcome<()> {
        if !value.is_unbound() {
            return self.dict_set(dict, name.value(), value);
        }
        if self.dict_remove(dict, name.value())?.is_none() {
            return Err(self.no_attribute(object, name));
        }
        Ok(())
    }

    /// Sets through a data descriptor, or deletes if the value is unbound.
    pub fn descriptor_set(&mut self, attribute: Value, object: Value, value: Value) -> Outcome<()> {
        if let Some(property) = attribute.cast::<Property>()
            && !attribute.header().is_some_and(|header| header.has(flags::SUBCLASS))
        {
            let (function, what) = if value.is_unbound() {
                (property.deleter.get(), "deleter")
            } else {
                (property.setter.get(), "setter")
            };
            let Some(function) = function.bound().filter(|function| !function.is_none()) else {
                return Err(self.property_error(property, object, what));
            };
            if value.is_unbound() {
                self.call(function, &[object])?;
            } else {
                self.call(function, &[object, value])?;
            }
            return Ok(());
        }
        if let Some(descriptor) = attribute.cast::<GetSet>() {
            self.check_owner(descriptor.owner.get(), descriptor.name.get(), object)?;
            return match descriptor.setter.get() {
                Some(setter) => setter(self, object, value),
                None => {
                    let name = descriptor.name.get().cast::<Str>().unwrap_or(self.names.empty);
                    let owner = self.class_name(descriptor.owner.get());
                    let message =
                        format!("attribute '{}' of '{owner}' objects is not writable", name.to_lossy());
                    Err(self.attribute_error(message, object, name))
                }
            };
        }
        if let Some(member) = attribute.cast::<Member>() {
            self.check_owner(member.owner.get(), member.name.get(), object)?;
            let place = self.shape_of(object).place(member.place.get());
            if value.is_unbound() && object.slot(place).is_unbound() {
                let name = member.name.get().cast::<Str>().unwrap_or(self.names.empty);
                return Err(self.attribute_error(name.to_lossy(), object, name));
            }
            self.heap.add_slot(object, place, value);
            return Ok(());
        }
        let special = if value.is_unbound() { Special::Delete } else { Special::Set };
        match self.special(attribute, special) {
            Some(setter) if value.is_unbound() => self.call_method_value(setter, attribute, &[object])?,
            Some(setter) => self.call_method_value(setter, attribute, &[object, value])?,
            None => {
                let name = special.name();
                return Err(self.error(self.exceptions.AttributeError, name));
            }
        };
        Ok(())
    }

    /// The `__dict__` of an object: from now on its attributes are kept there.
    pub fn materialize_dict(&mut self, object: Value) -> Outcome<Gc<Dict>> {
        if let Some(module) = object.cast::<Module>() {
            return Ok(module.dict.get());
        }
        let shape = self.shape_of(object);
        if shape.is_dictionary.get() {
            if let Some(dict) = object.attribute_dict() {
                return Ok(dict);
            }
            let dict = self.new_dict();
            object.set_overflow(dict.value());
            return Ok(dict);
        }
        let dict = self.new_dict();
        let class = shape.class.get();
        for index in class.slot_count.get()..shape.count.get() {
            if let (Some(name), Some(value)) = (shape.name_at(index), object.slot(shape.place(index)).bound())
            {
                self.dict_set(dict, name.value(), value)?;
            }
        }
        // Slots of `__slots__` stay where they are if they are inline; the dictionary shape keeps their places.
        let dictionary = self.dictionary_shape(class, shape);
        object.set_overflow(dict.value());
        object.header().expect("objects with attributes are in the heap").set_shape(dictionary);
        Ok(dict)
    }

    /// The dictionary shape with as many inline slots as `shape` has.
    fn dictionary_shape(&mut self, class: Gc<Type>, shape: Gc<Shape>) -> Gc<Shape> {
        let known = class.dict_shape.get();
        if known.inline.get() == shape.inline.get() {
            return known;
        }
        let fresh = self.heap.new_root_shape(class, shape.inline.get(), class.slot_count.get());
        fresh.is_dictionary.set(true);
        class.dict_shape.set(class, fresh);
        fresh
    }

    /// Replaces the `__dict__` of an object.
    pub fn replace_dict(&mut self, object: Value, dict: Gc<Dict>) -> Outcome<()> {
        self.materialize_dict(object)?;
        object.set_overflow(dict.value());
        Ok(())
    }

    /// The method `name` of `object` to be called: a function and the receiver to pass first, or any callable.
    pub fn load_method(&mut self, object: Value, name: Gc<Str>) -> Outcome<(Value, Option<Value>)> {
        let class = self.type_of(object);
        if class.has(TypeFlags::PLAIN_GETATTR)
            && let Some(attribute) = self.lookup(class, name)
            && (attribute.is::<Function>() || self.is_method_descriptor(attribute))
            && self.instance_attribute(object, name)?.is_none()
        {
            return Ok((attribute, Some(object)));
        }
        let value = self.get_attribute(object, name)?;
        match value.cast::<BoundMethod>() {
            Some(method) => Ok((method.function.get(), Some(method.receiver.get()))),
            None => Ok((value, None)),
        }
    }

    /// Whether a native function is a method that takes its receiver first.
    #[inline]
    pub fn is_method_descriptor(&self, value: Value) -> bool {
        value.is::<NativeFunction>() && {
            let class = self.type_of(value);
            class == self.types.method_descriptor || class == self.types.wrapper_descriptor
        }
    }
}
