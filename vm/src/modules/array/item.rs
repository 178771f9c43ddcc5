//! What the items of an array are: type codes, and items as bytes.

use strict_semantics::Int;

use crate::object::Str;
use crate::value::Value;
use crate::vm::{Outcome, Raised, Vm};

/// The type of an array's items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ItemType {
    /// The type code.
    pub(super) code: u8,
    /// Bytes of an item.
    pub(super) size: usize,
    /// Number of the machine format, for pickles.
    pub(super) format: i64,
}

const fn item_type(code: u8, size: usize, format: i64) -> ItemType {
    ItemType { code, size, format }
}

/// All of them, in the order of `array.typecodes`.
pub(super) const ITEM_TYPES: [ItemType; 14] = [
    item_type(b'b', 1, 1),
    item_type(b'B', 1, 0),
    item_type(b'u', 4, 20),
    item_type(b'w', 4, 20),
    item_type(b'h', 2, 4),
    item_type(b'H', 2, 2),
    item_type(b'i', 4, 8),
    item_type(b'I', 4, 6),
    item_type(b'l', 8, 12),
    item_type(b'L', 8, 10),
    item_type(b'q', 8, 12),
    item_type(b'Q', 8, 10),
    item_type(b'f', 4, 14),
    item_type(b'd', 8, 16),
];

/// The same by their codes.
const BY_CODE: [Option<ItemType>; 128] = {
    let mut table = [None; 128];
    let mut index = 0;
    while index < ITEM_TYPES.len() {
        table[ITEM_TYPES[index].code as usize] = Some(ITEM_TYPES[index]);
        index += 1;
    }
    table
};

impl ItemType {
    /// The type of a code.
    #[inline]
    pub(super) fn of(code: u8) -> Option<ItemType> {
        BY_CODE.get(usize::from(code)).copied().flatten()
    }

    /// Whether items are characters.
    pub(super) fn is_text(self) -> bool {
        matches!(self.code, b'u' | b'w')
    }

    /// The item that bytes stand for.
    pub(super) fn read(self, vm: &mut Vm, bytes: &[u8]) -> Outcome<Value> {
        let mut wide = [0; 8];
        wide[..self.size].copy_from_slice(&bytes[..self.size]);
        let word = u64::from_le_bytes(wide);
        Ok(match self.code {
            b'b' => Value::fixnum((word as i8).into()),
            b'h' => Value::fixnum((word as i16).into()),
            b'i' => Value::fixnum((word as i32).into()),
            b'l' | b'q' => vm.new_int(word as i64),
            b'L' | b'Q' => vm.new_integer(&Int::from(word)),
            b'f' => vm.new_float(f32::from_bits(word as u32).into()),
            b'd' => vm.new_float(f64::from_bits(word)),
            b'u' | b'w' => match word as u32 {
                point @ 0..=0x10_FFFF => vm.str_from_char(point),
                point => {
                    let message = format!("character U+{point:x} is not in range [U+0000; U+10ffff]");
                    return Err(vm.value_error(message));
                }
            },
            _ => Value::fixnum(word as i64),
        })
    }

    /// The bytes of an item, in the low bytes of a word.
    pub(super) fn write(self, vm: &mut Vm, value: Value) -> Outcome<u64> {
        match self.code {
            b'f' => Ok((vm.to_f64(value)? as f32).to_bits().into()),
            b'd' => Ok(vm.to_f64(value)?.to_bits()),
            b'u' | b'w' => self.write_character(vm, value),
            _ => {
                let number = vm.to_index(value)?;
                self.write_integer(&number).map_err(|message| vm.error(vm.exceptions.OverflowError, message))
            }
        }
    }

    fn write_character(self, vm: &mut Vm, value: Value) -> Outcome<u64> {
        let Some(text) = value.cast::<Str>() else {
            let name = vm.type_name(value);
            return Err(vm.type_error(format!("array item must be a unicode character, not {name}")));
        };
        match text.view().char_at(0) {
            Some(point) if text.len() == 1 => Ok(point.into()),
            _ => Err(wrong_length(vm, "array item", text.len())),
        }
    }

    fn write_integer(self, number: &Int) -> Result<u64, &'static str> {
        let small = number.to_i64();
        let too_large = |negative, positive| if number.is_negative() { negative } else { positive };
        let within = |low: i64, high: i64, below, above| match small {
            Some(number) if number >= low && number <= high => Ok(number as u64),
            Some(number) if number < low => Err(below),
            Some(_) => Err(above),
            None => Err("Python int too large to convert to C long"),
        };
        match self.code {
            b'b' => {
                within(-128, 127, "signed char is less than minimum", "signed char is greater than maximum")
            }
            b'B' => within(
                0,
                255,
                "unsigned byte integer is less than minimum",
                "unsigned byte integer is greater than maximum",
            ),
            b'h' => within(
                i16::MIN.into(),
                i16::MAX.into(),
                "signed short integer is less than minimum",
                "signed short integer is greater than maximum",
            ),
            b'H' => within(
                0,
                u16::MAX.into(),
                "unsigned short is less than minimum",
                "unsigned short is greater than maximum",
            ),
            b'i' => within(
                i32::MIN.into(),
                i32::MAX.into(),
                "signed integer is less than minimum",
                "signed integer is greater than maximum",
            ),
            b'I' | b'L' if number.is_negative() => Err("can't convert negative value to unsigned int"),
            b'I' => match number.to_u64() {
                Some(number) if number <= u32::MAX.into() => Ok(number),
                Some(_) => Err("unsigned int is greater than maximum"),
                None => Err("Python int too large to convert to C unsigned long"),
            },
            b'l' => small.map(|number| number as u64).ok_or("Python int too large to convert to C long"),
            b'L' => number.to_u64().ok_or("Python int too large to convert to C unsigned long"),
            b'q' => small.map(|number| number as u64).ok_or("int too big to convert"),
            _ => number
                .to_u64()
                .ok_or_else(|| too_large("can't convert negative int to unsigned", "int too big to convert")),
        }
    }
}

/// `TypeError` for a string that is no single character.
pub(super) fn wrong_length(vm: &mut Vm, what: &str, length: usize) -> Raised {
    vm.type_error(format!("{what} must be a unicode character, not a string of length {length}"))
}
