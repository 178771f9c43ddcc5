//! Compares strings and bytes with CPython, case by case; see `tests/generate_strings.py`.

use crate::testing::names;

const CASES: &str = include_str!("../../../tests/data/strings.txt");

#[test]
fn as_cpython() {
    let mut source = String::new();
    let mut expected = Vec::new();
    for line in CASES.lines() {
        if let Some(line) = line.strip_prefix('|') {
            source.push_str(line);
            source.push('\n');
        } else if let Some((expression, value)) = line.split_once('\t') {
            let i = expected.len();
            source.push_str(&format!(
                "try:\n    r{i} = {expression}\nexcept Exception as e:\n    r{i} = ('raised', type(e).__name__, e.args)\n"
            ));
            expected.push((expression, value));
        }
    }
    let found = names(&source);
    assert_eq!(found.get("!raised"), None);
    let differences: Vec<String> = expected
        .iter()
        .enumerate()
        .filter_map(|(i, (expression, value))| {
            let found = found.get(&format!("r{i}")).map_or("nothing", String::as_str);
            (found != *value).then(|| format!("{expression}\n    gives   {found}\n    but not {value}"))
        })
        .collect();
    assert!(differences.is_empty(), "{} of {} differ:\n{}\n{:?}", differences.len(), expected.len(), differences.join("\n"), found.get("!"));
    assert!(expected.len() > 300);
}
