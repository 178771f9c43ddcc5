//! `bytearray`

use super::bytes::{byte, construct};
use super::list::{index_key, repetitions};
use super::prelude::*;
use crate::object::{ByteArray, Slice};

/// The specification. The methods shared with `bytes` are added when the type is made.
pub static BYTEARRAY: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    methods: &[
        m("__new__", "($type, /, *args, **kwargs)", Pure, n(new), ""),
        m(
            "__init__",
            "($self, /, source=b'', encoding=<unrepresentable>, errors=<unrepresentable>)",
            Any,
            n(init),
            "Initialize self.",
        ),
        m("__repr__", "($self, /)", Pure, n(repr), "Return repr(self)."),
        m("__str__", "($self, /)", Pure, n(repr), "Return str(self)."),
        m("__eq__", "($self, value, /)", Pure, n(eq), "Return self==value."),
        m("__setitem__", "($self, key, value, /)", MutatesReceiver, n(setitem), "Set self[key] to value."),
        m("__delitem__", "($self, key, /)", MutatesReceiver, n(delitem), "Delete self[key]."),
        m(
            "__release_buffer__",
            "($self, buffer, /)",
            Any,
            n(super::buffer::release_method),
            "Release the buffer object that exposes the underlying memory of the object.",
        ),
        m(
            "__alloc__",
            "($self, /)",
            Pure,
            n(alloc),
            "B.__alloc__() -> int\n\nReturn the number of bytes actually allocated.",
        ),
        m("__reduce__", "($self, /)", Any, n(reduce), "Return state information for pickling."),
        m(
            "__reduce_ex__",
            "($self, proto=0, /)",
            Any,
            n(reduce_ex),
            "Return state information for pickling.",
        ),
        m("__iadd__", "($self, value, /)", MutatesReceiver, n(iadd), "Implement self+=value."),
        m("__imul__", "($self, value, /)", MutatesReceiver, n(imul), "Implement self*=value."),
        m(
            "append",
            "($self, item, /)",
            MutatesReceiver,
            n(append),
            "Append a single item to the end of the bytearray.",
        ),
        m(
            "resize",
            "($self, size, /)",
            MutatesReceiver,
            n(resize),
            "Resize the internal buffer of bytearray to len.",
        ),
        m(
            "extend",
            "($self, iterable_of_ints, /)",
            MutatesReceiver,
            n(extend),
            "Append all the items from the iterator or sequence to the end of the bytearray.",
        ),
        m(
            "insert",
            "($self, index, item, /)",
            MutatesReceiver,
            n(insert),
            "Insert a single item into the bytearray before the given index.",
        ),
        m(
            "pop",
            "($self, index=-1, /)",
            MutatesReceiver,
            n(pop),
            "Remove and return a single item from the bytearray.",
        ),
        m(
            "remove",
            "($self, value, /)",
            MutatesReceiver,
            n(remove),
            "Remove the first occurrence of a value in the bytearray.",
        ),
        m("clear", "($self, /)", MutatesReceiver, n(clear), "Remove all items from the bytearray."),
        m("copy", "($self, /)", Pure, n(copy), "Return a copy of the bytearray."),
        m(
            "reverse",
            "($self, /)",
            MutatesReceiver,
            n(reverse),
            "Reverse the order of the values in the bytearray in place.",
        ),
    ],
    doc: "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray",
    ..new_spec("bytearray", Kind::ByteArray)
};

/// A `bytearray`.
pub(crate) fn new_bytearray(vm: &mut Vm, data: &[u8]) -> Outcome<Value> {
    let array: Gc<ByteArray> = vm.heap.alloc(vm.types.bytearray.root_shape.get());
    replace(vm, array, data)?;
    Ok(array.value())
}

/// A `bytearray` of zeros.
pub(crate) fn zeroed(vm: &mut Vm, length: usize) -> Outcome<Gc<ByteArray>> {
    let array: Gc<ByteArray> = vm.heap.alloc(vm.types.bytearray.root_shape.get());
    let Some(storage) = vm.heap.try_raw(length) else { return Err(vm.memory_error()) };
    array.storage.set(array, storage);
    array.length.set(length);
    Ok(array)
}

/// Makes the array hold `data`.
pub(crate) fn replace(vm: &mut Vm, array: Gc<ByteArray>, data: &[u8]) -> Outcome<()> {
    if data.len() != array.length.get() && !super::buffer::may_resize(vm, array) {
        return Err(
            vm.error(vm.exceptions.BufferError, "Existing exports of data: object cannot be re-sized")
        );
    }
    let capacity = array.storage.try_get().map_or(0, |raw| raw.len());
    if data.len() > capacity {
        let wanted = data.len() + data.len() / 8 + 8;
        let Some(storage) = vm.heap.try_raw(wanted) else { return Err(vm.memory_error()) };
        array.storage.set(array, storage);
    }
    if let Some(storage) = array.storage.try_get() {
        storage.write(0, data);
    }
    array.length.set(data.len());
    Ok(())
}

fn new(vm: &mut Vm, class: Gc<Type>, _arguments: Value, _keywords: Value) -> Outcome<Gc<ByteArray>> {
    Ok(vm.heap.alloc_with_attributes(class.root_shape.get(), size_of::<ByteArray>()))
}

fn init(
    vm: &mut Vm,
    this: Gc<ByteArray>,
    source: Option<Value>,
    encoding: Option<Value>,
    errors: Option<Value>,
) -> Outcome<()> {
    let plain = source.filter(|_| encoding.is_none() && errors.is_none()).filter(|source| {
        !source.is::<Str>()
            && !super::buffer::has_buffer(vm, *source)
            && vm.special(*source, Special::Index).is_none()
            && vm.special(*source, Special::Iter).is_some()
    });
    let Some(items) = plain else {
        let data = construct(vm, "bytearray", source, encoding, errors)?;
        return replace(vm, this, &data);
    };
    replace(vm, this, &[])?;
    vm.for_each(items, |vm, item| {
        let item = byte(vm, item, "byte")?;
        push(vm, this, &[item])
    })
}

fn repr(vm: &mut Vm, this: Gc<ByteArray>) -> Outcome<String> {
    let name = vm.type_name(this.value());
    let text = strict_semantics::bytes::bytearray_repr(&this.to_vec());
    Ok(text.replacen("bytearray", &name, 1))
}

fn eq(vm: &mut Vm, this: Gc<ByteArray>, other: Value) -> Outcome<Value> {
    Ok(match super::bytes::from_buffer(vm, other)? {
        Some(other) => Value::bool(this.to_vec() == other),
        None => Value::NOT_IMPLEMENTED,
    })
}

fn setitem(vm: &mut Vm, this: Gc<ByteArray>, key: Value, value: Value) -> Outcome<()> {
    let Some(slice) = key.cast::<Slice>() else {
        let index = index_key(vm, key, "bytearray")?;
        // Converting the value may shorten the array.
        let value = byte(vm, value, "byte")?;
        let Some(index) = Vm::normalize(index, this.length.get()) else {
            return Err(vm.index_error("bytearray index out of range"));
        };
        if let Some(raw) = this.storage.try_get() {
            raw.write(index, &[value]);
        }
        return Ok(());
    };
    let bounds = vm.slice_bounds(slice)?;
    let is_number = [Special::Index, Special::Int, Special::Float];
    let is_number = value.is::<crate::object::ComplexObject>()
        || is_number.into_iter().any(|special| vm.special(value, special).is_some());
    if is_number || value.is::<Str>() {
        let message = "can assign only bytes, buffers, or iterables of ints in range(0, 256)";
        return Err(vm.type_error(message));
    }
    let items = super::bytes::from_object(vm, value, "bytearray")?;
    let mut data = this.to_vec();
    let indices = vm.resolve_bounds(&bounds, data.len())?;
    if indices.step == 1 {
        data.splice(indices.start..indices.start + indices.count, items);
    } else if items.is_empty() {
        remove_indices(&mut data, indices.iter());
    } else {
        if items.len() != indices.count {
            return Err(vm.value_error(format!(
                "attempt to assign bytes of size {} to extended slice of size {}",
                items.len(),
                indices.count
            )));
        }
        for (from, to) in indices.iter().enumerate() {
            data[to] = items[from];
        }
    }
    replace(vm, this, &data)
}

fn remove_indices(data: &mut Vec<u8>, indices: impl Iterator<Item = usize>) {
    let mut doomed: Vec<usize> = indices.collect();
    doomed.sort_unstable();
    let mut at = 0;
    data.retain(|_| {
        let keep = doomed.binary_search(&at).is_err();
        at += 1;
        keep
    });
}

fn delitem(vm: &mut Vm, this: Gc<ByteArray>, key: Value) -> Outcome<()> {
    let mut data = this.to_vec();
    if let Some(slice) = key.cast::<Slice>() {
        let indices = vm.resolve_slice(slice, data.len())?;
        remove_indices(&mut data, indices.iter());
    } else {
        let index = index_key(vm, key, "bytearray")?;
        match Vm::normalize(index, data.len()) {
            Some(index) => drop(data.remove(index)),
            None => return Err(vm.index_error("bytearray index out of range")),
        }
    }
    replace(vm, this, &data)
}

fn iadd(vm: &mut Vm, this: Gc<ByteArray>, other: Value) -> Outcome<Gc<ByteArray>> {
    if other == this.value() && this.length.get() > 0 {
        // It is looked into while it grows.
        return Err(
            vm.error(vm.exceptions.BufferError, "Existing exports of data: object cannot be re-sized")
        );
    }
    let Some(other) = super::buffer::from_buffer(vm, other)? else {
        let (name, own) = (vm.type_name(other), vm.type_name(this.value()));
        return Err(vm.type_error(format!("can't concat {name} to {own}")));
    };
    push(vm, this, &other)?;
    Ok(this)
}

/// Appends bytes.
pub(crate) fn push(vm: &mut Vm, array: Gc<ByteArray>, more: &[u8]) -> Outcome<()> {
    let length = array.length.get();
    let room = array.storage.try_get().map_or(0, |raw| raw.len()) - length;
    if more.len() <= room && array.exports.get() == 0 {
        if let Some(storage) = array.storage.try_get() {
            storage.write(length, more);
        }
        array.length.set(length + more.len());
        return Ok(());
    }
    let mut data = array.to_vec();
    data.extend_from_slice(more);
    replace(vm, array, &data)
}

fn imul(vm: &mut Vm, this: Gc<ByteArray>, count: Value) -> Outcome<Value> {
    let count = repetitions(vm, count)?;
    let result =
        strict_semantics::bytes::repeat(&this.to_vec(), count as i64, strict_semantics::Limit(1 << 36));
    let data = vm.check(result)?;
    replace(vm, this, &data)?;
    Ok(this.value())
}

fn append(vm: &mut Vm, this: Gc<ByteArray>, item: Value) -> Outcome<()> {
    let item = byte(vm, item, "byte")?;
    push(vm, this, &[item])
}

fn extend(vm: &mut Vm, this: Gc<ByteArray>, items: Value) -> Outcome<()> {
    let name = vm.type_name(items);
    if items.is::<Str>() {
        return Err(vm.type_error(format!("expected iterable of integers; got: '{name}'")));
    }
    let is_iterable = super::buffer::has_buffer(vm, items)
        || vm.special(items, Special::Iter).is_some()
        || vm.special(items, Special::GetItem).is_some();
    if !is_iterable {
        return Err(vm.type_error(format!("can't extend bytearray with {name}")));
    }
    // Reading a buffer may run code that resizes the array: the bytes go where its end was.
    let end = this.length.get();
    let items = super::bytes::from_object(vm, items, "bytearray")?;
    if this.length.get() <= end {
        return push(vm, this, &items);
    }
    let mut data = this.to_vec();
    data.splice(end..end, items);
    replace(vm, this, &data)
}

fn insert(vm: &mut Vm, this: Gc<ByteArray>, index: i64, item: Value) -> Outcome<()> {
    let item = byte(vm, item, "byte")?;
    let mut data = this.to_vec();
    let length = data.len() as i64;
    let place = if index < 0 { (index + length).max(0) } else { index.min(length) };
    data.insert(place as usize, item);
    replace(vm, this, &data)
}

fn pop(vm: &mut Vm, this: Gc<ByteArray>, index: Option<i64>) -> Outcome<i64> {
    let mut data = this.to_vec();
    if data.is_empty() {
        return Err(vm.index_error("pop from empty bytearray"));
    }
    let Some(index) = Vm::normalize(index.unwrap_or(-1), data.len()) else {
        return Err(vm.index_error("pop index out of range"));
    };
    let byte = data.remove(index);
    replace(vm, this, &data)?;
    Ok(i64::from(byte))
}

fn remove(vm: &mut Vm, this: Gc<ByteArray>, item: Value) -> Outcome<()> {
    let item = byte(vm, item, "byte")?;
    let mut data = this.to_vec();
    match data.iter().position(|&byte| byte == item) {
        Some(index) => drop(data.remove(index)),
        None => return Err(vm.value_error("value not found in bytearray")),
    }
    replace(vm, this, &data)
}

fn resize(vm: &mut Vm, this: Gc<ByteArray>, size: i64) -> Outcome<()> {
    let Ok(size) = usize::try_from(size) else {
        return Err(vm.value_error(format!("Can only resize to positive sizes, got {size}")));
    };
    let mut data = this.to_vec();
    if size > data.len() && data.try_reserve_exact(size - data.len()).is_err() {
        return Err(vm.memory_error());
    }
    data.resize(size, 0);
    replace(vm, this, &data)
}

fn clear(vm: &mut Vm, this: Gc<ByteArray>) -> Outcome<()> {
    replace(vm, this, &[])
}

fn copy(vm: &mut Vm, this: Gc<ByteArray>) -> Outcome<Value> {
    new_bytearray(vm, &this.to_vec())
}

fn reverse(vm: &mut Vm, this: Gc<ByteArray>) -> Outcome<()> {
    let mut data = this.to_vec();
    data.reverse();
    replace(vm, this, &data)
}

/// With the null byte that CPython keeps at the end.
fn alloc(_: &mut Vm, this: Gc<ByteArray>) -> Outcome<usize> {
    Ok(this.storage.try_get().map_or(0, |raw| raw.len() + 1))
}

fn reduce(vm: &mut Vm, this: Gc<ByteArray>) -> Outcome<Value> {
    reduce_for(vm, this, 2)
}

fn reduce_ex(vm: &mut Vm, this: Gc<ByteArray>, protocol: Option<i64>) -> Outcome<Value> {
    reduce_for(vm, this, protocol.unwrap_or(0))
}

/// `(class, arguments, state)`: older protocols have no bytes, and get text.
fn reduce_for(vm: &mut Vm, this: Gc<ByteArray>, protocol: i64) -> Outcome<Value> {
    let name = vm.intern("__getstate__");
    let state = vm.call_method(this.value(), name, &[])?;
    let data = this.to_vec();
    let arguments = if data.is_empty() {
        vm.empty_tuple
    } else if protocol < 3 {
        let text = vm.try_str(strict_semantics::TextRef::Latin1(&data))?.value();
        let encoding = vm.new_str("latin-1").value();
        vm.tuple(&[text, encoding])
    } else {
        let bytes = vm.new_bytes(&data)?;
        vm.tuple(&[bytes])
    };
    let class = vm.type_of(this.value()).value();
    Ok(vm.tuple(&[class, arguments.value(), state]).value())
}
