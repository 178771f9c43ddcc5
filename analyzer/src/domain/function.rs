//! Functions, and the suspended frames of generators.

use std::sync::Arc;

use super::{ObjectId, Slot, Value};
use crate::ir::{Code, Symbol};

/// A function written in Python.
#[derive(Clone, Debug)]
pub(crate) struct Function {
    pub code: Arc<Code>,
    /// The module (or dictionary) in which global names are looked up.
    pub globals: ObjectId,
    /// One cell per free variable of the code.
    pub closure: Arc<[ObjectId]>,
    pub defaults: Vec<Value>,
    pub keyword_defaults: Vec<(Symbol, Value)>,
    /// Computes `__annotations__` when asked.
    pub annotate: Option<Value>,
    /// Namespace of the class in whose body a deferred scope was made.
    pub class_namespace: Option<ObjectId>,
    /// Declared by a stub, without a body: its annotations say what it returns.
    pub is_stub: bool,
}

/// Where a suspended generator goes on: one entry per enclosing statement, outermost first.
#[derive(Clone, Debug)]
pub(crate) enum Resume {
    /// Index of the statement in its block.
    Statement(usize),
    /// Branch of an `if`, or case of a `match`; `None` is `else`.
    Branch(Option<usize>),
    /// A `for` body, with the iterator.
    Loop(Value),
    /// The `else` block of a loop or `try`.
    Else,
    /// The body of a `while`, `try` or the like.
    Body,
    /// Handler `index` of a `try`, with the exception it handles.
    Handler(usize, Value),
    /// The `finally` block, with what happens when it ends.
    Finally(Box<Pending>),
    /// A `with` body: `__exit__` of what was entered, if that is known.
    With(Option<Value>),
    /// A `yield from`, with the inner iterator.
    Delegate(Value),
    /// A plain `yield`.
    Yield,
    /// A plain `yield` at which an exception is raised.
    Throw(Value),
    /// A `yield from` whose inner iterator is to raise an exception.
    DelegateThrow(Value, Value),
}

impl Resume {
    /// Whether both are certain to go on alike; see [`Value::same`].
    fn same(&self, other: &Resume) -> bool {
        match (self, other) {
            (Resume::Statement(index), Resume::Statement(other)) => index == other,
            (Resume::Branch(index), Resume::Branch(other)) => index == other,
            (Resume::Loop(value), Resume::Loop(other))
            | (Resume::Delegate(value), Resume::Delegate(other))
            | (Resume::Throw(value), Resume::Throw(other)) => value.same(other),
            (Resume::Handler(index, value), Resume::Handler(at, other)) => index == at && value.same(other),
            (Resume::Finally(pending), Resume::Finally(other)) => pending.same(other),
            (Resume::With(exit), Resume::With(other)) => Value::same_or_none(exit.as_ref(), other.as_ref()),
            (Resume::DelegateThrow(inner, value), Resume::DelegateThrow(of, other)) => {
                inner.same(of) && value.same(other)
            }
            (Resume::Else, Resume::Else) | (Resume::Body, Resume::Body) | (Resume::Yield, Resume::Yield) => {
                true
            }
            _ => false,
        }
    }
}

/// What a `finally` block interrupts.
#[derive(Clone, Debug)]
pub(crate) enum Pending {
    Normal,
    Break,
    Continue,
    Return(Value),
    Raise(Value),
}

impl Pending {
    fn same(&self, other: &Pending) -> bool {
        match (self, other) {
            (Pending::Normal, Pending::Normal)
            | (Pending::Break, Pending::Break)
            | (Pending::Continue, Pending::Continue) => true,
            (Pending::Return(value), Pending::Return(other))
            | (Pending::Raise(value), Pending::Raise(other)) => value.same(other),
            _ => false,
        }
    }
}

/// How far a generator has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GeneratorStatus {
    Created,
    Suspended,
    Running,
    Finished,
    /// It was advanced on one of several courses, and differently on another.
    Lost,
}

/// A generator object.
#[derive(Clone, Debug)]
pub(crate) struct Generator {
    pub function: ObjectId,
    pub locals: Vec<Slot>,
    pub path: Vec<Resume>,
    pub status: GeneratorStatus,
    /// The generator's course depends on something typed: it yields any number of these.
    pub summary: Option<Value>,
    /// [`Heap::writes`](crate::heap::Heap::writes) when that course was last followed to its end.
    pub followed: u64,
}

impl Generator {
    /// Whether both stand at the same place; their variables may differ.
    pub(crate) fn stands_like(&self, other: &Generator) -> bool {
        self.status == other.status
            && self.summary.is_some() == other.summary.is_some()
            && self.path.len() == other.path.len()
            && self.path.iter().zip(&other.path).all(|(a, b)| a.same(b))
    }
}
