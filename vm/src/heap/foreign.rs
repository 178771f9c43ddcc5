//! Foreign memory: Rust values, such as the state of a compressor, that belong to heap objects and are dropped with them.

use std::any::Any;

use super::region::Region;
use super::{Gc, Heap};
use crate::value::Value;

/// The values and whom they belong to. They hold no references into the heap.
#[derive(Default)]
pub(super) struct ForeignTable {
    slots: Vec<Option<Slot>>,
    free: Vec<usize>,
}

struct Slot {
    owner: usize,
    content: Box<dyn Any>,
}

impl std::fmt::Debug for ForeignTable {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "ForeignTable({})", self.slots.len() - self.free.len())
    }
}

impl ForeignTable {
    /// Drops what belongs to dead objects. To be called when marking is complete.
    pub(super) fn release_dead(&mut self, region: &Region) {
        for (index, slot) in self.slots.iter_mut().enumerate() {
            if slot.as_ref().is_some_and(|slot| !region.is_marked(slot.owner)) {
                *slot = None;
                self.free.push(index);
            }
        }
    }
}

impl Heap {
    /// Keeps a value for as long as the object lives. The result, a small integer, finds it again.
    pub fn adopt<O, T: 'static>(&mut self, owner: Gc<O>, content: T) -> Value {
        let slot = Some(Slot { owner: owner.address(), content: Box::new(content) });
        let index = match self.foreign.free.pop() {
            Some(index) => {
                self.foreign.slots[index] = slot;
                index
            }
            None => {
                self.foreign.slots.push(slot);
                self.foreign.slots.len() - 1
            }
        };
        Value::index(index)
    }

    /// The value that [`Heap::adopt`] keeps under this integer.
    pub fn foreign<T: 'static>(&mut self, index: Value) -> Option<&mut T> {
        let index = usize::try_from(index.as_fixnum()?).ok()?;
        self.foreign.slots.get_mut(index)?.as_mut()?.content.downcast_mut()
    }
}
