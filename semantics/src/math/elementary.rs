//! Elementary functions, with the errors that `math` raises for what they are not defined for.

use super::{domain_error, range_error};
use crate::error::{Error, Result};
use crate::float::repr;
use crate::int::Int;

#[cold]
fn expected<T>(what: &str, value: f64) -> Result<T> {
    Err(Error::value(format!("expected {what}, got {}", repr(value))))
}

/// The result of a function that is defined everywhere, but may be too large.
fn in_range(argument: f64, result: f64) -> Result<f64> {
    if result.is_infinite() && argument.is_finite() { Err(range_error()) } else { Ok(result) }
}

/// `math.sqrt`
///
/// # Errors
/// `ValueError` for a negative number.
pub fn sqrt(value: f64) -> Result<f64> {
    if value < 0.0 { expected("a nonnegative input", value) } else { Ok(value.sqrt()) }
}

/// `math.exp`
///
/// # Errors
/// `OverflowError`
pub fn exp(value: f64) -> Result<f64> {
    in_range(value, value.exp())
}

/// `math.exp2`
///
/// # Errors
/// `OverflowError`
pub fn exp2(value: f64) -> Result<f64> {
    in_range(value, value.exp2())
}

/// `math.expm1`
///
/// # Errors
/// `OverflowError`
pub fn expm1(value: f64) -> Result<f64> {
    in_range(value, value.exp_m1())
}

/// `math.sinh`
///
/// # Errors
/// `OverflowError`
pub fn sinh(value: f64) -> Result<f64> {
    in_range(value, value.sinh())
}

/// `math.cosh`
///
/// # Errors
/// `OverflowError`
pub fn cosh(value: f64) -> Result<f64> {
    in_range(value, value.cosh())
}

/// `math.log`, `log2` or `log10`, of which `function` is the logarithm of a positive number.
///
/// # Errors
/// `ValueError` for a number that is not positive.
pub fn log(function: fn(f64) -> f64, value: f64) -> Result<f64> {
    if value <= 0.0 { expected("a positive input", value) } else { Ok(function(value)) }
}

/// As [`log`], of an int, which may be larger than any float.
///
/// # Errors
/// `ValueError` for a number that is not positive.
pub fn log_of_int(function: fn(f64) -> f64, value: &Int) -> Result<f64> {
    if value.is_zero() || value.is_negative() {
        return Err(Error::value("expected a positive input"));
    }
    if let Ok(float) = value.to_f64() {
        return Ok(function(float));
    }
    // `value = mantissa * 2**exponent`, with the mantissa rounded to a float between 1/2 and 1.
    const KEPT: u64 = 1000;
    let dropped = value.bit_length() - KEPT;
    let leading = value.rshift(&Int::from(dropped))?.to_f64()?;
    let mantissa = super::ldexp(leading, &Int::from(-(KEPT as i64)))?;
    Ok(function(mantissa) + function(2.0) * (dropped + KEPT) as f64)
}

/// `math.log1p`
///
/// # Errors
/// `ValueError` for -1 and below.
pub fn log1p(value: f64) -> Result<f64> {
    if value <= -1.0 { expected("argument value > -1", value) } else { Ok(value.ln_1p()) }
}

/// `math.sin`
///
/// # Errors
/// `ValueError` for an infinity.
pub fn sin(value: f64) -> Result<f64> {
    if value.is_infinite() { expected("a finite input", value) } else { Ok(value.sin()) }
}

/// `math.cos`
///
/// # Errors
/// `ValueError` for an infinity.
pub fn cos(value: f64) -> Result<f64> {
    if value.is_infinite() { expected("a finite input", value) } else { Ok(value.cos()) }
}

/// `math.tan`
///
/// # Errors
/// `ValueError` for an infinity.
pub fn tan(value: f64) -> Result<f64> {
    if value.is_infinite() { expected("a finite input", value) } else { Ok(value.tan()) }
}

/// `math.asin`
///
/// # Errors
/// `ValueError` beyond 1.
pub fn asin(value: f64) -> Result<f64> {
    if value.abs() > 1.0 { expected("a number in range from -1 up to 1", value) } else { Ok(value.asin()) }
}

/// `math.acos`
///
/// # Errors
/// `ValueError` beyond 1.
pub fn acos(value: f64) -> Result<f64> {
    if value.abs() > 1.0 { expected("a number in range from -1 up to 1", value) } else { Ok(value.acos()) }
}

/// Whether `math.acosh` is defined.
///
/// # Errors
/// `ValueError` below 1.
pub fn acosh_domain(value: f64) -> Result<()> {
    if value < 1.0 { expected("argument value not less than 1", value) } else { Ok(()) }
}

/// Whether `math.atanh` is defined.
///
/// # Errors
/// `ValueError` at 1 and beyond.
pub fn atanh_domain(value: f64) -> Result<()> {
    if value.abs() >= 1.0 { expected("a number between -1 and 1", value) } else { Ok(()) }
}

/// Whether `math.gamma` and `math.lgamma` are defined.
///
/// # Errors
/// `ValueError` for zero and the negative integers.
pub fn gamma_domain(value: f64) -> Result<()> {
    if value <= 0.0 && value.is_finite() && value.fract() == 0.0 {
        return expected("a noninteger or positive integer", value);
    }
    Ok(())
}

/// `math.pow`
///
/// # Errors
/// `ValueError` for a negative number to a fractional power and for zero to a negative one, `OverflowError`.
pub fn pow(base: f64, exponent: f64) -> Result<f64> {
    let result = base.powf(exponent);
    if !base.is_finite() || !exponent.is_finite() || result.is_finite() {
        return Ok(result);
    }
    Err(if result.is_nan() || base == 0.0 { domain_error() } else { range_error() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Limit;

    #[test]
    fn logarithms_of_huge_ints() {
        let huge = Int::from(10).pow(&Int::from(400), Limit(1 << 20)).unwrap();
        let crate::Number::Int(huge) = huge else { panic!("an int") };
        assert_eq!(log_of_int(f64::ln, &huge), Ok(921.034_037_197_618_2));
        assert_eq!(
            log_of_int(f64::log2, &Int::from(1).lshift(&Int::from(2000), Limit(1 << 20)).unwrap()),
            Ok(2000.0)
        );
        assert!(log_of_int(f64::ln, &Int::ZERO).is_err());
    }

    #[test]
    fn powers_at_the_limits() {
        assert_eq!(pow(1.0, f64::NAN), Ok(1.0));
        assert_eq!(pow(0.0, -1.0), Err(domain_error()));
        assert_eq!(pow(-1.0, 0.5), Err(domain_error()));
        assert_eq!(pow(10.0, 400.0), Err(range_error()));
        assert_eq!(pow(f64::NEG_INFINITY, 3.0), Ok(f64::NEG_INFINITY));
    }
}
