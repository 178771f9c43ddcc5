//! Tuple, list, set and dict displays, and the arguments of calls that are built like them.

use ruff_python_ast::{self as ast, Expr};
use strict_bytecode::{Constant, Opcode};
use strict_syntax::{Ranged, TextRange};

use crate::compiler::Compiler;
use crate::unit::{Register, nth};

/// A display with more items is built in pieces.
const MAX_AT_ONCE: usize = 32;

/// Lists and sets, which are built alike.
#[derive(Clone, Copy)]
struct Growing {
    build: Opcode,
    add: Opcode,
    extend: Opcode,
}

const LIST: Growing =
    Growing { build: Opcode::BuildList, add: Opcode::ListAppend, extend: Opcode::ListExtend };
const SET: Growing = Growing { build: Opcode::BuildSet, add: Opcode::SetAdd, extend: Opcode::SetUpdate };

impl<'a> Compiler<'a> {
    /// A tuple, of the items of any display.
    pub(crate) fn tuple(&mut self, expression: &'a Expr, items: &'a [Expr], target: Register) {
        if let Some(constant) = self.constants(items).map(Constant::tuple) {
            self.at(expression.range());
            self.constant_into(constant, target);
            return;
        }
        self.tuple_of(items, expression.range(), target);
    }

    /// A tuple of the items, which may be starred.
    pub(crate) fn tuple_of(&mut self, items: &'a [Expr], range: TextRange, target: Register) {
        let is_simple = items.len() <= MAX_AT_ONCE && !items.iter().any(Expr::is_starred_expr);
        self.scratch(|this| {
            if is_simple {
                let first = this.row(items);
                this.at(range);
                this.op(Opcode::BuildTuple, target, first, items.len() as u16);
            } else {
                let list = this.unit.temporary();
                this.growing(LIST, items, range, list);
                this.op(Opcode::ListToTuple, target, list, 0);
            }
        });
    }

    pub(crate) fn list(&mut self, items: &'a [Expr], range: TextRange, target: Register) {
        if items.len() >= 3
            && let Some(constants) = self.constants(items)
        {
            self.at(range);
            return self.grow_from(LIST, Constant::tuple(constants), target);
        }
        self.growing(LIST, items, range, target);
    }

    pub(crate) fn set(&mut self, items: &'a [Expr], range: TextRange, target: Register) {
        if items.len() >= 3
            && let Some(constants) = self.constants(items)
        {
            self.at(range);
            return self.grow_from(SET, Constant::FrozenSet(constants.into()), target);
        }
        self.growing(SET, items, range, target);
    }

    fn grow_from(&mut self, kind: Growing, constant: Constant, target: Register) {
        self.scratch(|this| {
            let result = this.result_register(target);
            this.op(kind.build, result, result, 0);
            let items = this.constant_operand(constant);
            this.op(kind.extend, result, items, 0);
            this.move_into(result, target);
        });
    }

    /// Where to build something piece by piece that shall end up in `target`.
    pub(crate) fn result_register(&mut self, target: Register) -> Register {
        if self.unit.is_temporary(target) { target } else { self.unit.temporary() }
    }

    /// Evaluates the items into new temporaries in a row.
    pub(crate) fn row(&mut self, items: &'a [Expr]) -> Register {
        let first = self.unit.mark();
        for item in items {
            let register = self.unit.temporary();
            self.into(item, register);
        }
        u16::try_from(first).unwrap_or(u16::MAX)
    }

    fn growing(&mut self, kind: Growing, items: &'a [Expr], range: TextRange, target: Register) {
        self.scratch(|this| {
            let at_once = items.iter().take_while(|it| !it.is_starred_expr()).count();
            if at_once == items.len() && at_once <= MAX_AT_ONCE {
                let first = this.row(items);
                this.at(range);
                this.op(kind.build, target, first, at_once as u16);
                return;
            }
            let result = this.result_register(target);
            let at_once = at_once.min(MAX_AT_ONCE);
            this.scratch(|this| {
                let first = this.row(&items[..at_once]);
                this.at(range);
                this.op(kind.build, result, first, at_once as u16);
            });
            for item in &items[at_once..] {
                this.scratch(|this| {
                    let (opcode, value) = match item {
                        Expr::Starred(starred) => (kind.extend, this.operand(&starred.value)),
                        item => (kind.add, this.operand(item)),
                    };
                    this.at(range);
                    this.op(opcode, result, value, 0);
                });
            }
            this.move_into(result, target);
        });
    }

    /// A list of the items, in a temporary; the caller adds more.
    pub(crate) fn list_in_temporary(&mut self, items: &'a [Expr], range: TextRange, target: Register) {
        self.growing(LIST, items, range, target);
    }

    pub(crate) fn dict(&mut self, dict: &'a ast::ExprDict, target: Register) {
        self.scratch(|this| {
            let items = &dict.items;
            let at_once = items.iter().take_while(|it| it.key.is_some()).count();
            let is_simple = at_once == items.len() && at_once <= MAX_AT_ONCE / 2;
            let result = if is_simple { target } else { this.result_register(target) };
            let at_once = at_once.min(MAX_AT_ONCE / 2);
            this.scratch(|this| {
                let first = this.unit.temporaries(2 * at_once);
                let mut next = first;
                for item in &items[..at_once] {
                    if let Some(key) = &item.key {
                        this.into(key, next);
                    }
                    this.into(&item.value, nth(next, 1));
                    next = nth(next, 2);
                }
                this.at(dict.range);
                this.op(Opcode::BuildDict, result, first, at_once as u16);
            });
            for item in &items[at_once..] {
                this.scratch(|this| match &item.key {
                    Some(key) => {
                        let key = this.operand(key);
                        let value = this.operand(&item.value);
                        this.at(dict.range);
                        this.op(Opcode::DictInsert, result, key, value);
                    }
                    None => {
                        let mapping = this.operand(&item.value);
                        this.at(dict.range);
                        this.op(Opcode::DictUpdate, result, mapping, 0);
                    }
                });
            }
            this.move_into(result, target);
        });
    }
}
