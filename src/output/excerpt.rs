//! The few source lines that a diagnostic shows, made fit to print.
//!
//! Only lines with labels are kept, each cut to a window around its labels and freed of control characters, so that
//! a file of one line of a megabyte, or one full of escape sequences, does no harm to the terminal.

use std::collections::BTreeMap;
use std::ops::Range;

use codespan_reporting::files::{Error, Files};
use ruff_text_size::{TextRange, TextSize};
use strict_syntax::SourceFile;

use super::printable_character;

/// The longest part of a source line that is shown, in bytes.
const WINDOW: usize = 200;
/// How much of a window is left before the first label in it.
const LEAD: usize = 60;
/// Marks where a line was cut.
const CUT: &str = "…";

/// Where a label goes in the text of an [`Excerpt`].
pub(super) type ExcerptRange = Range<usize>;

/// The shown lines of one file.
#[derive(Debug)]
pub(super) struct Excerpt {
    name: String,
    text: String,
    /// By line, from 0.
    lines: BTreeMap<usize, ShownLine>,
}

/// A line, or what is left of it.
#[derive(Debug)]
struct ShownLine {
    /// Where it is in the excerpt's text.
    shown: Range<usize>,
    /// Where the window begins and ends in the source.
    window: Range<usize>,
    /// Length of the mark before the window.
    mark: usize,
    /// Characters of the line before the window.
    skipped: usize,
    /// For each character of the window where it is in the source, and in the excerpt's text.
    characters: Vec<(usize, usize)>,
}

impl Excerpt {
    /// The lines of `source` on which `ranges` start.
    pub(super) fn new(name: String, source: &SourceFile, ranges: &[TextRange]) -> Self {
        let mut excerpt = Excerpt { name, text: String::new(), lines: BTreeMap::new() };
        let mut by_line: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for range in ranges {
            by_line.entry(line_of(source, range.start())).or_default().push(range.start().to_usize());
        }
        // The renderer shows a single line between two labels, rather than a gap.
        let between: Vec<usize> = by_line
            .keys()
            .zip(by_line.keys().skip(1))
            .filter(|(line, next)| *line + 2 == **next)
            .map(|(line, _)| line + 1)
            .collect();
        for line in between {
            by_line.entry(line).or_default();
        }
        for (line, starts) in by_line {
            excerpt.add_line(source, line, &starts);
        }
        excerpt
    }

    fn add_line(&mut self, source: &SourceFile, line: usize, starts: &[usize]) {
        let text = source.text();
        let Some(range) = source.line_index().line_range(text, line + 1) else { return };
        let range = Range::<usize>::from(range);
        let window = window(text, range.clone(), starts.iter().min().copied());
        let start = self.text.len();
        let mark = if window.start > range.start { CUT } else { "" };
        self.text.push_str(mark);
        let mut characters = Vec::new();
        for (offset, character) in text[window.clone()].char_indices() {
            characters.push((window.start + offset, self.text.len()));
            self.text.push(printable_character(character));
        }
        characters.push((window.end, self.text.len()));
        if window.end < range.end {
            self.text.push_str(CUT);
        }
        // The renderer points behind the last character at most, so there must be one.
        self.text.push('\n');
        let shown = ShownLine {
            shown: start..self.text.len(),
            skipped: text[range.start..window.start].chars().count(),
            mark: mark.len(),
            window,
            characters,
        };
        self.lines.insert(line, shown);
    }

    /// Where the part of `range` on its first line is in the excerpt's text.
    pub(super) fn locate(&self, source: &SourceFile, range: TextRange) -> Option<ExcerptRange> {
        let line = self.lines.get(&line_of(source, range.start()))?;
        Some(line.locate(range.start().to_usize())..line.locate(range.end().to_usize()))
    }
}

impl ShownLine {
    /// The nearest place in the excerpt's text for a place in the source.
    fn locate(&self, offset: usize) -> usize {
        let offset = offset.clamp(self.window.start, self.window.end);
        let index = self.characters.partition_point(|(source, _)| *source < offset);
        self.characters.get(index).map_or(self.shown.end, |(_, shown)| *shown)
    }
}

/// The part of a line to show: all of it, or as much as fits around the first label.
fn window(text: &str, line: Range<usize>, first: Option<usize>) -> Range<usize> {
    if line.len() <= WINDOW {
        return line;
    }
    let first = first.unwrap_or(line.start).clamp(line.start, line.end);
    let start = text.floor_char_boundary(first.saturating_sub(LEAD).max(line.start));
    // A line that all but fits from here on is shown from its start.
    let start = if start - line.start <= CUT.len() { line.start } else { start };
    let end = text.ceil_char_boundary((start + WINDOW).min(line.end)).min(line.end);
    start..end
}

/// The line of an offset, from 0.
fn line_of(source: &SourceFile, offset: TextSize) -> usize {
    source.line_index().line_of(offset).saturating_sub(1)
}

/// The excerpts of one diagnostic.
#[derive(Debug, Default)]
pub(super) struct Excerpts(pub(super) Vec<Excerpt>);

impl Excerpts {
    fn get(&self, id: usize) -> Result<&Excerpt, Error> {
        self.0.get(id).ok_or(Error::FileMissing)
    }

    fn line(&self, id: usize, line: usize) -> Result<&ShownLine, Error> {
        self.get(id)?.lines.get(&line).ok_or(Error::LineTooLarge { given: line, max: 0 })
    }
}

impl<'a> Files<'a> for Excerpts {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.get(id)?.name)
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.get(id)?.text)
    }

    fn line_index(&'a self, id: usize, byte_index: usize) -> Result<usize, Error> {
        let lines = &self.get(id)?.lines;
        let line = lines.iter().find(|(_, line)| byte_index < line.shown.end).or(lines.iter().next_back());
        line.map(|(number, _)| *number).ok_or(Error::IndexTooLarge { given: byte_index, max: 0 })
    }

    fn line_range(&'a self, id: usize, line_index: usize) -> Result<Range<usize>, Error> {
        Ok(self.line(id, line_index)?.shown.clone())
    }

    fn column_number(&'a self, id: usize, line_index: usize, byte_index: usize) -> Result<usize, Error> {
        let line = self.line(id, line_index)?;
        let start = line.shown.start + line.mark;
        let before = self.get(id)?.text.get(start..byte_index).unwrap_or_default();
        Ok(line.skipped + before.chars().count() + 1)
    }
}
