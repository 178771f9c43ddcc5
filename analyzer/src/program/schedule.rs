//! Evaluates the program: components of the import graph in topological order, in parallel.
//!
//! An import that is only found while a component is evaluated ends that evaluation; the component starts again when
//! what it imports is finished. Each round adds the imports found to the graph, so that a cycle closed by one merges
//! its components. Results do not depend on the order in which threads get to run.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::evaluate::Evaluated;
use super::graph::{Graph, components};
use super::load::PHASES;
use super::memo::{Holds, Memo, Work};
use super::report::unevaluated_report;
use super::search::Location;
use super::store::Moment;
use super::stub_files::stub_report;
use super::{Entry, Program};
use crate::Progress;
use crate::diagnostics::Severity;
use crate::domain::UnitId;
use crate::report::{LibraryFinding, ModuleKind, ModuleReport, Statistics};

/// A module and those that must be finished before it.
type ModuleNeeds = (Arc<str>, Vec<Arc<str>>);

/// A module whose component could not be finished, and the module that it imports, if that is why.
type Discovered = (Arc<str>, Option<Arc<str>>);

/// Rounds in which imports may be discovered; a program has few beyond the first.
const MAX_ROUNDS: usize = 64;

/// A module as the caller named it.
struct Root {
    entry: Arc<Entry>,
    /// Its name stands for another module when imported: a file of the library that has a stub, or a second claim.
    shadowed: bool,
}

/// One run over the program.
pub(super) struct Run<'p> {
    program: &'p Program,
    progress: Option<Progress<'p>>,
    /// Nothing but texts has changed since the last run, which was complete.
    is_small: bool,
    /// Modules of which others are told something new since then.
    retold: FxHashSet<Arc<str>>,
    reports: Mutex<BTreeMap<(String, PathBuf), Arc<ModuleReport>>>,
    library: Mutex<Vec<LibraryFinding>>,
    done: AtomicUsize,
    total: usize,
    work: Mutex<Work>,
    /// What importers can tell from what it was in the last run.
    changed: RwLock<Changed>,
    /// Modules whose last result proved to be out of date: which imports it found says nothing.
    distrusted: Mutex<FxHashSet<Arc<str>>>,
    /// Whether results of the last run are about modules as they are now, by address.
    current: Mutex<FxHashMap<usize, (Arc<Memo>, bool)>>,
}

/// Units of which some part differs.
#[derive(Debug, Default)]
struct Changed {
    units: FxHashSet<UnitId>,
    /// Their modules.
    names: FxHashSet<Arc<str>>,
}

/// What a run gives.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub modules: Vec<Arc<ModuleReport>>,
    pub library: Vec<LibraryFinding>,
    pub statistics: Statistics,
}

/// How the evaluation of a component ended.
enum Ended {
    Finished,
    Needs(Arc<str>),
    /// The graph was made with what an old result had found.
    Again,
    Cancelled,
}

impl<'p> Run<'p> {
    pub(super) fn new(program: &'p Program, progress: Option<Progress<'p>>) -> Self {
        Run {
            program,
            progress,
            is_small: false,
            retold: FxHashSet::default(),
            reports: Mutex::default(),
            library: Mutex::default(),
            done: AtomicUsize::new(0),
            total: program.options.modules.len(),
            work: Mutex::default(),
            changed: RwLock::default(),
            distrusted: Mutex::default(),
            current: Mutex::default(),
        }
    }

    /// Runs; `None` when cancelled. `last`: when the last run was over, if it was complete, and for the same modules.
    pub(super) fn run(mut self, last: Option<Moment>) -> Option<Outcome> {
        let bad_stubs = self.program.bad_stubs();
        for report in bad_stubs {
            let key = (report.name.clone(), report.path.clone());
            self.reports.lock().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::new(report));
        }
        let roots = self.roots();
        rayon::scope(|scope| {
            for chunk in roots.chunks(64) {
                scope.spawn(move |_| {
                    for root in chunk {
                        self.program.load(&root.entry);
                    }
                });
            }
        });
        if let Some(retold) = last.and_then(|last| self.program.store.retold_since(last)) {
            self.is_small = true;
            self.retold = retold.into_iter().collect();
        }
        let mut wanted: FxHashSet<Arc<str>> = FxHashSet::default();
        let mut extra: FxHashMap<Arc<str>, FxHashSet<Arc<str>>> = FxHashMap::default();
        let mut shadowed: FxHashMap<Arc<str>, Arc<Entry>> = FxHashMap::default();
        for root in &roots {
            let loaded = self.program.load(&root.entry);
            let strict = matches!(loaded.kind, ModuleKind::Strict | ModuleKind::Static);
            if loaded.module.is_none() || !strict {
                self.finish(&Arc::new(unevaluated_report(&root.entry, loaded)));
            } else if root.shadowed {
                // A name that no import can mean.
                self.program.index_source(&root.entry);
                shadowed.insert(Arc::clone(&root.entry.key), Arc::clone(&root.entry));
            } else {
                wanted.insert(Arc::clone(&root.entry.name));
            }
        }
        if self.program.options.follow_plain {
            wanted.extend(self.behind_plain(&roots));
        }
        for _ in 0..MAX_ROUNDS {
            let graph = self.graph(&wanted, &shadowed, &extra);
            if graph.is_empty() {
                break;
            }
            let components = components(&graph);
            let found = self.evaluate_all(&components, &graph, &shadowed);
            if self.program.is_cancelled() {
                return None;
            }
            if found.is_empty() {
                break;
            }
            for (module, needed) in found {
                if let Some(needed) = needed {
                    extra.entry(module).or_default().insert(needed);
                }
            }
        }
        if !self.is_small {
            self.program.store.retain(|key| self.program.has_entry(key));
        }
        Some(self.outcome())
    }

    /// Strict modules that the roots import through plain ones.
    fn behind_plain(&self, roots: &[Root]) -> Vec<Arc<str>> {
        let program = self.program;
        let mut seen: FxHashSet<Arc<str>> = FxHashSet::default();
        let mut wave: Vec<Arc<Entry>> = roots.iter().map(|root| Arc::clone(&root.entry)).collect();
        let mut found = Vec::new();
        while !wave.is_empty() {
            let next: Mutex<Vec<Arc<Entry>>> = Mutex::default();
            rayon::scope(|scope| {
                for entry in &wave {
                    let next = &next;
                    scope.spawn(move |_| {
                        let named: Vec<Arc<Entry>> =
                            program.named_imports(entry).iter().map(|name| program.entry(name)).collect();
                        // Reads them, which is better done by many.
                        let files = named.into_iter().filter(|other| {
                            matches!(&*other.location, Location::File { .. } | Location::Root { .. })
                                && program.load(other).module.is_some()
                        });
                        next.lock().unwrap_or_else(PoisonError::into_inner).extend(files);
                    });
                }
            });
            let next = next.into_inner().unwrap_or_else(PoisonError::into_inner);
            wave = next.into_iter().filter(|entry| seen.insert(Arc::clone(&entry.name))).collect();
            let strict = wave.iter().filter(|entry| program.is_evaluated(entry));
            found.extend(strict.map(|entry| Arc::clone(&entry.name)));
        }
        found
    }

    fn roots(&self) -> Vec<Root> {
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        let modules = &self.program.options.modules;
        modules
            .iter()
            .map(|(name, path)| {
                let first = seen.insert(name);
                let entry = self.program.entry(name);
                let is_own = matches!(&*entry.location, Location::Root { path: own, .. } if own == path);
                if first && is_own {
                    Root { entry, shadowed: false }
                } else {
                    Root { entry: self.program.shadowed_entry(name, path), shadowed: true }
                }
            })
            .collect()
    }

    /// The graph of what is wanted and not finished, and of all that it needs.
    fn graph(
        &self,
        wanted: &FxHashSet<Arc<str>>,
        shadowed: &FxHashMap<Arc<str>, Arc<Entry>>,
        extra: &FxHashMap<Arc<str>, FxHashSet<Arc<str>>>,
    ) -> Graph {
        let mut graph = Graph::default();
        let mut pending: Vec<Arc<str>> = wanted.iter().cloned().collect();
        let reported = |entry: &Entry| {
            let path = match &*entry.location {
                Location::Root { path, .. } => path.clone(),
                _ => PathBuf::new(),
            };
            let key = (entry.name.to_string(), path);
            self.reports.lock().unwrap_or_else(PoisonError::into_inner).contains_key(&key)
        };
        for (key, entry) in shadowed {
            if reported(entry) {
                continue;
            }
            let mut needs = self.program.dependencies(entry).to_vec();
            needs.extend(extra.get(key).into_iter().flatten().cloned());
            needs.extend(self.found_before(entry));
            pending.extend(needs.iter().cloned());
            graph.insert(Arc::clone(key), needs);
        }
        let mut seen: FxHashSet<Arc<str>> = FxHashSet::default();
        while !pending.is_empty() {
            // Files of a wave are read and parsed in parallel.
            let wave: Vec<Arc<str>> =
                pending.drain(..).filter(|name| seen.insert(Arc::clone(name))).collect();
            let found: Mutex<Vec<ModuleNeeds>> = Mutex::default();
            rayon::scope(|scope| {
                for name in &wave {
                    scope.spawn(|_| {
                        let entry = self.program.entry(name);
                        if entry.unit.get().is_none() {
                            let mut needs = self.program.dependencies(&entry).to_vec();
                            needs.extend(self.found_before(&entry));
                            self.program.index_source(&entry);
                            found
                                .lock()
                                .unwrap_or_else(PoisonError::into_inner)
                                .push((Arc::clone(&entry.name), needs));
                        }
                    });
                }
            });
            for (name, mut needs) in found.into_inner().unwrap_or_else(PoisonError::into_inner) {
                needs.extend(extra.get(&name).into_iter().flatten().cloned());
                pending.extend(needs.iter().cloned());
                graph.insert(name, needs);
            }
        }
        graph
    }

    /// Imports that evaluating the module's component has found before, if it would be evaluated as it was then. What ties its
    /// modules together is a ring of them; what they need besides is added to the first.
    fn found_before(&self, entry: &Entry) -> Vec<Arc<str>> {
        let Some(memo) = self.program.store.memo(&entry.key) else { return Vec::new() };
        let is_distrusted = {
            let distrusted = self.distrusted.lock().unwrap_or_else(PoisonError::into_inner);
            distrusted.contains(&entry.key)
        };
        // One whose name means another module has no others.
        if is_distrusted || (entry.name == entry.key && !self.is_current(&memo)) {
            return Vec::new();
        }
        let place = memo.members.binary_search(&entry.key).unwrap_or_default();
        let next = memo.members[(place + 1) % memo.members.len()].clone();
        let mut found = if memo.members.len() > 1 { vec![next] } else { Vec::new() };
        if place == 0 {
            let is_member = |name: &Arc<str>| memo.members.binary_search(name).is_ok();
            let is_evaluated = |name: &Arc<str>| self.program.is_evaluated(&self.program.entry(name));
            found.extend(memo.needs().filter(|name| !is_member(name) && is_evaluated(name)).cloned());
        }
        found
    }

    /// Whether a result is about modules that would be evaluated as they were.
    fn is_current(&self, memo: &Arc<Memo>) -> bool {
        let address = Arc::as_ptr(memo).addr();
        if let Some((_, known)) = self.current.lock().unwrap_or_else(PoisonError::into_inner).get(&address) {
            return *known;
        }
        let entries: Vec<Arc<Entry>> = memo.members.iter().map(|name| self.program.entry(name)).collect();
        let is_current = memo.is_of(self.program, &entries);
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        current.insert(address, (Arc::clone(memo), is_current));
        is_current
    }

    /// Evaluates components as soon as what they need is finished; returns the imports that were discovered.
    fn evaluate_all(
        &self,
        components: &[Vec<Arc<str>>],
        graph: &Graph,
        shadowed: &FxHashMap<Arc<str>, Arc<Entry>>,
    ) -> Vec<Discovered> {
        let component_of: FxHashMap<&str, usize> = components
            .iter()
            .enumerate()
            .flat_map(|(i, members)| members.iter().map(move |name| (&**name, i)))
            .collect();
        let mut dependants: Vec<Vec<usize>> = vec![Vec::new(); components.len()];
        let waiting: Vec<AtomicUsize> = components
            .iter()
            .enumerate()
            .map(|(i, members)| {
                let needs: FxHashSet<usize> = members
                    .iter()
                    .flat_map(|name| &graph[name])
                    .filter_map(|name| component_of.get(&**name).copied())
                    .filter(|&other| other != i)
                    .collect();
                for &need in &needs {
                    dependants[need].push(i);
                }
                AtomicUsize::new(needs.len())
            })
            .collect();
        let discovered: Mutex<Vec<Discovered>> = Mutex::default();
        let batch = Batch {
            components,
            dependants: &dependants,
            waiting: &waiting,
            discovered: &discovered,
            shadowed,
        };
        // Those with nothing to wait for; the others are started by the last of what they need.
        let ready: Vec<usize> =
            (0..components.len()).filter(|&i| waiting[i].load(Ordering::Acquire) == 0).collect();
        rayon::scope(|scope| {
            for i in ready {
                let batch = &batch;
                scope.spawn(move |scope| self.evaluate_one(batch, i, scope));
            }
        });
        discovered.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn evaluate_one<'s>(&'s self, batch: &'s Batch<'s>, index: usize, scope: &rayon::Scope<'s>) {
        let members = &batch.components[index];
        let ended = self.settle(members, batch.shadowed);
        let needed = match ended {
            Ended::Cancelled => return,
            Ended::Finished => {
                for &dependant in &batch.dependants[index] {
                    if batch.waiting[dependant].fetch_sub(1, Ordering::AcqRel) == 1 {
                        scope.spawn(move |scope| self.evaluate_one(batch, dependant, scope));
                    }
                }
                return;
            }
            Ended::Needs(name) => Some(name),
            Ended::Again => None,
        };
        // Those that depend on it wait for the next round.
        let module = Arc::clone(&members[0]);
        batch.discovered.lock().unwrap_or_else(PoisonError::into_inner).push((module, needed));
    }

    /// Takes the last result of a component if it holds, and evaluates it otherwise.
    fn settle(&self, members: &[Arc<str>], shadowed: &FxHashMap<Arc<str>, Arc<Entry>>) -> Ended {
        let program = self.program;
        if program.is_cancelled() {
            return Ended::Cancelled;
        }
        let entries: Vec<Arc<Entry>> = members
            .iter()
            .map(|name| shadowed.get(name).cloned().unwrap_or_else(|| program.entry(name)))
            .collect();
        let last = program.store.memo(&members[0]).filter(|memo| memo.members == members);
        if let Some(memo) = &last {
            match self.holds(memo, &entries) {
                Holds::Yes => {
                    self.adopt(memo, &entries);
                    return Ended::Finished;
                }
                Holds::Moved(memo) => {
                    program.store.keep_memo(&memo);
                    self.adopt(&memo, &entries);
                    return Ended::Finished;
                }
                Holds::No => {}
            }
        }
        // Imports that old results found may have tied these modules together.
        if members.len() > 1 && self.distrust(members) {
            return Ended::Again;
        }
        let memo = match program.evaluate_component(&entries, shadowed.contains_key(&members[0])) {
            Evaluated::Finished(memo) => memo,
            Evaluated::Needs(name) => return Ended::Needs(name),
            Evaluated::Cancelled => return Ended::Cancelled,
        };
        if let Some(unit) = &memo.unit
            && !last.and_then(|last| last.unit.clone()).is_some_and(|last| last.is_like(unit))
        {
            let mut changed = self.changed.write().unwrap_or_else(PoisonError::into_inner);
            changed.names.extend(members.iter().cloned());
            changed.units.insert(unit.id);
        }
        program.store.keep_memo(&memo);
        self.work.lock().unwrap_or_else(PoisonError::into_inner).add(memo.work);
        self.adopt(&memo, &entries);
        Ended::Finished
    }

    fn holds(&self, memo: &Memo, entries: &[Arc<Entry>]) -> Holds {
        let is_told_new = || memo.answers.iter().any(|(name, _)| self.retold.contains(name));
        let may_differ = !self.is_small || (!self.retold.is_empty() && is_told_new()) || {
            let changed = self.changed.read().unwrap_or_else(PoisonError::into_inner);
            !changed.units.is_empty()
                && (memo.reads.iter().any(|read| changed.units.contains(&read.unit.id))
                    || memo.needs().any(|name| changed.names.contains(name)))
        };
        if may_differ && !memo.is_told_the_same(self.program) {
            return Holds::No;
        }
        memo.holds_for_code(self.program, entries)
    }

    /// Whether an old result, which is not trusted from now on, has added to what one of the modules needs.
    fn distrust(&self, members: &[Arc<str>]) -> bool {
        let uses = members.iter().any(|name| !self.found_before(&self.program.entry(name)).is_empty());
        let mut distrusted = self.distrusted.lock().unwrap_or_else(PoisonError::into_inner);
        distrusted.extend(members.iter().cloned());
        uses
    }

    /// Makes a result that of this run.
    fn adopt(&self, memo: &Memo, entries: &[Arc<Entry>]) {
        if let Some(unit) = &memo.unit {
            for entry in entries {
                self.program.set_unit(entry, unit);
            }
        }
        for report in &memo.reports {
            self.finish(report);
        }
        for (name, path, report) in &memo.stub_findings {
            self.add_stub_findings(name, path, report);
        }
        if !memo.library.is_empty() {
            let mut library = self.library.lock().unwrap_or_else(PoisonError::into_inner);
            library.extend(memo.library.iter().cloned());
        }
    }

    /// Reports what executing a user's stub found: all that rely on the stub would be misled. What is wrong with its text
    /// has been reported.
    fn add_stub_findings(&self, name: &str, path: &std::path::Path, report: &ModuleReport) {
        let Some(source) = &report.source else { return };
        if report.diagnostics.iter().all(|it| it.code.severity() != Severity::Error) {
            return;
        }
        let key = (name.to_owned(), path.to_owned());
        let mut reports = self.reports.lock().unwrap_or_else(PoisonError::into_inner);
        let reported = reports
            .entry(key)
            .or_insert_with(|| Arc::new(stub_report(name, path, Arc::clone(source), Vec::new())));
        let reported = Arc::make_mut(reported);
        reported.diagnostics.extend(report.diagnostics.iter().cloned());
        reported.diagnostics.sort_by_key(|it| it.primary.range.start());
    }

    fn finish(&self, report: &Arc<ModuleReport>) {
        let key = (report.name.clone(), report.path.clone());
        self.reports.lock().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(report));
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if let Some(progress) = self.progress {
            progress(done.min(self.total), self.total);
        }
    }

    fn outcome(self) -> Outcome {
        let program = self.program;
        let seconds = PHASES
            .iter()
            .zip(&program.times)
            .map(|(phase, nanos)| (*phase, nanos.load(Ordering::Relaxed) as f64 / 1e9))
            .collect();
        let mut library = self.library.into_inner().unwrap_or_else(PoisonError::into_inner);
        library.sort_by(|a, b| {
            (&a.module, a.diagnostic.primary.range.start())
                .cmp(&(&b.module, b.diagnostic.primary.range.start()))
        });
        let work = self.work.into_inner().unwrap_or_else(PoisonError::into_inner);
        Outcome {
            modules: self
                .reports
                .into_inner()
                .unwrap_or_else(PoisonError::into_inner)
                .into_values()
                .collect(),
            library,
            statistics: Statistics {
                modules_parsed: program.parsed.load(Ordering::Relaxed),
                modules_evaluated: work.modules,
                lines: work.lines,
                steps: work.steps,
                exhausted: work.exhausted,
                seconds,
            },
        }
    }
}

/// Components being evaluated, and what each still waits for.
struct Batch<'a> {
    components: &'a [Vec<Arc<str>>],
    dependants: &'a [Vec<usize>],
    waiting: &'a [AtomicUsize],
    discovered: &'a Mutex<Vec<Discovered>>,
    shadowed: &'a FxHashMap<Arc<str>, Arc<Entry>>,
}
