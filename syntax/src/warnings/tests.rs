//! Warnings, with the messages and lines that CPython 3.14 gives.

use super::SyntaxWarnings;
use crate::parse_module_text;

/// Line and message of each warning.
fn warnings(text: &str) -> Vec<String> {
    let parsed = parse_module_text(text);
    assert!(parsed.errors.is_empty(), "{text}: {:?}", parsed.errors);
    let found = SyntaxWarnings::of_body(&parsed.ast.body, text);
    let all = found.of_literals.iter().chain(&found.of_meaning);
    all.map(|it| {
        let line = 1 + text[..usize::from(it.place)].matches('\n').count();
        format!("{line}: {}", it.message)
    })
    .collect()
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(warnings(text), expected, "{text}");
}

fn escape(line: usize, shown: &str) -> String {
    format!(
        "{line}: \"\\{shown}\" is an invalid escape sequence. Such sequences will not work in the future. \
         Did you mean \"\\\\{shown}\"? A raw string is also an option."
    )
}

#[test]
fn escapes() {
    check("'\\d\\e'", &[&escape(1, "d")]);
    check("'''\n\\d'''", &[&escape(2, "d")]);
    check("b'\\N'; r'\\d'; rf'\\{x}'; '\\é'; '\\x41\\101'", &[&escape(1, "N")]);
    check("f'a\\d{x}\\e{y:\\i}'", &[&escape(1, "i"), &escape(1, "d"), &escape(1, "e")]);
    check("f'\\{6}'", &[&escape(1, "{")]);
    check("f'\\}}'", &[&escape(1, "}")]);
    check("('a'\n'\\d')", &[&escape(2, "d")]);
    assert!(warnings("'\\400'")[0].starts_with("1: \"\\400\" is an invalid octal escape sequence."));
}

#[test]
fn numbers_before_keywords() {
    check("1if x else 2", &["1: invalid decimal literal"]);
    check("0x1for x in y", &["1: invalid hexadecimal literal"]);
    check("1jin x", &["1: invalid imaginary literal"]);
    check("0b1or x", &["1: invalid binary literal"]);
    check("1 if x else 2", &[]);
}

#[test]
fn identity_of_literals() {
    check("() is x", &["1: \"is\" with 'tuple' literal. Did you mean \"==\"?"]);
    check("x is not 'a'", &["1: \"is not\" with 'str' literal. Did you mean \"!=\"?"]);
    check("1 is 1 is 1", &["1: \"is\" with 'int' literal. Did you mean \"==\"?"]);
    check("x is -1; x is ...; x is None; (x,) is y", &[]);
}

#[test]
fn operators_on_literals() {
    check("assert (x, 'y')", &["1: assertion is always true, perhaps remove parentheses?"]);
    check("assert (); (-1)(); (lambda: 0)(); x[1](2); [1][0]; [1][0:1]", &[]);
    check("[(1, 2) (3, 4)]", &["1: 'tuple' object is not callable; perhaps you missed a comma?"]);
    check("None[1]", &["1: 'NoneType' object is not subscriptable; perhaps you missed a comma?"]);
    check(
        "[1][1,2]",
        &["1: list indices must be integers or slices, not tuple; perhaps you missed a comma?"],
    );
}

#[test]
fn jumps_out_of_finally() {
    check("def f():\n try: pass\n finally:\n  return 1", &["4: 'return' in a 'finally' block"]);
    check(
        "for x in y:\n try: pass\n finally:\n  for z in y: continue\n  else: break\n  continue",
        &["5: 'break' in a 'finally' block", "6: 'continue' in a 'finally' block"],
    );
    check("try: pass\nfinally:\n def f(): return\n while x: break", &[]);
}
