//! What the analyzer knows about a name.

use std::fmt::Write;

use lsp_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};
use strict_analyzer::{ClassReport, ModuleKind, NameReport, Verdict};

use crate::names::Target;
use crate::server::Server;
use crate::snapshot::FileFindings;

/// Answers `textDocument/hover`.
pub(crate) fn hover(server: &Server<'_>, params: &HoverParams) -> Option<Hover> {
    let at = &params.text_document_position_params;
    let (target, range) = server.target_at(&at.text_document.uri, at.position)?;
    let value = describe(server, &target)?;
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value });
    Some(Hover { contents, range: Some(range) })
}

fn describe(server: &Server<'_>, target: &Target) -> Option<String> {
    let Some(file) = server.snapshot.module(&target.module) else {
        let name = target.name.as_ref().map_or(String::new(), |name| format!("`{name}` of "));
        return Some(format!("{name}module `{}`, which is not part of the workspace", target.module));
    };
    let Some(name) = &target.name else { return Some(describe_module(file)) };
    if file.report.verdict == Verdict::NotAnalyzed {
        return Some(format!(
            "`{name}` of module `{}`, about which nothing is known: it is not strict",
            target.module
        ));
    }
    let report = file.report.names.iter().find(|report| report.name == *name)?;
    let class = file.report.classes.iter().find(|class| class.name == *name);
    Some(describe_name(report, class))
}

fn describe_module(file: &FileFindings) -> String {
    let report = &file.report;
    let kind = match report.kind {
        ModuleKind::Plain => "plain module",
        ModuleKind::Strict => "strict module",
        ModuleKind::Static => "static module",
        ModuleKind::SideEffectsAllowed => "strict module whose side effects are allowed",
    };
    let verdict = file.verdict().map_or(String::new(), |verdict| format!(": {verdict}"));
    format!("{kind} `{}`{verdict}", report.name)
}

fn describe_name(report: &NameReport, class: Option<&ClassReport>) -> String {
    let mut text = String::from("```python\n");
    // Writing to a string does not fail.
    let _ = match &report.repr {
        Some(repr) => writeln!(text, "{}: {} = {}", report.name, report.type_name, shortened(repr)),
        None => writeln!(text, "{}: {}", report.name, report.type_name),
    };
    text.push_str("```\n");
    let known = match report.kind {
        "constant" => "value known",
        "object" => "object known",
        "typed" => "type known, value not",
        "union" => "one of several",
        _ => "unknown",
    };
    let _ = writeln!(text, "\n- {known}");
    if let Some(reason) = &report.reason {
        let _ = writeln!(text, "- unknown because it is {reason}");
    }
    if let Some(owner) = &report.owner {
        let _ = writeln!(text, "- owned by `{owner}`; frozen when that module has finished");
    }
    if report.is_rebound {
        text.push_str("- not statically bound: functions of the module rebind it\n");
    } else {
        text.push_str("- statically bound: nothing rebinds it after import\n");
    }
    if let Some(class) = class {
        describe_slots(&mut text, class);
    }
    text
}

fn describe_slots(text: &mut String, class: &ClassReport) {
    let Some(slots) = &class.slots else {
        text.push_str("- instances keep a `__dict__`\n");
        return;
    };
    if slots.is_empty() && class.inherited_slots.is_empty() {
        text.push_str("- instances have no slots\n");
        return;
    }
    // Offsets count from the first slot, each of which takes a word.
    text.push_str("\n| slot | byte offset | name |\n| --- | --- | --- |\n");
    let inherited = class.inherited_slots.iter().map(|name| (name, " (inherited)"));
    for (place, (name, note)) in inherited.chain(slots.iter().map(|name| (name, ""))).enumerate() {
        let _ = writeln!(text, "| {place} | {} | `{name}`{note} |", place * WORD);
    }
}

/// Bytes that a slot takes.
const WORD: usize = 8;

/// Long values are cut.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 200;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}
