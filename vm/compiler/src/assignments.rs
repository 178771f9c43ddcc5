//! Assignments of all forms, and `del`.

use ruff_python_ast::{self as ast, Expr};
use strict_bytecode::{Constant, Instruction, Opcode};
use strict_syntax::{Ranged, TextRange};

use crate::compiler::Compiler;
use crate::unit::{Register, nth};

impl<'a> Compiler<'a> {
    pub(crate) fn assignment(&mut self, statement: &'a ast::StmtAssign) {
        self.scratch(|this| match &*statement.targets {
            [target] if this.parallel_assignment(target, &statement.value) => {}
            [Expr::Name(target)] => {
                if let Some(register) = this.local_register(&target.id) {
                    this.assign_variable(&statement.value, register);
                } else {
                    let value = this.operand(&statement.value);
                    this.at(target.range);
                    this.store_name(&target.id, value);
                }
            }
            targets => {
                // The variable itself may be among the targets, and change before the last one is stored.
                let value = this.unit.temporary();
                let value = match targets {
                    [_] => this.operand_in(&statement.value, value),
                    _ => {
                        this.into(&statement.value, value);
                        value
                    }
                };
                for target in targets {
                    this.assign(target, value);
                }
            }
        });
    }

    /// `a, b = b, a` without a tuple.
    fn parallel_assignment(&mut self, target: &'a Expr, value: &'a Expr) -> bool {
        let (Some(targets), Expr::Tuple(values)) = (elements(target), value) else { return false };
        let values = &values.elts;
        if targets.len() != values.len()
            || !(2..=8).contains(&values.len())
            || targets.iter().chain(values).any(Expr::is_starred_expr)
        {
            return false;
        }
        let first = self.row(values);
        for (at, target) in targets.iter().enumerate() {
            self.assign(target, nth(first, at));
        }
        true
    }

    /// The register of a target that is a local variable.
    pub(crate) fn target_register(&mut self, target: &'a Expr) -> Option<Register> {
        match target {
            Expr::Name(name) => self.local_register(&name.id),
            _ => None,
        }
    }

    /// Assigns the value in a register.
    pub(crate) fn assign(&mut self, target: &'a Expr, value: Register) {
        match target {
            Expr::Name(name) => {
                self.at(name.range);
                self.store_name(&name.id, value);
            }
            Expr::Attribute(attribute) => self.scratch(|this| {
                let object = this.operand(&attribute.value);
                this.at_attribute(attribute, attribute.range);
                this.store_attribute(attribute, object, value);
            }),
            Expr::Subscript(subscript) => self.scratch(|this| {
                let object = this.operand(&subscript.value);
                let key = this.operand(&subscript.slice);
                this.at(subscript.range);
                this.op(Opcode::StoreSubscript, object, key, value);
            }),
            Expr::Starred(starred) => self.assign(&starred.value, value),
            _ => {
                if let Some(targets) = elements(target) {
                    self.unpack(targets, value, target.range());
                }
            }
        }
    }

    fn store_attribute(&mut self, attribute: &'a ast::ExprAttribute, object: Register, value: Register) {
        let name = self.mangled(&attribute.attr.id).into_owned();
        self.op_attribute(Opcode::StoreAttr, object, value, &name);
    }

    /// The first register of targets that are local variables in a row.
    fn variables_in_a_row(&mut self, targets: &'a [Expr]) -> Option<Register> {
        let first = self.target_register(targets.first()?)?;
        let is_next = |this: &mut Self, at, target| this.target_register(target) == Some(nth(first, at));
        targets.iter().enumerate().all(|(at, target)| is_next(self, at, target)).then_some(first)
    }

    fn unpack(&mut self, targets: &'a [Expr], value: Register, range: TextRange) {
        if let Some(first) = self.variables_in_a_row(targets) {
            self.at(range);
            return self.op(Opcode::UnpackSequence, value, first, targets.len() as u16);
        }
        self.scratch(|this| {
            let first = this.unit.temporaries(targets.len());
            this.at(range);
            match targets.iter().position(Expr::is_starred_expr) {
                None => this.op(Opcode::UnpackSequence, value, first, targets.len() as u16),
                // The symbol table refuses more than 255 before the star.
                Some(before) => {
                    let after = targets.len() - before - 1;
                    let opcode = Opcode::UnpackExtended;
                    this.emit(Instruction::new(opcode, before as u8, value, first, after as u16));
                }
            }
            for (at, target) in targets.iter().enumerate() {
                this.assign(target, nth(first, at));
            }
        });
    }

    pub(crate) fn augmented_assignment(&mut self, statement: &'a ast::StmtAugAssign) {
        self.scratch(|this| match &*statement.target {
            Expr::Name(name) => {
                let old = this.operand(&statement.target);
                if let Some(register) = this.local_register(&name.id) {
                    this.in_place(statement.op, old, &statement.value, register, statement.range);
                } else {
                    this.in_place(statement.op, old, &statement.value, old, statement.range);
                    this.at(name.range);
                    this.store_name(&name.id, old);
                }
            }
            Expr::Attribute(attribute) => {
                let object = this.operand(&attribute.value);
                let value = this.unit.temporary();
                let name = this.mangled(&attribute.attr.id).into_owned();
                this.at_attribute(attribute, attribute.range);
                this.op_attribute(Opcode::LoadAttr, value, object, &name);
                this.in_place(statement.op, value, &statement.value, value, statement.range);
                this.at_attribute(attribute, attribute.range);
                this.store_attribute(attribute, object, value);
            }
            Expr::Subscript(subscript) => {
                let object = this.operand(&subscript.value);
                let key = this.operand(&subscript.slice);
                let value = this.unit.temporary();
                this.at(subscript.range);
                this.op(Opcode::LoadSubscript, value, object, key);
                this.in_place(statement.op, value, &statement.value, value, statement.range);
                this.at(subscript.range);
                this.op(Opcode::StoreSubscript, object, key, value);
            }
            _ => {}
        });
    }

    pub(crate) fn annotated_assignment(&mut self, statement: &'a ast::StmtAnnAssign) {
        if let Some(value) = &statement.value {
            self.scratch(|this| match &*statement.target {
                Expr::Name(name) if this.local_register(&name.id).is_some() => {
                    if let Some(register) = this.local_register(&name.id) {
                        this.assign_variable(value, register);
                    }
                }
                target => {
                    let value = this.operand(value);
                    this.assign(target, value);
                }
            });
        }
        self.annotation_of(statement);
        if statement.value.is_none() {
            self.check_annotated_target(&statement.target);
        }
    }

    /// The object and key of a target that is annotated only are evaluated nevertheless.
    fn check_annotated_target(&mut self, target: &'a Expr) {
        match target {
            Expr::Attribute(attribute) => self.effect(&attribute.value),
            Expr::Subscript(subscript) => {
                self.effect(&subscript.value);
                self.effect(&subscript.slice);
            }
            _ => {}
        }
    }

    pub(crate) fn delete(&mut self, target: &'a Expr) {
        match target {
            Expr::Name(name) => {
                self.at(name.range);
                self.delete_name(&name.id);
            }
            Expr::Attribute(attribute) => self.scratch(|this| {
                let object = this.operand(&attribute.value);
                this.at_attribute(attribute, attribute.range);
                let name = this.mangled(&attribute.attr.id).into_owned();
                this.op_attribute(Opcode::DeleteAttr, object, 0, &name);
            }),
            Expr::Subscript(subscript) => self.scratch(|this| {
                let object = this.operand(&subscript.value);
                let key = this.operand(&subscript.slice);
                this.at(subscript.range);
                this.op(Opcode::DeleteSubscript, object, key, 0);
            }),
            _ => {
                for target in elements(target).unwrap_or_default() {
                    self.delete(target);
                }
            }
        }
    }

    /// `name = None; del name`, where an `except` clause ends.
    pub(crate) fn forget_name(&mut self, name: &'a ast::Identifier) {
        if let Some(register) = self.local_register(&name.id) {
            self.op(Opcode::Unbind, register, 0, 0);
            return;
        }
        self.scratch(|this| {
            let none = this.constant_operand(Constant::None);
            this.store_name(&name.id, none);
        });
        self.delete_name(&name.id);
    }
}

/// The elements of a target that is a tuple or list.
fn elements(target: &Expr) -> Option<&[Expr]> {
    match target {
        Expr::Tuple(tuple) => Some(&tuple.elts),
        Expr::List(list) => Some(&list.elts),
        _ => None,
    }
}
