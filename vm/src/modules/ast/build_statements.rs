//! From the syntax tree to node objects: statements and patterns.

use strict_syntax::ast::{self, ExceptHandler, Pattern, Singleton, Stmt};
use strict_syntax::{Ranged, TextRange, TextSize};

use super::build::Builder;
use crate::value::Value;
use crate::vm::Outcome;

impl Builder<'_, '_> {
    pub(super) fn body(&mut self, body: &[Stmt]) -> Outcome<Value> {
        self.list(body, Self::statement)
    }

    fn statement(&mut self, statement: &Stmt) -> Outcome<Value> {
        let range = statement.range();
        match statement {
            Stmt::FunctionDef(function) => self.function(function),
            Stmt::ClassDef(class) => self.class(class),
            Stmt::Return(it) => {
                let value = self.optional(it.value.as_deref(), Self::expression)?;
                self.node("Return", range, &[value])
            }
            Stmt::Delete(it) => {
                let targets = self.expressions(&it.targets)?;
                self.node("Delete", range, &[targets])
            }
            Stmt::TypeAlias(it) => {
                let name = self.expression(&it.name)?;
                let parameters = self.type_parameters(it.type_params.as_deref())?;
                let value = self.expression(&it.value)?;
                self.node("TypeAlias", range, &[name, parameters, value])
            }
            Stmt::Assign(it) => {
                let targets = self.expressions(&it.targets)?;
                let value = self.expression(&it.value)?;
                self.node("Assign", range, &[targets, value, Value::NONE])
            }
            Stmt::AugAssign(it) => {
                let target = self.expression(&it.target)?;
                let operator = self.instance(super::operators::binary(it.op));
                let value = self.expression(&it.value)?;
                self.node("AugAssign", range, &[target, operator, value])
            }
            Stmt::AnnAssign(it) => {
                let target = self.expression(&it.target)?;
                let annotation = self.expression(&it.annotation)?;
                let value = self.optional(it.value.as_deref(), Self::expression)?;
                let simple = Value::fixnum(i64::from(it.simple));
                self.node("AnnAssign", range, &[target, annotation, value, simple])
            }
            Stmt::For(it) => {
                let target = self.expression(&it.target)?;
                let iterable = self.expression(&it.iter)?;
                let body = self.body(&it.body)?;
                let otherwise = self.body(&it.orelse)?;
                let name = if it.is_async { "AsyncFor" } else { "For" };
                self.compound(name, range, &[target, iterable, body, otherwise, Value::NONE])
            }
            Stmt::While(it) => {
                let test = self.expression(&it.test)?;
                let body = self.body(&it.body)?;
                let otherwise = self.body(&it.orelse)?;
                self.compound("While", range, &[test, body, otherwise])
            }
            Stmt::If(it) => {
                let otherwise = self.clauses(&it.elif_else_clauses, range.end())?;
                let test = self.expression(&it.test)?;
                let body = self.body(&it.body)?;
                self.compound("If", range, &[test, body, otherwise])
            }
            Stmt::With(it) => {
                let items = self.list(&it.items, |this, item| {
                    let context = this.expression(&item.context_expr)?;
                    let target = this.optional(item.optional_vars.as_deref(), Self::expression)?;
                    this.plain("withitem", &[context, target])
                })?;
                let body = self.body(&it.body)?;
                let name = if it.is_async { "AsyncWith" } else { "With" };
                self.compound(name, range, &[items, body, Value::NONE])
            }
            Stmt::Match(it) => {
                let subject = self.expression(&it.subject)?;
                let cases = self.list(&it.cases, |this, case| {
                    let pattern = this.pattern(&case.pattern)?;
                    let guard = this.optional(case.guard.as_deref(), Self::expression)?;
                    let body = this.body(&case.body)?;
                    this.plain("match_case", &[pattern, guard, body])
                })?;
                self.compound("Match", range, &[subject, cases])
            }
            Stmt::Raise(it) => {
                let exception = self.optional(it.exc.as_deref(), Self::expression)?;
                let cause = self.optional(it.cause.as_deref(), Self::expression)?;
                self.node("Raise", range, &[exception, cause])
            }
            Stmt::Try(it) => {
                let body = self.body(&it.body)?;
                let handlers = self.list(&it.handlers, |this, handler| {
                    let ExceptHandler::ExceptHandler(handler) = handler;
                    let class = this.optional(handler.type_.as_deref(), Self::expression)?;
                    let name = this.optional_identifier(handler.name.as_ref());
                    let body = this.body(&handler.body)?;
                    this.compound("ExceptHandler", handler.range, &[class, name, body])
                })?;
                let otherwise = self.body(&it.orelse)?;
                let last = self.body(&it.finalbody)?;
                let name = if it.is_star { "TryStar" } else { "Try" };
                self.compound(name, range, &[body, handlers, otherwise, last])
            }
            Stmt::Assert(it) => {
                let test = self.expression(&it.test)?;
                let message = self.optional(it.msg.as_deref(), Self::expression)?;
                self.node("Assert", range, &[test, message])
            }
            Stmt::Import(it) => {
                let names = self.aliases(&it.names)?;
                self.node("Import", range, &[names])
            }
            Stmt::ImportFrom(it) => {
                let module = self.optional_identifier(it.module.as_ref());
                let names = self.aliases(&it.names)?;
                self.node("ImportFrom", range, &[module, names, Value::fixnum(i64::from(it.level))])
            }
            Stmt::Global(it) => {
                let names = self.identifiers(&it.names)?;
                self.node("Global", range, &[names])
            }
            Stmt::Nonlocal(it) => {
                let names = self.identifiers(&it.names)?;
                self.node("Nonlocal", range, &[names])
            }
            Stmt::Expr(it) => {
                let value = self.expression(&it.value)?;
                self.node("Expr", range, &[value])
            }
            Stmt::Pass(_) => self.node("Pass", range, &[]),
            Stmt::Break(_) => self.node("Break", range, &[]),
            Stmt::Continue(_) => self.node("Continue", range, &[]),
            // Not Python: the parser makes these in another mode only.
            Stmt::IpyEscapeCommand(_) => self.node("Pass", range, &[]),
        }
    }

    /// The `elif` and `else` clauses: each `elif` is an `if` statement in the `else` of what is before it, up to
    /// the end of the whole.
    fn clauses(&mut self, clauses: &[ast::ElifElseClause], end: TextSize) -> Outcome<Value> {
        let mut otherwise = self.vm.new_list().value();
        for clause in clauses.iter().rev() {
            let body = self.body(&clause.body)?;
            let Some(test) = &clause.test else {
                otherwise = body;
                continue;
            };
            let test = self.expression(test)?;
            let range = TextRange::new(clause.range.start(), end);
            let node = self.compound("If", range, &[test, body, otherwise])?;
            otherwise = self.vm.list_of(&[node])?.value();
        }
        Ok(otherwise)
    }

    fn function(&mut self, function: &ast::StmtFunctionDef) -> Outcome<Value> {
        let name = self.identifier(&function.name);
        let parameters = self.parameters(&function.parameters)?;
        let body = self.body(&function.body)?;
        let decorators = self.decorators(&function.decorator_list)?;
        let returns = self.optional(function.returns.as_deref(), Self::expression)?;
        let type_parameters = self.type_parameters(function.type_params.as_deref())?;
        let range = strict_compiler::definition_range(self.text, function.range, &function.decorator_list);
        let kind = if function.is_async { "AsyncFunctionDef" } else { "FunctionDef" };
        self.compound(
            kind,
            range,
            &[name, parameters, body, decorators, returns, Value::NONE, type_parameters],
        )
    }

    fn class(&mut self, class: &ast::StmtClassDef) -> Outcome<Value> {
        let name = self.identifier(&class.name);
        let (bases, keywords) = match class.arguments.as_deref() {
            Some(arguments) => self.arguments(arguments)?,
            None => (self.vm.new_list().value(), self.vm.new_list().value()),
        };
        let body = self.body(&class.body)?;
        let decorators = self.decorators(&class.decorator_list)?;
        let type_parameters = self.type_parameters(class.type_params.as_deref())?;
        let range = strict_compiler::definition_range(self.text, class.range, &class.decorator_list);
        self.compound("ClassDef", range, &[name, bases, keywords, body, decorators, type_parameters])
    }

    fn decorators(&mut self, decorators: &[ast::Decorator]) -> Outcome<Value> {
        self.list(decorators, |this, it| this.expression(&it.expression))
    }

    fn aliases(&mut self, aliases: &[ast::Alias]) -> Outcome<Value> {
        self.list(aliases, |this, alias| {
            let name = this.identifier(&alias.name);
            let other = this.optional_identifier(alias.asname.as_ref());
            this.node("alias", alias.range, &[name, other])
        })
    }

    fn patterns(&mut self, patterns: &[Pattern]) -> Outcome<Value> {
        self.list(patterns, Self::pattern)
    }

    fn pattern(&mut self, pattern: &Pattern) -> Outcome<Value> {
        let range = pattern.range();
        match pattern {
            Pattern::MatchValue(it) => {
                let value = self.expression(&it.value)?;
                self.node("MatchValue", range, &[value])
            }
            Pattern::MatchSingleton(it) => {
                let value = match it.value {
                    Singleton::None => Value::NONE,
                    Singleton::True => Value::bool(true),
                    Singleton::False => Value::bool(false),
                };
                self.node("MatchSingleton", range, &[value])
            }
            Pattern::MatchSequence(it) => {
                let patterns = self.patterns(&it.patterns)?;
                self.node("MatchSequence", range, &[patterns])
            }
            Pattern::MatchMapping(it) => {
                let keys = self.expressions(&it.keys)?;
                let patterns = self.patterns(&it.patterns)?;
                let rest = self.optional_identifier(it.rest.as_ref());
                self.node("MatchMapping", range, &[keys, patterns, rest])
            }
            Pattern::MatchClass(it) => {
                let class = self.expression(&it.cls)?;
                let patterns = self.patterns(&it.arguments.patterns)?;
                let keywords = &it.arguments.keywords;
                let names = self.list(keywords, |this, keyword| Ok(this.identifier(&keyword.attr)))?;
                let values = self.list(keywords, |this, keyword| this.pattern(&keyword.pattern))?;
                self.node("MatchClass", range, &[class, patterns, names, values])
            }
            Pattern::MatchStar(it) => {
                let name = self.optional_identifier(it.name.as_ref());
                self.node("MatchStar", range, &[name])
            }
            Pattern::MatchAs(it) => {
                let pattern = self.optional(it.pattern.as_deref(), Self::pattern)?;
                let name = self.optional_identifier(it.name.as_ref());
                self.node("MatchAs", range, &[pattern, name])
            }
            Pattern::MatchOr(it) => {
                let patterns = self.patterns(&it.patterns)?;
                self.node("MatchOr", range, &[patterns])
            }
        }
    }
}
