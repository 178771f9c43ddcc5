//! `types.SimpleNamespace`

use super::prelude::*;
use crate::object::{Dict, Instance};

/// The specification.
pub static SIMPLE_NAMESPACE: TypeSpec = TypeSpec {
    module: "types",
    flags: TypeFlags::BASE.and(TypeFlags::ATTRIBUTES).and(TypeFlags::DICT),
    methods: &[
        m("__new__", "($type, /, *args, **kwargs)", Pure, n(new), ""),
        m("__init__", "($self, mapping_or_iterable=(), /, **kwargs)", Any, n(init), "Initialize self."),
        m("__repr__", "($self, /)", Any, n(repr), "Return repr(self)."),
        m("__eq__", "($self, value, /)", Any, n(eq), "Return self==value."),
        m("__reduce__", "($self, /)", Pure, n(reduce), ""),
        m(
            "__replace__",
            "($self, /, **changes)",
            Any,
            n(replace),
            "Return a copy of the namespace object with new values for the specified attributes.",
        ),
    ],
    attributes: &[("__dict__", super::type_type::instance_dict, None)],
    doc: "A simple attribute-based namespace.",
    ..new_spec("SimpleNamespace", Kind::Instance)
};

fn new(vm: &mut Vm, class: Gc<Type>, _arguments: Value, _keywords: Value) -> Outcome<Gc<Instance>> {
    Ok(vm.heap.alloc_with_attributes(class.root_shape.get(), size_of::<Instance>()))
}

fn init(vm: &mut Vm, this: Value, source: Option<Value>, keywords: Gc<Dict>) -> Outcome<()> {
    let dict = vm.materialize_dict(this)?;
    if let Some(source) = source {
        let arguments = vm.tuple(&[source]);
        let empty = vm.new_dict();
        super::dict::update_from(vm, "SimpleNamespace", empty, arguments, empty)?;
        let mut at = 0;
        while let Some(found) = empty.next_entry(at) {
            at = found + 1;
            if !empty.key_at(found).is::<Str>() {
                return Err(vm.type_error("keywords must be strings"));
            }
        }
        vm.dict_update(dict, empty.value())?;
    }
    vm.dict_update(dict, keywords.value())
}

fn repr(vm: &mut Vm, this: Value) -> Outcome<String> {
    let class = vm.type_of(this);
    let name = if class == vm.types.simple_namespace { "namespace".to_owned() } else { class.display_name() };
    if !vm.enter_repr(this)? {
        return Ok(format!("{name}(...)"));
    }
    let result = repr_entries(vm, this);
    vm.leave_repr();
    Ok(format!("{name}({})", result?.join(", ")))
}

fn repr_entries(vm: &mut Vm, this: Value) -> Outcome<Vec<String>> {
    let dict = vm.materialize_dict(this)?;
    let mut parts = Vec::new();
    let mut entry = 0;
    while let Some(found) = dict.next_entry(entry) {
        entry = found + 1;
        let key = dict.key_at(found).cast::<Str>().map_or_else(String::new, |key| key.to_lossy());
        let value = vm.repr(dict.value_at(found))?.to_lossy();
        parts.push(format!("{key}={value}"));
    }
    Ok(parts)
}

fn eq(vm: &mut Vm, this: Value, other: Value) -> Outcome<Value> {
    if !vm.type_of(other).is_subtype_of(vm.types.simple_namespace) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (left, right) = (vm.materialize_dict(this)?, vm.materialize_dict(other)?);
    vm.compare(Special::Equal, left.value(), right.value())
}

fn reduce(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let dict = vm.materialize_dict(this)?;
    let class = vm.type_of(this).value();
    let arguments = vm.empty_tuple.value();
    Ok(vm.tuple(&[class, arguments, dict.value()]).value())
}

fn replace(vm: &mut Vm, this: Value, changes: Gc<Dict>) -> Outcome<Value> {
    let class = vm.type_of(this);
    let made = vm.call(class.value(), &[])?;
    if !vm.type_of(made).is_subtype_of(vm.types.simple_namespace) {
        let (kind, name, given) =
            (vm.full_type_name(vm.types.simple_namespace), vm.full_type_name(class), vm.type_name(made));
        return Err(vm.type_error(format!("expect {kind} type, but {name}() returned '{given}' object")));
    }
    let (old, new) = (vm.materialize_dict(this)?, vm.materialize_dict(made)?);
    vm.dict_update(new, old.value())?;
    vm.dict_update(new, changes.value())?;
    Ok(made)
}
