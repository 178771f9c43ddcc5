//! What of a program is newer than a version of Python, for `ast.parse(feature_version=...)`, and which of its integers are too
//! long to read.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{
    Comprehension, ExceptHandler, Expr, Number, Operator, Parameters, Stmt, TypeParam, TypeParams,
};
use ruff_text_size::{Ranged, TextRange};

use crate::syntax_error::{Phase, SyntaxError, SyntaxErrorKind};

/// What is looked through.
#[derive(Clone, Copy, Debug)]
pub enum Tree<'a> {
    /// The statements of a module.
    Body(&'a [Stmt]),
    /// One expression.
    Expression(&'a Expr),
}

impl<'a> Tree<'a> {
    fn visit(self, visitor: &mut impl Visitor<'a>) {
        match self {
            Tree::Body(body) => visitor.visit_body(body),
            Tree::Expression(expression) => visitor.visit_expr(expression),
        }
    }
}

/// The first thing that Python 3.`minor` does not have, in CPython's words. Only what CPython asks the version for counts.
#[must_use]
pub fn newer_feature(tree: Tree<'_>, text: &str, minor: u8) -> Option<SyntaxError> {
    let mut finder = NewerFeatures { minor, text, found: None };
    tree.visit(&mut finder);
    let (range, message) = finder.found?;
    Some(SyntaxError { message, range, kind: SyntaxErrorKind::Syntax, phase: Phase::Grammar })
}

struct NewerFeatures<'t> {
    minor: u8,
    text: &'t str,
    found: Option<(TextRange, String)>,
}

impl NewerFeatures<'_> {
    fn needs(&mut self, minor: u8, what: &str, range: TextRange) {
        // CPython notices what is at an end first, and says that it is there.
        let place = TextRange::empty(range.end());
        let is_first = self.found.as_ref().is_none_or(|(known, _)| place.end() <= known.end());
        if self.minor < minor && is_first {
            self.found = Some((place, format!("{what} only supported in Python 3.{minor} and greater")));
        }
    }
}

impl<'a> Visitor<'a> for NewerFeatures<'_> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        let range = statement.range();
        match statement {
            Stmt::FunctionDef(function) if function.is_async => self.needs(5, "Async functions are", range),
            Stmt::For(statement) if statement.is_async => self.needs(5, "Async for loops are", range),
            Stmt::With(statement) if statement.is_async => {
                self.needs(5, "Async with statements are", range);
            }
            Stmt::AnnAssign(_) => self.needs(6, "Variable annotation syntax is", range),
            Stmt::Match(_) => self.needs(10, "Pattern matching is", range),
            Stmt::Try(statement) if statement.is_star => self.needs(11, "Exception groups are", range),
            Stmt::TypeAlias(_) => self.needs(12, "Type statement is", range),
            Stmt::AugAssign(statement) if statement.op == Operator::MatMult => {
                self.needs(5, "The '@' operator is", range);
            }
            _ => {}
        }
        visitor::walk_stmt(self, statement);
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        let range = expression.range();
        match expression {
            Expr::Named(_) => self.needs(8, "Assignment expressions are", range),
            Expr::TString(_) => self.needs(14, "t-strings are", range),
            Expr::Await(_) => self.needs(5, "Await expressions are", range),
            Expr::BinOp(operation) if operation.op == Operator::MatMult => {
                self.needs(5, "The '@' operator is", range);
            }
            Expr::NumberLiteral(_) if self.text[range].contains('_') => {
                self.needs(6, "Underscores in numeric literals are", range);
            }
            _ => {}
        }
        visitor::walk_expr(self, expression);
    }

    fn visit_comprehension(&mut self, clause: &'a Comprehension) {
        if clause.is_async {
            self.needs(6, "Async comprehensions are", clause.range());
        }
        visitor::walk_comprehension(self, clause);
    }

    fn visit_except_handler(&mut self, handler: &'a ExceptHandler) {
        let ExceptHandler::ExceptHandler(clause) = handler;
        if let Some(Expr::Tuple(types)) = clause.type_.as_deref()
            && !types.parenthesized
        {
            self.needs(14, "except expressions without parentheses are", types.range);
        }
        visitor::walk_except_handler(self, handler);
    }

    fn visit_parameters(&mut self, parameters: &'a Parameters) {
        if !parameters.posonlyargs.is_empty() {
            self.needs(8, "Positional-only parameters are", parameters.range());
        }
        visitor::walk_parameters(self, parameters);
    }

    fn visit_type_params(&mut self, parameters: &'a TypeParams) {
        self.needs(12, "Type parameter lists are", parameters.range);
        visitor::walk_type_params(self, parameters);
    }

    fn visit_type_param(&mut self, parameter: &'a TypeParam) {
        if let Some(default) = parameter.default() {
            self.needs(13, "Type parameter defaults are", default.range());
        }
        visitor::walk_type_param(self, parameter);
    }
}

/// The first decimal integer with more digits than the limit, and how many it has.
#[must_use]
pub fn long_integer(tree: Tree<'_>, text: &str, limit: usize) -> Option<(TextRange, usize)> {
    // Hardly any text has so many digits in a row, one of which would be at a multiple of their number.
    let is_digit = |byte: &u8| byte.is_ascii_digit() || *byte == b'_';
    let bytes = text.as_bytes();
    if !bytes.iter().step_by(limit.saturating_add(1)).any(is_digit)
        || !bytes.chunk_by(|a, b| is_digit(a) && is_digit(b)).any(|run| run.len() > limit)
    {
        return None;
    }
    let mut finder = LongIntegers { text, limit, found: None };
    tree.visit(&mut finder);
    finder.found
}

struct LongIntegers<'t> {
    text: &'t str,
    limit: usize,
    found: Option<(TextRange, usize)>,
}

impl<'a> Visitor<'a> for LongIntegers<'_> {
    fn visit_expr(&mut self, expression: &'a Expr) {
        if let Expr::NumberLiteral(literal) = expression
            && matches!(literal.value, Number::Int(_))
            && self.found.is_none()
        {
            let written = &self.text[literal.range];
            let digits = written.bytes().filter(u8::is_ascii_digit).count();
            let is_decimal = written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
            if is_decimal && digits > self.limit {
                self.found = Some((literal.range, digits));
            }
        }
        visitor::walk_expr(self, expression);
    }
}
