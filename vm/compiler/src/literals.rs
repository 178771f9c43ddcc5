//! The constants that literals stand for, and docstrings.

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::TextRange;
use strict_bytecode::{Constant, Opcode};
use strict_semantics::literal::{Literal, parse_literal};
use strict_semantics::{Complex, Int, Text, TextBuilder};

use crate::compiler::Compiler;

const REPLACEMENT: char = char::REPLACEMENT_CHARACTER;

impl<'a> Compiler<'a> {
    pub(crate) fn number(&self, literal: &ast::ExprNumberLiteral) -> Constant {
        number(self.text, literal)
    }

    pub(crate) fn string(&self, literal: &ast::ExprStringLiteral) -> Text {
        let mut out = TextBuilder::new();
        for part in &literal.value {
            self.push_literal(&part.value, part.range, &mut out);
        }
        out.finish()
    }

    pub(crate) fn push_literal(&self, parsed: &str, range: TextRange, out: &mut TextBuilder) {
        push_literal(self.text, parsed, range, out);
    }

    pub(crate) fn bytes(literal: &ast::ExprBytesLiteral) -> Constant {
        let bytes: Vec<u8> = literal.value.bytes().collect();
        Constant::Bytes(bytes.into())
    }

    /// The docstring of a body and what follows it. With `-OO` it's dropped.
    pub(crate) fn docstring<'b>(&self, body: &'b [Stmt]) -> (Option<Constant>, &'b [Stmt]) {
        let Some((Stmt::Expr(first), rest)) = body.split_first() else { return (None, body) };
        let Expr::StringLiteral(literal) = &*first.value else { return (None, body) };
        if !self.keeps_docstrings() {
            return (None, rest);
        }
        (Some(Constant::Str(clean(&self.string(literal)))), rest)
    }

    /// Stores the docstring of a module or class; gives what follows it.
    pub(crate) fn module_docstring(&mut self, body: &'a [Stmt]) -> &'a [Stmt] {
        let (docstring, rest) = self.docstring(body);
        if let (Some(docstring), Some(Stmt::Expr(first))) = (docstring, body.first()) {
            self.at(first.range);
            self.scratch(|this| {
                let text = this.constant_operand(docstring);
                this.op_name(Opcode::StoreName, text, "__doc__");
            });
        }
        rest
    }
}

/// The value of a number in `text`.
#[must_use]
pub fn number(text: &str, literal: &ast::ExprNumberLiteral) -> Constant {
    match &literal.value {
        ast::Number::Int(value) => match value.as_i64() {
            Some(small) => Constant::Int(Int::from(small)),
            None => match parse_literal(text.get(literal.range.to_std_range()).unwrap_or_default()) {
                Ok(Literal::Int(value)) => Constant::Int(value),
                // The parser read the same text as a number.
                _ => Constant::Int(Int::ZERO),
            },
        },
        ast::Number::Float(value) => Constant::float(*value),
        ast::Number::Complex { real, imag } => Constant::complex(Complex::new(*real, *imag)),
    }
}

/// Appends a piece of a literal in `text`. The parser can't represent lone surrogates and puts U+FFFD: what is
/// meant is read off the source.
pub fn push_literal(text: &str, parsed: &str, range: TextRange, out: &mut TextBuilder) {
    if !parsed.contains(REPLACEMENT) {
        out.push_str(parsed);
        return;
    }
    let mut meant = replacements(text.get(range.to_std_range()).unwrap_or_default()).into_iter();
    for character in parsed.chars() {
        if character == REPLACEMENT {
            out.push(meant.next().unwrap_or(u32::from(REPLACEMENT)));
        } else {
            out.push(character);
        }
    }
}

/// What each U+FFFD in a parsed literal stands for, in order: itself or a lone surrogate.
fn replacements(source: &str) -> Vec<u32> {
    let mut found = Vec::new();
    let mut rest = source;
    while let Some(at) = rest.find(['\\', REPLACEMENT]) {
        if rest[at..].starts_with(REPLACEMENT) {
            found.push(u32::from(REPLACEMENT));
            rest = &rest[at + REPLACEMENT.len_utf8()..];
            continue;
        }
        rest = &rest[at + 1..];
        let digits = match rest.chars().next() {
            Some('u') => 4,
            Some('U') => 8,
            Some('N') => {
                let name = rest.strip_prefix("N{").and_then(|it| it.split_once('}'));
                if name.is_some_and(|(name, _)| name.eq_ignore_ascii_case("replacement character")) {
                    found.push(u32::from(REPLACEMENT));
                }
                1
            }
            Some(other) => {
                rest = &rest[other.len_utf8()..];
                continue;
            }
            None => break,
        };
        if digits > 1 {
            let point = rest.get(1..=digits).and_then(|hex| u32::from_str_radix(hex, 16).ok());
            found.extend(point.filter(|it| (0xd800..0xe000).contains(it) || *it == u32::from(REPLACEMENT)));
        }
        rest = &rest[1..];
    }
    found
}

/// Removes the indentation of a docstring as the compiler does: tabs become spaces, the first line loses its
/// blanks, the others what they have in common.
fn clean(text: &Text) -> Text {
    let mut expanded = TextBuilder::new();
    if text.view().expand_tabs(8, &mut expanded).is_err() {
        return text.clone();
    }
    let expanded = expanded.finish();
    let points: Vec<u32> = expanded.view().code_points().collect();
    let (space, newline) = (u32::from(b' '), u32::from(b'\n'));
    let lines: Vec<&[u32]> = points.split(|it| *it == newline).collect();
    let indent = |line: &[u32]| line.iter().take_while(|it| **it == space).count();
    let margin = lines.iter().skip(1).filter(|line| indent(line) < line.len()).map(|line| indent(line)).min();
    let margin = margin.unwrap_or(0);
    let mut cleaned: Vec<u32> = Vec::with_capacity(points.len());
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            cleaned.push(newline);
        }
        let blanks = indent(line);
        let dropped = if at == 0 { blanks } else { margin.min(blanks) };
        cleaned.extend(&line[dropped..]);
    }
    Text::from_code_points(cleaned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn docstrings_lose_their_indentation() {
        let cleaned = |text: &str| clean(&Text::from(text)).to_string_lossy().into_owned();
        assert_eq!(cleaned("  one\n    two\n      three\n    "), "one\ntwo\n  three\n");
        assert_eq!(cleaned("x\n\ty\n        z"), "x\ny\nz");
    }

    #[test]
    fn escapes_that_mean_surrogates_are_found() {
        assert_eq!(
            replacements(r"'a\ud800\\ud801\N{DIGIT ONE}\U0000dfff\N{Replacement Character}'"),
            [0xd800, 0xdfff, 0xfffd]
        );
    }
}
