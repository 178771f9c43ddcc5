//! The allocator of the process: mimalloc, asked for what it gives most cheaply.
//!
//! The crate `mimalloc` always asks for aligned memory. For sizes that are no power of two mimalloc then takes a larger
//! block and aligns inside it, although nearly all of Rust's requests are content with the alignment that every block has.

use std::alloc::{GlobalAlloc, Layout};

use libmimalloc_sys::{
    mi_free, mi_malloc, mi_malloc_aligned, mi_realloc, mi_realloc_aligned, mi_zalloc, mi_zalloc_aligned,
};

/// Blocks of at least this many bytes are aligned to it (`MI_MAX_ALIGN_SIZE`), smaller ones to a word.
const BLOCK_ALIGNMENT: usize = 16;

/// What every block is aligned to, whatever its size.
const WORD: usize = size_of::<usize>();

/// mimalloc as Rust's global allocator.
#[derive(Clone, Copy, Debug, Default)]
pub struct Allocator;

/// Whether each block of that size is aligned enough without being asked to.
#[inline]
const fn is_aligned_anyway(size: usize, alignment: usize) -> bool {
    alignment <= WORD || (alignment <= BLOCK_ALIGNMENT && size >= BLOCK_ALIGNMENT)
}

#[allow(unsafe_code, reason = "implementing this trait is what makes an allocator")]
// SAFETY: each block comes from mimalloc, whose blocks are disjoint, at least as large as asked for and, by the functions
// with `aligned` in their names or by `is_aligned_anyway`, as aligned; null when there is no memory. Both kinds of block
// are given back and resized by the same functions.
unsafe impl GlobalAlloc for Allocator {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let (size, alignment) = (layout.size(), layout.align());
        // SAFETY: any size and any power of two may be asked for.
        unsafe {
            match is_aligned_anyway(size, alignment) {
                true => mi_malloc(size).cast(),
                false => mi_malloc_aligned(size, alignment).cast(),
            }
        }
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        let (size, alignment) = (layout.size(), layout.align());
        // SAFETY: as in `alloc`.
        unsafe {
            match is_aligned_anyway(size, alignment) {
                true => mi_zalloc(size).cast(),
                false => mi_zalloc_aligned(size, alignment).cast(),
            }
        }
    }

    #[inline]
    unsafe fn dealloc(&self, block: *mut u8, _: Layout) {
        // SAFETY: the caller has the block from this allocator, and will not use it any more.
        unsafe { mi_free(block.cast()) };
    }

    #[inline]
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let alignment = layout.align();
        // SAFETY: the caller has the block from this allocator, and goes on with the one returned, unless it is null.
        unsafe {
            match is_aligned_anyway(size, alignment) {
                true => mi_realloc(block.cast(), size).cast(),
                false => mi_realloc_aligned(block.cast(), size, alignment).cast(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(unsafe_code, reason = "the trait's functions are called directly")]

    use std::alloc::{GlobalAlloc, Layout};

    use super::Allocator;

    #[test]
    fn blocks_are_aligned_and_keep_their_contents() {
        for alignment in [1, 2, 4, 8, 16, 32, 64, 4096] {
            for size in [1, 2, 3, 7, 8, 9, 12, 15, 16, 17, 24, 40, 56, 100, 1000, 5000, 100_000] {
                let layout = Layout::from_size_align(size, alignment).expect("a power of two");
                let larger = Layout::from_size_align(size * 3, alignment).expect("a power of two");
                let aligned = |block: *mut u8| !block.is_null() && block.addr().is_multiple_of(alignment);
                // SAFETY: the blocks are used inside their sizes, and given back once.
                unsafe {
                    let block = Allocator.alloc_zeroed(layout);
                    assert!(aligned(block), "{layout:?}");
                    assert!((0..size).all(|at| *block.add(at) == 0), "{layout:?}");
                    block.write_bytes(7, size);
                    let block = Allocator.realloc(block, layout, size * 3);
                    assert!(aligned(block), "{layout:?}");
                    assert!((0..size).all(|at| *block.add(at) == 7), "{layout:?}");
                    Allocator.dealloc(block, larger);
                    let block = Allocator.alloc(layout);
                    assert!(aligned(block), "{layout:?}");
                    Allocator.dealloc(block, layout);
                }
            }
        }
    }
}
