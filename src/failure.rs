//! Why a command could not run.

use std::io;
use std::path::PathBuf;

use strict_analyzer::SkeletonError;

use strict_project::configuration::ConfigurationError;
use strict_project::discovery::DiscoveryError;
use strict_project::findings::BaselineError;

/// Why a command could not run: exit code 2.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The configuration is wrong or cannot be read.
    #[error(transparent)]
    Configuration(#[from] ConfigurationError),
    /// The paths to check are wrong.
    #[error(transparent)]
    Discovery(#[from] DiscoveryError),
    /// The baseline file is wrong or cannot be read.
    #[error(transparent)]
    Baseline(#[from] BaselineError),
    /// No such diagnostic code.
    #[error("`{name}` is not a diagnostic code; {}", advice(.suggestion.as_deref()))]
    UnknownCode {
        /// What the user wrote.
        name: String,
        /// What was probably meant.
        suggestion: Option<String>,
    },
    /// A file is asked for, and this is a folder.
    #[error("`{}` is a folder; name a file", .0.display())]
    NotAFile(PathBuf),
    /// The analyzer did not answer.
    #[error("the analyzer says nothing about `{}`; this is a bug in strict", .0.display())]
    NoResult(PathBuf),
    /// No stub can be written of the module.
    #[error(transparent)]
    Skeleton(#[from] SkeletonError),
    /// The text is not the name of a module.
    #[error("`{0}` is not the name of a module; write it as in an import, for instance `urllib.parse`")]
    NotAModuleName(String),
    /// A package's stub has another name.
    #[error("`{module}` is a package: its stub is a file `__init__.pyi`, not `{}`", path.display())]
    PackageStub {
        /// The package.
        module: String,
        /// The file that was asked for.
        path: PathBuf,
    },
    /// The file is there already.
    #[error("`{}` exists; `--force` replaces it", .0.display())]
    Exists(PathBuf),
    /// A folder that is to be searched is not there.
    #[error("the folder `{}` for {purpose} does not exist", path.display())]
    NoFolder {
        /// What was to be found in it.
        purpose: &'static str,
        /// The folder.
        path: PathBuf,
    },
    /// A result file cannot be written.
    #[error("cannot write `{}`: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The client of the language server breaks the protocol while it starts, or files cannot be watched.
    #[error("{0}")]
    Server(Box<dyn std::error::Error + Send + Sync>),
    /// The operating system refused something else, such as a thread or the standard output.
    #[error(transparent)]
    System(#[from] io::Error),
}

fn advice(suggestion: Option<&str>) -> String {
    match suggestion {
        Some(suggestion) => format!("did you mean `{suggestion}`?"),
        None => "`strict explain` lists them all".to_owned(),
    }
}
