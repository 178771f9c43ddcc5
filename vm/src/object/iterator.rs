//! [`Iterator`]: one layout for the iterators of built-in types and functions.

use crate::heap::{Field, layout};

/// What an iterator goes over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum IteratorKind {
    /// Nothing any more.
    #[default]
    Exhausted = 0,
    /// A list in `source`, at `position`.
    List,
    /// A tuple in `source`, at `position`.
    Tuple,
    /// A string in `source`, at `position`.
    Str,
    /// Bytes or a byte array in `source`, at `position`.
    Bytes,
    /// Small integers: `position`, for `remaining` more, `step` apart.
    Range,
    /// Integers of any size: `source` is the next, `first` the step, for `second` more.
    LongRange,
    /// Keys of the dictionary in `source`, at entry `position`; `remaining` is its length at the start, `step` how
    /// many keys are left, `first` its version at the start.
    DictKeys,
    /// Its values.
    DictValues,
    /// Its items.
    DictItems,
    /// The same three backwards.
    ReversedDictKeys,
    /// Its values backwards.
    ReversedDictValues,
    /// Its items backwards.
    ReversedDictItems,
    /// A set in `source`, at entry `position`; `remaining` is its length at the start.
    Set,
    /// `source[position]`, `source[position + 1]`, … until `IndexError`.
    Sequence,
    /// `source[position]`, backwards.
    ReversedSequence,
    /// A list backwards.
    ReversedList,
    /// Calls `source` until it returns `first`.
    Callable,
    /// `enumerate`: the iterator `source`, the next number in `first`.
    Enumerate,
    /// `zip`: the iterators in the tuple `source`; `position` is 1 if strict.
    Zip,
    /// `map`: calls `first` with an item of each iterator in the tuple `source`.
    Map,
    /// `filter`: items of `source` for which `first` (or the item itself) is true.
    Filter,
    /// Defined by a native module: `first` is its function.
    Native,
}

layout! {
    /// An iterator; what its fields mean depends on the kind.
    pub struct Iterator (Iterator) {
        /// What it goes over.
        source: Field,
        /// More of it.
        first: Field,
        /// More of it.
        second: Field,
        ;
        /// The kind.
        of: IteratorKind,
        /// Where it is.
        position: i64,
        /// How many are left, or how many there were.
        remaining: i64,
        /// The distance between positions.
        step: i64,
    }
}
