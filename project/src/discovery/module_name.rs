//! The dotted name under which Python would import a file.
//!
//! A file's folders belong to its name as long as they hold `__init__.py`. What is left between there and a root
//! is a namespace package, if the folders' names are identifiers. Configured roots win over the folders that the
//! user asked to check, and deeper ones over shallower ones.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::paths::shown;

/// Folders that may hold top-level modules and packages.
#[derive(Debug)]
pub(super) struct Roots {
    configured: Vec<PathBuf>,
    /// Folders to check, and their `src` folders.
    implied: Vec<PathBuf>,
}

impl Roots {
    pub(super) fn new(configured: &[PathBuf], paths: &[PathBuf]) -> Self {
        let configured = configured.iter().filter_map(|path| fs::canonicalize(path).ok()).collect();
        let mut implied = Vec::new();
        for folder in paths.iter().filter_map(|path| fs::canonicalize(path).ok()).filter(|path| path.is_dir())
        {
            let src = folder.join("src");
            if src.is_dir() && !is_package(&src) {
                implied.push(src);
            }
            if !is_package(&folder) {
                implied.push(folder);
            }
        }
        Roots { configured, implied }
    }

    /// The root that `folder` lies at or below.
    fn containing(&self, folder: &Path) -> Option<&Path> {
        [&self.configured, &self.implied].into_iter().find_map(|roots| {
            roots
                .iter()
                .filter(|root| folder.starts_with(root))
                .max_by_key(|root| root.as_os_str().len())
                .map(PathBuf::as_path)
        })
    }
}

/// The part of a module's name that its folder gives.
#[derive(Clone, Debug)]
struct Package {
    /// Dotted name; empty for a folder of top-level modules.
    name: String,
    /// The folder's own name, for an `__init__.py` that belongs to no package name.
    folder: String,
}

/// Names files, and remembers what it learned about their folders.
#[derive(Debug)]
pub(super) struct Namer {
    roots: Roots,
    packages: HashMap<PathBuf, Package>,
    used_roots: Vec<PathBuf>,
}

impl Namer {
    pub(super) fn new(roots: Roots) -> Self {
        Namer { roots, packages: HashMap::new(), used_roots: Vec::new() }
    }

    /// The module name of a file.
    pub(super) fn name(&mut self, path: &Path) -> String {
        let package = self.package(path.parent().unwrap_or(Path::new("")));
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        match (package.name.as_str(), stem.as_ref()) {
            ("", "__init__") => package.folder,
            ("", stem) => stem.to_owned(),
            (package, "__init__") => package.to_owned(),
            (package, stem) => format!("{package}.{stem}"),
        }
    }

    /// The folders that turned out to hold top-level modules: configured ones first, then in order of discovery.
    pub(super) fn into_roots(self) -> Vec<PathBuf> {
        let mut roots: Vec<PathBuf> = Vec::new();
        for root in self.roots.configured.into_iter().chain(self.used_roots) {
            let root = shown(&root);
            if !roots.contains(&root) {
                roots.push(root);
            }
        }
        roots
    }

    fn package(&mut self, folder: &Path) -> Package {
        if let Some(package) = self.packages.get(folder) {
            return package.clone();
        }
        let (package, root) = self.locate(folder);
        if !self.used_roots.contains(&root) {
            self.used_roots.push(root);
        }
        self.packages.insert(folder.to_owned(), package.clone());
        package
    }

    /// Finds the package that `folder` is, and the root below which it lies.
    fn locate(&self, folder: &Path) -> (Package, PathBuf) {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let mut parts = Vec::new();
        let mut top = folder.as_path();
        while let (Some(name), Some(parent)) = (identifier(top), top.parent()) {
            if self.roots.configured.iter().any(|root| root == top) || !is_package(top) {
                break;
            }
            parts.push(name);
            top = parent;
        }
        let root = self.roots.containing(top).unwrap_or(top);
        let mut below = top;
        // A folder whose name is no identifier cannot be imported through, so what lies in it is top-level.
        while below != root {
            let (Some(name), Some(parent)) = (identifier(below), below.parent()) else { break };
            parts.push(name);
            below = parent;
        }
        parts.reverse();
        let package = Package {
            name: parts.join("."),
            folder: folder.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        };
        (package, below.to_owned())
    }
}

fn is_package(folder: &Path) -> bool {
    folder.join("__init__.py").is_file()
}

/// The last part of a path, if it may stand in an import statement.
fn identifier(path: &Path) -> Option<&str> {
    let name = path.file_name()?.to_str()?;
    let mut characters = name.chars();
    let starts_well = characters.next().is_some_and(|first| first == '_' || first.is_alphabetic());
    (starts_well && characters.all(|other| other == '_' || other.is_alphanumeric())).then_some(name)
}
