//! The text of an int, both ways: `int(text, base)`, `str`, `hex`, `oct`, `bin`.

use num_bigint::{BigInt, BigUint, Sign};

use super::{Int, bytes_for_bits};
use crate::error::{Error, Limit, Result};
use crate::literal::{NumberText, strip};

/// How many decimal digits conversion between text and int allows: `sys.get_int_max_str_digits()`.
///
/// Bases that are powers of two are not limited, their conversion being linear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DigitLimit(pub usize);

impl DigitLimit {
    /// What the interpreter starts with.
    pub const DEFAULT: DigitLimit = DigitLimit(4300);
    /// No limit: what `sys.set_int_max_str_digits(0)` sets.
    pub const NONE: DigitLimit = DigitLimit(usize::MAX);
}

/// Why text is no int.
enum Failure {
    /// The text is not a literal in that base.
    Invalid,
    /// Too many digits, of which there are so many.
    TooLong(usize),
}

impl Int {
    /// `int(text, base)`: base 0 reads the prefix.
    ///
    /// # Errors
    /// `ValueError`
    pub fn from_text(text: impl NumberText, base: &Int, digits: DigitLimit) -> Result<Int> {
        let radix = check_base(base)?;
        parse(&text.to_ascii(), radix, digits).map_err(|failure| match failure {
            Failure::Invalid => invalid_literal(&text.repr(), base),
            Failure::TooLong(count) => too_many_digits(count, digits),
        })
    }

    /// `str(self)`
    ///
    /// # Errors
    /// `ValueError` beyond the digit limit.
    pub fn to_text(&self, digits: DigitLimit) -> Result<String> {
        let Int::Big(value) = self else { return Ok(self.to_string()) };
        // A decimal digit is worth 3.33 bits: what must be too long is not even converted.
        let least_digits = (value.bits() - 1) as f64 * std::f64::consts::LOG10_2;
        if least_digits < digits.0 as f64 {
            let text = value.to_string();
            if text.len() - usize::from(self.is_negative()) <= digits.0 {
                return Ok(text);
            }
        }
        Err(Error::value(format!(
            "Exceeds the limit ({} digits) for integer string conversion; use sys.set_int_max_str_digits() to \
             increase the limit",
            digits.0
        )))
    }

    /// `hex(self)`
    ///
    /// # Errors
    /// `MemoryError` beyond the limit.
    pub fn hex(&self, limit: Limit) -> Result<String> {
        self.prefixed("0x", 4, limit)
    }

    /// `oct(self)`
    ///
    /// # Errors
    /// `MemoryError` beyond the limit.
    pub fn oct(&self, limit: Limit) -> Result<String> {
        self.prefixed("0o", 3, limit)
    }

    /// `bin(self)`
    ///
    /// # Errors
    /// `MemoryError` beyond the limit.
    pub fn bin(&self, limit: Limit) -> Result<String> {
        self.prefixed("0b", 1, limit)
    }

    fn prefixed(&self, prefix: &str, bits_per_digit: u32, limit: Limit) -> Result<String> {
        let sign = if self.is_negative() { "-" } else { "" };
        Ok(format!("{sign}{prefix}{}", self.magnitude_digits(bits_per_digit, limit)?))
    }

    /// The digits of the absolute value in base `2 ** bits_per_digit`.
    pub(crate) fn magnitude_digits(&self, bits_per_digit: u32, limit: Limit) -> Result<String> {
        limit.check(bytes_for_bits(self.bit_length() / u64::from(bits_per_digit) * 8))?;
        Ok(self.to_big().magnitude().to_str_radix(1 << bits_per_digit))
    }
}

/// The base of a number's text: 0 for the one that its prefix says.
///
/// # Errors
/// `ValueError` for any that `int()` does not take.
pub fn check_base(base: &Int) -> Result<u32> {
    match base.to_i64() {
        Some(base @ (0 | 2..=36)) => Ok(base as u32),
        _ => Err(Error::value("int() base must be >= 2 and <= 36, or 0")),
    }
}

#[cold]
fn invalid_literal(repr: &str, base: &Int) -> Error {
    const LONGEST_REPR: usize = 200;
    let repr: String = repr.chars().take(LONGEST_REPR).collect();
    Error::value(format!("invalid literal for int() with base {base}: {repr}"))
}

#[cold]
fn too_many_digits(count: usize, digits: DigitLimit) -> Error {
    Error::value(format!(
        "Exceeds the limit ({} digits) for integer string conversion: value has {count} digits; use \
         sys.set_int_max_str_digits() to increase the limit",
        digits.0
    ))
}

/// Reads the text of a number; the grammar is that of literals, with sign and white space around.
fn parse(text: &[u8], base: u32, limit: DigitLimit) -> std::result::Result<Int, Failure> {
    let (negative, text) = match strip(text) {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        unsigned => (false, unsigned),
    };
    let prefix_base = match text {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 0,
    };
    let (radix, digits) = if prefix_base != 0 && (base == 0 || base == prefix_base) {
        // An underscore may follow the prefix.
        let digits = &text[2..];
        (prefix_base, digits.strip_prefix(b"_").unwrap_or(digits))
    } else {
        (if base == 0 { 10 } else { base }, text)
    };
    let values = digit_values(digits, radix).ok_or(Failure::Invalid)?;
    if !radix.is_power_of_two() && values.len() > limit.0 {
        return Err(Failure::TooLong(values.len()));
    }
    // As in source code, a decimal number that starts with `0` must be zero.
    if base == 0 && radix == 10 && values[0] == 0 && values.iter().any(|value| *value != 0) {
        return Err(Failure::Invalid);
    }
    let magnitude = BigUint::from_radix_be(&values, radix).ok_or(Failure::Invalid)?;
    Ok(Int::from(BigInt::from_biguint(if negative { Sign::Minus } else { Sign::Plus }, magnitude)))
}

/// The values of the digits, between which single underscores may stand; `None` if that is not what is there.
fn digit_values(text: &[u8], radix: u32) -> Option<Vec<u8>> {
    let mut values = Vec::with_capacity(text.len());
    let mut after_digit = false;
    for byte in text {
        if *byte == b'_' && after_digit {
            after_digit = false;
            continue;
        }
        values.push(char::from(*byte).to_digit(radix)? as u8);
        after_digit = true;
    }
    after_digit.then_some(values)
}
