//! The abstract bases of streams: `_IOBase`, `_RawIOBase`, `_BufferedIOBase` and `_TextIOBase`.

use super::{STREAM, Size, call, check_closed, is_closed, unsupported};
use crate::builtins::prelude::*;
use crate::builtins::type_type::{instance_dict, set_instance_dict};
use crate::modules::system::{self, with_bytes};
use crate::object::{Bytes, Getter, List, Setter};
use crate::vm::Raised;

/// The attribute `__dict__` of instances.
pub(super) const DICT: (&str, Getter, Option<Setter>) = ("__dict__", instance_dict, Some(set_instance_dict));

/// The attribute that tells that `close` was called.
const CLOSED: &str = "__IOBase_closed";

/// `_IOBase`
pub static IO_BASE: TypeSpec = TypeSpec {
    module: "_io",
    flags: STREAM,
    methods: &[
        m(
            "seek",
            "($self, offset, whence=os.SEEK_SET, /)",
            Any,
            n(|vm: &mut Vm, _: Value, _: Value, _: Value| -> Outcome<()> { Err(unsupported(vm, "seek")) }),
            "Change the stream position to the given byte offset.",
        ),
        m(
            "tell",
            "($self, /)",
            Any,
            n(|vm: &mut Vm, this: Value| call(vm, this, "seek", &[Value::ZERO, Value::ONE])),
            "Return current stream position.",
        ),
        m(
            "truncate",
            "($self, size=None, /)",
            Any,
            n(|vm: &mut Vm, _: Value, _: Value| -> Outcome<()> { Err(unsupported(vm, "truncate")) }),
            "Truncate file to size bytes.",
        ),
        m("flush", "($self, /)", Any, n(flush), "Flush write buffers, if applicable."),
        m("close", "($self, /)", Any, n(close), "Flush and close the IO object."),
        m("seekable", "($self, /)", Any, n(never), "Return whether object supports random access."),
        m("readable", "($self, /)", Any, n(never), "Return whether object was opened for reading."),
        m("writable", "($self, /)", Any, n(never), "Return whether object was opened for writing."),
        m("_checkClosed", "($self, /)", Any, n(|vm: &mut Vm, this: Value| check_closed(vm, this)), ""),
        m(
            "_checkSeekable",
            "($self, /)",
            Any,
            n(|vm: &mut Vm, this: Value| check_able(vm, this, "seekable", "File or stream is not seekable.")),
            "",
        ),
        m(
            "_checkReadable",
            "($self, /)",
            Any,
            n(|vm: &mut Vm, this: Value| check_able(vm, this, "readable", "File or stream is not readable.")),
            "",
        ),
        m(
            "_checkWritable",
            "($self, /)",
            Any,
            n(|vm: &mut Vm, this: Value| check_able(vm, this, "writable", "File or stream is not writable.")),
            "",
        ),
        m(
            "fileno",
            "($self, /)",
            Any,
            n(|vm: &mut Vm, _: Value| -> Outcome<()> { Err(unsupported(vm, "fileno")) }),
            "Return underlying file descriptor if one exists.",
        ),
        m(
            "isatty",
            "($self, /)",
            Any,
            n(|vm: &mut Vm, this: Value| {
                check_closed(vm, this)?;
                Ok(false)
            }),
            "Return whether this is an 'interactive' stream.",
        ),
        m(
            "__enter__",
            "($self, /)",
            Any,
            n(|vm: &mut Vm, this: Value| {
                check_closed(vm, this)?;
                Ok(this)
            }),
            "",
        ),
        m(
            "__exit__",
            "($self, /, *args)",
            Any,
            n(|vm: &mut Vm, this: Value, _: Value| call(vm, this, "close", &[])),
            "",
        ),
        m(
            "__iter__",
            "($self, /)",
            Any,
            n(|vm: &mut Vm, this: Value| {
                check_closed(vm, this)?;
                Ok(this)
            }),
            "Implement iter(self).",
        ),
        m("__next__", "($self, /)", Any, n(next), "Implement next(self)."),
        m("__del__", "($self, /)", Any, n(finalize), "Called when the instance is about to be destroyed."),
        m("readline", "($self, size=-1, /)", Any, n(readline), "Read and return a line from the stream."),
        m("readlines", "($self, hint=-1, /)", Any, n(readlines), "Return a list of lines from the stream."),
        m("writelines", "($self, lines, /)", Any, n(writelines), "Write a list of lines to stream."),
    ],
    attributes: &[
        DICT,
        (
            "closed",
            |vm, this| {
                let name = vm.intern(CLOSED);
                Ok(Value::bool(vm.find_attribute(this, name)?.is_some()))
            },
            None,
        ),
    ],
    doc: "The abstract base class for all I/O classes.",
    ..new_spec("_IOBase", Kind::Instance)
};

/// `_RawIOBase`
pub static RAW_IO_BASE: TypeSpec = TypeSpec {
    module: "_io",
    flags: STREAM,
    base: Some(|types| types.io_base),
    methods: &[
        m("read", "($self, size=-1, /)", Any, n(raw_read), ""),
        m("readall", "($self, /)", Any, n(raw_readall), "Read until EOF, using multiple read() call."),
        m("readinto", "($self, buffer, /)", Any, n(not_implemented), ""),
        m("write", "($self, b, /)", Any, n(not_implemented), ""),
    ],
    doc: "Base class for raw binary I/O.",
    ..new_spec("_RawIOBase", Kind::Instance)
};

/// `_BufferedIOBase`
pub static BUFFERED_IO_BASE: TypeSpec = TypeSpec {
    module: "_io",
    flags: STREAM,
    base: Some(|types| types.io_base),
    methods: &[
        m(
            "detach",
            "($self, /)",
            Any,
            n(no_detach),
            "Disconnect this buffer from its underlying raw stream and return it.",
        ),
        m("read", "($self, size=-1, /)", Any, n(no_read), "Read and return up to n bytes."),
        m(
            "read1",
            "($self, size=-1, /)",
            Any,
            n(|vm: &mut Vm, _: Value, _: Value| -> Outcome<()> { Err(unsupported(vm, "read1")) }),
            "Read and return up to size bytes, with at most one read() call to the underlying raw stream.",
        ),
        m(
            "readinto",
            "($self, buffer, /)",
            Any,
            n(|vm: &mut Vm, this: Value, buffer: Value| buffered_readinto(vm, this, buffer, "read")),
            "",
        ),
        m(
            "readinto1",
            "($self, buffer, /)",
            Any,
            n(|vm: &mut Vm, this: Value, buffer: Value| buffered_readinto(vm, this, buffer, "read1")),
            "",
        ),
        m("write", "($self, b, /)", Any, n(no_write), "Write buffer b to the IO stream."),
    ],
    doc: "Base class for buffered IO objects.",
    ..new_spec("_BufferedIOBase", Kind::Instance)
};

/// `_TextIOBase`
pub static TEXT_IO_BASE: TypeSpec = TypeSpec {
    module: "_io",
    flags: STREAM,
    base: Some(|types| types.io_base),
    methods: &[
        m(
            "detach",
            "($self, /)",
            Any,
            n(no_detach),
            "Separate the underlying buffer from the TextIOBase and return it.",
        ),
        m("read", "($self, size=-1, /)", Any, n(no_read), "Read at most size characters from stream."),
        m(
            "readline",
            "($self, size=-1, /)",
            Any,
            n(|vm: &mut Vm, _: Value, _: Value| -> Outcome<()> { Err(unsupported(vm, "readline")) }),
            "Read until newline or EOF.",
        ),
        m("write", "($self, s, /)", Any, n(no_write), "Write string s to stream."),
    ],
    attributes: &[
        ("encoding", |_, _| Ok(Value::NONE), None),
        ("newlines", |_, _| Ok(Value::NONE), None),
        ("errors", |_, _| Ok(Value::NONE), None),
    ],
    doc: "Base class for text I/O.",
    ..new_spec("_TextIOBase", Kind::Instance)
};

fn never(_: &mut Vm, _: Value) -> Outcome<bool> {
    Ok(false)
}

fn not_implemented(vm: &mut Vm, _: Value, _: Value) -> Outcome<()> {
    Err(vm.raise_with(vm.exceptions.NotImplementedError, &[]))
}

fn no_detach(vm: &mut Vm, _: Value) -> Outcome<()> {
    Err(unsupported(vm, "detach"))
}

fn no_read(vm: &mut Vm, _: Value, _: Value) -> Outcome<()> {
    Err(unsupported(vm, "read"))
}

fn no_write(vm: &mut Vm, _: Value, _: Value) -> Outcome<()> {
    Err(unsupported(vm, "write"))
}

fn check_able(vm: &mut Vm, this: Value, question: &str, message: &str) -> Outcome<Value> {
    let answer = call(vm, this, question, &[])?;
    if answer == Value::TRUE { Ok(answer) } else { Err(unsupported(vm, message)) }
}

fn was_closed(vm: &mut Vm, this: Value) -> Outcome<bool> {
    let name = vm.intern(CLOSED);
    Ok(vm.find_attribute(this, name)?.is_some())
}

fn flush(vm: &mut Vm, this: Value) -> Outcome<()> {
    if was_closed(vm, this)? { Err(vm.value_error("I/O operation on closed file.")) } else { Ok(()) }
}

fn close(vm: &mut Vm, this: Value) -> Outcome<()> {
    if was_closed(vm, this)? {
        return Ok(());
    }
    let result = call(vm, this, "flush", &[]);
    let name = vm.intern(CLOSED);
    let marked = vm.with_saved_exception(|vm| {
        let marked = vm.set_attribute(this, name, Value::TRUE);
        vm.raised = Value::UNBOUND;
        marked
    });
    result.and(marked)
}

fn next(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let line = call(vm, this, "readline", &[])?;
    if vm.length(line)? == 0 { Err(vm.stop_iteration(Value::UNBOUND)) } else { Ok(line) }
}

/// Closes a stream that nothing refers to. Errors are reported.
fn finalize(vm: &mut Vm, this: Value) -> Outcome<()> {
    match is_closed(vm, this) {
        Ok(true) => return Ok(()),
        Ok(false) => {}
        // Not initialised.
        Err(_) => {
            vm.raised = Value::UNBOUND;
            return Ok(());
        }
    }
    let name = vm.intern("_finalizing");
    if vm.set_attribute(this, name, Value::TRUE).is_err() {
        vm.raised = Value::UNBOUND;
    }
    if call(vm, this, "close", &[]).is_err() {
        vm.report_unraisable("Exception ignored while finalizing file", this);
    }
    Ok(())
}

/// The bytes that a method returned.
fn expect_bytes(vm: &mut Vm, value: Value, method: &str) -> Outcome<Gc<Bytes>> {
    match value.cast::<Bytes>() {
        Some(bytes) => Ok(bytes),
        None => {
            let name = vm.type_name(value);
            let message = format!("{method}() should have returned a bytes object, not '{name}'");
            Err(vm.error(vm.exceptions.OSError, message))
        }
    }
}

fn readline(vm: &mut Vm, this: Value, Size(limit): Size) -> Outcome<Value> {
    let peek = vm.intern("peek");
    let peek = vm.find_attribute(this, peek)?;
    let mut line: Vec<u8> = Vec::new();
    loop {
        let missing = usize::try_from(limit).map_or(usize::MAX, |limit| limit - line.len());
        if missing == 0 {
            break;
        }
        let mut count = 1;
        if let Some(peek) = peek {
            let ahead = vm.call(peek, &[Value::ONE])?;
            let ahead = expect_bytes(vm, ahead, "peek")?;
            let ahead = ahead.as_slice();
            if !ahead.is_empty() {
                count = ahead.iter().position(|&byte| byte == b'\n').map_or(ahead.len(), |at| at + 1);
                count = count.min(missing);
            }
        }
        let piece = call(vm, this, "read", &[Value::index(count)])?;
        let piece = expect_bytes(vm, piece, "read")?;
        if piece.is_empty() {
            break;
        }
        line.extend_from_slice(piece.as_slice());
        if line.last() == Some(&b'\n') {
            break;
        }
    }
    vm.new_bytes(&line)
}

/// `readlines` of any stream.
pub(super) fn readlines(vm: &mut Vm, this: Value, Size(hint): Size) -> Outcome<Gc<List>> {
    let list = vm.new_list();
    let mut total: i64 = 0;
    let lines = vm.iter(this)?;
    while let Some(line) = vm.next(lines)? {
        vm.append(list, line)?;
        if hint > 0 {
            total += vm.length(line)? as i64;
            if total > hint {
                break;
            }
        }
    }
    Ok(list)
}

/// `writelines` of any stream.
pub(super) fn writelines(vm: &mut Vm, this: Value, lines: Value) -> Outcome<()> {
    check_closed(vm, this)?;
    let write = vm.names.write;
    vm.for_each(lines, |vm, line| vm.call_method(this, write, &[line]).map(|_| ()))
}

fn raw_read(vm: &mut Vm, this: Value, size: Option<Value>) -> Outcome<Value> {
    let size = size.map_or(Ok(-1), |size| vm.index_i64(size))?;
    let Ok(size) = usize::try_from(size) else { return call(vm, this, "readall", &[]) };
    if size > isize::MAX as usize / 4 {
        return Err(vm.memory_error());
    }
    let array = crate::builtins::bytearray::zeroed(vm, size)?;
    let count = call(vm, this, "readinto", &[array.value()])?;
    if count.is_none() {
        return Ok(count);
    }
    let count = vm.index_i64(count)?;
    match usize::try_from(count).ok().filter(|&count| count <= size.min(array.length.get())) {
        Some(count) => {
            let data = array.to_vec();
            vm.new_bytes(&data[..count])
        }
        None => Err(bad_count(vm, count, size)),
    }
}

/// Raises the error of a `readinto` that claims to have read what it cannot have.
pub(super) fn bad_count(vm: &mut Vm, count: i64, size: usize) -> Raised {
    vm.value_error(format!("readinto returned {count} outside buffer size {size}"))
}

fn raw_readall(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let mut all = Vec::new();
    loop {
        let piece = match call(vm, this, "read", &[Value::index(super::BUFFER_SIZE)]) {
            Ok(piece) => piece,
            Err(_) if vm.catch(vm.exceptions.InterruptedError) => {
                system::interrupted(vm)?;
                continue;
            }
            Err(raised) => return Err(raised),
        };
        if piece.is_none() {
            if all.is_empty() {
                return Ok(piece);
            }
            break;
        }
        let Some(piece) = piece.cast::<Bytes>() else {
            return Err(vm.type_error("read() should return bytes"));
        };
        if piece.is_empty() {
            break;
        }
        all.extend_from_slice(piece.as_slice());
    }
    vm.new_bytes(&all)
}

fn buffered_readinto(vm: &mut Vm, this: Value, buffer: Value, method: &str) -> Outcome<usize> {
    let name = if method == "read" { "readinto() argument" } else { "readinto1() argument" };
    let target = system::writable(vm, buffer, name)?;
    let data = call(vm, this, method, &[Value::index(target.length)])?;
    if !data.is::<Bytes>() {
        return Err(vm.type_error("read() should return bytes"));
    }
    with_bytes(vm, data, |vm, data| {
        if data.len() > target.length {
            let message = format!(
                "read() returned too much data: {} bytes requested, {} returned",
                target.length,
                data.len()
            );
            return Err(vm.value_error(message));
        }
        target.write(0, data);
        Ok(data.len())
    })
}
