//! The user's stubs: every file of their folders is checked, whether or not something imports it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use strict_syntax::{SourceFile, TextRange};

use super::Program;
use crate::diagnostics::{Code, Diagnostic, Location};
use crate::files::FileSystem;
use crate::report::{ModuleKind, ModuleReport, Verdict};
use crate::stub::check_stub;

/// How deep folders of stubs may nest.
const MAX_DEPTH: usize = 32;

impl Program {
    /// Reports on the stubs that are malformed, or contradict the source of their module.
    pub(super) fn bad_stubs(&self) -> Vec<ModuleReport> {
        let mut files = Vec::new();
        let mut seen = FxHashSet::default();
        for folder in self.search.stub_folders() {
            list(&*self.store.files(), folder, "", 0, &mut seen, &mut files);
        }
        files.par_iter().filter_map(|(name, path)| self.check_stub_file(name, path)).collect()
    }

    fn check_stub_file(&self, name: &str, path: &Path) -> Option<ModuleReport> {
        let (source, diagnostics) = match self.store.read(path) {
            Ok(source) => {
                // A source that cannot be read is reported where it is checked.
                let real = self.real_source(name).and_then(Result::ok);
                let has_submodule =
                    |child: &str| self.search.locate_source(&format!("{name}.{child}")).is_some();
                let diagnostics = check_stub(name, &source, real.as_deref(), &has_submodule);
                (source, diagnostics)
            }
            Err(error) => {
                let source = Arc::new(SourceFile::from_text(path, ""));
                let diagnostic = Diagnostic {
                    code: Code::BadStub,
                    message: format!("the stub cannot be read: {error}"),
                    primary: Location { source: Arc::clone(&source), range: TextRange::default() },
                    label: None,
                    trace: Vec::new(),
                    notes: Vec::new(),
                    help: None,
                };
                (source, vec![diagnostic])
            }
        };
        (!diagnostics.is_empty()).then(|| stub_report(name, path, source, diagnostics))
    }
}

/// The report on a stub with which something is wrong.
pub(super) fn stub_report(
    name: &str,
    path: &Path,
    source: Arc<SourceFile>,
    diagnostics: Vec<Diagnostic>,
) -> ModuleReport {
    ModuleReport {
        name: name.to_owned(),
        path: path.to_owned(),
        kind: ModuleKind::Strict,
        verdict: Verdict::Rejected,
        diagnostics,
        lines: source.line_count(),
        source: Some(source),
        names: Vec::new(),
        classes: Vec::new(),
        imports: Vec::new(),
        relied_on: Vec::new(),
        steps: 0,
    }
}

/// Adds the stubs in a folder, each with the name of its module. A folder is entered once, whatever links lead to it.
fn list(
    files: &dyn FileSystem,
    folder: &Path,
    package: &str,
    depth: usize,
    seen: &mut FxHashSet<PathBuf>,
    found: &mut Vec<(String, PathBuf)>,
) {
    let is_new = folder.canonicalize().is_ok_and(|real| seen.insert(real));
    if depth > MAX_DEPTH || !is_new {
        return;
    }
    for path in files.list(folder) {
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let qualified =
            |name: &str| if package.is_empty() { name.to_owned() } else { format!("{package}.{name}") };
        if files.is_dir(&path) {
            if is_identifier(stem) && path.extension().is_none() {
                list(files, &path, &qualified(stem), depth + 1, seen, found);
            }
        } else if path.extension().is_some_and(|extension| extension == "pyi") {
            if stem == "__init__" && !package.is_empty() {
                found.push((package.to_owned(), path));
            } else if is_identifier(stem) {
                found.push((qualified(stem), path));
            }
        }
    }
}

/// Whether the part of a path can be the part of a module's name.
fn is_identifier(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with(|first: char| first.is_ascii_digit())
        && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}
