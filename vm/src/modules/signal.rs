//! `_signal`: which Python functions handle signals, sending and waiting for signals, timers.
#![allow(unsafe_code, reason = "makes system calls")]

use std::io;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use crate::builtins::prelude::*;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::modules::system::raise_os_error;
use crate::object::{Dict, NativeFunction, Set};
use crate::vm::signals::{self, Disposition, SIGNAL_COUNT, WAKEUP_ERROR, WAKEUP_FD};
use crate::vm::{Raised, attention};

/// The module.
pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    doc: "This module provides mechanisms to use signal handlers in Python.",
    fill,
    python: include_str!("python/_signal.py"),
    ..new_module(
        "_signal",
        &[
            m("signal", "(signalnum, handler, /)", Any, n(signal), "Set the action for the given signal."),
            m(
                "getsignal",
                "(signalnum, /)",
                Any,
                n(get_signal),
                "Return the current action for the given signal.",
            ),
            m(
                "raise_signal",
                "(signalnum, /)",
                Any,
                n(raise_signal),
                "Send a signal to the executing process.",
            ),
            m(
                "default_int_handler",
                "(signalnum, frame, /)",
                Any,
                n(default_int_handler),
                "The default handler for SIGINT installed by Python.",
            ),
            m("_set_wakeup_fd", "(fd, warn, /)", Any, n(set_wakeup_fd), ""),
            m(
                "siginterrupt",
                "(signalnum, flag, /)",
                Any,
                n(interrupts),
                "Change system call restart behaviour.",
            ),
            m(
                "alarm",
                "(seconds, /)",
                Any,
                n(alarm),
                "Arrange for SIGALRM to arrive after the given number of seconds.",
            ),
            m("pause", "()", Any, n(pause), "Wait until a signal arrives."),
            m("_setitimer", "(which, seconds, interval, /)", Any, n(set_timer), ""),
            m("_getitimer", "(which, /)", Any, n(get_timer), ""),
            m(
                "strsignal",
                "(signalnum, /)",
                Any,
                n(describe),
                "Return the system description of the given signal.",
            ),
            m(
                "valid_signals",
                "()",
                Any,
                n(valid_signals),
                "Return a set of valid signal numbers on this platform.",
            ),
            m("pthread_kill", "(thread_id, signalnum, /)", Any, n(kill_thread), "Send a signal to a thread."),
            m(
                "pthread_sigmask",
                "(how, mask, /)",
                Any,
                n(mask),
                "Fetch and/or change the signal mask of the calling thread.",
            ),
            m("sigpending", "()", Any, n(pending), "Examine pending signals."),
            m("sigwait", "(sigset, /)", Any, n(wait), "Wait for a signal."),
            m("_sigtimedwait", "(sigset, timeout, /)", Any, n(timed_wait), ""),
            m(
                "pidfd_send_signal",
                "(pidfd, signalnum, siginfo=None, flags=0, /)",
                Any,
                n(send_to_pidfd),
                "Send a signal to a process referred to by a pid file descriptor.",
            ),
        ],
    )
};

macro_rules! constants {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name as i64)),*] };
}

const CONSTANTS: &[(&str, i64)] = constants! {
    SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGABRT SIGBUS SIGFPE SIGKILL SIGUSR1 SIGSEGV SIGUSR2 SIGPIPE SIGALRM SIGTERM
    SIGCHLD SIGCONT SIGSTOP SIGTSTP SIGTTIN SIGTTOU SIGURG SIGXCPU SIGXFSZ SIGVTALRM SIGPROF SIGWINCH SIGIO SIGSYS
    SIG_BLOCK SIG_UNBLOCK SIG_SETMASK ITIMER_REAL ITIMER_VIRTUAL ITIMER_PROF
};

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    for &(name, number) in CONSTANTS {
        vm.set_global(namespace, name, Value::fixnum(number))?;
    }
    #[cfg(target_os = "linux")]
    for (name, number) in [
        ("SIGCLD", libc::SIGCHLD),
        ("SIGPOLL", libc::SIGIO),
        ("SIGPWR", libc::SIGPWR),
        ("SIGSTKFLT", libc::SIGSTKFLT),
        ("SIGRTMIN", libc::SIGRTMIN()),
        ("SIGRTMAX", libc::SIGRTMAX()),
    ] {
        vm.set_global(namespace, name, Value::fixnum(number.into()))?;
    }
    vm.set_global(namespace, "SIGIOT", Value::fixnum(libc::SIGABRT.into()))?;
    vm.set_global(namespace, "NSIG", Value::index(SIGNAL_COUNT))?;
    vm.set_global(namespace, "SIG_DFL", Value::ZERO)?;
    vm.set_global(namespace, "SIG_IGN", Value::fixnum(1))?;
    // They show themselves as functions of the public module.
    let public = vm.intern("signal").value();
    for spec in MODULE.functions {
        let name = vm.intern(spec.name);
        if let Some(function) = vm.dict_get_str(namespace, name).and_then(Value::cast::<NativeFunction>) {
            function.module.set(function, public);
        }
    }
    let name = vm.intern("default_int_handler");
    let default = vm.dict_get_str(namespace, name).unwrap_or(Value::NONE);
    for number in 1..SIGNAL_COUNT {
        if handler(vm, number).is_unbound() {
            let found = match signals::disposition(number as i32) {
                Disposition::Default => Value::ZERO,
                Disposition::Ignore => Value::fixnum(1),
                Disposition::Note if number as i32 == libc::SIGINT => default,
                _ => Value::NONE,
            };
            set_handler(vm, number, found);
        }
    }
    Ok(())
}

fn handler(vm: &Vm, number: usize) -> Value {
    vm.signal_handlers.get(number).unwrap_or(Value::NONE)
}

fn set_handler(vm: &mut Vm, number: usize, handler: Value) {
    vm.signal_handlers.items.get().set(number, handler);
}

fn checked(vm: &mut Vm, number: i64) -> Outcome<i32> {
    if (1..SIGNAL_COUNT as i64).contains(&number) {
        Ok(number as i32)
    } else {
        Err(vm.value_error("signal number out of range"))
    }
}

fn os_error(vm: &mut Vm) -> Raised {
    raise(vm, &io::Error::last_os_error())
}

fn raise(vm: &mut Vm, error: &io::Error) -> Raised {
    raise_os_error(vm, error.raw_os_error().unwrap_or(0), Value::UNBOUND, Value::UNBOUND)
}

fn signal(vm: &mut Vm, number: i64, wanted: Value) -> Outcome<Value> {
    if !vm.threads.is_main() {
        return Err(vm.value_error("signal only works in main thread of the main interpreter"));
    }
    let number = checked(vm, number)?;
    let constant = vm.as_int(wanted).map(|wanted| wanted.saturate());
    let disposition = match constant {
        Some(0) => Disposition::Default,
        Some(1) => Disposition::Ignore,
        _ if vm.is_callable(wanted) => Disposition::Note,
        _ => {
            return Err(
                vm.type_error("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
            );
        }
    };
    // What arrived until now is for the handler that was there.
    vm.check_signals()?;
    if let Err(error) = signals::set_disposition(number, disposition) {
        return Err(raise(vm, &error));
    }
    let before = handler(vm, number as usize);
    let stored = if disposition == Disposition::Note { wanted } else { Value::fixnum(constant.unwrap_or(0)) };
    set_handler(vm, number as usize, stored);
    Ok(before.bound().unwrap_or(Value::NONE))
}

fn get_signal(vm: &mut Vm, number: i64) -> Outcome<Value> {
    let number = checked(vm, number)?;
    Ok(handler(vm, number as usize).bound().unwrap_or(Value::NONE))
}

fn default_int_handler(vm: &mut Vm, _number: i64, _frame: Value) -> Outcome<()> {
    Err(vm.raise_with(vm.exceptions.KeyboardInterrupt, &[]))
}

fn raise_signal(vm: &mut Vm, number: i64) -> Outcome<()> {
    let number = i32::try_from(number).unwrap_or(-1);
    // SAFETY: the call takes a number.
    if unsafe { libc::raise(number) } != 0 {
        return Err(os_error(vm));
    }
    vm.check_signals()
}

/// `_thread.interrupt_main`: as if the signal had arrived.
pub(crate) fn interrupt(vm: &mut Vm, number: i64) -> Outcome<()> {
    let number = checked(vm, number)?;
    let current = handler(vm, number as usize);
    if current.is_pointer() || current.is_unbound() && number == libc::SIGINT {
        signals::mark_pending(number);
        vm.attention.fetch_or(attention::SIGNAL, Ordering::Relaxed);
    }
    Ok(())
}

/// Warns that the number of a signal could not be written to the wakeup file descriptor.
pub(crate) fn report_wakeup_error(vm: &mut Vm) {
    let number = WAKEUP_ERROR.swap(0, Ordering::Relaxed);
    let warn = vm.intern("wakeup_warns");
    let registry = vm.registry;
    let full = number == libc::EAGAIN || number == libc::EWOULDBLOCK;
    if number == 0 || full && vm.dict_get_str(registry, warn) == Some(Value::FALSE) {
        return;
    }
    let raised = vm.take_raised();
    let error = io::Error::from_raw_os_error(number);
    raise(vm, &error);
    let exception = vm.take_raised();
    vm.report_unraisable_message(exception, "Exception ignored when trying to write to the signal wakeup fd");
    vm.raised = raised;
}

fn set_wakeup_fd(vm: &mut Vm, fd: i64, warns: bool) -> Outcome<i64> {
    if !vm.threads.is_main() {
        return Err(vm.value_error("set_wakeup_fd only works in main thread of the main interpreter"));
    }
    let fd = i32::try_from(fd).unwrap_or(-1);
    if fd != -1 {
        // SAFETY: the calls take numbers, and the address of a local.
        unsafe {
            let mut status: libc::stat = std::mem::zeroed();
            if libc::fstat(fd, &raw mut status) != 0 {
                return Err(os_error(vm));
            }
            let flags = libc::fcntl(fd, libc::F_GETFL);
            if flags < 0 {
                return Err(os_error(vm));
            }
            if flags & libc::O_NONBLOCK == 0 {
                return Err(vm.value_error(format!("the fd {fd} must be in non-blocking mode")));
            }
        }
    }
    let registry = vm.registry;
    vm.set_global(registry, "wakeup_warns", Value::bool(warns))?;
    Ok(WAKEUP_FD.swap(fd, Ordering::Relaxed).into())
}

fn interrupts(vm: &mut Vm, number: i64, flag: bool) -> Outcome<()> {
    let number = checked(vm, number)?;
    // SAFETY: the action is read and written back with one flag changed.
    let result = unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        libc::sigaction(number, std::ptr::null(), &raw mut action);
        if flag {
            action.sa_flags &= !libc::SA_RESTART;
        } else {
            action.sa_flags |= libc::SA_RESTART;
        }
        libc::sigaction(number, &raw const action, std::ptr::null_mut())
    };
    if result == 0 { Ok(()) } else { Err(os_error(vm)) }
}

fn alarm(_: &mut Vm, seconds: i64) -> Outcome<i64> {
    // SAFETY: the call takes a number.
    Ok(unsafe { libc::alarm(seconds as libc::c_uint) }.into())
}

fn pause(vm: &mut Vm) -> Outcome<()> {
    // SAFETY: the call takes nothing.
    vm.blocking(|| unsafe { libc::pause() });
    vm.check_signals()
}

fn duration(seconds: f64) -> libc::timeval {
    let whole = seconds.floor();
    libc::timeval {
        tv_sec: whole as libc::time_t,
        tv_usec: ((seconds - whole) * 1e6).round().min(999_999.0) as libc::suseconds_t,
    }
}

fn timer_pair(vm: &mut Vm, timer: &libc::itimerval) -> Value {
    let seconds = |time: libc::timeval| time.tv_sec as f64 + time.tv_usec as f64 * 1e-6;
    let first = vm.new_float(seconds(timer.it_value));
    let second = vm.new_float(seconds(timer.it_interval));
    vm.pair(first, second)
}

fn set_timer(vm: &mut Vm, which: i64, seconds: f64, interval: f64) -> Outcome<Value> {
    let timer = libc::itimerval { it_interval: duration(interval), it_value: duration(seconds) };
    let mut before = timer;
    // SAFETY: the addresses are those of locals.
    if unsafe { libc::setitimer(which as _, &raw const timer, &raw mut before) } != 0 {
        return Err(os_error(vm));
    }
    Ok(timer_pair(vm, &before))
}

fn get_timer(vm: &mut Vm, which: i64) -> Outcome<Value> {
    let mut timer = libc::itimerval { it_interval: duration(0.0), it_value: duration(0.0) };
    // SAFETY: the address is that of a local.
    if unsafe { libc::getitimer(which as _, &raw mut timer) } != 0 {
        return Err(os_error(vm));
    }
    Ok(timer_pair(vm, &timer))
}

fn describe(vm: &mut Vm, number: i64) -> Outcome<Value> {
    let number = checked(vm, number)?;
    // SAFETY: gives a text that ends in zero, or null.
    let text = unsafe {
        let text = libc::strsignal(number);
        if text.is_null() {
            None
        } else {
            Some(std::ffi::CStr::from_ptr(text).to_string_lossy().into_owned())
        }
    };
    Ok(match text {
        Some(text) if !text.starts_with("Unknown signal") => vm.new_str(&text).value(),
        _ => Value::NONE,
    })
}

fn set_of(vm: &mut Vm, set: &libc::sigset_t) -> Outcome<Gc<Set>> {
    let numbers = vm.new_list();
    for number in 1..SIGNAL_COUNT as i32 {
        // SAFETY: reads a set.
        if unsafe { libc::sigismember(set, number) } == 1 {
            vm.append(numbers, Value::fixnum(number.into()))?;
        }
    }
    let made = vm.call(vm.types.set.value(), &[numbers.value()])?;
    Ok(made.cast().expect("the class makes sets"))
}

fn valid_signals(vm: &mut Vm) -> Outcome<Gc<Set>> {
    // SAFETY: fills a local.
    let all = unsafe {
        let mut all = std::mem::zeroed();
        libc::sigfillset(&raw mut all);
        all
    };
    set_of(vm, &all)
}

/// The signals that an iterable of numbers names.
pub(crate) fn signal_set(vm: &mut Vm, signals: Value) -> Outcome<libc::sigset_t> {
    // SAFETY: an empty set.
    let mut set = unsafe {
        let mut set = std::mem::zeroed();
        libc::sigemptyset(&raw mut set);
        set
    };
    let list = vm.list_from(signals)?;
    for index in 0..list.len() {
        let Some(item) = list.get(index) else { break };
        let number = match vm.index_i64(item) {
            Ok(number) => number,
            // Beyond any range.
            Err(raised) => {
                if !vm.catch(vm.exceptions.OverflowError) {
                    return Err(raised);
                }
                0
            }
        };
        if !(1..SIGNAL_COUNT as i64).contains(&number) {
            let shown = vm.repr(item)?.to_lossy();
            let most = SIGNAL_COUNT - 1;
            return Err(vm.value_error(format!("signal number {shown} out of range [1; {most}]")));
        }
        // SAFETY: adds to a local.
        unsafe { libc::sigaddset(&raw mut set, number as i32) };
    }
    Ok(set)
}

fn kill_thread(vm: &mut Vm, ident: i64, number: i64) -> Outcome<()> {
    let known = vm.threads.list.iter().any(|thread| thread.ident == ident as u64);
    if !known {
        let error = io::Error::from_raw_os_error(libc::ESRCH);
        return Err(raise(vm, &error));
    }
    // SAFETY: the thread is listed, so it has not ended.
    let result = unsafe { libc::pthread_kill(ident as libc::pthread_t, number as i32) };
    if result != 0 {
        let error = io::Error::from_raw_os_error(result);
        return Err(raise(vm, &error));
    }
    vm.check_signals()
}

fn mask(vm: &mut Vm, how: i64, signals: Value) -> Outcome<Gc<Set>> {
    let set = signal_set(vm, signals)?;
    // SAFETY: the addresses are those of locals.
    let (result, before) = unsafe {
        let mut before = std::mem::zeroed();
        (libc::pthread_sigmask(how as i32, &raw const set, &raw mut before), before)
    };
    if result != 0 {
        let error = io::Error::from_raw_os_error(result);
        return Err(raise(vm, &error));
    }
    vm.check_signals()?;
    set_of(vm, &before)
}

fn pending(vm: &mut Vm) -> Outcome<Gc<Set>> {
    // SAFETY: fills a local.
    let set = unsafe {
        let mut set = std::mem::zeroed();
        libc::sigpending(&raw mut set);
        set
    };
    set_of(vm, &set)
}

fn wait(vm: &mut Vm, signals: Value) -> Outcome<i64> {
    let set = signal_set(vm, signals)?;
    let mut number = 0;
    // SAFETY: the addresses are those of locals.
    let result = vm.blocking(|| unsafe { libc::sigwait(&raw const set, &raw mut number) });
    if result != 0 {
        let error = io::Error::from_raw_os_error(result);
        return Err(raise(vm, &error));
    }
    Ok(number.into())
}

/// The fields of what arrived, or `None` when the time was over; without a timeout it waits on.
fn timed_wait(vm: &mut Vm, signals: Value, timeout: Value) -> Outcome<Value> {
    let set = signal_set(vm, signals)?;
    let deadline = match timeout {
        Value::NONE => None,
        timeout => {
            let seconds = vm.to_f64(timeout)?;
            if seconds < 0.0 {
                return Err(vm.value_error("timeout must be non-negative"));
            }
            Instant::now().checked_add(Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX / 4))
        }
    };
    #[cfg(target_os = "linux")]
    {
        // SAFETY: plain data.
        let mut info: libc::siginfo_t = unsafe { std::mem::zeroed() };
        let arrived = vm.interruptible(|| {
            // SAFETY: the addresses are those of locals.
            let result = unsafe {
                match deadline {
                    None => libc::sigwaitinfo(&raw const set, &raw mut info),
                    Some(deadline) => {
                        let rest = deadline.saturating_duration_since(Instant::now());
                        let rest = libc::timespec {
                            tv_sec: rest.as_secs() as libc::time_t,
                            tv_nsec: rest.subsec_nanos().into(),
                        };
                        libc::sigtimedwait(&raw const set, &raw mut info, &raw const rest)
                    }
                }
            };
            if result < 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
        })?;
        match arrived {
            Ok(()) => {}
            Err(error) if error.raw_os_error() == Some(libc::EAGAIN) => return Ok(Value::NONE),
            Err(error) => return Err(raise(vm, &error)),
        }
        // SAFETY: the call filled the structure for a signal that a process sent.
        let (pid, uid, status) = unsafe { (info.si_pid(), info.si_uid(), info.si_status()) };
        let fields = [
            i64::from(info.si_signo),
            i64::from(info.si_code),
            i64::from(info.si_errno),
            i64::from(pid),
            i64::from(uid),
            i64::from(status),
            0,
        ];
        Ok(vm.tuple(&fields.map(Value::fixnum)).value())
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = (set, deadline);
        Err(vm.error(vm.exceptions.NotImplementedError, "sigtimedwait() is not available on this platform"))
    }
}

fn send_to_pidfd(vm: &mut Vm, fd: i64, number: i64, info: Option<Value>, flags: Option<i64>) -> Outcome<()> {
    if info.is_some_and(|info| !info.is_none()) {
        return Err(vm.type_error("siginfo must be None"));
    }
    #[cfg(target_os = "linux")]
    {
        let null = std::ptr::null::<libc::siginfo_t>();
        // SAFETY: the call takes numbers and a null pointer.
        let result = unsafe {
            libc::syscall(libc::SYS_pidfd_send_signal, fd as i32, number as i32, null, flags.unwrap_or(0))
        };
        if result < 0 { Err(os_error(vm)) } else { vm.check_signals() }
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = (fd, number, flags);
        Err(vm.error(
            vm.exceptions.NotImplementedError,
            "pidfd_send_signal() is not available on this platform",
        ))
    }
}
