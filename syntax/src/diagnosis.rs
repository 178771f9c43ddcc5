//! What is wrong with text that isn't Python, in CPython's words and at its place.
//!
//! CPython's parser tries the alternatives of its grammar in order, and goes back when one fails. Text that no alternative
//! fits is read a second time, with rules for frequent mistakes among the others; what such a rule says is the error. If
//! none applies, the furthest token that was looked at is "invalid syntax". Both depend on the very order of the
//! alternatives, so that only a parser of the same kind can tell. The one here ([`machine`]) reads the grammar from a table
//! and runs only when the real parser has failed. It makes no tree, only kinds of expressions, for the messages.

mod checks;
mod kind;
mod literals;
mod machine;
mod notation;
mod tokens;

use ruff_text_size::{TextRange, TextSize};

use crate::syntax_error::{Phase, SyntaxError, SyntaxErrorKind};
use crate::tokens::{TokenError, TokenErrorKind};
use machine::Machine;
use tokens::Interactive;

/// What a text should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    Module,
    /// One statement. Blocks that are open where the text ends without a line end may be ended there.
    Interactive {
        implies_dedents: bool,
    },
    Expression,
}

/// What the diagnosis found.
#[derive(Debug)]
pub(crate) struct Diagnosis {
    /// The error; none if the grammar has nothing against the text.
    pub(crate) error: Option<SyntaxError>,
    /// Whether all of the text was read before it was found to be wrong.
    pub(crate) is_at_end: bool,
}

/// Finds what is wrong with the text after `from`, the start of a line before which nothing is wrong.
pub(crate) fn diagnose(text: &str, start: Start, from: usize) -> Diagnosis {
    let (rule, interactive) = match start {
        Start::Module => ("file", None),
        Start::Interactive { implies_dedents } => {
            let implies_dedents = implies_dedents || text.ends_with(['\n', '\r']);
            ("interactive", Some(Interactive::new(implies_dedents)))
        }
        Start::Expression => ("eval", None),
    };
    let mut machine = Machine::new(text, from, interactive);
    if machine.run(rule) {
        return Diagnosis { error: None, is_at_end: false };
    }
    if machine.is_exhausted {
        return Diagnosis { error: None, is_at_end: false };
    }
    let is_at_end = machine.tokens.is_at_end();
    let last = machine.tokens.last_read();
    let of_tokenizer =
        |error: &SyntaxError| matches!(error.phase, Phase::Tokens | Phase::Reading | Phase::Unplaced);
    if !machine.error.as_ref().is_some_and(of_tokenizer) {
        machine.begin_second_pass();
        machine.run(rule);
    }
    let error = match machine.error.take() {
        Some(error) if of_tokenizer(&error) => error,
        Some(error) => machine.tokens.error_further_on().unwrap_or(error),
        None => machine.unexplained(last),
    };
    Diagnosis { error: Some(error), is_at_end }
}

/// An error of the tokenizer as the parser raises it.
fn of_token_error(text: &str, error: &TokenError) -> SyntaxError {
    use TokenErrorKind as Kind;
    let (kind, phase) = match error.kind {
        Kind::Indentation => (SyntaxErrorKind::Indentation, Phase::Unplaced),
        Kind::Tab => (SyntaxErrorKind::Tab, Phase::Reading),
        Kind::UnclosedBracket | Kind::Continuation => (SyntaxErrorKind::Syntax, Phase::Reading),
        Kind::EndOfText => (SyntaxErrorKind::Syntax, Phase::Unplaced),
        Kind::Syntax | Kind::SyntaxInRange | Kind::Incomplete => (SyntaxErrorKind::Syntax, Phase::Tokens),
    };
    let range = match error.kind {
        Kind::SyntaxInRange => range(error.start, error.end),
        Kind::Tab => {
            let line_start = text[..error.start].rfind(['\n', '\r']).map_or(0, |before| before + 1);
            range(line_start, line_start)
        }
        Kind::EndOfText => {
            let end = text.strip_suffix('\n').unwrap_or(text).len();
            range(end, end)
        }
        _ => range(error.start, error.start),
    };
    SyntaxError { message: error.message.clone(), range, kind, phase }
}

fn range(start: usize, end: usize) -> TextRange {
    let offset = |at: usize| TextSize::new(u32::try_from(at).unwrap_or(u32::MAX));
    TextRange::new(offset(start), offset(end.max(start)))
}

#[cfg(test)]
mod tests;
