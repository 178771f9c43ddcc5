//! `junit`: the XML that test runners write, with a test case for each module.

use std::fmt::Write;

use strict_analyzer::diagnostics::{Diagnostic, Severity};

use strict_project::findings::Place;

use super::printable_character;
use strict_project::findings::{Findings, ModuleFindings, Outcome};
use strict_project::paths::with_slashes;

/// The whole document.
pub(super) fn junit(findings: &Findings) -> String {
    let failures = findings.modules.iter().flat_map(failing).count();
    let skipped = findings.modules.iter().filter(|module| is_skipped(module)).count();
    let counts = format!(
        "name=\"strict\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\"",
        findings.modules.len()
    );
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // Writing to a string does not fail.
    let _ = writeln!(text, "<testsuites {counts}>\n  <testsuite {counts}>");
    for module in &findings.modules {
        test_case(&mut text, module);
    }
    text.push_str("  </testsuite>\n</testsuites>\n");
    text
}

fn test_case(text: &mut String, module: &ModuleFindings) {
    let _ = write!(
        text,
        "    <testcase classname=\"strict\" name=\"{}\" file=\"{}\"",
        escaped(&module.name),
        escaped(&with_slashes(&module.path))
    );
    if is_skipped(module) {
        text.push_str(">\n      <skipped/>\n    </testcase>\n");
        return;
    }
    let mut failures = failing(module).peekable();
    if failures.peek().is_none() {
        text.push_str("/>\n");
        return;
    }
    text.push_str(">\n");
    for diagnostic in failures {
        failure(text, diagnostic);
    }
    text.push_str("    </testcase>\n");
}

fn failure(text: &mut String, diagnostic: &Diagnostic) {
    let place = Place::of(&diagnostic.primary);
    let mut details = format!("{}:{}:{}", place.path_with_slashes(), place.line, place.column);
    for addition in diagnostic.notes.iter().chain(&diagnostic.help) {
        details.push('\n');
        details.push_str(addition);
    }
    let _ = writeln!(
        text,
        "      <failure type=\"{}\" message=\"{}\">{}</failure>",
        diagnostic.code,
        escaped(&diagnostic.message),
        escaped(&details)
    );
}

fn failing(module: &ModuleFindings) -> impl Iterator<Item = &Diagnostic> {
    module.diagnostics.iter().filter(|diagnostic| diagnostic.code.severity() > Severity::Note)
}

fn is_skipped(module: &ModuleFindings) -> bool {
    module.outcome == Outcome::NotAnalyzed && failing(module).next().is_none()
}

/// Text for content and attributes. XML 1.0 has no way to write most control characters, so they are replaced.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            other => escaped.push(printable_character(other)),
        }
    }
    escaped
}
