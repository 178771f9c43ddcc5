//! `posix`: terminals and pseudo-terminals.

use std::ffi::{CStr, c_char};

use crate::builtins::prelude::*;
use crate::modules::system::{last_error, raise_os_error};
use crate::object::NativeSpec;

/// The functions.
pub(super) static FUNCTIONS: &[NativeSpec] = &[
    io_method!("openpty", "()", open_pair),
    act!("login_tty", "(fd, /)", |fd: i32| libc::login_tty(fd)),
    call!("posix_openpt", "(oflag, /)", |flags: i32| libc::posix_openpt(flags)),
    act!("grantpt", "(fd, /)", |fd: i32| libc::grantpt(fd)),
    act!("unlockpt", "(fd, /)", |fd: i32| libc::unlockpt(fd)),
    io_method!("ptsname", "(fd, /)", |vm: &mut Vm, fd: i64| {
        // SAFETY: the function gets a buffer and its length.
        name_by(vm, |buffer, length| unsafe { libc::ptsname_r(fd as i32, buffer, length) })
    }),
    io_method!("ttyname", "(fd, /)", |vm: &mut Vm, fd: i64| {
        // SAFETY: as above.
        name_by(vm, |buffer, length| unsafe { libc::ttyname_r(fd as i32, buffer, length) })
    }),
];

/// Both ends of a new pseudo-terminal, which children do not inherit.
fn open_pair(vm: &mut Vm) -> Outcome<Value> {
    let (mut main, mut other) = (-1, -1);
    let null = std::ptr::null_mut();
    // SAFETY: the pointers lead to locals or nowhere.
    if unsafe { libc::openpty(&raw mut main, &raw mut other, null, null.cast(), null.cast()) } != 0 {
        return Err(last_error(vm, Value::UNBOUND));
    }
    for descriptor in [main, other] {
        // SAFETY: the call takes numbers.
        unsafe { libc::fcntl(descriptor, libc::F_SETFD, libc::FD_CLOEXEC) };
    }
    Ok(vm.pair(Value::fixnum(main.into()), Value::fixnum(other.into())))
}

/// The name that a function of the C library writes into a buffer.
fn name_by(vm: &mut Vm, write: impl FnOnce(*mut c_char, usize) -> i32) -> Outcome<Value> {
    let mut buffer = [0_u8; 256];
    let code = write(buffer.as_mut_ptr().cast(), buffer.len());
    if code != 0 {
        return Err(raise_os_error(vm, code, Value::UNBOUND, Value::UNBOUND));
    }
    let name = CStr::from_bytes_until_nul(&buffer).map_or(&[][..], CStr::to_bytes).to_vec();
    Ok(vm.fs_decode(&name))
}
