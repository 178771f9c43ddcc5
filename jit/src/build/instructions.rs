//! Each instruction of the bytecode.

use strict_bytecode::operand::Access;
use strict_bytecode::{Instruction, Opcode};
use strict_vm::Value;
use strict_vm::abi::layout;
use strict_vm::heap::flags;
use strict_vm::object::{CacheAction, CellObject};

use super::arithmetic::{comparison_of, operator_of};
use super::builder::{Builder, Built, Stop};
use crate::hir::{Op, Type, ValueId};

impl Builder<'_> {
    /// Builds the instruction at the current position.
    pub(super) fn build_instruction(&mut self) -> Built<()> {
        let instruction = self.subject.instruction(self.position);
        let Some(opcode) = instruction.opcode() else { return Err(self.refuse("an opcode is not known")) };
        if let Some((operator, has_number)) = operator_of(opcode) {
            return self.binary(instruction, operator, has_number);
        }
        if let Some(comparison) = comparison_of(opcode) {
            return self.compare(instruction, &comparison);
        }
        let (a, b) = (instruction.a(), instruction.b());
        match opcode {
            Opcode::Nop => {}
            Opcode::Move => {
                let value = self.register(b);
                self.set(a, value);
            }
            Opcode::LoadConst => {
                let value = self.subject.code.constants.get().get(instruction.wide() as usize);
                let value = self.constant(value);
                self.set(a, value);
            }
            Opcode::CheckBound => {
                let value = self.register(a);
                if self.type_of(value).may_be(Type::UNBOUND) {
                    let known = self.type_of(value).difference(Type::UNBOUND);
                    if known.is_empty() {
                        return Err(self.leave("an unbound variable"));
                    }
                    let bound = self.emit_typed(Op::GuardBound, &[value], known);
                    self.set(a, bound);
                }
            }
            Opcode::Unbind => {
                let unbound = self.constant(Value::UNBOUND);
                self.set(a, unbound);
            }
            Opcode::LoadGlobal => self.load_global(instruction)?,
            Opcode::LoadFrozen => self.load_frozen(instruction)?,
            Opcode::LoadAttr => self.load_attr(instruction)?,
            Opcode::LoadMethod => self.load_method(instruction)?,
            Opcode::StoreAttr => self.store_attr(instruction)?,
            Opcode::LoadSubscript | Opcode::LoadSubscriptInt => self.load_subscript(instruction)?,
            Opcode::StoreSubscript => self.store_subscript(instruction)?,
            Opcode::UnpackSequence => self.unpack_sequence(instruction)?,
            Opcode::ListAppend => self.list_append(instruction),
            Opcode::LoadCell => {
                let cell = self.register(b);
                let shape = self.subject.vm.types.cell.root_shape.get().value().bits();
                self.guard_shapes(cell, &[shape])?;
                let content = self.emit(Op::LoadField(layout::CELL_CONTENT as u32), &[cell]);
                let content = self.emit_typed(Op::GuardBound, &[content], Type::OBJECT);
                self.set(a, content);
            }
            Opcode::GetIter => self.get_iter(instruction)?,
            Opcode::Negative => self.negative(instruction)?,
            Opcode::Not | Opcode::ToBool => {
                let value = self.register(b);
                let is_not = opcode == Opcode::Not;
                let result = match self.truth(value)? {
                    Ok(condition) => {
                        let condition = match is_not {
                            true => self.emit(Op::ConditionNot, &[condition]),
                            false => condition,
                        };
                        self.emit(Op::ConditionToBool, &[condition])
                    }
                    Err(truth) => self.constant(Value::bool(truth != is_not)),
                };
                self.set(a, result);
            }
            Opcode::Is | Opcode::IsNot => {
                let (left, right) = (self.register(b), self.register(instruction.c()));
                let same = self.identity(left, right);
                let same = if opcode == Opcode::IsNot { self.emit(Op::ConditionNot, &[same]) } else { same };
                let result = self.emit(Op::ConditionToBool, &[same]);
                self.set(a, result);
            }
            Opcode::Jump => self.jump(instruction.wide()),
            Opcode::JumpBack => {
                self.emit(Op::Attention, &[]);
                self.jump(instruction.wide());
            }
            Opcode::JumpIfTrue | Opcode::JumpIfFalse => {
                let value = self.register(a);
                let (target, next) = (instruction.wide(), self.position + 1);
                let (yes, no) = if opcode == Opcode::JumpIfTrue { (target, next) } else { (next, target) };
                self.branch_on_truth(value, yes, no)?;
            }
            Opcode::JumpIfNone | Opcode::JumpIfNotNone => {
                let value = self.register(a);
                let (target, next) = (instruction.wide(), self.position + 1);
                let (yes, no) = if opcode == Opcode::JumpIfNone { (target, next) } else { (next, target) };
                if self.type_of(value) == Type::NONE {
                    self.jump(yes);
                } else if !self.type_of(value).may_be(Type::NONE) {
                    self.jump(no);
                } else {
                    let same = self.is_word(value, Value::NONE);
                    self.branch(same, yes, no);
                }
            }
            Opcode::JumpIfIs | Opcode::JumpIfIsNot => {
                let (left, right) = (self.register(a), self.register(b));
                let same = self.identity(left, right);
                let (target, next) = (instruction.long(), self.position + 1);
                let (yes, no) = if opcode == Opcode::JumpIfIs { (target, next) } else { (next, target) };
                self.branch(same, yes, no);
            }
            Opcode::ForLoop => self.for_loop(instruction)?,
            Opcode::Call | Opcode::CallMethod => self.call(instruction)?,
            Opcode::Return | Opcode::ReturnConst => {
                let value = match opcode {
                    Opcode::Return => self.register(a),
                    _ => self.constant(self.subject.code.constants.get().get(instruction.wide() as usize)),
                };
                let value = self.tagged(value);
                if self.return_inlined(value) {
                    return Err(Stop);
                }
                let value = self.finish_generator(value);
                self.end_frame(value);
            }
            Opcode::Raise | Opcode::RaiseFrom | Opcode::RaiseCurrent | Opcode::Reraise => {
                return Err(self.leave("raising"));
            }
            Opcode::JumpIfIn | Opcode::JumpIfNotIn => {
                let (item, container) = (self.register(a), self.register(b));
                let (item, container) = (self.tagged(item), self.tagged(container));
                let found = self.emit(Op::Contains, &[item, container]);
                let (target, next) = (instruction.long(), self.position + 1);
                let (yes, no) = if opcode == Opcode::JumpIfIn { (target, next) } else { (next, target) };
                self.branch(found, yes, no);
            }
            Opcode::CallSpread => self.call_spread(instruction),
            Opcode::EndAsyncFor => return Err(self.leave("raising")),
            Opcode::Yield => return self.suspend(instruction),
            Opcode::YieldFrom => self.delegate(instruction),
            Opcode::GetAwaitable => self.get_awaitable(instruction)?,
            Opcode::Prepare | Opcode::Instrumented => return Err(self.refuse("code that is watched")),
            _ => return self.step(),
        }
        Ok(())
    }

    /// Whether two values are the same object.
    fn identity(&mut self, left: ValueId, right: ValueId) -> ValueId {
        let boxed = Type::FLOAT | Type::OTHER;
        let is_plain = |this: &Self, value| !this.type_of(value).may_be(boxed);
        let is_word = is_plain(self, left) || is_plain(self, right);
        let (left, right) = (self.tagged(left), self.tagged(right));
        // Numbers that do not fit into words are boxed, and boxes of one number may be several.
        self.emit(if is_word { Op::SameWord } else { Op::Identity }, &[left, right])
    }

    /// An instruction that is done out of line, on the interpreter's registers.
    pub(super) fn step(&mut self) -> Built<()> {
        let instruction = self.subject.instruction(self.position);
        if !strict_vm::abi::runtime::can_step(instruction) {
            let text = instruction.opcode().map_or("?", Opcode::text);
            return Err(self.refuse(text));
        }
        for access in instruction.accesses().into_iter().flatten() {
            if let Access::Use(first, count) = access {
                for register in first..first + count {
                    self.store_register(register as u16);
                }
            }
        }
        self.emit(Op::Step(self.position), &[]);
        let mut loads = Vec::new();
        for access in instruction.accesses().into_iter().flatten() {
            match access {
                Access::Def(first, count) => loads.extend((first..first + count).map(|it| it as u16)),
                Access::Destroy(first) => self.registers[first as usize..].fill(None),
                Access::Use(..) => {}
            }
        }
        for register in loads {
            let loaded = self.emit(Op::LoadRegister(register), &[]);
            self.set(register, loaded);
        }
        Ok(())
    }

    /// Puts what a register holds into that of the interpreter.
    pub(super) fn store_register(&mut self, register: u16) {
        let value = self.register(register);
        let value = self.tagged(value);
        self.emit(Op::StoreRegister(register), &[value]);
    }

    /// Leaves if what has just been run has invalidated the code.
    pub(super) fn check_valid(&mut self) {
        self.evaluated = false;
        let next = self.position + 1;
        self.emit_at(Op::CheckValid, &[], next);
    }

    /// A global or built-in.
    fn load_global(&mut self, instruction: Instruction) -> Built<()> {
        let cache = self.subject.code.site_caches(instruction.wide())[0].get();
        let globals = self.subject.function.globals.get();
        let cell = |value: Option<Value>| value.and_then(Value::cast::<CellObject>);
        let (Some(cell), Some(fallback)) = (cell(cache.value), cell(cache.extra)) else {
            if self.subject.is_eager {
                return self.step();
            }
            return Err(self.leave("a global that was not met"));
        };
        if cache.key != globals.address() as u64 {
            return Err(self.leave("a global of other globals"));
        }
        let content = cell.content.get();
        let place = |cell: strict_vm::heap::Gc<CellObject>| (cell.address() + layout::CELL_CONTENT) as u64;
        let value = if content.is_unbound() {
            let loaded = self.emit(Op::LoadAddress(place(cell)), &[]);
            self.emit(Op::GuardWord(layout::raw_content(cell)), &[loaded]);
            self.global_value(place(fallback), fallback.content.get())
        } else if globals.is_frozen() && !cell.is_variable() && !self.subject.vm.patches_strict_modules() {
            self.constant(content)
        } else {
            self.global_value(place(cell), content)
        };
        self.set(instruction.a(), value);
        Ok(())
    }

    /// What a name of a frozen module means: a constant, of which nothing is checked or watched.
    fn load_frozen(&mut self, instruction: Instruction) -> Built<()> {
        let cache = self.subject.code.site_caches(instruction.wide())[0].get();
        let is_for_globals = cache.key == self.subject.function.globals.get().address() as u64;
        match cache.extra.filter(|_| is_for_globals && cache.action == CacheAction::Frozen) {
            Some(value) => {
                let value = self.constant(value);
                self.set(instruction.a(), value);
                Ok(())
            }
            None => self.load_global(instruction),
        }
    }

    /// What a cell holds: taken for a constant if it is of a kind that seldom changes.
    pub(super) fn global_value(&mut self, address: u64, content: Value) -> ValueId {
        use strict_vm::heap::Kind;
        let loaded = self.emit(Op::LoadAddress(address), &[]);
        let is_lasting =
            matches!(content.kind(), Some(Kind::Function | Kind::Type | Kind::Native | Kind::Module))
                && !content.header().is_some_and(|header| header.has(flags::SUBCLASS));
        if is_lasting && !self.is_cautious() {
            self.emit(Op::GuardWord(content.bits()), &[loaded]);
            return self.constant(content);
        }
        self.emit_typed(Op::GuardBound, &[loaded], Type::OBJECT)
    }
}
