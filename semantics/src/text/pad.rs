//! Bringing text to a width: `center`, `ljust`, `rjust`, `zfill`, `expandtabs`.

use super::{TextBuilder, TextRef, Unit, Width, with_units};
use crate::{Error, ErrorKind, Result};

impl TextRef<'_> {
    /// `str.center`, with `fill` at both sides.
    ///
    /// # Errors
    /// `MemoryError` beyond the builder's limit.
    pub fn center(self, width: i64, fill: u32, out: &mut TextBuilder) -> Result<()> {
        let margin = margin(self.len(), width);
        let left = left_of_center(margin, width);
        self.pad(left, margin - left, fill, out)
    }

    /// `str.ljust`, with `fill` on the right.
    ///
    /// # Errors
    /// `MemoryError` beyond the builder's limit.
    pub fn ljust(self, width: i64, fill: u32, out: &mut TextBuilder) -> Result<()> {
        self.pad(0, margin(self.len(), width), fill, out)
    }

    /// `str.rjust`, with `fill` on the left.
    ///
    /// # Errors
    /// `MemoryError` beyond the builder's limit.
    pub fn rjust(self, width: i64, fill: u32, out: &mut TextBuilder) -> Result<()> {
        self.pad(margin(self.len(), width), 0, fill, out)
    }

    /// The text between `left` and `right` copies of `fill`.
    ///
    /// # Errors
    /// `MemoryError` beyond the builder's limit.
    pub fn pad(self, left: usize, right: usize, fill: u32, out: &mut TextBuilder) -> Result<()> {
        let length = self.len().saturating_add(left).saturating_add(right);
        out.reserve(length, self.width().max(Width::of(fill)))?;
        out.push_repeated(fill, left);
        out.push_text(self);
        out.push_repeated(fill, right);
        Ok(())
    }

    /// `str.zfill`: zeros on the left, but after a sign.
    ///
    /// # Errors
    /// `MemoryError` beyond the builder's limit.
    pub fn zfill(self, width: i64, out: &mut TextBuilder) -> Result<()> {
        let zeros = margin(self.len(), width);
        out.reserve(self.len().saturating_add(zeros), self.width())?;
        let sign = self.char_at(0).filter(|&first| first == u32::from('+') || first == u32::from('-'));
        out.extend(sign);
        out.push_repeated('0'.into(), zeros);
        out.push_text(self.slice(usize::from(sign.is_some())..self.len()));
        Ok(())
    }

    /// `str.expandtabs`
    ///
    /// # Errors
    /// `OverflowError` or `MemoryError` when the result is too long.
    pub fn expand_tabs(self, tab_size: i64, out: &mut TextBuilder) -> Result<()> {
        with_units!(self, units => {
            let length = expanded_length(units, tab_size)
                .ok_or_else(|| Error::new(ErrorKind::Overflow, "new string is too long"))?;
            out.reserve(length, self.width())?;
            for (run, spaces) in tab_stops(units, tab_size) {
                out.push_text(Unit::view(run));
                out.push_repeated(' '.into(), spaces);
            }
        });
        Ok(())
    }

    /// The character that a `fillchar` argument gives.
    ///
    /// # Errors
    /// `TypeError` unless it is one character.
    pub fn fill_character(self) -> Result<u32> {
        match self.char_at(0) {
            Some(fill) if self.len() == 1 => Ok(fill),
            _ => Err(Error::type_error("The fill character must be exactly one character long")),
        }
    }
}

/// How many units are missing from `width`.
pub(crate) fn margin(length: usize, width: i64) -> usize {
    usize::try_from(width).unwrap_or(0).saturating_sub(length)
}

/// How much of an uneven margin goes to the left: the greater part when the width is odd, as CPython has it.
pub(crate) fn left_of_center(margin: usize, width: i64) -> usize {
    margin / 2 + usize::from(margin % 2 == 1 && width % 2 == 1)
}

/// The runs that end before a tab or at the end, each with the spaces that replace its tab.
pub(crate) fn tab_stops<T: Unit>(units: &[T], tab_size: i64) -> impl Iterator<Item = (&[T], usize)> {
    let tab_size = usize::try_from(tab_size).unwrap_or(0);
    let mut rest = units;
    let mut column = 0usize;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let length = rest.iter().position(|&unit| unit.into() == 0x09).unwrap_or(rest.len());
        let (run, after) = rest.split_at(length);
        let in_line = run.iter().rev().take_while(|&&unit| !matches!(unit.into(), 0x0A | 0x0D)).count();
        column = if in_line < length { in_line } else { column.wrapping_add(in_line) };
        if after.is_empty() {
            rest = after;
            return Some((run, 0));
        }
        rest = &after[1..];
        let spaces = if tab_size == 0 { 0 } else { tab_size - column % tab_size };
        column = column.wrapping_add(spaces);
        Some((run, spaces))
    })
}

/// How long the result of expanding tabs is; `None` beyond Python's greatest length.
pub(crate) fn expanded_length<T: Unit>(units: &[T], tab_size: i64) -> Option<usize> {
    tab_stops(units, tab_size)
        .try_fold(0usize, |length, (run, spaces)| length.checked_add(run.len())?.checked_add(spaces))
        .filter(|&length| isize::try_from(length).is_ok())
}
