//! Code actions: the fixes of what was found, and changes that help a module to become strict.

use std::collections::HashMap;

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, TextEdit, Uri, WorkspaceEdit,
};
use strict_analyzer::ModuleKind;
use strict_project::paths::absolute;
use strict_syntax::SourceFile;

use crate::fixes::{Edit, Fix, add_marker, fixes, refactorings, remove_marker};
use crate::place::Encoding;
use crate::server::Server;
use crate::uri;

/// Answers `textDocument/codeAction`.
pub(crate) fn actions(server: &Server<'_>, params: &CodeActionParams) -> Option<Vec<CodeActionOrCommand>> {
    let uri = &params.text_document.uri;
    let path = uri::to_path(uri)?;
    let file = server.snapshot.file(&path)?;
    let (source, parsed, mentions) = server.mentions(&path)?;
    let encoding = server.converter.encoding;
    let wanted = encoding.text_range(&source, params.range);
    let is_asked = |kind: &CodeActionKind| {
        let only = params.context.only.as_ref();
        only.is_none_or(|only| {
            only.iter().any(|it| {
                kind == it
                    || kind.as_str().strip_prefix(it.as_str()).is_some_and(|rest| rest.starts_with('.'))
            })
        })
    };
    let writer = Writer { uri, source: &source, encoding };
    let mut actions = Vec::new();
    let mut safe: Vec<Edit> = Vec::new();
    for diagnostic in file.diagnostics() {
        let primary = &diagnostic.primary;
        if absolute(primary.source.path()) != path || primary.source.text() != source.text() {
            continue;
        }
        let is_here = primary.range.intersect(wanted).is_some();
        for fix in fixes(&source, &parsed, diagnostic) {
            if fix.is_safe {
                safe.extend(fix.edits.iter().cloned());
            }
            if is_here {
                let mut action = writer.action(&fix, CodeActionKind::QUICKFIX);
                action.is_preferred = fix.is_safe.then_some(true);
                action.diagnostics = Some(vec![server.converter.diagnostic(diagnostic)]);
                actions.push(action);
            }
        }
    }
    let marker = match file.report.kind {
        ModuleKind::Plain => Some(add_marker(&source, &parsed)),
        _ => remove_marker(&source, &parsed),
    };
    let (module, _) = server.module_name(&path)?;
    let changes =
        marker.into_iter().chain(refactorings(&source, &parsed, &mentions, &module, wanted.start()));
    actions.extend(changes.map(|fix| writer.action(&fix, CodeActionKind::REFACTOR)));
    if !safe.is_empty() {
        let fix = Fix { title: "Apply all safe fixes".to_owned(), edits: safe, is_safe: true };
        actions.push(writer.action(&fix, CodeActionKind::new("source.fixAll.strict")));
    }
    actions.retain(|action| action.kind.as_ref().is_none_or(is_asked));
    Some(actions.into_iter().map(CodeActionOrCommand::CodeAction).collect())
}

/// Writes fixes of one document as the protocol has them.
struct Writer<'a> {
    uri: &'a Uri,
    source: &'a SourceFile,
    encoding: Encoding,
}

impl Writer<'_> {
    fn action(&self, fix: &Fix, kind: CodeActionKind) -> CodeAction {
        let mut edits = fix.edits.clone();
        edits.sort_by_key(|(range, _)| (range.start(), range.end()));
        edits.dedup();
        let edits = edits
            .into_iter()
            .map(|(range, new_text)| TextEdit { range: self.encoding.range(self.source, range), new_text });
        #[allow(clippy::mutable_key_type, reason = "the protocol's types have it so; a URI does not change")]
        let changes = HashMap::from([(self.uri.clone(), edits.collect())]);
        CodeAction {
            title: fix.title.clone(),
            kind: Some(kind),
            edit: Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }),
            ..CodeAction::default()
        }
    }
}
