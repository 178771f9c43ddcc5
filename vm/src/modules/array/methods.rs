//! The methods of `array.array`.

use super::{append, append_bytes, as_array, count, item, item_type, iter, new, of_bytes, replace_bytes};
use crate::heap::{Gc, Kind};
use crate::modules::native_module::{bytes_like, generic_alias};
use crate::native::{method, native};
use crate::object::{ByteArray, Bytes, Effect, List, Slice, Special, Str, Tuple, TypeFlags};
use crate::protocol::satisfies;
use crate::value::Value;
use crate::vm::{Outcome, TypeSpec, Vm, new_spec};

/// A comparison method.
macro_rules! comparison {
    ($name:literal, $special:ident) => {
        method(
            $name,
            "($self, value, /)",
            Effect::Any,
            native(|vm: &mut Vm, a: Gc<ByteArray>, b: Value| compare(vm, Special::$special, a, b)),
            "",
        )
    };
}

/// The specification, but for the kind.
pub(super) const ARRAY: TypeSpec = TypeSpec {
    module: "array",
    flags: TypeFlags::BASE.and(TypeFlags::SEQUENCE).and(TypeFlags::WEAKREF),
    attributes: &[
        ("typecode", |_, it| Ok(it.cast::<ByteArray>().map_or(Value::NONE, |it| it.format.get())), None),
        (
            "itemsize",
            |_, it| Ok(it.cast::<ByteArray>().map_or(Value::ZERO, |it| Value::index(item_type(it).size))),
            None,
        ),
    ],
    methods: &[
        method("__new__", "($type, *args, **kwargs)", Effect::Any, native(new), ""),
        method(
            "append",
            "($self, v, /)",
            Effect::MutatesReceiver,
            native(append),
            "Append new value v to the end of the array.",
        ),
        method(
            "buffer_info",
            "($self, /)",
            Effect::Pure,
            native(buffer_info),
            "Return a tuple (address, length) giving the current memory address and the length in items of the buffer used to hold array's contents.",
        ),
        method(
            "byteswap",
            "($self, /)",
            Effect::MutatesReceiver,
            native(byteswap),
            "Byteswap all items of the array.",
        ),
        method(
            "clear",
            "($self, /)",
            Effect::MutatesReceiver,
            native(clear),
            "Remove all items from the array.",
        ),
        method(
            "count",
            "($self, v, /)",
            Effect::Any,
            native(count_of),
            "Return number of occurrences of v in the array.",
        ),
        method(
            "extend",
            "($self, bb, /)",
            Effect::Any,
            native(extend),
            "Append items to the end of the array.",
        ),
        method(
            "frombytes",
            "($self, buffer, /)",
            Effect::MutatesReceiver,
            native(from_bytes),
            "Appends items from the string, interpreting it as an array of machine values, as if it had been read from a file using the fromfile() method.",
        ),
        method(
            "fromfile",
            "($self, f, n, /)",
            Effect::Any,
            native(from_file),
            "Read n objects from the file object f and append them to the end of the array.",
        ),
        method(
            "fromlist",
            "($self, list, /)",
            Effect::Any,
            native(from_list),
            "Append items to array from list.",
        ),
        method(
            "fromunicode",
            "($self, ustr, /)",
            Effect::MutatesReceiver,
            native(from_unicode),
            "Extends this array with data from the unicode string ustr.",
        ),
        method(
            "index",
            "($self, v, start=0, stop=sys.maxsize, /)",
            Effect::Any,
            native(index),
            "Return index of first occurrence of v in the array.",
        ),
        method(
            "insert",
            "($self, i, v, /)",
            Effect::MutatesReceiver,
            native(insert),
            "Insert a new item v into the array before position i.",
        ),
        method(
            "pop",
            "($self, i=-1, /)",
            Effect::MutatesReceiver,
            native(pop),
            "Return the i-th element and delete it from the array.",
        ),
        method(
            "remove",
            "($self, v, /)",
            Effect::Any,
            native(remove),
            "Remove the first occurrence of v in the array.",
        ),
        method(
            "reverse",
            "($self, /)",
            Effect::MutatesReceiver,
            native(reverse),
            "Reverse the order of the items in the array.",
        ),
        method(
            "tobytes",
            "($self, /)",
            Effect::Pure,
            native(to_bytes),
            "Convert the array to an array of machine values and return the bytes representation.",
        ),
        method(
            "tofile",
            "($self, f, /)",
            Effect::Any,
            native(to_file),
            "Write all items (as machine values) to the file object f.",
        ),
        method(
            "tolist",
            "($self, /)",
            Effect::Pure,
            native(to_list),
            "Convert array to an ordinary list with the same items.",
        ),
        method(
            "tounicode",
            "($self, /)",
            Effect::Pure,
            native(to_unicode),
            "Extends this array with data from the unicode string ustr.",
        ),
        method("__copy__", "($self, /)", Effect::Pure, native(copy), "Return a copy of the array."),
        method(
            "__deepcopy__",
            "($self, unused, /)",
            Effect::Pure,
            native(|vm: &mut Vm, it: Gc<ByteArray>, _: Value| copy(vm, it)),
            "Return a copy of the array.",
        ),
        method(
            "__reduce_ex__",
            "($self, value, /)",
            Effect::Any,
            native(reduce),
            "Return state information for pickling.",
        ),
        method(
            "__sizeof__",
            "($self, /)",
            Effect::Pure,
            native(|_: &mut Vm, it: Gc<ByteArray>| {
                Ok(size_of::<ByteArray>() + it.storage.try_get().map_or(0, |it| it.len()))
            }),
            "Size of the array in memory, in bytes.",
        ),
        method("__class_getitem__", "($type, object, /)", Effect::Pure, native(generic_alias), "See PEP 585"),
        method(
            "__len__",
            "($self, /)",
            Effect::Pure,
            native(|_: &mut Vm, it| Ok(count(it))),
            "Return len(self).",
        ),
        method("__getitem__", "($self, key, /)", Effect::Pure, native(get_item), "Return self[key]."),
        method(
            "__setitem__",
            "($self, key, value, /)",
            Effect::MutatesReceiver,
            native(set_item),
            "Set self[key] to value.",
        ),
        method(
            "__delitem__",
            "($self, key, /)",
            Effect::MutatesReceiver,
            native(delete_item),
            "Delete self[key].",
        ),
        method("__contains__", "($self, key, /)", Effect::Any, native(contains), "Return bool(key in self)."),
        method("__iter__", "($self, /)", Effect::Pure, native(iter), "Implement iter(self)."),
        method("__repr__", "($self, /)", Effect::Pure, native(repr), "Return repr(self)."),
        comparison!("__eq__", Equal),
        comparison!("__ne__", NotEqual),
        comparison!("__lt__", Less),
        comparison!("__le__", LessEqual),
        comparison!("__gt__", Greater),
        comparison!("__ge__", GreaterEqual),
        method("__add__", "($self, value, /)", Effect::Pure, native(add), "Return self+value."),
        method(
            "__iadd__",
            "($self, value, /)",
            Effect::MutatesReceiver,
            native(add_in_place),
            "Implement self+=value.",
        ),
        method("__mul__", "($self, value, /)", Effect::Pure, native(multiply), "Return self*value."),
        method("__rmul__", "($self, value, /)", Effect::Pure, native(multiply), "Return value*self."),
        method(
            "__imul__",
            "($self, value, /)",
            Effect::MutatesReceiver,
            native(multiply_in_place),
            "Implement self*=value.",
        ),
    ],
    doc: "array(typecode [, initializer]) -> array\n\nReturn a new array whose items are restricted by typecode, and\ninitialized from the optional initializer value, which must be a list,\nstring or iterable over elements of the appropriate type.",
    ..new_spec("array", Kind::ByteArray)
};

fn buffer_info(vm: &mut Vm, it: Gc<ByteArray>) -> Outcome<Value> {
    let address = it.storage.try_get().map_or(0, |storage| storage.cells().as_ptr() as i64);
    let address = vm.new_int(address);
    Ok(vm.pair(address, Value::index(count(it))))
}

fn byteswap(vm: &mut Vm, it: Gc<ByteArray>) -> Outcome<()> {
    let mut data = it.to_vec();
    data.chunks_exact_mut(item_type(it).size).for_each(<[u8]>::reverse);
    replace_bytes(vm, it, &data)
}

fn clear(vm: &mut Vm, it: Gc<ByteArray>) -> Outcome<()> {
    replace_bytes(vm, it, &[])
}

/// The first place from `start` to `stop` whose item equals the value.
fn find(vm: &mut Vm, it: Gc<ByteArray>, value: Value, start: usize, stop: usize) -> Outcome<Option<usize>> {
    let mut at = start;
    while at < stop.min(count(it)) {
        let item = item(vm, it, at)?;
        if vm.equals(item, value)? {
            return Ok(Some(at));
        }
        at += 1;
    }
    Ok(None)
}

fn count_of(vm: &mut Vm, it: Gc<ByteArray>, value: Value) -> Outcome<usize> {
    let (mut found, mut at) = (0, 0);
    while let Some(place) = find(vm, it, value, at, usize::MAX)? {
        found += 1;
        at = place + 1;
    }
    Ok(found)
}

fn contains(vm: &mut Vm, it: Gc<ByteArray>, value: Value) -> Outcome<bool> {
    Ok(find(vm, it, value, 0, usize::MAX)?.is_some())
}

fn index(
    vm: &mut Vm,
    it: Gc<ByteArray>,
    value: Value,
    start: Option<Value>,
    stop: Option<Value>,
) -> Outcome<usize> {
    let length = count(it) as i64;
    let mut bound = |value: Option<Value>, default: i64| -> Outcome<usize> {
        let at = value.map_or(Ok(default), |value| vm.index_clipped(value))?;
        Ok(if at < 0 { at.saturating_add(length).max(0) } else { at } as usize)
    };
    let (start, stop) = (bound(start, 0)?, bound(stop, i64::MAX)?);
    match find(vm, it, value, start, stop)? {
        Some(at) => Ok(at),
        None => Err(vm.value_error("array.index(x): x not in array")),
    }
}

/// Replaces `removed` bytes at a place by others.
fn splice(vm: &mut Vm, it: Gc<ByteArray>, at: usize, removed: usize, with: &[u8]) -> Outcome<()> {
    if with.is_empty() && at + removed == it.length.get() && it.exports.get() == 0 {
        it.length.set(at);
        return Ok(());
    }
    let mut data = it.to_vec();
    data.splice(at..at + removed, with.iter().copied());
    replace_bytes(vm, it, &data)
}

fn remove(vm: &mut Vm, it: Gc<ByteArray>, value: Value) -> Outcome<()> {
    let size = item_type(it).size;
    match find(vm, it, value, 0, usize::MAX)? {
        Some(at) => splice(vm, it, at * size, size, &[]),
        None => Err(vm.value_error("array.remove(x): x not in array")),
    }
}

fn pop(vm: &mut Vm, it: Gc<ByteArray>, at: Option<i64>) -> Outcome<Value> {
    if count(it) == 0 {
        return Err(vm.index_error("pop from empty array"));
    }
    let size = item_type(it).size;
    let Some(at) = Vm::normalize(at.unwrap_or(-1), count(it)) else {
        return Err(vm.index_error("pop index out of range"));
    };
    let value = item(vm, it, at)?;
    splice(vm, it, at * size, size, &[])?;
    Ok(value)
}

fn insert(vm: &mut Vm, it: Gc<ByteArray>, at: i64, value: Value) -> Outcome<()> {
    let kind = item_type(it);
    let word = kind.write(vm, value)?.to_le_bytes();
    let length = count(it) as i64;
    let at = if at < 0 { (at + length).max(0) } else { at.min(length) } as usize;
    splice(vm, it, at * kind.size, 0, &word[..kind.size])
}

fn reverse(vm: &mut Vm, it: Gc<ByteArray>) -> Outcome<()> {
    let data: Vec<u8> = it.to_vec().chunks_exact(item_type(it).size).rev().flatten().copied().collect();
    replace_bytes(vm, it, &data)
}

fn extend(vm: &mut Vm, it: Gc<ByteArray>, other: Value) -> Outcome<()> {
    if let Some(other) = as_array(vm, other) {
        if item_type(other) != item_type(it) {
            return Err(vm.type_error("can only extend with array of same kind"));
        }
        return append_bytes(vm, it, &other.to_vec());
    }
    vm.for_each(other, |vm, value| append(vm, it, value))
}

fn from_bytes(vm: &mut Vm, it: Gc<ByteArray>, data: Value) -> Outcome<()> {
    let data = bytes_like(vm, data)?;
    if !data.len().is_multiple_of(item_type(it).size) {
        return Err(vm.value_error("bytes length not a multiple of item size"));
    }
    append_bytes(vm, it, &data)
}

fn from_file(vm: &mut Vm, it: Gc<ByteArray>, file: Value, wanted: i64) -> Outcome<()> {
    let Ok(wanted) = usize::try_from(wanted) else { return Err(vm.value_error("negative count")) };
    let size = item_type(it).size;
    let Some(bytes) = wanted.checked_mul(size) else { return Err(vm.memory_error()) };
    let name = vm.intern("read");
    let data = vm.call_method(file, name, &[Value::index(bytes)])?;
    let Some(data) = data.cast::<Bytes>() else {
        return Err(vm.type_error("read() didn't return bytes"));
    };
    let is_short = data.len() != bytes;
    from_bytes(vm, it, data.value())?;
    if is_short {
        return Err(vm.error(vm.exceptions.EOFError, "read() didn't return enough bytes"));
    }
    Ok(())
}

fn from_list(vm: &mut Vm, it: Gc<ByteArray>, list: Value) -> Outcome<()> {
    let Some(list) = list.cast::<List>() else { return Err(vm.type_error("arg must be list")) };
    let before = it.to_vec();
    for at in 0..list.len() {
        let Some(value) = list.get(at) else {
            return Err(vm.error(vm.exceptions.RuntimeError, "list changed size during iteration"));
        };
        if let Err(raised) = append(vm, it, value) {
            vm.with_saved_exception(|vm| replace_bytes(vm, it, &before))?;
            return Err(raised);
        }
    }
    Ok(())
}

fn from_unicode(vm: &mut Vm, it: Gc<ByteArray>, text: Value) -> Outcome<()> {
    let Some(text) = text.cast::<Str>() else {
        let name = vm.type_name(text);
        return Err(vm.type_error(format!("fromunicode() argument must be str, not {name}")));
    };
    if !item_type(it).is_text() {
        return Err(vm.value_error("fromunicode() may only be called on unicode type arrays ('u' or 'w')"));
    }
    let data: Vec<u8> = text.view().code_points().flat_map(u32::to_le_bytes).collect();
    append_bytes(vm, it, &data)
}

fn text(vm: &mut Vm, it: Gc<ByteArray>) -> Outcome<Value> {
    let data = it.to_vec();
    let points = data.as_chunks::<4>().0.iter().map(|chunk| u32::from_le_bytes(*chunk));
    if let Some(point) = points.clone().find(|point| *point > 0x10_FFFF) {
        return Err(vm.value_error(format!("character U+{point:x} is not in range [U+0000; U+10ffff]")));
    }
    let text = strict_semantics::Text::from_code_points(points);
    Ok(vm.try_str(text.view())?.value())
}

fn to_unicode(vm: &mut Vm, it: Gc<ByteArray>) -> Outcome<Value> {
    if !item_type(it).is_text() {
        return Err(vm.value_error("tounicode() may only be called on unicode type arrays ('u' or 'w')"));
    }
    text(vm, it)
}

fn to_bytes(vm: &mut Vm, it: Gc<ByteArray>) -> Outcome<Value> {
    vm.new_bytes(&it.to_vec())
}

fn to_file(vm: &mut Vm, it: Gc<ByteArray>, file: Value) -> Outcome<()> {
    const BLOCK: usize = 64 * 1024;
    let name = vm.names.write;
    for block in it.to_vec().chunks(BLOCK) {
        let bytes = vm.new_bytes(block)?;
        vm.call_method(file, name, &[bytes])?;
    }
    Ok(())
}

fn to_list(vm: &mut Vm, it: Gc<ByteArray>) -> Outcome<Gc<List>> {
    let list = vm.new_list();
    for at in 0..count(it) {
        let value = item(vm, it, at)?;
        vm.append(list, value)?;
    }
    Ok(list)
}

fn copy(vm: &mut Vm, it: Gc<ByteArray>) -> Outcome<Gc<ByteArray>> {
    of_bytes(vm, item_type(it), &it.to_vec())
}

fn reduce(vm: &mut Vm, it: Gc<ByteArray>, protocol: i64) -> Outcome<Gc<Tuple>> {
    let dict_name = vm.names.dict;
    let state = vm.find_attribute(it.value(), dict_name)?.unwrap_or(Value::NONE);
    let class = vm.type_of(it.value()).value();
    let code = it.format.get();
    if protocol < 3 {
        let items = if item_type(it).is_text() { text(vm, it)? } else { to_list(vm, it)?.value() };
        let arguments = vm.new_tuple(&[code, items])?.value();
        return vm.new_tuple(&[class, arguments, state]);
    }
    let module = crate::modules::import_module(vm, "array")?;
    let name = vm.intern("_array_reconstructor");
    let function = vm.get_attribute(module, name)?;
    let data = to_bytes(vm, it)?;
    let arguments = vm.new_tuple(&[class, code, Value::fixnum(item_type(it).format), data])?.value();
    vm.new_tuple(&[function, arguments, state])
}

fn position(vm: &mut Vm, it: Gc<ByteArray>, key: Value, message: &str) -> Outcome<usize> {
    if vm.special(key, Special::Index).is_none() {
        return Err(vm.type_error("array indices must be integers"));
    }
    let Some(at) = vm.to_index(key)?.to_i64() else {
        let name = vm.type_name(key);
        return Err(vm.index_error(&format!("cannot fit '{name}' into an index-sized integer")));
    };
    Vm::normalize(at, count(it)).ok_or_else(|| vm.index_error(message))
}

fn get_item(vm: &mut Vm, it: Gc<ByteArray>, key: Value) -> Outcome<Value> {
    let Some(slice) = key.cast::<Slice>() else {
        let at = position(vm, it, key, "array index out of range")?;
        return item(vm, it, at);
    };
    let indices = vm.resolve_slice(slice, count(it))?;
    let (kind, data) = (item_type(it), it.to_vec());
    let part: Vec<u8> =
        indices.iter().flat_map(|at| data[at * kind.size..(at + 1) * kind.size].iter().copied()).collect();
    Ok(of_bytes(vm, kind, &part)?.value())
}

fn set_item(vm: &mut Vm, it: Gc<ByteArray>, key: Value, value: Value) -> Outcome<()> {
    let kind = item_type(it);
    let Some(slice) = key.cast::<Slice>() else {
        let at = position(vm, it, key, "array assignment index out of range")?;
        let word = kind.write(vm, value)?.to_le_bytes();
        // Converting the value may have run anything.
        if let Some(storage) = it.storage.try_get().filter(|_| at < count(it)) {
            storage.write(at * kind.size, &word[..kind.size]);
            return Ok(());
        }
        return Err(vm.index_error("array assignment index out of range"));
    };
    let bounds = vm.slice_bounds(slice)?;
    let Some(other) = as_array(vm, value) else {
        let name = vm.type_name(value);
        return Err(vm.type_error(format!("can only assign array (not \"{name}\") to array slice")));
    };
    if item_type(other) != kind {
        return Err(vm.type_error("bad argument type for built-in operation"));
    }
    let indices = vm.resolve_bounds(&bounds, count(it))?;
    let new = other.to_vec();
    if indices.step == 1 {
        return splice(vm, it, indices.start * kind.size, indices.count * kind.size, &new);
    }
    let given = new.len() / kind.size;
    if given != indices.count {
        let message =
            format!("attempt to assign array of size {given} to extended slice of size {}", indices.count);
        return Err(vm.value_error(message));
    }
    let mut data = it.to_vec();
    for (from, to) in indices.iter().enumerate() {
        data[to * kind.size..(to + 1) * kind.size]
            .copy_from_slice(&new[from * kind.size..(from + 1) * kind.size]);
    }
    replace_bytes(vm, it, &data)
}

fn delete_item(vm: &mut Vm, it: Gc<ByteArray>, key: Value) -> Outcome<()> {
    let size = item_type(it).size;
    let Some(slice) = key.cast::<Slice>() else {
        let at = position(vm, it, key, "array assignment index out of range")?;
        return splice(vm, it, at * size, size, &[]);
    };
    let indices = vm.resolve_slice(slice, count(it))?;
    let mut keep = vec![true; count(it)];
    indices.iter().for_each(|at| keep[at] = false);
    let data = it.to_vec();
    let kept = data
        .chunks_exact(size)
        .zip(keep)
        .filter(|(_, keep)| *keep)
        .flat_map(|(item, _)| item.iter().copied());
    replace_bytes(vm, it, &kept.collect::<Vec<u8>>())
}

fn repr(vm: &mut Vm, it: Gc<ByteArray>) -> Outcome<Gc<Str>> {
    let name = vm.type_of(it.value()).display_name();
    let kind = item_type(it);
    let code = char::from(kind.code);
    if count(it) == 0 {
        return Ok(vm.new_str(&format!("{name}('{code}')")));
    }
    let content = if kind.is_text() { text(vm, it)? } else { to_list(vm, it)?.value() };
    let content = vm.repr(content)?;
    let mut out = strict_semantics::TextBuilder::new();
    out.push_str(&format!("{name}('{code}', "));
    out.push_text(content.view());
    out.push(')');
    let text = vm.str_from_builder(&out)?;
    text.cast().ok_or(crate::vm::Raised)
}

fn compare(vm: &mut Vm, special: Special, left: Gc<ByteArray>, right: Value) -> Outcome<Value> {
    let Some(right) = as_array(vm, right) else { return Ok(Value::NOT_IMPLEMENTED) };
    let is_equality = matches!(special, Special::Equal | Special::NotEqual);
    let lengths = (count(left), count(right));
    if is_equality && lengths.0 != lengths.1 {
        return Ok(Value::bool(special == Special::NotEqual));
    }
    let kind = item_type(left);
    if is_equality && kind == item_type(right) && !matches!(kind.code, b'f' | b'd') {
        return Ok(Value::bool((left.to_vec() == right.to_vec()) == (special == Special::Equal)));
    }
    for at in 0..lengths.0.min(lengths.1) {
        let (a, b) = (item(vm, left, at)?, item(vm, right, at)?);
        if !vm.equals(a, b)? {
            return match special {
                Special::Equal => Ok(Value::FALSE),
                Special::NotEqual => Ok(Value::TRUE),
                _ => vm.compare(special, a, b),
            };
        }
    }
    Ok(Value::bool(satisfies(special, Some(lengths.0.cmp(&lengths.1)))))
}

fn add(vm: &mut Vm, it: Gc<ByteArray>, other: Value) -> Outcome<Gc<ByteArray>> {
    let Some(other) = as_array(vm, other) else {
        let name = vm.type_name(other);
        return Err(vm.type_error(format!("can only append array (not \"{name}\") to array")));
    };
    if item_type(other) != item_type(it) {
        return Err(vm.type_error("bad argument type for built-in operation"));
    }
    let sum = [it.to_vec(), other.to_vec()].concat();
    of_bytes(vm, item_type(it), &sum)
}

fn add_in_place(vm: &mut Vm, it: Gc<ByteArray>, other: Value) -> Outcome<Gc<ByteArray>> {
    if as_array(vm, other).is_none() {
        let name = vm.type_name(other);
        return Err(vm.type_error(format!("can only extend array with array (not \"{name}\")")));
    }
    extend(vm, it, other)?;
    Ok(it)
}

/// The bytes so many times.
fn repeated(vm: &mut Vm, it: Gc<ByteArray>, times: Value) -> Outcome<Vec<u8>> {
    if vm.special(times, Special::Index).is_none() {
        let name = vm.type_name(times);
        return Err(vm.type_error(format!("can't multiply sequence by non-int of type '{name}'")));
    }
    let times = vm.index_i64(times)?.max(0) as usize;
    let data = it.to_vec();
    match data.len().checked_mul(times) {
        Some(length) if Vec::<u8>::new().try_reserve_exact(length).is_ok() => Ok(data.repeat(times)),
        _ => Err(vm.memory_error()),
    }
}

fn multiply(vm: &mut Vm, it: Gc<ByteArray>, times: Value) -> Outcome<Gc<ByteArray>> {
    let data = repeated(vm, it, times)?;
    of_bytes(vm, item_type(it), &data)
}

fn multiply_in_place(vm: &mut Vm, it: Gc<ByteArray>, times: Value) -> Outcome<Gc<ByteArray>> {
    let data = repeated(vm, it, times)?;
    replace_bytes(vm, it, &data)?;
    Ok(it)
}
