//! Classes of a skeleton: bases that it can name, members that others may use, and a mark where it leaves something out.

use std::fmt::Write as _;

use strict_syntax::ast::{self, Expr};

use super::bases::base_names;
use super::outline::{Binding, BindingKind, Outline, decorator_name, is_private, last_name};
use super::resolve::is_constant;
use super::skeleton::{Writer, has_opaque_decorator, one_line};

/// What the bases of a class make of its body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Plain,
    /// Names are members.
    Enumeration,
    /// Annotated names are fields: `NamedTuple`, `TypedDict`, data classes.
    Record,
}

/// Methods that defining or changing a class runs, so that the skeleton itself would run them.
const CLASS_HOOKS: &[&str] = &["__init_subclass__", "__class_getitem__"];

/// Methods of a metaclass that making a class or asking about one runs.
const METACLASS_HOOKS: &[&str] = &[
    "__new__",
    "__init__",
    "__prepare__",
    "__call__",
    "__setattr__",
    "__getattribute__",
    "__getattr__",
    "mro",
];

/// Methods that making the members of an enumeration runs.
const ENUMERATION_HOOKS: &[&str] =
    &["__new__", "__init__", "__set_name__", "__hash__", "__eq__", "__init_subclass__", "__setattr__"];

impl<'a> Writer<'a> {
    /// A class definition. What is left out is told by comments, and by `@opaque` for the attributes of instances.
    pub(super) fn class(&mut self, class: &'a ast::StmtClassDef, qualified: &str) -> String {
        let shape = self.shape(class);
        if shape == Shape::Enumeration && self.has_mixed_in_class(class) {
            return format!("{} = {}\n", class.name, self.unknown(&format!("`{qualified}`")));
        }
        let is_metaclass = is_metaclass(class);
        let (arguments, left_out) = self.class_arguments(class);
        let outline = Outline::of(&class.body, self.text);
        let mut body = String::new();
        let mut omits = !left_out.is_empty() || !outline.stored_attributes.is_empty();
        for (&name, bindings) in &outline.names {
            let member = self.member(class, shape, name, bindings, qualified);
            match member.filter(|text| !text.is_empty()) {
                Some(text) => body.push_str(&text),
                None => omits = true,
            }
        }
        let makes_instances = outline.names.contains_key("__init__") || outline.names.contains_key("__new__");
        let is_changed = !left_out.is_empty() || class.decorator_list.iter().any(|it| self.is_dataclass(it));
        if is_changed && !makes_instances && shape == Shape::Plain && !is_metaclass {
            body.push_str(&self.open_method("__init__"));
        }
        let mut text = String::new();
        if !left_out.is_empty() {
            let _ = writeln!(text, "# In the source it also has: {}", one_line(&left_out.join(", ")));
        }
        for decorator in &class.decorator_list {
            if shape == Shape::Record && self.is_dataclass(decorator) {
                self.names.require(match &decorator.expression {
                    Expr::Call(call) => &call.func,
                    other => other,
                });
                let _ = writeln!(text, "@{}", self.slice(&decorator.expression));
            } else if !matches!(decorator_name(decorator), Some("final" | "runtime_checkable")) {
                let _ = writeln!(text, "# In the source: @{}", one_line(self.slice(&decorator.expression)));
                omits = true;
            }
        }
        if omits && shape == Shape::Plain && !is_metaclass {
            let _ = writeln!(text, "@{}", self.stub_name("opaque"));
        }
        let parameters = class.type_params.as_ref().map_or("", |it| self.slice(&**it));
        let parameters = if parameters.contains('\n') { "" } else { parameters };
        let list = if arguments.is_empty() { String::new() } else { format!("({})", arguments.join(", ")) };
        let _ = write!(text, "class {}{parameters}{list}:", class.name);
        if body.is_empty() {
            text.push_str(" ...\n");
            return text;
        }
        if body.lines().all(|line| line.starts_with('#')) {
            body.push_str("...\n");
        }
        text.push('\n');
        for line in body.lines() {
            let _ = writeln!(text, "    {line}");
        }
        text
    }

    /// The bases and keywords that the skeleton can evaluate, and the text of those that it cannot.
    fn class_arguments(&mut self, class: &'a ast::StmtClassDef) -> (Vec<String>, Vec<&'a str>) {
        let (mut kept, mut left_out) = (Vec::new(), Vec::new());
        let Some(arguments) = &class.arguments else { return (kept, left_out) };
        for base in &arguments.args {
            let plain = match base {
                // An opaque class of the stub cannot be asked for `__class_getitem__`.
                Expr::Subscript(subscript)
                    if self.is_own_class(&subscript.value) || !self.names.can_evaluate(base) =>
                {
                    &*subscript.value
                }
                other => other,
            };
            let names_itself = last_name(plain) == Some(class.name.as_str());
            // `Generic` stands with its parameters or not at all.
            let is_bare_generic = last_name(plain) == Some("Generic");
            if !names_itself && !is_bare_generic && self.names.require(plain) {
                kept.push(self.slice(plain).to_owned());
            } else {
                left_out.push(self.slice(base));
            }
        }
        for keyword in &arguments.keywords {
            let is_known = self.names.require(&keyword.value) || is_constant(&keyword.value);
            if is_known && keyword.arg.is_some() && left_out.is_empty() {
                kept.push(self.slice(keyword).to_owned());
            } else {
                left_out.push(self.slice(keyword));
            }
        }
        (kept, left_out)
    }

    /// Whether the expression names a class of the module.
    fn is_own_class(&self, expression: &Expr) -> bool {
        matches!(expression, Expr::Name(name) if self.outline.bindings(&name.id).iter().any(|binding| matches!(binding.kind, BindingKind::Class(_))))
    }

    fn shape(&self, class: &ast::StmtClassDef) -> Shape {
        let bases = base_names(class).unwrap_or_default();
        if self.is_enumeration(class, &mut Vec::new()) {
            Shape::Enumeration
        } else if bases.iter().any(|name| matches!(*name, "NamedTuple" | "TypedDict"))
            || (class.decorator_list.iter().any(|it| self.is_dataclass(it)) && self.has_plain_defaults(class))
        {
            Shape::Record
        } else {
            Shape::Plain
        }
    }

    fn is_enumeration<'c>(&'c self, class: &'c ast::StmtClassDef, seen: &mut Vec<&'c str>) -> bool {
        if seen.contains(&class.name.as_str()) {
            return false;
        }
        seen.push(&class.name);
        base_names(class).unwrap_or_default().into_iter().any(|name| {
            // The library imports it as `_Enum` here and there.
            matches!(
                name.trim_start_matches('_'),
                "Enum" | "IntEnum" | "StrEnum" | "ReprEnum" | "Flag" | "IntFlag"
            ) || self.outline.bindings(name).iter().any(|binding| match binding.kind {
                BindingKind::Class(base) => self.is_enumeration(base, seen),
                _ => false,
            })
        })
    }

    /// Whether an enumeration has a base of the module that makes the members, in a way that the skeleton does not repeat.
    fn has_mixed_in_class(&self, class: &ast::StmtClassDef) -> bool {
        base_names(class).unwrap_or_default().into_iter().any(|name| {
            self.outline.bindings(name).iter().any(|binding| match binding.kind {
                BindingKind::Class(base) => !self.is_enumeration(base, &mut Vec::new()),
                _ => false,
            })
        })
    }

    /// Whether the defaults of all fields can be written down.
    fn has_plain_defaults(&self, class: &ast::StmtClassDef) -> bool {
        class.body.iter().all(|statement| match statement {
            ast::Stmt::AnnAssign(field) => {
                field.value.as_ref().is_none_or(|value| is_constant(value) || self.is_plain_field(value))
            }
            _ => true,
        })
    }

    /// Whether the expression is `field(...)` with arguments that the skeleton can evaluate.
    fn is_plain_field(&self, value: &Expr) -> bool {
        let Expr::Call(call) = value else { return false };
        let keywords = &call.arguments.keywords;
        last_name(&call.func) == Some("field")
            && self.names.can_evaluate(&call.func)
            && call.arguments.args.is_empty()
            && keywords
                .iter()
                .all(|it| it.arg.is_some() && (is_constant(&it.value) || self.names.can_evaluate(&it.value)))
    }

    fn is_dataclass(&self, decorator: &ast::Decorator) -> bool {
        let (function, is_plain) = match &decorator.expression {
            Expr::Call(call) => {
                let keywords = &call.arguments.keywords;
                (&*call.func, keywords.iter().all(|it| it.arg.is_some() && is_constant(&it.value)))
            }
            other => (other, true),
        };
        is_plain && last_name(function) == Some("dataclass") && self.names.can_evaluate(function)
    }

    /// The text of a member; `None` when it is left out.
    fn member(
        &mut self,
        class: &ast::StmtClassDef,
        shape: Shape,
        name: &'a str,
        bindings: &[Binding<'a>],
        qualified: &str,
    ) -> Option<String> {
        let what = format!("{qualified}.{name}");
        let is_dunder = name.starts_with("__");
        if is_private(name) || matches!(name, "__slots__" | "__doc__" | "__annotations__" | "__match_args__")
        {
            // The implicit `__match_args__` and the fields of a record are what its annotations say.
            return self.record_field(shape, name, bindings, &what);
        }
        let functions: Vec<&'a ast::StmtFunctionDef> = bindings
            .iter()
            .filter_map(|binding| match binding.kind {
                BindingKind::Function(function) => Some(function),
                _ => None,
            })
            .filter(|it| !it.decorator_list.iter().any(|it| decorator_name(it) == Some("overload")))
            .collect();
        let last = bindings.last()?;
        match last.kind {
            BindingKind::Function(_) if self.is_run_here(class, shape, name) => {
                Some(format!("# Left out, since this stub would run it: `{name}`\n"))
            }
            // One part of a property that cannot be told leaves the others without their first.
            BindingKind::Function(_)
                if functions.len() > 1 && functions.iter().any(|it| has_opaque_decorator(it)) =>
            {
                Some(self.open_method(name))
            }
            BindingKind::Function(_) if functions.len() == 1 || is_property_family(&functions) => {
                let texts =
                    functions.into_iter().map(|function| self.function(function, &what, Some(&class.name)));
                Some(texts.collect())
            }
            BindingKind::Function(last) => Some(self.function(last, &what, Some(&class.name))),
            BindingKind::Class(inner) => Some(self.class(inner, &what)),
            BindingKind::Assigned { value: None, .. } if shape != Shape::Record => None,
            BindingKind::Assigned { .. } if shape == Shape::Record => {
                self.record_field(shape, name, bindings, &what)
            }
            BindingKind::Assigned { value: Some(value), .. } if shape == Shape::Enumeration && !is_dunder => {
                Some(if is_constant(value) {
                    format!("{name} = {}\n", self.value(Some(value), None, &what))
                } else {
                    format!("# Left out, since its value is computed: `{name}`\n")
                })
            }
            BindingKind::Assigned { value, annotation } if bindings.len() == 1 => {
                let value = self.known_value(value, annotation.filter(|it| is_plain_type(it)));
                Some(value.map_or_else(|| self.open_method(name), |value| format!("{name} = {value}\n")))
            }
            BindingKind::Import(_) | BindingKind::ImportFrom(..) => None,
            _ => Some(self.open_method(name)),
        }
    }

    /// A field of a record: its annotation makes it one, its default is a constant or unknown.
    fn record_field(
        &mut self,
        shape: Shape,
        name: &str,
        bindings: &[Binding<'a>],
        what: &str,
    ) -> Option<String> {
        let [Binding { kind: BindingKind::Assigned { value, annotation: Some(annotation) }, .. }] = bindings
        else {
            return None;
        };
        if shape != Shape::Record {
            return None;
        }
        let is_class_variable =
            matches!(annotation, Expr::Subscript(it) if last_name(&it.value) == Some("ClassVar"));
        if is_class_variable {
            return self.known_value(*value, None).map(|value| format!("{name} = {value}\n"));
        }
        let text = self.annotation(annotation).unwrap_or_else(|| "object".to_owned());
        let Some(value) = value else { return Some(format!("{name}: {text}\n")) };
        let value = match value {
            Expr::Call(call) if self.is_plain_field(value) => {
                self.names.require(&call.func);
                for keyword in &call.arguments.keywords {
                    self.names.require(&keyword.value);
                }
                self.slice(call).to_owned()
            }
            value => self.value(Some(value), None, &format!("the default of `{what}`")),
        };
        Some(format!("{name}: {text} = {value}\n"))
    }

    /// Whether executing the skeleton would run the method, which says nothing yet.
    fn is_run_here(&self, class: &ast::StmtClassDef, shape: Shape, name: &str) -> bool {
        if shape == Shape::Enumeration {
            return ENUMERATION_HOOKS.contains(&name);
        }
        (is_metaclass(class) && METACLASS_HOOKS.contains(&name))
            || (CLASS_HOOKS.contains(&name) && self.has_descendants(&class.name))
    }

    fn has_descendants(&self, name: &str) -> bool {
        self.outline.names.values().flatten().any(|binding| match binding.kind {
            BindingKind::Class(class) => base_names(class).is_none_or(|bases| bases.contains(&name)),
            _ => false,
        })
    }
}

/// Whether the class makes classes, by the name of a base.
fn is_metaclass(class: &ast::StmtClassDef) -> bool {
    base_names(class)
        .unwrap_or_default()
        .iter()
        .any(|base| matches!(*base, "type" | "EnumType") || base.ends_with("Meta"))
}

/// Whether an annotation is of a built-in type, or a union of them: a value of it is no descriptor.
fn is_plain_type(annotation: &Expr) -> bool {
    match annotation {
        Expr::Name(name) => matches!(
            &*name.id,
            "int"
                | "str"
                | "bytes"
                | "float"
                | "bool"
                | "complex"
                | "list"
                | "dict"
                | "set"
                | "frozenset"
                | "tuple"
        ),
        Expr::Subscript(subscript) => is_plain_type(&subscript.value),
        Expr::BinOp(operation) => is_plain_type(&operation.left) && is_plain_type(&operation.right),
        Expr::NoneLiteral(_) => true,
        _ => false,
    }
}

/// Whether functions of one name are a property with its setter and deleter.
fn is_property_family(functions: &[&ast::StmtFunctionDef]) -> bool {
    let is_part = |name: Option<&str>| matches!(name, Some("property" | "setter" | "deleter" | "getter"));
    functions.iter().all(|function| function.decorator_list.iter().any(|it| is_part(decorator_name(it))))
}
