//! UTF-16 and UTF-32: units of two and four bytes.

use super::Fault;
use super::decode::Decoder;
use crate::text::TextBuilder;

/// The byte order in effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Endian {
    Little,
    Big,
}

/// The unit at the start of `bytes`.
pub(super) fn unit16(endian: Endian, bytes: &[u8]) -> Option<u16> {
    let unit = *bytes.first_chunk()?;
    Some(match endian {
        Endian::Little => u16::from_le_bytes(unit),
        Endian::Big => u16::from_be_bytes(unit),
    })
}

/// The unit at the start of `bytes`.
pub(super) fn unit32(endian: Endian, bytes: &[u8]) -> Option<u32> {
    let unit = *bytes.first_chunk()?;
    Some(match endian {
        Endian::Little => u32::from_le_bytes(unit),
        Endian::Big => u32::from_be_bytes(unit),
    })
}

pub(super) fn decode_utf16<E, F>(decoder: &mut Decoder<'_, F>, endian: Endian) -> Result<(), E>
where
    F: FnMut(&Fault, &mut TextBuilder) -> Result<usize, E>,
{
    let encoding = match endian {
        Endian::Little => "utf-16-le",
        Endian::Big => "utf-16-be",
    };
    while !decoder.rest().is_empty() {
        let rest = decoder.rest();
        let second = rest.get(2..).and_then(|rest| unit16(endian, rest));
        match (unit16(endian, rest), second) {
            (Some(high @ 0xD800..=0xDBFF), Some(low @ 0xDC00..=0xDFFF)) => {
                decoder.out.push(0x10000 + ((u32::from(high) & 0x3FF) << 10 | u32::from(low) & 0x3FF));
                decoder.position += 4;
            }
            (Some(0xD800..=0xDBFF), Some(_)) => decoder.fault(encoding, 2, "illegal UTF-16 surrogate")?,
            (Some(0xD800..=0xDBFF) | None, None) if !decoder.last => break,
            (Some(0xD800..=0xDBFF), None) => decoder.fault(encoding, rest.len(), "unexpected end of data")?,
            (Some(0xDC00..=0xDFFF), _) => decoder.fault(encoding, 2, "illegal encoding")?,
            (Some(unit), _) => {
                decoder.out.push(unit);
                decoder.position += 2;
            }
            (None, _) => decoder.fault(encoding, rest.len(), "truncated data")?,
        }
    }
    Ok(())
}

pub(super) fn decode_utf32<E, F>(decoder: &mut Decoder<'_, F>, endian: Endian) -> Result<(), E>
where
    F: FnMut(&Fault, &mut TextBuilder) -> Result<usize, E>,
{
    let encoding = match endian {
        Endian::Little => "utf-32-le",
        Endian::Big => "utf-32-be",
    };
    while !decoder.rest().is_empty() {
        let rest = decoder.rest();
        match unit32(endian, rest) {
            Some(0xD800..=0xDFFF) => {
                decoder.fault(encoding, 4, "code point in surrogate code point range(0xd800, 0xe000)")?;
            }
            Some(code_point @ 0..=0x10FFFF) => {
                decoder.out.push(code_point);
                decoder.position += 4;
            }
            Some(_) => decoder.fault(encoding, 4, "code point not in range(0x110000)")?,
            None if !decoder.last => break,
            None => decoder.fault(encoding, rest.len(), "truncated data")?,
        }
    }
    Ok(())
}

/// Writes a code point in UTF-16.
pub(super) fn encode_utf16(endian: Endian, code_point: u32, bytes: &mut Vec<u8>) {
    let mut push = |unit: u32| {
        let unit = unit as u16;
        bytes.extend(match endian {
            Endian::Little => unit.to_le_bytes(),
            Endian::Big => unit.to_be_bytes(),
        });
    };
    match code_point.checked_sub(0x10000) {
        None => push(code_point),
        Some(offset) => {
            push(0xD800 | (offset >> 10 & 0x3FF));
            push(0xDC00 | offset & 0x3FF);
        }
    }
}

/// Writes a code point in UTF-32.
pub(super) fn encode_utf32(endian: Endian, code_point: u32, bytes: &mut Vec<u8>) {
    bytes.extend(match endian {
        Endian::Little => code_point.to_le_bytes(),
        Endian::Big => code_point.to_be_bytes(),
    });
}
