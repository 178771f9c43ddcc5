//! Dictionaries, sets and the views of dictionaries.
//!
//! The dictionary that is a module's namespace keeps its values in *cells*, which have stable addresses for
//! inline caches and compiled code. A name that code has looked for in vain has a cell too, an empty one, aside.

use crate::heap::{Field, Gc, Header, Heap, Kind, Layout, Link, Tracer, flags, layout};
use crate::object::table::hash_word;
use crate::object::{CellObject, Str, Table, TableState};
use crate::value::Value;

/// The layout of `dict`.
#[repr(C)]
pub struct Dict {
    header: Header,
    table: TableState,
    /// For a namespace of cells: a dictionary of the cells of names that are not in it.
    absent: Link<Dict>,
}

// SAFETY: `repr(C)`, a header first; the storage and the link are visited.
unsafe impl Layout for Dict {
    const KIND: Kind = Kind::Dict;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.table.trace(tracer);
        self.absent.trace(tracer);
    }
}

impl Table for Dict {
    const STRIDE: usize = 3;

    #[inline(always)]
    fn table(&self) -> &TableState {
        &self.table
    }
}

/// The layout of `set` and `frozenset`.
#[repr(C)]
pub struct Set {
    header: Header,
    table: TableState,
    /// The hash of a frozen set, once asked for.
    pub hash: Field,
}

// SAFETY: `repr(C)`, a header first; the storage is visited.
unsafe impl Layout for Set {
    const KIND: Kind = Kind::Set;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.table.trace(tracer);
        self.hash.trace(tracer);
    }
}

impl Table for Set {
    const STRIDE: usize = 2;

    #[inline(always)]
    fn table(&self) -> &TableState {
        &self.table
    }
}

/// What a view of a dictionary shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum ViewOf {
    /// `dict.keys()`
    #[default]
    Keys = 0,
    /// `dict.values()`
    Values,
    /// `dict.items()`
    Items,
}

layout! {
    /// The layout of `dict_keys`, `dict_values` and `dict_items`.
    pub struct DictView (DictView) {
        /// The dictionary.
        dict: Link<Dict>,
        ;
        /// What is shown.
        of: ViewOf,
    }
}

impl Gc<Dict> {
    /// Whether values lie in cells.
    #[inline(always)]
    pub fn has_cells(self) -> bool {
        self.header().has(flags::EXTRA)
    }

    /// Whether Python code cannot change it: the namespace of a strict module that has been executed.
    #[inline(always)]
    pub fn is_frozen(self) -> bool {
        self.header().has(flags::MARKED)
    }

    /// Whether stores of Python code have to be looked at: it is frozen, or a namespace, which is not everybody's.
    #[inline(always)]
    pub fn is_guarded(self) -> bool {
        self.header().has_any(flags::MARKED | flags::EXTRA)
    }

    /// Makes it so.
    pub fn freeze(self) {
        self.header().add(flags::MARKED);
    }

    /// The value of an entry.
    #[inline(always)]
    pub fn value_at(self, entry: usize) -> Value {
        let value = self.entries().get(entry * 3 + 2);
        if self.has_cells() { cell_content(value) } else { value }
    }

    /// Replaces the value of an entry.
    #[inline(always)]
    pub fn set_value_at(self, entry: usize, value: Value) {
        if self.has_cells()
            && let Some(cell) = self.entries().get(entry * 3 + 2).cast::<CellObject>()
        {
            cell.content.set(cell, value);
            return;
        }
        self.entries().set(entry * 3 + 2, value);
    }

    /// The entry of an exact string whose hash is known.
    #[inline(always)]
    pub fn find_str(self, key: Gc<Str>, hash: i64) -> Option<usize> {
        let word = hash_word(hash);
        self.search(word, |other| {
            other == key.value()
                || other
                    .cast::<Str>()
                    .is_some_and(|other| !(other.is_interned() && key.is_interned()) && other.same_text(&key))
        })
    }

    /// The cell of the entry, of a dictionary that has cells.
    pub fn cell_at(self, entry: usize) -> Option<Gc<CellObject>> {
        self.entries().get(entry * 3 + 2).cast()
    }

    /// The dictionary of cells of names that are not in this one.
    pub fn absent_cells(self) -> Option<Gc<Dict>> {
        self.absent.try_get()
    }

    /// Sets that dictionary.
    pub fn set_absent_cells(self, cells: Gc<Dict>) {
        self.absent.set(self, cells);
    }
}

#[inline(always)]
fn cell_content(value: Value) -> Value {
    value.cast::<CellObject>().map_or(value, |cell| cell.content.get())
}

impl Heap {
    /// Removes the entry of a dictionary. The cell of a namespace stays known as that of an absent name.
    pub fn remove_dict_entry(&mut self, dict: Gc<Dict>, entry: usize) {
        if let (true, Some(cell)) = (dict.has_cells(), dict.cell_at(entry)) {
            let (word, key) = (dict.hash_at(entry), dict.key_at(entry));
            cell.content.set(cell, Value::UNBOUND);
            let absent = match dict.absent_cells() {
                Some(absent) => absent,
                None => {
                    let absent: Gc<Dict> = self.alloc(dict.header().shape());
                    dict.set_absent_cells(absent);
                    absent
                }
            };
            if let Some(place) = self.add_entry(absent, word, key) {
                absent.entries().set(place * 3 + 2, cell.value());
            }
        }
        self.remove_entry(dict, entry);
    }
}
