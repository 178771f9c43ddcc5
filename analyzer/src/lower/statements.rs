//! Statements, targets and imports.

use ruff_text_size::{Ranged, TextRange};
use strict_syntax::ast;

use super::yields::contains_yield;
use super::{Lowered, Lowerer, constant};
use crate::domain::Value;
use crate::ir::{
    CodeKind, Expr, ExprKind, Handler, ImportAlias, MatchCase, NameRef, StaticImport, Stmt, StmtKind, Symbol,
    Target, TargetKind, Try, UnaryOp, sym,
};

impl Lowerer<'_> {
    pub(super) fn stmt(&mut self, stmt: &ast::Stmt) -> Lowered<()> {
        let range = stmt.range();
        self.nested(range, |lowerer| lowerer.stmt_kind(stmt))
    }

    fn stmt_kind(&mut self, stmt: &ast::Stmt) -> Lowered<()> {
        let range = stmt.range();
        if self.yields() && self.stmt_with_yield(stmt)? {
            return Ok(());
        }
        let kind = match stmt {
            ast::Stmt::FunctionDef(function) => return self.function_statement(function),
            ast::Stmt::ClassDef(class) => return self.class_statement(class),
            ast::Stmt::Return(return_) => {
                StmtKind::Return(return_.value.as_ref().map(|value| self.expr(value)).transpose()?)
            }
            ast::Stmt::Delete(delete) => {
                let targets =
                    delete.targets.iter().map(|target| self.target(target)).collect::<Lowered<_>>()?;
                StmtKind::Delete(targets)
            }
            ast::Stmt::TypeAlias(alias) => return self.type_alias(alias),
            ast::Stmt::Assign(assign) => {
                let value = self.expr(&assign.value)?;
                self.note_made(&assign.targets, &assign.value);
                assign.targets.iter().for_each(|target| self.note_alias(target, &assign.value));
                let targets =
                    assign.targets.iter().map(|target| self.target(target)).collect::<Lowered<_>>()?;
                StmtKind::Assign { targets, value }
            }
            ast::Stmt::AugAssign(assign) => {
                self.note_mutation(&assign.target);
                let target = self.target(&assign.target)?;
                let value = self.expr(&assign.value)?;
                StmtKind::AugAssign { target, op: super::expressions::binary_op(assign.op), value }
            }
            ast::Stmt::AnnAssign(assign) => {
                if let Some(value) = &assign.value {
                    self.note_alias(&assign.target, value);
                    let value = self.expr(value)?;
                    let target = self.target(&assign.target)?;
                    self.push(range, StmtKind::Assign { targets: vec![target], value });
                } else {
                    self.declared_target(&assign.target)?;
                }
                return self.annotation(assign);
            }
            ast::Stmt::For(for_) => {
                self.note_alias(&for_.target, &for_.iter);
                let iter = self.expr(&for_.iter)?;
                let (target, mut body) = self.received(&for_.target)?;
                body.append(&mut self.block(&for_.body)?);
                let orelse = self.block(&for_.orelse)?;
                StmtKind::For { target, iter, body, orelse }
            }
            ast::Stmt::While(while_) => self.while_(while_)?,
            ast::Stmt::If(if_) => return self.if_(if_),
            ast::Stmt::With(with) => return self.with(range, &with.items, &with.body),
            ast::Stmt::Match(match_) => {
                let subject = self.expr(&match_.subject)?;
                let mut cases = Vec::with_capacity(match_.cases.len());
                for case in &match_.cases {
                    let pattern = self.pattern(&case.pattern)?;
                    let guard = case.guard.as_ref().map(|guard| self.expr(guard)).transpose()?;
                    cases.push(MatchCase { pattern, guard, body: self.block(&case.body)? });
                }
                StmtKind::Match { subject, cases }
            }
            ast::Stmt::Raise(raise) => StmtKind::Raise {
                exception: raise.exc.as_ref().map(|exc| self.expr(exc)).transpose()?,
                cause: raise.cause.as_ref().map(|cause| self.expr(cause)).transpose()?,
            },
            ast::Stmt::Try(try_) => {
                let body = self.block(&try_.body)?;
                let mut handlers = Vec::with_capacity(try_.handlers.len());
                for ast::ExceptHandler::ExceptHandler(handler) in &try_.handlers {
                    let class = handler.type_.as_ref().map(|class| self.handled_class(class)).transpose()?;
                    let name = handler.name.as_ref().map(|name| self.stored_name(name));
                    handlers.push(Handler {
                        range: handler.range,
                        class,
                        name,
                        body: self.block(&handler.body)?,
                    });
                }
                let orelse = self.block(&try_.orelse)?;
                let finalbody = self.block(&try_.finalbody)?;
                StmtKind::Try(Box::new(Try { body, handlers, orelse, finalbody, is_star: try_.is_star }))
            }
            ast::Stmt::Assert(assert) => StmtKind::Assert {
                test: self.expr(&assert.test)?,
                message: assert.msg.as_ref().map(|msg| self.expr(msg)).transpose()?,
            },
            ast::Stmt::Import(import) => StmtKind::Import(self.import(import)),
            ast::Stmt::ImportFrom(import) => self.import_from(import),
            ast::Stmt::Expr(expr) => match &*expr.value {
                ast::Expr::StringLiteral(_) => return Ok(()),
                // A bare `yield` needs no slot for what is sent.
                ast::Expr::Yield(yield_)
                    if self.yields() && !yield_.value.as_deref().is_some_and(contains_yield) =>
                {
                    let value = yield_.value.as_ref().map(|value| self.expr(value)).transpose()?;
                    StmtKind::Yield { value, target: None }
                }
                ast::Expr::YieldFrom(yield_) if self.yields() && !contains_yield(&yield_.value) => {
                    StmtKind::YieldFrom { value: self.expr(&yield_.value)?, target: None }
                }
                value => StmtKind::Expr(self.expr(value)?),
            },
            ast::Stmt::Break(_) => StmtKind::Break,
            ast::Stmt::Continue(_) => StmtKind::Continue,
            ast::Stmt::Global(_)
            | ast::Stmt::Nonlocal(_)
            | ast::Stmt::Pass(_)
            | ast::Stmt::IpyEscapeCommand(_) => {
                return Ok(());
            }
        };
        self.push(range, kind);
        Ok(())
    }

    fn with(&mut self, range: TextRange, items: &[ast::WithItem], body: &[ast::Stmt]) -> Lowered<()> {
        let Some((first, rest)) = items.split_first() else {
            return body.iter().try_for_each(|stmt| self.stmt(stmt));
        };
        let context = self.expr(&first.context_expr)?;
        let (target, store) = match &first.optional_vars {
            Some(target) => self.received(target).map(|(target, store)| (Some(target), store))?,
            None => (None, Vec::new()),
        };
        let body = self.block_of(|lowerer| {
            lowerer.current().block = store;
            lowerer.nested(range, |lowerer| lowerer.with(range, rest, body))
        })?;
        self.push(range, StmtKind::With { context, target, body });
        Ok(())
    }

    pub(super) fn yields(&self) -> bool {
        self.current_ref().is_generator && !self.current_ref().is_async
    }

    fn while_(&mut self, while_: &ast::StmtWhile) -> Lowered<StmtKind> {
        if !(self.yields() && contains_yield(&while_.test)) {
            return Ok(StmtKind::While {
                test: self.expr(&while_.test)?,
                body: self.block(&while_.body)?,
                orelse: self.block(&while_.orelse)?,
            });
        }
        let range = while_.test.range();
        let body = self.block_of(|lowerer| {
            let test = lowerer.expr(&while_.test)?;
            let negated = Expr { range, kind: ExprKind::Unary(UnaryOp::Not, Box::new(test)) };
            let mut stop = lowerer.block(&while_.orelse)?;
            stop.push(Stmt { range, kind: StmtKind::Break });
            lowerer.push(range, StmtKind::If { branches: vec![(negated, stop)], orelse: Vec::new() });
            while_.body.iter().try_for_each(|stmt| lowerer.stmt(stmt))
        })?;
        Ok(StmtKind::While { test: super::yields::always(range), body, orelse: Vec::new() })
    }

    fn if_(&mut self, if_: &ast::StmtIf) -> Lowered<()> {
        let mut branches = Vec::with_capacity(1 + if_.elif_else_clauses.len());
        let checking = is_type_checking(&if_.test);
        self.type_checking += usize::from(checking);
        let test = self.expr(&if_.test)?;
        let body = self.block(&if_.body);
        self.type_checking -= usize::from(checking);
        branches.push((test, body?));
        let mut orelse = Vec::new();
        for (i, clause) in if_.elif_else_clauses.iter().enumerate() {
            match &clause.test {
                Some(test) if self.yields() && contains_yield(test) => {
                    // What follows is nested, so that the `yield` happens only when it is reached.
                    let rest = &if_.elif_else_clauses[i..];
                    orelse = self.block_of(|lowerer| lowerer.clauses(rest))?;
                    break;
                }
                Some(test) => {
                    let test = self.expr(test)?;
                    branches.push((test, self.block(&clause.body)?));
                }
                None => orelse = self.block(&clause.body)?,
            }
        }
        self.push(if_.range, StmtKind::If { branches, orelse });
        Ok(())
    }

    fn clauses(&mut self, clauses: &[ast::ElifElseClause]) -> Lowered<()> {
        let Some((first, rest)) = clauses.split_first() else { return Ok(()) };
        let Some(test) = &first.test else { return first.body.iter().try_for_each(|stmt| self.stmt(stmt)) };
        let test = self.expr(test)?;
        let body = self.block(&first.body)?;
        let orelse = self.block_of(|lowerer| lowerer.clauses(rest))?;
        self.push(first.range, StmtKind::If { branches: vec![(test, body)], orelse });
        Ok(())
    }

    pub(super) fn target(&mut self, target: &ast::Expr) -> Lowered<Target> {
        let range = target.range();
        let kind = match target {
            ast::Expr::Name(name) => TargetKind::Name(self.stored_name(&name.id)),
            ast::Expr::Attribute(attribute) => {
                let symbol = self.mangled(&attribute.attr);
                if let ast::Expr::Name(name) = &*attribute.value {
                    self.note_store(name, symbol, range);
                }
                TargetKind::Attribute(self.expr(&attribute.value)?, symbol)
            }
            ast::Expr::Subscript(subscript) => {
                self.note_mutation(&subscript.value);
                TargetKind::Subscript(self.expr(&subscript.value)?, self.expr(&subscript.slice)?)
            }
            ast::Expr::Tuple(ast::ExprTuple { elts, .. }) | ast::Expr::List(ast::ExprList { elts, .. }) => {
                let position = elts.iter().position(ast::Expr::is_starred_expr);
                let all = |lowerer: &mut Self, elts: &[ast::Expr]| {
                    elts.iter()
                        .map(|elt| lowerer.nested(elt.range(), |lowerer| lowerer.target(elt)))
                        .collect::<Lowered<Vec<_>>>()
                };
                match position {
                    None => TargetKind::Unpack { before: all(self, elts)?, star: None, after: Vec::new() },
                    Some(i) => {
                        let before = all(self, &elts[..i])?;
                        let star = Some(Box::new(self.target(&elts[i])?));
                        TargetKind::Unpack { before, star, after: all(self, &elts[i + 1..])? }
                    }
                }
            }
            ast::Expr::Starred(starred) => return self.target(&starred.value),
            // Only in source with errors.
            _ => TargetKind::Unpack { before: Vec::new(), star: None, after: Vec::new() },
        };
        Ok(Target { range, kind })
    }

    fn static_import(&mut self, range: TextRange, level: u32, module: &str, names: Vec<String>) {
        if !self.in_function() {
            let type_checking = self.type_checking > 0;
            self.imports.push(StaticImport { range, level, module: module.to_owned(), names, type_checking });
        }
    }

    fn import(&mut self, import: &ast::StmtImport) -> Vec<ImportAlias> {
        let mut aliases = Vec::with_capacity(import.names.len());
        for alias in &import.names {
            self.static_import(import.range, 0, &alias.name, Vec::new());
            let (target, as_name) = match &alias.asname {
                Some(name) => (self.stored_name(name), true),
                None => (self.stored_name(alias.name.split('.').next().unwrap_or_default()), false),
            };
            aliases.push(ImportAlias { module: alias.name.to_string(), as_name, target });
        }
        aliases
    }

    fn import_from(&mut self, import: &ast::StmtImportFrom) -> StmtKind {
        let module = import.module.as_ref().map(ToString::to_string).unwrap_or_default();
        let names: Vec<String> = import.names.iter().map(|alias| alias.name.to_string()).collect();
        let star = names.iter().any(|name| name == "*");
        self.static_import(import.range, import.level, &module, names);
        if star {
            return StmtKind::ImportStar { level: import.level, module };
        }
        let mut targets: Vec<(Symbol, NameRef)> = Vec::with_capacity(import.names.len());
        for alias in &import.names {
            let bound = alias.asname.as_ref().unwrap_or(&alias.name);
            targets.push((Symbol::new(&alias.name), self.stored_name(bound)));
        }
        StmtKind::ImportFrom { level: import.level, module, names: targets }
    }

    /// Records the annotation of a simple name in a class body or at module level.
    /// The target of an annotation without a value: its parts are evaluated, and nothing is stored.
    fn declared_target(&mut self, target: &ast::Expr) -> Lowered<()> {
        match target {
            ast::Expr::Attribute(attribute) => {
                // `self.x: int` declares the attribute.
                self.target(target)?;
                let object = self.expr(&attribute.value)?;
                self.push(attribute.value.range(), StmtKind::Expr(object));
            }
            ast::Expr::Subscript(subscript) => {
                for part in [&subscript.value, &subscript.slice] {
                    let part = self.expr(part)?;
                    self.push(subscript.range, StmtKind::Expr(part));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn annotation(&mut self, assign: &ast::StmtAnnAssign) -> Lowered<()> {
        self.current().class_dict |= !self.symbols.future_annotations();
        let ast::Expr::Name(name) = &*assign.target else { return Ok(()) };
        if !assign.simple || !matches!(self.current_ref().kind, CodeKind::Class | CodeKind::Module) {
            return Ok(());
        }
        self.current().annotates |= !self.symbols.future_annotations();
        let range = assign.annotation.range();
        let name = self.mangled(&name.id);
        let value = if self.symbols.future_annotations() {
            constant(range, Value::str(self.text(range)))
        } else {
            self.deferred_annotation(&assign.annotation)?
        };
        self.push(assign.range, StmtKind::Annotate { name, value });
        Ok(())
    }
}

fn is_type_checking(test: &ast::Expr) -> bool {
    match test {
        ast::Expr::Name(name) => name.id == "TYPE_CHECKING",
        ast::Expr::Attribute(attribute) => Symbol::new(&attribute.attr) == sym::TYPE_CHECKING,
        _ => false,
    }
}
