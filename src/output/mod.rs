//! How results are printed: one file per format.

mod concise;
mod excerpt;
mod full;
mod github;
mod gitlab;
mod inspection;
mod json;
mod junit;
mod record;
mod sarif;
mod statistics;
mod summary;

pub(crate) use inspection::{inspection_json, inspection_text};
pub(crate) use record::severity_name;
pub(crate) use statistics::statistics;
pub(crate) use summary::summary;

use strict_analyzer::diagnostics::Diagnostic;
use strict_project::OutputFormat;
use strict_project::findings::Findings;

/// How to print findings.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Style {
    /// The format.
    pub(crate) format: OutputFormat,
    /// Whether to colour, in formats that can be coloured.
    pub(crate) colored: bool,
    /// Whether to add statistics, in formats that hold them.
    pub(crate) statistics: bool,
}

/// The findings in the chosen format.
pub(crate) fn findings(findings: &Findings, style: Style) -> String {
    match style.format {
        OutputFormat::Full => full::full(findings, style.colored),
        OutputFormat::Concise => concise::concise(findings),
        OutputFormat::Json => json::json(findings, style.statistics),
        OutputFormat::Sarif => sarif::sarif(findings),
        OutputFormat::Github => github::github(findings),
        OutputFormat::Gitlab => gitlab::gitlab(findings),
        OutputFormat::Junit => junit::junit(findings),
    }
}

/// One finding for a traceback.
pub(crate) fn finding(diagnostic: &Diagnostic) -> String {
    full::finding(diagnostic, false)
        .unwrap_or_else(|| format!("{}: {}\n", diagnostic.code, diagnostic.message))
}

/// Whether a format is for people, so that a summary may follow it.
pub(crate) fn is_for_people(format: OutputFormat) -> bool {
    matches!(format, OutputFormat::Full | OutputFormat::Concise)
}

/// Text that cannot disturb a terminal or break a line: control characters, and those that reverse the direction
/// of writing, give way to a replacement character.
pub(crate) fn printable(text: &str) -> String {
    text.chars().map(printable_character).collect()
}

fn printable_character(character: char) -> char {
    match character {
        '\t' => '\t',
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        other if other.is_control() => '\u{fffd}',
        other => other,
    }
}

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
