//! `StringIO`: a stream of text in memory.

use strict_semantics::text::newlines::{LineEnd, Newlines};
use strict_semantics::{TextRef, Width};

use super::bytes_io::update_dict;
use super::newlines::{check_newline, line_end_of, newlines_value};
use super::{STREAM, Size, call};
use crate::builtins::prelude::*;
use crate::native::FromValue;
use crate::object::{Raw, StringStream};

/// The type.
pub static STRING_IO: TypeSpec = TypeSpec {
    module: "_io",
    flags: STREAM,
    base: Some(|types| types.text_io_base),
    methods: &[
        m("__new__", "($type, /, *args, **kwargs)", Any, n(new), ""),
        m("__init__", "($self, initial_value='', newline='\\n')", Any, n(init), ""),
        m("close", "($self, /)", Any, n(close), "Close the IO object."),
        m("getvalue", "($self, /)", Any, n(getvalue), "Retrieve the entire contents of the object."),
        m("read", "($self, size=-1, /)", Any, n(read), "Read at most size characters, returned as a string."),
        m("readline", "($self, size=-1, /)", Any, n(readline), "Read until newline or EOF."),
        m(
            "tell",
            "($self, /)",
            Any,
            n(|vm: &mut Vm, this: Gc<StringStream>| {
                check(vm, this)?;
                Ok(this.position.get())
            }),
            "Tell the current file position.",
        ),
        m("truncate", "($self, pos=None, /)", Any, n(truncate), "Truncate size to pos."),
        m("seek", "($self, pos, whence=0, /)", Any, n(seek), "Change stream position."),
        m("write", "($self, s, /)", Any, n(write), "Write string to file."),
        m("seekable", "($self, /)", Any, n(is_open), "Returns True if the IO object can be seeked."),
        m("readable", "($self, /)", Any, n(is_open), "Returns True if the IO object can be read."),
        m("writable", "($self, /)", Any, n(is_open), "Returns True if the IO object can be written."),
        m("__next__", "($self, /)", Any, n(next), "Implement next(self)."),
        m("__getstate__", "($self, /)", Any, n(getstate), ""),
        m("__setstate__", "($self, state, /)", Any, n(setstate), ""),
    ],
    attributes: &[
        (
            "closed",
            |vm, this| {
                let this: Gc<StringStream> = FromValue::from_value(vm, this)?;
                if this.width.get() == 0 {
                    return Err(vm.value_error("I/O operation on uninitialized object"));
                }
                Ok(Value::bool(this.is_closed.get()))
            },
            None,
        ),
        (
            "newlines",
            |vm, this| {
                let this: Gc<StringStream> = FromValue::from_value(vm, this)?;
                check(vm, this)?;
                Ok(newlines_value(vm, if this.is_universal.get() { this.newlines.get().seen } else { 0 }))
            },
            None,
        ),
        (
            "line_buffering",
            |vm, this| {
                let this: Gc<StringStream> = FromValue::from_value(vm, this)?;
                check(vm, this)?;
                Ok(Value::FALSE)
            },
            None,
        ),
    ],
    doc: "Text I/O implementation using an in-memory buffer.",
    ..new_spec("StringIO", Kind::StringStream)
};

fn new(vm: &mut Vm, class: Gc<Type>, _arguments: Value, _keywords: Value) -> Outcome<Gc<StringStream>> {
    let this: Gc<StringStream> =
        vm.heap.alloc_with_attributes(class.root_shape.get(), size_of::<StringStream>());
    if class.is_heap_type() {
        vm.heap.register_finalizer(this.value());
    }
    Ok(this)
}

fn init(vm: &mut Vm, this: Gc<StringStream>, initial: Option<Value>, newline: Option<Value>) -> Outcome<()> {
    this.width.set(0);
    let newline = match newline {
        None => vm.intern("\n").value(),
        Some(newline) => newline,
    };
    if !newline.is_none() && !newline.is::<Str>() {
        let given = vm.type_name(newline);
        return Err(vm.type_error(format!("newline must be str or None, not {given}")));
    }
    check_newline(vm, newline, true)?;
    let initial = match initial.filter(|initial| !initial.is_none()) {
        None => None,
        Some(initial) => match initial.cast::<Str>() {
            Some(text) => Some(text),
            None => {
                let given = vm.type_name(initial);
                return Err(vm.type_error(format!("initial_value must be str or None, not {given}")));
            }
        },
    };
    this.newline.set(this, newline);
    this.storage.clear();
    this.length.set(0);
    this.position.set(0);
    this.is_closed.set(false);
    this.is_universal.set(newline.is_none() || newline.cast::<Str>().is_some_and(|text| text.is_empty()));
    this.newlines.set(Newlines { translates: newline.is_none(), ..Newlines::default() });
    this.width.set(1);
    if let Some(text) = initial {
        put(vm, this, text)?;
        this.position.set(0);
    }
    Ok(())
}

fn check(vm: &mut Vm, this: Gc<StringStream>) -> Outcome<()> {
    if this.width.get() == 0 {
        return Err(vm.value_error("I/O operation on uninitialized object"));
    }
    if this.is_closed.get() { Err(vm.value_error("I/O operation on closed file")) } else { Ok(()) }
}

fn is_open(vm: &mut Vm, this: Gc<StringStream>) -> Outcome<bool> {
    check(vm, this).map(|()| true)
}

fn close(_: &mut Vm, this: Gc<StringStream>) -> Outcome<()> {
    this.is_closed.set(true);
    this.storage.clear();
    this.length.set(0);
    Ok(())
}

fn units(width: Width) -> u8 {
    match width {
        Width::Latin1 => 1,
        Width::Ucs2 => 2,
        Width::Ucs4 => 4,
    }
}

/// Stores text as units of a width that is wide enough.
fn store(storage: Gc<Raw>, width: u8, at: usize, text: TextRef<'_>) {
    match (text, width) {
        (TextRef::Latin1(bytes), 1) => storage.write(at, bytes),
        _ => {
            let width = usize::from(width);
            for (index, code) in text.code_points().enumerate() {
                storage.write((at + index) * width, &code.to_le_bytes()[..width]);
            }
        }
    }
}

/// Storage for `needed` units of at least `width` bytes, with the text so far.
fn reserve(vm: &mut Vm, this: Gc<StringStream>, width: u8, needed: usize) -> Outcome<Gc<Raw>> {
    let old_width = this.width.get();
    let width = width.max(old_width);
    let old = this.storage.try_get();
    if let Some(old) = old
        && old_width == width
        && needed <= old.len() / usize::from(width)
    {
        return Ok(old);
    }
    let capacity = old.map_or(0, |old| old.len() / usize::from(old_width));
    let wanted = if needed > capacity { needed.max(capacity + capacity / 2 + 32) } else { capacity };
    let bytes = wanted.checked_mul(usize::from(width));
    let Some(storage) = bytes.and_then(|bytes| vm.heap.try_raw(bytes)) else { return Err(vm.memory_error()) };
    if let Some(old) = old {
        old.with_text(old_width, this.length.get(), |text| store(storage, width, 0, text));
    }
    this.storage.set(this, storage);
    this.width.set(width);
    Ok(storage)
}

/// Writes a string as the stream's line ends ask.
fn put(vm: &mut Vm, this: Gc<StringStream>, text: Gc<Str>) -> Outcome<()> {
    let mut text = text;
    if this.is_universal.get() {
        let mut state = this.newlines.get();
        let decoded = state.decode(text.view(), true);
        this.newlines.set(state);
        if let Some(decoded) = decoded {
            text = vm.try_str(decoded.view())?;
        }
    } else if let Some(newline) = this.newline.get().cast::<Str>()
        && newline.view().char_at(0) == Some(13)
    {
        let feed = vm.intern("\n").value();
        let replaced = call(vm, text.value(), "replace", &[feed, newline.value()])?;
        text = replaced.cast::<Str>().unwrap_or(text);
    }
    if text.is_empty() {
        return Ok(());
    }
    let (position, length) = (this.position.get(), this.length.get());
    let Some(end) = position.checked_add(text.len()).filter(|&end| end <= isize::MAX as usize / 4) else {
        return Err(vm.error(vm.exceptions.OverflowError, "new position too large"));
    };
    let width = units(text.view().width());
    let storage = reserve(vm, this, width, end)?;
    let width = this.width.get();
    if position > length {
        storage.fill(length * usize::from(width), position * usize::from(width), 0);
    }
    store(storage, width, position, text.view());
    this.length.set(end.max(length));
    this.position.set(end);
    Ok(())
}

pub(super) fn write(vm: &mut Vm, this: Gc<StringStream>, text: Value) -> Outcome<usize> {
    check(vm, this)?;
    let Some(text) = text.cast::<Str>() else {
        let given = vm.type_name(text);
        return Err(vm.type_error(format!("string argument expected, got '{given}'")));
    };
    put(vm, this, text)?;
    Ok(text.len())
}

/// The string from `start` to `end`.
fn string(vm: &mut Vm, this: Gc<StringStream>, start: usize, end: usize) -> Outcome<Gc<Str>> {
    let Some(storage) = this.storage.try_get().filter(|_| start < end) else { return Ok(vm.names.empty) };
    // A string is made in the heap, which may collect, but moves nothing; the storage stays alive by this local.
    let result =
        storage.with_text(this.width.get(), this.length.get(), |text| vm.try_str(text.slice(start..end)));
    std::hint::black_box(storage);
    result
}

fn getvalue(vm: &mut Vm, this: Gc<StringStream>) -> Outcome<Gc<Str>> {
    check(vm, this)?;
    string(vm, this, 0, this.length.get())
}

fn read(vm: &mut Vm, this: Gc<StringStream>, Size(size): Size) -> Outcome<Gc<Str>> {
    check(vm, this)?;
    let start = this.position.get().min(this.length.get());
    let end = start + usize::try_from(size).unwrap_or(usize::MAX).min(this.length.get() - start);
    if end > start {
        this.position.set(end);
    }
    string(vm, this, start, end)
}

fn line(vm: &mut Vm, this: Gc<StringStream>, limit: usize) -> Outcome<Gc<Str>> {
    let start = this.position.get().min(this.length.get());
    let end = start + limit.min(this.length.get() - start);
    if start == end {
        return Ok(vm.names.empty);
    }
    let kind = if this.newlines.get().translates { LineEnd::Feed } else { line_end_of(this.newline.get()) };
    let found = this
        .storage
        .get()
        .with_text(this.width.get(), this.length.get(), |text| kind.find(text.slice(start..end)));
    let end = found.map_or(end, |length| start + length);
    this.position.set(end);
    string(vm, this, start, end)
}

fn readline(vm: &mut Vm, this: Gc<StringStream>, Size(size): Size) -> Outcome<Gc<Str>> {
    check(vm, this)?;
    line(vm, this, usize::try_from(size).unwrap_or(usize::MAX))
}

fn next(vm: &mut Vm, this: Gc<StringStream>) -> Outcome<Value> {
    check(vm, this)?;
    let next = match vm.is_exact(this.value(), vm.types.string_io) {
        true => line(vm, this, usize::MAX)?.value(),
        false => {
            let line = call(vm, this.value(), "readline", &[])?;
            if !line.is::<Str>() {
                let given = vm.type_name(line);
                let message = format!("readline() should have returned a str object, not '{given}'");
                return Err(vm.error(vm.exceptions.OSError, message));
            }
            line
        }
    };
    match next.cast::<Str>() {
        Some(text) if text.is_empty() => Err(vm.stop_iteration(Value::UNBOUND)),
        _ => Ok(next),
    }
}

fn truncate(vm: &mut Vm, this: Gc<StringStream>, size: Option<Value>) -> Outcome<i64> {
    check(vm, this)?;
    let size = match size.filter(|size| !size.is_none()) {
        Some(size) => vm.index_i64(size)?,
        None => this.position.get() as i64,
    };
    match usize::try_from(size) {
        Ok(length) => this.length.set(length.min(this.length.get())),
        Err(_) => return Err(vm.value_error(format!("Negative size value {size}"))),
    }
    Ok(size)
}

fn seek(vm: &mut Vm, this: Gc<StringStream>, position: i64, whence: Option<i64>) -> Outcome<usize> {
    check(vm, this)?;
    let whence = whence.unwrap_or(0);
    if !(0..=2).contains(&whence) {
        return Err(vm.value_error(format!("Invalid whence ({whence}, should be 0, 1 or 2)")));
    }
    if position < 0 && whence == 0 {
        return Err(vm.value_error(format!("Negative seek position {position}")));
    }
    if whence != 0 && position != 0 {
        return Err(vm.error(vm.exceptions.OSError, "Can't do nonzero cur-relative seeks"));
    }
    this.position.set(match whence {
        0 => position as usize,
        1 => this.position.get(),
        _ => this.length.get(),
    });
    Ok(this.position.get())
}

fn getstate(vm: &mut Vm, this: Gc<StringStream>) -> Outcome<Value> {
    let value = getvalue(vm, this)?.value();
    let dict = vm.materialize_dict(this.value())?;
    let dict = if dict.is_empty() {
        Value::NONE
    } else {
        let copy = vm.new_dict();
        vm.dict_update(copy, dict.value())?;
        copy.value()
    };
    Ok(vm.tuple(&[value, this.newline.get(), Value::index(this.position.get()), dict]).value())
}

fn setstate(vm: &mut Vm, this: Gc<StringStream>, state: Value) -> Outcome<()> {
    check(vm, this)?;
    let (given, name) = (vm.type_name(state), vm.type_name(this.value()));
    let Some(state) = state.cast::<Tuple>().filter(|state| state.len() == 4) else {
        return Err(vm.type_error(format!("{name}.__setstate__ argument should be 4-tuple, got {given}")));
    };
    let Some(text) = state.get(0).cast::<Str>() else {
        let given = vm.type_name(state.get(0));
        return Err(vm.type_error(format!("first item of state must be a str, not {given}")));
    };
    init(vm, this, None, Some(state.get(1)))?;
    // The text was translated when it was first written.
    let storage = reserve(vm, this, units(text.view().width()), text.len())?;
    store(storage, this.width.get(), 0, text.view());
    this.length.set(text.len());
    let Some(position) = state.get(2).as_fixnum() else {
        let given = vm.type_name(state.get(2));
        return Err(vm.type_error(format!("third item of state must be an integer, not {given}")));
    };
    match usize::try_from(position) {
        Ok(position) => this.position.set(position),
        Err(_) => return Err(vm.value_error("position value cannot be negative")),
    }
    update_dict(vm, this.value(), state.get(3))
}
