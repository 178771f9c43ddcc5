//! Applies the conversions of `template % arguments`.

use super::conversion::{Conversion, Flags};
use super::field::{Groups, Parts};
use super::float_style::{DEFAULT_PRECISION, FloatStyle, MAX_PRECISION};
use super::spec::{Align, Sign, Spec};
use super::{MAX_CODE_POINT, TextSink, character_out_of_range, check_length};
use crate::error::{Error, Limit, Result};
use crate::float;
use crate::int::{DigitLimit, Int};
use crate::number::Number;

impl Conversion {
    fn letter_char(&self) -> char {
        char::from_u32(self.letter).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    /// The error for a letter that means nothing.
    #[cold]
    fn unsupported(&self) -> Error {
        let shown = match self.letter {
            31..=126 => self.letter_char(),
            _ => '?',
        };
        let (letter, index) = (self.letter, self.letter_index);
        Error::value(format!("unsupported format character '{shown}' (0x{letter:x}) at index {index}"))
    }

    /// The field as a format spec lays it out.
    fn field(&self, fill: char) -> Spec {
        let Flags { left, plus, space, alternate, .. } = self.flags;
        let align = match fill {
            _ if left => Align::Left,
            '0' => Align::AfterSign,
            _ => Align::Right,
        };
        let sign = if plus { Some(Sign::Plus) } else { space.then_some(Sign::Space) };
        Spec {
            // What is padded after is padded with spaces.
            fill: u32::from(if left { ' ' } else { fill }),
            align,
            sign,
            no_negative_zero: false,
            alternate,
            width: self.width,
            grouping: None,
            precision: self.precision,
            fraction_grouping: None,
            code: Some(self.letter),
        }
    }
}

/// The error of a conversion for an argument of the wrong type, or that of a letter that means nothing.
#[cold]
pub fn wrong_type(conversion: &Conversion, type_name: &str) -> Error {
    match conversion.letter_char() {
        letter @ ('d' | 'i' | 'u') => {
            Error::type_error(format!("%{letter} format: a real number is required, not {type_name}"))
        }
        letter @ ('o' | 'x' | 'X') => {
            Error::type_error(format!("%{letter} format: an integer is required, not {type_name}"))
        }
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
            Error::type_error(format!("must be real number, not {type_name}"))
        }
        'c' => Error::type_error(format!("%c requires an int or a unicode character, not {type_name}")),
        _ => conversion.unsupported(),
    }
}

/// `%d %i %u %o %x %X %e %E %f %F %g %G %c` of a number.
///
/// # Errors
/// `TypeError` for a number of the wrong type, `ValueError` for a letter that means nothing, `OverflowError`,
/// `MemoryError` beyond the limit.
pub fn convert_number(
    conversion: &Conversion,
    value: &Number,
    digits: DigitLimit,
    limit: Limit,
    out: &mut impl TextSink,
) -> Result<()> {
    let letter = conversion.letter_char();
    match (letter, value) {
        ('d' | 'i' | 'u' | 'o' | 'x' | 'X', Number::Int(value)) => {
            convert_int(conversion, value, digits, limit, out)
        }
        ('d' | 'i' | 'u', Number::Float(value)) => {
            convert_int(conversion, &float::trunc(*value)?, digits, limit, out)
        }
        ('e' | 'E' | 'f' | 'F' | 'g' | 'G', Number::Int(value)) => {
            convert_float(conversion, value.to_f64()?, limit, out)
        }
        ('e' | 'E' | 'f' | 'F' | 'g' | 'G', Number::Float(value)) => {
            convert_float(conversion, *value, limit, out)
        }
        ('c', Number::Int(value)) => {
            let code_point = value.to_u64().and_then(|value| u32::try_from(value).ok());
            match code_point.filter(|code_point| *code_point <= MAX_CODE_POINT) {
                Some(code_point) => convert_character(conversion, code_point, limit, out),
                None => Err(character_out_of_range()),
            }
        }
        _ => Err(wrong_type(conversion, value.type_name())),
    }
}

fn convert_int(
    conversion: &Conversion,
    value: &Int,
    digits: DigitLimit,
    limit: Limit,
    out: &mut impl TextSink,
) -> Result<()> {
    // CPython leaves room for a sign and a prefix.
    const MAX_DIGITS: usize = i32::MAX as usize - 3;
    let least_digits = conversion.precision.unwrap_or(0);
    if least_digits > MAX_DIGITS {
        return Err(Error::overflow("precision too large"));
    }
    check_length(conversion.width.max(least_digits), limit)?;
    let (prefix, mut whole) = match conversion.letter_char() {
        'o' => ("0o", value.magnitude_digits(3, limit)?),
        'x' => ("0x", value.magnitude_digits(4, limit)?),
        'X' => ("0X", value.magnitude_digits(4, limit)?.to_ascii_uppercase()),
        _ => ("", value.abs().to_text(digits)?),
    };
    whole.insert_str(0, &"0".repeat(least_digits.saturating_sub(whole.len())));
    let prefix = if conversion.flags.alternate { prefix } else { "" };
    let parts = Parts { negative: value.is_negative(), prefix, whole, ..Parts::default() };
    write_number(conversion, &parts, out);
    Ok(())
}

fn convert_float(conversion: &Conversion, value: f64, limit: Limit, out: &mut impl TextSink) -> Result<()> {
    let precision = conversion.precision.unwrap_or(DEFAULT_PRECISION);
    if precision > MAX_PRECISION {
        return Err(Error::value("precision too big"));
    }
    check_length(conversion.width.max(precision), limit)?;
    let style = FloatStyle::of_code(conversion.letter_char(), precision);
    let style = style.ok_or_else(|| conversion.unsupported())?;
    let parts = FloatStyle { alternate: conversion.flags.alternate, ..style }.parts(value);
    write_number(conversion, &parts, out);
    Ok(())
}

fn write_number(conversion: &Conversion, parts: &Parts, out: &mut impl TextSink) {
    let spec = conversion.field(if conversion.flags.zero { '0' } else { ' ' });
    parts.write(&spec, Groups::of(&spec), out);
}

/// `%c` of a character.
///
/// # Errors
/// `MemoryError` beyond the limit.
pub fn convert_character(
    conversion: &Conversion,
    code_point: u32,
    limit: Limit,
    out: &mut impl TextSink,
) -> Result<()> {
    let whole_text = Conversion { precision: None, ..*conversion };
    convert_text(&whole_text, std::iter::once(code_point), limit, out)
}

/// `%s`, `%r` and `%a`, of the text that `str`, `repr` or `ascii` has given.
///
/// # Errors
/// `MemoryError` beyond the limit.
pub fn convert_text(
    conversion: &Conversion,
    text: impl ExactSizeIterator<Item = u32>,
    limit: Limit,
    out: &mut impl TextSink,
) -> Result<()> {
    check_length(conversion.width, limit)?;
    let length = text.len().min(conversion.precision.unwrap_or(usize::MAX));
    let padding = conversion.width.saturating_sub(length);
    if !conversion.flags.left {
        out.fill(u32::from(' '), padding);
    }
    text.take(length).for_each(|code_point| out.push(code_point));
    if conversion.flags.left {
        out.fill(u32::from(' '), padding);
    }
    Ok(())
}
