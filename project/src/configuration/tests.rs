//! Tests of reading configuration files.

use std::path::{Path, PathBuf};

use super::Configuration;
use crate::choices::{OutputFormat, PlatformName};

fn parse(file: &str, text: &str) -> Result<Option<Configuration>, String> {
    Configuration::parse(Path::new(file), text).map_err(|error| error.to_string())
}

#[test]
fn every_key_is_read() {
    let text = r#"
        all = true
        strict-modules = ["shop.*"]
        src = ["src", "lib"]
        search-path = "vendor"
        stubs = ["stubs"]
        python-version = "3.12"
        platform = "darwin"
        exclude = ["migrations/"]
        jobs = 4
        baseline = "strict-baseline.json"
        output-format = "concise"
    "#;
    let configuration = parse("project/strict.toml", text).unwrap().unwrap();
    assert_eq!(
        configuration,
        Configuration {
            file: Some(PathBuf::from("project/strict.toml")),
            all: Some(true),
            strict_modules: Some(vec!["shop.*".to_owned()]),
            src: Some(vec![PathBuf::from("project/src"), PathBuf::from("project/lib")]),
            search_path: Some(vec![PathBuf::from("project/vendor")]),
            stubs: Some(vec![PathBuf::from("project/stubs")]),
            python_version: Some("3.12".parse().unwrap()),
            platform: Some(PlatformName::Darwin),
            exclude: Some(vec!["migrations/".to_owned()]),
            jobs: Some(4),
            baseline: Some(PathBuf::from("project/strict-baseline.json")),
            output_format: Some(OutputFormat::Concise),
        }
    );
}

#[test]
fn pyproject_needs_our_table() {
    assert_eq!(parse("pyproject.toml", "[tool.ruff]\nline-length = 100\n").unwrap(), None);
    let configuration = parse("pyproject.toml", "[tool.strict]\nall = true\n").unwrap().unwrap();
    assert_eq!(configuration.all, Some(true));
}

#[test]
fn errors_name_file_line_key_and_advice() {
    let cases = [
        (
            "strict.toml",
            "all = true\nstrict-module = \"a\"\n",
            "strict.toml:2:1: unknown key `strict-module`; did you mean `strict-modules`?",
        ),
        (
            "pyproject.toml",
            "[tool.strict]\n  qqqqq = 1\n",
            "pyproject.toml:2:3: unknown key `tool.strict.qqqqq`; known keys are all, strict-modules, src, \
             search-path, stubs, python-version, platform, exclude, jobs, baseline, output-format",
        ),
        ("strict.toml", "all = 1\n", "strict.toml:1:7: `all` must be true or false, not 1"),
        (
            "strict.toml",
            "exclude = [1]",
            "strict.toml:1:11: `exclude` must be a string or a list of strings, not array",
        ),
        ("strict.toml", "jobs = 0", "strict.toml:1:8: `jobs` must be a whole number from 1 to 1024, not 0"),
        (
            "strict.toml",
            "platform = \"amiga\"",
            "strict.toml:1:12: `platform` must be one of `linux`, `darwin`, `win32`, not \"amiga\"",
        ),
        (
            "strict.toml",
            "python-version = \"2.7\"",
            "strict.toml:1:18: `python-version`: `2.7` is not a Python version from 3.8 to 3.14",
        ),
        ("pyproject.toml", "tool = 3", "pyproject.toml:1:8: `tool` must be a table, not 3"),
        (
            "strict.toml",
            "[tool.strict]",
            "strict.toml:1:2: unknown key `tool`; in this file the keys of `[tool.strict]` stand at the top",
        ),
    ];
    for (file, text, message) in cases {
        assert_eq!(parse(file, text).unwrap_err(), message);
    }
    assert!(parse("strict.toml", "a = [").unwrap_err().starts_with("strict.toml:1:6: "));
}

#[test]
fn the_nearest_file_wins() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("inner/deeper");
    std::fs::create_dir_all(&inner).unwrap();
    std::fs::write(folder.path().join("strict.toml"), "jobs = 1").unwrap();
    std::fs::write(folder.path().join("inner/pyproject.toml"), "[project]").unwrap();
    assert_eq!(Configuration::load(None, Some(&inner)).unwrap().jobs, Some(1));
    std::fs::write(folder.path().join("inner/pyproject.toml"), "[tool.strict]\njobs = 2").unwrap();
    assert_eq!(Configuration::load(None, Some(&inner)).unwrap().jobs, Some(2));
    std::fs::write(folder.path().join("inner/strict.toml"), "jobs = 3").unwrap();
    assert_eq!(Configuration::load(None, Some(&inner)).unwrap().jobs, Some(3));
}
