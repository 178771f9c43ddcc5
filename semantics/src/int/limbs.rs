//! Arithmetic on magnitudes in place: slices of 64-bit limbs, the lowest first, the highest not zero.
//!
//! For a virtual machine whose integers hold their limbs themselves, so that the usual operations copy nothing. Each
//! function writes its result into a slice of the caller and tells how many limbs of it are in use. Products and quotients
//! of numbers so long that other methods pay are left to [`Int`](super::Int).

use std::cmp::Ordering;

/// Numbers of as many limbs as this are multiplied faster in other ways.
pub const LONG: usize = 32;

/// The number of limbs without zeros at the high end.
fn used(limbs: &[u64]) -> usize {
    limbs.iter().rposition(|&limb| limb != 0).map_or(0, |highest| highest + 1)
}

fn wide(limb: u64) -> u128 {
    u128::from(limb)
}

/// Which number is greater.
pub fn compare(left: &[u64], right: &[u64]) -> Ordering {
    left.len().cmp(&right.len()).then_with(|| left.iter().rev().cmp(right.iter().rev()))
}

/// `left + right` into `out`, which is one limb longer than the longer of both.
pub fn add(out: &mut [u64], left: &[u64], right: &[u64]) -> usize {
    let (long, short) = if left.len() >= right.len() { (left, right) } else { (right, left) };
    let (low, high) = long.split_at(short.len());
    let mut carry = false;
    let mut places = out.iter_mut();
    for ((&a, &b), out) in low.iter().zip(short).zip(&mut places) {
        let (sum, first) = a.overflowing_add(b);
        let (sum, second) = sum.overflowing_add(u64::from(carry));
        *out = sum;
        carry = first | second;
    }
    for (&a, out) in high.iter().zip(&mut places) {
        let (sum, overflow) = a.overflowing_add(u64::from(carry));
        *out = sum;
        carry = overflow;
    }
    if let Some(out) = places.next() {
        *out = u64::from(carry);
    }
    long.len() + usize::from(carry)
}

/// `left - right` into `out`, which is as long as `left`; that is not less than `right`.
pub fn subtract(out: &mut [u64], left: &[u64], right: &[u64]) -> usize {
    let (low, high) = left.split_at(right.len());
    let mut borrow = false;
    let mut places = out.iter_mut();
    for ((&a, &b), out) in low.iter().zip(right).zip(&mut places) {
        let (difference, first) = a.overflowing_sub(b);
        let (difference, second) = difference.overflowing_sub(u64::from(borrow));
        *out = difference;
        borrow = first | second;
    }
    for (&a, out) in high.iter().zip(&mut places) {
        let (difference, overflow) = a.overflowing_sub(u64::from(borrow));
        *out = difference;
        borrow = overflow;
    }
    used(&out[..left.len()])
}

/// Adds `left * factor` to `out`; what does not fit is returned.
fn add_product(out: &mut [u64], left: &[u64], factor: u64) -> u64 {
    let mut carry = 0;
    for (&limb, out) in left.iter().zip(out) {
        let product = wide(limb) * wide(factor) + wide(*out) + wide(carry);
        *out = product as u64;
        carry = (product >> 64) as u64;
    }
    carry
}

/// Takes `left * factor` from `out`; what is missing is returned.
fn subtract_product(out: &mut [u64], left: &[u64], factor: u64) -> u64 {
    let mut carry = 0;
    for (&limb, out) in left.iter().zip(out) {
        let product = wide(limb) * wide(factor) + wide(carry);
        let (difference, borrow) = out.overflowing_sub(product as u64);
        *out = difference;
        carry = (product >> 64) as u64 + u64::from(borrow);
    }
    carry
}

/// `left * right` into `out`, which is as long as both together and holds zeros.
pub fn multiply(out: &mut [u64], left: &[u64], right: &[u64]) -> usize {
    let (long, short) = if left.len() >= right.len() { (left, right) } else { (right, left) };
    for (place, &factor) in short.iter().enumerate() {
        out[place + long.len()] = add_product(&mut out[place..], long, factor);
    }
    used(out)
}

/// A limb whose highest bit is set, to divide by: with its reciprocal a division is two multiplications (Möller and
/// Granlund, "Improved division by invariant integers").
struct Divisor {
    limb: u64,
    /// `(2**128 - 1) // limb - 2**64`
    reciprocal: u64,
}

impl Divisor {
    fn new(limb: u64) -> Self {
        Divisor { limb, reciprocal: (u128::MAX / wide(limb)) as u64 }
    }

    /// Quotient and remainder of `high * 2**64 + low`, for a `high` below the divisor.
    #[inline]
    fn divide(&self, high: u64, low: u64) -> (u64, u64) {
        let guess = (wide(self.reciprocal) * wide(high)).wrapping_add(wide(high) << 64 | wide(low));
        let mut quotient = ((guess >> 64) as u64).wrapping_add(1);
        let mut rest = low.wrapping_sub(quotient.wrapping_mul(self.limb));
        if rest > guess as u64 {
            quotient = quotient.wrapping_sub(1);
            rest = rest.wrapping_add(self.limb);
        }
        if rest >= self.limb {
            quotient = quotient.wrapping_add(1);
            rest -= self.limb;
        }
        (quotient, rest)
    }
}

/// `left // right` into `out`, which is as long as `left`, for a `right` of one limb; the remainder is returned, too.
pub fn divide_by_limb(out: &mut [u64], left: &[u64], right: u64) -> (usize, u64) {
    let bits = right.leading_zeros();
    let divisor = Divisor::new(right << bits);
    out.copy_from_slice(left);
    let mut rest = shift_up(out, bits);
    for limb in out.iter_mut().rev() {
        (*limb, rest) = divisor.divide(rest, *limb);
    }
    (used(out), rest >> bits)
}

/// Shifts by less than a limb to higher bits; what falls out is returned.
fn shift_up(limbs: &mut [u64], bits: u32) -> u64 {
    let mut low = 0;
    if bits > 0 {
        for limb in limbs {
            let shifted = *limb << bits | low;
            low = *limb >> (64 - bits);
            *limb = shifted;
        }
    }
    low
}

/// Shifts by less than a limb to lower bits.
fn shift_down(limbs: &mut [u64], bits: u32) {
    let mut high = 0;
    if bits > 0 {
        for limb in limbs.iter_mut().rev() {
            let shifted = *limb >> bits | high;
            high = *limb << (64 - bits);
            *limb = shifted;
        }
    }
}

/// Divides `rest`, whose highest limb is spare, by `right`, which has at least two limbs and is not longer: the quotient
/// into `quotient`, which has as many limbs as `rest` is longer than `right`; the remainder stays in `rest`. Both lengths
/// are returned. This is Knuth's algorithm D.
pub fn divide(quotient: &mut [u64], rest: &mut [u64], right: &mut [u64]) -> (usize, usize) {
    let length = right.len();
    let bits = right[length - 1].leading_zeros();
    shift_up(right, bits);
    let spare = rest.len() - 1;
    rest[spare] = shift_up(&mut rest[..spare], bits);
    let (high, next) = (Divisor::new(right[length - 1]), wide(right[length - 2]));
    for place in (0..rest.len() - length).rev() {
        let (first, second) = (rest[place + length], rest[place + length - 1]);
        let third = wide(rest[place + length - 2]);
        let (mut guess, mut left) = if first >= high.limb {
            // Both are equal, since what is above has been divided.
            (u64::MAX, wide(second) + wide(high.limb))
        } else {
            let (quotient, rest) = high.divide(first, second);
            (quotient, wide(rest))
        };
        while left <= wide(u64::MAX) && wide(guess) * next > (left << 64 | third) {
            guess -= 1;
            left += wide(high.limb);
        }
        let part = &mut rest[place..=place + length];
        let missing = subtract_product(part, right, guess);
        let (difference, is_too_much) = part[length].overflowing_sub(missing);
        part[length] = difference;
        if is_too_much {
            guess -= 1;
            let carry = add_product(part, right, 1);
            part[length] = part[length].wrapping_add(carry);
        }
        quotient[place] = guess;
    }
    shift_down(&mut rest[..length], bits);
    (used(quotient), used(&rest[..length]))
}

#[cfg(test)]
mod tests {
    use num_bigint::BigUint;

    use super::*;

    /// Numbers with many ones and zeros, which carry far.
    fn samples() -> Vec<Vec<u64>> {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut next = move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            match state % 5 {
                0 => u64::MAX,
                1 => 0,
                2 => 1 << 63,
                _ => state,
            }
        };
        let mut samples = vec![vec![1], vec![u64::MAX], vec![0, 1], vec![u64::MAX; 3], vec![0, 0, 1 << 63]];
        for length in [1, 2, 2, 3, 3, 4, 5, 5, 7, 12] {
            for _ in 0..4 {
                let mut limbs: Vec<u64> = (0..length).map(|_| next()).collect();
                limbs[length - 1] |= 1 << (next() % 64);
                samples.push(limbs);
            }
        }
        samples
    }

    fn big(limbs: &[u64]) -> BigUint {
        BigUint::new(limbs.iter().flat_map(|&limb| [limb as u32, (limb >> 32) as u32]).collect())
    }

    #[test]
    fn agrees_with_the_crate() {
        for a in &samples() {
            for b in &samples() {
                let mut out = vec![0; a.len().max(b.len()) + 1];
                let length = add(&mut out, a, b);
                assert_eq!(big(&out[..length]), big(a) + big(b));
                let mut out = vec![0; a.len() + b.len()];
                let length = multiply(&mut out, a, b);
                assert_eq!(big(&out[..length]), big(a) * big(b));
                assert_eq!(length, used(&out));
                assert_eq!(compare(a, b), big(a).cmp(&big(b)));
                if compare(a, b) != Ordering::Less {
                    let mut out = vec![0; a.len()];
                    let length = subtract(&mut out, a, b);
                    assert_eq!(big(&out[..length]), big(a) - big(b));
                }
                let mut out = vec![0; a.len()];
                let (length, rest) = divide_by_limb(&mut out, a, b[b.len() - 1]);
                let right = big(&b[b.len() - 1..]);
                assert_eq!((big(&out[..length]), big(&[rest])), (big(a) / &right, big(a) % &right));
                if b.len() > 1 && a.len() >= b.len() {
                    let (mut rest, mut right) = ([&a[..], &[0]].concat(), b.clone());
                    let mut quotient = vec![0; rest.len() - b.len()];
                    let (length, left) = divide(&mut quotient, &mut rest, &mut right);
                    assert_eq!(big(&quotient[..length]), big(a) / big(b), "{a:?} // {b:?}");
                    assert_eq!(big(&rest[..left]), big(a) % big(b), "{a:?} % {b:?}");
                }
            }
        }
    }
}
