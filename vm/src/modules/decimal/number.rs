//! `Decimal`: its type, and what its objects hold.

use num_bigint::{BigInt, BigUint, Sign};
use strict_semantics::Int;
use strict_semantics::decimal::{Decimal, Kind};

use super::{methods, operators};
use crate::builtins::prelude::*;
use crate::modules::native_module::{instance, record_type};

// The fields of a number.
/// The kind, and the sign as the lowest bit.
const FORM: usize = 0;
/// The coefficient or the payload, as an `int`.
const COEFFICIENT: usize = 1;
const EXPONENT: usize = 2;

const KINDS: [Kind; 4] = [Kind::Finite, Kind::Infinity, Kind::QuietNan, Kind::SignallingNan];

/// `Decimal`
pub(super) static DECIMAL: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    attributes: &[("real", |_, it| Ok(it), None), ("imag", |vm, _| Ok(new(vm, &Decimal::from_i64(0))), None)],
    ..record_type(
        "Decimal",
        "decimal",
        &ALL_METHODS,
        "Construct a new Decimal object. 'value' can be an integer, string, tuple,\n\
         or another Decimal object. If no value is given, return Decimal('0').\n\
         The context does not affect the conversion and is only passed to determine\n\
         if the InvalidOperation trap is active.\n",
    )
};

const COUNT: usize = operators::METHODS.len() + methods::METHODS.len();

/// Operators, then methods with names.
const ALL_METHODS: [crate::object::NativeSpec; COUNT] = {
    let mut all = [operators::METHODS[0]; COUNT];
    let mut index = 0;
    while index < COUNT {
        all[index] = if index < operators::METHODS.len() {
            operators::METHODS[index]
        } else {
            methods::METHODS[index - operators::METHODS.len()]
        };
        index += 1;
    }
    all
};

/// A `Decimal`.
pub(super) fn new(vm: &mut Vm, number: &Decimal) -> Value {
    let class = vm.native_type(&DECIMAL);
    new_of(vm, class, number)
}

/// An instance of `Decimal` or of a subclass.
pub(super) fn new_of(vm: &mut Vm, class: Gc<Type>, number: &Decimal) -> Value {
    let kind = KINDS.iter().position(|kind| *kind == number.kind).unwrap_or(0);
    let coefficient = new_natural(vm, &number.coefficient);
    let fields = [
        Value::fixnum((kind as i64) << 1 | i64::from(number.negative)),
        coefficient,
        Value::fixnum(number.exponent),
    ];
    vm.new_record(class, &fields).value()
}

fn new_natural(vm: &mut Vm, number: &BigUint) -> Value {
    let limbs: smallvec::SmallVec<[u64; 4]> = number.iter_u64_digits().collect();
    vm.new_magnitude(false, &limbs)
}

/// An `int`.
pub(super) fn new_int(vm: &mut Vm, number: BigInt) -> Value {
    vm.new_integer(&Int::from(number))
}

/// The number if an object is a `Decimal`.
pub(super) fn get(vm: &Vm, value: Value) -> Option<Decimal> {
    let it = instance(vm, value, &DECIMAL)?;
    let form = it.get(FORM).as_fixnum()?;
    let coefficient = match vm.as_int(it.get(COEFFICIENT))? {
        Int::Small(small) => BigUint::from(small.unsigned_abs()),
        Int::Big(big) => big.magnitude().clone(),
    };
    Some(Decimal {
        negative: form & 1 == 1,
        kind: KINDS[(form >> 1) as usize & 3],
        coefficient,
        exponent: it.get(EXPONENT).as_fixnum()?,
    })
}

/// The coefficient of a `Decimal` as a signed integer.
pub(super) fn signed(number: &Decimal) -> BigInt {
    let sign = if number.negative { Sign::Minus } else { Sign::Plus };
    BigInt::from_biguint(sign, number.coefficient.clone())
}
