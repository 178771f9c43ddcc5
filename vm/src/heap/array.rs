//! [`Array`]: a fixed number of values, the storage of lists, dictionaries and sets.
//!
//! Old arrays beyond [`CARD_LIMIT`] values record stores by *card*, a run of [`CARD`] values, so that a minor
//! collection looks only at what changed. The card bytes follow the values, after them one byte that says whether the
//! array is in the remembered set.

use std::cell::Cell;

use super::barrier::remember_array;
use super::{Field, Gc, Header, Kind, Layout, Tracer, flags};
use crate::value::Value;

/// Values per card.
const CARD: usize = 512;
/// Arrays with more values than this use cards.
const CARD_LIMIT: usize = 4096;

/// Raw storage for values.
#[repr(C)]
pub struct Array {
    header: Header,
    capacity: Cell<usize>,
}

// SAFETY: `repr(C)`, a header first; the values after it are visited up to the capacity.
unsafe impl Layout for Array {
    const KIND: Kind = Kind::Array;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        for field in self.fields() {
            field.trace(tracer);
        }
    }
}

impl Array {
    pub(super) fn size(capacity: usize) -> usize {
        let cards = if capacity > CARD_LIMIT { capacity.div_ceil(CARD) + 1 } else { 0 };
        size_of::<Array>() + capacity * size_of::<Value>() + cards
    }

    pub(super) fn header_flags(capacity: usize) -> u64 {
        if capacity > CARD_LIMIT { flags::CARDS } else { 0 }
    }

    pub(super) fn set_capacity(&self, capacity: usize) {
        self.capacity.set(capacity);
    }

    /// How many values there is room for.
    #[inline(always)]
    pub fn capacity(&self) -> usize {
        self.capacity.get()
    }

    /// The values' cells.
    #[inline(always)]
    pub fn fields(&self) -> &[Field] {
        let first = std::ptr::from_ref(self).wrapping_add(1).cast::<Field>();
        // SAFETY: `capacity` fields follow the layout.
        unsafe { std::slice::from_raw_parts(first, self.capacity.get()) }
    }

    #[inline(always)]
    fn field(&self, index: usize) -> &Field {
        assert!(index < self.capacity.get(), "index within the array");
        let first = std::ptr::from_ref(self).wrapping_add(1).cast::<Field>();
        // SAFETY: the index was checked against the number of fields that follow the layout.
        unsafe { &*first.add(index) }
    }

    /// The value at `index`.
    #[inline(always)]
    pub fn get(&self, index: usize) -> Value {
        self.field(index).get()
    }

    fn cards(&self) -> &[Cell<u8>] {
        let count = self.capacity.get().div_ceil(CARD) + 1;
        let end = self.fields().as_ptr_range().end.cast::<Cell<u8>>();
        // SAFETY: arrays with the flag CARDS were allocated with that many bytes after the values.
        unsafe { std::slice::from_raw_parts(end, count) }
    }

    /// Visits the values of dirty cards and cleans them.
    pub(super) fn trace_dirty(&self, tracer: &mut Tracer<'_>) {
        let cards = self.cards();
        let (listed, cards) = cards.split_last().expect("there is one byte besides the cards");
        listed.set(0);
        for (card, fields) in cards.iter().zip(self.fields().chunks(CARD)) {
            if card.replace(0) != 0 {
                for field in fields {
                    field.trace(tracer);
                }
            }
        }
    }

    /// Cleans all cards.
    pub(super) fn clean_cards(&self) {
        for card in self.cards() {
            card.set(0);
        }
    }
}

impl Gc<Array> {
    /// Stores a value.
    #[inline(always)]
    pub fn set(self, index: usize, value: Value) {
        self.dirty(index, 1);
        self.field(index).init(value);
    }

    /// Stores a value into an array that no collection has seen.
    #[inline(always)]
    pub fn init(self, index: usize, value: Value) {
        self.field(index).init(value);
    }

    /// The barrier for stores to `count` values from `start` on.
    #[inline(always)]
    pub fn dirty(self, start: usize, count: usize) {
        if self.header().has(flags::OLD) {
            if self.header().has(flags::CARDS) {
                self.dirty_cards(start, count);
            } else {
                self.barrier();
            }
        }
    }

    #[cold]
    fn dirty_cards(self, start: usize, count: usize) {
        let cards = self.cards();
        let (listed, cards) = cards.split_last().expect("there is one byte besides the cards");
        let last = (start + count.max(1) - 1).min(self.capacity().saturating_sub(1));
        for card in &cards[start / CARD..=last / CARD] {
            card.set(1);
        }
        if listed.replace(1) == 0 {
            remember_array(self.address());
        }
    }

    /// Moves `count` values within the array.
    pub fn copy_within(self, from: usize, to: usize, count: usize) {
        assert!(from + count <= self.capacity() && to + count <= self.capacity(), "values within the array");
        self.dirty(to, count);
        let fields = self.fields().as_ptr().cast_mut();
        // SAFETY: both ranges lie within the array; fields are plain words.
        unsafe { std::ptr::copy(fields.add(from), fields.add(to), count) };
    }

    /// Copies values from another array.
    pub fn copy_from(self, to: usize, source: Gc<Array>, from: usize, count: usize) {
        assert!(
            from + count <= source.capacity() && to + count <= self.capacity(),
            "values within the arrays"
        );
        self.dirty(to, count);
        let (fields, other) = (self.fields().as_ptr().cast_mut(), source.fields().as_ptr());
        // SAFETY: both ranges lie within their arrays; fields are plain words.
        unsafe { std::ptr::copy(other.add(from), fields.add(to), count) };
    }

    /// Forgets `count` values from `start` on.
    pub fn clear(self, start: usize, count: usize) {
        assert!(start + count <= self.capacity(), "values within the array");
        let fields = self.fields().as_ptr().cast_mut();
        // SAFETY: the range lies within the array; zero is an unset field.
        unsafe { std::ptr::write_bytes(fields.add(start), 0, count) };
    }

    /// The first `count` values. The slice must not be held across anything that may change the array.
    #[inline(always)]
    pub fn values(&self, count: usize) -> impl ExactSizeIterator<Item = Value> + DoubleEndedIterator + '_ {
        self.fields()[..count].iter().map(Field::get)
    }
}
