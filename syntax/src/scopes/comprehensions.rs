//! Comprehensions, and the assignment expressions that reach out of them (PEP 572).

use ruff_python_ast::name::Name;
use ruff_python_ast::{self as ast, Comprehension, Expr};
use ruff_text_size::Ranged;

use super::build::Builder;
use super::scope::{ScopeFlags, ScopeId, ScopeKey, ScopeKind};
use super::symbol::SymbolFlags;

impl<'a> Builder<'a> {
    /// A list, set or dict comprehension or generator expression: a scope that holds all but the first
    /// iterable.
    pub(super) fn visit_comprehension(&mut self, expression: &'a Expr) {
        let (kind, name, generators, elements): (_, _, &'a [Comprehension], [Option<&'a Expr>; 2]) =
            match expression {
                Expr::ListComp(list) => {
                    (ScopeKind::ListComprehension, "listcomp", &list.generators, [Some(&list.elt), None])
                }
                Expr::SetComp(set) => {
                    (ScopeKind::SetComprehension, "setcomp", &set.generators, [Some(&set.elt), None])
                }
                Expr::DictComp(dict) => (
                    ScopeKind::DictComprehension,
                    "dictcomp",
                    &dict.generators,
                    [Some(&dict.key), Some(&dict.value)],
                ),
                Expr::Generator(generator) => {
                    (ScopeKind::Generator, "genexpr", &generator.generators, [Some(&generator.elt), None])
                }
                _ => return,
            };
        if let Some(first) = generators.first() {
            self.visit_iterable(&first.iter);
        }
        let range = expression.range();
        let outer = self.enter(kind, ScopeKey::Comprehension(range), Name::new_static(name), range);
        for (at, generator) in generators.iter().enumerate() {
            if generator.is_async {
                self.scope_mut().flags |= ScopeFlags::ASYNC | ScopeFlags::AWAIT;
            }
            self.frame.in_iteration_target = true;
            if generator.target.is_starred_expr() {
                self.error("starred assignment target must be in a list or tuple", generator.target.range());
            }
            self.visit_expr(&generator.target);
            self.frame.in_iteration_target = false;
            if at > 0 {
                self.visit_iterable(&generator.iter);
            }
            self.visit_exprs(&generator.ifs);
        }
        for element in elements.into_iter().flatten() {
            self.visit_expr(element);
        }
        let scope = self.scope_mut();
        let is_generator = kind == ScopeKind::Generator;
        scope.flags.set(ScopeFlags::GENERATOR, is_generator);
        let is_async = scope.flags.contains(ScopeFlags::ASYNC) && !is_generator;
        self.leave(outer);
        if is_async {
            self.note_async_comprehension(expression);
        }
    }

    /// An asynchronous list, set or dict comprehension runs as a part of the scope around it, which has to be
    /// asynchronous.
    fn note_async_comprehension(&mut self, expression: &'a Expr) {
        let kind = self.frame.kind;
        let is_async_function = kind == ScopeKind::Function && self.flags().contains(ScopeFlags::ASYNC);
        if !(kind.is_comprehension() || is_async_function) {
            self.error("asynchronous comprehension outside of an asynchronous function", expression.range());
        }
        self.scope_mut().flags |= ScopeFlags::ASYNC | ScopeFlags::AWAIT;
    }

    fn visit_iterable(&mut self, iterable: &'a Expr) {
        let outer = std::mem::replace(&mut self.frame.in_iterable, true);
        self.visit_expr(iterable);
        self.frame.in_iterable = outer;
    }

    pub(super) fn visit_iteration_target_name(&mut self, name: &'a ast::ExprName, flags: SymbolFlags) {
        if flags.contains(SymbolFlags::ASSIGNED) {
            self.check_binding(&name.id, name.range);
        }
        let flags = flags | SymbolFlags::ITERATION_VARIABLE;
        let before = self.note_in(self.frame.scope, &name.id, flags, name.range);
        if before.intersects(SymbolFlags::GLOBAL | SymbolFlags::NONLOCAL) {
            let name_text = &name.id;
            self.error(
                format!("comprehension inner loop cannot rebind assignment expression target '{name_text}'"),
                name.range,
            );
        }
    }

    pub(super) fn visit_named(&mut self, named: &'a ast::ExprNamed) {
        if self.check_allowed_in_type_scope("named expression", named.range) {
            return;
        }
        if self.frame.in_iterable {
            self.error(
                "assignment expression cannot be used in a comprehension iterable expression",
                named.range,
            );
        } else if self.frame.kind.is_comprehension()
            && let Expr::Name(target) = &*named.target
        {
            self.bind_outside_comprehensions(target);
        }
        self.visit_expr(&named.value);
        self.visit_expr(&named.target);
    }

    /// `:=` in a comprehension binds in the function, lambda or module around all comprehensions.
    fn bind_outside_comprehensions(&mut self, target: &'a ast::ExprName) {
        let name = &target.id;
        let mut ancestor = Some(self.frame.scope);
        while let Some(scope) = ancestor {
            let kind = self.scopes[scope.index()].kind;
            match kind {
                _ if kind.is_comprehension() => {
                    let flags = self.flags_of(scope, name);
                    if flags.contains(SymbolFlags::ITERATION_VARIABLE | SymbolFlags::ASSIGNED) {
                        self.error(
                            format!("assignment expression cannot rebind comprehension iteration variable '{name}'"),
                            target.range,
                        );
                        return;
                    }
                }
                ScopeKind::Function | ScopeKind::Lambda => {
                    let is_global = self.flags_of(scope, name).contains(SymbolFlags::GLOBAL);
                    let flag = if is_global { SymbolFlags::GLOBAL } else { SymbolFlags::NONLOCAL };
                    self.note(name, flag, target.range);
                    self.note_in(scope, name, SymbolFlags::ASSIGNED, target.range);
                    return;
                }
                ScopeKind::Module => {
                    self.note(name, SymbolFlags::GLOBAL, target.range);
                    let flags = SymbolFlags::GLOBAL | SymbolFlags::ASSIGNED;
                    self.note_in(ScopeId::MODULE, name, flags, target.range);
                    return;
                }
                // The names of an annotation scope are those of the scope around it.
                ScopeKind::Annotations => {}
                _ => {
                    let place = match kind {
                        ScopeKind::Class => "in a class body",
                        ScopeKind::TypeParameters => "within the definition of a generic",
                        ScopeKind::TypeAlias => "in a type alias",
                        _ => "in a TypeVar bound",
                    };
                    self.error(
                        format!("assignment expression within a comprehension cannot be used {place}"),
                        target.range,
                    );
                    return;
                }
            }
            ancestor = self.scopes[scope.index()].parent;
        }
    }
}
