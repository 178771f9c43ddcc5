//! Runs the programs in `tests/run` plainly, and with collections forced at allocations.

#[path = "support/programs.rs"]
mod programs;

use programs::{Interpreter, check};

const INTERPRETER: &str = env!("CARGO_BIN_EXE_strict-vm");

#[test]
fn programs_print_what_cpython_prints() {
    check("plain", &Interpreter { path: INTERPRETER, arguments: &[], is_stressed: false });
}

#[test]
fn collections_at_any_allocation_change_nothing() {
    check("stress", &Interpreter { path: INTERPRETER, arguments: &[], is_stressed: true });
}
