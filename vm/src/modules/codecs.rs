//! `_codecs`: the codecs of `strict_semantics`; the registry and rarer codecs are in Python.

use strict_semantics::codecs::{Codec, EncodeFailure, Fault, Handler, Replacement, decode_with, encode_with};
use strict_semantics::{Text, TextBuilder};

use crate::heap::Gc;
use crate::modules::native_module::{ModuleSpec, bytes_like, new_module};
use crate::native::{method, native};
use crate::object::{Bytes, Effect, Str, Tuple};
use crate::value::Value;
use crate::vm::{Outcome, Raised, Vm};

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    python: include_str!("python/_codecs.py"),
    ..new_module(
        "_codecs",
        &[
            method("_encode", "(codec, text, errors, handler, /)", Effect::Any, native(encode), ""),
            method("_decode", "(codec, data, errors, handler, final, /)", Effect::Any, native(decode), ""),
        ],
    )
};

/// What to do about faults: a built-in handler, or a registered function.
#[derive(Clone, Copy)]
enum OnFault {
    Handler(Handler),
    Function(Value),
}

fn codec_of(vm: &mut Vm, name: Gc<Str>) -> Outcome<Codec> {
    let name = name.to_lossy();
    Codec::named(&name)
        .ok_or_else(|| vm.error(vm.exceptions.LookupError, format!("unknown encoding: {name}")))
}

fn on_fault(errors: Gc<Str>, function: Value) -> OnFault {
    match Handler::named(&errors.to_lossy()) {
        Some(handler) if function.is_none() => OnFault::Handler(handler),
        _ => OnFault::Function(function),
    }
}

/// The exception of a fault.
fn exception(vm: &mut Vm, class: Value, fault: &Fault, object: Value) -> Outcome<Value> {
    let encoding = vm.new_str(fault.encoding).value();
    let reason = vm.new_str(fault.reason).value();
    vm.call(class, &[encoding, object, Value::index(fault.start), Value::index(fault.end), reason])
}

fn raise(vm: &mut Vm, class: Value, fault: &Fault, object: Value) -> Raised {
    match exception(vm, class, fault, object) {
        Ok(exception) => vm.raise(exception),
        Err(raised) => raised,
    }
}

/// What a registered function says: a replacement and where to go on.
fn ask(
    vm: &mut Vm,
    function: Value,
    class: Value,
    fault: &Fault,
    object: Value,
    length: usize,
) -> Outcome<(Value, usize)> {
    let exception = exception(vm, class, fault, object)?;
    let answer = vm.call(function, &[exception])?;
    let parts = answer.cast::<Tuple>().filter(|parts| parts.len() == 2);
    let position = parts.and_then(|parts| parts.get(1).as_fixnum());
    let (Some(parts), Some(position)) = (parts, position) else {
        return Err(vm.type_error("encoding error handler must return (str/bytes, int) tuple"));
    };
    let resume = if position < 0 { position + length as i64 } else { position };
    match usize::try_from(resume).ok().filter(|resume| *resume <= length) {
        Some(resume) => Ok((parts.get(0), resume)),
        None => Err(vm.index_error(&format!("position {position} from error handler out of bounds"))),
    }
}

fn encode(vm: &mut Vm, codec: Gc<Str>, text: Gc<Str>, errors: Gc<Str>, function: Value) -> Outcome<Value> {
    let codec = codec_of(vm, codec)?;
    let action = on_fault(errors, function);
    let class = vm.exceptions.UnicodeEncodeError.value();
    let copy = Text::from(text.view());
    let view = copy.view();
    let result = encode_with(view, codec, |fault| match action {
        OnFault::Handler(handler) => match handler.encode(fault, view) {
            Ok(replacement) => Ok((replacement, fault.end)),
            Err(_) => Err(raise(vm, class, fault, text.value())),
        },
        OnFault::Function(function) => {
            let (replacement, resume) = ask(vm, function, class, fault, text.value(), view.len())?;
            if let Some(text) = replacement.cast::<Str>() {
                return Ok((Replacement::Text(Text::from(text.view())), resume));
            }
            match replacement.cast::<Bytes>() {
                Some(bytes) => Ok((Replacement::Bytes(bytes.as_slice().to_vec()), resume)),
                None => Err(vm.type_error("encoding error handler must return (str/bytes, int) tuple")),
            }
        }
    });
    match result {
        Ok(bytes) => vm.new_bytes(&bytes),
        Err(EncodeFailure::Raised(raised)) => Err(raised),
        Err(EncodeFailure::Replacement(fault)) => Err(raise(vm, class, &fault, text.value())),
    }
}

/// The text, and how many bytes it took.
fn decode(
    vm: &mut Vm,
    codec: Gc<Str>,
    data: Value,
    errors: Gc<Str>,
    function: Value,
    is_final: bool,
) -> Outcome<Value> {
    let codec = codec_of(vm, codec)?;
    let action = on_fault(errors, function);
    let class = vm.exceptions.UnicodeDecodeError.value();
    let bytes = bytes_like(vm, data)?;
    let mut out = TextBuilder::new();
    let consumed = decode_with(
        &bytes,
        codec,
        is_final,
        |fault, out| match action {
            OnFault::Handler(handler) => handler.decode(fault, &bytes, out).or_else(|_| {
                let object = vm.new_bytes(&bytes)?;
                Err(raise(vm, class, fault, object))
            }),
            OnFault::Function(function) => {
                let object = vm.new_bytes(&bytes)?;
                let (replacement, resume) = ask(vm, function, class, fault, object, bytes.len())?;
                match replacement.cast::<Str>() {
                    Some(text) => out.push_text(text.view()),
                    None => return Err(vm.type_error("decoding error handler must return (str, int) tuple")),
                }
                Ok(resume)
            }
        },
        &mut out,
    )?;
    let text = vm.str_from_builder(&out)?;
    Ok(vm.pair(text, Value::index(consumed)))
}
