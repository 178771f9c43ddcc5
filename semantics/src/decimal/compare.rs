//! Comparisons, smallest and largest.

use std::cmp::Ordering;

use super::context::Status;
use super::digits;
use super::round::Calculation;
use super::{Decimal, Kind};

impl Decimal {
    /// How two numbers compare; not for NaNs.
    pub fn compare_numbers(&self, other: &Decimal) -> Ordering {
        let sign = |it: &Decimal| if it.is_zero() { 0 } else { 1 - 2 * i32::from(it.negative) };
        match (sign(self), sign(other)) {
            (0, 0) => Ordering::Equal,
            (1, 1) => self.compare_sizes(other),
            (-1, -1) => other.compare_sizes(self),
            (left, right) => left.cmp(&right),
        }
    }

    /// How two numbers compare but for their signs; not for NaNs.
    pub(super) fn compare_sizes(&self, other: &Decimal) -> Ordering {
        match (self.is_infinite(), other.is_infinite()) {
            (false, false) => {}
            (left, right) => return left.cmp(&right),
        }
        match (self.is_zero(), other.is_zero()) {
            (false, false) => {}
            (left, right) => return right.cmp(&left),
        }
        let by_size = self.adjusted().cmp(&other.adjusted());
        if by_size != Ordering::Equal {
            return by_size;
        }
        // They have as many digits as the longer has, once zeros are appended.
        let difference = self.exponent - other.exponent;
        let longer = |it: &Decimal| &it.coefficient * digits::power_of_ten(difference.unsigned_abs());
        match difference {
            0 => self.coefficient.cmp(&other.coefficient),
            1.. => longer(self).cmp(&other.coefficient),
            _ => self.coefficient.cmp(&longer(other)),
        }
    }

    /// The total order: by value, then by exponent, with NaNs at the ends.
    pub fn compare_total(&self, other: &Decimal) -> Ordering {
        if self.negative != other.negative {
            return other.negative.cmp(&self.negative);
        }
        let order = self.compare_total_sizes(other);
        if self.negative { order.reverse() } else { order }
    }

    /// The total order of two numbers without their signs.
    pub fn compare_total_sizes(&self, other: &Decimal) -> Ordering {
        let rank = |it: &Decimal| match it.kind {
            Kind::Finite | Kind::Infinity => 0,
            Kind::SignallingNan => 1,
            Kind::QuietNan => 2,
        };
        match rank(self).cmp(&rank(other)) {
            Ordering::Equal if self.is_nan() => self.coefficient.cmp(&other.coefficient),
            Ordering::Equal => self.compare_sizes(other).then_with(|| self.exponent.cmp(&other.exponent)),
            order => order,
        }
    }
}

/// -1, 0 or 1.
fn number_of(order: Ordering) -> Decimal {
    Decimal::from_i64(order as i64)
}

/// Which of two numbers is the smaller one where both are equal in value.
fn compare_equal(a: &Decimal, b: &Decimal, by_size: bool) -> Ordering {
    let order = if by_size { a.compare_sizes(b) } else { a.compare_numbers(b) };
    order.then_with(|| a.compare_total(b))
}

impl Calculation {
    /// -1, 0 or 1; a NaN if there is one.
    pub fn compare(&mut self, a: &Decimal, b: &Decimal) -> Decimal {
        match self.nan_of(&[a, b]) {
            Some(nan) => nan,
            None => number_of(a.compare_numbers(b)),
        }
    }

    /// Like [`Calculation::compare`], but quiet NaNs are invalid as well.
    pub fn compare_signal(&mut self, a: &Decimal, b: &Decimal) -> Decimal {
        match self.nan_of(&[a, b]) {
            Some(nan) => {
                self.signal(Status::INVALID_OPERATION);
                nan
            }
            None => number_of(a.compare_numbers(b)),
        }
    }

    /// -1, 0 or 1 by the total order.
    pub fn compare_total(&mut self, a: &Decimal, b: &Decimal) -> Decimal {
        number_of(a.compare_total(b))
    }

    /// -1, 0 or 1 by the total order without signs.
    pub fn compare_total_magnitude(&mut self, a: &Decimal, b: &Decimal) -> Decimal {
        number_of(a.compare_total_sizes(b))
    }

    /// The larger one, or the smaller one; the number if the other is a quiet NaN.
    fn select(&mut self, a: &Decimal, b: &Decimal, larger: bool, by_size: bool) -> Decimal {
        let chosen = match (a.kind, b.kind) {
            (Kind::QuietNan, Kind::Finite | Kind::Infinity) => b,
            (Kind::Finite | Kind::Infinity, Kind::QuietNan) => a,
            _ => {
                if let Some(nan) = self.nan_of(&[a, b]) {
                    return nan;
                }
                let a_is_larger = compare_equal(a, b, by_size) != Ordering::Less;
                if a_is_larger == larger { a } else { b }
            }
        };
        self.finalize(chosen.clone())
    }

    /// The larger one.
    pub fn maximum(&mut self, a: &Decimal, b: &Decimal) -> Decimal {
        self.select(a, b, true, false)
    }

    /// The smaller one.
    pub fn minimum(&mut self, a: &Decimal, b: &Decimal) -> Decimal {
        self.select(a, b, false, false)
    }

    /// The one farther from zero.
    pub fn maximum_magnitude(&mut self, a: &Decimal, b: &Decimal) -> Decimal {
        self.select(a, b, true, true)
    }

    /// The one nearer to zero.
    pub fn minimum_magnitude(&mut self, a: &Decimal, b: &Decimal) -> Decimal {
        self.select(a, b, false, true)
    }
}
