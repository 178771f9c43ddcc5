//! Asynchronous generators, and the awaitables of their methods.
//!
//! What the generator yields to its consumer arrives wrapped (see `YIELD_ASYNC`), so that it is told apart from what the
//! awaitables inside yield to the event loop.

use super::generator::thrown;
use super::prelude::*;
use crate::interp::Resumption;
use crate::object::{Generator, GeneratorState, Record};

/// `async_generator`
pub static ASYNC_GENERATOR: TypeSpec = TypeSpec {
    flags: TypeFlags::WEAKREF,
    methods: &[
        m("__repr__", "($self, /)", Pure, n(repr), "Return repr(self)."),
        m(
            "__aiter__",
            "($self, /)",
            Pure,
            n(aiter),
            "Return an awaitable, that resolves in asynchronous iterator.",
        ),
        m("__anext__", "($self, /)", Pure, n(anext), "Return a value or raise StopAsyncIteration."),
        m("asend", "($self, value, /)", Pure, n(asend), "Send a value into the generator."),
        m(
            "athrow",
            "($self, typ, val=None, tb=None, /)",
            Any,
            n(athrow),
            "Raise an exception in the generator.",
        ),
        m("aclose", "($self, /)", Pure, n(aclose), "Raise GeneratorExit in the generator."),
        m(
            "__class_getitem__",
            "($type, object, /)",
            Pure,
            n(super::generic_alias::class_getitem),
            "See PEP 585",
        ),
    ],
    attributes: &[
        ("__name__", super::generator::name, Some(super::generator::set_name)),
        ("__qualname__", super::generator::qualname, Some(super::generator::set_qualname)),
        ("ag_running", super::generator::is_running, None),
        ("ag_suspended", super::generator::is_suspended, None),
        ("ag_await", super::generator::delegate, None),
        ("ag_code", super::generator::code, None),
        ("ag_frame", super::generator::frame, None),
    ],
    ..new_spec("async_generator", Kind::Generator)
};

const AWAITABLE: &[crate::object::NativeSpec] = &[
    m("__await__", "($self, /)", Pure, n(itself), ""),
    m("__iter__", "($self, /)", Pure, n(itself), ""),
    m("__next__", "($self, /)", Any, n(step_next), ""),
    m("send", "($self, arg, /)", Any, n(step_send), ""),
    m("throw", "($self, typ, val=None, tb=None, /)", Any, n(step_throw), ""),
    m("close", "($self, /)", Any, n(step_close), ""),
];

/// What `asend` and `__anext__` return: generator, value to send, state.
pub static ASYNC_GENERATOR_ASEND: TypeSpec =
    TypeSpec { methods: AWAITABLE, ..new_spec("async_generator_asend", Kind::Record) };
/// What `athrow` and `aclose` return: generator, exception (`None` for `aclose`), state.
pub static ASYNC_GENERATOR_ATHROW: TypeSpec =
    TypeSpec { methods: AWAITABLE, ..new_spec("async_generator_athrow", Kind::Record) };
/// A value that an asynchronous generator yields to its consumer.
pub static ASYNC_GENERATOR_WRAPPED: TypeSpec = new_spec("async_generator_wrapped_value", Kind::Record);
/// What `anext(iterator, default)` returns: iterator, default.
pub static ANEXT_AWAITABLE: TypeSpec = TypeSpec {
    methods: &[
        m("__await__", "($self, /)", Any, n(itself), ""),
        m("__iter__", "($self, /)", Any, n(itself), ""),
        m("__next__", "($self, /)", Any, n(default_next), ""),
        m("send", "($self, arg, /)", Any, n(default_send), ""),
        m(
            "throw",
            "($self, type, value=<unrepresentable>, traceback=<unrepresentable>, /)",
            Any,
            n(default_throw),
            "",
        ),
        m("close", "($self, /)", Any, n(default_close), ""),
    ],
    ..new_spec("anext_awaitable", Kind::Record)
};

const GENERATOR: usize = 0;
const ARGUMENT: usize = 1;
const STATE: usize = 2;
const INITIAL: Value = Value::fixnum(0);
const ITERATING: Value = Value::fixnum(1);
const CLOSED: Value = Value::fixnum(2);

fn repr(_: &mut Vm, this: Gc<Generator>) -> Outcome<String> {
    let name = this.qualified_name.get().cast::<Str>().map_or_else(String::new, |name| name.to_lossy());
    Ok(format!("<async_generator object {name} at {:#x}>", this.address()))
}

fn aiter(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(this)
}

fn call_hooks(vm: &mut Vm, this: Gc<Generator>) -> Outcome<()> {
    if this.has_hooks.replace(true) {
        return Ok(());
    }
    let registry = vm.registry;
    let key = vm.intern("asyncgen_finalizer");
    if let Some(hook) = vm.dict_get_str(registry, key).filter(|hook| !hook.is_none()) {
        this.origin.set(this, hook);
    }
    let key = vm.intern("asyncgen_firstiter");
    match vm.dict_get_str(registry, key).filter(|hook| !hook.is_none()) {
        Some(hook) => vm.call(hook, &[this.value()]).map(|_| ()),
        None => Ok(()),
    }
}

fn anext(vm: &mut Vm, this: Gc<Generator>) -> Outcome<Value> {
    asend(vm, this, Value::NONE)
}

fn asend(vm: &mut Vm, this: Gc<Generator>, value: Value) -> Outcome<Value> {
    call_hooks(vm, this)?;
    Ok(vm.new_record(vm.types.async_generator_asend, &[this.value(), value, INITIAL]).value())
}

fn athrow(
    vm: &mut Vm,
    this: Gc<Generator>,
    class: Value,
    value: Option<Value>,
    traceback: Option<Value>,
) -> Outcome<Value> {
    call_hooks(vm, this)?;
    let exception = thrown(vm, "athrow", class, value, traceback)?;
    Ok(vm.new_record(vm.types.async_generator_athrow, &[this.value(), exception, INITIAL]).value())
}

fn aclose(vm: &mut Vm, this: Gc<Generator>) -> Outcome<Value> {
    call_hooks(vm, this)?;
    Ok(vm.new_record(vm.types.async_generator_athrow, &[this.value(), Value::NONE, INITIAL]).value())
}

fn itself(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(this)
}

fn step_next(vm: &mut Vm, this: Gc<Record>) -> Outcome<Value> {
    step_send(vm, this, Value::NONE)
}

fn generator(this: Gc<Record>) -> Gc<Generator> {
    this.get(GENERATOR).cast().expect("an awaitable holds its generator")
}

fn begin(vm: &mut Vm, this: Gc<Record>, what: &str) -> Outcome<()> {
    let generator = generator(this);
    if this.get(STATE) == CLOSED {
        return Err(vm.error(vm.exceptions.RuntimeError, format!("cannot reuse already awaited {what}")));
    }
    if this.get(STATE) == INITIAL {
        if generator.is_running_async.get() {
            this.set(STATE, CLOSED);
            let what = what.trim_start_matches("__anext__()/").trim_start_matches("aclose()/");
            let what = what.trim_end_matches("()");
            let what = if what == "athrow" && this.get(ARGUMENT).is_none() { "aclose" } else { what };
            let what = if what == "asend" { "anext" } else { what };
            return Err(vm.error(
                vm.exceptions.RuntimeError,
                format!("{what}(): asynchronous generator is already running"),
            ));
        }
        this.set(STATE, ITERATING);
        generator.is_running_async.set(true);
    }
    Ok(())
}

fn step_send(vm: &mut Vm, this: Gc<Record>, value: Value) -> Outcome<Value> {
    let generator = generator(this);
    let first = this.get(STATE) == INITIAL;
    if vm.is_exact(this.value(), vm.types.async_generator_asend) {
        begin(vm, this, "__anext__()/asend()")?;
        let value = if first { this.get(ARGUMENT) } else { value };
        let result = resume(vm, generator, value);
        return settle(vm, this, result);
    }
    begin(vm, this, "aclose()/athrow()")?;
    if !first {
        let result = resume(vm, generator, value);
        return settle_close(vm, this, result);
    }
    let closing = this.get(ARGUMENT).is_none();
    let state = generator.state.get();
    if state == GeneratorState::Finished || closing && state == GeneratorState::Created {
        generator.state.set(GeneratorState::Finished);
        generator.is_running_async.set(false);
        this.set(STATE, CLOSED);
        return Err(vm.stop_iteration(Value::NONE));
    }
    let exception = if closing {
        vm.new_exception(vm.exceptions.GeneratorExit, &[])?.value()
    } else {
        this.get(ARGUMENT)
    };
    generator.is_closing.set(closing);
    let result = vm.throw(generator, exception);
    settle_close(vm, this, result)
}

fn resume(vm: &mut Vm, generator: Gc<Generator>, value: Value) -> Outcome<Resumption> {
    if generator.state.get() == GeneratorState::Finished {
        return Ok(Resumption::Returned(Value::NONE));
    }
    vm.resume(generator, value)
}

/// The result of a step of `asend`: a wrapped value ends it.
fn settle(vm: &mut Vm, this: Gc<Record>, result: Outcome<Resumption>) -> Outcome<Value> {
    match result {
        Ok(Resumption::Yielded(value)) => match unwrap(vm, value) {
            Some(value) => {
                finish(this);
                Err(vm.stop_iteration(value))
            }
            None => Ok(value),
        },
        Ok(Resumption::Returned(_)) => {
            finish(this);
            Err(vm.raise_with(vm.exceptions.StopAsyncIteration, &[]))
        }
        Err(raised) => {
            finish(this);
            Err(raised)
        }
    }
}

/// The same for `athrow` and `aclose`.
fn settle_close(vm: &mut Vm, this: Gc<Record>, result: Outcome<Resumption>) -> Outcome<Value> {
    if !this.get(ARGUMENT).is_none() {
        return settle(vm, this, result);
    }
    match result {
        Ok(Resumption::Yielded(value)) => match unwrap(vm, value) {
            Some(_) => {
                finish(this);
                Err(vm.error(vm.exceptions.RuntimeError, "async generator ignored GeneratorExit"))
            }
            None => Ok(value),
        },
        Ok(Resumption::Returned(_)) => {
            finish(this);
            Err(vm.stop_iteration(Value::NONE))
        }
        Err(raised) => {
            finish(this);
            if vm.catch(vm.exceptions.StopAsyncIteration) || vm.catch(vm.exceptions.GeneratorExit) {
                return Err(vm.stop_iteration(Value::NONE));
            }
            Err(raised)
        }
    }
}

fn unwrap(vm: &Vm, value: Value) -> Option<Value> {
    let record = value.cast::<Record>()?;
    vm.is_exact(value, vm.types.async_generator_wrapped).then(|| record.get(0))
}

fn finish(this: Gc<Record>) {
    this.set(STATE, CLOSED);
    generator(this).is_running_async.set(false);
}

fn step_throw(
    vm: &mut Vm,
    this: Gc<Record>,
    class: Value,
    value: Option<Value>,
    traceback: Option<Value>,
) -> Outcome<Value> {
    let exception = thrown(vm, "throw", class, value, traceback)?;
    let asend = vm.is_exact(this.value(), vm.types.async_generator_asend);
    begin(vm, this, if asend { "__anext__()/asend()" } else { "aclose()/athrow()" })?;
    let result = vm.throw(generator(this), exception);
    if asend { settle(vm, this, result) } else { settle_close(vm, this, result) }
}

/// Throws `GeneratorExit` in, which is to end it.
fn step_close(vm: &mut Vm, this: Gc<Record>) -> Outcome<()> {
    if this.get(STATE) == CLOSED {
        return Ok(());
    }
    let exit = vm.exceptions.GeneratorExit.value();
    match step_throw(vm, this, exit, None, None) {
        Ok(_) => Err(vm.error(vm.exceptions.RuntimeError, "coroutine ignored GeneratorExit")),
        Err(raised) => {
            let exceptions = &vm.exceptions;
            let ends = [exceptions.StopIteration, exceptions.StopAsyncIteration, exceptions.GeneratorExit];
            if ends.into_iter().any(|class| vm.catch(class)) { Ok(()) } else { Err(raised) }
        }
    }
}

fn default_next(vm: &mut Vm, this: Gc<Record>) -> Outcome<Value> {
    let iterator = default_iterator(vm, this)?;
    let result = match vm.special(iterator, Special::Next) {
        Some(method) => vm.call_method_value(method, iterator, &[]),
        None => vm.call_method(iterator, vm.names.send, &[Value::NONE]),
    };
    or_default(vm, this, result)
}

fn default_send(vm: &mut Vm, this: Gc<Record>, value: Value) -> Outcome<Value> {
    let iterator = default_iterator(vm, this)?;
    let result = vm.call_method(iterator, vm.names.send, &[value]);
    or_default(vm, this, result)
}

fn default_throw(
    vm: &mut Vm,
    this: Gc<Record>,
    class: Value,
    value: Option<Value>,
    traceback: Option<Value>,
) -> Outcome<Value> {
    let iterator = default_iterator(vm, this)?;
    let name = vm.intern("throw");
    let given = [class, value.unwrap_or(Value::NONE), traceback.unwrap_or(Value::NONE)];
    let count = if traceback.is_some() { 3 } else { 1 + usize::from(value.is_some()) };
    let result = vm.call_method(iterator, name, &given[..count]);
    or_default(vm, this, result)
}

fn default_close(vm: &mut Vm, this: Gc<Record>) -> Outcome<Value> {
    let iterator = default_iterator(vm, this)?;
    let name = vm.intern("close");
    let result = vm.call_method(iterator, name, &[]);
    or_default(vm, this, result)
}

/// What the awaitable in place 0 is iterated by, which takes its place.
fn default_iterator(vm: &mut Vm, this: Gc<Record>) -> Outcome<Value> {
    let awaitable = this.get(0);
    if vm.type_of(awaitable) == vm.types.coroutine || vm.special(awaitable, Special::Next).is_some() {
        return Ok(awaitable);
    }
    let iterator = crate::interp::awaitable(vm, awaitable, 0)?;
    this.set(0, iterator);
    Ok(iterator)
}

/// `StopAsyncIteration` becomes the default in place 1.
fn or_default(vm: &mut Vm, this: Gc<Record>, result: Outcome<Value>) -> Outcome<Value> {
    match result {
        Err(_) if vm.catch(vm.exceptions.StopAsyncIteration) => {
            let default = this.get(1);
            Err(vm.stop_iteration(default))
        }
        other => other,
    }
}
