//! `sarif`: the Static Analysis Results Interchange Format 2.1.0.
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use serde_json::{Value, json};
use strict_analyzer::diagnostics::{Category, Code, Diagnostic, Location};

use super::record::{severity_name, to_json};
use strict_project::findings::Place;
use strict_project::findings::{Findings, Fingerprint};
use strict_project::rule_page;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The whole log, with one run.
pub(super) fn sarif(findings: &Findings) -> String {
    let results: Vec<Value> = findings.diagnostics().iter().map(|(_, it, place)| result(it, place)).collect();
    to_json(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "strict",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": Code::ALL.iter().copied().map(rule).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.to_string(),
        "name": pascal_case(code.alias()),
        "shortDescription": { "text": code.summary() },
        "fullDescription": { "text": code.summary() },
        "help": {
            "text": rule_page(code),
            "markdown": rule_page(code),
        },
        "defaultConfiguration": { "level": severity_name(code.severity()) },
        "properties": { "tags": [category_name(code.category())] },
    })
}

fn result(diagnostic: &Diagnostic, place: &Place) -> Value {
    let mut text = diagnostic.message.clone();
    for addition in diagnostic.notes.iter().chain(&diagnostic.help) {
        text.push('\n');
        text.push_str(addition);
    }
    let index = Code::ALL.iter().position(|code| *code == diagnostic.code);
    let mut result = json!({
        "ruleId": diagnostic.code.to_string(),
        "ruleIndex": index,
        "level": severity_name(diagnostic.code.severity()),
        "message": { "text": text },
        "locations": [{ "physicalLocation": physical_location(place) }],
        "partialFingerprints": { "strict/v1": Fingerprint::of(diagnostic).to_string() },
    });
    if !diagnostic.trace.is_empty() {
        let steps: Vec<Value> = diagnostic
            .trace
            .iter()
            .map(|frame| json!({ "location": location(&frame.location, &frame.description) }))
            .collect();
        result["codeFlows"] = json!([{ "threadFlows": [{ "locations": steps }] }]);
    }
    result
}

fn location(location: &Location, text: &str) -> Value {
    json!({
        "physicalLocation": physical_location(&Place::of(location)),
        "message": { "text": text },
    })
}

fn physical_location(place: &Place) -> Value {
    json!({
        "artifactLocation": { "uri": uri(&place.path_with_slashes()) },
        "region": {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        },
    })
}

/// A path as a URI reference (RFC 3986): relative stays relative, and what a URI may not hold is escaped.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

fn pascal_case(alias: &str) -> String {
    let words = alias.split('-').filter_map(|word| word.split_at_checked(1));
    words.map(|(first, rest)| first.to_ascii_uppercase() + rest).collect()
}

fn category_name(category: Category) -> &'static str {
    match category {
        Category::Input => "input",
        Category::Unknown => "unknown",
        Category::Effect => "effect",
        Category::Ownership => "ownership",
        Category::Outcome => "outcome",
        Category::Import => "import",
        Category::Limit => "limit",
        Category::Class => "class",
        Category::Stub => "stub",
        Category::Internal => "internal",
    }
}
