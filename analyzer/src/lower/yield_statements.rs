//! Statements in whose targets and operands there is a `yield`: parts are evaluated one by one, as CPython does.

use ruff_text_size::{Ranged, TextRange};
use strict_syntax::ast;

use super::yields::{contains_yield, copy_of, defaults, local};
use super::{Lowered, Lowerer, constant};
use crate::domain::Value;
use crate::ir::{
    Block, Expr, ExprKind, MatchCase, NameRef, Pattern, PatternKind, StmtKind, Target, TargetKind, UnaryOp,
    sym,
};

impl Lowerer<'_> {
    /// Lowers a statement of a generator that needs its parts evaluated one by one; says whether it did.
    pub(super) fn stmt_with_yield(&mut self, stmt: &ast::Stmt) -> Lowered<bool> {
        let range = stmt.range();
        match stmt {
            ast::Stmt::Assign(assign) if assign.targets.iter().any(contains_yield) => {
                self.note_made(&assign.targets, &assign.value);
                assign.targets.iter().for_each(|target| self.note_alias(target, &assign.value));
                let value = self.expr(&assign.value)?;
                let value = self.spill(value);
                for target in &assign.targets {
                    self.store(range, target, copy_of(&value))?;
                }
            }
            ast::Stmt::AugAssign(assign)
                if contains_yield(&assign.target) || contains_yield(&assign.value) =>
            {
                self.augmented(assign)?;
            }
            ast::Stmt::Delete(delete) if delete.targets.iter().any(contains_yield) => {
                delete.targets.iter().try_for_each(|target| self.delete(range, target))?;
            }
            ast::Stmt::Raise(raise) if raise.cause.as_deref().is_some_and(contains_yield) => {
                let mut part = |part: &Option<Box<ast::Expr>>| {
                    part.as_ref().map(|part| self.spilling(|lowerer| lowerer.expr(part))).transpose()
                };
                let kind = StmtKind::Raise { exception: part(&raise.exc)?, cause: part(&raise.cause)? };
                self.push(range, kind);
            }
            ast::Stmt::Assert(assert) if assert.msg.as_deref().is_some_and(contains_yield) => {
                let test = self.expr(&assert.test)?;
                let failed = Expr { range, kind: ExprKind::Unary(UnaryOp::Not, Box::new(test)) };
                let body = self.block_of(|lowerer| {
                    let message = assert.msg.as_ref().map(|message| lowerer.expr(message)).transpose()?;
                    let test = constant(range, Value::Bool(false));
                    lowerer.push(range, StmtKind::Assert { test, message });
                    Ok(())
                })?;
                self.push(range, StmtKind::If { branches: vec![(failed, body)], orelse: Vec::new() });
            }
            ast::Stmt::Match(match_) if match_.cases.iter().any(has_yield_in_guard) => {
                let subject = self.expr(&match_.subject)?;
                let subject = self.spill(subject);
                self.cases(range, &subject, &match_.cases)?;
            }
            ast::Stmt::FunctionDef(function)
                if has_yield(&function.decorator_list)
                    || defaults(&function.parameters).any(contains_yield) =>
            {
                self.spilling(|lowerer| lowerer.function_statement(function))?;
            }
            ast::Stmt::ClassDef(class)
                if has_yield(&class.decorator_list)
                    || class.arguments.as_deref().is_some_and(|all| {
                        all.args
                            .iter()
                            .chain(all.keywords.iter().map(|keyword| &keyword.value))
                            .any(contains_yield)
                    }) =>
            {
                self.spilling(|lowerer| lowerer.class_statement(class))?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Stores a value that has been spilled.
    fn store(&mut self, range: TextRange, target: &ast::Expr, value: Expr) -> Lowered<()> {
        match target {
            ast::Expr::Tuple(ast::ExprTuple { elts, .. }) | ast::Expr::List(ast::ExprList { elts, .. })
                if contains_yield(target) =>
            {
                let slots: Vec<u32> =
                    elts.iter().map(|_| self.current().fresh_slot(sym::underscore)).collect();
                let into = |slot: &u32| slot_target(target.range(), *slot);
                let kind = match elts.iter().position(ast::Expr::is_starred_expr) {
                    None => TargetKind::Unpack {
                        before: slots.iter().map(into).collect(),
                        star: None,
                        after: Vec::new(),
                    },
                    Some(star) => TargetKind::Unpack {
                        before: slots[..star].iter().map(into).collect(),
                        star: Some(Box::new(into(&slots[star]))),
                        after: slots[star + 1..].iter().map(into).collect(),
                    },
                };
                let unpacked = Target { range: target.range(), kind };
                self.push(range, StmtKind::Assign { targets: vec![unpacked], value });
                elts.iter().zip(slots).try_for_each(|(element, slot)| {
                    self.nested(range, |lowerer| lowerer.store(range, element, local(range, slot)))
                })
            }
            ast::Expr::Starred(starred) => self.store(range, &starred.value, value),
            _ => {
                let target = self.spilling(|lowerer| lowerer.target(target))?;
                self.push(range, StmtKind::Assign { targets: vec![target], value });
                Ok(())
            }
        }
    }

    /// The target is read before the value is computed.
    fn augmented(&mut self, assign: &ast::StmtAugAssign) -> Lowered<()> {
        let range = assign.range;
        self.note_mutation(&assign.target);
        let target = self.spilling(|lowerer| lowerer.target(&assign.target))?;
        let kind = match &target.kind {
            TargetKind::Attribute(object, name) => ExprKind::Attribute(Box::new(copy_of(object)), *name),
            TargetKind::Subscript(object, index) => {
                ExprKind::Subscript(Box::new(copy_of(object)), Box::new(copy_of(index)))
            }
            _ => self.plain_expr(&assign.target)?.kind,
        };
        let slot = self.current().fresh_slot(sym::underscore);
        self.assign_slot(slot, Expr { range: target.range, kind });
        let value = self.expr(&assign.value)?;
        let op = super::expressions::binary_op(assign.op);
        self.push(range, StmtKind::AugAssign { target: slot_target(target.range, slot), op, value });
        self.push(range, StmtKind::Assign { targets: vec![target], value: local(range, slot) });
        Ok(())
    }

    fn delete(&mut self, range: TextRange, target: &ast::Expr) -> Lowered<()> {
        if let ast::Expr::Tuple(ast::ExprTuple { elts, .. }) | ast::Expr::List(ast::ExprList { elts, .. }) =
            target
        {
            return elts
                .iter()
                .try_for_each(|element| self.nested(range, |lowerer| lowerer.delete(range, element)));
        }
        let target = self.spilling(|lowerer| lowerer.target(target))?;
        self.push(range, StmtKind::Delete(vec![target]));
        Ok(())
    }

    /// Cases of a `match`: a guard with a `yield` is evaluated in the body of its case, and what follows is tried if it fails.
    fn cases(&mut self, range: TextRange, subject: &Expr, cases: &[ast::MatchCase]) -> Lowered<()> {
        let plain = cases.iter().position(has_yield_in_guard).unwrap_or(cases.len());
        let (before, rest) = cases.split_at(plain);
        let matched = self.current().fresh_slot(sym::underscore);
        self.assign_slot(matched, constant(range, Value::Bool(true)));
        let mut lowered = Vec::with_capacity(before.len() + 2);
        for case in before {
            let pattern = self.pattern(&case.pattern)?;
            let guard = case.guard.as_ref().map(|guard| self.expr(guard)).transpose()?;
            lowered.push(MatchCase { pattern, guard, body: self.block(&case.body)? });
        }
        let Some((case, rest)) = rest.split_first() else {
            self.push(range, StmtKind::Match { subject: copy_of(subject), cases: lowered });
            return Ok(());
        };
        let pattern = self.pattern(&case.pattern)?;
        let fails = |lowerer: &mut Self| lowerer.assign_slot(matched, constant(range, Value::Bool(false)));
        let body = self.block_of(|lowerer| {
            let Some(guard) = &case.guard else { return Ok(()) };
            let guard = lowerer.expr(guard)?;
            let body = lowerer.block(&case.body)?;
            let orelse = lowerer.block_of(|lowerer| {
                fails(lowerer);
                Ok(())
            })?;
            lowerer.push(range, StmtKind::If { branches: vec![(guard, body)], orelse });
            Ok(())
        })?;
        lowered.push(MatchCase { pattern, guard: None, body });
        let any = Pattern { range, kind: PatternKind::As { pattern: None, name: None } };
        let body = self.block_of(|lowerer| {
            fails(lowerer);
            Ok(())
        })?;
        lowered.push(MatchCase { pattern: any, guard: None, body });
        self.push(range, StmtKind::Match { subject: copy_of(subject), cases: lowered });
        let failed = Expr { range, kind: ExprKind::Unary(UnaryOp::Not, Box::new(local(range, matched))) };
        let body =
            self.block_of(|lowerer| lowerer.nested(range, |lowerer| lowerer.cases(range, subject, rest)))?;
        self.push(range, StmtKind::If { branches: vec![(failed, body)], orelse: Vec::new() });
        Ok(())
    }

    /// The target of a loop or `with`, and what its body begins with: where the target has a `yield`, its parts are evaluated
    /// when the value is there.
    pub(super) fn received(&mut self, target: &ast::Expr) -> Lowered<(Target, Block)> {
        if !(self.yields() && contains_yield(target)) {
            return Ok((self.target(target)?, Vec::new()));
        }
        let range = target.range();
        let slot = self.current().fresh_slot(sym::underscore);
        let store = self.block_of(|lowerer| lowerer.store(range, target, local(range, slot)))?;
        Ok((slot_target(range, slot), store))
    }

    /// The class of a handler. It is evaluated only when an exception comes, and no statement can stand there.
    pub(super) fn handled_class(&mut self, class: &ast::Expr) -> Lowered<Expr> {
        if self.yields() && contains_yield(class) {
            return Ok(constant(
                class.range(),
                Value::unknown("what is sent to a `yield` in an `except` clause"),
            ));
        }
        self.expr(class)
    }
}

fn has_yield(decorators: &[ast::Decorator]) -> bool {
    decorators.iter().any(|decorator| contains_yield(&decorator.expression))
}

fn has_yield_in_guard(case: &ast::MatchCase) -> bool {
    case.guard.as_deref().is_some_and(contains_yield)
}

fn slot_target(range: TextRange, slot: u32) -> Target {
    Target { range, kind: TargetKind::Name(NameRef::Local(slot)) }
}
