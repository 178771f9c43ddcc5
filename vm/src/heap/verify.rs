//! A check for missing write barriers: whatever a full trace reaches, a minor collection must have marked.

use rustc_hash::FxHashSet;

use super::mark::{MarkStack, Tracer};
use super::{Header, Heap};

impl Heap {
    /// Panics if an old object refers to a young one that the minor collection just done did not find.
    pub(super) fn verify_against_full_trace(&mut self) {
        let mut stack = MarkStack::default();
        let mut seen = FxHashSet::default();
        for index in 0..self.region.used_blocks() as u32 {
            for (place, word) in self.region.block_marks(index).iter().enumerate() {
                for bit in (0..64).filter(|bit| word >> bit & 1 != 0) {
                    seen.insert(self.region.block_address(index) + (place * 64 + bit) * 16);
                }
            }
        }
        for &address in &seen {
            // SAFETY: marked addresses are those of objects.
            let header: &Header = unsafe { &*(address as *const Header) };
            let kind = header.kind();
            let mut tracer = Tracer::new(&self.region, &mut stack);
            tracer.trace(address);
            if let Some(&missed) = stack.0.iter().find(|address| !seen.contains(address)) {
                // SAFETY: as above.
                let target = unsafe { &*(missed as *const Header) }.kind();
                panic!(
                    "missing barrier: old {kind:?} at {address:#x} refers to young {target:?} at {missed:#x}"
                );
            }
            stack.0.clear();
        }
    }
}
