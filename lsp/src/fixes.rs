//! Edits that mend a finding, or help a module to become strict. Shared by the editor and `strict check --fix`.

use strict_analyzer::diagnostics::{Category, Code, Diagnostic};
use strict_syntax::ast::{self, Expr, Stmt};
use strict_syntax::{ParsedModule, Ranged, ScopeId, SourceFile, TextRange, TextSize};

use crate::missing_attribute;
use crate::names::Mentions;

/// The replacement of a range of the text.
pub type Edit = (TextRange, String);

/// A change to one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative.
    pub title: String,
    /// Edits that do not overlap, in any order.
    pub edits: Vec<Edit>,
    /// The program does the same afterwards.
    pub is_safe: bool,
}

impl Fix {
    pub(crate) fn new(title: impl Into<String>, edits: Vec<Edit>) -> Fix {
        Fix { title: title.into(), edits, is_safe: false }
    }
}

/// The text after edits; those that overlap an earlier one are left out.
#[must_use]
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|(range, _)| (range.start(), range.end()));
    edits.dedup();
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in edits {
        if range.start().to_usize() < at {
            continue;
        }
        result.push_str(&text[at..range.start().to_usize()]);
        result.push_str(new);
        at = range.end().to_usize();
    }
    result.push_str(&text[at..]);
    result
}

/// What mends a finding in the file that it is in.
#[must_use]
pub fn fixes(source: &SourceFile, parsed: &ParsedModule, diagnostic: &Diagnostic) -> Vec<Fix> {
    let mut fixes = Vec::new();
    let range = diagnostic.primary.range;
    match diagnostic.code {
        Code::UnusedSuppression => fixes.push(remove_comment(source, range)),
        Code::BadStrictFlag => fixes.extend(move_marker(source, parsed, range)),
        Code::UnhandledException | Code::MissingSlot | Code::MisspeltAttribute => {
            fixes.extend(
                missing_attribute::fixes(source, parsed, range, &diagnostic.message).into_iter().flatten(),
            );
        }
        _ => {}
    }
    let category = diagnostic.code.category();
    if matches!(category, Category::Effect | Category::Unknown | Category::Ownership) {
        fixes.extend(move_statement(source, parsed, range));
    }
    if diagnostic.code.is_suppressible() && diagnostic.code != Code::UnusedSuppression {
        fixes.push(suppress(source, diagnostic.code, parsed, range));
    }
    fixes
}

/// Adds the marker to a plain module.
#[must_use]
pub fn add_marker(source: &SourceFile, parsed: &ParsedModule) -> Fix {
    let at = marker_place(source, parsed);
    let line_end = line_end(source);
    let needs_line = at > TextSize::new(0) && !source.text()[..at.to_usize()].ends_with(['\n', '\r']);
    let before = if needs_line { line_end } else { "" };
    let text = format!("{before}import __strict__{line_end}");
    Fix::new("Add `import __strict__`", vec![(TextRange::empty(at), text)])
}

/// Takes the marker out of a module.
#[must_use]
pub fn remove_marker(source: &SourceFile, parsed: &ParsedModule) -> Option<Fix> {
    let marker = parsed.ast.body.iter().find(|stmt| is_marker(stmt))?;
    Some(Fix::new("Remove `import __strict__`", vec![(whole_lines(source, marker.range()), String::new())]))
}

fn is_marker(stmt: &Stmt) -> bool {
    matches!(stmt, Stmt::Import(import) if import.names.len() == 1 && &*import.names[0].name == "__strict__")
}

/// Where the marker belongs: behind the docstring and `from __future__` imports.
fn marker_place(source: &SourceFile, parsed: &ParsedModule) -> TextSize {
    let mut place = None;
    for (index, stmt) in parsed.ast.body.iter().enumerate() {
        let is_docstring =
            index == 0 && matches!(stmt, Stmt::Expr(expr) if expr.value.is_string_literal_expr());
        let is_future =
            matches!(stmt, Stmt::ImportFrom(import) if import.module.as_deref() == Some("__future__"));
        if !is_docstring && !is_future {
            break;
        }
        place = Some(whole_lines(source, stmt.range()).end());
    }
    // Behind comments that must come first: how to run the file, and its encoding.
    place.unwrap_or_else(|| {
        let index = source.line_index();
        let is_leading = |line: &usize| {
            let text = source.line_text(*line).unwrap_or_default();
            text.starts_with("#!") || (*line <= 2 && text.starts_with('#') && text.contains("coding"))
        };
        let lines = (1..=2).take_while(is_leading).count();
        index.line_start(lines + 1).unwrap_or(TextSize::of(source.text()))
    })
}

pub(crate) fn line_end(source: &SourceFile) -> &'static str {
    if source.text().contains("\r\n") { "\r\n" } else { "\n" }
}

/// The lines that a range is on, with their ends.
pub(crate) fn whole_lines(source: &SourceFile, range: TextRange) -> TextRange {
    let index = source.line_index();
    let start = index.line_start(index.line_of(range.start())).unwrap_or(range.start());
    let end = index.line_start(index.line_of(range.end()) + 1).unwrap_or(TextSize::of(source.text()));
    TextRange::new(start, end.max(start))
}

fn remove_comment(source: &SourceFile, range: TextRange) -> Fix {
    let text = source.text();
    let whole = text[range].starts_with('#');
    let lines = whole_lines(source, range);
    let before = &text[lines.start().to_usize()..range.start().to_usize()];
    let edit = if !whole {
        // One code among several: with the comma beside it.
        let after = &text[range.end().to_usize()..lines.end().to_usize()];
        let blank = after.len() - after.trim_start_matches([',', ' ']).len();
        let start = if blank == 0 { before.trim_end_matches([' ', ',']).len() } else { before.len() };
        let start = lines.start() + TextSize::of(&before[..start]);
        TextRange::new(start, range.end() + TextSize::of(&after[..blank]))
    } else if before.trim().is_empty() {
        lines
    } else {
        let rest = &text[range.end().to_usize()..lines.end().to_usize()];
        let comment = rest.trim_end_matches(['\r', '\n']);
        let end = if comment.trim_start().starts_with('#') { 0 } else { comment.len() };
        let start = lines.start() + TextSize::of(before.trim_end());
        TextRange::new(start, range.end() + TextSize::of(&comment[..end]))
    };
    Fix {
        is_safe: true,
        ..Fix::new("Remove the comment that suppresses nothing", vec![(edit, String::new())])
    }
}

/// Moves a marker that stands alone, but too late, to where it belongs.
fn move_marker(source: &SourceFile, parsed: &ParsedModule, range: TextRange) -> Option<Fix> {
    let stmt = parsed.ast.body.iter().find(|stmt| stmt.range() == range)?;
    let Stmt::Import(import) = stmt else { return None };
    let [alias] = import.names.as_slice() else { return None };
    if alias.asname.is_some() {
        return None;
    }
    let name = alias.name.as_str();
    let lines = whole_lines(source, range);
    if source.text()[lines].trim() != format!("import {name}") {
        return None;
    }
    let at = marker_place(source, parsed);
    let line = format!("import {name}{}", line_end(source));
    let edits = vec![(TextRange::empty(at), line), (lines, String::new())];
    Some(Fix { is_safe: true, ..Fix::new(format!("Move `import {name}` to the top"), edits) })
}

/// Ends the statement's last line with a comment that suppresses the code.
fn suppress(source: &SourceFile, code: Code, parsed: &ParsedModule, range: TextRange) -> Fix {
    let index = source.line_index();
    let line = index.line_of(innermost_end(&parsed.ast.body, range).unwrap_or(range.end()));
    let text = source.line_text(line).unwrap_or_default();
    let start = index.line_start(line).unwrap_or(range.end());
    let title = format!("Suppress {code} here, with a reason");
    // A list of codes that is there already takes one more.
    if let Some(at) = text.find("# strict: ignore[")
        && let Some(end) = text[at..].find(']')
    {
        let place = start + TextSize::of(&text[..at + end]);
        return Fix::new(title, vec![(TextRange::empty(place), format!(", {code}"))]);
    }
    let place = start + TextSize::of(text.trim_end());
    Fix::new(title, vec![(TextRange::empty(place), format!("  # strict: ignore[{code}] reason"))])
}

/// The end of the innermost simple statement, or of the header of a compound one, that holds the range.
fn innermost_end(body: &[Stmt], range: TextRange) -> Option<TextSize> {
    let stmt = body.iter().find(|stmt| stmt.range().contains_range(range))?;
    let inner: &[Stmt] = match stmt {
        Stmt::FunctionDef(it) => &it.body,
        Stmt::ClassDef(it) => &it.body,
        Stmt::If(it) => &it.body,
        Stmt::For(it) => &it.body,
        Stmt::While(it) => &it.body,
        Stmt::With(it) => &it.body,
        Stmt::Try(it) => &it.body,
        _ => return Some(stmt.end()),
    };
    innermost_end(inner, range).or(Some(range.end()))
}

/// Moves a statement of the module level behind the test for being the main program, or into a function.
fn move_statement(source: &SourceFile, parsed: &ParsedModule, range: TextRange) -> Vec<Fix> {
    let Some(stmt) = parsed.ast.body.iter().find(|stmt| stmt.range().contains_range(range)) else {
        return Vec::new();
    };
    // What binds names that others may need has to stay.
    if !matches!(stmt, Stmt::Expr(_)) {
        return Vec::new();
    }
    let lines = whole_lines(source, stmt.range());
    let text = &source.text()[lines];
    // Text in triple quotes would change with its indentation; another statement may share the lines.
    let is_alone = text.trim_end_matches(['\r', '\n']).len() >= stmt.range().len().to_usize()
        && parsed.ast.body.iter().filter(|other| lines.intersect(other.range()).is_some()).count() == 1;
    if !is_alone || text.contains("\"\"\"") || text.contains("'''") {
        return Vec::new();
    }
    let line_end = line_end(source);
    let mut indented = String::new();
    for line in text.lines() {
        indented.push_str(if line.trim().is_empty() { "" } else { "    " });
        indented.push_str(line);
        indented.push_str(line_end);
    }
    let name = ["main", "run", "start"]
        .into_iter()
        .find(|name| parsed.symbols.symbol(ScopeId::MODULE, name).is_none())
        .unwrap_or("run_later");
    let guarded = format!("if __name__ == \"__main__\":{line_end}{indented}");
    let function = format!("{line_end}def {name}():{line_end}{indented}{line_end}");
    vec![
        Fix::new("Move it behind `if __name__ == \"__main__\":`", vec![(lines, guarded)]),
        Fix::new(format!("Move it into a function `{name}`"), vec![(lines, function)]),
    ]
}

/// Changes that the statement at an offset allows, whether or not something is found there.
#[must_use]
pub(crate) fn refactorings(
    source: &SourceFile,
    parsed: &ParsedModule,
    mentions: &Mentions,
    module: &str,
    offset: TextSize,
) -> Vec<Fix> {
    let stmt = parsed.ast.body.iter().find(|stmt| stmt.range().contains_inclusive(offset));
    match stmt {
        Some(Stmt::Import(import)) if import.names.len() == 1 => {
            let alias = &import.names[0];
            let top = alias.name.split('.').next().unwrap_or_default();
            let bound = alias.asname.as_ref().map_or(top, |name| name.as_str());
            make_lazy(source, parsed, import.range, bound).into_iter().collect()
        }
        Some(Stmt::ImportFrom(import)) if import.names.len() == 1 && &*import.names[0].name != "*" => {
            let alias = &import.names[0];
            let bound = alias.asname.as_ref().unwrap_or(&alias.name);
            make_lazy(source, parsed, import.range, bound).into_iter().collect()
        }
        Some(Stmt::Assign(assign)) => without_global(source, assign, mentions, module),
        _ => Vec::new(),
    }
}

/// Moves an import into the functions that use what it binds, if nothing else does.
fn make_lazy(source: &SourceFile, parsed: &ParsedModule, import: TextRange, bound: &str) -> Option<Fix> {
    if matches!(bound, "__strict__" | "__static__" | "annotations") {
        return None;
    }
    let lines = whole_lines(source, import);
    if source.text()[lines].trim() != &source.text()[import] {
        return None;
    }
    let mut users: Vec<&ast::StmtFunctionDef> = Vec::new();
    for stmt in parsed.ast.body.iter().filter(|stmt| stmt.range() != import) {
        let mentions = NameUses::count(stmt, bound);
        if mentions == 0 {
            continue;
        }
        let Stmt::FunctionDef(function) = stmt else { return None };
        let inside: usize = function.body.iter().map(|stmt| NameUses::count(stmt, bound)).sum();
        if inside != mentions {
            return None;
        }
        users.push(function);
    }
    if users.is_empty() {
        return None;
    }
    let mut edits = vec![(lines, String::new())];
    for function in users {
        let is_docstring =
            |stmt: &&Stmt| matches!(stmt, Stmt::Expr(expr) if expr.value.is_string_literal_expr());
        let skip = usize::from(function.body.first().is_some_and(|first| is_docstring(&first)));
        let first = function.body.get(skip).or_else(|| function.body.first())?;
        let index = source.line_index();
        let line = index.line_of(first.start());
        let text = source.line_text(line)?;
        let indent = &text[..text.len() - text.trim_start().len()];
        if index.line_start(line)? + TextSize::of(indent) != first.start() {
            return None;
        }
        let new = format!("{indent}{}{}", &source.text()[import], line_end(source));
        edits.push((TextRange::empty(index.line_start(line)?), new));
    }
    Some(Fix::new(format!("Import `{bound}` only where it is used"), edits))
}

/// Counts mentions of a name, wherever.
struct NameUses<'n> {
    name: &'n str,
    count: usize,
}

impl NameUses<'_> {
    fn count(stmt: &Stmt, name: &str) -> usize {
        use strict_syntax::ast::visitor::source_order::SourceOrderVisitor;
        let mut uses = NameUses { name, count: 0 };
        uses.visit_stmt(stmt);
        uses.count
    }
}

impl<'a> strict_syntax::ast::visitor::source_order::SourceOrderVisitor<'a> for NameUses<'_> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Name(name) = expr {
            self.count += usize::from(*name.id == *self.name);
        }
        strict_syntax::ast::visitor::source_order::walk_expr(self, expr);
    }

    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if let Stmt::Global(global) = stmt {
            self.count += global.names.iter().filter(|it| it.as_str() == self.name).count();
        }
        strict_syntax::ast::visitor::source_order::walk_stmt(self, stmt);
    }
}

/// Ways to do without a mutable object at module level: a function that makes it anew, or a context variable.
fn without_global(
    source: &SourceFile,
    assign: &ast::StmtAssign,
    mentions: &Mentions,
    module: &str,
) -> Vec<Fix> {
    let [Expr::Name(name)] = assign.targets.as_slice() else { return Vec::new() };
    let is_mutable = matches!(&*assign.value, Expr::List(_) | Expr::Dict(_) | Expr::Set(_))
        || matches!(&*assign.value, Expr::Call(call)
            if matches!(&*call.func, Expr::Name(it) if matches!(&*it.id, "list" | "dict" | "set")));
    if !is_mutable {
        return Vec::new();
    }
    let own =
        |target: &crate::names::Target| target.module == module && target.name.as_deref() == Some(&*name.id);
    let uses: Vec<TextRange> = mentions
        .all
        .iter()
        .filter(|mention| own(&mention.target) && mention.range != name.range)
        .map(|mention| mention.range)
        .collect();
    let end = line_end(source);
    let (id, value) = (&name.id, &source.text()[assign.value.range()]);
    let behind =
        |text: &'static str| uses.iter().map(|range| (TextRange::empty(range.end()), text.to_owned()));
    let mut as_function = vec![(assign.range, format!("def {id}():{end}    return {value}{end}"))];
    as_function.extend(behind("()"));
    let variable =
        format!("from contextvars import ContextVar{end}{end}{id} = ContextVar(\"{id}\", default={value})");
    let mut as_variable = vec![(assign.range, variable)];
    as_variable.extend(behind(".get()"));
    vec![
        Fix::new(format!("Turn `{id}` into a function that makes it anew"), as_function),
        Fix::new(format!("Turn `{id}` into a `ContextVar`"), as_variable),
    ]
}
