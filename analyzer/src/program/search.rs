//! Where modules are: stubs, the files under analysis, search paths, and the embedded library.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::module_name::parents;
use crate::options::{Options, Platform};

/// Where a module's definition is.
#[derive(Clone, Debug)]
pub(crate) enum Location {
    /// A stub of the user's.
    UserStub { path: PathBuf, is_package: bool },
    /// A bundled stub; it may be an overlay of the real library source.
    Stub { text: &'static str, path: String, is_package: bool },
    /// One of the files to report on.
    Root { path: PathBuf, is_package: bool },
    /// A file on the search path.
    File { path: PathBuf, is_package: bool },
    /// A module of the embedded library.
    Library(strict_library::Module),
    /// A module whose functions the analyzer has as natives.
    Native,
    /// A folder without `__init__.py`.
    Namespace,
    /// It does not exist, or an accelerator whose pure fallback is used instead.
    Missing,
    /// Not found, but it may be installed where the program runs.
    NotFound,
}

/// Finds modules.
#[derive(Debug)]
pub(crate) struct Search {
    roots: HashMap<Arc<str>, PathBuf>,
    search_path: Vec<PathBuf>,
    stubs: Vec<PathBuf>,
    platform: Platform,
    /// An environment into which packages are installed is on the search path: what is not there is not installed.
    pub has_environment: bool,
}

impl Search {
    pub(crate) fn new(options: &Options) -> Search {
        let mut roots = HashMap::new();
        for (name, path) in &options.modules {
            roots.entry(Arc::from(name.as_str())).or_insert_with(|| path.clone());
        }
        Search {
            roots,
            search_path: options.search_path.clone(),
            stubs: options.stubs.clone(),
            has_environment: options.search_path.iter().any(|folder| is_environment(folder)),
            platform: options.platform,
        }
    }

    /// Where the module of that name is defined.
    pub(crate) fn locate(&self, name: &str) -> Location {
        let relative: PathBuf = name.split('.').collect();
        for folder in &self.stubs {
            let package = folder.join(&relative).join("__init__.pyi");
            if package.is_file() {
                return Location::UserStub { path: package, is_package: true };
            }
            let file = folder.join(&relative).with_extension("pyi");
            if file.is_file() {
                return Location::UserStub { path: file, is_package: false };
            }
        }
        if strict_stubs::is_absent(name, self.platform.name()) {
            return Location::Missing;
        }
        if crate::builtins::is_native_module(name) {
            return Location::Native;
        }
        if let Some(stub) = strict_stubs::find(name) {
            return Location::Stub {
                text: stub.text,
                path: stub.path.to_owned(),
                is_package: stub.is_package,
            };
        }
        if let Some(source) = self.locate_source(name) {
            return source;
        }
        let is_namespace = self.roots.keys().any(|root| is_below(root, name))
            || self.search_path.iter().any(|folder| folder.join(&relative).is_dir());
        if is_namespace {
            return Location::Namespace;
        }
        // A module that a known package does not have certainly does not exist.
        let top = parents(name).next();
        match top {
            Some(top) if self.is_complete(top) => Location::Missing,
            _ => Location::NotFound,
        }
    }

    /// Where the module's own source is, whether or not a stub stands for it.
    pub(crate) fn locate_source(&self, name: &str) -> Option<Location> {
        if let Some(path) = self.roots.get(name) {
            return Some(Location::Root { path: path.clone(), is_package: is_init(path) });
        }
        let relative: PathBuf = name.split('.').collect();
        for folder in &self.search_path {
            let package = folder.join(&relative).join("__init__.py");
            if package.is_file() {
                return Some(Location::File { path: package, is_package: true });
            }
            let file = folder.join(format!("{}.py", relative.display()));
            if file.is_file() {
                return Some(Location::File { path: file, is_package: false });
            }
        }
        strict_library::find(name).map(Location::Library)
    }

    /// Folders with the user's stubs.
    pub(crate) fn stub_folders(&self) -> &[PathBuf] {
        &self.stubs
    }

    /// Whether all submodules of the package are known.
    fn is_complete(&self, package: &str) -> bool {
        match self.locate(package) {
            Location::Root { is_package, .. } | Location::File { is_package, .. } => is_package,
            Location::Library(_) => true,
            _ => false,
        }
    }
}

/// Whether installers have put packages into the folder, of which each leaves a description beside it.
fn is_environment(folder: &Path) -> bool {
    let Ok(entries) = folder.read_dir() else { return false };
    entries
        .flatten()
        .any(|entry| Path::new(&entry.file_name()).extension().is_some_and(|it| it == "dist-info"))
}

fn is_init(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem == "__init__")
}

fn is_below(name: &str, package: &str) -> bool {
    name.len() > package.len() && name.starts_with(package) && name.as_bytes()[package.len()] == b'.'
}
