//! `property`, `classmethod`, `staticmethod`, and the descriptors of computed attributes and slots.

use super::prelude::*;
use crate::object::{ClassMethod, GetSet, Member, Property, StaticMethod};

/// `getset_descriptor`
pub static GETSET_DESCRIPTOR: TypeSpec = TypeSpec {
    methods: &[
        m("__repr__", "($self, /)", Pure, n(getset_repr), "Return repr(self)."),
        m("__get__", "($self, instance, owner=None, /)", Any, n(getset_get), ""),
        m("__set__", "($self, instance, value, /)", Any, n(descriptor_set), ""),
        m("__delete__", "($self, instance, /)", Any, n(descriptor_delete), ""),
    ],
    attributes: &[
        ("__name__", getset_name, None),
        ("__objclass__", getset_class, None),
        ("__qualname__", getset_qualname, None),
    ],
    ..new_spec("getset_descriptor", Kind::GetSet)
};

/// `member_descriptor`
pub static MEMBER_DESCRIPTOR: TypeSpec = TypeSpec {
    methods: &[
        m("__repr__", "($self, /)", Pure, n(member_repr), "Return repr(self)."),
        m("__get__", "($self, instance, owner=None, /)", Any, n(member_get), ""),
        m("__set__", "($self, instance, value, /)", Any, n(descriptor_set), ""),
        m("__delete__", "($self, instance, /)", Any, n(descriptor_delete), ""),
    ],
    attributes: &[("__name__", member_name, None), ("__objclass__", member_class, None)],
    ..new_spec("member_descriptor", Kind::Member)
};

/// `property`
pub static PROPERTY: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    methods: &[
        m("__new__", "($type, /, *args, **kwargs)", Pure, n(new_property), ""),
        m(
            "__init__",
            "($self, /, fget=None, fset=None, fdel=None, doc=None)",
            Any,
            n(init_property),
            "Initialize self.",
        ),
        m("__get__", "($self, instance, owner=None, /)", Any, n(property_get), ""),
        m("__set__", "($self, instance, value, /)", Any, n(property_set), ""),
        m("__delete__", "($self, instance, /)", Any, n(property_delete), ""),
        m("__set_name__", "($self, /, *args)", MutatesReceiver, n(property_set_name), ""),
        m(
            "getter",
            "($self, fget, /)",
            Any,
            n(property_getter),
            "Descriptor to obtain a copy of the property with a different getter.",
        ),
        m(
            "setter",
            "($self, fset, /)",
            Any,
            n(property_setter),
            "Descriptor to obtain a copy of the property with a different setter.",
        ),
        m(
            "deleter",
            "($self, fdel, /)",
            Any,
            n(property_deleter),
            "Descriptor to obtain a copy of the property with a different deleter.",
        ),
    ],
    attributes: &[
        ("fget", fget, Some(readonly_member)),
        ("fset", fset, Some(readonly_member)),
        ("fdel", fdel, Some(readonly_member)),
        ("__doc__", property_doc, Some(set_property_doc)),
        ("__name__", property_name, Some(set_property_name)),
        ("__isabstractmethod__", property_abstract, None),
    ],
    doc: "Property attribute.",
    ..new_spec("property", Kind::Property)
};

/// `classmethod`
pub static CLASSMETHOD: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE.and(TypeFlags::ATTRIBUTES).and(TypeFlags::DICT),
    methods: &[
        m("__new__", "($type, /, *args, **kwargs)", Pure, n(new_classmethod), ""),
        m("__init__", "($self, function, /)", Any, n(init_classmethod), "Initialize self."),
        m("__get__", "($self, instance, owner=None, /)", Any, n(classmethod_get), ""),
        m("__repr__", "($self, /)", Any, n(classmethod_repr), "Return repr(self)."),
    ],
    attributes: &[
        ("__func__", classmethod_function, None),
        ("__wrapped__", classmethod_function, None),
        ("__isabstractmethod__", classmethod_abstract, None),
        ("__annotations__", wrapped_annotations, Some(set_wrapped_annotations)),
        ("__annotate__", wrapped_annotate, Some(set_wrapped_annotate)),
        ("__dict__", super::type_type::instance_dict, Some(super::type_type::set_native_dict)),
    ],
    doc: "Convert a function to be a class method.",
    ..new_spec("classmethod", Kind::ClassMethod)
};

/// `staticmethod`
pub static STATICMETHOD: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE.and(TypeFlags::ATTRIBUTES).and(TypeFlags::DICT),
    methods: &[
        m("__new__", "($type, /, *args, **kwargs)", Pure, n(new_staticmethod), ""),
        m("__init__", "($self, function, /)", Any, n(init_staticmethod), "Initialize self."),
        m("__get__", "($self, instance, owner=None, /)", Any, n(staticmethod_get), ""),
        m(
            "__call__",
            "($self, /, *args, **kwargs)",
            Any,
            n(super::function::call),
            "Call self as a function.",
        ),
        m("__repr__", "($self, /)", Any, n(staticmethod_repr), "Return repr(self)."),
    ],
    attributes: &[
        ("__func__", staticmethod_function, None),
        ("__wrapped__", staticmethod_function, None),
        ("__isabstractmethod__", staticmethod_abstract, None),
        ("__annotations__", wrapped_annotations, Some(set_wrapped_annotations)),
        ("__annotate__", wrapped_annotate, Some(set_wrapped_annotate)),
        ("__dict__", super::type_type::instance_dict, Some(super::type_type::set_native_dict)),
    ],
    doc: "Convert a function to be a static method.",
    ..new_spec("staticmethod", Kind::StaticMethod)
};

fn text(value: Value) -> String {
    value.cast::<Str>().map_or_else(String::new, |name| name.to_lossy())
}

fn getset_repr(_: &mut Vm, this: Gc<GetSet>) -> Outcome<String> {
    Ok(format!("<attribute '{}' of '{}' objects>", text(this.name.get()), this.owner.get().display_name()))
}

fn getset_get(vm: &mut Vm, this: Gc<GetSet>, instance: Value, _owner: Option<Value>) -> Outcome<Value> {
    if instance.is_none() && this.owner.get() != vm.types.none {
        return Ok(this.value());
    }
    vm.get_computed(this, instance)
}

fn descriptor_set(vm: &mut Vm, this: Value, instance: Value, value: Value) -> Outcome<()> {
    vm.descriptor_set(this, instance, value)
}

fn descriptor_delete(vm: &mut Vm, this: Value, instance: Value) -> Outcome<()> {
    vm.descriptor_set(this, instance, Value::UNBOUND)
}

fn getset(this: Value) -> Gc<GetSet> {
    this.cast::<GetSet>().expect("descriptors check their receiver")
}

fn getset_name(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(getset(this).name.get())
}

fn getset_qualname(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let this = getset(this);
    let name = format!("{}.{}", this.owner.get().display_name(), text(this.name.get()));
    Ok(vm.new_str(&name).value())
}

fn getset_class(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(getset(this).owner.get().value())
}

fn member(this: Value) -> Gc<Member> {
    this.cast::<Member>().expect("descriptors check their receiver")
}

fn member_repr(_: &mut Vm, this: Gc<Member>) -> Outcome<String> {
    Ok(format!("<member '{}' of '{}' objects>", text(this.name.get()), this.owner.get().display_name()))
}

fn member_get(vm: &mut Vm, this: Gc<Member>, instance: Value, _owner: Option<Value>) -> Outcome<Value> {
    if instance.is_none() { Ok(this.value()) } else { vm.get_member(this, instance) }
}

fn member_name(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(member(this).name.get())
}

fn member_class(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(member(this).owner.get().value())
}

fn new_property(vm: &mut Vm, class: Gc<Type>, _arguments: Value, _keywords: Value) -> Outcome<Gc<Property>> {
    Ok(vm.heap.alloc_with_attributes(class.root_shape.get(), size_of::<Property>()))
}

fn init_property(
    vm: &mut Vm,
    this: Gc<Property>,
    getter: Option<Value>,
    setter: Option<Value>,
    deleter: Option<Value>,
    doc: Option<Value>,
) -> Outcome<()> {
    let given = |value: Option<Value>| value.filter(|value| !value.is_none()).unwrap_or(Value::UNBOUND);
    this.getter.set(this, given(getter));
    this.setter.set(this, given(setter));
    this.deleter.set(this, given(deleter));
    let mut doc = given(doc);
    let mut has_getter_doc = false;
    if doc.is_unbound()
        && let Some(getter) = getter.filter(|getter| !getter.is_none())
    {
        let key = vm.names.doc;
        doc = vm.find_attribute(getter, key)?.filter(|doc| !doc.is_none()).unwrap_or(Value::UNBOUND);
        has_getter_doc = !doc.is_unbound();
    }
    this.has_getter_doc.set(has_getter_doc);
    this.name.set(this, Value::UNBOUND);
    if vm.type_of(this.value()) == vm.types.property {
        this.doc.set(this, doc);
        return Ok(());
    }
    // The docstring of a subclass hides that of `property`, so an instance keeps its own like any attribute.
    let key = vm.names.doc;
    match vm.set_attribute(this.value(), key, doc.bound().unwrap_or(Value::NONE)) {
        Err(raised) if has_getter_doc || !vm.catch(vm.exceptions.AttributeError) => Err(raised),
        _ => Ok(()),
    }
}

fn property_get(vm: &mut Vm, this: Gc<Property>, instance: Value, _owner: Option<Value>) -> Outcome<Value> {
    if instance.is_none() { Ok(this.value()) } else { vm.get_property(this, instance) }
}

fn property_change(vm: &mut Vm, this: Gc<Property>, instance: Value, value: Value) -> Outcome<()> {
    let function = if value.is_unbound() { this.deleter.get() } else { this.setter.get() };
    match function.bound() {
        Some(function) if value.is_unbound() => vm.call(function, &[instance]).map(|_| ()),
        Some(function) => vm.call(function, &[instance, value]).map(|_| ()),
        None => {
            let class = vm.type_of(instance);
            let qualified = text(class.qualified_name.get());
            let what = if value.is_unbound() { "deleter" } else { "setter" };
            let name = this.name.get().bound().map_or_else(String::new, |name| format!(" '{}'", text(name)));
            Err(vm.error(
                vm.exceptions.AttributeError,
                format!("property{name} of '{qualified}' object has no {what}"),
            ))
        }
    }
}

fn property_set(vm: &mut Vm, this: Gc<Property>, instance: Value, value: Value) -> Outcome<()> {
    property_change(vm, this, instance, value)
}

fn property_delete(vm: &mut Vm, this: Gc<Property>, instance: Value) -> Outcome<()> {
    property_change(vm, this, instance, Value::UNBOUND)
}

fn property_set_name(vm: &mut Vm, this: Gc<Property>, arguments: Gc<Tuple>) -> Outcome<()> {
    let &[_owner, name] = arguments.as_slice() else {
        let given = arguments.len();
        return Err(
            vm.type_error(format!("__set_name__() takes 2 positional arguments but {given} were given"))
        );
    };
    this.name.set(this, name);
    Ok(())
}

fn copy_property(
    vm: &mut Vm,
    this: Gc<Property>,
    getter: Option<Value>,
    setter: Option<Value>,
    deleter: Option<Value>,
) -> Outcome<Value> {
    let class = vm.type_of(this.value());
    let pick = |new: Option<Value>, old: Value| new.or(old.bound()).unwrap_or(Value::NONE);
    let mut parts = [
        pick(getter, this.getter.get()),
        pick(setter, this.setter.get()),
        pick(deleter, this.deleter.get()),
        Value::NONE,
    ];
    // A docstring that came from the getter is asked for again.
    if !this.has_getter_doc.get() || parts[0].is_none() {
        parts[3] = this.doc.get().bound().unwrap_or(Value::NONE);
    }
    let made = vm.call(class.value(), &parts)?;
    if let Some(made) = made.cast::<Property>() {
        made.name.set(made, this.name.get());
    }
    Ok(made)
}

fn property_getter(vm: &mut Vm, this: Gc<Property>, function: Value) -> Outcome<Value> {
    copy_property(vm, this, Some(function), None, None)
}

fn property_setter(vm: &mut Vm, this: Gc<Property>, function: Value) -> Outcome<Value> {
    copy_property(vm, this, None, Some(function), None)
}

fn property_deleter(vm: &mut Vm, this: Gc<Property>, function: Value) -> Outcome<Value> {
    copy_property(vm, this, None, None, Some(function))
}

fn property(this: Value) -> Gc<Property> {
    this.cast::<Property>().expect("descriptors check their receiver")
}

fn fget(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(property(this).getter.get().bound().unwrap_or(Value::NONE))
}

fn fset(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(property(this).setter.get().bound().unwrap_or(Value::NONE))
}

fn fdel(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(property(this).deleter.get().bound().unwrap_or(Value::NONE))
}

fn property_doc(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(property(this).doc.get().bound().unwrap_or(Value::NONE))
}

fn set_property_doc(_: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    let this = property(this);
    this.doc.set(this, value);
    Ok(())
}

fn property_name(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let object = property(this);
    if let Some(name) = object.name.get().bound() {
        return Ok(name);
    }
    let key = vm.names.dunder_name;
    if let Some(getter) = object.getter.get().bound()
        && let Some(name) = vm.find_attribute(getter, key)?
    {
        return Ok(name);
    }
    Err(vm.attribute_error("'property' object has no attribute '__name__'", this, key))
}

fn set_property_name(_: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    let this = property(this);
    this.name.set(this, value);
    Ok(())
}

fn is_abstract(vm: &mut Vm, function: Value) -> Outcome<bool> {
    if function.is_unbound() || function.is_none() {
        return Ok(false);
    }
    let key = vm.names.isabstractmethod;
    match vm.find_attribute(function, key)? {
        Some(value) => vm.is_true(value),
        None => Ok(false),
    }
}

fn property_abstract(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let this = property(this);
    for function in [this.getter.get(), this.setter.get(), this.deleter.get()] {
        if is_abstract(vm, function)? {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

fn new_classmethod(
    vm: &mut Vm,
    class: Gc<Type>,
    _arguments: Value,
    _keywords: Value,
) -> Outcome<Gc<ClassMethod>> {
    let method: Gc<ClassMethod> =
        vm.heap.alloc_with_attributes(class.root_shape.get(), size_of::<ClassMethod>());
    method.function.init(Value::NONE);
    Ok(method)
}

fn new_staticmethod(
    vm: &mut Vm,
    class: Gc<Type>,
    _arguments: Value,
    _keywords: Value,
) -> Outcome<Gc<StaticMethod>> {
    let method: Gc<StaticMethod> =
        vm.heap.alloc_with_attributes(class.root_shape.get(), size_of::<StaticMethod>());
    method.function.init(Value::NONE);
    Ok(method)
}

/// Copies what describes a function to its wrapper.
fn copy_description(vm: &mut Vm, wrapper: Value, function: Value) -> Outcome<()> {
    let names = [vm.names.module, vm.names.dunder_name, vm.names.qualname, vm.names.doc];
    for name in names {
        if let Some(value) = vm.find_attribute(function, name)? {
            let shape = vm.shape_of(wrapper);
            if shape.find(name).is_none() && !shape.is_dictionary.get() {
                vm.add_attribute(wrapper, shape, name, value);
            }
        }
    }
    Ok(())
}

fn init_classmethod(vm: &mut Vm, this: Gc<ClassMethod>, function: Value) -> Outcome<()> {
    this.function.set(this, function);
    copy_description(vm, this.value(), function)
}

fn init_staticmethod(vm: &mut Vm, this: Gc<StaticMethod>, function: Value) -> Outcome<()> {
    this.function.set(this, function);
    copy_description(vm, this.value(), function)
}

fn classmethod_get(
    vm: &mut Vm,
    this: Gc<ClassMethod>,
    instance: Value,
    owner: Option<Value>,
) -> Outcome<Value> {
    let owner = match owner.filter(|owner| !owner.is_none()) {
        Some(owner) => owner,
        None => vm.type_of(instance).value(),
    };
    Ok(vm.bind(this.function.get(), owner))
}

fn staticmethod_get(
    _: &mut Vm,
    this: Gc<StaticMethod>,
    _instance: Value,
    _owner: Option<Value>,
) -> Outcome<Value> {
    Ok(this.function.get())
}

fn classmethod_repr(vm: &mut Vm, this: Gc<ClassMethod>) -> Outcome<String> {
    let inner = vm.repr(this.function.get())?.to_lossy();
    Ok(format!("<classmethod({inner})>"))
}

fn staticmethod_repr(vm: &mut Vm, this: Gc<StaticMethod>) -> Outcome<String> {
    let inner = vm.repr(this.function.get())?.to_lossy();
    Ok(format!("<staticmethod({inner})>"))
}

fn classmethod_function(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(this.cast::<ClassMethod>().map_or(Value::NONE, |method| method.function.get()))
}

fn staticmethod_function(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(Vm::unwrap_static(this))
}

fn classmethod_abstract(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let function = classmethod_function(vm, this)?;
    Ok(Value::bool(is_abstract(vm, function)?))
}

fn staticmethod_abstract(vm: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(Value::bool(is_abstract(vm, Vm::unwrap_static(this))?))
}

/// The setter of a member that cannot be set.
pub(crate) fn readonly_member(vm: &mut Vm, _object: Value, _value: Value) -> Outcome<()> {
    Err(vm.error(vm.exceptions.AttributeError, "readonly attribute"))
}

/// An attribute of the function that a method wraps, kept in the method's own namespace once it's been asked for.
fn wrapped_attribute(vm: &mut Vm, this: Value, name: Gc<Str>) -> Outcome<Value> {
    let own = vm.materialize_dict(this)?;
    if let Some(known) = vm.dict_get(own, name.value())? {
        return Ok(known);
    }
    let function = match this.cast::<ClassMethod>() {
        Some(method) => method.function.get(),
        None => Vm::unwrap_static(this),
    };
    let value = vm.get_attribute(function, name)?;
    vm.dict_set(own, name.value(), value)?;
    Ok(value)
}

fn set_wrapped_attribute(vm: &mut Vm, this: Value, name: Gc<Str>, value: Value) -> Outcome<()> {
    let own = vm.materialize_dict(this)?;
    if !value.is_unbound() {
        return vm.dict_set(own, name.value(), value);
    }
    match vm.dict_remove(own, name.value())? {
        Some(_) => Ok(()),
        None => Err(vm.attribute_error(name.to_lossy(), this, name)),
    }
}

fn wrapped_annotations(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let name = vm.names.annotations;
    wrapped_attribute(vm, this, name)
}

fn set_wrapped_annotations(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    let name = vm.names.annotations;
    set_wrapped_attribute(vm, this, name, value)
}

fn wrapped_annotate(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let name = vm.names.annotate;
    wrapped_attribute(vm, this, name)
}

fn set_wrapped_annotate(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    let name = vm.names.annotate;
    set_wrapped_attribute(vm, this, name, value)
}
