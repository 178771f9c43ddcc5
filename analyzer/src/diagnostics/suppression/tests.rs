//! Tests of suppressing comments.

use std::sync::Arc;

use strict_syntax::SourceFile;

use super::{Applied, Suppressions, complaint, text_range};
use crate::diagnostics::{Code, Diagnostic};

/// Applies the comments of `text` to a diagnostic of each given code at the first occurrence of a text.
fn apply(text: &str, findings: &[(Code, &str)]) -> Applied {
    let source = Arc::new(SourceFile::from_text("m.py", text));
    let diagnostics = findings
        .iter()
        .map(|(code, needle)| {
            let start = text.find(needle).unwrap();
            let range = text_range(start, start + needle.len());
            Diagnostic { code: *code, ..complaint(&source, range, "found".to_owned(), "") }
        })
        .collect();
    Suppressions::parse(&source).apply(diagnostics)
}

/// `CODE text: message` for each that is kept.
fn kept(text: &str, findings: &[(Code, &str)]) -> Vec<String> {
    let applied = apply(text, findings);
    let show = |it: &Diagnostic| {
        let range = it.primary.range;
        format!("{} `{}`: {}", it.code, &text[range.start().into()..range.end().into()], it.message)
    };
    applied.kept.iter().map(show).collect()
}

const NOTHING: [&str; 0] = [];

#[test]
fn a_comment_acts_on_its_line() {
    let text = "a()  # strict: ignore[STR101, unknown-attribute] the reason\nb()\n";
    assert_eq!(kept(text, &[(Code::UnsafeCall, "a()"), (Code::UnknownAttribute, "a")]), NOTHING);
    assert_eq!(
        kept(text, &[(Code::UnsafeCall, "a()"), (Code::UnknownAttribute, "a"), (Code::UnsafeCall, "b()")]),
        ["STR101 `b()`: found"]
    );
    assert_eq!(apply(text, &[(Code::UnsafeCall, "a()")]).suppressed.len(), 1);
}

#[test]
fn a_bare_comment_suppresses_everything_on_its_line() {
    let text = "a()  # noqa # strict: ignore -- why not\n";
    assert_eq!(kept(text, &[(Code::UnsafeCall, "a()"), (Code::Clock, "a")]), NOTHING);
}

#[test]
fn first_and_last_line_of_a_statement_act_on_all_of_it() {
    let findings = [(Code::UnsafeCall, "inner()")];
    assert_eq!(kept("x = f(  # strict: ignore\n  inner(),\n)\n", &findings), NOTHING);
    assert_eq!(kept("x = f(\n  inner(),\n)  # strict: ignore\n", &findings), NOTHING);
    assert_eq!(kept("x = f(\n  inner(),  # strict: ignore\n  2)\n", &findings), NOTHING);
    assert_eq!(
        kept("x = f(\n  inner(),\n  2,  # strict: ignore\n)\n", &findings),
        ["STR101 `inner()`: found", "STR005 `# strict: ignore`: this comment suppresses nothing"]
    );
    // The header of a compound statement is a statement of its own.
    assert_eq!(kept("if x:  # strict: ignore\n  inner()\n", &findings).len(), 2);
}

#[test]
fn a_file_comment_stands_at_the_top() {
    let findings = [(Code::UnsafeCall, "a()"), (Code::Clock, "b()")];
    let text = "#!/usr/bin/python\n'''doc'''\n# strict: ignore-file[STR101]\na()\nb()\n";
    assert_eq!(kept(text, &findings), ["STR122 `b()`: found"]);
    assert_eq!(kept("# strict: ignore-file\na()\nb()\n", &findings), NOTHING);
    assert_eq!(
        kept("a()\n# strict: ignore-file\nb()\n", &findings),
        [
            "STR101 `a()`: found",
            "STR005 `# strict: ignore-file`: `# strict: ignore-file` acts only before the first statement",
            "STR122 `b()`: found",
        ]
    );
}

#[test]
fn useless_parts_are_reported() {
    assert_eq!(
        kept("a()  # strict: ignore[STR101,STR102]\n", &[(Code::UnsafeCall, "a()")]),
        ["STR005 `STR102`: STR102 is not reported here"]
    );
    assert_eq!(
        kept("a()  # strict: ignore[STR101,STR102]\n", &[]),
        ["STR005 `# strict: ignore[STR101,STR102]`: this comment suppresses nothing"]
    );
    assert_eq!(
        kept("a()  # strict: ignore[STR101, , nonsense, STR001]\n", &[(Code::UnsafeCall, "a()")]),
        [
            "STR005 ``: a code is missing here",
            "STR005 `nonsense`: `nonsense` is not a diagnostic code; `strict explain` lists them all",
            "STR005 `STR001`: STR001 cannot be suppressed",
        ]
    );
    assert_eq!(
        kept("a()  # strict: ignore[STR101\n", &[(Code::UnsafeCall, "a()")]),
        ["STR101 `a()`: found", "STR005 `# strict: ignore[STR101`: the list of codes is not closed"]
    );
}

#[test]
fn other_text_is_no_directive() {
    let findings = [(Code::UnsafeCall, "a()")];
    for text in [
        "a()  # strict: ignored\n",
        "a()  # strict: ignore-line\n",
        "a(); '# strict: ignore'\n",
        "a()  # not strict: ignore\n",
        "a()  # strict : ignore\n",
    ] {
        assert_eq!(kept(text, &findings), ["STR101 `a()`: found"], "{text}");
    }
}

#[test]
fn what_was_not_analysed_cannot_be_suppressed() {
    let text = "# strict: ignore-file\na(\n";
    assert_eq!(
        kept(text, &[(Code::SyntaxError, "a(")]),
        ["STR005 `# strict: ignore-file`: this comment suppresses nothing", "STR001 `a(`: found",]
    );
}

#[test]
fn complaints_can_be_suppressed_by_name() {
    assert_eq!(kept("# strict: ignore-file[STR005]\na()  # strict: ignore\n", &[]), NOTHING);
    assert_eq!(kept("a()  # strict: ignore[STR101, STR005]\n", &[]), NOTHING);
}

#[test]
fn any_comment_is_read_without_harm() {
    let pieces = ["# strict: ignore", "[", "]", ",", "STR101", "-file", "\n", "é", "#", " "];
    let mut texts = vec![String::new()];
    for _ in 0..4 {
        texts = texts.iter().flat_map(|text| pieces.map(|piece| format!("{text}{piece}"))).collect();
        for text in &texts {
            let kept = apply(&format!("f() # strict: ignore{text}"), &[(Code::UnsafeCall, "f()")]).kept;
            assert!(kept.iter().all(|it| it.primary.range.end().to_usize() <= text.len() + 20), "{text:?}");
        }
    }
}
