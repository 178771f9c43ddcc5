//! Containers and iteration.

use strict_bytecode::{Instruction, Opcode, flags};
use strict_vm::Value;
use strict_vm::abi::layout;
use strict_vm::object::{NativeFunction, Str};

use super::builder::{Builder, Built};
use crate::hir::{Edge, Op, Terminator, Type, ValueId};

impl Builder<'_> {
    /// `a = iter(b)`
    pub(super) fn get_iter(&mut self, instruction: Instruction) -> Built<()> {
        self.step()?;
        let met = match instruction.flags() {
            flags::MET_RANGE => Type::RANGE_ITERATOR,
            flags::MET_LIST => Type::LIST_ITERATOR,
            _ => return Ok(()),
        };
        if self.is_cautious() {
            return Ok(());
        }
        // The iterator is there already: if it is another one, the interpreter goes on with the next instruction.
        self.check_valid();
        let iterator = self.register(instruction.a());
        let next = self.position + 1;
        let guarded = self.emit_at(Op::GuardType(met), &[iterator], next);
        self.set(instruction.a(), guarded);
        Ok(())
    }

    /// The next item of an iterator, or the end of the loop.
    pub(super) fn for_loop(&mut self, instruction: Instruction) -> Built<()> {
        self.emit(Op::Attention, &[]);
        let iterator = self.register(instruction.b());
        let iterator = self.tagged(iterator);
        let (op, item_type) = match self.type_of(iterator) {
            Type::RANGE_ITERATOR => (Op::RangeNext, Type::FIXNUM),
            Type::LIST_ITERATOR => (Op::ListNext, Type::OBJECT),
            _ => (Op::Next, Type::OBJECT),
        };
        let op = if self.is_cautious() { Op::Next } else { op };
        let item = self.emit(op, &[iterator]);
        let evaluated = std::mem::take(&mut self.evaluated);
        let ended = self.is_word(item, Value::UNBOUND);
        let (more, done) = (self.function.add_block(), self.function.add_block());
        let edge = |target| Edge { target, arguments: Vec::new() };
        let block = self.block;
        self.function.block_mut(block).terminator = Some(Terminator::Branch(ended, edge(done), edge(more)));
        let (at, target, next) = (self.position, instruction.long(), self.position + 1);
        self.block = done;
        if op == Op::ListNext {
            // Which takes note that it is exhausted.
            self.emit(Op::Next, &[iterator]);
        }
        self.move_to(next);
        if evaluated || op == Op::ListNext {
            self.emit(Op::CheckValid, &[]);
        }
        self.evaluated = false;
        self.jump(next);
        self.move_to(at);
        self.block = more;
        let item_type = if op == Op::Next { Type::OBJECT } else { item_type };
        let item = self.emit(Op::Known(item_type), &[item]);
        self.set(instruction.a(), item);
        self.move_to(target);
        if evaluated {
            self.emit(Op::CheckValid, &[]);
        }
        self.jump(target);
        Ok(())
    }

    /// `a = b[c]`
    pub(super) fn load_subscript(&mut self, instruction: Instruction) -> Built<()> {
        let object = self.register(instruction.b());
        let index = match instruction.opcode() {
            Some(Opcode::LoadSubscriptInt) => self.constant(Value::fixnum(i64::from(instruction.c() as i16))),
            _ => self.register(instruction.c()),
        };
        let known = self.type_of(object);
        // Lists are tried first, then tuples.
        let caution = self.caution();
        let wanted = match known {
            Type::LIST | Type::TUPLE if caution < 3 => known,
            _ if known.may_be(Type::LIST) && caution == 0 => Type::LIST,
            _ if known.may_be(Type::TUPLE) && caution == 1 => Type::TUPLE,
            _ => return self.step(),
        };
        if !self.type_of(index).may_be(Type::FIXNUM) {
            return self.step();
        }
        let object = self.guard(object, wanted)?;
        let index = self.guard(index, Type::FIXNUM)?;
        let op = if wanted == Type::LIST { Op::ListItem } else { Op::TupleItem };
        let item = self.emit(op, &[object, index]);
        self.set(instruction.a(), item);
        Ok(())
    }

    /// `a[b] = c`
    pub(super) fn store_subscript(&mut self, instruction: Instruction) -> Built<()> {
        let (object, index) = (self.register(instruction.a()), self.register(instruction.b()));
        let may_be = self.type_of(object).may_be(Type::LIST) && self.type_of(index).may_be(Type::FIXNUM);
        if !may_be || self.is_cautious() {
            return self.step();
        }
        let object = self.guard(object, Type::LIST)?;
        let index = self.guard(index, Type::FIXNUM)?;
        let value = self.register(instruction.c());
        let value = self.tagged(value);
        self.emit(Op::StoreListItem, &[object, index, value]);
        Ok(())
    }

    /// The registers from `b` on `=` the `c` items of `a`.
    pub(super) fn unpack_sequence(&mut self, instruction: Instruction) -> Built<()> {
        let object = self.register(instruction.a());
        let (first, count) = (instruction.b(), instruction.c());
        let known = self.type_of(object);
        match self.caution() {
            0 if known.may_be(Type::TUPLE) => {
                let tuple = self.guard(object, Type::TUPLE)?;
                self.emit(Op::GuardLength(layout::TUPLE_LENGTH as u32, u32::from(count)), &[tuple]);
                for place in 0..count {
                    let offset = layout::VALUES as u32 + 8 * u32::from(place);
                    let item = self.emit_typed(Op::LoadField(offset), &[tuple], Type::OBJECT);
                    self.set(first + place, item);
                }
            }
            1 if known.may_be(Type::LIST) => {
                let list = self.guard(object, Type::LIST)?;
                self.emit(Op::GuardLength(layout::LIST_LENGTH as u32, u32::from(count)), &[list]);
                let items: Vec<_> = (0..count)
                    .map(|place| {
                        let place = self.constant(Value::fixnum(i64::from(place)));
                        self.emit(Op::ListItem, &[list, place])
                    })
                    .collect();
                for (place, item) in (first..).zip(items) {
                    self.set(place, item);
                }
            }
            _ => return self.step(),
        }
        Ok(())
    }

    /// What a call of a built-in function gives, if it is one that is done in place.
    pub(super) fn call_builtin(&mut self, callee: ValueId, arguments: &[ValueId]) -> Built<Option<ValueId>> {
        let Some(native) = self.constant_value(callee).and_then(Value::cast::<NativeFunction>) else {
            return Ok(None);
        };
        let is_builtin =
            native.module.get().cast::<Str>().is_some_and(|module| module.to_lossy() == "builtins");
        if !is_builtin || native.spec().name != "len" || arguments.len() != 1 {
            return Ok(None);
        }
        let object = arguments[0];
        let (known, caution) = (self.type_of(object), self.caution());
        Ok(match known {
            _ if known == Type::TUPLE || caution == 1 && known.may_be(Type::TUPLE) => {
                let object = self.guard(object, Type::TUPLE)?;
                Some(self.emit(Op::TupleLength, &[object]))
            }
            _ if known == Type::LIST || caution == 0 && known.may_be(Type::LIST) => {
                let object = self.guard(object, Type::LIST)?;
                Some(self.emit(Op::ListLength, &[object]))
            }
            _ => None,
        })
    }
}
