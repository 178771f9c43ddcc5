//! Which objects of a new evaluation correspond to which of the last one: those that are reached in the same way.
//!
//! Importers keep the indices of objects, and copies of tuples. Where these mean the same after an evaluation as before it,
//! what has not changed need not be looked at again. Any pairs would do for results to be right, since each part of an object
//! is compared by its contents; good pairs make fewer of them differ.

use std::collections::VecDeque;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{FrozenModule, FrozenUnit};
use crate::domain::{Dict, Object, Payload, Set, UnitId, Value, hash_key};
use crate::fingerprint::{Feed, Reference, Rename, Renaming, Shape};

/// No index.
const NONE: u32 = u32::MAX;

/// Pairs of a new object and the one that it corresponds to.
struct Matching<'a> {
    unit: UnitId,
    last: &'a FrozenUnit,
    shape: Shape<'a>,
    /// By new index: the old one.
    old_of: Vec<u32>,
    taken: FxHashSet<u32>,
    tuples: FxHashMap<*const Value, Arc<[Value]>>,
    taken_tuples: FxHashSet<*const Value>,
    /// Pairs that have not been looked into.
    pending: VecDeque<(u32, u32)>,
}

impl Matching<'_> {
    fn pair(&mut self, old: &Reference, new: &Reference) {
        match (old, new) {
            (Reference::Object(old), Reference::Object(new)) => {
                let is_own = old.unit == self.unit && new.unit == self.unit;
                if is_own && self.old_of[new.index as usize] == NONE && self.taken.insert(old.index) {
                    self.old_of[new.index as usize] = old.index;
                    self.pending.push_back((old.index, new.index));
                }
            }
            (Reference::Tuple(old), Reference::Tuple(new))
                if !self.tuples.contains_key(&new.as_ptr()) && self.taken_tuples.insert(old.as_ptr()) =>
            {
                self.tuples.insert(new.as_ptr(), Arc::clone(old));
            }
            _ => {}
        }
    }

    fn pair_all<T: Feed>(&mut self, old: &T, new: &T) {
        let (old, new) = (self.shape.references(old), self.shape.references(new));
        old.iter().zip(&new).for_each(|(old, new)| self.pair(old, new));
    }

    /// Pairs what two objects refer to: values of one name, and what is at one place of their contents.
    fn look_into(&mut self, old: &Object, new: &Object) {
        if let (Some(old), Some(new)) = (&old.attrs, &new.attrs) {
            for (name, slot) in new.iter() {
                if let Some(counterpart) = old.get(name) {
                    self.pair_all(counterpart, slot);
                }
            }
        }
        if std::mem::discriminant(&old.payload) == std::mem::discriminant(&new.payload) {
            self.pair_all(&old.header, &new.header);
        }
    }
}

/// Whether an object's contents are found by hashes that code made of the indices of objects.
fn is_bound_to_indices(unit: UnitId, object: &Object) -> bool {
    let is_bound = |dict: &Dict| {
        dict.iter()
            .any(|entry| Renaming::concerns(unit, &entry.key) && hash_key(&entry.key) != Some(entry.hash))
    };
    match &object.payload {
        Payload::Dict(dict) | Payload::Set(Set { dict }) | Payload::FrozenSet(Set { dict }) => is_bound(dict),
        _ => false,
    }
}

/// Gives objects the indices of those of the last evaluation to which they correspond, and others new ones. Returns how many
/// indices there are then. `len`: how many the new evaluation has given out.
pub(super) fn rename(
    unit: UnitId,
    modules: &mut [FrozenModule],
    objects: &mut [(u32, Object)],
    len: usize,
    last: &FrozenUnit,
) -> usize {
    // After many edits there is more that no longer exists than what does.
    let is_worn = last.len() > 1024 + 8 * last.count().max(objects.len());
    if is_worn || objects.iter().any(|(_, object)| is_bound_to_indices(unit, object)) {
        return len;
    }
    let mut position = vec![NONE; len];
    for (place, (index, _)) in (0u32..).zip(objects.iter()) {
        position[*index as usize] = place;
    }
    let mut matching = Matching {
        unit,
        last,
        shape: Shape::new(unit, &[]),
        old_of: vec![NONE; len],
        taken: FxHashSet::default(),
        tuples: FxHashMap::default(),
        taken_tuples: FxHashSet::default(),
        pending: VecDeque::new(),
    };
    for module in modules.iter() {
        if let Some(old) = last.module(&module.name) {
            matching.pair(&Reference::Object(old), &Reference::Object(module.object));
        }
    }
    while let Some((old, new)) = matching.pending.pop_front() {
        let new = &objects[position[new as usize] as usize].1;
        if let Some(old) = matching.last.find(old) {
            matching.look_into(old, new);
        }
    }
    let mut indices = matching.old_of;
    let mut next = last.len() as u32;
    for (index, _) in objects.iter_mut() {
        let renamed = &mut indices[*index as usize];
        if *renamed == NONE {
            *renamed = next;
            next += 1;
        }
        *index = *renamed;
    }
    let mut renaming = Renaming::new(unit, indices, matching.tuples);
    objects.iter_mut().for_each(|(_, object)| object.rename(&mut renaming));
    modules.iter_mut().for_each(|module| module.object.rename(&mut renaming));
    next as usize
}
