//! Marking: from the roots through every object, with an explicit stack.

use super::kind::trace_object;
use super::region::Region;
use super::{Gc, Header, Heap, flags};
use crate::value::Value;

/// Objects that are marked and not yet traced.
#[derive(Default, Debug)]
pub(super) struct MarkStack(pub(super) Vec<usize>);

/// Visits references and marks what they lead to.
#[derive(Debug)]
pub struct Tracer<'a> {
    region: &'a Region,
    stack: &'a mut MarkStack,
    /// Bytes of objects marked.
    pub(super) bytes: usize,
}

impl<'a> Tracer<'a> {
    pub(super) fn new(region: &'a Region, stack: &'a mut MarkStack) -> Self {
        Tracer { region, stack, bytes: 0 }
    }

    /// Visits a value.
    #[inline(always)]
    pub fn value(&mut self, value: Value) {
        self.word(value.bits());
    }

    /// Visits a reference.
    #[inline(always)]
    pub fn object<T>(&mut self, object: Gc<T>) {
        self.address(object.address());
    }

    /// Visits a word that is zero or a value.
    #[inline(always)]
    pub(crate) fn word(&mut self, bits: u64) {
        if bits & crate::value::tag_bits::POINTER_MASK == 0 && bits != 0 {
            self.address(bits as usize);
        }
    }

    /// Visits the object at an address.
    #[inline(always)]
    pub(super) fn address(&mut self, address: usize) {
        if self.region.mark(address) {
            self.stack.0.push(address);
        }
    }

    /// Visits a register: zero or a value.
    #[inline(always)]
    pub(crate) fn register(&mut self, word: u64) {
        self.word(word);
    }

    /// Traces until nothing marked is untraced.
    pub(super) fn drain(&mut self) {
        while let Some(address) = self.stack.0.pop() {
            self.trace(address);
        }
    }

    /// Traces one object, which is old from now on.
    pub(super) fn trace(&mut self, address: usize) {
        // SAFETY: only objects are marked, and they start with a header.
        let header: &Header = unsafe { &*(address as *const Header) };
        if !header.has(flags::OLD) {
            header.add(flags::OLD);
        }
        self.bytes += Heap::object_end(self.region, address) - address;
        self.word(header.shape_bits());
        trace_object(header, self);
        if header.has(flags::ATTRIBUTES) {
            let start = address + crate::object::attributes_offset(header);
            let end = Heap::object_end(self.region, address);
            for place in (start..end).step_by(8) {
                // SAFETY: the attribute area reaches to the end of the cell and holds zeros or values.
                self.word(unsafe { *(place as *const u64) });
            }
        }
    }
}
