//! Every form of nesting, 100 000 deep: parsed or refused, but never the end of the process.

use std::thread;

use strict_syntax::{SyntaxErrorKind, parse_expression, parse_module_text};

const DEPTH: usize = 100_000;

/// What has to become of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Accepted,
    /// An error with these words, from the guard or from the parser.
    Error(&'static str),
}

use Outcome::{Accepted, Error};

const PENDING: Outcome = Error("Parser stack overflowed");
const BRACKETS: Outcome = Error("too many nested parentheses");
const TREE: Outcome = Error("expression too complex");
const STRINGS: Outcome = Error("too many nested f-strings");
const INDENTS: Outcome = Error("too many levels of indentation");

/// Runs on a stack of the size that all parsing has.
fn on_large_stack(run: impl FnOnce() + Send + 'static) {
    let thread = thread::Builder::new().stack_size(64 << 20).spawn(run).expect("a thread can be made");
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}

fn check(name: &str, text: &str, expected: Outcome) {
    let parsed = parse_module_text(text);
    let found = parsed.errors.first().map(|error| error.message.as_str());
    match (expected, found) {
        (Accepted, None) => {}
        (Error(words), Some(message)) if message.contains(words) => {}
        _ => panic!("{name}: expected {expected:?}, found {found:?}"),
    }
    drop(parsed);
}

fn repeated(before: &str, unit: &str, after: &str) -> String {
    [before, &unit.repeat(DEPTH), after].concat()
}

fn nested(open: &str, inner: &str, close: &str) -> String {
    [&open.repeat(DEPTH), inner, &close.repeat(DEPTH)].concat()
}

/// Blocks inside blocks, each indented by one more blank; only as many as it takes, since text grows with the
/// square.
fn staircase(line: &str) -> String {
    let mut text = String::new();
    for level in 0..2000 {
        text.extend(std::iter::repeat_n(' ', level));
        text.push_str(line);
        text.push('\n');
    }
    text
}

#[test]
fn brackets() {
    on_large_stack(|| {
        for (open, close) in
            [("(", ")"), ("[", "]"), ("{", "}"), ("f(", ")"), ("f(a=", ")"), ("a[", "]"), ("{1:", "}")]
        {
            check(open, &nested(open, "a", close), BRACKETS);
            check(open, &open.repeat(DEPTH), BRACKETS);
        }
        check("closing", &")".repeat(DEPTH), Error("unmatched ')'"));
        check("mismatched", &"(]".repeat(DEPTH), Error("closing parenthesis ']' does not match"));
        check("comprehension", &nested("[a for a in ", "b", "]"), BRACKETS);
        check("comprehension element", &nested("[", "a", " for a in b]"), BRACKETS);
        check("lambda in brackets", &nested("(lambda: ", "a", ")"), BRACKETS);
        check("slices", &nested("a[b:", "c", "]"), BRACKETS);
        check("with", &nested("with (", "a", "): pass"), BRACKETS);
        check("parameters", &repeated("def f(a=", "(", ""), BRACKETS);
        check("type parameters", &repeated("def f[T: ", "a[", ""), BRACKETS);
        check("mapping patterns", &repeated("match a:\n case ", "{1: ", ""), BRACKETS);
        check("class patterns", &repeated("match a:\n case ", "C(a=", ""), BRACKETS);
        check("sequence patterns", &repeated("match a:\n case ", "[", ""), BRACKETS);
        check("200 are allowed", &["(".repeat(200), "a".to_owned(), ")".repeat(200)].concat(), Accepted);
        check("201 aren't", &["(".repeat(201), "a".to_owned(), ")".repeat(201)].concat(), BRACKETS);
    });
}

#[test]
fn prefix_operators() {
    on_large_stack(|| {
        for unit in [
            "not ",
            "-",
            "+",
            "~",
            "- ",
            "await ",
            "*",
            "* ",
            "yield ",
            "lambda: ",
            "lambda x: ",
            "lambda x=",
            "not -",
        ] {
            check(unit, &repeated("", unit, "a"), PENDING);
            check(unit, &repeated("x = (", unit, "a)"), PENDING);
            check(unit, &repeated("f(b, ", unit, "a)"), PENDING);
        }
        check("ternary", &repeated("", "a if b else ", "c"), PENDING);
        check("ternary without else", &repeated("", "a if ", "c"), PENDING);
        check("power", &repeated("", "a**", "b"), PENDING);
        check("power and minus", &repeated("", "a**-", "b"), PENDING);
        check("walrus", &repeated("(", "a := ", "b)"), PENDING);
        check("not after comparisons", &repeated("", "a == not ", "b"), PENDING);
        check("lambda in operators", &repeated("", "a + lambda: ", "b"), PENDING);
        check("async", &repeated("", "async ", "a"), PENDING);
        check("yield from", &repeated("def f(): ", "yield from ", "a"), PENDING);
        check("patterns", &repeated("match a:\n case ", "-", "1: pass"), PENDING);
        check("keywords after what no name starts with", &repeated("", "\u{b7}not ", "1"), Error(""));
        check("keywords joined to numbers", &repeated("", "1if 1else ", "1"), PENDING);
    });
}

#[test]
fn interpolated_strings() {
    on_large_stack(|| {
        for start in ["f'{", "f\"{", "rf'''{", "t'{", "f'{a:{", "f'{(", "f'{f\"{"] {
            let outcome = if start.contains("(") || start.contains(":") { BRACKETS } else { STRINGS };
            let parsed = parse_module_text(&start.repeat(DEPTH));
            let message = &parsed.errors[0].message;
            assert!(
                [outcome, BRACKETS, STRINGS, Error("too deeply")]
                    .iter()
                    .any(|outcome| matches!(outcome, Error(words) if message.contains(words))),
                "{start}: {message}"
            );
        }
        check("format specifications", &repeated("f'", "{a:", ""), Error("expressions nested too deeply"));
        check("fields in a row", &repeated("f'", "{a}", "'"), Accepted);
        check("strings in a row", &repeated("", "f'{a}' ", ""), Accepted);
        check("doubled braces", &repeated("f'", "{{", "'"), Accepted);
        check("brackets in text", &repeated("f'", "(", "'"), Accepted);
        check("brackets in strings", &repeated("'", "(", "'"), Accepted);
        check("brackets in comments", &repeated("#", "(", ""), Accepted);
    });
}

#[test]
fn left_deep_chains() {
    on_large_stack(|| {
        for unit in ["+a", "-a", " @ a", ".a", "()", "[0]", "(b)[c].d", " << a", "%a", "|a"] {
            check(unit, &repeated("a", unit, ""), TREE);
            check(unit, &["a", &unit.repeat(3000)].concat(), Accepted);
            check(unit, &["x: a", &unit.repeat(3000)].concat(), Accepted);
            check(unit, &["def f():\n x: a", &unit.repeat(3000)].concat(), Accepted);
        }
        check("nested chains", &repeated("", "a + (", ""), BRACKETS);
        let chain = "+a".repeat(10_000);
        check("chains in chains", &["((a", &chain, ")", &chain, ")"].concat(), TREE);
        check("patterns", &repeated("match a:\n case a", ".a", ": pass"), TREE);
        check("decorator", &repeated("@a", ".a", "\ndef f(): pass"), TREE);
    });
}

#[test]
fn flat_forms_may_be_long() {
    on_large_stack(|| {
        for unit in
            [" and a", " or a", " and a or a", " < a", " is not a", " not in a", " == a", ", a", " 'x'"]
        {
            let start = if unit == " 'x'" { "'a'" } else { "a" };
            check(unit, &repeated(start, unit, ""), Accepted);
        }
        check("assignment", &repeated("", "a = ", "b"), Accepted);
        check("elif", &repeated("if a: pass\n", "elif a: pass\n", "else: pass"), Accepted);
        check("decorators", &repeated("", "@a\n", "def f(): pass"), Accepted);
        check("with", &repeated("with a", ", a", ": pass"), Error("too many statically nested blocks"));
        check("except", &repeated("try: pass\n", "except a: pass\n", ""), Accepted);
        check("case", &repeated("match a:\n", " case 1: pass\n", ""), Accepted);
        check("alternatives", &repeated("match a:\n case 1", " | 1", ": pass"), TREE);
        check("semicolons", &"a;".repeat(DEPTH), Accepted);
        check("lines", &"a\n".repeat(DEPTH), Accepted);
        check("arguments", &repeated("f(", "a, ", ")"), Accepted);
        check("negative numbers", &repeated("[", "-1, ", "]"), Accepted);
        check("calls", &repeated("[", "f(-a.b), ", "]"), Accepted);
        check("dict", &repeated("{", "a: not b, ", "}"), Accepted);
        check("lambdas", &repeated("[", "lambda x: x, ", "]"), Accepted);
        check("ternaries", &repeated("[", "a if b else c, ", "]"), Accepted);
        check("import", &repeated("import a", ", a", ""), Accepted);
        check("dotted import", &repeated("import a", ".a", ""), TREE);
        check("global", &repeated("global a", ", a", ""), Accepted);
        check(
            "parameters",
            &["def f(".to_owned(), (0..DEPTH).map(|at| format!("a{at}, ")).collect(), "): pass".to_owned()]
                .concat(),
            Accepted,
        );
        check("comprehension loops", &repeated("[a", " for a in b", "]"), TREE);
        check("comprehension conditions", &repeated("[a for a in b", " if a", "]"), PENDING);
    });
}

#[test]
fn blocks() {
    on_large_stack(|| {
        for line in [
            "if a:",
            "while a:",
            "for a in b:",
            "def f():",
            "class C:",
            "with a:",
            "try:",
            "async def f():",
            "else:",
            "a",
            "match a:",
        ] {
            check(line, &staircase(line), INDENTS);
            check(line, &["(", &staircase(line)].concat(), Error(""));
            check(line, &["'''", &staircase(line)].concat(), Error("unterminated triple-quoted string"));
            check(line, &["x = f(def\n", &staircase(line), ")"].concat(), Error(""));
        }
        for unit in [
            "if a: ",
            "class a: ",
            "while a: ",
            "else: ",
            "try: ",
            "def f(): ",
            "with a: ",
            "for a in b: ",
            "x: ",
        ] {
            check(unit, &repeated("", unit, "pass"), Error(""));
        }
        let levels = |count: usize| -> String {
            let headers = (0..count).map(|level| format!("{}if a:\n", " ".repeat(level)));
            headers.chain([" ".repeat(count), "pass".to_owned()]).collect()
        };
        check("99 levels", &levels(99), Accepted);
        check("100 levels", &levels(100), INDENTS);
    });
}

#[test]
fn text_that_the_guard_and_the_parser_could_read_differently() {
    on_large_stack(|| {
        let parentheses = "(".repeat(DEPTH);
        for before in [
            "f'{' ",
            "f'{a!r' ",
            "f\"{(a def) + \"",
            "f\"\"\"{'''}",
            "'",
            "(]\n",
            "\\ \n",
            "1._f'{'",
            "f'{x:{y' ",
        ] {
            let parsed = parse_module_text(&[before, &parentheses].concat());
            assert!(!parsed.errors.is_empty(), "{before}");
        }
        let quoted = ["f\"{(a def) + \"", &parentheses, "\"}\""].concat();
        assert!(!parse_module_text(&quoted).errors.is_empty());
        let flipped = ["f\"{(a def) + \"'''\"}\"\n'''\n", &parentheses, "\n'''"].concat();
        assert!(!parse_module_text(&flipped).errors.is_empty());
    });
}

#[test]
fn broken_but_small_text_still_has_a_tree() {
    on_large_stack(|| {
        let parsed = parse_module_text("import a\nx = f(1, [2\ndef g():\n    return 1\n");
        assert_eq!(parsed.errors[0].message, "'[' was never closed");
        assert!(parsed.ast.body.len() >= 2, "{:?}", parsed.ast.body);
    });
}

#[test]
fn too_complex_text_is_told_from_wrong_text() {
    let kind = |text: &str| parse_module_text(text).errors[0].kind;
    assert_eq!(kind(&"-".repeat(DEPTH)), SyntaxErrorKind::TooComplex);
    assert_eq!(kind(&"(".repeat(DEPTH)), SyntaxErrorKind::Syntax);
    assert_eq!(kind(&staircase("if a:")), SyntaxErrorKind::Indentation);
}

#[test]
fn expressions_are_guarded_too() {
    on_large_stack(|| {
        assert_eq!(parse_expression(&"(".repeat(DEPTH)).errors[0].message, "too many nested parentheses");
        assert!(parse_expression(&repeated("a", " and a", "")).errors.is_empty());
    });
}
