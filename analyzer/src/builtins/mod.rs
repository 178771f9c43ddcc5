//! Built-in types and functions, over abstract values.
//!
//! What an operation does on known plain data is written in `strict_semantics`; here it is joined to the domain:
//! known operands give known results, typed operands typed ones, and what changes an object goes through the
//! ownership check.

mod annotations;
mod arity;
mod bool;
mod bytearray;
mod bytes;
mod complex;
mod constants;
#[cfg(test)]
mod container_tests;
mod conversions;
mod dict;
mod elements;
mod exception_methods;
pub(crate) mod exceptions;
mod float;
mod functions;
mod generics;
mod hashes;
mod int;
mod iterators;
mod list;
mod mapping;
pub(crate) mod memoryview;
mod modules;
mod namespace_dict;
mod numbers;
mod numeric_methods;
mod object;
mod operands;
mod parameters;
mod pickling;
mod range;
mod registry;
mod sequences;
mod set;
mod set_algebra;
mod slice;
mod sorting;
mod str;
mod stub_module;
mod subscripts;
mod sum;
pub(crate) mod template;
#[cfg(test)]
mod tests;
mod tuple;
pub(crate) mod types;
mod unknown_names;
mod unmodelled;
mod views;

pub(crate) use annotations::annotate_native;
pub(crate) use constants::{
    ascii_of, constant_binary, constant_compare, constant_repr, constant_unary, int_add, range_length,
};
pub(crate) use generics::alias_item;
pub(crate) use registry::{
    builtin_unit, getset_descriptor, has_stub_name, is_builtin_name, is_final, is_native_module,
    is_type_name, module_of_type,
};
pub(crate) use unmodelled::unmodelled;

use crate::domain::Value;
use crate::interp::{Arguments, Eval, Interp};

/// Body of a built-in function. A method's receiver is the first positional argument.
pub(crate) type NativeFn = fn(&mut Interp<'_>, &mut Arguments) -> Eval<Value>;

/// A function implemented by the analyzer.
#[derive(Debug)]
pub(crate) struct Native {
    /// `len`, or `list.append` for a method.
    pub name: &'static str,
    pub run: NativeFn,
    /// Binds its receiver when read through an instance.
    pub is_method: bool,
    /// Takes unknown values and unions as they are: it only passes them on, or deals with them itself.
    /// Other functions never see them: an unknown argument is reported, a union is followed member by member.
    pub tolerant: bool,
    /// Takes `Arguments::more_positional` into account.
    pub variadic: bool,
}

/// A method of a built-in type.
pub(crate) const fn method(name: &'static str, run: NativeFn) -> Native {
    Native { name, run, is_method: true, tolerant: false, variadic: false }
}

/// A plain function.
pub(crate) const fn function(name: &'static str, run: NativeFn) -> Native {
    Native { name, run, is_method: false, tolerant: false, variadic: false }
}

impl Native {
    /// See [`Native::tolerant`].
    pub(crate) const fn tolerant(mut self) -> Native {
        self.tolerant = true;
        self
    }

    /// See [`Native::variadic`].
    pub(crate) const fn variadic(mut self) -> Native {
        self.variadic = true;
        self
    }
}
