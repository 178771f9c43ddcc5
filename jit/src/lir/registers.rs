//! The processor's registers, and which of them are for what.
//!
//! `r15` holds the VM, `r14` the frame, `rbp` and `rsp` bound the native frame; `r11` and `xmm15` are free within any
//! instruction. All others are the allocator's. No register keeps its value across a call.

use regalloc2::{MachineEnv, PReg, PRegSet, RegClass};

pub(crate) const RAX: u8 = 0;
pub(crate) const RCX: u8 = 1;
pub(crate) const RDX: u8 = 2;
pub(crate) const RBX: u8 = 3;
pub(crate) const RSI: u8 = 6;
pub(crate) const RDI: u8 = 7;
pub(crate) const R8: u8 = 8;
pub(crate) const R9: u8 = 9;
pub(crate) const R10: u8 = 10;
pub(crate) const R11: u8 = 11;
pub(crate) const R12: u8 = 12;
pub(crate) const R13: u8 = 13;

/// The registers of arguments, of functions of the VM and of direct calls.
pub(crate) const ARGUMENTS: [u8; 6] = [RDI, RSI, RDX, RCX, R8, R9];
const GENERAL: [u8; 11] = [RAX, RCX, RDX, RSI, RDI, R8, R9, R10, RBX, R12, R13];
const VECTORS: u8 = 15;
const SCRATCH_VECTOR: u8 = 15;

/// A general register.
pub(crate) fn general(number: u8) -> PReg {
    PReg::new(usize::from(number), RegClass::Int)
}

fn vector(number: u8) -> PReg {
    PReg::new(usize::from(number), RegClass::Float)
}

/// All registers that the allocator gives.
pub(crate) fn all() -> PRegSet {
    let mut set = PRegSet::empty();
    GENERAL.iter().for_each(|&number| set.add(general(number)));
    (0..VECTORS).for_each(|number| set.add(vector(number)));
    set
}

/// What the allocator is told of them.
pub(crate) fn environment() -> MachineEnv {
    let mut floats = PRegSet::empty();
    (0..VECTORS).for_each(|number| floats.add(vector(number)));
    let mut ints = PRegSet::empty();
    GENERAL.iter().for_each(|&number| ints.add(general(number)));
    MachineEnv {
        preferred_regs_by_class: [ints, floats, PRegSet::empty()],
        non_preferred_regs_by_class: [PRegSet::empty(), PRegSet::empty(), PRegSet::empty()],
        scratch_by_class: [Some(general(R11)), Some(vector(SCRATCH_VECTOR)), None],
        fixed_stack_slots: Vec::new(),
    }
}
