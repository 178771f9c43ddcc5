//! `try` with `except*`.

use ruff_python_ast::{self as ast, ExceptHandler};
use strict_bytecode::{Intrinsic, Label, Opcode};

use crate::compiler::Compiler;
use crate::unit::{Register, nth};

impl<'a> Compiler<'a> {
    /// The clauses: each takes its part of the exception group; what they raise and what is left is put
    /// together again at the end.
    pub(crate) fn group_handlers(&mut self, statement: &'a ast::StmtTry, exception: Register, end: Label) {
        self.handling(exception, |this, saved| {
            let results = this.unit.temporary();
            let parts = this.unit.temporaries(2);
            this.op(Opcode::BuildList, results, results, 0);
            this.op(Opcode::Move, parts, exception, 0);
            for ExceptHandler::ExceptHandler(clause) in &statement.handlers {
                this.group_clause(clause, parts, results);
            }
            this.at_no_line();
            this.op(Opcode::ListAppend, results, parts, 0);
            let finished = this.new_label();
            this.scratch(|this| {
                let window = this.unit.temporaries(2);
                this.op(Opcode::Move, window, exception, 0);
                this.op(Opcode::Move, nth(window, 1), results, 0);
                this.op(Opcode::CallIntrinsic, window, window, Intrinsic::PrepareReraiseStar as u16);
                this.jump(Opcode::JumpIfNone, window, finished);
                this.op(Opcode::PopHandled, saved, 0, 0);
                this.op(Opcode::Reraise, window, 0, 0);
            });
            this.place_label(finished);
            this.op(Opcode::PopHandled, saved, 0, 0);
            this.jump(Opcode::Jump, 0, end);
        });
    }

    /// One clause; `break`, `continue` and `return` can't leave it, so it's no block. `parts` holds what is left, `parts + 1` gets what the clause takes.
    fn group_clause(
        &mut self,
        clause: &'a ast::ExceptHandlerExceptHandler,
        parts: Register,
        results: Register,
    ) {
        let next = self.new_label();
        let taken = nth(parts, 1);
        self.at(clause.range);
        self.scratch(|this| {
            let Some(class) = &clause.type_ else { return };
            let class_register = this.operand(class);
            this.at(clause.range);
            this.op(Opcode::MatchExceptionGroup, parts, parts, class_register);
            this.jump(Opcode::JumpIfNone, taken, next);
        });
        let cleanup = self.new_label();
        self.scratch(|this| {
            let before = this.unit.temporary();
            this.op(Opcode::PushHandled, before, taken, 0);
            if let Some(name) = &clause.name {
                this.store_name(&name.id, taken);
            }
            let start = this.unit.builder.here();
            this.body(&clause.body);
            let stop = this.unit.builder.here();
            let raised = this.unit.temporary();
            this.unit.builder.protect(start, stop, cleanup, raised);
            this.at_no_line();
            this.forget_group_name(clause);
            this.jump(Opcode::Jump, 0, next);
            this.place_label(cleanup);
            this.forget_group_name(clause);
            this.op(Opcode::ListAppend, results, raised, 0);
        });
        self.place_label(next);
    }

    fn forget_group_name(&mut self, clause: &'a ast::ExceptHandlerExceptHandler) {
        if let Some(name) = &clause.name {
            self.forget_name(name);
        }
    }
}
