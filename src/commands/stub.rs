//! `strict stub`: writes a first stub of a module, from its source.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use strict_analyzer::{Options, Skeleton, skeleton};

use crate::arguments::StubArguments;
use crate::failure::Failure;
use crate::settings::analysis_options;
use crate::terminal::{self, Status};
use strict_project::configuration::Configuration;
use strict_project::paths::shown;

/// Writes the stub of the module that the arguments name.
pub(super) fn run(arguments: &StubArguments) -> Result<Status, Failure> {
    let module = &arguments.module;
    if !is_module_name(module) {
        return Err(Failure::NotAModuleName(module.clone()));
    }
    let configuration = Configuration::load(arguments.analysis.config.as_deref(), None)?;
    let defaults = analysis_options(&arguments.analysis, &configuration)?;
    let mut search_path = defaults.search_path.clone();
    search_path.extend(configuration.src.unwrap_or_else(|| vec![PathBuf::from(".")]));
    let skeleton = skeleton(module, &Options { search_path, ..defaults })?;
    let Some(output) = &arguments.output else {
        terminal::print(&skeleton.text)?;
        return Ok(Status::Clean);
    };
    let path = stub_path(module, &skeleton, output)?;
    write(&path, &skeleton.text, arguments.force)?;
    terminal::print(&format!("Wrote {}.\n", shown(&path).display()))?;
    Ok(Status::Clean)
}

/// Where the stub goes: the file that is named, or its place below the folder that is.
fn stub_path(module: &str, skeleton: &Skeleton, output: &Path) -> Result<PathBuf, Failure> {
    if output.extension().is_some_and(|extension| extension == "pyi") && !output.is_dir() {
        let is_init = output.file_stem().is_some_and(|stem| stem == "__init__");
        if skeleton.is_package && !is_init {
            return Err(Failure::PackageStub { module: module.to_owned(), path: output.to_owned() });
        }
        return Ok(output.to_owned());
    }
    let place = output.join(module.replace('.', "/"));
    Ok(if skeleton.is_package { place.join("__init__.pyi") } else { place.with_extension("pyi") })
}

fn write(path: &Path, text: &str, replace: bool) -> Result<(), Failure> {
    let failure = |source| Failure::Write { path: path.to_owned(), source };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failure)?;
    }
    let mut options = OpenOptions::new();
    options.write(true).truncate(replace).create(replace).create_new(!replace);
    match options.open(path) {
        Ok(mut file) => file.write_all(text.as_bytes()).map_err(failure),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(Failure::Exists(path.to_owned())),
        Err(error) => Err(failure(error)),
    }
}

/// Whether the text is dotted names, and so no path.
fn is_module_name(text: &str) -> bool {
    text.split('.').all(|part| {
        !part.is_empty()
            && !part.starts_with(|first: char| first.is_ascii_digit())
            && part.chars().all(|c| c.is_alphanumeric() || c == '_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn module_names_are_told_from_paths() {
        for name in ["a", "a.b_c", "_x1", "größe"] {
            assert!(is_module_name(name), "{name}");
        }
        for text in ["", ".", "a.", "..a", "a/b", "a.py/", "1a", "a b", "/etc/passwd"] {
            assert!(!is_module_name(text), "{text}");
        }
    }

    #[test]
    fn stubs_go_where_they_are_found() {
        let skeleton = |is_package| Skeleton { text: String::new(), is_package };
        let path = |module, is_package, output: &str| {
            stub_path(module, &skeleton(is_package), Path::new(output)).map(|path| path.display().to_string())
        };
        assert_eq!(path("a.b", false, "stubs").unwrap(), "stubs/a/b.pyi");
        assert_eq!(path("a.b", true, "stubs").unwrap(), "stubs/a/b/__init__.pyi");
        assert_eq!(path("a.b", false, "x.pyi").unwrap(), "x.pyi");
        assert_eq!(path("a", true, "a/__init__.pyi").unwrap(), "a/__init__.pyi");
        assert!(path("a", true, "a.pyi").is_err());
    }
}
