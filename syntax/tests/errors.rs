//! Syntax errors: found, placed, and worded as CPython 3.14 words them.

use strict_syntax::{SourceFile, SyntaxErrorKind, parse, parse_module_text};

/// The first error as `line:column message`.
fn first_error(text: &str) -> String {
    let file = SourceFile::from_text("test.py", text);
    let parsed = parse(&file);
    let Some(error) = parsed.errors.first() else { return "accepted".to_owned() };
    let place = file.position(error.range.start());
    format!("{}:{} {}", place.line, place.column, error.message)
}

fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(first_error(text), *expected, "{text}");
    }
}

#[test]
fn lexical_errors() {
    check(&[
        ("x = (", "1:5 '(' was never closed"),
        ("x = )", "1:5 unmatched ')'"),
        ("x = (]", "1:6 closing parenthesis ']' does not match opening parenthesis '('"),
        ("x = (\n\n]", "3:1 closing parenthesis ']' does not match opening parenthesis '(' on line 1"),
        ("'abc", "1:1 unterminated string literal (detected at line 1)"),
        ("x\n'''abc\n\n", "2:1 unterminated triple-quoted string literal (detected at line 3)"),
        ("f'{a'", "1:5 f-string: expecting '}'"),
        ("f'}'", "1:3 f-string: single '}' is not allowed"),
        ("f'{a!x}'", "1:6 f-string: invalid conversion character 'x': expected 's', 'r', or 'a'"),
        ("t'{a:{b:{c:{d}}}}'", "1:11 t-string: expressions nested too deeply"),
        (
            "0777",
            "1:1 leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
        ),
        ("0b2", "1:3 invalid digit '2' in binary literal"),
        ("1_", "1:2 invalid decimal literal"),
        ("a\u{a0}= 1", "1:2 invalid non-printable character U+00A0"),
        ("a = “b”", "1:5 invalid character '“' (U+201C)"),
        ("a\0b", "1:2 source code string cannot contain null bytes"),
        ("a \\ b", "1:4 unexpected character after line continuation character"),
        ("\u{feff}a", "1:1 invalid non-printable character U+FEFF"),
        ("b'é'", "1:1 bytes can only contain ASCII literal characters"),
    ]);
}

#[test]
fn grammatical_errors() {
    check(&[
        ("f() = 1", "1:1 cannot assign to function call here. Maybe you meant '==' instead of '='?"),
        ("(a, 1) = 2", "1:5 cannot assign to literal"),
        ("f() += 1", "1:1 'function call' is an illegal expression for augmented assignment"),
        ("del f()", "1:5 cannot delete function call"),
        ("f(* *a)", "1:3 Invalid star expression"),
        ("(a.b := 1)", "1:2 cannot use assignment expressions with attribute"),
        ("f(a=1, a=2)", "1:8 keyword argument repeated: a"),
        ("f(a=1, b)", "1:9 positional argument follows keyword argument"),
        ("def f(a=1, b): pass", "1:12 parameter without a default follows parameter with a default"),
        ("if x\n", "1:5 expected ':'"),
        ("try: pass\n", "1:10 expected 'except' or 'finally' block"),
        ("print 1", "1:1 Missing parentheses in call to 'print'. Did you mean print(...)?"),
        ("class C(a for a in b): pass", "1:9 Generator expression must be parenthesized"),
        ("x = [*a for a in b]", "1:6 iterable unpacking cannot be used in comprehension"),
        ("def f(): (yield, a)", "1:11 invalid syntax. Perhaps you forgot a '('?"),
        ("match a:\n case [1 2]: pass", "2:9 invalid syntax. Perhaps you forgot a ','?"),
        ("try: pass\nexcept A, B: pass", "accepted"),
        ("try:\n x\nexcept E:\n raise; x", "accepted"),
    ]);
}

#[test]
fn indentation_errors() {
    let kind = |text: &str| parse_module_text(text).errors[0].kind;
    check(&[
        ("if x:\n\npass", "3:1 expected an indented block after 'if' statement on line 1"),
        ("class C:\n", "1:9 expected an indented block after class definition on line 1"),
        ("a\n  b", "2:2 unexpected indent"),
        ("if x:\n  a\n b", "3:3 unindent does not match any outer indentation level"),
        ("if x:\n\ty\n        z", "3:1 inconsistent use of tabs and spaces in indentation"),
    ]);
    assert_eq!(kind("if x:\npass"), SyntaxErrorKind::Indentation);
    assert_eq!(kind("  a"), SyntaxErrorKind::Indentation);
    assert_eq!(kind("if x:\n  a\n b"), SyntaxErrorKind::Indentation);
    assert_eq!(kind("if x:\n\ty\n        z"), SyntaxErrorKind::Tab);
    assert_eq!(kind("x = "), SyntaxErrorKind::Syntax);
}

#[test]
fn jumps_and_suspensions() {
    check(&[
        ("break", "1:1 'break' outside loop"),
        ("for x in y:\n def f(): continue", "2:11 'continue' not properly in loop"),
        ("for x in y:\n pass\nelse:\n break", "4:2 'break' outside loop"),
        (
            "while x:\n try: pass\n except* E: break",
            "3:13 'break', 'continue' and 'return' cannot appear in an except* block",
        ),
        ("try: pass\nexcept* E:\n for x in y: break", "accepted"),
        ("class C: return", "1:10 'return' outside function"),
        ("async def f():\n yield\n return 1", "3:2 'return' with value in async generator"),
        ("async def f(): yield from x", "1:16 'yield from' inside async function"),
        ("await x", "1:1 'await' outside function"),
        ("lambda: await x", "1:9 'await' outside async function"),
        (
            "def f(): [await x for x in y]",
            "1:10 asynchronous comprehension outside of an asynchronous function",
        ),
        ("(await x for x in y)", "accepted"),
        ("async with a: pass", "1:1 'async with' outside async function"),
        ("[(yield) for x in y]", "1:3 'yield' inside list comprehension"),
        ("try: pass\nexcept: pass\nexcept E: pass", "2:1 default 'except:' must be last"),
    ]);
}

#[test]
fn imports_and_futures() {
    check(&[
        ("def f():\n from x import *", "2:16 import * only allowed at module level"),
        ("from __future__ import braces", "1:24 not a chance"),
        ("from __future__ import foo", "1:24 future feature foo is not defined"),
        ("'doc'\nfrom __future__ import annotations", "accepted"),
        (
            "x\nfrom __future__ import division",
            "2:1 from __future__ imports must occur at the beginning of the file",
        ),
    ]);
}

#[test]
fn patterns() {
    let case = |pattern: &str| first_error(&format!("match a:\n case {pattern}: pass\n case 0: pass"));
    for (pattern, expected) in [
        ("x", "2:7 name capture 'x' makes remaining patterns unreachable"),
        ("_ as x", "2:7 wildcard makes remaining patterns unreachable"),
        ("x | 1", "2:7 name capture 'x' makes remaining patterns unreachable"),
        ("x if x", "accepted"),
        ("[x] | [y]", "2:7 alternative patterns bind different names"),
        ("[x, *x]", "2:12 multiple assignments to name 'x' in pattern"),
        ("[*x, *y]", "2:12 multiple starred names in sequence pattern"),
        ("{1: x, True: y}", "2:14 mapping pattern checks duplicate key (True)"),
        ("{'a': x, 'a': y}", "2:16 mapping pattern checks duplicate key ('a')"),
        ("{-0.0: x, 0: y}", "2:17 mapping pattern checks duplicate key (0)"),
        ("C(a=1, a=2)", "2:14 attribute name repeated in class pattern: a"),
        ("1 as _", "2:12 cannot use '_' as a target"),
        ("f'{x}'", "2:7 patterns may only match literals and attribute lookups"),
    ] {
        assert_eq!(case(pattern), expected, "{pattern}");
    }
}

#[test]
fn errors_are_sorted_and_few() {
    let parsed = parse_module_text(&"break\n".repeat(5000));
    assert_eq!(parsed.errors.len(), strict_syntax::SyntaxError::MAX_REPORTED);
    assert!(parsed.errors.is_sorted_by_key(|error| error.range.start()));
}

#[test]
fn free_variables_of_deep_scopes_are_bounded() {
    let names: String = (0..20_000).map(|at| format!("a{at}, ")).collect();
    let text = format!("def f({names}): {}({names})", "lambda: ".repeat(2500));
    let parsed = parse_module_text(&text);
    assert_eq!(parsed.errors[0].kind, SyntaxErrorKind::TooComplex);
    assert_eq!(parsed.errors[0].message, "too many variables in scopes nested too deeply");
}
