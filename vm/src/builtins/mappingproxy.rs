//! `mappingproxy`: a read-only view of a mapping.

use super::prelude::*;
use crate::object::{NativeSpec, Record};

macro_rules! forwarded {
    ($($name:ident $text:literal $signature:literal ($($argument:ident),*);)*) => {
        const FORWARDED: &[NativeSpec] = &[$(m($text, $signature, Any, n($name), "")),*];
        $(fn $name(vm: &mut Vm, this: Gc<Record>, $($argument: Value),*) -> Outcome<Value> {
            let name = vm.intern($text);
            let arguments: &[Value] = &[$($argument),*];
            let given = arguments.iter().position(|it| it.is_unbound()).unwrap_or(arguments.len());
            vm.call_method(this.get(0), name, &arguments[..given])
        })*
    };
}

forwarded! {
    get "get" "($self, key, default=None, /)" (key, default);
    keys "keys" "($self, /)" ();
    values "values" "($self, /)" ();
    items "items" "($self, /)" ();
    copy "copy" "($self, /)" ();
    reversed "__reversed__" "($self, /)" ();
}

/// The specification. Forwarded methods are added when the type is made.
pub static MAPPINGPROXY: TypeSpec = TypeSpec {
    flags: TypeFlags::MAPPING,
    methods: &[
        m("__new__", "($type, mapping, /)", Pure, n(new), ""),
        m("__repr__", "($self, /)", Any, n(repr), "Return repr(self)."),
        m("__str__", "($self, /)", Any, n(to_str), "Return str(self)."),
        m("__len__", "($self, /)", Any, n(len), "Return len(self)."),
        m("__getitem__", "($self, key, /)", Any, n(getitem), "Return self[key]."),
        m("__contains__", "($self, key, /)", Any, n(contains), "Return bool(key in self)."),
        m("__iter__", "($self, /)", Any, n(iter), "Implement iter(self)."),
        m("__eq__", "($self, value, /)", Any, n(eq), "Return self==value."),
        m("__or__", "($self, value, /)", Any, n(or), "Return self|value."),
        m("__ror__", "($self, value, /)", Any, n(ror), "Return value|self."),
        m("__ior__", "($self, value, /)", Any, n(ior), "Return self|=value."),
        m("__hash__", "($self, /)", Any, n(hash), "Return hash(self)."),
    ],
    doc: "Read-only proxy of a mapping.",
    ..new_spec("mappingproxy", Kind::Record)
};

/// Adds the forwarded methods.
pub(crate) fn extra_methods() -> &'static [NativeSpec] {
    FORWARDED
}

fn new(vm: &mut Vm, class: Gc<Type>, mapping: Value) -> Outcome<Value> {
    if !vm.type_of(mapping).has_special(Special::GetItem)
        || mapping.is::<crate::object::List>()
        || mapping.is::<Tuple>()
    {
        let name = vm.type_name(mapping);
        return Err(vm.type_error(format!("mappingproxy() argument must be a mapping, not {name}")));
    }
    Ok(vm.new_record(class, &[mapping]).value())
}

fn repr(vm: &mut Vm, this: Gc<Record>) -> Outcome<String> {
    let inner = vm.repr(this.get(0))?.to_lossy();
    Ok(format!("mappingproxy({inner})"))
}

fn to_str(vm: &mut Vm, this: Gc<Record>) -> Outcome<Gc<Str>> {
    vm.to_str(this.get(0))
}

fn len(vm: &mut Vm, this: Gc<Record>) -> Outcome<usize> {
    vm.length(this.get(0))
}

fn getitem(vm: &mut Vm, this: Gc<Record>, key: Value) -> Outcome<Value> {
    vm.get_item(this.get(0), key)
}

fn contains(vm: &mut Vm, this: Gc<Record>, key: Value) -> Outcome<bool> {
    vm.contains(this.get(0), key)
}

fn iter(vm: &mut Vm, this: Gc<Record>) -> Outcome<Value> {
    vm.iter(this.get(0))
}

/// What a proxy stands for.
fn target(vm: &Vm, value: Value) -> Value {
    match value.cast::<Record>() {
        Some(record) if vm.is_exact(value, vm.types.mappingproxy) => record.get(0),
        _ => value,
    }
}

fn eq(vm: &mut Vm, this: Gc<Record>, other: Value) -> Outcome<Value> {
    let other = target(vm, other);
    vm.compare(Special::Equal, this.get(0), other)
}

fn or(vm: &mut Vm, this: Gc<Record>, other: Value) -> Outcome<Value> {
    let other = target(vm, other);
    vm.binary(crate::protocol::Operator::OR, this.get(0), other)
}

fn ror(vm: &mut Vm, this: Gc<Record>, other: Value) -> Outcome<Value> {
    let other = target(vm, other);
    vm.binary(crate::protocol::Operator::OR, other, this.get(0))
}

fn ior(vm: &mut Vm, this: Gc<Record>, _other: Value) -> Outcome<Value> {
    let name = vm.type_name(this.value());
    Err(vm.type_error(format!("'|=' is not supported by {name}; use '|' instead")))
}

fn hash(vm: &mut Vm, this: Gc<Record>) -> Outcome<i64> {
    vm.hash(this.get(0))
}
