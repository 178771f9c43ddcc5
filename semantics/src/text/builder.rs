//! [`TextBuilder`]: where new text is written, as wide as its widest code point so far.

use std::fmt;

use super::{Text, TextRef, Unit, Width, with_units};
use crate::{Error, ErrorKind, Limit, Result};

/// A growing string. It starts as Latin-1 and is widened by the first code point that needs it.
///
/// Writing never fails: what finds no memory is left out, and [`TextBuilder::check`] tells of it at the end.
#[derive(Clone, Debug)]
pub struct TextBuilder {
    units: Units,
    limit: Limit,
    is_short_of_memory: bool,
}

#[derive(Clone, Debug)]
enum Units {
    Latin1(Vec<u8>),
    Ucs2(Vec<u16>),
    Ucs4(Vec<u32>),
}

impl TextBuilder {
    /// An empty builder without a limit.
    pub fn new() -> TextBuilder {
        TextBuilder::with_limit(Limit::NONE)
    }

    /// An empty builder in which operations that multiply their input fail beyond `limit`.
    pub fn with_limit(limit: Limit) -> TextBuilder {
        TextBuilder { units: Units::Latin1(Vec::new()), limit, is_short_of_memory: false }
    }

    /// The limit given at the start.
    pub fn limit(&self) -> Limit {
        self.limit
    }

    /// What has been written.
    pub fn view(&self) -> TextRef<'_> {
        match &self.units {
            Units::Latin1(units) => TextRef::Latin1(units),
            Units::Ucs2(units) => TextRef::Ucs2(units),
            Units::Ucs4(units) => TextRef::Ucs4(units),
        }
    }

    /// Whether all that was written is there.
    ///
    /// # Errors
    /// [`ErrorKind::Memory`] when there was no memory for some of it.
    pub fn check(&self) -> Result<()> {
        if self.is_short_of_memory { Err(Error::memory()) } else { Ok(()) }
    }

    /// The number of code points written.
    pub fn len(&self) -> usize {
        self.view().len()
    }

    /// Whether nothing has been written.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text written.
    pub fn finish(self) -> Text {
        match self.units {
            Units::Latin1(units) => Text::from_latin1(units),
            Units::Ucs2(units) => Text::from_ucs2(units),
            Units::Ucs4(units) => Text::from_ucs4(units),
        }
    }

    /// The bytes written, when what was written is the content of a `bytes` object; `None` beyond Latin-1.
    pub fn finish_bytes(self) -> Option<Vec<u8>> {
        match self.units {
            Units::Latin1(units) => Some(units),
            Units::Ucs2(_) | Units::Ucs4(_) => None,
        }
    }

    /// Forgets what has been written and keeps the memory for reuse.
    pub fn clear(&mut self) {
        match &mut self.units {
            Units::Latin1(units) => units.clear(),
            Units::Ucs2(_) | Units::Ucs4(_) => self.units = Units::Latin1(Vec::new()),
        }
    }

    /// Makes room for `count` code points of at most the given width. Whatever may multiply its input calls this
    /// before writing.
    ///
    /// # Errors
    /// [`ErrorKind::Memory`] when the text would be larger than the limit or than memory.
    pub fn reserve(&mut self, count: usize, width: Width) -> Result<()> {
        let bytes = self
            .len()
            .checked_add(count)
            .and_then(|length| length.checked_mul(width.max(self.view().width()).bytes()));
        self.limit.check(bytes.unwrap_or(usize::MAX))?;
        if self.has_room(count) { Ok(()) } else { Err(Error::new(ErrorKind::Memory, "")) }
    }

    /// Makes room for so many code points of the present width; notes it if there is none.
    fn has_room(&mut self, count: usize) -> bool {
        let reserved = match &mut self.units {
            Units::Latin1(units) => units.try_reserve(count),
            Units::Ucs2(units) => units.try_reserve(count),
            Units::Ucs4(units) => units.try_reserve(count),
        };
        self.is_short_of_memory |= reserved.is_err();
        reserved.is_ok()
    }

    /// Appends a code point or a character.
    pub fn push(&mut self, code_point: impl Into<u32>) {
        let code_point = code_point.into();
        if !self.widen(Width::of(code_point)) || !self.has_room(1) {
            return;
        }
        match &mut self.units {
            Units::Latin1(units) => units.push(code_point as u8),
            Units::Ucs2(units) => units.push(code_point as u16),
            Units::Ucs4(units) => units.push(code_point),
        }
    }

    /// Appends Rust text.
    pub fn push_str(&mut self, text: &str) {
        if !self.has_room(text.len()) {
            return;
        }
        match &mut self.units {
            Units::Latin1(units) if text.is_ascii() => units.extend_from_slice(text.as_bytes()),
            _ => self.extend(text.chars().map(u32::from)),
        }
    }

    /// Appends ASCII.
    pub(crate) fn push_ascii(&mut self, bytes: impl Iterator<Item = u8>) {
        match &mut self.units {
            Units::Latin1(units) => units.extend(bytes),
            _ => self.extend(bytes.map(u32::from)),
        }
    }

    /// Appends text.
    pub fn push_text(&mut self, text: TextRef<'_>) {
        let fits = text.width() <= self.view().width() || self.widen(text.narrowest_width());
        if !fits || !self.has_room(text.len()) {
            return;
        }
        match (&mut self.units, text) {
            (Units::Latin1(to), TextRef::Latin1(from)) => to.extend_from_slice(from),
            (Units::Ucs2(to), TextRef::Ucs2(from)) => to.extend_from_slice(from),
            (Units::Ucs4(to), TextRef::Ucs4(from)) => to.extend_from_slice(from),
            (Units::Latin1(to), from) => with_units!(from, from => append(to, from)),
            (Units::Ucs2(to), from) => with_units!(from, from => append(to, from)),
            (Units::Ucs4(to), from) => with_units!(from, from => append(to, from)),
        }
    }

    /// Appends one code point `count` times.
    pub(crate) fn push_repeated(&mut self, code_point: u32, count: usize) {
        if count == 0 {
            return;
        }
        if !self.widen(Width::of(code_point)) || !self.has_room(count) {
            return;
        }
        match &mut self.units {
            Units::Latin1(units) => units.resize(units.len() + count, code_point as u8),
            Units::Ucs2(units) => units.resize(units.len() + count, code_point as u16),
            Units::Ucs4(units) => units.resize(units.len() + count, code_point),
        }
    }

    /// Makes the storage at least `width` wide, keeping the room reserved. Whether there was memory for it.
    fn widen(&mut self, width: Width) -> bool {
        if width <= self.view().width() {
            return true;
        }
        let wider = match (&self.units, width) {
            (Units::Latin1(units), Width::Ucs2) => widened(units).map(Units::Ucs2),
            (Units::Latin1(units), _) => widened(units).map(Units::Ucs4),
            (Units::Ucs2(units), _) => widened(units).map(Units::Ucs4),
            (Units::Ucs4(_), _) => return true,
        };
        self.is_short_of_memory |= wider.is_none();
        match wider {
            Some(wider) => {
                self.units = wider;
                true
            }
            None => false,
        }
    }
}

/// A copy in wider units, with the same capacity; `None` if there is no memory for it.
fn widened<From: Unit, To: Unit + std::convert::From<From>>(units: &Vec<From>) -> Option<Vec<To>> {
    let mut wider = Vec::new();
    wider.try_reserve_exact(units.capacity()).ok()?;
    wider.extend(units.iter().map(|&unit| To::from(unit)));
    Some(wider)
}

/// Appends units whose code points are known to fit.
fn append<To: Unit, From: Unit>(to: &mut Vec<To>, from: &[From]) {
    to.extend(from.iter().map(|&unit| To::from_code_point(unit.into()).unwrap_or_default()));
}

impl Default for TextBuilder {
    fn default() -> Self {
        TextBuilder::new()
    }
}

impl Extend<u32> for TextBuilder {
    fn extend<I: IntoIterator<Item = u32>>(&mut self, code_points: I) {
        for code_point in code_points {
            self.push(code_point);
        }
    }
}

impl fmt::Write for TextBuilder {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push_str(text);
        Ok(())
    }
}
