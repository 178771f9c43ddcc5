//! `_socket`: sockets (`object`, `messages`), their addresses (`address`), names of hosts (`resolve`), and functions.
#![allow(unsafe_code, reason = "makes system calls")]

mod address;
mod constants;
mod messages;
mod object;
mod resolve;

use std::ffi::CStr;
use std::net::{Ipv4Addr, Ipv6Addr};

use crate::builtins::prelude::*;
use crate::modules::native_module::{ModuleSpec, bytes_like, new_module};
use crate::modules::system::{c_string, checked, last_error, unlocked};
use crate::object::{Dict, List};

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "Implementation module for socket operations.",
    types: &[&object::SOCKET],
    fill,
    python: include_str!("../python/_socket.py"),
    ..new_module(
        "_socket",
        &[
            m("_socketpair", "(family, type, proto, /)", Any, n(socketpair), ""),
            m(
                "dup",
                "(fd, /)",
                Any,
                n(|vm: &mut Vm, number: i64| {
                    // SAFETY: the system call takes numbers.
                    let result = unsafe { libc::fcntl(number as i32, libc::F_DUPFD_CLOEXEC, 0) };
                    checked(vm, result.into(), Value::UNBOUND)
                }),
                "",
            ),
            m(
                "close",
                "(fd, /)",
                Any,
                n(|vm: &mut Vm, number: i64| {
                    // SAFETY: the system call takes a number.
                    let result = unlocked(vm, || unsafe { libc::close(number as i32) });
                    checked(vm, result.into(), Value::UNBOUND).map(|_| ())
                }),
                "",
            ),
            m(
                "getaddrinfo",
                "(host, port, family=0, type=0, proto=0, flags=0)",
                Any,
                n(resolve::getaddrinfo),
                "",
            ),
            m("getnameinfo", "(sockaddr, flags, /)", Any, n(resolve::getnameinfo), ""),
            m("gethostbyname", "(host, /)", Any, n(resolve::gethostbyname), ""),
            m("gethostbyname_ex", "(host, /)", Any, n(resolve::gethostbyname_ex), ""),
            m("gethostbyaddr", "(host, /)", Any, n(resolve::gethostbyaddr), ""),
            m("getservbyname", "(servicename, protocolname=None, /)", Any, n(resolve::getservbyname), ""),
            m("getservbyport", "(port, protocolname=None, /)", Any, n(resolve::getservbyport), ""),
            m("getprotobyname", "(name, /)", Any, n(resolve::getprotobyname), ""),
            m("gethostname", "()", Any, n(gethostname), ""),
            m("sethostname", "(name, /)", Any, n(sethostname), ""),
            m("inet_aton", "(ip_addr, /)", Any, n(inet_aton), ""),
            m("inet_ntoa", "(packed_ip, /)", Any, n(inet_ntoa), ""),
            m("inet_pton", "(address_family, ip_string, /)", Any, n(inet_pton), ""),
            m("inet_ntop", "(address_family, packed_ip, /)", Any, n(inet_ntop), ""),
            m("htons", "(x, /)", Any, n(swap16), ""),
            m("ntohs", "(x, /)", Any, n(swap16), ""),
            m("htonl", "(x, /)", Any, n(swap32), ""),
            m("ntohl", "(x, /)", Any, n(swap32), ""),
            m("getdefaulttimeout", "()", Any, n(|vm: &mut Vm| Ok(default_timeout(vm))), ""),
            m(
                "setdefaulttimeout",
                "(timeout, /)",
                Any,
                n(|vm: &mut Vm, value: Value| {
                    let value = object::read_timeout(vm, value)?;
                    let registry = vm.registry;
                    vm.set_global(registry, DEFAULT_TIMEOUT, value)
                }),
                "",
            ),
            m("if_nameindex", "()", Any, n(if_nameindex), ""),
            m("if_nametoindex", "(oname, /)", Any, n(if_nametoindex), ""),
            m("if_indextoname", "(if_index, /)", Any, n(if_indextoname), ""),
            m(
                "CMSG_LEN",
                "(length, /)",
                Any,
                n(|vm: &mut Vm, length: i64| control_size(vm, length, "CMSG_LEN", messages::cmsg_len)),
                "",
            ),
            m(
                "CMSG_SPACE",
                "(length, /)",
                Any,
                n(|vm: &mut Vm, length: i64| control_size(vm, length, "CMSG_SPACE", messages::cmsg_space)),
                "",
            ),
        ],
    )
};

/// Where the registry keeps the timeout of new sockets.
const DEFAULT_TIMEOUT: &str = "socket.timeout";

fn default_timeout(vm: &mut Vm) -> Value {
    let key = vm.intern(DEFAULT_TIMEOUT);
    let registry = vm.registry;
    vm.dict_get_str(registry, key).unwrap_or(Value::NONE)
}

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    for &(name, number) in constants::CONSTANTS {
        vm.set_global(namespace, name, Value::fixnum(number))?;
    }
    let class = vm.native_type(&object::SOCKET).value();
    vm.set_global(namespace, "SocketType", class)?;
    vm.set_global(namespace, "has_ipv6", Value::TRUE)?;
    let errors = [("error", vm.exceptions.OSError), ("timeout", vm.exceptions.TimeoutError)];
    for (name, class) in errors {
        vm.set_global(namespace, name, class.value())?;
    }
    for name in ["gaierror", "herror"] {
        let class = error_class(vm, name);
        vm.set_global(namespace, name, class)?;
    }
    Ok(())
}

/// `socket.gaierror` or `socket.herror`: made when it's first needed.
fn error_class(vm: &mut Vm, name: &str) -> Value {
    let key = vm.intern(&format!("socket.{name}"));
    let registry = vm.registry;
    if let Some(class) = vm.dict_get_str(registry, key) {
        return class;
    }
    let base = vm.exceptions.OSError.value();
    let made = (|| {
        let bases = vm.tuple(&[base]).value();
        let namespace = vm.new_dict();
        let module = vm.intern("socket").value();
        vm.set_global(namespace, "__module__", module)?;
        let name = vm.intern(name).value();
        let class = vm.call(vm.types.type_.value(), &[name, bases, namespace.value()])?;
        vm.dict_set(registry, key.value(), class)?;
        Ok::<Value, crate::vm::Raised>(class)
    })();
    made.unwrap_or(base)
}

fn socketpair(vm: &mut Vm, family: i64, kind: i64, protocol: i64) -> Outcome<Value> {
    let mut ends = [0; 2];
    let kind = kind as i32 | libc::SOCK_CLOEXEC;
    // SAFETY: the pointer leads to a local of two numbers.
    let result = unsafe { libc::socketpair(family as i32, kind, protocol as i32, ends.as_mut_ptr()) };
    checked(vm, result.into(), Value::UNBOUND)?;
    let [first, second] = ends.map(|number| Value::fixnum(number.into()));
    Ok(vm.pair(first, second))
}

fn gethostname(vm: &mut Vm) -> Outcome<Value> {
    let mut name = [0_u8; 1024];
    // SAFETY: the buffer has the length that is told, and ends in zero.
    let result = unsafe { libc::gethostname(name.as_mut_ptr().cast(), name.len() - 1) };
    checked(vm, result.into(), Value::UNBOUND)?;
    let end = name.iter().position(|&byte| byte == 0).unwrap_or(name.len());
    Ok(vm.fs_decode(&name[..end]))
}

fn sethostname(vm: &mut Vm, name: Value) -> Outcome<()> {
    let name = crate::modules::system::fs_encode(vm, name)?;
    // SAFETY: the text has the length that is told.
    let result = unsafe { libc::sethostname(name.as_ptr().cast(), name.len()) };
    checked(vm, result.into(), Value::UNBOUND).map(|_| ())
}

// Numbers and texts of addresses.

/// The number in the other order of bytes.
fn swap16(vm: &mut Vm, x: i64) -> Outcome<i64> {
    match u16::try_from(x) {
        Ok(x) => Ok(x.to_be().into()),
        Err(_) => Err(out_of_range(vm, x, 16)),
    }
}

fn swap32(vm: &mut Vm, x: i64) -> Outcome<i64> {
    match u32::try_from(x) {
        Ok(x) => Ok(x.to_be().into()),
        Err(_) => Err(out_of_range(vm, x, 32)),
    }
}

fn out_of_range(vm: &mut Vm, x: i64, bits: u32) -> crate::vm::Raised {
    match x {
        ..0 => vm.value_error("Cannot convert negative int"),
        _ => vm.error(vm.exceptions.OverflowError, format!("Python int too large for C uint{bits}_t")),
    }
}

fn illegal(vm: &mut Vm, function: &str) -> crate::vm::Raised {
    vm.error(vm.exceptions.OSError, format!("illegal IP address string passed to {function}"))
}

fn inet_aton(vm: &mut Vm, text: Gc<Str>) -> Outcome<Value> {
    let text = c_string(vm, text.to_lossy().as_bytes())?;
    let mut address = libc::in_addr { s_addr: 0 };
    // SAFETY: the text ends in zero, the pointer leads to a local.
    if unsafe { inet_aton_c(text.as_ptr(), &raw mut address) } == 0 {
        return Err(illegal(vm, "inet_aton"));
    }
    vm.new_bytes(&address.s_addr.to_ne_bytes())
}

unsafe extern "C" {
    #[link_name = "inet_aton"]
    fn inet_aton_c(text: *const libc::c_char, address: *mut libc::in_addr) -> i32;
}

fn inet_ntoa(vm: &mut Vm, packed: Value) -> Outcome<String> {
    let bytes = bytes_like(vm, packed)?;
    match <[u8; 4]>::try_from(bytes) {
        Ok(bytes) => Ok(Ipv4Addr::from(bytes).to_string()),
        Err(_) => Err(vm.error(vm.exceptions.OSError, "packed IP wrong length")),
    }
}

fn inet_pton(vm: &mut Vm, family: i64, text: Gc<Str>) -> Outcome<Value> {
    let text = text.to_lossy();
    match family as i32 {
        libc::AF_INET => match text.parse::<Ipv4Addr>() {
            Ok(address) => vm.new_bytes(&address.octets()),
            Err(_) => Err(illegal(vm, "inet_pton")),
        },
        libc::AF_INET6 => match text.parse::<Ipv6Addr>() {
            Ok(address) => vm.new_bytes(&address.octets()),
            Err(_) => Err(illegal(vm, "inet_pton")),
        },
        _ => Err(crate::modules::system::raise_os_error(
            vm,
            libc::EAFNOSUPPORT,
            Value::UNBOUND,
            Value::UNBOUND,
        )),
    }
}

fn inet_ntop(vm: &mut Vm, family: i64, packed: Value) -> Outcome<String> {
    let bytes = bytes_like(vm, packed)?;
    let wrong = |vm: &mut Vm| vm.value_error("invalid length of packed IP address string");
    match family as i32 {
        libc::AF_INET => match <[u8; 4]>::try_from(bytes) {
            Ok(bytes) => Ok(Ipv4Addr::from(bytes).to_string()),
            Err(_) => Err(wrong(vm)),
        },
        libc::AF_INET6 => match <[u8; 16]>::try_from(bytes) {
            Ok(bytes) => Ok(Ipv6Addr::from(bytes).to_string()),
            Err(_) => Err(wrong(vm)),
        },
        family => Err(vm.value_error(format!("unknown address family {family}"))),
    }
}

// Interfaces.

fn if_nameindex(vm: &mut Vm) -> Outcome<Gc<List>> {
    let list = vm.new_list();
    // SAFETY: the array ends in an entry of zeros, and is freed once it was copied.
    let found: Vec<(u32, Vec<u8>)> = unsafe {
        let array = libc::if_nameindex();
        if array.is_null() {
            return Err(last_error(vm, Value::UNBOUND));
        }
        let mut found = Vec::new();
        let mut entry = array;
        while (*entry).if_index != 0 && !(*entry).if_name.is_null() {
            found.push(((*entry).if_index, CStr::from_ptr((*entry).if_name).to_bytes().to_vec()));
            entry = entry.add(1);
        }
        libc::if_freenameindex(array);
        found
    };
    for (index, name) in found {
        let name = vm.fs_decode(&name);
        let pair = vm.pair(Value::fixnum(index.into()), name);
        vm.append(list, pair)?;
    }
    Ok(list)
}

fn if_nametoindex(vm: &mut Vm, name: Value) -> Outcome<i64> {
    let name = crate::modules::system::fs_encode(vm, name)?;
    let name = c_string(vm, &name)?;
    // SAFETY: the text ends in zero.
    match unsafe { libc::if_nametoindex(name.as_ptr()) } {
        0 => Err(vm.error(vm.exceptions.OSError, "no interface with this name")),
        index => Ok(index.into()),
    }
}

fn if_indextoname(vm: &mut Vm, index: i64) -> Outcome<Value> {
    let mut name = [0_u8; libc::IF_NAMESIZE + 1];
    // SAFETY: the buffer is long enough.
    if unsafe { libc::if_indextoname(index as u32, name.as_mut_ptr().cast()) }.is_null() {
        return Err(last_error(vm, Value::UNBOUND));
    }
    let end = name.iter().position(|&byte| byte == 0).unwrap_or(name.len());
    Ok(vm.fs_decode(&name[..end]))
}

fn control_size(vm: &mut Vm, length: i64, name: &str, compute: fn(usize) -> usize) -> Outcome<usize> {
    match usize::try_from(length).ok().filter(|&length| length < i32::MAX as usize - 64) {
        Some(length) => Ok(compute(length)),
        None => Err(vm.error(vm.exceptions.OverflowError, format!("{name}() argument out of range"))),
    }
}
