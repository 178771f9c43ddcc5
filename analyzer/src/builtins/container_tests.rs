//! Tests of containers, iterators and the functions on them: against CPython, and with values that are not known.

use crate::testing::names;

const CASES: &str = include_str!("../../tests/data/containers.txt");

/// What a case gives: the `repr` of its last expression, or the exception.
fn outcome(case: &str) -> String {
    let source = case.replace('⏎', "\n");
    let start = source.rfind(['\n', ';']).map_or(0, |index| index + 1);
    // The last expression may hold a separator in brackets or quotes: none of the cases does.
    let (statements, last) = source.split_at(start);
    let mut shown =
        names(&format!("{}\nresult = ({})\n", statements.trim_end_matches([';', '\n']), last.trim()));
    match (shown.remove("!raised"), shown.remove("!"), shown.remove("result")) {
        (Some(exception), ..) => format!("!{exception}"),
        (None, Some(diagnostics), _) => format!("!!{diagnostics}"),
        (None, None, Some(result)) => result,
        (None, None, None) => "nothing".to_owned(),
    }
}

#[test]
fn as_cpython() {
    let mut failures = Vec::new();
    let mut count = 0;
    for line in CASES.lines() {
        let Some((case, expected)) = line.split_once(" => ") else { continue };
        count += 1;
        let actual = outcome(case);
        if actual != expected {
            failures.push(format!("{case}\n    expected {expected}\n    actual   {actual}"));
        }
    }
    assert!(count >= 250);
    assert!(failures.is_empty(), "{} of {count} cases differ:\n{}", failures.len(), failures.join("\n"));
}
