//! `yield` inside expressions: every one becomes a statement before the expression that uses it, so that a
//! generator is only ever suspended between statements. Operands evaluated before the `yield` go to slots.

use ruff_text_size::{Ranged, TextRange};
use strict_syntax::ast::{self, visitor::Visitor};

use super::{Lowered, Lowerer, constant};
use crate::domain::Value;
use crate::ir::{Expr, ExprKind, NameRef, StmtKind, Target, TargetKind, UnaryOp, sym};

#[derive(Default)]
struct FindYield(bool);

impl<'a> Visitor<'a> for FindYield {
    fn visit_expr(&mut self, expr: &'a ast::Expr) {
        match expr {
            ast::Expr::Yield(_) | ast::Expr::YieldFrom(_) => self.0 = true,
            ast::Expr::Lambda(_) | ast::Expr::Generator(_) => {}
            _ if self.0 => {}
            _ => ast::visitor::walk_expr(self, expr),
        }
    }
}

pub(super) fn contains_yield(expr: &ast::Expr) -> bool {
    if matches!(expr, ast::Expr::Name(_) | ast::Expr::NumberLiteral(_) | ast::Expr::StringLiteral(_)) {
        return false;
    }
    let mut find = FindYield::default();
    find.visit_expr(expr);
    find.0
}

impl Lowerer<'_> {
    /// Lowers an expression that contains `yield`.
    pub(super) fn expr_with_yield(&mut self, expr: &ast::Expr) -> Lowered<Expr> {
        let range = expr.range();
        match expr {
            ast::Expr::Yield(yield_) => {
                let value = yield_.value.as_ref().map(|value| self.expr(value)).transpose()?;
                let slot = self.current().fresh_slot(sym::underscore);
                self.push(range, StmtKind::Yield { value, target: Some(slot) });
                Ok(Expr { range, kind: ExprKind::Name(NameRef::Local(slot)) })
            }
            ast::Expr::YieldFrom(yield_) => {
                let value = self.expr(&yield_.value)?;
                let slot = self.current().fresh_slot(sym::underscore);
                self.push(range, StmtKind::YieldFrom { value, target: Some(slot) });
                Ok(Expr { range, kind: ExprKind::Name(NameRef::Local(slot)) })
            }
            ast::Expr::If(conditional) => {
                let slot = self.current().fresh_slot(sym::underscore);
                let test = self.expr(&conditional.test)?;
                let body = self.block_of(|lowerer| lowerer.store_in(slot, &conditional.body))?;
                let orelse = self.block_of(|lowerer| lowerer.store_in(slot, &conditional.orelse))?;
                self.push(range, StmtKind::If { branches: vec![(test, body)], orelse });
                Ok(local(range, slot))
            }
            ast::Expr::BoolOp(boolean) => {
                let slot = self.current().fresh_slot(sym::underscore);
                let and = matches!(boolean.op, ast::BoolOp::And);
                self.bool_op_into(slot, and, &boolean.values)?;
                Ok(local(range, slot))
            }
            ast::Expr::BinOp(binary) => {
                let left = self.spilled(&binary.left)?;
                let right = self.expr(&binary.right)?;
                let op = super::expressions::binary_op(binary.op);
                Ok(Expr { range, kind: ExprKind::Binary(Box::new(left), vec![(op, right)]) })
            }
            ast::Expr::Tuple(tuple) => {
                Ok(Expr { range, kind: ExprKind::Tuple(self.spilled_all(&tuple.elts)?) })
            }
            ast::Expr::List(list) => Ok(Expr { range, kind: ExprKind::List(self.spilled_all(&list.elts)?) }),
            ast::Expr::Call(call) => {
                let function = match &*call.func {
                    ast::Expr::Attribute(attribute) if !contains_yield(&call.func) => {
                        let value = self.spilled(&attribute.value)?;
                        let kind = ExprKind::Attribute(Box::new(value), self.mangled(&attribute.attr));
                        let method = Expr { range: attribute.range, kind };
                        self.spill(method)
                    }
                    function => self.spilled(function)?,
                };
                let arguments = self.spilled_all(&call.arguments.args)?;
                let mut keywords = Vec::new();
                for keyword in &call.arguments.keywords {
                    let name = keyword.arg.as_ref().map(|name| crate::ir::Symbol::new(name));
                    keywords.push((name, self.spilled(&keyword.value)?));
                }
                Ok(Expr {
                    range,
                    kind: ExprKind::Call(Box::new(crate::ir::Call { function, arguments, keywords })),
                })
            }
            // The operands of the other kinds are lowered in order; a `yield` in a later operand is evaluated
            // before an earlier operand that has no `yield` of its own.
            _ => self.plain_expr(expr),
        }
    }

    fn bool_op_into(&mut self, slot: u32, and: bool, values: &[ast::Expr]) -> Lowered<()> {
        let Some((first, rest)) = values.split_first() else { return Ok(()) };
        self.store_in(slot, first)?;
        if rest.is_empty() {
            return Ok(());
        }
        let range = first.range();
        let test = if and {
            local(range, slot)
        } else {
            Expr { range, kind: ExprKind::Unary(UnaryOp::Not, Box::new(local(range, slot))) }
        };
        let body = self.block_of(|lowerer| lowerer.bool_op_into(slot, and, rest))?;
        self.push(range, StmtKind::If { branches: vec![(test, body)], orelse: Vec::new() });
        Ok(())
    }

    pub(super) fn block_of(
        &mut self,
        lower: impl FnOnce(&mut Self) -> Lowered<()>,
    ) -> Lowered<crate::ir::Block> {
        let outer = std::mem::take(&mut self.current().block);
        let result = lower(self);
        let block = std::mem::replace(&mut self.current().block, outer);
        result.map(|()| block)
    }

    fn store_in(&mut self, slot: u32, expr: &ast::Expr) -> Lowered<()> {
        let value = self.expr(expr)?;
        self.assign_slot(slot, value);
        Ok(())
    }

    pub(super) fn assign_slot(&mut self, slot: u32, value: Expr) {
        let range = value.range;
        let target = Target { range, kind: TargetKind::Name(NameRef::Local(slot)) };
        self.push(range, StmtKind::Assign { targets: vec![target], value });
    }

    /// The operand's value, computed now.
    fn spilled(&mut self, expr: &ast::Expr) -> Lowered<Expr> {
        if let ast::Expr::Starred(starred) = expr {
            let inner = self.spilled(&starred.value)?;
            return Ok(Expr { range: expr.range(), kind: ExprKind::Starred(Box::new(inner)) });
        }
        let value = self.expr(expr)?;
        Ok(self.spill(value))
    }

    fn spill(&mut self, value: Expr) -> Expr {
        if matches!(value.kind, ExprKind::Const(_) | ExprKind::Name(NameRef::Local(_))) {
            return value;
        }
        let range = value.range;
        let slot = self.current().fresh_slot(sym::underscore);
        self.assign_slot(slot, value);
        local(range, slot)
    }

    fn spilled_all(&mut self, exprs: &[ast::Expr]) -> Lowered<Vec<Expr>> {
        exprs.iter().map(|expr| self.spilled(expr)).collect()
    }
}

pub(super) fn local(range: TextRange, slot: u32) -> Expr {
    Expr { range, kind: ExprKind::Name(NameRef::Local(slot)) }
}

/// A loop that tests a condition with `yield` inside is lowered as `while True` with a `break`.
pub(super) fn always(range: TextRange) -> Expr {
    constant(range, Value::Bool(true))
}
