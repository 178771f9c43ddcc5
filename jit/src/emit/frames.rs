//! Entries, exits, and the code that all functions share.

use dynasm::dynasm;
use dynasmrt::x64::X64Relocation;
use dynasmrt::{DynasmApi, DynasmLabelApi, VecAssembler};
use strict_vm::Value;
use strict_vm::abi::{layout, runtime};
use strict_vm::heap::Kind;

use super::{Deferred, Emitter, Stubs};
use crate::lir::registers::ARGUMENTS;

const UNBOUND: i32 = Value::UNBOUND.bits() as i32;
const FRAME: i32 = layout::FRAME_SIZE as i32;
const BASE: i32 = layout::FRAME_BASE as i32;
const TOP: i32 = layout::FRAME_TOP as i32;
const NEXT: i32 = layout::FRAME_NEXT as i32;
const FUNCTION: i32 = layout::FRAME_FUNCTION as i32;
const LOCALS: i32 = layout::FRAME_LOCALS as i32;
const GENERATOR: i32 = layout::FRAME_GENERATOR as i32;
const INSTANCE: i32 = layout::FRAME_INSTANCE as i32;
const DESTINATION: i32 = layout::FRAME_DESTINATION as i32;
const NATIVE: i32 = layout::FRAME_NATIVE as i32;
const NEXT_FRAME: i32 = layout::VM_NEXT_FRAME as i32;
const FRAME_LIMIT: i32 = layout::VM_FRAME_LIMIT as i32;
const SOFT_END: i32 = layout::VM_SOFT_END as i32;
const STACK_LIMIT: i32 = layout::VM_STACK_LIMIT as i32;

/// Words of a native frame below its base: the metadata's address, slots, and what aligns it, since `rbp` is aligned to 16 bytes
/// and calls need `rsp` to be.
pub(super) fn frame_words(slots: usize) -> usize {
    (slots + 1).next_multiple_of(2)
}

/// Bytes below a frame that is left that its end has written, about.
const DEAD_BYTES: i32 = 1024;

impl Emitter<'_> {
    /// The entries: their offsets.
    pub(super) fn entries(&mut self) -> (usize, usize) {
        let size = 8 * frame_words(self.output.num_spillslots) as i32;
        let body = self.assembler.new_dynamic_label();
        let direct = self.assembler.offset().0;
        let entry = self.direct;
        let metadata = self.surroundings.metadata as i64;
        let stand_in = self.surroundings.stand_in + STAND_IN_BODY;
        let (function, start) = (self.surroundings.function as i64, self.surroundings.instructions as i64);
        if self.surroundings.parameters.is_some() {
            let registers = 8 * self.surroundings.register_count as i32;
            dynasm!(self.assembler
                ; .arch x64
                ; =>entry
                ; cmp rsp, [r15 + STACK_LIMIT]
                ; jb extern stand_in
                ; push rbp
                ; mov rbp, rsp
                ; lea r11, [r14 + FRAME]
                ; cmp r11, [r15 + FRAME_LIMIT]
                ; jae >no_room
                ; mov rax, [r14 + TOP]
                ; lea r10, [rax + registers]
                ; cmp r10, [r15 + SOFT_END]
                ; ja >grow
                ; push_frame:
                ; mov r14, r11
                ; mov [r14 + BASE], rax
                ; mov [r14 + TOP], r10
                ; mov r10, QWORD start
                ; mov [r14 + NEXT], r10
                ; mov r10, QWORD function
                ; mov [r14 + FUNCTION], r10
                ; mov QWORD [r14 + LOCALS], UNBOUND
                ; mov QWORD [r14 + GENERATOR], 0
                ; mov QWORD [r14 + INSTANCE], UNBOUND
                ; mov QWORD [r14 + DESTINATION], layout::ENTRY_WORD as i32
                ; mov [r14 + NATIVE], rbp
                ; lea r10, [r14 + FRAME]
                ; mov [r15 + NEXT_FRAME], r10
                ; jmp =>body
                // Registers beyond the soft end: asked for out of line.
                ; grow:
                ; push rdi ; push rsi ; push rdx ; push rcx ; push r8 ; push r9 ; push r10 ; push rax
                ; mov rdi, r15
                ; mov rsi, r10
                ; mov rax, QWORD runtime::extend as *const () as i64
                ; call rax
                ; mov r11, rax
                ; pop rax ; pop r10 ; pop r9 ; pop r8 ; pop rcx ; pop rdx ; pop rsi ; pop rdi
                ; test r11, r11
                ; lea r11, [r14 + FRAME]
                ; jnz <push_frame
                ; no_room:
                ; mov rdi, r15
                ; mov rax, QWORD runtime::no_room as *const () as i64
                ; call rax
                ; xor eax, eax
                ; leave
                ; ret
                ; .align 16
            );
        }
        let generic = self.assembler.offset().0;
        dynasm!(self.assembler ; .arch x64 ; push rbp ; mov rbp, rsp ; mov [r14 + NATIVE], rbp);
        if let Some(parameters) = self.surroundings.parameters
            && parameters > 0
        {
            dynasm!(self.assembler ; .arch x64 ; mov rax, [r14 + BASE]);
            for (place, &number) in ARGUMENTS.iter().enumerate().take(parameters as usize) {
                dynasm!(self.assembler ; .arch x64 ; mov Rq(number), [rax + 8 * place as i32]);
            }
        }
        dynasm!(self.assembler
            ; .arch x64
            ; =>body
            ; sub rsp, size
            ; mov r11, QWORD metadata
            ; mov [rbp - 8], r11
        );
        (direct, generic)
    }

    /// What has been put off.
    pub(super) fn out_of_line(&mut self) {
        for deferred in std::mem::take(&mut self.deferred) {
            self.deferred_code(deferred);
        }
    }

    fn deferred_code(&mut self, deferred: Deferred) {
        let stubs = self.surroundings.stubs;
        match deferred {
            Deferred::Exit { label, exit } => {
                let record = self.surroundings.exits[exit] as i64;
                let leave = stubs.leave;
                dynasm!(self.assembler
                    ; .arch x64
                    ; =>label
                    ; mov r11, QWORD record
                    ; jmp extern leave
                );
            }
            Deferred::BoxSlow { label, back, from, into, failed } => {
                let box_float = stubs.box_float;
                dynasm!(self.assembler
                    ; .arch x64
                    ; =>label
                    ; movq r11, Rx(from)
                    ; call extern box_float
                    ; test r11, r11
                    ; jz =>failed
                    ; mov Rq(into), r11
                    ; jmp =>back
                );
            }
            Deferred::UnboxZero { label, back, from, into } => dynasm!(self.assembler
                ; .arch x64
                ; =>label
                ; mov r11, Rq(from)
                ; shr r11, 2
                ; shl r11, 63
                ; movq Rx(into), r11
                ; jmp =>back
            ),
            Deferred::UnboxSlow { label, back, from, into, failed } => {
                dynasm!(self.assembler ; .arch x64 ; =>label);
                self.leave_unless_kind(from, Kind::Float as u8, failed);
                dynasm!(self.assembler
                    ; .arch x64
                    ; movsd Rx(into), [Rq(from) + layout::FLOAT_NUMBER as i32]
                    ; ucomisd Rx(into), Rx(into)
                    ; jp =>failed
                    ; jmp =>back
                );
            }
            Deferred::NumberSlow { label, back, unbox, from, into } => dynasm!(self.assembler
                ; .arch x64
                ; =>label
                ; test Rb(from), 1
                ; jz =>unbox
                ; mov r11, Rq(from)
                ; sar r11, 1
                ; xorps Rx(into), Rx(into)
                ; cvtsi2sd Rx(into), r11
                ; jmp =>back
            ),
            Deferred::Gone { label } => dynasm!(self.assembler ; .arch x64 ; =>label ; leave ; ret),
            Deferred::InitError { label, value, failed } => dynasm!(self.assembler
                ; .arch x64
                ; =>label
                ; mov rsi, Rq(value)
                ; mov rdi, r15
                ; mov rax, QWORD runtime::init_error as *const () as i64
                ; call rax
                ; jmp =>failed
            ),
            Deferred::Remember { label, back, object } => {
                let remember = stubs.remember;
                dynasm!(self.assembler
                    ; .arch x64
                    ; =>label
                    ; push Rq(object)
                    ; push Rq(object)
                    ; call extern remember
                    ; add rsp, 16
                    ; jmp =>back
                );
            }
            Deferred::RememberItem { label, back, index } => {
                let remember = stubs.remember_item;
                dynasm!(self.assembler
                    ; .arch x64
                    ; =>label
                    ; push Rq(index)
                    ; push r11
                    ; call extern remember
                    ; pop r11
                    ; add rsp, 8
                    ; jmp =>back
                );
            }
            Deferred::Resume { label, back, failed, call } => {
                dynasm!(self.assembler
                ; .arch x64
                ; =>label
                ; mov rdi, r15
                ; mov rax, QWORD runtime::resume as *const () as i64
                ; call rax
                );
                self.note_call(call);
                dynasm!(self.assembler
                    ; .arch x64
                    ; mov r14, [r15 + NEXT_FRAME]
                    ; sub r14, FRAME
                    ; test rax, rax
                    ; jz =>failed
                    ; jmp =>back
                );
            }
        }
    }
}

/// Emits the code that all functions share, to lie at an address.
///
/// # Errors
/// The assembler refuses something.
pub(crate) fn stubs(address: usize, side_exit: usize) -> Result<(Vec<u8>, Stubs), String> {
    let mut assembler: VecAssembler<X64Relocation> = VecAssembler::new(address);
    let trampoline = address;
    dynasm!(assembler
        ; .arch x64
        ; push rbp ; push rbx ; push r12 ; push r13 ; push r14 ; push r15
        ; sub rsp, 8
        ; mov r15, rdi
        ; mov r14, [r15 + NEXT_FRAME]
        ; sub r14, FRAME
        ; call rsi
        ; add rsp, 8
        ; pop r15 ; pop r14 ; pop r13 ; pop r12 ; pop rbx ; pop rbp
        ; ret
        ; .align 16
    );
    let leave = address + assembler.offset().0;
    dynasm!(assembler
        ; .arch x64
        ; sub rsp, 256
        ; mov [rsp], rax ; mov [rsp + 8], rcx ; mov [rsp + 16], rdx ; mov [rsp + 24], rbx
        ; mov [rsp + 48], rsi ; mov [rsp + 56], rdi ; mov [rsp + 64], r8 ; mov [rsp + 72], r9
        ; mov [rsp + 80], r10 ; mov [rsp + 96], r12 ; mov [rsp + 104], r13
    );
    for index in 0..16_u8 {
        dynasm!(assembler ; .arch x64 ; movsd [rsp + 128 + 8 * i32::from(index)], Rx(index));
    }
    dynasm!(assembler
        ; .arch x64
        ; mov rdi, r15
        ; mov rsi, r11
        ; mov rdx, rsp
        ; mov rcx, rbp
        ; mov rax, QWORD side_exit as i64
        ; call rax
        // The frame and what lies below it are cleared: the interpreter's frame comes to lie there, of which some words are written
        // late, and a collection would take those for references.
        ; mov r8, rax
        ; lea rdi, [rsp - DEAD_BYTES]
        ; mov rcx, rbp
        ; sub rcx, rdi
        ; shr rcx, 3
        ; xor eax, eax
        ; rep stosq
        ; mov rax, r8
        ; mov r14, [r15 + NEXT_FRAME]
        ; sub r14, FRAME
        ; leave
        ; ret
        ; .align 16
    );
    // Boxes the double in `r11`, and keeps all other registers: zero for a NaN.
    let box_float = address + assembler.offset().0;
    dynasm!(assembler
        ; .arch x64
        ; push rax
        ; lea rax, [r11 + r11]
        ; test rax, rax
        ; jz >zero
        ; shr rax, 53
        ; cmp eax, 0x7ff
        ; jne >number
        ; mov rax, r11
        ; shl rax, 12
        ; jz >number
        ; xor r11d, r11d
        ; pop rax
        ; ret
        ; zero:
        ; shr r11, 63
        ; lea r11, [r11 * 4 + 2]
        ; pop rax
        ; ret
        ; number:
        ; push rcx ; push rdx ; push rbx ; push rsi ; push rdi ; push r8 ; push r9 ; push r10 ; push r12 ; push r13
        // The call, `rax` and ten registers were pushed: aligned to 16 bytes.
        ; sub rsp, 128
    );
    for index in 0..15_u8 {
        dynasm!(assembler ; .arch x64 ; movsd [rsp + 8 * i32::from(index)], Rx(index));
    }
    dynasm!(assembler
        ; .arch x64
        ; mov rdi, r15
        ; mov rsi, r11
        ; mov rax, QWORD runtime::box_float as *const () as i64
        ; call rax
        ; mov r11, rax
    );
    for index in 0..15_u8 {
        dynasm!(assembler ; .arch x64 ; movsd Rx(index), [rsp + 8 * i32::from(index)]);
    }
    dynasm!(assembler
        ; .arch x64
        ; add rsp, 128
        ; pop r13 ; pop r12 ; pop r10 ; pop r9 ; pop r8 ; pop rdi ; pop rsi ; pop rbx ; pop rdx ; pop rcx
        ; pop rax
        ; ret
    );
    let remember = address + assembler.offset().0;
    keeping_registers(&mut assembler, runtime::remember as *const () as usize);
    let remember_item = address + assembler.offset().0;
    keeping_registers(&mut assembler, runtime::remember_item as *const () as usize);
    let bytes = assembler.finalize().map_err(|error| error.to_string())?;
    Ok((bytes, Stubs { trampoline, leave, box_float, remember, remember_item }))
}

/// How far the code that has the VM call a function lies behind its beginning, which may be made to lead elsewhere.
pub(crate) const STAND_IN_BODY: usize = 16;
/// Bytes that are enough for such code.
pub(crate) const STAND_IN_SIZE: usize = 64;

/// Emits the entry for compiled callers of a function that is not compiled, to lie at an aligned address: it has the VM call it.
///
/// # Errors
/// The assembler refuses something.
pub(crate) fn stand_in(address: usize, function: usize) -> Result<Vec<u8>, String> {
    let mut assembler: VecAssembler<X64Relocation> = VecAssembler::new(address);
    dynasm!(assembler
        ; .arch x64
        ; jmp >body
        ; .align 16
        ; body:
        ; push rbp
        ; mov rbp, rsp
        // The arguments, the first of which lies lowest; aligned to 16 bytes.
        ; push r9 ; push r8 ; push rcx ; push rdx ; push rsi ; push rdi
        ; mov rdi, r15
        ; mov rsi, QWORD function as i64
        ; mov rdx, rsp
        ; mov rax, QWORD runtime::call_function as *const () as i64
        ; call rax
        ; leave
        ; ret
    );
    assembler.finalize().map_err(|error| error.to_string())
}

/// Calls a function with the two words that lie on the stack, and keeps all registers but `r11`.
fn keeping_registers(assembler: &mut VecAssembler<X64Relocation>, function: usize) {
    dynasm!(assembler
        ; .arch x64
        ; push rax ; push rcx ; push rdx ; push rsi ; push rdi ; push r8 ; push r9 ; push r10
        // With the words, their caller's address and eight registers: aligned to 16 bytes.
        ; sub rsp, 120
    );
    for index in 0..15_u8 {
        dynasm!(assembler ; .arch x64 ; movsd [rsp + 8 * i32::from(index)], Rx(index));
    }
    dynasm!(assembler
        ; .arch x64
        ; mov rdi, [rsp + 120 + 64 + 8]
        ; mov rsi, [rsp + 120 + 64 + 16]
        ; mov rax, QWORD function as i64
        ; call rax
    );
    for index in 0..15_u8 {
        dynasm!(assembler ; .arch x64 ; movsd Rx(index), [rsp + 8 * i32::from(index)]);
    }
    dynasm!(assembler
        ; .arch x64
        ; add rsp, 120
        ; pop r10 ; pop r9 ; pop r8 ; pop rdi ; pop rsi ; pop rdx ; pop rcx ; pop rax
        ; ret
        ; .align 16
    );
}
