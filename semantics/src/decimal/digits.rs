//! Counting, cutting and appending decimal digits of natural numbers.

use std::cmp::Ordering;

use num_bigint::BigUint;
use num_integer::Integer;
use num_traits::{ToPrimitive, Zero};

/// More digits than this are refused as if there were no memory for them: computing with them would take minutes.
pub(super) const MOST_DIGITS: u64 = 20_000_000;

/// How what was cut off compares with half a unit of what was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rest {
    Zero,
    BelowHalf,
    Half,
    AboveHalf,
}

/// 10^count
pub(super) fn power_of_ten(count: u64) -> BigUint {
    if count <= 38 {
        BigUint::from(10_u128.pow(count as u32))
    } else {
        BigUint::from(10_u32).pow(count as u32)
    }
}

/// How many digits a number has; one if it's zero.
pub(super) fn count(number: &BigUint) -> i64 {
    if let Some(small) = number.to_u128() {
        return small.checked_ilog10().map_or(1, |log| i64::from(log) + 1);
    }
    // The logarithm of the first 64 bits says it, unless it's too close to a power of ten.
    let bits = number.bits();
    let top = (number >> (bits - 64)).to_u64().unwrap_or(u64::MAX) as f64;
    let log = top.log10() + (bits - 64) as f64 * std::f64::consts::LOG10_2;
    let whole = log.round();
    if (log - whole).abs() > 1e-7 * (1.0 + log * 1e-6) {
        return log.floor() as i64 + 1;
    }
    let reaches = *number >= power_of_ten(whole as u64);
    whole as i64 + i64::from(reaches)
}

/// A number with so many zeros appended, if there is memory for it.
pub(super) fn shift_left(number: &BigUint, count: u64) -> Option<BigUint> {
    if count == 0 || number.is_zero() {
        return Some(number.clone());
    }
    (count <= MOST_DIGITS).then(|| number * power_of_ten(count))
}

/// A number without its last digits, and what they are.
pub(super) fn shift_right(number: &BigUint, count: u64) -> (BigUint, Rest) {
    if count == 0 {
        return (number.clone(), Rest::Zero);
    }
    if number.is_zero() {
        return (BigUint::ZERO, Rest::Zero);
    }
    if count > self::count(number).unsigned_abs() {
        return (BigUint::ZERO, Rest::BelowHalf);
    }
    if count <= 38
        && let Some(small) = number.to_u128()
    {
        let divisor = 10_u128.pow(count as u32);
        let (kept, rest) = (small / divisor, small % divisor);
        return (BigUint::from(kept), compare_with_half(rest == 0, rest.cmp(&(divisor / 2))));
    }
    let divisor = power_of_ten(count);
    let (kept, rest) = number.div_rem(&divisor);
    let order = rest.cmp(&(divisor >> 1_u32));
    (kept, compare_with_half(rest.is_zero(), order))
}

fn compare_with_half(is_zero: bool, order: Ordering) -> Rest {
    match order {
        _ if is_zero => Rest::Zero,
        Ordering::Less => Rest::BelowHalf,
        Ordering::Equal => Rest::Half,
        Ordering::Greater => Rest::AboveHalf,
    }
}

/// A number without its last zeros, at most so many, and how many those were.
pub(super) fn strip_zeros(number: &BigUint, most: u64) -> (BigUint, u64) {
    if number.is_zero() || most == 0 {
        return (number.clone(), 0);
    }
    let (mut number, mut stripped) = (number.clone(), 0);
    let mut step = 1_u64 << most.min(number.bits()).ilog2();
    while step > 0 {
        // Each factor of ten is one of two.
        if step <= most - stripped && number.trailing_zeros().is_some_and(|zeros| zeros >= step) {
            let (quotient, rest) = number.div_rem(&power_of_ten(step));
            if rest.is_zero() {
                number = quotient;
                stripped += step;
                continue;
            }
        }
        step /= 2;
    }
    (number, stripped)
}

/// How many zeros a number that is not zero ends in.
pub(super) fn trailing_zeros(number: &BigUint) -> u64 {
    if number.bit(0) { 0 } else { strip_zeros(number, u64::MAX).1 }
}
