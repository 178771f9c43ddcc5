//! Attributes and keys of namespaces whose names are not known: any of them may be meant.

use super::types;
use crate::diagnostics::Code;
use crate::domain::{ObjectId, Payload, Slot, Value};
use crate::interp::{Eval, Interp, LookedUp};
use crate::ir::{Symbol, sym};

/// Names that an object inherits from classes written in Python, with their values.
fn inherited(interp: &Interp<'_>, id: ObjectId) -> Vec<(Symbol, Value)> {
    let object = interp.heap.get(id);
    let (class, skip) = if object.as_class().is_some() { (id, 1) } else { (object.class, 0) };
    let mro = interp.heap.get(class).as_class().map(|class| class.mro.clone()).unwrap_or_default();
    mro.into_iter()
        .skip(skip)
        .filter(|base| base.unit.0 != 0)
        .filter_map(|base| interp.heap.attrs(base))
        .flat_map(crate::domain::Namespace::iter)
        .filter(|(name, _)| !name.is_dunder() && !name.as_str().starts_with('.'))
        .map(|(name, slot)| (name, slot.value.clone()))
        .collect()
}

/// Whether reading, setting or deleting some attribute may run code: a property's, or that of `custom`.
fn runs_code(interp: &mut Interp<'_>, id: ObjectId, custom: &[Symbol]) -> bool {
    let class = interp.heap.get(id).class;
    let is_custom = custom
        .iter()
        .any(|name| matches!(interp.lookup(class, *name), LookedUp::Value(_, place) if place.unit.0 != 0));
    is_custom || inherited(interp, id).iter().any(|(_, value)| interp.is_data_descriptor(value))
}

/// An attribute whose name is not known.
pub(super) fn get(interp: &mut Interp<'_>, object: &Value) -> Value {
    let attribute = Value::unknown("an attribute whose name is not known");
    let may_run = match object {
        Value::Object(id) => {
            let held = interp.heap.get(*id);
            let is_module = matches!(held.payload, Payload::Module(_));
            (is_module && interp.heap.attr(*id, sym::getattr).is_some())
                || held.class == types::SUPER
                || runs_code(interp, *id, &[sym::getattr, sym::getattribute])
        }
        other => interp.heap.class_of(other).is_none_or(|class| class.unit.0 != 0),
    };
    if !may_run {
        return attribute;
    }
    interp.unknown_use(Code::UnknownAttribute, &attribute, "code of an object may run to give")
}

/// Sets an attribute whose name is not known.
pub(super) fn set(interp: &mut Interp<'_>, object: &Value, value: &Value) -> Eval<()> {
    let Some(id) = changeable(interp, object, &[sym::setattr], |interp, member| set(interp, member, value))?
    else {
        return Ok(());
    };
    bind_any(interp, id, value);
    // It may hide a name of the class.
    for (name, _) in inherited(interp, id) {
        if interp.heap.attr(id, name).is_none() {
            let slot = Slot { value: value.clone(), maybe_unbound: true };
            interp.heap.modify(id).attrs_mut().insert(name, slot);
        }
    }
    Ok(())
}

/// Deletes an attribute whose name is not known.
pub(super) fn delete(interp: &mut Interp<'_>, object: &Value) -> Eval<()> {
    let Some(id) = changeable(interp, object, &[sym::delattr], delete)? else { return Ok(()) };
    forget_any(interp, id);
    Ok(())
}

/// The object, if it is one and may be changed.
fn changeable(
    interp: &mut Interp<'_>,
    object: &Value,
    custom: &[Symbol],
    mut each: impl FnMut(&mut Interp<'_>, &Value) -> Eval<()>,
) -> Eval<Option<ObjectId>> {
    match object {
        Value::Union(members) => {
            interp.fork(members.to_vec(), |interp, member| each(interp, &member).map(|()| Value::None))?;
            Ok(None)
        }
        Value::Unknown(_) => {
            interp.unknown_use(Code::UnknownAttribute, object, "an attribute is changed of");
            Ok(None)
        }
        _ => {
            let Some(id) = interp.changeable(object, "an attribute")? else { return Ok(None) };
            if runs_code(interp, id, custom) {
                let attribute = Value::unknown("an attribute whose name is not known");
                interp.unknown_use(Code::UnknownAttribute, &attribute, "code of an object may run to change");
            }
            Ok(Some(id))
        }
    }
}

/// Any name of a namespace may have been bound to the value.
pub(super) fn bind_any(interp: &mut Interp<'_>, id: ObjectId, value: &Value) {
    let slots: Vec<(Symbol, Slot)> = match interp.heap.attrs(id) {
        Some(attrs) => attrs.iter().map(|(name, slot)| (name, slot.clone())).collect(),
        None => Vec::new(),
    };
    for (name, mut slot) in slots {
        if !name.as_str().starts_with('.') {
            slot.value = interp.heap.join(&slot.value, value);
            interp.heap.modify(id).attrs_mut().insert(name, slot);
        }
    }
    interp.heap.modify(id).open = true;
}

/// Any name of a namespace may have been unbound.
pub(super) fn forget_any(interp: &mut Interp<'_>, id: ObjectId) {
    for slot in interp.heap.modify(id).attrs_mut().values_mut() {
        slot.maybe_unbound = true;
    }
}
