//! The overlay's two file formats: which files of the library to omit, and how to edit the others.
//!
//! A patch is free text, then edits. An edit replaces a run of whole lines that occurs exactly once:
//!
//! ```text
//! Why the edit is made.
//! @@ replace
//! first line of the run
//! @@ ...
//! last line of the run
//! @@ with
//! what stands there instead
//! @@ end
//! ```
//!
//! `@@ ...` stands for the lines up to the next occurrence of what follows it, so that a long removal need not be quoted.

use thiserror::Error;

/// Why a patch could not be read or applied.
#[derive(Debug, PartialEq, Eq, Error)]
pub(crate) enum PatchError {
    /// A marker is missing, unknown or out of place.
    #[error(
        "line {0}: the markers of an edit are `@@ replace`, `@@ ...`, `@@ with`, `@@ end`, in this order"
    )]
    Marker(usize),
    /// An edit has no line by which to find its place.
    #[error("line {0}: nothing to search for")]
    Empty(usize),
    /// The lines of an edit do not occur.
    #[error("line {0}: the lines to replace do not occur")]
    Missing(usize),
    /// The lines of an edit occur more than once.
    #[error("line {0}: the lines to replace occur more than once")]
    Ambiguous(usize),
}

/// The edits of one file, in the order in which they are applied.
#[derive(Debug)]
pub(crate) struct Patch<'a> {
    edits: Vec<Edit<'a>>,
}

/// One edit: `old` are the runs between which `@@ ...` stands, `line` is where the patch says `@@ replace`.
#[derive(Debug)]
struct Edit<'a> {
    line: usize,
    old: Vec<Vec<&'a str>>,
    new: Vec<&'a str>,
}

/// Which part of a patch a line belongs to.
enum Part {
    Comment,
    Old,
    New,
}

impl<'a> Patch<'a> {
    /// Reads a patch.
    pub(crate) fn parse(text: &'a str) -> Result<Self, PatchError> {
        let mut edits: Vec<Edit<'a>> = Vec::new();
        let mut part = Part::Comment;
        for (index, line) in text.lines().enumerate() {
            let marker = line.strip_prefix("@@ ");
            part = match (part, marker, edits.last_mut()) {
                (Part::Comment, Some("replace"), _) => {
                    edits.push(Edit { line: index + 1, old: vec![Vec::new()], new: Vec::new() });
                    Part::Old
                }
                (Part::Comment, None, _) => Part::Comment,
                (Part::Old, Some("..."), Some(edit)) => {
                    edit.old.push(Vec::new());
                    Part::Old
                }
                (Part::Old, Some("with"), Some(_)) => Part::New,
                (Part::Old, None, Some(Edit { old, .. })) => {
                    if let Some(run) = old.last_mut() {
                        run.push(line);
                    }
                    Part::Old
                }
                (Part::New, Some("end"), Some(_)) => Part::Comment,
                (Part::New, None, Some(edit)) => {
                    edit.new.push(line);
                    Part::New
                }
                _ => return Err(PatchError::Marker(index + 1)),
            };
        }
        if !matches!(part, Part::Comment) || edits.is_empty() {
            return Err(PatchError::Marker(text.lines().count()));
        }
        if let Some(edit) = edits.iter().find(|edit| edit.old.iter().any(Vec::is_empty)) {
            return Err(PatchError::Empty(edit.line));
        }
        Ok(Self { edits })
    }

    /// The text with all edits made.
    pub(crate) fn apply(&self, text: &str) -> Result<String, PatchError> {
        let mut lines: Vec<&str> = text.split('\n').collect();
        for edit in &self.edits {
            let range = edit.find(&lines)?;
            lines.splice(range, edit.new.iter().copied());
        }
        Ok(lines.join("\n"))
    }
}

impl Edit<'_> {
    /// The lines that the edit replaces.
    fn find(&self, lines: &[&str]) -> Result<std::ops::Range<usize>, PatchError> {
        let mut range: Option<std::ops::Range<usize>> = None;
        for run in &self.old {
            let from = range.as_ref().map_or(0, |it| it.end);
            let mut places = (from..lines.len()).filter(|&at| lines[at..].starts_with(run));
            let at = places.next().ok_or(PatchError::Missing(self.line))?;
            if range.is_none() && places.next().is_some() {
                return Err(PatchError::Ambiguous(self.line));
            }
            range = Some(range.map_or(at, |it| it.start)..at + run.len());
        }
        range.ok_or(PatchError::Empty(self.line))
    }
}

/// The files and folders that are left out.
pub(crate) struct Omitted<'a> {
    entries: Vec<(&'a str, bool)>,
}

impl<'a> Omitted<'a> {
    /// Reads the list: a path per line, `#` starts a comment line.
    pub(crate) fn parse(text: &'a str) -> Self {
        let is_entry = |line: &&str| !line.is_empty() && !line.starts_with('#');
        Self { entries: text.lines().filter(is_entry).map(|line| (line, false)).collect() }
    }

    /// Whether `path` is left out; remembers the entry that said so.
    pub(crate) fn contains(&mut self, path: &str) -> bool {
        let hit = |entry: &str| if entry.ends_with('/') { path.starts_with(entry) } else { path == entry };
        match self.entries.iter_mut().find(|(entry, _)| hit(entry)) {
            Some((_, used)) => {
                *used = true;
                true
            }
            None => false,
        }
    }

    /// An entry that never left anything out.
    pub(crate) fn unused(&self) -> Option<&'a str> {
        self.entries.iter().find(|(_, used)| !used).map(|(entry, _)| *entry)
    }
}
