//! From bytes to text.

use super::wide::{self, Endian};
use super::{ByteOrder, Codec, Fault, Handler, escape};
use crate::Result;
use crate::text::{TextBuilder, TextRef};

/// `bytes.decode` with a built-in error handler.
///
/// # Errors
/// `UnicodeDecodeError`, and `TypeError` for a handler that is for encoding only.
pub fn decode(bytes: &[u8], codec: Codec, handler: Handler, out: &mut TextBuilder) -> Result<()> {
    let (bytes, codec) = without_mark(bytes, codec);
    decode_with(bytes, codec, true, |fault, out| handler.decode(fault, bytes, out), out)?;
    Ok(())
}

/// What is left to decode, and how, when the mark that `utf-8-sig` lets text begin with is read.
pub fn without_mark(bytes: &[u8], codec: Codec) -> (&[u8], Codec) {
    match codec {
        Codec::Utf8Sig => (bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes), Codec::Utf8),
        _ => (bytes, codec),
    }
}

/// The byte order mark in UTF-8.
pub(super) const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Decodes with any error handler: `on_fault` writes what stands for the fault and gives the index to go on at,
/// one beyond the end being the end. Unless
/// these are the `last` bytes, a unit cut off at the end is left for later. Gives the number of bytes decoded.
///
/// `utf-8-sig` is for the caller to reduce to `utf-8`, since positions count from behind the mark.
///
/// # Errors
/// Those of `on_fault`.
pub fn decode_with<E>(
    bytes: &[u8],
    codec: Codec,
    last: bool,
    on_fault: impl FnMut(&Fault, &mut TextBuilder) -> std::result::Result<usize, E>,
    out: &mut TextBuilder,
) -> std::result::Result<usize, E> {
    let mut decoder = Decoder { bytes, position: 0, last, on_fault, out };
    match codec {
        Codec::Utf8 | Codec::Utf8Sig => decoder.utf8()?,
        Codec::Ascii => decoder.ascii()?,
        Codec::Latin1 => {
            decoder.out.push_text(TextRef::Latin1(bytes));
            decoder.position = bytes.len();
        }
        Codec::Utf16(order) => {
            let endian = decoder.byte_order(order, &[0xFF, 0xFE], &[0xFE, 0xFF]);
            wide::decode_utf16(&mut decoder, endian)?;
        }
        Codec::Utf32(order) => {
            let endian = decoder.byte_order(order, &[0xFF, 0xFE, 0, 0], &[0, 0, 0xFE, 0xFF]);
            wide::decode_utf32(&mut decoder, endian)?;
        }
        Codec::UnicodeEscape => escape::decode(&mut decoder)?,
    }
    Ok(decoder.position)
}

/// A decoding under way.
pub(super) struct Decoder<'a, F> {
    pub(super) bytes: &'a [u8],
    pub(super) position: usize,
    pub(super) last: bool,
    pub(super) on_fault: F,
    pub(super) out: &'a mut TextBuilder,
}

impl<'a, E, F> Decoder<'a, F>
where
    F: FnMut(&Fault, &mut TextBuilder) -> std::result::Result<usize, E>,
{
    /// What is still to be decoded.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.position..).unwrap_or_default()
    }

    /// Hands the `length` bytes ahead to the error handler.
    pub(super) fn fault(
        &mut self,
        encoding: &'static str,
        length: usize,
        reason: &'static str,
    ) -> std::result::Result<(), E> {
        let fault = Fault { encoding, start: self.position, end: self.position + length, reason };
        self.position = (self.on_fault)(&fault, self.out)?;
        Ok(())
    }

    fn utf8(&mut self) -> std::result::Result<(), E> {
        while !self.rest().is_empty() {
            let rest = self.rest();
            let Some(chunk) = rest.utf8_chunks().next() else { break };
            self.out.push_str(chunk.valid());
            self.position += chunk.valid().len();
            let invalid = chunk.invalid();
            let Some(&first) = invalid.first() else { break };
            let at_end = self.position + invalid.len() == self.bytes.len();
            if at_end && std::str::from_utf8(invalid).is_err_and(|error| error.error_len().is_none()) {
                if !self.last {
                    break;
                }
                self.fault("utf-8", invalid.len(), "unexpected end of data")?;
            } else if matches!(self.rest(), [0xED, 0xA0..=0xBF]) && !self.last {
                // The start of an encoded surrogate, which the handler may accept when it is complete.
                break;
            } else if matches!(first, 0x80..=0xC1 | 0xF5..) {
                self.fault("utf-8", 1, "invalid start byte")?;
            } else {
                self.fault("utf-8", invalid.len(), "invalid continuation byte")?;
            }
        }
        Ok(())
    }

    fn ascii(&mut self) -> std::result::Result<(), E> {
        while !self.rest().is_empty() {
            let rest = self.rest();
            let length = rest.iter().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
            self.out.push_ascii(rest[..length].iter().copied());
            self.position += length;
            if length < rest.len() {
                self.fault("ascii", 1, "ordinal not in range(128)")?;
            }
        }
        Ok(())
    }

    /// The byte order in effect, past the byte order mark if there is one to heed.
    fn byte_order(&mut self, order: ByteOrder, little: &[u8], big: &[u8]) -> Endian {
        let (endian, mark) = match order {
            ByteOrder::Little => (Endian::Little, 0),
            ByteOrder::Big => (Endian::Big, 0),
            ByteOrder::Marked if self.bytes.starts_with(little) => (Endian::Little, little.len()),
            ByteOrder::Marked if self.bytes.starts_with(big) => (Endian::Big, big.len()),
            ByteOrder::Marked => (Endian::Little, 0),
        };
        self.position += mark;
        endian
    }
}
