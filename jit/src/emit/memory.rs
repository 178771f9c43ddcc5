//! Containers, iterators and attributes: what is read and written in the heap.

use dynasm::dynasm;
use dynasmrt::{DynamicLabel, DynasmApi, DynasmLabelApi};
use regalloc2::Allocation;
use strict_vm::Value;
use strict_vm::abi::layout;
use strict_vm::heap::Kind;
use strict_vm::object::IteratorKind;

use super::{Deferred, Emitter, number};
use crate::lir::Op;

const ITERATOR_KIND: i32 = layout::ITERATOR_KIND as i32;
const POSITION: i32 = layout::ITERATOR_POSITION as i32;
const REMAINING: i32 = layout::ITERATOR_REMAINING as i32;
const STEP: i32 = layout::ITERATOR_STEP as i32;
const SOURCE: i32 = layout::ITERATOR_SOURCE as i32;
const LIST_ITEMS: i32 = layout::LIST_ITEMS as i32;
const LIST_LENGTH: i32 = layout::LIST_LENGTH as i32;
const TUPLE_LENGTH: i32 = layout::TUPLE_LENGTH as i32;
const ARRAY_STORAGE: i32 = layout::ARRAY_STORAGE as i32;
const ARRAY_FORMAT: i32 = layout::ARRAY_FORMAT as i32;
const ARRAY_LENGTH: i32 = layout::ARRAY_LENGTH as i32;
const RAW_BYTES: i32 = layout::RAW_BYTES as i32;
const VALUES: i32 = layout::VALUES as i32;
const HEADER_FLAGS: i32 = layout::HEADER_FLAGS as i32;
const OLD: i8 = layout::OLD_BIT as i8;
const UNBOUND: i32 = Value::UNBOUND.bits() as i32;

impl Emitter<'_> {
    /// Emits an instruction on objects.
    pub(super) fn memory(&mut self, op: Op, at: &[Allocation], exit: Option<usize>) {
        match op {
            Op::GuardIterator(kind) => {
                let (value, label) = (number(at[0]), self.exit_label(exit));
                self.leave_unless_kind(value, Kind::Iterator as u8, label);
                dynasm!(self.assembler
                    ; .arch x64
                    ; cmp BYTE [Rq(value) + ITERATOR_KIND], kind as i8
                    ; jne =>label
                );
            }
            Op::RangeNext => {
                let (into, iterator, label) = (number(at[0]), number(at[1]), self.exit_label(exit));
                dynasm!(self.assembler
                    ; .arch x64
                    ; cmp BYTE [Rq(iterator) + ITERATOR_KIND], IteratorKind::Range as i8
                    ; jne =>label
                    ; mov Rd(into), UNBOUND
                    ; mov r11, [Rq(iterator) + REMAINING]
                    ; sub r11, 1
                    ; jl >done
                    ; mov Rq(into), [Rq(iterator) + POSITION]
                    ; add Rq(into), Rq(into)
                    ; jo =>label
                    ; mov [Rq(iterator) + REMAINING], r11
                    ; mov r11, [Rq(iterator) + STEP]
                    ; add [Rq(iterator) + POSITION], r11
                    ; add Rq(into), 1
                    ; done:
                );
            }
            Op::ListNext => {
                let (into, iterator, label) = (number(at[0]), number(at[1]), self.exit_label(exit));
                dynasm!(self.assembler
                    ; .arch x64
                    ; cmp BYTE [Rq(iterator) + ITERATOR_KIND], IteratorKind::List as i8
                    ; jne =>label
                    ; mov r11, [Rq(iterator) + SOURCE]
                    ; mov Rq(into), [Rq(iterator) + POSITION]
                    ; cmp Rq(into), [r11 + LIST_LENGTH]
                    ; jae >end
                    ; mov r11, [r11 + LIST_ITEMS]
                    ; add QWORD [Rq(iterator) + POSITION], 1
                    ; mov Rq(into), [r11 + Rq(into) * 8 + VALUES]
                    ; jmp >done
                    ; end:
                    ; mov Rd(into), UNBOUND
                    ; done:
                );
            }
            Op::ListItem => {
                let (into, list, index) = (number(at[0]), number(at[1]), number(at[2]));
                self.place_of_index(into, list, index, LIST_LENGTH, exit);
                dynasm!(self.assembler
                    ; .arch x64
                    ; mov r11, [Rq(list) + LIST_ITEMS]
                    ; mov Rq(into), [r11 + Rq(into) * 8 + VALUES]
                );
            }
            Op::TupleItem => {
                let (into, tuple, index) = (number(at[0]), number(at[1]), number(at[2]));
                self.place_of_index(into, tuple, index, TUPLE_LENGTH, exit);
                dynasm!(self.assembler
                    ; .arch x64
                    ; mov Rq(into), [Rq(tuple) + Rq(into) * 8 + VALUES]
                );
            }
            Op::StoreListItem => {
                let (place, list, index) = (number(at[0]), number(at[1]), number(at[2]));
                let value = number(at[3]);
                self.place_of_index(place, list, index, LIST_LENGTH, exit);
                let remember = self.assembler.new_dynamic_label();
                let back = self.assembler.new_dynamic_label();
                dynasm!(self.assembler
                    ; .arch x64
                    ; mov r11, [Rq(list) + LIST_ITEMS]
                    ; test BYTE [r11 + HEADER_FLAGS], OLD
                    ; jnz =>remember
                    ; =>back
                    ; mov [r11 + Rq(place) * 8 + VALUES], Rq(value)
                );
                self.deferred.push(Deferred::RememberItem { label: remember, back, index: place });
            }
            Op::ListField(place) => {
                let (into, list) = (number(at[0]), number(at[1]));
                dynasm!(self.assembler
                    ; .arch x64
                    ; mov r11, [Rq(list) + LIST_ITEMS]
                    ; mov Rq(into), [r11 + 8 * place as i32 + VALUES]
                );
            }
            Op::DoubleItem(code) => {
                let (place, into) = (number(at[0]), number(at[1]));
                self.place_of_double(place, number(at[2]), number(at[3]), code, exit);
                dynasm!(self.assembler ; .arch x64 ; movsd Rx(into), [r11 + Rq(place) * 8 + RAW_BYTES]);
            }
            Op::StoreDoubleItem(code) => {
                let (place, value) = (number(at[0]), number(at[3]));
                self.place_of_double(place, number(at[1]), number(at[2]), code, exit);
                dynasm!(self.assembler ; .arch x64 ; movsd [r11 + Rq(place) * 8 + RAW_BYTES], Rx(value));
            }
            Op::Length(offset) => {
                let (into, object) = (number(at[0]), number(at[1]));
                dynasm!(self.assembler
                    ; .arch x64
                    ; mov Rq(into), [Rq(object) + offset as i32]
                    ; lea Rq(into), [Rq(into) + Rq(into) + 1]
                );
            }
            Op::GuardLength(offset, length) => {
                let (object, label) = (number(at[0]), self.exit_label(exit));
                dynasm!(self.assembler
                    ; .arch x64
                    ; cmp QWORD [Rq(object) + offset as i32], length as i32
                    ; jne =>label
                );
            }
            Op::StoreField(offset) => {
                let (object, value) = (number(at[0]), number(at[1]));
                self.barrier(object);
                dynasm!(self.assembler ; .arch x64 ; mov [Rq(object) + offset as i32], Rq(value));
            }
            Op::LoadShape => {
                let (into, object) = (number(at[0]), number(at[1]));
                dynasm!(self.assembler
                    ; .arch x64
                    ; xor Rd(into), Rd(into)
                    ; test Rb(object), 7
                    ; jnz >done
                    ; mov Rq(into), [Rq(object)]
                    // The upper bits are the kind and flags.
                    ; shl Rq(into), 16
                    ; shr Rq(into), 16
                    ; done:
                );
            }
            Op::SetShape(shape) => {
                let object = number(at[0]);
                self.barrier(object);
                dynasm!(self.assembler
                    ; .arch x64
                    ; mov r11, QWORD shape as i64
                    ; xor r11, [Rq(object)]
                    ; shl r11, 16
                    ; shr r11, 16
                    ; xor [Rq(object)], r11
                );
            }
            other => unreachable!("{other:?} is emitted elsewhere"),
        }
    }

    /// The write barrier for a store into an object.
    fn barrier(&mut self, object: u8) {
        let remember = self.assembler.new_dynamic_label();
        let back = self.assembler.new_dynamic_label();
        dynasm!(self.assembler
            ; .arch x64
            ; test BYTE [Rq(object) + HEADER_FLAGS], OLD
            ; jnz =>remember
            ; =>back
        );
        self.deferred.push(Deferred::Remember { label: remember, back, object });
    }

    /// The place that an index means in an array of doubles, and its storage in `r11`; leaves if it is no such array, or there is
    /// none.
    fn place_of_double(&mut self, into: u8, array: u8, index: u8, code: u64, exit: Option<usize>) {
        let label = self.exit_label(exit);
        self.leave_unless_kind(array, Kind::ByteArray as u8, label);
        dynasm!(self.assembler
            ; .arch x64
            ; mov r11, QWORD code as i64
            ; cmp [Rq(array) + ARRAY_FORMAT], r11
            ; jne =>label
            ; mov r11, [Rq(array) + ARRAY_LENGTH]
            ; shr r11, 3
        );
        self.place_below_length(into, index, label);
        dynasm!(self.assembler ; .arch x64 ; mov r11, [Rq(array) + ARRAY_STORAGE]);
    }

    /// The place that an index means in an object whose length is at an offset; leaves if there is none.
    fn place_of_index(&mut self, into: u8, object: u8, index: u8, length: i32, exit: Option<usize>) {
        let label = self.exit_label(exit);
        dynasm!(self.assembler ; .arch x64 ; mov r11, [Rq(object) + length]);
        self.place_below_length(into, index, label);
    }

    /// The place that an index means, where `r11` holds the length; jumps to the label if there is none.
    fn place_below_length(&mut self, into: u8, index: u8, label: DynamicLabel) {
        dynasm!(self.assembler
            ; .arch x64
            ; mov Rq(into), Rq(index)
            ; sar Rq(into), 1
            ; jns >forward
            ; add Rq(into), r11
            ; forward:
            ; cmp Rq(into), r11
            ; jae =>label
        );
    }
}
