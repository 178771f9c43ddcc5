//! Runs the programs in `tests/run` and compares their output with what CPython 3.14 printed, plainly and with
//! collections forced at allocations.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The programs that have an expected output.
fn programs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/run");
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder of programs is there")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .collect();
    found.sort();
    found
}

/// How many allocations lie between forced collections: five, unless a program that imports much tells another number
/// in a first line `# stress: NUMBER`.
fn stress_interval(program: &Path) -> String {
    let text = std::fs::read_to_string(program).unwrap_or_default();
    text.lines().next().and_then(|line| line.strip_prefix("# stress: ")).unwrap_or("5").to_owned()
}

/// Fails for every program whose output differs.
fn check(is_stressed: bool) {
    let mut failures = Vec::new();
    for program in programs() {
        let mut variables = Vec::new();
        if is_stressed {
            variables = vec![("GC_STRESS", stress_interval(&program)), ("GC_VERIFY", "1".to_owned())];
        }
        let expected = std::fs::read_to_string(program.with_extension("expected")).unwrap_or_default();
        // `site` and what it imports would be most of the work under stress.
        let output = Command::new(env!("CARGO_BIN_EXE_strict-vm"))
            .args(is_stressed.then_some("-S"))
            .arg(&program)
            .envs(variables)
            .output()
            .expect("the program starts");
        if String::from_utf8_lossy(&output.stdout) != expected {
            let errors = String::from_utf8_lossy(&output.stderr).into_owned();
            failures.push(format!("{}: {}\n{errors}", program.display(), output.status));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn programs_print_what_cpython_prints() {
    check(false);
}

#[test]
fn collections_at_any_allocation_change_nothing() {
    check(true);
}
