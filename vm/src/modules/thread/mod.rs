//! `_thread`: starting and joining threads; locks (`locks`) and namespaces of each thread (`local`).
#![allow(unsafe_code, reason = "names threads by the C library")]

mod local;
mod locks;

pub(crate) use local::forget_locals;
pub(crate) use locks::deadline;

use crate::builtins::prelude::*;
use crate::modules::native_module::{ModuleSpec, new_module, record_type};
use crate::object::{Dict, Record};
use crate::vm::Raised;
use crate::vm::threads::current_ident;

/// The module.
pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    doc: "This module provides primitive operations to write multi-threaded programs.\n\
          The 'threading' module provides a more convenient interface.",
    types: &[&locks::LOCK, &locks::RLOCK, &local::LOCAL, &HANDLE],
    fill,
    python: include_str!("../python/_thread.py"),
    ..new_module(
        "_thread",
        &[
            m(
                "start_new_thread",
                "(function, args, kwargs={}, /)",
                Any,
                n(start_new_thread),
                "Start a new thread and return its identifier.",
            ),
            m(
                "start_new",
                "(function, args, kwargs={}, /)",
                Any,
                n(start_new_thread),
                "An obsolete synonym of start_new_thread().",
            ),
            m(
                "start_joinable_thread",
                "(function, handle=None, daemon=True)",
                Any,
                n(start_joinable_thread),
                "*For internal use only*: start a new thread.",
            ),
            m(
                "daemon_threads_allowed",
                "()",
                Pure,
                n(|_: &mut Vm| Ok(true)),
                "Return True if daemon threads are allowed in the current interpreter, and False otherwise.",
            ),
            m("allocate_lock", "()", Any, n(locks::allocate), "Create a new lock object."),
            m("allocate", "()", Any, n(locks::allocate), "An obsolete synonym of allocate_lock()."),
            m(
                "get_ident",
                "()",
                Pure,
                n(get_ident),
                "Return a non-zero integer that uniquely identifies the current thread.",
            ),
            m(
                "get_native_id",
                "()",
                Pure,
                n(get_native_id),
                "Return a non-negative integer identifying the thread as reported by the OS.",
            ),
            m(
                "_get_main_thread_ident",
                "()",
                Pure,
                n(main_ident),
                "Internal only. Return a non-zero integer that uniquely identifies the main thread of the main interpreter.",
            ),
            m(
                "_make_thread_handle",
                "(ident, /)",
                Any,
                n(make_handle),
                "Internal only. Make a thread handle for threads not spawned by the _thread or threading module.",
            ),
            m(
                "_is_main_interpreter",
                "()",
                Pure,
                n(|_: &mut Vm| Ok(true)),
                "Return True if the current interpreter is the main Python interpreter.",
            ),
            m(
                "_shutdown",
                "()",
                Any,
                n(shutdown),
                "Wait for all non-daemon threads (other than the calling thread) to stop.",
            ),
            m(
                "_count",
                "()",
                Pure,
                n(count),
                "Return the number of currently running Python threads, excluding the main thread.",
            ),
            m(
                "stack_size",
                "(size=0, /)",
                Any,
                n(stack_size),
                "Return the thread stack size used when creating new threads.",
            ),
            m(
                "interrupt_main",
                "(signum=2, /)",
                Any,
                n(interrupt_main),
                "Simulate the arrival of the given signal in the main thread.",
            ),
            m("exit", "()", Any, n(exit), "Raise a SystemExit exception."),
            m("exit_thread", "()", Any, n(exit), "An obsolete synonym of exit()."),
            m("set_name", "(name)", Any, n(set_name), "Set the name of the current thread."),
        ],
    )
};

// The fields of a handle.
const IDENT: usize = 0;
const STATE: usize = 1;

const NOT_STARTED: Value = Value::fixnum(0);
const STARTING: Value = Value::fixnum(1);
const RUNNING: Value = Value::fixnum(2);
const DONE: Value = Value::fixnum(3);

static HANDLE: TypeSpec = TypeSpec {
    flags: TypeFlags::WEAKREF,
    attributes: &[("ident", |_, it| Ok(it.cast::<Record>().map_or(Value::ZERO, |it| it.get(IDENT))), None)],
    ..record_type(
        "_ThreadHandle",
        "_thread",
        &[
            m("__new__", "($type)", Pure, n(new_handle), ""),
            m("join", "($self, timeout=None, /)", Any, n(join), ""),
            m("is_done", "($self, /)", Pure, n(|_: &mut Vm, it: Gc<Record>| Ok(it.get(STATE) == DONE)), ""),
            m("_set_done", "($self, /)", Any, n(handle_set_done), ""),
            m("__repr__", "($self, /)", Pure, n(handle_repr), ""),
        ],
        "",
    )
};

fn new_handle(vm: &mut Vm, class: Gc<Type>) -> Outcome<Gc<Record>> {
    Ok(vm.new_record(class, &[Value::ZERO, NOT_STARTED]))
}

fn handle_repr(vm: &mut Vm, it: Gc<Record>) -> Outcome<String> {
    let ident = vm.index_i64(it.get(IDENT))?;
    Ok(format!("<_thread._ThreadHandle object: ident={}>", ident as u64))
}

fn make_handle(vm: &mut Vm, ident: i64) -> Outcome<Gc<Record>> {
    let class = vm.native_type(&HANDLE);
    let ident = vm.new_int(ident);
    let handle = vm.new_record(class, &[ident, RUNNING]);
    let ident = vm.index_i64(ident)? as u64;
    if let Some(thread) = vm.threads.list.iter_mut().find(|thread| thread.ident == ident)
        && thread.handle.is_none()
        && thread.id != vm.threads.main
    {
        thread.handle = handle.value();
    }
    Ok(handle)
}

fn handle_set_done(vm: &mut Vm, it: Gc<Record>) -> Outcome<()> {
    set_done(vm, it.value());
    Ok(())
}

/// Marks the thread of a handle (or `None`) as ended, and wakes who joins it.
pub(crate) fn set_done(vm: &mut Vm, handle: Value) {
    if let Some(handle) = handle.cast::<Record>() {
        handle.set(STATE, DONE);
        vm.wake_all(handle.value());
    }
}

fn join(vm: &mut Vm, it: Gc<Record>, timeout: Option<Value>) -> Outcome<()> {
    let deadline = match timeout.filter(|timeout| !timeout.is_none()) {
        Some(timeout) => {
            let seconds = vm.to_f64(timeout)?;
            locks::deadline(vm, if seconds < 0.0 { -1.0 } else { seconds })?
        }
        None => None,
    };
    if it.get(STATE) == NOT_STARTED {
        return Err(vm.error(vm.exceptions.RuntimeError, "thread not started"));
    }
    let own = vm.threads.current().handle == it.value() || {
        let ident = vm.index_i64(it.get(IDENT))? as u64;
        it.get(STATE) == RUNNING && ident == current_ident()
    };
    if own && it.get(STATE) != DONE {
        return Err(vm.error(vm.exceptions.RuntimeError, "Cannot join current thread"));
    }
    while it.get(STATE) != DONE {
        if !vm.wait_on(it.value(), deadline)? {
            return Ok(());
        }
    }
    Ok(())
}

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    let error = vm.exceptions.RuntimeError.value();
    vm.set_global(namespace, "error", error)?;
    let longest = vm.new_float(locks::LONGEST_TIMEOUT);
    vm.set_global(namespace, "TIMEOUT_MAX", longest)?;
    let lock = vm.native_type(&locks::LOCK).value();
    vm.set_global(namespace, "LockType", lock)
}

fn cannot_start(vm: &mut Vm) -> Raised {
    vm.error(vm.exceptions.RuntimeError, "can't start new thread")
}

fn start_new_thread(
    vm: &mut Vm,
    function: Value,
    arguments: Value,
    keywords: Option<Value>,
) -> Outcome<Value> {
    if !vm.is_callable(function) {
        return Err(vm.type_error("first arg must be callable"));
    }
    if !arguments.is::<Tuple>() {
        return Err(vm.type_error("2nd arg must be a tuple"));
    }
    if keywords.is_some_and(|keywords| !keywords.is::<Dict>()) {
        return Err(vm.type_error("optional 3rd arg must be a dictionary"));
    }
    let start = [function, arguments, keywords.unwrap_or(Value::NONE)];
    match vm.start_thread(start, Value::NONE, true) {
        Ok(ident) => Ok(vm.new_int(ident as i64)),
        Err(_) => Err(cannot_start(vm)),
    }
}

fn start_joinable_thread(
    vm: &mut Vm,
    function: Value,
    handle: Option<Value>,
    daemon: Option<Value>,
) -> Outcome<Value> {
    if !vm.is_callable(function) {
        return Err(vm.type_error("thread function must be callable"));
    }
    let class = vm.native_type(&HANDLE);
    let handle = match handle.filter(|handle| !handle.is_none()) {
        Some(handle) => match handle.cast::<Record>().filter(|it| vm.type_of(it.value()) == class) {
            Some(handle) => handle,
            None => return Err(vm.type_error("'handle' must be a _ThreadHandle")),
        },
        None => new_handle(vm, class)?,
    };
    let is_daemon = match daemon {
        Some(daemon) => vm.is_true(daemon)?,
        None => true,
    };
    if handle.get(STATE) != NOT_STARTED {
        return Err(vm.error(vm.exceptions.RuntimeError, "thread already started"));
    }
    handle.set(STATE, STARTING);
    let start = [function, vm.empty_tuple.value(), Value::NONE];
    match vm.start_thread(start, handle.value(), is_daemon) {
        Ok(ident) => {
            let ident = vm.new_int(ident as i64);
            handle.set(IDENT, ident);
            handle.set(STATE, RUNNING);
            Ok(handle.value())
        }
        Err(_) => {
            handle.set(STATE, NOT_STARTED);
            Err(cannot_start(vm))
        }
    }
}

/// Calls what the current thread was started for. `SystemExit` ends it quietly.
pub(crate) fn run(vm: &mut Vm) {
    let [function, arguments, keywords] = vm.threads.current().start;
    let result = match (arguments.cast::<Tuple>(), keywords.cast::<Dict>()) {
        (Some(arguments), Some(keywords)) => vm.call_spread_values(function, arguments, keywords),
        (Some(arguments), None) => vm.call(function, arguments.as_slice()),
        _ => Ok(Value::NONE),
    };
    if result.is_err() && !vm.catch(vm.exceptions.SystemExit) {
        vm.report_unraisable("Exception ignored in thread started by", function);
    }
}

fn get_ident(vm: &mut Vm) -> Outcome<Value> {
    Ok(vm.new_int(current_ident() as i64))
}

fn main_ident(vm: &mut Vm) -> Outcome<Value> {
    let main = vm.threads.main;
    let ident = vm.threads.get(main).map_or(0, |thread| thread.ident);
    Ok(vm.new_int(ident as i64))
}

fn get_native_id(_: &mut Vm) -> Outcome<i64> {
    #[cfg(target_os = "linux")]
    // SAFETY: only tells who runs.
    return Ok(unsafe { libc::gettid() }.into());
    #[cfg(not(target_os = "linux"))]
    return Ok(current_ident() as i64);
}

fn count(vm: &mut Vm) -> Outcome<usize> {
    Ok(vm.threads.list.len() - 1)
}

fn stack_size(vm: &mut Vm, size: Option<i64>) -> Outcome<usize> {
    const LEAST: i64 = 32 * 1024;
    let before = vm.threads.stack_size;
    match size {
        None => {}
        Some(size) if size < 0 => {
            return Err(vm.value_error("size must be 0 or a positive value"));
        }
        Some(0) => vm.threads.stack_size = 0,
        Some(size) if size < LEAST => {
            return Err(vm.value_error(format!("size must be at least {LEAST} bytes")));
        }
        Some(size) => vm.threads.stack_size = size as usize,
    }
    Ok(before)
}

fn interrupt_main(vm: &mut Vm, number: Option<i64>) -> Outcome<()> {
    crate::modules::signal::interrupt(vm, number.unwrap_or(i64::from(libc::SIGINT)))
}

fn exit(vm: &mut Vm) -> Outcome<()> {
    Err(vm.raise_with(vm.exceptions.SystemExit, &[]))
}

fn set_name(vm: &mut Vm, name: Gc<Str>) -> Outcome<()> {
    let text = name.to_lossy();
    let mut bytes = text.into_bytes();
    // The system keeps 15 bytes.
    bytes.truncate(15);
    if let Ok(name) = std::ffi::CString::new(bytes) {
        #[cfg(target_os = "linux")]
        // SAFETY: the name ends in zero.
        unsafe {
            libc::pthread_setname_np(libc::pthread_self(), name.as_ptr());
        }
        #[cfg(not(target_os = "linux"))]
        drop(name);
        Ok(())
    } else {
        Err(vm.value_error("embedded null character"))
    }
}

/// Waits for the threads that are no daemons.
fn shutdown(vm: &mut Vm) -> Outcome<()> {
    loop {
        let me = vm.threads.loaded;
        let next = vm
            .threads
            .list
            .iter()
            .find(|thread| thread.id != me && !thread.is_daemon && thread.handle.is::<Record>());
        let Some(handle) = next.and_then(|thread| thread.handle.cast::<Record>()) else { return Ok(()) };
        if handle.get(STATE) != DONE && vm.wait_on(handle.value(), None).is_err() {
            let exception = vm.take_raised();
            vm.report_unraisable_message(exception, "Exception ignored on threading shutdown");
            return Ok(());
        }
    }
}
