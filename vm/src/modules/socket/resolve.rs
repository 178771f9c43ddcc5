//! Names of hosts and services.
#![allow(unsafe_code, reason = "calls the resolver of the C library")]

use std::ffi::{CStr, CString};
use std::net::{Ipv4Addr, Ipv6Addr};
use std::ptr;

use super::address::{Address, host_of, host_text};
use super::error_class;
use crate::builtins::prelude::*;
use crate::modules::system::{c_string, last_error, unlocked};
use crate::object::List;
use crate::vm::Raised;

/// Raises `socket.gaierror`.
fn gai_error(vm: &mut Vm, code: i32) -> Raised {
    if code == libc::EAI_SYSTEM {
        return last_error(vm, Value::UNBOUND);
    }
    // SAFETY: the text is a constant of the C library.
    let message = unsafe { CStr::from_ptr(libc::gai_strerror(code)) }.to_string_lossy().into_owned();
    raise(vm, "gaierror", code, &message)
}

/// Raises one of the errors of the module.
fn raise(vm: &mut Vm, class: &str, code: i32, message: &str) -> Raised {
    let class = error_class(vm, class);
    let message = vm.new_str(message).value();
    match vm.call(class, &[Value::fixnum(code.into()), message]) {
        Ok(exception) => vm.raise(exception),
        Err(raised) => raised,
    }
}

/// What `getaddrinfo` finds.
struct Found {
    family: i32,
    kind: i32,
    protocol: i32,
    canonical: String,
    address: Address,
}

fn look_up(
    vm: &mut Vm,
    host: Option<&CString>,
    service: Option<&CString>,
    hints: &libc::addrinfo,
) -> Outcome<Vec<Found>> {
    let mut list: *mut libc::addrinfo = ptr::null_mut();
    let host = host.map_or(ptr::null(), |host| host.as_ptr());
    let service = service.map_or(ptr::null(), |service| service.as_ptr());
    // SAFETY: the texts end in zeros, the pointers lead to locals.
    let code = unlocked(vm, || unsafe { libc::getaddrinfo(host, service, hints, &raw mut list) });
    if code != 0 {
        return Err(gai_error(vm, code));
    }
    let mut found = Vec::new();
    let mut entry = list;
    // SAFETY: the list is what the call made, and is freed once it was copied.
    unsafe {
        while let Some(info) = entry.as_ref() {
            let mut address = Address::empty();
            let length = (info.ai_addrlen as usize).min(size_of::<libc::sockaddr_storage>());
            ptr::copy_nonoverlapping(
                info.ai_addr.cast::<u8>(),
                (&raw mut address.storage).cast::<u8>(),
                length,
            );
            address.length = length as libc::socklen_t;
            let canonical = match info.ai_canonname.is_null() {
                true => String::new(),
                false => CStr::from_ptr(info.ai_canonname).to_string_lossy().into_owned(),
            };
            found.push(Found {
                family: info.ai_family,
                kind: info.ai_socktype,
                protocol: info.ai_protocol,
                canonical,
                address,
            });
            entry = info.ai_next;
        }
        libc::freeaddrinfo(list);
    }
    Ok(found)
}

fn hints(family: i32, kind: i32, protocol: i32, flags: i32) -> libc::addrinfo {
    // SAFETY: a structure of numbers and null pointers.
    let mut hints: libc::addrinfo = unsafe { std::mem::zeroed() };
    hints.ai_family = family;
    hints.ai_socktype = kind;
    hints.ai_protocol = protocol;
    hints.ai_flags = flags;
    hints
}

/// The first address of a host, with port 0.
pub(super) fn resolve(vm: &mut Vm, host: &[u8], family: i32) -> Outcome<Address> {
    let text = String::from_utf8_lossy(host).into_owned();
    match (text.as_str(), family) {
        ("", libc::AF_INET) => return Ok(Address::v4(Ipv4Addr::UNSPECIFIED, 0)),
        ("", libc::AF_INET6) => return Ok(Address::v6(Ipv6Addr::UNSPECIFIED, 0, 0, 0)),
        ("<broadcast>" | "255.255.255.255", libc::AF_INET) => return Ok(Address::v4(Ipv4Addr::BROADCAST, 0)),
        _ => {}
    }
    if let (libc::AF_INET, Ok(host)) = (family, text.parse::<Ipv4Addr>()) {
        return Ok(Address::v4(host, 0));
    }
    if let (libc::AF_INET6, Ok(host)) = (family, text.parse::<Ipv6Addr>()) {
        return Ok(Address::v6(host, 0, 0, 0));
    }
    let host = c_string(vm, host)?;
    let found = look_up(vm, Some(&host), None, &hints(family, libc::SOCK_DGRAM, 0, 0))?;
    match found.first() {
        Some(found) => Ok(found.address),
        None => Err(gai_error(vm, libc::EAI_NONAME)),
    }
}

pub(super) fn getaddrinfo(
    vm: &mut Vm,
    host: Value,
    port: Value,
    family: Option<i64>,
    kind: Option<i64>,
    protocol: Option<i64>,
    flags: Option<i64>,
) -> Outcome<Gc<List>> {
    let host = match host {
        host if host.is_none() => None,
        host => {
            let text = match host.is::<Str>() || host.is::<crate::object::Bytes>() {
                true => host_text(vm, host)?,
                false => return Err(vm.type_error("getaddrinfo() argument 1 must be string or None")),
            };
            Some(c_string(vm, &text)?)
        }
    };
    let service = match port {
        port if port.is_none() => None,
        port if vm.as_int(port).is_some() => {
            let number = vm.index_i64(port)?;
            Some(c_string(vm, number.to_string().as_bytes())?)
        }
        port if port.is::<Str>() || port.is::<crate::object::Bytes>() => {
            let text = host_text(vm, port)?;
            Some(c_string(vm, &text)?)
        }
        _ => return Err(vm.error(vm.exceptions.OSError, "Int or String expected")),
    };
    let number = |value: Option<i64>| value.unwrap_or(0) as i32;
    let hints = hints(number(family), number(kind), number(protocol), number(flags));
    let found = look_up(vm, host.as_ref(), service.as_ref(), &hints)?;
    let list = vm.new_list();
    for entry in found {
        let address = entry.address.to_python(vm)?;
        let canonical = vm.new_str(&entry.canonical).value();
        let numbers = [entry.family, entry.kind, entry.protocol].map(|number| Value::fixnum(number.into()));
        let row = vm.tuple(&[numbers[0], numbers[1], numbers[2], canonical, address]);
        vm.append(list, row.value())?;
    }
    Ok(list)
}

pub(super) fn getnameinfo(vm: &mut Vm, address: Value, flags: i64) -> Outcome<Value> {
    let Some(parts) = address.cast::<Tuple>() else {
        return Err(vm.type_error("getnameinfo() argument 1 must be a tuple"));
    };
    if !(2..=4).contains(&parts.len()) || !parts.get(0).is::<Str>() {
        return Err(
            vm.type_error("getnameinfo() argument 1 must be a tuple (host, port[, flowinfo[, scopeid]])")
        );
    }
    let host = host_text(vm, parts.get(0))?;
    let port = vm.index_i64(parts.get(1))?;
    let (host, service) = (c_string(vm, &host)?, c_string(vm, port.to_string().as_bytes())?);
    let hints = hints(libc::AF_UNSPEC, libc::SOCK_DGRAM, 0, libc::AI_NUMERICHOST);
    let found = look_up(vm, Some(&host), Some(&service), &hints)?;
    let [only] = found.as_slice() else {
        return Err(vm.error(vm.exceptions.OSError, "sockaddr resolved to multiple addresses"));
    };
    let (mut host, mut service) = ([0; 1025], [0; 32]);
    let address = only.address;
    // SAFETY: the buffers have the lengths that are told.
    let code = unlocked(vm, || unsafe {
        libc::getnameinfo(
            address.pointer(),
            address.length,
            host.as_mut_ptr(),
            host.len() as libc::socklen_t,
            service.as_mut_ptr(),
            service.len() as libc::socklen_t,
            flags as i32,
        )
    });
    if code != 0 {
        return Err(gai_error(vm, code));
    }
    let text = |units: &[libc::c_char]| -> String {
        units.iter().take_while(|&&unit| unit != 0).map(|&unit| char::from(unit as u8)).collect()
    };
    let (host, service) = (vm.new_str(&text(&host)).value(), vm.new_str(&text(&service)).value());
    Ok(vm.pair(host, service))
}

pub(super) fn gethostbyname(vm: &mut Vm, host: Value) -> Outcome<String> {
    let host = host_text(vm, host)?;
    resolve(vm, &host, libc::AF_INET).map(|address| host_of(&address))
}

/// A name, its aliases (which the resolver no longer tells) and its addresses.
fn host_entry(vm: &mut Vm, name: &str, addresses: &[String]) -> Outcome<Value> {
    let list = vm.new_list();
    for address in addresses {
        let address = vm.new_str(address).value();
        vm.append(list, address)?;
    }
    let name = vm.new_str(name).value();
    let aliases = vm.new_list().value();
    Ok(vm.tuple(&[name, aliases, list.value()]).value())
}

pub(super) fn gethostbyname_ex(vm: &mut Vm, host: Value) -> Outcome<Value> {
    let text = host_text(vm, host)?;
    let host = c_string(vm, &text)?;
    let hints = hints(libc::AF_INET, libc::SOCK_STREAM, 0, libc::AI_CANONNAME);
    let found = look_up(vm, Some(&host), None, &hints)?;
    let name = found.first().map(|found| found.canonical.clone()).unwrap_or_default();
    let addresses: Vec<String> = found.iter().map(|found| host_of(&found.address)).collect();
    host_entry(vm, &name, &addresses)
}

pub(super) fn gethostbyaddr(vm: &mut Vm, host: Value) -> Outcome<Value> {
    let text = host_text(vm, host)?;
    let host = c_string(vm, &text)?;
    let found = look_up(vm, Some(&host), None, &hints(libc::AF_UNSPEC, libc::SOCK_STREAM, 0, 0))?;
    let Some(first) = found.first() else { return Err(gai_error(vm, libc::EAI_NONAME)) };
    let address = first.address;
    let mut name = [0; 1025];
    // SAFETY: the buffer has the length that is told.
    let code = unlocked(vm, || unsafe {
        let length = name.len() as libc::socklen_t;
        libc::getnameinfo(
            address.pointer(),
            address.length,
            name.as_mut_ptr(),
            length,
            ptr::null_mut(),
            0,
            libc::NI_NAMEREQD,
        )
    });
    if code != 0 {
        return Err(raise(vm, "herror", 1, "Unknown host"));
    }
    let name: String =
        name.iter().take_while(|&&unit| unit != 0).map(|&unit| char::from(unit as u8)).collect();
    host_entry(vm, &name, &[host_of(&address)])
}

pub(super) fn getservbyname(vm: &mut Vm, service: Gc<Str>, protocol: Option<Gc<Str>>) -> Outcome<i64> {
    let service = c_string(vm, service.to_lossy().as_bytes())?;
    let protocol = match protocol {
        Some(protocol) => Some(c_string(vm, protocol.to_lossy().as_bytes())?),
        None => None,
    };
    // SAFETY: the texts end in zeros; the entry is read at once.
    let port = unsafe {
        let protocol = protocol.as_ref().map_or(ptr::null(), |protocol| protocol.as_ptr());
        libc::getservbyname(service.as_ptr(), protocol)
            .as_ref()
            .map(|entry| u16::from_be(entry.s_port as u16))
    };
    port.map(i64::from).ok_or_else(|| vm.error(vm.exceptions.OSError, "service/proto not found"))
}

pub(super) fn getservbyport(vm: &mut Vm, port: i64, protocol: Option<Gc<Str>>) -> Outcome<String> {
    let Ok(port) = u16::try_from(port) else {
        return Err(vm.error(vm.exceptions.OverflowError, "getservbyport: port must be 0-65535."));
    };
    let protocol = match protocol {
        Some(protocol) => Some(c_string(vm, protocol.to_lossy().as_bytes())?),
        None => None,
    };
    // SAFETY: the text ends in zero; the entry is read at once.
    let name = unsafe {
        let protocol = protocol.as_ref().map_or(ptr::null(), |protocol| protocol.as_ptr());
        let entry = libc::getservbyport(i32::from(port.to_be()), protocol).as_ref();
        entry.map(|entry| CStr::from_ptr(entry.s_name).to_string_lossy().into_owned())
    };
    name.ok_or_else(|| vm.error(vm.exceptions.OSError, "port/proto not found"))
}

pub(super) fn getprotobyname(vm: &mut Vm, name: Gc<Str>) -> Outcome<i64> {
    let name = c_string(vm, name.to_lossy().as_bytes())?;
    // SAFETY: the text ends in zero; the entry is read at once.
    let number = unsafe { libc::getprotobyname(name.as_ptr()).as_ref().map(|entry| entry.p_proto) };
    number.map(i64::from).ok_or_else(|| vm.error(vm.exceptions.OSError, "protocol not found"))
}
