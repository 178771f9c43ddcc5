//! Literals and docstrings.

use ruff_text_size::TextRange;
use strict_semantics::int::Int;
use strict_syntax::ast;

use super::Lowerer;
use crate::domain::Value;

impl Lowerer<'_> {
    pub(super) fn number(&self, literal: &ast::ExprNumberLiteral) -> Value {
        match &literal.value {
            ast::Number::Int(value) => match value.as_i64() {
                Some(small) => Value::int(small),
                None => big_int(&value.to_string()),
            },
            ast::Number::Float(value) => Value::Float(*value),
            ast::Number::Complex { real, imag } => Value::Complex(std::sync::Arc::new((*real, *imag))),
        }
    }

    pub(super) fn string(&self, literal: &ast::ExprStringLiteral) -> Value {
        let mut text = String::new();
        for part in &literal.value {
            match self.string_part(&part.value, part.range) {
                Value::Str(part) if part.to_utf8().is_some() => text.push_str(&part.to_string_lossy()),
                // A lone surrogate: the parts are joined by code point.
                _ => return self.string_with_surrogates(literal),
            }
        }
        Value::str(&text)
    }

    fn string_with_surrogates(&self, literal: &ast::ExprStringLiteral) -> Value {
        let mut points: Vec<u32> = Vec::new();
        for part in &literal.value {
            if let Value::Str(part) = self.string_part(&part.value, part.range) {
                points.extend(part.view().code_points());
            }
        }
        Value::Str(strict_semantics::text::Text::from_code_points(points))
    }

    /// One literal piece. The parser cannot represent lone surrogates and puts U+FFFD; they are read off the source.
    pub(super) fn string_part(&self, parsed: &str, range: TextRange) -> Value {
        if !parsed.contains('\u{FFFD}') {
            return Value::str(parsed);
        }
        let source = self.text(range);
        let mut escapes = surrogate_escapes(source).into_iter();
        let written = source.matches('\u{FFFD}').count();
        if escapes.len() + written != parsed.matches('\u{FFFD}').count() || written > 0 {
            return Value::str(parsed);
        }
        let points =
            parsed.chars().map(|c| if c == '\u{FFFD}' { escapes.next().unwrap_or(0xFFFD) } else { c as u32 });
        Value::Str(strict_semantics::text::Text::from_code_points(points))
    }

    /// The docstring of a body, with indentation removed as the compiler does.
    pub(super) fn docstring(&self, body: &[ast::Stmt]) -> Option<Value> {
        let ast::Stmt::Expr(statement) = body.first()? else { return None };
        let ast::Expr::StringLiteral(literal) = &*statement.value else { return None };
        match self.string(literal) {
            Value::Str(text) => Some(match text.to_utf8() {
                Some(text) => Value::str(&clean_docstring(&text)),
                None => Value::Str(text),
            }),
            other => Some(other),
        }
    }
}

fn big_int(digits: &str) -> Value {
    let cleaned: String = digits.chars().filter(|c| *c != '_').collect();
    let (radix, digits) = match cleaned.get(..2).map(str::to_ascii_lowercase).as_deref() {
        Some("0x") => (16, &cleaned[2..]),
        Some("0o") => (8, &cleaned[2..]),
        Some("0b") => (2, &cleaned[2..]),
        _ => (10, &cleaned[..]),
    };
    let parsed = num_bigint::BigInt::parse_bytes(digits.as_bytes(), radix);
    Value::Int(parsed.map_or(Int::ZERO, Int::from))
}

/// Code points of `\uD800`-like escapes in a literal's source, in order, and of escapes that mean U+FFFD itself.
fn surrogate_escapes(source: &str) -> Vec<u32> {
    let bytes = source.as_bytes();
    let mut found = Vec::new();
    let mut i = 0;
    while i + 1 < bytes.len() {
        if bytes[i] != b'\\' {
            i += 1;
            continue;
        }
        let digits = match bytes[i + 1] {
            b'u' => 4,
            b'U' => 8,
            _ => {
                i += 2;
                continue;
            }
        };
        let point = source.get(i + 2..i + 2 + digits).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        if let Some(point) = point
            && ((0xD800..0xE000).contains(&point) || point == 0xFFFD)
        {
            found.push(point);
        }
        i += 2 + digits;
    }
    found
}

/// Removes the common indentation of all lines but the first (as CPython's compiler since 3.13).
fn clean_docstring(text: &str) -> String {
    if !text.contains('\n') {
        return text.trim_start_matches(' ').to_owned();
    }
    let margin = text
        .split('\n')
        .skip(1)
        .filter(|line| !line.trim_start_matches(' ').is_empty())
        .map(|line| line.len() - line.trim_start_matches(' ').len())
        .min()
        .unwrap_or(0);
    let mut lines = text.split('\n');
    let mut cleaned = lines.next().unwrap_or_default().trim_start_matches(' ').to_owned();
    for line in lines {
        cleaned.push('\n');
        let indent = line.len() - line.trim_start_matches(' ').len();
        cleaned.push_str(&line[margin.min(indent)..]);
    }
    cleaned
}
