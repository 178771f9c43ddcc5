//! Tests of containers, iterators and the functions on them: against CPython, and with values that are not known.

use crate::testing::names;

const CASES: &str = include_str!("../../tests/data/containers.txt");

/// Values of which not everything is known.
const UNKNOWN: &str = include_str!("../../tests/data/containers_unknown.txt");
const UNKNOWN_PRELUDE: &str = "
import nowhere as x
n = [].__sizeof__()
s = str(n)
b = n == 0
u = list({1, 2})
k = 's' if n else 't'
";

/// What a case gives: its last expression, what is reported behind `!!`, or the exception behind `!`.
fn outcome(prelude: &str, case: &str) -> String {
    let source = case.replace('⏎', "\n");
    let start = source.rfind(['\n', ';']).map_or(0, |index| index + 1);
    let (statements, last) = source.split_at(start);
    let statements = statements.trim_end_matches([';', '\n']);
    let mut shown = names(&format!("{prelude}{statements}\nresult = ({})\n", last.trim()));
    match (shown.remove("!raised"), shown.remove("!"), shown.remove("result")) {
        (Some(exception), ..) => format!("!{exception}"),
        (None, Some(diagnostics), _) => format!("!!{diagnostics}"),
        (None, None, Some(result)) => result,
        (None, None, None) => "nothing".to_owned(),
    }
}

fn check(prelude: &str, cases: &str) {
    let mut failures = Vec::new();
    let mut count = 0;
    for line in cases.lines() {
        let Some((case, expected)) = line.split_once(" => ") else { continue };
        count += 1;
        let actual = outcome(prelude, case);
        if actual != expected {
            failures.push(format!("{case}\n    expected {expected}\n    actual   {actual}"));
        }
    }
    assert!(count > 100, "the cases are read");
    assert!(failures.is_empty(), "{} of {count} cases differ:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn as_cpython() {
    check("", CASES);
}

#[test]
fn what_is_not_known() {
    check(UNKNOWN_PRELUDE, UNKNOWN);
}
