//! The program under analysis: its modules, how they are found, in which order they are evaluated.

mod flags;
mod graph;
mod load;
mod module_name;
mod report;
mod schedule;
mod search;
mod skeleton;
mod stub_files;

pub(crate) use load::{Entry, Program};
pub(crate) use module_name::{absolute, canonical};
pub(crate) use schedule::check;
pub use skeleton::{Skeleton, SkeletonError, skeleton};
