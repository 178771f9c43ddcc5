//! Equality, order and hash of text, by code point; and how Rust prints it.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use super::{Text, TextRef, Unit, with_units};

impl PartialEq for TextRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && match (*self, *other) {
                (TextRef::Latin1(left), TextRef::Latin1(right)) => left == right,
                (TextRef::Ucs2(left), TextRef::Ucs2(right)) => left == right,
                (TextRef::Ucs4(left), TextRef::Ucs4(right)) => left == right,
                (left, right) => {
                    with_units!(left, left => with_units!(right, right => compare(left, right).is_eq()))
                }
            }
    }
}

impl Eq for TextRef<'_> {}

impl Ord for TextRef<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        match (*self, *other) {
            (TextRef::Latin1(left), TextRef::Latin1(right)) => left.cmp(right),
            (left, right) => with_units!(left, left => with_units!(right, right => compare(left, right))),
        }
    }
}

fn compare<L: Unit, R: Unit>(left: &[L], right: &[R]) -> Ordering {
    let left = left.iter().map(|&unit| -> u32 { unit.into() });
    left.cmp(right.iter().map(|&unit| -> u32 { unit.into() }))
}

impl PartialOrd for TextRef<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Text without lone surrogates hashes as the same `str` does.
impl Hash for TextRef<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self.to_utf8() {
            Some(text) => text.hash(state),
            None => self.code_points().for_each(|code_point| code_point.hash(state)),
        }
    }
}

impl PartialEq<str> for TextRef<'_> {
    fn eq(&self, other: &str) -> bool {
        self.code_points().eq(other.chars().map(u32::from))
    }
}

impl fmt::Debug for TextRef<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.to_string_lossy(), formatter)
    }
}

impl fmt::Display for TextRef<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.to_string_lossy())
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.view() == other.view()
    }
}

impl Eq for Text {}

impl Ord for Text {
    fn cmp(&self, other: &Self) -> Ordering {
        self.view().cmp(&other.view())
    }
}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Text without lone surrogates hashes as the same `str` does.
impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self.as_str() {
            Some(text) => text.hash(state),
            None => self.view().hash(state),
        }
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        match self.as_str() {
            Some(text) => text == other,
            None => self.view() == *other,
        }
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self == *other
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.view().fmt(formatter)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.view(), formatter)
    }
}
