//! Diagnostics as JSON objects, shared by the formats that print them so.

use serde::Serialize;
use strict_analyzer::diagnostics::{Diagnostic, Severity, TraceFrame};

use strict_project::findings::Place;

/// A place, with its members beside those of its owner.
#[derive(Debug, Serialize)]
pub(super) struct PlaceRecord {
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl From<Place> for PlaceRecord {
    fn from(place: Place) -> Self {
        PlaceRecord {
            file: place.path_with_slashes(),
            line: place.line,
            column: place.column,
            end_line: place.end_line,
            end_column: place.end_column,
        }
    }
}

/// A diagnostic with what every consumer needs.
#[derive(Debug, Serialize)]
pub(super) struct DiagnosticRecord<'a> {
    code: String,
    message: &'a str,
    #[serde(flatten)]
    place: PlaceRecord,
    trace: Vec<TraceRecord<'a>>,
}

/// One step of the chain that leads to an effect.
#[derive(Debug, Serialize)]
struct TraceRecord<'a> {
    description: &'a str,
    #[serde(flatten)]
    place: PlaceRecord,
}

/// A diagnostic with everything that is known about it.
#[derive(Debug, Serialize)]
pub(super) struct DetailedRecord<'a> {
    #[serde(flatten)]
    diagnostic: DiagnosticRecord<'a>,
    alias: &'static str,
    severity: &'static str,
    module: &'a str,
    label: Option<&'a str>,
    notes: &'a [String],
    help: Option<&'a str>,
}

impl<'a> From<&'a Diagnostic> for DiagnosticRecord<'a> {
    fn from(diagnostic: &'a Diagnostic) -> Self {
        DiagnosticRecord {
            code: diagnostic.code.to_string(),
            message: &diagnostic.message,
            place: Place::of(&diagnostic.primary).into(),
            trace: diagnostic.trace.iter().map(TraceRecord::from).collect(),
        }
    }
}

impl<'a> From<&'a TraceFrame> for TraceRecord<'a> {
    fn from(frame: &'a TraceFrame) -> Self {
        TraceRecord { description: &frame.description, place: Place::of(&frame.location).into() }
    }
}

impl<'a> DetailedRecord<'a> {
    pub(super) fn new(module: &'a str, diagnostic: &'a Diagnostic) -> Self {
        DetailedRecord {
            diagnostic: diagnostic.into(),
            alias: diagnostic.code.alias(),
            severity: severity_name(diagnostic.code.severity()),
            module,
            label: diagnostic.label.as_deref(),
            notes: &diagnostic.notes,
            help: diagnostic.help.as_deref(),
        }
    }
}

/// `note`, `warning` or `error`.
pub(crate) fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// Indented JSON, with a final line end.
pub(super) fn to_json(value: &impl Serialize) -> String {
    // Our records have string keys and no failing serializers, so this cannot fail.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
