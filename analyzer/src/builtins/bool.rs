//! Methods of `bool`; the others are those of `int`.

use strict_semantics::Int;

use super::arity::{expect, expect_method, expect_new_class};
use super::operands::Kind;
use super::{Native, function, method, numeric_methods, types};
use crate::domain::Value;
use crate::interp::{Arguments, Eval, Interp, Truth};
use strict_semantics::number::BinaryOperator;

pub(crate) const METHODS: &[Native] = &[
    function("bool.__new__", new),
    method("bool.__repr__", repr),
    method("bool.__invert__", invert),
    method("bool.__and__", |interp, arguments| {
        bitwise(interp, arguments, "bool.__and__", BinaryOperator::And)
    }),
    method("bool.__rand__", |interp, arguments| {
        bitwise(interp, arguments, "bool.__rand__", BinaryOperator::And)
    }),
    method("bool.__or__", |interp, arguments| bitwise(interp, arguments, "bool.__or__", BinaryOperator::Or)),
    method("bool.__ror__", |interp, arguments| {
        bitwise(interp, arguments, "bool.__ror__", BinaryOperator::Or)
    }),
    method("bool.__xor__", |interp, arguments| {
        bitwise(interp, arguments, "bool.__xor__", BinaryOperator::Xor)
    }),
    method("bool.__rxor__", |interp, arguments| {
        bitwise(interp, arguments, "bool.__rxor__", BinaryOperator::Xor)
    }),
];

pub(super) fn truth_value(truth: Truth) -> Value {
    match truth {
        Truth::True => Value::Bool(true),
        Truth::False => Value::Bool(false),
        Truth::Either => Value::Typed(types::BOOL),
    }
}

fn new(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    expect_new_class(interp, arguments, types::BOOL)?;
    expect(interp, arguments, "bool", 0, 1)?;
    match arguments.get(0).cloned() {
        Some(value) => interp.truth(&value).map(truth_value),
        None => Ok(Value::Bool(false)),
    }
}

fn repr(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    expect_method(interp, arguments, types::BOOL, "bool.__repr__", 0, 0)?;
    Ok(match arguments.positional[0] {
        Value::Bool(value) => Value::str(if value { "True" } else { "False" }),
        _ => Value::Typed(types::STR),
    })
}

fn invert(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    expect_method(interp, arguments, types::BOOL, "bool.__invert__", 0, 0)?;
    Ok(match arguments.positional[0] {
        Value::Bool(value) => Value::Int(Int::from(value).invert()),
        _ => Value::Typed(types::INT),
    })
}

/// `&`, `|` and `^` of two bools give a bool.
fn bitwise(
    interp: &mut Interp<'_>,
    arguments: &mut Arguments,
    name: &str,
    operator: BinaryOperator,
) -> Eval<Value> {
    expect_method(interp, arguments, types::BOOL, name, 1, 1)?;
    match (&arguments.positional[0], &arguments.positional[1]) {
        (Value::Bool(left), Value::Bool(right)) => Ok(Value::Bool(match operator {
            BinaryOperator::And => left & right,
            BinaryOperator::Or => left | right,
            _ => left ^ right,
        })),
        (_, Value::Bool(_) | Value::Typed(types::BOOL)) => Ok(Value::Typed(types::BOOL)),
        _ => numeric_methods::binary(interp, arguments, Kind::Int, name, operator, false),
    }
}
