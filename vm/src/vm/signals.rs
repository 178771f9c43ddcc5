//! Signals: what arrives is noted at once, and handled by the main thread at its next evaluation point.

use std::sync::atomic::{AtomicBool, AtomicI32, AtomicPtr, AtomicU32, AtomicUsize, Ordering};

use super::{Outcome, Vm, attention};
use crate::value::Value;

/// One more than the highest signal number.
pub(crate) const SIGNAL_COUNT: usize = 65;

static PENDING: [AtomicBool; SIGNAL_COUNT] = [const { AtomicBool::new(false) }; SIGNAL_COUNT];
static ANY_PENDING: AtomicBool = AtomicBool::new(false);
/// A signal that another thread got and sent on to the main thread, only to interrupt what it waits for.
static SENT_ON: AtomicI32 = AtomicI32::new(0);
/// The attention word of the VM that handles signals.
static ATTENTION: AtomicPtr<AtomicU32> = AtomicPtr::new(std::ptr::null_mut());
static MAIN_IDENT: AtomicUsize = AtomicUsize::new(0);
static MAIN_THREAD: AtomicPtr<std::thread::Thread> = AtomicPtr::new(std::ptr::null_mut());
/// The file descriptor that the number of each signal is written to, or -1.
pub(crate) static WAKEUP_FD: AtomicI32 = AtomicI32::new(-1);
/// The error of the last such write that failed, to be reported.
pub(crate) static WAKEUP_ERROR: AtomicI32 = AtomicI32::new(0);

/// Whether a signal waits to be handled.
pub(crate) fn is_pending() -> bool {
    ANY_PENDING.load(Ordering::Acquire)
}

fn errno() -> *mut libc::c_int {
    #[cfg(target_os = "linux")]
    // SAFETY: gives the address of the thread's error number.
    unsafe {
        libc::__errno_location()
    }
    #[cfg(not(target_os = "linux"))]
    // SAFETY: as above.
    unsafe {
        libc::__error()
    }
}

/// Notes a signal; all that it calls is safe in a signal handler.
extern "C" fn note_signal(number: libc::c_int) {
    // SAFETY: the address of this thread's error number.
    let saved = unsafe { *errno() };
    let main = MAIN_IDENT.load(Ordering::Relaxed);
    // SAFETY: only tells who runs.
    let is_main = unsafe { libc::pthread_self() as usize } == main;
    let was_sent_on =
        is_main && SENT_ON.compare_exchange(number, 0, Ordering::Relaxed, Ordering::Relaxed).is_ok();
    if !was_sent_on {
        mark_pending(number);
        let fd = WAKEUP_FD.load(Ordering::Relaxed);
        if fd >= 0 {
            let byte = number as u8;
            // SAFETY: writes one byte of a local.
            if unsafe { libc::write(fd, (&raw const byte).cast(), 1) } < 0 {
                // SAFETY: as above.
                WAKEUP_ERROR.store(unsafe { *errno() }, Ordering::Relaxed);
            }
        }
        if !is_main && main != 0 {
            SENT_ON.store(number, Ordering::Relaxed);
            // SAFETY: the main thread lives as long as the process.
            unsafe { libc::pthread_kill(main as libc::pthread_t, number) };
        }
    }
    // SAFETY: the handle is leaked, so it is there as long as the process.
    if let Some(thread) = unsafe { MAIN_THREAD.load(Ordering::Relaxed).as_ref() } {
        thread.unpark();
    }
    // SAFETY: as above.
    unsafe { *errno() = saved };
}

/// Notes that a signal is to be handled.
pub(crate) fn mark_pending(number: libc::c_int) {
    if let Some(pending) = PENDING.get(number as usize) {
        pending.store(true, Ordering::Relaxed);
    }
    ANY_PENDING.store(true, Ordering::Release);
    // SAFETY: attention words live as long as the process.
    if let Some(word) = unsafe { ATTENTION.load(Ordering::Relaxed).as_ref() } {
        word.fetch_or(attention::SIGNAL, Ordering::Release);
    }
}

/// What the system does on a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Disposition {
    /// Its default.
    Default,
    /// Nothing.
    Ignore,
    /// It is noted for a handler in Python.
    Note,
    /// Something that was not set by this program.
    Foreign,
}

/// Sets what the system does on a signal.
pub(crate) fn set_disposition(number: libc::c_int, disposition: Disposition) -> std::io::Result<()> {
    // SAFETY: the structure is plain data; the handler does what signal handlers may.
    let result = unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = match disposition {
            Disposition::Default | Disposition::Foreign => libc::SIG_DFL,
            Disposition::Ignore => libc::SIG_IGN,
            Disposition::Note => note_signal as *const () as usize,
        };
        // On the alternate stack if the thread has one.
        action.sa_flags = libc::SA_ONSTACK;
        // One at a time, for that stack is small. A fault in the handler still ends the process.
        libc::sigfillset(&raw mut action.sa_mask);
        for fault in [libc::SIGSEGV, libc::SIGBUS, libc::SIGILL, libc::SIGFPE, libc::SIGABRT] {
            libc::sigdelset(&raw mut action.sa_mask, fault);
        }
        libc::sigaction(number, &raw const action, std::ptr::null_mut())
    };
    if result == 0 { Ok(()) } else { Err(std::io::Error::last_os_error()) }
}

/// What the system does on a signal.
pub(crate) fn disposition(number: libc::c_int) -> Disposition {
    // SAFETY: only reads the action.
    let action = unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        if libc::sigaction(number, std::ptr::null(), &raw mut action) != 0 {
            return Disposition::Foreign;
        }
        action.sa_sigaction
    };
    match action {
        libc::SIG_DFL => Disposition::Default,
        libc::SIG_IGN => Disposition::Ignore,
        address if address == note_signal as *const () as usize => Disposition::Note,
        _ => Disposition::Foreign,
    }
}

impl Vm {
    /// Makes this VM the one that handles signals, in the current thread; an interrupt raises `KeyboardInterrupt`
    /// from now on, unless the process was started to ignore it.
    pub fn handle_signals(&mut self) {
        self.adopt_signals();
        if disposition(libc::SIGINT) == Disposition::Default {
            // It fails only for signals that cannot be caught.
            let _ = set_disposition(libc::SIGINT, Disposition::Note);
        }
    }

    /// Makes the current thread the one that handles signals.
    pub(crate) fn adopt_signals(&mut self) {
        // SAFETY: only tells who runs.
        MAIN_IDENT.store(unsafe { libc::pthread_self() as usize }, Ordering::Relaxed);
        MAIN_THREAD.store(Box::leak(Box::new(std::thread::current())), Ordering::Relaxed);
        ATTENTION.store(std::ptr::from_ref(self.attention).cast_mut(), Ordering::Release);
    }

    /// Runs the handlers of signals that have arrived, if this is the main thread.
    ///
    /// # Errors
    /// What a handler raises. Signals not handled yet are handled at the next evaluation point.
    pub fn check_signals(&mut self) -> Outcome<()> {
        if !is_pending() || !self.threads.is_main() {
            return Ok(());
        }
        self.attention.fetch_and(!attention::SIGNAL, Ordering::Acquire);
        ANY_PENDING.store(false, Ordering::Relaxed);
        for (number, pending) in PENDING.iter().enumerate() {
            if !pending.swap(false, Ordering::Relaxed) {
                continue;
            }
            if let Err(raised) = self.call_signal_handler(number) {
                if PENDING.iter().any(|pending| pending.load(Ordering::Relaxed)) {
                    ANY_PENDING.store(true, Ordering::Relaxed);
                    self.attention.fetch_or(attention::SIGNAL, Ordering::Relaxed);
                }
                return Err(raised);
            }
        }
        Ok(())
    }

    fn call_signal_handler(&mut self, number: usize) -> Outcome<()> {
        crate::modules::signal::report_wakeup_error(self);
        let handler = self.signal_handlers.get(number).unwrap_or(Value::NONE);
        if handler.is_unbound() && number == libc::SIGINT as usize {
            // The module `signal` has not been imported, so this is the default handler.
            return Err(self.raise_with(self.exceptions.KeyboardInterrupt, &[]));
        }
        if !handler.is_pointer() {
            // It was set to be ignored, or to the default, after the signal had arrived.
            return Ok(());
        }
        let frame = match self.stacks.depth() {
            0 => Value::NONE,
            depth => self.frame_object(depth - 1).value(),
        };
        self.call(handler, &[Value::fixnum(number as i64), frame])?;
        Ok(())
    }

    /// Forgets signals that arrived in the parent, in a forked child.
    pub(crate) fn forget_signals(&mut self) {
        for pending in &PENDING {
            pending.store(false, Ordering::Relaxed);
        }
        ANY_PENDING.store(false, Ordering::Relaxed);
        self.attention.fetch_and(!attention::SIGNAL, Ordering::Relaxed);
        self.adopt_signals();
    }
}

/// Ends the process as a `KeyboardInterrupt` that nobody caught does: by the signal itself, so that the parent learns
/// of it.
pub(crate) fn end_by_interrupt() {
    if set_disposition(libc::SIGINT, Disposition::Default).is_ok() {
        // SAFETY: plain system calls; if the signal is blocked, the process goes on to end otherwise.
        unsafe { libc::kill(libc::getpid(), libc::SIGINT) };
    }
}
