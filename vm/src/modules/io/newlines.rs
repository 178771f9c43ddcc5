//! Line ends: the argument `newline`, the attribute `newlines`, and `IncrementalNewlineDecoder`.

use strict_semantics::text::newlines::{LineEnd, Newlines};

use super::{STREAM, call};
use crate::builtins::prelude::*;
use crate::native::FromValue;
use crate::object::NewlineDecoder;

/// The type.
pub static INCREMENTAL_NEWLINE_DECODER: TypeSpec = TypeSpec {
    module: "_io",
    flags: STREAM,
    methods: &[
        m("__new__", "($type, /, *args, **kwargs)", Any, n(new), ""),
        m("__init__", "($self, decoder, translate, errors='strict')", Any, n(init), ""),
        m("decode", "($self, /, input, final=False)", Any, n(decode), ""),
        m("getstate", "($self, /)", Any, n(getstate), ""),
        m("setstate", "($self, state, /)", Any, n(setstate), ""),
        m("reset", "($self, /)", Any, n(reset), ""),
    ],
    attributes: &[
        super::base::DICT,
        (
            "newlines",
            |vm, this| {
                let this: Gc<NewlineDecoder> = FromValue::from_value(vm, this)?;
                check(vm, this)?;
                Ok(newlines_value(vm, this.newlines.get().seen))
            },
            None,
        ),
    ],
    doc: "Codec used when reading a file in universal newlines mode.",
    ..new_spec("IncrementalNewlineDecoder", Kind::NewlineDecoder)
};

/// `ValueError` unless an argument `newline` is `None` or one of the strings that it may be.
pub(super) fn check_newline(vm: &mut Vm, newline: Value, shows_repr: bool) -> Outcome<()> {
    let Some(text) = newline.cast::<Str>() else { return Ok(()) };
    if matches!(text.as_ascii(), Some("" | "\n" | "\r" | "\r\n")) {
        return Ok(());
    }
    let shown = if shows_repr { vm.repr_lossy(newline) } else { text.to_lossy() };
    Err(vm.value_error(format!("illegal newline value: {shown}")))
}

/// What ends lines that are read as they are under an argument `newline`.
pub(super) fn line_end_of(newline: Value) -> LineEnd {
    match newline.cast::<Str>().and_then(|text| text.as_ascii().map(str::len).zip(text.view().char_at(0))) {
        Some((2, _)) => LineEnd::ReturnFeed,
        Some((1, 13)) => LineEnd::Return,
        Some((1, _)) => LineEnd::Feed,
        _ => LineEnd::Any,
    }
}

/// The attribute `newlines`: `None`, a string or a tuple of strings.
pub(super) fn newlines_value(vm: &mut Vm, seen: u8) -> Value {
    let list = vm.new_list();
    for (kind, text) in [(Newlines::RETURN, "\r"), (Newlines::FEED, "\n"), (Newlines::RETURN_FEED, "\r\n")] {
        if seen & kind != 0 {
            let text = vm.intern(text).value();
            vm.heap.append(list, text);
        }
    }
    match list.len() {
        0 => Value::NONE,
        1 => list.get(0).unwrap_or(Value::NONE),
        _ => vm.tuple_of_list(list).map_or(Value::NONE, Gc::value),
    }
}

fn new(vm: &mut Vm, class: Gc<Type>, _arguments: Value, _keywords: Value) -> Outcome<Gc<NewlineDecoder>> {
    Ok(vm.heap.alloc_with_attributes(class.root_shape.get(), size_of::<NewlineDecoder>()))
}

fn init(
    vm: &mut Vm,
    this: Gc<NewlineDecoder>,
    decoder: Value,
    translate: Value,
    errors: Option<Value>,
) -> Outcome<()> {
    let translates = vm.is_true(translate)?;
    this.decoder.set(this, decoder);
    let errors = errors.unwrap_or_else(|| vm.intern("strict").value());
    this.errors.set(this, errors);
    this.newlines.set(Newlines { translates, ..Newlines::default() });
    this.is_ready.set(true);
    Ok(())
}

fn check(vm: &mut Vm, this: Gc<NewlineDecoder>) -> Outcome<()> {
    if this.is_ready.get() {
        return Ok(());
    }
    Err(vm.value_error("IncrementalNewlineDecoder.__init__() not called"))
}

fn decode(vm: &mut Vm, this: Gc<NewlineDecoder>, input: Value, last: bool) -> Outcome<Value> {
    check(vm, this)?;
    let decoder = this.decoder.get();
    let piece =
        if decoder.is_none() { input } else { call(vm, decoder, "decode", &[input, Value::bool(last)])? };
    let Some(text) = piece.cast::<Str>() else {
        let given = vm.type_name(piece);
        return Err(vm.type_error(format!("decoder should return a string result, not '{given}'")));
    };
    let mut state = this.newlines.get();
    let decoded = state.decode(text.view(), last);
    this.newlines.set(state);
    match decoded {
        Some(decoded) => vm.try_str(decoded.view()).map(Gc::value),
        None => Ok(piece),
    }
}

fn getstate(vm: &mut Vm, this: Gc<NewlineDecoder>) -> Outcome<Value> {
    check(vm, this)?;
    let decoder = this.decoder.get();
    let (buffer, flag) = if decoder.is_none() {
        (vm.new_bytes(&[])?, 0)
    } else {
        let state = call(vm, decoder, "getstate", &[])?;
        read_state(vm, state)?
    };
    let flag = vm.new_int(flag << 1 | i64::from(this.newlines.get().pending_return));
    Ok(vm.pair(buffer, flag))
}

/// The parts of a decoder's state.
pub(super) fn read_state(vm: &mut Vm, state: Value) -> Outcome<(Value, i64)> {
    match state.cast::<Tuple>().filter(|state| state.len() == 2) {
        Some(state) if !state.get(0).is::<crate::object::Bytes>() => {
            let given = vm.type_name(state.get(0));
            let message =
                format!("illegal decoder state: the first item should be a bytes object, not '{given}'");
            Err(vm.type_error(message))
        }
        Some(state) => {
            let flag = vm.index_i64(state.get(1))?;
            Ok((state.get(0), flag))
        }
        None => Err(vm.type_error("illegal decoder state")),
    }
}

fn setstate(vm: &mut Vm, this: Gc<NewlineDecoder>, state: Value) -> Outcome<()> {
    check(vm, this)?;
    let Some(state) = state.cast::<Tuple>().filter(|state| state.len() == 2) else {
        return Err(vm.type_error("state argument must be a tuple"));
    };
    let flag = vm.index_i64(state.get(1))?;
    this.newlines.set(Newlines { pending_return: flag & 1 != 0, ..this.newlines.get() });
    let decoder = this.decoder.get();
    if !decoder.is_none() {
        let rest = vm.new_int(flag >> 1);
        let state = vm.pair(state.get(0), rest);
        call(vm, decoder, "setstate", &[state])?;
    }
    Ok(())
}

fn reset(vm: &mut Vm, this: Gc<NewlineDecoder>) -> Outcome<()> {
    check(vm, this)?;
    this.newlines.set(Newlines { translates: this.newlines.get().translates, ..Newlines::default() });
    let decoder = this.decoder.get();
    if !decoder.is_none() {
        call(vm, decoder, "reset", &[])?;
    }
    Ok(())
}
