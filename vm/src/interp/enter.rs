//! Entering compiled code from the loop.

use super::dispatch_calls::deliver;
use super::generators;
use crate::abi::{Entered, enter_frame, enter_loop, enter_resumed};
use crate::object::GeneratorState;
use crate::value::Value;
use crate::vm::{Raised, Vm};

/// How the loop goes on after it has tried to enter compiled code.
pub(super) enum After {
    /// There is none.
    Not,
    /// With the innermost frame.
    Frames,
    /// With the exception raised in the innermost frame.
    Raising,
    /// Not at all: the frame that native code called has returned.
    Ended(Value),
}

fn after(vm: &mut Vm, enter: impl FnOnce(&mut Vm) -> Entered) -> After {
    let Some(frame) = vm.stacks.frames().last().copied() else { return After::Not };
    match enter(vm) {
        Entered::Not => After::Not,
        // What was left where it was entered is interpreted a while, so that the loop gets on.
        Entered::Left { is_raising: false }
            if vm.stacks.frames().last().is_some_and(|left| left.next == frame.next) =>
        {
            After::Not
        }
        Entered::Left { is_raising: false } => After::Frames,
        Entered::Left { is_raising: true } => After::Raising,
        Entered::Returned(value) => {
            let is_suspended = frame.generator.is_some_and(|it| it.state.get() == GeneratorState::Suspended);
            let delivered = match is_suspended {
                true => generators::yielded(vm, frame.kind, value),
                false => deliver(vm, frame.kind, frame.destination, frame.instance, value),
            };
            match delivered {
                Ok(None) => After::Frames,
                Ok(Some(value)) => After::Ended(value),
                Err(Raised) => After::Raising,
            }
        }
    }
}

/// Enters the frame that has just been pushed.
#[cold]
#[inline(never)]
pub(super) fn at_call(vm: &mut Vm) -> After {
    after(vm, enter_frame)
}

/// Enters the innermost frame at the loop header that it goes on with.
#[cold]
#[inline(never)]
pub(super) fn at_loop(vm: &mut Vm) -> After {
    after(vm, enter_loop)
}

/// Enters the innermost frame, that of a generator, where it goes on.
#[cold]
#[inline(never)]
pub(super) fn at_resumption(vm: &mut Vm) -> After {
    after(vm, enter_resumed)
}
