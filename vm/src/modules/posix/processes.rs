//! `posix`: starting programs, waiting for processes, and the groups of a user.

use std::ffi::CString;

use super::users::group_list;
use super::{BytesArgument, c_pointers, path, texts};
use crate::builtins::prelude::*;
use crate::modules::resource::usage_fields;
use crate::modules::signal::signal_set;
use crate::modules::system::{blocking, checked, raise_os_error};
use crate::object::{Bytes, Dict, List, NativeSpec};

/// The functions.
pub(super) static FUNCTIONS: &[NativeSpec] = &[
    io_method!("_waitid", "(kind, id, options, /)", wait_for_change),
    io_method!("_wait4", "(pid, options, /)", wait_with_usage),
    io_method!("pidfd_open", "(pid, flags=0)", |vm: &mut Vm, pid: i64, flags: Option<i64>| {
        // SAFETY: the system call takes numbers.
        let result = unsafe { libc::syscall(libc::SYS_pidfd_open, pid as i32, flags.unwrap_or(0) as u32) };
        checked(vm, result, Value::UNBOUND)
    }),
    act!("unshare", "(flags)", |flags: i32| libc::unshare(flags)),
    io_method!("setns", "(fd, nstype=0)", |vm: &mut Vm, fd: i64, kind: Option<i64>| {
        // SAFETY: the system call takes numbers.
        let result = unsafe { libc::setns(fd as i32, kind.unwrap_or(0) as i32) };
        checked(vm, result.into(), Value::UNBOUND).map(|_| ())
    }),
    io_method!("_getgrouplist", "(user, group, /)", groups_of),
    io_method!("_initgroups", "(user, group, /)", set_groups_of),
    // Native functions, since as attributes of a class they must not become methods.
    io_method!("posix_spawn", "(*args, **kwargs)", |vm: &mut Vm, args: Gc<Tuple>, kwargs: Gc<Dict>| {
        spawn_by(vm, "posix_spawn", args, kwargs)
    }),
    io_method!("posix_spawnp", "(*args, **kwargs)", |vm: &mut Vm, args: Gc<Tuple>, kwargs: Gc<Dict>| {
        spawn_by(vm, "posix_spawnp", args, kwargs)
    }),
    io_method!(
        "_posix_spawn",
        "(program, arguments, environment, actions, attributes, search, shown, /)",
        spawn
    ),
];

/// Has the module's part in Python check the arguments of the function with this name, and call [`spawn`].
fn spawn_by(vm: &mut Vm, name: &str, args: Gc<Tuple>, kwargs: Gc<Dict>) -> Outcome<Value> {
    let module = crate::modules::import_module(vm, "posix")?;
    let function = vm.intern("_spawn");
    let function = vm.get_attribute(module, function)?;
    let mut all = vec![vm.intern(name).value()];
    all.extend(args.as_slice());
    let all = vm.new_tuple(&all)?;
    vm.call_spread_values(function, all, kwargs)
}

/// What `waitid` tells: process, user, signal, status, code; none if nothing has changed.
fn wait_for_change(vm: &mut Vm, kind: i64, id: i64, options: i64) -> Outcome<Value> {
    // SAFETY: a structure of numbers.
    let mut information: libc::siginfo_t = unsafe { std::mem::zeroed() };
    blocking(vm, Value::UNBOUND, || {
        // SAFETY: the pointer leads to a local.
        unsafe { libc::waitid(kind as libc::idtype_t, id as u32, &raw mut information, options as i32) }
            .into()
    })?;
    // SAFETY: these fields are those that the call fills, or zero.
    let (pid, uid, status) = unsafe { (information.si_pid(), information.si_uid(), information.si_status()) };
    if pid == 0 {
        return Ok(Value::NONE);
    }
    let fields = [i64::from(pid), i64::from(uid), information.si_signo.into(), status.into()];
    let mut fields: Vec<Value> = fields.map(Value::fixnum).into();
    fields.push(Value::fixnum(information.si_code.into()));
    Ok(vm.tuple(&fields).value())
}

/// A process, its status, and the fields of what it has used.
fn wait_with_usage(vm: &mut Vm, pid: i64, options: i64) -> Outcome<Gc<Tuple>> {
    let mut status = 0;
    // SAFETY: a structure of numbers.
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    let found = blocking(vm, Value::UNBOUND, || {
        // SAFETY: the pointers lead to locals.
        unsafe { libc::wait4(pid as i32, &raw mut status, options as i32, &raw mut usage) }.into()
    })?;
    let mut fields = vec![Value::fixnum(found), Value::fixnum(status.into())];
    fields.extend(usage_fields(vm, &usage));
    vm.new_tuple(&fields)
}

/// The groups that a user is in, with one more.
fn groups_of(vm: &mut Vm, BytesArgument(user): BytesArgument, group: i64) -> Outcome<Gc<List>> {
    let user = c_text(vm, user)?;
    let mut ids: Vec<libc::gid_t> = vec![0; 64];
    loop {
        let mut count = ids.len() as i32;
        // SAFETY: the text ends in zero; the array has the length that is told.
        let result =
            unsafe { libc::getgrouplist(user.as_ptr(), group as u32, ids.as_mut_ptr(), &raw mut count) };
        let count = count.max(0) as usize;
        if result >= 0 {
            ids.truncate(count);
            break;
        }
        // The call tells how many there are; no system has more groups than this.
        if count <= ids.len() || count > 1 << 20 {
            return Err(raise_os_error(vm, libc::EINVAL, Value::UNBOUND, Value::UNBOUND));
        }
        ids.resize(count, 0);
    }
    group_list(vm, &ids)
}

fn set_groups_of(vm: &mut Vm, BytesArgument(user): BytesArgument, group: i64) -> Outcome<()> {
    let user = c_text(vm, user)?;
    // SAFETY: the text ends in zero.
    let result = unsafe { libc::initgroups(user.as_ptr(), group as u32) };
    checked(vm, result.into(), Value::UNBOUND).map(|_| ())
}

fn c_text(vm: &mut Vm, bytes: Vec<u8>) -> Outcome<CString> {
    CString::new(bytes).map_err(|_| vm.value_error("embedded null byte"))
}

/// What a new process does with its files before it becomes another program.
struct FileActions(libc::posix_spawn_file_actions_t);

impl FileActions {
    fn new() -> FileActions {
        // SAFETY: the call initialises what it is given.
        unsafe {
            let mut actions = std::mem::zeroed();
            libc::posix_spawn_file_actions_init(&raw mut actions);
            FileActions(actions)
        }
    }
}

impl Drop for FileActions {
    fn drop(&mut self) {
        // SAFETY: it was initialised.
        unsafe { libc::posix_spawn_file_actions_destroy(&raw mut self.0) };
    }
}

/// How a new process differs from this one.
struct Attributes(libc::posix_spawnattr_t);

impl Attributes {
    fn new() -> Attributes {
        // SAFETY: the call initialises what it is given.
        unsafe {
            let mut attributes = std::mem::zeroed();
            libc::posix_spawnattr_init(&raw mut attributes);
            Attributes(attributes)
        }
    }
}

impl Drop for Attributes {
    fn drop(&mut self) {
        // SAFETY: it was initialised.
        unsafe { libc::posix_spawnattr_destroy(&raw mut self.0) };
    }
}

/// The numbers of `POSIX_SPAWN_OPEN` and so on.
mod action {
    pub(super) const OPEN: i64 = 0;
    pub(super) const CLOSE: i64 = 1;
    pub(super) const DUP2: i64 = 2;
    pub(super) const CLOSEFROM: i64 = 3;
}

unsafe extern "C" {
    /// Of glibc 2.34 and newer: closes all descriptors from a number on.
    fn posix_spawn_file_actions_addclosefrom_np(
        actions: *mut libc::posix_spawn_file_actions_t,
        from: libc::c_int,
    ) -> libc::c_int;
}

fn item(vm: &mut Vm, tuple: Gc<Tuple>, at: usize) -> Outcome<i64> {
    vm.index_i64(tuple.get(at))
}

/// Adds an action: its number, then a descriptor, a path or none, and two more numbers.
fn add_action(vm: &mut Vm, actions: &mut FileActions, row: Gc<Tuple>) -> Outcome<()> {
    let (kind, fd) = (item(vm, row, 0)?, item(vm, row, 1)? as i32);
    let (first, second) = (item(vm, row, 3)?, item(vm, row, 4)?);
    let actions = &raw mut actions.0;
    let code = match (kind, row.get(2).cast::<Bytes>()) {
        (action::OPEN, Some(name)) => {
            let name = path(vm, name)?;
            // SAFETY: the actions were initialised; the path, which ends in zero, is copied.
            unsafe {
                libc::posix_spawn_file_actions_addopen(
                    actions,
                    fd,
                    name.as_ptr(),
                    first as i32,
                    second as libc::mode_t,
                )
            }
        }
        // SAFETY: the actions were initialised; the rest are numbers.
        (action::CLOSE, _) => unsafe { libc::posix_spawn_file_actions_addclose(actions, fd) },
        // SAFETY: as above.
        (action::DUP2, _) => unsafe { libc::posix_spawn_file_actions_adddup2(actions, fd, first as i32) },
        // SAFETY: as above.
        (action::CLOSEFROM, _) => unsafe { posix_spawn_file_actions_addclosefrom_np(actions, fd) },
        _ => return Err(vm.type_error("Unknown file_actions identifier")),
    };
    if code == 0 { Ok(()) } else { Err(raise_os_error(vm, code, Value::UNBOUND, Value::UNBOUND)) }
}

/// The attributes: process group, reset ids, new session, mask, signals with default action, scheduling; none where unset.
fn attributes(vm: &mut Vm, row: Gc<Tuple>) -> Outcome<Attributes> {
    let mut made = Attributes::new();
    let mut flags = 0;
    let pointer = &raw mut made.0;
    let set = |at: usize| Some(row.get(at)).filter(|value| !value.is_none());
    // SAFETY: all calls get initialised attributes and pointers to locals, whose contents they copy.
    unsafe {
        if let Some(group) = set(0) {
            libc::posix_spawnattr_setpgroup(pointer, vm.index_i64(group)? as i32);
            flags |= libc::POSIX_SPAWN_SETPGROUP;
        }
        if set(1).is_some() {
            flags |= libc::POSIX_SPAWN_RESETIDS;
        }
        if set(2).is_some() {
            flags |= i32::from(libc::POSIX_SPAWN_SETSID);
        }
        if let Some(signals) = set(3) {
            let signals = signal_set(vm, signals)?;
            libc::posix_spawnattr_setsigmask(pointer, &raw const signals);
            flags |= libc::POSIX_SPAWN_SETSIGMASK;
        }
        if let Some(signals) = set(4) {
            let signals = signal_set(vm, signals)?;
            libc::posix_spawnattr_setsigdefault(pointer, &raw const signals);
            flags |= libc::POSIX_SPAWN_SETSIGDEF;
        }
        if let Some(policy) = set(5) {
            libc::posix_spawnattr_setschedpolicy(pointer, vm.index_i64(policy)? as i32);
            flags |= libc::POSIX_SPAWN_SETSCHEDULER;
        }
        if let Some(priority) = set(6) {
            let parameters = libc::sched_param { sched_priority: vm.index_i64(priority)? as i32 };
            libc::posix_spawnattr_setschedparam(pointer, &raw const parameters);
            flags |= libc::POSIX_SPAWN_SETSCHEDPARAM;
        }
        libc::posix_spawnattr_setflags(pointer, flags as libc::c_short);
    }
    Ok(made)
}

/// Starts a program in a new process.
#[expect(clippy::too_many_arguments, reason = "the C function's arguments")]
fn spawn(
    vm: &mut Vm,
    program: Gc<Bytes>,
    arguments: Value,
    environment: Value,
    actions: Value,
    attributes_row: Gc<Tuple>,
    search: bool,
    shown: Value,
) -> Outcome<i64> {
    let program = path(vm, program)?;
    let (arguments, environment) = (texts(vm, arguments)?, texts(vm, environment)?);
    let mut file_actions = FileActions::new();
    let rows = vm.list_from(actions)?;
    for at in 0..rows.len() {
        if let Some(row) = rows.get(at).and_then(Value::cast::<Tuple>) {
            add_action(vm, &mut file_actions, row)?;
        }
    }
    let attributes = attributes(vm, attributes_row)?;
    let call = if search { libc::posix_spawnp } else { libc::posix_spawn };
    let mut pid = 0;
    // SAFETY: all texts end in zero, the lists in a null pointer; the rest leads to initialised locals.
    let code = unsafe {
        call(
            &raw mut pid,
            program.as_ptr(),
            &raw const file_actions.0,
            &raw const attributes.0,
            c_pointers(&arguments).as_ptr().cast(),
            c_pointers(&environment).as_ptr().cast(),
        )
    };
    if code == 0 { Ok(pid.into()) } else { Err(raise_os_error(vm, code, shown, Value::UNBOUND)) }
}
