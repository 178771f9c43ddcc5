//! A syntax error: what CPython would say, and where.

use ruff_text_size::TextRange;

/// A reason why text is not Python, as data: parsing never fails, it collects these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong, worded as CPython words it where CPython has the same error.
    pub message: String,
    /// The text that is wrong.
    pub range: TextRange,
    /// The exception class that CPython raises for it.
    pub kind: SyntaxErrorKind,
}

impl SyntaxError {
    /// The most errors that are kept for one text.
    pub const MAX_REPORTED: usize = 1000;
}

/// The exception class a syntax error is raised as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyntaxErrorKind {
    /// `SyntaxError`.
    Syntax,
    /// `IndentationError`: a block is missing, or indented where none may be.
    Indentation,
    /// `TabError`: tabs and spaces disagree.
    Tab,
    /// The text nests deeper than the implementation allows (`MemoryError` or `RecursionError` in CPython,
    /// for some forms).
    TooComplex,
}
