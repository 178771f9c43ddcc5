//! `marshal`: objects to bytes and back, in CPython's format but for code, whose bytecode is the VM's own.

mod code;
mod read;
mod write;

use crate::heap::Gc;
use crate::modules::native_module::{ModuleSpec, bytes_like, new_module};
use crate::native::{method, native};
use crate::object::{Dict, Effect};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "This module contains functions that can read and write Python values in\na binary format.",
    fill,
    python: include_str!("marshal.py"),
    ..new_module(
        "marshal",
        &[
            method(
                "dumps",
                "(value, version=5, /, *, allow_code=True)",
                Effect::Pure,
                native(dumps),
                "Return the bytes object that would be written to a file by dump(value, file).",
            ),
            method(
                "loads",
                "(bytes, /, *, allow_code=True)",
                Effect::Pure,
                native(loads),
                "Convert the bytes-like object to a value.",
            ),
            method("_loads", "(bytes, allow_code, /)", Effect::Pure, native(loads_with_length), ""),
        ],
    )
};

/// The version written.
const VERSION: i64 = 5;
/// The flag on the kind of an object that later ones may refer to.
const REFERENCE: u8 = 0x80;
/// The deepest nesting.
const MAX_DEPTH: usize = 2000;

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    vm.set_global(namespace, "version", Value::fixnum(VERSION))
}

fn allows(vm: &mut Vm, allow_code: Option<Value>) -> Outcome<bool> {
    allow_code.map_or(Ok(true), |it| vm.is_true(it))
}

fn dumps(vm: &mut Vm, value: Value, version: Option<i64>, allow_code: Option<Value>) -> Outcome<Value> {
    let allow_code = allows(vm, allow_code)?;
    let bytes = write::write(vm, value, version.unwrap_or(VERSION), allow_code)?;
    vm.new_bytes(&bytes)
}

fn loads(vm: &mut Vm, data: Value, allow_code: Option<Value>) -> Outcome<Value> {
    let allow_code = allows(vm, allow_code)?;
    let data = bytes_like(vm, data)?;
    Ok(read::read(vm, &data, allow_code)?.0)
}

fn loads_with_length(vm: &mut Vm, data: Value, allow_code: bool) -> Outcome<Value> {
    let data = bytes_like(vm, data)?;
    let (value, length) = read::read(vm, &data, allow_code)?;
    Ok(vm.pair(value, Value::index(length)))
}
