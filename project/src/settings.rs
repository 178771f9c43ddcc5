//! What a configuration means for an analysis.

use strict_analyzer::{Options, Platform};

use crate::PythonVersion;
use crate::configuration::Configuration;
use crate::paths::shown;

/// The options of an analysis that a configuration asks for. `modules` is left empty, and the search path holds only what
/// was asked for by name.
#[must_use]
pub fn configured_options(configuration: &Configuration) -> Options {
    let defaults = Options::default();
    let paths = |configured: &Option<Vec<_>>| {
        configured.iter().flatten().map(|path: &std::path::PathBuf| shown(path)).collect()
    };
    Options {
        search_path: paths(&configuration.search_path),
        stubs: paths(&configuration.stubs),
        all: configuration.all.unwrap_or(false),
        strict_modules: configuration.strict_modules.clone().unwrap_or_default(),
        python_version: configuration.python_version.map_or(defaults.python_version, PythonVersion::pair),
        platform: configuration.platform.map_or_else(host_platform, Platform::from),
        jobs: configuration.jobs.map_or(defaults.jobs, usize::from),
        ..defaults
    }
}

fn host_platform() -> Platform {
    if cfg!(target_os = "macos") {
        Platform::Darwin
    } else if cfg!(windows) {
        Platform::Windows
    } else {
        Platform::Linux
    }
}
