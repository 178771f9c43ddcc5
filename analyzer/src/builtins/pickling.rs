//! How an object is copied or pickled: which of its methods run to find out. What they come to is not followed.

use super::object::receiver;
use super::types;
use crate::domain::Value;
use crate::interp::{Arguments, Eval, Interp};
use crate::ir::{Symbol, sym};

/// `object.__reduce_ex__(self, protocol)`: what a class has of its own for that is asked first.
pub(super) fn object_reduce_ex(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let object = receiver(interp, arguments)?;
    if let Some(reduce) = overridden(interp, &object, "__reduce__")? {
        return interp.call(&reduce, Vec::new());
    }
    reduced(interp, &object)
}

pub(super) fn object_reduce(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let object = receiver(interp, arguments)?;
    reduced(interp, &object)
}

/// Runs what CPython runs to find out how an object is made again.
fn reduced(interp: &mut Interp<'_>, object: &Value) -> Eval<Value> {
    for name in ["__getnewargs_ex__", "__getnewargs__"] {
        if let Some(method) = overridden(interp, object, name)? {
            interp.call(&method, Vec::new())?;
            break;
        }
    }
    match overridden(interp, object, "__getstate__")? {
        Some(method) => interp.call(&method, Vec::new())?,
        None => state_of(interp, object)?,
    };
    // The items of what derives from a dictionary or a list are part of it.
    let class = interp.heap.class_of(object);
    if class.is_some_and(|class| interp.is_subclass_of(class, types::DICT)) {
        if let Some(items) = overridden(interp, object, "items")? {
            let items = interp.call(&items, Vec::new())?;
            interp.iter(&items)?;
        }
    } else if class.is_some_and(|class| interp.is_subclass_of(class, types::LIST)) {
        interp.iter(object)?;
    }
    Ok(Value::unknown("the pickled form of an object"))
}

pub(super) fn object_getstate(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let object = receiver(interp, arguments)?;
    state_of(interp, &object)
}

/// The state that an object has without `__getstate__` of its own: its `__dict__`, which may be a property.
fn state_of(interp: &mut Interp<'_>, object: &Value) -> Eval<Value> {
    interp.get_attr_or_none(object, sym::dict)?;
    Ok(Value::unknown("the state of an object"))
}

/// A method that an object has from a class written in Python.
fn overridden(interp: &mut Interp<'_>, object: &Value, name: &str) -> Eval<Option<Value>> {
    let name = Symbol::new(name);
    let Some(class) = interp.heap.class_of(object) else { return Ok(None) };
    let mro = interp.heap.get(class).as_class().map(|class| class.mro.clone()).unwrap_or_default();
    let place = mro.into_iter().find(|place| interp.heap.attr(*place, name).is_some());
    match place {
        Some(place) if place.unit.0 != 0 => interp.get_attr_or_none(object, name),
        _ => Ok(None),
    }
}
