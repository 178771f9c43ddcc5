//! What `Counter` and `namedtuple` need of `_collections`: counting items, and the descriptors of fields.

use crate::heap::Gc;
use crate::modules::native_module::record_type;
use crate::native::{method, native};
use crate::object::{Dict, Effect, NativeSpec, Record, Special, Str, Tuple, Type, TypeFlags};
use crate::protocol::Operator;
use crate::value::Value;
use crate::vm::{Outcome, TypeSpec, Vm};

/// `_count_elements`
pub(super) const COUNT_ELEMENTS: NativeSpec = method(
    "_count_elements",
    "(mapping, iterable, /)",
    Effect::Any,
    native(count_elements),
    "Count elements in the iterable, updating the mapping",
);

fn count_elements(vm: &mut Vm, mapping: Value, iterable: Value) -> Outcome<()> {
    let get = vm.names.get;
    let class = vm.type_of(mapping);
    let dict_class = vm.types.dict;
    // A class that keeps to dict's own methods needs no calls.
    let own_get = vm.lookup(class, get) == vm.lookup(dict_class, get);
    let own_set = class.special(Special::SetItem) == dict_class.special(Special::SetItem);
    if let Some(dict) = mapping.cast::<Dict>().filter(|_| own_get && own_set) {
        return vm.for_each(iterable, |vm, item| {
            let hash = vm.hash(item)?;
            let old = match vm.find_entry(dict, item, hash)? {
                Some(entry) => dict.value_at(entry),
                None => Value::ZERO,
            };
            let new = vm.binary(Operator::ADD, old, Value::ONE)?;
            vm.dict_set_hashed(dict, item, hash, new)
        });
    }
    let get = vm.get_attribute(mapping, get)?;
    vm.for_each(iterable, |vm, item| {
        let old = vm.call(get, &[item, Value::ZERO])?;
        let new = vm.binary(Operator::ADD, old, Value::ONE)?;
        vm.set_item(mapping, item, new)
    })
}

const INDEX: usize = 0;
const DOC: usize = 1;

/// The descriptor of a field.
pub(super) static TUPLE_GETTER: TypeSpec = TypeSpec {
    flags: TypeFlags(0),
    attributes: &[(
        "__doc__",
        |_, it| Ok(it.cast::<Record>().map_or(Value::NONE, |it| it.get(DOC))),
        Some(|_, it, value| {
            if let Some(it) = it.cast::<Record>() {
                it.set(DOC, value.bound().unwrap_or(Value::NONE));
            }
            Ok(())
        }),
    )],
    ..record_type(
        "_tuplegetter",
        "collections",
        &[
            method("__new__", "($type, index, doc, /)", Effect::Pure, native(new), ""),
            method(
                "__get__",
                "($self, instance, owner=None, /)",
                Effect::Pure,
                native(get),
                "Return an attribute of instance, which is of type owner.",
            ),
            method(
                "__set__",
                "($self, instance, value, /)",
                Effect::Pure,
                native(|vm: &mut Vm, it: Value, _: Value, _: Value| refuse(vm, it)),
                "Set an attribute of instance to value.",
            ),
            method(
                "__delete__",
                "($self, instance, /)",
                Effect::Pure,
                native(|vm: &mut Vm, it: Value, _: Value| refuse(vm, it)),
                "Delete an attribute of instance.",
            ),
            method("__reduce__", "($self, /)", Effect::Pure, native(reduce), ""),
            method("__repr__", "($self, /)", Effect::Any, native(repr), "Return repr(self)."),
        ],
        "",
    )
};

fn new(vm: &mut Vm, class: Gc<Type>, index: i64, doc: Value) -> Outcome<Gc<Record>> {
    let Some(index) = Value::try_fixnum(index) else { return Err(vm.value_error("index out of range")) };
    Ok(vm.new_record(class, &[index, doc]))
}

fn get(vm: &mut Vm, it: Gc<Record>, instance: Value, _owner: Option<Value>) -> Outcome<Value> {
    if instance.is_none() {
        return Ok(it.value());
    }
    let index = it.get(INDEX).as_fixnum().unwrap_or(0);
    let Some(tuple) = instance.cast::<Tuple>() else {
        let name = vm.type_name(instance);
        let message =
            format!("descriptor for index '{index}' for tuple subclasses doesn't apply to '{name}' object");
        return Err(vm.type_error(message));
    };
    match usize::try_from(index).ok().and_then(|index| tuple.as_slice().get(index)) {
        Some(&value) => Ok(value),
        None => Err(vm.index_error("tuple index out of range")),
    }
}

fn refuse(vm: &mut Vm, it: Value) -> Outcome<()> {
    let name: Gc<Str> = vm.intern("__set__");
    Err(vm.attribute_error("can't set attribute", it, name))
}

fn reduce(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    let class = vm.type_of(it.value()).value();
    let arguments = vm.pair(it.get(INDEX), it.get(DOC));
    Ok(vm.pair(class, arguments))
}

fn repr(vm: &mut Vm, it: Gc<Record>) -> Outcome<String> {
    let (index, doc) = (vm.repr(it.get(INDEX))?.to_lossy(), vm.repr(it.get(DOC))?.to_lossy());
    Ok(format!("_tuplegetter({index}, {doc})"))
}
