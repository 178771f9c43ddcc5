//! `TextIOWrapper`: reading.

use strict_semantics::TextBuilder;
use strict_semantics::text::newlines::LineEnd;

use super::newlines::line_end_of;
use super::text::{check_open, clear_read, plain_buffer};
use super::{Size, buffered, call, text_codec, text_write};
use crate::builtins::prelude::*;
use crate::modules::native_module::bytes_like;
use crate::object::{Bytes, TextObject};

fn check_readable(vm: &mut Vm, this: Gc<TextObject>) -> Outcome<()> {
    check_open(vm, this)?;
    if this.is_readable.get() { Ok(()) } else { Err(super::unsupported(vm, "not readable")) }
}

/// Bytes that a method of the stream of bytes returned.
fn expect_bytes(vm: &mut Vm, value: Value, method: &str) -> Outcome<Gc<Bytes>> {
    if let Some(bytes) = value.cast::<Bytes>() {
        return Ok(bytes);
    }
    match bytes_like(vm, value) {
        Ok(bytes) => {
            let bytes = vm.new_bytes(&bytes)?;
            bytes.cast().ok_or(crate::vm::Raised)
        }
        Err(_) => {
            vm.raised = Value::UNBOUND;
            let given = vm.type_name(value);
            let message =
                format!("underlying {method}() should have returned a bytes-like object, not '{given}'");
            Err(vm.type_error(message))
        }
    }
}

/// Decodes the next chunk: false at the end.
fn read_chunk(vm: &mut Vm, this: Gc<TextObject>, hint: usize) -> Outcome<bool> {
    let before = match this.is_telling.get() {
        true => Some(text_codec::state(vm, this)?),
        false => None,
    };
    let size = this.chunk_size.get().max(hint);
    let (input, method) = match plain_buffer(this).filter(|_| this.has_read1.get()) {
        Some(buffer) => (buffered::read1(vm, buffer, Some(size as i64))?, "read1"),
        None => {
            let method = if this.has_read1.get() { "read1" } else { "read" };
            (call(vm, this.buffer.get(), method, &[Value::index(size)])?, method)
        }
    };
    let input = expect_bytes(vm, input, method)?;
    let at_end = input.is_empty();
    let decoded = text_codec::decode(vm, this, input, at_end)?;
    this.decoded.set(this, decoded);
    this.used.set(0);
    if let Some((kept, flags)) = before {
        let flags = vm.new_int(flags);
        let joined = match kept.is_empty() {
            true => input.value(),
            false => vm.new_bytes(&[kept.as_slice(), input.as_slice()].concat())?,
        };
        this.snapshot_flags.set(this, flags);
        this.snapshot_input.set(this, joined);
    }
    Ok(!at_end || !decoded.is_empty())
}

/// Takes up to `count` decoded characters.
fn take(this: Gc<TextObject>, count: usize, out: &mut TextBuilder) {
    if let Some(decoded) = this.decoded.try_get() {
        let start = this.used.get();
        let end = start + count.min(decoded.len() - start);
        out.push_text(decoded.view().slice(start..end));
        this.used.set(end);
    }
}

fn available(this: Gc<TextObject>) -> usize {
    this.decoded.try_get().map_or(0, |decoded| decoded.len() - this.used.get())
}

pub(super) fn read(vm: &mut Vm, this: Gc<TextObject>, Size(size): Size) -> Outcome<Value> {
    check_readable(vm, this)?;
    text_write::write_pending(vm, this)?;
    let mut out = TextBuilder::new();
    let Ok(size) = usize::try_from(size) else {
        let input = match plain_buffer(this) {
            Some(buffer) => buffered::read(vm, buffer, Size(-1))?,
            None => call(vm, this.buffer.get(), "read", &[])?,
        };
        if input.is_none() {
            let given = vm.type_name(input);
            let message =
                format!("underlying read() should have returned a bytes-like object, not '{given}'");
            return Err(vm.type_error(message));
        }
        let input = expect_bytes(vm, input, "read")?;
        let rest = text_codec::decode(vm, this, input, true)?;
        if available(this) == 0 {
            clear_read(this);
            return Ok(rest.value());
        }
        take(this, usize::MAX, &mut out);
        out.push_text(rest.view());
        clear_read(this);
        return vm.str_from_builder(&out);
    };
    let mut missing = size;
    loop {
        let count = available(this).min(missing);
        take(this, count, &mut out);
        missing -= count;
        if missing == 0 || !read_chunk(vm, this, missing)? {
            break;
        }
    }
    vm.str_from_builder(&out)
}

/// The next line, of at most `limit` characters.
fn line(vm: &mut Vm, this: Gc<TextObject>, limit: usize) -> Outcome<Gc<Str>> {
    if this.pending_count.get() > 0 {
        text_write::write_pending(vm, this)?;
    }
    let kind = if this.newlines.get().translates { LineEnd::Feed } else { line_end_of(this.newline.get()) };
    let mut out: Option<TextBuilder> = None;
    let mut missing = limit;
    loop {
        if available(this) == 0 && !read_chunk(vm, this, 0)? {
            break;
        }
        let (Some(decoded), start) = (this.decoded.try_get(), this.used.get()) else { break };
        let rest = decoded.view().slice(start..decoded.len());
        if rest.is_empty() {
            continue;
        }
        // The two characters of a line end may come in two chunks.
        let ends_before = kind == LineEnd::ReturnFeed
            && rest.char_at(0) == Some(10)
            && out.as_ref().is_some_and(|out| out.view().char_at(out.len().wrapping_sub(1)) == Some(13));
        let found = if ends_before { Some(1) } else { kind.find(rest.slice(0..rest.len().min(missing))) };
        let count = found.unwrap_or_else(|| rest.len().min(missing));
        this.used.set(start + count);
        if out.is_none() && (found.is_some() || count == missing) {
            let line = vm.try_str(rest.slice(0..count));
            std::hint::black_box(decoded);
            return line;
        }
        out.get_or_insert_with(TextBuilder::new).push_text(rest.slice(0..count));
        missing -= count;
        if found.is_some() || missing == 0 {
            break;
        }
    }
    match out {
        Some(out) => vm.try_str(out.view()),
        None => Ok(vm.names.empty),
    }
}

pub(super) fn readline(vm: &mut Vm, this: Gc<TextObject>, size: Option<Value>) -> Outcome<Gc<Str>> {
    check_readable(vm, this)?;
    let size = match size {
        Some(size) => vm.index_i64(size)?,
        None => -1,
    };
    match usize::try_from(size) {
        Ok(0) => Ok(vm.names.empty),
        Ok(limit) => line(vm, this, limit),
        Err(_) => line(vm, this, usize::MAX),
    }
}

pub(super) fn next(vm: &mut Vm, this: Gc<TextObject>) -> Outcome<Value> {
    super::text::check_attached(vm, this)?;
    this.is_telling.set(false);
    let next = match vm.is_exact(this.value(), vm.types.text_io_wrapper) {
        true => {
            check_readable(vm, this)?;
            line(vm, this, usize::MAX)?.value()
        }
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
    if next.cast::<Str>().is_some_and(|text| text.is_empty()) {
        this.snapshot_flags.set(this, Value::UNBOUND);
        this.snapshot_input.set(this, Value::UNBOUND);
        this.is_telling.set(this.is_seekable.get());
        return Err(vm.stop_iteration(Value::UNBOUND));
    }
    Ok(next)
}
