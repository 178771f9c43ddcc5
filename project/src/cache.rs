//! The results of whole checks, kept on disk: a second check of an unchanged tree only looks at its files.
//!
//! A check is a function of its options and of what it asks the file system. Both are kept with its result: the questions,
//! and hashes of the answers. When all answers are the same, so is the result; whatever else has changed does not matter, and
//! nothing that matters can be missing. The key of an entry is the program itself, the options and the working directory, so
//! that different trees and settings do not push each other out. A file that is damaged is ignored with a warning; files
//! are written beside their place and moved there, so that concurrent runs see whole ones.

use std::collections::HashMap;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;
use ruff_text_size::{TextRange, TextSize};
use serde::{Deserialize, Serialize};
use strict_analyzer::diagnostics::{Diagnostic, Location, TraceFrame};
use strict_analyzer::{
    ClassReport, Disk, FileSystem, LibraryFinding, ModuleKind, ModuleReport, Options, Progress, Report,
    Session, SessionReport, Statistics, Verdict,
};
use strict_syntax::{SourceError, SourceFile};

/// Entries that a folder keeps.
const MAX_ENTRIES: usize = 32;

/// A hash of an answer.
type Hash = [u8; 16];

fn hash(bytes: &[u8]) -> Hash {
    let mut short = [0; 16];
    short.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
    short
}

/// What a check has asked the file system, and what it was told.
#[derive(Clone, Debug, Default)]
struct Questions {
    /// Hashes of decoded texts, or of why there is none.
    texts: HashMap<PathBuf, Hash>,
    files: HashMap<PathBuf, bool>,
    folders: HashMap<PathBuf, bool>,
    environments: HashMap<PathBuf, bool>,
    lists: HashMap<PathBuf, Vec<PathBuf>>,
}

/// The same as lists in order: comparing and hashing thousands of paths would take longer than reading them.
#[derive(Debug, Default, Serialize, Deserialize)]
struct StoredQuestions {
    texts: Vec<(PathBuf, Hash)>,
    files: Vec<(PathBuf, bool)>,
    folders: Vec<(PathBuf, bool)>,
    environments: Vec<(PathBuf, bool)>,
    lists: Vec<(PathBuf, Vec<PathBuf>)>,
}

impl From<Questions> for StoredQuestions {
    fn from(questions: Questions) -> StoredQuestions {
        fn in_order<T>(answers: HashMap<PathBuf, T>) -> Vec<(PathBuf, T)> {
            let mut answers: Vec<_> = answers.into_iter().collect();
            answers.sort_by(|(a, _), (b, _)| a.as_os_str().cmp(b.as_os_str()));
            answers
        }
        let Questions { texts, files, folders, environments, lists } = questions;
        StoredQuestions {
            texts: in_order(texts),
            files: in_order(files),
            folders: in_order(folders),
            environments: in_order(environments),
            lists: in_order(lists),
        }
    }
}

impl From<StoredQuestions> for Questions {
    fn from(stored: StoredQuestions) -> Questions {
        let StoredQuestions { texts, files, folders, environments, lists } = stored;
        Questions {
            texts: texts.into_iter().collect(),
            files: files.into_iter().collect(),
            folders: folders.into_iter().collect(),
            environments: environments.into_iter().collect(),
            lists: lists.into_iter().collect(),
        }
    }
}

fn answer(read: &Result<Arc<SourceFile>, SourceError>) -> Hash {
    match read {
        Ok(source) => hash(source.text().as_bytes()),
        Err(error) => hash(format!("\0{error}").as_bytes()),
    }
}

/// Files, and a record of what is asked about them.
#[derive(Debug)]
struct Recorder {
    files: Arc<dyn FileSystem>,
    questions: Mutex<Questions>,
}

impl Recorder {
    fn new(files: Arc<dyn FileSystem>) -> Arc<Recorder> {
        Arc::new(Recorder { files, questions: Mutex::default() })
    }

    fn note(&self, record: impl FnOnce(&mut Questions)) {
        record(&mut self.questions.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

impl FileSystem for Recorder {
    fn read(&self, path: &Path) -> Result<Arc<SourceFile>, SourceError> {
        let read = self.files.read(path);
        let told = answer(&read);
        self.note(|it| {
            it.texts.insert(path.to_owned(), told);
        });
        read
    }

    fn is_file(&self, path: &Path) -> bool {
        let told = self.files.is_file(path);
        self.note(|it| {
            it.files.insert(path.to_owned(), told);
        });
        told
    }

    fn is_dir(&self, path: &Path) -> bool {
        let told = self.files.is_dir(path);
        self.note(|it| {
            it.folders.insert(path.to_owned(), told);
        });
        told
    }

    fn is_environment(&self, path: &Path) -> bool {
        let told = self.files.is_environment(path);
        self.note(|it| {
            it.environments.insert(path.to_owned(), told);
        });
        told
    }

    fn list(&self, path: &Path) -> Vec<PathBuf> {
        let told = self.files.list(path);
        self.note(|it| {
            it.lists.insert(path.to_owned(), told.clone());
        });
        told
    }
}

/// A source that is no file: its path and its text.
#[derive(Debug, Serialize, Deserialize)]
struct OtherSource(PathBuf, String);

/// Number of a source, start and end.
type StoredPlace = (usize, u32, u32);

#[derive(Debug, Serialize, Deserialize)]
struct StoredDiagnostic {
    code: u16,
    message: String,
    primary: StoredPlace,
    label: Option<String>,
    trace: Vec<(StoredPlace, String)>,
    notes: Vec<String>,
    help: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct StoredModule {
    name: String,
    path: PathBuf,
    kind: u8,
    verdict: u8,
    source: Option<usize>,
    diagnostics: Vec<StoredDiagnostic>,
    imports: Vec<String>,
    lines: usize,
    steps: u64,
    classes: Vec<StoredClass>,
    relied_on: Vec<(String, Vec<String>)>,
}

/// Name, slots, inherited slots and bases of a class.
type StoredClass = (String, Option<Vec<String>>, Vec<String>, Vec<String>);

/// An entry: everything but the key.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Entry {
    questions: StoredQuestions,
    /// Sources that are files, whose text is read again.
    files: Vec<PathBuf>,
    /// Other sources, which come after them in the numbering.
    others: Vec<OtherSource>,
    modules: Vec<StoredModule>,
    library: Vec<(String, StoredDiagnostic)>,
}

const KINDS: [ModuleKind; 4] =
    [ModuleKind::Plain, ModuleKind::Strict, ModuleKind::Static, ModuleKind::SideEffectsAllowed];
const VERDICTS: [Verdict; 3] = [Verdict::Accepted, Verdict::Rejected, Verdict::NotAnalyzed];

/// Checks, or finds the result of the same check in `folder`. Without a folder nothing is kept.
#[must_use]
pub fn cached_check(options: &Options, progress: Option<Progress<'_>>, folder: Option<&Path>) -> Report {
    // Details are for one file at a time, which is not worth it.
    let kept = folder.filter(|_| !options.details);
    let Some(kept) = kept.and_then(|folder| KeptCheck::new(folder, options, Arc::new(Disk))) else {
        return strict_analyzer::check(options, progress);
    };
    if let Some(report) = kept.load() {
        return report;
    }
    let mut session = Session::for_one_check(options.clone(), kept.files());
    let SessionReport { modules, library, statistics } = session.check(progress).unwrap_or_default();
    if options.is_last {
        // The system takes the memory back faster.
        std::mem::forget(session);
    }
    let modules = modules.into_iter().map(Arc::unwrap_or_clone).collect();
    let report = Report { modules, library, statistics };
    // A cache that cannot be written is none.
    let _ = kept.save(&report);
    report
}

/// The place of one result on disk, and what the files were asked to get it.
#[derive(Debug)]
pub struct KeptCheck {
    file: PathBuf,
    jobs: usize,
    recorder: Arc<Recorder>,
}

impl KeptCheck {
    /// The place for a check with these options of these files. `None` if the system does not say who and where this
    /// program is.
    #[must_use]
    pub fn new(folder: &Path, options: &Options, files: Arc<dyn FileSystem>) -> Option<KeptCheck> {
        let file = folder.join(format!("{}.json", key(options)?));
        Some(KeptCheck { file, jobs: options.jobs, recorder: Recorder::new(files) })
    }

    /// The files, for the session whose result is to be kept.
    #[must_use]
    pub fn files(&self) -> Arc<dyn FileSystem> {
        Arc::clone(&self.recorder) as _
    }

    /// The result that is kept there, if it still holds.
    pub fn load(&self) -> Option<Report> {
        // Threads of its own: those that all share are gone in a process that has forked.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.jobs).build().ok()?;
        let (report, questions) = pool.install(|| load(&self.file, &*self.recorder.files))?;
        // What is kept here later rests on this result, too.
        self.recorder.note(|it| *it = questions.into());
        Some(report)
    }

    /// Keeps a result, with all that the files were asked since this was made.
    ///
    /// # Errors
    /// The folder cannot be written to.
    pub fn save(&self, report: &Report) -> std::io::Result<()> {
        let questions = self.recorder.questions.lock().unwrap_or_else(PoisonError::into_inner).clone();
        save(&self.file, &Keeper::entry(questions, report))
    }
}

/// What the program, the options and the place make of an entry's name.
fn key(options: &Options) -> Option<String> {
    let program = std::env::current_exe().ok()?;
    let metadata = fs::metadata(&program).ok()?;
    let here = std::env::current_dir().ok()?;
    // Threads do not change results.
    let options = Options { jobs: 0, ..options.clone() };
    let version = env!("CARGO_PKG_VERSION");
    let parts = (version, program, metadata.len(), metadata.modified().ok()?, here, options);
    let hash = blake3::hash(format!("{parts:?}").as_bytes());
    Some(hash.to_hex().as_str()[..32].to_owned())
}

/// The longest entry that is read or written: far more than a check of a hundred thousand modules makes.
const MAX_LENGTH: u64 = 1 << 28;

/// The bytes of an entry. What is no file of the user's own was not put there by this program, and is left alone.
fn read_entry(file: &Path) -> Option<Vec<u8>> {
    // Not following links, and before it is opened: opening a pipe waits for somebody who writes.
    let metadata = fs::symlink_metadata(file).ok()?;
    if !metadata.is_file() || metadata.len() > MAX_LENGTH || !is_own(&metadata) {
        return None;
    }
    let mut bytes = Vec::new();
    fs::File::open(file).ok()?.take(MAX_LENGTH).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Whether a file is of the user who runs this program, as far as the system tells.
#[cfg(unix)]
fn is_own(metadata: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata("/proc/self").map_or(true, |process| process.uid() == metadata.uid())
}

#[cfg(not(unix))]
fn is_own(_: &fs::Metadata) -> bool {
    true
}

/// The entry that bytes are, if they are as they were written.
fn decode(bytes: &[u8]) -> Option<Entry> {
    let (sum, body) = bytes.split_at_checked(32)?;
    if *sum != *blake3::hash(body).to_hex().as_bytes().get(..32)? {
        return None;
    }
    serde_json::from_slice(body).ok()
}

/// Says that a file is not used: programs do not damage their caches, but disks that fail, and people, do.
fn warn_of_damage(file: &Path) {
    let _ = writeln!(std::io::stderr(), "warning: {} is damaged and ignored", file.display());
}

/// Reads an entry, if it is whole and still true.
fn load(file: &Path, disk: &dyn FileSystem) -> Option<(Report, StoredQuestions)> {
    let bytes = read_entry(file)?;
    let Some(entry) = decode(&bytes) else {
        warn_of_damage(file);
        return None;
    };
    let StoredQuestions { texts: asked, files, folders, environments, lists } = &entry.questions;
    let read_again = |(path, told): &(PathBuf, Hash)| {
        let read = disk.read(path);
        (answer(&read) == *told).then(|| Some((path.clone(), read.ok()?)))
    };
    let texts: Option<Vec<_>> = asked.par_iter().map(read_again).collect();
    let texts: HashMap<PathBuf, Arc<SourceFile>> = texts?.into_iter().flatten().collect();
    // What could be read is a file.
    let is_file = |path: &PathBuf| texts.contains_key(path) || disk.is_file(path);
    let same = files.par_iter().all(|(path, told)| is_file(path) == *told)
        && folders.par_iter().all(|(path, told)| disk.is_dir(path) == *told)
        && environments.iter().all(|(path, told)| disk.is_environment(path) == *told)
        && lists.iter().all(|(path, told)| disk.list(path) == *told);
    if !same {
        return None;
    }
    let mut sources = Vec::new();
    for path in &entry.files {
        sources.push(Arc::clone(texts.get(path.as_path())?));
    }
    for OtherSource(path, text) in &entry.others {
        sources.push(Arc::new(SourceFile::from_text(path, text.as_str())));
    }
    Some((restore(&entry, &sources)?, entry.questions))
}

fn restore(entry: &Entry, sources: &[Arc<SourceFile>]) -> Option<Report> {
    let place = |&(source, start, end): &StoredPlace| {
        let source = Arc::clone(sources.get(source)?);
        let inside = start <= end && end as usize <= source.text().len();
        inside.then(|| Location { source, range: TextRange::new(TextSize::new(start), TextSize::new(end)) })
    };
    let diagnostic = |it: &StoredDiagnostic| {
        let trace = it.trace.iter().map(|(at, description)| {
            Some(TraceFrame { location: place(at)?, description: description.clone() })
        });
        Some(Diagnostic {
            code: format!("STR{:03}", it.code).parse().ok()?,
            message: it.message.clone(),
            primary: place(&it.primary)?,
            label: it.label.clone(),
            trace: trace.collect::<Option<_>>()?,
            notes: it.notes.clone(),
            help: it.help.clone(),
        })
    };
    let module = |it: &StoredModule| {
        Some(ModuleReport {
            name: it.name.clone(),
            path: it.path.clone(),
            kind: *KINDS.get(usize::from(it.kind))?,
            verdict: *VERDICTS.get(usize::from(it.verdict))?,
            diagnostics: it.diagnostics.iter().map(diagnostic).collect::<Option<_>>()?,
            source: match it.source {
                Some(source) => Some(Arc::clone(sources.get(source)?)),
                None => None,
            },
            names: Vec::new(),
            classes: it.classes.iter().cloned().map(restored_class).collect(),
            imports: it.imports.clone(),
            relied_on: it.relied_on.clone(),
            lines: it.lines,
            steps: it.steps,
        })
    };
    let library = entry.library.iter().map(|(module, found)| {
        Some(LibraryFinding { module: module.clone(), diagnostic: diagnostic(found)? })
    });
    Some(Report {
        modules: entry.modules.iter().map(module).collect::<Option<_>>()?,
        statistics: Statistics::default(),
        library: library.collect::<Option<_>>()?,
    })
}

/// Makes an entry of a report.
struct Keeper {
    entry: Entry,
    numbers: HashMap<usize, usize>,
}

impl Keeper {
    fn entry(questions: Questions, report: &Report) -> Entry {
        let mut keeper = Keeper { entry: Entry::default(), numbers: HashMap::new() };
        // Files come first in the numbering.
        let mut others: Vec<Arc<SourceFile>> = Vec::new();
        let found = report.modules.iter().flat_map(|it| &it.diagnostics);
        let found = found.chain(report.library.iter().map(|it| &it.diagnostic));
        let places = found.flat_map(|it| {
            std::iter::once(&it.primary.source).chain(it.trace.iter().map(|it| &it.location.source))
        });
        for source in report.modules.iter().filter_map(|it| it.source.as_ref()).chain(places) {
            let is_file = questions.texts.get(source.path()) == Some(&hash(source.text().as_bytes()));
            let address = Arc::as_ptr(source).addr();
            if keeper.numbers.contains_key(&address) || others.iter().any(|it| Arc::ptr_eq(it, source)) {
                continue;
            }
            if is_file {
                keeper.numbers.insert(address, keeper.entry.files.len());
                keeper.entry.files.push(source.path().to_owned());
            } else {
                others.push(Arc::clone(source));
            }
        }
        for source in others {
            let number = keeper.entry.files.len() + keeper.entry.others.len();
            keeper.numbers.insert(Arc::as_ptr(&source).addr(), number);
            keeper.entry.others.push(OtherSource(source.path().to_owned(), source.text().to_owned()));
        }
        let modules = report.modules.iter().map(|it| keeper.module(it)).collect();
        let library = report.library.iter();
        let library = library.map(|it| (it.module.clone(), keeper.diagnostic(&it.diagnostic))).collect();
        Entry { questions: questions.into(), modules, library, ..keeper.entry }
    }

    fn number(&self, source: &Arc<SourceFile>) -> usize {
        // One that has no number has none when it is read either, and then the entry is not used.
        self.numbers.get(&Arc::as_ptr(source).addr()).copied().unwrap_or(usize::MAX)
    }

    fn place(&self, location: &Location) -> StoredPlace {
        (self.number(&location.source), location.range.start().into(), location.range.end().into())
    }

    fn diagnostic(&self, it: &Diagnostic) -> StoredDiagnostic {
        let trace = it.trace.iter().map(|frame| (self.place(&frame.location), frame.description.clone()));
        StoredDiagnostic {
            code: it.code.number(),
            message: it.message.clone(),
            primary: self.place(&it.primary),
            label: it.label.clone(),
            trace: trace.collect(),
            notes: it.notes.clone(),
            help: it.help.clone(),
        }
    }

    fn module(&self, it: &ModuleReport) -> StoredModule {
        let position = |found: Option<usize>| found.and_then(|it| u8::try_from(it).ok()).unwrap_or(u8::MAX);
        StoredModule {
            name: it.name.clone(),
            path: it.path.clone(),
            kind: position(KINDS.iter().position(|kind| *kind == it.kind)),
            verdict: position(VERDICTS.iter().position(|verdict| *verdict == it.verdict)),
            source: it.source.as_ref().map(|source| self.number(source)),
            diagnostics: it.diagnostics.iter().map(|it| self.diagnostic(it)).collect(),
            imports: it.imports.clone(),
            lines: it.lines,
            steps: it.steps,
            classes: it.classes.iter().map(stored_class).collect(),
            relied_on: it.relied_on.clone(),
        }
    }
}

fn stored_class(class: &ClassReport) -> StoredClass {
    let ClassReport { name, slots, inherited_slots, bases } = class.clone();
    (name, slots, inherited_slots, bases)
}

fn restored_class((name, slots, inherited_slots, bases): StoredClass) -> ClassReport {
    ClassReport { name, slots, inherited_slots, bases }
}

/// Whether a file is named like an entry, or like one that is being written.
fn is_entry_name(name: &str) -> bool {
    name.get(..33)
        .is_some_and(|start| start.ends_with('.') && start[..32].bytes().all(|byte| byte.is_ascii_hexdigit()))
        && (name.ends_with(".json") || name.ends_with(".new"))
}

/// Writes an entry, and drops the oldest ones.
fn save(file: &Path, entry: &Entry) -> std::io::Result<()> {
    let Some(folder) = file.parent() else { return Ok(()) };
    fs::create_dir_all(folder)?;
    let body = serde_json::to_vec(entry)?;
    let mut bytes = blake3::hash(&body).to_hex().as_bytes()[..32].to_vec();
    bytes.extend_from_slice(&body);
    // Processes and threads that write the same entry each have a file of their own until it is whole.
    static WRITTEN: AtomicUsize = AtomicUsize::new(0);
    let number = WRITTEN.fetch_add(1, Ordering::Relaxed);
    let beside = file.with_extension(format!("{}-{number}.new", std::process::id()));
    // What is already there under that name was left behind by a process that was killed, or is somebody's link.
    let _ = fs::remove_file(&beside);
    let written = fs::File::create_new(&beside).and_then(|mut it| it.write_all(&bytes));
    if let Err(error) = written.and_then(|()| fs::rename(&beside, file)) {
        let _ = fs::remove_file(&beside);
        return Err(error);
    }
    let mut known: Vec<_> = fs::read_dir(folder)?
        .filter_map(Result::ok)
        .filter(|it| is_entry_name(&it.file_name().to_string_lossy()))
        .filter_map(|it| Some((it.metadata().ok()?.modified().ok()?, it.path())))
        .collect();
    known.sort();
    for (_, path) in known.iter().rev().skip(MAX_ENTRIES) {
        let _ = fs::remove_file(path);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
