//! Addresses of sockets: from Python's tuples and paths to what the system takes, and back.
#![allow(unsafe_code, reason = "reads and writes structures of the operating system")]

use std::mem::{offset_of, size_of};
use std::net::{Ipv4Addr, Ipv6Addr};

use super::resolve::resolve;
use crate::builtins::prelude::*;
use crate::modules::native_module::bytes_like;
use crate::modules::system::fs_encode;

/// An address as the system has it.
#[derive(Clone, Copy)]
pub(super) struct Address {
    /// Room for any address.
    pub(super) storage: libc::sockaddr_storage,
    /// How many bytes of it are used.
    pub(super) length: libc::socklen_t,
}

impl Address {
    /// Room for an address that the system is to fill in.
    pub(super) fn empty() -> Address {
        Address {
            // SAFETY: a structure of numbers.
            storage: unsafe { std::mem::zeroed() },
            length: size_of::<libc::sockaddr_storage>() as libc::socklen_t,
        }
    }

    /// The address for a system call that reads it.
    pub(super) fn pointer(&self) -> *const libc::sockaddr {
        (&raw const self.storage).cast()
    }

    /// The address for a system call that writes it, with its length.
    pub(super) fn pointers(&mut self) -> (*mut libc::sockaddr, *mut libc::socklen_t) {
        ((&raw mut self.storage).cast(), &raw mut self.length)
    }

    /// The address of a structure.
    fn of<T>(structure: T) -> Address {
        let mut address = Address::empty();
        // SAFETY: all structures of addresses fit.
        unsafe { (&raw mut address.storage).cast::<T>().write(structure) };
        address.length = size_of::<T>() as libc::socklen_t;
        address
    }

    fn read<T>(&self) -> T {
        // SAFETY: the caller looked at the family; the storage is as large as any structure and aligned.
        unsafe { (&raw const self.storage).cast::<T>().read() }
    }

    /// An IPv4 address.
    pub(super) fn v4(host: Ipv4Addr, port: u16) -> Address {
        // SAFETY: a structure of numbers.
        let mut structure: libc::sockaddr_in = unsafe { std::mem::zeroed() };
        structure.sin_family = libc::AF_INET as libc::sa_family_t;
        structure.sin_port = port.to_be();
        structure.sin_addr.s_addr = u32::from(host).to_be();
        Address::of(structure)
    }

    /// An IPv6 address.
    pub(super) fn v6(host: Ipv6Addr, port: u16, flow: u32, scope: u32) -> Address {
        // SAFETY: a structure of numbers.
        let mut structure: libc::sockaddr_in6 = unsafe { std::mem::zeroed() };
        structure.sin6_family = libc::AF_INET6 as libc::sa_family_t;
        structure.sin6_port = port.to_be();
        structure.sin6_flowinfo = flow.to_be();
        structure.sin6_addr.s6_addr = host.octets();
        structure.sin6_scope_id = scope;
        Address::of(structure)
    }

    fn unix(vm: &mut Vm, path: &[u8]) -> Outcome<Address> {
        // SAFETY: a structure of numbers.
        let mut structure: libc::sockaddr_un = unsafe { std::mem::zeroed() };
        structure.sun_family = libc::AF_UNIX as libc::sa_family_t;
        let is_abstract = path.first() == Some(&0);
        if path.len() + usize::from(!is_abstract) > structure.sun_path.len() {
            return Err(vm.error(vm.exceptions.OSError, "AF_UNIX path too long"));
        }
        for (place, &byte) in structure.sun_path.iter_mut().zip(path) {
            *place = byte as libc::c_char;
        }
        let mut address = Address::of(structure);
        let used = path.len() + usize::from(!is_abstract);
        address.length = (offset_of!(libc::sockaddr_un, sun_path) + used) as libc::socklen_t;
        Ok(address)
    }

    /// The family.
    pub(super) fn family(&self) -> i32 {
        self.storage.ss_family.into()
    }

    /// Reads what Python gives as an address of a family.
    ///
    /// # Errors
    /// `TypeError`, `OverflowError`, or what resolving a name raises.
    pub(super) fn from_python(vm: &mut Vm, family: i32, value: Value, function: &str) -> Outcome<Address> {
        match family {
            libc::AF_UNIX => {
                let path = if value.is::<Str>() { fs_encode(vm, value)? } else { bytes_like(vm, value)? };
                Address::unix(vm, &path)
            }
            libc::AF_INET | libc::AF_INET6 => {
                let name = if family == libc::AF_INET { "AF_INET" } else { "AF_INET6" };
                let Some(parts) = value.cast::<Tuple>() else {
                    let given = vm.type_name(value);
                    let message = format!("{function}(): {name} address must be tuple, not {given}");
                    return Err(vm.type_error(message));
                };
                let allowed = if family == libc::AF_INET { 2..=2 } else { 2..=4 };
                if !allowed.contains(&parts.len()) {
                    let wanted = match family {
                        libc::AF_INET => "AF_INET address must be a pair (host, port)",
                        _ => "AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])",
                    };
                    return Err(vm.type_error(wanted));
                }
                let host = host_text(vm, parts.get(0))?;
                let port = vm.index_i64(parts.get(1))?;
                let Ok(port) = u16::try_from(port) else {
                    let message = format!("{function}(): port must be 0-65535.");
                    return Err(vm.error(vm.exceptions.OverflowError, message));
                };
                let mut rest = [0; 2];
                for (place, slot) in rest.iter_mut().enumerate() {
                    if parts.len() > 2 + place {
                        *slot = vm.index_i64(parts.get(2 + place))?;
                    }
                }
                if !(0..=0xfffff).contains(&rest[0]) {
                    let message = format!("{function}(): flowinfo must be 0-1048575.");
                    return Err(vm.error(vm.exceptions.OverflowError, message));
                }
                let found = resolve(vm, &host, family)?;
                Ok(match family {
                    libc::AF_INET => {
                        let structure: libc::sockaddr_in = found.read();
                        Address::v4(Ipv4Addr::from(u32::from_be(structure.sin_addr.s_addr)), port)
                    }
                    _ => {
                        let structure: libc::sockaddr_in6 = found.read();
                        let scope = if rest[1] == 0 { structure.sin6_scope_id } else { rest[1] as u32 };
                        Address::v6(Ipv6Addr::from(structure.sin6_addr.s6_addr), port, rest[0] as u32, scope)
                    }
                })
            }
            _ => Err(vm.error(vm.exceptions.OSError, format!("{function}(): bad family"))),
        }
    }

    /// The address as Python has it.
    ///
    /// # Errors
    /// `MemoryError`
    pub(super) fn to_python(self, vm: &mut Vm) -> Outcome<Value> {
        if self.length == 0 {
            return Ok(Value::NONE);
        }
        match self.family() {
            libc::AF_INET => {
                let structure: libc::sockaddr_in = self.read();
                let host = Ipv4Addr::from(u32::from_be(structure.sin_addr.s_addr)).to_string();
                let host = vm.new_str(&host).value();
                Ok(vm.pair(host, Value::fixnum(u16::from_be(structure.sin_port).into())))
            }
            libc::AF_INET6 => {
                let structure: libc::sockaddr_in6 = self.read();
                let host = host_of(&self);
                let host = vm.new_str(&host).value();
                let parts = [
                    host,
                    Value::fixnum(u16::from_be(structure.sin6_port).into()),
                    Value::fixnum(u32::from_be(structure.sin6_flowinfo).into()),
                    Value::fixnum(structure.sin6_scope_id.into()),
                ];
                Ok(vm.tuple(&parts).value())
            }
            libc::AF_UNIX => {
                let structure: libc::sockaddr_un = self.read();
                let used = (self.length as usize).saturating_sub(offset_of!(libc::sockaddr_un, sun_path));
                let path: Vec<u8> = structure.sun_path.iter().take(used).map(|&unit| unit as u8).collect();
                if path.first() == Some(&0) && used > 0 && path.len() > 1 {
                    return vm.new_bytes(&path);
                }
                let end = path.iter().position(|&byte| byte == 0).unwrap_or(path.len());
                Ok(vm.fs_decode(&path[..end]))
            }
            family => {
                let used = (self.length as usize).saturating_sub(2);
                // SAFETY: the storage is that long.
                let bytes =
                    unsafe { std::slice::from_raw_parts(self.pointer().cast::<u8>().add(2), used.min(126)) };
                let bytes = bytes.to_vec();
                let data = vm.new_bytes(&bytes)?;
                Ok(vm.pair(Value::fixnum(family.into()), data))
            }
        }
    }
}

/// The host of an address as digits.
pub(super) fn host_of(address: &Address) -> String {
    let mut text = [0; 128];
    // SAFETY: the buffer has the length that is told.
    let result = unsafe {
        libc::getnameinfo(
            address.pointer(),
            address.length,
            text.as_mut_ptr(),
            text.len() as libc::socklen_t,
            std::ptr::null_mut(),
            0,
            libc::NI_NUMERICHOST,
        )
    };
    if result != 0 {
        return String::new();
    }
    text.iter().take_while(|&&unit| unit != 0).map(|&unit| char::from(unit as u8)).collect()
}

/// The text of a host name: `str` in the encoding of domain names, or bytes.
pub(super) fn host_text(vm: &mut Vm, value: Value) -> Outcome<Vec<u8>> {
    let bytes = match value.cast::<Str>() {
        Some(text) => match text.as_ascii() {
            Some(text) => text.as_bytes().to_vec(),
            None => {
                let name = vm.intern("encode");
                let codec = vm.intern("idna").value();
                let encoded = vm.call_method(value, name, &[codec])?;
                bytes_like(vm, encoded)?
            }
        },
        None => match value.is::<crate::object::Bytes>() || value.is::<crate::object::ByteArray>() {
            true => bytes_like(vm, value)?,
            false => {
                let given = vm.type_name(value);
                let message = format!("str, bytes or bytearray expected, not {given}");
                return Err(vm.type_error(message));
            }
        },
    };
    if bytes.contains(&0) {
        return Err(vm.type_error("host name must not contain null character"));
    }
    Ok(bytes)
}
