//! Logical operations on numbers whose digits are zeros and ones.

use num_bigint::BigUint;

use super::Decimal;
use super::round::Calculation;

/// The last digits, the last one first, of an operand that has zeros and ones only.
fn bits(a: &Decimal, precision: i64) -> Option<Vec<u8>> {
    if !a.is_finite() || a.negative || a.exponent != 0 {
        return None;
    }
    let mut digits = a.coefficient.to_radix_le(10);
    if digits.iter().any(|digit| *digit > 1) {
        return None;
    }
    digits.truncate(usize::try_from(precision).unwrap_or(usize::MAX));
    Some(digits)
}

fn number_of(digits: &[u8]) -> Decimal {
    let coefficient = BigUint::from_radix_le(digits, 10).unwrap_or(BigUint::ZERO);
    Decimal::finite(false, coefficient, 0)
}

impl Calculation {
    fn combine(&mut self, a: &Decimal, b: &Decimal, operator: fn(u8, u8) -> u8) -> Decimal {
        let precision = self.context.precision;
        let (Some(a), Some(b)) = (bits(a, precision), bits(b, precision)) else { return self.invalid() };
        let at = |digits: &[u8], place: usize| digits.get(place).copied().unwrap_or(0);
        let digits: Vec<u8> =
            (0..a.len().max(b.len())).map(|place| operator(at(&a, place), at(&b, place))).collect();
        number_of(&digits)
    }

    /// Digitwise and.
    pub fn logical_and(&mut self, a: &Decimal, b: &Decimal) -> Decimal {
        self.combine(a, b, |a, b| a & b)
    }

    /// Digitwise or.
    pub fn logical_or(&mut self, a: &Decimal, b: &Decimal) -> Decimal {
        self.combine(a, b, |a, b| a | b)
    }

    /// Digitwise exclusive or.
    pub fn logical_xor(&mut self, a: &Decimal, b: &Decimal) -> Decimal {
        self.combine(a, b, |a, b| a ^ b)
    }

    /// Each digit of the precision inverted.
    pub fn logical_invert(&mut self, a: &Decimal) -> Decimal {
        let Some(mut digits) = bits(a, self.context.precision) else { return self.invalid() };
        if self.context.precision.unsigned_abs() > super::digits::MOST_DIGITS {
            return self.fail(super::Status::MEMORY);
        }
        digits.resize(self.context.precision as usize, 0);
        for digit in &mut digits {
            *digit ^= 1;
        }
        number_of(&digits)
    }
}
