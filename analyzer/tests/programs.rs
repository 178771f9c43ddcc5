//! Programs whose results CPython recorded: whatever the analyzer claims to know of them is what CPython shows.
//!
//! `programs/record` writes the `.expected` files. A name of which the analyzer need not know everything has its line
//! marked by `~` instead of `=`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use strict_analyzer::diagnostics::Code;
use strict_analyzer::{Options, check};

/// What the analyzer knows of the names that a program binds; `None` for one of which it does not know everything.
fn known_names(path: PathBuf) -> BTreeMap<String, Option<String>> {
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let options = Options { modules: vec![(name, path)], all: true, details: true, ..Options::default() };
    let mut report = check(&options, None);
    let module = report.modules.pop().expect("one module is asked for");
    // The Python that the names are compared with computes no slots.
    let findings = module.diagnostics.iter().filter(|found| found.code != Code::MissingSlot);
    let findings: Vec<String> = findings.map(|found| found.message.clone()).collect();
    assert!(findings.is_empty(), "{}: {findings:?}", module.name);
    module.names.into_iter().map(|name| (name.name, name.repr)).collect()
}

#[test]
fn what_is_known_is_what_cpython_shows() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs");
    let mut failures = String::new();
    let mut programs = 0;
    for entry in fs::read_dir(&folder).expect("the folder of programs") {
        let path = entry.expect("an entry of the folder").path();
        if path.extension().is_none_or(|extension| extension != "py") {
            continue;
        }
        programs += 1;
        let expected = fs::read_to_string(path.with_extension("expected")).expect("what CPython recorded");
        let known = known_names(path.clone());
        for line in expected.lines() {
            let place = path.display();
            let separators = [" = ", " ~ "].map(|separator| line.find(separator));
            let at = separators.into_iter().flatten().min().expect("a name and its value");
            let (name, must_be_known, value) = (&line[..at], &line[at + 1..at + 2] == "=", &line[at + 3..]);
            match known.get(name) {
                Some(Some(shown)) if shown == value => {}
                Some(Some(shown)) => failures += &format!("{place}: {name} is {value}, not {shown}\n"),
                Some(None) if must_be_known => {
                    failures += &format!("{place}: {name} is not known: {value}\n");
                }
                Some(None) => {}
                None => failures += &format!("{place}: {name} is missing\n"),
            }
        }
    }
    assert!(programs >= 7 && failures.is_empty(), "{failures}");
}
