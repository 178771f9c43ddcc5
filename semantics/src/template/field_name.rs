//! The names of replacement fields: `{0.name[key]}` and what they number.

use crate::text::{TextRef, unicode};
use crate::{Error, Result};

/// What the name of a field begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldStart<'a> {
    /// Nothing: the next positional argument.
    Next,
    /// A number: that positional argument.
    Index(usize),
    /// Anything else: a keyword argument.
    Name(TextRef<'a>),
}

/// A step from a value to a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accessor<'a> {
    /// `.name`
    Attribute(TextRef<'a>),
    /// `[3]`
    Index(usize),
    /// `[key]`
    Key(TextRef<'a>),
}

/// Splits the name of a field into its start and the steps that follow.
///
/// # Errors
/// `ValueError` for a number that is too large.
pub fn split_field_name(name: TextRef<'_>) -> Result<(FieldStart<'_>, Accessors<'_>)> {
    let length = position(name, 0, &['.', '[']).unwrap_or(name.len());
    let first = name.slice(0..length);
    let start = match integer(first)? {
        Some(index) => FieldStart::Index(index),
        None if first.is_empty() => FieldStart::Next,
        None => FieldStart::Name(first),
    };
    Ok((start, Accessors { rest: name.slice(length..name.len()) }))
}

/// The steps of a field's name. Each is read when it is asked for, so what is wrong with a later one shows up later.
#[derive(Clone, Debug)]
pub struct Accessors<'a> {
    rest: TextRef<'a>,
}

impl<'a> Iterator for Accessors<'a> {
    type Item = Result<Accessor<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        let first = self.rest.char_at(0)?;
        Some(self.read(first))
    }
}

impl<'a> Accessors<'a> {
    fn read(&mut self, first: u32) -> Result<Accessor<'a>> {
        let is_attribute = match char::from_u32(first) {
            Some('.') => true,
            Some('[') => false,
            _ => return Err(Error::value("Only '.' or '[' may follow ']' in format field specifier")),
        };
        let (end, next) = if is_attribute {
            let end = position(self.rest, 1, &['.', '[']).unwrap_or(self.rest.len());
            (end, end)
        } else {
            let end = position(self.rest, 1, &[']']);
            let end = end.ok_or_else(|| Error::value("Missing ']' in format string"))?;
            (end, end + 1)
        };
        let name = self.rest.slice(1..end);
        self.rest = self.rest.slice(next..self.rest.len());
        let index = if is_attribute { None } else { integer(name)? };
        match index {
            _ if name.is_empty() => Err(Error::value("Empty attribute in format string")),
            _ if is_attribute => Ok(Accessor::Attribute(name)),
            Some(index) => Ok(Accessor::Index(index)),
            None => Ok(Accessor::Key(name)),
        }
    }
}

/// Where one of the given characters first occurs, from an index on.
fn position(text: TextRef<'_>, from: usize, characters: &[char]) -> Option<usize> {
    let rest = text.slice(from..text.len());
    let found =
        |code_point| char::from_u32(code_point).is_some_and(|character| characters.contains(&character));
    rest.code_points().position(found).map(|index| from + index)
}

/// The value of text that consists of decimal digits, of any script.
fn integer(text: TextRef<'_>) -> Result<Option<usize>> {
    if text.is_empty() {
        return Ok(None);
    }
    let mut value = 0usize;
    for code_point in text.code_points() {
        let Some(digit) = unicode::decimal_value(code_point) else { return Ok(None) };
        value = value
            .checked_mul(10)
            .and_then(|value| value.checked_add(digit as usize))
            .filter(|&value| isize::try_from(value).is_ok())
            .ok_or_else(|| Error::value("Too many decimal digits in format string"))?;
    }
    Ok(Some(value))
}

/// How the positional fields of a template are numbered: by the template or by counting, but not both.
#[derive(Clone, Debug, Default)]
pub struct AutoNumber {
    automatic: Option<bool>,
    next: usize,
}

/// The argument that a field begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument<'a> {
    /// The positional argument of an index.
    Positional(usize),
    /// The keyword argument of a name.
    Named(TextRef<'a>),
}

impl AutoNumber {
    /// The argument that a field begins with.
    ///
    /// # Errors
    /// `ValueError` when the field is not numbered as those before it.
    pub fn resolve<'a>(&mut self, start: FieldStart<'a>) -> Result<Argument<'a>> {
        let (index, automatic) = match start {
            FieldStart::Name(name) => return Ok(Argument::Named(name)),
            FieldStart::Index(index) => (index, false),
            FieldStart::Next => (self.next, true),
        };
        if *self.automatic.get_or_insert(automatic) != automatic {
            return Err(Error::value(if automatic {
                "cannot switch from manual field specification to automatic field numbering"
            } else {
                "cannot switch from automatic field numbering to manual field specification"
            }));
        }
        self.next += usize::from(automatic);
        Ok(Argument::Positional(index))
    }
}
