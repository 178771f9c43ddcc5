//! Slices and indices: which items of a sequence `sequence[start:stop:step]` means.

use std::cmp::Ordering;

use crate::error::{Error, Result};
use crate::int::Int;

/// `slice(start, stop, step).indices(length)`, in ints of any size.
///
/// # Errors
/// `ValueError` for a zero step or a negative length.
pub fn indices(
    start: Option<&Int>,
    stop: Option<&Int>,
    step: Option<&Int>,
    length: &Int,
) -> Result<(Int, Int, Int)> {
    if length.is_negative() {
        return Err(Error::value("length should not be negative"));
    }
    let step = step.cloned().unwrap_or(Int::ONE);
    if step.is_zero() {
        return Err(zero_step());
    }
    let backwards = step.is_negative();
    // What a bound is clipped to: the first and the last place to stand when walking in that direction.
    let (lower, upper) =
        if backwards { (Int::Small(-1), length.sub(&Int::ONE)) } else { (Int::ZERO, length.clone()) };
    let clip = |bound: &Int| {
        let bound = if bound.is_negative() { bound.add(length) } else { bound.clone() };
        bound.clamp(lower.clone(), upper.clone())
    };
    let (first, last) = if backwards { (&upper, &lower) } else { (&lower, &upper) };
    let start = start.map_or_else(|| first.clone(), clip);
    let stop = stop.map_or_else(|| last.clone(), clip);
    Ok((start, stop, step))
}

#[cold]
fn zero_step() -> Error {
    Error::value("slice step cannot be zero")
}

/// The items that a slice means: `count` of them from `start` on, each `step` after the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Indices {
    /// The first index; when there is none, where items would be inserted.
    pub start: usize,
    /// The distance from one item to the next.
    pub step: isize,
    /// How many items there are.
    pub count: usize,
}

impl Indices {
    /// The indices, in order.
    pub fn iter(self) -> impl ExactSizeIterator<Item = usize> + DoubleEndedIterator {
        // No index is out of bounds, so the product is off by nothing but a multiple of the word's size.
        (0..self.count).map(move |item| self.start.wrapping_add_signed(self.step.wrapping_mul(item as isize)))
    }
}

/// Which items of a sequence of `length` a slice means.
///
/// # Errors
/// `ValueError` for a zero step.
pub fn resolve(
    start: Option<&Int>,
    stop: Option<&Int>,
    step: Option<&Int>,
    length: usize,
) -> Result<Indices> {
    // As CPython: what does not fit a word is clipped to it first, which no sequence is long enough to notice.
    let step = step.map_or(1, Int::saturate).max(-i64::MAX);
    if step == 0 {
        return Err(zero_step());
    }
    let length = length as i64;
    let clip = |bound: &Int| {
        let bound = bound.saturate();
        let bound = if bound < 0 { bound + length } else { bound };
        if step < 0 { bound.clamp(-1, length - 1) } else { bound.clamp(0, length) }
    };
    let (first, last) = if step < 0 { (length - 1, -1) } else { (0, length) };
    let (start, stop) = (start.map_or(first, clip), stop.map_or(last, clip));
    let distance = if step < 0 { start - stop } else { stop - start };
    let count = match distance.cmp(&0) {
        Ordering::Greater => (distance - 1) as u64 / step.unsigned_abs() + 1,
        _ => 0,
    };
    // Only an empty slice can start before the first item.
    Ok(Indices { start: start.max(0) as usize, step: step as isize, count: count as usize })
}

/// The place that an index means, counted from the end when negative; `None` if there is no item.
pub fn normalize_index(index: &Int, length: usize) -> Option<usize> {
    let index = match index {
        Int::Small(index) if *index < 0 => index.checked_add(i64::try_from(length).ok()?)?,
        Int::Small(index) => *index,
        Int::Big(_) => return None,
    };
    usize::try_from(index).ok().filter(|index| *index < length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(start: Option<i64>, stop: Option<i64>, step: Option<i64>, length: usize) -> Vec<usize> {
        let [start, stop, step] = [start, stop, step].map(|bound| bound.map(Int::Small));
        resolve(start.as_ref(), stop.as_ref(), step.as_ref(), length).unwrap().iter().collect()
    }

    #[test]
    fn items_in_order() {
        assert_eq!(items(None, None, None, 3), [0, 1, 2]);
        assert_eq!(items(None, None, Some(-1), 3), [2, 1, 0]);
        assert_eq!(items(Some(-2), None, None, 3), [1, 2]);
        assert_eq!(items(Some(9), None, Some(-2), 5), [4, 2, 0]);
        assert_eq!(items(Some(1), Some(i64::MAX), Some(i64::MAX), 5), [1]);
        assert_eq!(items(Some(i64::MIN), Some(i64::MAX), Some(2), 5), [0, 2, 4]);
        assert_eq!(items(Some(i64::MAX), Some(i64::MIN), Some(i64::MIN), 5), [4]);
        assert_eq!(items(Some(3), Some(1), None, 5), [] as [usize; 0]);
        assert_eq!(items(None, None, Some(-1), 0), [] as [usize; 0]);
    }

    #[test]
    fn an_empty_slice_says_where_to_insert() {
        let resolved = resolve(Some(&Int::Small(3)), Some(&Int::Small(1)), None, 5).unwrap();
        assert_eq!(resolved, Indices { start: 3, step: 1, count: 0 });
    }

    #[test]
    fn zero_step_is_an_error() {
        assert_eq!(
            resolve(None, None, Some(&Int::ZERO), 5).unwrap_err().message,
            "slice step cannot be zero"
        );
    }

    #[test]
    fn index_from_either_end() {
        assert_eq!(normalize_index(&Int::Small(2), 3), Some(2));
        assert_eq!(normalize_index(&Int::Small(3), 3), None);
        assert_eq!(normalize_index(&Int::Small(-3), 3), Some(0));
        assert_eq!(normalize_index(&Int::Small(-4), 3), None);
        assert_eq!(normalize_index(&Int::Small(i64::MIN), 3), None);
        assert_eq!(normalize_index(&Int::from(1u128 << 70), 3), None);
    }
}
