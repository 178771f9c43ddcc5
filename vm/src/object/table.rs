//! The hash tables of dictionaries and sets: entries in insertion order, and for larger ones an index of them.
//!
//! An entry is `STRIDE` values: the hash (as a fixnum that lost its highest bit), the key, and for a dictionary the
//! value. A deleted entry has an unbound key. Tables with more than [`SMALL`] entries have an index: a power of two of
//! 32-bit words, 0 for free, otherwise the entry's number plus one, found by linear probing.

use std::cell::Cell;

use crate::heap::{Array, Gc, Heap, Layout, Link, Tracer};
use crate::object::Raw;
use crate::value::Value;

/// Tables of at most this many entries are searched from end to end.
pub(super) const SMALL: usize = 8;

/// The part that dictionaries and sets have in common.
#[repr(C)]
pub struct TableState {
    entries: Link<Array>,
    index: Link<Raw>,
    /// Entries in use.
    live: Cell<u32>,
    /// Entries ever filled, deleted ones included.
    filled: Cell<u32>,
    /// Changes whenever an entry is added or removed or the entries move.
    version: Cell<u64>,
}

impl TableState {
    /// What tells the storage of the entries from any other; zero if there is none.
    pub fn storage(&self) -> usize {
        self.entries.try_get().map_or(0, Gc::address)
    }

    /// Visits the storage.
    #[inline(always)]
    pub fn trace(&self, tracer: &mut Tracer<'_>) {
        self.entries.trace(tracer);
        self.index.trace(tracer);
    }
}

/// The word that an entry keeps of a hash.
#[inline(always)]
pub fn hash_word(hash: i64) -> Value {
    Value::fixnum(hash << 1 >> 1)
}

#[inline(always)]
fn first_probe(word: Value, mask: usize) -> usize {
    let mixed = (word.bits() >> 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 32) as usize & mask
}

/// What a step of a search finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Probe {
    /// An entry with the same hash word: compare the keys.
    Candidate(usize),
    /// There is no further entry with this hash.
    End,
}

/// A dictionary or set.
pub trait Table: Layout + Sized {
    /// Values per entry.
    const STRIDE: usize;
    /// The common part.
    fn table(&self) -> &TableState;

    /// The number of keys.
    #[inline(always)]
    fn len(&self) -> usize {
        self.table().live.get() as usize
    }

    /// Whether there are no keys.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One past the last entry that may be in use.
    #[inline(always)]
    fn entry_end(&self) -> usize {
        self.table().filled.get() as usize
    }

    /// See [`TableState`].
    fn version(&self) -> u64 {
        self.table().version.get()
    }

    /// The key of an entry, unbound if it was deleted.
    #[inline(always)]
    fn key_at(&self, entry: usize) -> Value {
        self.table().entries.get().get(entry * Self::STRIDE + 1)
    }

    /// The hash word of an entry.
    #[inline(always)]
    fn hash_at(&self, entry: usize) -> Value {
        self.table().entries.get().get(entry * Self::STRIDE)
    }

    /// The storage of the entries, if there are any.
    #[inline(always)]
    fn entries(&self) -> Gc<Array> {
        self.table().entries.get()
    }

    /// The first entry from `start` on that is in use.
    #[inline]
    fn next_entry(&self, start: usize) -> Option<usize> {
        (start..self.entry_end()).find(|&entry| !self.key_at(entry).is_unbound())
    }

    /// The last entry before `end` that is in use.
    fn previous_entry(&self, end: usize) -> Option<usize> {
        (0..end.min(self.entry_end())).rev().find(|&entry| !self.key_at(entry).is_unbound())
    }

    /// Searches for a key with this hash that satisfies `same`, which must not run Python code.
    #[inline(always)]
    fn search(&self, word: Value, mut same: impl FnMut(Value) -> bool) -> Option<usize> {
        let state = self.table();
        match state.index.try_get() {
            None => (0..self.entry_end()).find(|&entry| {
                self.hash_at(entry) == word && {
                    let key = self.key_at(entry);
                    !key.is_unbound() && same(key)
                }
            }),
            Some(index) => {
                let words = index.words();
                let mask = words.len() - 1;
                let mut place = first_probe(word, mask);
                loop {
                    let number = words[place].get();
                    if number == 0 {
                        return None;
                    }
                    let entry = number as usize - 1;
                    if self.hash_at(entry) == word {
                        let key = self.key_at(entry);
                        if !key.is_unbound() && same(key) {
                            return Some(entry);
                        }
                    }
                    place = (place + 1) & mask;
                }
            }
        }
    }

    /// The `skip`th entry in probing order whose hash word is `word`.
    fn candidate(&self, word: Value, skip: usize) -> Probe {
        let mut seen = 0;
        let found = self.search(word, |_| {
            seen += 1;
            seen > skip
        });
        found.map_or(Probe::End, Probe::Candidate)
    }
}

impl Heap {
    /// Makes room for one more entry; false if there is no memory.
    #[inline]
    fn reserve_entry<T: Table>(&mut self, table: Gc<T>) -> bool {
        let state = table.table();
        let capacity = state.entries.try_get().map_or(0, |entries| entries.capacity() / T::STRIDE);
        if (state.filled.get() as usize) < capacity {
            return true;
        }
        let live = state.live.get() as usize;
        let wanted = if live < 5 { if capacity == 0 { 4 } else { SMALL } } else { live * 2 };
        self.rebuild(table, wanted)
    }

    /// Moves the entries to storage for `capacity` of them, without the deleted ones.
    #[cold]
    #[inline(never)]
    pub fn rebuild<T: Table>(&mut self, table: Gc<T>, capacity: usize) -> bool {
        let state = table.table();
        if capacity >= u32::MAX as usize / 4 {
            return false;
        }
        let Some(entries) = self.try_array(capacity * T::STRIDE) else { return false };
        let mut filled = 0;
        if let Some(old) = state.entries.try_get() {
            for entry in 0..state.filled.get() as usize {
                if !old.get(entry * T::STRIDE + 1).is_unbound() {
                    entries.copy_from(filled * T::STRIDE, old, entry * T::STRIDE, T::STRIDE);
                    filled += 1;
                }
            }
        }
        let index = if capacity > SMALL {
            let Some(index) = self.try_raw((capacity * 3 / 2).next_power_of_two() * 4) else { return false };
            let words = index.words();
            let mask = words.len() - 1;
            for entry in 0..filled {
                let mut place = first_probe(entries.get(entry * T::STRIDE), mask);
                while words[place].get() != 0 {
                    place = (place + 1) & mask;
                }
                words[place].set(entry as u32 + 1);
            }
            Some(index)
        } else {
            None
        };
        table.barrier();
        state.entries.init(entries);
        match index {
            Some(index) => state.index.init(index),
            None => state.index.clear(),
        }
        state.filled.set(filled as u32);
        state.version.set(state.version.get() + 1);
        true
    }

    /// Adds an entry for a key that is not there; the entry's number, or none if there is no memory.
    #[inline]
    pub fn add_entry<T: Table>(&mut self, table: Gc<T>, word: Value, key: Value) -> Option<usize> {
        if !self.reserve_entry(table) {
            return None;
        }
        let state = table.table();
        let entry = state.filled.get() as usize;
        let entries = state.entries.get();
        entries.dirty(entry * T::STRIDE, T::STRIDE);
        entries.init(entry * T::STRIDE, word);
        entries.init(entry * T::STRIDE + 1, key);
        if let Some(index) = state.index.try_get() {
            let words = index.words();
            let mask = words.len() - 1;
            let mut place = first_probe(word, mask);
            while words[place].get() != 0 {
                place = (place + 1) & mask;
            }
            words[place].set(entry as u32 + 1);
        }
        state.filled.set(entry as u32 + 1);
        state.live.set(state.live.get() + 1);
        state.version.set(state.version.get() + 1);
        Some(entry)
    }

    /// Removes an entry. Its place in the index stays taken, by an entry without a key.
    pub fn remove_entry<T: Table>(&mut self, table: Gc<T>, entry: usize) {
        let state = table.table();
        let entries = state.entries.get();
        entries.clear(entry * T::STRIDE + 1, T::STRIDE - 1);
        state.live.set(state.live.get() - 1);
        state.version.set(state.version.get() + 1);
        if state.live.get() == 0 {
            self.clear_table(table);
        } else if entry + 1 == state.filled.get() as usize && state.index.try_get().is_none() {
            state.filled.set(entry as u32);
        }
    }

    /// Removes all entries.
    pub fn clear_table<T: Table>(&mut self, table: Gc<T>) {
        let state = table.table();
        state.entries.clear();
        state.index.clear();
        state.live.set(0);
        state.filled.set(0);
        state.version.set(state.version.get() + 1);
    }

    /// Makes `target`, which is empty, a copy of `source`.
    pub fn copy_table<T: Table>(&mut self, target: Gc<T>, source: Gc<T>) -> bool {
        if source.is_empty() {
            return true;
        }
        let state = target.table();
        state.entries.set(target, source.entries());
        state.filled.set(source.table().filled.get());
        state.live.set(source.table().live.get());
        let done = self.rebuild(target, source.len().max(4));
        if !done {
            self.clear_table(target);
        }
        done
    }
}
