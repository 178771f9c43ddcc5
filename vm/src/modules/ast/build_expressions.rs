//! From the syntax tree to node objects: expressions.

use strict_syntax::ast::{self, Expr, ExprContext};
use strict_syntax::{Ranged, TextRange};

use super::build::Builder;
use super::operators;
use crate::value::Value;
use crate::vm::Outcome;

impl Builder<'_, '_> {
    pub(super) fn expressions(&mut self, expressions: &[Expr]) -> Outcome<Value> {
        self.list(expressions, Self::expression)
    }

    fn context(&self, context: ExprContext) -> Value {
        self.instance(operators::context(context))
    }

    pub(super) fn constant(&mut self, value: Value, range: TextRange) -> Outcome<Value> {
        self.node("Constant", range, &[value, Value::NONE])
    }

    pub(super) fn expression(&mut self, expression: &Expr) -> Outcome<Value> {
        let range = expression.range();
        match expression {
            Expr::BoolOp(it) => {
                let operator = self.instance(operators::logical(it.op));
                let values = self.expressions(&it.values)?;
                self.node("BoolOp", range, &[operator, values])
            }
            Expr::Named(it) => {
                let target = self.expression(&it.target)?;
                let value = self.expression(&it.value)?;
                self.node("NamedExpr", range, &[target, value])
            }
            Expr::BinOp(it) => {
                let left = self.expression(&it.left)?;
                let operator = self.instance(operators::binary(it.op));
                let right = self.expression(&it.right)?;
                self.node("BinOp", range, &[left, operator, right])
            }
            Expr::UnaryOp(it) => {
                let operator = self.instance(operators::unary(it.op));
                let operand = self.expression(&it.operand)?;
                self.node("UnaryOp", range, &[operator, operand])
            }
            Expr::Lambda(it) => {
                let none = ast::Parameters::default();
                let parameters = self.parameters(it.parameters.as_deref().unwrap_or(&none))?;
                let body = self.expression(&it.body)?;
                self.node("Lambda", range, &[parameters, body])
            }
            Expr::If(it) => {
                let test = self.expression(&it.test)?;
                let body = self.expression(&it.body)?;
                let otherwise = self.expression(&it.orelse)?;
                self.node("IfExp", range, &[test, body, otherwise])
            }
            Expr::Dict(it) => {
                let keys =
                    self.list(&it.items, |this, item| this.optional(item.key.as_ref(), Self::expression))?;
                let values = self.list(&it.items, |this, item| this.expression(&item.value))?;
                self.node("Dict", range, &[keys, values])
            }
            Expr::Set(it) => {
                let elements = self.expressions(&it.elts)?;
                self.node("Set", range, &[elements])
            }
            Expr::ListComp(it) => self.comprehension("ListComp", range, &it.elt, &it.generators),
            Expr::SetComp(it) => self.comprehension("SetComp", range, &it.elt, &it.generators),
            Expr::Generator(it) => self.comprehension("GeneratorExp", range, &it.elt, &it.generators),
            Expr::DictComp(it) => {
                let key = self.expression(&it.key)?;
                let value = self.expression(&it.value)?;
                let clauses = self.comprehension_clauses(&it.generators)?;
                self.node("DictComp", range, &[key, value, clauses])
            }
            Expr::Await(it) => {
                let value = self.expression(&it.value)?;
                self.node("Await", range, &[value])
            }
            Expr::Yield(it) => {
                let value = self.optional(it.value.as_deref(), Self::expression)?;
                self.node("Yield", range, &[value])
            }
            Expr::YieldFrom(it) => {
                let value = self.expression(&it.value)?;
                self.node("YieldFrom", range, &[value])
            }
            Expr::Compare(it) => {
                let left = self.expression(&it.left)?;
                let comparisons =
                    self.list(&it.ops, |this, &it| Ok(this.instance(operators::comparison(it))))?;
                let others = self.expressions(&it.comparators)?;
                self.node("Compare", range, &[left, comparisons, others])
            }
            Expr::Call(it) => {
                let callee = self.expression(&it.func)?;
                let (arguments, keywords) = self.arguments(&it.arguments)?;
                self.node("Call", range, &[callee, arguments, keywords])
            }
            Expr::FString(it) => self.f_string(it),
            Expr::TString(it) => self.t_string(it),
            Expr::StringLiteral(it) => self.string(it),
            Expr::BytesLiteral(it) => {
                let bytes: Vec<u8> = it.value.bytes().collect();
                let value = self.vm.new_bytes(&bytes)?;
                self.constant(value, range)
            }
            Expr::NumberLiteral(it) => {
                let number = strict_compiler::number(self.text, it);
                let value = self.vm.new_constant(&number)?;
                self.constant(value, range)
            }
            Expr::BooleanLiteral(it) => self.constant(Value::bool(it.value), range),
            Expr::NoneLiteral(_) => self.constant(Value::NONE, range),
            Expr::EllipsisLiteral(_) => self.constant(Value::ELLIPSIS, range),
            Expr::Attribute(it) => {
                let value = self.expression(&it.value)?;
                let name = self.identifier(&it.attr);
                let context = self.context(it.ctx);
                self.node("Attribute", range, &[value, name, context])
            }
            Expr::Subscript(it) => {
                let value = self.expression(&it.value)?;
                let index = self.expression(&it.slice)?;
                let context = self.context(it.ctx);
                self.node("Subscript", range, &[value, index, context])
            }
            Expr::Starred(it) => {
                let value = self.expression(&it.value)?;
                let context = self.context(it.ctx);
                self.node("Starred", range, &[value, context])
            }
            Expr::Name(it) => {
                let name = self.name(&it.id);
                let context = self.context(it.ctx);
                self.node("Name", range, &[name, context])
            }
            Expr::List(it) => {
                let elements = self.expressions(&it.elts)?;
                let context = self.context(it.ctx);
                self.node("List", range, &[elements, context])
            }
            Expr::Tuple(it) => {
                let elements = self.expressions(&it.elts)?;
                let context = self.context(it.ctx);
                self.node("Tuple", range, &[elements, context])
            }
            Expr::Slice(it) => {
                let lower = self.optional(it.lower.as_deref(), Self::expression)?;
                let upper = self.optional(it.upper.as_deref(), Self::expression)?;
                let step = self.optional(it.step.as_deref(), Self::expression)?;
                self.node("Slice", range, &[lower, upper, step])
            }
            // Not Python: the parser makes these in another mode only.
            Expr::IpyEscapeCommand(_) => self.constant(Value::NONE, range),
        }
    }

    fn comprehension(
        &mut self,
        name: &str,
        range: TextRange,
        element: &Expr,
        clauses: &[ast::Comprehension],
    ) -> Outcome<Value> {
        let element = self.expression(element)?;
        let clauses = self.comprehension_clauses(clauses)?;
        self.node(name, range, &[element, clauses])
    }

    fn comprehension_clauses(&mut self, clauses: &[ast::Comprehension]) -> Outcome<Value> {
        self.list(clauses, |this, clause| {
            let target = this.expression(&clause.target)?;
            let iterable = this.expression(&clause.iter)?;
            let conditions = this.expressions(&clause.ifs)?;
            let is_async = Value::fixnum(i64::from(clause.is_async));
            this.plain("comprehension", &[target, iterable, conditions, is_async])
        })
    }

    /// Positional arguments and keywords. The parentheses of a call belong to a generator that is its only
    /// argument.
    pub(super) fn arguments(&mut self, arguments: &ast::Arguments) -> Outcome<(Value, Value)> {
        let positional = self.list(&arguments.args, |this, argument| match argument {
            Expr::Generator(it) if !it.parenthesized => {
                this.comprehension("GeneratorExp", arguments.range, &it.elt, &it.generators)
            }
            _ => this.expression(argument),
        })?;
        let keywords = self.list(&arguments.keywords, |this, keyword| {
            let name = this.optional_identifier(keyword.arg.as_ref());
            let value = this.expression(&keyword.value)?;
            this.node("keyword", keyword.range, &[name, value])
        })?;
        Ok((positional, keywords))
    }
}
