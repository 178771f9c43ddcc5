//! `_statistics`: what `statistics` does on plain numbers.

use strict_semantics::math::inverse_normal;

use crate::builtins::prelude::*;
use crate::modules::native_module::{ModuleSpec, new_module};

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "Accelerators for the statistics module.",
    ..new_module("_statistics", &[m("_normal_dist_inv_cdf", "(p, mu, sigma, /)", Pure, n(inverse), "")])
};

fn inverse(vm: &mut Vm, p: f64, mean: f64, deviation: f64) -> Outcome<f64> {
    match inverse_normal(p, mean, deviation) {
        Some(result) => Ok(result),
        None => Err(vm.value_error("inv_cdf undefined for these parameters")),
    }
}
