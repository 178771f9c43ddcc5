//! The chain of calls from a module's top level to an effect, as a call hierarchy.

use lsp_types::{
    CallHierarchyItem, CallHierarchyOutgoingCall, CallHierarchyOutgoingCallsParams,
    CallHierarchyPrepareParams, SymbolKind,
};
use serde_json::{Value, json};
use strict_analyzer::diagnostics::Diagnostic;
use strict_project::paths::absolute;

use crate::server::Server;
use crate::uri;

/// Answers `textDocument/prepareCallHierarchy`: the effects whose primary place the position is in.
pub(crate) fn prepare(
    server: &Server<'_>,
    params: &CallHierarchyPrepareParams,
) -> Option<Vec<CallHierarchyItem>> {
    let at = &params.text_document_position_params;
    let path = uri::to_path(&at.text_document.uri)?;
    let file = server.snapshot.file(&path)?;
    let source = server.source(&path)?;
    let offset = server.converter.encoding.offset(&source, at.position);
    let here = |it: &&Diagnostic| {
        let is_in = |location: &strict_analyzer::diagnostics::Location| {
            absolute(location.source.path()) == path && location.range.contains_inclusive(offset)
        };
        is_in(&it.primary) || it.trace.first().is_some_and(|frame| is_in(&frame.location))
    };
    let items = file.diagnostics().iter().filter(here).filter_map(|diagnostic| chain(server, diagnostic));
    Some(items.collect())
}

/// The steps to the effect, each holding the next in its data.
fn chain(server: &Server<'_>, diagnostic: &Diagnostic) -> Option<CallHierarchyItem> {
    let mut steps: Vec<(String, strict_analyzer::diagnostics::Location)> =
        diagnostic.trace.iter().map(|frame| (frame.description.clone(), frame.location.clone())).collect();
    if steps.is_empty() {
        steps.push((diagnostic.message.clone(), diagnostic.primary.clone()));
    }
    let mut next: Option<CallHierarchyItem> = None;
    for (description, location) in steps.into_iter().rev() {
        // The embedded library is in no file.
        let Some(uri) = uri::from_path(&absolute(location.source.path())) else { continue };
        let range = server.converter.encoding.range(&location.source, location.range);
        let data = next.map(|item| serde_json::to_value(item).unwrap_or(Value::Null));
        next = Some(CallHierarchyItem {
            name: description,
            kind: SymbolKind::FUNCTION,
            tags: None,
            detail: Some(format!("{} {}", diagnostic.code, diagnostic.message)),
            uri,
            range,
            selection_range: range,
            data: data.map(|next| json!({ "next": next })),
        });
    }
    next
}

/// Answers `callHierarchy/outgoingCalls`: the next step.
pub(crate) fn outgoing(params: &CallHierarchyOutgoingCallsParams) -> Vec<CallHierarchyOutgoingCall> {
    let next = params.item.data.as_ref().and_then(|data| data.get("next"));
    let next: Option<CallHierarchyItem> = next.and_then(|it| serde_json::from_value(it.clone()).ok());
    next.into_iter()
        .map(|to| CallHierarchyOutgoingCall { from_ranges: vec![params.item.selection_range], to })
        .collect()
}
