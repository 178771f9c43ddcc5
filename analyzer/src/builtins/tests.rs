//! Compares built-in functions with what CPython gives, and checks what they make of values that are not known.

use crate::testing::names;

/// Expressions with their values; `tests/generate_numbers.py` wrote them.
const EXPECTED: &str = include_str!("../../tests/data/numbers.txt");

/// The value of an expression as `EXPECTED` writes it.
fn evaluate(expression: &str) -> String {
    let shown = names(&format!("result = {expression}\n"));
    match (shown.get("result"), shown.get("!raised")) {
        (Some(value), None) => value.clone(),
        (_, Some(exception)) => format!("!{exception}"),
        (None, None) => format!("no result: {shown:?}"),
    }
}

#[test]
fn numbers_are_those_of_cpython() {
    let mut failures = Vec::new();
    for line in EXPECTED.lines().filter(|line| !line.starts_with('#')) {
        let (expression, expected) = line.split_once('\t').expect("two columns");
        let actual = evaluate(expression);
        if actual != expected {
            failures.push(format!("{expression}\n  expected {expected}\n  but got  {actual}"));
        }
    }
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}
