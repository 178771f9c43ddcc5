//! The codecs of text streams: built-in ones work at once on plain data, others through the incremental classes that
//! `codecs.lookup` gives.

use strict_semantics::codecs::{Codec, EncodeFailure, Handler, decode_with, encode_with};
use strict_semantics::{TextBuilder, TextRef};

use super::call;
use super::newlines::read_state;
use crate::builtins::exceptions::unicode_error;
use crate::builtins::prelude::*;
use crate::object::{Bytes, TextObject};
use crate::vm::Raised;

const HANDLERS: [Handler; 8] = [
    Handler::Strict,
    Handler::Ignore,
    Handler::Replace,
    Handler::SurrogateEscape,
    Handler::BackslashReplace,
    Handler::SurrogatePass,
    Handler::XmlCharRefReplace,
    Handler::NameReplace,
];

/// The built-in codec of a stream.
fn codec_of(this: Gc<TextObject>) -> Option<Codec> {
    match this.codec.get() {
        1 => Some(Codec::Utf8),
        2 => Some(Codec::Ascii),
        3 => Some(Codec::Latin1),
        _ => None,
    }
}

fn handler_of(this: Gc<TextObject>) -> Handler {
    HANDLERS[usize::from(this.handler.get())]
}

/// Sets the encoding and what to do about errors.
pub(super) fn choose(vm: &mut Vm, this: Gc<TextObject>, encoding: Gc<Str>, errors: Gc<Str>) -> Outcome<()> {
    let name = encoding.to_lossy();
    let handler = Handler::named(&errors.to_lossy())
        .and_then(|handler| HANDLERS.iter().position(|&other| other == handler));
    let codec = match Codec::named(&name) {
        Some(Codec::Utf8) => 1,
        Some(Codec::Ascii) => 2,
        Some(Codec::Latin1) => 3,
        _ => 0,
    };
    this.undecoded_count.set(0);
    this.encoder.set(this, Value::UNBOUND);
    this.decoder.set(this, Value::UNBOUND);
    if let Some(handler) = handler
        && codec > 0
    {
        this.codec.set(codec);
        this.handler.set(handler as u8);
    } else {
        this.codec.set(0);
        let codecs = crate::modules::import_module(vm, "_codecs")?;
        let found = call(vm, codecs, "lookup", &[encoding.value()])?;
        let is_text = vm.intern("_is_text_encoding");
        if let Some(is_text) = vm.find_attribute(found, is_text)?
            && !vm.is_true(is_text)?
        {
            let message = format!("'{name}' is not a text encoding");
            return Err(vm.error(vm.exceptions.LookupError, message));
        }
        if this.is_readable.get() {
            let decoder = call(vm, found, "incrementaldecoder", &[errors.value()])?;
            this.decoder.set(this, decoder);
        }
        if this.is_writable.get() {
            let encoder = call(vm, found, "incrementalencoder", &[errors.value()])?;
            this.encoder.set(this, encoder);
        }
    }
    this.encoding.set(this, encoding.value());
    this.errors.set(this, errors.value());
    Ok(())
}

/// Decodes the next bytes, and translates line ends.
pub(super) fn decode(vm: &mut Vm, this: Gc<TextObject>, input: Gc<Bytes>, last: bool) -> Outcome<Gc<Str>> {
    let Some(codec) = codec_of(this) else {
        let text = call(vm, this.decoder.get(), "decode", &[input.value(), Value::bool(last)])?;
        let Some(text) = text.cast::<Str>() else {
            let given = vm.type_name(text);
            return Err(vm.type_error(format!("decoder should return a string result, not '{given}'")));
        };
        return match translate(this, text.view(), last) {
            Some(translated) => vm.try_str(translated.view()),
            None => Ok(text),
        };
    };
    let input = input.as_slice();
    if this.undecoded_count.get() == 0 && (codec == Codec::Latin1 || input.is_ascii()) {
        return finish(vm, this, TextRef::Latin1(input), last);
    }
    let before = usize::from(this.undecoded_count.get());
    let joined;
    let bytes = if before > 0 {
        joined = [&this.undecoded.get()[..before], input].concat();
        &joined
    } else {
        input
    };
    let mut out = TextBuilder::new();
    let handler = handler_of(this);
    let consumed = decode_with(
        bytes,
        codec,
        last,
        |fault, out| match handler.decode(fault, bytes, out) {
            Ok(resume) => Ok(resume),
            Err(_) => {
                let object = vm.new_bytes(bytes)?;
                let class = vm.exceptions.UnicodeDecodeError;
                Err(unicode_error(vm, class, fault.encoding, object, fault.start, fault.end, fault.reason))
            }
        },
        &mut out,
    )?;
    let rest = bytes.get(consumed..).unwrap_or_default();
    let mut undecoded = [0; 4];
    let count = rest.len().min(4);
    undecoded[..count].copy_from_slice(&rest[..count]);
    this.undecoded.set(undecoded);
    this.undecoded_count.set(count as u8);
    finish(vm, this, out.view(), last)
}

fn finish(vm: &mut Vm, this: Gc<TextObject>, text: TextRef<'_>, last: bool) -> Outcome<Gc<Str>> {
    match translate(this, text, last) {
        Some(translated) => vm.try_str(translated.view()),
        None => vm.try_str(text),
    }
}

fn translate(this: Gc<TextObject>, text: TextRef<'_>, last: bool) -> Option<strict_semantics::Text> {
    if !this.is_universal.get() {
        return None;
    }
    let mut state = this.newlines.get();
    let translated = state.decode(text, last);
    this.newlines.set(state);
    translated
}

/// The state of the decoder: bytes that it keeps, and its flags.
pub(super) fn state(vm: &mut Vm, this: Gc<TextObject>) -> Outcome<(Gc<Bytes>, i64)> {
    let (kept, flags) = if codec_of(this).is_some() {
        let kept = this.undecoded.get();
        (vm.new_bytes(&kept[..usize::from(this.undecoded_count.get())])?, 0)
    } else {
        let state = call(vm, this.decoder.get(), "getstate", &[])?;
        read_state(vm, state)?
    };
    let Some(kept) = kept.cast::<Bytes>() else { return Err(vm.type_error("illegal decoder state")) };
    let flags = if this.is_universal.get() {
        flags << 1 | i64::from(this.newlines.get().pending_return)
    } else {
        flags
    };
    Ok((kept, flags))
}

/// Puts the decoder into a state.
pub(super) fn set_state(vm: &mut Vm, this: Gc<TextObject>, kept: &[u8], flags: i64) -> Outcome<()> {
    let mut flags = flags;
    if this.is_universal.get() {
        let mut newlines = this.newlines.get();
        newlines.pending_return = flags & 1 != 0;
        this.newlines.set(newlines);
        flags >>= 1;
    }
    if codec_of(this).is_some() {
        let mut undecoded = [0; 4];
        let count = kept.len().min(4);
        undecoded[..count].copy_from_slice(&kept[..count]);
        this.undecoded.set(undecoded);
        this.undecoded_count.set(count as u8);
        return Ok(());
    }
    let kept = vm.new_bytes(kept)?;
    let flags = vm.new_int(flags);
    let state = vm.pair(kept, flags);
    call(vm, this.decoder.get(), "setstate", &[state])?;
    Ok(())
}

/// Forgets what the decoder keeps.
pub(super) fn reset_decoder(vm: &mut Vm, this: Gc<TextObject>) -> Outcome<()> {
    let mut newlines = this.newlines.get();
    newlines.pending_return = false;
    this.newlines.set(newlines);
    this.undecoded_count.set(0);
    if !this.decoder.get().is_unbound() {
        call(vm, this.decoder.get(), "reset", &[])?;
    }
    Ok(())
}

/// Tells the encoder where it is: at the start or behind it.
pub(super) fn reset_encoder(vm: &mut Vm, this: Gc<TextObject>, at_start: bool) -> Outcome<()> {
    let encoder = this.encoder.get();
    if !encoder.is_unbound() {
        match at_start {
            true => call(vm, encoder, "reset", &[])?,
            false => call(vm, encoder, "setstate", &[Value::ZERO])?,
        };
    }
    Ok(())
}

/// Encodes text.
pub(super) fn encode(vm: &mut Vm, this: Gc<TextObject>, text: Gc<Str>) -> Outcome<Vec<u8>> {
    let Some(codec) = codec_of(this) else {
        let encoded = call(vm, this.encoder.get(), "encode", &[text.value()])?;
        return match encoded.cast::<Bytes>() {
            Some(bytes) => Ok(bytes.as_slice().to_vec()),
            None => {
                let given = vm.type_name(encoded);
                Err(vm.type_error(format!("encoder should return a bytes object, not '{given}'")))
            }
        };
    };
    let view = text.view();
    let handler = handler_of(this);
    let result = encode_with(view, codec, |fault| match handler.encode(fault, view) {
        Ok(replacement) => Ok((replacement, fault.end)),
        Err(_) => Err(cannot_encode(vm, text, fault)),
    });
    match result {
        Ok(bytes) => Ok(bytes),
        Err(EncodeFailure::Raised(raised)) => Err(raised),
        Err(EncodeFailure::Replacement(fault)) => Err(cannot_encode(vm, text, &fault)),
    }
}

fn cannot_encode(vm: &mut Vm, text: Gc<Str>, fault: &strict_semantics::codecs::Fault) -> Raised {
    let class = vm.exceptions.UnicodeEncodeError;
    unicode_error(vm, class, fault.encoding, text.value(), fault.start, fault.end, fault.reason)
}
