//! A thread that writes the frames of all others when a time has passed.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::dump::{Output, dump_all};
use super::signals::VM;
use crate::vm::Vm;

/// How long the watchdog waits for the VM to be at rest. Then it reads what may change.
const PATIENCE: Duration = Duration::from_millis(200);

#[derive(Debug)]
struct State {
    is_cancelled: Mutex<bool>,
    changed: Condvar,
    /// Of the process that started it.
    process: u32,
}

static CURRENT: Mutex<Option<Arc<State>>> = Mutex::new(None);

/// Ends the watchdog. Nothing is written once this returns.
pub(super) fn cancel() {
    let current = CURRENT.lock().unwrap_or_else(PoisonError::into_inner).take();
    let Some(state) = current.filter(|state| state.process == std::process::id()) else { return };
    *state.is_cancelled.lock().unwrap_or_else(PoisonError::into_inner) = true;
    state.changed.notify_all();
}

/// What a watchdog does.
#[derive(Clone, Debug)]
pub(super) struct Task {
    pub(super) wait: Duration,
    pub(super) repeats: bool,
    pub(super) descriptor: i32,
    pub(super) exits: bool,
}

/// Starts a watchdog in place of the one before.
pub(super) fn start(task: Task) -> std::io::Result<()> {
    cancel();
    let state = Arc::new(State {
        is_cancelled: Mutex::new(false),
        changed: Condvar::new(),
        process: std::process::id(),
    });
    *CURRENT.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&state));
    let watch = move || {
        block_signals();
        let mut until = Instant::now().checked_add(task.wait);
        let mut cancelled = state.is_cancelled.lock().unwrap_or_else(PoisonError::into_inner);
        while !*cancelled {
            let Some(end) = until else {
                cancelled = state.changed.wait(cancelled).unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            let left = end.saturating_duration_since(Instant::now());
            if !left.is_zero() {
                let waited = state.changed.wait_timeout(cancelled, left);
                cancelled = waited.unwrap_or_else(PoisonError::into_inner).0;
                continue;
            }
            write_frames(&task);
            if !task.repeats {
                break;
            }
            until = Instant::now().checked_add(task.wait);
        }
    };
    std::thread::Builder::new().spawn(watch).map(|_| ())
}

/// Signals are for threads that run Python.
fn block_signals() {
    // SAFETY: the set is a local.
    unsafe {
        let mut all: libc::sigset_t = std::mem::zeroed();
        libc::sigfillset(&raw mut all);
        libc::pthread_sigmask(libc::SIG_SETMASK, &raw const all, std::ptr::null_mut());
    }
}

/// A time as `timedelta` shows it.
fn header(wait: Duration) -> String {
    let seconds = wait.as_secs();
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match wait.subsec_micros() {
        0 => format!("Timeout ({hours}:{minutes:02}:{rest:02})!\n"),
        micros => format!("Timeout ({hours}:{minutes:02}:{rest:02}.{micros:06})!\n"),
    }
}

fn write_frames(task: &Task) {
    // SAFETY: the VM lives as long as the process; with its lock held nothing of it changes, and without see `dump`.
    let Some(vm) = (unsafe { VM.load(Ordering::Relaxed).cast_const().as_ref() }) else { return };
    let mut output = Output::new(task.descriptor);
    output.text(&header(task.wait));
    Vm::at_rest(vm, PATIENCE, || dump_all(&mut output, vm));
    if task.exits {
        // SAFETY: ends the process at once, as was asked for.
        unsafe { libc::_exit(1) };
    }
}
