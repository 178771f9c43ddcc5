//! The three widths a string's code points may be stored in.

use super::TextRef;

/// Bytes per stored code point. Ordered from narrow to wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Width {
    /// One byte: code points up to U+00FF.
    Latin1 = 1,
    /// Two bytes: code points up to U+FFFF.
    Ucs2 = 2,
    /// Four bytes: every code point.
    Ucs4 = 4,
}

impl Width {
    /// The narrowest width that holds `code_point`.
    pub fn of(code_point: u32) -> Width {
        match code_point {
            0..=0xFF => Width::Latin1,
            0x100..=0xFFFF => Width::Ucs2,
            _ => Width::Ucs4,
        }
    }

    /// Bytes per code point.
    pub fn bytes(self) -> usize {
        self as usize
    }
}

/// One stored code point. Algorithms on text are generic over it, and those on `bytes` use `u8`.
pub(crate) trait Unit: Copy + Ord + Default + Into<u32> + 'static {
    /// The unit for a code point, if it fits.
    fn from_code_point(code_point: u32) -> Option<Self>;

    /// A view of stored units as text.
    fn view(units: &[Self]) -> TextRef<'_>;

    /// The units of `text` if it is stored in this width.
    fn same_width(text: TextRef<'_>) -> Option<&[Self]>;

    /// Where `needle` (not empty) first occurs in `haystack`.
    fn find(haystack: &[Self], needle: &[Self]) -> Option<usize>;

    /// Where `needle` (not empty) last occurs in `haystack`.
    fn rfind(haystack: &[Self], needle: &[Self]) -> Option<usize>;

    /// The narrowest width that holds the units.
    fn widest(units: &[Self]) -> Width;
}

impl Unit for u8 {
    fn from_code_point(code_point: u32) -> Option<Self> {
        u8::try_from(code_point).ok()
    }

    fn view(units: &[Self]) -> TextRef<'_> {
        TextRef::Latin1(units)
    }

    fn same_width(text: TextRef<'_>) -> Option<&[Self]> {
        match text {
            TextRef::Latin1(units) => Some(units),
            _ => None,
        }
    }

    fn find(haystack: &[Self], needle: &[Self]) -> Option<usize> {
        match needle {
            [unit] => memchr::memchr(*unit, haystack),
            _ => memchr::memmem::find(haystack, needle),
        }
    }

    fn rfind(haystack: &[Self], needle: &[Self]) -> Option<usize> {
        match needle {
            [unit] => memchr::memrchr(*unit, haystack),
            _ => memchr::memmem::rfind(haystack, needle),
        }
    }

    fn widest(_: &[Self]) -> Width {
        Width::Latin1
    }
}

impl Unit for u16 {
    fn from_code_point(code_point: u32) -> Option<Self> {
        u16::try_from(code_point).ok()
    }

    fn view(units: &[Self]) -> TextRef<'_> {
        TextRef::Ucs2(units)
    }

    fn same_width(text: TextRef<'_>) -> Option<&[Self]> {
        match text {
            TextRef::Ucs2(units) => Some(units),
            _ => None,
        }
    }

    fn find(haystack: &[Self], needle: &[Self]) -> Option<usize> {
        super::search::find_wide(haystack, needle)
    }

    fn rfind(haystack: &[Self], needle: &[Self]) -> Option<usize> {
        super::search::rfind_wide(haystack, needle)
    }

    fn widest(units: &[Self]) -> Width {
        Width::of(units.iter().fold(0, |all, &unit| all | u32::from(unit)))
    }
}

impl Unit for u32 {
    fn from_code_point(code_point: u32) -> Option<Self> {
        Some(code_point)
    }

    fn view(units: &[Self]) -> TextRef<'_> {
        TextRef::Ucs4(units)
    }

    fn same_width(text: TextRef<'_>) -> Option<&[Self]> {
        match text {
            TextRef::Ucs4(units) => Some(units),
            _ => None,
        }
    }

    fn find(haystack: &[Self], needle: &[Self]) -> Option<usize> {
        super::search::find_wide(haystack, needle)
    }

    fn rfind(haystack: &[Self], needle: &[Self]) -> Option<usize> {
        super::search::rfind_wide(haystack, needle)
    }

    fn widest(units: &[Self]) -> Width {
        Width::of(units.iter().fold(0, |all, &unit| all | unit))
    }
}
