//! `github`: workflow commands that GitHub Actions turns into annotations.
//! <https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands>

use strict_analyzer::diagnostics::{Diagnostic, Severity};

use strict_project::findings::Place;

use super::printable;
use strict_project::findings::Findings;

/// A command for each finding.
pub(super) fn github(findings: &Findings) -> String {
    findings.diagnostics().iter().map(|(_, diagnostic, place)| command(diagnostic, place)).collect()
}

fn command(diagnostic: &Diagnostic, place: &Place) -> String {
    let level = match diagnostic.code.severity() {
        Severity::Note => "notice",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let mut properties = format!(
        "file={},line={},endLine={}",
        property(&place.path_with_slashes()),
        place.line,
        place.end_line
    );
    // GitHub refuses columns when the annotation spans lines.
    if place.line == place.end_line {
        properties.push_str(&format!(",col={},endColumn={}", place.column, place.end_column));
    }
    let title = property(&format!("{} {}", diagnostic.code, diagnostic.code.alias()));
    let mut message = printable(&diagnostic.message);
    for addition in diagnostic.notes.iter().chain(&diagnostic.help) {
        message.push('\n');
        message.push_str(&printable(addition));
    }
    format!("::{level} {properties},title={title}::{}\n", data(&message))
}

/// Escapes what follows the command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
