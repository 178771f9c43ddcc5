//! `posix`: who a process runs as, with what priority and on which processors.

use super::configuration::checked_by_number;
use crate::builtins::prelude::*;
use crate::modules::system::{checked, last_error, raise_os_error};
use crate::object::{List, NativeSpec};

/// The functions.
pub(super) static FUNCTIONS: &[NativeSpec] = &[
    act!("setuid", "(uid, /)", |id: u32| libc::setuid(id)),
    act!("seteuid", "(euid, /)", |id: u32| libc::seteuid(id)),
    act!("setgid", "(gid, /)", |id: u32| libc::setgid(id)),
    act!("setegid", "(egid, /)", |id: u32| libc::setegid(id)),
    act!("setreuid", "(ruid, euid, /)", |real: u32, effective: u32| libc::setreuid(real, effective)),
    act!("setregid", "(rgid, egid, /)", |real: u32, effective: u32| libc::setregid(real, effective)),
    act!("setresuid", "(ruid, euid, suid, /)", |real: u32, effective: u32, saved: u32| libc::setresuid(
        real, effective, saved
    )),
    act!("setresgid", "(rgid, egid, sgid, /)", |real: u32, effective: u32, saved: u32| libc::setresgid(
        real, effective, saved
    )),
    io_method!("getresuid", "()", |vm: &mut Vm| three(vm, libc::getresuid)),
    io_method!("getresgid", "()", |vm: &mut Vm| three(vm, libc::getresgid)),
    io_method!("getgroups", "()", groups),
    io_method!("setgroups", "(groups, /)", set_groups),
    act!("setpgrp", "()", || libc::setpgid(0, 0)),
    call!("tcgetpgrp", "(fd, /)", |fd: i32| libc::tcgetpgrp(fd)),
    act!("tcsetpgrp", "(fd, pgid, /)", |fd: i32, group: i32| libc::tcsetpgrp(fd, group)),
    io_method!("nice", "(increment, /)", |vm: &mut Vm, increment: i64| {
        // SAFETY: the call takes a number.
        checked_by_number(vm, Value::UNBOUND, || unsafe { libc::nice(increment as i32) }.into())
    }),
    io_method!("getpriority", "(which, who)", |vm: &mut Vm, which: i64, who: i64| {
        // SAFETY: the call takes numbers.
        checked_by_number(vm, Value::UNBOUND, || unsafe { libc::getpriority(which as _, who as u32) }.into())
    }),
    io_method!(
        "setpriority",
        "(which, who, priority)",
        |vm: &mut Vm, which: i64, who: i64, priority: i64| {
            // SAFETY: the call takes numbers.
            let result = unsafe { libc::setpriority(which as _, who as u32, priority as i32) };
            checked(vm, result.into(), Value::UNBOUND).map(|_| ())
        }
    ),
    act!("sched_yield", "()", || libc::sched_yield()),
    call!("sched_get_priority_max", "(policy)", |policy: i32| libc::sched_get_priority_max(policy)),
    call!("sched_get_priority_min", "(policy)", |policy: i32| libc::sched_get_priority_min(policy)),
    call!("sched_getscheduler", "(pid, /)", |pid: i32| libc::sched_getscheduler(pid)),
    io_method!("_sched_getparam", "(pid, /)", priority),
    io_method!("_sched_setscheduler", "(pid, policy, priority, /)", set_scheduler),
    io_method!("sched_getaffinity", "(pid, /)", affinity),
    io_method!("sched_setaffinity", "(pid, mask, /)", set_affinity),
    io_method!("getloadavg", "()", |vm: &mut Vm| {
        let mut loads = [0.0; 3];
        // SAFETY: the pointer leads to a local of three numbers.
        if unsafe { libc::getloadavg(loads.as_mut_ptr(), 3) } != 3 {
            return Err(vm.error(vm.exceptions.OSError, "Load averages are unobtainable"));
        }
        let loads = loads.map(|load| vm.new_float(load));
        Ok(vm.tuple(&loads))
    }),
];

type ThreeIds = unsafe extern "C" fn(*mut u32, *mut u32, *mut u32) -> i32;

fn three(vm: &mut Vm, call: ThreeIds) -> Outcome<Gc<Tuple>> {
    let (mut real, mut effective, mut saved) = (0, 0, 0);
    // SAFETY: the pointers lead to locals.
    let result = unsafe { call(&raw mut real, &raw mut effective, &raw mut saved) };
    checked(vm, result.into(), Value::UNBOUND)?;
    Ok(vm.tuple(&[real, effective, saved].map(|id| Value::fixnum(id.into()))))
}

fn groups(vm: &mut Vm) -> Outcome<Gc<List>> {
    // SAFETY: without room, the call tells how many there are.
    let count = unsafe { libc::getgroups(0, std::ptr::null_mut()) };
    let count = checked(vm, count.into(), Value::UNBOUND)?;
    let mut ids = vec![0; count as usize];
    // SAFETY: the array has the length that is told.
    let count = unsafe { libc::getgroups(ids.len() as i32, ids.as_mut_ptr()) };
    let count = checked(vm, count.into(), Value::UNBOUND)?;
    group_list(vm, &ids[..count as usize])
}

/// Groups as a list of numbers.
pub(super) fn group_list(vm: &mut Vm, ids: &[libc::gid_t]) -> Outcome<Gc<List>> {
    let list = vm.new_list();
    for &id in ids {
        vm.append(list, Value::fixnum(id.into()))?;
    }
    Ok(list)
}

fn set_groups(vm: &mut Vm, groups: Value) -> Outcome<()> {
    let list = vm.list_from(groups)?;
    let mut ids = Vec::with_capacity(list.len());
    for at in 0..list.len() {
        let id = list.get(at).unwrap_or(Value::ZERO);
        ids.push(vm.index_i64(id)? as libc::gid_t);
    }
    // SAFETY: the array has the length that is told.
    let result = unsafe { libc::setgroups(ids.len(), ids.as_ptr()) };
    checked(vm, result.into(), Value::UNBOUND).map(|_| ())
}

/// Processors that a set of the C library can name.
const MOST_PROCESSORS: usize = 1024;

fn priority(vm: &mut Vm, pid: i64) -> Outcome<i64> {
    let mut parameters = libc::sched_param { sched_priority: 0 };
    // SAFETY: the pointer leads to a local.
    let result = unsafe { libc::sched_getparam(pid as i32, &raw mut parameters) };
    checked(vm, result.into(), Value::UNBOUND)?;
    Ok(parameters.sched_priority.into())
}

/// Sets the priority, and the policy unless there is none.
fn set_scheduler(vm: &mut Vm, pid: i64, policy: Value, priority: i64) -> Outcome<()> {
    let policy = if policy.is_none() { None } else { Some(vm.index_i64(policy)?) };
    let parameters = libc::sched_param { sched_priority: priority as i32 };
    // SAFETY: the pointer leads to a local.
    let result = unsafe {
        match policy {
            Some(policy) => libc::sched_setscheduler(pid as i32, policy as i32, &raw const parameters),
            None => libc::sched_setparam(pid as i32, &raw const parameters),
        }
    };
    checked(vm, result.into(), Value::UNBOUND).map(|_| ())
}

fn affinity(vm: &mut Vm, pid: i64) -> Outcome<Value> {
    // SAFETY: a set of bits.
    let mut set: libc::cpu_set_t = unsafe { std::mem::zeroed() };
    // SAFETY: the pointer leads to a local of that size.
    if unsafe { libc::sched_getaffinity(pid as i32, size_of::<libc::cpu_set_t>(), &raw mut set) } < 0 {
        return Err(last_error(vm, Value::UNBOUND));
    }
    let found = vm.new_set();
    for processor in 0..MOST_PROCESSORS {
        // SAFETY: the number is within the set.
        if unsafe { libc::CPU_ISSET(processor, &set) } {
            vm.set_add(found, Value::index(processor))?;
        }
    }
    Ok(found.value())
}

fn set_affinity(vm: &mut Vm, pid: i64, mask: Value) -> Outcome<()> {
    let list = vm.list_from(mask)?;
    // SAFETY: a set of bits.
    let mut set: libc::cpu_set_t = unsafe { std::mem::zeroed() };
    for at in 0..list.len() {
        let processor = list.get(at).unwrap_or(Value::ZERO);
        let processor = vm.index_i64(processor)?;
        match usize::try_from(processor) {
            Ok(processor) if processor < MOST_PROCESSORS => {
                // SAFETY: the number is within the set.
                unsafe { libc::CPU_SET(processor, &mut set) };
            }
            Ok(_) => return Err(raise_os_error(vm, libc::EINVAL, Value::UNBOUND, Value::UNBOUND)),
            Err(_) => return Err(vm.value_error("negative CPU number")),
        }
    }
    // SAFETY: the pointer leads to a local of that size.
    let result = unsafe { libc::sched_setaffinity(pid as i32, size_of::<libc::cpu_set_t>(), &raw const set) };
    checked(vm, result.into(), Value::UNBOUND).map(|_| ())
}
