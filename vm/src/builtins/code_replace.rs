//! `code.replace()`: a copy with other fields. What would make other bytecode of it is refused: that bytecode cannot be
//! written by hand.

use std::sync::Arc;

use strict_bytecode::{Code, CodeFlags, verify};

use super::prelude::*;
use crate::object::{CodeObject, Dict};

pub(super) fn replace(vm: &mut Vm, this: Gc<CodeObject>, changes: Gc<Dict>) -> Outcome<Value> {
    let mut code = this.code().clone();
    let mut entry = 0;
    while let Some(found) = changes.next_entry(entry) {
        entry = found + 1;
        let Some(key) = changes.key_at(found).cast::<Str>() else { continue };
        let value = changes.value_at(found);
        change(vm, this, &mut code, key, value)?;
    }
    // Other constants may have functions that do.
    code.flags = code.flags.shown();
    if verify(&code).is_err() {
        return Err(vm.value_error("code: the fields do not fit the instructions"));
    }
    Ok(vm.new_code(&Arc::new(code))?.value())
}

fn change(vm: &mut Vm, this: Gc<CodeObject>, code: &mut Code, key: Gc<Str>, value: Value) -> Outcome<()> {
    let name = key.to_lossy();
    match name.as_str() {
        "co_name" => code.name = text(vm, &name, value)?.into(),
        "co_qualname" => code.qualified_name = text(vm, &name, value)?.into(),
        "co_filename" => code.filename = text(vm, &name, value)?.into(),
        "co_firstlineno" => code.first_line = number(vm, &name, value)?,
        "co_flags" => code.flags = CodeFlags::from_bits_retain(number(vm, &name, value)?),
        "co_argcount" => code.argument_count = short(vm, &name, value)?,
        "co_posonlyargcount" => code.positional_only_count = short(vm, &name, value)?,
        "co_kwonlyargcount" => code.keyword_only_count = short(vm, &name, value)?,
        "co_consts" => {
            let items = tuple(vm, &name, value)?;
            let mut constants = Vec::new();
            for index in 0..items.len() {
                let item = items.get(index);
                match vm.constant_of(item)? {
                    Some(constant) => constants.push(constant),
                    None => {
                        let given = vm.type_name(item);
                        return Err(vm.type_error(format!("code: a constant cannot be of type {given}")));
                    }
                }
            }
            code.constants = constants;
        }
        "co_names" => code.names = names(vm, &name, value)?,
        "co_varnames" | "co_cellvars" | "co_freevars" | "co_nlocals" | "co_stacksize" | "co_code"
        | "co_linetable" | "co_exceptiontable" => {
            let current = vm.get_attribute(this.value(), key)?;
            if !vm.equals(current, value)? {
                return Err(vm.value_error(format!("code: {name} cannot be changed in this implementation")));
            }
        }
        _ => {
            return Err(vm.type_error(format!("replace() got an unexpected keyword argument '{name}'")));
        }
    }
    Ok(())
}

fn wrong(vm: &mut Vm, name: &str, wanted: &str, value: Value) -> crate::vm::Raised {
    let given = vm.type_name(value);
    vm.type_error(format!("replace() argument '{name}' must be {wanted}, not {given}"))
}

fn text(vm: &mut Vm, name: &str, value: Value) -> Outcome<String> {
    match value.cast::<Str>() {
        Some(text) => Ok(text.to_lossy()),
        None => Err(wrong(vm, name, "str", value)),
    }
}

fn number(vm: &mut Vm, name: &str, value: Value) -> Outcome<u32> {
    let number = vm.index_i64(value)?;
    match u32::try_from(number) {
        Ok(number) => Ok(number),
        Err(_) => Err(vm.value_error(format!("code: {name} must be non-negative"))),
    }
}

fn short(vm: &mut Vm, name: &str, value: Value) -> Outcome<u16> {
    match u16::try_from(number(vm, name, value)?) {
        Ok(number) => Ok(number),
        Err(_) => Err(vm.value_error(format!("code: {name} is too large"))),
    }
}

fn tuple(vm: &mut Vm, name: &str, value: Value) -> Outcome<Gc<Tuple>> {
    match value.cast::<Tuple>() {
        Some(tuple) => Ok(tuple),
        None => Err(wrong(vm, name, "tuple", value)),
    }
}

fn names(vm: &mut Vm, name: &str, value: Value) -> Outcome<Vec<Arc<str>>> {
    let items = tuple(vm, name, value)?;
    let mut names = Vec::new();
    for index in 0..items.len() {
        let item = items.get(index);
        match item.cast::<Str>() {
            Some(text) => names.push(text.to_lossy().into()),
            None => return Err(vm.type_error("name tuples must contain only strings")),
        }
    }
    Ok(names)
}
