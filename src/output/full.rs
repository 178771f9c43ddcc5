//! `full`: each finding with its source, the chain of calls that led to it, and advice.

use std::sync::Arc;

use codespan_reporting::diagnostic::{Diagnostic as Rendered, Label, Severity as RenderedSeverity};
use codespan_reporting::term::termcolor::{Ansi, NoColor};
use codespan_reporting::term::{Config, emit_to_write_style};
use strict_analyzer::diagnostics::{Diagnostic, Location, Severity, TraceFrame};
use strict_syntax::SourceFile;

use super::excerpt::{Excerpt, Excerpts};
use super::{concise, printable};
use strict_project::findings::Findings;
use strict_project::paths::with_slashes;

/// The longest chain that is shown whole; of a longer one, its ends are.
const LONGEST_CHAIN: usize = 10;

/// All findings, for reading on a terminal.
pub(super) fn full(findings: &Findings, colored: bool) -> String {
    let mut text = String::new();
    for (_, diagnostic, place) in findings.diagnostics() {
        match finding(diagnostic, colored) {
            Some(shown) => text.push_str(&shown),
            None => text.push_str(&concise::line(diagnostic, &place)),
        }
    }
    text
}

/// One finding. Writing to memory does not fail, so there is none only for a place outside its file.
pub(super) fn finding(diagnostic: &Diagnostic, colored: bool) -> Option<String> {
    let config = Config::default();
    let mut text = Vec::new();
    let (rendered, excerpts) = render(diagnostic);
    let result = if colored {
        emit_to_write_style(&mut Ansi::new(&mut text), &config, &excerpts, &rendered)
    } else {
        emit_to_write_style(&mut NoColor::new(&mut text), &config, &excerpts, &rendered)
    };
    result.is_ok().then(|| String::from_utf8_lossy(&text).into_owned())
}

/// A diagnostic as the renderer wants it, with the source lines it shows.
fn render(diagnostic: &Diagnostic) -> (Rendered<usize>, Excerpts) {
    let labelled = labels(diagnostic);
    let (excerpts, sources) = excerpts(&labelled);
    let mut rendered_labels = Vec::new();
    for (index, (location, text)) in labelled.iter().enumerate() {
        let Some(file) = sources.iter().position(|source| Arc::ptr_eq(source, &location.source)) else {
            continue;
        };
        let Some(range) = excerpts.0[file].locate(&location.source, location.range) else { continue };
        let label = if index == 0 { Label::primary(file, range) } else { Label::secondary(file, range) };
        rendered_labels.push(label.with_message(printable(text)));
    }
    let mut notes: Vec<String> = diagnostic.notes.iter().map(|note| printable(note)).collect();
    notes.extend(diagnostic.help.iter().map(|help| format!("help: {}", printable(help))));
    if diagnostic.trace.len() > LONGEST_CHAIN {
        let left_out = diagnostic.trace.len() - LONGEST_CHAIN;
        notes.push(format!("{left_out} calls in the middle of the chain are not shown"));
    }
    let rendered = Rendered::new(severity(diagnostic.code.severity()))
        .with_code(diagnostic.code.to_string())
        .with_message(printable(&diagnostic.message))
        .with_labels(rendered_labels)
        .with_notes(notes);
    (rendered, excerpts)
}

/// What to point at: the primary place first, then the chain, numbered from module level to the effect.
fn labels(diagnostic: &Diagnostic) -> Vec<(&Location, String)> {
    let chain = &diagnostic.trace;
    let is_shown = |index: usize| {
        chain.len() <= LONGEST_CHAIN || index < LONGEST_CHAIN / 2 || index >= chain.len() - LONGEST_CHAIN / 2
    };
    let number = |index: usize, frame: &TraceFrame| match chain.len() {
        1 => frame.description.clone(),
        _ => format!("{}: {}", index + 1, frame.description),
    };
    let mut primary: Vec<String> = diagnostic.label.iter().cloned().collect();
    let mut others = Vec::new();
    for (index, frame) in chain.iter().enumerate().filter(|(index, _)| is_shown(*index)) {
        if same_place(&frame.location, &diagnostic.primary) {
            primary.push(number(index, frame));
        } else {
            others.push((&frame.location, number(index, frame)));
        }
    }
    let mut labels = vec![(&diagnostic.primary, primary.join("; "))];
    labels.append(&mut others);
    labels
}

fn same_place(left: &Location, right: &Location) -> bool {
    left.range == right.range && Arc::ptr_eq(&left.source, &right.source)
}

/// One excerpt for each file among the labels.
fn excerpts<'a>(labels: &[(&'a Location, String)]) -> (Excerpts, Vec<&'a Arc<SourceFile>>) {
    let mut sources: Vec<&Arc<SourceFile>> = Vec::new();
    for (location, _) in labels {
        if !sources.iter().any(|source| Arc::ptr_eq(source, &location.source)) {
            sources.push(&location.source);
        }
    }
    let excerpt = |source: &&Arc<SourceFile>| {
        let here = labels.iter().filter(|(location, _)| Arc::ptr_eq(&location.source, source));
        let ranges: Vec<_> = here.map(|(location, _)| location.range).collect();
        Excerpt::new(printable(&with_slashes(source.path())), source, &ranges)
    };
    (Excerpts(sources.iter().map(excerpt).collect()), sources)
}

fn severity(severity: Severity) -> RenderedSeverity {
    match severity {
        Severity::Note => RenderedSeverity::Note,
        Severity::Warning => RenderedSeverity::Warning,
        Severity::Error => RenderedSeverity::Error,
    }
}
