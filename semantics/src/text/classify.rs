//! Questions about all characters of a text: `isalpha`, `isidentifier`, `islower` and their kin.

use super::{TextRef, unicode};

impl TextRef<'_> {
    /// `str.isalnum`
    pub fn is_alnum(self) -> bool {
        self.is_all(unicode::is_alphanumeric)
    }

    /// `str.isalpha`
    pub fn is_alpha(self) -> bool {
        self.is_all(unicode::is_alphabetic)
    }

    /// `str.isascii`
    pub fn is_ascii(self) -> bool {
        match self {
            TextRef::Latin1(units) => units.is_ascii(),
            _ => self.code_points().all(|code_point| code_point < 0x80),
        }
    }

    /// `str.isdecimal`
    pub fn is_decimal(self) -> bool {
        self.is_all(unicode::is_decimal)
    }

    /// `str.isdigit`
    pub fn is_digit(self) -> bool {
        self.is_all(unicode::is_digit)
    }

    /// `str.isidentifier`
    pub fn is_identifier(self) -> bool {
        let mut rest = self.code_points();
        rest.next().is_some_and(unicode::is_identifier_start) && rest.all(unicode::is_identifier_continue)
    }

    /// `str.islower`
    pub fn is_lower(self) -> bool {
        self.is_in_case(unicode::is_lower, unicode::is_upper)
    }

    /// `str.isnumeric`
    pub fn is_numeric(self) -> bool {
        self.is_all(unicode::is_numeric)
    }

    /// `str.isprintable`
    pub fn is_printable(self) -> bool {
        self.code_points().all(unicode::is_printable)
    }

    /// `str.isspace`
    pub fn is_space(self) -> bool {
        self.is_all(unicode::is_space)
    }

    /// `str.istitle`
    pub fn is_title(self) -> bool {
        let mut in_word = false;
        let mut any = false;
        for code_point in self.code_points() {
            let capital = unicode::is_upper(code_point) || unicode::is_title(code_point);
            let small = unicode::is_lower(code_point);
            if (capital && in_word) || (small && !in_word) {
                return false;
            }
            in_word = capital || small;
            any |= in_word;
        }
        any
    }

    /// `str.isupper`
    pub fn is_upper(self) -> bool {
        self.is_in_case(unicode::is_upper, unicode::is_lower)
    }

    fn is_all(self, holds: fn(u32) -> bool) -> bool {
        !self.is_empty() && self.code_points().all(holds)
    }

    /// Whether some character is in the wanted case and none is in another.
    fn is_in_case(self, wanted: fn(u32) -> bool, opposite: fn(u32) -> bool) -> bool {
        let mut any = false;
        for code_point in self.code_points() {
            if opposite(code_point) || unicode::is_title(code_point) {
                return false;
            }
            any |= wanted(code_point);
        }
        any
    }
}
