//! Warnings of built-in types.

use crate::heap::Gc;
use crate::object::Type;
use crate::value::Value;
use crate::vm::{Outcome, Vm};

impl Vm {
    /// `warnings.warn(message, category, level)`; level 1 is the code that runs.
    ///
    /// # Errors
    /// The warning, if a filter makes it an exception.
    pub fn warn(&mut self, category: Gc<Type>, message: &str, level: i64) -> Outcome<()> {
        let warnings = crate::modules::import_module(self, "_warnings")?;
        let name = self.intern("warn");
        let message = self.new_str(message).value();
        self.call_method(warnings, name, &[message, category.value(), Value::fixnum(level)])?;
        Ok(())
    }

    /// `DeprecationWarning` for a conversion that gave an instance of a subclass of what it should give.
    #[cold]
    pub(crate) fn warn_strict_subclass(&mut self, method: &str, wanted: &str, result: Value) -> Outcome<()> {
        let name = self.type_name(result);
        let message = format!(
            "{method} returned non-{wanted} (type {name}).  The ability to return an instance of a strict \
             subclass of {wanted} is deprecated, and may be removed in a future version of Python."
        );
        self.warn(self.exceptions.DeprecationWarning, &message, 1)
    }
}
