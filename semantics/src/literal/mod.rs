//! Numbers in text: the numeric literals of Python source, and what `int()`, `float()`, `complex()` share.

mod number;
mod number_text;

pub use number::{Literal, parse_literal};
pub use number_text::NumberText;
pub(crate) use number_text::strip;
