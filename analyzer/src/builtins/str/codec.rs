//! `str.encode`, and decoding for `bytes.decode` and `str(bytes, encoding)`.

use std::sync::Arc;

use strict_semantics::codecs::{self, Codec, EncodeFailure, Fault, Handler};
use strict_semantics::text::{Text, TextBuilder};

use super::{LIMIT, TYPED, receiver};
use crate::builtins::{exceptions as exc, parameters, types};
use crate::domain::Value;
use crate::interp::{Arguments, Eval, Interp, Stop};

/// The name of a codec or an error handler.
pub(in crate::builtins) fn name_argument(
    interp: &mut Interp<'_>,
    value: Option<&Value>,
    words: &str,
    default: &str,
) -> Eval<Option<Text>> {
    match value {
        Some(value) => super::argument(interp, value, words),
        None => Ok(Some(Text::from(default))),
    }
}

/// What stops a conversion.
enum Failure {
    Plain(strict_semantics::Error),
    /// The input is at fault and the handler is `strict`.
    Fault(Fault),
    /// The handler is none that is built in.
    Handler,
}

impl From<strict_semantics::Error> for Failure {
    fn from(error: strict_semantics::Error) -> Failure {
        Failure::Plain(error)
    }
}

/// The codec and the handler, where they are built in.
fn chosen(encoding: Option<&Text>, errors: Option<&Text>) -> Option<(Codec, Option<Handler>)> {
    let codec = Codec::named(&encoding?.to_utf8()?)?;
    Some((codec, Handler::named(&errors?.to_utf8()?)))
}

pub(super) fn encode_method(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let text = receiver(interp, arguments, "str.encode")?;
    let [encoding, errors] = parameters::named(interp, arguments, "str.encode", ["encoding", "errors"], 0)?;
    let encoding = name_argument(interp, encoding.as_ref(), "encode() argument 'encoding'", "utf-8")?;
    let errors = name_argument(interp, errors.as_ref(), "encode() argument 'errors'", "strict")?;
    encode(interp, text.as_ref(), encoding.as_ref(), errors.as_ref())
}

/// `text.encode(encoding, errors)`
pub(in crate::builtins) fn encode(
    interp: &mut Interp<'_>,
    text: Option<&Text>,
    encoding: Option<&Text>,
    errors: Option<&Text>,
) -> Eval<Value> {
    let (Some(text), Some((codec, handler))) = (text, chosen(encoding, errors)) else {
        interp.maybe_raise_class(exc::UNICODE_ENCODE_ERROR);
        interp.maybe_raise_class(exc::LOOKUP_ERROR);
        return Ok(Value::Typed(types::BYTES));
    };
    let on_fault = |fault: &Fault| match handler {
        None => Err(Failure::Handler),
        Some(Handler::Strict) => Err(Failure::Fault(*fault)),
        Some(handler) => Ok((handler.encode(fault, text.view())?, fault.end)),
    };
    let failure = match codecs::encode_with(text.view(), codec, on_fault) {
        Ok(bytes) => return Ok(Value::Bytes(bytes.into())),
        Err(EncodeFailure::Raised(failure)) => failure,
        Err(EncodeFailure::Replacement(fault)) => Failure::Fault(fault),
    };
    match failure {
        Failure::Fault(fault) => {
            raise_fault(interp, exc::UNICODE_ENCODE_ERROR, Value::Str(text.clone()), fault)
        }
        Failure::Plain(error) => interp.plain(Err(error)),
        Failure::Handler => {
            interp.maybe_raise_class(exc::LOOKUP_ERROR);
            Ok(Value::Typed(types::BYTES))
        }
    }
}

/// `bytes.decode(encoding, errors)`
pub(in crate::builtins) fn decode(
    interp: &mut Interp<'_>,
    bytes: Option<&[u8]>,
    encoding: Option<&Text>,
    errors: Option<&Text>,
) -> Eval<Value> {
    let (Some(bytes), Some((codec, handler))) = (bytes, chosen(encoding, errors)) else {
        interp.maybe_raise_class(exc::UNICODE_DECODE_ERROR);
        interp.maybe_raise_class(exc::LOOKUP_ERROR);
        return Ok(TYPED);
    };
    // Positions count from behind the mark.
    let (bytes, codec) = match codec {
        Codec::Utf8Sig => (bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes), Codec::Utf8),
        codec => (bytes, codec),
    };
    let mut out = TextBuilder::with_limit(LIMIT);
    let on_fault = |fault: &Fault, out: &mut TextBuilder| match handler {
        None => Err(Failure::Handler),
        Some(Handler::Strict) => Err(Failure::Fault(*fault)),
        Some(handler) => Ok(handler.decode(fault, bytes, out)?),
    };
    match codecs::decode_with(bytes, codec, true, on_fault, &mut out) {
        Ok(_) => Ok(Value::Str(out.finish())),
        Err(Failure::Fault(fault)) => {
            raise_fault(interp, exc::UNICODE_DECODE_ERROR, Value::Bytes(Arc::from(bytes)), fault)
        }
        Err(Failure::Plain(error)) => interp.plain(Err(error)),
        Err(Failure::Handler) => {
            interp.maybe_raise_class(exc::LOOKUP_ERROR);
            Ok(TYPED)
        }
    }
}

fn raise_fault<T>(
    interp: &mut Interp<'_>,
    class: crate::domain::ObjectId,
    input: Value,
    fault: Fault,
) -> Eval<T> {
    let fields = [
        Value::str(fault.encoding),
        input,
        Value::len(fault.start),
        Value::len(fault.end),
        Value::str(fault.reason),
    ];
    let exception = interp.exception_with(class, Value::tuple(fields));
    Err(Stop::Raise(exception))
}
