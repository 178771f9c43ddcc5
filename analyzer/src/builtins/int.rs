//! Methods of `int`.

use strict_semantics::int::ByteOrder;
use strict_semantics::number::{BinaryOperator, UnaryOperator};
use strict_semantics::{DigitLimit, Int, Number, TextRef};

use super::arity::{expect_method, expect_new_class, expect_receiver};
use super::numeric_methods::{self, class_receiver, made_by, numeric_methods, sole_receiver};
use super::operands::{Kind, Operand, TEXT_LIMIT};
use super::parameters::Parameters;
use super::{Native, exceptions as exc, function, method, types};
use crate::domain::{Elements, Payload, Value};
use crate::interp::{Arguments, Eval, Interp, Truth};
use crate::ir::{CompareOp, sym};

/// Methods that `float` and `complex` have as well.
pub(crate) const SHARED: &[Native] = numeric_methods!(
    "int",
    Kind::Int,
    [
        Add "add", Sub "sub", Mul "mul", TrueDiv "truediv", FloorDiv "floordiv", Modulo "mod",
        LShift "lshift", RShift "rshift", And "and", Or "or", Xor "xor",
    ]
);

pub(crate) const METHODS: &[Native] = &[
    function("int.__new__", new),
    method("int.__invert__", |interp, arguments| {
        numeric_methods::unary(interp, arguments, Kind::Int, "int.__invert__", UnaryOperator::Invert)
    }),
    method("int.__divmod__", |interp, arguments| {
        numeric_methods::divmod(interp, arguments, Kind::Int, "int.__divmod__", false)
    }),
    method("int.__rdivmod__", |interp, arguments| {
        numeric_methods::divmod(interp, arguments, Kind::Int, "int.__rdivmod__", true)
    }),
    method("int.__int__", |interp, arguments| itself(interp, arguments, "int.__int__")),
    method("int.__index__", |interp, arguments| itself(interp, arguments, "int.__index__")),
    method("int.__trunc__", |interp, arguments| itself(interp, arguments, "int.__trunc__")),
    method("int.__floor__", |interp, arguments| itself(interp, arguments, "int.__floor__")),
    method("int.__ceil__", |interp, arguments| itself(interp, arguments, "int.__ceil__")),
    method("int.__float__", float),
    method("int.__round__", round),
    method("int.__sizeof__", size_of),
    method("int.bit_length", bit_length),
    method("int.bit_count", bit_count),
    method("int.as_integer_ratio", as_integer_ratio),
    method("int.is_integer", is_integer),
    method("int.to_bytes", to_bytes),
    method("int.from_bytes", from_bytes),
];

fn receiver(interp: &mut Interp<'_>, arguments: &Arguments, name: &str) -> Eval<Option<Int>> {
    Ok(match sole_receiver(interp, arguments, Kind::Int, name)? {
        Operand::Known(Number::Int(value)) => Some(value),
        _ => None,
    })
}

fn known_or_typed(value: Option<Int>) -> Value {
    value.map_or(Value::Typed(types::INT), Value::Int)
}

fn itself(interp: &mut Interp<'_>, arguments: &Arguments, name: &str) -> Eval<Value> {
    receiver(interp, arguments, name).map(known_or_typed)
}

fn new(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = expect_new_class(interp, arguments, types::INT)?;
    let number = convert(interp, arguments)?;
    Ok(class.instance(interp, known_or_typed(number)))
}

fn convert(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Option<Int>> {
    if arguments.len() > 2 {
        return interp.type_error(&format!("int expected at most 2 arguments, got {}", arguments.len()));
    }
    const INT: Parameters<2> =
        Parameters { function: "int", names: ["", "base"], required: 0, positional_only: 1, positional: 2 };
    let [value, base] = INT.bind(interp, arguments)?;
    match (value, base) {
        (None, None) => Ok(Some(Int::ZERO)),
        (None, Some(_)) => interp.type_error("int() missing string argument"),
        (Some(value), None) => from_any(interp, &value),
        (Some(value), Some(base)) => {
            let base = interp.index(&base)?;
            match parse(interp, &value, base.as_ref())? {
                Some(result) => Ok(result),
                None => interp.type_error("int() can't convert non-string with explicit base"),
            }
        }
    }
}

/// `int(value)`
fn from_any(interp: &mut Interp<'_>, value: &Value) -> Eval<Option<Int>> {
    if let Value::Int(value) = value {
        return Ok(Some(value.clone()));
    }
    for name in [sym::int_, sym::index] {
        match interp.converted(value, name, Kind::Int)? {
            Some(Operand::Known(Number::Int(value))) => return Ok(Some(value)),
            Some(_) => return Ok(None),
            None => {}
        }
    }
    match parse(interp, value, Some(&Int::from(10)))? {
        Some(result) => Ok(result),
        None => {
            let name = interp.type_name(value);
            interp.type_error(&format!(
                "int() argument must be a string, a bytes-like object or a real number, not '{name}'"
            ))
        }
    }
}

/// The number that a string or bytes say, when they are known; the outer `None`: the value is no text.
#[expect(clippy::option_option, reason = "the two say different things")]
fn parse(interp: &mut Interp<'_>, value: &Value, base: Option<&Int>) -> Eval<Option<Option<Int>>> {
    let result = match (text_of(interp, value), base) {
        (NumberSource::Other, _) => return Ok(None),
        (NumberSource::Text(text), Some(base)) => Int::from_text(text, base, DigitLimit::DEFAULT),
        (NumberSource::Bytes(bytes), Some(base)) => Int::from_text(bytes, base, DigitLimit::DEFAULT),
        _ => {
            interp.maybe_raise_class(exc::VALUE_ERROR);
            return Ok(Some(None));
        }
    };
    interp.plain(result).map(|value| Some(Some(value)))
}

/// What a number is read from.
pub(super) enum NumberSource<'a> {
    Text(TextRef<'a>),
    Bytes(&'a [u8]),
    /// A string or bytes that are not known.
    Typed,
    /// Neither string nor bytes.
    Other,
}

pub(super) fn text_of<'a>(interp: &'a Interp<'_>, value: &'a Value) -> NumberSource<'a> {
    match interp.heap.unwrap(value) {
        Value::Str(text) => NumberSource::Text(text.view()),
        Value::Bytes(bytes) => NumberSource::Bytes(bytes),
        Value::Object(id) if matches!(interp.heap.get(*id).payload, Payload::ByteArray(Some(_))) => {
            match &interp.heap.get(*id).payload {
                Payload::ByteArray(Some(bytes)) => NumberSource::Bytes(bytes),
                _ => NumberSource::Typed,
            }
        }
        other => {
            let textual = [types::STR, types::BYTES, types::BYTEARRAY, types::MEMORYVIEW];
            match interp.heap.class_of(other) {
                Some(class) if textual.into_iter().any(|base| interp.is_subclass_of(class, base)) => {
                    NumberSource::Typed
                }
                _ => NumberSource::Other,
            }
        }
    }
}

fn float(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    match receiver(interp, arguments, "int.__float__")? {
        Some(value) => interp.plain(value.to_f64()).map(Value::Float),
        None => {
            interp.maybe_raise_class(exc::OVERFLOW_ERROR);
            Ok(Value::Typed(types::FLOAT))
        }
    }
}

fn round(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    expect_method(interp, arguments, types::INT, "int.__round__", 0, 1)?;
    let value = interp.as_int(&arguments.positional[0]).flatten();
    let digits = match arguments.get(1) {
        None | Some(Value::None) => return Ok(known_or_typed(value)),
        Some(digits) => interp.index(&digits.clone())?,
    };
    Ok(known_or_typed(value.zip(digits).map(|(value, digits)| value.round(&digits))))
}

fn size_of(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    receiver(interp, arguments, "int.__sizeof__")?;
    Ok(Value::Typed(types::INT))
}

fn bit_length(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let value = receiver(interp, arguments, "int.bit_length")?;
    Ok(known_or_typed(value.map(|value| Int::from(value.bit_length()))))
}

fn bit_count(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let value = receiver(interp, arguments, "int.bit_count")?;
    Ok(known_or_typed(value.map(|value| Int::from(value.bit_count()))))
}

fn as_integer_ratio(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let value = receiver(interp, arguments, "int.as_integer_ratio")?;
    Ok(Value::tuple(vec![known_or_typed(value), Value::int(1)]))
}

fn is_integer(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    receiver(interp, arguments, "int.is_integer")?;
    Ok(Value::Bool(true))
}

fn to_bytes(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    expect_receiver(interp, arguments, types::INT, "int.to_bytes")?;
    let value = interp.as_int(&arguments.positional.remove(0)).flatten();
    const TO_BYTES: Parameters<3> = Parameters {
        function: "to_bytes",
        names: ["length", "byteorder", "signed"],
        required: 0,
        positional_only: 0,
        positional: 2,
    };
    let [length, order, signed] = TO_BYTES.bind(interp, arguments)?;
    let length = match length {
        Some(length) => interp.index(&length)?,
        None => Some(Int::ONE),
    };
    let order = byte_order(interp, order.as_ref(), "to_bytes")?;
    let signed = known_truth(interp, signed.as_ref())?;
    if let (Some(value), Some(length), Some(order), Some(signed)) = (value, length, order, signed) {
        let result = value.to_bytes(length.saturate(), order, signed, TEXT_LIMIT);
        return interp.plain(result).map(|bytes| Value::Bytes(bytes.into()));
    }
    interp.maybe_raise_class(exc::OVERFLOW_ERROR);
    interp.maybe_raise_class(exc::VALUE_ERROR);
    Ok(Value::Typed(types::BYTES))
}

fn from_bytes(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = class_receiver(interp, arguments, Kind::Int, "int.from_bytes")?;
    const FROM_BYTES: Parameters<3> = Parameters {
        function: "from_bytes",
        names: ["bytes", "byteorder", "signed"],
        required: 1,
        positional_only: 0,
        positional: 2,
    };
    let [bytes, order, signed] = FROM_BYTES.bind(interp, arguments)?;
    let order = byte_order(interp, order.as_ref(), "from_bytes")?;
    let signed = known_truth(interp, signed.as_ref())?;
    let bytes = bytes_from(interp, &bytes.unwrap_or(Value::None))?;
    let number = match (bytes, order, signed) {
        (Some(bytes), Some(order), Some(signed)) if bytes.len() <= TEXT_LIMIT.0 => {
            Value::Int(Int::from_bytes(&bytes, order, signed))
        }
        _ => Value::Typed(types::INT),
    };
    made_by(interp, &class, Kind::Int, number)
}

/// `bytes(value)` of what is no int or string; `None` when it is not known.
fn bytes_from(interp: &mut Interp<'_>, value: &Value) -> Eval<Option<Vec<u8>>> {
    match text_of(interp, value) {
        NumberSource::Bytes(bytes) => return Ok(Some(bytes.to_vec())),
        NumberSource::Text(_) => {}
        NumberSource::Typed
            if !interp.heap.class_of(value).is_some_and(|class| interp.is_subclass_of(class, types::STR)) =>
        {
            return Ok(None);
        }
        NumberSource::Typed | NumberSource::Other => {
            if let Some(method) = interp.special(value, sym::bytes_)? {
                let result = interp.call(&method, Vec::new())?;
                return Ok(match result {
                    Value::Bytes(bytes) => Some(bytes.to_vec()),
                    _ => None,
                });
            }
            if value.plain_class().is_none_or(|class| class == types::TUPLE) {
                return bytes_from_items(interp, value);
            }
        }
    }
    let name = interp.type_name(value);
    interp.type_error(&format!("cannot convert '{name}' object to bytes"))
}

fn bytes_from_items(interp: &mut Interp<'_>, value: &Value) -> Eval<Option<Vec<u8>>> {
    let Elements::Exact(items) = interp.collect(value)? else { return Ok(None) };
    let mut bytes = Vec::with_capacity(items.len());
    let mut known = true;
    for item in &items {
        match interp.index(item)?.map(|byte| byte.to_i64().and_then(|byte| u8::try_from(byte).ok())) {
            Some(Some(byte)) => bytes.push(byte),
            Some(None) => return interp.value_error("bytes must be in range(0, 256)"),
            None => known = false,
        }
    }
    Ok(known.then_some(bytes))
}

/// The `byteorder` argument; `None` when it is not known.
fn byte_order(interp: &mut Interp<'_>, order: Option<&Value>, function: &str) -> Eval<Option<ByteOrder>> {
    let Some(order) = order else { return Ok(Some(ByteOrder::Big)) };
    match text_of(interp, order) {
        NumberSource::Text(text) => {
            let name = text.to_string_lossy().into_owned();
            interp.plain(ByteOrder::from_name(&name)).map(Some)
        }
        NumberSource::Typed => Ok(None),
        _ => {
            let actual = interp.type_name(order);
            interp.type_error(&format!("{function}() argument 'byteorder' must be str, not {actual}"))
        }
    }
}

fn known_truth(interp: &mut Interp<'_>, value: Option<&Value>) -> Eval<Option<bool>> {
    let Some(value) = value else { return Ok(Some(false)) };
    Ok(match interp.truth(value)? {
        Truth::True => Some(true),
        Truth::False => Some(false),
        Truth::Either => None,
    })
}
