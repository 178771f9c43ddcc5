//! The examples say what they are meant to: the shop is clean, and each module of its twin has the findings that its
//! comments and `expected.json` name, on those lines and no others.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

type Expected = BTreeMap<String, Vec<(String, u64)>>;

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")
}

/// The findings of `strict check` on a folder of the examples, by file.
fn findings(folder: &str) -> (Option<i32>, Expected) {
    let output = Command::new(env!("CARGO_BIN_EXE_strict"))
        .args(["check", "--output-format", "json", folder])
        .current_dir(examples())
        .stdin(Stdio::null())
        .output()
        .expect("the binary starts");
    let report: Value = serde_json::from_slice(&output.stdout).expect("the output is JSON");
    let mut found = Expected::new();
    for module in report["modules"].as_array().expect("modules are listed") {
        found.insert(relative(folder, &module["file"]), Vec::new());
    }
    for finding in report["diagnostics"].as_array().expect("diagnostics are listed") {
        let code = finding["code"].as_str().expect("a finding has a code").to_owned();
        let line = finding["line"].as_u64().expect("a finding has a line");
        found.entry(relative(folder, &finding["file"])).or_default().push((code, line));
    }
    (output.status.code(), found)
}

fn relative(folder: &str, file: &Value) -> String {
    let file = file.as_str().expect("a file is named").replace('\\', "/");
    file.strip_prefix(folder).unwrap_or(&file).trim_start_matches('/').to_owned()
}

fn expected() -> Expected {
    let text = fs::read_to_string(examples().join("broken/expected.json")).expect("the list exists");
    let files: BTreeMap<String, Vec<Value>> = serde_json::from_str(&text).expect("the list is JSON");
    let pair = |entry: &Value| (entry["code"].as_str().unwrap().to_owned(), entry["line"].as_u64().unwrap());
    files.iter().map(|(file, entries)| (file.clone(), entries.iter().map(pair).collect())).collect()
}

/// The codes that the comments of a file name: `# STR120` at the end of a line.
fn comments(text: &str) -> Vec<(String, u64)> {
    let code = |line: &str| {
        let (_, code) = line.trim_end().rsplit_once("# ")?;
        let is_code =
            code.len() == 6 && code.starts_with("STR") && code[3..].bytes().all(|b| b.is_ascii_digit());
        is_code.then(|| code.to_owned())
    };
    text.lines().zip(1..).filter_map(|(line, number)| Some((code(line)?, number))).collect()
}

#[test]
fn the_shop_is_clean() {
    let (status, found) = findings("shop");
    assert!(found.len() >= 12, "a dozen modules: {found:?}");
    assert!(found.values().all(Vec::is_empty), "{found:#?}");
    assert_eq!(status, Some(0));
}

#[test]
fn the_twin_has_the_findings_that_it_announces() {
    let (status, found) = findings("broken");
    assert_eq!(found, expected());
    assert_eq!(status, Some(1));
}

#[test]
fn comments_and_list_agree() {
    for (file, entries) in expected() {
        let text = fs::read_to_string(examples().join("broken").join(&file)).expect("a listed file exists");
        assert_eq!(comments(&text), entries, "{file}");
    }
}
