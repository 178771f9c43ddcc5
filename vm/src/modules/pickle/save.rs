//! Saving objects: built-in types, containers, and what has been saved already.

use rustc_hash::FxHashMap;
use strict_semantics::Int;

use super::opcodes::*;
use super::output::Output;
use super::{error, text_bytes};
use crate::builtins::prelude::*;
use crate::object::{ByteArray, Bytes, Dict, Function, List, Set};

/// One call of `dump`. It lies on the native stack, where the collector finds the objects that it holds.
pub(super) struct Saver {
    pub(super) out: Output,
    pub(super) protocol: i64,
    /// From protocol 1 on.
    pub(super) binary: bool,
    /// Whether nothing is remembered, so that the same object is saved again.
    pub(super) fast: bool,
    pub(super) fix_imports: bool,
    /// The method `persistent_id`, if it was overridden, else `None`.
    pub(super) persistent_id: Value,
    /// The method `reducer_override`, or unbound.
    pub(super) reducer_override: Value,
    /// The pickler's own table of reducers, or unbound.
    pub(super) dispatch_table: Value,
    pub(super) buffer_callback: Value,
    /// The places of saved objects in `saved`, by their words; objects stay where they are as long as they are listed.
    pub(super) memo: FxHashMap<u64, u32>,
    /// The objects saved so far.
    pub(super) saved: Gc<List>,
    /// Whether instances of a class need no methods to be saved, by the class's address and version.
    pub(super) plain_classes: FxHashMap<(usize, u32), bool>,
    /// `copyreg.dispatch_table` and `copyreg._extension_registry`.
    pub(super) reducers: Value,
    pub(super) extensions: Value,
}

impl std::fmt::Debug for Saver {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Saver").field("protocol", &self.protocol).finish_non_exhaustive()
    }
}

impl Saver {
    /// Writes the whole pickle of an object.
    pub(super) fn dump(&mut self, vm: &mut Vm, object: Value) -> Outcome<()> {
        if self.protocol >= 2 {
            self.out.push(&[PROTO, self.protocol as u8]);
        }
        if self.protocol >= 4 {
            self.out.start_framing();
        }
        self.save(vm, object, true)?;
        self.out.op(STOP);
        self.out.finish(vm)
    }

    /// Saves an object.
    pub(super) fn save(&mut self, vm: &mut Vm, object: Value, asks_persistent: bool) -> Outcome<()> {
        self.out.between_objects(vm)?;
        if asks_persistent && !self.persistent_id.is_none() {
            let name = vm.call(self.persistent_id, &[object])?;
            if !name.is_none() {
                return self.save_persistent(vm, name);
            }
        }
        if let Some(number) = object.as_fixnum() {
            self.save_small_int(number);
            return Ok(());
        }
        if let Some(number) = object.as_flonum() {
            self.save_float(number);
            return Ok(());
        }
        match object {
            Value::NONE => {
                self.out.op(NONE);
                return Ok(());
            }
            Value::TRUE | Value::FALSE => {
                self.save_bool(object == Value::TRUE);
                return Ok(());
            }
            _ => {}
        }
        let class = vm.type_of(object);
        let types = &vm.types;
        if class == types.int {
            return self.save_int(vm, object);
        }
        if class == types.float {
            let number = vm.as_float(object).unwrap_or(0.0);
            self.save_float(number);
            return Ok(());
        }
        if let Some(&place) = self.memo.get(&object.bits()) {
            self.get(place);
            return Ok(());
        }
        if class == types.str
            && let Some(text) = object.cast::<Str>()
        {
            return self.save_str(vm, text);
        }
        if class == types.bytes
            && let Some(bytes) = object.cast::<Bytes>()
        {
            return self.save_bytes(vm, bytes);
        }
        vm.check_native_stack()?;
        let types = &vm.types;
        if class == types.tuple
            && let Some(tuple) = object.cast::<Tuple>()
        {
            return self.save_tuple(vm, tuple);
        }
        if class == types.list
            && let Some(list) = object.cast::<List>()
        {
            return self.save_list(vm, list);
        }
        if class == types.dict
            && let Some(dict) = object.cast::<Dict>()
        {
            return self.save_dict(vm, dict);
        }
        if class == types.set
            && let Some(set) = object.cast::<Set>()
        {
            return self.save_set(vm, set);
        }
        if class == types.frozenset
            && let Some(set) = object.cast::<Set>()
        {
            return self.save_frozenset(vm, set);
        }
        if class == types.bytearray
            && let Some(array) = object.cast::<ByteArray>()
        {
            return self.save_bytearray(vm, array);
        }
        if super::buffer::is_pickle_buffer(vm, object) {
            return self.save_buffer(vm, object);
        }
        let mut reduced = Value::NOT_IMPLEMENTED;
        if let Some(reducer) = self.reducer_override.bound() {
            reduced = vm.call(reducer, &[object])?;
        }
        if reduced == Value::NOT_IMPLEMENTED {
            let class = vm.type_of(object);
            if class == vm.types.type_ {
                return self.save_type(vm, object);
            }
            if object.is::<Function>() {
                return self.save_global(vm, object, None);
            }
            if self.dispatch_table.is_unbound() && self.save_plain(vm, object)? {
                return Ok(());
            }
            match self.reduce(vm, object)? {
                Some(found) => reduced = found,
                None => return self.save_global(vm, object, None),
            }
        }
        self.save_reduced(vm, object, reduced)
    }

    /// What is saved in place of an object: by a registered reducer or by its methods. Nothing for classes.
    fn reduce(&mut self, vm: &mut Vm, object: Value) -> Outcome<Option<Value>> {
        let class = vm.type_of(object);
        let reducer = match self.dispatch_table.bound() {
            None => match self.reducers.cast::<Dict>() {
                Some(table) => vm.dict_get(table, class.value())?,
                None => None,
            },
            Some(table) => match vm.get_item(table, class.value()) {
                Ok(reducer) => Some(reducer),
                Err(_) if vm.catch(vm.exceptions.LookupError) => None,
                Err(raised) => return Err(raised),
            },
        };
        if let Some(reducer) = reducer {
            return vm.call(reducer, &[object]).map(Some);
        }
        if class.is_subtype_of(vm.types.type_) {
            return Ok(None);
        }
        let name = vm.intern("__reduce_ex__");
        if let Some(method) = vm.find_attribute(object, name)? {
            return vm.call(method, &[Value::fixnum(self.protocol)]).map(Some);
        }
        let name = vm.intern("__reduce__");
        if let Some(method) = vm.find_attribute(object, name)? {
            return vm.call(method, &[]).map(Some);
        }
        let shown = vm.full_type_name(class);
        Err(error(vm, "PicklingError", &format!("Can't pickle {shown} object")))
    }

    fn save_persistent(&mut self, vm: &mut Vm, name: Value) -> Outcome<()> {
        if self.binary {
            self.save(vm, name, false)?;
            self.out.op(BINPERSID);
            return Ok(());
        }
        let text = vm.to_str(name)?;
        let Some(text) = text.as_ascii().map(str::to_owned) else {
            return Err(error(vm, "PicklingError", "persistent IDs in protocol 0 must be ASCII strings"));
        };
        self.out.op_with(PERSID, text.as_bytes());
        self.out.op(b'\n');
        Ok(())
    }

    fn save_bool(&mut self, truth: bool) {
        match (self.protocol >= 2, truth) {
            (true, true) => self.out.op(NEWTRUE),
            (true, false) => self.out.op(NEWFALSE),
            (false, true) => self.out.push(b"I01\n"),
            (false, false) => self.out.push(b"I00\n"),
        }
    }

    #[inline]
    fn save_small_int(&mut self, number: i64) {
        let short = i32::try_from(number);
        match (self.binary, short) {
            (true, Ok(number)) => match number {
                0..=0xff => self.out.push(&[BININT1, number as u8]),
                0x100..=0xffff => self.out.op_with(BININT2, &(number as u16).to_le_bytes()),
                _ => self.out.op_with(BININT, &number.to_le_bytes()),
            },
            (false, Ok(number)) => self.out.push(format!("I{number}\n").as_bytes()),
            (_, Err(_)) => self.save_long(&Int::from(number), || number.to_string()),
        }
    }

    fn save_int(&mut self, vm: &mut Vm, object: Value) -> Outcome<()> {
        if self.protocol < 2 {
            // The limit of digits holds.
            let text = vm.repr(object)?.to_lossy();
            self.out.push(format!("L{text}L\n").as_bytes());
            return Ok(());
        }
        if let Some(number) = vm.as_int(object) {
            self.save_long(&number, String::new);
        }
        Ok(())
    }

    /// A number beyond 32 bits.
    fn save_long(&mut self, number: &Int, text: impl FnOnce() -> String) {
        if self.protocol < 2 {
            self.out.push(format!("L{}L\n", text()).as_bytes());
            return;
        }
        let bytes = number.to_big().to_signed_bytes_le();
        match u8::try_from(bytes.len()) {
            Ok(length) => self.out.push(&[LONG1, length]),
            Err(_) => self.out.op_with(LONG4, &(bytes.len() as u32).to_le_bytes()),
        }
        self.out.push(&bytes);
    }

    fn save_float(&mut self, number: f64) {
        if self.binary {
            self.out.op_with(BINFLOAT, &number.to_be_bytes());
        } else {
            let text = strict_semantics::float::repr(number);
            self.out.push(format!("F{text}\n").as_bytes());
        }
    }

    /// Remembers an object that has just been saved.
    #[inline]
    pub(super) fn memoize(&mut self, vm: &mut Vm, object: Value) -> Outcome<()> {
        if self.fast {
            return Ok(());
        }
        self.memo.insert(object.bits(), self.saved.len() as u32);
        self.put(vm, object)
    }

    /// The same for an object that the program has not seen, so that nobody can save it again.
    pub(super) fn memoize_unseen(&mut self, vm: &mut Vm) -> Outcome<()> {
        if self.fast { Ok(()) } else { self.put(vm, Value::UNBOUND) }
    }

    /// Lists an object at the next place.
    fn put(&mut self, vm: &mut Vm, object: Value) -> Outcome<()> {
        let place = self.saved.len() as u32;
        vm.append(self.saved, object)?;
        if self.protocol >= 4 {
            self.out.op(MEMOIZE);
        } else if !self.binary {
            self.out.push(format!("p{place}\n").as_bytes());
        } else if let Ok(place) = u8::try_from(place) {
            self.out.push(&[BINPUT, place]);
        } else {
            self.out.op_with(LONG_BINPUT, &place.to_le_bytes());
        }
        Ok(())
    }

    /// Fetches what has been saved at a place.
    pub(super) fn get(&mut self, place: u32) {
        if !self.binary {
            self.out.push(format!("g{place}\n").as_bytes());
        } else if let Ok(place) = u8::try_from(place) {
            self.out.push(&[BINGET, place]);
        } else {
            self.out.op_with(LONG_BINGET, &place.to_le_bytes());
        }
    }

    /// The place of an object that has been saved.
    pub(super) fn place_of(&self, object: Value) -> Option<u32> {
        self.memo.get(&object.bits()).copied()
    }

    fn save_str(&mut self, vm: &mut Vm, text: Gc<Str>) -> Outcome<()> {
        if !self.binary {
            self.save_escaped(text);
            return self.memoize(vm, text.value());
        }
        let bytes = text_bytes(text);
        let length = bytes.len();
        match u8::try_from(length) {
            Ok(length) if self.protocol >= 4 => {
                self.out.push(&[SHORT_BINUNICODE, length]);
                self.out.push(&bytes);
            }
            _ => {
                let header = self.length_header(vm, length, BINUNICODE, BINUNICODE8, "string")?;
                self.out.data(vm, &header, &bytes, None)?;
            }
        }
        self.memoize(vm, text.value())
    }

    /// The opcode and the length of many bytes.
    fn length_header(
        &self,
        vm: &mut Vm,
        length: usize,
        short: u8,
        long: u8,
        what: &str,
    ) -> Outcome<smallvec::SmallVec<[u8; 9]>> {
        let mut header = smallvec::SmallVec::new();
        if let Ok(length) = u32::try_from(length) {
            header.push(short);
            header.extend_from_slice(&length.to_le_bytes());
        } else if self.protocol >= 4 {
            header.push(long);
            header.extend_from_slice(&(length as u64).to_le_bytes());
        } else {
            let article = if what == "string" { "string" } else { "bytes object" };
            let message =
                format!("serializing a {article} larger than 4 GiB requires pickle protocol 4 or higher");
            return Err(vm.error(vm.exceptions.OverflowError, message));
        }
        Ok(header)
    }

    /// A text in the form of protocol 0.
    fn save_escaped(&mut self, text: Gc<Str>) {
        let mut line = vec![UNICODE];
        for point in text.view().code_points() {
            match point {
                0 | 0xa | 0xd | 0x1a | 0x5c => line.extend(format!("\\u{point:04x}").bytes()),
                0x1..=0xff => line.push(point as u8),
                0x100..=0xffff => line.extend(format!("\\u{point:04x}").bytes()),
                _ => line.extend(format!("\\U{point:08x}").bytes()),
            }
        }
        line.push(b'\n');
        self.out.push(&line);
    }

    fn save_bytes(&mut self, vm: &mut Vm, bytes: Gc<Bytes>) -> Outcome<()> {
        if self.protocol < 3 {
            let (function, arguments) = if bytes.is_empty() {
                (vm.types.bytes.value(), vm.empty_tuple)
            } else {
                let function = super::imported(vm, "_codecs", "encode")?;
                let data = bytes.as_slice().to_vec();
                let text = vm.try_str(strict_semantics::TextRef::Latin1(&data))?.value();
                let codec = vm.intern("latin1").value();
                (function, vm.new_tuple(&[text, codec])?)
            };
            return self.save_call(vm, bytes.value(), function, arguments);
        }
        self.save_bytes_data(vm, bytes.as_slice(), Some(bytes.value()))?;
        self.memoize(vm, bytes.value())
    }

    pub(super) fn save_bytes_data(&mut self, vm: &mut Vm, data: &[u8], object: Option<Value>) -> Outcome<()> {
        if let Ok(length) = u8::try_from(data.len()) {
            self.out.push(&[SHORT_BINBYTES, length]);
            self.out.push(data);
            return Ok(());
        }
        let header = self.length_header(vm, data.len(), BINBYTES, BINBYTES8, "bytes")?;
        self.out.data(vm, &header, data, object)
    }

    fn save_bytearray(&mut self, vm: &mut Vm, array: Gc<ByteArray>) -> Outcome<()> {
        let data = array.to_vec();
        if self.protocol < 5 {
            let arguments = if data.is_empty() {
                vm.empty_tuple
            } else {
                let bytes = vm.new_bytes(&data)?;
                vm.new_tuple(&[bytes])?
            };
            let function = vm.types.bytearray.value();
            return self.save_call(vm, array.value(), function, arguments);
        }
        self.save_bytearray_data(vm, &data)?;
        self.memoize(vm, array.value())
    }

    pub(super) fn save_bytearray_data(&mut self, vm: &mut Vm, data: &[u8]) -> Outcome<()> {
        let mut header = [BYTEARRAY8; 9];
        header[1..].copy_from_slice(&(data.len() as u64).to_le_bytes());
        self.out.data(vm, &header, data, None)
    }

    fn save_buffer(&mut self, vm: &mut Vm, object: Value) -> Outcome<()> {
        if self.protocol < 5 {
            let message = "PickleBuffer can only be pickled with protocol >= 5";
            return Err(error(vm, "PicklingError", message));
        }
        let (data, is_readonly) = super::buffer::contents(vm, object)?;
        let is_inside = if self.buffer_callback.is_none() {
            true
        } else {
            let answer = vm.call(self.buffer_callback, &[object])?;
            vm.is_true(answer)?
        };
        if !is_inside {
            self.out.op(NEXT_BUFFER);
            if is_readonly {
                self.out.op(READONLY_BUFFER);
            }
            return Ok(());
        }
        if is_readonly {
            self.save_bytes_data(vm, &data, None)?;
        } else {
            self.save_bytearray_data(vm, &data)?;
        }
        self.memoize(vm, object)
    }
}
