//! Generators and coroutines: resuming, suspending, throwing, delegating.

use strict_bytecode::{CodeFlags, Instruction, Opcode, flags as instruction_flags};

use super::frame::{pop_frame, push_generator_frame};
use super::run::run;
use super::unwind::unwind_as_is;
use crate::abi::{resume_compiled, run_resumed};
use crate::heap::Gc;
use crate::monitoring::Events;
use crate::object::{CodeObject, Exception, Generator, GeneratorState, Special, Traceback};
use crate::value::Value;
use crate::vm::{FrameKind, Outcome, Raised, Vm};

/// What a resumed generator did.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Resumption {
    /// It yielded.
    Yielded(Value),
    /// It returned.
    Returned(Value),
}

/// The instruction at which a suspended generator waits.
fn waiting_at(generator: Gc<Generator>) -> (Instruction, bool) {
    // SAFETY: `next` points into the code of the generator, which does not begin with a suspension.
    let (next, before) = unsafe { (generator.next.get(), generator.next.get().sub(1)) };
    // SAFETY: as above.
    let (plain, plain_before) = unsafe { (*next, *before) };
    if plain.opcode_number() == Opcode::YieldFrom as u8 {
        return (plain, true);
    }
    if plain.opcode_number() != Opcode::Instrumented as u8
        && plain_before.opcode_number() == Opcode::Yield as u8
    {
        return (plain_before, false);
    }
    let original = |at: *const Instruction| {
        // SAFETY: as above.
        let instruction = unsafe { *at };
        match instruction.opcode() {
            Some(Opcode::Instrumented) => generator.function.get().code.get().original(at),
            _ => instruction,
        }
    };
    let at = original(next);
    if at.opcode() == Some(Opcode::YieldFrom) { (at, true) } else { (original(before), false) }
}

/// Hands a value to a suspended generator: it is what its `yield` gives.
pub(super) fn give(vm: &mut Vm, generator: Gc<Generator>, value: Value) -> Outcome<()> {
    match generator.state.get() {
        GeneratorState::Created if value.is_none() => Ok(()),
        GeneratorState::Created => {
            let kind = vm.generator_kind(generator);
            Err(vm.type_error(format!("can't send non-None value to a just-started {kind}")))
        }
        _ => {
            write_given(generator, value);
            Ok(())
        }
    }
}

/// Writes what a suspended generator, which is about to run, gets of where it waits: without a barrier, as a frame that runs.
#[inline(always)]
fn write_given(generator: Gc<Generator>, value: Value) {
    let (instruction, _) = waiting_at(generator);
    let registers = generator.registers.get().fields().as_ptr().cast_mut().cast::<Value>();
    // SAFETY: verified code names registers of its frame.
    unsafe { registers.add(usize::from(instruction.a())).write(value) };
}

/// The same with `None`, for `for` loops.
pub(super) fn give_none(generator: Gc<Generator>) {
    if generator.state.get() == GeneratorState::Suspended {
        write_given(generator, Value::NONE);
    }
}

/// `yield value`, in a generator that is asynchronous or not: as [`suspend`].
///
/// # Errors
/// What whoever monitors the frames raises.
#[inline(always)]
pub(super) fn yield_value(vm: &mut Vm, value: Value, is_async: bool) -> Outcome<Option<Value>> {
    let value = if is_async { wrap_async(vm, value) } else { value };
    suspend(vm, value, false)
}

/// Suspends the innermost frame with a value, and those that wait for it: the value if native code is to get it,
/// nothing if a frame goes on with it. `again` tells that the instruction is to run again.
///
/// # Errors
/// What whoever monitors the frames raises.
pub(super) fn suspend(vm: &mut Vm, value: Value, again: bool) -> Outcome<Option<Value>> {
    let mut again = again;
    loop {
        if again && vm.monitoring.wants(Events::PY_YIELD) {
            vm.tell_innermost(Events::PY_YIELD, value)?;
        }
        if !note_suspended(vm, again) {
            return Ok(None);
        }
        let frame = pop_frame(vm);
        if frame.kind != FrameKind::YieldFrom {
            return yielded(vm, frame.kind, value);
        }
        again = true;
    }
}

/// Begins the frame of a generator that waits in a `yield`, or has not started, to be gone on with by compiled code.
#[inline(always)]
pub(crate) fn push_resumed(vm: &mut Vm, generator: Gc<Generator>, value: Value) {
    if generator.state.get() == GeneratorState::Suspended {
        write_given(generator, value);
    }
    push_generator_frame(vm, generator, FrameKind::Entry, 0);
}

/// Notes where the generator of the innermost frame waits, and what it handles; false if the frame is of none.
fn note_suspended(vm: &mut Vm, again: bool) -> bool {
    let Some(frame) = vm.stacks.frames().last() else { return false };
    let (Some(generator), outer) = (frame.generator, frame.instance) else { return false };
    // SAFETY: the next instruction is not the first of the code, for this one has just run.
    let next = if again { unsafe { frame.next.sub(1) } } else { frame.next };
    note_waiting(vm, generator, outer, next);
    true
}

/// Notes that the generator of the innermost frame will go on with an instruction; `outer` is what its caller handles.
#[inline(always)]
fn note_waiting(vm: &mut Vm, generator: Gc<Generator>, outer: Value, next: *const Instruction) {
    generator.next.set(next);
    generator.state.set(GeneratorState::Suspended);
    let registers = generator.registers.get();
    registers.dirty(0, registers.capacity());
    leave(vm, generator, outer);
}

/// Gives the value that a generator has yielded, whose frame is gone, to whoever waits for it: back if that is native code.
///
/// # Errors
/// What whoever monitors the frames raises.
pub(super) fn yielded(vm: &mut Vm, kind: FrameKind, value: Value) -> Outcome<Option<Value>> {
    match kind {
        FrameKind::ForLoop => {
            // SAFETY: the frame below ran `for_loop` just before its next instruction.
            unsafe {
                let caller = &mut *vm.stacks.next_frame.sub(1);
                let instruction = *caller.next.sub(1);
                caller.base.add(usize::from(instruction.a())).write(value);
                let code = caller.function.code.get();
                caller.next = code.instructions.get().add(instruction.long() as usize);
            }
            Ok(None)
        }
        FrameKind::YieldFrom => suspend(vm, value, true),
        _ => Ok(Some(value)),
    }
}

/// The innermost frame, of compiled code, yields a value; the code itself ends the frame.
pub(crate) fn suspend_compiled(vm: &mut Vm, value: Value, is_async: bool) -> Value {
    let value = if is_async { wrap_async(vm, value) } else { value };
    // SAFETY: a frame is running.
    let frame = unsafe { &*vm.stacks.next_frame.sub(1) };
    let (Some(generator), outer, has_object) = (frame.generator, frame.instance, frame.has_object) else {
        return value;
    };
    note_waiting(vm, generator, outer, frame.next);
    if has_object {
        // The object goes on without the frame.
        pop_frame(vm);
        // SAFETY: the frame was there just now, and nothing has taken its place.
        unsafe {
            vm.stacks.next_frame = vm.stacks.next_frame.add(1);
            (*vm.stacks.next_frame.sub(1)).has_object = false;
        }
    }
    value
}

/// Sends a value to an iterator for the innermost frame, of compiled code: what it returns. If it yields something instead,
/// that is what comes back, and the frame has been suspended and is gone.
pub(crate) fn delegate_compiled(vm: &mut Vm, iterator: Value, value: Value) -> Outcome<Value> {
    match send(vm, iterator, value)? {
        Resumption::Returned(result) => Ok(result),
        Resumption::Yielded(value) => {
            note_suspended(vm, true);
            pop_frame(vm);
            Ok(value)
        }
    }
}

/// Keeps what the generator is handling, and goes back to what its caller is.
#[inline(always)]
fn leave(vm: &mut Vm, generator: Gc<Generator>, outer: Value) {
    let own = if vm.handled == outer { Value::UNBOUND } else { vm.handled };
    if generator.handled.get() != own {
        generator.handled.set(generator, own);
    }
    vm.handled = outer;
}

/// The generator of the innermost frame is done.
pub(crate) fn finish(vm: &mut Vm) {
    let Some(frame) = vm.stacks.frames().last() else { return };
    let outer = frame.instance;
    if let Some(generator) = frame.generator {
        generator.state.set(GeneratorState::Finished);
        if generator.handled.get().bound().is_some() {
            generator.handled.set(generator, Value::UNBOUND);
        }
        vm.handled = outer;
        // They were written without a barrier, and nobody needs them any more.
        if let Some(registers) = generator.registers.try_get() {
            registers.dirty(0, registers.capacity());
            generator.registers.clear();
        }
    }
}

/// The generator of the innermost frame raises: `StopIteration` must not leave it.
pub(super) fn fail(vm: &mut Vm) {
    let Some(generator) = vm.stacks.frames().last().and_then(|frame| frame.generator) else { return };
    let flags = generator.function.get().code.get().flags();
    let is_async = flags.contains(CodeFlags::ASYNC_GENERATOR);
    let what = if flags.contains(CodeFlags::COROUTINE) {
        "coroutine"
    } else if is_async {
        "async generator"
    } else {
        "generator"
    };
    let stopped = if vm.raised_is(vm.exceptions.StopIteration) {
        Some("StopIteration")
    } else if is_async && vm.raised_is(vm.exceptions.StopAsyncIteration) {
        Some("StopAsyncIteration")
    } else {
        None
    };
    if let Some(stopped) = stopped {
        let cause = vm.take_raised();
        vm.error(vm.exceptions.RuntimeError, format!("{what} raised {stopped}"));
        if let Some(error) = vm.raised.cast::<Exception>() {
            error.cause.set(error, cause);
            error.context.set(error, cause);
            error.suppress_context.set(true);
        }
    }
    finish(vm);
}

/// The innermost frame waits in `yield_from` for a generator that returned `result`.
pub(super) fn deliver_result(vm: &mut Vm, result: Value) {
    // SAFETY: the frame ran `yield_from` just before its next instruction.
    unsafe {
        let frame = &*vm.stacks.next_frame.sub(1);
        let instruction = *frame.next.sub(1);
        frame.base.add(usize::from(instruction.a())).write(result);
    }
}

/// The generator that a `for` loop runs in the same interpreter loop, if the iterator is one.
#[inline(always)]
pub(super) fn runs_in_loop(vm: &Vm, iterator: Value) -> Option<Gc<Generator>> {
    let generator = iterator.cast::<Generator>()?;
    let is_ready = matches!(generator.state.get(), GeneratorState::Created | GeneratorState::Suspended);
    let runs = is_ready && vm.type_of(iterator) == vm.types.generator && vm.stacks.has_frame_room();
    runs.then_some(generator)
}

/// How the loop goes on after `yield_from`.
pub(super) enum Delegated {
    /// The iterator has returned.
    Returned(Value),
    /// With the innermost frame, that of a generator, which has just been resumed.
    Resumed,
    /// With the innermost frame.
    Frames,
    /// Not at all: native code is given a value.
    Ended(Value),
}

/// Sends a value to an iterator, and yields what it yields.
#[inline(always)]
pub(super) fn yield_from(vm: &mut Vm, value: Value, iterator: Value) -> Outcome<Delegated> {
    if let Some(generator) = runs_inline(vm, iterator)
        && vm.stacks.has_frame_room()
    {
        give(vm, generator, value)?;
        push_generator_frame(vm, generator, FrameKind::YieldFrom, 0);
        return Ok(Delegated::Resumed);
    }
    match send(vm, iterator, value)? {
        Resumption::Returned(result) => Ok(Delegated::Returned(result)),
        Resumption::Yielded(value) => {
            Ok(suspend(vm, value, true)?.map_or(Delegated::Frames, Delegated::Ended))
        }
    }
}

/// The generator or coroutine that `yield_from` can run in the same loop.
pub(super) fn runs_inline(vm: &Vm, iterator: Value) -> Option<Gc<Generator>> {
    let generator = iterator.cast::<Generator>()?;
    let class = vm.type_of(iterator);
    let ready = matches!(generator.state.get(), GeneratorState::Created | GeneratorState::Suspended);
    (ready && (class == vm.types.generator || class == vm.types.coroutine)).then_some(generator)
}

/// Sends a value to any iterator.
pub(super) fn send(vm: &mut Vm, iterator: Value, value: Value) -> Outcome<Resumption> {
    if let Some(generator) = iterator.cast::<Generator>() {
        let class = vm.type_of(iterator);
        if class == vm.types.generator || class == vm.types.coroutine {
            return vm.resume(generator, value);
        }
    }
    if value.is_none()
        && let Some(resumed) = crate::modules::asyncio::resume(vm, iterator)
    {
        return Ok(match resumed? {
            crate::modules::asyncio::Resumed::Yielded(value) => Resumption::Yielded(value),
            crate::modules::asyncio::Resumed::Returned(value) => Resumption::Returned(value),
        });
    }
    let result = if value.is_none() {
        match vm.special(iterator, Special::Next) {
            Some(method) => vm.call_method_value(method, iterator, &[]),
            None => {
                let name = vm.type_name(iterator);
                return Err(vm.type_error(format!("'{name}' object is not an iterator")));
            }
        }
    } else {
        let name = vm.names.send;
        vm.call_method(iterator, name, &[value])
    };
    match result {
        Ok(value) => Ok(Resumption::Yielded(value)),
        Err(raised) => match vm.catch_stop_iteration() {
            Some(value) => Ok(Resumption::Returned(value)),
            None => Err(raised),
        },
    }
}

impl Vm {
    /// Drops a `StopIteration` that was raised: its value.
    pub(crate) fn catch_stop_iteration(&mut self) -> Option<Value> {
        if !self.raised_is(self.exceptions.StopIteration) {
            return None;
        }
        let exception = self.take_raised().cast::<Exception>()?;
        Some(exception.extra.try_get().and_then(|extra| extra.get(0).bound()).unwrap_or(Value::NONE))
    }

    /// What a generator object is called in messages.
    pub(crate) fn generator_kind(&self, generator: Gc<Generator>) -> &'static str {
        let class = self.type_of(generator.value());
        if class == self.types.coroutine {
            "coroutine"
        } else if class == self.types.async_generator {
            "async generator"
        } else {
            "generator"
        }
    }

    /// Resumes a generator with a value.
    pub(crate) fn resume(&mut self, generator: Gc<Generator>, value: Value) -> Outcome<Resumption> {
        if let Some(result) = resume_compiled(self, generator, value) {
            let result = result?;
            return Ok(self.resumption(generator, result));
        }
        self.check_resumable(generator)?;
        if generator.state.get() == GeneratorState::Finished {
            if self.type_of(generator.value()) == self.types.coroutine {
                return Err(
                    self.error(self.exceptions.RuntimeError, "cannot reuse already awaited coroutine")
                );
            }
            return Ok(Resumption::Returned(Value::NONE));
        }
        give(self, generator, value)?;
        push_generator_frame(self, generator, FrameKind::Entry, 0);
        let result = run_resumed(self)?;
        Ok(self.resumption(generator, result))
    }

    fn check_resumable(&mut self, generator: Gc<Generator>) -> Outcome<()> {
        self.check_native_stack()?;
        if generator.state.get() == GeneratorState::Running {
            let kind = self.generator_kind(generator);
            return Err(self.value_error(format!("{kind} already executing")));
        }
        if !self.stacks.has_frame_room() {
            return Err(self.recursion_error());
        }
        Ok(())
    }

    #[inline(always)]
    fn resumption(&self, generator: Gc<Generator>, result: Value) -> Resumption {
        if generator.state.get() == GeneratorState::Suspended {
            Resumption::Yielded(result)
        } else {
            Resumption::Returned(result)
        }
    }

    /// The next item of a generator.
    pub(crate) fn generator_next(&mut self, generator: Gc<Generator>) -> Outcome<Option<Value>> {
        match self.resume(generator, Value::NONE)? {
            Resumption::Yielded(value) => Ok(Some(value)),
            Resumption::Returned(_) => Ok(None),
        }
    }

    /// The iterator that a suspended generator delegates to.
    pub(crate) fn delegate(&self, generator: Gc<Generator>) -> Option<Value> {
        if generator.state.get() != GeneratorState::Suspended {
            return None;
        }
        let (instruction, delegates) = waiting_at(generator);
        if delegates { generator.registers.get().get(usize::from(instruction.b())).bound() } else { None }
    }

    /// Raises an exception in a generator, at the `yield` where it waits.
    pub(crate) fn throw(&mut self, generator: Gc<Generator>, exception: Value) -> Outcome<Resumption> {
        self.check_resumable(generator)?;
        match generator.state.get() {
            GeneratorState::Created => {
                self.raised = exception;
                return Err(self.throw_at_start(generator));
            }
            GeneratorState::Finished => {
                if self.type_of(generator.value()) == self.types.coroutine {
                    return Err(
                        self.error(self.exceptions.RuntimeError, "cannot reuse already awaited coroutine")
                    );
                }
                self.raised = exception;
                return Err(crate::vm::Raised);
            }
            _ => {}
        }
        if let Some(inner) = self.delegate(generator) {
            generator.state.set(GeneratorState::Running);
            // What the delegate runs sees what this generator handles.
            let outer = self.handled;
            if let Some(handled) = generator.handled.get().bound() {
                self.handled = handled;
            }
            let result = self.throw_into_delegate(inner, exception);
            self.handled = outer;
            generator.state.set(GeneratorState::Suspended);
            match result {
                Ok(Some(value)) => return Ok(Resumption::Yielded(value)),
                Ok(None) => self.raised = exception,
                Err(_) => {}
            }
            if let Some(value) = self.catch_stop_iteration() {
                // The delegate is finished, or is said to be: go on after the `yield_from`.
                let (instruction, _) = waiting_at(generator);
                generator.registers.get().set(usize::from(instruction.a()), value);
                // SAFETY: `yield_from` is not the last instruction of any code.
                generator.next.set(unsafe { generator.next.get().add(1) });
                push_generator_frame(self, generator, FrameKind::Entry, 0);
                let result = run(self)?;
                return Ok(self.resumption(generator, result));
            }
            // The exception is that of the `yield_from` instruction itself.
            // SAFETY: as above.
            generator.next.set(unsafe { generator.next.get().add(1) });
        } else {
            self.raised = exception;
        }
        // The context is what the generator handles, whatever it was before, and not what the thrower does.
        let handles = generator.handled.get().bound().is_some();
        push_generator_frame(self, generator, FrameKind::Entry, 0);
        if handles {
            self.link_context();
        }
        unwind_as_is(self, false)?;
        let result = run(self)?;
        Ok(self.resumption(generator, result))
    }

    /// Ends a generator that was not started with the exception raised, which comes from its first line.
    fn throw_at_start(&mut self, generator: Gc<Generator>) -> Raised {
        // SAFETY: code has more than one instruction, so the second is one, too.
        generator.next.set(unsafe { generator.next.get().add(1) });
        push_generator_frame(self, generator, FrameKind::Entry, 0);
        let frame = self.frame_object(self.stacks.depth() - 1);
        self.add_traceback(frame, 0);
        let exception = self.raised.cast::<Exception>();
        if let Some(entry) = exception.and_then(|exception| exception.traceback.get().cast::<Traceback>()) {
            entry.line.set(frame.code.get().code().first_line);
            entry.instruction.set(Traceback::BEFORE_FIRST);
        }
        // The code that forbids `StopIteration` to leave it has not begun.
        finish(self);
        pop_frame(self);
        Raised
    }

    /// Throws into the iterator that a generator delegates to: what it yields, or nothing if it has no `throw`.
    fn throw_into_delegate(&mut self, inner: Value, exception: Value) -> Outcome<Option<Value>> {
        if self.type_of(exception).is_subtype_of(self.exceptions.GeneratorExit) {
            let close = self.names.close;
            match self.find_attribute(inner, close) {
                Ok(Some(close)) => {
                    self.call(close, &[])?;
                }
                Ok(None) => {}
                Err(_) => self.report_unraisable("Exception ignored in", inner),
            }
            return Ok(None);
        }
        if let Some(generator) = inner.cast::<Generator>() {
            let class = self.type_of(inner);
            if class == self.types.generator || class == self.types.coroutine {
                return match self.throw(generator, exception)? {
                    Resumption::Yielded(value) => Ok(Some(value)),
                    Resumption::Returned(value) => Err(self.stop_iteration(value)),
                };
            }
        }
        let throw = self.names.throw;
        match self.find_attribute(inner, throw)? {
            Some(throw) => self.call(throw, &[exception]).map(Some),
            None => Ok(None),
        }
    }

    /// `generator.close()`
    pub(crate) fn close_generator(&mut self, generator: Gc<Generator>) -> Outcome<Value> {
        match generator.state.get() {
            GeneratorState::Created => {
                generator.state.set(GeneratorState::Finished);
                return Ok(Value::NONE);
            }
            GeneratorState::Finished => return Ok(Value::NONE),
            _ => {}
        }
        let exception = self.new_exception(self.exceptions.GeneratorExit, &[])?;
        match self.throw(generator, exception.value()) {
            Ok(Resumption::Yielded(_)) => {
                let kind = self.generator_kind(generator);
                Err(self.error(self.exceptions.RuntimeError, format!("{kind} ignored GeneratorExit")))
            }
            Ok(Resumption::Returned(value)) => Ok(value),
            Err(raised) => {
                if let Some(value) = self.catch_stop_iteration() {
                    return Ok(value);
                }
                if self.catch(self.exceptions.GeneratorExit) { Ok(Value::NONE) } else { Err(raised) }
            }
        }
    }
}

/// The iterator for `yield from`.
pub(super) fn yield_from_iter(vm: &mut Vm, code: Gc<CodeObject>, value: Value) -> Outcome<Value> {
    if vm.type_of(value) == vm.types.coroutine {
        let allowed = CodeFlags::COROUTINE | CodeFlags::ITERABLE_COROUTINE;
        if !code.flags().intersects(allowed) {
            return Err(vm.type_error("cannot 'yield from' a coroutine object in a non-coroutine generator"));
        }
        return Ok(value);
    }
    if vm.type_of(value) == vm.types.generator {
        return Ok(value);
    }
    vm.iter(value)
}

/// The iterator for `await`.
pub(crate) fn awaitable(vm: &mut Vm, value: Value, flags: u8) -> Outcome<Value> {
    if let Some(generator) = value.cast::<Generator>() {
        let class = vm.type_of(value);
        let code = generator.function.get().code.get().code();
        let iterable = class == vm.types.generator && code.flags.contains(CodeFlags::ITERABLE_COROUTINE);
        if class == vm.types.coroutine || iterable {
            if class == vm.types.coroutine && vm.delegate(generator).is_some() {
                return Err(vm.error(vm.exceptions.RuntimeError, "coroutine is being awaited already"));
            }
            return Ok(value);
        }
    }
    let class = vm.type_of(value);
    let Some(method) = class.special(Special::Await).bound() else {
        let name = vm.class_name(class);
        let message = match flags {
            instruction_flags::AWAIT_ENTER => format!(
                "'async with' received an object from __aenter__ that does not implement __await__: {name}"
            ),
            instruction_flags::AWAIT_EXIT => format!(
                "'async with' received an object from __aexit__ that does not implement __await__: {name}"
            ),
            _ => format!("'{name}' object can't be awaited"),
        };
        return Err(vm.type_error(message));
    };
    let iterator = vm.call_method_value(method, value, &[])?;
    if vm.type_of(iterator) == vm.types.coroutine {
        return Err(vm.type_error("__await__() returned a coroutine"));
    }
    if vm.special(iterator, Special::Next).is_none() {
        let name = vm.type_name(iterator);
        return Err(vm.type_error(format!("__await__() returned non-iterator of type '{name}'")));
    }
    Ok(iterator)
}

/// `value.__aiter__()`
pub(super) fn async_iter(vm: &mut Vm, value: Value) -> Outcome<Value> {
    let class = vm.type_of(value);
    let Some(method) = class.special(Special::AsyncIter).bound() else {
        let name = vm.class_name(class);
        return Err(
            vm.type_error(format!("'async for' requires an object with __aiter__ method, got {name}"))
        );
    };
    let iterator = vm.call_method_value(method, value, &[])?;
    if vm.special(iterator, Special::AsyncNext).is_none() {
        let name = vm.type_name(iterator);
        return Err(vm.type_error(format!(
            "'async for' received an object from __aiter__ that does not implement __anext__: {name}"
        )));
    }
    Ok(iterator)
}

/// The iterator of the awaitable `value.__anext__()`.
pub(super) fn async_next(vm: &mut Vm, value: Value) -> Outcome<Value> {
    let class = vm.type_of(value);
    let Some(method) = class.special(Special::AsyncNext).bound() else {
        let name = vm.class_name(class);
        return Err(
            vm.type_error(format!("'async for' requires an iterator with __anext__ method, got {name}"))
        );
    };
    let next = vm.call_method_value(method, value, &[])?;
    match awaitable(vm, next, 0) {
        Ok(iterator) => Ok(iterator),
        Err(_) => {
            let cause = vm.take_raised();
            let name = vm.type_name(next);
            let raised =
                vm.type_error(format!("'async for' received an invalid object from __anext__: {name}"));
            if let Some(error) = vm.raised.cast::<Exception>() {
                error.cause.set(error, cause);
                error.suppress_context.set(true);
            }
            Err(raised)
        }
    }
}

/// The value that an asynchronous generator yields, told apart from what it awaits.
pub(super) fn wrap_async(vm: &mut Vm, value: Value) -> Value {
    vm.new_record(vm.types.async_generator_wrapped, &[value]).value()
}
