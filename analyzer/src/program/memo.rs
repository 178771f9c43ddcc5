//! The result of a component, and what it was computed from.
//!
//! Evaluating a component is a function of the code of its modules and of the answers that it was given about other
//! modules. A result holds again when what the evaluation looked at is the same: the bodies of code that was run, the answers,
//! and parts of finished units (see [`Reads`](crate::heap::Reads)). Where code that the result holds has moved in its source, or
//! what a finding points to, the result is made anew with the places of now, without an evaluation.

use std::path::PathBuf;
use std::sync::Arc;

use super::load::{Entry, Loaded, Program};
use super::search::Location;
use super::shift::{Shift, Shifts};
use crate::domain::{ObjectId, UnitId};
use crate::fingerprint::Fingerprint;
use crate::heap::{FrozenUnit, UnitReads};
use crate::interp::Found;
use crate::ir::Code;
use crate::report::{LibraryFinding, ModuleKind, ModuleReport};

/// What a component was told about another module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Its unit, the module in it, and the names of all modules that importing it loads.
    Finished(UnitId, Option<ObjectId>, Fingerprint),
    Opaque(String),
    Perhaps,
    Namespace,
    Missing,
}

/// Work that evaluating a component took.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Work {
    pub modules: usize,
    pub lines: usize,
    pub steps: u64,
    pub exhausted: usize,
}

impl Work {
    pub(crate) fn add(&mut self, other: Work) {
        self.modules += other.modules;
        self.lines += other.lines;
        self.steps += other.steps;
        self.exhausted += other.exhausted;
    }
}

/// The result of a component.
#[derive(Debug)]
pub(crate) struct Memo {
    /// Its modules, ordered by name.
    pub members: Vec<Arc<str>>,
    pub answers: Vec<(Arc<str>, Answer)>,
    /// What was looked at in other units.
    pub reads: Vec<UnitReads>,
    /// Code that it depends on: that of its members, in their order, and then that of other modules of files that may change.
    pub code: Vec<CodeUse>,
    /// `None` for a file that no import can mean.
    pub unit: Option<Arc<FrozenUnit>>,
    pub reports: Vec<Arc<ModuleReport>>,
    pub stub_findings: Vec<(Arc<str>, PathBuf, Arc<ModuleReport>)>,
    pub library: Vec<LibraryFinding>,
    pub work: Work,
    /// The analyzer failed: this is not to be used again.
    pub is_failure: bool,
}

/// What a result has to do with the code of a module.
#[derive(Clone, Debug)]
pub(crate) struct CodeUse {
    pub module: Arc<str>,
    /// The module as it was.
    pub loaded: Arc<Loaded>,
    /// Code of which the body was looked at.
    pub bodies: Box<[Arc<Code>]>,
}

/// Whether a result holds.
pub(super) enum Holds {
    Yes,
    /// After its code has moved.
    Moved(Arc<Memo>),
    No,
}

impl Memo {
    /// Finished modules about which it asked.
    pub(crate) fn needs(&self) -> impl Iterator<Item = &Arc<str>> {
        self.answers.iter().filter(|(_, answer)| matches!(answer, Answer::Finished(..))).map(|(name, _)| name)
    }

    /// Whether the answers would be the same now, and what was looked at in other units is.
    pub(super) fn is_told_the_same(&self, program: &Program) -> bool {
        self.answers.iter().all(|(name, answer)| program.answer(name).as_ref() == Some(answer))
            && self.reads.iter().all(|read| program.unit(read.unit.id).is_some_and(|now| read.hold(&now)))
    }

    /// Whether it is about these modules, and the code that was run of them and of others is the same now.
    pub(super) fn holds_for_code(&self, program: &Program, entries: &[Arc<Entry>]) -> Holds {
        if !self.is_of(program, entries) {
            return Holds::No;
        }
        let others = &self.code[entries.len()..];
        let mut shifts = Shifts::default();
        let own_now = entries.iter().map(Arc::clone);
        let now = own_now.chain(others.iter().map(|it| program.entry(&it.module)));
        for (it, entry) in self.code.iter().zip(now) {
            match program.shift_of(it, &entry) {
                Shifted::No => {}
                Shifted::Unusable => return Holds::No,
                Shifted::By(shift) => shifts.0.push(shift),
            }
        }
        if shifts.0.is_empty() {
            return Holds::Yes;
        }
        self.moved(program, entries, &shifts).map_or(Holds::No, |memo| Holds::Moved(Arc::new(memo)))
    }

    /// Whether it is about these modules, and evaluating them would go the same way if they were told the same.
    pub(crate) fn is_of(&self, program: &Program, entries: &[Arc<Entry>]) -> bool {
        !self.is_failure
            && self.members.len() == entries.len()
            && self.members.iter().zip(entries).all(|(name, entry)| *name == entry.key)
            && self.code.iter().zip(entries).all(|(it, entry)| match program.shift_of(it, entry) {
                Shifted::No => true,
                Shifted::By(shift) => shift.is_same_module,
                Shifted::Unusable => false,
            })
    }

    /// The result with everything where it is now; `None` if that is not known.
    fn moved(&self, program: &Program, entries: &[Arc<Entry>], shifts: &Shifts) -> Option<Memo> {
        let others = &self.code[entries.len()..];
        let now = entries.iter().cloned().chain(others.iter().map(|it| program.entry(&it.module)));
        let mut code = Vec::with_capacity(self.code.len());
        for (it, entry) in self.code.iter().zip(now) {
            let bodies: Option<Box<[Arc<Code>]>> = it.bodies.iter().map(|body| shifts.code(body)).collect();
            let loaded = Arc::clone(program.load(&entry));
            code.push(CodeUse { module: Arc::clone(&it.module), loaded, bodies: bodies? });
        }
        let unit = match &self.unit {
            Some(unit) => {
                let moved = unit.moved(&|code| shifts.code(code), &|source| shifts.source(source))?;
                Some(Arc::new(moved))
            }
            None => None,
        };
        let mut reports = Vec::with_capacity(self.reports.len());
        for report in &self.reports {
            reports.push(moved_report(report, entries, program, shifts)?);
        }
        let mut stub_findings = Vec::with_capacity(self.stub_findings.len());
        for (name, path, report) in &self.stub_findings {
            stub_findings.push((
                Arc::clone(name),
                path.clone(),
                moved_report(report, entries, program, shifts)?,
            ));
        }
        let mut library = self.library.clone();
        if !library.iter_mut().all(|finding| shifts.relocate(&mut finding.diagnostic)) {
            return None;
        }
        Some(Memo {
            members: self.members.clone(),
            answers: self.answers.clone(),
            reads: self.reads.clone(),
            code,
            unit,
            reports,
            stub_findings,
            library,
            work: self.work,
            is_failure: false,
        })
    }
}

/// A report with the places of now.
fn moved_report(
    report: &Arc<ModuleReport>,
    entries: &[Arc<Entry>],
    program: &Program,
    shifts: &Shifts,
) -> Option<Arc<ModuleReport>> {
    let entry = entries.iter().find(|entry| *entry.name == *report.name);
    let loaded = entry.map(|entry| program.load(entry));
    let same_text = match (&report.source, loaded.and_then(|loaded| loaded.source.as_ref())) {
        (Some(old), Some(now)) => Arc::ptr_eq(old, now),
        _ => true,
    };
    if same_text && !report.diagnostics.iter().any(|diagnostic| shifts.concern(diagnostic)) {
        return Some(Arc::clone(report));
    }
    let mut moved = (**report).clone();
    if let Some(loaded) = loaded {
        moved.source.clone_from(&loaded.source);
        moved.lines = loaded.lines;
    }
    let is_moved = moved.diagnostics.iter_mut().all(|diagnostic| shifts.relocate(diagnostic));
    is_moved.then(|| Arc::new(moved))
}

/// What has become of code that a result depends on.
enum Shifted {
    /// It is where it was.
    No,
    /// The result can do with what it has become.
    By(Arc<Shift>),
    /// What the result depends on is another.
    Unusable,
}

impl Program {
    /// What has become of the code of a module that a result depends on.
    fn shift_of(&self, code: &CodeUse, entry: &Entry) -> Shifted {
        let now = self.load(entry);
        if Arc::ptr_eq(now, &code.loaded) {
            return Shifted::No;
        }
        match self.shift(&code.loaded, now) {
            Some(shift) if code.bodies.iter().all(|body| shift.has_same_body(body)) => Shifted::By(shift),
            _ => Shifted::Unusable,
        }
    }

    /// What is known about a module outside of the component that asks; `None` when it has not been evaluated yet.
    pub(super) fn answer(&self, name: &str) -> Option<Answer> {
        let entry = self.entry(name);
        if let Some(unit) = entry.unit.get() {
            return Some(Answer::Finished(unit.id, unit.module(&entry.name), unit.loaded_fingerprint));
        }
        match &*entry.location {
            Location::Missing => return Some(Answer::Missing),
            Location::NotFound => return Some(Answer::Perhaps),
            Location::Namespace => return Some(Answer::Namespace),
            _ => {}
        }
        if self.is_evaluated(&entry) {
            return None;
        }
        let loaded = self.load(&entry);
        Some(Answer::Opaque(match (&loaded.module, loaded.kind) {
            (None, _) => format!("module `{name}`, which has errors"),
            (_, ModuleKind::SideEffectsAllowed) => {
                format!("module `{name}`, whose side effects are allowed")
            }
            _ => format!("module `{name}`, which is not strict"),
        }))
    }

    /// The answer as the interpreter takes it.
    pub(super) fn found(&self, name: &str, answer: &Answer) -> Found {
        match answer {
            Answer::Finished(..) => match self.entry(name).unit.get() {
                Some(unit) => Found::Finished(Arc::clone(unit)),
                None => Found::Pending,
            },
            Answer::Opaque(what) => Found::Opaque(what.clone()),
            Answer::Perhaps => Found::Perhaps {
                what: format!("module `{name}`, which was not found"),
                is_installed: !self.search.has_environment,
            },
            Answer::Namespace => Found::Namespace,
            Answer::Missing => Found::Missing,
        }
    }
}
