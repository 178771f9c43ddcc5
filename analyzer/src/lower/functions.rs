//! What opens a scope: functions, lambdas, classes, comprehensions, annotations, type parameters and aliases.

use std::sync::Arc;

use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashMap;
use strict_syntax::{Resolution, ScopeId, ScopeKey, ast, static_attributes};

use super::{Builder, Lowered, Lowerer, constant};
use crate::domain::Value;
use crate::ir::{
    Call, Capture, ClassDef, Clause, Code, CodeKind, Comprehension, ComprehensionKind, Expr, ExprKind,
    FunctionDef, NameRef, Parameters, Stmt, StmtKind, Symbol, Target, TargetKind, TypeParam, TypeParamKind,
    sym,
};

impl Lowerer<'_> {
    /// Name of an inner definition with the names of those around it.
    fn qualname(&self, name: &str) -> Arc<str> {
        let outer = self
            .builders
            .iter()
            .rev()
            .find(|builder| !matches!(builder.kind, CodeKind::TypeParameters | CodeKind::Deferred));
        match outer {
            Some(builder) if builder.kind == CodeKind::Class => {
                Arc::from(format!("{}.{name}", builder.qualname))
            }
            Some(builder) if builder.is_function() => {
                Arc::from(format!("{}.<locals>.{name}", builder.qualname))
            }
            _ => Arc::from(name),
        }
    }

    fn open(&mut self, kind: CodeKind, scope: ScopeId, name: Symbol) {
        let qualname = self.qualname(name.as_str());
        let mut builder = Builder::new(kind, scope, name, qualname);
        // `super()` uses the cell without naming it.
        let uses_class = |symbol: &strict_syntax::Symbol| symbol.resolution() == Resolution::Free;
        if kind != CodeKind::Class && self.symbols.symbol(scope, "__class__").is_some_and(uses_class) {
            builder.free(sym::class);
        }
        self.builders.push(builder);
    }

    fn captures(&mut self, code: &Code) -> Vec<Capture> {
        code.free.iter().map(|name| self.capture(*name)).collect()
    }

    pub(super) fn function_statement(&mut self, function: &ast::StmtFunctionDef) -> Lowered<()> {
        let range = function.range;
        let target =
            Target { range: function.name.range, kind: TargetKind::Name(self.stored_name(&function.name)) };
        let decorators =
            function.decorator_list.iter().map(|d| self.expr(&d.expression)).collect::<Lowered<Vec<_>>>()?;
        let place = function.name.range;
        let mut value = match &function.type_params {
            None => {
                let mut definition = self.function(function, Vec::new())?;
                definition.decorators = decorators;
                Expr { range: place, kind: ExprKind::Function(Box::new(definition)) }
            }
            Some(params) => {
                let made = self.with_type_parameters(params, &function.name, |lowerer, type_params| {
                    let definition = lowerer.function(function, type_params)?;
                    Ok(Expr { range: place, kind: ExprKind::Function(Box::new(definition)) })
                })?;
                return self.decorated(range, decorators, made, target);
            }
        };
        value.range = place;
        self.push(range, StmtKind::Assign { targets: vec![target], value });
        Ok(())
    }

    /// Applies decorators to a definition that is made inside a hidden function.
    fn decorated(
        &mut self,
        range: TextRange,
        decorators: Vec<Expr>,
        mut value: Expr,
        target: Target,
    ) -> Lowered<()> {
        for function in decorators.into_iter().rev() {
            let call = Call { function, arguments: vec![value], keywords: Vec::new() };
            value = Expr { range: target.range, kind: ExprKind::Call(Box::new(call)) };
        }
        self.push(range, StmtKind::Assign { targets: vec![target], value });
        Ok(())
    }

    fn function(
        &mut self,
        function: &ast::StmtFunctionDef,
        type_params: Vec<NameRef>,
    ) -> Lowered<FunctionDef> {
        let (defaults, keyword_defaults) = self.defaults(&function.parameters)?;
        let annotate = self.function_annotations(function)?;
        let scope = self.scope_of(ScopeKey::Function(function.range));
        self.open(CodeKind::Function, scope, Symbol::new(&function.name));
        self.current().is_async = function.is_async;
        self.current().is_generator = self.symbols.scope(scope).is_generator();
        let parameters = self.parameters(&function.parameters);
        self.note_parameters(&parameters);
        let body = self.block(&function.body)?;
        let mut code = self.finish(function.range, parameters, body);
        code.docstring = self.docstring(&function.body);
        let captures = self.captures(&code);
        Ok(FunctionDef {
            code: Arc::new(code),
            captures,
            decorators: Vec::new(),
            defaults,
            keyword_defaults,
            annotate: annotate.map(Box::new),
            type_params,
        })
    }

    pub(super) fn lambda(&mut self, lambda: &ast::ExprLambda) -> Lowered<FunctionDef> {
        let (defaults, keyword_defaults) = match &lambda.parameters {
            Some(parameters) => self.defaults(parameters)?,
            None => (Vec::new(), Vec::new()),
        };
        let scope = self.scope_of(ScopeKey::Lambda(lambda.range));
        self.open(CodeKind::Lambda, scope, Symbol::new("<lambda>"));
        self.current().is_generator = self.symbols.scope(scope).is_generator();
        let parameters =
            lambda.parameters.as_ref().map(|parameters| self.parameters(parameters)).unwrap_or_default();
        let range = lambda.body.range();
        let body = self.block_of(|lowerer| {
            let value = lowerer.expr(&lambda.body)?;
            lowerer.push(range, StmtKind::Return(Some(value)));
            Ok(())
        })?;
        let code = self.finish(lambda.range, parameters, body);
        Ok(self.definition(code, defaults, keyword_defaults))
    }

    fn definition(
        &mut self,
        code: Code,
        defaults: Vec<Expr>,
        keyword_defaults: Vec<Option<Expr>>,
    ) -> FunctionDef {
        let captures = self.captures(&code);
        FunctionDef {
            code: Arc::new(code),
            captures,
            decorators: Vec::new(),
            defaults,
            keyword_defaults,
            annotate: None,
            type_params: Vec::new(),
        }
    }

    fn defaults(&mut self, parameters: &ast::Parameters) -> Lowered<(Vec<Expr>, Vec<Option<Expr>>)> {
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        let defaults =
            positional.filter_map(|p| p.default.as_ref()).map(|d| self.expr(d)).collect::<Lowered<_>>()?;
        let keyword = parameters
            .kwonlyargs
            .iter()
            .map(|p| p.default.as_ref().map(|default| self.expr(default)).transpose())
            .collect::<Lowered<_>>()?;
        Ok((defaults, keyword))
    }

    /// Gives parameters the first slots, in the order that [`Parameters`] states.
    fn parameters(&mut self, parameters: &ast::Parameters) -> Parameters {
        let name = |lowerer: &mut Self, parameter: &ast::Parameter| {
            let name = lowerer.mangled(&parameter.name);
            let written = parameter.name.as_str();
            let is_cell = lowerer
                .symbols
                .symbol(lowerer.current_ref().scope, written)
                .is_some_and(|symbol| symbol.resolution() == Resolution::Cell);
            let slot = lowerer.current().slot(name);
            // The same name twice is an error that has been reported; slots must still be distinct.
            if slot as usize + 1 != lowerer.current_ref().locals.len() {
                lowerer.current().fresh_slot(name);
            }
            if is_cell {
                lowerer.current().cell(name);
            }
            name
        };
        let positional: Vec<Symbol> =
            parameters.posonlyargs.iter().chain(&parameters.args).map(|p| name(self, &p.parameter)).collect();
        let keyword_only: Vec<Symbol> =
            parameters.kwonlyargs.iter().map(|p| name(self, &p.parameter)).collect();
        let variadic = parameters.vararg.as_ref().map(|p| name(self, p));
        let keyword_variadic = parameters.kwarg.as_ref().map(|p| name(self, p));
        self.current().first_parameter = positional.first().copied();
        self.current().second_parameter = positional.get(1).copied();
        Parameters {
            positional,
            positional_only: parameters.posonlyargs.len(),
            keyword_only,
            variadic,
            keyword_variadic,
        }
    }

    /// The function that computes `__annotations__` of a function.
    fn function_annotations(&mut self, function: &ast::StmtFunctionDef) -> Lowered<Option<FunctionDef>> {
        let mut annotated: Vec<(Symbol, &ast::Expr)> = Vec::new();
        for parameter in &*function.parameters {
            if let Some(annotation) = parameter.annotation() {
                annotated.push((self.mangled(parameter.name()), annotation));
            }
        }
        if let Some(returns) = &function.returns {
            annotated.push((sym::return_, returns));
        }
        if annotated.is_empty() {
            return Ok(None);
        }
        let as_text = self.symbols.future_annotations();
        self.current().class_dict |= !as_text;
        let scope = self.scope_of(ScopeKey::FunctionAnnotations(function.range));
        self.open(CodeKind::Deferred, scope, sym::annotate);
        let parameters = self.format_parameter();
        let body = self.block_of(|lowerer| {
            let mut items = Vec::new();
            for (name, annotation) in annotated {
                let range = annotation.range();
                let key = constant(range, Value::str(name.as_str()));
                let value = if as_text {
                    constant(range, Value::str(lowerer.text(range)))
                } else {
                    lowerer.annotation_value(annotation)?
                };
                items.push((Some(key), value));
            }
            let value = Expr { range: function.range, kind: ExprKind::Dict(items) };
            lowerer.push(function.range, StmtKind::Return(Some(value)));
            Ok(())
        })?;
        let code = self.finish(function.range, parameters, body);
        Ok(Some(self.definition(code, Vec::new(), Vec::new())))
    }

    /// The single parameter, `format`, of functions that compute annotations.
    fn format_parameter(&mut self) -> Parameters {
        self.current().fresh_slot(sym::format_arg);
        Parameters { positional: vec![sym::format_arg], positional_only: 1, ..Parameters::default() }
    }

    /// An annotation; `*Ts` stands for the only element of its unpacking.
    fn annotation_value(&mut self, annotation: &ast::Expr) -> Lowered<Expr> {
        let range = annotation.range();
        let value = self.expr(annotation)?;
        if !matches!(value.kind, ExprKind::Starred(_)) {
            return Ok(value);
        }
        let tuple = Expr { range, kind: ExprKind::Tuple(vec![value]) };
        Ok(Expr {
            range,
            kind: ExprKind::Subscript(Box::new(tuple), Box::new(constant(range, Value::int(0)))),
        })
    }

    /// The function that computes one annotation of a class or module.
    pub(super) fn deferred_annotation(&mut self, annotation: &ast::Expr) -> Lowered<Expr> {
        let range = annotation.range();
        let key = match self.current_ref().kind {
            CodeKind::Class => {
                let class = self.symbols.scope(self.current_ref().scope).range();
                ScopeKey::ClassAnnotations(class)
            }
            _ => ScopeKey::ModuleAnnotations,
        };
        let scope = self.scope_of(key);
        let definition =
            self.thunk(scope, sym::annotate, range, |lowerer| lowerer.annotation_value(annotation))?;
        Ok(Expr { range, kind: ExprKind::Function(Box::new(definition)) })
    }

    /// A function without parameters that returns one expression, evaluated in a scope of its own.
    fn thunk(
        &mut self,
        scope: ScopeId,
        name: Symbol,
        range: TextRange,
        lower: impl FnOnce(&mut Self) -> Lowered<Expr>,
    ) -> Lowered<FunctionDef> {
        self.open(CodeKind::Deferred, scope, name);
        let parameters = self.format_parameter();
        let body = self.block_of(|lowerer| {
            let value = lower(lowerer)?;
            lowerer.push(range, StmtKind::Return(Some(value)));
            Ok(())
        })?;
        let code = self.finish(range, parameters, body);
        Ok(self.definition(code, vec![constant(range, Value::int(1))], Vec::new()))
    }

    pub(super) fn class_statement(&mut self, class: &ast::StmtClassDef) -> Lowered<()> {
        let range = class.range;
        let target =
            Target { range: class.name.range, kind: TargetKind::Name(self.stored_name(&class.name)) };
        let decorators =
            class.decorator_list.iter().map(|d| self.expr(&d.expression)).collect::<Lowered<Vec<_>>>()?;
        match &class.type_params {
            None => {
                let mut definition = self.class(class, Vec::new())?;
                definition.decorators = decorators;
                let value = Expr { range: class.name.range, kind: ExprKind::Class(Box::new(definition)) };
                self.push(range, StmtKind::Assign { targets: vec![target], value });
                Ok(())
            }
            Some(params) => {
                let place = class.name.range;
                let value = self.with_type_parameters(params, &class.name, |lowerer, type_params| {
                    let definition = lowerer.class(class, type_params)?;
                    Ok(Expr { range: place, kind: ExprKind::Class(Box::new(definition)) })
                })?;
                self.decorated(range, decorators, value, target)
            }
        }
    }

    fn class(&mut self, class: &ast::StmtClassDef, type_params: Vec<NameRef>) -> Lowered<ClassDef> {
        let mut bases = Vec::new();
        let mut keywords = Vec::new();
        if let Some(arguments) = &class.arguments {
            bases = self.exprs(&arguments.args)?;
            for keyword in &arguments.keywords {
                let name = keyword.arg.as_ref().map(|name| Symbol::new(name));
                keywords.push((name, self.expr(&keyword.value)?));
            }
        }
        let scope = self.scope_of(ScopeKey::Class(class.range));
        self.open(CodeKind::Class, scope, Symbol::new(&class.name));
        let body = self.block(&class.body)?;
        let mut code = self.finish(class.range, Parameters::default(), body);
        code.docstring = self.docstring(&class.body);
        let captures = self.captures(&code);
        let static_attributes = static_attributes(class).into_iter().map(Symbol::new).collect();
        let code = Arc::new(code);
        Ok(ClassDef {
            code,
            captures,
            decorators: Vec::new(),
            bases,
            keywords,
            type_params,
            static_attributes,
        })
    }

    /// Wraps a generic definition in the hidden function whose variables are the type parameters.
    fn with_type_parameters(
        &mut self,
        params: &ast::TypeParams,
        name: &str,
        lower: impl FnOnce(&mut Self, Vec<NameRef>) -> Lowered<Expr>,
    ) -> Lowered<Expr> {
        let range = params.range;
        let scope = self.scope_of(ScopeKey::TypeParameters(range));
        self.current().class_dict = true;
        self.open(CodeKind::TypeParameters, scope, Symbol::new(name));
        let body = self.block_of(|lowerer| {
            let mut targets = Vec::new();
            for param in &params.type_params {
                targets.push(lowerer.type_param(param)?);
            }
            let value = lower(lowerer, targets)?;
            lowerer.push(range, StmtKind::Return(Some(value)));
            Ok(())
        })?;
        let code = self.finish(range, Parameters::default(), body);
        let definition = self.definition(code, Vec::new(), Vec::new());
        let function = Expr { range, kind: ExprKind::Function(Box::new(definition)) };
        let call = Call { function, arguments: Vec::new(), keywords: Vec::new() };
        Ok(Expr { range, kind: ExprKind::Call(Box::new(call)) })
    }

    fn type_param(&mut self, param: &ast::TypeParam) -> Lowered<NameRef> {
        let range = param.range();
        let (kind, name, bound, default) = match param {
            ast::TypeParam::TypeVar(p) => {
                (TypeParamKind::TypeVar, &p.name, p.bound.as_deref(), p.default.as_deref())
            }
            ast::TypeParam::TypeVarTuple(p) => {
                (TypeParamKind::TypeVarTuple, &p.name, None, p.default.as_deref())
            }
            ast::TypeParam::ParamSpec(p) => (TypeParamKind::ParamSpec, &p.name, None, p.default.as_deref()),
        };
        let symbol = Symbol::new(name);
        let bound_scope = self.scope_of(ScopeKey::TypeParameterBound(range));
        let bound = bound
            .map(|bound| self.thunk(bound_scope, symbol, bound.range(), |lowerer| lowerer.expr(bound)))
            .transpose()?;
        let default_scope = self.scope_of(ScopeKey::TypeParameterDefault(range));
        let default = default
            .map(|default| {
                self.thunk(default_scope, symbol, default.range(), |lowerer| {
                    lowerer.annotation_value(default)
                })
            })
            .transpose()?;
        let target = self.stored_name(name);
        let value = Expr {
            range,
            kind: ExprKind::TypeParam(Box::new(TypeParam { kind, name: symbol, bound, default })),
        };
        self.push(
            range,
            StmtKind::Assign { targets: vec![Target { range, kind: TargetKind::Name(target) }], value },
        );
        Ok(target)
    }

    pub(super) fn type_alias(&mut self, alias: &ast::StmtTypeAlias) -> Lowered<()> {
        let range = alias.range;
        let ast::Expr::Name(name) = &*alias.name else { return Ok(()) };
        self.current().class_dict = true;
        let target = Target { range: name.range, kind: TargetKind::Name(self.stored_name(&name.id)) };
        let symbol = Symbol::new(&name.id);
        let make = |lowerer: &mut Self, type_params: Vec<NameRef>| {
            let scope = lowerer.scope_of(ScopeKey::TypeAlias(range));
            let value =
                lowerer.thunk(scope, symbol, alias.value.range(), |lowerer| lowerer.expr(&alias.value))?;
            Ok(Expr {
                range,
                kind: ExprKind::TypeAlias { name: symbol, type_params, value: Box::new(value) },
            })
        };
        let value = match &alias.type_params {
            None => make(self, Vec::new())?,
            Some(params) => self.with_type_parameters(params, &name.id, make)?,
        };
        self.push(range, StmtKind::Assign { targets: vec![target], value });
        Ok(())
    }

    /// List, set and dict comprehensions, whose variables take slots of the enclosing frame (PEP 709).
    pub(super) fn comprehension(&mut self, expr: &ast::Expr) -> Lowered<Comprehension> {
        let (kind, element, value, generators) = match expr {
            ast::Expr::ListComp(c) => (ComprehensionKind::List, &*c.elt, None, &c.generators),
            ast::Expr::SetComp(c) => (ComprehensionKind::Set, &*c.elt, None, &c.generators),
            ast::Expr::DictComp(c) => (ComprehensionKind::Dict, &*c.key, Some(&*c.value), &c.generators),
            _ => unreachable!("called for comprehensions only"),
        };
        let outer_iter = self.expr(&generators[0].iter)?;
        let scope = self.scope_of(ScopeKey::Comprehension(expr.range()));
        let (slots, cells) = self.enter_comprehension(scope);
        let clauses = self.clauses_of(generators, outer_iter)?;
        let element = self.expr(element)?;
        let value = value.map(|value| self.expr(value)).transpose()?;
        self.current().comprehensions.pop();
        Ok(Comprehension { kind, slots, cells, clauses, element, value })
    }

    fn enter_comprehension(&mut self, scope: ScopeId) -> (Vec<u32>, Vec<u32>) {
        let mut map = FxHashMap::default();
        let mut slots = Vec::new();
        let mut cells = Vec::new();
        for symbol in self.symbols.symbols(scope) {
            let is_cell = symbol.resolution() == Resolution::Cell;
            if !is_cell && symbol.resolution() != Resolution::Local {
                continue;
            }
            let name = Symbol::new(symbol.name());
            let builder = self.current();
            let slot = builder.fresh_slot(name);
            map.insert(name, slot);
            slots.push(slot);
            if is_cell {
                builder.cells.push(slot);
                cells.push(slot);
            }
        }
        self.current().comprehensions.push((scope, map));
        (slots, cells)
    }

    fn clauses_of(&mut self, generators: &[ast::Comprehension], first_iter: Expr) -> Lowered<Vec<Clause>> {
        let mut first = Some(first_iter);
        let mut clauses = Vec::with_capacity(generators.len());
        for generator in generators {
            let iter = match first.take() {
                Some(iter) => iter,
                None => self.expr(&generator.iter)?,
            };
            let target = self.target(&generator.target)?;
            let conditions = self.exprs(&generator.ifs)?;
            clauses.push(Clause { target, iter, conditions });
        }
        Ok(clauses)
    }

    /// A generator expression: a generator function over its outermost iterator.
    pub(super) fn generator(&mut self, generator: &ast::ExprGenerator) -> Lowered<ExprKind> {
        let range = generator.range;
        let iter = self.expr(&generator.generators[0].iter)?;
        let scope = self.scope_of(ScopeKey::Comprehension(range));
        self.open(CodeKind::GeneratorExpression, scope, Symbol::new("<genexpr>"));
        self.current().is_generator = true;
        self.current().is_async = self.symbols.scope(scope).is_async();
        let slot = self.current().slot(sym::dot_zero);
        let parameters =
            Parameters { positional: vec![sym::dot_zero], positional_only: 1, ..Parameters::default() };
        let outer = super::yields::local(generator.generators[0].iter.range(), slot);
        let clauses = self.clauses_of(&generator.generators, outer)?;
        let element = self.expr(&generator.elt)?;
        let element_range = element.range;
        let mut body =
            vec![Stmt { range: element_range, kind: StmtKind::Yield { value: Some(element), target: None } }];
        for clause in clauses.into_iter().rev() {
            for condition in clause.conditions.into_iter().rev() {
                let range = condition.range;
                body = vec![Stmt {
                    range,
                    kind: StmtKind::If { branches: vec![(condition, body)], orelse: Vec::new() },
                }];
            }
            let kind = StmtKind::For { target: clause.target, iter: clause.iter, body, orelse: Vec::new() };
            body = vec![Stmt { range, kind }];
        }
        let code = self.finish(range, parameters, body);
        let function = self.definition(code, Vec::new(), Vec::new());
        Ok(ExprKind::Generator { function: Box::new(function), iter: Box::new(iter) })
    }
}
