//! The scan: text to tokens, one after the other, and each to the counters.

use ruff_text_size::{TextRange, TextSize};
use unicode_ident::is_xid_continue;

use super::depth::{Depth, TooDeep};
use super::strings::{InterpolatedString, Prefix, Quotes, after_escape, plain_string_end, prefix};
use super::{MAX_BLANKS, MAX_FORMAT_SPECIFICATIONS, MAX_INDENTATIONS, MAX_INTERPOLATED_STRINGS};
use crate::syntax_error::{SyntaxError, SyntaxErrorKind};

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

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    depth: Depth,
    expects: Expects,
    strings: Vec<InterpolatedString>,
    indentations: Vec<Indentation>,
}

/// What the next token has to be for the operators to make sense.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expects {
    Operand,
    /// After `is`, where `not` is a part of the operator.
    OperandAfterIs,
    Operator,
}

/// The width of a line's indentation with tabs at every 8 columns, and with tabs as wide as a blank: if the order of two lines
/// depends on which, their indentation is inconsistent.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Indentation {
    columns: usize,
    characters: usize,
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

    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn comment(&mut self) {
        let rest = &self.bytes[self.at..];
        self.at += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
    }

    fn end_line(&mut self) -> Result<(), Stop> {
        self.eat_line_end();
        if self.depth.brackets() == 0 {
            self.depth.end_statement();
            self.expects = Expects::Operand;
        }
        self.start_line()
    }

    fn eat_line_end(&mut self) {
        self.at += if self.bytes[self.at..].starts_with(b"\r\n") { 2 } else { 1 };
    }

    /// A backslash outside strings joins two lines.
    fn continuation(&mut self) -> Result<(), Stop> {
        match self.peek(1) {
            b'\n' | b'\r' => {
                self.at += 1;
                self.eat_line_end();
                if self.at == self.bytes.len() {
                    return Err(self.lexical("unexpected EOF while parsing", self.at, self.at));
                }
                Ok(())
            }
            0 if self.at + 1 == self.bytes.len() => {
                Err(self.lexical("unexpected EOF while parsing", self.at, self.at + 1))
            }
            _ => Err(self.lexical(
                "unexpected character after line continuation character",
                self.at,
                self.at + 1,
            )),
        }
    }

    /// Looks at the indentation of a line, which means something outside brackets and if there's more on the line than a comment.
    fn start_line(&mut self) -> Result<(), Stop> {
        let start = self.at;
        let mut indentation = Indentation::default();
        loop {
            match self.peek(0) {
                b' ' => {
                    indentation.columns += 1;
                    indentation.characters += 1;
                }
                b'\t' => {
                    indentation.columns = (indentation.columns / 8 + 1) * 8;
                    indentation.characters += 1;
                }
                b'\x0c' => indentation = Indentation::default(),
                _ => break,
            }
            self.at += 1;
        }
        let next = self.peek(0);
        if self.depth.brackets() > 0 {
            if self.at - start > MAX_BLANKS {
                return Err(self.too_complex("too much indentation inside brackets", start, self.at));
            }
            return Ok(());
        }
        if matches!(next, b'\n' | b'\r' | b'#') || self.at == self.bytes.len() {
            return Ok(());
        }
        if next == b'\\' && matches!(self.peek(1), b'\n' | b'\r') && indentation == Indentation::default() {
            // A line that's nothing but a continuation: the next one counts.
            self.continuation()?;
            return self.start_continued_line();
        }
        self.indent(indentation, start)
    }

    /// The line after lines that are nothing but continuations.
    fn start_continued_line(&mut self) -> Result<(), Stop> {
        while self.peek(0) == b'\\' && matches!(self.peek(1), b'\n' | b'\r') {
            self.continuation()?;
        }
        let start = self.at;
        let mut indentation = Indentation::default();
        while matches!(self.peek(0), b' ' | b'\t') {
            let is_tab = self.peek(0) == b'\t';
            indentation.columns =
                if is_tab { (indentation.columns / 8 + 1) * 8 } else { indentation.columns + 1 };
            indentation.characters += 1;
            self.at += 1;
        }
        self.indent(indentation, start)
    }

    fn indent(&mut self, new: Indentation, start: usize) -> Result<(), Stop> {
        // The zeroth level is never taken away.
        while let [.., below, top] = self.indentations[..]
            && new.columns < top.columns
        {
            self.indentations.pop();
            if new.columns > below.columns {
                let message = "unindent does not match any outer indentation level";
                return Err(self.lexical_of(SyntaxErrorKind::Indentation, message, start, self.at));
            }
        }
        let top = self.indentations.last().copied().unwrap_or_default();
        let is_deeper = new.columns > top.columns;
        if is_deeper != (new.characters > top.characters) || new.columns == top.columns && new != top {
            let message = "inconsistent use of tabs and spaces in indentation";
            return Err(self.lexical_of(SyntaxErrorKind::Tab, message, start, self.at));
        }
        if is_deeper {
            if self.indentations.len() == MAX_INDENTATIONS {
                let error = self.error(
                    SyntaxErrorKind::Indentation,
                    "too many levels of indentation",
                    start,
                    self.at,
                );
                return Err(Stop::TooDeep(error));
            }
            self.indentations.push(new);
        }
        Ok(())
    }

    fn word(&mut self) -> Result<(), Stop> {
        let start = self.at;
        while let Some(&byte) = self.bytes.get(self.at) {
            if byte.is_ascii_alphanumeric() || byte == b'_' {
                self.at += 1;
            } else if byte >= 0x80 && self.is_word_character() {
                self.at += self.text[self.at..].chars().next().map_or(1, char::len_utf8);
            } else {
                break;
            }
        }
        if self.at == start {
            // Not ASCII, and nothing that a name can have: the parser skips it too.
            self.at += self.text[start..].chars().next().map_or(1, char::len_utf8);
            return Ok(());
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

    fn is_word_character(&self) -> bool {
        self.text[self.at..].chars().next().is_some_and(is_xid_continue)
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

    /// Takes the quotes that open a string.
    fn quotes(&mut self) -> Quotes {
        let quote = self.bytes[self.at];
        let is_triple = self.bytes[self.at..].starts_with(&[quote; 3]);
        self.at += if is_triple { 3 } else { 1 };
        Quotes { quote, is_triple }
    }

    fn plain_string(&mut self) -> Result<(), Stop> {
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

    /// If the parser finds a syntax error in a replacement field, it may take quotes in the field for those that end the string around,
    /// so a string with the same quotes must have nothing in it that would be more than a few words as code.
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

    fn start_interpolated(&mut self, start: usize, letter: char, is_raw: bool) -> Result<(), Stop> {
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

    /// Text of an interpolated string, up to the next replacement field or the end of the format specification or string.
    fn interpolated_text(&mut self) -> Result<(), Stop> {
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
            return Err(self.too_complex(message, self.at, self.at + 1));
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

    fn open(&mut self, opener: u8) -> Result<(), Stop> {
        let is_trailer = self.expects == Expects::Operator && opener != b'{';
        self.depth.open(opener, self.at, is_trailer).map_err(|too_deep| self.too_deep(too_deep, self.at))?;
        self.at += 1;
        self.expects = Expects::Operand;
        Ok(())
    }

    fn close(&mut self, closer: u8) -> Result<(), Stop> {
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
    fn too_deep(&self, too_deep: TooDeep, at: usize) -> Stop {
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
    fn too_complex(&self, message: impl Into<String>, start: usize, end: usize) -> Stop {
        Stop::TooDeep(self.error(SyntaxErrorKind::TooComplex, message, start, end))
    }

    #[cold]
    fn lexical(&self, message: impl Into<String>, start: usize, end: usize) -> Stop {
        self.lexical_of(SyntaxErrorKind::Syntax, message, start, end)
    }

    #[cold]
    fn lexical_of(
        &self,
        kind: SyntaxErrorKind,
        message: impl Into<String>,
        start: usize,
        end: usize,
    ) -> Stop {
        Stop::Lexical(self.error(kind, message, start, end))
    }

    fn error(
        &self,
        kind: SyntaxErrorKind,
        message: impl Into<String>,
        start: usize,
        end: usize,
    ) -> SyntaxError {
        let offset = |at: usize| TextSize::new(u32::try_from(at.min(self.bytes.len())).unwrap_or(u32::MAX));
        SyntaxError { kind, message: message.into(), range: TextRange::new(offset(start), offset(end)) }
    }
}
