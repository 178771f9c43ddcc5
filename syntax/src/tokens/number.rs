//! Numbers, and what is wrong with them.

use super::error::{TokenError, TokenErrorKind};
use super::tokenizer::{Extra, Tokenizer};

impl Tokenizer<'_> {
    /// The end of the number that starts at `start`.
    pub(super) fn number_end(&self, start: usize) -> Result<usize, TokenError> {
        let byte = |at: usize| self.byte(at);
        if byte(start) == Some(b'0') {
            match byte(start + 1).map(|it| it.to_ascii_lowercase()) {
                Some(b'x') => return self.radix_end(start, "hexadecimal", |it| it.is_ascii_hexdigit()),
                Some(b'o') => return self.radix_end(start, "octal", |it| matches!(it, b'0'..=b'7')),
                Some(b'b') => return self.radix_end(start, "binary", |it| matches!(it, b'0' | b'1')),
                _ => {}
            }
        }
        let mut at = start;
        if byte(at) != Some(b'.') {
            at = self.decimal_digits(at)?;
        }
        let integer_end = at;
        let mut is_integer = true;
        if byte(at) == Some(b'.') {
            is_integer = false;
            at += 1;
            if byte(at).is_some_and(|it| it.is_ascii_digit()) {
                at = self.decimal_digits(at)?;
            }
        }
        if matches!(byte(at), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(byte(at + 1), Some(b'+' | b'-')));
            if byte(at + 1 + sign).is_some_and(|it| it.is_ascii_digit()) {
                is_integer = false;
                at = self.decimal_digits(at + 1 + sign)?;
            } else if sign == 1 {
                return Err(self.invalid_number(at + 2, "decimal"));
            }
        }
        if matches!(byte(at), Some(b'j' | b'J')) {
            self.check_number_end(at + 1, "imaginary")?;
            return Ok(at + 1);
        }
        if is_integer {
            let text = &self.text[start..integer_end];
            let is_zero = text.bytes().all(|it| matches!(it, b'0' | b'_'));
            if text.len() > 1 && text.starts_with('0') && !is_zero && self.extra == Extra::Without {
                let zeros = text.bytes().take_while(|it| matches!(it, b'0' | b'_')).count();
                let message = "leading zeros in decimal integer literals are not permitted; \
                               use an 0o prefix for octal integers";
                return Err(TokenError::new(message, start, start + zeros).of(TokenErrorKind::SyntaxInRange));
            }
        }
        self.check_number_end(at, "decimal")?;
        Ok(at)
    }

    /// Digits with single underscores between them.
    fn decimal_digits(&self, mut at: usize) -> Result<usize, TokenError> {
        loop {
            while self.byte(at).is_some_and(|it| it.is_ascii_digit()) {
                at += 1;
            }
            if self.byte(at) != Some(b'_') {
                return Ok(at);
            }
            at += 1;
            if !self.byte(at).is_some_and(|it| it.is_ascii_digit()) {
                return Err(self.invalid_number(at, "decimal"));
            }
        }
    }

    fn radix_end(&self, start: usize, name: &str, is_digit: fn(u8) -> bool) -> Result<usize, TokenError> {
        let mut at = start + 2;
        loop {
            if self.byte(at) == Some(b'_') {
                at += 1;
            }
            match self.byte(at) {
                Some(digit) if is_digit(digit) => {}
                Some(digit) if digit.is_ascii_digit() => {
                    let message = format!("invalid digit '{}' in {name} literal", char::from(digit));
                    return Err(TokenError::new(message, at, at + 1));
                }
                _ => return Err(self.invalid_number(at, name)),
            }
            while self.byte(at).is_some_and(is_digit) {
                at += 1;
            }
            match self.byte(at) {
                Some(b'_') => {}
                Some(digit) if digit.is_ascii_digit() => {
                    let message = format!("invalid digit '{}' in {name} literal", char::from(digit));
                    return Err(TokenError::new(message, at, at + 1));
                }
                _ => break,
            }
        }
        self.check_number_end(at, name)?;
        Ok(at)
    }

    /// What may follow a number: no letter, except for those of a keyword that may come next.
    fn check_number_end(&self, at: usize, name: &str) -> Result<(), TokenError> {
        const KEYWORDS: &[&str] = &["and", "else", "for", "if", "in", "is", "not", "or"];
        let rest = &self.text[at..];
        let is_keyword = KEYWORDS.iter().any(|keyword| rest.starts_with(keyword));
        let goes_on = rest.starts_with(|it: char| it == '_' || it.is_ascii_alphanumeric());
        if goes_on && !is_keyword {
            return Err(self.invalid_number(at, name));
        }
        Ok(())
    }

    /// The place is the last character read, of which the end is given.
    fn invalid_number(&self, end: usize, name: &str) -> TokenError {
        let start = end.saturating_sub(1);
        TokenError::new(format!("invalid {name} literal"), start, start + 1)
    }
}
