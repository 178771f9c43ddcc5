//! Text as Python source: `repr()` and `ascii()`.

use std::fmt::Write;

use super::{TextBuilder, TextRef, unicode};

impl TextRef<'_> {
    /// `repr(self)`
    pub fn repr(self, out: &mut TextBuilder) {
        self.quoted(out, unicode::is_printable);
    }

    /// `ascii(self)`
    pub fn ascii(self, out: &mut TextBuilder) {
        self.quoted(out, |_| false);
    }

    fn quoted(self, out: &mut TextBuilder, is_shown: fn(u32) -> bool) {
        let quote = quote_for(self.code_points());
        out.push(quote);
        for code_point in self.code_points() {
            if code_point == u32::from(quote) || code_point == u32::from('\\') {
                out.push('\\');
                out.push(code_point);
            } else if (0x20..0x7F).contains(&code_point) || (code_point >= 0x80 && is_shown(code_point)) {
                out.push(code_point);
            } else {
                push_escape(code_point, out);
            }
        }
        out.push(quote);
    }
}

/// The quotation mark that needs the fewest escapes, the single one by preference.
pub(crate) fn quote_for(code_points: impl Iterator<Item = u32>) -> char {
    let mut quote = '\'';
    for code_point in code_points {
        match char::from_u32(code_point) {
            Some('"') => return '\'',
            Some('\'') => quote = '"',
            _ => {}
        }
    }
    quote
}

/// Writes a code point as the escape that `repr` shows.
pub(crate) fn push_escape(code_point: u32, out: &mut impl Write) {
    // Writing to text and to strings does not fail.
    let _ = match code_point {
        0x09 => out.write_str("\\t"),
        0x0A => out.write_str("\\n"),
        0x0D => out.write_str("\\r"),
        _ => return push_code_point_escape(code_point, out),
    };
}

/// Writes a code point as the shortest escape that gives its number.
pub(crate) fn push_code_point_escape(code_point: u32, out: &mut impl Write) {
    // Writing to text and to strings does not fail.
    let _ = match code_point {
        0..=0xFF => write!(out, "\\x{code_point:02x}"),
        0x100..=0xFFFF => write!(out, "\\u{code_point:04x}"),
        _ => write!(out, "\\U{code_point:08x}"),
    };
}
