//! `_decimal`: decimal numbers. The arithmetic is in `strict_semantics::decimal`.
//!
//! A `Decimal` is a record of its sign and kind, its coefficient as an `int`, and its exponent. A `Context` is a record of
//! its settings, with flags and traps as bits; the dictionaries that show those are made when they are asked for.

mod context;
mod context_methods;
mod convert;
mod manager;
mod methods;
mod number;
mod operators;
mod signals;

use strict_semantics::decimal::{MAX_EMAX, MAX_PREC, MIN_EMIN, MIN_ETINY, Rounding};

use crate::builtins::prelude::*;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::object::Dict;

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "Decimal arithmetic.",
    types: &[&number::DECIMAL, &context::CONTEXT],
    fill,
    python: include_str!("../python/_decimal.py"),
    ..new_module(
        "_decimal",
        &[
            m("getcontext", "()", Any, n(context::current), "Get the current default context."),
            m("setcontext", "(context, /)", Any, n(context::set_current), "Set a new default context."),
            m(
                "localcontext",
                "(ctx=None, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, \
                 traps=None)",
                Any,
                manager::local_context,
                "Return a context manager that sets a copy of the context, and restores the one before.",
            ),
            m(
                "IEEEContext",
                "(bits, /)",
                Any,
                n(context::interchange_context),
                "Return a context that is right for one of the IEEE interchange formats.",
            ),
            m("_keep", "(name, value, /)", Any, n(keep), ""),
        ],
    )
};

/// The widest interchange format.
const MOST_BITS: i64 = 512;

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    for (name, number) in [
        ("MAX_PREC", MAX_PREC),
        ("MAX_EMAX", MAX_EMAX),
        ("MIN_EMIN", MIN_EMIN),
        ("MIN_ETINY", MIN_ETINY),
        ("IEEE_CONTEXT_MAX_BITS", MOST_BITS),
    ] {
        vm.set_global(namespace, name, Value::fixnum(number))?;
    }
    for rounding in Rounding::ALL {
        let name = vm.intern(rounding.name()).value();
        vm.set_global(namespace, rounding.name(), name)?;
    }
    for name in ["HAVE_THREADS", "HAVE_CONTEXTVAR"] {
        vm.set_global(namespace, name, Value::TRUE)?;
    }
    for (name, text) in [("__version__", "1.70"), ("__libmpdec_version__", "2.5.1")] {
        let text = vm.new_str(text).value();
        vm.set_global(namespace, name, text)?;
    }
    signals::fill(vm, namespace)?;
    context::fill(vm, namespace)
}

/// Keeps an object that the part in Python makes for the part in Rust.
fn keep(vm: &mut Vm, name: Gc<Str>, value: Value) -> Outcome<()> {
    let key = vm.intern(&format!("decimal.{}", name.to_lossy()));
    let registry = vm.registry;
    vm.dict_set(registry, key.value(), value)
}

/// What was kept under a name.
fn kept(vm: &mut Vm, name: &str) -> Value {
    let (registry, key) = (vm.registry, vm.intern(name));
    vm.dict_get_str(registry, key).unwrap_or(Value::NONE)
}
