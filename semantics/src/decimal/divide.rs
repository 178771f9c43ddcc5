//! Quotients, remainders and square roots.

use num_bigint::BigUint;
use num_integer::Integer;
use num_traits::{One, Zero};

use super::Decimal;
use super::context::{Context, Rounding, Status};
use super::digits::{self, MOST_DIGITS};
use super::round::Calculation;

/// From so many digits on it is worth asking first whether a quotient ends before them.
const LONG: i64 = 10_000;

impl Calculation {
    /// `a / b`
    pub fn divide(&mut self, a: &Decimal, b: &Decimal) -> Decimal {
        if let Some(nan) = self.nan_of(&[a, b]) {
            return nan;
        }
        let negative = a.negative != b.negative;
        if a.is_infinite() {
            return if b.is_infinite() { self.invalid() } else { Decimal::infinity(negative) };
        }
        if b.is_infinite() {
            self.signal(Status::CLAMPED);
            return Decimal::finite(negative, BigUint::ZERO, self.context.etiny());
        }
        if b.is_zero() {
            if a.is_zero() {
                return self.fail(Status::DIVISION_UNDEFINED);
            }
            self.signal(Status::DIVISION_BY_ZERO);
            return Decimal::infinity(negative);
        }
        let ideal = a.exponent - b.exponent;
        if a.is_zero() {
            return self.finalize(Decimal::finite(negative, BigUint::ZERO, ideal));
        }
        let quotient = self.quotient(a, b, ideal);
        match quotient {
            Some((coefficient, exponent)) => self.finalize(Decimal::finite(negative, coefficient, exponent)),
            None => self.fail(Status::MEMORY),
        }
    }

    /// The digits of a quotient, one more than the precision has, the last of them not zero if others follow.
    fn quotient(&self, a: &Decimal, b: &Decimal, ideal: i64) -> Option<(BigUint, i64)> {
        let shift = b.digits() - a.digits() + self.context.precision + 1;
        if shift > LONG
            && let Some(exact) = exact_quotient(a, b, ideal)
        {
            return Some(exact);
        }
        let divided = digits::shift_left(&a.coefficient, shift.max(0).unsigned_abs())?;
        let divisor = digits::shift_left(&b.coefficient, (-shift).max(0).unsigned_abs())?;
        let (mut quotient, rest) = divided.div_rem(&divisor);
        let mut exponent = ideal - shift;
        if !rest.is_zero() {
            if (&quotient % 5_u32).is_zero() {
                quotient += 1_u32;
            }
        } else if exponent < ideal {
            let (stripped, count) = digits::strip_zeros(&quotient, (ideal - exponent).unsigned_abs());
            quotient = stripped;
            exponent += count as i64;
        }
        Some((quotient, exponent))
    }

    /// The integer quotient and the remainder of two finite numbers; none, and a signal, if it has too many digits.
    fn integer_quotient(&mut self, a: &Decimal, b: &Decimal) -> Option<(BigUint, Decimal)> {
        let ideal = if b.is_infinite() { a.exponent } else { a.exponent.min(b.exponent) };
        let rest = |coefficient| Decimal::finite(a.negative, coefficient, ideal);
        if a.is_zero() || b.is_infinite() {
            let longer = self.append_zeros(&a.coefficient, a.exponent - ideal);
            return longer.map(|coefficient| (BigUint::ZERO, rest(coefficient)));
        }
        let difference = a.adjusted() - b.adjusted();
        if difference > self.context.precision {
            self.signal(Status::DIVISION_IMPOSSIBLE);
            return None;
        }
        // The sizes of what is appended are bounded by those of the operands and the precision.
        let divided = self.append_zeros(&a.coefficient, a.exponent - ideal)?;
        if difference <= -2 {
            return Some((BigUint::ZERO, rest(divided)));
        }
        let divisor = self.append_zeros(&b.coefficient, b.exponent - ideal)?;
        let (quotient, remainder) = divided.div_rem(&divisor);
        if digits::count(&quotient) > self.context.precision {
            self.signal(Status::DIVISION_IMPOSSIBLE);
            return None;
        }
        Some((quotient, rest(remainder)))
    }

    /// `a // b`, rounded towards zero.
    pub fn divide_integer(&mut self, a: &Decimal, b: &Decimal) -> Decimal {
        if let Some(nan) = self.nan_of(&[a, b]) {
            return nan;
        }
        let negative = a.negative != b.negative;
        if a.is_infinite() {
            return if b.is_infinite() { self.invalid() } else { Decimal::infinity(negative) };
        }
        if b.is_zero() {
            if a.is_zero() {
                return self.fail(Status::DIVISION_UNDEFINED);
            }
            self.signal(Status::DIVISION_BY_ZERO);
            return Decimal::infinity(negative);
        }
        if b.is_infinite() {
            return Decimal::finite(negative, BigUint::ZERO, 0);
        }
        match self.integer_quotient(a, b) {
            Some((quotient, _)) => self.finalize(Decimal::finite(negative, quotient, 0)),
            None => Decimal::nan(),
        }
    }

    /// `a % b`, with the sign of `a`.
    pub fn remainder(&mut self, a: &Decimal, b: &Decimal) -> Decimal {
        if let Some(nan) = self.nan_of(&[a, b]) {
            return nan;
        }
        if a.is_infinite() {
            return self.invalid();
        }
        if b.is_zero() {
            return self.fail(if a.is_zero() {
                Status::DIVISION_UNDEFINED
            } else {
                Status::INVALID_OPERATION
            });
        }
        match self.integer_quotient(a, b) {
            Some((_, rest)) => self.finalize(rest),
            None => Decimal::nan(),
        }
    }

    /// `divmod(a, b)`
    pub fn divide_with_rest(&mut self, a: &Decimal, b: &Decimal) -> (Decimal, Decimal) {
        if let Some(nan) = self.nan_of(&[a, b]) {
            return (nan.clone(), nan);
        }
        let negative = a.negative != b.negative;
        if a.is_infinite() {
            self.signal(Status::INVALID_OPERATION);
            let quotient = if b.is_infinite() { Decimal::nan() } else { Decimal::infinity(negative) };
            return (quotient, Decimal::nan());
        }
        if b.is_zero() {
            if a.is_zero() {
                self.signal(Status::DIVISION_UNDEFINED);
                return (Decimal::nan(), Decimal::nan());
            }
            self.signal(Status::DIVISION_BY_ZERO.and(Status::INVALID_OPERATION));
            return (Decimal::infinity(negative), Decimal::nan());
        }
        match self.integer_quotient(a, b) {
            Some((quotient, rest)) => {
                let quotient = self.finalize(Decimal::finite(negative, quotient, 0));
                (quotient, self.finalize(rest))
            }
            None => (Decimal::nan(), Decimal::nan()),
        }
    }

    /// `a` less the multiple of `b` that is nearest.
    pub fn remainder_near(&mut self, a: &Decimal, b: &Decimal) -> Decimal {
        if let Some(nan) = self.nan_of(&[a, b]) {
            return nan;
        }
        if a.is_infinite() {
            return self.invalid();
        }
        if b.is_zero() {
            return self.fail(if a.is_zero() {
                Status::DIVISION_UNDEFINED
            } else {
                Status::INVALID_OPERATION
            });
        }
        if b.is_infinite() {
            return self.finalize(a.clone());
        }
        let Some((quotient, mut rest)) = self.integer_quotient(a, b) else { return Decimal::nan() };
        // Zeros up to the exponent of the rest are few: else the rest is `a`, far below half of `b`.
        if a.is_zero() || a.adjusted() - b.adjusted() <= -2 {
            return self.finalize(rest);
        }
        let Some(divisor) = self.append_zeros(&b.coefficient, b.exponent - rest.exponent) else {
            return Decimal::nan();
        };
        let mut quotient_digits = quotient;
        let twice = &rest.coefficient << 1_u32;
        if twice > divisor || (twice == divisor && quotient_digits.bit(0)) {
            rest.coefficient = divisor - &rest.coefficient;
            rest.negative = !rest.negative;
            quotient_digits += 1_u32;
        }
        if digits::count(&quotient_digits) > self.context.precision {
            return self.fail(Status::DIVISION_IMPOSSIBLE);
        }
        if rest.coefficient.is_zero() {
            rest.negative = a.negative;
        }
        self.finalize(rest)
    }

    /// The square root, correctly rounded to the nearest.
    pub fn square_root(&mut self, a: &Decimal) -> Decimal {
        if let Some(nan) = self.nan_of(&[a]) {
            return nan;
        }
        if a.is_zero() {
            return self.finalize(Decimal::finite(a.negative, BigUint::ZERO, a.exponent >> 1));
        }
        if a.negative {
            return self.invalid();
        }
        if a.is_infinite() {
            return a.clone();
        }
        let mut exponent = a.exponent >> 1;
        let (mut number, length) = if a.exponent & 1 == 1 {
            (&a.coefficient * 10_u32, (a.digits() >> 1) + 1)
        } else {
            (a.coefficient.clone(), (a.digits() + 1) >> 1)
        };
        // One digit more than the result has. An exact root has at most the digits of the number, however.
        let wanted = self.context.precision + 1 - length;
        let shift = if wanted > LONG && is_square(&number) { LONG } else { wanted };
        let mut is_exact = true;
        if shift >= 0 {
            match digits::shift_left(&number, 2 * shift.unsigned_abs()) {
                Some(longer) => number = longer,
                None => return self.fail(Status::MEMORY),
            }
        } else {
            let (kept, rest) = number.div_rem(&digits::power_of_ten(2 * shift.unsigned_abs()));
            is_exact = rest.is_zero();
            number = kept;
        }
        exponent -= shift;
        let mut root = number.sqrt();
        is_exact &= &root * &root == number;
        if is_exact {
            if shift >= 0 {
                root /= digits::power_of_ten(shift.unsigned_abs());
            } else {
                root *= digits::power_of_ten(shift.unsigned_abs());
            }
            exponent += shift;
        } else if (&root % 5_u32).is_zero() {
            root += 1_u32;
        }
        let context = Context { rounding: Rounding::HalfEven, ..self.context.clone() };
        let mut rounding = Calculation::new(context);
        let result = rounding.finalize(Decimal::finite(false, root, exponent));
        self.signal(rounding.status);
        result
    }
}

/// Whether a number is a square; then it's one with zeros appended, too, since their count is even.
fn is_square(number: &BigUint) -> bool {
    let root = number.sqrt();
    &root * &root == *number
}

/// The quotient of two finite numbers if its digits end, with the exponent that is nearest to the ideal one.
fn exact_quotient(a: &Decimal, b: &Decimal, ideal: i64) -> Option<(BigUint, i64)> {
    let common = a.coefficient.gcd(&b.coefficient);
    let mut divisor = &b.coefficient / &common;
    let twos = divisor.trailing_zeros().unwrap_or(0);
    divisor >>= twos;
    let mut fives = 0_u64;
    while (&divisor % 5_u32).is_zero() {
        divisor /= 5_u32;
        fives += 1;
    }
    if !divisor.is_one() || twos.max(fives) > MOST_DIGITS {
        return None;
    }
    // 1 / (2^t 5^f) is 2^(n-t) 5^(n-f) / 10^n, where n is the larger of the two.
    let count = twos.max(fives);
    let factor = (BigUint::one() << (count - twos)) * BigUint::from(5_u32).pow((count - fives) as u32);
    Some(((&a.coefficient / common) * factor, ideal - count as i64))
}
