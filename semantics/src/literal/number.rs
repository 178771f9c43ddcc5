//! The numeric literals of Python source code.

use crate::error::{Error, Result};
use crate::float;
use crate::int::{DigitLimit, Int};

/// A numeric literal. A sign is not part of it: `-1` is an operator and a literal.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `0xff_ff`
    Int(Int),
    /// `1e3`
    Float(f64),
    /// `2.5j`: the imaginary part.
    Imaginary(f64),
}

/// Reads the text of a numeric literal, as the tokenizer delimits it.
///
/// # Errors
/// `ValueError` when the text is no literal (which a tokenizer has seen to), or is a decimal integer with more
/// digits than conversion allows: the compiler reports that as a `SyntaxError`.
pub fn parse_literal(text: &str) -> Result<Literal> {
    let is_prefixed = matches!(text.as_bytes(), [b'0', b'x' | b'X' | b'o' | b'O' | b'b' | b'B', ..]);
    let starts_as_literal = text.starts_with(|first: char| first.is_ascii_digit() || first == '.');
    if !starts_as_literal || text.ends_with(char::is_whitespace) {
        return Err(Error::value(format!("invalid number literal: {text}")));
    }
    if let Some(imaginary) = text.strip_suffix(['j', 'J']) {
        return float::from_text(imaginary).map(Literal::Imaginary);
    }
    if !is_prefixed && text.contains(['.', 'e', 'E']) {
        return float::from_text(text).map(Literal::Float);
    }
    Int::from_text(text, &Int::ZERO, DigitLimit::DEFAULT).map(Literal::Int)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form() {
        assert_eq!(parse_literal("1_000"), Ok(Literal::Int(Int::from(1000))));
        assert_eq!(parse_literal("0x_FE"), Ok(Literal::Int(Int::from(254))));
        assert_eq!(parse_literal("0b11"), Ok(Literal::Int(Int::from(3))));
        assert_eq!(parse_literal("0_0"), Ok(Literal::Int(Int::ZERO)));
        assert_eq!(parse_literal("1_0.5e-1"), Ok(Literal::Float(1.05)));
        assert_eq!(parse_literal(".5"), Ok(Literal::Float(0.5)));
        assert_eq!(parse_literal("5."), Ok(Literal::Float(5.0)));
        assert_eq!(parse_literal("010j"), Ok(Literal::Imaginary(10.0)));
        assert_eq!(parse_literal("1e3J"), Ok(Literal::Imaginary(1000.0)));
    }

    #[test]
    fn what_is_no_literal() {
        for text in ["", "-1", "nan", "010", "1__0", "0x", "1e", " 1", "1 ", "j"] {
            assert!(parse_literal(text).is_err(), "{text:?}");
        }
    }
}
