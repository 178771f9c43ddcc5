//! Sums and products.

use num_bigint::BigUint;
use num_traits::Zero;

use super::Decimal;
use super::context::Rounding;
use super::round::Calculation;

impl Calculation {
    /// `+a`: `a` made to fit; a zero loses its sign.
    pub fn plus(&mut self, a: &Decimal) -> Decimal {
        if let Some(nan) = self.nan_of(&[a]) {
            return nan;
        }
        let negative = a.negative && !(a.is_zero() && self.context.rounding != Rounding::Floor);
        self.finalize(a.with_sign(negative))
    }

    /// `-a`: as `plus`, a zero has a sign only when rounding down.
    pub fn minus(&mut self, a: &Decimal) -> Decimal {
        if let Some(nan) = self.nan_of(&[a]) {
            return nan;
        }
        let loses_sign = a.is_zero() && self.context.rounding != Rounding::Floor;
        let negative = !a.negative && !loses_sign;
        self.finalize(a.with_sign(negative))
    }

    /// `abs(a)`
    pub fn abs(&mut self, a: &Decimal) -> Decimal {
        if let Some(nan) = self.nan_of(&[a]) {
            return nan;
        }
        self.finalize(a.with_sign(false))
    }

    /// `a + b`
    pub fn add(&mut self, a: &Decimal, b: &Decimal) -> Decimal {
        match self.nan_of(&[a, b]) {
            Some(nan) => nan,
            None => self.add_numbers(a, b),
        }
    }

    /// `a - b`
    pub fn subtract(&mut self, a: &Decimal, b: &Decimal) -> Decimal {
        match self.nan_of(&[a, b]) {
            Some(nan) => nan,
            None => self.add_numbers(a, &b.with_sign(!b.negative)),
        }
    }

    fn add_numbers(&mut self, a: &Decimal, b: &Decimal) -> Decimal {
        match (a.is_infinite(), b.is_infinite()) {
            (true, true) if a.negative != b.negative => return self.invalid(),
            (true, _) => return a.clone(),
            (_, true) => return b.clone(),
            _ => {}
        }
        let (high, low) = if a.exponent >= b.exponent { (a, b) } else { (b, a) };
        let negative_zero =
            if a.negative == b.negative { a.negative } else { self.context.rounding == Rounding::Floor };
        if high.is_zero() && low.is_zero() {
            return self.finalize(Decimal::finite(negative_zero, BigUint::ZERO, low.exponent));
        }
        if high.is_zero() {
            return self.finalize(low.clone());
        }
        if low.is_zero() {
            // Zeros are appended, as far as they fit.
            let least = (high.exponent + high.digits() - self.context.precision - 1).max(low.exponent);
            let count = (high.exponent - least).max(0);
            return match self.append_zeros(&high.coefficient, count) {
                Some(longer) => self.finalize(Decimal::finite(high.negative, longer, high.exponent - count)),
                None => Decimal::nan(),
            };
        }
        // A small operand far behind the last digit that counts is as good as any other.
        let last = high.exponent + (high.digits() - self.context.precision - 2).min(-1);
        let one = BigUint::from(1_u32);
        let (small, exponent) =
            if low.adjusted() < last { (&one, last) } else { (&low.coefficient, low.exponent) };
        let Some(large) = self.append_zeros(&high.coefficient, high.exponent - exponent) else {
            return Decimal::nan();
        };
        let (negative, coefficient) = if high.negative == low.negative {
            (high.negative, large + small)
        } else if large >= *small {
            (high.negative, large - small)
        } else {
            (low.negative, small - large)
        };
        let negative = if coefficient.is_zero() { negative_zero } else { negative };
        self.finalize(Decimal::finite(negative, coefficient, exponent))
    }

    /// `a * b`
    pub fn multiply(&mut self, a: &Decimal, b: &Decimal) -> Decimal {
        match self.nan_of(&[a, b]) {
            Some(nan) => nan,
            None => {
                let product = self.product(a, b);
                self.finalize(product)
            }
        }
    }

    /// The exact product of what is no NaN.
    fn product(&mut self, a: &Decimal, b: &Decimal) -> Decimal {
        let negative = a.negative != b.negative;
        if a.is_infinite() || b.is_infinite() {
            return if a.is_zero() || b.is_zero() { self.invalid() } else { Decimal::infinity(negative) };
        }
        Decimal::finite(negative, &a.coefficient * &b.coefficient, a.exponent + b.exponent)
    }

    /// `a * b + c`, rounded once.
    pub fn fused_multiply_add(&mut self, a: &Decimal, b: &Decimal, c: &Decimal) -> Decimal {
        if a.is_nan() || b.is_nan() {
            return self.nan_of(&[a, b, c]).unwrap_or_else(|| self.invalid());
        }
        // That a product cannot be told counts for more than what there is to add to it.
        let product = self.product(a, b);
        match product.is_nan() {
            true => product,
            false => self.add(&product, c),
        }
    }
}
