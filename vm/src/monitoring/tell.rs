//! Telling tools of an event.

use super::{EVENT_COUNT, Events, PROFILE, TOOL_COUNT, TRACE};
use crate::heap::Gc;
use crate::object::CodeObject;
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// Bytes of an instruction, as offsets count them.
pub(crate) const UNIT: i64 = 8;

/// Something that happened in the innermost frame.
#[derive(Clone, Copy)]
pub(super) struct Happening<'a> {
    /// Which event, exactly one.
    pub(super) event: Events,
    /// The instruction.
    pub(super) at: u32,
    /// What callbacks get after the code and the offset.
    pub(super) arguments: &'a [Value],
}

impl Vm {
    /// Tells everybody who wants to know of it.
    ///
    /// # Errors
    /// What a callback raises.
    pub(super) fn tell(&mut self, code: Gc<CodeObject>, happening: Happening<'_>) -> Outcome<()> {
        if self.monitoring.thread.inside > 0 {
            return Ok(());
        }
        let wanted = self.wanted_of(code);
        for (tool, wanted) in wanted.iter().enumerate() {
            if !wanted.intersects(happening.event)
                || code.watched().is_some_and(|it| it.is_disabled(happening.at, tool, happening.event))
            {
                continue;
            }
            match tool {
                PROFILE => self.tell_profile(happening)?,
                TRACE => self.tell_trace(happening)?,
                _ => self.tell_tool(code, tool, happening)?,
            }
        }
        Ok(())
    }

    /// Calls the callback of a tool of `sys.monitoring`, and disables the event there if it asks for that.
    pub(super) fn tell_tool(
        &mut self,
        code: Gc<CodeObject>,
        tool: usize,
        happening: Happening<'_>,
    ) -> Outcome<()> {
        debug_assert!(tool < TOOL_COUNT, "the others have functions instead of callbacks");
        let number = happening.event.bits().trailing_zeros() as usize;
        let callback = self.monitoring.callbacks.get(tool * EVENT_COUNT + number).unwrap_or(Value::NONE);
        if callback.is_none() {
            return Ok(());
        }
        let mut row = vec![code.value()];
        if happening.event != Events::LINE {
            row.push(Value::fixnum(i64::from(happening.at) * UNIT));
        }
        row.extend_from_slice(happening.arguments);
        let row = self.tuple(&row);
        let result = self.call_untold(callback, row.as_slice())?;
        std::hint::black_box(row);
        if !result.is_pointer() || result != self.monitoring.disable {
            return Ok(());
        }
        if Events::LOCAL.contains(happening.event) {
            self.disable(code, happening.at, tool, happening.event);
            return Ok(());
        }
        if happening.event.intersects(Events::C_RETURN | Events::C_RAISE) {
            return Ok(());
        }
        let callbacks = self.monitoring.callbacks;
        callbacks.items.get().set(tool * EVENT_COUNT + number, Value::NONE);
        let name = event_name(happening.event);
        Err(self.value_error(format!("Cannot disable {name} events. Callback removed.")))
    }

    /// Calls a callback: nobody is told of what it does.
    pub(super) fn call_untold(&mut self, callback: Value, arguments: &[Value]) -> Outcome<Value> {
        let raised = self.take_raised();
        self.monitoring.thread.inside += 1;
        let result = self.call(callback, arguments);
        self.monitoring.thread.inside -= 1;
        if result.is_ok() {
            self.raised = raised;
        }
        result
    }
}

/// The name of an event.
fn event_name(event: Events) -> &'static str {
    event.iter_names().next().map_or("", |(name, _)| name)
}
