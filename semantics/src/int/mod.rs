//! Python's `int`: an integer of any size, held as a machine word while it fits one.
//!
//! [`Int`] is always in its smallest form, so that equality, order and hash can be derived from the form.
//! The operations are methods, one file per family:
//!
//! - `arithmetic`: `+ - * // % ** abs round`;
//! - `bits`: shifts, `& | ^ ~`, `bit_length`, `bit_count`;
//! - `real`: what meets `float`: `/`, conversion, exact comparison;
//! - `text`: decimal and other digits, both ways;
//! - `bytes`: `to_bytes` and `from_bytes`;
//! - `number_theory`: the integer functions of the `math` module;
//! - `limbs`: the same arithmetic on limbs that others hold.

mod arithmetic;
mod bits;
mod bytes;
pub mod limbs;
mod number_theory;
mod real;
mod text;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;

pub use bytes::ByteOrder;
pub use number_theory::{comb, factorial, gcd, isqrt, lcm, perm};
pub(crate) use real::{Scaled, scaled_to_f64};
pub use text::{DigitLimit, check_base};

/// An `int`. `Big` never holds a number that fits `i64`; build it through `From`, which sees to that.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Int {
    /// A number that fits a machine word.
    Small(i64),
    /// A number that does not.
    Big(Arc<BigInt>),
}

impl Int {
    /// `0`
    pub const ZERO: Int = Int::Small(0);
    /// `1`
    pub const ONE: Int = Int::Small(1);

    /// The number as a machine word, if it fits one.
    #[inline]
    pub fn to_i64(&self) -> Option<i64> {
        match self {
            Int::Small(value) => Some(*value),
            Int::Big(_) => None,
        }
    }

    /// The number as an unsigned machine word, if it fits one.
    pub fn to_u64(&self) -> Option<u64> {
        match self {
            Int::Small(value) => u64::try_from(*value).ok(),
            Int::Big(value) => value.to_u64(),
        }
    }

    /// The number as a size, if it fits one.
    pub fn to_usize(&self) -> Option<usize> {
        self.to_u64().and_then(|value| usize::try_from(value).ok())
    }

    /// The nearest machine word: what CPython does with an index that does not fit `Py_ssize_t`.
    pub fn saturate(&self) -> i64 {
        match self {
            Int::Small(value) => *value,
            Int::Big(value) if value.sign() == Sign::Minus => i64::MIN,
            Int::Big(_) => i64::MAX,
        }
    }

    /// The number in its big form.
    pub fn to_big(&self) -> Cow<'_, BigInt> {
        match self {
            Int::Small(value) => Cow::Owned(BigInt::from(*value)),
            Int::Big(value) => Cow::Borrowed(value),
        }
    }

    /// Whether the number is `0`.
    #[inline]
    pub fn is_zero(&self) -> bool {
        matches!(self, Int::Small(0))
    }

    /// Whether the number is below `0`.
    #[inline]
    pub fn is_negative(&self) -> bool {
        match self {
            Int::Small(value) => *value < 0,
            Int::Big(value) => value.sign() == Sign::Minus,
        }
    }

    /// How many bytes the number takes: what counts against a [`Limit`](crate::Limit).
    pub fn byte_size(&self) -> usize {
        match self {
            Int::Small(_) => size_of::<i64>(),
            Int::Big(value) => bytes_for_bits(value.bits()),
        }
    }
}

/// How many bytes a number of so many bits takes.
fn bytes_for_bits(bits: u64) -> usize {
    usize::try_from(bits / 8 + 1).unwrap_or(usize::MAX)
}

impl Default for Int {
    fn default() -> Self {
        Int::ZERO
    }
}

macro_rules! from_primitive {
    ($($type:ty)*) => {$(
        impl From<$type> for Int {
            #[inline]
            fn from(value: $type) -> Self {
                match i64::try_from(value) {
                    Ok(small) => Int::Small(small),
                    Err(_) => Int::Big(Arc::new(BigInt::from(value))),
                }
            }
        }
    )*};
}

from_primitive! { u64 usize i128 u128 }

macro_rules! from_small {
    ($($type:ty)*) => {$(
        impl From<$type> for Int {
            #[inline]
            fn from(value: $type) -> Self {
                Int::Small(i64::from(value))
            }
        }
    )*};
}

from_small! { bool u8 u16 u32 i8 i16 i32 i64 }

impl From<BigInt> for Int {
    fn from(value: BigInt) -> Self {
        match value.to_i64() {
            Some(small) => Int::Small(small),
            None => Int::Big(Arc::new(value)),
        }
    }
}

impl Ord for Int {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Int::Small(left), Int::Small(right)) => left.cmp(right),
            (Int::Big(left), Int::Big(right)) => left.cmp(right),
            // A big number lies beyond all small ones, on the side its sign says.
            (Int::Small(_), Int::Big(_)) if other.is_negative() => Ordering::Greater,
            (Int::Small(_), Int::Big(_)) => Ordering::Less,
            (Int::Big(_), Int::Small(_)) => other.cmp(self).reverse(),
        }
    }
}

impl PartialOrd for Int {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The decimal digits, however many: [`Int::to_text`] is what `str` does.
impl fmt::Display for Int {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Int::Small(value) => value.fmt(formatter),
            Int::Big(value) => value.fmt(formatter),
        }
    }
}

impl fmt::Debug for Int {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}
