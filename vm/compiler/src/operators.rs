//! Arithmetic: binary and unary operators, chains of them, and which opcode an operator is.

use ruff_python_ast::{self as ast, Expr, Operator, UnaryOp};
use strict_bytecode::{Constant, Instruction, Opcode, flags};
use strict_syntax::{Ranged, TextRange};

use crate::compiler::Compiler;
use crate::fold;
use crate::unit::Register;

/// The left operand of a chain so far.
enum Left {
    Constant(Constant),
    Register(Register),
}

impl<'a> Compiler<'a> {
    /// A chain of binary operators, without recursion to the left.
    pub(crate) fn binary_operation(&mut self, last: &'a ast::ExprBinOp, target: Register) {
        let mut chain = vec![last];
        let mut leftmost = &*last.left;
        while let Expr::BinOp(operation) = leftmost {
            chain.push(operation);
            leftmost = &operation.left;
        }
        self.scratch(|this| {
            // The target may be a variable that operands read.
            let scratch = if this.unit.is_temporary(target) { target } else { this.unit.temporary() };
            let mut left = match this.constant(leftmost) {
                Some(constant) => Left::Constant(constant),
                None => Left::Register(this.operand_in(leftmost, scratch)),
            };
            while let Some(operation) = chain.pop() {
                let target = if chain.is_empty() { target } else { scratch };
                left = this.binary_step(operation, left, scratch, target);
            }
            if let Left::Constant(constant) = left {
                this.at(last.range);
                this.constant_into(constant, target);
            }
        });
    }

    fn binary_step(
        &mut self,
        operation: &'a ast::ExprBinOp,
        left: Left,
        scratch: Register,
        target: Register,
    ) -> Left {
        let constant = self.constant(&operation.right);
        if let (Left::Constant(left), Some(right)) = (&left, &constant)
            && let Some(value) = fold::binary(operation.op, left, right)
        {
            return Left::Constant(value);
        }
        let left = match left {
            Left::Register(register) => register,
            Left::Constant(constant) => {
                self.at(operation.left.range());
                self.constant_into(constant, scratch);
                scratch
            }
        };
        let immediate = constant.as_ref().and_then(Constant::as_i16);
        self.scratch(|this| {
            let opcode = match (immediate, with_number(operation.op)) {
                (Some(number), Some(opcode)) => {
                    this.at(operation.range);
                    this.op(opcode, target, left, number as u16);
                    return;
                }
                _ => with_register(operation.op),
            };
            let right = this.operand(&operation.right);
            this.at(operation.range);
            this.op(opcode, target, left, right);
        });
        Left::Register(target)
    }

    /// An augmented assignment's operation: `target = left op right`.
    pub(crate) fn in_place(
        &mut self,
        operator: Operator,
        left: Register,
        right: &'a Expr,
        target: Register,
        range: TextRange,
    ) {
        self.scratch(|this| {
            let immediate = this.constant(right).as_ref().and_then(Constant::as_i16);
            if let (Some(number), Some(opcode)) = (immediate, with_number(operator)) {
                this.at(range);
                this.emit(Instruction::new(opcode, flags::IN_PLACE, target, left, number as u16));
                return;
            }
            let right = this.operand(right);
            this.at(range);
            this.emit(Instruction::new(with_register(operator), flags::IN_PLACE, target, left, right));
        });
    }

    pub(crate) fn unary_operation(&mut self, operation: &'a ast::ExprUnaryOp, target: Register) {
        if let Some(operand) = self.constant(&operation.operand)
            && let Some(value) = fold::unary(operation.op, &operand)
        {
            self.at(operation.range);
            self.constant_into(value, target);
            return;
        }
        let opcode = match operation.op {
            UnaryOp::Not => return self.negation(operation, target),
            UnaryOp::Invert => Opcode::Invert,
            UnaryOp::UAdd => Opcode::Positive,
            UnaryOp::USub => Opcode::Negative,
        };
        self.scratch(|this| {
            let operand = this.operand_in(&operation.operand, target);
            this.at(operation.range);
            this.op(opcode, target, operand, 0);
        });
    }

    fn negation(&mut self, operation: &'a ast::ExprUnaryOp, target: Register) {
        self.scratch(|this| {
            let operand = this.operand_in(&operation.operand, target);
            this.at(operation.range);
            this.op(Opcode::Not, target, operand, 0);
        });
    }
}

fn with_register(operator: Operator) -> Opcode {
    match operator {
        Operator::Add => Opcode::Add,
        Operator::Sub => Opcode::Subtract,
        Operator::Mult => Opcode::Multiply,
        Operator::MatMult => Opcode::MatrixMultiply,
        Operator::Div => Opcode::TrueDivide,
        Operator::Mod => Opcode::Remainder,
        Operator::Pow => Opcode::Power,
        Operator::LShift => Opcode::LeftShift,
        Operator::RShift => Opcode::RightShift,
        Operator::BitOr => Opcode::Or,
        Operator::BitXor => Opcode::Xor,
        Operator::BitAnd => Opcode::And,
        Operator::FloorDiv => Opcode::FloorDivide,
    }
}

fn with_number(operator: Operator) -> Option<Opcode> {
    Some(match operator {
        Operator::Add => Opcode::AddInt,
        Operator::Sub => Opcode::SubtractInt,
        Operator::Mult => Opcode::MultiplyInt,
        Operator::MatMult => return None,
        Operator::Div => Opcode::TrueDivideInt,
        Operator::Mod => Opcode::RemainderInt,
        Operator::Pow => Opcode::PowerInt,
        Operator::LShift => Opcode::LeftShiftInt,
        Operator::RShift => Opcode::RightShiftInt,
        Operator::BitOr => Opcode::OrInt,
        Operator::BitXor => Opcode::XorInt,
        Operator::BitAnd => Opcode::AndInt,
        Operator::FloorDiv => Opcode::FloorDivideInt,
    })
}
