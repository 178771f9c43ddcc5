//! A folder that the client has open: its configuration, its files, and the session that checks them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use strict_analyzer::{ModuleReport, Overlay, Session};
use strict_project::configuration::Configuration;
use strict_project::configured_options;
use strict_project::discovery::{Discovered, Filter, discover};
use strict_project::findings::{Baseline, ModuleFindings};
use strict_project::paths::absolute;

use crate::snapshot::FileFindings;

/// A folder, or a single file outside of all folders.
pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
    configuration: Configuration,
    session: Session,
    problems: Vec<Arc<ModuleReport>>,
    /// Findings of the last check, by the address of their report: what has not changed is not made again.
    known: HashMap<usize, Arc<FileFindings>>,
}

impl Workspace {
    /// Reads the configuration, and finds the files.
    ///
    /// # Errors
    /// The configuration is wrong, or the folder cannot be walked: a message for the user.
    pub(crate) fn open(root: PathBuf, all: bool, cancelled: Arc<AtomicBool>) -> Result<Workspace, String> {
        let configuration = Configuration::load(None, Some(&root)).map_err(|error| error.to_string())?;
        let mut options = configured_options(&configuration);
        options.all |= all;
        options.details = true;
        options.layouts = true;
        let mut session = Session::new(options, Arc::new(Overlay::default()));
        session.set_cancellation(cancelled);
        let mut workspace =
            Workspace { root, configuration, session, problems: Vec::new(), known: HashMap::new() };
        workspace.discover(&Overlay::default(), &[])?;
        Ok(workspace)
    }

    /// Whether its configuration is still the same.
    ///
    /// # Errors
    /// The configuration is wrong: a message for the user.
    pub(crate) fn has_same_configuration(&self) -> Result<bool, String> {
        let now = Configuration::load(None, Some(&self.root)).map_err(|error| error.to_string())?;
        Ok(now == self.configuration)
    }

    /// Finds the files again. Documents that are not saved yet count.
    pub(crate) fn discover(&mut self, files: &Overlay, open: &[PathBuf]) -> Result<(), String> {
        let exclude = self.configuration.exclude.clone().unwrap_or_default();
        let base = self.configuration.folder().unwrap_or(&self.root).to_owned();
        let filter = Filter::new(&base, &exclude, true).map_err(|error| error.to_string())?;
        let src = self.configuration.src.clone().unwrap_or_default();
        let paths = [self.root.clone()];
        let discovered = if self.root.exists() {
            discover(&paths, &src, &filter).map_err(|error| error.to_string())?
        } else {
            Discovered::default()
        };
        let mut modules: Vec<(String, PathBuf)> =
            discovered.modules.into_iter().map(|(name, path)| (name, absolute(&path))).collect();
        for path in open {
            let is_new = files.get(path).is_some() && !path.exists() && self.contains(path);
            let is_python = path.extension().is_some_and(|extension| extension == "py");
            if is_new && is_python && !modules.iter().any(|(_, known)| known == path) {
                let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                if !modules.iter().any(|(known, _)| *known == name) {
                    modules.push((name, path.clone()));
                }
            }
        }
        modules.sort();
        let configured = self.configuration.search_path.iter().flatten();
        let search_path: Vec<PathBuf> =
            configured.chain(&discovered.roots).map(|path| absolute(path)).collect();
        self.problems = discovered.problems.into_iter().map(Arc::new).collect();
        self.session.set_modules(modules, search_path);
        self.session.restructured();
        Ok(())
    }

    /// Whether the file lies in the folder.
    pub(crate) fn contains(&self, path: &Path) -> bool {
        path.starts_with(&self.root)
    }

    pub(crate) fn changed(&mut self, path: &Path) {
        self.session.changed(path);
    }

    /// Checks everything; `None` when cancelled.
    pub(crate) fn check(
        &mut self,
        files: &Arc<Overlay>,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Option<Result<Vec<Arc<FileFindings>>, String>> {
        self.session.set_files(Arc::clone(files) as _);
        let mut baseline = match self.configuration.baseline.as_deref().map(Baseline::load).transpose() {
            Ok(baseline) => baseline,
            Err(error) => return Some(Err(error.to_string())),
        };
        let report = self.session.check(Some(progress))?;
        let mut known = HashMap::new();
        let mut found = Vec::new();
        for report in report.modules.iter().chain(&self.problems) {
            let address = Arc::as_ptr(report).addr();
            let old = self.known.get(&address).filter(|old| Arc::ptr_eq(&old.report, report));
            let file = match old {
                Some(old) if baseline.is_none() => Arc::clone(old),
                _ => Arc::new(FileFindings {
                    path: absolute(&report.path),
                    report: Arc::clone(report),
                    findings: ModuleFindings::new((**report).clone(), baseline.as_mut()),
                }),
            };
            known.insert(address, Arc::clone(&file));
            found.push(file);
        }
        self.known = known;
        Some(Ok(found))
    }
}

/// Checks the folder as if every module were strict: what would pass?
pub(crate) fn check_all(root: &Path, files: &Arc<Overlay>) -> Result<Vec<Arc<FileFindings>>, String> {
    let mut workspace = Workspace::open(root.to_owned(), true, Arc::default())?;
    workspace.check(files, &|_, _| {}).unwrap_or_else(|| Ok(Vec::new()))
}
