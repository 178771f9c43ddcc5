//! `BufferedRWPair`: a buffered reader and a buffered writer as one stream.

use super::buffered::both;
use super::{BUFFER_SIZE, STREAM, attribute, call};
use crate::builtins::prelude::*;
use crate::object::BufferedPair;

/// Hands a call on to the reader or the writer.
macro_rules! forward {
    ($name:literal, $signature:literal, $side:ident) => {
        m(
            $name,
            $signature,
            Any,
            n(|vm: &mut Vm, this: Gc<BufferedPair>, arguments: Gc<Tuple>| {
                let side = ready(vm, this.$side.get())?;
                call(vm, side, $name, arguments.as_slice())
            }),
            "",
        )
    };
}

/// The type.
pub static BUFFERED_RW_PAIR: TypeSpec = TypeSpec {
    module: "_io",
    flags: STREAM,
    base: Some(|types| types.buffered_io_base),
    methods: &[
        m("__new__", "($type, /, *args, **kwargs)", Any, n(new), ""),
        m("__init__", "($self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /)", Any, n(init), ""),
        forward!("read", "($self, *args)", reader),
        forward!("peek", "($self, *args)", reader),
        forward!("read1", "($self, *args)", reader),
        forward!("readinto", "($self, *args)", reader),
        forward!("readinto1", "($self, *args)", reader),
        forward!("write", "($self, *args)", writer),
        forward!("flush", "($self, *args)", writer),
        forward!("readable", "($self, *args)", reader),
        forward!("writable", "($self, *args)", writer),
        m("close", "($self, /)", Any, n(close), ""),
        m("isatty", "($self, /)", Any, n(isatty), ""),
    ],
    attributes: &[(
        "closed",
        |vm, this| {
            let this: Gc<BufferedPair> = crate::native::FromValue::from_value(vm, this)?;
            let writer = ready(vm, this.writer.get())?;
            attribute(vm, writer, "closed")
        },
        None,
    )],
    doc: "A buffered reader and writer object together.",
    ..new_spec("BufferedRWPair", Kind::BufferedPair)
};

fn ready(vm: &mut Vm, side: Value) -> Outcome<Value> {
    side.bound().ok_or_else(|| vm.value_error("I/O operation on uninitialized object"))
}

fn new(vm: &mut Vm, class: Gc<Type>, _arguments: Value, _keywords: Value) -> Outcome<Gc<BufferedPair>> {
    let this: Gc<BufferedPair> =
        vm.heap.alloc_with_attributes(class.root_shape.get(), size_of::<BufferedPair>());
    vm.heap.register_finalizer(this.value());
    Ok(this)
}

fn init(vm: &mut Vm, this: Gc<BufferedPair>, reader: Value, writer: Value, size: Option<i64>) -> Outcome<()> {
    for (side, question) in [(reader, "readable"), (writer, "writable")] {
        if call(vm, side, question, &[])? != Value::TRUE {
            return Err(super::unsupported(vm, &format!("File or stream is not {question}.")));
        }
    }
    let size = vm.new_int(size.unwrap_or(BUFFER_SIZE as i64));
    let (reading, writing) = (vm.types.buffered_reader.value(), vm.types.buffered_writer.value());
    let reader = vm.call(reading, &[reader, size])?;
    this.reader.set(this, reader);
    let writer = vm.call(writing, &[writer, size])?;
    this.writer.set(this, writer);
    Ok(())
}

fn close(vm: &mut Vm, this: Gc<BufferedPair>) -> Outcome<()> {
    let close = |vm: &mut Vm, side: Value| {
        let side = ready(vm, side)?;
        call(vm, side, "close", &[]).map(|_| ())
    };
    both(vm, |vm| close(vm, this.writer.get()), |vm| close(vm, this.reader.get()))
}

fn isatty(vm: &mut Vm, this: Gc<BufferedPair>) -> Outcome<Value> {
    let writer = ready(vm, this.writer.get())?;
    let answer = call(vm, writer, "isatty", &[])?;
    if answer != Value::FALSE {
        return Ok(answer);
    }
    let reader = ready(vm, this.reader.get())?;
    call(vm, reader, "isatty", &[])
}
