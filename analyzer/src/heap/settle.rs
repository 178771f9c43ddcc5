//! Repetition: making the state before it cover the state after it, so that what is repeated without end settles.

use std::rc::Rc;

use super::{Delta, Heap, is_unbound};
use crate::domain::{
    Dict, Elements, Generator, GeneratorStatus, Object, ObjectId, Payload, Set, Slot, Value,
};

impl Heap {
    /// A value that covers the given one and that repeated joins cannot make grow: constants lose their contents, and so
    /// do objects of one class, of which more and more are made since the heap had `born` objects.
    pub(crate) fn widen(&mut self, value: &Value, born: usize) -> Value {
        match value {
            Value::Union(members) => {
                let widened: Vec<Value> = members.iter().map(|member| self.widen(member, born)).collect();
                let mut joined = self.join_all(&widened).unwrap_or(Value::None);
                self.merge_new(&mut joined, born, 2);
                joined
            }
            Value::Int(_)
            | Value::Float(_)
            | Value::Complex(_)
            | Value::Str(_)
            | Value::Bytes(_)
            | Value::Tuple(_) => value.plain_class().map_or_else(|| value.clone(), Value::Typed),
            Value::Bool(_) => Value::Typed(crate::builtins::types::BOOL),
            other => other.clone(),
        }
    }

    /// Whether the state after the delta is covered by the current one, which makes another round needless of what has
    /// been repeated since the heap had `born` objects.
    pub(crate) fn is_covered(&mut self, delta: &Delta, born: usize) -> bool {
        delta.slots.iter().all(|(place, slot)| {
            let current = self.frames[place.0 as usize][place.1 as usize].clone();
            let mut joined = self.join_slots(current.clone(), slot.clone());
            self.absorb(&mut joined.value, born);
            joined.value.same(&current.value) && joined.maybe_unbound == current.maybe_unbound
        }) && delta.objects.iter().all(|(&index, object)| {
            if Rc::ptr_eq(&self.objects[index as usize], object) {
                return true;
            }
            let mut current = Object::clone(&self.objects[index as usize]);
            let mut joined = self.join_objects(current.clone(), Object::clone(object));
            self.absorb_contents(&mut current, born);
            self.absorb_contents(&mut joined, born);
            same_object(&joined, &current)
        })
    }

    /// Widens everything in the delta, so that what has been repeated since the heap had `born` objects settles.
    pub(crate) fn widen_delta(&mut self, delta: Delta, born: usize) -> Delta {
        let mut widened = Delta::default();
        let mut slots: Vec<_> = delta.slots.into_iter().collect();
        slots.sort_by_key(|(place, _)| *place);
        for (place, slot) in slots {
            let current = self.frames[place.0 as usize][place.1 as usize].clone();
            let value = if is_unbound(&slot) || current.value.same(&slot.value) {
                slot.value
            } else {
                self.widen(&slot.value, born)
            };
            widened.slots.insert(place, Slot { value, maybe_unbound: slot.maybe_unbound });
        }
        let mut objects: Vec<_> = delta.objects.into_iter().collect();
        objects.sort_by_key(|(index, _)| *index);
        for (index, object) in objects {
            let mut object = Rc::unwrap_or_clone(object);
            if let Some(attrs) = &mut object.attrs {
                for slot in attrs.values_mut() {
                    let current = &self.objects[index as usize];
                    let unchanged = current
                        .attrs
                        .iter()
                        .any(|attrs| attrs.iter().any(|(_, old)| old.value.same(&slot.value)));
                    if !unchanged {
                        slot.value = self.widen(&slot.value.clone(), born);
                    }
                }
            }
            object.header.payload = match object.header.payload {
                Payload::List(Elements::Exact(items)) => Payload::List(match self.join_all(&items) {
                    Some(element) => Elements::Summary(self.widen(&element, born)),
                    None => Elements::Exact(items),
                }),
                Payload::List(Elements::Summary(item)) => {
                    Payload::List(Elements::Summary(self.widen(&item, born)))
                }
                Payload::Dict(dict) => Payload::Dict(self.summarise(&dict, born)),
                Payload::Set(mut set) => {
                    set.dict = self.summarise(&set.dict, born);
                    Payload::Set(set)
                }
                Payload::Cell(Some(slot)) => Payload::Cell(Some(Slot {
                    value: self.widen(&slot.value, born),
                    maybe_unbound: slot.maybe_unbound,
                })),
                other => other,
            };
            widened.objects.insert(index, Rc::new(object));
        }
        widened
    }

    /// A dictionary of which only the kind of keys and values is known.
    pub(crate) fn summarise(&mut self, dict: &Dict, born: usize) -> Dict {
        let keys: Vec<Value> = dict
            .iter()
            .map(|entry| entry.key.clone())
            .chain(dict.rest.iter().map(|rest| rest.0.clone()))
            .collect();
        let values: Vec<Value> = dict
            .iter()
            .map(|entry| entry.value.clone())
            .chain(dict.rest.iter().map(|rest| rest.1.clone()))
            .collect();
        let mut summary = Dict::default();
        if let (Some(key), Some(value)) = (self.join_all(&keys), self.join_all(&values)) {
            summary.rest = Some(Box::new((self.widen(&key, born), self.widen(&value, born))));
        }
        summary
    }

    /// Leaves out objects made since `born` beside a value that stands for all of their class.
    fn absorb(&mut self, value: &mut Value, born: usize) {
        self.merge_new(value, born, usize::MAX);
    }

    /// The same for what an object holds; entries of a dictionary that its further ones cover are left out as well.
    fn absorb_contents(&mut self, object: &mut Object, born: usize) {
        for slot in object.attrs.iter_mut().flat_map(|attrs| attrs.values_mut()) {
            self.absorb(&mut slot.value, born);
        }
        match &mut object.payload {
            Payload::List(Elements::Summary(item)) => self.absorb(item, born),
            Payload::Dict(dict) | Payload::Set(Set { dict }) => {
                if let Some(mut rest) = dict.rest.take() {
                    self.absorb(&mut rest.0, born);
                    self.absorb(&mut rest.1, born);
                    let mut kept = Dict::default();
                    kept.unordered = dict.unordered;
                    for entry in dict.iter() {
                        let is_covered = self.join(&rest.0, &entry.key).same(&rest.0)
                            && self.join(&rest.1, &entry.value).same(&rest.1);
                        if !is_covered {
                            kept.push(entry.clone());
                        }
                    }
                    kept.rest = Some(rest);
                    *dict = kept;
                }
            }
            Payload::Cell(Some(slot)) => self.absorb(&mut slot.value, born),
            _ => {}
        }
    }

    /// Puts the class in the place of its objects among the alternatives that were made since `born`, if there are at
    /// least `many`, or the class is among them.
    fn merge_new(&mut self, value: &mut Value, born: usize, many: usize) {
        let Value::Union(members) = &*value else { return };
        let new: Vec<(Value, ObjectId)> = members
            .iter()
            .filter(|member| {
                matches!(member, Value::Object(id) if self.is_local(*id) && id.index as usize >= born)
            })
            .filter_map(|member| Some((member.clone(), self.class_of(member)?)))
            .collect();
        let is_merged = |class: ObjectId| {
            new.iter().filter(|(_, other)| *other == class).count() >= many
                || members.iter().any(|member| matches!(member, Value::Typed(typed) if *typed == class))
        };
        let merged: Vec<(Value, ObjectId)> =
            new.iter().filter(|(_, class)| is_merged(*class)).cloned().collect();
        if merged.is_empty() {
            return;
        }
        let mut kept: Vec<Value> = members
            .iter()
            .filter(|member| !merged.iter().any(|(gone, _)| gone.same(member)))
            .cloned()
            .collect();
        let contents = Value::unknown("contents of one of many objects that are made here");
        for (gone, class) in merged {
            self.havoc(&gone, &contents);
            if !kept.iter().any(|member| matches!(member, Value::Typed(typed) if *typed == class)) {
                kept.push(Value::Typed(class));
            }
        }
        *value = self.collapse(kept);
    }
}

/// Whether two versions of an object hold the same.
fn same_object(a: &Object, b: &Object) -> bool {
    let same_slots = |a: &Slot, b: &Slot| a.maybe_unbound == b.maybe_unbound && a.value.same(&b.value);
    let attrs = match (&a.attrs, &b.attrs) {
        (Some(a), Some(b)) => {
            a.len() == b.len()
                && a.iter().all(|(name, slot)| b.get(name).is_some_and(|other| same_slots(slot, other)))
        }
        (None, None) => true,
        (Some(some), None) | (None, Some(some)) => some.len() == 0,
    };
    attrs
        && a.open == b.open
        && match (&a.payload, &b.payload) {
            (Payload::List(Elements::Exact(a)), Payload::List(Elements::Exact(b))) => Value::all_same(a, b),
            (Payload::List(Elements::Summary(a)), Payload::List(Elements::Summary(b))) => a.same(b),
            (Payload::List(_), Payload::List(_)) => false,
            (Payload::Dict(a), Payload::Dict(b)) => same_dict(a, b),
            (Payload::Set(a), Payload::Set(b)) => same_dict(&a.dict, &b.dict),
            (Payload::Cell(Some(a)), Payload::Cell(Some(b))) => same_slots(a, b),
            (Payload::Cell(a), Payload::Cell(b)) => a.is_none() && b.is_none(),
            (Payload::Value(a), Payload::Value(b)) => a.same(b),
            (Payload::ByteArray(a), Payload::ByteArray(b)) => a == b,
            (Payload::Iterator(a), Payload::Iterator(b)) => a.same(b),
            (Payload::Generator(a), Payload::Generator(b)) => {
                // From a lost one nothing more is learnt.
                let is_lost = |generator: &Generator| generator.status == GeneratorStatus::Lost;
                (is_lost(a) && is_lost(b))
                    || (a.stands_like(b)
                        && Value::same_or_none(a.summary.as_ref(), b.summary.as_ref())
                        && a.locals.iter().zip(&b.locals).all(|(a, b)| same_slots(a, b)))
            }
            (Payload::Exception(a), Payload::Exception(b)) => {
                let same_part = |a: &Option<Value>, b: &Option<Value>| {
                    a.as_ref().unwrap_or(&Value::None).same(b.as_ref().unwrap_or(&Value::None))
                };
                a.args.same(&b.args) && same_part(&a.cause, &b.cause) && same_part(&a.context, &b.context)
            }
            (Payload::Function(a), Payload::Function(b)) => {
                std::sync::Arc::ptr_eq(a, b) || Value::all_same(&a.defaults, &b.defaults)
            }
            // The others hold what never changes, or changes on every course alike.
            (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
        }
}

fn same_dict(a: &Dict, b: &Dict) -> bool {
    let rest = match (&a.rest, &b.rest) {
        (Some(a), Some(b)) => a.0.same(&b.0) && a.1.same(&b.1),
        (None, None) => true,
        _ => false,
    };
    rest && a.len() == b.len()
        && a.unordered == b.unordered
        && a.iter()
            .zip(b.iter())
            .all(|(a, b)| a.definite == b.definite && a.key.same(&b.key) && a.value.same(&b.value))
}
