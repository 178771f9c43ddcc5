//! The loader's half that proves modules: an [`ImportHook`] of the VM over a session of the analyzer.
//!
//! The other half, finders and loaders in importlib's terms, is written in Python: `loader/python/strict/loader.py`, which
//! the binary embeds beside the standard library. That half asks for one module at a time; this one checks the module together
//! with all that it imports, and keeps what it learnt about those, so that a program of a thousand modules is
//! checked once.
//!
//! What the first module that is asked for, mostly the program, and all that it imports came to is kept on disk, with all that the
//! analysis asked of the file system: a second run looks whether the answers are the same, and analyses nothing.
//!
//! Both must mean the same texts. The text that will be executed comes with each request and lies over the file for the
//! analyzer, which checks again whatever it had seen another text of.

mod library;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use strict_analyzer::diagnostics::{Code, Diagnostic, Severity, Suppressions};
use strict_analyzer::{self as analyzer, Disk, ModuleReport, Options, Overlay, Report, Session, Verdict};
use strict_project::KeptCheck;
use strict_syntax::SourceFile;
use strict_vm::strict::{Analysis, Finding, ImportHook, LibraryModule, ModuleFacts, ModuleKind, Request};

/// How a finding is shown.
pub type Render = fn(&Diagnostic) -> String;

/// Proves modules for the VM.
#[derive(Debug)]
pub struct Loader {
    render: Render,
    /// Where results are kept from one run to the next.
    cache: Option<PathBuf>,
    open: Option<Open>,
    /// Files of archives.
    archived: Overlay,
}

/// What is known for the settings of the last request.
#[derive(Debug)]
struct Open {
    /// Threads do not survive a fork: a child opens a session of its own.
    process: u32,
    options: Options,
    reports: FxHashMap<(String, PathBuf), Arc<ModuleReport>>,
    /// Made when something has to be analysed.
    session: Option<Session>,
    texts: Overlay,
    /// Where the reports are kept; not those on texts that are not the files'.
    kept: Option<KeptCheck>,
    /// How often something was analysed.
    analyses: usize,
    /// Whether all reports have been written.
    is_kept: bool,
}

impl Loader {
    /// A loader that has proved nothing yet, and keeps what it proves in the folder `cache`.
    #[must_use]
    pub fn new(render: Render, cache: Option<PathBuf>) -> Loader {
        Loader { render, cache, open: None, archived: Overlay::default() }
    }

    /// What is known for the request's settings.
    fn open(&mut self, request: &Request, source: &Arc<SourceFile>) -> &mut Open {
        let process = std::process::id();
        let fits = |open: &Open| {
            // What a program imports is best known together with it.
            open.process == process
                && !request.is_program
                && open.options.search_path == request.search_path
                && open.options.strict_modules == request.imposed
        };
        if !self.open.as_ref().is_some_and(fits) {
            self.close();
        }
        self.open.get_or_insert_with(|| {
            Open::new(process, request, source, self.archived.clone(), self.cache.as_deref())
        })
    }

    /// Forgets what is known.
    fn close(&mut self) {
        // Joining threads that only the parent has would wait for ever.
        if let Some(old) = self.open.take().filter(|open| open.process != std::process::id()) {
            std::mem::forget(old);
        }
        self.open = None;
    }
}

type Key = (String, PathBuf);

impl Open {
    fn new(
        process: u32,
        request: &Request,
        source: &Arc<SourceFile>,
        mut texts: Overlay,
        cache: Option<&Path>,
    ) -> Open {
        let options = Options {
            search_path: request.search_path.clone(),
            strict_modules: request.imposed.clone(),
            // Packages that do not ask for strictness need not be named as a whole: what the modules in question import is
            // looked into, as the library is.
            all: !request.imposed.is_empty(),
            layouts: true,
            report_imported: true,
            follow_plain: true,
            ..Options::default()
        };
        texts.insert(request.path.clone(), Arc::clone(source));
        let first = match &request.program {
            // Under its own name, not that of a program: what it does as one is no matter of imports.
            Some(program) => (stem(program), program.clone()),
            None => (request.name.clone(), request.path.clone()),
        };
        let options = Options { modules: vec![first], ..options };
        let kept = cache.and_then(|folder| KeptCheck::new(folder, &options, Arc::new(texts.clone())));
        let reports = FxHashMap::default();
        let mut open =
            Open { process, options, reports, session: None, texts, kept, analyses: 0, is_kept: true };
        if let Some(report) = open.kept.as_ref().and_then(KeptCheck::load) {
            open.take(report.modules.into_iter().map(Arc::new));
        }
        open
    }

    fn take(&mut self, reports: impl IntoIterator<Item = Arc<ModuleReport>>) {
        for report in reports {
            self.reports.insert((report.name.clone(), report.path.clone()), report);
        }
    }

    /// The report on a module with exactly this text.
    fn report(&mut self, request: &Request, source: &Arc<SourceFile>) -> Option<Arc<ModuleReport>> {
        let key = (request.name.clone(), request.path.clone());
        if let Some(known) = self.known(&key, source) {
            return Some(known);
        }
        self.analyze(key.clone(), source)?;
        self.known(&key, source)
    }

    fn known(&self, key: &Key, source: &SourceFile) -> Option<Arc<ModuleReport>> {
        let seen = |report: &&Arc<ModuleReport>| {
            report.source.as_ref().is_some_and(|seen| seen.text() == source.text())
        };
        self.reports.get(key).filter(seen).map(Arc::clone)
    }

    /// Analyses a module and what it imports.
    fn analyze(&mut self, key: Key, source: &Arc<SourceFile>) -> Option<()> {
        if self.texts.get(&key.1).is_none_or(|seen| seen.text() != source.text()) {
            // Whatever the session has seen of the file, this is what will be executed.
            let on_disk = analyzer::FileSystem::read(&Disk, &key.1);
            if !on_disk.is_ok_and(|file| file.text() == source.text()) {
                self.texts.insert(key.1.clone(), Arc::clone(source));
                self.kept = None;
                if let Some(session) = &mut self.session {
                    session.set_files(Arc::new(self.texts.clone()));
                }
            }
            if let Some(session) = &mut self.session {
                session.changed(&key.1);
            }
        }
        let files = || match &self.kept {
            Some(kept) => kept.files(),
            None => Arc::new(self.texts.clone()) as _,
        };
        let mut session = self.session.take().unwrap_or_else(|| Session::new(self.options.clone(), files()));
        if !self.options.modules.contains(&key) {
            self.options.modules.push(key);
        }
        session.set_modules(self.options.modules.clone(), self.options.search_path.clone());
        let found = session.check(None);
        self.session = Some(session);
        self.take(found?.modules);
        self.analyses += 1;
        self.is_kept = false;
        // Ever more seldom, and in the end: all reports are written each time.
        if self.analyses.is_power_of_two() {
            self.keep();
        }
        Some(())
    }

    /// Keeps the reports for later runs.
    fn keep(&mut self) {
        if std::mem::replace(&mut self.is_kept, true) {
            return;
        }
        let Some(kept) = &self.kept else { return };
        let modules = self.reports.values().map(|report| ModuleReport::clone(report)).collect();
        // A cache that cannot be written is none.
        let _ = kept.save(&Report { modules, ..Report::default() });
    }
}

impl ImportHook for Loader {
    fn library(&self) -> &'static [LibraryModule] {
        library::MODULES
    }

    fn finish(&mut self) {
        if let Some(open) = self.open.as_mut().filter(|open| open.process == std::process::id()) {
            open.keep();
        }
    }

    fn add_texts(&mut self, texts: Vec<(PathBuf, Vec<u8>)>) {
        for (path, text) in texts {
            if let Ok(source) = SourceFile::from_bytes(&path, text) {
                self.archived.insert(path, Arc::new(source));
            }
        }
        self.close();
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
        match self.open(request, &source).report(request, &source) {
            Some(report) => answer(&report, &source, render),
            None => refused(&request.path, "the module could not be analysed".to_owned()),
        }
    }
}

/// The name of a file without its suffix.
fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
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
    let mut facts = ModuleFacts { relied_on: report.relied_on.clone(), ..ModuleFacts::default() };
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
