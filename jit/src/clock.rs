//! The time that the thread has run, which other programs on the machine do not count in.
#![allow(unsafe_code, reason = "asks the system")]

use std::time::Duration;

/// The processor time of the thread; zero if the system does not tell.
pub(crate) fn thread_time() -> Duration {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the clock writes what it is given the address of.
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &raw mut time) };
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or_default())
}
