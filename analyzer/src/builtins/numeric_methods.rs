//! Special methods that the numeric types share: `int.__add__` and `float.__add__` differ only in what they take.

use strict_semantics::format::format_number;
use strict_semantics::hash::hash_number;
use strict_semantics::number::{self, BinaryOperator, UnaryOperator};
use strict_semantics::text::Text;
use strict_semantics::{DigitLimit, Number, float};

use super::arity::{expect_method, expect_receiver};
use super::constants::{INT_LIMIT, value_of};
use super::operands::{Kind, Operand, TEXT_LIMIT, compare_numbers};
use super::{exceptions as exc, types};
use crate::domain::Value;
use crate::interp::{Arguments, Eval, Interp};
use crate::ir::CompareOp;

/// The table of a type's special methods that all numeric types have, and of the given binary operators' methods.
macro_rules! numeric_methods {
    ($class:literal, $kind:expr, [$($operator:ident $name:literal),* $(,)?]) => {
        &[
            $(
                method(concat!($class, ".__", $name, "__"), |interp, arguments| {
                    numeric_methods::binary(interp, arguments, $kind, concat!($class, ".__", $name, "__"), BinaryOperator::$operator, false)
                }),
                method(concat!($class, ".__r", $name, "__"), |interp, arguments| {
                    numeric_methods::binary(interp, arguments, $kind, concat!($class, ".__r", $name, "__"), BinaryOperator::$operator, true)
                }),
            )*
            method(concat!($class, ".__pow__"), |interp, arguments| {
                numeric_methods::power(interp, arguments, $kind, concat!($class, ".__pow__"), false)
            }),
            method(concat!($class, ".__rpow__"), |interp, arguments| {
                numeric_methods::power(interp, arguments, $kind, concat!($class, ".__rpow__"), true)
            }),
            method(concat!($class, ".__lt__"), |interp, arguments| {
                numeric_methods::compare(interp, arguments, $kind, concat!($class, ".__lt__"), CompareOp::Lt)
            }),
            method(concat!($class, ".__le__"), |interp, arguments| {
                numeric_methods::compare(interp, arguments, $kind, concat!($class, ".__le__"), CompareOp::LtE)
            }),
            method(concat!($class, ".__eq__"), |interp, arguments| {
                numeric_methods::compare(interp, arguments, $kind, concat!($class, ".__eq__"), CompareOp::Eq)
            }),
            method(concat!($class, ".__ne__"), |interp, arguments| {
                numeric_methods::compare(interp, arguments, $kind, concat!($class, ".__ne__"), CompareOp::NotEq)
            }),
            method(concat!($class, ".__gt__"), |interp, arguments| {
                numeric_methods::compare(interp, arguments, $kind, concat!($class, ".__gt__"), CompareOp::Gt)
            }),
            method(concat!($class, ".__ge__"), |interp, arguments| {
                numeric_methods::compare(interp, arguments, $kind, concat!($class, ".__ge__"), CompareOp::GtE)
            }),
            method(concat!($class, ".__neg__"), |interp, arguments| {
                numeric_methods::unary(interp, arguments, $kind, concat!($class, ".__neg__"), UnaryOperator::Neg)
            }),
            method(concat!($class, ".__pos__"), |interp, arguments| {
                numeric_methods::unary(interp, arguments, $kind, concat!($class, ".__pos__"), UnaryOperator::Pos)
            }),
            method(concat!($class, ".__abs__"), |interp, arguments| {
                numeric_methods::absolute(interp, arguments, $kind, concat!($class, ".__abs__"))
            }),
            method(concat!($class, ".__bool__"), |interp, arguments| {
                numeric_methods::truth(interp, arguments, $kind, concat!($class, ".__bool__"))
            }),
            method(concat!($class, ".__hash__"), |interp, arguments| {
                numeric_methods::hash(interp, arguments, $kind, concat!($class, ".__hash__"))
            }),
            method(concat!($class, ".__repr__"), |interp, arguments| {
                numeric_methods::repr(interp, arguments, $kind, concat!($class, ".__repr__"))
            }),
            method(concat!($class, ".__format__"), |interp, arguments| {
                numeric_methods::format(interp, arguments, $kind, concat!($class, ".__format__"))
            }),
            method(concat!($class, ".__getnewargs__"), |interp, arguments| {
                numeric_methods::new_arguments(interp, arguments, $kind, concat!($class, ".__getnewargs__"))
            }),
            method(concat!($class, ".conjugate"), |interp, arguments| {
                numeric_methods::conjugate(interp, arguments, $kind, concat!($class, ".conjugate"))
            }),
        ]
    };
}
pub(super) use numeric_methods;

/// The receiver of a method without further arguments.
pub(super) fn sole_receiver(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    kind: Kind,
    name: &str,
) -> Eval<Operand> {
    expect_method(interp, arguments, kind.class(), name, 0, 0)?;
    Ok(Operand::of(interp, &arguments.positional[0]))
}

/// Left and right operand; `None` when the method declines the other one.
fn operands(
    interp: &Interp<'_>,
    arguments: &Arguments,
    kind: Kind,
    reflected: bool,
) -> Option<(Operand, Operand)> {
    let receiver = Operand::of(interp, &arguments.positional[0]);
    let other = Operand::of(interp, &arguments.positional[1]);
    if other.kind()? > kind {
        return None;
    }
    Some(if reflected { (other, receiver) } else { (receiver, other) })
}

pub(super) fn binary(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    kind: Kind,
    name: &str,
    operator: BinaryOperator,
    reflected: bool,
) -> Eval<Value> {
    expect_method(interp, arguments, kind.class(), name, 1, 1)?;
    let Some((left, right)) = operands(interp, arguments, kind, reflected) else {
        return Ok(Value::NotImplemented);
    };
    interp.operate(operator, &left, &right).unwrap_or(Ok(Value::NotImplemented))
}

pub(super) fn divmod(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    kind: Kind,
    name: &str,
    reflected: bool,
) -> Eval<Value> {
    expect_method(interp, arguments, kind.class(), name, 1, 1)?;
    match operands(interp, arguments, kind, reflected) {
        None => Ok(Value::NotImplemented),
        Some((Operand::Known(left), Operand::Known(right))) => {
            let (quotient, remainder) = interp.plain(number::divmod(&left, &right))?;
            Ok(Value::tuple(vec![value_of(quotient), value_of(remainder)]))
        }
        Some((_, right)) => {
            if right.may_be_zero() {
                interp.maybe_raise_class(exc::ZERO_DIVISION_ERROR);
            }
            Ok(Value::tuple(vec![Value::Typed(kind.class()), Value::Typed(kind.class())]))
        }
    }
}

pub(super) fn power(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    kind: Kind,
    name: &str,
    reflected: bool,
) -> Eval<Value> {
    expect_method(interp, arguments, kind.class(), name, 1, 2)?;
    let Some((base, exponent)) = operands(interp, arguments, kind, reflected) else {
        return Ok(Value::NotImplemented);
    };
    let modulus = match arguments.get(2) {
        None | Some(Value::None) => {
            return interp
                .operate(BinaryOperator::Pow, &base, &exponent)
                .unwrap_or(Ok(Value::NotImplemented));
        }
        Some(modulus) => Operand::of(interp, modulus),
    };
    match (kind, modulus.kind()) {
        (Kind::Int, Some(Kind::Int)) => {}
        (Kind::Int, _) => return Ok(Value::NotImplemented),
        (Kind::Float, _) => {
            return interp.type_error("pow() 3rd argument not allowed unless all arguments are integers");
        }
        (Kind::Complex, _) => return interp.value_error("complex modulo"),
    }
    match (base, exponent, modulus) {
        (Operand::Known(base), Operand::Known(exponent), Operand::Known(modulus)) => {
            let result = number::pow_mod(&base, &exponent, &modulus, INT_LIMIT);
            interp.number(result)
        }
        _ => {
            interp.maybe_raise_class(exc::VALUE_ERROR);
            Ok(Value::Typed(types::INT))
        }
    }
}

pub(super) fn compare(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    kind: Kind,
    name: &str,
    op: CompareOp,
) -> Eval<Value> {
    expect_method(interp, arguments, kind.class(), name, 1, 1)?;
    let Some((left, right)) = operands(interp, arguments, kind, false) else {
        return Ok(Value::NotImplemented);
    };
    if kind == Kind::Complex && !matches!(op, CompareOp::Eq | CompareOp::NotEq) {
        return Ok(Value::NotImplemented);
    }
    Ok(match (left, right) {
        (Operand::Known(left), Operand::Known(right)) => {
            compare_numbers(op, &left, &right).map_or(Value::NotImplemented, Value::Bool)
        }
        _ => Value::Typed(types::BOOL),
    })
}

pub(super) fn unary(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    kind: Kind,
    name: &str,
    operator: UnaryOperator,
) -> Eval<Value> {
    match sole_receiver(interp, arguments, kind, name)? {
        Operand::Known(number) => interp.plain(number::unary(operator, &number)).map(value_of),
        _ => Ok(Value::Typed(kind.class())),
    }
}

pub(super) fn absolute(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    kind: Kind,
    name: &str,
) -> Eval<Value> {
    Ok(match sole_receiver(interp, arguments, kind, name)? {
        Operand::Known(Number::Int(value)) => Value::Int(value.abs()),
        Operand::Known(Number::Float(value)) => Value::Float(value.abs()),
        Operand::Known(Number::Complex(value)) => Value::Float(interp.plain(value.abs())?),
        _ if kind == Kind::Complex => {
            interp.maybe_raise_class(exc::OVERFLOW_ERROR);
            Value::Typed(types::FLOAT)
        }
        _ => Value::Typed(kind.class()),
    })
}

pub(super) fn truth(interp: &mut Interp<'_>, arguments: &Arguments, kind: Kind, name: &str) -> Eval<Value> {
    Ok(match sole_receiver(interp, arguments, kind, name)? {
        Operand::Known(number) => Value::Bool(number.is_true()),
        _ => Value::Typed(types::BOOL),
    })
}

pub(super) fn hash(interp: &mut Interp<'_>, arguments: &Arguments, kind: Kind, name: &str) -> Eval<Value> {
    Ok(match sole_receiver(interp, arguments, kind, name)? {
        Operand::Known(number) => known_hash(&number).map_or(Value::Typed(types::INT), Value::int),
        _ => Value::Typed(types::INT),
    })
}

/// The hash of a number; that of NaN is its identity's.
pub(super) fn known_hash(number: &Number) -> Option<i64> {
    let is_nan = match number {
        Number::Int(_) => false,
        Number::Float(value) => value.is_nan(),
        Number::Complex(value) => value.real.is_nan() || value.imag.is_nan(),
    };
    if is_nan { None } else { Some(hash_number(number, 0)) }
}

pub(super) fn repr(interp: &mut Interp<'_>, arguments: &Arguments, kind: Kind, name: &str) -> Eval<Value> {
    match sole_receiver(interp, arguments, kind, name)? {
        Operand::Known(number) => number_text(interp, &number),
        _ => Ok(Value::Typed(types::STR)),
    }
}

/// `repr` of a number of one of the built-in types.
pub(super) fn number_text(interp: &mut Interp<'_>, number: &Number) -> Eval<Value> {
    let text = match number {
        Number::Int(value) => interp.plain(value.to_text(DigitLimit::DEFAULT))?,
        Number::Float(value) => float::repr(*value),
        Number::Complex(value) => value.repr(),
    };
    Ok(Value::str(&text))
}

pub(super) fn format(interp: &mut Interp<'_>, arguments: &Arguments, kind: Kind, name: &str) -> Eval<Value> {
    expect_method(interp, arguments, kind.class(), name, 1, 1)?;
    let receiver = &arguments.positional[0];
    let spec = match interp.heap.unwrap(&arguments.positional[1]) {
        Value::Str(spec) => spec.clone(),
        other
            if interp.heap.class_of(other).is_some_and(|class| interp.is_subclass_of(class, types::STR)) =>
        {
            interp.maybe_raise_class(exc::VALUE_ERROR);
            return Ok(Value::Typed(types::STR));
        }
        other => {
            let actual = interp.type_name(&other.clone());
            return interp.type_error(&format!("__format__() argument must be str, not {actual}"));
        }
    };
    if spec.is_empty() && !matches!(receiver, Value::Int(_) | Value::Float(_) | Value::Complex(_)) {
        return interp.str_of(receiver);
    }
    let Operand::Known(number) = Operand::of(interp, receiver) else {
        interp.maybe_raise_class(exc::VALUE_ERROR);
        return Ok(Value::Typed(types::STR));
    };
    let type_name = interp.type_name(receiver);
    let result = Text::try_build(TEXT_LIMIT, |out| {
        format_number(&number, &type_name, spec.view(), DigitLimit::DEFAULT, out)
    });
    interp.plain(result).map(Value::Str)
}

pub(super) fn new_arguments(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    kind: Kind,
    name: &str,
) -> Eval<Value> {
    let items = match (sole_receiver(interp, arguments, kind, name)?, kind) {
        (Operand::Known(Number::Complex(value)), _) => {
            vec![Value::Float(value.real), Value::Float(value.imag)]
        }
        (Operand::Known(number), _) => vec![value_of(number)],
        (_, Kind::Complex) => vec![Value::Typed(types::FLOAT); 2],
        (_, kind) => vec![Value::Typed(kind.class())],
    };
    Ok(Value::tuple(items))
}

pub(super) fn conjugate(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    kind: Kind,
    name: &str,
) -> Eval<Value> {
    Ok(match sole_receiver(interp, arguments, kind, name)? {
        Operand::Known(Number::Complex(value)) => value_of(Number::Complex(value.conjugate())),
        Operand::Known(number) => value_of(number),
        _ => Value::Typed(kind.class()),
    })
}

/// The class that a class method such as `int.from_bytes` was called on.
pub(super) fn class_receiver(
    interp: &mut Interp<'_>,
    arguments: &mut Arguments,
    kind: Kind,
    name: &str,
) -> Eval<Value> {
    if arguments.positional.is_empty() {
        expect_receiver(interp, arguments, kind.class(), name)?;
    }
    Ok(arguments.positional.remove(0))
}

/// What a class method returns: the number itself, or what calling the subclass with it gives.
pub(super) fn made_by(interp: &mut Interp<'_>, class: &Value, kind: Kind, number: Value) -> Eval<Value> {
    match class {
        Value::Object(id) if *id == kind.class() => Ok(number),
        class => interp.call(class, vec![number]),
    }
}
