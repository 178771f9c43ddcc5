//! Making text from text: concatenation, repetition, `join`, `replace`, `translate`, slices with a step.

use super::search::occurrences;
use super::split::split_at;
use super::{Text, TextBuilder, TextRef, Unit, Width, with_units};
use crate::{Error, ErrorKind, Result};

impl TextRef<'_> {
    /// `self + other`
    ///
    /// # Errors
    /// `MemoryError` beyond the builder's limit.
    pub fn concat(self, other: TextRef<'_>, out: &mut TextBuilder) -> Result<()> {
        out.reserve(self.len() + other.len(), self.width().max(other.width()))?;
        out.push_text(self);
        out.push_text(other);
        Ok(())
    }

    /// `self * count`
    ///
    /// # Errors
    /// `OverflowError` or `MemoryError` when the result is too long.
    pub fn repeat(self, count: i64, out: &mut TextBuilder) -> Result<()> {
        let count = usize::try_from(count).unwrap_or(0);
        let length = repeated_length(self.len(), count)
            .ok_or_else(|| Error::new(ErrorKind::Overflow, "repeated string is too long"))?;
        out.reserve(length, self.width())?;
        if let (1, Some(code_point)) = (self.len(), self.char_at(0)) {
            out.push_repeated(code_point, count);
        } else if length > 0 {
            (0..count).for_each(|_| out.push_text(self));
        }
        Ok(())
    }

    /// `self.join(items)`
    ///
    /// # Errors
    /// `OverflowError` or `MemoryError` when the result is too long.
    pub fn join<'i>(
        self,
        items: impl IntoIterator<Item = TextRef<'i>, IntoIter: Clone>,
        out: &mut TextBuilder,
    ) -> Result<()> {
        let items = items.into_iter();
        let mut length = Some(0usize);
        let mut width = Width::Latin1;
        for (index, item) in items.clone().enumerate() {
            let separator = if index == 0 { TextRef::EMPTY } else { self };
            length = length.and_then(|length| length.checked_add(separator.len())?.checked_add(item.len()));
            width = width.max(separator.width()).max(item.width());
        }
        let too_long = || Error::new(ErrorKind::Overflow, "join() result is too long for a Python string");
        out.reserve(length.ok_or_else(too_long)?, width)?;
        for (index, item) in items.enumerate() {
            if index > 0 {
                out.push_text(self);
            }
            out.push_text(item);
        }
        Ok(())
    }

    /// `str.replace`: at most `limit` occurrences from the left, or all if that is negative.
    ///
    /// # Errors
    /// `OverflowError` or `MemoryError` when the result is too long.
    pub fn replace(
        self,
        old: TextRef<'_>,
        new: TextRef<'_>,
        limit: i64,
        out: &mut TextBuilder,
    ) -> Result<()> {
        with_units!(self, units => {
            let Some(old) = old.units() else {
                out.reserve(self.len(), self.width())?;
                out.push_text(self);
                return Ok(());
            };
            let (count, length) = replaced_length(units, &old, new.len(), limit)
                .ok_or_else(|| Error::new(ErrorKind::Overflow, "replace string is too long"))?;
            out.reserve(length, if count > 0 { self.width().max(new.width()) } else { self.width() })?;
            for (index, part) in split_at(units, &old, count).enumerate() {
                if index > 0 {
                    out.push_text(new);
                }
                out.push_text(Unit::view(part));
            }
        });
        Ok(())
    }

    /// `str.translate`: every code point replaced by what `map` writes for it.
    ///
    /// # Errors
    /// Those of `map`, and `MemoryError` when it writes beyond the builder's limit.
    pub fn translate<E: From<Error>>(
        self,
        mut map: impl FnMut(u32, &mut TextBuilder) -> std::result::Result<(), E>,
        out: &mut TextBuilder,
    ) -> std::result::Result<(), E> {
        for code_point in self.code_points() {
            map(code_point, out)?;
            out.reserve(0, Width::Latin1)?;
        }
        Ok(())
    }

    /// `count` code points from `start` on, `step` apart, as the indices of a slice give them. Indices outside the
    /// text are skipped.
    pub fn step_slice(self, start: usize, step: isize, count: usize, out: &mut TextBuilder) {
        let mut index = Some(start);
        for _ in 0..count {
            let Some(code_point) = index.and_then(|index| self.char_at(index)) else { break };
            out.push(code_point);
            index = index.and_then(|index| index.checked_add_signed(step));
        }
    }
}

/// `str.maketrans` of two strings, and of three: what each code point is replaced by, deletion being `None`. Later
/// entries take precedence.
///
/// # Errors
/// `ValueError` when the first two differ in length.
pub fn make_translation(
    from: TextRef<'_>,
    to: TextRef<'_>,
    deleted: TextRef<'_>,
) -> Result<Vec<(u32, Option<u32>)>> {
    if from.len() != to.len() {
        return Err(Error::value("the first two maketrans arguments must have equal length"));
    }
    let replaced = from.code_points().zip(to.code_points().map(Some));
    Ok(replaced.chain(deleted.code_points().map(|code_point| (code_point, None))).collect())
}

/// `str.maketrans` of a dictionary: the code point that a string key stands for.
///
/// # Errors
/// `ValueError` unless the key has one character.
pub fn translation_key(key: TextRef<'_>) -> Result<u32> {
    match key.char_at(0) {
        Some(code_point) if key.len() == 1 => Ok(code_point),
        _ => Err(Error::value("string keys in translatetable must be of length 1")),
    }
}

/// `left + right` as a new text without a limit.
impl std::ops::Add<TextRef<'_>> for TextRef<'_> {
    type Output = Text;

    fn add(self, other: TextRef<'_>) -> Text {
        Text::build(|out| {
            out.push_text(self);
            out.push_text(other);
        })
    }
}

/// The length of a repetition; `None` beyond Python's greatest length.
pub(crate) fn repeated_length(length: usize, count: usize) -> Option<usize> {
    length.checked_mul(count).filter(|&length| isize::try_from(length).is_ok())
}

/// How often `old` is replaced, and how long the result is; `None` beyond Python's greatest length.
pub(crate) fn replaced_length<T: Unit>(
    units: &[T],
    old: &[T],
    new_length: usize,
    limit: i64,
) -> Option<(usize, usize)> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    // The empty sequence is found before every unit and at the end.
    let count =
        if old.is_empty() { limit.min(units.len() + 1) } else { occurrences(units, old).take(limit).count() };
    let kept = units.len() - count * old.len();
    let length = count.checked_mul(new_length)?.checked_add(kept)?;
    isize::try_from(length).is_ok().then_some((count, length))
}
