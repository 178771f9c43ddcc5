//! The tokenizer: one token after the other.

use unicode_ident::{is_xid_continue, is_xid_start};

use super::error::{TokenError, TokenErrorKind};
use super::indentation::Indentation;
use super::interpolated::Interpolated;
use super::operator::operator_length;
use super::text::{incompatible_prefixes, string_prefix};
use super::{Kind, Token};
use crate::wording::invalid_character;

/// The most open brackets.
const MAX_BRACKETS: usize = 200;

/// Whether comments and the ends of lines that end no statement are tokens too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extra {
    /// As the parser wants it.
    Without,
    /// As the library's `tokenize` wants it.
    With,
}

/// Cuts a text into tokens.
#[derive(Debug)]
pub struct Tokenizer<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) extra: Extra,
    pub(super) indentations: Vec<Indentation>,
    /// Indents (positive) or dedents that are due.
    pub(super) pending: isize,
    is_line_start: bool,
    /// Whether the line has had a token.
    has_token: bool,
    /// Open brackets with their places.
    pub(super) brackets: Vec<(u8, usize)>,
    pub(super) interpolated: Vec<Interpolated>,
}

impl<'a> Tokenizer<'a> {
    /// Starts at the beginning of a text.
    #[must_use]
    pub fn new(text: &'a str, extra: Extra) -> Self {
        Tokenizer::starting_at(text, 0, extra)
    }

    /// Starts at the beginning of a line, outside of all blocks and brackets.
    #[must_use]
    pub fn starting_at(text: &'a str, at: usize, extra: Extra) -> Self {
        Tokenizer {
            text,
            at,
            extra,
            indentations: Vec::new(),
            pending: 0,
            is_line_start: true,
            has_token: false,
            brackets: Vec::new(),
            interpolated: Vec::new(),
        }
    }

    /// How many brackets are open.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.brackets.len()
    }

    /// Whether an f-string or t-string is open.
    #[must_use]
    pub fn is_in_interpolated(&self) -> bool {
        !self.interpolated.is_empty()
    }

    /// The innermost open bracket and its place.
    #[must_use]
    pub fn open_bracket(&self) -> Option<(char, usize)> {
        self.brackets.last().map(|&(bracket, at)| (char::from(bracket), at))
    }

    /// The next token; after the end, the end again.
    ///
    /// # Errors
    /// The text has no token there.
    pub fn next_token(&mut self) -> Result<Token, TokenError> {
        if self.interpolated.last().is_some_and(|mode| mode.in_text) {
            return self.interpolated_text();
        }
        loop {
            if self.is_line_start {
                self.is_line_start = false;
                self.read_indentation()?;
            }
            if self.pending != 0 {
                let kind = if self.pending > 0 { Kind::Indent } else { Kind::Dedent };
                self.pending -= self.pending.signum();
                let start = if kind == Kind::Indent { self.line_start(self.at) } else { self.at };
                return Ok(self.token(kind, start));
            }
            while matches!(self.byte(self.at), Some(b' ' | b'\t' | b'\x0c')) {
                self.at += 1;
            }
            let start = self.at;
            match self.byte(start) {
                None => return self.end(),
                Some(b'#') => {
                    self.at = self.line_end(start);
                    if self.extra == Extra::With {
                        return Ok(self.token(Kind::Comment, start));
                    }
                }
                Some(b'\n' | b'\r') => {
                    self.at += if self.text[start..].starts_with("\r\n") { 2 } else { 1 };
                    self.is_line_start = true;
                    let is_logical = self.has_token && self.brackets.is_empty();
                    if is_logical {
                        self.has_token = false;
                        return Ok(self.token(Kind::Newline, start));
                    }
                    if self.extra == Extra::With {
                        return Ok(self.token(Kind::BlankLine, start));
                    }
                }
                Some(b'\\') => self.skip_continuation()?,
                Some(_) => {
                    self.has_token = true;
                    return self.proper_token(start);
                }
            }
        }
    }

    /// A token that is neither blank nor a line's end.
    fn proper_token(&mut self, start: usize) -> Result<Token, TokenError> {
        let rest = &self.text[start..];
        let bytes = rest.as_bytes();
        if let Some(prefix) = string_prefix(bytes) {
            if let Some(letter) = prefix.interpolates {
                return Ok(self.open_interpolated(start, prefix, letter));
            }
            self.at = self.string_end(start, start + prefix.length)?;
            return Ok(self.token(Kind::String, start));
        }
        let is_fraction = bytes[0] == b'.' && bytes.get(1).is_some_and(u8::is_ascii_digit);
        if bytes[0].is_ascii_digit() || is_fraction {
            self.at = self.number_end(start)?;
            return Ok(self.token(Kind::Number, start));
        }
        if bytes[0] == b'_' || bytes[0].is_ascii_alphabetic() || !bytes[0].is_ascii() {
            return self.name(start);
        }
        let Some(mut length) = operator_length(rest) else {
            let character = rest.chars().next().unwrap_or(' ');
            if character == '\0' {
                let message = "source code string cannot contain null bytes";
                return Err(TokenError::new(message, start, start + 1));
            }
            if character.is_control() {
                return Err(TokenError::new(invalid_character(character), start, start + 1));
            }
            // CPython takes these for operators that no rule has.
            self.at = start + character.len_utf8();
            return Ok(self.token(Kind::Operator, start));
        };
        if self.is_at_top_of_field() && bytes[0] == b':' {
            length = 1;
        }
        self.at = start + length;
        match bytes[0] {
            b'(' | b'[' | b'{' => {
                if self.brackets.len() >= MAX_BRACKETS {
                    return Err(TokenError::new("too many nested parentheses", start, start));
                }
                self.brackets.push((bytes[0], start));
            }
            b')' | b']' | b'}' => self.close_bracket(bytes[0], start)?,
            b':' => self.at_colon(),
            _ => {}
        }
        Ok(self.token(Kind::Operator, start))
    }

    fn name(&mut self, start: usize) -> Result<Token, TokenError> {
        let mut at = start;
        for character in self.text[start..].chars() {
            let is_part = match character {
                '_' => true,
                _ if at == start => is_xid_start(character),
                _ => is_xid_continue(character),
            };
            if !is_part {
                if character.is_ascii() {
                    break;
                }
                let end = at + character.len_utf8();
                return Err(TokenError::new(invalid_character(character), at, end));
            }
            at += character.len_utf8();
        }
        self.at = at;
        if matches!(self.byte(at), Some(b'\'' | b'"'))
            && let Some((first, second)) = incompatible_prefixes(&self.text[start..at])
        {
            let message = format!("'{first}' and '{second}' prefixes are incompatible");
            return Err(TokenError::new(message, start, at).of(TokenErrorKind::SyntaxInRange));
        }
        Ok(self.token(Kind::Name, start))
    }

    fn close_bracket(&mut self, closing: u8, start: usize) -> Result<(), TokenError> {
        let shown = char::from(closing);
        let in_field = self
            .interpolated
            .last()
            .filter(|mode| mode.fields.last() == Some(&self.brackets.len()) || mode.fields.is_empty());
        let letter = in_field.map(|mode| char::from(mode.letter));
        if let (Some(letter), b'}') = (letter, closing)
            && self.interpolated.last().is_some_and(|mode| mode.fields.is_empty())
        {
            let message = format!("{letter}-string: single '}}' is not allowed");
            return Err(TokenError::new(message, start, start + 1));
        }
        let is_match = |opening: u8| matches!((opening, closing), (b'(', b')') | (b'[', b']') | (b'{', b'}'));
        let Some(&(opening, place)) = self.brackets.last() else {
            return Err(TokenError::new(format!("unmatched '{shown}'"), start, start + 1));
        };
        if !is_match(opening) {
            if let (Some(letter), b'{') = (letter, opening) {
                let message = format!("{letter}-string: unmatched '{shown}'");
                return Err(TokenError::new(message, start, start + 1));
            }
            let opening = char::from(opening);
            let mut message =
                format!("closing parenthesis '{shown}' does not match opening parenthesis '{opening}'");
            let line = self.line_number(place);
            if line != self.line_number(start) {
                message += &format!(" on line {line}");
            }
            return Err(TokenError::new(message, start, start + 1));
        }
        self.brackets.pop();
        if closing == b'}' {
            self.at_closing_brace();
        }
        Ok(())
    }

    /// The end of the text: the line and the blocks end first.
    fn end(&mut self) -> Result<Token, TokenError> {
        if let Some(&(bracket, place)) = self.brackets.last() {
            let message = format!("'{}' was never closed", char::from(bracket));
            return Err(TokenError::new(message, place, place + 1).of(TokenErrorKind::UnclosedBracket));
        }
        if self.has_token {
            self.has_token = false;
            return Ok(self.token(Kind::Newline, self.at));
        }
        if self.indentations.pop().is_some() {
            return Ok(self.token(Kind::Dedent, self.at));
        }
        Ok(self.token(Kind::EndMarker, self.at))
    }

    pub(super) fn skip_continuation(&mut self) -> Result<(), TokenError> {
        let rest = &self.text[self.at + 1..];
        let length = if rest.starts_with("\r\n") {
            2
        } else if rest.starts_with(['\n', '\r']) {
            1
        } else if rest.is_empty() {
            let error = TokenError::new("unexpected EOF while parsing", self.at + 1, self.at + 1);
            return Err(error.of(TokenErrorKind::EndOfText));
        } else {
            let message = "unexpected character after line continuation character";
            let error = TokenError::new(message, self.at + 1, self.at + 1);
            return Err(error.of(TokenErrorKind::Continuation));
        };
        self.at += 1 + length;
        if self.at == self.text.len() {
            let error = TokenError::new("unexpected EOF while parsing", self.at, self.at);
            return Err(error.of(TokenErrorKind::EndOfText));
        }
        Ok(())
    }

    pub(super) fn token(&self, kind: Kind, start: usize) -> Token {
        Token { kind, start, end: self.at, depth: self.brackets.len() }
    }

    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// Where the line of a place ends.
    pub(super) fn line_end(&self, at: usize) -> usize {
        self.text[at..].find(['\n', '\r']).map_or(self.text.len(), |length| at + length)
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind(['\n', '\r']).map_or(0, |before| before + 1)
    }
}
