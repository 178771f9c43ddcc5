//! How large the ranges may be that are reserved at the start: a limit on the address space (`ulimit -v`) is shared out.
#![allow(unsafe_code, reason = "asks the system for a limit of the process")]

/// `wanted` bytes, or the given part of what the process may map if that is less.
pub(crate) fn share(wanted: usize, part: usize) -> usize {
    match limit() {
        Some(limit) => wanted.min((limit / part).max(1 << 20).next_multiple_of(1 << 16)),
        None => wanted,
    }
}

/// How many bytes the process may map, if that is limited.
fn limit() -> Option<usize> {
    let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: fills in what it is given.
    let result = unsafe { libc::getrlimit(libc::RLIMIT_AS, &raw mut limit) };
    if result == 0 && limit.rlim_cur != libc::RLIM_INFINITY { Some(limit.rlim_cur as usize) } else { None }
}
