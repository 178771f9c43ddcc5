//! `__dict__` of a module or an instance, and `globals()`: dictionaries whose entries are the names of an object.

use crate::diagnostics::Code as DiagnosticCode;
use crate::domain::{ObjectId, Payload, Slot, Value};
use crate::interp::{DICT_KEY, DictGet, Eval, Interp};
use crate::ir::Symbol;

/// What a key says about the names.
enum Key {
    Name(Symbol),
    /// It may be any name.
    Any,
    /// No name at all.
    Other,
}

fn key(interp: &mut Interp<'_>, key: &Value) -> Eval<Key> {
    if key.is_unknown() {
        interp.unknown_use(DiagnosticCode::UnknownSubscript, key, "a dictionary of names is indexed with");
        return Ok(Key::Any);
    }
    if let Some(name) = interp.symbol_of(key) {
        return Ok(if is_hidden(name) { Key::Other } else { Key::Name(name) });
    }
    Ok(match interp.key_hash(key, DICT_KEY)? {
        Some(_) => Key::Other,
        None => Key::Any,
    })
}

/// Names that the analyzer keeps for itself.
fn is_hidden(name: Symbol) -> bool {
    name.as_str().starts_with('.')
}

/// `names[key]`, if it is there.
pub(super) fn get(interp: &mut Interp<'_>, target: ObjectId, wanted: &Value) -> Eval<DictGet> {
    let open = interp.heap.get(target).open;
    let unlisted = || Value::unknown("a name that is not listed");
    match key(interp, wanted)? {
        Key::Name(name) => Ok(match interp.heap.attr(target, name) {
            Some(Slot { value, maybe_unbound: false }) => DictGet::Found(value.clone()),
            Some(slot) => DictGet::Perhaps(slot.value.clone()),
            None if interp.implied_names(target).iter().any(|(implied, _)| *implied == name) => {
                DictGet::Found(interp.implied_value(target, name))
            }
            None if open => DictGet::Perhaps(unlisted()),
            None => DictGet::Absent,
        }),
        Key::Any => {
            let names = interp.namespace_contents(target);
            let values: Vec<Value> = names
                .iter()
                .map(|entry| &entry.value)
                .chain(names.rest.iter().map(|rest| &rest.1))
                .cloned()
                .collect();
            Ok(interp.heap.join_all(&values).map_or(DictGet::Absent, DictGet::Perhaps))
        }
        Key::Other => Ok(if open { DictGet::Perhaps(unlisted()) } else { DictGet::Absent }),
    }
}

fn what(interp: &Interp<'_>, target: ObjectId, name: Option<Symbol>) -> String {
    let kind =
        if matches!(interp.heap.get(target).payload, Payload::Module(_)) { "global" } else { "attribute" };
    match name {
        Some(name) => format!("{kind} `{name}`"),
        None => format!("some {kind}"),
    }
}

/// `names[key] = value`
pub(super) fn set(interp: &mut Interp<'_>, target: ObjectId, wanted: &Value, value: Value) -> Eval<()> {
    if let Value::Union(keys) = wanted {
        interp.fork(keys.to_vec(), |interp, key| {
            set(interp, target, &key, value.clone()).map(|()| Value::None)
        })?;
        return Ok(());
    }
    let found = key(interp, wanted)?;
    let name = if let Key::Name(name) = found { Some(name) } else { None };
    let what = what(interp, target, name);
    if !interp.may_change(target, &what)? {
        return Ok(());
    }
    match found {
        Key::Name(name) => interp.heap.modify(target).attrs_mut().bind(name, value),
        Key::Any => super::unknown_names::bind_any(interp, target, &value),
        Key::Other => interp.heap.modify(target).open = true,
    }
    Ok(())
}

/// `del names[key]`; what was there.
pub(super) fn remove(interp: &mut Interp<'_>, target: ObjectId, wanted: &Value) -> Eval<DictGet> {
    let found = get(interp, target, wanted)?;
    if matches!(found, DictGet::Absent) {
        return Ok(found);
    }
    let name = interp.symbol_of(wanted);
    let what = what(interp, target, name);
    if interp.may_change(target, &what)? {
        match name {
            Some(name) => {
                interp.heap.modify(target).attrs_mut().remove(name);
            }
            None => super::unknown_names::forget_any(interp, target),
        }
    }
    Ok(found)
}

/// `names.clear()`
pub(super) fn clear(interp: &mut Interp<'_>, target: ObjectId) -> Eval<()> {
    let what = what(interp, target, None);
    if interp.may_change(target, &what)? {
        let object = interp.heap.modify(target);
        object.open = false;
        object.attrs_mut().clear();
    }
    Ok(())
}
