//! Reports on paths that cannot be checked.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ruff_text_size::TextRange;
use strict_analyzer::diagnostics::{Code, Diagnostic, Location};
use strict_analyzer::{ModuleKind, ModuleReport, Verdict};
use strict_syntax::SourceFile;

/// `path` cannot be read as a source file.
pub(super) fn unreadable(path: PathBuf, message: String, help: &str) -> ModuleReport {
    let name = path.display().to_string();
    report(name, path, Code::UnreadableSource, message, help)
}

/// `path` claims a module name that `owner` has.
pub(super) fn conflict(name: String, path: PathBuf, owner: &Path) -> ModuleReport {
    let message = format!("module `{name}` is already defined by `{}`", owner.display());
    let help = "rename one of them, exclude one, or check their folders in separate runs";
    report(name, path, Code::ConflictingSources, message, help)
}

fn report(name: String, path: PathBuf, code: Code, message: String, help: &str) -> ModuleReport {
    let source = Arc::new(SourceFile::from_text(&path, ""));
    let diagnostic = Diagnostic {
        code,
        message,
        primary: Location { source, range: TextRange::default() },
        label: None,
        trace: Vec::new(),
        notes: Vec::new(),
        help: Some(help.to_owned()),
    };
    ModuleReport {
        name,
        path,
        kind: ModuleKind::Plain,
        verdict: Verdict::Rejected,
        diagnostics: vec![diagnostic],
        source: None,
        names: Vec::new(),
        classes: Vec::new(),
        imports: Vec::new(),
        relied_on: Vec::new(),
        lines: 0,
        steps: 0,
    }
}
