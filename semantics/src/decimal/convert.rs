//! From and to other numbers.

use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_traits::{One, ToPrimitive};

use super::digits::{self, MOST_DIGITS};
use super::{Decimal, Kind};
use crate::error::{Error, Result};
use crate::hash::hash_int;
use crate::int::Int;

/// The prime that hashes of numbers are residues of.
const PRIME: u64 = (1 << 61) - 1;

impl Decimal {
    /// An integer, exactly.
    pub fn from_int(number: &Int) -> Decimal {
        let number = number.to_big();
        Decimal::finite(number.sign() == Sign::Minus, number.magnitude().clone(), 0)
    }

    /// A float, exactly.
    pub fn from_f64(number: f64) -> Decimal {
        if number.is_nan() {
            return Decimal::nan();
        }
        let negative = number.is_sign_negative();
        if number.is_infinite() {
            return Decimal::infinity(negative);
        }
        let bits = number.abs().to_bits();
        let (field, fraction) = ((bits >> 52) as i64, bits & ((1 << 52) - 1));
        let (mut mantissa, mut exponent) =
            if field == 0 { (fraction, -1074) } else { (fraction | 1 << 52, field - 1075) };
        let zeros = i64::from(mantissa.trailing_zeros()).min((-exponent).max(0));
        if mantissa == 0 {
            (mantissa, exponent) = (0, 0);
        } else {
            mantissa >>= zeros;
            exponent += zeros;
        }
        if exponent >= 0 {
            return Decimal::finite(negative, BigUint::from(mantissa) << exponent, 0);
        }
        // m / 2^k is m 5^k / 10^k.
        let fives = BigUint::from(5_u32).pow(exponent.unsigned_abs() as u32);
        Decimal::finite(negative, fives * mantissa, exponent)
    }

    /// `as_integer_ratio()`
    ///
    /// # Errors
    /// `ValueError` for NaNs, `OverflowError` for infinities, `MemoryError`.
    pub fn as_integer_ratio(&self) -> Result<(BigInt, BigInt)> {
        match self.kind {
            Kind::Finite => {}
            Kind::Infinity => return Err(Error::overflow("cannot convert Infinity to integer ratio")),
            _ => return Err(Error::value("cannot convert NaN to integer ratio")),
        }
        if self.is_zero() {
            return Ok((BigInt::ZERO, BigInt::one()));
        }
        if self.exponent.unsigned_abs() > MOST_DIGITS {
            return Err(Error::memory());
        }
        let power = digits::power_of_ten(self.exponent.unsigned_abs());
        let (numerator, denominator) = if self.exponent >= 0 {
            (&self.coefficient * power, BigUint::one())
        } else {
            let common = self.coefficient.gcd(&power);
            (&self.coefficient / &common, power / common)
        };
        let sign = if self.negative { Sign::Minus } else { Sign::Plus };
        Ok((BigInt::from_biguint(sign, numerator), BigInt::from(denominator)))
    }

    /// The hash of a number, which is that of every other number of the same value; not for NaNs.
    pub fn hash(&self) -> i64 {
        let hash = if self.is_infinite() {
            314_159
        } else {
            let base = if self.exponent >= 0 { 10 } else { inverse_of_ten() };
            let power = power_modulo(base, self.exponent.unsigned_abs());
            let rest = (&self.coefficient % PRIME).to_u64().unwrap_or(0);
            multiply_modulo(rest, power) as i64
        };
        // Whatever number it is, -1 is not a hash.
        hash_int(&Int::from(if self.negative { -hash } else { hash }))
    }
}

fn multiply_modulo(a: u64, b: u64) -> u64 {
    (u128::from(a) * u128::from(b) % u128::from(PRIME)) as u64
}

fn power_modulo(mut base: u64, mut exponent: u64) -> u64 {
    let mut result = 1;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = multiply_modulo(result, base);
        }
        base = multiply_modulo(base, base);
        exponent >>= 1;
    }
    result
}

/// By Fermat's little theorem.
fn inverse_of_ten() -> u64 {
    power_modulo(10, PRIME - 2)
}
