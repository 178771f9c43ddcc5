//! Passes over the high-level representation.

mod dead_code;
mod dead_stores;
mod loop_invariants;
mod memory;
mod redundant_parameters;
#[cfg(test)]
mod tests;
mod value_numbering;

use crate::hir::Function;
use crate::hir::verify::verify;

/// A pass.
type Pass = fn(&mut Function);

/// The passes in order, with their names.
const PASSES: &[(&str, Pass)] = &[
    ("redundant_parameters", redundant_parameters::run),
    ("value_numbering", value_numbering::run),
    ("loop_invariants", loop_invariants::run),
    ("dead_stores", dead_stores::run),
    ("dead_code", dead_code::run),
];

/// Runs all passes in order, and checks the graph after each in debug builds.
pub(crate) fn run(function: &mut Function) {
    check(function, "build");
    for (name, pass) in PASSES {
        pass(function);
        check(function, name);
    }
}

fn check(function: &Function, after: &str) {
    if cfg!(debug_assertions)
        && let Err(problem) = verify(function)
    {
        panic!("after {after}: {problem}\n{function}");
    }
}
