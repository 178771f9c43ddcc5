//! `select`: waiting for descriptors: `select`, `poll` and `epoll`.
#![allow(unsafe_code, reason = "makes system calls")]

use std::time::{Duration, Instant};

use crate::builtins::prelude::*;
use crate::modules::native_module::{ModuleSpec, new_module, record_type};
use crate::modules::system::{
    checked, descriptor_of, interrupted, last_error_number, raise_os_error, unlocked,
};
use crate::object::{Dict, List, Record};

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "This module supports asynchronous I/O on multiple file descriptors.",
    types: &[&EPOLL],
    fill,
    ..new_module(
        "select",
        &[
            m(
                "select",
                "(rlist, wlist, xlist, timeout=None, /)",
                Any,
                n(select),
                "Wait until one or more file descriptors are ready for some kind of I/O.",
            ),
            m("poll", "()", Any, n(new_poll), "Returns a polling object."),
        ],
    )
};

macro_rules! constants {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name as i64)),*] };
}

const CONSTANTS: &[(&str, i64)] = constants! {
    POLLIN POLLPRI POLLOUT POLLERR POLLHUP POLLNVAL POLLRDNORM POLLRDBAND POLLWRNORM POLLWRBAND POLLRDHUP
    EPOLLIN EPOLLOUT EPOLLPRI EPOLLERR EPOLLHUP EPOLLRDHUP EPOLLET EPOLLONESHOT EPOLLEXCLUSIVE EPOLLWAKEUP
    EPOLLRDNORM EPOLLRDBAND EPOLLWRNORM EPOLLWRBAND EPOLLMSG EPOLL_CLOEXEC PIPE_BUF
};

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    for &(name, number) in CONSTANTS {
        // Flags are unsigned.
        vm.set_global(namespace, name, Value::fixnum(number & 0xffff_ffff))?;
    }
    let error = vm.exceptions.OSError.value();
    vm.set_global(namespace, "error", error)
}

/// How long to wait.
#[derive(Clone, Copy, Debug)]
struct Timeout {
    deadline: Option<Instant>,
}

impl Timeout {
    /// From a number of units of a second, or `None` for ever.
    fn new(vm: &mut Vm, value: Option<Value>, unit: f64, negative_is_ever: bool) -> Outcome<Timeout> {
        let Some(value) = value.filter(|value| !value.is_none()) else {
            return Ok(Timeout { deadline: None });
        };
        if vm.as_number(value).is_none() && vm.special(value, Special::Index).is_none() {
            let message = if unit == 1.0 {
                "timeout must be a float or None"
            } else {
                "timeout must be an integer or None"
            };
            return Err(vm.type_error(message));
        }
        let seconds = vm.to_f64(value)? * unit;
        if seconds.is_nan() {
            return Err(vm.value_error("Invalid value NaN (not a number)"));
        }
        if seconds < 0.0 {
            if negative_is_ever {
                return Ok(Timeout { deadline: None });
            }
            return Err(vm.value_error("timeout must be non-negative"));
        }
        let Ok(duration) = Duration::try_from_secs_f64(seconds) else {
            return Err(vm.error(vm.exceptions.OverflowError, "timeout is too large"));
        };
        Ok(Timeout { deadline: Instant::now().checked_add(duration) })
    }

    fn rest(self) -> Option<Duration> {
        self.deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()))
    }

    /// The rest in milliseconds, rounded up; -1 for ever.
    fn milliseconds(self) -> i32 {
        match self.rest() {
            None => -1,
            Some(rest) => i32::try_from(rest.as_nanos().div_ceil(1_000_000)).unwrap_or(i32::MAX),
        }
    }
}

/// Makes a system call that waits, again for the rest of the time when a signal interrupted it.
fn waiting(vm: &mut Vm, timeout: Timeout, mut call: impl FnMut(Timeout) -> i32) -> Outcome<i32> {
    loop {
        let (result, code) = unlocked(vm, || (call(timeout), last_error_number()));
        if result >= 0 {
            return Ok(result);
        }
        if code != libc::EINTR {
            return Err(raise_os_error(vm, code, Value::UNBOUND, Value::UNBOUND));
        }
        interrupted(vm)?;
        if timeout.rest().is_some_and(|rest| rest.is_zero()) {
            return Ok(0);
        }
    }
}

fn select(
    vm: &mut Vm,
    readers: Value,
    writers: Value,
    others: Value,
    timeout: Option<Value>,
) -> Outcome<Gc<Tuple>> {
    let timeout = Timeout::new(vm, timeout, 1.0, false)?;
    let mut lists = [vm.new_list(); 3];
    let mut numbers: [Vec<i32>; 3] = Default::default();
    let mut sets: [libc::fd_set; 3] =
        // SAFETY: sets of bits.
        unsafe { std::mem::zeroed() };
    let mut highest = -1;
    for (place, objects) in [readers, writers, others].into_iter().enumerate() {
        if vm.special(objects, Special::Iter).is_none() && vm.special(objects, Special::GetItem).is_none() {
            return Err(vm.type_error("arguments 1-3 must be sequences"));
        }
        lists[place] = vm.list_from(objects)?;
        let mut at = 0;
        while let Some(object) = lists[place].get(at) {
            let number = descriptor_of(vm, object)?;
            if number as usize >= libc::FD_SETSIZE {
                return Err(vm.value_error("filedescriptor out of range in select()"));
            }
            // SAFETY: the number is within the set.
            unsafe { libc::FD_SET(number, &raw mut sets[place]) };
            numbers[place].push(number);
            highest = highest.max(number);
            at += 1;
        }
    }
    let asked = sets;
    waiting(vm, timeout, |timeout| {
        sets = asked;
        let mut rest = timeout.rest().map(|rest| libc::timeval {
            tv_sec: rest.as_secs() as libc::time_t,
            tv_usec: rest.subsec_nanos().div_ceil(1000).min(999_999) as libc::suseconds_t,
        });
        let rest = rest.as_mut().map_or(std::ptr::null_mut(), std::ptr::from_mut);
        let [first, second, third] = &mut sets;
        // SAFETY: the pointers lead to locals.
        unsafe { libc::select(highest + 1, first, second, third, rest) }
    })?;
    let mut results = [Value::NONE; 3];
    for place in 0..3 {
        let ready = vm.new_list();
        for (at, &number) in numbers[place].iter().enumerate() {
            // SAFETY: the number is within the set.
            let is_ready = unsafe { libc::FD_ISSET(number, &raw const sets[place]) };
            if is_ready && let Some(object) = lists[place].get(at) {
                vm.append(ready, object)?;
            }
        }
        results[place] = ready.value();
    }
    Ok(vm.tuple(&results))
}

// `poll`: its descriptors with their masks, and whether it waits.

const ASKED: usize = 0;
const WAITING: usize = 1;

static POLL: TypeSpec = record_type(
    "poll",
    "select",
    &[
        m(
            "register",
            "($self, fd, eventmask=select.POLLIN | select.POLLPRI | select.POLLOUT, /)",
            Any,
            n(register),
            "Register a file descriptor with the polling object.",
        ),
        m(
            "modify",
            "($self, fd, eventmask, /)",
            Any,
            n(modify),
            "Modify an already registered file descriptor.",
        ),
        m(
            "unregister",
            "($self, fd, /)",
            Any,
            n(unregister),
            "Remove a file descriptor being tracked by the polling object.",
        ),
        m("poll", "($self, timeout=None, /)", Any, n(poll), "Polls the set of registered file descriptors."),
    ],
    "",
);

fn new_poll(vm: &mut Vm) -> Outcome<Gc<Record>> {
    let class = vm.native_type(&POLL);
    class.add(TypeFlags::NO_NEW);
    let asked = vm.new_dict().value();
    Ok(vm.new_record(class, &[asked, Value::FALSE]))
}

fn asked(this: Gc<Record>) -> Gc<Dict> {
    this.get(ASKED).cast().expect("a polling object is made with a dict")
}

fn mask(vm: &mut Vm, value: Value) -> Outcome<i64> {
    let mask = vm.index_i64(value)?;
    if mask < 0 {
        return Err(vm.value_error("can't convert negative value to unsigned short"));
    }
    if mask > 0xffff {
        return Err(
            vm.error(vm.exceptions.OverflowError, "Python int too large to convert to C unsigned short")
        );
    }
    Ok(mask)
}

fn register(vm: &mut Vm, this: Gc<Record>, object: Value, events: Option<Value>) -> Outcome<()> {
    let number = descriptor_of(vm, object)?;
    let events = match events {
        Some(events) => mask(vm, events)?,
        None => i64::from(libc::POLLIN | libc::POLLPRI | libc::POLLOUT),
    };
    vm.dict_set(asked(this), Value::fixnum(number.into()), Value::fixnum(events))
}

fn modify(vm: &mut Vm, this: Gc<Record>, object: Value, events: Value) -> Outcome<()> {
    let number = Value::fixnum(descriptor_of(vm, object)?.into());
    let events = mask(vm, events)?;
    if !vm.dict_contains(asked(this), number)? {
        return Err(raise_os_error(vm, libc::ENOENT, Value::UNBOUND, Value::UNBOUND));
    }
    vm.dict_set(asked(this), number, Value::fixnum(events))
}

fn unregister(vm: &mut Vm, this: Gc<Record>, object: Value) -> Outcome<()> {
    let number = Value::fixnum(descriptor_of(vm, object)?.into());
    match vm.dict_remove(asked(this), number)? {
        Some(_) => Ok(()),
        None => Err(vm.key_error(number)),
    }
}

fn poll(vm: &mut Vm, this: Gc<Record>, timeout: Option<Value>) -> Outcome<Gc<List>> {
    let timeout = Timeout::new(vm, timeout, 0.001, true)?;
    let keys = vm.list_from(asked(this).value())?;
    let mut entries = Vec::with_capacity(keys.len());
    for at in 0..keys.len() {
        let number = keys.get(at).unwrap_or(Value::ZERO);
        let events = vm.dict_get(asked(this), number)?.and_then(Value::as_fixnum).unwrap_or(0);
        let fd = number.as_fixnum().unwrap_or(-1) as i32;
        entries.push(libc::pollfd { fd, events: events as i16, revents: 0 });
    }
    if this.get(WAITING) == Value::TRUE {
        return Err(vm.error(vm.exceptions.RuntimeError, "concurrent poll() invocation"));
    }
    this.set(WAITING, Value::TRUE);
    let result = waiting(vm, timeout, |timeout| {
        // SAFETY: the pointer leads to so many entries.
        unsafe { libc::poll(entries.as_mut_ptr(), entries.len() as libc::nfds_t, timeout.milliseconds()) }
    });
    this.set(WAITING, Value::FALSE);
    result?;
    let list = vm.new_list();
    for entry in entries.iter().filter(|entry| entry.revents != 0) {
        let pair = vm.pair(Value::fixnum(entry.fd.into()), Value::fixnum(i64::from(entry.revents as u16)));
        vm.append(list, pair)?;
    }
    Ok(list)
}

// `epoll`: its descriptor, -1 once closed.

const DESCRIPTOR: usize = 0;

static EPOLL: TypeSpec = TypeSpec {
    attributes: &[(
        "closed",
        |vm, this| {
            let this: Gc<Record> = crate::native::FromValue::from_value(vm, this)?;
            Ok(Value::bool(this.get(DESCRIPTOR) == Value::fixnum(-1)))
        },
        None,
    )],
    ..record_type(
        "epoll",
        "select",
        &[
            m("__new__", "($type, sizehint=-1, flags=0)", Any, n(new_epoll), ""),
            m(
                "fromfd",
                "($type, fd, /)",
                Any,
                n(|vm: &mut Vm, class: Gc<Type>, number: i64| Ok(make_epoll(vm, class, number))),
                "Create an epoll object from a given control fd.",
            ),
            m("close", "($self, /)", Any, n(close_epoll), "Close the epoll control file descriptor."),
            m(
                "fileno",
                "($self, /)",
                Any,
                n(|vm: &mut Vm, this: Gc<Record>| open_epoll(vm, this).map(i64::from)),
                "Return the epoll control file descriptor.",
            ),
            m(
                "register",
                "($self, fd, eventmask=select.EPOLLIN | select.EPOLLPRI | select.EPOLLOUT)",
                Any,
                n(register_epoll),
                "Registers a new fd.",
            ),
            m(
                "modify",
                "($self, fd, eventmask)",
                Any,
                n(modify_epoll),
                "Modify event mask for a registered file descriptor.",
            ),
            m(
                "unregister",
                "($self, fd)",
                Any,
                n(unregister_epoll),
                "Remove a registered file descriptor from the epoll object.",
            ),
            m(
                "poll",
                "($self, timeout=None, maxevents=-1)",
                Any,
                n(poll_epoll),
                "Wait for events on the epoll file descriptor.",
            ),
            m(
                "__enter__",
                "($self, /)",
                Any,
                n(|vm: &mut Vm, this: Gc<Record>| {
                    open_epoll(vm, this)?;
                    Ok(this)
                }),
                "",
            ),
            m(
                "__exit__",
                "($self, exc_type=None, exc_value=None, exc_tb=None, /)",
                Any,
                n(|vm: &mut Vm, this: Gc<Record>, _: Option<Value>, _: Option<Value>, _: Option<Value>| {
                    close_epoll(vm, this)
                }),
                "",
            ),
            m("__del__", "($self, /)", Any, n(close_epoll), ""),
        ],
        "select.epoll(sizehint=-1, flags=0)",
    )
};

fn make_epoll(vm: &mut Vm, class: Gc<Type>, number: i64) -> Gc<Record> {
    let made = vm.new_record(class, &[Value::fixnum(number)]);
    vm.heap.register_finalizer(made.value());
    made
}

fn new_epoll(vm: &mut Vm, class: Gc<Type>, size: Option<i64>, flags: Option<i64>) -> Outcome<Gc<Record>> {
    if size.is_some_and(|size| size != -1 && size <= 0) {
        return Err(vm.value_error("sizehint must be positive or -1"));
    }
    if flags.is_some_and(|flags| flags & !i64::from(libc::EPOLL_CLOEXEC) != 0) {
        return Err(vm.error(vm.exceptions.OSError, "invalid flags"));
    }
    // SAFETY: the system call takes a number.
    let number = unsafe { libc::epoll_create1(libc::EPOLL_CLOEXEC) };
    let number = checked(vm, number.into(), Value::UNBOUND)?;
    Ok(make_epoll(vm, class, number))
}

fn open_epoll(vm: &mut Vm, this: Gc<Record>) -> Outcome<i32> {
    match this.get(DESCRIPTOR).as_fixnum() {
        Some(number) if number >= 0 => Ok(number as i32),
        _ => Err(vm.value_error("I/O operation on closed epoll object")),
    }
}

fn close_epoll(vm: &mut Vm, this: Gc<Record>) -> Outcome<()> {
    if let Ok(number) = open_epoll(vm, this) {
        this.set(DESCRIPTOR, Value::fixnum(-1));
        // SAFETY: the system call takes a number.
        let result = unsafe { libc::close(number) };
        checked(vm, result.into(), Value::UNBOUND)?;
    }
    vm.raised = Value::UNBOUND;
    Ok(())
}

fn control(vm: &mut Vm, this: Gc<Record>, operation: i32, object: Value, events: i64) -> Outcome<()> {
    let queue = open_epoll(vm, this)?;
    let number = descriptor_of(vm, object)?;
    let mut event = libc::epoll_event { events: events as u32, u64: number as u64 };
    // SAFETY: the pointer leads to a local.
    let result = unsafe { libc::epoll_ctl(queue, operation, number, &raw mut event) };
    checked(vm, result.into(), Value::UNBOUND).map(|_| ())
}

fn register_epoll(vm: &mut Vm, this: Gc<Record>, object: Value, events: Option<i64>) -> Outcome<()> {
    let default = i64::from(libc::EPOLLIN | libc::EPOLLPRI | libc::EPOLLOUT);
    control(vm, this, libc::EPOLL_CTL_ADD, object, events.unwrap_or(default))
}

fn modify_epoll(vm: &mut Vm, this: Gc<Record>, object: Value, events: i64) -> Outcome<()> {
    control(vm, this, libc::EPOLL_CTL_MOD, object, events)
}

fn unregister_epoll(vm: &mut Vm, this: Gc<Record>, object: Value) -> Outcome<()> {
    control(vm, this, libc::EPOLL_CTL_DEL, object, 0)
}

fn poll_epoll(vm: &mut Vm, this: Gc<Record>, timeout: Option<Value>, most: Option<i64>) -> Outcome<Gc<List>> {
    let queue = open_epoll(vm, this)?;
    let timeout = Timeout::new(vm, timeout, 1.0, true)?;
    let most = match most.unwrap_or(-1) {
        -1 => libc::FD_SETSIZE - 1,
        most if most < 1 => {
            return Err(vm.value_error(format!("maxevents must be greater than 0, got {most}")));
        }
        most => (most as usize).min(1 << 20),
    };
    let mut events = vec![libc::epoll_event { events: 0, u64: 0 }; most];
    let count = waiting(vm, timeout, |timeout| {
        // SAFETY: the pointer leads to so many entries.
        unsafe { libc::epoll_wait(queue, events.as_mut_ptr(), most as i32, timeout.milliseconds()) }
    })?;
    let list = vm.new_list();
    for event in &events[..count as usize] {
        let (number, events) = (event.u64 as i64, event.events);
        let pair = vm.pair(Value::fixnum(number), Value::fixnum(events.into()));
        vm.append(list, pair)?;
    }
    Ok(list)
}
