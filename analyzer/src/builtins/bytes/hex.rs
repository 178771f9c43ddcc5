//! `hex` and `fromhex`.

use strict_semantics::bytes;
use strict_semantics::text::{Text, TextRef};

use super::{Kind, LIMIT, Receiver, bytes_like, receiver};
use crate::builtins::{arity, conversions, exceptions as exc, parameters, types};
use crate::domain::Value;
use crate::interp::{Arguments, Eval, Interp};
use crate::ir::sym;

pub(super) fn hex(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let Receiver { bytes, name, .. } = receiver(interp, arguments, "bytes.hex")?;
    digits(interp, arguments, name, bytes.as_deref())
}

/// `hex` of the contents of a bytes-like object.
pub(crate) fn digits(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &'static str,
    bytes: Option<&[u8]>,
) -> Eval<Value> {
    let [separator, group] = parameters::named(interp, arguments, name, ["sep", "bytes_per_sep"], 0)?;
    let group = conversions::int_or(interp, group.as_ref(), 1)?;
    let separator = match separator {
        None => Some(None),
        Some(separator) => separator_byte(interp, &separator)?.map(Some),
    };
    let (Some(bytes), Some(separator), Some(group)) = (bytes, separator, group) else {
        interp.maybe_raise_class(exc::VALUE_ERROR);
        return Ok(Value::Typed(types::STR));
    };
    let digits = bytes::hex(bytes, separator, group, LIMIT);
    Ok(Value::Str(Text::from(interp.plain(digits)?)))
}

fn separator_byte(interp: &mut Interp<'_>, value: &Value) -> Eval<Option<u8>> {
    if [types::STR, types::BYTES].iter().any(|class| arity::is_instance(interp, value, *class)) {
        let separator = match interp.heap.unwrap(value) {
            Value::Str(text) => bytes::hex_separator(text.view()),
            Value::Bytes(bytes) => bytes::hex_separator(TextRef::Latin1(bytes)),
            _ => return Ok(None),
        };
        return interp.plain(separator).map(Some);
    }
    let Some(method) = interp.special(value, sym::len)? else {
        let name = interp.type_name(value);
        return interp.type_error(&format!("object of type '{name}' has no len()"));
    };
    match interp.call(&method, Vec::new())? {
        length if length.is_constant() && !length.same(&Value::int(1)) => {
            interp.value_error("sep must be length 1.")
        }
        length => {
            if !length.is_constant() {
                interp.maybe_raise_class(exc::VALUE_ERROR);
            }
            interp.type_error("sep must be str or bytes.")
        }
    }
}

/// The class method: its receiver is the class.
pub(super) fn fromhex(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = arguments.get(0).cloned().unwrap_or(Value::None);
    let is_array = matches!(&class, Value::Object(id) if interp.is_subclass_of(*id, types::BYTEARRAY));
    let (kind, name) =
        if is_array { (Kind::ByteArray, "bytearray.fromhex") } else { (Kind::Bytes, "bytes.fromhex") };
    let source = arity::one(interp, arguments, name)?;
    let bytes = match interp.heap.unwrap(&source).clone() {
        Value::Str(text) => {
            let bytes = bytes::from_hex(text.view());
            Some(interp.plain(bytes)?)
        }
        _ if arity::is_instance(interp, &source, types::STR) => None,
        _ => match bytes_like(interp, &source)? {
            Some(Some(digits)) => {
                let bytes = bytes::from_hex(TextRef::Latin1(&digits));
                Some(interp.plain(bytes)?)
            }
            Some(None) => None,
            None => {
                let name = interp.type_name(&source);
                return interp
                    .type_error(&format!("fromhex() argument must be str or bytes-like, not {name}"));
            }
        },
    };
    if bytes.is_none() {
        interp.maybe_raise_class(exc::VALUE_ERROR);
    }
    let result = kind.make(interp, bytes);
    match &class {
        Value::Object(id) if *id != kind.class() => interp.call(&class, vec![result]),
        _ => Ok(result),
    }
}
