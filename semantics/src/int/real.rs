//! Where `int` meets `float`: true division, conversion, exact comparison.

use std::cmp::Ordering;

use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_traits::{ToPrimitive, Zero};

use super::Int;
use crate::error::{Error, Result};

/// A positive number `mantissa * 2**exponent`, to be rounded to a float.
pub(crate) struct Scaled {
    /// The leading bits. When the number has more than fit, the lowest bit is set for any ones among the rest.
    pub(crate) mantissa: u128,
    /// The scale.
    pub(crate) exponent: i64,
}

/// The nearest float, half to even; `None` when that is beyond the largest.
///
/// The mantissa must have 64 bits or more if its lowest bit stands for others.
pub(crate) fn scaled_to_f64(Scaled { mantissa, exponent }: Scaled) -> Option<f64> {
    const LEAST_EXPONENT: i64 = f64::MIN_EXP as i64 - f64::MANTISSA_DIGITS as i64;
    if mantissa == 0 {
        return Some(0.0);
    }
    let bits = i64::from(u128::BITS - mantissa.leading_zeros());
    // The exponent of the result's last bit: 53 bits from the top, or where subnormal numbers end.
    let last = (exponent + bits - i64::from(f64::MANTISSA_DIGITS)).max(LEAST_EXPONENT);
    let (rounded, exponent) = match last - exponent {
        drop if drop <= 0 => (mantissa as u64, exponent),
        // Not even half of the least subnormal number.
        drop if drop > bits => return Some(0.0),
        drop => {
            let kept = mantissa.checked_shr(drop as u32).unwrap_or(0) as u64;
            let half = 1u128 << (drop - 1);
            let up = match (mantissa & (half | (half - 1))).cmp(&half) {
                Ordering::Less => false,
                Ordering::Equal => kept & 1 == 1,
                Ordering::Greater => true,
            };
            (kept + u64::from(up), last)
        }
    };
    let value = multiply_by_power_of_two(rounded as f64, exponent);
    value.is_finite().then_some(value)
}

/// `value * 2**exponent`, where the product is known to be exact or to overflow.
fn multiply_by_power_of_two(mut value: f64, mut exponent: i64) -> f64 {
    const STEP: i64 = 1000;
    while exponent.abs() > STEP && value != 0.0 && value.is_finite() {
        value *= 2f64.powi((STEP * exponent.signum()) as i32);
        exponent -= STEP * exponent.signum();
    }
    value * 2f64.powi(exponent.clamp(-STEP, STEP) as i32)
}

/// The leading 64 bits of a number, with the lowest standing for all that follow.
fn scaled(magnitude: &BigUint) -> Scaled {
    let drop = magnitude.bits().saturating_sub(64);
    let leading = (magnitude >> drop).to_u64().unwrap_or(u64::MAX);
    let sticky = magnitude.trailing_zeros().is_some_and(|zeros| zeros < drop);
    Scaled {
        mantissa: u128::from(leading) << 1 | u128::from(sticky),
        exponent: i64::try_from(drop).unwrap_or(i64::MAX / 2) - 1,
    }
}

impl Int {
    /// `float(self)`: the nearest float, half to even.
    ///
    /// # Errors
    /// `OverflowError`
    pub fn to_f64(&self) -> Result<f64> {
        match self {
            Int::Small(value) => Ok(*value as f64),
            Int::Big(value) => match scaled_to_f64(scaled(value.magnitude())) {
                Some(float) => Ok(if self.is_negative() { -float } else { float }),
                None => Err(Error::overflow("int too large to convert to float")),
            },
        }
    }

    /// `self / other`: the float nearest to the exact quotient.
    ///
    /// # Errors
    /// `ZeroDivisionError`, `OverflowError`
    pub fn truediv(&self, other: &Int) -> Result<f64> {
        const EXACT: u64 = 1 << f64::MANTISSA_DIGITS;
        if other.is_zero() {
            return Err(Error::division_by_zero());
        }
        if let (Int::Small(left), Int::Small(right)) = (self, other)
            && left.unsigned_abs() <= EXACT
            && right.unsigned_abs() <= EXACT
        {
            return Ok(*left as f64 / *right as f64);
        }
        // Scale so that the integer quotient has 65 or 66 bits, and let the remainder decide the lowest.
        let exponent = self.bit_length() as i64 - other.bit_length() as i64 - 65;
        let (left, right) = (self.to_big(), other.to_big());
        let (mut left, mut right) = (left.magnitude().clone(), right.magnitude().clone());
        if exponent > 0 {
            right <<= exponent;
        } else {
            left <<= -exponent;
        }
        let (quotient, remainder) = left.div_rem(&right);
        let mantissa = quotient.to_u128().unwrap_or(u128::MAX) << 1 | u128::from(!remainder.is_zero());
        match scaled_to_f64(Scaled { mantissa, exponent: exponent - 1 }) {
            Some(float) => Ok(if self.is_negative() != other.is_negative() { -float } else { float }),
            None => Err(Error::overflow("integer division result too large for a float")),
        }
    }

    /// The integer part of a float, toward zero; `None` for an infinity or NaN.
    pub fn from_f64(value: f64) -> Option<Int> {
        // `-2**63` is a float, and so is `2**63`, which is the first that does not fit.
        if value >= i64::MIN as f64 && value < -(i64::MIN as f64) {
            return Some(Int::Small(value as i64));
        }
        if !value.is_finite() {
            return None;
        }
        // Beyond 63 bits, a float is its mantissa shifted left.
        let bits = value.to_bits();
        let mantissa = (bits & ((1 << 52) - 1)) | (1 << 52);
        let exponent = ((bits >> 52) & 0x7ff) - 1075;
        let magnitude = BigInt::from(mantissa) << exponent;
        Some(Int::from(if value < 0.0 { -magnitude } else { magnitude }))
    }

    /// How the number compares with a float, exactly; `None` for NaN.
    pub fn compare_float(&self, other: f64) -> Option<Ordering> {
        if other.is_nan() {
            return None;
        }
        let Some(whole) = Int::from_f64(other) else {
            return Some(if other > 0.0 { Ordering::Less } else { Ordering::Greater });
        };
        // Where the integer parts agree, what was cut off decides.
        let cut = other.fract().partial_cmp(&0.0).unwrap_or(Ordering::Equal);
        Some(self.cmp(&whole).then(cut.reverse()))
    }

    /// `self.as_integer_ratio()`
    pub fn as_integer_ratio(&self) -> (Int, Int) {
        (self.clone(), Int::ONE)
    }
}
