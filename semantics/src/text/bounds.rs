//! [`Bounds`]: the optional `start` and `end` arguments of the searching methods.

use std::ops::Range;

/// The part of a sequence that a search looks at, as Python's `start` and `end` arguments give it: negative
/// indices count from the end. Callers clamp integers beyond 64 bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// Where to begin; the beginning if absent.
    pub start: Option<i64>,
    /// Where to stop; the end if absent.
    pub end: Option<i64>,
}

impl Bounds {
    /// The whole sequence.
    pub const ALL: Bounds = Bounds { start: None, end: None };

    /// The indices meant in a sequence of `length` items. `None` when the start lies beyond the end, where not even
    /// the empty sequence is found.
    pub fn resolve(self, length: usize) -> Option<Range<usize>> {
        let end = self.end.map_or(length, |end| from_end(end, length).min(length));
        let start = self.start.map_or(0, |start| from_end(start, length));
        (start <= end).then_some(start..end)
    }
}

fn from_end(index: i64, length: usize) -> usize {
    let magnitude = usize::try_from(index.unsigned_abs()).unwrap_or(usize::MAX);
    if index < 0 { length.saturating_sub(magnitude) } else { magnitude }
}
