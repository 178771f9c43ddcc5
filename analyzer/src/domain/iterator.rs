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
}
