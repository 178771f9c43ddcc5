//! Changing case: `lower`, `upper`, `title`, `capitalize`, `swapcase`, `casefold`.

use super::unicode::{self, Case, map_case};
use super::{TextBuilder, TextRef};

impl TextRef<'_> {
    /// `str.lower`
    pub fn lower(self, out: &mut TextBuilder) {
        if let Some(text) = self.as_ascii() {
            return out.push_ascii(text.bytes().map(|byte| byte.to_ascii_lowercase()));
        }
        for (index, code_point) in self.code_points().enumerate() {
            self.push_lower(index, code_point, out);
        }
    }

    /// `str.upper`
    pub fn upper(self, out: &mut TextBuilder) {
        if let Some(text) = self.as_ascii() {
            return out.push_ascii(text.bytes().map(|byte| byte.to_ascii_uppercase()));
        }
        for code_point in self.code_points() {
            map_case(code_point, Case::Upper, |mapped| out.push(mapped));
        }
    }

    /// `str.casefold`
    pub fn case_fold(self, out: &mut TextBuilder) {
        if let Some(text) = self.as_ascii() {
            return out.push_ascii(text.bytes().map(|byte| byte.to_ascii_lowercase()));
        }
        for code_point in self.code_points() {
            map_case(code_point, Case::Folded, |mapped| out.push(mapped));
        }
    }

    /// `str.capitalize`: the first character in title case, the others in lower case.
    pub fn capitalize(self, out: &mut TextBuilder) {
        for (index, code_point) in self.code_points().enumerate() {
            if index == 0 {
                map_case(code_point, Case::Title, |mapped| out.push(mapped));
            } else {
                self.push_lower(index, code_point, out);
            }
        }
    }

    /// `str.title`: every word with a capital.
    pub fn title(self, out: &mut TextBuilder) {
        let mut in_word = false;
        for (index, code_point) in self.code_points().enumerate() {
            if in_word {
                self.push_lower(index, code_point, out);
            } else {
                map_case(code_point, Case::Title, |mapped| out.push(mapped));
            }
            in_word = unicode::is_cased(code_point);
        }
    }

    /// `str.swapcase`
    pub fn swap_case(self, out: &mut TextBuilder) {
        for (index, code_point) in self.code_points().enumerate() {
            if unicode::is_upper(code_point) {
                self.push_lower(index, code_point, out);
            } else if unicode::is_lower(code_point) {
                map_case(code_point, Case::Upper, |mapped| out.push(mapped));
            } else {
                out.push(code_point);
            }
        }
    }

    /// Pushes the lower case of the code point at `index`.
    fn push_lower(self, index: usize, code_point: u32, out: &mut TextBuilder) {
        const CAPITAL_SIGMA: u32 = 0x3A3;
        if code_point == CAPITAL_SIGMA {
            out.push(if self.ends_word(index) { 'ς' } else { 'σ' });
        } else {
            map_case(code_point, Case::Lower, |mapped| out.push(mapped));
        }
    }

    /// Unicode's `Final_Sigma`: a cased letter precedes `index` and none follows, ignorable characters aside.
    fn ends_word(self, index: usize) -> bool {
        let significant = |code_point: &u32| !unicode::is_case_ignorable(*code_point);
        let before = self.slice(0..index).code_points().rev().find(significant);
        let after = self.slice(index + 1..self.len()).code_points().find(significant);
        before.is_some_and(unicode::is_cased) && !after.is_some_and(unicode::is_cased)
    }
}
