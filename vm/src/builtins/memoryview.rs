//! `memoryview` of bytes and byte arrays: one dimension, items of one byte.

use super::prelude::*;
use crate::object::{ByteArray, Bytes, MemoryView, Slice};

/// The specification.
pub static MEMORYVIEW: TypeSpec = TypeSpec {
    flags: TypeFlags::SEQUENCE,
    methods: &[
        m("__new__", "($type, /, object)", Pure, n(new), ""),
        m("__len__", "($self, /)", Pure, n(len), "Return len(self)."),
        m("__getitem__", "($self, key, /)", Pure, n(getitem), "Return self[key]."),
        m("__setitem__", "($self, key, value, /)", MutatesReceiver, n(setitem), "Set self[key] to value."),
        m("__eq__", "($self, value, /)", Pure, n(eq), "Return self==value."),
        m("__hash__", "($self, /)", Pure, n(hash), "Return hash(self)."),
        m("__repr__", "($self, /)", Pure, n(repr), "Return repr(self)."),
        m("__enter__", "($self, /)", Pure, n(enter), ""),
        m("__exit__", "($self, /, *exc_info)", Pure, n(exit), ""),
        m(
            "tobytes",
            "($self, /, order='C')",
            Pure,
            n(tobytes),
            "Return the data in the buffer as a byte string.",
        ),
        m("tolist", "($self, /)", Pure, n(tolist), "Return the data in the buffer as a list of elements."),
        m(
            "release",
            "($self, /)",
            MutatesReceiver,
            n(release),
            "Release the underlying buffer exposed by the memoryview object.",
        ),
    ],
    attributes: &[
        ("obj", base, None),
        ("nbytes", nbytes, None),
        ("itemsize", itemsize, None),
        ("ndim", itemsize, None),
        ("readonly", readonly, None),
        ("format", format, None),
    ],
    doc: "Create a new memoryview object which references the given object.",
    ..new_spec("memoryview", Kind::MemoryView)
};

fn view(vm: &mut Vm, base: Value, start: usize, count: usize, stride: isize) -> Gc<MemoryView> {
    let view: Gc<MemoryView> = vm.heap.alloc(vm.types.memoryview.root_shape.get());
    view.base.init(base);
    view.start.set(start);
    view.count.set(count);
    view.stride.set(stride);
    view.item_size.set(1);
    if let Some(array) = base.cast::<ByteArray>() {
        array.exports.set(array.exports.get() + 1);
    }
    view
}

fn new(vm: &mut Vm, _class: Value, object: Value) -> Outcome<Gc<MemoryView>> {
    if let Some(bytes) = object.cast::<Bytes>() {
        return Ok(view(vm, object, 0, bytes.len(), 1));
    }
    if let Some(array) = object.cast::<ByteArray>() {
        let count = array.length.get();
        return Ok(view(vm, object, 0, count, 1));
    }
    if let Some(other) = object.cast::<MemoryView>() {
        check(vm, other)?;
        return Ok(view(vm, other.base.get(), other.start.get(), other.count.get(), other.stride.get()));
    }
    let name = vm.type_name(object);
    Err(vm.type_error(format!("memoryview: a bytes-like object is required, not '{name}'")))
}

fn check(vm: &mut Vm, this: Gc<MemoryView>) -> Outcome<()> {
    if this.base.get().is_unbound() {
        return Err(vm.value_error("operation forbidden on released memoryview object"));
    }
    Ok(())
}

fn place(this: Gc<MemoryView>, index: usize) -> usize {
    this.start.get().wrapping_add_signed(this.stride.get().wrapping_mul(index as isize))
}

/// The bytes viewed.
pub(crate) fn contents(vm: &mut Vm, this: Gc<MemoryView>) -> Outcome<Vec<u8>> {
    check(vm, this)?;
    let base = this.base.get();
    Ok((0..this.count.get()).filter_map(|index| super::bytes::byte_at(base, place(this, index))).collect())
}

fn len(_: &mut Vm, this: Gc<MemoryView>) -> Outcome<usize> {
    Ok(this.count.get())
}

fn getitem(vm: &mut Vm, this: Gc<MemoryView>, key: Value) -> Outcome<Value> {
    check(vm, this)?;
    if let Some(slice) = key.cast::<Slice>() {
        let indices = vm.resolve_slice(slice, this.count.get())?;
        let start = place(this, indices.start);
        let stride = this.stride.get() * indices.step;
        return Ok(view(vm, this.base.get(), start, indices.count, stride).value());
    }
    let index = vm.index_i64(key)?;
    match Vm::normalize(index, this.count.get()) {
        Some(index) => {
            let byte = super::bytes::byte_at(this.base.get(), place(this, index)).unwrap_or(0);
            Ok(Value::fixnum(i64::from(byte)))
        }
        None => Err(vm.index_error("index out of bounds on dimension 1")),
    }
}

fn setitem(vm: &mut Vm, this: Gc<MemoryView>, key: Value, value: Value) -> Outcome<()> {
    check(vm, this)?;
    let Some(array) = this.base.get().cast::<ByteArray>() else {
        return Err(vm.type_error("cannot modify read-only memory"));
    };
    let Some(storage) = array.storage.try_get() else { return Ok(()) };
    if let Some(slice) = key.cast::<Slice>() {
        let data = super::bytes::expect_buffer(vm, value)?;
        let indices = vm.resolve_slice(slice, this.count.get())?;
        if data.len() != indices.count {
            return Err(vm.value_error("memoryview assignment: lvalue and rvalue have different structures"));
        }
        for (from, to) in indices.iter().enumerate() {
            storage.write(place(this, to), &data[from..=from]);
        }
        return Ok(());
    }
    let index = vm.index_i64(key)?;
    let Some(index) = Vm::normalize(index, this.count.get()) else {
        return Err(vm.index_error("index out of bounds on dimension 1"));
    };
    let number = vm.index_i64(value)?;
    match u8::try_from(number) {
        Ok(byte) => {
            storage.write(place(this, index), &[byte]);
            Ok(())
        }
        Err(_) => Err(vm.value_error("memoryview: invalid value for format 'B'")),
    }
}

fn eq(vm: &mut Vm, this: Gc<MemoryView>, other: Value) -> Outcome<Value> {
    let own = contents(vm, this)?;
    Ok(match super::bytes::from_buffer(vm, other)? {
        Some(other) => Value::bool(own == other),
        None => Value::NOT_IMPLEMENTED,
    })
}

fn hash(vm: &mut Vm, this: Gc<MemoryView>) -> Outcome<i64> {
    if this.base.get().is::<ByteArray>() {
        return Err(vm.value_error("cannot hash writable memoryview object"));
    }
    let data = contents(vm, this)?;
    Ok(strict_semantics::hash::hash_bytes(&data, vm.hash_key))
}

fn repr(_: &mut Vm, this: Gc<MemoryView>) -> Outcome<String> {
    let what = if this.base.get().is_unbound() { "released memory" } else { "memory" };
    Ok(format!("<{what} at {:#x}>", this.address()))
}

fn enter(vm: &mut Vm, this: Gc<MemoryView>) -> Outcome<Gc<MemoryView>> {
    check(vm, this)?;
    Ok(this)
}

fn exit(vm: &mut Vm, this: Gc<MemoryView>, _info: Value) -> Outcome<()> {
    release(vm, this)
}

fn tobytes(vm: &mut Vm, this: Gc<MemoryView>, _order: Option<Value>) -> Outcome<Value> {
    let data = contents(vm, this)?;
    vm.new_bytes(&data)
}

fn tolist(vm: &mut Vm, this: Gc<MemoryView>) -> Outcome<Value> {
    let list = vm.new_list();
    for byte in contents(vm, this)? {
        vm.append(list, Value::fixnum(i64::from(byte)))?;
    }
    Ok(list.value())
}

fn release(_: &mut Vm, this: Gc<MemoryView>) -> Outcome<()> {
    if let Some(array) = this.base.get().cast::<ByteArray>() {
        array.exports.set(array.exports.get().saturating_sub(1));
    }
    this.base.set(this, Value::UNBOUND);
    Ok(())
}

fn base(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(this.cast::<MemoryView>().and_then(|view| view.base.get().bound()).unwrap_or(Value::NONE))
}

fn nbytes(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(Value::index(this.cast::<MemoryView>().map_or(0, |view| view.count.get())))
}

fn itemsize(_: &mut Vm, _this: Value) -> Outcome<Value> {
    Ok(Value::ONE)
}

fn readonly(_: &mut Vm, this: Value) -> Outcome<Value> {
    let writable = this.cast::<MemoryView>().is_some_and(|view| view.base.get().is::<ByteArray>());
    Ok(Value::bool(!writable))
}

fn format(vm: &mut Vm, _this: Value) -> Outcome<Value> {
    Ok(vm.intern("B").value())
}
