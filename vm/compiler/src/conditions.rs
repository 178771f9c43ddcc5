//! Jumps on the truth of an expression, without making the value.

use ruff_python_ast::{self as ast, BoolOp, Expr, UnaryOp};
use strict_bytecode::{Label, Opcode};
use strict_syntax::Ranged;

use crate::compiler::Compiler;

impl<'a> Compiler<'a> {
    /// Jumps if the expression's truth is `sense`, falls through otherwise.
    pub(crate) fn jump_if(&mut self, expression: &'a Expr, sense: bool, target: Label) {
        match expression {
            Expr::UnaryOp(operation) if operation.op == UnaryOp::Not => {
                self.jump_if(&operation.operand, !sense, target);
            }
            Expr::BoolOp(operation) => self.jump_if_boolean(operation, sense, target),
            Expr::Compare(compare) => self.jump_if_comparison(compare, sense, target),
            Expr::If(conditional) => {
                let otherwise = self.new_label();
                let end = self.new_label();
                self.jump_if(&conditional.test, false, otherwise);
                self.jump_if(&conditional.body, sense, target);
                self.jump(Opcode::Jump, 0, end);
                self.place_label(otherwise);
                self.jump_if(&conditional.orelse, sense, target);
                self.place_label(end);
            }
            _ => self.jump_if_value(expression, sense, target),
        }
    }

    fn jump_if_boolean(&mut self, operation: &'a ast::ExprBoolOp, sense: bool, target: Label) {
        let Some((last, others)) = operation.values.split_last() else { return };
        // `and` is decided by something false, `or` by something true.
        let deciding = operation.op == BoolOp::Or;
        let end = self.new_label();
        let decided = if deciding == sense { target } else { end };
        for value in others {
            self.jump_if(value, deciding, decided);
        }
        self.jump_if(last, sense, target);
        self.place_label(end);
    }

    fn jump_if_value(&mut self, expression: &'a Expr, sense: bool, target: Label) {
        if let Some(constant) = self.constant(expression) {
            if constant.is_true() == sense {
                self.at(expression.range());
                self.jump(Opcode::Jump, 0, target);
            }
            return;
        }
        self.scratch(|this| {
            let value = this.operand(expression);
            this.at(expression.range());
            let opcode = if sense { Opcode::JumpIfTrue } else { Opcode::JumpIfFalse };
            this.jump(opcode, value, target);
        });
    }
}
