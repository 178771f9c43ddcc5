//! The house rules that a program can check.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use ignore::WalkBuilder;
use serde_json::Value;
use strict_analyzer::diagnostics::Code;

/// Lines that a source file may have.
const MAX_LINES: usize = 800;

/// Files of generated tables, which may be longer.
const GENERATED: &[&str] = &["semantics/src/text/unicode/tables.rs"];

/// Which crates of the workspace each crate may use.
const ARROWS: &[(&str, &[&str])] = &[
    (
        "strict",
        &[
            "strict-allocator",
            "strict-analyzer",
            "strict-jit",
            "strict-loader",
            "strict-lsp",
            "strict-project",
            "strict-syntax",
            "strict-vm",
        ],
    ),
    ("strict-allocator", &[]),
    ("strict-analyzer", &["strict-library", "strict-semantics", "strict-stubs", "strict-syntax"]),
    ("strict-bytecode", &["strict-semantics"]),
    ("strict-compiler", &["strict-bytecode", "strict-semantics", "strict-syntax"]),
    ("strict-jit", &["strict-bytecode", "strict-vm"]),
    ("strict-library", &[]),
    ("strict-loader", &["strict-analyzer", "strict-project", "strict-syntax", "strict-vm"]),
    ("strict-lsp", &["strict-analyzer", "strict-project", "strict-syntax"]),
    ("strict-project", &["strict-analyzer", "strict-syntax"]),
    ("strict-semantics", &[]),
    ("strict-stubs", &[]),
    ("strict-syntax", &[]),
    (
        "strict-vm",
        &["strict-bytecode", "strict-compiler", "strict-library", "strict-semantics", "strict-syntax"],
    ),
];

/// Licences that a dependency may have.
const LICENCES: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MPL-2.0",
    "PSF-2.0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
    "bzip2-1.0.6",
];

/// Dependencies that state their licence in a file only: these were read. The first is the Python library's own.
const READ_LICENCES: &[&str] = &["rustpython-pylib"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of the repository, relative to its root and in order, without what `.gitignore` leaves out.
fn files() -> Vec<PathBuf> {
    let walk = WalkBuilder::new(root())
        .hidden(false)
        .filter_entry(|entry| entry.file_name() != ".git")
        .sort_by_file_path(Path::cmp)
        .build();
    walk.filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
        .map(|entry| entry.path().strip_prefix(root()).expect("the walk starts there").to_owned())
        .collect()
}

fn sources() -> Vec<(PathBuf, String)> {
    files()
        .into_iter()
        .filter(|path| path.extension().is_some_and(|it| it == "rs"))
        .map(|path| {
            let text = read(&path);
            (path, text)
        })
        .collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Fails with all complaints at once.
fn assert_none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn each_file_says_what_it_is_for() {
    let complaints: Vec<_> = sources()
        .iter()
        .filter(|(_, text)| !text.starts_with("//!"))
        .map(|(path, _)| {
            format!("{}: the first line should say what the file is for (`//!`)", path.display())
        })
        .collect();
    assert_none(&complaints);
}

#[test]
fn no_file_is_too_long() {
    let complaints: Vec<_> = sources()
        .iter()
        .filter(|(path, _)| !GENERATED.iter().any(|it| Path::new(it) == path))
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > MAX_LINES)
        .map(|(path, lines)| format!("{}: {lines} lines, {MAX_LINES} are allowed", path.display()))
        .collect();
    assert_none(&complaints);
}

#[test]
fn no_work_is_left_in_comments() {
    let words = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X:")];
    let mut complaints = Vec::new();
    for (path, text) in sources() {
        for (line, number) in text.lines().zip(1..) {
            for word in words {
                if line.contains(word) {
                    complaints.push(format!("{}:{number}: {word}", path.display()));
                }
            }
        }
    }
    assert_none(&complaints);
}

#[test]
fn dependencies_point_downwards() {
    let metadata = metadata();
    let members: Vec<_> = packages(&metadata).filter(|package| package["source"].is_null()).collect();
    let names: BTreeSet<_> = members.iter().map(|package| name(package)).collect();
    let mut complaints = Vec::new();
    for package in &members {
        let Some((_, allowed)) = ARROWS.iter().find(|(from, _)| *from == name(package)) else {
            complaints.push(format!("{}: which crates it may use is not stated", name(package)));
            continue;
        };
        for used in dependencies(package).filter(|it| it["kind"] != "dev").map(name) {
            if names.contains(used) && !allowed.contains(&used) {
                complaints.push(format!("{} may not use {used}", name(package)));
            }
        }
    }
    assert_none(&complaints);
}

/// Crates that repeat the lints of the workspace, because `forbid(unsafe_code)` cannot be weakened.
const MAY_BE_UNSAFE: &[&str] = &["strict-allocator", "strict-jit", "strict-vm"];

/// The lints of the workspace's manifest, but for that of unsafe code.
fn lints(manifest: &str) -> impl Iterator<Item = &str> {
    let lines = manifest.lines().skip_while(|line| *line != "[workspace.lints.rust]");
    let lines = lines.take_while(|line| !line.starts_with("[profile") && !line.starts_with("[package"));
    lines.filter(|line| line.contains(" = ") && !line.starts_with("unsafe_code"))
}

#[test]
fn each_crate_obeys_the_lints_of_the_workspace() {
    let metadata = metadata();
    let workspace = read(&root().join("Cargo.toml"));
    for package in packages(&metadata).filter(|package| package["source"].is_null()) {
        let manifest = read(Path::new(package["manifest_path"].as_str().expect("a manifest has a path")));
        if MAY_BE_UNSAFE.contains(&name(package)) {
            let missing: Vec<&str> = lints(&workspace).filter(|lint| !manifest.contains(lint)).collect();
            assert!(missing.is_empty(), "{}: {missing:?}", name(package));
        } else {
            assert!(manifest.contains("[lints]\nworkspace = true"), "{}", name(package));
        }
    }
}

#[test]
fn each_code_has_its_page() {
    let mut complaints = Vec::new();
    for code in Code::ALL {
        let path = root().join(format!("docs/rules/{code}.md"));
        let text = fs::read_to_string(&path).unwrap_or_default();
        if !text.starts_with(&format!("# {code} {}\n", code.alias())) {
            complaints.push(format!("docs/rules/{code}.md should begin with `# {code} {}`", code.alias()));
        }
        for heading in ["## What it means", "## Why it matters", "## Example", "## How to mend it"] {
            if !text.lines().any(|line| line == heading) {
                complaints.push(format!("docs/rules/{code}.md lacks `{heading}`"));
            }
        }
    }
    let codes: BTreeSet<_> = Code::ALL.iter().map(|code| format!("{code}.md")).collect();
    for path in files().iter().filter(|path| path.starts_with("docs/rules")) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if !codes.contains(name.as_ref()) {
            complaints.push(format!("{}: there is no such code", path.display()));
        }
    }
    assert_none(&complaints);
}

/// What stands between backticks and looks like a path of the repository.
fn named_paths(text: &str) -> Vec<&str> {
    let top = [
        "src",
        "syntax",
        "semantics",
        "library",
        "stubs",
        "analyzer",
        "tests",
        "benches",
        "docs",
        "examples",
        "editors",
    ];
    let more = ["fuzz", ".ci", "lsp", "project"];
    let is_path = |name: &&str| {
        let first = name.split('/').next().unwrap_or_default();
        name.contains('/')
            && (top.contains(&first) || more.contains(&first))
            && !name.contains(['*', ' ', '<', '$'])
    };
    text.split('`').skip(1).step_by(2).filter(is_path).collect()
}

#[test]
fn guides_name_what_exists() {
    let mut complaints = Vec::new();
    for guide in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = read(Path::new(guide));
        let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        let links =
            links.filter(|link| !link.contains("://")).map(|link| link.split('#').next().unwrap_or(link));
        for name in named_paths(&text).into_iter().chain(links) {
            if !root().join(name).exists() {
                complaints.push(format!("{guide}: `{name}` does not exist"));
            }
        }
    }
    assert_none(&complaints);
}

#[test]
fn nothing_names_one_machine() {
    // Spelt in parts, so that this file does not name them either.
    let forbidden = [
        concat!("/wo", "rk/"),
        concat!("/ro", "ot/"),
        concat!("index.crates", ".io"),
        concat!("static.crates", ".io"),
    ]
    .into_iter()
    .chain([
        concat!("files.python", "hosted.org"),
        concat!("pypi", ".org/simple"),
        concat!("deb.debian", ".org"),
    ]);
    let forbidden: Vec<_> = forbidden.collect();
    let mut complaints = Vec::new();
    for path in files() {
        let Ok(text) = fs::read_to_string(root().join(&path)) else { continue };
        for (line, number) in text.lines().zip(1..) {
            for word in forbidden.iter().filter(|word| line.contains(**word)) {
                complaints.push(format!("{}:{number}: {word}", path.display()));
            }
        }
    }
    assert_none(&complaints);
}

#[test]
fn locked_packages_come_from_the_public_registry() {
    let metadata = metadata();
    for package in packages(&metadata) {
        let source = package["source"].as_str();
        let is_public = source.is_none_or(|it| it == "registry+https://github.com/rust-lang/crates.io-index");
        assert!(is_public, "{}: {source:?}", name(package));
    }
}

/// Everything `cargo` knows about the workspace and its dependencies.
fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root())
        .output()
        .expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo prints JSON")
}

fn packages(metadata: &Value) -> impl Iterator<Item = &Value> {
    metadata["packages"].as_array().expect("packages are listed").iter()
}

fn dependencies(package: &Value) -> impl Iterator<Item = &Value> {
    package["dependencies"].as_array().expect("dependencies are listed").iter()
}

fn name(package: &Value) -> &str {
    package["name"].as_str().expect("a package has a name")
}

#[test]
fn licences_are_permissive() {
    let metadata = metadata();
    let mut complaints = Vec::new();
    for package in packages(&metadata) {
        match package["license"].as_str() {
            Some(licence) if is_permissive(licence) => {}
            None if READ_LICENCES.contains(&name(package)) => {}
            other => complaints.push(format!("{}: {}", name(package), other.unwrap_or("no licence"))),
        }
    }
    assert_none(&complaints);
}

#[test]
fn direct_dependencies_are_explained() {
    let architecture = read(Path::new("ARCHITECTURE.md"));
    let metadata = metadata();
    let mut complaints = BTreeSet::new();
    for package in packages(&metadata).filter(|package| package["source"].is_null()) {
        for used in dependencies(package).filter(|it| !it["source"].is_null()).map(name) {
            if !architecture.contains(&format!("`{used}`")) {
                complaints.insert(format!("ARCHITECTURE.md does not say why {used} is needed"));
            }
        }
    }
    assert_none(&complaints.into_iter().collect::<Vec<_>>());
}

/// Whether an SPDX expression can be met with allowed licences only. (An older notation writes `/` for `OR`.)
fn is_permissive(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let (result, rest) = alternatives(&words);
    result && rest.is_empty()
}

fn alternatives<'a, 'b>(words: &'a [&'b str]) -> (bool, &'a [&'b str]) {
    let (mut result, mut rest) = conjunction(words);
    while let ["OR", after @ ..] = rest {
        let (next, after) = conjunction(after);
        result |= next;
        rest = after;
    }
    (result, rest)
}

fn conjunction<'a, 'b>(words: &'a [&'b str]) -> (bool, &'a [&'b str]) {
    let (mut result, mut rest) = licence(words);
    while let ["AND", after @ ..] = rest {
        let (next, after) = licence(after);
        result &= next;
        rest = after;
    }
    (result, rest)
}

fn licence<'a, 'b>(words: &'a [&'b str]) -> (bool, &'a [&'b str]) {
    match words {
        ["(", inner @ ..] => match alternatives(inner) {
            (result, [")", rest @ ..]) => (result, rest),
            (_, rest) => (false, rest),
        },
        [name, "WITH", exception, rest @ ..] => {
            (LICENCES.contains(&format!("{name} WITH {exception}").as_str()), rest)
        }
        [name, rest @ ..] => (LICENCES.contains(name), rest),
        [] => (false, words),
    }
}

#[test]
fn licence_expressions_are_understood() {
    assert!(is_permissive("MIT OR Apache-2.0"));
    assert!(is_permissive("MIT/GPL-3.0-only"));
    assert!(is_permissive("(MIT OR GPL-3.0-only) AND Unicode-3.0"));
    assert!(is_permissive("Apache-2.0 WITH LLVM-exception"));
    assert!(!is_permissive("LGPL-3.0-only"));
    assert!(!is_permissive("MIT AND GPL-3.0-only"));
    assert!(!is_permissive("(MIT"));
    assert!(!is_permissive(""));
}
