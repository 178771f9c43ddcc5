//! `Task`: a coroutine that a loop runs.

use super::future::{self, ATTRIBUTES, CANCEL_MESSAGE, FIELDS, FUTURE, LOOP, blank, is_done};
use super::{call_named, call_soon, copy_context, imported, running, step};
use crate::builtins::prelude::*;
use crate::modules::native_module::{generic_alias, record_type};
use crate::object::Record;
use crate::protocol::Arguments;

// The fields after those of a future.
pub(super) const COROUTINE: usize = FIELDS;
/// A text, or the number that it is made of.
const NAME: usize = FIELDS + 1;
pub(super) const CONTEXT: usize = FIELDS + 2;
/// The future that it waits for, or `None`.
pub(super) const WAITS_FOR: usize = FIELDS + 3;
/// Whether an error is to be thrown into the coroutine at the next step.
pub(super) const MUST_CANCEL: usize = FIELDS + 4;
/// How often it was asked to cancel itself.
const CANCELS: usize = FIELDS + 5;
/// Whether to complain if it is dropped while it is pending.
const LOG_DESTROY: usize = FIELDS + 6;
/// Its place among the scheduled tasks, or `None`.
pub(super) const PLACE: usize = FIELDS + 7;
/// What is called when the future that it waits for is done.
pub(super) const WAKEUP: usize = FIELDS + 8;
const TASK_FIELDS: usize = FIELDS + 9;

macro_rules! getter {
    ($name:literal, $field:ident) => {
        ($name, |_, it| Ok(future::record(it).map_or(Value::NONE, |it| it.get($field))), None)
    };
}

/// The class declaration of `Task`.
pub(super) static TASK: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE.and(TypeFlags::WEAKREF),
    native_base: Some(&FUTURE),
    attributes: &[
        ATTRIBUTES[0],
        getter!("_coro", COROUTINE),
        getter!("_fut_waiter", WAITS_FOR),
        getter!("_must_cancel", MUST_CANCEL),
        (
            "_log_destroy_pending",
            |_, it| Ok(future::record(it).map_or(Value::FALSE, |it| it.get(LOG_DESTROY))),
            Some(|vm, it, value| {
                if value.is_unbound() {
                    return Err(vm.error(vm.exceptions.AttributeError, "cannot delete attribute"));
                }
                let logs = vm.is_true(value)?;
                future::record(it).into_iter().for_each(|it| it.set(LOG_DESTROY, Value::bool(logs)));
                Ok(())
            }),
        ),
    ],
    ..record_type(
        "Task",
        "_asyncio",
        &[
            m("__new__", "($type, *args, **kwargs)", Pure, n(new), ""),
            m(
                "__init__",
                "($self, coro, *, loop=None, name=None, context=None, eager_start=False)",
                Any,
                n(init),
                "",
            ),
            m(
                "__repr__",
                "($self, /)",
                Any,
                n(|vm: &mut Vm, it: Value| {
                    let function = imported(vm, "asyncio.base_tasks", "_task_repr")?;
                    vm.call(function, &[it])
                }),
                "Return repr(self).",
            ),
            m(
                "__del__",
                "($self, /)",
                Any,
                n(finalize),
                "Called when the instance is about to be destroyed.",
            ),
            m(
                "set_result",
                "($self, result, /)",
                Any,
                n(|vm: &mut Vm, _: Value, _: Value| {
                    Err::<(), _>(
                        vm.error(vm.exceptions.RuntimeError, "Task does not support set_result operation"),
                    )
                }),
                "",
            ),
            m(
                "set_exception",
                "($self, exception, /)",
                Any,
                n(|vm: &mut Vm, _: Value, _: Value| {
                    Err::<(), _>(
                        vm.error(vm.exceptions.RuntimeError, "Task does not support set_exception operation"),
                    )
                }),
                "",
            ),
            m("cancel", "($self, /, msg=None)", Any, n(cancel), "Request that this task cancel itself."),
            m(
                "cancelling",
                "($self, /)",
                Pure,
                n(|_: &mut Vm, it: Gc<Record>| Ok(it.get(CANCELS))),
                "Return the count of the task's cancellation requests.",
            ),
            m(
                "uncancel",
                "($self, /)",
                MutatesReceiver,
                n(uncancel),
                "Decrement the task's count of cancellation requests.",
            ),
            m(
                "get_stack",
                "($self, /, *, limit=None)",
                Any,
                n(|vm: &mut Vm, it: Value, limit: Option<Value>| {
                    let function = imported(vm, "asyncio.base_tasks", "_task_get_stack")?;
                    vm.call(function, &[it, limit.unwrap_or(Value::NONE)])
                }),
                "Return the list of stack frames for this task's coroutine.",
            ),
            m(
                "print_stack",
                "($self, /, *, limit=None, file=None)",
                Any,
                n(|vm: &mut Vm, it: Value, limit: Option<Value>, file: Option<Value>| {
                    let function = imported(vm, "asyncio.base_tasks", "_task_print_stack")?;
                    vm.call(function, &[it, limit.unwrap_or(Value::NONE), file.unwrap_or(Value::NONE)])
                }),
                "Print the stack or traceback for this task's coroutine.",
            ),
            m("get_name", "($self, /)", Pure, n(name), ""),
            m("set_name", "($self, value, /)", MutatesReceiver, n(set_name), ""),
            m("get_coro", "($self, /)", Pure, n(|_: &mut Vm, it: Gc<Record>| Ok(it.get(COROUTINE))), ""),
            m("get_context", "($self, /)", Pure, n(|_: &mut Vm, it: Gc<Record>| Ok(it.get(CONTEXT))), ""),
            m("__class_getitem__", "($type, object, /)", Pure, n(generic_alias), "See PEP 585"),
        ],
        "A coroutine wrapped in a Future.",
    )
};

/// The fields of a task that was not initialised.
fn blank_task() -> [Value; TASK_FIELDS] {
    let mut fields = [Value::NONE; TASK_FIELDS];
    fields[..FIELDS].copy_from_slice(&blank());
    fields[MUST_CANCEL] = Value::FALSE;
    fields[CANCELS] = Value::ZERO;
    fields[LOG_DESTROY] = Value::FALSE;
    fields
}

fn new(vm: &mut Vm, class: Gc<Type>, _: Value, _: Value) -> Outcome<Gc<Record>> {
    Ok(vm.new_record(class, &blank_task()))
}

fn init(
    vm: &mut Vm,
    it: Gc<Record>,
    coroutine: Value,
    event_loop: Option<Value>,
    name: Option<Value>,
    context: Option<Value>,
    eager: bool,
) -> Outcome<()> {
    future::init(vm, it, event_loop)?;
    for (field, value) in blank_task().into_iter().enumerate().skip(FIELDS) {
        it.set(field, value);
    }
    let is_coroutine = vm.type_of(coroutine) == vm.types.coroutine || {
        let function = imported(vm, "asyncio.coroutines", "iscoroutine")?;
        let answer = vm.call(function, &[coroutine])?;
        vm.is_true(answer)?
    };
    if !is_coroutine {
        let shown = vm.repr_lossy(coroutine);
        return Err(vm.type_error(format!("a coroutine was expected, got {shown}")));
    }
    let context = match context.filter(|context| !context.is_none()) {
        Some(context) => context,
        None => copy_context(vm)?,
    };
    it.set(CONTEXT, context);
    match name.filter(|name| !name.is_none()) {
        None => {
            let number = next_number(vm)?;
            it.set(NAME, Value::fixnum(number));
        }
        Some(name) => set_name(vm, it, name)?,
    }
    it.set(COROUTINE, coroutine);
    it.set(LOG_DESTROY, Value::TRUE);
    vm.heap.register_finalizer(it.value());
    let event_loop = it.get(LOOP);
    if eager {
        let runs = call_named(vm, event_loop, "is_running", &[])?;
        if vm.is_true(runs)? {
            return step::start_eagerly(vm, it);
        }
    }
    let first = step::step_call(vm, it, Value::NONE);
    call_soon(vm, event_loop, first, None, context)?;
    running::register(vm, it.value())
}

/// The number of a new task.
fn next_number(vm: &mut Vm) -> Outcome<i64> {
    let (registry, key) = (vm.registry, vm.intern("asyncio.task counter"));
    let number = vm.dict_get_str(registry, key).and_then(Value::as_fixnum).unwrap_or(0) + 1;
    vm.dict_set(registry, key.value(), Value::fixnum(number))?;
    Ok(number)
}

fn name(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    if let Some(number) = it.get(NAME).as_fixnum() {
        let name = vm.new_str(&format!("Task-{number}")).value();
        it.set(NAME, name);
    }
    Ok(it.get(NAME))
}

fn set_name(vm: &mut Vm, it: Gc<Record>, value: Value) -> Outcome<()> {
    let name = vm.to_str(value)?;
    it.set(NAME, name.value());
    Ok(())
}

fn cancel(vm: &mut Vm, it: Gc<Record>, message: Option<Value>) -> Outcome<bool> {
    future::check_alive(vm, it)?;
    let message = message.unwrap_or(Value::NONE);
    future::forget_traceback(it);
    if is_done(it) {
        return Ok(false);
    }
    it.set(CANCELS, Value::fixnum(it.get(CANCELS).as_fixnum().unwrap_or(0) + 1));
    let awaited = it.get(WAITS_FOR);
    // What it waits for may be a task that goes on; then it has to be cancelled again later.
    if !awaited.is_none() && cancel_any(vm, awaited, message)? {
        return Ok(true);
    }
    it.set(MUST_CANCEL, Value::TRUE);
    it.set(CANCEL_MESSAGE, message);
    Ok(true)
}

/// Cancels a future of any implementation: whether that was possible.
pub(super) fn cancel_any(vm: &mut Vm, it: Value, message: Value) -> Outcome<bool> {
    let method = vm.intern("cancel");
    let method = vm.get_attribute(it, method)?;
    let name = vm.intern("msg").value();
    let names = vm.new_tuple(&[name])?;
    let answer = vm.call_with(method, Arguments { values: &[message], names: Some(names) })?;
    vm.is_true(answer)
}

fn uncancel(_: &mut Vm, it: Gc<Record>) -> Outcome<i64> {
    let count = it.get(CANCELS).as_fixnum().unwrap_or(0);
    if count > 0 {
        it.set(CANCELS, Value::fixnum(count - 1));
        if count == 1 {
            it.set(MUST_CANCEL, Value::FALSE);
        }
    }
    Ok((count - 1).max(0))
}

/// Complains about a task that nobody can run any more.
fn finalize(vm: &mut Vm, it: Gc<Record>) -> Outcome<()> {
    if !is_done(it) && it.get(LOG_DESTROY) == Value::TRUE && !it.get(LOOP).is_unbound() {
        it.set(LOG_DESTROY, Value::FALSE);
        let details = [("task", it.value())];
        future::complain(vm, it, "Task was destroyed but it is pending!", &details)?;
    }
    future::finalize(vm, it)
}
