//! `_opcode`: the instructions of the VM, as the library's `opcode` and `dis` show them.

use std::cell::Cell;

use strict_bytecode::print::Operands;
use strict_bytecode::{Instruction, Opcode, OperandKind};

use super::native_module::{ModuleSpec, new_module};
use crate::builtins::prelude::*;
use crate::object::{CodeObject, Dict, List};

/// Bytes of an instruction, in which offsets count.
const UNIT: usize = size_of::<Instruction>();

/// The module. Its Python part has what is said of opcodes by number.
pub(super) static MODULE: ModuleSpec = ModuleSpec {
    python: include_str!("python/_opcode.py"),
    ..new_module(
        "_opcode",
        &[
            m(
                "_opcodes",
                "()",
                Pure,
                n(opcodes),
                "The name of each opcode, and what it has: see the constants.",
            ),
            m(
                "_instructions",
                "(code, adaptive, labels, /)",
                Pure,
                n(instructions),
                "Opcode, argument, resolved argument and text of each instruction of a code object or its bytes.",
            ),
            m(
                "_targets",
                "(code, /)",
                Pure,
                n(targets),
                "For each instruction the offset that it jumps to, or None.",
            ),
            m(
                "_handlers",
                "(code, /)",
                Pure,
                n(handlers),
                "Start, end, target, register of each protected range.",
            ),
        ],
    )
};

/// What an opcode has among its operands.
mod has {
    pub(super) const ARGUMENT: i64 = 1;
    pub(super) const CONSTANT: i64 = 2;
    pub(super) const NAME: i64 = 4;
    pub(super) const JUMP: i64 = 8;
}

fn kinds(opcode: Opcode) -> [OperandKind; 5] {
    let signature = opcode.signature();
    [signature.a, signature.b, signature.c, signature.wide, signature.long]
}

fn opcodes(vm: &mut Vm) -> Outcome<Gc<List>> {
    let list = vm.new_list();
    for &opcode in Opcode::ALL {
        let properties = kinds(opcode).iter().fold(0, |all, kind| {
            all | match kind {
                OperandKind::None => 0,
                OperandKind::Constant => has::ARGUMENT | has::CONSTANT,
                OperandKind::NamedSite => has::ARGUMENT | has::NAME,
                OperandKind::Target => has::ARGUMENT | has::JUMP,
                _ => has::ARGUMENT,
            }
        });
        let name = vm.intern(&opcode.text().to_ascii_uppercase()).value();
        let row = vm.pair(name, Value::fixnum(properties));
        vm.append(list, row)?;
    }
    Ok(list)
}

/// The instructions of a code object, or those that bytes stand for.
fn decoded(vm: &mut Vm, code: Value, is_adaptive: bool) -> Outcome<Vec<Instruction>> {
    if let Some(object) = code.cast::<CodeObject>() {
        vm.open_code(object)?;
        return Ok(match object.own_instructions() {
            [] => object.code().instructions.clone(),
            own if is_adaptive => own.iter().map(Cell::get).collect(),
            _ => object.code().instructions.clone(),
        });
    }
    let Some(data) = crate::builtins::buffer::from_buffer(vm, code)? else {
        return Err(vm.type_error("a code object or its bytes are expected"));
    };
    let words = data.chunks_exact(UNIT).filter_map(|chunk| chunk.try_into().ok());
    Ok(words.map(|word| Instruction(u64::from_le_bytes(word))).collect())
}

fn offset(index: u32) -> Value {
    Value::index(index as usize * UNIT)
}

fn targets(vm: &mut Vm, code: Value) -> Outcome<Gc<List>> {
    let list = vm.new_list();
    for instruction in decoded(vm, code, false)? {
        vm.append(list, instruction.target().map_or(Value::NONE, offset))?;
    }
    Ok(list)
}

fn instructions(vm: &mut Vm, code: Value, adaptive: bool, labels: Gc<Dict>) -> Outcome<Gc<List>> {
    let list = vm.new_list();
    let object = code.cast::<CodeObject>();
    for instruction in decoded(vm, code, adaptive)? {
        let Some(opcode) = instruction.opcode() else {
            return Err(vm.value_error("not the bytes of instructions"));
        };
        let argument = match kinds(opcode) {
            kinds if kinds.iter().all(|kind| *kind == OperandKind::None) => Value::NONE,
            _ => Value::fixnum((instruction.0 >> 8) as i64),
        };
        let mut resolved = argument;
        let mut target = String::new();
        if let Some(place) = instruction.target() {
            resolved = offset(place);
            target = match vm.dict_get(labels, resolved)?.and_then(Value::as_fixnum) {
                Some(label) => format!("to L{label}"),
                None => format!("to {}", place as usize * UNIT),
            };
        }
        if let Some(object) = object {
            let signature = opcode.signature();
            for (kind, value) in [(signature.wide, instruction.wide()), (signature.long, instruction.long())]
            {
                match kind {
                    OperandKind::Constant => resolved = object.constants.get().get(value as usize),
                    OperandKind::NamedSite => {
                        if let Some(name) = object.code().site_name(value) {
                            resolved = vm.intern(&name.clone()).value();
                        }
                    }
                    _ => {}
                }
            }
        }
        let text =
            Operands { code: object.as_ref().map(|it| it.code()), instruction, target: &target }.to_string();
        let text = vm.new_str(&text).value();
        let row = vm.tuple(&[Value::fixnum(opcode as i64), argument, resolved, text]);
        vm.append(list, row.value())?;
    }
    Ok(list)
}

fn handlers(vm: &mut Vm, code: Gc<CodeObject>) -> Outcome<Gc<List>> {
    let list = vm.new_list();
    for handler in &code.code().handlers {
        let (start, end, target) = (offset(handler.start), offset(handler.end), offset(handler.target));
        let row = vm.tuple(&[start, end, target, Value::index(usize::from(handler.register))]);
        vm.append(list, row.value())?;
    }
    Ok(list)
}
