//! `resource`: what a process may use, and what it has used.
#![allow(unsafe_code, reason = "makes system calls")]

use crate::builtins::prelude::*;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::modules::system::{last_error_number, raise_os_error};
use crate::object::Dict;

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    fill,
    python: include_str!("python/resource.py"),
    ..new_module(
        "resource",
        &[
            m("_getrusage", "(who, /)", Any, n(getrusage), ""),
            m("getrlimit", "(resource, /)", Any, n(getrlimit), ""),
            m(
                "setrlimit",
                "(resource, limits, /)",
                Any,
                n(|vm: &mut Vm, resource: i64, limits: Value| {
                    limit(vm, 0, resource, Some(limits)).map(|_| ())
                }),
                "",
            ),
            m(
                "prlimit",
                "(pid, resource, limits=None, /)",
                Any,
                n(|vm: &mut Vm, pid: i64, resource: i64, limits: Option<Value>| {
                    limit(vm, pid, resource, limits)
                }),
                "",
            ),
            m(
                "getpagesize",
                "()",
                Any,
                n(|_: &mut Vm| {
                    // SAFETY: the call takes a number.
                    Ok(unsafe { libc::sysconf(libc::_SC_PAGESIZE) })
                }),
                "",
            ),
        ],
    )
};

macro_rules! constants {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name as i64)),*] };
}

const CONSTANTS: &[(&str, i64)] = constants! {
    RLIMIT_CPU RLIMIT_FSIZE RLIMIT_DATA RLIMIT_STACK RLIMIT_CORE RLIMIT_NOFILE RLIMIT_AS RLIMIT_RSS RLIMIT_NPROC
    RLIMIT_MEMLOCK RLIMIT_MSGQUEUE RLIMIT_NICE RLIMIT_RTPRIO RLIMIT_RTTIME RLIMIT_SIGPENDING RLIM_INFINITY
    RUSAGE_SELF RUSAGE_CHILDREN RUSAGE_THREAD
};

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    for &(name, number) in CONSTANTS {
        vm.set_global(namespace, name, Value::fixnum(number))?;
    }
    let error = vm.exceptions.OSError.value();
    vm.set_global(namespace, "error", error)
}

fn getrusage(vm: &mut Vm, who: i64) -> Outcome<Gc<Tuple>> {
    // SAFETY: a structure of numbers.
    let mut used: libc::rusage = unsafe { std::mem::zeroed() };
    // SAFETY: the pointer leads to a local.
    if unsafe { libc::getrusage(who as _, &raw mut used) } < 0 {
        if last_error_number() == libc::EINVAL {
            return Err(vm.value_error("invalid who parameter"));
        }
        return Err(raise_os_error(vm, last_error_number(), Value::UNBOUND, Value::UNBOUND));
    }
    let fields = usage_fields(vm, &used);
    vm.new_tuple(&fields)
}

/// The fields of `struct_rusage`.
pub(crate) fn usage_fields(vm: &mut Vm, used: &libc::rusage) -> Vec<Value> {
    let seconds = |time: libc::timeval| time.tv_sec as f64 + time.tv_usec as f64 * 1e-6;
    let (user, system) = (vm.new_float(seconds(used.ru_utime)), vm.new_float(seconds(used.ru_stime)));
    let mut fields = vec![user, system];
    for count in [
        used.ru_maxrss,
        used.ru_ixrss,
        used.ru_idrss,
        used.ru_isrss,
        used.ru_minflt,
        used.ru_majflt,
        used.ru_nswap,
        used.ru_inblock,
        used.ru_oublock,
        used.ru_msgsnd,
        used.ru_msgrcv,
        used.ru_nsignals,
        used.ru_nvcsw,
        used.ru_nivcsw,
    ] {
        fields.push(Value::fixnum(count));
    }
    fields
}

/// A limit as Python has it: -1 for none.
fn to_python(limits: libc::rlimit, vm: &mut Vm) -> Value {
    let (soft, hard) = (vm.new_int(limits.rlim_cur as i64), vm.new_int(limits.rlim_max as i64));
    vm.pair(soft, hard)
}

fn getrlimit(vm: &mut Vm, resource: i64) -> Outcome<Value> {
    limit(vm, 0, resource, None)
}

/// Sets a limit if one is given; the limit before.
fn limit(vm: &mut Vm, pid: i64, resource: i64, limits: Option<Value>) -> Outcome<Value> {
    if !(0..16).contains(&resource) {
        return Err(vm.value_error("invalid resource specified"));
    }
    let new = match limits.filter(|limits| !limits.is_none()) {
        None => None,
        Some(limits) => {
            let pair = vm.tuple_from(limits)?;
            if pair.len() != 2 {
                return Err(vm.value_error("expected a tuple of 2 integers"));
            }
            let (soft, hard) = (vm.index_i64(pair.get(0))?, vm.index_i64(pair.get(1))?);
            Some(libc::rlimit { rlim_cur: soft as u64, rlim_max: hard as u64 })
        }
    };
    let mut old = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    let given = new.as_ref().map_or(std::ptr::null(), std::ptr::from_ref);
    // SAFETY: the pointers lead to locals or nowhere.
    if unsafe { libc::prlimit(pid as i32, resource as _, given, &raw mut old) } < 0 {
        let code = last_error_number();
        return Err(match code {
            libc::EINVAL => vm.value_error("current limit exceeds maximum limit"),
            libc::EPERM if pid == 0 => vm.value_error("not allowed to raise maximum limit"),
            _ => raise_os_error(vm, code, Value::UNBOUND, Value::UNBOUND),
        });
    }
    Ok(to_python(old, vm))
}
