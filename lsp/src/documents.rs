//! The documents that the client has open, and how edits change them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lsp_types::TextDocumentContentChangeEvent;
use strict_analyzer::Overlay;
use strict_syntax::SourceFile;

use crate::place::Encoding;

/// An open document.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    pub(crate) version: i32,
    /// The text, without the byte order mark that it may begin with.
    pub(crate) source: Arc<SourceFile>,
    has_mark: bool,
}

/// What a file may begin with that is no part of the program.
const BYTE_ORDER_MARK: char = '\u{feff}';

fn without_mark(text: &str) -> (&str, bool) {
    text.strip_prefix(BYTE_ORDER_MARK).map_or((text, false), |rest| (rest, true))
}

/// The open documents, by path.
#[derive(Debug, Default)]
pub(crate) struct Documents {
    open: HashMap<PathBuf, Document>,
}

impl Documents {
    pub(crate) fn get(&self, path: &Path) -> Option<&Document> {
        self.open.get(path)
    }

    pub(crate) fn paths(&self) -> impl Iterator<Item = &PathBuf> {
        self.open.keys()
    }

    pub(crate) fn open(&mut self, path: PathBuf, version: i32, text: String) {
        let (text, has_mark) = without_mark(&text);
        let source = Arc::new(SourceFile::from_text(path.clone(), text));
        self.open.insert(path, Document { version, source, has_mark });
    }

    pub(crate) fn close(&mut self, path: &Path) -> bool {
        self.open.remove(path).is_some()
    }

    /// Applies edits, in order; `false` if the document is not open.
    pub(crate) fn change(
        &mut self,
        path: &Path,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) -> bool {
        let Some(document) = self.open.get_mut(path) else { return false };
        let mut source = Arc::clone(&document.source);
        let mut has_mark = document.has_mark;
        for change in changes {
            let text = match change.range {
                None => {
                    let (text, is_marked) = without_mark(&change.text);
                    has_mark = is_marked;
                    text.to_owned()
                }
                Some(mut range) => {
                    if has_mark {
                        // The client counts it.
                        for place in [&mut range.start, &mut range.end] {
                            let width = if place.line == 0 { encoding.width(BYTE_ORDER_MARK) } else { 0 };
                            place.character = place.character.saturating_sub(width);
                        }
                    }
                    let range = encoding.text_range(&source, range);
                    let mut text = source.text().to_owned();
                    text.replace_range(range.start().to_usize()..range.end().to_usize(), &change.text);
                    text
                }
            };
            // What no check would read is not kept either.
            if text.len() as u64 > SourceFile::MAX_BYTES {
                return false;
            }
            source = Arc::new(SourceFile::from_text(path, text));
        }
        *document = Document { version, source, has_mark };
        true
    }

    /// The files as the client sees them.
    pub(crate) fn overlay(&self) -> Overlay {
        let mut overlay = Overlay::default();
        for (path, document) in &self.open {
            overlay.insert(path.clone(), Arc::clone(&document.source));
        }
        overlay
    }
}

#[cfg(test)]
mod tests {
    use lsp_types::{Position, Range};
    use strict_syntax::ColumnUnit;

    use super::*;

    fn edit(start: (u32, u32), end: (u32, u32), text: &str) -> TextDocumentContentChangeEvent {
        let position = |(line, character)| Position { line, character };
        let range = Some(Range { start: position(start), end: position(end) });
        TextDocumentContentChangeEvent { range, range_length: None, text: text.to_owned() }
    }

    #[test]
    fn edits_count_in_the_unit_that_was_agreed() {
        for (unit, column) in [(ColumnUnit::Utf16, 3), (ColumnUnit::Utf8, 6)] {
            let mut documents = Documents::default();
            let path = Path::new("/a.py");
            documents.open(path.to_owned(), 1, "é𝒳y\r\nz".to_owned());
            let edits = vec![edit((0, column), (0, column + 1), "!"), edit((1, 9), (7, 7), "\n?")];
            assert!(documents.change(path, 2, edits, Encoding(unit)));
            assert_eq!(documents.get(path).unwrap().source.text(), "é𝒳!\r\nz\n?");
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_program() {
        let mut documents = Documents::default();
        let path = Path::new("/a.py");
        documents.open(path.to_owned(), 1, "\u{feff}ab\nc".to_owned());
        let text = |documents: &Documents| documents.get(path).unwrap().source.text().to_owned();
        assert_eq!(text(&documents), "ab\nc");
        let edits = vec![edit((0, 2), (0, 3), "x"), edit((1, 0), (1, 1), "y")];
        assert!(documents.change(path, 2, edits, Encoding(ColumnUnit::Utf16)));
        assert_eq!(text(&documents), "ax\ny");
    }

    #[test]
    fn hostile_ranges_change_nothing_outside() {
        let mut documents = Documents::default();
        let path = Path::new("/a.py");
        documents.open(path.to_owned(), 1, "ab\n".to_owned());
        let edits = vec![edit((u32::MAX, u32::MAX), (0, 0), "c"), edit((0, 1), (0, 0), "x")];
        assert!(documents.change(path, 2, edits, Encoding(ColumnUnit::Utf16)));
        assert_eq!(documents.get(path).unwrap().source.text(), "axb\nc");
    }
}
