//! Numbers that are not immediate.

use std::cell::Cell;

use num_bigint::{BigInt, Sign};
use smallvec::SmallVec;
use strict_semantics::{Complex, Int};

use crate::heap::{Gc, Header, Heap, Kind, Layout, Tracer, layout};
use crate::object::Shape;
use crate::value::Value;

layout! {
    /// A double: one that has no immediate form, or an instance of a subclass of `float`.
    pub struct Float (Float) {
        ;
        /// The number.
        number: f64,
    }
}

layout! {
    /// A complex number.
    pub struct ComplexObject (Complex) {
        ;
        /// The real part.
        real: f64,
        /// The imaginary part.
        imag: f64,
    }
}

impl ComplexObject {
    /// The number.
    pub fn get(&self) -> Complex {
        Complex::new(self.real.get(), self.imag.get())
    }
}

/// An integer beyond 63 bits, or an instance of a subclass of `int`: sign and magnitude, the limbs inline, the lowest first.
#[repr(C)]
pub struct BigInteger {
    header: Header,
    /// The number of limbs, negative for a negative number.
    signed_length: Cell<i64>,
}

// SAFETY: `repr(C)`, a header first; nothing in it refers to objects.
unsafe impl Layout for BigInteger {
    const KIND: Kind = Kind::Int;

    fn trace(&self, _tracer: &mut Tracer<'_>) {}

    fn byte_size(&self) -> usize {
        size_of::<BigInteger>() + self.limbs().len() * 8
    }
}

impl BigInteger {
    /// The magnitude's limbs, the lowest first.
    pub fn limbs(&self) -> &[u64] {
        let first = std::ptr::from_ref(self).wrapping_add(1).cast::<u64>();
        // SAFETY: so many limbs follow the layout, and they never change once set.
        unsafe { std::slice::from_raw_parts(first, self.signed_length.get().unsigned_abs() as usize) }
    }

    /// Whether the number is below zero.
    pub fn is_negative(&self) -> bool {
        self.signed_length.get() < 0
    }

    /// The number as plain data.
    pub fn to_int(&self) -> Int {
        let negative = self.is_negative();
        match *self.limbs() {
            [] => Int::ZERO,
            [limb] if limb <= i64::MAX as u64 => {
                Int::Small(if negative { -(limb as i64) } else { limb as i64 })
            }
            ref limbs => {
                let digits = limbs.iter().flat_map(|&limb| [limb as u32, (limb >> 32) as u32]).collect();
                Int::from(BigInt::new(if negative { Sign::Minus } else { Sign::Plus }, digits))
            }
        }
    }
}

impl Heap {
    /// A heap integer of any value with the given shape.
    pub fn new_integer(&mut self, shape: Gc<Shape>, number: &Int) -> Gc<BigInteger> {
        match number {
            Int::Small(0) => self.new_magnitude(shape, false, &[]),
            Int::Small(small) => self.new_magnitude(shape, *small < 0, &[small.unsigned_abs()]),
            Int::Big(big) => {
                let limbs: SmallVec<[u64; 32]> = big.iter_u64_digits().collect();
                self.new_magnitude(shape, big.sign() == Sign::Minus, &limbs)
            }
        }
    }

    /// A heap integer with a sign and a magnitude.
    pub fn new_magnitude(&mut self, shape: Gc<Shape>, negative: bool, limbs: &[u64]) -> Gc<BigInteger> {
        let size = size_of::<BigInteger>() + limbs.len() * 8;
        let object: Gc<BigInteger> = self.alloc_with_attributes(shape, size);
        let length = limbs.len() as i64;
        object.signed_length.set(if negative { -length } else { length });
        let first = (object.address() + size_of::<BigInteger>()) as *mut u64;
        // SAFETY: the object was allocated with room for the limbs.
        unsafe { std::ptr::copy_nonoverlapping(limbs.as_ptr(), first, limbs.len()) };
        object
    }

    /// A heap double with the given shape.
    pub fn new_float(&mut self, shape: Gc<Shape>, number: f64) -> Value {
        let object: Gc<Float> = self.alloc_with_attributes(shape, size_of::<Float>());
        object.number.set(number);
        object.value()
    }
}
