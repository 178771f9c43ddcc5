//! How each name is found: slots, cells, closures, namespaces and globals.

use strict_syntax::{Resolution, ScopeId};

use super::Lowerer;
use crate::ir::{Capture, CodeKind, NameRef, Symbol, sym};

impl Lowerer<'_> {
    /// The name as stored: private names of classes are mangled.
    pub(super) fn mangled(&self, name: &str) -> Symbol {
        if !name.starts_with("__") || name.ends_with("__") {
            return Symbol::new(name);
        }
        Symbol::new(&self.symbols.mangled(self.current_scope(), name))
    }

    fn current_scope(&self) -> ScopeId {
        let builder = self.current_ref();
        builder.comprehensions.last().map_or(builder.scope, |(scope, _)| *scope)
    }

    pub(super) fn name(&mut self, name: &str) -> NameRef {
        let symbol = self.mangled(name);
        let builder = self.builders.last_mut().expect("a builder for the module");
        for (scope, slots) in builder.comprehensions.iter().rev() {
            let Some(found) = self.symbols.symbol(*scope, name) else { continue };
            match found.resolution() {
                Resolution::Local => {
                    if let Some(&slot) = slots.get(&symbol) {
                        return NameRef::Local(slot);
                    }
                }
                Resolution::Cell => {
                    if let Some(&slot) = slots.get(&symbol) {
                        return NameRef::Cell(slot);
                    }
                }
                Resolution::Free => {}
                Resolution::GlobalExplicit | Resolution::GlobalImplicit => {
                    let in_module_body = matches!(builder.kind, CodeKind::Module);
                    return if in_module_body { NameRef::Namespace(symbol) } else { NameRef::Global(symbol) };
                }
            }
        }
        let in_comprehension = !builder.comprehensions.is_empty();
        let resolution = self.symbols.symbol(builder.scope, name).map(strict_syntax::Symbol::resolution);
        let class_namespace = builder.kind == CodeKind::Class && !in_comprehension
            || self.symbols.scope(builder.scope).class_namespace().is_some();
        match (builder.kind, resolution) {
            (CodeKind::Module, Some(Resolution::GlobalExplicit)) => NameRef::Global(symbol),
            (CodeKind::Module, _) => NameRef::Namespace(symbol),
            (CodeKind::Class, Some(Resolution::Local | Resolution::Cell) | None) if !in_comprehension => {
                NameRef::Namespace(symbol)
            }
            (CodeKind::Class, Some(Resolution::Cell)) => NameRef::Cell(builder.cell(symbol)),
            (CodeKind::Class, Some(Resolution::Local) | None) => NameRef::Global(symbol),
            (_, Some(Resolution::Local)) => NameRef::Local(builder.slot(symbol)),
            (_, Some(Resolution::Cell)) => NameRef::Cell(builder.cell(symbol)),
            (_, Some(Resolution::Free)) if class_namespace => {
                let index = builder.free(symbol);
                NameRef::NamespaceOrFree(symbol, index)
            }
            (_, Some(Resolution::Free)) => NameRef::Free(builder.free(symbol)),
            (_, Some(Resolution::GlobalExplicit)) => NameRef::Global(symbol),
            (_, Some(Resolution::GlobalImplicit) | None) if class_namespace => NameRef::Namespace(symbol),
            (_, Some(Resolution::GlobalImplicit) | None) => NameRef::Global(symbol),
        }
    }

    /// The name as the target of a store.
    pub(super) fn stored_name(&mut self, name: &str) -> NameRef {
        let target = self.name(name);
        match target {
            NameRef::Global(symbol) if self.in_function() => self.rebound_globals.push(symbol),
            NameRef::Free(_) => {
                let symbol = self.mangled(name);
                self.rebound_cells.push(symbol);
            }
            // A store in a class body always goes to its namespace unless declared otherwise.
            NameRef::NamespaceOrFree(symbol, index) => {
                let nonlocal = self
                    .symbols
                    .symbol(self.current_ref().scope, name)
                    .is_some_and(|found| found.flags().contains(strict_syntax::SymbolFlags::NONLOCAL));
                return if nonlocal { NameRef::Free(index) } else { NameRef::Namespace(symbol) };
            }
            _ => {}
        }
        target
    }

    /// Where the innermost builder finds the cell that inner code calls `name`.
    pub(super) fn capture(&mut self, name: Symbol) -> Capture {
        let builder = self.builders.last_mut().expect("a builder for the module");
        for (_, slots) in builder.comprehensions.iter().rev() {
            if let Some(&slot) = slots.get(&name)
                && builder.cells.contains(&slot)
            {
                return Capture::Slot(slot);
            }
        }
        let own = match builder.kind {
            CodeKind::Class => name == sym::class || name == sym::classdict,
            CodeKind::Module => true,
            _ => matches!(
                self.symbols.symbol(builder.scope, name.as_str()).map(strict_syntax::Symbol::resolution),
                Some(Resolution::Cell | Resolution::Local)
            ),
        };
        if own { Capture::Slot(builder.cell(name)) } else { Capture::Free(builder.free(name)) }
    }
}
