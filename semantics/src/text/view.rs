//! [`TextRef`]: a borrowed Python string, whoever owns its storage.
//!
//! All methods of `str` are methods of this type, spread over the files of this folder by theme. Those whose
//! result is a part of the receiver return views of it; those that make new text write it to a [`TextBuilder`].
//!
//! [`TextBuilder`]: super::TextBuilder

use std::borrow::Cow;
use std::iter::FusedIterator;
use std::ops::Range;
use std::slice;

use super::{Unit, Width};

/// Borrowed text: code points up to U+10FFFF, lone surrogates included, all stored in the same width.
///
/// A view may be wider than its contents need. Equality, order and hash are by code point alone.
#[derive(Clone, Copy)]
pub enum TextRef<'a> {
    /// Code points up to U+00FF.
    Latin1(&'a [u8]),
    /// Code points up to U+FFFF.
    Ucs2(&'a [u16]),
    /// Any code points.
    Ucs4(&'a [u32]),
}

/// Evaluates an expression with the units of a view, whatever their width.
macro_rules! with_units {
    ($text:expr, $units:ident => $body:expr) => {
        match $text {
            $crate::text::TextRef::Latin1($units) => $body,
            $crate::text::TextRef::Ucs2($units) => $body,
            $crate::text::TextRef::Ucs4($units) => $body,
        }
    };
}
pub(crate) use with_units;

impl<'a> TextRef<'a> {
    /// The empty string.
    pub const EMPTY: TextRef<'static> = TextRef::Latin1(&[]);

    /// A view of ASCII text; `None` when `text` holds anything else.
    pub fn from_ascii(text: &'a str) -> Option<TextRef<'a>> {
        text.is_ascii().then_some(TextRef::Latin1(text.as_bytes()))
    }

    /// The number of code points.
    pub fn len(self) -> usize {
        with_units!(self, units => units.len())
    }

    /// Whether there are no code points.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The width of the storage, which may be more than the contents need.
    pub fn width(self) -> Width {
        match self {
            TextRef::Latin1(_) => Width::Latin1,
            TextRef::Ucs2(_) => Width::Ucs2,
            TextRef::Ucs4(_) => Width::Ucs4,
        }
    }

    /// The narrowest width that holds the contents; looks at every code point.
    pub fn narrowest_width(self) -> Width {
        with_units!(self, units => Unit::widest(units))
    }

    /// The code point at an index.
    pub fn char_at(self, index: usize) -> Option<u32> {
        match self {
            TextRef::Latin1(units) => units.get(index).map(|&unit| unit.into()),
            TextRef::Ucs2(units) => units.get(index).map(|&unit| unit.into()),
            TextRef::Ucs4(units) => units.get(index).copied(),
        }
    }

    /// The code points in order.
    pub fn code_points(self) -> CodePoints<'a> {
        CodePoints(match self {
            TextRef::Latin1(units) => Units::Latin1(units.iter()),
            TextRef::Ucs2(units) => Units::Ucs2(units.iter()),
            TextRef::Ucs4(units) => Units::Ucs4(units.iter()),
        })
    }

    /// The part within a range of indices; what lies outside the text is ignored.
    #[must_use]
    pub fn slice(self, range: Range<usize>) -> TextRef<'a> {
        let end = range.end.min(self.len());
        let start = range.start.min(end);
        match self {
            TextRef::Latin1(units) => TextRef::Latin1(&units[start..end]),
            TextRef::Ucs2(units) => TextRef::Ucs2(&units[start..end]),
            TextRef::Ucs4(units) => TextRef::Ucs4(&units[start..end]),
        }
    }

    /// The contents as `&str` if they are ASCII.
    pub fn as_ascii(self) -> Option<&'a str> {
        match self {
            TextRef::Latin1(units) if units.is_ascii() => std::str::from_utf8(units).ok(),
            _ => None,
        }
    }

    /// The contents as UTF-8; `None` when there is a lone surrogate.
    pub fn to_utf8(self) -> Option<Cow<'a, str>> {
        if let Some(text) = self.as_ascii() {
            return Some(Cow::Borrowed(text));
        }
        self.code_points().map(char::from_u32).collect::<Option<String>>().map(Cow::Owned)
    }

    /// The contents as UTF-8, with U+FFFD in place of lone surrogates.
    pub fn to_string_lossy(self) -> Cow<'a, str> {
        if let Some(text) = self.as_ascii() {
            return Cow::Borrowed(text);
        }
        let replaced = |code_point| char::from_u32(code_point).unwrap_or(char::REPLACEMENT_CHARACTER);
        Cow::Owned(self.code_points().map(replaced).collect())
    }
}

/// The code points of a text, from either end.
#[derive(Clone, Debug)]
pub struct CodePoints<'a>(Units<'a>);

#[derive(Clone, Debug)]
enum Units<'a> {
    Latin1(slice::Iter<'a, u8>),
    Ucs2(slice::Iter<'a, u16>),
    Ucs4(slice::Iter<'a, u32>),
}

impl Iterator for CodePoints<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        match &mut self.0 {
            Units::Latin1(units) => units.next().map(|&unit| unit.into()),
            Units::Ucs2(units) => units.next().map(|&unit| unit.into()),
            Units::Ucs4(units) => units.next().copied(),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match &self.0 {
            Units::Latin1(units) => units.size_hint(),
            Units::Ucs2(units) => units.size_hint(),
            Units::Ucs4(units) => units.size_hint(),
        }
    }

    fn fold<B, F: FnMut(B, u32) -> B>(self, init: B, mut f: F) -> B {
        match self.0 {
            Units::Latin1(units) => units.fold(init, |all, &unit| f(all, unit.into())),
            Units::Ucs2(units) => units.fold(init, |all, &unit| f(all, unit.into())),
            Units::Ucs4(units) => units.fold(init, |all, &unit| f(all, unit)),
        }
    }
}

impl DoubleEndedIterator for CodePoints<'_> {
    fn next_back(&mut self) -> Option<u32> {
        match &mut self.0 {
            Units::Latin1(units) => units.next_back().map(|&unit| unit.into()),
            Units::Ucs2(units) => units.next_back().map(|&unit| unit.into()),
            Units::Ucs4(units) => units.next_back().copied(),
        }
    }
}

impl ExactSizeIterator for CodePoints<'_> {}
impl FusedIterator for CodePoints<'_> {}
