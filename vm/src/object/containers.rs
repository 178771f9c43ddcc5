//! Tuples, lists, ranges, slices, and records: objects made of a fixed number of values.

use std::cell::Cell;

use crate::heap::{Array, Field, Gc, Header, Heap, Kind, Layout, Link, Tracer, layout};
use crate::object::Shape;
use crate::value::Value;

macro_rules! inline_values {
    ($(#[$doc:meta])* $name:ident, $kind:ident) => {
        $(#[$doc])*
        #[repr(C)]
        pub struct $name {
            header: Header,
            length: Cell<usize>,
        }

        // SAFETY: `repr(C)`, a header first; the values after it are visited up to the length.
        unsafe impl Layout for $name {
            const KIND: Kind = Kind::$kind;

            fn trace(&self, tracer: &mut Tracer<'_>) {
                for field in self.fields() {
                    field.trace(tracer);
                }
            }

            fn byte_size(&self) -> usize {
                size_of::<Self>() + self.length.get() * 8
            }
        }

        impl $name {
            /// The number of values.
            #[inline(always)]
            pub fn len(&self) -> usize {
                self.length.get()
            }

            /// Whether there are none.
            pub fn is_empty(&self) -> bool {
                self.len() == 0
            }

            #[inline(always)]
            fn fields(&self) -> &[Field] {
                let first = std::ptr::from_ref(self).wrapping_add(1).cast::<Field>();
                // SAFETY: `length` fields follow the layout.
                unsafe { std::slice::from_raw_parts(first, self.length.get()) }
            }

            /// The value at `index`.
            #[inline(always)]
            pub fn get(&self, index: usize) -> Value {
                self.fields()[index].get()
            }

            /// Stores into an object that has just been made.
            #[inline(always)]
            pub fn init(&self, index: usize, value: Value) {
                self.fields()[index].init(value);
            }

            /// The values.
            #[inline(always)]
            pub fn iter(&self) -> impl ExactSizeIterator<Item = Value> + DoubleEndedIterator + '_ {
                self.fields().iter().map(Field::get)
            }
        }
    };
}

inline_values! {
    /// The layout of `tuple`.
    Tuple, Tuple
}
inline_values! {
    /// An object of a rarer built-in type, made of values whose meaning its module defines.
    Record, Record
}

impl Tuple {
    /// The values as a slice: a tuple never changes once it is filled.
    #[inline(always)]
    pub fn as_slice(&self) -> &[Value] {
        let first = std::ptr::from_ref(self).wrapping_add(1).cast::<Value>();
        // SAFETY: `length` fields follow the layout; they are all set before anyone sees the tuple.
        unsafe { std::slice::from_raw_parts(first, self.length.get()) }
    }
}

impl Gc<Record> {
    /// Stores a value.
    pub fn set(self, index: usize, value: Value) {
        self.fields()[index].set(self, value);
    }
}

layout! {
    /// The layout of `list`.
    pub struct List (List) {
        /// The storage, which may be larger than what is used.
        items: Link<Array>,
        ;
        /// How many items there are.
        length: usize,
    }
}

impl List {
    /// The item at `index`, if there is one.
    #[inline(always)]
    pub fn get(&self, index: usize) -> Option<Value> {
        if index < self.length.get() { Some(self.items.get().get(index)) } else { None }
    }

    /// The number of items.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.length.get()
    }

    /// Whether there are no items.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

layout! {
    /// The layout of `range`: start, stop and step, and the length, all of them ints.
    pub struct RangeObject (Range) {
        /// The first number.
        start: Field,
        /// The bound.
        stop: Field,
        /// The distance.
        step: Field,
        /// How many numbers there are.
        length: Field,
    }
}

layout! {
    /// The layout of `slice`.
    pub struct Slice (Slice) {
        /// The start or `None`.
        start: Field,
        /// The stop or `None`.
        stop: Field,
        /// The step or `None`.
        step: Field,
    }
}

impl Heap {
    /// A tuple of `length` values, to be set with `init` before anything else is done with it.
    #[inline]
    pub fn new_tuple(&mut self, shape: Gc<Shape>, length: usize) -> Option<Gc<Tuple>> {
        let size = size_of::<Tuple>().checked_add(length.checked_mul(8)?)?;
        let tuple: Gc<Tuple> = if size > 1 << 14 && !shape.class.get().has_attributes() {
            self.try_alloc_sized(Some(shape), size, shape.class.get().instance_flags())?
        } else {
            self.alloc_with_attributes(shape, size)
        };
        tuple.length.set(length);
        Some(tuple)
    }

    /// A record of the given values.
    pub fn new_record(&mut self, shape: Gc<Shape>, values: &[Value]) -> Gc<Record> {
        let record: Gc<Record> = self.alloc_with_attributes(shape, size_of::<Record>() + values.len() * 8);
        record.length.set(values.len());
        for (index, &value) in values.iter().enumerate() {
            record.init(index, value);
        }
        record
    }

    /// Makes room in a list for `extra` more items; false if there is no memory.
    #[inline]
    pub fn reserve_list(&mut self, list: Gc<List>, extra: usize) -> bool {
        let Some(needed) = list.len().checked_add(extra) else { return false };
        let capacity = list.items.try_get().map_or(0, |items| items.capacity());
        if needed <= capacity { true } else { self.grow_list(list, needed) }
    }

    #[cold]
    #[inline(never)]
    fn grow_list(&mut self, list: Gc<List>, needed: usize) -> bool {
        // A capacity that fills its size class: the array's header takes two words.
        let wanted = if list.is_empty() { needed } else { needed + needed / 4 + 4 };
        let capacity = (wanted + 2).next_multiple_of(2) - 2;
        let Some(items) = self.try_array(capacity.max(2)) else { return false };
        if let Some(old) = list.items.try_get() {
            items.copy_from(0, old, 0, list.len());
        }
        list.items.set(list, items);
        true
    }

    /// Appends to a list; false if there is no memory.
    #[inline(always)]
    pub fn append(&mut self, list: Gc<List>, value: Value) -> bool {
        if !self.reserve_list(list, 1) {
            return false;
        }
        let length = list.len();
        list.items.get().set(length, value);
        list.length.set(length + 1);
        true
    }
}
