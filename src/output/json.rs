//! `json`: one object with the modules, their findings and a summary.

use serde::Serialize;
use serde_json::Value;
use strict_analyzer::ModuleKind;

use super::record::{DetailedRecord, to_json};
use super::summary::Counts;
use strict_project::findings::{Blockers, Findings, ModuleFindings, Outcome};
use strict_project::paths::with_slashes;

/// The version of the format; it grows only when a reader could break.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    modules: Vec<ModuleRecord<'a>>,
    diagnostics: Vec<DetailedRecord<'a>>,
    summary: Counts,
    #[serde(skip_serializing_if = "Option::is_none")]
    statistics: Option<Value>,
}

#[derive(Serialize)]
struct ModuleRecord<'a> {
    name: &'a str,
    file: String,
    kind: &'static str,
    verdict: &'static str,
    suppressed: usize,
    baselined: usize,
    lines: usize,
    steps: u64,
}

/// The whole result.
pub(super) fn json(findings: &Findings, with_statistics: bool) -> String {
    let diagnostics = findings.diagnostics();
    to_json(&Document {
        version: VERSION,
        modules: findings.modules.iter().map(ModuleRecord::from).collect(),
        diagnostics: diagnostics
            .iter()
            .map(|(module, it, _)| DetailedRecord::new(&module.name, it))
            .collect(),
        summary: Counts::of(findings),
        statistics: with_statistics.then(|| statistics(findings)),
    })
}

impl<'a> From<&'a ModuleFindings> for ModuleRecord<'a> {
    fn from(module: &'a ModuleFindings) -> Self {
        ModuleRecord {
            name: &module.name,
            file: with_slashes(&module.path),
            kind: match module.kind {
                ModuleKind::Plain => "plain",
                ModuleKind::Strict => "strict",
                ModuleKind::Static => "static",
                ModuleKind::SideEffectsAllowed => "side-effects-allowed",
            },
            verdict: outcome_name(module.outcome),
            suppressed: module.suppressed,
            baselined: module.baselined,
            lines: module.lines,
            steps: module.steps,
        }
    }
}

/// What became of a module, as programs read it.
pub(super) fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Accepted => "accepted",
        Outcome::Tolerated => "accepted-with-suppressions",
        Outcome::Rejected => "rejected",
        Outcome::NotAnalyzed => "not-analyzed",
    }
}

fn statistics(findings: &Findings) -> Value {
    let work = &findings.statistics;
    let seconds: serde_json::Map<String, Value> =
        work.seconds.iter().map(|(phase, seconds)| ((*phase).to_owned(), (*seconds).into())).collect();
    let blockers = Blockers::of(findings);
    serde_json::json!({
        "modules_parsed": work.modules_parsed,
        "modules_evaluated": work.modules_evaluated,
        "lines": work.lines,
        "steps": work.steps,
        "exhausted": work.exhausted,
        "seconds": seconds,
        "blocking_codes": counted("code", blockers.codes),
        "blocking_reasons": counted("reason", blockers.reasons),
        "blocking_origins": counted("origin", blockers.origins),
        "blocking_modules": counted("module", blockers.modules),
    })
}

fn counted<T: ToString>(key: &str, counts: Vec<(T, usize)>) -> Vec<Value> {
    let object =
        |(thing, modules): (T, usize)| serde_json::json!({ key: thing.to_string(), "modules": modules });
    counts.into_iter().map(object).collect()
}
