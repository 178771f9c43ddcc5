//! Evaluation points: what happens between two instructions, in calls and loops, if the attention word asks for it.

use std::sync::atomic::Ordering;

use super::{Outcome, Vm, attention};
use crate::heap::Due;
use crate::object::{Generator, GeneratorState, Special};
use crate::value::Value;

impl Vm {
    /// Does what the attention word asks for: hands the lock over, runs signal handlers, finalisers and callbacks of
    /// weak references, raises what another thread wants raised here.
    ///
    /// # Errors
    /// What a signal handler raises, or another thread; `MemoryError` if memory is used up.
    #[cold]
    #[inline(never)]
    pub fn evaluate(&mut self) -> Outcome<()> {
        let wanted = self.attention.load(Ordering::Acquire);
        if wanted & attention::HAND_OVER != 0 {
            self.hand_over();
        }
        if wanted & attention::SIGNAL != 0 {
            if !self.threads.is_main() {
                // The main thread looks for itself when it takes the lock.
                self.attention.fetch_and(!attention::SIGNAL, Ordering::Relaxed);
            }
            self.check_signals()?;
        }
        if wanted & attention::EXCEPTION != 0 {
            self.attention.fetch_and(!attention::EXCEPTION, Ordering::Relaxed);
            let exception = std::mem::replace(&mut self.threads.current().exception, Value::UNBOUND);
            if !exception.is_unbound() {
                let exception = self.exception_from(exception)?;
                return Err(self.raise(exception));
            }
        }
        if wanted & attention::DUE != 0 {
            self.run_due();
        }
        if wanted & attention::MEMORY != 0 {
            self.attention.fetch_and(!attention::MEMORY, Ordering::Relaxed);
            return Err(self.memory_error());
        }
        Ok(())
    }

    /// Calls finalisers and weak reference callbacks that are due.
    pub fn run_due(&mut self) {
        self.attention.fetch_and(!attention::DUE, Ordering::Relaxed);
        if self.is_finalizing {
            // They do not nest: whoever runs them now goes on until none is left.
            return;
        }
        self.is_finalizing = true;
        let handled = std::mem::replace(&mut self.handled, Value::UNBOUND);
        let raised = self.take_raised();
        while let Some(due) = self.heap.take_due() {
            match due {
                Due::Callback(reference) => {
                    let callback = reference.callback.get();
                    if self.call(callback, &[reference.value()]).is_err() {
                        self.report_unraisable("Exception ignored while calling weakref callback", callback);
                    }
                }
                Due::Finalize(object) => self.finalize(object),
            }
        }
        self.handled = handled;
        self.raised = raised;
        self.is_finalizing = false;
    }

    /// Runs the finaliser of an object that became unreachable.
    fn finalize(&mut self, object: Value) {
        if let Some(generator) = object.cast::<Generator>() {
            if generator.state.get() != GeneratorState::Finished {
                self.finalize_generator(generator);
            }
        } else if let Some(method) = self.special(object, Special::Del)
            && self.call_method_value(method, object, &[]).is_err()
        {
            self.report_unraisable("Exception ignored while calling deallocator", method);
        }
    }
}
