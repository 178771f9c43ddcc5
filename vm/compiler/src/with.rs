//! `with` and `async with`.

use ruff_python_ast as ast;
use ruff_python_ast::{Stmt, WithItem};
use strict_bytecode::{Constant, Instruction, Opcode, SpecialMethod, flags};
use strict_syntax::{Ranged, TextRange};

use crate::blocks::Block;
use crate::compiler::Compiler;
use crate::unit::{Register, nth};

impl<'a> Compiler<'a> {
    pub(crate) fn with_statement(&mut self, statement: &'a ast::StmtWith) {
        self.with_items(&statement.items, &statement.body, statement.is_async);
    }

    fn with_items(&mut self, items: &'a [WithItem], body: &'a [Stmt], is_async: bool) {
        let Some((item, inner)) = items.split_first() else { return self.body(body) };
        let range = item.context_expr.range();
        self.scratch(|this| {
            let exit = this.enter(item, is_async);
            let handler = this.new_label();
            let end = this.new_label();
            let protected = this.protected();
            this.unit.blocks.push(Block::With { protected, exit, is_async, range });
            if let Some(target) = &item.optional_vars {
                this.assign(target, nth(exit, 2));
            }
            this.with_items(inner, body, is_async);
            let exception = nth(exit, 2);
            this.end_block(handler, exception);
            this.exit_normally(exit, is_async, range);
            this.jump(Opcode::Jump, 0, end);
            this.place_label(handler);
            this.exit_exceptionally(exit, exception, is_async, range);
            this.place_label(end);
        });
    }

    /// Enters the context. In new temporaries: `__exit__` and its `self`, then what `__enter__` gave.
    fn enter(&mut self, item: &'a WithItem, is_async: bool) -> Register {
        let exit = self.unit.temporaries(2);
        let value = self.unit.temporary();
        let (enter_method, exit_method) = match is_async {
            true => (SpecialMethod::AsyncEnter, SpecialMethod::AsyncExit),
            false => (SpecialMethod::Enter, SpecialMethod::Exit),
        };
        self.scratch(|this| {
            let context = this.operand_in(&item.context_expr, value);
            this.at(item.context_expr.range());
            this.op(Opcode::LoadSpecial, exit, context, exit_method as u16);
            let window = this.unit.temporaries(2);
            this.op(Opcode::LoadSpecial, window, context, enter_method as u16);
            this.call_special(window, 0, value, is_async, flags::AWAIT_ENTER);
        });
        exit
    }

    /// Calls a special method and waits for its result if it's asynchronous.
    fn call_special(&mut self, window: Register, count: u16, target: Register, is_async: bool, context: u8) {
        let awaited = if is_async { flags::CALL_AWAITED } else { 0 };
        self.emit(Instruction::new(Opcode::CallMethod, awaited, target, window, count));
        if is_async {
            self.emit(Instruction::new(Opcode::GetAwaitable, context, target, target, 0));
            self.wait_for(target, target);
        }
    }

    /// `__exit__(None, None, None)`.
    pub(crate) fn exit_normally(&mut self, exit: Register, is_async: bool, range: TextRange) {
        self.at(range);
        self.scratch(|this| {
            let window = this.exit_window(exit);
            for at in 2..5 {
                this.constant_into(Constant::None, nth(window, at));
            }
            this.call_special(window, 3, window, is_async, flags::AWAIT_EXIT);
        });
    }

    fn exit_window(&mut self, exit: Register) -> Register {
        let window = self.unit.temporaries(5);
        self.move_into(exit, window);
        self.move_into(nth(exit, 1), nth(window, 1));
        window
    }

    /// Calls `__exit__` with the exception, which goes on unless that's true.
    fn exit_exceptionally(&mut self, exit: Register, exception: Register, is_async: bool, range: TextRange) {
        self.at(range);
        self.scratch(|this| {
            let saved = this.unit.temporary();
            let suppressed = this.new_label();
            this.op(Opcode::PushHandled, saved, exception, 0);
            let start = this.unit.builder.here();
            let window = this.exit_window(exit);
            this.op(Opcode::LoadExceptionInfo, nth(window, 2), exception, 3);
            this.call_special(window, 3, window, is_async, flags::AWAIT_EXIT);
            this.jump(Opcode::JumpIfTrue, window, suppressed);
            this.op(Opcode::Reraise, exception, 0, 0);
            let end = this.unit.builder.here();
            let cleanup = this.new_label();
            this.unit.builder.protect(start, end, cleanup, window);
            this.at_no_line();
            this.place_label(cleanup);
            this.op(Opcode::PopHandled, saved, 0, 0);
            this.op(Opcode::Reraise, window, 0, 0);
            this.at(range);
            this.place_label(suppressed);
            this.op(Opcode::PopHandled, saved, 0, 0);
        });
    }
}
