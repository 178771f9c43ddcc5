//! Text given to `eval`.

use strict_syntax::{Resolution, ScopeId, ScopeKey, ScopeKind, ast::Expr, parse_expression};

fn first_error(text: &str) -> Option<String> {
    parse_expression(text).errors.first().map(|error| error.message.clone())
}

#[test]
fn blank_lines_and_comments_around_are_allowed() {
    for text in ["1 + 2", "(1\n+ 2)", "(1)\n\n", "\n1", "1 # one\n# two\n", "lambda: (yield)"] {
        assert_eq!(first_error(text), None, "{text:?}");
    }
    assert!(matches!(&*parse_expression("f(x)").ast.body, Expr::Call(_)));
}

#[test]
fn statements_and_rests_are_errors() {
    for text in
        ["", " 1", "x = 1", "yield 1", "pass", "1; 2", "1\n2", "return 1", "1 +", "(", "\u{feff}1", "a\0"]
    {
        assert!(first_error(text).is_some(), "{text:?}");
    }
    assert_eq!(first_error("(yield 1)").as_deref(), Some("'yield' outside function"));
    assert_eq!(first_error("await x").as_deref(), Some("'await' outside function"));
}

#[test]
fn names_are_global_and_lambdas_have_scopes() {
    let parsed = parse_expression("[x + y for x in z if (w := x)]");
    let module =
        |name: &str| parsed.symbols.symbol(ScopeId::MODULE, name).map(strict_syntax::Symbol::resolution);
    assert_eq!(module("z"), Some(Resolution::GlobalImplicit));
    assert_eq!(module("y"), None);
    assert_eq!(module("w"), Some(Resolution::GlobalExplicit));
    let key = ScopeKey::Comprehension(strict_syntax::Ranged::range(&*parsed.ast.body));
    let scope = parsed.symbols.scope_of(key).expect("a comprehension has a scope");
    assert_eq!(parsed.symbols.scope(scope).kind(), ScopeKind::ListComprehension);
}
