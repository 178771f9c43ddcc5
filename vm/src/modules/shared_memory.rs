//! `_posixshmem`: memory that processes share by name.
#![allow(unsafe_code, reason = "makes system calls")]

use std::ffi::CString;

use crate::builtins::prelude::*;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::modules::system::{blocking, fs_encode};

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "POSIX shared memory module",
    ..new_module(
        "_posixshmem",
        &[
            m(
                "shm_open",
                "(path, flags, mode=511)",
                Any,
                n(open),
                "Open a shared memory object.  Returns a file descriptor (integer).",
            ),
            m(
                "shm_unlink",
                "(path, /)",
                Any,
                n(unlink),
                "Remove a shared memory object (similar to unlink()).",
            ),
        ],
    )
};

/// The name of a shared object, which is the argument of `function`.
fn name_of(vm: &mut Vm, function: &str, path: Value) -> Outcome<CString> {
    if !path.is::<Str>() {
        let name = vm.type_name(path);
        return Err(vm.type_error(format!("{function}() argument 1 must be str, not {name}")));
    }
    let bytes = fs_encode(vm, path)?;
    CString::new(bytes).map_err(|_| vm.value_error("embedded null character"))
}

fn open(vm: &mut Vm, path: Value, flags: i64, mode: Option<i64>) -> Outcome<i64> {
    let name = name_of(vm, "shm_open", path)?;
    let mode = mode.unwrap_or(0o777) as libc::mode_t;
    blocking(vm, path, || {
        // SAFETY: the name ends with a zero.
        unsafe { libc::shm_open(name.as_ptr(), flags as i32 | libc::O_CLOEXEC, mode) }.into()
    })
}

fn unlink(vm: &mut Vm, path: Value) -> Outcome<()> {
    let name = name_of(vm, "shm_unlink", path)?;
    // SAFETY: the name ends with a zero.
    blocking(vm, path, || unsafe { libc::shm_unlink(name.as_ptr()) }.into()).map(|_| ())
}
