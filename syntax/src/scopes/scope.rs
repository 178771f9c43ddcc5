//! A scope: kind, place, relations and properties.

use std::ops::Range;

use bitflags::bitflags;
use ruff_python_ast::name::Name;
use ruff_text_size::TextRange;

/// The number of a scope in its [`SymbolTable`](super::SymbolTable).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ScopeId(pub(super) u32);

impl ScopeId {
    /// The module's scope, or that of the expression given to `eval`.
    pub const MODULE: ScopeId = ScopeId(0);

    /// The position in [`SymbolTable::scopes`](super::SymbolTable::scopes).
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What opens a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScopeKind {
    /// A module, or text given to `exec` or `eval`.
    Module,
    /// A class body.
    Class,
    /// The parameters and body of a `def`.
    Function,
    /// The parameters and body of a lambda.
    Lambda,
    /// A list comprehension, without its first iterable.
    ListComprehension,
    /// A set comprehension, without its first iterable.
    SetComprehension,
    /// A dict comprehension, without its first iterable.
    DictComprehension,
    /// A generator expression, without its first iterable.
    Generator,
    /// The type parameters of a generic function, class or type alias, which enclose it.
    TypeParameters,
    /// The lazily evaluated bound, constraints or default of a type parameter.
    TypeVariable,
    /// The lazily evaluated value of a type alias.
    TypeAlias,
    /// The deferred annotations (`__annotate__`) of a function, class or module.
    Annotations,
}

impl ScopeKind {
    /// Whether it is one of the four comprehensions.
    #[must_use]
    pub fn is_comprehension(self) -> bool {
        use ScopeKind::{DictComprehension, Generator, ListComprehension, SetComprehension};
        matches!(self, ListComprehension | SetComprehension | DictComprehension | Generator)
    }

    /// Whether the scope's variables are fast locals and cells, as in a function, and not entries of a
    /// namespace, as in a module or class.
    #[must_use]
    pub fn is_function_like(self) -> bool {
        !matches!(self, ScopeKind::Module | ScopeKind::Class)
    }
}

/// The way from a syntax node to the scope it opens; the range is the node's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScopeKey {
    /// The module.
    Module,
    /// A `StmtClassDef`.
    Class(TextRange),
    /// A `StmtFunctionDef`.
    Function(TextRange),
    /// An `ExprLambda`.
    Lambda(TextRange),
    /// An `ExprListComp`, `ExprSetComp`, `ExprDictComp` or `ExprGenerator`.
    Comprehension(TextRange),
    /// The `TypeParams` of a generic function, class or type alias.
    TypeParameters(TextRange),
    /// The `bound` of a `TypeParamTypeVar`: the key is the range of the type parameter.
    TypeParameterBound(TextRange),
    /// The `default` of any `TypeParam`: the key is the range of the type parameter.
    TypeParameterDefault(TextRange),
    /// The value of a `StmtTypeAlias`; the key is the range of the statement.
    TypeAlias(TextRange),
    /// The annotations of a `StmtFunctionDef`'s parameters and result.
    FunctionAnnotations(TextRange),
    /// The annotations in the body of a `StmtClassDef`.
    ClassAnnotations(TextRange),
    /// The annotations in the module's body.
    ModuleAnnotations,
}

bitflags! {
    /// Properties of a scope.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct ScopeFlags: u16 {
        /// `async def`, or a comprehension or generator expression that awaits or has `async for`.
        const ASYNC = 1;
        /// Contains `yield` or `yield from`, or is a generator expression.
        const GENERATOR = 1 << 1;
        /// Contains `await`, `async for` or `async with` directly.
        const AWAIT = 1 << 2;
        /// Lies inside a function-like scope, however deep.
        const NESTED = 1 << 3;
        /// A class whose methods use `__class__` or `super`, so that it has to make the `__class__` cell.
        const NEEDS_CLASS_CELL = 1 << 4;
        /// A class whose inner annotation or type-parameter scopes look names up in its namespace.
        const NEEDS_CLASS_NAMESPACE = 1 << 5;
        /// A module or class with annotations under conditions: which of them ran has to be recorded
        /// (`__conditional_annotations__`).
        const CONDITIONAL_ANNOTATIONS = 1 << 6;
        /// A function with a `*args` parameter.
        const VARIADIC_POSITIONAL = 1 << 7;
        /// A function with a `**kwargs` parameter.
        const VARIADIC_KEYWORDS = 1 << 8;
        /// A module with `from ... import *`.
        const IMPORT_STAR = 1 << 9;
        /// A function directly in a class body.
        const METHOD = 1 << 10;
    }
}

/// One scope of a [`SymbolTable`](super::SymbolTable).
#[derive(Clone, Debug)]
pub struct Scope {
    pub(super) kind: ScopeKind,
    pub(super) flags: ScopeFlags,
    /// The number of scopes around.
    pub(super) depth: u32,
    pub(super) name: Name,
    pub(super) range: TextRange,
    pub(super) parent: Option<ScopeId>,
    pub(super) children: Vec<ScopeId>,
    pub(super) symbols: Range<u32>,
    pub(super) private_name: Option<Name>,
    pub(super) mangles_only_parameters_of: Option<ScopeId>,
    pub(super) class_namespace: Option<ScopeId>,
}

impl Scope {
    /// What opens the scope.
    #[must_use]
    pub fn kind(&self) -> ScopeKind {
        self.kind
    }

    /// The name of the function, class or type alias; `lambda`, `listcomp`, `genexpr`, `top` and so on
    /// otherwise, as in CPython's `symtable`.
    #[must_use]
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// The range of the node that opens the scope.
    #[must_use]
    pub fn range(&self) -> TextRange {
        self.range
    }

    /// The properties.
    #[must_use]
    pub fn flags(&self) -> ScopeFlags {
        self.flags
    }

    /// The scope around this one; the module has none.
    #[must_use]
    pub fn parent(&self) -> Option<ScopeId> {
        self.parent
    }

    /// The scopes directly inside, in source order.
    #[must_use]
    pub fn children(&self) -> &[ScopeId] {
        &self.children
    }

    /// The name of the class that mangles private names here; see
    /// [`SymbolTable::mangled`](super::SymbolTable::mangled).
    #[must_use]
    pub fn private_name(&self) -> Option<&Name> {
        self.private_name.as_ref()
    }

    /// For annotation, type-alias and type-parameter scopes directly in a class: the class in whose namespace
    /// names that are `Free` or `GlobalImplicit` here are looked up first.
    #[must_use]
    pub fn class_namespace(&self) -> Option<ScopeId> {
        self.class_namespace
    }

    /// Whether the code is a coroutine or asynchronous generator.
    #[must_use]
    pub fn is_async(&self) -> bool {
        self.flags.contains(ScopeFlags::ASYNC)
    }

    /// Whether the code contains `yield` or is a generator expression.
    #[must_use]
    pub fn is_generator(&self) -> bool {
        self.flags.contains(ScopeFlags::GENERATOR)
    }

    /// Whether the code awaits.
    #[must_use]
    pub fn has_await(&self) -> bool {
        self.flags.contains(ScopeFlags::AWAIT)
    }
}
