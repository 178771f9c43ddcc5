//! Recursion whose depth is not known: a function that calls itself with arguments, and in a state, that are the same
//! in every known respect gives what the call before it gives. Its result is the least fixpoint (Kleene iteration from
//! "does not return"), so that such a call is evaluated a few times instead of without end.

use std::sync::Arc;

use super::calls::value_of;
use super::{Eval, Interp, MAX_DEPTH, Stop};
use crate::builtins::exceptions as exc;
use crate::diagnostics::Code as DiagnosticCode;
use crate::domain::{Function, ObjectId, Payload, Slot, Value};
use crate::ir::Code;

/// Rounds after which the result of a recursive function has settled: values are widened before.
const MAX_ROUNDS: usize = 6;

/// Calls of one function that may be active, each in courses that the one before it does not follow for certain.
const MAX_UNDECIDED: usize = 8;

/// A call of a function that was active already.
#[derive(Debug)]
pub(crate) struct Recursion {
    code: Arc<Code>,
    closure: Arc<[ObjectId]>,
    arguments: Vec<Value>,
    /// [`Heap::old_writes`](crate::heap::Heap::old_writes) when the call began.
    writes: u64,
    /// What the call returns, as far as that is known; `None` as long as it does not return.
    result: Option<Value>,
    /// Whether a call inside was given that result.
    is_used: bool,
}

impl Interp<'_> {
    /// Runs a function that is active already.
    pub(super) fn run_recursive(&mut self, function: &Function, locals: Vec<Slot>) -> Eval<Value> {
        let code = &function.code;
        let arguments: Vec<Value> =
            locals.iter().take(code.parameters.count()).map(|slot| slot.value.clone()).collect();
        if let Some(known) = self.same_call(function, &arguments) {
            return known;
        }
        if self.frames.len() > MAX_DEPTH || self.is_bottomless(code) {
            return Ok(self.give_up_call(code, &arguments));
        }
        let writes = self.heap.watch();
        self.recursions.push(Recursion {
            code: Arc::clone(code),
            closure: Arc::clone(&function.closure),
            arguments,
            writes,
            result: None,
            is_used: false,
        });
        let place = self.recursions.len() - 1;
        let result = self.settle(function, &locals, place);
        self.recursions.truncate(place);
        result
    }

    /// Whether the depth of the recursion depends on decisions that cannot be made: each call is made in a course that
    /// is followed without knowing that it is taken.
    pub(super) fn is_bottomless(&self, code: &Arc<Code>) -> bool {
        let mut depth = 0;
        let mut last = self.undecided;
        for active in self.frames.iter().rev().filter(|active| Arc::ptr_eq(&active.code, code)) {
            if active.undecided < last {
                depth += 1;
                last = active.undecided;
            }
        }
        depth >= if self.bottomless.contains(&Arc::as_ptr(code)) { 2 } else { MAX_UNDECIDED }
    }

    /// Reports a call that is not followed, since it is one too many of a function that calls itself.
    #[cold]
    pub(super) fn give_up_call(&mut self, code: &Arc<Code>, arguments: &[Value]) -> Value {
        self.bottomless.insert(Arc::as_ptr(code));
        self.note_exhaustion();
        let message = format!("`{}` calls itself to a depth that is not known", code.qualname);
        // Once is enough: what calls the function again would tell nothing new.
        let is_reported = self.modules.get(self.heap.owner as usize).is_some_and(|module| {
            module
                .diagnostics
                .iter()
                .any(|it| it.code == DiagnosticCode::DepthExhausted && it.message == message)
        });
        if !is_reported {
            self.report(DiagnosticCode::DepthExhausted, message, &[], None);
        }
        for argument in arguments {
            self.havoc(argument);
        }
        self.maybe_raise_class(exc::BASE_EXCEPTION);
        self.after_error()
    }

    /// What a call gives that repeats one which is under way.
    fn same_call(&mut self, function: &Function, arguments: &[Value]) -> Option<Eval<Value>> {
        let writes = self.heap.old_writes;
        let same = |a: &[Value], b: &[Value]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.same(b));
        let active = self.recursions.iter_mut().rfind(|active| Arc::ptr_eq(&active.code, &function.code))?;
        if active.writes != writes
            || active.closure != function.closure
            || !same(&active.arguments, arguments)
        {
            return None;
        }
        active.is_used = true;
        let result = active.result.clone();
        // It may raise what the call before it may raise.
        self.maybe_raise_class(exc::BASE_EXCEPTION);
        Some(match result {
            Some(result) => Ok(result),
            None => {
                let exception = self.exception(exc::RECURSION_ERROR, "maximum recursion depth exceeded");
                if let Value::Object(id) = &exception
                    && let Payload::Exception(data) = &mut self.heap.modify(*id).payload
                {
                    data.finding = Some(DiagnosticCode::DepthExhausted);
                }
                Err(Stop::Raise(exception))
            }
        })
    }

    /// Runs the function until what repeated calls inside it were given covers what it gives.
    fn settle(&mut self, function: &Function, locals: &[Slot], place: usize) -> Eval<Value> {
        let born = self.heap.len();
        for round in 0..MAX_ROUNDS {
            self.heap.begin();
            let flow = self.run_code(
                &function.code,
                function.globals,
                function.class_namespace,
                &function.closure,
                locals.to_vec(),
            );
            let value = match flow {
                Ok(flow) => value_of(self, flow),
                Err(stop) => {
                    let delta = self.heap.undo();
                    self.heap.adopt(delta);
                    return Err(stop);
                }
            };
            let delta = self.heap.undo();
            let active = &self.recursions[place];
            if !active.is_used {
                self.heap.adopt(delta);
                return Ok(value);
            }
            let before = active.result.clone();
            if active.writes != self.heap.old_writes {
                // What a repeated call writes would have to be covered as well.
                break;
            }
            let joined = match &before {
                None => value.clone(),
                Some(before) => self.heap.join(before, &value),
            };
            if before.is_some_and(|before| joined.same(&before)) {
                self.heap.adopt(delta);
                return Ok(joined);
            }
            let next = if round == 0 { joined } else { self.heap.widen(&joined, born) };
            let active = &mut self.recursions[place];
            active.result = Some(next);
            active.is_used = false;
        }
        let arguments: Vec<Value> = locals.iter().map(|slot| slot.value.clone()).collect();
        Ok(self.give_up_call(&function.code, &arguments))
    }
}
