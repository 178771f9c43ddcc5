//! What Python's built-in types do, on plain data: pure functions that the VM and the analyzer share.
//!
//! Nothing here knows a heap. Text is read through borrowed views; results come as owned plain data or go
//! into a builder. Whatever may grow without bound takes a [`Limit`] and fails with [`ErrorKind::Memory`].

pub mod bytes;
pub mod codecs;
pub mod complex;
pub mod datetime;
pub mod decimal;
mod error;
pub mod float;
pub mod format;
pub mod hash;
pub mod int;
pub mod literal;
pub mod math;
pub mod number;
pub mod range;
pub mod slice;
pub mod struct_layout;
pub mod struct_values;
pub mod template;
pub mod text;

pub use complex::Complex;
pub use error::{Error, ErrorKind, Limit, Result};
pub use int::{DigitLimit, Int};
pub use number::Number;
pub use text::{Bounds, CodePoints, Text, TextBuilder, TextRef, Width};
