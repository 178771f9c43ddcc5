//! `type`

use super::prelude::*;
use crate::object::Dict;
use crate::protocol::Arguments;

/// The specification.
pub static TYPE: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE.and(TypeFlags::METACLASS).and(TypeFlags::WEAKREF),
    methods: &[
        m("__new__", "($type, /, *args, **kwargs)", Any, n(new), ""),
        m("__init__", "($self, /, *args, **kwargs)", Any, n(init), "Initialize self."),
        m("__call__", "($self, /, *args, **kwargs)", Any, n(call), "Call self as a function."),
        m("__repr__", "($self, /)", Any, n(repr), "Return repr(self)."),
        m("__getattribute__", "($self, name, /)", Any, n(getattribute), "Return getattr(self, name)."),
        m(
            "__setattr__",
            "($self, name, value, /)",
            MutatesReceiver,
            n(setattr),
            "Implement setattr(self, name, value).",
        ),
        m("__delattr__", "($self, name, /)", MutatesReceiver, n(delattr), "Implement delattr(self, name)."),
        m(
            "__instancecheck__",
            "($self, instance, /)",
            Any,
            n(instancecheck),
            "Check if an object is an instance.",
        ),
        m(
            "__subclasscheck__",
            "($self, subclass, /)",
            Any,
            n(subclasscheck),
            "Check if a class is a subclass.",
        ),
        m("__subclasses__", "($self, /)", Pure, n(subclasses), "Return a list of immediate subclasses."),
        m(
            "__prepare__",
            "($type, /, *args, **kwargs)",
            Pure,
            n(prepare),
            "Create the namespace for the class statement.",
        ),
        m("__dir__", "($self, /)", Any, n(dir), "Specialized __dir__ implementation for types."),
        m("__or__", "($self, value, /)", Any, n(or), "Return self|value."),
        m("__ror__", "($self, value, /)", Any, n(ror), "Return value|self."),
        m("mro", "($self, /)", Any, n(mro), "Return a type's method resolution order."),
    ],
    attributes: &[
        ("__name__", name, Some(set_name)),
        ("__qualname__", qualname, Some(set_qualname)),
        ("__module__", module, Some(set_module)),
        ("__bases__", bases, Some(set_bases)),
        ("__base__", base, None),
        ("__mro__", get_mro, None),
        ("__dict__", dict, None),
        ("__doc__", doc, Some(set_doc)),
        ("__abstractmethods__", abstractmethods, Some(set_abstractmethods)),
        ("__annotations__", annotations, Some(set_annotations)),
        ("__annotate__", annotate, Some(set_annotate)),
        ("__type_params__", type_params, Some(set_type_params)),
        ("__text_signature__", text_signature, None),
        ("__flags__", flags, None),
        ("__basicsize__", basicsize, None),
        ("__itemsize__", itemsize, None),
        ("__dictoffset__", dictoffset, None),
        ("__weakrefoffset__", dictoffset, None),
    ],
    doc: "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
    ..new_spec("type", Kind::Type)
};

fn new(vm: &mut Vm, meta: Gc<Type>, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<Value> {
    let &[name, bases, namespace] = arguments.as_slice() else {
        let given = arguments.len();
        return Err(vm.type_error(format!("type.__new__() takes exactly 3 arguments ({given} given)")));
    };
    let Some(name) = name.cast::<Str>() else {
        let given = vm.type_name(name);
        return Err(vm.type_error(format!("type.__new__() argument 1 must be str, not {given}")));
    };
    let Some(bases) = bases.cast::<Tuple>() else {
        let given = vm.type_name(bases);
        return Err(vm.type_error(format!("type.__new__() argument 2 must be tuple, not {given}")));
    };
    let Some(namespace) = namespace.cast::<Dict>() else {
        let given = vm.type_name(namespace);
        return Err(vm.type_error(format!("type.__new__() argument 3 must be dict, not {given}")));
    };
    for base in bases.iter() {
        if !base.is::<Type>() {
            let name = vm.names.special(Special::MroEntries);
            if vm.find_attribute(base, name)?.is_some() {
                return Err(
                    vm.type_error("type() doesn't support MRO entry resolution; use types.new_class()")
                );
            }
        }
    }
    let winner = vm.winning_metaclass(meta, bases)?;
    if winner != meta {
        let new = winner.special(Special::New);
        if new != vm.types.type_.special(Special::New) {
            let list = vm.list_of(&[winner.value()])?;
            vm.list_extend(list, arguments.value())?;
            let all = vm.tuple_of_list(list)?;
            let (row, names) = vm.spread(all.as_slice(), keywords)?;
            let new = Vm::unwrap_static(new);
            return vm.call_with(new, Arguments { values: row.as_slice(), names });
        }
    }
    check_name(vm, name)?;
    let name = vm.intern_str(name);
    let (row, names) = vm.spread(&[], keywords)?;
    let class = vm.new_class(winner, name, bases, namespace, Arguments { values: row.as_slice(), names })?;
    Ok(class.value())
}

/// `ValueError` for a name that holds null characters, `UnicodeEncodeError` for one that has no UTF-8 form.
fn check_name(vm: &mut Vm, name: Gc<Str>) -> Outcome<()> {
    if name.view().code_points().any(|point| point == 0) {
        return Err(vm.value_error("type name must not contain null characters"));
    }
    if let Some(at) = name.view().code_points().position(|point| (0xd800..0xe000).contains(&point)) {
        let (codec, reason) = (vm.new_str("utf-8").value(), vm.new_str("surrogates not allowed").value());
        let parts = [codec, name.value(), Value::index(at), Value::index(at + 1), reason];
        return Err(vm.raise_with(vm.exceptions.UnicodeEncodeError, &parts));
    }
    Ok(())
}

fn init(vm: &mut Vm, _this: Value, arguments: Gc<Tuple>, _keywords: Gc<Dict>) -> Outcome<()> {
    match arguments.len() {
        1 | 3 => Ok(()),
        _ => Err(vm.type_error("type.__init__() takes 1 or 3 arguments")),
    }
}

fn call(vm: &mut Vm, this: Gc<Type>, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<Value> {
    let (row, names) = vm.spread(arguments.as_slice(), keywords)?;
    vm.instantiate(this, Arguments { values: row.as_slice(), names })
}

fn repr(vm: &mut Vm, this: Gc<Type>) -> Outcome<String> {
    let name = vm.full_type_name(this);
    Ok(format!("<class '{name}'>"))
}

fn getattribute(vm: &mut Vm, this: Gc<Type>, name: Gc<Str>) -> Outcome<Value> {
    let name = vm.intern_str(name);
    match vm.find_type_attribute(this, name)? {
        Some(value) => Ok(value),
        None => Err(vm.no_attribute(this.value(), name)),
    }
}

/// Sets an attribute of a class, or deletes it if the value is unbound.
fn change(vm: &mut Vm, this: Gc<Type>, name: Gc<Str>, value: Value) -> Outcome<()> {
    let name = vm.intern_str(name);
    if this.has(TypeFlags::IMMUTABLE) || this.has(TypeFlags::FROZEN) {
        immutable(vm, this, &name.to_lossy())?;
    }
    vm.check_class_change(this, name)?;
    let meta = vm.type_of(this.value());
    if let Some(attribute) = vm.lookup(meta, name)
        && vm.is_data_descriptor(attribute)
    {
        return vm.descriptor_set(attribute, this.value(), value);
    }
    set_entry(vm, this, name, value)
}

/// Changes the namespace of a class.
fn set_entry(vm: &mut Vm, this: Gc<Type>, name: Gc<Str>, value: Value) -> Outcome<()> {
    let dict = this.dict.get();
    if value.is_unbound() {
        if vm.dict_remove(dict, name.value())?.is_none() {
            return Err(vm.no_attribute(this.value(), name));
        }
    } else {
        vm.dict_set(dict, name.value(), value)?;
    }
    vm.type_modified(this, name);
    Ok(())
}

fn setattr(vm: &mut Vm, this: Gc<Type>, name: Gc<Str>, value: Value) -> Outcome<()> {
    change(vm, this, name, value)
}

fn delattr(vm: &mut Vm, this: Gc<Type>, name: Gc<Str>) -> Outcome<()> {
    change(vm, this, name, Value::UNBOUND)
}

fn instancecheck(vm: &mut Vm, this: Value, instance: Value) -> Outcome<bool> {
    vm.plain_is_instance(instance, this)
}

fn subclasscheck(vm: &mut Vm, this: Value, subclass: Value) -> Outcome<bool> {
    vm.plain_is_subclass(subclass, this)
}

fn subclasses(vm: &mut Vm, this: Gc<Type>) -> Outcome<Value> {
    let list = vm.new_list();
    for class in vm.subclasses(this) {
        vm.append(list, class.value())?;
    }
    Ok(list.value())
}

fn prepare(vm: &mut Vm, _class: Value, _arguments: Value, _keywords: Value) -> Outcome<Gc<Dict>> {
    Ok(vm.new_dict())
}

fn dir(vm: &mut Vm, this: Gc<Type>) -> Outcome<Value> {
    let names = vm.new_dict();
    super::object::add_class_names(vm, names, this)?;
    Ok(vm.list_from(names.value())?.value())
}

fn or(vm: &mut Vm, this: Value, other: Value) -> Outcome<Value> {
    super::union::make(vm, this, other)
}

fn ror(vm: &mut Vm, this: Value, other: Value) -> Outcome<Value> {
    super::union::make(vm, other, this)
}

fn mro(vm: &mut Vm, this: Gc<Type>) -> Outcome<Value> {
    let order = vm.linearize(this)?;
    Ok(vm.list_from(order.value())?.value())
}

fn class(this: Value) -> Gc<Type> {
    this.cast::<Type>().expect("descriptors check their receiver")
}

fn immutable(vm: &mut Vm, this: Gc<Type>, name: &str) -> Outcome<()> {
    if this.has(TypeFlags::FROZEN) {
        return Err(vm.frozen_class_error(this, name));
    }
    if !this.has(TypeFlags::IMMUTABLE) {
        return Ok(());
    }
    let class = this.display_name();
    Err(vm.type_error(format!("cannot set '{name}' attribute of immutable type '{class}'")))
}

/// The same, and that the attribute is not being deleted.
fn changeable(vm: &mut Vm, this: Gc<Type>, name: &str, value: Value) -> Outcome<()> {
    immutable(vm, this, name)?;
    let attribute = vm.intern(name);
    vm.check_class_change(this, attribute)?;
    if !value.is_unbound() {
        return Ok(());
    }
    let class = this.display_name();
    Err(vm.type_error(format!("cannot delete '{name}' attribute of immutable type '{class}'")))
}

fn name(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(class(this).name.get())
}

fn set_name(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    let this = class(this);
    changeable(vm, this, "__name__", value)?;
    let Some(name) = value.cast::<Str>() else {
        let (name, given) = (this.display_name(), vm.type_name(value));
        return Err(vm.type_error(format!("can only assign string to {name}.__name__, not '{given}'")));
    };
    check_name(vm, name)?;
    this.name.set(this, value);
    Ok(())
}

fn qualname(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(class(this).qualified_name.get())
}

fn set_qualname(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    let this = class(this);
    changeable(vm, this, "__qualname__", value)?;
    if !value.is::<Str>() {
        let (name, given) = (this.display_name(), vm.type_name(value));
        return Err(vm.type_error(format!("can only assign string to {name}.__qualname__, not '{given}'")));
    }
    this.qualified_name.set(this, value);
    Ok(())
}

/// An entry of the class's own namespace, or `None`.
fn own(vm: &mut Vm, this: Gc<Type>, key: Gc<Str>) -> Value {
    vm.own_attribute(this, key).unwrap_or(Value::NONE)
}

fn module(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let key = vm.names.module;
    let this = class(this);
    if !this.is_heap_type() {
        let value = own(vm, this, key);
        return Ok(if value.is::<Str>() { value } else { vm.names.builtins.value() });
    }
    match vm.own_attribute(this, key) {
        Some(value) => Ok(value),
        None => Err(vm.attribute_error("__module__", this.value(), key)),
    }
}

fn set_module(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    let this = class(this);
    changeable(vm, this, "__module__", value)?;
    let key = vm.names.module;
    set_entry(vm, this, key, value)
}

fn bases(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(class(this).bases.get().value())
}

fn set_bases(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    let this = class(this);
    changeable(vm, this, "__bases__", value)?;
    let name = this.display_name();
    let Some(bases) = value.cast::<Tuple>() else {
        let given = vm.type_name(value);
        return Err(vm.type_error(format!("can only assign tuple to {name}.__bases__, not {given}")));
    };
    if bases.is_empty() {
        return Err(vm.type_error(format!("can only assign non-empty tuple to {name}.__bases__, not ()")));
    }
    for base in bases.iter() {
        match base.cast::<Type>() {
            Some(base) if base.is_subtype_of(this) => {
                return Err(vm.type_error("a __bases__ item causes an inheritance cycle"));
            }
            Some(_) => {}
            None => {
                let given = vm.type_name(base);
                return Err(
                    vm.type_error(format!("{name}.__bases__ must be tuple of classes, not '{given}'"))
                );
            }
        }
    }
    let (old_base, new_base) = (this.base.get(), vm.best_base(bases)?);
    let name = |class: Gc<Type>| class.display_name();
    if is_collected(old_base) != is_collected(new_base) {
        let (new, old) = (name(new_base), name(old_base));
        return Err(vm.type_error(format!("__bases__ assignment: '{new}' deallocator differs from '{old}'")));
    }
    let alike = old_base == new_base || old_base.is_heap_type() && new_base.is_heap_type();
    let same_layout = alike
        && old_base.has(TypeFlags::DICT) == new_base.has(TypeFlags::DICT)
        && old_base.has(TypeFlags::WEAKREF) == new_base.has(TypeFlags::WEAKREF)
        && old_base.instance_kind.get() == new_base.instance_kind.get()
        && old_base.slot_count.get() == new_base.slot_count.get();
    if !same_layout {
        let (new, old) = (name(new_base), name(old_base));
        return Err(
            vm.type_error(format!("__bases__ assignment: '{new}' object layout differs from '{old}'"))
        );
    }
    let old = this.bases.get();
    this.bases.set(this, bases);
    this.base.set(this, new_base);
    let replaced = vm.new_list();
    if let Err(raised) = renew_orders(vm, this, replaced) {
        for at in (0..replaced.len()).step_by(2) {
            if let (Some(class), Some(order)) = (
                replaced.get(at).and_then(Value::cast::<Type>),
                replaced.get(at + 1).and_then(Value::cast::<Tuple>),
            ) {
                class.mro.set(class, order);
            }
        }
        if this.bases.get() == bases {
            this.bases.set(this, old);
            this.base.set(this, old_base);
        }
        return Err(raised);
    }
    // What a metaclass's `mro` did to the bases meanwhile has the last word.
    if this.bases.get() == bases {
        for base in old.iter().filter_map(Value::cast::<Type>) {
            vm.forget_subclass(base, this);
        }
        for base in bases.iter().filter_map(Value::cast::<Type>) {
            vm.register_subclass(base, this);
        }
    }
    vm.type_restructured(this);
    Ok(())
}

/// Works out the method resolution order of a class and of those below it again; `replaced` keeps the old ones.
fn renew_orders(vm: &mut Vm, this: Gc<Type>, replaced: Gc<crate::object::List>) -> Outcome<()> {
    let meta = vm.type_of(this.value());
    let order = vm.resolution_order(this, meta)?;
    vm.append(replaced, this.value())?;
    vm.append(replaced, this.mro.get().value())?;
    this.mro.set(this, order);
    for subclass in vm.subclasses(this) {
        renew_orders(vm, subclass, replaced)?;
    }
    Ok(())
}

fn base(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(class(this).base.try_get().map_or(Value::NONE, Gc::value))
}

fn get_mro(_: &mut Vm, this: Value) -> Outcome<Value> {
    let order = class(this).mro.get();
    // A class whose order is being worked out has none.
    Ok(if order.is_empty() { Value::NONE } else { order.value() })
}

fn dict(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let dict = class(this).dict.get();
    Ok(vm.new_record(vm.types.mappingproxy, &[dict.value()]).value())
}

fn doc(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let key = vm.names.doc;
    let this = class(this);
    let value = own(vm, this, key);
    match vm.special(value, Special::Get) {
        Some(_) if !value.is::<Str>() => vm.descriptor_get(value, Value::NONE, this),
        _ => Ok(value),
    }
}

fn set_doc(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    let this = class(this);
    changeable(vm, this, "__doc__", value)?;
    let key = vm.names.doc;
    set_entry(vm, this, key, value)
}

fn abstractmethods(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let key = vm.names.abstractmethods;
    let this = class(this);
    match vm.own_attribute(this, key).filter(|_| this != vm.types.type_) {
        Some(value) => Ok(value),
        None => Err(vm.attribute_error("__abstractmethods__", this.value(), key)),
    }
}

fn set_abstractmethods(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    let this = class(this);
    let key = vm.names.abstractmethods;
    immutable(vm, this, "__abstractmethods__")?;
    let is_abstract = !value.is_unbound() && vm.is_true(value)?;
    set_entry(vm, this, key, value)?;
    if is_abstract {
        this.add(TypeFlags::ABSTRACT);
    } else {
        this.remove(TypeFlags::ABSTRACT);
    }
    Ok(())
}

fn annotations(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let this = class(this);
    if !this.is_heap_type() {
        let name = this.display_name();
        let key = vm.names.annotations;
        return Err(vm.attribute_error(
            format!("type object '{name}' has no attribute '__annotations__'"),
            this.value(),
            key,
        ));
    }
    for key in [vm.names.annotations, vm.names.annotations_cache] {
        if let Some(known) = vm.own_attribute(this, key) {
            return Ok(known);
        }
    }
    let annotate = annotate(vm, this.value())?;
    let made = if annotate.is_none() { vm.new_dict().value() } else { vm.call(annotate, &[Value::ONE])? };
    let key = vm.names.annotations_cache;
    vm.dict_set(this.dict.get(), key.value(), made)?;
    Ok(made)
}

fn set_annotations(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    let this = class(this);
    immutable(vm, this, "__annotations__")?;
    let key = vm.names.annotations_cache;
    if value.is_unbound() {
        vm.dict_remove(this.dict.get(), key.value())?;
    } else {
        vm.dict_set(this.dict.get(), key.value(), value)?;
    }
    for key in [vm.names.annotate, vm.names.annotate_func] {
        vm.dict_remove(this.dict.get(), key.value())?;
    }
    Ok(())
}

fn annotate(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let this = class(this);
    for key in [vm.names.annotate_func, vm.names.annotate] {
        if let Some(value) = vm.own_attribute(this, key) {
            return vm.descriptor_get_on_class(value, this);
        }
    }
    Ok(Value::NONE)
}

fn set_annotate(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    let this = class(this);
    immutable(vm, this, "__annotate__")?;
    let key = vm.names.annotate_func;
    vm.dict_set(this.dict.get(), key.value(), value)?;
    let key = vm.names.annotations_cache;
    vm.dict_remove(this.dict.get(), key.value())?;
    Ok(())
}

fn type_params(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let key = vm.names.type_params;
    Ok(vm.own_attribute(class(this), key).unwrap_or(vm.empty_tuple.value()))
}

fn set_type_params(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    let this = class(this);
    changeable(vm, this, "__type_params__", value)?;
    let key = vm.names.type_params;
    set_entry(vm, this, key, value)
}

/// Of `object` alone: others show the signature of their `__new__` or `__init__`.
fn text_signature(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let is_object = class(this) == vm.types.object;
    Ok(if is_object { vm.new_str("()").value() } else { Value::NONE })
}

fn flags(_: &mut Vm, this: Value) -> Outcome<Value> {
    const HEAP_TYPE: i64 = 1 << 9;
    const BASE_TYPE: i64 = 1 << 10;
    const ABSTRACT: i64 = 1 << 20;
    let this = class(this);
    let bits = [(TypeFlags::HEAP, HEAP_TYPE), (TypeFlags::BASE, BASE_TYPE), (TypeFlags::ABSTRACT, ABSTRACT)];
    Ok(Value::fixnum(bits.into_iter().filter(|&(flag, _)| this.has(flag)).map(|(_, bit)| bit).sum()))
}

/// Whether instances take part in collection in CPython, which frees the others in another way.
fn is_collected(class: Gc<Type>) -> bool {
    const PLAIN: [Kind; 6] = [Kind::Int, Kind::Float, Kind::Complex, Kind::Str, Kind::Bytes, Kind::ByteArray];
    class.has(TypeFlags::DICT)
        || class.has(TypeFlags::WEAKREF)
        || class.slot_count.get() > 0
        || !(class.makes(Kind::Instance) || PLAIN.iter().any(|&kind| class.makes(kind)))
}

fn basicsize(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(Value::fixnum(16 + 8 * i64::from(class(this).inline_slots.get())))
}

fn itemsize(_: &mut Vm, _this: Value) -> Outcome<Value> {
    Ok(Value::ZERO)
}

fn dictoffset(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(if class(this).has(TypeFlags::DICT) { Value::fixnum(-1) } else { Value::ZERO })
}

/// `__dict__` of instances.
pub(crate) fn instance_dict(vm: &mut Vm, this: Value) -> Outcome<Value> {
    vm.materialize_dict(this).map(Gc::value)
}

/// Replaces `__dict__` of an instance.
pub(crate) fn set_instance_dict(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    if value.is_unbound() {
        let empty = vm.new_dict();
        return vm.replace_dict(this, empty);
    }
    match value.cast::<Dict>() {
        Some(dict) => vm.replace_dict(this, dict),
        None => {
            let name = vm.type_name(value);
            Err(vm.type_error(format!("__dict__ must be set to a dictionary, not a '{name}'")))
        }
    }
}

/// The same for objects of built-in types, whose `__dict__` cannot be deleted.
pub(crate) fn set_native_dict(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    if value.is_unbound() {
        return Err(vm.type_error("cannot delete __dict__"));
    }
    set_instance_dict(vm, this, value)
}
