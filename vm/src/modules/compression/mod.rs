//! Compressed data: `zlib`, `_bz2` and `_lzma`, over the libraries of those names.

mod bz2;
mod decompressor;
mod lzma;
mod lzma_filters;
mod lzma_stream;
mod zlib;
mod zlib_objects;
mod zlib_stream;

pub use bz2::MODULE as BZ2;
pub use lzma::MODULE as LZMA;
pub use zlib::MODULE as ZLIB;

use crate::heap::Gc;
use crate::object::{Record, Type};
use crate::value::Value;
use crate::vm::Vm;

/// What a compressing or decompressing step did.
#[derive(Clone, Copy, Debug, Default)]
struct Progress {
    /// Bytes of input taken.
    consumed: usize,
    /// Whether the stream has ended.
    is_finished: bool,
}

/// Bytes of output made room for at a time.
const CHUNK: usize = 32 * 1024;

/// Makes room for more output, up to a limit in all; the room is zeroed.
fn grow(out: &mut Vec<u8>, limit: usize) -> usize {
    let start = out.len();
    let room = CHUNK.max(start).min(limit - start);
    out.resize(start + room, 0);
    start
}

/// A record that owns foreign memory, which its first field finds.
fn new_owner<T: 'static>(vm: &mut Vm, class: Gc<Type>, content: T, more: &[Value]) -> Gc<Record> {
    let mut fields = vec_of_fields(more);
    fields[0] = Value::NONE;
    let record = vm.new_record(class, &fields[..=more.len()]);
    let index = vm.heap.adopt(record, content);
    record.set(0, index);
    record
}

fn vec_of_fields(more: &[Value]) -> [Value; 8] {
    let mut fields = [Value::NONE; 8];
    fields[1..=more.len()].copy_from_slice(more);
    fields
}

/// The foreign memory of a record.
fn content<T: 'static>(vm: &mut Vm, record: Gc<Record>) -> &mut T {
    match vm.heap.foreign(record.get(0)) {
        Some(content) => content,
        None => unreachable!("the record was made with its content"),
    }
}
