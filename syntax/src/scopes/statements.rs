//! What statements bind and use.

use ruff_python_ast::name::Name;
use ruff_python_ast::{self as ast, ExceptHandler, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::build::{Builder, implicit};
use super::flow::Block;
use super::scope::{ScopeFlags, ScopeId, ScopeKind};
use super::symbol::SymbolFlags;

impl<'a> Builder<'a> {
    /// Walks the statements of a module.
    pub(super) fn visit_module(&mut self, body: &'a [Stmt]) {
        // `from __future__ import annotations` may stand only here and changes everything that follows.
        self.future_annotations |= future_imports(body)
            .any(|import| import.names.iter().any(|alias| alias.name.as_str() == "annotations"));
        let future_part = future_part(body);
        self.visit_body(&body[..future_part]);
        self.future_allowed = false;
        self.visit_body(&body[future_part..]);
    }

    pub(super) fn visit_body(&mut self, body: &'a [Stmt]) {
        for statement in body {
            self.visit_stmt(statement);
        }
    }

    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::Expr(statement) => self.visit_value(&statement.value),
            Stmt::Assign(statement) => {
                for target in &statement.targets {
                    self.visit_target(target);
                }
                self.visit_value(&statement.value);
            }
            Stmt::AugAssign(statement) => {
                self.visit_expr(&statement.target);
                self.visit_value(&statement.value);
            }
            Stmt::AnnAssign(statement) => self.visit_annotated_assignment(statement),
            Stmt::FunctionDef(function) => self.visit_function(function),
            Stmt::ClassDef(class) => self.visit_class(class),
            Stmt::TypeAlias(alias) => self.visit_type_alias(alias),
            Stmt::Return(statement) => {
                if let Some(value) = &statement.value {
                    self.visit_value(value);
                }
                self.check_return(statement.value.is_some(), statement.range);
            }
            Stmt::Delete(statement) => self.visit_exprs(&statement.targets),
            Stmt::For(statement) => self.visit_for(statement),
            Stmt::While(statement) => {
                self.visit_expr(&statement.test);
                self.conditionally(|this| {
                    this.in_block(Block::Loop, statement.range, |this| this.visit_body(&statement.body));
                    this.visit_body(&statement.orelse);
                });
            }
            Stmt::If(statement) => {
                self.visit_expr(&statement.test);
                self.conditionally(|this| {
                    this.visit_body(&statement.body);
                    for clause in &statement.elif_else_clauses {
                        if let Some(test) = &clause.test {
                            this.visit_expr(test);
                        }
                        this.visit_body(&clause.body);
                    }
                });
            }
            Stmt::With(statement) => self.visit_with(statement),
            Stmt::Match(statement) => self.visit_match(statement),
            Stmt::Raise(statement) => {
                self.visit_optional(statement.exc.as_deref());
                self.visit_optional(statement.cause.as_deref());
            }
            Stmt::Try(statement) => self.visit_try(statement),
            Stmt::Assert(statement) => {
                self.visit_expr(&statement.test);
                self.visit_optional(statement.msg.as_deref());
            }
            Stmt::Import(statement) => {
                if statement.is_lazy {
                    self.check_lazy_import("lazy import", statement.range);
                }
                for alias in &statement.names {
                    self.note_import(alias);
                }
            }
            Stmt::ImportFrom(statement) => self.visit_import_from(statement),
            Stmt::Global(statement) => self.declare(&statement.names, Declaration::Global, statement.range),
            Stmt::Nonlocal(statement) => {
                self.declare(&statement.names, Declaration::Nonlocal, statement.range);
            }
            Stmt::Break(statement) => self.check_break(statement.range),
            Stmt::Continue(statement) => self.check_continue(statement.range),
            Stmt::Pass(_) | Stmt::IpyEscapeCommand(_) => {}
        }
    }

    /// A value that may not be a bare starred expression.
    fn visit_value(&mut self, value: &'a Expr) {
        if value.is_starred_expr() {
            self.error("can't use starred expression here", value.range());
        }
        self.visit_expr(value);
    }

    /// A target that may not be a bare starred expression.
    fn visit_target(&mut self, target: &'a Expr) {
        if target.is_starred_expr() {
            self.error("starred assignment target must be in a list or tuple", target.range());
        }
        self.visit_expr(target);
    }

    /// Walks what may not run, or not run to its end.
    fn conditionally(&mut self, walk: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.frame.in_conditional_block, true);
        walk(self);
        self.frame.in_conditional_block = outer;
    }

    fn visit_annotated_assignment(&mut self, statement: &'a ast::StmtAnnAssign) {
        match &*statement.target {
            Expr::Name(target) => {
                let simple = statement.simple;
                let before = self.flags_of(self.frame.scope, &target.id);
                if simple && self.frame.scope != ScopeId::MODULE {
                    for (flag, word) in [(SymbolFlags::GLOBAL, "global"), (SymbolFlags::NONLOCAL, "nonlocal")]
                    {
                        if before.contains(flag) {
                            self.error(
                                format!("annotated name '{}' can't be {word}", target.id),
                                statement.range,
                            );
                            break;
                        }
                    }
                }
                let mut flags = SymbolFlags::empty();
                flags.set(SymbolFlags::ANNOTATED, simple);
                flags.set(SymbolFlags::ASSIGNED, statement.value.is_some());
                if !flags.is_empty() {
                    self.check_binding(&target.id, target.range);
                    self.note(&target.id, flags, target.range);
                }
            }
            target => self.visit_expr(target),
        }
        self.visit_annotation(&statement.annotation);
        if let Some(value) = &statement.value {
            self.visit_value(value);
        }
    }

    fn visit_for(&mut self, statement: &'a ast::StmtFor) {
        if statement.is_async {
            self.check_async_statement("'async for' outside async function", statement.range);
        }
        self.visit_target(&statement.target);
        self.visit_value(&statement.iter);
        self.conditionally(|this| {
            this.in_block(Block::Loop, statement.range, |this| this.visit_body(&statement.body));
            this.visit_body(&statement.orelse);
        });
    }

    fn visit_with(&mut self, statement: &'a ast::StmtWith) {
        if statement.is_async {
            self.check_async_statement("'async with' outside async function", statement.range);
        }
        self.conditionally(|this| {
            for item in &statement.items {
                this.visit_expr(&item.context_expr);
                if let Some(target) = &item.optional_vars {
                    this.visit_target(target);
                }
            }
            let block = Block::With(statement.items.len());
            this.in_block(block, statement.range, |this| this.visit_body(&statement.body));
        });
    }

    fn visit_try(&mut self, statement: &'a ast::StmtTry) {
        let range = statement.range;
        self.conditionally(|this| {
            if statement.finalbody.is_empty() {
                this.visit_handled(statement);
            } else {
                this.in_block(Block::Guarded, range, |this| this.visit_handled(statement));
                this.in_block(Block::Guarded, range, |this| this.visit_body(&statement.finalbody));
            }
        });
    }

    /// All of a `try` statement but the `finally` part.
    fn visit_handled(&mut self, statement: &'a ast::StmtTry) {
        if statement.handlers.is_empty() {
            self.visit_body(&statement.body);
        } else {
            self.in_block(Block::Guarded, statement.range, |this| this.visit_body(&statement.body));
        }
        let handler_block = if statement.is_star { Block::StarHandler } else { Block::Handler };
        for (at, handler) in statement.handlers.iter().enumerate() {
            let ExceptHandler::ExceptHandler(handler) = handler;
            if handler.type_.is_none() && at + 1 < statement.handlers.len() {
                self.error("default 'except:' must be last", handler.range);
            }
            self.visit_optional(handler.type_.as_deref());
            if let Some(name) = &handler.name {
                self.bind(name, SymbolFlags::ASSIGNED);
            }
            self.in_block(handler_block, handler.range, |this| this.visit_body(&handler.body));
        }
        self.visit_body(&statement.orelse);
    }

    fn visit_import_from(&mut self, statement: &'a ast::StmtImportFrom) {
        if statement.is_lazy {
            if statement.names.iter().any(|alias| &*alias.name == "*") {
                self.error("lazy from ... import * is not allowed", statement.range);
            } else if is_future(statement) {
                self.error("lazy from __future__ import is not allowed", statement.range);
            } else {
                self.check_lazy_import("lazy from ... import", statement.range);
            }
        }
        for alias in &statement.names {
            if alias.name.as_str() == "*" {
                if self.frame.kind == ScopeKind::Module {
                    self.scope_mut().flags |= ScopeFlags::IMPORT_STAR;
                } else {
                    self.error("import * only allowed at module level", alias.range);
                }
            } else {
                self.note_import(alias);
            }
        }
        if is_future(statement) {
            self.check_future(statement);
        }
    }

    fn check_future(&mut self, statement: &'a ast::StmtImportFrom) {
        if !self.future_allowed {
            self.error("from __future__ imports must occur at the beginning of the file", statement.range);
            return;
        }
        for alias in &statement.names {
            match alias.name.as_str() {
                "braces" => self.error("not a chance", alias.range),
                feature if FUTURE_FEATURES.contains(&feature) => {}
                feature => self.error(format!("future feature {feature} is not defined"), alias.range),
            }
        }
    }

    fn note_import(&mut self, alias: &'a ast::Alias) {
        if let Some(name) = &alias.asname {
            self.bind(name, SymbolFlags::IMPORTED);
            return;
        }
        let name = &alias.name;
        match name.split_once('.') {
            // `import a.b` binds `a`.
            Some((package, _)) => {
                let package = Name::new(package);
                self.check_binding(&package, name.range);
                self.note(&package, SymbolFlags::IMPORTED, name.range);
            }
            None => self.bind(name, SymbolFlags::IMPORTED),
        }
    }

    /// Binds an identifier of the source in the current scope.
    pub(super) fn bind(&mut self, name: &ast::Identifier, flags: SymbolFlags) {
        self.check_binding(&name.id, name.range);
        self.note(&name.id, flags, name.range);
    }

    /// `__debug__` can't be bound.
    pub(super) fn check_binding(&mut self, name: &Name, range: TextRange) {
        if name == "__debug__" {
            self.error("cannot assign to __debug__", range);
        }
    }

    fn declare(&mut self, names: &'a [ast::Identifier], declaration: Declaration, range: TextRange) {
        let word = declaration.word();
        for name in names {
            let before = self.flags_of(self.frame.scope, &name.id);
            let reason = if before.contains(SymbolFlags::PARAMETER) {
                Some(format!("name '{name}' is parameter and {word}"))
            } else if before.contains(SymbolFlags::USED) {
                Some(format!("name '{name}' is used prior to {word} declaration"))
            } else if before.contains(SymbolFlags::ANNOTATED) {
                Some(format!("annotated name '{name}' can't be {word}"))
            } else if before.contains(SymbolFlags::ASSIGNED) {
                Some(format!("name '{name}' is assigned to before {word} declaration"))
            } else {
                None
            };
            if let Some(reason) = reason {
                self.error(reason, range);
                continue;
            }
            self.note(&name.id, declaration.flag(), range);
            if declaration == Declaration::Global {
                self.note_in(ScopeId::MODULE, &name.id, SymbolFlags::GLOBAL, implicit());
            } else if self.frame.kind == ScopeKind::Module {
                self.error("nonlocal declaration not allowed at module level", range);
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Declaration {
    Global,
    Nonlocal,
}

impl Declaration {
    fn word(self) -> &'static str {
        match self {
            Declaration::Global => "global",
            Declaration::Nonlocal => "nonlocal",
        }
    }

    fn flag(self) -> SymbolFlags {
        match self {
            Declaration::Global => SymbolFlags::GLOBAL,
            Declaration::Nonlocal => SymbolFlags::NONLOCAL,
        }
    }
}

const FUTURE_FEATURES: [&str; 10] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

fn is_future(statement: &ast::StmtImportFrom) -> bool {
    statement.level == 0 && statement.module.as_ref().is_some_and(|module| module.as_str() == "__future__")
}

/// The number of statements at the start of a module among which `from __future__` imports may be: a
/// docstring and such imports.
fn future_part(body: &[Stmt]) -> usize {
    let docstring = usize::from(
        body.first()
            .is_some_and(|first| matches!(first, Stmt::Expr(first) if first.value.is_string_literal_expr())),
    );
    let imports = body[docstring..]
        .iter()
        .take_while(|statement| matches!(statement, Stmt::ImportFrom(import) if is_future(import)));
    docstring + imports.count()
}

fn future_imports(body: &[Stmt]) -> impl Iterator<Item = &ast::StmtImportFrom> {
    body[..future_part(body)].iter().filter_map(|statement| match statement {
        Stmt::ImportFrom(import) => Some(import),
        _ => None,
    })
}
