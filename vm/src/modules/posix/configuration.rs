//! `posix`: limits and texts of the system, which have numbers, and the names of these.

use super::path;
use crate::builtins::prelude::*;
use crate::modules::system::{last_error_number, raise_os_error};
use crate::object::{Bytes, Dict, NativeSpec};

/// The functions.
pub(super) static FUNCTIONS: &[NativeSpec] = &[
    io_method!("_sysconf", "(name, /)", |vm: &mut Vm, name: i64| {
        // SAFETY: the call takes a number.
        checked_by_number(vm, Value::UNBOUND, || unsafe { libc::sysconf(name as i32) })
    }),
    io_method!("_confstr", "(name, /)", text),
    io_method!("_pathconf", "(path, name, shown, /)", of_path),
];

/// Names, of which the first has the number and each other one the next.
type Runs = &'static [(i64, &'static str)];

const TEXTS: Runs = &[
    (0, "PATH"),
    (2, "GNU_LIBC_VERSION GNU_LIBPTHREAD_VERSION"),
    (
        1000,
        "LFS_CFLAGS LFS_LDFLAGS LFS_LIBS LFS_LINTFLAGS LFS64_CFLAGS LFS64_LDFLAGS LFS64_LIBS \
         LFS64_LINTFLAGS",
    ),
    (
        1100,
        "XBS5_ILP32_OFF32_CFLAGS XBS5_ILP32_OFF32_LDFLAGS XBS5_ILP32_OFF32_LIBS \
         XBS5_ILP32_OFF32_LINTFLAGS XBS5_ILP32_OFFBIG_CFLAGS XBS5_ILP32_OFFBIG_LDFLAGS \
         XBS5_ILP32_OFFBIG_LIBS XBS5_ILP32_OFFBIG_LINTFLAGS XBS5_LP64_OFF64_CFLAGS \
         XBS5_LP64_OFF64_LDFLAGS XBS5_LP64_OFF64_LIBS XBS5_LP64_OFF64_LINTFLAGS XBS5_LPBIG_OFFBIG_CFLAGS \
         XBS5_LPBIG_OFFBIG_LDFLAGS XBS5_LPBIG_OFFBIG_LIBS XBS5_LPBIG_OFFBIG_LINTFLAGS",
    ),
];

const PATH_LIMITS: Runs = &[(
    0,
    "LINK_MAX MAX_CANON MAX_INPUT NAME_MAX PATH_MAX PIPE_BUF CHOWN_RESTRICTED NO_TRUNC VDISABLE \
         SYNC_IO ASYNC_IO PRIO_IO SOCK_MAXBUF FILESIZEBITS REC_INCR_XFER_SIZE REC_MAX_XFER_SIZE \
         REC_MIN_XFER_SIZE REC_XFER_ALIGN ALLOC_SIZE_MIN SYMLINK_MAX",
)];

const LIMITS: Runs = &[
    (
        0,
        "ARG_MAX CHILD_MAX CLK_TCK NGROUPS_MAX OPEN_MAX STREAM_MAX TZNAME_MAX JOB_CONTROL SAVED_IDS \
         REALTIME_SIGNALS PRIORITY_SCHEDULING TIMERS ASYNCHRONOUS_IO PRIORITIZED_IO SYNCHRONIZED_IO FSYNC \
         MAPPED_FILES MEMLOCK MEMLOCK_RANGE MEMORY_PROTECTION MESSAGE_PASSING SEMAPHORES \
         SHARED_MEMORY_OBJECTS AIO_LISTIO_MAX AIO_MAX AIO_PRIO_DELTA_MAX DELAYTIMER_MAX MQ_OPEN_MAX \
         MQ_PRIO_MAX VERSION PAGESIZE",
    ),
    (
        30,
        "PAGE_SIZE RTSIG_MAX SEM_NSEMS_MAX SEM_VALUE_MAX SIGQUEUE_MAX TIMER_MAX BC_BASE_MAX BC_DIM_MAX \
         BC_SCALE_MAX BC_STRING_MAX COLL_WEIGHTS_MAX EQUIV_CLASS_MAX EXPR_NEST_MAX LINE_MAX RE_DUP_MAX \
         CHARCLASS_NAME_MAX 2_VERSION 2_C_BIND 2_C_DEV 2_FORT_DEV 2_FORT_RUN 2_SW_DEV 2_LOCALEDEF PII \
         PII_XTI PII_SOCKET PII_INTERNET PII_OSI POLL SELECT IOV_MAX",
    ),
    (
        60,
        "UIO_MAXIOV PII_INTERNET_STREAM PII_INTERNET_DGRAM PII_OSI_COTS PII_OSI_CLTS PII_OSI_M T_IOV_MAX \
         THREADS THREAD_SAFE_FUNCTIONS GETGR_R_SIZE_MAX GETPW_R_SIZE_MAX LOGIN_NAME_MAX TTY_NAME_MAX \
         THREAD_DESTRUCTOR_ITERATIONS THREAD_KEYS_MAX THREAD_STACK_MIN THREAD_THREADS_MAX \
         THREAD_ATTR_STACKADDR THREAD_ATTR_STACKSIZE THREAD_PRIORITY_SCHEDULING THREAD_PRIO_INHERIT \
         THREAD_PRIO_PROTECT THREAD_PROCESS_SHARED NPROCESSORS_CONF NPROCESSORS_ONLN PHYS_PAGES \
         AVPHYS_PAGES ATEXIT_MAX PASS_MAX XOPEN_VERSION XOPEN_XCU_VERSION XOPEN_UNIX XOPEN_CRYPT \
         XOPEN_ENH_I18N XOPEN_SHM 2_CHAR_TERM 2_C_VERSION 2_UPE XOPEN_XPG2 XOPEN_XPG3 XOPEN_XPG4 CHAR_BIT \
         CHAR_MAX CHAR_MIN INT_MAX INT_MIN LONG_BIT WORD_BIT MB_LEN_MAX NZERO SSIZE_MAX SCHAR_MAX \
         SCHAR_MIN SHRT_MAX SHRT_MIN UCHAR_MAX UINT_MAX ULONG_MAX USHRT_MAX NL_ARGMAX NL_LANGMAX \
         NL_MSGMAX NL_NMAX NL_SETMAX NL_TEXTMAX XBS5_ILP32_OFF32 XBS5_ILP32_OFFBIG XBS5_LP64_OFF64 \
         XBS5_LPBIG_OFFBIG XOPEN_LEGACY XOPEN_REALTIME XOPEN_REALTIME_THREADS",
    ),
    (249, "MINSIGSTKSZ"),
];

/// Adds the dictionaries from names to numbers.
pub(super) fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    let all = [
        ("confstr_names", "CS_", TEXTS),
        ("pathconf_names", "PC_", PATH_LIMITS),
        ("sysconf_names", "SC_", LIMITS),
    ];
    for (variable, prefix, runs) in all {
        let names = vm.new_dict();
        for &(first, run) in runs {
            for (number, name) in (first..).zip(run.split(' ')) {
                let name = vm.new_str(&format!("{prefix}{name}")).value();
                vm.dict_set(names, name, Value::fixnum(number))?;
            }
        }
        vm.set_global(namespace, variable, names.value())?;
    }
    Ok(())
}

/// Makes a call whose result may be -1 without an error: only the error number tells.
pub(super) fn checked_by_number(vm: &mut Vm, shown: Value, call: impl FnOnce() -> i64) -> Outcome<i64> {
    // SAFETY: the error number is the thread's own.
    unsafe { *libc::__errno_location() = 0 };
    match (call(), last_error_number()) {
        (-1, code) if code != 0 => Err(raise_os_error(vm, code, shown, Value::UNBOUND)),
        (result, _) => Ok(result),
    }
}

/// A text of the C library; none if it has none of this number.
fn text(vm: &mut Vm, name: i64) -> Outcome<Value> {
    let mut buffer = vec![0_u8; 256];
    loop {
        let length = checked_by_number(vm, Value::UNBOUND, || {
            // SAFETY: the buffer has the length that is told.
            match unsafe { libc::confstr(name as i32, buffer.as_mut_ptr().cast(), buffer.len()) } {
                0 => -1,
                length => length as i64,
            }
        })?;
        match usize::try_from(length) {
            Err(_) => return Ok(Value::NONE),
            Ok(length) if length <= buffer.len() => return Ok(vm.fs_decode(&buffer[..length - 1])),
            Ok(length) => buffer.resize(length, 0),
        }
    }
}

fn of_path(vm: &mut Vm, name: Value, what: i64, shown: Value) -> Outcome<i64> {
    match name.cast::<Bytes>() {
        Some(name) => {
            let name = path(vm, name)?;
            // SAFETY: the path ends in zero.
            checked_by_number(vm, shown, || unsafe { libc::pathconf(name.as_ptr(), what as i32) })
        }
        None => {
            let fd = vm.index_i64(name)? as i32;
            // SAFETY: the call takes numbers.
            checked_by_number(vm, shown, || unsafe { libc::fpathconf(fd, what as i32) })
        }
    }
}
