//! The text of a float in one of the styles that `format` and `%` share.

use super::field::Parts;
use crate::error::{Error, Result};
use crate::float::digits::Digits;
use crate::text::TextBuilder;

/// How to choose digits and notation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notation {
    /// `e`: scientific.
    Exponent,
    /// `f`: positional.
    Fixed,
    /// `g`: whichever suits the magnitude, with so many significant digits.
    General,
    /// As `repr`: the fewest digits that read back as the same float.
    Shortest,
}

/// How to write a float.
#[derive(Clone, Copy, Debug)]
pub(super) struct FloatStyle {
    pub(super) notation: Notation,
    /// Digits after the decimal point; for `General`, significant digits.
    pub(super) precision: usize,
    /// Whether letters are in upper case.
    pub(super) uppercase: bool,
    /// `#`: always a decimal point, and no trailing zeros cut.
    pub(super) alternate: bool,
    /// Whether positional notation has at least one digit after the decimal point.
    pub(super) always_fraction: bool,
    /// `z`: no sign when all digits are zero.
    pub(super) no_negative_zero: bool,
}

/// What precision is where none is given.
pub(super) const DEFAULT_PRECISION: usize = 6;

/// Fails when a float with so many digits would be too long.
///
/// # Errors
/// `ValueError` beyond what CPython's buffer for a float can hold, `MemoryError` beyond the builder's limit.
pub(super) fn check_precision(precision: usize, out: &TextBuilder) -> Result<()> {
    const MAX_PRECISION: usize = i32::MAX as usize - 1024;
    if precision > MAX_PRECISION {
        return Err(Error::value("precision too big"));
    }
    out.limit().check_room(out.len().saturating_add(precision))
}

impl FloatStyle {
    /// The style of a type code `e f g` in either case, `None` for another.
    pub(super) fn of_code(code: char, precision: usize) -> Option<FloatStyle> {
        let notation = match code {
            'e' | 'E' => Notation::Exponent,
            'f' | 'F' => Notation::Fixed,
            'g' | 'G' => Notation::General,
            _ => return None,
        };
        Some(FloatStyle {
            notation,
            precision,
            uppercase: code.is_ascii_uppercase(),
            alternate: false,
            always_fraction: false,
            no_negative_zero: false,
        })
    }

    /// The text of a float.
    pub(super) fn parts(&self, value: f64) -> Parts {
        if !value.is_finite() {
            let name = if value.is_nan() { "nan" } else { "inf" };
            let rest = if self.uppercase { name.to_ascii_uppercase() } else { name.to_owned() };
            return Parts { negative: value == f64::NEG_INFINITY, rest, ..Parts::default() };
        }
        let magnitude = value.abs();
        let digits = match self.notation {
            Notation::Exponent => Digits::significant(magnitude, self.precision.saturating_add(1)),
            Notation::Fixed => Digits::places(magnitude, i64::try_from(self.precision).unwrap_or(i64::MAX)),
            Notation::General => Digits::significant(magnitude, self.precision),
            Notation::Shortest => Digits::shortest(magnitude),
        };
        let is_zero = digits.digits == "0";
        let mut parts =
            if self.is_scientific(&digits) { self.scientific(digits) } else { self.positional(&digits) };
        parts.point = self.alternate || !parts.fraction.is_empty();
        parts.negative = value.is_sign_negative() && !(self.no_negative_zero && is_zero);
        parts
    }

    fn is_scientific(&self, digits: &Digits) -> bool {
        const LEAST_POINT: i64 = -3;
        const SHORTEST_END: i64 = 16;
        let most = match self.notation {
            Notation::Exponent => return true,
            Notation::Fixed => return false,
            // Room is left for the digit after the decimal point.
            Notation::General => self.significant_digits() - i64::from(self.always_fraction),
            Notation::Shortest => SHORTEST_END,
        };
        !(LEAST_POINT..=most).contains(&i64::from(digits.point))
    }

    fn significant_digits(&self) -> i64 {
        i64::try_from(self.precision.max(1)).unwrap_or(i64::MAX)
    }

    /// How many digits to write after the decimal point, of digits that are placed before and after it.
    fn places(&self, digits: &Digits) -> usize {
        match self.notation {
            Notation::Exponent | Notation::Fixed => self.precision,
            Notation::General if self.alternate => {
                let places = self.significant_digits() - i64::from(digits.point);
                usize::try_from(places).unwrap_or(0)
            }
            Notation::General | Notation::Shortest => digits.fraction_length(),
        }
    }

    fn positional(&self, digits: &Digits) -> Parts {
        let places = self.places(digits).max(usize::from(self.always_fraction));
        Parts { whole: digits.whole(), fraction: digits.fraction(places), ..Parts::default() }
    }

    fn scientific(&self, digits: Digits) -> Parts {
        let exponent = digits.point - 1;
        let mantissa = Digits { point: 1, ..digits };
        let letter = if self.uppercase { 'E' } else { 'e' };
        let sign = if exponent < 0 { '-' } else { '+' };
        Parts {
            whole: mantissa.whole(),
            fraction: mantissa.fraction(self.places(&mantissa)),
            rest: format!("{letter}{sign}{:02}", exponent.abs()),
            ..Parts::default()
        }
    }
}
