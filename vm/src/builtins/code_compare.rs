//! When two code objects are equal: the same name, counts, flags, instructions, constants, variables and places.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;
use strict_bytecode::{Code, Constant};

use super::prelude::*;
use crate::object::CodeObject;

pub(super) fn equals(_: &mut Vm, this: Gc<CodeObject>, other: Value) -> Outcome<Value> {
    let Some(other) = other.cast::<CodeObject>() else { return Ok(Value::NOT_IMPLEMENTED) };
    Ok(Value::bool(this == other || same_code(this.code(), other.code())))
}

pub(super) fn hash(_: &mut Vm, this: Gc<CodeObject>) -> Outcome<i64> {
    let code = this.code();
    let mut hasher = FxHasher::default();
    code.name.hash(&mut hasher);
    code.first_line.hash(&mut hasher);
    code.flags.shown().bits().hash(&mut hasher);
    code.instructions.hash(&mut hasher);
    code.names.hash(&mut hasher);
    // A hash is never -1, which stands for an error in CPython.
    Ok((hasher.finish() >> 2) as i64)
}

fn same_code(left: &Code, right: &Code) -> bool {
    left.name == right.name
        && left.first_line == right.first_line
        && left.flags.shown() == right.flags.shown()
        && left.argument_count == right.argument_count
        && left.positional_only_count == right.positional_only_count
        && left.keyword_only_count == right.keyword_only_count
        && left.register_count == right.register_count
        && left.instructions == right.instructions
        && left.names == right.names
        && left.variables == right.variables
        && left.handlers == right.handlers
        && left.positions == right.positions
        && same_constants(&left.constants, &right.constants)
}

fn same_constants(left: &[Constant], right: &[Constant]) -> bool {
    left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same_constant(left, right))
}

fn same_constant(left: &Constant, right: &Constant) -> bool {
    match (left, right) {
        (Constant::Code(left), Constant::Code(right)) => same_code(left.get(), right.get()),
        (Constant::Tuple(left), Constant::Tuple(right)) => same_constants(left, right),
        (Constant::FrozenSet(left), Constant::FrozenSet(right)) => {
            left.len() == right.len() && left.iter().all(|it| right.contains(it))
        }
        _ => left == right,
    }
}
