//! Python's `str` on plain data: owned and borrowed text of any code points, and every method.
//!
//! Text is stored as CPython stores it, one, two or four bytes per code point, so that indexing takes constant
//! time. [`Text`] owns, [`TextRef`] borrows and has the methods of `str`, [`TextBuilder`] takes what they write:
//!
//! ```
//! # use strict_semantics::{Bounds, Text};
//! let name = Text::from("größe");
//! assert_eq!(Text::build(|out| name.view().upper(out)), "GRÖSSE");
//! assert_eq!(name.view().find(Text::from("ß").view(), Bounds::ALL), Some(3));
//! ```

mod bounds;
mod builder;
mod case;
mod classify;
pub(crate) mod combine;
mod compare;
pub mod newlines;
mod owned;
pub(crate) mod pad;
pub(crate) mod repr;
pub(crate) mod search;
pub(crate) mod split;
mod strip;
#[cfg(test)]
mod tests;
pub mod unicode;
mod unit;
mod view;

pub use bounds::Bounds;
pub use builder::TextBuilder;
pub use combine::{make_translation, translation_key};
pub use owned::Text;
pub use unit::Width;
pub use view::{CodePoints, TextRef};

pub(crate) use unit::Unit;
pub(crate) use view::with_units;
