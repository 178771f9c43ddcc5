//! Which variables the code object of a scope has, and in which registers.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use strict_bytecode::{Variable, VariableKind};
use strict_syntax::{
    Name, Resolution, Scope, ScopeFlags, ScopeId, ScopeKey, ScopeKind, SymbolFlags, SymbolTable,
};

/// A variable: the scope that holds it, and its (mangled) name.
pub(crate) type VariableId = (ScopeId, Name);

/// Variables that pass from scope to scope, for the whole module.
pub(crate) struct Captures {
    /// The free variables of each scope, by scope: what it takes from the scopes around.
    free: Vec<Vec<VariableId>>,
    /// The variables that some code object takes from another, hence cells.
    cells: FxHashSet<VariableId>,
}

/// The registers of a code object's variables.
#[derive(Default)]
pub(crate) struct Layout {
    /// The variables by register.
    pub(crate) variables: Vec<Variable>,
    /// The register of each variable.
    pub(crate) registers: FxHashMap<VariableId, u16>,
}

/// Implicit variables.
pub(crate) const TYPE_PARAMETERS: &str = ".type_params";
pub(crate) const CONDITIONAL_ANNOTATIONS: &str = "__conditional_annotations__";
pub(crate) const CLASS: &str = "__class__";
pub(crate) const CLASS_NAMESPACE: &str = "__classdict__";

/// Whether the scope is compiled as a part of the one around it.
pub(crate) fn is_inlined(kind: ScopeKind) -> bool {
    kind.is_comprehension() && kind != ScopeKind::Generator
}

impl Captures {
    pub(crate) fn new(symbols: &SymbolTable) -> Self {
        let mut free: Vec<FxHashSet<VariableId>> = vec![FxHashSet::default(); symbols.scopes().len()];
        let mut cells = FxHashSet::default();
        let ids: Vec<_> = symbols.scope_ids().collect();
        // Inner scopes come after outer ones.
        for &id in ids.iter().rev() {
            let scope = symbols.scope(id);
            let mut own = std::mem::take(&mut free[id.index()]);
            own.extend(explicit_captures(symbols, id));
            own.retain(|(owner, _)| *owner != id);
            if !is_inlined(scope.kind()) {
                cells.extend(own.iter().cloned());
            }
            if let Some(parent) = scope.parent() {
                free[parent.index()].extend(own.iter().cloned());
            }
            free[id.index()] = own;
        }
        let sorted = free.into_iter().map(|set| {
            let mut list: Vec<_> = set.into_iter().collect();
            list.sort_by(|left, right| left.1.cmp(&right.1));
            list
        });
        Captures { free: sorted.collect(), cells }
    }

    /// Whether the variable has to be in a cell.
    pub(crate) fn is_cell(&self, variable: &VariableId) -> bool {
        self.cells.contains(variable)
    }

    /// The variables that the code of the scope takes from around, by name.
    pub(crate) fn free(&self, scope: ScopeId) -> &[VariableId] {
        &self.free[scope.index()]
    }

    /// Lays out the variables of a scope that has code of its own.
    pub(crate) fn layout(&self, symbols: &SymbolTable, id: ScopeId, implicit: &[&'static str]) -> Layout {
        let mut layout = Layout::default();
        for name in implicit {
            layout.add((id, Name::new_static(name)), VariableKind::Parameter);
        }
        let scope = symbols.scope(id);
        let own = self.own_variables(symbols, id);
        let kinds = [VariableKind::Parameter, VariableKind::Local, VariableKind::Cell];
        for wanted in kinds {
            for (variable, kind) in &own {
                let kind = if *kind == VariableKind::CellParameter && wanted == VariableKind::Parameter {
                    layout.add(variable.clone(), VariableKind::CellParameter);
                    continue;
                } else {
                    *kind
                };
                if kind == wanted {
                    layout.add(variable.clone(), kind);
                }
            }
        }
        for name in self.implicit_cells(scope, id) {
            layout.add((id, Name::new_static(name)), VariableKind::Cell);
        }
        for variable in self.free(id) {
            layout.add(variable.clone(), VariableKind::Free);
        }
        self.add_inlined(symbols, id, &mut layout);
        layout
    }

    fn own_variables(&self, symbols: &SymbolTable, id: ScopeId) -> Vec<(VariableId, VariableKind)> {
        if !symbols.scope(id).kind().is_function_like() {
            return Vec::new();
        }
        let own = symbols.symbols(id).iter().filter(|symbol| {
            matches!(symbol.resolution(), Resolution::Local | Resolution::Cell) && symbol.is_bound()
        });
        own.map(|symbol| {
            let variable = (id, symbol.name().clone());
            let is_parameter = symbol.flags().contains(SymbolFlags::PARAMETER);
            let kind = match (is_parameter, self.is_cell(&variable)) {
                (true, true) => VariableKind::CellParameter,
                (true, false) => VariableKind::Parameter,
                (false, true) => VariableKind::Cell,
                (false, false) => VariableKind::Local,
            };
            (variable, kind)
        })
        .collect()
    }

    /// The cells that a class body or a scope of type parameters makes for the scopes inside.
    fn implicit_cells(&self, scope: &Scope, id: ScopeId) -> impl Iterator<Item = &'static str> {
        let names: &[&'static str] = match scope.kind() {
            ScopeKind::Class => &[CLASS, CLASS_NAMESPACE, CONDITIONAL_ANNOTATIONS],
            ScopeKind::TypeParameters => &[TYPE_PARAMETERS],
            _ => &[],
        };
        let needs_namespace = scope.flags().contains(ScopeFlags::NEEDS_CLASS_NAMESPACE);
        names.iter().copied().filter(move |&name| {
            name == CLASS_NAMESPACE && needs_namespace || self.is_cell(&(id, Name::new_static(name)))
        })
    }

    fn add_inlined(&self, symbols: &SymbolTable, id: ScopeId, layout: &mut Layout) {
        for &child in symbols.scope(id).children() {
            if !is_inlined(symbols.scope(child).kind()) {
                continue;
            }
            for (variable, kind) in self.own_variables(symbols, child) {
                let is_cell = kind == VariableKind::Cell;
                let kind =
                    if is_cell { VariableKind::ComprehensionCell } else { VariableKind::Comprehension };
                layout.add(variable, kind);
            }
            self.add_inlined(symbols, child, layout);
        }
    }
}

impl Layout {
    fn add(&mut self, variable: VariableId, kind: VariableKind) {
        // More than 65 535 variables are found out when the code is finished.
        let register = u16::try_from(self.variables.len()).unwrap_or(u16::MAX);
        self.variables.push(Variable { name: Arc::from(variable.1.as_str()), kind });
        self.registers.insert(variable, register);
    }
}

/// What a scope itself takes from around.
fn explicit_captures(symbols: &SymbolTable, id: ScopeId) -> Vec<VariableId> {
    let scope = symbols.scope(id);
    let own = symbols.symbols(id).iter().filter(|symbol| symbol.resolution() == Resolution::Free);
    let mut captures: Vec<VariableId> = own.map(|symbol| (symbol.owner(), symbol.name().clone())).collect();
    let Some(parent) = scope.parent() else { return captures };
    let outer = symbols.scope(parent);
    if scope.kind() == ScopeKind::Class && outer.kind() == ScopeKind::TypeParameters {
        captures.push((parent, Name::new_static(TYPE_PARAMETERS)));
    }
    let is_class_annotations = scope.kind() == ScopeKind::Annotations
        && outer.kind() == ScopeKind::Class
        && symbols.scope_of(ScopeKey::ClassAnnotations(outer.range())) == Some(id);
    if is_class_annotations && outer.flags().contains(ScopeFlags::CONDITIONAL_ANNOTATIONS) {
        captures.push((parent, Name::new_static(CONDITIONAL_ANNOTATIONS)));
    }
    captures
}
