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
        if let Some(path) = self.roots.get(name) {
            return Location::Root { path: path.clone(), is_package: is_init(path) };
        }
        let mut namespace = self.roots.keys().any(|root| is_below(root, name));
        for folder in &self.search_path {
            let base = folder.join(&relative);
            let package = base.join("__init__.py");
            if package.is_file() {
                return Location::File { path: package, is_package: true };
            }
            let file = folder.join(format!("{}.py", relative.display()));
            if file.is_file() {
                return Location::File { path: file, is_package: false };
            }
            namespace |= base.is_dir();
        }
        if let Some(module) = strict_library::find(name) {
            return Location::Library(module);
        }
        if namespace {
            return Location::Namespace;
        }
        // A module that a known package does not have certainly does not exist.
        let top = parents(name).next();
        match top {
            Some(top) if self.is_complete(top) => Location::Missing,
            _ => Location::NotFound,
        }
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

fn is_init(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem == "__init__")
}

fn is_below(name: &str, package: &str) -> bool {
    name.len() > package.len() && name.starts_with(package) && name.as_bytes()[package.len()] == b'.'
}
