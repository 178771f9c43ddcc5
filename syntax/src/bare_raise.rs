//! `raise; …`, which the parser doesn't know: it wants an expression before the semicolon.

use ruff_python_ast::visitor::transformer::{Transformer, walk_stmt};
use ruff_python_ast::{Expr, Mod, Stmt};
use ruff_python_parser::{ParseError, ParseErrorType};

/// Whether the error is only about a `raise` without expression right before a semicolon.
pub(crate) fn is_about_bare_raise(error: &ParseError, text: &str) -> bool {
    let start = error.location.start().to_usize();
    let is_at_semicolon =
        text.get(start..).is_some_and(|rest| rest.trim_start_matches([' ', '\t']).starts_with(';'));
    let before = text.get(..start).unwrap_or_default().trim_end_matches([' ', '\t']);
    error.error == ParseErrorType::ExpectedExpression && is_at_semicolon && before.ends_with("raise")
}

/// Takes away the empty names that stand for the missing expressions.
pub(crate) fn repair(tree: &mut Mod) {
    if let Mod::Module(module) = tree {
        BareRaise.visit_body(&mut module.body);
    }
}

struct BareRaise;

impl Transformer for BareRaise {
    fn visit_stmt(&self, statement: &mut Stmt) {
        match statement {
            Stmt::Raise(raise) => {
                let is_missing = |exc: &Expr| matches!(exc, Expr::Name(name) if name.id.is_empty());
                if raise.cause.is_none() && raise.exc.as_deref().is_some_and(is_missing) {
                    raise.exc = None;
                }
            }
            _ => walk_stmt(self, statement),
        }
    }

    // Statements are only in statements.
    fn visit_expr(&self, _expression: &mut Expr) {}
}
