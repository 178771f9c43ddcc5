//! What `BZ2Decompressor`, `LZMADecompressor` and `_ZlibDecompressor` share: input that waits, the end, what follows it.

use super::{Progress, content};
use crate::heap::Gc;
use crate::modules::native_module::Buffer;
use crate::object::Record;
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// A library's decompressor.
pub(super) trait Decoder {
    /// The message of the error when there is no more.
    const AT_END: &'static str = "End of stream already reached";

    /// Decompresses until the input is used up, `limit` bytes of output are there, or the stream ends.
    ///
    /// # Errors
    /// A message, or nothing if memory ran out.
    fn run(&mut self, input: &[u8], out: &mut Vec<u8>, limit: usize) -> Result<Progress, Option<String>>;
}

/// A decompressor with what it has not yet read.
pub(super) struct Decompressor<D> {
    pub(super) decoder: D,
    pending: Vec<u8>,
    is_finished: bool,
    needs_input: bool,
    unused: Vec<u8>,
}

impl<D: Decoder> Decompressor<D> {
    pub(super) fn new(decoder: D) -> Decompressor<D> {
        Decompressor {
            decoder,
            pending: Vec::new(),
            is_finished: false,
            needs_input: true,
            unused: Vec::new(),
        }
    }

    fn decompress(&mut self, data: &[u8], limit: usize) -> Result<Vec<u8>, Option<String>> {
        let mut out = Vec::new();
        let waiting = std::mem::take(&mut self.pending);
        let joined;
        let input = if waiting.is_empty() {
            data
        } else {
            joined = [&waiting, data].concat();
            &joined
        };
        let progress = self.decoder.run(input, &mut out, limit)?;
        let rest = &input[progress.consumed..];
        if progress.is_finished {
            self.is_finished = true;
            self.needs_input = false;
            self.unused = rest.to_vec();
        } else {
            self.pending = rest.to_vec();
            // When the output is full the library may hold more of it.
            self.needs_input = rest.is_empty() && out.len() < limit;
        }
        Ok(out)
    }
}

/// `decompress(data, max_length=-1)`
pub(super) fn decompress<D: Decoder + 'static>(
    vm: &mut Vm,
    record: Gc<Record>,
    data: &Buffer,
    limit: Option<i64>,
    error: &str,
) -> Outcome<Value> {
    let limit = limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX);
    let this: &mut Decompressor<D> = content(vm, record);
    if this.is_finished {
        let message = D::AT_END;
        return Err(vm.error(vm.exceptions.EOFError, message));
    }
    match this.decompress(data, limit) {
        Ok(out) => vm.new_bytes(&out),
        Err(None) => Err(vm.memory_error()),
        Err(Some(message)) => {
            let is_value_error = error.is_empty();
            if is_value_error {
                return Err(vm.error(vm.exceptions.OSError, message));
            }
            Err(vm.module_error(error, message))
        }
    }
}

/// The attribute `eof`.
pub(super) fn eof<D: Decoder + 'static>(vm: &mut Vm, this: Value) -> Outcome<Value> {
    with(vm, this, |it: &Decompressor<D>| Value::bool(it.is_finished))
}

/// The attribute `needs_input`.
pub(super) fn needs_input<D: Decoder + 'static>(vm: &mut Vm, this: Value) -> Outcome<Value> {
    with(vm, this, |it: &Decompressor<D>| Value::bool(it.needs_input))
}

/// The attribute `unused_data`.
pub(super) fn unused_data<D: Decoder + 'static>(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let unused = with(vm, this, |it: &Decompressor<D>| it.unused.clone())?;
    vm.new_bytes(&unused)
}

fn with<D: Decoder + 'static, T>(
    vm: &mut Vm,
    this: Value,
    read: impl FnOnce(&Decompressor<D>) -> T,
) -> Outcome<T> {
    match this.cast::<Record>() {
        Some(record) => Ok(read(content(vm, record))),
        None => Err(vm.type_error("not a decompressor")),
    }
}
