//! Bytes: raw storage, `bytes`, `bytearray` and `memoryview`.

use std::cell::Cell;

use crate::heap::{Field, Gc, Header, Heap, Kind, Layout, Link, Tracer, layout};
use crate::object::Shape;

macro_rules! inline_bytes {
    ($(#[$doc:meta])* $name:ident, $kind:ident) => {
        $(#[$doc])*
        #[repr(C)]
        pub struct $name {
            header: Header,
            length: Cell<usize>,
            hash: Cell<i64>,
        }

        // SAFETY: `repr(C)`, a header first; nothing in it refers to objects.
        unsafe impl Layout for $name {
            const KIND: Kind = Kind::$kind;

            fn trace(&self, _tracer: &mut Tracer<'_>) {}

            fn byte_size(&self) -> usize {
                size_of::<Self>() + self.length.get()
            }
        }

        impl $name {
            /// The number of bytes.
            #[inline(always)]
            pub fn len(&self) -> usize {
                self.length.get()
            }

            /// Whether there are none.
            pub fn is_empty(&self) -> bool {
                self.len() == 0
            }

            #[inline(always)]
            fn start(&self) -> *mut u8 {
                std::ptr::from_ref(self).wrapping_add(1).cast_mut().cast()
            }
        }
    };
}

inline_bytes! {
    /// Mutable storage for bytes and machine words.
    Raw, Raw
}
inline_bytes! {
    /// The layout of `bytes`.
    Bytes, Bytes
}

impl Bytes {
    /// The bytes, which never change.
    #[inline(always)]
    pub fn as_slice(&self) -> &[u8] {
        // SAFETY: `length` bytes follow the layout.
        unsafe { std::slice::from_raw_parts(self.start(), self.length.get()) }
    }

    /// The cached hash, zero if there is none.
    pub fn cached_hash(&self) -> i64 {
        self.hash.get()
    }

    pub(crate) fn cache_hash(&self, hash: i64) {
        self.hash.set(hash);
    }
}

impl Raw {
    /// The bytes. They change whenever something stores into them, so no view outlives an evaluation point.
    #[inline(always)]
    pub fn cells(&self) -> &[Cell<u8>] {
        // SAFETY: `length` bytes follow the layout, and all access goes through cells.
        unsafe { std::slice::from_raw_parts(self.start().cast::<Cell<u8>>(), self.length.get()) }
    }

    /// The storage as words of 32 bits.
    #[inline(always)]
    pub fn words(&self) -> &[Cell<u32>] {
        // SAFETY: as in `cells`; the storage is aligned to 8 bytes.
        unsafe { std::slice::from_raw_parts(self.start().cast::<Cell<u32>>(), self.length.get() / 4) }
    }

    /// The storage as words of 32 bits, for storage that is written only when it is made.
    ///
    /// # Safety
    /// Nothing writes to the storage as long as the slice is used.
    #[inline(always)]
    pub unsafe fn constant_words(&self) -> &[u32] {
        // SAFETY: as in `words`; the caller promises that there are no writes.
        unsafe { std::slice::from_raw_parts(self.start().cast::<u32>(), self.length.get() / 4) }
    }

    /// Calls `work` with the bytes from `start` to `end`. It stores into no storage.
    pub(crate) fn with<R>(&self, start: usize, end: usize, work: impl FnOnce(&[u8]) -> R) -> R {
        assert!(start <= end && end <= self.len(), "bytes within the storage");
        // SAFETY: the range was checked, and nothing is stored into it meanwhile.
        work(unsafe { std::slice::from_raw_parts(self.start().add(start), end - start) })
    }

    /// Calls `work` with the first `count` units of `width` bytes as text. It stores into no storage.
    pub(crate) fn with_text<R>(
        &self,
        width: u8,
        count: usize,
        work: impl FnOnce(strict_semantics::TextRef<'_>) -> R,
    ) -> R {
        use strict_semantics::TextRef;
        assert!(count <= self.len() / usize::from(width.max(1)), "units within the storage");
        // SAFETY: the range was checked, storage is aligned to 8 bytes, and nothing is stored into it meanwhile.
        unsafe {
            match width {
                2 => work(TextRef::Ucs2(std::slice::from_raw_parts(self.start().cast(), count))),
                4 => work(TextRef::Ucs4(std::slice::from_raw_parts(self.start().cast(), count))),
                _ => work(TextRef::Latin1(std::slice::from_raw_parts(self.start(), count))),
            }
        }
    }

    /// Where the byte at `at` is, for the operating system to read or write `count` bytes there.
    pub(crate) fn pointer(&self, at: usize, count: usize) -> *mut u8 {
        assert!(at <= self.len() && count <= self.len() - at, "bytes within the storage");
        self.start().wrapping_add(at)
    }

    /// Copies `data` to the place `at`.
    pub fn write(&self, at: usize, data: &[u8]) {
        assert!(at <= self.len() && data.len() <= self.len() - at, "bytes within the storage");
        // SAFETY: the range was checked; `data` may lie in the same storage.
        unsafe { std::ptr::copy(data.as_ptr(), self.start().add(at), data.len()) };
    }

    /// Sets the bytes from `start` to `end`.
    pub fn fill(&self, start: usize, end: usize, byte: u8) {
        for cell in &self.cells()[start..end] {
            cell.set(byte);
        }
    }

    /// Moves bytes within the storage.
    pub fn copy_within(&self, from: usize, to: usize, count: usize) {
        assert!(from + count <= self.len() && to + count <= self.len(), "bytes within the storage");
        // SAFETY: the ranges were checked.
        unsafe { std::ptr::copy(self.start().add(from), self.start().add(to), count) };
    }
}

layout! {
    /// The layout of `bytearray` and `array.array`.
    pub struct ByteArray (ByteArray) {
        /// The storage, which may be larger than what is used.
        storage: Link<Raw>,
        /// The type code of an `array.array`; unbound for a `bytearray`.
        format: Field,
        ;
        /// How many bytes are used.
        length: usize,
        /// How many views forbid resizing.
        exports: usize,
    }
}

impl ByteArray {
    /// Calls `work` with the bytes from `start` to `end`. It stores into no storage.
    pub(crate) fn with<R>(&self, start: usize, end: usize, work: impl FnOnce(&[u8]) -> R) -> R {
        assert!(end <= self.length.get(), "bytes within the array");
        match self.storage.try_get() {
            Some(raw) => raw.with(start, end, work),
            None => work(&[]),
        }
    }

    /// A copy of the bytes.
    pub fn to_vec(&self) -> Vec<u8> {
        match self.storage.try_get() {
            Some(raw) => raw.cells()[..self.length.get()].iter().map(Cell::get).collect(),
            None => Vec::new(),
        }
    }
}

layout! {
    /// The layout of `memoryview`: a run of items of another object's buffer.
    pub struct MemoryView (MemoryView) {
        /// The object viewed; unbound once released.
        base: Field,
        /// The format of an item, a string.
        format: Field,
        ;
        /// The offset of the first item in bytes.
        start: usize,
        /// How many items there are.
        count: usize,
        /// The distance between items in bytes.
        stride: isize,
        /// The size of an item in bytes.
        item_size: usize,
    }
}

impl Heap {
    /// Zeroed storage of `length` bytes, unless there is no memory for it.
    pub fn try_raw(&mut self, length: usize) -> Option<Gc<Raw>> {
        if length > isize::MAX as usize / 2 {
            return None;
        }
        let raw = self.try_alloc_sized::<Raw>(None, size_of::<Raw>() + length, 0)?;
        raw.length.set(length);
        Some(raw)
    }

    /// A `bytes` object.
    pub fn new_bytes(&mut self, shape: Gc<Shape>, data: &[u8]) -> Option<Gc<Bytes>> {
        let size = size_of::<Bytes>() + data.len();
        let object: Gc<Bytes> = if data.len() > 1 << 14 && !shape.class.get().has_attributes() {
            self.try_alloc_sized(Some(shape), size, shape.class.get().instance_flags())?
        } else {
            self.alloc_with_attributes(shape, size)
        };
        object.length.set(data.len());
        // SAFETY: the object was allocated with room for the bytes.
        unsafe { std::ptr::copy_nonoverlapping(data.as_ptr(), object.start(), data.len()) };
        Some(object)
    }
}
