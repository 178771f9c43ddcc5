//! The types of buffered streams: tables of their methods.

use super::buffered::{
    self, INIT_RANDOM, INIT_READER, INIT_WRITER, READ_INTO, READ_INTO_ONCE, buffered, close, dealloc_warn,
    detach, flush, flush_reader, new, next, peek, raw_of, read, read1, readline, repr, seek, tell, truncate,
    write,
};
use super::{STREAM, attribute, call, no_pickle, no_pickle_protocol};
use crate::builtins::prelude::*;
use crate::object::{BufferedObject, Getter, NativeSpec, Setter};

const INIT: &str = "($self, raw, buffer_size=DEFAULT_BUFFER_SIZE)";

/// The methods that all three types have, and those given.
macro_rules! methods {
    ($init:expr, $flush:expr; $($extra:expr,)*) => {
        &[
            m("__new__", "($type, /, *args, **kwargs)", Any, n(new), ""),
            m("__init__", INIT, Any, $init, ""),
            m("__repr__", "($self, /)", Any, n(repr), "Return repr(self)."),
            m("__getstate__", "($self, /)", Any, n(no_pickle), ""),
            m("__reduce_ex__", "($self, protocol, /)", Any, n(no_pickle_protocol), ""),
            m("detach", "($self, /)", Any, n(detach), ""),
            m("flush", "($self, /)", Any, $flush, ""),
            m("close", "($self, /)", Any, n(close), ""),
            m("seekable", "($self, /)", Any, ask_seekable(), ""),
            m("fileno", "($self, /)", Any, ask_fileno(), ""),
            m("isatty", "($self, /)", Any, ask_isatty(), ""),
            m("_dealloc_warn", "($self, source, /)", Any, n(|vm: &mut Vm, this: Gc<BufferedObject>, source: Value| {
                dealloc_warn(vm, this, source);
                Ok(())
            }), ""),
            m("seek", "($self, target, whence=0, /)", Any, n(seek), ""),
            m("tell", "($self, /)", Any, n(tell), ""),
            m("truncate", "($self, pos=None, /)", Any, n(truncate), ""),
            m("__sizeof__", "($self, /)", Any, n(|_: &mut Vm, this: Gc<BufferedObject>| {
                Ok(size_of::<BufferedObject>() + this.capacity.get())
            }), ""),
            $($extra,)*
        ]
    };
}

macro_rules! reading {
    ($init:expr, $flush:expr; $($extra:expr,)*) => {
        methods! { $init, $flush;
            m("readable", "($self, /)", Any, ask_readable(), ""),
            m("read", "($self, size=-1, /)", Any, n(read), "Read and return up to n bytes."),
            m("peek", "($self, size=0, /)", Any, n(peek), ""),
            m("read1", "($self, size=-1, /)", Any, n(read1), ""),
            m("readinto", "($self, buffer, /)", Any, READ_INTO, ""),
            m("readinto1", "($self, buffer, /)", Any, READ_INTO_ONCE, ""),
            m("readline", "($self, size=-1, /)", Any, n(readline), ""),
            m("__next__", "($self, /)", Any, n(next), "Implement next(self)."),
            $($extra,)*
        }
    };
}

/// A method that asks the raw stream.
macro_rules! ask {
    ($($function:ident $question:literal)*) => {$(
        const fn $function() -> crate::object::NativeFn {
            n(|vm: &mut Vm, this: Gc<BufferedObject>| {
                let raw = raw_of(vm, this)?;
                call(vm, raw, $question, &[])
            })
        }
    )*};
}
ask! { ask_seekable "seekable" ask_fileno "fileno" ask_isatty "isatty" ask_readable "readable" ask_writable "writable" }

const ATTRIBUTES: &[(&str, Getter, Option<Setter>)] = &[
    (
        "raw",
        |vm, this| {
            let this = buffered(vm, this)?;
            Ok(this.raw.get().bound().unwrap_or(Value::NONE))
        },
        None,
    ),
    (
        "closed",
        |vm, this| {
            let this = buffered(vm, this)?;
            buffered::is_closed(vm, this).map(Value::bool)
        },
        None,
    ),
    ("name", |vm, this| of_raw(vm, this, "name"), None),
    ("mode", |vm, this| of_raw(vm, this, "mode"), None),
    (
        "_finalizing",
        |vm, this| Ok(Value::bool(buffered(vm, this)?.is_finalizing.get())),
        Some(|vm, this, value| {
            let truth = vm.is_true(value)?;
            buffered(vm, this)?.is_finalizing.set(truth);
            Ok(())
        }),
    ),
];

fn of_raw(vm: &mut Vm, this: Value, name: &str) -> Outcome<Value> {
    let this = buffered(vm, this)?;
    let raw = raw_of(vm, this)?;
    attribute(vm, raw, name)
}

/// A type of this file.
const fn stream(name: &'static str, methods: &'static [NativeSpec], doc: &'static str) -> TypeSpec {
    TypeSpec {
        module: "_io",
        flags: STREAM,
        base: Some(|types| types.buffered_io_base),
        methods,
        attributes: ATTRIBUTES,
        doc,
        ..new_spec(name, Kind::Buffered)
    }
}

/// `BufferedReader`
pub static BUFFERED_READER: TypeSpec = stream(
    "BufferedReader",
    reading! { INIT_READER, n(flush_reader); },
    "Create a new buffered reader using the given readable raw IO object.",
);

/// `BufferedWriter`
pub static BUFFERED_WRITER: TypeSpec = stream(
    "BufferedWriter",
    methods! { INIT_WRITER, n(flush);
        m("writable", "($self, /)", Any, ask_writable(), ""),
        m("write", "($self, buffer, /)", Any, n(write), "Write buffer b to the IO stream."),
    },
    "A buffer for a writeable sequential RawIO object.",
);

/// `BufferedRandom`
pub static BUFFERED_RANDOM: TypeSpec = stream(
    "BufferedRandom",
    reading! { INIT_RANDOM, n(flush);
        m("writable", "($self, /)", Any, ask_writable(), ""),
        m("write", "($self, buffer, /)", Any, n(write), "Write buffer b to the IO stream."),
    },
    "A buffered interface to random access streams.",
);
