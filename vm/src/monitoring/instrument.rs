//! Which instructions are replaced, and replacing them.

use strict_bytecode::{Code, Opcode};

use super::{ALL_TOOLS, Events, PROFILE, TRACE, Watched};
use crate::heap::{Gc, Generation};
use crate::object::CodeObject;
use crate::vm::Vm;

/// What the function of `sys.settrace` is told of.
const TRACE_EVENTS: Events = Events::PY_START
    .union(Events::PY_RESUME)
    .union(Events::PY_THROW)
    .union(Events::LINE)
    .union(Events::PY_RETURN)
    .union(Events::PY_YIELD)
    .union(Events::PY_UNWIND)
    .union(Events::STOP_ITERATION)
    .union(Events::RAISE);

/// What the function of `sys.setprofile` is told of.
const PROFILE_EVENTS: Events = Events::PY_START
    .union(Events::PY_RESUME)
    .union(Events::PY_THROW)
    .union(Events::PY_RETURN)
    .union(Events::PY_YIELD)
    .union(Events::PY_UNWIND)
    .union(Events::CALL)
    .union(Events::C_RETURN)
    .union(Events::C_RAISE);

/// Whether an instruction only makes the frame ready: it belongs to no line.
fn is_prologue(code: &Code, at: usize) -> bool {
    code.instructions[..=at]
        .iter()
        .all(|it| matches!(it.opcode(), Some(Opcode::MakeCell | Opcode::CopyFreeVars)))
}

/// The instructions where a line may begin, as a row of flags: where the line differs from that of the instruction
/// before, and where jumps and handlers lead.
fn line_starts(code: &Code) -> Vec<bool> {
    let count = code.instructions.len();
    let mut starts = vec![false; count];
    let mut line = 0;
    for (at, start) in starts.iter_mut().enumerate() {
        let here = code.position(at as u32).line;
        if here != 0 && here != line && !is_prologue(code, at) {
            *start = true;
            line = here;
        }
    }
    let targets = code
        .instructions
        .iter()
        .filter_map(|it| it.target())
        .chain(code.handlers.iter().map(|handler| handler.target));
    for target in targets {
        if let Some(start) = starts.get_mut(target as usize) {
            *start |= code.position(target).line != 0;
        }
    }
    starts
}

/// What may happen at an instruction besides the beginning of a line.
fn events_at(code: &Code, at: usize) -> Events {
    let opcode = code.instructions[at].opcode();
    let before = at.checked_sub(1).and_then(|at| code.instructions[at].opcode());
    let mut events = match opcode {
        Some(Opcode::Return | Opcode::ReturnConst) => Events::PY_RETURN,
        Some(Opcode::Yield) => Events::PY_YIELD,
        Some(Opcode::YieldFrom) => Events::PY_RESUME,
        Some(Opcode::Call | Opcode::CallMethod | Opcode::CallSpread) => {
            Events::CALL | Events::C_RETURN | Events::C_RAISE
        }
        // Where a loop begins again, a line is told of again.
        Some(Opcode::JumpBack) => Events::JUMP | Events::LINE,
        Some(Opcode::ForLoop) => Events::LINE,
        Some(Opcode::Jump) => Events::JUMP,
        _ => Events::empty(),
    };
    if at == 0 {
        events |= Events::PY_START;
    }
    if before == Some(Opcode::Yield) {
        events |= Events::PY_RESUME;
    }
    events
}

/// What each tool wants to know of a code object.
fn wanted_of(global: &[Events; ALL_TOOLS], code: Gc<CodeObject>) -> [Events; ALL_TOOLS] {
    let watched = code.watched();
    std::array::from_fn(|tool| global[tool] | watched.map_or(Events::empty(), |it| it.local[tool].get()))
}

/// Replaces the instructions that somebody wants to know of, and puts the others back.
fn instrument(global: &[Events; ALL_TOOLS], object: Gc<CodeObject>) {
    let code = object.code();
    let wanted = wanted_of(global, object);
    let union = wanted.iter().fold(Events::empty(), |all, &it| all | it);
    let starts: &[bool] = if union.contains(Events::LINE) {
        object.watch().line_starts.get_or_init(|| line_starts(code))
    } else {
        &[]
    };
    let disabled = object.watched().map(|it| it.disabled.borrow());
    for (at, place) in object.own_instructions().iter().enumerate() {
        let mut possible = events_at(code, at) | Events::INSTRUCTION;
        if starts.get(at).copied().unwrap_or(false) {
            possible |= Events::LINE;
        }
        let left_out = disabled.as_ref().and_then(|it| it.get(&(at as u32)));
        let is_wanted = (0..ALL_TOOLS).any(|tool| {
            let off = left_out.map_or(Events::empty(), |it| it[tool]);
            wanted[tool].difference(off).intersects(possible)
        });
        let original = code.instructions[at];
        place.set(if is_wanted { original.replace_opcode(Opcode::Instrumented) } else { original });
    }
}

impl Vm {
    /// What each tool wants to know of a code object.
    pub(super) fn wanted_of(&self, code: Gc<CodeObject>) -> [Events; ALL_TOOLS] {
        wanted_of(&self.monitoring.global, code)
    }

    /// Instruments code that is about to run for the first time.
    pub(crate) fn instrument(&mut self, code: Gc<CodeObject>) {
        self.invalidate_compiled(Some(code));
        instrument(&self.monitoring.global, code);
    }

    /// Sets what a tool wants to know of all code.
    pub(crate) fn set_global_events(&mut self, tool: usize, events: Events) {
        if self.monitoring.global[tool] != events {
            self.monitoring.global[tool] = events;
            self.instrument_all();
        }
    }

    /// What a tool wants to know of all code.
    pub(crate) fn global_events(&self, tool: usize) -> Events {
        self.monitoring.global[tool]
    }

    /// Sets what a tool wants to know of one code object.
    pub(crate) fn set_local_events(&mut self, code: Gc<CodeObject>, tool: usize, events: Events) {
        code.watch().local[tool].set(events);
        self.monitoring.wanted |= events;
        self.announce_running();
        self.instrument(code);
    }

    /// Forgets all that a tool wants and has disabled.
    pub(crate) fn clear_tool(&mut self, tool: usize) {
        self.monitoring.global[tool] = Events::empty();
        self.heap.for_each_object(Generation::Young, &mut |object| {
            if let Some(watched) = object.cast::<CodeObject>().and_then(|code| code.watched()) {
                watched.local[tool].set(Events::empty());
                for row in watched.disabled.borrow_mut().values_mut() {
                    row[tool] = Events::empty();
                }
            }
        });
        self.instrument_all();
    }

    /// What a tool wants to know of one code object alone.
    pub(crate) fn local_events(&self, code: Gc<CodeObject>, tool: usize) -> Events {
        code.watched().map_or(Events::empty(), |it| it.local[tool].get())
    }

    /// Tells a tool no more of an event at an instruction.
    pub(super) fn disable(&mut self, code: Gc<CodeObject>, at: u32, tool: usize, event: Events) {
        code.watch().disabled.borrow_mut().entry(at).or_default()[tool] |= event;
        self.instrument(code);
    }

    /// Undoes all that was disabled.
    pub(crate) fn restart_events(&mut self) {
        let global = self.monitoring.global;
        self.heap.for_each_object(Generation::Young, &mut |object| {
            if let Some(code) = object.cast::<CodeObject>()
                && let Some(watched) = code.watched()
            {
                watched.disabled.borrow_mut().clear();
                instrument(&global, code);
            }
        });
    }

    /// Instruments all code that has run, after a change of what is wanted.
    fn instrument_all(&mut self) {
        self.invalidate_compiled(None);
        let global = self.monitoring.global;
        let mut wanted = global.iter().fold(Events::empty(), |all, &it| all | it);
        self.heap.for_each_object(Generation::Young, &mut |object| {
            if let Some(code) = object.cast::<CodeObject>() {
                for local in code.watched().iter().flat_map(|it| &it.local) {
                    wanted |= local.get();
                }
                instrument(&global, code);
            }
        });
        self.monitoring.wanted = wanted;
        self.announce_running();
    }

    /// Frames that run already are not told to begin.
    fn announce_running(&mut self) {
        for frame in self.stacks.frames_mut() {
            if frame.line == 0 {
                frame.line = u32::MAX;
            }
        }
    }

    /// Brings what `settrace` and `setprofile` of all threads need up to date.
    pub(crate) fn update_legacy_events(&mut self) {
        let (traced, profiled) = self.threads.have_tracing(self.monitoring.thread);
        let mut trace = if traced { TRACE_EVENTS } else { Events::empty() };
        if traced && self.monitoring.traces_opcodes {
            trace |= Events::INSTRUCTION;
        }
        let profile = if profiled { PROFILE_EVENTS } else { Events::empty() };
        let changed = self.monitoring.global[TRACE] != trace || self.monitoring.global[PROFILE] != profile;
        self.monitoring.global[TRACE] = trace;
        self.monitoring.global[PROFILE] = profile;
        if changed {
            self.instrument_all();
        } else {
            self.announce_running();
        }
    }

    /// A frame wants to be told of each instruction.
    pub(crate) fn trace_opcodes(&mut self) {
        if !self.monitoring.traces_opcodes {
            self.monitoring.traces_opcodes = true;
            self.update_legacy_events();
        }
    }
}

impl Watched {
    /// Whether a tool has disabled an event at an instruction.
    pub(super) fn is_disabled(&self, at: u32, tool: usize, event: Events) -> bool {
        self.disabled.borrow().get(&at).is_some_and(|it| it[tool].contains(event))
    }
}

/// The line that begins at an instruction, if one does.
pub(super) fn begins_line(object: Gc<CodeObject>, at: u32) -> Option<u32> {
    let code = object.code();
    let starts = object.watch().line_starts.get_or_init(|| line_starts(code));
    starts[at as usize].then(|| code.position(at).line)
}
