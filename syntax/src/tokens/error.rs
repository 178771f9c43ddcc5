//! What is wrong with a text that can't be cut into tokens.

/// An error of the tokenizer, worded as CPython words it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenError {
    /// What is wrong.
    pub message: String,
    /// The place in the text, in bytes.
    pub start: usize,
    /// Where it ends; the same place if CPython gives none.
    pub end: usize,
    /// What sort of error it is.
    pub kind: TokenErrorKind,
}

/// The sorts of errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenErrorKind {
    /// `SyntaxError`.
    Syntax,
    /// `SyntaxError` whose place has an end.
    SyntaxInRange,
    /// `IndentationError`.
    Indentation,
    /// `TabError`.
    Tab,
    /// The text ends inside brackets; the place is that of the innermost.
    UnclosedBracket,
    /// The text ends inside a string with triple quotes.
    Incomplete,
    /// The text ends after a line continuation.
    EndOfText,
    /// Something follows a backslash on its line.
    Continuation,
}

impl TokenError {
    pub(super) fn new(message: impl Into<String>, start: usize, end: usize) -> Self {
        TokenError { message: message.into(), start, end, kind: TokenErrorKind::Syntax }
    }

    pub(super) fn of(self, kind: TokenErrorKind) -> Self {
        TokenError { kind, ..self }
    }
}
