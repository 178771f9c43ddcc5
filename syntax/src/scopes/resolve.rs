//! The second phase: what each name refers to, from what is known about it in its scope and the scopes
//! around.

use ruff_python_ast::name::Name;

use super::build::{Builder, implicit};
use super::scope::{ScopeFlags, ScopeId, ScopeKind};
use super::symbol::{Resolution, SymbolFlags};
use crate::syntax_error::SyntaxErrorKind;

/// Resolves every symbol, and adds the free variables that scopes have only because scopes inside them do.
pub(super) fn resolve(builder: &mut Builder<'_>) {
    // Symbols added on the way are resolved when they're added.
    let count = builder.symbols.len();
    let mut steps_left = count.saturating_mul(STEPS_PER_SYMBOL).saturating_add(LEAST_STEPS);
    for at in 0..count {
        let steps = nesting_of(builder, at);
        if steps > steps_left {
            let message = "too many variables in scopes nested too deeply";
            let range = builder.symbols[at].range;
            return builder.error_of(SyntaxErrorKind::TooComplex, message, range);
        }
        steps_left -= steps;
        resolve_symbol(builder, at);
    }
}

/// Each name is looked for in the scopes around, and a free variable is one in each of the scopes it passes
/// through: the work grows with the names times the depth of scopes. In programs people write, scopes are
/// three deep.
const STEPS_PER_SYMBOL: usize = 16;

/// Small programs may be strange.
const LEAST_STEPS: usize = 1_000_000;

/// How many scopes there are around a name that the scope doesn't bind itself.
fn nesting_of(builder: &Builder<'_>, at: usize) -> usize {
    let symbol = &builder.symbols[at];
    let is_own = symbol.flags.intersects(SymbolFlags::BOUND) && !symbol.flags.contains(SymbolFlags::NONLOCAL);
    if is_own { 0 } else { builder.scopes[symbol.scope.index()].depth as usize }
}

fn resolve_symbol(builder: &mut Builder<'_>, at: usize) {
    let symbol = &builder.symbols[at];
    let (scope, flags) = (symbol.scope, symbol.flags);
    if flags.contains(SymbolFlags::GLOBAL) {
        if flags.contains(SymbolFlags::NONLOCAL) {
            let message = format!("name '{}' is nonlocal and global", symbol.name);
            builder.error(message, builder.symbols[at].range);
        }
        set(builder, at, Resolution::GlobalExplicit, ScopeId::MODULE);
    } else if flags.contains(SymbolFlags::NONLOCAL) {
        resolve_nonlocal(builder, at);
    } else if flags.intersects(SymbolFlags::BOUND) {
        // Local, or already made a cell by a scope inside.
    } else if let Some(resolution) = resolution_in_class(builder, at) {
        set(builder, at, resolution, ScopeId::MODULE);
    } else if let Some(owner) = find_owner(builder, scope, at) {
        make_free(builder, at, owner);
    } else {
        set(builder, at, Resolution::GlobalImplicit, ScopeId::MODULE);
    }
}

fn resolve_nonlocal(builder: &mut Builder<'_>, at: usize) {
    let symbol = &builder.symbols[at];
    let scope = symbol.scope;
    if scope == ScopeId::MODULE {
        return;
    }
    let Some(owner) = find_owner(builder, scope, at) else {
        let message = format!("no binding for nonlocal '{}' found", symbol.name);
        return builder.error(message, builder.symbols[at].range);
    };
    let is_type_parameter = builder
        .find(owner, &symbol.name)
        .is_some_and(|at| builder.symbols[at].flags.contains(SymbolFlags::TYPE_PARAMETER));
    if is_type_parameter {
        let message = format!("nonlocal binding not allowed for type parameter '{}'", symbol.name);
        builder.error(message, builder.symbols[at].range);
    }
    make_free(builder, at, owner);
}

/// A scope that sees a class looks only in the class and among the globals for what the class binds, even if
/// a function around binds it too.
fn resolution_in_class(builder: &Builder<'_>, at: usize) -> Option<Resolution> {
    let symbol = &builder.symbols[at];
    let class = builder.scopes[symbol.scope.index()].class_namespace?;
    let flags = builder.symbols[builder.find(class, &symbol.name)?].flags;
    if flags.contains(SymbolFlags::GLOBAL) {
        Some(Resolution::GlobalExplicit)
    } else if flags.intersects(SymbolFlags::BOUND) && !flags.contains(SymbolFlags::NONLOCAL) {
        Some(Resolution::GlobalImplicit)
    } else {
        None
    }
}

/// The innermost scope around `scope` that holds the variable of this name, if it's not the module.
fn find_owner(builder: &Builder<'_>, scope: ScopeId, at: usize) -> Option<ScopeId> {
    let name = &builder.symbols[at].name;
    let mut inner = scope;
    loop {
        let outer = builder.scopes[inner.index()].parent?;
        let kind = builder.scopes[outer.index()].kind;
        match kind {
            ScopeKind::Module => return None,
            ScopeKind::Class => {
                if is_class_cell(name) {
                    // A comprehension in a class body is a part of it, which doesn't see its own cells (PEP
                    // 709).
                    return (!is_inlined(builder.scopes[inner.index()].kind)).then_some(outer);
                }
            }
            _ => {
                if let Some(at) = builder.find(outer, name) {
                    let flags = builder.symbols[at].flags;
                    if flags.contains(SymbolFlags::GLOBAL) {
                        return None;
                    }
                    if flags.intersects(SymbolFlags::BOUND) && !flags.contains(SymbolFlags::NONLOCAL) {
                        return Some(outer);
                    }
                }
            }
        }
        inner = outer;
    }
}

/// The cells that a class itself makes for the scopes inside.
fn is_class_cell(name: &Name) -> bool {
    matches!(name.as_str(), "__class__" | "__classdict__")
}

/// Whether CPython runs the scope as a part of the scope around it: comprehensions other than generator
/// expressions.
fn is_inlined(kind: ScopeKind) -> bool {
    kind.is_comprehension() && kind != ScopeKind::Generator
}

fn set(builder: &mut Builder<'_>, at: usize, resolution: Resolution, owner: ScopeId) {
    let symbol = &mut builder.symbols[at];
    symbol.resolution = resolution;
    symbol.owner = owner;
}

/// Makes a symbol free, its owner's variable a cell, and passes the variable through the scopes between.
fn make_free(builder: &mut Builder<'_>, at: usize, owner: ScopeId) {
    set(builder, at, Resolution::Free, owner);
    let name = builder.symbols[at].name.clone();
    let mut scope = builder.symbols[at].scope;
    loop {
        // The owner is an ancestor, so the walk ends there.
        let Some(outer) = builder.scopes[scope.index()].parent else { return };
        if outer == owner {
            break;
        }
        scope = outer;
        let sees_class = {
            let scope = &builder.scopes[scope.index()];
            scope.kind == ScopeKind::Class || scope.class_namespace.is_some()
        };
        match builder.find(scope, &name) {
            Some(existing) => {
                let symbol = &mut builder.symbols[existing];
                if sees_class && !symbol.flags.is_empty() {
                    symbol.flags |= SymbolFlags::FREE_IN_INNER;
                }
            }
            None => {
                let symbol = builder.symbol_entry(scope, &name, implicit());
                symbol.resolution = Resolution::Free;
                symbol.owner = owner;
            }
        }
    }
    match builder.find(owner, &name) {
        Some(owned) if builder.scopes[owner.index()].kind != ScopeKind::Class => {
            builder.symbols[owned].resolution = Resolution::Cell;
        }
        _ => {
            let flag = if name == "__class__" {
                ScopeFlags::NEEDS_CLASS_CELL
            } else {
                ScopeFlags::NEEDS_CLASS_NAMESPACE
            };
            builder.scopes[owner.index()].flags |= flag;
        }
    }
}

/// Sorts the symbols by scope, keeping the order of first mention, and tells each scope where its own are.
pub(super) fn group_by_scope(builder: &mut Builder<'_>) {
    let mut next = vec![0_u32; builder.scopes.len()];
    for symbol in &builder.symbols {
        next[symbol.scope.index()] += 1;
    }
    let mut start = 0;
    for (scope, count) in builder.scopes.iter_mut().zip(&mut next) {
        let end = start + *count;
        scope.symbols = start..end;
        *count = start;
        start = end;
    }
    let mut place = Vec::with_capacity(builder.symbols.len());
    for symbol in &builder.symbols {
        let at = &mut next[symbol.scope.index()];
        place.push(*at);
        *at += 1;
    }
    for at in &mut builder.by_name {
        *at = place[*at as usize];
    }
    // Cycles of the permutation, each swap puts one symbol where it belongs.
    for at in 0..place.len() {
        while place[at] as usize != at {
            let target = place[at] as usize;
            builder.symbols.swap(at, target);
            place.swap(at, target);
        }
    }
}
