//! `repr(complex)` and `complex(text)`.

use super::Complex;
use crate::error::{Error, Result};
use crate::float::{self, Part};
use crate::literal::{NumberText, strip};

impl Complex {
    /// `repr(self)`, which is also `str(self)`.
    pub fn repr(self) -> String {
        let imag = float::repr_without_point(self.imag);
        if self.real == 0.0 && self.real.is_sign_positive() {
            return format!("{imag}j");
        }
        let sign = if imag.starts_with('-') { "" } else { "+" };
        format!("({}{sign}{imag}j)", float::repr_without_point(self.real))
    }

    /// `complex(text)`
    ///
    /// # Errors
    /// `ValueError`
    pub fn from_text(text: impl NumberText) -> Result<Complex> {
        let Some(plain) = float::without_underscores(&text.to_ascii()) else {
            let message = format!("could not convert string to complex: {}", text.repr());
            return Err(Error::value(message));
        };
        parse(&plain).ok_or_else(|| Error::value("complex() arg is a malformed string"))
    }
}

/// Reads `real`, `imag j` or `real sign imag j`, perhaps in parentheses; `j` alone is `1j`.
fn parse(text: &[u8]) -> Option<Complex> {
    let text = strip(text);
    let text = match text {
        [b'(', inner @ .., b')'] => strip(inner),
        _ => text,
    };
    let (real, rest) = match float::parse_prefix(text) {
        Some(Part { value, length }) => (Some(value), &text[length..]),
        None => (None, text),
    };
    match (real, rest) {
        (Some(real), []) => Some(Complex::new(real, 0.0)),
        (Some(imag), [b'j' | b'J']) => Some(Complex::new(0.0, imag)),
        (Some(real), [b'+' | b'-', ..]) => Some(Complex::new(real, parse_imaginary(rest)?)),
        (None, _) => Some(Complex::new(0.0, parse_imaginary(rest)?)),
        _ => None,
    }
}

/// Reads `[sign]j` or `[sign]number j`.
fn parse_imaginary(text: &[u8]) -> Option<f64> {
    match text {
        [b'j' | b'J'] | [b'+', b'j' | b'J'] => Some(1.0),
        [b'-', b'j' | b'J'] => Some(-1.0),
        _ => match float::parse_prefix(text)? {
            Part { value, length } if matches!(text[length..], [b'j' | b'J']) => Some(value),
            _ => None,
        },
    }
}
