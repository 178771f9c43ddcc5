//! The built-in types and functions: one file per type, each a table of its methods and the Rust functions behind.

pub mod async_generator;
pub mod buffer;
pub mod bytearray;
pub mod bytes;
pub mod code;
mod code_compare;
mod code_replace;
pub mod compile;
pub mod complex;
pub mod console;
pub mod descriptors;
pub mod dict;
pub mod dict_views;
pub mod exception_groups;
pub mod exceptions;
pub mod execution;
pub mod float;
pub mod function;
pub mod functions;
pub mod generator;
pub mod generic_alias;
pub mod int;
mod iterator_state;
pub mod iterators;
pub mod list;
pub mod mappingproxy;
pub mod memoryview;
mod memoryview_items;
pub mod module;
pub mod namespace;
pub mod object;
mod os_errors;
pub mod range;
pub mod set;
pub mod singletons;
pub mod slice;
pub mod sorting;
pub mod str;
pub mod str_format;
pub mod str_search;
pub mod str_split;
pub mod substitution;
pub mod super_type;
mod syntax_errors;
mod timsort;
pub mod tuple;
pub mod type_parameters;
pub mod type_type;
pub mod union;
pub mod weakref;

pub(crate) use crate::protocol::satisfies;

/// What every file here uses.
pub(crate) mod prelude {
    pub(crate) use crate::heap::{Gc, Kind};
    pub(crate) use crate::native::{method as m, native as n};
    pub(crate) use crate::object::Effect::{Any, MutatesReceiver, Pure};
    pub(crate) use crate::object::{Special, Str, Table, Tuple, Type, TypeFlags};
    pub(crate) use crate::value::Value;
    pub(crate) use crate::vm::{Outcome, TypeSpec, Vm, new_spec};
}
