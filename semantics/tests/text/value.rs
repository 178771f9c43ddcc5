//! The values that case files hold, in the notation that the scripts write.

use std::fmt;

use strict_semantics::{Bounds, Error, Text, TextRef};

/// A Python value, or the exception that a call ended in.
#[derive(Clone, PartialEq)]
pub(crate) enum Value {
    None,
    Bool(bool),
    Int(i64),
    Str(Text),
    Bytes(Vec<u8>),
    List(Vec<Value>),
    Raised(String),
}

impl Value {
    pub(crate) fn parse(field: &str) -> Value {
        match field {
            "None" => Value::None,
            "True" => Value::Bool(true),
            "False" => Value::Bool(false),
            _ => {
                let (kind, rest) = field.split_at(1);
                match kind {
                    "i" => Value::Int(rest.parse().expect("an integer")),
                    "s" => Value::Str(unescape(rest)),
                    "b" => Value::Bytes(unhex(rest)),
                    "[" => Value::List(parse_list(rest.strip_suffix(']').expect("a closing bracket"))),
                    "!" => Value::Raised(rest.to_string()),
                    _ => panic!("no value looks like {field:?}"),
                }
            }
        }
    }

    pub(crate) fn text(&self) -> TextRef<'_> {
        self.optional_text().expect("a string")
    }

    pub(crate) fn optional_text(&self) -> Option<TextRef<'_>> {
        match self {
            Value::Str(text) => Some(text.view()),
            _ => None,
        }
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.optional_bytes().expect("bytes")
    }

    pub(crate) fn optional_bytes(&self) -> Option<&[u8]> {
        match self {
            Value::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    pub(crate) fn int(&self) -> i64 {
        self.optional_int().expect("an integer")
    }

    pub(crate) fn optional_int(&self) -> Option<i64> {
        match self {
            Value::Int(value) => Some(*value),
            _ => None,
        }
    }

    pub(crate) fn items(&self) -> &[Value] {
        match self {
            Value::List(items) => items,
            _ => panic!("{self} is no list"),
        }
    }
}

/// The `start` and `end` arguments.
pub(crate) fn bounds(arguments: &[Value]) -> Bounds {
    Bounds { start: arguments[0].optional_int(), end: arguments[1].optional_int() }
}

impl fmt::Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::None => formatter.write_str("None"),
            Value::Bool(value) => formatter.write_str(if *value { "True" } else { "False" }),
            Value::Int(value) => write!(formatter, "i{value}"),
            Value::Str(text) => write!(formatter, "s{}", escape(text.view())),
            Value::Bytes(bytes) => {
                formatter.write_str("b")?;
                bytes.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
            }
            Value::List(items) => {
                let items: Vec<String> = items.iter().map(Value::to_string).collect();
                write!(formatter, "[{}]", items.join(","))
            }
            Value::Raised(exception) => write!(formatter, "!{exception}"),
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value::Bool(value)
    }
}

impl From<usize> for Value {
    fn from(value: usize) -> Self {
        Value::Int(i64::try_from(value).expect("a small number"))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Str(text.into())
    }
}

impl From<Text> for Value {
    fn from(text: Text) -> Self {
        Value::Str(text)
    }
}

impl From<TextRef<'_>> for Value {
    fn from(text: TextRef<'_>) -> Self {
        Value::Str(text.into())
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Value::Bytes(bytes)
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Value::Bytes(bytes.to_vec())
    }
}

/// `find` and `rfind` say that there is nothing with -1.
impl From<Option<usize>> for Value {
    fn from(index: Option<usize>) -> Self {
        index.map_or(Value::Int(-1), Value::from)
    }
}

impl<T> From<Vec<T>> for Value
where
    Value: From<T>,
    T: NotByte,
{
    fn from(items: Vec<T>) -> Self {
        Value::List(items.into_iter().map(Value::from).collect())
    }
}

impl<T, const N: usize> From<[T; N]> for Value
where
    Value: From<T>,
    T: NotByte,
{
    fn from(items: [T; N]) -> Self {
        Value::List(items.into_iter().map(Value::from).collect())
    }
}

/// What lists are made of; a list of bytes is `bytes`.
pub(crate) trait NotByte {}
impl NotByte for TextRef<'_> {}
impl NotByte for &[u8] {}
impl NotByte for Value {}

impl<T> From<Result<T, Error>> for Value
where
    Value: From<T>,
{
    fn from(result: Result<T, Error>) -> Self {
        match result {
            Ok(value) => value.into(),
            Err(error) => {
                let message = Text::from(error.message);
                Value::Raised(format!("{:?}Error: {}", error.kind, escape(message.view())))
            }
        }
    }
}

fn parse_list(fields: &str) -> Vec<Value> {
    let mut items = Vec::new();
    let mut depth = 0;
    let mut start = 0;
    for (index, character) in fields.char_indices() {
        match character {
            '[' => depth += 1,
            ']' => depth -= 1,
            ',' if depth == 0 => {
                items.push(Value::parse(&fields[start..index]));
                start = index + 1;
            }
            _ => {}
        }
    }
    if !fields.is_empty() {
        items.push(Value::parse(&fields[start..]));
    }
    items
}

fn unescape(field: &str) -> Text {
    Text::build(|out| {
        let mut parts = field.split("\\{");
        out.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let (digits, rest) = part.split_once('}').expect("a closing brace");
            out.push(u32::from_str_radix(digits, 16).expect("hexadecimal digits"));
            out.push_str(rest);
        }
    })
}

fn escape(text: TextRef<'_>) -> String {
    let mut result = String::new();
    for code_point in text.code_points() {
        match char::from_u32(code_point) {
            Some(character @ ' '..='~') if !"\\,[]".contains(character) => result.push(character),
            _ => result.push_str(&format!("\\{{{code_point:x}}}")),
        }
    }
    result
}

fn unhex(digits: &str) -> Vec<u8> {
    let byte = |index| u8::from_str_radix(&digits[index..index + 2], 16).expect("hexadecimal digits");
    (0..digits.len()).step_by(2).map(byte).collect()
}
