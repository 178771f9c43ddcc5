//! `bytes`, and what `bytearray` shares with it.
//!
//! Methods of known bytes give known results. Where the receiver or an argument is only typed, so is the result.

mod case;
mod combine;
mod construct;
mod hex;
mod operators;
mod search;
mod split;

use std::sync::Arc;

use strict_semantics::Limit;

use super::{Native, arity, conversions, function, method, types};
use crate::domain::{ObjectId, Payload, Value};
use crate::interp::{Arguments, Eval, Interp, MAX_VALUE};
use crate::ir::{Symbol, sym};

pub(super) use combine::bytearray_maketrans;
pub(crate) use construct::{of_integers, of_source};
pub(crate) use hex::digits as hex_digits;
pub(crate) use operators::percent_bytes;

/// Methods that `bytes` and `bytearray` have alike.
macro_rules! shared {
    ($class:literal) => {
        &[
            method(concat!($class, ".__add__"), operators::add),
            method(concat!($class, ".__buffer__"), construct::dunder_buffer),
            method(concat!($class, ".__contains__"), operators::contains),
            method(concat!($class, ".__eq__"), operators::eq),
            method(concat!($class, ".__ge__"), operators::ge),
            method(concat!($class, ".__getitem__"), operators::getitem),
            method(concat!($class, ".__gt__"), operators::gt),
            method(concat!($class, ".__iter__"), operators::iter),
            method(concat!($class, ".__le__"), operators::le),
            method(concat!($class, ".__len__"), operators::len),
            method(concat!($class, ".__lt__"), operators::lt),
            method(concat!($class, ".__mod__"), operators::modulo),
            method(concat!($class, ".__mul__"), operators::mul),
            method(concat!($class, ".__ne__"), operators::ne),
            method(concat!($class, ".__repr__"), construct::repr),
            method(concat!($class, ".__rmod__"), operators::reflected_modulo),
            method(concat!($class, ".__rmul__"), operators::rmul),
            method(concat!($class, ".__sizeof__"), construct::sizeof),
            method(concat!($class, ".__str__"), construct::str),
            method(concat!($class, ".capitalize"), case::capitalize),
            method(concat!($class, ".center"), combine::center),
            method(concat!($class, ".count"), search::count),
            method(concat!($class, ".decode"), construct::decode),
            method(concat!($class, ".endswith"), search::endswith),
            method(concat!($class, ".expandtabs"), combine::expandtabs),
            method(concat!($class, ".find"), search::find),
            method(concat!($class, ".fromhex"), hex::fromhex),
            method(concat!($class, ".hex"), hex::hex),
            method(concat!($class, ".index"), search::index),
            method(concat!($class, ".isalnum"), case::isalnum),
            method(concat!($class, ".isalpha"), case::isalpha),
            method(concat!($class, ".isascii"), case::isascii),
            method(concat!($class, ".isdigit"), case::isdigit),
            method(concat!($class, ".islower"), case::islower),
            method(concat!($class, ".isspace"), case::isspace),
            method(concat!($class, ".istitle"), case::istitle),
            method(concat!($class, ".isupper"), case::isupper),
            method(concat!($class, ".join"), combine::join),
            method(concat!($class, ".ljust"), combine::ljust),
            method(concat!($class, ".lower"), case::lower),
            method(concat!($class, ".lstrip"), split::lstrip),
            method(concat!($class, ".partition"), split::partition),
            method(concat!($class, ".removeprefix"), search::removeprefix),
            method(concat!($class, ".removesuffix"), search::removesuffix),
            method(concat!($class, ".replace"), combine::replace),
            method(concat!($class, ".rfind"), search::rfind),
            method(concat!($class, ".rindex"), search::rindex),
            method(concat!($class, ".rjust"), combine::rjust),
            method(concat!($class, ".rpartition"), split::rpartition),
            method(concat!($class, ".rsplit"), split::rsplit),
            method(concat!($class, ".rstrip"), split::rstrip),
            method(concat!($class, ".split"), split::split),
            method(concat!($class, ".splitlines"), split::splitlines),
            method(concat!($class, ".startswith"), search::startswith),
            method(concat!($class, ".strip"), split::strip),
            method(concat!($class, ".swapcase"), case::swapcase),
            method(concat!($class, ".title"), case::title),
            method(concat!($class, ".translate"), combine::translate),
            method(concat!($class, ".upper"), case::upper),
            method(concat!($class, ".zfill"), combine::zfill),
        ]
    };
}

pub(crate) const METHODS: &[Native] = &[
    function("bytes.__new__", construct::new),
    method("bytes.__bytes__", construct::dunder_bytes),
    method("bytes.__getnewargs__", construct::getnewargs),
    method("bytes.__hash__", operators::hash),
    function("bytes.maketrans", combine::bytes_maketrans),
];

pub(crate) const SHARED: &[Native] = shared!("bytes");

pub(crate) const SHARED_WITH_BYTEARRAY: &[Native] = shared!("bytearray");

const LIMIT: Limit = Limit(MAX_VALUE);

/// Which of the two classes a receiver belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Bytes,
    ByteArray,
}

impl Kind {
    pub(crate) fn class(self) -> ObjectId {
        match self {
            Kind::Bytes => types::BYTES,
            Kind::ByteArray => types::BYTEARRAY,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Bytes => "bytes",
            Kind::ByteArray => "bytearray",
        }
    }

    /// A result of this class, as far as it is known.
    pub(crate) fn make(self, interp: &mut Interp<'_>, bytes: Option<Vec<u8>>) -> Value {
        match (self, bytes) {
            (Kind::Bytes, Some(bytes)) => Value::Bytes(bytes.into()),
            (Kind::Bytes, None) => Value::Typed(types::BYTES),
            (Kind::ByteArray, bytes) => interp.alloc(types::BYTEARRAY, Payload::ByteArray(bytes)),
        }
    }

    /// A result that an operation on plain data gives.
    fn make_plain(self, interp: &mut Interp<'_>, bytes: strict_semantics::Result<Vec<u8>>) -> Eval<Value> {
        let bytes = interp.plain(bytes)?;
        Ok(self.make(interp, Some(bytes)))
    }
}

/// What a method is called on.
pub(crate) struct Receiver {
    pub kind: Kind,
    /// The contents, as far as they are known.
    pub bytes: Option<Arc<[u8]>>,
    /// The method's name, for messages.
    pub name: &'static str,
}

/// The bytes or bytearray that a method is called on; `name` is that of the method of `bytes`.
pub(crate) fn receiver(interp: &mut Interp<'_>, arguments: &Arguments, name: &'static str) -> Eval<Receiver> {
    let Some(value) = arguments.get(0) else { return arity::wrong_receiver(interp, arguments, name) };
    if arity::is_instance(interp, value, types::BYTES) {
        return Ok(Receiver { kind: Kind::Bytes, bytes: contents(interp, value), name });
    }
    if arity::is_instance(interp, value, types::BYTEARRAY) {
        let name = Symbol::new(&format!("bytearray.{}", arity::short(name))).as_str();
        return Ok(Receiver { kind: Kind::ByteArray, bytes: contents(interp, value), name });
    }
    arity::wrong_receiver(interp, arguments, name)
}

/// Whether the value is of one of the two classes, or of one derived from them.
pub(crate) fn is_bytes(interp: &Interp<'_>, value: &Value) -> bool {
    arity::is_instance(interp, value, types::BYTES) || arity::is_instance(interp, value, types::BYTEARRAY)
}

/// The contents of a bytes-like object, as far as they are known.
pub(crate) fn contents(interp: &Interp<'_>, value: &Value) -> Option<Arc<[u8]>> {
    match interp.heap.unwrap(value) {
        Value::Bytes(bytes) => Some(Arc::clone(bytes)),
        Value::Object(id) => match &interp.heap.get(*id).payload {
            Payload::ByteArray(Some(bytes)) => Some(Arc::from(bytes.as_slice())),
            _ => None,
        },
        _ => None,
    }
}

/// The contents of a bytes-like argument, as far as they are known; `message` words the error from the name of the type.
pub(crate) fn buffer(
    interp: &mut Interp<'_>,
    value: &Value,
    message: impl FnOnce(&str) -> String,
) -> Eval<Option<Arc<[u8]>>> {
    match bytes_like(interp, value)? {
        Some(bytes) => Ok(bytes),
        None => {
            let name = interp.type_name(value);
            interp.type_error(&message(&name))
        }
    }
}

/// The contents of a bytes-like object, as far as they are known; `None` when the value is no such object.
pub(crate) fn bytes_like(interp: &mut Interp<'_>, value: &Value) -> Eval<Option<Option<Arc<[u8]>>>> {
    if is_bytes(interp, value) || arity::is_instance(interp, value, types::MEMORYVIEW) {
        return Ok(Some(contents(interp, value)));
    }
    match value {
        Value::Unknown(_) => return Ok(Some(None)),
        Value::Union(members) => {
            let some = members.iter().any(|member| is_bytes(interp, member));
            return Ok(some.then_some(None));
        }
        _ => {}
    }
    let Some(exporter) = interp.special(value, Symbol::new("__buffer__"))? else { return Ok(None) };
    // The flags ask for a simple view.
    let view = interp.call(&exporter, vec![Value::int(0)])?;
    Ok(Some(contents(interp, &view)))
}

/// A bytes-like argument, refused in the common words.
fn argument(interp: &mut Interp<'_>, value: &Value) -> Eval<Option<Arc<[u8]>>> {
    buffer(interp, value, |type_name| format!("a bytes-like object is required, not '{type_name}'"))
}

/// A byte given as an integer.
pub(crate) fn byte(interp: &mut Interp<'_>, value: &Value) -> Eval<Option<u8>> {
    let Some(value) = conversions::integer(interp, value)? else {
        interp.maybe_raise_class(super::exceptions::VALUE_ERROR);
        return Ok(None);
    };
    match value.to_i64().and_then(|value| u8::try_from(value).ok()) {
        Some(byte) => Ok(Some(byte)),
        None => interp.value_error("byte must be in range(0, 256)"),
    }
}

/// A byte or bytes to look for.
fn needle(
    interp: &mut Interp<'_>,
    value: &Value,
    message: impl FnOnce(&str) -> String,
) -> Eval<Option<Arc<[u8]>>> {
    if let Some(bytes) = bytes_like(interp, value)? {
        return Ok(bytes);
    }
    if arity::is_instance(interp, value, types::INT) || interp.special_exists(value, sym::index) {
        return Ok(byte(interp, value)?.map(|byte| Arc::from([byte])));
    }
    let name = interp.type_name(value);
    interp.type_error(&message(&name))
}
