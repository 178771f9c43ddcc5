//! Exponents, neighbours and remainders of floats.

use super::{domain_error, range_error};
use crate::error::{Error, Result};
use crate::int::{Int, Scaled, scaled_to_f64};

/// `math.frexp`: a number between 1/2 and 1, and a power of two, whose product the value is.
pub fn frexp(value: f64) -> (f64, i64) {
    if value == 0.0 || !value.is_finite() {
        return (value, 0);
    }
    const SUBNORMAL_SCALE: i64 = 54;
    let (normal, scale) = if value.is_subnormal() {
        (value * (1u64 << SUBNORMAL_SCALE) as f64, SUBNORMAL_SCALE)
    } else {
        (value, 0)
    };
    const EXPONENT_BITS: u64 = 0x7ff << 52;
    const HALF: u64 = 1022 << 52;
    let bits = normal.to_bits();
    let exponent = ((bits & EXPONENT_BITS) >> 52) as i64 - 1022 - scale;
    (f64::from_bits(bits & !EXPONENT_BITS | HALF), exponent)
}

/// `math.ldexp`: `value * 2**exponent`, rounded once.
///
/// # Errors
/// `OverflowError`
pub fn ldexp(value: f64, exponent: &Int) -> Result<f64> {
    if value == 0.0 || !value.is_finite() {
        return Ok(value);
    }
    // Beyond these bounds the result is zero or too large whatever the value.
    const BOUND: i64 = 1 << 16;
    let (fraction, own_exponent) = frexp(value);
    let mantissa = (fraction.abs() * (1u64 << 53) as f64) as u128;
    let exponent = exponent.saturate().clamp(-BOUND, BOUND) + own_exponent - 53;
    match scaled_to_f64(Scaled { mantissa, exponent }) {
        Some(magnitude) => Ok(magnitude.copysign(value)),
        None => Err(range_error()),
    }
}

/// `math.nextafter(start, end, steps=steps)`
pub fn next_after(start: f64, end: f64, steps: u64) -> f64 {
    if start.is_nan() || end.is_nan() {
        return start + end;
    }
    if steps == 0 {
        return start;
    }
    if start == end {
        return end;
    }
    // Floats of one sign are ordered as their bits; these numbers order those of both signs.
    let position = |value: f64| {
        let magnitude = (value.to_bits() & !(1 << 63)) as i64;
        if value.is_sign_negative() { -magnitude } else { magnitude }
    };
    let (from, to) = (position(start), position(end));
    if from.abs_diff(to) <= steps {
        return end;
    }
    let reached =
        if to > from { from.wrapping_add_unsigned(steps) } else { from.wrapping_sub_unsigned(steps) };
    let magnitude = f64::from_bits(reached.unsigned_abs());
    let negative = reached < 0 || reached == 0 && to > from;
    if negative { -magnitude } else { magnitude }
}

/// `math.ulp`: the worth of the last bit.
pub fn ulp(value: f64) -> f64 {
    let magnitude = value.abs();
    if !magnitude.is_finite() {
        return magnitude;
    }
    let above = magnitude.next_up();
    if above.is_infinite() { magnitude - magnitude.next_down() } else { above - magnitude }
}

/// `math.fmod`
///
/// # Errors
/// `ValueError` for an infinite dividend or a zero divisor.
pub fn fmod(left: f64, right: f64) -> Result<f64> {
    let result = left % right;
    if result.is_nan() && !left.is_nan() && !right.is_nan() { Err(domain_error()) } else { Ok(result) }
}

/// `math.remainder`: the difference to the nearest multiple, the even one of two (IEEE 754).
///
/// # Errors
/// `ValueError` for an infinite dividend or a zero divisor.
pub fn remainder(left: f64, right: f64) -> Result<f64> {
    if left.is_nan() || right.is_nan() {
        return Ok(left + right);
    }
    if left.is_infinite() || right == 0.0 {
        return Err(domain_error());
    }
    if right.is_infinite() {
        return Ok(left);
    }
    let (dividend, divisor) = (left.abs(), right.abs());
    let below = dividend % divisor;
    // The differences to the multiples below and above are exact, and so is their comparison.
    let above = divisor - below;
    let result = if below < above {
        below
    } else if below > above {
        -above
    } else {
        // Half way: twice the divisor divides what lies before the even multiple.
        below - 2.0 * ((0.5 * (dividend - below)) % divisor)
    };
    Ok(1f64.copysign(left) * result)
}

/// `math.fma`: `x * y + z`, rounded once.
///
/// # Errors
/// `ValueError` when the result is no number, `OverflowError`.
pub fn fma(x: f64, y: f64, z: f64) -> Result<f64> {
    let result = x.mul_add(y, z);
    if result.is_finite() {
        return Ok(result);
    }
    if result.is_nan() {
        let invalid = !x.is_nan() && !y.is_nan() && !z.is_nan();
        return if invalid { Err(Error::value("invalid operation in fma")) } else { Ok(result) };
    }
    let overflow = x.is_finite() && y.is_finite() && z.is_finite();
    if overflow { Err(Error::overflow("overflow in fma")) } else { Ok(result) }
}

/// `math.isclose(left, right, rel_tol=relative, abs_tol=absolute)`, and that of `cmath`, of whose arguments `difference`
/// and the other two are the absolute values.
///
/// # Errors
/// `ValueError` for a negative tolerance.
pub fn is_close(
    equal: bool,
    difference: f64,
    left: f64,
    right: f64,
    relative: f64,
    absolute: f64,
) -> Result<bool> {
    if relative < 0.0 || absolute < 0.0 {
        return Err(Error::value("tolerances must be non-negative"));
    }
    if equal {
        return Ok(true);
    }
    // What is not equal to an infinity is infinitely far from it.
    if left.is_infinite() || right.is_infinite() {
        return Ok(false);
    }
    Ok(difference <= relative * right || difference <= relative * left || difference <= absolute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_float() {
        assert_eq!(frexp(8.0), (0.5, 4));
        assert_eq!(frexp(-5e-324), (-0.5, -1073));
        assert_eq!(ldexp(0.5, &Int::from(-1073)), Ok(5e-324));
        assert_eq!(ldexp(0.75, &Int::from(-1073)), Ok(1e-323));
        assert_eq!(ldexp(1.0, &Int::from(1024)), Err(range_error()));
        assert_eq!(ldexp(-1.0, &Int::from(i64::MIN)).map(f64::to_bits), Ok((-0.0f64).to_bits()));
    }

    #[test]
    fn neighbours() {
        assert_eq!(next_after(1.0, 2.0, 1), 1.0f64.next_up());
        assert_eq!(next_after(1.0, 2.0, u64::MAX), 2.0);
        assert_eq!(next_after(5e-324, -1.0, 2), -5e-324);
        assert_eq!(next_after(-5e-324, 1.0, 1).to_bits(), (-0.0f64).to_bits());
        assert_eq!(ulp(f64::MAX), 2f64.powi(971));
        assert_eq!(ulp(0.0), 5e-324);
    }

    #[test]
    fn remainders() {
        assert_eq!(remainder(5.0, 3.0), Ok(-1.0));
        assert_eq!(remainder(3.0, 2.0), Ok(-1.0));
        assert_eq!(remainder(1.0, 2.0), Ok(1.0));
        assert_eq!(remainder(-5.0, 3.0), Ok(1.0));
        assert_eq!(fmod(-7.5, 2.0), Ok(-1.5));
        assert!(fmod(1.0, 0.0).is_err());
    }
}
