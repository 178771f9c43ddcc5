//! Decimals as text.

use num_bigint::BigUint;
use num_traits::Zero;

use super::context::Status;
use super::round::Calculation;
use super::{Decimal, Kind};

/// Exponents that are written larger than this are as good as this: no sum with the number of digits reaches what fits.
const MOST_EXPONENT: i64 = 4_000_000_000_000_000_000;

/// A number as it is written, before it's made to fit.
fn parse(text: &str) -> Option<Decimal> {
    let (negative, rest) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let lower = rest.to_ascii_lowercase();
    if matches!(lower.as_str(), "inf" | "infinity") {
        return Some(Decimal::infinity(negative));
    }
    for (name, kind) in [("snan", Kind::SignallingNan), ("nan", Kind::QuietNan)] {
        if let Some(payload) = lower.strip_prefix(name) {
            if !payload.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            return Some(Decimal { negative, kind, coefficient: number(payload.as_bytes()), exponent: 0 });
        }
    }
    let (mantissa, exponent) = match lower.split_once('e') {
        Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
        None => (lower.as_str(), 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(Decimal::finite(negative, number(&digits), exponent - fraction.len() as i64))
}

fn number(digits: &[u8]) -> BigUint {
    BigUint::parse_bytes(digits, 10).unwrap_or(BigUint::ZERO)
}

fn parse_exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let size = digits.parse().unwrap_or(MOST_EXPONENT).min(MOST_EXPONENT);
    Some(if text.starts_with('-') { -size } else { size })
}

impl Calculation {
    /// The number that an ASCII text says, made to fit.
    pub fn parse(&mut self, text: &str) -> Decimal {
        match parse(text) {
            None => self.fail(Status::CONVERSION_SYNTAX),
            Some(it) => {
                let room = self.context.precision - i64::from(self.context.clamp);
                if it.is_nan() && !it.coefficient.is_zero() && it.digits() > room {
                    return self.fail(Status::CONVERSION_SYNTAX);
                }
                self.finalize(it)
            }
        }
    }
}

impl Decimal {
    /// The digits of the coefficient; none for a NaN without a payload.
    pub fn digit_text(&self) -> String {
        if self.is_nan() && self.coefficient.is_zero() { String::new() } else { self.coefficient.to_string() }
    }

    fn special_text(&self) -> Option<String> {
        let name = match self.kind {
            Kind::Finite => return None,
            Kind::Infinity => "Infinity".to_owned(),
            Kind::QuietNan => format!("NaN{}", self.digit_text()),
            Kind::SignallingNan => format!("sNaN{}", self.digit_text()),
        };
        Some(format!("{}{name}", self.sign_text()))
    }

    fn sign_text(&self) -> &'static str {
        if self.negative { "-" } else { "" }
    }

    /// `str()`: in scientific notation where a number would need zeros that it has not.
    pub fn to_text(&self, capitals: bool) -> String {
        if let Some(text) = self.special_text() {
            return text;
        }
        let digits = self.digit_text();
        let left = self.exponent + digits.len() as i64;
        let point = if self.exponent <= 0 && left > -6 { left } else { 1 };
        self.written(&digits, left, point, capitals)
    }

    /// In engineering notation: exponents are multiples of three.
    pub fn to_engineering_text(&self, capitals: bool) -> String {
        if let Some(text) = self.special_text() {
            return text;
        }
        let digits = self.digit_text();
        let left = self.exponent + digits.len() as i64;
        let point = if self.exponent <= 0 && left > -6 {
            left
        } else if self.is_zero() {
            (left + 1).rem_euclid(3) - 1
        } else {
            (left - 1).rem_euclid(3) + 1
        };
        self.written(&digits, left, point, capitals)
    }

    /// The digits with the point after so many of them, and the exponent that then remains.
    fn written(&self, digits: &str, left: i64, point: i64, capitals: bool) -> String {
        let mut text = self.sign_text().to_owned();
        let count = digits.len() as i64;
        if point <= 0 {
            text.push_str("0.");
            text.extend(std::iter::repeat_n('0', (-point) as usize));
            text.push_str(digits);
        } else if point >= count {
            text.push_str(digits);
            text.extend(std::iter::repeat_n('0', (point - count) as usize));
        } else {
            let (whole, fraction) = digits.split_at(point as usize);
            text.push_str(whole);
            text.push('.');
            text.push_str(fraction);
        }
        if left != point {
            text.push(if capitals { 'E' } else { 'e' });
            text.push_str(&format!("{:+}", left - point));
        }
        text
    }
}
