//! Where pickles are read from: bytes in memory, or a file.

use std::ops::Range;

use super::error;
use crate::builtins::prelude::*;
use crate::object::Bytes;
use crate::vm::Raised;

/// How much is asked for when a file lets its buffer be looked at.
const LOOK_AHEAD: i64 = 128 * 1024;
/// The most that is read from a file at once, so that a length that is not true costs nothing.
const MOST_AT_ONCE: usize = 1 << 20;

/// A pickle that is being read.
#[derive(Debug)]
pub(super) struct Input {
    /// The bytes, if all of them were given.
    bytes: Option<Gc<Bytes>>,
    /// Else what was read so far and not used yet.
    read_ahead: Vec<u8>,
    position: usize,
    /// Where the current frame ends, which no instruction may cross.
    frame_end: Option<usize>,
    /// Where that begins which the file has in its buffer still.
    looked_at: Option<usize>,
    read: Value,
    read_line: Value,
    /// `peek` of the file or `None`.
    peek: Value,
}

impl Input {
    /// Of bytes in memory.
    pub(super) fn of_bytes(bytes: Gc<Bytes>) -> Input {
        Input { bytes: Some(bytes), ..Input::of_file(Value::NONE, Value::NONE, Value::NONE) }
    }

    /// Of a file with these methods.
    pub(super) fn of_file(read: Value, read_line: Value, peek: Value) -> Input {
        Input {
            bytes: None,
            read_ahead: Vec::new(),
            position: 0,
            frame_end: None,
            looked_at: None,
            read,
            read_line,
            peek,
        }
    }

    /// The bytes that are there.
    #[inline]
    fn all(&self) -> &[u8] {
        match &self.bytes {
            Some(bytes) => bytes.as_slice(),
            None => &self.read_ahead,
        }
    }

    /// The bytes of a range that was returned.
    #[inline]
    pub(super) fn get(&self, range: Range<usize>) -> &[u8] {
        &self.all()[range]
    }

    #[inline]
    fn left(&self) -> usize {
        self.all().len() - self.position
    }

    /// The next opcode.
    #[inline]
    pub(super) fn opcode(&mut self, vm: &mut Vm) -> Outcome<u8> {
        match self.take(vm, 1) {
            Ok(range) => Ok(self.all()[range.start]),
            Err(raised) => {
                let class = vm.module_exception("_pickle.UnpicklingError");
                if self.left() == 0 && vm.catch(class) {
                    return Err(vm.error(vm.exceptions.EOFError, "Ran out of input"));
                }
                Err(raised)
            }
        }
    }

    /// The next bytes.
    #[inline]
    pub(super) fn take(&mut self, vm: &mut Vm, count: usize) -> Outcome<Range<usize>> {
        if self.frame_end.is_some_and(|end| self.position + count > end) {
            self.end_frame(vm)?;
        }
        if self.left() < count {
            self.fill(vm, count)?;
        }
        let start = self.position;
        self.position += count;
        Ok(start..self.position)
    }

    /// The next bytes as an array.
    #[inline]
    pub(super) fn array<const N: usize>(&mut self, vm: &mut Vm) -> Outcome<[u8; N]> {
        let range = self.take(vm, N)?;
        let mut array = [0; N];
        array.copy_from_slice(self.get(range));
        Ok(array)
    }

    /// Begins a frame of so many bytes, which are read at once.
    pub(super) fn begin_frame(&mut self, vm: &mut Vm, count: usize) -> Outcome<()> {
        if self.frame_end.is_some_and(|end| self.position < end) {
            let message = "beginning of a new frame before end of current frame";
            return Err(error(vm, "UnpicklingError", message));
        }
        if self.left() < count {
            self.fill(vm, count)?;
        }
        self.frame_end = Some(self.position + count);
        Ok(())
    }

    /// Goes on after a frame, which must have been used up.
    #[cold]
    fn end_frame(&mut self, vm: &mut Vm) -> Outcome<()> {
        if self.frame_end.take().is_some_and(|end| self.position < end) {
            return Err(error(vm, "UnpicklingError", "pickle exhausted before end of frame"));
        }
        Ok(())
    }

    #[cold]
    fn fill(&mut self, vm: &mut Vm, count: usize) -> Outcome<()> {
        if self.bytes.is_some() || self.read.is_none() {
            return Err(truncated(vm));
        }
        self.give_back(vm)?;
        self.forget_used();
        while self.read_ahead.len() < count {
            let wanted = (count - self.read_ahead.len()).min(MOST_AT_ONCE.max(self.read_ahead.len()));
            let data = vm.call(self.read, &[Value::index(wanted)])?;
            let Some(data) = data.cast::<Bytes>() else {
                return Err(vm.value_error("read() returned non-bytes object"));
            };
            if data.is_empty() {
                return Err(truncated(vm));
            }
            self.read_ahead.extend_from_slice(data.as_slice());
        }
        self.look_ahead(vm)
    }

    /// Looks at what the file has in its buffer.
    fn look_ahead(&mut self, vm: &mut Vm) -> Outcome<()> {
        if self.peek.is_none() {
            return Ok(());
        }
        match vm.call(self.peek, &[Value::fixnum(LOOK_AHEAD)]) {
            Ok(data) => {
                if let Some(data) = data.cast::<Bytes>() {
                    self.looked_at = Some(self.read_ahead.len());
                    self.read_ahead.extend_from_slice(data.as_slice());
                }
                Ok(())
            }
            Err(_) if vm.catch(vm.exceptions.NotImplementedError) => {
                self.peek = Value::NONE;
                Ok(())
            }
            Err(raised) => Err(raised),
        }
    }

    /// Has the file go on after what was used of its buffer.
    pub(super) fn give_back(&mut self, vm: &mut Vm) -> Outcome<()> {
        let Some(start) = self.looked_at.take() else { return Ok(()) };
        let used = self.position.saturating_sub(start);
        self.read_ahead.truncate(self.position.max(start));
        if used > 0 {
            vm.call(self.read, &[Value::index(used)])?;
        }
        Ok(())
    }

    /// Drops the bytes that were used. There is no frame any more.
    fn forget_used(&mut self) {
        self.read_ahead.drain(..self.position);
        self.position = 0;
        self.frame_end = None;
    }

    /// The next line, without its end.
    pub(super) fn line(&mut self, vm: &mut Vm) -> Outcome<Range<usize>> {
        let start = self.position;
        if let Some(end) = self.frame_end.filter(|&end| end > start) {
            let Some(length) = memchr::memchr(b'\n', &self.all()[start..end]) else {
                return Err(error(vm, "UnpicklingError", "pickle exhausted before end of frame"));
            };
            self.position = start + length + 1;
            return Ok(start..start + length);
        }
        if let Some(length) = memchr::memchr(b'\n', &self.all()[start..]) {
            self.position = start + length + 1;
            return Ok(start..start + length);
        }
        if self.bytes.is_some() || self.read_line.is_none() {
            return Err(truncated(vm));
        }
        self.give_back(vm)?;
        self.forget_used();
        let data = vm.call(self.read_line, &[])?;
        let Some(data) = data.cast::<Bytes>() else {
            return Err(vm.value_error("readline() returned non-bytes object"));
        };
        self.read_ahead.extend_from_slice(data.as_slice());
        let length = self.read_ahead.len();
        if self.read_ahead.last() != Some(&b'\n') {
            return Err(truncated(vm));
        }
        self.position = length;
        self.look_ahead(vm)?;
        Ok(0..length - 1)
    }
}

fn truncated(vm: &mut Vm) -> Raised {
    error(vm, "UnpicklingError", "pickle data was truncated")
}
