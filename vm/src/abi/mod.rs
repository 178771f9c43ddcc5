//! What a compiler to machine code needs of the VM: where things are (`layout`), functions that compiled code calls
//! (`runtime`), how the interpreter enters compiled code (`entry`), and what collections know of native frames (`native_frames`).
//!
//! Compiled code works on a frame of the interpreter's own stack. If it leaves before its end, the frame is as the
//! interpreter wants it, and the interpreter goes on.
#![allow(unsafe_code, reason = "compiled code calls with raw words, and is called")]

mod entry;
pub mod layout;
pub(crate) mod native_frames;
pub mod runtime;

pub(crate) use entry::{
    COLD, Entered, Tiering, enter_frame, enter_loop, enter_resumed, resume_compiled, run_innermost,
    run_resumed,
};
pub use entry::{CodeBackend, Compiled, ExitCount, Made, Request, Trampoline};
pub use native_frames::{FrameMap, Sites};
