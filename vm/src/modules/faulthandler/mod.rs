//! `faulthandler`: tells where threads are, on demand, on signals and after some time.
#![allow(unsafe_code, reason = "handles signals")]

mod dump;
mod signals;
mod watchdog;

use std::sync::atomic::Ordering;
use std::time::Duration;

use crate::builtins::prelude::*;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::modules::system::raise_os_error;
use crate::vm::signals::SIGNAL_COUNT;

use dump::{Output, dump_all, dump_current};
use signals::{FATAL, Manner, VM};

/// The module.
pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    doc: "faulthandler module.",
    ..new_module(
        "faulthandler",
        &[
            m(
                "enable",
                "(file=sys.stderr, all_threads=True, c_stack=True)",
                Any,
                n(enable),
                "Enable the fault handler.",
            ),
            m("disable", "()", Any, n(disable), "Disable the fault handler."),
            m("is_enabled", "()", Pure, n(|_: &mut Vm| Ok(is_enabled())), "Check if the handler is enabled."),
            m(
                "dump_traceback",
                "(file=sys.stderr, all_threads=True)",
                Any,
                n(dump_traceback),
                "Dump the traceback of the current thread, or of all threads if all_threads is True, into file.",
            ),
            m(
                "dump_c_stack",
                "(file=sys.stderr)",
                Any,
                n(dump_c_stack),
                "Dump the C stack of the current thread.",
            ),
            m(
                "dump_traceback_later",
                "(timeout, repeat=False, file=sys.stderr, exit=False)",
                Any,
                n(dump_later),
                "Dump the traceback of all threads in timeout seconds,\n\
                 or each timeout seconds if repeat is True. If exit is True, call _exit(1) which is not safe.",
            ),
            m(
                "cancel_dump_traceback_later",
                "()",
                Any,
                n(cancel_later),
                "Cancel the previous call to dump_traceback_later().",
            ),
            m(
                "register",
                "(signum, file=sys.stderr, all_threads=True, chain=False)",
                Any,
                n(register),
                "Register a handler for the signal 'signum': dump the traceback of the current thread, \
                 or of all threads if all_threads is True, into file.",
            ),
            m(
                "unregister",
                "(signum, /)",
                Any,
                n(unregister),
                "Unregister the handler of the signal 'signum' registered by register().",
            ),
            m(
                "_read_null",
                "()",
                Any,
                n(|_: &mut Vm| {
                    raise_fatal(libc::SIGSEGV);
                    Ok(())
                }),
                "Read from NULL, raise a SIGSEGV or SIGBUS signal depending on the platform.",
            ),
            m(
                "_sigsegv",
                "(release_gil=False, /)",
                Any,
                n(|vm: &mut Vm, releases: bool| {
                    if releases {
                        vm.blocking(|| raise_fatal(libc::SIGSEGV));
                    } else {
                        raise_fatal(libc::SIGSEGV);
                    }
                    Ok(())
                }),
                "Raise a SIGSEGV signal.",
            ),
            m(
                "_sigabrt",
                "()",
                Any,
                n(|_: &mut Vm| {
                    raise_fatal(libc::SIGABRT);
                    Ok(())
                }),
                "Raise a SIGABRT signal.",
            ),
            m(
                "_sigfpe",
                "()",
                Any,
                n(|_: &mut Vm| {
                    raise_fatal(libc::SIGFPE);
                    Ok(())
                }),
                "Raise a SIGFPE signal.",
            ),
        ],
    )
};

/// Ends the process by a signal.
fn raise_fatal(number: i32) {
    // SAFETY: sends a signal to this thread, which is what the function is for. A handler may let pass what is no real
    // fault; the second time it's the system's turn.
    unsafe {
        libc::raise(number);
        libc::signal(number, libc::SIG_DFL);
        libc::raise(number);
    }
}

/// The descriptor of a file, and the file if it is to be kept open.
fn file_of(vm: &mut Vm, file: Option<Value>) -> Outcome<(i32, Value)> {
    let file = match file.filter(|file| !file.is_none()) {
        Some(file) => file,
        None => {
            let name = vm.intern("stderr");
            match crate::modules::sys_attribute(vm, name) {
                None => return Err(vm.error(vm.exceptions.RuntimeError, "unable to get sys.stderr")),
                Some(Value::NONE) => {
                    return Err(vm.error(vm.exceptions.RuntimeError, "sys.stderr is None"));
                }
                Some(file) => file,
            }
        }
    };
    if vm.as_int(file).is_some() {
        let Some(number) = vm.as_int(file).and_then(|number| number.to_i64()?.try_into().ok()) else {
            return Err(vm.error(vm.exceptions.OverflowError, "Python int too large to convert to C int"));
        };
        if number < 0 {
            return Err(vm.value_error("file is not a valid file descriptor"));
        }
        return Ok((number, Value::NONE));
    }
    let name = vm.intern("fileno");
    let number = vm.call_method(file, name, &[])?;
    let number = vm.as_int(number).and_then(|number| i32::try_from(number.to_i64()?).ok());
    let Some(number) = number.filter(|&number| number >= 0) else {
        return Err(vm.error(vm.exceptions.RuntimeError, "file.fileno() is not a valid file descriptor"));
    };
    let name = vm.intern("flush");
    if vm.call_method(file, name, &[]).is_err() {
        // What cannot be flushed can be written to all the same.
        vm.take_raised();
    }
    Ok((number, file))
}

/// Keeps a file for a purpose, in place of the one before.
fn keep(vm: &mut Vm, purpose: &str, file: Value) -> Outcome<()> {
    VM.store(std::ptr::from_mut(vm), Ordering::Relaxed);
    let registry = vm.registry;
    vm.set_global(registry, &format!("faulthandler.{purpose}"), file)
}

/// An argument that is true unless it is told.
fn truth(vm: &mut Vm, argument: Option<Value>) -> Outcome<bool> {
    argument.map_or(Ok(true), |argument| vm.is_true(argument))
}

fn enable(
    vm: &mut Vm,
    file: Option<Value>,
    all_threads: Option<Value>,
    c_stack: Option<Value>,
) -> Outcome<()> {
    let (all_threads, c_stack) = (truth(vm, all_threads)?, truth(vm, c_stack)?);
    let (descriptor, file) = file_of(vm, file)?;
    keep(vm, "enable", file)?;
    for (number, _) in FATAL {
        let manner = Manner { descriptor, all_threads, chains: false, c_stack };
        if let Err(error) = signals::set(number, manner) {
            let code = error.raw_os_error().unwrap_or(0);
            return Err(raise_os_error(vm, code, Value::UNBOUND, Value::UNBOUND));
        }
    }
    Ok(())
}

/// Has frames written to the standard error if the process ends by an error in it.
///
/// # Errors
/// `sys.stderr` has no descriptor.
pub(crate) fn enable_from_start(vm: &mut Vm) -> Outcome<()> {
    enable(vm, None, None, None)
}

fn is_enabled() -> bool {
    FATAL.iter().any(|&(number, _)| signals::is_set(number))
}

fn disable(vm: &mut Vm) -> Outcome<bool> {
    let was_enabled = is_enabled();
    for (number, _) in FATAL {
        signals::unset(number);
    }
    keep(vm, "enable", Value::NONE)?;
    Ok(was_enabled)
}

fn dump_traceback(vm: &mut Vm, file: Option<Value>, all_threads: Option<Value>) -> Outcome<()> {
    let all_threads = truth(vm, all_threads)?;
    let (descriptor, file) = file_of(vm, file)?;
    let mut output = Output::new(descriptor);
    if all_threads {
        dump_all(&mut output, vm);
    } else {
        dump_current(&mut output, vm);
    }
    std::hint::black_box(file);
    vm.check_signals()
}

fn dump_c_stack(vm: &mut Vm, file: Option<Value>) -> Outcome<()> {
    let (descriptor, file) = file_of(vm, file)?;
    signals::write_c_stack(&mut Output::new(descriptor));
    std::hint::black_box(file);
    vm.check_signals()
}

fn dump_later(vm: &mut Vm, timeout: Value, repeats: bool, file: Option<Value>, exits: bool) -> Outcome<()> {
    if vm.as_number(timeout).is_none() {
        let name = vm.type_name(timeout);
        return Err(vm.type_error(format!("'{name}' object cannot be interpreted as an integer or float")));
    }
    let seconds = vm.to_f64(timeout)?;
    if seconds.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    if seconds.abs() >= i64::MAX as f64 * 1e-9 {
        return Err(vm.error(vm.exceptions.OverflowError, "timestamp out of range for C PyTime_t"));
    }
    // What is less than a microsecond away is not waited for, but as long as one.
    let wait = Duration::from_micros((seconds.max(0.0) * 1e6).ceil() as u64);
    if wait.is_zero() {
        return Err(vm.value_error("timeout must be greater than 0"));
    }
    let (descriptor, file) = file_of(vm, file)?;
    keep(vm, "later", file)?;
    vm.threads.is_watched = true;
    let started = watchdog::start(watchdog::Task { wait, repeats, descriptor, exits });
    match started {
        Ok(()) => Ok(()),
        Err(_) => Err(vm.error(vm.exceptions.RuntimeError, "unable to start watchdog thread")),
    }
}

fn cancel_later(vm: &mut Vm) -> Outcome<()> {
    watchdog::cancel();
    keep(vm, "later", Value::NONE)
}

/// A signal that frames may be registered for.
fn signal_number(vm: &mut Vm, number: i64) -> Outcome<i32> {
    if let Some((fatal, _)) = FATAL.iter().find(|&&(fatal, _)| i64::from(fatal) == number) {
        let message = format!("signal {fatal} cannot be registered, use enable() instead");
        return Err(vm.error(vm.exceptions.RuntimeError, message));
    }
    match i32::try_from(number) {
        Ok(number) if number >= 1 && (number as usize) < SIGNAL_COUNT => Ok(number),
        _ => Err(vm.value_error("signal number out of range")),
    }
}

fn register(
    vm: &mut Vm,
    number: i64,
    file: Option<Value>,
    all_threads: Option<Value>,
    chains: bool,
) -> Outcome<()> {
    let number = signal_number(vm, number)?;
    let all_threads = truth(vm, all_threads)?;
    let (descriptor, file) = file_of(vm, file)?;
    let manner = Manner { descriptor, all_threads, chains, c_stack: false };
    if let Err(error) = signals::set(number, manner) {
        let code = error.raw_os_error().unwrap_or(0);
        return Err(raise_os_error(vm, code, Value::UNBOUND, Value::UNBOUND));
    }
    keep(vm, &format!("register.{number}"), file)
}

fn unregister(vm: &mut Vm, number: i64) -> Outcome<bool> {
    let number = signal_number(vm, number)?;
    let was_set = signals::unset(number);
    keep(vm, &format!("register.{number}"), Value::NONE)?;
    Ok(was_set)
}
