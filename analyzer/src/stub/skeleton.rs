//! The first stub of a module, written from its source: what it defines, with effects still to be stated.
//!
//! A skeleton claims no more than the source shows. Each function is marked with an effect until its reader has removed
//! the mark, and a value that is not a plain constant is left open. Executing a skeleton has no findings.

use std::fmt::Write as _;

use indexmap::{IndexMap, IndexSet};
use strict_syntax::ast::{self, Expr};
use strict_syntax::{ParsedModule, Ranged, SourceFile};

use super::check::is_transparent;
use super::outline::{Binding, BindingKind, Outline, Star, decorator_name, last_name};
use super::resolve::{Names, Provides, is_constant};

/// The module that a skeleton is written of.
pub(crate) struct Origin<'a> {
    pub(crate) name: &'a str,
    pub(crate) is_package: bool,
    pub(crate) source: &'a SourceFile,
    pub(crate) parsed: &'a ParsedModule,
    /// Whether importing the module (and the name from it) evaluates it: the library's do.
    pub(crate) provides: Provides<'a>,
    /// The public names of a module from which all are imported.
    pub(crate) public_names: &'a dyn Fn(&str) -> Vec<String>,
}

/// Columns that a line may take before it is broken.
const WIDTH: usize = 110;

/// Longest text of a constant that is kept.
const MAX_CONSTANT: usize = 200;

/// The text of the skeleton.
pub(crate) fn write_skeleton(origin: &Origin<'_>) -> String {
    let outline = Outline::of(&origin.parsed.ast.body, origin.source.text());
    let names = Names::new(&outline, origin.name, origin.is_package, origin.provides);
    let mut writer = Writer {
        names: &names,
        text: origin.source.text(),
        outline: &outline,
        from_stub: IndexSet::new(),
        imports: IndexMap::new(),
        marks: false,
    };
    let exported = exported(&outline);
    let mut definitions: IndexMap<String, String> = IndexMap::new();
    let mut wanted: Vec<String> = outline
        .names
        .iter()
        .filter(|(name, bindings)| writer.is_public(name, bindings, exported.as_deref()))
        .map(|(name, _)| (*name).to_owned())
        .collect();
    // What is written may need more, until nothing new is needed.
    while !wanted.is_empty() {
        for name in std::mem::take(&mut wanted) {
            if let Some((name, _)) = outline.names.get_key_value(name.as_str()) {
                let text = writer.definition(name);
                definitions.insert((*name).to_owned(), text);
            }
        }
        wanted = names.needed().into_iter().filter(|name| !definitions.contains_key(name)).collect();
        wanted.retain(|name| outline.names.contains_key(name.as_str()));
    }
    let conditional: Vec<String> =
        outline.stars.iter().filter_map(|star| writer.star_import(star, origin)).collect();
    definitions.sort_by_cached_key(|name, _| place_of(&outline, name));
    let ordered = definitions.values();
    let ordered = conditional.iter().chain(ordered);
    let body: Vec<&str> = ordered.map(String::as_str).filter(|text| !text.is_empty()).collect();
    writer.finish(origin, &body)
}

/// Where the binding stands that a skeleton takes for a name.
fn place_of(outline: &Outline<'_>, name: &str) -> u32 {
    let executed: Vec<&Binding<'_>> = outline.bindings(name).iter().filter(|it| is_executed(it)).collect();
    choose(&executed).map_or(0, |(chosen, _)| chosen.range.start().to_u32())
}

/// The names in `__all__`, if it is a plain list of them.
fn exported(outline: &Outline<'_>) -> Option<Vec<String>> {
    let [only] = outline.bindings("__all__") else { return None };
    let BindingKind::Assigned { value: Some(value), .. } = only.kind else { return None };
    let items = match value {
        Expr::List(list) => &list.elts,
        Expr::Tuple(tuple) => &tuple.elts,
        _ => return None,
    };
    let text = |item: &Expr| item.as_string_literal_expr().map(|literal| literal.value.to_str().to_owned());
    items.iter().map(text).collect()
}

/// Public names of a block's outline, for those that import all of them.
pub(crate) fn public_names(parsed: &ParsedModule, text: &str) -> Vec<String> {
    let outline = Outline::of(&parsed.ast.body, text);
    exported(&outline).unwrap_or_else(|| {
        outline.names.keys().filter(|name| !name.starts_with('_')).map(|name| (*name).to_owned()).collect()
    })
}

/// Whether a module's outline has the name, or may have it.
pub(crate) fn defines(parsed: &ParsedModule, text: &str, name: &str) -> bool {
    let outline = Outline::of(&parsed.ast.body, text);
    outline.names.contains_key(name) || outline.is_dynamic || !outline.stars.is_empty()
}

/// Writes the definitions of a skeleton, and keeps account of what they import.
pub(super) struct Writer<'a> {
    pub(super) names: &'a Names<'a>,
    pub(super) text: &'a str,
    pub(super) outline: &'a Outline<'a>,
    /// Names of `__stub__` that are used.
    from_stub: IndexSet<&'static str>,
    /// Names to import by module; a module without names is imported itself.
    imports: IndexMap<String, IndexSet<String>>,
    /// Whether a function is marked as not modelled.
    marks: bool,
}

impl<'a> Writer<'a> {
    /// Uses a name of `__stub__`.
    pub(super) fn stub_name(&mut self, name: &'static str) -> &'static str {
        self.from_stub.insert(name);
        name
    }

    /// The mark of a function whose effects nobody has stated yet.
    pub(super) fn mark(&mut self) -> &'static str {
        self.marks = true;
        self.stub_name("effect");
        "@_unread"
    }

    /// A value of which nothing is known.
    pub(super) fn unknown(&mut self, what: &str) -> String {
        format!("{}({})", self.stub_name("unknown"), quoted(what))
    }

    fn is_public(&self, name: &str, bindings: &[Binding<'_>], exported: Option<&[String]>) -> bool {
        let is_import = |binding: &Binding<'_>| {
            matches!(binding.kind, BindingKind::Import(_) | BindingKind::ImportFrom(..))
        };
        if exported.is_some_and(|exported| exported.iter().any(|it| it == name)) {
            return true;
        }
        if name.starts_with('_') {
            let is_told = matches!(name, "__all__" | "__version__" | "__author__" | "__license__");
            return is_told && bindings.len() == 1;
        }
        if !bindings.iter().all(is_import) {
            return true;
        }
        bindings.iter().any(|binding| match binding.kind {
            BindingKind::ImportFrom(import, alias) => {
                !binding.type_checking
                    && (alias.asname.as_ref().is_some_and(|it| *it == alias.name)
                        || (self.names.is_package && import.level > 0))
            }
            _ => false,
        })
    }

    /// The text that defines a name of the module; empty when an import does, or nothing can be said.
    fn definition(&mut self, name: &'a str) -> String {
        let bindings = self.outline.bindings(name);
        let executed: Vec<&'a Binding<'a>> = bindings.iter().filter(|it| is_executed(it)).collect();
        let Some((&chosen, is_several)) = choose(&executed) else {
            if let Some(binding) = self.names.definition(name) {
                self.import(binding);
            }
            return String::new();
        };
        let comment = match &chosen.condition {
            Some(condition) if is_several => {
                format!("# One of several definitions: {}\n", one_line(condition))
            }
            Some(condition) => format!("# Only {}\n", one_line(condition)),
            None if is_several && !matches!(chosen.kind, BindingKind::Assigned { .. }) => {
                "# One of several definitions\n".to_owned()
            }
            None => String::new(),
        };
        let module = self.names.module;
        if let Some(Binding { kind: BindingKind::Assigned { value: Some(value), .. }, .. }) =
            self.names.definition(name)
        {
            self.names.require_type(value);
            return format!("{comment}{name} = {}\n", self.slice(value));
        }
        let text = match chosen.kind {
            BindingKind::Import(_) | BindingKind::ImportFrom(..) => {
                return self.imported(name, chosen, is_several);
            }
            BindingKind::Function(function) => self.function(function, &format!("{module}.{name}"), None),
            BindingKind::Class(class) => self.class(class, &format!("{module}.{name}")),
            BindingKind::Assigned { value: Some(Expr::Name(other)), .. }
                if !is_several && self.is_function_or_class(&other.id) =>
            {
                self.names.need(&other.id);
                format!("{name} = {}\n", other.id)
            }
            BindingKind::Assigned { value, annotation } => {
                let value =
                    self.value(value.filter(|_| !is_several), annotation, &format!("`{module}.{name}`"));
                format!("{name} = {value}\n")
            }
            BindingKind::TypeAlias | BindingKind::Other => {
                format!("{name} = {}\n", self.unknown(&format!("`{module}.{name}`")))
            }
        };
        if text.is_empty() { text } else { format!("{comment}{text}") }
    }

    /// A name that the source imports. What a package takes from its modules is imported where the source does so, unless
    /// something in the stub needs it.
    fn imported(&mut self, name: &str, chosen: &Binding<'_>, is_several: bool) -> String {
        let definition = self.names.definition(name);
        match chosen.kind {
            BindingKind::ImportFrom(import, alias)
                if import.level > 0 && !self.names.is_needed(name) && !is_several =>
            {
                format!("from {} import {}\n", module_text(import), alias_text(alias))
            }
            _ => match definition {
                Some(definition) => {
                    self.import(definition);
                    String::new()
                }
                // The stub does not evaluate other modules than the library's.
                None => format!("{name} = {}\n", self.unknown(&format!("`{}.{name}`", self.names.module))),
            },
        }
    }

    /// Whether the name, bound once, is that of a function or class of the module.
    fn is_function_or_class(&self, name: &str) -> bool {
        matches!(
            self.outline.bindings(name),
            [Binding { kind: BindingKind::Function(_) | BindingKind::Class(_), condition: None, .. }]
        )
    }

    /// A value as the skeleton gives it: a constant, one of a known type, or unknown.
    pub(super) fn value(&mut self, value: Option<&Expr>, annotation: Option<&Expr>, what: &str) -> String {
        self.known_value(value, annotation).unwrap_or_else(|| self.unknown(what))
    }

    /// A constant, or a value of a known type.
    pub(super) fn known_value(&mut self, value: Option<&Expr>, annotation: Option<&Expr>) -> Option<String> {
        if let Some(value) = value
            && is_constant(value)
            && is_short(self.slice(value))
        {
            return Some(parenthesized(value, self.slice(value)));
        }
        if let Some(annotation) = annotation {
            let inner = match annotation {
                Expr::Subscript(it) if last_name(&it.value) == Some("Final") => &*it.slice,
                other => other,
            };
            if last_name(inner) != Some("Final") && self.names.require(inner) {
                let typed = self.stub_name("typed");
                return Some(format!("{typed}({})", self.slice(inner)));
            }
        }
        let class = match value {
            Some(Expr::List(_) | Expr::ListComp(_)) => "list",
            Some(Expr::Dict(_) | Expr::DictComp(_)) => "dict",
            Some(Expr::Set(_) | Expr::SetComp(_)) => "set",
            Some(Expr::StringLiteral(_) | Expr::FString(_)) => "str",
            Some(Expr::BytesLiteral(_)) => "bytes",
            _ => return None,
        };
        Some(format!("{}({class})", self.stub_name("typed")))
    }

    /// A function; what a decorator of unknown meaning makes of it is unknown.
    pub(super) fn function(
        &mut self,
        function: &ast::StmtFunctionDef,
        qualified: &str,
        class: Option<&str>,
    ) -> String {
        let opaque = function.decorator_list.iter().find(|it| is_opaque_decorator(it));
        if let Some(decorator) = opaque {
            if class.is_some() {
                return self.open_method(&function.name);
            }
            let decorator = decorator_name(decorator).unwrap_or("a decorator");
            let value = self.unknown(&format!("what `{decorator}` makes of `{qualified}`"));
            return format!("{} = {value}\n", function.name);
        }
        let mut text = String::new();
        let mut is_changed = false;
        for decorator in &function.decorator_list {
            match decorator_name(decorator) {
                Some(name @ ("classmethod" | "staticmethod" | "property")) if class.is_some() => {
                    let _ = writeln!(text, "@{name}");
                }
                Some("cached_property" | "abstractproperty") if class.is_some() => {
                    text.push_str("@property\n");
                }
                Some("setter" | "deleter" | "getter") if class.is_some() => {
                    let _ = writeln!(text, "@{}", self.slice(&decorator.expression));
                }
                Some("abstractmethod") if self.names.require(&decorator.expression) => {
                    let _ = writeln!(text, "@{}", self.slice(&decorator.expression));
                }
                Some("final" | "override" | "overload") => {}
                _ => is_changed = true,
            }
        }
        let _ = writeln!(text, "{}", self.mark());
        let prefix = if function.is_async { "async def" } else { "def" };
        let mut end = "): ...\n".to_owned();
        if let Some(returns) = &function.returns
            && !is_changed
            && !function.is_async
            && let Some(returns) = self.annotation(returns)
        {
            end = format!(") -> {returns}: ...\n");
        }
        let start = format!("{prefix} {}(", function.name);
        text.push_str(&filled(&start, &self.parameters(&function.parameters), &end));
        text
    }

    /// A method of which only the name is known, if Python itself would call it; reading any other is left to `@opaque`.
    pub(super) fn open_method(&mut self, name: &str) -> String {
        if !name.starts_with("__") {
            return String::new();
        }
        format!("{}\ndef {name}(*args, **kwargs): ...\n", self.mark())
    }

    /// Parameters without annotations; defaults that are not short constants as `...`.
    fn parameters(&self, parameters: &ast::Parameters) -> Vec<String> {
        let one = |it: &ast::ParameterWithDefault| match &it.default {
            None => it.parameter.name.to_string(),
            Some(default) => {
                let text = self.slice(&**default);
                let is_kept = is_constant(default) && is_short(text);
                let text = if is_kept { parenthesized(default, text) } else { "...".to_owned() };
                format!("{}={text}", it.parameter.name)
            }
        };
        let mut listed: Vec<String> = parameters.posonlyargs.iter().map(one).collect();
        if !listed.is_empty() {
            listed.push("/".to_owned());
        }
        listed.extend(parameters.args.iter().map(one));
        match &parameters.vararg {
            Some(rest) => listed.push(format!("*{}", rest.name)),
            None if !parameters.kwonlyargs.is_empty() => listed.push("*".to_owned()),
            None => {}
        }
        listed.extend(parameters.kwonlyargs.iter().map(one));
        listed.extend(parameters.kwarg.iter().map(|it| format!("**{}", it.name)));
        listed
    }

    /// The annotation of a result, if the skeleton can evaluate it. One that is quoted is taken out of its quotes.
    pub(super) fn annotation(&self, annotation: &Expr) -> Option<String> {
        if let Expr::StringLiteral(literal) = annotation {
            let inner = literal.value.to_str();
            let parsed = strict_syntax::parse_expression(inner);
            let is_usable =
                parsed.errors.is_empty() && is_short(inner) && !parsed.ast.body.is_string_literal_expr();
            return (is_usable && self.names.require(&parsed.ast.body)).then(|| inner.to_owned());
        }
        if last_name(annotation) == Some("Self") && self.names.can_evaluate(annotation) {
            return Some("\"Self\"".to_owned());
        }
        let text = self.slice(annotation);
        (is_short(text) && self.names.require(annotation)).then(|| text.to_owned())
    }

    fn import(&mut self, binding: &Binding<'_>) {
        match binding.kind {
            BindingKind::Import(alias) => {
                self.imports.entry(alias_text(alias)).or_default();
            }
            BindingKind::ImportFrom(import, alias) => {
                let module = format!(
                    "{}{}",
                    ".".repeat(import.level as usize),
                    import.module.as_deref().unwrap_or("")
                );
                self.imports.entry(module).or_default().insert(alias_text(alias));
            }
            _ => {}
        }
    }

    /// `from m import *`: all names of the library's modules; those of others by name, since the stub does not evaluate them.
    /// What stands under a condition may fail, and gives the text of a statement.
    fn star_import(&mut self, star: &Star<'_>, origin: &Origin<'_>) -> Option<String> {
        let absolute = self.names.absolute(star.import)?;
        let module = module_text(star.import);
        if (origin.provides)(&absolute, None) {
            if star.is_conditional {
                return Some(format!("try:\n    from {module} import *\nexcept ImportError:\n    pass\n"));
            }
            self.imports.entry(module).or_default().insert("*".to_owned());
        } else {
            let public = (origin.public_names)(&absolute).into_iter();
            let new: Vec<String> =
                public.filter(|name| !self.outline.names.contains_key(name.as_str())).collect();
            if !new.is_empty() {
                self.imports.entry(module).or_default().extend(new);
            }
        }
        None
    }

    pub(super) fn slice(&self, node: &impl Ranged) -> &'a str {
        &self.text[node.range()]
    }

    fn finish(self, origin: &Origin<'_>, body: &[&str]) -> String {
        let mut text = format!(
            "\"\"\"A first model of `{}`, made from its source by `strict stub`; docs/stubs.md says what a stub may say.",
            origin.name
        );
        if self.marks {
            text.push_str(
                "\n\nCalling what is marked `@_unread` is reported. Read it in the source; then remove the mark, or put `@effect` in its\nplace.\n",
            );
        }
        text.push_str("\"\"\"\n");
        let mut blocks = Vec::new();
        for (module, names) in &self.imports {
            if names.contains("*") {
                blocks.push(format!("from {module} import *\n"));
                if names.len() == 1 {
                    continue;
                }
            }
            let names: Vec<&str> = names.iter().map(String::as_str).filter(|name| *name != "*").collect();
            blocks.push(match names.as_slice() {
                [] => format!("import {module}\n"),
                names => format!("from {module} import {}\n", names.join(", ")),
            });
        }
        if !blocks.is_empty() {
            let _ = write!(text, "\n{}", blocks.concat());
        }
        if !self.from_stub.is_empty() {
            let mut names: Vec<&str> = self.from_stub.iter().copied().collect();
            names.sort_unstable();
            let _ = write!(text, "\nfrom __stub__ import {}\n", names.join(", "));
        }
        if self.marks {
            text.push_str(
                "\n_unread = effect(\"prohibited\", \"has no model yet: its stub does not say what it does\")\n",
            );
        }
        let mut previous_is_line = false;
        for definition in body {
            let is_line = definition.lines().count() == 1;
            text.push_str(match (previous_is_line, is_line) {
                (true, true) => "",
                _ => "\n",
            });
            text.push_str(definition);
            previous_is_line = is_line;
        }
        text
    }
}

/// The module of an import as it is written: `..a.b`.
fn module_text(import: &ast::StmtImportFrom) -> String {
    format!("{}{}", ".".repeat(import.level as usize), import.module.as_deref().unwrap_or(""))
}

/// What an import names: `a as b`.
fn alias_text(alias: &ast::Alias) -> String {
    match &alias.asname {
        Some(name) => format!("{} as {name}", alias.name),
        None => alias.name.to_string(),
    }
}

/// Whether a decorator may make anything of its function.
fn is_opaque_decorator(decorator: &ast::Decorator) -> bool {
    !is_transparent(decorator) && decorator_name(decorator) != Some("overload")
}

/// Whether what the name stands for is unknown, for a decorator of the function.
pub(super) fn has_opaque_decorator(function: &ast::StmtFunctionDef) -> bool {
    function.decorator_list.iter().any(is_opaque_decorator)
}

/// Whether a condition is that of Windows, as written.
fn is_for_windows(condition: &str) -> bool {
    let names_it = ["\"win32\"", "'win32'", "\"nt\"", "'nt'"].iter().any(|name| condition.contains(name));
    names_it && !condition.starts_with("if not") && !condition.contains("!=")
}

/// Whether the statement is executed when the module is imported.
fn is_executed(binding: &Binding<'_>) -> bool {
    let is_main = binding.condition.as_ref().is_some_and(|condition| condition.starts_with("if __name__"));
    !binding.type_checking && !is_main
}

/// The binding to take, and whether others say something else: a definition is preferred to what takes its place elsewhere.
fn choose<'b, 'a>(bindings: &'b [&'a Binding<'a>]) -> Option<(&'b &'a Binding<'a>, bool)> {
    let is_overload = |binding: &Binding<'_>| match binding.kind {
        BindingKind::Function(function) => {
            function.decorator_list.iter().any(|it| decorator_name(it) == Some("overload"))
        }
        _ => false,
    };
    let mut real: Vec<_> = bindings.iter().filter(|it| !is_overload(it)).collect();
    if real.is_empty() {
        real = bindings.iter().take(1).collect();
    }
    let is_definition =
        |it: &&&&Binding<'_>| matches!(it.kind, BindingKind::Function(_) | BindingKind::Class(_));
    let is_import =
        |it: &&&&Binding<'_>| matches!(it.kind, BindingKind::Import(_) | BindingKind::ImportFrom(..));
    let is_elsewhere = |it: &&&&Binding<'_>| !it.condition.as_deref().is_some_and(is_for_windows);
    let chosen = real
        .iter()
        .filter(is_elsewhere)
        .find(is_definition)
        .or_else(|| real.iter().find(is_definition))
        .or_else(|| real.iter().find(is_import))
        .or(real.first())?;
    Some((*chosen, real.len() > 1))
}

/// Items on one line, or on several that are indented.
fn filled(start: &str, items: &[String], end: &str) -> String {
    let line = items.join(", ");
    if start.len() + line.len() + end.len() <= WIDTH {
        return format!("{start}{line}{end}");
    }
    let mut text = start.to_owned();
    let mut column = WIDTH;
    for item in items {
        if column + item.len() + 2 > WIDTH {
            text.truncate(text.trim_end_matches(' ').len());
            text.push_str("\n    ");
            column = 4;
        }
        let _ = write!(text, "{item}, ");
        column += item.len() + 2;
    }
    text.truncate(text.trim_end_matches(' ').len());
    format!("{text}\n{end}")
}

fn is_short(text: &str) -> bool {
    text.len() <= MAX_CONSTANT && !text.contains('\n')
}

/// A condition on one line, short enough for a comment.
pub(super) fn one_line(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= 80 { words } else { words.chars().take(77).chain("...".chars()).collect() }
}

/// A string literal of text that has no quotes of its own.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A tuple's parentheses may be left out where it was written.
fn parenthesized(value: &Expr, text: &str) -> String {
    match value {
        Expr::Tuple(tuple) if !tuple.parenthesized => format!("({text})"),
        _ => text.to_owned(),
    }
}
