//! Reads the binary form that [`crate::encode`] writes. The bytes may be anything: what comes out takes no more memory
//! than a multiple of their length, and is marked as unverified, so that it is verified before it runs. Most functions of
//! a module never run in a process, so that saves more than half of the work.

use std::sync::Arc;

use strict_semantics::int::ByteOrder;
use strict_semantics::{Int, Text};
use thiserror::Error;

use crate::code::{Code, CodeFlags, Handler, Site, Variable};
use crate::constant::{CodeConstant, Constant};
use crate::encode::{VARIABLE_KINDS, VERSION, tag};
use crate::instruction::Instruction;
use crate::position::{Position, PositionTable};
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

/// The code object with this binary form, unverified.
///
/// # Errors
/// It is not the form of a code object.
pub fn decode(image: &[u8]) -> Result<Code> {
    let mut decoder = Decoder { rest: image, strings: Vec::new(), depth: 0 };
    if decoder.number()? != VERSION {
        return Err(DecodeError::Version);
    }
    let count = decoder.count(1)?;
    for _ in 0..count {
        let bytes = decoder.bytes()?;
        let text = std::str::from_utf8(bytes).map_err(|_| DecodeError::Bad("string"))?;
        decoder.strings.push(text.into());
    }
    let code = decoder.code()?;
    if !decoder.rest.is_empty() {
        return Err(DecodeError::Bad("end"));
    }
    Ok(code)
}

/// The bytes still to be read, and the strings by number.
struct Decoder<'a> {
    rest: &'a [u8],
    strings: Vec<Arc<str>>,
    depth: u32,
}

impl<'a> Decoder<'a> {
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

    fn string(&mut self) -> Result<Arc<str>> {
        let number = self.small()?;
        self.strings.get(number as usize).cloned().ok_or(DecodeError::Bad("string number"))
    }

    fn list<T>(&mut self, size: usize, mut item: impl FnMut(&mut Self) -> Result<T>) -> Result<Vec<T>> {
        let count = self.count(size)?;
        let mut items = Vec::with_capacity(count);
        for _ in 0..count {
            items.push(item(self)?);
        }
        Ok(items)
    }

    fn code(&mut self) -> Result<Code> {
        let code = Code {
            name: self.string()?,
            qualified_name: self.string()?,
            filename: self.string()?,
            first_line: self.small()?,
            flags: CodeFlags::from_bits(self.small()?).ok_or(DecodeError::Bad("flag"))?,
            argument_count: self.short()?,
            positional_only_count: self.short()?,
            keyword_only_count: self.short()?,
            register_count: self.small()?,
            variables: self.list(2, |it| {
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
            positions: self.positions()?,
            is_unverified: true,
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

    fn positions(&mut self) -> Result<PositionTable> {
        const BAD: DecodeError = DecodeError::Bad("position");
        let mut table = PositionTable::default();
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
        Ok(table)
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
            tag::CODE => Constant::Code(CodeConstant(Arc::new(self.nested(Self::code)?))),
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
