//! Sums that are exact until they are rounded once.

use std::cmp::Ordering;

use num_bigint::{BigInt, BigUint, Sign};
use num_traits::ToPrimitive;

use crate::error::{Error, Result};
use crate::int::{Scaled, scaled_to_f64};

/// The exponent of the last bit of the product of two floats, at least.
const LAST: i64 = 2 * -1074;

/// The exact sum of finite floats and of products of two, with infinities and NaNs beside it.
#[derive(Clone, Debug, Default)]
pub struct ExactSum {
    /// The sum, in units of `2**LAST`.
    finite: BigInt,
    /// The sum of infinities and NaNs.
    special: f64,
    /// The sum of infinities.
    infinite: f64,
}

impl ExactSum {
    /// Adds a number.
    pub fn add(&mut self, value: f64) {
        self.add_product(value, 1.0);
    }

    /// Adds the exact product of two numbers.
    pub fn add_product(&mut self, left: f64, right: f64) {
        if left.is_finite() && right.is_finite() {
            let (left, left_exponent) = parts(left);
            let (right, right_exponent) = parts(right);
            let product = BigInt::from(left) * right;
            self.finite += product << (left_exponent + right_exponent - LAST) as u64;
        } else {
            let product = left * right;
            self.special += product;
            if product.is_infinite() {
                self.infinite += product;
            }
        }
    }

    fn finite_value(&self) -> Option<f64> {
        let magnitude = rounded(self.finite.magnitude(), LAST)?;
        Some(if self.finite.sign() == Sign::Minus { -magnitude } else { magnitude })
    }

    /// The nearest float; `None` when that is beyond the largest.
    pub fn value(&self) -> Option<f64> {
        if self.special != 0.0 { Some(self.special) } else { self.finite_value() }
    }

    /// Adds the next number of `math.fsum`.
    ///
    /// # Errors
    /// `OverflowError` when a partial sum is beyond the largest float.
    pub fn add_checked(&mut self, value: f64) -> Result<()> {
        self.add(value);
        match self.finite_value() {
            Some(_) => Ok(()),
            None => Err(Error::overflow("intermediate overflow in fsum")),
        }
    }

    /// The result of `math.fsum`.
    ///
    /// # Errors
    /// `ValueError` for infinities of both signs, `OverflowError`.
    pub fn checked_value(&self) -> Result<f64> {
        if self.infinite.is_nan() {
            return Err(Error::value("-inf + inf in fsum"));
        }
        self.value().ok_or_else(|| Error::overflow("intermediate overflow in fsum"))
    }
}

/// A finite float as a whole number of units of a power of two.
fn parts(value: f64) -> (i64, i64) {
    let bits = value.to_bits();
    let fraction = (bits & ((1 << 52) - 1)) as i64;
    let (mantissa, exponent) = match (bits >> 52 & 0x7ff) as i64 {
        0 => (fraction, -1074),
        biased => (fraction | 1 << 52, biased - 1075),
    };
    (if value.is_sign_negative() { -mantissa } else { mantissa }, exponent)
}

/// `magnitude * 2**exponent` as a float, rounded once.
fn rounded(magnitude: &BigUint, exponent: i64) -> Option<f64> {
    let drop = magnitude.bits().saturating_sub(64);
    let leading = (magnitude >> drop).to_u64().unwrap_or(u64::MAX);
    let sticky = magnitude.trailing_zeros().is_some_and(|zeros| zeros < drop);
    let mantissa = u128::from(leading) << 1 | u128::from(sticky);
    scaled_to_f64(Scaled { mantissa, exponent: exponent + drop as i64 - 1 })
}

/// `math.hypot`: the Euclidean norm, rounded once.
pub fn hypot(coordinates: impl IntoIterator<Item = f64>) -> f64 {
    let mut squares = ExactSum::default();
    for coordinate in coordinates {
        squares.add_product(coordinate, coordinate);
    }
    if squares.infinite != 0.0 {
        return f64::INFINITY;
    }
    if squares.special.is_nan() {
        return f64::NAN;
    }
    // Shifted to 128 bits or more, the integer root has the 64 that decide the rounding; the rest is for the lowest bit.
    let short = 130u64.saturating_sub(squares.finite.magnitude().bits());
    let shift = short + (short & 1);
    let square = squares.finite.magnitude() << shift;
    let root = square.sqrt();
    let inexact = (&root * &root).cmp(&square) != Ordering::Equal;
    let root = (root << 1u8) | BigUint::from(u8::from(inexact));
    rounded(&root, (LAST - shift as i64) / 2 - 1).unwrap_or(f64::INFINITY)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(values: &[f64]) -> Result<f64> {
        let mut sum = ExactSum::default();
        for value in values {
            sum.add_checked(*value)?;
        }
        sum.checked_value()
    }

    #[test]
    fn sums_are_rounded_once() {
        assert_eq!(sum(&[0.1; 10]), Ok(1.0));
        assert_eq!(sum(&[1e100, 1.0, -1e100, 1e-100]), Ok(1.0));
        assert_eq!(sum(&[5e-324, 5e-324]), Ok(1e-323));
        assert!(sum(&[1e308, 1e308, -1e308]).is_err());
        assert_eq!(sum(&[f64::INFINITY, 1.0]), Ok(f64::INFINITY));
        assert!(sum(&[f64::INFINITY, f64::NEG_INFINITY]).is_err());
        assert!(sum(&[f64::INFINITY, f64::NAN]).is_ok_and(f64::is_nan));
    }

    #[test]
    fn norms() {
        assert_eq!(hypot([]), 0.0);
        assert_eq!(hypot([3.0, -4.0]), 5.0);
        assert_eq!(hypot([1.0, 2.0, 3.0]), 14f64.sqrt());
        assert_eq!(hypot([3e300, 4e300]), 5e300);
        assert_eq!(hypot([3e-320, 4e-320]), 5e-320);
        assert_eq!(hypot([f64::NAN, f64::NEG_INFINITY]), f64::INFINITY);
        assert!(hypot([f64::NAN, 1.0]).is_nan());
        assert_eq!(hypot([f64::MAX, f64::MAX]), f64::INFINITY);
    }
}
