//! The loader's half that proves modules: an [`ImportHook`] of the VM over a session of the analyzer.
//!
//! The other half, finders and loaders in importlib's terms, is written in Python: `loader/python/strict/loader.py`, which
//! the binary embeds beside the standard library. That half asks for one module at a time; this one checks the module together
//! with all that it imports, and keeps what it learnt about those, so that a program of a thousand modules is
//! checked once.
//!
//! Both must mean the same texts. The text that will be executed comes with each request and lies over the file for the
//! analyzer, which checks again whatever it had seen another text of.

mod library;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use strict_analyzer::diagnostics::{Code, Diagnostic, Severity, Suppressions};
use strict_analyzer::{self as analyzer, ModuleReport, Options, Overlay, Session, Verdict};
use strict_syntax::SourceFile;
use strict_vm::strict::{Analysis, Finding, ImportHook, LibraryModule, ModuleFacts, ModuleKind, Request};

/// How a finding is shown.
pub type Render = fn(&Diagnostic) -> String;

/// Proves modules for the VM.
#[derive(Debug)]
pub struct Loader {
    render: Render,
    session: Option<Open>,
}

/// A session, and what it was opened for.
#[derive(Debug)]
struct Open {
    /// Threads do not survive a fork: a child opens a session of its own.
    process: u32,
    search_path: Vec<PathBuf>,
    imposed: Vec<String>,
    session: Session,
    texts: Overlay,
    modules: Vec<(String, PathBuf)>,
    reports: FxHashMap<(String, PathBuf), Arc<ModuleReport>>,
}

impl Loader {
    /// A loader that has proved nothing yet.
    #[must_use]
    pub fn new(render: Render) -> Loader {
        Loader { render, session: None }
    }

    /// The session for the request, a new one if the last was opened for other settings.
    fn session(&mut self, request: &Request) -> &mut Open {
        let process = std::process::id();
        let fits = |open: &Open| {
            open.process == process
                && open.search_path == request.search_path
                && open.imposed == request.imposed
        };
        if !self.session.as_ref().is_some_and(fits) {
            // Joining threads that only the parent has would wait for ever.
            if let Some(old) = self.session.take().filter(|open| open.process != process) {
                std::mem::forget(old);
            }
            self.session = None;
        }
        self.session.get_or_insert_with(|| Open::new(process, request))
    }
}

impl Open {
    fn new(process: u32, request: &Request) -> Open {
        let options = Options {
            search_path: request.search_path.clone(),
            strict_modules: request.imposed.clone(),
            details: true,
            report_imported: true,
            ..Options::default()
        };
        Open {
            process,
            search_path: request.search_path.clone(),
            imposed: request.imposed.clone(),
            session: Session::new(options, Arc::new(Overlay::default())),
            texts: Overlay::default(),
            modules: Vec::new(),
            reports: FxHashMap::default(),
        }
    }

    /// The report on a module with exactly this text.
    fn report(&mut self, request: &Request, source: &Arc<SourceFile>) -> Option<Arc<ModuleReport>> {
        let key = (request.name.clone(), request.path.clone());
        let same =
            |report: &ModuleReport| report.source.as_ref().is_some_and(|seen| seen.text() == source.text());
        if let Some(known) = self.reports.get(&key).filter(|report| same(report)) {
            return Some(Arc::clone(known));
        }
        let seen = self.texts.get(&request.path).is_some_and(|seen| seen.text() == source.text());
        if !seen {
            self.texts.insert(request.path.clone(), Arc::clone(source));
            self.session.set_files(Arc::new(self.texts.clone()));
            self.session.changed(&request.path);
        }
        if !self.modules.contains(&key) {
            self.modules.push(key.clone());
            self.session.set_modules(self.modules.clone(), self.search_path.clone());
        }
        let report = self.session.check(None)?;
        for report in report.modules {
            self.reports.insert((report.name.clone(), report.path.clone()), report);
        }
        self.reports.get(&key).filter(|report| same(report)).map(Arc::clone)
    }
}

impl ImportHook for Loader {
    fn library(&self) -> &'static [LibraryModule] {
        library::MODULES
    }

    fn analyze(&mut self, request: &Request) -> Analysis {
        let source = match SourceFile::from_bytes(&request.path, request.text.clone()) {
            Ok(source) => Arc::new(source),
            Err(error) => {
                let message = format!("{}: {}", Code::UnreadableSource, error.reason());
                return refused(&request.path, message);
            }
        };
        let render = self.render;
        match self.session(request).report(request, &source) {
            Some(report) => answer(&report, &source, render),
            None => refused(&request.path, "the module could not be analysed".to_owned()),
        }
    }
}

/// A refusal that has no place in the text.
fn refused(path: &Path, message: String) -> Analysis {
    let rendered = format!("{}: {message}\n", path.display());
    Analysis::Refused(vec![Finding { message, path: path.to_owned(), line: 1, column: 1, rendered }])
}

fn answer(report: &ModuleReport, source: &Arc<SourceFile>, render: Render) -> Analysis {
    let kind = match report.kind {
        analyzer::ModuleKind::Plain => ModuleKind::Plain,
        analyzer::ModuleKind::Strict => ModuleKind::Strict,
        analyzer::ModuleKind::Static => ModuleKind::Static,
        analyzer::ModuleKind::SideEffectsAllowed => ModuleKind::SideEffectsAllowed,
    };
    if report.verdict == Verdict::Rejected {
        // What a comment suppresses, its author answers for.
        let kept = Suppressions::parse(source).apply(report.diagnostics.clone()).kept;
        let errors = kept.iter().filter(|found| found.code.severity() == Severity::Error);
        let findings: Vec<Finding> = errors.map(|found| finding(found, render)).collect();
        if !findings.is_empty() {
            return Analysis::Refused(findings);
        }
    }
    Analysis::Accepted(kind, facts(report))
}

fn finding(diagnostic: &Diagnostic, render: Render) -> Finding {
    let source = &diagnostic.primary.source;
    let place = source.position(diagnostic.primary.range.start());
    Finding {
        message: format!("{}: {}", diagnostic.code, diagnostic.message),
        path: source.path().to_owned(),
        line: place.line as u32,
        column: place.column as u32,
        rendered: render(diagnostic),
    }
}

/// What the analysis says about the layouts of classes. Of classes with the same name, instances may have what any of
/// them has.
fn facts(report: &ModuleReport) -> ModuleFacts {
    let mut facts = ModuleFacts::default();
    let mut without: Vec<&str> = Vec::new();
    for class in &report.classes {
        let Some(slots) = &class.slots else {
            without.push(&class.name);
            continue;
        };
        let layout = facts.layouts.entry(class.name.clone()).or_default();
        for slot in slots {
            if !layout.contains(slot) {
                layout.push(slot.clone());
            }
        }
    }
    for name in without {
        facts.layouts.remove(name);
    }
    facts
}
