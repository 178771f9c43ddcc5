//! System calls of native modules: blocking, interruptions, errors, paths and buffers.
#![allow(unsafe_code, reason = "hands buffers to the operating system")]

use std::ffi::CString;
use std::io;

use crate::builtins::prelude::*;
use crate::builtins::{buffer, memoryview};
use crate::modules::mmap;
use crate::object::{ByteArray, Bytes, Mapping, Raw};
use crate::vm::Raised;

/// The error number of the system call that just failed.
pub(crate) fn last_error_number() -> i32 {
    io::Error::last_os_error().raw_os_error().unwrap_or(0)
}

/// The operating system's text for an error number.
pub(crate) fn message_of(code: i32) -> String {
    let text = io::Error::from_raw_os_error(code).to_string();
    text.split(" (os error").next().unwrap_or_default().to_owned()
}

/// Raises the `OSError` of an error number; `file` and `other` are its file names, unbound or `None` for none.
pub(crate) fn raise_os_error(vm: &mut Vm, code: i32, file: Value, other: Value) -> Raised {
    let number = Value::fixnum(i64::from(code));
    let message = vm.new_str(&message_of(code)).value();
    let class = vm.exceptions.OSError.value();
    let is_none = |value: Value| value.is_unbound() || value.is_none();
    let made = match (is_none(file), is_none(other)) {
        (true, _) => vm.call(class, &[number, message]),
        (false, true) => vm.call(class, &[number, message, file]),
        (false, false) => vm.call(class, &[number, message, file, Value::NONE, other]),
    };
    match made {
        Ok(exception) => vm.raise(exception),
        Err(raised) => raised,
    }
}

/// Raises the error of the system call that just failed.
pub(crate) fn last_error(vm: &mut Vm, file: Value) -> Raised {
    raise_os_error(vm, last_error_number(), file, Value::UNBOUND)
}

/// The result of a system call, or the error that it tells by -1.
pub(crate) fn checked(vm: &mut Vm, result: i64, file: Value) -> Outcome<i64> {
    if result == -1 { Err(last_error(vm, file)) } else { Ok(result) }
}

/// Makes a system call that may take long. It does not touch the heap except for storage that the caller keeps alive.
pub(crate) fn unlocked<R>(vm: &mut Vm, call: impl FnOnce() -> R) -> R {
    vm.blocking(call)
}

/// Makes a system call that may take long, again when a signal interrupted it: its result, or the error number when it
/// is -1.
///
/// # Errors
/// What handlers of signals raise.
pub(crate) fn retried(vm: &mut Vm, mut call: impl FnMut() -> i64) -> Outcome<Result<i64, i32>> {
    loop {
        let (result, code) = unlocked(vm, || {
            let result = call();
            (result, if result == -1 { last_error_number() } else { 0 })
        });
        match code {
            0 => return Ok(Ok(result)),
            libc::EINTR => interrupted(vm)?,
            code => return Ok(Err(code)),
        }
    }
}

/// Runs what signals have asked for.
///
/// # Errors
/// What handlers of signals raise.
pub(crate) fn interrupted(vm: &mut Vm) -> Outcome<()> {
    vm.check_signals()
}

/// The same, with the error raised.
pub(crate) fn blocking(vm: &mut Vm, file: Value, call: impl FnMut() -> i64) -> Outcome<i64> {
    match retried(vm, call)? {
        Ok(result) => Ok(result),
        Err(code) => Err(raise_os_error(vm, code, file, Value::UNBOUND)),
    }
}

/// Bytes for the operating system, which ends them with a zero.
///
/// # Errors
/// `ValueError` if there is a zero among them.
pub(crate) fn c_string(vm: &mut Vm, bytes: &[u8]) -> Outcome<CString> {
    CString::new(bytes).map_err(|_| vm.value_error("embedded null byte"))
}

/// `os.fspath`: a `str` or `bytes`.
///
/// # Errors
/// `TypeError`, or what `__fspath__` raises.
pub(crate) fn fs_path(vm: &mut Vm, path: Value) -> Outcome<Value> {
    if path.is::<Str>() || path.is::<Bytes>() {
        return Ok(path);
    }
    let class = vm.type_of(path);
    let Some(result) = vm.call_special(path, Special::FsPath, &[])? else {
        let name = class.display_name();
        return Err(vm.type_error(format!("expected str, bytes or os.PathLike object, not {name}")));
    };
    if result.is::<Str>() || result.is::<Bytes>() {
        return Ok(result);
    }
    let (name, given) = (class.display_name(), vm.type_name(result));
    Err(vm.type_error(format!("expected {name}.__fspath__() to return str or bytes, not {given}")))
}

/// `os.fsencode` of a `str` or `bytes`.
///
/// # Errors
/// `UnicodeEncodeError`
pub(crate) fn fs_encode(vm: &mut Vm, path: Value) -> Outcome<Vec<u8>> {
    if let Some(bytes) = path.cast::<Bytes>() {
        return Ok(bytes.as_slice().to_vec());
    }
    if let Some(text) = path.cast::<Str>().and_then(|text| text.as_ascii().map(str::to_owned)) {
        return Ok(text.into_bytes());
    }
    let name = vm.intern("encode");
    let codec = vm.intern("utf-8").value();
    let errors = vm.intern("surrogateescape").value();
    let encoded = vm.call_method(path, name, &[codec, errors])?;
    Ok(encoded.cast::<Bytes>().map_or_else(Vec::new, |bytes| bytes.as_slice().to_vec()))
}

/// The descriptor that an object stands for: a number, or an object with a method `fileno`.
///
/// # Errors
/// `TypeError` for other objects, `ValueError` for negative numbers.
pub(crate) fn descriptor_of(vm: &mut Vm, object: Value) -> Outcome<i32> {
    let number = if vm.as_int(object).is_some() {
        object
    } else {
        let name = vm.intern("fileno");
        let Some(method) = vm.find_attribute(object, name)? else {
            return Err(vm.type_error("argument must be an int, or have a fileno() method."));
        };
        let number = vm.call(method, &[])?;
        if vm.as_int(number).is_none() {
            return Err(vm.type_error("fileno() returned a non-integer"));
        }
        number
    };
    let Some(number) = vm.as_int(number).and_then(|number| number.to_i64()) else {
        return Err(vm.error(vm.exceptions.OverflowError, "Python int too large to convert to C int"));
    };
    let Ok(number) = i32::try_from(number) else {
        return Err(vm.error(vm.exceptions.OverflowError, "Python int too large to convert to C int"));
    };
    if number < 0 {
        return Err(vm.value_error(format!("file descriptor cannot be a negative integer ({number})")));
    }
    Ok(number)
}

/// Calls `work` with the bytes of a bytes-like object.
///
/// # Errors
/// `TypeError` for anything else, and what `work` raises.
pub(crate) fn with_bytes<R>(
    vm: &mut Vm,
    value: Value,
    work: impl FnOnce(&mut Vm, &[u8]) -> Outcome<R>,
) -> Outcome<R> {
    if let Some(bytes) = value.cast::<Bytes>() {
        let result = work(vm, bytes.as_slice());
        std::hint::black_box(bytes);
        return result;
    }
    let bytes = super::native_module::bytes_like(vm, value)?;
    work(vm, &bytes)
}

/// What is to be filled.
#[derive(Clone, Copy, Debug)]
enum Storage {
    Nothing,
    Heap(Gc<Raw>),
    Mapping(Gc<Mapping>),
}

/// A range of storage that the operating system may fill.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target {
    storage: Storage,
    start: usize,
    /// How many bytes there are.
    pub(crate) length: usize,
}

impl Target {
    /// A range of storage.
    pub(crate) fn of_storage(storage: Gc<Raw>, start: usize, length: usize) -> Target {
        Target { storage: Storage::Heap(storage), start, length }
    }

    /// The place for the operating system; good as long as the target is on the stack.
    pub(crate) fn pointer(&self) -> *mut u8 {
        match self.storage {
            Storage::Nothing => std::ptr::NonNull::dangling().as_ptr(),
            Storage::Heap(raw) => raw.pointer(self.start, self.length),
            Storage::Mapping(mapping) => mmap::pointer(mapping, self.start, self.length),
        }
    }

    /// Its first `length` bytes.
    pub(crate) fn first(&self, length: usize) -> Target {
        Target { length: length.min(self.length), ..*self }
    }

    /// Copies bytes into it, as many as there is room for.
    pub(crate) fn write(&self, at: usize, data: &[u8]) {
        let count = data.len().min(self.length - at);
        match self.storage {
            Storage::Nothing => {}
            Storage::Heap(raw) => raw.write(self.start + at, &data[..count]),
            Storage::Mapping(mapping) => mmap::store(mapping, self.start + at, &data[..count]),
        }
    }
}

/// The bytes of a writable buffer, for `function` to fill.
///
/// # Errors
/// `TypeError` if the object is no writable buffer.
pub(crate) fn writable(vm: &mut Vm, value: Value, function: &str) -> Outcome<Target> {
    match buffer::acquire(vm, value, buffer::WRITABLE) {
        Ok(Some(view)) => {
            let size = view.item_size.get();
            let length = view.count.get() * size;
            let (base, start) = (view.base.get(), view.start.get());
            let is_dense = memoryview::is_contiguous(view);
            buffer::release(vm, view)?;
            let storage = match (base.cast::<ByteArray>(), base.cast::<Mapping>()) {
                (Some(array), _) => Some(array.storage.try_get().map_or(Storage::Nothing, Storage::Heap)),
                (_, Some(mapping)) => Some(Storage::Mapping(mapping)),
                _ => None,
            };
            if let Some(storage) = storage.filter(|_| is_dense) {
                return Ok(Target { storage, start, length });
            }
        }
        Ok(None) => {}
        Err(_) if vm.catch(vm.exceptions.BufferError) => {}
        Err(raised) => return Err(raised),
    }
    let name = vm.type_name(value);
    Err(vm.type_error(format!("{function} must be read-write bytes-like object, not {name}")))
}
