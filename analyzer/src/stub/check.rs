//! Whether a stub is well-formed, and says nothing that the source of the module contradicts.
//!
//! Only what a reader of both texts can be sure of is reported: a name that the source may bind in some other way, or a
//! function behind a decorator that may change it, is left alone.

use std::sync::Arc;

use strict_syntax::ast::{self, Stmt};
use strict_syntax::{ParsedModule, Ranged, SourceFile, TextRange};

use super::bases::missing_base;
use super::outline::{BindingKind, Outline, decorator_name, is_private};
use super::parameters::difference;
use super::{dialect, overlay, overlay_check};
use crate::diagnostics::{Code, Diagnostic, Location};

/// A stub beside the source of its module.
pub(super) struct Pair<'a> {
    pub(super) stub: &'a [Stmt],
    pub(super) stub_text: &'a str,
    pub(super) stub_outline: Outline<'a>,
    pub(super) real: &'a ParsedModule,
    pub(super) real_source: &'a SourceFile,
    pub(super) real_outline: Outline<'a>,
}

/// What is wrong with a stub, as it is found.
pub(crate) struct Findings {
    source: Arc<SourceFile>,
    found: Vec<Diagnostic>,
}

impl Findings {
    /// Nothing is found yet.
    pub(crate) fn new(source: &Arc<SourceFile>) -> Findings {
        Findings { source: Arc::clone(source), found: Vec::new() }
    }

    /// Adds a finding at a place in the stub, with a fact to note.
    pub(crate) fn add(&mut self, range: TextRange, message: String, note: Option<String>) {
        self.found.push(Diagnostic {
            code: Code::BadStub,
            message,
            primary: Location { source: Arc::clone(&self.source), range },
            label: None,
            trace: Vec::new(),
            notes: note.into_iter().collect(),
            help: Some("correct the stub by the source; docs/stubs.md has the whole dialect".to_owned()),
        });
    }

    /// What was found, in order of place.
    pub(crate) fn into_diagnostics(mut self) -> Vec<Diagnostic> {
        self.found.sort_by_key(|diagnostic| diagnostic.primary.range.start());
        self.found
    }
}

/// Checks a stub by itself, and against the source of its module where there is one.
///
/// `has_submodule` says whether the module has a submodule of that name, which is an attribute of it without any statement.
pub(crate) fn check_stub(
    name: &str,
    stub: &Arc<SourceFile>,
    real: Option<&SourceFile>,
    has_submodule: &dyn Fn(&str) -> bool,
) -> Vec<Diagnostic> {
    let mut findings = Findings::new(stub);
    let parsed = strict_syntax::parse(stub);
    for error in &parsed.errors {
        findings.add(error.range, format!("the stub is not valid Python: {}", error.message), None);
    }
    if !parsed.errors.is_empty() {
        return findings.into_diagnostics();
    }
    let body = &parsed.ast.body;
    let stub_outline = Outline::of(body, stub.text());
    for (range, message) in dialect::violations(body, &stub_outline) {
        findings.add(range, message, None);
    }
    let overlay = overlay::overlay_call(body);
    let Some(real_source) = real else {
        if let Some(range) = overlay {
            let message = format!("there is no source of `{name}` that the overlay could patch");
            findings.add(range, message, None);
        }
        return findings.into_diagnostics();
    };
    let real = strict_syntax::parse(real_source);
    if let Some(error) = real.errors.first() {
        if let Some(range) = overlay {
            let message = format!("the source of `{name}` that the overlay patches is not valid Python");
            let place = real_source.position(error.range.start());
            let note = format!("{}:{}: {}", real_source.path().display(), place.line, error.message);
            findings.add(range, message, Some(note));
        }
        return findings.into_diagnostics();
    }
    let real_outline = Outline::of(&real.ast.body, real_source.text());
    let pair =
        Pair { stub: body, stub_text: stub.text(), stub_outline, real: &real, real_source, real_outline };
    if overlay.is_some() {
        overlay_check::check(&pair, &mut findings);
    } else {
        pair.check_names(name, has_submodule, &mut findings);
    }
    findings.into_diagnostics()
}

impl Pair<'_> {
    /// The names that a whole model defines: each must be in the source, and be what the stub says it is.
    fn check_names(&self, module: &str, has_submodule: &dyn Fn(&str) -> bool, findings: &mut Findings) {
        let real = &self.real_outline;
        for (&name, bindings) in &self.stub_outline.names {
            for binding in bindings {
                let range = match binding.kind {
                    BindingKind::Function(function) => function.name.range(),
                    BindingKind::Class(class) => class.name.range(),
                    BindingKind::Assigned { .. } => binding.range,
                    _ => continue,
                };
                if !real.names.contains_key(name) {
                    let is_open = real.is_dynamic || !real.stars.is_empty() || has_submodule(name);
                    if !is_open && !name.starts_with('_') {
                        findings.add(range, format!("`{module}` has no `{name}` in its source"), None);
                    }
                    continue;
                }
                match binding.kind {
                    BindingKind::Function(function) => self.check_function(function, None, real, findings),
                    BindingKind::Class(class) => self.check_class(class, findings),
                    _ => {}
                }
            }
        }
    }

    /// A function or method against those of the same name in a block of the source.
    pub(super) fn check_function(
        &self,
        stub: &ast::StmtFunctionDef,
        class: Option<&str>,
        real: &Outline<'_>,
        findings: &mut Findings,
    ) {
        let name = match class {
            Some(class) => format!("{class}.{}", stub.name),
            None => stub.name.to_string(),
        };
        let bindings = real.bindings(&stub.name);
        let mut functions = Vec::new();
        for binding in bindings {
            match binding.kind {
                BindingKind::Function(function) if real.has_star_after(function.range) => return,
                BindingKind::Function(function) if has_decorator(function, &["overload"]) => {}
                BindingKind::Function(function) => functions.push(function),
                BindingKind::Class(real_class) if bindings.len() == 1 => {
                    let message = format!("`{name}` is a function here, and a class in the source");
                    findings.add(stub.name.range(), message, Some(self.place(real_class.name.range())));
                    return;
                }
                _ => return,
            }
        }
        let known = |function: &&ast::StmtFunctionDef| function.decorator_list.iter().all(is_transparent);
        if functions.is_empty()
            || !functions.iter().all(known)
            || !stub.decorator_list.iter().all(is_transparent_in_stub)
        {
            return;
        }
        let role = Role::of(stub, class.is_some());
        let Some(same_role) = functions.iter().find(|function| Role::of(function, class.is_some()) == role)
        else {
            let actual = Role::of(functions[0], class.is_some());
            let message = format!("`{name}` is {} here, and {} in the source", role.words(), actual.words());
            findings.add(stub.name.range(), message, Some(self.place(functions[0].name.range())));
            return;
        };
        let is_method = class.is_some() && role != Role::StaticMethod;
        let mut differences = functions
            .iter()
            .filter(|function| Role::of(function, class.is_some()) == role)
            .map(|function| difference(stub, function, is_method));
        if let Some(Some(first)) = differences.next()
            && differences.all(|it| it.is_some())
        {
            let range = first.range.unwrap_or(stub.name.range());
            let message = format!("`{name}` {}", first.message);
            findings.add(range, message, Some(self.place(same_role.name.range())));
        }
    }

    /// A class that stands for the whole real class.
    fn check_class(&self, stub: &ast::StmtClassDef, findings: &mut Findings) {
        let name = stub.name.as_str();
        let bindings = self.real_outline.bindings(name);
        let mut classes = Vec::new();
        for binding in bindings {
            match binding.kind {
                BindingKind::Class(class) => classes.push(class),
                BindingKind::Function(function)
                    if bindings.len() == 1 && function.decorator_list.is_empty() =>
                {
                    let message = format!("`{name}` is a class here, and a function in the source");
                    findings.add(stub.name.range(), message, Some(self.place(function.name.range())));
                    return;
                }
                _ => return,
            }
        }
        let [class] = classes.as_slice() else { return };
        if self.real_outline.has_star_after(class.range) {
            return;
        }
        let is_opaque = has_class_decorator(stub, "opaque");
        if let Some(base) = missing_base(stub, &self.stub_outline, class).filter(|_| !is_opaque) {
            let message = format!("`{name}` lacks the base class `{base}` that it has in the source");
            findings.add(stub.name.range(), message, Some(self.place(class.name.range())));
        }
        self.check_members(stub, class, findings);
    }

    /// The methods that a class of the stub has, against those of the real class.
    pub(super) fn check_members(
        &self,
        stub: &ast::StmtClassDef,
        real: &ast::StmtClassDef,
        findings: &mut Findings,
    ) {
        let text = self.real_source.text();
        let outline = Outline::of(&real.body, text);
        let stubbed = Outline::of(&stub.body, self.stub_text);
        for (&name, bindings) in &stubbed.names {
            for binding in bindings {
                let BindingKind::Function(function) = binding.kind else { continue };
                if outline.names.contains_key(name) {
                    self.check_function(function, Some(&stub.name), &outline, findings);
                } else if !name.starts_with('_') && !self.may_have(real, name, &mut Vec::new()) {
                    let message = format!("`{}` has no `{name}` in the source", stub.name);
                    findings.add(function.name.range(), message, Some(self.place(real.name.range())));
                }
            }
        }
    }

    /// Whether instances of the class may have the attribute: by a base, or in a way that the syntax does not show.
    fn may_have<'c>(&'c self, class: &'c ast::StmtClassDef, name: &str, seen: &mut Vec<&'c str>) -> bool {
        if seen.contains(&class.name.as_str()) {
            return false;
        }
        seen.push(&class.name);
        let module = &self.real_outline;
        let outline = Outline::of(&class.body, self.real_source.text());
        let is_plain = class.decorator_list.is_empty()
            && class.arguments.as_ref().is_none_or(|arguments| arguments.keywords.is_empty())
            && !outline.is_dynamic
            && !module.is_dynamic;
        if !is_plain || outline.names.contains_key(name) || module.stored_attributes.contains(name) {
            return true;
        }
        let bases = class.arguments.as_ref().map_or(&[][..], |arguments| &arguments.args);
        bases.iter().any(|base| {
            let ast::Expr::Name(base) = base else { return true };
            if &*base.id == "object" {
                return false;
            }
            match module.bindings(&base.id) {
                [only] => match only.kind {
                    BindingKind::Class(base) => self.may_have(base, name, seen),
                    _ => true,
                },
                _ => true,
            }
        })
    }

    /// The line of the source that a finding is about.
    pub(super) fn place(&self, range: TextRange) -> String {
        let line = self.real_source.position(range.start()).line;
        let text = self.real_source.line_text(line).unwrap_or_default().trim();
        format!("{}:{line}: {text}", self.real_source.path().display())
    }
}

/// What a function in a class is to those who ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Function,
    Method,
    ClassMethod,
    StaticMethod,
    Property,
}

impl Role {
    fn of(function: &ast::StmtFunctionDef, in_class: bool) -> Role {
        if !in_class {
            return Role::Function;
        }
        let named = |names| has_decorator(function, names);
        if named(&["staticmethod"]) {
            Role::StaticMethod
        } else if named(&["classmethod"]) {
            Role::ClassMethod
        } else if named(&["property", "cached_property", "abstractproperty", "setter", "deleter", "getter"]) {
            Role::Property
        } else {
            match function.name.as_str() {
                "__new__" => Role::StaticMethod,
                "__init_subclass__" | "__class_getitem__" => Role::ClassMethod,
                _ => Role::Method,
            }
        }
    }

    fn words(self) -> &'static str {
        match self {
            Role::Function => "a function",
            Role::Method => "a method",
            Role::ClassMethod => "a class method",
            Role::StaticMethod => "a static method",
            Role::Property => "a property",
        }
    }
}

/// Decorators that leave parameters as they are.
const TRANSPARENT: &[&str] = &[
    "abstractmethod",
    "abstractproperty",
    "cache",
    "cached_property",
    "classmethod",
    "contextmanager",
    "deprecated",
    "final",
    "getter",
    "lru_cache",
    "override",
    "property",
    "setter",
    "deleter",
    "staticmethod",
];

/// Whether a decorator leaves the parameters of its function as they are.
pub(super) fn is_transparent(decorator: &ast::Decorator) -> bool {
    decorator_name(decorator).is_some_and(|name| TRANSPARENT.contains(&name))
}

/// The same for a stub, where `effect` and its kin, and private names for them, only mark functions.
fn is_transparent_in_stub(decorator: &ast::Decorator) -> bool {
    let marks = |name: &str| is_private(name) || matches!(name, "effect" | "raises" | "tolerant");
    is_transparent(decorator) || decorator_name(decorator).is_some_and(marks)
}

fn has_decorator(function: &ast::StmtFunctionDef, names: &[&str]) -> bool {
    function.decorator_list.iter().filter_map(decorator_name).any(|name| names.contains(&name))
}

fn has_class_decorator(class: &ast::StmtClassDef, name: &str) -> bool {
    class.decorator_list.iter().any(|decorator| decorator_name(decorator) == Some(name))
}
