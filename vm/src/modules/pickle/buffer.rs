//! `PickleBuffer`: an object whose bytes a pickle may leave out.

use super::error;
use crate::builtins::prelude::*;
use crate::builtins::{buffer, memoryview};
use crate::modules::native_module::record_type;
use crate::object::{MemoryView, Record};

/// The field: a view of the object, `None` once released.
const VIEW: usize = 0;

/// `PickleBuffer`
pub(super) static PICKLE_BUFFER: TypeSpec = TypeSpec {
    flags: TypeFlags::WEAKREF,
    ..record_type(
        "PickleBuffer",
        "_pickle",
        &[
            m("__new__", "($type, object, /)", Any, n(new), ""),
            m(
                "__buffer__",
                "($self, flags, /)",
                Any,
                n(view_of),
                "Return a buffer object that exposes the underlying memory of the object.",
            ),
            m(
                "raw",
                "($self, /)",
                Any,
                n(raw),
                "Return a memoryview of the raw memory underlying this buffer.\n\nWill raise BufferError if the buffer isn't contiguous.",
            ),
            m(
                "release",
                "($self, /)",
                Any,
                n(release),
                "Release the underlying buffer exposed by the PickleBuffer object.",
            ),
        ],
        "Wrapper for potentially out-of-band buffers",
    )
};

pub(super) fn is_pickle_buffer(vm: &Vm, value: Value) -> bool {
    value.is::<Record>() && vm.type_of(value).spec.get() == std::ptr::from_ref(&PICKLE_BUFFER) as usize
}

fn new(vm: &mut Vm, class: Gc<Type>, object: Value) -> Outcome<Gc<Record>> {
    match buffer::acquire(vm, object, 0)? {
        Some(view) => Ok(vm.new_record(class, &[view.value()])),
        None => {
            let name = vm.type_name(object);
            Err(vm.type_error(format!("a bytes-like object is required, not '{name}'")))
        }
    }
}

fn view(vm: &mut Vm, it: Gc<Record>) -> Outcome<Gc<MemoryView>> {
    match it.get(VIEW).cast::<MemoryView>() {
        Some(view) => Ok(view),
        None => Err(vm.value_error("operation forbidden on released PickleBuffer object")),
    }
}

fn view_of(vm: &mut Vm, it: Gc<Record>, flags: i64) -> Outcome<Gc<MemoryView>> {
    let view = view(vm, it)?;
    if flags & buffer::WRITABLE != 0 && view.readonly.get() {
        return Err(vm.error(vm.exceptions.BufferError, "Object is not writable."));
    }
    buffer::derive(vm, view)
}

fn raw(vm: &mut Vm, it: Gc<Record>) -> Outcome<Gc<MemoryView>> {
    let view = view(vm, it)?;
    if !memoryview::is_contiguous(view) && !memoryview::is_column_contiguous(view) {
        let message = "cannot extract raw buffer from non-contiguous buffer";
        return Err(vm.error(vm.exceptions.BufferError, message));
    }
    let raw = buffer::derive(vm, view)?;
    memoryview::flatten(raw);
    Ok(raw)
}

fn release(vm: &mut Vm, it: Gc<Record>) -> Outcome<()> {
    if let Some(view) = it.get(VIEW).cast::<MemoryView>() {
        it.set(VIEW, Value::NONE);
        buffer::release(vm, view)?;
    }
    Ok(())
}

/// The bytes, and whether they cannot be changed.
pub(super) fn contents(vm: &mut Vm, value: Value) -> Outcome<(Vec<u8>, bool)> {
    let Some(it) = value.cast::<Record>() else { return Ok((Vec::new(), true)) };
    let view = view(vm, it)?;
    if !memoryview::is_contiguous(view) && !memoryview::is_column_contiguous(view) {
        let message = "PickleBuffer can not be pickled when pointing to a non-contiguous buffer";
        return Err(error(vm, "PicklingError", message));
    }
    let raw = buffer::derive(vm, view)?;
    memoryview::flatten(raw);
    let data = memoryview::contents(vm, raw)?;
    let is_readonly = view.readonly.get();
    buffer::release(vm, raw)?;
    Ok((data, is_readonly))
}
