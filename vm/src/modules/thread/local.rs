//! `_local`: an object with attributes of its own for each thread.

use crate::builtins::prelude::*;
use crate::heap::WeakReference;
use crate::modules::native_module::record_type;
use crate::object::{Dict, List, Record};
use crate::vm::Raised;

// The fields: namespaces by the number of the thread, and the arguments that `__init__` gets in each.
const NAMESPACES: usize = 0;
const ARGUMENTS: usize = 1;
const KEYWORDS: usize = 2;

/// `_local`
pub(super) static LOCAL: TypeSpec = TypeSpec {
    flags: TypeFlags::WEAKREF.and(TypeFlags::BASE),
    attributes: &[("__dict__", dict, None)],
    ..record_type(
        "_local",
        "_thread",
        &[
            m("__new__", "($type, *args, **kwargs)", Any, n(new), ""),
            m("__getattribute__", "($self, name, /)", Any, n(get_attribute), "Return getattr(self, name)."),
            m(
                "__setattr__",
                "($self, name, value, /)",
                Any,
                n(set_attribute),
                "Implement setattr(self, name, value).",
            ),
            m("__delattr__", "($self, name, /)", Any, n(delete_attribute), "Implement delattr(self, name)."),
        ],
        "Thread-local data",
    )
};

fn new(vm: &mut Vm, class: Gc<Type>, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<Gc<Record>> {
    let plain = class.special(Special::Init) == vm.types.object.special(Special::Init);
    if plain && (!arguments.is_empty() || !keywords.is_empty()) {
        return Err(vm.type_error("Initialization arguments are not supported"));
    }
    let namespaces = vm.new_dict();
    let it = vm.new_record(class, &[namespaces.value(), arguments.value(), keywords.value()]);
    // The class itself calls `__init__` for the thread that makes the object.
    make_namespace(vm, it)?;
    Ok(it)
}

fn namespaces(it: Gc<Record>) -> Gc<Dict> {
    it.get(NAMESPACES).cast().expect("a local is made with its namespaces")
}

fn make_namespace(vm: &mut Vm, it: Gc<Record>) -> Outcome<Gc<Dict>> {
    let namespace = vm.new_dict();
    let key = Value::index(vm.threads.loaded as usize);
    vm.dict_set(namespaces(it), key, namespace.value())?;
    let reference: Gc<WeakReference> =
        vm.heap.alloc_with_attributes(vm.types.weakref.root_shape.get(), size_of::<WeakReference>());
    vm.heap.set_referent(reference, it.value());
    let list = match vm.threads.current().locals.cast::<List>() {
        Some(list) => list,
        None => {
            let list = vm.new_list();
            vm.threads.current().locals = list.value();
            list
        }
    };
    vm.append(list, reference.value())?;
    Ok(namespace)
}

/// The namespace of the current thread.
fn namespace(vm: &mut Vm, it: Gc<Record>) -> Outcome<Gc<Dict>> {
    let key = Value::index(vm.threads.loaded as usize);
    if let Some(found) = vm.dict_get(namespaces(it), key)?.and_then(Value::cast::<Dict>) {
        return Ok(found);
    }
    let made = make_namespace(vm, it)?;
    let class = vm.type_of(it.value());
    let init = class.special(Special::Init);
    if init != vm.types.object.special(Special::Init) {
        let (arguments, keywords) = (it.get(ARGUMENTS).cast::<Tuple>(), it.get(KEYWORDS).cast::<Dict>());
        if let (Some(arguments), Some(keywords)) = (arguments, keywords) {
            let bound = vm.descriptor_get(init, it.value(), class)?;
            if let Err(raised) = vm.call_spread_values(bound, arguments, keywords) {
                let raised_value = vm.take_raised();
                vm.dict_remove(namespaces(it), key)?;
                vm.raised = raised_value;
                return Err(raised);
            }
        }
    }
    Ok(made)
}

/// Drops the namespaces of the current thread, which is about to end.
pub(crate) fn forget_locals(vm: &mut Vm) {
    let key = Value::index(vm.threads.loaded as usize);
    let Some(list) = vm.threads.current().locals.cast::<List>() else { return };
    for index in 0..list.len() {
        let local = list.get(index).and_then(Value::cast::<WeakReference>).and_then(|it| it.referent());
        if let Some(local) = local.and_then(Value::cast::<Record>)
            && vm.dict_remove(namespaces(local), key).is_err()
        {
            vm.raised = Value::UNBOUND;
        }
    }
}

fn dict(vm: &mut Vm, it: Value) -> Outcome<Value> {
    match it.cast::<Record>() {
        Some(it) => Ok(namespace(vm, it)?.value()),
        None => Err(vm.type_error("descriptor '__dict__' requires a '_thread._local' object")),
    }
}

fn get_attribute(vm: &mut Vm, it: Gc<Record>, name: Gc<Str>) -> Outcome<Value> {
    let namespace = namespace(vm, it)?;
    let name = vm.intern_str(name);
    let class = vm.type_of(it.value());
    let attribute = vm.lookup(class, name);
    if let Some(attribute) = attribute
        && vm.is_data_descriptor(attribute)
    {
        // A subclass has a descriptor for a `__dict__` that it does not have.
        if name == vm.names.dict {
            return Ok(namespace.value());
        }
        return vm.descriptor_get(attribute, it.value(), class);
    }
    if let Some(value) = vm.dict_get(namespace, name.value())? {
        return Ok(value);
    }
    match attribute {
        Some(attribute) => vm.descriptor_get(attribute, it.value(), class),
        None => Err(vm.no_attribute(it.value(), name)),
    }
}

fn read_only(vm: &mut Vm, it: Gc<Record>) -> Raised {
    let name = vm.type_name(it.value());
    let message = format!("'{name}' object attribute '__dict__' is read-only");
    vm.attribute_error(message, it.value(), vm.names.dict)
}

/// The descriptor that setting an attribute goes to.
fn setter(vm: &mut Vm, it: Gc<Record>, name: Gc<Str>) -> Option<Value> {
    let class = vm.type_of(it.value());
    vm.lookup(class, name).filter(|&attribute| vm.is_data_descriptor(attribute))
}

fn set_attribute(vm: &mut Vm, it: Gc<Record>, name: Gc<Str>, value: Value) -> Outcome<()> {
    let name = vm.intern_str(name);
    if name == vm.names.dict {
        return Err(read_only(vm, it));
    }
    let namespace = namespace(vm, it)?;
    match setter(vm, it, name) {
        Some(attribute) => vm.descriptor_set(attribute, it.value(), value),
        None => vm.dict_set(namespace, name.value(), value),
    }
}

fn delete_attribute(vm: &mut Vm, it: Gc<Record>, name: Gc<Str>) -> Outcome<()> {
    let name = vm.intern_str(name);
    if name == vm.names.dict {
        return Err(read_only(vm, it));
    }
    let namespace = namespace(vm, it)?;
    if let Some(attribute) = setter(vm, it, name) {
        return vm.descriptor_set(attribute, it.value(), Value::UNBOUND);
    }
    match vm.dict_remove(namespace, name.value())? {
        Some(_) => Ok(()),
        None => Err(vm.no_attribute(it.value(), name)),
    }
}
