//! Operators of the loop on small numbers: what is done in place, without a call.

use super::arithmetic::{divide_fixnums, floor_divide_fixnums, remainder_fixnums};
use super::dispatch_step::Step;
use crate::object::Special;
use crate::value::Value;
use crate::vm::{Outcome, Vm};

macro_rules! word {
    ($bits:expr) => {
        // SAFETY: the result of arithmetic on two fixnums with the tag bit set is a fixnum.
        unsafe { Value::from_bits($bits as u64) }
    };
}
// An operator on two values: fixnums by their words, then flonums.
macro_rules! of_values {
    ($name:ident, |$x:ident, $y:ident| $integers:expr, |$a:ident, $b:ident| $floats:expr) => {
        #[inline(always)]
        pub(super) fn $name(left: Value, right: Value) -> Option<Value> {
            if left.bits() & right.bits() & 1 != 0 {
                let ($x, $y) = (left.bits() as i64, right.bits() as i64);
                $integers
            } else if let (Some($a), Some($b)) = (left.as_flonum(), right.as_flonum()) {
                $floats
            } else {
                None
            }
        }
    };
}
// The same with an integer that is in the instruction.
macro_rules! with_integer {
    ($name:ident, |$x:ident, $y:ident| $integers:expr, |$a:ident, $b:ident| $floats:expr) => {
        #[inline(always)]
        pub(super) fn $name(left: Value, number: i64) -> Option<Value> {
            if left.is_fixnum() {
                let ($x, $y) = (left.bits() as i64, number << 1 | 1);
                $integers
            } else if let Some($a) = left.as_flonum() {
                let $b = number as f64;
                $floats
            } else {
                None
            }
        }
    };
}

of_values! { add, |x, y| x.checked_add(y - 1).map(|it| word!(it)), |a, b| Value::try_flonum(a + b) }
of_values! { subtract, |x, y| x.checked_sub(y - 1).map(|it| word!(it)), |a, b| Value::try_flonum(a - b) }
of_values! { multiply, |x, y| (x - 1).checked_mul(y >> 1).map(|it| word!(it | 1)), |a, b| Value::try_flonum(a * b) }
of_values! { true_divide, |x, y| divide_fixnums(x >> 1, y >> 1).and_then(Value::try_flonum), |a, b| if b == 0.0 { None } else { Value::try_flonum(a / b) } }
of_values! { floor_divide, |x, y| floor_divide_fixnums(x >> 1, y >> 1).and_then(Value::try_fixnum), |_a, _b| None }
of_values! { remainder, |x, y| remainder_fixnums(x >> 1, y >> 1).map(Value::fixnum), |_a, _b| None }
of_values! { power, |_x, _y| None, |a, b| if b == 2.0 { Value::try_flonum(a * a) } else { None } }
of_values! { matrix_multiply, |_x, _y| None, |_a, _b| None }
of_values! { left_shift, |x, y| shift_left(x >> 1, y >> 1), |_a, _b| None }
of_values! { right_shift, |x, y| shift_right(x >> 1, y >> 1), |_a, _b| None }
of_values! { and, |x, y| Some(word!(x & y)), |_a, _b| None }
of_values! { or, |x, y| Some(word!(x | y)), |_a, _b| None }
of_values! { xor, |x, y| Some(word!(x ^ y | 1)), |_a, _b| None }
with_integer! { add_int, |x, y| x.checked_add(y - 1).map(|it| word!(it)), |a, b| Value::try_flonum(a + b) }
with_integer! { subtract_int, |x, y| x.checked_sub(y - 1).map(|it| word!(it)), |a, b| Value::try_flonum(a - b) }
with_integer! { multiply_int, |x, y| (x - 1).checked_mul(y >> 1).map(|it| word!(it | 1)), |a, b| Value::try_flonum(a * b) }
with_integer! { true_divide_int, |x, y| divide_fixnums(x >> 1, y >> 1).and_then(Value::try_flonum), |a, b| if b == 0.0 { None } else { Value::try_flonum(a / b) } }
with_integer! { floor_divide_int, |x, y| floor_divide_fixnums(x >> 1, y >> 1).and_then(Value::try_fixnum), |_a, _b| None }
with_integer! { remainder_int, |x, y| remainder_fixnums(x >> 1, y >> 1).map(Value::fixnum), |_a, _b| None }
with_integer! { power_int, |x, y| if y >> 1 == 2 {
    (x - 1).checked_mul(x >> 1).map(|it| word!(it | 1))
} else {
    None
}, |a, b| if b == 2.0 { Value::try_flonum(a * a) } else { None } }
with_integer! { left_shift_int, |x, y| shift_left(x >> 1, y >> 1), |_a, _b| None }
with_integer! { right_shift_int, |x, y| shift_right(x >> 1, y >> 1), |_a, _b| None }
with_integer! { and_int, |x, y| Some(word!(x & y)), |_a, _b| None }
with_integer! { or_int, |x, y| Some(word!(x | y)), |_a, _b| None }
with_integer! { xor_int, |x, y| Some(word!(x ^ y | 1)), |_a, _b| None }

#[inline(always)]
pub(super) fn negative(value: Value) -> Option<Value> {
    match (value.as_fixnum(), value.as_flonum()) {
        (Some(number), _) => number.checked_neg().and_then(Value::try_fixnum),
        (_, Some(number)) => Value::try_flonum(-number),
        _ => None,
    }
}

#[inline(always)]
pub(super) fn positive(vm: &mut Vm, step: Step) -> Outcome<()> {
    step.set(step.instruction.a(), vm.unary(Special::Positive, step.reg(step.instruction.b()))?);
    Ok(())
}

#[inline(always)]
pub(super) fn invert(vm: &mut Vm, step: Step) -> Outcome<()> {
    step.set(step.instruction.a(), vm.unary(Special::Invert, step.reg(step.instruction.b()))?);
    Ok(())
}

/// `left << right` if the result is a fixnum.
#[inline(always)]
fn shift_left(left: i64, right: i64) -> Option<Value> {
    if !(0..62).contains(&right) {
        return None;
    }
    let result = left << right;
    if result >> right == left { Value::try_fixnum(result) } else { None }
}

/// `left >> right` if the count is not negative.
#[inline(always)]
fn shift_right(left: i64, right: i64) -> Option<Value> {
    if right < 0 { None } else { Some(Value::fixnum(left >> right.min(63))) }
}
