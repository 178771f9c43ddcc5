//! Where pickles are written: bytes in memory, in frames from protocol 4 on, and from there to a file.

use super::opcodes::FRAME;
use crate::builtins::prelude::*;

/// A frame ends when it has so many bytes; what is larger lies between frames.
const FRAME_SIZE: usize = 64 * 1024;
/// Less than this is not worth a frame.
const LEAST_FRAME: usize = 4;
/// The opcode of a frame and its length.
const FRAME_HEADER: usize = 9;

/// A pickle that is being written.
#[derive(Debug)]
pub(super) struct Output {
    bytes: Vec<u8>,
    /// Where the header of the current frame is.
    frame: Option<usize>,
    is_framing: bool,
    /// The `write` of a file, `None` if the bytes stay in memory.
    write: Value,
}

impl Output {
    pub(super) fn new(write: Value) -> Output {
        Output { bytes: Vec::new(), frame: None, is_framing: false, write }
    }

    /// From now on bytes are framed.
    pub(super) fn start_framing(&mut self) {
        self.is_framing = true;
    }

    fn open_frame(&mut self) {
        if self.is_framing && self.frame.is_none() {
            self.frame = Some(self.bytes.len());
            self.bytes.extend([0xfe; FRAME_HEADER]);
        }
    }

    /// Adds bytes.
    #[inline]
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.open_frame();
        self.bytes.extend_from_slice(bytes);
    }

    /// Adds one byte.
    #[inline]
    pub(super) fn op(&mut self, opcode: u8) {
        self.open_frame();
        self.bytes.push(opcode);
    }

    /// Adds an opcode with a small argument.
    #[inline]
    pub(super) fn op_with(&mut self, opcode: u8, argument: &[u8]) {
        self.op(opcode);
        self.bytes.extend_from_slice(argument);
    }

    fn close_frame(&mut self) {
        let Some(start) = self.frame.take() else { return };
        let length = self.bytes.len() - start - FRAME_HEADER;
        if length < LEAST_FRAME {
            self.bytes.drain(start..start + FRAME_HEADER);
            return;
        }
        self.bytes[start] = FRAME;
        self.bytes[start + 1..start + FRAME_HEADER].copy_from_slice(&(length as u64).to_le_bytes());
    }

    /// To be called between objects: ends the frame if it is large enough.
    pub(super) fn between_objects(&mut self, vm: &mut Vm) -> Outcome<()> {
        let Some(start) = self.frame else { return Ok(()) };
        if self.bytes.len() - start - FRAME_HEADER < FRAME_SIZE {
            return Ok(());
        }
        self.close_frame();
        self.flush(vm)
    }

    /// Adds an opcode with its length and the bytes that follow, which are not framed if they are many. `object` is the
    /// `bytes` object that they are the contents of, if there is one.
    pub(super) fn data(
        &mut self,
        vm: &mut Vm,
        header: &[u8],
        data: &[u8],
        object: Option<Value>,
    ) -> Outcome<()> {
        if !self.is_framing || data.len() < FRAME_SIZE {
            self.push(header);
            if self.bytes.try_reserve(data.len()).is_err() {
                return Err(vm.memory_error());
            }
            self.bytes.extend_from_slice(data);
            return Ok(());
        }
        self.close_frame();
        self.bytes.extend_from_slice(header);
        if self.write.is_none() {
            if self.bytes.try_reserve(data.len()).is_err() {
                return Err(vm.memory_error());
            }
            self.bytes.extend_from_slice(data);
            return Ok(());
        }
        self.flush(vm)?;
        let data = match object {
            Some(object) => object,
            None => vm.new_bytes(data)?,
        };
        vm.call(self.write, &[data])?;
        Ok(())
    }

    fn flush(&mut self, vm: &mut Vm) -> Outcome<()> {
        if !self.write.is_none() && !self.bytes.is_empty() {
            let data = vm.new_bytes(&self.bytes)?;
            self.bytes.clear();
            vm.call(self.write, &[data])?;
        }
        Ok(())
    }

    /// Ends the pickle, which is written if there is a file.
    pub(super) fn finish(&mut self, vm: &mut Vm) -> Outcome<()> {
        self.close_frame();
        self.is_framing = false;
        self.flush(vm)
    }

    /// The bytes in memory.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}
