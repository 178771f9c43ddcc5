//! Indentation: at the start of a logical line, how many blocks begin or end.

use super::error::{TokenError, TokenErrorKind};
use super::tokenizer::Tokenizer;

/// The most blocks inside each other.
const MAX_INDENTATION: usize = 100;
const TAB: usize = 8;

/// A block's indentation by two measures: tabs to multiples of eight, and tabs as one column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Indentation {
    column: usize,
    alternative: usize,
}

impl Tokenizer<'_> {
    /// Reads the blanks at a line's start. Blank lines and those with only a comment count nothing.
    pub(super) fn read_indentation(&mut self) -> Result<(), TokenError> {
        let mut found = Indentation::default();
        let mut continued: Option<Indentation> = None;
        loop {
            match self.byte(self.at) {
                Some(b' ') => {
                    found.column += 1;
                    found.alternative += 1;
                }
                Some(b'\t') => {
                    found.column = (found.column / TAB + 1) * TAB;
                    found.alternative += 1;
                }
                Some(b'\x0c') => found = Indentation::default(),
                Some(b'\\') => {
                    // The first line's indentation counts.
                    continued = Some(continued.unwrap_or(found));
                    self.skip_continuation()?;
                    continue;
                }
                _ => break,
            }
            self.at += 1;
        }
        if matches!(self.byte(self.at), Some(b'#' | b'\n' | b'\r')) {
            return Ok(());
        }
        if self.byte(self.at).is_none() {
            return Ok(());
        }
        if !self.brackets.is_empty() {
            return Ok(());
        }
        let found = continued.unwrap_or(found);
        let current = self.indentations.last().copied().unwrap_or_default();
        if found.column == current.column {
            return if found.alternative == current.alternative { Ok(()) } else { Err(self.tab_error()) };
        }
        if found.column > current.column {
            if self.indentations.len() + 1 >= MAX_INDENTATION {
                let error = TokenError::new("too many levels of indentation", self.at, self.at);
                return Err(error.of(TokenErrorKind::Indentation));
            }
            if found.alternative <= current.alternative {
                return Err(self.tab_error());
            }
            self.indentations.push(found);
            self.pending = 1;
            return Ok(());
        }
        while let Some(last) = self.indentations.last().copied() {
            if found.column >= last.column {
                break;
            }
            self.indentations.pop();
            self.pending -= 1;
        }
        let outer = self.indentations.last().copied().unwrap_or_default();
        if found.column != outer.column {
            let end = self.line_end(self.at);
            let message = "unindent does not match any outer indentation level";
            return Err(TokenError::new(message, end, end).of(TokenErrorKind::Indentation));
        }
        if found.alternative != outer.alternative { Err(self.tab_error()) } else { Ok(()) }
    }

    fn tab_error(&self) -> TokenError {
        let end = self.line_end(self.at);
        let message = "inconsistent use of tabs and spaces in indentation";
        TokenError::new(message, end, end).of(TokenErrorKind::Tab)
    }
}
