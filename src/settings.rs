//! What flags and configuration together ask for. A flag replaces the key of the same name.

use std::path::PathBuf;

use strict_analyzer::Options;
use strict_project::configuration::Configuration;
use strict_project::paths::shown;
use strict_project::{OutputFormat, configured_options};

use crate::arguments::{AnalysisArguments, CheckArguments};
use crate::failure::Failure;

/// The options that say how to analyse; `modules` is left empty, and the search path holds only what was asked
/// for by name.
///
/// # Errors
/// A folder of the search path or for stubs does not exist.
pub(crate) fn analysis_options(
    arguments: &AnalysisArguments,
    configuration: &Configuration,
) -> Result<Options, Failure> {
    let mut options = configured_options(configuration);
    if !arguments.search_path.is_empty() {
        options.search_path = arguments.search_path.iter().map(|path| shown(path)).collect();
    }
    if !arguments.stubs.is_empty() {
        options.stubs = arguments.stubs.iter().map(|path| shown(path)).collect();
    }
    if let Some(version) = arguments.python_version {
        options.python_version = version.pair();
    }
    if let Some(platform) = arguments.platform {
        options.platform = platform.into();
    }
    if let Some(jobs) = arguments.jobs {
        options.jobs = jobs.into();
    }
    // A misspelt folder would only show as modules that nothing is known about.
    for (folders, purpose) in [(&options.search_path, "imports"), (&options.stubs, "stubs")] {
        if let Some(missing) = folders.iter().find(|folder| !folder.is_dir()) {
            return Err(Failure::NoFolder { purpose, path: missing.clone() });
        }
    }
    Ok(options)
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
    ///
    /// # Errors
    /// A folder of the search path or for stubs does not exist.
    pub(crate) fn new(arguments: &CheckArguments, configuration: &Configuration) -> Result<Self, Failure> {
        let mut options = analysis_options(&arguments.analysis, configuration)?;
        options.all |= arguments.all;
        if !arguments.strict_modules.is_empty() {
            options.strict_modules.clone_from(&arguments.strict_modules);
        }
        let exclude_base = match configuration.folder() {
            Some(folder) if arguments.exclude.is_empty() => folder.to_owned(),
            _ => PathBuf::from("."),
        };
        Ok(CheckSettings {
            options,
            src: configuration.src.clone().unwrap_or_default(),
            exclude: list(&arguments.exclude, configuration.exclude.as_ref()).to_vec(),
            exclude_base,
            baseline: arguments.baseline.baseline.clone().or_else(|| configuration.baseline.clone()),
            output_format: arguments.output.output_format.or(configuration.output_format).unwrap_or_default(),
        })
    }
}

fn list<'a, T>(flags: &'a [T], configured: Option<&'a Vec<T>>) -> &'a [T] {
    if flags.is_empty() { configured.map_or(&[], Vec::as_slice) } else { flags }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn flags_replace_keys() {
        let configuration = Configuration {
            file: Some(PathBuf::from("/project/strict.toml")),
            exclude: Some(vec!["old".to_owned()]),
            jobs: Some(2),
            baseline: Some(PathBuf::from("configured.json")),
            ..Configuration::default()
        };
        let from_file = CheckSettings::new(&CheckArguments::default(), &configuration).unwrap();
        assert_eq!(from_file.exclude, ["old"]);
        assert_eq!(from_file.exclude_base, Path::new("/project"));
        assert_eq!(from_file.options.jobs, 2);
        assert_eq!(from_file.baseline.as_deref(), Some(Path::new("configured.json")));

        let mut arguments = CheckArguments { exclude: vec!["new".to_owned()], ..CheckArguments::default() };
        arguments.analysis.jobs = Some(7);
        let from_flags = CheckSettings::new(&arguments, &configuration).unwrap();
        assert_eq!(from_flags.exclude, ["new"]);
        assert_eq!(from_flags.exclude_base, Path::new("."));
        assert_eq!(from_flags.options.jobs, 7);
    }
}
