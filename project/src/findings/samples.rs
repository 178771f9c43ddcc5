//! Hand-made reports for tests.

use std::sync::Arc;

use ruff_text_size::{TextRange, TextSize};
use strict_analyzer::diagnostics::{Code, Diagnostic, Location};
use strict_analyzer::{ModuleKind, ModuleReport, Report, Statistics, Verdict};
use strict_syntax::SourceFile;

/// A source file.
pub(crate) fn source(path: &str, text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile::from_text(path, text))
}

/// The first occurrence of `needle`.
pub(crate) fn at(source: &Arc<SourceFile>, needle: &str) -> Location {
    let start = source.text().find(needle).unwrap();
    let offset = |at: usize| TextSize::new(u32::try_from(at).unwrap());
    let range = TextRange::new(offset(start), offset(start + needle.len()));
    Location { source: Arc::clone(source), range }
}

/// A diagnostic without extras.
pub(crate) fn diagnostic(code: Code, message: &str, primary: Location) -> Diagnostic {
    Diagnostic {
        code,
        message: message.to_owned(),
        primary,
        label: None,
        trace: Vec::new(),
        notes: Vec::new(),
        help: None,
    }
}

/// A strict module; it is rejected if it has diagnostics.
pub(crate) fn module(name: &str, source: &Arc<SourceFile>, diagnostics: Vec<Diagnostic>) -> ModuleReport {
    ModuleReport {
        name: name.to_owned(),
        path: source.path().to_owned(),
        kind: ModuleKind::Strict,
        verdict: if diagnostics.is_empty() { Verdict::Accepted } else { Verdict::Rejected },
        diagnostics,
        source: Some(Arc::clone(source)),
        names: Vec::new(),
        classes: Vec::new(),
        imports: Vec::new(),
        relied_on: Vec::new(),
        lines: source.line_count(),
        steps: 10,
    }
}

/// A report on these modules.
pub(crate) fn report(modules: Vec<ModuleReport>) -> Report {
    Report { library: Vec::new(), modules, statistics: Statistics::default() }
}
