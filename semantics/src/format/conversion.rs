//! Parses a conversion of `template % arguments`: `%[(key)][flags][width][.precision][length]letter`
//! ("printf-style String Formatting" in the library reference).

use std::ops::Range;

use crate::error::{Error, Result};
use crate::int::Int;

/// The flags of a conversion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// `-`: padding goes after.
    pub left: bool,
    /// `+`: numbers have a sign.
    pub plus: bool,
    /// A space: numbers that are not negative have a space for a sign.
    pub space: bool,
    /// `#`: alternate form.
    pub alternate: bool,
    /// `0`: numbers are padded with zeros.
    pub zero: bool,
}

/// A conversion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Conversion {
    /// The flags.
    pub flags: Flags,
    /// The least length of the field.
    pub width: usize,
    /// The precision, if given.
    pub precision: Option<usize>,
    /// What to convert to: a code point that need not be a letter, nor one that means anything.
    pub letter: u32,
    /// Where the letter stands in the template.
    pub letter_index: usize,
}

/// Where a conversion takes what it needs from while it is parsed, in the order in which it needs it.
pub trait Arguments {
    /// What may be raised.
    type Error: From<Error>;

    /// Sees to it that arguments can be chosen by key.
    ///
    /// # Errors
    /// `TypeError`: `format requires a mapping`.
    fn require_mapping(&mut self) -> std::result::Result<(), Self::Error>;

    /// Chooses the argument with the key that stands in this part of the template.
    ///
    /// # Errors
    /// What looking up raises.
    fn choose_key(&mut self, key: Range<usize>) -> std::result::Result<(), Self::Error>;

    /// The next argument, for a `*`.
    ///
    /// # Errors
    /// `TypeError` when there is none, or `* wants int`.
    fn next_int(&mut self) -> std::result::Result<Int, Self::Error>;
}

/// Parses the conversion whose `%` stands just before `position`; gives it and where the template goes on.
///
/// `%%` is a conversion too, with the letter `%`: only if nothing stands between does it mean a per cent sign.
///
/// # Errors
/// `ValueError`, `OverflowError`, and what the arguments raise.
pub fn parse_conversion<A: Arguments>(
    template: &[u32],
    position: usize,
    arguments: &mut A,
) -> std::result::Result<(Conversion, usize), A::Error> {
    let mut scanner = Scanner { template, position };
    if scanner.peek()? == '(' {
        arguments.require_mapping()?;
        arguments.choose_key(scanner.key()?)?;
    }
    let mut conversion = Conversion { flags: scanner.flags()?, ..Conversion::default() };
    if scanner.skip('*')? {
        let width = arguments.next_int()?.to_i64().ok_or_else(|| too_large("ssize_t"))?;
        conversion.flags.left |= width < 0;
        conversion.width = usize::try_from(width.unsigned_abs()).unwrap_or(usize::MAX);
    } else {
        conversion.width = scanner.integer(isize::MAX as usize, "width too big")?.unwrap_or(0);
    }
    if scanner.skip('.')? {
        conversion.precision = Some(if scanner.skip('*')? {
            let precision =
                arguments.next_int()?.to_i64().and_then(|precision| i32::try_from(precision).ok());
            // A negative precision counts as zero.
            usize::try_from(precision.ok_or_else(|| too_large("int"))?).unwrap_or(0)
        } else {
            scanner.integer(i32::MAX as usize, "precision too big")?.unwrap_or(0)
        });
    }
    if matches!(scanner.peek()?, 'h' | 'l' | 'L') {
        scanner.position += 1;
    }
    scanner.peek()?;
    conversion.letter = template[scanner.position];
    conversion.letter_index = scanner.position;
    Ok((conversion, scanner.position + 1))
}

#[cold]
fn too_large(c_type: &str) -> Error {
    Error::overflow(format!("Python int too large to convert to C {c_type}"))
}

struct Scanner<'a> {
    template: &'a [u32],
    position: usize,
}

impl Scanner<'_> {
    fn peek(&self) -> Result<char> {
        let code_point = self.template.get(self.position).ok_or_else(|| Error::value("incomplete format"))?;
        Ok(char::from_u32(*code_point).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn skip(&mut self, letter: char) -> Result<bool> {
        let found = self.peek()? == letter;
        self.position += usize::from(found);
        Ok(found)
    }

    /// A key in parentheses, which may hold parentheses in pairs.
    fn key(&mut self) -> Result<Range<usize>> {
        let start = self.position + 1;
        let mut depth = 0usize;
        for (index, code_point) in self.template.iter().enumerate().skip(self.position) {
            match char::from_u32(*code_point) {
                Some('(') => depth += 1,
                Some(')') => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                self.position = index + 1;
                return Ok(start..index);
            }
        }
        Err(Error::value("incomplete format key"))
    }

    fn flags(&mut self) -> Result<Flags> {
        let mut flags = Flags::default();
        loop {
            match self.peek()? {
                '-' => flags.left = true,
                '+' => flags.plus = true,
                ' ' => flags.space = true,
                '#' => flags.alternate = true,
                '0' => flags.zero = true,
                _ => return Ok(flags),
            }
            self.position += 1;
        }
    }

    fn integer(&mut self, largest: usize, message: &str) -> Result<Option<usize>> {
        let mut value = None;
        while let Some(digit) = self.peek()?.to_digit(10) {
            let next =
                value.unwrap_or(0usize).checked_mul(10).and_then(|tens| tens.checked_add(digit as usize));
            value = Some(next.filter(|next| *next <= largest).ok_or_else(|| Error::value(message))?);
            self.position += 1;
        }
        Ok(value)
    }
}
