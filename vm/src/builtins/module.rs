//! `module`

use super::prelude::*;
use crate::object::{Dict, Module};

/// The specification.
pub static MODULE: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE.and(TypeFlags::WEAKREF),
    methods: &[
        m("__new__", "($type, /, *args, **kwargs)", Pure, n(new), ""),
        m("__init__", "($self, name, doc=None)", Any, n(init), "Initialize self."),
        m("__repr__", "($self, /)", Any, n(repr), "Return repr(self)."),
        m("__getattribute__", "($self, name, /)", Any, n(getattribute), "Return getattr(self, name)."),
        m("__dir__", "($self, /)", Any, n(dir), "__dir__() -> list"),
    ],
    attributes: &[
        ("__dict__", dict, None),
        ("__annotations__", annotations, Some(set_annotations)),
        ("__annotate__", annotate, Some(set_annotate)),
    ],
    doc: "Create a module object.",
    ..new_spec("module", Kind::Module)
};

fn new(vm: &mut Vm, class: Gc<Type>, _arguments: Value, _keywords: Value) -> Outcome<Gc<Module>> {
    let dict = vm.new_namespace();
    let module: Gc<Module> = vm.heap.alloc_with_attributes(class.root_shape.get(), size_of::<Module>());
    module.dict.init(dict);
    Ok(module)
}

fn init(vm: &mut Vm, this: Gc<Module>, name: Gc<Str>, doc: Option<Value>) -> Outcome<()> {
    fill(vm, this, name.value(), doc.unwrap_or(Value::NONE))
}

fn fill(vm: &mut Vm, module: Gc<Module>, name: Value, doc: Value) -> Outcome<()> {
    let names = &vm.names;
    let entries = [
        (names.dunder_name, name),
        (names.doc, doc),
        (names.package, Value::NONE),
        (names.loader, Value::NONE),
        (names.spec, Value::NONE),
    ];
    for (key, value) in entries {
        vm.dict_set(module.dict.get(), key.value(), value)?;
    }
    Ok(())
}

impl Vm {
    /// A new module.
    pub fn new_module(&mut self, name: &str) -> Gc<Module> {
        let dict = self.new_namespace();
        let module: Gc<Module> = self.heap.alloc(self.types.module.root_shape.get());
        module.dict.init(dict);
        let name = self.intern(name);
        if fill(self, module, name.value(), Value::NONE).is_err() {
            self.raised = Value::UNBOUND;
        }
        module
    }
}

fn repr(vm: &mut Vm, this: Gc<Module>) -> Outcome<Value> {
    let bootstrap = crate::modules::import_module(vm, "_frozen_importlib")?;
    let name = vm.intern("_module_repr");
    vm.call_method(bootstrap, name, &[this.value()])
}

fn getattribute(vm: &mut Vm, this: Gc<Module>, name: Gc<Str>) -> Outcome<Value> {
    let name = vm.intern_str(name);
    match vm.find_module_attribute(this, name)? {
        Some(value) => Ok(value),
        None => Err(vm.no_attribute(this.value(), name)),
    }
}

fn dir(vm: &mut Vm, this: Gc<Module>) -> Outcome<Value> {
    let key = vm.names.special(Special::Dir);
    if let Some(hook) = vm.dict_get_str(this.dict.get(), key) {
        return vm.call(hook, &[]);
    }
    Ok(vm.list_from(this.dict.get().value())?.value())
}

fn dict(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(this.cast::<Module>().map_or(Value::NONE, |module| module.dict.get().value()))
}

fn namespace(this: Value) -> Gc<Dict> {
    this.cast::<Module>().expect("descriptors check their receiver").dict.get()
}

/// Whether the module's body is running, so that its annotations are not complete.
fn is_initializing(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<bool> {
    let key = vm.names.spec;
    let Some(spec) = vm.dict_get_str(namespace, key).filter(|spec| !spec.is_none()) else { return Ok(false) };
    let key = vm.intern("_initializing");
    match vm.find_attribute(spec, key)? {
        Some(told) => vm.is_true(told),
        None => Ok(false),
    }
}

fn annotations(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let namespace = namespace(this);
    let key = vm.names.annotations;
    if let Some(known) = vm.dict_get_str(namespace, key) {
        return Ok(known);
    }
    let function = vm.names.annotate;
    let made = match vm.dict_get_str(namespace, function) {
        Some(function) if vm.is_callable(function) => {
            let made = vm.call(function, &[Value::ONE])?;
            if !made.is::<Dict>() {
                let given = vm.type_name(made);
                return Err(vm.type_error(format!("__annotate__() must return a dict, not {given}")));
            }
            made
        }
        _ => vm.new_dict().value(),
    };
    if !is_initializing(vm, namespace)? {
        vm.cache_in_namespace(namespace, key, made)?;
    }
    Ok(made)
}

fn set_annotations(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    let namespace = namespace(this);
    let key = vm.names.annotations;
    if !value.is_unbound() {
        vm.dict_set(namespace, key.value(), value)?;
    } else if vm.dict_remove(namespace, key.value())?.is_none() {
        return Err(vm.attribute_error("__annotations__", this, key));
    }
    let key = vm.names.annotate;
    vm.dict_remove(namespace, key.value())?;
    Ok(())
}

fn annotate(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let namespace = namespace(this);
    let key = vm.names.annotate;
    if let Some(known) = vm.dict_get_str(namespace, key) {
        return Ok(known);
    }
    vm.cache_in_namespace(namespace, key, Value::NONE)?;
    Ok(Value::NONE)
}

fn set_annotate(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    if value.is_unbound() {
        return Err(vm.type_error("cannot delete __annotate__ attribute"));
    }
    if !value.is_none() && !vm.is_callable(value) {
        return Err(vm.type_error("__annotate__ must be callable or None"));
    }
    let namespace = namespace(this);
    let key = vm.names.annotate;
    vm.dict_set(namespace, key.value(), value)?;
    if !value.is_none() {
        let key = vm.names.annotations;
        vm.dict_remove(namespace, key.value())?;
    }
    Ok(())
}
