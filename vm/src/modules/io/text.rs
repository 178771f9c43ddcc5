//! `TextIOWrapper`: text over a stream of bytes: its methods, its start and its end.

use strict_semantics::text::newlines::Newlines;

use super::buffered::both;
use super::newlines::{check_newline, newlines_value};
use super::{
    STREAM, attribute, call, is_closed, no_pickle, no_pickle_protocol, text_codec, text_read, text_seek,
    text_write,
};
use crate::builtins::prelude::*;
use crate::native::FromValue;
use crate::object::{BufferedObject, TextObject};

/// The type.
pub static TEXT_IO_WRAPPER: TypeSpec = TypeSpec {
    module: "_io",
    flags: STREAM,
    base: Some(|types| types.text_io_base),
    methods: &[
        m("__new__", "($type, /, *args, **kwargs)", Any, n(new), ""),
        m(
            "__init__",
            "($self, buffer, encoding=None, errors=None, newline=None,\n              line_buffering=False, write_through=False)",
            Any,
            n(init),
            "",
        ),
        m("__repr__", "($self, /)", Any, n(repr), "Return repr(self)."),
        m("__getstate__", "($self, /)", Any, n(no_pickle), ""),
        m("__reduce_ex__", "($self, protocol, /)", Any, n(no_pickle_protocol), ""),
        m("detach", "($self, /)", Any, n(detach), ""),
        m(
            "reconfigure",
            "($self, /, *, encoding=None, errors=None, newline=None,\n            line_buffering=None, write_through=None)",
            Any,
            n(reconfigure),
            "Reconfigure the text stream with new parameters.",
        ),
        m("write", "($self, text, /)", Any, n(text_write::write), ""),
        m("read", "($self, size=-1, /)", Any, n(text_read::read), ""),
        m("readline", "($self, size=-1, /)", Any, n(text_read::readline), ""),
        m("__next__", "($self, /)", Any, n(text_read::next), "Implement next(self)."),
        m("flush", "($self, /)", Any, n(text_write::flush), ""),
        m("close", "($self, /)", Any, n(close), ""),
        m(
            "fileno",
            "($self, /)",
            Any,
            n(|vm: &mut Vm, this: Gc<TextObject>| of_buffer(vm, this, "fileno")),
            "",
        ),
        m(
            "seekable",
            "($self, /)",
            Any,
            n(|vm: &mut Vm, this: Gc<TextObject>| of_buffer(vm, this, "seekable")),
            "",
        ),
        m(
            "readable",
            "($self, /)",
            Any,
            n(|vm: &mut Vm, this: Gc<TextObject>| of_buffer(vm, this, "readable")),
            "",
        ),
        m(
            "writable",
            "($self, /)",
            Any,
            n(|vm: &mut Vm, this: Gc<TextObject>| of_buffer(vm, this, "writable")),
            "",
        ),
        m(
            "isatty",
            "($self, /)",
            Any,
            n(|vm: &mut Vm, this: Gc<TextObject>| of_buffer(vm, this, "isatty")),
            "",
        ),
        m(
            "seek",
            "($self, cookie, whence=os.SEEK_SET, /)",
            Any,
            n(text_seek::seek),
            "Set the stream position, and return the new stream position.",
        ),
        m("tell", "($self, /)", Any, n(text_seek::tell), "Return the stream position as an opaque number."),
        m("truncate", "($self, pos=None, /)", Any, n(text_seek::truncate), ""),
    ],
    attributes: &[
        ("encoding", |vm, this| Ok(ready(vm, this)?.encoding.get()), None),
        ("errors", |vm, this| Ok(ready(vm, this)?.errors.get()), None),
        ("buffer", |vm, this| Ok(text(vm, this)?.buffer.get().bound().unwrap_or(Value::NONE)), None),
        ("line_buffering", |vm, this| Ok(Value::bool(text(vm, this)?.line_buffering.get())), None),
        ("write_through", |vm, this| Ok(Value::bool(text(vm, this)?.write_through.get())), None),
        (
            "name",
            |vm, this| {
                let buffer = ready(vm, this)?.buffer.get();
                attribute(vm, buffer, "name")
            },
            None,
        ),
        (
            "closed",
            |vm, this| {
                let buffer = ready(vm, this)?.buffer.get();
                attribute(vm, buffer, "closed")
            },
            None,
        ),
        (
            "newlines",
            |vm, this| {
                let this = ready(vm, this)?;
                Ok(newlines_value(vm, this.newlines.get().seen))
            },
            None,
        ),
        ("_CHUNK_SIZE", |vm, this| Ok(Value::index(ready(vm, this)?.chunk_size.get())), Some(set_chunk_size)),
        (
            "_finalizing",
            |vm, this| Ok(Value::bool(text(vm, this)?.is_finalizing.get())),
            Some(|vm, this, value| {
                let truth = vm.is_true(value)?;
                text(vm, this)?.is_finalizing.set(truth);
                Ok(())
            }),
        ),
    ],
    doc: "Character and line based layer over a BufferedIOBase object, buffer.",
    ..new_spec("TextIOWrapper", Kind::Text)
};

fn text(vm: &mut Vm, this: Value) -> Outcome<Gc<TextObject>> {
    FromValue::from_value(vm, this)
}

fn ready(vm: &mut Vm, this: Value) -> Outcome<Gc<TextObject>> {
    let this = text(vm, this)?;
    check_attached(vm, this)?;
    Ok(this)
}

/// `ValueError` unless there is a stream of bytes.
pub(super) fn check_attached(vm: &mut Vm, this: Gc<TextObject>) -> Outcome<()> {
    if this.is_ready.get() {
        return Ok(());
    }
    let message = match this.is_detached.get() {
        true => "underlying buffer has been detached",
        false => "I/O operation on uninitialized object",
    };
    Err(vm.value_error(message))
}

/// The stream of bytes if it is one of the buffers written in Rust, and of no subclass.
pub(super) fn plain_buffer(this: Gc<TextObject>) -> Option<Gc<BufferedObject>> {
    let buffer = this.buffer.get().cast::<BufferedObject>()?;
    if buffer.header().has(crate::heap::flags::SUBCLASS) { None } else { Some(buffer) }
}

/// `ValueError` if the stream is closed or was taken apart.
pub(super) fn check_open(vm: &mut Vm, this: Gc<TextObject>) -> Outcome<()> {
    check_attached(vm, this)?;
    let closed = match plain_buffer(this) {
        Some(buffer) => super::buffered::is_closed(vm, buffer)?,
        None => is_closed(vm, this.value())?,
    };
    if closed { Err(vm.value_error("I/O operation on closed file.")) } else { Ok(()) }
}

fn of_buffer(vm: &mut Vm, this: Gc<TextObject>, question: &str) -> Outcome<Value> {
    check_attached(vm, this)?;
    call(vm, this.buffer.get(), question, &[])
}

fn set_chunk_size(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    let this = ready(vm, this)?;
    if value.is_unbound() {
        return Err(vm.error(vm.exceptions.AttributeError, "cannot delete attribute"));
    }
    let size = vm.index_i64(value)?;
    match usize::try_from(size).ok().filter(|&size| size > 0) {
        Some(size) => this.chunk_size.set(size),
        None => return Err(vm.value_error("a strictly positive integer is required")),
    }
    Ok(())
}

fn new(vm: &mut Vm, class: Gc<Type>, _arguments: Value, _keywords: Value) -> Outcome<Gc<TextObject>> {
    let this: Gc<TextObject> = vm.heap.alloc_with_attributes(class.root_shape.get(), size_of::<TextObject>());
    this.chunk_size.set(1 << 13);
    vm.heap.register_finalizer(this.value());
    Ok(this)
}

/// A new `TextIOWrapper`.
pub(super) fn open(
    vm: &mut Vm,
    buffer: Value,
    [encoding, errors, newline]: [Value; 3],
    line_buffering: bool,
    write_through: bool,
) -> Outcome<Gc<TextObject>> {
    let class = vm.types.text_io_wrapper;
    let this = new(vm, class, Value::UNBOUND, Value::UNBOUND)?;
    init(vm, this, buffer, Some(encoding), Some(errors), Some(newline), line_buffering, write_through)?;
    Ok(this)
}

/// A string argument, or `None`.
fn text_or_none(vm: &mut Vm, value: Option<Value>, name: &str, function: &str) -> Outcome<Option<Gc<Str>>> {
    let Some(value) = value.filter(|value| !value.is_none()) else { return Ok(None) };
    match value.cast::<Str>() {
        Some(text) if text.view().code_points().any(|code| code == 0) => {
            Err(vm.value_error("embedded null character"))
        }
        Some(text) => Ok(Some(text)),
        None => {
            let given = vm.type_name(value);
            let message = format!("{function} argument '{name}' must be str or None, not {given}");
            Err(vm.type_error(message))
        }
    }
}

#[allow(clippy::too_many_arguments, reason = "the parameters of the constructor")]
fn init(
    vm: &mut Vm,
    this: Gc<TextObject>,
    buffer: Value,
    encoding: Option<Value>,
    errors: Option<Value>,
    newline: Option<Value>,
    line_buffering: bool,
    write_through: bool,
) -> Outcome<()> {
    this.is_ready.set(false);
    this.is_detached.set(false);
    let encoding = text_or_none(vm, encoding, "encoding", "TextIOWrapper()")?;
    let errors = text_or_none(vm, errors, "errors", "TextIOWrapper()")?;
    let newline = text_or_none(vm, newline, "newline", "TextIOWrapper()")?.map_or(Value::NONE, Gc::value);
    check_newline(vm, newline, false)?;
    let encoding = match encoding {
        Some(name) if name.as_ascii() != Some("locale") => name,
        _ => super::stdio::default_encoding(vm),
    };
    let errors = errors.unwrap_or_else(|| vm.intern("strict"));
    this.chunk_size.set(1 << 13);
    this.pending_count.set(0);
    clear_read(this);
    set_newline(vm, this, newline);
    let readable = call(vm, buffer, "readable", &[])?;
    let readable = vm.is_true(readable)?;
    let writable = call(vm, buffer, "writable", &[])?;
    let writable = vm.is_true(writable)?;
    this.buffer.set(this, buffer);
    this.is_readable.set(readable);
    this.is_writable.set(writable);
    text_codec::choose(vm, this, encoding, errors)?;
    this.line_buffering.set(line_buffering);
    this.write_through.set(write_through);
    let seekable = call(vm, buffer, "seekable", &[])?;
    let seekable = vm.is_true(seekable)?;
    this.is_seekable.set(seekable);
    this.is_telling.set(seekable);
    let name = vm.intern("read1");
    let has_read1 = vm.find_attribute(buffer, name)?.is_some();
    this.has_read1.set(has_read1);
    skip_mark_unless_at_start(vm, this)?;
    this.is_ready.set(true);
    Ok(())
}

/// Tells the encoder whether it writes the first bytes, which may be a byte order mark.
fn skip_mark_unless_at_start(vm: &mut Vm, this: Gc<TextObject>) -> Outcome<()> {
    if this.is_seekable.get() && !this.encoder.get().is_unbound() {
        let position = call(vm, this.buffer.get(), "tell", &[])?;
        if vm.is_true(position)? {
            call(vm, this.encoder.get(), "setstate", &[Value::ZERO])?;
        }
    }
    Ok(())
}

fn set_newline(vm: &mut Vm, this: Gc<TextObject>, newline: Value) {
    let text = newline.cast::<Str>().and_then(|text| text.as_ascii().map(str::to_owned));
    this.newline.set(this, newline);
    this.is_universal.set(text.as_deref().is_none_or(str::is_empty));
    this.newlines.set(Newlines { translates: text.is_none(), ..Newlines::default() });
    let written = match text.as_deref() {
        Some(text @ ("\r" | "\r\n")) => vm.intern(text).value(),
        _ => Value::UNBOUND,
    };
    this.line_end.set(this, written);
}

/// Forgets what was read and where.
pub(super) fn clear_read(this: Gc<TextObject>) {
    this.decoded.clear();
    this.used.set(0);
    this.snapshot_flags.set(this, Value::UNBOUND);
    this.snapshot_input.set(this, Value::UNBOUND);
}

fn repr(vm: &mut Vm, this: Gc<TextObject>) -> Outcome<String> {
    if !this.is_detached.get() {
        check_attached(vm, this)?;
    }
    let class = vm.type_of(this.value());
    let class = vm.full_type_name(class);
    let mut shown = format!("<{class}");
    if let Some(name) = super::name_for_repr(vm, this.value())? {
        shown.push_str(&format!(" name={name}"));
    }
    let name = vm.intern("mode");
    if let Some(mode) = vm.find_attribute(this.value(), name)? {
        let mode = vm.repr(mode)?.to_lossy();
        shown.push_str(&format!(" mode={mode}"));
    }
    let encoding = vm.repr(this.encoding.get())?.to_lossy();
    shown.push_str(&format!(" encoding={encoding}>"));
    Ok(shown)
}

fn detach(vm: &mut Vm, this: Gc<TextObject>) -> Outcome<Value> {
    check_attached(vm, this)?;
    call(vm, this.value(), "flush", &[])?;
    let buffer = this.buffer.get();
    this.buffer.set(this, Value::UNBOUND);
    this.is_detached.set(true);
    this.is_ready.set(false);
    Ok(buffer)
}

fn reconfigure(
    vm: &mut Vm,
    this: Gc<TextObject>,
    encoding: Option<Value>,
    errors: Option<Value>,
    newline: Option<Value>,
    line_buffering: Option<Value>,
    write_through: Option<Value>,
) -> Outcome<()> {
    let encoding = text_or_none(vm, encoding, "encoding", "reconfigure()")?;
    let errors = text_or_none(vm, errors, "errors", "reconfigure()")?;
    if this.decoded.try_get().is_some() && (encoding.is_some() || errors.is_some() || newline.is_some()) {
        let message = "It is not possible to set the encoding or newline of stream after the first read";
        return Err(super::unsupported(vm, message));
    }
    let newline = match newline {
        Some(value) => {
            let newline =
                text_or_none(vm, Some(value), "newline", "reconfigure()")?.map_or(Value::NONE, Gc::value);
            check_newline(vm, newline, false)?;
            Some(newline)
        }
        None => None,
    };
    let mut flag = |value: Option<Value>, old: bool| match value.filter(|value| !value.is_none()) {
        Some(value) => vm.index_i64(value).map(|number| number != 0),
        None => Ok(old),
    };
    let line_buffering = flag(line_buffering, this.line_buffering.get())?;
    let write_through = flag(write_through, this.write_through.get())?;
    call(vm, this.value(), "flush", &[])?;
    if let Some(newline) = newline {
        set_newline(vm, this, newline);
    }
    if encoding.is_some() || errors.is_some() {
        let errors = match (errors, encoding) {
            (Some(errors), _) => errors,
            (None, Some(_)) => vm.intern("strict"),
            (None, None) => this.errors.get().cast().unwrap_or(vm.names.empty),
        };
        let encoding = match encoding {
            Some(name) if name.as_ascii() != Some("locale") => name,
            Some(_) => super::stdio::default_encoding(vm),
            None => this.encoding.get().cast().unwrap_or(vm.names.empty),
        };
        text_codec::choose(vm, this, encoding, errors)?;
        skip_mark_unless_at_start(vm, this)?;
    }
    this.line_buffering.set(line_buffering);
    this.write_through.set(write_through);
    Ok(())
}

fn close(vm: &mut Vm, this: Gc<TextObject>) -> Outcome<()> {
    check_attached(vm, this)?;
    if is_closed(vm, this.value())? {
        return Ok(());
    }
    let buffer = this.buffer.get();
    if this.is_finalizing.get() && call(vm, buffer, "_dealloc_warn", &[this.value()]).is_err() {
        vm.raised = Value::UNBOUND;
    }
    both(
        vm,
        |vm| call(vm, this.value(), "flush", &[]).map(|_| ()),
        |vm| call(vm, buffer, "close", &[]).map(|_| ()),
    )
}
