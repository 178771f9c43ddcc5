//! `_io`: streams. The bases (`base`), files (`file`), buffers (`buffered`, `pair`, over `raw`), text over them (`text`
//! and what follows it), streams in memory (`bytes_io`, `string_io`), `open`, and the standard streams (`stdio`).

mod base;
mod buffered;
mod buffered_types;
mod bytes_io;
mod closed_streams;
mod file;
mod newlines;
mod open;
mod pair;
mod raw;
mod stdio;
mod string_io;
mod text;
mod text_codec;
mod text_read;
mod text_seek;
mod text_write;

pub use base::{BUFFERED_IO_BASE, IO_BASE, RAW_IO_BASE, TEXT_IO_BASE};
pub use buffered_types::{BUFFERED_RANDOM, BUFFERED_READER, BUFFERED_WRITER};
pub use bytes_io::BYTES_IO;
pub use file::FILE_IO;
pub use newlines::INCREMENTAL_NEWLINE_DECODER;
pub use pair::BUFFERED_RW_PAIR;
pub use string_io::STRING_IO;
pub use text::TEXT_IO_WRAPPER;

pub(crate) use open::OPEN;
pub(crate) use stdio::{close_all, make_standard_streams, write_error};

use crate::builtins::prelude::*;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::native::FromValue;
use crate::object::{Dict, TextObject};
use crate::vm::Raised;

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "The io module provides the Python interfaces to stream handling.",
    python: include_str!("../python/_io.py"),
    fill,
    ..new_module("_io", open::FUNCTIONS)
};

/// `io.DEFAULT_BUFFER_SIZE`
const BUFFER_SIZE: usize = 1 << 17;

/// Facts about the types of streams.
const STREAM: TypeFlags =
    TypeFlags::BASE.and(TypeFlags::ATTRIBUTES).and(TypeFlags::DICT).and(TypeFlags::WEAKREF);

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    // `open` is the same function as the built-in one.
    let (builtins, name) = (vm.builtins, vm.intern("open"));
    if let Some(open) = vm.dict_get_str(builtins, name) {
        vm.set_global(namespace, "open", open)?;
    }
    let types = &vm.types;
    let classes = [
        types.io_base,
        types.raw_io_base,
        types.buffered_io_base,
        types.text_io_base,
        types.file_io,
        types.buffered_reader,
        types.buffered_writer,
        types.buffered_random,
        types.buffered_rw_pair,
        types.bytes_io,
        types.string_io,
        types.text_io_wrapper,
        types.incremental_newline_decoder,
    ];
    for class in classes {
        let name = class.display_name();
        vm.set_global(namespace, &name, class.value())?;
    }
    let blocking = vm.exceptions.BlockingIOError.value();
    vm.set_global(namespace, "BlockingIOError", blocking)?;
    vm.set_global(namespace, "DEFAULT_BUFFER_SIZE", Value::index(BUFFER_SIZE))?;
    let unsupported = unsupported_class(vm)?;
    vm.set_global(namespace, "UnsupportedOperation", unsupported.value())
}

/// Where the registry keeps `io.UnsupportedOperation`.
const UNSUPPORTED: &str = "io.UnsupportedOperation";

/// `io.UnsupportedOperation`: made when it's first needed.
fn unsupported_class(vm: &mut Vm) -> Outcome<Gc<Type>> {
    let key = vm.intern(UNSUPPORTED);
    let registry = vm.registry;
    if let Some(class) = vm.dict_get_str(registry, key).and_then(Value::cast::<Type>) {
        return Ok(class);
    }
    let name = vm.intern("UnsupportedOperation").value();
    let bases = vm.tuple(&[vm.exceptions.OSError.value(), vm.exceptions.ValueError.value()]).value();
    let namespace = vm.new_dict();
    let module = vm.intern("io").value();
    vm.set_global(namespace, "__module__", module)?;
    let made = vm.call(vm.types.type_.value(), &[name, bases, namespace.value()])?;
    vm.dict_set(registry, key.value(), made)?;
    made.cast::<Type>().ok_or(Raised)
}

/// Raises `io.UnsupportedOperation`.
#[cold]
fn unsupported(vm: &mut Vm, message: &str) -> Raised {
    match unsupported_class(vm) {
        Ok(class) => {
            let message = vm.new_str(message).value();
            match vm.call(class.value(), &[message]) {
                Ok(exception) => vm.raise(exception),
                Err(raised) => raised,
            }
        }
        Err(raised) => raised,
    }
}

/// `object.name(*arguments)`
fn call(vm: &mut Vm, object: Value, name: &str, arguments: &[Value]) -> Outcome<Value> {
    let name = vm.intern(name);
    vm.call_method(object, name, arguments)
}

/// `object.name`
fn attribute(vm: &mut Vm, object: Value, name: &str) -> Outcome<Value> {
    let name = vm.intern(name);
    vm.get_attribute(object, name)
}

/// `object.name = value`
fn set(vm: &mut Vm, object: Value, name: &str, value: Value) -> Outcome<()> {
    let name = vm.intern(name);
    vm.set_attribute(object, name, value)
}

/// Whether the attribute `closed` of a stream is true.
fn is_closed(vm: &mut Vm, stream: Value) -> Outcome<bool> {
    let closed = attribute(vm, stream, "closed")?;
    vm.is_true(closed)
}

/// `ValueError` if a stream is closed.
fn check_closed(vm: &mut Vm, stream: Value) -> Outcome<()> {
    if is_closed(vm, stream)? { Err(vm.value_error("I/O operation on closed file.")) } else { Ok(()) }
}

/// A count that may be left out or `None`, which is -1.
#[derive(Clone, Copy, Debug)]
struct Size(i64);

impl FromValue for Size {
    fn from_value(vm: &mut Vm, value: Value) -> Outcome<Size> {
        if value.is_unbound() || value.is_none() {
            return Ok(Size(-1));
        }
        if vm.special(value, Special::Index).is_none() {
            let name = vm.type_name(value);
            return Err(vm.type_error(format!("argument should be integer or None, not '{name}'")));
        }
        vm.index_i64(value).map(Size)
    }
}

/// The attribute `name` of a stream as its `repr` shows it, if it has one.
fn name_for_repr(vm: &mut Vm, stream: Value) -> Outcome<Option<String>> {
    let name = vm.intern("name");
    let name = match vm.find_attribute(stream, name) {
        Ok(Some(name)) => name,
        Ok(None) => return Ok(None),
        Err(_) if vm.catch(vm.exceptions.ValueError) || vm.catch(vm.exceptions.AttributeError) => {
            return Ok(None);
        }
        Err(raised) => return Err(raised),
    };
    vm.check_native_stack()?;
    if is_shown(vm, stream) {
        let class = vm.type_name(stream);
        let message = format!("reentrant call inside {class}.__repr__");
        return Err(vm.error(vm.exceptions.RuntimeError, message));
    }
    let shown = vm.in_repr;
    vm.append(shown, stream)?;
    let text = vm.repr(name).map(|text| text.to_lossy());
    shown.length.set(shown.len() - 1);
    text.map(Some)
}

fn is_shown(vm: &Vm, stream: Value) -> bool {
    (0..vm.in_repr.len()).any(|index| vm.in_repr.get(index) == Some(stream))
}

/// Emits a `ResourceWarning`. Nothing happens while nobody has asked for warnings, since it is ignored by default.
pub(crate) fn warn_resource(vm: &mut Vm, message: &str, source: Value) {
    let options = vm.intern("warnoptions");
    let asked =
        crate::modules::sys_attribute(vm, options).is_some_and(|options| vm.length(options).unwrap_or(0) > 0);
    if !asked && crate::modules::loaded(vm, "_py_warnings").is_none() {
        return;
    }
    let message = vm.new_str(message).value();
    let class = vm.exceptions.ResourceWarning.value();
    let result = crate::modules::import_module(vm, "_warnings")
        .and_then(|warnings| call(vm, warnings, "warn", &[message, class, Value::ONE, source]));
    if result.is_err() {
        if vm.raised_is(vm.exceptions.Warning) {
            vm.report_unraisable("Exception ignored while finalizing file", source);
        } else {
            vm.raised = Value::UNBOUND;
        }
    }
}

fn no_pickle(vm: &mut Vm, this: Value) -> Outcome<()> {
    let name = vm.type_of(this).display_name();
    Err(vm.type_error(format!("cannot pickle '{name}' instances")))
}

fn no_pickle_protocol(vm: &mut Vm, this: Value, _protocol: Value) -> Outcome<()> {
    no_pickle(vm, this)
}

/// Writes to a stream as `print` does.
///
/// # Errors
/// What the stream raises.
pub(crate) fn write_to(vm: &mut Vm, stream: Value, text: Gc<Str>) -> Outcome<()> {
    match stream.cast::<TextObject>().filter(|_| vm.is_exact(stream, vm.types.text_io_wrapper)) {
        Some(stream) => text_write::write_text(vm, stream, text).map(|_| ()),
        None => {
            let write = vm.names.write;
            vm.call_method(stream, write, &[text.value()]).map(|_| ())
        }
    }
}
