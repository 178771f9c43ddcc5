//! The *attention* word: one flag word that running code looks at in calls and loops, its evaluation points.
//!
//! Whoever wants something done there sets a bit: the collector, signal handlers, threads that wait for the lock.

use std::sync::atomic::AtomicU32;

/// Finalisers or callbacks of weak references are due.
pub(crate) const DUE: u32 = 1;
/// Another thread wants the lock.
pub(crate) const HAND_OVER: u32 = 1 << 1;
/// A signal has arrived.
pub(crate) const SIGNAL: u32 = 1 << 2;
/// An exception is to be raised in some thread.
pub(crate) const EXCEPTION: u32 = 1 << 3;

/// Memory is used up but for a reserve.
pub(crate) const MEMORY: u32 = 1 << 4;

/// A new word, which lives as long as the process: signal handlers and other threads may look at it at any time.
pub(crate) fn new_word() -> &'static AtomicU32 {
    Box::leak(Box::new(AtomicU32::new(0)))
}
