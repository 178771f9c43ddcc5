//! Generators and coroutines.

use super::prelude::*;
use crate::interp::Resumption;
use crate::object::{Exception, Generator, GeneratorState, Traceback};

/// `generator`
pub static GENERATOR: TypeSpec = TypeSpec {
    flags: TypeFlags::WEAKREF,
    methods: &[
        m("__repr__", "($self, /)", Pure, n(repr), "Return repr(self)."),
        m("__iter__", "($self, /)", Pure, n(iter), "Implement iter(self)."),
        m("__next__", "($self, /)", Any, n(next), "Implement next(self)."),
        m(
            "send",
            "($self, arg, /)",
            Any,
            n(send),
            "Send arg into generator, return next yielded value or raise StopIteration.",
        ),
        m(
            "throw",
            "($self, typ, val=None, tb=None, /)",
            Any,
            n(throw),
            "Raise exception in generator, return next yielded value or raise StopIteration.",
        ),
        m("close", "($self, /)", Any, n(close), "Raise GeneratorExit inside generator."),
        m(
            "__class_getitem__",
            "($type, object, /)",
            Pure,
            n(super::generic_alias::class_getitem),
            "See PEP 585",
        ),
    ],
    attributes: &[
        ("__name__", name, Some(set_name)),
        ("__qualname__", qualname, Some(set_qualname)),
        ("gi_running", is_running, None),
        ("gi_suspended", is_suspended, None),
        ("gi_yieldfrom", delegate, None),
        ("gi_code", code, None),
        ("gi_frame", frame, None),
    ],
    ..new_spec("generator", Kind::Generator)
};

/// `coroutine`
pub static COROUTINE: TypeSpec = TypeSpec {
    flags: TypeFlags::WEAKREF,
    methods: &[
        m("__repr__", "($self, /)", Pure, n(repr), "Return repr(self)."),
        m("__await__", "($self, /)", Pure, n(await_), "Return an iterator to be used in await expression."),
        m(
            "send",
            "($self, arg, /)",
            Any,
            n(send),
            "Send arg into coroutine, return next yielded value or raise StopIteration.",
        ),
        m(
            "throw",
            "($self, typ, val=None, tb=None, /)",
            Any,
            n(throw),
            "Raise exception in coroutine, return next iterated value or raise StopIteration.",
        ),
        m("close", "($self, /)", Any, n(close), "Raise GeneratorExit inside coroutine."),
        m(
            "__class_getitem__",
            "($type, object, /)",
            Pure,
            n(super::generic_alias::class_getitem),
            "See PEP 585",
        ),
    ],
    attributes: &[
        ("__name__", name, Some(set_name)),
        ("__qualname__", qualname, Some(set_qualname)),
        ("cr_running", is_running, None),
        ("cr_suspended", is_suspended, None),
        ("cr_await", delegate, None),
        ("cr_code", code, None),
        ("cr_frame", frame, None),
        ("cr_origin", origin, None),
    ],
    ..new_spec("coroutine", Kind::Generator)
};

/// `coroutine_wrapper`: what `coroutine.__await__` returns.
pub static COROUTINE_WRAPPER: TypeSpec = TypeSpec {
    methods: &[
        m("__iter__", "($self, /)", Pure, n(iter), "Implement iter(self)."),
        m("__next__", "($self, /)", Any, n(wrapper_next), "Implement next(self)."),
        m("send", "($self, arg, /)", Any, n(wrapper_send), ""),
        m("throw", "($self, typ, val=None, tb=None, /)", Any, n(wrapper_throw), ""),
        m("close", "($self, /)", Any, n(wrapper_close), ""),
    ],
    ..new_spec("coroutine_wrapper", Kind::Record)
};

fn repr(vm: &mut Vm, this: Gc<Generator>) -> Outcome<String> {
    let kind = vm.type_name(this.value());
    let name = this.qualified_name.get().cast::<Str>().map_or_else(String::new, |name| name.to_lossy());
    Ok(format!("<{kind} object {name} at {:#x}>", this.address()))
}

fn iter(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(this)
}

fn result(vm: &mut Vm, resumption: Resumption) -> Outcome<Value> {
    match resumption {
        Resumption::Yielded(value) => Ok(value),
        Resumption::Returned(value) => Err(vm.stop_iteration(value)),
    }
}

fn next(vm: &mut Vm, this: Gc<Generator>) -> Outcome<Value> {
    let resumption = vm.resume(this, Value::NONE)?;
    result(vm, resumption)
}

fn send(vm: &mut Vm, this: Gc<Generator>, value: Value) -> Outcome<Value> {
    let resumption = vm.resume(this, value)?;
    result(vm, resumption)
}

/// The exception that the arguments of `throw`, or of the method `name`, mean.
pub(crate) fn thrown(
    vm: &mut Vm,
    name: &str,
    class: Value,
    value: Option<Value>,
    traceback: Option<Value>,
) -> Outcome<Value> {
    if value.is_some() || traceback.is_some() {
        let message = format!(
            "the (type, exc, tb) signature of {name}() is deprecated, use the single-arg signature instead."
        );
        crate::modules::warn(vm, vm.exceptions.DeprecationWarning, &message)?;
    }
    let value = value.filter(|value| !value.is_none());
    let is_instance = |vm: &Vm, value: Value| {
        class.cast::<Type>().is_some_and(|class| vm.type_of(value).is_subtype_of(class))
    };
    let exception = if class.is::<Exception>() {
        if value.is_some() {
            return Err(vm.type_error("instance exception may not have a separate value"));
        }
        class
    } else if class.cast::<Type>().is_some_and(|class| class.is_subtype_of(vm.exceptions.BaseException)) {
        match value {
            None => vm.exception_from(class)?,
            Some(value) if is_instance(vm, value) => value,
            Some(value) => match value.cast::<Tuple>() {
                Some(arguments) => vm.call(class, arguments.as_slice())?,
                None => vm.call(class, &[value])?,
            },
        }
    } else {
        let name = vm.type_name(class);
        return Err(vm.type_error(format!(
            "exceptions must be classes or instances deriving from BaseException, not {name}"
        )));
    };
    if let (Some(exception), Some(traceback)) =
        (exception.cast::<Exception>(), traceback.filter(|it| !it.is_none()))
    {
        if !traceback.is::<Traceback>() {
            return Err(vm.type_error("throw() third argument must be a traceback object"));
        }
        exception.traceback.set(exception, traceback);
    }
    Ok(exception)
}

fn throw(
    vm: &mut Vm,
    this: Gc<Generator>,
    class: Value,
    value: Option<Value>,
    traceback: Option<Value>,
) -> Outcome<Value> {
    let exception = thrown(vm, "throw", class, value, traceback)?;
    let resumption = vm.throw(this, exception)?;
    result(vm, resumption)
}

fn close(vm: &mut Vm, this: Gc<Generator>) -> Outcome<Value> {
    vm.close_generator(this)
}

fn await_(vm: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(vm.new_record(vm.types.coroutine_wrapper, &[this]).value())
}

fn wrapped(this: Value) -> Gc<Generator> {
    let record = this.cast::<crate::object::Record>();
    record.and_then(|record| record.get(0).cast()).expect("a wrapper holds its coroutine")
}

fn wrapper_next(vm: &mut Vm, this: Value) -> Outcome<Value> {
    next(vm, wrapped(this))
}

fn wrapper_send(vm: &mut Vm, this: Value, value: Value) -> Outcome<Value> {
    send(vm, wrapped(this), value)
}

fn wrapper_throw(
    vm: &mut Vm,
    this: Value,
    class: Value,
    value: Option<Value>,
    traceback: Option<Value>,
) -> Outcome<Value> {
    throw(vm, wrapped(this), class, value, traceback)
}

fn wrapper_close(vm: &mut Vm, this: Value) -> Outcome<Value> {
    close(vm, wrapped(this))
}

fn generator(this: Value) -> Gc<Generator> {
    this.cast::<Generator>().expect("descriptors check their receiver")
}

/// `__name__`
pub(crate) fn name(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(generator(this).name.get())
}

/// Sets `__name__`.
pub(crate) fn set_name(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    if !value.is::<Str>() {
        return Err(vm.type_error("__name__ must be set to a string object"));
    }
    let this = generator(this);
    this.name.set(this, value);
    Ok(())
}

/// `__qualname__`
pub(crate) fn qualname(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(generator(this).qualified_name.get())
}

/// Sets `__qualname__`.
pub(crate) fn set_qualname(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    if !value.is::<Str>() {
        return Err(vm.type_error("__qualname__ must be set to a string object"));
    }
    let this = generator(this);
    this.qualified_name.set(this, value);
    Ok(())
}

/// Whether the generator is running.
pub(crate) fn is_running(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(Value::bool(generator(this).state.get() == GeneratorState::Running))
}

/// Whether the generator is suspended.
pub(crate) fn is_suspended(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(Value::bool(generator(this).state.get() == GeneratorState::Suspended))
}

/// What the generator delegates to.
pub(crate) fn delegate(vm: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(vm.delegate(generator(this)).unwrap_or(Value::NONE))
}

/// The generator's code.
pub(crate) fn code(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(generator(this).function.get().code.get().value())
}

/// The generator's frame, `None` once it is finished.
pub(crate) fn frame(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let this = generator(this);
    if this.state.get() == GeneratorState::Finished {
        return Ok(Value::NONE);
    }
    let frame: Gc<crate::object::FrameObject> = vm.heap.alloc(vm.types.frame.root_shape.get());
    frame.function.init(this.function.get());
    frame.code.init(this.function.get().code.get());
    let count = frame.code.get().variable_count.get() as usize;
    let list = vm.new_list();
    for index in 0..count {
        vm.append(list, this.registers.get().get(index))?;
    }
    let registers = vm.tuple_of_list(list)?;
    frame.registers.set(frame, registers.value());
    Ok(frame.value())
}

fn origin(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(generator(this).origin.get().bound().unwrap_or(Value::NONE))
}
