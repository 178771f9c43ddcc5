//! `for`, `while`, and the loops that comprehensions share with them.

use ruff_python_ast::{self as ast, Expr};
use strict_bytecode::{Label, Opcode};
use strict_syntax::{Ranged, TextRange};

use crate::blocks::Block;
use crate::compiler::Compiler;
use crate::unit::Register;

impl<'a> Compiler<'a> {
    pub(crate) fn while_statement(&mut self, statement: &'a ast::StmtWhile) {
        let start = self.unit.builder.here();
        let exhausted = self.new_label();
        let end = self.new_label();
        self.jump_if(&statement.test, false, exhausted);
        self.unit.blocks.push(Block::Loop { on_break: end, on_continue: start });
        self.body(&statement.body);
        self.unit.blocks.pop();
        self.jump(Opcode::JumpBack, 0, start);
        self.place_label(exhausted);
        // What follows the loop comes from its condition, for those who trace lines.
        self.at(statement.test.range());
        self.body(&statement.orelse);
        self.place_label(end);
    }

    pub(crate) fn for_statement(&mut self, statement: &'a ast::StmtFor) {
        let next = self.new_label();
        let end = self.new_label();
        self.scratch(|this| {
            let iterator = this.unit.temporary();
            let iterable = this.operand_in(&statement.iter, iterator);
            this.at(statement.iter.range());
            let opcode = if statement.is_async { Opcode::GetAsyncIter } else { Opcode::GetIter };
            this.op(opcode, iterator, iterable, 0);
            let each = |this: &mut Self| {
                this.unit.blocks.push(Block::Loop { on_break: end, on_continue: next });
                this.body(&statement.body);
                this.unit.blocks.pop();
            };
            let range = statement.iter.range();
            if statement.is_async {
                let whole = statement.range();
                this.async_loop(iterator, &statement.target, (range, whole), next, each);
            } else {
                this.sync_loop(iterator, &statement.target, range, next, each);
            }
        });
        self.body(&statement.orelse);
        self.place_label(end);
    }

    /// A loop over an iterator. `next` is where `continue` goes.
    pub(crate) fn sync_loop(
        &mut self,
        iterator: Register,
        target: &'a Expr,
        range: TextRange,
        next: Label,
        each: impl FnOnce(&mut Self),
    ) {
        self.jump(Opcode::Jump, 0, next);
        let start = self.unit.builder.here();
        let item = match self.target_register(target) {
            Some(register) => register,
            None => {
                let item = self.unit.temporary();
                self.assign(target, item);
                item
            }
        };
        each(self);
        self.place_label(next);
        self.at(range);
        self.jump_on(Opcode::ForLoop, item, iterator, start);
    }

    /// A loop over an asynchronous iterator.
    pub(crate) fn async_loop(
        &mut self,
        iterator: Register,
        target: &'a Expr,
        (range, whole): (TextRange, TextRange),
        next: Label,
        each: impl FnOnce(&mut Self),
    ) {
        let handler = self.new_label();
        self.scratch(|this| {
            this.at(whole);
            let item = this.unit.temporary();
            let awaitable = this.unit.temporary();
            let start = this.unit.builder.here();
            this.op(Opcode::GetAsyncNext, awaitable, iterator, 0);
            this.wait_for(awaitable, item);
            let end = this.unit.builder.here();
            this.unit.builder.protect(start, end, handler, awaitable);
            this.assign(target, item);
            each(this);
            this.place_label(next);
            this.at(range);
            this.jump(Opcode::JumpBack, 0, start);
            this.place_label(handler);
            this.op(Opcode::EndAsyncFor, awaitable, 0, 0);
        });
    }
}
