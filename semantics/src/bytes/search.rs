//! Searching bytes: `find`, `index`, `count`, `in`, `startswith` and their kin.

use crate::text::{Bounds, search};
use crate::{Error, Result};

/// `bytes.find`: the index of the first occurrence within `bounds`.
pub fn find(bytes: &[u8], needle: &[u8], bounds: Bounds) -> Option<usize> {
    search::find(bytes, needle, bounds)
}

/// `bytes.rfind`: the index of the last occurrence within `bounds`.
pub fn rfind(bytes: &[u8], needle: &[u8], bounds: Bounds) -> Option<usize> {
    search::rfind(bytes, needle, bounds)
}

/// `bytes.index`.
///
/// # Errors
/// `ValueError` when there is no occurrence.
pub fn index(bytes: &[u8], needle: &[u8], bounds: Bounds) -> Result<usize> {
    find(bytes, needle, bounds).ok_or_else(subsection_not_found)
}

/// `bytes.rindex`.
///
/// # Errors
/// `ValueError` when there is no occurrence.
pub fn rindex(bytes: &[u8], needle: &[u8], bounds: Bounds) -> Result<usize> {
    rfind(bytes, needle, bounds).ok_or_else(subsection_not_found)
}

#[cold]
fn subsection_not_found() -> Error {
    Error::value("subsection not found")
}

/// `bytes.count`: how many non-overlapping occurrences lie within `bounds`.
pub fn count(bytes: &[u8], needle: &[u8], bounds: Bounds) -> usize {
    search::count(bytes, needle, bounds)
}

/// `needle in bytes`
pub fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    find(bytes, needle, Bounds::ALL).is_some()
}

/// `bytes.startswith` for one prefix.
pub fn starts_with(bytes: &[u8], prefix: &[u8], bounds: Bounds) -> bool {
    within(bytes, bounds).is_some_and(|part| part.starts_with(prefix))
}

/// `bytes.endswith` for one suffix.
pub fn ends_with(bytes: &[u8], suffix: &[u8], bounds: Bounds) -> bool {
    within(bytes, bounds).is_some_and(|part| part.ends_with(suffix))
}

fn within(bytes: &[u8], bounds: Bounds) -> Option<&[u8]> {
    bytes.get(bounds.resolve(bytes.len())?)
}

/// `bytes.removeprefix`
pub fn remove_prefix<'a>(bytes: &'a [u8], prefix: &[u8]) -> &'a [u8] {
    bytes.strip_prefix(prefix).unwrap_or(bytes)
}

/// `bytes.removesuffix`
pub fn remove_suffix<'a>(bytes: &'a [u8], suffix: &[u8]) -> &'a [u8] {
    bytes.strip_suffix(suffix).unwrap_or(bytes)
}
