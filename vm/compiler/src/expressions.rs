//! Expressions: into a register, as an operand, or for their effect only.

use ruff_python_ast::{self as ast, BoolOp, Expr};
use strict_bytecode::{Constant, Instruction, Opcode, flags};
use strict_syntax::{Ranged, TextRange};

use crate::compiler::Compiler;
use crate::unit::Register;

impl<'a> Compiler<'a> {
    /// A register that holds the value: that of a local variable, or a new temporary.
    pub(crate) fn operand(&mut self, expression: &'a Expr) -> Register {
        if let Some(register) = self.variable_operand(expression) {
            return register;
        }
        let register = self.unit.temporary();
        self.into(expression, register);
        register
    }

    /// The same, but instead of a new temporary it may be `scratch`, if that is a temporary.
    pub(crate) fn operand_in(&mut self, expression: &'a Expr, scratch: Register) -> Register {
        if let Some(register) = self.variable_operand(expression) {
            return register;
        }
        let register = if self.unit.is_temporary(scratch) { scratch } else { self.unit.temporary() };
        self.into(expression, register);
        register
    }

    fn variable_operand(&mut self, expression: &'a Expr) -> Option<Register> {
        let Expr::Name(name) = expression else { return None };
        self.at(name.range);
        self.stable_register(&name.id)
    }

    /// Evaluates for the effect only.
    pub(crate) fn effect(&mut self, expression: &'a Expr) {
        if self.constant(expression).is_some() {
            return;
        }
        self.scratch(|this| {
            this.operand(expression);
        });
    }

    /// Evaluates into a register that may be a local variable: nothing is written before the value is there.
    pub(crate) fn assign_variable(&mut self, expression: &'a Expr, register: Register) {
        if self.unit.is_temporary(register) || self.writes_at_end(expression) {
            return self.into(expression, register);
        }
        self.scratch(|this| {
            let value = this.operand(expression);
            this.at(expression.range());
            this.move_into(value, register);
        });
    }

    /// Whether the last instruction is the only one that writes the target.
    fn writes_at_end(&self, expression: &Expr) -> bool {
        match expression {
            Expr::BinOp(_)
            | Expr::UnaryOp(_)
            | Expr::Call(_)
            | Expr::Attribute(_)
            | Expr::Subscript(_)
            | Expr::Name(_)
            | Expr::NumberLiteral(_)
            | Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_)
            | Expr::FString(_)
            | Expr::Yield(_) => true,
            Expr::Compare(compare) => compare.ops.len() == 1,
            Expr::If(conditional) => {
                self.writes_at_end(&conditional.body) && self.writes_at_end(&conditional.orelse)
            }
            _ => false,
        }
    }

    /// Evaluates into a register. A temporary may be written several times on the way.
    pub(crate) fn into(&mut self, expression: &'a Expr, target: Register) {
        match expression {
            Expr::BinOp(operation) => self.binary_operation(operation, target),
            Expr::UnaryOp(operation) => self.unary_operation(operation, target),
            Expr::BoolOp(operation) => self.boolean_operation(operation, target),
            Expr::Compare(compare) => self.comparison(compare, target),
            Expr::If(conditional) => self.conditional_expression(conditional, target),
            Expr::Name(name) if name.id != "__debug__" => {
                self.at(name.range);
                self.load_name(&name.id, target);
            }
            Expr::Attribute(attribute) => self.attribute(attribute, target),
            Expr::Subscript(subscript) => self.subscript(subscript, target),
            Expr::Call(call) => self.call(call, target, false),
            Expr::Named(named) => self.assignment_expression(named, target),
            Expr::Tuple(tuple) => self.tuple(expression, &tuple.elts, target),
            Expr::List(list) => self.list(&list.elts, list.range, target),
            Expr::Set(set) => self.set(&set.elts, set.range, target),
            Expr::Dict(dict) => self.dict(dict, target),
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) => {
                self.inlined_comprehension(expression, target);
            }
            Expr::Generator(generator) => self.generator_expression(generator, target),
            Expr::Lambda(lambda) => self.lambda(lambda, target),
            Expr::Await(value) => self.await_expression(value, target),
            Expr::Yield(value) => self.yield_expression(value, target),
            Expr::YieldFrom(value) => self.yield_from(value, target),
            Expr::FString(string) => self.f_string(string, target),
            Expr::TString(string) => self.t_string(string, target),
            Expr::Slice(slice) => self.slice(slice, target),
            // Where a starred expression is allowed, what holds it takes it apart.
            Expr::Starred(starred) => self.into(&starred.value, target),
            _ => {
                self.at(expression.range());
                let constant = self.constant(expression).unwrap_or(Constant::None);
                self.constant_into(constant, target);
            }
        }
    }

    fn boolean_operation(&mut self, operation: &'a ast::ExprBoolOp, target: Register) {
        let end = self.new_label();
        let opcode = match operation.op {
            BoolOp::And => Opcode::JumpIfFalse,
            BoolOp::Or => Opcode::JumpIfTrue,
        };
        for (at, value) in operation.values.iter().enumerate() {
            self.into(value, target);
            if at + 1 < operation.values.len() {
                self.at(operation.range);
                self.jump(opcode, target, end);
            }
        }
        self.place_label(end);
    }

    fn conditional_expression(&mut self, conditional: &'a ast::ExprIf, target: Register) {
        let otherwise = self.new_label();
        let end = self.new_label();
        self.jump_if(&conditional.test, false, otherwise);
        self.into(&conditional.body, target);
        self.jump(Opcode::Jump, 0, end);
        self.place_label(otherwise);
        self.into(&conditional.orelse, target);
        self.place_label(end);
    }

    fn assignment_expression(&mut self, named: &'a ast::ExprNamed, target: Register) {
        self.into(&named.value, target);
        if let Expr::Name(name) = &*named.target {
            self.at(name.range);
            self.store_name(&name.id, target);
        }
    }

    fn attribute(&mut self, attribute: &'a ast::ExprAttribute, target: Register) {
        if self.super_attribute(attribute, target, false) {
            return;
        }
        self.scratch(|this| {
            let object = this.operand_in(&attribute.value, target);
            this.at_attribute(attribute, attribute.range);
            let name = this.mangled(&attribute.attr.id).into_owned();
            this.op_attribute(Opcode::LoadAttr, target, object, &name);
        });
    }

    /// The place of an access: if the attribute's name is on another line than the object, from the name on.
    pub(crate) fn at_attribute(&mut self, attribute: &ast::ExprAttribute, range: TextRange) {
        let name = attribute.attr.range;
        let is_elsewhere = self.line(name.start()) != self.line(range.start());
        let start = if is_elsewhere { name.start() } else { range.start() };
        self.at(TextRange::new(start, range.end().max(start)));
    }

    fn subscript(&mut self, subscript: &'a ast::ExprSubscript, target: Register) {
        if let Some(constant) = self.constant_item(subscript) {
            self.at(subscript.range);
            self.constant_into(constant, target);
            return;
        }
        self.scratch(|this| {
            let object = this.operand_in(&subscript.value, target);
            if let Some(number) = this.constant(&subscript.slice).as_ref().and_then(Constant::as_i16) {
                this.at(subscript.range);
                this.op(Opcode::LoadSubscriptInt, target, object, number as u16);
                return;
            }
            let key = this.operand(&subscript.slice);
            this.at(subscript.range);
            this.op(Opcode::LoadSubscript, target, object, key);
        });
    }

    fn slice(&mut self, slice: &'a ast::ExprSlice, target: Register) {
        self.scratch(|this| {
            let parts = [&slice.lower, &slice.upper, &slice.step];
            let count = if slice.step.is_some() { 3 } else { 2 };
            let first = this.unit.temporaries(count);
            for (at, part) in parts.iter().take(count).enumerate() {
                let register = crate::unit::nth(first, at);
                match part {
                    Some(part) => this.into(part, register),
                    None => this.none_into(register),
                }
            }
            this.at(slice.range);
            this.op(Opcode::BuildSlice, target, first, count as u16);
        });
    }

    // Suspension.

    fn await_expression(&mut self, value: &'a ast::ExprAwait, target: Register) {
        self.scratch(|this| {
            let iterator = this.unit.temporary();
            match &*value.value {
                Expr::Call(call) => this.call(call, iterator, true),
                other => this.into(other, iterator),
            }
            this.at(value.range);
            this.op(Opcode::GetAwaitable, iterator, iterator, 0);
            this.wait_for(iterator, target);
        });
    }

    /// Waits until the iterator of an awaitable is finished.
    pub(crate) fn wait_for(&mut self, iterator: Register, target: Register) {
        self.scratch(|this| {
            let value = if this.unit.is_temporary(target) && target != iterator {
                target
            } else {
                this.unit.temporary()
            };
            this.none_into(value);
            this.op(Opcode::YieldFrom, value, iterator, 0);
            this.move_into(value, target);
        });
    }

    fn yield_expression(&mut self, value: &'a ast::ExprYield, target: Register) {
        self.scratch(|this| {
            let operand = match &value.value {
                Some(value) => this.operand(value),
                None => this.constant_operand(Constant::None),
            };
            this.at(value.range);
            this.yield_value(target, operand);
        });
    }

    pub(crate) fn yield_value(&mut self, target: Register, value: Register) {
        let is_async = self.unit.flags.contains(strict_bytecode::CodeFlags::ASYNC_GENERATOR);
        let flags = if is_async { flags::YIELD_ASYNC } else { 0 };
        self.emit(Instruction::new(Opcode::Yield, flags, target, value, 0));
    }

    fn yield_from(&mut self, value: &'a ast::ExprYieldFrom, target: Register) {
        self.scratch(|this| {
            let iterator = this.unit.temporary();
            let operand = this.operand_in(&value.value, iterator);
            this.at(value.range);
            this.op(Opcode::GetYieldFromIter, iterator, operand, 0);
            this.wait_for(iterator, target);
        });
    }
}
