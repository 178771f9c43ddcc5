//! Abstract values: constants, tracked objects, typed values, unions and unknowns.

use std::fmt;
use std::sync::Arc;

use strict_semantics::int::Int;
use strict_semantics::text::Text;

use super::{ObjectId, UnitId};
use crate::builtins::types;

/// What is known about a value at some point of the evaluation.
#[derive(Clone)]
pub(crate) enum Value {
    None,
    Ellipsis,
    NotImplemented,
    Bool(bool),
    Int(Int),
    Float(f64),
    Complex(Arc<(f64, f64)>),
    Str(Text),
    Bytes(Arc<[u8]>),
    /// Immutable, so it needs no identity of its own: `is` compares the allocation.
    Tuple(Arc<[Value]>),
    /// An object whose contents and owner are tracked.
    Object(ObjectId),
    /// An instance of exactly this class about which nothing else is known.
    Typed(ObjectId),
    /// One of two or more values; never nested, never containing `Unknown`.
    Union(Arc<[Value]>),
    /// Nothing is known.
    Unknown(Arc<Origin>),
}

/// How many values may be in the tuples of a tuple. One may be there twice, in another that is there twice, and so on: then
/// there are many more values to look through than were ever made.
const MOST_NESTED: usize = 1 << 17;

/// A module of a unit: the unit, and the module's place in it.
pub(crate) type ModuleIndex = (UnitId, u32);

/// Why a value is unknown.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    /// A noun phrase for messages: "`numpy`, which was not found".
    pub what: String,
    /// The value comes from an error that has been reported to this module, which using it again would only repeat.
    pub reported_to: Option<ModuleIndex>,
}

/// Bytes of text that count as an element of a container.
pub(crate) const BYTES_PER_ELEMENT: usize = 16;

impl Value {
    /// How many elements a constant holds.
    pub(crate) fn size(&self) -> usize {
        match self {
            Value::Tuple(items) => items.len(),
            Value::Str(text) => text.len() / BYTES_PER_ELEMENT,
            Value::Bytes(bytes) => bytes.len() / BYTES_PER_ELEMENT,
            _ => 0,
        }
    }

    pub(crate) fn int(value: i64) -> Value {
        Value::Int(Int::from(value))
    }

    pub(crate) fn len(value: usize) -> Value {
        Value::int(i64::try_from(value).unwrap_or(i64::MAX))
    }

    pub(crate) fn str(value: &str) -> Value {
        Value::Str(Text::from(value))
    }

    /// A tuple. Only its type is kept when too much is in it.
    pub(crate) fn tuple(values: impl Into<Arc<[Value]>>) -> Value {
        fn fits(items: &[Value], left: &mut usize) -> bool {
            items.iter().all(|item| match item {
                Value::Tuple(inner) if inner.len() > *left => false,
                Value::Tuple(inner) => {
                    *left -= inner.len();
                    fits(inner, left)
                }
                _ => true,
            })
        }
        let items = values.into();
        let mut left = MOST_NESTED;
        if fits(&items, &mut left) { Value::Tuple(items) } else { Value::Typed(types::TUPLE) }
    }

    pub(crate) fn empty_tuple() -> Value {
        Value::Tuple(Arc::from([]))
    }

    pub(crate) fn unknown(what: impl Into<String>) -> Value {
        Value::Unknown(Arc::new(Origin { what: what.into(), reported_to: None }))
    }

    pub(crate) fn is_unknown(&self) -> bool {
        matches!(self, Value::Unknown(_))
    }

    pub(crate) fn as_object(&self) -> Option<ObjectId> {
        match self {
            Value::Object(id) => Some(*id),
            _ => None,
        }
    }

    /// Whether the value is fully known plain data: no identity, no user code in its operators.
    pub(crate) fn is_constant(&self) -> bool {
        match self {
            Value::Tuple(items) => items.iter().all(Value::is_constant),
            Value::Object(_) | Value::Typed(_) | Value::Union(_) | Value::Unknown(_) => false,
            _ => true,
        }
    }

    /// The class of a constant or typed value; tracked objects know their own.
    pub(crate) fn plain_class(&self) -> Option<ObjectId> {
        Some(match self {
            Value::None => types::NONE_TYPE,
            Value::Ellipsis => types::ELLIPSIS_TYPE,
            Value::NotImplemented => types::NOT_IMPLEMENTED_TYPE,
            Value::Bool(_) => types::BOOL,
            Value::Int(_) => types::INT,
            Value::Float(_) => types::FLOAT,
            Value::Complex(_) => types::COMPLEX,
            Value::Str(_) => types::STR,
            Value::Bytes(_) => types::BYTES,
            Value::Tuple(_) => types::TUPLE,
            Value::Typed(class) => *class,
            Value::Object(_) | Value::Union(_) | Value::Unknown(_) => return None,
        })
    }

    /// Same value for certain, without running any code: equal constants of one type, or the same object.
    pub(crate) fn same(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::None, Value::None)
            | (Value::Ellipsis, Value::Ellipsis)
            | (Value::NotImplemented, Value::NotImplemented) => true,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Int(a), Value::Int(b)) => a == b,
            (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
            (Value::Complex(a), Value::Complex(b)) => {
                a.0.to_bits() == b.0.to_bits() && a.1.to_bits() == b.1.to_bits()
            }
            (Value::Str(a), Value::Str(b)) => a == b,
            (Value::Bytes(a), Value::Bytes(b)) => a == b,
            (Value::Tuple(a), Value::Tuple(b)) => Arc::ptr_eq(a, b) || Value::all_same(a, b),
            (Value::Object(a), Value::Object(b)) | (Value::Typed(a), Value::Typed(b)) => a == b,
            (Value::Union(a), Value::Union(b)) => Arc::ptr_eq(a, b) || Value::all_same(a, b),
            (Value::Unknown(a), Value::Unknown(b)) => a == b,
            _ => false,
        }
    }

    /// Whether there are as many values in both, each the [`same`](Value::same) as its counterpart.
    pub(crate) fn all_same(a: &[Value], b: &[Value]) -> bool {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.same(b))
    }

    /// Whether both are there and the [`same`](Value::same), or neither is.
    pub(crate) fn same_or_none(a: Option<&Value>, b: Option<&Value>) -> bool {
        match (a, b) {
            (Some(a), Some(b)) => a.same(b),
            (a, b) => a.is_none() && b.is_none(),
        }
    }

    /// The alternatives: the members of a union, or the value itself.
    pub(crate) fn alternatives(&self) -> &[Value] {
        match self {
            Value::Union(members) => members,
            other => std::slice::from_ref(other),
        }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::None => f.write_str("None"),
            Value::Ellipsis => f.write_str("..."),
            Value::NotImplemented => f.write_str("NotImplemented"),
            Value::Bool(value) => write!(f, "{value}"),
            Value::Int(value) => write!(f, "{value:?}"),
            Value::Float(value) => write!(f, "{value:?}"),
            Value::Complex(value) => write!(f, "{value:?}"),
            Value::Str(value) => write!(f, "{value:?}"),
            Value::Bytes(value) => write!(f, "b{value:?}"),
            Value::Tuple(items) => f.debug_list().entries(items.iter()).finish(),
            Value::Object(id) => write!(f, "{id:?}"),
            Value::Typed(class) => write!(f, "typed {class:?}"),
            Value::Union(members) => write!(f, "one of {members:?}"),
            Value::Unknown(origin) => write!(f, "unknown ({})", origin.what),
        }
    }
}
