//! Bytes as hexadecimal digits: `hex` and `fromhex`.

use super::is_space_byte;
use crate::text::TextRef;
use crate::{Error, Limit, Result};

/// `bytes.hex`: two digits a byte, with a separator between groups of `group` bytes that are counted from the right,
/// or from the left if negative.
///
/// # Errors
/// `MemoryError` beyond the limit.
pub fn hex(bytes: &[u8], separator: Option<u8>, group: i64, limit: Limit) -> Result<String> {
    limit.check(bytes.len().saturating_mul(3))?;
    let size = usize::try_from(group.unsigned_abs()).unwrap_or(usize::MAX);
    let mut result = String::with_capacity(bytes.len() * 2);
    for (index, byte) in bytes.iter().enumerate() {
        let boundary = if group < 0 { index } else { bytes.len() - index };
        if let Some(separator) = separator
            && index > 0
            && size > 0
            && boundary % size == 0
        {
            result.push(separator.into());
        }
        for digit in [byte >> 4, byte & 0xF] {
            result.extend(char::from_digit(digit.into(), 16));
        }
    }
    Ok(result)
}

/// The separator that the `sep` argument of `bytes.hex` gives.
///
/// # Errors
/// `ValueError` unless it is one ASCII character.
pub fn hex_separator(separator: TextRef<'_>) -> Result<u8> {
    match separator.char_at(0) {
        Some(code_point) if separator.len() == 1 => match u8::try_from(code_point) {
            Ok(byte) if byte.is_ascii() => Ok(byte),
            _ => Err(Error::value("sep must be ASCII.")),
        },
        _ => Err(Error::value("sep must be length 1.")),
    }
}

/// `bytes.fromhex`: the bytes that pairs of digits stand for, between white space.
///
/// # Errors
/// `ValueError` for anything else in the text.
pub fn from_hex(digits: TextRef<'_>) -> Result<Vec<u8>> {
    let unexpected =
        |index| Error::value(format!("non-hexadecimal number found in fromhex() arg at position {index}"));
    let digit = |code_point| char::from_u32(code_point).and_then(|character| character.to_digit(16));
    if let Some(index) = digits.code_points().position(|code_point| code_point >= 0x80) {
        return Err(unexpected(index));
    }
    let mut result = Vec::with_capacity(digits.len() / 2);
    let mut rest = digits.code_points().enumerate();
    while let Some((index, first)) = rest.next() {
        if u8::try_from(first).is_ok_and(is_space_byte) {
            continue;
        }
        let high = digit(first).ok_or_else(|| unexpected(index))?;
        let Some((index, second)) = rest.next() else {
            return Err(Error::value("fromhex() arg must contain an even number of hexadecimal digits"));
        };
        let low = digit(second).ok_or_else(|| unexpected(index))?;
        // Two hexadecimal digits make a byte.
        result.push((high << 4 | low) as u8);
    }
    Ok(result)
}
