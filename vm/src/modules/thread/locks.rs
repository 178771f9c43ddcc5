//! `lock` and `RLock`. A lock is only a flag, for one thread at a time runs; who finds it held waits in the VM's list.

use std::time::{Duration, Instant};

use crate::builtins::prelude::*;
use crate::modules::native_module::record_type;
use crate::object::Record;
use crate::vm::Raised;

/// `TIMEOUT_MAX`, in seconds.
pub(super) const LONGEST_TIMEOUT: f64 = 9_223_372_036.0;

const ACQUIRE: &str = "($self, blocking=True, timeout=-1)";
const ACQUIRE_DOC: &str = "Lock the lock. Without argument, this blocks if the lock is already locked.";

/// Whether a lock is held.
const HELD: usize = 0;

/// `lock`
pub(super) static LOCK: TypeSpec = TypeSpec {
    flags: TypeFlags::WEAKREF,
    ..record_type(
        "lock",
        "_thread",
        &[
            m("__new__", "($type)", Pure, n(new_lock), ""),
            m("acquire", ACQUIRE, Any, n(acquire), ACQUIRE_DOC),
            m("acquire_lock", ACQUIRE, Any, n(acquire), "An obsolete synonym of acquire()."),
            m("release", "($self, /)", Any, n(release), "Release the lock."),
            m("release_lock", "($self, /)", Any, n(release), "An obsolete synonym of release()."),
            m("locked", "($self, /)", Pure, n(locked), "Return whether the lock is in the locked state."),
            m("locked_lock", "($self, /)", Pure, n(locked), "An obsolete synonym of locked()."),
            m("__enter__", "($self, /)", Any, n(enter), "Lock the lock."),
            m("__exit__", "($self, *exc_info)", Any, n(exit), "Release the lock."),
            m("_at_fork_reinit", "($self, /)", Any, n(reset), ""),
            m("__repr__", "($self, /)", Pure, n(repr), "Return repr(self)."),
        ],
        "A lock object is a synchronization primitive.",
    )
};

fn new_lock(vm: &mut Vm, class: Gc<Type>) -> Outcome<Gc<Record>> {
    Ok(vm.new_record(class, &[Value::FALSE]))
}

/// `allocate_lock()`
pub(super) fn allocate(vm: &mut Vm) -> Outcome<Gc<Record>> {
    let class = vm.native_type(&LOCK);
    new_lock(vm, class)
}

/// When a wait of so many seconds ends; -1 means never.
pub(crate) fn deadline(vm: &mut Vm, seconds: f64) -> Outcome<Option<Instant>> {
    if seconds == -1.0 {
        return Ok(None);
    }
    if seconds.is_nan() || seconds < 0.0 {
        return Err(vm.value_error("timeout value must be a non-negative number"));
    }
    if seconds >= i64::MAX as f64 * 1e-9 {
        return Err(vm.error(vm.exceptions.OverflowError, "timestamp out of range for C PyTime_t"));
    }
    if seconds > LONGEST_TIMEOUT {
        return Err(vm.error(vm.exceptions.OverflowError, "timeout value is too large"));
    }
    let wait = Duration::try_from_secs_f64(seconds).unwrap_or(Duration::ZERO);
    // A time that the clock cannot tell is never.
    Ok(Instant::now().checked_add(wait))
}

/// Whether to wait, and until when, as the arguments of `acquire` say.
fn wait_arguments(
    vm: &mut Vm,
    blocking: Option<Value>,
    timeout: Option<Value>,
) -> Outcome<(bool, Option<Instant>)> {
    let blocking = match blocking {
        Some(blocking) => vm.is_true(blocking)?,
        None => true,
    };
    let seconds = match timeout {
        Some(timeout) => vm.to_f64(timeout)?,
        None => -1.0,
    };
    if !blocking {
        if seconds != -1.0 {
            return Err(vm.value_error("can't specify a timeout for a non-blocking call"));
        }
        return Ok((false, None));
    }
    Ok((seconds != 0.0, deadline(vm, seconds)?))
}

fn acquire(vm: &mut Vm, it: Gc<Record>, blocking: Option<Value>, timeout: Option<Value>) -> Outcome<bool> {
    let (waits, deadline) = wait_arguments(vm, blocking, timeout)?;
    take(vm, it, waits, deadline)
}

fn take(vm: &mut Vm, it: Gc<Record>, waits: bool, deadline: Option<Instant>) -> Outcome<bool> {
    while it.get(HELD) == Value::TRUE {
        if !waits || !vm.wait_on(it.value(), deadline)? {
            return Ok(false);
        }
    }
    it.set(HELD, Value::TRUE);
    Ok(true)
}

fn release(vm: &mut Vm, it: Gc<Record>) -> Outcome<()> {
    if it.get(HELD) != Value::TRUE {
        return Err(vm.error(vm.exceptions.RuntimeError, "release unlocked lock"));
    }
    it.set(HELD, Value::FALSE);
    vm.wake_one(it.value());
    Ok(())
}

fn locked(_: &mut Vm, it: Gc<Record>) -> Outcome<bool> {
    Ok(it.get(HELD) == Value::TRUE)
}

fn enter(vm: &mut Vm, it: Gc<Record>) -> Outcome<bool> {
    take(vm, it, true, None)
}

fn exit(vm: &mut Vm, it: Gc<Record>, _: Value) -> Outcome<()> {
    release(vm, it)
}

fn reset(_: &mut Vm, it: Gc<Record>) -> Outcome<()> {
    it.set(HELD, Value::FALSE);
    Ok(())
}

fn repr(vm: &mut Vm, it: Gc<Record>) -> Outcome<String> {
    let state = if it.get(HELD) == Value::TRUE { "locked" } else { "unlocked" };
    let class = vm.type_of(it.value());
    let name = vm.full_type_name(class);
    Ok(format!("<{state} {name} object at {:#x}>", it.address()))
}

// The fields of an `RLock`: the number of the thread that holds it or zero, its identity, and how often it's held.
const OWNER: usize = 0;
const IDENT: usize = 1;
const COUNT: usize = 2;

/// `RLock`
pub(super) static RLOCK: TypeSpec = TypeSpec {
    flags: TypeFlags::WEAKREF.and(TypeFlags::BASE),
    ..record_type(
        "RLock",
        "_thread",
        &[
            m("__new__", "($type, *args, **kwargs)", Pure, n(new_rlock), ""),
            m("acquire", ACQUIRE, Any, n(reacquire), ACQUIRE_DOC),
            m("release", "($self, /)", Any, n(unlock), "Release the lock."),
            m(
                "locked",
                "($self, /)",
                Pure,
                n(is_held),
                "Return a boolean indicating whether this object is locked right now.",
            ),
            m("__enter__", "($self, /)", Any, n(enter_again), "Lock the lock."),
            m("__exit__", "($self, *exc_info)", Any, n(leave), "Release the lock."),
            m("_is_owned", "($self, /)", Pure, n(is_owned), "For internal use by `threading.Condition`."),
            m(
                "_recursion_count",
                "($self, /)",
                Pure,
                n(recursion_count),
                "For internal use by reentrancy checks.",
            ),
            m(
                "_acquire_restore",
                "($self, state, /)",
                Any,
                n(acquire_restore),
                "For internal use by `threading.Condition`.",
            ),
            m(
                "_release_save",
                "($self, /)",
                Any,
                n(release_save),
                "For internal use by `threading.Condition`.",
            ),
            m("_at_fork_reinit", "($self, /)", Any, n(reset_owner), ""),
            m("__repr__", "($self, /)", Pure, n(rlock_repr), "Return repr(self)."),
        ],
        "",
    )
};

fn new_rlock(vm: &mut Vm, class: Gc<Type>, _arguments: Value, _keywords: Value) -> Outcome<Gc<Record>> {
    Ok(vm.new_record(class, &[Value::ZERO, Value::ZERO, Value::ZERO]))
}

fn me(vm: &Vm) -> Value {
    Value::index(vm.threads.loaded as usize)
}

fn held(it: Gc<Record>) -> i64 {
    it.get(COUNT).as_fixnum().unwrap_or(0)
}

fn own(vm: &mut Vm, it: Gc<Record>, count: i64) {
    let ident = vm.threads.current().ident;
    let ident = vm.new_int(ident as i64);
    let me = me(vm);
    it.set(OWNER, me);
    it.set(IDENT, ident);
    it.set(COUNT, Value::fixnum(count));
}

fn disown(vm: &mut Vm, it: Gc<Record>) {
    for field in [OWNER, IDENT, COUNT] {
        it.set(field, Value::ZERO);
    }
    vm.wake_one(it.value());
}

fn reacquire(vm: &mut Vm, it: Gc<Record>, blocking: Option<Value>, timeout: Option<Value>) -> Outcome<bool> {
    let (waits, deadline) = wait_arguments(vm, blocking, timeout)?;
    take_again(vm, it, waits, deadline)
}

fn take_again(vm: &mut Vm, it: Gc<Record>, waits: bool, deadline: Option<Instant>) -> Outcome<bool> {
    if held(it) > 0 && it.get(OWNER) == me(vm) {
        it.set(COUNT, Value::fixnum(held(it) + 1));
        return Ok(true);
    }
    while held(it) > 0 {
        if !waits || !vm.wait_on(it.value(), deadline)? {
            return Ok(false);
        }
    }
    own(vm, it, 1);
    Ok(true)
}

fn not_owned(vm: &mut Vm) -> Raised {
    vm.error(vm.exceptions.RuntimeError, "cannot release un-acquired lock")
}

fn unlock(vm: &mut Vm, it: Gc<Record>) -> Outcome<()> {
    if held(it) == 0 || it.get(OWNER) != me(vm) {
        return Err(not_owned(vm));
    }
    match held(it) {
        1 => disown(vm, it),
        count => it.set(COUNT, Value::fixnum(count - 1)),
    }
    Ok(())
}

fn enter_again(vm: &mut Vm, it: Gc<Record>) -> Outcome<bool> {
    take_again(vm, it, true, None)
}

fn leave(vm: &mut Vm, it: Gc<Record>, _: Value) -> Outcome<()> {
    unlock(vm, it)
}

fn is_held(_: &mut Vm, it: Gc<Record>) -> Outcome<bool> {
    Ok(held(it) > 0)
}

fn is_owned(vm: &mut Vm, it: Gc<Record>) -> Outcome<bool> {
    Ok(held(it) > 0 && it.get(OWNER) == me(vm))
}

fn recursion_count(vm: &mut Vm, it: Gc<Record>) -> Outcome<i64> {
    Ok(if it.get(OWNER) == me(vm) { held(it) } else { 0 })
}

fn release_save(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    if held(it) == 0 {
        return Err(not_owned(vm));
    }
    let state = vm.pair(it.get(COUNT), it.get(IDENT));
    disown(vm, it);
    Ok(state)
}

fn acquire_restore(vm: &mut Vm, it: Gc<Record>, state: Gc<Tuple>) -> Outcome<()> {
    let count = match state.as_slice().first() {
        Some(&count) => vm.index_i64(count)?,
        None => 1,
    };
    while held(it) > 0 {
        vm.wait_on(it.value(), None)?;
    }
    own(vm, it, count);
    Ok(())
}

fn reset_owner(_: &mut Vm, it: Gc<Record>) -> Outcome<()> {
    for field in [OWNER, IDENT, COUNT] {
        it.set(field, Value::ZERO);
    }
    Ok(())
}

fn rlock_repr(vm: &mut Vm, it: Gc<Record>) -> Outcome<String> {
    let state = if held(it) > 0 { "locked" } else { "unlocked" };
    let class = vm.type_of(it.value());
    let name = vm.full_type_name(class);
    let owner = vm.index_i64(it.get(IDENT))? as u64;
    Ok(format!("<{state} {name} object owner={owner} count={} at {:#x}>", held(it), it.address()))
}
