//! Finds the files to check and the module name of each.
//!
//! Folders are walked as `git` sees them: `.gitignore` is respected, and hidden entries, virtual environments,
//! `node_modules` and `__pycache__` are skipped. A file or folder that the user names is always taken.

mod module_name;
mod problem;
mod walk;

use std::fs;
use std::path::PathBuf;

use strict_analyzer::ModuleReport;

use module_name::{Namer, Roots};
pub use walk::DiscoveryError;
pub use walk::Filter;

/// What there is to check.
#[derive(Debug, Default)]
pub struct Discovered {
    /// Module names with their files; no name occurs twice.
    pub modules: Vec<(String, PathBuf)>,
    /// Folders that hold the top-level modules and packages among them.
    pub roots: Vec<PathBuf>,
    /// What could not be taken, and why.
    pub problems: Vec<ModuleReport>,
}

/// Finds all modules below `paths`; `src` are the configured folders that hold top-level modules.
///
/// # Errors
/// A path does not exist, or the filter is malformed.
pub fn discover(paths: &[PathBuf], src: &[PathBuf], filter: &Filter) -> Result<Discovered, DiscoveryError> {
    let walked = walk::walk(paths, filter)?;
    let mut namer = Namer::new(Roots::new(src, paths));
    let mut named: Vec<(String, PathBuf)> =
        walked.files.into_iter().map(|path| (namer.name(&path), path)).collect();
    // Python prefers a package over a module of the same name.
    let precedence = |path: &PathBuf| !path.ends_with("__init__.py");
    named.sort_by(|(name, path), (other_name, other_path)| {
        (name, precedence(path), path).cmp(&(other_name, precedence(other_path), other_path))
    });
    named.dedup();

    let mut discovered =
        Discovered { modules: Vec::new(), roots: namer.into_roots(), problems: walked.problems };
    for (name, path) in named {
        match discovered.modules.last() {
            Some((taken, owner)) if *taken == name => {
                if !same_file(owner, &path) {
                    discovered.problems.push(problem::conflict(name, path, owner));
                }
            }
            _ => discovered.modules.push((name, path)),
        }
    }
    Ok(discovered)
}

fn same_file(left: &PathBuf, right: &PathBuf) -> bool {
    matches!((fs::canonicalize(left), fs::canonicalize(right)), (Ok(left), Ok(right)) if left == right)
}

#[cfg(test)]
mod tests;
