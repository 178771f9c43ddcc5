//! What happens at an instrumented instruction, and while unwinding.
#![allow(unsafe_code, reason = "reads the registers of the innermost frame")]

use strict_bytecode::{Instruction, Opcode};

use super::instrument::begins_line;
use super::tell::{Happening, UNIT};
use super::{BEGINNING, Events, RESUMING};
use crate::heap::Gc;
use crate::interp::{CallShape, call_shape, instruction_index, make_call};
use crate::object::{CodeObject, Function};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

impl Vm {
    fn innermost_register(&self, register: u16) -> Value {
        // SAFETY: a frame is running, and its instruction names registers of its own that have been written.
        unsafe {
            let frame = &*self.stacks.next_frame.sub(1);
            *frame.base.add(usize::from(register))
        }
    }

    /// The line that monitoring told of last in the innermost frame.
    fn told_line(&mut self) -> &mut u32 {
        &mut self.stacks.frames_mut().last_mut().expect("a frame is running").line
    }

    /// Tells of what happens at the instrumented instruction that the innermost frame is at: the opcode to go on with,
    /// or nothing if it has been done, and the frame that is now innermost goes on at its next instruction.
    ///
    /// # Errors
    /// What a callback raises, or a call.
    #[cold]
    #[inline(never)]
    pub(crate) fn watch_instruction(&mut self) -> Outcome<Option<Opcode>> {
        let depth = self.stacks.depth();
        let frame = self.stacks.frames()[depth - 1];
        let code = frame.function.code.get();
        let at = instruction_index(&frame);
        let instruction = code.code().instructions[at as usize];
        let opcode = instruction.opcode().unwrap_or(Opcode::Nop);
        if self.monitoring.thread.inside > 0 {
            return Ok(Some(opcode));
        }
        if frame.line == 0 {
            let (event, line) = match opcode {
                _ if at == 0 || frame.generator.is_none() => (Events::PY_START, BEGINNING),
                Opcode::YieldFrom => (Events::PY_RESUME, u32::MAX),
                _ => (Events::PY_RESUME, RESUMING),
            };
            *self.told_line() = line;
            self.tell(code, Happening { event, at, arguments: &[] })?;
            *self.told_line() = u32::MAX;
        }
        if let Some(line) = begins_line(code, at)
            && *self.told_line() != line
        {
            *self.told_line() = line;
            let line = Value::fixnum(i64::from(line));
            self.tell(code, Happening { event: Events::LINE, at, arguments: &[line] })?;
            if self.stacks.frames()[depth - 1].next != frame.next {
                // The callback has set `f_lineno`.
                return Ok(None);
            }
        }
        self.tell(code, Happening { event: Events::INSTRUCTION, at, arguments: &[] })?;
        match opcode {
            Opcode::Return | Opcode::ReturnConst => {
                let value = if opcode == Opcode::Return {
                    self.innermost_register(instruction.a())
                } else {
                    code.constants.get().get(instruction.wide() as usize)
                };
                self.tell(code, Happening { event: Events::PY_RETURN, at, arguments: &[value] })?;
            }
            Opcode::Yield => {
                let value = self.innermost_register(instruction.b());
                self.tell(code, Happening { event: Events::PY_YIELD, at, arguments: &[value] })?;
            }
            Opcode::Jump | Opcode::JumpBack => {
                let target = Value::fixnum(i64::from(instruction.wide()) * UNIT);
                self.tell(code, Happening { event: Events::JUMP, at, arguments: &[target] })?;
                if opcode == Opcode::JumpBack {
                    *self.told_line() = u32::MAX;
                }
            }
            Opcode::ForLoop => *self.told_line() = u32::MAX,
            Opcode::Call | Opcode::CallMethod | Opcode::CallSpread
                if self.monitoring.wants(Events::CALL | Events::C_RETURN | Events::C_RAISE) =>
            {
                return self.watch_call(code, at, instruction);
            }
            _ => {}
        }
        Ok(Some(opcode))
    }

    /// Makes a call, and tells of it.
    fn watch_call(
        &mut self,
        code: Gc<CodeObject>,
        at: u32,
        instruction: Instruction,
    ) -> Outcome<Option<Opcode>> {
        let CallShape { callee, first } = call_shape(self, instruction);
        let arguments = [callee, first.unwrap_or(self.monitoring.missing)];
        self.tell(code, Happening { event: Events::CALL, at, arguments: &arguments })?;
        let result = make_call(self, instruction);
        let is_python = callee.is::<Function>()
            || callee
                .cast::<crate::object::BoundMethod>()
                .is_some_and(|method| method.function.get().is::<Function>());
        if !is_python {
            match result {
                Ok(true) => {
                    self.tell(code, Happening { event: Events::C_RETURN, at, arguments: &arguments })?;
                }
                Ok(false) => {}
                Err(raised) => {
                    self.tell(code, Happening { event: Events::C_RAISE, at, arguments: &arguments })?;
                    return Err(raised);
                }
            }
        }
        result.map(|_| None)
    }

    /// Tells that the generator over which the innermost frame iterates is finished.
    ///
    /// # Errors
    /// What a callback raises.
    #[cold]
    #[inline(never)]
    pub(crate) fn tell_stop_iteration(&mut self, result: Value) -> Outcome<()> {
        self.stop_iteration(result);
        let exception = self.take_raised();
        self.tell_innermost(Events::STOP_ITERATION, exception)
    }

    /// Tells of an event that no instruction announces in the innermost frame.
    ///
    /// # Errors
    /// What a callback raises.
    #[cold]
    #[inline(never)]
    pub(crate) fn tell_innermost(&mut self, event: Events, argument: Value) -> Outcome<()> {
        let Some(frame) = self.stacks.frames().last().copied() else { return Ok(()) };
        let code = frame.function.code.get();
        let at = instruction_index(&frame);
        if frame.line == 0 {
            *self.told_line() = u32::MAX;
            if event == Events::RAISE || event == Events::RERAISE {
                self.tell(code, Happening { event: Events::PY_THROW, at, arguments: &[argument] })?;
            }
        }
        self.tell(code, Happening { event, at, arguments: &[argument] })
    }
}
