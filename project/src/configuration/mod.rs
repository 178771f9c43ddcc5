//! Configuration files: `strict.toml`, and `[tool.strict]` in `pyproject.toml`.
//!
//! The nearest one wins, seen from the first path to check and then from the working directory; in one folder
//! `strict.toml` wins over `pyproject.toml`. Files are not merged, so what applies can be read in one place.
//! Relative paths in a file are relative to the folder that holds it.

mod error;
mod table;

use std::fs;
use std::path::{Path, PathBuf};

use toml::de::DeTable;

pub use error::ConfigurationError;
use error::Problem;
use table::Table;

use crate::choices::{OutputFormat, PlatformName, PythonVersion};
use crate::text_file;

const STRICT_TOML: &str = "strict.toml";
const PYPROJECT_TOML: &str = "pyproject.toml";

/// What a configuration file says. Absent keys leave the default, or the flag, in force.
#[derive(Debug, Default, PartialEq)]
pub struct Configuration {
    /// The file; `None` when there is no configuration.
    pub file: Option<PathBuf>,
    /// `all`
    pub all: Option<bool>,
    /// `strict-modules`
    pub strict_modules: Option<Vec<String>>,
    /// `src`: folders that hold top-level modules and packages
    pub src: Option<Vec<PathBuf>>,
    /// `search-path`
    pub search_path: Option<Vec<PathBuf>>,
    /// `stubs`
    pub stubs: Option<Vec<PathBuf>>,
    /// `python-version`
    pub python_version: Option<PythonVersion>,
    /// `platform`
    pub platform: Option<PlatformName>,
    /// `exclude`
    pub exclude: Option<Vec<String>>,
    /// `jobs`
    pub jobs: Option<u16>,
    /// `baseline`
    pub baseline: Option<PathBuf>,
    /// `output-format`
    pub output_format: Option<OutputFormat>,
}

impl Configuration {
    /// Reads `explicit`, or else the nearest configuration file; without one, everything is absent.
    ///
    /// # Errors
    /// The file cannot be read, or something in it is wrong.
    pub fn load(explicit: Option<&Path>, first_path: Option<&Path>) -> Result<Self, ConfigurationError> {
        if let Some(path) = explicit {
            let text = read(path)?;
            return Ok(Self::parse(path, &text)?.unwrap_or_default());
        }
        for start in first_path.into_iter().chain([Path::new(".")]) {
            if let Some(found) = Self::nearest(start)? {
                return Ok(found);
            }
        }
        Ok(Self::default())
    }

    /// The folder that the file's relative paths and patterns are relative to.
    pub fn folder(&self) -> Option<&Path> {
        self.file.as_deref().and_then(Path::parent)
    }

    /// Climbs from `start` until a folder holds a configuration file.
    fn nearest(start: &Path) -> Result<Option<Self>, ConfigurationError> {
        let Ok(start) = fs::canonicalize(start) else {
            // A path that does not exist is reported where the paths are walked.
            return Ok(None);
        };
        for folder in start.ancestors() {
            for name in [STRICT_TOML, PYPROJECT_TOML] {
                let path = folder.join(name);
                if !path.is_file() {
                    continue;
                }
                let text = read(&path)?;
                if let Some(configuration) = Self::parse(&path, &text)? {
                    return Ok(Some(configuration));
                }
            }
        }
        Ok(None)
    }

    /// Reads the text of a file; `None` for a `pyproject.toml` that does not mention us.
    fn parse(path: &Path, text: &str) -> Result<Option<Self>, ConfigurationError> {
        let is_pyproject = path.file_name().is_some_and(|name| name == PYPROJECT_TOML);
        let result = DeTable::parse(text).map_err(|error| Problem::syntax(&error)).and_then(|document| {
            let root = Table::new("", document.get_ref());
            let table = if is_pyproject {
                match root.table("tool")? {
                    Some(tool) => tool.table("strict")?,
                    None => None,
                }
            } else {
                Some(root)
            };
            table.map(|table| Self::from_table(path, &table)).transpose()
        });
        result.map_err(|problem| problem.locate(path, text))
    }

    fn from_table(path: &Path, table: &Table<'_>) -> Result<Self, Problem> {
        table.allow_only(KEYS)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let configuration = Configuration {
            file: Some(path.to_owned()),
            all: table.boolean("all")?,
            strict_modules: table.strings("strict-modules")?,
            src: table.paths("src", folder)?,
            search_path: table.paths("search-path", folder)?,
            stubs: table.paths("stubs", folder)?,
            python_version: table.parsed("python-version")?,
            platform: table.choice("platform")?,
            exclude: table.strings("exclude")?,
            jobs: table.positive("jobs")?,
            baseline: table.path("baseline", folder)?,
            output_format: table.choice("output-format")?,
        };
        Ok(configuration)
    }
}

/// Every key that a configuration file may hold.
const KEYS: &[&str] = &[
    "all",
    "strict-modules",
    "src",
    "search-path",
    "stubs",
    "python-version",
    "platform",
    "exclude",
    "jobs",
    "baseline",
    "output-format",
];

fn read(path: &Path) -> Result<String, ConfigurationError> {
    text_file::read(path).map_err(|source| ConfigurationError::Unreadable { path: path.to_owned(), source })
}

#[cfg(test)]
mod tests;
