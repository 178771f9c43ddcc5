//! Calls: the window of callee and arguments, keywords, and arguments that are spread.

use ruff_python_ast::{self as ast, Expr, Keyword};
use strict_bytecode::{Constant, Instruction, Opcode, flags};
use strict_semantics::Text;
use strict_syntax::TextRange;

use crate::compiler::Compiler;
use crate::unit::{Register, nth};

impl<'a> Compiler<'a> {
    /// A call.
    pub(crate) fn call(&mut self, call: &'a ast::ExprCall, target: Register, is_awaited: bool) {
        let awaited = if is_awaited { flags::CALL_AWAITED } else { 0 };
        let arguments = &call.arguments;
        if is_spread(arguments) {
            return self.scratch(|this| {
                let base = this.window(target);
                this.into(&call.func, base);
                this.spread_arguments(base, &[], arguments, None, call.range);
                this.at(call.range);
                this.call_spread(base, awaited, !arguments.keywords.is_empty(), target);
            });
        }
        self.scratch(|this| {
            let base = this.window(target);
            match &*call.func {
                Expr::Attribute(attribute) => {
                    this.method(attribute, base);
                    let (count, keywords) = this.arguments(arguments);
                    this.at_attribute(attribute, call.range);
                    this.emit(Instruction::new(Opcode::CallMethod, awaited | keywords, target, base, count));
                }
                callee => {
                    this.into(callee, base);
                    let (count, keywords) = this.arguments(arguments);
                    this.at(call.range);
                    this.emit(Instruction::new(Opcode::Call, awaited | keywords, target, base, count));
                }
            }
        });
    }

    /// The first register of a call's window, on top of the temporaries: the target, if it's there already.
    pub(crate) fn window(&mut self, target: Register) -> Register {
        if self.unit.is_top(target) { target } else { self.unit.temporary() }
    }

    /// Loads a method and its `self` into the first two registers of a window.
    fn method(&mut self, attribute: &'a ast::ExprAttribute, base: Register) {
        self.unit.temporary();
        if self.super_attribute(attribute, base, true) {
            return;
        }
        self.scratch(|this| {
            let object = this.operand_in(&attribute.value, base);
            this.at_attribute(attribute, attribute.range);
            let name = this.mangled(&attribute.attr.id).into_owned();
            this.op_attribute(Opcode::LoadMethod, base, object, &name);
        });
    }

    /// Evaluates arguments that aren't spread into the next temporaries; their number and the flag for
    /// keywords.
    pub(crate) fn arguments(&mut self, arguments: &'a ast::Arguments) -> (u16, u8) {
        for argument in &arguments.args {
            let register = self.unit.temporary();
            self.into(argument, register);
        }
        for keyword in &arguments.keywords {
            let register = self.unit.temporary();
            self.into(&keyword.value, register);
        }
        if !arguments.keywords.is_empty() {
            self.keyword_names(&arguments.keywords);
        }
        let count = arguments.args.len() + arguments.keywords.len();
        (count as u16, if arguments.keywords.is_empty() { 0 } else { flags::CALL_KEYWORDS })
    }

    /// Loads the names of the keyword arguments into the next temporary.
    pub(crate) fn keyword_names(&mut self, keywords: &'a [Keyword]) {
        let names: Vec<_> = keywords.iter().filter_map(|keyword| keyword.arg.as_ref()).collect();
        let names = names.into_iter().map(|name| Constant::Str(Text::from(&*name.id)));
        let names = Constant::tuple(names.collect::<Vec<_>>());
        self.constant_operand(names);
    }

    /// Evaluates arguments that are spread into the two registers after the callee. `first` are registers of
    /// arguments that come before, `last` one that comes after the positional ones.
    pub(crate) fn spread_arguments(
        &mut self,
        base: Register,
        first: &[Register],
        arguments: &'a ast::Arguments,
        last: Option<Register>,
        range: TextRange,
    ) {
        let list = self.unit.temporary();
        match &*arguments.args {
            [Expr::Starred(only)] if first.is_empty() && last.is_none() => self.into(&only.value, list),
            args if first.is_empty() && last.is_none() && !args.iter().any(Expr::is_starred_expr) => {
                self.tuple_of(args, range, list);
            }
            args if first.is_empty() => self.list_in_temporary(args, range, list),
            args => {
                let row = first.first().copied().unwrap_or(list);
                self.op(Opcode::BuildList, list, row, first.len() as u16);
                for argument in args {
                    self.scratch(|this| {
                        let (opcode, value) = match argument {
                            Expr::Starred(starred) => (Opcode::ListExtend, this.operand(&starred.value)),
                            argument => (Opcode::ListAppend, this.operand(argument)),
                        };
                        this.at(range);
                        this.op(opcode, list, value, 0);
                    });
                }
            }
        }
        if let Some(last) = last {
            self.op(Opcode::ListAppend, list, last, 0);
        }
        if !arguments.keywords.is_empty() {
            let dict = self.unit.temporary();
            self.keyword_dict(&arguments.keywords, base, range, dict);
        }
    }

    /// The dict of keyword arguments, some of which are `**mappings`.
    fn keyword_dict(&mut self, keywords: &'a [Keyword], callee: Register, range: TextRange, dict: Register) {
        let is_named = |keyword: &Keyword| keyword.arg.is_some();
        let mut rest = keywords;
        let mut is_first = true;
        while !rest.is_empty() || is_first {
            let named = rest.iter().take_while(|it| is_named(it)).count();
            let (group, after) = rest.split_at(named);
            if is_first || !group.is_empty() {
                self.scratch(|this| {
                    let part = if is_first { dict } else { this.unit.temporary() };
                    this.named_arguments(group, range, part);
                    if part != dict {
                        this.op(Opcode::DictMerge, dict, part, callee);
                    }
                });
            }
            is_first = false;
            rest = match after.split_first() {
                Some((mapping, after)) => {
                    self.scratch(|this| {
                        let mapping = this.operand(&mapping.value);
                        this.at(range);
                        this.op(Opcode::DictMerge, dict, mapping, callee);
                    });
                    after
                }
                None => after,
            };
        }
    }

    fn named_arguments(&mut self, keywords: &'a [Keyword], range: TextRange, dict: Register) {
        self.scratch(|this| {
            let first = this.unit.temporaries(2 * keywords.len());
            for (at, keyword) in keywords.iter().enumerate() {
                let Some(name) = &keyword.arg else { continue };
                let name = Constant::Str(Text::from(&*name.id));
                this.constant_into(name, nth(first, 2 * at));
                this.into(&keyword.value, nth(first, 2 * at + 1));
            }
            this.at(range);
            this.op(Opcode::BuildDict, dict, first, keywords.len() as u16);
        });
    }

    pub(crate) fn call_spread(&mut self, base: Register, awaited: u8, has_keywords: bool, target: Register) {
        let keywords = if has_keywords { flags::CALL_KEYWORDS } else { 0 };
        self.emit(Instruction::new(Opcode::CallSpread, awaited | keywords, target, base, 0));
    }
}

/// Whether some arguments are starred, or there are too many for a window.
pub(crate) fn is_spread(arguments: &ast::Arguments) -> bool {
    arguments.args.iter().any(Expr::is_starred_expr)
        || arguments.keywords.iter().any(|keyword| keyword.arg.is_none())
        || arguments.args.len() + arguments.keywords.len() > 255
}
