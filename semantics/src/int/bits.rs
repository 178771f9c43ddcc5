//! Shifts and bitwise operations, on two's complement of unlimited width, as Python defines them.

use super::{Int, bytes_for_bits};
use crate::error::{Error, Limit, Result};

impl Int {
    /// `self << count`
    ///
    /// # Errors
    /// `ValueError` for a negative count, `MemoryError` beyond the limit.
    pub fn lshift(&self, count: &Int, limit: Limit) -> Result<Int> {
        if count.is_negative() {
            return Err(Error::value("negative shift count"));
        }
        if self.is_zero() {
            return Ok(Int::ZERO);
        }
        let Some(count) = count.to_u64() else {
            return Err(Error::overflow("too many digits in integer"));
        };
        if let Int::Small(value) = self
            && count < 63
            && (value << count) >> count == *value
        {
            return Ok(Int::Small(value << count));
        }
        limit.check(bytes_for_bits(self.bit_length().saturating_add(count)))?;
        Ok(Int::from(self.to_big().as_ref() << count))
    }

    /// `self >> count`: rounds down.
    ///
    /// # Errors
    /// `ValueError` for a negative count.
    pub fn rshift(&self, count: &Int) -> Result<Int> {
        if count.is_negative() {
            return Err(Error::value("negative shift count"));
        }
        let count = count.to_u64().unwrap_or(u64::MAX);
        Ok(match self {
            Int::Small(value) => Int::Small(value >> count.min(63)),
            Int::Big(_) if count >= self.bit_length() => Int::Small(if self.is_negative() { -1 } else { 0 }),
            Int::Big(value) => Int::from(value.as_ref() >> count),
        })
    }

    /// `self & other`
    pub fn and(&self, other: &Int) -> Int {
        match (self, other) {
            (Int::Small(left), Int::Small(right)) => Int::Small(left & right),
            _ => Int::from(self.to_big().as_ref() & other.to_big().as_ref()),
        }
    }

    /// `self | other`
    pub fn or(&self, other: &Int) -> Int {
        match (self, other) {
            (Int::Small(left), Int::Small(right)) => Int::Small(left | right),
            _ => Int::from(self.to_big().as_ref() | other.to_big().as_ref()),
        }
    }

    /// `self ^ other`
    pub fn xor(&self, other: &Int) -> Int {
        match (self, other) {
            (Int::Small(left), Int::Small(right)) => Int::Small(left ^ right),
            _ => Int::from(self.to_big().as_ref() ^ other.to_big().as_ref()),
        }
    }

    /// `~self`
    pub fn invert(&self) -> Int {
        match self {
            Int::Small(value) => Int::Small(!value),
            Int::Big(value) => Int::from(!value.as_ref()),
        }
    }

    /// `self.bit_length()`: the bits of the absolute value.
    pub fn bit_length(&self) -> u64 {
        match self {
            Int::Small(value) => u64::from(u64::BITS - value.unsigned_abs().leading_zeros()),
            Int::Big(value) => value.bits(),
        }
    }

    /// `self.bit_count()`: the ones in the absolute value.
    pub fn bit_count(&self) -> u64 {
        match self {
            Int::Small(value) => u64::from(value.unsigned_abs().count_ones()),
            Int::Big(value) => value.magnitude().count_ones(),
        }
    }
}
