//! Proves, by abstract interpretation, that executing a module's top-level code cannot be seen from outside.
//!
//! [`check`] is the way in. The analyzer never executes user code.

mod builtins;
pub mod diagnostics;
mod domain;
mod files;
mod fingerprint;
mod heap;
mod interp;
mod ir;
mod lower;
mod options;
mod program;
mod report;
mod stub;

#[cfg(test)]
mod testing;

pub use files::{Disk, FileSystem, Overlay};
pub use options::{Options, Platform};
pub use program::{Session, SessionReport, Skeleton, SkeletonError, skeleton};
pub use report::{
    ClassReport, LibraryFinding, ModuleKind, ModuleReport, NameReport, Report, Statistics, Verdict,
};

/// Called as modules finish: how many are done, and how many there are in all.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// Analyses the modules that `options` names, and whatever they import.
#[must_use]
pub fn check(options: &Options, progress: Option<Progress<'_>>) -> Report {
    program::check(options, progress)
}
