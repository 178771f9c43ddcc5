//! Making bytes of other values, and other values of bytes.

use strict_semantics::bytes;

use super::{Kind, LIMIT, Receiver, bytes_like, receiver};
use crate::builtins::arity;
use crate::builtins::conversions::{self, Index};
use crate::builtins::parameters;
use crate::builtins::{exceptions as exc, memoryview, str as text, types};
use crate::domain::{Elements, Value};
use crate::interp::{Arguments, Eval, Interp, Stop};
use crate::ir::sym;

/// `bytes(source=b'', encoding, errors)`
pub(super) fn new(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = arity::new_class(interp, arguments, types::BYTES)?;
    let bytes = of_source(interp, arguments, Kind::Bytes)?;
    let plain = Kind::Bytes.make(interp, bytes);
    arity::instance_of(interp, class, types::BYTES, plain)
}

/// The contents that the arguments of `bytes` or `bytearray` describe, as far as they are known.
pub(crate) fn of_source(interp: &mut Interp<'_>, arguments: &Arguments, kind: Kind) -> Eval<Option<Vec<u8>>> {
    let name = kind.name();
    let [source, encoding, errors] =
        parameters::named(interp, arguments, name, ["source", "encoding", "errors"], 0)?;
    let missing_text = match (&encoding, &errors) {
        (Some(_), _) => Some("encoding without a string argument"),
        (None, Some(_)) => Some("errors without a string argument"),
        (None, None) => None,
    };
    let encoding_name =
        text::name_argument(interp, encoding.as_ref(), &format!("{name}() argument 'encoding'"), "utf-8")?;
    let errors_name =
        text::name_argument(interp, errors.as_ref(), &format!("{name}() argument 'errors'"), "strict")?;
    let Some(source) = source else {
        return match missing_text {
            Some(message) => interp.type_error(message),
            None => Ok(Some(Vec::new())),
        };
    };
    if arity::is_instance(interp, &source, types::STR) {
        if encoding.is_none() {
            return interp.type_error("string argument without an encoding");
        }
        let source = conversions::text(interp, &source, |_| String::new())?;
        let encoded = text::encode(interp, source.as_ref(), encoding_name.as_ref(), errors_name.as_ref())?;
        return Ok(super::contents(interp, &encoded).map(|bytes| bytes.to_vec()));
    }
    if let Some(message) = missing_text {
        return interp.type_error(message);
    }
    if kind == Kind::Bytes
        && !super::is_bytes(interp, &source)
        && let Some(method) = interp.special(&source, sym::bytes_)?
    {
        let result = interp.call(&method, Vec::new())?;
        return match super::contents(interp, &result) {
            Some(bytes) => Ok(Some(bytes.to_vec())),
            None if matches!(result, Value::Typed(types::BYTES) | Value::Unknown(_) | Value::Union(_)) => {
                Ok(None)
            }
            None => {
                let name = interp.type_name(&result);
                interp.type_error(&format!("__bytes__ returned non-bytes (type {name})"))
            }
        };
    }
    match zeros(interp, &source)? {
        Some(zeros) => Ok(zeros),
        None => of_object(interp, &source, kind),
    }
}

/// As many zeros as an integer says; `None` when the value is no integer.
fn zeros(interp: &mut Interp<'_>, count: &Value) -> Eval<Option<Option<Vec<u8>>>> {
    match conversions::as_index(interp, count)? {
        Index::Missing => Ok(None),
        Index::Typed => {
            interp.maybe_raise_class(exc::VALUE_ERROR);
            Ok(Some(None))
        }
        Index::Known(count) => {
            if count.is_negative() && count.to_i64().is_some() {
                return interp.value_error("negative count");
            }
            let Some(count) = count.to_i64().and_then(|count| usize::try_from(count).ok()) else {
                return interp.raise(exc::OVERFLOW_ERROR, "cannot fit 'int' into an index-sized integer");
            };
            interp.plain(LIMIT.check(count))?;
            Ok(Some(Some(vec![0; count])))
        }
    }
}

/// The contents of a bytes-like object, or the integers that an iterable gives.
fn of_object(interp: &mut Interp<'_>, source: &Value, kind: Kind) -> Eval<Option<Vec<u8>>> {
    if !arity::is_instance(interp, source, types::LIST)
        && !arity::is_instance(interp, source, types::TUPLE)
        && let Some(bytes) = bytes_like(interp, source)?
    {
        return Ok(bytes.map(|bytes| bytes.to_vec()));
    }
    let iterator = match interp.iter(source) {
        Err(Stop::Raise(error)) if arity::is_instance(interp, &error, exc::TYPE_ERROR) => {
            let (class, name) = (interp.type_name(source), kind.name());
            return interp.type_error(&format!("cannot convert '{class}' object to {name}"));
        }
        other => other?,
    };
    let elements = interp.drain(&iterator)?;
    of_integers(interp, &elements, kind)
}

/// Bytes given as integers.
pub(crate) fn of_integers(interp: &mut Interp<'_>, elements: &Elements, kind: Kind) -> Eval<Option<Vec<u8>>> {
    let out_of_range = match kind {
        Kind::Bytes => "bytes must be in range(0, 256)",
        Kind::ByteArray => "byte must be in range(0, 256)",
    };
    let items = match elements {
        Elements::Exact(items) => items,
        Elements::Summary(item) => {
            interp.fork(vec![false, true], |interp, some| {
                if some {
                    conversions::integer(interp, item)?;
                }
                Ok(Value::None)
            })?;
            interp.maybe_raise_class(exc::VALUE_ERROR);
            return Ok(None);
        }
    };
    let mut known = Some(Vec::with_capacity(items.len()));
    for item in items {
        match conversions::integer(interp, item)? {
            Some(value) => match value.to_i64().and_then(|value| u8::try_from(value).ok()) {
                Some(byte) => {
                    if let Some(known) = &mut known {
                        known.push(byte);
                    }
                }
                None => return interp.value_error(out_of_range),
            },
            None => {
                interp.maybe_raise_class(exc::VALUE_ERROR);
                known = None;
            }
        }
    }
    Ok(known)
}

pub(super) fn decode(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let Receiver { bytes, name, .. } = receiver(interp, arguments, "bytes.decode")?;
    let [encoding, errors] = parameters::named(interp, arguments, name, ["encoding", "errors"], 0)?;
    let encoding = text::name_argument(interp, encoding.as_ref(), "decode() argument 'encoding'", "utf-8")?;
    let errors = text::name_argument(interp, errors.as_ref(), "decode() argument 'errors'", "strict")?;
    text::decode(interp, bytes.as_deref(), encoding.as_ref(), errors.as_ref())
}

pub(super) fn repr(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    show(interp, arguments, "bytes.__repr__")
}

pub(super) fn str(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    show(interp, arguments, "bytes.__str__")
}

fn show(interp: &mut Interp<'_>, arguments: &Arguments, name: &'static str) -> Eval<Value> {
    let Receiver { kind, bytes, name } = receiver(interp, arguments, name)?;
    arity::nothing(interp, arguments, name)?;
    let Some(bytes) = bytes else { return Ok(Value::Typed(types::STR)) };
    Ok(Value::str(&match kind {
        Kind::Bytes => bytes::repr(&bytes),
        Kind::ByteArray => {
            let repr = bytes::bytearray_repr(&bytes);
            let class = interp.type_name(&arguments.positional[0]);
            format!("{class}{}", repr.trim_start_matches("bytearray"))
        }
    }))
}

pub(super) fn dunder_bytes(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let Receiver { bytes, name, .. } = receiver(interp, arguments, "bytes.__bytes__")?;
    arity::nothing(interp, arguments, name)?;
    Ok(bytes.map_or(Value::Typed(types::BYTES), Value::Bytes))
}

pub(super) fn getnewargs(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let Receiver { bytes, name, .. } = receiver(interp, arguments, "bytes.__getnewargs__")?;
    arity::nothing(interp, arguments, name)?;
    Ok(Value::tuple([bytes.map_or(Value::Typed(types::BYTES), Value::Bytes)]))
}

pub(super) fn dunder_buffer(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let Receiver { name, .. } = receiver(interp, arguments, "bytes.__buffer__")?;
    arity::one(interp, arguments, name)?;
    let exporter = arguments.positional[0].clone();
    memoryview::view(interp, &exporter)
}

pub(super) fn sizeof(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let Receiver { name, .. } = receiver(interp, arguments, "bytes.__sizeof__")?;
    arity::nothing(interp, arguments, name)?;
    Ok(Value::Typed(types::INT))
}
