//! What stands between the lines: the verdict of the module, and the slots of classes.

use lsp_types::{
    CodeLens, CodeLensParams, Command, InlayHint, InlayHintKind, InlayHintLabel, InlayHintParams, Position,
    Range,
};
use serde_json::json;
use strict_syntax::ast::Stmt;

use crate::server::Server;
use crate::uri;

/// Answers `textDocument/codeLens`.
pub(crate) fn lenses(server: &Server<'_>, params: &CodeLensParams) -> Option<Vec<CodeLens>> {
    let file = server.snapshot.file(&uri::to_path(&params.text_document.uri)?)?;
    let Some(title) = file.verdict() else { return Some(Vec::new()) };
    let start = Position { line: 0, character: 0 };
    let first = file.diagnostics().first();
    let argument = first.map_or(json!(null), |it| json!(it.code.to_string()));
    let command = match first {
        Some(_) => Command { title, command: "strict.explain".to_owned(), arguments: Some(vec![argument]) },
        None => Command { title, command: String::new(), arguments: None },
    };
    Some(vec![CodeLens { range: Range { start, end: start }, command: Some(command), data: None }])
}

/// Answers `textDocument/inlayHint`.
pub(crate) fn hints(server: &Server<'_>, params: &InlayHintParams) -> Option<Vec<InlayHint>> {
    let path = uri::to_path(&params.text_document.uri)?;
    let file = server.snapshot.file(&path)?;
    let source = server.source(&path)?;
    let encoding = server.converter.encoding;
    let wanted = encoding.text_range(&source, params.range);
    let parsed = strict_syntax::parse(&source);
    let hint = |offset, label: String| InlayHint {
        position: encoding.position(&source, offset),
        label: InlayHintLabel::String(label),
        kind: Some(InlayHintKind::TYPE),
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: None,
        data: None,
    };
    let mut hints = Vec::new();
    for stmt in &parsed.ast.body {
        match stmt {
            Stmt::Import(import) if import.names.iter().any(|it| &*it.name == "__strict__") => {
                let end = import.range.end();
                if let (Some(verdict), true) = (file.verdict(), wanted.contains_inclusive(end)) {
                    hints.push(hint(end, verdict));
                }
            }
            Stmt::ClassDef(class) => {
                let end = class.arguments.as_ref().map_or(class.name.range.end(), |it| it.range.end());
                let known = file.report.classes.iter().find(|it| *it.name == *class.name);
                if let Some(slots) = known.and_then(|it| it.slots.as_ref())
                    && !slots.is_empty()
                    && wanted.contains_inclusive(end)
                {
                    hints.push(hint(end, format!("slots: {}", slots.join(", "))));
                }
            }
            _ => {}
        }
    }
    Some(hints)
}
