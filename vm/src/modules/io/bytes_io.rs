//! `BytesIO`: a stream of bytes in memory.

use super::{STREAM, Size};
use crate::builtins::bytearray;
use crate::builtins::prelude::*;
use crate::modules::system::{with_bytes, writable};
use crate::native::FromValue;
use crate::object::{ByteArray, BytesStream, Dict, List};

/// The type.
pub static BYTES_IO: TypeSpec = TypeSpec {
    module: "_io",
    flags: STREAM,
    base: Some(|types| types.buffered_io_base),
    methods: &[
        m("__new__", "($type, /, *args, **kwargs)", Any, n(new), ""),
        m("__init__", "($self, initial_bytes=b'')", Any, n(init), ""),
        m("readable", "($self, /)", Any, n(is_open), "Returns True if the IO object can be read."),
        m("seekable", "($self, /)", Any, n(is_open), "Returns True if the IO object can be seeked."),
        m("writable", "($self, /)", Any, n(is_open), "Returns True if the IO object can be written."),
        m("close", "($self, /)", Any, n(close), "Disable all I/O operations."),
        m(
            "flush",
            "($self, /)",
            Any,
            n(|vm: &mut Vm, this: Gc<BytesStream>| array(vm, this).map(|_| ())),
            "Does nothing.",
        ),
        m(
            "isatty",
            "($self, /)",
            Any,
            n(|vm: &mut Vm, this: Gc<BytesStream>| array(vm, this).map(|_| false)),
            "Always returns False.",
        ),
        m(
            "tell",
            "($self, /)",
            Any,
            n(|vm: &mut Vm, this: Gc<BytesStream>| {
                array(vm, this)?;
                Ok(this.position.get())
            }),
            "Current file position, an integer.",
        ),
        m("write", "($self, b, /)", Any, n(write), "Write bytes to file."),
        m("writelines", "($self, lines, /)", Any, n(writelines), "Write lines to the file."),
        m(
            "read",
            "($self, size=-1, /)",
            Any,
            n(read),
            "Read at most size bytes, returned as a bytes object.",
        ),
        m(
            "read1",
            "($self, size=-1, /)",
            Any,
            n(read),
            "Read at most size bytes, returned as a bytes object.",
        ),
        m("readinto", "($self, buffer, /)", Any, n(readinto), "Read bytes into buffer."),
        m("readline", "($self, size=-1, /)", Any, n(readline), "Next line from the file, as a bytes object."),
        m(
            "readlines",
            "($self, size=None, /)",
            Any,
            n(readlines),
            "List of bytes objects, each a line from the file.",
        ),
        m(
            "getbuffer",
            "($self, /)",
            Any,
            n(getbuffer),
            "Get a read-write view over the contents of the BytesIO object.",
        ),
        m("getvalue", "($self, /)", Any, n(getvalue), "Retrieve the entire contents of the BytesIO object."),
        m("seek", "($self, pos, whence=0, /)", Any, n(seek), "Change stream position."),
        m("truncate", "($self, size=None, /)", Any, n(truncate), "Truncate the file to at most size bytes."),
        m(
            "__iter__",
            "($self, /)",
            Any,
            n(|vm: &mut Vm, this: Gc<BytesStream>| {
                array(vm, this)?;
                Ok(this)
            }),
            "Implement iter(self).",
        ),
        m("__next__", "($self, /)", Any, n(next), "Implement next(self)."),
        m("__getstate__", "($self, /)", Any, n(getstate), ""),
        m("__setstate__", "($self, state, /)", Any, n(setstate), ""),
        m(
            "__sizeof__",
            "($self, /)",
            Any,
            n(|_: &mut Vm, this: Gc<BytesStream>| {
                Ok(size_of::<BytesStream>() + this.array.try_get().map_or(0, |array| array.length.get()))
            }),
            "",
        ),
    ],
    attributes: &[(
        "closed",
        |vm, this| {
            let this: Gc<BytesStream> = FromValue::from_value(vm, this)?;
            Ok(Value::bool(this.array.try_get().is_none()))
        },
        None,
    )],
    doc: "Buffered I/O implementation using an in-memory bytes buffer.",
    ..new_spec("BytesIO", Kind::BytesStream)
};

fn new(vm: &mut Vm, class: Gc<Type>, _arguments: Value, _keywords: Value) -> Outcome<Gc<BytesStream>> {
    let this: Gc<BytesStream> =
        vm.heap.alloc_with_attributes(class.root_shape.get(), size_of::<BytesStream>());
    let array: Gc<ByteArray> = vm.heap.alloc(vm.types.bytearray.root_shape.get());
    this.array.set(this, array);
    if class.is_heap_type() {
        vm.heap.register_finalizer(this.value());
    }
    Ok(this)
}

fn init(vm: &mut Vm, this: Gc<BytesStream>, initial: Option<Value>) -> Outcome<()> {
    if let Some(array) = this.array.try_get() {
        check_exports(vm, array)?;
    }
    let array: Gc<ByteArray> = vm.heap.alloc(vm.types.bytearray.root_shape.get());
    this.array.set(this, array);
    this.position.set(0);
    match initial.filter(|initial| !initial.is_none()) {
        Some(initial) => with_bytes(vm, initial, |vm, data| bytearray::replace(vm, array, data)),
        None => Ok(()),
    }
}

/// The bytes of an open stream.
fn array(vm: &mut Vm, this: Gc<BytesStream>) -> Outcome<Gc<ByteArray>> {
    this.array.try_get().ok_or_else(|| vm.value_error("I/O operation on closed file."))
}

fn check_exports(vm: &mut Vm, array: Gc<ByteArray>) -> Outcome<()> {
    if array.exports.get() > 0 {
        let message = "Existing exports of data: object cannot be re-sized";
        return Err(vm.error(vm.exceptions.BufferError, message));
    }
    Ok(())
}

fn is_open(vm: &mut Vm, this: Gc<BytesStream>) -> Outcome<bool> {
    array(vm, this).map(|_| true)
}

fn close(vm: &mut Vm, this: Gc<BytesStream>) -> Outcome<()> {
    if let Some(array) = this.array.try_get() {
        check_exports(vm, array)?;
    }
    this.array.clear();
    Ok(())
}

/// Writes at the position; a gap before it is filled with zeros.
fn put(vm: &mut Vm, this: Gc<BytesStream>, data: &[u8]) -> Outcome<usize> {
    let array = array(vm, this)?;
    check_exports(vm, array)?;
    if data.is_empty() {
        return Ok(0);
    }
    let (position, length) = (this.position.get(), array.length.get());
    let Some(end) = position.checked_add(data.len()).filter(|&end| end <= isize::MAX as usize) else {
        return Err(vm.error(vm.exceptions.OverflowError, "new buffer size too large"));
    };
    let capacity = array.storage.try_get().map_or(0, |raw| raw.len());
    if end > capacity {
        let wanted = end.max(capacity + capacity / 2 + 32);
        let Some(storage) = vm.heap.try_raw(wanted) else { return Err(vm.memory_error()) };
        array.with(0, length, |bytes| storage.write(0, bytes));
        array.storage.set(array, storage);
    }
    let storage = array.storage.get();
    if position > length {
        storage.fill(length, position, 0);
    }
    storage.write(position, data);
    array.length.set(end.max(length));
    this.position.set(end);
    Ok(data.len())
}

fn write(vm: &mut Vm, this: Gc<BytesStream>, data: Value) -> Outcome<usize> {
    array(vm, this)?;
    with_bytes(vm, data, |vm, data| put(vm, this, data))
}

fn writelines(vm: &mut Vm, this: Gc<BytesStream>, lines: Value) -> Outcome<()> {
    array(vm, this)?;
    vm.for_each(lines, |vm, line| write(vm, this, line).map(|_| ()))
}

/// The next bytes, at most `count`.
fn take(vm: &mut Vm, this: Gc<BytesStream>, count: usize) -> Outcome<Value> {
    let array = array(vm, this)?;
    let start = this.position.get().min(array.length.get());
    let end = start + count.min(array.length.get() - start);
    if end > start {
        this.position.set(end);
    }
    let data = array.with(start, end, <[u8]>::to_vec);
    vm.new_bytes(&data)
}

fn read(vm: &mut Vm, this: Gc<BytesStream>, Size(size): Size) -> Outcome<Value> {
    take(vm, this, usize::try_from(size).unwrap_or(usize::MAX))
}

fn readinto(vm: &mut Vm, this: Gc<BytesStream>, buffer: Value) -> Outcome<usize> {
    let array = array(vm, this)?;
    let target = writable(vm, buffer, "readinto() argument")?;
    let start = this.position.get().min(array.length.get());
    let end = start + target.length.min(array.length.get() - start);
    let data = array.with(start, end, <[u8]>::to_vec);
    target.write(0, &data);
    if end > start {
        this.position.set(end);
    }
    Ok(data.len())
}

/// How long the next line is, at most `limit`.
fn line_length(array: Gc<ByteArray>, position: usize, limit: usize) -> usize {
    let start = position.min(array.length.get());
    let end = start + limit.min(array.length.get() - start);
    array.with(start, end, |bytes| memchr::memchr(b'\n', bytes).map_or(bytes.len(), |at| at + 1))
}

fn readline(vm: &mut Vm, this: Gc<BytesStream>, Size(size): Size) -> Outcome<Value> {
    let array = array(vm, this)?;
    let count = line_length(array, this.position.get(), usize::try_from(size).unwrap_or(usize::MAX));
    take(vm, this, count)
}

fn readlines(vm: &mut Vm, this: Gc<BytesStream>, Size(size): Size) -> Outcome<Gc<List>> {
    let array = array(vm, this)?;
    let list = vm.new_list();
    let mut total = 0;
    loop {
        let count = line_length(array, this.position.get(), usize::MAX);
        if count == 0 {
            return Ok(list);
        }
        let line = take(vm, this, count)?;
        vm.append(list, line)?;
        total += count as i64;
        if size > 0 && total >= size {
            return Ok(list);
        }
    }
}

fn next(vm: &mut Vm, this: Gc<BytesStream>) -> Outcome<Value> {
    let array = array(vm, this)?;
    match line_length(array, this.position.get(), usize::MAX) {
        0 => Err(vm.stop_iteration(Value::UNBOUND)),
        count => take(vm, this, count),
    }
}

fn getbuffer(vm: &mut Vm, this: Gc<BytesStream>) -> Outcome<Value> {
    let array = array(vm, this)?;
    vm.call(vm.types.memoryview.value(), &[array.value()])
}

fn getvalue(vm: &mut Vm, this: Gc<BytesStream>) -> Outcome<Value> {
    let array = array(vm, this)?;
    let data = array.to_vec();
    vm.new_bytes(&data)
}

fn seek(vm: &mut Vm, this: Gc<BytesStream>, position: i64, whence: Option<i64>) -> Outcome<usize> {
    let array = array(vm, this)?;
    let whence = whence.unwrap_or(0);
    if position < 0 && whence == 0 {
        return Err(vm.value_error(format!("negative seek value {position}")));
    }
    let from = match whence {
        0 => 0,
        1 => this.position.get(),
        2 => array.length.get(),
        _ => return Err(vm.value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)"))),
    };
    let Some(position) = position.checked_add(from as i64) else {
        return Err(vm.error(vm.exceptions.OverflowError, "new position too large"));
    };
    this.position.set(usize::try_from(position).unwrap_or(0));
    Ok(this.position.get())
}

fn truncate(vm: &mut Vm, this: Gc<BytesStream>, size: Option<Value>) -> Outcome<i64> {
    let array = array(vm, this)?;
    check_exports(vm, array)?;
    let size = match size.filter(|size| !size.is_none()) {
        Some(size) => vm.index_i64(size)?,
        None => this.position.get() as i64,
    };
    let Ok(length) = usize::try_from(size) else {
        return Err(vm.value_error(format!("negative size value {size}")));
    };
    if length < array.length.get() {
        let data = array.with(0, length, <[u8]>::to_vec);
        array.storage.clear();
        array.length.set(0);
        bytearray::replace(vm, array, &data)?;
    }
    Ok(size)
}

fn getstate(vm: &mut Vm, this: Gc<BytesStream>) -> Outcome<Value> {
    let value = getvalue(vm, this)?;
    let position = Value::index(this.position.get());
    let dict = vm.materialize_dict(this.value())?;
    let dict = if dict.is_empty() {
        Value::NONE
    } else {
        let copy = vm.new_dict();
        vm.dict_update(copy, dict.value())?;
        copy.value()
    };
    Ok(vm.tuple(&[value, position, dict]).value())
}

fn setstate(vm: &mut Vm, this: Gc<BytesStream>, state: Value) -> Outcome<()> {
    let given = vm.type_name(state);
    let name = vm.type_name(this.value());
    let Some(state) = state.cast::<Tuple>().filter(|state| state.len() == 3) else {
        return Err(vm.type_error(format!("{name}.__setstate__ argument should be 3-tuple, got {given}")));
    };
    let array = array(vm, this)?;
    check_exports(vm, array)?;
    array.length.set(0);
    this.position.set(0);
    with_bytes(vm, state.get(0), |vm, data| bytearray::replace(vm, array, data))?;
    let Some(position) = state.get(1).as_fixnum() else {
        let given = vm.type_name(state.get(1));
        return Err(vm.type_error(format!("second item of state must be an integer, not {given}")));
    };
    match usize::try_from(position) {
        Ok(position) => this.position.set(position),
        Err(_) => return Err(vm.value_error("position value cannot be negative")),
    }
    update_dict(vm, this.value(), state.get(2))
}

/// Adds the attributes of a pickled state.
pub(super) fn update_dict(vm: &mut Vm, this: Value, attributes: Value) -> Outcome<()> {
    if attributes.is_none() {
        return Ok(());
    }
    let Some(attributes) = attributes.cast::<Dict>() else {
        let given = vm.type_name(attributes);
        return Err(vm.type_error(format!("third item of state should be a dict, got a {given}")));
    };
    let dict = vm.materialize_dict(this)?;
    vm.dict_update(dict, attributes.value())
}
