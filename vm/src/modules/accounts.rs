//! `pwd` and `grp`: the databases of users and groups. Classes of entries are in Python.
#![allow(unsafe_code, reason = "calls the C library")]

use std::ffi::{CStr, c_char};

use crate::builtins::prelude::*;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::modules::system::{c_string, fs_encode};
use crate::object::List;

/// `pwd`
pub static PWD: ModuleSpec = ModuleSpec {
    doc: "This module provides access to the Unix password database.",
    python: include_str!("python/pwd.py"),
    ..new_module(
        "pwd",
        &[
            m(
                "_by_id",
                "(uid, /)",
                Any,
                n(|vm: &mut Vm, id: i64| {
                    // SAFETY: the entry is read before the next call.
                    let entry = unsafe { libc::getpwuid(id as u32) };
                    user(vm, entry)
                }),
                "",
            ),
            m(
                "_by_name",
                "(name, /)",
                Any,
                n(|vm: &mut Vm, name: Value| {
                    let name = fs_encode(vm, name)?;
                    let name = c_string(vm, &name)?;
                    // SAFETY: the text ends in zero; the entry is read before the next call.
                    let entry = unsafe { libc::getpwnam(name.as_ptr()) };
                    user(vm, entry)
                }),
                "",
            ),
            m("_all", "()", Any, n(all_users), ""),
        ],
    )
};

/// `grp`
pub static GRP: ModuleSpec = ModuleSpec {
    doc: "Access to the Unix group database.",
    python: include_str!("python/grp.py"),
    ..new_module(
        "grp",
        &[
            m(
                "_by_id",
                "(gid, /)",
                Any,
                n(|vm: &mut Vm, id: i64| {
                    // SAFETY: the entry is read before the next call.
                    let entry = unsafe { libc::getgrgid(id as u32) };
                    group(vm, entry)
                }),
                "",
            ),
            m(
                "_by_name",
                "(name, /)",
                Any,
                n(|vm: &mut Vm, name: Value| {
                    let name = fs_encode(vm, name)?;
                    let name = c_string(vm, &name)?;
                    // SAFETY: the text ends in zero; the entry is read before the next call.
                    let entry = unsafe { libc::getgrnam(name.as_ptr()) };
                    group(vm, entry)
                }),
                "",
            ),
            m("_all", "()", Any, n(all_groups), ""),
        ],
    )
};

fn text(vm: &mut Vm, text: *const c_char) -> Value {
    if text.is_null() {
        return Value::NONE;
    }
    // SAFETY: texts of entries end in zeros.
    let bytes = unsafe { CStr::from_ptr(text) }.to_bytes().to_vec();
    vm.fs_decode(&bytes)
}

/// The fields of an entry, `None` if there is none.
fn user(vm: &mut Vm, entry: *const libc::passwd) -> Outcome<Value> {
    // SAFETY: the C library's entry is valid until the next call.
    let Some(entry) = (unsafe { entry.as_ref() }) else { return Ok(Value::NONE) };
    let fields = [
        text(vm, entry.pw_name),
        text(vm, entry.pw_passwd),
        Value::fixnum(entry.pw_uid.into()),
        Value::fixnum(entry.pw_gid.into()),
        text(vm, entry.pw_gecos),
        text(vm, entry.pw_dir),
        text(vm, entry.pw_shell),
    ];
    Ok(vm.tuple(&fields).value())
}

fn group(vm: &mut Vm, entry: *const libc::group) -> Outcome<Value> {
    // SAFETY: the C library's entry is valid until the next call.
    let Some(entry) = (unsafe { entry.as_ref() }) else { return Ok(Value::NONE) };
    let members = vm.new_list();
    let mut place = entry.gr_mem;
    // SAFETY: the array of members ends in a null pointer.
    unsafe {
        while !place.is_null() && !(*place).is_null() {
            let member = text(vm, *place);
            vm.append(members, member)?;
            place = place.add(1);
        }
    }
    let fields = [
        text(vm, entry.gr_name),
        text(vm, entry.gr_passwd),
        Value::fixnum(entry.gr_gid.into()),
        members.value(),
    ];
    Ok(vm.tuple(&fields).value())
}

fn all_users(vm: &mut Vm) -> Outcome<Gc<List>> {
    let list = vm.new_list();
    // SAFETY: the calls go through the database; each entry is read before the next call.
    unsafe { libc::setpwent() };
    loop {
        // SAFETY: as above.
        let entry = unsafe { libc::getpwent() };
        let fields = user(vm, entry)?;
        if fields.is_none() {
            break;
        }
        vm.append(list, fields)?;
    }
    // SAFETY: as above.
    unsafe { libc::endpwent() };
    Ok(list)
}

fn all_groups(vm: &mut Vm) -> Outcome<Gc<List>> {
    let list = vm.new_list();
    // SAFETY: the calls go through the database; each entry is read before the next call.
    unsafe { libc::setgrent() };
    loop {
        // SAFETY: as above.
        let entry = unsafe { libc::getgrent() };
        let fields = group(vm, entry)?;
        if fields.is_none() {
            break;
        }
        vm.append(list, fields)?;
    }
    // SAFETY: as above.
    unsafe { libc::endgrent() };
    Ok(list)
}
