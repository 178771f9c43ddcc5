//! Operators on numbers: the steps after the fixnum and flonum paths of the loop.

use strict_bytecode::Instruction;

use crate::object::Float;
use crate::protocol::Operator;
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// What an operator has met, for feedback: operands for which there is no fast way.
#[cold]
pub(super) fn met(left: Value, right: Value) -> u8 {
    use strict_bytecode::flags::{MET_FLOAT, MET_MIXED, MET_OTHER};
    match (doubles(left, right), left.is_flonum() && right.is_flonum()) {
        (Some(_), false) => MET_FLOAT | MET_MIXED,
        (Some(_), true) => MET_FLOAT,
        (None, _) => MET_OTHER,
    }
}

/// What a comparison has met, for feedback: operands that are not both integers or flonums.
#[cold]
pub(super) fn met_in_comparison(vm: &Vm, left: Value, right: Value) -> u8 {
    use strict_bytecode::flags::{MET_FLOAT, MET_MIXED, MET_OTHER};
    let is_float = |value: Value| value.is_flonum() || vm.cast_exact::<Float>(value).is_some();
    match (is_float(left), is_float(right)) {
        (true, true) => MET_FLOAT,
        (true, false) if right.is_fixnum() => MET_FLOAT | MET_MIXED,
        (false, true) if left.is_fixnum() => MET_FLOAT | MET_MIXED,
        _ => MET_OTHER,
    }
}

/// Puts feedback into the flags of the instruction before `next`, which is one of prepared code.
#[inline(always)]
pub(super) fn record(next: *const Instruction, met: u8) {
    let instruction = next.cast_mut().wrapping_sub(1);
    // SAFETY: the code's own instructions are cells, which nothing else refers to while an instruction runs.
    unsafe {
        if (*instruction).flags() & met != met {
            *instruction = Instruction((*instruction).0 | u64::from(met) << 56);
        }
    }
}

/// The double of a fixnum or flonum.
#[inline(always)]
fn as_double(value: Value) -> Option<f64> {
    match value.as_flonum() {
        Some(number) => Some(number),
        None => {
            value.as_fixnum().filter(|number| number.unsigned_abs() < 1 << 53).map(|number| number as f64)
        }
    }
}

/// The doubles of two numbers at least one of which is a float.
#[inline(always)]
fn doubles(left: Value, right: Value) -> Option<(f64, f64)> {
    if !left.is_flonum() && !right.is_flonum() {
        return None;
    }
    Some((as_double(left)?, as_double(right)?))
}

macro_rules! slow_operators {
    ($($name:ident $operator:ident |$a:ident, $b:ident| $result:expr;)*) => {$(
        #[inline(never)]
        pub(super) fn $name(vm: &mut Vm, left: Value, right: Value, in_place: bool) -> Outcome<Value> {
            if let Some(($a, $b)) = doubles(left, right)
                && let Some(result) = $result
            {
                return Ok(vm.new_float(result));
            }
            general(vm, Operator::$operator, left, right, in_place)
        }
    )*};
}

slow_operators! {
    add ADD |a, b| Some(a + b);
    subtract SUBTRACT |a, b| Some(a - b);
    multiply MULTIPLY |a, b| Some(a * b);
    true_divide TRUE_DIVIDE |a, b| if b == 0.0 { None } else { Some(a / b) };
    floor_divide FLOOR_DIVIDE |a, b| strict_semantics::float::floordiv(a, b).ok();
    remainder REMAINDER |a, b| strict_semantics::float::modulo(a, b).ok();
    power POWER |a, b| if a > 0.0 { Some(a.powf(b)).filter(|it| it.is_finite()) } else { None };
}

/// Any operator, by special methods.
#[inline(never)]
pub(super) fn general(
    vm: &mut Vm,
    operator: Operator,
    left: Value,
    right: Value,
    in_place: bool,
) -> Outcome<Value> {
    if in_place { vm.binary_in_place(operator, left, right) } else { vm.binary(operator, left, right) }
}

/// `left / right` of fixnums, exact while both have at most 53 bits.
#[inline(always)]
pub(super) fn divide_fixnums(left: i64, right: i64) -> Option<f64> {
    let exact = |number: i64| number.unsigned_abs() < 1 << 53;
    if right != 0 && exact(left) && exact(right) { Some(left as f64 / right as f64) } else { None }
}

/// `left // right` of fixnums.
#[inline(always)]
pub(super) fn floor_divide_fixnums(left: i64, right: i64) -> Option<i64> {
    if right == 0 {
        return None;
    }
    let quotient = left.wrapping_div(right);
    Some(if (left % right != 0) && ((left < 0) != (right < 0)) { quotient - 1 } else { quotient })
}

/// `left % right` of fixnums.
#[inline(always)]
pub(super) fn remainder_fixnums(left: i64, right: i64) -> Option<i64> {
    if right == 0 {
        return None;
    }
    let rest = left.wrapping_rem(right);
    Some(if rest != 0 && ((rest < 0) != (right < 0)) { rest + right } else { rest })
}
