//! Small modules that try to have an effect, and harmless twins of them.
//!
//! Each case of `effects/rejected.txt` must be rejected with one of the codes that it names; each case of
//! `effects/accepted.txt` must be accepted. What the cases do it to is in `effects/other.py` and `effects/parcel`.
//! `tests/soundness/run PYTHON --self-test` checks in a real CPython that the twins are harmless.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use strict_analyzer::diagnostics::Severity;
use strict_analyzer::{Options, Verdict, check};

/// A case: the codes of which it must be given one, and its source.
struct Case {
    codes: BTreeSet<String>,
    source: String,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/effects")
}

/// The cases of a file, by name. A case begins with `== name: CODE CODE`.
fn cases(file: &str) -> BTreeMap<String, Case> {
    let text = fs::read_to_string(folder().join(file)).expect("the cases exist");
    let mut cases = BTreeMap::new();
    for block in format!("\n{text}").split("\n== ").skip(1) {
        let (head, source) = block.split_once('\n').expect("a case has a source");
        let (name, codes) = head.split_once(':').expect("a case has a name, and codes");
        let codes = codes.split_whitespace().map(str::to_owned).collect();
        let case = Case { codes, source: format!("{source}\n") };
        assert!(cases.insert(format!("case_{name}"), case).is_none(), "two cases are called {name}");
    }
    cases
}

/// What is found about each case: its verdict, codes, and messages.
fn findings(cases: &BTreeMap<String, Case>) -> BTreeMap<String, (Verdict, BTreeSet<String>, String)> {
    let written = tempfile::tempdir().expect("a temporary folder");
    let mut modules = Vec::new();
    for (name, case) in cases {
        let path = written.path().join(format!("{name}.py"));
        fs::write(&path, &case.source).expect("a file in a temporary folder");
        modules.push((name.clone(), path));
    }
    for name in ["other", "parcel.changing", "parcel.heir", "parcel.lazy", "parcel.part"] {
        modules.push((name.to_owned(), folder().join(format!("{}.py", name.replace('.', "/")))));
    }
    modules.push(("parcel".to_owned(), folder().join("parcel/__init__.py")));
    let search_path = vec![folder()];
    let report = check(&Options { modules, search_path, all: true, ..Options::default() }, None);
    report
        .modules
        .into_iter()
        .map(|module| {
            let errors = module.diagnostics.iter().filter(|d| d.code.severity() == Severity::Error);
            let codes = errors.clone().map(|d| d.code.to_string()).collect();
            let messages: Vec<String> = errors.map(|d| d.message.clone()).collect();
            (module.name, (module.verdict, codes, messages.join("; ")))
        })
        .collect()
}

#[test]
fn effects_are_found() {
    let cases = cases("rejected.txt");
    let found = findings(&cases);
    for module in ["other", "parcel", "parcel.changing", "parcel.lazy", "parcel.part"] {
        assert_eq!(found[module].0, Verdict::Accepted, "{module}: {}", found[module].2);
    }
    let mut wrong = String::new();
    for (name, case) in &cases {
        let (verdict, codes, messages) = &found[name];
        if *verdict != Verdict::Rejected || codes.is_disjoint(&case.codes) {
            let _ =
                writeln!(wrong, "{name}: {verdict:?} with {codes:?}, none of {:?}: {messages}", case.codes);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn harmless_twins_are_accepted() {
    let cases = cases("accepted.txt");
    let found = findings(&cases);
    let mut wrong = String::new();
    for name in cases.keys() {
        let (verdict, _, messages) = &found[name];
        if *verdict != Verdict::Accepted {
            let _ = writeln!(wrong, "{name}: {messages}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
