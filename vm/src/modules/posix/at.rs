//! `posix`: calls on paths that may be relative to a folder's descriptor, -100 standing for the current folder.

use super::path;
use crate::builtins::prelude::*;
use crate::modules::system::{c_string, checked, last_error, last_error_number, raise_os_error};
use crate::object::{Bytes, NativeSpec};

/// The functions; those in Python that call them check and complete their arguments.
pub(super) static FUNCTIONS: &[NativeSpec] = &[
    io_method!("_call_path", "(name, path, number, folder, shown, /)", call_path),
    io_method!("_call_paths", "(name, first, second, folders, flags, shown, /)", call_paths),
    io_method!(
        "_access",
        "(path, mode, folder, flags, /)",
        |vm: &mut Vm, name: Gc<Bytes>, mode: i64, folder: i64, flags: i64| {
            let name = path(vm, name)?;
            // SAFETY: the path ends in zero.
            Ok(unsafe { libc::faccessat(folder as i32, name.as_ptr(), mode as i32, flags as i32) } == 0)
        }
    ),
    io_method!("_readlink", "(path, folder, shown, /)", read_link),
    io_method!(
        "_chown",
        "(path, uid, gid, folder, flags, shown, /)",
        |vm: &mut Vm, name: Value, user: i64, group: i64, folder: i64, flags: i64, shown: Value| {
            let result = match name.cast::<Bytes>() {
                None => {
                    let fd = vm.index_i64(name)? as i32;
                    // SAFETY: the call takes numbers.
                    unsafe { libc::fchown(fd, user as u32, group as u32) }
                }
                Some(name) => {
                    let name = path(vm, name)?;
                    // SAFETY: the path ends in zero.
                    unsafe {
                        libc::fchownat(folder as i32, name.as_ptr(), user as u32, group as u32, flags as i32)
                    }
                }
            };
            checked(vm, result.into(), shown).map(|_| ())
        }
    ),
    io_method!(
        "_mknod",
        "(path, mode, device, folder, shown, /)",
        |vm: &mut Vm, name: Gc<Bytes>, mode: i64, device: i64, folder: i64, shown: Value| {
            let name = path(vm, name)?;
            // SAFETY: the path ends in zero.
            let result = unsafe {
                libc::mknodat(folder as i32, name.as_ptr(), mode as libc::mode_t, device as libc::dev_t)
            };
            checked(vm, result.into(), shown).map(|_| ())
        }
    ),
    io_method!("_statvfs", "(path, shown, /)", stat_file_system),
    io_method!("_getxattr", "(path, name, follow, shown, /)", get_attribute),
    io_method!("_listxattr", "(path, follow, shown, /)", list_attributes),
    io_method!("_setxattr", "(path, name, value, flags, follow, shown, /)", set_attribute),
    io_method!("_removexattr", "(path, name, follow, shown, /)", remove_attribute),
];

fn call_path(
    vm: &mut Vm,
    name: Gc<Str>,
    file: Gc<Bytes>,
    number: i64,
    folder: i64,
    shown: Value,
) -> Outcome<()> {
    let (file, folder) = (path(vm, file)?, folder as i32);
    let file = file.as_ptr();
    // SAFETY: the path ends in zero.
    let result = unsafe {
        match name.as_ascii() {
            Some("chdir") => libc::chdir(file),
            Some("chroot") => libc::chroot(file),
            Some("rmdir") => libc::unlinkat(folder, file, libc::AT_REMOVEDIR),
            Some("unlink") => libc::unlinkat(folder, file, 0),
            Some("mkdir") => libc::mkdirat(folder, file, number as libc::mode_t),
            Some("chmod") => libc::fchmodat(folder, file, number as libc::mode_t, 0),
            Some("lchmod") => libc::fchmodat(folder, file, number as libc::mode_t, libc::AT_SYMLINK_NOFOLLOW),
            Some("mkfifo") => libc::mkfifoat(folder, file, number as libc::mode_t),
            _ => libc::truncate(file, number),
        }
    };
    checked(vm, result.into(), shown).map(|_| ())
}

fn call_paths(
    vm: &mut Vm,
    name: Gc<Str>,
    first: Gc<Bytes>,
    second: Gc<Bytes>,
    folders: Gc<Tuple>,
    flags: i64,
    shown: Gc<Tuple>,
) -> Outcome<()> {
    let (first, second) = (path(vm, first)?, path(vm, second)?);
    let (from, to) = (vm.index_i64(folders.get(0))? as i32, vm.index_i64(folders.get(1))? as i32);
    // SAFETY: the paths end in zero.
    let result = unsafe {
        match name.as_ascii() {
            Some("rename") => libc::renameat(from, first.as_ptr(), to, second.as_ptr()),
            Some("link") => libc::linkat(from, first.as_ptr(), to, second.as_ptr(), flags as i32),
            _ => libc::symlinkat(first.as_ptr(), to, second.as_ptr()),
        }
    };
    if result == -1 {
        return Err(raise_os_error(vm, last_error_number(), shown.get(0), shown.get(1)));
    }
    Ok(())
}

fn read_link(vm: &mut Vm, name: Gc<Bytes>, folder: i64, shown: Value) -> Outcome<Value> {
    let name = path(vm, name)?;
    let mut target = vec![0_u8; libc::PATH_MAX as usize];
    // SAFETY: the path ends in zero, the buffer has the length that is told.
    let count =
        unsafe { libc::readlinkat(folder as i32, name.as_ptr(), target.as_mut_ptr().cast(), target.len()) };
    let count = checked(vm, count as i64, shown)?;
    vm.new_bytes(&target[..count as usize])
}

fn stat_file_system(vm: &mut Vm, name: Value, shown: Value) -> Outcome<Gc<Tuple>> {
    // SAFETY: a structure of numbers.
    let mut found: libc::statvfs = unsafe { std::mem::zeroed() };
    let result = match name.cast::<Bytes>() {
        None => {
            let fd = vm.index_i64(name)? as i32;
            // SAFETY: the pointer leads to a local.
            unsafe { libc::fstatvfs(fd, &raw mut found) }
        }
        Some(name) => {
            let name = path(vm, name)?;
            // SAFETY: the path ends in zero, the pointer leads to a local.
            unsafe { libc::statvfs(name.as_ptr(), &raw mut found) }
        }
    };
    checked(vm, result.into(), shown)?;
    let list = vm.new_list();
    for number in [
        found.f_bsize,
        found.f_frsize,
        found.f_blocks,
        found.f_bfree,
        found.f_bavail,
        found.f_files,
        found.f_ffree,
        found.f_favail,
        found.f_flag,
        found.f_namemax,
        found.f_fsid,
    ] {
        let number = vm.new_integer(&strict_semantics::Int::from(number));
        vm.append(list, number)?;
    }
    vm.tuple_of_list(list)
}

// Extended attributes. A descriptor is named by its path under `/proc`.

fn attribute_path(vm: &mut Vm, name: Value) -> Outcome<std::ffi::CString> {
    match name.cast::<Bytes>() {
        Some(name) => path(vm, name),
        None => {
            let fd = vm.index_i64(name)?;
            c_string(vm, format!("/proc/self/fd/{fd}").as_bytes())
        }
    }
}

/// Calls with buffers that grow until the answer fits.
fn growing(vm: &mut Vm, shown: Value, call: impl Fn(*mut u8, usize) -> isize) -> Outcome<Vec<u8>> {
    let mut size = 256;
    loop {
        let mut data = vec![0_u8; size];
        let count = call(data.as_mut_ptr(), size);
        if count >= 0 {
            data.truncate(count as usize);
            return Ok(data);
        }
        if last_error_number() != libc::ERANGE || size > 1 << 20 {
            return Err(last_error(vm, shown));
        }
        size *= 8;
    }
}

fn get_attribute(
    vm: &mut Vm,
    name: Value,
    attribute: Gc<Bytes>,
    follow: bool,
    shown: Value,
) -> Outcome<Value> {
    let (file, attribute) = (attribute_path(vm, name)?, path(vm, attribute)?);
    let data = growing(vm, shown, |data, size| {
        // SAFETY: the texts end in zeros, the buffer has the length that is told.
        unsafe {
            match follow {
                true => libc::getxattr(file.as_ptr(), attribute.as_ptr(), data.cast(), size),
                false => libc::lgetxattr(file.as_ptr(), attribute.as_ptr(), data.cast(), size),
            }
        }
    })?;
    vm.new_bytes(&data)
}

fn list_attributes(vm: &mut Vm, name: Value, follow: bool, shown: Value) -> Outcome<Value> {
    let file = attribute_path(vm, name)?;
    let data = growing(vm, shown, |data, size| {
        // SAFETY: as above.
        unsafe {
            match follow {
                true => libc::listxattr(file.as_ptr(), data.cast(), size),
                false => libc::llistxattr(file.as_ptr(), data.cast(), size),
            }
        }
    })?;
    let list = vm.new_list();
    for part in data.split(|&byte| byte == 0).filter(|part| !part.is_empty()) {
        let part = vm.fs_decode(part);
        vm.append(list, part)?;
    }
    Ok(list.value())
}

fn set_attribute(
    vm: &mut Vm,
    name: Value,
    attribute: Gc<Bytes>,
    value: Value,
    flags: i64,
    follow: bool,
    shown: Value,
) -> Outcome<()> {
    let (file, attribute) = (attribute_path(vm, name)?, path(vm, attribute)?);
    let value = crate::modules::native_module::bytes_like(vm, value)?;
    let (data, size, flags) = (value.as_ptr().cast(), value.len(), flags as i32);
    // SAFETY: the texts end in zeros, the value has the length that is told.
    let result = unsafe {
        match follow {
            true => libc::setxattr(file.as_ptr(), attribute.as_ptr(), data, size, flags),
            false => libc::lsetxattr(file.as_ptr(), attribute.as_ptr(), data, size, flags),
        }
    };
    checked(vm, result.into(), shown).map(|_| ())
}

fn remove_attribute(
    vm: &mut Vm,
    name: Value,
    attribute: Gc<Bytes>,
    follow: bool,
    shown: Value,
) -> Outcome<()> {
    let (file, attribute) = (attribute_path(vm, name)?, path(vm, attribute)?);
    // SAFETY: the texts end in zeros.
    let result = unsafe {
        match follow {
            true => libc::removexattr(file.as_ptr(), attribute.as_ptr()),
            false => libc::lremovexattr(file.as_ptr(), attribute.as_ptr()),
        }
    };
    checked(vm, result.into(), shown).map(|_| ())
}
