//! Cutting text apart: `split`, `rsplit`, `splitlines`, `partition`.

use super::{Bounds, TextRef, Unit, unicode, with_units};
use crate::{Error, Result};

impl<'a> TextRef<'a> {
    /// `str.split`: at a separator, or at runs of white space; at most `limit` times unless that is negative.
    ///
    /// # Errors
    /// `ValueError` for an empty separator.
    pub fn split(self, separator: Option<TextRef<'_>>, limit: i64) -> Result<Vec<TextRef<'a>>> {
        let Some(separator) = separator else {
            return Ok(with_units!(self, units => views(split_runs(units, is_space, limit))));
        };
        check_separator(separator.len())?;
        Ok(with_units!(self, units => match separator.units() {
            Some(separator) => views(split_at(units, &separator, cuts(limit)).collect()),
            None => vec![self],
        }))
    }

    /// `str.rsplit`: as [`TextRef::split`], but what the limit leaves whole is on the left.
    ///
    /// # Errors
    /// `ValueError` for an empty separator.
    pub fn rsplit(self, separator: Option<TextRef<'_>>, limit: i64) -> Result<Vec<TextRef<'a>>> {
        let Some(separator) = separator else {
            return Ok(with_units!(self, units => views(rsplit_runs(units, is_space, limit))));
        };
        check_separator(separator.len())?;
        Ok(with_units!(self, units => match separator.units() {
            Some(separator) => views(rsplit_at(units, &separator, limit)),
            None => vec![self],
        }))
    }

    /// `str.splitlines`: the lines, with what ends them if `keep_ends`.
    pub fn split_lines(self, keep_ends: bool) -> Vec<TextRef<'a>> {
        with_units!(self, units => views(split_lines(units, is_line_break, keep_ends)))
    }

    /// `str.partition`: what precedes the first separator, the separator, what follows it.
    ///
    /// # Errors
    /// `ValueError` for an empty separator.
    pub fn partition(self, separator: TextRef<'_>) -> Result<[TextRef<'a>; 3]> {
        check_separator(separator.len())?;
        Ok(match self.find(separator, Bounds::ALL) {
            Some(index) => self.cut(index, separator.len()),
            None => [self, TextRef::EMPTY, TextRef::EMPTY],
        })
    }

    /// `str.rpartition`: what precedes the last separator, the separator, what follows it.
    ///
    /// # Errors
    /// `ValueError` for an empty separator.
    pub fn rpartition(self, separator: TextRef<'_>) -> Result<[TextRef<'a>; 3]> {
        check_separator(separator.len())?;
        Ok(match self.rfind(separator, Bounds::ALL) {
            Some(index) => self.cut(index, separator.len()),
            None => [TextRef::EMPTY, TextRef::EMPTY, self],
        })
    }

    fn cut(self, index: usize, length: usize) -> [TextRef<'a>; 3] {
        let end = index + length;
        [self.slice(0..index), self.slice(index..end), self.slice(end..self.len())]
    }
}

fn views<T: Unit>(parts: Vec<&[T]>) -> Vec<TextRef<'_>> {
    parts.into_iter().map(T::view).collect()
}

pub(super) fn is_space<T: Unit>(unit: T) -> bool {
    unicode::is_space(unit.into())
}

fn is_line_break<T: Unit>(unit: T) -> bool {
    unicode::is_line_break(unit.into())
}

/// Refuses an empty separator, given its length.
pub(crate) fn check_separator(length: usize) -> Result<()> {
    if length == 0 { Err(Error::value("empty separator")) } else { Ok(()) }
}

/// A limit on cuts as Python gives it: none if negative.
pub(crate) fn cuts(limit: i64) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX)
}

/// The parts between the first `cuts` occurrences of `separator`. An empty one occurs before every unit and at the end.
pub(crate) fn split_at<'a, T: Unit>(
    units: &'a [T],
    separator: &[T],
    mut cuts: usize,
) -> impl Iterator<Item = &'a [T]> {
    let mut rest = Some(units);
    let mut step = 0;
    std::iter::from_fn(move || {
        let units = rest.take()?;
        let cut = match (cuts, separator) {
            (0, _) => None,
            (_, []) => (step <= units.len()).then_some(step),
            _ => T::find(units, separator),
        };
        let Some(index) = cut else { return Some(units) };
        cuts -= 1;
        step = 1;
        rest = Some(&units[index + separator.len()..]);
        Some(&units[..index])
    })
}

/// The parts between the last `limit` occurrences of `separator` (not empty), in order.
pub(crate) fn rsplit_at<'a, T: Unit>(mut units: &'a [T], separator: &[T], limit: i64) -> Vec<&'a [T]> {
    let mut parts = Vec::new();
    for _ in 0..cuts(limit) {
        let Some(index) = T::rfind(units, separator) else { break };
        parts.push(&units[index + separator.len()..]);
        units = &units[..index];
    }
    parts.push(units);
    parts.reverse();
    parts
}

/// The parts between runs of space; the last keeps its space if the limit cuts it short.
pub(crate) fn split_runs<T: Unit>(units: &[T], is_space: fn(T) -> bool, limit: i64) -> Vec<&[T]> {
    let mut parts = Vec::new();
    let mut rest = trim_start(units, is_space);
    while !rest.is_empty() {
        let length = rest.iter().position(|&unit| is_space(unit)).unwrap_or(rest.len());
        if parts.len() == cuts(limit) {
            parts.push(rest);
            break;
        }
        parts.push(&rest[..length]);
        rest = trim_start(&rest[length..], is_space);
    }
    parts
}

/// The parts between runs of space; the first keeps its space if the limit cuts it short.
pub(crate) fn rsplit_runs<T: Unit>(units: &[T], is_space: fn(T) -> bool, limit: i64) -> Vec<&[T]> {
    let mut parts = Vec::new();
    let mut rest = trim_end(units, is_space);
    while !rest.is_empty() {
        let start = rest.iter().rposition(|&unit| is_space(unit)).map_or(0, |index| index + 1);
        if parts.len() == cuts(limit) {
            parts.push(rest);
            break;
        }
        parts.push(&rest[start..]);
        rest = trim_end(&rest[..start], is_space);
    }
    parts.reverse();
    parts
}

/// The lines of a sequence; a carriage return and the line feed after it end one line.
pub(crate) fn split_lines<T: Unit>(units: &[T], is_break: fn(T) -> bool, keep_ends: bool) -> Vec<&[T]> {
    let mut lines = Vec::new();
    let mut rest = units;
    while !rest.is_empty() {
        let length = rest.iter().position(|&unit| is_break(unit)).unwrap_or(rest.len());
        let mut end = length;
        if let Some(&first) = rest.get(length) {
            let followed = rest.get(length + 1).is_some_and(|&second| second.into() == 0x0A);
            end += if first.into() == 0x0D && followed { 2 } else { 1 };
        }
        lines.push(&rest[..if keep_ends { end } else { length }]);
        rest = &rest[end..];
    }
    lines
}

/// `units` without leading units that satisfy `strip`.
pub(crate) fn trim_start<T: Unit>(units: &[T], strip: impl Fn(T) -> bool) -> &[T] {
    let start = units.iter().position(|&unit| !strip(unit)).unwrap_or(units.len());
    &units[start..]
}

/// `units` without trailing units that satisfy `strip`.
pub(crate) fn trim_end<T: Unit>(units: &[T], strip: impl Fn(T) -> bool) -> &[T] {
    let end = units.iter().rposition(|&unit| !strip(unit)).map_or(0, |index| index + 1);
    &units[..end]
}
