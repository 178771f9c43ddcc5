//! Numbers in text: the numeric literals of Python source, and what `int()`, `float()`, `complex()` share.

mod number;
mod quote;
mod unicode_ascii;

pub use number::{Literal, parse_literal};
pub(crate) use quote::{quote, quote_bytes};
pub(crate) use unicode_ascii::{decimal_digit, strip, to_ascii};
