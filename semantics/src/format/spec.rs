//! Parses the format-spec mini-language ("Format Specification Mini-Language" in the library reference).

use crate::error::{Error, Result};
use crate::text::{TextRef, unicode};

/// Where the padding goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    /// `<`: after.
    Left,
    /// `>`: before.
    Right,
    /// `^`: around.
    Center,
    /// `=`: between the sign and the digits.
    AfterSign,
}

/// What stands before a number that is not negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// `-`: nothing.
    Minus,
    /// `+`
    Plus,
    /// A space.
    Space,
}

/// What separates groups of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grouping {
    /// `,`, every three digits.
    Comma,
    /// `_`, every three digits; every four in binary, octal and hexadecimal.
    Underscore,
}

impl Grouping {
    pub(super) fn separator(self) -> char {
        match self {
            Grouping::Comma => ',',
            Grouping::Underscore => '_',
        }
    }
}

/// A parsed format spec.
#[derive(Clone, Debug)]
pub(super) struct Spec {
    pub(super) fill: u32,
    pub(super) align: Align,
    pub(super) sign: Option<Sign>,
    pub(super) no_negative_zero: bool,
    pub(super) alternate: bool,
    pub(super) width: usize,
    pub(super) grouping: Option<Grouping>,
    pub(super) precision: Option<usize>,
    pub(super) fraction_grouping: Option<Grouping>,
    /// The type code; `None` if it is left out and the type of object has no default.
    pub(super) code: Option<u32>,
}

/// What a type of object adds to the parsing of its specs.
#[derive(Clone, Copy)]
pub(super) struct ObjectType<'a> {
    /// The name, for messages.
    pub(super) name: &'a str,
    pub(super) default_align: Align,
    pub(super) default_code: Option<char>,
}

impl Spec {
    /// Parses a spec.
    ///
    /// # Errors
    /// `ValueError`
    pub(super) fn parse(text: TextRef<'_>, object: ObjectType<'_>) -> Result<Spec> {
        let code_points: Vec<u32> = text.code_points().collect();
        let mut scanner = Scanner { rest: &code_points };
        let (fill, align) = scanner.fill_and_align();
        let sign = scanner.sign();
        let no_negative_zero = scanner.skip('z');
        let alternate = scanner.skip('#');
        let mut spec = Spec {
            fill: fill.unwrap_or(u32::from(' ')),
            align: align.unwrap_or(object.default_align),
            sign,
            no_negative_zero,
            alternate,
            width: 0,
            grouping: None,
            precision: None,
            fraction_grouping: None,
            code: object.default_code.map(u32::from),
        };
        if fill.is_none() && scanner.skip('0') {
            spec.fill = u32::from('0');
            if align.is_none() && object.default_align == Align::Right {
                spec.align = Align::AfterSign;
            }
        }
        spec.width = scanner.integer()?.unwrap_or(0);
        spec.grouping = scanner.grouping()?;
        if scanner.skip('.') {
            spec.precision = scanner.integer()?;
            spec.fraction_grouping = scanner.grouping()?;
            if spec.precision.is_none() && spec.fraction_grouping.is_none() {
                return Err(Error::value("Format specifier missing precision"));
            }
        }
        match scanner.rest {
            [] => {}
            [code] => spec.code = Some(*code),
            _ => {
                return Err(Error::value(format!(
                    "Invalid format specifier '{}' for object of type '{}'",
                    text.to_string_lossy(),
                    object.name
                )));
            }
        }
        spec.check_grouping()?;
        Ok(spec)
    }

    /// Whether the type code is this letter.
    pub(super) fn is_code(&self, letter: char) -> bool {
        self.code == Some(u32::from(letter))
    }

    fn check_grouping(&self) -> Result<()> {
        if let Some(grouping) = self.grouping {
            let allowed = match self.code.map(to_char) {
                None | Some('d' | 'e' | 'f' | 'g' | 'E' | 'F' | 'G' | '%') => true,
                Some('b' | 'o' | 'x' | 'X') => grouping == Grouping::Underscore,
                _ => false,
            };
            if !allowed {
                return Err(self.wrong_grouping(grouping));
            }
        }
        match self.fraction_grouping {
            Some(grouping) if self.is_code('n') => Err(self.wrong_grouping(grouping)),
            _ => Ok(()),
        }
    }

    #[cold]
    fn wrong_grouping(&self, grouping: Grouping) -> Error {
        let code = self.code.map(show_code).unwrap_or_default();
        Error::value(format!("Cannot specify '{}' with '{code}'.", grouping.separator()))
    }

    /// The error for a type code that the type of object does not have.
    #[cold]
    pub(super) fn unknown_code(&self, type_name: &str) -> Error {
        let code = self.code.map(show_code).unwrap_or_default();
        Error::value(format!("Unknown format code '{code}' for object of type '{type_name}'"))
    }
}

/// How messages show a type code.
fn show_code(code: u32) -> String {
    match code {
        0x21..0x80 => to_char(code).to_string(),
        _ => format!("\\x{code:x}"),
    }
}

fn to_char(code_point: u32) -> char {
    char::from_u32(code_point).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// What remains of the spec.
struct Scanner<'a> {
    rest: &'a [u32],
}

impl Scanner<'_> {
    fn fill_and_align(&mut self) -> (Option<u32>, Option<Align>) {
        if let [fill, align, rest @ ..] = self.rest
            && let Some(align) = alignment(*align)
        {
            self.rest = rest;
            return (Some(*fill), Some(align));
        }
        if let [align, rest @ ..] = self.rest
            && let Some(align) = alignment(*align)
        {
            self.rest = rest;
            return (None, Some(align));
        }
        (None, None)
    }

    fn sign(&mut self) -> Option<Sign> {
        let signs = [('-', Sign::Minus), ('+', Sign::Plus), (' ', Sign::Space)];
        signs.into_iter().find_map(|(letter, sign)| self.skip(letter).then_some(sign))
    }

    fn skip(&mut self, letter: char) -> bool {
        match self.rest {
            [first, rest @ ..] if *first == u32::from(letter) => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    fn integer(&mut self) -> Result<Option<usize>> {
        let mut value = None;
        while let [first, rest @ ..] = self.rest
            && let Some(digit) = unicode::decimal_value(*first)
        {
            let next =
                value.unwrap_or(0usize).checked_mul(10).and_then(|tens| tens.checked_add(digit as usize));
            let next = next.filter(|next| *next <= isize::MAX as usize);
            value = Some(next.ok_or_else(|| Error::value("Too many decimal digits in format string"))?);
            self.rest = rest;
        }
        Ok(value)
    }

    fn grouping(&mut self) -> Result<Option<Grouping>> {
        let comma = self.skip(',');
        let underscore = self.skip('_');
        if underscore && (comma || self.skip(',')) {
            return Err(Error::value("Cannot specify both ',' and '_'."));
        }
        Ok(match (comma, underscore) {
            (true, _) => Some(Grouping::Comma),
            (_, true) => Some(Grouping::Underscore),
            _ => None,
        })
    }
}

fn alignment(code_point: u32) -> Option<Align> {
    match to_char(code_point) {
        '<' => Some(Align::Left),
        '>' => Some(Align::Right),
        '^' => Some(Align::Center),
        '=' => Some(Align::AfterSign),
        _ => None,
    }
}
