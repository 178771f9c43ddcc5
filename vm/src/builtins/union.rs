//! `typing.Union`: `int | str`.

use super::prelude::*;
use crate::object::{List, Record};

/// The specification: the tuple of members.
pub static UNION: TypeSpec = TypeSpec {
    module: "typing",
    methods: &[
        m("__repr__", "($self, /)", Any, n(repr), "Return repr(self)."),
        m("__eq__", "($self, value, /)", Any, n(eq), "Return self==value."),
        m("__hash__", "($self, /)", Any, n(hash), "Return hash(self)."),
        m("__or__", "($self, value, /)", Any, n(or), "Return self|value."),
        m("__ror__", "($self, value, /)", Any, n(ror), "Return value|self."),
        m("__instancecheck__", "($self, instance, /)", Any, n(instancecheck), ""),
        m("__subclasscheck__", "($self, subclass, /)", Any, n(subclasscheck), ""),
        m("__getitem__", "($self, key, /)", Any, n(getitem), "Return self[key]."),
        m("__class_getitem__", "($type, object, /)", Any, n(class_getitem), ""),
        m("__mro_entries__", "($self, bases, /)", Any, n(mro_entries), ""),
    ],
    attributes: &[
        ("__args__", args, None),
        ("__parameters__", parameters, None),
        ("__origin__", origin, None),
    ],
    doc: "Represent a union type\n\nE.g. for int | str",
    flags: TypeFlags::WEAKREF,
    ..new_spec("Union", Kind::Record)
};

/// Whether a value may be a member of a union made with `|`.
fn is_unionable(vm: &Vm, value: Value) -> bool {
    value.is_none()
        || value.is::<Type>()
        || vm.type_of(value) == vm.types.union
        || vm.type_of(value).is_subtype_of(vm.types.generic_alias)
}

/// `left | right`
pub(crate) fn make(vm: &mut Vm, left: Value, right: Value) -> Outcome<Value> {
    if !is_unionable(vm, left) || !is_unionable(vm, right) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    of(vm, &[left, right])
}

/// The union of values: nested ones flattened, duplicates dropped.
pub(crate) fn of(vm: &mut Vm, values: &[Value]) -> Outcome<Value> {
    let members = vm.new_list();
    for &value in values {
        add(vm, members, value)?;
    }
    match members.get(0) {
        Some(only) if members.len() == 1 => Ok(only),
        _ => {
            let members = vm.tuple_of_list(members)?;
            Ok(vm.new_record(vm.types.union, &[members.value()]).value())
        }
    }
}

fn add(vm: &mut Vm, members: Gc<List>, value: Value) -> Outcome<()> {
    if vm.type_of(value) == vm.types.union
        && let Some(inner) = value.cast::<Record>().and_then(|union| union.get(0).cast::<Tuple>())
    {
        for &member in inner.as_slice() {
            add(vm, members, member)?;
        }
        return Ok(());
    }
    let value = if value.is_none() { vm.types.none.value() } else { value };
    if vm.list_index_of(members, value, 0, i64::MAX)?.is_none() {
        vm.append(members, value)?;
    }
    Ok(())
}

fn members(vm: &Vm, this: Gc<Record>) -> Gc<Tuple> {
    this.get(0).cast::<Tuple>().unwrap_or(vm.empty_tuple)
}

fn repr(vm: &mut Vm, this: Gc<Record>) -> Outcome<String> {
    let mut parts = Vec::new();
    for &member in members(vm, this).as_slice() {
        if member == vm.types.none.value() {
            parts.push("None".to_owned());
        } else {
            parts.push(super::generic_alias::argument_text(vm, member)?);
        }
    }
    Ok(parts.join(" | "))
}

fn eq(vm: &mut Vm, this: Gc<Record>, other: Value) -> Outcome<Value> {
    let Some(other) = other.cast::<Record>().filter(|other| vm.type_of(other.value()) == vm.types.union)
    else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let (left, right) = (members(vm, this), members(vm, other));
    if left.len() != right.len() {
        return Ok(Value::FALSE);
    }
    for &member in left.as_slice() {
        if !vm.contains(right.value(), member)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

fn hash(vm: &mut Vm, this: Gc<Record>) -> Outcome<i64> {
    let mut hashes = Vec::new();
    for &member in members(vm, this).as_slice() {
        hashes.push(vm.hash(member)?);
    }
    Ok(strict_semantics::hash::hash_frozenset(hashes))
}

fn or(vm: &mut Vm, this: Value, other: Value) -> Outcome<Value> {
    make(vm, this, other)
}

fn ror(vm: &mut Vm, this: Value, other: Value) -> Outcome<Value> {
    make(vm, other, this)
}

fn instancecheck(vm: &mut Vm, this: Gc<Record>, instance: Value) -> Outcome<bool> {
    for &member in members(vm, this).as_slice() {
        if vm.is_instance(instance, member)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn subclasscheck(vm: &mut Vm, this: Gc<Record>, subclass: Value) -> Outcome<bool> {
    for &member in members(vm, this).as_slice() {
        if vm.is_subclass(subclass, member)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn getitem(vm: &mut Vm, this: Gc<Record>, key: Value) -> Outcome<Value> {
    let args = this.get(0).cast::<Tuple>().unwrap_or(vm.empty_tuple);
    let parameters = super::substitution::parameters_of(vm, args)?;
    let args = super::substitution::substitute(vm, this.value(), args, parameters, key)?;
    of(vm, args.as_slice())
}

fn class_getitem(vm: &mut Vm, _class: Value, key: Value) -> Outcome<Value> {
    match key.cast::<Tuple>() {
        Some(items) => of(vm, items.as_slice()),
        None => of(vm, &[key]),
    }
}

fn mro_entries(vm: &mut Vm, this: Gc<Record>, _bases: Value) -> Outcome<Value> {
    let text = repr(vm, this)?;
    Err(vm.type_error(format!("Cannot subclass {text}")))
}

fn args(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(this.cast::<Record>().map_or(Value::NONE, |union| union.get(0)))
}

fn parameters(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let args = this.cast::<Record>().and_then(|union| union.get(0).cast::<Tuple>()).unwrap_or(vm.empty_tuple);
    Ok(super::substitution::parameters_of(vm, args)?.value())
}

fn origin(vm: &mut Vm, _this: Value) -> Outcome<Value> {
    Ok(vm.types.union.value())
}
