//! The place of an error as the exception gives it.

use ruff_text_size::TextSize;

use crate::line_index::ColumnUnit;
use crate::source_file::SourceFile;
use crate::syntax_error::{Phase, SyntaxError};

/// Lines and columns from 1. An end column that is 0 or less stands for none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorPlace {
    /// Where it starts.
    pub line: usize,
    /// Where it starts; 0 before the first column.
    pub column: usize,
    /// Where it ends.
    pub end_line: usize,
    /// Where it ends.
    pub end_column: i64,
    /// The line where it starts. What the parser finds has it with its end, what the tokenizer finds without, and what is
    /// found later doesn't have it.
    pub text: Option<String>,
}

impl ErrorPlace {
    /// The place of an error in a text.
    #[must_use]
    pub fn of(error: &SyntaxError, file: &SourceFile) -> Self {
        // What works on the tree has columns in bytes, and leaves them so.
        let unit = if error.phase == Phase::Code { ColumnUnit::Utf8 } else { ColumnUnit::Characters };
        let position = |offset: TextSize| file.position_in(offset, unit);
        let start = position(error.range.start());
        let (mut column, mut end_line) = (start.column, start.line);
        let line_text = file.line_text(start.line).unwrap_or_default();
        let end_column = match error.phase {
            Phase::Reading => 0,
            Phase::Unplaced => {
                // The first column of a line that isn't empty is where a block ends, and not part of it.
                let is_before_line = error.range.is_empty() && column == 1 && !line_text.is_empty();
                column -= usize::from(is_before_line);
                -1
            }
            Phase::Tokens | Phase::Grammar | Phase::Code if error.range.is_empty() => {
                column as i64 + i64::from(error.phase == Phase::Grammar)
            }
            Phase::Tokens | Phase::Grammar | Phase::Code => {
                // A line end is the last column of its line, not the start of the next one.
                let before_last = error.range.end() - TextSize::new(1);
                let last = file.text().as_bytes().get(usize::from(before_last));
                let ends_line = matches!(last, Some(b'\n' | b'\r'));
                let end = position(if ends_line { before_last } else { error.range.end() });
                end_line = end.line;
                end.column as i64 + i64::from(ends_line)
            }
        };
        let text = match error.phase {
            Phase::Tokens => Some(line_text.to_owned()),
            Phase::Reading | Phase::Unplaced | Phase::Grammar => Some(format!("{line_text}\n")),
            Phase::Code => None,
        };
        ErrorPlace { line: start.line, column, end_line, end_column, text }
    }
}
