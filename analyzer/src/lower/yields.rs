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
            _ if self.0 => {}
            // Of what has a scope of its own, only this is evaluated outside of it.
            ast::Expr::Lambda(lambda) => {
                lambda
                    .parameters
                    .as_deref()
                    .into_iter()
                    .flat_map(defaults)
                    .for_each(|it| self.visit_expr(it));
            }
            ast::Expr::Generator(ast::ExprGenerator { generators, .. })
            | ast::Expr::ListComp(ast::ExprListComp { generators, .. })
            | ast::Expr::SetComp(ast::ExprSetComp { generators, .. })
            | ast::Expr::DictComp(ast::ExprDictComp { generators, .. }) => {
                generators.iter().take(1).for_each(|first| self.visit_expr(&first.iter));
            }
            _ => ast::visitor::walk_expr(self, expr),
        }
    }
}

/// The default values of parameters, which are evaluated with the definition.
pub(super) fn defaults(parameters: &ast::Parameters) -> impl Iterator<Item = &ast::Expr> {
    parameters.iter_non_variadic_params().filter_map(|parameter| parameter.default.as_deref())
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
            ast::Expr::Compare(compare) => {
                let slot = self.current().fresh_slot(sym::underscore);
                let left = self.spilled(&compare.left)?;
                let links: Vec<_> = compare.ops.iter().zip(&compare.comparators).collect();
                self.compare_into(slot, left, &links)?;
                Ok(local(range, slot))
            }
            // The first iterable is evaluated before all else.
            ast::Expr::Generator(_)
            | ast::Expr::ListComp(_)
            | ast::Expr::SetComp(_)
            | ast::Expr::DictComp(_) => self.plain_expr(expr),
            _ => self.spilling(|lowerer| lowerer.plain_expr(expr)),
        }
    }

    /// Lowers something whose operands are all evaluated at once, in order, because there is a `yield` in one of them.
    pub(super) fn spilling<T>(&mut self, lower: impl FnOnce(&mut Self) -> Lowered<T>) -> Lowered<T> {
        let outer = std::mem::replace(&mut self.current().spills, true);
        let result = lower(self);
        self.current().spills = outer;
        result
    }

    fn compare_into(&mut self, slot: u32, left: Expr, links: &[(&ast::CmpOp, &ast::Expr)]) -> Lowered<()> {
        let Some(((op, right), rest)) = links.split_first() else { return Ok(()) };
        let right = self.spilled(right)?;
        let range = right.range;
        let next = copy_of(&right);
        let kind = ExprKind::Compare(Box::new(left), vec![(super::expressions::compare_op(**op), right)]);
        self.assign_slot(slot, Expr { range, kind });
        if !rest.is_empty() {
            let body = self.block_of(|lowerer| lowerer.compare_into(slot, next, rest))?;
            self.push(range, StmtKind::If { branches: vec![(local(range, slot), body)], orelse: Vec::new() });
        }
        Ok(())
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
        let value = self.expr(expr)?;
        Ok(self.spill(value))
    }

    /// Computes a value now; what is left is a constant or the slot that it is in.
    pub(super) fn spill(&mut self, value: Expr) -> Expr {
        let range = value.range;
        let value = match value.kind {
            ExprKind::Const(_) => return value,
            ExprKind::Starred(_) => {
                let items = self.spill(Expr { range, kind: ExprKind::List(vec![value]) });
                return Expr { range, kind: ExprKind::Starred(Box::new(items)) };
            }
            _ => value,
        };
        let slot = self.current().fresh_slot(sym::underscore);
        self.assign_slot(slot, value);
        local(range, slot)
    }

    /// What is spread by `**`; its items are taken now when operands are spilled.
    pub(super) fn spread(&mut self, mapping: &ast::Expr) -> Lowered<Expr> {
        let value = self.expr(mapping)?;
        if !self.current_ref().spills {
            return Ok(value);
        }
        let range = value.range;
        Ok(self.spill(Expr { range, kind: ExprKind::Dict(vec![(None, value)]) }))
    }
}

/// Another use of a value that has been spilled.
pub(super) fn copy_of(spilled: &Expr) -> Expr {
    let kind = match &spilled.kind {
        ExprKind::Const(value) => ExprKind::Const(value.clone()),
        ExprKind::Name(NameRef::Local(slot)) => ExprKind::Name(NameRef::Local(*slot)),
        _ => unreachable!("what has been spilled is a constant or a slot"),
    };
    Expr { range: spilled.range, kind }
}

pub(super) fn local(range: TextRange, slot: u32) -> Expr {
    Expr { range, kind: ExprKind::Name(NameRef::Local(slot)) }
}

/// A loop that tests a condition with `yield` inside is lowered as `while True` with a `break`.
pub(super) fn always(range: TextRange) -> Expr {
    constant(range, Value::Bool(true))
}
