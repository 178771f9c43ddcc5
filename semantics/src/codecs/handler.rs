//! [`Handler`]: the error handlers that CPython has built in.

use std::fmt::Write;

use super::wide::{self, Endian};
use super::{Fault, Replacement};
use crate::text::repr::push_code_point_escape;
use crate::text::{Text, TextBuilder, TextRef};
use crate::{Error, ErrorKind, Result};

/// What to do with input that a codec cannot convert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Handler {
    /// Raise.
    Strict,
    /// Leave it out.
    Ignore,
    /// Put U+FFFD, or question marks when encoding.
    Replace,
    /// Decode bytes to U+DC80 and above, encode those to bytes.
    SurrogateEscape,
    /// Put backslash escapes.
    BackslashReplace,
    /// Convert surrogates as if they were ordinary code points, in the UTF codecs.
    SurrogatePass,
    /// Put `&#…;`, when encoding.
    XmlCharRefReplace,
    /// Put `\N{…}`, when encoding.
    NameReplace,
}

impl Handler {
    /// The handler of a name; `None` if it is not built in.
    pub fn named(name: &str) -> Option<Handler> {
        Some(match name {
            "strict" => Handler::Strict,
            "ignore" => Handler::Ignore,
            "replace" => Handler::Replace,
            "surrogateescape" => Handler::SurrogateEscape,
            "backslashreplace" => Handler::BackslashReplace,
            "surrogatepass" => Handler::SurrogatePass,
            "xmlcharrefreplace" => Handler::XmlCharRefReplace,
            "namereplace" => Handler::NameReplace,
            _ => return None,
        })
    }

    /// Writes what stands for a part of `bytes` that cannot be decoded, and says where to go on.
    ///
    /// # Errors
    /// `UnicodeDecodeError` when the handler does not help, `TypeError` when it is for encoding only.
    pub fn decode(self, fault: &Fault, bytes: &[u8], out: &mut TextBuilder) -> Result<usize> {
        let part = bytes.get(fault.start..fault.end).unwrap_or_default();
        match self {
            Handler::Strict => Err(fault.decode_error(bytes)),
            Handler::Ignore => Ok(fault.end),
            Handler::Replace => {
                out.push(char::REPLACEMENT_CHARACTER);
                Ok(fault.end)
            }
            Handler::SurrogateEscape => {
                let escaped = part.iter().take(4).take_while(|byte| !byte.is_ascii());
                out.extend(escaped.clone().map(|&byte| 0xDC00 + u32::from(byte)));
                match escaped.count() {
                    0 => Err(fault.decode_error(bytes)),
                    count => Ok(fault.start + count),
                }
            }
            Handler::BackslashReplace => {
                part.iter().for_each(|&byte| push_code_point_escape(byte.into(), out));
                Ok(fault.end)
            }
            Handler::SurrogatePass => {
                let rest = bytes.get(fault.start..).unwrap_or_default();
                let (surrogate, length) =
                    encoded_surrogate(fault.encoding, rest).ok_or_else(|| fault.decode_error(bytes))?;
                out.push(surrogate);
                Ok(fault.start + length)
            }
            Handler::XmlCharRefReplace | Handler::NameReplace => {
                Err(Error::type_error("don't know how to handle UnicodeDecodeError in error callback"))
            }
        }
    }

    /// What stands for a part of `text` that cannot be encoded, up to the end of the fault.
    ///
    /// # Errors
    /// `UnicodeEncodeError` when the handler does not help.
    pub fn encode(self, fault: &Fault, text: TextRef<'_>) -> Result<Replacement> {
        let part = text.slice(fault.start..fault.end);
        let for_each = |write: fn(u32, &mut TextBuilder)| {
            let text = Text::build(|out| part.code_points().for_each(|code_point| write(code_point, out)));
            Ok(Replacement::Text(text))
        };
        match self {
            Handler::Strict => Err(fault.encode_error(text)),
            Handler::Ignore => for_each(|_, _| {}),
            Handler::Replace => for_each(|_, out| out.push('?')),
            Handler::BackslashReplace => for_each(push_code_point_escape),
            Handler::XmlCharRefReplace => for_each(|code_point, out| {
                // Writing to text does not fail.
                let _ = write!(out, "&#{code_point};");
            }),
            Handler::NameReplace => for_each(|code_point, out| {
                match char::from_u32(code_point).and_then(unicode_names2::name) {
                    // Writing to text does not fail.
                    Some(name) => drop(write!(out, "\\N{{{name}}}")),
                    None => push_code_point_escape(code_point, out),
                }
            }),
            Handler::SurrogateEscape => {
                let escaped = |code_point| match code_point {
                    0xDC80..=0xDCFF => Some((code_point - 0xDC00) as u8),
                    _ => None,
                };
                // The exception is about what follows those that can be escaped.
                let start =
                    fault.start + part.code_points().take_while(|&unit| escaped(unit).is_some()).count();
                let bytes: Option<Vec<u8>> = part.code_points().map(escaped).collect();
                bytes.map(Replacement::Bytes).ok_or_else(|| Fault { start, ..*fault }.encode_error(text))
            }
            Handler::SurrogatePass => {
                let mut bytes = Vec::new();
                let mut passed =
                    part.code_points().map(|unit| pass_surrogate(fault.encoding, unit, &mut bytes));
                let all = passed.all(|passed| passed.is_some());
                if all { Ok(Replacement::Bytes(bytes)) } else { Err(fault.encode_error(text)) }
            }
        }
    }
}

fn is_surrogate(code_point: u32) -> bool {
    (0xD800..=0xDFFF).contains(&code_point)
}

/// Writes a surrogate as the encoding would if it were no surrogate.
fn pass_surrogate(encoding: &str, code_point: u32, bytes: &mut Vec<u8>) -> Option<()> {
    if !is_surrogate(code_point) {
        return None;
    }
    let unit = code_point as u16;
    match encoding {
        "utf-8" => bytes.extend([0xED, 0x80 | (unit >> 6 & 0x3F) as u8, 0x80 | (unit & 0x3F) as u8]),
        "utf-16" | "utf-16-le" => bytes.extend(unit.to_le_bytes()),
        "utf-16-be" => bytes.extend(unit.to_be_bytes()),
        "utf-32" | "utf-32-le" => bytes.extend(code_point.to_le_bytes()),
        "utf-32-be" => bytes.extend(code_point.to_be_bytes()),
        _ => return None,
    }
    Some(())
}

/// The surrogate at the start of `bytes`, and how many bytes it takes.
fn encoded_surrogate(encoding: &str, bytes: &[u8]) -> Option<(u32, usize)> {
    let (code_point, length) = match encoding {
        "utf-8" => match *bytes {
            [0xED, second @ 0xA0..=0xBF, third @ 0x80..=0xBF, ..] => {
                (0xD000 | u32::from(second & 0x3F) << 6 | u32::from(third & 0x3F), 3)
            }
            _ => return None,
        },
        "utf-16-le" => (wide::unit16(Endian::Little, bytes)?.into(), 2),
        "utf-16-be" => (wide::unit16(Endian::Big, bytes)?.into(), 2),
        "utf-32-le" => (wide::unit32(Endian::Little, bytes)?, 4),
        "utf-32-be" => (wide::unit32(Endian::Big, bytes)?, 4),
        _ => return None,
    };
    is_surrogate(code_point).then_some((code_point, length))
}

/// The exception for a name that no handler has; raised only when there is something to handle.
#[cold]
pub fn unknown_handler(name: &str) -> Error {
    Error::new(ErrorKind::Lookup, format!("unknown error handler name '{name}'"))
}
