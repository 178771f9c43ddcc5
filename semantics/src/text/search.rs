//! Searching: `find`, `index`, `count`, `in`, `startswith`, and the linear-time search under them.

use std::borrow::Cow;

use super::{Bounds, TextRef, Unit, with_units};
use crate::{Error, Result};

impl<'a> TextRef<'a> {
    /// `str.find`: the index of the first occurrence within `bounds`.
    pub fn find(self, needle: TextRef<'_>, bounds: Bounds) -> Option<usize> {
        with_units!(self, units => find(units, &needle.units()?, bounds))
    }

    /// `str.rfind`: the index of the last occurrence within `bounds`.
    pub fn rfind(self, needle: TextRef<'_>, bounds: Bounds) -> Option<usize> {
        with_units!(self, units => rfind(units, &needle.units()?, bounds))
    }

    /// `str.index`.
    ///
    /// # Errors
    /// `ValueError` when there is no occurrence.
    pub fn index(self, needle: TextRef<'_>, bounds: Bounds) -> Result<usize> {
        self.find(needle, bounds).ok_or_else(substring_not_found)
    }

    /// `str.rindex`.
    ///
    /// # Errors
    /// `ValueError` when there is no occurrence.
    pub fn rindex(self, needle: TextRef<'_>, bounds: Bounds) -> Result<usize> {
        self.rfind(needle, bounds).ok_or_else(substring_not_found)
    }

    /// `str.count`: how many non-overlapping occurrences lie within `bounds`.
    pub fn count(self, needle: TextRef<'_>, bounds: Bounds) -> usize {
        with_units!(self, units => needle.units().map_or(0, |needle| count(units, &needle, bounds)))
    }

    /// `needle in self`
    pub fn contains(self, needle: TextRef<'_>) -> bool {
        self.find(needle, Bounds::ALL).is_some()
    }

    /// `str.startswith` for one prefix.
    pub fn starts_with(self, prefix: TextRef<'_>, bounds: Bounds) -> bool {
        bounds.resolve(self.len()).is_some_and(|range| {
            let part = self.slice(range);
            prefix.len() <= part.len() && part.slice(0..prefix.len()) == prefix
        })
    }

    /// `str.endswith` for one suffix.
    pub fn ends_with(self, suffix: TextRef<'_>, bounds: Bounds) -> bool {
        bounds.resolve(self.len()).is_some_and(|range| {
            let part = self.slice(range);
            suffix.len() <= part.len() && part.slice(part.len() - suffix.len()..part.len()) == suffix
        })
    }

    /// `str.removeprefix`
    #[must_use]
    pub fn remove_prefix(self, prefix: TextRef<'_>) -> TextRef<'a> {
        if self.starts_with(prefix, Bounds::ALL) { self.slice(prefix.len()..self.len()) } else { self }
    }

    /// `str.removesuffix`
    #[must_use]
    pub fn remove_suffix(self, suffix: TextRef<'_>) -> TextRef<'a> {
        if self.ends_with(suffix, Bounds::ALL) { self.slice(0..self.len() - suffix.len()) } else { self }
    }

    /// The contents in units of a certain width; `None` if they do not fit.
    pub(crate) fn units<T: Unit>(self) -> Option<Cow<'a, [T]>> {
        if let Some(units) = T::same_width(self) {
            return Some(Cow::Borrowed(units));
        }
        self.code_points().map(T::from_code_point).collect::<Option<Vec<T>>>().map(Cow::Owned)
    }
}

#[cold]
fn substring_not_found() -> Error {
    Error::value("substring not found")
}

/// The index of the first occurrence of `needle` within `bounds`.
pub(crate) fn find<T: Unit>(haystack: &[T], needle: &[T], bounds: Bounds) -> Option<usize> {
    let range = bounds.resolve(haystack.len())?;
    let start = range.start;
    if needle.is_empty() {
        return Some(start);
    }
    T::find(haystack.get(range)?, needle).map(|index| start + index)
}

/// The index of the last occurrence of `needle` within `bounds`.
pub(crate) fn rfind<T: Unit>(haystack: &[T], needle: &[T], bounds: Bounds) -> Option<usize> {
    let range = bounds.resolve(haystack.len())?;
    let start = range.start;
    if needle.is_empty() {
        return Some(range.end);
    }
    T::rfind(haystack.get(range)?, needle).map(|index| start + index)
}

/// How many non-overlapping occurrences of `needle` lie within `bounds`.
pub(crate) fn count<T: Unit>(haystack: &[T], needle: &[T], bounds: Bounds) -> usize {
    let Some(range) = bounds.resolve(haystack.len()) else { return 0 };
    if needle.is_empty() {
        return range.len() + 1;
    }
    occurrences(&haystack[range], needle).count()
}

/// Where the non-overlapping occurrences of `needle` (not empty) begin, from the left.
pub(crate) fn occurrences<'a, T: Unit>(
    haystack: &'a [T],
    needle: &'a [T],
) -> impl Iterator<Item = usize> + 'a {
    let mut from = 0;
    std::iter::from_fn(move || {
        let index = from + T::find(&haystack[from..], needle)?;
        from = index + needle.len();
        Some(index)
    })
}

/// [`Unit::find`] for units without a vectorised search.
pub(crate) fn find_wide<T: Unit>(haystack: &[T], needle: &[T]) -> Option<usize> {
    knuth_morris_pratt(haystack.iter(), needle.iter())
}

/// [`Unit::rfind`] for units without a vectorised search.
pub(crate) fn rfind_wide<T: Unit>(haystack: &[T], needle: &[T]) -> Option<usize> {
    let from_right = knuth_morris_pratt(haystack.iter().rev(), needle.iter().rev())?;
    Some(haystack.len() - from_right - needle.len())
}

/// Where `needle` first occurs in `haystack`, in time linear in both (Knuth, Morris and Pratt, 1977).
fn knuth_morris_pratt<'a, T: Unit>(
    haystack: impl ExactSizeIterator<Item = &'a T>,
    needle: impl ExactSizeIterator<Item = &'a T>,
) -> Option<usize> {
    if needle.len() > haystack.len() {
        return None;
    }
    let needle: Vec<T> = needle.copied().collect();
    // The length of the longest proper border of each prefix: where to go on after a mismatch behind it.
    let mut borders = vec![0; needle.len()];
    let mut matched = 0;
    for index in 1..needle.len() {
        matched = advance(&needle, &borders, matched, needle[index]);
        borders[index] = matched;
    }
    matched = 0;
    for (index, &unit) in haystack.enumerate() {
        matched = advance(&needle, &borders, matched, unit);
        if matched == needle.len() {
            return Some(index + 1 - matched);
        }
    }
    None
}

/// How much of `needle` is matched once `unit` follows `matched` matched units (fewer than all).
fn advance<T: Unit>(needle: &[T], borders: &[usize], mut matched: usize, unit: T) -> usize {
    while matched > 0 && needle[matched] != unit {
        matched = borders[matched - 1];
    }
    if needle[matched] == unit { matched + 1 } else { matched }
}
