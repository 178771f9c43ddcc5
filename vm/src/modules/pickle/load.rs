//! Reading pickles: the machine that executes their instructions.

use strict_semantics::{Text, TextRef};

use super::error;
use super::input::Input;
use super::opcodes::*;
use crate::builtins::prelude::*;
use crate::object::{Dict, List, Record};
use crate::vm::Raised;

/// Places of the memo up to this far beyond the last are kept in a list, others in a dictionary.
const LARGEST_GAP: usize = 4096;

/// One call of `load`. It lies on the native stack, where the collector finds the objects that it holds.
pub(super) struct Loader {
    pub(super) input: Input,
    pub(super) stack: Gc<List>,
    /// How high the stack was at each mark that is open.
    pub(super) marks: Vec<usize>,
    /// The objects remembered, unbound at places that were never set.
    pub(super) memo: Gc<List>,
    /// Those at places far away, a dictionary.
    pub(super) sparse: Gc<Dict>,
    /// How many places are set.
    pub(super) remembered: u64,
    pub(super) protocol: i64,
    pub(super) fix_imports: bool,
    /// How texts of Python 2 are decoded: a codec, or `bytes` for not at all.
    pub(super) encoding: String,
    pub(super) errors: String,
    /// An iterator of out-of-band buffers or `None`.
    pub(super) buffers: Value,
    /// The methods that a subclass or an assignment gave, else `None`.
    pub(super) find_class: Value,
    pub(super) persistent_load: Value,
    /// The unpickler whose call it is.
    pub(super) owner: Option<Gc<Record>>,
}

impl std::fmt::Debug for Loader {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Loader").field("protocol", &self.protocol).finish_non_exhaustive()
    }
}

impl Loader {
    /// Executes the pickle: the object.
    pub(super) fn load(&mut self, vm: &mut Vm) -> Outcome<Value> {
        loop {
            let opcode = self.input.opcode(vm)?;
            match opcode {
                NONE => self.push(vm, Value::NONE)?,
                NEWTRUE => self.push(vm, Value::TRUE)?,
                NEWFALSE => self.push(vm, Value::FALSE)?,
                BININT => {
                    let number = i32::from_le_bytes(self.input.array(vm)?);
                    self.push(vm, Value::fixnum(number.into()))?;
                }
                BININT1 => {
                    let [number] = self.input.array(vm)?;
                    self.push(vm, Value::fixnum(number.into()))?;
                }
                BININT2 => {
                    let number = u16::from_le_bytes(self.input.array(vm)?);
                    self.push(vm, Value::fixnum(number.into()))?;
                }
                BINFLOAT => {
                    let number = f64::from_be_bytes(self.input.array(vm)?);
                    let number = vm.new_float(number);
                    self.push(vm, number)?;
                }
                SHORT_BINUNICODE => {
                    let [length] = self.input.array(vm)?;
                    self.load_str(vm, length.into())?;
                }
                BINUNICODE => {
                    let length = u32::from_le_bytes(self.input.array(vm)?);
                    self.load_str(vm, length as usize)?;
                }
                BINUNICODE8 => {
                    let length = self.long_length(vm, "BINUNICODE8")?;
                    self.load_str(vm, length)?;
                }
                SHORT_BINBYTES => {
                    let [length] = self.input.array(vm)?;
                    self.load_bytes(vm, length.into())?;
                }
                BINBYTES => {
                    let length = u32::from_le_bytes(self.input.array(vm)?);
                    self.load_bytes(vm, length as usize)?;
                }
                BINBYTES8 => {
                    let length = self.long_length(vm, "BINBYTES8")?;
                    self.load_bytes(vm, length)?;
                }
                BYTEARRAY8 => {
                    let length = self.long_length(vm, "BYTEARRAY8")?;
                    self.load_bytearray(vm, length)?;
                }
                NEXT_BUFFER => self.load_next_buffer(vm)?,
                READONLY_BUFFER => self.load_readonly_buffer(vm)?,
                EMPTY_TUPLE => {
                    let tuple = vm.empty_tuple.value();
                    self.push(vm, tuple)?;
                }
                TUPLE1 => self.load_tuple(vm, 1)?,
                TUPLE2 => self.load_tuple(vm, 2)?,
                TUPLE3 => self.load_tuple(vm, 3)?,
                TUPLE => {
                    let items = self.items_after_mark(vm)?;
                    self.push(vm, items.value())?;
                }
                EMPTY_LIST => {
                    let list = vm.new_list().value();
                    self.push(vm, list)?;
                }
                EMPTY_DICT => {
                    let dict = vm.new_dict().value();
                    self.push(vm, dict)?;
                }
                EMPTY_SET => {
                    let set = vm.new_set().value();
                    self.push(vm, set)?;
                }
                LIST => {
                    let items = self.items_after_mark(vm)?;
                    let list = vm.list_of(items.as_slice())?;
                    self.push(vm, list.value())?;
                }
                DICT => self.load_dict(vm)?,
                FROZENSET => {
                    let items = self.items_after_mark(vm)?;
                    let class = vm.types.frozenset.value();
                    let set = vm.call(class, &[items.value()])?;
                    self.push(vm, set)?;
                }
                MARK => self.marks.push(self.stack.len()),
                POP => self.load_pop(vm)?,
                POP_MARK => {
                    let start = self.mark(vm)?;
                    self.truncate(start);
                }
                DUP => {
                    let top = self.top(vm)?;
                    self.push(vm, top)?;
                }
                MEMOIZE => {
                    let top = self.top(vm)?;
                    self.remember(vm, self.remembered, top)?;
                }
                BINPUT => {
                    let [place] = self.input.array(vm)?;
                    let top = self.top(vm)?;
                    self.remember(vm, place.into(), top)?;
                }
                LONG_BINPUT => {
                    let place = u32::from_le_bytes(self.input.array(vm)?);
                    let top = self.top(vm)?;
                    self.remember(vm, place.into(), top)?;
                }
                BINGET => {
                    let [place] = self.input.array(vm)?;
                    self.load_remembered(vm, place.into())?;
                }
                LONG_BINGET => {
                    let place = u32::from_le_bytes(self.input.array(vm)?);
                    self.load_remembered(vm, place.into())?;
                }
                APPEND => {
                    let start = self.stack.len().saturating_sub(1);
                    self.load_append(vm, start)?;
                }
                APPENDS => {
                    let start = self.mark(vm)?;
                    self.load_append(vm, start)?;
                }
                SETITEM => {
                    let start = self.stack.len().saturating_sub(2);
                    self.load_set_items(vm, start)?;
                }
                SETITEMS => {
                    let start = self.mark(vm)?;
                    self.load_set_items(vm, start)?;
                }
                ADDITEMS => self.load_add_items(vm)?,
                REDUCE => self.load_reduce(vm)?,
                BUILD => self.load_build(vm)?,
                NEWOBJ => self.load_new(vm, false)?,
                NEWOBJ_EX => self.load_new(vm, true)?,
                STACK_GLOBAL => self.load_stack_global(vm)?,
                BINPERSID => {
                    let name = self.pop(vm)?;
                    self.load_persistent(vm, name)?;
                }
                EXT1 => {
                    let [code] = self.input.array(vm)?;
                    self.load_extension(vm, code.into())?;
                }
                EXT2 => {
                    let code = u16::from_le_bytes(self.input.array(vm)?);
                    self.load_extension(vm, code.into())?;
                }
                EXT4 => {
                    let code = i32::from_le_bytes(self.input.array(vm)?);
                    self.load_extension(vm, code.into())?;
                }
                LONG1 => {
                    let [length] = self.input.array(vm)?;
                    self.load_long(vm, length.into())?;
                }
                LONG4 => {
                    let length = i32::from_le_bytes(self.input.array(vm)?);
                    let length = self.signed_length(vm, length, "LONG")?;
                    self.load_long(vm, length)?;
                }
                PROTO => self.load_protocol(vm)?,
                FRAME => {
                    let length = self.long_length(vm, "FRAME")?;
                    self.input.begin_frame(vm, length)?;
                }
                STOP => {
                    let result = self.pop(vm)?;
                    self.input.give_back(vm)?;
                    return Ok(result);
                }
                _ => self.load_old(vm, opcode)?,
            }
        }
    }

    #[inline]
    pub(super) fn push(&mut self, vm: &mut Vm, value: Value) -> Outcome<()> {
        vm.append(self.stack, value)
    }

    /// Takes everything from a place of the stack on away.
    pub(super) fn truncate(&mut self, start: usize) {
        let length = self.stack.len();
        if length > start {
            self.stack.items.get().clear(start, length - start);
            self.stack.length.set(start);
        }
    }

    /// The lowest place that instructions may take, which is above the last mark.
    fn fence(&self) -> usize {
        self.marks.last().copied().unwrap_or(0)
    }

    /// `UnpicklingError` unless there are so many objects above the last mark.
    #[inline]
    pub(super) fn need(&mut self, vm: &mut Vm, count: usize) -> Outcome<()> {
        if self.stack.len() >= self.fence() + count { Ok(()) } else { Err(self.underflow(vm)) }
    }

    #[cold]
    fn underflow(&self, vm: &mut Vm) -> Raised {
        let message =
            if self.marks.is_empty() { "unpickling stack underflow" } else { "unexpected MARK found" };
        error(vm, "UnpicklingError", message)
    }

    /// The object on top.
    #[inline]
    pub(super) fn top(&mut self, vm: &mut Vm) -> Outcome<Value> {
        self.need(vm, 1)?;
        Ok(self.stack.get(self.stack.len() - 1).unwrap_or(Value::NONE))
    }

    /// Takes the object on top.
    #[inline]
    pub(super) fn pop(&mut self, vm: &mut Vm) -> Outcome<Value> {
        let top = self.top(vm)?;
        self.truncate(self.stack.len() - 1);
        Ok(top)
    }

    /// Closes the last mark: where it is.
    pub(super) fn mark(&mut self, vm: &mut Vm) -> Outcome<usize> {
        self.marks.pop().ok_or_else(|| error(vm, "UnpicklingError", "could not find MARK"))
    }

    /// Takes the objects from a place on.
    pub(super) fn items_from(&mut self, vm: &mut Vm, start: usize) -> Outcome<Gc<Tuple>> {
        let count = self.stack.len().saturating_sub(start);
        if count == 0 {
            return Ok(vm.empty_tuple);
        }
        let Some(tuple) = vm.heap.new_tuple(vm.types.tuple.root_shape.get(), count) else {
            return Err(vm.memory_error());
        };
        for place in 0..count {
            tuple.init(place, self.stack.get(start + place).unwrap_or(Value::NONE));
        }
        self.truncate(start);
        Ok(tuple)
    }

    /// Takes the objects above the last mark, and the mark.
    pub(super) fn items_after_mark(&mut self, vm: &mut Vm) -> Outcome<Gc<Tuple>> {
        let start = self.mark(vm)?;
        self.items_from(vm, start)
    }

    fn load_tuple(&mut self, vm: &mut Vm, count: usize) -> Outcome<()> {
        self.need(vm, count)?;
        let start = self.stack.len() - count;
        let tuple = self.items_from(vm, start)?;
        self.push(vm, tuple.value())
    }

    fn load_pop(&mut self, vm: &mut Vm) -> Outcome<()> {
        // Without an object above it, the mark itself is taken.
        if self.marks.last() == Some(&self.stack.len()) {
            self.marks.pop();
            return Ok(());
        }
        self.pop(vm).map(|_| ())
    }

    /// A length of 64 bits, which is not true if it's beyond any object.
    fn long_length(&mut self, vm: &mut Vm, what: &str) -> Outcome<usize> {
        let length = u64::from_le_bytes(self.input.array(vm)?);
        match usize::try_from(length).ok().filter(|&length| length <= isize::MAX as usize) {
            Some(length) => Ok(length),
            None => {
                let most = isize::MAX;
                let message = match what {
                    "FRAME" => format!("FRAME length exceeds system's maximum of {most} bytes"),
                    _ => format!("{what} exceeds system's maximum size of {most} bytes"),
                };
                Err(vm.error(vm.exceptions.OverflowError, message))
            }
        }
    }

    /// A length of 32 bits with a sign.
    pub(super) fn signed_length(&mut self, vm: &mut Vm, length: i32, what: &str) -> Outcome<usize> {
        usize::try_from(length)
            .map_err(|_| error(vm, "UnpicklingError", &format!("{what} pickle has negative byte count")))
    }

    fn load_protocol(&mut self, vm: &mut Vm) -> Outcome<()> {
        let [protocol] = self.input.array(vm)?;
        self.protocol = protocol.into();
        if let Some(owner) = self.owner {
            owner.set(super::unpickler::PROTOCOL, Value::fixnum(self.protocol));
        }
        if self.protocol > HIGHEST_PROTOCOL {
            return Err(vm.value_error(format!("unsupported pickle protocol: {protocol}")));
        }
        Ok(())
    }

    /// Remembers an object at a place.
    pub(super) fn remember(&mut self, vm: &mut Vm, place: u64, object: Value) -> Outcome<()> {
        let length = self.memo.len();
        let near = usize::try_from(place).ok().filter(|&place| place <= length + LARGEST_GAP);
        let Some(place) = near else {
            let key = vm.new_int(place as i64);
            let before = self.sparse.len();
            vm.dict_set(self.sparse, key, object)?;
            self.remembered += (self.sparse.len() - before) as u64;
            return Ok(());
        };
        if place < length {
            self.remembered += u64::from(self.memo.get(place).is_none_or(Value::is_unbound));
            self.memo.items.get().set(place, object);
            return Ok(());
        }
        self.remembered += 1;
        for _ in length..place {
            vm.append(self.memo, Value::UNBOUND)?;
        }
        vm.append(self.memo, object)
    }

    /// Pushes the object that is remembered at a place.
    pub(super) fn load_remembered(&mut self, vm: &mut Vm, place: u64) -> Outcome<()> {
        let near = usize::try_from(place).ok().and_then(|place| self.memo.get(place)).and_then(Value::bound);
        if let Some(object) = near {
            return self.push(vm, object);
        }
        let key = vm.new_int(place as i64);
        match vm.dict_get(self.sparse, key)? {
            Some(object) => self.push(vm, object),
            None => {
                let message = format!("Memo value not found at index {place}");
                Err(error(vm, "UnpicklingError", &message))
            }
        }
    }

    fn load_str(&mut self, vm: &mut Vm, length: usize) -> Outcome<()> {
        let range = self.input.take(vm, length)?;
        let text = decode(vm, self.input.get(range))?;
        self.push(vm, text)
    }

    fn load_bytes(&mut self, vm: &mut Vm, length: usize) -> Outcome<()> {
        let range = self.input.take(vm, length)?;
        let bytes = vm.new_bytes(self.input.get(range))?;
        self.push(vm, bytes)
    }

    fn load_bytearray(&mut self, vm: &mut Vm, length: usize) -> Outcome<()> {
        let range = self.input.take(vm, length)?;
        let array = crate::builtins::bytearray::new_bytearray(vm, self.input.get(range))?;
        self.push(vm, array)
    }

    fn load_long(&mut self, vm: &mut Vm, length: usize) -> Outcome<()> {
        let range = self.input.take(vm, length)?;
        let order = strict_semantics::int::ByteOrder::Little;
        let number = strict_semantics::Int::from_bytes(self.input.get(range), order, true);
        let number = vm.new_integer(&number);
        self.push(vm, number)
    }
}

/// A text of UTF-8 that may have surrogates in it.
pub(super) fn decode(vm: &mut Vm, bytes: &[u8]) -> Outcome<Value> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let string = match TextRef::from_ascii(text) {
            Some(view) => vm.try_str(view)?,
            None => vm.try_str(Text::from(text).view())?,
        };
        return Ok(string.value());
    }
    let bytes = vm.new_bytes(bytes)?;
    let (name, codec, errors) = (vm.intern("decode"), vm.intern("utf-8"), vm.intern("surrogatepass"));
    vm.call_method(bytes, name, &[codec.value(), errors.value()])
}
