//! Places as people count them: lines and columns from 1, columns in characters.

use std::path::PathBuf;

use strict_analyzer::diagnostics::Location;

use crate::paths::with_slashes;

/// Where something is. Ends are exclusive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub path: PathBuf,
    /// First line.
    pub line: usize,
    /// Column of the first character.
    pub column: usize,
    /// Last line.
    pub end_line: usize,
    /// Column after the last character.
    pub end_column: usize,
}

impl Place {
    /// The place of a location.
    pub fn of(location: &Location) -> Self {
        let start = location.source.position(location.range.start());
        let end = location.source.position(location.range.end());
        Place {
            path: location.source.path().to_owned(),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }

    /// The path with `/` between its parts, whatever the platform.
    pub fn path_with_slashes(&self) -> String {
        with_slashes(&self.path)
    }
}
