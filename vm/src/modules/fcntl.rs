//! `fcntl`: flags and locks of descriptors, and requests to devices.
#![allow(unsafe_code, reason = "makes system calls")]

use crate::builtins::prelude::*;
use crate::modules::native_module::{ModuleSpec, bytes_like, new_module};
use crate::modules::system::{blocking, descriptor_of, writable};
use crate::object::{ByteArray, Dict, MemoryView};

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "This module performs file control and I/O control on file descriptors.",
    fill,
    ..new_module(
        "fcntl",
        &[
            m(
                "fcntl",
                "(fd, cmd, arg=0, /)",
                Any,
                n(fcntl),
                "Perform the operation `cmd` on file descriptor fd.",
            ),
            m(
                "ioctl",
                "(fd, request, arg=0, mutate_flag=True, /)",
                Any,
                n(ioctl),
                "Perform the operation request on file descriptor fd.",
            ),
            m(
                "flock",
                "(fd, operation, /)",
                Any,
                n(flock),
                "Perform the lock operation `operation` on file descriptor `fd`.",
            ),
            m(
                "lockf",
                "(fd, cmd, len=0, start=0, whence=0, /)",
                Any,
                n(lockf),
                "A wrapper around the fcntl() locking calls.",
            ),
        ],
    )
};

macro_rules! constants {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name as i64)),*] };
}

const CONSTANTS: &[(&str, i64)] = constants! {
    LOCK_SH LOCK_EX LOCK_NB LOCK_UN F_DUPFD F_DUPFD_CLOEXEC F_GETFD F_SETFD F_GETFL F_SETFL F_GETLK F_SETLK F_SETLKW
    F_GETOWN F_SETOWN F_RDLCK F_UNLCK F_WRLCK FD_CLOEXEC F_SETLEASE F_GETLEASE F_NOTIFY F_OFD_GETLK F_OFD_SETLK
    F_OFD_SETLKW F_SETPIPE_SZ F_GETPIPE_SZ F_ADD_SEALS F_GET_SEALS F_SEAL_SEAL F_SEAL_SHRINK F_SEAL_GROW F_SEAL_WRITE
    FICLONE FICLONERANGE
};

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    for &(name, number) in CONSTANTS {
        vm.set_global(namespace, name, Value::fixnum(number))?;
    }
    for (name, number) in [
        ("F_GETSIG", 11),
        ("F_SETSIG", 10),
        ("F_EXLCK", 4),
        ("F_SHLCK", 8),
        ("FASYNC", libc::O_ASYNC.into()),
        ("LOCK_MAND", 32),
        ("LOCK_READ", 64),
        ("LOCK_WRITE", 128),
        ("LOCK_RW", 192),
        ("DN_ACCESS", 1),
        ("DN_MODIFY", 2),
        ("DN_CREATE", 4),
        ("DN_DELETE", 8),
        ("DN_RENAME", 16),
        ("DN_ATTRIB", 32),
        ("DN_MULTISHOT", 0x8000_0000),
    ] {
        vm.set_global(namespace, name, Value::fixnum(number))?;
    }
    Ok(())
}

/// Most bytes that an argument may have.
const MOST: usize = 1024;

/// A buffer for an argument that is a string or bytes.
fn argument_buffer(vm: &mut Vm, argument: Value, function: &str) -> Outcome<(Vec<u8>, usize)> {
    let mut data = match argument.cast::<Str>() {
        Some(text) => text.to_lossy().into_bytes(),
        None => bytes_like(vm, argument)?,
    };
    let length = data.len();
    if length > MOST {
        return Err(vm.value_error(format!("{function} argument 3 is too long")));
    }
    data.resize(MOST + 8, 0);
    Ok((data, length))
}

fn is_buffer(vm: &Vm, value: Value) -> bool {
    value.is::<Str>()
        || value.is::<crate::object::Bytes>()
        || is_writable(value)
        || vm.special(value, Special::Buffer).is_some()
}

fn is_writable(value: Value) -> bool {
    value.is::<ByteArray>() || value.is::<MemoryView>()
}

fn fcntl(vm: &mut Vm, object: Value, command: i64, argument: Option<Value>) -> Outcome<Value> {
    let number = descriptor_of(vm, object)?;
    let argument = argument.unwrap_or(Value::ZERO);
    if is_buffer(vm, argument) {
        let (mut data, length) = argument_buffer(vm, argument, "fcntl")?;
        blocking(vm, Value::UNBOUND, || {
            // SAFETY: the buffer is larger than any structure that a command takes.
            unsafe { libc::fcntl(number, command as i32, data.as_mut_ptr()) }.into()
        })?;
        return vm.new_bytes(&data[..length]);
    }
    let argument = vm.index_i64(argument)?;
    // SAFETY: the system call takes numbers.
    let result =
        blocking(vm, Value::UNBOUND, || unsafe { libc::fcntl(number, command as i32, argument) }.into())?;
    Ok(Value::fixnum(result))
}

fn ioctl(
    vm: &mut Vm,
    object: Value,
    request: i64,
    argument: Option<Value>,
    mutates: Option<Value>,
) -> Outcome<Value> {
    let number = descriptor_of(vm, object)?;
    let argument = argument.unwrap_or(Value::ZERO);
    let mutates = mutates.map_or(Ok(true), |mutates| vm.is_true(mutates))?;
    let request = request as libc::c_ulong;
    if !is_buffer(vm, argument) {
        let argument = vm.index_i64(argument)?;
        // SAFETY: the system call takes numbers.
        let result =
            blocking(vm, Value::UNBOUND, || unsafe { libc::ioctl(number, request, argument) }.into())?;
        return Ok(Value::fixnum(result));
    }
    let target = if is_writable(argument) && mutates { writable(vm, argument, "ioctl").ok() } else { None };
    vm.raised = Value::UNBOUND;
    if let Some(target) = target {
        let mut data = bytes_like(vm, argument)?;
        let length = data.len();
        data.resize(length.max(MOST) + 8, 0);
        let result = blocking(vm, Value::UNBOUND, || {
            // SAFETY: the buffer is larger than any structure that a request takes.
            unsafe { libc::ioctl(number, request, data.as_mut_ptr()) }.into()
        })?;
        target.write(0, &data[..length]);
        return Ok(Value::fixnum(result));
    }
    let (mut data, length) = argument_buffer(vm, argument, "ioctl")?;
    // SAFETY: as above.
    blocking(vm, Value::UNBOUND, || unsafe { libc::ioctl(number, request, data.as_mut_ptr()) }.into())?;
    vm.new_bytes(&data[..length])
}

fn flock(vm: &mut Vm, object: Value, operation: i64) -> Outcome<()> {
    let number = descriptor_of(vm, object)?;
    // SAFETY: the system call takes numbers.
    blocking(vm, Value::UNBOUND, || unsafe { libc::flock(number, operation as i32) }.into()).map(|_| ())
}

fn lockf(
    vm: &mut Vm,
    object: Value,
    operation: i64,
    length: Option<i64>,
    start: Option<i64>,
    whence: Option<i64>,
) -> Outcome<()> {
    let number = descriptor_of(vm, object)?;
    let operation = operation as i32;
    let kind = match () {
        () if operation == libc::LOCK_UN => libc::F_UNLCK,
        () if operation & libc::LOCK_SH != 0 => libc::F_RDLCK,
        () if operation & libc::LOCK_EX != 0 => libc::F_WRLCK,
        () => return Err(vm.value_error("unrecognized lockf argument")),
    };
    // SAFETY: a structure of numbers.
    let mut lock: libc::flock = unsafe { std::mem::zeroed() };
    lock.l_type = kind as libc::c_short;
    lock.l_whence = whence.unwrap_or(0) as libc::c_short;
    lock.l_start = start.unwrap_or(0);
    lock.l_len = length.unwrap_or(0);
    let command = if operation & libc::LOCK_NB != 0 { libc::F_SETLK } else { libc::F_SETLKW };
    // SAFETY: the pointer leads to a local.
    blocking(vm, Value::UNBOUND, || unsafe { libc::fcntl(number, command, &raw const lock) }.into())
        .map(|_| ())
}
