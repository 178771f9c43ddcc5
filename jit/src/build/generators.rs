//! Generators and coroutines.
//!
//! Their registers are in an object of their own. Where one yields, everything is put there, as if the code were left; it is
//! entered again behind the `yield`, at an entry that is compiled once that is hot. So a piece of compiled code goes from one
//! place at which the generator waits to the next ones. Whatever is thrown into it is the interpreter's.

use strict_bytecode::{CodeFlags, Instruction, flags};
use strict_vm::heap::Gc;
use strict_vm::interp::SUSPENDABLE;
use strict_vm::object::Function as PythonFunction;

use super::builder::{Builder, Built, Stop};
use crate::hir::{Op, Terminator, ValueId};

impl Builder<'_> {
    /// `a = yield b`
    pub(super) fn suspend(&mut self, instruction: Instruction) -> Built<()> {
        self.store_all();
        let value = self.register(instruction.b());
        let value = self.tagged(value);
        let is_async = instruction.flags() & flags::YIELD_ASYNC != 0;
        let value = self.emit(Op::Suspend(is_async), &[value]);
        self.end_frame(value);
        Err(Stop)
    }

    /// `a = yield from b`, where `a` is what is sent to `b`.
    pub(super) fn delegate(&mut self, instruction: Instruction) {
        self.store_all();
        let (sent, iterator) = (self.register(instruction.a()), self.register(instruction.b()));
        let (sent, iterator) = (self.tagged(sent), self.tagged(iterator));
        let result = self.emit(Op::Delegate, &[sent, iterator]);
        self.set(instruction.a(), result);
    }

    /// A new generator or coroutine of a function that is one, if it takes just these arguments.
    pub(super) fn new_generator(
        &mut self,
        function: Gc<PythonFunction>,
        arguments: &[ValueId],
    ) -> Option<ValueId> {
        const MOST: usize = 3;
        if arguments.len() > MOST || !function.code.get().takes_in_order(arguments.len()) {
            return None;
        }
        self.emit(Op::Attention, &[]);
        let arguments: Vec<_> = arguments.iter().map(|&argument| self.tagged(argument)).collect();
        Some(self.emit(Op::NewGenerator(function.value().bits()), &arguments))
    }

    /// `a =` the iterator for `await b`
    pub(super) fn get_awaitable(&mut self, instruction: Instruction) -> Built<()> {
        let object = self.register(instruction.b());
        if self.is_new_coroutine(object) {
            self.set(instruction.a(), object);
            return Ok(());
        }
        self.step()
    }

    #[allow(unsafe_code, reason = "functions are known by address")]
    fn is_new_coroutine(&self, value: ValueId) -> bool {
        let Op::NewGenerator(function) = self.function.value(value).op else { return false };
        // SAFETY: it was reached from what is compiled, just now.
        let function: Gc<PythonFunction> = unsafe { Gc::from_address(function as usize) };
        function.code.get().code().flags.contains(CodeFlags::COROUTINE)
    }

    /// The value that the function returns, if it is a generator with the note that it is done.
    pub(super) fn finish_generator(&mut self, value: ValueId) -> ValueId {
        if !self.code.flags.intersects(SUSPENDABLE) {
            return value;
        }
        self.emit(Op::GuardNoObject, &[]);
        self.emit(Op::FinishGenerator, &[value])
    }

    /// Ends the block and the frame: the function gives a value to its caller.
    pub(super) fn end_frame(&mut self, value: ValueId) {
        let state = self.state();
        let block = self.block;
        self.function.block_mut(block).terminator = Some(Terminator::Return(value, state));
    }

    /// Puts all that matters into the interpreter's registers.
    fn store_all(&mut self) {
        let analysis = self.analysis.clone();
        let live = &analysis.live[self.position as usize];
        for register in 0..self.registers.len() as u16 {
            if live.contains(u32::from(register)) && self.registers[usize::from(register)].is_some() {
                self.store_register(register);
            }
        }
    }
}
