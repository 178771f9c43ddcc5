//! Compiles hot Python functions to x86-64 machine code.
//!
//! Bytecode and what the interpreter has met make the high-level representation (`build`, `hir`), passes improve it (`passes`),
//! it becomes instructions on virtual registers (`lir`), and these machine code (`emit`, `code`). What compiled code assumes it
//! checks; where a check fails, it leaves to the interpreter (`deopt`), and code that leaves too often is made anew without that
//! assumption.
#![cfg(all(target_arch = "x86_64", unix))]

mod build;
mod clock;
mod code;
mod deopt;
mod emit;
mod hir;
mod jit;
mod lir;
mod list;
mod options;
mod passes;
mod perf_map;
mod stats;

use strict_vm::vm::Vm;

/// Gives a VM this compiler, as its options say.
///
/// # Errors
/// What is wrong with an option.
pub fn attach(vm: &mut Vm) -> Result<(), String> {
    let options = options::Options::read(&vm.options)?;
    if options.mode == options::Mode::Off {
        return Ok(());
    }
    let heat = if options.mode == options::Mode::All { 0 } else { options.threshold };
    vm.set_backend(Box::new(jit::Jit::new(options)), heat);
    Ok(())
}
