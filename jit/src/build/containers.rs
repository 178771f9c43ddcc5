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
        let (known, index_type, caution) = (self.type_of(object), self.type_of(index), self.caution());
        let is_either = known.may_be(Type::LIST | Type::TUPLE) && index_type.may_be(Type::FIXNUM);
        if !is_either || caution >= 3 {
            return self.step();
        }
        // Lists are tried first.
        let wanted = match known {
            Type::LIST | Type::TUPLE if caution == 0 || index_type == Type::FIXNUM => known,
            _ if known.may_be(Type::LIST) && caution == 0 => Type::LIST,
            _ => return self.load_subscript_of_either(instruction, object, index),
        };
        let object = self.guard(object, wanted)?;
        let index = self.guard(index, Type::FIXNUM)?;
        let op = if wanted == Type::LIST { Op::ListItem } else { Op::TupleItem };
        let item = self.emit(op, &[object, index]);
        self.set(instruction.a(), item);
        Ok(())
    }

    /// `a = b[c]` of what may be a list, a tuple or something else.
    fn load_subscript_of_either(
        &mut self,
        instruction: Instruction,
        object: ValueId,
        index: ValueId,
    ) -> Built<()> {
        let mut all = self.begin_alternatives();
        let mut others = self.begin_alternatives();
        if self.type_of(index) != Type::FIXNUM {
            let is_int = self.emit(Op::AreInts, &[index, index]);
            let other = self.part(is_int);
            let ints = std::mem::replace(&mut self.block, other);
            self.end_alternative(&mut others, Ok(Vec::new()));
            self.block = ints;
        }
        let index = self.emit(Op::Known(Type::FIXNUM), &[index]);
        for (of, op) in [(Type::LIST, Op::ListItem), (Type::TUPLE, Op::TupleItem)] {
            if !self.type_of(object).may_be(of) {
                continue;
            }
            let is_it = self.emit(Op::IsKind(of), &[object]);
            let other = self.part(is_it);
            let row = self.emit(Op::Known(of), &[object]);
            let item = self.emit(op, &[row, index]);
            self.end_alternative(&mut all, Ok(vec![item]));
            self.block = other;
        }
        self.end_alternative(&mut others, Ok(Vec::new()));
        self.join_alternatives(others)?;
        self.step()?;
        let item = self.register(instruction.a());
        self.end_alternative(&mut all, Ok(vec![item]));
        let item = self.join_alternatives(all)?[0];
        self.set(instruction.a(), item);
        Ok(())
    }

    /// `a[b] = c`
    pub(super) fn store_subscript(&mut self, instruction: Instruction) -> Built<()> {
        let (object, index) = (self.register(instruction.a()), self.register(instruction.b()));
        let may_be = self.type_of(object).may_be(Type::LIST) && self.type_of(index).may_be(Type::FIXNUM);
        if !may_be || self.caution() >= 2 || self.is_cautious() && self.type_of(index) != Type::FIXNUM {
            return self.step();
        }
        let value = self.register(instruction.c());
        let value = self.tagged(value);
        if !self.is_cautious() {
            let object = self.guard(object, Type::LIST)?;
            let index = self.guard(index, Type::FIXNUM)?;
            self.emit(Op::StoreListItem, &[object, index, value]);
            return Ok(());
        }
        let mut all = self.begin_alternatives();
        let is_list = self.emit(Op::IsKind(Type::LIST), &[object]);
        let other = self.part(is_list);
        let list = self.emit(Op::Known(Type::LIST), &[object]);
        self.emit(Op::StoreListItem, &[list, index, value]);
        self.end_alternative(&mut all, Ok(Vec::new()));
        self.block = other;
        let stepped = self.step();
        self.end_alternative(&mut all, stepped.map(|()| Vec::new()));
        self.join_alternatives(all)?;
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
