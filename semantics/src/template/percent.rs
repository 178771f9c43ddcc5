//! `str % values` and `bytes % values`: literal text and conversions after percent signs.

use crate::text::{TextBuilder, TextRef};
use crate::{Error, ErrorKind, Result};

/// Whether the template is `str` or `bytes`, which comes here as Latin-1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flavor {
    /// `str`
    Str,
    /// `bytes` or `bytearray`
    Bytes,
}

/// What is to the right of the percent sign.
#[derive(Clone, Copy, Debug)]
pub enum Operand<'a, V> {
    /// A tuple: as many values.
    Tuple(&'a [V]),
    /// An object with keys (and no string or tuple), which is also a value itself.
    Mapping(&'a V),
    /// Any other value.
    Single(&'a V),
}

/// One conversion, as the template asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Directive {
    /// `-`: put padding on the right.
    pub left_adjust: bool,
    /// `+`: give every number a sign.
    pub sign: bool,
    /// A space: leave room for a sign.
    pub blank: bool,
    /// `#`: use the alternate form.
    pub alternate: bool,
    /// `0`: pad numbers with zeros.
    pub zero: bool,
    /// The least number of characters.
    pub width: Option<usize>,
    /// What follows the point.
    pub precision: Option<usize>,
    /// The character that says what to convert to.
    pub conversion: u32,
    /// Where that character is.
    pub index: usize,
    /// What the template is.
    pub flavor: Flavor,
}

impl Directive {
    /// Writes text as `%s`, `%r` and `%a` do: cut to the precision and padded to the width.
    ///
    /// # Errors
    /// `MemoryError` beyond the builder's limit.
    pub fn write_text(&self, text: TextRef<'_>, out: &mut TextBuilder) -> Result<()> {
        let text = text.slice(0..self.precision.unwrap_or(usize::MAX));
        self.write_padded(text, out)
    }

    /// Writes a character as `%c` does: padded to the width.
    ///
    /// # Errors
    /// `MemoryError` beyond the builder's limit.
    pub fn write_character(&self, code_point: u32, out: &mut TextBuilder) -> Result<()> {
        self.write_padded(TextRef::Ucs4(&[code_point]), out)
    }

    fn write_padded(&self, text: TextRef<'_>, out: &mut TextBuilder) -> Result<()> {
        let margin = self.width.unwrap_or(0).saturating_sub(text.len());
        let (left, right) = if self.left_adjust { (0, margin) } else { (margin, 0) };
        text.pad(left, right, ' '.into(), out)
    }

    /// The exception for a conversion that does not exist.
    #[cold]
    pub fn unsupported(&self) -> Error {
        let Directive { conversion, index, .. } = *self;
        let shown = match (self.flavor, char::from_u32(conversion)) {
            (Flavor::Str, Some(character @ '\x1F'..='~')) => character,
            (Flavor::Str, _) => '?',
            (Flavor::Bytes, Some(character @ '\0'..='\x7F')) => character,
            // CPython's message takes the byte for a negative number, and fails in turn.
            (Flavor::Bytes, _) => {
                return Error::new(ErrorKind::Overflow, "character argument not in range(0x110000)");
            }
        };
        Error::value(format!("unsupported format character '{shown}' (0x{conversion:x}) at index {index}"))
    }
}

/// Which part of a conversion an asterisk takes from the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Star {
    /// The width.
    Width,
    /// The precision.
    Precision,
}

impl Star {
    /// The exception for a value that is no integer.
    #[cold]
    pub fn wants_int() -> Error {
        Error::type_error("* wants int")
    }

    /// The exception for an integer that is too large, which beyond 64 bits is the source's to raise.
    #[cold]
    pub fn overflow(self) -> Error {
        let kind = if self == Star::Width { "ssize_t" } else { "int" };
        Error::new(ErrorKind::Overflow, format!("Python int too large to convert to C {kind}"))
    }
}

/// What looks values up and converts them.
pub trait ValueSource {
    /// A value.
    type Value: Clone;
    /// An exception.
    type Error: From<Error>;

    /// `mapping[key]`
    ///
    /// # Errors
    /// An exception.
    fn lookup(
        &mut self,
        mapping: &Self::Value,
        key: TextRef<'_>,
    ) -> std::result::Result<Self::Value, Self::Error>;

    /// The integer that stands for an asterisk; see [`Star`] for what may be wrong with it.
    ///
    /// # Errors
    /// An exception.
    fn star(&mut self, value: &Self::Value, star: Star) -> std::result::Result<i64, Self::Error>;

    /// Writes a value as the directive says; [`Directive::unsupported`] if the conversion does not exist.
    ///
    /// # Errors
    /// An exception.
    fn convert(
        &mut self,
        value: &Self::Value,
        directive: &Directive,
        out: &mut TextBuilder,
    ) -> std::result::Result<(), Self::Error>;
}

/// `template % operand`
///
/// # Errors
/// `ValueError` for a malformed template, `TypeError` for values that do not suit it, and the exceptions of the source.
pub fn format<S: ValueSource>(
    template: TextRef<'_>,
    flavor: Flavor,
    operand: Operand<'_, S::Value>,
    source: &mut S,
    out: &mut TextBuilder,
) -> std::result::Result<(), S::Error> {
    let values = Values { operand, used: 0, selected: None };
    let mut walk = Walk { template, position: 0, flavor, values, source };
    while let Some(literal) = walk.literal() {
        out.push_text(literal);
        if walk.position == template.len() {
            break;
        }
        walk.position += 1;
        if walk.peek() == Some('%') {
            walk.position += 1;
            out.push('%');
        } else {
            let directive = walk.directive()?;
            let value = walk.values.next()?;
            walk.source.convert(&value, &directive, out)?;
        }
    }
    Ok(walk.values.finish(flavor)?)
}

/// The values not yet used.
struct Values<'a, V> {
    operand: Operand<'a, V>,
    used: usize,
    /// What the last key selected, which hides the operand from then on.
    selected: Option<Option<V>>,
}

impl<V: Clone> Values<'_, V> {
    fn next(&mut self) -> Result<V> {
        let value = match (&mut self.selected, &self.operand) {
            (Some(selected), _) => selected.take(),
            (None, Operand::Tuple(values)) => values.get(self.used).cloned(),
            (None, Operand::Mapping(value) | Operand::Single(value)) => {
                (self.used == 0).then(|| (*value).clone())
            }
        };
        self.used += 1;
        value.ok_or_else(|| Error::type_error("not enough arguments for format string"))
    }

    fn finish(&self, flavor: Flavor) -> Result<()> {
        let expected = match self.operand {
            Operand::Tuple(values) => values.len(),
            Operand::Single(_) => 1,
            Operand::Mapping(_) => 0,
        };
        if self.used >= expected {
            return Ok(());
        }
        let what = if flavor == Flavor::Str { "string" } else { "bytes" };
        Err(Error::type_error(format!("not all arguments converted during {what} formatting")))
    }
}

/// A template being read.
struct Walk<'t, 'v, 's, S: ValueSource> {
    template: TextRef<'t>,
    position: usize,
    flavor: Flavor,
    values: Values<'v, S::Value>,
    source: &'s mut S,
}

impl<'t, S: ValueSource> Walk<'t, '_, '_, S> {
    fn peek(&self) -> Option<char> {
        let code_point = self.template.char_at(self.position)?;
        // Syntax knows no lone surrogates, so what stands for them does not matter.
        Some(char::from_u32(code_point).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    /// The text up to the next percent sign or the end; `None` at the end.
    fn literal(&mut self) -> Option<TextRef<'t>> {
        let rest = self.template.slice(self.position..self.template.len());
        let length = rest.code_points().position(|code_point| code_point == u32::from('%'));
        self.position += length.unwrap_or(rest.len());
        (!rest.is_empty()).then(|| rest.slice(0..length.unwrap_or(rest.len())))
    }

    /// Reads what follows a percent sign.
    fn directive(&mut self) -> std::result::Result<Directive, S::Error> {
        if self.peek() == Some('(') {
            self.select()?;
        }
        let mut directive = Directive {
            left_adjust: false,
            sign: false,
            blank: false,
            alternate: false,
            zero: false,
            width: None,
            precision: None,
            conversion: 0,
            index: 0,
            flavor: self.flavor,
        };
        while let Some(character) = self.peek() {
            match character {
                '-' => directive.left_adjust = true,
                '+' => directive.sign = true,
                ' ' => directive.blank = true,
                '#' => directive.alternate = true,
                '0' => directive.zero = true,
                _ => break,
            }
            self.position += 1;
        }
        if self.peek() == Some('*') {
            let width = self.star(Star::Width)?;
            directive.left_adjust |= width < 0;
            directive.width = Some(usize::try_from(width.unsigned_abs()).unwrap_or(usize::MAX));
        } else {
            directive.width = self.number(isize::MAX as usize, "width too big")?;
        }
        if self.peek() == Some('.') {
            self.position += 1;
            directive.precision = if self.peek() == Some('*') {
                let precision = self.star(Star::Precision)?;
                let precision = i32::try_from(precision).map_err(|_| Star::Precision.overflow())?;
                Some(usize::try_from(precision).unwrap_or(0))
            } else {
                let message = if self.flavor == Flavor::Str { "precision too big" } else { "prec too big" };
                Some(self.number(i32::MAX as usize, message)?.unwrap_or(0))
            };
        }
        if matches!(self.peek(), Some('h' | 'l' | 'L')) {
            self.position += 1;
        }
        directive.index = self.position;
        directive.conversion =
            self.template.char_at(self.position).ok_or_else(|| Error::value("incomplete format"))?;
        self.position += 1;
        Ok(directive)
    }

    /// Reads a key in parentheses and makes its value the next one.
    fn select(&mut self) -> std::result::Result<(), S::Error> {
        let Operand::Mapping(mapping) = self.values.operand else {
            return Err(Error::type_error("format requires a mapping").into());
        };
        self.position += 1;
        let start = self.position;
        let mut depth = 1;
        while depth > 0 {
            match self.peek() {
                Some('(') => depth += 1,
                Some(')') => depth -= 1,
                Some(_) => {}
                None => return Err(Error::value("incomplete format key").into()),
            }
            self.position += 1;
        }
        let key = self.template.slice(start..self.position - 1);
        self.values.selected = Some(Some(self.source.lookup(mapping, key)?));
        Ok(())
    }

    /// Reads an asterisk and takes the integer that it stands for.
    fn star(&mut self, star: Star) -> std::result::Result<i64, S::Error> {
        self.position += 1;
        let value = self.values.next()?;
        self.source.star(&value, star)
    }

    /// Reads digits; `None` if there are none.
    fn number(&mut self, greatest: usize, too_big: &'static str) -> Result<Option<usize>> {
        let mut number = None;
        while let Some(digit) = self.peek().and_then(|character| character.to_digit(10)) {
            let value: Option<usize> = number.unwrap_or(0usize).checked_mul(10);
            let value = value.and_then(|value| value.checked_add(digit as usize));
            number = value.filter(|&value| value <= greatest);
            if number.is_none() {
                return Err(Error::value(too_big));
            }
            self.position += 1;
        }
        Ok(number)
    }
}
