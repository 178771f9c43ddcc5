//! The markers by which a module asks for strictness, and where they may stand.

use strict_syntax::ast::{self, ModModule};
use strict_syntax::{Ranged, TextRange};

use crate::report::ModuleKind;

/// What the markers say, and what is wrong with them.
#[derive(Debug)]
pub(crate) struct Flags {
    pub kind: ModuleKind,
    pub problems: Vec<(TextRange, String)>,
    /// Where the module asks to be static.
    pub static_marker: Option<TextRange>,
}

/// Reads the markers off a module's leading statements.
///
/// A marker is `import __strict__` or `import __static__`, alone in its statement and unaliased, before all code but
/// the docstring and `from __future__` imports. `from __strict__ import allow_side_effects` opts out of analysis.
pub(crate) fn flags(module: &ModModule) -> Flags {
    let mut flags = Flags { kind: ModuleKind::Plain, problems: Vec::new(), static_marker: None };
    let mut leading = true;
    let mut strict = false;
    let mut opted_out = false;
    for (index, stmt) in module.body.iter().enumerate() {
        match stmt {
            ast::Stmt::Expr(expr) if index == 0 && expr.value.is_string_literal_expr() => {}
            ast::Stmt::ImportFrom(import)
                if import.level == 0 && import.module.as_deref() == Some("__future__") => {}
            ast::Stmt::ImportFrom(import)
                if import.level == 0 && import.module.as_deref() == Some("__strict__") =>
            {
                let opts_out = import.names.iter().any(|alias| &*alias.name == "allow_side_effects");
                if opts_out && !leading {
                    flags.problems.push((
                        stmt.range(),
                        "`from __strict__ import allow_side_effects` must stand at the top of the module, before other code".into(),
                    ));
                }
                opted_out |= opts_out && leading;
            }
            ast::Stmt::Import(import) => {
                let marker =
                    import.names.iter().find(|alias| matches!(&*alias.name, "__strict__" | "__static__"));
                let Some(marker) = marker else {
                    leading = false;
                    continue;
                };
                let name = &*marker.name;
                if import.names.len() > 1 {
                    flags.problems.push((
                        stmt.range(),
                        format!("`import {name}` may not be combined with other imports"),
                    ));
                } else if marker.asname.is_some() {
                    flags.problems.push((stmt.range(), format!("`import {name}` may not be aliased")));
                } else if !leading {
                    flags.problems.push((
                        stmt.range(),
                        format!("`import {name}` must stand at the top of the module, before other code"),
                    ));
                } else if name == "__strict__" {
                    strict = true;
                } else {
                    flags.static_marker = Some(stmt.range());
                }
            }
            _ => leading = false,
        }
    }
    flags.kind = match (opted_out, flags.static_marker, strict) {
        (true, Some(_), _) | (true, None, true) => ModuleKind::SideEffectsAllowed,
        (_, Some(_), _) => ModuleKind::Static,
        (_, None, true) => ModuleKind::Strict,
        (_, None, false) => ModuleKind::Plain,
    };
    flags
}
