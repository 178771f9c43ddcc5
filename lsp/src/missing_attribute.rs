//! Fixes of an attribute that a class lacks: a slot for it, or the name that was meant.

use strict_syntax::ast::visitor::source_order::{SourceOrderVisitor, walk_expr};
use strict_syntax::ast::{self, Expr, Stmt};
use strict_syntax::{ParsedModule, Ranged, SourceFile, TextRange, TextSize};

use crate::fixes::{Fix, line_end, whole_lines};

/// What mends the exception that `message` tells of, if it is about an attribute of a class of this module.
pub(crate) fn fixes(
    source: &SourceFile,
    parsed: &ParsedModule,
    range: TextRange,
    message: &str,
) -> Option<Vec<Fix>> {
    let (before, after) = message.split_once("' object has no attribute '")?;
    let class_name = before.rsplit_once('\'')?.1;
    let attribute = after.split('\'').next()?;
    let class =
        parsed.ast.body.iter().filter_map(Stmt::as_class_def_stmt).find(|it| &*it.name == class_name)?;
    let correction = closest_name(class, attribute).and_then(|name| rename(parsed, range, attribute, name));
    Some(correction.into_iter().chain(add_slot(source, class, attribute)).collect())
}

/// What a class body says about `__slots__`.
enum Slots<'a> {
    Absent,
    /// A list of names that can be seen.
    Listed(&'a [Expr]),
    /// Something else.
    Computed,
}

impl<'a> Slots<'a> {
    fn of(class: &'a ast::StmtClassDef) -> Slots<'a> {
        let is_slots = |target: &Expr| matches!(target, Expr::Name(name) if &*name.id == "__slots__");
        let mut assigned = class.body.iter().filter_map(Stmt::as_assign_stmt);
        match assigned.find(|it| it.targets.iter().any(is_slots)).map(|it| &*it.value) {
            None => Slots::Absent,
            Some(Expr::Tuple(tuple)) => Slots::Listed(&tuple.elts),
            Some(Expr::List(list)) => Slots::Listed(&list.elts),
            Some(_) => Slots::Computed,
        }
    }

    fn listed(&self) -> &'a [Expr] {
        match self {
            Slots::Listed(names) => names,
            Slots::Absent | Slots::Computed => &[],
        }
    }
}

/// The name in the class body that the attribute was probably meant to be.
fn closest_name<'a>(class: &'a ast::StmtClassDef, attribute: &str) -> Option<&'a str> {
    let slots =
        Slots::of(class).listed().iter().filter_map(|it| Some(it.as_string_literal_expr()?.value.to_str()));
    let bound = class.body.iter().filter_map(|stmt| match stmt {
        Stmt::AnnAssign(it) => Some(it.target.as_name_expr()?.id.as_str()),
        Stmt::FunctionDef(it) => Some(it.name.as_str()),
        Stmt::Assign(it) => Some(it.targets.first()?.as_name_expr()?.id.as_str()),
        _ => None,
    });
    strict_project::closest(attribute, slots.chain(bound).filter(|name| !name.starts_with("__")))
}

/// Finds the first mention of an attribute in a range.
struct Finder<'a> {
    range: TextRange,
    attribute: &'a str,
    found: Option<TextRange>,
}

impl<'a> SourceOrderVisitor<'a> for Finder<'_> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Attribute(it) = expr
            && it.attr.as_str() == self.attribute
            && self.range.contains_range(it.attr.range)
        {
            self.found.get_or_insert(it.attr.range);
        }
        walk_expr(self, expr);
    }
}

fn rename(parsed: &ParsedModule, range: TextRange, attribute: &str, name: &str) -> Option<Fix> {
    let mut finder = Finder { range, attribute, found: None };
    for stmt in &parsed.ast.body {
        finder.visit_stmt(stmt);
    }
    Some(Fix::new(format!("Change `{attribute}` to `{name}`"), vec![(finder.found?, name.to_owned())]))
}

/// Adds to `__slots__`, or an annotation where there is none.
fn add_slot(source: &SourceFile, class: &ast::StmtClassDef, attribute: &str) -> Option<Fix> {
    let title = format!("Add a slot `{attribute}` to `{}`", class.name);
    let slots = Slots::of(class);
    if !matches!(slots, Slots::Absent) {
        let last = slots.listed().last()?;
        return Some(Fix::new(title, vec![(TextRange::empty(last.end()), format!(", \"{attribute}\""))]));
    }
    let first = class.body.first()?;
    let is_docstring = matches!(first, Stmt::Expr(expr) if expr.value.is_string_literal_expr());
    let lines = whole_lines(source, first.range());
    let index = source.line_index();
    if index.line_of(first.start()) == index.line_of(class.name.range.start()) {
        return None;
    }
    let text = source.line_text(index.line_of(first.start()))?;
    let indent = &text[..text.len() - text.trim_start().len()];
    let at = if is_docstring { lines.end() } else { lines.start() };
    // The last line of a file may have no end.
    let needs_line = at > TextSize::new(0) && !source.text()[..at.to_usize()].ends_with(['\n', '\r']);
    let before = if needs_line { line_end(source) } else { "" };
    let line = format!("{before}{indent}{attribute}: object{}", line_end(source));
    Some(Fix::new(title, vec![(TextRange::empty(at), line)]))
}
