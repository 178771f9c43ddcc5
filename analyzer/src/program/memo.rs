//! The result of a component, and what it was computed from.
//!
//! Evaluating a component is a function of its lowered modules and of the answers that it was given about other
//! modules. A result holds again when both are the same. What a finished module shows to others is compared by
//! fingerprint, in which there are no places; so a result also depends on the text of each other module whose places are in
//! its findings, or in the code that its objects hold.

use std::path::PathBuf;
use std::sync::Arc;

use super::load::{Entry, Loaded, Program};
use super::search::Location;
use crate::fingerprint::Fingerprint;
use crate::heap::FrozenUnit;
use crate::interp::Found;
use crate::report::{LibraryFinding, ModuleKind, ModuleReport};

/// What a component was told about another module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Finished(Fingerprint),
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
    /// What was evaluated, in the order of `members`.
    pub loaded: Vec<Arc<Loaded>>,
    pub answers: Vec<(Arc<str>, Answer)>,
    /// Other modules whose places are in the result.
    pub places: Vec<(Arc<str>, Arc<Loaded>)>,
    /// `None` for a file that no import can mean.
    pub unit: Option<Arc<FrozenUnit>>,
    pub reports: Vec<Arc<ModuleReport>>,
    pub stub_findings: Vec<(Arc<str>, PathBuf, Arc<ModuleReport>)>,
    pub library: Vec<LibraryFinding>,
    pub work: Work,
    /// The analyzer failed: this is not to be used again.
    pub is_failure: bool,
}

impl Memo {
    /// Finished modules about which it asked.
    pub(crate) fn needs(&self) -> impl Iterator<Item = &Arc<str>> {
        self.answers.iter().filter(|(_, answer)| matches!(answer, Answer::Finished(_))).map(|(name, _)| name)
    }

    /// Whether evaluating these entries now would give the same.
    pub(crate) fn holds(&self, program: &Program, entries: &[Arc<Entry>]) -> bool {
        self.is_of(program, entries)
            && self.answers.iter().all(|(name, answer)| program.answer(name).as_ref() == Some(answer))
            && self.has_places(program)
    }

    /// Whether the texts of other modules whose places are in the result are the same.
    pub(crate) fn has_places(&self, program: &Program) -> bool {
        self.places.iter().all(|(name, loaded)| Arc::ptr_eq(program.load(&program.entry(name)), loaded))
    }

    /// Whether it is about these modules, with the texts that they have now.
    pub(crate) fn is_of(&self, program: &Program, entries: &[Arc<Entry>]) -> bool {
        !self.is_failure
            && self.members.len() == entries.len()
            && self.members.iter().zip(entries).all(|(name, entry)| *name == entry.key)
            && self.loaded.iter().zip(entries).all(|(loaded, entry)| Arc::ptr_eq(program.load(entry), loaded))
    }
}

impl Program {
    /// What is known about a module outside of the component that asks; `None` when it has not been evaluated yet.
    pub(super) fn answer(&self, name: &str) -> Option<Answer> {
        let entry = self.entry(name);
        if let Some(unit) = entry.unit.get() {
            return Some(Answer::Finished(unit.fingerprint));
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
            Answer::Finished(_) => match self.entry(name).unit.get() {
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
