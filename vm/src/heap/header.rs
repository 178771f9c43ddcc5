//! [`Header`]: the first word of every heap object.

use std::cell::Cell;

use super::{Gc, Kind};
use crate::object::Shape;

/// Flags of a header.
pub mod flags {
    /// The object survived a collection and no store into it was recorded since.
    pub const OLD: u64 = 1 << 56;
    /// The object's class is not the built-in one of its kind.
    pub const SUBCLASS: u64 = 1 << 57;
    /// The object has an attribute area after its layout: an overflow word, then inline slots.
    pub const ATTRIBUTES: u64 = 1 << 58;
    /// The array records stores by card.
    pub const CARDS: u64 = 1 << 59;
    /// Free for the kind's own use.
    pub const MARKED: u64 = 1 << 60;
    /// Free for the kind's own use.
    pub const EXTRA: u64 = 1 << 61;
    /// The object's finaliser has run or been queued.
    pub const FINALIZED: u64 = 1 << 62;
}

const SHAPE_MASK: u64 = 0x0000_ffff_ffff_fff0;
const KIND_SHIFT: u32 = 48;

/// Shape (bits 0–47; zero for raw storage), kind (48–55) and flags (56–63) of an object.
#[derive(Debug)]
#[repr(transparent)]
pub struct Header(Cell<u64>);

impl Header {
    /// The word for an object of this kind, shape and flags.
    #[inline(always)]
    pub fn word(kind: Kind, shape: Option<Gc<Shape>>, flags: u64) -> u64 {
        (kind as u64) << KIND_SHIFT | shape.map_or(0, |shape| shape.address() as u64) | flags
    }

    /// The word.
    #[inline(always)]
    pub fn get(&self) -> u64 {
        self.0.get()
    }

    #[inline(always)]
    pub(super) fn set(&self, word: u64) {
        self.0.set(word);
    }

    /// Replaces the word of an object under construction.
    pub(crate) fn reset(&self, word: u64) {
        self.set(word);
    }

    /// Which layout the object has.
    #[inline(always)]
    pub fn kind(&self) -> Kind {
        // SAFETY: headers are made by `word` from a `Kind`; the enum is `repr(u8)`.
        unsafe { std::mem::transmute((self.get() >> KIND_SHIFT) as u8) }
    }

    /// The shape's address as a number, for comparing; zero for raw storage.
    #[inline(always)]
    pub fn shape_bits(&self) -> u64 {
        self.get() & SHAPE_MASK
    }

    /// The shape of an object that is not raw storage.
    #[inline(always)]
    pub fn shape(&self) -> Gc<Shape> {
        debug_assert!(self.shape_bits() != 0, "raw storage has no shape");
        // SAFETY: every Python object's header points to its shape, which it keeps alive.
        unsafe { Gc::from_address(self.shape_bits() as usize) }
    }

    /// Gives the object another shape. The caller has run the barrier on the object.
    #[inline(always)]
    pub fn set_shape(&self, shape: Gc<Shape>) {
        self.set(self.get() & !SHAPE_MASK | shape.address() as u64);
    }

    /// Whether all the given flags are set.
    #[inline(always)]
    pub fn has(&self, flags: u64) -> bool {
        self.get() & flags == flags
    }

    /// Whether any of the given flags is set.
    #[inline(always)]
    pub fn has_any(&self, flags: u64) -> bool {
        self.get() & flags != 0
    }

    /// Sets flags.
    #[inline(always)]
    pub fn add(&self, flags: u64) {
        self.set(self.get() | flags);
    }

    /// Clears flags.
    #[inline(always)]
    pub fn remove(&self, flags: u64) {
        self.set(self.get() & !flags);
    }
}
