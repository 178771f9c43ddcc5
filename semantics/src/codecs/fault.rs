//! [`Fault`]: what a codec cannot convert.

use crate::text::TextRef;
use crate::text::repr::push_code_point_escape;
use crate::{Error, ErrorKind};

/// A part of the input that a codec cannot convert: the fields of `UnicodeDecodeError` and `UnicodeEncodeError` but
/// for the input itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The codec's name.
    pub encoding: &'static str,
    /// Where the part begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What is wrong with it.
    pub reason: &'static str,
}

impl Fault {
    /// The exception when `bytes` was to be decoded.
    #[cold]
    pub fn decode_error(&self, bytes: &[u8]) -> Error {
        let Fault { encoding, start, end, reason } = *self;
        let what = match bytes.get(start..end) {
            Some([byte]) => format!("byte 0x{byte:02x} in position {start}"),
            _ => format!("bytes in position {start}-{}", end.wrapping_sub(1)),
        };
        Error::new(ErrorKind::UnicodeDecode, format!("'{encoding}' codec can't decode {what}: {reason}"))
    }

    /// The exception when `text` was to be encoded.
    #[cold]
    pub fn encode_error(&self, text: TextRef<'_>) -> Error {
        let Fault { encoding, start, end, reason } = *self;
        let what = match text.char_at(start) {
            Some(code_point) if end == start + 1 => {
                let mut escape = String::new();
                push_code_point_escape(code_point, &mut escape);
                format!("character '{escape}' in position {start}")
            }
            _ => format!("characters in position {start}-{}", end.wrapping_sub(1)),
        };
        Error::new(ErrorKind::UnicodeEncode, format!("'{encoding}' codec can't encode {what}: {reason}"))
    }
}
