//! [`Gc`]: a reference to a heap object, and the cells that its fields are made of.

use std::cell::Cell;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::ptr::NonNull;

use super::{Header, Kind, Tracer, barrier};
use crate::value::Value;

/// The Rust layout of a kind of heap objects.
///
/// # Safety
/// The type is `repr(C)` and starts with a [`Header`]; all-zero bytes are a valid value of its other fields; `trace`
/// visits every [`Value`] and [`Gc`] in it; it has no `Drop`.
pub unsafe trait Layout: 'static {
    /// The kind that this layout belongs to.
    const KIND: Kind;
    /// Visits what the object refers to, but for its shape and attributes.
    fn trace(&self, tracer: &mut Tracer<'_>);
    /// The bytes that the object takes without its attribute area.
    fn byte_size(&self) -> usize
    where
        Self: Sized,
    {
        size_of::<Self>()
    }
}

/// A reference to a live heap object. It is a root while it is in a Rust local.
#[repr(transparent)]
pub struct Gc<T>(NonNull<T>);

impl<T> Clone for Gc<T> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Gc<T> {}

impl<T> PartialEq for Gc<T> {
    #[inline(always)]
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T> Eq for Gc<T> {}

impl<T> fmt::Debug for Gc<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Gc({:p})", self.0)
    }
}

impl<T> Deref for Gc<T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: a `Gc` leads to a live object of layout `T`, whose fields are cells.
        unsafe { self.0.as_ref() }
    }
}

impl<T> Gc<T> {
    /// The reference to the object at `address`.
    ///
    /// # Safety
    /// A live object of layout `T` starts there.
    #[inline(always)]
    pub unsafe fn from_address(address: usize) -> Gc<T> {
        // SAFETY: the caller vouches for the address, so it is not null.
        Gc(unsafe { NonNull::new_unchecked(address as *mut T) })
    }

    /// Where the object is.
    #[inline(always)]
    pub fn address(self) -> usize {
        self.0.as_ptr() as usize
    }

    /// The object's header.
    #[inline(always)]
    pub fn header(self) -> &'static Header {
        // SAFETY: every layout starts with a header.
        unsafe { &*(self.address() as *const Header) }
    }

    /// The object as a value.
    #[inline(always)]
    pub fn value(self) -> Value {
        Value::from(self)
    }

    /// Has the collector look at the object again: to be called before storing into it other than through a
    /// [`Field`] or [`Link`].
    #[inline(always)]
    pub fn barrier(self) {
        barrier(self.header());
    }
}

/// A field of a heap object that holds a value. Fresh objects hold [`Value::UNBOUND`] in it.
#[repr(transparent)]
pub struct Field(Cell<u64>);

impl Field {
    /// The value.
    #[inline(always)]
    pub fn get(&self) -> Value {
        let bits = self.0.get();
        // SAFETY: only values are stored, and zero is what fresh memory holds.
        if bits == 0 { Value::UNBOUND } else { unsafe { Value::from_bits(bits) } }
    }

    /// Stores a value into the object that this field is part of.
    #[inline(always)]
    pub fn set<T>(&self, owner: Gc<T>, value: Value) {
        owner.barrier();
        self.0.set(value.bits());
    }

    /// Stores a value into an object that has just been made, or one that is no pointer.
    #[inline(always)]
    pub fn init(&self, value: Value) {
        self.0.set(value.bits());
    }

    /// Visits the value.
    #[inline(always)]
    pub fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.word(self.0.get());
    }
}

/// A field of a heap object that holds a reference, or nothing.
#[repr(transparent)]
pub struct Link<T>(Cell<usize>, PhantomData<Cell<*const T>>);

impl<T> Link<T> {
    /// The reference, which has been set.
    #[inline(always)]
    pub fn get(&self) -> Gc<T> {
        debug_assert!(self.0.get() != 0, "the link is set");
        // SAFETY: only live references are stored, and the owner keeps them alive.
        unsafe { Gc::from_address(self.0.get()) }
    }

    /// The reference, if one has been set.
    #[inline(always)]
    pub fn try_get(&self) -> Option<Gc<T>> {
        if self.0.get() == 0 { None } else { Some(self.get()) }
    }

    /// Stores a reference into the object that this field is part of.
    #[inline(always)]
    pub fn set<O>(&self, owner: Gc<O>, target: Gc<T>) {
        owner.barrier();
        self.0.set(target.address());
    }

    /// Stores a reference into an object that has just been made.
    #[inline(always)]
    pub fn init(&self, target: Gc<T>) {
        self.0.set(target.address());
    }

    /// Stores nothing.
    #[inline(always)]
    pub fn clear(&self) {
        self.0.set(0);
    }

    /// Visits the reference.
    #[inline(always)]
    pub fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.word(self.0.get() as u64);
    }
}

/// Declares a layout whose traced fields are [`Field`]s and [`Link`]s and whose other fields are plain cells.
macro_rules! layout {
    (
        $(#[$meta:meta])*
        pub struct $name:ident ($kind:ident) {
            $($(#[$field_meta:meta])* $field:ident: $field_type:ty,)*
            $(; $($(#[$raw_meta:meta])* $raw:ident: $raw_type:ty,)*)?
        }
    ) => {
        $(#[$meta])*
        #[repr(C)]
        pub struct $name {
            /// The first word.
            pub header: $crate::heap::Header,
            $($(#[$field_meta])* pub $field: $field_type,)*
            $($($(#[$raw_meta])* pub $raw: std::cell::Cell<$raw_type>,)*)?
        }

        // SAFETY: `repr(C)`, a header first, cells after it that may be zero, and each traced field is visited.
        unsafe impl $crate::heap::Layout for $name {
            const KIND: $crate::heap::Kind = $crate::heap::Kind::$kind;
            #[inline(always)]
            fn trace(&self, _tracer: &mut $crate::heap::Tracer<'_>) {
                $(self.$field.trace(_tracer);)*
            }
        }
    };
}
pub(crate) use layout;
