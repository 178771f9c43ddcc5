//! The values of test cases, and the text they have in the files.

use num_bigint::BigInt;
use strict_semantics::{Complex, Error, ErrorKind, Int, Number, Result, Text, TextRef};

/// An argument or a result.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    None,
    Bool(bool),
    Int(Int),
    Float(f64),
    Complex(Complex),
    Text(Text),
    Bytes(Vec<u8>),
    Tuple(Vec<Value>),
}

impl Value {
    pub(crate) fn decode(text: &str) -> Value {
        let (kind, rest) = text.split_at(1);
        match kind {
            "n" => Value::None,
            "b" => Value::Bool(rest == "1"),
            "i" => Value::Int(Int::from(BigInt::parse_bytes(rest.as_bytes(), 16).expect("hexadecimal"))),
            "f" => Value::Float(decode_float(rest)),
            "c" => {
                let (real, imag) = rest.split_once(',').expect("two parts");
                Value::Complex(Complex::new(decode_float(real), decode_float(imag)))
            }
            "s" => Value::Text(Text::from_code_points(decode_text(rest))),
            "y" => {
                let byte = |index| u8::from_str_radix(&rest[index..index + 2], 16).expect("hexadecimal");
                Value::Bytes((0..rest.len()).step_by(2).map(byte).collect())
            }
            _ => panic!("no such kind of value: {text}"),
        }
    }

    fn encode(&self) -> String {
        match self {
            Value::None => "n".to_owned(),
            Value::Bool(value) => format!("b{}", u8::from(*value)),
            Value::Int(value) => format!("i{}", value.to_big().to_str_radix(16)),
            Value::Float(value) => format!("f{}", encode_float(*value)),
            Value::Complex(value) => format!("c{},{}", encode_float(value.real), encode_float(value.imag)),
            Value::Text(value) => format!("s{}", encode_text(value.view())),
            Value::Bytes(value) => {
                value.iter().fold("y".to_owned(), |text, byte| text + &format!("{byte:02x}"))
            }
            Value::Tuple(items) => items.iter().map(Value::encode).collect::<Vec<_>>().join(" "),
        }
    }

    pub(crate) fn int(&self) -> &Int {
        self.optional_int().expect("an int")
    }

    pub(crate) fn optional_int(&self) -> Option<&Int> {
        match self {
            Value::Int(value) => Some(value),
            Value::None => None,
            _ => panic!("no int: {self:?}"),
        }
    }

    pub(crate) fn bool(&self) -> bool {
        matches!(self, Value::Bool(true))
    }

    pub(crate) fn number(&self) -> Number {
        match self {
            Value::Int(value) => Number::Int(value.clone()),
            Value::Float(value) => Number::Float(*value),
            Value::Complex(value) => Number::Complex(*value),
            _ => panic!("no number: {self:?}"),
        }
    }

    pub(crate) fn text(&self) -> TextRef<'_> {
        match self {
            Value::Text(value) => value.view(),
            _ => panic!("no text: {self:?}"),
        }
    }

    pub(crate) fn string(&self) -> String {
        self.text().to_utf8().expect("no surrogate").into_owned()
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Value::Bytes(value) => value,
            _ => panic!("no bytes: {self:?}"),
        }
    }
}

fn decode_float(text: &str) -> f64 {
    if text == "nan" { f64::NAN } else { f64::from_bits(u64::from_str_radix(text, 16).expect("hexadecimal")) }
}

fn encode_float(value: f64) -> String {
    if value.is_nan() { "nan".to_owned() } else { format!("{:016x}", value.to_bits()) }
}

fn decode_text(text: &str) -> Vec<u32> {
    let mut code_points = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if first == '%' {
            let (escaped, after) = rest[1..].split_once(';').expect("a complete escape");
            code_points.push(u32::from_str_radix(escaped, 16).expect("hexadecimal"));
            rest = after;
        } else {
            code_points.push(u32::from(first));
            rest = &rest[1..];
        }
    }
    code_points
}

fn encode_text(text: TextRef<'_>) -> String {
    let encode = |point| match char::from_u32(point) {
        Some(plain @ '!'..='~') if plain != '%' => plain.to_string(),
        _ => format!("%{point:x};"),
    };
    text.code_points().map(encode).collect()
}

pub(crate) fn encode_result(result: Result<Value>) -> String {
    match result {
        Ok(value) => value.encode(),
        Err(Error { kind, message }) => {
            let name = match kind {
                ErrorKind::Type => "TypeError",
                ErrorKind::Value => "ValueError",
                ErrorKind::Index => "IndexError",
                ErrorKind::Overflow => "OverflowError",
                ErrorKind::ZeroDivision => "ZeroDivisionError",
                _ => "other",
            };
            format!("!{name} s{}", encode_text(Text::from(message).view()))
        }
    }
}

impl From<Int> for Value {
    fn from(value: Int) -> Self {
        Value::Int(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Value::Int(Int::from(value))
    }
}

impl From<u64> for Value {
    fn from(value: u64) -> Self {
        Value::Int(Int::from(value))
    }
}

impl From<usize> for Value {
    fn from(value: usize) -> Self {
        Value::Int(Int::from(value))
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Value::Float(value)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value::Bool(value)
    }
}

impl From<Complex> for Value {
    fn from(value: Complex) -> Self {
        Value::Complex(value)
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Value::Text(Text::from(value))
    }
}

impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Value::Bytes(value)
    }
}

impl From<Number> for Value {
    fn from(value: Number) -> Self {
        match value {
            Number::Int(value) => Value::Int(value),
            Number::Float(value) => Value::Float(value),
            Number::Complex(value) => Value::Complex(value),
        }
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::None, Into::into)
    }
}

impl<T: Into<Value>, U: Into<Value>> From<(T, U)> for Value {
    fn from((first, second): (T, U)) -> Self {
        Value::Tuple(vec![first.into(), second.into()])
    }
}
