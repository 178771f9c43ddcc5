//! Collections: when, and their phases.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use super::mark::Tracer;
use super::region::{BLOCK_SIZE, BlockUse};
use super::roots::{Registers, clear_dead_stack};
use super::size_class::{CLASS_COUNT, SIZES};
use super::{Array, Gc, Header, Heap, flags};

/// Bytes allocated between minor collections.
const NURSERY: usize = 4 << 20;
/// A full collection is due when the old objects have grown by half and at least this many bytes since the last.
const OLD_GROWTH: usize = 32 << 20;

/// What a collection looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Generation {
    /// Objects allocated since the last collection.
    Young,
    /// All objects.
    Old,
}

/// What collections did so far.
#[derive(Clone, Debug, Default)]
pub struct Statistics {
    /// How many minor collections ran.
    pub minor: usize,
    /// How many full collections ran.
    pub full: usize,
    /// Time spent in collections.
    pub time: Duration,
    /// The longest collection.
    pub longest: Duration,
    /// Bytes of live objects after the last full collection, and of what survived since.
    pub live: usize,
}

/// Decides when a collection is due.
#[derive(Debug)]
pub(super) struct Pacing {
    since_collection: usize,
    live: usize,
    live_after_full: usize,
    enabled: bool,
}

impl Default for Pacing {
    fn default() -> Self {
        Pacing { since_collection: 0, live: 0, live_after_full: 0, enabled: true }
    }
}

impl Pacing {
    pub(super) fn allocated(&mut self, bytes: usize) {
        self.since_collection += bytes;
    }

    pub(super) fn is_due(&self) -> bool {
        self.since_collection >= NURSERY && self.enabled
    }

    fn generation(&self) -> Generation {
        let limit = self.live_after_full + (self.live_after_full / 2).max(OLD_GROWTH);
        if self.live > limit { Generation::Old } else { Generation::Young }
    }
}

/// `GC_STRESS=n`: collect at every nth allocation, fully at every 64th of those.
#[derive(Debug)]
pub(super) struct Stress {
    interval: usize,
    countdown: usize,
    collections: usize,
    pub(super) verify: bool,
    pub(super) limits: [usize; CLASS_COUNT],
}

impl Stress {
    pub(super) fn from_environment() -> Stress {
        let number = std::env::var("GC_STRESS").ok().and_then(|text| text.parse().ok()).unwrap_or(0);
        let verify = number > 0 && std::env::var_os("GC_VERIFY").is_some();
        Stress { interval: number, countdown: number, collections: 0, verify, limits: [0; CLASS_COUNT] }
    }

    pub(super) fn is_on(&self) -> bool {
        self.interval > 0
    }

    pub(super) fn next(&mut self) -> Option<Generation> {
        if self.interval == 0 {
            return None;
        }
        self.countdown -= 1;
        if self.countdown > 0 {
            return None;
        }
        self.countdown = self.interval;
        self.collections += 1;
        Some(if self.collections.is_multiple_of(64) { Generation::Old } else { Generation::Young })
    }
}

impl Heap {
    /// Turns automatic collections on or off.
    pub fn set_enabled(&mut self, enabled: bool) {
        self.pacing.enabled = enabled;
    }

    /// Whether collections happen by themselves.
    pub fn is_enabled(&self) -> bool {
        self.pacing.enabled
    }

    pub(super) fn collect_when_due(&mut self) {
        self.collect(self.pacing.generation());
    }

    /// Frees what cannot be reached. Finalisers and callbacks are queued, not run.
    pub fn collect(&mut self, generation: Generation) {
        self.collect_or_end(generation, false);
    }

    /// A full collection that queues the finalisers of objects that can be reached, too: the program ends.
    pub fn collect_at_end(&mut self) {
        self.collect_or_end(Generation::Old, true);
    }

    /// The collector's own frames are not scanned: what they do not write yet is left over from earlier calls.
    #[inline(never)]
    fn collect_or_end(&mut self, generation: Generation, at_end: bool) {
        let registers = Registers::spill();
        self.collect_from(registers.lowest_address(), generation, at_end);
        clear_dead_stack();
    }

    /// Collects, where frames from the address on belong to others.
    #[inline(never)]
    fn collect_from(&mut self, stack_top: usize, generation: Generation, at_end: bool) {
        let Some(roots) = self.roots else { return };
        let start = Instant::now();
        self.close_intervals();
        // Found before the marks are cleared: they tell which cells are in use.
        // SAFETY: `set_roots` was promised that the roots stay.
        let candidates = self.conservative_roots(stack_top, unsafe { &*roots });
        let objects = self.remembered.take_objects();
        let arrays = self.remembered.take_arrays();
        let full = generation == Generation::Old;
        if full {
            for index in 0..self.region.used_blocks() as u32 {
                if !self.region.block(index).is_frozen {
                    self.region.clear_marks(index);
                }
            }
        }
        if at_end {
            self.weak.queue_finalizers(&self.region, &mut self.marks, true);
        }
        let mut tracer = Tracer::new(&self.region, &mut self.marks);
        // SAFETY: `set_roots` was promised that the roots stay.
        unsafe { (*roots).trace_roots(&mut tracer) };
        for address in candidates {
            tracer.address(address);
        }
        for address in arrays {
            // SAFETY: the address is that of an array that was alive when it was stored into.
            let array: Gc<Array> = unsafe { Gc::from_address(address) };
            if full {
                array.clean_cards();
            } else {
                array.trace_dirty(&mut tracer);
            }
            if self.region.is_frozen(address) {
                self.frozen_written.insert(address);
            }
        }
        for address in objects {
            let is_frozen = self.region.is_frozen(address);
            if is_frozen {
                self.frozen_written.insert(address);
            }
            if !full || is_frozen {
                tracer.trace(address);
            }
        }
        if full {
            for &address in &self.frozen_written {
                tracer.trace(address);
            }
        }
        self.weak.trace_queues(&mut tracer);
        tracer.drain();
        self.weak.process(&self.region, &mut self.marks, full);
        self.foreign.release_dead(&self.region);
        self.deaths.process(&self.region);
        if self.has_due() {
            self.attention.fetch_or(crate::vm::attention::DUE, Ordering::Relaxed);
        }
        let survived = self.finish_bytes(full);
        if self.stress.verify && !full {
            self.verify_against_full_trace();
        }
        self.sweep(full);
        self.pacing.since_collection = 0;
        if full {
            self.pacing.live_after_full = survived;
            if self.region.free_bytes() > survived.max(64 << 20) {
                self.region.trim();
            }
        }
        self.pacing.live = survived;
        let elapsed = start.elapsed();
        let statistics = &mut self.statistics;
        if full {
            statistics.full += 1;
        } else {
            statistics.minor += 1;
        }
        statistics.time += elapsed;
        statistics.longest = statistics.longest.max(elapsed);
        statistics.live = survived;
    }

    /// Bytes of live objects: exactly after a full collection, at most so after a minor one.
    fn finish_bytes(&self, full: bool) -> usize {
        let count = |index: u32| -> usize {
            let block = self.region.block(index);
            let marks = || {
                self.region.block_marks(index).iter().map(|word| word.count_ones() as usize).sum::<usize>()
            };
            match block.used_for {
                BlockUse::Cells => marks() * SIZES[block.class as usize] as usize,
                BlockUse::LargeHead if self.region.is_marked(self.region.block_address(index)) => {
                    block.span as usize * BLOCK_SIZE
                }
                _ => 0,
            }
        };
        if full {
            (0..self.region.used_blocks() as u32).map(count).sum()
        } else {
            let young: usize = self.touched.iter().chain(&self.young_large).map(|&index| count(index)).sum();
            self.pacing.live + young / 2
        }
    }

    fn sweep(&mut self, full: bool) {
        let touched = std::mem::take(&mut self.touched);
        if full {
            for list in &mut self.available {
                list.clear();
            }
            for index in 0..self.region.used_blocks() as u32 {
                let block = self.region.block(index);
                if block.used_for == BlockUse::Cells && !block.is_frozen {
                    self.sweep_block(index);
                }
            }
        } else {
            for index in touched {
                self.sweep_block(index);
            }
        }
        let young = std::mem::take(&mut self.young_large);
        self.sweep_large(young);
        if full {
            let old = std::mem::take(&mut self.large);
            self.sweep_large(old);
        }
    }

    fn sweep_block(&mut self, index: u32) {
        let marked: u32 = self.region.block_marks(index).iter().map(|word| word.count_ones()).sum();
        if self.stress.is_on() {
            self.poison(index);
        }
        let block = self.region.block_mut(index);
        block.allocated = 0;
        block.touched = false;
        block.is_zeroed = false;
        let class = block.class as usize;
        let cells = BLOCK_SIZE as u32 / SIZES[class];
        if marked == 0 {
            self.region.release_block(index);
        } else if marked <= cells - cells.div_ceil(16) {
            self.available[class].push(index);
        }
    }

    fn sweep_large(&mut self, heads: Vec<u32>) {
        for index in heads {
            if self.region.is_marked(self.region.block_address(index)) {
                self.large.push(index);
            } else {
                for offset in 0..self.region.block(index).span {
                    self.region.release_block(index + offset);
                }
            }
        }
    }

    /// Overwrites dead cells, so that a use of one shows.
    fn poison(&mut self, index: u32) {
        let size = SIZES[self.region.block(index).class as usize] as usize;
        let base = self.region.block_address(index);
        for start in (base..base + BLOCK_SIZE / size * size).step_by(size) {
            if !self.region.is_marked(start) {
                // SAFETY: the cell is dead; the pattern has the tag of a constant and no valid kind.
                unsafe {
                    std::ptr::write_bytes(start as *mut u8, 0xf4, size);
                    (start as *mut u64).write(0);
                }
            }
        }
    }

    /// Whether a header belongs to an object that survived a collection.
    pub fn is_old(header: &Header) -> bool {
        header.has(flags::OLD)
    }
}
