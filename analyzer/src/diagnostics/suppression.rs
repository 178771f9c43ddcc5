//! Comments that suppress diagnostics: `# strict: ignore[STR101]` and `# strict: ignore-file[STR101]`.
//!
//! - `ignore` acts on its own line, and on the whole statement (or header of a compound statement) whose first or
//!   last line it stands on. A diagnostic belongs to the lines on which its primary place starts and ends.
//! - `ignore-file` acts on the whole file, and must stand before the first statement; only a docstring may
//!   precede it.
//! - Codes and aliases are separated by commas. Without brackets, everything is suppressed.
//! - What follows the brackets is free text: the reason.
//!
//! A file that could not be read or parsed was not analysed at all; suppressing that would call it proved, so those
//! codes cannot be suppressed ([`Code::is_suppressible`]). A comment that suppresses nothing, or that is malformed,
//! is itself reported.
//!
//! ```python
//! cache = build()  # strict: ignore[unsafe-call] filled again on every start
//! ```

use std::ops::Range;
use std::sync::Arc;

use ruff_text_size::{Ranged, TextRange, TextSize};
use strict_syntax::SourceFile;

use super::comments::{LogicalLine, Scan, scan};
use super::{Code, Diagnostic, Location};

const MARKER: &str = "strict:";

/// The suppressing comments of one file.
#[derive(Debug)]
pub struct Suppressions {
    source: Arc<SourceFile>,
    directives: Vec<Directive>,
    problems: Vec<Diagnostic>,
}

/// Diagnostics after suppression.
#[derive(Debug, Default)]
pub struct Applied {
    /// What is left, with a warning for each comment that suppresses nothing; ordered by place.
    pub kept: Vec<Diagnostic>,
    /// What comments suppress.
    pub suppressed: Vec<Diagnostic>,
}

/// One comment.
#[derive(Debug)]
struct Directive {
    /// Lines on which it acts, from 1; `None`: the whole file.
    lines: Option<Lines>,
    range: TextRange,
    /// Empty: everything is suppressed.
    codes: Vec<ListedCode>,
    /// A bare comment has suppressed something.
    used: bool,
}

#[derive(Debug)]
struct ListedCode {
    code: Code,
    range: TextRange,
    used: bool,
}

/// Inclusive range of lines.
#[derive(Clone, Copy, Debug)]
struct Lines {
    first: usize,
    last: usize,
}

impl Suppressions {
    /// Finds the comments of a file.
    #[must_use]
    pub fn parse(source: &Arc<SourceFile>) -> Self {
        let mut suppressions =
            Suppressions { source: Arc::clone(source), directives: Vec::new(), problems: Vec::new() };
        let text = source.text();
        if text.contains(MARKER) {
            suppressions.read(text, &scan(text));
        }
        suppressions
    }

    /// Whether the file has no such comments.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.directives.is_empty() && self.problems.is_empty()
    }

    /// Separates what the comments suppress from what they leave, and reports comments that are of no use.
    #[must_use]
    pub fn apply(mut self, diagnostics: Vec<Diagnostic>) -> Applied {
        if self.is_empty() {
            return Applied { kept: diagnostics, suppressed: Vec::new() };
        }
        let mut applied = Applied::default();
        for diagnostic in diagnostics {
            let suppressed = diagnostic.code.is_suppressible() && self.suppresses(&diagnostic);
            if suppressed { &mut applied.suppressed } else { &mut applied.kept }.push(diagnostic);
        }
        let mut complaints = std::mem::take(&mut self.problems);
        complaints.extend(self.unused());
        // Complaints about comments may be suppressed too, but only by name: that a bare comment is of no use must
        // not be hidden by the comment itself.
        for complaint in complaints {
            let hidden = self.suppresses_by_name(&complaint);
            if hidden { &mut applied.suppressed } else { &mut applied.kept }.push(complaint);
        }
        applied.kept.sort_by_key(|diagnostic| (diagnostic.primary.range.start(), diagnostic.code));
        applied
    }

    fn read(&mut self, text: &str, scan: &Scan) {
        let first_statement = scan
            .logical_lines
            .iter()
            .enumerate()
            .find(|(index, line)| *index > 0 || !line.begins_with_string)
            .map_or(usize::MAX, |(_, line)| line.first);
        for comment in &scan.comments {
            for (start, body) in parts(text, &comment.range) {
                let Some(parsed) = parse_directive(body) else { continue };
                // The range begins with the `#`.
                let range = text_range(start - 1, start + body.trim_end().len());
                let lines = if !parsed.whole_file {
                    Some(lines_of(&scan.logical_lines, comment.line))
                } else if comment.line < first_statement && comment.alone {
                    None
                } else {
                    self.complain(
                        range,
                        "`# strict: ignore-file` acts only before the first statement".to_owned(),
                        "move the comment to the top of the file",
                    );
                    continue;
                };
                let codes = self.read_codes(text, start, &parsed, range);
                if let Some(codes) = codes {
                    self.directives.push(Directive { lines, range, codes, used: false });
                }
            }
        }
    }

    /// Reads the list in brackets; `None` if nothing in it is usable.
    fn read_codes(
        &mut self,
        text: &str,
        start: usize,
        parsed: &ParsedDirective,
        range: TextRange,
    ) -> Option<Vec<ListedCode>> {
        let list = match &parsed.codes {
            CodeList::Absent => return Some(Vec::new()),
            CodeList::Unclosed => {
                self.complain(range, "the list of codes is not closed".to_owned(), "add `]`");
                return None;
            }
            CodeList::Present(list) => start + list.start..start + list.end,
        };
        let mut codes = Vec::new();
        let mut offset = list.start;
        for item in text[list].split(',') {
            let name = item.trim();
            let at = offset + (item.len() - item.trim_start().len());
            offset += item.len() + 1;
            let range = text_range(at, at + name.len());
            match name.parse::<Code>() {
                Ok(code) if code.is_suppressible() => codes.push(ListedCode { code, range, used: false }),
                Ok(code) => self.complain(
                    range,
                    format!("{code} cannot be suppressed"),
                    "a file that is not analysed is not proved; leave it out with `--exclude`",
                ),
                Err(_) if name.is_empty() => {
                    self.complain(range, "a code is missing here".to_owned(), "write a code such as STR101");
                }
                Err(error) => self.complain(range, error.to_string(), "write a code such as STR101"),
            }
        }
        (!codes.is_empty()).then_some(codes)
    }

    fn complain(&mut self, range: TextRange, message: String, help: &str) {
        self.problems.push(complaint(&self.source, range, message, help));
    }

    fn suppresses(&mut self, diagnostic: &Diagnostic) -> bool {
        let lines = self.lines_of_range(diagnostic.range());
        let mut suppressed = false;
        for directive in self.directives.iter_mut().filter(|directive| directive.acts_on(lines)) {
            if directive.codes.is_empty() {
                directive.used = true;
                suppressed = true;
            }
            for listed in directive.codes.iter_mut().filter(|listed| listed.code == diagnostic.code) {
                listed.used = true;
                suppressed = true;
            }
        }
        suppressed
    }

    fn suppresses_by_name(&self, diagnostic: &Diagnostic) -> bool {
        let lines = self.lines_of_range(diagnostic.range());
        self.directives.iter().any(|directive| {
            directive.acts_on(lines) && directive.codes.iter().any(|listed| listed.code == diagnostic.code)
        })
    }

    /// Complaints about what has suppressed nothing.
    fn unused(&self) -> Vec<Diagnostic> {
        let mut complaints = Vec::new();
        for directive in &self.directives {
            if directive.codes.is_empty() {
                if !directive.used {
                    complaints.push(self.unused_comment(directive));
                }
                continue;
            }
            let mut unused = directive
                .codes
                .iter()
                .filter(|listed| !listed.used && listed.code != Code::UnusedSuppression)
                .peekable();
            if unused.peek().is_some() && directive.codes.iter().all(|listed| !listed.used) {
                complaints.push(self.unused_comment(directive));
                continue;
            }
            complaints.extend(unused.map(|listed| {
                let message = format!("{} is not reported here", listed.code);
                complaint(&self.source, listed.range, message, "take the code out of the comment")
            }));
        }
        complaints
    }

    fn unused_comment(&self, directive: &Directive) -> Diagnostic {
        let message = "this comment suppresses nothing".to_owned();
        complaint(&self.source, directive.range, message, "remove the comment")
    }

    fn lines_of_range(&self, range: TextRange) -> Lines {
        let line = |offset| self.source.line_index().line_of(offset);
        Lines { first: line(range.start()), last: line(range.end()) }
    }
}

impl Directive {
    fn acts_on(&self, place: Lines) -> bool {
        self.lines.is_none_or(|lines| {
            [place.first, place.last].iter().any(|line| (lines.first..=lines.last).contains(line))
        })
    }
}

/// The lines on which a comment acts that stands on `line`.
fn lines_of(statements: &[LogicalLine], line: usize) -> Lines {
    let statement = statements.partition_point(|statement| statement.last < line);
    match statements.get(statement) {
        Some(statement) if statement.first == line || statement.last == line => {
            Lines { first: statement.first, last: statement.last }
        }
        _ => Lines { first: line, last: line },
    }
}

impl Ranged for Diagnostic {
    fn range(&self) -> TextRange {
        self.primary.range
    }
}

/// A comment's text, understood.
#[derive(Debug, PartialEq, Eq)]
struct ParsedDirective {
    whole_file: bool,
    codes: CodeList,
}

#[derive(Debug, PartialEq, Eq)]
enum CodeList {
    Absent,
    /// Byte range between the brackets, within the text of the directive.
    Present(Range<usize>),
    Unclosed,
}

/// The parts of a comment that follow a `#`, with the offset of each: `# noqa # strict: ignore` has two.
fn parts<'a>(text: &'a str, range: &Range<usize>) -> impl Iterator<Item = (usize, &'a str)> {
    let mut offset = range.start;
    text[range.clone()].split('#').map(move |part| {
        let start = offset;
        offset += part.len() + 1;
        (start, part)
    })
}

fn parse_directive(body: &str) -> Option<ParsedDirective> {
    let words = body.trim_start().strip_prefix(MARKER)?.trim_start().strip_prefix("ignore")?;
    let (whole_file, rest) = match words.strip_prefix("-file") {
        Some(rest) => (true, rest),
        None => (false, words),
    };
    // Another word, such as `ignored`, is none of ours.
    if rest.starts_with(|next: char| next.is_alphanumeric() || next == '_' || next == '-') {
        return None;
    }
    let Some(list) = rest.trim_start().strip_prefix('[') else {
        return Some(ParsedDirective { whole_file, codes: CodeList::Absent });
    };
    let start = body.len() - list.len();
    let codes = match list.find(']') {
        Some(end) => CodeList::Present(start..start + end),
        None => CodeList::Unclosed,
    };
    Some(ParsedDirective { whole_file, codes })
}

fn complaint(source: &Arc<SourceFile>, range: TextRange, message: String, help: &str) -> Diagnostic {
    Diagnostic {
        code: Code::UnusedSuppression,
        message,
        primary: Location { source: Arc::clone(source), range },
        label: None,
        trace: Vec::new(),
        notes: Vec::new(),
        help: Some(help.to_owned()),
    }
}

/// A range of a source text. Texts are shorter than 4 GiB: the parser's offsets have 32 bits.
fn text_range(start: usize, end: usize) -> TextRange {
    let offset = |at: usize| TextSize::new(u32::try_from(at).unwrap_or(u32::MAX));
    TextRange::new(offset(start), offset(end))
}

#[cfg(test)]
mod tests;
