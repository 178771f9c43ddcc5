//! What the names of a source mean to a skeleton of it: which expressions it can evaluate, and what they need.

use std::cell::RefCell;

use indexmap::IndexSet;
use rustc_hash::FxHashMap;
use strict_syntax::ast::{self, Expr};

use super::outline::{Binding, BindingKind, Outline, last_name};
use crate::builtins::is_builtin_name;

/// Whether a library module has a name; a library module is evaluated by the import, any other is unknown to the stub.
pub(super) type Provides<'a> = &'a dyn Fn(&str, Option<&str>) -> bool;

/// The names of a module, and those that the skeleton has come to need.
pub(super) struct Names<'a> {
    pub(super) outline: &'a Outline<'a>,
    /// The dotted name of the module, for its relative imports.
    pub(super) module: &'a str,
    pub(super) is_package: bool,
    pub(super) provides: Provides<'a>,
    /// Names of the module that must be defined in the skeleton.
    needed: RefCell<IndexSet<String>>,
    /// Definitions that were asked for; one that asks for itself has none.
    definitions: RefCell<FxHashMap<String, Option<&'a Binding<'a>>>>,
}

/// Calls that make types, which a skeleton repeats.
const TYPE_MAKERS: &[&str] = &["TypeVar", "ParamSpec", "TypeVarTuple", "NewType", "namedtuple", "NamedTuple"];

impl<'a> Names<'a> {
    pub(super) fn new(
        outline: &'a Outline<'a>,
        module: &'a str,
        is_package: bool,
        provides: Provides<'a>,
    ) -> Names<'a> {
        Names {
            outline,
            module,
            is_package,
            provides,
            needed: RefCell::default(),
            definitions: RefCell::default(),
        }
    }

    /// The names needed so far.
    pub(super) fn needed(&self) -> Vec<String> {
        self.needed.borrow().iter().cloned().collect()
    }

    /// Whether something needs the name.
    pub(super) fn is_needed(&self, name: &str) -> bool {
        self.needed.borrow().contains(name)
    }

    /// Asks for a name of the module.
    pub(super) fn need(&self, name: &str) {
        self.needed.borrow_mut().insert(name.to_owned());
    }

    /// The absolute name of the module that an import statement is from.
    pub(super) fn absolute(&self, import: &ast::StmtImportFrom) -> Option<String> {
        let module = import.module.as_deref().unwrap_or_default();
        crate::program::absolute(self.module, self.is_package, import.level, module)
    }

    /// Whether the skeleton can evaluate the expression. If so, what it names will be defined there.
    pub(super) fn require(&self, expression: &Expr) -> bool {
        let mut names = Vec::new();
        if !self.collect(expression, &mut names) {
            return false;
        }
        self.needed.borrow_mut().extend(names.into_iter().map(str::to_owned));
        true
    }

    /// The same, without asking for the names.
    pub(super) fn can_evaluate(&self, expression: &Expr) -> bool {
        self.collect(expression, &mut Vec::new())
    }

    fn collect<'e>(&self, expression: &'e Expr, names: &mut Vec<&'e str>) -> bool {
        match expression {
            Expr::Name(name) => {
                if self.outline.names.contains_key(&*name.id) {
                    names.push(&name.id);
                    self.definition(&name.id).is_some()
                } else {
                    self.outline.stars.is_empty() && is_builtin_name(&name.id)
                }
            }
            Expr::Attribute(attribute) => match &*attribute.value {
                Expr::Name(module) => {
                    names.push(&module.id);
                    self.has_attribute(&module.id, &attribute.attr)
                }
                _ => false,
            },
            Expr::Subscript(subscript) => {
                let is_literal = last_name(&subscript.value) == Some("Literal");
                self.collect(&subscript.value, names)
                    && ((is_literal && is_constant(&subscript.slice))
                        || self.collect(&subscript.slice, names))
            }
            Expr::Tuple(tuple) => tuple.elts.iter().all(|item| self.collect(item, names)),
            Expr::List(list) => list.elts.iter().all(|item| self.collect(item, names)),
            Expr::BinOp(operation) => {
                operation.op == ast::Operator::BitOr
                    && self.collect(&operation.left, names)
                    && self.collect(&operation.right, names)
            }
            Expr::NoneLiteral(_) | Expr::EllipsisLiteral(_) => true,
            _ => false,
        }
    }

    /// The binding by which the skeleton defines a class, a type or an imported name.
    pub(super) fn definition(&self, name: &str) -> Option<&'a Binding<'a>> {
        if let Some(known) = self.definitions.borrow().get(name) {
            return *known;
        }
        self.definitions.borrow_mut().insert(name.to_owned(), None);
        let usable = |binding: &&'a Binding<'a>| match binding.kind {
            BindingKind::Class(_) => true,
            BindingKind::Import(alias) => (self.provides)(&alias.name, None),
            BindingKind::ImportFrom(import, alias) => {
                self.absolute(import).is_some_and(|module| (self.provides)(&module, Some(&alias.name)))
            }
            BindingKind::Assigned { value: Some(value), .. } => self.makes_type(value),
            _ => false,
        };
        let found = self.outline.bindings(name).iter().find(usable);
        self.definitions.borrow_mut().insert(name.to_owned(), found);
        found
    }

    /// Whether `name.attribute` is what a library module has.
    fn has_attribute(&self, name: &str, attribute: &str) -> bool {
        self.definition(name).is_some_and(|binding| match binding.kind {
            BindingKind::Import(alias) => {
                let is_top = alias.asname.is_some() || !alias.name.contains('.');
                is_top && (self.provides)(&alias.name, Some(attribute))
            }
            BindingKind::ImportFrom(import, alias) => self
                .absolute(import)
                .is_some_and(|module| (self.provides)(&format!("{module}.{}", alias.name), Some(attribute))),
            _ => false,
        })
    }

    /// Whether an expression calls one of [`TYPE_MAKERS`] with arguments that the skeleton can evaluate.
    pub(super) fn makes_type(&self, value: &Expr) -> bool {
        let Expr::Call(call) = value else { return false };
        let is_maker = last_name(&call.func).is_some_and(|name| TYPE_MAKERS.contains(&name));
        let known = |argument: &Expr| is_constant(argument) || self.can_evaluate(argument);
        is_maker
            && self.can_evaluate(&call.func)
            && call.arguments.args.iter().all(known)
            && call.arguments.keywords.iter().all(|keyword| keyword.arg.is_some() && known(&keyword.value))
    }

    /// Asks for all that a call of [`makes_type`](Self::makes_type) names.
    pub(super) fn require_type(&self, value: &Expr) {
        let Expr::Call(call) = value else { return };
        self.require(&call.func);
        for argument in call.arguments.arguments_source_order() {
            self.require(argument.value());
        }
    }
}

/// Whether an expression is a literal of immutable values.
pub(super) fn is_constant(expression: &Expr) -> bool {
    match expression {
        Expr::NumberLiteral(_)
        | Expr::StringLiteral(_)
        | Expr::BytesLiteral(_)
        | Expr::BooleanLiteral(_)
        | Expr::NoneLiteral(_)
        | Expr::EllipsisLiteral(_) => true,
        Expr::UnaryOp(operation) => operation.operand.is_number_literal_expr(),
        Expr::Tuple(tuple) => tuple.elts.iter().all(is_constant),
        _ => false,
    }
}
