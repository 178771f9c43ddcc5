//! A source file: path, decoded text.

use std::path::{Path, PathBuf};

/// A decoded source file.
#[derive(Debug)]
pub struct SourceFile {
    path: PathBuf,
    text: String,
}

impl SourceFile {
    /// Makes a source file of text that is already decoded.
    #[must_use]
    pub fn from_text(path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        SourceFile { path: path.into(), text: text.into() }
    }

    /// Where the text came from.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The decoded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}
