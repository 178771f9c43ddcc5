//! Contents of dictionaries and sets: insertion-ordered, with entries that may be absent on some path.
//!
//! Keys are hashed here without running user code. Whether two keys with one hash are equal may need `__eq__`,
//! so look-ups go through a caller's judgement.

use hashbrown::HashTable;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

use strict_semantics::int::Int;

use super::Value;

/// One entry.
#[derive(Clone, Debug)]
pub(crate) struct DictEntry {
    pub hash: u64,
    pub key: Value,
    pub value: Value,
    /// Present on every path.
    pub definite: bool,
}

/// Whether a stored key is the one looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyMatch {
    Equal,
    Different,
    /// Only running `__eq__` can tell.
    AskObject,
}

/// A dictionary's contents. A set is one whose values are `None`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dict {
    entries: Vec<Option<DictEntry>>,
    table: HashTable<u32>,
    live: usize,
    /// Key and value of entries that are not listed: the dictionary may hold any number of them.
    pub rest: Option<Box<(Value, Value)>>,
    /// The order of the entries is not known.
    pub unordered: bool,
}

impl Dict {
    /// Number of listed entries.
    pub(crate) fn len(&self) -> usize {
        self.live
    }

    /// All entries, their presence and their order are known.
    pub(crate) fn is_exact(&self) -> bool {
        self.rest.is_none() && !self.unordered && self.iter().all(|entry| entry.definite)
    }

    /// Which keys there are is known, whatever their order.
    pub(crate) fn has_exact_keys(&self) -> bool {
        self.rest.is_none() && self.iter().all(|entry| entry.definite)
    }

    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &DictEntry> {
        self.entries.iter().flatten()
    }

    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut DictEntry> {
        self.entries.iter_mut().flatten()
    }

    /// Positions of entries that share a hash.
    pub(crate) fn candidates(&self, hash: u64) -> impl Iterator<Item = usize> + '_ {
        self.table
            .iter_hash(hash)
            .map(|&i| i as usize)
            .filter(move |&i| self.entries[i].as_ref().is_some_and(|entry| entry.hash == hash))
    }

    /// Number of positions, vacant ones included.
    pub(crate) fn positions(&self) -> usize {
        self.entries.len()
    }

    pub(crate) fn entry(&self, position: usize) -> Option<&DictEntry> {
        self.entries.get(position)?.as_ref()
    }

    pub(crate) fn entry_mut(&mut self, position: usize) -> Option<&mut DictEntry> {
        self.entries.get_mut(position)?.as_mut()
    }

    /// Position of a key that needs no user code to be compared.
    pub(crate) fn find(&self, key: &Value, hash: u64) -> Option<usize> {
        self.candidates(hash)
            .find(|&i| self.entry(i).is_some_and(|entry| match_keys(&entry.key, key) == KeyMatch::Equal))
    }

    /// Appends an entry whose key is not there yet.
    pub(crate) fn push(&mut self, entry: DictEntry) {
        let position = self.entries.len() as u32;
        let hash = entry.hash;
        self.entries.push(Some(entry));
        self.live += 1;
        let entries = &self.entries;
        self.table
            .insert_unique(hash, position, |&i| entries[i as usize].as_ref().map_or(0, |entry| entry.hash));
    }

    /// Gives the entry at a position a value for certain.
    pub(crate) fn replace(&mut self, position: usize, value: Value) {
        // An entry that was absent until now comes last; one that was there keeps its place.
        let is_last = position + 1 == self.entries.len();
        if let Some(entry) = self.entry_mut(position) {
            let moves = !entry.definite && !is_last;
            entry.value = value;
            entry.definite = true;
            self.unordered |= moves;
        }
    }

    pub(crate) fn remove(&mut self, position: usize) -> Option<DictEntry> {
        let entry = self.entries.get_mut(position)?.take()?;
        self.live -= 1;
        self.unordered &= self.live > 1;
        if let Ok(found) = self.table.find_entry(entry.hash, |&i| i as usize == position) {
            found.remove();
        }
        while matches!(self.entries.last(), Some(None)) {
            self.entries.pop();
        }
        Some(entry)
    }

    pub(crate) fn clear(&mut self) {
        *self = Dict::default();
    }

    /// Changes keys and values in a way that keeps apart what was apart. Keys that code hashes keep their hash.
    pub(crate) fn update(&mut self, mut change: impl FnMut(&mut Value, &mut Value)) {
        for entry in self.entries.iter_mut().flatten() {
            let is_plain = hash_key(&entry.key) == Some(entry.hash);
            change(&mut entry.key, &mut entry.value);
            if is_plain && let Some(hash) = hash_key(&entry.key) {
                entry.hash = hash;
            }
        }
        let hash_at = |i: &u32| self.entries[*i as usize].as_ref().map_or(0, |entry| entry.hash);
        let positions: Vec<u32> = self.table.iter().copied().collect();
        self.table.clear();
        for position in positions {
            self.table.insert_unique(hash_at(&position), position, hash_at);
        }
    }

    /// Inserts or replaces under a key that needs no user code to be compared.
    pub(crate) fn insert_plain(&mut self, key: Value, value: Value) {
        let hash = hash_key(&key).unwrap_or(0);
        match self.find(&key, hash) {
            Some(position) => self.replace(position, value),
            None => self.push(DictEntry { hash, key, value, definite: true }),
        }
    }

    /// Looks a string key up.
    pub(crate) fn get_str(&self, key: &str) -> Option<&Value> {
        self.entry_of_str(key).map(|entry| &entry.value)
    }

    /// The entry under a text.
    pub(crate) fn entry_of_str(&self, key: &str) -> Option<&DictEntry> {
        let key = Value::str(key);
        self.entry(self.find(&key, hash_key(&key)?)?)
    }
}

/// Compares a stored key with one looked for, as far as that needs no user code.
pub(crate) fn match_keys(stored: &Value, key: &Value) -> KeyMatch {
    if stored.same(key) {
        return KeyMatch::Equal;
    }
    match (number(stored), number(key)) {
        (Some(a), Some(b)) => return if a == b { KeyMatch::Equal } else { KeyMatch::Different },
        (Some(_), None) | (None, Some(_)) if stored.is_constant() && key.is_constant() => {
            return KeyMatch::Different;
        }
        _ => {}
    }
    match (stored, key) {
        (Value::Tuple(a), Value::Tuple(b)) => {
            if a.len() != b.len() {
                return KeyMatch::Different;
            }
            let mut result = KeyMatch::Equal;
            for (a, b) in a.iter().zip(b.iter()) {
                match match_keys(a, b) {
                    KeyMatch::Equal => {}
                    KeyMatch::Different => return KeyMatch::Different,
                    KeyMatch::AskObject => result = KeyMatch::AskObject,
                }
            }
            result
        }
        (a, b) if a.is_constant() && b.is_constant() => KeyMatch::Different,
        _ => KeyMatch::AskObject,
    }
}

/// A number as hashing and equality across numeric types see it.
#[derive(PartialEq)]
enum Number {
    Int(Int),
    Float(u64),
    Complex(u64, u64),
}

fn number(value: &Value) -> Option<Number> {
    let float = |value: f64| {
        if value.fract() == 0.0 && value.abs() < 9.0e18 {
            Number::Int(Int::from(value as i64))
        } else {
            Number::Float(value.to_bits())
        }
    };
    Some(match value {
        Value::Bool(value) => Number::Int(Int::from(i64::from(*value))),
        Value::Int(value) => Number::Int(value.clone()),
        Value::Float(value) => float(*value),
        Value::Complex(value) if value.1 == 0.0 => float(value.0),
        Value::Complex(value) => Number::Complex(value.0.to_bits(), value.1.to_bits()),
        _ => return None,
    })
}

/// A hash under which equal keys meet. `None`: the value is not fully known, or hashing it needs user code.
pub(crate) fn hash_key(value: &Value) -> Option<u64> {
    let mut hasher = FxHasher::default();
    hash_into(value, &mut hasher)?;
    Some(hasher.finish())
}

fn hash_into(value: &Value, hasher: &mut FxHasher) -> Option<()> {
    if let Some(number) = number(value) {
        match number {
            Number::Int(value) => value.hash(hasher),
            Number::Float(bits) => bits.hash(hasher),
            Number::Complex(real, imag) => (real, imag).hash(hasher),
        }
        return Some(());
    }
    match value {
        Value::None => 1u8.hash(hasher),
        Value::Ellipsis => 2u8.hash(hasher),
        Value::NotImplemented => 3u8.hash(hasher),
        Value::Str(text) => text.hash(hasher),
        Value::Bytes(bytes) => bytes.hash(hasher),
        Value::Tuple(items) => {
            items.len().hash(hasher);
            for item in items.iter() {
                hash_into(item, hasher)?;
            }
        }
        Value::Object(id) => id.hash(hasher),
        _ => return None,
    }
    Some(())
}
