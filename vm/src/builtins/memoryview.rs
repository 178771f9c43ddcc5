//! `memoryview` of bytes and byte arrays: one dimension, items of one of the formats of `struct`.

use strict_semantics::struct_layout::Layout;
use strict_semantics::struct_values::StructValue;

use super::prelude::*;
use crate::object::{ByteArray, Bytes, Dict, List, MemoryView, Slice};

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
        m(
            "cast",
            "($self, /, format, shape=None)",
            Pure,
            n(cast),
            "Cast a memoryview to a new format or shape.",
        ),
        m("toreadonly", "($self, /)", Pure, n(to_readonly), "Return a readonly version of the memoryview."),
        m(
            "hex",
            "($self, /, *args, **kwargs)",
            Pure,
            n(hex),
            "Return the data in the buffer as a str of hexadecimal numbers.",
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
        ("ndim", |_, _| Ok(Value::ONE), None),
        ("shape", shape, None),
        ("strides", strides, None),
        ("suboffsets", |vm, _| Ok(vm.empty_tuple.value()), None),
        ("contiguous", contiguous, None),
        ("c_contiguous", contiguous, None),
        ("f_contiguous", contiguous, None),
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
        let Some(item_size) = crate::modules::array::item_size(array) else {
            return Ok(view(vm, object, 0, count, 1));
        };
        let made = view(vm, object, 0, count / item_size, item_size as isize);
        made.item_size.set(item_size);
        made.format.set(made, array.format.get());
        return Ok(made);
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
    Ok((0..this.count.get()).flat_map(|index| item_bytes(this, index)).collect())
}

/// The bytes of an item.
fn item_bytes(this: Gc<MemoryView>, index: usize) -> impl Iterator<Item = u8> {
    let (base, start) = (this.base.get(), place(this, index));
    (start..start + this.item_size.get()).filter_map(move |at| super::bytes::byte_at(base, at))
}

/// The format of an item.
fn format_text(this: Gc<MemoryView>) -> String {
    this.format.get().cast::<Str>().map_or_else(|| "B".to_owned(), |format| format.to_lossy())
}

/// The value of an item.
fn item(vm: &mut Vm, this: Gc<MemoryView>, index: usize) -> Outcome<Value> {
    if this.format.get().is_unbound() {
        let byte = super::bytes::byte_at(this.base.get(), place(this, index)).unwrap_or(0);
        return Ok(Value::fixnum(i64::from(byte)));
    }
    let bytes: Vec<u8> = item_bytes(this, index).collect();
    let layout = Layout::parse(format_text(this).as_bytes()).ok();
    let value =
        layout.and_then(|layout| layout.fields.first().map(|field| field.unpack(layout.order, &bytes)));
    Ok(match value {
        Some(StructValue::Int(number)) => vm.new_integer(&number),
        Some(StructValue::Float(number)) => vm.new_float(number),
        Some(StructValue::Complex(number)) => vm.new_complex(number),
        Some(StructValue::Bool(truth)) => Value::bool(truth),
        Some(StructValue::Bytes(bytes)) => vm.new_bytes(&bytes)?,
        None => Value::NONE,
    })
}

/// A view of the same bytes as items of another format.
fn cast(vm: &mut Vm, this: Gc<MemoryView>, format: Gc<Str>, shape: Option<Value>) -> Outcome<Gc<MemoryView>> {
    check(vm, this)?;
    if shape.is_some_and(|shape| !shape.is_none() && !shape.is::<Tuple>() && !shape.is::<List>()) {
        return Err(vm.type_error("shape must be a list or a tuple"));
    }
    let text = format.to_lossy();
    let letters = text.trim_start_matches('@');
    let layout = Layout::parse(letters.as_bytes()).ok();
    let size =
        layout.filter(|layout| letters.len() == 1 && layout.fields.len() == 1).map(|layout| layout.size);
    let Some(size) = size.filter(|size| *size > 0) else {
        return Err(vm.value_error(
            "memoryview: destination format must be a native single character format prefixed with an optional '@'",
        ));
    };
    if this.stride.get() != this.item_size.get() as isize {
        return Err(vm.type_error("memoryview: casts are restricted to C-contiguous views"));
    }
    if size > 1 && this.item_size.get() > 1 {
        return Err(vm.type_error("memoryview: cannot cast between two non-byte formats"));
    }
    let bytes = this.count.get() * this.item_size.get();
    if !bytes.is_multiple_of(size) {
        return Err(vm.type_error("memoryview: length is not a multiple of itemsize"));
    }
    let made = view(vm, this.base.get(), this.start.get(), bytes / size, size as isize);
    made.item_size.set(size);
    if letters != "B" {
        made.format.set(made, format.value());
    }
    Ok(made)
}

fn to_readonly(vm: &mut Vm, this: Gc<MemoryView>) -> Outcome<Gc<MemoryView>> {
    let data = contents(vm, this)?;
    let copy = vm.new_bytes(&data)?;
    let made = view(vm, copy, 0, this.count.get(), this.item_size.get() as isize);
    made.item_size.set(this.item_size.get());
    made.format.set(made, this.format.get());
    Ok(made)
}

fn hex(vm: &mut Vm, this: Gc<MemoryView>, arguments: Gc<Tuple>, keywords: Value) -> Outcome<Value> {
    let data = contents(vm, this)?;
    let bytes = vm.new_bytes(&data)?;
    let name = vm.intern("hex");
    let method = vm.get_attribute(bytes, name)?;
    let Some(keywords) = keywords.cast::<Dict>() else { return vm.call(method, arguments.as_slice()) };
    let (values, names) = vm.spread(arguments.as_slice(), keywords)?;
    vm.call_with(method, crate::protocol::Arguments { values: values.as_slice(), names })
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
        let made = view(vm, this.base.get(), start, indices.count, stride);
        made.item_size.set(this.item_size.get());
        made.format.set(made, this.format.get());
        return Ok(made.value());
    }
    let index = vm.index_i64(key)?;
    match Vm::normalize(index, this.count.get()) {
        Some(index) => item(vm, this, index),
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
        let size = this.item_size.get();
        if data.len() != indices.count * size {
            return Err(vm.value_error("memoryview assignment: lvalue and rvalue have different structures"));
        }
        for (from, to) in indices.iter().enumerate() {
            storage.write(place(this, to), &data[from * size..(from + 1) * size]);
        }
        return Ok(());
    }
    let index = vm.index_i64(key)?;
    let Some(index) = Vm::normalize(index, this.count.get()) else {
        return Err(vm.index_error("index out of bounds on dimension 1"));
    };
    if !this.format.get().is_unbound() {
        let packing = crate::modules::import_module(vm, "_struct")?;
        let name = vm.intern("pack");
        let packed = vm.call_method(packing, name, &[this.format.get(), value])?;
        if let Some(packed) = packed.cast::<Bytes>() {
            storage.write(place(this, index), packed.as_slice());
        }
        return Ok(());
    }
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
    check(vm, this)?;
    for index in 0..this.count.get() {
        let value = item(vm, this, index)?;
        vm.append(list, value)?;
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
    Ok(Value::index(this.cast::<MemoryView>().map_or(0, |view| view.count.get() * view.item_size.get())))
}

fn itemsize(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(Value::index(this.cast::<MemoryView>().map_or(1, |view| view.item_size.get())))
}

fn shape(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let count = this.cast::<MemoryView>().map_or(0, |view| view.count.get());
    Ok(vm.tuple(&[Value::index(count)]).value())
}

fn strides(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let stride = this.cast::<MemoryView>().map_or(1, |view| view.stride.get());
    Ok(vm.tuple(&[Value::fixnum(stride as i64)]).value())
}

fn contiguous(_: &mut Vm, this: Value) -> Outcome<Value> {
    let is_dense = |view: Gc<MemoryView>| view.stride.get() == view.item_size.get() as isize;
    Ok(Value::bool(this.cast::<MemoryView>().is_none_or(is_dense)))
}

fn readonly(_: &mut Vm, this: Value) -> Outcome<Value> {
    let writable = this.cast::<MemoryView>().is_some_and(|view| view.base.get().is::<ByteArray>());
    Ok(Value::bool(!writable))
}

fn format(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let text = this.cast::<MemoryView>().map_or_else(|| "B".to_owned(), format_text);
    Ok(vm.new_str(&text).value())
}
