//! Instructions other than arithmetic and calls.

use dynasm::dynasm;
use dynasmrt::{DynamicLabel, DynasmApi, DynasmLabelApi};
use regalloc2::{Allocation, Block};
use strict_vm::Value;
use strict_vm::abi::layout;

use super::{Deferred, Emitter, number};
use crate::hir::Condition;
use crate::lir::Op;

const TRUE: i32 = Value::TRUE.bits() as i32;
const FALSE: i32 = Value::FALSE.bits() as i32;

impl Emitter<'_> {
    /// Emits an instruction.
    pub(super) fn instruction(
        &mut self,
        op: Op,
        at: &[Allocation],
        exit: Option<usize>,
        block: Block,
        next: Option<Block>,
    ) {
        match op {
            Op::Word(bits) => self.word(number(at[0]), bits),
            Op::Double(bits) => self.double(number(at[0]), bits),
            Op::Arguments => {}
            Op::LoadRegister(register) => {
                let (into, place) = (number(at[0]), 8 * i32::from(register));
                dynasm!(self.assembler
                    ; .arch x64
                    ; mov r11, [r14 + layout::FRAME_BASE as i32]
                    ; mov Rq(into), [r11 + place]
                );
            }
            Op::StoreRegister(register) => {
                let (from, place) = (number(at[0]), 8 * i32::from(register));
                dynasm!(self.assembler
                    ; .arch x64
                    ; mov r11, [r14 + layout::FRAME_BASE as i32]
                    ; mov [r11 + place], Rq(from)
                );
            }
            Op::GuardFixnum => {
                let label = self.exit_label(exit);
                dynasm!(self.assembler ; .arch x64 ; test Rb(number(at[0])), 1 ; jz =>label);
            }
            Op::GuardBool => {
                let label = self.exit_label(exit);
                let value = number(at[0]);
                dynasm!(self.assembler
                    ; .arch x64
                    ; cmp Rq(value), TRUE
                    ; je >known
                    ; cmp Rq(value), FALSE
                    ; jne =>label
                    ; known:
                );
            }
            Op::GuardKind(kind) => {
                let label = self.exit_label(exit);
                self.leave_unless_kind(number(at[0]), kind, label);
            }
            Op::GuardWord(bits) => {
                let label = self.exit_label(exit);
                self.compare_word(number(at[0]), bits);
                dynasm!(self.assembler ; .arch x64 ; jne =>label);
            }
            Op::GuardShape(shape) => {
                let label = self.exit_label(exit);
                let value = number(at[0]);
                dynasm!(self.assembler
                    ; .arch x64
                    ; test Rb(value), 7
                    ; jnz =>label
                    ; mov r11, QWORD shape as i64
                    ; xor r11, [Rq(value)]
                    // The upper bits are the kind and flags.
                    ; shl r11, 16
                    ; jnz =>label
                );
            }
            Op::GuardBound => {
                let label = self.exit_label(exit);
                let value = number(at[0]);
                dynasm!(self.assembler
                    ; .arch x64
                    ; cmp Rq(value), Value::UNBOUND.bits() as i32
                    ; je =>label
                    ; test Rq(value), Rq(value)
                    ; jz =>label
                );
            }
            Op::Attention => {
                let label = self.exit_label(exit);
                dynasm!(self.assembler
                    ; .arch x64
                    ; mov r11, [r15 + layout::VM_ATTENTION as i32]
                    ; cmp DWORD [r11], 0
                    ; jne =>label
                );
            }
            Op::CheckValid => {
                let (label, valid) = (self.exit_label(exit), self.valid);
                dynasm!(self.assembler ; .arch x64 ; cmp BYTE [=>valid], 0 ; jne =>label);
            }
            Op::GuardNoObject => {
                let label = self.exit_label(exit);
                dynasm!(self.assembler
                    ; .arch x64
                    ; cmp BYTE [r14 + layout::FRAME_HAS_OBJECT as i32], 0
                    ; jne =>label
                );
            }
            Op::SameWord => {
                let (into, left, right) = (number(at[0]), number(at[1]), number(at[2]));
                dynasm!(self.assembler ; .arch x64 ; cmp Rq(left), Rq(right) ; sete Rb(into) ; movzx Rd(into), Rb(into));
            }
            Op::IsKind(kind) => {
                let (into, value) = (number(at[0]), number(at[1]));
                let done = self.assembler.new_dynamic_label();
                dynasm!(self.assembler ; .arch x64 ; xor Rd(into), Rd(into));
                self.leave_unless_kind(value, kind, done);
                dynasm!(self.assembler ; .arch x64 ; mov Rd(into), 1 ; =>done);
            }
            Op::AreInts => {
                self.are_ints(number(at[1]), number(at[2]));
                let into = number(at[0]);
                dynasm!(self.assembler ; .arch x64 ; setne Rb(into) ; movzx Rd(into), Rb(into));
            }
            Op::SameAs(bits) => {
                let (into, left) = (number(at[0]), number(at[1]));
                self.compare_word(left, bits);
                dynasm!(self.assembler ; .arch x64 ; sete Rb(into) ; movzx Rd(into), Rb(into));
            }
            Op::BoolToCondition => {
                let (into, value) = (number(at[0]), number(at[1]));
                dynasm!(self.assembler ; .arch x64 ; cmp Rq(value), TRUE ; sete Rb(into) ; movzx Rd(into), Rb(into));
            }
            Op::ConditionToBool => {
                // False and True are two neighbouring constants.
                let (into, value) = (number(at[0]), number(at[1]));
                const _: () = assert!(TRUE == FALSE + 8);
                dynasm!(self.assembler ; .arch x64 ; lea Rq(into), [Rq(value) * 8 + FALSE]);
            }
            Op::ConditionNot => {
                let (into, value) = (number(at[0]), number(at[1]));
                if into != value {
                    dynasm!(self.assembler ; .arch x64 ; mov Rd(into), Rd(value));
                }
                dynasm!(self.assembler ; .arch x64 ; xor Rd(into), 1);
            }
            Op::CallRuntime(runtime) => self.call_runtime(&runtime, exit, false),
            Op::TestRuntime(runtime) => self.call_runtime(&runtime, exit, true),
            Op::CallAndStay(runtime) => {
                self.call_runtime(&runtime, exit, false);
                let gone = self.assembler.new_dynamic_label();
                dynasm!(self.assembler
                    ; .arch x64
                    ; lea r11, [r14 + layout::FRAME_SIZE as i32]
                    ; cmp r11, [r15 + layout::VM_NEXT_FRAME as i32]
                    ; jne =>gone
                );
                self.deferred.push(Deferred::Gone { label: gone });
            }
            Op::CheckInit => {
                let (failed, label) = (self.exit_label(exit), self.assembler.new_dynamic_label());
                let value = number(at[0]);
                dynasm!(self.assembler ; .arch x64 ; cmp Rq(value), Value::NONE.bits() as i32 ; jne =>label);
                self.deferred.push(Deferred::InitError { label, value, failed });
            }
            Op::CallDirect(position, code) => self.call_direct(position, code, exit),
            Op::LoadField(offset) => {
                let (into, object) = (number(at[0]), number(at[1]));
                dynasm!(self.assembler ; .arch x64 ; mov Rq(into), [Rq(object) + offset as i32]);
            }
            Op::LoadAddress(address) => {
                let into = number(at[0]);
                dynasm!(self.assembler ; .arch x64 ; mov r11, QWORD address as i64 ; mov Rq(into), [r11]);
            }
            Op::Jump => {
                let target = self.function.blocks[block.index()].successors[0];
                self.jump(target, next);
            }
            Op::BranchInt(condition) => {
                let (left, right) = (number(at[0]), number(at[1]));
                dynasm!(self.assembler ; .arch x64 ; cmp Rq(left), Rq(right));
                self.branch(condition, block, next);
            }
            Op::BranchIntWith(condition, word) => {
                dynasm!(self.assembler ; .arch x64 ; cmp Rq(number(at[0])), word);
                self.branch(condition, block, next);
            }
            Op::BranchSame => {
                let (left, right) = (number(at[0]), number(at[1]));
                dynasm!(self.assembler ; .arch x64 ; cmp Rq(left), Rq(right));
                self.branch(Condition::Equal, block, next);
            }
            Op::BranchInts => {
                self.are_ints(number(at[0]), number(at[1]));
                self.branch(Condition::NotEqual, block, next);
            }
            Op::BranchSameAs(bits) => {
                self.compare_word(number(at[0]), bits);
                self.branch(Condition::Equal, block, next);
            }
            Op::BranchCondition => {
                dynasm!(self.assembler ; .arch x64 ; test Rb(number(at[0])), 1);
                self.branch(Condition::NotEqual, block, next);
            }
            Op::BranchFloat(condition) => {
                self.branch_float(condition, number(at[0]), number(at[1]), block, next);
            }
            Op::Return => {
                let label = self.exit_label(exit);
                dynasm!(self.assembler
                    ; .arch x64
                    ; cmp BYTE [r14 + layout::FRAME_HAS_OBJECT as i32], 0
                    ; jne =>label
                    ; mov [r15 + layout::VM_NEXT_FRAME as i32], r14
                    ; sub r14, layout::FRAME_SIZE as i32
                    ; leave
                    ; ret
                );
            }
            Op::Leave => {
                let label = self.exit_label(exit);
                dynasm!(self.assembler ; .arch x64 ; jmp =>label);
            }
            Op::GuardIterator(_)
            | Op::RangeNext
            | Op::ListNext
            | Op::ListItem
            | Op::TupleItem
            | Op::StoreListItem
            | Op::ListField(_)
            | Op::DoubleItem(_)
            | Op::StoreDoubleItem(_)
            | Op::Length(_)
            | Op::GuardLength(..)
            | Op::StoreField(_)
            | Op::LoadShape
            | Op::SetShape(_) => self.memory(op, at, exit),
            _ => self.arithmetic(op, at, exit),
        }
    }

    /// Goes to a label unless a value is an object of a kind, of the built-in class.
    pub(super) fn leave_unless_kind(&mut self, value: u8, kind: u8, label: DynamicLabel) {
        dynasm!(self.assembler
            ; .arch x64
            ; test Rb(value), 7
            ; jnz =>label
            ; mov r11, [Rq(value)]
            ; shr r11, 48
            ; and r11d, 0x2ff
            ; cmp r11d, i32::from(kind)
            ; jne =>label
        );
    }

    /// Clears the zero flag if both are small integers.
    fn are_ints(&mut self, left: u8, right: u8) {
        if left == right {
            dynasm!(self.assembler ; .arch x64 ; test Rb(left), 1);
        } else {
            dynasm!(self.assembler ; .arch x64 ; mov r11d, Rd(left) ; and r11d, Rd(right) ; test r11b, 1);
        }
    }

    /// Puts a word into a register.
    pub(super) fn word(&mut self, into: u8, bits: u64) {
        if bits == 0 {
            dynasm!(self.assembler ; .arch x64 ; xor Rd(into), Rd(into));
        } else if let Ok(small) = u32::try_from(bits) {
            dynasm!(self.assembler ; .arch x64 ; mov Rd(into), small as i32);
        } else if let Ok(small) = i32::try_from(bits as i64) {
            dynasm!(self.assembler ; .arch x64 ; mov Rq(into), small);
        } else {
            dynasm!(self.assembler ; .arch x64 ; mov Rq(into), QWORD bits as i64);
        }
    }

    fn double(&mut self, into: u8, bits: u64) {
        if bits == 0 {
            dynasm!(self.assembler ; .arch x64 ; xorps Rx(into), Rx(into));
        } else {
            dynasm!(self.assembler ; .arch x64 ; mov r11, QWORD bits as i64 ; movq Rx(into), r11);
        }
    }

    /// Compares a register with a word.
    fn compare_word(&mut self, value: u8, bits: u64) {
        match i32::try_from(bits as i64) {
            Ok(small) => dynasm!(self.assembler ; .arch x64 ; cmp Rq(value), small),
            Err(_) => {
                dynasm!(self.assembler ; .arch x64 ; mov r11, QWORD bits as i64 ; cmp Rq(value), r11);
            }
        }
    }

    fn jump(&mut self, target: Block, next: Option<Block>) {
        let label = self.label_of(target);
        if next.map(|next| self.label_of(next)) != Some(label) {
            dynasm!(self.assembler ; .arch x64 ; jmp =>label);
        }
    }

    /// Where a branch goes: the labels, and which of them comes next anyway.
    fn targets(
        &self,
        block: Block,
        next: Option<Block>,
    ) -> (DynamicLabel, DynamicLabel, Option<DynamicLabel>) {
        let successors = &self.function.blocks[block.index()].successors;
        let next = next.map(|next| self.label_of(next));
        (self.label_of(successors[0]), self.label_of(successors[1]), next)
    }

    fn branch(&mut self, condition: Condition, block: Block, next: Option<Block>) {
        let (yes, no, next) = self.targets(block, next);
        if next == Some(yes) {
            self.jump_if(condition.negate(), no);
        } else {
            self.jump_if(condition, yes);
            if next != Some(no) {
                dynasm!(self.assembler ; .arch x64 ; jmp =>no);
            }
        }
    }

    fn jump_if(&mut self, condition: Condition, label: DynamicLabel) {
        match condition {
            Condition::Less => dynasm!(self.assembler ; .arch x64 ; jl =>label),
            Condition::LessEqual => dynasm!(self.assembler ; .arch x64 ; jle =>label),
            Condition::Equal => dynasm!(self.assembler ; .arch x64 ; je =>label),
            Condition::NotEqual => dynasm!(self.assembler ; .arch x64 ; jne =>label),
            Condition::Greater => dynasm!(self.assembler ; .arch x64 ; jg =>label),
            Condition::GreaterEqual => dynasm!(self.assembler ; .arch x64 ; jge =>label),
        }
    }

    fn branch_float(&mut self, condition: Condition, left: u8, right: u8, block: Block, next: Option<Block>) {
        let (yes, no, next) = self.targets(block, next);
        // Comparisons with a NaN set carry, zero and parity.
        let (left, right) = match condition {
            Condition::Less | Condition::LessEqual => (right, left),
            _ => (left, right),
        };
        dynasm!(self.assembler ; .arch x64 ; ucomisd Rx(left), Rx(right));
        match condition {
            Condition::Less | Condition::Greater => dynasm!(self.assembler ; .arch x64 ; ja =>yes),
            Condition::LessEqual | Condition::GreaterEqual => dynasm!(self.assembler ; .arch x64 ; jae =>yes),
            Condition::Equal => dynasm!(self.assembler ; .arch x64 ; jp =>no ; je =>yes),
            Condition::NotEqual => dynasm!(self.assembler ; .arch x64 ; jp =>yes ; jne =>yes),
        }
        if next != Some(no) {
            dynasm!(self.assembler ; .arch x64 ; jmp =>no);
        }
    }

    /// Unboxes a float.
    pub(super) fn unbox(&mut self, into: u8, from: u8, failed: DynamicLabel, is_number: bool) {
        let back = self.assembler.new_dynamic_label();
        let zero = self.assembler.new_dynamic_label();
        let slow = self.assembler.new_dynamic_label();
        let bias = self.bias;
        let mut not_flonum = slow;
        if is_number {
            not_flonum = self.assembler.new_dynamic_label();
            self.deferred.push(Deferred::NumberSlow { label: not_flonum, back, unbox: slow, from, into });
        }
        dynasm!(self.assembler
            ; .arch x64
            ; mov r11d, Rd(from)
            ; and r11d, 3
            ; cmp r11d, 2
            ; jne =>not_flonum
            ; mov r11, Rq(from)
            ; and r11, -5
            ; cmp r11, 2
            ; je =>zero
            ; mov r11, Rq(from)
            ; ror r11, 3
            ; sub r11, [=>bias]
            ; movq Rx(into), r11
            ; =>back
        );
        self.deferred.push(Deferred::UnboxZero { label: zero, back, from, into });
        self.deferred.push(Deferred::UnboxSlow { label: slow, back, from, into, failed });
    }
}
