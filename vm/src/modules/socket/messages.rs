//! `sendmsg`, `recvmsg` and `recvmsg_into`: several buffers, and ancillary data.
#![allow(unsafe_code, reason = "makes system calls")]

use super::address::Address;
use super::object::{buffer, family, perform_in_time};
use crate::builtins::prelude::*;
use crate::modules::native_module::bytes_like;
use crate::modules::system::{Target, writable};
use crate::object::Record;

/// The length of a header of ancillary data with its data.
pub(super) fn cmsg_len(length: usize) -> usize {
    // SAFETY: computes a number.
    unsafe { libc::CMSG_LEN(length as u32) as usize }
}

/// The room that it takes.
pub(super) fn cmsg_space(length: usize) -> usize {
    // SAFETY: computes a number.
    unsafe { libc::CMSG_SPACE(length as u32) as usize }
}

fn message(
    address: Option<&mut Address>,
    parts: &mut [libc::iovec],
    control: &mut [u64],
    used: usize,
) -> libc::msghdr {
    // SAFETY: a structure of numbers and null pointers.
    let mut header: libc::msghdr = unsafe { std::mem::zeroed() };
    if let Some(address) = address {
        header.msg_name = (&raw mut address.storage).cast();
        header.msg_namelen = address.length;
    }
    header.msg_iov = parts.as_mut_ptr();
    header.msg_iovlen = parts.len() as _;
    if used > 0 {
        header.msg_control = control.as_mut_ptr().cast();
        header.msg_controllen = used as _;
    }
    header
}

pub(super) fn sendmsg(
    vm: &mut Vm,
    this: Gc<Record>,
    buffers: Value,
    ancillary: Option<Value>,
    flags: Option<i64>,
    address: Option<Value>,
) -> Outcome<usize> {
    let list = vm.list_from(buffers)?;
    let mut data = Vec::with_capacity(list.len());
    for at in 0..list.len() {
        let part = list.get(at).unwrap_or(Value::NONE);
        data.push(bytes_like(vm, part)?);
    }
    let mut parts: Vec<libc::iovec> = data
        .iter()
        .map(|part| libc::iovec { iov_base: part.as_ptr().cast_mut().cast(), iov_len: part.len() })
        .collect();
    let mut items = Vec::new();
    if let Some(ancillary) = ancillary {
        let list = vm.list_from(ancillary)?;
        for at in 0..list.len() {
            let item = list.get(at).unwrap_or(Value::NONE);
            let item = vm.tuple_from(item)?;
            if item.len() != 3 {
                return Err(vm.type_error("[sendmsg() argument 2] must be sequence of length 3"));
            }
            let (level, kind) = (vm.index_i64(item.get(0))?, vm.index_i64(item.get(1))?);
            items.push((level as i32, kind as i32, bytes_like(vm, item.get(2))?));
        }
    }
    let used: usize = items.iter().map(|(_, _, data)| cmsg_space(data.len())).sum();
    let mut control = vec![0_u64; used.div_ceil(8)];
    let mut address = match address.filter(|address| !address.is_none()) {
        Some(address) => Some(Address::from_python(vm, family(this), address, "sendmsg")?),
        None => None,
    };
    let mut header = message(address.as_mut(), &mut parts, &mut control, used);
    // SAFETY: the control buffer has room for all items, which are written one after the other.
    unsafe {
        let mut place = libc::CMSG_FIRSTHDR(&raw const header);
        for (level, kind, data) in &items {
            let Some(entry) = place.as_mut() else { break };
            entry.cmsg_level = *level;
            entry.cmsg_type = *kind;
            entry.cmsg_len = cmsg_len(data.len()) as _;
            std::ptr::copy_nonoverlapping(data.as_ptr(), libc::CMSG_DATA(place), data.len());
            place = libc::CMSG_NXTHDR(&raw const header, place);
        }
    }
    let flags = flags.unwrap_or(0) as i32 | libc::MSG_NOSIGNAL;
    perform_in_time(vm, this, true, |number| {
        // SAFETY: the header describes buffers that live here.
        unsafe { libc::sendmsg(number, &raw mut header, flags) as i64 }
    })
}

/// Receives into buffers: how many bytes, ancillary data, flags and the address.
fn receive(
    vm: &mut Vm,
    this: Gc<Record>,
    parts: &mut [libc::iovec],
    room: Option<i64>,
    flags: Option<i64>,
) -> Outcome<(usize, [Value; 3])> {
    let room = match usize::try_from(room.unwrap_or(0)) {
        Ok(room) if room <= i32::MAX as usize => room,
        _ => return Err(vm.value_error("invalid ancillary data buffer length")),
    };
    let mut control = vec![0_u64; room.div_ceil(8)];
    let mut address = Address::empty();
    let mut header = message(Some(&mut address), parts, &mut control, room);
    let flags = flags.unwrap_or(0) as i32;
    let count = perform_in_time(vm, this, false, |number| {
        // SAFETY: the header describes buffers that live here.
        unsafe { libc::recvmsg(number, &raw mut header, flags | libc::MSG_CMSG_CLOEXEC) as i64 }
    })?;
    address.length = header.msg_namelen;
    let list = vm.new_list();
    // SAFETY: the system has filled the control buffer; each item lies within what it says was used.
    unsafe {
        let mut place = libc::CMSG_FIRSTHDR(&raw const header);
        while let Some(entry) = place.as_ref() {
            let start = libc::CMSG_DATA(place);
            let end = header.msg_control as usize + header.msg_controllen;
            let length = entry.cmsg_len.saturating_sub(cmsg_len(0)).min(end.saturating_sub(start as usize));
            let data = std::slice::from_raw_parts(start, length).to_vec();
            let data = vm.new_bytes(&data)?;
            let item = vm.tuple(&[
                Value::fixnum(entry.cmsg_level.into()),
                Value::fixnum(entry.cmsg_type.into()),
                data,
            ]);
            vm.append(list, item.value())?;
            place = libc::CMSG_NXTHDR(&raw const header, place);
        }
    }
    let flags = header.msg_flags & !libc::MSG_CMSG_CLOEXEC;
    let address = address.to_python(vm)?;
    Ok((count, [list.value(), Value::fixnum(flags.into()), address]))
}

pub(super) fn recvmsg(
    vm: &mut Vm,
    this: Gc<Record>,
    size: i64,
    room: Option<i64>,
    flags: Option<i64>,
) -> Outcome<Gc<Tuple>> {
    if size < 0 {
        return Err(vm.value_error("negative buffer size in recvmsg()"));
    }
    let mut data = buffer(vm, size, "recvmsg()")?;
    let mut parts = [libc::iovec { iov_base: data.as_mut_ptr().cast(), iov_len: data.len() }];
    let (count, [ancillary, flags, address]) = receive(vm, this, &mut parts, room, flags)?;
    let data = vm.new_bytes(&data[..count])?;
    Ok(vm.tuple(&[data, ancillary, flags, address]))
}

pub(super) fn recvmsg_into(
    vm: &mut Vm,
    this: Gc<Record>,
    buffers: Value,
    room: Option<i64>,
    flags: Option<i64>,
) -> Outcome<Gc<Tuple>> {
    let list = vm.list_from(buffers)?;
    let mut targets: Vec<Target> = Vec::with_capacity(list.len());
    for at in 0..list.len() {
        let value = list.get(at).unwrap_or(Value::NONE);
        targets.push(writable(vm, value, "recvmsg_into() argument 1 elements")?);
    }
    let mut parts: Vec<libc::iovec> = targets
        .iter()
        .map(|target| libc::iovec { iov_base: target.pointer().cast(), iov_len: target.length })
        .collect();
    let (count, [ancillary, flags, address]) = receive(vm, this, &mut parts, room, flags)?;
    // The list has kept the buffers alive.
    std::hint::black_box(list);
    Ok(vm.tuple(&[Value::index(count), ancillary, flags, address]))
}
