//! Methods of `float`.

use strict_semantics::number::{BinaryOperator, UnaryOperator};
use strict_semantics::{Int, Number, float};

use super::arity::{expect, expect_method, expect_new_class};
use super::int::{NumberSource, text_of};
use super::numeric_methods::{self, class_receiver, made_by, numeric_methods, sole_receiver};
use super::operands::{Kind, Operand};
use super::{Native, exceptions as exc, function, method, types};
use crate::domain::Value;
use crate::interp::{Arguments, Eval, Interp};
use crate::ir::CompareOp;

/// Methods that `int` and `complex` have as well.
pub(crate) const SHARED: &[Native] = numeric_methods!(
    "float",
    Kind::Float,
    [Add "add", Sub "sub", Mul "mul", TrueDiv "truediv", FloorDiv "floordiv", Modulo "mod"]
);

pub(crate) const METHODS: &[Native] = &[
    function("float.__new__", new),
    method("float.__divmod__", |interp, arguments| {
        numeric_methods::divmod(interp, arguments, Kind::Float, "float.__divmod__", false)
    }),
    method("float.__rdivmod__", |interp, arguments| {
        numeric_methods::divmod(interp, arguments, Kind::Float, "float.__rdivmod__", true)
    }),
    method("float.__int__", |interp, arguments| to_int(interp, arguments, "float.__int__", float::trunc)),
    method("float.__trunc__", |interp, arguments| to_int(interp, arguments, "float.__trunc__", float::trunc)),
    method("float.__floor__", |interp, arguments| to_int(interp, arguments, "float.__floor__", float::floor)),
    method("float.__ceil__", |interp, arguments| to_int(interp, arguments, "float.__ceil__", float::ceil)),
    method("float.__float__", itself),
    method("float.__round__", round),
    method("float.as_integer_ratio", as_integer_ratio),
    method("float.is_integer", is_integer),
    method("float.hex", hex),
    method("float.fromhex", from_hex),
    method("float.from_number", from_number),
];

fn receiver(interp: &mut Interp<'_>, arguments: &Arguments, name: &str) -> Eval<Option<f64>> {
    Ok(match sole_receiver(interp, arguments, Kind::Float, name)? {
        Operand::Known(Number::Float(value)) => Some(value),
        _ => None,
    })
}

fn known_or_typed(value: Option<f64>) -> Value {
    value.map_or(Value::Typed(types::FLOAT), Value::Float)
}

fn new(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = expect_new_class(interp, arguments, types::FLOAT)?;
    expect(interp, arguments, "float", 0, 1)?;
    let number = match arguments.get(0).cloned() {
        Some(value) => from_any(interp, &value)?,
        None => Some(0.0),
    };
    Ok(class.instance(interp, known_or_typed(number)))
}

/// `float(value)`
fn from_any(interp: &mut Interp<'_>, value: &Value) -> Eval<Option<f64>> {
    // A string of exactly that type is read at once, whatever methods it has.
    if !matches!(value, Value::Str(_)) {
        match interp.float_from(value)? {
            Some(Operand::Known(Number::Float(value))) => return Ok(Some(value)),
            Some(_) => return Ok(None),
            None => {}
        }
    }
    let result = match text_of(interp, value) {
        NumberSource::Text(text) => float::from_text(text),
        NumberSource::Bytes(bytes) => float::from_text(bytes),
        NumberSource::Typed => {
            interp.maybe_raise_class(exc::VALUE_ERROR);
            return Ok(None);
        }
        NumberSource::Other => {
            let name = interp.type_name(value);
            return interp
                .type_error(&format!("float() argument must be a string or a real number, not '{name}'"));
        }
    };
    interp.plain(result).map(Some)
}

fn to_int(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &str,
    convert: fn(f64) -> strict_semantics::Result<Int>,
) -> Eval<Value> {
    match receiver(interp, arguments, name)? {
        Some(value) => interp.plain(convert(value)).map(Value::Int),
        None => Ok(unknown_int(interp)),
    }
}

/// An int made of a float that is not known: it may be infinite or NaN.
fn unknown_int(interp: &mut Interp<'_>) -> Value {
    interp.maybe_raise_class(exc::VALUE_ERROR);
    interp.maybe_raise_class(exc::OVERFLOW_ERROR);
    Value::Typed(types::INT)
}

fn itself(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    receiver(interp, arguments, "float.__float__").map(known_or_typed)
}

fn round(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    expect_method(interp, arguments, types::FLOAT, "float.__round__", 0, 1)?;
    let value = match Operand::of(interp, &arguments.positional[0]) {
        Operand::Known(Number::Float(value)) => Some(value),
        _ => None,
    };
    let digits = match arguments.get(1) {
        None | Some(Value::None) => {
            return match value {
                Some(value) => interp.plain(float::round_to_int(value)).map(Value::Int),
                None => Ok(unknown_int(interp)),
            };
        }
        Some(digits) => interp.index(&digits.clone())?,
    };
    match (value, digits) {
        (Some(value), Some(digits)) => interp.plain(float::round(value, &digits)).map(Value::Float),
        _ => {
            interp.maybe_raise_class(exc::OVERFLOW_ERROR);
            Ok(Value::Typed(types::FLOAT))
        }
    }
}

fn as_integer_ratio(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    match receiver(interp, arguments, "float.as_integer_ratio")? {
        Some(value) => {
            let (numerator, denominator) = interp.plain(float::as_integer_ratio(value))?;
            Ok(Value::tuple(vec![Value::Int(numerator), Value::Int(denominator)]))
        }
        None => {
            let part = unknown_int(interp);
            Ok(Value::tuple(vec![part.clone(), part]))
        }
    }
}

fn is_integer(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let value = receiver(interp, arguments, "float.is_integer")?;
    Ok(value.map_or(Value::Typed(types::BOOL), |value| Value::Bool(float::is_integer(value))))
}

fn hex(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let value = receiver(interp, arguments, "float.hex")?;
    Ok(value.map_or(Value::Typed(types::STR), |value| Value::str(&float::hex(value))))
}

fn from_hex(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = class_receiver(interp, arguments, Kind::Float, "float.fromhex")?;
    expect(interp, arguments, "float.fromhex", 1, 1)?;
    let result = match text_of(interp, &arguments.positional[0]) {
        NumberSource::Text(text) => float::from_hex(&text.to_string_lossy()),
        NumberSource::Typed => {
            interp.maybe_raise_class(exc::VALUE_ERROR);
            return made_by(interp, &class, Kind::Float, Value::Typed(types::FLOAT));
        }
        _ => return interp.type_error("bad argument type for built-in operation"),
    };
    let value = interp.plain(result)?;
    made_by(interp, &class, Kind::Float, Value::Float(value))
}

fn from_number(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = class_receiver(interp, arguments, Kind::Float, "float.from_number")?;
    expect(interp, arguments, "float.from_number", 1, 1)?;
    let value = interp.real(&arguments.positional[0].clone())?;
    made_by(interp, &class, Kind::Float, known_or_typed(value))
}
