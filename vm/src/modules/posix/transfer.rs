//! `posix`: reading and writing at positions and in several buffers, moving data between descriptors, and descriptors
//! that count, tick or hold memory.

use super::{BytesArgument, path_bytes};
use crate::builtins::prelude::*;
use crate::modules::native_module::bytes_like;
use crate::modules::system::{Target, blocking, c_string, checked, writable};
use crate::object::NativeSpec;

/// The functions.
pub(super) static FUNCTIONS: &[NativeSpec] = &[
    io_method!("pread", "(fd, length, offset, /)", |vm: &mut Vm, fd: i64, length: i64, offset: i64| {
        let mut data = super::zeroed(vm, length)?;
        let count = blocking(vm, Value::UNBOUND, || {
            // SAFETY: the buffer has the length that is told.
            unsafe { libc::pread(fd as i32, data.as_mut_ptr().cast(), data.len(), offset) as i64 }
        })?;
        vm.new_bytes(&data[..count as usize])
    }),
    io_method!(
        "pwrite",
        "(fd, buffer, offset, /)",
        |vm: &mut Vm, fd: i64, BytesArgument(data): BytesArgument, offset: i64| {
            blocking(vm, Value::UNBOUND, || {
                // SAFETY: the buffer has the length that is told.
                unsafe { libc::pwrite(fd as i32, data.as_ptr().cast(), data.len(), offset) as i64 }
            })
        }
    ),
    io_method!("readv", "(fd, buffers, /)", |vm: &mut Vm, fd: i64, buffers: Value| {
        read_buffers(vm, fd, buffers, None, 0)
    }),
    io_method!(
        "preadv",
        "(fd, buffers, offset, flags=0, /)",
        |vm: &mut Vm, fd: i64, buffers: Value, offset: i64, flags: Option<i64>| {
            read_buffers(vm, fd, buffers, Some(offset), flags.unwrap_or(0))
        }
    ),
    io_method!("writev", "(fd, buffers, /)", |vm: &mut Vm, fd: i64, buffers: Value| {
        write_buffers(vm, fd, buffers, None, 0)
    }),
    io_method!(
        "pwritev",
        "(fd, buffers, offset, flags=0, /)",
        |vm: &mut Vm, fd: i64, buffers: Value, offset: i64, flags: Option<i64>| {
            write_buffers(vm, fd, buffers, Some(offset), flags.unwrap_or(0))
        }
    ),
    io_method!("readinto", "(fd, buffer, /)", |vm: &mut Vm, fd: i64, buffer: Value| {
        let target = writable(vm, buffer, "readinto() argument 2")?;
        blocking(vm, Value::UNBOUND, || {
            // SAFETY: the target is storage of that length, which `target` keeps alive.
            unsafe { libc::read(fd as i32, target.pointer().cast(), target.length) as i64 }
        })
    }),
    io_method!(
        "sendfile",
        "(out_fd, in_fd, offset, count)",
        |vm: &mut Vm, to: i64, from: i64, offset: Option<Value>, count: i64| {
            let mut offset = optional(vm, offset)?;
            blocking(vm, Value::UNBOUND, || {
                // SAFETY: the pointer leads to a local or nowhere.
                unsafe { libc::sendfile(to as i32, from as i32, pointer(&mut offset), count as usize) as i64 }
            })
        }
    ),
    io_method!("copy_file_range", "(src, dst, count, offset_src=None, offset_dst=None)", |vm: &mut Vm,
                                                                                          from: i64,
                                                                                          to: i64,
                                                                                          count: i64,
                                                                                          source: Option<
        Value,
    >,
                                                                                          target: Option<
        Value,
    >| {
        if count < 0 {
            return Err(vm.value_error("negative value for 'count' not allowed"));
        }
        let (mut source, mut target) = (optional(vm, source)?, optional(vm, target)?);
        blocking(vm, Value::UNBOUND, || {
            // SAFETY: the pointers lead to locals or nowhere.
            unsafe {
                let (source, target) = (pointer(&mut source), pointer(&mut target));
                libc::copy_file_range(from as i32, source, to as i32, target, count as usize, 0) as i64
            }
        })
    }),
    io_method!("splice", "(src, dst, count, offset_src=None, offset_dst=None, flags=0)", |vm: &mut Vm,
                                                                                          from: i64,
                                                                                          to: i64,
                                                                                          count: i64,
                                                                                          source: Option<
        Value,
    >,
                                                                                          target: Option<
        Value,
    >,
                                                                                          flags: Option<
        i64,
    >| {
        if count < 0 {
            return Err(vm.value_error("negative value for 'count' not allowed"));
        }
        let (mut source, mut target) = (optional(vm, source)?, optional(vm, target)?);
        blocking(vm, Value::UNBOUND, || {
            // SAFETY: the pointers lead to locals or nowhere.
            unsafe {
                let (source, target) = (pointer(&mut source), pointer(&mut target));
                libc::splice(
                    from as i32,
                    source,
                    to as i32,
                    target,
                    count as usize,
                    flags.unwrap_or(0) as u32,
                ) as i64
            }
        })
    }),
    act!("sync", "()", || {
        libc::sync();
        0
    }),
    act!("lockf", "(fd, command, length, /)", |fd: i32, command: i32, length: i64| libc::lockf(
        fd, command, length
    )),
    io_method!(
        "posix_fallocate",
        "(fd, offset, length, /)",
        |vm: &mut Vm, fd: i64, offset: i64, length: i64| {
            // SAFETY: the call takes numbers.
            told(vm, unsafe { libc::posix_fallocate(fd as i32, offset, length) })
        }
    ),
    io_method!(
        "posix_fadvise",
        "(fd, offset, length, advice, /)",
        |vm: &mut Vm, fd: i64, offset: i64, length: i64, advice: i64| {
            // SAFETY: the call takes numbers.
            told(vm, unsafe { libc::posix_fadvise(fd as i32, offset, length, advice as i32) })
        }
    ),
    io_method!("pipe2", "(flags, /)", |vm: &mut Vm, flags: i64| {
        let mut ends = [0; 2];
        // SAFETY: the pointer leads to a local of two numbers.
        let result = unsafe { libc::pipe2(ends.as_mut_ptr(), flags as i32) };
        checked(vm, result.into(), Value::UNBOUND)?;
        let [reader, writer] = ends.map(|fd| Value::fixnum(fd.into()));
        Ok(vm.pair(reader, writer))
    }),
    io_method!(
        "memfd_create",
        "(name, flags=MFD_CLOEXEC)",
        |vm: &mut Vm, name: Value, flags: Option<i64>| {
            let name = path_bytes(vm, name)?;
            let name = c_string(vm, &name)?;
            // SAFETY: the text ends in zero.
            let result = unsafe {
                libc::memfd_create(name.as_ptr(), flags.map_or(libc::MFD_CLOEXEC, |flags| flags as u32))
            };
            checked(vm, result.into(), Value::UNBOUND)
        }
    ),
    io_method!("eventfd", "(initval, flags=EFD_CLOEXEC)", |vm: &mut Vm, start: i64, flags: Option<i64>| {
        // SAFETY: the call takes numbers.
        let result =
            unsafe { libc::eventfd(start as u32, flags.map_or(libc::EFD_CLOEXEC, |flags| flags as i32)) };
        checked(vm, result.into(), Value::UNBOUND)
    }),
    io_method!("eventfd_read", "(fd)", |vm: &mut Vm, fd: i64| {
        let mut value = 0_u64;
        blocking(vm, Value::UNBOUND, || {
            // SAFETY: the pointer leads to a local of that length.
            unsafe { libc::read(fd as i32, (&raw mut value).cast(), 8) as i64 }
        })?;
        Ok(vm.new_integer(&strict_semantics::Int::from(value)))
    }),
    io_method!("eventfd_write", "(fd, value)", |vm: &mut Vm, fd: i64, value: Value| {
        let Some(value) = vm.to_index(value)?.to_u64() else {
            return Err(vm.error(vm.exceptions.OverflowError, "Python int too large for C uint64_t"));
        };
        blocking(vm, Value::UNBOUND, || {
            // SAFETY: the pointer leads to a local of that length.
            unsafe { libc::write(fd as i32, (&raw const value).cast(), 8) as i64 }
        })
        .map(|_| ())
    }),
];

/// The result of a call that tells an error number.
fn told(vm: &mut Vm, code: i32) -> Outcome<()> {
    if code == 0 {
        return Ok(());
    }
    Err(crate::modules::system::raise_os_error(vm, code, Value::UNBOUND, Value::UNBOUND))
}

fn optional(vm: &mut Vm, value: Option<Value>) -> Outcome<Option<i64>> {
    match value.filter(|value| !value.is_none()) {
        Some(value) => vm.index_i64(value).map(Some),
        None => Ok(None),
    }
}

fn pointer(offset: &mut Option<i64>) -> *mut i64 {
    offset.as_mut().map_or(std::ptr::null_mut(), std::ptr::from_mut)
}

fn read_buffers(vm: &mut Vm, fd: i64, buffers: Value, offset: Option<i64>, flags: i64) -> Outcome<i64> {
    let list = vm.list_from(buffers)?;
    let mut targets: Vec<Target> = Vec::with_capacity(list.len());
    for at in 0..list.len() {
        let value = list.get(at).unwrap_or(Value::NONE);
        targets.push(writable(vm, value, "readv() argument 2 elements")?);
    }
    let parts: Vec<libc::iovec> = targets
        .iter()
        .map(|target| libc::iovec { iov_base: target.pointer().cast(), iov_len: target.length })
        .collect();
    let result = blocking(vm, Value::UNBOUND, || {
        let (pointer, count) = (parts.as_ptr(), parts.len() as i32);
        // SAFETY: the list has kept the buffers alive.
        unsafe {
            match offset {
                None => libc::readv(fd as i32, pointer, count) as i64,
                Some(offset) => libc::preadv2(fd as i32, pointer, count, offset, flags as i32) as i64,
            }
        }
    });
    std::hint::black_box(list);
    result
}

fn write_buffers(vm: &mut Vm, fd: i64, buffers: Value, offset: Option<i64>, flags: i64) -> Outcome<i64> {
    let list = vm.list_from(buffers)?;
    let mut data = Vec::with_capacity(list.len());
    for at in 0..list.len() {
        let part = list.get(at).unwrap_or(Value::NONE);
        data.push(bytes_like(vm, part)?);
    }
    let parts: Vec<libc::iovec> = data
        .iter()
        .map(|part| libc::iovec { iov_base: part.as_ptr().cast_mut().cast(), iov_len: part.len() })
        .collect();
    blocking(vm, Value::UNBOUND, || {
        let (pointer, count) = (parts.as_ptr(), parts.len() as i32);
        // SAFETY: the buffers live here.
        unsafe {
            match offset {
                None => libc::writev(fd as i32, pointer, count) as i64,
                Some(offset) => libc::pwritev2(fd as i32, pointer, count, offset, flags as i32) as i64,
            }
        }
    })
}
