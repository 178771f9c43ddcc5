//! The binary form of a code object, for caches on disk and for `marshal`. [`crate::decode`] reads it.
//!
//! ```text
//! image    = version, strings, code
//! strings  = count, { length, UTF-8 }                    each name and variable once, by number from here on
//! code     = name, qualified name, file, first line, flags, 3 parameter counts, registers, number of variables,
//!            length of the rest, variables { name, kind }, instructions { 8 bytes }, constants, names { string },
//!            sites { distance, name + 1 }, handlers { start, length, target, register },
//!            positions { distance, line delta, end line - line, column, end column }
//! constant = tag, contents
//! ```
//!
//! Numbers are LEB128, signed ones zigzag; lists start with their length.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use strict_semantics::int::ByteOrder;
use strict_semantics::{Limit, TextRef};

use crate::code::{Code, Site, VariableKind};
use crate::constant::Constant;

/// Changes with the format, and with the meaning of instructions.
pub const VERSION: u64 = 3;

/// The binary form of a code object and of those among its constants.
#[must_use]
pub fn encode(code: &Code) -> Vec<u8> {
    let mut encoder = Encoder::default();
    encoder.code(code);
    let mut image = Vec::with_capacity(encoder.out.len() + 16 * encoder.strings.len());
    number(&mut image, VERSION);
    number(&mut image, encoder.strings.len() as u64);
    for text in &encoder.strings {
        number(&mut image, text.len() as u64);
        image.extend_from_slice(text.as_bytes());
    }
    image.append(&mut encoder.out);
    image
}

/// Tags of constants.
pub(crate) mod tag {
    pub(crate) const NONE: u8 = 0;
    pub(crate) const FALSE: u8 = 1;
    pub(crate) const TRUE: u8 = 2;
    pub(crate) const ELLIPSIS: u8 = 3;
    pub(crate) const INT: u8 = 4;
    pub(crate) const FLOAT: u8 = 5;
    pub(crate) const COMPLEX: u8 = 6;
    pub(crate) const LATIN1: u8 = 7;
    pub(crate) const UCS2: u8 = 8;
    pub(crate) const UCS4: u8 = 9;
    pub(crate) const BYTES: u8 = 10;
    pub(crate) const TUPLE: u8 = 11;
    pub(crate) const FROZEN_SET: u8 = 12;
    pub(crate) const SLICE: u8 = 13;
    pub(crate) const CODE: u8 = 14;
    pub(crate) const BIG_INT: u8 = 15;
}

/// The kinds of variables, by their number in the format.
pub(crate) const VARIABLE_KINDS: [VariableKind; 7] = [
    VariableKind::Parameter,
    VariableKind::CellParameter,
    VariableKind::Local,
    VariableKind::Cell,
    VariableKind::Free,
    VariableKind::Comprehension,
    VariableKind::ComprehensionCell,
];

/// Appends an unsigned number.
fn number(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// What has been written, and the strings met so far.
#[derive(Default)]
struct Encoder {
    out: Vec<u8>,
    strings: Vec<Arc<str>>,
    numbers: FxHashMap<Arc<str>, u64>,
}

impl Encoder {
    fn number(&mut self, value: u64) {
        number(&mut self.out, value);
    }

    fn signed(&mut self, value: i64) {
        self.number(((value << 1) ^ (value >> 63)) as u64);
    }

    fn count(&mut self, length: usize) {
        self.number(length as u64);
    }

    fn string(&mut self, text: &Arc<str>) {
        let next = self.strings.len() as u64;
        let given = *self.numbers.entry(text.clone()).or_insert(next);
        if given == next {
            self.strings.push(text.clone());
        }
        self.number(given);
    }

    fn code(&mut self, code: &Code) {
        for text in [&code.name, &code.qualified_name, &code.filename] {
            self.string(text);
        }
        for value in [
            code.first_line,
            code.flags.bits(),
            code.argument_count.into(),
            code.positional_only_count.into(),
            code.keyword_only_count.into(),
            code.register_count,
            code.temporaries(),
        ] {
            self.number(value.into());
        }
        let before = std::mem::take(&mut self.out);
        self.rest(code);
        let rest = std::mem::replace(&mut self.out, before);
        self.bytes(&rest);
    }

    /// What is read when the code is first looked at.
    fn rest(&mut self, code: &Code) {
        for variable in &code.variables {
            self.string(&variable.name);
            let kind = VARIABLE_KINDS.iter().position(|&kind| kind == variable.kind).unwrap_or_default();
            self.out.push(kind as u8);
        }
        self.count(code.instructions.len());
        for instruction in &code.instructions {
            self.out.extend_from_slice(&instruction.0.to_le_bytes());
        }
        self.count(code.constants.len());
        for constant in &code.constants {
            self.constant(constant);
        }
        self.count(code.names.len());
        for name in &code.names {
            self.string(name);
        }
        self.tables(code);
    }

    /// Sites, handlers and positions.
    fn tables(&mut self, code: &Code) {
        self.count(code.sites.len());
        let mut last = 0;
        for site in &code.sites {
            self.number(u64::from(site.instruction - last));
            last = site.instruction;
            self.number(if site.name == Site::NO_NAME { 0 } else { u64::from(site.name) + 1 });
        }
        self.count(code.handlers.len());
        for handler in &code.handlers {
            self.number(handler.start.into());
            self.number(u64::from(handler.end - handler.start));
            self.number(handler.target.into());
            self.number(handler.register.into());
        }
        self.count(code.positions.runs().len());
        let (mut last_at, mut last_line) = (0, 0);
        for &(at, position) in code.positions.runs() {
            self.number(u64::from(at - last_at));
            self.signed(i64::from(position.line) - last_line);
            self.signed(i64::from(position.end_line) - i64::from(position.line));
            self.number(position.column.into());
            self.number(position.end_column.into());
            (last_at, last_line) = (at, i64::from(position.line));
        }
    }

    fn constant(&mut self, constant: &Constant) {
        match constant {
            Constant::None => self.out.push(tag::NONE),
            Constant::Bool(value) => self.out.push(if *value { tag::TRUE } else { tag::FALSE }),
            Constant::Ellipsis => self.out.push(tag::ELLIPSIS),
            Constant::Int(int) => match int.to_i64() {
                Some(value) => {
                    self.out.push(tag::INT);
                    self.signed(value);
                }
                None => {
                    self.out.push(tag::BIG_INT);
                    let length = (int.bit_length() / 8 + 1) as i64;
                    // So many bytes hold the number with its sign.
                    let bytes =
                        int.to_bytes(length, ByteOrder::Little, true, Limit::NONE).unwrap_or_default();
                    self.bytes(&bytes);
                }
            },
            Constant::Float(bits) => {
                self.out.push(tag::FLOAT);
                self.out.extend_from_slice(&bits.to_le_bytes());
            }
            Constant::Complex(real, imaginary) => {
                self.out.push(tag::COMPLEX);
                self.out.extend_from_slice(&real.to_le_bytes());
                self.out.extend_from_slice(&imaginary.to_le_bytes());
            }
            Constant::Str(text) => self.text(text.view()),
            Constant::Bytes(bytes) => {
                self.out.push(tag::BYTES);
                self.bytes(bytes);
            }
            Constant::Tuple(items) => self.items(tag::TUPLE, items),
            Constant::FrozenSet(items) => self.items(tag::FROZEN_SET, items),
            Constant::Slice(parts) => self.items(tag::SLICE, &parts[..]),
            Constant::Code(code) => {
                self.out.push(tag::CODE);
                self.code(code.get());
            }
        }
    }

    fn items(&mut self, tag: u8, items: &[Constant]) {
        self.out.push(tag);
        self.count(items.len());
        for item in items {
            self.constant(item);
        }
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.count(bytes.len());
        self.out.extend_from_slice(bytes);
    }

    fn text(&mut self, text: TextRef<'_>) {
        let tag = match text {
            TextRef::Latin1(_) => tag::LATIN1,
            TextRef::Ucs2(_) => tag::UCS2,
            TextRef::Ucs4(_) => tag::UCS4,
        };
        self.out.push(tag);
        self.count(text.len());
        match text {
            TextRef::Latin1(units) => self.out.extend_from_slice(units),
            TextRef::Ucs2(units) => self.out.extend(units.iter().flat_map(|unit| unit.to_le_bytes())),
            TextRef::Ucs4(units) => self.out.extend(units.iter().flat_map(|unit| unit.to_le_bytes())),
        }
    }
}
