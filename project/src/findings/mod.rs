//! What is left of a report after suppressing comments and the baseline, and what that makes of each module.

mod baseline;
mod blockers;
mod fingerprint;
mod place;

use std::path::{Path, PathBuf};

use strict_analyzer::diagnostics::{Code, Diagnostic, Severity, Suppressions};
use strict_analyzer::{ModuleKind, ModuleReport, Report, Statistics, Verdict};

pub use baseline::{Baseline, BaselineEntry, BaselineError};
pub use blockers::Blockers;
pub use fingerprint::Fingerprint;

pub use place::Place;

/// The result of a check, ready to be printed.
#[derive(Debug, Default)]
pub struct Findings {
    /// The modules, ordered by name.
    pub modules: Vec<ModuleFindings>,
    /// Work done.
    pub statistics: Statistics,
    /// Entries of the baseline that match nothing any more.
    pub stale: Vec<BaselineEntry>,
}

/// A diagnostic, its module and its place.
pub type Found<'a> = (&'a ModuleFindings, &'a Diagnostic, Place);

/// What became of a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Proved free of effects.
    Accepted,
    /// All errors are suppressed by comments or the baseline.
    Tolerated,
    /// Errors are left.
    Rejected,
    /// Nobody asked.
    NotAnalyzed,
}

/// The result for one module.
#[derive(Debug)]
pub struct ModuleFindings {
    /// Dotted name.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// How the module asked to be treated.
    pub kind: ModuleKind,
    /// What became of it.
    pub outcome: Outcome,
    /// What is left to report, ordered by place.
    pub diagnostics: Vec<Diagnostic>,
    /// How many diagnostics comments suppress.
    pub suppressed: usize,
    /// How many diagnostics the baseline tolerates.
    pub baselined: usize,
    /// Names of imported modules.
    pub imports: Vec<String>,
    /// Source lines.
    pub lines: usize,
    /// Abstract steps.
    pub steps: u64,
}

impl Findings {
    /// Applies suppressing comments and the baseline.
    pub fn new(report: Report, baseline: Option<Baseline>) -> Self {
        let mut baseline = baseline;
        let mut modules: Vec<_> =
            report.modules.into_iter().map(|module| ModuleFindings::new(module, baseline.as_mut())).collect();
        modules.sort_by(|left, right| (&left.name, &left.path).cmp(&(&right.name, &right.path)));
        let stale = baseline.map(|baseline| baseline.stale(&modules)).unwrap_or_default();
        Findings { modules, statistics: report.statistics, stale }
    }

    /// All diagnostics, ordered by path, place and code.
    pub fn diagnostics(&self) -> Vec<Found<'_>> {
        let mut all: Vec<Found<'_>> = self
            .modules
            .iter()
            .flat_map(|module| module.diagnostics.iter().map(move |it| (module, it, Place::of(&it.primary))))
            .collect();
        fn key<'a>(found: &'a Found<'_>) -> (&'a Path, usize, usize, Code, &'a str) {
            let (_, diagnostic, place) = found;
            (&place.path, place.line, place.column, diagnostic.code, &diagnostic.message)
        }
        all.sort_by(|left, right| key(left).cmp(&key(right)));
        all
    }

    /// How many diagnostics of this severity are left.
    pub fn count(&self, severity: Severity) -> usize {
        let all = self.modules.iter().flat_map(|module| &module.diagnostics);
        all.filter(|diagnostic| diagnostic.code.severity() == severity).count()
    }

    /// How many modules came out so.
    pub fn count_outcome(&self, outcome: Outcome) -> usize {
        self.modules.iter().filter(|module| module.outcome == outcome).count()
    }

    /// Whether anything is left that should fail a build.
    pub fn has_findings(&self) -> bool {
        let mut all = self.modules.iter().flat_map(|module| &module.diagnostics);
        all.any(|diagnostic| diagnostic.code.severity() > Severity::Note)
    }
}

impl ModuleFindings {
    /// Applies suppressing comments and the baseline to a module.
    #[must_use]
    pub fn new(report: ModuleReport, baseline: Option<&mut Baseline>) -> Self {
        let errors = |diagnostics: &[Diagnostic]| {
            diagnostics.iter().filter(|it| it.code.severity() == Severity::Error).count()
        };
        let errors_found = errors(&report.diagnostics);
        let mut kept = report.diagnostics;
        let mut suppressed = 0;
        // In a module that was not analysed, a comment that suppresses nothing proves nothing.
        if let (Some(source), true) = (&report.source, report.verdict != Verdict::NotAnalyzed) {
            let applied = Suppressions::parse(source).apply(kept);
            suppressed = applied.suppressed.len();
            kept = applied.kept;
        }
        let mut baselined = 0;
        if let Some(baseline) = baseline {
            let before = kept.len();
            kept.retain(|diagnostic| !baseline.tolerates(diagnostic));
            baselined = before - kept.len();
        }
        let outcome = match report.verdict {
            Verdict::NotAnalyzed => Outcome::NotAnalyzed,
            Verdict::Accepted => Outcome::Accepted,
            Verdict::Rejected if errors_found > 0 && errors(&kept) == 0 => Outcome::Tolerated,
            Verdict::Rejected => Outcome::Rejected,
        };
        ModuleFindings {
            name: report.name,
            path: report.path,
            kind: report.kind,
            outcome,
            diagnostics: kept,
            suppressed,
            baselined,
            imports: report.imports,
            lines: report.lines,
            steps: report.steps,
        }
    }

    /// Whether it was asked to be strict, by a marker or an option.
    pub fn is_strict(&self) -> bool {
        self.kind != ModuleKind::Plain
    }
}

#[cfg(test)]
pub mod samples;
#[cfg(test)]
mod tests;
