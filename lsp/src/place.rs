//! Positions as the client counts them.

use lsp_types::{Position, PositionEncodingKind, Range};
use strict_syntax::{ColumnUnit, LineColumn, SourceFile, TextRange, TextSize};

/// What the columns of positions count.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Encoding(pub(crate) ColumnUnit);

impl Encoding {
    /// UTF-8 if the client can, else what every client can.
    pub(crate) fn negotiate(offered: Option<&Vec<PositionEncodingKind>>) -> Encoding {
        let can_utf8 = offered.is_some_and(|kinds| kinds.contains(&PositionEncodingKind::UTF8));
        Encoding(if can_utf8 { ColumnUnit::Utf8 } else { ColumnUnit::Utf16 })
    }

    pub(crate) fn kind(self) -> PositionEncodingKind {
        match self.0 {
            ColumnUnit::Utf8 => PositionEncodingKind::UTF8,
            _ => PositionEncodingKind::UTF16,
        }
    }

    /// How many columns a character takes.
    pub(crate) fn width(self, character: char) -> u32 {
        let width = match self.0 {
            ColumnUnit::Utf8 => character.len_utf8(),
            _ => character.len_utf16(),
        };
        width as u32
    }

    pub(crate) fn position(self, source: &SourceFile, offset: TextSize) -> Position {
        let place = source.position_in(offset, self.0);
        let number = |value: usize| u32::try_from(value - 1).unwrap_or(u32::MAX);
        Position { line: number(place.line), character: number(place.column) }
    }

    pub(crate) fn range(self, source: &SourceFile, range: TextRange) -> Range {
        Range { start: self.position(source, range.start()), end: self.position(source, range.end()) }
    }

    /// The offset of a position; one outside of the text is moved inside.
    pub(crate) fn offset(self, source: &SourceFile, position: Position) -> TextSize {
        let number = |value: u32| (value as usize).saturating_add(1);
        let place = LineColumn { line: number(position.line), column: number(position.character) };
        source.offset(place, self.0)
    }

    /// The range of a text; an end before the start is the start.
    pub(crate) fn text_range(self, source: &SourceFile, range: Range) -> TextRange {
        let start = self.offset(source, range.start);
        TextRange::new(start, self.offset(source, range.end).max(start))
    }
}
