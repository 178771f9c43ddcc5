//! `try` with `except` and `finally`.

use ruff_python_ast::{self as ast, ExceptHandler};
use strict_bytecode::{Label, Opcode};
use strict_syntax::Ranged;

use crate::blocks::Block;
use crate::compiler::Compiler;
use crate::unit::Register;

impl<'a> Compiler<'a> {
    pub(crate) fn try_statement(&mut self, statement: &'a ast::StmtTry) {
        if statement.finalbody.is_empty() {
            return self.try_handlers(statement);
        }
        let handler = self.new_label();
        let end = self.new_label();
        let protected = self.protected();
        self.unit.blocks.push(Block::Finally { protected, body: &statement.finalbody });
        self.try_handlers(statement);
        self.scratch(|this| {
            let exception = this.unit.temporary();
            this.end_block(handler, exception);
            this.body(&statement.finalbody);
            this.jump(Opcode::Jump, 0, end);
            this.at_no_line();
            this.place_label(handler);
            this.handling(exception, |this, _| {
                this.body(&statement.finalbody);
                this.at_no_line();
                this.op(Opcode::Reraise, exception, 0, 0);
            });
            this.place_label(end);
        });
    }

    /// Runs a part while an exception is being handled; the saved state is passed to it. Whatever leaves the
    /// part by an exception restores that.
    pub(crate) fn handling(&mut self, exception: Register, part: impl FnOnce(&mut Self, Register)) {
        let cleanup = self.new_label();
        let saved = self.unit.temporary();
        self.op(Opcode::PushHandled, saved, exception, 0);
        let protected = self.protected();
        self.unit.blocks.push(Block::Handling { protected, saved });
        part(self, saved);
        let other = self.unit.temporary();
        self.end_block(cleanup, other);
        self.at_no_line();
        self.place_label(cleanup);
        self.op(Opcode::PopHandled, saved, 0, 0);
        self.op(Opcode::Reraise, other, 0, 0);
    }

    fn try_handlers(&mut self, statement: &'a ast::StmtTry) {
        if statement.handlers.is_empty() {
            self.body(&statement.body);
            return self.body(&statement.orelse);
        }
        let handler = self.new_label();
        let end = self.new_label();
        let protected = self.protected();
        self.unit.blocks.push(Block::Try(protected));
        self.body(&statement.body);
        self.scratch(|this| {
            let exception = this.unit.temporary();
            this.end_block(handler, exception);
            this.scratch(|this| this.body(&statement.orelse));
            this.jump(Opcode::Jump, 0, end);
            this.at_no_line();
            this.place_label(handler);
            if statement.is_star {
                this.group_handlers(statement, exception, end);
            } else {
                this.handling(exception, |this, saved| {
                    this.except_clauses(statement, exception, saved, end);
                });
            }
        });
        self.place_label(end);
    }

    fn except_clauses(
        &mut self,
        statement: &'a ast::StmtTry,
        exception: Register,
        saved: Register,
        end: Label,
    ) {
        for ExceptHandler::ExceptHandler(clause) in &statement.handlers {
            let next = self.new_label();
            self.at(clause.range);
            if let Some(class) = &clause.type_ {
                self.scratch(|this| {
                    let matches = this.unit.temporary();
                    let class_register = this.operand(class);
                    this.at(class.range());
                    this.op(Opcode::MatchException, matches, exception, class_register);
                    this.jump(Opcode::JumpIfFalse, matches, next);
                });
            }
            match &clause.name {
                Some(name) => {
                    self.store_name(&name.id, exception);
                    self.named_clause(clause, name);
                }
                None => self.body(&clause.body),
            }
            self.at_no_line();
            self.op(Opcode::PopHandled, saved, 0, 0);
            self.jump(Opcode::Jump, 0, end);
            self.place_label(next);
        }
        self.at_no_line();
        self.op(Opcode::Reraise, exception, 0, 0);
    }

    /// The body of an `except` with a name, which is deleted at its end.
    fn named_clause(&mut self, clause: &'a ast::ExceptHandlerExceptHandler, name: &'a ast::Identifier) {
        let cleanup = self.new_label();
        let end = self.new_label();
        let protected = self.protected();
        self.unit.blocks.push(Block::Named { protected, name });
        self.body(&clause.body);
        self.scratch(|this| {
            let other = this.unit.temporary();
            this.end_block(cleanup, other);
            this.at_no_line();
            this.forget_name(name);
            this.jump(Opcode::Jump, 0, end);
            this.place_label(cleanup);
            this.forget_name(name);
            this.op(Opcode::Reraise, other, 0, 0);
        });
        self.place_label(end);
    }
}
