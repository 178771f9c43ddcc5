//! Dictionaries, sets and other mappings: look-ups whose keys may need `__hash__` and `__eq__`.

use super::control::Truth;
use super::{Eval, Interp, MAX_ELEMENTS};
use crate::builtins::{exceptions as exc, getset_descriptor, types};
use crate::diagnostics::Code as DiagnosticCode;
use crate::domain::{
    Dict, DictEntry, KeyMatch, Namespace, Object, ObjectId, Payload, Value, hash_key, match_keys,
};
use crate::ir::{Symbol, sym};

/// Hash of keys whose `__hash__` gives a result that is not known: they all meet in one bucket.
pub(super) const UNKNOWN_HASH: u64 = 0x5eed;

/// Where a key is.
pub(crate) enum Place {
    At(usize),
    Absent,
    /// It may be any of these, or absent.
    Perhaps(Vec<usize>),
}

impl Interp<'_> {
    /// The key's hash; `None` when the key itself is not fully known. Unhashable keys raise `TypeError`.
    pub(crate) fn hash(&mut self, key: &Value) -> Eval<Option<u64>> {
        match key {
            Value::Object(id) => {
                let object = self.heap.get(*id);
                let class = object.class;
                match &object.payload {
                    Payload::Function(_) | Payload::Native(_) | Payload::Module(_) => {
                        return Ok(hash_key(key));
                    }
                    Payload::Class(_) if class == types::TYPE => return Ok(hash_key(key)),
                    Payload::BoundMethod { function, receiver } => {
                        let pair = Value::tuple(vec![function.clone(), receiver.clone()]);
                        return Ok(Some(hash_key(&pair).unwrap_or(UNKNOWN_HASH)));
                    }
                    Payload::List(_) | Payload::Dict(_) | Payload::Set(_) | Payload::ByteArray(_)
                        if class.unit.0 == 0 =>
                    {
                        return self.unhashable(key);
                    }
                    _ => {}
                }
                match self.lookup(class, sym::hash) {
                    super::attributes::Found::Value(Value::None, _) => self.unhashable(key),
                    super::attributes::Found::Value(method, place) => {
                        if place == types::OBJECT {
                            return Ok(hash_key(key));
                        }
                        if place.unit.0 == 0 {
                            let id = *id;
                            return self.content_hash(id);
                        }
                        let result = self.call(&method, vec![key.clone()])?;
                        match self.heap.unwrap(&result) {
                            plain @ (Value::Int(_) | Value::Bool(_)) => {
                                Ok(Some(hash_key(plain).unwrap_or(UNKNOWN_HASH)))
                            }
                            plain if plain.is_constant() => {
                                self.type_error("__hash__ method should return an integer")
                            }
                            _ => Ok(Some(UNKNOWN_HASH)),
                        }
                    }
                    _ => Ok(hash_key(key)),
                }
            }
            Value::Tuple(items) => {
                if let Some(hash) = hash_key(key)
                    && items.iter().all(Value::is_constant)
                {
                    return Ok(Some(hash));
                }
                let mut combined: Vec<Value> = Vec::new();
                for item in items.iter() {
                    self.step()?;
                    match self.hash(item)? {
                        Some(hash) => combined.push(Value::int(hash as i64)),
                        None => return Ok(None),
                    }
                }
                Ok(hash_key(&Value::tuple(combined)))
            }
            Value::Union(members) => {
                for member in members.iter() {
                    self.hash(member)?;
                }
                Ok(None)
            }
            Value::Typed(class) if matches!(*class, types::LIST | types::DICT | types::SET) => {
                self.unhashable(key)
            }
            Value::Typed(class) if class.unit.0 != 0 => {
                match self.lookup(*class, sym::hash) {
                    super::attributes::Found::Value(Value::None, _) => return self.unhashable(key),
                    super::attributes::Found::Value(method, place) if place.unit.0 != 0 => {
                        self.call(&method, vec![key.clone()])?;
                    }
                    _ => {}
                }
                Ok(hash_key(key))
            }
            other => Ok(hash_key(other)),
        }
    }

    fn unhashable<T>(&mut self, key: &Value) -> Eval<T> {
        let name = self.type_name(key);
        self.type_error(&format!("unhashable type: '{name}'"))
    }

    /// Finds a key among entries.
    pub(crate) fn find_key(&mut self, dict: &Dict, key: &Value, hash: Option<u64>) -> Eval<Place> {
        let Some(hash) = hash else {
            let may_equal = |position: &usize| {
                dict.entry(*position).is_some_and(|entry| super::keys::may_equal(&entry.key, key))
            };
            let positions: Vec<usize> = (0..dict.positions()).filter(may_equal).collect();
            for entry in positions.iter().filter_map(|position| dict.entry(*position)) {
                self.compare_perhaps(&entry.key, key)?;
            }
            return Ok(if positions.is_empty() { Place::Absent } else { Place::Perhaps(positions) });
        };
        let candidates: Vec<usize> = dict.candidates(hash).collect();
        let mut perhaps = Vec::new();
        for position in candidates {
            let Some(entry) = dict.entry(position) else { continue };
            match match_keys(&entry.key, key) {
                KeyMatch::Equal => return Ok(Place::At(position)),
                KeyMatch::Different => {}
                KeyMatch::AskObject => match self.equal(&entry.key, key)? {
                    Truth::True => return Ok(Place::At(position)),
                    Truth::False => {}
                    Truth::Either => perhaps.push(position),
                },
            }
        }
        Ok(if perhaps.is_empty() { Place::Absent } else { Place::Perhaps(perhaps) })
    }

    /// The dictionary contents of an object, if it has any.
    pub(crate) fn dict_of(&self, id: ObjectId) -> Option<&Dict> {
        match &self.heap.get(id).payload {
            Payload::Dict(dict) => Some(dict),
            Payload::Set(set) | Payload::FrozenSet(set) => Some(&set.dict),
            _ => None,
        }
    }

    /// The value under a key of a dictionary: known, absent, or perhaps absent.
    pub(crate) fn dict_get(&mut self, id: ObjectId, key: &Value) -> Eval<DictGet> {
        if key.is_unknown() {
            let result =
                self.unknown_use(DiagnosticCode::UnknownSubscript, key, "a dictionary is indexed with");
            return Ok(DictGet::Perhaps(result));
        }
        let hash = self.key_hash(key, self.key_purpose(id))?;
        let place = self.locate(id, key, hash)?;
        Ok(self.found_at(id, key, &place))
    }

    /// Compares keys that need not meet, if that runs code: its effects are found, and its result is not known.
    fn compare_perhaps(&mut self, held: &Value, key: &Value) -> Eval<()> {
        if !self.compares_by_code(held) && !self.compares_by_code(key) {
            return Ok(());
        }
        self.any_times(|interp| interp.equal(held, key).map(|_| Value::None)).map(drop)
    }

    /// Whether comparing the value runs code in Python.
    fn compares_by_code(&mut self, value: &Value) -> bool {
        let class = match value {
            Value::Object(id) => self.heap.get(*id).class,
            Value::Typed(class) => *class,
            Value::Union(members) => {
                return members.clone().iter().any(|member| self.compares_by_code(member));
            }
            Value::Tuple(items) => return items.clone().iter().any(|item| self.compares_by_code(item)),
            _ => return false,
        };
        class.unit.0 != 0
            && matches!(self.lookup(class, sym::eq), super::attributes::Found::Value(_, place) if place.unit.0 != 0)
    }

    /// Where the key of a dictionary is.
    fn locate(&mut self, id: ObjectId, key: &Value, hash: Option<u64>) -> Eval<Place> {
        if let Some(rest) = self.dict_of(id).and_then(|dict| dict.rest.as_ref()).map(|rest| rest.0.clone()) {
            self.compare_perhaps(&rest, key)?;
        }
        let Some(dict) = self.dict_of(id) else { return Ok(Place::Absent) };
        match hash.and_then(|hash| dict.find(key, hash)) {
            Some(position) => Ok(Place::At(position)),
            None if hash.is_some_and(|hash| dict.candidates(hash).next().is_none()) => Ok(Place::Absent),
            None => {
                // Comparing keys may run code that changes the dictionary.
                let dict = dict.clone();
                self.find_key(&dict, key, hash)
            }
        }
    }

    fn found_at(&mut self, id: ObjectId, key: &Value, place: &Place) -> DictGet {
        let Some(dict) = self.dict_of(id) else { return DictGet::Absent };
        let rest =
            dict.rest.as_ref().filter(|_| super::keys::may_be_unlisted(dict, key)).map(|rest| rest.1.clone());
        match place {
            Place::At(position) => match dict.entry(*position) {
                Some(entry) if entry.definite => DictGet::Found(entry.value.clone()),
                Some(entry) => DictGet::Perhaps(entry.value.clone()),
                None => DictGet::Absent,
            },
            Place::Absent => rest.map_or(DictGet::Absent, DictGet::Perhaps),
            Place::Perhaps(positions) => {
                let values: Vec<Value> = positions
                    .iter()
                    .filter_map(|p| dict.entry(*p))
                    .map(|entry| entry.value.clone())
                    .chain(rest)
                    .collect();
                self.heap.join_all(&values).map_or(DictGet::Absent, DictGet::Perhaps)
            }
        }
    }

    /// Sets an entry of a dictionary (or adds to a set, with `None`).
    pub(crate) fn dict_set(&mut self, id: ObjectId, key: Value, value: Value) -> Eval<()> {
        if !self.may_change(id, "the contents")? {
            return Ok(());
        }
        if let Value::Union(keys) = &key {
            self.fork(keys.to_vec(), |interp, key| {
                interp.dict_set(id, key, value.clone()).map(|()| Value::None)
            })?;
            return Ok(());
        }
        if key.is_unknown() {
            self.unknown_use(DiagnosticCode::UnknownSubscript, &key, "a dictionary is indexed with");
        }
        let hash = if key.is_unknown() { None } else { self.key_hash(&key, self.key_purpose(id))? };
        let Some(dict) = self.dict_of(id) else { return Ok(()) };
        if dict.len() >= MAX_ELEMENTS {
            return self.too_many_elements();
        }
        let place = self.locate(id, &key, hash)?;
        let joined = match (&place, hash) {
            (Place::Perhaps(_), _) | (_, None) => {
                let rest = self.dict_of(id).and_then(|dict| dict.rest.clone());
                let rest = match rest {
                    Some(rest) => (self.heap.join(&rest.0, &key), self.heap.join(&rest.1, &value)),
                    None => (key.clone(), value.clone()),
                };
                Some(rest)
            }
            _ => None,
        };
        let mut updates = Vec::new();
        if let Place::Perhaps(positions) = &place {
            let dict = self.dict_of(id).cloned().unwrap_or_default();
            for &position in positions {
                if let Some(entry) = dict.entry(position) {
                    updates.push((position, self.heap.join(&entry.value, &value)));
                }
            }
        }
        let dict = match &mut self.heap.modify(id).payload {
            Payload::Dict(dict) => dict,
            Payload::Set(set) | Payload::FrozenSet(set) => &mut set.dict,
            _ => return Ok(()),
        };
        for (position, value) in updates {
            if let Some(entry) = dict.entry_mut(position) {
                entry.value = value;
            }
        }
        if let Some(rest) = joined {
            dict.rest = Some(Box::new(rest));
            return Ok(());
        }
        match place {
            Place::At(position) => dict.replace(position, value),
            _ => dict.push(DictEntry { hash: hash.unwrap_or(UNKNOWN_HASH), key, value, definite: true }),
        }
        Ok(())
    }

    /// Removes an entry and returns its value; `Absent` when there is none.
    pub(crate) fn dict_remove(&mut self, id: ObjectId, key: &Value) -> Eval<DictGet> {
        let hash = if key.is_unknown() {
            self.unknown_use(DiagnosticCode::UnknownSubscript, key, "a dictionary is indexed with");
            None
        } else {
            self.key_hash(key, self.key_purpose(id))?
        };
        let place = self.locate(id, key, hash)?;
        let found = self.found_at(id, key, &place);
        if matches!(found, DictGet::Absent) || !self.may_change(id, "the contents")? {
            return Ok(found);
        }
        let dict = match &mut self.heap.modify(id).payload {
            Payload::Dict(dict) => dict,
            Payload::Set(set) | Payload::FrozenSet(set) => &mut set.dict,
            _ => return Ok(found),
        };
        match place {
            Place::At(position) => {
                dict.remove(position);
            }
            Place::Perhaps(positions) => {
                for position in positions {
                    if let Some(entry) = dict.entry_mut(position) {
                        entry.definite = false;
                    }
                }
            }
            Place::Absent => {}
        }
        Ok(found)
    }

    /// A mapping's value under a key, or `None` when it raises `KeyError`.
    pub(super) fn mapping_get(&mut self, mapping: &Value, key: &Value) -> Eval<Option<Value>> {
        match self.get_item(mapping, key) {
            Ok(value) => Ok(Some(value)),
            Err(super::Stop::Raise(exception))
                if self
                    .heap
                    .class_of(&exception)
                    .is_some_and(|class| self.is_subclass_of(class, exc::KEY_ERROR)) =>
            {
                Ok(None)
            }
            Err(stop) => Err(stop),
        }
    }

    /// The contents of a mapping as a dictionary; `None` when the value is no mapping.
    pub(crate) fn mapping_contents(&mut self, mapping: &Value) -> Eval<Option<Dict>> {
        let Value::Object(id) = mapping else {
            return Ok(match mapping {
                Value::Typed(types::DICT) => Some(unknown_dict()),
                Value::Unknown(_) => Some(unknown_dict()),
                Value::Union(members) => {
                    let mut result: Option<Dict> = None;
                    for member in members.clone().iter() {
                        let Some(contents) = self.mapping_contents(member)? else { continue };
                        result = Some(match result {
                            None => contents,
                            Some(_) => unknown_dict(),
                        });
                    }
                    result
                }
                _ => None,
            });
        };
        match &self.heap.get(*id).payload {
            Payload::Dict(dict)
                if self.heap.get(*id).class == types::DICT || !self.special_exists_user(*id, sym::iter) =>
            {
                Ok(Some(dict.clone()))
            }
            Payload::NamespaceDict(target) => {
                let target = *target;
                Ok(Some(self.namespace_contents(target)))
            }
            Payload::MappingProxy(inner) => {
                let inner = inner.clone();
                self.mapping_contents(&inner)
            }
            _ => {
                let Some(keys) = self.get_attr_or_none(mapping, sym::keys)? else { return Ok(None) };
                let keys = self.call(&keys, Vec::new())?;
                match self.collect(&keys)? {
                    crate::domain::Elements::Exact(keys) => {
                        let mut dict = Dict::default();
                        for key in keys {
                            let value = self.get_item(mapping, &key)?;
                            let hash = self.hash(&key)?;
                            match hash {
                                Some(hash) => dict.push(DictEntry { hash, key, value, definite: true }),
                                None => dict.rest = Some(Box::new((key, value))),
                            }
                        }
                        Ok(Some(dict))
                    }
                    crate::domain::Elements::Summary(key) => {
                        let mut dict = Dict::default();
                        dict.rest = Some(Box::new((key, Value::unknown("a value of a mapping"))));
                        Ok(Some(dict))
                    }
                }
            }
        }
    }

    fn special_exists_user(&self, id: ObjectId, name: Symbol) -> bool {
        let class = self.heap.get(id).class;
        self.heap.get(class).as_class().is_some_and(|class| {
            class
                .mro
                .iter()
                .take_while(|base| base.unit.0 != 0)
                .any(|base| self.heap.attr(*base, name).is_some())
        })
    }

    /// The names of a module, class or instance as a dictionary.
    pub(crate) fn namespace_contents(&mut self, id: ObjectId) -> Dict {
        let mut dict = Dict::default();
        let mut implied = Vec::new();
        let names = self.implied_names(id);
        for &(name, before) in &names {
            implied.push((name, before, self.implied_value(id, name)));
        }
        let object = self.heap.get(id);
        let mut push = |name: Symbol, value: Value, definite: bool| {
            let key = Value::str(name.as_str());
            let hash = hash_key(&key).unwrap_or(UNKNOWN_HASH);
            dict.push(DictEntry { hash, key, value, definite });
        };
        for (name, slot) in self.heap.attrs(id).into_iter().flat_map(Namespace::iter) {
            // A dictionary of annotations may have been kept when it was asked for above.
            if name.as_str().starts_with('.') || names.iter().any(|(implied, _)| *implied == name) {
                continue;
            }
            let (here, later): (Vec<_>, Vec<_>) =
                implied.into_iter().partition(|(_, before, _)| *before == Some(name));
            implied = later;
            for (name, _, value) in here {
                push(name, value, true);
            }
            push(name, slot.value.clone(), !slot.maybe_unbound);
        }
        for (name, _, value) in implied {
            push(name, value, true);
        }
        if object.open {
            dict.rest = Some(Box::new((Value::Typed(types::STR), Value::unknown("an attribute"))));
        }
        dict
    }

    /// Names that every class of its kind has beside those that its body binds, and before which name each stands: the
    /// descriptors of `__dict__` and `__weakref__`, and what computes annotations.
    pub(crate) fn implied_names(&self, id: ObjectId) -> Vec<(Symbol, Option<Symbol>)> {
        let mut names = Vec::new();
        let object = self.heap.get(id);
        let Some(class) = object.as_class().filter(|class| class.user_defined) else { return names };
        let own: Vec<Symbol> =
            self.heap.attrs(id).into_iter().flat_map(Namespace::iter).map(|(name, _)| name).collect();
        let place = |name: Symbol| own.iter().position(|other| *other == name);
        let is_slot = |name: &Symbol| class.slots.as_ref().is_some_and(|slots| slots.contains(name));
        // They follow the body and its slots; a docstring that is not in the body stands behind them.
        let before = match (place(sym::static_attributes), place(sym::doc)) {
            (Some(end), Some(doc)) if class.slots.is_none() && end < doc => Some(sym::doc),
            (Some(end), _) => own[end + 1..].iter().copied().find(|name| !is_slot(name)),
            (None, doc) => doc.map(|_| sym::doc),
        };
        match self.recorded_annotations(id).first() {
            None => {}
            // Annotations that stay text are put in a dictionary before the body runs.
            Some((_, Value::Str(_))) => {
                let first = place(sym::firstlineno).and_then(|at| own.get(at + 1));
                names.push((sym::annotations, first.copied()));
            }
            Some(_) => names.push((sym::annotate_func, Some(sym::static_attributes))),
        }
        let (has_dict, has_weakrefs) = match &class.slots {
            None => (!self.any_base_has_dict(&class.bases), self.gets_weakrefs(class)),
            Some(slots) => (slots.contains(&sym::dict), slots.contains(&sym::weakref)),
        };
        if has_dict {
            names.push((sym::dict, before));
        }
        if has_weakrefs {
            names.push((sym::weakref, before));
        }
        names.retain(|(name, _)| !own.contains(name));
        names
    }

    /// What a class holds under one of its implied names.
    pub(crate) fn implied_value(&mut self, class: ObjectId, name: Symbol) -> Value {
        if name == sym::annotations {
            return self
                .namespace_annotations(class, name)
                .unwrap_or_else(|_| Value::unknown("the annotations of a class"));
        }
        if name == sym::annotate_func {
            return self.annotate_function(class);
        }
        Value::Object(self.heap.alloc(getset_descriptor(class, name)))
    }

    /// The function that computes a class's annotations, as its dictionary has it.
    fn annotate_function(&mut self, class: ObjectId) -> Value {
        let recorded = self.recorded_annotations(class);
        let one = recorded.iter().find_map(|(_, value)| match &self.heap.get(value.as_object()?).payload {
            payload @ Payload::Function(_) => Some(payload.clone()),
            _ => None,
        });
        match one {
            // Like the functions of its parts, but for what it computes, which only its owner asks it for.
            Some(payload) => {
                let mut function = Object::new(types::FUNCTION, payload);
                function.attrs_mut().bind(sym::name, Value::str("__annotate__"));
                Value::Object(self.heap.alloc(function))
            }
            None => Value::unknown("the function that computes the annotations of a class"),
        }
    }

    pub(crate) fn too_many_elements<T>(&mut self) -> Eval<T> {
        self.exhaust(
            DiagnosticCode::ValueTooLarge,
            format!("a container of more than {MAX_ELEMENTS} elements is built"),
        )
    }

    pub(crate) fn new_dict(&mut self, dict: Dict) -> Value {
        self.alloc(types::DICT, Payload::Dict(dict))
    }

    pub(crate) fn key_error<T>(&mut self, key: &Value) -> Eval<T> {
        let exception = self.exception_with(exc::KEY_ERROR, Value::tuple(vec![key.clone()]));
        Err(super::Stop::Raise(exception))
    }
}

/// Outcome of a look-up.
#[derive(Clone, Debug)]
pub(crate) enum DictGet {
    Found(Value),
    Perhaps(Value),
    Absent,
}

pub(crate) fn unknown_dict() -> Dict {
    let mut dict = Dict::default();
    dict.rest = Some(Box::new((
        Value::unknown("a key"),
        Value::unknown("a value of a dictionary whose contents are not known"),
    )));
    dict
}
