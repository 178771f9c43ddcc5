//! Loading, storing and deleting names, wherever their values live.

use strict_bytecode::{Opcode, VariableKind};
use strict_syntax::{Name, Resolution, ScopeKind, Symbol};

use crate::compiler::Compiler;
use crate::layout::{CLASS_NAMESPACE, VariableId, is_inlined};
use crate::unit::Register;

/// Where the value of a name lives.
enum Place {
    /// In a register.
    Register(Register),
    /// In the cell that a register holds.
    Cell(Register),
    /// In the namespace of the frame, or globals or builtins.
    Namespace,
    /// In the globals or builtins.
    Global,
    /// In the namespace of the class body being compiled, else in a cell.
    NamespaceOrCell(Register),
    /// In the namespace of the class around, else in a cell.
    ClassOrCell(Register),
    /// In the namespace of the class around, or globals or builtins.
    ClassOrGlobal,
}

impl<'a> Compiler<'a> {
    /// The register of a local variable whose value is there and stays there while the rest of an expression
    /// is evaluated.
    pub(crate) fn stable_register(&mut self, name: &Name) -> Option<Register> {
        if self.is_rebound(name) {
            return None;
        }
        let register = self.local_register(name)?;
        self.check_bound(register);
        Some(register)
    }

    /// The register of a variable that lives in one.
    pub(crate) fn local_register(&self, name: &str) -> Option<Register> {
        match self.place_of(name).1 {
            Place::Register(register) => Some(register),
            _ => None,
        }
    }

    fn check_bound(&mut self, register: Register) {
        self.op(Opcode::CheckBound, register, 0, 0);
    }

    /// The mangled name and its place.
    fn place_of(&self, name: &str) -> (Name, Place) {
        let unit = &self.unit;
        let Some(symbol) = self.symbols.symbol(unit.current, name) else {
            return (Name::new(name), self.place_of_implicit(name));
        };
        (symbol.name().clone(), self.place_of_symbol(symbol))
    }

    /// Whether a name is one of the namespace of the frame.
    pub(crate) fn is_in_namespace(&self, name: &str) -> bool {
        matches!(self.place_of(name).1, Place::Namespace)
    }

    fn place_of_symbol(&self, symbol: &Symbol) -> Place {
        let unit = &self.unit;
        let scope = self.symbols.scope(unit.current);
        let is_namespace = !scope.kind().is_function_like();
        match symbol.resolution() {
            Resolution::Local | Resolution::Cell if is_namespace => Place::Namespace,
            Resolution::Local | Resolution::Cell => {
                self.place_of_variable(&(unit.current, symbol.name().clone()))
            }
            Resolution::Free => {
                let place = self.place_of_variable(&(symbol.owner(), symbol.name().clone()));
                match place {
                    Place::Cell(register) if scope.kind() == ScopeKind::Class => {
                        Place::NamespaceOrCell(register)
                    }
                    Place::Cell(register) if scope.class_namespace().is_some() => {
                        Place::ClassOrCell(register)
                    }
                    place => place,
                }
            }
            Resolution::GlobalExplicit => Place::Global,
            Resolution::GlobalImplicit if is_namespace => Place::Namespace,
            Resolution::GlobalImplicit if scope.class_namespace().is_some() => Place::ClassOrGlobal,
            Resolution::GlobalImplicit => Place::Global,
        }
    }

    /// Names that the symbol table doesn't know.
    fn place_of_implicit(&self, name: &str) -> Place {
        let place = self.place_of_variable(&(self.unit.current, Name::new(name)));
        let is_namespace = !self.symbols.scope(self.unit.current).kind().is_function_like();
        match place {
            Place::Global if is_namespace => Place::Namespace,
            place => place,
        }
    }

    fn place_of_variable(&self, variable: &VariableId) -> Place {
        match self.unit.layout.registers.get(variable) {
            Some(&register) => match self.unit.variable_kind(register) {
                Some(kind) if kind.is_cell() => Place::Cell(register),
                _ => Place::Register(register),
            },
            None => Place::Global,
        }
    }

    /// Loads a name as it's written in the source.
    pub(crate) fn load_name(&mut self, name: &str, target: Register) {
        let (name, place) = self.place_of(name);
        match place {
            Place::Register(register) => {
                self.check_bound(register);
                self.move_into(register, target);
            }
            Place::Cell(register) => self.op(Opcode::LoadCell, target, register, 0),
            Place::Namespace => self.op_name(Opcode::LoadName, target, &name),
            Place::Global => self.op_name(Opcode::LoadGlobal, target, &name),
            Place::NamespaceOrCell(cell) => self.scratch(|this| {
                let namespace = this.unit.temporary();
                this.op(Opcode::LoadLocals, namespace, 0, 0);
                this.op(Opcode::LoadFromDictOrCell, target, namespace, cell);
            }),
            Place::ClassOrCell(cell) => self.scratch(|this| {
                let namespace = this.class_namespace();
                this.op(Opcode::LoadFromDictOrCell, target, namespace, cell);
            }),
            Place::ClassOrGlobal => self.scratch(|this| {
                let namespace = this.class_namespace();
                this.op_attribute(Opcode::LoadFromDictOrGlobals, target, namespace, &name);
            }),
        }
    }

    /// The namespace of the class around, in a new temporary.
    fn class_namespace(&mut self) -> Register {
        let namespace = self.unit.temporary();
        if let Some(class) = self.symbols.scope(self.unit.current).class_namespace() {
            self.load_captured((class, Name::new_static(CLASS_NAMESPACE)), namespace);
        }
        namespace
    }

    /// Loads an implicit variable of this scope or one around.
    pub(crate) fn load_captured(&mut self, variable: VariableId, target: Register) {
        match self.place_of_variable(&variable) {
            Place::Cell(cell) => self.op(Opcode::LoadCell, target, cell, 0),
            Place::Register(register) => self.move_into(register, target),
            _ => self.op_name(Opcode::LoadGlobal, target, &variable.1),
        }
    }

    /// The cell of an implicit variable of this scope, if it has one.
    pub(crate) fn implicit_cell(&self, name: &'static str) -> Option<Register> {
        self.unit.layout.registers.get(&(self.unit.scope, Name::new_static(name))).copied()
    }

    /// Stores a value under a name as it's written in the source.
    pub(crate) fn store_name(&mut self, name: &str, value: Register) {
        let (name, place) = self.place_of(name);
        match place {
            Place::Register(register) => self.move_into(value, register),
            Place::Cell(cell) | Place::NamespaceOrCell(cell) | Place::ClassOrCell(cell) => {
                self.op(Opcode::StoreCell, cell, value, 0);
            }
            Place::Namespace => self.op_name(Opcode::StoreName, value, &name),
            Place::Global | Place::ClassOrGlobal => self.op_name(Opcode::StoreGlobal, value, &name),
        }
    }

    /// Deletes a name as it's written in the source.
    pub(crate) fn delete_name(&mut self, name: &str) {
        let (name, place) = self.place_of(name);
        match place {
            Place::Register(register) => {
                self.check_bound(register);
                self.op(Opcode::Unbind, register, 0, 0);
            }
            Place::Cell(cell) | Place::NamespaceOrCell(cell) | Place::ClassOrCell(cell) => {
                self.op(Opcode::DeleteCell, cell, 0, 0);
            }
            Place::Namespace => self.op_name(Opcode::DeleteName, 0, &name),
            Place::Global | Place::ClassOrGlobal => self.op_name(Opcode::DeleteGlobal, 0, &name),
        }
    }

    /// Loads the cell itself of a variable, for a closure.
    pub(crate) fn load_closure_cell(&mut self, variable: &VariableId, target: Register) {
        if let Some(&register) = self.unit.layout.registers.get(variable) {
            self.move_into(register, target);
        }
    }

    /// Prepares the variables of an inlined comprehension: unbound, cells fresh.
    pub(crate) fn begin_variables(&mut self, scope: strict_syntax::ScopeId) {
        debug_assert!(is_inlined(self.symbols.scope(scope).kind()));
        for symbol in self.symbols.symbols(scope) {
            let variable = (scope, symbol.name().clone());
            let Some(&register) = self.unit.layout.registers.get(&variable) else { continue };
            self.op(Opcode::Unbind, register, 0, 0);
            if self.unit.variable_kind(register) == Some(VariableKind::ComprehensionCell) {
                self.op(Opcode::MakeCell, register, 0, 0);
            }
        }
    }

    /// Forgets the variables of a comprehension in place, which nothing sees after it.
    pub(crate) fn end_variables(&mut self, scope: strict_syntax::ScopeId) {
        for symbol in self.symbols.symbols(scope) {
            let variable = (scope, symbol.name().clone());
            if let Some(&register) = self.unit.layout.registers.get(&variable) {
                self.op(Opcode::Unbind, register, 0, 0);
            }
        }
    }

    /// Whether a scope declares the name `global`.
    pub(crate) fn is_declared_global(&self, scope: strict_syntax::ScopeId, name: &str) -> bool {
        self.symbols.symbol(scope, name).is_some_and(|it| it.resolution() == Resolution::GlobalExplicit)
    }

    /// The name as it's in the current scope: mangled if it's private.
    pub(crate) fn mangled<'n>(&self, name: &'n str) -> std::borrow::Cow<'n, str> {
        self.symbols.mangled(self.unit.current, name)
    }
}
