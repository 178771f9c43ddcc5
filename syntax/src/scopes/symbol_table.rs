//! The symbol table: all scopes and symbols of one module, with constant-time lookup.

use std::hash::{BuildHasher, Hash, Hasher};

use hashbrown::HashTable;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::mangle::mangle;
use super::scope::{Scope, ScopeId, ScopeKey};
use super::symbol::Symbol;

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
    /// The symbol table of a module.
    #[must_use]
    pub fn of_module(_module: &ruff_python_ast::ModModule) -> Self {
        Self::empty()
    }

    /// The symbol table of an expression given to `eval`.
    #[must_use]
    pub fn of_expression(_expression: &ruff_python_ast::ModExpression) -> Self {
        Self::empty()
    }

    fn empty() -> Self {
        SymbolTable {
            scopes: Vec::new(),
            symbols: Vec::new(),
            by_name: HashTable::new(),
            by_key: FxHashMap::default(),
            future_annotations: false,
        }
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

    /// The scope that a syntax node opens, in constant time; none if the node opens none: a function without annotations has no annotation
    /// scope, for example.
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

    /// What `name`, as it's written in the source, means in the scope, in constant time; private names are mangled here. None
    /// if the scope doesn't mention it.
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

    /// The name that `name` really is in the scope.
    #[must_use]
    pub fn mangled<'a>(&self, scope: ScopeId, name: &'a str) -> std::borrow::Cow<'a, str> {
        mangle(self.scope(scope).private_class.map(|class| self.scope(class).name.as_str()), name)
    }

    /// Whether `from __future__ import annotations` is in force, so that annotations are strings and not evaluated.
    #[must_use]
    pub fn future_annotations(&self) -> bool {
        self.future_annotations
    }

    fn position(&self, scope: ScopeId, name: &str) -> Option<u32> {
        let name = self.mangled(scope, name);
        let bounds = &self.scope(scope).symbols;
        self.by_name
            .find(hash_of(scope, &name), |&at| {
                bounds.contains(&at) && self.symbols[at as usize].name.as_str() == name
            })
            .copied()
    }
}

/// The hash of a name in a scope.
pub(super) fn hash_of(scope: ScopeId, name: &str) -> u64 {
    let mut hasher = FxBuildHasher.build_hasher();
    scope.0.hash(&mut hasher);
    name.hash(&mut hasher);
    hasher.finish()
}
