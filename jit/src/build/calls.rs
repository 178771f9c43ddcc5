//! Calls.

use strict_bytecode::{Instruction, Opcode, flags};
use strict_vm::Value;
use strict_vm::abi::layout;
use strict_vm::heap::Gc;
use strict_vm::object::{Function as PythonFunction, NativeFunction, Tuple, Type as Class};

use super::builder::{Builder, Built};
use crate::hir::op::DirectCallee;
use crate::hir::{Op, Type, ValueId};

/// The arguments of a call.
pub(super) struct Given {
    values: Vec<ValueId>,
    /// The names of the last of them.
    names: Option<Gc<Tuple>>,
}

impl Builder<'_> {
    /// `call` and `call_method`.
    pub(super) fn call(&mut self, instruction: Instruction) -> Built<()> {
        let result = match self.arguments_of(instruction) {
            Some((callee, arguments)) => self.call_any(instruction, callee, arguments)?,
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
    fn arguments_of(&mut self, instruction: Instruction) -> Option<(ValueId, Given)> {
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
        let mut names = None;
        if instruction.flags() & flags::CALL_KEYWORDS != 0 {
            let register = self.register(end);
            names = Some(self.constant_value(register).and_then(Value::cast::<Tuple>)?);
        }
        let values = (first..end).map(|register| self.register(register)).collect();
        Some((callee, Given { values, names }))
    }

    /// A call of what may be one of several functions.
    fn call_any(&mut self, instruction: Instruction, callee: ValueId, arguments: Given) -> Built<ValueId> {
        let Some((callees, is_all)) = self.callees.get(&callee).cloned() else {
            return match self.call_known(callee, &arguments, instruction.a())? {
                Some(result) => Ok(result),
                None => Ok(self.call_generic(instruction)),
            };
        };
        let mut all = self.begin_alternatives();
        let count = callees.len();
        for (place, bits) in callees.into_iter().enumerate() {
            let miss = (place + 1 < count || !is_all).then(|| self.part_by_words(callee, &[bits]));
            let known = self.constant_of_bits(bits);
            let result = match self.call_known(known, &arguments, instruction.a()) {
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
    fn call_known(&mut self, callee: ValueId, arguments: &Given, destination: u16) -> Built<Option<ValueId>> {
        if let Some(function) = self.constant_value(callee).and_then(Value::cast::<PythonFunction>) {
            if arguments.names.is_none()
                && let Some(generator) = self.new_generator(function, &arguments.values)
            {
                return Ok(Some(generator));
            }
            let Some(arguments) = self.complete(function, arguments, None) else { return Ok(None) };
            return self.call_function(callee, &arguments, destination);
        }
        if let Some(result) = self.call_class(callee, arguments, destination)? {
            return Ok(Some(result));
        }
        if arguments.names.is_some() {
            return Ok(None);
        }
        if let Some(result) = self.call_builtin(callee, &arguments.values)? {
            return Ok(Some(result));
        }
        Ok(self.call_native(callee, &arguments.values))
    }

    /// The value of each parameter of a function that is called with these arguments, and `first` before them; none if it
    /// cannot be called by its entry for compiled callers, or not with these.
    fn complete(
        &mut self,
        function: Gc<PythonFunction>,
        given: &Given,
        first: Option<ValueId>,
    ) -> Option<Vec<ValueId>> {
        let object = function.code.get();
        let count = object.argument_count.get() as usize;
        if !object.is_simple.get() || count > crate::emit::DIRECT_ARGUMENTS {
            return None;
        }
        let named = given.names.map_or(0, |names| names.len());
        let (positional, keywords) = given.values.split_at(given.values.len().checked_sub(named)?);
        let mut values: Vec<Option<ValueId>> =
            first.into_iter().chain(positional.iter().copied()).map(Some).collect();
        if values.len() > count {
            return None;
        }
        values.resize(count, None);
        for (index, &value) in keywords.iter().enumerate() {
            let name = given.names?.get(index);
            let mut places = usize::from(object.code().positional_only_count)..count;
            let place = places.find(|&place| object.parameter_name(place) == name)?;
            if values[place].replace(value).is_some() {
                return None;
            }
        }
        if values.iter().any(Option::is_none) {
            let defaults = function.defaults.try_get()?;
            let skipped = count.checked_sub(defaults.len())?;
            if self.is_cautious() || values[..skipped].iter().any(Option::is_none) {
                return None;
            }
            // They may be replaced.
            let callee = self.constant(function.value());
            let loaded = self.emit(Op::LoadField(layout::FUNCTION_DEFAULTS as u32), &[callee]);
            self.emit(Op::GuardWord(defaults.value().bits()), &[loaded]);
            for (place, value) in values.iter_mut().enumerate() {
                if value.is_none() {
                    *value = Some(self.constant(defaults.get(place - skipped)));
                }
            }
        }
        values.into_iter().collect()
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
    fn call_class(&mut self, callee: ValueId, arguments: &Given, destination: u16) -> Built<Option<ValueId>> {
        let Some(class) = self.constant_value(callee).and_then(Value::cast::<Class>) else { return Ok(None) };
        let Some(init) = self.subject.vm.plain_init(class) else { return Ok(None) };
        let Some(site) = self.code.site_at(self.position) else { return Ok(None) };
        // What stands for the instance until it is known that there is to be one.
        let unbound = self.constant(Value::UNBOUND);
        let Some(mut all) = self.complete(init, arguments, Some(unbound)) else { return Ok(None) };
        self.function.watched.push((class, self.subject.code, site));
        let shape = class.root_shape.get().value().bits();
        let instance = self.emit(Op::NewInstance(shape), &[]);
        self.know_shapes(instance, vec![shape]);
        all[0] = instance;
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
