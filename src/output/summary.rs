//! The line that sums up a check.

use serde::Serialize;
use strict_analyzer::diagnostics::Severity;

use strict_project::findings::{Findings, Outcome};

/// The numbers of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Counts {
    modules: usize,
    strict: usize,
    accepted: usize,
    accepted_with_suppressions: usize,
    rejected: usize,
    not_analyzed: usize,
    errors: usize,
    warnings: usize,
    suppressed: usize,
    baselined: usize,
}

impl Counts {
    pub(super) fn of(findings: &Findings) -> Self {
        let modules = &findings.modules;
        Counts {
            modules: modules.len(),
            strict: modules.iter().filter(|module| module.is_strict()).count(),
            accepted: findings.count_outcome(Outcome::Accepted),
            accepted_with_suppressions: findings.count_outcome(Outcome::Tolerated),
            rejected: findings.count_outcome(Outcome::Rejected),
            not_analyzed: findings.count_outcome(Outcome::NotAnalyzed),
            errors: findings.count(Severity::Error),
            warnings: findings.count(Severity::Warning),
            suppressed: modules.iter().map(|module| module.suppressed).sum(),
            baselined: modules.iter().map(|module| module.baselined).sum(),
        }
    }
}

/// One line (two, if the baseline has stale entries) that says how many modules came out how.
pub(crate) fn summary(findings: &Findings) -> String {
    let counts = Counts::of(findings);
    let mut text = format!("Checked {}", plural(counts.modules, "module"));
    let number = |count: usize| grouped(count as u64);
    text.push_str(&format!(": {} strict", number(counts.strict)));
    let accepted = number(counts.accepted + counts.accepted_with_suppressions);
    text.push_str(&format!(", {accepted} accepted"));
    if counts.accepted_with_suppressions > 0 {
        text.push_str(&format!(" ({} with suppressions)", number(counts.accepted_with_suppressions)));
    }
    let (rejected, not_analyzed) = (number(counts.rejected), number(counts.not_analyzed));
    text.push_str(&format!(", {rejected} rejected, {not_analyzed} not analysed"));
    let mut found = Vec::new();
    for (count, noun) in [(counts.errors, "error"), (counts.warnings, "warning")] {
        if count > 0 {
            found.push(plural(count, noun));
        }
    }
    if counts.suppressed > 0 {
        found.push(format!("{} suppressed", number(counts.suppressed)));
    }
    if counts.baselined > 0 {
        found.push(format!("{} in the baseline", number(counts.baselined)));
    }
    if !found.is_empty() {
        text.push_str(&format!("; {}", found.join(", ")));
    }
    text.push_str(".\n");
    if !findings.stale.is_empty() {
        let entries = match findings.stale.len() {
            1 => "1 entry of the baseline matches".to_owned(),
            count => format!("{count} entries of the baseline match"),
        };
        text.push_str(&format!("{entries} nothing any more; write it anew with `--write-baseline`:\n"));
        for entry in &findings.stale {
            text.push_str(&format!("  {}: {} {}\n", entry.path, entry.code, entry.message));
        }
    }
    text
}

/// `1 module`, `2 modules`.
pub(super) fn plural(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", grouped(count as u64))
}

/// A number with its digits in groups of three.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}
