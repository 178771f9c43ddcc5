//! Values that a flag or a configuration key may have.

use std::fmt;
use std::str::FromStr;

use clap::ValueEnum;
use strict_analyzer::Platform;

/// A version of Python that a program may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PythonVersion {
    minor: u8,
}

impl PythonVersion {
    /// Major and minor number.
    #[must_use]
    pub fn pair(self) -> (u8, u8) {
        (3, self.minor)
    }
}

/// The text names no supported Python version.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a Python version from 3.8 to 3.14")]
pub struct UnsupportedVersion(String);

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

/// Platforms, as `sys.platform` spells them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PlatformName {
    /// Linux
    Linux,
    /// macOS
    Darwin,
    /// Windows
    Win32,
}

impl From<PlatformName> for Platform {
    fn from(name: PlatformName) -> Self {
        match name {
            PlatformName::Linux => Platform::Linux,
            PlatformName::Darwin => Platform::Darwin,
            PlatformName::Win32 => Platform::Windows,
        }
    }
}

/// How `strict check` prints its findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// Each finding with its source, the chain of calls and advice
    #[default]
    Full,
    /// One line per finding
    Concise,
    /// One JSON object
    Json,
    /// SARIF 2.1.0, for code scanning services
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// GitLab's code quality report
    Gitlab,
    /// JUnit XML
    Junit,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions() {
        assert_eq!("3.12".parse::<PythonVersion>().unwrap().to_string(), "3.12");
        for wrong in ["3", "3.", "3.7", "3.15", "3.+9", "2.7", "3.12.1", ""] {
            assert!(wrong.parse::<PythonVersion>().is_err(), "{wrong}");
        }
    }
}
