//! What bytecode and native functions share: making objects, attribute access, calls, operators, iteration,
//! conversions. All of it is methods of [`Vm`](crate::vm::Vm), one file per theme.

mod attributes;
mod big_integers;
mod call;
mod classes;
mod compare;
mod constants;
mod construct;
mod convert;
mod dicts;
mod errors;
mod instances;
mod iteration;
mod operators;
mod sequences;
mod subscript;
mod text;
mod type_lookup;
mod warnings;

pub use call::Arguments;
pub(crate) use compare::satisfies;
pub(crate) use dicts::next_hashed;
pub(crate) use errors::suggest;
pub use operators::Operator;
pub use text::is_same;
