//! Arithmetic on ints of which at least one is on the heap, on their limbs in place.

use std::cmp::Ordering;

use smallvec::{SmallVec, smallvec};
use strict_semantics::int::limbs;
use strict_semantics::number::BinaryOperator;

use crate::heap::Gc;
use crate::object::BigInteger;
use crate::value::Value;
use crate::vm::Vm;

/// Limbs of a result.
type Limbs = SmallVec<[u64; 32]>;

/// Divisors and quotients of as many limbs as this are divided faster in other ways.
const LONG_DIVISION: usize = 64;

/// An int, as sign and magnitude.
enum Operand {
    Small(i64, [u64; 1]),
    Big(Gc<BigInteger>),
}

impl Operand {
    fn of(value: Value) -> Option<Operand> {
        match value.as_fixnum() {
            Some(small) => Some(Operand::Small(small, [small.unsigned_abs()])),
            None => value.cast().map(Operand::Big),
        }
    }

    fn is_negative(&self) -> bool {
        match self {
            Operand::Small(small, _) => *small < 0,
            Operand::Big(big) => big.is_negative(),
        }
    }

    fn limbs(&self) -> &[u64] {
        match self {
            Operand::Small(0, _) => &[],
            Operand::Small(_, limbs) => limbs,
            Operand::Big(big) => big.limbs(),
        }
    }
}

impl Vm {
    /// The result of an operator on two exact ints of which at least one is on the heap; nothing for operators and
    /// operands that are left to the general way.
    pub(crate) fn big_binary(
        &mut self,
        operator: BinaryOperator,
        left: Value,
        right: Value,
    ) -> Option<Value> {
        if !left.is::<BigInteger>() && !right.is::<BigInteger>() {
            return None;
        }
        let (a, b) = (Operand::of(left)?, Operand::of(right)?);
        let (a_negative, b_negative) = (a.is_negative(), b.is_negative());
        let (a, b) = (a.limbs(), b.limbs());
        let (negative, result) = match operator {
            BinaryOperator::Add => sum(a_negative, a, b_negative, b),
            BinaryOperator::Sub => sum(a_negative, a, !b_negative, b),
            BinaryOperator::Mul if a.len().min(b.len()) < limbs::LONG => {
                let mut out: Limbs = smallvec![0; a.len() + b.len()];
                let length = limbs::multiply(&mut out, a, b);
                out.truncate(length);
                (a_negative != b_negative, out)
            }
            BinaryOperator::FloorDiv | BinaryOperator::Modulo
                if !b.is_empty()
                    && (b.len() < LONG_DIVISION || a.len().saturating_sub(b.len()) < LONG_DIVISION) =>
            {
                let (mut quotient, mut rest) = divide(a, b);
                let differ = a_negative != b_negative;
                // Quotients are rounded to lower numbers, so that the rest has the sign of the divisor.
                let rounds = differ && !rest.is_empty();
                if operator == BinaryOperator::FloorDiv {
                    if rounds {
                        (_, quotient) = sum(true, &quotient, true, &[1]);
                    }
                    (differ, quotient)
                } else {
                    if rounds {
                        (_, rest) = sum(false, b, true, &rest);
                    }
                    (b_negative, rest)
                }
            }
            _ => return None,
        };
        Some(self.new_magnitude(negative, &result))
    }
}

fn sum(a_negative: bool, a: &[u64], b_negative: bool, b: &[u64]) -> (bool, Limbs) {
    let order = limbs::compare(a, b);
    let (negative, greater, less) =
        if order == Ordering::Less { (b_negative, b, a) } else { (a_negative, a, b) };
    let mut out: Limbs = smallvec![0; greater.len() + 1];
    let length = if a_negative == b_negative {
        limbs::add(&mut out, greater, less)
    } else {
        limbs::subtract(&mut out, greater, less)
    };
    out.truncate(length);
    (negative, out)
}

/// Quotient and remainder of magnitudes.
fn divide(a: &[u64], b: &[u64]) -> (Limbs, Limbs) {
    if limbs::compare(a, b) == Ordering::Less {
        return (Limbs::new(), Limbs::from_slice(a));
    }
    if let &[divisor] = b {
        let mut quotient: Limbs = smallvec![0; a.len()];
        let (length, rest) = limbs::divide_by_limb(&mut quotient, a, divisor);
        quotient.truncate(length);
        return (quotient, if rest == 0 { Limbs::new() } else { smallvec![rest] });
    }
    let (mut rest, mut divisor) = (Limbs::from_slice(a), Limbs::from_slice(b));
    rest.push(0);
    let mut quotient: Limbs = smallvec![0; rest.len() - b.len()];
    let (length, rest_length) = limbs::divide(&mut quotient, &mut rest, &mut divisor);
    quotient.truncate(length);
    rest.truncate(rest_length);
    (quotient, rest)
}
