//! `Future`

use super::{asyncio_error, awaiting, call_named, call_soon, copy_context, imported, running};
use crate::builtins::prelude::*;
use crate::modules::native_module::{generic_alias, record_type};
use crate::object::{Exception, List, Record};
use crate::protocol::Arguments;
use crate::vm::Raised;

// The fields, which tasks begin with too.
/// Unbound before `__init__`.
pub(super) const LOOP: usize = 0;
const STATE: usize = 1;
const RESULT: usize = 2;
const EXCEPTION: usize = 3;
/// The traceback that the exception had when it was set.
const TRACEBACK: usize = 4;
/// A list of callbacks, each followed by its context; `None` without any.
const CALLBACKS: usize = 5;
const SOURCE_TRACEBACK: usize = 6;
pub(super) const CANCEL_MESSAGE: usize = 7;
/// The error that cancelled a task, to be raised once.
pub(super) const CANCELLED_ERROR: usize = 8;
/// Whether it was yielded by an `await`.
pub(super) const BLOCKING: usize = 9;
/// Whether to complain if nobody asks for the exception.
const LOG_TRACEBACK: usize = 10;
/// Who awaits it: `None`, a task, or a set of them.
pub(super) const WAITERS: usize = 11;
/// How many fields there are.
pub(super) const FIELDS: usize = 12;

const PENDING: Value = Value::fixnum(0);
const CANCELLED: Value = Value::fixnum(1);
const FINISHED: Value = Value::fixnum(2);

pub(super) fn record(it: Value) -> Option<Gc<Record>> {
    it.cast::<Record>()
}

/// The attributes, which tasks have too.
pub(super) const ATTRIBUTES: &[(&str, crate::object::Getter, Option<crate::object::Setter>)] = &[
    (
        "_state",
        |vm, it| {
            let state = match record(it) {
                Some(it) => {
                    check_alive(vm, it)?;
                    it.get(STATE)
                }
                None => PENDING,
            };
            let name = match state {
                CANCELLED => "CANCELLED",
                FINISHED => "FINISHED",
                _ => "PENDING",
            };
            Ok(vm.intern(name).value())
        },
        None,
    ),
    (
        "_asyncio_future_blocking",
        |_, it| Ok(Value::bool(record(it).is_some_and(|it| it.get(BLOCKING) == Value::TRUE))),
        Some(|vm, it, value| {
            if value.is_unbound() {
                return Err(vm.error(vm.exceptions.AttributeError, "cannot delete attribute"));
            }
            let blocking = vm.is_true(value)?;
            if let Some(it) = record(it) {
                check_alive(vm, it)?;
                it.set(BLOCKING, Value::bool(blocking));
            }
            Ok(())
        }),
    ),
    ("_loop", |_, it| Ok(record(it).and_then(|it| it.get(LOOP).bound()).unwrap_or(Value::NONE)), None),
    ("_callbacks", callbacks, None),
    ("_result", |_, it| Ok(record(it).map_or(Value::NONE, |it| it.get(RESULT))), None),
    ("_exception", |_, it| Ok(record(it).map_or(Value::NONE, |it| it.get(EXCEPTION))), None),
    (
        "_log_traceback",
        |_, it| Ok(Value::bool(record(it).is_some_and(|it| it.get(LOG_TRACEBACK) == Value::TRUE))),
        Some(|vm, it, value| {
            if value.is_unbound() {
                return Err(vm.error(vm.exceptions.AttributeError, "cannot delete attribute"));
            }
            if vm.is_true(value)? {
                return Err(vm.value_error("_log_traceback can only be set to False"));
            }
            record(it).into_iter().for_each(|it| it.set(LOG_TRACEBACK, Value::FALSE));
            Ok(())
        }),
    ),
    ("_source_traceback", |_, it| Ok(record(it).map_or(Value::NONE, |it| it.get(SOURCE_TRACEBACK))), None),
    (
        "_cancel_message",
        |_, it| Ok(record(it).map_or(Value::NONE, |it| it.get(CANCEL_MESSAGE))),
        Some(|vm, it, value| {
            if value.is_unbound() {
                return Err(vm.error(vm.exceptions.AttributeError, "cannot delete attribute"));
            }
            record(it).into_iter().for_each(|it| it.set(CANCEL_MESSAGE, value));
            Ok(())
        }),
    ),
    ("_asyncio_awaited_by", awaiting::waiters, None),
];

/// The class declaration of `Future`.
pub(super) static FUTURE: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE.and(TypeFlags::WEAKREF),
    attributes: ATTRIBUTES,
    ..record_type(
        "Future",
        "_asyncio",
        &[
            m(
                "__new__",
                "($type, *args, **kwargs)",
                Pure,
                n(|vm: &mut Vm, class: Gc<Type>, _: Value, _: Value| Ok(vm.new_record(class, &blank()))),
                "",
            ),
            m("__init__", "($self, *, loop=None)", Any, n(init), ""),
            m(
                "__repr__",
                "($self, /)",
                Any,
                n(|vm: &mut Vm, it: Value| {
                    let function = imported(vm, "asyncio.base_futures", "_future_repr")?;
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
            m("__iter__", "($self, /)", Any, n(awaiting::iterate), "Implement iter(self)."),
            m(
                "__await__",
                "($self, /)",
                Any,
                n(awaiting::iterate),
                "Return an iterator to be used in await expression.",
            ),
            m(
                "result",
                "($self, /)",
                Any,
                n(result),
                "Return the result this future represents.\n\nIf the future has been cancelled, raises CancelledError.  If the\nfuture's result isn't yet available, raises InvalidStateError.  If\nthe future is done and has an exception set, this exception is raised.",
            ),
            m(
                "exception",
                "($self, /)",
                Any,
                n(exception),
                "Return the exception that was set on this future.",
            ),
            m(
                "set_result",
                "($self, result, /)",
                MutatesReceiver,
                n(set_result),
                "Mark the future done and set its result.",
            ),
            m(
                "set_exception",
                "($self, exception, /)",
                MutatesReceiver,
                n(set_exception),
                "Mark the future done and set an exception.",
            ),
            m(
                "add_done_callback",
                "($self, fn, /, *, context=<unrepresentable>)",
                Any,
                n(add_done_callback),
                "Add a callback to be run when the future becomes done.",
            ),
            m(
                "remove_done_callback",
                "($self, fn, /)",
                Any,
                n(remove_done_callback),
                "Remove all instances of a callback from the \"call when done\" list.",
            ),
            m(
                "cancel",
                "($self, /, msg=None)",
                Any,
                n(|vm: &mut Vm, it: Gc<Record>, message: Option<Value>| {
                    cancel(vm, it, message.unwrap_or(Value::NONE))
                }),
                "Cancel the future and schedule callbacks.",
            ),
            m(
                "cancelled",
                "($self, /)",
                Pure,
                n(|_: &mut Vm, it: Gc<Record>| Ok(it.get(STATE) == CANCELLED)),
                "Return True if the future was cancelled.",
            ),
            m(
                "done",
                "($self, /)",
                Pure,
                n(|_: &mut Vm, it: Gc<Record>| Ok(is_done(it))),
                "Return True if the future is done.",
            ),
            m("get_loop", "($self, /)", Pure, n(get_loop), "Return the event loop the Future is bound to."),
            m(
                "_make_cancelled_error",
                "($self, /)",
                Any,
                n(cancelled_error),
                "Create the CancelledError to raise if the Future is cancelled.",
            ),
            m("__class_getitem__", "($type, object, /)", Pure, n(generic_alias), "See PEP 585"),
        ],
        "This class is *almost* compatible with concurrent.futures.Future.\n\n\
         Differences:\n\n\
         - result() and exception() do not take a timeout argument and\n\
         \x20 raise an exception when the future isn't done yet.\n\n\
         - Callbacks registered with add_done_callback() are always called\n\
         \x20 via the event loop's call_soon_threadsafe().\n\n\
         - This class is not compatible with the wait() and as_completed()\n\
         \x20 methods in the concurrent.futures package.",
    )
};

/// The fields of a future that was not initialised.
pub(super) fn blank() -> [Value; FIELDS] {
    let mut fields = [Value::NONE; FIELDS];
    fields[LOOP] = Value::UNBOUND;
    fields[STATE] = PENDING;
    fields[BLOCKING] = Value::FALSE;
    fields[LOG_TRACEBACK] = Value::FALSE;
    fields
}

pub(super) fn init(vm: &mut Vm, it: Gc<Record>, event_loop: Option<Value>) -> Outcome<()> {
    for (field, value) in blank().into_iter().enumerate() {
        it.set(field, value);
    }
    let event_loop = match event_loop.filter(|event_loop| !event_loop.is_none()) {
        Some(event_loop) => event_loop,
        None => running::get_event_loop(vm)?,
    };
    it.set(LOOP, event_loop);
    let debug = call_named(vm, event_loop, "get_debug", &[])?;
    if vm.is_true(debug)? {
        let function = imported(vm, "traceback", "extract_stack")?;
        let stack = vm.call(function, &[])?;
        it.set(SOURCE_TRACEBACK, stack);
    }
    Ok(())
}

/// Whether it has a result or an exception, or was cancelled.
pub(super) fn is_done(it: Gc<Record>) -> bool {
    it.get(STATE) != PENDING
}

/// `RuntimeError` before `__init__`.
pub(super) fn check_alive(vm: &mut Vm, it: Gc<Record>) -> Outcome<()> {
    if it.get(LOOP).is_unbound() {
        return Err(vm.error(vm.exceptions.RuntimeError, "Future object is not initialized."));
    }
    Ok(())
}

pub(super) fn get_loop(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    check_alive(vm, it)?;
    Ok(it.get(LOOP))
}

/// The loop of a future of any implementation.
pub(super) fn loop_of_any(vm: &mut Vm, it: Value) -> Outcome<Value> {
    let name = vm.intern("get_loop");
    if let Some(method) = vm.find_attribute(it, name)? {
        return vm.call(method, &[]);
    }
    let name = vm.intern("_loop");
    vm.get_attribute(it, name)
}

/// `_callbacks`: pairs of callbacks and contexts, `None` without any.
fn callbacks(vm: &mut Vm, it: Value) -> Outcome<Value> {
    if let Some(it) = record(it) {
        check_alive(vm, it)?;
    }
    let Some(list) = record(it).and_then(|it| it.get(CALLBACKS).cast::<List>()) else {
        return Ok(Value::NONE);
    };
    let pairs = vm.new_list();
    for place in (0..list.len()).step_by(2) {
        let (Some(callback), Some(context)) = (list.get(place), list.get(place + 1)) else { break };
        let pair = vm.pair(callback, context);
        vm.append(pairs, pair)?;
    }
    Ok(pairs.value())
}

/// The exception that a cancelled future raises. One that was saved is raised once.
pub(super) fn cancelled_error(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    let saved = it.get(CANCELLED_ERROR);
    if !saved.is_none() {
        it.set(CANCELLED_ERROR, Value::NONE);
        return Ok(saved);
    }
    let class = imported(vm, "asyncio.exceptions", "CancelledError")?;
    let message = it.get(CANCEL_MESSAGE);
    if message.is_none() { vm.call(class, &[]) } else { vm.call(class, &[message]) }
}

fn not_ready(vm: &mut Vm, what: &str) -> Raised {
    asyncio_error(vm, "InvalidStateError", what)
}

/// What `result()` raises, if it does not return.
pub(super) fn failure(vm: &mut Vm, it: Gc<Record>) -> Outcome<Option<Value>> {
    match it.get(STATE) {
        CANCELLED => cancelled_error(vm, it).map(Some),
        FINISHED => {
            it.set(LOG_TRACEBACK, Value::FALSE);
            let exception = it.get(EXCEPTION);
            let Some(raised) = exception.cast::<Exception>() else { return Ok(None) };
            let traceback = it.get(TRACEBACK);
            raised.traceback.set(raised, if traceback.is_none() { Value::UNBOUND } else { traceback });
            Ok(Some(exception))
        }
        _ => Err(not_ready(vm, "Result is not set.")),
    }
}

pub(super) fn result(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    if it.get(LOOP).is_unbound() {
        return Err(not_ready(vm, "Future object is not initialized."));
    }
    match failure(vm, it)? {
        Some(exception) => Err(vm.raise(exception)),
        None => Ok(it.get(RESULT)),
    }
}

pub(super) fn exception(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    if it.get(LOOP).is_unbound() {
        return Err(not_ready(vm, "Future object is not initialized."));
    }
    match it.get(STATE) {
        CANCELLED => {
            let exception = cancelled_error(vm, it)?;
            Err(vm.raise(exception))
        }
        FINISHED => {
            it.set(LOG_TRACEBACK, Value::FALSE);
            Ok(it.get(EXCEPTION))
        }
        _ => Err(not_ready(vm, "Exception is not set.")),
    }
}

/// Has nobody complain about an exception that was not asked for.
pub(super) fn forget_traceback(it: Gc<Record>) {
    it.set(LOG_TRACEBACK, Value::FALSE);
}

fn check_pending(vm: &mut Vm, it: Gc<Record>) -> Outcome<()> {
    check_alive(vm, it)?;
    if is_done(it) { Err(not_ready(vm, "invalid state")) } else { Ok(()) }
}

pub(super) fn set_result(vm: &mut Vm, it: Gc<Record>, result: Value) -> Outcome<()> {
    check_pending(vm, it)?;
    it.set(RESULT, result);
    it.set(STATE, FINISHED);
    schedule_callbacks(vm, it)
}

pub(super) fn set_exception(vm: &mut Vm, it: Gc<Record>, exception: Value) -> Outcome<()> {
    check_pending(vm, it)?;
    let given = if exception.is::<Type>() { vm.call(exception, &[])? } else { exception };
    let Some(mut exception) = given.cast::<Exception>() else {
        return Err(vm.type_error("invalid exception object"));
    };
    let is_stop = vm.type_of(given).is_subtype_of(vm.exceptions.StopIteration);
    if is_stop {
        let message =
            vm.new_str("StopIteration interacts badly with generators and cannot be raised into a Future");
        let error = vm.new_exception(vm.exceptions.RuntimeError, &[message.value()])?;
        error.cause.set(error, given);
        error.context.set(error, given);
        exception = error;
    }
    it.set(EXCEPTION, exception.value());
    it.set(TRACEBACK, exception.traceback.get().bound().unwrap_or(Value::NONE));
    it.set(STATE, FINISHED);
    schedule_callbacks(vm, it)?;
    it.set(LOG_TRACEBACK, Value::TRUE);
    vm.heap.register_finalizer(it.value());
    Ok(())
}

pub(super) fn cancel(vm: &mut Vm, it: Gc<Record>, message: Value) -> Outcome<bool> {
    check_alive(vm, it)?;
    it.set(LOG_TRACEBACK, Value::FALSE);
    if is_done(it) {
        return Ok(false);
    }
    it.set(STATE, CANCELLED);
    it.set(CANCEL_MESSAGE, message);
    schedule_callbacks(vm, it)?;
    Ok(true)
}

fn schedule_callbacks(vm: &mut Vm, it: Gc<Record>) -> Outcome<()> {
    let Some(list) = it.get(CALLBACKS).cast::<List>() else { return Ok(()) };
    it.set(CALLBACKS, Value::NONE);
    let event_loop = it.get(LOOP);
    for place in (0..list.len()).step_by(2) {
        let (Some(callback), Some(context)) = (list.get(place), list.get(place + 1)) else { break };
        call_soon(vm, event_loop, callback, Some(it.value()), context)?;
    }
    Ok(())
}

pub(super) fn add_done_callback(
    vm: &mut Vm,
    it: Gc<Record>,
    callback: Value,
    context: Option<Value>,
) -> Outcome<()> {
    check_alive(vm, it)?;
    let context = match context.filter(|context| !context.is_none()) {
        Some(context) => context,
        None => copy_context(vm)?,
    };
    add_callback(vm, it, callback, context)
}

/// Adds a callback that is called in a context.
pub(super) fn add_callback(vm: &mut Vm, it: Gc<Record>, callback: Value, context: Value) -> Outcome<()> {
    if is_done(it) {
        return call_soon(vm, it.get(LOOP), callback, Some(it.value()), context);
    }
    let list = match it.get(CALLBACKS).cast::<List>() {
        Some(list) => list,
        None => {
            let list = vm.new_list();
            it.set(CALLBACKS, list.value());
            list
        }
    };
    vm.append(list, callback)?;
    vm.append(list, context)
}

pub(super) fn remove_done_callback(vm: &mut Vm, it: Gc<Record>, callback: Value) -> Outcome<usize> {
    check_alive(vm, it)?;
    let Some(list) = it.get(CALLBACKS).cast::<List>() else { return Ok(0) };
    let kept = vm.new_list();
    let mut removed = 0;
    let mut place = 0;
    // Comparing may change the list.
    while let (Some(known), Some(context)) = (list.get(place), list.get(place + 1)) {
        place += 2;
        if vm.equals(known, callback)? {
            removed += 1;
            continue;
        }
        vm.append(kept, known)?;
        vm.append(kept, context)?;
    }
    if removed > 0 && it.get(CALLBACKS) == list.value() {
        it.set(CALLBACKS, if kept.is_empty() { Value::NONE } else { kept.value() });
    }
    Ok(removed)
}

/// Complains about an exception that nobody has asked for.
pub(super) fn finalize(vm: &mut Vm, it: Gc<Record>) -> Outcome<()> {
    if it.get(LOG_TRACEBACK) != Value::TRUE {
        return Ok(());
    }
    it.set(LOG_TRACEBACK, Value::FALSE);
    let class = vm.type_of(it.value()).display_name();
    let message = format!("{class} exception was never retrieved");
    complain(vm, it, &message, &[("exception", it.get(EXCEPTION)), ("future", it.value())])
}

/// Calls the loop's handler of exceptions.
pub(super) fn complain(vm: &mut Vm, it: Gc<Record>, message: &str, details: &[(&str, Value)]) -> Outcome<()> {
    let context = vm.new_dict();
    let message = vm.new_str(message).value();
    vm.set_global(context, "message", message)?;
    for &(name, value) in details {
        vm.set_global(context, name, value)?;
    }
    let traceback = it.get(SOURCE_TRACEBACK);
    if !traceback.is_none() {
        vm.set_global(context, "source_traceback", traceback)?;
    }
    let Some(event_loop) = it.get(LOOP).bound() else { return Ok(()) };
    let name = vm.intern("call_exception_handler");
    let method = vm.get_attribute(event_loop, name)?;
    vm.call_with(method, Arguments::positional(&[context.value()]))?;
    Ok(())
}
