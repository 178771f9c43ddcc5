//! Tests of suppression, the baseline, outcomes and blockers.

use std::path::Path;

use strict_analyzer::diagnostics::Code;
use strict_analyzer::{ModuleKind, ModuleReport, Verdict};

use super::samples::{at, diagnostic, module, report, source};
use super::{Baseline, Blockers, Findings, Outcome};

/// A module with an unsafe call at each `f()`, and whatever else its text says.
fn calling(name: &str, path: &Path, text: &str) -> ModuleReport {
    let source = source(path.to_str().unwrap(), text);
    let calls = text.match_indices("f()").map(|(start, _)| {
        let mut location = at(&source, "f()");
        location.range +=
            ruff_text_size::TextSize::new(u32::try_from(start).unwrap()) - location.range.start();
        diagnostic(Code::UnsafeCall, "`f` is unknown", location)
    });
    let calls = calls.collect();
    module(name, &source, calls)
}

#[test]
fn suppressed_errors_make_a_module_tolerated() {
    let path = Path::new("m.py");
    let outcome = |text: &str| {
        let findings = Findings::new(report(vec![calling("m", path, text)]), None);
        (findings.modules[0].outcome, findings.modules[0].suppressed, findings.has_findings())
    };
    assert_eq!(outcome("f()\n"), (Outcome::Rejected, 0, true));
    assert_eq!(outcome("f()  # strict: ignore\n"), (Outcome::Tolerated, 1, false));
    assert_eq!(outcome("f()  # strict: ignore\nf()\n"), (Outcome::Rejected, 1, true));
    assert_eq!(outcome("g()\n"), (Outcome::Accepted, 0, false));
    // The comment is of no use: a warning, but the proof stands.
    assert_eq!(outcome("g()  # strict: ignore\n"), (Outcome::Accepted, 0, true));
}

#[test]
fn comments_in_plain_modules_are_left_alone() {
    let plain = ModuleReport {
        kind: ModuleKind::Plain,
        verdict: Verdict::NotAnalyzed,
        ..calling("m", Path::new("m.py"), "g()  # strict: ignore\n")
    };
    let findings = Findings::new(report(vec![plain]), None);
    assert_eq!(findings.modules[0].outcome, Outcome::NotAnalyzed);
    assert!(!findings.has_findings());
}

#[test]
fn a_rejection_without_errors_stays_a_rejection() {
    let odd = ModuleReport { verdict: Verdict::Rejected, ..calling("m", Path::new("m.py"), "pass\n") };
    assert_eq!(Findings::new(report(vec![odd]), None).modules[0].outcome, Outcome::Rejected);
}

#[test]
fn a_baseline_survives_moves_and_reports_what_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("baseline.json");
    let module_path = folder.path().join("pkg/m.py");
    std::fs::create_dir(folder.path().join("pkg")).unwrap();
    std::fs::write(&module_path, "").unwrap();
    let check = |text: &str| {
        let baseline = file.exists().then(|| Baseline::load(&file).unwrap());
        Findings::new(report(vec![calling("pkg.m", &module_path, text)]), baseline)
    };

    let before = check("x = f()\ny = f()\nz = f()\nz = f()\n");
    let text = Baseline::text(&file, &before.modules);
    std::fs::write(&file, &text).unwrap();
    assert!(text.contains("\"path\": \"pkg/m.py\""), "{text}");
    assert_eq!(text.matches("\"fingerprint\"").count(), 3);
    assert_eq!(
        Baseline::text(&file, &check("z = f()\nz = f()\ny = f()\nx = f()\n").modules)
            .matches("count")
            .count(),
        0
    );

    let moved = check("# new\n\nif 1:\n    y = f()\nx = f()\nz = f()\nz = f()\n");
    assert_eq!((moved.modules[0].outcome, moved.modules[0].baselined), (Outcome::Tolerated, 4));
    assert!(moved.stale.is_empty() && !moved.has_findings());

    let changed = check("x = f()\nnew = f()\nz = f()\n");
    assert_eq!((changed.modules[0].outcome, changed.modules[0].baselined), (Outcome::Rejected, 2));
    assert_eq!(changed.modules[0].diagnostics.len(), 1);
    assert_eq!(changed.stale.iter().map(|entry| entry.count).collect::<Vec<_>>(), [1, 1]);

    // A file that was not checked says nothing about its entries, unless it is gone.
    let other = folder.path().join("other.py");
    let elsewhere = || report(vec![calling("other", &other, "")]);
    assert!(Findings::new(elsewhere(), Some(Baseline::load(&file).unwrap())).stale.is_empty());
    std::fs::remove_file(&module_path).unwrap();
    assert_eq!(Findings::new(elsewhere(), Some(Baseline::load(&file).unwrap())).stale.len(), 3);
}

#[test]
fn wrong_baselines_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("baseline.json");
    assert!(Baseline::load(&file).unwrap_err().to_string().starts_with("cannot read baseline"));
    for (text, complaint) in [
        ("[]", "is not a baseline"),
        ("{\"version\": 1, \"findings\": [{}]}", "missing field `path`"),
        ("{\"version\": 7, \"findings\": []}", "has version 7, not 1"),
    ] {
        std::fs::write(&file, text).unwrap();
        let error = Baseline::load(&file).unwrap_err().to_string();
        assert!(error.contains(complaint), "{error}");
    }
}

#[test]
fn what_was_not_analysed_enters_no_baseline() {
    let source = source("m.py", "x = (\n");
    let broken = diagnostic(Code::SyntaxError, "unclosed", at(&source, "("));
    let findings = Findings::new(report(vec![module("m", &source, vec![broken])]), None);
    assert!(Baseline::text(Path::new("b.json"), &findings.modules).contains("\"findings\": []"));
}

#[test]
fn blockers_count_modules_not_findings() {
    let importing = |name: &str, text: &str, imports: &[&str]| {
        let path = format!("{name}.py");
        let imports = imports.iter().map(ToString::to_string).collect();
        ModuleReport { imports, ..calling(name, Path::new(&path), text) }
    };
    let findings = Findings::new(
        report(vec![
            importing("a", "f()\nf()\n", &[]),
            importing("b", "f()\n", &["a", "c"]),
            importing("c", "", &["b"]),
            importing("d", "", &["c", "a"]),
        ]),
        None,
    );
    let blockers = Blockers::of(&findings);
    assert_eq!(blockers.codes, [(Code::UnsafeCall, 2)]);
    assert_eq!(blockers.reasons, [("`f` is unknown".to_owned(), 2)]);
    assert_eq!(blockers.modules, [("a".to_owned(), 3), ("b".to_owned(), 2)]);
}
