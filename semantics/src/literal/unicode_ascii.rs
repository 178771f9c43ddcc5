//! Brings the text that `int()`, `float()` and `complex()` take to ASCII: decimal digits of any script become
//! `0` to `9`, space becomes a space, and what has no place in a number becomes `?`.

use std::borrow::Cow;

/// The zeros of the scripts beyond ASCII that have decimal digits (Unicode 16, category `Nd`); nine follow each.
const ZEROS: [u32; 75] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0,
    0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50,
    0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30, 0x10d40, 0x11066,
    0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x116d0, 0x116da, 0x11730,
    0x118e0, 0x11950, 0x11bf0, 0x11c50, 0x11d50, 0x11da0, 0x11f50, 0x16130, 0x16a60, 0x16ac0, 0x16b50,
    0x16d70, 0x1ccf0, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e4f0, 0x1e5f1,
    0x1e950, 0x1fbf0,
];

/// The value of a decimal digit of any script.
pub(crate) fn decimal_digit(code_point: u32) -> Option<u8> {
    if code_point < 0x80 {
        return char::from_u32(code_point)?.to_digit(10).map(|digit| digit as u8);
    }
    let zero = ZEROS[..ZEROS.partition_point(|zero| *zero <= code_point)].last()?;
    u8::try_from(code_point - zero).ok().filter(|digit| *digit < 10)
}

/// The text in ASCII; text in ASCII stays what it is.
pub(crate) fn to_ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(ascii_char).collect())
}

fn ascii_char(character: char) -> char {
    match decimal_digit(character.into()) {
        _ if character.is_ascii() => character,
        Some(digit) => char::from(b'0' + digit),
        None if character.is_whitespace() => ' ',
        None => '?',
    }
}

/// Whether C's `isspace` holds: what is stripped from both ends of a number's text.
pub(crate) fn is_c_space(byte: u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ')
}

/// The text without C's white space at its ends.
pub(crate) fn strip(text: &[u8]) -> &[u8] {
    let Some(start) = text.iter().position(|byte| !is_c_space(*byte)) else { return &[] };
    let end = text.iter().rposition(|byte| !is_c_space(*byte)).map_or(start, |last| last + 1);
    &text[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_any_script() {
        assert_eq!(decimal_digit('7'.into()), Some(7));
        assert_eq!(decimal_digit('٣'.into()), Some(3));
        assert_eq!(decimal_digit('\u{1fbf9}'.into()), Some(9));
        assert_eq!(decimal_digit('\u{1fbfa}'.into()), None);
        assert_eq!(decimal_digit('²'.into()), None);
        assert_eq!(decimal_digit(0xd800), None);
        assert_eq!(decimal_digit('a'.into()), None);
    }

    #[test]
    fn spaces_and_others() {
        assert_eq!(to_ascii("\u{2003}１x²\u{1c}"), " 1x?\u{1c}");
        assert_eq!(strip(b" \t\x0b12 3\n"), b"12 3");
        assert_eq!(strip(b"  "), b"");
    }
}
