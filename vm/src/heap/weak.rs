//! Weak references and finalisers: cleared and queued when their objects can no longer be reached.

use std::cell::Cell;
use std::collections::VecDeque;

use rustc_hash::FxHashSet;
use strict_bytecode::CodeFlags;

use super::mark::MarkStack;
use super::region::Region;
use super::{Field, Gc, Header, Heap, Kind, Layout, Tracer, flags};
use crate::value::Value;

/// The layout of `weakref.ref`.
#[repr(C)]
pub struct WeakReference {
    header: Header,
    /// The address of the object, or zero. The collector does not follow it.
    referent: Cell<usize>,
    /// Called with this reference when the object is gone; unbound for none.
    pub callback: Field,
    /// The hash of the object, once asked for.
    pub hash: Field,
}

// SAFETY: `repr(C)`, a header first, cells that may be zero; the referent is not to keep its object alive.
unsafe impl Layout for WeakReference {
    const KIND: Kind = Kind::WeakReference;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.callback.trace(tracer);
        self.hash.trace(tracer);
    }
}

impl WeakReference {
    /// The object, if it is still there.
    pub fn referent(&self) -> Option<Value> {
        let address = self.referent.get();
        // SAFETY: the address is cleared when the object dies, so a live object is there.
        if address == 0 { None } else { Some(unsafe { Value::from_bits(address as u64) }) }
    }

    /// Forgets the object.
    pub fn clear(&self) {
        self.referent.set(0);
    }
}

/// A finaliser or callback that is due.
#[derive(Clone, Copy, Debug)]
pub enum Due {
    /// The object's `__del__` is to be called.
    Finalize(Value),
    /// The weak reference's callback is to be called.
    Callback(Gc<WeakReference>),
}

/// Weak references, objects with finalisers, and what is due.
#[derive(Default, Debug)]
pub(super) struct WeakTables {
    young_references: Vec<usize>,
    old_references: Vec<usize>,
    young_finalizable: Vec<usize>,
    old_finalizable: Vec<usize>,
    callbacks: VecDeque<usize>,
    finalizers: VecDeque<usize>,
}

impl WeakTables {
    /// What is due stays alive.
    pub(super) fn trace_queues(&self, tracer: &mut Tracer<'_>) {
        for &address in self.callbacks.iter().chain(&self.finalizers) {
            tracer.address(address);
        }
    }

    /// To be called when marking is complete.
    pub(super) fn process(&mut self, region: &Region, marks: &mut MarkStack, full: bool) {
        self.clear_references(region, full);
        self.queue_finalizers(region, marks, full);
        let mut tracer = Tracer::new(region, marks);
        self.trace_queues(&mut tracer);
        tracer.drain();
    }

    fn clear_references(&mut self, region: &Region, full: bool) {
        let mut references = std::mem::take(&mut self.young_references);
        if full {
            references.append(&mut self.old_references);
        }
        for address in references {
            if !region.is_marked(address) {
                continue;
            }
            // SAFETY: the reference is marked, so it is alive.
            let reference: Gc<WeakReference> = unsafe { Gc::from_address(address) };
            let referent = reference.referent.get();
            if referent == 0 {
                continue;
            }
            if region.is_marked(referent) {
                self.old_references.push(address);
                continue;
            }
            reference.clear();
            if !reference.callback.get().is_unbound() {
                self.callbacks.push_back(address);
            }
        }
    }

    /// Queues the finalisers of objects that are not marked. What others of them refer to is to stay usable for
    /// those, so it waits for a later collection, unless it is part of a cycle.
    pub(super) fn queue_finalizers(&mut self, region: &Region, marks: &mut MarkStack, full: bool) {
        let mut objects = std::mem::take(&mut self.young_finalizable);
        if full {
            objects.append(&mut self.old_finalizable);
        }
        let mut dead = Vec::new();
        for address in objects {
            if !needs_finalizer(header_of(address)) {
                continue;
            }
            if region.is_marked(address) {
                self.old_finalizable.push(address);
            } else {
                dead.push(address);
            }
        }
        let mut in_cycles = FxHashSet::default();
        if dead.len() > 1 {
            for &address in dead.iter().filter(|&&address| !region.is_marked(address)) {
                let mut tracer = Tracer::new(region, marks);
                tracer.trace(address);
                tracer.drain();
                if region.is_marked(address) {
                    in_cycles.insert(address);
                }
            }
        }
        for address in dead {
            if region.is_marked(address) && !in_cycles.contains(&address) {
                self.old_finalizable.push(address);
            } else {
                header_of(address).add(flags::FINALIZED);
                self.finalizers.push_back(address);
            }
        }
    }
}

/// Whether this is a generator that has nothing left to do.
fn is_finished(header: &Header) -> bool {
    use crate::object::{Generator, GeneratorState};
    header.kind() == Kind::Generator
        // SAFETY: the kind tells the layout.
        && unsafe { &*std::ptr::from_ref(header).cast::<Generator>() }.state.get() == GeneratorState::Finished
}

/// Whether the object is a generator that has not started, and so has nothing to clean up. A coroutine has: it warns.
fn is_idle(header: &Header) -> bool {
    use crate::object::{Generator, GeneratorState};
    if header.kind() != Kind::Generator {
        return false;
    }
    // SAFETY: the kind tells the layout.
    let generator = unsafe { &*std::ptr::from_ref(header).cast::<Generator>() };
    let flags = generator.function.get().code.get().code().flags;
    generator.state.get() == GeneratorState::Created && !flags.contains(CodeFlags::COROUTINE)
}

/// Whether the object's finaliser has anything to do, and has not been called.
fn needs_finalizer(header: &Header) -> bool {
    !header.has(flags::FINALIZED) && !is_finished(header)
}

/// The header of an object in a table, which is freed only after it has left that.
fn header_of(address: usize) -> &'static Header {
    // SAFETY: as said.
    unsafe { &*(address as *const Header) }
}

impl Heap {
    /// Makes `reference` refer to the heap object `referent`.
    pub fn set_referent(&mut self, reference: Gc<WeakReference>, referent: Value) {
        debug_assert!(referent.is_pointer());
        reference.referent.set(referent.bits() as usize);
        self.weak.young_references.push(reference.address());
    }

    /// The weak references to an object: all that exist are looked at.
    pub fn references_to(&self, referent: Value) -> smallvec::SmallVec<[Gc<WeakReference>; 4]> {
        let address = referent.bits() as usize;
        let tables = self.weak.old_references.iter().chain(&self.weak.young_references);
        tables
            // SAFETY: a reference leaves its table before it is freed.
            .map(|&reference| unsafe { Gc::<WeakReference>::from_address(reference) })
            .filter(|reference| reference.referent.get() == address)
            .collect()
    }

    /// Has the object's finaliser called, once, after it became unreachable.
    pub fn register_finalizer(&mut self, object: Value) {
        debug_assert!(object.is_pointer());
        self.weak.young_finalizable.push(object.bits() as usize);
    }

    /// Whether any object waits for its finaliser.
    pub fn has_finalizable(&self) -> bool {
        let tables = [&self.weak.young_finalizable, &self.weak.old_finalizable];
        let mut headers = tables.into_iter().flatten().map(|&address| header_of(address));
        headers.any(|header| needs_finalizer(header) && !is_idle(header))
    }

    /// Whether finalisers or callbacks are due.
    pub fn has_due(&self) -> bool {
        !self.weak.callbacks.is_empty() || !self.weak.finalizers.is_empty()
    }

    /// The next finaliser or callback that is due.
    pub fn take_due(&mut self) -> Option<Due> {
        if let Some(address) = self.weak.callbacks.pop_front() {
            // SAFETY: the queue keeps its entries alive.
            return Some(Due::Callback(unsafe { Gc::from_address(address) }));
        }
        let address = self.weak.finalizers.pop_front()?;
        // SAFETY: the queue keeps its entries alive.
        Some(Due::Finalize(unsafe { Value::from_bits(address as u64) }))
    }
}
