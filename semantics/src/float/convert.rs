//! From `float` to `int` and to a ratio of ints, and `round`.

use num_bigint::BigInt;

use super::digits::Digits;
use crate::error::{Error, Result};
use crate::int::Int;

/// `int(value)` and `math.trunc(value)`
///
/// # Errors
/// `ValueError` for NaN, `OverflowError` for an infinity.
pub fn trunc(value: f64) -> Result<Int> {
    Int::from_f64(value).ok_or_else(|| {
        if value.is_nan() {
            Error::value("cannot convert float NaN to integer")
        } else {
            Error::overflow("cannot convert float infinity to integer")
        }
    })
}

/// `math.floor(value)`
///
/// # Errors
/// As [`trunc`].
pub fn floor(value: f64) -> Result<Int> {
    trunc(value.floor())
}

/// `math.ceil(value)`
///
/// # Errors
/// As [`trunc`].
pub fn ceil(value: f64) -> Result<Int> {
    trunc(value.ceil())
}

/// `round(value)`: the nearest int, half to even.
///
/// # Errors
/// As [`trunc`].
pub fn round_to_int(value: f64) -> Result<Int> {
    trunc(value.round_ties_even())
}

/// `round(value, ndigits)`: the float nearest to the exact value rounded half to even at that decimal place.
///
/// # Errors
/// `OverflowError`
pub fn round(value: f64, ndigits: &Int) -> Result<f64> {
    if !value.is_finite() {
        return Ok(value);
    }
    let Digits { digits, point } = Digits::places(value.abs(), ndigits.saturate());
    // The text is a decimal number by construction.
    let rounded: f64 = format!("0.{digits}e{point}").parse().unwrap_or(f64::NAN);
    if rounded.is_infinite() {
        return Err(Error::overflow("rounded value too large to represent"));
    }
    Ok(rounded.copysign(value))
}

/// `value.is_integer()`
pub fn is_integer(value: f64) -> bool {
    value.is_finite() && value.fract() == 0.0
}

/// `value.as_integer_ratio()`: in lowest terms, with a positive denominator.
///
/// # Errors
/// `ValueError` for NaN, `OverflowError` for an infinity.
pub fn as_integer_ratio(value: f64) -> Result<(Int, Int)> {
    if value.is_nan() {
        return Err(Error::value("cannot convert NaN to integer ratio"));
    }
    if value.is_infinite() {
        return Err(Error::overflow("cannot convert Infinity to integer ratio"));
    }
    if let Some(whole) = Int::from_f64(value).filter(|_| value.fract() == 0.0) {
        return Ok((whole, Int::ONE));
    }
    // A fraction is its mantissa, freed of trailing zeros, over a power of two.
    let bits = value.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, shift) = match (bits >> 52) & 0x7ff {
        0 => (fraction, 1074),
        biased => (fraction | (1 << 52), 1075 - biased),
    };
    let zeros = u64::from(mantissa.trailing_zeros());
    let numerator = (mantissa >> zeros) as i64;
    let denominator = BigInt::from(1) << (shift - zeros);
    Ok((Int::Small(if value < 0.0 { -numerator } else { numerator }), Int::from(denominator)))
}
