//! Names bound to values, in order of binding: module globals, class dictionaries, instance attributes.

use rustc_hash::FxHashMap;

use super::Value;
use crate::ir::Symbol;

/// A binding.
#[derive(Clone, Debug)]
pub(crate) struct Slot {
    pub value: Value,
    /// On some path the name is not bound at all.
    pub maybe_unbound: bool,
}

impl Slot {
    pub(crate) fn bound(value: Value) -> Slot {
        Slot { value, maybe_unbound: false }
    }
}

/// Beyond this many names an index is kept.
const LINEAR: usize = 8;

/// An ordered map from names to bindings.
#[derive(Clone, Debug, Default)]
pub(crate) struct Namespace {
    entries: Vec<(Symbol, Slot)>,
    index: FxHashMap<Symbol, u32>,
}

impl Namespace {
    fn position(&self, name: Symbol) -> Option<usize> {
        if self.entries.len() <= LINEAR {
            self.entries.iter().position(|(key, _)| *key == name)
        } else {
            self.index.get(&name).map(|&i| i as usize)
        }
    }

    fn reindex(&mut self) {
        self.index.clear();
        if self.entries.len() > LINEAR {
            self.index.extend(self.entries.iter().enumerate().map(|(i, (key, _))| (*key, i as u32)));
        }
    }

    pub(crate) fn get(&self, name: Symbol) -> Option<&Slot> {
        self.position(name).map(|i| &self.entries[i].1)
    }

    pub(crate) fn get_mut(&mut self, name: Symbol) -> Option<&mut Slot> {
        self.position(name).map(|i| &mut self.entries[i].1)
    }

    pub(crate) fn contains(&self, name: Symbol) -> bool {
        self.position(name).is_some()
    }

    pub(crate) fn insert(&mut self, name: Symbol, slot: Slot) {
        if let Some(i) = self.position(name) {
            self.entries[i].1 = slot;
            return;
        }
        self.entries.push((name, slot));
        match self.entries.len() {
            n if n == LINEAR + 1 => self.reindex(),
            n if n > LINEAR => {
                self.index.insert(name, (n - 1) as u32);
            }
            _ => {}
        }
    }

    /// Binds the name for certain.
    pub(crate) fn bind(&mut self, name: Symbol, value: Value) {
        self.insert(name, Slot::bound(value));
    }

    pub(crate) fn remove(&mut self, name: Symbol) -> Option<Slot> {
        let i = self.position(name)?;
        let (_, slot) = self.entries.remove(i);
        self.reindex();
        Some(slot)
    }

    pub(crate) fn clear(&mut self) {
        self.entries.clear();
        self.index.clear();
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = (Symbol, &Slot)> + Clone {
        self.entries.iter().map(|(name, slot)| (*name, slot))
    }

    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut Slot> {
        self.entries.iter_mut().map(|(_, slot)| slot)
    }
}

impl FromIterator<(Symbol, Slot)> for Namespace {
    fn from_iter<T: IntoIterator<Item = (Symbol, Slot)>>(iter: T) -> Self {
        let mut namespace = Namespace::default();
        for (name, slot) in iter {
            namespace.insert(name, slot);
        }
        namespace
    }
}
