//! The baseline: findings that a project tolerates while it adopts strict modules.
//!
//! A JSON file that lists findings by path, code and fingerprint, so that it survives edits elsewhere in a file.
//! Paths are relative to the baseline's folder, with `/` between their parts.

use std::collections::{BTreeMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use strict_analyzer::diagnostics::{Diagnostic, Severity};

use super::{Fingerprint, ModuleFindings};
use crate::paths::{absolute, with_slashes};
use crate::text_file;

/// A baseline file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// The file cannot be read.
    #[error("cannot read baseline `{}`: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is not a baseline.
    #[error("`{}` is not a baseline: {source}; make a new one with `--write-baseline`", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: serde_json::Error,
    },
    /// The file was written by a version of `strict` that this one does not understand.
    #[error("baseline `{}` has version {version}, not {VERSION}; make a new one with `--write-baseline`", path.display())]
    Version {
        /// The file.
        path: PathBuf,
        /// The version in the file.
        version: u32,
    },
}

const VERSION: u32 = 1;

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BaselineFile {
    version: u32,
    findings: Vec<BaselineEntry>,
}

/// Findings of one kind in one file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaselineEntry {
    /// The file, relative to the baseline's folder.
    pub path: String,
    /// The code, for instance `STR101`.
    pub code: String,
    /// The message, for those who read the file.
    pub message: String,
    /// The fingerprint.
    pub fingerprint: String,
    /// How many findings are alike.
    pub count: usize,
}

/// Path, code and fingerprint.
type Key = (String, String, String);

/// A baseline, and what of it has not been matched yet.
#[derive(Debug)]
pub struct Baseline {
    folder: PathBuf,
    unmatched: BTreeMap<Key, BaselineEntry>,
}

impl Baseline {
    /// Reads a baseline file.
    ///
    /// # Errors
    /// The file cannot be read, or is none of ours.
    pub fn load(path: &Path) -> Result<Self, BaselineError> {
        let text = text_file::read(path)
            .map_err(|source| BaselineError::Unreadable { path: path.to_owned(), source })?;
        let file: BaselineFile = serde_json::from_str(&text)
            .map_err(|source| BaselineError::Malformed { path: path.to_owned(), source })?;
        if file.version != VERSION {
            return Err(BaselineError::Version { path: path.to_owned(), version: file.version });
        }
        let mut unmatched: BTreeMap<Key, BaselineEntry> = BTreeMap::new();
        for entry in file.findings {
            let key = (entry.path.clone(), entry.code.clone(), entry.fingerprint.clone());
            match unmatched.get_mut(&key) {
                Some(other) => other.count = other.count.saturating_add(entry.count),
                None => drop(unmatched.insert(key, entry)),
            }
        }
        Ok(Baseline { folder: folder_of(path), unmatched })
    }

    /// The text of a baseline file at `path` that tolerates everything in `modules`.
    pub fn text(path: &Path, modules: &[ModuleFindings]) -> String {
        let folder = folder_of(path);
        let mut entries: BTreeMap<Key, BaselineEntry> = BTreeMap::new();
        let findings = modules.iter().flat_map(|module| &module.diagnostics);
        for diagnostic in findings.filter(|diagnostic| can_be_listed(diagnostic)) {
            let key = key(&folder, diagnostic);
            let (path, code, fingerprint) = key.clone();
            let message = diagnostic.message.clone();
            let entry = BaselineEntry { path, code, message, fingerprint, count: 0 };
            entries.entry(key).or_insert(entry).count += 1;
        }
        let file = BaselineFile { version: VERSION, findings: entries.into_values().collect() };
        let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Whether the diagnostic is listed; if so, it is crossed off.
    pub fn tolerates(&mut self, diagnostic: &Diagnostic) -> bool {
        if !can_be_listed(diagnostic) {
            return false;
        }
        match self.unmatched.get_mut(&key(&self.folder, diagnostic)) {
            Some(entry) if entry.count > 0 => {
                entry.count -= 1;
                true
            }
            _ => false,
        }
    }

    /// What was not matched, as far as this run can tell: in files that were checked, or that are gone.
    pub(super) fn stale(self, modules: &[ModuleFindings]) -> Vec<BaselineEntry> {
        let checked: HashSet<String> =
            modules.iter().map(|module| relative(&self.folder, &module.path)).collect();
        let stale = |entry: &BaselineEntry| {
            entry.count > 0 && (checked.contains(&entry.path) || !self.folder.join(&entry.path).exists())
        };
        self.unmatched.values().filter(|entry| stale(entry)).cloned().collect()
    }
}

/// Notes fail no build, and a file that could not be analysed must not pass for a proved one.
fn can_be_listed(diagnostic: &Diagnostic) -> bool {
    diagnostic.code.severity() > Severity::Note && diagnostic.code.is_suppressible()
}

fn key(folder: &Path, diagnostic: &Diagnostic) -> Key {
    let path = relative(folder, diagnostic.primary.source.path());
    (path, diagnostic.code.to_string(), Fingerprint::of(diagnostic).to_string())
}

fn folder_of(path: &Path) -> PathBuf {
    absolute(path).parent().map(Path::to_owned).unwrap_or_default()
}

/// `path` as seen from `folder`; absolute when it lies elsewhere.
fn relative(folder: &Path, path: &Path) -> String {
    let path = absolute(path);
    with_slashes(path.strip_prefix(folder).unwrap_or(&path))
}
