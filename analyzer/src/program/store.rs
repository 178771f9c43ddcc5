//! What is kept from one check to the next: sources, lowered modules, and the results of components.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use rustc_hash::FxHashMap;
use strict_syntax::{SourceError, SourceFile};

use super::load::Loaded;
use super::memo::Memo;
use super::search::Location;
use crate::domain::UnitId;
use crate::files::FileSystem;

/// What a module needs.
#[derive(Debug)]
struct Dependencies {
    /// When that was found.
    at: Moment,
    /// For which text.
    of: Arc<Loaded>,
    /// Every module that was looked at.
    candidates: Vec<Arc<str>>,
    /// Those that must be finished before it.
    names: Arc<Vec<Arc<str>>>,
}

/// A point in the history of a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Moment {
    /// How often files may have come or gone.
    structure: u64,
    /// How often what others are told about a module has changed.
    retold: u64,
}

/// Beyond this many modules of which something new is told, everything is looked at again.
const MAX_RETOLD: usize = 1000;

/// What is kept from one check to the next. Everything in it is either a fact about unchanged input, or is looked at
/// again before it is used.
#[derive(Debug)]
pub(crate) struct Store {
    files: RwLock<Arc<dyn FileSystem>>,
    sources: RwLock<FxHashMap<PathBuf, Arc<SourceFile>>>,
    locations: RwLock<FxHashMap<Arc<str>, Arc<Location>>>,
    loaded: RwLock<FxHashMap<Arc<str>, Arc<Loaded>>>,
    dependencies: RwLock<FxHashMap<Arc<str>, Dependencies>>,
    memos: RwLock<FxHashMap<Arc<str>, Arc<Memo>>>,
    ids: Mutex<FxHashMap<Vec<Arc<str>>, UnitId>>,
    /// Whether packages are installed on the search path.
    environment: Mutex<Option<bool>>,
    /// Counts the changes to where modules are.
    structure: AtomicU64,
    /// Modules of which others are told something new: whether they are evaluated, and if not, why; and when.
    retold: RwLock<Vec<(u64, Arc<str>)>>,
    retold_count: AtomicU64,
}

fn lock<G>(result: std::sync::LockResult<G>) -> G {
    result.unwrap_or_else(PoisonError::into_inner)
}

impl Store {
    pub(crate) fn new(files: Arc<dyn FileSystem>) -> Store {
        Store {
            files: RwLock::new(files),
            sources: RwLock::default(),
            locations: RwLock::default(),
            loaded: RwLock::default(),
            dependencies: RwLock::default(),
            memos: RwLock::default(),
            ids: Mutex::default(),
            environment: Mutex::default(),
            structure: AtomicU64::new(0),
            retold: RwLock::default(),
            retold_count: AtomicU64::new(0),
        }
    }

    pub(crate) fn files(&self) -> Arc<dyn FileSystem> {
        Arc::clone(&*lock(self.files.read()))
    }

    /// Replaces the files; what has changed in them must be said by [`Store::forget`] or [`Store::restructure`].
    pub(crate) fn set_files(&self, files: Arc<dyn FileSystem>) {
        *lock(self.files.write()) = files;
    }

    /// The contents of a file may have changed.
    pub(crate) fn forget(&self, path: &Path) {
        lock(self.sources.write()).remove(path);
    }

    /// Files may have come or gone.
    pub(crate) fn restructure(&self) {
        lock(self.locations.write()).clear();
        lock(self.retold.write()).clear();
        *lock(self.environment.lock()) = None;
        self.structure.fetch_add(1, Ordering::Relaxed);
    }

    /// Whether packages are installed on the search path, as `look` found it the first time.
    pub(crate) fn has_environment(&self, look: impl FnOnce() -> bool) -> bool {
        *lock(self.environment.lock()).get_or_insert_with(look)
    }

    /// Others are told something new about a module.
    pub(crate) fn retell(&self, name: &Arc<str>) {
        let mut retold = lock(self.retold.write());
        let count = self.retold_count.fetch_add(1, Ordering::Relaxed) + 1;
        if retold.len() >= MAX_RETOLD {
            retold.clear();
            self.structure.fetch_add(1, Ordering::Relaxed);
        }
        retold.push((count, Arc::clone(name)));
    }

    /// Now.
    pub(crate) fn moment(&self) -> Moment {
        Moment {
            structure: self.structure.load(Ordering::Relaxed),
            retold: self.retold_count.load(Ordering::Relaxed),
        }
    }

    /// Modules of which something new was told since a moment; `None` when that may be any.
    pub(crate) fn retold_since(&self, moment: Moment) -> Option<Vec<Arc<str>>> {
        let now = self.moment();
        if now.structure != moment.structure {
            return None;
        }
        if now.retold == moment.retold {
            return Some(Vec::new());
        }
        let retold = lock(self.retold.read());
        let new = retold.iter().rev().take_while(|(count, _)| *count > moment.retold);
        Some(new.map(|(_, name)| Arc::clone(name)).collect())
    }

    /// A file, read once until it changes.
    pub(crate) fn read(&self, path: &Path) -> Result<Arc<SourceFile>, SourceError> {
        if let Some(source) = lock(self.sources.read()).get(path) {
            return Ok(Arc::clone(source));
        }
        let source = self.files().read(path)?;
        lock(self.sources.write()).insert(path.to_owned(), Arc::clone(&source));
        Ok(source)
    }

    /// Whether the file still has this text. One that was only read again is replaced by the old one.
    pub(crate) fn is_current(&self, path: &Path, source: &Arc<SourceFile>) -> bool {
        match self.read(path) {
            Ok(now) if Arc::ptr_eq(&now, source) => true,
            Ok(now) if now.text() == source.text() => {
                lock(self.sources.write()).insert(path.to_owned(), Arc::clone(source));
                true
            }
            _ => false,
        }
    }

    /// Where a module is, as `locate` found it the first time.
    pub(crate) fn location(&self, name: &str, locate: impl FnOnce() -> Location) -> Arc<Location> {
        if let Some(location) = lock(self.locations.read()).get(name) {
            return Arc::clone(location);
        }
        let location = Arc::new(locate());
        Arc::clone(lock(self.locations.write()).entry(Arc::from(name)).or_insert(location))
    }

    pub(crate) fn loaded(&self, key: &str) -> Option<Arc<Loaded>> {
        lock(self.loaded.read()).get(key).map(Arc::clone)
    }

    pub(crate) fn keep_loaded(&self, key: &Arc<str>, loaded: &Arc<Loaded>) {
        lock(self.loaded.write()).insert(Arc::clone(key), Arc::clone(loaded));
    }

    /// What a module needs, if that was found for the same text and structure.
    pub(crate) fn dependencies(&self, key: &str, loaded: &Arc<Loaded>) -> Option<Arc<Vec<Arc<str>>>> {
        let now = self.moment();
        let (names, is_old) = {
            let known = lock(self.dependencies.read());
            let Dependencies { at, of, candidates, names } = known.get(key)?;
            let retold = self.retold_since(*at)?;
            if !Arc::ptr_eq(of, loaded) || retold.iter().any(|name| candidates.contains(name)) {
                return None;
            }
            (Arc::clone(names), !retold.is_empty())
        };
        if is_old && let Some(known) = lock(self.dependencies.write()).get_mut(key) {
            // What was told until now need not be looked at again.
            known.at = now;
        }
        Some(names)
    }

    /// `at`: a moment before the first of the candidates was looked at.
    pub(crate) fn keep_dependencies(
        &self,
        key: &Arc<str>,
        at: Moment,
        loaded: &Arc<Loaded>,
        candidates: Vec<Arc<str>>,
        names: &Arc<Vec<Arc<str>>>,
    ) {
        let found = Dependencies { at, of: Arc::clone(loaded), candidates, names: Arc::clone(names) };
        lock(self.dependencies.write()).insert(Arc::clone(key), found);
    }

    /// The last result of the component that the module was part of.
    pub(crate) fn memo(&self, member: &str) -> Option<Arc<Memo>> {
        lock(self.memos.read()).get(member).map(Arc::clone)
    }

    pub(crate) fn keep_memo(&self, memo: &Arc<Memo>) {
        let mut memos = lock(self.memos.write());
        for member in &memo.members {
            memos.insert(Arc::clone(member), Arc::clone(memo));
        }
    }

    /// The number of the unit that a component makes: always the same one.
    pub(crate) fn unit_id(&self, members: &[Arc<str>]) -> UnitId {
        let mut ids = lock(self.ids.lock());
        if let Some(id) = ids.get(members) {
            return *id;
        }
        // Number 0 is that of the built-ins.
        let id = UnitId(ids.len() as u32 + 1);
        ids.insert(members.to_vec(), id);
        id
    }

    /// Drops what the last check, which was complete, had no use for.
    pub(crate) fn retain(&self, is_used: impl Fn(&str) -> bool) {
        lock(self.loaded.write()).retain(|key, _| is_used(key));
        lock(self.dependencies.write()).retain(|key, _| is_used(key));
        lock(self.memos.write()).retain(|key, _| is_used(key));
    }
}
