//! The functions of the `math` module whose results are exact integers.

use num_bigint::{BigInt, BigUint};
use num_integer::{Integer, Roots};
use num_traits::One;

use super::Int;
use crate::error::{Error, Limit, Result};

/// `math.isqrt(n)`: the floor of the square root.
///
/// # Errors
/// `ValueError` for a negative number.
pub fn isqrt(n: &Int) -> Result<Int> {
    if n.is_negative() {
        return Err(Error::value("isqrt() argument must be nonnegative"));
    }
    Ok(match n {
        Int::Small(value) => Int::Small(value.sqrt()),
        Int::Big(value) => Int::from(value.sqrt()),
    })
}

/// `math.gcd` of two numbers.
pub fn gcd(left: &Int, right: &Int) -> Int {
    match (left, right) {
        (Int::Small(left), Int::Small(right)) => Int::from(left.unsigned_abs().gcd(&right.unsigned_abs())),
        _ => Int::from(left.to_big().gcd(&right.to_big())),
    }
}

/// `math.lcm` of two numbers.
///
/// # Errors
/// `MemoryError` beyond the limit.
pub fn lcm(left: &Int, right: &Int, limit: Limit) -> Result<Int> {
    if left.is_zero() || right.is_zero() {
        return Ok(Int::ZERO);
    }
    Ok(left.floordiv(&gcd(left, right))?.mul(right, limit)?.abs())
}

/// `math.factorial(n)`
///
/// # Errors
/// `ValueError` for a negative number, `OverflowError` for one beyond a machine word, `MemoryError` beyond the
/// limit.
pub fn factorial(n: &Int, limit: Limit) -> Result<Int> {
    if n.is_negative() {
        return Err(Error::value("factorial() not defined for negative values"));
    }
    let Some(n) = n.to_i64() else {
        let message = format!("factorial() argument should not exceed {}", i64::MAX);
        return Err(Error::overflow(message));
    };
    // By Stirling, `log2(n!)` is close above `n * log2(n / e)`.
    let bits = n as f64 * (n as f64 / std::f64::consts::E).log2();
    limit.check((bits / 8.0) as usize)?;
    Ok(Int::from(BigInt::from(product(1, n as u64))))
}

/// The product of all numbers from `first` to `last`, by halves so that the factors stay balanced.
fn product(first: u64, last: u64) -> BigUint {
    const FEW: u64 = 8;
    if first > last {
        return BigUint::one();
    }
    if last - first < FEW {
        return (first..=last).fold(BigUint::one(), |product, factor| product * factor);
    }
    let middle = first + (last - first) / 2;
    product(first, middle) * product(middle + 1, last)
}

/// `math.comb(n, k)`: in how many ways to choose `k` of `n`.
///
/// # Errors
/// `ValueError` for a negative number, `OverflowError` when `min(k, n - k)` is beyond a machine word,
/// `MemoryError` beyond the limit.
pub fn comb(n: &Int, k: &Int, limit: Limit) -> Result<Int> {
    require_natural(n, k)?;
    let rest = n.sub(k);
    if rest.is_negative() {
        return Ok(Int::ZERO);
    }
    let few = if rest < *k { &rest } else { k };
    let Some(count) = few.to_u64().filter(|count| *count <= i64::MAX as u64) else {
        return Err(Error::overflow(format!("min(n - k, k) must not exceed {}", i64::MAX)));
    };
    if count == 0 {
        return Ok(Int::ONE);
    }
    // `comb(n, k)` is at least `(n / k) ** k`.
    let bits = count.saturating_mul(n.bit_length().saturating_sub(few.bit_length()));
    limit.check(usize::try_from(bits / 8).unwrap_or(usize::MAX))?;
    // The falling product is longer than the result by no more than the factorial that divides it.
    let ordered = falling_product(n, count);
    Ok(Int::from(BigInt::from(ordered / product(1, count))))
}

/// `math.perm(n, k)`: in how many ways to choose and order `k` of `n`.
///
/// # Errors
/// `ValueError` for a negative number, `OverflowError` when `k` is beyond a machine word, `MemoryError` beyond the
/// limit.
pub fn perm(n: &Int, k: &Int, limit: Limit) -> Result<Int> {
    require_natural(n, k)?;
    if n < k {
        return Ok(Int::ZERO);
    }
    let Some(count) = k.to_u64().filter(|count| *count <= i64::MAX as u64) else {
        return Err(Error::overflow(format!("k must not exceed {}", i64::MAX)));
    };
    // The factors are `k` and they average more than half of `n`.
    let bits = count.saturating_mul(n.bit_length().saturating_sub(3));
    limit.check(usize::try_from(bits / 8).unwrap_or(usize::MAX))?;
    Ok(Int::from(BigInt::from(falling_product(n, count))))
}

fn require_natural(n: &Int, k: &Int) -> Result<()> {
    if n.is_negative() {
        return Err(Error::value("n must be a non-negative integer"));
    }
    if k.is_negative() {
        return Err(Error::value("k must be a non-negative integer"));
    }
    Ok(())
}

/// `n * (n - 1) * ...`: `count` factors, of which the last is not negative.
fn falling_product(n: &Int, count: u64) -> BigUint {
    if let Some(n) = n.to_u64() {
        return product(n - count + 1, n);
    }
    fn big_product(first: &BigUint, count: u64) -> BigUint {
        match count {
            0 => BigUint::one(),
            1 => first.clone(),
            _ => {
                let half = count / 2;
                big_product(first, half) * big_product(&(first + half), count - half)
            }
        }
    }
    big_product(&(n.to_big().magnitude() + 1u8 - count), count)
}
