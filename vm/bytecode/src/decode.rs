//! Reads the binary form that [`crate::encode`] writes. The bytes may be anything: what comes out takes no more memory
//! than a multiple of their length, and is marked as unverified, so that it is verified before it runs.

use std::sync::{Arc, OnceLock};

use strict_semantics::int::ByteOrder;
use strict_semantics::{Int, Text};
use thiserror::Error;

use crate::code::{Code, CodeFlags, Handler, Site, Variable};
use crate::constant::{CodeConstant, Constant};
use crate::encode::{VARIABLE_KINDS, VERSION, tag};
use crate::instruction::Instruction;
use crate::position::{Position, PositionTable};
use crate::sealed::{CodeHeader, Image, Place, SealedCode, SealedRuns};
use crate::verify::check_header;

/// Why bytes are no code object.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DecodeError {
    /// They end too early.
    #[error("the code ends too early")]
    Truncated,
    /// They were written in another version of the format.
    #[error("the code has another version")]
    Version,
    /// Something has a value that it cannot have.
    #[error("the code has a bad {0}")]
    Bad(&'static str),
    /// It does not hold together.
    #[error("{0}")]
    Unsound(&'static str),
}

/// Constants in constants and code in code, at most.
const DEEPEST: u32 = 200;

type Result<T> = std::result::Result<T, DecodeError>;

/// The code object with this binary form, unverified. Code inside of it is read when it is first looked at.
///
/// # Errors
/// It is not the form of a code object.
pub fn decode(image: &[u8]) -> Result<Code> {
    decode_image(image.into(), false)
}

/// The same for what [`crate::encode`] is known to have written: it need not be verified.
///
/// # Errors
/// As [`decode`].
pub fn decode_trusted(image: Vec<u8>) -> Result<Code> {
    decode_image(image, true)
}

fn decode_image(bytes: Vec<u8>, is_trusted: bool) -> Result<Code> {
    let mut image = Image { bytes, strings: Vec::new(), is_trusted };
    if u32::try_from(image.bytes.len()).is_err() {
        return Err(DecodeError::Bad("length"));
    }
    let mut decoder = Reader { rest: &image.bytes };
    if decoder.number()? != VERSION {
        return Err(DecodeError::Version);
    }
    let count = decoder.count(1)?;
    let mut strings = Vec::with_capacity(count);
    for _ in 0..count {
        let length = decoder.bytes()?.len();
        let end = image.bytes.len() - decoder.rest.len();
        strings.push(((end - length) as u32..end as u32, OnceLock::new()));
    }
    let start = image.bytes.len() - decoder.rest.len();
    image.strings = strings;
    let whole = Place { range: start..image.bytes.len(), image: Arc::new(image) };
    let mut decoder = Decoder::new(&whole, 0);
    let (header, place) = decoder.sealed()?;
    if !decoder.reader.rest.is_empty() {
        return Err(DecodeError::Bad("end"));
    }
    open(&place, &header)
}

/// Reads sealed code.
pub(crate) fn open(place: &Place, header: &CodeHeader) -> Result<Code> {
    let mut decoder = Decoder::new(place, 0);
    let code = decoder.code(header)?;
    if !decoder.reader.rest.is_empty() {
        return Err(DecodeError::Bad("end"));
    }
    Ok(code)
}

/// Reads positions, as far as they can be read.
pub(crate) fn open_positions(place: &Place) -> Vec<(u32, Position)> {
    let mut table = PositionTable::default();
    // What is damaged ends the table.
    let _ = Decoder::new(place, 0).positions(&mut table);
    table.runs().to_vec()
}

/// Bytes still to be read.
struct Reader<'a> {
    rest: &'a [u8],
}

/// The same within an image.
struct Decoder<'a> {
    image: &'a Arc<Image>,
    end: usize,
    reader: Reader<'a>,
    depth: u32,
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(DecodeError::Truncated)?;
        self.rest = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8> {
        self.take(1).map(|bytes| bytes[0])
    }

    fn number(&mut self) -> Result<u64> {
        let (mut value, mut shift) = (0_u64, 0);
        loop {
            let byte = self.byte()?;
            if shift > 63 {
                return Err(DecodeError::Bad("number"));
            }
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
            shift += 7;
        }
    }

    fn signed(&mut self) -> Result<i64> {
        let value = self.number()?;
        Ok((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    fn small(&mut self) -> Result<u32> {
        u32::try_from(self.number()?).map_err(|_| DecodeError::Bad("number"))
    }

    fn short(&mut self) -> Result<u16> {
        u16::try_from(self.number()?).map_err(|_| DecodeError::Bad("number"))
    }

    /// The length of a list whose items take at least `size` bytes each.
    fn count(&mut self, size: usize) -> Result<usize> {
        let count = usize::try_from(self.number()?).map_err(|_| DecodeError::Truncated)?;
        if count.saturating_mul(size) > self.rest.len() {
            return Err(DecodeError::Truncated);
        }
        Ok(count)
    }

    fn bytes(&mut self) -> Result<&'a [u8]> {
        let length = self.count(1)?;
        self.take(length)
    }

    fn word(&mut self) -> Result<u64> {
        let mut word = [0; 8];
        word.copy_from_slice(self.take(8)?);
        Ok(u64::from_le_bytes(word))
    }
}

impl<'a> std::ops::Deref for Decoder<'a> {
    type Target = Reader<'a>;

    fn deref(&self) -> &Reader<'a> {
        &self.reader
    }
}

impl<'a> std::ops::DerefMut for Decoder<'a> {
    fn deref_mut(&mut self) -> &mut Reader<'a> {
        &mut self.reader
    }
}

impl<'a> Decoder<'a> {
    fn new(place: &'a Place, depth: u32) -> Self {
        let rest = place.image.bytes.get(place.range.clone()).unwrap_or_default();
        Decoder { image: &place.image, end: place.range.end, reader: Reader { rest }, depth }
    }

    /// Takes what is read later: so many bytes.
    fn place(&mut self, length: usize) -> Result<Place> {
        self.take(length)?;
        let end = self.end - self.rest.len();
        Ok(Place { image: self.image.clone(), range: end - length..end })
    }

    fn string(&mut self) -> Result<Arc<str>> {
        let number = self.small()?;
        self.image.string(number)
    }

    fn list<T>(&mut self, size: usize, item: impl FnMut(&mut Self) -> Result<T>) -> Result<Vec<T>> {
        let count = self.count(size)?;
        self.items(count, item)
    }

    fn items<T>(&mut self, count: usize, mut item: impl FnMut(&mut Self) -> Result<T>) -> Result<Vec<T>> {
        let mut items = Vec::with_capacity(count);
        for _ in 0..count {
            items.push(item(self)?);
        }
        Ok(items)
    }

    /// Code whose header is read, and where the rest of it is.
    fn sealed(&mut self) -> Result<(CodeHeader, Place)> {
        let header = CodeHeader {
            name: self.string()?,
            qualified_name: self.string()?,
            filename: self.string()?,
            first_line: self.small()?,
            flags: CodeFlags::from_bits(self.small()?).ok_or(DecodeError::Bad("flag"))?,
            argument_count: self.short()?,
            positional_only_count: self.short()?,
            keyword_only_count: self.short()?,
            register_count: self.small()?,
            variable_count: self.small()?,
        };
        // A frame may be laid out before the rest is read.
        if header.parameter_count() > header.variable_count || header.variable_count > header.register_count {
            return Err(DecodeError::Bad("number of registers"));
        }
        let length = self.count(1)?;
        Ok((header, self.place(length)?))
    }

    fn code(&mut self, header: &CodeHeader) -> Result<Code> {
        let CodeHeader { name, qualified_name, filename, .. } = header.clone();
        // As in a list: each variable takes two bytes at least.
        let variable_count = header.variable_count as usize;
        if variable_count.saturating_mul(2) > self.rest.len() {
            return Err(DecodeError::Truncated);
        }
        let code = Code {
            name,
            qualified_name,
            filename,
            first_line: header.first_line,
            flags: header.flags,
            argument_count: header.argument_count,
            positional_only_count: header.positional_only_count,
            keyword_only_count: header.keyword_only_count,
            register_count: header.register_count,
            variables: self.items(variable_count, |it| {
                let (name, kind) = (it.string()?, it.byte()?);
                let kind = *VARIABLE_KINDS.get(usize::from(kind)).ok_or(DecodeError::Bad("variable"))?;
                Ok(Variable { name, kind })
            })?,
            instructions: self.list(8, |it| it.word().map(Instruction))?,
            constants: self.list(1, Self::constant)?,
            names: self.list(1, Self::string)?,
            sites: self.sites()?,
            handlers: self.list(4, |it| {
                let start = it.small()?;
                let end = start.checked_add(it.small()?).ok_or(DecodeError::Bad("handler"))?;
                Ok(Handler { start, end, target: it.small()?, register: it.short()? })
            })?,
            positions: {
                let length = self.rest.len();
                let place = self.place(length)?;
                PositionTable::sealed(SealedRuns { place, runs: OnceLock::new() })
            },
            is_unverified: !self.image.is_trusted,
        };
        check_header(&code).map_err(DecodeError::Unsound)?;
        Ok(code)
    }

    fn sites(&mut self) -> Result<Vec<Site>> {
        let mut instruction = 0_u32;
        self.list(2, |it| {
            instruction = instruction.checked_add(it.small()?).ok_or(DecodeError::Bad("site"))?;
            let name = it.small()?.checked_sub(1).unwrap_or(Site::NO_NAME);
            Ok(Site { instruction, name })
        })
    }

    fn positions(&mut self, table: &mut PositionTable) -> Result<()> {
        const BAD: DecodeError = DecodeError::Bad("position");
        let (mut at, mut line) = (0_u32, 0_i64);
        for _ in 0..self.count(5)? {
            at = at.checked_add(self.small()?).ok_or(BAD)?;
            line = line.checked_add(self.signed()?).ok_or(BAD)?;
            let end_line = line.checked_add(self.signed()?).ok_or(BAD)?;
            let position = Position {
                line: u32::try_from(line).map_err(|_| BAD)?,
                end_line: u32::try_from(end_line).map_err(|_| BAD)?,
                column: self.small()?,
                end_column: self.small()?,
            };
            table.push(at, position);
        }
        Ok(())
    }

    fn constant(&mut self) -> Result<Constant> {
        Ok(match self.byte()? {
            tag::NONE => Constant::None,
            tag::FALSE => Constant::Bool(false),
            tag::TRUE => Constant::Bool(true),
            tag::ELLIPSIS => Constant::Ellipsis,
            tag::INT => Constant::Int(Int::from(self.signed()?)),
            tag::BIG_INT => Constant::Int(Int::from_bytes(self.bytes()?, ByteOrder::Little, true)),
            tag::FLOAT => Constant::Float(self.word()?),
            tag::COMPLEX => Constant::Complex(self.word()?, self.word()?),
            tag @ (tag::LATIN1 | tag::UCS2 | tag::UCS4) => Constant::Str(self.text(tag)?),
            tag::BYTES => Constant::Bytes(self.bytes()?.into()),
            tag::TUPLE => Constant::Tuple(self.nested(|it| it.list(1, Self::constant))?.into()),
            tag::FROZEN_SET => Constant::FrozenSet(self.nested(|it| it.list(1, Self::constant))?.into()),
            tag::SLICE => {
                let parts = self.nested(|it| it.list(1, Self::constant))?;
                let parts: [Constant; 3] = parts.try_into().map_err(|_| DecodeError::Bad("slice"))?;
                Constant::Slice(Arc::new(parts))
            }
            tag::CODE => {
                let (header, place) = self.sealed()?;
                Constant::Code(CodeConstant(Arc::new(SealedCode::new(header, place))))
            }
            _ => return Err(DecodeError::Bad("constant")),
        })
    }

    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(DecodeError::Bad("depth"));
        }
        let result = read(self);
        self.depth -= 1;
        result
    }

    fn text(&mut self, tag: u8) -> Result<Text> {
        let width = match tag {
            tag::LATIN1 => 1,
            tag::UCS2 => 2,
            _ => 4,
        };
        let length = self.count(width)?;
        let bytes = self.take(length * width)?;
        let points = bytes
            .chunks_exact(width)
            .map(|unit| unit.iter().rev().fold(0_u32, |value, &byte| value << 8 | u32::from(byte)));
        if width == 4 && points.clone().any(|point| point > 0x10_ffff) {
            return Err(DecodeError::Bad("character"));
        }
        match std::str::from_utf8(bytes) {
            Ok(text) if width == 1 && bytes.is_ascii() => Ok(Text::from(text)),
            _ => Ok(Text::from_code_points(points)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_bytes_are_refused() {
        for image in [&[][..], &[9], &[1], &[1, 255, 255, 255, 255, 255, 1], &[1, 1, 200, 1], &[0xff; 30]] {
            assert!(decode(image).is_err(), "{image:?}");
        }
    }
}
