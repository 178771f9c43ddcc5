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
    /// Who finds it.
    pub phase: Phase,
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
    /// `_IncompleteInputError`: the text ends too early; only where the caller asks for the difference.
    Incomplete,
    /// `TabError`: tabs and spaces disagree.
    Tab,
    /// The text nests deeper than the implementation allows (`MemoryError` or `RecursionError` in CPython,
    /// for some forms).
    TooComplex,
}

/// The part of CPython that finds an error: what the exception says of its place differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The tokenizer. The place has a start and no end.
    Tokens,
    /// The parser, where the tokenizer leaves the words to it. The place has a start and no end.
    Reading,
    /// The parser, at a token that has no place: a start or end of a block, or the end of the text.
    Unplaced,
    /// The parser. A place that is empty is the end of the text, where it puts a line end.
    Grammar,
    /// What works on the tree, when it no longer has the text.
    Code,
}
