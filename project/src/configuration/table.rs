//! Typed access to a TOML table, with errors that name the key and its place.

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::ValueEnum;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::Problem;

/// A table of a TOML document, and how it is written there: `tool.strict`.
pub(super) struct Table<'a> {
    name: String,
    entries: &'a DeTable<'a>,
}

impl<'a> Table<'a> {
    pub(super) fn new(name: &str, entries: &'a DeTable<'a>) -> Self {
        Table { name: name.to_owned(), entries }
    }

    /// The table below `key`.
    pub(super) fn table(&self, key: &str) -> Result<Option<Table<'a>>, Problem> {
        self.read(key, "a table", |value| {
            value.get_ref().as_table().map(|entries| Table { name: self.qualified(key), entries })
        })
    }

    /// Fails at the first key that is not in `known`.
    pub(super) fn allow_only(&self, known: &[&str]) -> Result<(), Problem> {
        let mut unknown: Vec<_> =
            self.entries.keys().filter(|key| !known.contains(&key.get_ref().as_ref())).collect();
        unknown.sort_by_key(|key| key.span().start);
        let Some(key) = unknown.first() else { return Ok(()) };
        let spelling = key.get_ref();
        let advice = match crate::closest(spelling, known.iter().copied()) {
            _ if spelling == "tool" => "in this file the keys of `[tool.strict]` stand at the top".to_owned(),
            Some(suggestion) => format!("did you mean `{suggestion}`?"),
            None => format!("known keys are {}", known.join(", ")),
        };
        Err(Problem::new(key.span(), format!("unknown key `{}`; {advice}", self.qualified(spelling))))
    }

    pub(super) fn boolean(&self, key: &str) -> Result<Option<bool>, Problem> {
        self.read(key, "true or false", |value| value.get_ref().as_bool())
    }

    /// A number from 1 to 1024.
    pub(super) fn positive(&self, key: &str) -> Result<Option<u16>, Problem> {
        self.read(key, "a whole number from 1 to 1024", |value| {
            let integer = value.get_ref().as_integer()?;
            let number = u16::from_str_radix(integer.as_str(), integer.radix()).ok()?;
            (1..=1024).contains(&number).then_some(number)
        })
    }

    /// A string, or a list of strings.
    pub(super) fn strings(&self, key: &str) -> Result<Option<Vec<String>>, Problem> {
        self.read(key, "a string or a list of strings", |value| match value.get_ref() {
            DeValue::String(text) => Some(vec![text.clone().into_owned()]),
            DeValue::Array(items) => {
                items.iter().map(|item| item.get_ref().as_str().map(str::to_owned)).collect()
            }
            _ => None,
        })
    }

    /// A path relative to `folder`.
    pub(super) fn path(&self, key: &str, folder: &Path) -> Result<Option<PathBuf>, Problem> {
        self.read(key, "a string", |value| value.get_ref().as_str().map(|text| folder.join(text)))
    }

    /// Paths relative to `folder`.
    pub(super) fn paths(&self, key: &str, folder: &Path) -> Result<Option<Vec<PathBuf>>, Problem> {
        let texts = self.strings(key)?;
        Ok(texts.map(|texts| texts.iter().map(|text| folder.join(text)).collect()))
    }

    /// A string that `T` understands.
    pub(super) fn parsed<T: FromStr<Err: Display>>(&self, key: &str) -> Result<Option<T>, Problem> {
        let Some(value) = self.entries.get(key) else { return Ok(None) };
        let text = value.get_ref().as_str().ok_or_else(|| self.mismatch(key, "a string", value))?;
        text.parse().map(Some).map_err(|error| Problem::new(value.span(), format!("`{key}`: {error}")))
    }

    /// One of the names of `T`.
    pub(super) fn choice<T: ValueEnum>(&self, key: &str) -> Result<Option<T>, Problem> {
        let names: Vec<String> = T::value_variants()
            .iter()
            .filter_map(ValueEnum::to_possible_value)
            .map(|value| format!("`{}`", value.get_name()))
            .collect();
        self.read(key, &format!("one of {}", names.join(", ")), |value| {
            T::from_str(value.get_ref().as_str()?, false).ok()
        })
    }

    fn read<T>(
        &self,
        key: &str,
        expected: &str,
        convert: impl FnOnce(&'a Spanned<DeValue<'a>>) -> Option<T>,
    ) -> Result<Option<T>, Problem> {
        let Some(value) = self.entries.get(key) else { return Ok(None) };
        convert(value).map(Some).ok_or_else(|| self.mismatch(key, expected, value))
    }

    fn mismatch(&self, key: &str, expected: &str, value: &Spanned<DeValue<'_>>) -> Problem {
        let found = match value.get_ref() {
            DeValue::String(text) => format!("\"{text}\""),
            DeValue::Integer(number) => number.as_str().to_owned(),
            other => other.type_str().to_owned(),
        };
        Problem::new(value.span(), format!("`{}` must be {expected}, not {found}", self.qualified(key)))
    }

    fn qualified(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }
}
