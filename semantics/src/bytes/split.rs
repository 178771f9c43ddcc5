//! Cutting bytes apart: `split`, `splitlines`, `partition`, `strip` and their kin.

use super::is_space_byte;
use super::search::{find, rfind};
use crate::Result;
use crate::text::Bounds;
use crate::text::split as shared;

/// `bytes.split`: at a separator, or at runs of white space; at most `limit` times unless that is negative.
///
/// # Errors
/// `ValueError` for an empty separator.
pub fn split<'a>(bytes: &'a [u8], separator: Option<&[u8]>, limit: i64) -> Result<Vec<&'a [u8]>> {
    let Some(separator) = separator else { return Ok(shared::split_runs(bytes, is_space_byte, limit)) };
    shared::check_separator(separator.len())?;
    Ok(shared::split_at(bytes, separator, shared::cuts(limit)).collect())
}

/// `bytes.rsplit`: as [`split`], but what the limit leaves whole is on the left.
///
/// # Errors
/// `ValueError` for an empty separator.
pub fn rsplit<'a>(bytes: &'a [u8], separator: Option<&[u8]>, limit: i64) -> Result<Vec<&'a [u8]>> {
    let Some(separator) = separator else { return Ok(shared::rsplit_runs(bytes, is_space_byte, limit)) };
    shared::check_separator(separator.len())?;
    Ok(shared::rsplit_at(bytes, separator, limit))
}

/// `bytes.splitlines`: the lines, with what ends them if `keep_ends`.
pub fn split_lines(bytes: &[u8], keep_ends: bool) -> Vec<&[u8]> {
    shared::split_lines(bytes, |byte| matches!(byte, b'\n' | b'\r'), keep_ends)
}

/// `bytes.partition`: what precedes the first separator, the separator, what follows it.
///
/// # Errors
/// `ValueError` for an empty separator.
pub fn partition<'a>(bytes: &'a [u8], separator: &[u8]) -> Result<[&'a [u8]; 3]> {
    shared::check_separator(separator.len())?;
    Ok(match find(bytes, separator, Bounds::ALL) {
        Some(index) => cut(bytes, index, separator.len()),
        None => [bytes, &[], &[]],
    })
}

/// `bytes.rpartition`: what precedes the last separator, the separator, what follows it.
///
/// # Errors
/// `ValueError` for an empty separator.
pub fn rpartition<'a>(bytes: &'a [u8], separator: &[u8]) -> Result<[&'a [u8]; 3]> {
    shared::check_separator(separator.len())?;
    Ok(match rfind(bytes, separator, Bounds::ALL) {
        Some(index) => cut(bytes, index, separator.len()),
        None => [&[], &[], bytes],
    })
}

fn cut(bytes: &[u8], index: usize, length: usize) -> [&[u8]; 3] {
    [&bytes[..index], &bytes[index..index + length], &bytes[index + length..]]
}

/// `bytes.strip`: without the given bytes, or white space, at both ends.
pub fn strip<'a>(bytes: &'a [u8], stripped: Option<&[u8]>) -> &'a [u8] {
    rstrip(lstrip(bytes, stripped), stripped)
}

/// `bytes.lstrip`
pub fn lstrip<'a>(bytes: &'a [u8], stripped: Option<&[u8]>) -> &'a [u8] {
    let set = ByteSet::new(stripped);
    shared::trim_start(bytes, |byte| set.contains(byte))
}

/// `bytes.rstrip`
pub fn rstrip<'a>(bytes: &'a [u8], stripped: Option<&[u8]>) -> &'a [u8] {
    let set = ByteSet::new(stripped);
    shared::trim_end(bytes, |byte| set.contains(byte))
}

/// Which bytes to strip, by value.
struct ByteSet([bool; 256]);

impl ByteSet {
    fn new(bytes: Option<&[u8]>) -> ByteSet {
        let mut members = [false; 256];
        for &byte in bytes.unwrap_or(b" \t\n\r\x0b\x0c") {
            members[usize::from(byte)] = true;
        }
        ByteSet(members)
    }

    fn contains(&self, byte: u8) -> bool {
        self.0[usize::from(byte)]
    }
}
