//! Why a source file can't be had.

use std::io;
use std::path::PathBuf;

/// Why a source file can't be read or decoded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// Nothing there.
    #[error("{}: no such file", path.display())]
    NotFound {
        /// The file.
        path: PathBuf,
    },
    /// A symbolic link that leads nowhere, or in a circle.
    #[error("{}: the link leads nowhere", path.display())]
    DanglingLink {
        /// The link.
        path: PathBuf,
    },
    /// A directory.
    #[error("{}: is a directory", path.display())]
    IsDirectory {
        /// The directory.
        path: PathBuf,
    },
    /// A fifo, socket or device.
    #[error("{}: is not a regular file", path.display())]
    NotRegularFile {
        /// The file.
        path: PathBuf,
    },
    /// The operating system refuses.
    #[error("{}: can't be read: {error}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The operating system's error.
        #[source]
        error: io::Error,
    },
    /// More than [`SourceFile::MAX_BYTES`](crate::SourceFile::MAX_BYTES).
    #[error("{}: has {bytes} bytes, more than the limit of {limit}", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// The bytes aren't text of the declared encoding, or the declaration is wrong. CPython raises these as
    /// `SyntaxError`.
    #[error("{}:{line}:{column}: {message}", path.display())]
    Decode {
        /// The file.
        path: PathBuf,
        /// What is wrong, as CPython words it.
        message: String,
        /// The line, from 1; 0 if the error has no place, as in CPython.
        line: usize,
        /// The column, from 1, in characters; 0 if the error has no place.
        column: usize,
    },
}

impl SourceError {
    /// What is wrong, without the file.
    #[must_use]
    pub fn reason(&self) -> String {
        if let SourceError::Decode { message, line: 0, .. } = self {
            return message.clone();
        }
        let text = self.to_string();
        let path = format!("{}:", self.path().display());
        text.strip_prefix(&path).map_or(text.as_str(), str::trim_start).to_owned()
    }

    /// What is wrong, without file and place.
    #[must_use]
    pub fn reason_without_place(&self) -> String {
        match self {
            SourceError::Decode { message, .. } => message.clone(),
            other => other.reason(),
        }
    }

    /// The file it is about.
    #[must_use]
    pub fn path(&self) -> &std::path::Path {
        match self {
            SourceError::NotFound { path }
            | SourceError::DanglingLink { path }
            | SourceError::IsDirectory { path }
            | SourceError::NotRegularFile { path }
            | SourceError::Unreadable { path, .. }
            | SourceError::TooLarge { path, .. }
            | SourceError::Decode { path, .. } => path,
        }
    }
}
