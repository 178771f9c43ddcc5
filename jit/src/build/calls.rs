//! Calls.

use strict_bytecode::{Instruction, Opcode, flags};
use strict_vm::Value;
use strict_vm::heap::Gc;
use strict_vm::object::{Function as PythonFunction, Type as Class};

use super::builder::{Builder, Built};
use crate::hir::op::DirectCallee;
use crate::hir::{Op, Type, ValueId};

impl Builder<'_> {
    /// `call` and `call_method`.
    pub(super) fn call(&mut self, instruction: Instruction) -> Built<()> {
        self.emit(Op::Attention, &[]);
        let is_method = instruction.opcode() == Some(Opcode::CallMethod);
        let keywords = u16::from(instruction.flags() & flags::CALL_KEYWORDS);
        let (window, count) = (instruction.b(), instruction.c());
        if keywords == 0 {
            let callee = self.register(window);
            let mut first = window + 1;
            if is_method {
                let receiver = self.register(first);
                let known = self.type_of(receiver);
                if known == Type::UNBOUND {
                    first += 1;
                } else if known.may_be(Type::UNBOUND) {
                    return self.call_generic(instruction);
                }
            }
            let end = window + 1 + u16::from(is_method) + count;
            let arguments: Vec<_> = (first..end).map(|register| self.register(register)).collect();
            if let Some(result) = self.call_builtin(callee, &arguments)? {
                self.registers[usize::from(window)..].fill(None);
                self.set(instruction.a(), result);
                return Ok(());
            }
            if let Some(result) = self.call_direct(callee, &arguments) {
                return self.end_call(instruction, result);
            }
            if let Some(instance) = self.call_class(callee, &arguments) {
                return self.end_call(instruction, instance);
            }
        }
        self.call_generic(instruction)
    }

    fn call_generic(&mut self, instruction: Instruction) -> Built<()> {
        let is_method = instruction.opcode() == Some(Opcode::CallMethod);
        let keywords = u16::from(instruction.flags() & flags::CALL_KEYWORDS);
        let registers = 1 + u16::from(is_method) + instruction.c() + keywords;
        for register in instruction.b()..instruction.b() + registers {
            self.store_register(register);
        }
        let result = self.emit(Op::Call(self.position), &[]);
        self.end_call(instruction, result)
    }

    fn end_call(&mut self, instruction: Instruction, result: ValueId) -> Built<()> {
        self.registers[usize::from(instruction.b())..].fill(None);
        self.set(instruction.a(), result);
        Ok(())
    }

    /// A new instance of a class that only its `__init__`, which is compiled, initialises.
    fn call_class(&mut self, callee: ValueId, arguments: &[ValueId]) -> Option<ValueId> {
        let class = self.constant_value(callee).and_then(Value::cast::<Class>)?;
        let init = self.subject.vm.plain_init(class)?;
        let site = self.code.site_at(self.position);
        if site.is_none() || !self.has_direct_entry(init, arguments.len() + 1) {
            return None;
        }
        self.function.watched.push((class, self.position));
        let instance = self.emit(Op::NewInstance(class.value().bits()), &[]);
        let mut all = vec![instance];
        all.extend_from_slice(arguments);
        let init = self.constant(init.value());
        let result = self.call_direct(init, &all)?;
        self.emit(Op::CheckInit, &[result]);
        Some(instance)
    }

    /// Whether a function can be called directly with so many arguments.
    fn has_direct_entry(&self, function: Gc<PythonFunction>, count: usize) -> bool {
        let code = function.code.get();
        let compiled = code.compiled_call().is_some_and(|compiled| compiled.function == function.address());
        let is_self = function == self.subject.function && self.subject.entry == super::Entry::Call;
        let fits = code.is_simple.get() && code.argument_count.get() as usize == count;
        (compiled || is_self) && fits && count <= crate::emit::DIRECT_ARGUMENTS
    }

    /// A call of compiled code, if the callee is known to have some that takes just these arguments.
    fn call_direct(&mut self, callee: ValueId, arguments: &[ValueId]) -> Option<ValueId> {
        let function = self.constant_value(callee).and_then(Value::cast::<PythonFunction>)?;
        if !self.has_direct_entry(function, arguments.len()) {
            return None;
        }
        let is_self = function == self.subject.function && self.subject.entry == super::Entry::Call;
        let target = match function.code.get().compiled_call() {
            _ if is_self => 0,
            Some(compiled) => compiled.direct as usize,
            None => return None,
        };
        let arguments: Vec<_> = arguments.iter().map(|&argument| self.tagged(argument)).collect();
        Some(self.emit(Op::CallDirect(self.position, DirectCallee { code: target }), &arguments))
    }
}
