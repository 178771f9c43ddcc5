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
    attributes: &[("__dict__", dict, None)],
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
    let dict: Gc<Dict> = this.dict.get();
    let (name, spec, file) = (vm.names.dunder_name, vm.names.spec, vm.names.file);
    if let Some(spec) = vm.dict_get_str(dict, spec).filter(|spec| !spec.is_none()) {
        let key = vm.intern("_module_repr_from_spec");
        if let Some(bootstrap) = crate::modules::loaded(vm, "_frozen_importlib") {
            return vm.call_method(bootstrap, key, &[spec]);
        }
    }
    let name = vm.dict_get_str(dict, name).unwrap_or(Value::NONE);
    let name = vm.repr(name)?.to_lossy();
    let text = match vm.dict_get_str(dict, file) {
        Some(file) => {
            let file = vm.repr(file)?.to_lossy();
            format!("<module {name} from {file}>")
        }
        None => format!("<module {name} (built-in)>"),
    };
    Ok(vm.new_str(&text).value())
}

fn getattribute(vm: &mut Vm, this: Value, name: Gc<Str>) -> Outcome<Value> {
    let name = vm.intern_str(name);
    match vm.find_attribute(this, name)? {
        Some(value) => Ok(value),
        None => Err(vm.no_attribute(this, name)),
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
