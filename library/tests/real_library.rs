//! Compares the archive with the library of an installed CPython, which `STRICT_CPYTHON314` names (`.../lib/python3.14`).
//!
//! `real_library/differs` lists the modules that may differ, `real_library/absent` those that are missing here. They were
//! made with CPython 3.14.8 of Debian: it is one patch release newer, and Debian changes some files itself. Against
//! another installation the lists need not fit, so the test runs on request only.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use strict_library::{find, modules};

/// The lines of a list that are neither empty nor comments.
fn entries(list: &'static str) -> BTreeSet<String> {
    list.lines().filter(|it| !it.is_empty() && !it.starts_with('#')).map(str::to_owned).collect()
}

fn real_library() -> Option<PathBuf> {
    std::env::var_os("STRICT_CPYTHON314").map(PathBuf::from)
}

#[test]
fn text_is_that_of_cpython() {
    let Some(library) = real_library() else { return };
    let mut differs = BTreeSet::new();
    let mut compared = 0;
    for module in modules() {
        if let Ok(real) = std::fs::read(library.join(module.path)) {
            compared += 1;
            if real != module.source() {
                differs.insert(module.path.to_owned());
            }
        }
    }
    assert!(compared > 400, "only {compared} modules found in {}", library.display());
    assert_eq!(differs, entries(include_str!("real_library/differs")));
}

#[test]
fn only_listed_modules_are_absent() {
    let Some(library) = real_library() else { return };
    let mut absent = BTreeSet::new();
    collect_absent(&library, "", &mut absent);
    assert_eq!(absent, entries(include_str!("real_library/absent")));
}

/// The modules below `library/prefix` that the archive lacks, tests left out.
fn collect_absent(library: &Path, prefix: &str, absent: &mut BTreeSet<String>) {
    let folder = std::fs::read_dir(library.join(prefix)).expect("a readable folder");
    for entry in folder {
        let entry = entry.expect("a readable entry");
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() && path != "test" {
            collect_absent(library, &format!("{path}/"), absent);
        } else if let Some(stem) = path.strip_suffix(".py") {
            let name = stem.strip_suffix("/__init__").unwrap_or(stem).replace('/', ".");
            if find(&name).is_none() {
                absent.insert(path);
            }
        }
    }
}
