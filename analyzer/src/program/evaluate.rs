//! Evaluates one component of the import graph, and makes of it a result that can be kept.

use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use rustc_hash::{FxHashMap, FxHashSet};
use strict_syntax::SourceFile;

use super::memo::{Answer, CodeUse, Memo, Work};
use super::report::{module_report, unevaluated_report};
use super::search::Location;
use super::{Entry, Program};
use crate::builtins::builtin_unit;
use crate::diagnostics::{Code as DiagnosticCode, Diagnostic};
use crate::domain::{UnitId, Value};
use crate::heap::{FrozenModule, FrozenUnit, Reads, UnitReads};
use crate::interp::{Abort, Found, Interp, ModuleStatus, Stop, World};
use crate::ir::Code;
use crate::options::Options;
use crate::report::{LibraryFinding, ModuleReport, Verdict};

/// How the evaluation of a component ended.
pub(super) enum Evaluated {
    Finished(Arc<Memo>),
    Needs(Arc<str>),
    Cancelled,
}

/// What one component sees of the program, and a record of what it saw.
struct View<'p> {
    program: &'p Program,
    members: FxHashSet<Arc<str>>,
    answers: Mutex<FxHashMap<Arc<str>, Answer>>,
}

impl World for View<'_> {
    fn options(&self) -> &Options {
        &self.program.options
    }

    fn find(&self, name: &str) -> Found {
        if crate::builtins::is_native_module(name) {
            return Found::Finished(builtin_unit());
        }
        let entry = self.program.entry(name);
        if self.members.contains(&entry.name) {
            return match &self.program.load(&entry).module {
                Some(module) => Found::Local(Arc::clone(module)),
                None => Found::Opaque(format!("module `{name}`, which cannot be read")),
            };
        }
        let Some(answer) = self.program.answer(name) else { return Found::Pending };
        let found = self.program.found(name, &answer);
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.entry(Arc::from(name)).or_insert(answer);
        found
    }

    fn unit(&self, id: UnitId) -> Arc<FrozenUnit> {
        // Whoever links to a unit was evaluated after it.
        self.program.unit(id).unwrap_or_else(builtin_unit)
    }

    fn is_kept(&self) -> bool {
        self.program.is_kept
    }

    fn is_cancelled(&self) -> bool {
        self.program.is_cancelled()
    }
}

impl Program {
    /// Evaluates the modules of a component; `is_shadowed`: a single one, whose name stands for another module when imported.
    pub(super) fn evaluate_component(&self, entries: &[Arc<Entry>], is_shadowed: bool) -> Evaluated {
        let since = Instant::now();
        let result = std::panic::catch_unwind(AssertUnwindSafe(|| self.evaluate(entries, is_shadowed)));
        self.spent(3, since);
        result.unwrap_or_else(|panic| {
            let what = panic
                .downcast_ref::<&str>()
                .map(|text| (*text).to_owned())
                .or_else(|| panic.downcast_ref::<String>().cloned())
                .unwrap_or_default();
            Evaluated::Finished(Arc::new(self.failed(entries, &what)))
        })
    }

    /// The result of a component at which the analyzer failed.
    fn failed(&self, entries: &[Arc<Entry>], what: &str) -> Memo {
        let report = |entry: &Arc<Entry>| {
            let loaded = self.load(entry);
            let mut report = unevaluated_report(entry, loaded);
            report.verdict = Verdict::Rejected;
            if let Some(source) = &loaded.source {
                report.diagnostics.push(Diagnostic {
                    code: DiagnosticCode::Internal,
                    message: format!("the analyzer failed: {what}"),
                    primary: crate::diagnostics::Location {
                        source: Arc::clone(source),
                        range: strict_syntax::TextRange::default(),
                    },
                    label: None,
                    trace: Vec::new(),
                    notes: Vec::new(),
                    help: Some("please report this, with the file".to_owned()),
                });
            }
            Arc::new(report)
        };
        let members: Vec<Arc<str>> = entries.iter().map(|entry| Arc::clone(&entry.key)).collect();
        let unit = FrozenUnit::empty(self.store.unit_id(&members));
        Memo {
            code: self.code_uses(entries, &Reads::default(), &[]),
            members,
            answers: Vec::new(),
            reads: Vec::new(),
            unit: Some(Arc::new(unit)),
            reports: entries.iter().map(report).collect(),
            stub_findings: Vec::new(),
            library: Vec::new(),
            work: Work::default(),
            is_failure: true,
        }
    }

    fn evaluate(&self, entries: &[Arc<Entry>], is_shadowed: bool) -> Evaluated {
        let members: Vec<Arc<str>> = entries.iter().map(|entry| Arc::clone(&entry.key)).collect();
        let unit = self.store.unit_id(&members);
        let names = if is_shadowed { FxHashSet::default() } else { members.iter().cloned().collect() };
        let view = View { program: self, members: names, answers: Mutex::default() };
        let mut interp = Interp::new(&view, unit, builtin_unit());
        // Shorter names first: a package is entered through its top.
        let mut order: Vec<usize> = (0..entries.len()).collect();
        order.sort_by_key(|&i| (loaded_first(&entries[i].name), entries[i].name.matches('.').count(), i));
        if let Err(ended) = self.execute(&mut interp, entries, &order, is_shadowed) {
            return ended;
        }
        let mut reads = Reads::default();
        let mut entered = Vec::new();
        for first in other_entries(entries, &order) {
            let mut reordered = vec![first];
            reordered.extend(order.iter().copied().filter(|&i| i != first));
            let mut other = Interp::new(&view, unit, builtin_unit());
            if let Err(ended) = self.execute(&mut other, entries, &reordered, false) {
                return ended;
            }
            entered.push((Arc::clone(&entries[first].name), other.outcomes()));
            reads.add(&other.heap);
        }
        interp.compare_orders(&entries[order[0]].name, &entered);
        let mut memo = Memo {
            code: Vec::new(),
            members,
            answers: Vec::new(),
            reads: Vec::new(),
            unit: None,
            reports: Vec::new(),
            stub_findings: Vec::new(),
            library: Vec::new(),
            work: Work { modules: entries.len(), steps: interp.steps, ..Work::default() },
            is_failure: false,
        };
        for entry in entries {
            let loaded = self.load(entry);
            memo.work.lines += loaded.lines;
            let report = module_report(&mut interp, entry, loaded, &self.options);
            memo.take_report(self, entry, report);
        }
        if interp.exhausted {
            memo.work.exhausted = interp
                .modules
                .iter()
                .filter(|module| {
                    module.diagnostics.iter().any(|d| {
                        matches!(
                            d.code,
                            DiagnosticCode::StepsExhausted
                                | DiagnosticCode::DepthExhausted
                                | DiagnosticCode::ValueTooLarge
                        )
                    })
                })
                .count();
        }
        interp.seal();
        reads.add(&interp.heap);
        if !is_shadowed {
            memo.unit = Some(Arc::new(self.freeze(interp, &memo.members)));
        }
        if self.is_kept {
            memo.code = self.code_uses(entries, &reads, &self.sources_of(&memo));
            memo.reads = reads.into_units();
            if self.options.layouts {
                let relied_on = self.relied_on(&memo.reads);
                for report in &mut memo.reports {
                    Arc::make_mut(report).relied_on.clone_from(&relied_on);
                }
            }
        }
        memo.answers =
            view.answers.into_inner().unwrap_or_else(PoisonError::into_inner).into_iter().collect();
        // What a cancelled evaluation gave may be anything, wherever it was interrupted.
        if self.is_cancelled() { Evaluated::Cancelled } else { Evaluated::Finished(Arc::new(memo)) }
    }

    /// Ends the evaluation.
    fn freeze(&self, interp: Interp<'_>, members: &[Arc<str>]) -> FrozenUnit {
        let modules: Vec<FrozenModule> = interp
            .modules
            .iter()
            .filter(|module| module.status == ModuleStatus::Finished)
            .map(|module| FrozenModule { name: Arc::clone(&module.name), object: module.object })
            .collect();
        let owners = interp.modules.iter().map(|module| Arc::clone(&module.name)).collect();
        let last = self.store.memo(&members[0]).filter(|last| last.members == members);
        let last = last.as_ref().and_then(|last| last.unit.as_deref());
        interp.heap.freeze(modules, owners, interp.imported, last)
    }

    /// The names whose values are known, and were looked up in modules that nothing freezes.
    fn relied_on(&self, reads: &[UnitReads]) -> Vec<(String, Vec<String>)> {
        let mut names: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (module, name, slot) in reads.iter().flat_map(UnitReads::names) {
            let is_known = !matches!(slot.value, Value::Unknown(_) | Value::Typed(_) | Value::Union(_));
            if is_known && !slot.maybe_unbound && !self.is_to_be_frozen(module) {
                names.entry(module).or_default().push(name.to_string());
            }
        }
        let sorted = names.into_iter().map(|(module, mut names)| {
            names.sort_unstable();
            names.dedup();
            (module.to_owned(), names)
        });
        sorted.collect()
    }

    /// Whether a module that was evaluated is frozen when a program loads it.
    fn is_to_be_frozen(&self, name: &str) -> bool {
        // What patterns make strict may be left out, and what was only looked into is not strict at all.
        if self.options.all {
            return false;
        }
        let entry = self.entry(name);
        matches!(&*entry.location, Location::Root { .. } | Location::File { .. })
            && self.store.memo(&entry.key).is_some_and(|memo| {
                memo.reports
                    .iter()
                    .any(|report| *report.name == *entry.name && report.verdict == Verdict::Accepted)
            })
    }

    /// What a result has to do with the code of modules: its own, and those of others that it ran or that are among
    /// `sources`.
    fn code_uses(&self, entries: &[Arc<Entry>], reads: &Reads, sources: &[Arc<SourceFile>]) -> Vec<CodeUse> {
        let mut others: FxHashMap<Arc<str>, Arc<Entry>> = FxHashMap::default();
        let mut bodies: FxHashMap<*const SourceFile, Vec<Arc<Code>>> = FxHashMap::default();
        for code in reads.bodies.values() {
            bodies.entry(Arc::as_ptr(&code.source)).or_default().push(Arc::clone(code));
        }
        let run = bodies.values().map(|codes| &codes[0].source);
        let mut seen: FxHashSet<*const SourceFile> = FxHashSet::default();
        for source in run.chain(sources) {
            if !seen.insert(Arc::as_ptr(source)) {
                continue;
            }
            let Some(entry) = self.module_of(source) else { continue };
            let is_own = entries.iter().any(|own| own.key == entry.key);
            if !is_own && !self.load(&entry).inputs.is_empty() {
                others.insert(Arc::clone(&entry.key), entry);
            }
        }
        let all = entries.iter().chain(others.values());
        let uses = all.map(|entry| {
            let loaded = self.load(entry);
            let source = loaded.source.as_ref().map(Arc::as_ptr);
            let bodies = source.and_then(|source| bodies.get(&source).cloned()).unwrap_or_default();
            CodeUse {
                module: Arc::clone(&entry.key),
                loaded: Arc::clone(loaded),
                bodies: bodies.into_boxed_slice(),
            }
        });
        uses.collect()
    }

    /// Sources in which a result has places.
    fn sources_of(&self, memo: &Memo) -> Vec<Arc<SourceFile>> {
        let of_objects = memo.unit.iter().flat_map(|unit| &unit.sources);
        let reports = memo.reports.iter().chain(memo.stub_findings.iter().map(|(_, _, report)| report));
        let diagnostics = reports.flat_map(|report| &report.diagnostics);
        let found = diagnostics.chain(memo.library.iter().map(|finding| &finding.diagnostic));
        let of_findings = found.flat_map(|it| {
            std::iter::once(&it.primary.source).chain(it.trace.iter().map(|frame| &frame.location.source))
        });
        of_objects.chain(of_findings).cloned().collect()
    }

    /// Executes the modules in the given order.
    fn execute(
        &self,
        interp: &mut Interp<'_>,
        entries: &[Arc<Entry>],
        order: &[usize],
        is_shadowed: bool,
    ) -> Result<(), Evaluated> {
        for &i in order {
            let entry = &entries[i];
            if interp.modules.iter().any(|module| module.name == entry.name) {
                continue;
            }
            let result = if is_shadowed {
                self.enter_shadowed(interp, entry)
            } else {
                interp.import_module(&entry.name).map(drop)
            };
            match result {
                // Each module that the exception has left has its finding.
                Ok(()) | Err(Stop::Raise(_) | Stop::Abort(Abort::Exhausted)) => {}
                Err(Stop::Abort(Abort::Needs(name))) => return Err(Evaluated::Needs(name)),
                Err(Stop::Abort(Abort::Cancelled)) => return Err(Evaluated::Cancelled),
            }
        }
        Ok(())
    }

    fn enter_shadowed(&self, interp: &mut Interp<'_>, entry: &Entry) -> Result<(), Stop> {
        if let Some(module) = &self.load(entry).module {
            if let Some((parent, _)) = entry.name.rsplit_once('.') {
                match interp.import_module(parent) {
                    Err(Stop::Raise(_)) | Ok(_) => {}
                    Err(stop) => return Err(stop),
                }
            }
            let _ = interp.execute_module(module)?;
        }
        Ok(())
    }
}

impl Memo {
    fn take_report(&mut self, program: &Program, entry: &Arc<Entry>, report: ModuleReport) {
        let loaded = program.load(entry);
        let stub_path: Option<&PathBuf> = match (&*entry.location, &loaded.source) {
            (Location::UserStub { path, .. }, Some(source)) if source.path() == path => Some(path),
            _ => None,
        };
        let is_asked_for = match &*entry.location {
            Location::Root { .. } => true,
            Location::File { .. } => program.options.report_imported,
            _ => false,
        };
        if is_asked_for || program.options.report_library {
            self.reports.push(Arc::new(report));
        } else if let Some(path) = stub_path {
            self.stub_findings.push((Arc::clone(&entry.name), path.clone(), Arc::new(report)));
        } else {
            let findings = report
                .diagnostics
                .into_iter()
                .map(|diagnostic| LibraryFinding { module: report.name.clone(), diagnostic });
            self.library.extend(findings);
        }
    }
}

impl Program {
    pub(super) fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

/// Modules that Python imports before any program's own, in this order: cycles among them have one way in.
const LOADED_FIRST: &[&str] = &["codecs", "encodings", "io", "abc", "os", "site"];

/// The place of a module in [`LOADED_FIRST`]; behind the last when it is not there.
fn loaded_first(name: &str) -> usize {
    LOADED_FIRST.iter().position(|first| *first == name).unwrap_or(LOADED_FIRST.len())
}

/// Ways into a cycle that are tried beside the first.
const MAX_OTHER_ENTRIES: usize = 3;

/// Other modules by which a cycle can be entered from outside: those that no package of the cycle loads first.
fn other_entries(entries: &[Arc<Entry>], order: &[usize]) -> Vec<usize> {
    if loaded_first(&entries[order[0]].name) < LOADED_FIRST.len() {
        return Vec::new();
    }
    let is_inside = |name: &str| {
        super::module_name::parents(name).any(|parent| entries.iter().any(|entry| &*entry.name == parent))
    };
    let free: Vec<usize> = order.iter().copied().filter(|&i| !is_inside(&entries[i].name)).collect();
    free.into_iter().skip(1).take(MAX_OTHER_ENTRIES).collect()
}
