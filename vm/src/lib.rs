//! The VM: runs Python 3.14 bytecode.
//!
//! - [`value`]: tagged words; [`heap`]: the memory manager; [`object`]: the layouts of objects;
//! - [`vm`]: one running Python: its heap, types, stacks and exception state;
//! - [`native`]: how Rust functions become Python functions;
//! - [`protocol`]: attribute access, calls, operators, iteration, conversions: what bytecode and natives share;
//! - [`builtins`]: the built-in types and functions; [`modules`]: native modules of the library;
//! - `lazy_imports`: names whose modules are imported when they are first used;
//! - [`strict`]: strict modules, and what it means that they are frozen;
//! - [`abi`]: what a compiler to machine code needs;
//! - [`interp`]: the interpreter of bytecode; `monitoring`: who is told what it does; [`lifecycle`]: how a process begins and ends.

pub mod abi;
mod address_space;
pub mod builtins;
pub mod heap;
pub mod interp;
mod lazy_imports;
pub mod lifecycle;
pub mod modules;
mod monitoring;
pub mod native;
mod native_errors;
pub mod object;
pub mod protocol;
pub mod run;
pub mod strict;
pub mod value;
pub mod vm;

pub use lifecycle::run_main_thread;
pub use run::{ExitStatus, Extensions, Invocation, Launch, Options, Program, UsageError, launch};
pub use value::Value;
pub use vm::{Outcome, Raised, Vm};
