//! Which standard descriptors were closed when the process began: Rust opens `/dev/null` in their places before `main`.
#![allow(unsafe_code, reason = "a function that the loader calls before the runtime begins")]

use std::sync::atomic::{AtomicU8, Ordering};

/// A bit for each of the three.
static CLOSED: AtomicU8 = AtomicU8::new(0);

/// Called by the loader, before Rust's runtime looks at the descriptors.
#[used]
#[cfg_attr(target_os = "linux", unsafe(link_section = ".init_array"))]
#[cfg_attr(target_os = "macos", unsafe(link_section = "__DATA,__mod_init_func"))]
static NOTE: extern "C" fn() = note;

extern "C" fn note() {
    for number in 0..3 {
        // SAFETY: only asks for the descriptor's flags.
        if unsafe { libc::fcntl(number, libc::F_GETFD) } < 0 {
            CLOSED.fetch_or(1 << number, Ordering::Relaxed);
        }
    }
}

/// Whether a standard descriptor was closed at the beginning.
pub(super) fn was_closed(number: i32) -> bool {
    CLOSED.load(Ordering::Relaxed) & (1 << number) != 0
}
