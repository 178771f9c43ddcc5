//! `object`

use super::prelude::*;
use crate::object::{Dict, NativeFunction};

/// The specification.
pub static OBJECT: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    doc: "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\ninstance that has no instance attributes and cannot be given any.\n",
    methods: &[
        m("__new__", "($type, /, *args, **kwargs)", Any, n(new), ""),
        m("__init__", "($self, /, *args, **kwargs)", Any, n(init), "Initialize self."),
        m("__repr__", "($self, /)", Pure, n(repr), "Return repr(self)."),
        m("__str__", "($self, /)", Any, n(to_str), "Return str(self)."),
        m("__format__", "($self, format_spec, /)", Any, n(format), "Default object formatter."),
        m("__hash__", "($self, /)", Pure, n(hash), "Return hash(self)."),
        m("__eq__", "($self, value, /)", Pure, n(eq), "Return self==value."),
        m("__ne__", "($self, value, /)", Any, n(ne), "Return self!=value."),
        m("__lt__", "($self, value, /)", Pure, n(unordered), "Return self<value."),
        m("__le__", "($self, value, /)", Pure, n(unordered), "Return self<=value."),
        m("__gt__", "($self, value, /)", Pure, n(unordered), "Return self>value."),
        m("__ge__", "($self, value, /)", Pure, n(unordered), "Return self>=value."),
        m("__getattribute__", "($self, name, /)", Any, n(getattribute), "Return getattr(self, name)."),
        m(
            "__setattr__",
            "($self, name, value, /)",
            MutatesReceiver,
            n(setattr),
            "Implement setattr(self, name, value).",
        ),
        m("__delattr__", "($self, name, /)", MutatesReceiver, n(delattr), "Implement delattr(self, name)."),
        m("__dir__", "($self, /)", Any, n(dir), "Default dir() implementation."),
        m("__sizeof__", "($self, /)", Pure, n(sizeof), "Size of object in memory, in bytes."),
        m(
            "__init_subclass__",
            "($type, /)",
            Any,
            n(init_subclass),
            "This method is called when a class is subclassed.",
        ),
        m(
            "__subclasshook__",
            "($type, object, /)",
            Any,
            n(subclasshook),
            "Abstract classes can override this to customize issubclass().",
        ),
        m("__reduce__", "($self, /)", Any, n(reduce), "Helper for pickle."),
        m("__reduce_ex__", "($self, protocol, /)", Any, n(reduce_ex), "Helper for pickle."),
        m("__getstate__", "($self, /)", Any, n(getstate), "Helper for pickle."),
    ],
    attributes: &[("__class__", class, Some(set_class)), ("__doc__", doc, None)],
    ..new_spec("object", Kind::Instance)
};

fn doc(_: &mut Vm, _: Value) -> Outcome<Value> {
    Ok(Value::NONE)
}

fn new(vm: &mut Vm, class: Gc<Type>, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<Value> {
    let object = vm.types.object;
    if class.has(TypeFlags::NO_NEW) {
        let name = vm.full_type_name(class);
        return Err(vm.type_error(format!("cannot create '{name}' instances")));
    }
    if !class.makes(Kind::Instance) {
        if !class.is_heap_type() && class.special(Special::New) == object.special(Special::New) {
            let name = class.display_name();
            return Err(vm.type_error(format!("cannot create '{name}' instances")));
        }
        let mut native = class;
        while native.is_heap_type() && !native.special(Special::New).is::<NativeFunction>() {
            native = native.base.get();
        }
        let (name, base) = (class.display_name(), native.display_name());
        return Err(vm.type_error(format!("object.__new__({name}) is not safe, use {base}.__new__()")));
    }
    let extra = !arguments.is_empty() || !keywords.is_empty();
    if extra {
        if class.special(Special::New) != object.special(Special::New) {
            return Err(
                vm.type_error("object.__new__() takes exactly one argument (the type to instantiate)")
            );
        }
        if class.special(Special::Init) == object.special(Special::Init) {
            let name = class.display_name();
            return Err(vm.type_error(format!("{name}() takes no arguments")));
        }
    }
    if class.has(TypeFlags::ABSTRACT) {
        return vm.new_plain_instance(class, 0);
    }
    Ok(vm.alloc_instance(class))
}

fn init(vm: &mut Vm, this: Value, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<()> {
    if arguments.is_empty() && keywords.is_empty() {
        return Ok(());
    }
    let class = vm.type_of(this);
    let object = vm.types.object;
    if class.special(Special::Init) != object.special(Special::Init) {
        return Err(
            vm.type_error("object.__init__() takes exactly one argument (the instance to initialize)")
        );
    }
    if class.special(Special::New) == object.special(Special::New) {
        let name = class.display_name();
        return Err(vm.type_error(format!(
            "{name}.__init__() takes exactly one argument (the instance to initialize)"
        )));
    }
    Ok(())
}

fn repr(vm: &mut Vm, this: Value) -> Outcome<Gc<Str>> {
    Ok(vm.default_repr(this))
}

/// What `__repr__` returns; `str()` checks that it is a string.
fn to_str(vm: &mut Vm, this: Value) -> Outcome<Value> {
    match vm.call_special(this, Special::Repr, &[])? {
        Some(text) => Ok(text),
        None => vm.repr(this).map(Gc::value),
    }
}

fn format(vm: &mut Vm, this: Value, specification: Value) -> Outcome<Gc<Str>> {
    let specification = vm.expect_str(specification, "__format__() argument")?;
    if !specification.is_empty() {
        let name = vm.type_name(this);
        return Err(vm.type_error(format!("unsupported format string passed to {name}.__format__")));
    }
    vm.to_str(this)
}

fn hash(_: &mut Vm, this: Value) -> Outcome<i64> {
    Ok(Vm::identity_hash(this))
}

fn eq(_: &mut Vm, this: Value, other: Value) -> Outcome<Value> {
    Ok(if crate::protocol::is_same(this, other) { Value::TRUE } else { Value::NOT_IMPLEMENTED })
}

fn ne(vm: &mut Vm, this: Value, other: Value) -> Outcome<Value> {
    let Some(method) = vm.special(this, Special::Equal) else { return Ok(Value::NOT_IMPLEMENTED) };
    let result = vm.call_method_value(method, this, &[other])?;
    if result == Value::NOT_IMPLEMENTED {
        return Ok(result);
    }
    Ok(Value::bool(!vm.is_true(result)?))
}

fn unordered(_: &mut Vm, _this: Value, _other: Value) -> Outcome<Value> {
    Ok(Value::NOT_IMPLEMENTED)
}

fn attribute_name(vm: &mut Vm, name: Value) -> Outcome<Gc<Str>> {
    match name.cast::<Str>() {
        Some(name) => Ok(vm.intern_str(name)),
        None => {
            let given = vm.type_name(name);
            Err(vm.type_error(format!("attribute name must be string, not '{given}'")))
        }
    }
}

fn getattribute(vm: &mut Vm, this: Value, name: Value) -> Outcome<Value> {
    let name = attribute_name(vm, name)?;
    let class = vm.type_of(this);
    match vm.generic_find(this, class, name)? {
        Some(value) => Ok(value),
        None => Err(vm.no_attribute(this, name)),
    }
}

/// The classes' own `__setattr__` and `__delattr__` see to more than those of `object` do.
fn refuse_class(vm: &mut Vm, this: Value, method: &str) -> Outcome<()> {
    if !this.is::<Type>() {
        return Ok(());
    }
    let name = vm.type_name(this);
    Err(vm.type_error(format!("can't apply this {method} to {name} object")))
}

fn setattr(vm: &mut Vm, this: Value, name: Value, value: Value) -> Outcome<()> {
    let name = attribute_name(vm, name)?;
    refuse_class(vm, this, "__setattr__")?;
    let class = vm.type_of(this);
    vm.generic_set(this, class, name, value)
}

fn delattr(vm: &mut Vm, this: Value, name: Value) -> Outcome<()> {
    let name = attribute_name(vm, name)?;
    refuse_class(vm, this, "__delattr__")?;
    let class = vm.type_of(this);
    vm.generic_set(this, class, name, Value::UNBOUND)
}

fn dir(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let names = vm.new_dict();
    let key = vm.names.dict;
    if let Some(dict) = vm.find_attribute(this, key)?
        && dict.is::<Dict>()
    {
        vm.dict_update(names, dict)?;
    }
    let class = vm.type_of(this);
    for name in crate::strict::fixed_attributes(class) {
        if vm.instance_attribute(this, name)?.is_some() {
            vm.dict_set(names, name.value(), Value::NONE)?;
        }
    }
    add_class_names(vm, names, class)?;
    Ok(vm.list_from(names.value())?.value())
}

/// Adds the names in the namespaces of a class and its bases.
pub(crate) fn add_class_names(vm: &mut Vm, names: Gc<Dict>, class: Gc<Type>) -> Outcome<()> {
    for entry in class.mro.get().iter() {
        if let Some(class) = entry.cast::<Type>() {
            vm.dict_update(names, class.dict.get().value())?;
        }
    }
    Ok(())
}

fn sizeof(_: &mut Vm, this: Value) -> Outcome<usize> {
    Ok(this.header().map_or(8, crate::heap::layout_size))
}

fn init_subclass(_: &mut Vm, _class: Value) -> Outcome<()> {
    Ok(())
}

fn subclasshook(_: &mut Vm, _class: Value, _other: Value) -> Outcome<Value> {
    Ok(Value::NOT_IMPLEMENTED)
}

fn reduce(vm: &mut Vm, this: Value) -> Outcome<Value> {
    reduce_with(vm, this, Value::ZERO)
}

fn reduce_ex(vm: &mut Vm, this: Value, protocol: Value) -> Outcome<Value> {
    let name = vm.names.reduce;
    let class = vm.type_of(this);
    let own = vm.lookup(class, name);
    if own != vm.own_attribute(vm.types.object, name) {
        return vm.call_method(this, name, &[]);
    }
    reduce_with(vm, this, protocol)
}

fn reduce_with(vm: &mut Vm, this: Value, protocol: Value) -> Outcome<Value> {
    let module = crate::modules::import_module(vm, "copyreg")?;
    let old = protocol.as_fixnum().is_some_and(|protocol| protocol < 2);
    if old {
        let name = vm.intern("_reduce_ex");
        return vm.call_method(module, name, &[this, protocol]);
    }
    let class = vm.type_of(this);
    let (getnewargs_ex, getnewargs) = (vm.names.getnewargs_ex, vm.names.getnewargs);
    let mut arguments = vm.empty_tuple;
    let mut keywords = None;
    if let Some(method) = vm.lookup(class, getnewargs_ex) {
        let pair = vm.call_method_value(method, this, &[])?;
        if let Some(pair) = pair.cast::<Tuple>().filter(|pair| pair.len() == 2) {
            arguments = vm.tuple_from(pair.get(0))?;
            keywords = pair.get(1).cast::<Dict>().filter(|keywords| !keywords.is_empty());
        }
    } else if let Some(method) = vm.lookup(class, getnewargs) {
        let told = vm.call_method_value(method, this, &[])?;
        arguments = vm.tuple_from(told)?;
    } else if !class.makes(Kind::Instance) && !this.is::<crate::object::List>() && !this.is::<Dict>() {
        let name = vm.class_name(class);
        if !this.is::<crate::object::Exception>() {
            return Err(vm.type_error(format!("cannot pickle '{name}' object")));
        }
    }
    let getstate = vm.names.getstate;
    let state = vm.call_method(this, getstate, &[])?;
    let (callable, arguments) = match keywords {
        Some(keywords) => {
            let name = vm.intern("__newobj_ex__");
            let callable = vm.get_attribute(module, name)?;
            (callable, vm.tuple(&[class.value(), arguments.value(), keywords.value()]))
        }
        None => {
            let name = vm.intern("__newobj__");
            let callable = vm.get_attribute(module, name)?;
            let list = vm.list_of(&[class.value()])?;
            vm.list_extend(list, arguments.value())?;
            (callable, vm.tuple_of_list(list)?)
        }
    };
    let items = if this.is::<crate::object::List>() { vm.iter(this)? } else { Value::NONE };
    let pairs = if this.is::<Dict>() {
        let name = vm.names.items;
        let view = vm.call_method(this, name, &[])?;
        vm.iter(view)?
    } else {
        Value::NONE
    };
    Ok(vm.tuple(&[callable, arguments.value(), state, items, pairs]).value())
}

fn getstate(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let class = vm.type_of(this);
    let state = if class.has(TypeFlags::DICT) && this.is_pointer() {
        let dict = vm.materialize_dict(this)?;
        if dict.is_empty() { Value::NONE } else { dict.value() }
    } else {
        Value::NONE
    };
    let slots = vm.new_dict();
    if !class.has(TypeFlags::DICT) {
        for name in crate::strict::fixed_attributes(class) {
            if let Some(value) = vm.instance_attribute(this, name)? {
                vm.dict_set(slots, name.value(), value)?;
            }
        }
    }
    let copyreg = crate::modules::import_module(vm, "copyreg")?;
    let key = vm.intern("_slotnames");
    let names = vm.call_method(copyreg, key, &[class.value()])?;
    let names = vm.list_from(names)?;
    let mut at = 0;
    while let Some(name) = names.get(at) {
        at += 1;
        let Some(key) = name.cast::<Str>() else { continue };
        let key = vm.intern_str(key);
        if let Some(value) = vm.find_attribute(this, key)? {
            vm.dict_set(slots, name, value)?;
        }
    }
    if slots.is_empty() { Ok(state) } else { Ok(vm.pair(state, slots.value())) }
}

fn class(vm: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(vm.type_of(this).value())
}

/// The names of the slots of a class's instances, by place.
fn slot_names(class: Gc<Type>) -> Vec<(u32, String)> {
    let mut names = Vec::new();
    for base in class.mro.get().iter().filter_map(Value::cast::<Type>) {
        let dict = base.dict.get();
        let mut at = 0;
        while let Some(found) = dict.next_entry(at) {
            at = found + 1;
            if let Some(member) = dict.value_at(found).cast::<crate::object::Member>()
                && member.owner.get() == base
            {
                let name = member.name.get().cast::<Str>().map_or_else(String::new, |name| name.to_lossy());
                names.push((member.place.get(), name));
            }
        }
    }
    names.sort();
    names
}

fn set_class(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    if value.is_unbound() {
        return Err(vm.type_error("can't delete __class__ attribute"));
    }
    let Some(new) = value.cast::<Type>() else {
        let given = vm.type_name(value);
        return Err(vm.type_error(format!("__class__ must be set to a class, not '{given}' object")));
    };
    let old = vm.type_of(this);
    for class in [old, new] {
        if class.has(TypeFlags::FROZEN) {
            let name = class.display_name();
            return Err(vm.type_error(format!(
                "__class__ assignment is not supported for the frozen class '{name}' of a strict module"
            )));
        }
    }
    let is_module = this.is::<crate::object::Module>();
    if !(is_module || new.is_heap_type() && old.is_heap_type()) {
        return Err(
            vm.type_error("__class__ assignment only supported for mutable types or ModuleType subclasses")
        );
    }
    let compatible = old.instance_kind.get() == new.instance_kind.get()
        && old.slot_count.get() == new.slot_count.get()
        && old.has(TypeFlags::DICT) == new.has(TypeFlags::DICT)
        && old.has(TypeFlags::WEAKREF) == new.has(TypeFlags::WEAKREF)
        && old.has_attributes() == new.has_attributes()
        && slot_names(old) == slot_names(new);
    if !compatible && !is_module {
        let (new, old) = (new.display_name(), old.display_name());
        return Err(
            vm.type_error(format!("__class__ assignment: '{new}' object layout differs from '{old}'"))
        );
    }
    if vm.makes_descriptors(new) && !vm.makes_descriptors(old) {
        vm.forget_attributes_of_class(old);
    }
    if is_module {
        if let Some(header) = this.header() {
            crate::heap::barrier(header);
            header.set_shape(new.root_shape.get());
        }
        return Ok(());
    }
    if old.has(TypeFlags::DICT) {
        let dict = vm.materialize_dict(this)?;
        let inline = vm.shape_of(this).inline.get();
        let shape = vm.heap.new_root_shape(new, inline, new.slot_count.get());
        shape.is_dictionary.set(true);
        this.set_overflow(dict.value());
        if let Some(header) = this.header() {
            header.set_shape(shape);
        }
    } else if let Some(header) = this.header() {
        crate::heap::barrier(header);
        header.set_shape(new.root_shape.get());
    }
    Ok(())
}
