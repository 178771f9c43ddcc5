//! What surrounds a statement and has to be undone by `break`, `continue` and `return`.

use ruff_python_ast::{Identifier, Stmt};
use strict_bytecode::{Instruction, Label, Opcode};
use strict_syntax::TextRange;

use crate::compiler::Compiler;
use crate::unit::Register;

/// A statement around.
pub(crate) enum Block<'a> {
    /// A loop.
    Loop { on_break: Label, on_continue: Label },
    /// The body of a `try` with handlers.
    Try(Protected),
    /// The body (and handlers) of a `try` with `finally`.
    Finally { protected: Protected, body: &'a [Stmt] },
    /// Code that runs while an exception is being handled.
    Handling { protected: Protected, saved: Register },
    /// The body of an `except E as name`.
    Named { protected: Protected, name: &'a Identifier },
    /// The body of a `with`.
    With { protected: Protected, exit: Register, is_async: bool, range: TextRange },
}

/// The parts of the code that a handler protects: not those that leave the block.
pub(crate) struct Protected {
    start: Label,
    parts: Vec<(Label, Label)>,
}

impl Block<'_> {
    fn protected(&mut self) -> Option<&mut Protected> {
        match self {
            Block::Loop { .. } => None,
            Block::Try(protected)
            | Block::Finally { protected, .. }
            | Block::Handling { protected, .. }
            | Block::Named { protected, .. }
            | Block::With { protected, .. } => Some(protected),
        }
    }
}

impl<'a> Compiler<'a> {
    /// Starts to protect what follows.
    pub(crate) fn protected(&mut self) -> Protected {
        Protected { start: self.unit.builder.here(), parts: Vec::new() }
    }

    /// Ends the innermost block: what it protects goes to the handler, its exception to the register.
    pub(crate) fn end_block(&mut self, handler: Label, register: Register) -> Option<Block<'a>> {
        let mut block = self.unit.blocks.pop()?;
        let end = self.unit.builder.here();
        if let Some(protected) = block.protected() {
            for (start, end) in protected.parts.drain(..) {
                self.unit.builder.protect(start, end, handler, register);
            }
            self.unit.builder.protect(protected.start, end, handler, register);
        }
        Some(block)
    }

    /// Undoes all blocks, then leaves.
    pub(crate) fn unwind_all(&mut self, leave: impl FnOnce(&mut Self)) {
        self.unwind(0, leave);
    }

    /// Undoes the blocks within the innermost loop, then leaves; there is one, or the text were refused.
    pub(crate) fn unwind_to_loop(&mut self, leave: impl FnOnce(&mut Self, Label, Label)) {
        let innermost = self.unit.blocks.iter().enumerate().rev().find_map(|(at, block)| match block {
            Block::Loop { on_break, on_continue } => Some((at, *on_break, *on_continue)),
            _ => None,
        });
        if let Some((at, on_break, on_continue)) = innermost {
            self.unwind(at + 1, |this| leave(this, on_break, on_continue));
        }
    }

    /// Emits what undoes the blocks down to a depth. Each is undone outside of its own protection, but under
    /// that of the blocks around it.
    fn unwind(&mut self, depth: usize, leave: impl FnOnce(&mut Self)) {
        let mut undone = Vec::new();
        while self.unit.blocks.len() > depth {
            let Some(mut block) = self.unit.blocks.pop() else { break };
            if let Some(protected) = block.protected() {
                let end = self.unit.builder.here();
                protected.parts.push((protected.start, end));
            }
            self.undo(&block);
            undone.push(block);
        }
        leave(self);
        while let Some(mut block) = undone.pop() {
            let start = self.unit.builder.here();
            if let Some(protected) = block.protected() {
                protected.start = start;
            }
            self.unit.blocks.push(block);
        }
    }

    fn undo(&mut self, block: &Block<'a>) {
        match block {
            Block::Loop { .. } | Block::Try(_) => {}
            Block::Finally { body, .. } => self.body(body),
            Block::Handling { saved, .. } => {
                self.emit(Instruction::new(Opcode::PopHandled, 0, *saved, 0, 0));
            }
            Block::Named { name, .. } => self.forget_name(name),
            Block::With { exit, is_async, range, .. } => self.exit_normally(*exit, *is_async, *range),
        }
    }
}
