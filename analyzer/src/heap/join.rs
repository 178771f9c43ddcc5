//! Joining alternatives: values, objects and whole courses of execution.
//!
//! The join of two values covers both. It is kept exact where it can be (equal values, unions of a few,
//! element-wise for sequences of one length, names that are perhaps unbound) and gives way to typed and unknown
//! values, so that repeated joins reach a fixpoint.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Delta, FrameIndex, Heap, MAX_ALTERNATIVES, is_unbound};
use crate::domain::{
    Dict, DictEntry, Elements, GeneratorStatus, Header, Iter, KeyMatch, Namespace, Object, ObjectId, Payload,
    Slot, Value, match_keys,
};

/// Joins of versions of objects, where several groups of states are joined in turn: most of their objects hold the same.
#[derive(Default)]
pub(super) struct Joined {
    /// By the addresses of both, which are kept alive.
    known: FxHashMap<[*const Object; 2], [Rc<Object>; 3]>,
    /// There are several groups.
    is_kept: bool,
}

impl Joined {
    pub(super) fn of(groups: usize) -> Joined {
        Joined { is_kept: groups > 1, ..Joined::default() }
    }

    fn join(&mut self, heap: &mut Heap, a: Rc<Object>, b: Rc<Object>) -> Rc<Object> {
        if !self.is_kept {
            return Rc::new(heap.join_objects(Rc::unwrap_or_clone(a), Rc::unwrap_or_clone(b)));
        }
        let key = [Rc::as_ptr(&a), Rc::as_ptr(&b)];
        if let Some([.., joined]) = self.known.get(&key) {
            return Rc::clone(joined);
        }
        let joined = Rc::new(heap.join_objects(Object::clone(&a), Object::clone(&b)));
        self.known.insert(key, [a, b, Rc::clone(&joined)]);
        joined
    }
}

impl Heap {
    /// The least value of the domain that covers both.
    pub(crate) fn join(&mut self, a: &Value, b: &Value) -> Value {
        if a.same(b) {
            return a.clone();
        }
        let mut members: Vec<Value> = Vec::new();
        for value in a.alternatives().iter().chain(b.alternatives()) {
            if value.is_unknown() {
                return value.clone();
            }
            if members.iter().any(|member| member.same(value) || covers(member, value)) {
                continue;
            }
            members.retain(|member| !covers(value, member));
            if let (Value::Tuple(new), Some(Value::Tuple(old))) = (
                value,
                members
                    .iter()
                    .find(|member| matches!(member, Value::Tuple(old) if old.len() == tuple_len(value))),
            ) && !value.is_constant()
            {
                let joined: Vec<Value> =
                    old.clone().iter().zip(new.iter()).map(|(a, b)| self.join(a, b)).collect();
                let len = joined.len();
                members.retain(|member| tuple_len(member) != len || !matches!(member, Value::Tuple(_)));
                members.push(Value::tuple(joined));
                continue;
            }
            members.push(value.clone());
        }
        self.collapse(members)
    }

    /// Joins any number of values; `None` when there are none.
    pub(crate) fn join_all<'a>(&mut self, values: impl IntoIterator<Item = &'a Value>) -> Option<Value> {
        let mut values = values.into_iter();
        let mut joined = values.next()?.clone();
        for value in values {
            joined = self.join(&joined, value);
        }
        Some(joined)
    }

    /// Makes one value of distinct alternatives, giving up precision where there are too many.
    pub(super) fn collapse(&mut self, mut members: Vec<Value>) -> Value {
        if members.len() > MAX_ALTERNATIVES {
            let classes: FxHashSet<Option<ObjectId>> =
                members.iter().map(|member| self.class_of(member)).collect();
            let mut typed = Vec::new();
            for class in classes {
                let Some(class) = class else { return Value::unknown("one of many values") };
                let same: Vec<&Value> =
                    members.iter().filter(|member| self.class_of(member) == Some(class)).collect();
                if same.len() > 2 {
                    let objects: Vec<Value> = same.into_iter().cloned().collect();
                    for object in &objects {
                        self.havoc(object, &Value::unknown("contents of one of many objects"));
                    }
                    typed.push(Value::Typed(class));
                } else {
                    typed.extend(same.into_iter().cloned());
                }
            }
            if typed.len() > MAX_ALTERNATIVES {
                return Value::unknown("one of many values");
            }
            typed.sort_by_key(|value| match value {
                Value::Typed(class) | Value::Object(class) => *class,
                other => other.plain_class().unwrap_or(ObjectId::builtin(0)),
            });
            members = typed;
        }
        match members.len() {
            1 => members.swap_remove(0),
            _ => Value::Union(members.into()),
        }
    }

    /// Forgets the contents of everything mutable that the value reaches, which becomes `contents`: unknown code may
    /// have changed it.
    pub(crate) fn havoc(&mut self, value: &Value, contents: &Value) {
        let mut pending: Vec<Value> = vec![value.clone()];
        let mut seen = FxHashSet::default();
        while let Some(value) = pending.pop() {
            match value {
                Value::Tuple(items) | Value::Union(items) => pending.extend(items.iter().cloned()),
                Value::Object(id) if self.is_local(id) && seen.insert(id) => {
                    let unknown = || contents.clone();
                    let object = self.get(id);
                    match &object.payload {
                        Payload::List(elements) => {
                            match elements {
                                Elements::Exact(items) => pending.extend(items.iter().cloned()),
                                Elements::Summary(item) => pending.push(item.clone()),
                            }
                            self.modify(id).payload = Payload::List(Elements::Summary(unknown()));
                        }
                        Payload::Dict(dict) => {
                            pending.extend(dict.iter().map(|entry| entry.value.clone()));
                            let mut dict = Dict::default();
                            dict.rest = Some(Box::new((unknown(), unknown())));
                            self.modify(id).payload = Payload::Dict(dict);
                        }
                        Payload::Set(_) => {
                            let mut set = crate::domain::Set::default();
                            set.dict.rest = Some(Box::new((unknown(), Value::None)));
                            self.modify(id).payload = Payload::Set(set);
                        }
                        Payload::ByteArray(_) => self.modify(id).payload = Payload::ByteArray(None),
                        Payload::Iterator(_) => {
                            self.modify(id).payload = Payload::Iterator(Box::new(Iter::Summary(unknown())));
                        }
                        Payload::None | Payload::Value(_) if self.attrs(id).is_some() => {
                            let held = self.attrs(id).into_iter().flat_map(Namespace::iter);
                            pending.extend(held.map(|(_, slot)| slot.value.clone()));
                            let object = self.modify(id);
                            object.open = true;
                            for slot in object.attrs_mut().values_mut() {
                                *slot = Slot { value: unknown(), maybe_unbound: true };
                            }
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
        }
    }

    /// Joins courses of execution that began in the current state, and makes the result the current state.
    pub(crate) fn adopt_join(&mut self, deltas: Vec<Delta>) {
        let joined = self.join_courses(deltas);
        self.adopt(joined);
    }

    /// Joins two courses of execution that began in the current state.
    pub(crate) fn join_deltas(&mut self, a: Delta, b: Delta) -> Delta {
        self.join_courses(vec![a, b])
    }

    /// Joins courses of execution that began in the current state.
    pub(crate) fn join_courses(&mut self, deltas: Vec<Delta>) -> Delta {
        self.join_written(
            deltas,
            &mut Joined::default(),
            |heap, index| Rc::clone(&heap.objects[index as usize]),
            |heap, place| heap.frames[place.0 as usize][place.1 as usize].clone(),
        )
    }

    /// Joins what courses of execution have written; what one of them does not list is as it was before it.
    pub(super) fn join_written(
        &mut self,
        mut deltas: Vec<Delta>,
        known: &mut Joined,
        object_before: impl Fn(&Heap, u32) -> Rc<Object>,
        slot_before: impl Fn(&Heap, (FrameIndex, u32)) -> Slot,
    ) -> Delta {
        if deltas.len() < 2 {
            return deltas.pop().unwrap_or_default();
        }
        let mut joined = Delta::default();
        let mut indices: Vec<u32> = deltas.iter().flat_map(|delta| delta.objects.keys().copied()).collect();
        indices.sort_unstable();
        indices.dedup();
        let mut versions: Vec<Rc<Object>> = Vec::new();
        for index in indices {
            for delta in &mut deltas {
                let version = delta.objects.remove(&index).unwrap_or_else(|| object_before(self, index));
                if !versions.iter().any(|known| Rc::ptr_eq(known, &version)) {
                    versions.push(version);
                }
            }
            let object = versions.drain(..).reduce(|a, b| known.join(self, a, b));
            joined.objects.extend(object.map(|object| (index, object)));
        }
        let mut places: Vec<(FrameIndex, u32)> =
            deltas.iter().flat_map(|delta| delta.slots.keys().copied()).collect();
        places.sort_unstable();
        places.dedup();
        for place in places {
            let mut slot: Option<Slot> = None;
            for delta in &mut deltas {
                let version = delta.slots.remove(&place).unwrap_or_else(|| slot_before(self, place));
                slot = Some(match slot {
                    Some(slot) => self.join_slots(slot, version),
                    None => version,
                });
            }
            joined.slots.extend(slot.map(|slot| (place, slot)));
        }
        joined
    }

    pub(super) fn join_slots(&mut self, a: Slot, b: Slot) -> Slot {
        if is_unbound(&a) {
            return Slot { value: b.value, maybe_unbound: true };
        }
        if is_unbound(&b) {
            return Slot { value: a.value, maybe_unbound: true };
        }
        Slot { value: self.join(&a.value, &b.value), maybe_unbound: a.maybe_unbound || b.maybe_unbound }
    }

    fn join_namespaces(&mut self, a: Namespace, b: &Namespace) -> Namespace {
        let mut joined = Namespace::default();
        for (name, slot) in a.iter() {
            let slot = match b.get(name) {
                Some(other) => self.join_slots(slot.clone(), other.clone()),
                None => Slot { value: slot.value.clone(), maybe_unbound: true },
            };
            joined.insert(name, slot);
        }
        for (name, slot) in b.iter() {
            if !a.contains(name) {
                joined.insert(name, Slot { value: slot.value.clone(), maybe_unbound: true });
            }
        }
        joined
    }

    pub(super) fn join_objects(&mut self, a: Object, b: Object) -> Object {
        let mut open = a.open || b.open;
        let attrs = match (a.attrs, b.attrs) {
            (Some(a), Some(b)) => Some(Box::new(self.join_namespaces(*a, &b))),
            (Some(some), None) | (None, Some(some)) => {
                Some(Box::new(self.join_namespaces(*some, &Namespace::default())))
            }
            (None, None) => None,
        };
        let payload = match (a.header.payload, b.header.payload) {
            (Payload::List(a), Payload::List(b)) => Payload::List(self.join_elements(a, b)),
            (Payload::Dict(a), Payload::Dict(b)) => Payload::Dict(self.join_dicts(a, &b)),
            (Payload::Set(mut a), Payload::Set(b)) => {
                a.dict = self.join_dicts(a.dict, &b.dict);
                Payload::Set(a)
            }
            (Payload::ByteArray(a), Payload::ByteArray(b)) => {
                Payload::ByteArray(if a == b { a } else { None })
            }
            (Payload::Cell(a), Payload::Cell(b)) => Payload::Cell(match (a, b) {
                (Some(a), Some(b)) => Some(self.join_slots(a, b)),
                (Some(slot), None) | (None, Some(slot)) => {
                    Some(Slot { value: slot.value, maybe_unbound: true })
                }
                (None, None) => None,
            }),
            (Payload::Value(a), Payload::Value(b)) => Payload::Value(self.join(&a, &b)),
            (Payload::Iterator(a), Payload::Iterator(b)) => {
                if a.same(&b) {
                    Payload::Iterator(a)
                } else if a.runs_code() || b.runs_code() {
                    Payload::Iterator(Box::new(Iter::Lost))
                } else {
                    Payload::Iterator(Box::new(Iter::Summary(Value::unknown(
                        "an element of an iterator that was advanced on one path only",
                    ))))
                }
            }
            (Payload::Generator(mut a), Payload::Generator(b)) => {
                if a.stands_like(&b) {
                    a.summary = match (a.summary, b.summary) {
                        (Some(a), Some(b)) => Some(self.join(&a, &b)),
                        _ => None,
                    };
                    // What one course has followed to its end, the other may not have.
                    a.followed = a.followed.min(b.followed);
                    for (slot, other) in a.locals.iter_mut().zip(b.locals) {
                        *slot = self.join_slots(slot.clone(), other);
                    }
                } else {
                    a.status = GeneratorStatus::Lost;
                }
                Payload::Generator(a)
            }
            (Payload::Exception(mut a), Payload::Exception(b)) => {
                a.args = self.join(&a.args, &b.args);
                a.cause = self.join_parts(a.cause, b.cause);
                a.context = self.join_parts(a.context, b.context);
                a.finding = a.finding.or(b.finding);
                Payload::Exception(a)
            }
            (Payload::Function(mut a), Payload::Function(b)) => {
                let is_changed = !std::sync::Arc::ptr_eq(&a, &b);
                if is_changed && a.defaults.len() == b.defaults.len() {
                    let defaults = &mut std::sync::Arc::make_mut(&mut a).defaults;
                    for (value, other) in defaults.iter_mut().zip(&b.defaults) {
                        *value = self.join(&value.clone(), other);
                    }
                } else if is_changed {
                    open = true;
                }
                Payload::Function(a)
            }
            (a, _) => a,
        };
        let header = Header {
            open,
            payload,
            class: a.header.class,
            owner: a.header.owner,
            on_change: a.header.on_change,
        };
        Object { header, attrs }
    }

    /// What an exception has, or has not, for a cause or context.
    fn join_parts(&mut self, a: Option<Value>, b: Option<Value>) -> Option<Value> {
        match (a, b) {
            (None, None) => None,
            (a, b) => Some(self.join(&a.unwrap_or(Value::None), &b.unwrap_or(Value::None))),
        }
    }

    fn join_elements(&mut self, a: Elements, b: Elements) -> Elements {
        match (a, b) {
            (Elements::Exact(a), Elements::Exact(b)) if a.len() == b.len() => {
                Elements::Exact(a.iter().zip(&b).map(|(a, b)| self.join(a, b)).collect())
            }
            (a, b) => {
                let all: Vec<Value> = [a, b]
                    .into_iter()
                    .flat_map(|elements| match elements {
                        Elements::Exact(items) => items,
                        Elements::Summary(item) => vec![item],
                    })
                    .collect();
                match self.join_all(&all) {
                    Some(element) => Elements::Summary(element),
                    None => Elements::Exact(all),
                }
            }
        }
    }

    fn join_dicts(&mut self, a: Dict, b: &Dict) -> Dict {
        let rest = match (&a.rest, &b.rest) {
            (Some(a), Some(b)) => Some(Box::new((self.join(&a.0, &b.0), self.join(&a.1, &b.1)))),
            (Some(rest), None) | (None, Some(rest)) => Some(rest.clone()),
            (None, None) => None,
        };
        let mut joined = Dict::default();
        joined.rest = rest;
        joined.unordered = a.unordered || b.unordered;
        let mut matched = FxHashSet::default();
        let mut last = None;
        for entry in a.iter() {
            let position = b.candidates(entry.hash).find(|&i| {
                b.entry(i).is_some_and(|other| match_keys(&other.key, &entry.key) == KeyMatch::Equal)
            });
            match position.and_then(|position| b.entry(position).map(|other| (position, other))) {
                Some((position, other)) => {
                    matched.insert(position);
                    if last.is_some_and(|last| last > position) {
                        joined.unordered = true;
                    }
                    last = Some(position);
                    let value = self.join(&entry.value, &other.value);
                    joined.push(DictEntry {
                        value,
                        definite: entry.definite && other.definite,
                        ..entry.clone()
                    });
                }
                None => joined.push(DictEntry { definite: false, ..entry.clone() }),
            }
        }
        for position in 0..b.positions() {
            if let Some(entry) = b.entry(position)
                && !matched.contains(&position)
            {
                joined.push(DictEntry { definite: false, ..entry.clone() });
            }
        }
        joined
    }
}

/// Whether the first value certainly includes the second.
fn covers(wide: &Value, narrow: &Value) -> bool {
    matches!(wide, Value::Typed(class) if narrow.plain_class() == Some(*class))
}

fn tuple_len(value: &Value) -> usize {
    match value {
        Value::Tuple(items) => items.len(),
        _ => usize::MAX,
    }
}
