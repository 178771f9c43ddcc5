//! Formatting: the format-spec mini-language of `format` and f-strings, and the conversions of `%`.
//!
//! - `spec`: parses `[[fill]align][sign][z][#][0][width][grouping][.precision[grouping]][type]`;
//! - `field`: lays out a number: sign, prefix, padding, grouped digits;
//! - `float_style`: the digits of a float in one of the styles `e f g` and that of `repr`;
//! - `number`, `decimal` and `text`: `format` of numbers, decimals and strings;
//! - `percent`: the conversions of `%` that take numbers; `template::percent` walks the template.

mod decimal;
mod field;
mod float_style;
mod number;
mod percent;
mod spec;
mod text;

pub use decimal::format_decimal;
pub use number::format_number;
pub use percent::{convert_number, wrong_type};
pub use text::format_text;

/// The largest code point.
const MAX_CODE_POINT: u32 = 0x10_ffff;
