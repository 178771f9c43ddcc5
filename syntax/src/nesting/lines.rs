//! Lines: where statements end, and how deep blocks are indented.

use super::scanner::{Expects, Scanner, Stop};
use super::{MAX_BLANKS, MAX_INDENTATIONS};
use crate::syntax_error::SyntaxErrorKind;

/// The width of a line's indentation with tabs at every 8 columns, and with tabs as wide as a blank: if the
/// order of two lines depends on which, their indentation is inconsistent.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Indentation {
    columns: usize,
    characters: usize,
}

impl Scanner<'_> {
    pub(super) fn comment(&mut self) {
        let rest = &self.bytes[self.at..];
        self.at += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
    }

    pub(super) fn end_line(&mut self) -> Result<(), Stop> {
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
    pub(super) fn continuation(&mut self) -> Result<(), Stop> {
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

    /// Looks at the indentation of a line, which means something outside brackets and if there's more on the
    /// line than a comment.
    pub(super) fn start_line(&mut self) -> Result<(), Stop> {
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
}
