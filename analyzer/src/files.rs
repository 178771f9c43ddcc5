//! Where the analyzer reads sources: the disk, or what an editor holds unsaved over it.

use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use strict_syntax::{SourceError, SourceFile};

/// The files that an analysis sees. Answers must not change while a check is under way.
pub trait FileSystem: Send + Sync + fmt::Debug {
    /// Reads and decodes a source file.
    ///
    /// # Errors
    /// Every [`SourceError`].
    fn read(&self, path: &Path) -> Result<Arc<SourceFile>, SourceError>;
    /// Whether there is a file of that name, links followed.
    fn is_file(&self, path: &Path) -> bool;
    /// Whether there is a folder of that name, links followed.
    fn is_dir(&self, path: &Path) -> bool;
    /// What is in a folder, in order; nothing if it cannot be read.
    fn list(&self, path: &Path) -> Vec<PathBuf>;
    /// Whether installers have put packages into a folder, of which each leaves a description beside it.
    fn is_environment(&self, path: &Path) -> bool {
        self.list(path).iter().any(|entry| entry.extension().is_some_and(|it| it == "dist-info"))
    }
}

/// The disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl FileSystem for Disk {
    fn read(&self, path: &Path) -> Result<Arc<SourceFile>, SourceError> {
        SourceFile::read(path).map(Arc::new)
    }

    fn is_file(&self, path: &Path) -> bool {
        path.is_file()
    }

    fn is_dir(&self, path: &Path) -> bool {
        path.is_dir()
    }

    fn list(&self, path: &Path) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(path).into_iter().flatten().filter_map(Result::ok);
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        paths.sort();
        paths
    }
}

/// The disk, with the texts of some files replaced: what an editor has not saved yet.
#[derive(Clone, Debug, Default)]
pub struct Overlay {
    texts: HashMap<PathBuf, Arc<SourceFile>>,
}

impl Overlay {
    /// Puts a text over a file, which need not exist.
    pub fn insert(&mut self, path: PathBuf, source: Arc<SourceFile>) {
        self.texts.insert(path, source);
    }

    /// Takes the text off a file again.
    pub fn remove(&mut self, path: &Path) {
        self.texts.remove(path);
    }

    /// The text over a file.
    #[must_use]
    pub fn get(&self, path: &Path) -> Option<&Arc<SourceFile>> {
        self.texts.get(path)
    }
}

impl FileSystem for Overlay {
    fn read(&self, path: &Path) -> Result<Arc<SourceFile>, SourceError> {
        match self.texts.get(path) {
            Some(source) => Ok(Arc::clone(source)),
            None => Disk.read(path),
        }
    }

    fn is_file(&self, path: &Path) -> bool {
        self.texts.contains_key(path) || Disk.is_file(path)
    }

    fn list(&self, path: &Path) -> Vec<PathBuf> {
        let mut paths = Disk.list(path);
        paths.extend(self.texts.keys().filter(|text| text.parent() == Some(path)).cloned());
        paths.sort();
        paths.dedup();
        paths
    }

    fn is_dir(&self, path: &Path) -> bool {
        Disk.is_dir(path)
            || self.texts.keys().any(|text| text.parent().is_some_and(|it| it.starts_with(path)))
    }
}
