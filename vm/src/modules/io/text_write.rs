//! `TextIOWrapper`: writing.

use super::text::{check_open, clear_read, plain_buffer};
use super::{buffered, call, text_codec};
use crate::builtins::prelude::*;
use crate::object::TextObject;

pub(super) fn write(vm: &mut Vm, this: Gc<TextObject>, text: Value) -> Outcome<usize> {
    match text.cast::<Str>() {
        Some(text) => write_text(vm, this, text),
        None => {
            super::text::check_attached(vm, this)?;
            let given = vm.type_name(text);
            Err(vm.type_error(format!("write() argument must be str, not {given}")))
        }
    }
}

/// Writes a string: the number of its characters.
pub(crate) fn write_text(vm: &mut Vm, this: Gc<TextObject>, text: Gc<Str>) -> Outcome<usize> {
    check_open(vm, this)?;
    if !this.is_writable.get() {
        return Err(super::unsupported(vm, "not writable"));
    }
    let length = text.len();
    let holds = |text: Gc<Str>, unit: u8| match text.view() {
        strict_semantics::TextRef::Latin1(units) => memchr::memchr(unit, units).is_some(),
        view => view.code_points().any(|code| code == u32::from(unit)),
    };
    let line_end = this.line_end.get();
    let has_feed = (this.line_buffering.get() || !line_end.is_unbound()) && holds(text, b'\n');
    let mut written = text;
    if has_feed && !line_end.is_unbound() {
        let feed = vm.intern("\n").value();
        let replaced = call(vm, text.value(), "replace", &[feed, line_end])?;
        written = replaced.cast::<Str>().unwrap_or(text);
    }
    let needs_flush = this.line_buffering.get() && (has_feed || holds(text, b'\r'));
    match written.as_ascii() {
        Some(ascii) if this.codec.get() > 0 => append(vm, this, ascii.as_bytes())?,
        _ => {
            let bytes = text_codec::encode(vm, this, written)?;
            append(vm, this, &bytes)?;
        }
    }
    std::hint::black_box(written);
    if needs_flush || this.write_through.get() {
        write_pending(vm, this)?;
    }
    if needs_flush {
        flush_buffer(vm, this)?;
    }
    if this.is_readable.get() {
        clear_read(this);
        text_codec::reset_decoder(vm, this)?;
    }
    Ok(length)
}

/// Keeps encoded text back, or writes it if it is too much.
fn append(vm: &mut Vm, this: Gc<TextObject>, bytes: &[u8]) -> Outcome<()> {
    let most = this.chunk_size.get();
    if this.pending_count.get() + bytes.len() > most {
        write_pending(vm, this)?;
    }
    if bytes.len() >= most {
        return write_bytes(vm, this, bytes);
    }
    let storage = match this.pending.try_get() {
        Some(storage) if storage.len() >= most => storage,
        _ => {
            let Some(storage) = vm.heap.try_raw(most) else { return Err(vm.memory_error()) };
            this.pending.set(this, storage);
            storage
        }
    };
    storage.write(this.pending_count.get(), bytes);
    this.pending_count.set(this.pending_count.get() + bytes.len());
    if this.pending_count.get() >= most { write_pending(vm, this) } else { Ok(()) }
}

/// Hands what was kept back to the stream of bytes.
pub(super) fn write_pending(vm: &mut Vm, this: Gc<TextObject>) -> Outcome<()> {
    let count = this.pending_count.replace(0);
    if count == 0 {
        return Ok(());
    }
    let bytes = this.pending.get().with(0, count, <[u8]>::to_vec);
    write_bytes(vm, this, &bytes)
}

fn write_bytes(vm: &mut Vm, this: Gc<TextObject>, bytes: &[u8]) -> Outcome<()> {
    match plain_buffer(this) {
        Some(buffer) => buffered::write_bytes(vm, buffer, bytes).map(|_| ()),
        None => {
            let bytes = vm.new_bytes(bytes)?;
            let write = vm.names.write;
            vm.call_method(this.buffer.get(), write, &[bytes]).map(|_| ())
        }
    }
}

fn flush_buffer(vm: &mut Vm, this: Gc<TextObject>) -> Outcome<()> {
    let flush = vm.names.flush;
    vm.call_method(this.buffer.get(), flush, &[]).map(|_| ())
}

pub(super) fn flush(vm: &mut Vm, this: Gc<TextObject>) -> Outcome<()> {
    check_open(vm, this)?;
    this.is_telling.set(this.is_seekable.get());
    write_pending(vm, this)?;
    flush_buffer(vm, this)
}
