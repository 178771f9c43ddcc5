//! [`Region`]: the reserved address range, its block table and its mark bits.

use std::ptr;

use super::NoMemory;
use super::size_class::{GRAIN, SIZES};

/// Bytes of a block.
pub(super) const BLOCK_SIZE: usize = 32 * 1024;
/// Where the heap goes if the range is free, so that a frozen heap can be mapped again.
const PREFERRED_BASE: usize = 0x2000_0000_0000;
/// Sizes to try, in bytes: from the largest on, each half of the one before.
const LARGEST_RANGE: usize = 64 << 30;
const SMALLEST_RANGE: usize = 64 << 20;
/// Kept back for small objects that are made until somebody can be told that there is no more memory, in bytes.
const LARGEST_RESERVE: usize = 64 << 20;
/// Memory is made accessible in steps of this many bytes.
const ENABLE_STEP: usize = 64 << 20;
/// What the smallest program uses, in bytes: the system is asked for it at once, not page by page.
const USED_BY_ALL: usize = 3584 << 10;

/// What a block is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum BlockUse {
    /// Nothing.
    Free = 0,
    /// Cells of one size class.
    Cells,
    /// The first block of a large object.
    LargeHead,
    /// A later block of a large object.
    LargeBody,
}

/// The descriptor of one block: 16 bytes, zero for a block never used.
#[derive(Debug)]
#[repr(C)]
pub(super) struct Block {
    pub(super) used_for: BlockUse,
    /// The size class of its cells.
    pub(super) class: u8,
    /// Whether it is in the list of blocks allocated from since the last collection.
    pub(super) touched: bool,
    /// Whether its objects are frozen.
    pub(super) is_frozen: bool,
    /// Whether the cells that have not been handed out hold zeros, as memory does that was never used.
    pub(super) is_zeroed: bool,
    /// Cells below this offset are in use or were allocated since the last collection.
    pub(super) allocated: u32,
    /// Head of a large object: number of its blocks. Body: distance to the head.
    pub(super) span: u32,
}

const _: () = assert!(size_of::<Block>() <= 16);

/// The address range. All addresses below `end` are readable and writable.
#[derive(Debug)]
pub(super) struct Region {
    base: usize,
    size: usize,
    /// Blocks below this index are accessible.
    enabled: usize,
    /// Blocks from this index on have never been used, so they hold zeros.
    fresh: usize,
    /// Indices of single blocks to be used again.
    free: Vec<u32>,
    blocks: *mut Block,
    marks: *mut u64,
}

fn reserve(address: usize, size: usize, protection: i32) -> Option<usize> {
    let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
    // SAFETY: a new anonymous mapping, placed where the system likes (the address is a hint).
    let result = unsafe { libc::mmap(address as *mut libc::c_void, size, protection, flags, -1, 0) };
    if result == libc::MAP_FAILED { None } else { Some(result as usize) }
}

impl Region {
    pub(super) fn reserve() -> Result<Region, NoMemory> {
        // With a limit on addresses, what is not objects needs some as well.
        let largest = crate::address_space::share(LARGEST_RANGE, 2);
        let sizes = std::iter::successors(Some(LARGEST_RANGE), |size| Some(size / 2));
        for size in sizes.skip_while(|&size| size > largest).take_while(|&size| size >= SMALLEST_RANGE) {
            let Some(range) = reserve(PREFERRED_BASE, size + BLOCK_SIZE, libc::PROT_NONE) else { continue };
            let writable = libc::PROT_READ | libc::PROT_WRITE;
            let blocks = reserve(0, size / BLOCK_SIZE * size_of::<Block>(), writable);
            let marks = reserve(0, size / GRAIN / 8, writable);
            if let (Some(blocks), Some(marks)) = (blocks, marks) {
                return Ok(Region {
                    base: range.next_multiple_of(BLOCK_SIZE),
                    size,
                    enabled: 0,
                    fresh: 0,
                    free: Vec::new(),
                    blocks: blocks as *mut Block,
                    marks: marks as *mut u64,
                });
            }
            // SAFETY: the range was mapped above and nothing is in it.
            unsafe { libc::munmap(range as *mut libc::c_void, size + BLOCK_SIZE) };
        }
        Err(NoMemory)
    }

    /// Number of blocks that were ever used.
    pub(super) fn used_blocks(&self) -> usize {
        self.fresh
    }

    /// The first address of a block.
    #[inline(always)]
    pub(super) fn block_address(&self, index: u32) -> usize {
        self.base + index as usize * BLOCK_SIZE
    }

    /// The block that holds `address`, if blocks up to there have been used.
    #[inline(always)]
    pub(super) fn block_index(&self, address: usize) -> Option<u32> {
        let index = address.wrapping_sub(self.base) / BLOCK_SIZE;
        if index < self.fresh { Some(index as u32) } else { None }
    }

    /// The descriptor of a block.
    #[inline(always)]
    pub(super) fn block(&self, index: u32) -> &Block {
        debug_assert!((index as usize) < self.fresh);
        // SAFETY: indices below `fresh` are within the table, which is always mapped.
        unsafe { &*self.blocks.add(index as usize) }
    }

    /// The descriptor of a block, to be changed.
    #[inline(always)]
    pub(super) fn block_mut(&mut self, index: u32) -> &mut Block {
        debug_assert!((index as usize) < self.fresh);
        // SAFETY: as in `block`; `self` is borrowed exclusively.
        unsafe { &mut *self.blocks.add(index as usize) }
    }

    #[inline(always)]
    fn mark_place(&self, address: usize) -> (*mut u64, u64) {
        let grain = (address - self.base) / GRAIN;
        // SAFETY: one bit per grain of the whole range is mapped, and `address` lies in the range.
        (unsafe { self.marks.add(grain / 64) }, 1 << (grain % 64))
    }

    /// Whether the object at `address` is marked.
    #[inline(always)]
    pub(super) fn is_marked(&self, address: usize) -> bool {
        let (word, bit) = self.mark_place(address);
        // SAFETY: the place is mapped and only this thread uses it.
        unsafe { *word & bit != 0 }
    }

    /// Marks the object at `address`; false if it was marked already.
    #[inline(always)]
    pub(super) fn mark(&self, address: usize) -> bool {
        let (word, bit) = self.mark_place(address);
        // SAFETY: the place is mapped and only this thread uses it.
        unsafe {
            let old = *word;
            *word = old | bit;
            old & bit == 0
        }
    }

    /// Takes the mark of an object away.
    pub(super) fn unmark(&self, address: usize) {
        let (word, bit) = self.mark_place(address);
        // SAFETY: as in `mark`.
        unsafe { *word &= !bit };
    }

    /// Whether the object at `address` is frozen.
    pub(super) fn is_frozen(&self, address: usize) -> bool {
        self.block_index(address).is_some_and(|index| self.block(index).is_frozen)
    }

    /// The same range with marks of its own, none of them set.
    pub(super) fn scratch_marks(&self) -> Result<ScratchMarks, NoMemory> {
        let writable = libc::PROT_READ | libc::PROT_WRITE;
        let marks = reserve(0, self.size / GRAIN / 8, writable).ok_or(NoMemory)?;
        let region = Region { marks: marks as *mut u64, free: Vec::new(), ..*self };
        Ok(ScratchMarks(std::mem::ManuallyDrop::new(region)))
    }

    /// The mark words of one block.
    pub(super) fn block_marks(&self, index: u32) -> &[u64] {
        const WORDS: usize = BLOCK_SIZE / GRAIN / 64;
        // SAFETY: the bits of every block of the range are mapped.
        unsafe { std::slice::from_raw_parts(self.marks.add(index as usize * WORDS), WORDS) }
    }

    /// The first marked address of a block from `from` on, or its end.
    pub(super) fn next_mark(&self, index: u32, from: usize) -> usize {
        let base = self.block_address(index);
        let marks = self.block_marks(index);
        let grain = (from - base) / GRAIN;
        let mut place = grain / 64;
        let Some(&first) = marks.get(place) else { return base + BLOCK_SIZE };
        let mut word = first & (u64::MAX << (grain % 64));
        while word == 0 {
            place += 1;
            match marks.get(place) {
                Some(&next) => word = next,
                None => return base + BLOCK_SIZE,
            }
        }
        base + (place * 64 + word.trailing_zeros() as usize) * GRAIN
    }

    /// Clears the marks of one block.
    pub(super) fn clear_marks(&mut self, index: u32) {
        const WORDS: usize = BLOCK_SIZE / GRAIN / 64;
        // SAFETY: as in `block_marks`.
        unsafe { ptr::write_bytes(self.marks.add(index as usize * WORDS), 0, WORDS) };
    }

    /// The start of the object that `address` points into, if it can be one: live at the last collection or allocated since.
    pub(super) fn resolve(&self, address: usize) -> Option<usize> {
        let index = self.block_index(address)?;
        let block = self.block(index);
        match block.used_for {
            BlockUse::Free => None,
            BlockUse::Cells => {
                let base = self.block_address(index);
                let size = SIZES[block.class as usize];
                let offset = (address - base) as u32 / size * size;
                let start = base + offset as usize;
                let live = offset < block.allocated || self.is_marked(start);
                (live && offset as usize + size as usize <= BLOCK_SIZE).then_some(start)
            }
            BlockUse::LargeHead => Some(self.block_address(index)),
            BlockUse::LargeBody => Some(self.block_address(index - block.span)),
        }
    }

    /// A run of `count` blocks and whether they hold zeros; the last ones are kept back.
    pub(super) fn take_blocks(&mut self, count: usize) -> Option<(u32, bool)> {
        let total = self.size / BLOCK_SIZE;
        let kept_back = (total / 16).min(LARGEST_RESERVE / BLOCK_SIZE);
        let left = self.free.len() + (total - self.fresh);
        if left < count.checked_add(kept_back)? { None } else { self.take_any(count) }
    }

    /// The same from all blocks.
    pub(super) fn take_any(&mut self, count: usize) -> Option<(u32, bool)> {
        if count == 1
            && let Some(index) = self.free.pop()
        {
            return Some((index, false));
        }
        if count > 1
            && let Some(index) = self.find_free_run(count)
        {
            return Some((index, false));
        }
        let first = self.fresh;
        let end = first.checked_add(count)?;
        self.enable(end)?;
        self.fresh = end;
        Some((first as u32, true))
    }

    /// A run among the blocks to be used again.
    fn find_free_run(&mut self, count: usize) -> Option<u32> {
        if self.free.len() < count {
            return None;
        }
        self.free.sort_unstable_by(|left, right| right.cmp(left));
        let mut run = 0;
        for place in (0..self.free.len()).rev() {
            let continues = run > 0 && self.free[place] == self.free[place + 1] + 1;
            run = if continues { run + 1 } else { 1 };
            if run == count {
                let first = self.free[place + count - 1];
                self.free.drain(place..place + count);
                return Some(first);
            }
        }
        None
    }

    fn enable(&mut self, end: usize) -> Option<()> {
        if end <= self.enabled {
            return Some(());
        }
        let step = ENABLE_STEP / BLOCK_SIZE;
        let goal = end.next_multiple_of(step).min(self.size / BLOCK_SIZE);
        if end > goal {
            return None;
        }
        let start = self.base + self.enabled * BLOCK_SIZE;
        let protection = libc::PROT_READ | libc::PROT_WRITE;
        // SAFETY: the pages lie in the reserved range and hold nothing yet.
        let result = unsafe {
            libc::mprotect(start as *mut libc::c_void, (goal - self.enabled) * BLOCK_SIZE, protection)
        };
        if result != 0 {
            return None;
        }
        if self.enabled == 0 {
            // SAFETY: the pages were just made accessible. If the system knows no such advice, they come one by one.
            unsafe { libc::madvise(start as *mut libc::c_void, USED_BY_ALL, libc::MADV_POPULATE_WRITE) };
        }
        self.enabled = goal;
        Some(())
    }

    /// Gives a block back.
    pub(super) fn release_block(&mut self, index: u32) {
        self.clear_marks(index);
        let block = self.block_mut(index);
        *block = Block {
            used_for: BlockUse::Free,
            class: 0,
            touched: false,
            is_frozen: false,
            is_zeroed: false,
            allocated: 0,
            span: 0,
        };
        self.free.push(index);
    }

    /// Returns the pages of free blocks to the system.
    pub(super) fn trim(&mut self) {
        for &index in &self.free {
            let address = self.block_address(index) as *mut libc::c_void;
            // SAFETY: nothing lives in a free block; it reads as zeros from now on.
            unsafe { libc::madvise(address, BLOCK_SIZE, libc::MADV_DONTNEED) };
        }
    }

    /// Bytes in blocks that may be used again.
    pub(super) fn free_bytes(&self) -> usize {
        self.free.len() * BLOCK_SIZE
    }
}

/// A view of a region with other marks. Blocks that come into use later are not in it.
#[derive(Debug)]
pub(super) struct ScratchMarks(std::mem::ManuallyDrop<Region>);

impl ScratchMarks {
    /// The region.
    pub(super) fn region(&self) -> &Region {
        &self.0
    }
}

impl Drop for ScratchMarks {
    fn drop(&mut self) {
        // SAFETY: this view mapped the marks; everything else belongs to the region that it shows.
        unsafe { libc::munmap(self.0.marks.cast(), self.0.size / GRAIN / 8) };
    }
}

impl Drop for Region {
    fn drop(&mut self) {
        // SAFETY: these are the mappings that `reserve` made; the heap is gone.
        unsafe {
            libc::munmap(self.base as *mut libc::c_void, self.size);
            libc::munmap(self.blocks.cast(), self.size / BLOCK_SIZE * size_of::<Block>());
            libc::munmap(self.marks.cast(), self.size / GRAIN / 8);
        }
    }
}
