//! What `int()`, `float()` and `complex()` take for text: `str`, whose digits may be of any script, and bytes.

use std::borrow::Cow;

use crate::bytes;
use crate::text::{Text, TextRef, unicode};

/// Text to read a number from.
pub trait NumberText: Copy {
    /// The text in ASCII: decimal digits of any script are `0` to `9`, spaces beyond ASCII are a space, and what has
    /// no place in a number is `?`. What is ASCII or bytes stays as it is.
    fn to_ascii<'a>(self) -> Cow<'a, [u8]>
    where
        Self: 'a;

    /// How messages quote the text.
    fn repr(self) -> String;
}

impl NumberText for TextRef<'_> {
    fn to_ascii<'a>(self) -> Cow<'a, [u8]>
    where
        Self: 'a,
    {
        match self.as_ascii() {
            Some(text) => Cow::Borrowed(text.as_bytes()),
            None => Cow::Owned(self.code_points().map(ascii_byte).collect()),
        }
    }

    fn repr(self) -> String {
        // Lone surrogates are not printable, so `repr` holds none.
        Text::build(|out| self.repr(out)).to_string_lossy().into_owned()
    }
}

impl NumberText for &str {
    fn to_ascii<'a>(self) -> Cow<'a, [u8]>
    where
        Self: 'a,
    {
        if self.is_ascii() {
            Cow::Borrowed(self.as_bytes())
        } else {
            Cow::Owned(self.chars().map(u32::from).map(ascii_byte).collect())
        }
    }

    fn repr(self) -> String {
        NumberText::repr(Text::from(self).view())
    }
}

impl NumberText for &[u8] {
    fn to_ascii<'a>(self) -> Cow<'a, [u8]>
    where
        Self: 'a,
    {
        Cow::Borrowed(self)
    }

    fn repr(self) -> String {
        bytes::repr(self)
    }
}

fn ascii_byte(code_point: u32) -> u8 {
    match (u8::try_from(code_point), unicode::decimal_value(code_point)) {
        (Ok(byte), _) if byte.is_ascii() => byte,
        (_, Some(digit)) => b'0' + digit as u8,
        _ if unicode::is_space(code_point) => b' ',
        _ => b'?',
    }
}

/// The text without white space, in the sense of C, at its ends.
pub(crate) fn strip(text: &[u8]) -> &[u8] {
    let is_space = |byte: &u8| matches!(byte, b'\t'..=b'\r' | b' ');
    let Some(start) = text.iter().position(|byte| !is_space(byte)) else { return &[] };
    let end = text.iter().rposition(|byte| !is_space(byte)).map_or(start, |last| last + 1);
    &text[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_spaces_of_any_script() {
        assert_eq!("\u{2003}１٣x²\u{1c}".to_ascii().as_ref(), b" 13x?\x1c");
        assert_eq!(TextRef::Ucs4(&[0xd800, 0x31]).to_ascii().as_ref(), b"?1");
        assert_eq!(b"\xff".as_slice().to_ascii().as_ref(), b"\xff");
    }

    #[test]
    fn strips_what_c_calls_space() {
        assert_eq!(strip(b" \t\x0b12 3\n"), b"12 3");
        assert_eq!(strip(b"\x1c1"), b"\x1c1");
        assert_eq!(strip(b"  "), b"");
    }
}
