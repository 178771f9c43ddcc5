//! The end of an evaluation: exceptions that leave a module, outcomes of import cycles, known `repr`s.

use std::collections::BTreeMap;
use std::sync::Arc;

use ruff_text_size::TextRange;
use rustc_hash::FxHashSet;

use super::{Interp, LoadedModule, UnitModule};
use crate::builtins::{constant_repr, types};
use crate::diagnostics::{Category, Code, Diagnostic, Location, TraceFrame};
use crate::domain::{ObjectId, Payload, Value};
use crate::ir::{StaticImport, Symbol};
use crate::program;

const MISSING_SLOT_HELP: &str = "annotate the attribute in the class body, assign it in `__init__`, or decorate the class with `loose_slots`";

/// The calls that were active when an exception was raised, outermost first.
#[derive(Debug)]
pub(super) struct RaisedAt {
    pub exception: ObjectId,
    pub places: Vec<(Arc<crate::ir::Code>, TextRange)>,
}

/// What executing a module gave, without places in its source.
pub(crate) struct Outcome {
    findings: Vec<(Code, String)>,
    /// The module's names, and what is known of their values.
    values: BTreeMap<Symbol, String>,
}

/// Outcomes by module.
pub(crate) type Outcomes = rustc_hash::FxHashMap<Arc<str>, Outcome>;

impl Outcome {
    /// What distinguishes two outcomes of a module, in words for each; `None` when nothing does.
    fn difference(&self, other: &Outcome) -> Option<(String, String)> {
        if self.findings != other.findings {
            let show = |found: &[(Code, String)]| match found {
                [] => "nothing is found".to_owned(),
                [(code, message), ..] => format!("{code} is found: {message}"),
            };
            return Some((show(&self.findings), show(&other.findings)));
        }
        let names = self.values.keys().chain(other.values.keys());
        let name = names
            .filter(|name| self.values.get(*name) != other.values.get(*name))
            .min_by_key(|name| name.as_str())?;
        let show = |value: Option<&String>| match value {
            Some(value) => format!("`{name}` is {value}"),
            None => format!("`{name}` is not there"),
        };
        Some((show(self.values.get(name)), show(other.values.get(name))))
    }
}

/// Calls remembered of a raise.
const MAX_PLACES: usize = 40;

impl Interp<'_> {
    /// Remembers where an exception was raised, the first time it is seen on its way up.
    pub(super) fn note_raise(&mut self, exception: &Value) {
        let Value::Object(id) = exception else { return };
        if self.raised_at.as_ref().is_some_and(|raised| raised.exception == *id) {
            return;
        }
        // Of all modules that wait for this one, since the exception may leave them too.
        let skip = self.frames.len().saturating_sub(MAX_PLACES);
        let places = self.frames.iter().skip(skip).map(|frame| (Arc::clone(&frame.code), frame.at)).collect();
        self.raised_at = Some(RaisedAt { exception: *id, places });
    }

    /// Makes sure that a module whose execution was given up has a finding: the limit may have been reached, and
    /// reported, in another module that it imports.
    pub(super) fn unfinished(&mut self, index: usize) {
        let module = &mut self.modules[index];
        let is_limit = |d: &Diagnostic| d.code.category() == Category::Limit;
        if module.diagnostics.iter().any(is_limit) {
            return;
        }
        module.diagnostics.push(Diagnostic {
            code: Code::StepsExhausted,
            message: "a module that is imported here takes more than the analysis allows".to_owned(),
            primary: Location { source: Arc::clone(&module.loaded.source), range: TextRange::default() },
            label: None,
            trace: Vec::new(),
            notes: Vec::new(),
            help: None,
        });
    }

    fn describe_exception(&mut self, exception: &Value) -> String {
        if let Value::Unknown(origin) = exception {
            return origin.what.clone();
        }
        let type_name = self.type_name(exception);
        match self.str_of(exception) {
            Ok(Value::Str(text)) if !text.is_empty() => format!("{type_name}: {}", text.to_string_lossy()),
            _ => type_name,
        }
    }

    /// Reports an exception that may leave the module, if it says that an attribute has no slot.
    pub(super) fn report_missing_slot(&mut self, exception: &Value) {
        if let Value::Object(id) = exception
            && let Payload::Exception(data) = &self.heap.get(*id).payload
            && data.finding == Some(Code::MissingSlot)
        {
            let text = self.describe_exception(exception);
            let message = format!("{}: {text}", Code::MissingSlot.summary());
            self.report(Code::MissingSlot, message, &[], Some(MISSING_SLOT_HELP));
        }
    }

    /// Reports an exception that leaves a module.
    pub(super) fn unhandled(&mut self, index: usize, exception: &Value) {
        let alternatives: Vec<Value> = exception.alternatives().to_vec();
        let mut texts: Vec<String> = alternatives.iter().map(|one| self.describe_exception(one)).collect();
        texts.dedup();
        let text = texts.join(" or ");
        let source = Arc::clone(&self.modules[index].loaded.source);
        let places = match (&self.raised_at, exception) {
            (Some(raised), Value::Object(id)) if raised.exception == *id => raised.places.as_slice(),
            _ => &[],
        };
        let own = places.iter().position(|(code, _)| Arc::ptr_eq(&code.source, &source));
        let places = &places[own.unwrap_or_default()..];
        let at = |place: &(Arc<crate::ir::Code>, TextRange)| Location {
            source: Arc::clone(&place.0.source),
            range: place.1,
        };
        let finding = match exception {
            Value::Object(id) => match &self.heap.get(*id).payload {
                Payload::Exception(data) => data.finding,
                _ => None,
            },
            _ => None,
        };
        let (code, message) = match finding {
            Some(code) => (code, format!("{}: {text}", code.summary())),
            None => (Code::UnhandledException, format!("an exception leaves the module: {text}")),
        };
        let help = match code {
            Code::MissingSlot => MISSING_SLOT_HELP,
            _ => "mend the cause, or handle the exception",
        };
        let primary = places.iter().rfind(|(code, _)| Arc::ptr_eq(&code.source, &source));
        let primary = primary.map_or_else(|| Location { source, range: TextRange::default() }, at);
        let mut trace = Vec::new();
        if places.len() > 1 {
            for pair in places.windows(2) {
                let description = format!("`{}` is executed here", pair[1].0.qualname);
                trace.push(TraceFrame { location: at(&pair[0]), description });
            }
            if let Some(last) = places.last() {
                trace.push(TraceFrame { location: at(last), description: format!("raised here: {text}") });
            }
        }
        self.modules[index].diagnostics.push(Diagnostic {
            code,
            message,
            primary,
            label: None,
            trace,
            notes: Vec::new(),
            help: Some(help.to_owned()),
        });
    }

    /// What executing the modules gave, by module.
    pub(crate) fn outcomes(&self) -> Outcomes {
        let outcome = |module: &UnitModule| {
            let mut findings: Vec<(Code, String)> =
                module.diagnostics.iter().map(|d| (d.code, d.message.clone())).collect();
            findings.sort();
            let attrs = self.heap.attrs(module.object);
            let names = attrs.into_iter().flat_map(crate::domain::Namespace::iter);
            let names = names.filter(|(name, _)| !name.is_dunder() && !name.as_str().starts_with('.'));
            // A submodule becomes a name of its package whenever something imports it.
            let names = names.filter(|(_, slot)| self.heap.class_of(&slot.value) != Some(types::MODULE));
            let values = names.map(|(name, slot)| {
                let shown = match &slot.value {
                    Value::Object(_) | Value::Typed(_) | Value::Unknown(_) | Value::Union(_) => None,
                    constant => constant_repr(constant),
                };
                (name, shown.unwrap_or_else(|| format!("of type `{}`", self.type_name(&slot.value))))
            });
            Outcome { findings, values: values.collect() }
        };
        self.modules.iter().map(|module| (Arc::clone(&module.name), outcome(module))).collect()
    }

    /// Reports modules of an import cycle that come out differently when the cycle is entered another way.
    pub(crate) fn compare_orders(&mut self, first: &str, others: &[(Arc<str>, Outcomes)]) {
        let here = self.outcomes();
        let members: FxHashSet<Arc<str>> = here.keys().cloned().collect();
        for (entry, outcomes) in others {
            for module in &mut self.modules {
                let (Some(mine), Some(theirs)) = (here.get(&module.name), outcomes.get(&module.name)) else {
                    continue;
                };
                let reported = module.diagnostics.iter().any(|d| d.code == Code::CycleOrder);
                if reported {
                    continue;
                }
                let Some((here, there)) = mine.difference(theirs) else { continue };
                let message = format!(
                    "the module is part of an import cycle, and what it does depends on whether `{first}` or `{entry}` is imported first"
                );
                module.diagnostics.push(Diagnostic {
                    code: Code::CycleOrder,
                    message,
                    primary: Location {
                        source: Arc::clone(&module.loaded.source),
                        range: import_among(&module.loaded, &members),
                    },
                    label: None,
                    trace: Vec::new(),
                    notes: vec![
                        format!("when `{first}` is imported first, {here}"),
                        format!("when `{entry}` is imported first, {there}"),
                    ],
                    help: Some(
                        "break the cycle: move what both need into a module of its own, or import inside functions"
                            .to_owned(),
                    ),
                });
            }
        }
    }

    /// The module that made an object.
    pub(crate) fn owner_name(&self, id: ObjectId) -> Option<String> {
        let owner = self.heap.get(id).owner as usize;
        if self.heap.is_local(id) {
            return self.modules.get(owner).map(|module| module.name.to_string());
        }
        if id.unit.0 == 0 {
            return Some("builtins".to_owned());
        }
        self.heap.unit(id.unit).and_then(|unit| unit.owners.get(owner)).map(ToString::to_string)
    }

    /// `repr` of a value, where it is known and the same in every run.
    pub(crate) fn known_repr(&mut self, value: &Value) -> Option<String> {
        if matches!(value, Value::Unknown(_) | Value::Union(_) | Value::Typed(_)) {
            return None;
        }
        let before = self.modules.iter().map(|module| module.diagnostics.len()).collect::<Vec<_>>();
        let result = self.repr_of(value);
        // Looking at a value is not part of the module: what that reports is dropped.
        for (module, len) in self.modules.iter_mut().zip(before) {
            module.diagnostics.truncate(len);
        }
        match result {
            Ok(Value::Str(text)) => text.to_utf8().map(std::borrow::Cow::into_owned),
            _ => None,
        }
    }
}

/// The first import statement of a module that imports one of the others.
fn import_among(loaded: &LoadedModule, members: &FxHashSet<Arc<str>>) -> TextRange {
    let imports_member = |import: &&StaticImport| {
        let module = program::absolute(&loaded.name, loaded.is_package, import.level, &import.module);
        module.is_some_and(|module| {
            let is_other = |name: &str| *name != *loaded.name && members.contains(name);
            is_other(&module) || import.names.iter().any(|name| is_other(&format!("{module}.{name}")))
        })
    };
    loaded.module.imports.iter().find(imports_member).map_or_else(TextRange::default, |import| import.range)
}
