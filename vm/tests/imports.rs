//! Imports every module of the embedded library in a process of its own, and compares those that fail with the list in
//! `tests/natives/cannot_import.txt`, which may only get shorter.
//!
//! `BLESS=1` writes the list anew, with the last line of each error.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What these do when they are imported is not for a test: they open a browser, print, or run tests.
const SKIPPED: &[&str] = &["antigravity", "__phello__", "__phello__.spam"];

fn list() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/natives/cannot_import.txt")
}

/// The last line of the error, if the module cannot be imported.
fn import(folder: &Path, name: &str) -> Option<String> {
    let program = folder.join(format!("{name}.import"));
    std::fs::write(&program, format!("import {name}\n")).expect("the folder is there");
    let output = Command::new(env!("CARGO_BIN_EXE_strict-vm"))
        .arg(&program)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("the program starts");
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    let last = errors.trim_end().lines().next_back().unwrap_or("no message").to_owned();
    (!output.status.success()).then_some(last)
}

#[test]
fn library_modules_can_be_imported() {
    let folder = std::env::temp_dir().join(format!("strict-imports-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for programs");
    let names: Vec<&str> = strict_library::modules().map(|module| module.name).collect();
    let names: Vec<&str> =
        names.into_iter().filter(|name| !SKIPPED.contains(name) && !name.ends_with("__main__")).collect();
    let (next, failed) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(name) = names.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Some(error) = import(&folder, name) {
                        failed.lock().expect("no thread panics").insert(*name, error);
                    }
                }
            });
        }
    });
    // The folder is only a nuisance if it stays.
    let _ = std::fs::remove_dir_all(&folder);
    let failed = failed.into_inner().expect("no thread panics");
    if std::env::var_os("BLESS").is_some() {
        let lines: String = failed.iter().map(|(name, error)| format!("{name}: {error}\n")).collect();
        std::fs::write(list(), lines).expect("the list can be written");
        return;
    }
    let known = std::fs::read_to_string(list()).expect("the list is there");
    let known: Vec<&str> =
        known.lines().filter_map(|line| line.split_once(':')).map(|(name, _)| name).collect();
    let worse: Vec<String> = failed
        .iter()
        .filter(|(name, _)| !known.contains(name))
        .map(|(name, error)| format!("{name} cannot be imported any more: {error}"))
        .collect();
    assert!(worse.is_empty(), "{}", worse.join("\n"));
    let better: Vec<&&str> = known.iter().filter(|name| !failed.contains_key(*name)).collect();
    assert!(better.is_empty(), "these can be imported now; take them off the list: {better:?}");
}
