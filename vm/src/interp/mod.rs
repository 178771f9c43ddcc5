//! The interpreter of bytecode.
//!
//! `dispatch` is the loop, with instructions in the files `dispatch_*`; a Python function called from Python code runs in the same loop, its registers beginning
//! where the caller laid the arguments. The other files hold what is too rare or too long for the loop: filling inline
//! caches (`attributes`, `globals`), calls that need binding (`calls`), unwinding (`unwind`), generators, imports,
//! pattern matching.
#![allow(unsafe_code, reason = "reads and writes registers and instructions by address")]

mod arithmetic;
mod attributes;
mod calls;
mod construct;
mod dispatch;
mod dispatch_calls;
mod dispatch_containers;
mod dispatch_names;
mod dispatch_numbers;
mod dispatch_step;
mod enter;
mod finalize;
mod frame;
mod generators;
mod globals;
pub(crate) mod imports;
mod patterns;
mod run;
mod single_step;
mod unwind;

use strict_bytecode::CodeFlags;

pub(crate) use calls::{CallShape, call, call_native, call_shape, call_spread, make_call, window_of};
pub(crate) use finalize::needs_finalizer;
pub(crate) use frame::{instruction_index, pop_frame, push_frame, set_locals};
pub(crate) use generators::{Resumption, awaitable};
pub(crate) use generators::{delegate_compiled, finish as finish_generator, push_resumed, suspend_compiled};
pub use run::run;
pub(crate) use run::run_raising;
pub(crate) use single_step::{can_step, load_attribute, load_item, next_of, operate, step, stepper};
pub(crate) use single_step::{store_attribute, store_item};

/// Code with one of these flags makes a generator or coroutine when it is called.
pub const SUSPENDABLE: CodeFlags =
    CodeFlags::GENERATOR.union(CodeFlags::COROUTINE).union(CodeFlags::ASYNC_GENERATOR);
