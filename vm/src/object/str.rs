//! [`Str`]: a string: Latin-1, UCS-2 or UCS-4 units inline, always the narrowest, with a cached hash.

use std::cell::Cell;

use strict_semantics::{TextRef, Width};

use crate::heap::{Gc, Header, Heap, Kind, Layout, Tracer};
use crate::object::Shape;

/// Set in `meta` when all units are below U+0080.
const ASCII: u64 = 1 << 2;
/// Set in `meta` when the string is the one in the table of interned strings.
const INTERNED: u64 = 1 << 3;
const LENGTH_SHIFT: u32 = 8;

/// The layout of `str`.
#[repr(C)]
pub struct Str {
    header: Header,
    /// The hash, zero if it was not asked for yet.
    hash: Cell<i64>,
    /// Width (bits 0–1: 0, 1, 2 for one, two, four bytes), flags, and from bit 8 on the number of units.
    meta: Cell<u64>,
}

// SAFETY: `repr(C)`, a header first; nothing in it refers to objects.
unsafe impl Layout for Str {
    const KIND: Kind = Kind::Str;

    fn trace(&self, _tracer: &mut Tracer<'_>) {}

    fn byte_size(&self) -> usize {
        size_of::<Str>() + (self.len() << (self.meta.get() & 3))
    }
}

impl Str {
    /// The number of code points.
    #[inline(always)]
    pub fn len(&self) -> usize {
        (self.meta.get() >> LENGTH_SHIFT) as usize
    }

    /// Whether there are none.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    #[inline(always)]
    fn units<T>(&self) -> &[T] {
        let first = std::ptr::from_ref(self).wrapping_add(1).cast::<T>();
        // SAFETY: `len` units of the width that `meta` tells follow the layout, and they never change.
        unsafe { std::slice::from_raw_parts(first, self.len()) }
    }

    /// The text.
    #[inline(always)]
    pub fn view(&self) -> TextRef<'_> {
        match self.meta.get() & 3 {
            0 => TextRef::Latin1(self.units()),
            1 => TextRef::Ucs2(self.units()),
            _ => TextRef::Ucs4(self.units()),
        }
    }

    /// The units as they are in memory, little-endian, one, two or four bytes each.
    #[inline(always)]
    pub fn unit_bytes(&self) -> &[u8] {
        let first = std::ptr::from_ref(self).wrapping_add(1).cast::<u8>();
        // SAFETY: `len` units of the width that `meta` tells follow the layout, and they never change.
        unsafe { std::slice::from_raw_parts(first, self.len() << (self.meta.get() & 3)) }
    }

    /// Whether all code points are below U+0080.
    #[inline(always)]
    pub fn is_ascii(&self) -> bool {
        self.meta.get() & ASCII != 0
    }

    /// The text as UTF-8 if it is ASCII.
    #[inline(always)]
    pub fn as_ascii(&self) -> Option<&str> {
        if self.is_ascii() {
            // SAFETY: the flag says that all bytes are below 128.
            Some(unsafe { std::str::from_utf8_unchecked(self.units()) })
        } else {
            None
        }
    }

    /// The text for messages; lone surrogates are replaced.
    pub fn to_lossy(&self) -> String {
        self.view().to_string_lossy().into_owned()
    }

    /// Whether this is the one string with this text in the table of interned strings.
    #[inline(always)]
    pub fn is_interned(&self) -> bool {
        self.meta.get() & INTERNED != 0
    }

    pub(crate) fn set_interned(&self) {
        self.meta.set(self.meta.get() | INTERNED);
    }

    /// The cached hash, zero if there is none.
    #[inline(always)]
    pub fn cached_hash(&self) -> i64 {
        self.hash.get()
    }

    pub(crate) fn cache_hash(&self, hash: i64) {
        self.hash.set(hash);
    }

    /// Whether the texts are equal.
    #[inline]
    pub fn same_text(&self, other: &Str) -> bool {
        if self.meta.get() >> LENGTH_SHIFT != other.meta.get() >> LENGTH_SHIFT {
            return false;
        }
        match (self.view(), other.view()) {
            (TextRef::Latin1(left), TextRef::Latin1(right)) => left == right,
            (left, right) => left == right,
        }
    }
}

impl Heap {
    /// A string of the given text.
    pub fn new_str(&mut self, shape: Gc<Shape>, text: TextRef<'_>) -> Option<Gc<Str>> {
        let width = text.narrowest_width();
        let length = text.len();
        let unit_log = match width {
            Width::Latin1 => 0_u64,
            Width::Ucs2 => 1,
            Width::Ucs4 => 2,
        };
        let size = size_of::<Str>() + (length << unit_log);
        let class = shape.class.get();
        let string: Gc<Str> = if size > 1 << 14 && !class.has_attributes() {
            self.try_alloc_sized(Some(shape), size, class.instance_flags())?
        } else {
            self.alloc_with_attributes(shape, size)
        };
        let first = string.address() + size_of::<Str>();
        let mut flags = 0;
        // SAFETY: the object was allocated with room for `length` units of this width.
        unsafe {
            match (text, width) {
                (TextRef::Latin1(units), _) => {
                    std::ptr::copy_nonoverlapping(units.as_ptr(), first as *mut u8, length);
                    if units.is_ascii() {
                        flags = ASCII;
                    }
                }
                (_, Width::Latin1) => {
                    for (index, point) in text.code_points().enumerate() {
                        (first as *mut u8).add(index).write(point as u8);
                    }
                    if text.code_points().all(|point| point < 0x80) {
                        flags = ASCII;
                    }
                }
                (_, Width::Ucs2) => {
                    for (index, point) in text.code_points().enumerate() {
                        (first as *mut u16).add(index).write(point as u16);
                    }
                }
                (_, Width::Ucs4) => {
                    for (index, point) in text.code_points().enumerate() {
                        (first as *mut u32).add(index).write(point);
                    }
                }
            }
        }
        string.meta.set((length as u64) << LENGTH_SHIFT | flags | unit_log);
        Some(string)
    }

    /// The concatenation of two Latin-1 texts, written in place.
    pub fn concat_latin1(&mut self, shape: Gc<Shape>, left: Gc<Str>, right: Gc<Str>) -> Option<Gc<Str>> {
        let (TextRef::Latin1(first), TextRef::Latin1(second)) = (left.view(), right.view()) else {
            return None;
        };
        let length = first.len() + second.len();
        let string: Gc<Str> = self.try_alloc_sized(Some(shape), size_of::<Str>() + length, 0)?;
        let start = (string.address() + size_of::<Str>()) as *mut u8;
        // SAFETY: the object was allocated with room for both texts.
        unsafe {
            std::ptr::copy_nonoverlapping(first.as_ptr(), start, first.len());
            std::ptr::copy_nonoverlapping(second.as_ptr(), start.add(first.len()), second.len());
        }
        let flags = left.meta.get() & right.meta.get() & ASCII;
        string.meta.set((length as u64) << LENGTH_SHIFT | flags);
        Some(string)
    }
}
