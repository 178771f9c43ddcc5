//! What flags and configuration together ask for. A flag replaces the key of the same name.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use strict_analyzer::{Options, Platform};

use crate::arguments::{AnalysisArguments, CheckArguments, OutputFormat};
use crate::configuration::Configuration;
use crate::paths::shown;

/// A version of Python that a program may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PythonVersion {
    minor: u8,
}

/// The text names no supported Python version.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a Python version from 3.8 to 3.14")]
pub(crate) struct UnsupportedVersion(String);

impl FromStr for PythonVersion {
    type Err = UnsupportedVersion;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.strip_prefix("3.")
            .filter(|minor| minor.bytes().all(|byte| byte.is_ascii_digit()))
            .and_then(|minor| minor.parse().ok())
            .filter(|minor| (8..=14).contains(minor))
            .map(|minor| PythonVersion { minor })
            .ok_or_else(|| UnsupportedVersion(text.to_owned()))
    }
}

impl fmt::Display for PythonVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "3.{}", self.minor)
    }
}

/// The options that say how to analyse; `modules` is left empty, and the search path holds only what was asked
/// for by name.
pub(crate) fn analysis_options(arguments: &AnalysisArguments, configuration: &Configuration) -> Options {
    let defaults = Options::default();
    Options {
        search_path: paths(&arguments.search_path, configuration.search_path.as_ref()),
        stubs: paths(&arguments.stubs, configuration.stubs.as_ref()),
        python_version: arguments
            .python_version
            .or(configuration.python_version)
            .map_or(defaults.python_version, |version| (3, version.minor)),
        platform: arguments.platform.or(configuration.platform).map_or_else(host_platform, Platform::from),
        jobs: arguments.jobs.or(configuration.jobs).map_or(defaults.jobs, usize::from),
        ..defaults
    }
}

/// What `strict check` was asked to do.
#[derive(Debug)]
pub(crate) struct CheckSettings {
    /// How to analyse.
    pub(crate) options: Options,
    /// Folders that hold top-level modules and packages, as configured.
    pub(crate) src: Vec<PathBuf>,
    /// Patterns of files to leave out, in the language of `.gitignore`.
    pub(crate) exclude: Vec<String>,
    /// The folder that `exclude` is relative to.
    pub(crate) exclude_base: PathBuf,
    /// File with findings to tolerate.
    pub(crate) baseline: Option<PathBuf>,
    /// How to print findings.
    pub(crate) output_format: OutputFormat,
}

impl CheckSettings {
    /// Lays the flags over the configuration.
    pub(crate) fn new(arguments: &CheckArguments, configuration: &Configuration) -> Self {
        let mut options = analysis_options(&arguments.analysis, configuration);
        options.all = arguments.all || configuration.all.unwrap_or(false);
        options.strict_modules =
            list(&arguments.strict_modules, configuration.strict_modules.as_ref()).to_vec();
        let exclude_base = match configuration.folder() {
            Some(folder) if arguments.exclude.is_empty() => folder.to_owned(),
            _ => PathBuf::from("."),
        };
        CheckSettings {
            options,
            src: configuration.src.clone().unwrap_or_default(),
            exclude: list(&arguments.exclude, configuration.exclude.as_ref()).to_vec(),
            exclude_base,
            baseline: arguments.baseline.baseline.clone().or_else(|| configuration.baseline.clone()),
            output_format: arguments.output.output_format.or(configuration.output_format).unwrap_or_default(),
        }
    }
}

fn list<'a, T>(flags: &'a [T], configured: Option<&'a Vec<T>>) -> &'a [T] {
    if flags.is_empty() { configured.map_or(&[], Vec::as_slice) } else { flags }
}

fn paths(flags: &[PathBuf], configured: Option<&Vec<PathBuf>>) -> Vec<PathBuf> {
    list(flags, configured).iter().map(|path| shown(path)).collect()
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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn versions() {
        assert_eq!("3.12".parse::<PythonVersion>().unwrap().to_string(), "3.12");
        for wrong in ["3", "3.", "3.7", "3.15", "3.+9", "2.7", "3.12.1", ""] {
            assert!(wrong.parse::<PythonVersion>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn flags_replace_keys() {
        let configuration = Configuration {
            file: Some(PathBuf::from("/project/strict.toml")),
            exclude: Some(vec!["old".to_owned()]),
            jobs: Some(2),
            baseline: Some(PathBuf::from("configured.json")),
            ..Configuration::default()
        };
        let from_file = CheckSettings::new(&CheckArguments::default(), &configuration);
        assert_eq!(from_file.exclude, ["old"]);
        assert_eq!(from_file.exclude_base, Path::new("/project"));
        assert_eq!(from_file.options.jobs, 2);
        assert_eq!(from_file.baseline.as_deref(), Some(Path::new("configured.json")));

        let mut arguments = CheckArguments { exclude: vec!["new".to_owned()], ..CheckArguments::default() };
        arguments.analysis.jobs = Some(7);
        let from_flags = CheckSettings::new(&arguments, &configuration);
        assert_eq!(from_flags.exclude, ["new"]);
        assert_eq!(from_flags.exclude_base, Path::new("."));
        assert_eq!(from_flags.options.jobs, 7);
    }
}
