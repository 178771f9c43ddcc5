//! `+ - * // % divmod ** abs round` between ints.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, Zero};

use super::{Int, bytes_for_bits};
use crate::error::{Error, Limit, Result};
use crate::float;
use crate::number::Number;

impl Int {
    /// `self + other`
    #[inline]
    pub fn add(&self, other: &Int) -> Int {
        match (self, other) {
            (Int::Small(left), Int::Small(right)) => match left.checked_add(*right) {
                Some(sum) => Int::Small(sum),
                None => Int::from(i128::from(*left) + i128::from(*right)),
            },
            (Int::Big(left), Int::Small(right)) => Int::from(left.as_ref() + right),
            (Int::Small(left), Int::Big(right)) => Int::from(right.as_ref() + left),
            (Int::Big(left), Int::Big(right)) => Int::from(left.as_ref() + right.as_ref()),
        }
    }

    /// `self - other`
    #[inline]
    pub fn sub(&self, other: &Int) -> Int {
        match (self, other) {
            (Int::Small(left), Int::Small(right)) => match left.checked_sub(*right) {
                Some(difference) => Int::Small(difference),
                None => Int::from(i128::from(*left) - i128::from(*right)),
            },
            (Int::Big(left), Int::Small(right)) => Int::from(left.as_ref() - right),
            (Int::Small(left), Int::Big(right)) => Int::from(left - right.as_ref()),
            (Int::Big(left), Int::Big(right)) => Int::from(left.as_ref() - right.as_ref()),
        }
    }

    /// `self * other`
    ///
    /// # Errors
    /// `MemoryError` beyond the limit.
    #[inline]
    pub fn mul(&self, other: &Int, limit: Limit) -> Result<Int> {
        if let (Int::Small(left), Int::Small(right)) = (self, other) {
            return Ok(match left.checked_mul(*right) {
                Some(product) => Int::Small(product),
                None => Int::from(i128::from(*left) * i128::from(*right)),
            });
        }
        limit.check(bytes_for_bits(self.bit_length().saturating_add(other.bit_length())))?;
        Ok(Int::from(self.to_big().as_ref() * other.to_big().as_ref()))
    }

    /// `self // other`
    ///
    /// # Errors
    /// `ZeroDivisionError`
    #[inline]
    pub fn floordiv(&self, other: &Int) -> Result<Int> {
        match (self, other) {
            (_, Int::Small(0)) => Err(Error::division_by_zero()),
            // The one quotient of small numbers that is not small is `-2**63 // -1`.
            (Int::Small(left), Int::Small(right)) if *right != -1 => {
                Ok(Int::Small(Integer::div_floor(left, right)))
            }
            _ => Ok(Int::from(self.to_big().div_floor(&other.to_big()))),
        }
    }

    /// `self % other`: has the sign of `other`.
    ///
    /// # Errors
    /// `ZeroDivisionError`
    #[inline]
    pub fn modulo(&self, other: &Int) -> Result<Int> {
        match (self, other) {
            (_, Int::Small(0)) => Err(Error::division_by_zero()),
            (_, Int::Small(-1)) => Ok(Int::ZERO),
            (Int::Small(left), Int::Small(right)) => Ok(Int::Small(left.mod_floor(right))),
            _ => Ok(Int::from(self.to_big().mod_floor(&other.to_big()))),
        }
    }

    /// `divmod(self, other)`
    ///
    /// # Errors
    /// `ZeroDivisionError`
    pub fn divmod(&self, other: &Int) -> Result<(Int, Int)> {
        match (self, other) {
            (_, Int::Small(0)) => Err(Error::division_by_zero()),
            (Int::Small(left), Int::Small(right)) if *right != -1 => {
                let (quotient, remainder) = left.div_mod_floor(right);
                Ok((Int::Small(quotient), Int::Small(remainder)))
            }
            _ => {
                let (quotient, remainder) = self.to_big().div_mod_floor(&other.to_big());
                Ok((Int::from(quotient), Int::from(remainder)))
            }
        }
    }

    /// `self ** exponent`: a float when the exponent is negative.
    ///
    /// # Errors
    /// `MemoryError` beyond the limit; for a negative exponent `ZeroDivisionError` and `OverflowError`.
    pub fn pow(&self, exponent: &Int, limit: Limit) -> Result<Number> {
        if exponent.is_negative() {
            return float::pow(self.to_f64()?, exponent.to_f64()?);
        }
        self.pow_int(exponent, limit).map(Number::Int)
    }

    /// `self ** exponent` for an exponent that is not negative.
    fn pow_int(&self, exponent: &Int, limit: Limit) -> Result<Int> {
        match (self, exponent) {
            (_, Int::Small(0)) | (Int::Small(1), _) => return Ok(Int::ONE),
            (Int::Small(0), _) => return Ok(Int::ZERO),
            (Int::Small(-1), _) => return Ok(Int::Small(if exponent.is_odd() { -1 } else { 1 })),
            (Int::Small(base), Int::Small(exponent)) => {
                let power = u32::try_from(*exponent).ok().and_then(|exponent| base.checked_pow(exponent));
                if let Some(power) = power {
                    return Ok(Int::Small(power));
                }
            }
            _ => {}
        }
        // The base is at least `2**(bits - 1)`, so this many bits are sure to be needed.
        let least_bits = exponent.to_u64().and_then(|exponent| (self.bit_length() - 1).checked_mul(exponent));
        limit.check(least_bits.map_or(usize::MAX, bytes_for_bits))?;
        let exponent = exponent.to_u64().and_then(|exponent| u32::try_from(exponent).ok());
        let exponent = exponent.ok_or_else(Error::memory)?;
        Ok(Int::from(self.to_big().pow(exponent)))
    }

    /// `pow(self, exponent, modulus)`: has the sign of `modulus`; a negative exponent inverts first.
    ///
    /// # Errors
    /// `ValueError` when the modulus is zero or the base has no inverse; `MemoryError` when the work is out of
    /// proportion to the limit (there are `bits(exponent)` multiplications of the modulus' size).
    pub fn pow_mod(&self, exponent: &Int, modulus: &Int, limit: Limit) -> Result<Int> {
        const WORD_PRODUCTS_PER_BYTE: u128 = 256;
        if modulus.is_zero() {
            return Err(Error::value("pow() 3rd argument cannot be 0"));
        }
        let words = u128::from(modulus.bit_length() / 64 + 1);
        // Inverting takes about one step per bit, each over all words.
        let inversion = if exponent.is_negative() { words * u128::from(modulus.bit_length()) } else { 0 };
        let products = words * words * u128::from(exponent.bit_length()) + inversion;
        limit.check(usize::try_from(products / WORD_PRODUCTS_PER_BYTE).unwrap_or(usize::MAX))?;
        let modulus = modulus.to_big();
        if !exponent.is_negative() {
            return Ok(Int::from(self.to_big().modpow(&exponent.to_big(), &modulus)));
        }
        // CPython inverts modulo the absolute value, which differs by nothing but the final sign.
        let magnitude = modulus.abs();
        let inverse = if magnitude == BigInt::from(1) {
            BigInt::zero()
        } else {
            let inverse = self.to_big().mod_floor(&magnitude).modinv(&magnitude);
            inverse.ok_or_else(|| Error::value("base is not invertible for the given modulus"))?
        };
        Ok(Int::from(inverse.modpow(&exponent.to_big().abs(), &modulus)))
    }

    /// `-self`
    #[inline]
    pub fn neg(&self) -> Int {
        match self {
            Int::Small(value) => match value.checked_neg() {
                Some(negated) => Int::Small(negated),
                None => Int::from(-i128::from(*value)),
            },
            Int::Big(value) => Int::from(-value.as_ref()),
        }
    }

    /// `abs(self)`
    pub fn abs(&self) -> Int {
        if self.is_negative() { self.neg() } else { self.clone() }
    }

    /// `round(self, ndigits)`: half to even, at a power of ten; `round(self)` is the number itself.
    pub fn round(&self, ndigits: &Int) -> Int {
        // A decimal digit takes more than three bits: with as many as this the nearest multiple is zero.
        let useful_digits = self.bit_length() / 3 + 2;
        let digits = match ndigits.neg() {
            Int::Small(digits) if digits <= 0 => return self.clone(),
            Int::Small(digits) if digits.unsigned_abs() <= useful_digits => digits.unsigned_abs(),
            _ if !ndigits.is_negative() => return self.clone(),
            _ => return Int::ZERO,
        };
        let Ok(digits) = u32::try_from(digits) else { return Int::ZERO };
        let unit = BigInt::from(10).pow(digits);
        let (quotient, remainder) = self.to_big().div_mod_floor(&unit);
        let up = match (&remainder * 2u8).cmp(&unit) {
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Equal => quotient.is_odd(),
            std::cmp::Ordering::Greater => true,
        };
        Int::from((quotient + u8::from(up)) * unit)
    }

    /// Whether the number is odd.
    pub fn is_odd(&self) -> bool {
        match self {
            Int::Small(value) => value & 1 == 1,
            Int::Big(value) => value.is_odd(),
        }
    }
}
