//! What evaluation may cost, and how it goes on when a limit is reached: the module that reached it is given up, and
//! those that import it find that its execution does not reach its end.

use super::volume::{BYTES_PER_STEP, elements_volume};
use super::{Abort, Eval, Interp, ModuleStatus, Stop};
use crate::diagnostics::Code as DiagnosticCode;
use crate::domain::Value;

/// Steps that a module may take, without those of modules that it imports.
pub(crate) const STEPS_PER_MODULE: u64 = 1_000_000;
/// Steps that are left to a module after it has reached another limit, for what is independent of that.
const STEPS_AFTER_LIMIT: u64 = 200_000;
/// Characters or bytes of source text that `exec` and the like take.
pub(crate) const MAX_SOURCE: usize = 4 << 20;
/// Steps between looks at whether the result is still wanted.
const CANCELLATION_STEPS: u64 = 1024;
/// Python calls that may be active at once, as CPython's recursion limit.
pub(crate) const MAX_DEPTH: usize = 900;
/// Calls of any kind that may be active at once: some go on from object to object without a Python call between.
pub(crate) const MAX_CALLS: usize = 4 * MAX_DEPTH;

/// Where evaluation stood when a module was entered.
#[derive(Debug)]
pub(super) struct Entrance {
    /// Steps that the importing module had left.
    steps_left: u64,
    level: usize,
    frames: usize,
    handling: usize,
    collectors: usize,
    running: usize,
    recursions: usize,
    guarded: usize,
    undecided: usize,
    nesting: usize,
    calls: usize,
}

impl Interp<'_> {
    /// Counts a step; ends the execution of the module when there have been too many.
    #[inline]
    pub(crate) fn step(&mut self) -> Eval<()> {
        self.steps += 1 + self.heap.volume / BYTES_PER_STEP;
        self.heap.volume %= BYTES_PER_STEP;
        if self.steps.is_multiple_of(CANCELLATION_STEPS) && self.world.is_cancelled() {
            return Err(Stop::Abort(Abort::Cancelled));
        }
        if self.steps > self.step_limit {
            let message = format!("the module level takes more than {STEPS_PER_MODULE} abstract steps");
            return self.exhaust(DiagnosticCode::StepsExhausted, message);
        }
        Ok(())
    }

    /// Counts the making of a value that is no object.
    pub(crate) fn count_made(&mut self, value: &Value) {
        self.heap.volume += elements_volume(value.size());
    }

    /// Reports that a limit was reached and ends the execution of the module.
    #[cold]
    pub(crate) fn exhaust<T>(&mut self, code: DiagnosticCode, message: String) -> Eval<T> {
        self.exhausted = true;
        self.report(code, message, &[], None);
        Err(Stop::Abort(Abort::Exhausted))
    }

    /// Notes that something is not followed to its end: the module is rejected, and gets little more.
    pub(super) fn note_exhaustion(&mut self) {
        self.exhausted = true;
        self.step_limit = self.step_limit.min(self.steps + STEPS_AFTER_LIMIT);
    }

    /// Reports a repetition whose state goes on changing, so that it is not followed to its end.
    #[cold]
    pub(super) fn report_unsettled(&mut self) {
        self.note_exhaustion();
        let message =
            "what is repeated here an unknown number of times changes the state without end".to_owned();
        self.report(DiagnosticCode::StepsExhausted, message, &[], None);
    }

    /// Gives a module that is entered its own budget.
    pub(super) fn enter_module(&mut self) -> Entrance {
        let steps_left = self.step_limit.saturating_sub(self.steps);
        self.step_limit = self.steps + STEPS_PER_MODULE;
        Entrance {
            steps_left,
            level: self.heap.level(),
            frames: self.frames.len(),
            handling: self.handling.len(),
            collectors: self.collectors.len(),
            running: self.running.len(),
            recursions: self.recursions.len(),
            guarded: self.guarded.len(),
            undecided: self.undecided,
            nesting: self.nesting,
            calls: self.calls,
        }
    }

    /// Gives the importing module back what it had left.
    pub(super) fn leave_module(&mut self, entrance: &Entrance) {
        self.step_limit = self.steps + entrance.steps_left;
    }

    /// Goes back to where the module was entered, after a limit was reached in it. Modules that it imported in courses
    /// which are given up are lost with them.
    pub(super) fn give_up_module(&mut self, index: usize, entrance: &Entrance) {
        while self.heap.level() > entrance.level {
            self.heap.undo();
        }
        self.frames.truncate(entrance.frames);
        self.handling.truncate(entrance.handling);
        self.collectors.truncate(entrance.collectors);
        self.running.truncate(entrance.running);
        self.heap.truncate_notes(entrance.collectors);
        self.recursions.truncate(entrance.recursions);
        self.guarded.truncate(entrance.guarded);
        self.undecided = entrance.undecided;
        self.nesting = entrance.nesting;
        self.calls = entrance.calls;
        for lost in index..self.modules.len() {
            if lost == index || self.modules[lost].level > entrance.level {
                self.modules[lost].status = ModuleStatus::Failed;
                self.unfinished(lost);
            }
        }
    }
}
