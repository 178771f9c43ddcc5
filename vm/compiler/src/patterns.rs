//! Patterns: tests that jump away on a mismatch and copy what is captured.

use ruff_python_ast::{self as ast, Expr, Pattern, Singleton};
use strict_bytecode::{Constant, Instruction, Label, Opcode};
use strict_semantics::Text;
use strict_syntax::{Ranged, TextRange};

use crate::compiler::Compiler;
use crate::unit::{Register, nth};

/// Where the captured values of a pattern go.
pub(crate) struct Captures<'a> {
    /// The names and their temporaries.
    pub(crate) names: Vec<(&'a ast::Identifier, Register)>,
}

impl Captures<'_> {
    fn register(&self, name: &ast::Identifier) -> Option<Register> {
        self.names.iter().find(|(known, _)| known.id == name.id).map(|(_, register)| *register)
    }
}

impl<'a> Compiler<'a> {
    /// Goes on if the subject matches, else jumps.
    pub(crate) fn pattern(
        &mut self,
        pattern: &'a Pattern,
        subject: Register,
        fail: Label,
        captures: &Captures<'a>,
    ) {
        self.scratch(|this| match pattern {
            Pattern::MatchValue(pattern) => {
                let value = this.operand(&pattern.value);
                this.at(pattern.range);
                this.jump_on(Opcode::JumpUnlessEqual, subject, value, fail);
            }
            Pattern::MatchSingleton(pattern) => {
                this.at(pattern.range);
                let constant = match pattern.value {
                    Singleton::None => return this.jump(Opcode::JumpIfNotNone, subject, fail),
                    Singleton::True => Constant::Bool(true),
                    Singleton::False => Constant::Bool(false),
                };
                let value = this.constant_operand(constant);
                this.jump_on(Opcode::JumpIfIsNot, subject, value, fail);
            }
            Pattern::MatchSequence(pattern) => this.sequence_pattern(pattern, subject, fail, captures),
            Pattern::MatchMapping(pattern) => this.mapping_pattern(pattern, subject, fail, captures),
            Pattern::MatchClass(pattern) => this.class_pattern(pattern, subject, fail, captures),
            Pattern::MatchStar(pattern) => this.capture(pattern.name.as_ref(), subject, captures),
            Pattern::MatchAs(as_pattern) => {
                if let Some(inner) = &as_pattern.pattern {
                    this.pattern(inner, subject, fail, captures);
                }
                this.at(as_pattern.range);
                this.capture(as_pattern.name.as_ref(), subject, captures);
            }
            Pattern::MatchOr(pattern) => {
                let matched = this.new_label();
                let Some((last, others)) = pattern.patterns.split_last() else { return };
                for alternative in others {
                    let next = this.new_label();
                    this.pattern(alternative, subject, next, captures);
                    this.jump(Opcode::Jump, 0, matched);
                    this.place_label(next);
                }
                this.pattern(last, subject, fail, captures);
                this.place_label(matched);
            }
        });
    }

    fn capture(&mut self, name: Option<&'a ast::Identifier>, subject: Register, captures: &Captures<'a>) {
        if let Some(register) = name.and_then(|name| captures.register(name)) {
            self.op(Opcode::Move, register, subject, 0);
        }
    }

    /// Jumps unless the test of the subject holds.
    fn test(&mut self, opcode: Opcode, subject: Register, fail: Label) {
        self.scratch(|this| {
            let result = this.unit.temporary();
            this.op(opcode, result, subject, 0);
            this.jump(Opcode::JumpIfFalse, result, fail);
        });
    }

    // Sequences.

    fn sequence_pattern(
        &mut self,
        pattern: &'a ast::PatternMatchSequence,
        subject: Register,
        fail: Label,
        captures: &Captures<'a>,
    ) {
        let patterns = &pattern.patterns;
        let star = patterns.iter().position(Pattern::is_match_star);
        self.at(pattern.range);
        self.test(Opcode::MatchSequence, subject, fail);
        let needed = patterns.len() - usize::from(star.is_some());
        let length = self.unit.temporary();
        if star.is_none() || needed > 0 {
            self.op(Opcode::GetLength, length, subject, 0);
            let number = self.constant_operand(Constant::Int(needed.into()));
            let opcode =
                if star.is_none() { Opcode::JumpUnlessEqual } else { Opcode::JumpUnlessGreaterEqual };
            self.jump_on(opcode, length, number, fail);
        }
        if patterns.iter().all(is_wildcard) {
            return;
        }
        match star {
            Some(star) if is_wildcard(&patterns[star]) => {
                self.subscripted_patterns(patterns, star, subject, length, fail, captures);
            }
            _ => self.unpacked_patterns(patterns, star, subject, pattern.range, fail, captures),
        }
    }

    /// With a nameless star, items are subscribed one by one.
    fn subscripted_patterns(
        &mut self,
        patterns: &'a [Pattern],
        star: usize,
        subject: Register,
        length: Register,
        fail: Label,
        captures: &Captures<'a>,
    ) {
        for (at, pattern) in patterns.iter().enumerate() {
            if at == star || is_wildcard(pattern) {
                continue;
            }
            self.at(pattern.range());
            self.scratch(|this| {
                let item = this.unit.temporary();
                if at < star {
                    let index = this.constant_operand(Constant::Int(at.into()));
                    this.op(Opcode::LoadSubscript, item, subject, index);
                } else {
                    let from_end = this.constant_operand(Constant::Int((patterns.len() - at).into()));
                    this.op(Opcode::Subtract, from_end, length, from_end);
                    this.op(Opcode::LoadSubscript, item, subject, from_end);
                }
                this.pattern(pattern, item, fail, captures);
            });
        }
    }

    fn unpacked_patterns(
        &mut self,
        patterns: &'a [Pattern],
        star: Option<usize>,
        subject: Register,
        range: TextRange,
        fail: Label,
        captures: &Captures<'a>,
    ) {
        let first = self.unit.temporaries(patterns.len());
        self.at(range);
        match star {
            None => self.op(Opcode::UnpackSequence, subject, first, patterns.len() as u16),
            // The symbol table refuses more than 255 before the star.
            Some(before) => {
                let after = patterns.len() - before - 1;
                self.emit(Instruction::new(
                    Opcode::UnpackExtended,
                    before as u8,
                    subject,
                    first,
                    after as u16,
                ));
            }
        }
        for (at, pattern) in patterns.iter().enumerate() {
            self.pattern(pattern, nth(first, at), fail, captures);
        }
    }

    // Mappings.

    fn mapping_pattern(
        &mut self,
        pattern: &'a ast::PatternMatchMapping,
        subject: Register,
        fail: Label,
        captures: &Captures<'a>,
    ) {
        let count = pattern.keys.len();
        self.at(pattern.range);
        self.test(Opcode::MatchMapping, subject, fail);
        if count == 0 && pattern.rest.is_none() {
            return;
        }
        if count > 0 {
            self.scratch(|this| {
                let length = this.unit.temporary();
                this.op(Opcode::GetLength, length, subject, 0);
                let number = this.constant_operand(Constant::Int(count.into()));
                this.jump_on(Opcode::JumpUnlessGreaterEqual, length, number, fail);
            });
        }
        let keys = self.unit.temporary();
        self.tuple_of_keys(&pattern.keys, pattern.range, keys);
        let values = self.unit.temporary();
        self.op(Opcode::MatchKeys, values, subject, keys);
        self.jump(Opcode::JumpIfNone, values, fail);
        let first = self.unit.temporaries(count);
        self.op(Opcode::UnpackSequence, values, first, count as u16);
        for (at, inner) in pattern.patterns.iter().enumerate() {
            self.pattern(inner, nth(first, at), fail, captures);
        }
        if let Some(rest) = &pattern.rest {
            self.at(pattern.range);
            self.op(Opcode::MatchRest, values, subject, keys);
            self.capture(Some(rest), values, captures);
        }
    }

    fn tuple_of_keys(&mut self, keys: &'a [Expr], range: TextRange, target: Register) {
        match self.constants(keys) {
            Some(constants) => self.constant_into(Constant::tuple(constants), target),
            None => self.scratch(|this| {
                let first = this.row(keys);
                this.at(range);
                this.op(Opcode::BuildTuple, target, first, keys.len() as u16);
            }),
        }
        self.at(range);
    }

    // Classes.

    fn class_pattern(
        &mut self,
        pattern: &'a ast::PatternMatchClass,
        subject: Register,
        fail: Label,
        captures: &Captures<'a>,
    ) {
        let positional = &pattern.arguments.patterns;
        let keywords = &pattern.arguments.keywords;
        let attributes = self.unit.temporary();
        self.scratch(|this| {
            let window = this.unit.temporaries(3);
            this.into(&pattern.cls, nth(window, 1));
            this.at(pattern.range);
            this.op(Opcode::Move, window, subject, 0);
            let names =
                keywords.iter().map(|keyword| Constant::Str(Text::from(&*this.mangled(&keyword.attr.id))));
            let names = Constant::tuple(names.collect::<Vec<_>>());
            this.constant_into(names, nth(window, 2));
            this.op(Opcode::MatchClass, attributes, window, positional.len() as u16);
        });
        self.jump(Opcode::JumpIfNone, attributes, fail);
        let inner: Vec<&'a Pattern> =
            positional.iter().chain(keywords.iter().map(|keyword| &keyword.pattern)).collect();
        let first = self.unit.temporaries(inner.len());
        self.op(Opcode::UnpackSequence, attributes, first, inner.len() as u16);
        for (at, inner) in inner.into_iter().enumerate() {
            self.pattern(inner, nth(first, at), fail, captures);
        }
    }
}

/// `_` and `*_`.
fn is_wildcard(pattern: &Pattern) -> bool {
    match pattern {
        Pattern::MatchAs(pattern) => pattern.pattern.is_none() && pattern.name.is_none(),
        Pattern::MatchStar(pattern) => pattern.name.is_none(),
        _ => false,
    }
}
