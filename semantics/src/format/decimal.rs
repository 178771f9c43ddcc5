//! `format(decimal, spec)`.

use super::field::{Groups, Padding, Parts, reserve_width};
use super::float_style::check_precision;
use super::spec::{Align, ObjectType, Spec};
use crate::decimal::{Calculation, Context, Decimal, Rounding};
use crate::error::{Error, Result};
use crate::text::{TextBuilder, TextRef};

/// `format(value, spec)`, rounding so; `capitals` says how exponents are written if the spec doesn't.
///
/// # Errors
/// `ValueError`; `MemoryError` beyond the builder's limit. Nothing has been written then.
pub fn format_decimal(
    value: &Decimal,
    spec: TextRef<'_>,
    rounding: Rounding,
    capitals: bool,
    out: &mut TextBuilder,
) -> Result<()> {
    let object = ObjectType { name: "decimal.Decimal", default_align: Align::Right, default_code: None };
    let spec = Spec::parse(spec, object).map_err(|_| Error::value("invalid format string"))?;
    let code = match spec.code.map(char::from_u32) {
        None => {
            if capitals {
                'G'
            } else {
                'g'
            }
        }
        Some(Some(code @ ('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%'))) => code,
        Some(_) => return Err(Error::value("invalid format string")),
    };
    if spec.alternate {
        return Err(Error::value("invalid format string"));
    }
    if !value.is_finite() {
        return format_special(value, &spec, code, out);
    }
    let precision = match spec.precision {
        Some(precision) => {
            check_precision(precision, out)?;
            Some(precision as i64)
        }
        None => None,
    };
    let mut value = value.clone();
    let mut work = Calculation::new(Context { rounding, ..Context::maximum() });
    let letter = code.to_ascii_lowercase();
    if letter == '%' {
        value.exponent += 2;
    }
    if let Some(precision) = precision {
        match letter {
            'e' => value = significant(&mut work, &value, precision + 1),
            'f' | '%' => value = work.rescale(&value, -precision),
            _ if value.digits() > precision => value = significant(&mut work, &value, precision),
            _ => {}
        }
    }
    if value.is_zero() && value.exponent > 0 && matches!(letter, 'f' | '%') {
        value = work.rescale(&value, 0);
    }
    if value.is_nan() {
        return Err(Error::memory());
    }
    let digits = value.digit_text();
    let left = value.exponent + digits.len() as i64;
    let point = match letter {
        'e' => match precision {
            Some(precision) if value.is_zero() => 1 - precision,
            _ => 1,
        },
        'f' | '%' => left,
        _ if value.exponent <= 0 && left > -6 => left,
        _ => 1,
    };
    let places = (point.abs().max(0) as usize).max(digits.len());
    check_precision(places, out)?;
    let (whole, fraction) = split_at(&digits, point);
    let exponent = left - point;
    let mut rest = String::new();
    if exponent != 0 || letter == 'e' {
        let sign = if code.is_ascii_uppercase() { 'E' } else { 'e' };
        rest = format!("{sign}{exponent:+}");
    }
    if letter == '%' {
        rest.push('%');
    }
    let negative = value.negative && !(spec.no_negative_zero && value.is_zero());
    let parts = Parts { negative, prefix: "", whole, point: !fraction.is_empty(), fraction, rest };
    parts.write(&spec, Groups::of(&spec), out)
}

/// The digits before the point and those after it.
fn split_at(digits: &str, point: i64) -> (String, String) {
    let count = digits.len() as i64;
    if point <= 0 {
        // Where nothing is before the point, a zero is.
        ("0".to_owned(), "0".repeat((-point) as usize) + digits)
    } else if point >= count {
        (digits.to_owned() + &"0".repeat((point - count) as usize), String::new())
    } else {
        let (whole, fraction) = digits.split_at(point as usize);
        (whole.to_owned(), fraction.to_owned())
    }
}

/// A number rounded to so many digits, at least one.
fn significant(work: &mut Calculation, value: &Decimal, count: i64) -> Decimal {
    let count = count.max(1);
    // A zero has no digits to round.
    if value.is_zero() {
        return value.clone();
    }
    let rounded = work.rescale(value, value.adjusted() + 1 - count);
    // Rounding up may have given one digit more.
    if rounded.adjusted() == value.adjusted() {
        return rounded;
    }
    work.rescale(&rounded, rounded.adjusted() + 1 - count)
}

fn format_special(value: &Decimal, spec: &Spec, code: char, out: &mut TextBuilder) -> Result<()> {
    let mut rest = value.with_sign(false).to_text(true);
    if code == '%' {
        rest.push('%');
    }
    let parts = Parts { negative: value.negative, rest, ..Parts::default() };
    let head = parts.head(spec.sign);
    // Zeros are no padding for what is no number.
    let fill =
        if spec.fill == u32::from('0') && spec.align == Align::AfterSign { ' '.into() } else { spec.fill };
    reserve_width(spec, out)?;
    let padding = Padding::new(spec, head.len() + parts.rest.len());
    let before_sign = if fill == spec.fill { padding.before } else { padding.before + padding.between };
    let between = if fill == spec.fill { padding.between } else { 0 };
    out.push_repeated(fill, before_sign);
    out.push_str(&head);
    out.push_repeated(fill, between);
    out.push_str(&parts.rest);
    out.push_repeated(fill, padding.after);
    Ok(())
}
