//! Decimal numbers: the General Decimal Arithmetic Specification (version 1.70), as Python's `decimal` has it.
//!
//! A [`Decimal`] is any number, without a precision of its own. A [`Calculation`] does arithmetic under a [`Context`]
//! and gathers the [`Status`] that its operations signal; whether a signal is an exception is for the caller.
//!
//! ```text
//! let mut work = Calculation::new(Context::default());
//! let third = work.divide(&Decimal::from_i64(1), &Decimal::from_i64(3)); // 28 digits
//! work.status.has(Status::INEXACT); // true
//! ```

mod add;
mod compare;
mod context;
mod convert;
mod digits;
mod divide;
mod elementary;
mod fixed_point;
mod logical;
mod neighbours;
mod power;
mod quantize;
mod round;
#[cfg(test)]
mod tests;
mod text;

pub use context::{Context, MAX_EMAX, MAX_PREC, MIN_EMIN, MIN_ETINY, Rounding, Status};
pub use round::Calculation;

use num_bigint::BigUint;
use num_traits::Zero;

/// What a decimal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// coefficient × 10^exponent
    Finite,
    /// ±∞
    Infinity,
    /// No number; the coefficient is a payload.
    QuietNan,
    /// No number, and using it is an invalid operation.
    SignallingNan,
}

/// A decimal number: a sign, and a coefficient with an exponent or something special.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// Whether there is a minus sign; zeros and NaNs have one too.
    pub negative: bool,
    /// What it is.
    pub kind: Kind,
    /// The digits, or the payload of a NaN.
    pub coefficient: BigUint,
    /// The power of ten; within ±4·10^18, so that sums of two fit.
    pub exponent: i64,
}

impl Decimal {
    /// ±coefficient × 10^exponent
    pub fn finite(negative: bool, coefficient: BigUint, exponent: i64) -> Decimal {
        Decimal { negative, kind: Kind::Finite, coefficient, exponent }
    }

    /// An integer.
    pub fn from_i64(number: i64) -> Decimal {
        Decimal::finite(number < 0, BigUint::from(number.unsigned_abs()), 0)
    }

    /// ±∞
    pub fn infinity(negative: bool) -> Decimal {
        Decimal { negative, kind: Kind::Infinity, coefficient: BigUint::ZERO, exponent: 0 }
    }

    /// A quiet NaN without a payload.
    pub fn nan() -> Decimal {
        Decimal { negative: false, kind: Kind::QuietNan, coefficient: BigUint::ZERO, exponent: 0 }
    }

    /// Whether it's neither infinite nor a NaN.
    pub fn is_finite(&self) -> bool {
        self.kind == Kind::Finite
    }

    /// Whether it's ±∞.
    pub fn is_infinite(&self) -> bool {
        self.kind == Kind::Infinity
    }

    /// Whether it's a NaN of either kind.
    pub fn is_nan(&self) -> bool {
        matches!(self.kind, Kind::QuietNan | Kind::SignallingNan)
    }

    /// Whether it's ±0.
    pub fn is_zero(&self) -> bool {
        self.is_finite() && self.coefficient.is_zero()
    }

    /// How many digits the coefficient has; one for zero.
    pub fn digits(&self) -> i64 {
        digits::count(&self.coefficient)
    }

    /// The exponent of the first digit.
    pub fn adjusted(&self) -> i64 {
        self.exponent + self.digits() - 1
    }

    /// The same with this sign.
    #[must_use]
    pub fn with_sign(&self, negative: bool) -> Decimal {
        Decimal { negative, ..self.clone() }
    }

    /// Whether it's a finite number without a fraction.
    pub fn is_integer(&self) -> bool {
        self.is_finite()
            && (self.coefficient.is_zero()
                || self.exponent >= 0
                || digits::trailing_zeros(&self.coefficient) >= self.exponent.unsigned_abs())
    }

    /// Whether a finite integer is odd.
    fn is_odd(&self) -> bool {
        match self.exponent {
            1.. => false,
            0 => self.coefficient.bit(0),
            exponent => {
                let count = exponent.unsigned_abs();
                count < self.digits().unsigned_abs() && digits::shift_right(&self.coefficient, count).0.bit(0)
            }
        }
    }

    /// Whether the first is below one in size, for finite numbers that are not zero.
    fn is_below_one(&self) -> bool {
        self.adjusted() < 0
    }

    /// Whether it's a finite number of normal size in a context.
    pub fn is_normal(&self, context: &Context) -> bool {
        self.is_finite() && !self.is_zero() && self.adjusted() >= context.emin
    }

    /// Whether it's a finite number below the normal sizes of a context.
    pub fn is_subnormal(&self, context: &Context) -> bool {
        self.is_finite() && !self.is_zero() && self.adjusted() < context.emin
    }

    /// The specification's name of what it is: `+Normal`, `-Zero`, `sNaN` …
    pub fn class(&self, context: &Context) -> &'static str {
        let (positive, negative) = match self.kind {
            Kind::SignallingNan => return "sNaN",
            Kind::QuietNan => return "NaN",
            Kind::Infinity => ("+Infinity", "-Infinity"),
            Kind::Finite if self.is_zero() => ("+Zero", "-Zero"),
            Kind::Finite if self.is_subnormal(context) => ("+Subnormal", "-Subnormal"),
            Kind::Finite => ("+Normal", "-Normal"),
        };
        if self.negative { negative } else { positive }
    }

    /// Whether both have the same exponent, or are the same special thing.
    pub fn same_quantum(&self, other: &Decimal) -> bool {
        match (self.is_finite(), other.is_finite()) {
            (true, true) => self.exponent == other.exponent,
            (false, false) => self.is_nan() == other.is_nan(),
            _ => false,
        }
    }
}
