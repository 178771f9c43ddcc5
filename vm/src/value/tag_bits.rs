//! The bit patterns of a [`Value`](super::Value).
//!
//! | low bits | meaning |
//! | --- | --- |
//! | `…1`   | fixnum: a 63-bit signed integer, `(n << 1) \| 1` |
//! | `…10`  | flonum: a double, see [`encode_float`] |
//! | `…100` | constant: `(index << 3) \| 0b100` |
//! | `…000` | pointer to a heap object, 16-byte aligned, not null |

/// Set in a fixnum, clear in everything else.
pub const FIXNUM_BIT: u64 = 1;
/// The bits that tell a flonum from the rest.
pub const FLONUM_MASK: u64 = 0b11;
/// What [`FLONUM_MASK`] selects in a flonum.
pub const FLONUM_TAG: u64 = 0b10;
/// The bits that tell a pointer from the rest.
pub const POINTER_MASK: u64 = 0b111;
/// The largest fixnum.
pub const FIXNUM_MAX: i64 = i64::MAX >> 1;
/// The smallest fixnum.
pub const FIXNUM_MIN: i64 = i64::MIN >> 1;

/// The pattern of the constant with the given index.
pub const fn constant(index: u64) -> u64 {
    (index << 3) | 0b100
}

/// Added to the bits of a double, it brings the common exponents (2^-255 to 2^256) to those whose two upper
/// bits are `10`.
const EXPONENT_BIAS: u64 = 256 << 52;
/// The flonum that would stand for 2^-255 and stands for `0.0` instead; with bit 2 also set, for `-0.0`.
const FLONUM_ZERO: u64 = FLONUM_TAG;

/// The flonum of a double, if its exponent is common or it is a zero: the rotation brings the sign and the two
/// upper bits of the biased exponent to the low end, where they are the tag (float self-tagging, after
/// Melançon, Feeley and Serrano).
#[inline(always)]
pub const fn encode_float(number: f64) -> Option<u64> {
    let bits = number.to_bits();
    let word = bits.wrapping_add(EXPONENT_BIAS).rotate_left(3);
    if word & FLONUM_MASK == FLONUM_TAG && word | 0b100 != FLONUM_ZERO | 0b100 {
        Some(word)
    } else if bits << 1 == 0 {
        Some(FLONUM_ZERO | (bits >> 63 << 2))
    } else {
        None
    }
}

/// The double of a flonum.
#[inline(always)]
pub const fn decode_float(word: u64) -> f64 {
    let bits = word.rotate_right(3).wrapping_sub(EXPONENT_BIAS);
    if word | 0b100 == FLONUM_ZERO | 0b100 { f64::from_bits(word >> 2 << 63) } else { f64::from_bits(bits) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_doubles_are_immediate() {
        for number in [0.0, -0.0, 1.0, -1.0, 0.1, 3.5e70, -2.5e-70, 1e9, f64::EPSILON] {
            let word = encode_float(number).unwrap();
            assert_eq!(word & FLONUM_MASK, FLONUM_TAG);
            assert_eq!(decode_float(word).to_bits(), number.to_bits());
        }
    }

    #[test]
    fn rare_doubles_are_not() {
        for number in [f64::NAN, f64::INFINITY, 1e300, 1e-300, 5e-324, f64::from_bits(768 << 52)] {
            assert_eq!(encode_float(number), None);
        }
    }

    #[test]
    fn every_exponent_survives_or_is_refused() {
        for exponent in 0..2048_u64 {
            for (sign, mantissa) in [(0, 0), (1, 0), (0, 1), (1, (1 << 52) - 1)] {
                let bits = sign << 63 | exponent << 52 | mantissa;
                if let Some(word) = encode_float(f64::from_bits(bits)) {
                    assert_eq!(decode_float(word).to_bits(), bits);
                    assert!(bits << 1 == 0 || (768..1280).contains(&exponent));
                }
            }
        }
    }
}
