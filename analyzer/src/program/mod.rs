//! The program under analysis: its modules, how they are found, in which order they are evaluated.

mod flags;
mod graph;
mod load;
mod module_name;
mod overlay;
mod report;
mod schedule;
mod search;

pub(crate) use load::{Entry, Program};
pub(crate) use module_name::{absolute, canonical};
pub(crate) use schedule::check;
