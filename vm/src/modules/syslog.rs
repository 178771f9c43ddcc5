//! `syslog`: the system's log.
#![allow(unsafe_code, reason = "calls the C library")]

use std::ffi::CString;
use std::sync::Mutex;

use crate::builtins::prelude::*;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::modules::system::fs_encode;
use crate::object::{Dict, List};

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    fill,
    ..new_module(
        "syslog",
        &[
            m(
                "openlog",
                "(ident=<unrepresentable>, logoption=0, facility=8)",
                Any,
                n(open),
                "Set logging options of subsequent syslog() calls.",
            ),
            m(
                "closelog",
                "()",
                Any,
                n(close),
                "Reset the syslog module values and call the system library closelog().",
            ),
            m(
                "syslog",
                "(*args)",
                Any,
                n(log),
                "syslog([priority=LOG_INFO,] message)\nSend the string message to the system logger.",
            ),
            m(
                "setlogmask",
                "(maskpri, /)",
                Any,
                n(set_mask),
                "Set the priority mask to maskpri and return the previous mask value.",
            ),
            m(
                "LOG_MASK",
                "(pri, /)",
                Pure,
                n(|_: &mut Vm, priority: i64| Ok(1_i64.wrapping_shl(priority as u32))),
                "Calculates the mask for the individual priority pri.",
            ),
            m(
                "LOG_UPTO",
                "(pri, /)",
                Pure,
                n(|_: &mut Vm, priority: i64| Ok(1_i64.wrapping_shl(priority as u32 + 1) - 1)),
                "Calculates the mask for all priorities up to and including pri.",
            ),
        ],
    )
};

macro_rules! constants {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name as i64)),*] };
}

const CONSTANTS: &[(&str, i64)] = constants! {
    LOG_EMERG LOG_ALERT LOG_CRIT LOG_ERR LOG_WARNING LOG_NOTICE LOG_INFO LOG_DEBUG LOG_PID LOG_CONS LOG_NDELAY LOG_ODELAY
    LOG_NOWAIT LOG_PERROR LOG_KERN LOG_USER LOG_MAIL LOG_DAEMON LOG_AUTH LOG_SYSLOG LOG_LPR LOG_NEWS LOG_UUCP LOG_CRON
    LOG_AUTHPRIV LOG_FTP LOG_LOCAL0 LOG_LOCAL1 LOG_LOCAL2 LOG_LOCAL3 LOG_LOCAL4 LOG_LOCAL5 LOG_LOCAL6 LOG_LOCAL7
};

/// What precedes each message, while the log is open: the C library keeps the pointer.
static IDENTITY: Mutex<Option<CString>> = Mutex::new(None);

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    for &(name, number) in CONSTANTS {
        vm.set_global(namespace, name, Value::fixnum(number))?;
    }
    Ok(())
}

fn text(vm: &mut Vm, value: Value) -> Outcome<CString> {
    let bytes = fs_encode(vm, value)?;
    CString::new(bytes).map_err(|_| vm.value_error("embedded null character"))
}

/// The program's name, without folders.
fn program(vm: &mut Vm) -> Option<CString> {
    let name = vm.intern("argv");
    let arguments = crate::modules::sys_attribute(vm, name)?.cast::<List>()?;
    let path = arguments.get(0)?.cast::<Str>()?.to_lossy();
    let name = path.rsplit('/').next().filter(|name| !name.is_empty())?;
    CString::new(name).ok()
}

fn open(vm: &mut Vm, identity: Option<Value>, options: Option<i64>, facility: Option<i64>) -> Outcome<()> {
    let identity = match identity {
        Some(identity) if !identity.is::<Str>() => {
            let name = vm.type_name(identity);
            return Err(vm.type_error(format!("openlog() argument 'ident' must be str, not {name}")));
        }
        Some(identity) => Some(text(vm, identity)?),
        None => program(vm),
    };
    open_as(identity, options.unwrap_or(0), facility.unwrap_or(i64::from(libc::LOG_USER)));
    Ok(())
}

fn open_as(identity: Option<CString>, options: i64, facility: i64) {
    let pointer = identity.as_ref().map_or(std::ptr::null(), |identity| identity.as_ptr());
    let mut kept = IDENTITY.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    // SAFETY: the text is kept until the log is opened with another or closed.
    unsafe { libc::openlog(pointer, options as i32, facility as i32) };
    *kept = Some(identity.unwrap_or_default());
}

fn close(_: &mut Vm) -> Outcome<()> {
    let mut kept = IDENTITY.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if kept.is_some() {
        // SAFETY: forgets the pointer before the text is dropped.
        unsafe { libc::closelog() };
        *kept = None;
    }
    Ok(())
}

fn log(vm: &mut Vm, arguments: Gc<Tuple>) -> Outcome<()> {
    let (priority, message) = match *arguments.as_slice() {
        [message] => (i64::from(libc::LOG_INFO), message),
        [priority, message] => (vm.index_i64(priority)?, message),
        _ => return Err(vm.type_error("syslog.syslog requires 1 to 2 arguments")),
    };
    if !message.is::<Str>() {
        let name = vm.type_name(message);
        return Err(vm.type_error(format!("syslog() argument {} must be str, not {name}", arguments.len())));
    }
    let message = text(vm, message)?;
    if IDENTITY.lock().unwrap_or_else(std::sync::PoisonError::into_inner).is_none() {
        let name = program(vm);
        open_as(name, 0, i64::from(libc::LOG_USER));
    }
    // SAFETY: both texts end with zeros, and the first takes one text as its argument.
    vm.blocking(|| unsafe { libc::syslog(priority as i32, c"%s".as_ptr(), message.as_ptr()) });
    Ok(())
}

fn set_mask(_: &mut Vm, mask: i64) -> Outcome<i64> {
    // SAFETY: the call takes a number.
    Ok(unsafe { libc::setlogmask(mask as i32) }.into())
}
