//! Calls: of the VM, and of compiled code.

use dynasm::dynasm;
use dynasmrt::{DynasmApi, DynasmLabelApi};
use regalloc2::Inst;
use strict_bytecode::operand::Access;
use strict_vm::Value;
use strict_vm::abi::layout;

use super::{Deferred, Emitter};
use crate::lir::registers::{ARGUMENTS, RAX};
use crate::lir::{Op, Runtime};

impl Emitter<'_> {
    /// Saves the position in the frame, as the interpreter does before what may raise or look at the frame.
    fn save_position(&mut self, position: u32) {
        let next = self.surroundings.instructions as i64 + 8 * (i64::from(position) + 1);
        dynasm!(self.assembler
            ; .arch x64
            ; mov r11, QWORD next
            ; mov [r14 + layout::FRAME_NEXT as i32], r11
        );
    }

    /// Clears registers that functions of the VM save: what they hold is not needed any more.
    fn forget_preserved(&mut self) {
        for &number in &self.preserved {
            dynasm!(self.assembler ; .arch x64 ; xor Rd(number), Rd(number));
        }
    }

    /// Notes what is needed of the frame in a call, right behind it.
    pub(super) fn note_call(&mut self, call: Inst) {
        let returns_to = self.surroundings.address + self.assembler.offset().0;
        let slots = &self.live[&call];
        let mut registers = Vec::new();
        if let Op::CallRuntime(runtime) | Op::TestRuntime(runtime) =
            self.function.instructions[call.index()].op
            && let Some(instruction) = runtime.instruction()
        {
            for access in instruction.accesses().into_iter().flatten() {
                if let Access::Use(first, count) | Access::Def(first, count) = access {
                    registers.extend((first..first + count).map(|register| register as u16));
                }
            }
        }
        self.sites.add(returns_to, slots, &registers);
    }

    /// Calls a function of the VM: its operands are where it wants them.
    pub(super) fn call_runtime(&mut self, runtime: &Runtime, exit: Option<usize>, is_test: bool) {
        self.save_position(runtime.position);
        let first = runtime.operand_count;
        for (place, &constant) in runtime.constants[..runtime.constant_count].iter().enumerate() {
            self.word(ARGUMENTS[1 + first + place], constant);
        }
        let label = self.exit_label(exit);
        self.forget_preserved();
        dynasm!(self.assembler
            ; .arch x64
            ; mov rdi, r15
            ; mov rax, QWORD runtime.address as i64
            ; call rax
        );
        self.note_call(self.current);
        dynasm!(self.assembler
            ; .arch x64
            ; test rax, rax
            ; jz =>label
        );
        if is_test {
            dynasm!(self.assembler
                ; .arch x64
                ; cmp rax, Value::TRUE.bits() as i32
                ; sete Rb(RAX)
                ; movzx Rd(RAX), Rb(RAX)
            );
        }
    }

    /// Calls compiled code: the arguments are in their registers.
    pub(super) fn call_direct(&mut self, position: u32, code: usize, exit: Option<usize>) {
        self.save_position(position);
        let failed = self.exit_label(exit);
        let resume = self.assembler.new_dynamic_label();
        let back = self.assembler.new_dynamic_label();
        self.forget_preserved();
        if code == 0 {
            let direct = self.direct;
            dynasm!(self.assembler ; .arch x64 ; call =>direct);
        } else {
            dynasm!(self.assembler ; .arch x64 ; call extern code);
        }
        self.note_call(self.current);
        dynasm!(self.assembler
            ; .arch x64
            ; test rax, rax
            ; jz =>resume
            ; =>back
        );
        let call = self.current;
        self.deferred.push(Deferred::Resume { label: resume, back, failed, call });
    }
}
