//! The functions of `sys.settrace` and `sys.setprofile`.

use super::tell::Happening;
use super::{Events, ThreadTracing};
use crate::heap::Gc;
use crate::object::{Exception, FrameObject};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

impl Vm {
    /// Sets the function of `sys.settrace` for the current thread; `None` for none.
    pub(crate) fn set_trace(&mut self, function: Value) {
        self.monitoring.thread.trace = function;
        self.update_legacy_events();
    }

    /// Sets the function of `sys.setprofile` for the current thread; `None` for none.
    pub(crate) fn set_profile(&mut self, function: Value) {
        self.monitoring.thread.profile = function;
        self.update_legacy_events();
    }

    /// Changes the functions of all threads.
    pub(crate) fn set_all_tracing(&mut self, change: &dyn Fn(&mut ThreadTracing)) {
        change(&mut self.monitoring.thread);
        self.threads.set_tracing(change);
        self.update_legacy_events();
    }

    fn innermost_frame_object(&mut self) -> Gc<FrameObject> {
        let depth = self.stacks.depth();
        self.frame_object(depth - 1)
    }

    /// Tells the function of `sys.setprofile`.
    pub(super) fn tell_profile(&mut self, happening: Happening<'_>) -> Outcome<()> {
        let function = self.monitoring.thread.profile;
        if function.is_none() {
            return Ok(());
        }
        let first = happening.arguments.first().copied().unwrap_or(Value::NONE);
        let (what, argument) = match happening.event {
            Events::PY_START | Events::PY_RESUME | Events::PY_THROW => ("call", Value::NONE),
            Events::PY_RETURN | Events::PY_YIELD => ("return", first),
            Events::PY_UNWIND => ("return", Value::NONE),
            event => {
                let Some(native) = self.profiled_callee(first, happening.arguments.get(1).copied()) else {
                    return Ok(());
                };
                let what = match event {
                    Events::CALL => "c_call",
                    Events::C_RETURN => "c_return",
                    _ => "c_exception",
                };
                (what, native)
            }
        };
        let frame = self.innermost_frame_object();
        let what = self.intern(what).value();
        let result = self.call_untold(function, &[frame.value(), what, argument]);
        if result.is_err() {
            self.set_profile(Value::NONE);
        }
        result.map(|_| ())
    }

    /// The built-in function that a call is reported with; nothing for other callees.
    fn profiled_callee(&mut self, callee: Value, receiver: Option<Value>) -> Option<Value> {
        use crate::object::{BoundMethod, NativeFunction};
        if callee.is::<BoundMethod>() {
            return callee
                .cast::<BoundMethod>()
                .filter(|it| it.function.get().is::<NativeFunction>())
                .map(|_| callee);
        }
        let native = callee.cast::<NativeFunction>()?;
        // A method descriptor is told as the method bound to its receiver.
        match receiver {
            Some(receiver) if self.type_of(callee) == self.types.method_descriptor => {
                std::hint::black_box(native);
                Some(self.bind(callee, receiver))
            }
            _ => Some(callee),
        }
    }

    /// Tells the function of `sys.settrace`, or that of the frame.
    pub(super) fn tell_trace(&mut self, happening: Happening<'_>) -> Outcome<()> {
        if self.monitoring.thread.trace.is_none() {
            return Ok(());
        }
        let starts = Events::PY_START | Events::PY_RESUME | Events::PY_THROW;
        let first = happening.arguments.first().copied().unwrap_or(Value::NONE);
        let frame = self.innermost_frame_object();
        let is_start = starts.contains(happening.event);
        let function = if is_start { self.monitoring.thread.trace } else { frame.trace.get() };
        if function.is_unbound() || function.is_none() {
            return Ok(());
        }
        let (what, argument) = match happening.event {
            Events::LINE if frame.skips_lines.get() => return Ok(()),
            Events::INSTRUCTION if !frame.traces_opcodes.get() => return Ok(()),
            Events::LINE => ("line", Value::NONE),
            Events::INSTRUCTION => ("opcode", Value::NONE),
            Events::PY_RETURN | Events::PY_YIELD => ("return", first),
            Events::PY_UNWIND => ("return", Value::NONE),
            Events::RAISE | Events::STOP_ITERATION => ("exception", self.exception_triple(first)),
            _ => ("call", Value::NONE),
        };
        let what = self.intern(what).value();
        match self.call_untold(function, &[frame.value(), what, argument]) {
            Ok(result) => {
                if !result.is_none() {
                    frame.trace.set(frame, result);
                } else if is_start {
                    frame.trace.set(frame, Value::UNBOUND);
                }
                Ok(())
            }
            Err(raised) => {
                self.set_trace(Value::NONE);
                frame.trace.set(frame, Value::UNBOUND);
                Err(raised)
            }
        }
    }

    /// Class, exception and traceback.
    fn exception_triple(&mut self, exception: Value) -> Value {
        let class = self.type_of(exception).value();
        let traceback = exception.cast::<Exception>().and_then(|it| it.traceback.get().bound());
        self.tuple(&[class, exception, traceback.unwrap_or(Value::NONE)]).value()
    }
}
