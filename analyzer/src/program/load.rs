//! Reading, parsing and lowering modules, each once.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::time::Instant;

use rustc_hash::FxHashMap;
use strict_syntax::{SourceError, SourceFile};

use super::flags::{Flags, flags};
use super::module_name::{absolute, canonical, matches, parents};
use super::search::{Location, Search};
use crate::diagnostics::{Code, Diagnostic, Location as Place};
use crate::heap::FrozenUnit;
use crate::interp::LoadedModule;
use crate::ir::StaticImport;
use crate::lower::lower_module;
use crate::options::Options;
use crate::report::ModuleKind;
use crate::stub::merge;

/// What reading a module gave.
#[derive(Debug)]
pub(crate) struct Loaded {
    /// The lowered module; `None` when it cannot be read, or must not be evaluated for what is wrong with it.
    pub module: Option<Arc<LoadedModule>>,
    pub source: Option<Arc<SourceFile>>,
    pub kind: ModuleKind,
    pub diagnostics: Vec<Diagnostic>,
    pub imports: Vec<StaticImport>,
    pub is_package: bool,
    pub lines: usize,
}

/// A module of the program.
#[derive(Debug)]
pub(crate) struct Entry {
    pub name: Arc<str>,
    pub location: Location,
    loaded: OnceLock<Loaded>,
    /// Its finished unit.
    pub unit: OnceLock<Arc<FrozenUnit>>,
}

/// All modules of a run, by name.
#[derive(Debug)]
pub(crate) struct Program {
    pub options: Options,
    pub search: Search,
    entries: RwLock<FxHashMap<Arc<str>, Arc<Entry>>>,
    pub parsed: AtomicUsize,
    pub times: [AtomicU64; 5],
}

/// Phases of the work, as the statistics name them.
pub(crate) const PHASES: [&str; 5] = ["read", "parse", "lower", "evaluate", "report"];

impl Program {
    pub(crate) fn new(options: Options) -> Program {
        let search = Search::new(&options);
        Program {
            options,
            search,
            entries: RwLock::default(),
            parsed: AtomicUsize::new(0),
            times: Default::default(),
        }
    }

    /// Counts time spent in a phase.
    pub(crate) fn spent(&self, phase: usize, since: Instant) {
        let nanos = u64::try_from(since.elapsed().as_nanos()).unwrap_or(u64::MAX);
        self.times[phase].fetch_add(nanos, Ordering::Relaxed);
    }

    /// The entry of a module, located on first use.
    pub(crate) fn entry(&self, name: &str) -> Arc<Entry> {
        let name = canonical(name, self.options.platform);
        if let Some(entry) = self.entries.read().unwrap_or_else(PoisonError::into_inner).get(name) {
            return Arc::clone(entry);
        }
        let location = self.search.locate(name);
        let entry = Arc::new(Entry {
            name: Arc::from(name),
            location,
            loaded: OnceLock::new(),
            unit: OnceLock::new(),
        });
        let mut entries = self.entries.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(entries.entry(Arc::from(name)).or_insert(entry))
    }

    /// An entry for a file that is reported on although its name stands for another module when imported.
    pub(crate) fn shadowed_entry(&self, name: &str, path: &Path) -> Arc<Entry> {
        let is_package = path.file_stem().is_some_and(|stem| stem == "__init__");
        let location = Location::Root { path: path.to_owned(), is_package };
        Arc::new(Entry { name: Arc::from(name), location, loaded: OnceLock::new(), unit: OnceLock::new() })
    }

    /// Whether importing the module evaluates it; otherwise nothing is known about it.
    pub(crate) fn is_evaluated(&self, entry: &Entry) -> bool {
        match &entry.location {
            Location::UserStub { .. } | Location::Stub { .. } | Location::Library(_) | Location::Native => {
                true
            }
            Location::Root { .. } | Location::File { .. } => {
                let loaded = self.load(entry);
                loaded.module.is_some() && matches!(loaded.kind, ModuleKind::Strict | ModuleKind::Static)
            }
            Location::Namespace | Location::Missing | Location::NotFound => false,
        }
    }

    /// The module's source, parsed and lowered.
    pub(crate) fn load<'e>(&self, entry: &'e Entry) -> &'e Loaded {
        entry.loaded.get_or_init(|| self.load_now(entry))
    }

    fn load_now(&self, entry: &Entry) -> Loaded {
        let since = Instant::now();
        let (text, path, is_package, is_stub) = match &entry.location {
            Location::UserStub { path, is_package } => match self.merged_stub(entry, path) {
                Some((text, shown)) => (text, shown, *is_package, true),
                None => return self.load_file(entry, path, *is_package, true),
            },
            Location::Root { path, is_package } | Location::File { path, is_package } => {
                return self.load_file(entry, path, *is_package, false);
            }
            Location::Stub { text, path, is_package } => {
                let real = strict_library::find(&entry.name);
                let merged =
                    merge(text, || real.map(|module| String::from_utf8_lossy(&module.source()).into_owned()));
                let path = match (&merged, &real) {
                    (Some(_), Some(module)) => module.display_path(),
                    _ => format!("<stubs>/{path}"),
                };
                (merged.unwrap_or_else(|| (*text).to_owned()), path, *is_package, true)
            }
            Location::Library(module) => {
                let source = String::from_utf8_lossy(&module.source()).into_owned();
                (source, module.display_path(), module.is_package, false)
            }
            Location::Native | Location::Namespace | Location::Missing | Location::NotFound => {
                (String::new(), String::new(), false, false)
            }
        };
        self.spent(0, since);
        let source = Arc::new(SourceFile::from_text(PathBuf::from(path), text));
        self.load_source(entry, source, is_package, is_stub)
    }

    /// A user's overlay put into the module's own source; `None` when the stub stands for the whole module.
    fn merged_stub(&self, entry: &Entry, path: &Path) -> Option<(String, String)> {
        let stub = SourceFile::read(path).ok()?;
        let mut shown = String::new();
        let merged = merge(stub.text(), || {
            let real = self.real_source(&entry.name)?.ok()?;
            shown = real.path().display().to_string();
            Some(real.text().to_owned())
        });
        Some((merged?, shown))
    }

    /// The module's own source, whether or not a stub stands for it; `None` when there is none to be found.
    pub(crate) fn real_source(&self, name: &str) -> Option<Result<SourceFile, SourceError>> {
        match self.search.locate_source(name)? {
            Location::Library(module) => {
                let text = String::from_utf8_lossy(&module.source()).into_owned();
                Some(Ok(SourceFile::from_text(module.display_path(), text)))
            }
            Location::Root { path, .. } | Location::File { path, .. } => Some(SourceFile::read(path)),
            _ => None,
        }
    }

    fn load_file(&self, entry: &Entry, path: &Path, is_package: bool, is_stub: bool) -> Loaded {
        let since = Instant::now();
        let read = SourceFile::read(path);
        self.spent(0, since);
        match read {
            Ok(source) => self.load_source(entry, Arc::new(source), is_package, is_stub),
            Err(error) => {
                let source = Arc::new(SourceFile::from_text(path, ""));
                let primary = Place { source, range: strict_syntax::TextRange::default() };
                let diagnostic = Diagnostic {
                    code: Code::UnreadableSource,
                    message: error.reason(),
                    primary,
                    label: None,
                    trace: Vec::new(),
                    notes: Vec::new(),
                    help: None,
                };
                Loaded {
                    module: None,
                    source: None,
                    kind: self.kind(entry, ModuleKind::Strict),
                    diagnostics: vec![diagnostic],
                    imports: Vec::new(),
                    is_package,
                    lines: 0,
                }
            }
        }
    }

    /// What the module is treated as: what it asks for, or what the options impose.
    fn kind(&self, entry: &Entry, asked: ModuleKind) -> ModuleKind {
        let imposed = self.options.all
            || self.options.strict_modules.iter().any(|pattern| matches(pattern, &entry.name));
        match asked {
            ModuleKind::Plain if imposed => ModuleKind::Strict,
            asked => asked,
        }
    }

    fn load_source(&self, entry: &Entry, source: Arc<SourceFile>, is_package: bool, is_stub: bool) -> Loaded {
        let since = Instant::now();
        let parsed = strict_syntax::parse(&source);
        self.spent(1, since);
        self.parsed.fetch_add(1, Ordering::Relaxed);
        let place = |range| Place { source: Arc::clone(&source), range };
        let report = |code, message: String, range, help: Option<&str>| Diagnostic {
            code,
            message,
            primary: place(range),
            label: None,
            trace: Vec::new(),
            notes: Vec::new(),
            help: help.map(str::to_owned),
        };
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        for error in &parsed.errors {
            let code = match error.kind {
                strict_syntax::SyntaxErrorKind::TooComplex => Code::NestingTooDeep,
                _ => Code::SyntaxError,
            };
            diagnostics.push(report(code, error.message.clone(), error.range, None));
        }
        let Flags { kind, problems, static_marker } = flags(&parsed.ast);
        for (range, message) in problems {
            let help = "write `import __strict__` alone on the first line after the docstring";
            diagnostics.push(report(Code::BadStrictFlag, message, range, Some(help)));
        }
        let is_root = matches!(entry.location, Location::Root { .. });
        let kind = if is_root || matches!(entry.location, Location::File { .. }) {
            self.kind(entry, kind)
        } else {
            ModuleKind::Strict
        };
        if let (Some(range), ModuleKind::Static) = (static_marker, kind) {
            let message =
                "the module is checked as a strict module; its static types are not checked".to_owned();
            diagnostics.push(report(Code::StaticTreatedAsStrict, message, range, None));
        }
        let since = Instant::now();
        let lowered = if parsed.errors.is_empty() {
            Some(lower_module(&source, &parsed.symbols, &parsed.ast))
        } else {
            None
        };
        self.spent(2, since);
        let lines = source.line_count();
        let mut imports = Vec::new();
        let module = match lowered {
            Some(Ok(module)) => {
                imports.clone_from(&module.imports);
                Some(Arc::new(LoadedModule {
                    name: Arc::clone(&entry.name),
                    is_package,
                    is_stub,
                    models_native: is_stub && self.search.locate_source(&entry.name).is_none(),
                    source: Arc::clone(&source),
                    module: Arc::new(module),
                }))
            }
            Some(Err(error)) => {
                let message = "an expression or statement nests deeper than the analysis follows".to_owned();
                diagnostics.push(report(Code::NestingTooDeep, message, error.0, None));
                None
            }
            None => None,
        };
        // Dropping a deep tree recurses; the threads of the pool have room for it.
        drop(parsed);
        Loaded { module, source: Some(source), kind, diagnostics, imports, is_package, lines }
    }

    /// Names of the modules that executing the module's top level reaches by import statements, parents included.
    pub(crate) fn dependencies(&self, entry: &Entry) -> Vec<Arc<str>> {
        let loaded = self.load(entry);
        let mut names: Vec<String> = parents(&entry.name).map(str::to_owned).collect();
        for import in &loaded.imports {
            if import.type_checking {
                continue;
            }
            let Some(module) = absolute(&entry.name, loaded.is_package, import.level, &import.module) else {
                continue;
            };
            names.extend(parents(&module).map(str::to_owned));
            for name in &import.names {
                if name != "*" {
                    names.push(format!("{module}.{name}"));
                }
            }
            names.push(module);
        }
        let mut found = Vec::new();
        for name in names {
            if name.is_empty() {
                continue;
            }
            let other = self.entry(&name);
            if other.name != entry.name && self.is_evaluated(&other) && !found.contains(&other.name) {
                found.push(Arc::clone(&other.name));
            }
        }
        found
    }
}
