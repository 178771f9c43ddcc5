//! Giving registers: a thin shell around `regalloc2`.

use regalloc2::{Output, RegallocOptions};

use super::{Function, registers};

/// Registers and stack slots for all operands.
///
/// # Errors
/// The allocator refuses the function.
pub(crate) fn allocate(function: &Function) -> Result<Output, String> {
    let options = RegallocOptions { validate_ssa: true, ..RegallocOptions::default() };
    let environment = registers::environment();
    let output = regalloc2::run(function, &environment, &options).map_err(|error| error.to_string())?;
    // What the allocator gives is checked always: code whose values are not where it says is not compiled.
    let mut checker = regalloc2::checker::Checker::new(function, &environment);
    checker.prepare(&output);
    checker.run().map_err(|_| "the register allocation does not hold".to_owned())?;
    Ok(output)
}
