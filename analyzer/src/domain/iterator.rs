//! States of the built-in iterators.

use std::sync::Arc;

use strict_semantics::int::Int;
use strict_semantics::text::Text;

use super::{DictViewKind, ObjectId, Value};

/// A built-in iterator.
#[derive(Clone, Debug)]
pub(crate) enum Iter {
    Exhausted,
    /// Over a live list.
    List {
        list: ObjectId,
        index: usize,
    },
    ListReversed {
        list: ObjectId,
        index: usize,
    },
    /// Over a fixed sequence.
    Values {
        values: Arc<[Value]>,
        index: usize,
    },
    Text {
        text: Text,
        index: usize,
    },
    Range {
        next: Int,
        remaining: Int,
        step: Int,
    },
    /// Over a live dictionary; `version` is the number of entries when it began.
    Dict {
        dict: ObjectId,
        position: usize,
        kind: DictViewKind,
        length: usize,
    },
    Enumerate {
        inner: Value,
        next: Int,
    },
    Zip {
        inners: Vec<Value>,
        strict: bool,
    },
    Map {
        function: Value,
        inners: Vec<Value>,
        strict: bool,
    },
    Filter {
        function: Value,
        inner: Value,
    },
    /// `iter(callable, sentinel)`
    Callable {
        function: Value,
        sentinel: Value,
    },
    /// The old protocol: `__getitem__` with 0, 1, 2, ...
    Sequence {
        object: Value,
        index: usize,
    },
    SequenceReversed {
        object: Value,
        index: usize,
    },
    /// Any number of such elements.
    Summary(Value),
    /// One that runs code, and was advanced on one of several courses only.
    Lost,
}

impl Iter {
    /// Whether advancing it may run code: a function's, or that of another iterator.
    pub(crate) fn runs_code(&self) -> bool {
        matches!(
            self,
            Iter::Enumerate { .. }
                | Iter::Zip { .. }
                | Iter::Map { .. }
                | Iter::Filter { .. }
                | Iter::Callable { .. }
                | Iter::Sequence { .. }
                | Iter::SequenceReversed { .. }
                | Iter::Lost
        )
    }

    /// Whether both are certain to go on alike; see [`Value::same`].
    pub(crate) fn same(&self, other: &Iter) -> bool {
        match (self, other) {
            (Iter::Exhausted, Iter::Exhausted) | (Iter::Lost, Iter::Lost) => true,
            (Iter::List { list, index }, Iter::List { list: other, index: at })
            | (Iter::ListReversed { list, index }, Iter::ListReversed { list: other, index: at }) => {
                list == other && index == at
            }
            (Iter::Values { values, index }, Iter::Values { values: other, index: at }) => {
                index == at && (Arc::ptr_eq(values, other) || Value::all_same(values, other))
            }
            (Iter::Text { text, index }, Iter::Text { text: other, index: at }) => {
                index == at && text == other
            }
            (
                Iter::Range { next, remaining, step },
                Iter::Range { next: at, remaining: left, step: other },
            ) => next == at && remaining == left && step == other,
            (
                Iter::Dict { dict, position, kind, length },
                Iter::Dict { dict: other, position: at, kind: of, length: began },
            ) => dict == other && position == at && kind == of && length == began,
            (Iter::Enumerate { inner, next }, Iter::Enumerate { inner: other, next: at }) => {
                next == at && inner.same(other)
            }
            (Iter::Zip { inners, strict }, Iter::Zip { inners: others, strict: other }) => {
                strict == other && Value::all_same(inners, others)
            }
            (
                Iter::Map { function, inners, strict },
                Iter::Map { function: called, inners: others, strict: other },
            ) => strict == other && function.same(called) && Value::all_same(inners, others),
            (Iter::Filter { function, inner }, Iter::Filter { function: called, inner: other }) => {
                function.same(called) && inner.same(other)
            }
            (Iter::Callable { function, sentinel }, Iter::Callable { function: called, sentinel: other }) => {
                function.same(called) && sentinel.same(other)
            }
            (Iter::Sequence { object, index }, Iter::Sequence { object: other, index: at })
            | (
                Iter::SequenceReversed { object, index },
                Iter::SequenceReversed { object: other, index: at },
            ) => index == at && object.same(other),
            (Iter::Summary(element), Iter::Summary(other)) => element.same(other),
            _ => false,
        }
    }
}
