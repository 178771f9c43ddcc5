//! Python's `range`, over ints of any size.

use crate::error::{Error, Result};
use crate::int::Int;
use crate::slice;

/// A `range`. Equality is Python's: two ranges are equal if they give the same numbers.
#[derive(Clone, Debug)]
pub struct Range {
    start: Int,
    stop: Int,
    step: Int,
    length: Int,
}

impl Range {
    /// `range(start, stop, step)`
    ///
    /// # Errors
    /// `ValueError` for a zero step.
    pub fn new(start: Int, stop: Int, step: Int) -> Result<Range> {
        if step.is_zero() {
            return Err(Error::value("range() arg 3 must not be zero"));
        }
        let (low, high) = if step.is_negative() { (&stop, &start) } else { (&start, &stop) };
        let length = if low >= high {
            Int::ZERO
        } else {
            high.sub(low).sub(&Int::ONE).floordiv(&step.abs())?.add(&Int::ONE)
        };
        Ok(Range { start, stop, step, length })
    }

    /// `self.start`
    pub fn start(&self) -> &Int {
        &self.start
    }

    /// `self.stop`
    pub fn stop(&self) -> &Int {
        &self.stop
    }

    /// `self.step`
    pub fn step(&self) -> &Int {
        &self.step
    }

    /// How many numbers the range gives, which may be more than `len` can say.
    pub fn length(&self) -> &Int {
        &self.length
    }

    /// `len(self)`
    ///
    /// # Errors
    /// `OverflowError`
    pub fn len(&self) -> Result<usize> {
        match self.length {
            Int::Small(length) => Ok(length as usize),
            Int::Big(_) => Err(Error::overflow("Python int too large to convert to C ssize_t")),
        }
    }

    /// Whether the range gives no numbers.
    pub fn is_empty(&self) -> bool {
        self.length.is_zero()
    }

    /// The number at a place that need not be within the range.
    fn at(&self, index: &Int) -> Int {
        self.start.add(&multiply(index, &self.step))
    }

    /// `self[index]`
    ///
    /// # Errors
    /// `IndexError`
    pub fn get(&self, index: &Int) -> Result<Int> {
        let place = if index.is_negative() { index.add(&self.length) } else { index.clone() };
        if place.is_negative() || place >= self.length {
            return Err(Error::index("range object index out of range"));
        }
        Ok(self.at(&place))
    }

    /// `number in self`
    pub fn contains(&self, number: &Int) -> bool {
        self.place(number).is_some()
    }

    /// `self.index(number)`
    ///
    /// # Errors
    /// `ValueError`
    pub fn index_of(&self, number: &Int) -> Result<Int> {
        self.place(number).ok_or_else(|| Error::value("range.index(x): x not in range"))
    }

    fn place(&self, number: &Int) -> Option<Int> {
        // The step is not zero.
        let (place, remainder) = number.sub(&self.start).divmod(&self.step).ok()?;
        (remainder.is_zero() && !place.is_negative() && place < self.length).then_some(place)
    }

    /// `self[start:stop:step]`
    ///
    /// # Errors
    /// `ValueError` for a zero step.
    pub fn slice(&self, start: Option<&Int>, stop: Option<&Int>, step: Option<&Int>) -> Result<Range> {
        let (start, stop, step) = slice::indices(start, stop, step, &self.length)?;
        Range::new(self.at(&start), self.at(&stop), multiply(&self.step, &step))
    }

    /// The range that `reversed(self)` walks.
    pub fn reversed(&self) -> Range {
        let last = self.at(&self.length.sub(&Int::ONE));
        let before_first = self.start.sub(&self.step);
        Range { start: last, stop: before_first, step: self.step.neg(), length: self.length.clone() }
    }

    /// The numbers, in order.
    pub fn iter(&self) -> impl Iterator<Item = Int> {
        let mut next = self.start.clone();
        let mut remaining = self.length.clone();
        std::iter::from_fn(move || {
            if remaining.is_zero() {
                return None;
            }
            remaining = remaining.sub(&Int::ONE);
            let following = next.add(&self.step);
            Some(std::mem::replace(&mut next, following))
        })
    }

    /// What equality and hash depend on: the length; the first number if there is one; the step if it matters.
    /// `hash` is that of the tuple of the three, with `None` for what is missing.
    pub fn identity(&self) -> (&Int, Option<&Int>, Option<&Int>) {
        let start = (!self.is_empty()).then_some(&self.start);
        let step = (self.length > Int::ONE).then_some(&self.step);
        (&self.length, start, step)
    }

    /// `repr(self)`
    pub fn repr(&self) -> String {
        if self.step == Int::ONE {
            format!("range({}, {})", self.start, self.stop)
        } else {
            format!("range({}, {}, {})", self.start, self.stop, self.step)
        }
    }
}

impl PartialEq for Range {
    fn eq(&self, other: &Self) -> bool {
        self.identity() == other.identity()
    }
}

impl Eq for Range {}

/// The product of numbers no longer than those that make the range: no limit need bound it.
fn multiply(left: &Int, right: &Int) -> Int {
    match (left, right) {
        (Int::Small(left), Int::Small(right)) => Int::from(i128::from(*left) * i128::from(*right)),
        _ => Int::from(left.to_big().as_ref() * right.to_big().as_ref()),
    }
}
