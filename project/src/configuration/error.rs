//! What can be wrong with a configuration file, and where.

use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A configuration file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigurationError {
    /// The file cannot be read.
    #[error("cannot read configuration `{}`: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Something in the file is wrong.
    #[error("{}:{line}:{column}: {message}", path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// Line of the problem, from 1.
        line: usize,
        /// Column of the problem in characters, from 1.
        column: usize,
        /// What is wrong.
        message: String,
    },
}

/// Something wrong at a byte range of the text.
#[derive(Debug)]
pub(super) struct Problem {
    span: Range<usize>,
    message: String,
}

impl Problem {
    pub(super) fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        Problem { span, message: message.into() }
    }

    /// The text is not TOML.
    pub(super) fn syntax(error: &toml::de::Error) -> Self {
        Problem::new(error.span().unwrap_or(0..0), error.message().replace('\n', ", "))
    }

    /// Names the place.
    pub(super) fn locate(self, path: &Path, text: &str) -> ConfigurationError {
        let before = text.get(..self.span.start).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        ConfigurationError::Invalid {
            path: path.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            message: self.message,
        }
    }
}
