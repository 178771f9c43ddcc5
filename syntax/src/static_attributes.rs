//! `__static_attributes__` of a class: the attributes that code inside of it assigns to `self`.

use std::collections::BTreeSet;

use ruff_python_ast::visitor::{Visitor, walk_body, walk_expr, walk_stmt};
use ruff_python_ast::{Expr, ExprContext, Stmt, StmtClassDef};

/// The names in the order of the tuple.
///
/// As in CPython, any variable called `self` counts, wherever code is compiled to a code object of its own; what a class
/// inside of this one assigns while its own body runs counts too. Augmented assignments don't.
pub fn static_attributes(class: &StmtClassDef) -> BTreeSet<&str> {
    let mut finder = Finder { names: BTreeSet::new(), place: Place::Body };
    finder.visit_body(&class.body);
    finder.names
}

/// Whose code object an expression belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The class's own, where nothing counts.
    Body,
    /// A function, lambda or generator expression.
    Function,
    /// A class inside, whose functions count for that class.
    InnerClass,
}

struct Finder<'a> {
    names: BTreeSet<&'a str>,
    place: Place,
}

impl<'a> Finder<'a> {
    fn within(&mut self, place: Place, walk: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.place, place);
        walk(self);
        self.place = outer;
    }

    /// Code that is a code object of its own.
    fn function(&mut self, walk: impl FnOnce(&mut Self)) {
        if self.place != Place::InnerClass {
            self.within(Place::Function, walk);
        }
    }
}

impl<'a> Visitor<'a> for Finder<'a> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::FunctionDef(function) => {
                for decorator in &function.decorator_list {
                    self.visit_decorator(decorator);
                }
                self.visit_parameters(&function.parameters);
                self.function(|this| walk_body(this, &function.body));
            }
            Stmt::ClassDef(class) => {
                for decorator in &class.decorator_list {
                    self.visit_decorator(decorator);
                }
                if let Some(arguments) = &class.arguments {
                    self.visit_arguments(arguments);
                }
                if self.place != Place::InnerClass {
                    self.within(Place::InnerClass, |this| walk_body(this, &class.body));
                }
            }
            Stmt::AugAssign(assignment) => self.visit_expr(&assignment.value),
            Stmt::AnnAssign(assignment) if assignment.value.is_none() => {}
            _ => walk_stmt(self, statement),
        }
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Attribute(attribute) if attribute.ctx == ExprContext::Store => {
                let is_self = matches!(&*attribute.value, Expr::Name(name) if name.id == "self");
                if is_self && self.place != Place::Body {
                    self.names.insert(&attribute.attr.id);
                }
                walk_expr(self, expression);
            }
            Expr::Lambda(lambda) => {
                if let Some(parameters) = &lambda.parameters {
                    self.visit_parameters(parameters);
                }
                self.function(|this| this.visit_expr(&lambda.body));
            }
            Expr::Generator(_) => self.function(|this| walk_expr(this, expression)),
            _ => walk_expr(self, expression),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts_is_what_counts_in_cpython() {
        let text = "\
class A:
    def __init__(this, self):
        self.zeta = 1; self.beta=2; self.alpha: int = 3; self.gamma += 1; this.no = 1
        self.anno: int
        for self.loop in (): pass
        def inner(): self.deep = 1
        lambda: [0 for self.comp in ()]
        class B:
            self.inb = 1
            def f(self): self.inb2 = 1
        del self.gone
        self.zeta.other = 1; self[0] = 1
        (self.t1, self.t2), *self.t3 = x
        with q as self.w: pass
    self.own = 1
    def g(x=[1 for self.default in ()]): pass
    async def h(self): self.asy = 1
";
        let module = crate::parse_module_text(text);
        let Some(Stmt::ClassDef(class)) = module.ast.body.first() else { panic!("a class") };
        let names: Vec<&str> = static_attributes(class).into_iter().collect();
        let expected = ["alpha", "asy", "beta", "comp", "deep", "inb", "loop", "t1", "t2", "t3", "w", "zeta"];
        assert_eq!(names, expected);
    }
}
