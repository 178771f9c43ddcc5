//! Templates that text is formatted by: replacement fields in braces ([`braces`], `str.format`) and conversions after
//! percent signs ([`percent`], `str % values`).
//!
//! Values are the caller's: both modules walk a template and ask a source for what it names, in the order in which
//! CPython does, so that effects and exceptions come in the same order.

pub mod braces;
mod field_name;
pub mod percent;

pub use field_name::{Accessor, Accessors, Argument, AutoNumber, FieldStart, split_field_name};
