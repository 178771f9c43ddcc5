//! `posix`: system calls; how paths are given and results look is in Python.
#![allow(unsafe_code, reason = "makes system calls")]

use std::ffi::{CString, OsStr, c_char};
use std::os::unix::ffi::{OsStrExt, OsStringExt};

use crate::heap::Gc;
use crate::modules::native_module::{ModuleSpec, bytes_like, new_module};
use crate::modules::system::{blocking, checked, fs_encode, fs_path, last_error, message_of, raise_os_error};
use crate::object::{Bytes, Dict, List, Tuple};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

macro_rules! io_method {
    ($name:literal, $signature:literal, $function:expr) => {
        crate::native::method(
            $name,
            $signature,
            crate::object::Effect::InputOutput,
            crate::native::native($function),
            "",
        )
    };
}

/// A system call of numbers that gives a number.
macro_rules! call {
    ($name:literal, $signature:literal, |$($argument:ident: $type:ty),*| $call:expr) => {
        io_method!($name, $signature, |vm: &mut crate::vm::Vm, $($argument: i64),*| {
            $(let $argument = $argument as $type;)*
            // SAFETY: the system call takes numbers only.
            let result = unsafe { $call };
            crate::modules::system::checked(vm, i64::from(result), crate::value::Value::UNBOUND)
        })
    };
    ($name:literal, $signature:literal, || $call:expr) => { call!($name, $signature, | | $call) };
}

/// The same for one that gives nothing.
macro_rules! act {
    ($name:literal, $signature:literal, |$($argument:ident: $type:ty),*| $call:expr) => {
        io_method!($name, $signature, |vm: &mut crate::vm::Vm, $($argument: i64),*| {
            $(let $argument = $argument as $type;)*
            // SAFETY: the system call takes numbers only.
            let result = unsafe { $call };
            crate::modules::system::checked(vm, i64::from(result), crate::value::Value::UNBOUND).map(|_| ())
        })
    };
    ($name:literal, $signature:literal, || $call:expr) => { act!($name, $signature, | | $call) };
}

mod at;
mod configuration;
mod processes;
mod terminals;
mod transfer;
mod users;

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    fill,
    python: include_str!("../python/posix.py"),
    ..new_module(
        "posix",
        &[
            io_method!("_open", "(path, flags, mode, folder, shown, /)", open),
            act!("close", "(fd)", |fd: i32| libc::close(fd)),
            io_method!("read", "(fd, length, /)", read),
            io_method!("write", "(fd, data, /)", write),
            call!("lseek", "(fd, position, whence, /)", |fd: i32, position: i64, whence: i32| {
                libc::lseek(fd, position, whence)
            }),
            io_method!("_stat", "(path, follow, folder, shown, /)", stat),
            io_method!("_scandir", "(path, shown, /)", scan_directory),
            io_method!("_utime", "(path, accessed, modified, follow, folder, shown, /)", utime),
            io_method!("_getcwd", "()", current_directory),
            act!("ftruncate", "(fd, length, /)", |fd: i32, length: i64| libc::ftruncate(fd, length)),
            act!("fsync", "(fd)", |fd: i32| libc::fsync(fd)),
            act!("fdatasync", "(fd)", |fd: i32| libc::fdatasync(fd)),
            act!("fchmod", "(fd, mode)", |fd: i32, mode: libc::mode_t| libc::fchmod(fd, mode)),
            act!("fchdir", "(fd)", |fd: i32| libc::fchdir(fd)),
            call!("dup", "(fd, /)", |fd: i32| libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 0)),
            io_method!("dup2", "(fd, fd2, inheritable=True)", dup2),
            io_method!("pipe", "()", pipe),
            io_method!("isatty", "(fd, /)", |_: &mut Vm, fd: i64| {
                // SAFETY: the call takes a number.
                Ok(unsafe { libc::isatty(fd as i32) } == 1)
            }),
            io_method!("get_inheritable", "(fd, /)", get_inheritable),
            io_method!("set_inheritable", "(fd, inheritable, /)", set_inheritable),
            io_method!("get_blocking", "(fd, /)", get_blocking),
            io_method!("set_blocking", "(fd, blocking, /)", set_blocking),
            call!("getpid", "()", || libc::getpid()),
            call!("getppid", "()", || libc::getppid()),
            call!("getuid", "()", || libc::getuid()),
            call!("geteuid", "()", || libc::geteuid()),
            call!("getgid", "()", || libc::getgid()),
            call!("getegid", "()", || libc::getegid()),
            call!("getpgrp", "()", || libc::getpgrp()),
            call!("getpgid", "(pid)", |pid: i32| libc::getpgid(pid)),
            call!("getsid", "(pid, /)", |pid: i32| libc::getsid(pid)),
            act!("setsid", "()", || libc::setsid()),
            act!("setpgid", "(pid, pgrp, /)", |pid: i32, group: i32| libc::setpgid(pid, group)),
            call!("umask", "(mask, /)", |mask: libc::mode_t| libc::umask(mask)),
            io_method!("kill", "(pid, signal, /)", |vm: &mut Vm, pid: i64, signal: i64| {
                // SAFETY: the system call takes numbers.
                send(vm, unsafe { libc::kill(pid as i32, signal as i32) })
            }),
            io_method!("killpg", "(pgid, signal, /)", |vm: &mut Vm, group: i64, signal: i64| {
                // SAFETY: the system call takes numbers.
                send(vm, unsafe { libc::killpg(group as i32, signal as i32) })
            }),
            io_method!("_waitpid", "(pid, options, /)", wait_for),
            io_method!("fork", "()", crate::modules::fork::fork),
            io_method!(
                "register_at_fork",
                "(*, before=None, after_in_child=None, after_in_parent=None)",
                crate::modules::fork::register_at_fork
            ),
            io_method!("_execve", "(path, arguments, environment, shown, /)", execute),
            io_method!("_exit", "(status)", |_: &mut Vm, status: i64| -> Outcome<()> {
                // SAFETY: the process ends.
                unsafe { libc::_exit(status as i32) }
            }),
            io_method!("_system", "(command, /)", system),
            io_method!("urandom", "(size, /)", random_bytes),
            io_method!("getrandom", "(size, flags=0)", |vm: &mut Vm, size: i64, _: Option<i64>| {
                random_bytes(vm, size)
            }),
            io_method!("cpu_count", "()", |_: &mut Vm| Ok(
                std::thread::available_parallelism().map_or(1, usize::from)
            )),
            io_method!("_uname", "()", uname),
            io_method!("_times", "()", times),
            io_method!("_terminal_size", "(fd, /)", terminal_size),
            io_method!("_strerror", "(code, /)", |vm: &mut Vm, code: i64| {
                let text = message_of(code as i32);
                vm.new_bytes(text.as_bytes())
            }),
            io_method!("_environ", "()", environment),
            io_method!("_putenv", "(name, value, /)", put_environment),
        ],
    )
};

macro_rules! constants {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name as i64)),*] };
}

const CONSTANTS: &[(&str, i64)] = constants! {
    O_RDONLY O_WRONLY O_RDWR O_NDELAY O_NONBLOCK O_APPEND O_DSYNC O_RSYNC O_SYNC O_NOCTTY O_CREAT O_EXCL O_TRUNC
    O_CLOEXEC O_ACCMODE O_DIRECTORY O_NOFOLLOW O_PATH F_OK R_OK W_OK X_OK WNOHANG WUNTRACED WCONTINUED SEEK_DATA
    SEEK_HOLE RTLD_LAZY RTLD_NOW RTLD_GLOBAL RTLD_LOCAL
    PRIO_PROCESS PRIO_PGRP PRIO_USER SCHED_OTHER SCHED_FIFO SCHED_RR SCHED_BATCH SCHED_IDLE SCHED_DEADLINE
    CLD_CONTINUED CLD_DUMPED CLD_EXITED CLD_KILLED CLD_STOPPED CLD_TRAPPED EFD_CLOEXEC EFD_NONBLOCK EFD_SEMAPHORE
    F_LOCK F_TEST F_TLOCK F_ULOCK GRND_NONBLOCK GRND_RANDOM MFD_ALLOW_SEALING MFD_CLOEXEC MFD_HUGETLB
    O_ASYNC O_DIRECT O_FSYNC O_LARGEFILE O_NOATIME O_TMPFILE POSIX_FADV_DONTNEED POSIX_FADV_NOREUSE POSIX_FADV_NORMAL
    POSIX_FADV_RANDOM POSIX_FADV_SEQUENTIAL POSIX_FADV_WILLNEED P_ALL P_PGID P_PID P_PIDFD RTLD_DEEPBIND RTLD_NODELETE
    RTLD_NOLOAD RWF_APPEND RWF_DSYNC RWF_HIPRI RWF_NOWAIT RWF_SYNC SPLICE_F_MORE SPLICE_F_MOVE SPLICE_F_NONBLOCK
    CLONE_FILES CLONE_FS CLONE_NEWCGROUP CLONE_NEWIPC CLONE_NEWNET CLONE_NEWNS CLONE_NEWPID CLONE_NEWUSER CLONE_NEWUTS
    CLONE_SIGHAND CLONE_SYSVSEM CLONE_THREAD CLONE_VM PIDFD_NONBLOCK
    ST_APPEND ST_MANDLOCK ST_NOATIME ST_NODEV ST_NODIRATIME ST_NOEXEC ST_NOSUID ST_RDONLY ST_RELATIME ST_SYNCHRONOUS
    ST_WRITE WEXITED WNOWAIT WSTOPPED XATTR_CREATE XATTR_REPLACE
};

/// After sending a signal, which may have been for this process.
fn send(vm: &mut Vm, result: i32) -> Outcome<()> {
    crate::modules::system::checked(vm, i64::from(result), Value::UNBOUND)?;
    vm.check_signals()
}

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    let module = crate::modules::loaded(vm, "posix").unwrap_or(Value::NONE);
    for functions in [
        at::FUNCTIONS,
        configuration::FUNCTIONS,
        processes::FUNCTIONS,
        terminals::FUNCTIONS,
        transfer::FUNCTIONS,
        users::FUNCTIONS,
    ] {
        crate::modules::add_functions(vm, namespace, module, "posix", functions);
    }
    for &(name, number) in CONSTANTS {
        vm.set_global(namespace, name, Value::fixnum(number))?;
    }
    configuration::fill(vm, namespace)
}

fn path(vm: &mut Vm, bytes: Gc<Bytes>) -> Outcome<CString> {
    CString::new(bytes.as_slice()).map_err(|_| vm.value_error("embedded null byte"))
}

// Files.

fn open(vm: &mut Vm, name: Gc<Bytes>, flags: i64, mode: i64, folder: i64, shown: Value) -> Outcome<i64> {
    let name = path(vm, name)?;
    let flags = flags as i32 | libc::O_CLOEXEC;
    blocking(vm, shown, || {
        // SAFETY: the path ends in zero.
        unsafe { libc::openat(folder as i32, name.as_ptr(), flags, mode as libc::c_uint) }.into()
    })
}

fn read(vm: &mut Vm, fd: i64, length: i64) -> Outcome<Value> {
    let mut buffer = zeroed(vm, length)?;
    let count = blocking(vm, Value::UNBOUND, || {
        // SAFETY: the buffer has the length that is told.
        unsafe { libc::read(fd as i32, buffer.as_mut_ptr().cast(), buffer.len()) as i64 }
    })?;
    vm.new_bytes(&buffer[..count as usize])
}

/// A buffer of a length that the program chose.
fn zeroed(vm: &mut Vm, length: i64) -> Outcome<Vec<u8>> {
    let Ok(length) = usize::try_from(length) else {
        return Err(raise_os_error(vm, libc::EINVAL, Value::UNBOUND, Value::UNBOUND));
    };
    let mut buffer: Vec<u8> = Vec::new();
    let length = length.min(0x7fff_f000);
    if buffer.try_reserve_exact(length).is_err() {
        return Err(vm.memory_error());
    }
    buffer.resize(length, 0);
    Ok(buffer)
}

fn write(vm: &mut Vm, fd: i64, BytesArgument(data): BytesArgument) -> Outcome<i64> {
    blocking(vm, Value::UNBOUND, || {
        // SAFETY: the buffer has the length that is told.
        unsafe { libc::write(fd as i32, data.as_ptr().cast(), data.len().min(0x7fff_f000)) as i64 }
    })
}

/// The bytes of an argument.
struct BytesArgument(Vec<u8>);

impl crate::native::FromValue for BytesArgument {
    fn from_value(vm: &mut Vm, value: Value) -> Outcome<BytesArgument> {
        bytes_like(vm, value).map(BytesArgument)
    }
}

/// The bytes of a path argument.
fn path_bytes(vm: &mut Vm, value: Value) -> Outcome<Vec<u8>> {
    let value = fs_path(vm, value)?;
    fs_encode(vm, value)
}

fn stat(vm: &mut Vm, name: Value, follow: bool, folder: i64, shown: Value) -> Outcome<Gc<Tuple>> {
    // SAFETY: a structure of numbers.
    let mut status: libc::stat = unsafe { std::mem::zeroed() };
    let result = match name.cast::<Bytes>() {
        None => {
            let fd = vm.index_i64(name)? as i32;
            // SAFETY: the pointer leads to a local.
            unsafe { libc::fstat(fd, &raw mut status) }
        }
        Some(name) => {
            let name = path(vm, name)?;
            let flags = if follow { 0 } else { libc::AT_SYMLINK_NOFOLLOW };
            // SAFETY: the path ends in zero, the pointer leads to a local.
            unsafe { libc::fstatat(folder as i32, name.as_ptr(), &raw mut status, flags) }
        }
    };
    checked(vm, i64::from(result), shown)?;
    let nanoseconds = |seconds: i64, rest: i64| seconds * 1_000_000_000 + rest;
    let numbers = [
        i64::from(status.st_mode),
        status.st_ino as i64,
        status.st_dev as i64,
        status.st_nlink as i64,
        i64::from(status.st_uid),
        i64::from(status.st_gid),
        status.st_size,
        nanoseconds(status.st_atime, status.st_atime_nsec),
        nanoseconds(status.st_mtime, status.st_mtime_nsec),
        nanoseconds(status.st_ctime, status.st_ctime_nsec),
        status.st_blksize as i64,
        status.st_blocks,
        status.st_rdev as i64,
    ];
    let list = vm.new_list();
    for number in numbers {
        let number = vm.new_int(number);
        vm.append(list, number)?;
    }
    vm.tuple_of_list(list)
}

/// A list of tuples: name, kind (`d_type`), inode.
fn scan_directory(vm: &mut Vm, name: Value, shown: Value) -> Outcome<Gc<List>> {
    use std::os::unix::fs::DirEntryExt;
    let directory = match name.cast::<Bytes>() {
        Some(name) => OsStr::from_bytes(name.as_slice()).to_owned(),
        None => format!("/proc/self/fd/{}", vm.index_i64(name)?).into(),
    };
    let entries = match std::fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) => {
            return Err(raise_os_error(vm, error.raw_os_error().unwrap_or(0), shown, Value::UNBOUND));
        }
    };
    let list = vm.new_list();
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                return Err(raise_os_error(vm, error.raw_os_error().unwrap_or(0), shown, Value::UNBOUND));
            }
        };
        let kind = entry.file_type().map_or(0, |kind| match kind {
            kind if kind.is_dir() => libc::DT_DIR,
            kind if kind.is_file() => libc::DT_REG,
            kind if kind.is_symlink() => libc::DT_LNK,
            _ => 0,
        });
        let name = vm.new_bytes(entry.file_name().as_bytes())?;
        let inode = vm.new_int(entry.ino() as i64);
        let row = vm.new_tuple(&[name, Value::fixnum(i64::from(kind)), inode])?;
        vm.append(list, row.value())?;
    }
    Ok(list)
}

fn utime(
    vm: &mut Vm,
    name: Value,
    accessed: Option<Value>,
    modified: Option<Value>,
    follow: bool,
    folder: i64,
    shown: Value,
) -> Outcome<()> {
    let mut time = |value: Option<Value>| -> Outcome<libc::timespec> {
        match value.filter(|value| !value.is_none()) {
            None => Ok(libc::timespec { tv_sec: 0, tv_nsec: libc::UTIME_NOW }),
            Some(value) => {
                let nanoseconds = vm.index_i64(value)?;
                let (tv_sec, tv_nsec) =
                    (nanoseconds.div_euclid(1_000_000_000), nanoseconds.rem_euclid(1_000_000_000));
                Ok(libc::timespec { tv_sec, tv_nsec })
            }
        }
    };
    let times = [time(accessed)?, time(modified)?];
    let result = match name.cast::<Bytes>() {
        None => {
            let fd = vm.index_i64(name)? as i32;
            // SAFETY: the pointer leads to a local of two times.
            unsafe { libc::futimens(fd, times.as_ptr()) }
        }
        Some(name) => {
            let name = path(vm, name)?;
            let flags = if follow { 0 } else { libc::AT_SYMLINK_NOFOLLOW };
            // SAFETY: the path ends in zero, the pointer leads to a local of two times.
            unsafe { libc::utimensat(folder as i32, name.as_ptr(), times.as_ptr(), flags) }
        }
    };
    checked(vm, i64::from(result), shown).map(|_| ())
}

fn current_directory(vm: &mut Vm) -> Outcome<Value> {
    match std::env::current_dir() {
        Ok(directory) => vm.new_bytes(directory.as_os_str().as_bytes()),
        Err(error) => {
            Err(raise_os_error(vm, error.raw_os_error().unwrap_or(0), Value::UNBOUND, Value::UNBOUND))
        }
    }
}

// Descriptors.

fn dup2(vm: &mut Vm, from: i64, to: i64, inheritable: Option<Value>) -> Outcome<i64> {
    let inheritable = inheritable.map_or(Ok(true), |it| vm.is_true(it))?;
    let flags = if inheritable { 0 } else { libc::O_CLOEXEC };
    // SAFETY: the system calls take numbers.
    let result = unsafe {
        if from == to {
            libc::fcntl(from as i32, libc::F_GETFD)
        } else {
            libc::dup3(from as i32, to as i32, flags)
        }
    };
    checked(vm, i64::from(result), Value::UNBOUND)?;
    Ok(to)
}

fn pipe(vm: &mut Vm) -> Outcome<Value> {
    let mut ends = [0; 2];
    // SAFETY: the pointer leads to a local of two numbers.
    let result = unsafe { libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC) };
    checked(vm, i64::from(result), Value::UNBOUND)?;
    let [reader, writer] = ends.map(|fd| Value::fixnum(i64::from(fd)));
    Ok(vm.pair(reader, writer))
}

fn descriptor_flags(vm: &mut Vm, fd: i64, command: i32) -> Outcome<i32> {
    // SAFETY: the system call takes numbers.
    let result = unsafe { libc::fcntl(fd as i32, command) };
    checked(vm, i64::from(result), Value::UNBOUND).map(|flags| flags as i32)
}

fn set_descriptor_flag(vm: &mut Vm, fd: i64, commands: (i32, i32), flag: i32, value: bool) -> Outcome<()> {
    let flags = descriptor_flags(vm, fd, commands.0)?;
    let flags = if value { flags | flag } else { flags & !flag };
    // SAFETY: the system call takes numbers.
    let result = unsafe { libc::fcntl(fd as i32, commands.1, flags) };
    checked(vm, i64::from(result), Value::UNBOUND).map(|_| ())
}

fn get_inheritable(vm: &mut Vm, fd: i64) -> Outcome<bool> {
    Ok(descriptor_flags(vm, fd, libc::F_GETFD)? & libc::FD_CLOEXEC == 0)
}

fn set_inheritable(vm: &mut Vm, fd: i64, inheritable: bool) -> Outcome<()> {
    set_descriptor_flag(vm, fd, (libc::F_GETFD, libc::F_SETFD), libc::FD_CLOEXEC, !inheritable)
}

fn get_blocking(vm: &mut Vm, fd: i64) -> Outcome<bool> {
    Ok(descriptor_flags(vm, fd, libc::F_GETFL)? & libc::O_NONBLOCK == 0)
}

fn set_blocking(vm: &mut Vm, fd: i64, blocking: bool) -> Outcome<()> {
    set_descriptor_flag(vm, fd, (libc::F_GETFL, libc::F_SETFL), libc::O_NONBLOCK, !blocking)
}

// Processes.

fn wait_for(vm: &mut Vm, pid: i64, options: i64) -> Outcome<Value> {
    let mut status = 0;
    // SAFETY: the pointer leads to a local.
    let found = blocking(vm, Value::UNBOUND, || {
        // SAFETY: the pointer leads to a local.
        i64::from(unsafe { libc::waitpid(pid as i32, &raw mut status, options as i32) })
    })?;
    Ok(vm.pair(Value::fixnum(found), Value::fixnum(i64::from(status))))
}

fn texts(vm: &mut Vm, list: Value) -> Outcome<Vec<CString>> {
    let list = vm.list_from(list)?;
    let mut texts = Vec::with_capacity(list.len());
    for at in 0..list.len() {
        if let Some(text) = list.get(at).and_then(super::super::value::Value::cast::<Bytes>) {
            texts.push(path(vm, text)?);
        }
    }
    Ok(texts)
}

/// Pointers to texts, with a null pointer at the end: valid as long as the texts.
fn c_pointers(texts: &[CString]) -> Vec<*const c_char> {
    texts.iter().map(|text| text.as_ptr()).chain([std::ptr::null()]).collect()
}

fn execute(vm: &mut Vm, name: Gc<Bytes>, arguments: Value, environment: Value, shown: Value) -> Outcome<()> {
    let name = path(vm, name)?;
    let arguments = texts(vm, arguments)?;
    if arguments.is_empty() {
        return Err(vm.value_error("execv() arg 2 must not be empty"));
    }
    let argument_pointers = c_pointers(&arguments);
    if environment.is_none() {
        // SAFETY: all texts end in zero, the list in a null pointer.
        unsafe { libc::execv(name.as_ptr(), argument_pointers.as_ptr()) };
    } else {
        let environment = texts(vm, environment)?;
        let environment_pointers = c_pointers(&environment);
        // SAFETY: as above.
        unsafe { libc::execve(name.as_ptr(), argument_pointers.as_ptr(), environment_pointers.as_ptr()) };
    }
    Err(last_error(vm, shown))
}

fn system(vm: &mut Vm, command: Gc<Bytes>) -> Outcome<i64> {
    let command = path(vm, command)?;
    // SAFETY: the text ends in zero.
    Ok(i64::from(unsafe { libc::system(command.as_ptr()) }))
}

// The system.

fn random_bytes(vm: &mut Vm, size: i64) -> Outcome<Value> {
    let Ok(size) = usize::try_from(size) else { return Err(vm.value_error("negative argument not allowed")) };
    let mut bytes: Vec<u8> = Vec::new();
    if bytes.try_reserve_exact(size).is_err() {
        return Err(vm.memory_error());
    }
    bytes.resize(size, 0);
    for part in bytes.chunks_mut(256) {
        // SAFETY: the buffer has the length that is told.
        let count = unsafe { libc::getrandom(part.as_mut_ptr().cast(), part.len(), 0) };
        checked(vm, count as i64, Value::UNBOUND)?;
    }
    vm.new_bytes(&bytes)
}

fn uname(vm: &mut Vm) -> Outcome<Gc<Tuple>> {
    // SAFETY: a structure of characters.
    let mut names: libc::utsname = unsafe { std::mem::zeroed() };
    // SAFETY: the pointer leads to a local.
    let result = unsafe { libc::uname(&raw mut names) };
    checked(vm, i64::from(result), Value::UNBOUND)?;
    let list = vm.new_list();
    for field in [&names.sysname, &names.nodename, &names.release, &names.version, &names.machine] {
        let bytes: Vec<u8> = field.iter().take_while(|byte| **byte != 0).map(|byte| *byte as u8).collect();
        let text = vm.new_bytes(&bytes)?;
        vm.append(list, text)?;
    }
    vm.tuple_of_list(list)
}

fn times(vm: &mut Vm) -> Outcome<Gc<Tuple>> {
    // SAFETY: a structure of numbers.
    let mut times: libc::tms = unsafe { std::mem::zeroed() };
    // SAFETY: the pointer leads to a local; the other call takes a number.
    let (elapsed, ticks) = unsafe { (libc::times(&raw mut times), libc::sysconf(libc::_SC_CLK_TCK)) };
    let list = vm.new_list();
    for count in [times.tms_utime, times.tms_stime, times.tms_cutime, times.tms_cstime, elapsed] {
        let seconds = vm.new_float(count as f64 / ticks as f64);
        vm.append(list, seconds)?;
    }
    vm.tuple_of_list(list)
}

fn terminal_size(vm: &mut Vm, fd: i64) -> Outcome<Value> {
    // SAFETY: a structure of numbers.
    let mut size: libc::winsize = unsafe { std::mem::zeroed() };
    // SAFETY: the pointer leads to a local of the kind that the request fills.
    let result = unsafe { libc::ioctl(fd as i32, libc::TIOCGWINSZ, &raw mut size) };
    checked(vm, i64::from(result), Value::UNBOUND)?;
    Ok(vm.pair(Value::fixnum(i64::from(size.ws_col)), Value::fixnum(i64::from(size.ws_row))))
}

fn environment(vm: &mut Vm) -> Outcome<Gc<Dict>> {
    let dict = vm.new_dict();
    for (name, value) in std::env::vars_os() {
        let name = vm.new_bytes(&name.into_vec())?;
        let value = vm.new_bytes(&value.into_vec())?;
        vm.dict_set(dict, name, value)?;
    }
    Ok(dict)
}

fn put_environment(vm: &mut Vm, name: Gc<Bytes>, value: Option<Gc<Bytes>>) -> Outcome<()> {
    let bytes = name.as_slice();
    if bytes.is_empty() || bytes.contains(&b'=') || bytes.contains(&0) {
        return Err(vm.value_error("illegal environment variable name"));
    }
    let name = OsStr::from_bytes(bytes);
    // SAFETY: there is one thread.
    unsafe {
        match value {
            Some(value) => std::env::set_var(name, OsStr::from_bytes(value.as_slice())),
            None => std::env::remove_var(name),
        }
    }
    Ok(())
}
