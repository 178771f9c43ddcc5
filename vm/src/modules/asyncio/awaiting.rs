//! Awaiting futures, and who awaits which.

use super::future::{self, FUTURE};
use super::instance;
use crate::builtins::prelude::*;
use crate::modules::native_module::record_type;
use crate::object::{Exception, Record, Set};

/// What awaiting a future iterates over; the field is the future, `None` once it was done.
pub(super) static FUTURE_ITER: TypeSpec = record_type(
    "FutureIter",
    "_asyncio",
    &[
        crate::modules::itertools::ITER,
        m("__next__", "($self, /)", Any, n(next), "Implement next(self)."),
        m("send", "($self, object, /)", Any, n(|vm: &mut Vm, it: Gc<Record>, _: Value| next(vm, it)), ""),
        m("throw", "($self, type, val=None, tb=None, /)", Any, n(throw), ""),
        m("close", "($self, /)", Any, n(close), ""),
    ],
    "",
);

/// `__await__`
pub(super) fn iterate(vm: &mut Vm, it: Gc<Record>) -> Outcome<Gc<Record>> {
    future::check_alive(vm, it)?;
    let class = vm.native_type(&FUTURE_ITER);
    Ok(vm.new_record(class, &[it.value()]))
}

/// What resuming the iterator gives: a value that is yielded, or the result.
pub(crate) enum Resumed {
    /// The future, to be waited for.
    Yielded(Value),
    /// Its result.
    Returned(Value),
}

/// Resumes an iterator over a future, if the object is one.
pub(crate) fn resume(vm: &mut Vm, iterator: Value) -> Option<Outcome<Resumed>> {
    let it = iterator.cast::<Record>()?;
    let is_iterator = vm.type_of(iterator).spec.get() == std::ptr::from_ref(&FUTURE_ITER) as usize;
    is_iterator.then(|| step(vm, it))
}

fn step(vm: &mut Vm, it: Gc<Record>) -> Outcome<Resumed> {
    let Some(awaited) = it.get(0).cast::<Record>() else { return Ok(Resumed::Returned(Value::NONE)) };
    if !future::is_done(awaited) {
        if awaited.get(future::BLOCKING) == Value::TRUE {
            return Err(vm.error(vm.exceptions.RuntimeError, "await wasn't used with future"));
        }
        awaited.set(future::BLOCKING, Value::TRUE);
        return Ok(Resumed::Yielded(awaited.value()));
    }
    it.set(0, Value::NONE);
    future::result(vm, awaited).map(Resumed::Returned)
}

fn next(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    match step(vm, it)? {
        Resumed::Yielded(value) => Ok(value),
        Resumed::Returned(value) => Err(vm.stop_iteration(value)),
    }
}

fn throw(
    vm: &mut Vm,
    it: Gc<Record>,
    class: Value,
    value: Option<Value>,
    traceback: Option<Value>,
) -> Outcome<Value> {
    let exception = crate::builtins::generator::thrown(vm, "throw", class, value, traceback)?;
    it.set(0, Value::NONE);
    debug_assert!(exception.is::<Exception>(), "only exceptions are thrown");
    Err(vm.raise(exception))
}

fn close(_: &mut Vm, it: Gc<Record>) -> Outcome<()> {
    it.set(0, Value::NONE);
    Ok(())
}

/// Records that a task awaits a future. One waiter is kept as it is, several are in a set.
pub(super) fn add_waiter(vm: &mut Vm, awaited: Value, waiter: Value) -> Outcome<()> {
    let (Some(it), Some(_)) = (instance(vm, awaited, &FUTURE), instance(vm, waiter, &FUTURE)) else {
        return Ok(());
    };
    let known = it.get(future::WAITERS);
    if known.is_none() {
        it.set(future::WAITERS, waiter);
        return Ok(());
    }
    if let Some(set) = known.cast::<Set>() {
        vm.set_add(set, waiter)?;
    } else if known != waiter {
        let set = vm.new_set();
        vm.set_add(set, known)?;
        vm.set_add(set, waiter)?;
        it.set(future::WAITERS, set.value());
    }
    Ok(())
}

/// Records that a task awaits a future no more.
pub(super) fn discard_waiter(vm: &mut Vm, awaited: Value, waiter: Value) -> Outcome<()> {
    let Some(it) = instance(vm, awaited, &FUTURE) else { return Ok(()) };
    let known = it.get(future::WAITERS);
    if known == waiter {
        it.set(future::WAITERS, Value::NONE);
    } else if let Some(set) = known.cast::<Set>() {
        vm.set_discard(set, waiter)?;
    }
    Ok(())
}

/// `_asyncio_awaited_by`: a frozen set or `None`.
pub(super) fn waiters(vm: &mut Vm, it: Value) -> Outcome<Value> {
    let known = it.cast::<Record>().map_or(Value::NONE, |it| it.get(future::WAITERS));
    if known.is_none() {
        return Ok(Value::NONE);
    }
    let class = vm.types.frozenset.value();
    let items = if known.is::<Set>() { known } else { vm.new_tuple(&[known])?.value() };
    vm.call(class, &[items])
}
