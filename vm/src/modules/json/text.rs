//! Strings as JSON writes and reads them, on plain data.

use strict_semantics::{TextBuilder, TextRef};

/// Writes a string with its quotes; what is not ASCII as escapes if asked for.
pub(super) fn quote(text: TextRef<'_>, ascii: bool, out: &mut TextBuilder) {
    out.push('"');
    // Most strings need no escapes.
    let is_plain = |point: u32| (0x20..0x7F).contains(&point) && point != 0x22 && point != 0x5C;
    if let Some(plain) = text.as_ascii().filter(|text| text.bytes().all(|byte| is_plain(byte.into()))) {
        out.push_str(plain);
        out.push('"');
        return;
    }
    for point in text.code_points() {
        match point {
            0x22 => out.push_str("\\\""),
            0x5C => out.push_str("\\\\"),
            0x0A => out.push_str("\\n"),
            0x0D => out.push_str("\\r"),
            0x09 => out.push_str("\\t"),
            0x08 => out.push_str("\\b"),
            0x0C => out.push_str("\\f"),
            0..0x20 => escape(point, out),
            0x20..0x7F => out.push(point),
            _ if !ascii => out.push(point),
            0x1_0000.. => {
                let rest = point - 0x1_0000;
                escape(0xD800 | rest >> 10, out);
                escape(0xDC00 | rest & 0x3FF, out);
            }
            _ => escape(point, out),
        }
    }
    out.push('"');
}

fn escape(unit: u32, out: &mut TextBuilder) {
    out.push_str("\\u");
    for shift in [12, 8, 4, 0] {
        out.push(u32::from(b"0123456789abcdef"[(unit >> shift & 15) as usize]));
    }
}

/// What is wrong with a string, and where.
pub(super) struct Fault {
    pub(super) message: &'static str,
    pub(super) at: usize,
}

/// Reads a string whose opening quote comes before `start`; says where it ends. `begin` is where that quote is.
pub(super) fn unquote(
    text: TextRef<'_>,
    start: usize,
    is_strict: bool,
    out: &mut TextBuilder,
) -> Result<usize, Fault> {
    let unterminated = || Fault { message: "Unterminated string starting at", at: start.wrapping_sub(1) };
    let mut at = start;
    loop {
        let from = at;
        let stop = loop {
            match text.char_at(at) {
                None => return Err(unterminated()),
                Some(point @ (0x22 | 0x5C)) => break point,
                Some(0..0x20) if is_strict => {
                    return Err(Fault { message: "Invalid control character at", at });
                }
                Some(_) => at += 1,
            }
        };
        if at > from {
            out.push_text(text.slice(from..at));
        }
        at += 1;
        if stop == 0x22 {
            return Ok(at);
        }
        let Some(letter) = text.char_at(at) else { return Err(unterminated()) };
        let plain = match letter {
            0x22 | 0x2F | 0x5C => letter,
            0x62 => 8,
            0x66 => 12,
            0x6E => 10,
            0x72 => 13,
            0x74 => 9,
            0x75 => {
                let fault = Fault { message: "Invalid \\uXXXX escape", at };
                let first = unit(text, at + 1).ok_or(fault)?;
                at += 5;
                let low = match (first, text.char_at(at), text.char_at(at + 1)) {
                    (0xD800..0xDC00, Some(0x5C), Some(0x75)) => {
                        unit(text, at + 2).filter(|low| (0xDC00..0xE000).contains(low))
                    }
                    _ => None,
                };
                match low {
                    Some(low) => {
                        at += 6;
                        out.push(0x1_0000 + ((first & 0x3FF) << 10 | low & 0x3FF));
                    }
                    None => out.push(first),
                }
                continue;
            }
            _ => return Err(Fault { message: "Invalid \\escape", at: at - 1 }),
        };
        out.push(plain);
        at += 1;
    }
}

/// Four hexadecimal digits.
fn unit(text: TextRef<'_>, at: usize) -> Option<u32> {
    (at..at + 4).try_fold(0, |unit, at| {
        let digit = char::from_u32(text.char_at(at)?)?.to_digit(16)?;
        Some(unit << 4 | digit)
    })
}
