//! Instructions of the loop on functions, exceptions and generators that stay in the frame.

use strict_bytecode::Intrinsic;

use super::dispatch_step::Step;
use super::{construct, generators, unwind};
use crate::monitoring::Events;
use crate::value::Value;
use crate::vm::{FrameKind, Outcome, Raised, Vm};

#[inline(always)]
pub(super) fn make_function(vm: &mut Vm, step: Step) -> Outcome<()> {
    // SAFETY: verified step.code names only its own step.constants.
    let code = unsafe { (*step.constants.add(step.instruction.wide() as usize)).get() };
    let count = step.instruction.flags().count_ones() as usize;
    // SAFETY: the step.instruction names registers of the frame.
    let parts =
        unsafe { std::slice::from_raw_parts(step.base.add(usize::from(step.instruction.a())), count) };
    let made = construct::make_function(vm, step.function, code, step.instruction.flags(), parts);
    step.set(step.instruction.a(), made);
    Ok(())
}

#[inline(always)]
pub(super) fn load_build_class(vm: &mut Vm, step: Step) -> Outcome<()> {
    let name = vm.names.build_class;
    let builtins = step.function.builtins.get();
    match vm.dict_get_str(builtins, name) {
        Some(value) => step.set(step.instruction.a(), value),
        None => {
            vm.error(vm.exceptions.NameError, "__build_class__ not found");
            return Err(Raised);
        }
    }
    Ok(())
}

#[inline(always)]
pub(super) fn call_intrinsic(vm: &mut Vm, step: Step) -> Outcome<()> {
    let intrinsic = Intrinsic::from_number(step.instruction.c()).unwrap_or(Intrinsic::PrintExpression);
    // SAFETY: the step.instruction names registers of the frame.
    let arguments = unsafe {
        std::slice::from_raw_parts(
            step.base.add(usize::from(step.instruction.b())),
            usize::from(intrinsic.arity()),
        )
    };
    let result = construct::intrinsic(vm, intrinsic, arguments, step.locals)?;
    step.set(step.instruction.a(), result);
    Ok(())
}

#[inline(always)]
pub(super) fn match_exception(vm: &mut Vm, step: Step) -> Outcome<()> {
    let matches = vm.exception_matches(step.reg(step.instruction.b()), step.reg(step.instruction.c()))?;
    step.set(step.instruction.a(), Value::bool(matches));
    Ok(())
}

#[inline(always)]
pub(super) fn match_exception_group(vm: &mut Vm, step: Step) -> Outcome<()> {
    let (rest, matched) =
        unwind::match_group(vm, step.reg(step.instruction.b()), step.reg(step.instruction.c()))?;
    step.set(step.instruction.a(), rest);
    step.set(step.instruction.a() + 1, matched);
    Ok(())
}

#[inline(always)]
pub(super) fn load_exception_info(vm: &mut Vm, step: Step) -> Outcome<()> {
    let exception = step.reg(step.instruction.b());
    let class = vm.type_of(exception);
    let traceback =
        exception.cast::<crate::object::Exception>().and_then(|exception| exception.traceback.get().bound());
    let a = step.instruction.a();
    step.set(a, class.value());
    step.set(a + 1, exception);
    step.set(a + 2, traceback.unwrap_or(Value::NONE));
    Ok(())
}

#[inline(always)]
pub(super) fn get_yield_from_iter(vm: &mut Vm, step: Step) -> Outcome<()> {
    let iterator = generators::yield_from_iter(vm, step.code, step.reg(step.instruction.b()))?;
    step.set(step.instruction.a(), iterator);
    Ok(())
}

#[inline(always)]
pub(super) fn get_awaitable(vm: &mut Vm, step: Step) -> Outcome<()> {
    let object = step.reg(step.instruction.b());
    let iterator = generators::awaitable(vm, object, step.instruction.flags())?;
    step.set(step.instruction.a(), iterator);
    Ok(())
}

#[inline(always)]
pub(super) fn get_async_iter(vm: &mut Vm, step: Step) -> Outcome<()> {
    let iterator = generators::async_iter(vm, step.reg(step.instruction.b()))?;
    step.set(step.instruction.a(), iterator);
    Ok(())
}

#[inline(always)]
pub(super) fn get_async_next(vm: &mut Vm, step: Step) -> Outcome<()> {
    let awaitable = generators::async_next(vm, step.reg(step.instruction.b()))?;
    step.set(step.instruction.a(), awaitable);
    Ok(())
}

#[inline(always)]
pub(super) fn raise(vm: &mut Vm, step: Step) -> Outcome<()> {
    let exception = vm.exception_from(step.reg(step.instruction.a()))?;
    vm.raised = exception;
    vm.link_context();
    Err(Raised)
}

#[inline(always)]
pub(super) fn raise_from(vm: &mut Vm, step: Step) -> Outcome<()> {
    unwind::raise_from(vm, step.reg(step.instruction.a()), step.reg(step.instruction.b()))?;
    Err(Raised)
}

/// Raises the exception being handled again, which adds nothing to its traceback; false if there is none.
pub(super) fn raise_current(vm: &mut Vm) -> bool {
    match vm.handled.bound().filter(|handled| !handled.is_none()) {
        Some(handled) => {
            vm.raised = handled;
            true
        }
        None => {
            vm.error(vm.exceptions.RuntimeError, "No active exception to reraise");
            false
        }
    }
}

/// Gives the result of a frame that has returned to whoever waits for it: back if that is native code.
#[inline(always)]
pub(super) fn deliver(
    vm: &mut Vm,
    kind: FrameKind,
    destination: u16,
    instance: Value,
    result: Value,
) -> Outcome<Option<Value>> {
    match kind {
        FrameKind::Entry => return Ok(Some(result)),
        FrameKind::Call => give_caller(vm, destination, result),
        FrameKind::Init => {
            if !result.is_none() {
                vm.init_result_error(result);
                return Err(Raised);
            }
            give_caller(vm, destination, instance);
        }
        FrameKind::ForLoop => {
            if vm.monitoring.wants(Events::STOP_ITERATION) {
                vm.tell_stop_iteration(result)?;
            }
        }
        FrameKind::YieldFrom => {
            if vm.monitoring.wants(Events::STOP_ITERATION) {
                vm.tell_stop_iteration(result)?;
            }
            generators::deliver_result(vm, result);
        }
    }
    Ok(None)
}

#[inline(always)]
fn give_caller(vm: &mut Vm, destination: u16, result: Value) {
    // SAFETY: a frame called by another has that one below it, whose call names one of its registers.
    unsafe {
        let caller = &*vm.stacks.next_frame.sub(1);
        *caller.base.add(usize::from(destination)) = result;
    }
}
