//! What bytecode and native functions share: making objects, attribute access, calls, operators, iteration,
//! conversions. All of it is methods of [`Vm`](crate::vm::Vm), one file per theme.

mod attributes;
mod call;
mod classes;
mod compare;
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

pub use call::Arguments;
pub(crate) use compare::satisfies;
pub use operators::Operator;
pub use text::is_same;
