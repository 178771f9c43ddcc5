//! [`Type`]: what is known of a value, as a set of kinds of values that it may be.

use std::fmt;

use bitflags::bitflags;
use strict_vm::Value;
use strict_vm::heap::{Kind, flags};
use strict_vm::object::{Iterator, IteratorKind};

bitflags! {
    /// A set of kinds of values. Exact floats are in machine registers, unless the set holds something else too.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct Type: u32 {
        /// An exact `int` of 63 bits.
        const FIXNUM = 1;
        /// An exact `float`.
        const FLOAT = 1 << 1;
        /// `None`
        const NONE = 1 << 2;
        /// `True` or `False`
        const BOOL = 1 << 3;
        /// No value: an unbound variable.
        const UNBOUND = 1 << 4;
        /// An exact `str`.
        const STR = 1 << 5;
        /// An exact `list`.
        const LIST = 1 << 6;
        /// An exact `tuple`.
        const TUPLE = 1 << 7;
        /// An exact `dict`.
        const DICT = 1 << 8;
        /// A function written in Python.
        const FUNCTION = 1 << 9;
        /// The iterator of a range of small integers.
        const RANGE_ITERATOR = 1 << 10;
        /// The iterator of a list, maybe an exhausted one.
        const LIST_ITERATOR = 1 << 11;
        /// Anything else.
        const OTHER = 1 << 12;
        /// The outcome of a comparison, in a machine register or in the processor's flags.
        const CONDITION = 1 << 13;
    }
}

impl Type {
    /// Any value, or none.
    pub(crate) const ANY: Type = Type::from_bits_truncate((1 << 13) - 1);
    /// Any value.
    pub(crate) const OBJECT: Type = Type::ANY.difference(Type::UNBOUND);
    /// What may be no pointer into the heap and no small integer or float either.
    pub(crate) const CONSTANT: Type = Type::NONE.union(Type::BOOL).union(Type::UNBOUND);

    /// That of a value.
    pub(crate) fn of(value: Value) -> Type {
        if value.is_fixnum() {
            return Type::FIXNUM;
        }
        if value.is_flonum() {
            return Type::FLOAT;
        }
        if !value.is_pointer() {
            return match value {
                Value::NONE => Type::NONE,
                Value::TRUE | Value::FALSE => Type::BOOL,
                Value::UNBOUND => Type::UNBOUND,
                _ => Type::OTHER,
            };
        }
        let is_exact = value.header().is_some_and(|header| !header.has(flags::SUBCLASS));
        match value.kind() {
            Some(Kind::Float) if is_exact => Type::FLOAT,
            Some(Kind::Str) if is_exact => Type::STR,
            Some(Kind::List) if is_exact => Type::LIST,
            Some(Kind::Tuple) if is_exact => Type::TUPLE,
            Some(Kind::Dict) if is_exact => Type::DICT,
            Some(Kind::Function) => Type::FUNCTION,
            Some(Kind::Iterator) if is_exact => {
                match value.cast::<Iterator>().map(|iterator| iterator.of.get()) {
                    Some(IteratorKind::Range) => Type::RANGE_ITERATOR,
                    Some(IteratorKind::List) => Type::LIST_ITERATOR,
                    _ => Type::OTHER,
                }
            }
            _ => Type::OTHER,
        }
    }

    /// Whether each value of this type is one of the other.
    pub(crate) fn is(self, other: Type) -> bool {
        other.contains(self)
    }

    /// Whether a value may be one of the other type.
    pub(crate) fn may_be(self, other: Type) -> bool {
        self.intersects(other)
    }

    /// Whether there is a check for just this type.
    pub(crate) fn can_be_checked(self) -> bool {
        matches!(self, Type::FIXNUM | Type::FLOAT | Type::BOOL | Type::NONE) || self.heap_kind().is_some()
    }

    /// The kind of iterator that the type consists of, if it is one.
    pub(crate) fn iterator_kind(self) -> Option<IteratorKind> {
        match self {
            Type::RANGE_ITERATOR => Some(IteratorKind::Range),
            Type::LIST_ITERATOR => Some(IteratorKind::List),
            _ => None,
        }
    }

    /// The kind of heap objects that the type consists of, if it is one.
    pub(crate) fn heap_kind(self) -> Option<Kind> {
        Some(match self {
            Type::STR => Kind::Str,
            Type::LIST => Kind::List,
            Type::TUPLE => Kind::Tuple,
            Type::DICT => Kind::Dict,
            Type::FUNCTION => Kind::Function,
            Type::RANGE_ITERATOR | Type::LIST_ITERATOR => Kind::Iterator,
            _ => return None,
        })
    }
}

impl fmt::Display for Type {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Type::ANY => return formatter.write_str("Any"),
            Type::OBJECT => return formatter.write_str("Object"),
            it if it.is_empty() => return formatter.write_str("Never"),
            _ => {}
        }
        let names = self.iter_names().map(|(name, _)| {
            let mut letters = name.chars();
            let first: String = letters.next().into_iter().collect();
            (first + &letters.as_str().to_lowercase()).replace('_', "")
        });
        formatter.write_str(&names.collect::<Vec<_>>().join("|"))
    }
}
