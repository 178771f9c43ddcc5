//! `format(number, spec)`.

use super::MAX_CODE_POINT;
use super::field::{Groups, Padding, Parts, reserve_width};
use super::float_style::{DEFAULT_PRECISION, FloatStyle, Notation, check_precision};
use super::spec::{Align, ObjectType, Sign, Spec};
use crate::complex::Complex;
use crate::error::{Error, Result};
use crate::float;
use crate::int::{DigitLimit, Int};
use crate::number::Number;
use crate::text::{TextBuilder, TextRef};

/// `format(value, spec)`; `type_name` is the name of the object's type, for messages.
///
/// An empty spec means `str(value)`: whoever formats a `bool`, or an instance of a subclass, sees to that before.
///
/// # Errors
/// `ValueError`, `OverflowError`; `MemoryError` beyond the builder's limit. Nothing has been written then.
pub fn format_number(
    value: &Number,
    type_name: &str,
    spec: TextRef<'_>,
    digits: DigitLimit,
    out: &mut TextBuilder,
) -> Result<()> {
    if spec.is_empty() {
        out.push_str(&match value {
            Number::Int(value) => value.to_text(digits)?,
            Number::Float(value) => float::repr(*value),
            Number::Complex(value) => value.repr(),
        });
        return Ok(());
    }
    let default_code = matches!(value, Number::Int(_)).then_some('d');
    let object = ObjectType { name: type_name, default_align: Align::Right, default_code };
    let spec = Spec::parse(spec, object)?;
    let code = match spec.code {
        None => None,
        Some(code) => Some(char::from_u32(code).ok_or_else(|| spec.unknown_code(type_name))?),
    };
    match (value, code) {
        (Number::Int(value), Some('b' | 'c' | 'd' | 'o' | 'x' | 'X' | 'n')) => {
            format_int(value, &spec, digits, out)
        }
        (Number::Int(value), Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%')) => {
            format_float(value.to_f64()?, &spec, code, out)
        }
        (Number::Float(value), None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%')) => {
            format_float(*value, &spec, code, out)
        }
        (Number::Complex(value), None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n')) => {
            format_complex(*value, &spec, code, out)
        }
        _ => Err(spec.unknown_code(type_name)),
    }
}

fn format_int(value: &Int, spec: &Spec, digits: DigitLimit, out: &mut TextBuilder) -> Result<()> {
    if spec.precision.is_some() {
        return Err(Error::value("Precision not allowed in integer format specifier"));
    }
    if spec.no_negative_zero {
        return Err(Error::value("Negative zero coercion (z) not allowed in integer format specifier"));
    }
    if spec.is_code('c') {
        return format_character(value, spec, out);
    }
    let (prefix, bits_per_digit) = match spec.code.and_then(char::from_u32) {
        Some('b') => ("0b", 1),
        Some('o') => ("0o", 3),
        Some('x') => ("0x", 4),
        Some('X') => ("0X", 4),
        _ => ("", 0),
    };
    let mut groups = Groups::of(spec);
    let mut whole = if bits_per_digit == 0 {
        value.abs().to_text(digits)?
    } else {
        groups.size = 4;
        value.magnitude_digits(bits_per_digit, out.limit())?
    };
    if spec.is_code('X') {
        whole.make_ascii_uppercase();
    }
    let prefix = if spec.alternate { prefix } else { "" };
    Parts { negative: value.is_negative(), prefix, whole, ..Parts::default() }.write(spec, groups, out)
}

fn format_character(value: &Int, spec: &Spec, out: &mut TextBuilder) -> Result<()> {
    if spec.sign.is_some() {
        return Err(Error::value("Sign not allowed with integer format specifier 'c'"));
    }
    if spec.alternate {
        return Err(Error::value("Alternate form (#) not allowed with integer format specifier 'c'"));
    }
    let Some(code_point) = value.to_i64() else {
        return Err(Error::overflow("Python int too large to convert to C long"));
    };
    let code_point = u32::try_from(code_point).ok().filter(|code_point| *code_point <= MAX_CODE_POINT);
    let code_point = code_point.ok_or_else(|| Error::overflow("%c arg not in range(0x110000)"))?;
    let padding = Padding::new(spec, 1);
    reserve_width(spec, out)?;
    out.push_repeated(spec.fill, padding.before + padding.between);
    out.push(code_point);
    out.push_repeated(spec.fill, padding.after);
    Ok(())
}

/// How a spec wants floats written; without a type code as `repr`, or with a precision much like `g`.
fn float_style(spec: &Spec, code: Option<char>, out: &TextBuilder) -> Result<FloatStyle> {
    let precision = spec.precision.unwrap_or(DEFAULT_PRECISION);
    check_precision(precision, out)?;
    let letter = match code {
        Some('%') => 'f',
        Some('n') | None => 'g',
        Some(letter) => letter,
    };
    let mut style = FloatStyle::of_code(letter, precision).ok_or_else(|| spec.unknown_code("float"))?;
    if code.is_none() && spec.precision.is_none() {
        style.notation = Notation::Shortest;
    }
    style.alternate = spec.alternate;
    style.no_negative_zero = spec.no_negative_zero;
    Ok(style)
}

fn format_float(value: f64, spec: &Spec, code: Option<char>, out: &mut TextBuilder) -> Result<()> {
    let mut style = float_style(spec, code, out)?;
    style.always_fraction = code.is_none();
    let percent = code == Some('%');
    let mut parts = style.parts(if percent { value * 100.0 } else { value });
    if percent {
        parts.rest.push('%');
    }
    parts.write(spec, Groups::of(spec), out)
}

fn format_complex(value: Complex, spec: &Spec, code: Option<char>, out: &mut TextBuilder) -> Result<()> {
    let style = float_style(spec, code, out)?;
    if spec.fill == u32::from('0') {
        return Err(Error::value("Zero padding is not allowed in complex format specifier"));
    }
    if spec.align == Align::AfterSign {
        return Err(Error::value("'=' alignment flag is not allowed in complex format specifier"));
    }
    let groups = Groups::of(spec);
    let part = |value: f64, sign: Option<Sign>| {
        let parts = style.parts(value);
        parts.head(sign) + &parts.body(groups, 0)
    };
    // As in `repr`: a positive zero before the imaginary part is left out, and parentheses hold two parts.
    let text = if code.is_some() {
        format!("{}{}j", part(value.real, spec.sign), part(value.imag, Some(Sign::Plus)))
    } else if value.real == 0.0 && value.real.is_sign_positive() {
        format!("{}j", part(value.imag, spec.sign))
    } else {
        format!("({}{}j)", part(value.real, spec.sign), part(value.imag, Some(Sign::Plus)))
    };
    let padding = Padding::new(spec, text.len());
    reserve_width(spec, out)?;
    out.push_repeated(spec.fill, padding.before);
    out.push_str(&text);
    out.push_repeated(spec.fill, padding.after);
    Ok(())
}
