//! `str.format`: literal text and replacement fields in braces.

use super::{Accessor, Argument, AutoNumber, split_field_name};
use crate::text::{TextBuilder, TextRef};
use crate::{Error, ErrorKind, Result};

/// Literal text, and the replacement field behind it if there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The text before the field, with doubled braces reduced to one.
    pub literal: TextRef<'a>,
    /// The field.
    pub field: Option<Field<'a>>,
}

/// A replacement field: `{name!conversion:spec}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    /// The value's name, which [`split_field_name`] takes apart.
    pub name: TextRef<'a>,
    /// The character after the exclamation mark.
    pub conversion: Option<u32>,
    /// The format specification, before its own fields are replaced.
    pub spec: TextRef<'a>,
    /// Whether the specification has fields.
    pub is_spec_nested: bool,
}

/// The pieces of a template, as `string.Formatter.parse` gives them. Each is read when it is asked for.
#[derive(Clone, Debug)]
pub struct Pieces<'a> {
    template: TextRef<'a>,
    position: usize,
}

impl<'a> Pieces<'a> {
    /// The pieces of a template.
    pub fn new(template: TextRef<'a>) -> Pieces<'a> {
        Pieces { template, position: 0 }
    }

    fn peek(&self) -> Option<char> {
        self.template.char_at(self.position).map(shown)
    }

    fn bump(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.position += 1;
        Some(character)
    }

    fn read(&mut self) -> Result<Piece<'a>> {
        let start = self.position;
        let mut brace = None;
        while brace.is_none()
            && let Some(character) = self.bump()
        {
            brace = Some(character).filter(|character| matches!(character, '{' | '}'));
        }
        let Some(brace) = brace else {
            return Ok(Piece { literal: self.template.slice(start..self.position), field: None });
        };
        let next = self.peek();
        if brace == '}' && next != Some('}') {
            return Err(Error::value("Single '}' encountered in format string"));
        }
        if next.is_none() {
            return Err(Error::value("Single '{' encountered in format string"));
        }
        if next == Some(brace) {
            let literal = self.template.slice(start..self.position);
            self.position += 1;
            return Ok(Piece { literal, field: None });
        }
        let literal = self.template.slice(start..self.position - 1);
        Ok(Piece { literal, field: Some(self.read_field()?) })
    }

    /// Reads a field whose opening brace has been read.
    fn read_field(&mut self) -> Result<Field<'a>> {
        let start = self.position;
        let end = loop {
            match self.bump() {
                Some('{') => return Err(Error::value("unexpected '{' in field name")),
                Some('[') => {
                    while self.peek().is_some_and(|character| character != ']') && self.bump().is_some() {}
                }
                Some(end @ ('}' | ':' | '!')) => break end,
                Some(_) => {}
                None => return Err(Error::value("expected '}' before end of string")),
            }
        };
        let name = self.template.slice(start..self.position - 1);
        let mut field = Field { name, conversion: None, spec: TextRef::EMPTY, is_spec_nested: false };
        if end == '}' {
            return Ok(field);
        }
        if end == '!' {
            field.conversion = self.template.char_at(self.position);
            if self.bump().is_none() {
                return Err(Error::value("end of string while looking for conversion specifier"));
            }
            match self.bump() {
                Some('}') => return Ok(field),
                Some(':') | None => {}
                Some(_) => return Err(Error::value("expected ':' after conversion specifier")),
            }
        }
        let start = self.position;
        let mut depth = 1;
        while depth > 0 {
            match self.bump() {
                Some('{') => {
                    field.is_spec_nested = true;
                    depth += 1;
                }
                Some('}') => depth -= 1,
                Some(_) => {}
                None => return Err(Error::value("unmatched '{' in format spec")),
            }
        }
        field.spec = self.template.slice(start..self.position - 1);
        Ok(field)
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Result<Piece<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        (self.position < self.template.len()).then(|| self.read())
    }
}

/// A code point as a character; a lone surrogate is none that syntax knows.
fn shown(code_point: u32) -> char {
    char::from_u32(code_point).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// What an exclamation mark asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// `!s`
    Str,
    /// `!r`
    Repr,
    /// `!a`
    Ascii,
}

impl Conversion {
    /// The conversion of a character.
    ///
    /// # Errors
    /// `ValueError` if there is none.
    pub fn named(character: u32) -> Result<Conversion> {
        match char::from_u32(character) {
            Some('s') => Ok(Conversion::Str),
            Some('r') => Ok(Conversion::Repr),
            Some('a') => Ok(Conversion::Ascii),
            Some(character @ '!'..='~') => {
                Err(Error::value(format!("Unknown conversion specifier {character}")))
            }
            _ => Err(Error::value(format!("Unknown conversion specifier \\x{character:x}"))),
        }
    }
}

/// The values that a template names, and what formats them.
pub trait FieldSource {
    /// A value.
    type Value;
    /// An exception.
    type Error: From<Error>;

    /// The positional argument of an index; [`index_error`] if there is none.
    ///
    /// # Errors
    /// An exception.
    fn positional(&mut self, index: usize) -> std::result::Result<Self::Value, Self::Error>;

    /// The keyword argument of a name.
    ///
    /// # Errors
    /// An exception.
    fn named(&mut self, name: TextRef<'_>) -> std::result::Result<Self::Value, Self::Error>;

    /// A part of a value.
    ///
    /// # Errors
    /// An exception.
    fn access(
        &mut self,
        value: Self::Value,
        accessor: Accessor<'_>,
    ) -> std::result::Result<Self::Value, Self::Error>;

    /// A value converted before it is formatted.
    ///
    /// # Errors
    /// An exception.
    fn convert(
        &mut self,
        value: Self::Value,
        conversion: Conversion,
    ) -> std::result::Result<Self::Value, Self::Error>;

    /// Writes `format(value, spec)`.
    ///
    /// # Errors
    /// An exception.
    fn format(
        &mut self,
        value: Self::Value,
        spec: TextRef<'_>,
        out: &mut TextBuilder,
    ) -> std::result::Result<(), Self::Error>;
}

/// How deep templates may be nested: a specification has fields, theirs have none.
const DEEPEST: usize = 2;

/// `template.format(…)`, and `format_map`.
///
/// # Errors
/// `ValueError` for a malformed template, and the exceptions of the source.
pub fn format<S: FieldSource>(
    template: TextRef<'_>,
    source: &mut S,
    out: &mut TextBuilder,
) -> std::result::Result<(), S::Error> {
    format_nested(template, DEEPEST, &mut AutoNumber::default(), source, out)
}

fn format_nested<S: FieldSource>(
    template: TextRef<'_>,
    depth: usize,
    numbering: &mut AutoNumber,
    source: &mut S,
    out: &mut TextBuilder,
) -> std::result::Result<(), S::Error> {
    if depth == 0 {
        return Err(Error::value("Max string recursion exceeded").into());
    }
    for piece in Pieces::new(template) {
        let piece = piece?;
        out.push_text(piece.literal);
        let Some(field) = piece.field else { continue };
        let (start, accessors) = split_field_name(field.name)?;
        let mut value = match numbering.resolve(start)? {
            Argument::Positional(index) => source.positional(index)?,
            Argument::Named(name) => source.named(name)?,
        };
        for accessor in accessors {
            value = source.access(value, accessor?)?;
        }
        if let Some(conversion) = field.conversion {
            value = source.convert(value, Conversion::named(conversion)?)?;
        }
        if field.is_spec_nested {
            let mut spec = TextBuilder::with_limit(out.limit());
            format_nested(field.spec, depth - 1, numbering, source, &mut spec)?;
            source.format(value, spec.view(), out)?;
        } else {
            source.format(value, field.spec, out)?;
        }
    }
    Ok(())
}

/// The exception for a positional argument that is not there.
#[cold]
pub fn index_error(index: usize) -> Error {
    let message = format!("Replacement index {index} out of range for positional args tuple");
    Error::new(ErrorKind::Index, message)
}
