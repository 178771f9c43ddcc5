//! Allocation: bump a cursor through a free interval; else find the next interval, block or run of blocks.

use std::ptr;
use std::sync::atomic::Ordering;

use super::region::{BLOCK_SIZE, Block, BlockUse};
use super::size_class::{CLASS_COUNT, GRAIN, MAX_CELL, SIZES, class_of};
use super::{Array, Gc, Generation, Header, Heap, Layout};
use crate::object::Shape;
use crate::vm::attention;

impl Heap {
    /// A new object of layout `T` with the given shape; its other fields are zero.
    #[inline(always)]
    pub fn alloc<T: Layout>(&mut self, shape: Gc<Shape>) -> Gc<T> {
        self.alloc_sized(Some(shape), size_of::<T>(), 0)
    }

    /// A new object that no Python program sees.
    pub fn alloc_storage<T: Layout>(&mut self) -> Gc<T> {
        self.alloc_sized(None, size_of::<T>(), 0)
    }

    /// A new object of layout `T` that takes `size` bytes, all zero but its header.
    #[inline(always)]
    pub fn alloc_sized<T: Layout>(&mut self, shape: Option<Gc<Shape>>, size: usize, flags: u64) -> Gc<T> {
        debug_assert!(size >= size_of::<T>());
        let header = Header::word(T::KIND, shape, flags);
        let address = if size <= MAX_CELL {
            let class = class_of(size);
            let start = self.cursors[class];
            let end = start + SIZES[class] as usize;
            if end <= self.limits[class] {
                self.cursors[class] = end;
                // SAFETY: the interval is free, writable memory of an open block.
                unsafe { (start as *mut u64).write(header) };
                start
            } else {
                self.alloc_slow(class, header)
            }
        } else {
            match self.alloc_large(size, header) {
                Some(address) => address,
                None => fatal_out_of_memory(),
            }
        };
        // SAFETY: a header of kind `T` and zeros are there, in memory that holds `size` bytes.
        unsafe { Gc::from_address(address) }
    }

    /// As [`Heap::alloc_sized`], for sizes that the program chose: nothing if there is no such memory.
    pub fn try_alloc_sized<T: Layout>(
        &mut self,
        shape: Option<Gc<Shape>>,
        size: usize,
        flags: u64,
    ) -> Option<Gc<T>> {
        if size <= MAX_CELL {
            return Some(self.alloc_sized(shape, size, flags));
        }
        let address = self.alloc_large(size, Header::word(T::KIND, shape, flags))?;
        // SAFETY: as in `alloc_sized`.
        Some(unsafe { Gc::from_address(address) })
    }

    /// An array of `capacity` unset values, unless there is no memory for it.
    pub fn try_array(&mut self, capacity: usize) -> Option<Gc<Array>> {
        if capacity > isize::MAX as usize / 16 {
            return None;
        }
        let array =
            self.try_alloc_sized::<Array>(None, Array::size(capacity), Array::header_flags(capacity))?;
        array.set_capacity(capacity);
        Some(array)
    }

    /// An array of `capacity` unset values, of a size that is bounded elsewhere.
    #[inline]
    pub fn array(&mut self, capacity: usize) -> Gc<Array> {
        match self.try_array(capacity) {
            Some(array) => array,
            None => fatal_out_of_memory(),
        }
    }

    #[cold]
    #[inline(never)]
    fn alloc_slow(&mut self, class: usize, header: u64) -> usize {
        if self.stress.is_on() {
            return self.alloc_stressed(class, header);
        }
        if self.pacing.is_due() {
            self.collect_when_due();
        }
        self.take_interval(class);
        self.bump(class, header)
    }

    /// Takes a cell of an interval that has one.
    fn bump(&mut self, class: usize, header: u64) -> usize {
        let start = self.cursors[class];
        self.cursors[class] = start + SIZES[class] as usize;
        // SAFETY: as in `alloc_sized`.
        unsafe { (start as *mut u64).write(header) };
        start
    }

    /// One cell under `GC_STRESS`: the limit stays hidden, so that every allocation comes here.
    fn alloc_stressed(&mut self, class: usize, header: u64) -> usize {
        if let Some(generation) = self.stress.next() {
            self.collect(generation);
        } else if self.pacing.is_due() {
            self.collect_when_due();
        }
        let size = SIZES[class] as usize;
        if self.cursors[class] == 0 || self.cursors[class] + size > self.stress.limits[class] {
            self.take_interval(class);
            self.stress.limits[class] = self.limits[class];
        }
        self.limits[class] = 0;
        self.bump(class, header)
    }

    /// Makes the next free interval of the class the current one.
    fn take_interval(&mut self, class: usize) {
        let size = SIZES[class] as usize;
        loop {
            if let Some(index) = self.open[class] {
                if let Some((start, end)) = self.next_interval(index, size) {
                    // Fresh memory is left alone until it is used, so that it takes no room before.
                    if !self.region.block(index).is_zeroed {
                        // SAFETY: the cells from `start` to `end` are free.
                        unsafe { ptr::write_bytes(start as *mut u8, 0, end - start) };
                    }
                    self.cursors[class] = start;
                    self.limits[class] = end;
                    self.region.block_mut(index).allocated = (end - self.region.block_address(index)) as u32;
                    self.pacing.allocated(end - start);
                    return;
                }
                self.region.block_mut(index).allocated = BLOCK_SIZE as u32;
                self.open[class] = None;
            }
            let index = match self.available[class].pop() {
                Some(index) => index,
                None => self.new_cell_block(class),
            };
            let block = self.region.block_mut(index);
            block.allocated = 0;
            if !block.touched {
                block.touched = true;
                self.touched.push(index);
            }
            self.open[class] = Some(index);
        }
    }

    /// The next run of unmarked cells above what the block has handed out.
    fn next_interval(&self, index: u32, size: usize) -> Option<(usize, usize)> {
        let base = self.region.block_address(index);
        let end = base + BLOCK_SIZE / size * size;
        let mut start = base + self.region.block(index).allocated as usize;
        while start < end && self.region.is_marked(start) {
            start += size;
        }
        if start >= end {
            return None;
        }
        Some((start, self.region.next_mark(index, start).min(end)))
    }

    fn new_cell_block(&mut self, class: usize) -> u32 {
        let taken = self.region.take_blocks(1).or_else(|| {
            let told = self.attention.load(Ordering::Relaxed) & attention::MEMORY != 0;
            if !told {
                self.collect(Generation::Old);
                if let Some(taken) = self.region.take_blocks(1) {
                    return Some(taken);
                }
                self.attention.fetch_or(attention::MEMORY, Ordering::Relaxed);
            }
            self.region.take_any(1)
        });
        let Some((index, is_zeroed)) = taken else { fatal_out_of_memory() };
        *self.region.block_mut(index) = Block {
            used_for: BlockUse::Cells,
            class: class as u8,
            touched: false,
            is_frozen: false,
            is_zeroed,
            allocated: 0,
            span: 0,
        };
        index
    }

    #[cold]
    #[inline(never)]
    fn alloc_large(&mut self, size: usize, header: u64) -> Option<usize> {
        self.pacing.allocated(size);
        if let Some(generation) = self.stress.next() {
            self.collect(generation);
        } else if self.pacing.is_due() {
            self.collect_when_due();
        }
        let count = size.div_ceil(BLOCK_SIZE);
        let (first, zeroed) = self.region.take_blocks(count).or_else(|| {
            self.collect(Generation::Old);
            self.region.take_blocks(count)
        })?;
        for distance in 0..count as u32 {
            let (used_for, span) = if distance == 0 {
                (BlockUse::LargeHead, count as u32)
            } else {
                (BlockUse::LargeBody, distance)
            };
            *self.region.block_mut(first + distance) = Block {
                used_for,
                span,
                class: 0,
                touched: false,
                is_frozen: false,
                is_zeroed: false,
                allocated: 0,
            };
        }
        let address = self.region.block_address(first);
        if !zeroed {
            // SAFETY: the run of blocks is free.
            unsafe { ptr::write_bytes(address as *mut u8, 0, count * BLOCK_SIZE) };
        }
        // SAFETY: the run was just taken.
        unsafe { (address as *mut u64).write(header) };
        self.young_large.push(first);
        Some(address)
    }

    /// Tells the blocks how far the cursors got, and forgets the intervals.
    pub(super) fn close_intervals(&mut self) {
        for class in 0..CLASS_COUNT {
            if let Some(index) = self.open[class].take() {
                let used = self.cursors[class] - self.region.block_address(index);
                self.region.block_mut(index).allocated = used as u32;
            }
            self.cursors[class] = 0;
            self.limits[class] = 0;
            self.stress.limits[class] = 0;
        }
    }

    /// The end of the memory that belongs to the object at `address`.
    pub(super) fn object_end(region: &super::region::Region, address: usize) -> usize {
        let Some(index) = region.block_index(address) else { return address };
        let block = region.block(index);
        match block.used_for {
            BlockUse::LargeHead => address + block.span as usize * BLOCK_SIZE,
            _ => address + SIZES[block.class as usize] as usize,
        }
    }
}

/// Ends the process: a small object could not be allocated, even from what is kept back.
#[cold]
fn fatal_out_of_memory() -> ! {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "Fatal Python error: out of memory");
    std::process::abort()
}

const _: () = assert!(GRAIN == 16);
