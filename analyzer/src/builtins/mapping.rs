//! The entries of dictionaries, wherever they are kept: look-up, change, and filling from other mappings.

use super::{exceptions as exc, namespace_dict, types};
use crate::diagnostics::Code as DiagnosticCode;
use crate::domain::{Dict, DictViewKind, Elements, ObjectId, Payload, Value};
use crate::interp::{DICT_KEY, DictGet, Eval, Interp, Next, unknown_dict};

/// Where the entries of a dictionary are kept.
#[derive(Clone, Copy, Debug)]
pub(super) enum Store {
    Entries(ObjectId),
    /// They are the names of this object.
    Names(ObjectId),
    Unknown,
}

pub(super) fn store(interp: &Interp<'_>, dict: &Value) -> Store {
    match dict {
        Value::Object(id) => match &interp.heap.get(*id).payload {
            Payload::Dict(_) => Store::Entries(*id),
            Payload::NamespaceDict(target) => Store::Names(*target),
            _ => Store::Unknown,
        },
        _ => Store::Unknown,
    }
}

/// A copy of the entries.
pub(super) fn contents(interp: &mut Interp<'_>, dict: &Value) -> Dict {
    match store(interp, dict) {
        Store::Entries(id) => interp.dict_of(id).cloned().unwrap_or_default(),
        Store::Names(target) => interp.namespace_contents(target),
        Store::Unknown => unknown_dict(),
    }
}

/// The keys, values or items of all entries, with those that stand for any number of others.
pub(super) fn view_items(contents: &Dict, kind: DictViewKind) -> Vec<Value> {
    let listed = contents.iter().map(|entry| (&entry.key, &entry.value));
    let rest = contents.rest.iter().map(|rest| (&rest.0, &rest.1));
    listed
        .chain(rest)
        .map(|(key, value)| match kind {
            DictViewKind::Keys => key.clone(),
            DictViewKind::Values => value.clone(),
            DictViewKind::Items => Value::tuple(vec![key.clone(), value.clone()]),
        })
        .collect()
}

/// `dict[key]`, if it is there.
pub(super) fn get(interp: &mut Interp<'_>, dict: &Value, key: &Value) -> Eval<DictGet> {
    match store(interp, dict) {
        Store::Entries(id) => interp.dict_get(id, key),
        Store::Names(target) => namespace_dict::get(interp, target, key),
        Store::Unknown => {
            if key.is_unknown() {
                interp.unknown_use(DiagnosticCode::UnknownSubscript, key, "a dictionary is indexed with");
            } else {
                interp.key_hash(key, DICT_KEY)?;
            }
            Ok(DictGet::Perhaps(Value::unknown("a value of a dictionary whose contents are not known")))
        }
    }
}

/// `dict[key] = value`
pub(super) fn set(interp: &mut Interp<'_>, dict: &Value, key: Value, value: Value) -> Eval<()> {
    match store(interp, dict) {
        Store::Entries(id) => interp.dict_set(id, key, value),
        Store::Names(target) => namespace_dict::set(interp, target, &key, value),
        Store::Unknown => interp.changeable(dict, "the contents").map(drop),
    }
}

/// `del dict[key]`; what was there.
pub(super) fn remove(interp: &mut Interp<'_>, dict: &Value, key: &Value) -> Eval<DictGet> {
    match store(interp, dict) {
        Store::Entries(id) => interp.dict_remove(id, key),
        Store::Names(target) => namespace_dict::remove(interp, target, key),
        Store::Unknown => {
            interp.changeable(dict, "the contents")?;
            get(interp, dict, key)
        }
    }
}

/// `dict.clear()`
pub(super) fn clear(interp: &mut Interp<'_>, dict: &Value) -> Eval<()> {
    match store(interp, dict) {
        Store::Entries(_) => replace(interp, dict, Dict::default()),
        Store::Names(target) => namespace_dict::clear(interp, target),
        Store::Unknown => interp.changeable(dict, "the contents").map(drop),
    }
}

/// Gives the dictionary other entries.
fn replace(interp: &mut Interp<'_>, dict: &Value, contents: Dict) -> Eval<()> {
    if let Some(id) = interp.changeable(dict, "the contents")? {
        interp.heap.modify(id).payload = Payload::Dict(contents);
    }
    Ok(())
}

/// Makes every entry one that may be absent.
pub(super) fn weaken(interp: &mut Interp<'_>, dict: &Value) -> Eval<()> {
    match store(interp, dict) {
        Store::Entries(_) => {
            let mut contents = contents(interp, dict);
            for entry in contents.iter_mut() {
                entry.definite = false;
            }
            replace(interp, dict, contents)
        }
        // A name that is not known is removed.
        Store::Names(target) => namespace_dict::remove(interp, target, &Value::Typed(types::STR)).map(drop),
        Store::Unknown => interp.changeable(dict, "the contents").map(drop),
    }
}

/// Sets the entries of other contents, of which some may be uncertain.
pub(super) fn merge(interp: &mut Interp<'_>, dict: &Value, other: &Dict) -> Eval<()> {
    if other.is_exact() {
        for entry in other.iter() {
            set(interp, dict, entry.key.clone(), entry.value.clone())?;
        }
        return Ok(());
    }
    match store(interp, dict) {
        Store::Entries(_) => {
            let mut merged = contents(interp, dict);
            if let Some(rest) = &other.rest {
                interp.insert_any(&mut merged, rest.0.clone(), rest.1.clone());
            }
            merged.unordered |= other.unordered && other.len() > 1;
            for entry in other.iter() {
                interp.insert_entry(
                    &mut merged,
                    (entry.key.clone(), entry.value.clone()),
                    entry.definite,
                    DICT_KEY,
                )?;
            }
            replace(interp, dict, merged)
        }
        Store::Names(target) => {
            if let Some(rest) = &other.rest {
                namespace_dict::set(interp, target, &Value::Typed(types::STR), rest.1.clone())?;
            }
            for entry in other.iter() {
                let alternatives = if entry.definite { vec![true] } else { vec![true, false] };
                interp.fork(alternatives, |interp, present| {
                    if present {
                        namespace_dict::set(interp, target, &entry.key, entry.value.clone())?;
                    }
                    Ok(Value::None)
                })?;
            }
            Ok(())
        }
        Store::Unknown => interp.changeable(dict, "the contents").map(drop),
    }
}

/// `dict.update(source)`: a mapping, or pairs.
pub(super) fn update(interp: &mut Interp<'_>, dict: &Value, source: &Value) -> Eval<()> {
    if source.is_unknown() {
        interp.unknown_use(DiagnosticCode::UnknownIteration, source, "a dictionary is filled from");
        return merge(interp, dict, &unknown_dict());
    }
    if let Some(contents) = interp.mapping_contents(source)? {
        return merge(interp, dict, &contents);
    }
    let iterator = interp.iter(source)?;
    for index in 0usize.. {
        interp.step()?;
        match interp.next(&iterator)? {
            Next::Done => break,
            Next::Item(pair) => {
                let (key, value) = unpack_pair(interp, &pair, index)?;
                set(interp, dict, key, value)?;
            }
            Next::Any(pair) => {
                let mut rest = Dict::default();
                interp.any_times(|interp| {
                    let (key, value) = unpack_pair(interp, &pair, index)?;
                    if key.is_unknown() {
                        interp.unknown_use(DiagnosticCode::UnknownSubscript, &key, "the key of an entry is");
                    } else {
                        interp.key_hash(&key, DICT_KEY)?;
                    }
                    interp.insert_any(&mut rest, key, value);
                    Ok(Value::None)
                })?;
                return merge(interp, dict, &rest);
            }
        }
    }
    Ok(())
}

/// Key and value of an element of an update sequence.
fn unpack_pair(interp: &mut Interp<'_>, pair: &Value, index: usize) -> Eval<(Value, Value)> {
    if let Value::Tuple(items) = pair
        && let [key, value] = &**items
    {
        return Ok((key.clone(), value.clone()));
    }
    let elements = match pair {
        Value::Unknown(_) | Value::Union(_) => interp.collect(pair)?,
        other => match interp.iter_or_none(other)? {
            Some(iterator) => interp.drain(&iterator)?,
            None => return interp.type_error("object is not iterable"),
        },
    };
    match elements {
        Elements::Exact(items) => match <[Value; 2]>::try_from(items) {
            Ok([key, value]) => Ok((key, value)),
            Err(items) => interp.value_error(&format!(
                "dictionary update sequence element #{index} has length {}; 2 is required",
                items.len()
            )),
        },
        Elements::Summary(item) => {
            interp.maybe_raise_class(exc::VALUE_ERROR);
            Ok((item.clone(), item))
        }
    }
}
