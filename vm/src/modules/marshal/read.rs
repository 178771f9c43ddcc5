//! Bytes to objects. Whatever the bytes are, the result is an object or a Python exception: sizes are checked against
//! what is left before anything is allocated.

use strict_semantics::Complex;

use super::{MAX_DEPTH, REFERENCE};
use crate::heap::Gc;
use crate::object::{List, Set};
use crate::value::Value;
use crate::vm::{Outcome, Raised, Vm};

pub(super) struct Reader<'v, 'a> {
    pub(super) vm: &'v mut Vm,
    data: &'a [u8],
    at: usize,
    /// What may be referred to.
    references: Gc<List>,
    allow_code: bool,
    depth: usize,
}

/// The object, and how many bytes it took.
pub(super) fn read(vm: &mut Vm, data: &[u8], allow_code: bool) -> Outcome<(Value, usize)> {
    let references = vm.new_list();
    let mut reader = Reader { vm, data, at: 0, references, allow_code, depth: 0 };
    let value = reader.object()?;
    Ok((value, reader.at))
}

impl<'a> Reader<'_, 'a> {
    pub(super) fn bytes(&mut self, count: usize) -> Outcome<&'a [u8]> {
        match self.data.get(self.at..).and_then(|rest| rest.get(..count)) {
            Some(bytes) => {
                self.at += count;
                Ok(bytes)
            }
            None => Err(self.vm.error(self.vm.exceptions.EOFError, "marshal data too short")),
        }
    }

    fn array<const N: usize>(&mut self) -> Outcome<[u8; N]> {
        let mut array = [0; N];
        array.copy_from_slice(self.bytes(N)?);
        Ok(array)
    }

    pub(super) fn long(&mut self) -> Outcome<i32> {
        Ok(i32::from_le_bytes(self.array()?))
    }

    /// A number of things of at least `width` bytes each.
    pub(super) fn size(&mut self, what: &str, width: usize) -> Outcome<usize> {
        let Ok(size) = usize::try_from(self.long()?) else {
            return Err(self.bad(&format!("{what} size out of range")));
        };
        if size.saturating_mul(width) > self.data.len() - self.at {
            return Err(self.vm.error(self.vm.exceptions.EOFError, "marshal data too short"));
        }
        Ok(size)
    }

    #[cold]
    pub(super) fn bad(&mut self, reason: &str) -> Raised {
        self.vm.value_error(format!("bad marshal data ({reason})"))
    }

    /// An object, which must be there.
    pub(super) fn object(&mut self) -> Outcome<Value> {
        match self.object_or_end()? {
            Some(value) => Ok(value),
            None => Err(self.vm.type_error("NULL object in marshal data for object")),
        }
    }

    /// An object in a container.
    fn item(&mut self, container: &str) -> Outcome<Value> {
        match self.object_or_end()? {
            Some(value) => Ok(value),
            None => Err(self.vm.type_error(format!("NULL object in marshal data for {container}"))),
        }
    }

    fn object_or_end(&mut self) -> Outcome<Option<Value>> {
        let Some(&byte) = self.data.get(self.at) else {
            return Err(self.vm.error(self.vm.exceptions.EOFError, "EOF read where object expected"));
        };
        self.at += 1;
        self.vm.check_native_stack()?;
        if self.depth == MAX_DEPTH {
            return Err(self.vm.value_error("recursion limit exceeded"));
        }
        self.depth += 1;
        let result = self.of_kind(byte & !REFERENCE, byte & REFERENCE != 0);
        self.depth -= 1;
        result
    }

    /// Keeps the place of an object that is not there yet.
    fn reserve(&mut self, is_referred: bool) -> Outcome<Option<usize>> {
        if !is_referred {
            return Ok(None);
        }
        let place = self.references.len();
        // A reference to it from inside is one to nothing.
        self.vm.append(self.references, Value::UNBOUND)?;
        Ok(Some(place))
    }

    fn fill(&mut self, place: Option<usize>, value: Value) {
        if let Some(place) = place {
            self.references.items.get().set(place, value);
        }
    }

    fn of_kind(&mut self, kind: u8, is_referred: bool) -> Outcome<Option<Value>> {
        let value = match kind {
            b'0' => return Ok(None),
            b'N' => Value::NONE,
            b'F' => Value::bool(false),
            b'T' => Value::bool(true),
            b'.' => Value::ELLIPSIS,
            b'S' => self.vm.exceptions.StopIteration.value(),
            b'r' => {
                let number = self.long()?;
                let found = usize::try_from(number).ok().and_then(|it| self.references.get(it));
                return match found.filter(|it| !it.is_unbound()) {
                    Some(value) => Ok(Some(value)),
                    None => Err(self.bad("invalid reference")),
                };
            }
            b'(' | b')' | b'[' | b'{' | b'<' | b'>' | b':' | b'c' => {
                return self.container(kind, is_referred).map(Some);
            }
            _ => self.plain(kind)?,
        };
        if is_referred && !matches!(kind, b'N' | b'F' | b'T' | b'.' | b'S') {
            self.vm.append(self.references, value)?;
        }
        Ok(Some(value))
    }

    fn plain(&mut self, kind: u8) -> Outcome<Value> {
        Ok(match kind {
            b'i' => {
                let number = self.long()?;
                self.vm.new_int(i64::from(number))
            }
            b'I' => {
                let number = i64::from_le_bytes(self.array()?);
                self.vm.new_int(number)
            }
            b'l' => self.integer()?,
            b'g' => {
                let number = f64::from_le_bytes(self.array()?);
                self.vm.new_float(number)
            }
            b'y' => {
                let real = f64::from_le_bytes(self.array()?);
                let imaginary = f64::from_le_bytes(self.array()?);
                self.vm.new_complex(Complex::new(real, imaginary))
            }
            b'f' => {
                let number = self.float_text()?;
                self.vm.new_float(number)
            }
            b'x' => {
                let real = self.float_text()?;
                let imaginary = self.float_text()?;
                self.vm.new_complex(Complex::new(real, imaginary))
            }
            b's' => {
                let size = self.size("bytes object", 1)?;
                let bytes = self.bytes(size)?;
                self.vm.new_bytes(bytes)?
            }
            b'a' | b'A' => {
                let size = self.size("string", 1)?;
                self.ascii(size, kind == b'A')?
            }
            b'z' | b'Z' => {
                let [size] = self.array()?;
                self.ascii(usize::from(size), kind == b'Z')?
            }
            b'u' | b't' => {
                let size = self.size("string", 1)?;
                let bytes = self.bytes(size)?;
                self.utf8(bytes, kind == b't')?
            }
            _ => return Err(self.bad("unknown type code")),
        })
    }

    fn float_text(&mut self) -> Outcome<f64> {
        let [size] = self.array()?;
        let bytes = self.bytes(usize::from(size))?;
        match std::str::from_utf8(bytes).ok().and_then(|text| text.trim().parse().ok()) {
            Some(number) => Ok(number),
            None => Err(self.bad("invalid float")),
        }
    }

    fn ascii(&mut self, size: usize, is_interned: bool) -> Outcome<Value> {
        let bytes = self.bytes(size)?;
        // CPython trusts that it is ASCII; here others are Latin-1.
        let text: String = bytes.iter().map(|&byte| char::from(byte)).collect();
        Ok(if is_interned { self.vm.intern(&text).value() } else { self.vm.new_str(&text).value() })
    }

    fn utf8(&mut self, bytes: &[u8], is_interned: bool) -> Outcome<Value> {
        if let Ok(text) = std::str::from_utf8(bytes) {
            return Ok(if is_interned {
                self.vm.intern(text).value()
            } else {
                self.vm.new_str(text).value()
            });
        }
        let data = self.vm.new_bytes(bytes)?;
        let arguments = ["utf8", "surrogatepass"].map(|it| self.vm.intern(it).value());
        let name = self.vm.intern("decode");
        self.vm.call_method(data, name, &arguments)
    }

    fn integer(&mut self) -> Outcome<Value> {
        let count = self.long()?;
        let length = count.unsigned_abs() as usize;
        if count == i32::MIN {
            return Err(self.bad("long size out of range"));
        }
        let bytes = self.bytes(length.saturating_mul(2))?;
        let digits: Vec<u16> = bytes.chunks_exact(2).map(|it| u16::from_le_bytes([it[0], it[1]])).collect();
        if digits.iter().any(|digit| *digit > 0x7fff) {
            return Err(self.bad("digit out of range in long"));
        }
        if digits.last() == Some(&0) {
            return Err(self.bad("unnormalized long data"));
        }
        let mut packed = Vec::with_capacity(bytes.len());
        let (mut bits, mut held) = (0_u32, 0);
        for digit in digits {
            bits |= u32::from(digit) << held;
            held += 15;
            while held >= 8 {
                packed.push(bits as u8);
                bits >>= 8;
                held -= 8;
            }
        }
        packed.push(bits as u8);
        let magnitude = num_bigint::BigInt::from_bytes_le(num_bigint::Sign::Plus, &packed);
        let number = strict_semantics::Int::from(if count < 0 { -magnitude } else { magnitude });
        Ok(self.vm.new_integer(&number))
    }

    fn container(&mut self, kind: u8, is_referred: bool) -> Outcome<Value> {
        match kind {
            b'(' | b')' => {
                let size = if kind == b')' {
                    let [size] = self.array()?;
                    usize::from(size)
                } else {
                    self.size("tuple", 1)?
                };
                let place = self.reserve(is_referred)?;
                let list = self.vm.new_list();
                for _ in 0..size {
                    let item = self.item("tuple")?;
                    self.vm.append(list, item)?;
                }
                let tuple = self.vm.tuple_of_list(list)?.value();
                self.fill(place, tuple);
                Ok(tuple)
            }
            b'[' => {
                let size = self.size("list", 1)?;
                let list = self.vm.new_list();
                let place = self.reserve(is_referred)?;
                self.fill(place, list.value());
                for _ in 0..size {
                    let item = self.item("list")?;
                    self.vm.append(list, item)?;
                }
                Ok(list.value())
            }
            b'{' => {
                let dict = self.vm.new_dict();
                let place = self.reserve(is_referred)?;
                self.fill(place, dict.value());
                while let Some(key) = self.object_or_end()? {
                    let Some(value) = self.object_or_end()? else { break };
                    self.vm.dict_set(dict, key, value)?;
                }
                Ok(dict.value())
            }
            b'<' | b'>' => {
                let size = self.size("set", 1)?;
                let is_set = kind == b'<';
                let class = if is_set { self.vm.types.set } else { self.vm.types.frozenset };
                let set: Gc<Set> = self.vm.heap.alloc(class.root_shape.get());
                let place = self.reserve(is_referred)?;
                if is_set {
                    self.fill(place, set.value());
                }
                for _ in 0..size {
                    let item = self.item("set")?;
                    self.vm.set_add(set, item)?;
                }
                self.fill(place, set.value());
                Ok(set.value())
            }
            b':' => {
                let place = self.reserve(is_referred)?;
                let start = self.object()?;
                let stop = self.object()?;
                let step = self.object()?;
                let slice = self.vm.new_slice(start, stop, step);
                self.fill(place, slice);
                Ok(slice)
            }
            _ => {
                if !self.allow_code {
                    return Err(self.vm.value_error("unmarshalling code objects is disallowed"));
                }
                let place = self.reserve(is_referred)?;
                let code = self.code()?;
                self.fill(place, code);
                Ok(code)
            }
        }
    }

    pub(super) fn short_text(&mut self) -> Outcome<String> {
        let size = self.size("string", 1)?;
        let bytes = self.bytes(size)?;
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.to_owned()),
            Err(_) => Err(self.bad("invalid text")),
        }
    }

    /// A constant of code.
    pub(super) fn constant(&mut self) -> Outcome<strict_bytecode::Constant> {
        let value = self.object()?;
        match self.vm.constant_of(value)? {
            Some(constant) => Ok(constant),
            None => Err(self.bad("no constant")),
        }
    }
}
