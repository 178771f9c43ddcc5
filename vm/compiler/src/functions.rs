//! Functions and lambdas: defaults, closures, parameters, bodies.

use ruff_python_ast::{self as ast, Decorator, Expr, Parameters};
use strict_bytecode::{CodeFlags, Constant, Instruction, Opcode, flags};
use strict_semantics::Text;
use strict_syntax::{Ranged, ScopeFlags, ScopeId, ScopeKey, TextRange, TextSize};

use crate::compiler::Compiler;
use crate::unit::{Register, Unit, UnitKind, nth};

impl<'a> Compiler<'a> {
    pub(crate) fn function_definition(&mut self, function: &'a ast::StmtFunctionDef) {
        let place = self.definition_range(function.range, &function.decorator_list);
        let first_line = self.line(function.range.start());
        let define = |this: &mut Self, target| match &function.type_params {
            None => {
                let row = this.unit.mark();
                let flags = this.defaults(&function.parameters);
                this.at(place);
                this.function(function, first_line, row, flags, target);
            }
            Some(parameters) => this.generic_function(function, parameters, first_line, place, target),
        };
        self.decorated(&function.decorator_list, &function.name.id, place, define, |_, _| {});
    }

    /// Makes a definition and applies its decorators, does what is left to do with the result, then stores it.
    pub(crate) fn decorated(
        &mut self,
        decorators: &'a [Decorator],
        name: &str,
        place: TextRange,
        define: impl FnOnce(&mut Self, Register),
        finish: impl FnOnce(&mut Self, Register),
    ) {
        if decorators.is_empty()
            && let Some(register) = self.local_register(name)
        {
            self.at(place);
            return self.scratch(|this| {
                define(this, register);
                finish(this, register);
            });
        }
        self.scratch(|this| {
            let mut windows = Vec::with_capacity(decorators.len());
            for decorator in decorators {
                let window = this.unit.temporary();
                this.into(&decorator.expression, window);
                windows.push((window, decorator.expression.range()));
            }
            // The definition is the argument of the last decorator, whose result is that of the one before.
            let definition = this.unit.temporary();
            this.at(place);
            this.scratch(|this| define(this, definition));
            for &(window, range) in windows.iter().rev() {
                this.at(range);
                this.op(Opcode::Call, window, window, 1);
            }
            let result = windows.first().map_or(definition, |(window, _)| *window);
            this.at(place);
            finish(this, result);
            this.store_name(name, result);
        });
    }

    pub(crate) fn definition_range(&self, range: TextRange, decorators: &[Decorator]) -> TextRange {
        definition_range(self.text, range, decorators)
    }

    /// Evaluates the defaults into new temporaries in a row, and tells which there are.
    pub(crate) fn defaults(&mut self, parameters: &'a Parameters) -> u8 {
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        let positional: Vec<_> = positional.filter_map(|parameter| parameter.default.as_deref()).collect();
        let mut set = 0;
        if !positional.is_empty() {
            set |= flags::FUNCTION_DEFAULTS;
            let tuple = self.unit.temporary();
            let constants: Option<Vec<_>> = positional.iter().map(|default| self.constant(default)).collect();
            if let Some(constants) = constants {
                self.constant_into(Constant::tuple(constants), tuple);
            } else {
                self.scratch(|this| {
                    let first = this.unit.temporaries(positional.len());
                    for (at, default) in positional.iter().enumerate() {
                        this.into(default, nth(first, at));
                    }
                    this.op(Opcode::BuildTuple, tuple, first, positional.len() as u16);
                });
            }
        }
        let with_default = |parameter: &'a ast::ParameterWithDefault| {
            parameter.default.as_deref().map(|default| (&parameter.parameter.name, default))
        };
        let keyword_only: Vec<_> = parameters.kwonlyargs.iter().filter_map(with_default).collect();
        if !keyword_only.is_empty() {
            set |= flags::FUNCTION_KEYWORD_DEFAULTS;
            let dict = self.unit.temporary();
            self.scratch(|this| {
                let first = this.unit.temporaries(2 * keyword_only.len());
                for (at, (name, default)) in keyword_only.iter().enumerate() {
                    let name = Constant::Str(Text::from(&*this.mangled(&name.id)));
                    this.constant_into(name, nth(first, 2 * at));
                    this.into(default, nth(first, 2 * at + 1));
                }
                this.op(Opcode::BuildDict, dict, first, keyword_only.len() as u16);
            });
        }
        set
    }

    /// Makes a function whose defaults are in the temporaries from `row` on.
    pub(crate) fn function(
        &mut self,
        function: &'a ast::StmtFunctionDef,
        first_line: u32,
        row: u32,
        mut attributes: u8,
        target: Register,
    ) {
        if let Some((code, scope)) = self.signature_annotations(function) {
            let annotate = self.unit.temporary();
            self.function_of(code, scope, None, 0, annotate);
            attributes |= flags::FUNCTION_ANNOTATE;
        }
        let Some(scope) = self.symbols.scope_of(ScopeKey::Function(function.range)) else { return };
        let code = self.function_code(function, scope, first_line);
        self.function_of(code, scope, Some(row), attributes, target);
    }

    fn function_code(
        &mut self,
        function: &'a ast::StmtFunctionDef,
        scope: ScopeId,
        first_line: u32,
    ) -> Constant {
        let mut unit = self.function_unit(UnitKind::Function, scope, &function.name.id, &function.parameters);
        unit.first_line = first_line;
        let (docstring, body) = self.docstring(&function.body);
        if let Some(docstring) = docstring {
            unit.builder.constant(docstring);
            unit.flags |= CodeFlags::HAS_DOCSTRING;
        }
        // The implicit `return` belongs to the line where execution ends.
        let last = function.body.last().map_or(function.range, Ranged::range);
        self.nested(unit, |this| {
            this.at(last);
            this.body(body);
            this.return_none();
        })
    }

    fn function_unit(
        &mut self,
        kind: UnitKind,
        scope: ScopeId,
        name: &str,
        parameters: &Parameters,
    ) -> Unit<'a> {
        let layout = self.captures.layout(self.symbols, scope, &[]);
        let is_definition = kind == UnitKind::Function;
        let qualified_name = self.qualified_name(name, is_definition);
        let mut unit = Unit::new(kind, scope, layout, name, &qualified_name);
        let positional_only = parameters.posonlyargs.len();
        unit.argument_count = (positional_only + parameters.args.len()) as u16;
        unit.positional_only_count = positional_only as u16;
        unit.keyword_only_count = parameters.kwonlyargs.len() as u16;
        unit.flags = self.common_flags() | self.function_flags(scope) | self.suspension_flags(scope);
        unit
    }

    /// The flags of a function by its scope, but those of generators.
    pub(crate) fn function_flags(&self, scope: ScopeId) -> CodeFlags {
        let set = self.symbols.scope(scope).flags();
        let mut flags = CodeFlags::OPTIMIZED | CodeFlags::NEWLOCALS;
        flags.set(CodeFlags::NESTED, set.contains(ScopeFlags::NESTED));
        flags.set(CodeFlags::VARARGS, set.contains(ScopeFlags::VARIADIC_POSITIONAL));
        flags.set(CodeFlags::VARKEYWORDS, set.contains(ScopeFlags::VARIADIC_KEYWORDS));
        flags.set(CodeFlags::METHOD, set.contains(ScopeFlags::METHOD));
        flags
    }

    fn suspension_flags(&self, scope: ScopeId) -> CodeFlags {
        let scope = self.symbols.scope(scope);
        match (scope.is_async(), scope.is_generator()) {
            (true, true) => CodeFlags::ASYNC_GENERATOR,
            (true, false) => CodeFlags::COROUTINE,
            (false, true) => CodeFlags::GENERATOR,
            (false, false) => CodeFlags::empty(),
        }
    }

    /// Makes a function of code. Its attributes are in the temporaries from `row` on, as the flags say, and
    /// nothing is above them.
    pub(crate) fn function_of(
        &mut self,
        code: Constant,
        scope: ScopeId,
        row: Option<u32>,
        mut attributes: u8,
        target: Register,
    ) {
        let free = self.captures.free(scope).to_vec();
        self.scratch(|this| {
            if !free.is_empty() {
                attributes |= flags::FUNCTION_CLOSURE;
                let closure = this.unit.temporary();
                this.scratch(|this| {
                    let first = this.unit.temporaries(free.len());
                    for (at, variable) in free.iter().enumerate() {
                        this.load_closure_cell(variable, nth(first, at));
                    }
                    this.op(Opcode::BuildTuple, closure, first, free.len() as u16);
                });
            }
            let count = attributes.count_ones();
            let window = match (row, count) {
                (_, 0) => target,
                (Some(row), _) => u16::try_from(row).unwrap_or(u16::MAX),
                (None, _) => u16::try_from(this.unit.mark() - count).unwrap_or(u16::MAX),
            };
            let number = this.unit.builder.constant(code);
            this.emit(Instruction::with_wide(Opcode::MakeFunction, attributes, window, number));
            this.move_into(window, target);
        });
    }

    pub(crate) fn lambda(&mut self, lambda: &'a ast::ExprLambda, target: Register) {
        let Some(scope) = self.symbols.scope_of(ScopeKey::Lambda(lambda.range)) else { return };
        self.scratch(|this| {
            let row = this.unit.mark();
            this.at(lambda.range);
            let none = Parameters::default();
            let attributes = lambda.parameters.as_deref().map_or(0, |parameters| this.defaults(parameters));
            let parameters = lambda.parameters.as_deref().unwrap_or(&none);
            let mut unit = this.function_unit(UnitKind::Lambda, scope, "<lambda>", parameters);
            unit.first_line = this.line(lambda.range.start());
            let code = this.nested(unit, |this| {
                let value = this.operand(&lambda.body);
                this.at(lambda.body.range());
                this.op(Opcode::Return, value, 0, 0);
            });
            this.at(lambda.range);
            this.function_of(code, scope, Some(row), attributes, target);
        });
    }

    /// The call of a function without arguments that is only needed once, on code just compiled.
    pub(crate) fn call_once(
        &mut self,
        code: Constant,
        scope: ScopeId,
        base: Register,
        count: u16,
        target: Register,
    ) {
        self.function_of(code, scope, None, 0, base);
        self.op(Opcode::Call, target, base, count);
    }

    /// The value of an expression that has to be a name.
    pub(crate) fn name_of(expression: &Expr) -> &str {
        match expression {
            Expr::Name(name) => &name.id,
            _ => "",
        }
    }
}

/// The range of a definition in `text` without its decorators.
#[must_use]
pub fn definition_range(text: &str, range: TextRange, decorators: &[Decorator]) -> TextRange {
    let Some(last) = decorators.last() else { return range };
    let mut at = usize::from(last.range.end());
    let end = usize::from(range.end());
    // Comments and blank lines.
    while let Some(rest) = text.get(at..end) {
        let blank = rest.len() - rest.trim_start().len();
        at += blank;
        if !rest[blank..].starts_with('#') {
            break;
        }
        at += rest[blank..].find('\n').unwrap_or(rest.len() - blank);
    }
    TextRange::new(TextSize::new(at as u32).min(range.end()), range.end())
}
