//! The buffer protocol: acquiring, reading and releasing the bytes of objects.

use super::prelude::*;
use crate::modules::mmap;
use crate::object::{ByteArray, Bytes, Mapping, MemoryView, NativeFunction, Record};

/// `inspect.BufferFlags.FULL_RO`
pub(super) const FULL_READ_ONLY: i64 = 0x11c;
/// `inspect.BufferFlags.WRITABLE`
pub(crate) const WRITABLE: i64 = 1;

/// A new view of an object's buffer; none if it has no buffer.
pub(crate) fn acquire(vm: &mut Vm, object: Value, flags: i64) -> Outcome<Option<Gc<MemoryView>>> {
    // Records have no buffers of their own, but their methods may lend one.
    if (vm.type_of(object).is_heap_type() || object.is::<Record>())
        && let Some(method) = vm.special(object, Special::Buffer)
        && (!method.is::<NativeFunction>() || object.is::<Record>() || releases(vm, object))
    {
        return acquire_by_method(vm, object, method, flags).map(Some);
    }
    acquire_builtin(vm, object, flags)
}

/// Whether a class written in Python defines what happens when a buffer is given back.
fn releases(vm: &mut Vm, object: Value) -> bool {
    let name = vm.intern("__release_buffer__");
    let class = vm.type_of(object);
    vm.lookup(class, name).is_some_and(|method| !method.is::<NativeFunction>())
}

/// The same, without asking a class written in Python.
fn acquire_builtin(vm: &mut Vm, object: Value, flags: i64) -> Outcome<Option<Gc<MemoryView>>> {
    if let Some(other) = object.cast::<MemoryView>() {
        super::memoryview::check(vm, other)?;
        require_writable(vm, flags, other.readonly.get())?;
        return derive(vm, other).map(Some);
    }
    let (length, readonly) = if let Some(bytes) = object.cast::<Bytes>() {
        (bytes.len(), true)
    } else if let Some(array) = object.cast::<ByteArray>() {
        (array.length.get(), false)
    } else if let Some(mapping) = object.cast::<Mapping>() {
        mmap::check(vm, mapping)?;
        (mapping.length.get(), mmap::is_readonly(mapping))
    } else {
        return Ok(None);
    };
    require_writable(vm, flags, readonly)?;
    let view = root(vm, object, object, length, readonly);
    if let Some(array) = object.cast::<ByteArray>()
        && let Some(item_size) = crate::modules::array::item_size(array)
    {
        view.count.set(length / item_size);
        view.stride.set(item_size as isize);
        view.item_size.set(item_size);
        view.format.set(view, array.format.get());
    }
    Ok(Some(view))
}

fn require_writable(vm: &mut Vm, flags: i64, readonly: bool) -> Outcome<()> {
    if readonly && flags & WRITABLE != 0 {
        return Err(vm.error(vm.exceptions.BufferError, "Object is not writable."));
    }
    Ok(())
}

/// `object.__buffer__(flags)` of a class written in Python.
fn acquire_by_method(vm: &mut Vm, object: Value, method: Value, flags: i64) -> Outcome<Gc<MemoryView>> {
    let result = vm.call_method_value(method, object, &[Value::fixnum(flags)])?;
    let Some(given) = result.cast::<MemoryView>() else {
        return Err(vm.type_error("__buffer__ returned non-memoryview object"));
    };
    super::memoryview::check(vm, given)?;
    require_writable(vm, flags, given.readonly.get())?;
    let length = given.count.get();
    let made = root(vm, given.base.get(), object, length, given.readonly.get());
    copy_geometry(made, given);
    made.acquired.set(made, result);
    given.users.set(given.users.get() + 1);
    vm.heap.register_finalizer(made.value());
    Ok(made)
}

/// Counts one more view, or one less, that forbids that an object gives its bytes up. False if it never does.
fn count_export(base: Value, change: isize) -> bool {
    let changed = |exports: usize| exports.saturating_add_signed(change);
    if let Some(array) = base.cast::<ByteArray>() {
        array.exports.set(changed(array.exports.get()));
        return true;
    }
    let Some(mapping) = base.cast::<Mapping>() else { return false };
    mapping.exports.set(changed(mapping.exports.get()));
    true
}

/// A copy of `count` bytes at a place of an object that has a buffer; fewer if it has fewer.
pub(crate) fn load(base: Value, place: usize, count: usize) -> Vec<u8> {
    if let Some(mapping) = base.cast::<Mapping>() {
        return mmap::load(mapping, place, count);
    }
    let bounds = |length: usize| (place.min(length), place.saturating_add(count).min(length));
    if let Some(bytes) = base.cast::<Bytes>() {
        let (start, end) = bounds(bytes.len());
        return bytes.as_slice()[start..end].to_vec();
    }
    let Some(array) = base.cast::<ByteArray>() else { return Vec::new() };
    let (start, end) = bounds(array.length.get());
    array.with(start, end, <[u8]>::to_vec)
}

/// Stores bytes at a place of an object that has a writable buffer.
pub(crate) fn store(base: Value, place: usize, data: &[u8]) {
    if let Some(mapping) = base.cast::<Mapping>() {
        mmap::store(mapping, place, data);
    } else if let Some(storage) = base.cast::<ByteArray>().and_then(|array| array.storage.try_get()) {
        storage.write(place, data);
    }
}

/// A view that holds a buffer itself.
fn root(vm: &mut Vm, base: Value, exporter: Value, count: usize, readonly: bool) -> Gc<MemoryView> {
    let view: Gc<MemoryView> = vm.heap.alloc(vm.types.memoryview.root_shape.get());
    view.base.init(base);
    view.exporter.init(exporter);
    view.count.set(count);
    view.stride.set(1);
    view.item_size.set(1);
    view.views.set(1);
    view.readonly.set(readonly);
    if count_export(base, 1) {
        vm.heap.register_finalizer(view.value());
    }
    view
}

/// Another view of the buffer that a view has, of the same items.
///
/// # Errors
/// `ValueError` if that is not allowed just now.
pub(crate) fn derive(vm: &mut Vm, other: Gc<MemoryView>) -> Outcome<Gc<MemoryView>> {
    if other.restricted.get() {
        return Err(vm.value_error("cannot create new view on restricted memoryview"));
    }
    let root = other.root.get().cast::<MemoryView>().unwrap_or(other);
    let view: Gc<MemoryView> = vm.heap.alloc(vm.types.memoryview.root_shape.get());
    view.base.init(other.base.get());
    view.exporter.init(other.exporter.get());
    view.root.init(root.value());
    view.readonly.set(other.readonly.get());
    copy_geometry(view, other);
    root.views.set(root.views.get() + 1);
    if count_export(other.base.get(), 0) || !root.acquired.get().is_unbound() {
        vm.heap.register_finalizer(view.value());
    }
    Ok(view)
}

fn copy_geometry(to: Gc<MemoryView>, from: Gc<MemoryView>) {
    to.format.set(to, from.format.get());
    to.shape.set(to, from.shape.get());
    to.strides.set(to, from.strides.get());
    to.start.set(from.start.get());
    to.count.set(from.count.get());
    to.stride.set(from.stride.get());
    to.item_size.set(from.item_size.get());
}

/// Gives a view's share of its buffer back; nothing happens the second time.
pub(crate) fn release(vm: &mut Vm, view: Gc<MemoryView>) -> Outcome<()> {
    let base = view.base.get();
    if base.is_unbound() {
        return Ok(());
    }
    view.base.set(view, Value::UNBOUND);
    let root = view.root.get().cast::<MemoryView>().unwrap_or(view);
    root.views.set(root.views.get().saturating_sub(1));
    if root.views.get() > 0 {
        return Ok(());
    }
    count_export(base, -1);
    let Some(acquired) = root.acquired.get().cast::<MemoryView>() else { return Ok(()) };
    root.acquired.set(root, Value::UNBOUND);
    acquired.users.set(acquired.users.get().saturating_sub(1));
    let name = vm.intern("__release_buffer__");
    let exporter = root.exporter.get();
    let class = vm.type_of(exporter);
    if let Some(method) = vm.lookup(class, name).filter(|method| !method.is::<NativeFunction>()) {
        acquired.restricted.set(true);
        vm.call_method_value(method, exporter, &[acquired.value()])?;
    }
    release(vm, acquired)
}

/// The bytes of a bytes-like object.
pub(crate) fn from_buffer(vm: &mut Vm, value: Value) -> Outcome<Option<Vec<u8>>> {
    if !vm.type_of(value).is_heap_type() {
        if let Some(bytes) = value.cast::<Bytes>() {
            return Ok(Some(bytes.as_slice().to_vec()));
        }
        if let Some(array) = value.cast::<ByteArray>() {
            return Ok(Some(array.to_vec()));
        }
        if let Some(view) = value.cast::<MemoryView>() {
            return super::memoryview::contents(vm, view).map(Some);
        }
    }
    let Some(view) = acquire(vm, value, 0)? else { return Ok(None) };
    let contents = super::memoryview::contents(vm, view);
    release(vm, view)?;
    contents.map(Some)
}

/// Whether an object has a buffer.
pub(crate) fn has_buffer(vm: &Vm, value: Value) -> bool {
    value.is::<Bytes>()
        || value.is::<ByteArray>()
        || value.is::<MemoryView>()
        || vm.special(value, Special::Buffer).is_some()
}

/// Does something while a byte array cannot be resized, as the program code that it runs might try.
pub(crate) fn exported<T>(
    vm: &mut Vm,
    object: Value,
    action: impl FnOnce(&mut Vm) -> Outcome<T>,
) -> Outcome<T> {
    let Some(array) = object.cast::<ByteArray>() else { return action(vm) };
    array.exports.set(array.exports.get() + 1);
    let result = action(vm);
    array.exports.set(array.exports.get().saturating_sub(1));
    result
}

/// Whether a byte array may be resized: no live view forbids it. Views that nobody has any more are collected first.
pub(crate) fn may_resize(vm: &mut Vm, array: Gc<ByteArray>) -> bool {
    if array.exports.get() > 0 && !vm.is_finalizing {
        vm.heap.collect(crate::heap::Generation::Old);
        vm.run_due();
    }
    array.exports.get() == 0
}

/// `object.__buffer__(flags)` of built-in types.
pub(crate) fn buffer_method(vm: &mut Vm, this: Value, flags: i64) -> Outcome<Value> {
    match acquire_builtin(vm, this, flags)? {
        Some(view) => Ok(view.value()),
        None => Err(vm.type_error("the object has no buffer")),
    }
}

/// `object.__release_buffer__(buffer)` of built-in types.
pub(crate) fn release_method(vm: &mut Vm, this: Value, buffer: Gc<MemoryView>) -> Outcome<()> {
    if buffer.base.get().is_unbound() {
        return Err(vm.value_error("memoryview's buffer has already been released"));
    }
    if buffer.exporter.get() != this {
        return Err(vm.value_error("memoryview's buffer is not this object"));
    }
    release(vm, buffer)
}

/// A view for `memoryview(object)`.
pub(super) fn view_of(vm: &mut Vm, object: Value, flags: i64) -> Outcome<Gc<MemoryView>> {
    match acquire(vm, object, flags)? {
        Some(view) => Ok(view),
        None => {
            let name = vm.type_name(object);
            Err(vm.type_error(format!("memoryview: a bytes-like object is required, not '{name}'")))
        }
    }
}
