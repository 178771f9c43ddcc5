//! [`Value`]: one tagged word that is any Python object.
//!
//! Small integers and common doubles are the word itself; the rest are pointers into the heap. A value may live in
//! a Rust local, in a heap object that traces it, or in a registered root: the collector finds it there. It may
//! not live in a `Vec`, `Box` or map of the ordinary allocator across a collection point.
#![allow(unsafe_code, reason = "turns words into heap pointers")]

pub mod tag_bits;

use std::fmt;
use std::marker::PhantomData;
use std::num::NonZeroU64;

use crate::heap::{Gc, Header, Kind, Layout};
use tag_bits::{FIXNUM_BIT, FIXNUM_MAX, FIXNUM_MIN, FLONUM_MASK, FLONUM_TAG, POINTER_MASK};

/// A Python object, or the internal [`Value::UNBOUND`].
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct Value(NonZeroU64, PhantomData<*const ()>);

const fn constant(index: u64) -> Value {
    match NonZeroU64::new(tag_bits::constant(index)) {
        Some(word) => Value(word, PhantomData),
        None => panic!("a constant has its tag"),
    }
}

impl Value {
    /// `None`
    pub const NONE: Value = constant(0);
    /// `False`
    pub const FALSE: Value = constant(1);
    /// `True`
    pub const TRUE: Value = constant(2);
    /// `NotImplemented`
    pub const NOT_IMPLEMENTED: Value = constant(3);
    /// `Ellipsis`
    pub const ELLIPSIS: Value = constant(4);
    /// No value: an unbound variable, an argument that was not given, a free entry of a table.
    pub const UNBOUND: Value = constant(5);
    /// `0`
    pub const ZERO: Value = Value::fixnum(0);
    /// `1`
    pub const ONE: Value = Value::fixnum(1);

    /// The value with these bits.
    ///
    /// # Safety
    /// `bits` came from [`Value::bits`] of a value that is still alive, or has a tag other than the pointer's.
    #[inline(always)]
    pub const unsafe fn from_bits(bits: u64) -> Value {
        // SAFETY: no tagged word is zero.
        Value(unsafe { NonZeroU64::new_unchecked(bits) }, PhantomData)
    }

    /// The word itself.
    #[inline(always)]
    pub const fn bits(self) -> u64 {
        self.0.get()
    }

    /// The fixnum `number`, which has to fit.
    #[inline(always)]
    pub const fn fixnum(number: i64) -> Value {
        // SAFETY: the tag is not the pointer's.
        unsafe { Value::from_bits((number << 1) as u64 | FIXNUM_BIT) }
    }

    /// The fixnum `number`, if it fits 63 bits.
    #[inline(always)]
    pub const fn try_fixnum(number: i64) -> Option<Value> {
        if number >= FIXNUM_MIN && number <= FIXNUM_MAX { Some(Value::fixnum(number)) } else { None }
    }

    /// A length or an index, which never exceed 48 bits.
    #[inline(always)]
    pub const fn index(number: usize) -> Value {
        Value::fixnum(number as i64)
    }

    /// `True` or `False`
    #[inline(always)]
    pub const fn bool(truth: bool) -> Value {
        if truth { Value::TRUE } else { Value::FALSE }
    }

    /// The flonum of `number`, if it has one.
    #[inline(always)]
    pub const fn try_flonum(number: f64) -> Option<Value> {
        match tag_bits::encode_float(number) {
            // SAFETY: the tag is not the pointer's.
            Some(word) => Some(unsafe { Value::from_bits(word) }),
            None => None,
        }
    }

    /// Whether this is a fixnum.
    #[inline(always)]
    pub const fn is_fixnum(self) -> bool {
        self.bits() & FIXNUM_BIT != 0
    }

    /// The integer, if this is a fixnum.
    #[inline(always)]
    pub const fn as_fixnum(self) -> Option<i64> {
        if self.is_fixnum() { Some(self.bits() as i64 >> 1) } else { None }
    }

    /// Whether this is a flonum.
    #[inline(always)]
    pub const fn is_flonum(self) -> bool {
        self.bits() & FLONUM_MASK == FLONUM_TAG
    }

    /// The double, if this is a flonum.
    #[inline(always)]
    pub const fn as_flonum(self) -> Option<f64> {
        if self.is_flonum() { Some(tag_bits::decode_float(self.bits())) } else { None }
    }

    /// Whether this is a pointer into the heap.
    #[inline(always)]
    pub const fn is_pointer(self) -> bool {
        self.bits() & POINTER_MASK == 0
    }

    /// The header of the heap object, if this is one.
    #[inline(always)]
    pub fn header(self) -> Option<&'static Header> {
        if self.is_pointer() {
            // SAFETY: pointers lead to live objects, which start with a header.
            Some(unsafe { &*(self.bits() as *const Header) })
        } else {
            None
        }
    }

    /// The kind of the heap object, if this is one.
    #[inline(always)]
    pub fn kind(self) -> Option<Kind> {
        self.header().map(Header::kind)
    }

    /// Whether this is a heap object of the given kind.
    #[inline(always)]
    pub fn is_kind(self, kind: Kind) -> bool {
        self.kind() == Some(kind)
    }

    /// The object as layout `T`, if it has that layout. Objects of Python subclasses have their base's layout.
    #[inline(always)]
    pub fn cast<T: Layout>(self) -> Option<Gc<T>> {
        if self.is_kind(T::KIND) {
            // SAFETY: the kind says which layout the object has.
            Some(unsafe { Gc::from_address(self.bits() as usize) })
        } else {
            None
        }
    }

    /// Whether the object has the layout `T`.
    #[inline(always)]
    pub fn is<T: Layout>(self) -> bool {
        self.is_kind(T::KIND)
    }

    /// Whether this is [`Value::UNBOUND`].
    #[inline(always)]
    pub fn is_unbound(self) -> bool {
        self == Value::UNBOUND
    }

    /// Whether this is `None`.
    #[inline(always)]
    pub fn is_none(self) -> bool {
        self == Value::NONE
    }

    /// The value, unless it is [`Value::UNBOUND`].
    #[inline(always)]
    pub fn bound(self) -> Option<Value> {
        if self.is_unbound() { None } else { Some(self) }
    }

    /// The truth of `True` and `False`.
    #[inline(always)]
    pub fn as_bool(self) -> Option<bool> {
        match self {
            Value::TRUE => Some(true),
            Value::FALSE => Some(false),
            _ => None,
        }
    }
}

impl<T> From<Gc<T>> for Value {
    #[inline(always)]
    fn from(object: Gc<T>) -> Value {
        // SAFETY: a `Gc` is the address of a live object.
        unsafe { Value::from_bits(object.address() as u64) }
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Value {
        Value::bool(truth)
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Value::NONE => formatter.write_str("None"),
            Value::FALSE => formatter.write_str("False"),
            Value::TRUE => formatter.write_str("True"),
            Value::NOT_IMPLEMENTED => formatter.write_str("NotImplemented"),
            Value::ELLIPSIS => formatter.write_str("Ellipsis"),
            Value::UNBOUND => formatter.write_str("<unbound>"),
            value => match (value.as_fixnum(), value.as_flonum()) {
                (Some(number), _) => write!(formatter, "{number}"),
                (_, Some(number)) => write!(formatter, "{number:?}"),
                _ => write!(formatter, "<{:?} at {:#x}>", value.kind(), value.bits()),
            },
        }
    }
}

const _: () = assert!(size_of::<Option<Value>>() == 8);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixnums_hold_63_bits() {
        for number in [0, 1, -1, FIXNUM_MAX, FIXNUM_MIN] {
            assert_eq!(Value::try_fixnum(number).and_then(Value::as_fixnum), Some(number));
        }
        assert_eq!(Value::try_fixnum(FIXNUM_MAX + 1), None);
        assert_eq!(Value::try_fixnum(FIXNUM_MIN - 1), None);
    }

    #[test]
    fn tags_do_not_overlap() {
        let values = [Value::NONE, Value::UNBOUND, Value::ZERO, Value::try_flonum(1.5).unwrap()];
        for value in values {
            let tags = [value.is_fixnum(), value.is_flonum(), value.is_pointer()];
            assert!(tags.iter().filter(|&&tag| tag).count() <= 1);
        }
    }
}
