//! The write barrier: remembers old objects that were stored into since the last collection.

use std::cell::{Cell, UnsafeCell};
use std::ptr;

use super::{Header, flags};

/// Addresses of old objects to be traced again by the next minor collection.
#[derive(Default, Debug)]
pub(super) struct Remembered {
    objects: UnsafeCell<Vec<usize>>,
    /// Large arrays with at least one dirty card.
    arrays: UnsafeCell<Vec<usize>>,
}

thread_local! {
    static REMEMBERED: Cell<*const Remembered> = const { Cell::new(ptr::null()) };
}

/// Makes `remembered` the set that this thread's barriers add to.
pub(super) fn install(remembered: &Remembered) {
    REMEMBERED.set(remembered);
}

/// To be called before a reference is stored into an object: two instructions unless the object is old.
#[inline(always)]
pub fn barrier(header: &Header) {
    if header.has(flags::OLD) {
        remember(header);
    }
}

#[cold]
#[inline(never)]
fn remember(header: &Header) {
    header.remove(flags::OLD);
    let remembered = REMEMBERED.get();
    // SAFETY: the heap installed its set, which lives as long as its objects; no other borrow of it is live here.
    unsafe { (*(*remembered).objects.get()).push(ptr::from_ref(header) as usize) };
}

/// Records that the cards of the large array at `address` are no longer all clean.
#[cold]
#[inline(never)]
pub(super) fn remember_array(address: usize) {
    let remembered = REMEMBERED.get();
    // SAFETY: as in `remember`.
    unsafe { (*(*remembered).arrays.get()).push(address) };
}

impl Remembered {
    /// Empties the set of objects.
    pub(super) fn take_objects(&mut self) -> Vec<usize> {
        std::mem::take(self.objects.get_mut())
    }

    /// Empties the set of arrays.
    pub(super) fn take_arrays(&mut self) -> Vec<usize> {
        std::mem::take(self.arrays.get_mut())
    }
}
