//! Arithmetic. A small integer `n` is the word `2n + 1`.

use dynasm::dynasm;
use dynasmrt::{DynasmApi, DynasmLabelApi};
use regalloc2::Allocation;

use super::{Deferred, Emitter, number};
use crate::hir::Condition;
use crate::hir::op::{FloatOperator, IntOperator};
use crate::lir::Op;
use crate::lir::registers::{RAX, RDX};

impl Emitter<'_> {
    /// Emits an instruction on numbers.
    pub(super) fn arithmetic(&mut self, op: Op, at: &[Allocation], exit: Option<usize>) {
        match op {
            Op::Int(operator) => {
                self.int(operator, number(at[0]), number(at[1]), number(at[2]), exit);
            }
            Op::IntWith(operator, word) => self.int_with(operator, number(at[0]), number(at[1]), word, exit),
            Op::IntNegate => {
                // 2 - (2n + 1) = 2(-n) + 1
                let (into, value, label) = (number(at[0]), number(at[1]), self.exit_label(exit));
                dynasm!(self.assembler
                    ; .arch x64
                    ; mov r11d, 2
                    ; sub r11, Rq(value)
                    ; jo =>label
                    ; mov Rq(into), r11
                );
            }
            Op::IntCompare(condition) => {
                let (into, left, right) = (number(at[0]), number(at[1]), number(at[2]));
                dynasm!(self.assembler ; .arch x64 ; cmp Rq(left), Rq(right));
                self.set(condition, into);
            }
            Op::IntCompareWith(condition, word) => {
                let (into, left) = (number(at[0]), number(at[1]));
                dynasm!(self.assembler ; .arch x64 ; cmp Rq(left), word);
                self.set(condition, into);
            }
            Op::IntToDouble => {
                let (into, value) = (number(at[0]), number(at[1]));
                dynasm!(self.assembler
                    ; .arch x64
                    ; mov r11, Rq(value)
                    ; sar r11, 1
                    ; xorps Rx(into), Rx(into)
                    ; cvtsi2sd Rx(into), r11
                );
            }
            Op::IntDivide => self.int_divide(number(at[0]), number(at[1]), number(at[2]), exit),
            Op::Float(operator) => self.float(operator, number(at[0]), number(at[1]), number(at[2]), exit),
            Op::FloatNegate => {
                let (into, value) = (number(at[0]), number(at[1]));
                dynasm!(self.assembler
                    ; .arch x64
                    ; movq r11, Rx(value)
                    ; btc r11, 63
                    ; movq Rx(into), r11
                );
            }
            Op::FloatCompare(condition) => {
                self.float_compare(condition, number(at[0]), number(at[1]), number(at[2]));
            }
            Op::Unbox => {
                let label = self.exit_label(exit);
                self.unbox(number(at[0]), number(at[1]), label, false);
            }
            Op::NumberToDouble => {
                let label = self.exit_label(exit);
                self.unbox(number(at[0]), number(at[1]), label, true);
            }
            Op::Box => {
                let (into, from, failed) = (number(at[0]), number(at[1]), self.exit_label(exit));
                let slow = self.assembler.new_dynamic_label();
                let back = self.assembler.new_dynamic_label();
                let bias = self.bias;
                dynasm!(self.assembler
                    ; .arch x64
                    ; movq Rq(into), Rx(from)
                    ; add Rq(into), [=>bias]
                    ; rol Rq(into), 3
                    ; mov r11d, Rd(into)
                    ; and r11d, 3
                    ; cmp r11d, 2
                    ; jne =>slow
                    ; mov r11, Rq(into)
                    ; and r11, -5
                    ; cmp r11, 2
                    ; je =>slow
                    ; =>back
                );
                self.deferred.push(Deferred::BoxSlow { label: slow, back, from, into, failed });
            }
            other => unreachable!("{other:?} is emitted elsewhere"),
        }
    }

    fn set(&mut self, condition: Condition, into: u8) {
        match condition {
            Condition::Less => dynasm!(self.assembler ; .arch x64 ; setl Rb(into)),
            Condition::LessEqual => dynasm!(self.assembler ; .arch x64 ; setle Rb(into)),
            Condition::Equal => dynasm!(self.assembler ; .arch x64 ; sete Rb(into)),
            Condition::NotEqual => dynasm!(self.assembler ; .arch x64 ; setne Rb(into)),
            Condition::Greater => dynasm!(self.assembler ; .arch x64 ; setg Rb(into)),
            Condition::GreaterEqual => dynasm!(self.assembler ; .arch x64 ; setge Rb(into)),
        }
        dynasm!(self.assembler ; .arch x64 ; movzx Rd(into), Rb(into));
    }

    fn float_compare(&mut self, condition: Condition, into: u8, left: u8, right: u8) {
        let (left, right) = match condition {
            Condition::Less | Condition::LessEqual => (right, left),
            _ => (left, right),
        };
        dynasm!(self.assembler ; .arch x64 ; ucomisd Rx(left), Rx(right));
        match condition {
            Condition::Less | Condition::Greater => dynasm!(self.assembler ; .arch x64 ; seta Rb(into)),
            Condition::LessEqual | Condition::GreaterEqual => {
                dynasm!(self.assembler ; .arch x64 ; setae Rb(into));
            }
            Condition::Equal => dynasm!(self.assembler
                ; .arch x64
                ; sete Rb(into)
                ; setnp r11b
                ; and Rb(into), r11b
            ),
            Condition::NotEqual => dynasm!(self.assembler
                ; .arch x64
                ; setne Rb(into)
                ; setp r11b
                ; or Rb(into), r11b
            ),
        }
        dynasm!(self.assembler ; .arch x64 ; movzx Rd(into), Rb(into));
    }

    fn int(&mut self, operator: IntOperator, into: u8, left: u8, right: u8, exit: Option<usize>) {
        match operator {
            IntOperator::Add => {
                let label = self.exit_label(exit);
                dynasm!(self.assembler
                    ; .arch x64
                    ; lea Rq(into), [Rq(left) - 1]
                    ; add Rq(into), Rq(right)
                    ; jo =>label
                );
            }
            IntOperator::Subtract => {
                let label = self.exit_label(exit);
                dynasm!(self.assembler
                    ; .arch x64
                    ; mov Rq(into), Rq(left)
                    ; sub Rq(into), Rq(right)
                    ; jo =>label
                    ; add Rq(into), 1
                );
            }
            IntOperator::Multiply => {
                let label = self.exit_label(exit);
                dynasm!(self.assembler
                    ; .arch x64
                    ; mov r11, Rq(right)
                    ; sar r11, 1
                    ; lea Rq(into), [Rq(left) - 1]
                    ; imul Rq(into), r11
                    ; jo =>label
                    ; add Rq(into), 1
                );
            }
            IntOperator::And => {
                dynasm!(self.assembler ; .arch x64 ; mov Rq(into), Rq(left) ; and Rq(into), Rq(right));
            }
            IntOperator::Or => {
                dynasm!(self.assembler ; .arch x64 ; mov Rq(into), Rq(left) ; or Rq(into), Rq(right));
            }
            IntOperator::Xor => dynasm!(self.assembler
                ; .arch x64
                ; mov Rq(into), Rq(left)
                ; xor Rq(into), Rq(right)
                ; or Rq(into), 1
            ),
            IntOperator::FloorDivide | IntOperator::Remainder => self.divide(operator, right, exit),
            IntOperator::LeftShift => {
                // A count from 0 to 62, as unsigned words.
                let label = self.exit_label(exit);
                dynasm!(self.assembler
                    ; .arch x64
                    ; mov rcx, Rq(right)
                    ; cmp rcx, 2 * 62 + 1
                    ; ja =>label
                    ; shr ecx, 1
                    ; lea Rq(into), [Rq(left) - 1]
                    ; mov r11, Rq(into)
                    ; shl Rq(into), cl
                    ; mov rcx, Rq(right)
                    ; shr ecx, 1
                    ; push rax
                    ; mov rax, Rq(into)
                    ; sar rax, cl
                    ; cmp rax, r11
                    ; pop rax
                    ; jne =>label
                    ; add Rq(into), 1
                );
            }
            IntOperator::RightShift => {
                let label = self.exit_label(exit);
                dynasm!(self.assembler
                    ; .arch x64
                    ; mov rcx, Rq(right)
                    ; cmp rcx, 2 * 62 + 1
                    ; ja =>label
                    ; shr ecx, 1
                    ; mov Rq(into), Rq(left)
                    ; sar Rq(into), cl
                    ; or Rq(into), 1
                );
            }
        }
    }

    /// `//` and `%` of `rax`, by `idiv`, with the quotient rounded down.
    fn divide(&mut self, operator: IntOperator, right: u8, exit: Option<usize>) {
        let label = self.exit_label(exit);
        dynasm!(self.assembler
            ; .arch x64
            ; mov r11, Rq(right)
            ; sar r11, 1
            ; jz =>label
            ; sar rax, 1
            ; cqo
            ; idiv r11
            ; test rdx, rdx
            ; jz >exact
        );
        if operator == IntOperator::FloorDivide {
            dynasm!(self.assembler
                ; .arch x64
                ; xor rdx, r11
                ; jns >exact
                ; sub rax, 1
                ; exact:
                ; add rax, rax
                ; jo =>label
                ; add Rq(RAX), 1
            );
        } else {
            dynasm!(self.assembler
                ; .arch x64
                ; mov rax, rdx
                ; xor rax, r11
                ; jns >exact
                ; add rdx, r11
                ; exact:
                ; lea Rq(RDX), [rdx + rdx + 1]
            );
        }
    }

    fn int_with(&mut self, operator: IntOperator, into: u8, left: u8, word: i32, exit: Option<usize>) {
        let value = word >> 1;
        match operator {
            IntOperator::Add | IntOperator::Subtract => {
                let label = self.exit_label(exit);
                self.copy(into, left);
                if operator == IntOperator::Add {
                    dynasm!(self.assembler ; .arch x64 ; add Rq(into), word - 1 ; jo =>label);
                } else {
                    dynasm!(self.assembler ; .arch x64 ; sub Rq(into), word - 1 ; jo =>label);
                }
            }
            IntOperator::Multiply => {
                let label = self.exit_label(exit);
                dynasm!(self.assembler
                    ; .arch x64
                    ; lea r11, [Rq(left) - 1]
                    ; imul Rq(into), r11, value
                    ; jo =>label
                    ; add Rq(into), 1
                );
            }
            IntOperator::And => {
                self.copy(into, left);
                dynasm!(self.assembler ; .arch x64 ; and Rq(into), word);
            }
            IntOperator::Or => {
                self.copy(into, left);
                dynasm!(self.assembler ; .arch x64 ; or Rq(into), word);
            }
            IntOperator::Xor => {
                self.copy(into, left);
                dynasm!(self.assembler ; .arch x64 ; xor Rq(into), word - 1);
            }
            IntOperator::FloorDivide | IntOperator::RightShift => {
                let _ = exit.map(|_| self.exit_label(exit));
                let shift =
                    if operator == IntOperator::RightShift { value } else { value.trailing_zeros() as i32 };
                self.copy(into, left);
                dynasm!(self.assembler ; .arch x64 ; sar Rq(into), shift as i8 ; or Rq(into), 1);
            }
            IntOperator::Remainder => {
                let _ = exit.map(|_| self.exit_label(exit));
                // The lower bits, the tag among them.
                if value == 1 {
                    dynasm!(self.assembler ; .arch x64 ; mov Rd(into), 1);
                } else if value < 1 << 29 {
                    self.copy(into, left);
                    dynasm!(self.assembler ; .arch x64 ; and Rq(into), 2 * value - 1);
                } else {
                    dynasm!(self.assembler
                        ; .arch x64
                        ; mov r11, QWORD 2 * i64::from(value) - 1
                        ; and r11, Rq(left)
                        ; mov Rq(into), r11
                    );
                }
            }
            IntOperator::LeftShift => {
                let label = self.exit_label(exit);
                dynasm!(self.assembler
                    ; .arch x64
                    ; lea Rq(into), [Rq(left) - 1]
                    ; mov r11, Rq(into)
                    ; shl Rq(into), value as i8
                    ; sar Rq(into), value as i8
                    ; cmp Rq(into), r11
                    ; jne =>label
                    ; shl Rq(into), value as i8
                    ; add Rq(into), 1
                );
            }
        }
    }

    fn copy(&mut self, into: u8, from: u8) {
        if into != from {
            dynasm!(self.assembler ; .arch x64 ; mov Rq(into), Rq(from));
        }
    }

    /// `/` of integers of at most 53 bits, which are exact as doubles.
    fn int_divide(&mut self, into: u8, left: u8, right: u8, exit: Option<usize>) {
        let label = self.exit_label(exit);
        for (operand, is_left) in [(left, true), (right, false)] {
            dynasm!(self.assembler
                ; .arch x64
                ; mov r11, Rq(operand)
                ; sar r11, 1
            );
            if is_left {
                dynasm!(self.assembler ; .arch x64 ; xorps Rx(into), Rx(into) ; cvtsi2sd Rx(into), r11);
            } else {
                dynasm!(self.assembler ; .arch x64 ; jz =>label ; xorps xmm15, xmm15 ; cvtsi2sd xmm15, r11);
            }
            // Between -2^53 and 2^53: moved up, the word has no more than 54 bits.
            dynasm!(self.assembler
                ; .arch x64
                ; sar r11, 52
                ; add r11, 1
                ; cmp r11, 1
                ; ja =>label
            );
        }
        dynasm!(self.assembler ; .arch x64 ; divsd Rx(into), xmm15);
    }

    fn float(&mut self, operator: FloatOperator, into: u8, left: u8, right: u8, exit: Option<usize>) {
        if operator == FloatOperator::Divide {
            let label = self.exit_label(exit);
            dynasm!(self.assembler
                ; .arch x64
                ; xorps xmm15, xmm15
                ; ucomisd Rx(right), xmm15
                ; jp >number
                ; je =>label
                ; number:
            );
        }
        if into != left {
            dynasm!(self.assembler ; .arch x64 ; movaps Rx(into), Rx(left));
        }
        match operator {
            FloatOperator::Add => dynasm!(self.assembler ; .arch x64 ; addsd Rx(into), Rx(right)),
            FloatOperator::Subtract => dynasm!(self.assembler ; .arch x64 ; subsd Rx(into), Rx(right)),
            FloatOperator::Multiply => dynasm!(self.assembler ; .arch x64 ; mulsd Rx(into), Rx(right)),
            FloatOperator::Divide => dynasm!(self.assembler ; .arch x64 ; divsd Rx(into), Rx(right)),
        }
    }
}
