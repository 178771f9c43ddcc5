//! `_functools`: `partial`, `lru_cache`, `cmp_to_key` and `reduce`.

mod cache;
mod compare_key;
mod partial;

use crate::heap::Gc;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::native::{method, native};
use crate::object::{Dict, Effect, Table};
use crate::protocol::Arguments;
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "Tools that operate on functions.",
    fill: |vm, namespace| {
        let placeholder = partial::placeholder(vm);
        vm.set_global(namespace, "Placeholder", placeholder)
    },
    types: &[&partial::PARTIAL, &partial::PLACEHOLDER, &cache::WRAPPER],
    ..new_module(
        "_functools",
        &[
            method(
                "cmp_to_key",
                "(mycmp)",
                Effect::Pure,
                native(compare_key::cmp_to_key),
                "Convert a cmp= function into a key= function.",
            ),
            method(
                "reduce",
                "(function, iterable, /, initial=<unrepresentable>)",
                Effect::Any,
                native(reduce),
                "Apply a function of two arguments cumulatively to the items of an iterable, from left to right.",
            ),
        ],
    )
};

/// Calls with arguments and a dict of keyword arguments.
fn call(vm: &mut Vm, callee: Value, arguments: &[Value], keywords: Gc<Dict>) -> Outcome<Value> {
    if keywords.is_empty() {
        return vm.call(callee, arguments);
    }
    let (values, names) = vm.spread(arguments, keywords)?;
    vm.call_with(callee, Arguments { values: values.as_slice(), names })
}

fn reduce(vm: &mut Vm, function: Value, iterable: Value, initial: Option<Value>) -> Outcome<Value> {
    let iterator = match vm.iter(iterable) {
        Ok(iterator) => iterator,
        Err(_) if vm.catch(vm.exceptions.TypeError) => {
            return Err(vm.type_error("reduce() arg 2 must support iteration"));
        }
        Err(raised) => return Err(raised),
    };
    let mut result = match initial {
        Some(initial) => initial,
        None => match vm.next(iterator)? {
            Some(first) => first,
            None => return Err(vm.type_error("reduce() of empty iterable with no initial value")),
        },
    };
    while let Some(item) = vm.next(iterator)? {
        result = vm.call(function, &[result, item])?;
    }
    Ok(result)
}
