//! `match` statements: cases, guards, and when names are bound.

use ruff_python_ast::{self as ast, Pattern};
use strict_bytecode::Opcode;

use crate::compiler::Compiler;
use crate::patterns::Captures;
use crate::unit::nth;

impl<'a> Compiler<'a> {
    pub(crate) fn match_statement(&mut self, statement: &'a ast::StmtMatch) {
        let end = self.new_label();
        self.scratch(|this| {
            // The variable may be bound anew by a case whose guard then fails.
            let subject = this.unit.temporary();
            this.into(&statement.subject, subject);
            for case in &statement.cases {
                let next = this.new_label();
                this.scratch(|this| {
                    let captures = this.captures_of(&case.pattern);
                    this.pattern(&case.pattern, subject, next, &captures);
                    for (name, register) in &captures.names {
                        this.at(name.range);
                        this.store_name(&name.id, *register);
                    }
                });
                if let Some(guard) = &case.guard {
                    this.jump_if(guard, false, next);
                }
                this.body(&case.body);
                this.jump(Opcode::Jump, 0, end);
                this.place_label(next);
            }
        });
        self.place_label(end);
    }

    /// A new temporary for each name that the pattern binds: nothing is bound before all of it matches.
    fn captures_of(&mut self, pattern: &'a Pattern) -> Captures<'a> {
        let mut names = Vec::new();
        captured_names(pattern, &mut names);
        let first = self.unit.temporaries(names.len());
        Captures { names: names.into_iter().enumerate().map(|(at, name)| (name, nth(first, at))).collect() }
    }
}

/// The names that a pattern binds; alternatives bind the same ones.
fn captured_names<'a>(pattern: &'a Pattern, names: &mut Vec<&'a ast::Identifier>) {
    match pattern {
        Pattern::MatchAs(pattern) => {
            if let Some(inner) = &pattern.pattern {
                captured_names(inner, names);
            }
            names.extend(&pattern.name);
        }
        Pattern::MatchStar(pattern) => names.extend(&pattern.name),
        Pattern::MatchSequence(pattern) => {
            pattern.patterns.iter().for_each(|inner| captured_names(inner, names));
        }
        Pattern::MatchMapping(pattern) => {
            pattern.patterns.iter().for_each(|inner| captured_names(inner, names));
            names.extend(&pattern.rest);
        }
        Pattern::MatchClass(pattern) => {
            pattern.arguments.patterns.iter().for_each(|inner| captured_names(inner, names));
            pattern.arguments.keywords.iter().for_each(|inner| captured_names(&inner.pattern, names));
        }
        Pattern::MatchOr(pattern) => {
            if let Some(first) = pattern.patterns.first() {
                captured_names(first, names);
            }
        }
        Pattern::MatchValue(_) | Pattern::MatchSingleton(_) => {}
    }
}
