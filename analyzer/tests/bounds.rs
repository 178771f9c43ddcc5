//! Short programs that would take forever, or all memory: each is given up with a finding that says so.

use std::fs;

use strict_analyzer::{Options, Verdict, check};

const CASES: &[(&str, &str)] = &[
    ("doubled_tuple", "x = (1,)\nfor i in range(100): x = x + x\n"),
    ("doubled_tuple_in_place", "x = (1,)\nfor i in range(100): x += x\n"),
    ("unpacked_tuple", "x = (1,)\nfor i in range(100): x = (*x, *x)\n"),
    ("unpacked_list", "x = [1]\nfor i in range(100): x = [*x, *x]\n"),
    ("repeated_text", "while True: x = 'a' * 60_000_000\n"),
    ("replaced_text", "x = 'a' * 10**7\nwhile True: x.replace('a', 'b')\n"),
    ("compared_tuples", "x = (0,) * 10**6\ny = (0,) * 10**6\nwhile x == y: pass\n"),
    ("sorted_list", "x = list(range(100_000))\nwhile True: sorted(x)\n"),
    ("reversed_list", "x = list(range(100_000))\nwhile True: x.reverse()\n"),
];

#[test]
fn no_program_takes_forever() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut modules = Vec::new();
    for (name, source) in CASES {
        let path = folder.path().join(format!("{name}.py"));
        fs::write(&path, source).expect("a file in a temporary folder");
        modules.push(((*name).to_owned(), path));
    }
    let report = check(&Options { modules, all: true, ..Options::default() }, None);
    assert_eq!(report.modules.len(), CASES.len());
    for module in &report.modules {
        let codes: Vec<String> = module.diagnostics.iter().map(|it| it.code.to_string()).collect();
        assert_eq!(module.verdict, Verdict::Rejected, "{}", module.name);
        assert!(codes.iter().any(|code| code.starts_with("STR16")), "{}: {codes:?}", module.name);
    }
}

/// A tuple may hold another one twice, and that one another: what is in it is then looked through only so far.
#[test]
fn nested_tuples_are_values() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("nested.py");
    let source = "x = y = ()\nfor i in range(100): x = (x, x); y = (y, y)\nz = x == y, x == ((),), [x], repr(x)\n\
                  t = ()\nfor i in range(10): t = (t, t)\nd = {t: t[0] == t[1]}[t]\ndef f(a=x): return a\nw = f()\n";
    fs::write(&path, source).expect("a file in a temporary folder");
    let modules = vec![("nested".to_owned(), path)];
    let report = check(&Options { modules, all: true, details: true, ..Options::default() }, None);
    let nested = &report.modules[0];
    assert_eq!(nested.verdict, Verdict::Accepted, "{:?}", nested.diagnostics);
    let d = nested.names.iter().find(|it| it.name == "d").expect("`d` is a name");
    assert_eq!(d.repr.as_deref(), Some("True"));
}

/// What is asked of all classes above one is asked of each once, however many ways lead there.
#[test]
fn classes_may_be_inherited_in_many_ways() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("diamonds.py");
    let level = |i: usize| {
        format!("class B{i}(A{i}): pass\nclass C{i}(A{i}): pass\nclass A{}(B{i}, C{i}): pass\n", i + 1)
    };
    let source =
        format!("class A0: pass\n{}x = A64().__class__.__name__\n", (0..64).map(level).collect::<String>());
    fs::write(&path, source).expect("a file in a temporary folder");
    let modules = vec![("diamonds".to_owned(), path)];
    let report = check(&Options { modules, all: true, ..Options::default() }, None);
    assert_eq!(report.modules[0].verdict, Verdict::Accepted, "{:?}", report.modules[0].diagnostics);
}
