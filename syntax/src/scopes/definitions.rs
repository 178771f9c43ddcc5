//! Functions, lambdas, classes, type aliases, their type parameters and annotations.

use ruff_python_ast::name::Name;
use ruff_python_ast::{self as ast, Expr, Parameters, TypeParam, TypeParams};
use ruff_text_size::{Ranged, TextRange};

use super::build::{Builder, Frame, Mangling, implicit};
use super::flow::Flow;
use super::scope::{ScopeFlags, ScopeId, ScopeKey, ScopeKind};
use super::symbol::SymbolFlags;

impl<'a> Builder<'a> {
    pub(super) fn visit_function(&mut self, function: &'a ast::StmtFunctionDef) {
        let range = function.range;
        self.bind(&function.name, SymbolFlags::ASSIGNED | SymbolFlags::DEFINITION);
        self.visit_defaults(&function.parameters);
        for decorator in &function.decorator_list {
            self.visit_expr(&decorator.expression);
        }
        let generic = function.type_params.as_deref().map(|parameters| {
            let outer = self.enter_type_parameters(parameters, &function.name.id);
            self.visit_type_parameters(parameters);
            outer
        });
        self.visit_signature_annotations(function);
        let outer =
            self.enter(ScopeKind::Function, ScopeKey::Function(range), function.name.id.clone(), range);
        if function.is_async {
            self.scope_mut().flags |= ScopeFlags::ASYNC;
            self.frame.flow = Flow::of_coroutine();
        }
        self.note_parameters(&function.parameters);
        self.visit_body(&function.body);
        self.check_async_generator();
        self.leave(outer);
        if let Some(outer) = generic {
            self.leave(outer);
        }
    }

    pub(super) fn visit_lambda(&mut self, lambda: &'a ast::ExprLambda) {
        if let Some(parameters) = &lambda.parameters {
            self.visit_defaults(parameters);
        }
        let name = Name::new_static("lambda");
        let outer = self.enter(ScopeKind::Lambda, ScopeKey::Lambda(lambda.range), name, lambda.range);
        if let Some(parameters) = &lambda.parameters {
            self.note_parameters(parameters);
        }
        self.visit_expr(&lambda.body);
        self.leave(outer);
    }

    pub(super) fn visit_class(&mut self, class: &'a ast::StmtClassDef) {
        let range = class.range;
        self.bind(&class.name, SymbolFlags::ASSIGNED | SymbolFlags::DEFINITION);
        for decorator in &class.decorator_list {
            self.visit_expr(&decorator.expression);
        }
        let generic = class.type_params.as_deref().map(|parameters| {
            let outer = self.enter_type_parameters(parameters, &class.name.id);
            let scope = self.frame.scope;
            self.frame.mangling = Mangling { class: Some(&class.name.id), only_parameters_of: Some(scope) };
            self.write_mangling(scope);
            self.visit_type_parameters(parameters);
            outer
        });
        if let Some(arguments) = &class.arguments {
            for base in &arguments.args {
                if let Expr::Generator(generator) = base
                    && !generator.parenthesized
                {
                    self.error("Generator expression must be parenthesized", generator.range);
                }
            }
            self.visit_arguments(arguments);
        }
        let outer_mangling = self.frame.mangling;
        self.frame.mangling = Mangling { class: Some(&class.name.id), only_parameters_of: None };
        let outer = self.enter(ScopeKind::Class, ScopeKey::Class(range), class.name.id.clone(), range);
        self.visit_body(&class.body);
        self.leave(outer);
        self.frame.mangling = outer_mangling;
        if let Some(outer) = generic {
            self.leave(outer);
        }
    }

    pub(super) fn visit_type_alias(&mut self, alias: &'a ast::StmtTypeAlias) {
        let name = match &*alias.name {
            Expr::Name(name) => {
                self.check_binding(&name.id, name.range);
                self.note(&name.id, SymbolFlags::ASSIGNED | SymbolFlags::DEFINITION, name.range);
                name.id.clone()
            }
            // Only in a tree with errors.
            other => {
                self.visit_expr(other);
                Name::empty()
            }
        };
        let class = (self.frame.kind == ScopeKind::Class).then_some(self.frame.scope);
        let generic = alias.type_params.as_deref().map(|parameters| {
            let outer = self.enter_type_parameters(parameters, &name);
            self.visit_type_parameters(parameters);
            outer
        });
        let outer = self.enter(ScopeKind::TypeAlias, ScopeKey::TypeAlias(alias.range), name, alias.range);
        self.see_class(class);
        self.visit_expr(&alias.value);
        self.leave(outer);
        if let Some(outer) = generic {
            self.leave(outer);
        }
    }

    /// Defaults are evaluated where the function is defined.
    fn visit_defaults(&mut self, parameters: &'a Parameters) {
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        for parameter in positional.chain(&parameters.kwonlyargs) {
            self.visit_optional(parameter.default.as_deref());
        }
    }

    fn note_parameters(&mut self, parameters: &'a Parameters) {
        let named = parameters.posonlyargs.iter().chain(&parameters.args).chain(&parameters.kwonlyargs);
        for parameter in named {
            self.note_parameter(&parameter.parameter);
        }
        if let Some(parameter) = &parameters.vararg {
            self.note_parameter(parameter);
            self.scope_mut().flags |= ScopeFlags::VARIADIC_POSITIONAL;
        }
        if let Some(parameter) = &parameters.kwarg {
            self.note_parameter(parameter);
            self.scope_mut().flags |= ScopeFlags::VARIADIC_KEYWORDS;
        }
    }

    fn note_parameter(&mut self, parameter: &'a ast::Parameter) {
        let name = &parameter.name;
        self.check_binding(&name.id, name.range);
        let before = self.note_in(self.frame.scope, &name.id, SymbolFlags::PARAMETER, name.range);
        if before.contains(SymbolFlags::PARAMETER) {
            self.error(format!("duplicate argument '{name}' in function definition"), parameter.range);
        }
    }

    /// Opens the scope of type parameters.
    fn enter_type_parameters(&mut self, parameters: &'a TypeParams, name: &Name) -> Frame<'a> {
        let class = (self.frame.kind == ScopeKind::Class).then_some(self.frame.scope);
        let key = ScopeKey::TypeParameters(parameters.range);
        let outer = self.enter(ScopeKind::TypeParameters, key, name.clone(), parameters.range);
        self.see_class(class);
        outer
    }

    fn visit_type_parameters(&mut self, parameters: &'a TypeParams) {
        // All of them are mangled or none, wherever the bounds mention them: so they must all be known first.
        for parameter in parameters {
            self.note_type_parameter(parameter);
        }
        let mut seen_default = false;
        for parameter in parameters {
            let range = parameter.range();
            let (bound, default, kind) = match parameter {
                TypeParam::TypeVar(variable) => {
                    (variable.bound.as_deref(), variable.default.as_deref(), "a TypeVar default")
                }
                TypeParam::TypeVarTuple(tuple) => (None, tuple.default.as_deref(), "a TypeVarTuple default"),
                TypeParam::ParamSpec(spec) => (None, spec.default.as_deref(), "a ParamSpec default"),
            };
            if seen_default && default.is_none() {
                let name = &parameter.name().id;
                self.error(
                    format!("non-default type parameter '{name}' follows default type parameter"),
                    range,
                );
            }
            seen_default |= default.is_some();
            if let Some(bound) = bound {
                let part = if bound.is_tuple_expr() { "a TypeVar constraint" } else { "a TypeVar bound" };
                self.visit_type_variable(parameter, ScopeKey::TypeParameterBound(range), bound, part);
            }
            if let Some(default) = default {
                self.visit_type_variable(parameter, ScopeKey::TypeParameterDefault(range), default, kind);
            }
        }
    }

    fn note_type_parameter(&mut self, parameter: &'a TypeParam) {
        let name = parameter.name();
        let range = parameter.range();
        self.check_binding(&name.id, name.range);
        if name.as_str() == "__classdict__" {
            self.error(format!("reserved name '{name}' cannot be used for type parameter"), range);
        }
        let flags = SymbolFlags::TYPE_PARAMETER | SymbolFlags::ASSIGNED;
        let before = self.note_type_parameter_name(&name.id, flags, name.range);
        if before.contains(SymbolFlags::TYPE_PARAMETER) {
            self.error(format!("duplicate type parameter '{name}'"), range);
        }
    }

    fn visit_type_variable(
        &mut self,
        parameter: &'a TypeParam,
        key: ScopeKey,
        value: &'a Expr,
        part: &'static str,
    ) {
        let class = self.scope_mut().class_namespace;
        let outer = self.enter(ScopeKind::TypeVariable, key, parameter.name().id.clone(), value.range());
        self.see_class(class);
        self.frame.type_variable_part = part;
        self.visit_expr(value);
        self.leave(outer);
    }

    /// Makes the current scope look names up in the namespace of a class.
    fn see_class(&mut self, class: Option<ScopeId>) {
        if class.is_some() {
            self.scope_mut().class_namespace = class;
            self.note(&Name::new_static("__classdict__"), SymbolFlags::USED, implicit());
        }
    }

    /// The annotations of a function's parameters and result: one deferred scope.
    fn visit_signature_annotations(&mut self, function: &'a ast::StmtFunctionDef) {
        let parameters = &*function.parameters;
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        let annotations = positional
            .map(|parameter| &parameter.parameter)
            .chain(parameters.vararg.as_deref())
            .chain(parameters.kwarg.as_deref())
            .chain(parameters.kwonlyargs.iter().map(|parameter| &parameter.parameter))
            .filter_map(|parameter| parameter.annotation.as_deref())
            .chain(function.returns.as_deref());
        let class = match self.frame.kind {
            ScopeKind::Class => Some(self.frame.scope),
            _ => self.scope_mut().class_namespace,
        };
        let mut annotations = annotations.peekable();
        if self.future_annotations {
            annotations.for_each(|annotation| self.check_unevaluated_annotation(annotation));
            return;
        }
        if annotations.peek().is_none() {
            // CPython has a scope for them all the same, which sees the class.
            if let Some(class) = class {
                self.scopes[class.index()].flags |= ScopeFlags::NEEDS_CLASS_NAMESPACE;
            }
            return;
        }
        let outer = self.enter_annotations(ScopeKey::FunctionAnnotations(function.range), function.range);
        self.see_class(class);
        for annotation in annotations {
            self.visit_expr(annotation);
        }
        self.leave(outer);
    }

    /// The annotation of a variable. Those of a module or class share one deferred scope; those of a function
    /// are never evaluated.
    pub(super) fn visit_annotation(&mut self, annotation: &'a Expr) {
        let key = match self.frame.kind {
            ScopeKind::Module => ScopeKey::ModuleAnnotations,
            ScopeKind::Class => ScopeKey::ClassAnnotations(self.scope_mut().range),
            _ => return self.check_unevaluated_annotation(annotation),
        };
        if self.frame.in_conditional_block {
            self.scope_mut().flags |= ScopeFlags::CONDITIONAL_ANNOTATIONS;
        }
        if self.future_annotations {
            return self.check_unevaluated_annotation(annotation);
        }
        let outer = match self.frame.annotations {
            Some(scope) => self.enter_existing(scope, ScopeKind::Annotations),
            None => {
                let class = (self.frame.kind == ScopeKind::Class).then_some(self.frame.scope);
                let range = self.scope_mut().range;
                let mut outer = self.enter_annotations(key, range);
                outer.annotations = Some(self.frame.scope);
                self.see_class(class);
                outer
            }
        };
        self.visit_expr(annotation);
        self.leave(outer);
    }

    fn enter_annotations(&mut self, key: ScopeKey, range: TextRange) -> Frame<'a> {
        self.enter(ScopeKind::Annotations, key, Name::new_static("__annotate__"), range)
    }
}
