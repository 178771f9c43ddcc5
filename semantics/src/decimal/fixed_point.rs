//! Exponentials and logarithms of fixed-point numbers: integers that stand for themselves divided by 2^bits.

use std::sync::Mutex;

use num_bigint::BigInt;
use num_traits::{One, ToPrimitive, Zero};

/// e^x for -3 < x < 3; wrong by a few units of the last place.
pub(super) fn exp(x: &BigInt, bits: u64) -> BigInt {
    // e^x is (e^(x / 2^h))^(2^h), and the series of the small argument ends soon.
    let halvings = bits.isqrt() / 2 + 8;
    let work = bits + 2 * halvings + 16;
    let small: BigInt = (x << (work - bits)) >> halvings;
    let one = BigInt::one() << work;
    let (mut sum, mut term) = (one.clone(), one);
    for n in 1_u64.. {
        term = ((term * &small) >> work) / n;
        // Shifting rounds down, so that a negative term ends at -1.
        if term.is_zero() || term == -BigInt::one() {
            break;
        }
        sum += &term;
    }
    for _ in 0..halvings {
        sum = (&sum * &sum) >> work;
    }
    sum >> (work - bits)
}

/// The natural logarithm of x for 0.3 < x < 3.2; wrong by a few units of the last place.
pub(super) fn ln(x: &BigInt, bits: u64) -> BigInt {
    let work = bits + 32;
    let x: BigInt = x << 32_u32;
    let start = (&x >> (work - 60)).to_f64().unwrap_or(1.0) / (1_u64 << 60) as f64;
    let guess = BigInt::from((start.ln() * (1_u64 << 52) as f64) as i64);
    let mut y: BigInt = if work >= 52 { guess << (work - 52) } else { guess >> (52 - work) };
    // Newton's iteration with Halley's correction, which triples the places that are right.
    let mut right = 45;
    while right < work {
        let power = exp(&y, work);
        let step = ((&x - &power) << (work + 1)) / (&x + &power);
        y += step;
        right *= 3;
    }
    y >> 32_u32
}

/// artanh(1/n)
fn inverse_artanh(n: u64, bits: u64) -> BigInt {
    let mut power = (BigInt::one() << bits) / n;
    let (mut sum, square) = (power.clone(), n * n);
    for k in 1_u64.. {
        power /= square;
        if power.is_zero() {
            break;
        }
        sum += &power / (2 * k + 1);
    }
    sum
}

/// The natural logarithm of ten, and how many bits it has.
static LN_TEN: Mutex<Option<(u64, BigInt)>> = Mutex::new(None);

/// ln 10; wrong by a few units of the last place.
pub(super) fn ln_ten(bits: u64) -> BigInt {
    let mut kept = LN_TEN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some((known, value)) = &*kept
        && *known >= bits
    {
        return value >> (known - bits);
    }
    // By Gauss's method: ln 10 = 46 artanh 1/31 + 34 artanh 1/49 + 20 artanh 1/161.
    let work = bits + 32;
    let value =
        inverse_artanh(31, work) * 46 + inverse_artanh(49, work) * 34 + inverse_artanh(161, work) * 20;
    let value: BigInt = value >> 32_u32;
    *kept = Some((bits, value.clone()));
    value
}
