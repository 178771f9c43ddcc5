//! Statements.

use ruff_python_ast::{self as ast, Expr, Stmt};
use strict_bytecode::{CommonConstant, Constant, Instruction, Intrinsic, Opcode};
use strict_syntax::Ranged;

use crate::compiler::Compiler;
use crate::options::Mode;
use crate::unit::UnitKind;

impl<'a> Compiler<'a> {
    pub(crate) fn body(&mut self, body: &'a [Stmt]) {
        for statement in body {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::Expr(statement) => self.expression_statement(&statement.value),
            Stmt::Assign(statement) => self.assignment(statement),
            Stmt::AugAssign(statement) => self.augmented_assignment(statement),
            Stmt::AnnAssign(statement) => self.annotated_assignment(statement),
            Stmt::Return(statement) => self.return_statement(statement),
            Stmt::If(statement) => self.if_statement(statement),
            Stmt::For(statement) => self.for_statement(statement),
            Stmt::While(statement) => self.while_statement(statement),
            Stmt::FunctionDef(function) => self.function_definition(function),
            Stmt::ClassDef(class) => self.class_definition(class),
            Stmt::TypeAlias(alias) => self.type_alias(alias),
            Stmt::Try(statement) => {
                // Tracing tells of the line.
                self.at(statement.range);
                self.emit(Instruction::new(Opcode::Nop, 0, 0, 0, 0));
                self.try_statement(statement);
            }
            Stmt::With(statement) => self.with_statement(statement),
            Stmt::Match(statement) => self.match_statement(statement),
            Stmt::Raise(statement) => self.raise_statement(statement),
            Stmt::Assert(statement) => self.assert_statement(statement),
            Stmt::Delete(statement) => {
                for target in &statement.targets {
                    self.delete(target);
                }
            }
            Stmt::Import(statement) => self.import(statement),
            Stmt::ImportFrom(statement) => self.import_from(statement),
            Stmt::Break(statement) => {
                self.at(statement.range);
                self.unwind_to_loop(|this, on_break, _| this.jump(Opcode::Jump, 0, on_break));
            }
            Stmt::Continue(statement) => {
                self.at(statement.range);
                self.unwind_to_loop(|this, _, on_continue| {
                    // The test of a `while` lies before, that of a `for` after.
                    let is_placed = this.unit.builder.position_of(on_continue) != u32::MAX;
                    let opcode = if is_placed { Opcode::JumpBack } else { Opcode::Jump };
                    this.jump(opcode, 0, on_continue);
                });
            }
            Stmt::Pass(statement) => {
                self.at(statement.range);
                self.emit(Instruction::new(Opcode::Nop, 0, 0, 0, 0));
            }
            Stmt::Global(_) | Stmt::Nonlocal(_) | Stmt::IpyEscapeCommand(_) => {}
        }
    }

    fn expression_statement(&mut self, value: &'a Expr) {
        if self.options.mode == Mode::Single && self.unit.kind == UnitKind::Module {
            return self.scratch(|this| {
                let register = this.unit.temporary();
                this.into(value, register);
                this.at(value.range());
                this.op(Opcode::CallIntrinsic, register, register, Intrinsic::PrintExpression as u16);
            });
        }
        self.effect(value);
    }

    fn if_statement(&mut self, statement: &'a ast::StmtIf) {
        let end = self.new_label();
        let mut next = self.new_label();
        self.jump_if(&statement.test, false, next);
        self.body(&statement.body);
        for clause in &statement.elif_else_clauses {
            self.jump(Opcode::Jump, 0, end);
            self.place_label(next);
            next = self.new_label();
            if let Some(test) = &clause.test {
                self.jump_if(test, false, next);
            }
            self.body(&clause.body);
        }
        self.place_label(next);
        self.place_label(end);
    }

    fn return_statement(&mut self, statement: &'a ast::StmtReturn) {
        let range = statement.range;
        self.scratch(|this| {
            let constant = match &statement.value {
                None => Some(Constant::None),
                Some(value) => this.constant(value),
            };
            if let Some(constant) = constant {
                this.at(range);
                return this.unwind_all(|this| {
                    this.at(range);
                    let number = this.unit.builder.constant(constant);
                    this.emit(Instruction::with_wide(Opcode::ReturnConst, 0, 0, number));
                });
            }
            let Some(value) = &statement.value else { return };
            // What is undone may change the variable.
            let register = if this.unit.blocks.is_empty() {
                this.operand(value)
            } else {
                let register = this.unit.temporary();
                this.into(value, register);
                register
            };
            this.at(range);
            this.unwind_all(|this| {
                this.at(range);
                this.op(Opcode::Return, register, 0, 0);
            });
        });
    }

    fn raise_statement(&mut self, statement: &'a ast::StmtRaise) {
        self.scratch(|this| {
            let exception = statement.exc.as_deref().map(|exception| this.operand(exception));
            let cause = statement.cause.as_deref().map(|cause| this.operand(cause));
            this.at(statement.range);
            match (exception, cause) {
                (Some(exception), Some(cause)) => this.op(Opcode::RaiseFrom, exception, cause, 0),
                (Some(exception), None) => this.op(Opcode::Raise, exception, 0, 0),
                (None, _) => this.op(Opcode::RaiseCurrent, 0, 0, 0),
            }
        });
    }

    fn assert_statement(&mut self, statement: &'a ast::StmtAssert) {
        if !self.keeps_asserts() {
            return;
        }
        let end = self.new_label();
        self.jump_if(&statement.test, true, end);
        self.scratch(|this| {
            let class = this.unit.temporary();
            this.at(statement.range);
            this.common_constant(CommonConstant::AssertionError, class);
            if let Some(message) = &statement.msg {
                let argument = this.unit.temporary();
                this.into(message, argument);
                this.at(statement.range);
                this.op(Opcode::Call, class, class, 1);
            }
            this.at(statement.test.range());
            this.op(Opcode::Raise, class, 0, 0);
        });
        self.place_label(end);
    }

    pub(crate) fn common_constant(&mut self, constant: CommonConstant, target: u16) {
        self.op(Opcode::LoadCommonConstant, target, 0, constant as u16);
    }
}
