//! [`Generator`]: a suspended frame: the layout of generators, coroutines and asynchronous generators.

use strict_bytecode::Instruction;

use crate::heap::{Array, Field, Link, layout};
use crate::object::Function;

/// What a generator is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum GeneratorState {
    /// It has not started.
    #[default]
    Created = 0,
    /// It waits in a `yield`.
    Suspended,
    /// It is running.
    Running,
    /// It has returned or raised.
    Finished,
}

layout! {
    /// A generator, coroutine or asynchronous generator. Its registers are resumed in place.
    pub struct Generator (Generator) {
        /// The function run.
        function: Link<Function>,
        /// The registers.
        registers: Link<Array>,
        /// `__name__`
        name: Field,
        /// `__qualname__`
        qualified_name: Field,
        /// The exception being handled while it was suspended.
        handled: Field,
        /// `cr_origin`
        origin: Field,
        ;
        /// The instruction to go on with.
        next: *const Instruction,
        /// What it is doing.
        state: GeneratorState,
        /// Whether `aclose` or `athrow` of an asynchronous generator runs.
        is_closing: bool,
        /// Whether hooks of asynchronous generators have been called.
        has_hooks: bool,
        /// Whether an asynchronous generator is within `__anext__`, `asend` or `athrow`.
        is_running_async: bool,
    }
}
