//! Strings as the guard sees them: where they end, and what of an interpolated string is code.

/// The quotes and prefix of a string.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Quotes {
    pub(super) quote: u8,
    pub(super) is_triple: bool,
}

/// An interpolated string that hasn't ended.
#[derive(Clone, Copy, Debug)]
pub(super) struct InterpolatedString {
    pub(super) quotes: Quotes,
    pub(super) is_raw: bool,
    /// `t` or `f`, for messages.
    pub(super) letter: char,
    pub(super) at: usize,
    /// The number of brackets that were open where it started.
    pub(super) brackets_before: usize,
    /// The number of format specifications open inside one another.
    pub(super) specifications: u32,
}

impl InterpolatedString {
    /// Whether the scan is in a replacement field and not in text, if so many brackets are open.
    pub(super) fn is_in_field(&self, brackets: usize) -> bool {
        brackets - self.brackets_before > self.specifications as usize
    }

    /// Whether only the field's own brace is open, so that a colon starts the format specification.
    pub(super) fn is_at_field_level(&self, brackets: usize) -> bool {
        brackets - self.brackets_before == self.specifications as usize + 1
    }
}

/// What a word before a quote makes of a string.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Prefix {
    /// Not a string prefix: the word is a name.
    None,
    /// `r`, `b`, `u` and combinations: escapes don't matter for where the string ends.
    Plain,
    /// `f`, `t` and with `r`.
    Interpolated { letter: char, is_raw: bool },
}

/// The meaning of a word right before a quote.
pub(super) fn prefix(word: &[u8]) -> Prefix {
    let lower = |at: usize| word.get(at).map_or(0, u8::to_ascii_lowercase);
    match (word.len(), lower(0), lower(1)) {
        (1, letter @ (b'f' | b't'), _) => Prefix::Interpolated { letter: char::from(letter), is_raw: false },
        (1, b'r' | b'b' | b'u', _) => Prefix::Plain,
        (2, b'r', b'b') | (2, b'b', b'r') => Prefix::Plain,
        (2, b'r', letter @ (b'f' | b't')) | (2, letter @ (b'f' | b't'), b'r') => {
            Prefix::Interpolated { letter: char::from(letter), is_raw: true }
        }
        _ => Prefix::None,
    }
}

/// Where a string without replacement fields ends, its closing quotes included; `start` is after the opening
/// ones.
///
/// # Errors
/// It doesn't end; the value is where the line, or for triple quotes the text, does.
pub(super) fn plain_string_end(bytes: &[u8], start: usize, quotes: Quotes) -> Result<usize, usize> {
    let mut at = start;
    loop {
        let rest = &bytes[at..];
        let found = if quotes.is_triple {
            memchr::memchr2(quotes.quote, b'\\', rest)
        } else {
            // A string of one line is short: looking byte by byte beats a vectorized search.
            rest.iter().position(|&byte| byte == quotes.quote || matches!(byte, b'\\' | b'\n' | b'\r'))
        };
        let Some(found) = found else { return Err(bytes.len()) };
        at += found;
        match bytes[at] {
            b'\\' => at = after_escape(bytes, at),
            b'\n' | b'\r' => return Err(at),
            _ if !quotes.is_triple => return Ok(at + 1),
            _ if bytes[at..].starts_with(&[quotes.quote; 3]) => return Ok(at + 3),
            _ => at += 1,
        }
    }
}

/// Where the text after a backslash and what it escapes goes on.
pub(super) fn after_escape(bytes: &[u8], backslash: usize) -> usize {
    let escaped = backslash + 1;
    let length = if bytes[escaped..].starts_with(b"\r\n") { 2 } else { 1 };
    (escaped + length).min(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::{Prefix, Quotes, plain_string_end, prefix};

    #[test]
    fn prefixes_are_told_from_names() {
        assert_eq!(prefix(b"Rb"), Prefix::Plain);
        assert_eq!(prefix(b"F"), Prefix::Interpolated { letter: 'f', is_raw: false });
        assert_eq!(prefix(b"rT"), Prefix::Interpolated { letter: 't', is_raw: true });
        for name in [&b"x"[..], b"ub", b"ff", b"rbf", b"bf"] {
            assert_eq!(prefix(name), Prefix::None);
        }
    }

    #[test]
    fn strings_end_at_their_quotes() {
        let one = Quotes { quote: b'"', is_triple: false };
        let three = Quotes { quote: b'"', is_triple: true };
        assert_eq!(plain_string_end(br#""a\"b" c"#, 1, one), Ok(6));
        assert_eq!(plain_string_end(b"\"a\\\r\nb\"", 1, one), Ok(7));
        assert_eq!(plain_string_end(b"\"a\nb\"", 1, one), Err(2));
        assert_eq!(plain_string_end(b"\"\"\"a\n\"\"b\"\"\"c", 3, three), Ok(11));
        assert_eq!(plain_string_end(b"\"\"\"a\\\"\"\"", 3, three), Err(8));
        assert_eq!(plain_string_end(b"\"a\\", 1, one), Err(3));
    }
}
