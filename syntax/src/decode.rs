//! From the bytes of a source file to text, as PEP 263 says: byte order mark, coding cookie, UTF-8.

use crate::codec::{Codec, CodecError};

/// Why bytes can't be decoded, worded as CPython words it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct DecodeError {
    pub(crate) message: String,
    /// From 1; 0 if the error has no place.
    pub(crate) line: usize,
    /// In characters, from 1; 0 if the error has no place.
    pub(crate) column: usize,
}

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Decodes a source file. The byte order mark is dropped.
pub(crate) fn decode(mut bytes: Vec<u8>) -> Result<String, DecodeError> {
    let has_mark = bytes.starts_with(BYTE_ORDER_MARK);
    if has_mark {
        bytes.drain(..BYTE_ORDER_MARK.len());
    }
    if let Some(at) = memchr::memchr(0, &bytes) {
        let message = "source code string cannot contain null bytes".to_owned();
        return Err(at_end_of(&String::from_utf8_lossy(&bytes[..at]), message));
    }
    let declared = coding_cookie(&bytes).map(normal_name);
    let is_declared = has_mark || declared.is_some();
    let declared = declared.as_deref().unwrap_or("utf-8");
    if declared == "utf-8" {
        return decode_utf8(bytes, is_declared);
    }
    let without_place = |message| DecodeError { message, line: 0, column: 0 };
    if has_mark {
        return Err(DecodeError {
            message: format!("encoding problem: {declared} with BOM"),
            line: 1,
            column: 1,
        });
    }
    let Some(codec) = Codec::named(declared) else {
        return Err(without_place(format!("unknown encoding: {declared}")));
    };
    codec.decode(&bytes).map_err(|CodecError { decoded, message }| at_end_of(&decoded, message))
}

fn decode_utf8(bytes: Vec<u8>, is_declared: bool) -> Result<String, DecodeError> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let byte = bytes.get(valid).copied().unwrap_or(0);
        let before = std::str::from_utf8(&bytes[..valid]).unwrap_or_default();
        let reason = match error.utf8_error().error_len() {
            None => "unexpected end of data",
            Some(_) if matches!(byte, 0xc2..=0xf4) => "invalid continuation byte",
            Some(_) => "invalid start byte",
        };
        let mut error = at_end_of(before, String::new());
        if is_declared {
            let position = before.len() - before.rfind('\n').map_or(0, |newline| newline + 1);
            error.message = format!(
                "(unicode error) 'utf-8' codec can't decode byte 0x{byte:02x} in position {position}: {reason}"
            );
            return error;
        }
        error.message = format!(
            "Non-UTF-8 code starting with '\\x{byte:02x}' on line {}, but no encoding declared; \
             see https://peps.python.org/pep-0263/ for details",
            error.line
        );
        error
    })
}

/// An error right after `before`, which is the start of the file.
fn at_end_of(before: &str, message: String) -> DecodeError {
    let mut line = 1;
    let mut rest = before.as_bytes();
    while let Some((_, after)) = split_line(rest) {
        line += 1;
        rest = after;
    }
    DecodeError { message, line, column: before[before.len() - rest.len()..].chars().count() + 1 }
}

/// The encoding named in a comment of the first two lines; in the second only if there's nothing but a
/// comment in the first.
fn coding_cookie(bytes: &[u8]) -> Option<&[u8]> {
    let mut rest = bytes;
    for _ in 0..2 {
        let (line, after) = split_line(rest).unwrap_or((rest, &[]));
        let start = line.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\x0c'));
        if let Some(start) = start {
            if line[start] != b'#' {
                return None;
            }
            if let found @ Some(_) = cookie_in(&line[start..]) {
                return found;
            }
        }
        rest = after;
    }
    None
}

/// What follows `coding:` or `coding=`.
fn cookie_in(comment: &[u8]) -> Option<&[u8]> {
    memchr::memmem::find_iter(comment, b"coding").find_map(|at| {
        let (b':' | b'=', rest) = comment[at + b"coding".len()..].split_first()? else { return None };
        let start = rest.iter().position(|byte| !matches!(byte, b' ' | b'\t'))?;
        let name = &rest[start..];
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        let length = name.iter().position(|byte| !is_name(byte)).unwrap_or(name.len());
        (length > 0).then_some(&name[..length])
    })
}

/// The names that CPython's tokenizer itself knows get one spelling; Emacs adds line ends to them
/// (`utf-8-unix`).
fn normal_name(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name).into_owned();
    let start: String =
        name.chars().take(12).map(|c| if c == '_' { '-' } else { c.to_ascii_lowercase() }).collect();
    let is =
        |known: &str| start == known || start.strip_prefix(known).is_some_and(|rest| rest.starts_with('-'));
    if is("utf-8") {
        "utf-8".to_owned()
    } else if is("latin-1") || is("iso-8859-1") || is("iso-latin-1") {
        "iso-8859-1".to_owned()
    } else {
        name
    }
}

/// Splits the first line off, without its end.
fn split_line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = memchr::memchr2(b'\n', b'\r', bytes)?;
    let length = if bytes[end..].starts_with(b"\r\n") { 2 } else { 1 };
    Some((&bytes[..end], &bytes[end + length..]))
}

#[cfg(test)]
mod tests;
