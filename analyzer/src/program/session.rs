//! Checks that follow each other: what an edit does not concern is not done again.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::Program;
use super::schedule::{Outcome, Run};
use super::store::{Moment, Store};
use crate::Progress;
use crate::files::{Disk, FileSystem};
use crate::options::Options;
use crate::report::{LibraryFinding, ModuleReport, Report, Statistics};

/// Stack of a worker: evaluation, parsing and dropping of deep trees recurse.
const STACK_SIZE: usize = 1 << 30;

/// The result of a check by a [`Session`]. A report that is the same object as in the last check says the same.
#[derive(Clone, Debug, Default)]
pub struct SessionReport {
    /// The modules that were asked for, ordered by name.
    pub modules: Vec<Arc<ModuleReport>>,
    /// What was found in library modules.
    pub library: Vec<LibraryFinding>,
    /// Work that this check took, which leaves out what was known before.
    pub statistics: Statistics,
}

/// A workspace that is checked again and again.
///
/// Each result is the one that [`check`](crate::check) would give for the same files, whatever was checked before.
#[derive(Debug)]
pub struct Session {
    options: Options,
    store: Arc<Store>,
    pool: Option<rayon::ThreadPool>,
    cancelled: Arc<AtomicBool>,
    /// When the last check was over, if it was complete, and for the same modules.
    complete: Option<Moment>,
    /// Another check may follow.
    is_kept: bool,
}

impl Session {
    /// A session that has checked nothing yet.
    #[must_use]
    pub fn new(options: Options, files: Arc<dyn FileSystem>) -> Session {
        // Without threads of its own, the caller's has to do.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(options.jobs).stack_size(STACK_SIZE).build();
        Session {
            options,
            store: Arc::new(Store::new(files)),
            pool: pool.ok(),
            cancelled: Arc::default(),
            complete: None,
            is_kept: true,
        }
    }

    /// A session for a single check, which need not know what its results depend on.
    #[must_use]
    pub fn for_one_check(options: Options, files: Arc<dyn FileSystem>) -> Session {
        Session { is_kept: false, ..Session::new(options, files) }
    }

    /// Files to report on, and folders in which imports are looked up, from now on.
    pub fn set_modules(&mut self, modules: Vec<(String, PathBuf)>, search_path: Vec<PathBuf>) {
        if self.options.modules != modules || self.options.search_path != search_path {
            self.options.modules = modules;
            self.options.search_path = search_path;
            self.restructured();
        }
    }

    /// Replaces the files. Which of them differ must be said as well.
    pub fn set_files(&mut self, files: Arc<dyn FileSystem>) {
        self.store.set_files(files);
    }

    /// The text of a file may have changed.
    pub fn changed(&mut self, path: &Path) {
        self.store.forget(path);
        if !self.options.modules.iter().any(|(_, known)| known == path) {
            self.restructured();
        }
    }

    /// Files may have come or gone.
    pub fn restructured(&mut self) {
        self.store.restructure();
        self.complete = None;
    }

    /// Whoever sets this ends a check that is under way. It must be unset before the next one.
    pub fn set_cancellation(&mut self, cancelled: Arc<AtomicBool>) {
        self.cancelled = cancelled;
    }

    /// Checks the modules; `None` when cancelled. A check that was cancelled leaves what it has done to the next one.
    pub fn check(&mut self, progress: Option<Progress<'_>>) -> Option<SessionReport> {
        let mut program = Program::new(self.options.clone(), Arc::clone(&self.store));
        program.is_kept = self.is_kept;
        program.cancelled = Arc::clone(&self.cancelled);
        let last = self.complete.take();
        let work = || Run::new(&program, progress).run(last);
        let outcome = match &self.pool {
            Some(pool) => pool.install(work),
            None => work(),
        };
        let Outcome { modules, library, statistics } = outcome?;
        if self.cancelled.load(Ordering::Relaxed) {
            return None;
        }
        self.complete = Some(self.store.moment());
        Some(SessionReport { modules, library, statistics })
    }
}

/// Analyses the modules that `options` names, and whatever they import.
pub(crate) fn check(options: &Options, progress: Option<Progress<'_>>) -> Report {
    let mut session = Session::for_one_check(options.clone(), Arc::new(Disk));
    let SessionReport { modules, library, statistics } = session.check(progress).unwrap_or_default();
    if options.is_last {
        std::mem::forget(session);
    }
    Report { modules: modules.into_iter().map(Arc::unwrap_or_clone).collect(), library, statistics }
}
