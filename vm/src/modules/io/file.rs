//! `FileIO`: a file descriptor as a raw stream.
#![allow(unsafe_code, reason = "makes system calls")]

use super::{BUFFER_SIZE, STREAM, Size, call, set, unsupported, warn_resource};
use crate::builtins::prelude::*;
use crate::modules::system::{
    Target, blocking, c_string, checked, fs_encode, fs_path, last_error_number, raise_os_error, retried,
    unlocked, with_bytes, writable,
};
use crate::object::FileObject;
use crate::vm::Raised;

/// The type.
pub static FILE_IO: TypeSpec = TypeSpec {
    module: "_io",
    flags: STREAM,
    base: Some(|types| types.raw_io_base),
    methods: &[
        m("__new__", "($type, /, *args, **kwargs)", Any, n(new), ""),
        m("__init__", "($self, file, mode='r', closefd=True, opener=None)", Any, n(init), ""),
        m("__repr__", "($self, /)", Any, n(repr), "Return repr(self)."),
        m("__getstate__", "($self, /)", Any, n(super::no_pickle), ""),
        m("__reduce_ex__", "($self, protocol, /)", Any, n(super::no_pickle_protocol), ""),
        m("read", "($self, size=-1, /)", Any, n(read), "Read at most size bytes, returned as bytes."),
        m("readall", "($self, /)", Any, n(readall), "Read all data from the file, returned as bytes."),
        m("readinto", "($self, buffer, /)", Any, n(readinto), "Same as RawIOBase.readinto()."),
        m("write", "($self, b, /)", Any, n(write), "Write buffer b to file, return number of bytes written."),
        m(
            "seek",
            "($self, pos, whence=0, /)",
            Any,
            n(seek),
            "Move to new file position and return the file position.",
        ),
        m("tell", "($self, /)", Any, n(tell), "Current file position."),
        m("truncate", "($self, size=None, /)", Any, n(truncate), "Truncate the file to at most size bytes."),
        m("close", "($self, /)", Any, n(close), "Close the file."),
        m("seekable", "($self, /)", Any, n(seekable), "True if file supports random-access."),
        m(
            "readable",
            "($self, /)",
            Any,
            n(|vm: &mut Vm, this: Gc<FileObject>| {
                descriptor(vm, this)?;
                Ok(this.is_readable.get())
            }),
            "True if file was opened in a read mode.",
        ),
        m(
            "writable",
            "($self, /)",
            Any,
            n(|vm: &mut Vm, this: Gc<FileObject>| {
                descriptor(vm, this)?;
                Ok(this.is_writable.get())
            }),
            "True if file was opened in a write mode.",
        ),
        m(
            "fileno",
            "($self, /)",
            Any,
            n(|vm: &mut Vm, this: Gc<FileObject>| descriptor(vm, this).map(i64::from)),
            "Return the underlying file descriptor (an integer).",
        ),
        m("isatty", "($self, /)", Any, n(isatty), "True if the file is connected to a TTY device."),
        m("_isatty_open_only", "($self, /)", Any, n(isatty), ""),
        m("_dealloc_warn", "($self, object, /)", Any, n(dealloc_warn), ""),
    ],
    attributes: &[
        ("closed", |vm, this| Ok(Value::bool(file(vm, this)?.descriptor.get() < 0)), None),
        ("closefd", |vm, this| Ok(Value::bool(file(vm, this)?.closes_descriptor.get())), None),
        (
            "mode",
            |vm, this| {
                let mode = mode(file(vm, this)?);
                Ok(vm.intern(mode).value())
            },
            None,
        ),
        ("_blksize", |vm, this| Ok(Value::fixnum(file(vm, this)?.block_size.get().into())), None),
        (
            "_finalizing",
            |vm, this| Ok(Value::bool(file(vm, this)?.is_finalizing.get())),
            Some(|vm, this, value| {
                let truth = vm.is_true(value)?;
                file(vm, this)?.is_finalizing.set(truth);
                Ok(())
            }),
        ),
    ],
    doc: "Open a file.",
    ..new_spec("FileIO", Kind::File)
};

fn file(vm: &mut Vm, this: Value) -> Outcome<Gc<FileObject>> {
    crate::native::FromValue::from_value(vm, this)
}

fn new(vm: &mut Vm, class: Gc<Type>, _arguments: Value, _keywords: Value) -> Outcome<Gc<FileObject>> {
    let this: Gc<FileObject> = vm.heap.alloc_with_attributes(class.root_shape.get(), size_of::<FileObject>());
    this.descriptor.set(-1);
    this.closes_descriptor.set(true);
    this.block_size.set(BUFFER_SIZE as u32);
    vm.heap.register_finalizer(this.value());
    Ok(this)
}

/// A new `FileIO`.
pub(super) fn open(
    vm: &mut Vm,
    name: Value,
    mode: &str,
    closes: Value,
    opener: Value,
) -> Outcome<Gc<FileObject>> {
    let class = vm.types.file_io;
    let this = new(vm, class, Value::UNBOUND, Value::UNBOUND)?;
    let mode = vm.new_str(mode);
    let opened = init(vm, this, name, Some(mode.value()), Some(closes), Some(opener));
    if opened.is_err() && this.descriptor.get() < 0 {
        // There is nothing to close.
        this.header.add(crate::heap::flags::FINALIZED);
    }
    opened.map(|()| this)
}

fn init(
    vm: &mut Vm,
    this: Gc<FileObject>,
    name: Value,
    mode: Option<Value>,
    closes: Option<Value>,
    opener: Option<Value>,
) -> Outcome<()> {
    if this.descriptor.get() >= 0 {
        if this.closes_descriptor.get() {
            close_descriptor(vm, this)?;
        }
        this.descriptor.set(-1);
    }
    let mode = match mode {
        None => "r".to_owned(),
        Some(mode) => match mode.cast::<Str>() {
            Some(mode) => mode.to_lossy(),
            None => {
                let given = vm.type_name(mode);
                return Err(vm.type_error(format!("FileIO() argument 'mode' must be str, not {given}")));
            }
        },
    };
    let closes = closes.map_or(Ok(true), |closes| vm.is_true(closes))?;
    let given = if name.is::<crate::object::Float>() || name.is_flonum() {
        return Err(vm.type_error("integer argument expected, got float"));
    } else if vm.special(name, Special::Index).is_some() {
        let number = vm.index_i64(name)?;
        if number < 0 {
            return Err(vm.value_error("negative file descriptor"));
        }
        match i32::try_from(number) {
            Ok(number) => Some(number),
            Err(_) => {
                let message = "Python int too large to convert to C int";
                return Err(vm.error(vm.exceptions.OverflowError, message));
            }
        }
    } else {
        None
    };
    let flags = read_mode(vm, this, &mode)?;
    this.seekable.set(0);
    this.closes_descriptor.set(closes);
    let opened = match given {
        Some(number) => {
            this.descriptor.set(number);
            false
        }
        None => {
            let path = fs_path(vm, name)?;
            let encoded = fs_encode(vm, path)?;
            let encoded = c_string(vm, &encoded)?;
            if !closes {
                return Err(vm.value_error("Cannot use closefd=False with file name"));
            }
            let number = match opener.filter(|opener| !opener.is_none()) {
                Some(opener) => ask_opener(vm, opener, name, flags)?,
                None => {
                    // SAFETY: the path ends in zero.
                    blocking(vm, name, || unsafe { libc::open(encoded.as_ptr(), flags, 0o666) }.into())?
                        as i32
                }
            };
            this.descriptor.set(number);
            true
        }
    };
    let result = examine(vm, this, name, opened).and_then(|()| {
        set(vm, this.value(), "name", name)?;
        if this.is_appending.get() && seek_descriptor(vm, this, 0, libc::SEEK_END).is_err() {
            if vm.catch(vm.exceptions.OSError) {
                return Ok(());
            }
            return Err(Raised);
        }
        Ok(())
    });
    if result.is_err() {
        if opened {
            vm.with_saved_exception(|vm| {
                if close_descriptor(vm, this).is_err() {
                    vm.raised = Value::UNBOUND;
                }
            });
        }
        this.descriptor.set(-1);
    }
    result
}

/// The descriptor that a function given to `open` opens.
fn ask_opener(vm: &mut Vm, opener: Value, name: Value, flags: i32) -> Outcome<i32> {
    let number = vm.call(opener, &[name, Value::fixnum(flags.into())])?;
    if vm.special(number, Special::Index).is_none() {
        return Err(vm.type_error("expected integer from opener"));
    }
    let number = vm.index_i64(number)? as i32;
    if number < 0 {
        return Err(vm.value_error(format!("opener returned {number}")));
    }
    // SAFETY: the system call takes numbers.
    let result = unsafe { libc::fcntl(number, libc::F_SETFD, libc::FD_CLOEXEC) };
    checked(vm, result.into(), Value::UNBOUND)?;
    Ok(number)
}

/// Looks at what was opened.
fn examine(vm: &mut Vm, this: Gc<FileObject>, name: Value, opened: bool) -> Outcome<()> {
    // SAFETY: a structure of numbers.
    let mut status: libc::stat = unsafe { std::mem::zeroed() };
    let descriptor = this.descriptor.get();
    // SAFETY: the pointer leads to a local.
    let result = unlocked(vm, || unsafe { libc::fstat(descriptor, &raw mut status) });
    if result < 0 {
        let code = last_error_number();
        if code == libc::EBADF {
            let shown = if opened { name } else { Value::UNBOUND };
            return Err(raise_os_error(vm, code, shown, Value::UNBOUND));
        }
        return Ok(());
    }
    if status.st_mode & libc::S_IFMT == libc::S_IFDIR {
        return Err(raise_os_error(vm, libc::EISDIR, name, Value::UNBOUND));
    }
    if status.st_blksize > 1 {
        this.block_size.set(u32::try_from(status.st_blksize).unwrap_or(BUFFER_SIZE as u32));
    }
    Ok(())
}

/// The flags for `open` that a mode means.
fn read_mode(vm: &mut Vm, this: Gc<FileObject>, mode: &str) -> Outcome<i32> {
    let (mut main, mut plus) = (None, false);
    for letter in mode.chars() {
        match letter {
            'r' | 'w' | 'a' | 'x' if main.is_none() => main = Some(letter),
            '+' if !plus => plus = true,
            'b' => {}
            'r' | 'w' | 'a' | 'x' | '+' => return Err(bad_mode(vm)),
            _ => return Err(vm.value_error(format!("invalid mode: {mode}"))),
        }
    }
    let Some(main) = main else { return Err(bad_mode(vm)) };
    this.is_exclusive.set(main == 'x');
    this.is_appending.set(main == 'a');
    this.is_readable.set(main == 'r' || plus);
    this.is_writable.set(main != 'r' || plus);
    let access = match (this.is_readable.get(), this.is_writable.get()) {
        (true, true) => libc::O_RDWR,
        (true, false) => libc::O_RDONLY,
        _ => libc::O_WRONLY,
    };
    let extra = match main {
        'w' => libc::O_CREAT | libc::O_TRUNC,
        'a' => libc::O_CREAT | libc::O_APPEND,
        'x' => libc::O_CREAT | libc::O_EXCL,
        _ => 0,
    };
    Ok(access | extra | libc::O_CLOEXEC)
}

#[cold]
fn bad_mode(vm: &mut Vm) -> Raised {
    vm.value_error("Must have exactly one of create/read/write/append mode and at most one plus")
}

fn mode(this: Gc<FileObject>) -> &'static str {
    let both = this.is_readable.get();
    match () {
        () if this.is_exclusive.get() => {
            if both {
                "xb+"
            } else {
                "xb"
            }
        }
        () if this.is_appending.get() => {
            if both {
                "ab+"
            } else {
                "ab"
            }
        }
        () if both => {
            if this.is_writable.get() {
                "rb+"
            } else {
                "rb"
            }
        }
        () => "wb",
    }
}

/// The descriptor of an open file.
pub(super) fn descriptor(vm: &mut Vm, this: Gc<FileObject>) -> Outcome<i32> {
    match this.descriptor.get() {
        -1 => Err(vm.value_error("I/O operation on closed file")),
        number => Ok(number),
    }
}

fn readable(vm: &mut Vm, this: Gc<FileObject>) -> Outcome<i32> {
    let number = descriptor(vm, this)?;
    if this.is_readable.get() { Ok(number) } else { Err(unsupported(vm, "File not open for reading")) }
}

fn writable_descriptor(vm: &mut Vm, this: Gc<FileObject>) -> Outcome<i32> {
    let number = descriptor(vm, this)?;
    if this.is_writable.get() { Ok(number) } else { Err(unsupported(vm, "File not open for writing")) }
}

fn repr(vm: &mut Vm, this: Gc<FileObject>) -> Outcome<String> {
    let class = vm.type_of(this.value());
    let class = vm.full_type_name(class);
    if this.descriptor.get() < 0 {
        return Ok(format!("<{class} [closed]>"));
    }
    let (mode, closes) = (mode(this), if this.closes_descriptor.get() { "True" } else { "False" });
    let shown = match super::name_for_repr(vm, this.value())? {
        Some(name) => format!("name={name}"),
        None => format!("fd={}", this.descriptor.get()),
    };
    Ok(format!("<{class} {shown} mode='{mode}' closefd={closes}>"))
}

/// Most that one system call transfers.
const MOST: usize = 0x7fff_f000;

/// Reads once into a buffer: how many bytes, or nothing if it would block.
pub(super) fn read_once(vm: &mut Vm, this: Gc<FileObject>, target: &Target) -> Outcome<Option<usize>> {
    let number = readable(vm, this)?;
    let count = target.length.min(MOST);
    // SAFETY: the target is storage of at least that many bytes, which `target` keeps alive.
    let result = retried(vm, || unsafe { libc::read(number, target.pointer().cast(), count) } as i64)?;
    transferred(vm, result)
}

/// Writes once: how many bytes, or nothing if it would block.
pub(super) fn write_once(
    vm: &mut Vm,
    this: Gc<FileObject>,
    data: *const u8,
    count: usize,
) -> Outcome<Option<usize>> {
    let number = writable_descriptor(vm, this)?;
    let count = count.min(MOST);
    // SAFETY: the caller's pointer leads to so many bytes.
    let result = retried(vm, || unsafe { libc::write(number, data.cast(), count) } as i64)?;
    transferred(vm, result)
}

fn transferred(vm: &mut Vm, result: Result<i64, i32>) -> Outcome<Option<usize>> {
    match result {
        Ok(count) => Ok(Some(count as usize)),
        Err(libc::EAGAIN) => Ok(None),
        Err(code) => Err(raise_os_error(vm, code, Value::UNBOUND, Value::UNBOUND)),
    }
}

fn readinto(vm: &mut Vm, this: Gc<FileObject>, buffer: Value) -> Outcome<Option<usize>> {
    readable(vm, this)?;
    let target = writable(vm, buffer, "readinto() argument")?;
    read_once(vm, this, &target)
}

fn read(vm: &mut Vm, this: Gc<FileObject>, Size(size): Size) -> Outcome<Value> {
    readable(vm, this)?;
    let Ok(size) = usize::try_from(size) else { return readall(vm, this) };
    let mut data = Vec::new();
    match read_more(vm, this, &mut data, size.min(MOST))? {
        Some(_) => vm.new_bytes(&data),
        None => Ok(Value::NONE),
    }
}

/// Reads up to `count` bytes to the end of a vector.
pub(super) fn read_more(
    vm: &mut Vm,
    this: Gc<FileObject>,
    data: &mut Vec<u8>,
    count: usize,
) -> Outcome<Option<usize>> {
    let number = readable(vm, this)?;
    if data.try_reserve(count).is_err() {
        return Err(vm.memory_error());
    }
    let place = data.spare_capacity_mut().as_mut_ptr();
    // SAFETY: so many bytes were reserved.
    let result = retried(vm, || unsafe { libc::read(number, place.cast(), count) } as i64)?;
    let count = transferred(vm, result)?;
    // SAFETY: the system call has initialised them.
    unsafe { data.set_len(data.len() + count.unwrap_or(0)) };
    Ok(count)
}

fn readall(vm: &mut Vm, this: Gc<FileObject>) -> Outcome<Value> {
    let mut data = Vec::new();
    match read_to_end(vm, this, &mut data)? {
        true => vm.new_bytes(&data),
        false => Ok(Value::NONE),
    }
}

/// Reads everything; false if nothing can be read without blocking.
pub(super) fn read_to_end(vm: &mut Vm, this: Gc<FileObject>, data: &mut Vec<u8>) -> Outcome<bool> {
    let number = readable(vm, this)?;
    // SAFETY: a structure of numbers.
    let mut status: libc::stat = unsafe { std::mem::zeroed() };
    // SAFETY: the pointer leads to a local; the other call takes numbers.
    let (known, position) = unlocked(vm, || unsafe {
        (libc::fstat(number, &raw mut status) == 0, libc::lseek(number, 0, libc::SEEK_CUR))
    });
    let rest = if known && position >= 0 { (status.st_size - position).max(0) as usize } else { 0 };
    // One more byte, so that the end is noticed by the second read.
    let mut size = if rest > 0 { rest + 1 } else { 1 << 13 };
    let before = data.len();
    loop {
        match read_more(vm, this, data, size.min(MOST))? {
            None => return Ok(data.len() > before),
            Some(0) => return Ok(true),
            Some(count) => {
                size = if count < size { size - count } else { (2 * size).clamp(1 << 13, 1 << 24) };
            }
        }
    }
}

fn write(vm: &mut Vm, this: Gc<FileObject>, data: Value) -> Outcome<Option<usize>> {
    writable_descriptor(vm, this)?;
    with_bytes(vm, data, |vm, data| write_once(vm, this, data.as_ptr(), data.len()))
}

/// Positions the descriptor.
pub(super) fn seek_descriptor(vm: &mut Vm, this: Gc<FileObject>, position: i64, whence: i32) -> Outcome<i64> {
    let number = descriptor(vm, this)?;
    // SAFETY: the system call takes numbers.
    let result = unlocked(vm, || unsafe { libc::lseek(number, position, whence) });
    if this.seekable.get() == 0 {
        this.seekable.set(if result >= 0 { 1 } else { 2 });
    }
    checked(vm, result, Value::UNBOUND)
}

fn seek(vm: &mut Vm, this: Gc<FileObject>, position: Value, whence: Option<i64>) -> Outcome<i64> {
    descriptor(vm, this)?;
    if position.is_flonum() {
        return Err(vm.type_error("an integer is required"));
    }
    let position = vm.index_i64(position)?;
    seek_descriptor(vm, this, position, whence.unwrap_or(0) as i32)
}

fn tell(vm: &mut Vm, this: Gc<FileObject>) -> Outcome<i64> {
    seek_descriptor(vm, this, 0, libc::SEEK_CUR)
}

fn truncate(vm: &mut Vm, this: Gc<FileObject>, size: Option<Value>) -> Outcome<Value> {
    let number = writable_descriptor(vm, this)?;
    let size = match size.filter(|size| !size.is_none()) {
        Some(size) => size,
        None => call(vm, this.value(), "tell", &[])?,
    };
    let length = vm.index_i64(size)?;
    // SAFETY: the system call takes numbers.
    blocking(vm, Value::UNBOUND, || unsafe { libc::ftruncate(number, length) }.into())?;
    Ok(size)
}

pub(super) fn seekable(vm: &mut Vm, this: Gc<FileObject>) -> Outcome<bool> {
    descriptor(vm, this)?;
    if this.seekable.get() == 0 && seek_descriptor(vm, this, 0, libc::SEEK_CUR).is_err() {
        vm.raised = Value::UNBOUND;
    }
    Ok(this.seekable.get() == 1)
}

pub(super) fn isatty(vm: &mut Vm, this: Gc<FileObject>) -> Outcome<bool> {
    let number = descriptor(vm, this)?;
    // SAFETY: the call takes a number.
    Ok(unsafe { libc::isatty(number) } == 1)
}

fn close_descriptor(vm: &mut Vm, this: Gc<FileObject>) -> Outcome<()> {
    let number = this.descriptor.replace(-1);
    if number < 0 {
        return Ok(());
    }
    // SAFETY: the system call takes a number.
    let (result, code) = unlocked(vm, || (unsafe { libc::close(number) }, last_error_number()));
    // The descriptor is gone even if the call was interrupted.
    if result < 0 && code != libc::EINTR {
        return Err(raise_os_error(vm, code, Value::UNBOUND, Value::UNBOUND));
    }
    Ok(())
}

fn close(vm: &mut Vm, this: Gc<FileObject>) -> Outcome<()> {
    let base = vm.types.raw_io_base;
    let name = vm.intern("close");
    let method = vm.lookup(base, name).unwrap_or(Value::NONE);
    let result = vm.call(method, &[this.value()]);
    if !this.closes_descriptor.get() {
        this.descriptor.set(-1);
        return result.map(|_| ());
    }
    if this.is_finalizing.get() {
        vm.with_saved_exception(|vm| dealloc_warn(vm, this, this.value()))?;
    }
    match result {
        Ok(_) => close_descriptor(vm, this),
        Err(raised) => {
            vm.with_saved_exception(|vm| {
                if close_descriptor(vm, this).is_err() {
                    vm.raised = Value::UNBOUND;
                }
            });
            Err(raised)
        }
    }
}

fn dealloc_warn(vm: &mut Vm, this: Gc<FileObject>, source: Value) -> Outcome<()> {
    if this.descriptor.get() >= 0 && this.closes_descriptor.get() {
        let shown = vm.repr_lossy(source);
        warn_resource(vm, &format!("unclosed file {shown}"), source);
    }
    Ok(())
}
