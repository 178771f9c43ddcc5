//! The first phase: one walk over the tree that opens scopes and notes how each of them uses each name.
//!
//! What a statement or expression means for names is in `statements`, `definitions`, `expressions`,
//! `comprehensions` and `patterns`; here are the tables they write to. The walk also finds every error that
//! CPython's symbol table and code generator report, worded as there.

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use ruff_python_ast::name::Name;
use ruff_python_ast::{ModExpression, ModModule};
use ruff_text_size::TextRange;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::flow::Flow;
use super::mangle::mangle;
use super::resolve;
use super::scope::{Scope, ScopeFlags, ScopeId, ScopeKey, ScopeKind};
use super::symbol::{Resolution, Symbol, SymbolFlags};
use super::symbol_table::{SymbolTable, hash_of};
use crate::syntax_error::{Phase, SyntaxError, SyntaxErrorKind};

/// The tables under construction, and where in the tree the walk is.
pub(super) struct Builder<'a> {
    pub(super) scopes: Vec<Scope>,
    /// In order of first mention, all scopes mixed.
    pub(super) symbols: Vec<Symbol>,
    pub(super) by_name: HashTable<u32>,
    pub(super) by_key: FxHashMap<ScopeKey, ScopeId>,
    pub(super) errors: Vec<SyntaxError>,
    pub(super) required: Vec<(TextRange, char)>,
    pub(super) future_annotations: bool,
    /// Whether another `from __future__` import may still follow.
    pub(super) future_allowed: bool,
    pub(super) frame: Frame<'a>,
}

/// What the walk has to remember about the scope it is in.
pub(super) struct Frame<'a> {
    pub(super) scope: ScopeId,
    pub(super) kind: ScopeKind,
    pub(super) mangling: Mangling<'a>,
    pub(super) flow: Flow,
    /// In the target of a comprehension's `for`.
    pub(super) in_iteration_target: bool,
    /// In the iterable of a comprehension, at any depth of scopes: assignment expressions are forbidden.
    pub(super) in_iterable: bool,
    /// In a block that may not run, or not run to its end.
    pub(super) in_conditional_block: bool,
    /// What a `TypeVariable` scope holds, for messages.
    pub(super) type_variable_part: &'static str,
    /// The scope of this class's or module's annotations, once there is one.
    pub(super) annotations: Option<ScopeId>,
    /// The first `return` with a value.
    pub(super) value_return: Option<TextRange>,
}

/// Which private names are mangled, and how.
#[derive(Clone, Copy)]
pub(super) struct Mangling<'a> {
    pub(super) class: Option<&'a Name>,
    /// Inside the type-parameter scope of a generic class, only the names of the parameters are mangled.
    pub(super) only_parameters_of: Option<ScopeId>,
}

/// What the walk gives.
pub(crate) struct Built {
    pub(crate) symbols: SymbolTable,
    pub(crate) errors: Vec<SyntaxError>,
    /// Where the text must have a character that isn't in the tree, and that the parser doesn't always insist
    /// on.
    pub(crate) required: Vec<(TextRange, char)>,
}

/// Builds the symbol table of a module, in which annotations may be texts without it saying so.
pub(crate) fn build_module(module: &ModModule, future_annotations: bool) -> Built {
    let mut builder = Builder::new(module.range);
    builder.future_annotations = future_annotations;
    builder.visit_module(&module.body);
    builder.finish()
}

/// Builds the symbol table of an expression given to `eval`.
pub(crate) fn build_expression(expression: &ModExpression) -> Built {
    let mut builder = Builder::new(expression.range);
    builder.visit_expr(&expression.body);
    builder.finish()
}

impl<'a> Builder<'a> {
    fn new(range: TextRange) -> Self {
        // Python has a new name in a scope every 50 bytes or so.
        let expected = range.len().to_usize() / 48;
        let mut builder = Builder {
            scopes: Vec::with_capacity(expected / 8 + 1),
            symbols: Vec::with_capacity(expected),
            by_name: HashTable::with_capacity(expected),
            by_key: FxHashMap::with_capacity_and_hasher(expected / 8 + 1, FxBuildHasher),
            errors: Vec::new(),
            required: Vec::new(),
            future_annotations: false,
            future_allowed: true,
            frame: Frame {
                scope: ScopeId::MODULE,
                kind: ScopeKind::Module,
                mangling: Mangling { class: None, only_parameters_of: None },
                flow: Flow::default(),
                in_iteration_target: false,
                in_iterable: false,
                in_conditional_block: false,
                type_variable_part: "",
                annotations: None,
                value_return: None,
            },
        };
        builder.new_scope(ScopeKind::Module, ScopeKey::Module, Name::new_static("top"), range, None);
        builder
    }

    fn finish(mut self) -> Built {
        resolve::resolve(&mut self);
        resolve::group_by_scope(&mut self);
        let symbols = SymbolTable {
            scopes: self.scopes,
            symbols: self.symbols,
            by_name: self.by_name,
            by_key: self.by_key,
            future_annotations: self.future_annotations,
        };
        Built { symbols, errors: self.errors, required: self.required }
    }

    fn new_scope(
        &mut self,
        kind: ScopeKind,
        key: ScopeKey,
        name: Name,
        range: TextRange,
        parent: Option<ScopeId>,
    ) -> ScopeId {
        let id = ScopeId(u32::try_from(self.scopes.len()).unwrap_or(u32::MAX));
        let mut flags = ScopeFlags::empty();
        let mut depth = 0;
        if let Some(parent) = parent {
            let parent = &mut self.scopes[parent.index()];
            depth = parent.depth + 1;
            parent.children.push(id);
            flags.set(
                ScopeFlags::NESTED,
                parent.flags.contains(ScopeFlags::NESTED) || parent.kind.is_function_like(),
            );
            flags.set(ScopeFlags::METHOD, kind == ScopeKind::Function && parent.kind == ScopeKind::Class);
        }
        self.scopes.push(Scope {
            kind,
            flags,
            depth,
            name,
            range,
            parent,
            children: Vec::new(),
            symbols: 0..0,
            private_name: self.frame.mangling.class.cloned(),
            mangles_only_parameters_of: self.frame.mangling.only_parameters_of,
            class_namespace: None,
        });
        self.by_key.insert(key, id);
        id
    }

    /// Opens a scope inside the current one; the frame returned goes to [`leave`](Self::leave).
    pub(super) fn enter(
        &mut self,
        kind: ScopeKind,
        key: ScopeKey,
        name: Name,
        range: TextRange,
    ) -> Frame<'a> {
        let scope = self.new_scope(kind, key, name, range, Some(self.frame.scope));
        self.enter_existing(scope, kind)
    }

    /// Goes back into a scope that was opened before.
    pub(super) fn enter_existing(&mut self, scope: ScopeId, kind: ScopeKind) -> Frame<'a> {
        let frame = Frame {
            scope,
            kind,
            mangling: self.frame.mangling,
            flow: Flow::default(),
            in_iteration_target: false,
            in_iterable: self.frame.in_iterable,
            in_conditional_block: false,
            type_variable_part: "",
            annotations: None,
            value_return: None,
        };
        std::mem::replace(&mut self.frame, frame)
    }

    /// Returns to the scope that was current before [`enter`](Self::enter).
    pub(super) fn leave(&mut self, outer: Frame<'a>) {
        self.frame = outer;
    }

    /// The current scope.
    pub(super) fn scope_mut(&mut self) -> &mut Scope {
        &mut self.scopes[self.frame.scope.index()]
    }

    pub(super) fn flags(&self) -> ScopeFlags {
        self.scopes[self.frame.scope.index()].flags
    }

    /// Notes a use of a name, as it's written, in the current scope.
    pub(super) fn note(&mut self, name: &Name, flags: SymbolFlags, range: TextRange) {
        self.note_in(self.frame.scope, name, flags, range);
    }

    /// Notes a use of a name, as it's written where the walk is, in any scope. Returns the flags the name had
    /// there before.
    pub(super) fn note_in(
        &mut self,
        scope: ScopeId,
        name: &Name,
        flags: SymbolFlags,
        range: TextRange,
    ) -> SymbolFlags {
        let symbol = if is_private(name) {
            let mangled = self.mangled(name);
            self.symbol_entry(scope, &mangled, range)
        } else {
            self.symbol_entry(scope, name, range)
        };
        let before = symbol.flags;
        symbol.flags |= flags;
        before
    }

    /// The flags a name, as it's written where the walk is, has in a scope so far.
    pub(super) fn flags_of(&self, scope: ScopeId, name: &Name) -> SymbolFlags {
        let at =
            if is_private(name) { self.find(scope, &self.mangled(name)) } else { self.find(scope, name) };
        at.map_or(SymbolFlags::empty(), |at| self.symbols[at].flags)
    }

    /// Notes the name of a type parameter, which is always mangled, in the current scope. Returns the flags
    /// it had before.
    pub(super) fn note_type_parameter_name(
        &mut self,
        name: &Name,
        flags: SymbolFlags,
        range: TextRange,
    ) -> SymbolFlags {
        let class = self.frame.mangling.class.map(Name::as_str);
        let mangled = Name::new(mangle(class, name));
        let symbol = self.symbol_entry(self.frame.scope, &mangled, range);
        let before = symbol.flags;
        symbol.flags |= flags;
        before
    }

    /// Writes down in a scope that's already open how names are mangled in it.
    pub(super) fn write_mangling(&mut self, scope: ScopeId) {
        let Mangling { class, only_parameters_of } = self.frame.mangling;
        let scope = &mut self.scopes[scope.index()];
        scope.private_name = class.cloned();
        scope.mangles_only_parameters_of = only_parameters_of;
    }

    fn mangled(&self, name: &Name) -> Name {
        let Mangling { class, only_parameters_of } = self.frame.mangling;
        let mangled = Name::new(mangle(class.map(Name::as_str), name));
        let applies = only_parameters_of.is_none_or(|scope| {
            self.find(scope, &mangled)
                .is_some_and(|at| self.symbols[at].flags.contains(SymbolFlags::TYPE_PARAMETER))
        });
        if applies { mangled } else { name.clone() }
    }

    /// The position in `symbols` of a name, already mangled, in a scope.
    pub(super) fn find(&self, scope: ScopeId, name: &Name) -> Option<usize> {
        let at = self.by_name.find(hash_of(scope, name), |&at| {
            let symbol = &self.symbols[at as usize];
            symbol.scope == scope && symbol.name == *name
        });
        at.map(|&at| at as usize)
    }

    /// The symbol of a name, already mangled, in a scope; a new one if need be.
    pub(super) fn symbol_entry(&mut self, scope: ScopeId, name: &Name, range: TextRange) -> &mut Symbol {
        let symbols = &mut self.symbols;
        let entry = self.by_name.entry(
            hash_of(scope, name),
            |&at| {
                let symbol = &symbols[at as usize];
                symbol.scope == scope && symbol.name == *name
            },
            |&at| {
                let symbol = &symbols[at as usize];
                hash_of(symbol.scope, &symbol.name)
            },
        );
        let at = match entry {
            Entry::Occupied(entry) => *entry.get(),
            Entry::Vacant(entry) => {
                let at = u32::try_from(symbols.len()).unwrap_or(u32::MAX);
                entry.insert(at);
                symbols.push(Symbol {
                    name: name.clone(),
                    range,
                    scope,
                    owner: scope,
                    flags: SymbolFlags::empty(),
                    resolution: Resolution::Local,
                });
                at
            }
        };
        &mut self.symbols[at as usize]
    }

    /// Reports an error.
    #[cold]
    pub(super) fn error(&mut self, message: impl Into<String>, range: TextRange) {
        self.error_of(SyntaxErrorKind::Syntax, message, range);
    }

    #[cold]
    pub(super) fn error_of(&mut self, kind: SyntaxErrorKind, message: impl Into<String>, range: TextRange) {
        if self.errors.len() == SyntaxError::MAX_REPORTED {
            return;
        }
        self.errors.push(SyntaxError { message: message.into(), range, kind, phase: Phase::Code });
    }
}

/// An empty range, for names that the source doesn't mention.
pub(super) fn implicit() -> TextRange {
    TextRange::default()
}

#[inline]
fn is_private(name: &Name) -> bool {
    name.as_bytes().starts_with(b"__")
}
