//! Reports on modules: verdict, diagnostics, and what became of names and classes.

use std::path::PathBuf;
use std::sync::Arc;

use strict_syntax::{SourceFile, TextRange};

use super::Entry;
use super::load::Loaded;
use super::search::Location;
use crate::diagnostics::{self, Code, Diagnostic, Severity};
use crate::domain::{ObjectId, Payload, Value};
use crate::interp::{Interp, ModuleStatus};
use crate::options::Options;
use crate::report::{ClassReport, ModuleKind, ModuleReport, NameReport, Verdict};

fn path_of(entry: &Entry, loaded: &Loaded) -> PathBuf {
    match &*entry.location {
        Location::Root { path, .. } | Location::File { path, .. } | Location::UserStub { path, .. } => {
            path.clone()
        }
        _ => loaded.source.as_ref().map(|source| source.path().to_owned()).unwrap_or_default(),
    }
}

/// Report on a module that was not evaluated.
pub(super) fn unevaluated_report(entry: &Entry, loaded: &Loaded) -> ModuleReport {
    let failed = loaded.diagnostics.iter().any(|diagnostic| diagnostic.code.severity() == Severity::Error);
    let asked = matches!(loaded.kind, ModuleKind::Strict | ModuleKind::Static);
    ModuleReport {
        name: entry.name.to_string(),
        path: path_of(entry, loaded),
        kind: loaded.kind,
        verdict: if failed || (asked && loaded.module.is_none()) {
            Verdict::Rejected
        } else {
            Verdict::NotAnalyzed
        },
        diagnostics: loaded.diagnostics.clone(),
        source: loaded.source.clone(),
        names: Vec::new(),
        classes: Vec::new(),
        imports: Vec::new(),
        relied_on: Vec::new(),
        lines: loaded.lines,
        steps: 0,
    }
}

/// Report on a module of a component whose evaluation has ended.
pub(super) fn module_report(
    interp: &mut Interp<'_>,
    entry: &Entry,
    loaded: &Loaded,
    options: &Options,
) -> ModuleReport {
    let mut report = unevaluated_report(entry, loaded);
    report.verdict = Verdict::Accepted;
    report.imports = loaded
        .imports
        .iter()
        .filter_map(|import| {
            super::module_name::absolute(&entry.name, loaded.is_package, import.level, &import.module)
        })
        .collect();
    let Some(index) = interp.modules.iter().position(|module| module.name == entry.name) else {
        report.verdict = Verdict::Rejected;
        if !crate::builtins::is_native_module(&entry.name) {
            report.diagnostics.extend(loaded.source.as_ref().map(|source| never_executed(entry, source)));
        }
        return report;
    };
    report.steps = interp.modules[index].steps;
    let mut classes = interp.class_conflicts(index);
    classes.extend(interp.misspelt_attributes(index));
    report.diagnostics.extend(interp.modules[index].diagnostics.iter().cloned());
    report.diagnostics.append(&mut classes);
    report.diagnostics.sort_by_key(|d: &Diagnostic| (d.primary.range.start(), d.code));
    let is_error = |diagnostic: &Diagnostic| diagnostic.code.severity() == Severity::Error;
    if interp.modules[index].status != ModuleStatus::Finished || report.diagnostics.iter().any(is_error) {
        report.verdict = Verdict::Rejected;
    }
    let object = interp.modules[index].object;
    if options.details {
        report.names = names(interp, index, object);
    }
    if options.layouts {
        report.classes =
            interp.modules[index].classes.clone().into_iter().map(|id| class_report(interp, id)).collect();
    }
    report
}

/// The finding about a module that cannot be reached because a package that it belongs to fails.
fn never_executed(entry: &Entry, source: &Arc<SourceFile>) -> Diagnostic {
    Diagnostic {
        code: Code::UnhandledException,
        message: format!("something that `{}` belongs to, or is loaded by, cannot be imported", entry.name),
        primary: diagnostics::Location { source: Arc::clone(source), range: TextRange::default() },
        label: None,
        trace: Vec::new(),
        notes: Vec::new(),
        help: Some("mend the package first".to_owned()),
    }
}

fn names(interp: &mut Interp<'_>, index: usize, object: ObjectId) -> Vec<NameReport> {
    let bound: Vec<(String, Value)> = interp
        .heap
        .attrs(object)
        .map(|attrs| {
            attrs
                .iter()
                .filter(|(name, _)| !name.is_dunder() && !name.as_str().starts_with('.'))
                .map(|(name, slot)| (name.to_string(), slot.value.clone()))
                .collect()
        })
        .unwrap_or_default();
    bound
        .into_iter()
        .map(|(name, value)| {
            let kind = match &value {
                Value::Unknown(_) => "unknown",
                Value::Union(_) => "union",
                Value::Typed(_) => "typed",
                Value::Object(_) => "object",
                _ => "constant",
            };
            let type_name = match &value {
                Value::Union(members) => {
                    let mut names: Vec<String> =
                        members.iter().map(|member| interp.type_name(member)).collect();
                    names.dedup();
                    names.join(" | ")
                }
                other => interp.type_name(other),
            };
            let is_rebound =
                interp.modules[index].loaded.module.rebound_globals.iter().any(|it| it.as_str() == name);
            NameReport {
                name,
                kind,
                type_name,
                repr: interp.known_repr(&value),
                owner: value.as_object().and_then(|id| interp.owner_name(id)),
                reason: match &value {
                    Value::Unknown(origin) => Some(origin.what.clone()),
                    _ => None,
                },
                is_rebound,
            }
        })
        .collect()
}

fn class_report(interp: &Interp<'_>, id: ObjectId) -> ClassReport {
    let Payload::Class(class) = &interp.heap.get(id).payload else {
        return ClassReport {
            name: String::new(),
            slots: None,
            inherited_slots: Vec::new(),
            bases: Vec::new(),
        };
    };
    ClassReport {
        name: class.qualname.to_string(),
        slots: interp.slots_of(id),
        inherited_slots: class
            .mro
            .iter()
            .skip(1)
            .rev()
            .flat_map(|base| interp.slots_of(*base).unwrap_or_default())
            .collect(),
        bases: class.bases.iter().map(|base| interp.class_name(*base)).collect(),
    }
}
