//! `weakref.ref`

use super::prelude::*;
use crate::heap::WeakReference;

/// The specification.
pub static REFERENCE: TypeSpec = TypeSpec {
    module: "weakref",
    flags: TypeFlags::BASE,
    methods: &[
        m("__new__", "($type, object, callback=None, /)", Pure, n(new), ""),
        m("__init__", "($self, object, callback=None, /)", Pure, n(init), "Initialize self."),
        m("__call__", "($self, /)", Pure, n(call), "Call self as a function."),
        m("__repr__", "($self, /)", Any, n(repr), "Return repr(self)."),
        m("__hash__", "($self, /)", Any, n(hash), "Return hash(self)."),
        m("__eq__", "($self, value, /)", Any, n(eq), "Return self==value."),
        m("__ne__", "($self, value, /)", Any, n(ne), "Return self!=value."),
        m(
            "__class_getitem__",
            "($type, object, /)",
            Pure,
            n(super::generic_alias::class_getitem),
            "See PEP 585",
        ),
    ],
    attributes: &[("__callback__", callback, None)],
    ..new_spec("ReferenceType", Kind::WeakReference)
};

fn new(vm: &mut Vm, class: Gc<Type>, object: Value, callback: Option<Value>) -> Outcome<Gc<WeakReference>> {
    let own = vm.type_of(object);
    if !object.is_pointer() || !own.has(TypeFlags::WEAKREF) {
        let name = own.display_name();
        return Err(vm.type_error(format!("cannot create weak reference to '{name}' object")));
    }
    let reference: Gc<WeakReference> =
        vm.heap.alloc_with_attributes(class.root_shape.get(), size_of::<WeakReference>());
    vm.heap.set_referent(reference, object);
    if let Some(callback) = callback.filter(|callback| !callback.is_none()) {
        reference.callback.init(callback);
    }
    Ok(reference)
}

fn init(_: &mut Vm, _this: Value, _object: Value, _callback: Option<Value>) -> Outcome<()> {
    Ok(())
}

fn call(_: &mut Vm, this: Gc<WeakReference>) -> Outcome<Option<Value>> {
    Ok(this.referent())
}

fn repr(vm: &mut Vm, this: Gc<WeakReference>) -> Outcome<String> {
    Ok(match this.referent() {
        None => format!("<weakref at {:#x}; dead>", this.address()),
        Some(object) => {
            let name = vm.type_name(object);
            format!("<weakref at {:#x}; to '{name}' at {:#x}>", this.address(), object.bits())
        }
    })
}

fn hash(vm: &mut Vm, this: Gc<WeakReference>) -> Outcome<i64> {
    if let Some(known) = this.hash.get().as_fixnum() {
        return Ok(known);
    }
    let Some(object) = this.referent() else { return Err(vm.type_error("weak object has gone away")) };
    let hash = vm.hash(object)?;
    this.hash.set(this, Value::fixnum(hash << 1 >> 1));
    Ok(hash << 1 >> 1)
}

fn eq(vm: &mut Vm, this: Gc<WeakReference>, other: Value) -> Outcome<Value> {
    let Some(other) = other.cast::<WeakReference>() else { return Ok(Value::NOT_IMPLEMENTED) };
    match (this.referent(), other.referent()) {
        (Some(left), Some(right)) => Ok(Value::bool(vm.equals(left, right)?)),
        _ => Ok(Value::bool(this == other)),
    }
}

fn ne(vm: &mut Vm, this: Gc<WeakReference>, other: Value) -> Outcome<Value> {
    Ok(match eq(vm, this, other)? {
        Value::TRUE => Value::FALSE,
        Value::FALSE => Value::TRUE,
        other => other,
    })
}

fn callback(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(this
        .cast::<WeakReference>()
        .filter(|reference| reference.referent().is_some())
        .and_then(|reference| reference.callback.get().bound())
        .unwrap_or(Value::NONE))
}

/// `__weakref__`: the first weak reference to an object, or `None`.
pub(crate) fn first_reference(vm: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(vm.heap.references_to(this).first().map_or(Value::NONE, |reference| reference.value()))
}
