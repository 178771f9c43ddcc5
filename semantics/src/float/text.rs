//! `repr(float)` and `float(text)`.

use super::digits::Digits;
use crate::error::{Error, Result};
use crate::literal::{NumberText, strip};

/// `repr(value)`, which is also `str(value)`: the shortest text that reads back as the same float.
pub fn repr(value: f64) -> String {
    let text = repr_without_point(value);
    if value.is_finite() && !text.contains(['.', 'e']) { text + ".0" } else { text }
}

/// As `repr`, but a whole number has no `.0`: how the parts of a complex number print.
pub(crate) fn repr_without_point(value: f64) -> String {
    const LEAST_EXPONENT: i32 = -4;
    const END_EXPONENT: i32 = 16;
    if value.is_nan() {
        return "nan".to_owned();
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    if value.is_infinite() {
        return format!("{sign}inf");
    }
    let digits = Digits::shortest(value.abs());
    let exponent = digits.point - 1;
    if (LEAST_EXPONENT..END_EXPONENT).contains(&exponent) {
        let fraction = digits.fraction(digits.fraction_length());
        let point = if fraction.is_empty() { "" } else { "." };
        return format!("{sign}{}{point}{fraction}", digits.whole());
    }
    let (first, rest) = digits.digits.split_at(1);
    let point = if rest.is_empty() { "" } else { "." };
    format!(
        "{sign}{first}{point}{rest}e{exponent_sign}{:02}",
        exponent.abs(),
        exponent_sign = sign_of(exponent)
    )
}

fn sign_of(exponent: i32) -> char {
    if exponent < 0 { '-' } else { '+' }
}

/// `float(text)`
///
/// # Errors
/// `ValueError`
pub fn from_text(text: impl NumberText) -> Result<f64> {
    parse(&text.to_ascii())
        .ok_or_else(|| Error::value(format!("could not convert string to float: {}", text.repr())))
}

fn parse(text: &[u8]) -> Option<f64> {
    let text = without_underscores(strip(text))?;
    match parse_prefix(&text)? {
        Part { value, length } if length == text.len() => Some(value),
        _ => None,
    }
}

/// Text without its underscores; `None` if one does not stand between digits.
pub(crate) fn without_underscores(text: &[u8]) -> Option<Vec<u8>> {
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let misplaced = text.iter().enumerate().any(|(index, byte)| {
        *byte == b'_' && !(index > 0 && is_digit(text.get(index - 1)) && is_digit(text.get(index + 1)))
    });
    if misplaced { None } else { Some(text.iter().copied().filter(|byte| *byte != b'_').collect()) }
}

/// A number at the beginning of some text.
pub(crate) struct Part {
    /// The number.
    pub(crate) value: f64,
    /// How many bytes it takes.
    pub(crate) length: usize,
}

/// Reads a number with its sign from the beginning of some text, as far as it goes.
pub(crate) fn parse_prefix(text: &[u8]) -> Option<Part> {
    let sign_length = usize::from(matches!(text.first(), Some(b'+' | b'-')));
    let unsigned = &text[sign_length..];
    let Part { value, length } = match unsigned.first()? {
        b'0'..=b'9' | b'.' => {
            let length = decimal_length(unsigned)?;
            Part { value: std::str::from_utf8(&unsigned[..length]).ok()?.parse().ok()?, length }
        }
        _ => parse_word(unsigned)?,
    };
    let value = if text[0] == b'-' { -value } else { value };
    Some(Part { value, length: length + sign_length })
}

fn parse_word(text: &[u8]) -> Option<Part> {
    const WORDS: [(&str, f64); 3] = [("infinity", f64::INFINITY), ("inf", f64::INFINITY), ("nan", f64::NAN)];
    let starts_with =
        |word: &str| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()));
    let (word, value) = WORDS.iter().find(|(word, _)| starts_with(word))?;
    Some(Part { value: *value, length: word.len() })
}

/// How many bytes of `digits[.digits][e[sign]digits]` the text begins with; one digit must precede the exponent.
fn decimal_length(text: &[u8]) -> Option<usize> {
    let digits_from = |start: usize| {
        text[start..].iter().position(|byte| !byte.is_ascii_digit()).map_or(text.len(), |end| start + end)
    };
    let whole_end = digits_from(0);
    let (mantissa_end, digit_count) = if text.get(whole_end) == Some(&b'.') {
        let end = digits_from(whole_end + 1);
        (end, end - 1)
    } else {
        (whole_end, whole_end)
    };
    if digit_count == 0 {
        return None;
    }
    if !matches!(text.get(mantissa_end), Some(b'e' | b'E')) {
        return Some(mantissa_end);
    }
    let exponent_start =
        mantissa_end + 1 + usize::from(matches!(text.get(mantissa_end + 1), Some(b'+' | b'-')));
    let end = digits_from(exponent_start.min(text.len()));
    // An `e` without digits is not part of the number.
    Some(if end > exponent_start { end } else { mantissa_end })
}
