//! The outline of a document.

#![allow(deprecated, reason = "the structure cannot be made without a field that nobody uses any more")]

use lsp_types::{DocumentSymbol, DocumentSymbolParams, SymbolKind};
use strict_syntax::ast::{self, Expr, Stmt};
use strict_syntax::{Ranged, SourceFile, TextRange};

use crate::place::Encoding;
use crate::server::Server;
use crate::uri;

/// Answers `textDocument/documentSymbol`.
pub(crate) fn symbols(server: &Server<'_>, params: &DocumentSymbolParams) -> Option<Vec<DocumentSymbol>> {
    let source = server.source(&uri::to_path(&params.text_document.uri)?)?;
    let parsed = strict_syntax::parse(&source);
    Some(outline(&parsed.ast.body, &source, server.converter.encoding, false))
}

fn outline(body: &[Stmt], source: &SourceFile, encoding: Encoding, in_class: bool) -> Vec<DocumentSymbol> {
    let mut found: Vec<DocumentSymbol> = Vec::new();
    let symbol = |name: &str, kind, range: TextRange, selection: TextRange, children| DocumentSymbol {
        name: name.to_owned(),
        detail: None,
        kind,
        tags: None,
        deprecated: None,
        range: encoding.range(source, range),
        selection_range: encoding.range(source, selection),
        children,
    };
    for stmt in body {
        match stmt {
            Stmt::FunctionDef(function) => {
                let kind = if in_class { SymbolKind::METHOD } else { SymbolKind::FUNCTION };
                found.push(symbol(&function.name, kind, function.range, function.name.range, None));
            }
            Stmt::ClassDef(class) => {
                let children = outline(&class.body, source, encoding, true);
                found.push(symbol(
                    &class.name,
                    SymbolKind::CLASS,
                    class.range,
                    class.name.range,
                    Some(children),
                ));
            }
            Stmt::Assign(ast::StmtAssign { targets, .. }) => {
                for name in targets.iter().filter_map(Expr::as_name_expr) {
                    found.push(symbol(&name.id, kind_of(&name.id, in_class), stmt.range(), name.range, None));
                }
            }
            Stmt::AnnAssign(assign) => {
                if let Some(name) = assign.target.as_name_expr() {
                    found.push(symbol(&name.id, kind_of(&name.id, in_class), stmt.range(), name.range, None));
                }
            }
            Stmt::If(branch) => {
                found.extend(outline(&branch.body, source, encoding, in_class));
                for clause in &branch.elif_else_clauses {
                    found.extend(outline(&clause.body, source, encoding, in_class));
                }
            }
            Stmt::Try(parts) => {
                for body in [&parts.body, &parts.orelse, &parts.finalbody] {
                    found.extend(outline(body, source, encoding, in_class));
                }
            }
            Stmt::With(with) => found.extend(outline(&with.body, source, encoding, in_class)),
            _ => {}
        }
    }
    found
}

fn kind_of(name: &str, in_class: bool) -> SymbolKind {
    let is_constant = name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase);
    match (is_constant, in_class) {
        (true, _) => SymbolKind::CONSTANT,
        (false, true) => SymbolKind::FIELD,
        (false, false) => SymbolKind::VARIABLE,
    }
}
