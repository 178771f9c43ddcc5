//! Objects to bytes.

use num_bigint::Sign;
use rustc_hash::FxHashMap;

use super::{MAX_DEPTH, REFERENCE};
use crate::object::{Bytes, CodeObject, Dict, List, Set, Slice, Str, Table, Tuple};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// The first version with references, and the first with slices.
const WITH_REFERENCES: i64 = 3;
const WITH_SLICES: i64 = 5;

pub(super) struct Writer<'v> {
    pub(super) vm: &'v mut Vm,
    pub(super) out: Vec<u8>,
    version: i64,
    allow_code: bool,
    /// The addresses of objects written, all of which the root keeps alive, and their numbers.
    written: FxHashMap<usize, u32>,
    depth: usize,
}

pub(super) fn write(vm: &mut Vm, value: Value, version: i64, allow_code: bool) -> Outcome<Vec<u8>> {
    let written = FxHashMap::default();
    let mut writer = Writer { vm, out: Vec::new(), version, allow_code, written, depth: 0 };
    writer.object(value)?;
    Ok(writer.out)
}

impl Writer<'_> {
    pub(super) fn long(&mut self, number: usize) -> Outcome<()> {
        let Ok(number) = i32::try_from(number) else {
            return Err(self.vm.value_error("object too large to marshal"));
        };
        self.out.extend(number.to_le_bytes());
        Ok(())
    }

    /// Writes the kind, or a reference to what has been written before: then the result is `false`.
    fn start(&mut self, value: Value, kind: u8) -> bool {
        if self.version < WITH_REFERENCES {
            self.out.push(kind);
            return true;
        }
        let Some(address) = value.header().map(|header| std::ptr::from_ref(header) as usize) else {
            self.out.push(kind);
            return true;
        };
        if let Some(number) = self.written.get(&address) {
            self.out.push(b'r');
            self.out.extend(number.to_le_bytes());
            return false;
        }
        let number = self.written.len() as u32;
        self.written.insert(address, number);
        self.out.push(kind | REFERENCE);
        true
    }

    pub(super) fn object(&mut self, value: Value) -> Outcome<()> {
        self.vm.check_native_stack()?;
        if self.depth == MAX_DEPTH {
            return Err(self.vm.value_error("object too deeply nested to marshal"));
        }
        self.depth += 1;
        let result = self.object_inner(value);
        self.depth -= 1;
        result
    }

    fn object_inner(&mut self, value: Value) -> Outcome<()> {
        let class = self.vm.type_of(value);
        let types = &self.vm.types;
        if value.is_none() {
            self.out.push(b'N');
        } else if value == Value::ELLIPSIS {
            self.out.push(b'.');
        } else if value == self.vm.exceptions.StopIteration.value() {
            self.out.push(b'S');
        } else if class == types.bool {
            self.out.push(if value == Value::bool(true) { b'T' } else { b'F' });
        } else if class == types.int {
            self.integer(value)?;
        } else if class == types.float {
            let number = self.vm.as_float(value).unwrap_or_default();
            if self.start(value, b'g') {
                self.out.extend(number.to_le_bytes());
            }
        } else if class == types.complex {
            if let Some(strict_semantics::number::Number::Complex(number)) = self.vm.as_number(value)
                && self.start(value, b'y')
            {
                self.out.extend(number.real.to_le_bytes());
                self.out.extend(number.imag.to_le_bytes());
            }
        } else if class == types.str
            && let Some(text) = value.cast::<Str>()
        {
            self.text(value, &strict_semantics::Text::from(text.view()))?;
        } else if class == types.bytes
            && let Some(bytes) = value.cast::<Bytes>()
        {
            if self.start(value, b's') {
                self.long(bytes.as_slice().len())?;
                self.out.extend_from_slice(bytes.as_slice());
            }
        } else if class == types.tuple
            && let Some(tuple) = value.cast::<Tuple>()
        {
            let is_small = tuple.len() < 256 && self.version >= 4;
            if self.start(value, if is_small { b')' } else { b'(' }) {
                if is_small {
                    self.out.push(tuple.len() as u8);
                } else {
                    self.long(tuple.len())?;
                }
                for index in 0..tuple.len() {
                    self.object(tuple.get(index))?;
                }
            }
        } else if class == types.list
            && let Some(list) = value.cast::<List>()
        {
            if self.start(value, b'[') {
                self.long(list.len())?;
                for index in 0..list.len() {
                    self.object(list.get(index).unwrap_or(Value::NONE))?;
                }
            }
        } else if class == types.dict
            && let Some(dict) = value.cast::<Dict>()
        {
            if self.start(value, b'{') {
                let mut entry = 0;
                while let Some(found) = dict.next_entry(entry) {
                    entry = found + 1;
                    self.object(dict.key_at(found))?;
                    self.object(dict.value_at(found))?;
                }
                self.out.push(b'0');
            }
        } else if (class == types.set || class == types.frozenset) && value.is::<Set>() {
            let kind = if class == types.set { b'<' } else { b'>' };
            if self.start(value, kind) {
                let items = self.vm.tuple_from(value)?;
                self.long(items.len())?;
                for index in 0..items.len() {
                    self.object(items.get(index))?;
                }
            }
        } else if let Some(slice) = value.cast::<Slice>()
            && self.version >= WITH_SLICES
        {
            if self.start(value, b':') {
                for part in [slice.start.get(), slice.stop.get(), slice.step.get()] {
                    self.object(part)?;
                }
            }
        } else if let Some(code) = value.cast::<CodeObject>() {
            if !self.allow_code {
                return Err(self.vm.value_error("marshalling code objects is disallowed"));
            }
            if self.start(value, b'c') {
                self.code(code)?;
            }
        } else {
            return self.buffer(value);
        }
        Ok(())
    }

    fn integer(&mut self, value: Value) -> Outcome<()> {
        let Some(int) = self.vm.as_int(value) else { return Ok(()) };
        if let Some(small) = int.to_i64().and_then(|it| i32::try_from(it).ok()) {
            self.out.push(b'i');
            self.out.extend(small.to_le_bytes());
            return Ok(());
        }
        if !self.start(value, b'l') {
            return Ok(());
        }
        // Digits of 15 bits, the least significant first.
        let (sign, bytes) = int.to_big().to_bytes_le();
        let mut digits: Vec<u16> = Vec::new();
        let (mut bits, mut held) = (0_u32, 0);
        for byte in bytes {
            bits |= u32::from(byte) << held;
            held += 8;
            if held >= 15 {
                digits.push((bits & 0x7fff) as u16);
                bits >>= 15;
                held -= 15;
            }
        }
        if bits > 0 {
            digits.push(bits as u16);
        }
        while digits.last() == Some(&0) {
            digits.pop();
        }
        let count = i32::try_from(digits.len()).unwrap_or(i32::MAX);
        let count = if sign == Sign::Minus { -count } else { count };
        self.out.extend(count.to_le_bytes());
        for digit in digits {
            self.out.extend(digit.to_le_bytes());
        }
        Ok(())
    }

    fn text(&mut self, value: Value, text: &strict_semantics::Text) -> Outcome<()> {
        let ascii = text.as_str().filter(|it| it.is_ascii() && self.version >= 4);
        if let Some(ascii) = ascii {
            let is_short = ascii.len() < 256;
            if self.start(value, if is_short { b'z' } else { b'a' }) {
                if is_short {
                    self.out.push(ascii.len() as u8);
                } else {
                    self.long(ascii.len())?;
                }
                self.out.extend_from_slice(ascii.as_bytes());
            }
            return Ok(());
        }
        if self.start(value, b'u') {
            let mut bytes = Vec::new();
            for point in text.view().code_points() {
                push_utf8(point, &mut bytes);
            }
            self.long(bytes.len())?;
            self.out.extend(bytes);
        }
        Ok(())
    }

    fn buffer(&mut self, value: Value) -> Outcome<()> {
        match crate::builtins::bytes::from_buffer(self.vm, value)? {
            Some(bytes) => {
                if self.start(value, b's') {
                    self.long(bytes.len())?;
                    self.out.extend(bytes);
                }
                Ok(())
            }
            None => Err(self.vm.value_error("unmarshallable object")),
        }
    }

    pub(super) fn short_text(&mut self, text: &str) -> Outcome<()> {
        self.long(text.len())?;
        self.out.extend_from_slice(text.as_bytes());
        Ok(())
    }
}

/// UTF-8, with lone surrogates as three bytes too.
fn push_utf8(point: u32, out: &mut Vec<u8>) {
    match char::from_u32(point) {
        Some(character) => out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
        None => out.extend([
            0xe0 | (point >> 12) as u8,
            0x80 | (point >> 6 & 0x3f) as u8,
            0x80 | (point & 0x3f) as u8,
        ]),
    }
}
