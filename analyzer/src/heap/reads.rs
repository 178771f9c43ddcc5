//! What an evaluation looks at in finished units, part by part: its result holds as long as these parts are the same.

use std::cell::{Cell, OnceCell, RefCell};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{FrozenUnit, Heap};
use crate::domain::{Slot, UnitId};
use crate::ir::{Code, Symbol};

/// A set of objects that grows while it is shared.
#[derive(Debug)]
struct Marks(Box<[Cell<u64>]>);

impl Marks {
    fn new(len: usize) -> Marks {
        Marks((0..len.div_ceil(64)).map(|_| Cell::default()).collect())
    }

    #[inline]
    fn mark(&self, index: u32) {
        if let Some(word) = self.0.get(index as usize / 64) {
            word.set(word.get() | 1 << (index % 64));
        }
    }

    fn add_to(&self, marked: &mut FxHashSet<u32>) {
        for (place, word) in (0u32..).zip(&self.0) {
            let mut word = word.get();
            while word != 0 {
                marked.insert(place * 64 + word.trailing_zeros());
                word &= word - 1;
            }
        }
    }
}

/// What has been looked at in a unit so far.
#[derive(Debug)]
struct Noted {
    headers: Marks,
    attrs: Marks,
    /// Names that were looked up in modules.
    names: RefCell<FxHashSet<(u32, Symbol)>>,
}

/// A finished unit, and what has been looked at in it: nothing, and then it takes no room, in most of those that imports attach.
#[derive(Debug)]
pub(super) struct Attached {
    pub(super) unit: Arc<FrozenUnit>,
    is_noted: bool,
    noted: OnceCell<Box<Noted>>,
}

impl Attached {
    pub(super) fn new(unit: Arc<FrozenUnit>, is_noted: bool) -> Attached {
        Attached { unit, is_noted, noted: OnceCell::new() }
    }

    #[inline]
    fn noted(&self) -> Option<&Noted> {
        self.is_noted.then(|| {
            &**self.noted.get_or_init(|| {
                let len = self.unit.len();
                Box::new(Noted {
                    headers: Marks::new(len),
                    attrs: Marks::new(len),
                    names: RefCell::default(),
                })
            })
        })
    }

    #[inline]
    pub(super) fn note_header(&self, index: u32) {
        if let Some(noted) = self.noted() {
            noted.headers.mark(index);
        }
    }

    pub(super) fn note_attrs(&self, index: u32) {
        if let Some(noted) = self.noted() {
            noted.attrs.mark(index);
        }
    }

    pub(super) fn note_name(&self, index: u32, name: Symbol) {
        if let Some(noted) = self.noted() {
            noted.names.borrow_mut().insert((index, name));
        }
    }
}

/// What was looked at in one unit.
#[derive(Debug, Default)]
struct Seen {
    headers: FxHashSet<u32>,
    attrs: FxHashSet<u32>,
    names: FxHashSet<(u32, Symbol)>,
}

/// What evaluations of a component looked at.
#[derive(Debug, Default)]
pub(crate) struct Reads {
    units: FxHashMap<UnitId, (Arc<FrozenUnit>, Seen)>,
    /// Code whose body was looked at, by address.
    pub(crate) bodies: FxHashMap<*const Code, Arc<Code>>,
}

impl Reads {
    /// Adds what an evaluation looked at.
    pub(crate) fn add(&mut self, heap: &Heap) {
        for attached in heap.finished.iter().flatten() {
            let Attached { unit, is_noted: _, noted } = attached;
            let Some(Noted { headers, attrs, names }) = noted.get().map(|noted| &**noted) else { continue };
            let (_, seen) = self.units.entry(unit.id).or_insert_with(|| (Arc::clone(unit), Seen::default()));
            headers.add_to(&mut seen.headers);
            attrs.add_to(&mut seen.attrs);
            seen.names.extend(names.borrow().iter().copied());
        }
        let bodies = heap.bodies.borrow();
        self.bodies.extend(bodies.iter().map(|(address, code)| (*address, Arc::clone(code))));
    }

    /// What was looked at, unit by unit.
    pub(crate) fn into_units(self) -> Vec<UnitReads> {
        let units = self.units.into_values();
        let read = units.map(|(unit, seen)| UnitReads {
            unit,
            headers: seen.headers.into_iter().collect(),
            attrs: seen.attrs.into_iter().collect(),
            names: seen.names.into_iter().collect(),
        });
        read.filter(|it| !(it.headers.is_empty() && it.attrs.is_empty() && it.names.is_empty())).collect()
    }
}

/// What was looked at in a unit, and the unit as it was.
#[derive(Clone, Debug)]
pub(crate) struct UnitReads {
    pub(crate) unit: Arc<FrozenUnit>,
    headers: Box<[u32]>,
    attrs: Box<[u32]>,
    names: Box<[(u32, Symbol)]>,
}

impl UnitReads {
    /// The names that were looked up in modules: module, name and value.
    pub(crate) fn names(&self) -> impl Iterator<Item = (&Arc<str>, Symbol, &Slot)> {
        self.names.iter().filter_map(|&(index, name)| {
            let module = self.unit.modules.iter().find(|module| module.object.index == index)?;
            Some((&module.name, name, self.unit.object(index).attr(name)?))
        })
    }

    /// Whether all that was looked at is the same in the unit as it is now.
    pub(crate) fn hold(&self, now: &FrozenUnit) -> bool {
        let old = &*self.unit;
        self.headers.iter().all(|&index| old.header_fingerprint(index) == now.header_fingerprint(index))
            && self.attrs.iter().all(|&index| old.attrs_fingerprint(index) == now.attrs_fingerprint(index))
            && self
                .names
                .iter()
                .all(|&(index, name)| old.name_fingerprint(index, name) == now.name_fingerprint(index, name))
    }
}
