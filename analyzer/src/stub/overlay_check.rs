//! Whether an overlay patches what it claims to patch.

use strict_syntax::Ranged;
use strict_syntax::ast::Stmt;

use super::check::{Findings, Pair};
use super::overlay::{called_name, defined_name, definitions_of, first_string, is_patch, skipped};

/// Checks the top-level statements of an overlay one by one.
pub(super) fn check(pair: &Pair<'_>, findings: &mut Findings) {
    for statement in pair.stub {
        if called_name(statement) == Some("skip") {
            check_skip(pair, statement, findings);
        } else if let Some(name) = defined_name(statement) {
            check_definition(pair, statement, name, findings);
        }
    }
}

fn check_skip(pair: &Pair<'_>, statement: &Stmt, findings: &mut Findings) {
    let Some(name) = first_string(statement) else { return };
    let mut found = Vec::new();
    skipped(&pair.real.ast.body, &name, &mut found);
    if found.is_empty() {
        let message = format!(
            "`skip(\"{name}\")` skips nothing: no statement at the top level of the source only calls or sets `{name}`"
        );
        findings.add(statement.range(), message, None);
    }
}

/// A definition replaces the real one; a private one may also be a helper of the overlay, and an assignment an addition.
fn check_definition(pair: &Pair<'_>, statement: &Stmt, name: &str, findings: &mut Findings) {
    let mut targets = Vec::new();
    definitions_of(&pair.real.ast.body, name, &mut targets);
    let is_claim = !name.starts_with('_');
    match statement {
        Stmt::ClassDef(class) if is_patch(class) => {
            let classes = targets.iter().filter_map(|target| match target {
                Stmt::ClassDef(real) => Some(real),
                _ => None,
            });
            let classes: Vec<_> = classes.collect();
            match classes.as_slice() {
                [] => {
                    let message =
                        format!("`@overlay` patches no class: the source defines no class `{name}`");
                    findings.add(class.name.range(), message, None);
                }
                [real] => pair.check_members(class, real, findings),
                _ => {}
            }
        }
        Stmt::FunctionDef(function) if targets.is_empty() && is_claim => {
            let message = format!("`{name}` replaces nothing: the source does not define it");
            findings.add(function.name.range(), message, None);
        }
        Stmt::FunctionDef(function) if !targets.is_empty() => {
            pair.check_function(function, None, &pair.real_outline, findings);
        }
        Stmt::ClassDef(class) if targets.is_empty() && is_claim => {
            let message = format!("`{name}` replaces nothing: the source does not define it");
            findings.add(class.name.range(), message, None);
        }
        _ => {}
    }
}
