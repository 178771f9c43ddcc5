//! What an instruction whose handler is outside of the loop gets of it.

use strict_bytecode::{Instruction, Opcode};

use crate::heap::{Field, Gc};
use crate::object::{CodeObject, Function};
use crate::value::Value;

/// One instruction and the frame it is in. The position has been saved.
#[derive(Clone, Copy)]
pub(super) struct Step {
    pub(super) instruction: Instruction,
    pub(super) opcode: Opcode,
    pub(super) base: *mut Value,
    pub(super) constants: *const Field,
    pub(super) function: Gc<Function>,
    pub(super) code: Gc<CodeObject>,
    pub(super) locals: Value,
}

impl Step {
    /// The register with a number.
    #[inline(always)]
    pub(super) fn reg(self, index: u16) -> Value {
        // SAFETY: verified code uses only registers of its frame, and reads what was written.
        unsafe { *self.base.add(usize::from(index)) }
    }

    /// Writes it.
    #[inline(always)]
    pub(super) fn set(self, index: u16, value: Value) {
        // SAFETY: as for reading.
        unsafe { *self.base.add(usize::from(index)) = value };
    }
}
