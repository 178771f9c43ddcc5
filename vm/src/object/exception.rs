//! Exceptions, tracebacks and frames as Python sees them.

use crate::heap::{Field, Link, layout};
use crate::object::{CodeObject, Function, Tuple};

layout! {
    /// The layout of `BaseException` and its subclasses.
    pub struct Exception (Exception) {
        /// `args`
        arguments: Link<Tuple>,
        /// `__traceback__`, unbound for `None`.
        traceback: Field,
        /// `__cause__`, unbound for `None`.
        cause: Field,
        /// `__context__`, unbound for `None`.
        context: Field,
        /// What the class has besides, an array in the order its specification tells; unset if nothing.
        extra: Link<crate::heap::Array>,
        ;
        /// `__suppress_context__`
        suppress_context: bool,
    }
}

layout! {
    /// The layout of `traceback`.
    pub struct Traceback (Traceback) {
        /// `tb_next`, unbound for `None`.
        next: Field,
        /// `tb_frame`
        frame: Link<FrameObject>,
        ;
        /// The instruction, or [`Traceback::BEFORE_FIRST`].
        instruction: u32,
        /// `tb_lineno`
        line: u32,
    }
}

impl Traceback {
    /// The place in code that has not begun: its line is the first of the code.
    pub const BEFORE_FIRST: u32 = u32::MAX;
}

layout! {
    /// The layout of `frame`: what is left of a frame that a traceback or `sys._getframe` captured.
    pub struct FrameObject (Frame) {
        /// The function run.
        function: Link<Function>,
        /// The code run.
        code: Link<CodeObject>,
        /// `f_back`, unbound for `None`.
        back: Field,
        /// The namespace of a module or class body; for a function a dictionary made on demand.
        locals: Field,
        /// The registers at the time of capture: a tuple, or unbound.
        registers: Field,
        /// `f_trace`, unbound for none.
        trace: Field,
        ;
        /// Whether `f_trace_lines` is false.
        skips_lines: bool,
        /// `f_trace_opcodes`
        traces_opcodes: bool,
        /// The instruction it is at.
        instruction: u32,
        /// The number of the running frame, while it runs, plus one.
        depth: u32,
    }
}
