//! From the syntax tree to node objects: strings, f-strings and t-strings. Adjacent literal parts are one constant.

use strict_semantics::TextBuilder;
use strict_syntax::ast::{
    self, ConversionFlag, FStringPart, InterpolatedElement, InterpolatedStringElement,
    InterpolatedStringElements, StringLiteral,
};
use strict_syntax::{Ranged, TextRange, TextSize};

use super::build::Builder;
use crate::heap::Gc;
use crate::object::List;
use crate::value::Value;
use crate::vm::Outcome;

/// What an interpolation becomes.
#[derive(Clone, Copy, PartialEq)]
enum Interpolation {
    FormattedValue,
    Interpolation,
}

/// The values of a string with interpolations, and the constant that is being collected.
struct Values {
    list: Gc<List>,
    text: TextBuilder,
    range: Option<TextRange>,
    has_unicode_prefix: bool,
}

impl Builder<'_, '_> {
    pub(super) fn string(&mut self, literal: &ast::ExprStringLiteral) -> Outcome<Value> {
        let mut text = TextBuilder::new();
        for part in &literal.value {
            strict_compiler::push_literal(self.text, &part.value, part.range, &mut text);
        }
        let value = self.vm.str_from_builder(&text)?;
        let first = literal.value.iter().next();
        let kind = if first.is_some_and(has_unicode_prefix) { self.name("u") } else { Value::NONE };
        self.node("Constant", literal.range, &[value, kind])
    }

    pub(super) fn f_string(&mut self, string: &ast::ExprFString) -> Outcome<Value> {
        let mut values = self.no_values();
        for part in &string.value {
            match part {
                FStringPart::Literal(literal) => {
                    if values.range.is_none() {
                        values.has_unicode_prefix = has_unicode_prefix(literal);
                    }
                    self.add_literal(&mut values, &literal.value, literal.range);
                }
                FStringPart::FString(part) => {
                    self.add_elements(&mut values, &part.elements, Interpolation::FormattedValue)?;
                }
            }
        }
        self.end_constant(&mut values)?;
        self.node("JoinedStr", string.range, &[values.list.value()])
    }

    pub(super) fn t_string(&mut self, string: &ast::ExprTString) -> Outcome<Value> {
        let mut values = self.no_values();
        for part in &string.value {
            self.add_elements(&mut values, &part.elements, Interpolation::Interpolation)?;
        }
        self.end_constant(&mut values)?;
        self.node("TemplateStr", string.range, &[values.list.value()])
    }

    fn no_values(&mut self) -> Values {
        let list = self.vm.new_list();
        Values { list, text: TextBuilder::new(), range: None, has_unicode_prefix: false }
    }

    fn add_literal(&self, values: &mut Values, text: &str, range: TextRange) {
        strict_compiler::push_literal(self.text, text, range, &mut values.text);
        values.range = Some(values.range.map_or(range, |it| it.cover(range)));
    }

    /// Ends the constant being collected; an empty one is left out.
    fn end_constant(&mut self, values: &mut Values) -> Outcome<()> {
        let text = std::mem::replace(&mut values.text, TextBuilder::new());
        let kind = if values.has_unicode_prefix { self.name("u") } else { Value::NONE };
        values.has_unicode_prefix = false;
        if let Some(range) = values.range.take()
            && !text.view().is_empty()
        {
            let value = self.vm.str_from_builder(&text)?;
            let constant = self.node("Constant", range, &[value, kind])?;
            self.vm.append(values.list, constant)?;
        }
        Ok(())
    }

    fn add_elements(
        &mut self,
        values: &mut Values,
        elements: &InterpolatedStringElements,
        kind: Interpolation,
    ) -> Outcome<()> {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(it) => self.add_literal(values, &it.value, it.range),
                InterpolatedStringElement::Interpolation(it) => self.add_interpolation(values, it, kind)?,
            }
        }
        Ok(())
    }

    fn add_interpolation(
        &mut self,
        values: &mut Values,
        element: &InterpolatedElement,
        kind: Interpolation,
    ) -> Outcome<()> {
        let written = strict_compiler::interpolated_text(self.text, element);
        if let Some(debug) = &element.debug_text {
            let end = debug_end(&debug.trailing);
            let range = TextRange::new(written.start(), written.end() + TextSize::of(end));
            let text = strict_compiler::without_comments(self.source(range));
            values.text.push_str(&text);
            values.range = Some(values.range.map_or(range, |it| it.cover(range)));
        }
        self.end_constant(values)?;
        let expression = self.expression(&element.expression)?;
        let conversion = match element.conversion {
            ConversionFlag::Str => i64::from(b's'),
            ConversionFlag::Repr => i64::from(b'r'),
            ConversionFlag::Ascii => i64::from(b'a'),
            ConversionFlag::None if element.debug_text.is_some() && element.format_spec.is_none() => {
                i64::from(b'r')
            }
            ConversionFlag::None => -1,
        };
        let conversion = Value::fixnum(conversion);
        let specification = self.optional(element.format_spec.as_deref(), Self::specification)?;
        let node = match kind {
            Interpolation::FormattedValue => {
                self.node("FormattedValue", element.range, &[expression, conversion, specification])?
            }
            Interpolation::Interpolation => {
                let text = strict_compiler::without_comments(self.source(written));
                let text = self.vm.new_str(&text).value();
                self.node("Interpolation", element.range, &[expression, text, conversion, specification])?
            }
        };
        self.vm.append(values.list, node)
    }

    /// A format specification, which starts at its colon.
    fn specification(&mut self, specification: &ast::InterpolatedStringFormatSpec) -> Outcome<Value> {
        let mut values = self.no_values();
        self.add_elements(&mut values, &specification.elements, Interpolation::FormattedValue)?;
        self.end_constant(&mut values)?;
        let range = specification.range();
        let colon = range.start().checked_sub(TextSize::new(1)).unwrap_or_default();
        let start =
            if self.source(TextRange::new(colon, range.start())) == ":" { colon } else { range.start() };
        self.node("JoinedStr", TextRange::new(start, range.end()), &[values.list.value()])
    }
}

/// What of the text after a self-documenting expression is shown: from the `=` on.
fn debug_end(trailing: &str) -> &str {
    trailing.find('=').map_or("", |at| &trailing[at..])
}

fn has_unicode_prefix(literal: &StringLiteral) -> bool {
    literal.flags.prefix().is_unicode()
}
