//! The numbers next to a number.

use std::cmp::Ordering;

use num_bigint::BigUint;

use super::Decimal;
use super::context::{Context, Rounding, Status};
use super::round::Calculation;

impl Calculation {
    /// The largest number that is smaller.
    pub fn next_minus(&mut self, a: &Decimal) -> Decimal {
        self.next(a, Rounding::Floor)
    }

    /// The smallest number that is larger.
    pub fn next_plus(&mut self, a: &Decimal) -> Decimal {
        self.next(a, Rounding::Ceiling)
    }

    fn next(&mut self, a: &Decimal, rounding: Rounding) -> Decimal {
        if let Some(nan) = self.nan_of(&[a]) {
            return nan;
        }
        let is_downward = rounding == Rounding::Floor;
        if a.is_infinite() {
            return if a.negative == is_downward { a.clone() } else { self.largest(!is_downward) };
        }
        let context = Context { rounding, ..self.context.clone() };
        self.within(context, |inner| {
            let fitting = inner.finalize(a.clone());
            if inner.status.has(Status::INEXACT) {
                return fitting;
            }
            let least = inner.context.etiny() - 1;
            let tiny = Decimal::finite(is_downward, BigUint::from(1_u32), least);
            inner.add(a, &tiny)
        })
    }

    /// The number next to `a` in the direction of `b`.
    pub fn next_toward(&mut self, a: &Decimal, b: &Decimal) -> Decimal {
        if let Some(nan) = self.nan_of(&[a, b]) {
            return nan;
        }
        let next = match a.compare_numbers(b) {
            Ordering::Equal => return a.with_sign(b.negative),
            Ordering::Less => self.next_plus(a),
            Ordering::Greater => self.next_minus(a),
        };
        if next.is_infinite() {
            self.signal(Status::OVERFLOW.and(Status::ROUNDED).and(Status::INEXACT));
        } else if next.is_finite() && next.adjusted() < self.context.emin {
            let lost = Status::UNDERFLOW.and(Status::SUBNORMAL);
            self.signal(lost.and(Status::ROUNDED).and(Status::INEXACT));
            if next.is_zero() {
                self.signal(Status::CLAMPED);
            }
        }
        next
    }
}
