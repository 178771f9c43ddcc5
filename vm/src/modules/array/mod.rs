//! `array`: sequences of machine numbers. An array has the layout of a `bytearray`, so whatever reads buffers reads it.

mod item;
mod methods;

use crate::heap::{Gc, Kind};
use crate::modules::native_module::{ModuleSpec, bytes_like, new_module, record_type};
use crate::native::{method, native};
use crate::object::{ByteArray, Bytes, Dict, Effect, Record, Str, Table, Tuple, Type};
use crate::value::Value;
use crate::vm::{Outcome, TypeSpec, Vm};

use item::{ITEM_TYPES, ItemType, wrong_length};

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "This module defines an object type which can efficiently represent\nan array of basic values: characters, integers, floating-point\nnumbers.",
    fill,
    types: &[&ARRAY],
    ..new_module(
        "array",
        &[method(
            "_array_reconstructor",
            "(arraytype, typecode, mformat_code, items, /)",
            Effect::Pure,
            native(reconstruct),
            "Internal. Used for pickling support.",
        )],
    )
};

static ARRAY: TypeSpec = TypeSpec { kind: Kind::ByteArray, ..methods::ARRAY };

static ITERATOR: TypeSpec = record_type(
    "arrayiterator",
    "array",
    &[
        crate::modules::itertools::ITER,
        method("__next__", "($self, /)", Effect::MutatesReceiver, native(next), "Implement next(self)."),
        method("__reduce__", "($self, /)", Effect::Pure, native(reduce_iterator), ""),
        method("__setstate__", "($self, state, /)", Effect::MutatesReceiver, native(set_iterator_state), ""),
    ],
    "",
);

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    let class = vm.native_type(&ARRAY);
    vm.set_global(namespace, "ArrayType", class.value())?;
    let codes: String = ITEM_TYPES.iter().map(|item| char::from(item.code)).collect();
    let codes = vm.new_str(&codes).value();
    vm.set_global(namespace, "typecodes", codes)?;
    let abstract_classes = crate::modules::import_module(vm, "collections.abc")?;
    let (sequence, register) = (vm.intern("MutableSequence"), vm.intern("register"));
    let sequence = vm.get_attribute(abstract_classes, sequence)?;
    vm.call_method(sequence, register, &[class.value()])?;
    Ok(())
}

/// The value as an array, if it is one.
fn as_array(vm: &mut Vm, value: Value) -> Option<Gc<ByteArray>> {
    value.cast::<ByteArray>().filter(|array| !array.format.get().is_unbound()).filter(|_| {
        let class = vm.native_type(&ARRAY);
        vm.type_of(value).is_subtype_of(class)
    })
}

/// The type of an array's items.
fn item_type(array: Gc<ByteArray>) -> ItemType {
    let code = array.format.get().cast::<Str>().and_then(|code| code.view().char_at(0));
    let found = code.and_then(|code| ItemType::of(code as u8));
    found.unwrap_or(ITEM_TYPES[0])
}

/// The bytes of an item, if it is an array and no `bytearray`.
pub(crate) fn item_size(array: Gc<ByteArray>) -> Option<usize> {
    (!array.format.get().is_unbound()).then(|| item_type(array).size)
}

/// The number of items.
fn count(array: Gc<ByteArray>) -> usize {
    array.length.get() / item_type(array).size
}

/// An item.
fn item(vm: &mut Vm, array: Gc<ByteArray>, at: usize) -> Outcome<Value> {
    let item = item_type(array);
    let mut bytes = [0; 8];
    if let Some(storage) = array.storage.try_get() {
        for (byte, cell) in bytes.iter_mut().zip(&storage.cells()[at * item.size..(at + 1) * item.size]) {
            *byte = cell.get();
        }
    }
    item.read(vm, &bytes)
}

/// The item of an array or `bytearray` at an index that may count from the end; none if there is no such item, or if
/// making it takes more than looking at its bytes.
pub(crate) fn item_at(vm: &mut Vm, array: Gc<ByteArray>, index: i64) -> Option<Value> {
    let storage = array.storage.try_get()?;
    if array.format.get().is_unbound() {
        let at = Vm::normalize(index, array.length.get())?;
        return Some(Value::fixnum(storage.cells()[at].get().into()));
    }
    let item = item_type(array);
    let at = Vm::normalize(index, array.length.get() / item.size)?;
    let word = storage.with(at * item.size, (at + 1) * item.size, |bytes| {
        let mut wide = [0; 8];
        wide[..bytes.len()].copy_from_slice(bytes);
        u64::from_le_bytes(wide)
    });
    match item.code {
        b'd' => Some(vm.new_float(f64::from_bits(word))),
        b'l' | b'q' => Some(vm.new_int(word as i64)),
        b'i' => Some(Value::fixnum((word as i32).into())),
        b'B' | b'H' | b'I' => Some(Value::fixnum(word as i64)),
        _ => None,
    }
}

/// Stores into an array or `bytearray` at an index that may count from the end, if the value is a number of the item's
/// own kind; tells whether it did.
pub(crate) fn store_at(array: Gc<ByteArray>, index: i64, value: Value) -> bool {
    let Some(storage) = array.storage.try_get() else { return false };
    let (code, size) = match array.format.get().is_unbound() {
        true => (b'B', 1),
        false => {
            let item = item_type(array);
            (item.code, item.size)
        }
    };
    let Some(at) = Vm::normalize(index, array.length.get() / size) else { return false };
    let word = match (code, value.as_fixnum(), value.as_flonum()) {
        (b'd', _, Some(number)) => number.to_bits(),
        (b'B', Some(number @ 0..=0xff), _) => number as u64,
        (b'l' | b'q', Some(number), _) => number as u64,
        _ => return false,
    };
    storage.write(at * size, &word.to_le_bytes()[..size]);
    true
}

/// An empty array.
fn empty(vm: &mut Vm, class: Gc<Type>, item: ItemType) -> Gc<ByteArray> {
    let array: Gc<ByteArray> = vm.heap.alloc_with_attributes(class.root_shape.get(), size_of::<ByteArray>());
    let code = vm.str_from_char(item.code.into());
    array.format.set(array, code);
    array
}

/// An array of the class itself that holds some bytes.
fn of_bytes(vm: &mut Vm, item: ItemType, data: &[u8]) -> Outcome<Gc<ByteArray>> {
    let class = vm.native_type(&ARRAY);
    let array = empty(vm, class, item);
    append_bytes(vm, array, data)?;
    Ok(array)
}

fn check_exports(vm: &mut Vm, array: Gc<ByteArray>) -> Outcome<()> {
    if array.exports.get() > 0 {
        let message = "cannot resize an array that is exporting buffers";
        return Err(vm.error(vm.exceptions.BufferError, message));
    }
    Ok(())
}

/// Makes room for so many bytes in all, and says where they are.
fn reserve(vm: &mut Vm, array: Gc<ByteArray>, wanted: usize) -> Outcome<()> {
    let old = array.storage.try_get();
    if wanted <= old.map_or(0, |storage| storage.len()) {
        return Ok(());
    }
    let Some(storage) = vm.heap.try_raw(wanted + wanted / 8 + 16) else { return Err(vm.memory_error()) };
    storage.write(0, &array.to_vec());
    array.storage.set(array, storage);
    Ok(())
}

/// Appends bytes that make up items.
fn append_bytes(vm: &mut Vm, array: Gc<ByteArray>, data: &[u8]) -> Outcome<()> {
    if data.is_empty() {
        return Ok(());
    }
    check_exports(vm, array)?;
    let length = array.length.get();
    reserve(vm, array, length + data.len())?;
    if let Some(storage) = array.storage.try_get() {
        storage.write(length, data);
        array.length.set(length + data.len());
    }
    Ok(())
}

/// Makes the array hold exactly these bytes.
fn replace_bytes(vm: &mut Vm, array: Gc<ByteArray>, data: &[u8]) -> Outcome<()> {
    if data.len() != array.length.get() {
        check_exports(vm, array)?;
    }
    reserve(vm, array, data.len())?;
    if let Some(storage) = array.storage.try_get() {
        storage.write(0, data);
    }
    array.length.set(data.len());
    Ok(())
}

/// Appends an item.
fn append(vm: &mut Vm, array: Gc<ByteArray>, value: Value) -> Outcome<()> {
    let item = item_type(array);
    let word = item.write(vm, value)?.to_le_bytes();
    append_bytes(vm, array, &word[..item.size])
}

fn new(vm: &mut Vm, class: Gc<Type>, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<Gc<ByteArray>> {
    let own = vm.native_type(&ARRAY);
    if class == own && !keywords.is_empty() {
        return Err(vm.type_error("array.array() takes no keyword arguments"));
    }
    let (code, initial) = match *arguments.as_slice() {
        [code] => (code, None),
        [code, initial] => (code, Some(initial)),
        [] => return Err(vm.type_error("array() takes at least 1 argument (0 given)")),
        ref more => {
            return Err(vm.type_error(format!("array() takes at most 2 arguments ({} given)", more.len())));
        }
    };
    let item = code_of(vm, "array() argument 1", code)?;
    let Some(item) = item else {
        return Err(vm.value_error("bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)"));
    };
    if item.code == b'u' {
        let message = "The 'u' type code is deprecated and will be removed in Python 3.16";
        vm.warn(vm.exceptions.DeprecationWarning, message, 1)?;
    }
    let array = empty(vm, class, item);
    let Some(initial) = initial else { return Ok(array) };
    if let Some(text) = initial.cast::<Str>() {
        if !item.is_text() {
            let message =
                format!("cannot use a str to initialize an array with typecode '{}'", char::from(item.code));
            return Err(vm.type_error(message));
        }
        let data: Vec<u8> = text.view().code_points().flat_map(u32::to_le_bytes).collect();
        append_bytes(vm, array, &data)?;
        return Ok(array);
    }
    if let Some(other) = as_array(vm, initial) {
        let other_item = item_type(other);
        if other_item.is_text() && !item.is_text() {
            let own = char::from(item.code);
            let message = format!("cannot use a unicode array to initialize an array with typecode '{own}'");
            return Err(vm.type_error(message));
        }
        if item.code == other_item.code {
            append_bytes(vm, array, &other.to_vec())?;
            return Ok(array);
        }
    } else if initial.is::<Bytes>() || initial.is::<ByteArray>() {
        let data = bytes_like(vm, initial)?;
        if !data.len().is_multiple_of(item.size) {
            return Err(vm.value_error("bytes length not a multiple of item size"));
        }
        append_bytes(vm, array, &data)?;
        return Ok(array);
    }
    vm.for_each(initial, |vm, value| append(vm, array, value))?;
    Ok(array)
}

/// The item type that a one-character string names, if there is one.
fn code_of(vm: &mut Vm, what: &str, code: Value) -> Outcome<Option<ItemType>> {
    let Some(text) = code.cast::<Str>() else {
        let name = vm.type_name(code);
        return Err(vm.type_error(format!("{what} must be a unicode character, not {name}")));
    };
    if text.len() != 1 {
        return Err(wrong_length(vm, what, text.len()));
    }
    Ok(text.view().char_at(0).and_then(|code| u8::try_from(code).ok()).and_then(ItemType::of))
}

/// Makes an array from what a pickle of any machine says.
fn reconstruct(vm: &mut Vm, class: Value, code: Value, format: i64, items: Value) -> Outcome<Value> {
    let item = code_of(vm, "_array_reconstructor() argument 2", code)?;
    let Some(class) = class.cast::<Type>() else {
        let name = vm.type_name(class);
        return Err(vm.type_error(format!("first argument must be a type object, not {name}")));
    };
    let own = vm.native_type(&ARRAY);
    if !class.is_subtype_of(own) {
        let name = class.display_name();
        return Err(vm.type_error(format!("{name} is not a subtype of array.array")));
    }
    let Some(item) = item else { return Err(vm.value_error("second argument must be a valid type code")) };
    // Sizes in bytes, whether numbers are signed, and the byte order, by number of the format.
    let (size, is_signed, is_big) = match format {
        0 | 1 => (1, format == 1, false),
        2..=5 => (2, format >= 4, format % 2 == 1),
        6..=9 => (4, format >= 8, format % 2 == 1),
        10..=13 => (8, format >= 12, format % 2 == 1),
        14..=17 => (if format < 16 { 4 } else { 8 }, true, format % 2 == 1),
        18..=21 => (if format < 20 { 2 } else { 4 }, false, format % 2 == 1),
        _ => return Err(vm.value_error("third argument must be a valid machine format code.")),
    };
    let Some(bytes) = items.cast::<Bytes>() else {
        let name = vm.type_name(items);
        return Err(vm.type_error(format!("fourth argument should be bytes, not {name}")));
    };
    let data = bytes.as_slice().to_vec();
    if !data.len().is_multiple_of(size) {
        return Err(vm.value_error("bytes length not a multiple of item size"));
    }
    let array = empty(vm, class, item);
    if format == item.format {
        append_bytes(vm, array, &data)?;
        return Ok(array.value());
    }
    if matches!(format, 18 | 19) {
        let unit =
            |pair: &[u8; 2]| if is_big { u16::from_be_bytes(*pair) } else { u16::from_le_bytes(*pair) };
        for point in char::decode_utf16(data.as_chunks::<2>().0.iter().map(unit)) {
            let point = point.map_or_else(|lone| lone.unpaired_surrogate().into(), u32::from);
            let value = vm.str_from_char(point);
            append(vm, array, value)?;
        }
        return Ok(array.value());
    }
    for chunk in data.chunks_exact(size) {
        let mut bytes = chunk.to_vec();
        if is_big {
            bytes.reverse();
        }
        let value = match format {
            14..=15 => vm.new_float(f32::from_le_bytes(bytes.try_into().unwrap_or_default()).into()),
            16..=17 => vm.new_float(f64::from_le_bytes(bytes.try_into().unwrap_or_default())),
            20..=21 => {
                let point = bytes.iter().rev().fold(0, |point, &byte| point << 8 | u32::from(byte));
                vm.str_from_char(point.min(0x10_FFFF))
            }
            _ => {
                let order = strict_semantics::int::ByteOrder::Little;
                vm.new_integer(&strict_semantics::Int::from_bytes(&bytes, order, is_signed))
            }
        };
        append(vm, array, value)?;
    }
    Ok(array.value())
}

// The iterator: [array, position]; the array is gone when the iterator is exhausted.

fn iter(vm: &mut Vm, array: Gc<ByteArray>) -> Outcome<Gc<Record>> {
    let class = vm.native_type(&ITERATOR);
    Ok(vm.new_record(class, &[array.value(), Value::ZERO]))
}

fn next(vm: &mut Vm, iterator: Gc<Record>) -> Outcome<Value> {
    let at = iterator.get(1).as_fixnum().unwrap_or(0) as usize;
    match iterator.get(0).cast::<ByteArray>() {
        Some(array) if at < count(array) => {
            iterator.set(1, Value::index(at + 1));
            item(vm, array, at)
        }
        _ => {
            iterator.set(0, Value::NONE);
            Err(vm.stop_iteration(Value::NONE))
        }
    }
}

fn reduce_iterator(vm: &mut Vm, iterator: Gc<Record>) -> Outcome<Gc<Tuple>> {
    let name = vm.intern("iter");
    let builtins = vm.builtins;
    let function = vm.dict_get_str(builtins, name).unwrap_or(Value::NONE);
    let array = iterator.get(0);
    if array.is_none() {
        let nothing = vm.empty_tuple.value();
        let arguments = vm.new_tuple(&[nothing])?;
        return vm.new_tuple(&[function, arguments.value()]);
    }
    let arguments = vm.new_tuple(&[array])?;
    vm.new_tuple(&[function, arguments.value(), iterator.get(1)])
}

fn set_iterator_state(vm: &mut Vm, iterator: Gc<Record>, state: i64) -> Outcome<()> {
    let length = iterator.get(0).cast::<ByteArray>().map_or(0, count);
    let _ = vm;
    iterator.set(1, Value::index((state.max(0) as usize).min(length)));
    Ok(())
}
