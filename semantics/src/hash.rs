//! Python's `hash` of immutable plain data. Nothing here depends on addresses: where CPython hashes an object's
//! identity (NaN, for one) the caller supplies that hash.
//!
//! Numbers that are equal have equal hashes: the hash of a rational number is its value modulo the Mersenne prime
//! `2**61 - 1` ("Hashing of numeric types" in the library reference). Strings and bytes are hashed by SipHash-1-3
//! (Aumasson and Bernstein, "SipHash: a fast short-input PRF"), tuples by a form of xxHash.

use crate::complex::Complex;
use crate::int::Int;
use crate::number::Number;
use crate::range::Range;
use crate::text::{TextRef, Width};

const MODULUS_BITS: u32 = 61;
const MODULUS: u64 = (1 << MODULUS_BITS) - 1;
const INFINITY: i64 = 314_159;
const IMAGINARY: i64 = 1_000_003;

/// `hash(None)`
pub const NONE: i64 = 0xfca8_6420;

/// CPython keeps -1 for errors: what would hash to it hashes to -2.
fn avoid_error(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}

/// `hash` of an int.
pub fn hash_int(value: &Int) -> i64 {
    let magnitude = match value {
        Int::Small(value) => value.unsigned_abs() % MODULUS,
        Int::Big(value) => value.magnitude().iter_u64_digits().rev().fold(0, |hash, digit| {
            let value = u128::from(hash) << 64 | u128::from(digit);
            (value % u128::from(MODULUS)) as u64
        }),
    };
    avoid_error(if value.is_negative() { -(magnitude as i64) } else { magnitude as i64 })
}

/// `hash` of a float, or `nan` for NaN.
pub fn hash_float(value: f64, nan: i64) -> i64 {
    if value.is_nan() {
        return nan;
    }
    if value.is_infinite() {
        return if value > 0.0 { INFINITY } else { -INFINITY };
    }
    let bits = value.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, exponent) = match (bits >> 52 & 0x7ff) as i64 {
        0 => (fraction, -1074),
        biased => (fraction | 1 << 52, biased - 1075),
    };
    // Multiplying by two modulo `2**61 - 1` rotates 61 bits by one.
    let turns = exponent.rem_euclid(i64::from(MODULUS_BITS)) as u32;
    let magnitude = (mantissa << turns & MODULUS) | mantissa >> (MODULUS_BITS - turns);
    avoid_error(if value < 0.0 { -(magnitude as i64) } else { magnitude as i64 })
}

/// `hash` of a complex number, with `nan` for a part that is NaN.
pub fn hash_complex(value: Complex, nan: i64) -> i64 {
    let imaginary = hash_float(value.imag, nan).wrapping_mul(IMAGINARY);
    avoid_error(hash_float(value.real, nan).wrapping_add(imaginary))
}

/// `hash` of a number, with `nan` for NaN.
pub fn hash_number(value: &Number, nan: i64) -> i64 {
    match value {
        Number::Int(value) => hash_int(value),
        Number::Float(value) => hash_float(*value, nan),
        Number::Complex(value) => hash_complex(*value, nan),
    }
}

const XX_PRIME_1: u64 = 11_400_714_785_074_694_791;
const XX_PRIME_2: u64 = 14_029_467_366_897_019_727;
const XX_PRIME_5: u64 = 2_870_177_450_012_600_261;

#[inline]
fn xx_step(hash: u64, item: i64) -> u64 {
    let hash = hash.wrapping_add((item as u64).wrapping_mul(XX_PRIME_2));
    hash.rotate_left(31).wrapping_mul(XX_PRIME_1)
}

fn xx_finish(hash: u64) -> i64 {
    const INSTEAD_OF_ERROR: i64 = 1_546_275_796;
    if hash as i64 == -1 { INSTEAD_OF_ERROR } else { hash as i64 }
}

/// `hash` of a tuple of items with these hashes.
pub fn hash_tuple(items: impl IntoIterator<Item = i64>) -> i64 {
    let mut state = TupleHash::new();
    items.into_iter().for_each(|item| state.add(item));
    state.finish()
}

/// `hash` of a tuple whose items' hashes come one after the other.
#[derive(Clone, Copy, Debug)]
pub struct TupleHash {
    hash: u64,
    count: u64,
}

impl TupleHash {
    /// The hash of nothing yet.
    #[inline]
    pub fn new() -> TupleHash {
        TupleHash { hash: XX_PRIME_5, count: 0 }
    }

    /// Adds the hash of the next item.
    #[inline]
    pub fn add(&mut self, item: i64) {
        self.hash = xx_step(self.hash, item);
        self.count += 1;
    }

    /// The hash of the tuple of what was added.
    #[inline]
    pub fn finish(self) -> i64 {
        xx_finish(self.hash.wrapping_add(self.count ^ (XX_PRIME_5 ^ 3_527_539)))
    }
}

impl Default for TupleHash {
    fn default() -> TupleHash {
        TupleHash::new()
    }
}

/// `hash` of a slice of bounds with these hashes.
pub fn hash_slice(start: i64, stop: i64, step: i64) -> i64 {
    xx_finish([start, stop, step].into_iter().fold(XX_PRIME_5, xx_step))
}

/// `hash` of a frozenset of items with these hashes, in whatever order.
pub fn hash_frozenset(items: impl IntoIterator<Item = i64>) -> i64 {
    const INSTEAD_OF_ERROR: i64 = 590_923_713;
    let (mixed, count) = items.into_iter().fold((0u64, 0u64), |(mixed, count), item| {
        let item = item as u64;
        let spread = (item ^ 89_869_747 ^ item << 16).wrapping_mul(3_644_798_167);
        (mixed ^ spread, count + 1)
    });
    let hash = mixed ^ (count + 1).wrapping_mul(1_927_868_237);
    let hash = hash ^ (hash >> 11) ^ (hash >> 25);
    let hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923) as i64;
    if hash == -1 { INSTEAD_OF_ERROR } else { hash }
}

/// `hash` of a range.
pub fn hash_range(range: &Range) -> i64 {
    let (length, start, step) = range.identity();
    let part = |part: Option<&Int>| part.map_or(NONE, hash_int);
    hash_tuple([hash_int(length), part(start), part(step)])
}

/// The key that hashes of strings and bytes depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SipKey(pub u64, pub u64);

impl SipKey {
    /// The key of `PYTHONHASHSEED=seed`; 0 means that hashes do not depend on a key.
    pub fn from_seed(seed: u32) -> SipKey {
        if seed == 0 {
            return SipKey(0, 0);
        }
        // The bytes of the key come from a linear congruential generator.
        let mut state = seed;
        let mut word = || {
            u64::from_le_bytes(std::array::from_fn(|_| {
                state = state.wrapping_mul(214_013).wrapping_add(2_531_011);
                (state >> 16) as u8
            }))
        };
        let first = word();
        SipKey(first, word())
    }
}

/// `hash` of bytes.
pub fn hash_bytes(bytes: &[u8], key: SipKey) -> i64 {
    if bytes.is_empty() { 0 } else { avoid_error(sip_hash_1_3(bytes, key) as i64) }
}

/// `hash` of a string: that of its bytes in the narrowest form that holds them all, as CPython stores it on a
/// little-endian machine.
pub fn hash_text(text: TextRef<'_>, key: SipKey) -> i64 {
    if let TextRef::Latin1(bytes) = text {
        return hash_bytes(bytes, key);
    }
    let code_points = text.code_points();
    let bytes: Vec<u8> = match text.narrowest_width() {
        Width::Latin1 => code_points.map(|point| point as u8).collect(),
        Width::Ucs2 => code_points.flat_map(|point| (point as u16).to_le_bytes()).collect(),
        Width::Ucs4 => code_points.flat_map(u32::to_le_bytes).collect(),
    };
    hash_bytes(&bytes, key)
}

fn sip_hash_1_3(bytes: &[u8], key: SipKey) -> u64 {
    let mut state = [
        key.0 ^ 0x736f_6d65_7073_6575,
        key.1 ^ 0x646f_7261_6e64_6f6d,
        key.0 ^ 0x6c79_6765_6e65_7261,
        key.1 ^ 0x7465_6462_7974_6573,
    ];
    let mut compress = |word: u64| {
        state[3] ^= word;
        sip_round(&mut state);
        state[0] ^= word;
    };
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        compress(u64::from_le_bytes(*word));
    }
    // The last word is what remains, and the length in its highest byte.
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    last[7] = bytes.len() as u8;
    compress(u64::from_le_bytes(last));
    state[2] ^= 0xff;
    for _ in 0..3 {
        sip_round(&mut state);
    }
    state[0] ^ state[1] ^ state[2] ^ state[3]
}

fn sip_round([a, b, c, d]: &mut [u64; 4]) {
    *a = a.wrapping_add(*b);
    *c = c.wrapping_add(*d);
    *b = b.rotate_left(13) ^ *a;
    *d = d.rotate_left(16) ^ *c;
    *a = a.rotate_left(32);
    *c = c.wrapping_add(*b);
    *a = a.wrapping_add(*d);
    *b = b.rotate_left(17) ^ *c;
    *d = d.rotate_left(21) ^ *a;
    *c = c.rotate_left(32);
}
