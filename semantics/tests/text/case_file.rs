//! Runs the cases of a file and tells of those that differ.

use crate::value::Value;

/// A call: the name of what is called, its arguments (the receiver first), and what CPython answers.
pub(crate) struct Case<'a> {
    pub(crate) name: &'a str,
    pub(crate) arguments: Vec<Value>,
    expected: &'a str,
}

/// Compares what `run` gives for every case of a file with what CPython gave.
pub(crate) fn check(file: &str, run: impl Fn(&Case<'_>) -> Value) {
    let mut failures = Vec::new();
    for line in file.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [name, arguments @ .., expected] = &fields[..] else { panic!("not a case: {line}") };
        let arguments = arguments.iter().map(|field| Value::parse(field)).collect();
        let case = Case { name, arguments, expected };
        let actual = run(&case).to_string();
        if actual != case.expected {
            failures.push(format!("{line}\n    not {actual}"));
        }
    }
    assert!(
        failures.is_empty(),
        "{} cases differ:\n{}",
        failures.len(),
        failures[..failures.len().min(40)].join("\n")
    );
}
