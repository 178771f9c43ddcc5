//! `concise`: one line per finding, `path:line:column: CODE message`.

use strict_analyzer::diagnostics::Diagnostic;

use strict_project::findings::Place;

use super::printable;
use strict_project::findings::Findings;

/// All findings, a line each.
pub(super) fn concise(findings: &Findings) -> String {
    findings.diagnostics().iter().map(|(_, diagnostic, place)| line(diagnostic, place)).collect()
}

/// One finding, with the line end.
pub(super) fn line(diagnostic: &Diagnostic, place: &Place) -> String {
    let path = printable(&place.path_with_slashes());
    let message = printable(&diagnostic.message);
    format!("{path}:{}:{}: {} {message}\n", place.line, place.column, diagnostic.code)
}
