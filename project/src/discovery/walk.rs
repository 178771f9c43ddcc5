//! Walks files and folders.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use ignore::{DirEntry, WalkBuilder};
use strict_analyzer::ModuleReport;

use super::problem;
use crate::paths::{absolute, shown};

/// The paths to check are wrong.
#[derive(Debug, thiserror::Error)]
pub enum DiscoveryError {
    /// A path does not exist or cannot be reached.
    #[error("cannot check `{}`: {source}", path.display())]
    Path {
        /// The path.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A pattern is malformed.
    #[error("cannot understand the pattern to exclude `{pattern}`: {source}")]
    Pattern {
        /// The pattern.
        pattern: String,
        /// What is wrong with it.
        source: ignore::Error,
    },
}

/// What to leave out of a walk.
#[derive(Clone, Debug)]
pub struct Filter {
    excluded: Gitignore,
    respect_gitignore: bool,
}

impl Filter {
    /// Leaves out what matches one of `patterns`, relative to `base`.
    ///
    /// # Errors
    /// A pattern is malformed.
    pub fn new(base: &Path, patterns: &[String], respect_gitignore: bool) -> Result<Self, DiscoveryError> {
        let mut builder = GitignoreBuilder::new(absolute(base));
        builder.allow_unclosed_class(false);
        for pattern in patterns {
            builder
                .add_line(None, pattern)
                .map_err(|source| DiscoveryError::Pattern { pattern: pattern.clone(), source })?;
        }
        let excluded = builder
            .build()
            .map_err(|source| DiscoveryError::Pattern { pattern: patterns.join(", "), source })?;
        Ok(Filter { excluded, respect_gitignore })
    }

    fn admits(&self, entry: &DirEntry) -> bool {
        // What the user named is always taken.
        if entry.depth() == 0 {
            return true;
        }
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        if is_folder && is_foreign_folder(entry) {
            return false;
        }
        self.excluded.is_empty() || !self.excluded.matched(absolute(entry.path()), is_folder).is_ignore()
    }
}

/// Folders that hold no source of the project.
fn is_foreign_folder(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    name == "node_modules" || name == "__pycache__" || entry.path().join("pyvenv.cfg").is_file()
}

/// What a walk found.
#[derive(Debug, Default)]
pub(super) struct Walked {
    pub(super) files: Vec<PathBuf>,
    pub(super) problems: Vec<ModuleReport>,
}

/// Finds the Python files at and below `paths`.
///
/// # Errors
/// One of `paths` does not exist.
pub(super) fn walk(paths: &[PathBuf], filter: &Filter) -> Result<Walked, DiscoveryError> {
    let mut walked = Walked::default();
    let Some((first, others)) = paths.split_first() else { return Ok(walked) };
    for path in paths {
        fs::metadata(path).map_err(|source| DiscoveryError::Path { path: path.clone(), source })?;
    }
    let mut builder = WalkBuilder::new(first);
    for path in others {
        builder.add(path);
    }
    let admitting = filter.clone();
    builder
        .git_ignore(filter.respect_gitignore)
        .ignore(filter.respect_gitignore)
        .require_git(false)
        .git_global(false)
        .git_exclude(false)
        .sort_by_file_name(Ord::cmp)
        .filter_entry(move |entry| admitting.admits(entry));
    for entry in builder.build() {
        match entry {
            Ok(entry) => walked.take(&entry),
            Err(error) => walked.problems.push(unreadable_entry(&error)),
        }
    }
    Ok(walked)
}

impl Walked {
    fn take(&mut self, entry: &DirEntry) {
        let path = entry.path();
        let is_python = path.extension().is_some_and(|extension| extension == "py");
        // `DirEntry` describes a link itself; what counts is where it leads.
        let metadata = match entry.file_type() {
            Some(kind) if kind.is_file() && is_python => Ok(None),
            _ if is_python || entry.depth() == 0 => fs::metadata(path).map(Some),
            _ => return,
        };
        match metadata {
            Ok(None) => self.files.push(shown(path)),
            Ok(Some(metadata)) if metadata.is_file() => self.files.push(shown(path)),
            Ok(Some(metadata)) if metadata.is_dir() && !is_python => {}
            Ok(Some(metadata)) => self.problems.push(not_a_file(path, &metadata)),
            Err(error) => self.problems.push(problem::unreadable(
                shown(path),
                format!("`{}` cannot be opened: {error}", shown(path).display()),
                "remove the link, or exclude it with `--exclude`",
            )),
        }
    }
}

fn not_a_file(path: &Path, metadata: &Metadata) -> ModuleReport {
    let path = shown(path);
    let what = if metadata.is_dir() { "a folder" } else { "not a regular file" };
    let message = format!("`{}` is named like a module, but it is {what}", path.display());
    problem::unreadable(path, message, "rename it, or exclude it with `--exclude`")
}

fn unreadable_entry(error: &ignore::Error) -> ModuleReport {
    let path = path_of(error).map(shown).unwrap_or_default();
    // The error of the walker names the path once more; that of the system does not.
    let system = error.io_error().and_then(io::Error::raw_os_error).map(io::Error::from_raw_os_error);
    let reason = system.map_or_else(|| error.to_string(), |it| it.to_string());
    let message = format!("`{}` cannot be read: {reason}", path.display());
    problem::unreadable(path, message, "mend its permissions, or exclude it with `--exclude`")
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::Loop { child, .. } => Some(child),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}
