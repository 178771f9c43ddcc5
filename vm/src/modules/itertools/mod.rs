//! `itertools`: iterators over iterators. Each is a record with a `__next__`.

mod combinatorics;
mod grouping;
mod selecting;
mod simple;

use crate::heap::Gc;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::native::{method, native};
use crate::object::{Effect, NativeSpec, Record};
use crate::value::Value;
use crate::vm::{Outcome, Raised, Vm};

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "Functional tools for creating and using iterators.",
    types: &[
        &simple::COUNT,
        &simple::REPEAT,
        &simple::CYCLE,
        &simple::CHAIN,
        &simple::STARMAP,
        &simple::ZIP_LONGEST,
        &selecting::COMPRESS,
        &selecting::DROPWHILE,
        &selecting::TAKEWHILE,
        &selecting::FILTERFALSE,
        &selecting::ISLICE,
        &grouping::ACCUMULATE,
        &grouping::BATCHED,
        &grouping::PAIRWISE,
        &grouping::GROUPBY,
        &grouping::GROUPER,
        &grouping::TEE,
        &combinatorics::PRODUCT,
        &combinatorics::PERMUTATIONS,
        &combinatorics::COMBINATIONS,
        &combinatorics::COMBINATIONS_WITH_REPLACEMENT,
    ],
    ..new_module(
        "itertools",
        &[method(
            "tee",
            "(iterable, n=2, /)",
            Effect::Any,
            native(grouping::tee),
            "Returns a tuple of n independent iterators.",
        )],
    )
};

/// `__iter__` of an iterator.
pub(in crate::modules) const ITER: NativeSpec =
    method("__iter__", "($self, /)", Effect::Pure, native(same), "Implement iter(self).");

fn same(_vm: &mut Vm, iterator: Value) -> Outcome<Value> {
    Ok(iterator)
}

/// `__next__` of an iterator: nothing means that it's exhausted.
macro_rules! next_method {
    ($step:path) => {
        method(
            "__next__",
            "($self, /)",
            Effect::Any,
            native(|vm: &mut Vm, iterator: Gc<Record>| match $step(vm, iterator)? {
                Some(item) => Ok(item),
                None => Err(vm.stop_iteration(Value::NONE)),
            }),
            "Implement next(self).",
        )
    };
}
use next_method;

/// The number in a field of a record.
fn number(record: Gc<Record>, field: usize) -> i64 {
    record.get(field).as_fixnum().unwrap_or(0)
}

fn set_number(record: Gc<Record>, field: usize, number: usize) {
    record.set(field, Value::index(number));
}

/// A number that has to be a size.
fn size(vm: &mut Vm, value: i64, message: &str) -> Result<usize, Raised> {
    usize::try_from(value).map_err(|_| vm.value_error(message))
}
