//! Strings in the scan: plain ones are skipped, interpolated ones have code in their replacement fields.

use super::scanner::{Expects, Scanner, Stop};
use super::strings::{InterpolatedString, Quotes, after_escape, plain_string_end};
use super::{MAX_FORMAT_SPECIFICATIONS, MAX_INTERPOLATED_STRINGS};
use crate::syntax_error::SyntaxErrorKind;

impl Scanner<'_> {
    /// Takes the quotes that open a string.
    fn quotes(&mut self) -> Quotes {
        let quote = self.bytes[self.at];
        let is_triple = self.bytes[self.at..].starts_with(&[quote; 3]);
        self.at += if is_triple { 3 } else { 1 };
        Quotes { quote, is_triple }
    }

    pub(super) fn plain_string(&mut self) -> Result<(), Stop> {
        let start = self.at;
        let quotes = self.quotes();
        let content = self.at;
        match plain_string_end(self.bytes, content, quotes) {
            Ok(end) => {
                self.at = end;
                self.expects = Expects::Operator;
                self.check_reused_quotes(quotes, start)
            }
            Err(end) => Err(self.unterminated(quotes, start, end)),
        }
    }

    /// If the parser finds a syntax error in a replacement field, it may take quotes in the field for those
    /// that end the string around, so a string with the same quotes must have nothing in it that would be
    /// more than a few words as code.
    fn check_reused_quotes(&mut self, quotes: Quotes, start: usize) -> Result<(), Stop> {
        let is_reused = |string: &InterpolatedString| {
            string.quotes.quote == quotes.quote && (quotes.is_triple || !string.quotes.is_triple)
        };
        if !self.strings.iter().any(is_reused) {
            return Ok(());
        }
        let content = &self.bytes[start..self.at];
        let is_plain = content.len() < 200
            && !content.iter().any(|byte| matches!(byte, b'\n' | b'\r'))
            && !quotes.is_triple
            && !content.windows(3).any(|three| three == b"'''" || three == b"\"\"\"");
        if is_plain {
            return Ok(());
        }
        Err(self.lexical(
            "a string in a replacement field uses the quotes of the string around it",
            start,
            self.at,
        ))
    }

    fn unterminated(&self, quotes: Quotes, start: usize, end: usize) -> Stop {
        if let Some(string) = self.strings.last()
            && string.quotes == quotes
        {
            return self.lexical(format!("{}-string: expecting '}}'", string.letter), start, end);
        }
        self.unterminated_literal(quotes, "string", start, end)
    }

    fn unterminated_literal(&self, quotes: Quotes, noun: &str, start: usize, end: usize) -> Stop {
        let line_ends = self.bytes[..end].iter().filter(|byte| **byte == b'\n').count();
        let line = line_ends + 1 - usize::from(end == self.bytes.len() && self.bytes.ends_with(b"\n"));
        let triple = if quotes.is_triple { "triple-quoted " } else { "" };
        self.lexical(format!("unterminated {triple}{noun} literal (detected at line {line})"), start, end)
    }

    pub(super) fn start_interpolated(
        &mut self,
        start: usize,
        letter: char,
        is_raw: bool,
    ) -> Result<(), Stop> {
        if self.strings.len() == MAX_INTERPOLATED_STRINGS {
            return Err(self.too_complex("too many nested f-strings or t-strings", start, self.at));
        }
        let quotes = self.quotes();
        self.expects = Expects::Operator;
        self.strings.push(InterpolatedString {
            quotes,
            is_raw,
            letter,
            at: start,
            brackets_before: self.depth.brackets(),
            specifications: 0,
        });
        Ok(())
    }

    /// Text of an interpolated string, up to the next replacement field or the end of the format
    /// specification or string.
    pub(super) fn interpolated_text(&mut self) -> Result<(), Stop> {
        let Some(&string) = self.strings.last() else { return Ok(()) };
        let in_specification = string.specifications > 0;
        let mut in_named_character = false;
        loop {
            match self.peek(0) {
                0 if self.at == self.bytes.len() => return Err(self.unterminated_interpolated(string)),
                b'\n' | b'\r' if !string.quotes.is_triple => {
                    return Err(self.unterminated_interpolated(string));
                }
                b'\\' if matches!(self.peek(1), b'{' | b'}') => self.at += 1,
                b'\\' if !string.is_raw && self.bytes[self.at..].starts_with(b"\\N{") => {
                    self.at += 3;
                    in_named_character = true;
                }
                b'\\' => self.at = after_escape(self.bytes, self.at),
                b'{' if self.peek(1) == b'{' && !in_specification => self.at += 2,
                b'{' => return self.open_field(string),
                b'}' if in_named_character => {
                    in_named_character = false;
                    self.at += 1;
                }
                b'}' if in_specification => return self.end_specification(),
                b'}' if self.peek(1) == b'}' => self.at += 2,
                b'}' => {
                    let message = format!("{}-string: single '}}' is not allowed", string.letter);
                    return Err(self.lexical(message, self.at, self.at + 1));
                }
                quote if quote == string.quotes.quote => {
                    if !string.quotes.is_triple {
                        self.at += 1;
                        return self.end_interpolated(string);
                    }
                    if self.bytes[self.at..].starts_with(&[quote; 3]) {
                        self.at += 3;
                        return self.end_interpolated(string);
                    }
                    self.at += 1;
                }
                _ => self.at += 1,
            }
        }
    }

    fn unterminated_interpolated(&self, string: InterpolatedString) -> Stop {
        if string.specifications > 0 {
            return self.lexical(format!("{}-string: expecting '}}'", string.letter), string.at, self.at);
        }
        let noun = format!("{}-string", string.letter);
        self.unterminated_literal(string.quotes, &noun, string.at, self.at)
    }

    fn open_field(&mut self, string: InterpolatedString) -> Result<(), Stop> {
        if string.specifications > MAX_FORMAT_SPECIFICATIONS {
            let message = format!("{}-string: expressions nested too deeply", string.letter);
            let error = self.error(SyntaxErrorKind::Syntax, message, self.at - 1, self.at - 1);
            return Err(Stop::TooDeep(error));
        }
        self.expects = Expects::Operand;
        self.depth.open(b'{', self.at, false).map_err(|too_deep| self.too_deep(too_deep, self.at))?;
        self.at += 1;
        Ok(())
    }

    fn end_specification(&mut self) -> Result<(), Stop> {
        if let Some(string) = self.strings.last_mut() {
            string.specifications -= 1;
        }
        self.close(b'}')
    }

    fn end_interpolated(&mut self, string: InterpolatedString) -> Result<(), Stop> {
        if string.specifications > 0 {
            let message = format!("{}-string: expecting '}}'", string.letter);
            return Err(self.lexical(message, string.at, self.at));
        }
        self.strings.pop();
        self.expects = Expects::Operator;
        self.check_reused_quotes(string.quotes, string.at)
    }
}
