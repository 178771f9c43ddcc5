//! Where `break`, `continue` and `return` may stand, and how deep blocks may nest.

use ruff_text_size::TextRange;

use super::build::Builder;
use super::scope::{ScopeFlags, ScopeKind};

/// The blocks around a statement, as far as jumps out of them are concerned.
#[derive(Clone, Copy, Default)]
pub(super) struct Flow {
    in_loop: bool,
    /// In an `except*` handler that lies inside the innermost loop, if there is a loop.
    in_star_handler_of_loop: bool,
    in_star_handler: bool,
    /// In some part of a `try` statement.
    in_try: bool,
    /// The number of CPython's frame blocks around: one for each loop, `with` item and `try` body, two for a
    /// handler.
    blocks: usize,
}

impl Flow {
    /// At the start of a coroutine, whose body is in a block that turns `StopIteration` into `RuntimeError`.
    pub(super) fn of_coroutine() -> Flow {
        Flow { blocks: 1, ..Flow::default() }
    }
}

/// What a statement puts around its body.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Block {
    Loop,
    Handler,
    StarHandler,
    /// The body of a `try`, or what `finally` follows, or the `finally` part itself.
    Guarded,
    /// The body of a `with` that has so many items.
    With(usize),
}

/// CPython's `CO_MAXBLOCKS`.
const MAX_BLOCKS: usize = 21;

impl<'a> Builder<'a> {
    /// Walks a body inside a block.
    pub(super) fn in_block(&mut self, block: Block, range: TextRange, walk: impl FnOnce(&mut Self)) {
        let outer = self.frame.flow;
        let flow = &mut self.frame.flow;
        match block {
            Block::Loop => {
                flow.in_loop = true;
                flow.in_star_handler_of_loop = false;
            }
            Block::StarHandler => {
                flow.in_star_handler_of_loop = true;
                flow.in_star_handler = true;
            }
            Block::Handler | Block::Guarded | Block::With(_) => {}
        }
        flow.in_try |= matches!(block, Block::Handler | Block::StarHandler | Block::Guarded);
        flow.blocks += match block {
            Block::Loop | Block::Guarded => 1,
            Block::Handler | Block::StarHandler => 2,
            Block::With(items) => items,
        };
        if flow.blocks > MAX_BLOCKS && outer.blocks <= MAX_BLOCKS {
            self.error("too many statically nested blocks", range);
        }
        walk(self);
        self.frame.flow = outer;
    }

    pub(super) fn check_break(&mut self, range: TextRange) {
        self.check_jump("'break' outside loop", range);
    }

    pub(super) fn check_continue(&mut self, range: TextRange) {
        self.check_jump("'continue' not properly in loop", range);
    }

    fn check_jump(&mut self, outside: &str, range: TextRange) {
        let flow = self.frame.flow;
        if flow.in_star_handler_of_loop {
            self.error(JUMP_FROM_STAR_HANDLER, range);
        } else if !flow.in_loop {
            self.error(outside, range);
        }
    }

    pub(super) fn check_return(&mut self, has_value: bool, range: TextRange) {
        if self.frame.kind != ScopeKind::Function {
            self.error("'return' outside function", range);
            return;
        }
        if self.frame.flow.in_star_handler {
            self.error(JUMP_FROM_STAR_HANDLER, range);
        }
        if has_value && self.frame.value_return.is_none() {
            self.frame.value_return = Some(range);
        }
    }

    /// A lazy import (PEP 810), which may stand at module level only, and in no `try`.
    pub(super) fn check_lazy_import(&mut self, statement: &str, range: TextRange) {
        let place = match self.frame.kind {
            ScopeKind::Class => "classes",
            ScopeKind::Module if self.frame.flow.in_try => "try/except blocks",
            ScopeKind::Module => return,
            _ => "functions",
        };
        self.error(format!("{statement} not allowed inside {place}"), range);
    }

    /// To be called at the end of a function.
    pub(super) fn check_async_generator(&mut self) {
        if self.flags().contains(ScopeFlags::ASYNC | ScopeFlags::GENERATOR)
            && let Some(range) = self.frame.value_return
        {
            self.error("'return' with value in async generator", range);
        }
    }

    /// `yield`, `yield from` and `await`.
    pub(super) fn check_suspension(&mut self, suspension: Suspension, range: TextRange) {
        use ScopeKind::{Annotations, Class, Function, Module, TypeAlias, TypeParameters, TypeVariable};
        let noun = if suspension == Suspension::Await { "await expression" } else { "yield expression" };
        if self.check_allowed_in_type_scope(noun, range) {
            return;
        }
        let kind = self.frame.kind;
        let is_async = self.flags().contains(ScopeFlags::ASYNC);
        match (suspension, kind) {
            (_, Annotations | TypeVariable | TypeAlias | TypeParameters) => {}
            (Suspension::Await, Module | Class) => self.error("'await' outside function", range),
            (Suspension::Await, _) => {
                if !kind.is_comprehension() && !is_async {
                    self.error("'await' outside async function", range);
                }
            }
            (Suspension::Yield, Module | Class) => self.error("'yield' outside function", range),
            (Suspension::YieldFrom, Module | Class) => self.error("'yield from' outside function", range),
            (_, ScopeKind::ListComprehension) => self.error("'yield' inside list comprehension", range),
            (_, ScopeKind::SetComprehension) => self.error("'yield' inside set comprehension", range),
            (_, ScopeKind::DictComprehension) => self.error("'yield' inside dict comprehension", range),
            (_, ScopeKind::Generator) => self.error("'yield' inside generator expression", range),
            (Suspension::YieldFrom, Function) if is_async => {
                self.error("'yield from' inside async function", range);
            }
            (Suspension::Yield | Suspension::YieldFrom, _) => {}
        }
    }

    /// `async for` and `async with` statements.
    pub(super) fn check_async_statement(&mut self, message: &str, range: TextRange) {
        if self.flags().contains(ScopeFlags::ASYNC) {
            self.scope_mut().flags |= ScopeFlags::AWAIT;
        } else {
            self.error(message, range);
        }
    }

    /// Whether the current scope is one of those of types, where the expression called `noun` is an error,
    /// which is reported.
    pub(super) fn check_allowed_in_type_scope(&mut self, noun: &str, range: TextRange) -> bool {
        let place = match self.frame.kind {
            ScopeKind::Annotations => "an annotation",
            ScopeKind::TypeVariable => self.frame.type_variable_part,
            ScopeKind::TypeAlias => "a type alias",
            ScopeKind::TypeParameters => "the definition of a generic",
            _ => return false,
        };
        self.error(format!("{noun} cannot be used within {place}"), range);
        true
    }
}

/// The ways a function can suspend itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Suspension {
    Yield,
    YieldFrom,
    Await,
}

const JUMP_FROM_STAR_HANDLER: &str = "'break', 'continue' and 'return' cannot appear in an except* block";
