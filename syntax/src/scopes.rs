//! Scopes and symbol tables: which name means which variable.
//!
//! A [`SymbolTable`] holds one [`Scope`] for every piece of the program that CPython compiles to a code
//! object of its own (or, for comprehensions, once did): the module, functions, lambdas, classes,
//! comprehensions, the scopes of type parameters and type aliases (PEP 695) and the deferred scopes of
//! annotations (PEP 649). Each scope has its [`Symbol`]s, in order of first appearance, and each symbol has a
//! [`Resolution`].
//!
//! ```python
//! def counter():
//!     total = 0                # Cell: an inner scope uses it
//!     def add(amount):         # Local
//!         nonlocal total       # Free, owned by `counter`
//!         total += int(amount) # `int` is GlobalImplicit: a module variable or a builtin
//!         return total
//!     return add
//! ```
//!
//! A walker of the syntax tree finds the scope a node opens with [`SymbolTable::scope_of`] and the meaning of
//! a name in a scope with [`SymbolTable::symbol`].
//!
//! Two phases make it: `build` walks the tree once and notes how each scope uses each name, `resolve` then
//! walks the scopes outward to inward and back. The rules are those of the language reference, section 4.2
//! "Naming and binding".

mod build;
mod comprehensions;
mod definitions;
mod expressions;
mod flow;
mod mangle;
mod patterns;
mod resolve;
mod scope;
mod statements;
mod symbol;
mod symbol_table;

pub(crate) use build::{Built, build_expression, build_module};
pub use mangle::mangle;
pub use scope::{Scope, ScopeFlags, ScopeId, ScopeKey, ScopeKind};
pub use symbol::{Resolution, Symbol, SymbolFlags};
pub use symbol_table::SymbolTable;
