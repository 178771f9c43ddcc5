//! f-strings and t-strings.

use std::borrow::Cow;

use ruff_python_ast::{
    self as ast, ConversionFlag, FStringPart, InterpolatedElement, InterpolatedStringElement,
    InterpolatedStringElements,
};
use strict_bytecode::{Constant, Instruction, Opcode, flags};
use strict_semantics::{Text, TextBuilder};
use strict_syntax::{Ranged, TextRange, TextSize};

use crate::compiler::Compiler;
use crate::made_tree::stands_alone;
use crate::unit::{Register, nth};

/// A string is joined in pieces of so many parts.
const MAX_AT_ONCE: usize = 32;

/// What an f-string is joined of.
enum Piece<'a> {
    Literal(TextBuilder),
    Value(&'a InterpolatedElement),
}

/// Pieces with adjacent literals joined.
#[derive(Default)]
struct Pieces<'a>(Vec<Piece<'a>>);

impl<'a> Pieces<'a> {
    fn literal(&mut self, write: impl FnOnce(&mut TextBuilder)) {
        if !matches!(self.0.last(), Some(Piece::Literal(_))) {
            self.0.push(Piece::Literal(TextBuilder::new()));
        }
        if let Some(Piece::Literal(text)) = self.0.last_mut() {
            write(text);
        }
    }

    fn elements(&mut self, compiler: &Compiler<'_>, elements: &'a InterpolatedStringElements) {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(literal) => {
                    self.literal(|out| compiler.push_literal(&literal.value, literal.range, out));
                }
                InterpolatedStringElement::Interpolation(value) => {
                    if value.debug_text.is_some() {
                        self.literal(|out| out.push_str(&debug_text(compiler, value)));
                    }
                    self.0.push(Piece::Value(value));
                }
            }
        }
    }
}

/// The text that `{expression=}` shows before the value.
fn debug_text(compiler: &Compiler<'_>, value: &InterpolatedElement) -> String {
    let Some(debug) = &value.debug_text else { return String::new() };
    let expression = expression_text(compiler, value);
    without_comments(&format!("{}{expression}{}", debug.leading, debug.trailing)).into_owned()
}

/// The text of an interpolation as programs see it.
#[must_use]
pub fn without_comments(text: &str) -> Cow<'_, str> {
    if !text.contains('#') {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['#', '\'', '"']) {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = match rest.as_bytes()[0] {
            b'#' => {
                rest = &rest[rest.find(['\n', '\r']).unwrap_or(rest.len())..];
                continue;
            }
            _ => string_length(rest),
        };
        kept.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// The length of the string literal that starts the text with its quote.
fn string_length(text: &str) -> usize {
    let quote = &text[..1];
    let triple = quote.repeat(3);
    let end = if text.starts_with(&triple) { triple.as_str() } else { quote };
    let mut at = end.len();
    while let Some(rest) = text.get(at..) {
        if rest.starts_with(end) {
            return at + end.len();
        }
        let mut characters = rest.chars();
        at += match characters.next() {
            Some('\\') => 1 + characters.next().map_or(0, char::len_utf8),
            Some(other) => other.len_utf8(),
            None => break,
        };
    }
    text.len()
}

/// The range of what is written between the brace and the `=`, `!`, `:` or brace that ends an interpolation's
/// expression. In a made tree the text stands alone, after the expression.
#[must_use]
pub fn interpolated_text(text: &str, element: &InterpolatedElement) -> TextRange {
    let start = element.range.start() + TextSize::new(1);
    let end = element.expression.range().end();
    if stands_alone(element.range, element.expression.range()) {
        return TextRange::new(start, element.range.end() - TextSize::new(1));
    }
    let rest = text.get(usize::from(end)..).unwrap_or_default();
    let mut length = 0;
    for line in rest.split_inclusive(['\n', '\r']) {
        match line.find(['=', '!', ':', '}', '#']) {
            Some(at) if !line[at..].starts_with('#') => {
                return TextRange::new(start, end + TextSize::of(&rest[..length + at]));
            }
            _ => length += line.len(),
        }
    }
    TextRange::new(start, end)
}

fn expression_text<'a>(compiler: &Compiler<'a>, value: &InterpolatedElement) -> &'a str {
    compiler.source(value.expression.range())
}

impl<'a> Compiler<'a> {
    pub(crate) fn f_string(&mut self, string: &'a ast::ExprFString, target: Register) {
        let mut pieces = Pieces::default();
        for part in &string.value {
            match part {
                FStringPart::Literal(literal) => {
                    pieces.literal(|out| self.push_literal(&literal.value, literal.range, out));
                }
                FStringPart::FString(string) => pieces.elements(self, &string.elements),
            }
        }
        self.joined(pieces, string.range, target);
    }

    fn joined(&mut self, pieces: Pieces<'a>, range: TextRange, target: Register) {
        let pieces: Vec<Piece<'a>> = pieces
            .0
            .into_iter()
            .filter(|piece| !matches!(piece, Piece::Literal(text) if text.view().is_empty()))
            .collect();
        let count = pieces.len();
        if count == 0 {
            self.at(range);
            return self.constant_into(Constant::Str(Text::new()), target);
        }
        if count == 1 {
            return pieces.into_iter().for_each(|piece| self.piece(piece, range, target));
        }
        self.scratch(|this| {
            // Joined so far, and the next pieces.
            let first = this.unit.temporaries(count.min(MAX_AT_ONCE));
            let mut held = 0;
            for (at, piece) in pieces.into_iter().enumerate() {
                this.piece(piece, range, nth(first, held));
                held += 1;
                if held == MAX_AT_ONCE && at + 1 < count {
                    this.at(range);
                    this.op(Opcode::BuildString, first, first, held as u16);
                    held = 1;
                }
            }
            this.at(range);
            this.op(Opcode::BuildString, target, first, held as u16);
        });
    }

    fn piece(&mut self, piece: Piece<'a>, range: TextRange, target: Register) {
        match piece {
            Piece::Literal(text) => {
                self.at(range);
                self.constant_into(Constant::Str(text.finish()), target);
            }
            Piece::Value(value) => self.scratch(|this| {
                let register = this.operand(&value.expression);
                let (specification, flags) = this.format_of(value, register);
                this.at(value.range);
                this.emit(Instruction::new(Opcode::Format, flags, target, register, specification));
            }),
        }
    }

    /// The register of the format specification, if there's one, and the flags.
    fn format_of(&mut self, value: &'a InterpolatedElement, otherwise: Register) -> (Register, u8) {
        let conversion = conversion_of(value);
        match &value.format_spec {
            None => (otherwise, conversion),
            Some(specification) => {
                let register = self.unit.temporary();
                let mut pieces = Pieces::default();
                pieces.elements(self, &specification.elements);
                // The colon belongs to it.
                let start = specification.range.start().checked_sub(TextSize::new(1)).unwrap_or_default();
                let range = TextRange::new(start, specification.range.end());
                let has_colon = self.source(range).starts_with(':');
                self.joined(pieces, if has_colon { range } else { specification.range }, register);
                (register, conversion | flags::FORMAT_SPEC)
            }
        }
    }

    pub(crate) fn t_string(&mut self, string: &'a ast::ExprTString, target: Register) {
        let mut pieces = Pieces::default();
        for part in &string.value {
            pieces.elements(self, &part.elements);
        }
        let mut strings = vec![TextBuilder::new()];
        let mut values = Vec::new();
        for piece in pieces.0 {
            match piece {
                Piece::Literal(text) => {
                    if let Some(last) = strings.last_mut() {
                        last.push_text(text.view());
                    }
                }
                Piece::Value(value) => {
                    strings.push(TextBuilder::new());
                    values.push(value);
                }
            }
        }
        let strings = Constant::tuple(strings.into_iter().map(|text| Constant::Str(text.finish())));
        self.scratch(|this| {
            this.at(string.range);
            let strings = this.constant_operand(strings);
            let list = this.unit.temporary();
            this.op(Opcode::BuildList, list, list, 0);
            for value in values {
                this.scratch(|this| {
                    let interpolation = this.interpolation(value);
                    this.op(Opcode::ListAppend, list, interpolation, 0);
                });
            }
            this.at(string.range);
            this.op(Opcode::ListToTuple, list, list, 0);
            this.op(Opcode::BuildTemplate, target, strings, list);
        });
    }

    fn interpolation(&mut self, value: &'a InterpolatedElement) -> Register {
        let window = self.unit.temporaries(2);
        self.into(&value.expression, window);
        let text = self.source(interpolated_text(self.text, value));
        self.constant_into(Constant::Str(Text::from(&*without_comments(text))), nth(window, 1));
        let (_, flags) = self.format_of(value, window);
        self.at(value.range);
        self.emit(Instruction::new(Opcode::BuildInterpolation, flags, window, window, 0));
        window
    }
}

/// The conversion; `{x=}` without conversion and format shows the `repr`.
fn conversion_of(value: &InterpolatedElement) -> u8 {
    match value.conversion {
        ConversionFlag::Str => flags::CONVERT_STR,
        ConversionFlag::Repr => flags::CONVERT_REPR,
        ConversionFlag::Ascii => flags::CONVERT_ASCII,
        ConversionFlag::None if value.debug_text.is_some() && value.format_spec.is_none() => {
            flags::CONVERT_REPR
        }
        ConversionFlag::None => flags::CONVERT_NONE,
    }
}
