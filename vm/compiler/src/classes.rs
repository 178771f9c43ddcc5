//! Class definitions and bodies.

use ruff_python_ast as ast;
use strict_bytecode::{Constant, Instruction, Intrinsic, Opcode, flags};
use strict_semantics::{Int, Text};
use strict_syntax::{Name, ScopeId, ScopeKey, TextRange, static_attributes};

use crate::calls::is_spread;
use crate::compiler::Compiler;
use crate::layout::{CLASS, CLASS_NAMESPACE, TYPE_PARAMETERS};
use crate::unit::{Register, Unit, UnitKind, nth};

impl<'a> Compiler<'a> {
    pub(crate) fn class_definition(&mut self, class: &'a ast::StmtClassDef) {
        let place = self.definition_range(class.range, &class.decorator_list);
        let first_line = self.line(class.range.start());
        let define = |this: &mut Self, target| match &class.type_params {
            None => this.class(class, first_line, place, false, target),
            Some(parameters) => this.generic_class(class, parameters, first_line, place, target),
        };
        // Classes that a module makes while it is executed are frozen with it.
        let is_made_later = self.is_in_function();
        self.decorated(&class.decorator_list, &class.name.id, place, define, |this, target| {
            if is_made_later {
                this.op(Opcode::CallIntrinsic, target, target, Intrinsic::FreezeClass as u16);
            }
        });
    }

    /// Builds the class. A generic one has `Generic[...]` as its last base.
    pub(crate) fn class(
        &mut self,
        class: &'a ast::StmtClassDef,
        first_line: u32,
        place: TextRange,
        is_generic: bool,
        target: Register,
    ) {
        let Some(scope) = self.symbols.scope_of(ScopeKey::Class(class.range)) else { return };
        let is_spread = class.arguments.as_deref().is_some_and(is_spread);
        self.scratch(|this| {
            let code = this.class_code(class, scope, first_line);
            this.at(place);
            if is_spread {
                this.spread_class(class, code, scope, place, is_generic, target);
                return;
            }
            let base = this.unit.temporary();
            this.op(Opcode::LoadBuildClass, base, 0, 0);
            this.class_function(class, code, scope);
            let mut count = 2;
            let mut keywords = 0;
            if let Some(arguments) = &class.arguments {
                for argument in &arguments.args {
                    let register = this.unit.temporary();
                    this.into(argument, register);
                    count += 1;
                }
            }
            if is_generic {
                this.at(place);
                let register = this.unit.temporary();
                this.generic_base(register);
                count += 1;
            }
            if let Some(arguments) = class.arguments.as_deref().filter(|it| !it.keywords.is_empty()) {
                for keyword in &arguments.keywords {
                    let register = this.unit.temporary();
                    this.into(&keyword.value, register);
                    count += 1;
                }
                this.keyword_names(&arguments.keywords);
                keywords = flags::CALL_KEYWORDS;
            }
            this.at(place);
            this.emit(Instruction::new(Opcode::Call, keywords, target, base, count));
        });
    }

    /// Function and name, the first arguments of what builds a class, into the next temporaries.
    fn class_function(&mut self, class: &'a ast::StmtClassDef, code: Constant, scope: ScopeId) -> Register {
        let function = self.unit.temporary();
        self.function_of(code, scope, None, 0, function);
        self.constant_operand(Constant::Str(Text::from(class.name.id.as_str())));
        function
    }

    fn spread_class(
        &mut self,
        class: &'a ast::StmtClassDef,
        code: Constant,
        scope: ScopeId,
        place: TextRange,
        is_generic: bool,
        target: Register,
    ) {
        let Some(arguments) = class.arguments.as_deref() else { return };
        let function = self.class_function(class, code, scope);
        let generic_base = is_generic.then(|| {
            let register = self.unit.temporary();
            self.generic_base(register);
            register
        });
        let base = self.unit.temporary();
        self.op(Opcode::LoadBuildClass, base, 0, 0);
        self.spread_arguments(base, &[function, nth(function, 1)], arguments, generic_base, place);
        self.at(place);
        self.call_spread(base, 0, !arguments.keywords.is_empty(), target);
    }

    /// `Generic[...]` of the type parameters of the scope.
    fn generic_base(&mut self, target: Register) {
        let parameters = (self.unit.scope, Name::new_static(TYPE_PARAMETERS));
        self.load_captured(parameters, target);
        self.op(Opcode::CallIntrinsic, target, target, Intrinsic::SubscriptGeneric as u16);
    }

    fn class_code(&mut self, class: &'a ast::StmtClassDef, scope: ScopeId, first_line: u32) -> Constant {
        let layout = self.captures.layout(self.symbols, scope, &[]);
        let qualified_name = self.qualified_name(&class.name.id, true);
        let mut unit = Unit::new(UnitKind::Class, scope, layout, &class.name.id, &qualified_name);
        unit.first_line = first_line;
        unit.flags = self.common_flags();
        let type_parameters = class.type_params.is_some().then_some(self.unit.scope);
        self.nested(unit, |this| {
            this.scratch(|this| this.begin_class(first_line, &qualified_name, type_parameters));
            this.collect_annotations(&class.body);
            this.begin_annotations();
            let body = this.module_docstring(&class.body);
            this.body(body);
            this.scratch(|this| this.end_class(class, first_line));
        })
    }

    fn begin_class(&mut self, first_line: u32, qualified_name: &str, type_parameters: Option<ScopeId>) {
        let value = self.unit.temporary();
        self.op_name(Opcode::LoadName, value, "__name__");
        self.op_name(Opcode::StoreName, value, "__module__");
        self.constant_into(Constant::Str(Text::from(qualified_name)), value);
        self.op_name(Opcode::StoreName, value, "__qualname__");
        self.constant_into(Constant::Int(Int::from(first_line)), value);
        self.op_name(Opcode::StoreName, value, "__firstlineno__");
        if let Some(scope) = type_parameters {
            self.load_captured((scope, Name::new_static(TYPE_PARAMETERS)), value);
            self.op_name(Opcode::StoreName, value, "__type_params__");
        }
        if let Some(cell) = self.implicit_cell(CLASS_NAMESPACE) {
            self.op(Opcode::LoadLocals, value, 0, 0);
            self.op(Opcode::StoreCell, cell, value, 0);
        }
    }

    fn end_class(&mut self, class: &ast::StmtClassDef, first_line: u32) {
        use strict_bytecode::Position;
        self.unit.builder.position =
            Position { line: first_line, end_line: first_line, column: 0, end_column: 0 };
        self.end_class_annotations();
        let attributes = static_attributes(class);
        let attributes = attributes.into_iter().map(|name| Constant::Str(Text::from(name)));
        let value = self.constant_operand(Constant::tuple(attributes.collect::<Vec<_>>()));
        self.op_name(Opcode::StoreName, value, "__static_attributes__");
        if let Some(cell) = self.implicit_cell(CLASS_NAMESPACE) {
            self.op_name(Opcode::StoreName, cell, "__classdictcell__");
        }
        match self.implicit_cell(CLASS) {
            Some(cell) => {
                self.op_name(Opcode::StoreName, cell, "__classcell__");
                self.op(Opcode::Return, cell, 0, 0);
            }
            None => self.return_none(),
        }
    }
}
