//! `_multiprocessing`: semaphores that processes share by name.
#![allow(unsafe_code, reason = "makes system calls")]

use std::ffi::CString;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::builtins::prelude::*;
use crate::modules::native_module::{ModuleSpec, new_module, record_type};
use crate::modules::system::{fs_encode, interrupted, last_error, last_error_number, raise_os_error};
use crate::object::{Dict, Record};

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    types: &[&SEMAPHORE],
    fill,
    ..new_module("_multiprocessing", &[m("sem_unlink", "(name, /)", Any, n(unlink), "")])
};

/// `SEM_VALUE_MAX`
const MOST: i64 = i32::MAX as i64;

/// A lock that its owner may take again.
const RECURSIVE_MUTEX: Value = Value::fixnum(0);
const SEMAPHORE_KIND: Value = Value::fixnum(1);

// The fields of a semaphore: the address that the C library knows it by, its kind, the largest value, its name or `None`,
// how often this process has acquired it, and the thread that did so last.
const HANDLE: usize = 0;
const KIND: usize = 1;
const MAXIMUM: usize = 2;
const NAME: usize = 3;
const COUNT: usize = 4;
const OWNER: usize = 5;

/// A semaphore that is open in this process, closed when it is dropped.
#[derive(Debug)]
struct Open(*mut libc::sem_t);

impl Drop for Open {
    fn drop(&mut self) {
        // SAFETY: `sem_open` returned the pointer, which nobody else closes.
        unsafe { libc::sem_close(self.0) };
    }
}

macro_rules! field {
    ($name:literal, $field:ident) => {
        ($name, |_, it| Ok(it.cast::<Record>().map_or(Value::NONE, |it| it.get($field))), None)
    };
}

static SEMAPHORE: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    attributes: &[
        field!("handle", HANDLE),
        field!("kind", KIND),
        field!("maxvalue", MAXIMUM),
        field!("name", NAME),
    ],
    ..record_type(
        "SemLock",
        "_multiprocessing",
        &[
            m("__new__", "($type, kind, value, maxvalue, name, unlink)", Any, n(new), ""),
            m(
                "acquire",
                "($self, /, block=True, timeout=None)",
                Any,
                n(acquire),
                "Acquire the semaphore/lock.",
            ),
            m("release", "($self, /)", Any, n(release), "Release the semaphore/lock."),
            m(
                "__enter__",
                "($self, /)",
                Any,
                n(|vm: &mut Vm, it: Gc<Record>| acquire(vm, it, None, None)),
                "Enter the semaphore/lock.",
            ),
            m(
                "__exit__",
                "($self, exc_type=None, exc_value=None, exc_tb=None, /)",
                Any,
                n(|vm: &mut Vm, it: Gc<Record>, _: Value, _: Value, _: Value| release(vm, it)),
                "Exit the semaphore/lock.",
            ),
            m(
                "_count",
                "($self, /)",
                Pure,
                n(|_: &mut Vm, it: Gc<Record>| Ok(it.get(COUNT))),
                "Num of `acquire()`s minus num of `release()`s for this process.",
            ),
            m(
                "_is_mine",
                "($self, /)",
                Pure,
                n(|vm: &mut Vm, it: Gc<Record>| Ok(is_mine(vm, it))),
                "Whether the lock is owned by this thread.",
            ),
            m("_get_value", "($self, /)", Any, n(value), "Get the value of the semaphore."),
            m(
                "_is_zero",
                "($self, /)",
                Any,
                n(|vm: &mut Vm, it: Gc<Record>| Ok(value(vm, it)? == 0)),
                "Return whether semaphore has value zero.",
            ),
            m("_rebuild", "($type, handle, kind, maxvalue, name, /)", Any, n(rebuild), ""),
            m(
                "_after_fork",
                "($self, /)",
                Any,
                n(after_fork),
                "Rezero the net acquisition count after fork().",
            ),
        ],
        "Semaphore/Mutex type",
    )
};

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    let flags = vm.new_dict();
    for name in ["HAVE_SEM_OPEN", "HAVE_SEM_TIMEDWAIT"] {
        vm.set_global(flags, name, Value::ONE)?;
    }
    vm.set_global(namespace, "flags", flags.value())?;
    let class = vm.native_type(&SEMAPHORE);
    let key = vm.intern("SEM_VALUE_MAX");
    crate::vm::set_entry(vm, class, key, Value::fixnum(MOST));
    Ok(())
}

fn name_of(vm: &mut Vm, function: &str, name: Value) -> Outcome<CString> {
    if !name.is::<Str>() {
        let given = vm.type_name(name);
        return Err(vm.type_error(format!("{function} must be str, not {given}")));
    }
    let bytes = fs_encode(vm, name)?;
    CString::new(bytes).map_err(|_| vm.value_error("embedded null character"))
}

/// The object for a semaphore that has been opened.
fn object(vm: &mut Vm, class: Gc<Type>, open: Open, kind: Value, most: Value, name: Value) -> Gc<Record> {
    let handle = vm.new_int(open.0 as i64);
    let it = vm.new_record(class, &[handle, kind, most, name, Value::ZERO, Value::ZERO]);
    vm.heap.adopt(it, open);
    it
}

fn opened(vm: &mut Vm, result: *mut libc::sem_t) -> Outcome<Open> {
    if result == libc::SEM_FAILED { Err(last_error(vm, Value::UNBOUND)) } else { Ok(Open(result)) }
}

fn new(
    vm: &mut Vm,
    class: Gc<Type>,
    kind: i64,
    value: i64,
    most: i64,
    name: Value,
    unlinks: Value,
) -> Outcome<Gc<Record>> {
    let text = name_of(vm, "SemLock() argument 'name'", name)?;
    let unlinks = vm.is_true(unlinks)?;
    let kind = Value::fixnum(kind);
    if kind != RECURSIVE_MUTEX && kind != SEMAPHORE_KIND {
        return Err(vm.value_error("unrecognized kind"));
    }
    let Ok(value) = u32::try_from(value) else {
        return Err(raise_os_error(vm, libc::EINVAL, Value::UNBOUND, Value::UNBOUND));
    };
    // SAFETY: the name ends with a zero.
    let result = unsafe { libc::sem_open(text.as_ptr(), libc::O_CREAT | libc::O_EXCL, 0o600, value) };
    let open = opened(vm, result)?;
    // SAFETY: as above.
    if unlinks && unsafe { libc::sem_unlink(text.as_ptr()) } < 0 {
        return Err(last_error(vm, Value::UNBOUND));
    }
    let name = if unlinks { Value::NONE } else { name };
    Ok(object(vm, class, open, kind, Value::fixnum(most), name))
}

fn rebuild(
    vm: &mut Vm,
    class: Gc<Type>,
    _handle: i64,
    kind: i64,
    most: i64,
    name: Value,
) -> Outcome<Gc<Record>> {
    let text = name_of(vm, "SemLock._rebuild() argument 4", name)?;
    // SAFETY: the name ends with a zero.
    let result = unsafe { libc::sem_open(text.as_ptr(), 0) };
    let open = opened(vm, result)?;
    Ok(object(vm, class, open, Value::fixnum(kind), Value::fixnum(most), name))
}

fn unlink(vm: &mut Vm, name: Value) -> Outcome<()> {
    let text = name_of(vm, "sem_unlink() argument", name)?;
    // SAFETY: the name ends with a zero.
    if unsafe { libc::sem_unlink(text.as_ptr()) } < 0 {
        return Err(last_error(vm, Value::UNBOUND));
    }
    Ok(())
}

fn pointer(it: Gc<Record>) -> *mut libc::sem_t {
    let number = it.get(HANDLE).as_fixnum().unwrap_or(0);
    number as *mut libc::sem_t
}

fn count(it: Gc<Record>) -> i64 {
    it.get(COUNT).as_fixnum().unwrap_or(0)
}

fn me(vm: &Vm) -> Value {
    Value::index(vm.threads.loaded as usize)
}

fn is_mine(vm: &Vm, it: Gc<Record>) -> bool {
    count(it) > 0 && it.get(OWNER) == me(vm)
}

fn acquired(vm: &Vm, it: Gc<Record>) {
    it.set(COUNT, Value::fixnum(count(it) + 1));
    it.set(OWNER, me(vm));
}

fn acquire(vm: &mut Vm, it: Gc<Record>, block: Option<Value>, timeout: Option<Value>) -> Outcome<bool> {
    let blocks = block.map_or(Ok(true), |block| vm.is_true(block))?;
    if it.get(KIND) == RECURSIVE_MUTEX && is_mine(vm, it) {
        it.set(COUNT, Value::fixnum(count(it) + 1));
        return Ok(true);
    }
    let until = match timeout.filter(|timeout| blocks && !timeout.is_none()) {
        None => None,
        Some(timeout) => {
            let seconds = vm.to_f64(timeout)?;
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            let wait = Duration::try_from_secs_f64(seconds.max(0.0)).unwrap_or(Duration::MAX);
            let end = now.saturating_add(wait);
            Some(libc::timespec {
                tv_sec: i64::try_from(end.as_secs()).unwrap_or(i64::MAX),
                tv_nsec: end.subsec_nanos().into(),
            })
        }
    };
    let semaphore = pointer(it);
    loop {
        // SAFETY: the semaphore stays open as long as its object, which the caller holds.
        if unsafe { libc::sem_trywait(semaphore) } == 0 {
            acquired(vm, it);
            return Ok(true);
        }
        match last_error_number() {
            libc::EAGAIN if blocks => {}
            libc::EAGAIN => return Ok(false),
            libc::EINTR => continue,
            code => return Err(raise_os_error(vm, code, Value::UNBOUND, Value::UNBOUND)),
        }
        let (result, code) = vm.blocking(|| {
            // SAFETY: as above; the time is a local.
            let result = unsafe {
                match &until {
                    None => libc::sem_wait(semaphore),
                    Some(until) => libc::sem_timedwait(semaphore, until),
                }
            };
            (result, last_error_number())
        });
        match (result, code) {
            (0, _) => {
                acquired(vm, it);
                return Ok(true);
            }
            (_, libc::ETIMEDOUT) => return Ok(false),
            (_, libc::EINTR) => interrupted(vm)?,
            (_, code) => return Err(raise_os_error(vm, code, Value::UNBOUND, Value::UNBOUND)),
        }
    }
}

fn release(vm: &mut Vm, it: Gc<Record>) -> Outcome<()> {
    if it.get(KIND) == RECURSIVE_MUTEX {
        if !is_mine(vm, it) {
            let message = "attempt to release recursive lock not owned by thread";
            return Err(vm.error(vm.exceptions.AssertionError, message));
        }
        if count(it) > 1 {
            it.set(COUNT, Value::fixnum(count(it) - 1));
            return Ok(());
        }
    } else {
        let most = it.get(MAXIMUM).as_fixnum().unwrap_or(MOST);
        if value(vm, it)? >= most {
            return Err(vm.value_error("semaphore or lock released too many times"));
        }
    }
    // SAFETY: the semaphore is open.
    if unsafe { libc::sem_post(pointer(it)) } < 0 {
        return Err(last_error(vm, Value::UNBOUND));
    }
    it.set(COUNT, Value::fixnum(count(it) - 1));
    Ok(())
}

fn value(vm: &mut Vm, it: Gc<Record>) -> Outcome<i64> {
    let mut value = 0;
    // SAFETY: the semaphore is open, and the other pointer leads to a local.
    if unsafe { libc::sem_getvalue(pointer(it), &raw mut value) } < 0 {
        return Err(last_error(vm, Value::UNBOUND));
    }
    // Some systems tell how many wait by a negative number.
    Ok(i64::from(value).max(0))
}

fn after_fork(_: &mut Vm, it: Gc<Record>) -> Outcome<()> {
    it.set(COUNT, Value::ZERO);
    Ok(())
}
