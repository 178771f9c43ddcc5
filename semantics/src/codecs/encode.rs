//! From text to bytes.

use super::decode::UTF8_MARK;
use super::wide::{Endian, encode_utf16, encode_utf32};
use super::{ByteOrder, Codec, Fault, Handler, escape};
use crate::Result;
use crate::text::{Text, TextRef};

/// What stands for text that cannot be encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replacement {
    /// Text, which is encoded in turn.
    Text(Text),
    /// Bytes, which are taken as they are.
    Bytes(Vec<u8>),
}

/// Why encoding failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EncodeFailure<E> {
    /// The error handler raised.
    Raised(E),
    /// The error handler's replacement cannot be encoded either, which raises `UnicodeEncodeError` for the fault.
    Replacement(Fault),
}

/// `str.encode` with a built-in error handler.
///
/// # Errors
/// `UnicodeEncodeError`.
pub fn encode(text: TextRef<'_>, codec: Codec, handler: Handler) -> Result<Vec<u8>> {
    let on_fault = |fault: &Fault| Ok((handler.encode(fault, text)?, fault.end));
    encode_with(text, codec, on_fault).map_err(|failure| match failure {
        EncodeFailure::Raised(error) => error,
        EncodeFailure::Replacement(fault) => fault.encode_error(text),
    })
}

/// Encodes with any error handler: `on_fault` gives what stands for the fault and the index to go on at.
///
/// # Errors
/// Those of `on_fault`, and the fault itself when what it gives cannot be encoded.
pub fn encode_with<E>(
    text: TextRef<'_>,
    codec: Codec,
    mut on_fault: impl FnMut(&Fault) -> std::result::Result<(Replacement, usize), E>,
) -> std::result::Result<Vec<u8>, EncodeFailure<E>> {
    let mut bytes = byte_order_mark(codec).to_vec();
    if let (Codec::Utf8 | Codec::Utf8Sig | Codec::Ascii | Codec::Latin1, Some(text)) =
        (codec, text.as_ascii())
    {
        bytes.extend_from_slice(text.as_bytes());
        return Ok(bytes);
    }
    let mut position = 0;
    while let Some(code_point) = text.char_at(position) {
        if is_encodable(codec, code_point) {
            push(codec, code_point, &mut bytes);
            position += 1;
            continue;
        }
        let fault = fault_at(codec, text, position);
        let (replacement, resume) = on_fault(&fault).map_err(EncodeFailure::Raised)?;
        match replacement {
            Replacement::Text(text) if text.view().code_points().all(|unit| is_replacement(codec, unit)) => {
                text.view().code_points().for_each(|code_point| push(codec, code_point, &mut bytes));
            }
            Replacement::Bytes(replaced) if replaced.len() % unit_size(codec) == 0 => bytes.extend(replaced),
            _ => return Err(EncodeFailure::Replacement(fault)),
        }
        position = resume;
    }
    Ok(bytes)
}

/// What a text that begins at `position` with something not encodable is at fault for.
fn fault_at(codec: Codec, text: TextRef<'_>, position: usize) -> Fault {
    let rest = text.slice(position..text.len()).code_points();
    let length = match codec {
        Codec::Utf16(_) | Codec::Utf32(_) => 1,
        _ => rest.take_while(|&code_point| !is_encodable(codec, code_point)).count(),
    };
    let reason = match codec {
        Codec::Ascii => "ordinal not in range(128)",
        Codec::Latin1 => "ordinal not in range(256)",
        _ => "surrogates not allowed",
    };
    Fault { encoding: codec.name(), start: position, end: position + length, reason }
}

fn byte_order_mark(codec: Codec) -> &'static [u8] {
    match codec {
        Codec::Utf8Sig => UTF8_MARK,
        Codec::Utf16(ByteOrder::Marked) => &[0xFF, 0xFE],
        Codec::Utf32(ByteOrder::Marked) => &[0xFF, 0xFE, 0, 0],
        _ => &[],
    }
}

fn is_encodable(codec: Codec, code_point: u32) -> bool {
    match codec {
        Codec::Ascii => code_point < 0x80,
        Codec::Latin1 => code_point < 0x100,
        Codec::UnicodeEscape => true,
        _ => !(0xD800..=0xDFFF).contains(&code_point),
    }
}

/// Whether a code point may stand in the place of another: the UTF codecs take only ASCII there.
fn is_replacement(codec: Codec, code_point: u32) -> bool {
    is_encodable(codec, code_point) && (codec == Codec::Latin1 || code_point < 0x80)
}

fn unit_size(codec: Codec) -> usize {
    match codec {
        Codec::Utf16(_) => 2,
        Codec::Utf32(_) => 4,
        _ => 1,
    }
}

fn endian(order: ByteOrder) -> Endian {
    if order == ByteOrder::Big { Endian::Big } else { Endian::Little }
}

/// Writes an encodable code point.
fn push(codec: Codec, code_point: u32, bytes: &mut Vec<u8>) {
    match codec {
        Codec::Ascii | Codec::Latin1 => bytes.push(code_point as u8),
        Codec::Utf8 | Codec::Utf8Sig => {
            let character = char::from_u32(code_point).unwrap_or(char::REPLACEMENT_CHARACTER);
            bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        }
        Codec::Utf16(order) => encode_utf16(endian(order), code_point, bytes),
        Codec::Utf32(order) => encode_utf32(endian(order), code_point, bytes),
        Codec::UnicodeEscape => escape::encode(code_point, bytes),
    }
}
