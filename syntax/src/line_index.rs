//! Lines and columns of a text, and back to offsets.
//!
//! A line ends with `\n`, `\r\n` or a lone `\r`, as in CPython's tokenizer; form feeds and the other
//! characters that `str.splitlines` splits at end nothing. A text always has a line after its last line end,
//! so `"a\n"` has two lines, the second of them empty.

use memchr::memchr2_iter;
use ruff_text_size::{TextRange, TextSize};

/// A place in a text: line and column, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in the [`ColumnUnit`] asked for.
    pub column: usize,
}

/// What a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ColumnUnit {
    /// Unicode scalar values, as in Python's messages.
    Characters,
    /// UTF-16 code units, the default of the language server protocol.
    Utf16,
    /// Bytes of UTF-8, as in the attributes of CPython's `ast` nodes.
    Utf8,
}

/// Where the lines of a text start. The text itself isn't kept: every method that needs it must be given the
/// same one.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<TextSize>,
    is_ascii: bool,
}

impl LineIndex {
    /// Finds the lines of a text, which must be shorter than 4 GiB.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = Vec::with_capacity(bytes.len() / 32 + 1);
        starts.push(TextSize::new(0));
        for at in memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            starts.push(TextSize::new(u32::try_from(at + 1).unwrap_or(u32::MAX)));
        }
        LineIndex { starts, is_ascii: text.is_ascii() }
    }

    /// The number of lines, at least 1.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.starts.len()
    }

    /// The line, from 1, that holds an offset; a line end belongs to the line it ends.
    #[must_use]
    pub fn line_of(&self, offset: TextSize) -> usize {
        self.starts.partition_point(|&start| start <= offset)
    }

    /// Where a line, counted from 1, starts.
    #[must_use]
    pub fn line_start(&self, line: usize) -> Option<TextSize> {
        self.starts.get(line.checked_sub(1)?).copied()
    }

    /// The range of a line, counted from 1, without its line end.
    #[must_use]
    pub fn line_range(&self, text: &str, line: usize) -> Option<TextRange> {
        let start = self.line_start(line)?;
        let full_end = self.line_start(line + 1).unwrap_or(TextSize::of(text));
        let content = text[start.to_usize()..full_end.to_usize()].trim_end_matches(['\r', '\n']);
        Some(TextRange::at(start, TextSize::of(content)))
    }

    /// The place of an offset. An offset inside a character or beyond the end is moved back.
    #[must_use]
    pub fn position(&self, text: &str, offset: TextSize, unit: ColumnUnit) -> LineColumn {
        let mut offset = offset.to_usize().min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line_of(TextSize::new(u32::try_from(offset).unwrap_or(u32::MAX)));
        let start = self.starts[line - 1].to_usize();
        let before = &text[start..offset];
        let width = if self.is_ascii {
            before.len()
        } else {
            match unit {
                ColumnUnit::Characters => before.chars().count(),
                ColumnUnit::Utf16 => before.chars().map(char::len_utf16).sum(),
                ColumnUnit::Utf8 => before.len(),
            }
        };
        LineColumn { line, column: width + 1 }
    }

    /// The offset of a place. A column beyond the line's end gives the end of the line without its line end,
    /// a line beyond the last gives the end of the text, a column inside a character gives the character's
    /// start.
    #[must_use]
    pub fn offset(&self, text: &str, place: LineColumn, unit: ColumnUnit) -> TextSize {
        let Some(range) = self.line_range(text, place.line.max(1)) else { return TextSize::of(text) };
        let mut rest = place.column.saturating_sub(1);
        let mut offset = range.start();
        for character in text[range].chars() {
            let width = match unit {
                ColumnUnit::Characters => 1,
                ColumnUnit::Utf16 => character.len_utf16(),
                ColumnUnit::Utf8 => character.len_utf8(),
            };
            if width > rest {
                break;
            }
            rest -= width;
            offset += TextSize::of(character);
        }
        offset
    }
}

#[cfg(test)]
mod tests {
    use super::{ColumnUnit, LineColumn, LineIndex};
    use ruff_text_size::TextSize;

    #[test]
    fn all_three_line_ends_count_once() {
        let text = "a\r\nb\rc\nd\x0ce";
        let index = LineIndex::new(text);
        assert_eq!(index.line_count(), 4);
        let lines: Vec<_> = (1..=4).map(|line| &text[index.line_range(text, line).unwrap()]).collect();
        assert_eq!(lines, ["a", "b", "c", "d\x0ce"]);
        assert_eq!(index.line_range(text, 5), None);
        assert_eq!(index.line_range(text, 0), None);
    }

    #[test]
    fn columns_count_what_is_asked() {
        let text = "x\né𝒳y";
        let index = LineIndex::new(text);
        let y = TextSize::new(2 + 2 + 4);
        for (unit, column) in [(ColumnUnit::Characters, 3), (ColumnUnit::Utf16, 4), (ColumnUnit::Utf8, 7)] {
            let place = LineColumn { line: 2, column };
            assert_eq!(index.position(text, y, unit), place);
            assert_eq!(index.offset(text, place, unit), y);
        }
        let inside = LineColumn { line: 2, column: 3 };
        assert_eq!(
            index.offset(text, inside, ColumnUnit::Utf16),
            TextSize::new(4),
            "inside a surrogate pair"
        );
    }

    #[test]
    fn places_outside_are_clamped() {
        let text = "ab\n";
        let index = LineIndex::new(text);
        let end = LineColumn { line: 2, column: 1 };
        assert_eq!(index.position(text, TextSize::new(99), ColumnUnit::Characters), end);
        let offset = |line, column| index.offset(text, LineColumn { line, column }, ColumnUnit::Characters);
        assert_eq!(offset(1, 9), TextSize::new(2));
        assert_eq!(offset(9, 1), TextSize::new(3));
        assert_eq!(offset(0, 0), TextSize::new(0));
    }
}
