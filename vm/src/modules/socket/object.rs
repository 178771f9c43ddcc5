//! `socket.socket`: what the class of the module `socket` derives from.
#![allow(unsafe_code, reason = "makes system calls")]

use std::time::{Duration, Instant};

use super::address::Address;
use crate::builtins::prelude::*;
use crate::modules::native_module::record_type;
use crate::modules::system::{
    Target, checked, interrupted, last_error, last_error_number, raise_os_error, unlocked, with_bytes,
    writable,
};
use crate::native::FromValue;
use crate::object::Record;

// The fields of a socket. The timeout is in seconds: `None` for ever, zero for not waiting.
const DESCRIPTOR: usize = 0;
const FAMILY: usize = 1;
const KIND: usize = 2;
const PROTOCOL: usize = 3;
const TIMEOUT: usize = 4;

/// The type.
pub(super) static SOCKET: TypeSpec = TypeSpec {
    attributes: &[
        ("family", |vm, this| field(vm, this, FAMILY), None),
        ("type", |vm, this| field(vm, this, KIND), None),
        ("proto", |vm, this| field(vm, this, PROTOCOL), None),
        ("timeout", |vm, this| field(vm, this, TIMEOUT), None),
    ],
    ..record_type(
        "socket",
        "_socket",
        &[
            m("__new__", "($type, *args, **kwargs)", Any, n(new), ""),
            m("__init__", "($self, family=-1, type=-1, proto=-1, fileno=None)", Any, n(init), ""),
            m("__repr__", "($self, /)", Any, n(repr), "Return repr(self)."),
            m("__del__", "($self, /)", Any, n(finalize), ""),
            m("_accept", "($self, /)", Any, n(accept), ""),
            m("bind", "($self, address, /)", Any, n(bind), ""),
            m("close", "($self, /)", Any, n(close), ""),
            m("connect", "($self, address, /)", Any, n(connect), ""),
            m("connect_ex", "($self, address, /)", Any, n(connect_ex), ""),
            m(
                "detach",
                "($self, /)",
                Any,
                n(|_: &mut Vm, this: Gc<Record>| {
                    let number = this.get(DESCRIPTOR);
                    this.set(DESCRIPTOR, Value::fixnum(-1));
                    Ok(number)
                }),
                "",
            ),
            m("fileno", "($self, /)", Any, n(|_: &mut Vm, this: Gc<Record>| Ok(this.get(DESCRIPTOR))), ""),
            m(
                "getpeername",
                "($self, /)",
                Any,
                n(|vm: &mut Vm, this: Gc<Record>| name_of(vm, this, libc::getpeername)),
                "",
            ),
            m(
                "getsockname",
                "($self, /)",
                Any,
                n(|vm: &mut Vm, this: Gc<Record>| name_of(vm, this, libc::getsockname)),
                "",
            ),
            m("getsockopt", "($self, level, option, buffersize=0, /)", Any, n(getsockopt), ""),
            m("setsockopt", "($self, level, option, value, optlen=0, /)", Any, n(setsockopt), ""),
            m("listen", "($self, backlog=128, /)", Any, n(listen), ""),
            m("recv", "($self, bufsize, flags=0, /)", Any, n(recv), ""),
            m("recv_into", "($self, buffer, nbytes=0, flags=0)", Any, n(recv_into), ""),
            m("recvfrom", "($self, bufsize, flags=0, /)", Any, n(recvfrom), ""),
            m("recvfrom_into", "($self, buffer, nbytes=0, flags=0)", Any, n(recvfrom_into), ""),
            m("send", "($self, data, flags=0, /)", Any, n(send), ""),
            m("sendall", "($self, data, flags=0, /)", Any, n(sendall), ""),
            m("sendto", "($self, *args)", Any, n(sendto), ""),
            m(
                "sendmsg",
                "($self, buffers, ancdata=(), flags=0, address=None, /)",
                Any,
                n(super::messages::sendmsg),
                "",
            ),
            m("recvmsg", "($self, bufsize, ancbufsize=0, flags=0, /)", Any, n(super::messages::recvmsg), ""),
            m(
                "recvmsg_into",
                "($self, buffers, ancbufsize=0, flags=0, /)",
                Any,
                n(super::messages::recvmsg_into),
                "",
            ),
            m("setblocking", "($self, flag, /)", Any, n(setblocking), ""),
            m(
                "getblocking",
                "($self, /)",
                Any,
                n(|_: &mut Vm, this: Gc<Record>| Ok(timeout(this) != Some(0.0))),
                "",
            ),
            m("settimeout", "($self, timeout, /)", Any, n(settimeout), ""),
            m("gettimeout", "($self, /)", Any, n(|_: &mut Vm, this: Gc<Record>| Ok(this.get(TIMEOUT))), ""),
            m("shutdown", "($self, how, /)", Any, n(shutdown), ""),
        ],
        "socket(family=AF_INET, type=SOCK_STREAM, proto=0) -> socket object",
    )
};

fn field(vm: &mut Vm, this: Value, place: usize) -> Outcome<Value> {
    let this: Gc<Record> = FromValue::from_value(vm, this)?;
    Ok(this.get(place))
}

/// The descriptor; -1 once closed.
pub(super) fn descriptor(this: Gc<Record>) -> i32 {
    this.get(DESCRIPTOR).as_fixnum().unwrap_or(-1) as i32
}

/// The family of addresses.
pub(super) fn family(this: Gc<Record>) -> i32 {
    this.get(FAMILY).as_fixnum().unwrap_or(0) as i32
}

fn timeout(this: Gc<Record>) -> Option<f64> {
    this.get(TIMEOUT).as_flonum()
}

fn new(vm: &mut Vm, class: Gc<Type>, _arguments: Value, _keywords: Value) -> Outcome<Gc<Record>> {
    let this = vm.new_record(class, &[Value::fixnum(-1), Value::ZERO, Value::ZERO, Value::ZERO, Value::NONE]);
    vm.heap.register_finalizer(this.value());
    Ok(this)
}

fn init(
    vm: &mut Vm,
    this: Gc<Record>,
    family: Option<i64>,
    kind: Option<i64>,
    protocol: Option<i64>,
    given: Option<Value>,
) -> Outcome<()> {
    let asked = |value: Option<i64>| value.filter(|&value| value != -1).map(|value| value as i32);
    let (mut family, mut kind, mut protocol) = (asked(family), asked(kind), asked(protocol));
    let number = match given.filter(|given| !given.is_none()) {
        Some(given) => {
            if given.is_flonum() {
                return Err(vm.type_error("integer argument expected, got float"));
            }
            let number = vm.index_i64(given)?;
            if number < 0 {
                return Err(vm.value_error("negative file descriptor"));
            }
            let number = number as i32;
            let mut address = Address::empty();
            let (pointer, length) = address.pointers();
            // SAFETY: the pointers lead to a local.
            let result = unsafe { libc::getsockname(number, pointer, length) };
            if result < 0
                && (family.is_none() || [libc::EBADF, libc::ENOTSOCK].contains(&last_error_number()))
            {
                return Err(last_error(vm, Value::UNBOUND));
            }
            family = family.or(Some(address.family()));
            if kind.is_none() {
                kind = Some(option(vm, number, libc::SOL_SOCKET, libc::SO_TYPE)?);
            }
            if protocol.is_none() {
                protocol = Some(option(vm, number, libc::SOL_SOCKET, libc::SO_PROTOCOL)?);
            }
            number
        }
        None => {
            let (family, kind) = (family.unwrap_or(libc::AF_INET), kind.unwrap_or(libc::SOCK_STREAM));
            // SAFETY: the system call takes numbers.
            let number = unsafe { libc::socket(family, kind | libc::SOCK_CLOEXEC, protocol.unwrap_or(0)) };
            checked(vm, number.into(), Value::UNBOUND)? as i32
        }
    };
    let kind = kind.unwrap_or(libc::SOCK_STREAM);
    let plain_kind = kind & !(libc::SOCK_CLOEXEC | libc::SOCK_NONBLOCK);
    this.set(DESCRIPTOR, Value::fixnum(number.into()));
    this.set(FAMILY, Value::fixnum(family.unwrap_or(libc::AF_INET).into()));
    this.set(KIND, Value::fixnum(plain_kind.into()));
    this.set(PROTOCOL, Value::fixnum(protocol.unwrap_or(0).into()));
    let default = super::default_timeout(vm);
    if kind & libc::SOCK_NONBLOCK != 0 {
        let zero = vm.new_float(0.0);
        this.set(TIMEOUT, zero);
    } else {
        this.set(TIMEOUT, default);
        if !default.is_none() {
            set_blocking(vm, number, false)?;
        }
    }
    Ok(())
}

fn option(vm: &mut Vm, number: i32, level: i32, name: i32) -> Outcome<i32> {
    let mut value = 0_i32;
    let mut length = size_of::<i32>() as libc::socklen_t;
    // SAFETY: the pointers lead to locals.
    let result = unsafe { libc::getsockopt(number, level, name, (&raw mut value).cast(), &raw mut length) };
    checked(vm, result.into(), Value::UNBOUND).map(|_| value)
}

fn set_blocking(vm: &mut Vm, number: i32, blocks: bool) -> Outcome<()> {
    let mut flag = i32::from(!blocks);
    // SAFETY: the pointer leads to a local.
    let result = unsafe { libc::ioctl(number, libc::FIONBIO, &raw mut flag) };
    checked(vm, result.into(), Value::UNBOUND).map(|_| ())
}

fn repr(_: &mut Vm, this: Gc<Record>) -> Outcome<String> {
    let number = |place: usize| this.get(place).as_fixnum().unwrap_or(0);
    Ok(format!(
        "<socket object, fd={}, family={}, type={}, proto={}>",
        number(DESCRIPTOR),
        number(FAMILY),
        number(KIND),
        number(PROTOCOL)
    ))
}

fn finalize(vm: &mut Vm, this: Gc<Record>) -> Outcome<()> {
    let number = descriptor(this);
    if number >= 0 {
        let shown = vm.repr_lossy(this.value());
        crate::modules::io::warn_resource(vm, &format!("unclosed {shown}"), this.value());
        this.set(DESCRIPTOR, Value::fixnum(-1));
        // SAFETY: the system call takes a number.
        unsafe { libc::close(number) };
    }
    Ok(())
}

fn close(vm: &mut Vm, this: Gc<Record>) -> Outcome<()> {
    let number = descriptor(this);
    this.set(DESCRIPTOR, Value::fixnum(-1));
    if number >= 0 {
        // SAFETY: the system call takes a number.
        let (result, code) = unlocked(vm, || (unsafe { libc::close(number) }, last_error_number()));
        // A peer that has gone is no reason not to be closed.
        if result < 0 && code != libc::ECONNRESET {
            return Err(raise_os_error(vm, code, Value::UNBOUND, Value::UNBOUND));
        }
    }
    Ok(())
}

/// Waits until a socket can be read or written: false if its time ran out.
fn wait(vm: &mut Vm, number: i32, writing: bool, deadline: Option<Instant>) -> Outcome<bool> {
    loop {
        let rest = match deadline {
            None => -1,
            Some(deadline) => {
                let rest = deadline.saturating_duration_since(Instant::now());
                i32::try_from(rest.as_nanos().div_ceil(1_000_000)).unwrap_or(i32::MAX)
            }
        };
        let events = if writing { libc::POLLOUT } else { libc::POLLIN };
        let mut entry = libc::pollfd { fd: number, events, revents: 0 };
        // SAFETY: the pointer leads to a local.
        let (result, code) =
            unlocked(vm, || (unsafe { libc::poll(&raw mut entry, 1, rest) }, last_error_number()));
        match result {
            0 => return Ok(false),
            result if result > 0 => return Ok(true),
            _ if code == libc::EINTR => interrupted(vm)?,
            _ => return Err(raise_os_error(vm, code, Value::UNBOUND, Value::UNBOUND)),
        }
    }
}

fn deadline(this: Gc<Record>) -> Option<Instant> {
    let seconds = timeout(this).filter(|&seconds| seconds > 0.0)?;
    Instant::now().checked_add(Duration::try_from_secs_f64(seconds).ok()?)
}

#[cold]
fn timed_out<T>(vm: &mut Vm) -> Outcome<T> {
    Err(vm.error(vm.exceptions.TimeoutError, "timed out"))
}

/// Makes a system call on a socket, waiting as long as its timeout says.
pub(super) fn perform(
    vm: &mut Vm,
    this: Gc<Record>,
    writing: bool,
    until: Option<Instant>,
    mut call: impl FnMut(i32) -> i64,
) -> Outcome<usize> {
    let number = descriptor(this);
    if number < 0 {
        return Err(raise_os_error(vm, libc::EBADF, Value::UNBOUND, Value::UNBOUND));
    }
    loop {
        if until.is_some() && !wait(vm, number, writing, until)? {
            return timed_out(vm);
        }
        let (result, code) = unlocked(vm, || (call(number), last_error_number()));
        match code {
            _ if result >= 0 => return Ok(result as usize),
            libc::EINTR => interrupted(vm)?,
            libc::EAGAIN if until.is_some() => {}
            _ => return Err(raise_os_error(vm, code, Value::UNBOUND, Value::UNBOUND)),
        }
    }
}

/// The same with the whole of the socket's timeout.
pub(super) fn perform_in_time(
    vm: &mut Vm,
    this: Gc<Record>,
    writing: bool,
    call: impl FnMut(i32) -> i64,
) -> Outcome<usize> {
    perform(vm, this, writing, deadline(this), call)
}

fn accept(vm: &mut Vm, this: Gc<Record>) -> Outcome<Value> {
    let mut address = Address::empty();
    let number = perform_in_time(vm, this, false, |number| {
        address = Address::empty();
        let (pointer, length) = address.pointers();
        // SAFETY: the pointers lead to a local.
        unsafe { libc::accept4(number, pointer, length, libc::SOCK_CLOEXEC) }.into()
    })?;
    let address = address.to_python(vm)?;
    Ok(vm.pair(Value::index(number), address))
}

fn bind(vm: &mut Vm, this: Gc<Record>, address: Value) -> Outcome<()> {
    let address = Address::from_python(vm, family(this), address, "bind")?;
    // SAFETY: the pointer leads to a local of that length.
    let result = unsafe { libc::bind(descriptor(this), address.pointer(), address.length) };
    checked(vm, result.into(), Value::UNBOUND).map(|_| ())
}

/// Connects: zero, or an error number; -1 if the time ran out.
fn try_connect(vm: &mut Vm, this: Gc<Record>, address: &Address) -> Outcome<i32> {
    let number = descriptor(this);
    let (result, code) = unlocked(vm, || {
        // SAFETY: the pointer leads to an address of that length.
        (unsafe { libc::connect(number, address.pointer(), address.length) }, last_error_number())
    });
    if result == 0 {
        return Ok(0);
    }
    if code == libc::EINTR {
        interrupted(vm)?;
    }
    let until = deadline(this);
    let waits =
        code == libc::EINPROGRESS && until.is_some() || code == libc::EINTR && timeout(this) != Some(0.0);
    if !waits {
        return Ok(code);
    }
    if !wait(vm, number, true, until)? {
        return Ok(-1);
    }
    match option(vm, number, libc::SOL_SOCKET, libc::SO_ERROR)? {
        libc::EISCONN => Ok(0),
        code => Ok(code),
    }
}

fn connect(vm: &mut Vm, this: Gc<Record>, address: Value) -> Outcome<()> {
    let address = Address::from_python(vm, family(this), address, "connect")?;
    match try_connect(vm, this, &address)? {
        0 => Ok(()),
        -1 => timed_out(vm),
        code => Err(raise_os_error(vm, code, Value::UNBOUND, Value::UNBOUND)),
    }
}

fn connect_ex(vm: &mut Vm, this: Gc<Record>, address: Value) -> Outcome<i64> {
    let address = Address::from_python(vm, family(this), address, "connect_ex")?;
    match try_connect(vm, this, &address)? {
        -1 => Ok(libc::EWOULDBLOCK.into()),
        code => Ok(code.into()),
    }
}

type NameCall = unsafe extern "C" fn(i32, *mut libc::sockaddr, *mut libc::socklen_t) -> i32;

fn name_of(vm: &mut Vm, this: Gc<Record>, call: NameCall) -> Outcome<Value> {
    let mut address = Address::empty();
    let (pointer, length) = address.pointers();
    // SAFETY: the pointers lead to a local.
    let result = unsafe { call(descriptor(this), pointer, length) };
    checked(vm, result.into(), Value::UNBOUND)?;
    address.to_python(vm)
}

fn getsockopt(vm: &mut Vm, this: Gc<Record>, level: i64, name: i64, size: Option<i64>) -> Outcome<Value> {
    let (level, name) = (level as i32, name as i32);
    let size = size.unwrap_or(0);
    if size == 0 {
        return option(vm, descriptor(this), level, name).map(|value| Value::fixnum(value.into()));
    }
    if !(1..=1024).contains(&size) {
        return Err(vm.error(vm.exceptions.OSError, "getsockopt buflen out of range"));
    }
    let mut data = vec![0_u8; size as usize];
    let mut length = size as libc::socklen_t;
    // SAFETY: the buffer has the length that is told.
    let result =
        unsafe { libc::getsockopt(descriptor(this), level, name, data.as_mut_ptr().cast(), &raw mut length) };
    checked(vm, result.into(), Value::UNBOUND)?;
    vm.new_bytes(&data[..length as usize])
}

fn setsockopt(
    vm: &mut Vm,
    this: Gc<Record>,
    level: i64,
    name: i64,
    value: Value,
    length: Option<i64>,
) -> Outcome<()> {
    let (number, level, name) = (descriptor(this), level as i32, name as i32);
    let result = if vm.as_int(value).is_some() {
        let value = vm.index_i64(value)? as i32;
        // SAFETY: the pointer leads to a local of that length.
        unsafe {
            libc::setsockopt(
                number,
                level,
                name,
                (&raw const value).cast(),
                size_of::<i32>() as libc::socklen_t,
            )
        }
    } else if value.is_none() {
        // SAFETY: there is no value, but a length.
        unsafe {
            libc::setsockopt(number, level, name, std::ptr::null(), length.unwrap_or(0) as libc::socklen_t)
        }
    } else {
        with_bytes(vm, value, |_, data| {
            // SAFETY: the buffer has the length that is told.
            Ok(unsafe {
                libc::setsockopt(number, level, name, data.as_ptr().cast(), data.len() as libc::socklen_t)
            })
        })?
    };
    checked(vm, result.into(), Value::UNBOUND).map(|_| ())
}

fn listen(vm: &mut Vm, this: Gc<Record>, backlog: Option<i64>) -> Outcome<()> {
    // SAFETY: the system call takes numbers.
    let result =
        unsafe { libc::listen(descriptor(this), backlog.unwrap_or(128).clamp(0, i32::MAX.into()) as i32) };
    checked(vm, result.into(), Value::UNBOUND).map(|_| ())
}

fn shutdown(vm: &mut Vm, this: Gc<Record>, how: i64) -> Outcome<()> {
    // SAFETY: the system call takes numbers.
    let result = unsafe { libc::shutdown(descriptor(this), how as i32) };
    checked(vm, result.into(), Value::UNBOUND).map(|_| ())
}

// Receiving.

/// A buffer of a size that the program chose.
pub(super) fn buffer(vm: &mut Vm, size: i64, function: &str) -> Outcome<Vec<u8>> {
    let Ok(size) = usize::try_from(size) else {
        return Err(vm.value_error(format!("negative buffersize in {function}")));
    };
    let mut data = Vec::new();
    if data.try_reserve_exact(size).is_err() {
        return Err(vm.memory_error());
    }
    data.resize(size, 0);
    Ok(data)
}

fn recv(vm: &mut Vm, this: Gc<Record>, size: i64, flags: Option<i64>) -> Outcome<Value> {
    let mut data = buffer(vm, size, "recv")?;
    let flags = flags.unwrap_or(0) as i32;
    let count = perform_in_time(vm, this, false, |number| {
        // SAFETY: the buffer has the length that is told.
        unsafe { libc::recv(number, data.as_mut_ptr().cast(), data.len(), flags) as i64 }
    })?;
    vm.new_bytes(&data[..count])
}

fn target(vm: &mut Vm, buffer: Value, count: Option<i64>, function: &str) -> Outcome<Target> {
    let target = writable(vm, buffer, &format!("{function}() argument 1"))?;
    let count = count.unwrap_or(0);
    let Ok(count) = usize::try_from(count) else {
        return Err(vm.value_error(format!("negative buffersize in {function}")));
    };
    if count > target.length {
        return Err(vm.value_error("buffer too small for requested bytes"));
    }
    Ok(if count == 0 { target } else { target.first(count) })
}

fn recv_into(
    vm: &mut Vm,
    this: Gc<Record>,
    buffer: Value,
    count: Option<i64>,
    flags: Option<i64>,
) -> Outcome<usize> {
    let target = target(vm, buffer, count, "recv_into")?;
    let flags = flags.unwrap_or(0) as i32;
    perform_in_time(vm, this, false, |number| {
        // SAFETY: the target is storage of that length, which `target` keeps alive.
        unsafe { libc::recv(number, target.pointer().cast(), target.length, flags) as i64 }
    })
}

fn recvfrom(vm: &mut Vm, this: Gc<Record>, size: i64, flags: Option<i64>) -> Outcome<Value> {
    let mut data = buffer(vm, size, "recvfrom")?;
    let flags = flags.unwrap_or(0) as i32;
    let mut address = Address::empty();
    let count = perform_in_time(vm, this, false, |number| {
        address = Address::empty();
        let (pointer, length) = address.pointers();
        // SAFETY: the buffer has the length that is told, the other pointers lead to a local.
        unsafe { libc::recvfrom(number, data.as_mut_ptr().cast(), data.len(), flags, pointer, length) as i64 }
    })?;
    let data = vm.new_bytes(&data[..count])?;
    let address = address.to_python(vm)?;
    Ok(vm.pair(data, address))
}

fn recvfrom_into(
    vm: &mut Vm,
    this: Gc<Record>,
    buffer: Value,
    count: Option<i64>,
    flags: Option<i64>,
) -> Outcome<Value> {
    let target = target(vm, buffer, count, "recvfrom_into")?;
    let flags = flags.unwrap_or(0) as i32;
    let mut address = Address::empty();
    let count = perform_in_time(vm, this, false, |number| {
        address = Address::empty();
        let (pointer, length) = address.pointers();
        // SAFETY: as in `recv_into`; the other pointers lead to a local.
        unsafe {
            libc::recvfrom(number, target.pointer().cast(), target.length, flags, pointer, length) as i64
        }
    })?;
    let address = address.to_python(vm)?;
    Ok(vm.pair(Value::index(count), address))
}

// Sending. A peer that has gone is an error, not a signal: `SIGPIPE` is ignored.

fn send(vm: &mut Vm, this: Gc<Record>, data: Value, flags: Option<i64>) -> Outcome<usize> {
    let flags = flags.unwrap_or(0) as i32 | libc::MSG_NOSIGNAL;
    with_bytes(vm, data, |vm, data| {
        perform_in_time(vm, this, true, |number| {
            // SAFETY: the buffer has the length that is told.
            unsafe { libc::send(number, data.as_ptr().cast(), data.len(), flags) as i64 }
        })
    })
}

fn sendall(vm: &mut Vm, this: Gc<Record>, data: Value, flags: Option<i64>) -> Outcome<()> {
    let flags = flags.unwrap_or(0) as i32 | libc::MSG_NOSIGNAL;
    let until = deadline(this);
    with_bytes(vm, data, |vm, data| {
        let mut rest = data;
        while !rest.is_empty() {
            let count = perform(vm, this, true, until, |number| {
                // SAFETY: the buffer has the length that is told.
                unsafe { libc::send(number, rest.as_ptr().cast(), rest.len(), flags) as i64 }
            })?;
            rest = &rest[count..];
            interrupted(vm)?;
        }
        Ok(())
    })
}

fn sendto(vm: &mut Vm, this: Gc<Record>, given: Gc<Tuple>) -> Outcome<usize> {
    let (data, flags, address) = match given.as_slice() {
        &[data, address] => (data, Value::ZERO, address),
        &[data, flags, address] => (data, flags, address),
        given => {
            let count = given.len();
            return Err(vm.type_error(format!("sendto() takes 2 or 3 arguments ({count} given)")));
        }
    };
    let flags = vm.index_i64(flags)? as i32 | libc::MSG_NOSIGNAL;
    with_bytes(vm, data, |vm, data| {
        let address = Address::from_python(vm, family(this), address, "sendto")?;
        perform_in_time(vm, this, true, |number| {
            // SAFETY: the buffer and the address have the lengths that are told.
            unsafe {
                libc::sendto(
                    number,
                    data.as_ptr().cast(),
                    data.len(),
                    flags,
                    address.pointer(),
                    address.length,
                ) as i64
            }
        })
    })
}

// Waiting or not.

fn setblocking(vm: &mut Vm, this: Gc<Record>, blocks: bool) -> Outcome<()> {
    set_blocking(vm, descriptor(this), blocks)?;
    let value = if blocks { Value::NONE } else { vm.new_float(0.0) };
    this.set(TIMEOUT, value);
    Ok(())
}

/// A timeout argument: seconds or `None`.
pub(super) fn read_timeout(vm: &mut Vm, value: Value) -> Outcome<Value> {
    if value.is_none() {
        return Ok(value);
    }
    let seconds = vm.to_f64(value)?;
    if seconds.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    if seconds < 0.0 {
        return Err(vm.value_error("Timeout value out of range"));
    }
    if seconds > 9.0e9 {
        return Err(vm.error(vm.exceptions.OverflowError, "timeout doesn't fit into C timeval"));
    }
    Ok(vm.new_float(seconds))
}

fn settimeout(vm: &mut Vm, this: Gc<Record>, value: Value) -> Outcome<()> {
    let value = read_timeout(vm, value)?;
    this.set(TIMEOUT, value);
    set_blocking(vm, descriptor(this), value.is_none())
}
