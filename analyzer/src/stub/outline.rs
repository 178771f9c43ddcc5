//! What a block of code, a module's or a class's, binds: names in order, and by what kind of statement.

use indexmap::IndexMap;
use rustc_hash::FxHashSet;
use strict_syntax::ast::visitor::{self, Visitor};
use strict_syntax::ast::{self, Expr, Stmt};
use strict_syntax::{Ranged, TextRange};

/// The names that a block binds, in the order of their first binding.
#[derive(Debug, Default)]
pub(super) struct Outline<'a> {
    pub(super) names: IndexMap<&'a str, Vec<Binding<'a>>>,
    pub(super) stars: Vec<Star<'a>>,
    /// Attributes that something in the block sets, functions included: of `self`, or of a class from outside.
    pub(super) stored_attributes: FxHashSet<&'a str>,
    /// Whether names may be bound in ways that the syntax does not show.
    pub(super) is_dynamic: bool,
}

/// `from m import *`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Star<'a> {
    pub(super) import: &'a ast::StmtImportFrom,
    /// It is not always executed.
    pub(super) is_conditional: bool,
}

/// One statement that binds a name.
#[derive(Clone, Debug)]
pub(super) struct Binding<'a> {
    pub(super) kind: BindingKind<'a>,
    pub(super) range: TextRange,
    /// The innermost condition it stands under, as written: `if sys.platform == "win32"`.
    pub(super) condition: Option<String>,
    /// It stands under `if TYPE_CHECKING:`, and is not executed.
    pub(super) type_checking: bool,
}

/// By what a name is bound.
#[derive(Clone, Copy, Debug)]
pub(super) enum BindingKind<'a> {
    Function(&'a ast::StmtFunctionDef),
    Class(&'a ast::StmtClassDef),
    /// An assignment to the name alone, or a bare annotation.
    Assigned {
        value: Option<&'a Expr>,
        annotation: Option<&'a Expr>,
    },
    /// `import m`, `import m as name`.
    Import(&'a ast::Alias),
    /// `from m import other as name`.
    ImportFrom(&'a ast::StmtImportFrom, &'a ast::Alias),
    TypeAlias,
    /// Anything else: loops, unpacking, `with`, `global` in a function.
    Other,
}

impl<'a> Outline<'a> {
    /// The outline of a block; `text` is the source that its ranges are about.
    pub(super) fn of(body: &'a [Stmt], text: &'a str) -> Outline<'a> {
        let mut builder =
            Builder { outline: Outline::default(), text, depth: 0, condition: None, type_checking: false };
        builder.visit_body(body);
        builder.outline.is_dynamic |= builder.outline.names.contains_key("__getattr__");
        builder.outline
    }

    /// The bindings of a name.
    pub(super) fn bindings(&self, name: &str) -> &[Binding<'a>] {
        self.names.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether something behind `range` may bind any name anew.
    pub(super) fn has_star_after(&self, range: TextRange) -> bool {
        self.stars.iter().any(|star| star.import.range.start() > range.start())
    }
}

struct Builder<'a> {
    outline: Outline<'a>,
    text: &'a str,
    /// How many functions and classes surround the statement.
    depth: usize,
    condition: Option<String>,
    type_checking: bool,
}

impl<'a> Builder<'a> {
    fn bind(&mut self, name: &'a str, kind: BindingKind<'a>, range: TextRange) {
        let binding =
            Binding { kind, range, condition: self.condition.clone(), type_checking: self.type_checking };
        self.outline.names.entry(name).or_default().push(binding);
    }

    /// Visits statements that are executed only under a condition.
    fn conditional(&mut self, body: &'a [Stmt], condition: String, type_checking: bool) {
        let outer = (self.condition.replace(condition), self.type_checking);
        self.type_checking |= type_checking;
        self.visit_body(body);
        (self.condition, self.type_checking) = outer;
    }

    fn slice(&self, range: TextRange) -> &'a str {
        self.text.get(range.to_std_range()).unwrap_or_default()
    }

    fn visit_if(&mut self, statement: &'a ast::StmtIf) {
        let test = self.slice(statement.test.range());
        let is_type_checking = matches!(last_name(&statement.test), Some("TYPE_CHECKING"));
        self.visit_expr(&statement.test);
        self.conditional(&statement.body, format!("if {test}"), is_type_checking);
        for clause in &statement.elif_else_clauses {
            let condition = match &clause.test {
                Some(test) => {
                    self.visit_expr(test);
                    format!("if {}", self.slice(test.range()))
                }
                // What a type checker does not see is what is executed.
                None if is_type_checking => {
                    self.visit_body(&clause.body);
                    continue;
                }
                None => format!("if not {test}"),
            };
            self.conditional(&clause.body, condition, false);
        }
    }

    fn visit_try(&mut self, statement: &'a ast::StmtTry) {
        self.visit_body(&statement.body);
        for ast::ExceptHandler::ExceptHandler(handler) in &statement.handlers {
            let class = handler.type_.as_ref().map_or("", |class| self.slice(class.range()));
            if let Some(class) = &handler.type_ {
                self.visit_expr(class);
            }
            self.conditional(&handler.body, format!("except {class}").trim_end().to_owned(), false);
        }
        self.visit_body(&statement.orelse);
        self.visit_body(&statement.finalbody);
    }

    fn visit_import(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::Import(import) => {
                for alias in &import.names {
                    let name = match &alias.asname {
                        Some(name) => name.as_str(),
                        None => alias.name.split('.').next().unwrap_or_default(),
                    };
                    self.bind(name, BindingKind::Import(alias), import.range);
                }
            }
            Stmt::ImportFrom(import) => {
                for alias in &import.names {
                    if &*alias.name == "*" {
                        let is_conditional = self.condition.is_some();
                        self.outline.stars.push(Star { import, is_conditional });
                    } else {
                        let name = alias.asname.as_ref().unwrap_or(&alias.name).as_str();
                        self.bind(name, BindingKind::ImportFrom(import, alias), import.range);
                    }
                }
            }
            _ => {}
        }
    }

    /// Statements of the block itself that bind a name in a way of their own; `false` for any other.
    fn visit_binding(&mut self, statement: &'a Stmt) -> bool {
        match statement {
            Stmt::Import(_) | Stmt::ImportFrom(_) => self.visit_import(statement),
            Stmt::Assign(assign) => {
                self.visit_expr(&assign.value);
                for target in &assign.targets {
                    match target {
                        Expr::Name(name) => {
                            let kind = BindingKind::Assigned { value: Some(&assign.value), annotation: None };
                            self.bind(&name.id, kind, assign.range);
                        }
                        other => self.visit_expr(other),
                    }
                }
            }
            Stmt::AnnAssign(assign) => {
                if let Some(value) = &assign.value {
                    self.visit_expr(value);
                }
                match &*assign.target {
                    Expr::Name(name) => {
                        let value = assign.value.as_deref();
                        let kind = BindingKind::Assigned { value, annotation: Some(&assign.annotation) };
                        self.bind(&name.id, kind, assign.range);
                    }
                    other => self.visit_expr(other),
                }
            }
            Stmt::TypeAlias(alias) => {
                if let Expr::Name(name) = &*alias.name {
                    self.bind(&name.id, BindingKind::TypeAlias, alias.range);
                }
            }
            Stmt::If(statement) => self.visit_if(statement),
            Stmt::Try(statement) => self.visit_try(statement),
            Stmt::Delete(delete) => {
                for target in &delete.targets {
                    match target {
                        Expr::Name(name) if self.condition.is_none() => {
                            self.outline.names.shift_remove(name.id.as_str());
                        }
                        _ => {}
                    }
                }
            }
            _ => return false,
        }
        true
    }
}

impl<'a> Visitor<'a> for Builder<'a> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        if let Stmt::Global(global) = statement {
            for name in &global.names {
                self.bind(name.as_str(), BindingKind::Other, global.range);
            }
            return;
        }
        let inner = match statement {
            Stmt::FunctionDef(function) => Some((function.name.as_str(), BindingKind::Function(function))),
            Stmt::ClassDef(class) => Some((class.name.as_str(), BindingKind::Class(class))),
            _ => None,
        };
        if let Some((name, kind)) = inner {
            if self.depth == 0 {
                self.bind(name, kind, statement.range());
            }
            self.depth += 1;
            visitor::walk_stmt(self, statement);
            self.depth -= 1;
        } else if self.depth > 0 || !self.visit_binding(statement) {
            visitor::walk_stmt(self, statement);
        }
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Name(name) if name.ctx.is_store() && self.depth == 0 => {
                self.bind(&name.id, BindingKind::Other, name.range);
            }
            Expr::Name(name) => {
                self.outline.is_dynamic |=
                    matches!(&*name.id, "globals" | "exec" | "setattr" | "vars" | "global_enum")
                        || (&*name.id == "locals" && self.depth == 0);
            }
            Expr::Attribute(attribute) => {
                if attribute.ctx.is_store() {
                    self.outline.stored_attributes.insert(attribute.attr.as_str());
                }
                self.outline.is_dynamic |=
                    matches!(&*attribute.attr, "__dict__" | "_convert_" | "global_enum");
            }
            Expr::Subscript(subscript) => {
                let is_modules = last_name(&subscript.value) == Some("modules");
                self.outline.is_dynamic |= is_modules && last_name(&subscript.slice) == Some("__name__");
            }
            _ => {}
        }
        visitor::walk_expr(self, expression);
    }

    fn visit_pattern(&mut self, pattern: &'a ast::Pattern) {
        let captured = match pattern {
            ast::Pattern::MatchAs(it) => it.name.as_ref(),
            ast::Pattern::MatchStar(it) => it.name.as_ref(),
            ast::Pattern::MatchMapping(it) => it.rest.as_ref(),
            _ => None,
        };
        if let Some(name) = captured.filter(|_| self.depth == 0) {
            self.bind(name.as_str(), BindingKind::Other, name.range);
        }
        visitor::walk_pattern(self, pattern);
    }
}

/// `c` of `a.b.c`.
pub(super) fn last_name(expression: &Expr) -> Option<&str> {
    match expression {
        Expr::Name(name) => Some(&name.id),
        Expr::Attribute(attribute) => Some(&attribute.attr),
        _ => None,
    }
}

/// What a decorator, or the function that it calls, is named: `wraps` for `@functools.wraps(f)`.
pub(super) fn decorator_name(decorator: &ast::Decorator) -> Option<&str> {
    match &decorator.expression {
        Expr::Call(call) => last_name(&call.func),
        other => last_name(other),
    }
}

/// Whether a name is not meant for others: `_x`, but not `__x__`.
pub(super) fn is_private(name: &str) -> bool {
    name.starts_with('_') && !(name.starts_with("__") && name.ends_with("__"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let parsed = strict_syntax::parse_module_text(text);
        let outline = Outline::of(&parsed.ast.body, text);
        let show = |binding: &Binding<'_>| {
            let kind = match binding.kind {
                BindingKind::Function(_) => "def",
                BindingKind::Class(_) => "class",
                BindingKind::Assigned { .. } => "=",
                BindingKind::Import(_) | BindingKind::ImportFrom(..) => "import",
                BindingKind::TypeAlias => "type",
                BindingKind::Other => "other",
            };
            format!("{kind}{}", binding.condition.as_ref().map(|it| format!(" {it}")).unwrap_or_default())
        };
        let names = outline.names.iter();
        names
            .map(|(name, all)| format!("{name}: {}", all.iter().map(show).collect::<Vec<_>>().join(", ")))
            .collect()
    }

    #[test]
    fn names_of_all_statements_are_found() {
        let text = "\
import a.b, c as d
from e import f as g
x = y = 1
p, q = 1, 2
for i in (): j: int = 0
del i
def h():
    global k
    local = 1
    self.m = 2
class C: attribute = 3
match x:
    case [*rest]: pass
type T = int
";
        assert_eq!(
            shown(text),
            [
                "a: import",
                "d: import",
                "g: import",
                "x: =",
                "y: =",
                "p: other",
                "q: other",
                "j: =",
                "h: def",
                "k: other",
                "C: class",
                "rest: other",
                "T: type"
            ]
        );
    }

    #[test]
    fn conditions_are_kept() {
        let text = "\
if sys.platform == 'win32':
    def f(): pass
elif x:
    f = 1
else:
    f = 2
try:
    import a
except ImportError:
    a = None
";
        assert_eq!(
            shown(text),
            [
                "f: def if sys.platform == 'win32', = if x, = if not sys.platform == 'win32'",
                "a: import, = except ImportError"
            ]
        );
    }

    #[test]
    fn what_the_syntax_does_not_show_is_noticed() {
        for text in [
            "globals()['x'] = 1",
            "def __getattr__(name): ...",
            "exec('x = 1')",
            "sys.modules[__name__].x = 1",
        ] {
            let parsed = strict_syntax::parse_module_text(text);
            assert!(Outline::of(&parsed.ast.body, text).is_dynamic, "{text}");
        }
    }
}
