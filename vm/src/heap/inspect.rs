//! Looking at the heap as a whole: all objects, and what each refers to.

use super::mark::{MarkStack, Tracer};
use super::region::ScratchMarks;
use super::{Generation, Header, Heap, Kind, NoMemory, flags};
use crate::object::{Shape, TypeFlags};
use crate::value::Value;

/// Finds what objects refer to. Nothing may be allocated while it is in use.
pub(crate) struct References {
    scratch: ScratchMarks,
    stack: MarkStack,
    marked: Vec<usize>,
}

impl Heap {
    /// Calls `visit` with all objects that a program may see, after a collection. It must not allocate.
    pub(crate) fn for_each_object(&mut self, generation: Generation, visit: &mut dyn FnMut(Value)) {
        self.collect(generation);
        for index in 0..self.region.used_blocks() as u32 {
            for (place, word) in self.region.block_marks(index).iter().enumerate() {
                for bit in (0..64).filter(|bit| word >> bit & 1 != 0) {
                    let address = self.region.block_address(index) + (place * 64 + bit) * 16;
                    // SAFETY: marked addresses are those of objects.
                    let header: &Header = unsafe { &*(address as *const Header) };
                    if is_visible(header) {
                        // SAFETY: an object that is no raw storage starts there.
                        visit(unsafe { Value::from_bits(address as u64) });
                    }
                }
            }
        }
    }

    /// Makes ready for finding what objects refer to.
    pub(crate) fn references(&mut self) -> Result<References, NoMemory> {
        Ok(References {
            scratch: self.region.scratch_marks()?,
            stack: MarkStack::default(),
            marked: Vec::new(),
        })
    }
}

/// Whether a program can get hold of an object.
fn is_visible(header: &Header) -> bool {
    header.shape_bits() != 0 && !matches!(header.kind(), Kind::Free | Kind::Array | Kind::Raw | Kind::Shape)
}

impl References {
    /// Calls `visit` with each object that `object` refers to, directly or through storage of its own.
    pub(crate) fn of(&mut self, object: Value, visit: &mut dyn FnMut(Value)) {
        let mut pending = vec![object.bits() as usize];
        while let Some(address) = pending.pop() {
            // SAFETY: an object starts there.
            let header: &Header = unsafe { &*(address as *const Header) };
            let was_old = header.has(flags::OLD);
            Tracer::new(self.scratch.region(), &mut self.stack).trace(address);
            if !was_old {
                // No collection has marked it.
                header.remove(flags::OLD);
            }
            for &child in &self.stack.0 {
                self.marked.push(child);
                // SAFETY: objects refer to objects.
                let header: &Header = unsafe { &*(child as *const Header) };
                match header.kind() {
                    // Built-in classes live as long as the VM.
                    Kind::Shape => {
                        // SAFETY: the kind tells the layout.
                        let shape = unsafe { &*(child as *const Shape) };
                        let class = shape.class.get();
                        if class.has(TypeFlags::HEAP) {
                            visit(class.value());
                        }
                    }
                    Kind::Array | Kind::Raw => pending.push(child),
                    _ if is_visible(header) => {
                        // SAFETY: an object that is no raw storage starts there.
                        visit(unsafe { Value::from_bits(child as u64) });
                    }
                    _ => {}
                }
            }
            self.stack.0.clear();
        }
        for address in self.marked.drain(..) {
            self.scratch.region().unmark(address);
        }
    }
}
