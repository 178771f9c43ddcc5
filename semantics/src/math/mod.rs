//! The functions of the `math` module on floats; those on ints are in `int`.
//!
//! What a float can hold is computed exactly and rounded once. The elementary functions are those of the C library,
//! as in CPython, so that their last digit is the platform's.
//!
//! - `elementary`: roots, exponentials, logarithms, trigonometric and hyperbolic functions;
//! - `parts`: what looks at or changes the parts of a float, and remainders;
//! - `exact_sum`: sums of many terms: `fsum`, `sumprod`, `hypot`, `dist`;
//! - `normal`: quantiles of the normal distribution.

mod elementary;
mod exact_sum;
mod normal;
mod parts;

pub use elementary::{
    acos, acosh_domain, asin, atanh_domain, cos, cosh, exp, exp2, expm1, gamma_domain, log, log_of_int,
    log1p, pow, sin, sinh, sqrt, tan,
};
pub use exact_sum::{ExactSum, hypot};
pub use normal::inverse_normal;
pub use parts::{fma, fmod, frexp, is_close, ldexp, next_after, remainder, ulp};

use crate::error::Error;

/// The arguments are outside of what the function is defined for.
#[cold]
fn domain_error() -> Error {
    Error::value("math domain error")
}

/// The result is beyond the largest float.
#[cold]
fn range_error() -> Error {
    Error::overflow("math range error")
}
