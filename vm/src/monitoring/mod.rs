//! Monitoring (PEP 669): who is told what running code does: the tools of `sys.monitoring`, and the functions of
//! `sys.settrace` and `sys.setprofile`.
//!
//! Code that nobody watches runs as it is. Where somebody wants to know of an instruction, its opcode is replaced by
//! [`Opcode::Instrumented`](strict_bytecode::Opcode::Instrumented) in the code object's own copy of the instructions
//! (`instrument`); before it, the interpreter calls `watch`, which works out what happens there. What belongs to no
//! instruction, such as raising, is told by the unwinder if [`Monitoring::wants`] says so. `tell` calls the tools,
//! `legacy` the functions of `settrace` and `setprofile`, which are tools with numbers of their own.

mod instrument;
mod legacy;
mod tell;
mod watch;

use std::cell::{Cell, OnceCell, RefCell};

use bitflags::bitflags;
use rustc_hash::FxHashMap;

use crate::heap::{Gc, Tracer};
use crate::object::List;
use crate::value::Value;

bitflags! {
    /// A set of events, with the values of `sys.monitoring.events`.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub(crate) struct Events: u32 {
        const PY_START = 1;
        const PY_RESUME = 1 << 1;
        const PY_RETURN = 1 << 2;
        const PY_YIELD = 1 << 3;
        const CALL = 1 << 4;
        const LINE = 1 << 5;
        const INSTRUCTION = 1 << 6;
        const JUMP = 1 << 7;
        const BRANCH_LEFT = 1 << 8;
        const BRANCH_RIGHT = 1 << 9;
        const STOP_ITERATION = 1 << 10;
        const RAISE = 1 << 11;
        const EXCEPTION_HANDLED = 1 << 12;
        const PY_UNWIND = 1 << 13;
        const PY_THROW = 1 << 14;
        const RERAISE = 1 << 15;
        const C_RETURN = 1 << 16;
        const C_RAISE = 1 << 17;
        const BRANCH = 1 << 18;
    }
}

impl Events {
    /// Those that belong to an instruction, and can be wanted for one code object and disabled for one place.
    pub(crate) const LOCAL: Events = Events::from_bits_truncate((1 << 11) - 1);
}

/// What [`Frame::line`](crate::vm::Frame::line) holds while monitoring tells that a frame begins: it is at the first line
/// of the code.
pub(crate) const BEGINNING: u32 = u32::MAX - 1;
/// What it holds while monitoring tells that a frame goes on after a `yield`: it is at the line of that.
pub(crate) const RESUMING: u32 = u32::MAX - 2;

/// Numbers of events.
pub(crate) const EVENT_COUNT: usize = 19;
/// Tools that programs may use.
pub(crate) const TOOL_COUNT: usize = 6;
/// The number of the functions of `sys.setprofile`.
const PROFILE: usize = 6;
/// The number of the functions of `sys.settrace`.
const TRACE: usize = 7;
/// All tools.
const ALL_TOOLS: usize = 8;

/// What one code object is watched for: plain data, of which the object itself holds a reference.
#[derive(Debug, Default)]
pub(crate) struct Watched {
    /// What each tool wants of this code alone.
    local: [Cell<Events>; ALL_TOOLS],
    /// What each tool has disabled, by instruction.
    disabled: RefCell<FxHashMap<u32, [Events; ALL_TOOLS]>>,
    /// Where lines begin.
    line_starts: OnceCell<Vec<bool>>,
}

/// Who wants to know what.
pub(crate) struct Monitoring {
    /// What each tool wants of all code.
    global: [Events; ALL_TOOLS],
    /// The names of the tools in use, `None` for the others; a list.
    pub(crate) names: Gc<List>,
    /// The callbacks by tool and event, `None` where there is none; a list.
    pub(crate) callbacks: Gc<List>,
    /// `sys.monitoring.DISABLE`
    pub(crate) disable: Value,
    /// `sys.monitoring.MISSING`
    pub(crate) missing: Value,
    /// What any tool wants of any code: nothing mostly.
    wanted: Events,
    /// Whether a frame wants to be told of each instruction.
    traces_opcodes: bool,
    /// The functions of the current thread.
    pub(crate) thread: ThreadTracing,
}

/// The functions of `sys.settrace` and `sys.setprofile` of a thread.
#[derive(Clone, Copy)]
pub(crate) struct ThreadTracing {
    pub(crate) trace: Value,
    pub(crate) profile: Value,
    /// How many callbacks run: nothing is told of what they do.
    pub(crate) inside: u32,
}

impl ThreadTracing {
    /// No functions.
    pub(crate) const NONE: ThreadTracing =
        ThreadTracing { trace: Value::NONE, profile: Value::NONE, inside: 0 };

    pub(crate) fn trace_roots(&self, tracer: &mut Tracer<'_>) {
        tracer.value(self.trace);
        tracer.value(self.profile);
    }
}

impl Monitoring {
    /// Nobody wants anything.
    pub(crate) fn new(names: Gc<List>, callbacks: Gc<List>) -> Monitoring {
        Monitoring {
            global: [Events::empty(); ALL_TOOLS],
            names,
            callbacks,
            disable: Value::NONE,
            missing: Value::NONE,
            wanted: Events::empty(),
            traces_opcodes: false,
            thread: ThreadTracing::NONE,
        }
    }

    pub(crate) fn trace_roots(&self, tracer: &mut Tracer<'_>) {
        tracer.object(self.names);
        tracer.object(self.callbacks);
        tracer.value(self.disable);
        tracer.value(self.missing);
        self.thread.trace_roots(tracer);
    }

    /// Whether anybody wants any of these events.
    #[inline(always)]
    pub(crate) fn wants(&self, events: Events) -> bool {
        self.wanted.intersects(events)
    }
}
