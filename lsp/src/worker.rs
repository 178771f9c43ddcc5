//! The thread that checks.

use std::collections::{BTreeSet, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossbeam_channel::{Receiver, Sender, unbounded};
use strict_analyzer::Overlay;

use crate::snapshot::{FileFindings, Snapshot};
use crate::workspace::{Workspace, check_all};

/// Checking recurses with the program; the rest is on threads of the session.
const STACK_SIZE: usize = 256 << 20;

/// What has happened since the last job.
#[derive(Debug, Default)]
pub(crate) struct Job {
    pub(crate) files: Arc<Overlay>,
    /// Open documents.
    pub(crate) open: Vec<PathBuf>,
    /// Files whose text may differ.
    pub(crate) changed: BTreeSet<PathBuf>,
    /// Files may have come or gone.
    pub(crate) restructured: bool,
    /// Folders to check from now on, read anew.
    pub(crate) folders: Option<Vec<PathBuf>>,
}

/// What the thread is asked.
pub(crate) enum Task {
    Check(Job),
    /// What would pass if every module were strict, in these folders.
    CheckAll(Vec<PathBuf>, Arc<Overlay>, u64),
}

/// What the thread says.
pub(crate) enum Said {
    /// `None`: the check was cancelled.
    Checked(Option<Arc<Snapshot>>),
    CheckedAll(u64, Result<Vec<Arc<FileFindings>>, String>),
    Progress(usize, usize),
    Panicked(String),
}

/// The thread, seen from outside.
pub(crate) struct Worker {
    pub(crate) tasks: Sender<Task>,
    pub(crate) said: Receiver<Said>,
    /// Ends the check that is under way.
    pub(crate) cancelled: Arc<AtomicBool>,
}

impl Worker {
    pub(crate) fn start() -> std::io::Result<Worker> {
        let (tasks, incoming) = unbounded();
        let (outgoing, said) = unbounded();
        let cancelled = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&cancelled);
        thread::Builder::new()
            .name("strict-check".to_owned())
            .stack_size(STACK_SIZE)
            .spawn(move || run(&incoming, &outgoing, &flag))?;
        Ok(Worker { tasks, said, cancelled })
    }
}

fn run(incoming: &Receiver<Task>, outgoing: &Sender<Said>, cancelled: &Arc<AtomicBool>) {
    let mut workspaces: Vec<Workspace> = Vec::new();
    let mut folders: Vec<PathBuf> = Vec::new();
    let mut failures: Vec<String> = Vec::new();
    for task in incoming {
        let said = match task {
            Task::CheckAll(folders, files, ticket) => {
                // Nobody who types should wait for it.
                let outgoing = outgoing.clone();
                let work = move || {
                    let found = catch_unwind(|| {
                        let all: Result<Vec<_>, String> =
                            folders.iter().map(|folder| check_all(folder, &files)).collect();
                        all.map(|all| all.concat())
                    });
                    let found = found.unwrap_or_else(|_| Err("the check failed".to_owned()));
                    let _ = outgoing.send(Said::CheckedAll(ticket, found));
                };
                match thread::Builder::new().stack_size(STACK_SIZE).spawn(work) {
                    Ok(_) => continue,
                    Err(error) => Said::CheckedAll(ticket, Err(error.to_string())),
                }
            }
            Task::Check(mut job) => {
                cancelled.store(false, Ordering::Relaxed);
                if let Some(new) = job.folders.take() {
                    folders = new;
                    failures.clear();
                    let mut old = std::mem::take(&mut workspaces);
                    for folder in &folders {
                        let known = old.iter().position(|workspace| workspace.root == *folder);
                        let known = known.map(|place| old.swap_remove(place));
                        match known.as_ref().map_or(Ok(false), Workspace::has_same_configuration) {
                            // What it knows is still of use.
                            Ok(true) => workspaces.extend(known),
                            Ok(false) => {
                                match Workspace::open(folder.clone(), false, Arc::clone(cancelled)) {
                                    Ok(workspace) => workspaces.push(workspace),
                                    Err(error) => failures.push(error),
                                }
                            }
                            Err(error) => {
                                // While its configuration is being written, the last one that could be read applies.
                                failures.push(error);
                                workspaces.extend(known);
                            }
                        }
                    }
                    job.restructured = true;
                }
                let work = || check(&mut workspaces, &job, &failures, outgoing);
                match catch_unwind(AssertUnwindSafe(work)) {
                    Ok(snapshot) => Said::Checked(snapshot.map(Arc::new)),
                    Err(panic) => {
                        // Whatever state they are in, they are not to be used again.
                        workspaces.clear();
                        for folder in &folders {
                            workspaces
                                .extend(Workspace::open(folder.clone(), false, Arc::clone(cancelled)).ok());
                        }
                        Said::Panicked(text_of(panic.as_ref()))
                    }
                }
            }
        };
        if outgoing.send(said).is_err() {
            return;
        }
    }
}

/// What a panic says.
pub(crate) fn text_of(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}

fn check(
    workspaces: &mut [Workspace],
    job: &Job,
    failures: &[String],
    outgoing: &Sender<Said>,
) -> Option<Snapshot> {
    let mut snapshot = Snapshot { failures: failures.to_vec(), ..Snapshot::default() };
    let mut modules: HashMap<String, PathBuf> = HashMap::new();
    for workspace in workspaces.iter_mut() {
        for path in &job.changed {
            workspace.changed(path);
        }
        if job.restructured
            && let Err(error) = workspace.discover(&job.files, &job.open)
        {
            snapshot.failures.push(error);
            continue;
        }
    }
    for workspace in workspaces {
        let progress = |done, total| {
            // Whoever wants to know looks now and then.
            if done % 16 == 0 {
                let _ = outgoing.send(Said::Progress(done, total));
            }
        };
        match workspace.check(&job.files, &progress)? {
            Ok(found) => {
                for file in found {
                    modules.entry(file.report.name.clone()).or_insert_with(|| file.path.clone());
                    // A file can be checked under two names; what is found under either counts.
                    snapshot
                        .files
                        .entry(file.path.clone())
                        .and_modify(|known| {
                            if known.findings.diagnostics.is_empty() {
                                *known = Arc::clone(&file);
                            }
                        })
                        .or_insert(file);
                }
            }
            Err(error) => snapshot.failures.push(error),
        }
    }
    snapshot.modules = modules;
    Some(snapshot)
}
