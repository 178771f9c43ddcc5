//! [`Module`]: a module and its namespace.

use crate::heap::{Link, layout};
use crate::object::Dict;

layout! {
    /// The layout of `module`.
    pub struct Module (Module) {
        /// `__dict__`, whose values lie in cells.
        dict: Link<Dict>,
    }
}
