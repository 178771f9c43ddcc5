//! Making bytes from bytes: concatenation, repetition, `join`, `replace`, `translate`.

use crate::text::combine::{repeated_length, replaced_length};
use crate::text::split::split_at;
use crate::{Error, ErrorKind, Limit, Result};

/// An empty vector with room for `length` bytes.
pub(super) fn with_room(length: usize, limit: Limit) -> Result<Vec<u8>> {
    // What CPython's object header leaves of the address space.
    const LONGEST: usize = isize::MAX as usize - 33;
    if length > LONGEST {
        return Err(Error::new(ErrorKind::Overflow, "byte string is too large"));
    }
    limit.check(length)?;
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(length).map_err(|_| Error::new(ErrorKind::Memory, ""))?;
    Ok(bytes)
}

/// `left + right`
///
/// # Errors
/// `MemoryError` beyond the limit.
pub fn concat(left: &[u8], right: &[u8], limit: Limit) -> Result<Vec<u8>> {
    join(&[], [left, right], limit)
}

/// `bytes * count`
///
/// # Errors
/// `OverflowError` or `MemoryError` when the result is too long.
pub fn repeat(bytes: &[u8], count: i64, limit: Limit) -> Result<Vec<u8>> {
    let count = usize::try_from(count).unwrap_or(0);
    let length = repeated_length(bytes.len(), count)
        .ok_or_else(|| Error::new(ErrorKind::Overflow, "repeated bytes are too long"))?;
    let mut result = with_room(length, limit)?;
    match bytes {
        [] => {}
        [byte] => result.resize(length, *byte),
        _ => (0..count).for_each(|_| result.extend_from_slice(bytes)),
    }
    Ok(result)
}

/// `separator.join(items)`
///
/// # Errors
/// `OverflowError` or `MemoryError` when the result is too long.
pub fn join<'a>(
    separator: &[u8],
    items: impl IntoIterator<Item = &'a [u8], IntoIter: Clone>,
    limit: Limit,
) -> Result<Vec<u8>> {
    let items = items.into_iter();
    let mut lengths =
        items.clone().enumerate().map(|(index, item)| (index.min(1) * separator.len(), item.len()));
    let length = lengths
        .try_fold(0usize, |length, (separator, item)| length.checked_add(separator)?.checked_add(item))
        .ok_or_else(|| Error::new(ErrorKind::Overflow, "join() result is too long"))?;
    let mut result = with_room(length, limit)?;
    for (index, item) in items.enumerate() {
        if index > 0 {
            result.extend_from_slice(separator);
        }
        result.extend_from_slice(item);
    }
    Ok(result)
}

/// `bytes.replace`: at most `count` occurrences from the left, or all if that is negative.
///
/// # Errors
/// `OverflowError` or `MemoryError` when the result is too long.
pub fn replace(bytes: &[u8], old: &[u8], new: &[u8], count: i64, limit: Limit) -> Result<Vec<u8>> {
    let (count, length) = replaced_length(bytes, old, new.len(), count)
        .ok_or_else(|| Error::new(ErrorKind::Overflow, "replace bytes is too long"))?;
    let mut result = with_room(length, limit)?;
    for (index, part) in split_at(bytes, old, count).enumerate() {
        if index > 0 {
            result.extend_from_slice(new);
        }
        result.extend_from_slice(part);
    }
    Ok(result)
}

/// `bytes.translate`: without the bytes in `deleted`, the others looked up in `table` if there is one.
///
/// # Errors
/// `ValueError` unless the table has 256 bytes.
pub fn translate(bytes: &[u8], table: Option<&[u8]>, deleted: &[u8]) -> Result<Vec<u8>> {
    if table.is_some_and(|table| table.len() != 256) {
        return Err(Error::value("translation table must be 256 characters long"));
    }
    let mut kept = [true; 256];
    for &byte in deleted {
        kept[usize::from(byte)] = false;
    }
    let kept = bytes.iter().filter(|&&byte| kept[usize::from(byte)]);
    Ok(kept.map(|&byte| table.map_or(byte, |table| table[usize::from(byte)])).collect())
}

/// `bytes.maketrans`: the table in which `from` is replaced by `to`.
///
/// # Errors
/// `ValueError` when they differ in length.
pub fn make_translation(from: &[u8], to: &[u8]) -> Result<[u8; 256]> {
    if from.len() != to.len() {
        return Err(Error::value("maketrans arguments must have same length"));
    }
    let mut table = std::array::from_fn(|byte| byte as u8);
    for (&from, &to) in from.iter().zip(to) {
        table[usize::from(from)] = to;
    }
    Ok(table)
}
