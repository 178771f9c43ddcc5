//! Overlays: stubs that patch the real source of a library module.
//!
//! The result is one text: definitions of the stub stand where the real ones of the same name stood, so that every
//! place in it has a source line to show.

use strict_syntax::ast::{self, Stmt};
use strict_syntax::{Ranged, TextRange};

/// The real source with the stub's definitions in place; `None` when the stub stands for the whole module.
pub(crate) fn merge(stub: &str, real: Option<&strict_library::Module>) -> Option<String> {
    let parsed = strict_syntax::parse_module_text(stub);
    let is_overlay = parsed.ast.body.iter().any(|stmt| called_name(stmt) == Some("overlay"));
    if !is_overlay {
        return None;
    }
    let source = String::from_utf8_lossy(&real?.source()).into_owned();
    Some(merge_text(stub, &parsed.ast.body, &source))
}

/// A change of the real text: a range, and what stands there instead.
struct Edit {
    range: TextRange,
    text: String,
}

fn merge_text(stub: &str, stub_body: &[Stmt], real: &str) -> String {
    let parsed = strict_syntax::parse_module_text(real);
    let mut edits: Vec<Edit> = Vec::new();
    let mut pending = String::new();
    let mut head = String::new();
    for stmt in stub_body {
        let text = slice(stub, full_range(stmt));
        if is_stub_import(stmt) {
            head.push_str(text);
            head.push('\n');
            continue;
        }
        match called_name(stmt) {
            Some("overlay") => continue,
            Some("skip" | "drop") => {
                if let Some(name) = first_string(stmt) {
                    let mut found = Vec::new();
                    skipped(&parsed.ast.body, &name, &mut found);
                    edits.extend(found.into_iter().map(|range| Edit { range, text: "pass".to_owned() }));
                }
                continue;
            }
            _ => {}
        }
        if let Stmt::ClassDef(class) = stmt
            && class
                .decorator_list
                .iter()
                .any(|d| matches!(&d.expression, ast::Expr::Name(name) if name.id == "overlay"))
        {
            let mut targets = Vec::new();
            definitions_of(&parsed.ast.body, &class.name, &mut targets);
            for (i, target) in targets.iter().enumerate() {
                if let Stmt::ClassDef(real_class) = target {
                    if i == 0 && !pending.is_empty() {
                        let range = full_range(target);
                        let indent = indent_of(real, range);
                        let earlier = std::mem::take(&mut pending);
                        let text = format!("{}{indent}", indented(&earlier, &indent).trim_start());
                        edits.push(Edit { range: TextRange::empty(range.start()), text });
                    }
                    patch_class(stub, class, real, real_class, &mut edits);
                }
            }
            continue;
        }
        let Some(name) = defined_name(stmt) else {
            pending.push_str(text);
            pending.push('\n');
            continue;
        };
        let mut targets = Vec::new();
        definitions_of(&parsed.ast.body, name, &mut targets);
        if targets.is_empty() {
            pending.push_str(text);
            pending.push('\n');
        }
        for (i, target) in targets.iter().enumerate() {
            let range = full_range(target);
            let indent = indent_of(real, range);
            let mut replacement = String::new();
            if i == 0 && !pending.is_empty() {
                // What the stub says before a definition is said before it in the merged text too.
                let earlier = std::mem::take(&mut pending);
                replacement.push_str(indented(&earlier, &indent).trim_start());
                replacement.push_str(&indent);
            }
            replacement.push_str(indented(text, &indent).trim_start());
            edits.push(Edit { range, text: replacement });
        }
    }
    let after_head = head_end(&parsed.ast.body);
    let mut merged = String::with_capacity(real.len() + stub.len());
    edits.sort_by_key(|edit| edit.range.start());
    let mut at = 0;
    let mut head = Some(head);
    for edit in edits {
        let (start, end) = (usize::from(edit.range.start()), usize::from(edit.range.end()));
        if start < at {
            continue;
        }
        copy_with_head(&mut merged, real, at, start, after_head, &mut head);
        merged.push_str(&edit.text);
        at = end;
    }
    copy_with_head(&mut merged, real, at, real.len(), after_head, &mut head);
    merged.push('\n');
    merged.push_str(&pending);
    merged
}

/// Copies real text, putting the stub's imports in at the place for them.
fn copy_with_head(
    out: &mut String,
    real: &str,
    from: usize,
    to: usize,
    place: usize,
    head: &mut Option<String>,
) {
    if place >= from
        && place <= to
        && let Some(head) = head.take()
    {
        out.push_str(&real[from..place]);
        out.push('\n');
        out.push_str(&head);
        out.push_str(&real[place..to]);
    } else {
        out.push_str(&real[from..to]);
    }
}

/// Replaces or adds members of a class.
fn patch_class(
    stub: &str,
    patch: &ast::StmtClassDef,
    real: &str,
    class: &ast::StmtClassDef,
    edits: &mut Vec<Edit>,
) {
    let Some(last) = class.body.last() else { return };
    let indent = indent_of(real, full_range(last));
    let mut added = String::new();
    for member in &patch.body {
        let range = full_range(member);
        let text = dedented(slice(stub, range), &indent_of(stub, range));
        let existing: Vec<&Stmt> = defined_name(member)
            .map(|name| class.body.iter().filter(|stmt| defined_name(stmt) == Some(name)).collect())
            .unwrap_or_default();
        if existing.is_empty() {
            added.push('\n');
            added.push_str(&indented(&text, &indent));
        }
        for target in existing {
            edits.push(Edit {
                range: full_range(target),
                text: indented(&text, &indent).trim_start().to_owned(),
            });
        }
    }
    if !added.is_empty() {
        let end = last.range().end();
        edits.push(Edit { range: TextRange::empty(end), text: added });
    }
}

fn slice(text: &str, range: TextRange) -> &str {
    text.get(usize::from(range.start())..usize::from(range.end())).unwrap_or_default()
}

/// The statement's range, decorators included.
fn full_range(stmt: &Stmt) -> TextRange {
    let decorators = match stmt {
        Stmt::FunctionDef(function) => &function.decorator_list,
        Stmt::ClassDef(class) => &class.decorator_list,
        _ => return stmt.range(),
    };
    match decorators.first() {
        Some(first) => TextRange::new(first.range.start().min(stmt.range().start()), stmt.range().end()),
        None => stmt.range(),
    }
}

fn is_stub_import(stmt: &Stmt) -> bool {
    matches!(stmt, Stmt::ImportFrom(import) if import.module.as_deref() == Some("__stub__"))
}

/// The name of the function that an expression statement calls.
fn called_name(stmt: &Stmt) -> Option<&str> {
    let Stmt::Expr(expr) = stmt else { return None };
    let ast::Expr::Call(call) = &*expr.value else { return None };
    last_name(&call.func)
}

/// The name of the function that a statement calls, of the object an item of which it sets, or of the attribute it sets.
fn skipped_name(stmt: &Stmt) -> Option<&str> {
    let Stmt::Assign(assign) = stmt else { return called_name(stmt) };
    match assign.targets.as_slice() {
        [ast::Expr::Subscript(target)] => last_name(&target.value),
        [target @ ast::Expr::Attribute(_)] => last_name(target),
        _ => None,
    }
}

/// `c` of `a.b.c`.
fn last_name(expr: &ast::Expr) -> Option<&str> {
    match expr {
        ast::Expr::Name(name) => Some(&name.id),
        ast::Expr::Attribute(attribute) => Some(&attribute.attr),
        _ => None,
    }
}

fn first_string(stmt: &Stmt) -> Option<String> {
    let Stmt::Expr(expr) = stmt else { return None };
    let ast::Expr::Call(call) = &*expr.value else { return None };
    match call.arguments.args.first() {
        Some(ast::Expr::StringLiteral(literal)) => Some(literal.value.to_str().to_owned()),
        _ => None,
    }
}

/// The single name that a statement defines.
fn defined_name(stmt: &Stmt) -> Option<&str> {
    match stmt {
        Stmt::FunctionDef(function) => Some(&function.name),
        Stmt::ClassDef(class) => Some(&class.name),
        Stmt::Assign(assign) => match assign.targets.as_slice() {
            [ast::Expr::Name(name)] => Some(&name.id),
            _ => None,
        },
        Stmt::AnnAssign(assign) => match &*assign.target {
            ast::Expr::Name(name) => Some(&name.id),
            _ => None,
        },
        _ => None,
    }
}

/// Statements nested in top-level `if`, `try` and `with`.
fn inner_blocks(stmt: &Stmt) -> Vec<&[Stmt]> {
    match stmt {
        Stmt::If(if_) => std::iter::once(&*if_.body)
            .chain(if_.elif_else_clauses.iter().map(|clause| &*clause.body))
            .collect(),
        Stmt::Try(try_) => {
            let handlers =
                try_.handlers.iter().map(|ast::ExceptHandler::ExceptHandler(handler)| &*handler.body);
            std::iter::once(&*try_.body).chain(handlers).chain([&*try_.orelse, &*try_.finalbody]).collect()
        }
        Stmt::With(with) => vec![&with.body],
        _ => Vec::new(),
    }
}

fn definitions_of<'a>(body: &'a [Stmt], name: &str, found: &mut Vec<&'a Stmt>) {
    for stmt in body {
        if defined_name(stmt) == Some(name) {
            found.push(stmt);
        }
        for block in inner_blocks(stmt) {
            definitions_of(block, name, found);
        }
    }
}

/// Statements that only call what is named so, or assign to what is written so.
fn skipped(body: &[Stmt], name: &str, found: &mut Vec<TextRange>) {
    for stmt in body {
        if skipped_name(stmt) == Some(name) {
            found.push(stmt.range());
        }
        for block in inner_blocks(stmt) {
            skipped(block, name, found);
        }
    }
}

/// Where the docstring and `from __future__` imports end.
fn head_end(body: &[Stmt]) -> usize {
    let mut end = 0;
    for (i, stmt) in body.iter().enumerate() {
        let heads = match stmt {
            Stmt::Expr(expr) => i == 0 && expr.value.is_string_literal_expr(),
            Stmt::ImportFrom(import) => import.module.as_deref() == Some("__future__"),
            _ => false,
        };
        if !heads {
            break;
        }
        end = usize::from(stmt.range().end());
    }
    end
}

/// The white space before a statement on its line.
fn indent_of(text: &str, range: TextRange) -> String {
    let start = usize::from(range.start());
    let line = text[..start].rfind('\n').map_or(0, |i| i + 1);
    text[line..start].chars().take_while(|c| c.is_whitespace()).collect()
}

/// Indents every line.
fn indented(text: &str, indent: &str) -> String {
    text.lines()
        .map(|line| if line.is_empty() { "\n".to_owned() } else { format!("{indent}{line}\n") })
        .collect()
}

/// Removes the indentation of a member of a class from the lines behind the first.
fn dedented(text: &str, indent: &str) -> String {
    let mut lines = text.lines();
    let mut result = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        result.push('\n');
        result.push_str(line.strip_prefix(indent).unwrap_or_else(|| line.trim_start()));
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(stub: &str, real: &str) -> String {
        let parsed = strict_syntax::parse_module_text(stub);
        merge_text(stub, &parsed.ast.body, real)
    }

    #[test]
    fn definitions_are_replaced_in_place() {
        let real = "'doc'\nfrom __future__ import annotations\nx = 1\nif x:\n    def f():\n        return 1\nregister(f)\n";
        let stub = "from __stub__ import overlay, skip\noverlay()\nskip('register')\nskip('a.b')\ndef f():\n    return 2\nextra = 3\n";
        assert_eq!(
            merged(stub, real),
            "'doc'\nfrom __future__ import annotations\nfrom __stub__ import overlay, skip\n\nx = 1\nif x:\n    def f():\n        return 2\n\npass\n\nextra = 3\n"
        );
    }

    #[test]
    fn what_is_skipped_is_left_out() {
        let real = "sys.modules['a'] = b\nif x:\n    C.dims = 1\n    a.register(x)\ny = 2\n";
        let stub = "from __stub__ import overlay, skip\noverlay()\nskip('modules')\nskip('dims')\nskip('register')\n";
        assert!(
            merged(stub, real).ends_with("\npass\nif x:\n    pass\n    pass\ny = 2\n\n"),
            "{}",
            merged(stub, real)
        );
    }

    #[test]
    fn what_a_stub_says_first_is_said_first() {
        let real = "def f():\n    return 1\nclass C:\n    a = 1\n";
        let stub =
            "from __stub__ import overlay\noverlay()\nhelper = 0\n@overlay\nclass C:\n    a = helper\n";
        let text = merged(stub, real);
        assert!(text.contains("    return 1\nhelper = 0\nclass C:\n    a = helper\n"), "{text}");
    }

    #[test]
    fn members_of_classes_are_replaced_and_added() {
        let real = "class C:\n    a = 1\n    def f(self):\n        return 1\n";
        let stub = "from __stub__ import overlay\noverlay()\n@overlay\nclass C:\n    a = 2\n    def g(self):\n        return 3\n";
        let text = merged(stub, real);
        assert!(text.contains("    a = 2\n"), "{text}");
        assert!(text.contains("    def g(self):\n        return 3\n"), "{text}");
        assert!(strict_syntax::parse_module_text(&text).errors.is_empty(), "{text}");
    }
}
