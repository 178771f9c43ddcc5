//! Comparisons: values, chains, and jumps on them.

use ruff_python_ast::{self as ast, CmpOp, Expr};
use strict_bytecode::{Constant, Label, Opcode};
use strict_syntax::TextRange;

use crate::compiler::Compiler;
use crate::unit::Register;

impl<'a> Compiler<'a> {
    /// The value of a comparison.
    pub(crate) fn comparison(&mut self, compare: &'a ast::ExprCompare, target: Register) {
        let end = self.new_label();
        let last = compare.ops.len().saturating_sub(1);
        self.scratch(|this| {
            let mut left = this.operand(&compare.left);
            for (at, (operator, right)) in compare.ops.iter().zip(&compare.comparators).enumerate() {
                let right = this.comparator(*operator, right, at == last);
                this.at(compare.range);
                this.op(opcode_of(*operator), target, left, right);
                if at < last {
                    this.jump(Opcode::JumpIfFalse, target, end);
                }
                left = right;
            }
        });
        self.place_label(end);
    }

    /// Jumps if the comparison's truth is `sense`.
    pub(crate) fn jump_if_comparison(&mut self, compare: &'a ast::ExprCompare, sense: bool, target: Label) {
        let last = compare.ops.len().saturating_sub(1);
        let fail = if sense { self.new_label() } else { target };
        self.scratch(|this| {
            let mut left = this.operand(&compare.left);
            for (at, (operator, right)) in compare.ops.iter().zip(&compare.comparators).enumerate() {
                let (sense, target) = if at < last { (false, fail) } else { (sense, target) };
                if at == last && this.jump_if_simple(left, *operator, right, sense, target, compare.range) {
                    break;
                }
                let right = this.comparator(*operator, right, at == last);
                this.at(compare.range);
                this.jump_on(jump_of(*operator, sense), left, right, target);
                left = right;
            }
        });
        if sense {
            self.place_label(fail);
        }
    }

    /// Comparisons with `None` and small numbers.
    fn jump_if_simple(
        &mut self,
        left: Register,
        operator: CmpOp,
        right: &'a Expr,
        sense: bool,
        target: Label,
        range: TextRange,
    ) -> bool {
        let is_identity = matches!(operator, CmpOp::Is | CmpOp::IsNot);
        if is_identity && right.is_none_literal_expr() {
            let opcode =
                if (operator == CmpOp::Is) == sense { Opcode::JumpIfNone } else { Opcode::JumpIfNotNone };
            self.at(range);
            self.jump(opcode, left, target);
            return true;
        }
        let Some(opcode) = jump_with_number(operator, sense) else { return false };
        let Some(number) = self.constant(right).as_ref().and_then(Constant::as_i16) else { return false };
        self.at(range);
        self.jump_on(opcode, left, number as u16, target);
        true
    }

    /// The right operand; displays of constants after `in` are constants themselves, unless the operand is compared
    /// with the next one too.
    fn comparator(&mut self, operator: CmpOp, right: &'a Expr, is_last: bool) -> Register {
        if is_last && matches!(operator, CmpOp::In | CmpOp::NotIn) {
            let constant = match right {
                Expr::List(list) => self.constants(&list.elts).map(Constant::tuple),
                Expr::Set(set) => self.constants(&set.elts).map(|items| Constant::FrozenSet(items.into())),
                _ => None,
            };
            if let Some(constant) = constant {
                return self.constant_operand(constant);
            }
        }
        self.operand(right)
    }
}

fn opcode_of(operator: CmpOp) -> Opcode {
    match operator {
        CmpOp::Eq => Opcode::Equal,
        CmpOp::NotEq => Opcode::NotEqual,
        CmpOp::Lt => Opcode::Less,
        CmpOp::LtE => Opcode::LessEqual,
        CmpOp::Gt => Opcode::Greater,
        CmpOp::GtE => Opcode::GreaterEqual,
        CmpOp::Is => Opcode::Is,
        CmpOp::IsNot => Opcode::IsNot,
        CmpOp::In => Opcode::Contains,
        CmpOp::NotIn => Opcode::NotContains,
    }
}

/// The jump that is taken if the comparison's truth is `sense`.
fn jump_of(operator: CmpOp, sense: bool) -> Opcode {
    let (taken, not_taken) = match operator {
        CmpOp::Eq => (Opcode::JumpIfEqual, Opcode::JumpUnlessEqual),
        CmpOp::NotEq => (Opcode::JumpIfNotEqual, Opcode::JumpUnlessNotEqual),
        CmpOp::Lt => (Opcode::JumpIfLess, Opcode::JumpUnlessLess),
        CmpOp::LtE => (Opcode::JumpIfLessEqual, Opcode::JumpUnlessLessEqual),
        CmpOp::Gt => (Opcode::JumpIfGreater, Opcode::JumpUnlessGreater),
        CmpOp::GtE => (Opcode::JumpIfGreaterEqual, Opcode::JumpUnlessGreaterEqual),
        CmpOp::Is => (Opcode::JumpIfIs, Opcode::JumpIfIsNot),
        CmpOp::IsNot => (Opcode::JumpIfIsNot, Opcode::JumpIfIs),
        CmpOp::In => (Opcode::JumpIfIn, Opcode::JumpIfNotIn),
        CmpOp::NotIn => (Opcode::JumpIfNotIn, Opcode::JumpIfIn),
    };
    if sense { taken } else { not_taken }
}

fn jump_with_number(operator: CmpOp, sense: bool) -> Option<Opcode> {
    let (taken, not_taken) = match operator {
        CmpOp::Eq => (Opcode::JumpIfEqualInt, Opcode::JumpUnlessEqualInt),
        CmpOp::NotEq => (Opcode::JumpIfNotEqualInt, Opcode::JumpUnlessNotEqualInt),
        CmpOp::Lt => (Opcode::JumpIfLessInt, Opcode::JumpUnlessLessInt),
        CmpOp::LtE => (Opcode::JumpIfLessEqualInt, Opcode::JumpUnlessLessEqualInt),
        CmpOp::Gt => (Opcode::JumpIfGreaterInt, Opcode::JumpUnlessGreaterInt),
        CmpOp::GtE => (Opcode::JumpIfGreaterEqualInt, Opcode::JumpUnlessGreaterEqualInt),
        CmpOp::Is | CmpOp::IsNot | CmpOp::In | CmpOp::NotIn => return None,
    };
    Some(if sense { taken } else { not_taken })
}
