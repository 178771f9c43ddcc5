//! Reading, parsing and lowering modules, each once.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::time::Instant;

use rustc_hash::FxHashMap;
use strict_syntax::{ScopeId, SourceError, SourceFile};

use super::flags::{Flags, flags};
use super::module_name::{absolute, canonical, matches, parents};
use super::search::{Location, Search};
use super::shift::{Outline, Shift};
use super::store::Store;
use crate::diagnostics::{Code, Diagnostic, Location as Place};
use crate::domain::UnitId;
use crate::heap::FrozenUnit;
use crate::interp::LoadedModule;
use crate::ir::{StaticImport, Symbol};
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
    /// Where the module is.
    location: Arc<Location>,
    /// A stub models a module that has no source.
    models_native: bool,
    /// The files that it was made of.
    pub inputs: Vec<(PathBuf, Arc<SourceFile>)>,
    outline: OnceLock<Outline>,
}

impl Loaded {
    /// Its code; `None` if there is none.
    pub(super) fn outline(&self) -> Option<&Outline> {
        let module = self.module.as_ref()?;
        Some(self.outline.get_or_init(|| Outline::of(&module.module)))
    }

    /// Whether the two are the same but for code, and places in the source. Nothing is wrong with either.
    pub(super) fn is_like(&self, other: &Loaded) -> bool {
        let (Some(module), Some(other_module)) = (&self.module, &other.module) else { return false };
        let (lowered, other_lowered) = (&*module.module, &*other_module.module);
        self.kind == other.kind
            && self.is_package == other.is_package
            && self.models_native == other.models_native
            && module.is_stub == other_module.is_stub
            && self.diagnostics.is_empty()
            && other.diagnostics.is_empty()
            && self.location.is(&other.location)
            && lowered.rebound_globals == other_lowered.rebound_globals
            && lowered.rebound_cells == other_lowered.rebound_cells
            && lowered.mutated_names == other_lowered.mutated_names
            && lowered.stored_attributes == other_lowered.stored_attributes
            && self.imports.len() == other.imports.len()
            && self.imports.iter().zip(&other.imports).all(|(import, other)| import.is_like(other))
    }
}

/// A module of the program.
#[derive(Debug)]
pub(crate) struct Entry {
    pub name: Arc<str>,
    /// Its name, unless it is a file that no import can mean.
    pub key: Arc<str>,
    pub location: Arc<Location>,
    loaded: OnceLock<Arc<Loaded>>,
    /// Its finished unit.
    pub unit: OnceLock<Arc<FrozenUnit>>,
}

/// All modules of a run, by name.
#[derive(Debug)]
pub(crate) struct Program {
    pub options: Options,
    pub search: Search,
    pub store: Arc<Store>,
    /// Modules by their source.
    by_source: RwLock<FxHashMap<usize, Arc<Entry>>>,
    entries: RwLock<FxHashMap<Arc<str>, Arc<Entry>>>,
    /// Units that this run has finished or found to hold, by number.
    finished: RwLock<Vec<Option<Arc<FrozenUnit>>>>,
    /// What has become of modules, by the addresses of what they were and are.
    shifts: RwLock<FxHashMap<(usize, usize), KnownShift>>,
    /// Whether results are kept for a later check.
    pub is_kept: bool,
    pub cancelled: Arc<AtomicBool>,
    pub parsed: AtomicUsize,
    pub times: [AtomicU64; 5],
}

/// What has become of a module, and the modules, whose addresses must not come to mean others.
#[derive(Debug)]
struct KnownShift {
    shift: Option<Arc<Shift>>,
    _modules: [Arc<Loaded>; 2],
}

/// Phases of the work, as the statistics name them.
pub(crate) const PHASES: [&str; 5] = ["read", "parse", "lower", "evaluate", "report"];

impl Program {
    pub(crate) fn new(options: Options, store: Arc<Store>) -> Program {
        let files = store.files();
        let has_environment =
            store.has_environment(|| options.search_path.iter().any(|folder| files.is_environment(folder)));
        let search = Search::new(&options, files, has_environment);
        Program {
            options,
            search,
            store,
            by_source: RwLock::default(),
            entries: RwLock::default(),
            finished: RwLock::default(),
            shifts: RwLock::default(),
            is_kept: true,
            cancelled: Arc::default(),
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
        let location = self.store.location(name, || self.search.locate(name));
        let key: Arc<str> = Arc::from(name);
        let entry = Arc::new(Entry {
            name: Arc::clone(&key),
            key,
            location,
            loaded: OnceLock::new(),
            unit: OnceLock::new(),
        });
        let mut entries = self.entries.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(entries.entry(Arc::from(name)).or_insert(entry))
    }

    /// A module's component is finished.
    pub(super) fn set_unit(&self, entry: &Entry, unit: &Arc<FrozenUnit>) {
        let _ = entry.unit.set(Arc::clone(unit));
        let mut finished = self.finished.write().unwrap_or_else(PoisonError::into_inner);
        let index = unit.id.0 as usize;
        if finished.len() <= index {
            finished.resize(index + 1, None);
        }
        finished[index] = Some(Arc::clone(unit));
    }

    /// A unit that this run has finished or found to hold.
    pub(super) fn unit(&self, id: UnitId) -> Option<Arc<FrozenUnit>> {
        self.finished.read().unwrap_or_else(PoisonError::into_inner).get(id.0 as usize)?.clone()
    }

    /// What has become of a module.
    pub(super) fn shift(&self, old: &Arc<Loaded>, new: &Arc<Loaded>) -> Option<Arc<Shift>> {
        let key = (Arc::as_ptr(old).addr(), Arc::as_ptr(new).addr());
        if let Some(known) = self.shifts.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return known.shift.clone();
        }
        let shift = Shift::between(old, new).map(Arc::new);
        let known = KnownShift { shift: shift.clone(), _modules: [Arc::clone(old), Arc::clone(new)] };
        self.shifts.write().unwrap_or_else(PoisonError::into_inner).insert(key, known);
        shift
    }

    /// An entry for a file that is reported on although its name stands for another module when imported.
    pub(crate) fn shadowed_entry(&self, name: &str, path: &Path) -> Arc<Entry> {
        let is_package = path.file_stem().is_some_and(|stem| stem == "__init__");
        let location = Arc::new(Location::Root { path: path.to_owned(), is_package });
        // A name that no import can mean.
        let key = Arc::from(format!("{name}\0{}", path.display()));
        Arc::new(Entry {
            name: Arc::from(name),
            key,
            location,
            loaded: OnceLock::new(),
            unit: OnceLock::new(),
        })
    }

    /// Whether importing the module evaluates it; otherwise nothing is known about it.
    pub(crate) fn is_evaluated(&self, entry: &Entry) -> bool {
        match &*entry.location {
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

    /// Whether the run touched a module, or a file that no import can mean.
    pub(crate) fn has_entry(&self, key: &str) -> bool {
        key.contains('\0') || self.entries.read().unwrap_or_else(PoisonError::into_inner).contains_key(key)
    }

    /// The module's source, parsed and lowered.
    pub(crate) fn load<'e>(&self, entry: &'e Entry) -> &'e Arc<Loaded> {
        entry.loaded.get_or_init(|| {
            let old = self.store.loaded(&entry.key);
            if let Some(old) = &old
                && self.is_current(entry, old)
            {
                return Arc::clone(old);
            }
            let mut loaded = self.load_now(entry);
            loaded.models_native = self.models_native(entry);
            let loaded = Arc::new(loaded);
            // What others are told about a module that is not evaluated.
            let told = |it: &Loaded| (it.module.is_some(), it.kind);
            if old.is_some_and(|old| told(&old) != told(&loaded)) {
                self.store.retell(&entry.name);
            }
            self.store.keep_loaded(&entry.key, &loaded);
            loaded
        })
    }

    /// Whether loading the module again would give the same.
    fn is_current(&self, entry: &Entry, loaded: &Loaded) -> bool {
        let same_place = Arc::ptr_eq(&loaded.location, &entry.location)
            || (loaded.location.is(&entry.location) && loaded.models_native == self.models_native(entry));
        // A file that could not be read has no text that could be the same.
        let is_file = matches!(
            &*entry.location,
            Location::UserStub { .. } | Location::Root { .. } | Location::File { .. }
        );
        same_place
            && (!is_file || !loaded.inputs.is_empty())
            && loaded.inputs.iter().all(|(path, source)| self.store.is_current(path, source))
    }

    fn models_native(&self, entry: &Entry) -> bool {
        matches!(&*entry.location, Location::UserStub { .. } | Location::Stub { .. })
            && self.search.locate_source(&entry.name).is_none()
    }

    /// Takes note of whose source it is.
    pub(crate) fn index_source(&self, entry: &Arc<Entry>) {
        if let Some(source) = &self.load(entry).source {
            let address = Arc::as_ptr(source).addr();
            self.by_source.write().unwrap_or_else(PoisonError::into_inner).insert(address, Arc::clone(entry));
        }
    }

    /// The module of a source; `None` for one that `exec` compiled.
    pub(crate) fn module_of(&self, source: &Arc<SourceFile>) -> Option<Arc<Entry>> {
        let address = Arc::as_ptr(source).addr();
        self.by_source.read().unwrap_or_else(PoisonError::into_inner).get(&address).map(Arc::clone)
    }

    fn load_now(&self, entry: &Entry) -> Loaded {
        let since = Instant::now();
        let mut inputs = Vec::new();
        let mut left_out = Vec::new();
        let (text, path, is_package, is_stub) = match &*entry.location {
            Location::UserStub { path, is_package } => match self.merged_stub(entry, path, &mut inputs) {
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
                if let (None, Some(real)) = (&merged, &real) {
                    left_out = names_of(&String::from_utf8_lossy(&real.source()));
                }
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
        Loaded { inputs, ..self.load_source(entry, source, is_package, is_stub, left_out) }
    }

    /// A user's overlay put into the module's own source; `None` when the stub stands for the whole module.
    fn merged_stub(
        &self,
        entry: &Entry,
        path: &Path,
        inputs: &mut Vec<(PathBuf, Arc<SourceFile>)>,
    ) -> Option<(String, String)> {
        let stub = self.store.read(path).ok()?;
        inputs.push((path.to_owned(), Arc::clone(&stub)));
        let mut shown = String::new();
        let merged = merge(stub.text(), || {
            let real = self.real_source(&entry.name)?.ok()?;
            shown = real.path().display().to_string();
            if self.search.locate_source(&entry.name).is_some_and(|it| !matches!(it, Location::Library(_))) {
                inputs.push((real.path().to_owned(), Arc::clone(&real)));
            }
            Some(real.text().to_owned())
        });
        Some((merged?, shown))
    }

    /// The module's own source, whether or not a stub stands for it; `None` when there is none to be found.
    pub(crate) fn real_source(&self, name: &str) -> Option<Result<Arc<SourceFile>, SourceError>> {
        match self.search.locate_source(name)? {
            Location::Library(module) => {
                let text = String::from_utf8_lossy(&module.source()).into_owned();
                Some(Ok(Arc::new(SourceFile::from_text(module.display_path(), text))))
            }
            Location::Root { path, .. } | Location::File { path, .. } => Some(self.store.read(&path)),
            _ => None,
        }
    }

    fn load_file(&self, entry: &Entry, path: &Path, is_package: bool, is_stub: bool) -> Loaded {
        let since = Instant::now();
        let read = self.store.read(path);
        self.spent(0, since);
        match read {
            Ok(source) => {
                let inputs = vec![(path.to_owned(), Arc::clone(&source))];
                Loaded { inputs, ..self.load_source(entry, source, is_package, is_stub, Vec::new()) }
            }
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
                    location: Arc::clone(&entry.location),
                    models_native: false,
                    inputs: Vec::new(),
                    outline: OnceLock::new(),
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

    fn load_source(
        &self,
        entry: &Entry,
        source: Arc<SourceFile>,
        is_package: bool,
        is_stub: bool,
        left_out: Vec<Symbol>,
    ) -> Loaded {
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
        let is_root = matches!(&*entry.location, Location::Root { .. });
        let is_own = is_root || matches!(&*entry.location, Location::File { .. });
        let kind = if is_own { self.kind(entry, kind) } else { ModuleKind::Strict };
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
                    left_out,
                    is_strict: is_own && !is_stub && matches!(kind, ModuleKind::Strict | ModuleKind::Static),
                    models_native: self.models_native(entry),
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
        Loaded {
            module,
            source: Some(source),
            kind,
            diagnostics,
            imports,
            is_package,
            lines,
            location: Arc::clone(&entry.location),
            models_native: false,
            inputs: Vec::new(),
            outline: OnceLock::new(),
        }
    }

    /// Names of what may be the modules that import statements of the module's top level name, parents included.
    pub(crate) fn named_imports(&self, entry: &Entry) -> Vec<String> {
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
            // Looking for submodules of what is no package would only cost time.
            if !self.is_single_file(&module) {
                let members = import.names.iter().filter(|name| *name != "*");
                names.extend(members.map(|name| format!("{module}.{name}")));
            }
            names.push(module);
        }
        names.retain(|name| !name.is_empty());
        names
    }

    /// Whether a module is a file, and no package.
    fn is_single_file(&self, name: &str) -> bool {
        matches!(
            &*self.entry(name).location,
            Location::Root { is_package: false, .. } | Location::File { is_package: false, .. }
        )
    }

    /// Names of the modules that executing the module's top level reaches by import statements, parents included.
    pub(crate) fn dependencies(&self, entry: &Entry) -> Arc<Vec<Arc<str>>> {
        let loaded = self.load(entry);
        if let Some(known) = self.store.dependencies(&entry.key, loaded) {
            return known;
        }
        let since = self.store.moment();
        let names = self.named_imports(entry);
        let mut found = Vec::new();
        let mut candidates = Vec::new();
        for name in names {
            let other = self.entry(&name);
            candidates.push(Arc::clone(&other.name));
            if other.name != entry.name && self.is_evaluated(&other) && !found.contains(&other.name) {
                found.push(Arc::clone(&other.name));
            }
        }
        let found = Arc::new(found);
        self.store.keep_dependencies(&entry.key, since, loaded, candidates, &found);
        found
    }
}

/// The names that a module binds at its top level.
fn names_of(text: &str) -> Vec<Symbol> {
    let parsed = strict_syntax::parse_module_text(text);
    let names = parsed.symbols.symbols(ScopeId::MODULE).iter().filter(|symbol| symbol.is_bound());
    names.map(|symbol| Symbol::new(symbol.name())).collect()
}
