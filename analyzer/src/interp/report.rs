//! Reporting effects and errors with the chain of calls that leads to them.

use std::sync::Arc;

use super::{Eval, Interp};
use crate::diagnostics::{Code, Diagnostic, Location, TraceFrame};
use crate::domain::{ObjectId, OnChange, Origin, Payload, Value};
use crate::ir::CodeKind;

impl Interp<'_> {
    /// Reports something about the module whose top level is executing.
    pub(crate) fn report(&mut self, code: Code, message: String, notes: &[String], help: Option<&str>) {
        let owner = self.heap.owner as usize;
        let Some(module) = self.modules.get(owner) else { return };
        let source = module.loaded.source.clone();
        let frames = &self.frames[self.module_base.min(self.frames.len())..];
        let locate =
            |frame: &super::Frame| Location { source: Arc::clone(&frame.code.source), range: frame.at };
        let primary = frames.iter().rposition(|frame| Arc::ptr_eq(&frame.code.source, &source));
        let Some(primary_index) = primary else { return };
        let primary = locate(&frames[primary_index]);
        let key = (code, primary.range, message.clone());
        if !self.modules[owner].reported.insert(key) {
            return;
        }
        let frames = &self.frames[self.module_base..];
        let mut trace = Vec::new();
        if frames.len() > 1 {
            for pair in frames.windows(2) {
                let callee = &pair[1].code;
                let what = match callee.kind {
                    CodeKind::Class => format!("the body of class `{}` is executed here", callee.qualname),
                    CodeKind::Module => "the module is imported here".to_owned(),
                    CodeKind::GeneratorExpression => "the generator is advanced here".to_owned(),
                    CodeKind::Deferred => "an annotation is evaluated here".to_owned(),
                    CodeKind::TypeParameters => continue,
                    _ => format!("`{}` is called here", callee.qualname),
                };
                trace.push(TraceFrame { location: locate(&pair[0]), description: what });
            }
            let last = &frames[frames.len() - 1];
            trace.push(TraceFrame { location: locate(last), description: message.clone() });
        }
        let diagnostic = Diagnostic {
            code,
            message,
            primary,
            label: None,
            trace,
            notes: notes.to_vec(),
            help: help.map(str::to_owned),
        };
        self.modules[owner].diagnostics.push(diagnostic);
    }

    /// Reports the use of an unknown value, unless it comes from an error already reported. The result of the use.
    pub(crate) fn unknown_use(&mut self, code: Code, value: &Value, what: &str) -> Value {
        if let Value::Unknown(origin) = value
            && !self.is_reported(origin)
        {
            let message = format!("{what} {}", origin.what);
            let help = match code {
                Code::UnsafeCall | Code::UnknownDecorator => {
                    "call it inside a function, or make the module it comes from strict, or describe it in a stub"
                }
                Code::UnknownBase => {
                    "make the module that defines the base class strict, or describe it in a stub"
                }
                _ => {
                    "use the value inside a function, or make the module it comes from strict, or describe it in a stub"
                }
            };
            self.report(code, message, &[], Some(help));
        }
        self.after_error()
    }

    /// The value of something that failed and was reported. Another module that uses it has an error of its own.
    pub(crate) fn after_error(&self) -> Value {
        let owner = self.heap.owner;
        let module = self.modules.get(owner as usize).map_or("", |module| &module.name);
        let what = format!("a value that could not be determined in module `{module}`");
        Value::Unknown(Arc::new(Origin { what, reported_to: Some((self.heap.unit, owner)) }))
    }

    /// Forgets what unknown code, the use of which is reported, may have changed through the value.
    pub(crate) fn havoc(&mut self, value: &Value) {
        let contents = self.after_error();
        self.heap.havoc(value, &contents);
    }

    /// Whether the error behind an unknown value is one of the module that is executing.
    fn is_reported(&self, origin: &Origin) -> bool {
        let owner = self.heap.owner;
        origin.reported_to == Some((self.heap.unit, owner))
            && self.modules.get(owner as usize).is_some_and(|module| !module.diagnostics.is_empty())
    }

    /// The object to be changed, if the module that is executing may change it; if not, that is reported.
    pub(crate) fn changeable(&mut self, value: &Value, what: &str) -> Eval<Option<ObjectId>> {
        match value {
            Value::Object(id) => Ok(self.may_change(*id, what)?.then_some(*id)),
            _ => {
                let class = self.type_name(value);
                let message = changed(what, &format!("an object of type `{class}` whose owner is not known"));
                self.report(Code::ModifyImportedValue, message, &[], Some("make a copy and change that"));
                Ok(None)
            }
        }
    }

    /// Whether the module that is executing may change the object; if not, that is reported.
    pub(crate) fn may_change(&mut self, id: ObjectId, what: &str) -> Eval<bool> {
        if self.heap.is_owned(id) {
            return Ok(true);
        }
        let object = self.heap.get(id);
        let is_built_in = id.unit.0 == 0;
        let (mut code, of, mut help) = match &object.payload {
            Payload::Module(module) => {
                let code = if is_built_in && &*module.name == "builtins" {
                    Code::ModifyBuiltin
                } else {
                    Code::ModifyModule
                };
                let of = format!("module `{}`", module.name);
                (code, of, "a module's names can only be changed by the module itself")
            }
            Payload::Class(class) if is_built_in => (
                Code::ModifyBuiltin,
                format!("built-in class `{}`", class.name),
                "subclass it, or write a function",
            ),
            Payload::Class(class) => (
                Code::ModifyImportedValue,
                format!("class `{}`, which another module owns,", class.qualname),
                "make a subclass, or do it in the module that defines the class",
            ),
            Payload::Native(_) => {
                (Code::ModifyBuiltin, "a built-in function".to_owned(), "wrap it in a function")
            }
            _ => (
                Code::ModifyImportedValue,
                format!("an object of type `{}` that another module owns", self.class_name(object.class)),
                "make a copy, or do it in the module that owns the object",
            ),
        };
        match object.on_change {
            OnChange::Check | OnChange::Settled => {}
            OnChange::Benign => return Ok(false),
            OnChange::Effect(effect) => {
                code = effect;
                help = "do this inside a function that is called after import";
            }
        }
        let message = changed(what, &of);
        self.report(code, message, &[], Some(help));
        Ok(false)
    }
}

/// The sentence that says that a part of something is changed.
fn changed(what: &str, of: &str) -> String {
    let verb = if what == "the contents" { "are" } else { "is" };
    format!("{what} of {of} {verb} changed")
}
