//! Where modules are: stubs, the files under analysis, search paths, and the embedded library.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::module_name::parents;
use crate::files::FileSystem;
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

impl Location {
    /// Whether it is the same place, with the same text as long as no file changes.
    pub(crate) fn is(&self, other: &Location) -> bool {
        use Location::{File, Library, Root, Stub, UserStub};
        match (self, other) {
            (UserStub { path: a, is_package: b }, UserStub { path: c, is_package: d })
            | (Root { path: a, is_package: b }, Root { path: c, is_package: d })
            | (File { path: a, is_package: b }, File { path: c, is_package: d }) => a == c && b == d,
            (Stub { path: a, .. }, Stub { path: b, .. }) => a == b,
            (Library(a), Library(b)) => a.path == b.path,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }
}

/// Finds modules.
#[derive(Debug)]
pub(crate) struct Search {
    files: Arc<dyn FileSystem>,
    roots: HashMap<Arc<str>, PathBuf>,
    search_path: Vec<PathBuf>,
    stubs: Vec<PathBuf>,
    platform: Platform,
    /// An environment into which packages are installed is on the search path: what is not there is not installed.
    pub has_environment: bool,
}

impl Search {
    pub(crate) fn new(options: &Options, files: Arc<dyn FileSystem>, has_environment: bool) -> Search {
        let mut roots = HashMap::new();
        for (name, path) in &options.modules {
            roots.entry(Arc::from(name.as_str())).or_insert_with(|| path.clone());
        }
        Search {
            files,
            roots,
            search_path: options.search_path.clone(),
            stubs: options.stubs.clone(),
            has_environment,
            platform: options.platform,
        }
    }

    /// Where the module of that name is defined.
    pub(crate) fn locate(&self, name: &str) -> Location {
        let relative: PathBuf = name.split('.').collect();
        for folder in &self.stubs {
            let package = folder.join(&relative).join("__init__.pyi");
            if self.files.is_file(&package) {
                return Location::UserStub { path: package, is_package: true };
            }
            let file = folder.join(&relative).with_extension("pyi");
            if self.files.is_file(&file) {
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
            || self.search_path.iter().any(|folder| self.files.is_dir(&folder.join(&relative)));
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
            if self.files.is_file(&package) {
                return Some(Location::File { path: package, is_package: true });
            }
            let file = folder.join(format!("{}.py", relative.display()));
            if self.files.is_file(&file) {
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

fn is_init(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem == "__init__")
}

fn is_below(name: &str, package: &str) -> bool {
    name.len() > package.len() && name.starts_with(package) && name.as_bytes()[package.len()] == b'.'
}
