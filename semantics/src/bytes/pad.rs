//! Bringing bytes to a width: `center`, `ljust`, `rjust`, `zfill`, `expandtabs`.

use super::combine::with_room;
use crate::text::pad::{expanded_length, left_of_center, margin, tab_stops};
use crate::{Error, ErrorKind, Limit, Result};

/// `bytes.center`, with `fill` at both sides.
///
/// # Errors
/// `OverflowError` or `MemoryError` when the result is too long.
pub fn center(bytes: &[u8], width: i64, fill: u8, limit: Limit) -> Result<Vec<u8>> {
    let margin = margin(bytes.len(), width);
    let left = left_of_center(margin, width);
    pad(bytes, left, margin - left, fill, limit)
}

/// `bytes.ljust`, with `fill` on the right.
///
/// # Errors
/// `OverflowError` or `MemoryError` when the result is too long.
pub fn ljust(bytes: &[u8], width: i64, fill: u8, limit: Limit) -> Result<Vec<u8>> {
    pad(bytes, 0, margin(bytes.len(), width), fill, limit)
}

/// `bytes.rjust`, with `fill` on the left.
///
/// # Errors
/// `OverflowError` or `MemoryError` when the result is too long.
pub fn rjust(bytes: &[u8], width: i64, fill: u8, limit: Limit) -> Result<Vec<u8>> {
    pad(bytes, margin(bytes.len(), width), 0, fill, limit)
}

fn pad(bytes: &[u8], left: usize, right: usize, fill: u8, limit: Limit) -> Result<Vec<u8>> {
    let mut result = with_room(bytes.len().saturating_add(left).saturating_add(right), limit)?;
    result.resize(left, fill);
    result.extend_from_slice(bytes);
    result.resize(result.len() + right, fill);
    Ok(result)
}

/// `bytes.zfill`: zeros on the left, but after a sign.
///
/// # Errors
/// `OverflowError` or `MemoryError` when the result is too long.
pub fn zfill(bytes: &[u8], width: i64, limit: Limit) -> Result<Vec<u8>> {
    let zeros = margin(bytes.len(), width);
    let mut result = pad(bytes, zeros, 0, b'0', limit)?;
    if zeros > 0 && matches!(bytes, [b'+' | b'-', ..]) {
        result.swap(0, zeros);
    }
    Ok(result)
}

/// `bytes.expandtabs`
///
/// # Errors
/// `OverflowError` or `MemoryError` when the result is too long.
pub fn expand_tabs(bytes: &[u8], tab_size: i64, limit: Limit) -> Result<Vec<u8>> {
    let length =
        expanded_length(bytes, tab_size).ok_or_else(|| Error::new(ErrorKind::Overflow, "result too long"))?;
    let mut result = with_room(length, limit)?;
    for (run, spaces) in tab_stops(bytes, tab_size) {
        result.extend_from_slice(run);
        result.resize(result.len() + spaces, b' ');
    }
    Ok(result)
}
