//! Finding the source that a first stub is written of.

use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use strict_syntax::{ParsedModule, SourceError, SourceFile};

use super::Program;
use super::search::Location;
use super::store::Store;
use crate::files::Disk;
use crate::options::Options;
use crate::stub::{Origin, defines, public_names, write_skeleton};

/// The first stub of a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skeleton {
    /// The text of the stub.
    pub text: String,
    /// Whether the module is a package, whose stub is an `__init__.pyi`.
    pub is_package: bool,
}

/// Why no stub can be written of a module.
#[derive(Debug, thiserror::Error)]
pub enum SkeletonError {
    /// There is no such module.
    #[error("there is no module `{0}` on the search path or in the library; `--search-path` adds folders")]
    Unknown(String),
    /// The module is not written in Python.
    #[error("`{0}` is a native module: there is no source to read")]
    Native(String),
    /// The module is a folder without code.
    #[error("`{0}` is a namespace package: it has no source of its own")]
    Namespace(String),
    /// The source cannot be read.
    #[error(transparent)]
    Unreadable(#[from] SourceError),
    /// The source is not valid Python.
    #[error("{}:{line}:{column}: {message}", path.display())]
    Invalid {
        /// The source.
        path: PathBuf,
        /// Line of the first error, from 1.
        line: usize,
        /// Its column, from 1.
        column: usize,
        /// What is wrong.
        message: String,
    },
}

/// Writes a first stub of a module of the search path or the library. Reads sources, and executes nothing.
///
/// # Errors
/// The module has no source that can be read and parsed.
pub fn skeleton(name: &str, options: &Options) -> Result<Skeleton, SkeletonError> {
    // The present stub of the module is no source of it.
    let program =
        Program::new(Options { stubs: Vec::new(), ..options.clone() }, Arc::new(Store::new(Arc::new(Disk))));
    let Some(source) = program.real_source(name) else {
        return Err(match program.search.locate(name) {
            Location::Namespace => SkeletonError::Namespace(name.to_owned()),
            Location::Native | Location::Stub { .. } => SkeletonError::Native(name.to_owned()),
            _ if strict_library::is_native(name) => SkeletonError::Native(name.to_owned()),
            _ => SkeletonError::Unknown(name.to_owned()),
        });
    };
    let source = source?;
    let parsed = strict_syntax::parse(&source);
    if let Some(error) = parsed.errors.first() {
        let place = source.position(error.range.start());
        return Err(SkeletonError::Invalid {
            path: source.path().to_owned(),
            line: place.line,
            column: place.column,
            message: error.message.clone(),
        });
    }
    let is_package = match program.search.locate_source(name) {
        Some(Location::Root { is_package, .. } | Location::File { is_package, .. }) => is_package,
        Some(Location::Library(module)) => module.is_package,
        _ => false,
    };
    let known = RefCell::new(FxHashMap::default());
    let provides = |module: &str, name: Option<&str>| {
        let key = (module.to_owned(), name.map(str::to_owned));
        *known.borrow_mut().entry(key).or_insert_with(|| program.provides(module, name))
    };
    let names_of = |module: &str| {
        let source = program.real_source(module).and_then(Result::ok);
        source.map_or_else(Vec::new, |source| public_names(&parse(&source), source.text()))
    };
    let origin = Origin {
        name,
        is_package,
        source: &source,
        parsed: &parsed,
        provides: &provides,
        public_names: &names_of,
    };
    Ok(Skeleton { text: write_skeleton(&origin), is_package })
}

impl Program {
    /// Whether a module is the library's, and has the name: only then does an import in a stub evaluate it.
    fn provides(&self, module: &str, name: Option<&str>) -> bool {
        let module = super::canonical(module, self.options.platform);
        let text = match self.search.locate(module) {
            Location::Library(library) => String::from_utf8_lossy(&library.source()).into_owned(),
            Location::Stub { text, .. } => match strict_library::find(module) {
                Some(library) => format!("{}\n{text}", String::from_utf8_lossy(&library.source())),
                None => text.to_owned(),
            },
            Location::Native => return true,
            _ => return false,
        };
        let Some(name) = name else { return true };
        let source = SourceFile::from_text(module, text);
        defines(&parse(&source), source.text(), name) || self.provides(&format!("{module}.{name}"), None)
    }
}

fn parse(source: &SourceFile) -> ParsedModule {
    strict_syntax::parse(source)
}
