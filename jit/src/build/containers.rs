//! Containers and iteration.

use strict_bytecode::{Instruction, Opcode, flags};
use strict_vm::Value;
use strict_vm::abi::layout;
use strict_vm::object::{NativeFunction, Str};

use super::builder::{Builder, Built};
use crate::hir::{Edge, Op, Terminator, Type, ValueId};

/// The feedback of subscripts.
const ITEM_FLAGS: u8 =
    flags::MET_LIST_ITEM | flags::MET_TUPLE_ITEM | flags::MET_OTHER_ITEM | flags::MET_DOUBLE_ITEM;

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

    /// What a subscript has met; none if it is to be done in the way of the interpreter.
    fn subscript_met(&mut self, instruction: Instruction) -> Built<u8> {
        let met = instruction.flags() & ITEM_FLAGS;
        if met == 0 && !self.subject.is_eager && !self.is_cautious() {
            return Err(self.leave("a subscript that was not met"));
        }
        Ok(if self.is_cautious() { met | flags::MET_OTHER_ITEM } else { met })
    }

    /// `a = b[c]`
    pub(super) fn load_subscript(&mut self, instruction: Instruction) -> Built<()> {
        let object = self.register(instruction.b());
        let index = match instruction.opcode() {
            Some(Opcode::LoadSubscriptInt) => self.constant(Value::fixnum(i64::from(instruction.c() as i16))),
            _ => self.register(instruction.c()),
        };
        let met = self.subscript_met(instruction)?;
        let item = match met {
            flags::MET_LIST_ITEM => self.load_item_of(Type::LIST, object, index)?,
            flags::MET_TUPLE_ITEM => self.load_item_of(Type::TUPLE, object, index)?,
            flags::MET_DOUBLE_ITEM => self.load_double(object, index)?,
            _ => self.load_item_of_any(met, object, index)?,
        };
        self.set(instruction.a(), item);
        Ok(())
    }

    /// The type code of arrays of doubles, if the object may be one.
    fn doubles_code(&self, object: ValueId) -> Option<u64> {
        let code = self.subject.vm.type_code(b'd').filter(|_| self.may_have_shape(object));
        code.map(Value::bits)
    }

    /// The item of an array of doubles.
    fn load_double(&mut self, object: ValueId, index: ValueId) -> Built<ValueId> {
        let Some(code) = self.doubles_code(object) else { return Err(self.leave("another type")) };
        let index = self.guard(index, Type::FIXNUM)?;
        Ok(self.emit(Op::DoubleItem(code), &[object, index]))
    }

    /// The item of a list or tuple.
    fn load_item_of(&mut self, of: Type, object: ValueId, index: ValueId) -> Built<ValueId> {
        let object = self.guard(object, of)?;
        let index = self.guard(index, Type::FIXNUM)?;
        Ok(self.emit(if of == Type::LIST { Op::ListItem } else { Op::TupleItem }, &[object, index]))
    }

    /// The item of what may be a list, a tuple or something else, as was met.
    fn load_item_of_any(&mut self, met: u8, object: ValueId, index: ValueId) -> Built<ValueId> {
        let (object, index) = (self.tagged(object), self.tagged(index));
        let mut all = self.begin_alternatives();
        let mut others = self.begin_alternatives();
        let kinds = [
            (flags::MET_LIST_ITEM, Type::LIST, Op::ListItem),
            (flags::MET_TUPLE_ITEM, Type::TUPLE, Op::TupleItem),
        ];
        let (known, index_type) = (self.type_of(object), self.type_of(index));
        let possible: Vec<_> = kinds
            .into_iter()
            .filter(|(flag, of, _)| met & flag != 0 && known.may_be(*of) && index_type.may_be(Type::FIXNUM))
            // Where an index was out of range, and may be again, only the interpreter's way raises.
            .filter(|_| self.caution() < 2)
            .collect();
        if possible.is_empty() {
            return Ok(self.emit(Op::LoadItem, &[object, index]));
        }
        if index_type != Type::FIXNUM {
            let is_int = self.emit(Op::AreInts, &[index, index]);
            let other = self.part(is_int);
            let ints = std::mem::replace(&mut self.block, other);
            self.end_alternative(&mut others, Ok(Vec::new()));
            self.block = ints;
        }
        let small = self.emit(Op::Known(Type::FIXNUM), &[index]);
        for (_, of, op) in possible {
            let is_it = self.emit(Op::IsKind(of), &[object]);
            let other = self.part(is_it);
            let row = self.emit(Op::Known(of), &[object]);
            let item = self.emit(op, &[row, small]);
            self.end_alternative(&mut all, Ok(vec![item]));
            self.block = other;
        }
        self.end_alternative(&mut others, Ok(Vec::new()));
        self.join_alternatives(others)?;
        let item = self.emit(Op::LoadItem, &[object, index]);
        self.end_alternative(&mut all, Ok(vec![item]));
        Ok(self.join_alternatives(all)?[0])
    }

    /// `a[b] = c`
    pub(super) fn store_subscript(&mut self, instruction: Instruction) -> Built<()> {
        let (object, index) = (self.register(instruction.a()), self.register(instruction.b()));
        let value = self.register(instruction.c());
        let met = self.subscript_met(instruction)?;
        if met == flags::MET_DOUBLE_ITEM
            && let Some(code) = self.doubles_code(object)
        {
            let index = self.guard(index, Type::FIXNUM)?;
            let value = match self.type_of(value) {
                Type::FIXNUM => self.emit(Op::IntToDouble, &[value]),
                _ => self.double(value)?,
            };
            self.emit(Op::StoreDoubleItem(code), &[object, index, value]);
            return Ok(());
        }
        let value = self.tagged(value);
        if met == flags::MET_LIST_ITEM {
            let object = self.guard(object, Type::LIST)?;
            let index = self.guard(index, Type::FIXNUM)?;
            self.emit(Op::StoreListItem, &[object, index, value]);
            return Ok(());
        }
        let (object, index) = (self.tagged(object), self.tagged(index));
        let may_be = self.type_of(object).may_be(Type::LIST) && self.type_of(index) == Type::FIXNUM;
        if met & flags::MET_LIST_ITEM == 0 || !may_be || self.caution() >= 2 {
            self.emit(Op::StoreItem, &[object, index, value]);
            return Ok(());
        }
        let mut all = self.begin_alternatives();
        let is_list = self.emit(Op::IsKind(Type::LIST), &[object]);
        let other = self.part(is_list);
        let list = self.emit(Op::Known(Type::LIST), &[object]);
        self.emit(Op::StoreListItem, &[list, index, value]);
        self.end_alternative(&mut all, Ok(Vec::new()));
        self.block = other;
        self.emit(Op::StoreItem, &[object, index, value]);
        self.end_alternative(&mut all, Ok(Vec::new()));
        self.join_alternatives(all)?;
        Ok(())
    }

    /// `a.append(b)`, of the list that a comprehension makes.
    pub(super) fn list_append(&mut self, instruction: Instruction) {
        let (list, value) = (self.register(instruction.a()), self.register(instruction.b()));
        let (list, value) = (self.tagged(list), self.tagged(value));
        self.emit(Op::Append, &[list, value]);
    }

    /// The registers from `b` on `=` the `c` items of `a`.
    pub(super) fn unpack_sequence(&mut self, instruction: Instruction) -> Built<()> {
        let object = self.register(instruction.a());
        let (first, count) = (instruction.b(), instruction.c());
        const EITHER: u8 = flags::MET_TUPLE_ITEM | flags::MET_LIST_ITEM;
        let items = match self.subscript_met(instruction)? {
            flags::MET_TUPLE_ITEM => {
                let tuple = self.guard(object, Type::TUPLE)?;
                self.items_of_tuple(tuple, count)
            }
            flags::MET_LIST_ITEM => {
                let list = self.guard(object, Type::LIST)?;
                self.items_of_list(list, count)
            }
            EITHER if self.type_of(object).may_be(Type::TUPLE) => {
                let mut all = self.begin_alternatives();
                let is_tuple = self.emit(Op::IsKind(Type::TUPLE), &[object]);
                let other = self.part(is_tuple);
                let tuple = self.emit(Op::Known(Type::TUPLE), &[object]);
                let items = self.items_of_tuple(tuple, count);
                self.end_alternative(&mut all, Ok(items));
                self.block = other;
                let items = self.guard(object, Type::LIST).map(|list| self.items_of_list(list, count));
                self.end_alternative(&mut all, items);
                self.join_alternatives(all)?
            }
            _ => return self.step(),
        };
        for (register, item) in (first..).zip(items) {
            self.set(register, item);
        }
        Ok(())
    }

    /// The items of a tuple, of which it is checked that there are so many.
    fn items_of_tuple(&mut self, tuple: ValueId, count: u16) -> Vec<ValueId> {
        self.emit(Op::GuardLength(layout::TUPLE_LENGTH as u32, u32::from(count)), &[tuple]);
        let offsets = (0..u32::from(count)).map(|place| layout::VALUES as u32 + 8 * place);
        offsets.map(|offset| self.emit_typed(Op::LoadField(offset), &[tuple], Type::OBJECT)).collect()
    }

    /// The same of a list.
    fn items_of_list(&mut self, list: ValueId, count: u16) -> Vec<ValueId> {
        self.emit(Op::GuardLength(layout::LIST_LENGTH as u32, u32::from(count)), &[list]);
        let items = (0..u32::from(count)).map(|place| self.emit(Op::ListField(place), &[list]));
        items.collect()
    }

    /// What a call of a built-in function gives, if it is one that is done in place.
    pub(super) fn call_builtin(&mut self, callee: ValueId, arguments: &[ValueId]) -> Built<Option<ValueId>> {
        let Some(native) = self.constant_value(callee).and_then(Value::cast::<NativeFunction>) else {
            return Ok(None);
        };
        if !self.is_cautious()
            && !native.passes_receiver.get()
            && native.owner.try_get() == Some(self.subject.vm.types.list)
            && native.spec().name == "append"
            && let &[list, added] = arguments
            && self.type_of(list).may_be(Type::LIST)
        {
            let list = self.guard(list, Type::LIST)?;
            let added = self.tagged(added);
            self.emit(Op::Append, &[list, added]);
            return Ok(Some(self.constant(Value::NONE)));
        }
        let is_builtin =
            native.module.get().cast::<Str>().is_some_and(|module| module.to_lossy() == "builtins");
        if !is_builtin || native.spec().name != "len" || arguments.len() != 1 {
            return Ok(None);
        }
        let object = arguments[0];
        let known = self.type_of(object);
        if known == Type::TUPLE {
            return Ok(Some(self.emit(Op::TupleLength, &[object])));
        }
        if known == Type::LIST || known.may_be(Type::LIST) && !self.is_cautious() {
            let object = self.guard(object, Type::LIST)?;
            return Ok(Some(self.emit(Op::ListLength, &[object])));
        }
        if !known.may_be(Type::LIST | Type::TUPLE) {
            return Ok(None);
        }
        let object = self.tagged(object);
        let mut all = self.begin_alternatives();
        for (of, length) in [(Type::LIST, Op::ListLength), (Type::TUPLE, Op::TupleLength)] {
            let is_it = self.emit(Op::IsKind(of), &[object]);
            let other = self.part(is_it);
            let row = self.emit(Op::Known(of), &[object]);
            let length = self.emit(length, &[row]);
            self.end_alternative(&mut all, Ok(vec![length]));
            self.block = other;
        }
        let length = self.call_native(callee, &[object]);
        self.end_alternative(&mut all, Ok(length.into_iter().collect()));
        Ok(Some(self.join_alternatives(all)?[0]))
    }
}
