//! A source file: path, decoded text and, when first asked for, its lines.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use ruff_text_size::TextSize;

use crate::decode::decode;
use crate::line_index::{ColumnUnit, LineColumn, LineIndex};
use crate::source_error::SourceError;

/// A decoded source file.
#[derive(Debug)]
pub struct SourceFile {
    path: PathBuf,
    text: String,
    lines: OnceLock<LineIndex>,
}

impl SourceFile {
    /// The largest file that is read: 32 MiB.
    pub const MAX_BYTES: u64 = 32 << 20;

    /// Makes a source file of text that is already decoded.
    #[must_use]
    pub fn from_text(path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        SourceFile { path: path.into(), text: text.into(), lines: OnceLock::new() }
    }

    /// Decodes the bytes of a source file as PEP 263 says: a byte order mark, a coding cookie in the first
    /// two lines, UTF-8 otherwise.
    ///
    /// # Errors
    /// `TooLarge`, or `Decode` for an unknown encoding, for bytes that the encoding doesn't have and for NUL
    /// characters.
    pub fn from_bytes(path: impl Into<PathBuf>, bytes: Vec<u8>) -> Result<Self, SourceError> {
        let path = path.into();
        check_size(&path, bytes.len() as u64)?;
        match decode(bytes) {
            Ok(text) => Ok(SourceFile::from_text(path, text)),
            Err(error) => Err(SourceError::Decode {
                path,
                message: error.message,
                line: error.line,
                column: error.column,
            }),
        }
    }

    /// Reads and decodes a file.
    ///
    /// # Errors
    /// Every [`SourceError`]; a file that isn't a regular one is refused without opening it, so a fifo
    /// doesn't block.
    pub fn read(path: impl Into<PathBuf>) -> Result<Self, SourceError> {
        let path = path.into();
        let bytes = read_bytes(&path)?;
        SourceFile::from_bytes(path, bytes)
    }

    /// Where the text came from.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The decoded text, without a byte order mark, line ends as they are in the file.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the lines start.
    #[must_use]
    pub fn line_index(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// The number of lines, at least 1; see [`LineIndex`].
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.line_index().line_count()
    }

    /// The text of a line, counted from 1, without its line end.
    #[must_use]
    pub fn line_text(&self, line: usize) -> Option<&str> {
        self.line_index().line_range(&self.text, line).map(|range| &self.text[range])
    }

    /// Line and column of an offset, both from 1, the column in characters.
    #[must_use]
    pub fn position(&self, offset: TextSize) -> LineColumn {
        self.position_in(offset, ColumnUnit::Characters)
    }

    /// Line and column of an offset, the column in the unit given.
    #[must_use]
    pub fn position_in(&self, offset: TextSize, unit: ColumnUnit) -> LineColumn {
        self.line_index().position(&self.text, offset, unit)
    }

    /// The offset of a place; see [`LineIndex::offset`] for places outside the text.
    #[must_use]
    pub fn offset(&self, place: LineColumn, unit: ColumnUnit) -> TextSize {
        self.line_index().offset(&self.text, place, unit)
    }
}

fn check_size(path: &Path, bytes: u64) -> Result<(), SourceError> {
    if bytes <= SourceFile::MAX_BYTES {
        return Ok(());
    }
    Err(SourceError::TooLarge { path: path.to_owned(), bytes, limit: SourceFile::MAX_BYTES })
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, SourceError> {
    let metadata = fs::metadata(path).map_err(|error| unreadable(path, error))?;
    if metadata.is_dir() {
        return Err(SourceError::IsDirectory { path: path.to_owned() });
    }
    if !metadata.is_file() {
        return Err(SourceError::NotRegularFile { path: path.to_owned() });
    }
    check_size(path, metadata.len())?;
    let file = File::open(path).map_err(|error| unreadable(path, error))?;
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0) + 1);
    // The file may grow, or be one of those of `/proc` that say they are empty: the limit holds for what is
    // read.
    file.take(SourceFile::MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|error| unreadable(path, error))?;
    Ok(bytes)
}

fn unreadable(path: &Path, error: io::Error) -> SourceError {
    let path = path.to_owned();
    match error.kind() {
        io::ErrorKind::PermissionDenied => SourceError::Unreadable { path, error },
        // A link that leads to nothing, or to itself: the latter has no stable error kind.
        _ if path.is_symlink() => SourceError::DanglingLink { path },
        io::ErrorKind::NotFound => SourceError::NotFound { path },
        io::ErrorKind::IsADirectory => SourceError::IsDirectory { path },
        _ => SourceError::Unreadable { path, error },
    }
}
