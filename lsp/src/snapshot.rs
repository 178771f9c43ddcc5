//! What a check has found, file by file: what requests are answered from.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use strict_analyzer::ModuleReport;
use strict_analyzer::diagnostics::Diagnostic;
use strict_project::findings::{ModuleFindings, Outcome};

/// What is known about a file.
#[derive(Debug)]
pub(crate) struct FileFindings {
    /// Absolute path.
    pub(crate) path: PathBuf,
    pub(crate) report: Arc<ModuleReport>,
    pub(crate) findings: ModuleFindings,
}

impl FileFindings {
    /// What is left to report in this file.
    pub(crate) fn diagnostics(&self) -> &[Diagnostic] {
        &self.findings.diagnostics
    }

    /// The state of the module in a few words, for the status bar and the lens. `None` for a plain module.
    pub(crate) fn verdict(&self) -> Option<String> {
        let effects = self.findings.diagnostics.iter();
        let count =
            effects.filter(|it| it.code.severity() == strict_analyzer::diagnostics::Severity::Error).count();
        match self.findings.outcome {
            Outcome::Accepted => Some("strict: proved".to_owned()),
            Outcome::Tolerated => Some("strict: tolerated".to_owned()),
            Outcome::Rejected if count == 1 => Some("1 effect".to_owned()),
            Outcome::Rejected => Some(format!("{count} effects")),
            Outcome::NotAnalyzed => None,
        }
    }
}

/// The result of a check.
#[derive(Debug, Default)]
pub(crate) struct Snapshot {
    pub(crate) files: HashMap<PathBuf, Arc<FileFindings>>,
    /// Files by the name of their module.
    pub(crate) modules: HashMap<String, PathBuf>,
    /// Why a folder could not be checked.
    pub(crate) failures: Vec<String>,
}

impl Snapshot {
    pub(crate) fn file(&self, path: &Path) -> Option<&Arc<FileFindings>> {
        self.files.get(path)
    }

    pub(crate) fn module(&self, name: &str) -> Option<&Arc<FileFindings>> {
        self.files.get(self.modules.get(name)?)
    }
}
