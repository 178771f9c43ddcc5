//! `float.hex` and `float.fromhex`.

use super::text::{Part, parse_prefix};
use crate::error::{Error, Result};
use crate::int::{Scaled, scaled_to_f64};
use crate::literal::strip;

/// `value.hex()`
pub fn hex(value: f64) -> String {
    if !value.is_finite() {
        return super::repr(value);
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    if value == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let bits = value.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    let (whole, exponent) = match (bits >> 52 & 0x7ff) as i64 {
        0 => (0, -1022),
        biased => (1, biased - 1023),
    };
    format!("{sign}0x{whole}.{fraction:013x}p{exponent:+}")
}

/// `float.fromhex(text)`: rounds half to even.
///
/// # Errors
/// `ValueError`, `OverflowError`
pub fn from_hex(text: &str) -> Result<f64> {
    let invalid = || Error::value("invalid hexadecimal floating-point string");
    let text = strip(text.as_bytes());
    let (sign, unsigned) = match text {
        [b'-', rest @ ..] => (-1.0, rest),
        [b'+', rest @ ..] => (1.0, rest),
        _ => (1.0, text),
    };
    if matches!(unsigned.first(), Some(b'i' | b'I' | b'n' | b'N')) {
        return match parse_prefix(text) {
            Some(Part { value, length }) if length == text.len() => Ok(value),
            _ => Err(invalid()),
        };
    }
    let digits = match unsigned {
        [b'0', b'x' | b'X', rest @ ..] => rest,
        _ => unsigned,
    };
    let mut mantissa = Mantissa::default();
    let rest = mantissa.read(digits).ok_or_else(invalid)?;
    let (exponent, rest) = read_exponent(rest).ok_or_else(invalid)?;
    let scaled = Scaled {
        mantissa: mantissa.bits << 1 | u128::from(mantissa.sticky),
        exponent: mantissa.exponent.saturating_add(exponent).saturating_sub(1),
    };
    let value = scaled_to_f64(scaled)
        .ok_or_else(|| Error::overflow("hexadecimal value too large to represent as a float"))?;
    if !rest.is_empty() {
        return Err(invalid());
    }
    Ok(sign * value)
}

/// The digits before the exponent: `bits * 2**exponent`, and whether ones were dropped.
#[derive(Default)]
struct Mantissa {
    bits: u128,
    exponent: i64,
    sticky: bool,
}

impl Mantissa {
    /// Reads `digits[.digits]`, at least one digit; gives what follows.
    fn read<'a>(&mut self, text: &'a [u8]) -> Option<&'a [u8]> {
        let mut in_fraction = false;
        let mut any = false;
        for (index, byte) in text.iter().enumerate() {
            if *byte == b'.' && !in_fraction {
                in_fraction = true;
                continue;
            }
            let Some(digit) = char::from(*byte).to_digit(16) else {
                return any.then_some(&text[index..]);
            };
            any = true;
            self.push(digit, in_fraction);
        }
        any.then_some(&[])
    }

    fn push(&mut self, digit: u32, in_fraction: bool) {
        const FULL: u32 = 100;
        if u128::BITS - self.bits.leading_zeros() < FULL {
            self.bits = self.bits << 4 | u128::from(digit);
            self.exponent -= if in_fraction { 4 } else { 0 };
        } else {
            self.sticky |= digit != 0;
            self.exponent += if in_fraction { 0 } else { 4 };
        }
    }
}

/// Reads `[p[sign]digits]`: the exponent, as near as a word can hold it, and what follows.
fn read_exponent(text: &[u8]) -> Option<(i64, &[u8])> {
    let [b'p' | b'P', rest @ ..] = text else { return Some((0, text)) };
    let (sign, rest) = match rest {
        [b'-', rest @ ..] => (-1, rest),
        [b'+', rest @ ..] => (1, rest),
        _ => (1, rest),
    };
    let end = rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len());
    if end == 0 {
        return None;
    }
    // Far beyond any exponent of a float, and far from where sums would overflow.
    const FAR: i64 = 1 << 60;
    let exponent = rest[..end].iter().fold(0i64, |exponent, digit| {
        exponent.saturating_mul(10).saturating_add(i64::from(digit - b'0')).min(FAR)
    });
    Some((sign * exponent, &rest[end..]))
}
