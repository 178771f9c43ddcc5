//! `int.to_bytes` and `int.from_bytes`.

use num_bigint::{BigInt, Sign};

use super::Int;
use crate::error::{Error, Limit, Result};

/// The order of the bytes of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ByteOrder {
    /// The most significant byte first.
    Big,
    /// The least significant byte first.
    Little,
}

impl ByteOrder {
    /// The order that a `byteorder` argument names.
    ///
    /// # Errors
    /// `ValueError`
    pub fn from_name(name: &str) -> Result<ByteOrder> {
        match name {
            "big" => Ok(ByteOrder::Big),
            "little" => Ok(ByteOrder::Little),
            _ => Err(Error::value("byteorder must be either 'little' or 'big'")),
        }
    }
}

impl Int {
    /// `self.to_bytes(length, byteorder, signed=signed)`
    ///
    /// # Errors
    /// `ValueError` for a negative length, `OverflowError` when the number does not fit, `MemoryError` beyond
    /// the limit.
    pub fn to_bytes(&self, length: i64, order: ByteOrder, signed: bool, limit: Limit) -> Result<Vec<u8>> {
        let Ok(length) = usize::try_from(length) else {
            return Err(Error::value("length argument must be non-negative"));
        };
        if self.is_negative() && !signed {
            return Err(Error::overflow("can't convert negative int to unsigned"));
        }
        // Two's complement needs as many bits as the complement of a negative number, and one for the sign.
        let bits = if self.is_negative() { self.invert().bit_length() } else { self.bit_length() };
        if bits + u64::from(signed) > (length as u64).saturating_mul(8)
            && !(signed && length == 0 && self.is_zero())
        {
            return Err(Error::overflow("int too big to convert"));
        }
        limit.check(length)?;
        let mut bytes = match self {
            Int::Small(value) => value.to_le_bytes().to_vec(),
            Int::Big(value) => value.to_signed_bytes_le(),
        };
        bytes.resize(length, if self.is_negative() { 0xff } else { 0 });
        if order == ByteOrder::Big {
            bytes.reverse();
        }
        Ok(bytes)
    }

    /// `int.from_bytes(bytes, byteorder, signed=signed)`
    pub fn from_bytes(bytes: &[u8], order: ByteOrder, signed: bool) -> Int {
        Int::from(match (order, signed) {
            (ByteOrder::Big, false) => BigInt::from_bytes_be(Sign::Plus, bytes),
            (ByteOrder::Little, false) => BigInt::from_bytes_le(Sign::Plus, bytes),
            (ByteOrder::Big, true) => BigInt::from_signed_bytes_be(bytes),
            (ByteOrder::Little, true) => BigInt::from_signed_bytes_le(bytes),
        })
    }
}
