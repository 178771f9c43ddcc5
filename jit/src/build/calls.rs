//! Calls.

use strict_bytecode::{Instruction, Opcode, flags};
use strict_vm::Value;
use strict_vm::heap::Gc;
use strict_vm::object::{Function as PythonFunction, NativeFunction, Type as Class};

use super::builder::{Builder, Built};
use crate::hir::op::DirectCallee;
use crate::hir::{Op, Type, ValueId};

impl Builder<'_> {
    /// `call` and `call_method`.
    pub(super) fn call(&mut self, instruction: Instruction) -> Built<()> {
        let result = match self.arguments_of(instruction) {
            Some((callee, arguments)) => self.call_any(instruction, callee, &arguments)?,
            None => self.call_generic(instruction),
        };
        self.registers[usize::from(instruction.b())..].fill(None);
        self.set(instruction.a(), result);
        Ok(())
    }

    /// `call_spread`
    pub(super) fn call_spread(&mut self, instruction: Instruction) {
        let has_keywords = u16::from(instruction.flags() & flags::CALL_KEYWORDS);
        for register in instruction.b()..instruction.b() + 2 + has_keywords {
            self.store_register(register);
        }
        self.emit(Op::Attention, &[]);
        let result = self.emit(Op::Call(self.position), &[]);
        self.registers[usize::from(instruction.b())..].fill(None);
        self.set(instruction.a(), result);
    }

    /// What is called and with what, if that is known of each argument.
    fn arguments_of(&mut self, instruction: Instruction) -> Option<(ValueId, Vec<ValueId>)> {
        if instruction.flags() & flags::CALL_KEYWORDS != 0 {
            return None;
        }
        let is_method = instruction.opcode() == Some(Opcode::CallMethod);
        let (window, count) = (instruction.b(), instruction.c());
        let callee = self.register(window);
        let mut first = window + 1;
        if is_method {
            let receiver = self.register(first);
            let known = self.type_of(receiver);
            if known == Type::UNBOUND {
                first += 1;
            } else if known.may_be(Type::UNBOUND) {
                return None;
            }
        }
        let end = window + 1 + u16::from(is_method) + count;
        Some((callee, (first..end).map(|register| self.register(register)).collect()))
    }

    /// A call of what may be one of several functions.
    fn call_any(
        &mut self,
        instruction: Instruction,
        callee: ValueId,
        arguments: &[ValueId],
    ) -> Built<ValueId> {
        let Some((callees, is_all)) = self.callees.get(&callee).cloned() else {
            return match self.call_known(callee, arguments, instruction.a())? {
                Some(result) => Ok(result),
                None => Ok(self.call_generic(instruction)),
            };
        };
        let mut all = self.begin_alternatives();
        let count = callees.len();
        for (place, bits) in callees.into_iter().enumerate() {
            let miss = (place + 1 < count || !is_all).then(|| self.part_by_words(callee, &[bits]));
            let known = self.constant_of_bits(bits);
            let result = match self.call_known(known, arguments, instruction.a()) {
                Ok(Some(result)) => Ok(vec![result]),
                Ok(None) => Ok(vec![self.call_generic(instruction)]),
                Err(stop) => Err(stop),
            };
            self.end_alternative(&mut all, result);
            if let Some(miss) = miss {
                self.block = miss;
            }
        }
        if !is_all {
            let result = self.call_generic(instruction);
            self.end_alternative(&mut all, Ok(vec![result]));
        }
        Ok(self.join_alternatives(all)?[0])
    }

    /// A call of a constant; none if it has to be made in the way of the interpreter.
    fn call_known(
        &mut self,
        callee: ValueId,
        arguments: &[ValueId],
        destination: u16,
    ) -> Built<Option<ValueId>> {
        if let Some(result) = self.call_builtin(callee, arguments)? {
            return Ok(Some(result));
        }
        if let Some(result) = self.call_function(callee, arguments, destination)? {
            return Ok(Some(result));
        }
        if let Some(result) = self.call_class(callee, arguments, destination)? {
            return Ok(Some(result));
        }
        Ok(self.call_native(callee, arguments))
    }

    /// A call of a function, inlined if it is fit for it; none if it does not take just these arguments.
    pub(super) fn call_function(
        &mut self,
        callee: ValueId,
        arguments: &[ValueId],
        destination: u16,
    ) -> Built<Option<ValueId>> {
        let Some(function) = self.constant_value(callee).and_then(Value::cast::<PythonFunction>) else {
            return Ok(None);
        };
        if !self.takes_directly(function, arguments.len()) {
            return Ok(None);
        }
        if let Some(result) = self.inline(function, arguments, destination, None)? {
            return Ok(Some(result));
        }
        Ok(Some(self.call_direct(function, arguments)))
    }

    fn call_generic(&mut self, instruction: Instruction) -> ValueId {
        self.emit(Op::Attention, &[]);
        let is_method = instruction.opcode() == Some(Opcode::CallMethod);
        let keywords = u16::from(instruction.flags() & flags::CALL_KEYWORDS);
        let registers = 1 + u16::from(is_method) + instruction.c() + keywords;
        for register in instruction.b()..instruction.b() + registers {
            self.store_register(register);
        }
        self.emit(Op::Call(self.position), &[])
    }

    /// A call of a native function, without its window.
    pub(super) fn call_native(&mut self, callee: ValueId, arguments: &[ValueId]) -> Option<ValueId> {
        const MOST: usize = 3;
        let native = self.constant_value(callee).and_then(Value::cast::<NativeFunction>)?;
        if arguments.len() > MOST {
            return None;
        }
        self.emit(Op::Attention, &[]);
        let arguments: Vec<_> = arguments.iter().map(|&argument| self.tagged(argument)).collect();
        Some(self.emit(Op::CallNative(self.position, native.value().bits()), &arguments))
    }

    /// A new instance of a class that only its `__init__` initialises.
    fn call_class(
        &mut self,
        callee: ValueId,
        arguments: &[ValueId],
        destination: u16,
    ) -> Built<Option<ValueId>> {
        let Some(class) = self.constant_value(callee).and_then(Value::cast::<Class>) else { return Ok(None) };
        let Some(init) = self.subject.vm.plain_init(class) else { return Ok(None) };
        let Some(site) = self.code.site_at(self.position) else { return Ok(None) };
        if !self.takes_directly(init, arguments.len() + 1) {
            return Ok(None);
        }
        self.function.watched.push((class, self.subject.code, site));
        let shape = class.root_shape.get().value().bits();
        let instance = self.emit(Op::NewInstance(shape), &[]);
        self.know_shapes(instance, vec![shape]);
        let mut all = vec![instance];
        all.extend_from_slice(arguments);
        let result = match self.inline(init, &all, destination, Some(instance))? {
            Some(result) => result,
            None => self.call_direct(init, &all),
        };
        if self.type_of(result) != Type::NONE {
            self.emit(Op::CheckInit, &[result]);
        }
        Ok(Some(instance))
    }

    /// Whether a function can be called by its entry for compiled callers with so many arguments.
    pub(super) fn takes_directly(&self, function: Gc<PythonFunction>, count: usize) -> bool {
        let code = function.code.get();
        code.is_simple.get()
            && code.argument_count.get() as usize == count
            && count <= crate::emit::DIRECT_ARGUMENTS
    }

    /// A call by the entry for compiled callers of a function that takes just these arguments.
    fn call_direct(&mut self, function: Gc<PythonFunction>, arguments: &[ValueId]) -> ValueId {
        self.emit(Op::Attention, &[]);
        let is_self = function == self.subject.function && self.subject.entry == super::Entry::Call;
        let callee = DirectCallee { function: function.value().bits(), is_self };
        let arguments: Vec<_> = arguments.iter().map(|&argument| self.tagged(argument)).collect();
        self.emit(Op::CallDirect(self.position, callee), &arguments)
    }
}
