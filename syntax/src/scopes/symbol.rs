//! A symbol: one name in one scope, how the scope uses it and what it resolves to.

use bitflags::bitflags;
use ruff_python_ast::name::Name;
use ruff_text_size::TextRange;

use super::scope::ScopeId;

bitflags! {
    /// How a scope uses a name.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct SymbolFlags: u16 {
        /// The name's value is used.
        const USED = 1;
        /// A parameter of the function or lambda.
        const PARAMETER = 1 << 1;
        /// Bound by anything that is neither parameter nor import: assignments, loops, `with`, `except`,
        /// `def`, `class`, `type`, `match`, type parameters, or mentioned in a `del`. In the module scope,
        /// names that only functions assign to (under `global`) don't have it.
        const ASSIGNED = 1 << 2;
        /// Bound by an import.
        const IMPORTED = 1 << 3;
        /// Annotated (`x: int`), which makes a name local to a function even without a value.
        const ANNOTATED = 1 << 4;
        /// Named in a `del` statement.
        const DELETED = 1 << 5;
        /// Declared `global` in this scope; in the module scope also: in any scope.
        const GLOBAL = 1 << 6;
        /// Declared `nonlocal` in this scope.
        const NONLOCAL = 1 << 7;
        /// A type parameter (PEP 695), in the scope of kind `TypeParameters`.
        const TYPE_PARAMETER = 1 << 8;
        /// Mentioned in the target of a comprehension's `for`; together with `ASSIGNED`: an iteration
        /// variable.
        const ITERATION_VARIABLE = 1 << 9;
        /// The scope is a class, or sees the namespace of one, and has this name for itself, and an inner
        /// scope uses the variable of the same name of an enclosing function: that variable passes through as
        /// a free variable beside it.
        const FREE_IN_INNER = 1 << 10;
        /// Bound by a `def` or `class` statement or a type alias.
        const DEFINITION = 1 << 11;

        /// Any way of binding.
        const BOUND = Self::PARAMETER.bits() | Self::ASSIGNED.bits() | Self::IMPORTED.bits() | Self::ANNOTATED.bits();
    }
}

/// What a name in a scope refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Resolution {
    /// A variable of this scope alone. In a module or class scope: an entry of its namespace, where a name
    /// that isn't bound (yet) is looked up as a global when it's read.
    Local,
    /// A variable of this scope that an inner scope refers to as well.
    Cell,
    /// A variable of an enclosing function, class (`__class__`) or type-parameter scope, see
    /// [`Symbol::owner`]. In a class scope (and in scopes that see one,
    /// [`Scope::class_namespace`](super::Scope::class_namespace)) the class namespace is asked first.
    Free,
    /// A module variable, because of a `global` declaration in this scope, or in the class whose namespace
    /// the scope sees.
    GlobalExplicit,
    /// A module variable or builtin, because no enclosing function binds the name. In a class scope (and
    /// those that see one) the class namespace is asked first.
    GlobalImplicit,
}

/// One name in one scope.
#[derive(Clone, Debug)]
pub struct Symbol {
    pub(super) name: Name,
    pub(super) range: TextRange,
    pub(super) scope: ScopeId,
    pub(super) flags: SymbolFlags,
    pub(super) resolution: Resolution,
    pub(super) owner: ScopeId,
}

impl Symbol {
    /// The name, mangled if it's private to a class.
    #[must_use]
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// The scope whose name it is.
    #[must_use]
    pub fn scope(&self) -> ScopeId {
        self.scope
    }

    /// Where the scope mentions the name first; empty for a name that only inner scopes mention and for
    /// implicit names such as `__class__`.
    #[must_use]
    pub fn range(&self) -> TextRange {
        self.range
    }

    /// How the scope uses the name.
    #[must_use]
    pub fn flags(&self) -> SymbolFlags {
        self.flags
    }

    /// What the name refers to.
    #[must_use]
    pub fn resolution(&self) -> Resolution {
        self.resolution
    }

    /// The scope that holds the variable: this scope for `Local` and `Cell`, the enclosing scope with the
    /// cell for `Free`, the module otherwise.
    #[must_use]
    pub fn owner(&self) -> ScopeId {
        self.owner
    }

    /// Whether the scope binds the name in any way.
    #[must_use]
    pub fn is_bound(&self) -> bool {
        self.flags.intersects(SymbolFlags::BOUND)
    }
}
