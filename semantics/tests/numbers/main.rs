//! Compares the numbers with CPython 3.14: each line of `tests/data/*.txt` is a case with the result that CPython
//! gave. `tests/generate_numbers.py` writes those files and explains their form.

mod operations;
mod value;

use std::fmt::Write;
use std::path::Path;

use value::{Value, encode_result};

/// Runs the cases of a file and fails with all differences.
fn check(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name).with_extension("txt");
    let cases = std::fs::read_to_string(&path).expect("the data is checked in");
    let mut failures = String::new();
    let mut failed = 0;
    let mut count = 0;
    for line in cases.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [operation, arguments @ .., expected] = fields.as_slice() else { panic!("malformed: {line}") };
        let values: Vec<Value> = arguments.iter().map(|argument| Value::decode(argument)).collect();
        let actual = encode_result(operations::run(operation, &values));
        count += 1;
        if !agree(operation, &actual, expected) {
            failed += 1;
            if failed <= 40 {
                let arguments = arguments.join(" ");
                writeln!(failures, "{operation} {arguments}\n  expected {expected}\n  actual   {actual}")
                    .unwrap();
            }
        }
    }
    assert!(count > 0, "no cases in {name}");
    assert!(failed == 0, "{failed} of {count} cases differ\n{failures}");
}

/// Whether a result is the expected one. An operation whose name ends in `~` goes through the C library's
/// transcendental functions, the last digits of which are the platform's.
fn agree(operation: &str, actual: &str, expected: &str) -> bool {
    if actual == expected {
        return true;
    }
    if !operation.ends_with('~') || actual.starts_with('!') || expected.starts_with('!') {
        return false;
    }
    match (Value::decode(actual), Value::decode(expected)) {
        (Value::Float(actual), Value::Float(expected)) => close(actual, expected, expected.abs()),
        (Value::Complex(actual), Value::Complex(expected)) => {
            let scale = expected.real.hypot(expected.imag);
            close(actual.real, expected.real, scale) && close(actual.imag, expected.imag, scale)
        }
        _ => false,
    }
}

fn close(actual: f64, expected: f64, scale: f64) -> bool {
    actual == expected || actual.is_nan() && expected.is_nan() || (actual - expected).abs() <= scale * 1e-14
}

#[test]
fn int() {
    check("int");
}

#[test]
fn int_text() {
    check("int_text");
}

#[test]
fn float() {
    check("float");
}

#[test]
fn float_text() {
    check("float_text");
}

#[test]
fn complex() {
    check("complex");
}

#[test]
fn format() {
    check("format");
}

#[test]
fn percent() {
    check("percent");
}

#[test]
fn slice() {
    check("slice");
}

#[test]
fn range() {
    check("range");
}

#[test]
fn hash() {
    check("hash");
}
