//! Frozen objects: those that `gc.freeze()` found alive, which later collections leave alone.
//!
//! Blocks in use become frozen as a whole: nothing is allocated in them, their marks stay, and full collections do not
//! trace what is in them. So a forked child that collects writes neither to its parent's objects nor to their marks.
//! What a frozen object was made to refer to since is found through the write barrier: whatever it remembers in a frozen
//! block is traced by every full collection from then on.

use super::region::BlockUse;
use super::{Generation, Heap};

impl Heap {
    /// Freezes all objects that are alive.
    pub fn freeze(&mut self) {
        self.collect(Generation::Old);
        for index in 0..self.region.used_blocks() as u32 {
            let block = self.region.block_mut(index);
            block.is_frozen = block.used_for != BlockUse::Free;
        }
        for list in &mut self.available {
            list.clear();
        }
    }

    /// Lets collections look at all objects again.
    pub fn unfreeze(&mut self) {
        for index in 0..self.region.used_blocks() as u32 {
            self.region.block_mut(index).is_frozen = false;
        }
        self.frozen_written.clear();
    }

    /// How many objects are frozen.
    pub fn frozen_count(&self) -> usize {
        (0..self.region.used_blocks() as u32)
            .filter(|&index| self.region.block(index).is_frozen)
            .flat_map(|index| self.region.block_marks(index))
            .map(|word| word.count_ones() as usize)
            .sum()
    }
}
