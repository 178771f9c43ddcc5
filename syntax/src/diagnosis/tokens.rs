//! The tokens of a text, read as far as the parser looks, as CPython does: whatever the tokenizer has to object comes up only
//! when the parser gets there.

use super::of_token_error;
use crate::syntax_error::{Phase, SyntaxError};
use crate::tokens::{Extra, Kind, Token, TokenError, TokenErrorKind, Tokenizer};

/// How the end of interactive text is read: if it follows another token, it is the end of a line first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Interactive {
    /// Blocks that are open at the end are ended there, even if the text has no line end.
    pub(super) implies_dedents: bool,
    /// Whether the last token was another than the end.
    is_in_line: bool,
}

impl Interactive {
    pub(super) fn new(implies_dedents: bool) -> Self {
        Interactive { implies_dedents, is_in_line: false }
    }
}

/// The tokens so far.
pub(super) struct Tokens<'a> {
    pub(super) text: &'a str,
    tokenizer: Tokenizer<'a>,
    read: Vec<Token>,
    /// Where reading stopped for good.
    failure: Option<TokenError>,
    interactive: Option<Interactive>,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str, from: usize, interactive: Option<Interactive>) -> Self {
        let tokenizer = Tokenizer::starting_at(text, from, Extra::Without);
        Tokens { text, tokenizer, read: Vec::new(), failure: None, interactive }
    }

    /// The token at an index.
    ///
    /// # Errors
    /// The tokenizer's error, if it stopped before.
    pub(super) fn get(&mut self, index: usize) -> Result<Token, SyntaxError> {
        while self.read.len() <= index {
            self.advance()?;
        }
        Ok(self.read[index])
    }

    /// A token that was read before.
    pub(super) fn seen(&self, index: usize) -> Token {
        self.read[index]
    }

    fn advance(&mut self) -> Result<(), SyntaxError> {
        if let Some(failure) = &self.failure {
            return Err(of_token_error(self.text, failure));
        }
        match self.tokenizer.next_token() {
            Ok(mut token) => {
                if let Some(interactive) = &mut self.interactive {
                    while token.kind == Kind::Dedent
                        && token.start == self.text.len()
                        && !interactive.implies_dedents
                    {
                        token = self.tokenizer.next_token().unwrap_or(token);
                    }
                    let is_line_end = token.kind == Kind::Newline && token.start == self.text.len();
                    if token.kind == Kind::EndMarker && interactive.is_in_line {
                        token.kind = Kind::Newline;
                        interactive.is_in_line = false;
                    } else {
                        interactive.is_in_line = !is_line_end;
                    }
                }
                if token.kind == Kind::Newline {
                    token.start = self.with_comment(token.start);
                }
                self.read.push(token);
                Ok(())
            }
            Err(mut error) => {
                if error.kind == TokenErrorKind::EndOfText
                    && self.interactive.is_some()
                    && self.text.ends_with('\\')
                {
                    error.message = "unexpected character after line continuation character".to_owned();
                    error.kind = TokenErrorKind::Continuation;
                }
                Err(of_token_error(self.text, self.failure.insert(error)))
            }
        }
    }

    /// The start of a line's end: a comment belongs to it.
    fn with_comment(&self, line_end: usize) -> usize {
        let after_last = self.read.last().map_or(0, |last| last.end);
        let between = self.text.get(after_last..line_end).unwrap_or_default();
        between.find('#').map_or(line_end, |at| after_last + at)
    }

    pub(super) fn source(&self, token: Token) -> &'a str {
        self.text.get(token.start..token.end).unwrap_or_default()
    }

    /// The index of the token that was read last.
    pub(super) fn last_read(&self) -> Option<usize> {
        self.read.len().checked_sub(1)
    }

    /// Whether the text was read to its end, or ends where it may not. Where text isn't interactive, a line end is put after
    /// it, and isn't its end.
    pub(super) fn is_at_end(&self) -> bool {
        use TokenErrorKind as Failure;
        match &self.failure {
            Some(failure) => match failure.kind {
                Failure::Incomplete | Failure::UnclosedBracket | Failure::EndOfText => true,
                // A string that the end of the text cuts off.
                Failure::Syntax => {
                    self.interactive.is_some()
                        && failure.message.starts_with("unterminated ")
                        && !self.text[failure.start..].contains(['\n', '\r'])
                }
                _ => false,
            },
            None => self.read.last().is_some_and(|last| match last.kind {
                Kind::EndMarker => true,
                // One that isn't in the text.
                Kind::Newline => {
                    let source = self.source(*last);
                    self.interactive.is_some()
                        && last.end == self.text.len()
                        && !source.ends_with(['\n', '\r'])
                }
                Kind::Dedent => last.end == self.text.len(),
                // That it ends there, it shows only beyond.
                Kind::Name | Kind::Number | Kind::Operator => {
                    self.interactive.is_some() && last.end == self.text.len()
                }
                _ => false,
            }),
        }
    }

    /// An error of the tokenizer after what was read: it counts more than one of the parser. Where it leaves the words to the
    /// parser, it counts only for a bracket that was opened on an earlier line and is still open.
    pub(super) fn error_further_on(&mut self) -> Option<SyntaxError> {
        let last = self.read.last().map_or(0, |last| last.start);
        loop {
            match self.advance() {
                Ok(()) if self.read.last().is_some_and(|it| it.kind == Kind::EndMarker) => return None,
                Ok(()) => {}
                Err(_) if self.tokenizer.is_in_interpolated() => return None,
                Err(error) if error.phase == Phase::Tokens => return Some(error),
                Err(_) => {
                    let (bracket, place) = self.tokenizer.open_bracket()?;
                    let is_earlier_line = self.text.get(place..last)?.contains(['\n', '\r']);
                    let message = format!("'{bracket}' was never closed");
                    let error = TokenError {
                        message,
                        start: place,
                        end: place,
                        kind: TokenErrorKind::UnclosedBracket,
                    };
                    return is_earlier_line.then(|| of_token_error(self.text, &error));
                }
            }
        }
    }
}
