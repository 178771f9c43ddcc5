//! Type parameters of functions, classes and aliases (PEP 695, PEP 696), and `type` statements.

use ruff_python_ast::{self as ast, Expr, TypeParam, TypeParams};
use strict_bytecode::{Constant, Intrinsic, Opcode, flags};
use strict_semantics::{Int, Text};
use strict_syntax::{Ranged, ScopeId, ScopeKey, TextRange};

use crate::compiler::Compiler;
use crate::layout::TYPE_PARAMETERS;
use crate::unit::{Register, Unit, UnitKind, nth};

impl<'a> Compiler<'a> {
    /// A generic function: made by a function that makes the type parameters and gets the defaults.
    pub(crate) fn generic_function(
        &mut self,
        function: &'a ast::StmtFunctionDef,
        parameters: &'a TypeParams,
        first_line: u32,
        place: TextRange,
        target: Register,
    ) {
        let base = self.unit.temporary();
        let attributes = self.defaults(&function.parameters);
        let implicit: &[&'static str] = match (
            attributes & flags::FUNCTION_DEFAULTS != 0,
            attributes & flags::FUNCTION_KEYWORD_DEFAULTS != 0,
        ) {
            (true, true) => &[".defaults", ".kwdefaults"],
            (true, false) => &[".defaults"],
            (false, true) => &[".kwdefaults"],
            (false, false) => &[],
        };
        let Some((unit, scope)) =
            self.type_parameter_unit(parameters, &function.name.id, first_line, implicit)
        else {
            return;
        };
        let code = self.nested(unit, |this| {
            let count = implicit.len();
            let result = this.unit.temporaries(2);
            this.type_parameters(parameters, nth(result, 1));
            this.scratch(|this| {
                let row = this.unit.mark();
                for register in 0..count {
                    let copy = this.unit.temporary();
                    this.op(Opcode::Move, copy, register as u16, 0);
                }
                this.at(place);
                this.function(function, first_line, row, attributes, result);
            });
            this.op(Opcode::CallIntrinsic, result, result, Intrinsic::SetFunctionTypeParameters as u16);
            this.op(Opcode::Return, result, 0, 0);
        });
        self.at(place);
        self.call_once(code, scope, base, implicit.len() as u16, target);
    }

    pub(crate) fn generic_class(
        &mut self,
        class: &'a ast::StmtClassDef,
        parameters: &'a TypeParams,
        first_line: u32,
        place: TextRange,
        target: Register,
    ) {
        let Some((unit, scope)) = self.type_parameter_unit(parameters, &class.name.id, first_line, &[])
        else {
            return;
        };
        let code = self.nested(unit, |this| {
            let result = this.unit.temporary();
            this.type_parameters(parameters, result);
            if let Some(cell) = this.implicit_cell(TYPE_PARAMETERS) {
                this.op(Opcode::StoreCell, cell, result, 0);
            }
            this.class(class, first_line, place, true, result);
            this.op(Opcode::Return, result, 0, 0);
        });
        self.at(place);
        let base = self.window(target);
        self.call_once(code, scope, base, 0, target);
    }

    pub(crate) fn type_alias(&mut self, alias: &'a ast::StmtTypeAlias) {
        let name = Self::name_of(&alias.name);
        let first_line = self.line(alias.range.start());
        self.scratch(|this| {
            let result = this.unit.temporary();
            match &alias.type_params {
                None => this.alias_value(alias, None, result),
                Some(parameters) => {
                    let Some((unit, scope)) = this.type_parameter_unit(parameters, name, first_line, &[])
                    else {
                        return;
                    };
                    let code = this.nested(unit, |this| {
                        let result = this.unit.temporary();
                        this.alias_value(alias, Some(parameters), result);
                        this.op(Opcode::Return, result, 0, 0);
                    });
                    this.at(alias.range);
                    this.call_once(code, scope, result, 0, result);
                }
            }
            this.at(alias.range);
            this.store_name(name, result);
        });
    }

    fn alias_value(
        &mut self,
        alias: &'a ast::StmtTypeAlias,
        parameters: Option<&'a TypeParams>,
        target: Register,
    ) {
        let Some(scope) = self.symbols.scope_of(ScopeKey::TypeAlias(alias.range)) else { return };
        let name = Self::name_of(&alias.name);
        self.scratch(|this| {
            let window = this.unit.temporaries(3);
            this.at(alias.range);
            this.constant_into(Constant::Str(Text::from(name)), window);
            match parameters {
                Some(parameters) => this.type_parameters(parameters, nth(window, 1)),
                None => this.none_into(nth(window, 1)),
            }
            this.at(alias.range);
            this.evaluator(&alias.value, scope, name, nth(window, 2));
            this.op(Opcode::CallIntrinsic, target, window, Intrinsic::TypeAlias as u16);
        });
    }

    fn type_parameter_unit(
        &mut self,
        parameters: &'a TypeParams,
        name: &str,
        first_line: u32,
        implicit: &[&'static str],
    ) -> Option<(Unit<'a>, ScopeId)> {
        let scope = self.symbols.scope_of(ScopeKey::TypeParameters(parameters.range))?;
        let layout = self.captures.layout(self.symbols, scope, implicit);
        let name = format!("<generic parameters of {name}>");
        let qualified_name = self.qualified_name(&name, false);
        let mut unit = Unit::new(UnitKind::TypeParameters, scope, layout, &name, &qualified_name);
        unit.first_line = first_line;
        unit.argument_count = implicit.len() as u16;
        unit.flags = self.common_flags() | self.function_flags(scope);
        Some((unit, scope))
    }

    /// Makes the type parameters, stores each under its name, and all as a tuple.
    fn type_parameters(&mut self, parameters: &'a TypeParams, target: Register) {
        self.scratch(|this| {
            let first = this.unit.temporaries(parameters.type_params.len());
            for (at, parameter) in parameters.iter().enumerate() {
                let register = nth(first, at);
                this.type_parameter(parameter, register);
                this.store_name(&parameter.name().id, register);
            }
            this.at(parameters.range);
            this.op(Opcode::BuildTuple, target, first, parameters.type_params.len() as u16);
        });
    }

    fn type_parameter(&mut self, parameter: &'a TypeParam, target: Register) {
        let range = parameter.range();
        let name = parameter.name();
        let (kind, bound, default) = match parameter {
            TypeParam::TypeVar(variable) => {
                let kind = match variable.bound.as_deref() {
                    None => Intrinsic::TypeVar,
                    Some(Expr::Tuple(_)) => Intrinsic::TypeVarWithConstraints,
                    Some(_) => Intrinsic::TypeVarWithBound,
                };
                (kind, variable.bound.as_deref(), variable.default.as_deref())
            }
            TypeParam::TypeVarTuple(tuple) => (Intrinsic::TypeVarTuple, None, tuple.default.as_deref()),
            TypeParam::ParamSpec(spec) => (Intrinsic::ParamSpec, None, spec.default.as_deref()),
        };
        self.at(range);
        self.scratch(|this| {
            let window = this.unit.temporaries(2);
            this.constant_into(Constant::Str(Text::from(name.id.as_str())), window);
            if let (Some(bound), Some(scope)) =
                (bound, this.symbols.scope_of(ScopeKey::TypeParameterBound(range)))
            {
                this.evaluator(bound, scope, &name.id, nth(window, 1));
            }
            this.at(range);
            this.op(Opcode::CallIntrinsic, window, window, kind as u16);
            if let (Some(default), Some(scope)) =
                (default, this.symbols.scope_of(ScopeKey::TypeParameterDefault(range)))
            {
                this.evaluator(default, scope, &name.id, nth(window, 1));
                this.at(range);
                this.op(Opcode::CallIntrinsic, window, window, Intrinsic::SetTypeParameterDefault as u16);
            }
            this.move_into(window, target);
        });
    }

    /// A function that evaluates an expression when it's asked for.
    fn evaluator(&mut self, value: &'a Expr, scope: ScopeId, name: &str, target: Register) {
        let unit = self.deferred_unit(scope, name, ".format", value.range());
        let code = self.nested(unit, |this| {
            this.at(value.range());
            this.check_format();
            let register = match value {
                // The default of a `TypeVarTuple` may be `*tuple`.
                Expr::Starred(starred) => {
                    let register = this.unit.temporary();
                    this.unpack_one(&starred.value, value.range(), register);
                    register
                }
                value => this.operand(value),
            };
            this.at(value.range());
            this.op(Opcode::Return, register, 0, 0);
        });
        self.scratch(|this| {
            let row = this.unit.mark();
            let default = Constant::tuple([Constant::Int(Int::ONE)]);
            this.constant_operand(default);
            this.function_of(code, scope, Some(row), flags::FUNCTION_DEFAULTS, target);
        });
    }

    /// The only item of an iterable.
    pub(crate) fn unpack_one(&mut self, value: &'a Expr, range: TextRange, target: Register) {
        self.into(value, target);
        self.at(range);
        self.op(Opcode::UnpackSequence, target, target, 1);
    }
}
