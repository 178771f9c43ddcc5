//! What the caller of the compiler chooses, and how compiling fails.

use std::sync::Arc;

use strict_bytecode::CodeFlags;
use strict_bytecode::builder::BuildError;
use strict_syntax::SyntaxError;
use thiserror::Error;

/// What the text is, as the built-in `compile` takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A module.
    Exec,
    /// One expression.
    Eval,
    /// Interactive statements: the values of expression statements are shown.
    Single,
}

/// What `-O` asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Optimization {
    /// Nothing is left out.
    None,
    /// `-O`: no `assert`, `__debug__` is false.
    Asserts,
    /// `-OO`: no docstrings either.
    Docstrings,
}

/// How to compile.
#[derive(Clone, Debug)]
pub struct Options {
    /// `co_filename`.
    pub filename: Arc<str>,
    /// What the text is.
    pub mode: Mode,
    /// What to leave out.
    pub optimization: Optimization,
    /// The flags that code has because the code around `exec` has them: those that begin with `FUTURE`.
    pub inherited: CodeFlags,
}

impl Options {
    /// Compiles a module and leaves nothing out.
    #[must_use]
    pub fn module(filename: &str) -> Self {
        Options {
            filename: filename.into(),
            mode: Mode::Exec,
            optimization: Optimization::None,
            inherited: CodeFlags::empty(),
        }
    }
}

/// Why there is no code.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CompileError {
    /// The text is not Python; there's at least one error, they are in order of place.
    #[error("{}", .0.first().map_or("invalid syntax", |it| it.message.as_str()))]
    Syntax(Vec<SyntaxError>),
    /// A function is too large.
    #[error(transparent)]
    TooLarge(#[from] BuildError),
}
