//! f-strings and t-strings: literal text and the way to and from the expressions in it.

use super::error::{TokenError, TokenErrorKind};
use super::text::Prefix;
use super::tokenizer::Tokenizer;
use super::{Kind, Token};

/// The most replacement fields inside each other's format specifications.
const MAX_FIELDS: usize = 3;

/// An interpolated string that is open.
#[derive(Clone, Debug)]
pub(super) struct Interpolated {
    /// Where its prefix starts.
    start: usize,
    quote: u8,
    size: usize,
    is_raw: bool,
    pub(super) letter: u8,
    /// For each open field: how many brackets are open inside it, its own brace among them.
    pub(super) fields: Vec<usize>,
    /// In literal text, not in an expression.
    pub(super) in_text: bool,
    in_specification: bool,
}

impl Tokenizer<'_> {
    /// The opening of an interpolated string.
    pub(super) fn open_interpolated(&mut self, start: usize, prefix: Prefix, letter: u8) -> Token {
        let quote_start = start + prefix.length;
        let (quote, size) = super::text::quote_at(&self.text.as_bytes()[quote_start..]);
        self.at = quote_start + size;
        self.interpolated.push(Interpolated {
            start,
            quote,
            size,
            is_raw: prefix.is_raw,
            letter,
            fields: Vec::new(),
            in_text: true,
            in_specification: false,
        });
        let kind = if letter == b'f' { Kind::FStringStart } else { Kind::TStringStart };
        self.token(kind, start)
    }

    /// The next token in the literal text of the innermost string.
    pub(super) fn interpolated_text(&mut self) -> Result<Token, TokenError> {
        let start = self.at;
        let Some(mode) = self.interpolated.last().cloned() else {
            return Ok(self.token(Kind::EndMarker, start));
        };
        let kinds = match mode.letter {
            b'f' => (Kind::FStringMiddle, Kind::FStringEnd),
            _ => (Kind::TStringMiddle, Kind::TStringEnd),
        };
        if self.byte(start) == Some(b'{') && (self.byte(start + 1) != Some(b'{') || mode.in_specification) {
            return self.open_field(start);
        }
        // Fields that are still open end with the string.
        if self.is_closing(&mode, start) {
            self.at = start + mode.size;
            self.interpolated.pop();
            return Ok(self.token(kinds.1, start));
        }
        let mut at = start;
        loop {
            let byte = self.byte(at);
            match byte {
                None => return Err(self.unterminated_interpolated(&mode, at)),
                Some(b'\n' | b'\r') if mode.size == 1 => {
                    if mode.in_specification {
                        let letter = char::from(mode.letter);
                        let message = format!(
                            "{letter}-string: newlines are not allowed in format specifiers for single quoted {letter}-strings"
                        );
                        return Err(TokenError::new(message, at, at));
                    }
                    return Err(self.unterminated_interpolated(&mode, at));
                }
                _ if self.is_closing(&mode, at) => {
                    self.at = at;
                    return Ok(self.token(kinds.0, start));
                }
                Some(brace @ (b'{' | b'}')) => {
                    let is_double = self.byte(at + 1) == Some(brace) && !mode.in_specification;
                    if is_double {
                        // One of the two belongs to the text.
                        self.at = at + 2;
                        return Ok(Token { end: at + 1, ..self.token(kinds.0, start) });
                    }
                    if brace == b'}' {
                        self.leave_text();
                    }
                    self.at = at;
                    return Ok(self.token(kinds.0, start));
                }
                Some(b'\\') => {
                    let next = self.byte(at + 1);
                    if !mode.is_raw && next == Some(b'N') && self.byte(at + 2) == Some(b'{') {
                        at += 3;
                        while self.byte(at).is_some_and(|it| !matches!(it, b'}' | b'\n') && it != mode.quote)
                        {
                            at += 1;
                        }
                        at += usize::from(self.byte(at) == Some(b'}'));
                    } else if matches!(next, Some(b'{' | b'}')) {
                        at += 1;
                    } else {
                        at += if next.is_some() { 2 } else { 1 };
                    }
                }
                Some(_) => at += 1,
            }
        }
    }

    fn is_closing(&self, mode: &Interpolated, at: usize) -> bool {
        (0..mode.size).all(|offset| self.byte(at + offset) == Some(mode.quote))
    }

    fn leave_text(&mut self) {
        if let Some(mode) = self.interpolated.last_mut() {
            mode.in_text = false;
        }
    }

    fn open_field(&mut self, start: usize) -> Result<Token, TokenError> {
        let depth = self.brackets.len() + 1;
        if let Some(mode) = self.interpolated.last_mut() {
            mode.in_text = false;
            mode.fields.push(depth);
            if mode.fields.len() > MAX_FIELDS {
                let letter = char::from(mode.letter);
                let message = format!("{letter}-string: expressions nested too deeply");
                return Err(TokenError::new(message, start - 1, start));
            }
        }
        self.brackets.push((b'{', start));
        self.at = start + 1;
        Ok(self.token(Kind::Operator, start))
    }

    /// The letter of the innermost string if it has these quotes.
    pub(super) fn letter_of_quotes(&self, (quote, size): (u8, usize)) -> Option<char> {
        let mode = self.interpolated.last()?;
        (mode.quote == quote && mode.size == size).then_some(char::from(mode.letter))
    }

    /// What a colon at the top of a field means: its format specification begins.
    pub(super) fn at_colon(&mut self) {
        let depth = self.brackets.len();
        if let Some(mode) = self.interpolated.last_mut()
            && mode.fields.last() == Some(&depth)
        {
            mode.in_text = true;
            mode.in_specification = true;
        }
    }

    /// Whether the innermost string's field is at its top, where `=`, `!` and `:` are not parts of longer operators.
    pub(super) fn is_at_top_of_field(&self) -> bool {
        let depth = self.brackets.len();
        self.interpolated.last().is_some_and(|mode| mode.fields.last() == Some(&depth))
    }

    /// What a closing brace means, which has been taken off the brackets: a field may end.
    pub(super) fn at_closing_brace(&mut self) {
        let depth = self.brackets.len() + 1;
        if let Some(mode) = self.interpolated.last_mut()
            && mode.fields.last() == Some(&depth)
        {
            mode.fields.pop();
            mode.in_text = true;
            mode.in_specification = !mode.fields.is_empty();
        }
    }

    fn unterminated_interpolated(&self, mode: &Interpolated, at: usize) -> TokenError {
        let line = self.line_number(at);
        let letter = char::from(mode.letter);
        let triple = if mode.size == 3 { "triple-quoted " } else { "" };
        let message = format!("unterminated {triple}{letter}-string literal (detected at line {line})");
        let error = TokenError::new(message, mode.start, mode.start);
        if mode.size == 3 { error.of(TokenErrorKind::Incomplete) } else { error }
    }
}
