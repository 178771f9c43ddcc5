//! What a stub may say beyond Python: names of `__stub__`, kinds of effects.

use strict_syntax::ast::visitor::{self, Visitor};
use strict_syntax::ast::{self, Expr, Stmt};
use strict_syntax::{Ranged, TextRange};

use super::outline::{BindingKind, Outline};
use crate::builtins::has_stub_name;
use crate::interp::EFFECT_KINDS;

/// A violation of the dialect: where, and what is wrong.
pub(super) type Violation = (TextRange, String);

/// What a stub uses that the dialect does not have.
pub(super) fn violations<'a>(body: &'a [Stmt], outline: &Outline<'a>) -> Vec<Violation> {
    let mut visitor = Dialect { outline, found: Vec::new() };
    visitor.visit_body(body);
    visitor.found
}

struct Dialect<'o, 'a> {
    outline: &'o Outline<'a>,
    found: Vec<Violation>,
}

impl Dialect<'_, '_> {
    /// Whether the name is the dialect's, and the stub has not given it another meaning.
    fn is_stub_name(&self, name: &str) -> bool {
        self.outline.bindings(name).iter().all(|binding| {
            matches!(binding.kind, BindingKind::ImportFrom(import, _) if import.module.as_deref() == Some("__stub__"))
        })
    }

    fn check_call(&mut self, call: &ast::ExprCall) {
        let Expr::Name(function) = &*call.func else { return };
        let name = &*function.id;
        if !matches!(name, "effect" | "watched" | "skip") || !self.is_stub_name(name) {
            return;
        }
        let Some(Expr::StringLiteral(literal)) = call.arguments.args.first() else {
            let message = format!("the first argument of `{name}` is not a string");
            self.found.push((call.range(), message));
            return;
        };
        let kind = literal.value.to_str();
        if name != "skip" && !EFFECT_KINDS.iter().any(|(known, _)| *known == kind) {
            let known: Vec<String> = EFFECT_KINDS.iter().map(|(known, _)| format!("`{known}`")).collect();
            let message = format!("`{kind}` is no kind of effect; there are {}", known.join(", "));
            self.found.push((literal.range(), message));
        }
    }
}

impl<'a> Visitor<'a> for Dialect<'_, 'a> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        if let Stmt::ImportFrom(import) = statement
            && import.level == 0
            && import.module.as_deref() == Some("__stub__")
        {
            for alias in &import.names {
                if !has_stub_name(&alias.name) {
                    self.found.push((alias.range(), format!("`__stub__` has no `{}`", alias.name)));
                }
            }
        }
        visitor::walk_stmt(self, statement);
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        if let Expr::Call(call) = expression {
            self.check_call(call);
        }
        visitor::walk_expr(self, expression);
    }
}
