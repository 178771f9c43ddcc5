//! Signals on which frames are written: those that end the process, and those that a program registers.

use std::cell::UnsafeCell;
use std::mem::MaybeUninit;
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicPtr, Ordering};

use super::dump::{Output, dump_all, dump_current};
use crate::vm::Vm;
use crate::vm::signals::SIGNAL_COUNT;

/// The VM whose frames are written.
pub(super) static VM: AtomicPtr<Vm> = AtomicPtr::new(std::ptr::null_mut());

/// What is done about one signal.
#[derive(Debug)]
struct Slot {
    is_set: AtomicBool,
    descriptor: AtomicI32,
    all_threads: AtomicBool,
    /// Whether the program's own handler runs afterwards.
    chains: AtomicBool,
    c_stack: AtomicBool,
    /// What was done before.
    previous: UnsafeCell<MaybeUninit<libc::sigaction>>,
}

// SAFETY: `previous` is written before `is_set` is, with the lock of the VM held, and only read as long as it is set.
unsafe impl Sync for Slot {}

static SLOTS: [Slot; SIGNAL_COUNT] = [const {
    Slot {
        is_set: AtomicBool::new(false),
        descriptor: AtomicI32::new(2),
        all_threads: AtomicBool::new(true),
        chains: AtomicBool::new(false),
        c_stack: AtomicBool::new(false),
        previous: UnsafeCell::new(MaybeUninit::uninit()),
    }
}; SIGNAL_COUNT];

/// The signals that end a process because of an error in it.
pub(super) const FATAL: [(i32, &str); 5] = [
    (libc::SIGBUS, "Bus error"),
    (libc::SIGILL, "Illegal instruction"),
    (libc::SIGFPE, "Floating-point exception"),
    (libc::SIGABRT, "Aborted"),
    (libc::SIGSEGV, "Segmentation fault"),
];

/// Where and how frames are written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    pub(super) descriptor: i32,
    pub(super) all_threads: bool,
    pub(super) chains: bool,
    pub(super) c_stack: bool,
}

/// Whether frames are written on a signal.
pub(super) fn is_set(number: i32) -> bool {
    SLOTS[number as usize].is_set.load(Ordering::Acquire)
}

/// Has frames written on a signal.
pub(super) fn set(number: i32, manner: Manner) -> std::io::Result<()> {
    let slot = &SLOTS[number as usize];
    slot.descriptor.store(manner.descriptor, Ordering::Relaxed);
    slot.all_threads.store(manner.all_threads, Ordering::Relaxed);
    slot.chains.store(manner.chains, Ordering::Relaxed);
    slot.c_stack.store(manner.c_stack, Ordering::Relaxed);
    if slot.is_set.load(Ordering::Acquire) {
        return Ok(());
    }
    install(number, slot)?;
    slot.is_set.store(true, Ordering::Release);
    Ok(())
}

fn install(number: i32, slot: &Slot) -> std::io::Result<()> {
    let is_fatal = FATAL.iter().any(|&(fatal, _)| fatal == number);
    let handler = if is_fatal { on_fatal } else { on_signal };
    // SAFETY: the structure is plain data; the handlers do what signal handlers may. The slot is not set, or its handler
    // is under way and reads `previous` no more.
    let result = unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = handler as *const () as usize;
        // Another fault while frames are written ends the process.
        action.sa_flags = libc::SA_ONSTACK | libc::SA_NODEFER;
        if !is_fatal && !slot.chains.load(Ordering::Relaxed) {
            action.sa_flags = libc::SA_ONSTACK | libc::SA_RESTART;
        }
        libc::sigemptyset(&raw mut action.sa_mask);
        libc::sigaction(number, &raw const action, slot.previous.get().cast())
    };
    if result == 0 { Ok(()) } else { Err(std::io::Error::last_os_error()) }
}

/// Restores what was done about a signal before: whether frames were written on it.
pub(super) fn unset(number: i32) -> bool {
    let slot = &SLOTS[number as usize];
    let was_set = slot.is_set.swap(false, Ordering::AcqRel);
    if was_set {
        restore(number, slot);
    }
    was_set
}

fn restore(number: i32, slot: &Slot) {
    // SAFETY: `previous` was written when the slot was set.
    unsafe { libc::sigaction(number, slot.previous.get().cast::<libc::sigaction>(), std::ptr::null_mut()) };
}

fn vm() -> Option<&'static Vm> {
    // SAFETY: the VM lives as long as the process. It may be changed by the thread that was interrupted, or another; see
    // `dump` for what that means.
    unsafe { VM.load(Ordering::Relaxed).as_ref() }
}

/// The error number of the interrupted code, which must find it as it was.
fn keep_errno(work: impl FnOnce()) {
    // SAFETY: the address of this thread's error number.
    let place = unsafe { libc::__errno_location() };
    // SAFETY: as above.
    let saved = unsafe { *place };
    work();
    // SAFETY: as above.
    unsafe { *place = saved };
}

fn write_frames(output: &mut Output, slot: &Slot) {
    if let Some(vm) = vm() {
        if slot.all_threads.load(Ordering::Relaxed) {
            dump_all(output, vm);
        } else {
            dump_current(output, vm);
        }
    }
}

/// What stands for the frames of native code, which cannot be told.
pub(super) fn write_c_stack(output: &mut Output) {
    output.text("Current thread's C stack trace (most recent call first):\n");
    output.text("  <cannot get C stack on this system>\n");
    output.flush();
}

extern "C" fn on_fatal(number: libc::c_int) {
    keep_errno(|| {
        let slot = &SLOTS[number as usize];
        if !slot.is_set.swap(false, Ordering::AcqRel) {
            return;
        }
        restore(number, slot);
        let mut output = Output::new(slot.descriptor.load(Ordering::Relaxed));
        let name = FATAL.iter().find(|&&(fatal, _)| fatal == number).map_or("", |&(_, name)| name);
        output.text("Fatal Python error: ");
        output.text(name);
        output.text("\n\n");
        write_frames(&mut output, slot);
        if slot.c_stack.load(Ordering::Relaxed) {
            output.text("\n");
            write_c_stack(&mut output);
        }
    });
    // The process ends as it would have without this handler. Who was there before may let a signal that somebody has
    // sent pass, so the second time it's the system's turn.
    // SAFETY: system calls that a handler may make.
    unsafe {
        libc::raise(number);
        libc::signal(number, libc::SIG_DFL);
        libc::raise(number);
    }
}

extern "C" fn on_signal(number: libc::c_int) {
    let slot = &SLOTS[number as usize];
    if !slot.is_set.load(Ordering::Acquire) {
        return;
    }
    keep_errno(|| {
        let mut output = Output::new(slot.descriptor.load(Ordering::Relaxed));
        write_frames(&mut output, slot);
        if slot.chains.load(Ordering::Relaxed) {
            restore(number, slot);
            // SAFETY: a system call that a handler may make.
            unsafe { libc::raise(number) };
            // The signal can have been given to another handler meanwhile; it fails only for signals that cannot be caught.
            let _ = install(number, slot);
        }
    });
}
