//! Runs the programs in `tests/run` with everything compiled when it is first called.

#[path = "../../vm/tests/support/programs.rs"]
mod programs;

use programs::{Interpreter, check};

#[test]
fn compiled_programs_print_what_cpython_prints() {
    let path = env!("CARGO_BIN_EXE_strict-jit");
    check("compiled", &Interpreter { path, arguments: &["-X", "jit=all"], is_stressed: false });
}

#[test]
fn leaving_compiled_code_anywhere_changes_nothing() {
    let path = env!("CARGO_BIN_EXE_strict-jit");
    let arguments = &["-X", "jit=all", "-X", "jit-stress-deopt=7"];
    check("exits", &Interpreter { path, arguments, is_stressed: false });
}

#[test]
fn code_made_from_what_was_met_changes_nothing() {
    let path = env!("CARGO_BIN_EXE_strict-jit");
    let arguments = &["-X", "jit=auto", "-X", "jit-threshold=4", "-X", "jit-stress-deopt=11"];
    check("feedback", &Interpreter { path, arguments, is_stressed: false });
}
