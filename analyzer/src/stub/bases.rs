//! Base classes as two texts name them, compared by the last part of the name.

use strict_syntax::ast::{Expr, StmtClassDef};

use super::outline::{BindingKind, Outline, last_name};

/// Bases that say something to type checkers only.
const TYPING_ONLY: &[&str] = &["Generic", "Protocol", "object"];

/// The names of the bases; `None` when one is computed.
pub(super) fn base_names(class: &StmtClassDef) -> Option<Vec<&str>> {
    let Some(arguments) = &class.arguments else { return Some(Vec::new()) };
    arguments.args.iter().map(base_name).collect()
}

fn base_name(base: &Expr) -> Option<&str> {
    match base {
        Expr::Subscript(subscript) => last_name(&subscript.value),
        other => last_name(other),
    }
}

/// A base of the real class that the stub's class lacks, also among the bases of classes that the stub defines.
pub(super) fn missing_base<'a>(
    stub: &StmtClassDef,
    stub_outline: &Outline<'_>,
    real: &'a StmtClassDef,
) -> Option<&'a str> {
    let mut stubbed = Vec::new();
    collect(stub, stub_outline, &mut stubbed)?;
    // An underscore tells an imported class from the stub's own.
    let is_there = |name: &str| {
        stubbed.iter().any(|other| other.trim_start_matches('_') == name.trim_start_matches('_'))
    };
    base_names(real)?.into_iter().find(|name| !is_there(name) && !TYPING_ONLY.contains(name))
}

/// Adds the names of all bases; each name is followed once, so that a class that derives from itself does no harm.
fn collect<'a>(class: &'a StmtClassDef, outline: &Outline<'a>, found: &mut Vec<&'a str>) -> Option<()> {
    for name in base_names(class)? {
        if found.contains(&name) {
            continue;
        }
        found.push(name);
        for binding in outline.bindings(name) {
            match binding.kind {
                BindingKind::Class(base) => collect(base, outline, found)?,
                // What is bound by other means than a definition may be any class.
                BindingKind::Assigned { .. } | BindingKind::Other => return None,
                _ => {}
            }
        }
    }
    Some(())
}
