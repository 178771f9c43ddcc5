//! Reading pickles: the instructions of protocol 0, whose arguments are lines of text, and those of Python 2.

use super::error;
use super::load::{Loader, decode};
use super::opcodes::*;
use crate::builtins::prelude::*;
use crate::object::Bytes;

impl Loader {
    /// Executes an instruction that is rarely met, or none at all.
    pub(super) fn load_old(&mut self, vm: &mut Vm, opcode: u8) -> Outcome<()> {
        match opcode {
            INT => self.load_int(vm),
            LONG => {
                let line = self.line(vm)?;
                let line = line.strip_suffix(b"L").unwrap_or(&line).to_vec();
                self.push_number(vm, &line)
            }
            FLOAT => {
                let line = self.line(vm)?;
                let text = vm.new_bytes(&line)?;
                let class = vm.types.float.value();
                let number = vm.call(class, &[text])?;
                self.push(vm, number)
            }
            UNICODE => {
                let line = self.line(vm)?;
                let bytes = vm.new_bytes(&line)?;
                let text = decode_with(vm, bytes, "raw_unicode_escape", "strict")?;
                self.push(vm, text)
            }
            STRING => self.load_string(vm),
            BINSTRING => {
                let length = i32::from_le_bytes(self.input.array(vm)?);
                let length = self.signed_length(vm, length, "BINSTRING")?;
                self.load_old_string(vm, length)
            }
            SHORT_BINSTRING => {
                let [length] = self.input.array(vm)?;
                self.load_old_string(vm, length.into())
            }
            PERSID => {
                let line = self.line(vm)?;
                if !line.is_ascii() {
                    let message = "persistent IDs in protocol 0 must be ASCII strings";
                    return Err(error(vm, "UnpicklingError", message));
                }
                let name = decode(vm, &line)?;
                self.load_persistent(vm, name)
            }
            GLOBAL => {
                let (module, name) = self.two_names(vm)?;
                let found = self.find(vm, module, name)?;
                self.push(vm, found)
            }
            INST => {
                let (module, name) = self.two_names(vm)?;
                let class = self.find(vm, module, name)?;
                let arguments = self.items_after_mark(vm)?;
                self.instantiate(vm, class, arguments)
            }
            OBJ => {
                let items = self.items_after_mark(vm)?;
                let Some((&class, arguments)) = items.as_slice().split_first() else {
                    return Err(error(vm, "UnpicklingError", "unpickling stack underflow"));
                };
                let arguments = vm.new_tuple(arguments)?;
                self.instantiate(vm, class, arguments)
            }
            GET => {
                let place = self.place(vm)?;
                match u64::try_from(place) {
                    Ok(place) => self.load_remembered(vm, place),
                    Err(_) => {
                        let message = format!("Memo value not found at index {place}");
                        Err(error(vm, "UnpicklingError", &message))
                    }
                }
            }
            PUT => {
                let place = self.place(vm)?;
                let top = self.top(vm)?;
                match u64::try_from(place) {
                    Ok(place) => self.remember(vm, place, top),
                    Err(_) => Err(vm.value_error("negative PUT argument")),
                }
            }
            _ => {
                let shown = match opcode {
                    b'\'' => "\"'\"".to_owned(),
                    0x20..=0x7e => format!("'{}'", opcode as char),
                    _ => format!("'\\x{opcode:02x}'"),
                };
                Err(error(vm, "UnpicklingError", &format!("invalid load key, {shown}.")))
            }
        }
    }

    /// The next line.
    fn line(&mut self, vm: &mut Vm) -> Outcome<Vec<u8>> {
        let range = self.input.line(vm)?;
        Ok(self.input.get(range).to_vec())
    }

    fn two_names(&mut self, vm: &mut Vm) -> Outcome<(Gc<Str>, Gc<Str>)> {
        let module = self.name(vm)?;
        let name = self.name(vm)?;
        Ok((module, name))
    }

    fn name(&mut self, vm: &mut Vm) -> Outcome<Gc<Str>> {
        let line = self.line(vm)?;
        let bytes = vm.new_bytes(&line)?;
        let name = decode_with(vm, bytes, "utf-8", "strict")?;
        name.cast().ok_or_else(|| error(vm, "UnpicklingError", "a name is no string"))
    }

    fn push_number(&mut self, vm: &mut Vm, digits: &[u8]) -> Outcome<()> {
        let text = vm.new_bytes(digits)?;
        let class = vm.types.int.value();
        let number = vm.call(class, &[text])?;
        self.push(vm, number)
    }

    fn load_int(&mut self, vm: &mut Vm) -> Outcome<()> {
        let line = self.line(vm)?;
        match line.as_slice() {
            b"00" => self.push(vm, Value::FALSE),
            b"01" => self.push(vm, Value::TRUE),
            digits => self.push_number(vm, digits),
        }
    }

    /// A place of the memo.
    fn place(&mut self, vm: &mut Vm) -> Outcome<i64> {
        let line = self.line(vm)?;
        let text = vm.new_bytes(&line)?;
        let class = vm.types.int.value();
        let number = vm.call(class, &[text])?;
        vm.index_i64(number)
    }

    fn load_string(&mut self, vm: &mut Vm) -> Outcome<()> {
        let line = self.line(vm)?;
        let inner = match line.as_slice() {
            [first @ (b'"' | b'\''), inner @ .., last] if first == last => inner,
            _ => {
                let message = "the STRING opcode argument must be quoted";
                return Err(error(vm, "UnpicklingError", message));
            }
        };
        let escaped = vm.new_bytes(inner)?;
        let function = super::imported(vm, "_codecs", "escape_decode")?;
        let decoded = vm.call(function, &[escaped])?;
        let bytes = vm.get_item(decoded, Value::ZERO)?;
        self.push_old_string(vm, bytes)
    }

    fn load_old_string(&mut self, vm: &mut Vm, length: usize) -> Outcome<()> {
        let range = self.input.take(vm, length)?;
        let bytes = vm.new_bytes(self.input.get(range))?;
        self.push_old_string(vm, bytes)
    }

    /// A string of Python 2: bytes, or text in the encoding that the program told.
    fn push_old_string(&mut self, vm: &mut Vm, bytes: Value) -> Outcome<()> {
        if self.encoding == "bytes" {
            return self.push(vm, bytes);
        }
        let text = decode_with(vm, bytes, &self.encoding, &self.errors)?;
        self.push(vm, text)
    }

    /// Calls a class; one without arguments may be made without its constructor.
    fn instantiate(&mut self, vm: &mut Vm, class: Value, arguments: Gc<Tuple>) -> Outcome<()> {
        let name = vm.intern("__getinitargs__");
        let calls = !arguments.is_empty() || !class.is::<Type>() || vm.find_attribute(class, name)?.is_some();
        let object = if calls {
            vm.call(class, arguments.as_slice())?
        } else {
            let name = vm.intern("__new__");
            vm.call_method(class, name, &[class])?
        };
        self.push(vm, object)
    }
}

fn decode_with(vm: &mut Vm, bytes: Value, encoding: &str, errors: &str) -> Outcome<Value> {
    debug_assert!(bytes.is::<Bytes>(), "only bytes are decoded");
    let name = vm.intern("decode");
    let (encoding, errors) = (vm.new_str(encoding).value(), vm.new_str(errors).value());
    vm.call_method(bytes, name, &[encoding, errors])
}
