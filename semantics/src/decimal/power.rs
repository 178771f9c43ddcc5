//! Powers, by the algorithms of libmpdec, so that the digits are the same where they are not correctly rounded.

use std::cmp::Ordering;

use num_bigint::BigUint;
use num_integer::Integer;
use num_traits::{One, ToPrimitive};

use super::context::{Context, Rounding, Status};
use super::round::Calculation;
use super::{Decimal, digits};

/// The digits of the largest exponent.
const EXPONENT_DIGITS: i64 = 19;

/// How many digits an exponent has.
fn digits_of(exponent: i64) -> i64 {
    exponent.unsigned_abs().checked_ilog10().map_or(1, |log| i64::from(log) + 1)
}

impl Calculation {
    /// `base ** exponent`
    pub fn power(&mut self, base: &Decimal, exponent: &Decimal) -> Decimal {
        if let Some(nan) = self.nan_of(&[base, exponent]) {
            return nan;
        }
        let is_integer = exponent.is_integer();
        let negative = base.negative && is_integer && exponent.is_odd();
        let zero = Decimal::finite(negative, BigUint::ZERO, 0);
        let one = Decimal::finite(negative, BigUint::one(), 0);
        if base.is_zero() {
            return match (exponent.is_zero(), exponent.negative) {
                (true, _) => self.invalid(),
                (_, true) => Decimal::infinity(negative),
                _ => zero,
            };
        }
        if base.negative && (!is_integer || exponent.is_infinite()) {
            return self.invalid();
        }
        if exponent.is_infinite() {
            let order = base.compare_sizes(&Decimal::from_i64(1));
            return match order {
                Ordering::Equal => self.padded_one(negative, self.context.precision - 1, true),
                _ if (order == Ordering::Less) == exponent.negative => Decimal::infinity(negative),
                _ => zero,
            };
        }
        if exponent.is_zero() {
            return one;
        }
        if base.is_infinite() {
            return if exponent.negative { zero } else { Decimal::infinity(negative) };
        }
        if base.compare_sizes(&Decimal::from_i64(1)) == Ordering::Equal {
            return self.power_of_one(base, exponent, is_integer, negative);
        }
        if let Some(bound) = self.out_of_bounds(base, exponent, negative) {
            return self.finalize(bound);
        }
        if is_integer {
            self.integer_power(base, exponent, negative)
        } else {
            self.real_power(base, exponent)
        }
    }

    /// One with so many zeros after the point.
    fn padded_one(&mut self, negative: bool, zeros: i64, is_inexact: bool) -> Decimal {
        if is_inexact {
            self.signal(Status::INEXACT.and(Status::ROUNDED));
        }
        match self.append_zeros(&BigUint::one(), zeros) {
            Some(coefficient) => Decimal::finite(negative, coefficient, -zeros),
            None => Decimal::nan(),
        }
    }

    /// A power of ±1: with the zeros that repeated multiplication would give.
    fn power_of_one(
        &mut self,
        base: &Decimal,
        exponent: &Decimal,
        is_integer: bool,
        negative: bool,
    ) -> Decimal {
        let most = self.context.precision - 1;
        if !is_integer {
            return self.padded_one(negative, most, true);
        }
        if exponent.negative {
            return Decimal::finite(negative, BigUint::one(), 0);
        }
        let wanted = exponent
            .to_integer(Rounding::Down)
            .map(|count| count * base.exponent.unsigned_abs())
            .and_then(|count| count.to_i64());
        match wanted {
            Some(zeros) if zeros <= most => self.padded_one(negative, zeros, false),
            _ => {
                self.signal(Status::ROUNDED);
                self.padded_one(negative, most, false)
            }
        }
    }

    /// What stands for a result that is certainly too large or too small.
    fn out_of_bounds(&mut self, base: &Decimal, exponent: &Decimal, negative: bool) -> Option<Decimal> {
        let base_exponent = base.adjusted();
        // A lower bound of log10 |log10 |base||.
        let zeta = match base_exponent {
            1.. => digits_of(base_exponent) - 1,
            ..-1 => digits_of(base_exponent + 1) - 1,
            _ => {
                let one = Decimal::from_i64(1);
                let difference =
                    self.within(Context::maximum(), |inner| inner.subtract(&base.with_sign(false), &one));
                difference.adjusted() - if base_exponent == 0 { 2 } else { 1 }
            }
        };
        let size = zeta + exponent.adjusted();
        let tiny = self.context.etiny();
        if base.is_below_one() == exponent.negative {
            (digits_of(self.context.emax) < size)
                .then(|| Decimal::finite(negative, BigUint::one(), 2 * super::MAX_EMAX))
        } else {
            (digits_of(tiny) < size).then(|| Decimal::finite(negative, BigUint::one(), tiny - 1))
        }
    }

    /// An integer power by squaring and multiplying, with enough digits for the error to be below a tenth of a unit.
    fn integer_power(&mut self, base: &Decimal, exponent: &Decimal, negative: bool) -> Decimal {
        let mut context = Context { rounding: Rounding::HalfEven, clamp: false, ..self.context.clone() };
        context.precision += exponent.adjusted() + 1 + 2;
        let mut work = Calculation::new(context);
        let mut factor = base.clone();
        if exponent.negative {
            work.context.precision += 1;
            factor = work.divide(&Decimal::from_i64(1), base);
        }
        let count = exponent.to_integer(Rounding::Down).map(|count| count.magnitude().clone());
        let result = match count {
            Some(count) if !work.status.has(Status::ERRORS) => {
                let mut result = factor.clone();
                for place in (0..count.bits() - 1).rev() {
                    result = work.multiply(&result, &result);
                    if count.bit(place) {
                        result = work.multiply(&result, &factor);
                    }
                    if !result.is_finite() || (result.is_zero() && work.status.has(Status::CLAMPED)) {
                        break;
                    }
                }
                result.with_sign(negative)
            }
            Some(_) => Decimal::nan(),
            None => work.fail(Status::MEMORY),
        };
        self.signal(work.status);
        // Rounding may still make the largest number of it.
        let result = if result.is_infinite() {
            Decimal::finite(negative, BigUint::one(), 2 * super::MAX_EMAX)
        } else {
            result
        };
        self.finalize(result)
    }

    /// e^(exponent × ln base)
    fn real_power(&mut self, base: &Decimal, exponent: &Decimal) -> Decimal {
        let precision = base.digits().max(self.context.precision) + 4 + EXPONENT_DIGITS;
        let context = Context { precision, ..Context::maximum() };
        let (result, status) = self.within(context, |work| {
            let logarithm = work.ln(base);
            let product = work.multiply(&logarithm, exponent);
            let mut last = Calculation::new(work.context.clone());
            let result = last.exp(&product);
            (result, last.status)
        });
        self.signal(status.and(Status::INEXACT).and(Status::ROUNDED));
        let result = if result.is_finite() && result.compare_numbers(&Decimal::from_i64(1)) == Ordering::Equal
        {
            self.padded_one(false, self.context.precision - 1, false)
        } else if result.is_infinite() {
            Decimal::finite(false, BigUint::one(), 2 * super::MAX_EMAX)
        } else {
            result
        };
        self.finalize(result)
    }

    /// `pow(base, exponent, modulus)` of integers.
    pub fn power_modulo(&mut self, base: &Decimal, exponent: &Decimal, modulus: &Decimal) -> Decimal {
        if let Some(nan) = self.nan_of(&[base, exponent, modulus]) {
            return nan;
        }
        let are_integers = base.is_integer() && exponent.is_integer() && modulus.is_integer();
        if !are_integers || modulus.is_zero() || modulus.adjusted() >= self.context.precision {
            return self.invalid();
        }
        let negative = base.negative && exponent.is_odd();
        let number = |coefficient| Decimal::finite(negative, coefficient, 0);
        let modulus = match modulus.to_integer(Rounding::Down) {
            Some(modulus) => modulus.magnitude().clone(),
            None => return self.fail(Status::MEMORY),
        };
        if exponent.is_zero() {
            if base.is_zero() {
                return self.invalid();
            }
            return number(BigUint::one() % &modulus);
        }
        if exponent.negative {
            return self.invalid();
        }
        if base.is_zero() {
            return number(BigUint::ZERO);
        }
        let mut result = residue(base, &modulus);
        let (steps, count) = match exponent.exponent {
            0.. => (exponent.exponent, exponent.coefficient.clone()),
            shift => (0, digits::shift_right(&exponent.coefficient, shift.unsigned_abs()).0),
        };
        if steps.unsigned_abs() > digits::MOST_DIGITS {
            return self.fail(Status::MEMORY);
        }
        let ten = BigUint::from(10_u32);
        for _ in 0..steps {
            result = result.modpow(&ten, &modulus);
        }
        number(result.modpow(&count, &modulus))
    }
}

/// What an integer leaves when it's divided.
fn residue(base: &Decimal, modulus: &BigUint) -> BigUint {
    if base.exponent < 0 {
        let whole = digits::shift_right(&base.coefficient, base.exponent.unsigned_abs()).0;
        return whole.mod_floor(modulus);
    }
    let power = BigUint::from(10_u32).modpow(&BigUint::from(base.exponent.unsigned_abs()), modulus);
    (&base.coefficient * power) % modulus
}

#[cfg(test)]
mod tests {
    use num_traits::Zero;

    use super::*;

    #[test]
    fn residues_of_large_exponents() {
        let base = Decimal::finite(false, BigUint::from(3_u32), 1_000_000_000);
        assert!(!residue(&base, &BigUint::from(7_u32)).is_zero());
    }
}
