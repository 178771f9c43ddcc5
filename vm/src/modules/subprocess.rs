//! `_posixsubprocess`: starting a program in a new process.
//!
//! The child shares the parent's memory until it executes the program, on a stack of its own, while the parent waits. So
//! the child makes system calls only: everything that they need is laid out before. With a `preexec_fn` the child gets a
//! copy of the memory instead, since that runs Python code.
#![allow(unsafe_code, reason = "starts processes")]

use std::ffi::{CString, c_char, c_int, c_void};
use std::ptr;

use crate::builtins::prelude::*;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::modules::system::{c_string, checked, fs_encode, fs_path, last_error_number};
use crate::object::List;

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "A POSIX helper for the subprocess module.",
    ..new_module(
        "_posixsubprocess",
        &[m("fork_exec", "(*args)", Any, n(fork_exec), "Spawn a fresh new child process.")],
    )
};

/// Texts that end in zeros, and pointers to them that end in a null pointer.
struct Texts {
    _texts: Vec<CString>,
    pointers: Vec<*const c_char>,
}

impl Texts {
    fn new(texts: Vec<CString>) -> Texts {
        let pointers = texts.iter().map(|text| text.as_ptr()).chain([ptr::null()]).collect();
        Texts { _texts: texts, pointers }
    }
}

/// What the child does.
struct Plan {
    arguments: Texts,
    executables: Texts,
    environment: Option<Texts>,
    folder: Option<CString>,
    closes_descriptors: bool,
    kept: Vec<c_int>,
    /// The child's end and the parent's end of standard input, output and errors.
    streams: [(c_int, c_int); 3],
    error_pipe: (c_int, c_int),
    restores_signals: bool,
    new_session: bool,
    process_group: libc::pid_t,
    group: Option<libc::gid_t>,
    groups: Option<Vec<libc::gid_t>>,
    user: Option<libc::uid_t>,
    mask: c_int,
    /// The signals that the parent had blocked.
    signals: libc::sigset_t,
}

/// The stage at which a child failed.
#[derive(Clone, Copy)]
enum Stage {
    Before,
    Folder,
    Program,
}

fn texts(vm: &mut Vm, values: Value) -> Outcome<Vec<CString>> {
    let list: Gc<List> = vm.list_from(values)?;
    let mut texts = Vec::with_capacity(list.len());
    let mut at = 0;
    while let Some(value) = list.get(at) {
        let path = fs_path(vm, value)?;
        let bytes = fs_encode(vm, path)?;
        texts.push(c_string(vm, &bytes)?);
        at += 1;
    }
    Ok(texts)
}

fn number(vm: &mut Vm, value: Value) -> Outcome<c_int> {
    vm.index_i64(value).map(|number| number as c_int)
}

fn fork_exec(vm: &mut Vm, given: Gc<Tuple>) -> Outcome<i64> {
    let count = given.len();
    if count != 22 && count != 23 {
        return Err(vm.type_error(format!("fork_exec expected 22 arguments, got {count}")));
    }
    let hook = given.get(21);
    let plan = read_plan(vm, given)?;
    if hook.is_none() {
        let pid = spawn(&plan);
        return checked(vm, pid.into(), Value::UNBOUND);
    }
    fork(vm, &plan, hook)
}

fn read_plan(vm: &mut Vm, given: Gc<Tuple>) -> Outcome<Plan> {
    let argument = |place: usize| given.get(place);
    let kept = vm.list_from(argument(3))?;
    let mut descriptors = Vec::with_capacity(kept.len());
    for at in 0..kept.len() {
        let value = kept.get(at).unwrap_or(Value::ZERO);
        let descriptor = number(vm, value)?;
        if descriptor < 0 || descriptors.last().is_some_and(|&last| last >= descriptor) {
            return Err(vm.value_error("bad value(s) in fds_to_keep"));
        }
        descriptors.push(descriptor);
    }
    let folder = match argument(4) {
        folder if folder.is_none() => None,
        folder => {
            let folder = fs_path(vm, folder)?;
            let folder = fs_encode(vm, folder)?;
            Some(c_string(vm, &folder)?)
        }
    };
    let environment = match argument(5) {
        list if list.is_none() => None,
        list => Some(Texts::new(texts(vm, list)?)),
    };
    let mut numbers = [-1; 8];
    for (place, slot) in numbers.iter_mut().enumerate() {
        *slot = number(vm, argument(6 + place))?;
    }
    let [in_read, in_write, out_read, out_write, error_read, error_write, pipe_read, pipe_write] = numbers;
    let groups = match argument(18) {
        groups if groups.is_none() => None,
        groups => {
            let list = vm.list_from(groups)?;
            let mut groups = Vec::with_capacity(list.len());
            for at in 0..list.len() {
                let value = list.get(at).unwrap_or(Value::ZERO);
                groups.push(number(vm, value)? as libc::gid_t);
            }
            Some(groups)
        }
    };
    let mut identity =
        |value: Value| if value.is_none() { Ok(None) } else { number(vm, value).map(|id| Some(id as u32)) };
    let (group, user) = (identity(argument(17))?, identity(argument(19))?);
    Ok(Plan {
        arguments: Texts::new(texts(vm, argument(0))?),
        executables: Texts::new(texts(vm, argument(1))?),
        environment,
        folder,
        closes_descriptors: vm.is_true(argument(2))?,
        kept: descriptors,
        streams: [(in_read, in_write), (out_write, out_read), (error_write, error_read)],
        error_pipe: (pipe_read, pipe_write),
        restores_signals: vm.is_true(argument(14))?,
        new_session: vm.is_true(argument(15))?,
        process_group: number(vm, argument(16))?,
        group,
        groups,
        user,
        mask: number(vm, argument(20))?,
        signals: blocked_signals(),
    })
}

/// The signals that this thread blocks.
fn blocked_signals() -> libc::sigset_t {
    // SAFETY: a set of bits, and a pointer to a local.
    unsafe {
        let mut signals = std::mem::zeroed();
        libc::pthread_sigmask(libc::SIG_SETMASK, ptr::null(), &raw mut signals);
        signals
    }
}

/// Starts the child in the memory of this process, which waits until the program runs.
fn spawn(plan: &Plan) -> libc::pid_t {
    const STACK: usize = 64 << 10;
    extern "C" fn start(plan: *mut c_void) -> c_int {
        // SAFETY: `spawn` passes its plan, and waits.
        let plan = unsafe { &*plan.cast::<Plan>() };
        let (stage, code) = execute(plan, || true);
        report(plan, stage, code);
        255
    }
    let mut stack: Vec<u64> = vec![0; STACK / 8];
    // SAFETY: signals are blocked, so that no handler runs in the child; the stack is large enough for system calls, and
    // lives until the child has left it; the memory is the child's alone meanwhile.
    unsafe {
        let (mut all, mut before): (libc::sigset_t, libc::sigset_t) =
            (std::mem::zeroed(), std::mem::zeroed());
        libc::sigfillset(&raw mut all);
        libc::pthread_sigmask(libc::SIG_BLOCK, &raw const all, &raw mut before);
        let top = stack.as_mut_ptr().add(stack.len() - 2).cast::<c_void>();
        let flags = libc::CLONE_VM | libc::CLONE_VFORK | libc::SIGCHLD;
        let pid = libc::clone(start, top, flags, ptr::from_ref(plan).cast_mut().cast());
        let code = last_error_number();
        libc::pthread_sigmask(libc::SIG_SETMASK, &raw const before, ptr::null_mut());
        if pid < 0 {
            *libc::__errno_location() = code;
        }
        pid
    }
}

/// Starts the child with a copy of the memory, where it calls a Python function before it executes the program.
fn fork(vm: &mut Vm, plan: &Plan, hook: Value) -> Outcome<i64> {
    let pid = crate::modules::fork::fork(vm)?;
    if pid != 0 {
        return Ok(pid);
    }
    let (stage, code) = execute(plan, || {
        let done = vm.call(hook, &[]).is_ok();
        vm.raised = Value::UNBOUND;
        done
    });
    report(plan, stage, code);
    // SAFETY: the process ends.
    unsafe { libc::_exit(255) }
}

/// Tells the parent what went wrong. A code of zero is a failed hook.
fn report(plan: &Plan, stage: Stage, code: c_int) {
    let mut text = [0_u8; 64];
    let mut length = 0;
    let mut push = |bytes: &[u8]| {
        text[length..length + bytes.len()].copy_from_slice(bytes);
        length += bytes.len();
    };
    if code == 0 {
        push(b"SubprocessError:0:Exception occurred in preexec_fn.");
    } else {
        push(b"OSError:");
        let mut started = false;
        for shift in (0..8).rev() {
            let digit = (code >> (4 * shift) & 15) as usize;
            started |= digit != 0;
            if started {
                push(&b"0123456789abcdef"[digit..=digit]);
            }
        }
        push(match stage {
            Stage::Before => b":noexec",
            Stage::Folder => b":noexec:chdir",
            Stage::Program => b":",
        });
    }
    // SAFETY: the text has this length.
    unsafe { libc::write(plan.error_pipe.1, text.as_ptr().cast(), length) };
}

/// Executes the program. Returns where that failed and why.
fn execute(plan: &Plan, hook: impl FnOnce() -> bool) -> (Stage, c_int) {
    let failed = |stage: Stage| (stage, last_error_number());
    // SAFETY: system calls with numbers, and with pointers to texts and lists of the plan.
    unsafe {
        for &descriptor in &plan.kept {
            if descriptor != plan.error_pipe.1 && libc::fcntl(descriptor, libc::F_SETFD, 0) < 0 {
                return failed(Stage::Before);
            }
        }
        for (_, parent) in plan.streams {
            if parent >= 0 {
                libc::close(parent);
            }
        }
        libc::close(plan.error_pipe.0);
        // The child's ends must not be where others are to go.
        let mut ends = plan.streams.map(|(child, _)| child);
        for place in [1, 2] {
            while (0..place as c_int).contains(&ends[place]) {
                ends[place] = libc::fcntl(ends[place], libc::F_DUPFD_CLOEXEC, 3);
                if ends[place] < 0 {
                    return failed(Stage::Before);
                }
            }
        }
        for (place, &end) in ends.iter().enumerate() {
            let result = match end {
                -1 => 0,
                end if end == place as c_int => libc::fcntl(end, libc::F_SETFD, 0),
                end => libc::dup2(end, place as c_int),
            };
            if result < 0 {
                return failed(Stage::Before);
            }
        }
        if let Some(folder) = &plan.folder
            && libc::chdir(folder.as_ptr()) < 0
        {
            return failed(Stage::Folder);
        }
        if plan.mask >= 0 {
            libc::umask(plan.mask as libc::mode_t);
        }
        if plan.restores_signals {
            for signal in [libc::SIGPIPE, libc::SIGXFSZ] {
                libc::signal(signal, libc::SIG_DFL);
            }
        }
        if plan.new_session && libc::setsid() < 0
            || plan.process_group >= 0 && libc::setpgid(0, plan.process_group) < 0
        {
            return failed(Stage::Before);
        }
        if let Some(groups) = &plan.groups
            && libc::setgroups(groups.len(), groups.as_ptr()) < 0
        {
            return failed(Stage::Before);
        }
        // The raw calls, since those of the library are for all threads of a process.
        if let Some(group) = plan.group
            && libc::syscall(libc::SYS_setregid, group, group) < 0
        {
            return failed(Stage::Before);
        }
        if let Some(user) = plan.user
            && libc::syscall(libc::SYS_setreuid, user, user) < 0
        {
            return failed(Stage::Before);
        }
        if !hook() {
            return (Stage::Before, 0);
        }
        if plan.closes_descriptors {
            close_others(plan);
        }
        libc::pthread_sigmask(libc::SIG_SETMASK, &raw const plan.signals, ptr::null_mut());
        let mut code = 0;
        for &program in plan.executables.pointers.iter().take_while(|program| !program.is_null()) {
            match &plan.environment {
                Some(environment) => {
                    libc::execve(program, plan.arguments.pointers.as_ptr(), environment.pointers.as_ptr());
                }
                None => {
                    libc::execv(program, plan.arguments.pointers.as_ptr());
                }
            }
            let found = last_error_number();
            if code == 0 || found != libc::ENOENT && found != libc::ENOTDIR {
                code = found;
            }
        }
        (Stage::Program, code)
    }
}

/// Closes all descriptors from 3 on but those to be kept.
fn close_others(plan: &Plan) {
    let mut start: c_int = 3;
    // SAFETY: the system calls take numbers.
    unsafe {
        for &kept in plan.kept.iter().filter(|&&kept| kept >= 3) {
            close_range(start, kept - 1);
            start = kept + 1;
        }
        close_range(start, c_int::MAX);
    }
}

/// Closes the descriptors from `first` to `last`.
unsafe fn close_range(first: c_int, last: c_int) {
    if first > last {
        return;
    }
    // SAFETY: the system calls take numbers.
    unsafe {
        if libc::syscall(libc::SYS_close_range, first, last, 0) < 0 {
            let most = libc::sysconf(libc::_SC_OPEN_MAX).clamp(256, 1 << 20) as c_int;
            for descriptor in first..=last.min(most) {
                libc::close(descriptor);
            }
        }
    }
}
