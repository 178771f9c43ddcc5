//! The program under analysis: its modules, how they are found, in which order they are evaluated.

mod evaluate;
mod flags;
mod graph;
mod load;
mod memo;
mod module_name;
mod report;
mod schedule;
mod search;
mod session;
mod shift;
mod skeleton;
mod store;
mod stub_files;

pub(crate) use load::{Entry, Program};
pub(crate) use module_name::{absolute, canonical};
pub(crate) use session::check;
pub use session::{Session, SessionReport};
pub use skeleton::{Skeleton, SkeletonError, skeleton};
