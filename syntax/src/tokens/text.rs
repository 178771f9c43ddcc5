//! String literals without interpolations, and prefixes of strings.

use super::error::{TokenError, TokenErrorKind};
use super::tokenizer::Tokenizer;

/// What stands before a string's quote.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Prefix {
    pub(super) length: usize,
    pub(super) is_raw: bool,
    /// `f` or `t`.
    pub(super) interpolates: Option<u8>,
}

/// The prefix of a string literal, if the text starts with one and a quote.
pub(super) fn string_prefix(bytes: &[u8]) -> Option<Prefix> {
    let mut prefix = Prefix::default();
    let (mut has_bytes, mut has_unicode) = (false, false);
    loop {
        match bytes.get(prefix.length)?.to_ascii_lowercase() {
            b'\'' | b'"' => return Some(prefix),
            b'r' if !prefix.is_raw && !has_unicode => prefix.is_raw = true,
            b'b' if !has_bytes && !has_unicode && prefix.interpolates.is_none() => has_bytes = true,
            b'u' if prefix.length == 0 => has_unicode = true,
            letter @ (b'f' | b't') if prefix.interpolates.is_none() && !has_bytes && !has_unicode => {
                prefix.interpolates = Some(letter);
            }
            _ => return None,
        }
        prefix.length += 1;
    }
}

/// Two prefixes of a string that can't both stand there.
pub(super) fn incompatible_prefixes(prefix: &str) -> Option<(char, char)> {
    const PAIRS: [(char, char); 7] =
        [('u', 'b'), ('u', 'r'), ('u', 'f'), ('u', 't'), ('b', 'f'), ('b', 't'), ('f', 't')];
    let prefix = prefix.to_ascii_lowercase();
    let is_once = |letter: char| "burft".contains(letter) && prefix.matches(letter).count() == 1;
    if !prefix.chars().all(is_once) {
        return None;
    }
    PAIRS.into_iter().find(|(first, second)| prefix.contains(*first) && prefix.contains(*second))
}

/// The quote at a place: the character, and 1 or 3 for how often it stands there.
pub(super) fn quote_at(bytes: &[u8]) -> (u8, usize) {
    let quote = bytes.first().copied().unwrap_or(b'"');
    let is_triple = bytes.get(1) == Some(&quote) && bytes.get(2) == Some(&quote);
    (quote, if is_triple { 3 } else { 1 })
}

impl Tokenizer<'_> {
    /// The end of the string whose prefix starts at `start` and whose quote is at `quote_start`.
    pub(super) fn string_end(&self, start: usize, quote_start: usize) -> Result<usize, TokenError> {
        let bytes = self.text.as_bytes();
        let (quote, size) = quote_at(&bytes[quote_start..]);
        let mut at = quote_start + size;
        let mut escaped_quote = false;
        loop {
            match self.byte(at) {
                Some(b'\\') => {
                    escaped_quote |= self.byte(at + 1) == Some(quote);
                    let is_pair = self.byte(at + 1) == Some(b'\r') && self.byte(at + 2) == Some(b'\n');
                    at += if is_pair { 3 } else { 2 };
                }
                Some(byte) if byte == quote => {
                    if size == 1 {
                        return Ok(at + 1);
                    }
                    if self.byte(at + 1) == Some(quote) && self.byte(at + 2) == Some(quote) {
                        return Ok(at + 3);
                    }
                    at += 1;
                }
                Some(b'\n' | b'\r') if size == 1 => return Err(self.unterminated(start, at, escaped_quote)),
                Some(_) => at += 1,
                None => break,
            }
        }
        if size == 1 {
            return Err(self.unterminated(start, at.min(self.text.len()), escaped_quote));
        }
        if let Some(error) = self.missing_brace(start) {
            return Err(error);
        }
        // The line that CPython adds the missing end of counts.
        let line = self.line_number(self.text.len());
        let message = format!("unterminated triple-quoted string literal (detected at line {line})");
        Err(TokenError::new(message, start, start).of(TokenErrorKind::Incomplete))
    }

    /// A string that ends nowhere, with the quotes of the interpolated string around it: the quote was to end that.
    fn missing_brace(&self, start: usize) -> Option<TokenError> {
        let letter = self.letter_of_quotes(quote_at(&self.text.as_bytes()[start..]))?;
        Some(TokenError::new(format!("{letter}-string: expecting '}}'"), start, start))
    }

    fn unterminated(&self, start: usize, at: usize, escaped_quote: bool) -> TokenError {
        if let Some(error) = self.missing_brace(start) {
            return error;
        }
        let line = self.line_number(at);
        let hint = if escaped_quote { "; perhaps you escaped the end quote" } else { "" };
        let message = format!("unterminated string literal (detected at line {line}){hint}");
        TokenError::new(message, start, start)
    }

    /// The number of the line of a place; the empty line after the last line end counts as that line.
    pub(super) fn line_number(&self, at: usize) -> usize {
        let mut end = at.min(self.text.len());
        if end == self.text.len() && self.text.ends_with(['\n', '\r']) {
            end -= 1;
        }
        let before = &self.text.as_bytes()[..end];
        1 + memchr::memchr_iter(b'\n', before).count()
            + memchr::memchr_iter(b'\r', before).filter(|at| before.get(at + 1) != Some(&b'\n')).count()
    }
}
