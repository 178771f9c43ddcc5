//! What `strict inspect` prints about one module.

use std::fmt::Write;

use serde::ser::{Serialize, SerializeMap, Serializer};
use strict_analyzer::{ClassReport, ModuleReport, NameReport, Verdict};

use super::record::{DiagnosticRecord, to_json};
use strict_project::findings::Place;

use super::printable;

/// The object that programs read.
pub(crate) fn inspection_json(module: &ModuleReport) -> String {
    to_json(&Inspection {
        module: &module.name,
        verdict: verdict_name(module.verdict),
        names: Named(&module.names),
        classes: Named(&module.classes),
        diagnostics: module.diagnostics.iter().map(DiagnosticRecord::from).collect(),
    })
}

#[derive(serde::Serialize)]
struct Inspection<'a> {
    module: &'a str,
    verdict: &'static str,
    names: Named<'a, NameReport>,
    classes: Named<'a, ClassReport>,
    diagnostics: Vec<DiagnosticRecord<'a>>,
}

/// A list that JSON shows as an object, in the list's order.
struct Named<'a, T>(&'a [T]);

/// Something that is listed under its name.
trait Entry {
    type Record<'a>: Serialize
    where
        Self: 'a;
    fn name(&self) -> &str;
    fn record(&self) -> Self::Record<'_>;
}

#[derive(serde::Serialize)]
struct NameRecord<'a> {
    kind: &'static str,
    r#type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    repr: Option<&'a str>,
}

#[derive(serde::Serialize)]
struct ClassRecord<'a> {
    /// `null`: instances keep a `__dict__`.
    slots: Option<&'a [String]>,
    bases: &'a [String],
}

impl Entry for NameReport {
    type Record<'a> = NameRecord<'a>;

    fn name(&self) -> &str {
        &self.name
    }

    fn record(&self) -> NameRecord<'_> {
        NameRecord { kind: self.kind, r#type: &self.type_name, repr: self.repr.as_deref() }
    }
}

impl Entry for ClassReport {
    type Record<'a> = ClassRecord<'a>;

    fn name(&self) -> &str {
        &self.name
    }

    fn record(&self) -> ClassRecord<'_> {
        ClassRecord { slots: self.slots.as_deref(), bases: &self.bases }
    }
}

impl<T: Entry> Serialize for Named<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for entry in self.0 {
            map.serialize_entry(entry.name(), &entry.record())?;
        }
        map.end()
    }
}

/// The page that people read. Diagnostics come after it.
pub(crate) fn inspection_text(module: &ModuleReport) -> String {
    let mut text = format!("module {}: {}\n", printable(&module.name), verdict_name(module.verdict));
    if !module.names.is_empty() {
        text.push_str("\nnames\n");
        let width = widest(module.names.iter().map(|name| name.name.as_str()));
        for name in &module.names {
            let _ = write!(text, "  {:<width$}  {} {}", name.name, name.kind, printable(&name.type_name));
            if let Some(repr) = &name.repr {
                let _ = write!(text, " = {}", printable(repr));
            }
            text.push('\n');
        }
    }
    if !module.classes.is_empty() {
        text.push_str("\nclasses\n");
        for class in &module.classes {
            let _ = writeln!(text, "  {}({})", class.name, class.bases.join(", "));
            match &class.slots {
                Some(slots) => {
                    for (index, slot) in slots.iter().enumerate() {
                        let _ = writeln!(text, "    slot {index}: {slot}");
                    }
                }
                None => text.push_str("    no fixed layout: instances keep a __dict__\n"),
            }
        }
    }
    if !module.diagnostics.is_empty() {
        text.push_str("\neffects and other findings\n");
        for diagnostic in &module.diagnostics {
            let place = Place::of(&diagnostic.primary);
            let message = printable(&diagnostic.message);
            let _ = writeln!(text, "  {}:{}: {} {message}", place.line, place.column, diagnostic.code);
        }
    }
    text
}

/// Column width for names, within reason.
fn widest<'a>(names: impl Iterator<Item = &'a str>) -> usize {
    names.map(|name| name.chars().count()).max().unwrap_or(0).min(32)
}

fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Accepted => "accepted",
        Verdict::Rejected => "rejected",
        Verdict::NotAnalyzed => "not-analyzed",
    }
}
