//! Cutting characters off the ends: `strip`, `lstrip`, `rstrip`.

use super::split::{is_space, trim_end, trim_start};
use super::{TextRef, Unit, with_units};

impl<'a> TextRef<'a> {
    /// `str.strip`: without the given characters, or white space, at both ends.
    #[must_use]
    pub fn strip(self, characters: Option<TextRef<'_>>) -> TextRef<'a> {
        self.trim(characters, true, true)
    }

    /// `str.lstrip`
    #[must_use]
    pub fn lstrip(self, characters: Option<TextRef<'_>>) -> TextRef<'a> {
        self.trim(characters, true, false)
    }

    /// `str.rstrip`
    #[must_use]
    pub fn rstrip(self, characters: Option<TextRef<'_>>) -> TextRef<'a> {
        self.trim(characters, false, true)
    }

    fn trim(self, characters: Option<TextRef<'_>>, left: bool, right: bool) -> TextRef<'a> {
        with_units!(self, units => match characters {
            None => Unit::view(trim(units, is_space, left, right)),
            Some(characters) => {
                let set = CharacterSet::new(characters);
                Unit::view(trim(units, |unit| set.contains(Into::<u32>::into(unit)), left, right))
            }
        })
    }
}

fn trim<T: Unit>(mut units: &[T], strip: impl Fn(T) -> bool, left: bool, right: bool) -> &[T] {
    if left {
        units = trim_start(units, &strip);
    }
    if right {
        units = trim_end(units, &strip);
    }
    units
}

/// Code points to look up, sorted.
struct CharacterSet(Vec<u32>);

impl CharacterSet {
    fn new(characters: TextRef<'_>) -> CharacterSet {
        let mut sorted: Vec<u32> = characters.code_points().collect();
        sorted.sort_unstable();
        CharacterSet(sorted)
    }

    fn contains(&self, code_point: u32) -> bool {
        self.0.binary_search(&code_point).is_ok()
    }
}
