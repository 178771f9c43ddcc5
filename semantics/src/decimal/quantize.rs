//! Changing exponents: quantizing, rounding to integers, normalising, scaling.

use num_bigint::BigUint;
use num_traits::ToPrimitive;

use super::Decimal;
use super::context::{Context, Rounding, Status};
use super::digits::{self, Rest};
use super::round::{Calculation, rounds_up};

impl Calculation {
    /// A finite number with the given exponent, rounded to it, whatever its size; and what was cut off.
    fn with_exponent(&mut self, a: &Decimal, exponent: i64) -> Option<(Decimal, Status)> {
        let made = |coefficient| Decimal::finite(a.negative, coefficient, exponent);
        if a.is_zero() {
            return Some((made(BigUint::ZERO), Status::default()));
        }
        if a.exponent >= exponent {
            let longer = self.append_zeros(&a.coefficient, a.exponent - exponent)?;
            return Some((made(longer), Status::default()));
        }
        let (mut kept, rest) = digits::shift_right(&a.coefficient, (exponent - a.exponent).unsigned_abs());
        let mut status = Status::ROUNDED;
        if rest != Rest::Zero {
            status = status.and(Status::INEXACT);
            if rounds_up(self.context.rounding, a.negative, &kept, rest) {
                kept += 1_u32;
            }
        }
        Some((made(kept), status))
    }

    /// `a` with the exponent of `b`.
    pub fn quantize(&mut self, a: &Decimal, b: &Decimal) -> Decimal {
        if let Some(nan) = self.nan_of(&[a, b]) {
            return nan;
        }
        if a.is_infinite() || b.is_infinite() {
            return if a.is_infinite() && b.is_infinite() { a.clone() } else { self.invalid() };
        }
        let context = &self.context;
        if b.exponent > context.emax || b.exponent < context.etiny() {
            return self.invalid();
        }
        if a.is_zero() {
            return self.finalize(Decimal::finite(a.negative, BigUint::ZERO, b.exponent));
        }
        if a.adjusted() > context.emax || a.adjusted() - b.exponent + 1 > context.precision {
            return self.invalid();
        }
        let Some((result, status)) = self.with_exponent(a, b.exponent) else { return Decimal::nan() };
        if result.adjusted() > self.context.emax || result.digits() > self.context.precision {
            return self.invalid();
        }
        self.signal(status);
        self.finalize(result)
    }

    /// A number rounded to so many places, whatever the precision; signals nothing but for want of memory.
    pub fn rescale(&mut self, a: &Decimal, exponent: i64) -> Decimal {
        if !a.is_finite() {
            return a.clone();
        }
        match self.with_exponent(a, exponent) {
            Some((result, _)) => result,
            None => Decimal::nan(),
        }
    }

    /// Rounded to an integer, signalling what was lost.
    pub fn round_to_integer_exact(&mut self, a: &Decimal) -> Decimal {
        self.round_to_integer(a, true)
    }

    /// Rounded to an integer.
    pub fn round_to_integer_value(&mut self, a: &Decimal) -> Decimal {
        self.round_to_integer(a, false)
    }

    fn round_to_integer(&mut self, a: &Decimal, signals: bool) -> Decimal {
        if let Some(nan) = self.nan_of(&[a]) {
            return nan;
        }
        if a.is_infinite() || a.exponent >= 0 {
            return a.clone();
        }
        match self.with_exponent(a, 0) {
            Some((result, status)) => {
                if signals {
                    self.signal(status);
                }
                result
            }
            None => Decimal::nan(),
        }
    }

    /// Without its last zeros.
    pub fn normalize(&mut self, a: &Decimal) -> Decimal {
        if let Some(nan) = self.nan_of(&[a]) {
            return nan;
        }
        let fitting = self.finalize(a.clone());
        if !fitting.is_finite() {
            return fitting;
        }
        if fitting.is_zero() {
            return Decimal::finite(a.negative, BigUint::ZERO, 0);
        }
        let most = if self.context.clamp { self.context.etop() } else { self.context.emax };
        let room = (most - fitting.exponent).max(0).unsigned_abs();
        let (coefficient, count) = digits::strip_zeros(&fitting.coefficient, room);
        Decimal::finite(fitting.negative, coefficient, fitting.exponent + count as i64)
    }

    /// The exponent of the first digit, as a number.
    pub fn exponent_of(&mut self, a: &Decimal) -> Decimal {
        if let Some(nan) = self.nan_of(&[a]) {
            return nan;
        }
        if a.is_infinite() {
            return Decimal::infinity(false);
        }
        if a.is_zero() {
            self.signal(Status::DIVISION_BY_ZERO);
            return Decimal::infinity(true);
        }
        self.finalize(Decimal::from_i64(a.adjusted()))
    }

    /// An operand that is a small integer, for shifts and scales; none, and a signal, if it's no such thing.
    fn count_of(&mut self, b: &Decimal, most: i64) -> Option<i64> {
        let count = (b.is_finite() && b.exponent == 0)
            .then(|| b.coefficient.to_i64())
            .flatten()
            .filter(|count| *count <= most);
        if count.is_none() {
            self.signal(Status::INVALID_OPERATION);
        }
        count.map(|count| if b.negative { -count } else { count })
    }

    /// `a` × 10^b
    pub fn scale(&mut self, a: &Decimal, b: &Decimal) -> Decimal {
        if let Some(nan) = self.nan_of(&[a, b]) {
            return nan;
        }
        let most = (self.context.emax + self.context.precision).saturating_mul(2);
        let Some(count) = self.count_of(b, most) else { return Decimal::nan() };
        if a.is_infinite() {
            return a.clone();
        }
        self.finalize(Decimal { exponent: a.exponent + count, ..a.clone() })
    }

    /// The coefficient cut to the precision.
    fn last_digits(&self, coefficient: &BigUint) -> BigUint {
        if digits::count(coefficient) <= self.context.precision {
            return coefficient.clone();
        }
        coefficient % digits::power_of_ten(self.context.precision.unsigned_abs())
    }

    /// The digits shifted by `b` places, to the left if it's positive.
    pub fn shift(&mut self, a: &Decimal, b: &Decimal) -> Decimal {
        if let Some(nan) = self.nan_of(&[a, b]) {
            return nan;
        }
        let Some(count) = self.count_of(b, self.context.precision) else { return Decimal::nan() };
        if a.is_infinite() {
            return a.clone();
        }
        let kept = self.last_digits(&a.coefficient);
        let coefficient = if count >= 0 {
            match self.append_zeros(&kept, count) {
                Some(longer) => self.last_digits(&longer),
                None => return Decimal::nan(),
            }
        } else {
            digits::shift_right(&kept, count.unsigned_abs()).0
        };
        Decimal::finite(a.negative, coefficient, a.exponent)
    }

    /// The digits rotated by `b` places within the precision.
    pub fn rotate(&mut self, a: &Decimal, b: &Decimal) -> Decimal {
        if let Some(nan) = self.nan_of(&[a, b]) {
            return nan;
        }
        let precision = self.context.precision;
        let Some(count) = self.count_of(b, precision) else { return Decimal::nan() };
        if a.is_infinite() {
            return a.clone();
        }
        let kept = self.last_digits(&a.coefficient);
        let left = if count >= 0 { count } else { precision + count };
        let high = digits::shift_right(&kept, (precision - left).unsigned_abs()).0;
        let low = if high == BigUint::ZERO {
            kept
        } else {
            kept % digits::power_of_ten((precision - left).unsigned_abs())
        };
        match self.append_zeros(&low, left) {
            Some(low) => Decimal::finite(a.negative, low + high, a.exponent),
            None => Decimal::nan(),
        }
    }
}

impl Decimal {
    /// The integer part of a finite number, rounded so; none if there is no memory for it.
    pub fn to_integer(&self, rounding: Rounding) -> Option<num_bigint::BigInt> {
        let mut work = Calculation::new(Context { rounding, ..Context::maximum() });
        let (whole, _) = work.with_exponent(self, 0)?;
        let sign = if self.negative { num_bigint::Sign::Minus } else { num_bigint::Sign::Plus };
        Some(num_bigint::BigInt::from_biguint(sign, whole.coefficient))
    }
}
