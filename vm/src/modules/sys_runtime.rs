//! The part of `sys` on threads, hooks and what cannot be raised.

use std::time::Duration;

use crate::builtins::prelude::*;
use crate::object::NativeSpec;

/// The functions.
pub(crate) static FUNCTIONS: &[NativeSpec] = &[
    m(
        "getswitchinterval",
        "()",
        Pure,
        n(|vm: &mut Vm| Ok(vm.threads.lock.interval().as_secs_f64())),
        "Return the current thread switch interval; see sys.setswitchinterval().",
    ),
    m(
        "setswitchinterval",
        "(interval, /)",
        Any,
        n(set_switch_interval),
        "Set the ideal thread switching delay inside the Python interpreter.",
    ),
    m(
        "is_finalizing",
        "()",
        Pure,
        n(|vm: &mut Vm| Ok(vm.threads.is_closing)),
        "Return True if Python is exiting.",
    ),
    m(
        "_raise_in_thread",
        "(ident, exception, /)",
        Any,
        n(|vm: &mut Vm, ident: i64, exception: Value| Ok(vm.raise_in_thread(ident as u64, exception))),
        "Raise an exception in another thread at its next evaluation point.",
    ),
    m(
        "_clear_type_descriptors",
        "(type, /)",
        Any,
        n(clear_type_descriptors),
        "Private function for clearing certain descriptors from a type's dictionary.",
    ),
    m("_asyncgen_hooks", "(firstiter, finalizer, /)", Any, n(set_asyncgen_hooks), ""),
    m(
        "_current_frames",
        "()",
        Any,
        n(current_frames),
        "Return a dict mapping each thread's thread id to its current stack frame.",
    ),
];

/// The part in Python.
pub(crate) const PYTHON: &str = include_str!("python/sys_runtime.py");

fn set_switch_interval(vm: &mut Vm, interval: f64) -> Outcome<()> {
    if interval.is_nan() || interval <= 0.0 {
        return Err(vm.value_error("switch interval must be strictly positive"));
    }
    let interval = Duration::try_from_secs_f64(interval).unwrap_or(Duration::MAX);
    vm.threads.lock.set_interval(interval);
    Ok(())
}

/// Takes what gives access to the dictionary and the weak references of instances out of a class, from whose namespace
/// another class is to be made.
fn clear_type_descriptors(vm: &mut Vm, class: Gc<Type>) -> Outcome<()> {
    if !class.is_heap_type() {
        return Err(vm.type_error("argument is immutable"));
    }
    for name in [vm.names.dict, vm.names.weakref] {
        vm.dict_remove(class.dict.get(), name.value())?;
        vm.type_modified(class, name);
    }
    Ok(())
}

/// Sets what is called when asynchronous generators are first iterated over, and when they are dropped.
fn set_asyncgen_hooks(vm: &mut Vm, first: Value, last: Value) -> Outcome<()> {
    let registry = vm.registry;
    vm.set_global(registry, "asyncgen_firstiter", first)?;
    vm.set_global(registry, "asyncgen_finalizer", last)
}

fn current_frames(vm: &mut Vm) -> Outcome<Value> {
    let pairs = vm.current_frames()?;
    let frames = vm.new_dict();
    for index in 0..pairs.len() {
        if let Some(pair) = pairs.get(index).and_then(Value::cast::<Tuple>)
            && !pair.get(1).is_none()
        {
            vm.dict_set(frames, pair.get(0), pair.get(1))?;
        }
    }
    Ok(frames.value())
}
