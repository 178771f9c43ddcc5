//! `gitlab`: GitLab's code quality report.
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use std::collections::HashMap;

use serde::Serialize;
use strict_analyzer::diagnostics::Severity;

use super::record::to_json;
use strict_project::findings::{Findings, Fingerprint};

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: IssueLocation,
}

#[derive(Serialize)]
struct IssueLocation {
    path: String,
    positions: Positions,
}

#[derive(Serialize)]
struct Positions {
    begin: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

/// A list with an issue for each finding.
pub(super) fn gitlab(findings: &Findings) -> String {
    let mut alike: HashMap<(String, Fingerprint), usize> = HashMap::new();
    let mut issues = Vec::new();
    for (_, diagnostic, place) in findings.diagnostics() {
        let path = place.path_with_slashes();
        let own = Fingerprint::of(diagnostic);
        // GitLab wants each fingerprint once, so equal findings are numbered.
        let number = alike.entry((path.clone(), own)).or_default();
        *number += 1;
        let unique = Fingerprint::of_texts(&[&path, &own.to_string(), &number.to_string()]);
        issues.push(Issue {
            description: format!("{}: {}", diagnostic.code, diagnostic.message),
            check_name: diagnostic.code.alias(),
            fingerprint: unique.to_string(),
            severity: match diagnostic.code.severity() {
                Severity::Note => "info",
                Severity::Warning => "minor",
                Severity::Error => "major",
            },
            location: IssueLocation {
                path,
                positions: Positions {
                    begin: Position { line: place.line, column: place.column },
                    end: Position { line: place.end_line, column: place.end_column },
                },
            },
        });
    }
    to_json(&issues)
}
