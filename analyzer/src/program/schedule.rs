//! Evaluates the program: components of the import graph in topological order, in parallel.
//!
//! An import that is only found while a component is evaluated ends that evaluation; the component starts again when
//! what it imports is finished. Each round adds the imports found to the graph, so that a cycle closed by one merges
//! its components. Results do not depend on the order in which threads get to run.

use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use rustc_hash::{FxHashMap, FxHashSet};

use super::graph::{Graph, components};
use super::load::{Loaded, PHASES};
use super::report::{module_report, unevaluated_report};
use super::search::Location;
use super::stub_files::stub_report;
use super::{Entry, Program};
use crate::Progress;
use crate::builtins::builtin_unit;
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::domain::UnitId;
use crate::heap::{FrozenModule, FrozenUnit};
use crate::interp::{Abort, Found, Interp, ModuleStatus, Stop, World};
use crate::options::Options;
use crate::report::{LibraryFinding, ModuleKind, ModuleReport, Report, Statistics};

/// Stack of a worker: evaluation, parsing and dropping of deep trees recurse.
const STACK_SIZE: usize = 1 << 30;

/// A module and those that must be finished before it.
type ModuleNeeds = (Arc<str>, Vec<Arc<str>>);

/// Rounds in which imports may be discovered; a program has few beyond the first.
const MAX_ROUNDS: usize = 64;

/// Analyses the modules that `options` names, and whatever they import.
pub(crate) fn check(options: &Options, progress: Option<Progress<'_>>) -> Report {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.jobs).stack_size(STACK_SIZE).build();
    let program = Program::new(options.clone());
    let report = match pool {
        Ok(pool) => pool.install(|| Run::new(&program, progress).run()),
        // No threads can be had; the caller's own has to do.
        Err(_) => Run::new(&program, progress).run(),
    };
    if options.is_last {
        std::mem::forget(program);
    }
    report
}

/// A module as the caller named it.
struct Root {
    entry: Arc<Entry>,
    /// Its name stands for another module when imported: a file of the library that has a stub, or a second claim.
    shadowed: bool,
}

struct Run<'p> {
    program: &'p Program,
    progress: Option<Progress<'p>>,
    next_unit: AtomicU32,
    reports: Mutex<BTreeMap<(String, std::path::PathBuf), ModuleReport>>,
    library: Mutex<Vec<LibraryFinding>>,
    done: AtomicUsize,
    total: usize,
    evaluated: AtomicUsize,
    evaluated_lines: AtomicUsize,
    steps: std::sync::atomic::AtomicU64,
    exhausted: AtomicUsize,
}

/// How the evaluation of a component ended.
enum Outcome {
    Finished,
    Needs(Arc<str>),
}

/// What one component sees of the program.
struct View<'p> {
    program: &'p Program,
    members: FxHashSet<Arc<str>>,
}

impl World for View<'_> {
    fn options(&self) -> &Options {
        &self.program.options
    }

    fn find(&self, _unit: UnitId, name: &str) -> Found {
        if crate::builtins::is_native_module(name) {
            return Found::Finished(builtin_unit());
        }
        let entry = self.program.entry(name);
        if let Some(unit) = entry.unit.get() {
            return Found::Finished(Arc::clone(unit));
        }
        match &entry.location {
            Location::Missing => return Found::Missing,
            Location::NotFound => {
                return Found::Perhaps {
                    what: format!("module `{name}`, which was not found"),
                    is_installed: !self.program.search.has_environment,
                };
            }
            Location::Namespace => return Found::Namespace,
            _ => {}
        }
        if !self.program.is_evaluated(&entry) {
            let loaded = self.program.load(&entry);
            return Found::Opaque(match (&loaded.module, loaded.kind) {
                (None, _) => format!("module `{name}`, which has errors"),
                (_, ModuleKind::SideEffectsAllowed) => {
                    format!("module `{name}`, whose side effects are allowed")
                }
                _ => format!("module `{name}`, which is not strict"),
            });
        }
        if self.members.contains(&entry.name) {
            return match &self.program.load(&entry).module {
                Some(module) => Found::Local(Arc::clone(module)),
                None => Found::Opaque(format!("module `{name}`, which cannot be read")),
            };
        }
        Found::Pending
    }
}

impl<'p> Run<'p> {
    fn new(program: &'p Program, progress: Option<Progress<'p>>) -> Self {
        Run {
            program,
            progress,
            next_unit: AtomicU32::new(1),
            reports: Mutex::default(),
            library: Mutex::default(),
            done: AtomicUsize::new(0),
            total: program.options.modules.len(),
            evaluated: AtomicUsize::new(0),
            evaluated_lines: AtomicUsize::new(0),
            steps: std::sync::atomic::AtomicU64::new(0),
            exhausted: AtomicUsize::new(0),
        }
    }

    fn run(self) -> Report {
        let bad_stubs = self.program.bad_stubs();
        for report in bad_stubs {
            let key = (report.name.clone(), report.path.clone());
            self.reports.lock().unwrap_or_else(PoisonError::into_inner).insert(key, report);
        }
        let roots = self.roots();
        rayon::scope(|scope| {
            for root in &roots {
                scope.spawn(|_| {
                    self.program.load(&root.entry);
                });
            }
        });
        let mut wanted: FxHashSet<Arc<str>> = FxHashSet::default();
        let mut extra: FxHashMap<Arc<str>, FxHashSet<Arc<str>>> = FxHashMap::default();
        let mut shadowed: FxHashMap<Arc<str>, Arc<Entry>> = FxHashMap::default();
        for (i, root) in roots.iter().enumerate() {
            let loaded = self.program.load(&root.entry);
            let strict = matches!(loaded.kind, ModuleKind::Strict | ModuleKind::Static);
            if loaded.module.is_none() || !strict {
                self.finish(&root.entry, unevaluated_report(&root.entry, loaded));
            } else if root.shadowed {
                // A name that no import can mean.
                shadowed.insert(Arc::from(format!("{}\0{i}", root.entry.name)), Arc::clone(&root.entry));
            } else {
                wanted.insert(Arc::clone(&root.entry.name));
            }
        }
        for _ in 0..MAX_ROUNDS {
            let graph = self.graph(&wanted, &shadowed, &extra);
            if graph.is_empty() {
                break;
            }
            let components = components(&graph);
            let needs = self.evaluate_all(&components, &graph, &shadowed);
            if needs.is_empty() {
                break;
            }
            for (module, needed) in needs {
                extra.entry(module).or_default().insert(needed);
            }
        }
        self.report()
    }

    fn roots(&self) -> Vec<Root> {
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        let modules = &self.program.options.modules;
        modules
            .iter()
            .map(|(name, path)| {
                let first = seen.insert(name);
                let entry = self.program.entry(name);
                let is_own = matches!(&entry.location, Location::Root { path: own, .. } if own == path);
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
            self.reports.lock().unwrap_or_else(PoisonError::into_inner).contains_key(&report_key(entry))
        };
        for (key, entry) in shadowed {
            if reported(entry) {
                continue;
            }
            let mut needs = self.program.dependencies(entry);
            needs.extend(extra.get(key).into_iter().flatten().cloned());
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
                            let needs = self.program.dependencies(&entry);
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

    /// Evaluates components as soon as what they need is finished; returns the imports that were discovered.
    fn evaluate_all(
        &self,
        components: &[Vec<Arc<str>>],
        graph: &Graph,
        shadowed: &FxHashMap<Arc<str>, Arc<Entry>>,
    ) -> Vec<(Arc<str>, Arc<str>)> {
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
        let discovered: Mutex<Vec<(Arc<str>, Arc<str>)>> = Mutex::default();
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
        match self.evaluate_component(members, batch.shadowed) {
            Outcome::Finished => {
                for &dependant in &batch.dependants[index] {
                    if batch.waiting[dependant].fetch_sub(1, Ordering::AcqRel) == 1 {
                        scope.spawn(move |scope| self.evaluate_one(batch, dependant, scope));
                    }
                }
            }
            // Those that depend on it wait for the next round.
            Outcome::Needs(name) => {
                let module = Arc::clone(&members[0]);
                batch.discovered.lock().unwrap_or_else(PoisonError::into_inner).push((module, name));
            }
        }
    }

    fn evaluate_component(
        &self,
        members: &[Arc<str>],
        shadowed: &FxHashMap<Arc<str>, Arc<Entry>>,
    ) -> Outcome {
        let since = Instant::now();
        let result = std::panic::catch_unwind(AssertUnwindSafe(|| self.evaluate(members, shadowed)));
        self.program.spent(3, since);
        result.unwrap_or_else(|panic| {
            let what = panic
                .downcast_ref::<&str>()
                .map(|text| (*text).to_owned())
                .or_else(|| panic.downcast_ref::<String>().cloned())
                .unwrap_or_default();
            for name in members {
                let entry = shadowed.get(name).cloned().unwrap_or_else(|| self.program.entry(name));
                let loaded = self.program.load(&entry);
                let mut report = unevaluated_report(&entry, loaded);
                report.verdict = crate::report::Verdict::Rejected;
                if let Some(source) = &loaded.source {
                    report.diagnostics.push(Diagnostic {
                        code: Code::Internal,
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
                self.finish(&entry, report);
                let unit = FrozenUnit {
                    id: UnitId(self.next_unit.fetch_add(1, Ordering::Relaxed)),
                    ..FrozenUnit::default()
                };
                let _ = entry.unit.set(Arc::new(unit));
            }
            Outcome::Finished
        })
    }

    fn evaluate(&self, members: &[Arc<str>], shadowed: &FxHashMap<Arc<str>, Arc<Entry>>) -> Outcome {
        let program = self.program;
        let unit = UnitId(self.next_unit.fetch_add(1, Ordering::Relaxed));
        let entries: Vec<Arc<Entry>> = members
            .iter()
            .map(|name| shadowed.get(name).cloned().unwrap_or_else(|| program.entry(name)))
            .collect();
        let is_shadowed = shadowed.contains_key(&members[0]);
        let view = View {
            program,
            members: if is_shadowed { FxHashSet::default() } else { members.iter().cloned().collect() },
        };
        let mut interp = Interp::new(&view, unit, builtin_unit());
        // Shorter names first: a package is entered through its top.
        let mut order: Vec<usize> = (0..entries.len()).collect();
        order.sort_by_key(|&i| (loaded_first(&entries[i].name), entries[i].name.matches('.').count(), i));
        if let Some(needed) = self.execute(&mut interp, &entries, &order, is_shadowed) {
            return Outcome::Needs(needed);
        }
        let mut entered = Vec::new();
        for first in other_entries(&entries, &order) {
            let mut reordered = vec![first];
            reordered.extend(order.iter().copied().filter(|&i| i != first));
            let unit = UnitId(self.next_unit.fetch_add(1, Ordering::Relaxed));
            let mut other = Interp::new(&view, unit, builtin_unit());
            if let Some(needed) = self.execute(&mut other, &entries, &reordered, false) {
                return Outcome::Needs(needed);
            }
            entered.push((Arc::clone(&entries[first].name), other.outcomes()));
        }
        interp.compare_orders(&entries[order[0]].name, &entered);
        for entry in &entries {
            let loaded = program.load(entry);
            self.evaluated.fetch_add(1, Ordering::Relaxed);
            self.evaluated_lines.fetch_add(loaded.lines, Ordering::Relaxed);
            let report = module_report(&mut interp, entry, loaded, program.options.details);
            if program.options.report_library || matches!(entry.location, Location::Root { .. }) {
                self.finish(entry, report);
            } else if let (Location::UserStub { path, .. }, Some(source)) = (&entry.location, &loaded.source)
                && source.path() == path
            {
                self.add_stub_findings(entry, path, loaded, report);
            } else {
                let findings = report
                    .diagnostics
                    .into_iter()
                    .map(|diagnostic| LibraryFinding { module: report.name.clone(), diagnostic });
                self.library.lock().unwrap_or_else(PoisonError::into_inner).extend(findings);
            }
        }
        self.steps.fetch_add(interp.steps, Ordering::Relaxed);
        if interp.exhausted {
            let exhausted = interp
                .modules
                .iter()
                .filter(|module| {
                    module.diagnostics.iter().any(|d| {
                        matches!(d.code, Code::StepsExhausted | Code::DepthExhausted | Code::ValueTooLarge)
                    })
                })
                .count();
            self.exhausted.fetch_add(exhausted, Ordering::Relaxed);
        }
        if is_shadowed {
            return Outcome::Finished;
        }
        interp.seal();
        let modules: Vec<FrozenModule> = interp
            .modules
            .iter()
            .filter(|module| module.status == ModuleStatus::Finished)
            .map(|module| FrozenModule { name: Arc::clone(&module.name), object: module.object })
            .collect();
        let loaded = interp.imported.clone();
        let frozen = Arc::new(interp.heap.freeze(modules, loaded));
        for entry in &entries {
            let _ = entry.unit.set(Arc::clone(&frozen));
        }
        Outcome::Finished
    }

    /// Reports what executing a user's stub found: all that rely on the stub would be misled. What is wrong with its text
    /// has been reported.
    fn add_stub_findings(
        &self,
        entry: &Entry,
        path: &std::path::Path,
        loaded: &Loaded,
        report: ModuleReport,
    ) {
        let Some(source) = loaded.module.as_ref().and(loaded.source.as_ref()) else { return };
        if report.diagnostics.iter().all(|it| it.code.severity() != Severity::Error) {
            return;
        }
        let key = (entry.name.to_string(), path.to_owned());
        let mut reports = self.reports.lock().unwrap_or_else(PoisonError::into_inner);
        let reported = reports
            .entry(key)
            .or_insert_with(|| stub_report(&entry.name, path, Arc::clone(source), Vec::new()));
        reported.diagnostics.extend(report.diagnostics);
        reported.diagnostics.sort_by_key(|it| it.primary.range.start());
    }

    /// Executes the modules in the given order; returns a module that must be finished first, if there is one.
    fn execute(
        &self,
        interp: &mut Interp<'_>,
        entries: &[Arc<Entry>],
        order: &[usize],
        shadowed: bool,
    ) -> Option<Arc<str>> {
        for &i in order {
            let entry = &entries[i];
            if interp.modules.iter().any(|module| module.name == entry.name) {
                continue;
            }
            let result = if shadowed {
                self.enter_shadowed(interp, entry)
            } else {
                interp.import_module(&entry.name).map(drop)
            };
            match result {
                // Each module that the exception has left has its finding.
                Ok(()) | Err(Stop::Raise(_) | Stop::Abort(Abort::Exhausted)) => {}
                Err(Stop::Abort(Abort::Needs(name))) => return Some(name),
            }
        }
        None
    }

    fn enter_shadowed(&self, interp: &mut Interp<'_>, entry: &Entry) -> Result<(), Stop> {
        if let Some(module) = &self.program.load(entry).module {
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

    fn finish(&self, entry: &Entry, report: ModuleReport) {
        self.reports.lock().unwrap_or_else(PoisonError::into_inner).insert(report_key(entry), report);
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if let Some(progress) = self.progress {
            progress(done.min(self.total), self.total);
        }
    }

    fn report(self) -> Report {
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
        Report {
            library,
            modules: self
                .reports
                .into_inner()
                .unwrap_or_else(PoisonError::into_inner)
                .into_values()
                .collect(),
            statistics: Statistics {
                modules_parsed: program.parsed.load(Ordering::Relaxed),
                modules_evaluated: self.evaluated.into_inner(),
                lines: self.evaluated_lines.into_inner(),
                steps: self.steps.into_inner(),
                exhausted: self.exhausted.into_inner(),
                seconds,
            },
        }
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

/// Components being evaluated, and what each still waits for.
struct Batch<'a> {
    components: &'a [Vec<Arc<str>>],
    dependants: &'a [Vec<usize>],
    waiting: &'a [AtomicUsize],
    discovered: &'a Mutex<Vec<(Arc<str>, Arc<str>)>>,
    shadowed: &'a FxHashMap<Arc<str>, Arc<Entry>>,
}

fn report_key(entry: &Entry) -> (String, std::path::PathBuf) {
    let path = match &entry.location {
        Location::Root { path, .. } => path.clone(),
        _ => std::path::PathBuf::new(),
    };
    (entry.name.to_string(), path)
}
