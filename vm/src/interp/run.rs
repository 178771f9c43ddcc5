//! The ways into the loop, of which there are two copies.
//!
//! Code that is watched runs in a copy of its own, into which the other turns at the first instrumented instruction: a
//! loop that can go on with the instruction that stood there before is slower for all code.

use super::dispatch::run_loop;
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// Runs the innermost frame until it returns, and those that it calls.
///
/// # Errors
/// The exception that leaves the frame.
pub fn run(vm: &mut Vm) -> Outcome<Value> {
    run_loop::<false>(vm, false)
}

/// The same after an exception was raised at the frame's current instruction.
pub(crate) fn run_raising(vm: &mut Vm) -> Outcome<Value> {
    run_loop::<false>(vm, true)
}

/// The same at an instrumented instruction, which is the frame's next.
#[cold]
#[inline(never)]
pub(super) fn run_watched(vm: &mut Vm) -> Outcome<Value> {
    run_loop::<true>(vm, false)
}
