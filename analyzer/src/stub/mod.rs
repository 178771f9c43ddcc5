//! Stubs beside the sources that they model: what a source defines, whether a stub contradicts it, and a first stub of it.
//!
//! Everything here reads syntax trees and executes nothing. What a stub means when it is executed is in `interp`.

mod bases;
mod check;
mod dialect;
mod outline;
mod overlay;
mod overlay_check;
mod parameters;
mod resolve;
mod skeleton;
mod skeleton_class;
#[cfg(test)]
mod tests;

pub(crate) use check::check_stub;
pub(crate) use overlay::merge;
pub(crate) use skeleton::{Origin, defines, public_names, write_skeleton};
