//! The scan: text to tokens, one after the other, and each to the counters.

use ruff_text_size::{TextRange, TextSize};
use unicode_ident::{is_xid_continue, is_xid_start};

use super::depth::{Depth, TooDeep};
use super::lines::Indentation;
use super::strings::{InterpolatedString, Prefix, prefix};
use crate::syntax_error::{Phase, SyntaxError, SyntaxErrorKind};

/// Why the scan stopped before the end.
pub(super) enum Stop {
    /// The text nests too deep.
    TooDeep(SyntaxError),
    /// The parser and the scan may disagree about what follows.
    Lexical(SyntaxError),
}

/// Scans all of a text.
pub(super) fn scan(text: &str) -> Result<(), Stop> {
    let mut scanner = Scanner {
        text,
        bytes: text.as_bytes(),
        at: 0,
        depth: Depth::default(),
        expects: Expects::Operand,
        strings: Vec::new(),
        indentations: vec![Indentation::default()],
    };
    scanner.run()
}

/// The text and how far the scan is.
pub(super) struct Scanner<'a> {
    text: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
    pub(super) depth: Depth,
    pub(super) expects: Expects,
    /// Those that are open, inside one another.
    pub(super) strings: Vec<InterpolatedString>,
    /// Those of the blocks around, outermost first.
    pub(super) indentations: Vec<Indentation>,
}

/// What the next token has to be for the operators to make sense.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Expects {
    Operand,
    /// After `is`, where `not` is a part of the operator.
    OperandAfterIs,
    Operator,
}

impl Scanner<'_> {
    fn run(&mut self) -> Result<(), Stop> {
        self.start_line()?;
        loop {
            if let Some(string) = self.strings.last()
                && !string.is_in_field(self.depth.brackets())
            {
                self.interpolated_text()?;
                continue;
            }
            let Some(&byte) = self.bytes.get(self.at) else { break };
            match byte {
                b' ' | b'\t' | b'\x0c' => self.at += 1,
                b'\n' | b'\r' => self.end_line()?,
                b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80.. => self.word()?,
                b'0'..=b'9' => self.number(),
                b'"' | b'\'' => self.plain_string()?,
                b'#' => self.comment(),
                b'\\' => self.continuation()?,
                b'(' | b'[' | b'{' => self.open(byte)?,
                b')' | b']' | b'}' => self.close(byte)?,
                _ => self.operator(byte)?,
            }
        }
        match self.depth.innermost() {
            None => Ok(()),
            Some((opener, at)) => {
                Err(self.lexical(format!("'{}' was never closed", char::from(opener)), at, at + 1))
            }
        }
    }

    pub(super) fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn word(&mut self) -> Result<(), Stop> {
        let start = self.at;
        let first = self.text[start..].chars().next().unwrap_or_default();
        self.at += first.len_utf8();
        if !(first.is_ascii() || is_xid_start(first)) {
            // Nothing that a name can start with: the parser skips it too.
            return Ok(());
        }
        while let Some(&byte) = self.bytes.get(self.at) {
            if byte.is_ascii_alphanumeric() || byte == b'_' {
                self.at += 1;
            } else if byte.is_ascii() {
                break;
            } else {
                let Some(next) = self.text[self.at..].chars().next().filter(|next| is_xid_continue(*next))
                else {
                    break;
                };
                self.at += next.len_utf8();
            }
        }
        let word = &self.bytes[start..self.at];
        if word.len() <= 2 && matches!(self.peek(0), b'"' | b'\'') {
            match prefix(word) {
                Prefix::None => {}
                Prefix::Plain => return self.plain_string(),
                Prefix::Interpolated { letter, is_raw } => {
                    return self.start_interpolated(start, letter, is_raw);
                }
            }
        }
        self.keyword_or_name(start)
    }

    fn keyword_or_name(&mut self, start: usize) -> Result<(), Stop> {
        let expected = std::mem::replace(&mut self.expects, Expects::Operand);
        let result = match &self.bytes[start..self.at] {
            b"lambda" => self.depth.lambda(),
            b"not" => match expected {
                Expects::Operand => self.depth.not(),
                // A part of `is not` or `not in`.
                Expects::OperandAfterIs | Expects::Operator => Ok(()),
            },
            b"if" => self.depth.conditional(),
            b"and" | b"or" | b"else" => {
                self.depth.end_operand();
                Ok(())
            }
            b"in" => {
                self.depth.comparison();
                Ok(())
            }
            b"is" => {
                self.depth.comparison();
                self.expects = Expects::OperandAfterIs;
                Ok(())
            }
            b"for" => self.depth.separate_generator(),
            b"await" => self.depth.prefix(),
            b"yield" | b"async" => self.depth.open_ended(),
            b"as" | b"assert" | b"class" | b"def" | b"del" | b"elif" | b"except" | b"from" | b"import"
            | b"raise" | b"return" | b"while" | b"with" => Ok(()),
            _ => {
                self.expects = Expects::Operator;
                Ok(())
            }
        };
        result.map_err(|too_deep| self.too_deep(too_deep, start))
    }

    /// Number literals end where the parser's lexer ends them: `1if` is a number and a keyword.
    fn number(&mut self) {
        self.expects = Expects::Operator;
        let radix = self.peek(1).to_ascii_lowercase();
        if self.peek(0) == b'0' && matches!(radix, b'x' | b'o' | b'b') {
            self.at += 2;
            return self.digits(|byte| match radix {
                b'x' => byte.is_ascii_hexdigit(),
                b'o' => matches!(byte, b'0'..=b'7'),
                _ => matches!(byte, b'0' | b'1'),
            });
        }
        self.digits(|byte| byte.is_ascii_digit());
        if self.peek(0) == b'.' {
            self.at += 1;
            if self.peek(0) == b'_' {
                self.at += 1;
                return;
            }
            self.digits(|byte| byte.is_ascii_digit());
        }
        if matches!(self.peek(0), b'e' | b'E') {
            let sign = usize::from(matches!(self.peek(1), b'+' | b'-'));
            if self.peek(1 + sign).is_ascii_digit() {
                self.at += 1 + sign;
                self.digits(|byte| byte.is_ascii_digit());
            }
        }
        if matches!(self.peek(0), b'j' | b'J') {
            self.at += 1;
        }
    }

    fn digits(&mut self, is_digit: impl Fn(u8) -> bool) {
        loop {
            if is_digit(self.peek(0)) {
                self.at += 1;
            } else if self.peek(0) == b'_' && is_digit(self.peek(1)) {
                self.at += 2;
            } else {
                break;
            }
        }
    }

    fn open(&mut self, opener: u8) -> Result<(), Stop> {
        let is_trailer = self.expects == Expects::Operator && opener != b'{';
        self.depth.open(opener, self.at, is_trailer).map_err(|too_deep| self.too_deep(too_deep, self.at))?;
        self.at += 1;
        self.expects = Expects::Operand;
        Ok(())
    }

    pub(super) fn close(&mut self, closer: u8) -> Result<(), Stop> {
        let expected = match self.depth.innermost() {
            Some((b'(', _)) => b')',
            Some((b'[', _)) => b']',
            Some(_) => b'}',
            None => {
                let message = format!("unmatched '{}'", char::from(closer));
                return Err(self.lexical(message, self.at, self.at + 1));
            }
        };
        if closer != expected {
            return Err(self.mismatched(closer));
        }
        self.depth.close().map_err(|too_deep| self.too_deep(too_deep, self.at))?;
        self.at += 1;
        self.expects = Expects::Operator;
        Ok(())
    }

    fn mismatched(&self, closer: u8) -> Stop {
        let (opener, opened_at) = self.depth.innermost().unwrap_or((b'(', self.at));
        let (opener, closer) = (char::from(opener), char::from(closer));
        let mut message =
            format!("closing parenthesis '{closer}' does not match opening parenthesis '{opener}'");
        let lines_between = self.bytes[opened_at..self.at].iter().filter(|byte| **byte == b'\n').count();
        if lines_between > 0 {
            let line = self.bytes[..opened_at].iter().filter(|byte| **byte == b'\n').count() + 1;
            message.push_str(&format!(" on line {line}"));
        }
        self.lexical(message, self.at, self.at + 1)
    }

    fn operator(&mut self, byte: u8) -> Result<(), Stop> {
        let start = self.at;
        let result = match byte {
            b',' => self.separator(1),
            b':' => self.colon(),
            b'.' => self.dot(),
            b';' => {
                self.depth.end_statement();
                self.expects = Expects::Operand;
                self.at += 1;
                Ok(())
            }
            b'=' if self.peek(1) != b'=' => self.separator(1),
            b'-' if self.peek(1) == b'>' => self.separator(2),
            b'=' | b'<' | b'>' | b'!' => self.comparison_or_shift(byte),
            b'+' | b'-' | b'*' | b'/' | b'%' | b'@' | b'&' | b'|' | b'^' | b'~' => self.arithmetic(byte),
            // Nothing that Python knows: the parser skips it too.
            _ => {
                self.at += 1;
                Ok(())
            }
        };
        result.map_err(|too_deep| self.too_deep(too_deep, start))
    }

    fn separator(&mut self, length: usize) -> Result<(), TooDeep> {
        self.at += length;
        self.depth.separate();
        self.expects = Expects::Operand;
        Ok(())
    }

    fn colon(&mut self) -> Result<(), TooDeep> {
        self.expects = Expects::Operand;
        let brackets = self.depth.brackets();
        if let Some(string) = self.strings.last_mut()
            && string.is_at_field_level(brackets)
        {
            string.specifications += 1;
            self.at += 1;
            Ok(())
        } else if self.peek(1) == b'=' {
            self.at += 2;
            self.depth.open_ended()
        } else {
            self.at += 1;
            self.depth.colon();
            Ok(())
        }
    }

    fn dot(&mut self) -> Result<(), TooDeep> {
        if self.peek(1).is_ascii_digit() {
            self.number();
            return Ok(());
        }
        if self.bytes[self.at..].starts_with(b"...") {
            self.at += 3;
            self.expects = Expects::Operator;
            return Ok(());
        }
        self.at += 1;
        if self.expects == Expects::Operator { self.depth.node() } else { Ok(()) }
    }

    fn comparison_or_shift(&mut self, byte: u8) -> Result<(), TooDeep> {
        let is_double = self.peek(1) == byte && byte != b'=' && byte != b'!';
        let is_assignment = self.peek(1 + usize::from(is_double)) == b'=';
        self.expects = Expects::Operand;
        if byte == b'!' && !is_assignment {
            // A conversion in a replacement field.
            return self.separator(1);
        }
        if is_double && is_assignment {
            return self.separator(3);
        }
        self.at += 1 + usize::from(is_double || is_assignment);
        if is_double {
            return self.depth.binary();
        }
        self.depth.comparison();
        Ok(())
    }

    fn arithmetic(&mut self, byte: u8) -> Result<(), TooDeep> {
        let is_double = self.peek(1) == byte && matches!(byte, b'*' | b'/');
        let length = 1 + usize::from(is_double);
        if byte != b'~' && self.peek(length) == b'=' {
            return self.separator(length + 1);
        }
        self.at += length;
        let is_prefix = self.expects != Expects::Operator;
        self.expects = Expects::Operand;
        match byte {
            b'~' => self.depth.prefix(),
            b'*' if is_double => self.depth.prefix(),
            b'+' | b'-' | b'*' if is_prefix => self.depth.prefix(),
            // `@` before a decorator and `/` between parameters.
            _ if is_prefix => Ok(()),
            _ => self.depth.binary(),
        }
    }

    #[cold]
    pub(super) fn too_deep(&self, too_deep: TooDeep, at: usize) -> Stop {
        let message = match too_deep {
            TooDeep::Brackets => {
                let error = self.error(SyntaxErrorKind::Syntax, "too many nested parentheses", at, at + 1);
                return Stop::TooDeep(error);
            }
            TooDeep::Pending => "Parser stack overflowed - Python source too complex to parse",
            TooDeep::Tree => {
                "expression too complex: too many operators, attributes, calls or subscripts in one another"
            }
        };
        self.too_complex(message, at, at + 1)
    }

    #[cold]
    pub(super) fn too_complex(&self, message: impl Into<String>, start: usize, end: usize) -> Stop {
        Stop::TooDeep(self.error(SyntaxErrorKind::TooComplex, message, start, end))
    }

    #[cold]
    pub(super) fn lexical(&self, message: impl Into<String>, start: usize, end: usize) -> Stop {
        self.lexical_of(SyntaxErrorKind::Syntax, message, start, end)
    }

    #[cold]
    pub(super) fn lexical_of(
        &self,
        kind: SyntaxErrorKind,
        message: impl Into<String>,
        start: usize,
        end: usize,
    ) -> Stop {
        Stop::Lexical(self.error(kind, message, start, end))
    }

    pub(super) fn error(
        &self,
        kind: SyntaxErrorKind,
        message: impl Into<String>,
        start: usize,
        end: usize,
    ) -> SyntaxError {
        let offset = |at: usize| TextSize::new(u32::try_from(at.min(self.bytes.len())).unwrap_or(u32::MAX));
        let range = TextRange::new(offset(start), offset(end));
        SyntaxError { kind, message: message.into(), range, phase: Phase::Tokens }
    }
}
