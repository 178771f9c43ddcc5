//! Formatting: the format-spec mini-language of `format` and f-strings, and the conversions of `%`.
//!
//! - `spec`: parses `[[fill]align][sign][z][#][0][width][grouping][.precision[grouping]][type]`;
//! - `field`: lays out a number: sign, prefix, padding, grouped digits;
//! - `float_style`: the digits of a float in one of the styles `e f g` and that of `repr`;
//! - `number` and `text`: `format` of numbers and of strings;
//! - `conversion` and `percent`: parse and apply the conversions of `template % arguments`.
//!
//! Text comes as code points, which may be lone surrogates, and goes to a [`TextSink`].

mod conversion;
mod field;
mod float_style;
mod number;
mod percent;
mod spec;
mod text;

pub use conversion::{Arguments, Conversion, Flags, parse_conversion};
pub use number::format_number;
pub use percent::{convert_character, convert_number, convert_text, wrong_type};
pub use text::format_text;

use crate::error::{Error, Limit, Result};

/// Where formatted text goes.
pub trait TextSink {
    /// Appends a code point, which may be a lone surrogate.
    fn push(&mut self, code_point: u32);

    /// Appends ASCII text.
    fn push_ascii(&mut self, text: &str) {
        for byte in text.bytes() {
            self.push(u32::from(byte));
        }
    }

    /// Appends a code point so many times.
    fn fill(&mut self, code_point: u32, count: usize) {
        for _ in 0..count {
            self.push(code_point);
        }
    }
}

impl TextSink for Vec<u32> {
    fn push(&mut self, code_point: u32) {
        Vec::push(self, code_point);
    }

    fn fill(&mut self, code_point: u32, count: usize) {
        self.resize(self.len() + count, code_point);
    }
}

/// A lone surrogate, which a `String` cannot hold, becomes U+FFFD.
impl TextSink for String {
    fn push(&mut self, code_point: u32) {
        String::push(self, char::from_u32(code_point).unwrap_or(char::REPLACEMENT_CHARACTER));
    }

    fn push_ascii(&mut self, text: &str) {
        self.push_str(text);
    }
}

/// The largest code point.
const MAX_CODE_POINT: u32 = 0x10_ffff;

/// Fails when the text in the making would be longer than the limit.
fn check_length(length: usize, limit: Limit) -> Result<()> {
    // No float has more than these digits before the decimal point and in its exponent.
    const REST_OF_FLOAT: usize = 350;
    limit.check(length.saturating_add(REST_OF_FLOAT)).or_else(|error| {
        // Short text is within any limit.
        if length <= REST_OF_FLOAT { Ok(()) } else { Err(error) }
    })
}

#[cold]
fn character_out_of_range() -> Error {
    Error::overflow("%c arg not in range(0x110000)")
}
