//! Patterns of `match`.

use ruff_text_size::Ranged;
use strict_syntax::ast;

use super::{Lowered, Lowerer};
use crate::domain::Value;
use crate::ir::{NameRef, Pattern, PatternKind, Symbol};

impl Lowerer<'_> {
    pub(super) fn pattern(&mut self, pattern: &ast::Pattern) -> Lowered<Pattern> {
        let range = pattern.range();
        self.nested(range, |lowerer| lowerer.pattern_kind(pattern)).map(|kind| Pattern { range, kind })
    }

    fn patterns(&mut self, patterns: &[ast::Pattern]) -> Lowered<Vec<Pattern>> {
        patterns.iter().map(|pattern| self.pattern(pattern)).collect()
    }

    fn captured(&mut self, name: Option<&ast::Identifier>) -> Option<NameRef> {
        name.map(|name| self.stored_name(name))
    }

    fn pattern_kind(&mut self, pattern: &ast::Pattern) -> Lowered<PatternKind> {
        Ok(match pattern {
            ast::Pattern::MatchValue(pattern) => PatternKind::Value(self.expr(&pattern.value)?),
            ast::Pattern::MatchSingleton(pattern) => PatternKind::Singleton(match pattern.value {
                ast::Singleton::None => Value::None,
                ast::Singleton::True => Value::Bool(true),
                ast::Singleton::False => Value::Bool(false),
            }),
            ast::Pattern::MatchSequence(sequence) => {
                let position = sequence
                    .patterns
                    .iter()
                    .position(|pattern| matches!(pattern, ast::Pattern::MatchStar(_)));
                match position {
                    None => PatternKind::Sequence {
                        before: self.patterns(&sequence.patterns)?,
                        star: None,
                        after: Vec::new(),
                    },
                    Some(i) => {
                        let ast::Pattern::MatchStar(star) = &sequence.patterns[i] else {
                            unreachable!("found above")
                        };
                        let before = self.patterns(&sequence.patterns[..i])?;
                        let star = Some(self.captured(star.name.as_ref()));
                        PatternKind::Sequence {
                            before,
                            star,
                            after: self.patterns(&sequence.patterns[i + 1..])?,
                        }
                    }
                }
            }
            ast::Pattern::MatchMapping(mapping) => {
                let mut items = Vec::with_capacity(mapping.keys.len());
                for (key, pattern) in mapping.keys.iter().zip(&mapping.patterns) {
                    items.push((self.expr(key)?, self.pattern(pattern)?));
                }
                PatternKind::Mapping { items, rest: self.captured(mapping.rest.as_ref()) }
            }
            ast::Pattern::MatchClass(class) => {
                let mut keywords = Vec::with_capacity(class.arguments.keywords.len());
                for keyword in &class.arguments.keywords {
                    keywords.push((Symbol::new(&keyword.attr), self.pattern(&keyword.pattern)?));
                }
                PatternKind::Class {
                    class: self.expr(&class.cls)?,
                    positional: self.patterns(&class.arguments.patterns)?,
                    keywords,
                }
            }
            ast::Pattern::MatchStar(star) => {
                PatternKind::As { pattern: None, name: self.captured(star.name.as_ref()) }
            }
            ast::Pattern::MatchAs(as_) => {
                let inner = as_.pattern.as_ref().map(|pattern| self.pattern(pattern)).transpose()?;
                PatternKind::As { pattern: inner.map(Box::new), name: self.captured(as_.name.as_ref()) }
            }
            ast::Pattern::MatchOr(or) => PatternKind::Or(self.patterns(&or.patterns)?),
        })
    }
}
