//! `exec`, `eval` and `compile` of known source text.

use std::sync::Arc;

use strict_syntax::SourceFile;

use super::{Eval, Flow, Interp, MAX_SOURCE};
use crate::builtins::{exceptions as exc, types};
use crate::diagnostics::Code as DiagnosticCode;
use crate::domain::{ObjectId, Payload, Value};
use crate::ir::Module;
use crate::lower;

/// How source text is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CompileMode {
    Exec,
    Eval,
}

impl Interp<'_> {
    /// Parses and lowers source text.
    pub(crate) fn compile(&mut self, text: &str, name: &str, mode: CompileMode) -> Eval<Arc<Module>> {
        if text.len() > MAX_SOURCE {
            let message = format!("source text of more than {} MiB is compiled", MAX_SOURCE >> 20);
            return self.exhaust(DiagnosticCode::ValueTooLarge, message);
        }
        let key: Arc<str> = Arc::from(format!("{mode:?}\0{text}"));
        if let Some(module) = self.compiled.get(&key) {
            return Ok(Arc::clone(module));
        }
        let text = if mode == CompileMode::Eval { text.trim_start_matches([' ', '\t']) } else { text };
        let source = Arc::new(SourceFile::from_text(name, text));
        let (lowered, error) = match mode {
            CompileMode::Exec => {
                let parsed = strict_syntax::parse(&source);
                let error = parsed.errors.first().map(|error| error.message.clone());
                (lower::lower_module(&source, &parsed.symbols, &parsed.ast), error)
            }
            CompileMode::Eval => {
                let parsed = strict_syntax::parse_expression(text);
                let error = parsed.errors.first().map(|error| error.message.clone());
                (lower::lower_expression(&source, &parsed.symbols, &parsed.ast), error)
            }
        };
        if let Some(message) = error {
            return self.raise(exc::SYNTAX_ERROR, &message);
        }
        match lowered {
            Ok(module) => {
                let module = Arc::new(module);
                self.compiled.insert(key, Arc::clone(&module));
                Ok(module)
            }
            Err(_) => self.raise(exc::SYNTAX_ERROR, "too many nested parentheses"),
        }
    }

    /// Runs compiled source in the given namespaces (objects, or views of them).
    pub(crate) fn run_compiled(&mut self, module: &Module, globals: &Value, locals: &Value) -> Eval<Value> {
        self.run_code_object(&module.code, globals, locals)
    }

    /// Runs a code object in the given namespaces.
    pub(crate) fn run_code_object(
        &mut self,
        code: &Arc<crate::ir::Code>,
        globals: &Value,
        locals: &Value,
    ) -> Eval<Value> {
        let (Some(globals), Some(locals)) = (self.namespace_object(globals), self.namespace_object(locals))
        else {
            return self.type_error("exec() globals must be a dict");
        };
        self.run_source_code(code, globals, locals)
    }

    fn run_source_code(
        &mut self,
        code: &Arc<crate::ir::Code>,
        globals: ObjectId,
        locals: ObjectId,
    ) -> Eval<Value> {
        let slots = self.new_slots(code);
        let closure: Arc<[ObjectId]> = Arc::from([]);
        let flow = self.run_code(code, globals, Some(locals), &closure, slots)?;
        match flow {
            Flow::Return(value) => Ok(value),
            Flow::Many(ends) => {
                let (values, deltas): (Vec<Value>, Vec<_>) = ends
                    .into_iter()
                    .map(|(flow, delta)| {
                        (if let Flow::Return(value) = flow { value } else { Value::None }, delta)
                    })
                    .unzip();
                self.heap.adopt_join(deltas);
                Ok(self.heap.join_all(&values).unwrap_or(Value::None))
            }
            _ => Ok(Value::None),
        }
    }

    /// The object whose names a namespace argument stands for.
    fn namespace_object(&self, value: &Value) -> Option<ObjectId> {
        let id = value.as_object()?;
        match &self.heap.get(id).payload {
            Payload::NamespaceDict(target) => Some(*target),
            Payload::Dict(_) => Some(id),
            _ if self.heap.get(id).class != types::OBJECT => Some(id),
            _ => None,
        }
    }
}
