//! The exact sum of what a `timedelta` is made of, in microseconds.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, Zero};

use crate::{Error, Int, Result};

/// A number of microseconds. The largest `timedelta` has fewer than 2⁶⁷.
pub type Microseconds = i128;

/// A second.
pub const SECOND: Microseconds = 1_000_000;
/// A day.
pub const DAY: Microseconds = 86_400 * SECOND;

/// A sum of multiples of units. Whole numbers are added exactly; the fractions of a microsecond that floats leave are
/// added as floats, and rounded once, to even.
#[derive(Clone, Debug, Default)]
pub struct DurationSum {
    whole: BigInt,
    fraction: f64,
}

impl DurationSum {
    /// Adds so many times the unit.
    pub fn add_int(&mut self, count: &Int, unit: Microseconds) {
        self.whole += count.to_big().as_ref() * BigInt::from(unit);
    }

    /// Adds so many times the unit.
    ///
    /// # Errors
    /// `OverflowError` for infinity, `ValueError` for NaN.
    pub fn add_float(&mut self, count: f64, unit: Microseconds) -> Result<()> {
        if count.is_nan() {
            return Err(Error::value("cannot convert float NaN to integer"));
        }
        let Some(whole) = Int::from_f64(count.trunc()) else {
            return Err(Error::overflow("cannot convert float infinity to integer"));
        };
        self.add_int(&whole, unit);
        let part = count.fract() * unit as f64;
        self.whole += BigInt::from(part.trunc() as i128);
        self.fraction += part.fract();
        Ok(())
    }

    /// The sum; halves are rounded to even.
    ///
    /// # Errors
    /// `OverflowError` if it is beyond any `timedelta`.
    pub fn total(self) -> Result<Microseconds> {
        let mut rounded = self.fraction.round();
        if (rounded - self.fraction).abs() == 0.5 {
            let odd = f64::from(u8::from(self.whole.is_odd()));
            rounded = 2.0 * ((self.fraction + odd) * 0.5).round() - odd;
        }
        within(&(self.whole + BigInt::from(rounded as i128)))
    }
}

/// The number in a machine's size.
fn within(number: &BigInt) -> Result<Microseconds> {
    match i128::try_from(number) {
        // Days are counted in 32 bits.
        Ok(small) if small.div_euclid(DAY).abs() < 1 << 31 => Ok(small),
        _ => Err(Error::overflow("Python int too large to convert to C int")),
    }
}

/// `dividend / divisor`, rounded to the nearest whole number; halves are rounded to even.
///
/// # Errors
/// `ZeroDivisionError`; `OverflowError` if the quotient is beyond any `timedelta`.
pub fn divide_to_nearest(dividend: &Int, divisor: &Int) -> Result<Microseconds> {
    let (dividend, divisor) = (dividend.to_big(), divisor.to_big());
    if divisor.is_zero() {
        return Err(Error::new(crate::ErrorKind::ZeroDivision, "division by zero"));
    }
    let (mut quotient, rest) = dividend.div_mod_floor(divisor.as_ref());
    let twice: BigInt = (rest * 2_u8).abs();
    let whole = divisor.abs();
    if twice > whole || twice == whole && quotient.is_odd() {
        quotient += 1_u8;
    }
    within(&quotient)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn float_sum(count: f64, unit: Microseconds) -> Microseconds {
        let mut sum = DurationSum::default();
        sum.add_float(count, unit).unwrap();
        sum.total().unwrap()
    }

    #[test]
    fn halves_are_rounded_to_even() {
        assert_eq!(float_sum(0.5, 1), 0);
        assert_eq!(float_sum(1.5, 1), 2);
        assert_eq!(float_sum(-0.5, 1), 0);
        assert_eq!(float_sum(-1.5, 1), -2);
        assert_eq!(float_sum(0.5, 86_400_000_000), 43_200_000_000);
        let quotient = |a: i64, b: i64| divide_to_nearest(&Int::Small(a), &Int::Small(b)).unwrap();
        assert_eq!([quotient(5, 2), quotient(7, 2), quotient(-5, 2), quotient(5, -2)], [2, 4, -2, -2]);
    }
}
