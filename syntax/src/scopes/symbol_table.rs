//! The symbol table: all scopes and symbols of one module, with constant-time lookup.

use std::borrow::Cow;
use std::hash::{BuildHasher, Hash, Hasher};

use hashbrown::HashTable;
use ruff_python_ast::{ModExpression, ModModule};
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::build::{build_expression, build_module};
use super::mangle::mangle;
use super::scope::{Scope, ScopeId, ScopeKey};
use super::symbol::{Symbol, SymbolFlags};
use crate::syntax_error::SyntaxError;

/// All scopes and symbols of one module or expression.
#[derive(Clone, Debug)]
pub struct SymbolTable {
    pub(super) scopes: Vec<Scope>,
    /// Grouped by scope; `Scope::symbols` are the bounds.
    pub(super) symbols: Vec<Symbol>,
    /// Positions in `symbols` by scope and name.
    pub(super) by_name: HashTable<u32>,
    pub(super) by_key: FxHashMap<ScopeKey, ScopeId>,
    pub(super) future_annotations: bool,
}

impl SymbolTable {
    /// The symbol table of a module, and the errors CPython's symbol table and code generator would find. The
    /// tree must come from text that passed the nesting guard, as every tree of [`parse`](crate::parse) does.
    /// Annotations are texts if `future_annotations`, or if the module says so.
    #[must_use]
    pub fn of_module(module: &ModModule, future_annotations: bool) -> (Self, Vec<SyntaxError>) {
        let built = build_module(module, future_annotations);
        (built.symbols, built.errors)
    }

    /// The symbol table of an expression given to `eval`, and its errors.
    #[must_use]
    pub fn of_expression(expression: &ModExpression) -> (Self, Vec<SyntaxError>) {
        let built = build_expression(expression);
        (built.symbols, built.errors)
    }

    /// The scope with this number.
    #[must_use]
    pub fn scope(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.index()]
    }

    /// All scopes; a scope comes before the scopes inside it, the module first.
    #[must_use]
    pub fn scopes(&self) -> &[Scope] {
        &self.scopes
    }

    /// The numbers of all scopes, in the same order.
    pub fn scope_ids(&self) -> impl Iterator<Item = ScopeId> + use<> {
        (0..self.scopes.len() as u32).map(ScopeId)
    }

    /// The scope that a syntax node opens, in constant time; none if the node opens none: a function without
    /// annotations has no annotation scope, for example.
    #[must_use]
    pub fn scope_of(&self, key: ScopeKey) -> Option<ScopeId> {
        self.by_key.get(&key).copied()
    }

    /// The symbols of a scope, in order of first appearance (parameters first).
    #[must_use]
    pub fn symbols(&self, scope: ScopeId) -> &[Symbol] {
        let bounds = &self.scope(scope).symbols;
        &self.symbols[bounds.start as usize..bounds.end as usize]
    }

    /// What `name`, as it's written in the source, means in the scope, in constant time; private names are
    /// mangled here. None if the scope doesn't mention it.
    #[must_use]
    pub fn symbol(&self, scope: ScopeId, name: &str) -> Option<&Symbol> {
        let at = self.position(scope, name)?;
        Some(&self.symbols[at as usize])
    }

    /// The position of `name`, as it's written in the source, in [`symbols`](Self::symbols) of the scope.
    #[must_use]
    pub fn symbol_index(&self, scope: ScopeId, name: &str) -> Option<usize> {
        Some((self.position(scope, name)? - self.scope(scope).symbols.start) as usize)
    }

    /// The name that `name` really is in the scope: mangled if it's private. Between the brackets and in the
    /// bases of a generic class, only the names of its type parameters are mangled.
    #[must_use]
    pub fn mangled<'a>(&self, scope: ScopeId, name: &'a str) -> Cow<'a, str> {
        let scope = self.scope(scope);
        let mangled = mangle(scope.private_name.as_deref(), name);
        let is_parameter_of = |parameters: ScopeId| {
            self.find(parameters, &mangled)
                .is_some_and(|at| self.symbols[at as usize].flags.contains(SymbolFlags::TYPE_PARAMETER))
        };
        match scope.mangles_only_parameters_of {
            Some(parameters) if matches!(mangled, Cow::Owned(_)) && !is_parameter_of(parameters) => {
                Cow::Borrowed(name)
            }
            _ => mangled,
        }
    }

    /// Whether `from __future__ import annotations` is in force, so that annotations are strings and not
    /// evaluated.
    #[must_use]
    pub fn future_annotations(&self) -> bool {
        self.future_annotations
    }

    fn position(&self, scope: ScopeId, name: &str) -> Option<u32> {
        self.find(scope, &self.mangled(scope, name))
    }

    fn find(&self, scope: ScopeId, name: &str) -> Option<u32> {
        let at = self.by_name.find(hash_of(scope, name), |&at| {
            let symbol = &self.symbols[at as usize];
            symbol.scope == scope && symbol.name.as_str() == name
        });
        at.copied()
    }
}

/// The hash of a name in a scope.
pub(super) fn hash_of(scope: ScopeId, name: &str) -> u64 {
    let mut hasher = FxBuildHasher.build_hasher();
    scope.0.hash(&mut hasher);
    name.hash(&mut hasher);
    hasher.finish()
}
