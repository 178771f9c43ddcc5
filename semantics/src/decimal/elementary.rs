//! Exponential and logarithms, correctly rounded to the nearest: computed with ever more digits until no error that is
//! left can change the result (Ziv's strategy).

use num_bigint::{BigInt, BigUint};
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::context::{Context, Rounding, Status};
use super::round::Calculation;
use super::{Decimal, digits, fixed_point};

/// What one digit takes, rounded up.
const BITS_PER_DIGIT: f64 = 3.33;
/// More digits than this would take minutes.
const MOST_PRECISION: i64 = 1_000_000;

/// An approximation: digits of which the last may be wrong by this much.
const ERROR: u32 = 4;

fn bits_for(count: i64) -> u64 {
    (count as f64 * BITS_PER_DIGIT) as u64 + 64
}

impl Calculation {
    /// Rounds what `approximate` gives for so many digits, which is never exact.
    fn rounded(&mut self, approximate: impl Fn(i64) -> Decimal) -> Decimal {
        if self.context.precision > MOST_PRECISION {
            return self.fail(Status::MEMORY);
        }
        let context = Context { rounding: Rounding::HalfEven, ..self.context.clone() };
        let mut extra = 6;
        loop {
            let value = approximate(self.context.precision + extra);
            let fits = |change: fn(BigUint) -> BigUint| {
                let mut work = Calculation::new(context.clone());
                let moved = Decimal { coefficient: change(value.coefficient.clone()), ..value.clone() };
                let result = work.finalize(moved);
                (result, work.status)
            };
            let below = fits(|it| if it > BigUint::from(ERROR) { it - ERROR } else { it });
            let above = fits(|it| it + ERROR);
            if below.0 == above.0 {
                self.signal(above.1.and(Status::INEXACT).and(Status::ROUNDED));
                return above.0;
            }
            extra += extra;
        }
    }

    /// One, with as many digits as the precision has.
    fn about_one(&mut self) -> Decimal {
        self.signal(Status::INEXACT.and(Status::ROUNDED));
        let shift = self.context.precision - 1;
        match self.append_zeros(&BigUint::one(), shift) {
            Some(coefficient) => self.finalize(Decimal::finite(false, coefficient, -shift)),
            None => Decimal::nan(),
        }
    }

    /// e^a
    pub fn exp(&mut self, a: &Decimal) -> Decimal {
        if let Some(nan) = self.nan_of(&[a]) {
            return nan;
        }
        if a.is_infinite() {
            return if a.negative { Decimal::from_i64(0) } else { a.clone() };
        }
        if a.is_zero() {
            return Decimal::from_i64(1);
        }
        if a.adjusted() <= -self.context.precision - 2 {
            return self.about_one();
        }
        if a.adjusted() > 19 {
            // Beyond every exponent that there is.
            let exponent = if a.negative { self.context.etiny() - 1 } else { self.context.emax + 1 };
            let context = Context { rounding: Rounding::HalfEven, ..self.context.clone() };
            let mut work = Calculation::new(context);
            let result = work.finalize(Decimal::finite(false, BigUint::one(), exponent));
            self.signal(work.status);
            return result;
        }
        self.rounded(|count| {
            let bits = bits_for(count);
            // e^a is 10^k e^(a - k ln 10).
            let wide = bits + 80;
            let x = to_fixed(a, wide);
            let ten = fixed_point::ln_ten(wide);
            let mut whole = &x / &ten;
            let mut rest = x - &whole * &ten;
            if rest.is_negative() {
                rest += ten;
                whole -= 1;
            }
            let power = fixed_point::exp(&(rest >> 80_u32), bits);
            let coefficient =
                (power * BigInt::from(digits::power_of_ten((count - 1).unsigned_abs()))) >> bits;
            let exponent = whole.to_i64().unwrap_or(i64::MAX / 4) - (count - 1);
            Decimal::finite(false, coefficient.magnitude().clone(), exponent)
        })
    }

    /// The logarithm of a number if it has none, or one that needs no computing.
    fn logarithm_of_special(&mut self, a: &Decimal) -> Option<Decimal> {
        if let Some(nan) = self.nan_of(&[a]) {
            return Some(nan);
        }
        if a.is_zero() {
            return Some(Decimal::infinity(true));
        }
        if a.negative {
            return Some(self.invalid());
        }
        a.is_infinite().then(|| a.clone())
    }

    /// The natural logarithm.
    pub fn ln(&mut self, a: &Decimal) -> Decimal {
        if let Some(known) = self.logarithm_of_special(a) {
            return known;
        }
        if power_of_ten_of(a) == Some(0) {
            return Decimal::from_i64(0);
        }
        self.rounded(|count| significant(count, |bits| ln_fixed(a, bits)))
    }

    /// The logarithm to base ten.
    pub fn log10(&mut self, a: &Decimal) -> Decimal {
        if let Some(known) = self.logarithm_of_special(a) {
            return known;
        }
        if let Some(exponent) = power_of_ten_of(a) {
            return self.finalize(Decimal::from_i64(exponent));
        }
        self.rounded(|count| {
            significant(count, |bits| (ln_fixed(a, bits) << bits) / fixed_point::ln_ten(bits))
        })
    }
}

/// The exponent if a number is a power of ten.
fn power_of_ten_of(a: &Decimal) -> Option<i64> {
    let (coefficient, count) = digits::strip_zeros(&a.coefficient, u64::MAX);
    coefficient.is_one().then(|| a.exponent + count as i64)
}

/// A finite number as a fixed-point number.
fn to_fixed(a: &Decimal, bits: u64) -> BigInt {
    let scaled = BigInt::from(a.coefficient.clone()) << bits;
    let power = || BigInt::from(digits::power_of_ten(a.exponent.unsigned_abs()));
    let size = if a.exponent >= 0 { scaled * power() } else { scaled / power() };
    if a.negative { -size } else { size }
}

/// The natural logarithm of a positive number.
fn ln_fixed(a: &Decimal, bits: u64) -> BigInt {
    // The number as m × 10^e with m about 1, so that no digits cancel but those next to 1.
    let mut exponent = a.adjusted();
    let mut m = to_fixed(&Decimal { exponent: a.exponent - exponent, ..a.clone() }, bits);
    if m > (BigInt::from(3) << bits) {
        m /= 10;
        exponent += 1;
    }
    let logarithm = fixed_point::ln(&m, bits);
    if exponent == 0 {
        return logarithm;
    }
    // The error of ln 10 is multiplied.
    let ten = (fixed_point::ln_ten(bits + 64) * exponent) >> 64_u32;
    logarithm + ten
}

/// So many digits of what `compute` gives for a number of bits.
fn significant(count: i64, compute: impl Fn(u64) -> BigInt) -> Decimal {
    let needed = bits_for(count);
    let mut bits = needed;
    let value = loop {
        let value = compute(bits);
        if value.bits() >= needed {
            break value;
        }
        bits += needed - value.bits() + 8;
    };
    // 10^shift brings the digits that are wanted before the point.
    let size = (value.bits() as f64 - bits as f64) * std::f64::consts::LOG10_2;
    let shift = count - size.floor() as i64;
    let power = BigInt::from(digits::power_of_ten(shift.unsigned_abs()));
    let scaled = if shift >= 0 { (&value * power) >> bits } else { (&value >> bits) / power };
    debug_assert!(!scaled.is_zero(), "the value has as many digits as are asked for");
    Decimal::finite(value.is_negative(), scaled.magnitude().clone(), -shift)
}
