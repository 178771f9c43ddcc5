//! `_asyncio`: futures, tasks, and which loop and task run.

mod awaiting;
mod future;
mod running;
mod step;
mod task;

pub(crate) use awaiting::{Resumed, resume};

use crate::builtins::prelude::*;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::object::{Record, Tuple as Names};
use crate::protocol::Arguments;
use crate::vm::Raised;

/// The module.
pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    doc: "Accelerator module for asyncio",
    types: &[&future::FUTURE, &task::TASK],
    ..new_module(
        "_asyncio",
        &[
            m(
                "_get_running_loop",
                "()",
                Any,
                n(|vm: &mut Vm| Ok(running::current_loop(vm))),
                "Return the running event loop or None.",
            ),
            m("_set_running_loop", "(loop, /)", Any, n(running::set_loop), "Set the running event loop."),
            m(
                "get_running_loop",
                "()",
                Any,
                n(running::get_running_loop),
                "Return the running event loop.  Raise a RuntimeError if there is none.",
            ),
            m("get_event_loop", "()", Any, n(running::get_event_loop), "Return an asyncio event loop."),
            m(
                "current_task",
                "(loop=None)",
                Any,
                n(running::current_task),
                "Return a currently executed task.",
            ),
            m(
                "all_tasks",
                "(loop=None)",
                Any,
                n(running::all_tasks),
                "Return a set of all tasks for the loop.",
            ),
            m(
                "_register_task",
                "(task)",
                Any,
                n(running::register),
                "Register a new task in asyncio as executed by loop.",
            ),
            m("_unregister_task", "(task)", Any, n(running::unregister), "Unregister a task."),
            m(
                "_register_eager_task",
                "(task)",
                Any,
                n(running::register_eager),
                "Register a new task in asyncio as executed by loop.",
            ),
            m("_unregister_eager_task", "(task)", Any, n(running::unregister_eager), "Unregister a task."),
            m(
                "_enter_task",
                "(loop, task)",
                Any,
                n(running::enter),
                "Enter into task execution or resume suspended task.",
            ),
            m(
                "_leave_task",
                "(loop, task)",
                Any,
                n(running::leave),
                "Leave task execution or suspend a task.",
            ),
            m(
                "_swap_current_task",
                "(loop, task)",
                Any,
                n(running::swap),
                "Temporarily swap in the supplied task and return the original one (or None).",
            ),
            m(
                "future_add_to_awaited_by",
                "(fut, waiter, /)",
                Any,
                n(awaiting::add_waiter),
                "Record that `fut` is awaited on by `waiter`.",
            ),
            m(
                "future_discard_from_awaited_by",
                "(fut, waiter, /)",
                Any,
                n(awaiting::discard_waiter),
                "Record that `fut` is no longer awaited on by `waiter`.",
            ),
        ],
    )
};

/// The object as a record, if its class or a base of it is the one that a specification declares.
fn instance(vm: &Vm, value: Value, spec: &'static TypeSpec) -> Option<Gc<Record>> {
    let record = value.cast::<Record>()?;
    let mut class = vm.type_of(value);
    loop {
        if class.spec.get() == std::ptr::from_ref(spec) as usize {
            return Some(record);
        }
        class = class.base.try_get()?;
    }
}

/// The object as a native future or task that is no subclass's.
fn exact_future(vm: &Vm, value: Value) -> Option<Gc<Record>> {
    let record = value.cast::<Record>()?;
    let spec = vm.type_of(value).spec.get();
    let is_own = |of: &'static TypeSpec| spec == std::ptr::from_ref(of) as usize;
    (is_own(&future::FUTURE) || is_own(&task::TASK)).then_some(record)
}

/// An attribute of a module of the library.
fn imported(vm: &mut Vm, module: &str, name: &str) -> Outcome<Value> {
    let module = crate::modules::import_module(vm, module)?;
    let name = vm.intern(name);
    vm.get_attribute(module, name)
}

/// Calls a method by its name.
fn call_named(vm: &mut Vm, object: Value, name: &str, arguments: &[Value]) -> Outcome<Value> {
    let name = vm.intern(name);
    vm.call_method(object, name, arguments)
}

/// Raises an exception of a class of `asyncio.exceptions`.
fn asyncio_error(vm: &mut Vm, class: &str, message: &str) -> Raised {
    match imported(vm, "asyncio.exceptions", class) {
        Ok(class) => match class.cast::<Type>() {
            Some(class) => vm.error(class, message),
            None => vm.error(vm.exceptions.RuntimeError, message),
        },
        Err(raised) => raised,
    }
}

/// `loop.call_soon(callback, *arguments, context=context)`
fn call_soon(
    vm: &mut Vm,
    event_loop: Value,
    callback: Value,
    argument: Option<Value>,
    context: Value,
) -> Outcome<()> {
    let name = vm.intern("call_soon");
    let method = vm.get_attribute(event_loop, name)?;
    let names = context_names(vm)?;
    match argument {
        Some(argument) => {
            let values = [callback, argument, context];
            vm.call_with(method, Arguments { values: &values, names: Some(names) })?;
        }
        None => {
            let values = [callback, context];
            vm.call_with(method, Arguments { values: &values, names: Some(names) })?;
        }
    }
    Ok(())
}

/// `("context",)`, made once.
fn context_names(vm: &mut Vm) -> Outcome<Gc<Names>> {
    let (registry, key) = (vm.registry, vm.intern("asyncio.context names"));
    if let Some(names) = vm.dict_get_str(registry, key).and_then(Value::cast) {
        return Ok(names);
    }
    let name = vm.intern("context").value();
    let names = vm.new_tuple(&[name])?;
    vm.dict_set(registry, key.value(), names.value())?;
    Ok(names)
}

/// `contextvars.copy_context()`
fn copy_context(vm: &mut Vm) -> Outcome<Value> {
    crate::modules::contextvars::copied_context(vm)
}
