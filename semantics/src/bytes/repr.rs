//! Bytes as Python source.

use crate::text::repr::{push_escape, quote_for};

/// `repr()` of `bytes`.
pub fn repr(bytes: &[u8]) -> String {
    let quote = quote_for(bytes.iter().map(|&byte| byte.into()));
    quoted(bytes, quote, |byte| byte == quote)
}

/// `repr()` of a `bytearray`, which unlike that of `bytes` escapes every single quotation mark.
pub fn bytearray_repr(bytes: &[u8]) -> String {
    let quote = quote_for(bytes.iter().map(|&byte| byte.into()));
    format!("bytearray({})", quoted(bytes, quote, |byte| byte == '\''))
}

fn quoted(bytes: &[u8], quote: char, is_escaped: impl Fn(char) -> bool) -> String {
    let mut result = String::with_capacity(bytes.len() + 3);
    result.push('b');
    result.push(quote);
    for &byte in bytes {
        match char::from(byte) {
            character if character == '\\' || is_escaped(character) => result.extend(['\\', character]),
            character @ ' '..='~' => result.push(character),
            _ => push_escape(byte.into(), &mut result),
        }
    }
    result.push(quote);
    result
}
