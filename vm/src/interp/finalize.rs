//! What happens to generators, coroutines and asynchronous generators that nobody can resume any more.

use crate::heap::Gc;
use crate::object::{CodeObject, Generator, GeneratorState};
use crate::value::Value;
use crate::vm::Vm;

/// Whether a generator of this code has anything to do when it is dropped: handlers that closing it would run, an
/// iterator that it delegates to, or a complaint that it was never awaited.
pub(crate) fn needs_finalizer(code: Gc<CodeObject>) -> bool {
    use strict_bytecode::CodeFlags;
    let code = code.code();
    code.flags.intersects(CodeFlags::COROUTINE | CodeFlags::ASYNC_GENERATOR)
        || !code.handlers.is_empty()
        || code
            .instructions
            .iter()
            .any(|instruction| instruction.opcode() == Some(strict_bytecode::Opcode::YieldFrom))
}

impl Vm {
    /// Closes a generator that became unreachable, as its finaliser does.
    pub(crate) fn finalize_generator(&mut self, generator: Gc<Generator>) {
        let class = self.type_of(generator.value());
        if class == self.types.async_generator
            && let Some(hook) = generator.origin.get().bound()
            && !generator.is_closing.get()
        {
            if self.call(hook, &[generator.value()]).is_err() {
                self.report_unraisable(
                    "Exception ignored while finalizing async generator",
                    generator.value(),
                );
            }
            return;
        }
        if class == self.types.coroutine && generator.state.get() == GeneratorState::Created {
            self.warn_unawaited(generator);
            generator.state.set(GeneratorState::Finished);
            return;
        }
        if self.close_generator(generator).is_err() {
            self.report_unraisable("Exception ignored while closing generator", generator.value());
        }
    }

    /// Warns that a coroutine was never awaited.
    fn warn_unawaited(&mut self, coroutine: Gc<Generator>) {
        let warn = self.intern("_warn_unawaited_coroutine");
        let result = crate::modules::import_module(self, "warnings")
            .and_then(|module| self.get_attribute(module, warn))
            .and_then(|warn| self.call(warn, &[coroutine.value()]));
        if result.is_err() {
            self.report_unraisable("Exception ignored while finalizing coroutine", coroutine.value());
        }
    }

    /// Reports an exception that cannot be raised to `sys.unraisablehook`, with a message and what it is about.
    pub fn report_unraisable(&mut self, message: &str, object: Value) {
        let exception = self.take_raised();
        let about = match self.repr(object) {
            Ok(text) => text.to_lossy(),
            Err(_) => {
                self.raised = Value::UNBOUND;
                "<object repr() failed>".to_owned()
            }
        };
        self.report_unraisable_message(exception, &format!("{message} {about}"));
    }

    /// The same with a complete message.
    pub(crate) fn report_unraisable_message(&mut self, exception: Value, message: &str) {
        let name = self.intern("_report_unraisable");
        if let Some(report) = crate::modules::sys_attribute(self, name) {
            let text = self.new_str(message).value();
            if self.call(report, &[exception, text]).is_ok() {
                return;
            }
            self.raised = Value::UNBOUND;
        }
        let text = crate::run::report::plain(self, exception);
        crate::modules::io::write_error(self, &format!("{message}:\n{text}"));
    }
}
