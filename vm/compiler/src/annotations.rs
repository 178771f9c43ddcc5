//! Deferred annotations (PEP 649): the `__annotate__` functions of functions, classes and modules; and, under
//! `from __future__ import annotations`, their texts.

use ruff_python_ast::{self as ast, Expr, Stmt};
use strict_bytecode::{CodeFlags, CommonConstant, Constant, Opcode};
use strict_semantics::{Int, Text};
use strict_syntax::{Name, Ranged, ScopeId, ScopeKey, TextRange};

use crate::compiler::Compiler;
use crate::layout::{CONDITIONAL_ANNOTATIONS, Layout};
use crate::unit::{Register, Unit, UnitKind};
use crate::unparse::unparse;

/// The largest format that the functions know: `VALUE` and, inside the VM, `VALUE_WITH_FAKE_GLOBALS`.
const LARGEST_FORMAT: u16 = 2;

impl<'a> Compiler<'a> {
    /// Code that evaluates one thing when asked for in a format.
    pub(crate) fn deferred_unit(
        &mut self,
        scope: ScopeId,
        name: &str,
        parameter: &'static str,
        range: TextRange,
    ) -> Unit<'a> {
        let layout = self.captures.layout(self.symbols, scope, &[parameter]);
        let qualified_name = self.qualified_name(name, false);
        let mut unit = Unit::new(UnitKind::Deferred, scope, layout, name, &qualified_name);
        unit.first_line = self.line(range.start());
        unit.argument_count = 1;
        unit.positional_only_count = 1;
        unit.flags = self.common_flags() | self.function_flags(scope);
        unit
    }

    /// Refuses the formats that are made from others.
    pub(crate) fn check_format(&mut self) {
        let known = self.new_label();
        self.jump_on(Opcode::JumpUnlessGreaterInt, 0, LARGEST_FORMAT, known);
        self.scratch(|this| {
            let class = this.unit.temporary();
            this.common_constant(CommonConstant::NotImplementedError, class);
            this.op(Opcode::Raise, class, 0, 0);
        });
        self.place_label(known);
    }

    // Functions.

    /// The code of a function's `__annotate__`, if it has annotations, and its scope.
    pub(crate) fn signature_annotations(
        &mut self,
        function: &'a ast::StmtFunctionDef,
    ) -> Option<(Constant, ScopeId)> {
        let parameters = &*function.parameters;
        let with_default = |list: &'a [ast::ParameterWithDefault]| list.iter().map(|it| &it.parameter);
        let annotated = with_default(&parameters.args)
            .chain(with_default(&parameters.posonlyargs))
            .chain(parameters.vararg.as_deref())
            .chain(with_default(&parameters.kwonlyargs))
            .chain(parameters.kwarg.as_deref());
        let annotated = annotated
            .filter_map(|parameter| Some((parameter.name.id.as_str(), parameter.annotation.as_deref()?)))
            .chain(function.returns.as_deref().map(|returns| ("return", returns)));
        let annotated: Vec<(&'a str, &'a Expr)> = annotated.collect();
        if annotated.is_empty() {
            return None;
        }
        let place = self.definition_range(function.range, &function.decorator_list);
        let scope = self.symbols.scope_of(ScopeKey::FunctionAnnotations(function.range));
        let qualified_name = self.qualified_name(&function.name.id, true);
        let mut unit = match scope {
            Some(scope) => self.deferred_unit(scope, "__annotate__", "format", place),
            None => self.unit_of_texts(place),
        };
        unit.qualified_name = format!("{qualified_name}.__annotate__").into();
        // The names are mangled where the function is defined.
        let named: Vec<_> =
            annotated.into_iter().map(|(name, value)| (self.mangled(name).into_owned(), value)).collect();
        let code = self.nested(unit, |this| {
            this.at(place);
            this.check_format();
            let dict = this.unit.temporary();
            this.op(Opcode::BuildDict, dict, dict, 0);
            for (name, value) in named {
                this.scratch(|this| {
                    let value = match scope {
                        Some(_) => this.annotation_value(value),
                        None => this.annotation_text(value),
                    };
                    let key = this.constant_operand(Constant::Str(Text::from(name)));
                    this.op(Opcode::DictInsert, dict, key, value);
                });
            }
            this.at(place);
            this.op(Opcode::Return, dict, 0, 0);
        });
        Some((code, scope.unwrap_or(NO_CAPTURES)))
    }

    /// The unit of an `__annotate__` that gives texts only; it takes nothing from around.
    fn unit_of_texts(&mut self, place: TextRange) -> Unit<'a> {
        let mut layout = Layout::default();
        layout.variables.push(strict_bytecode::Variable {
            name: "format".into(),
            kind: strict_bytecode::VariableKind::Parameter,
        });
        let mut unit = Unit::new(UnitKind::Deferred, self.unit.scope, layout, "__annotate__", "__annotate__");
        unit.first_line = self.line(place.start());
        unit.argument_count = 1;
        unit.positional_only_count = 1;
        unit.flags = self.common_flags() | CodeFlags::OPTIMIZED | CodeFlags::NEWLOCALS;
        unit
    }

    fn annotation_value(&mut self, value: &'a Expr) -> Register {
        match value {
            // `*args: *Ts`.
            Expr::Starred(starred) => {
                let register = self.unit.temporary();
                self.unpack_one(&starred.value, value.range(), register);
                register
            }
            value => self.operand(value),
        }
    }

    fn annotation_text(&mut self, value: &'a Expr) -> Register {
        self.at(value.range());
        let text = unparse(value, self.text);
        self.constant_operand(Constant::Str(Text::from(text)))
    }

    // Classes and modules.

    /// Finds the annotations of a class or module in its body, and numbers those that may not run.
    pub(crate) fn collect_annotations(&mut self, body: &'a [Stmt]) {
        let is_module = self.unit.kind == UnitKind::Module;
        let mut found = Vec::new();
        collect(body, is_module, &mut found);
        let conditional = found.iter().filter(|(_, is_conditional)| *is_conditional);
        let numbered =
            conditional.zip(0_u16..).map(|((statement, _), number)| (statement.range.start(), number));
        self.unit.conditional_annotations = numbered.collect();
        self.unit.annotations = found.into_iter().map(|(statement, _)| statement).collect();
    }

    /// What a module or class with annotations begins with.
    pub(crate) fn begin_annotations(&mut self) {
        if self.unit.annotations.is_empty() {
            return;
        }
        if self.symbols.future_annotations() {
            return self.setup_annotations();
        }
        if self.unit.kind == UnitKind::Module
            && let Some(scope) = self.symbols.scope_of(ScopeKey::ModuleAnnotations)
        {
            self.scratch(|this| this.store_annotate(scope, "__annotate__"));
        }
        if !self.unit.conditional_annotations.is_empty() {
            self.scratch(|this| {
                let set = this.unit.temporary();
                this.op(Opcode::BuildSet, set, set, 0);
                this.store_name(CONDITIONAL_ANNOTATIONS, set);
            });
        }
    }

    pub(crate) fn end_class_annotations(&mut self) {
        let unit = &self.unit;
        if unit.annotations.is_empty() {
            return;
        }
        let range = self.symbols.scope(unit.scope).range();
        if let Some(scope) = self.symbols.scope_of(ScopeKey::ClassAnnotations(range)) {
            self.scratch(|this| this.store_annotate(scope, "__annotate_func__"));
        }
    }

    fn setup_annotations(&mut self) {
        use strict_bytecode::Intrinsic;
        self.scratch(|this| {
            let none = this.unit.temporary();
            this.op(Opcode::CallIntrinsic, none, none, Intrinsic::SetupAnnotations as u16);
        });
    }

    fn store_annotate(&mut self, scope: ScopeId, name: &str) {
        let position = self.unit.builder.position;
        let owner = self.unit.scope;
        let annotations = std::mem::take(&mut self.unit.annotations);
        let conditional = self.unit.conditional_annotations.clone();
        let qualified_name = self.qualified_name("__annotate__", false);
        let mut unit = self.deferred_unit(scope, "__annotate__", "format", self.symbols.scope(scope).range());
        unit.first_line = self.unit.first_line;
        unit.qualified_name = qualified_name.into();
        let code = self.nested(unit, |this| {
            this.unit.builder.position = position;
            this.check_format();
            let dict = this.unit.temporary();
            this.op(Opcode::BuildDict, dict, dict, 0);
            for statement in annotations {
                let number = conditional.get(&statement.range.start()).copied();
                this.scratch(|this| this.deferred_annotation(statement, number, owner, dict));
            }
            this.unit.builder.position = position;
            this.op(Opcode::Return, dict, 0, 0);
        });
        let function = self.unit.temporary();
        self.function_of(code, scope, None, 0, function);
        self.op_name(Opcode::StoreName, function, name);
    }

    fn deferred_annotation(
        &mut self,
        statement: &'a ast::StmtAnnAssign,
        number: Option<u16>,
        owner: ScopeId,
        dict: Register,
    ) {
        let Expr::Name(name) = &*statement.target else { return };
        let skip = self.new_label();
        self.at(statement.annotation.range());
        if let Some(number) = number {
            let number = self.constant_operand(Constant::Int(Int::from(number)));
            let set = self.unit.temporary();
            self.load_captured((owner, Name::new_static(CONDITIONAL_ANNOTATIONS)), set);
            self.jump_on(Opcode::JumpIfNotIn, number, set, skip);
        }
        let value = self.operand(&statement.annotation);
        let mangled = self.symbols.mangled(owner, &name.id).into_owned();
        let key = self.constant_operand(Constant::Str(Text::from(mangled)));
        self.op(Opcode::DictInsert, dict, key, value);
        self.place_label(skip);
    }

    /// What an annotated assignment in a class or module does at run time: its annotation ran.
    pub(crate) fn annotation_of(&mut self, statement: &'a ast::StmtAnnAssign) {
        let Expr::Name(name) = &*statement.target else { return };
        if !statement.simple || !matches!(self.unit.kind, UnitKind::Module | UnitKind::Class) {
            return;
        }
        self.at(statement.range);
        if self.symbols.future_annotations() {
            return self.scratch(|this| {
                let text = this.annotation_text(&statement.annotation);
                let annotations = this.unit.temporary();
                this.op_name(Opcode::LoadName, annotations, "__annotations__");
                let mangled = this.mangled(&name.id).into_owned();
                let key = this.constant_operand(Constant::Str(Text::from(mangled)));
                this.at(statement.range);
                this.op(Opcode::StoreSubscript, annotations, key, text);
            });
        }
        let Some(&number) = self.unit.conditional_annotations.get(&statement.range.start()) else { return };
        self.scratch(|this| {
            let set = this.unit.temporary();
            this.load_name(CONDITIONAL_ANNOTATIONS, set);
            let number = this.constant_operand(Constant::Int(Int::from(number)));
            this.op(Opcode::SetAdd, set, number, 0);
        });
    }
}

/// The module takes nothing from around.
const NO_CAPTURES: ScopeId = ScopeId::MODULE;

/// The annotations of names in a body, and whether each may not run.
fn collect<'a>(body: &'a [Stmt], is_conditional: bool, found: &mut Vec<(&'a ast::StmtAnnAssign, bool)>) {
    for statement in body {
        match statement {
            Stmt::AnnAssign(statement) if statement.simple && statement.target.is_name_expr() => {
                found.push((statement, is_conditional));
            }
            Stmt::If(statement) => {
                collect(&statement.body, true, found);
                for clause in &statement.elif_else_clauses {
                    collect(&clause.body, true, found);
                }
            }
            Stmt::For(statement) => {
                collect(&statement.body, true, found);
                collect(&statement.orelse, true, found);
            }
            Stmt::While(statement) => {
                collect(&statement.body, true, found);
                collect(&statement.orelse, true, found);
            }
            Stmt::With(statement) => collect(&statement.body, true, found),
            Stmt::Try(statement) => {
                collect(&statement.body, true, found);
                for ast::ExceptHandler::ExceptHandler(handler) in &statement.handlers {
                    collect(&handler.body, true, found);
                }
                collect(&statement.orelse, true, found);
                collect(&statement.finalbody, true, found);
            }
            Stmt::Match(statement) => {
                for case in &statement.cases {
                    collect(&case.body, true, found);
                }
            }
            _ => {}
        }
    }
}
