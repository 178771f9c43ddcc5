//! [`GlobalLock`]: at most one thread at a time runs Python code.
//!
//! A thread that waits for the lock asks the holder after a while, the *switch interval*, to hand it over at its next
//! evaluation point. The holder then waits until another thread has taken it, so that it cannot win the race for its
//! own lock.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::attention;

/// The number of a thread that runs no Python code.
const NOBODY: u64 = 0;

/// The lock of one VM.
#[derive(Debug)]
pub(crate) struct GlobalLock {
    state: Mutex<State>,
    released: Condvar,
    switched: Condvar,
    /// Nanoseconds that a thread waits before it asks for the lock.
    interval: AtomicU64,
}

#[derive(Debug)]
struct State {
    is_held: bool,
    waiting: usize,
    last_holder: u64,
    /// How often the lock went from one thread to another.
    switches: u64,
}

impl GlobalLock {
    /// A lock that the thread with this number holds.
    pub(super) fn held_by(thread: u64, interval: Duration) -> GlobalLock {
        GlobalLock {
            state: Mutex::new(State { is_held: true, waiting: 0, last_holder: thread, switches: 0 }),
            released: Condvar::new(),
            switched: Condvar::new(),
            interval: AtomicU64::new(interval.as_nanos() as u64),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How long a thread waits before it asks for the lock.
    pub(crate) fn interval(&self) -> Duration {
        Duration::from_nanos(self.interval.load(Ordering::Relaxed))
    }

    /// Sets that time.
    pub(crate) fn set_interval(&self, interval: Duration) {
        let nanoseconds = u64::try_from(interval.as_nanos()).unwrap_or(u64::MAX);
        self.interval.store(nanoseconds.max(1), Ordering::Relaxed);
    }

    /// Waits until the lock is free, and takes it. `attention` is the word that the holder looks at.
    pub(super) fn take(&self, thread: u64, attention: &AtomicU32) {
        let mut state = self.state();
        state.waiting += 1;
        while state.is_held {
            let before = state.switches;
            let (guard, wait) =
                self.released.wait_timeout(state, self.interval()).unwrap_or_else(PoisonError::into_inner);
            state = guard;
            if wait.timed_out() && state.is_held && state.switches == before {
                attention.fetch_or(attention::HAND_OVER, Ordering::Relaxed);
            }
        }
        state.is_held = true;
        state.waiting -= 1;
        if state.last_holder != thread {
            state.last_holder = thread;
            state.switches += 1;
        }
        attention.fetch_and(!attention::HAND_OVER, Ordering::Relaxed);
        self.switched.notify_all();
    }

    /// Takes the lock for a thread that runs no Python code, unless it does not become free in time: whether it did.
    pub(super) fn take_within(&self, patience: Duration, word: &AtomicU32) -> bool {
        let end = Instant::now() + patience;
        let mut state = self.state();
        state.waiting += 1;
        while state.is_held && Instant::now() < end {
            word.fetch_or(attention::HAND_OVER, Ordering::Relaxed);
            let waited = self.released.wait_timeout(state, self.interval());
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        let is_free = !state.is_held;
        state.waiting -= 1;
        if is_free {
            state.is_held = true;
            state.last_holder = NOBODY;
            state.switches += 1;
        }
        word.fetch_and(!attention::HAND_OVER, Ordering::Relaxed);
        self.switched.notify_all();
        is_free
    }

    /// Gives the lock back.
    pub(super) fn release(&self) {
        self.state().is_held = false;
        self.released.notify_one();
    }

    /// After giving it back on demand: waits until another thread has taken it, if one still wants it.
    pub(super) fn wait_for_switch(&self, thread: u64) {
        let mut state = self.state();
        while state.last_holder == thread && state.waiting > 0 && !state.is_held {
            // Bounded, for the waiting thread may be one that the system does not run.
            let (guard, wait) = self
                .switched
                .wait_timeout(state, Duration::from_millis(5))
                .unwrap_or_else(PoisonError::into_inner);
            state = guard;
            if wait.timed_out() {
                break;
            }
        }
    }
}
