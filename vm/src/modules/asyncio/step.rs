//! The steps of a task: resuming its coroutine, and what follows from what that does.

use super::future::{self, BLOCKING, CANCEL_MESSAGE, CANCELLED_ERROR, LOOP, add_callback, is_done};
use super::task::{self, CONTEXT, COROUTINE, MUST_CANCEL, WAITS_FOR, WAKEUP};
use super::{asyncio_error, awaiting, call_named, call_soon, exact_future, imported, running};
use crate::builtins::prelude::*;
use crate::interp::Resumption;
use crate::modules::native_module::record_type;
use crate::object::{Generator, Record};

// The fields of the objects that a loop calls.
const TASK: usize = 0;
/// To be thrown into the coroutine, or `None`.
const ERROR: usize = 1;

/// The task that a callback belongs to, for whoever shows it.
macro_rules! owner {
    () => {
        ("__self__", |_, it| Ok(future::record(it).map_or(Value::NONE, |it| it.get(TASK))), None)
    };
}

/// Calls the next step.
static STEP: TypeSpec = TypeSpec {
    attributes: &[owner!()],
    ..record_type(
        "TaskStepMethWrapper",
        "_asyncio",
        &[m(
            "__call__",
            "($self, /)",
            Any,
            n(|vm: &mut Vm, it: Gc<Record>| step(vm, task_of(it), it.get(ERROR))),
            "",
        )],
        "",
    )
};

/// Calls the first step inside of the task that starts it.
static EAGER_STEP: TypeSpec = TypeSpec {
    attributes: &[owner!()],
    ..record_type(
        "TaskEagerStepWrapper",
        "_asyncio",
        &[m(
            "__call__",
            "($self, /)",
            Any,
            n(|vm: &mut Vm, it: Gc<Record>| run(vm, task_of(it), Value::NONE)),
            "",
        )],
        "",
    )
};

/// Is called when the future is done that a task waits for.
static WAKEUP_TYPE: TypeSpec = TypeSpec {
    attributes: &[owner!()],
    ..record_type(
        "TaskWakeup",
        "_asyncio",
        &[m(
            "__call__",
            "($self, future, /)",
            Any,
            n(|vm: &mut Vm, it: Gc<Record>, future: Value| wakeup(vm, task_of(it), future)),
            "",
        )],
        "",
    )
};

fn task_of(it: Gc<Record>) -> Gc<Record> {
    match it.get(TASK).cast() {
        Some(task) => task,
        None => unreachable!("a callback is made with its task"),
    }
}

/// What a loop calls for the next step.
pub(super) fn step_call(vm: &mut Vm, task: Gc<Record>, error: Value) -> Value {
    let class = vm.native_type(&STEP);
    vm.new_record(class, &[task.value(), error]).value()
}

/// What is called when a future is done that the task waits for; there is one for each task.
fn wakeup_call(vm: &mut Vm, task: Gc<Record>) -> Value {
    let known = task.get(WAKEUP);
    if !known.is_none() {
        return known;
    }
    let class = vm.native_type(&WAKEUP_TYPE);
    let call = vm.new_record(class, &[task.value()]).value();
    task.set(WAKEUP, call);
    call
}

/// Takes the first step at once, in the task's context.
pub(super) fn start_eagerly(vm: &mut Vm, it: Gc<Record>) -> Outcome<()> {
    let event_loop = it.get(LOOP);
    let before = running::swap(vm, event_loop, it.value())?;
    let result = running::register_eager(vm, it.value()).and_then(|()| {
        let class = vm.native_type(&EAGER_STEP);
        let call = vm.new_record(class, &[it.value()]).value();
        let ran = call_named(vm, it.get(CONTEXT), "run", &[call]);
        let error = vm.take_raised();
        running::unregister_eager(vm, it.value())?;
        vm.raised = error;
        ran.map(|_| ())
    });
    let error = vm.take_raised();
    running::swap(vm, event_loop, before)?;
    if is_done(it) {
        it.set(COROUTINE, Value::NONE);
    } else {
        running::register(vm, it.value())?;
    }
    vm.raised = error;
    result
}

/// One step: resumes the coroutine, or throws an error into it.
fn step(vm: &mut Vm, it: Gc<Record>, error: Value) -> Outcome<()> {
    if is_done(it) {
        let (shown, error) = (vm.repr_lossy(it.value()), vm.repr_lossy(error));
        return Err(asyncio_error(
            vm,
            "InvalidStateError",
            &format!("__step(): already done: {shown} {error}"),
        ));
    }
    let mut error = error;
    if it.get(MUST_CANCEL) == Value::TRUE {
        let is_cancel = !error.is_none() && is_cancelled_error(vm, error)?;
        if !is_cancel {
            error = future::cancelled_error(vm, it)?;
        }
        it.set(MUST_CANCEL, Value::FALSE);
    }
    it.set(WAITS_FOR, Value::NONE);
    let event_loop = it.get(LOOP);
    running::enter(vm, event_loop, it.value())?;
    let result = run(vm, it, error);
    let raised = vm.take_raised();
    running::leave(vm, event_loop, it.value())?;
    vm.raised = raised;
    result
}

fn is_cancelled_error(vm: &mut Vm, error: Value) -> Outcome<bool> {
    let class = imported(vm, "asyncio.exceptions", "CancelledError")?;
    let class = class.cast::<Type>();
    Ok(class.is_some_and(|class| vm.type_of(error).is_subtype_of(class)))
}

/// Resumes any coroutine.
fn resume(vm: &mut Vm, coroutine: Value, error: Value) -> Outcome<Resumption> {
    let native = coroutine.cast::<Generator>().filter(|_| vm.type_of(coroutine) == vm.types.coroutine);
    match (native, error.is_none()) {
        (Some(generator), true) => vm.resume(generator, Value::NONE),
        (Some(generator), false) => vm.throw(generator, error),
        (None, is_resumed) => {
            let (method, argument) = if is_resumed { ("send", Value::NONE) } else { ("throw", error) };
            match call_named(vm, coroutine, method, &[argument]) {
                Ok(value) => Ok(Resumption::Yielded(value)),
                Err(raised) => match vm.catch_stop_iteration() {
                    Some(value) => Ok(Resumption::Returned(value)),
                    None => Err(raised),
                },
            }
        }
    }
}

fn run(vm: &mut Vm, it: Gc<Record>, error: Value) -> Outcome<()> {
    match resume(vm, it.get(COROUTINE), error) {
        Ok(Resumption::Yielded(value)) => handle_yield(vm, it, value),
        Ok(Resumption::Returned(value)) => {
            if it.get(MUST_CANCEL) == Value::TRUE {
                // It was cancelled right before it ended.
                it.set(MUST_CANCEL, Value::FALSE);
                let message = it.get(CANCEL_MESSAGE);
                future::cancel(vm, it, message)?;
            } else {
                future::set_result(vm, it, value)?;
            }
            running::unregister(vm, it.value())
        }
        Err(raised) => {
            let exception = vm.take_raised();
            if is_cancelled_error(vm, exception)? {
                it.set(CANCELLED_ERROR, exception);
                future::cancel(vm, it, Value::NONE)?;
                return running::unregister(vm, it.value());
            }
            future::set_exception(vm, it, exception)?;
            running::unregister(vm, it.value())?;
            let class = vm.type_of(exception);
            let ends = [vm.exceptions.KeyboardInterrupt, vm.exceptions.SystemExit];
            if ends.iter().any(|&end| class.is_subtype_of(end)) {
                vm.raise(exception);
                return Err(raised);
            }
            Ok(())
        }
    }
}

/// Has an error thrown into the coroutine at the next step.
fn fail_soon(vm: &mut Vm, it: Gc<Record>, message: &str) -> Outcome<()> {
    let message = vm.new_str(message).value();
    let error = vm.new_exception(vm.exceptions.RuntimeError, &[message])?;
    let next = step_call(vm, it, error.value());
    call_soon(vm, it.get(LOOP), next, None, it.get(CONTEXT))
}

fn handle_yield(vm: &mut Vm, it: Gc<Record>, value: Value) -> Outcome<()> {
    if value.is_none() {
        let next = step_call(vm, it, Value::NONE);
        return call_soon(vm, it.get(LOOP), next, None, it.get(CONTEXT));
    }
    let native = exact_future(vm, value);
    let (event_loop, blocks) = match native {
        Some(awaited) => (future::get_loop(vm, awaited)?, awaited.get(BLOCKING) == Value::TRUE),
        None => {
            let name = vm.intern("_asyncio_future_blocking");
            match vm.find_attribute(value, name)?.filter(|blocking| !blocking.is_none()) {
                Some(blocking) => {
                    let event_loop = future::loop_of_any(vm, value)?;
                    (event_loop, vm.is_true(blocking)?)
                }
                None => return bad_yield(vm, it, value),
            }
        }
    };
    let shown = |vm: &mut Vm| (vm.repr_lossy(it.value()), vm.repr_lossy(value));
    if event_loop != it.get(LOOP) {
        let (task, awaited) = shown(vm);
        return fail_soon(vm, it, &format!("Task {task} got Future {awaited} attached to a different loop"));
    }
    if !blocks {
        let (task, awaited) = shown(vm);
        let message = format!("yield was used instead of yield from in task {task} with {awaited}");
        return fail_soon(vm, it, &message);
    }
    if value == it.value() {
        let (task, _) = shown(vm);
        return fail_soon(vm, it, &format!("Task cannot await on itself: {task}"));
    }
    awaiting::add_waiter(vm, value, it.value())?;
    let call = wakeup_call(vm, it);
    let context = it.get(CONTEXT);
    match native {
        Some(awaited) => {
            awaited.set(BLOCKING, Value::FALSE);
            add_callback(vm, awaited, call, context)?;
        }
        None => {
            let name = vm.intern("_asyncio_future_blocking");
            vm.set_attribute(value, name, Value::FALSE)?;
            let name = vm.intern("add_done_callback");
            let method = vm.get_attribute(value, name)?;
            let names = super::context_names(vm)?;
            let values = [call, context];
            vm.call_with(method, crate::protocol::Arguments { values: &values, names: Some(names) })?;
        }
    }
    it.set(WAITS_FOR, value);
    if it.get(MUST_CANCEL) == Value::TRUE && task::cancel_any(vm, value, it.get(CANCEL_MESSAGE))? {
        it.set(MUST_CANCEL, Value::FALSE);
    }
    Ok(())
}

fn bad_yield(vm: &mut Vm, it: Gc<Record>, value: Value) -> Outcome<()> {
    let (task, yielded) = (vm.repr_lossy(it.value()), vm.repr_lossy(value));
    let is_generator = vm.type_of(value) == vm.types.generator;
    let message = if is_generator {
        format!("yield was used instead of yield from for generator in task {task} with {yielded}")
    } else {
        format!("Task got bad yield: {yielded}")
    };
    fail_soon(vm, it, &message)
}

/// The future that a task waits for is done.
fn wakeup(vm: &mut Vm, it: Gc<Record>, awaited: Value) -> Outcome<()> {
    awaiting::discard_waiter(vm, awaited, it.value())?;
    let failure = match exact_future(vm, awaited) {
        Some(awaited) => future::failure(vm, awaited),
        None => call_named(vm, awaited, "result", &[]).map(|_| None),
    };
    match failure {
        Ok(failure) => step(vm, it, failure.unwrap_or(Value::NONE)),
        Err(_) => {
            let error = vm.take_raised();
            step(vm, it, error)
        }
    }
}
