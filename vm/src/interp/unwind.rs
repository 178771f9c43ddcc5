//! Raising: finding the handler of an exception, leaving frames on the way, and exception groups.

use super::frame::{instruction_index, pop_frame};
use super::generators;
use crate::monitoring::Events;
use crate::object::Exception;
use crate::value::Value;
use crate::vm::{FrameKind, Outcome, Raised, Vm};

/// Goes to the nearest handler of the exception raised: on success, the innermost frame goes on at its handler.
///
/// # Errors
/// There is no handler up to the frame that native code called; it has been left.
#[inline(never)]
pub(super) fn unwind(vm: &mut Vm, is_reraise: bool) -> Outcome<()> {
    if !is_reraise {
        attach_context(vm);
    }
    unwind_as_is(vm, is_reraise)
}

/// The same with an exception that already has the context that it's to have.
pub(super) fn unwind_as_is(vm: &mut Vm, is_reraise: bool) -> Outcome<()> {
    let mut is_reraise = is_reraise;
    loop {
        let depth = vm.stacks.depth() - 1;
        let frame = vm.stacks.frames()[depth];
        let code = frame.function.code.get();
        let instruction = instruction_index(&frame);
        let again = std::mem::replace(&mut is_reraise, false);
        if !again {
            let object = vm.frame_object(depth);
            vm.add_traceback(object, instruction);
        }
        if vm.monitoring.wants(Events::RAISE | Events::RERAISE) {
            tell(vm, if again { Events::RERAISE } else { Events::RAISE });
        }
        if let Some(handler) = code.code().handler_at(instruction) {
            if vm.monitoring.wants(Events::EXCEPTION_HANDLED) {
                tell(vm, Events::EXCEPTION_HANDLED);
            }
            let exception = vm.take_raised();
            // SAFETY: verified handlers name registers of the frame and instructions of the code.
            unsafe {
                frame.base.add(usize::from(handler.register)).write(exception);
                let frame = &mut *vm.stacks.next_frame.sub(1);
                frame.next = code.instructions.get().add(handler.target as usize);
            }
            return Ok(());
        }
        if vm.monitoring.wants(Events::PY_UNWIND) {
            tell(vm, Events::PY_UNWIND);
        }
        if frame.generator.is_some() {
            generators::fail(vm);
        }
        pop_frame(vm);
        if frame.kind == FrameKind::Entry {
            return Err(Raised);
        }
    }
}

/// Tells whoever monitors the innermost frame of the exception raised. What a callback raises takes its place.
#[cold]
fn tell(vm: &mut Vm, event: Events) {
    let exception = vm.raised;
    let _ = vm.tell_innermost(event, exception);
}

/// Makes what is being handled the context of the exception raised, if that is a new one.
pub(super) fn attach_context(vm: &mut Vm) {
    if vm.handled.bound().is_none() {
        return;
    }
    let fresh = vm.raised.cast::<Exception>().is_some_and(|exception| {
        exception.context.get().is_unbound() && exception.traceback.get().is_unbound()
    });
    if fresh {
        vm.link_context();
    }
}

/// `raise exception from cause`
pub(super) fn raise_from(vm: &mut Vm, exception: Value, cause: Value) -> Outcome<()> {
    let exception = vm.exception_from(exception)?;
    let is_exception = |vm: &Vm, cause: Value| match cause.cast::<crate::object::Type>() {
        Some(class) => class.is_subtype_of(vm.exceptions.BaseException),
        None => cause.is::<Exception>(),
    };
    let cause = match cause {
        Value::NONE => Value::UNBOUND,
        cause if is_exception(vm, cause) => vm.exception_from(cause)?,
        _ => return Err(vm.type_error("exception causes must derive from BaseException")),
    };
    if let Some(object) = exception.cast::<Exception>() {
        object.cause.set(object, cause);
        object.suppress_context.set(true);
    }
    vm.raised = exception;
    vm.link_context();
    Ok(())
}

/// Splits an exception by the classes of an `except*`: what does not match, and what does.
pub(super) fn match_group(vm: &mut Vm, exception: Value, classes: Value) -> Outcome<(Value, Value)> {
    crate::builtins::exception_groups::match_star(vm, exception, classes)
}
