//! The nesting guard: refuses text that nests deeper than the recursive parser, or a walk of its tree, could
//! survive.
//!
//! The parser of the `ruff_python_parser` crate calls itself for each nested construct and has no limit, so
//! that text can exhaust the stack, which ends the process. [`check_nesting`] therefore looks at the text
//! first. It reads the text once, from front to back, without recursion and without building tokens, and
//! keeps for each open bracket a few counters ([`depth`]) that bound how deep the parser can be and how deep
//! the tree can become. Where CPython has a limit, the limit and its message are the same.
//!
//! The bounds hold as long as the guard and the parser see the same tokens. They may not after a lexical
//! error (brackets that don't match, a string without end), since the parser then guesses. Such text is still
//! parsed, for the sake of a tree in the editor, but only if it has so few nesting tokens altogether
//! ([`potential`]) that even nested in one another they would do no harm.

mod depth;
mod interpolated;
mod lines;
mod potential;
mod scanner;
mod strings;

use ruff_text_size::TextRange;

use crate::syntax_error::{Phase, SyntaxError, SyntaxErrorKind};

/// What the guard found in text that may be parsed.
#[derive(Debug)]
pub(crate) enum Lexed {
    /// Nothing is wrong with strings, brackets and indentation.
    Clean,
    /// The first lexical error, worded as CPython words it.
    Broken(SyntaxError),
}

/// Decides whether text may be given to the parser.
///
/// # Errors
/// The error to report instead: the text nests too deep, or has a lexical error and is too large to be parsed
/// in spite of it.
pub(crate) fn check_nesting(text: &str) -> Result<Lexed, SyntaxError> {
    if text.len() > MAX_TEXT {
        let message = "source text is too large".to_owned();
        let (range, kind) = (TextRange::default(), SyntaxErrorKind::TooComplex);
        return Err(SyntaxError { message, range, kind, phase: Phase::Tokens });
    }
    match scanner::scan(text) {
        Ok(()) => Ok(Lexed::Clean),
        Err(scanner::Stop::TooDeep(error)) => Err(error),
        Err(scanner::Stop::Lexical(error)) => {
            if potential::is_harmless(text) {
                Ok(Lexed::Broken(error))
            } else {
                Err(error)
            }
        }
    }
}

/// The most text that's parsed, a tree takes a hundred times as much memory; files have a limit of their own.
const MAX_TEXT: usize = 128 << 20;

/// Open brackets, those of interpolated strings included: CPython's `MAXLEVEL`.
const MAX_BRACKETS: usize = 200;

/// Levels of indentation: CPython's `MAXINDENT`, the zeroth level included.
const MAX_INDENTATIONS: usize = 100;

/// Interpolated strings inside one another: CPython's `MAXFSTRINGLEVEL`.
const MAX_INTERPOLATED_STRINGS: usize = 150;

/// Replacement fields inside the format specifications of one another.
const MAX_FORMAT_SPECIFICATIONS: u32 = 2;

/// Operators that wait for their right operand to end: prefix operators, `lambda`, conditionals, `**`. The
/// parser calls itself for each. CPython's parser gives up at 3000 to 6000 of them.
const MAX_PENDING: u32 = 3000;

/// The depth of an expression's tree, which left-associative operators, attributes, calls and subscripts make
/// as deep as they are many. CPython's compiler gives up at some 17 000 of them.
const MAX_DEPTH: u32 = 15_000;

/// Blanks at the start of a line inside brackets. Block structure can't be deeper than indentation is wide,
/// whatever lines the parser takes for statements after an error.
const MAX_BLANKS: usize = 1000;
