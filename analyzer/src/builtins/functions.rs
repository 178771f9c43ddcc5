//! The built-in functions.

use super::Native;

pub(crate) const FUNCTIONS: &[Native] = &[];
