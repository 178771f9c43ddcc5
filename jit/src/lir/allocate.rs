//! Giving registers: a thin shell around `regalloc2`.

use regalloc2::{Output, RegallocOptions};

use super::{Function, registers};

/// Registers and stack slots for all operands.
///
/// # Errors
/// The allocator refuses the function.
pub(crate) fn allocate(function: &Function) -> Result<Output, String> {
    let options = RegallocOptions { validate_ssa: cfg!(debug_assertions), ..RegallocOptions::default() };
    let environment = registers::environment();
    let output = regalloc2::run(function, &environment, &options).map_err(|error| error.to_string())?;
    // The checker takes several times as long as the allocator, and grows with the square of the function.
    if cfg!(debug_assertions) {
        let mut checker = regalloc2::checker::Checker::new(function, &environment);
        checker.prepare(&output);
        if let Err(errors) = checker.run() {
            panic!("the register allocation does not hold: {errors:?}\n{function}");
        }
    }
    Ok(output)
}
