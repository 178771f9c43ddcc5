//! The tokens of a text, as CPython's tokenizer cuts it: with its kinds, its places and its errors. What the library's
//! `tokenize` shows, and what the search for the words of a syntax error reads. Parsing does not need it.

mod error;
mod indentation;
mod interpolated;
mod number;
mod operator;
mod text;
mod tokenizer;

pub use error::{TokenError, TokenErrorKind};
pub use tokenizer::{Extra, Tokenizer};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The end of the text.
    EndMarker,
    /// An identifier or keyword.
    Name,
    /// A number.
    Number,
    /// A string or bytes literal without interpolations.
    String,
    /// The end of a logical line.
    Newline,
    /// More indentation.
    Indent,
    /// Less indentation.
    Dedent,
    /// An operator or delimiter.
    Operator,
    /// A comment; only if asked for.
    Comment,
    /// The end of a line that ends no logical one; only if asked for.
    BlankLine,
    /// The opening quote of an f-string.
    FStringStart,
    /// Literal text in an f-string.
    FStringMiddle,
    /// The closing quote of an f-string.
    FStringEnd,
    /// The opening quote of a t-string.
    TStringStart,
    /// Literal text in a t-string.
    TStringMiddle,
    /// The closing quote of a t-string.
    TStringEnd,
}

/// A token: what it is and the part of the text it is, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// How many brackets are open after it.
    pub depth: usize,
}
