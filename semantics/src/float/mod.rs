//! Python's `float`, as functions on `f64`; what the machine does by itself (`+ - *`) is not repeated.
//!
//! - this file: arithmetic;
//! - `digits`: decimal digits, shortest and exact, which everything that prints or rounds builds on;
//! - `text`: `repr` and `float(text)`;
//! - `hex`: `float.hex` and `float.fromhex`;
//! - `convert`: to `int`, to a ratio, `round`;
//! - `sum`: compensated summation.

mod convert;
pub(crate) mod digits;
mod hex;
mod sum;
mod text;

use crate::complex::Complex;
use crate::error::{Error, ErrorKind, Result};
use crate::number::Number;

pub use convert::{as_integer_ratio, ceil, floor, is_integer, round, round_to_int, trunc};
pub use hex::{from_hex, hex};
pub use sum::CompensatedSum;
pub(crate) use text::{Part, parse_prefix, repr_without_point, without_underscores};
pub use text::{from_text, repr};

/// `left / right`
///
/// # Errors
/// `ZeroDivisionError`
pub fn truediv(left: f64, right: f64) -> Result<f64> {
    if right == 0.0 {
        return Err(Error::division_by_zero());
    }
    Ok(left / right)
}

/// `left // right`
///
/// # Errors
/// `ZeroDivisionError`
pub fn floordiv(left: f64, right: f64) -> Result<f64> {
    divmod(left, right).map(|(quotient, _)| quotient)
}

/// `left % right`: has the sign of `right`.
///
/// # Errors
/// `ZeroDivisionError`
pub fn modulo(left: f64, right: f64) -> Result<f64> {
    if right == 0.0 {
        return Err(Error::division_by_zero());
    }
    let remainder = left % right;
    Ok(if remainder == 0.0 {
        0f64.copysign(right)
    } else if (right < 0.0) != (remainder < 0.0) {
        remainder + right
    } else {
        remainder
    })
}

/// `divmod(left, right)`
///
/// # Errors
/// `ZeroDivisionError`
pub fn divmod(left: f64, right: f64) -> Result<(f64, f64)> {
    let remainder = modulo(left, right)?;
    // The truncated remainder is exact; where it moved to the divisor's sign, the quotient is one less.
    let truncated = left % right;
    let mut quotient = (left - truncated) / right;
    if truncated != 0.0 && (right < 0.0) != (truncated < 0.0) {
        quotient -= 1.0;
    }
    // Up to rounding the quotient is whole: take the nearest whole number, and the true quotient's sign for zero.
    let whole = if quotient == 0.0 {
        0f64.copysign(left / right)
    } else {
        let floor = quotient.floor();
        if quotient - floor > 0.5 { floor + 1.0 } else { floor }
    };
    Ok((whole, remainder))
}

/// `base ** exponent`: a complex number for a negative base and a fractional exponent.
///
/// # Errors
/// `ZeroDivisionError`, `OverflowError`
pub fn pow(base: f64, exponent: f64) -> Result<Number> {
    if base == 0.0 && exponent < 0.0 && exponent.is_finite() {
        return Err(Error::new(ErrorKind::ZeroDivision, "zero to a negative power"));
    }
    let finite = base.is_finite() && exponent.is_finite();
    if finite && base < 0.0 && exponent != exponent.floor() {
        return Complex::new(base, 0.0).pow(Complex::new(exponent, 0.0)).map(Number::Complex);
    }
    let power = base.powf(exponent);
    if finite && power.is_infinite() {
        return Err(Error::overflow("(34, 'Numerical result out of range')"));
    }
    Ok(Number::Float(power))
}
