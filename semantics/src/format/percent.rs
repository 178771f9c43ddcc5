//! The conversions of `template % values` that take numbers.

use super::MAX_CODE_POINT;
use super::field::{Groups, Parts};
use super::float_style::{DEFAULT_PRECISION, FloatStyle, check_precision};
use super::spec::{Align, Sign, Spec};
use crate::error::{Error, Result};
use crate::float;
use crate::int::{DigitLimit, Int};
use crate::number::Number;
use crate::template::percent::{Directive, Flavor};
use crate::text::TextBuilder;

/// Writes a number as one of `%d %i %u %o %x %X %e %E %f %F %g %G %c` does.
///
/// # Errors
/// `TypeError` for a number of the wrong type, `ValueError` for a conversion that does not exist, `OverflowError`;
/// `MemoryError` beyond the builder's limit. Nothing has been written then.
pub fn convert_number(
    directive: &Directive,
    value: &Number,
    digits: DigitLimit,
    out: &mut TextBuilder,
) -> Result<()> {
    match (conversion(directive), value) {
        ('d' | 'i' | 'u' | 'o' | 'x' | 'X', Number::Int(value)) => convert_int(directive, value, digits, out),
        ('d' | 'i' | 'u', Number::Float(value)) => {
            convert_int(directive, &float::trunc(*value)?, digits, out)
        }
        ('e' | 'E' | 'f' | 'F' | 'g' | 'G', Number::Float(value)) => convert_float(directive, *value, out),
        ('e' | 'E' | 'f' | 'F' | 'g' | 'G', Number::Int(value)) => match (value.to_f64(), directive.flavor) {
            (Ok(value), _) => convert_float(directive, value, out),
            (Err(error), Flavor::Str) => Err(error),
            (Err(_), Flavor::Bytes) => Err(wrong_type(directive, "int")),
        },
        ('c', Number::Int(value)) => convert_character(directive, value, out),
        _ => Err(wrong_type(directive, value.type_name())),
    }
}

/// The error of a conversion for a value of the wrong type, or that of a conversion that does not exist.
#[cold]
pub fn wrong_type(directive: &Directive, type_name: &str) -> Error {
    let required = match (conversion(directive), directive.flavor) {
        (letter @ ('d' | 'i' | 'u'), _) => format!("%{letter} format: a real number is required"),
        (letter @ ('o' | 'x' | 'X'), _) => format!("%{letter} format: an integer is required"),
        ('e' | 'E' | 'f' | 'F' | 'g' | 'G', Flavor::Str) => "must be real number".to_owned(),
        ('e' | 'E' | 'f' | 'F' | 'g' | 'G', Flavor::Bytes) => "float argument required".to_owned(),
        ('c', Flavor::Str) => "%c requires an int or a unicode character".to_owned(),
        ('c', Flavor::Bytes) => "%c requires an integer in range(256) or a single byte".to_owned(),
        _ => return directive.unsupported(),
    };
    Error::type_error(format!("{required}, not {type_name}"))
}

fn conversion(directive: &Directive) -> char {
    char::from_u32(directive.conversion).unwrap_or(char::REPLACEMENT_CHARACTER)
}

fn convert_int(directive: &Directive, value: &Int, digits: DigitLimit, out: &mut TextBuilder) -> Result<()> {
    // CPython leaves room for a sign and a prefix.
    const MAX_DIGITS: usize = i32::MAX as usize - 3;
    let least_digits = directive.precision.unwrap_or(0);
    if least_digits > MAX_DIGITS {
        return Err(Error::overflow("precision too large"));
    }
    let limit = out.limit();
    limit.check_room(out.len().saturating_add(least_digits))?;
    let (prefix, mut whole) = match conversion(directive) {
        'o' => ("0o", value.magnitude_digits(3, limit)?),
        'x' => ("0x", value.magnitude_digits(4, limit)?),
        'X' => ("0X", value.magnitude_digits(4, limit)?.to_ascii_uppercase()),
        _ => ("", value.abs().to_text(digits)?),
    };
    whole.insert_str(0, &"0".repeat(least_digits.saturating_sub(whole.len())));
    let prefix = if directive.alternate { prefix } else { "" };
    write_number(directive, &Parts { negative: value.is_negative(), prefix, whole, ..Parts::default() }, out)
}

fn convert_float(directive: &Directive, value: f64, out: &mut TextBuilder) -> Result<()> {
    let precision = directive.precision.unwrap_or(DEFAULT_PRECISION);
    check_precision(precision, out)?;
    let style = FloatStyle::of_code(conversion(directive), precision);
    let style = style.ok_or_else(|| directive.unsupported())?;
    let parts = FloatStyle { alternate: directive.alternate, ..style }.parts(value);
    write_number(directive, &parts, out)
}

/// Lays a number out as a format spec with the same flags does.
fn write_number(directive: &Directive, parts: &Parts, out: &mut TextBuilder) -> Result<()> {
    // Padding after the number is never zeros.
    let zero_fill = directive.zero && !directive.left_adjust;
    let spec = Spec {
        fill: u32::from(if zero_fill { '0' } else { ' ' }),
        align: match (directive.left_adjust, zero_fill) {
            (true, _) => Align::Left,
            (false, true) => Align::AfterSign,
            (false, false) => Align::Right,
        },
        sign: match (directive.sign, directive.blank) {
            (true, _) => Some(Sign::Plus),
            (false, true) => Some(Sign::Space),
            (false, false) => None,
        },
        no_negative_zero: false,
        alternate: directive.alternate,
        width: directive.width.unwrap_or(0),
        grouping: None,
        precision: directive.precision,
        fraction_grouping: None,
        code: Some(directive.conversion),
    };
    parts.write(&spec, Groups::of(&spec), out)
}

fn convert_character(directive: &Directive, value: &Int, out: &mut TextBuilder) -> Result<()> {
    let (largest, range) = match directive.flavor {
        Flavor::Str => (MAX_CODE_POINT, "range(0x110000)"),
        Flavor::Bytes => (u32::from(u8::MAX), "range(256)"),
    };
    let code_point = value.to_u64().and_then(|value| u32::try_from(value).ok());
    match code_point.filter(|code_point| *code_point <= largest) {
        Some(code_point) => directive.write_character(code_point, out),
        None => Err(Error::overflow(format!("%c arg not in {range}"))),
    }
}
