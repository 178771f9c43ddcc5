//! Keys of dictionaries and elements of sets: hashing, and entries of contents that no object holds yet.

use super::dicts::{Place, UNKNOWN_HASH};
use super::{Eval, Interp, MAX_ELEMENTS, Stop};
use crate::builtins::{exceptions as exc, types};
use crate::diagnostics::Code as DiagnosticCode;
use crate::domain::{Dict, DictEntry, ObjectId, Payload, Value, hash_key};
use crate::ir::sym;

/// What keys are for, as error messages put it.
pub(crate) const DICT_KEY: &str = "a dict key";
pub(crate) const SET_ELEMENT: &str = "a set element";

/// Whether a key is among entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// At this position.
    Certain(usize),
    Possible,
    Absent,
}

impl Interp<'_> {
    /// As [`Interp::hash`], with the error that dictionaries and sets raise.
    pub(crate) fn key_hash(&mut self, key: &Value, purpose: &str) -> Eval<Option<u64>> {
        match self.hash(key) {
            Err(Stop::Raise(exception)) if self.heap.class_of(&exception) == Some(exc::TYPE_ERROR) => {
                let reason = match &exception {
                    Value::Object(id) => match &self.heap.get(*id).payload {
                        Payload::Exception(data) => match &data.args {
                            Value::Tuple(args) => match &**args {
                                [Value::Str(text)] => Some(text.to_string_lossy().into_owned()),
                                _ => None,
                            },
                            _ => None,
                        },
                        _ => None,
                    },
                    _ => None,
                };
                let Some(reason) = reason else { return Err(Stop::Raise(exception)) };
                let name = self.full_type_name(key);
                self.type_error(&format!("cannot use '{name}' as {purpose} ({reason})"))
            }
            other => other,
        }
    }

    /// Name of the value's class with that of its module, unless it is a built-in one.
    fn full_type_name(&self, value: &Value) -> String {
        let Some(class) = self.heap.class_of(value) else { return self.type_name(value) };
        let qualname =
            self.heap.get(class).as_class().map(|info| info.qualname.to_string()).unwrap_or_default();
        match self.heap.attr(class, sym::module).map(|slot| &slot.value) {
            Some(Value::Str(module)) if class.unit.0 != 0 => {
                format!("{}.{qualname}", module.to_string_lossy())
            }
            _ => qualname,
        }
    }

    /// What keys of the object are for.
    pub(super) fn key_purpose(&self, id: ObjectId) -> &'static str {
        match self.heap.get(id).payload {
            Payload::Set(_) | Payload::FrozenSet(_) => SET_ELEMENT,
            _ => DICT_KEY,
        }
    }

    /// The hash of an object that the `__hash__` of a built-in class derives from its contents.
    pub(super) fn content_hash(&mut self, id: ObjectId) -> Eval<Option<u64>> {
        match &self.heap.get(id).payload {
            Payload::Value(inner) => {
                let inner = inner.clone();
                self.hash(&inner)
            }
            Payload::Tuple(_) => Ok(None),
            Payload::FrozenSet(set) => {
                if !set.dict.has_exact_keys() {
                    return Ok(None);
                }
                // The order of the elements must not matter.
                let sum = set
                    .dict
                    .iter()
                    .fold(0u64, |sum, entry| sum.wrapping_add(entry.hash.wrapping_mul(entry.hash | 1)));
                Ok(hash_key(&Value::tuple(vec![Value::str("frozenset"), Value::int(sum as i64)])))
            }
            Payload::Range(parts) => {
                let [start, stop, step] = &**parts;
                let range = strict_semantics::range::Range::new(start.clone(), stop.clone(), step.clone());
                Ok(Some(range.map_or(UNKNOWN_HASH, |range| {
                    let (length, start, step) = range.identity();
                    let part = |part: Option<&strict_semantics::Int>| {
                        part.map_or(Value::None, |part| Value::Int(part.clone()))
                    };
                    let identity = Value::tuple(vec![Value::Int(length.clone()), part(start), part(step)]);
                    hash_key(&identity).unwrap_or(UNKNOWN_HASH)
                })))
            }
            Payload::Slice(parts) => {
                let parts = Value::tuple(parts.to_vec());
                self.hash(&parts)
            }
            Payload::MappingProxy(inner) => {
                let inner = inner.clone();
                self.hash(&inner)
            }
            _ => Ok(Some(UNKNOWN_HASH)),
        }
    }

    /// As [`Interp::presence`], for a key whose hash has been computed.
    pub(crate) fn presence_hashed(&mut self, dict: &Dict, key: &Value, hash: Option<u64>) -> Eval<Presence> {
        Ok(match self.find_key(dict, key, hash)? {
            Place::At(position) if dict.entry(position).is_some_and(|entry| entry.definite) => {
                Presence::Certain(position)
            }
            Place::Absent if !may_be_unlisted(dict, key) => Presence::Absent,
            _ => Presence::Possible,
        })
    }

    /// Sets an entry of contents that no object holds yet. An entry that is not definite may or may not be set.
    pub(crate) fn insert_entry(
        &mut self,
        dict: &mut Dict,
        entry: (Value, Value),
        definite: bool,
        purpose: &str,
    ) -> Eval<()> {
        let (key, value) = entry;
        if dict.len() >= MAX_ELEMENTS {
            return self.too_many_elements();
        }
        let hash = if key.is_unknown() {
            self.unknown_use(DiagnosticCode::UnknownSubscript, &key, "the key of an entry is");
            None
        } else {
            self.key_hash(&key, purpose)?
        };
        match (self.find_key(dict, &key, hash)?, hash) {
            (Place::At(position), _) if definite => dict.replace(position, value),
            (Place::At(position), _) => {
                if let Some(entry) = dict.entry_mut(position) {
                    entry.value = self.heap.join(&entry.value, &value);
                }
            }
            (Place::Absent, Some(hash)) => dict.push(DictEntry { hash, key, value, definite }),
            (place, _) => {
                if let Place::Perhaps(positions) = place {
                    for position in positions {
                        if let Some(entry) = dict.entry_mut(position) {
                            entry.value = self.heap.join(&entry.value, &value);
                        }
                    }
                }
                self.join_rest(dict, key, value);
            }
        }
        Ok(())
    }

    /// Adds any number of entries of which only the kind is known; they may replace those that are there.
    pub(crate) fn insert_any(&mut self, dict: &mut Dict, key: Value, value: Value) {
        for entry in dict.iter_mut() {
            entry.value = self.heap.join(&entry.value, &value);
        }
        self.join_rest(dict, key, value);
    }

    fn join_rest(&mut self, dict: &mut Dict, key: Value, value: Value) {
        let rest = match &dict.rest {
            Some(rest) => (self.heap.join(&rest.0, &key), self.heap.join(&rest.1, &value)),
            None => (key, value),
        };
        dict.rest = Some(Box::new(rest));
    }
}

/// Whether the key may be one of the entries that are not listed.
pub(super) fn may_be_unlisted(dict: &Dict, key: &Value) -> bool {
    dict.rest
        .as_ref()
        .is_some_and(|rest| rest.0.alternatives().iter().any(|unlisted| may_equal(unlisted, key)))
}

/// Whether two keys may be equal, as far as their classes tell.
pub(super) fn may_equal(a: &Value, b: &Value) -> bool {
    let is_number = |class| matches!(class, types::BOOL | types::INT | types::FLOAT | types::COMPLEX);
    match (a.plain_class(), b.plain_class()) {
        (Some(a), Some(b)) if a.unit.0 == 0 && b.unit.0 == 0 => a == b || is_number(a) && is_number(b),
        _ => true,
    }
}
